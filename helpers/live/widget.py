"""The widget that explore() returns: controls around one picture.

One widget holds the controls and the picture, so a change is one short message to Python and one back. While Python
draws, further changes of the same slider replace each other in the widget library's queue, so the last picture belongs
to the last value.
"""

import contextlib
import functools
import hashlib
import pathlib
import traceback
import uuid

import anywidget
import traitlets
from ipywidgets import Button, ValueWidget, Widget, fixed, widget_serialization

from helpers.live.adopting import LOOKS, Control, Presses, row_of, values_of, widget_for
from helpers.live.controls import button
from helpers.live.exploring import called
from helpers.live.results import Shown, drawn

HERE = pathlib.Path(__file__).parent
RUN = "▶ Run"  # the name of the button of manual=True: no argument is called so
NOT_YET = "Press Run to draw this picture."
STALE = "Press Run: the picture still belongs to the values before."


def part_for(name, control, start):
    """Return what holds an argument's value: a control of ours, or a widget; start is the argument's default."""
    if isinstance(control, dict) and "kind" in control:
        return Control(name, {**control, "name": name, "label": control["label"] or name.replace("_", " ")})
    if isinstance(control, ValueWidget | Button | fixed | Control):
        return control
    if isinstance(control, Widget):
        raise TypeError(
            f"{name} is {type(control).__name__}, a widget without a value; give one with a value, such as a slider"
        )
    return widget_for(name, control, start)


# ---- How values travel: as the place of an option or a tick, a fine drawing as one letter a cell, all else as it is.
# A file comes once; from then on only its mark goes to and fro, however many pictures follow.


INKS = "0123456789abcdefghijk"  # a cell's ink in twentieths


def _code(row, options, files):
    """Return two functions: what a control's value becomes on its way to the page, and what it becomes here again."""
    if row["kind"] == "upload":
        return lambda text: _kept(files, text), lambda came: files.get(came, came)
    if options:
        return lambda value: _place(options, value), lambda place: options[place] if place >= 0 else None
    if row.get("brush"):
        return (
            lambda inks: "".join([INKS[round(20 * ink)] for ink in inks]),
            lambda letters: [INKS.index(letter) / 20 for letter in letters],
        )
    return (lambda value: value,) * 2


def _kept(files, text):
    """Return the mark of a file, under which it is kept here."""
    mark = _mark(text)
    files[mark] = text
    return mark


@functools.lru_cache(4)
def _mark(text):
    return text and hashlib.sha256(text.encode()).hexdigest()


def _place(options, value):
    """Return the place of a value among the options, also of one that cannot be compared; -1 if it is none of them."""
    same = [place for place, option in enumerate(options) if option is value]
    return same[0] if same else options.index(value) if value in options else -1


def _packed(values, live):
    """Return the controls' values as they travel."""
    return {name: live.codes[name][0](value) for name, value in values.items()}


def _unpacked(values, live):
    """Return the values that came from the page as Python uses them."""
    return {name: live.codes[name][1](value) for name, value in values.items()}


def _packed_page(page, live):
    return {**page, "values": _packed(page["values"], live)}


