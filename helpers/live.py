"""Sliders, choices, buttons around one picture: `explore(draw.something, w=slider(-1, 1))`.

The only module that talks to the widget library; there is no mathematics here. One widget holds the controls and the
picture, so a change is one short message to Python and one back. While Python draws, further changes of the same
slider replace each other in the widget library's queue, so the last picture belongs to the last value.
"""
import inspect
import pathlib
from decimal import Decimal

import anywidget
import traitlets

from helpers.checks import numeric_array, real_number, whole_number

HERE = pathlib.Path(__file__).parent


def slider(low, high, start=None, step=None, label=None):
    """Return a slider from low to high; step defaults to a hundredth of the range, start to the middle.

    >>> slider(-1, 1, 0.05, step=0.05)
    {'kind': 'slider', 'min': -1.0, 'max': 1.0, 'step': 0.05, 'decimals': 2, 'value': 0.05, 'label': None}
    """
    low, high = float(low), float(high)
    step = float(step or (high - low) / 100)
    start = (low + high) / 2 if start is None else float(start)
    if not low <= start <= high or step <= 0:
        raise ValueError(f"a slider from {low:g} to {high:g} in steps of {step:g} cannot start at {start:g}; "
                         "type a start between the two ends and a step above 0")
    moves = (start - low) / step
    if abs(moves - round(moves)) > 1e-6:
        raise ValueError(f"a slider from {low:g} in steps of {step:g} never stops at {start:g}, where it should start; "
                         "type a finer step")
    whole = all(number.is_integer() for number in (low, step, start))
    value = int(start) if whole else start
    return {"kind": "slider", "min": low, "max": high, "step": step, "decimals": max(_decimals(low), _decimals(step)),
            "value": value, "label": label}


def _decimals(number):
    """Return how many decimals a number has: 2 for 0.05."""
    return max(0, -Decimal(f"{number:.6g}").as_tuple().exponent)


def ticks(values, start, label=None):
    """Return a slider that stops at the given values only, for example ticks([0.001, 0.01, 0.1], 0.01)."""
    values = [_bare(value) for value in values]
    if start not in values:
        raise ValueError(f"{start} is not one of the slider's values {values}; start at one of them")
    return {"kind": "slider", "ticks": values, "value": _bare(start), "label": label}


def _bare(value):
    """Return a NumPy number as the Python number that the page understands."""
    return value.item() if hasattr(value, "item") else value


def choice(options, start=None, label=None):
    """Return a drop-down list of words.

    >>> choice(["man", "chicken"])["value"]
    'man'
    """
    options = list(options)
    start = options[0] if start is None else start
    if start not in options:
        raise ValueError(f"{start!r} is not one of the options {options}; start with one of them")
    return {"kind": "choice", "options": options, "value": start, "label": label}


def toggle(label=None, start=False):
    """Return a box to tick."""
    return {"kind": "toggle", "value": bool(start), "label": label}


def button(label=None):
    """Return a button; its value is how many times it has been pressed.

    >>> button("fetch")
    {'kind': 'button', 'value': 0, 'label': 'fetch'}
    """
    return {"kind": "button", "value": 0, "label": label}


def search(label=None, start="", hint="", wide=False):
    """Return a line to type in; with wide it is as long as the picture, for whole sentences."""
    return {"kind": "words", "value": start, "hint": hint, "wide": wide, "label": label}


def upload(label=None):
    """Return a button that takes a picture file; its value is "" or the picture as text: "data:image/jpeg;base64,...".

    The page makes large pictures smaller before they travel. helpers.pictures.from_upload() reads the text.
    """
    return {"kind": "picture", "value": "", "label": label}


def steps(count, start=0, label=None, pause=900):
    """Return play, step back and step buttons over the numbers 0 … count.

    pause is how many milliseconds there are between two steps of Play; with 0 each step waits for the picture before.
    """
    return {"kind": "steps", "count": int(count), "value": int(start), "pause": pause, "label": label}


