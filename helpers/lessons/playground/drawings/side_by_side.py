"""Two runs from the same start side by side, and both errors in one plot."""

import numpy as np

from helpers.lessons.playground.drawings import planes
from helpers.lessons.playground.drawings.playground import size_of
from helpers.lessons.what_is_a_neural_network.drawings.clouds import boundary
from helpers.network.checks import quiet
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import shortened
from helpers.pens.palette import BLUE, GREEN, GREY
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, rect, varying, words

SIZE, UP = 226, 54
LEFTS, CURVES = (14, 262), (542, 54, 204, 226)
LINES = ((BLUE, None), (GREEN, "7 4"))


@quiet
def side_by_side(run, other, number=0, names=("left", "right"), note=""):
    """Return two runs at the moment with this number: what each says of the plane, and their validation errors.

    `names` are what stands above them, such as ("η = 0.1", "η = 1"), `note` is a sentence to add.

    >>> from helpers.lessons.playground.play import SideBySide
    >>> SideBySide(other_eta=1)(moment=0).text[:50]
    'The same start with η = 0.1 and with η = 1. After '
    """
    runs = (run, other)
    moments = [one.moments[min(max(number - one.first, 0), len(one.moments) - 1)] for one in runs]
    errors = [np.array([moment.validation_error for moment in one.moments[: found.number - one.first + 1]])
              for one, found in zip(runs, moments, strict=True)]  # fmt: skip
    top = 1.05 * min(top_of(np.concatenate(errors), 1e-9), 3 * top_of(np.array([error[0] for error in errors]), 1e-9))
    axes = Axes((0, max(20, len(errors[0]) - 1)), (0, top), CURVES, ticks=4, xlabel="epochs", title="validation error")
    marks, said = [axes.frame()], []
    for left, name, line, one, moment, curve in zip(LEFTS, names, LINES, runs, moments, errors, strict=True):
        marks += [words(left, 38, shortened(name, 30), size=13, bold=True), panel(one, moment, left),
                  legend_line(left, UP + SIZE + 22, judged(moment), *line, size=13),
                  varying(axes.inside(thinned(axes, curve, *line)),
                          axes.rim_dot(len(curve) - 1, curve[-1], color=line[0], radius=4))]  # fmt: skip
        said.append(judged(moment))
    same = "The same start" if run.moments[0].network == other.moments[0].network else "The same seed"
    text = (f"{same} with {names[0]} and with {names[1]}. After epoch {moments[0].number} the left one has "
            f"{said[0]}, the right one {said[1]}. {note}").strip()  # fmt: skip
    return card(760, 328, marks, text)


def panel(run, moment, left):
    """Return what one network says of the plane, with the points."""
    paper, data = planes.axes(left, UP, SIZE), run.data
    values = planes.seen(moment.network, data.names)[-1][0]
    cut = boundary(paper, (values + 1) / 2) if data.classes and np.isfinite(values).all() else ""
    return "".join([varying(planes.whole(paper, values, not data.classes), cut), planes.dots(data, left, UP, SIZE),
                    rect(left, UP, SIZE, SIZE, fill="none", stroke=GREY)])  # fmt: skip


def thinned(axes, errors, color, dash):
    """Return the curve of errors with at most 100 points."""
    x = np.unique(np.linspace(0, len(errors) - 1, 100).astype(int))
    return axes.curve(x, errors[x], color=color, dash=dash)


def judged(moment):
    """Return error and share of right answers on the validation part in words."""
    if not np.isfinite(moment.validation_error):
        return "numbers that are too large"
    share = moment.validation_accuracy
    return f"error {size_of(moment.validation_error)}" + (f", {100 * share:.0f} % right" if share == share else "")
