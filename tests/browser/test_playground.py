"""The playground by mouse and by keyboard: build, choose, set points by hand, play, steer, check."""

import re

import pytest

pytestmark = pytest.mark.parametrize("lesson", ["14_playground.ipynb"], indirect=True, scope="session")

PATIENCE = 60_000


@pytest.fixture
def picture(lesson):
    """Return a function that gives the live picture that has a control with this name, as it starts."""
    found = []

    def with_control(name):
        found.extend(live for live in lesson.lives() if name in live.names(".nn-controls :is(input, select, button)"))
        found[0].reset()
        return found[0]

    yield with_control
    for live in found:
        live.reset()


def value(live, role, name):
    return live.control(role, name).input_value()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_plus_and_minus_build_the_network(picture, by):
    live = picture("cost")
    for sets in ("layers=5, 2", "layers=5, 2, 2", "layers=5, 2", "layers=5, 1"):
        if by == "mouse":
            live.click(sets)
        else:
            live.press(live.locator.locator(f"[data-set='{sets}']").first, "Enter")
        assert f"layers={value(live, 'textbox', 'hidden layers')}" == sets
    assert live.state()["twin"].startswith("A 2-5-1-1 network")


def test_an_input_and_an_activation_are_switched_by_a_click(picture):
    live = picture("cost")
    live.click("features=x1, x2, x1·x2")
    live.click("activation=logistic, tanh")
    assert live.state()["twin"].startswith("A 3-4-2-1 network of logistic and tanh nodes sees x1, x2 and x1·x2")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_node_and_an_edge_tell_their_numbers(picture, by):
    live = picture("cost")
    for name, told in (("c2", "Node c2 at the example"), ("w3", "Weight w3, x1→b3, at the example")):
        if by == "mouse":
            live.click(f"chosen={name}")
        else:
            live.press(live.locator.locator(f"[data-set='chosen={name}']"), " ")
            assert live.focused() == f"chosen={name}"
        assert told in live.state()["twin"]


def test_a_click_into_the_plane_chooses_the_example_there(picture):
    live = picture("cost")
    live.click("chosen=b1")
    before = live.state()["twin"]
    live.click("at=@")
    assert re.fullmatch(r"-?\d\.\d\d -?\d\.\d\d", value(live, "textbox", "example near"))
    assert live.state()["twin"] != before


def plane(live, sets, x, y):
    part = live.locator.locator(f"[data-set='{sets}']")
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    return box["x"] + (x + 3) / 6 * box["width"], box["y"] + (3 - y) / 6 * box["height"]


def test_points_are_set_moved_and_deleted_by_hand(picture):
    live = picture("by hand")
    sets = "hand=… blue @;"
    counts = [re.search(r"(\d+) points", live.state()["twin"])[1]]
    live.page.mouse.click(*plane(live, sets, -2.5, 2.5))
    counts.append(re.search(r"(\d+) points", live.state()["twin"])[1])
    live.page.mouse.move(*plane(live, sets, -2.5, 2.5))
    live.page.mouse.down()
    live.page.mouse.move(*plane(live, sets, 2.5, 2.5), steps=5)
    live.page.mouse.up()
    live.state()
    live.control("combobox", "a click does").select_option("delete")
    live.state()
    live.page.mouse.click(*plane(live, "hand=… delete @;", 2.5, 2.5))
    counts.append(re.search(r"(\d+) points", live.state()["twin"])[1])
    words = [piece.split()[0] for piece in value(live, "textbox", "by hand").split(";") if piece.strip()]
    assert counts == ["140", "141", "140"] and words == ["blue", "move", "delete"], (counts, words)


def test_what_is_typed_does_the_same_and_nonsense_is_told(picture):
    live = picture("by hand")
    live.control("textbox", "by hand").fill("blue 1 2; orange -1 0.5; hello")
    twin = live.state()["twin"]
    assert "142 points" in twin and "Not done by hand: hello" in twin


def test_it_plays_pauses_and_takes_a_new_rate_on_the_way(picture):
    live = picture("check the gradients")
    play = live.control("button", "play (epoch)")
    play.click()
    live.page.wait_for_function(
        "live => +live.querySelector('input[type=range]').value >= 5", arg=live.handle, timeout=PATIENCE
    )
    live.control("slider", "η").press("ArrowRight")
    live.page.wait_for_function(
        "live => +live.querySelector('input[type=range]').value >= 10", arg=live.handle, timeout=PATIENCE
    )
    live.control("button", "pause (epoch)").click()
    told = live.state()["twin"]
    moment = int(value(live, "slider", "epoch"))
    assert f"After epoch {moment} " in told
    back = live.press(live.control("button", "step back (epoch)"), "Enter")[0]["twin"]
    assert f"After epoch {moment - 1} " in back
    assert live.press(live.control("button", "step (epoch)"), "Enter")[0]["twin"] == told


def test_what_a_step_leaves_as_it_is_stays_in_the_page(picture):
    live = picture("cost")
    live.handle.evaluate("live => { live.parts = [...live.querySelectorAll('.nn-picture svg *')]; }")
    before, (after,) = live.state(), live.press(live.control("button", "step (epoch)"), "Enter")
    stayed, parts = live.handle.evaluate("live => [live.parts.filter(p => p.isConnected).length, live.parts.length]")
    assert before["twin"] != after["twin"] and stayed > 0.95 * parts, f"{stayed} of {parts}"


def test_the_check_of_the_gradients_is_a_button(picture):
    live = picture("check the gradients")
    live.control("button", "check the gradients").press("Enter")
    assert "Gradient check on 140 examples: 105 of 105 weights are right" in live.state()["twin"]
    live.press(live.control("button", "step (epoch)"), "Enter")
    assert "Gradient check" not in live.state()["twin"]
