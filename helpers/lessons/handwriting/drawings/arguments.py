"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.lessons.handwriting.shifts import whole_pixels
from helpers.network.tables import Table
from helpers.pens.arguments import NETWORK, as_it_is, each, flag, maybe, number, numbers, table, text, told, whole


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


ROWS = {
    "drawing": numbers(),
    **each(as_it_is, "target order pixel runs"),
    "rows": spreads,
    "logits": numbers(None),
    "found": table(number(0, 1), "shares"),
    "presses": whole(0, 10**9),
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
