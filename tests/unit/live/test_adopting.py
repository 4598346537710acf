"""explore() takes what interact takes, and ipywidgets' widgets: ipywidgets itself says what each short form means."""

import functools
import json

import numpy as np
import pytest
import traitlets
from hypothesis import example, given, settings
from ipywidgets import interactive, widgets

from helpers.live import explore, slider
from tests.anything import VALUES, answered

SENT = ["controls", "values", "start", "picture"]


def told(**values):
    return ", ".join(f"{name} is {value!r}" for name, value in values.items())


def sent(live):
    """Return what the page is told, as JSON that every browser reads."""
    state = live.get_state(SENT)
    return json.loads(json.dumps(state, allow_nan=False))


def from_page(live, **values):
    """Move controls as the page does: it sends all values, as they travel."""
    live.set_state({"values": {**sent(live)["values"], **values}})


def looks(widget):
    """Return a widget's kind and all that its user can see of its value."""
    traits = ("min", "max", "step", "value", "options", "index", "base")
    return type(widget), {trait: getattr(widget, trait) for trait in traits if widget.has_trait(trait)}


# ---- The short forms of interact


SHORT = [
    (0, 1), (0, 1.0), (0, 10, 2), (0.0, 1, 0.1), (-3, 3), (0.5, 0.7), 5, 0, -3, 2.5, 0.0, True, False, "a text", "",
    ["a", "b"], [("one", 1), ("two", 2)], {"a": 1, "b": [2]}, [1, "one", None], range(3), np.array([1, 2]),
    np.float64(2), np.int64(3), (np.int64(0), np.int64(5)),
]  # fmt: skip


@pytest.mark.parametrize("short", SHORT, ids=repr)
def test_a_short_form_is_the_widget_that_interact_makes_of_it(short):
    (theirs,) = interactive(lambda w: None, w=short).kwargs_widgets
    live = explore(lambda w: told(w=w), w=short)
    assert looks(live["w"]) == looks(theirs)
    assert repr(live) == f"w is {theirs.value!r}" and sent(live)["controls"][0]["label"] == "w"


@pytest.mark.parametrize("short, same", [(np.uint8(3), 3), ((np.uint8(5), np.uint8(200)), (5, 200))])
def test_small_numbers_of_numpy_are_numbers_too(short, same):  # in eight bits, −3 is 253
    assert looks(explore(lambda w: "", w=short)["w"]) == looks(explore(lambda w: "", w=same)["w"])


DEFAULTS = [((0, 10), 3), ((0, 1.0), 0.25), ((0, 10), 99), ((0, 10), "no"), (["a", "b"], "b"), ({"a": 1, "b": 2}, 2)]


@pytest.mark.parametrize("short, default", DEFAULTS, ids=repr)
def test_an_arguments_default_is_where_its_control_starts(short, default):
    def function(w=default):
        return told(w=w)

    (theirs,) = interactive(function, w=short).kwargs_widgets
    assert looks(explore(function, w=short)["w"]) == looks(theirs)


def test_a_default_becomes_a_control_as_with_interact():
    def function(w=1.5, on=False, word="x", options=("a", "b"), many=4):
        return told(w=w, on=on, word=word, many=many)

    def without_options(w=1.5, on=False, word="x", many=4):
        return ""

    live, theirs = explore(function), interactive(without_options).kwargs_widgets
    assert [looks(live[name]) for name in ("w", "on", "word", "many")] == [looks(widget) for widget in theirs]
    assert list(live.values) == ["w", "on", "word", "many"], "a default that is no short form stays a default"


def test_what_partial_and_fixed_give_is_no_control_of_the_page():
    live = explore(functools.partial(lambda n, k: told(n=n, k=k), k=4), n=(1, 5))
    assert live.values == {"n": 3} and repr(live) == "n is 3, k is 4"
    fixed = explore(lambda n, k: told(n=n, k=k), n=(1, 5), k=widgets.fixed({"any": "thing"}))
    assert fixed.values == {"n": 3} and fixed.get_state()["others"] == [] and len(sent(fixed)["controls"]) == 1
    fixed["k"].value = 7
    assert repr(fixed) == "n is 3, k is 7"


