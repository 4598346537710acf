"""What explore() promises, without a page: the page's half is tested in tests/browser."""

import functools
import gc
import json
import math
import re
import tracemalloc
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import draw
from helpers.live import button, choice, controls, explore, pad, search, slider, sliders, steps, ticks, toggle, upload
from helpers.network.network import create
from helpers.pens.picture import card, words


def said(**values):
    """Return a small picture that says which values it was drawn for."""
    text = ", ".join(f"{name} is {value!r}" for name, value in values.items()) + "."
    return card(300, 40, [words(10, 25, text)], text)


def _two(w, b):
    return said(w=w, b=b)


two = functools.partial(_two, b=0)


# ---- The controls


SLIDERS = [  # (arguments, value, decimals)
    ((-1, 1), 0.0, 2),
    ((-1, 1, 0.05, 0.05), 0.05, 2),
    ((0, 10, 3, 1), 3, 0),
    ((0, 100), 50, 0),
    ((0, 1, 0.15, 0.01), 0.15, 2),
    ((0.05, 1.05, 0.25, 0.1), 0.25, 2),
    ((-8, 8, 0, 0.5), 0.0, 1),
    ((0, 1e-5, 2e-7, 1e-7), 2e-7, 7),
    ((0, 0.001), 0.0005, 5),
]


@pytest.mark.parametrize("arguments, value, decimals", SLIDERS)
def test_a_slider_starts_where_it_should_and_shows_enough_decimals(arguments, value, decimals):
    control = slider(*arguments)
    assert (control["value"], control["decimals"]) == (value, decimals)
    assert round(control["value"], control["decimals"]) == pytest.approx(control["value"], rel=1e-12)


def test_whole_numbers_stay_whole_numbers():
    assert type(slider(0, 10, 3, step=1)["value"]) is int
    assert type(slider(0.0, 100.0)["value"]) is int
    assert type(slider(0, 1, 1, step=0.5)["value"]) is float
    assert type(steps(5)["value"]) is int


