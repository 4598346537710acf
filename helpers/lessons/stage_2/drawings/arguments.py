"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.stage_2.drawings.errors import RULES as STOPPING
from helpers.network import checks
from helpers.pens.arguments import each, number, numbers, one_example, one_of, text


def errors(name, values):
    """Return errors in order; those of a training that diverges are infinite or not a number."""
    array = checks.floats(name, values)
    if array.ndim != 1 or not array.size:
        raise ValueError(f"{name} has shape {array.shape}, but must be a list of errors, one after each update")
    return array


ROWS = {
    **each(numbers(None), "error_bars.outputs error_bars.targets"),
    **each(numbers(None, 2), "training_set.outputs training_set.targets"),
    **each(number(0.001, 0.999), "cost_gallery.z logistic_trap.z start"),
    "errors": errors,
    "layer": text,
    "rule": one_of("rule", STOPPING),
    "network_error.inputs": one_example,
}