def test_as_a_decorator_it_shows_the_picture_and_leaves_the_function(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)

    @explore(n=(1, 5))
    def twice(n):
        return 2 * n

    @explore(manual=True)
    def later(n=3):
        return n

    assert twice(4) == 8 and [repr(live) for live in shown] == ["6", "Press Run to draw this picture."]
    assert shown[1].values == {"n": 3, "▶ Run": 0}


REFUSED = [
    ((5, 1), ValueError, r"w=\(5, 1\) does not go up; write the low end first: w=\(low, high\)"),
    ((1, 1), ValueError, "does not go up"),
    ((5, 1, 1), ValueError, "does not go up"),
    ((0, 1, 0), ValueError, r"w=\(0, 1, 0\) has the step 0, but a step is a number above 0"),
    ((0, 1, -1), ValueError, "has the step -1"),
    ((0, 1, np.nan), ValueError, "has the step nan"),
    ((0, 1, "a"), ValueError, "has the step 'a'"),
    ((0, np.inf), ValueError, r"the slider of w wants two ordinary numbers as its ends, such as w=\(0, 10\)"),
    (np.inf, ValueError, "wants two ordinary numbers"),
    (-1e308, ValueError, "wants two ordinary numbers"),
    (10**400, ValueError, "wants two ordinary numbers"),
    (widgets.FloatSlider(max=np.inf), ValueError, "wants two ordinary numbers"),
    (np.nan, TypeError, r"w=nan is not a control; write w=slider\(low, high, start\), or as for interact"),
    ((0, np.nan), TypeError, "is not a control"),
    (None, TypeError, "w=None is not a control"),
    (np.ma.masked, TypeError, "w=masked is not a control"),
    ({"one": np.arange(3), "two": np.arange(3)}, TypeError, "is not a control"),
    (widgets.FloatSlider, TypeError, "is not a control"),
    (widgets.HBox(), TypeError, "w is HBox, a widget without a value; give one with a value, such as a slider"),
]


@pytest.mark.parametrize("given, kind, sentence", REFUSED)
def test_what_is_no_control_is_refused_with_a_sentence(given, kind, sentence):
    with pytest.raises(kind, match=sentence):
        explore(lambda w: told(w=w), w=given)


def test_an_argument_that_is_not_there_and_one_widget_for_two_are_refused():
    one = widgets.IntSlider()
    with pytest.raises(TypeError, match="<lambda> has no argument 'q'; it knows w, b"):
        explore(lambda w, b: "", q=(0, 1))
    with pytest.raises(TypeError, match="w and b are one and the same widget; give each argument a widget of its own"):
        explore(lambda w, b: "", w=one, b=one)


@settings(max_examples=200)
@given(VALUES)
@example(np.uint8(3))
@example((np.uint8(0), np.uint8(200)))
@example([np.zeros(3), np.ones(3)])
def test_anything_given_as_a_control_is_one_or_is_refused_with_a_sentence(value):
    live = answered(lambda value: explore(lambda w: "drawn", w=value), value)
    assert live is None or sent(live)["picture"]["markup"] == "<pre>drawn</pre>"


# ---- Each kind of widget: what the page is told; a value from Python, and how it travels; a place from the page