BAD_CONTROLS = [
    (lambda: slider(0, 1, 2), "cannot start at 2"),
    (lambda: slider(0, 1, -0.1), "cannot start at -0.1"),
    (lambda: slider(3, 1), "high is 1, but must be a number above 3"),
    (lambda: slider(1, 1), "high is 1, but must be a number above 1"),
    (lambda: slider(0, np.inf), "high is inf, but must be a number above 0"),
    (lambda: slider(-np.inf, 0), "low is -inf, but must be an ordinary number"),
    (lambda: slider(0, np.nan), "high is nan"),
    (lambda: slider(0, 1, np.nan), "start is nan, but must be a number between the two ends"),
    (lambda: slider(0, 1, step=np.inf), "step is inf, but must be a step above 0"),
    (lambda: slider(-1e308, 1e308), "step is inf, but must be a step above 0"),
    (lambda: slider(0, 1, 0.5, step=-0.1), "a step above 0"),
    (lambda: slider(0, 1, 0, step=0), "step is 0, but must be a step above 0"),
    (lambda: slider(-1, 1, 0.123, step=0.01), "never stops at 0.123, where it should start; type another step"),
    (
        lambda: slider(0, 1, 0, step=0.3),
        "from 0 in steps of 0.3 never stops at 1, where it should end; type another step",
    ),
    (lambda: ticks([0.1, 1, 10], 5), "start is 5, but must be one of 0.1, 1, 10"),
    (lambda: ticks([1, 2], np.ones(2)), "but must be one of 1, 2"),
    (lambda: ticks([], 1), "values is empty; give at least one"),
    (lambda: ticks([1, 2, 2, 3], 2), "2 is twice among the values; give each once"),
    (lambda: ticks([1, 1.0], 1), "1.0 is twice among the values"),
    (lambda: ticks([0.1, np.inf], 0.1), "a tick is inf, but must be an ordinary number"),
    (lambda: ticks([np.nan, 1], 1), "a tick is nan, but must be an ordinary number"),
    (lambda: ticks([1, 10, 5], 1), r"\[1, 10, 5\] go up and down; write sorted"),
    (lambda: choice(["man", "chicken"], "cow"), "start is 'cow', but must be one of 'man', 'chicken'"),
    (lambda: choice(["man", "chicken"], ["man"]), r"start is \['man'\], but must be one of"),
    (lambda: choice([]), "options is empty; give at least one"),
    (lambda: choice(x for x in ()), "options is empty; give at least one"),
    (lambda: choice(["a", "b", "a"]), "'a' is twice among the options; give each once"),
    (lambda: choice([1, True]), "True is twice among the options"),
    (lambda: choice([1, "1"]), "'1' is twice among the options"),
    (lambda: steps(-1), "count is -1, but must be a whole number, 0 or more"),
    (lambda: steps(5, start=9), "start is 9, but must be a whole number, from 0 to 5"),
    (lambda: steps(5, start=-1), "start is -1, but must be a whole number, from 0 to 5"),
    (lambda: steps(5, pause=-1), "pause is -1, but must be milliseconds, 0 or more"),
    (lambda: sliders(create(1, 1).with_values(w1=3.0)), "cannot start at 3"),
    (lambda: pad(0, 8), "rows is 0, but must be a whole number, from 1 to 32"),
    (lambda: pad(8, 33, brush=1), "columns is 33, but must be a whole number, from 1 to 32"),
    (lambda: pad(8, 17), r"a pad of 8 × 17 has cells too small.*write pad\(8, 17, brush=1.2\), or take at most 16"),
    (lambda: pad(28, 28, brush=0), "brush is 0, but must be a radius in cells above 0, such as 1.2"),
    (lambda: pad(2, 2, [0, 1, 0]), r"start has shape \(3,\); this pad of 2 × 2 cells wants \(4,\)"),
    (lambda: pad(2, 2, np.eye(2)), r"start has shape \(2, 2\).*A table of cells\? np.ravel\(table\) makes it flat"),
    (lambda: pad(2, 2, np.eye(3)), r"start has shape \(3, 3\).*row after row$"),
    (lambda: pad(1, 2, [0.5, 1.01]), "start has the ink 1.01, but ink goes from 0"),
    (lambda: pad(1, 2, [-0.01, 0.5]), "start has the ink -0.01, but ink goes from 0"),
    (lambda: pad(1, 2, [0.5, np.nan]), "start must hold ordinary numbers"),
    (lambda: pad(1, 2, presets={"man": [1]}), r"preset 'man' has shape \(1,\)"),
    (lambda: pad(1, 2, [0, -2.5], weights=True), "start has the weight -2.5, but the weights of a pad go from -2 to 2"),
    (lambda: pad(1, 2, presets={"three": [3, 0]}, weights=True), "preset 'three' has the weight 3"),
    (lambda: pad(3, 3, brush=1, weights=True), "a brush leaves ink, .* leave brush out"),
    (lambda: pad(1, 2, presets={"hen": [16, 0]}), "preset 'hen' has the ink 16.*if black is 255 there, divide by 255"),
]


@pytest.mark.parametrize("make, sentence", BAD_CONTROLS)
def test_a_control_that_cannot_work_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


def test_ticks_choice_toggle_search_and_steps_start_as_told():
    assert ticks([0.001, 0.01, 0.1], 0.01)["value"] == 0.01
    assert choice(["man", "chicken"])["value"] == "man"
    assert choice(["man", "chicken"], "chicken")["value"] == "chicken"
    assert toggle()["value"] is False and toggle(start=True)["value"] is True
    assert search("find", "bias")["value"] == "bias"
    assert steps(7, 2) == {"kind": "steps", "count": 7, "value": 2, "pause": 900, "label": None}


OPTIONS = [
    [2, 3, 5],
    [0.5, 1.5],
    [True, False],
    [None, "a"],
    [(1, 2), (3, 4)],
    ("a", "b"),
    [1, "one", 1.5, None, True * 7],
    np.array([2, 3]),
    np.array([0.5, 1.5]),
    np.array([True, False]),
    np.array(["a", "b"]),
    [float("nan"), float("inf")],
    range(3),
    {"a": 1, "b": 2},
    "a b".split(),
]


