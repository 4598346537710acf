"""What a weight and a bias weight do to a node's curve."""

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain
from helpers.pens.palette import BLUE, GREY
from helpers.pens.picture import card

logistic = ACTIVATIONS["logistic"]


def logistic_shift(weight, bias, compare=(3.0, 0.0, -3.0)):
    """Return the curve of logistic(weight · x + bias) over x, with the point where it passes 1/2 (book ch. 4).

    The pale curves a, b, c have weight 1 and the biases in compare, so that left and right can be told.

    >>> logistic_shift(1, 3)  # doctest: +NORMALIZE_WHITESPACE
    With weight 1.0 and bias weight 3.0 the curve is moved left: it passes 1/2 at x = −3.00. From x = −7.00 to 1.00 it
    climbs from 0.02 to 0.98; outside it is nearly flat.
    """
    axes = Axes((-10, 10), (-0.05, 1.05), (60, 36, 600, 270), xlabel="x (what comes in)", ylabel="output of the node")
    x = np.linspace(-10, 10, 161)
    marks = [axes.frame()]
    for letter, other in zip("abc", compare, strict=False):
        marks += [axes.curve(x, logistic(x + other), color=GREY, width=1.2, dash="2 3"),
                  axes.note(-other, 0.5, f"({letter})", dx=6, dy=16, fill=GREY)]  # fmt: skip
    marks.append(axes.curve(x, logistic(weight * x + bias)))
    if weight:
        half = -bias / weight
        where = f"it passes 1/2 at x = {plain(half, 2)}"
        if abs(half) <= 10:
            marks += [axes.line((half, -0.05), (half, 0.5), color=BLUE, dash="4 4"), axes.dot(half, 0.5),
                      axes.note(half, 0.5, f"x = {plain(half, 2)}", dx=10, dy=-10, fill=BLUE, bold=True)]  # fmt: skip
        side = "left" if half < 0 else "right" if half > 0 else "neither left nor right"
        moved = f"the curve is moved {side}" if half else "the curve is not moved"
    else:
        where, moved = f"its output is {plain(logistic(bias))} for every x", "the curve is flat"
    text = f"With weight {plain(weight, 1)} and bias weight {plain(bias, 1)} {moved}: {where}.{climb(weight, bias)}"
    return card(690, 356, marks, text)


def climb(weight, bias):
    """Return where the curve is not flat: between the net inputs −4 and 4, where its answers are 0.02 and 0.98."""
    if not weight:
        return ""
    left, right = sorted((plus - bias) / weight for plus in (-4, 4))
    way = "climbs from 0.02 to 0.98" if weight > 0 else "falls from 0.98 to 0.02"
    return f" From x = {plain(left, 2)} to {plain(right, 2)} it {way}; outside it is nearly flat."
