"""Every control of every live picture: found by its name, moved by the keyboard, answered by picture and twin."""

import io
import re

import pytest
from PIL import Image

from tests.browser import every_control
from tests.browser.lesson import PATIENCE, different

RED = io.BytesIO()
Image.new("RGB", (40, 30), "red").save(RED, "PNG")
FILES = {
    "image/*": {"name": "red.png", "mimeType": "image/png", "buffer": RED.getvalue()},
    ".csv,.tsv,.txt,text/csv": {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n" * 20},
}
OTHER = "(one, further) => (one.selectedIndex + further) % one.options.length"
TOP = """live => Math.round(live.querySelector('.nn-picture').getBoundingClientRect().top
                            - live.getBoundingClientRect().top)"""
REMEMBER = """(live, name) => {
    window.stops = [];
    const output = live.querySelector(`input[aria-label=${name}]`).nextSibling;
    new MutationObserver(() => window.stops.push(output.value)).observe(output, {childList: true});
}"""
MOVE = """live => {
    const tell = (one, type) => one.dispatchEvent(new Event(type, {bubbles: true}));
    const moves = {
        '.nn-slider input': one => { one.value = one.value === one.max ? one.min : one.max; tell(one, 'input'); },
        'select': one => {
            one.selectedIndex = (one.selectedIndex + 1) % one.options.length; tell(one, 'change'); },
        'input[type=checkbox], .nn-press': one => one.click(),
        'input[type=text]': one => { one.value = 'bias'; tell(one, 'input'); },
    };
    for (const [found, move] of Object.entries(moves)) live.querySelectorAll(found).forEach(move);
}"""
# Of a plane, which leads the keyboard to a text field, test_plane.py tells.
PARTS = (
    """live => [...new Set([...live.querySelectorAll('[data-set]:not([data-reach])')].map(one => one.dataset.set))]"""
)
FOCUSED = "live => live.contains(document.activeElement) ? document.activeElement.ariaLabel : null"


# One entry a kind of control: how to find all of it in a picture, its role, and what one does with it.


def slide(live, slider):
    high = slider.evaluate("one => one.value === one.max")
    slider.press("Home" if high else "End")
    slider.press("ArrowDown" if high else "ArrowUp")  # goes no further, but in the notebook it selects another cell


def choose(live, chooser, further=1):
    chooser.select_option(index=chooser.evaluate(OTHER, further), timeout=PATIENCE)


def step(live, button):
    """Some steps from the beginning, for the start may be the end, to another place than the start."""
    slider = button.locator("xpath=../..").locator("input")
    start, last = slider.input_value(), slider.get_attribute("max")
    slider.press("Home")
    for now in ("1", "2", "3")[: 3 if start == "2" else 2]:
        button.press("Enter")
        assert slider.input_value() in (now, last), f"{live}: step does not move"


def write(live, line):
    before = live.lesson.active_cell()
    line.clear(timeout=PATIENCE)
    line.press_sequentially("bias", timeout=PATIENCE)
    assert line.input_value() == "bias", f"{live}: a line lost letters"
    assert live.lesson.active_cell() == before, f"{live}: typing moved the selected cell"


def draw(live, grid):
    grid.get_by_role("gridcell", name=re.compile(", (ink|weight) 0$")).first.press("Enter", timeout=PATIENCE)


def upload(live, button):
    before = live.state()
    button.set_input_files([FILES[button.get_attribute("accept")]])
    live.changed_since(before)


KINDS = {
    "slider": (".nn-slider input", "slider", slide),
    "list": ("select", "combobox", choose),
    "box": ("input[type=checkbox]", "checkbox", lambda live, box: box.press("Space")),
    "line to type in": ("input[type=text]", "textbox", write),
    "button": (".nn-press", "button", lambda live, button: button.press("Enter")),
    "step": (".nn-buttons > :last-child:not(.nn-tools *)", "button", step),
    "pad": (".nn-grid", "grid", draw),
    "upload": ("input[type=file]", None, upload),
}


def controls(live, kind):
    """Return (name, control) for all controls of a kind, found as a screen reader finds them."""
    selector, role, _ = KINDS[kind]
    return [
        (name, live.control(role, name) if role else live.locator.get_by_label(name, exact=True))
        for name in live.names(selector)
    ]


def answers(live, kind, name, control):
    """Say whether a picture that stands at its start answers to a control, of a list to one of its options."""
    options = control.evaluate("one => one.options.length") if kind == "list" else 0
    return any(
        live.reset() and moves(live, kind, name, control, *further)
        for further in ([(k,) for k in range(1, options)] or [()])
    )


def moves(live, kind, name, control, *further):
    """Say whether a control changes its picture; both keep their place, and the notebook its selected cell."""
    before, cell, top = live.state(), live.lesson.active_cell(), live.handle.evaluate(TOP)
    KINDS[kind][2](live, control, *further)
    after = live.state()
    assert live.lesson.active_cell() == cell, f"{live}: {kind} {name!r} moves the selected cell"
    assert live.handle.evaluate(TOP) == top, f"{live}: {kind} {name!r} moves the picture"
    return not different([before, after], *["markup", "twin"] if kind in ("slider", "pad") else ["markup"])


def test_a_control_of_each_kind_that_a_notebook_has_is_moved_by_keyboard_and_answered(lesson):
    dead = []
    for kind in KINDS:
        found = next(((live, controls(live, kind)) for live in lesson.lives() if controls(live, kind)), None)
        # some count for another value of a list only, as momentum does: one that answers is enough
        if found and not any(answers(found[0], kind, *one) for one in found[1]):
            dead.append(f"{found[0]}: no {kind} changes the picture")
    assert not dead, "\n".join(dead)


def test_every_control_can_be_moved_and_reset_brings_back_what_run_all_showed(lesson):
    for live, first in zip(lesson.lives(), lesson.first, strict=True):
        if not any(live.names(selector) for selector, *_ in KINDS.values()):
            continue
        start, top = live.reset(), live.handle.evaluate(TOP)
        live.handle.evaluate(MOVE)  # at once, and not by keyboard as above: some pictures take a second each time
        for kind in ("pad", "upload"):
            for _, control in controls(live, kind):
                KINDS[kind][2](live, control)
        moved = live.state()
        still = [value for value, after in zip(start["values"], moved["values"], strict=True) if value == after]
        assert not different([first, moved], "markup"), f"{live}: its controls do not change the picture"
        assert not still or live.names(".nn-grid"), f"{live}: still at {still} of {start['values']}"
        assert live.handle.evaluate(TOP) == top, f"{live}: the picture does not keep its place"
        assert live.reset() == first, f"{live}: Reset draws another picture"


def test_parts_of_a_picture_answer_to_keyboard_and_mouse(lesson):
    wrong = []
    for live in lesson.lives():
        for action in ("keyboard", "mouse") if live.handle.evaluate(PARTS) else ():
            states = [live.reset()]
            for place in (-1, 0):  # the edges of a large network can be pressed at a chosen node only
                part = live.handle.evaluate(PARTS)[place]
                if action == "keyboard":
                    node = live.locator.locator(f"[data-set={part!r}]").first
                    name = node.get_attribute("aria-label")  # what it sets may be another thing each time
                    node.press("Enter", timeout=PATIENCE)
                    states.append(live.state())
                    kept = live.focused() == part or live.handle.evaluate(FOCUSED) == name
                    wrong += [f"{live}: {part} loses the focus"] * (not kept)
                else:
                    states.append(live.click(part))
            wrong += [f"{live}: its parts change nothing by {action}"] * bool(different(states, "markup", "twin"))
            live.reset()
    assert not wrong, "\n".join(wrong)


# ---- What only the notebook with every control can show


@pytest.fixture
def every(lesson):
    return [live for live in lesson.lives() if live.reset()]


with_every_control = pytest.mark.parametrize("lesson", [every_control.NAME], indirect=True, scope="session")


@with_every_control
def test_a_picture_tells_the_values_of_its_controls(every):
    live = every[0]
    live.press(live.control("slider", "weight"), "End", "ArrowLeft")
    live.press(live.control("slider", "count"), "ArrowRight")
    live.press(live.control("slider", "rate"), "End")
    live.press(live.control("checkbox", "round the numbers"), "Space")
    live.control("combobox", "animal").select_option("duck & drake")
    live.control("textbox", "find a term").press_sequentially("η <b>")
    live.press(live.control("slider", "moment"), "ArrowRight")
    assert live.state()["twin"] == (
        "Now weight is 0.95; count is 4; rate is 1; animal is duck & drake; "
        "rounded is True; term is η <b>; moment is 1."
    )
    assert live.control("slider", "weight").get_attribute("aria-valuetext") == "0.95"
    live.press(live.control("slider", "weight"), "Home")
    assert live.control("slider", "weight").get_attribute("aria-valuetext") == "minus 1.00"


@with_every_control
def test_a_list_is_moved_by_the_keyboard(every):
    assert "chicken" in every[0].press(every[0].control("combobox", "animal"), "ArrowDown")[0]["twin"]


@with_every_control
@pytest.mark.parametrize("place, name, last", [(0, "moment", 4), (4, "frame", 3)], ids=["with a pause", "at once"])
def test_play_stops_at_the_end_and_starts_again_from_there(every, place, name, last):
    live = every[place]
    live.handle.evaluate(REMEMBER, name)
    for first in 1, 0:
        live.control("button", f"play ({name})").press("Enter")
        live.locator.get_by_role("button", name=f"play ({name})", exact=True).wait_for(timeout=PATIENCE)
        assert live.state()["twin"].rstrip(".").endswith(f" {last}")
        stops = live.page.evaluate("() => window.stops.splice(0)")
        assert stops == [str(number) for number in range(first, last + 1)]


@with_every_control
def test_step_and_step_back_move_through_time(every):
    live = every[0]
    for what, at in ("step", "1"), ("step", "2"), ("step back", "1"):
        [state] = live.press(live.control("button", f"{what} (moment)"), "Enter")
        assert state["twin"].endswith(f"moment is {at}."), what


@with_every_control
def test_a_click_sets_a_list_and_a_number_and_hover_does_so_without_a_click(every):
    live = every[1]
    live.locator.get_by_role("button", name="stage forward").click()
    live.locator.get_by_role("button", name="number 7").click()
    live.locator.get_by_role("button", name="entry b2").hover()
    state = live.state()
    assert (state["twin"], state["values"]) == ("Stage forward, number 7, entry b2.", ["forward", "7", "b2"])
    live.locator.get_by_role("button", name="entry b1").focus()
    assert live.state()["twin"] == "Stage forward, number 7, entry b1."


@with_every_control
def test_a_mistake_is_told_under_the_picture_and_the_old_picture_stays(every):
    live = every[2]
    before = live.state()
    live.control("textbox", "word").fill("trouble")
    alert = live.locator.get_by_role("alert")
    alert.filter(has_text=re.compile("for word = 'trouble': ValueError in line [0-9]+ of .*: no such word")).wait_for(
        timeout=PATIENCE
    )
    assert live.locator.locator(".nn-picture").inner_html() == before["markup"]
    live.control("textbox", "word").fill("peace")
    assert "word is peace." in live.state()["twin"]


@with_every_control
def test_the_last_picture_of_a_fast_drag_belongs_to_the_last_value(every):
    live = every[0]
    live.handle.evaluate("""live => { const slider = live.querySelector('input[aria-label=weight]');
        for (let value = -1; value <= 0.9; value += 0.01) {
            slider.value = value;
            slider.dispatchEvent(new Event('input', {bubbles: true}));
        } }""")
    value = float(live.control("slider", "weight").input_value())
    assert live.state()["twin"].startswith(f"Now weight is {value:g};")
