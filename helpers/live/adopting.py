"""What a Jupyter user knows: the widgets of ipywidgets, and the short forms of `interact`, become controls of ours.

The page shows each as our control of that kind; the widget itself stays, and keeps its value in step with ours.
"""

import numbers

import traitlets
from ipywidgets import widgets

from helpers.live.controls import TAKES, bare, decimals


class Control(traitlets.HasTraits):
    """A control of ours: its `value` can be read, set, observed and linked like that of a widget."""

    value = traitlets.Any()

    def __init__(self, name, row):
        self.name, self.row = name, row
        super().__init__(value=row["value"])

    def check(self, value):
        """Return the value as the control takes it; TypeError or ValueError for what it cannot stand at."""
        return TAKES[self.row["kind"]](self.name, bare(value), self.row)

    @traitlets.validate("value")
    def _taken(self, proposal):
        return self.check(proposal["value"])


class Presses(traitlets.HasTraits):
    """How often a Button has been pressed, in our page or in its own view."""

    value = traitlets.Int()

    def __init__(self, button):
        self.button, self.ours = button, False
        super().__init__()
        button.on_click(self._pressed)

    def _pressed(self, _):
        if not self.ours:
            self.ours = True
            self.value += 1
        self.ours = False

    @traitlets.observe("value")
    def _press(self, change):
        if not self.ours and change["new"] > change["old"]:
            self.ours = True
            self.button.click()
        self.ours = False


def _slider(widget):
    step = widget.step or (widget.max - widget.min) / 100
    return {"min": widget.min, "max": widget.max, "step": step,
            "decimals": max(decimals(widget.min), decimals(step))}  # fmt: skip


def _play(widget):
    stops = values_of(widget)
    row = {"count": len(stops) - 1, "pause": widget.interval}
    return row if stops[0] == 0 and widget.step == 1 else {**row, "ticks": [str(stop) for stop in stops]}


def _labels(widget):
    return {"options": list(widget._options_labels)}


def _number(widget):
    ends = {end: getattr(widget, end, None) for end in ("min", "max")}
    ends = {end: value for end, value in ends.items() if value is not None and _is_ordinary(value)}
    return {**ends, "step": getattr(widget, "step", None) or "any"}


# The kind that shows a widget, and what the page must know of it. The first row that fits counts.
KINDS = (
    (widgets.FloatLogSlider, "slider", lambda widget: {**_slider(widget), "base": widget.base}),
    ((widgets.FloatSlider, widgets.IntSlider), "slider", _slider),
    (widgets.SelectionSlider, "slider", lambda widget: {"ticks": list(widget._options_labels)}),
    ((widgets.RadioButtons, widgets.ToggleButtons), "radio", _labels),
    ((widgets.Dropdown, widgets.Select), "choice", _labels),
    ((widgets.Checkbox, widgets.ToggleButton), "toggle", lambda widget: {}),
    (widgets.Play, "steps", _play),
    ((widgets.FloatText, widgets.IntText, widgets.BoundedFloatText, widgets.BoundedIntText), "number", _number),
    ((widgets.Combobox, widgets.Textarea, widgets.Password), None, None),
    (widgets.Text, "search", lambda widget: {"hint": widget.placeholder, "most": 10_000}),
    (widgets.Button, "button", lambda widget: {}),
)
# When one of these changes, the page builds its controls anew.
LOOKS = (
    "min",
    "max",
    "step",
    "base",
    "options",
    "description",
    "disabled",
    "readout_format",
    "placeholder",
    "interval",
)


def row_of(name, widget):
    """Return what the page must know of a widget, None for a kind that it shows as it is.

    ValueError for a slider whose ends are no ordinary numbers.

    >>> row_of("w", widgets.IntSlider(3, 0, 10))["kind"], row_of("w", widgets.ColorPicker())
    ('slider', None)
    """
    kind, told = next(((kind, told) for kinds, kind, told in KINDS if isinstance(widget, kinds)), (None, None))
    if not kind:
        return None
    if kind == "slider" and not all(_is_ordinary(getattr(widget, end, 0)) for end in ("min", "max")):
        raise ValueError(f"the slider of {name} wants two ordinary numbers as its ends, such as {name}=(0, 10)")
    common = {"kind": kind, "name": name, "label": widget.description or name.replace("_", " ")}
    more = {"disabled": widget.disabled, "continuous": getattr(widget, "continuous_update", True),
            "format": getattr(widget, "readout_format", None)}  # fmt: skip
    return common | more | told(widget)


def values_of(widget):
    """Return the values between which a widget chooses, in the order of its labels, None if it takes any number."""
    if isinstance(widget, widgets.Play):
        return list(range(widget.min, widget.max + 1, widget.step))
    return list(widget._options_values) if hasattr(widget, "_options_values") else None


def widget_for(name, given, start):
    """Return the widget that `interact` makes of a short form, such as (0, 1) or ["a", "b"]; start is its argument's.

    >>> widget_for("w", (0, 10), 3)
    IntSlider(value=3, max=10)
    """
    given = tuple(map(_plain, given)) if isinstance(given, tuple) else _plain(given)
    if isinstance(given, tuple) and len(given) in (2, 3) and all(_is_number(end) for end in given[:2]):
        low, high, *step = given
        if low >= high:
            raise ValueError(f"{name}={given!r} does not go up; write the low end first: {name}=(low, high)")
        if step and not (_is_number(step[0]) and step[0] > 0):
            raise ValueError(f"{name}={given!r} has the step {step[0]!r}, but a step is a number above 0, such as 0.1")
    try:
        made = widgets.interactive.widget_from_abbrev(given, start)
    except Exception:  # whatever ipywidgets cannot make a widget of
        made = None
    if made is None:
        raise TypeError(
            f"{name}={given!r} is not a control; write {name}=slider(low, high, start), or as for interact "
            f"{name}=(low, high), a number, True, a text, a list, a dict, or fixed(...)"
        )
    return made


def _plain(value):
    return bare(value) if isinstance(value, numbers.Number) else value  # a masked number stays one


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_ordinary(number):
    return abs(number) < 1e300  # neither infinite, nor NaN, nor so large that steps of it are
