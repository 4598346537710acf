"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.lessons.stage_2.drawings.costs import GALLERY
from helpers.lessons.stage_2.drawings.errors import RULES as STOPPING
from helpers.network import checks
from helpers.pens.arguments import each, flag, number, numbers, one_example, one_of, text, whole


def errors(name, values):
    """Return errors in order; those of a training that diverges are infinite or not a number."""
    array = checks.floats(name, values)
    if array.ndim != 1 or not array.size:
        raise ValueError(f"{name} has shape {array.shape}, but must be a list of errors, one after each update")
    return array


def labels(name, values):
    """Return targets that are all 0 or 1."""
    array = numbers(None)(name, values)
    if not np.isin(array, (0, 1)).all():
        raise ValueError(f"{name} must be 1 (yes) or 0 (no), one for each example")
    return array


ROWS = {
    **each(numbers(None), "error_bars.outputs error_bars.targets"),
    **each(numbers(None, 2), "training_set.outputs training_set.targets"),
    **each(number(0.001, 0.999), "cost_gallery.z start"),
    **each(whole(0, 1), "cost_gallery.target logistic_trap.target"),
    "cost_gallery.cost": one_of("cost", GALLERY),
    "logistic_trap.net": number(-6, 6),
    "race.fair": flag,
    "training_set.copies": whole(1, 100),
    "sizes_and_squares.targets": numbers(None, low=0, high=10),
    "sizes_and_squares.z": number(0, 10),
    "likelihood.outputs": numbers(None, low=0.001, high=0.999),
    "likelihood.targets": labels,
    "errors": errors,
    "layer": text,
    "rule": one_of("rule", STOPPING),
    "network_error.inputs": one_example,
}
