"""The widget that explore() returns: controls around one picture. The only module that talks to the widget library.

One widget holds the controls and the picture, so a change is one short message to Python and one back. While Python
draws, further changes of the same slider replace each other in the widget library's queue, so the last picture belongs
to the last value.
"""

import inspect
import pathlib
import uuid

import anywidget
import traitlets

from helpers.live.controls import TAKES, bare
from helpers.live.exploring import called, told

HERE = pathlib.Path(__file__).parent


# ---- How values travel: as the place of an option or a tick, a fine drawing as one letter a cell, all else as it is.


INKS = "0123456789abcdefghijk"  # a cell's ink in twentieths


def _code(control):
    """Return two functions: what a control's value becomes on its way to the page, and what it becomes here again."""
    options = control.get("options") or control.get("ticks")
    if options:
        return options.index, options.__getitem__
    if control.get("brush"):
        return (
            lambda inks: "".join([INKS[round(20 * ink)] for ink in inks]),
            lambda letters: [INKS.index(letter) / 20 for letter in letters],
        )
    return (lambda value: value,) * 2


def _packed(values, widget):
    """Return the controls' values as they travel."""
    return {name: widget.codes[name][0](value) for name, value in values.items()}


def _unpacked(values, widget):
    """Return the values that came from the page as Python uses them."""
    return {name: widget.codes[name][1](value) for name, value in values.items()}


def _packed_page(page, widget):
    return {**page, "values": _packed(page["values"], widget)}


def _packed_controls(controls, widget):
    """Return what the page must know of the controls: of an option its words only."""
    return [
        {
            key: [str(option) for option in content] if key == "options" else content
            for key, content in control.items()
            if key != "value"
        }
        for control in controls
    ]


class Live(anywidget.AnyWidget):
    """The live picture that explore() returns."""

    _esm = HERE / "live.js"
    _css = HERE / "live.css"
    own_id = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True, to_json=_packed_controls)
    start = traitlets.Dict().tag(sync=True, to_json=_packed)
    values = traitlets.Dict().tag(sync=True, to_json=_packed, from_json=_unpacked)
    picture = traitlets.Dict().tag(sync=True, to_json=_packed_page)

    def __init__(self, function, controls):
        named = [
            {**control, "name": name, "label": control["label"] or name.replace("_", " ")}
            for name, control in controls.items()
        ]
        start = {name: control["value"] for name, control in controls.items()}
        self.function = function
        self.codes = {name: _code(control) for name, control in controls.items()}
        for shown, markup in _pictures(function, start):
            self.shown = shown
            picture = self._page(start, markup)
        own_id = uuid.uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, controls=named, start=start, values=start, picture=picture)
        self.observe(self._redraw, "values")
        self.send("wait")  # for this the page first loads live.js: many pictures at once then load one by one

    def set(self, **values):
        """Move controls from Python; KeyError for a name without a control, ValueError for what it cannot stand at."""
        for name in values:
            if name not in self.start:
                raise KeyError(f"there is no control {name!r} here; there are {', '.join(self.start)}")
        taken = {
            control["name"]: TAKES[control["kind"]](control["name"], bare(values[control["name"]]), control)
            for control in self.controls
            if control["name"] in values
        }
        self.values = {**self.values, **taken}
        return self

    def reset(self):
        """Put every control back to where it started."""
        self.values = dict(self.start)
        return self

    def _redraw(self, change):
        """Draw again; a mistake becomes a sentence under the picture instead of vanishing in the page."""
        try:
            for shown, markup in _pictures(self.function, change["new"]):
                self.shown = shown
                self.picture = self._page(change["new"], markup)
        except Exception as mistake:  # whatever it is, the learner must see it
            self.picture = {**self.picture, "values": change["new"], "problem": _problem(mistake)}

    def _page(self, values, markup):
        """Return what the page shows, and for which values: so it knows when the picture has caught up."""
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


def _pictures(function, values):
    """Yield what a function draws, one picture after the other or just one, each with its SVG or HTML text."""
    made, markup = function(**values), None
    for shown in made if inspect.isgenerator(made) else [made]:
        markup = _markup(shown)
        if not markup:
            returned = f"returned {told(shown)}" + " (did you forget return?)" * (shown is None)
            break
        yield shown, markup
    else:
        returned = "yielded nothing"
    if inspect.iscoroutine(made):
        made.close()
    if not markup:
        raise TypeError(f"{called(function)} {returned}; it must return a picture, such as draw.logistic_shift(1, 0)")


def _markup(shown):
    """Return the SVG or HTML text of a picture or table, None for anything else."""
    if hasattr(shown, "_repr_mimebundle_") and isinstance(getattr(shown, "svg", None), str):
        return shown.svg
    html = shown._repr_html_() if hasattr(shown, "_repr_html_") and not isinstance(shown, type) else None
    return html if isinstance(html, str) else None


def _problem(mistake):
    """Return a mistake as a sentence (KeyError hides its words in quotation marks)."""
    words = mistake.args[0] if isinstance(mistake, KeyError) and mistake.args else mistake
    return f"This picture could not be drawn: {str(words) or type(mistake).__name__}"
