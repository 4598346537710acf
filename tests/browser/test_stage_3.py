"""Stage 3's pictures are controls, too: edges, routes, cells and matrix entries choose what is shown."""

import pytest

pytestmark = pytest.mark.parametrize("lesson", ["05_stage_3_gradients.ipynb"], indirect=True, scope="session")

PATH, TABLE, MATRICES = ["weight", "route", "outputs"], ["known"], ["entry"]


@pytest.fixture
def picture(lesson):
    """Return a function that gives the one live picture with these controls, as it starts; all end so."""
    found = []

    def with_controls(names):
        found.extend(live for live in lesson.lives() if live.names(".nn-controls :is(input, select)") == names)
        assert len(found) == 1, f"{len(found)} pictures have the controls {names}"
        found[0].reset()
        return found[0]

    yield with_controls
    for live in found:
        live.reset()


def told(live, before, *values):
    """Return the twin after a change; the controls have the values, and picture and twin are new."""
    state = live.state()
    assert state["values"] == [*values], f"{live}: the controls stand at {state['values']}"
    assert state["markup"] != before["markup"] and state["twin"] != before["twin"], f"{live}: nothing new is shown"
    return state["twin"]


@pytest.mark.parametrize("weight", ["w2", "w8", "bw1"])
def test_a_click_on_an_edge_chooses_its_weight(picture, weight):
    live = picture(PATH)
    before = live.state()
    live.click(f"weight={weight}")
    assert told(live, before, weight, "1", "2").startswith(f"2-2-2 network: {weight} reaches E on ")


def test_every_edge_can_be_reached_by_the_mouse(picture):
    live = picture(PATH)
    for number in range(12):
        weight = f"w{number + 1}" if number < 8 else f"bw{number - 7}"
        assert live.click(f"weight={weight}")["values"][0] == weight


def test_tab_and_enter_choose_an_edge_and_the_focus_stays_on_it(picture):
    live = picture(PATH)
    before = live.state()
    live.control("button", "Reset").focus()
    passed = []
    for _ in range(3):
        live.page.keyboard.press("Tab")
        passed.append(live.focused())
    assert None not in passed and len(set(passed)) == 3, f"{live}: Tab reaches {passed}"
    live.page.keyboard.press("Enter")
    weight = passed[-1].removeprefix("weight=")
    assert told(live, before, weight, "1", "2").startswith(f"2-2-2 network: {weight} reaches E on ")
    assert live.focused() == passed[-1], f"{live}: the focus is on {live.focused()}"
    live.page.keyboard.press("Shift+Tab")
    assert live.focused() == passed[-2], f"{live}: the next Tab starts elsewhere"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_row_of_the_list_of_routes_chooses_this_route(picture, by):
    live = picture(PATH)
    live.control("combobox", "weight").select_option("w1")
    before = live.state()
    assert "Route 1, b1 → c1" in before["twin"]
    if by == "mouse":
        live.click("route=2")
    else:
        live.press(live.locator.locator("[data-set='route=2']"), "Enter")
        assert live.focused() == "route=2"
    assert "Route 2, b1 → c2" in told(live, before, "w1", "2", "2")


def test_a_click_on_a_cell_fills_the_table_up_to_it(picture):
    live = picture(TABLE)
    before = live.state()
    assert before["markup"].count(">?<") == 12
    live.click("filled=7")
    assert told(live, before, "7").startswith("7 of 12 gradients. ")
    assert live.state()["markup"].count(">?<") == 5
    assert live.click("filled=2")["markup"].count(">?<") == 10


def test_a_matrix_entry_is_chosen_by_hover_and_by_focus_alone(picture):
    live = picture(MATRICES)
    before = live.state()
    live.point_at("entry=w7")
    assert told(live, before, "w7").startswith("w7: ")
    before = live.state()
    live.locator.locator("[data-set='entry=δb2']").focus()
    assert told(live, before, "δb2").startswith("δb2: ")
    assert live.focused() == "entry=δb2"
    live.page.keyboard.press("Tab")
    assert live.state()["values"] != ["δb2"], f"{live}: Tab does not go on to the next entry"
    assert live.focused() == f"entry={live.state()['values'][0]}"
