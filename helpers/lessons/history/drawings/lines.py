"""Pictures of machines that draw lines: perceptron, ADALINE, MADALINE (book ch. 37)."""

from functools import lru_cache

import numpy as np

from helpers.lessons.history.pioneers.lines import (
    adaline,
    examples,
    mean_square,
    most_corrections,
    perceptron,
    street,
    with_bias,
    wrong_answers,
)
from helpers.lessons.history.pioneers.madaline import madaline, says, votes_of
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.curves import class_mark
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLUE, GREEN, GREY, LIT, VERMILLION
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, circle, rect, segment, words

MOST_LOOKS = 80  # at examples: as far as the pictures go
RULES = {"perceptron": perceptron, "ADALINE": adaline}
LOW, HIGH = -0.3, 1.3
NOT_YET = "no line yet: w1 = w2 = 0", " There is no line yet."
BACK = "no line: w1 = w2 = 0 again", " w1 and w2 are 0 again: there is no line."
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
    w1, w2, bias = weights
    size = w1 * w1 + w2 * w2
    if not size > 1e-12:
        return ""
    foot, way = np.array([w1, w2]) * (-bias / size), np.array([-w2, w1]) / np.sqrt(size)
    return axes.line(foot - 4 * way, foot + 4 * way, **style)


def tinted(axes, *machines, count=41):
    """Return the area where the net input of one of the machines, given by their weights, is above 0."""
    x, y = np.meshgrid(*2 * [np.linspace(LOW, HIGH, count)])
    nets = np.max([bias + w1 * x + w2 * y for w1, w2, bias in machines], axis=0)
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
    w1, w2, bias = weights
    net = f"net = {plain(w1, 2)}·x1 + {plain(w2, 2)}·x2 + {plain(bias, 2)}".replace("+ −", "− ")
    marks += [more, words(60, 384, net),
              words(410, 384, LEGEND, size=14)]  # fmt: skip
    text = f"{rule}, {points}, after {counted(look, 'look')}: {wrong} of {len(answers)} answers wrong, {told}."
    if not np.any(weights[:2]):
        note, more = BACK if any(np.any(turn.after[:2]) for turn in run[:look]) else NOT_YET
        marks.append(axes.note(0.5, 0.5, note, dx=0, dy=5, anchor="middle"))
        text += more
    return card(720, 400, marks, text)


def corrections(run, look, bound):
    """Return the curve of the perceptron's corrections beside the bound, and what it says."""
    made = np.concatenate([[0], np.cumsum([one.corrected for one in run])])
    most = f"at most {int(bound + 1e-6)}" if np.isfinite(bound) else ""
    axes = Axes((0, MOST_LOOKS), (0, MOST_LOOKS), (410, 40, 280, 280), ticks=5, xlabel="looks at examples",
                title="corrections so far")  # fmt: skip
    marks = [axes.frame(), counted_curve(axes, made, look)]
    if np.isfinite(bound):
        marks += [axes.line((0, bound), (MOST_LOOKS, bound), dash="6 3", width=2),
                  axes.note(2, bound, most, dx=4, dy=-8)]  # fmt: skip
        return "".join(marks), f"{counted(int(made[look]), 'correction')}; the theorem allows {most}"
    marks.append(axes.note(2, 74, "no line separates them: no bound", dx=4, dy=0))
    return "".join(marks), f"{counted(int(made[look]), 'correction')}; no line separates the two sides: it never ends"


def squares(run, look, inputs, answers):
    """Return the curve of ADALINE's mean square, and what it says."""
    errors = [mean_square(weights, inputs, answers) for weights in (np.zeros(3), *(one.after for one in run))]
    axes = Axes(
        (0, MOST_LOOKS), (0, 1.2), (410, 40, 280, 280), ticks=5, xlabel="looks at examples", title="mean of (t − net)²"
    )
    return axes.frame() + counted_curve(axes, errors, look), f"the mean square error is {plain(errors[look], 3)}"


def counted_curve(axes, values, look):
    """Return a curve up to now, where a dot stands; what comes later is not drawn: it would give the end away."""
    past = axes.inside(axes.curve(np.arange(look + 1), values[: look + 1]))
    return past + axes.rim_dot(look, values[look], color=VERMILLION)


@lru_cache(maxsize=8)
def corrected(points):
    """Return the weights at the start and after each correction of a perceptron, and the street; computed once."""
    inputs, answers = examples(points)
    run = perceptron(inputs, answers, 100 * len(inputs))
    return np.array([np.zeros(3), *(look.after for look in run if look.corrected)]), street(inputs, answers)


