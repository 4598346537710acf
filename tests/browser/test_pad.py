"""The pad: drawn on by mouse, touch and keyboard, and answered by picture and twin."""

import re

import pytest

from tests.browser import every_control
from tests.browser.lesson import PATIENCE
from tests.browser.test_access import checker_finds, themes

pytestmark = pytest.mark.parametrize("lesson", [every_control.NAME], indirect=True, scope="session")

DIAGONAL = {(number, number): 1 for number in range(1, 9)}
START = {(1, 1): 0.35}
BURST = """live => {
    const canvas = live.querySelector('.nn-picture'), press = key => document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    window.drawn = 0;
    const anything = {subtree: true, childList: true, attributes: true};
    new MutationObserver(() => { window.drawn += 1; }).observe(canvas, anything);
    live.querySelector('[role=gridcell]').focus();
    for (let row = 0; row < 8; row++) {
        for (let column = 0; column < 8; column++) { press('Enter'); press('ArrowRight'); }
        press('Home');
        press('ArrowDown');
    }
}"""
LOOK = """live => {
    const grid = live.querySelector('.nn-grid'), picture = live.querySelector('.nn-picture').getBoundingClientRect();
    const box = grid.getBoundingClientRect(), cells = [...grid.querySelectorAll('[role=gridcell]')];
    return {papers: cells.map(cell => getComputedStyle(cell).backgroundColor), frame: getComputedStyle(grid).boxShadow,
            sides: cells.flatMap(cell => [cell.offsetWidth, cell.offsetHeight]),
            left: box.right <= picture.left && box.top < picture.bottom, above: box.bottom <= picture.top};
}"""
ON_THE_PAD = "live => live.querySelector('.nn-grid').contains(document.activeElement)"


class Pad:
    """The pad of the notebook with every control, as somebody who draws on it sees it."""

    def __init__(self, live):
        self.live, self.page, self.lesson = live, live.page, live.lesson

    def cell(self, row, column):
        return self.live.locator.get_by_role("gridcell", name=re.compile(f"^row {row}, column {column}, ink "))

    def middle(self, row, column):
        """Return where a cell is, scrolled into the window; rows and columns beyond the pad are places, too."""
        self.live.locator.get_by_role("grid").scroll_into_view_if_needed()
        first, second = (self.cell(*place).bounding_box() for place in ((1, 1), (2, 2)))
        side = second["x"] - first["x"]
        return first["x"] + side * (column - 0.5), first["y"] + side * (row - 0.5)

    def drag(self, *places, moves=1):
        """Draw with the mouse from place to place; the browser reports so many moves between two places."""
        self.page.mouse.move(*self.middle(*places[0]))
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*self.middle(*place), steps=moves)
        self.page.mouse.up()
        return self.drawn()

    def touch(self, *places):
        """Draw with one finger."""
        finger = self.page.context.new_cdp_session(self.page)
        for number, place in enumerate(places):
            x, y = self.middle(*place)
            finger.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove" if number else "touchStart", "touchPoints": [{"x": x, "y": y}]},
            )
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        finger.detach()
        return self.drawn()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.live.state()  # a drawing that comes and goes at once would look caught up in between
        return self.drawn()

    def click(self, name):
        self.live.control("button", f"{name} (your drawing)").press("Enter", timeout=PATIENCE)
        return self.drawn()

    def choose(self, ink):
        self.live.control("radio", ink).check(timeout=PATIENCE)

    def drawn(self):
        """Return {(row, column): ink}, as the cells' names say and as Python's sentence says: the two must agree."""
        twin = self.live.state()["twin"]
        shown = self.inked(r"row (\d), column (\d), ink ([\d.]*\d)", " ".join(self.live.names("[role=gridcell]")))
        told = self.inked(r"row (\d) column (\d) has ([\d.]*\d)", twin)
        assert shown == told, f"the pad shows {shown}, the picture was drawn for {told}"
        assert f" × {sum(told.values()):.2f} ink is " in twin
        return told

    @staticmethod
    def inked(pattern, text):
        found = re.findall(pattern, text)
        return {(int(row), int(column)): float(ink) for row, column, ink in found if float(ink)}


@pytest.fixture
def pad(lesson):
    """An empty pad with black ink."""
    (live,) = [live for live in lesson.lives() if live.names(".nn-grid:not(.nn-weights)")]
    live.reset()
    pad = Pad(live)
    pad.choose("black 1")
    assert pad.click("Clear") == {}
    yield pad
    live.reset()