def pad(rows=8, columns=8, start=None, label=None, presets=None, brush=None):
    """Return a pad to draw on, white unless start says otherwise; its value is a flat list of inks, row after row.

    Ink goes from 0 (white) to 1 (black) in hundredths. brush is the radius, in cells, of a round soft brush for small
    cells: pad(28, 28, brush=1.2) for digits; its ink goes in twentieths. Without a brush a stroke is one cell wide.
    presets is a table of drawings, {"man": [0.15, 0.35, ...]}: each becomes a button. Raises ValueError for more than
    16 rows or columns (32 with a brush), for a wrong number of inks, for other inks.

    >>> pad(1, 3, [0.15, 0.354, 1])
    {'kind': 'pad', 'rows': 1, 'columns': 3, 'brush': None, 'value': [0.15, 0.35, 1.0], 'presets': {}, 'label': None}
    """
    rows, columns = whole_number("rows", rows, at_most=32), whole_number("columns", columns, at_most=32)
    if brush is not None:
        brush = real_number("brush", brush, "a radius in cells above 0, such as 1.2", above=0)
    elif max(rows, columns) > 16:
        raise ValueError(f"a pad of {rows} × {columns} has cells too small for single ones: "
                         f"write pad({rows}, {columns}, brush=1.2), or take at most 16 rows and columns")
    made = {"kind": "pad", "rows": rows, "columns": columns, "brush": brush}
    presets = {name: _drawing(f"preset {name!r}", inks, made) for name, inks in (presets or {}).items()}
    start = _drawing("start", [0] * (rows * columns) if start is None else start, made)
    return {**made, "value": start, "presets": presets, "label": label}


def _drawing(name, inks, control):
    """Return inks as this pad holds them: a flat list from 0 to 1, in hundredths, for a brush in twentieths."""
    rows, columns = control["rows"], control["columns"]
    drawing, count = numeric_array(name, inks), rows * columns
    if drawing.shape != (count,):
        hint = ". A table of cells? np.ravel(table) makes it flat" if drawing.size == count else ""
        raise ValueError(f"{name} has shape {drawing.shape}; this pad of {rows} × {columns} cells wants ({count},): "
                         f"one ink for each cell, row after row{hint}")
    wrong = drawing[(drawing < 0) | (drawing > 1)]
    if wrong.size:
        raise ValueError(f"{name} has the ink {wrong[0]:g}, but ink goes from 0 (white) to 1 (black); "
                         "if black is 255 there, divide by 255")
    return [round(20 * ink) / 20 for ink in drawing.tolist()] if control["brush"] else drawing.round(2).tolist()


INKS = "0123456789abcdefghijk"  # on its way to the page a fine drawing has one letter a cell: its ink in twentieths


def _packed(values, widget):
    """Return the controls' values as they travel: a drawing with a brush as a short text."""
    fine = widget.fine()
    return {name: "".join([INKS[round(20 * ink)] for ink in value]) if name in fine else value
            for name, value in values.items()}


def _unpacked(values, widget):
    """Return the values that came from the page as Python uses them."""
    fine = widget.fine()
    return {name: [INKS.index(letter) / 20 for letter in value] if name in fine else value
            for name, value in values.items()}


def _packed_page(page, widget):
    return {**page, "values": _packed(page["values"], widget)}


def sliders(network, low=-1, high=1, step=0.01):
    """Return one slider for every weight and bias weight of a network: {"w1": slider(-1, 1, 0.1, 0.01), ...}."""
    return {name: slider(low, high, network[name], step) for name in network.names()}


