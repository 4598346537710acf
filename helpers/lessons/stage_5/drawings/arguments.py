"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.lessons.stage_5.drawings.walking import AXES_OF_RACE
from helpers.lessons.stage_5.races import Runner
from helpers.lessons.stage_5.surfaces import Surface
from helpers.network.rules import RULES
from helpers.pens.arguments import each, listed, made, many, maybe, number, numbers, one_example, one_of, table, whole


def error_curve(name, values):
    """Return pairs (updates, E) in the order of the updates."""
    array = numbers(None, 2, low=0)(name, values)
    if len(array) < 2 or not (np.diff(array[:, 0]) > 0).all() or not array[:, 1].all():
        raise ValueError(f"{name} must hold two or more pairs (updates, E), the updates growing and E above 0")
    return array


ROWS = {
    **each(numbers(None, 1), "linear_dial.inputs linear_dial.targets"),
    "surface": made(Surface, "a surface, such as SURFACES['bowl']"),
    "runners": many(Runner, "the runners of run_race()"),
    "linear_dial.start": number(),
    "momentum": number(0, 0.999, 0.9),
    "percent": number(0, 100, 60),
    "hiker.start": maybe(numbers(2)),
    "error_curve": error_curve,
    "etas": maybe(table(number(0, 1e6), "learning rates")),
    "total": whole(1),
    "rule": one_of("rule", RULES),
    "rules": listed(one_of("rule", RULES), "names of rules"),
    "axis": one_of("axis", AXES_OF_RACE),
    **each(one_example, "logistic_dial.inputs loop_moment.inputs"),
}