# ---- Mouse and touch


def test_a_press_of_the_mouse_draws_one_cell_and_a_move_without_press_draws_nothing(pad):
    assert pad.drag((3, 6)) == {(3, 6): 1}
    pad.page.mouse.move(*pad.middle(7, 1), steps=5)
    assert pad.drawn() == {(3, 6): 1}


@pytest.mark.parametrize("moves", [1, 30], ids=["fast", "slow"])
def test_a_drag_draws_every_cell_on_its_way(pad, moves):
    assert pad.drag((2, 2), (2, 7), (6, 7), moves=moves) == {
        **{(2, column): 1 for column in range(2, 8)},
        **{(row, 7): 1 for row in range(2, 7)},
    }


def test_a_fast_diagonal_has_no_gaps(pad):
    drawn = pad.drag((1, 1), (8, 8))
    assert {row for row, _ in drawn} == {column for _, column in drawn} == set(range(1, 9))
    assert all(abs(row - column) <= 1 for row, column in drawn), drawn


def test_a_drag_that_leaves_the_pad_draws_nothing_elsewhere_and_goes_on_when_it_comes_back(pad):
    assert pad.drag((4, 7), (4, 10), (6, 10), (6, 8)) == {(4, 7): 1, (4, 8): 1, (6, 8): 1}


def test_a_drag_draws_although_all_words_around_the_pad_are_marked(pad):
    pad.live.handle.evaluate("live => getSelection().selectAllChildren(live)")
    assert pad.drag((2, 2), (2, 7), moves=9) == {(2, column): 1 for column in range(2, 8)}
    pad.page.evaluate("() => getSelection().removeAllRanges()")


def test_the_other_buttons_of_the_mouse_draw_nothing(pad):
    pad.page.mouse.move(*pad.middle(4, 4))
    for button in ("right", "middle"):
        pad.page.mouse.down(button=button)
        pad.page.mouse.move(*pad.middle(4, 6), steps=3)
        pad.page.mouse.up(button=button)
    pad.page.keyboard.press("Escape")  # JupyterLab's menu
    assert pad.drawn() == {}


def test_a_finger_draws_and_does_not_scroll_the_page(pad):
    pad.middle(1, 1)
    before = pad.cell(1, 1).bounding_box()
    down = [(row, 3) for row in range(8, 0, -1)]
    assert pad.touch(*down) == dict.fromkeys(down, 1)
    assert pad.cell(1, 1).bounding_box() == before, "the page has scrolled"


def test_each_ink_draws_its_own_number(pad):
    inks = {"light 0.15": 0.15, "grey 0.35": 0.35, "dark 0.75": 0.75, "black 1": 1, "white 0": 0}
    for column, ink in enumerate(inks, 1):
        pad.choose(ink)
        pad.drag((5, 5 if ink == "white 0" else column))
    assert pad.drawn() == {(5, 1): 0.15, (5, 2): 0.35, (5, 3): 0.75, (5, 4): 1}
    pad.choose("black 1")
    pad.drag((5, 5))
    pad.choose("white 0")
    assert (5, 5) not in pad.drag((5, 5))


# ---- Keyboard


def test_the_pad_is_one_stop_of_the_tab_key_and_remembers_its_cell(pad):
    pad.cell(1, 1).focus()
    pad.press("ArrowDown", "ArrowRight", "ArrowRight")
    pad.page.keyboard.press("Tab")
    assert not pad.live.handle.evaluate(ON_THE_PAD)
    pad.page.keyboard.press("Shift+Tab")
    assert pad.press("Space") == {(2, 3): 1}


def test_arrows_home_and_end_move_and_space_and_enter_draw(pad):
    pad.cell(1, 1).focus()
    assert pad.press(
        "Space",
        "End",
        "Space",
        "ArrowDown",
        "Enter",
        "ArrowLeft",
        "Enter",
        "Home",
        "ArrowDown",
        "Space",
        "ArrowUp",
        "ArrowRight",
        "Enter",
    ) == dict.fromkeys([(1, 1), (1, 8), (2, 8), (2, 7), (3, 1), (2, 2)], 1)


