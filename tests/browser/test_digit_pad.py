"""The pad for digits, 28 × 28 with a soft round brush: drawn on by mouse, touch and keyboard, in a real JupyterLab."""

import math
import re

import pytest

from tests.browser.lesson import PATIENCE, Lesson, one_cell, write
from tests.browser.test_access import checker_finds, themes
from tests.browser.test_pad import LOOK, ON_THE_PAD, Pad

RADIUS, SIDE = 1.2, 28
CELL = """
from helpers.pens.picture import card, words
from helpers.live import explore, pad, slider

def weigh(drawing, times):
    cells = [(number // 28 + 1, number % 28 + 1, ink) for number, ink in enumerate(drawing) if ink]
    told = [f"row {row} column {column} has {ink:g}" for row, column, ink in cells]
    ink = f"{times} × {sum(drawing):.2f} ink is {times * sum(drawing):.2f}"
    return card(700, 60, [words(10, 30, ink)], f"{ink}: {', '.join(told) or 'nothing'}.")

dot, bar = [0] * 784, [0.5 if 400 <= number < 410 else 0 for number in range(784)]
dot[783] = 0.45
explore(weigh, drawing=pad(28, 28, dot, "your drawing", {"bar": bar}, brush=1.2), times=slider(1, 3, 1, 1))
"""
START = {(28, 28): 0.45}


class DigitPad(Pad):
    """The pad for digits as somebody who draws on it sees it."""

    @staticmethod
    def inked(pattern, text):
        return Pad.inked(pattern.replace(r"(\d)", r"(\d+)"), text)

    def focused(self):
        """Return (row, column) of the cursor."""
        name = self.page.evaluate("() => document.activeElement.getAttribute('aria-label')")
        return tuple(map(int, re.match(r"row (\d+), column (\d+), ink ", name).groups()))


def count_frames(lesson):
    """Keep the length of each message between page and server in lesson.frames."""
    lesson.frames = []
    lesson.page.on(
        "websocket",
        lambda socket: [
            socket.on(kind, lambda payload: lesson.frames.append(len(payload)))
            for kind in ("framesent", "framereceived")
        ],
    )


@pytest.fixture(scope="module")
def lesson(browser, home, server):
    """A notebook with this pad alone."""
    write(home, "digit_pad.ipynb", one_cell(CELL))
    lesson = Lesson("digit_pad.ipynb", browser.new_page(viewport={"width": 1280, "height": 1000}))
    count_frames(lesson)
    try:
        lesson.listen()
        yield lesson.open(*server, 1).run_all()
    finally:
        lesson.close()


@pytest.fixture
def pad(lesson):
    """An empty pad with black ink."""
    (live,) = lesson.lives()
    live.reset()
    pad = DigitPad(live)
    pad.choose("black 1")
    assert pad.click("Clear") == {}
    yield pad
    live.reset()


def dab(row, column, radius=RADIUS):
    """Return what a round brush leaves around the middle of a cell: black inside, soft over one cell at its edge."""
    drawn = {}
    for place in [(r, c) for r in range(1, SIDE + 1) for c in range(1, SIDE + 1)]:
        share = min(1, radius + 0.5 - math.dist(place, (row, column)))
        if round(20 * share) > 0:
            drawn[place] = pytest.approx(share, abs=0.0251)  # in twentieths
    return drawn


def line(*places):
    """Return what the brush leaves on its way over these cells: each cell keeps the most that it got."""
    drawn = {}
    for place in places:
        for cell, ink in dab(*place).items():
            drawn[cell] = max(drawn.get(cell, ink), ink, key=lambda one: one.expected)
    return drawn


# ---- Mouse and touch


def test_a_press_leaves_a_round_dab_with_a_soft_edge(pad):
    drawn = pad.drag((10, 12))
    assert drawn == dab(10, 12)
    assert {drawn[10, 12], drawn[10, 13], drawn[11, 12]} >= {1} and 0 < drawn[11, 13] < 0.5
    assert len(drawn) == 9 and all(round(20 * ink, 9).is_integer() for ink in drawn.values())


def test_a_dab_at_the_edge_is_cut_off(pad):
    assert pad.drag((1, 28)) == dab(1, 28)