@pytest.mark.parametrize("options", OPTIONS, ids=repr)
def test_what_is_chosen_comes_back_as_it_was_given_and_its_words_travel(options):
    picture = explore(two, w=choice(options))
    plain = [one.item() if isinstance(one, np.generic) else one for one in options]
    for place in [*range(len(plain)), 0]:
        picture.set_state({"values": {"w": place}})  # as the page does
        assert picture.values["w"] is plain[place] or picture.values["w"] == plain[place]
        assert type(picture.values["w"]) is type(plain[place])
        assert repr(picture) == f"w is {plain[place]!r}, b is 0."
        sent = json.loads(json.dumps(picture.get_state(["controls", "values", "start", "picture"]), allow_nan=False))
        assert sent["values"] == sent["picture"]["values"] == {"w": place} and sent["start"] == {"w": 0}
        assert sent["controls"][0]["options"] == [str(one) for one in plain]
        assert picture.set(w=plain[place]).values["w"] is picture.controls[0]["options"][place]


@pytest.mark.parametrize(
    "values", [[4, 3, 0.5], [1e-15, 1], np.array([1, 10]), np.array([0.5, 1], np.float32), range(3)], ids=repr
)
def test_a_tick_comes_back_as_it_was_given_and_its_place_travels(values):
    plain = [one.item() if isinstance(one, np.generic) else one for one in values]
    picture = explore(two, w=ticks(values, plain[1]))
    for place, value in enumerate(plain):
        picture.set_state({"values": {"w": place}})
        assert picture.values == {"w": value} and type(picture.values["w"]) is type(value)
        assert picture.get_state()["values"] == {"w": place} == picture.get_state()["picture"]["values"]
    assert picture.get_state()["controls"][0]["ticks"] == plain and picture.get_state()["start"] == {"w": 1}


def test_numpy_numbers_in_ticks_become_numbers_that_the_page_understands():
    control = ticks(np.array([1, 10, 100]), np.int64(10))
    assert [type(value) for value in [*control["ticks"], control["value"]]] == [int] * 4


NO_CONTROLS = [
    (lambda: slider("0", 1), "low is '0', but must be an ordinary number"),
    (lambda: slider(0, True), "high is True, but must be a number above 0"),
    (lambda: ticks(["a", "b"], "a"), "a tick is 'a', but must be an ordinary number"),
    (lambda: ticks([False, True], True), "a tick is False, but must be an ordinary number"),
    (lambda: ticks(3, 3), r"values is 3, but must be a list; write \[3, ...\]"),
    (lambda: choice("man"), r"options is 'man', but must be a list; write \['man', ...\]"),
    (lambda: choice(None), "options is None, but must be a list"),
    (lambda: choice(np.eye(2)), "a ndarray cannot be chosen; give names, and look it up by its name"),
    (lambda: choice([create(1, 1)]), "a Network cannot be chosen; give names"),
    (lambda: toggle(start="yes"), "start is 'yes', but must be True or False"),
    (lambda: search(start=3), "start is 3, but must be a text"),
    (lambda: steps(2.5), "count is 2.5, but must be a whole number, 0 or more"),
    (lambda: steps("5"), "count is '5', but must be a whole number, 0 or more"),
    *(
        (lambda given=given: pad(*given), "must (be a whole number|hold numbers only)")
        for given in (("8", 8), (8, 2.0), (True, 8), (1, 2, "ab"), (1, 2, [None, 1]))
    ),
    *(
        (lambda no=no: explore(two, w=no), r"is not a control; write w=slider\(low, high, start\)")
        for no in (None, object(), ("a", "b"), (1, 2, 3, 4))
    ),
    (lambda: explore(two, q=slider(0, 1)), "two has no argument 'q'; it knows w, b"),
]


@pytest.mark.parametrize("make, sentence", NO_CONTROLS)
def test_a_control_of_the_wrong_kind_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(TypeError, match=sentence):
        make()


def test_a_pad_starts_white_and_holds_hundredths_row_after_row():
    assert pad()["value"] == [0] * 64 and (pad()["rows"], pad()["columns"]) == (8, 8)
    drawing = np.array([0.154, 0.35, 1, 0, 0.75, 0.996], dtype=np.float32)
    control = pad(2, 3, drawing, presets={"man": drawing, "white": [0] * 6})
    assert control["value"] == [0.15, 0.35, 1, 0, 0.75, 1] == control["presets"]["man"]
    assert all(type(ink) is float for ink in control["value"]), "the page understands Python's numbers only"
    assert list(control["presets"]) == ["man", "white"]
    assert drawing[0] == np.float32(0.154), "the drawing that was given is changed"