def explore(function, **controls):
    """Return a live picture: function(**values) is drawn now, and drawn again whenever a control moves.

    function returns a Picture (or anything with an HTML and a text form); a function that takes its time may yield one
    picture after the other. Every keyword is one of its arguments, and the value is what slider, ticks, choice, toggle,
    button, search, upload, steps or pad returned. Shown without a page, the live picture is its still; `.set(w=0.3)`
    moves a control from Python, `.values` reads them all, `.reset()` starts again.
    """
    known = inspect.signature(function).parameters
    unknown = [name for name in controls if name not in known]
    if unknown and not any(parameter.kind is parameter.VAR_KEYWORD for parameter in known.values()):
        raise TypeError(f"{function.__name__} has no argument {unknown[0]!r}; it knows {', '.join(known)}")
    for name, control in controls.items():
        if not isinstance(control, dict) or "kind" not in control:
            raise TypeError(f"{name}={control!r} is not a control; write {name}=slider(low, high, start)")
    return Live(function, controls)


class Live(anywidget.AnyWidget):
    """The live picture that explore() returns."""

    _esm = HERE / "live.js"
    _css = HERE / "live.css"
    controls = traitlets.List().tag(sync=True)
    start = traitlets.Dict().tag(sync=True, to_json=_packed)
    values = traitlets.Dict().tag(sync=True, to_json=_packed, from_json=_unpacked)
    picture = traitlets.Dict().tag(sync=True, to_json=_packed_page)

    def __init__(self, function, controls):
        named = [{**control, "name": name, "label": control["label"] or name.replace("_", " ")}
                 for name, control in controls.items()]
        start = {name: control["value"] for name, control in controls.items()}
        self.function = function
        *_, self.shown = _pictures(function(**start))
        super().__init__(controls=named, start=start, values=start, picture=self._page(start))

    def set(self, **values):
        """Move controls from Python, as the page would; raises KeyError for a name that has no control."""
        for name in values:
            if name not in self.start:
                raise KeyError(f"there is no control {name!r} here; there are {', '.join(self.start)}")
        for control in self.controls:
            if control["kind"] == "pad" and control["name"] in values:
                values[control["name"]] = _drawing(control["name"], values[control["name"]], control)
        self.values = {**self.values, **values}
        return self

    def fine(self):
        """Return the names of the pads with a brush: their drawings have many cells."""
        return {control["name"] for control in self.controls if control.get("brush")}

    def reset(self):
        """Put every control back to where it started."""
        self.values = dict(self.start)
        return self

    @traitlets.observe("values")
    def _redraw(self, change):
        """Draw again; a mistake becomes a sentence under the picture instead of vanishing in the page."""
        try:
            for shown in _pictures(self.function(**change["new"])):
                self.shown = shown
                self.picture = self._page(change["new"])
        except Exception as mistake:  # whatever it is, the learner must see it
            self.picture = {**self.picture, "values": change["new"], "problem": _problem(mistake)}

    def _page(self, values):
        """Return what the page shows, and for which values: so it knows when the picture has caught up."""
        markup = getattr(self.shown, "svg", None) or self.shown._repr_html_()
        page = {"markup": markup, "text": getattr(self.shown, "text", ""), "problem": "", "values": values}
        sounds = getattr(self.shown, "sounds", ())
        return {**page, "sounds": [list(sound) for sound in sounds]} if sounds else page

    def __repr__(self):
        return repr(self.shown)

    def _repr_mimebundle_(self, **kwargs):
        """Three readers, one output: the page gets the widget, GitHub and print the still, nbval the text."""
        live = super()._repr_mimebundle_(**kwargs)
        bundle, metadata = live if isinstance(live, tuple) else (live, {})
        if hasattr(self.shown, "_repr_mimebundle_"):
            still = self.shown._repr_mimebundle_()
        else:
            still = {"text/html": self.shown._repr_html_(), "text/plain": repr(self.shown)}
        return {**bundle, **still}, metadata


def _pictures(shown):
    """Return the pictures that a function made: one after the other, or just one."""
    return shown if inspect.isgenerator(shown) else [shown]


def _problem(mistake):
    """Return a mistake as a sentence (KeyError hides its words in quotation marks)."""
    words = mistake.args[0] if isinstance(mistake, KeyError) and mistake.args else mistake
    return f"This picture could not be drawn: {str(words) or type(mistake).__name__}"
