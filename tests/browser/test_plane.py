"""A plane in a picture tells where it was clicked or dragged, and the keyboard has the text field of its control."""

import pytest

from tests.browser import every_control

pytestmark = pytest.mark.parametrize("lesson", [every_control.NAME], indirect=True, scope="session")


@pytest.fixture
def plane(lesson):
    """The live picture with planes, as it starts."""
    live = lesson.lives()[-1]
    live.reset()
    yield live
    live.reset()


def spot(live, set, x, y):
    """Return the pixel at a share of the width and height of a part, from its upper left corner."""
    part = live.locator.locator(f"[data-set='{set}']")
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def test_a_click_adds_its_place_to_what_was_there(plane):
    for x, y in ((0.5, 0.5), (0.75, 0.25), (0.75, 0.25)):
        plane.page.mouse.click(*spot(plane, "points=… at @;", x, y))
        plane.state()
    told = plane.state()["twin"].removeprefix("Noted:").split(" Last")[0].split(";")
    places = [[float(one) for one in piece.split()[1:]] for piece in told if piece.strip()]
    assert len(places) == 3 and places[1] == places[2]
    assert places[0] == pytest.approx([0, 0], abs=0.05) and places[1] == pytest.approx([1, 1], abs=0.05)


def test_a_click_without_the_sign_for_what_was_there_takes_its_place(plane):
    for x in (0.25, 1.0 / 2):
        plane.page.mouse.click(*spot(plane, "last=@", x, 0.5))
        plane.state()
    x, y = plane.state()["values"][1].split()
    assert [float(x), float(y)] == pytest.approx([0, 0], abs=0.05)


def test_a_drag_tells_both_places_and_a_shaking_hand_is_a_click(plane):
    page, (x, y) = plane.page, spot(plane, "points=… at @;", 0.25, 0.5)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2, y + 1)
    page.mouse.up()
    assert plane.state()["values"][0].startswith(" at ")
    plane.reset()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(*spot(plane, "points=… at @;", 0.5, 0.25), steps=4)
    page.mouse.move(*spot(plane, "points=… at @;", 0.75, 0.5), steps=4)
    page.mouse.up()
    word, *numbers = plane.state()["values"][0].replace(" to ", " ").strip(" ;").split()
    assert word == "from" and [float(one) for one in numbers] == pytest.approx([-1, 0, 1, 0], abs=0.05)


def test_the_picture_follows_a_drag_and_one_that_comes_back_is_no_click(plane):
    page, (x, y) = plane.page, spot(plane, "points=… at @;", 0.5, 0.5)
    page.mouse.click(x, y)
    (first,) = plane.state()["values"][:1]
    page.mouse.move(x, y)
    page.mouse.down()
    on_the_way = []
    for share in (0.6, 0.75, 0.5):
        page.mouse.move(*spot(plane, "points=… at @;", share, 0.5), steps=3)
        on_the_way.append(plane.state())
    page.mouse.up()
    told = [state["twin"].removeprefix("Noted: ").split(" Last")[0] for state in on_the_way]
    assert len(set(told)) == 3 and all(one.startswith(f"{first.strip()} from ") for one in told), told
    assert told[1].split(" to ")[1].startswith("1.0")
    assert plane.state()["values"][0] == on_the_way[-1]["values"][0]


def test_a_drag_that_begins_outside_the_plane_does_nothing(plane):
    page, before = plane.page, plane.state()["values"]
    page.mouse.move(*spot(plane, "last=@", 0.5, 0.5))
    page.mouse.down()
    page.mouse.move(*spot(plane, "points=… at @;", 0.5, 0.5), steps=4)
    page.mouse.up()
    assert plane.state()["values"] == before


def test_enter_on_the_plane_leads_to_the_text_field(plane):
    plane.press(plane.locator.locator("[data-set='points=… at @;']"), "Enter")
    plane.page.keyboard.type("hello")
    assert plane.state()["values"][0] == "hello"
