"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.datasets.mnist import DIGITS
from helpers.lessons.handwriting.digits import Prepared
from helpers.lessons.handwriting.shifts import whole_pixels
from helpers.network.checks import real_array
from helpers.network.tables import Table
from helpers.pens.arguments import NETWORK, as_it_is, each, flag, made, maybe, number, numbers, table, text, told, whole


def spreads(name, values):
    """Return rows of a layer's name and two standard deviations, predicted and measured."""
    rows = [*values] if isinstance(values, (list, tuple, Table)) else []
    if not rows or not all(isinstance(row, tuple) and len(row) == 3 for row in rows):
        raise TypeError(f"{name} is {told(values)}, but must be what start_spread(network, inputs) returns")
    return [
        (text(name, layer), *numbers(2, low=0, high=np.inf)(f"{name} of layer {layer}", pair)) for layer, *pair in rows
    ]


def moves(name, value):
    """Return a whole number of pixels, to the left or up below 0."""
    return int(whole_pixels(name, value, 14))


def errors(name, values):
    """Return a row of errors, at least one; a training that diverges has some that are no number."""
    found = real_array(name, values).astype(float)
    if found.ndim != 1 or not found.size:
        raise ValueError(f"{name} has shape {found.shape}, but must be a list of errors, one for each epoch")
    return found


def ten_shares(name, values):
    """Return the ten shares of one picture."""
    found = real_array(name, values).astype(float)
    if found.shape not in ((DIGITS,), (1, DIGITS)):
        raise ValueError(f"{name} has shape {found.shape}, but must have ten shares, (10,) or (1, 10)")
    return found.ravel()


ROWS = {
    "drawing": numbers(),
    **each(as_it_is, "target order pixel runs"),
    "rows": spreads,
    "logits": numbers(None),
    "found": table(number(0, 1), "shares"),
    "presses": whole(0, 10**9),
    **each(errors, "training validation"),
    "digit": made(Prepared, "what prepare(drawing) returns"),
    "shares": ten_shares,
    "patience": maybe(whole(1)),
    "networks": table(NETWORK, "networks"),
    "probability": number(0, 0.9),
    **each(whole(1, 1000), "update"),
    **each(moves, "right down"),
    "share": number(0, 1),
    "pictures": whole(1, 100_000),
    "cell": text,
    **each(flag, "together centre crop scale"),
}