def test_a_pad_with_a_brush_holds_twentieths_and_may_have_32_rows_and_columns():
    control = pad(1, 4, [0.154, 0.36, 1, 0], presets={"grey": [0.5, 0.52, 0.53, 0.98]}, brush=1.2)
    assert control["value"] == [0.15, 0.35, 1, 0] and control["presets"]["grey"] == [0.5, 0.5, 0.55, 1]
    assert len(pad(32, 32, brush=0.5)["value"]) == 1024 and pad()["brush"] is None


def test_a_pad_of_weights_holds_numbers_from_minus_2_to_2():
    control = pad(1, 3, [-2, 0.5, 2], presets={"edge": [-1, 0, 1]}, weights=True)
    assert control["value"] == [-2, 0.5, 2] and control["presets"]["edge"] == [-1, 0, 1]
    picture = explore(ink, drawing=control, times=slider(1, 3, 1, 1))
    picture.set(drawing=[-1, -1, 1])
    with pytest.raises(ValueError, match="weight 2.01"):
        picture.set(drawing=[0, 0, 2.01])


def test_sliders_makes_one_slider_for_each_weight():
    made = sliders(create(1, 1).with_values(w1=0.1, bw1=-0.25), low=-2, high=2)
    assert {name: (control["min"], control["value"]) for name, control in made.items()} == {
        "w1": (-2.0, 0.1),
        "bw1": (-2.0, -0.25),
    }


def test_a_function_that_takes_any_keyword_takes_any_control():
    assert explore(said, w1=slider(0, 1), bw3=toggle()).values == {"w1": 0.5, "bw3": False}


# ---- Values


def test_set_moves_controls_and_reset_puts_them_back():
    picture = explore(two, w=slider(-1, 1, 0.5, 0.1), b=slider(0, 5, 2, 1))
    first = dict(picture.picture)
    assert picture.set(w=-1, b=5) is picture
    assert picture.values == {"w": -1, "b": 5} and repr(picture) == "w is -1, b is 5."
    picture.reset()
    assert picture.values == {"w": 0.5, "b": 2} and picture.picture == first


def test_set_refuses_an_unknown_name_and_changes_nothing():
    picture = explore(two, w=slider(-1, 1))
    with pytest.raises(KeyError, match="there is no control 'v' here; there are w"):
        picture.set(w=1, v=2)
    assert picture.values == {"w": 0.0} and repr(picture) == "w is 0.0, b is 0."


EACH = {
    "low": slider(0, 10, 3, 1),
    "rate": ticks([0.1, 1], 1),
    "animal": choice(["man", 2, None]),
    "on": toggle(),
    "n": button(),
    "term": search(),
    "file": upload(),
    "sheet": upload(what="table"),
    "at": steps(4),
    "cells": pad(1, 2),
}
REFUSED = [
    ("low", 99, "low is 99, but must be a number from 0 to 10"),
    ("low", -0.1, "low is -0.1, but must be a number from 0 to 10"),
    ("low", np.nan, "low is nan, but must be a number from 0 to 10"),
    ("low", "3", "low is '3', but must be a number from 0 to 10"),
    ("low", True, "low is True, but must be a number from 0 to 10"),
    ("low", None, "low is None, but must be a number from 0 to 10"),
    ("low", [1], r"low is \[1\], but must be a number from 0 to 10"),
    ("rate", 0.5, "rate is 0.5, but must be one of 0.1, 1"),
    ("animal", "cow", "animal is 'cow', but must be one of 'man', 2, None"),
    ("animal", np.ones(2), "but must be one of 'man', 2, None"),
    ("on", 1, "on is 1, but must be True or False"),
    ("on", "yes", "on is 'yes', but must be True or False"),
    ("n", -1, "n is -1, but must be a whole number, 0 or more"),
    ("n", 0.5, "n is 0.5, but must be a whole number, 0 or more"),
    ("term", 7, "term is 7, but must be a text"),
    ("file", "photo.png", "file is 'photo.png', but must be a picture as text that begins with data:image/, or ''"),
    ("sheet", "data:image/png;base64,", "sheet is 'data:image/png;base6', but must be a table as text that begins"),
    ("file", None, "file is None, but must be a text"),
    ("at", 5, "at is 5, but must be a whole number, from 0 to 4"),
    ("at", 1.0, "at is 1.0, but must be a whole number, from 0 to 4"),
    ("cells", [0, 2], "cells has the ink 2"),
    ("cells", [1], r"cells has shape \(1,\)"),
    ("cells", np.zeros((2, 1)), r"cells has shape \(2, 1\).*np.ravel\(table\)"),
]
ACCEPTED = [
    ("low", 10, 10),
    ("low", np.int64(0), 0),
    ("low", np.float32(0.5), 0.5),
    ("rate", 0.1, 0.1),
    ("rate", np.int64(1), 1),
    ("animal", None, None),
    ("animal", np.int64(2), 2),
    ("on", np.True_, True),
    ("n", np.int64(3), 3),
    ("term", "η", "η"),
    ("file", "data:image/png;base64,", "data:image/png;base64,"),
    ("sheet", "data:text/csv;base64,YQ==", "data:text/csv;base64,YQ=="),
    ("at", 4, 4),
    ("cells", (0.5, 1), [0.5, 1.0]),
]