@pytest.mark.parametrize("moves", [1, 40], ids=["fast", "slow"])
def test_a_drag_leaves_an_even_line_without_gaps(pad, moves):
    drawn = pad.drag((14, 4), (14, 24), moves=moves)
    assert {row for row, _ in drawn} == {13, 14, 15}
    for column in range(4, 25):
        assert drawn[14, column] == 1
        assert drawn[13, column] == drawn[15, column] == pytest.approx(0.7, abs=0.051)


def test_a_fast_diagonal_is_as_dark_as_a_slow_one(pad):
    fast = pad.drag((3, 3), (25, 25), moves=1)
    pad.click("Clear")
    slow = pad.drag((3, 3), (25, 25), moves=60)
    assert all(fast[place, place] == slow[place, place] == 1 for place in range(3, 26))
    assert sum(fast.values()) == pytest.approx(sum(slow.values()), rel=0.05)


def test_going_over_a_line_again_changes_nothing(pad):
    once = pad.drag((5, 5), (5, 20), (20, 20))
    assert pad.drag((5, 5), (5, 20), (20, 20)) == once


def test_a_drag_that_leaves_the_pad_goes_on_where_it_comes_back(pad):
    drawn = pad.drag((20, 26), (20, 34), (24, 34), (24, 26), moves=4)
    assert drawn[20, 28] == drawn[24, 28] == 1 and (22, 28) not in drawn


def test_a_finger_draws_and_does_not_scroll_the_page(pad):
    pad.middle(1, 1)
    before = pad.cell(1, 1).bounding_box()
    drawn = pad.touch(*[(row, 9) for row in range(26, 2, -2)])
    assert all(drawn[row, 9] == 1 for row in range(4, 27))
    assert pad.cell(1, 1).bounding_box() == before, "the page has scrolled"


def test_white_ink_rubs_out_all_that_it_touches_and_leaves_the_rest(pad):
    black = pad.drag((14, 4), (14, 24))
    pad.choose("white 0")
    assert pad.drag((14, 14)) == {place: ink for place, ink in black.items() if place not in dab(14, 14)}


def test_grey_ink_covers_black_and_white_alike(pad):
    pad.drag((14, 4), (14, 13))
    pad.choose("grey 0.35")
    drawn = pad.drag((14, 8), (14, 24))
    assert all(drawn[14, column] == 0.35 for column in range(8, 25)) and drawn[14, 5] == 1


# ---- Keyboard


def test_space_leaves_a_dab_at_the_cursor_and_delete_takes_it_away(pad):
    pad.cell(1, 1).focus()
    assert pad.press(*["ArrowDown"] * 4, *["ArrowRight"] * 6, "Space") == dab(5, 7)
    assert pad.focused() == (5, 7)
    assert pad.press("Space") == dab(5, 7), "a second dab adds nothing"
    assert pad.press("Delete") == {}, "faint ink that is left over would spoil the crop"
    pad.press("Space")
    assert set(pad.press("ArrowRight", "Backspace")) == {(4, 6), (5, 6), (6, 6)}


def test_shift_with_arrows_draws_a_line(pad):
    pad.cell(10, 10).focus()
    keys = ["Shift+ArrowRight"] * 5 + ["Shift+ArrowDown"] * 4
    drawn = pad.press("Space", *keys)
    assert drawn == line(*[(10, column) for column in range(10, 16)], *[(row, 15) for row in range(11, 15)])
    assert pad.press("ArrowDown", "ArrowDown", "ArrowDown") == drawn and pad.focused() == (17, 15)


def test_the_pad_is_one_stop_of_the_tab_key_and_arrows_stop_at_its_edges(pad):
    pad.cell(28, 28).focus()
    pad.press("ArrowDown", "ArrowRight")
    assert pad.focused() == (28, 28)
    pad.press("Home", "ArrowLeft")
    assert pad.focused() == (28, 1)
    pad.page.keyboard.press("Tab")
    assert not pad.live.handle.evaluate(ON_THE_PAD)
    pad.page.keyboard.press("Shift+Tab")
    assert pad.focused() == (28, 1)


def test_keys_on_the_pad_do_not_reach_the_notebook(pad):
    pad.cell(3, 3).focus()
    before = pad.lesson.active_cell()
    pad.press("ArrowDown", "Shift+ArrowDown", "Shift+ArrowUp", "Space", "Delete", "3", "End", "b")
    assert pad.lesson.active_cell() == before and pad.live.handle.evaluate(ON_THE_PAD)
    assert pad.page.locator(".jp-Notebook .jp-Cell").count() == 1