def _packed_controls(controls, live):
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
    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True, to_json=_packed_controls)
    others = traitlets.List().tag(sync=True, **widget_serialization)  # widgets that the page shows as they are
    start = traitlets.Dict().tag(sync=True, to_json=_packed)
    values = traitlets.Dict().tag(sync=True, echo_update=False, to_json=_packed, from_json=_unpacked)
    picture = traitlets.Dict().tag(sync=True, to_json=_packed_page)

    def __init__(self, function, parts, manual=False):
        __tracebackhide__ = True
        if manual:
            parts = {**parts, RUN: part_for(RUN, button(), None)}
        self.function, self.manual, self.ran = function, manual, 0
        self.good = None  # the arguments of the last good picture
        self.files = {}  # what was uploaded, by its mark
        self.given = parts  # as the learner knows them; a Button has no value, so its presses are counted:
        self.parts = {name: Presses(part) if isinstance(part, Button) else part for name, part in parts.items()}
        controls = self._rows()
        start = {row["name"]: self.parts[row["name"]].value for row in controls}
        if manual:
            self.shown = Shown(None, "", "", NOT_YET, {"text/html": NOT_YET})
            picture = self._page(self.shown, start, NOT_YET)
        else:
            *_, picture = self._pages(start)
        others = [part for name, part in parts.items() if isinstance(part, Widget) and name not in start]
        own_id = uuid.uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, title=called(function), controls=controls, others=others,
                         start=start, values=start, picture=picture)  # fmt: skip
        self.observe(self._values_moved, "values")
        for name, part in self.parts.items():
            part.observe(functools.partial(self._part_moved, name), "value")
            if isinstance(parts[name], Widget):
                parts[name].observe(self._looks_moved, [look for look in LOOKS if parts[name].has_trait(look)])
        self.send("wait")  # for this the page first loads live.js: many pictures at once then load one by one

    def __getitem__(self, name):
        """Return a control: its `value` can be observed and linked. For a widget it is the widget itself."""
        return self.given[self._known(name)]

    def set(self, **values):
        """Move controls from Python; KeyError for a name without a control, ValueError for what it cannot stand at."""
        taken = {name: self._taken(self.given[self._known(name)], value) for name, value in values.items()}
        before = {name: self.parts[name].value for name in taken}
        try:
            with self.hold_trait_notifications():  # many moves, one picture
                for name, value in taken.items():
                    self.parts[name].value = value
        except traitlets.TraitError:
            for moved, start in before.items():
                self.parts[moved].value = start
            kind = type(self.given[name]).__name__
            raise ValueError(f"{name} is {value!r}, but its {kind} has no such value; nothing has moved") from None
        return self

    def reset(self):
        """Put every control back to where it started."""
        self.values = dict(self.start)
        return self

    def run(self):
        """Draw now: what the Run button of manual=True does."""
        self.parts[RUN].value += 1
        return self

    def __contains__(self, name):
        return name in self.given

    def save(self, path):
        """Save the picture as it is now: curve.svg, curve.png (two dots for each pixel) or curve.pdf."""
        if self.good is None:
            raise ValueError("there is no picture to save yet; press Run first")
        self.shown.save(path)

    def _known(self, name):
        if name not in self.given:
            raise KeyError(f"there is no control {name!r} here; there are {', '.join(self.given)}")
        return name

    def _taken(self, part, value):
        return part.check(value) if isinstance(part, Control) else value

    # ---- A control has moved, in the page or in Python

    def _values_moved(self, change):
        for name, value in change["new"].items():
            if not _same(self.parts[name].value, value):
                with contextlib.suppress(traitlets.TraitError):  # refused: it stays where it is
                    self.parts[name].value = value
        if all(_same(self.parts[name].value, value) for name, value in self.values.items()):
            self._redraw()
        else:  # a widget has taken another value, such as its highest
            self.values = {name: self.parts[name].value for name in self.values}

    def _part_moved(self, name, change):
        if name not in self.values:
            self._redraw()
        elif not _same(self.values[name], change["new"]):
            self.values = {**self.values, name: change["new"]}

    def _looks_moved(self, _):
        self.controls = self._rows()
        gone = [name for name, value in self.start.items() if self._is_gone(name, value)]
        self.start = {**self.start, **{name: self.parts[name].value for name in gone}}
        self.send_state(["start", "values", "picture"])

    def _is_gone(self, name, value):
        """Return whether a control can no longer stand at a value, as its options have changed."""
        options = values_of(self.given[name]) if isinstance(self.given[name], Widget) else None
        return options is not None and value is not None and _place(options, value) < 0

    def _rows(self):
        """Return what the page must know of each control, and renew how its value travels."""
        rows = [
            (name, part.row if isinstance(part, Control) else row_of(name, part)) for name, part in self.given.items()
        ]
        rows = [{**row, "name": name} for name, row in rows if row]
        self.codes = {row["name"]: _code(row, _options(row, self.given[row["name"]]), self.files) for row in rows}
        return rows

    # ---- The picture

    def _redraw(self):
        """Draw again; a mistake becomes a sentence under the picture instead of vanishing in the page."""
        if self.manual:
            presses, ran = self.parts[RUN].value, self.ran
            self.ran = presses
            if presses <= ran:
                self.picture = {**self.picture, "values": self.values, "problem": self._waiting()}
                return
        try:
            for page in self._pages(self.values):
                self.picture = page
        except (Exception, KeyboardInterrupt) as mistake:  # whatever it is, the learner must see it
            self.picture = {**self.picture, "values": self.values, "problem": self._problem(mistake)}

    def _waiting(self):
        """Return what stands below a picture that waits for Run: nothing where it belongs to the present values."""
        if self.good is None:
            return NOT_YET
        return "" if all(_same(value, self.good[name]) for name, value in self._arguments().items()) else STALE

    def _pages(self, values):
        """Yield what the page shows, one picture after the other or just one."""
        __tracebackhide__ = True
        given = self._arguments()
        for shown in drawn(self.function, given):
            self.shown, self.good = shown, given
            yield self._page(shown, values)

    def _arguments(self):
        return {name: part.value for name, part in self.parts.items() if name != RUN}

    def _page(self, shown, values, problem=""):
        """Return what the page shows, and for which values: so it knows when the picture has caught up."""
        page = {"markup": shown.markup, "text": shown.text, "problem": problem, "values": values}
        more = {
            "sounds": [list(sound) for sound in shown.sounds],
            "captioned": shown.captioned,
            "said": list(shown.said),
        }
        return page | {key: content for key, content in more.items() if content}

    def _problem(self, mistake):
        """Return a mistake as a sentence, with the values that have changed since the last good picture."""
        changed = {
            name: value for name, value in self._arguments().items() if not _same(value, (self.good or {}).get(name))
        }
        told = [_told(self.given[name], name, value) for name, value in changed.items()]
        where = f" for {', '.join(told)}" if told else ""
        if isinstance(mistake, KeyboardInterrupt):
            return f"You have stopped the drawing{where}: the picture is the one before."
        return f"This picture could not be drawn{where}: {_in_words(mistake, self.function)}"

    def __repr__(self):
        return repr(self.shown)

    def _repr_mimebundle_(self, **kwargs):
        """Three readers, one output: the page gets the widget, GitHub and print the still, nbval the text."""
        live = super()._repr_mimebundle_(**kwargs)
        bundle, metadata = live if isinstance(live, tuple) else (live, {})
        return {**bundle, **self.shown.still}, metadata


