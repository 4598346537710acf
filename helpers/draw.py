"""The pictures of the course: every function returns a Picture (SVG text with its text twin) and shows nothing."""

from importlib import import_module
from inspect import isfunction

from helpers import lazily


def behind_the_door(found):
    """Return a picture's function with checked arguments: see pens/door.py. Pictures call each other without it."""
    if not isfunction(found):
        return found
    from helpers.pens.door import guarded

    room = found.__module__.rpartition(".")[0]
    return guarded(found, import_module(f"{room}.arguments").ROWS if room.endswith(".drawings") else {})


__getattr__, __dir__, __all__ = lazily.attach(__name__, __file__, behind_the_door)
