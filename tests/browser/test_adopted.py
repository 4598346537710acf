"""What Jupyter users bring: their widgets become our controls and stay in step; what a function returns is shown."""

import io
import pathlib
import re
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import adopted
from tests.browser.access import COLOURS, FAINT, checker_finds, themes
from tests.browser.lesson import PATIENCE, Lesson, Live, write

expect.set_options(timeout=PATIENCE)
SAYS = """one => one.type === 'checkbox' ? String(one.checked) : one.type === 'radio' ? one.ariaLabel
    : one.selectedOptions?.[0].text ?? one.getAttribute('aria-valuetext') ?? one.value"""
KERNEL = "jupyterapp.shell.currentWidget.context.sessionContext.session.kernel"
BOX = "one => one.getBoundingClientRect().toJSON()"
# In an animation frame the page is as it is about to be painted.
DRAG = """async live => {
    const slider = live.querySelector('input[type=range]'), seen = {blank: 0, heights: [], pictures: []};
    for (let k = 0; k < 120; k++) {
        slider.value = +slider.min + (slider.max - slider.min) * (k % 40) / 40;
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        await new Promise(requestAnimationFrame);
        const svg = live.querySelector('.nn-picture > svg'), height = svg?.getBoundingClientRect().height ?? 0;
        seen.blank += !(height > 10 && svg.querySelector('path'));
        seen.heights.push(height);
        seen.pictures.push(live.querySelector('.nn-picture').innerHTML);
    }
    return {blank: seen.blank, heights: new Set(seen.heights).size, pictures: new Set(seen.pictures).size};
}"""


@pytest.fixture(scope="module")
def lesson(home, server, browser):
    """The notebook, opened and run once; a test has a cell of it for itself."""
    write(home, adopted.NAME, adopted.notebook())
    lesson = Lesson(adopted.NAME, browser.new_page(viewport={"width": 1280, "height": 1000}))
    try:
        lesson.listen()
        yield lesson.open(*server, 0).run_all()
    finally:
        lesson.close()


def lives(lesson, cell):
    """Return the live pictures of a cell."""
    cells = lesson.page.locator(".jp-Notebook .jp-CodeCell")
    return [Live(lesson, one) for one in cells.nth(list(adopted.CELLS).index(cell)).locator(".nn-live").all()]


def shows(live, words, part=".nn-picture"):
    """Wait until a part of a live picture contains these words."""
    expect(live.locator.locator(part)).to_contain_text(words)


def test_nothing_goes_wrong_when_the_notebook_is_run(lesson):
    assert not lesson.wrong_outputs()
    assert len(lesson.lives()) == 18
    assert not lesson.complaints


# ---- Widgets as controls

