"""The race of the update rules plays by itself: it moves on, can be paused, and ends at its last step."""

import pytest

from tests.browser.lesson import PATIENCE

pytestmark = pytest.mark.parametrize("lesson", ["07_stage_5_update_the_weights.ipynb"], indirect=True, scope="session")


@pytest.fixture
def race(lesson):
    """The race of the rules at its start, with its slider."""
    controls = ["step", "surface", "runners", "η of the balls"]
    (live,) = [one for one in lesson.lives() if one.names(".nn-controls :is(input, select)") == controls]
    live.reset()
    yield live, live.control("slider", "step")
    live.reset()


def wait_until(live, slider, condition):
    live.page.wait_for_function(f"one => {condition}", arg=slider.element_handle(), timeout=PATIENCE)


def test_the_race_of_rules_plays_by_itself_until_it_is_paused(race):
    live, slider = race
    live.press(slider, "Home")
    before = live.state()
    live.control("button", "play (step)").press("Enter")
    wait_until(live, slider, "+one.value >= 5")
    live.control("button", "pause (step)").press("Enter")
    paused = live.state()
    at = int(paused["values"][0])
    assert 5 <= at < 100, f"{live}: paused at {at}"
    assert paused["markup"] != before["markup"] and f"After {at} of 100 steps" in paused["twin"]
    live.page.wait_for_timeout(300)  # six times the pause between two steps
    assert live.state() == paused, f"{live}: goes on although it is paused"


def test_the_race_of_rules_ends_at_its_last_step_and_starts_again_from_0(race):
    live, slider = race
    live.press(slider, "End", *["ArrowLeft"] * 8)
    live.control("button", "play (step)").press("Enter")
    wait_until(live, slider, "+one.value === 100")
    live.locator.get_by_role("button", name="play (step)", exact=True).wait_for(timeout=PATIENCE)
    assert "After 100 of 100 steps" in live.state()["twin"]
    live.control("button", "play (step)").press("Enter")
    wait_until(live, slider, "+one.value < 50")
    live.control("button", "pause (step)").press("Enter")
    assert int(live.state()["values"][0]) < 50