def _told(part, name, value):
    """Return an argument in a few words: a file without what is in it, and nothing else that is long."""
    if value and isinstance(part, Control) and part.row["kind"] == "upload":
        return "your file"
    return f"{name} = {value!r}" if len(repr(value)) < 40 else name


def _options(row, part):
    """Return the values that travel as their place, None for those that travel as they are."""
    return row.get("options") or row.get("ticks") if isinstance(part, Control) else values_of(part)


def _in_words(mistake, function):
    """Return a mistake in words, and its kind and line where a learner's own function made it."""
    words = mistake.args[0] if isinstance(mistake, KeyError) and mistake.args else mistake  # it hides them in quotes
    *_, (frame, line) = way = [*traceback.walk_tb(mistake.__traceback__)]
    if _home(frame).split(".")[0] == "helpers":
        return str(words) or type(mistake).__name__
    hers = getattr(getattr(function, "func", function), "__module__", None)
    frame, line = next((step for step in reversed(way) if _home(step[0]) == hers), (frame, line))
    return f"{type(mistake).__name__} in line {line} of {frame.f_code.co_name}" + f": {words}" * bool(str(words))


def _home(frame):
    return frame.f_globals.get("__name__", "")


def _same(one, other):
    """Return whether two values are the same, also where they cannot be compared."""
    try:
        return one is other or bool(one == other)
    except Exception:  # two arrays of several numbers, and whatever else refuses
        return False