# Role and name of our control, keys, the value that Python then has, one that Python sets, what the control then says.
KINDS = {
    "float": ("slider", "float", "ArrowRight", 0.55, 0.2, "0.20"),
    "int": ("slider", "whole number", "ArrowRight", 1201, 4000, "4,000"),
    "log": ("slider", "log", "ArrowRight", 1.0, 0.001, "0.001"),
    "stop": ("slider", "stop", "ArrowRight", 10, 1, "small"),
    "bounded": ("spinbutton", "bounded", "ArrowUp", 1.5, 0.5, "0.5"),
    "number": ("spinbutton", "number", "ArrowDown", 4, 40, "40"),
    "list": ("combobox", "list", "ArrowDown", 2, 1, "one"),
    "radio": ("radiogroup", "radio", "ArrowDown", "y", "x", "x"),
    "buttons": ("radiogroup", "buttons", "ArrowRight", "q", "p", "p"),
    "box": ("checkbox", "box", "Space", True, False, "false"),
    "switch": ("checkbox", "switch", "Space", True, False, "false"),
    "text": ("textbox", "text", "End !", "hello!", "bye", "bye"),
    "line": ("textbox", "line", "End ! Enter", "hello!", "bye", "bye"),
    "time": ("slider", "time", "ArrowRight", 3, 7, "7"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_is_our_control_of_its_kind_which_moves_it_by_keyboard_and_follows_it(lesson, kind):
    [live], (role, name, keys, moved, given, says) = lives(lesson, "kinds"), KINDS[kind]
    control = live.control(role, name)
    part = control.locator("input:checked") if role == "radiogroup" else control
    part.focus()
    cell = lesson.active_cell()
    for key in keys.split():
        part.press(key)
    shows(live, f"{kind} = {moved!r}")
    assert lesson.ask(f"print(repr(kinds[{kind!r}].value))") == repr(moved)
    lesson.ask(f"kinds[{kind!r}].value = {given!r}")
    shows(live, f"{kind} = {given!r}")
    assert part.evaluate(SAYS) == says
    assert lesson.active_cell() == cell, "a key moved the selected cell"


def test_a_number_box_takes_the_highest_number_for_one_above_it(lesson):
    [live] = lives(lesson, "kinds")
    box = live.control("spinbutton", "bounded")
    box.fill("99")
    box.press("Enter")
    shows(live, "bounded = 2.0")
    expect(box).to_have_value("2")


def test_play_steps_on_from_its_lowest_number(lesson):
    [live] = lives(lesson, "kinds")
    live.control("slider", "time").press("Home")
    shows(live, "time = 2")
    live.control("button", "step (time)").press("Enter")
    shows(live, "time = 3")


def test_a_button_counts_a_press_once_in_the_page_and_in_python(lesson):
    [live] = lives(lesson, "kinds")
    live.control("button", "press me").press("Enter")
    shows(live, "press = 1")
    lesson.ask("kinds['press'].click()")
    shows(live, "press = 2")
    assert lesson.ask("print(len(clicks))") == "2"
    live.control("button", "press me").press("Space")
    shows(live, "press = 3")
    assert lesson.ask("print(len(clicks))") == "3"


def test_a_disabled_widget_cannot_be_moved_until_python_allows_it(lesson):
    [live] = lives(lesson, "late")
    slider = live.control("slider", "late")
    expect(slider).to_be_disabled()
    lesson.ask("late.value = 5")
    shows(live, "late = 5")
    lesson.ask("late.disabled = False")
    expect(slider).to_be_enabled()
    slider.press("ArrowRight")
    shows(live, "late = 6")


def test_options_and_ends_that_change_later_change_in_the_page(lesson):
    [live] = lives(lesson, "late")
    lesson.ask("several.options, late.max = ['blue', 'black', 'white'], 20")
    expect(live.control("combobox", "several").locator("option")).to_have_text(["blue", "black", "white"])
    expect(live.control("slider", "late")).to_have_attribute("max", "20")
    live.control("combobox", "several").select_option("white")
    shows(live, "several = 'white'")


def test_a_kind_that_we_do_not_know_stands_beside_the_picture_and_is_observed(lesson):
    [live] = lives(lesson, "unknown")
    colour = live.locator.locator(".nn-controls .widget-colorpicker")
    expect(live.locator.locator(".nn-controls .widget-slider")).to_be_visible()
    colour.locator("input[type=text]").fill("green")
    colour.locator("input[type=text]").press("Tab")
    shows(live, "colour = 'green'")
    lesson.ask("span.value = (1, 9)")
    shows(live, "span = (1, 9)")
    right, left = colour.evaluate(BOX)["right"], live.locator.locator(".nn-picture").evaluate(BOX)["left"]
    assert right <= left, f"the colour picker ends at {right}, the picture begins at {left}"


def test_one_slider_moves_two_pictures_and_a_jslink_takes_it_along(lesson):
    one, two = lives(lesson, "shared")
    one.control("slider", "w").press("ArrowRight")
    shows(one, "w = 4")
    shows(two, "twice 8")
    two.control("slider", "v").press("End")
    shows(one, "w = 9")
    shows(two, "twice 18")
    plain = lesson.page.locator(".widget-slider", has_text="plain").locator(".noUi-handle")
    expect(plain).to_have_attribute("aria-valuenow", "9.0")
    plain.press("ArrowLeft")
    shows(one, "w = 8")
    shows(two, "twice 16")
    assert one.control("slider", "w").evaluate(SAYS) == two.control("slider", "v").evaluate(SAYS) == "8"


# ---- Among other widgets


@pytest.mark.parametrize("place", range(6), ids=["HBox", "VBox", "Tab", "Accordion", "AppLayout", "Output"])
def test_a_picture_inside_another_widget_can_be_seen_and_moved(lesson, place):
    live = lives(lesson, "containers")[place]
    svg = live.locator.locator(".nn-picture > svg")
    expect(svg).to_be_visible()
    assert svg.evaluate(BOX)["width"] > 400
    [state] = live.press(live.control("slider", "weight"), "End")
    assert state["twin"].startswith("With weight 4.0 ")


def test_two_views_of_one_picture_stay_in_step(lesson):
    [one], [two] = lives(lesson, "views"), lives(lesson, "again")
    for mover, key, value in (one, "ArrowRight", "4"), (two, "End", "9"):
        mover.control("slider", "there").press(key)
        for view in one, two:
            shows(view, f"there = {value}")
            assert view.control("slider", "there").evaluate(SAYS) == value


# ---- Results of every kind

CURVE = "A curve of mine. 1 line: x from −11 to 11, vertically from −0.05 to 1.05. Legend: out."
# Where a kind of result is found, words in it, its caption.
RESULTS = {
    "figure": ("> svg", "A curve of mine", CURVE),
    "table": ("table td >> nth=1", "2.5", None),
    "formula": ("math msqrt mfrac", "α", None),
    "picture": ("> svg", "output of the node", "With weight 1.0 and bias weight 0.0 the curve is not moved"),
    "number": ("> pre", "3.5", None),
    "words": ("> pre", "a <b> c", None),
    "array": ("> pre", "array([[1., 0.], [0., 1.]])", None),
    "list": ("> pre", "[1, 2]", None),
    "image": ("> img", "", "A white sheet."),
    "markdown": ("p:has(math msup) strong", "bold", None),
    "pair": ("> svg", "A curve of mine", "A sentence of mine."),
    "number and sentence": ("> pre", "42", "The answer."),
}


@pytest.mark.parametrize("kind", RESULTS)
def test_a_result_is_shown_in_its_own_form_and_named_by_its_caption(lesson, kind):
    [live], (part, words, caption) = lives(lesson, "results"), RESULTS[kind]
    live.control("combobox", "kind").select_option(kind)
    shown = live.locator.locator(f".nn-picture {part}")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text(words)
    assert not live.state()["problem"]
    sentence, buttons = live.locator.locator("figcaption"), live.locator.locator(".nn-save button")
    assert [sentence.is_visible(), buttons.first.is_visible()] == [caption is not None, part == "> svg"]
    if caption:
        expect(sentence).to_contain_text(caption)
    if part in ("> svg", "> img"):
        assert shown.get_attribute("aria-label" if part == "> svg" else "alt") == sentence.text_content()


def test_what_is_printed_or_warned_of_stands_below_the_result_until_the_next_one(lesson):
    [live] = lives(lesson, "results")
    said = live.locator.locator(".nn-said")
    live.control("combobox", "kind").select_option("printed")
    expect(said).to_have_text(re.compile(r"^printed <b>words</b>\s+Warning: divide by zero encountered in log$"))
    assert live.locator.locator(".nn-picture").text_content() == "3.5"
    live.control("combobox", "kind").select_option("number")
    expect(said).to_be_hidden()


def test_a_figure_that_is_dragged_shows_no_blank_frame_and_keeps_its_size(lesson):
    [live] = lives(lesson, "curve")
    seen = live.handle.evaluate(DRAG)
    assert not seen["blank"] and seen["heights"] == 1, seen
    assert seen["pictures"] > 3, "the figure does not follow the drag"
    value = float(live.control("slider", "w").input_value())
    live.state()
    assert lesson.ask("print(plt.get_fignums())") == "[]"
    assert value == pytest.approx(-4 + 8 * 39 / 40, abs=0.1)


def test_in_both_themes_words_stand_out_and_the_checker_finds_nothing_serious(lesson):
    [live], wrong = lives(lesson, "results"), []
    for theme in themes(lesson.page):
        found = checker_finds(lesson.page, ".nn-live", rules=() if theme == "light" else COLOURS)
        wrong += [(theme, *one) for one in found if one[0] in ("serious", "critical")]
        for kind in *RESULTS, "printed":
            live.control("combobox", "kind").select_option(kind)
            live.state()
            wrong += [(theme, kind, one) for one in lesson.page.evaluate(FAINT)]
    assert not wrong, "\n".join(map(str, wrong))


# ---- When it goes wrong, when it takes its time


def test_a_value_that_cannot_be_drawn_is_named_and_one_that_never_ends_is_ended_by_the_interrupt_button(lesson):
    [live] = lives(lesson, "faults")
    slider, before = live.control("slider", "n"), live.state()["markup"]
    slider.press("ArrowRight")
    shows(
        live,
        "This picture could not be drawn for n = 4: ValueError in line 3 of careful: four is too many",
        "[role=alert]",
    )
    slider.press("ArrowRight")
    expect(live.locator.locator("figure")).to_have_attribute("aria-busy", "true")
    lesson.page.wait_for_function(f"() => {KERNEL}.status === 'busy'", timeout=PATIENCE)
    lesson.page.locator("[data-jp-item-name=interrupt]").click()
    shows(live, "You have stopped the drawing for n = 5: the picture is the one before.", "[role=alert]")
    assert live.locator.locator(".nn-picture").inner_html() == before
    slider.press("ArrowRight")
    shows(live, "With weight 6.0 ", "figcaption")
    expect(live.locator.get_by_role("alert")).to_be_hidden()


def test_with_manual_nothing_is_drawn_before_run_is_pressed_and_a_picture_that_is_not_up_to_date_says_so(lesson):
    [live] = lives(lesson, "manual")
    slider, run, said = live.control("slider", "n"), live.control("button", "▶ Run"), live.locator.get_by_role("alert")
    expect(said).to_have_text("Press Run to draw this picture.")
    slider.press("ArrowRight")
    assert lesson.ask("print(calls)") == "[]"
    run.press("Enter")
    shows(live, "With weight 3.0 ", "figcaption")
    expect(said).to_be_hidden()
    slider.press("ArrowRight")
    expect(said).to_have_text("Press Run: the picture still belongs to the values before.")
    shows(live, "With weight 3.0 ", "figcaption")
    assert lesson.ask("print(calls)") == "[3]"
    run.press("Enter")
    shows(live, "With weight 4.0 ", "figcaption")
    assert lesson.ask("print(calls)") == "[3, 4]"


# ---- Taking it along


@pytest.mark.parametrize("cell, name", [("curve", "curve"), ("picture", "logistic_shift")])
def test_a_picture_is_saved_by_keyboard_as_svg_and_as_an_image_of_twice_its_size(lesson, cell, name):
    [live], files = lives(lesson, cell), {}
    live.control("button", "save the picture as SVG").focus()
    for ending in "svg", "png":
        with lesson.page.expect_download(timeout=PATIENCE) as saved:
            lesson.page.keyboard.press("Enter")
        assert saved.value.suggested_filename == f"{name}.{ending}"
        files[ending] = pathlib.Path(saved.value.path()).read_bytes()
        lesson.page.keyboard.press("Tab")
    svg = live.locator.locator(".nn-picture > svg")
    drawing, image = ElementTree.fromstring(files["svg"]), Image.open(io.BytesIO(files["png"]))
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert "".join(drawing.itertext()) == svg.text_content()
    wide, high = svg.evaluate("one => [one.width.baseVal.value, one.height.baseVal.value]")
    assert image.size == pytest.approx((2 * wide, 2 * high), abs=1)
    paper, (darkest, _) = image.convert("RGB").getpixel((24, image.height // 2)), image.convert("L").getextrema()
    assert paper == (255, 255, 255) and darkest < 100, f"the darkest mark {darkest} on {paper}"
