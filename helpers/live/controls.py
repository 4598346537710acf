"""The controls of a live picture: what each one is, and which values it takes."""

from collections.abc import Hashable
from decimal import Decimal

from helpers.network.checks import checked_inks, numeric_array, real_number, whole_number


def slider(low, high, start=None, step=None, label=None):
    """Return a slider from low to high; step defaults to a hundredth of the range, start to the middle.

    >>> slider(-1, 1, 0.05, step=0.05)
    {'kind': 'slider', 'min': -1.0, 'max': 1.0, 'step': 0.05, 'decimals': 2, 'value': 0.05, 'label': None}
    """
    low = real_number("low", low, "an ordinary number, such as -1")
    high = real_number("high", high, f"a number above {low:g}, the slider's low end", above=low)
    step = real_number("step", (high - low) / 100 if step is None else step, "a step above 0, such as 0.1", above=0)
    start = real_number("start", (low + high) / 2 if start is None else start, "a number between the two ends")
    if not low <= start <= high:
        raise ValueError(
            f"a slider from {low:g} to {high:g} cannot start at {start:g}; type a start between the two ends"
        )
    for stop, does in (start, "start"), (high, "end"):
        moves = (stop - low) / step
        if abs(moves - round(moves)) > 1e-6:
            raise ValueError(
                f"a slider from {low:g} in steps of {step:g} never stops at {stop:g}, "
                f"where it should {does}; type another step"
            )
    whole = all(number.is_integer() for number in (low, step, start))
    value = int(start) if whole else start
    return {
        "kind": "slider",
        "min": low,
        "max": high,
        "step": step,
        "decimals": max(decimals(low), decimals(step)),
        "value": value,
        "label": label,
    }


def decimals(number):
    """Return how many decimals a number has: 2 for 0.05."""
    return max(0, -Decimal(f"{number:.6g}").as_tuple().exponent)


def ticks(values, start, label=None):
    """Return a slider that stops at the given values only, for example ticks([0.001, 0.01, 0.1], 0.01)."""
    values = _different("values", values)
    for value in values:
        real_number("a tick", value, "an ordinary number, such as 0.1")
    values = [value if isinstance(value, int) else float(value) for value in values]
    if values not in (sorted(values), sorted(values, reverse=True)):
        raise ValueError(f"the slider's values {values} go up and down; write sorted([...]) around them")
    return {"kind": "slider", "ticks": values, "value": _option("start", start, {"options": values}), "label": label}


def bare(value):
    """Return a NumPy number as the Python number that the page understands."""
    return value.item() if getattr(value, "ndim", None) == 0 else value


def _different(name, options):
    """Return options as a list in which each looks different, so that its place says which one is meant."""
    try:
        found = None if isinstance(options, str) else list(options)
    except TypeError:  # a number, an array of no dimension, a type
        found = None
    if found is None:
        raise TypeError(f"{name} is {options!r}, but must be a list; write [{options!r}, ...]")
    options, seen = [bare(option) for option in found], []
    for option in options:
        if not isinstance(option, Hashable):
            raise TypeError(f"a {type(option).__name__} cannot be chosen; give names, and look it up by its name")
        if option in seen or str(option) in map(str, seen):
            raise ValueError(f"{option!r} is twice among the {name}; give each once")
        seen.append(option)
    if not options:
        raise ValueError(f"{name} is empty; give at least one")
    return options


def choice(options, start=None, label=None):
    """Return a drop-down list of words, numbers, True and False, None; its value is the option itself.

    >>> choice(["man", "chicken"])["value"]
    'man'
    """
    options = _different("options", options)
    start = _option("start", options[0] if start is None else start, {"options": options})
    return {"kind": "choice", "options": options, "value": start, "label": label}


def toggle(label=None, start=False):
    """Return a box to tick."""
    return {"kind": "toggle", "value": _yes_or_no("start", start), "label": label}


def button(label=None):
    """Return a button; its value is how many times it has been pressed.

    >>> button("fetch")
    {'kind': 'button', 'value': 0, 'label': 'fetch'}
    """
    return {"kind": "button", "value": 0, "label": label}


def search(label=None, start="", hint="", wide=False, most=200):
    """Return a line to type in, of at most so many signs; with wide it is as long as the picture, for sentences."""
    most = whole_number("most", most, at_most=100_000)
    return {"kind": "search", "value": _text("start", start), "hint": hint, "wide": wide, "most": most, "label": label}


UPLOADS = {"picture": "data:image/", "table": "data:text/csv"}


def upload(label=None, what="picture"):
    """Return a button that takes a file of the learner's: a picture, or a table (CSV).

    Its value is "" or the file as text: "data:image/jpeg;base64,...", which `from_upload()` of
    transfer_learning/photographs reads, or "data:text/csv;base64,...", which `read_table` reads. The page makes large
    pictures smaller before they travel, and says so of a table that is too large (5 MB).

    >>> upload("my table", "table")
    {'kind': 'upload', 'what': 'table', 'value': '', 'label': 'my table'}
    """
    return {"kind": "upload", "what": _option("what", what, {"options": list(UPLOADS)}), "value": "", "label": label}


