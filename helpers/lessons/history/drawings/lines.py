"""Pictures of machines that draw lines: perceptron, ADALINE, MADALINE (book ch. 37)."""

from functools import lru_cache

import numpy as np

from helpers.lessons.history.pioneers.lines import (
    adaline,
    examples,
    mean_square,
    most_corrections,
    perceptron,
    wrong_answers,
)
from helpers.lessons.history.pioneers.madaline import madaline, says, votes_of
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.curves import class_mark
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLUE, LIT, ORANGE_INK, PALE, VERMILLION
from helpers.pens.picture import card, circle, rect, segment, words

MOST_LOOKS = 80  # at examples: as far as the pictures go
RULES = {"perceptron": perceptron, "ADALINE": adaline}
LOW, HIGH = -0.3, 1.3
LEGEND = "○ wanted −1 · ■ wanted +1 · tinted: +1"


@lru_cache(maxsize=16)
def learned(points, rule):
    """Return inputs, answers and the looks of a rule on a set of points; computed once."""
    inputs, answers = examples(points)
    return inputs, answers, checks.known("rule", rule, RULES)(inputs, answers, MOST_LOOKS)


@lru_cache(maxsize=8)
def bound_of(points):
    """Return the bound of the convergence theorem for a set of points; computed once."""
    return most_corrections(*examples(points))


def plane():
    """Return the axes on which points and lines are drawn."""
    return Axes((LOW, HIGH), (LOW, HIGH), (60, 40, 280, 280), ticks=5, xlabel="x1", ylabel="x2")


def border(axes, weights, **style):
    """Return the line where the net input is 0; nothing when both weights are 0."""
    bias, w1, w2 = weights
    size = w1 * w1 + w2 * w2
    if not size > 1e-12:
        return ""
    foot, way = np.array([w1, w2]) * (-bias / size), np.array([-w2, w1]) / np.sqrt(size)
    return axes.line(foot - 4 * way, foot + 4 * way, **style)


def tinted(axes, *machines, count=41):
    """Return the area where the net input of one of the machines, given by their weights, is above 0."""
    x, y = np.meshgrid(*2 * [np.linspace(LOW, HIGH, count)])
    nets = np.max([bias + w1 * x + w2 * y for bias, w1, w2 in machines], axis=0)
    return axes.regions(np.clip(nets, -9, 9), [0, 10], [LIT])


def examples_on(axes, inputs, answers, now):
    """Return the marks of the examples, with a ring around the one of the present look, if there is one."""
    marks = [class_mark(axes, *point, answer) for point, answer in zip(inputs, answers, strict=True)]
    if now:
        x, y = axes.at(*inputs[now.example])
        marks.append(circle(x, y, 14, fill="none", stroke=VERMILLION, stroke_width=3))
    return marks


def one_line(points, rule, look):
    """Return how a machine of one line has learned after some looks at examples: its line, and how it goes on.

    points is "AND", "OR", "XOR" or "cloud"; rule "perceptron" or "ADALINE". For the perceptron the curve counts
    corrections, with the bound of the convergence theorem; for ADALINE it is the mean of (t − net)².

    >>> one_line("AND", "perceptron", 80)
    perceptron, AND, after 80 looks: 0 of 4 answers wrong, 18 corrections; the theorem allows at most 51.
    >>> one_line("XOR", "perceptron", 80).text[:62]
    'perceptron, XOR, after 80 looks: 4 of 4 answers wrong, 80 corr'
    """
    inputs, answers, run = learned(points, rule)
    now = run[look - 1] if look else None
    weights = now.after if now else np.zeros(3)
    wrong = wrong_answers(weights, inputs, answers)
    axes = plane()
    marks = [tinted(axes, weights), axes.frame(), axes.inside(border(axes, weights, width=3)),
             *examples_on(axes, inputs, answers, now)]  # fmt: skip
    if rule == "perceptron":
        more, told = corrections(run, look, bound_of(points))
    else:
        more, told = squares(run, look, inputs, answers)
    b, w1, w2 = weights
    marks += [more, words(60, 384, f"net = {plain(b, 2)} + {plain(w1, 2)}·x1 + {plain(w2, 2)}·x2".replace("+ −", "− ")),
              words(410, 384, LEGEND, size=14)]  # fmt: skip
    text = f"{rule}, {points}, after {counted(look, 'look')}: {wrong} of {len(answers)} answers wrong, {told}."
    return card(720, 400, marks, text)