@pytest.mark.parametrize("name, value, sentence", REFUSED)
def test_set_refuses_what_a_control_cannot_stand_at_and_changes_nothing(name, value, sentence):
    picture = explore(said, **EACH)
    before, said_before = dict(picture.values), repr(picture)
    with pytest.raises((TypeError, ValueError), match=sentence):
        picture.set(**{"low": 4, name: value})
    assert picture.values == before == picture.picture["values"] and repr(picture) == said_before


@pytest.mark.parametrize("name, value, taken", ACCEPTED)
def test_set_takes_what_a_control_can_stand_at(name, value, taken):
    picture = explore(said, **EACH).set(**{name: value})
    assert picture.values[name] == taken and type(picture.values[name]) is type(taken)
    assert f"{name} is {taken!r}" in repr(picture)


def test_a_file_travels_once_and_its_mark_from_then_on():
    file = "data:text/csv;base64," + 1000 * "QUJD"
    live = explore(lambda file, low: f"{len(file)} and {low}", file=upload(what="table"), low=slider(0, 10, 3, 1))
    live.set_state({"values": {"file": file, "low": 3}})
    state = live.get_state()
    assert live.values == {"file": file, "low": 3} and repr(live) == f"{len(file)} and 3" and file not in str(state)
    live.set_state({"values": {**state["values"], "low": 5}})
    assert repr(live) == f"{len(file)} and 5" and live.get_state()["picture"]["values"] == live.get_state()["values"]
    assert repr(live.reset()) == "0 and 3"


@pytest.mark.parametrize("content", ["QUJD", 1000 * "QUJD"])
def test_a_file_that_is_refused_is_called_your_file_and_not_by_what_is_in_it(content):
    def refuse(file):
        return len(file) / (not file)

    live = explore(refuse, file=upload(what="table")).set(file="data:text/csv;base64," + content)
    assert live.picture["problem"].startswith("This picture could not be drawn for your file: ")


def test_every_kind_of_control_knows_what_set_may_give_it():
    assert set(controls.TAKES) == {control["kind"] for control in EACH.values()}


def _ink(drawing, times):
    return said(ink=times * sum(drawing))


ink = functools.partial(_ink, times=1)


def test_set_draws_on_a_pad_and_reset_puts_the_start_back():
    picture = explore(ink, drawing=pad(1, 3, [0, 0.35, 0]), times=slider(1, 3, 1, 1))
    first = dict(picture.picture)
    assert picture.picture["text"] == "ink is 0.35."
    picture.set(drawing=np.array([1, 0.754, 0]))
    assert picture.values == {"drawing": [1.0, 0.75, 0.0], "times": 1} and repr(picture) == "ink is 1.75."
    picture.set(times=2)
    assert picture.values["drawing"] == [1.0, 0.75, 0.0] and repr(picture) == "ink is 3.5."
    assert picture.reset().picture == first


def test_a_drawing_with_a_brush_travels_as_one_letter_a_cell_and_is_a_list_of_inks_in_python():
    fine = explore(ink, drawing=pad(28, 28, brush=1.2), times=slider(1, 3, 1, 1))
    fine.set_state({"values": {"drawing": "k7" + "0" * 782, "times": 2}})
    assert fine.values == {"drawing": [1, 0.35] + [0] * 782, "times": 2} and repr(fine) == "ink is 2.7."
    fine.set(drawing=[0.05 * number for number in range(21)] + [0] * 763, times=1)
    letters = "0123456789abcdefghijk" + "0" * 763
    sent = fine.get_state()
    assert sent["values"] == sent["picture"]["values"] == {"drawing": letters, "times": 1}
    assert sent["start"]["drawing"] == "0" * 784 and fine.reset().values["drawing"] == [0] * 784
    fine.set_state({"values": {"drawing": letters, "times": 1}})
    assert fine.values["drawing"] == [number / 20 for number in range(21)] + [0] * 763


