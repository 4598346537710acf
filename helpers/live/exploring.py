"""explore(): says in words what does not fit before a live picture is made."""

import inspect

EMPTY = inspect.Parameter.empty


def explore(function=EMPTY, /, *, manual=False, **controls):
    """Return a live picture: function(**values) is drawn now, and drawn again whenever a control moves.

    function returns a Picture or what else a notebook shows: a figure of matplotlib (or nothing, after drawing with
    pyplot), a table, a formula, a number, a text; a pair of such a result and a sentence about it; one that takes its
    time may yield one after the other. Every keyword is one of its arguments. Its control is what slider, ticks,
    choice, toggle, button, search, upload, steps or pad returned, a widget of ipywidgets, or a short form of
    `interact`: (low, high), (low, high, step), a number, True, a text, a list, a dict, fixed(...).

    With manual=True nothing is drawn until Run is pressed. Shown without a page, the live picture is its still.
    `.set(w=0.3)` moves a control from Python, `.values` reads them all, `.reset()` starts again, `live["w"]` has a
    value to observe and to link, `.save("curve.svg")` keeps the picture. A decorator is written with brackets:
    @explore() or @explore(w=(0, 1)).
    """
    __tracebackhide__ = True
    if function is EMPTY:
        return lambda function: _shown(function, manual, controls)
    known, defaults, any_name = _arguments(function)
    unknown = [name for name in controls if name not in known]
    if unknown and not any_name:
        raise TypeError(f"{called(function)} has no argument {unknown[0]!r}; it knows {', '.join(known) or 'none'}")
    missing = [name for name in known if name not in controls and name not in defaults]
    if missing:
        raise TypeError(f"{called(function)} also wants {missing[0]!r}; write {missing[0]}=slider(low, high, start)")
    from helpers.live.widget import Live, part_for  # the widget library is loaded with the first live picture

    parts = {name: part_for(name, control, defaults.get(name, EMPTY)) for name, control in controls.items()}
    if not _is_ours(function):  # as with interact, a learner's w=0.5 is a slider; our own pictures keep their defaults
        free = {
            name: value for name, value in defaults.items() if name not in controls and name not in _partly(function)
        }
        parts |= {name: part for name, value in free.items() if (part := _short(name, value))}
    widgets = [id(part) for part in parts.values()]
    twice = [name for name, part in parts.items() if widgets.count(id(part)) > 1]
    if twice:
        raise TypeError(f"{' and '.join(twice)} are one and the same widget; give each argument a widget of its own")
    return Live(function, parts, manual)


def _shown(function, manual, controls):
    """Show the live picture of a function that explore decorates, and return the function."""
    from IPython.display import display

    display(explore(function, manual=manual, **controls))
    return function


def _short(name, value):
    """Return the control for an argument's default value, None if it is none of interact's short forms."""
    from helpers.live.widget import part_for

    try:
        return part_for(name, value, EMPTY)
    except (TypeError, ValueError):
        return None


def _partly(function):
    """Return the arguments that functools.partial has given already."""
    return getattr(function, "keywords", {})


def _is_ours(function):
    inside = getattr(function, "func", function)
    return (getattr(inside, "__module__", None) or "").split(".")[0] == "helpers"


def called(function):
    """Return a function's name; functools.partial has none of its own."""
    return getattr(getattr(function, "func", function), "__name__", type(function).__name__)


def _arguments(function):
    """Return the names of a function's arguments, the values of those with a default, and whether it takes any name."""
    if not callable(function):
        raise TypeError(
            f"explore wants a function, but got {told(function)}; "
            "write its name without brackets: explore(draw.something, w=slider(-1, 1))"
        )
    try:
        found = inspect.signature(function).parameters.values()
    except ValueError:  # NumPy's functions do not tell
        found = None
    named = [one for one in found or () if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    if found is None or any(one.kind is one.POSITIONAL_ONLY and one.default is EMPTY for one in found):
        raise TypeError(
            f"{called(function)} does not take its arguments by name; write a function of your own "
            "around it that returns a picture"
        )
    return (
        [one.name for one in named],
        {one.name: one.default for one in named if one.default is not EMPTY},
        any(one.kind is one.VAR_KEYWORD for one in found),
    )


def told(value):
    """Return in words what was given: None, an int, a list."""
    kind = type(value).__name__
    return "None" if value is None else f"an {kind}" if kind[0] in "aeiouAEIOU" else f"a {kind}"