def corrections(run, look, bound):
    """Return the curve of the perceptron's corrections beside the bound, and what it says."""
    made = np.concatenate([[0], np.cumsum([one.corrected for one in run])])
    most = f"at most {int(bound + 1e-6)}" if np.isfinite(bound) else ""
    axes = Axes((0, MOST_LOOKS), (0, MOST_LOOKS), (410, 40, 280, 280), ticks=5, xlabel="looks at examples",
                title="corrections so far")  # fmt: skip
    marks = [axes.frame(), counted_curve(axes, made, look)]
    if np.isfinite(bound):
        marks += [axes.line((0, bound), (MOST_LOOKS, bound), color=ORANGE_INK, dash="6 3", width=2),
                  axes.note(2, bound, most, dx=4, dy=-8, fill=ORANGE_INK)]  # fmt: skip
        return "".join(marks), f"{counted(int(made[look]), 'correction')}; the theorem allows {most}"
    marks.append(axes.note(2, 74, "no line separates them: no bound", dx=4, dy=0, fill=ORANGE_INK))
    return "".join(marks), f"{counted(int(made[look]), 'correction')}; no line separates the two sides: it never ends"


def squares(run, look, inputs, answers):
    """Return the curve of ADALINE's mean square, and what it says."""
    errors = [mean_square(weights, inputs, answers) for weights in (np.zeros(3), *(one.after for one in run))]
    axes = Axes(
        (0, MOST_LOOKS), (0, 1.2), (410, 40, 280, 280), ticks=5, xlabel="looks at examples", title="mean of (t − net)²"
    )
    return axes.frame() + counted_curve(axes, errors, look), f"the mean square error is {plain(errors[look], 3)}"


def counted_curve(axes, values, look):
    """Return a curve whose past is strong and whose future is pale, and a dot for now."""
    return "".join([axes.inside(axes.curve(np.arange(len(values)), values, color=PALE, width=2),
                                axes.curve(np.arange(look + 1), values[: look + 1])),
                    axes.rim_dot(look, values[look], color=VERMILLION)])  # fmt: skip


@lru_cache(maxsize=32)
def two_learned(seed):
    """Return the turns of a MADALINE on XOR; computed once."""
    return madaline(*examples("XOR"), MOST_LOOKS, seed)


def two_lines(look, start):
    """Return a MADALINE of two ADALINEs, joined by OR, after some looks at the four examples of XOR.

    >>> two_lines(80, 1)
    MADALINE, start 1, after 80 looks: 0 of 4 answers wrong, 6 corrections so far.
    """
    inputs, answers = examples("XOR")
    run = two_learned(start)
    now = run[look - 1] if look else None
    weights = now.after if now else run[0].before
    axes = plane()
    marks = [tinted(axes, *weights, count=61), axes.frame(),
             axes.inside(border(axes, weights[0], color=BLUE, width=3),
                         border(axes, weights[1], color=ORANGE_INK, width=3, dash="7 4")),
             *examples_on(axes, inputs, answers, now)]  # fmt: skip
    said, each = says(weights, inputs), votes_of(weights, np.column_stack([np.ones(4), inputs]))
    for column, heading in enumerate(("x1, x2", "1st", "2nd", "OR", "wanted")):
        marks.append(words(408 + 58 * column, 58, heading, bold=True, size=14))
    for row, (point, pair, answer, wanted) in enumerate(zip(inputs, each, said, answers, strict=True)):
        top = 88 + 34 * row
        if now and now.example == row:
            marks.append(rect(402, top - 20, 300, 28, rx=5, fill=LIT, stroke=VERMILLION))
        cells = [f"{point[0]:.0f}, {point[1]:.0f}", *(f"{one:+d}".replace("-", "−") for one in (*pair, answer)),
                 f"{int(wanted):+d} {'✓' if answer == wanted else '✗'}".replace("-", "−")]  # fmt: skip
        marks += [words(408 + 58 * column, top, cell, size=14) for column, cell in enumerate(cells)]
    names = ("1st", "2nd")
    told = "nothing corrected" if not (now and now.corrected) else "corrected: " + " and ".join(
        names[place] for place in now.corrected)  # fmt: skip
    marks += [words(410, 246, told if now else "the start: random weights", bold=True),
              segment(410, 272, 450, 272, BLUE, 3), words(460, 277, "first ADALINE", size=14),
              segment(410, 298, 450, 298, ORANGE_INK, 3, dash="7 4"), words(460, 303, "second ADALINE", size=14),
              words(410, 384, LEGEND, size=14)]  # fmt: skip
    wrong, made = int((said != answers).sum()), sum(bool(turn.corrected) for turn in run[:look])
    text = (
        f"MADALINE, start {start}, after {counted(look, 'look')}: {wrong} of 4 answers wrong, "
        f"{counted(made, 'correction')} so far."
    )
    return card(720, 400, marks, text)