def test_the_keyboard_goes_on_where_the_mouse_was(pad):
    pad.drag((3, 3), (3, 9))
    assert pad.focused() == (3, 9)


# ---- Buttons and Python


def test_undo_takes_back_strokes_keys_presets_and_clear(pad):
    states = [pad.drawn(), pad.drag((4, 4), (4, 20), moves=9), pad.press("Space", "ArrowDown", "Delete")]
    states += [pad.click("bar"), pad.click("Clear")]
    assert states[3] == {(15, column): 0.5 for column in range(9, 19)}
    pad.drag((9, 9), (20, 9))
    for state in reversed(states):
        assert pad.click("Undo") == state


def test_reset_brings_the_start_back_and_python_draws(pad):
    pad.drag((2, 2), (9, 9))
    pad.live.reset()
    assert pad.drawn() == START
    code = "[one for one in Out.values() if 'drawing' in one.values][0].set(drawing=[0] * 29 + [0.74] + [0] * 754)"
    pad.page.evaluate(
        """code => jupyterapp.shell.currentWidget.context.sessionContext.session.kernel
        .requestExecute({code: code, silent: true}).done""",
        code,
    )
    pad.live.locator.get_by_role("gridcell", name="row 2, column 2, ink 0.75", exact=True).wait_for(timeout=PATIENCE)
    assert pad.drawn() == {(2, 2): 0.75}


def test_another_control_keeps_the_drawing(pad):
    drawn = pad.drag((6, 6), (12, 12))
    pad.live.press(pad.live.control("slider", "times"), "End")
    assert pad.drawn() == drawn and pad.live.state()["twin"].startswith("3 × ")


def test_a_stroke_travels_in_small_messages(pad):
    pad.lesson.frames.clear()
    pad.drag((4, 4), (4, 6), moves=2)
    sizes = [size for size in pad.lesson.frames if size > 200]
    assert sizes and max(sizes) < 5000, f"messages of {sorted(sizes)[-5:]} bytes"


# ---- Names and looks


def test_a_screen_reader_hears_row_column_and_ink_of_each_cell(pad):
    pad.click("bar")
    names = pad.live.names("[role=gridcell]")
    assert names == [
        f"row {row}, column {column}, ink {0.5 if row == 15 and 9 <= column <= 18 else 0}"
        for row in range(1, 29)
        for column in range(1, 29)
    ]
    grid = pad.live.control("grid", "your drawing")
    assert grid.get_by_role("row").count() == 28
    said = grid.evaluate("one => document.getElementById(one.getAttribute('aria-describedby')).textContent")
    assert said == (
        "Keys: arrows move, Space draws, Shift with arrows draws a line, Delete erases, 1 to 5 choose the ink."
    )


def test_the_paper_is_about_300_pixels_wide_and_has_square_cells_without_gaps(pad):
    box = pad.live.control("grid", "your drawing").bounding_box()
    assert 280 <= box["width"] <= 320 and box["width"] == box["height"]
    look = pad.live.handle.evaluate(LOOK)
    assert set(look["sides"]) == {box["width"] / SIDE}
    assert look["left"], "the pad should stand left of its picture"


@pytest.mark.parametrize("ink", ["white 0", "black 1"])
def test_the_cursor_is_a_ring_larger_than_its_cell(pad, ink):
    pad.choose(ink)
    pad.drag((10, 5), (10, 20))
    pad.press("ArrowLeft")
    one = pad.cell(*pad.focused())
    ring = one.evaluate("""one => { const style = getComputedStyle(one);
        return [style.outline, style.outlineOffset, style.boxShadow, style.zIndex]; }""")
    assert ring == ["rgb(0, 114, 178) solid 3px", "2px", "rgb(255, 255, 255) 0px 0px 0px 2px", "1"]


def test_the_accessibility_checker_finds_nothing_and_paper_stays_white_in_both_themes(pad):
    pad.drag((4, 4), (20, 20))
    pad.press("ArrowDown")
    for theme in themes(pad.page):
        assert not checker_finds(pad.page, ".nn-pad"), theme
        papers = pad.live.handle.evaluate(LOOK)["papers"]
        assert papers[27] == "rgb(255, 255, 255)" and papers[10 * SIDE + 10] == "rgb(0, 0, 0)", theme
    assert not pad.lesson.complaints