def test_arrows_stop_at_the_edges(pad):
    pad.cell(1, 1).focus()
    assert pad.press("ArrowUp", "ArrowLeft", "Space") == {(1, 1): 1}
    assert pad.press("End", "ArrowRight", *["ArrowDown"] * 9, "ArrowRight", "Space") == {(1, 1): 1, (8, 8): 1}
    assert pad.press("Home", "ArrowLeft", "Space") == {(1, 1): 1, (8, 8): 1, (8, 1): 1}


def test_delete_and_backspace_make_a_cell_white(pad):
    pad.click("diagonal")
    pad.cell(1, 1).focus()
    assert pad.press("Delete", "ArrowRight", "ArrowDown", "Backspace") == {
        place: 1 for place in DIAGONAL if place not in [(1, 1), (2, 2)]
    }


def test_the_keys_1_to_5_choose_the_ink(pad):
    pad.cell(8, 8).focus()
    pad.cell(1, 1).focus()
    assert pad.press(
        "2", "Space", "ArrowRight", "3", "Space", "ArrowRight", "4", "Space", "ArrowRight", "5", "Space"
    ) == {(1, 1): 0.15, (1, 2): 0.35, (1, 3): 0.75, (1, 4): 1}
    assert (1, 4) not in pad.press("1", "Space")
    assert pad.live.control("radio", "white 0").is_checked()


def test_keys_on_the_pad_neither_select_nor_make_cells_of_the_notebook(pad):
    pad.cell(1, 1).focus()
    before, cells = pad.lesson.active_cell(), pad.page.locator(".jp-Notebook .jp-Cell").count()
    pad.press("ArrowDown", "ArrowDown", "ArrowUp", "Enter", "Space", "Home", "Delete", "3", "End")
    pad.press("b")  # JupyterLab's key for a new cell
    assert pad.lesson.active_cell() == before and pad.live.handle.evaluate(ON_THE_PAD)
    assert pad.page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_keyboard_goes_on_where_the_mouse_was(pad):
    pad.drag((3, 3), (3, 5))
    assert pad.press("ArrowDown", "Space") == dict.fromkeys([(3, 3), (3, 4), (3, 5), (4, 5)], 1)


def test_the_cell_of_the_keyboard_has_a_ring_that_is_seen_on_any_ink(pad):
    for row, ink in enumerate(("white 0", "light 0.15", "grey 0.35", "dark 0.75", "black 1"), 1):
        pad.choose(ink)
        pad.drag((row, 1))
        pad.press("ArrowRight", "Space")
        ring = pad.cell(row, 2).evaluate("one => getComputedStyle(one).outline + getComputedStyle(one).boxShadow")
        assert "rgb(0, 114, 178) solid 3px" in ring and "rgb(255, 255, 255)" in ring, f"{ink}: {ring}"


# ---- Presets, Clear, Undo, Reset, Python


def test_a_preset_fills_the_pad_and_clear_empties_it(pad):
    assert pad.click("diagonal") == DIAGONAL
    assert pad.click("empty corner") == {(8, 8): 0.15}
    assert pad.click("Clear") == {}


def test_undo_takes_back_one_stroke_key_preset_or_clear_after_the_other(pad):
    states = [pad.drawn(), pad.drag((1, 1), (1, 6), moves=9), pad.drag((3, 2), (7, 2), moves=9)]
    states += [pad.press("ArrowRight", "Space"), pad.press("Delete"), pad.click("diagonal"), pad.click("Clear")]
    states.append(pad.drag((1, 1)))
    pad.drag((1, 1))  # changes nothing: nothing to take back
    for state in reversed(states[:-1]):
        assert pad.click("Undo") == state


def test_reset_puts_the_start_back_and_undo_takes_the_reset_back(pad):
    drawn = pad.drag((2, 2), (2, 5))
    pad.live.reset()
    assert pad.drawn() == START
    assert pad.click("Undo") == drawn


def test_undo_takes_back_a_stroke_that_began_on_ink_of_its_own_colour(pad):
    before = pad.drag((1, 1))
    pad.drag((1, 1), (1, 4), moves=9)
    assert pad.click("Undo") == before


def test_undo_at_the_very_first_drawing_changes_nothing(pad):
    pad.drag((2, 2), (2, 5))
    pad.live.control("button", "Undo (your drawing)").evaluate("one => { for (let k = 0; k < 1000; k++) one.click(); }")
    assert pad.drawn() == START


