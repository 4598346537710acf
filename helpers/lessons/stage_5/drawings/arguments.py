"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.lessons.stage_5.curves import Curve
from helpers.lessons.stage_5.drawings.batches import COUNTED, EXAMPLES
from helpers.lessons.stage_5.drawings.walking import AXES_OF_RACE
from helpers.lessons.stage_5.races import Cost, Runner
from helpers.lessons.stage_5.surfaces import Surface
from helpers.network import checks
from helpers.network.rules import RULES
from helpers.pens.arguments import (
    each,
    flag,
    listed,
    made,
    many,
    maybe,
    number,
    numbers,
    one_example,
    one_of,
    table,
    text,
    whole,
)


def error_curve(name, values):
    """Return pairs (updates, E) in the order of the updates."""
    array = numbers(None, 2, low=0)(name, values)
    if len(array) < 2 or not (np.diff(array[:, 0]) > 0).all() or not array[:, 1].all():
        raise ValueError(f"{name} must hold two or more pairs (updates, E), the updates growing and E above 0")
    return array


def pair_of_sides(name, values):
    """Return examples as (inputs, targets), both `(n, 1)`."""
    if not isinstance(values, (list, tuple)) or len(values) != 2:
        raise TypeError(f"{name} must be two arrays, (inputs, targets), such as wave_data()")
    inputs, targets = (numbers(None, 1)(f"{name}[{place}]", side) for place, side in enumerate(values))
    return inputs, checks.shaped(f"{name}[1]", targets, inputs.shape)


ROWS = {
    **each(numbers(None, 1), "linear_dial.inputs linear_dial.targets"),
    "surface": made(Surface, "a surface, such as SURFACES['bowl']"),
    "runners": many(Runner, "the runners of run_race()"),
    "epoch_in_batches.size": whole(1, EXAMPLES),
    "costs": many(Cost, "the costs of batch_costs()"),
    "counted_in": one_of("counted_in", COUNTED),
    "run": made(Curve, "what learning_curve() returns"),
    "runs": table(made(Curve, "what learning_curve() returns"), "learning curves"),
    "updates": whole(0, 100_000),
    **each(pair_of_sides, "learned_curve.training learned_curve.validation"),
    **each(flag, "one_step.averaged epoch_in_batches.shuffle learning_panels.validation"),
    "chosen": maybe(text),
    "slope": number(1e-6, 1e6),
    **each(number(), "linear_dial.start x y"),
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