def test_a_drawing_without_a_brush_travels_as_it_is():
    coarse = explore(ink, drawing=pad(1, 3, [0, 0.35, 0]))
    assert coarse.get_state()["values"] == {"drawing": [0, 0.35, 0]} == coarse.get_state()["picture"]["values"]


def test_the_last_picture_belongs_to_the_last_value():
    picture = explore(two, w=slider(0, 1000, 0, 1))
    for value in [*range(1, 300), 3, 999, 7]:
        picture.set(w=value)
    assert picture.picture["values"] == picture.values == {"w": 7}
    assert picture.picture["text"] == repr(picture) == "w is 7, b is 0."
    assert "w is 7, b is 0." in picture.picture["markup"]


def test_a_function_that_takes_its_time_shows_one_picture_after_the_other():
    def slow(presses):
        yield from (card(10, 10, [], f"{presses} pressed, part {part}.") for part in (1, 2, 3))

    picture, seen = explore(slow, presses=button("go on")), []
    assert repr(picture) == picture.picture["text"] == "0 pressed, part 3."
    picture.observe(lambda change: seen.append(change["new"]["text"]), "picture")
    picture.set(presses=1)
    assert seen == [f"1 pressed, part {part}." for part in (1, 2, 3)] and repr(picture) == seen[-1]


def test_a_mistake_on_the_way_becomes_a_sentence_below_the_last_good_picture():
    def fragile(presses):
        yield card(10, 10, [], f"{presses} pressed.")
        if presses:
            raise ValueError("the wire is cut")

    picture = explore(fragile, presses=button()).set(presses=1)
    assert picture.picture["text"] == "1 pressed." and picture.picture["problem"].endswith(": the wire is cut")


def test_two_live_pictures_do_not_share_their_values():
    first, second = explore(two, w=slider(0, 1)), explore(two, w=slider(0, 1))
    first.set(w=1)
    assert second.values == {"w": 0.5} and first.start == {"w": 0.5}


# ---- A mistake in the function


MISTAKES = [
    (ValueError("w must not be 1"), ": ValueError in line {} of fragile: w must not be 1"),
    (KeyError("there is no weight 'w9'"), ": KeyError in line {} of fragile: there is no weight 'w9'"),
    (ZeroDivisionError(), ": ZeroDivisionError in line {} of fragile"),
]


@pytest.mark.parametrize("mistake, sentence", MISTAKES)
def test_a_mistake_becomes_a_sentence_and_the_old_picture_stays(mistake, sentence):
    def fragile(w):
        if w == 1:
            raise mistake
        return said(w=w)

    picture = explore(fragile, w=slider(0, 1, 0, 0.5))
    picture.set(w=0.5).set(w=1)
    line = fragile.__code__.co_firstlineno + 2
    assert picture.picture["problem"] == "This picture could not be drawn for w = 1" + sentence.format(line)
    assert picture.picture["text"] == repr(picture) == "w is 0.5."
    assert picture.picture["values"] == {"w": 1}, "the page would wait for ever"
    picture.set(w=0)
    assert picture.picture["problem"] == "" and picture.picture["text"] == "w is 0."


def test_a_mistake_in_the_first_picture_is_raised_where_the_learner_sees_it():
    def broken(w):
        raise ValueError("never works")

    with pytest.raises(ValueError, match="never works"):
        explore(broken, w=slider(0, 1))


async def later(a):
    return said(a=a)


def nothing_yielded(a):
    yield from ()


