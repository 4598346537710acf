"""Every control of every live picture: found by its name, moved by the keyboard, answered by picture and twin."""

import base64

import pytest

from tests.browser import every_control
from tests.browser.lesson import PATIENCE, different

RED = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
OTHER = "one => [...one.options].findIndex(option => !option.selected)"


def each(lesson, selector):
    """Yield (live picture, name) for all controls that a selector finds; each picture starts afresh and ends so."""
    for live in lesson.lives():
        names = live.names(selector)
        for name in names:
            live.reset()
            yield live, name
        if names:
            live.reset()


def from_end_to_end(live, slider):
    """Return the states of a picture while one of its sliders moves."""
    return [live.state(), *live.press(slider, "Home", "ArrowRight", "End", "ArrowLeft")]


def chosen_otherwise(live):
    """Put the lists of a picture through their options: some sliders count for one option only, as momentum does."""
    for name in live.names("select"):
        chooser = live.control("combobox", name)
        for number in range(1, chooser.evaluate("one => one.options.length")):
            chooser.select_option(index=number, timeout=PATIENCE)
            yield
        chooser.select_option(index=0, timeout=PATIENCE)


def test_every_slider_is_found_by_its_name_and_moved_by_the_keyboard(lesson):
    wrong = []
    for live, name in each(lesson, "input[type=range]"):
        slider = live.control("slider", name)
        dead = different(from_end_to_end(live, slider), "markup", "twin")
        for _ in chosen_otherwise(live) if dead else ():
            dead = different(from_end_to_end(live, slider), "markup", "twin")
            if not dead:
                break
        said = slider.get_attribute("aria-valuetext")
        wrong += [f"{live}: slider {name!r} does not change the {part}" for part in dead]
        wrong += [f"{live}: slider {name!r} announces {said!r}"] * (not said or len(said) > 12)
    assert not wrong, "\n".join(wrong)


def test_arrow_keys_on_a_slider_do_not_move_the_selected_cell(lesson):
    for live in lesson.lives():
        for name in live.names("input[type=range]")[-1:]:
            slider = live.control("slider", name)
            slider.focus()
            before = lesson.active_cell()
            live.press(slider, "ArrowDown", "ArrowUp", "ArrowUp", "ArrowLeft")
            assert lesson.active_cell() == before, f"{live}: slider {name!r}"
            assert slider.evaluate("one => document.activeElement === one"), f"{live}: slider {name!r} lost the focus"
            live.reset()


def test_every_list_changes_its_picture(lesson):
    wrong = []
    for live, name in each(lesson, "select"):
        chooser, states = live.control("combobox", name), []
        for option in chooser.evaluate("one => [...one.options].map(option => option.value)"):
            chooser.select_option(option, timeout=PATIENCE)
            states.append(live.state())
        wrong += [f"{live}: list {name!r} does not change the {part}" for part in different(states, "markup")]
    assert not wrong, "\n".join(wrong)


def test_every_box_to_tick_changes_its_picture(lesson):
    wrong = []
    for live, name in each(lesson, "input[type=checkbox]"):
        box = live.control("checkbox", name)
        first, *states = [live.state(), *live.press(box, "Space", "Space")]
        wrong += [f"{live}: box {name!r} changes nothing"] * (first["markup"] == states[0]["markup"])
        wrong += [f"{live}: box {name!r} does not come back"] * (first["markup"] != states[1]["markup"])
    assert not wrong, "\n".join(wrong)


def test_every_button_that_does_something_changes_its_picture(lesson):
    for live, name in each(lesson, ".nn-press"):
        states = [live.state(), *live.press(live.control("button", name), "Enter")]
        assert not different(states, "twin"), f"{live}: button {name!r} changes nothing"


def test_every_search_answers_while_one_types(lesson):
    wrong = []
    for live, name in each(lesson, "input[type=text]"):
        line, states, before = live.control("textbox", name), [live.state()], lesson.active_cell()
        for typed in ("b", "bias", "<b>zzz", ""):
            line.clear(timeout=PATIENCE)
            line.press_sequentially(typed, timeout=PATIENCE)
            states.append(live.state())
            assert line.input_value() == typed, f"{live}: {name!r} lost letters of {typed!r}"
        wrong += [f"{live}: search {name!r} changes nothing"] * bool(different(states, "markup"))
        wrong += [f"{live}: typing in {name!r} moved the selected cell"] * (lesson.active_cell() != before)
    assert not wrong, "\n".join(wrong)