KINDS = {
    "FloatSlider": (
        lambda: widgets.FloatSlider(0.5, min=0, max=2, step=0.25, description="gain", readout_format=".1f"),
        {"kind": "slider", "label": "gain", "min": 0, "max": 2, "step": 0.25, "decimals": 2, "format": ".1f"},
        (1.25, 1.25), (0.75, 0.75)),
    "IntSlider": (
        lambda: widgets.IntSlider(2, 0, 10, 2, disabled=True, continuous_update=False),
        {"kind": "slider", "label": "w", "min": 0, "max": 10, "step": 2, "decimals": 0, "format": "d",
         "disabled": True, "continuous": False},
        (4, 4), (6, 6)),
    "FloatLogSlider": (
        lambda: widgets.FloatLogSlider(0.1, min=-3, max=1, step=0.5),
        {"kind": "slider", "base": 10, "min": -3, "max": 1, "step": 0.5, "decimals": 1, "format": ".3g"},
        (1.0, 1.0), (0.01, 0.01)),
    "SelectionSlider": (
        lambda: widgets.SelectionSlider(options=[("small", 1), ("large", 100)]),
        {"kind": "slider", "ticks": ["small", "large"]}, (100, 1), (0, 1)),
    "RadioButtons": (lambda: widgets.RadioButtons(options=["x", "y"]), {"kind": "radio", "options": ["x", "y"]},
                     ("y", 1), (0, "x")),
    "ToggleButtons": (lambda: widgets.ToggleButtons(options=[("x", 1), ("y", 2)]),
                      {"kind": "radio", "options": ["x", "y"]}, (2, 1), (0, 1)),
    "Dropdown": (lambda: widgets.Dropdown(options={"one": 1, "two": [2]}),
                 {"kind": "choice", "options": ["one", "two"]}, ([2], 1), (0, 1)),
    "Dropdown with None": (lambda: widgets.Dropdown(options=[0, None, "b"]),
                             {"kind": "choice", "options": ["0", "None", "b"]}, (None, 1), (2, "b")),
    "Select": (lambda: widgets.Select(options=["p", "q"]), {"kind": "choice", "options": ["p", "q"]},
               ("q", 1), (0, "p")),
    "Checkbox": (lambda: widgets.Checkbox(), {"kind": "toggle"}, (True, True), (False, False)),
    "ToggleButton": (lambda: widgets.ToggleButton(description="on"), {"kind": "toggle", "label": "on"},
                     (True, True), (False, False)),
    "Play": (lambda: widgets.Play(value=2, max=10, interval=50), {"kind": "steps", "count": 10, "pause": 50},
             (3, 3), (5, 5)),
    "Play by twos": (lambda: widgets.Play(value=4, min=2, max=9, step=2),
                     {"kind": "steps", "count": 3, "ticks": ["2", "4", "6", "8"]}, (6, 2), (3, 8)),
    "FloatText": (lambda: widgets.FloatText(1.5), {"kind": "number", "step": "any"}, (-2.5, -2.5), (9, 9.0)),
    "IntText": (lambda: widgets.IntText(3), {"kind": "number", "step": 1}, (-2, -2), (9, 9)),
    "BoundedFloatText": (lambda: widgets.BoundedFloatText(1, min=0, max=2, step=0.1),
                         {"kind": "number", "min": 0, "max": 2, "step": 0.1}, (1.5, 1.5), (0.5, 0.5)),
    "BoundedIntText": (lambda: widgets.BoundedIntText(1, min=0, max=9),
                       {"kind": "number", "min": 0, "max": 9, "step": 1}, (3, 3), (8, 8)),
    "Text": (lambda: widgets.Text("hi", placeholder="type"), {"kind": "search", "hint": "type", "most": 10_000},
             ("ho", "ho"), ("hm", "hm")),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_widget_is_shown_as_our_control_of_its_kind(name):
    make, row, *_ = KINDS[name]
    (told_page,) = sent(explore(lambda w: told(w=w), w=make()))["controls"]
    common = {"name": "w", "label": "w", "disabled": False, "continuous": told_page["continuous"]}
    wanted = {**common, **row}
    assert {key: told_page.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("name", KINDS)
def test_a_widget_and_our_control_move_each_other(name):
    make, _, (value, travels), (place, found) = KINDS[name]
    widget, drawn, heard = make(), [], []
    live = explore(lambda w: drawn.append(w) or told(w=w), w=widget)
    assert live["w"] is widget
    live["w"].observe(lambda change: heard.append(change["new"]), "value")
    widget.value = value
    page = sent(live)
    assert live.values == {"w": value} and page["values"] == page["picture"]["values"] == {"w": travels}
    assert repr(live) == f"w is {value!r}"
    from_page(live, w=place)
    assert widget.value == found and type(widget.value) is type(found) and repr(live) == f"w is {found!r}"
    live.set(w=value)
    live.set(w=value)
    assert widget.value == value and heard == drawn[1:] == [value, found, value], "each picture is drawn once"
    start = sent(live.reset())
    assert start["values"] == start["start"] and live.values == {"w": drawn[0]}


@pytest.mark.parametrize("name", KINDS)
def test_one_widget_in_two_pictures_and_two_that_are_linked_stay_in_step(name):
    make, _, (value, _), (place, found) = KINDS[name]
    shared, other = make(), make()
    first, second = (explore(lambda w: told(w=w), w=shared) for _ in range(2))
    third = explore(lambda v: told(v=v), v=other)
    traitlets.link((first["w"], "value"), (third["v"], "value"))
    from_page(second, w=place)
    assert first.values == second.values == {"w": found} and third.values == {"v": found}
    other.value = value
    assert repr(first) == repr(second) == f"w is {value!r}" and repr(third) == f"v is {value!r}"


def test_the_last_picture_belongs_to_a_widgets_last_value():
    widget = widgets.IntSlider(max=999)
    live = explore(lambda w: told(w=w), w=widget)
    for value in [*range(1, 200), 3, 999, 7]:
        widget.value = value
    assert live.values == live.picture["values"] == {"w": 7} and live.picture["markup"] == "<pre>w is 7</pre>"


@pytest.mark.parametrize("name", KINDS)
def test_explore_changes_nothing_of_the_widget_that_is_given(name):
    widget = KINDS[name][0]()
    before = widget.get_state()
    explore(lambda w: told(w=w), w=widget)
    assert widget.get_state() == before


def test_our_own_controls_can_be_observed_linked_and_shared():
    first, heard = explore(told, w=slider(0, 1, 0.5, 0.1)), []
    second, third = explore(told, v=slider(0, 1, 0.5, 0.1)), explore(told, u=first["w"])
    traitlets.link((first["w"], "value"), (second["v"], "value"))
    first["w"].observe(lambda change: heard.append(change["new"]), "value")
    from_page(second, v=0.7)
    assert (repr(first), repr(second), repr(third)) == ("w is 0.7", "v is 0.7", "u is 0.7") and heard == [0.7]
    third["u"].value = 0.2
    assert (repr(first), repr(second), repr(third)) == ("w is 0.2", "v is 0.2", "u is 0.2")
    with pytest.raises(ValueError, match="w is 2, but must be a number from 0 to 1"):
        first["w"].value = 2
    assert (repr(first), repr(second), repr(third)) == ("w is 0.2", "v is 0.2", "u is 0.2")


# ---- What a widget does not take


def test_a_widget_that_takes_its_highest_value_instead_moves_our_control_there():
    widget = widgets.FloatSlider(0.5, min=0, max=1)
    live = explore(lambda w: told(w=w), w=widget)
    live.set(w=99)
    assert live.values == live.picture["values"] == {"w": 1.0} and repr(live) == "w is 1.0"
    for _ in range(2):
        from_page(live, w=-3)
        assert widget.value == 0 and live.values == live.picture["values"] == {"w": 0.0} and repr(live) == "w is 0.0"
    widget.max, widget.min = 9, 4
    page = sent(live)
    assert live.values == {"w": 4.0} and (page["controls"][0]["min"], page["controls"][0]["max"]) == (4, 9)


def test_a_value_that_a_widget_refuses_moves_nothing_and_is_told():
    animal, n = widgets.Dropdown(options=["hen", "man"]), widgets.IntSlider(max=5)
    live = explore(lambda n, animal: told(n=n, animal=animal), n=n, animal=animal)
    with pytest.raises(ValueError, match="animal is 'cow', but its Dropdown has no such value; nothing has moved"):
        live.set(n=4, animal="cow")
    assert (n.value, animal.value, live.values) == (0, "hen", {"n": 0, "animal": "hen"})
    assert repr(live) == "n is 0, animal is 'hen'"


def test_a_list_where_nothing_is_chosen_stays_so_while_another_control_moves():
    animal = widgets.Dropdown(options=["hen", "man"], value=None)
    live = explore(lambda n, animal: told(n=n, animal=animal), n=(0, 4), animal=animal)
    from_page(live, n=3)
    assert animal.value is None and repr(live) == "n is 3, animal is None"
    from_page(live, animal=1)
    assert repr(live) == "n is 3, animal is 'man'" and live.reset().values == {"n": 2, "animal": None}


def test_a_value_that_cannot_be_compared_leaves_the_picture_before():
    live = explore(lambda a: told(a=a), a={"one": 3, "two": np.arange(3)})  # ipywidgets compares, and cannot
    from_page(live, a=1)
    assert repr(live) == "a is 3" and sent(live)["values"] == sent(live)["picture"]["values"] == {"a": 0}


def test_the_options_may_change_later_and_reset_goes_to_what_is_still_there():
    animal = widgets.Dropdown(options=["hen", "man"], value="man")
    live = explore(lambda animal: told(animal=animal), animal=animal)
    animal.options = ["cow", "hen", "man"]
    page = sent(live)
    assert page["controls"][0]["options"] == ["cow", "hen", "man"] and repr(live) == "animal is 'cow'"
    assert page["values"] == {"animal": 0} and page["start"] == {"animal": 2}
    from_page(live, animal=page["start"]["animal"])
    assert animal.value == "man"
    animal.options = ["cow", "pig"]
    assert sent(live)["start"] == {"animal": 0} and live.reset().values == {"animal": "cow"}


def test_what_the_page_must_know_anew_is_sent(monkeypatch):
    animal, keys = widgets.Dropdown(options=["hen", "man"], description="one"), []
    live = explore(lambda animal: told(animal=animal), animal=animal)
    monkeypatch.setattr(live, "send_state", lambda key=None: keys.append(key))
    animal.description = "two"
    assert live.controls[0]["label"] == "two" and keys[-1] == ["start", "values", "picture"]
    animal.disabled = True
    assert live.controls[0]["disabled"] is True


def test_a_change_in_the_page_is_answered_by_one_message_with_the_picture(monkeypatch):
    live, answers = explore(lambda w: told(w=w), w=widgets.IntSlider(3, 0, 9)), []
    monkeypatch.setattr(live, "_send", lambda message, buffers=None: answers.append(message))
    from_page(live, w=4)
    ((method, state),) = [(answer["method"], answer["state"]) for answer in answers]
    assert (method, list(state)) == ("update", ["picture"]) and state["picture"]["values"] == {"w": 4}


# ---- Buttons, and what we do not know


def test_a_button_counts_once_from_either_side():
    go, pressed, drawn = widgets.Button(description="go"), [], []
    go.on_click(lambda _: pressed.append(1))
    live, other = explore(lambda go: drawn.append(go) or told(go=go), go=go), explore(lambda go: told(go=go), go=go)
    go.click()
    assert len(pressed) == 1 and repr(live) == repr(other) == "go is 1"
    from_page(live, go=2)
    assert len(pressed) == 2 and repr(live) == repr(other) == "go is 2"
    assert live.reset().values == {"go": 0} and len(pressed) == 2 and drawn == [0, 1, 2, 0]
    assert sent(live)["controls"][0]["kind"] == "button" and live["go"] is go


OTHERS = [
    (lambda: widgets.ColorPicker(value="red"), "#0000ff"),
    (lambda: widgets.IntRangeSlider(value=(2, 5)), (3, 4)),
    (lambda: widgets.Textarea("a"), "b"),
    (lambda: widgets.Combobox(value="a"), "b"),
    (lambda: widgets.Password(value="a"), "b"),
    (lambda: widgets.SelectMultiple(options=["a", "b"], value=("a",)), ("a", "b")),
]


@pytest.mark.parametrize("make, value", OTHERS)
def test_a_kind_that_we_do_not_know_is_placed_as_it_is_and_observed(make, value):
    widget = make()
    live = explore(lambda w, n: told(w=w, n=n), w=widget, n=(0, 4))
    assert live.get_state()["others"] == [f"IPY_MODEL_{widget.model_id}"] and list(live.values) == ["n"]
    widget.value = value
    assert repr(live) == f"w is {value!r}, n is 2" and live["w"] is widget
    from_page(live, n=3)
    assert repr(live.set(w=value)) == f"w is {value!r}, n is 3"


def test_a_number_without_an_upper_end_has_none_in_the_page():
    (row,) = sent(explore(lambda w: told(w=w), w=widgets.BoundedFloatText(1, min=0, max=np.inf)))["controls"]
    assert row["min"] == 0 and "max" not in row