NO_PICTURES = [
    (
        lambda a: None,
        r"<lambda> drew, printed and returned nothing \(did you forget return\?\); it must return a picture",
    ),
    (lambda a: said, r"<lambda> returned a function \(did you forget its brackets\?\); it must"),
    (lambda a: type(said()), r"<lambda> returned a type \(did you forget its brackets\?\); it must"),
    (later, "later returned a coroutine; it must"),
    (nothing_yielded, "nothing_yielded yielded nothing; it must"),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("function, sentence", NO_PICTURES)
def test_what_is_no_picture_is_refused_in_words_at_first_and_after_a_move(function, sentence):
    with pytest.raises(TypeError, match=sentence):
        explore(function, a=slider(0, 1))
    picture = explore(said, a=slider(0, 1))
    picture.function = function
    picture.set(a=1)
    assert re.search(f"could not be drawn for a = 1: {sentence}", picture.picture["problem"])
    assert picture.picture["values"] == {"a": 1} and repr(picture) == "a is 0.5."


NO_FUNCTIONS = [
    (np.sin, "sin does not take its arguments by name; write a function of your own around it that returns a picture"),
    (math.sin, "sin does not take its arguments by name"),
    (max, "max does not take its arguments by name"),
    (said(), "explore wants a function, but got a Picture; write its name without brackets"),
    (3, "explore wants a function, but got an int"),
    (None, "explore wants a function, but got None"),
    (functools.partial(two, b=1), "two has no argument 'a'; it knows w, b"),
    (lambda a, b, *, c: said(), "<lambda> also wants 'b'; write b=slider"),
]


@pytest.mark.parametrize("function, sentence", NO_FUNCTIONS)
def test_what_cannot_be_explored_is_refused_in_words(function, sentence):
    with pytest.raises(TypeError, match=sentence):
        explore(function, a=slider(0, 1))


def test_partial_functions_methods_and_an_argument_called_function_can_be_explored():
    class Board:
        def show(self, w):
            return said(w=w)

    assert repr(explore(functools.partial(two, b=3), w=slider(0, 1))) == "w is 0.5, b is 3."
    assert repr(explore(functools.partial(two, b=3), b=slider(0, 1), w=slider(0, 1))) == "w is 0.5, b is 0.5."
    assert repr(explore(Board().show, w=slider(0, 1))) == "w is 0.5."
    assert repr(explore(said, function=slider(0, 1), self=toggle())) == "function is 0.5, self is False."


def test_each_picture_is_drawn_once():
    drawn = []
    picture = explore(lambda n: drawn.append(n) or said(n=n), n=slider(0, 10, 3, 1))
    assert drawn == [3]
    picture.set(n=5)
    picture.set(n=5)
    picture.set_state({"values": {"n": 6}})
    picture._repr_mimebundle_()
    assert drawn == [3, 5, 6]


# ---- What a notebook saves


def bundle(picture):
    made = picture._repr_mimebundle_()
    return made[0] if isinstance(made, tuple) else made


def test_one_output_has_the_widget_the_still_and_the_twin():
    picture = explore(draw.logistic_shift, weight=slider(-3, 3, 1, 0.1), bias=slider(-8, 8, 0, 0.5))
    made = bundle(picture)
    assert set(made) == {"application/vnd.jupyter.widget-view+json", "image/svg+xml", "text/plain"}
    assert made["text/plain"] == repr(picture) == picture.shown.text
    still = ET.fromstring(made["image/svg+xml"])
    assert " ".join(made["text/plain"].split()) in " ".join(" ".join(still.itertext()).split())


def test_the_still_follows_the_controls():
    picture = explore(two, w=slider(0, 1))
    picture.set(w=1)
    assert bundle(picture)["text/plain"] == "w is 1, b is 0." and "w is 1, b is 0." in bundle(picture)["image/svg+xml"]


def test_an_html_table_can_be_explored_too():
    class Table:
        text = "One row."

        def _repr_html_(self):
            return "<table><tr><td>one</td></tr></table>"

        def __repr__(self):
            return self.text

    picture = explore(lambda words: Table(), words=search())
    made = bundle(picture)
    assert picture.picture["markup"].startswith("<table>") and picture.picture["text"] == "One row."
    assert made["text/html"].startswith("<table>") and made["text/plain"] == "One row."


# ---- Long sessions


def test_two_thousand_changes_grow_the_kernel_by_less_than_10_MB():
    def large(w):
        return card(300, 40, [words(10, 25, "0123456789" * 2_000)], f"w is {w}.")  # 20 kB, new at each change

    picture = explore(large, w=slider(0, 10_000, 0, 1))
    for value in range(1, 200):
        picture.set(w=value)
    gc.collect()
    tracemalloc.start()
    for value in range(200, 2_200):
        picture.set(w=value)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 10_000_000, f"{grown / 1e6:.1f} MB more after 2,000 changes"
