"""Training as pictures: the loss curve, the decision boundary that moves."""

import numpy as np

from helpers.network import checks
from helpers.network.network import forward
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUSH, LIT, PEACH, VERMILLION, WHITE
from helpers.pens.picture import card, circle, rect, varying, words


def learning(start, run, number, inputs, targets, x_range=(-0.5, 1.5), y_range=(-0.5, 1.5), grid=100):
    """Return the loss curve up to one update beside the decision boundary of that moment.

    start is the network before training and run the list of the Steps of train(); the boundary is where output c1,
    computed on a 100 × 100 grid, passes 1/2.

    >>> from helpers import create, train
    >>> start = create(2, 2, 1)
    >>> learning(start, list(train(start, [[0, 1]], [[1]], eta=0.5, epochs=3)), 2, [[0, 1]], [[1]])
    After 2 updates the mean error is 0.1024; 1 of 1 example on the right side.
    """
    if start.sizes[0] != 2:
        raise ValueError(f"the boundary is drawn over a1 and a2, but this {start.shape_name} network has "
                         f"{start.sizes[0]} inputs. Take one with 2")  # fmt: skip
    number = checks.whole_number("number", number, at_least=0, at_most=len(run) - 1)
    network = run[number - 1].network if number else start
    errors = np.array([step.error for step in run])  # errors[k] was measured after k updates
    top_error = float(np.nanmax(np.where(np.isfinite(errors), errors, np.nan))) or 1.0
    losses = Axes((0, max(len(run) - 1, 1)), (0, 1.05 * top_error), (60, 40, 250, 250), ticks=5, xlabel="updates",
                  title="mean error")  # fmt: skip
    plane = Axes(x_range, y_range, (400, 40, 270, 250), ticks=5, xlabel="a1", ylabel="a2", title="output c1")
    a1, a2 = np.meshgrid(np.linspace(*x_range, grid), np.linspace(*y_range, grid))
    out = forward(network, np.column_stack([a1.ravel(), a2.ravel()])).output[:, 0].reshape(grid, grid)
    thin = np.unique(np.linspace(0, number, 120).astype(int))
    marks = [losses.frame(),
             losses.inside(losses.curve(thin, errors[thin]), losses.dot(number, errors[number], color=VERMILLION)),
             varying(plane.regions(np.clip(np.nan_to_num(out, nan=0.5), 0, 1), SHADES[0], SHADES[1])),
             plane.frame()]  # fmt: skip
    for (x, y), (target, *_) in zip(inputs, targets, strict=True):
        marks.append(class_mark(plane, x, y, target))
    marks += [words(24, 350, "○ target 0", size=13), words(112, 350, "■ target 1", size=13),
              words(206, 350, "blue: above 1/2, orange: below; darker: surer; grey: undecided", size=13)]  # fmt: skip
    right = rightly_answered(forward(network, inputs).output[:, 0], np.asarray(targets)[:, 0])
    text = (
        f"After {counted(number, 'update')} the mean error is {plain(errors[number])}; "
        f"{right} of {counted(len(inputs), 'example')} on the right side."
    )
    return card(690, 366, marks, text)


UNDECIDED = 1e-6  # so near to 1/2 that the side is only the computer's rounding
SHADES = (
    [-0.01, 0.25, 0.5 - UNDECIDED, 0.5 + UNDECIDED, 0.75, 1.01],
    [PEACH, BLUSH, "#e4e4e4", LIT, "#a9cfe8"],
)


def rightly_answered(outputs, targets):
    """Return how many outputs are clearly on their target's side of 1/2.

    >>> rightly_answered(np.array([0.9, 0.5, 0.2]), np.array([1, 1, 1]))
    1
    """
    return int((((outputs - 0.5) * (targets - 0.5)) > UNDECIDED / 2).sum())


def class_mark(axes, x, y, target):
    """Return a circle for target 0, a filled square for target 1: shape and fill, not colour alone."""
    left, top = axes.at(x, y)
    if target > 0.5:
        return rect(left - 7, top - 7, 14, 14, fill=BLACK, stroke=WHITE, stroke_width=1.5)
    return circle(left, top, 8, fill=WHITE, stroke=BLACK, stroke_width=2.5)