def test_play_step_and_back_move_through_time(lesson):
    for live in lesson.lives():
        for row in live.locator.locator(".nn-steps").all():
            slider = row.locator("input[type=range]")
            name, at = slider.get_attribute("aria-label"), lambda one=slider: int(one.input_value())
            play, step, back = (live.control("button", f"{what} ({name})") for what in ("play", "step", "step back"))
            live.press(slider, "Home")
            states = live.press(step, "Enter", "Enter")
            assert at() == 2 or at() == int(slider.get_attribute("max")), f"{live}: step stands at {at()}"
            states += live.press(back, "Enter")
            assert not different(states, "markup"), f"{live}: steps change nothing"
            live.press(slider, "Home")
            play.press("Enter", timeout=PATIENCE)
            live.page.wait_for_function("one => +one.value >= 1", arg=slider.element_handle(), timeout=PATIENCE)
            live.control("button", f"pause ({name})").press("Enter", timeout=PATIENCE)
            live.state()
            stopped = at()
            assert live.control("button", f"play ({name})").inner_text() == "▶ Play"
            assert stopped >= 1, f"{live}: play does not move"
            live.reset()


def test_reset_brings_back_the_values_and_the_picture_that_run_all_showed(lesson):
    for live, first in zip(lesson.lives(), lesson.first, strict=True):
        if not live.names(".nn-controls :is(input:not([type=radio]), select)"):
            continue
        live.reset()
        for name in live.names("input[type=range]")[:3]:
            live.press(live.control("slider", name), "End", "ArrowLeft")
        for name in live.names("input[type=checkbox]"):
            live.press(live.control("checkbox", name), "Space")
        for name in live.names("select"):
            chooser = live.control("combobox", name)
            chooser.select_option(index=chooser.evaluate(OTHER))
        for name in live.names("input[type=text]"):
            live.control("textbox", name).fill("bias")
        for one in live.locator.locator("input[type=file]").all():
            before = live.state()
            one.set_input_files([{"name": "red.png", "mimeType": "image/png", "buffer": RED}])
            live.changed_since(before)
        assert live.state() != first, f"{live}: nothing to reset"
        assert live.reset() == first, f"{live}: Reset draws another picture"


def test_parts_of_a_picture_answer_to_keyboard_and_mouse(lesson):
    wrong = []
    for live in lesson.lives():
        parts = live.handle.evaluate("live => [...live.querySelectorAll('[data-set]')].map(one => one.dataset.set)")
        for action in ("keyboard", "mouse") if parts else ():
            live.reset()
            states = [live.state()]
            for part in dict.fromkeys([*parts[:8], parts[0]]):
                if action == "keyboard":
                    live.locator.locator(f"[data-set={part!r}]").first.press("Enter", timeout=PATIENCE)
                    states.append(live.state())
                    wrong += [f"{live}: {part} loses the focus"] * (live.focused() != part)
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
    assert live.state()["twin"] == ("Now weight is 0.95; count is 4; rate is 1; animal is duck & drake; "
                                    "rounded is True; term is η <b>; moment is 1.")
    assert live.control("slider", "weight").get_attribute("aria-valuetext") == "0.95"
    live.press(live.control("slider", "weight"), "Home")
    assert live.control("slider", "weight").get_attribute("aria-valuetext") == "minus 1.00"


@with_every_control
def test_a_list_is_moved_by_the_keyboard(every):
    assert "chicken" in every[0].press(every[0].control("combobox", "animal"), "ArrowDown")[0]["twin"]


@with_every_control
def test_play_stops_at_the_end_and_starts_again_from_there(every):
    live = every[0]
    slider = live.control("slider", "moment")
    for _ in range(2):
        live.control("button", "play (moment)").press("Enter")
        live.page.wait_for_function("one => one.value === '1'", arg=slider.element_handle(), timeout=PATIENCE)
        live.page.wait_for_function("one => one.value === '4'", arg=slider.element_handle(), timeout=PATIENCE)
        live.locator.get_by_role("button", name="play (moment)", exact=True).wait_for(timeout=PATIENCE)
        assert live.state()["twin"].endswith("moment is 4.")


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
    alert.filter(has_text="This picture could not be drawn: no such word").wait_for(timeout=PATIENCE)
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
