"""explore(): says in words what does not fit before a live picture is made."""

import inspect


def explore(function, /, **controls):
    """Return a live picture: function(**values) is drawn now, and drawn again whenever a control moves.

    function returns a Picture (or anything with an HTML and a text form); a function that takes its time may yield one
    picture after the other. Every keyword is one of its arguments, and the value is what slider, ticks, choice, toggle,
    button, search, upload, steps or pad returned. Shown without a page, the live picture is its still; `.set(w=0.3)`
    moves a control from Python, `.values` reads them all, `.reset()` starts again.
    """
    known, wanted, any_name = _arguments(function)
    unknown = [name for name in controls if name not in known]
    if unknown and not any_name:
        raise TypeError(f"{called(function)} has no argument {unknown[0]!r}; it knows {', '.join(known)}")
    missing = [name for name in wanted if name not in controls]
    if missing:
        raise TypeError(f"{called(function)} also wants {missing[0]!r}; write {missing[0]}=slider(low, high, start)")
    for name, control in controls.items():
        if not isinstance(control, dict) or "kind" not in control:
            raise TypeError(f"{name}={control!r} is not a control; write {name}=slider(low, high, start)")
    from helpers.live.widget import Live  # the widget library is loaded with the first live picture, not on import

    return Live(function, controls)


def called(function):
    """Return a function's name; functools.partial has none of its own."""
    return getattr(getattr(function, "func", function), "__name__", type(function).__name__)


def _arguments(function):
    """Return a function's arguments, those of them without a default, and whether it takes any name."""
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
    if found is None or any(one.kind is one.POSITIONAL_ONLY and one.default is one.empty for one in found):
        raise TypeError(
            f"{called(function)} does not take its arguments by name; write a function of your own "
            "around it that returns a picture"
        )
    return (
        [one.name for one in named],
        [one.name for one in named if one.default is one.empty],
        any(one.kind is one.VAR_KEYWORD for one in found),
    )


def told(value):
    """Return in words what was given: None, an int, a list."""
    kind = type(value).__name__
    return "None" if value is None else f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