def test_python_draws_on_the_pad(pad):
    code = "[one for one in Out.values() if 'drawing' in one.values][0].set(drawing=[0] * 9 + [0.75] + [0] * 54)"
    pad.page.evaluate(
        """code => jupyterapp.shell.currentWidget.context.sessionContext.session.kernel
        .requestExecute({code: code, silent: true}).done""",
        code,
    )
    pad.live.locator.get_by_role("gridcell", name="row 2, column 2, ink 0.75", exact=True).wait_for(timeout=PATIENCE)
    assert pad.drawn() == {(2, 2): 0.75}


def test_a_stroke_changes_neither_the_other_controls_nor_they_the_drawing(pad):
    pad.live.press(pad.live.control("slider", "times"), "End")
    pad.drag((1, 1), (1, 2))
    assert pad.live.state()["twin"] == "3 × 2.00 ink is 6.00: row 1 column 1 has 1, row 1 column 2 has 1."
    pad.live.press(pad.live.control("slider", "times"), "Home")
    assert pad.drawn() == {(1, 1): 1, (1, 2): 1}


def test_changes_faster_than_python_replace_each_other_and_the_last_one_wins(pad):
    pad.live.handle.evaluate(BURST)
    assert len(pad.drawn()) == 64
    pictures = pad.page.evaluate("() => window.drawn")
    assert 1 <= pictures <= 4, f"{pictures} pictures for 64 changes at once"


# ---- Names and looks


def test_a_screen_reader_finds_the_grid_its_cells_and_inks_by_name(pad):
    grid = pad.live.control("grid", "your drawing")
    assert grid.get_by_role("row").count() == 8
    pad.click("diagonal")
    assert pad.live.names("[role=gridcell]") == [
        f"row {row}, column {column}, ink {int(row == column)}" for row in range(1, 9) for column in range(1, 9)
    ]
    assert pad.live.control("radiogroup", "ink (your drawing)").get_by_role("radio").count() == 5
    described = grid.evaluate("one => document.getElementById(one.getAttribute('aria-describedby')).textContent")
    assert described == "Keys: arrows move, Space draws, Delete makes white, 1 to 5 choose the ink."


def test_nothing_at_all_is_found_on_a_pad_that_is_drawn_on_and_ink_is_ink_on_cells_for_a_finger_in_both_themes(pad):
    pad.cell(1, 1).focus()
    pad.press("Space", "ArrowRight", "2", "Space")
    for theme in themes(pad.page):
        assert not checker_finds(pad.page, ".nn-pad"), theme
        look = pad.live.handle.evaluate(LOOK)
        shades = [[float(part) for part in re.findall(r"[\d.]+", paper)] for paper in look["papers"][:3]]
        assert shades == [[0] * 3, pytest.approx([255 * 0.85] * 3, abs=1), [255] * 3], f"{theme}: {look['papers'][:3]}"
        assert min(look["sides"]) >= 28 and len(set(look["sides"])) == 1
        assert "rgb(118, 118, 118)" in look["frame"], f"{theme}: no frame"


def test_the_pad_stands_left_of_its_picture_and_above_it_in_a_window_of_800_pixels(pad):
    size = pad.page.viewport_size
    assert pad.live.handle.evaluate(LOOK)["left"]
    pad.page.set_viewport_size({"width": 800, "height": 1000})
    try:
        pad.page.wait_for_function("() => document.querySelector('.jp-WindowedPanel-outer').clientWidth <= 800")
        assert pad.live.handle.evaluate(LOOK)["above"]
    finally:
        pad.page.set_viewport_size(size)


# ---- Weights instead of ink


def test_a_pad_of_weights_shows_its_numbers_and_takes_clicks_and_keys(lesson):
    live = next(live for live in lesson.lives() if live.locator.locator(".nn-weights").count())
    assert live.reset()["twin"] == "Weights -1, 0, 2."
    cells = live.locator.get_by_role("gridcell")
    assert cells.all_inner_texts() == ["−1", "0", "2"]
    cells.first.click()
    assert live.state()["twin"] == "Weights 1, 0, 2."
    live.locator.get_by_role("radio", name="−2", exact=True).check()
    cells.last.click()
    assert live.state()["twin"] == "Weights 1, 0, -2."
    told = [state["twin"] for state in live.press(cells.nth(1), "-", "-", "-", "Delete", "+")]
    assert [text.split(", ")[1] for text in told] == ["-1", "-2", "-2", "0", "1"]
    assert cells.all_inner_texts() == ["1", "1", "−2"]
    live.reset()