def steps(count, start=0, label=None, pause=900):
    """Return play, step back and step buttons over the numbers 0 … count.

    pause is how many milliseconds there are between two steps of Play; with 0 each comes as soon as it is made.
    """
    count = whole_number("count", count, at_least=0)
    start = whole_number("start", bare(start), at_least=0, at_most=count)
    pause = real_number("pause", pause, "milliseconds, 0 or more, such as 900", at_least=0)
    return {"kind": "steps", "count": count, "value": start, "pause": pause, "label": label}


def pad(rows=8, columns=8, start=None, label=None, presets=None, brush=None, weights=False):
    """Return a pad to draw on, white unless start says otherwise; its value is a flat list of inks, row after row.

    Ink goes from 0 (white) to 1 (black) in hundredths. brush is the radius, in cells, of a round soft brush for small
    cells: pad(28, 28, brush=1.2) for digits; its ink goes in twentieths. Without a brush a stroke is one cell wide.
    presets is a table of drawings, {"man": [0.15, 0.35, ...]}: each becomes a button. With weights the cells hold
    numbers from -2 to 2 instead and show them, as a kernel does. Raises ValueError for more than 16 rows or columns
    (32 with a brush), for a wrong number of inks, for other inks or weights.

    >>> pad(1, 3, [0.15, 0.354, 1])["value"], pad(1, 3, [-1, 0, 2], weights=True)["value"]
    ([0.15, 0.35, 1.0], [-1.0, 0.0, 2.0])
    """
    rows, columns = whole_number("rows", rows, at_most=32), whole_number("columns", columns, at_most=32)
    if brush is not None:
        brush = real_number("brush", brush, "a radius in cells above 0, such as 1.2", above=0)
    elif max(rows, columns) > 16:
        raise ValueError(
            f"a pad of {rows} × {columns} has cells too small for single ones: "
            f"write pad({rows}, {columns}, brush=1.2), or take at most 16 rows and columns"
        )
    if brush and weights:
        raise ValueError("a brush leaves ink, but the cells of this pad hold weights: leave brush out")
    made = {"kind": "pad", "rows": rows, "columns": columns, "brush": brush, "weights": _yes_or_no("weights", weights)}
    presets = {name: _drawing(f"preset {name!r}", inks, made) for name, inks in (presets or {}).items()}
    start = _drawing("start", [0] * (rows * columns) if start is None else start, made)
    return {**made, "value": start, "presets": presets, "label": label}


def _drawing(name, inks, control):
    """Return inks as this pad holds them: a flat list from 0 to 1, in hundredths, for a brush in twentieths."""
    rows, columns = control["rows"], control["columns"]
    drawing, count = numeric_array(name, inks), rows * columns
    if drawing.shape != (count,):
        hint = ". A table of cells? np.ravel(table) makes it flat" if drawing.size == count else ""
        raise ValueError(
            f"{name} has shape {drawing.shape}; this pad of {rows} × {columns} cells wants ({count},): "
            f"one ink for each cell, row after row{hint}"
        )
    _weights(name, drawing) if control["weights"] else checked_inks(name, drawing)
    return [round(20 * ink) / 20 for ink in drawing.tolist()] if control["brush"] else drawing.round(2).tolist()


def _weights(name, drawing):
    """Refuse weights that a pad of weights does not hold."""
    wrong = drawing[abs(drawing) > 2]
    if wrong.size:
        raise ValueError(f"{name} has the weight {wrong[0]:g}, but the weights of a pad go from -2 to 2")


# ---- What .set() may give each kind of control: TAKES[kind](name, value, control) returns the value, or refuses it.


def _yes_or_no(name, value, control=None):
    value = bare(value)
    if not isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, but must be True or False")
    return value


def _text(name, value, control=None):
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}, but must be a text, such as 'bias'")
    return value


def _upload(name, value, control):
    start = UPLOADS[control["what"]]
    if _text(name, value) and not value.startswith(start):
        raise ValueError(
            f"{name} is {value[:20]!r}, but must be a {control['what']} as text that begins with {start}, or ''"
        )
    return value


def _stop(name, value, control):
    if "ticks" in control:
        return _option(name, value, {"options": control["ticks"]})
    low, high = control["min"], control["max"]
    wanted = f"a number from {low:g} to {high:g}"
    if real_number(name, value, wanted, at_least=low) > high:
        raise ValueError(f"{name} is {value!r}, but must be {wanted}")
    return value if isinstance(value, int) else float(value)


def _option(name, value, control):
    options, value = control["options"], bare(value)
    if not isinstance(value, Hashable) or value not in options:
        raise ValueError(f"{name} is {value!r}, but must be one of {', '.join(map(repr, options))}")
    return options[options.index(value)]


TAKES = {
    "slider": _stop,
    "choice": _option,
    "toggle": _yes_or_no,
    "search": _text,
    "upload": _upload,
    "pad": _drawing,
    "button": lambda name, value, control: whole_number(name, value, at_least=0),
    "steps": lambda name, value, control: whole_number(name, value, at_least=0, at_most=control["count"]),
}


def sliders(network, low=-1, high=1, step=0.01):
    """Return one slider for every weight and bias weight of a network: {"w1": slider(-1, 1, 0.1, 0.01), ...}."""
    return {name: slider(low, high, network[name], step) for name in network.names()}
