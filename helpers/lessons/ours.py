"""The functions that the course asks for, as our solutions write them: for what a learner has not written yet.

>>> from helpers.lessons.ours import my_update
>>> my_update([2.0], [1.0], ([0.5], [0.0]), eta=2)
([1.0], [1.0])
"""

import linecache
import sys
from functools import cache
from types import FunctionType

import numpy as np

from helpers.exercises.building import Building
from helpers.exercises.engine import Message
from helpers.lessons import every
from helpers.network.checks import listed


@cache
def buildings():
    """Return {name: (number, Building)} of all functions that the course asks for, in its order."""
    return {row.name: (number, row) for number, row in every("EXERCISES").items() if isinstance(row, Building)}


@cache
def solutions():
    """Return our solutions as functions, by their names; one calls another by its name, as hers may."""
    return fill({})


def fill(space):
    """Put our solutions among the names of `space`, but where she has written her own; return `space`.

    Ours, too, call what stands under the others' names: so a my_train of ours learns with a my_update of hers.
    """
    name = space.get("__name__")
    missing = {number: row for number, row in buildings().values() if not is_hers(space.get(row.name))}
    space["__name__"] = "ours"  # which a function keeps as its __module__
    space.setdefault("np", np)
    for number, row in missing.items():
        file, text = f"<solution of {number}>", row.solution.strip() + "\n"
        linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file  # so that my_update?? shows it
        exec(compile(text, file, "exec"), space)
    space["__name__"] = name
    return space


def __getattr__(name):
    if name == "__all__":
        return list(buildings())
    if name not in buildings():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return solutions()[name]


def whose(*functions):
    """Say which of these functions the learner has written, and which are ours, and where those are asked for.

    >>> from helpers.lessons.ours import my_forward
    >>> whose(my_forward)
    Ours, until you write it: my_forward (3.11).
    """
    sys.modules.pop("my_network", None)  # run the cell again, and her file is read again
    names = [getattr(one, "__name__", None) for one in functions]
    if not names or not buildings().keys() >= {*names}:
        raise TypeError("whose takes functions that you build in this course, without quotes: whose(my_forward)")
    hers = [one.__name__ for one in functions if is_hers(one)]
    others = [f"{name} ({buildings()[name][0]})" for name in names if name not in hers]
    until = f"Ours, until you write {'it' if len(others) == 1 else 'them'}:"
    parts = [f"{whose} {listed(names)}." for whose, names in (("Yours:", hers), (until, others)) if names]
    return Message(" ".join(parts))


def is_hers(function):
    """Say whether a function comes from the learner's notebook or from her my_network.py."""
    return isinstance(function, FunctionType) and function.__module__ in ("__main__", "my_network")
