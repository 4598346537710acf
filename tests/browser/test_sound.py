"""The sounds of the adaptive filter can be played, by name and by keyboard, and follow the controls."""

import pytest

from tests.browser.lesson import PATIENCE

pytestmark = pytest.mark.parametrize("lesson", ["12_history.ipynb"], indirect=True, scope="session")

PLAYERS = """live => [...live.querySelectorAll('audio')].map(player => ({name: player.getAttribute('aria-label'),
    src: player.src, controls: player.controls, tab: player.tabIndex, wide: player.offsetWidth > 100}))"""
LOADED = "live => [...live.querySelectorAll('audio')].every(player => Math.abs(player.duration - 1.2) < 0.05)"


@pytest.fixture
def canceller(lesson):
    """The live picture with sounds, at its start."""
    (live,) = [one for one in lesson.lives() if one.handle.evaluate(PLAYERS)]
    live.reset()
    yield live
    live.reset()


def test_both_sounds_have_a_name_and_can_be_decoded(canceller):
    players = canceller.handle.evaluate(PLAYERS)
    assert [player["name"] for player in players] == ["sound: before", "sound: after"]
    assert all(player["controls"] and player["wide"] and player["tab"] == 0 for player in players)
    canceller.page.wait_for_function(LOADED, arg=canceller.handle, timeout=PATIENCE)


def test_the_filtered_sound_follows_the_controls_and_the_other_one_stays(canceller):
    before = canceller.handle.evaluate(PLAYERS)
    canceller.press(canceller.control("slider", "taps"), "Home")
    after = canceller.handle.evaluate(PLAYERS)
    assert before[0]["src"] == after[0]["src"] and before[1]["src"] != after[1]["src"]
    canceller.page.wait_for_function(LOADED, arg=canceller.handle, timeout=PATIENCE)


def test_a_sound_that_plays_goes_on_playing_when_the_rate_changes(canceller):
    canceller.handle.evaluate("""live => { const player = live.querySelector('audio');
        player.loop = true; player.muted = true; return player.play(); }""")
    canceller.press(canceller.control("slider", "η"), "ArrowRight", "ArrowRight")
    assert canceller.handle.evaluate("live => !live.querySelector('audio').paused")
    canceller.handle.evaluate("""live => { const player = live.querySelector('audio');
        player.pause(); player.loop = false; player.muted = false; }""")


def test_the_space_bar_on_a_player_does_not_leave_the_cell(canceller):
    cell = canceller.lesson.active_cell()
    canceller.handle.evaluate("live => live.querySelector('audio').focus()")
    canceller.page.keyboard.press("ArrowDown")
    assert canceller.lesson.active_cell() == cell