def convergence(points, correction):
    """Return why a perceptron must stop: how far its weights reach along u, and how long they can be.

    points is "AND", "OR" or "cloud". Each correction adds at least the margin γ to w · u and at most R² to |w|²; so
    k · γ ≤ w · u ≤ |w| ≤ √k · R, which ends at k = (R / γ)². A correction that is never made shows the last one.

    >>> convergence("AND", 4).text[:77]
    'AND, correction 4: w · u = 1.94, at least 4 · 0.243 = 0.97; |w| = 2.24, at mo'
    """
    inputs, answers = examples(points)
    weights, (across, margin) = corrected(points)
    now = min(correction, len(weights) - 1)
    along, lengths = weights @ across, np.linalg.norm(weights, axis=1)
    radius, most = np.linalg.norm(with_bias(inputs, answers)[0], axis=1).max(), bound_of(points)
    axes, curves = plane(), Axes((0, 1.08 * most), (0, 1.15 * margin * most), (430, 40, 266, 280), ticks=5,
                                 xlabel="corrections k", title="how far along u, and how long")  # fmt: skip
    k = np.linspace(0, 1.08 * most, 121)
    marks = [axes.frame(), axes.inside(border(axes, across, color=GREEN, width=3, dash="7 4"),
                                       border(axes, weights[now], color=BLUE, width=3)),
             *examples_on(axes, inputs, answers, None), curves.frame(),
             curves.inside(curves.curve(k, k * margin, color=GREY, width=1.5, dash="2 3"),
                           curves.curve(k, np.sqrt(k) * radius, color=GREY, width=1.5, dash="2 3"),
                           curves.curve(range(now + 1), lengths[: now + 1]),
                           curves.curve(range(now + 1), along[: now + 1], color=GREEN, dash="7 4")),
             curves.dot(most, margin * most, color=GREY, radius=5),
             curves.note(most, margin * most, f"k = {int(most + 1e-6)}", dx=16, dy=46, anchor="end"),
             curves.rim_dot(now, lengths[now], color=VERMILLION, radius=4.5),
             curves.rim_dot(now, along[now], color=VERMILLION, radius=4.5),
             legend_line(60, 388, "the line now", BLUE), legend_line(60, 412, "across u: the best line", GREEN, "7 4"),
             legend_line(300, 388, f"|w| = {plain(lengths[now], 2)}", BLUE),
             legend_line(300, 412, f"w · u = {plain(along[now], 2)}", GREEN, "7 4"),
             legend_line(490, 388, "above: √k · R", GREY, "2 3"),
             legend_line(490, 412, "below: k · γ", GREY, "2 3")]  # fmt: skip
    return card(720, 428, marks, told(points, now, along, lengths, margin, radius))


def told(points, now, along, lengths, margin, radius):
    """Return both bounds in words, and which way the last correction turned the weights."""
    if not now:
        return f"{points}, no correction yet: all weights are 0, so w · u = 0 and |w| = 0."
    angles = [
        float(np.degrees(np.arccos(np.clip(along[place] / lengths[place], -1, 1)))) for place in (now, max(now - 1, 1))
    ]
    turned = "nearer to u" if angles[0] < angles[1] - 1e-6 else "away from u" if angles[0] > angles[1] + 1e-6 else "not"
    way = f", and this correction has turned w {turned}" if now > 1 else ""
    return (f"{points}, correction {now}: w · u = {plain(along[now], 2)}, at least {now} · {plain(margin, 3)} = "
            f"{plain(now * margin, 2)}; |w| = {plain(lengths[now], 2)}, at most √{now} · {plain(radius, 2)} = "
            f"{plain(np.sqrt(now) * radius, 2)}. The angle between them is {plain(angles[0], 0)}°{way}.")  # fmt: skip


@lru_cache(maxsize=32)
def two_learned(seed):
    """Return the turns of a MADALINE on XOR; computed once."""
    return madaline(*examples("XOR"), MOST_LOOKS, seed)


def two_lines(look, start):
    """Return a MADALINE of two ADALINEs, joined by OR, after some looks at the four examples of XOR.

    >>> two_lines(80, 1)
    MADALINE, start 1, after 80 looks: 0 of 4 answers wrong, 5 corrections so far.
    """
    inputs, answers = examples("XOR")
    run = two_learned(start)
    now = run[look - 1] if look else None
    weights = now.after if now else run[0].before
    axes = plane()
    marks = [tinted(axes, *weights, count=61), axes.frame(),
             axes.inside(border(axes, weights[0], color=BLUE, width=3),
                         border(axes, weights[1], color=GREEN, width=3, dash="7 4")),
             *examples_on(axes, inputs, answers, now)]  # fmt: skip
    said, each = says(weights, inputs), votes_of(weights, np.column_stack([inputs, np.ones(4)]))
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
              segment(410, 298, 450, 298, GREEN, 3, dash="7 4"), words(460, 303, "second ADALINE", size=14),
              words(410, 384, LEGEND, size=14)]  # fmt: skip
    wrong, made = int((said != answers).sum()), sum(bool(turn.corrected) for turn in run[:look])
    text = (
        f"MADALINE, start {start}, after {counted(look, 'look')}: {wrong} of 4 answers wrong, "
        f"{counted(made, 'correction')} so far."
    )
    return card(720, 400, marks, text)
