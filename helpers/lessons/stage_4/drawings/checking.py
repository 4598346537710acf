"""Pictures of Stage 4: two points on the error curve, the V of epsilon, seven steps, the verdict (ch. 16-18)."""

import numpy as np

from helpers.network.backpropagation import gradients
from helpers.network.gradient_check import SIGNS, VERDICTS, estimate, relative_error, verdict
from helpers.network.network import Network, total_error
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain, power, short, signed
from helpers.pens.palette import BLACK, BLUE, CREAM, GREEN, GREY, LIT, MINT, ORANGE_INK, PEACH, ROSE, VERMILLION
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, rect, segment, tag, varying, words
from helpers.study.landscape import landscape


def two_points(network, inputs, targets, name, epsilon):
    """Return the error curve of one weight with two points epsilon to both sides, as it is and under a microscope.

    numerical gradient = rise / run = (E(w + epsilon) - E(w - epsilon)) / (2 epsilon), the dashed line; the plain line
    through the middle has the gradient as its slope. Book ch. 16-18.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> two_points(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 1e-4)  # doctest: +NORMALIZE_WHITESPACE
    Rise 2.01e−5 over run 2.0e−4: the slope between the two points is +0.100508254; the gradient of w5 is +0.100508254.
    Relative error 5.6e−10: right.
    """
    here, slope = network[name], gradients(network, inputs, targets)[name]
    now, reach = total_error(network, inputs, targets), 2.0
    wide = here + np.linspace(-reach, reach, 81)
    near = here + 2 * epsilon * np.linspace(-1, 1, 81)
    curves = [landscape(network, inputs, targets, **{name: weights}) for weights in (wide, near)]
    below, above = landscape(network, inputs, targets, **{name: [here - epsilon, here + epsilon]})
    numerical = (above - below) / (2 * epsilon)
    lens = np.array([min(curves[1].min(), below, above), max(curves[1].max(), below, above)]) - now
    room = 0.15 * (lens[1] - lens[0]) or 1e-18
    left = Axes((wide[0], wide[-1]), (0, max(0.4, 1.1 * curves[0].max())), (60, 40, 270, 230), ticks=5,
                xlabel=f"weight {name}", title="total error E")  # fmt: skip
    right = Axes((-2, 2), (lens[0] - room, lens[1] + room), (400, 40, 280, 230), ticks=5, numbered="x",
                 xlabel="distance, in epsilons", title="under the microscope")  # fmt: skip
    marks = [left.frame(), right.frame()]
    pairs = ((left, wide, curves[0], (here - epsilon, here + epsilon), (below, above), (here, now, slope)),
             (right, (near - here) / epsilon, curves[1] - now, (-1, 1), (below - now, above - now),
              (0, 0, slope * epsilon)))  # fmt: skip
    for axes, weights, errors, (x0, x1), (y0, y1), (middle, level, tangent) in pairs:
        steep = (y1 - y0) / (x1 - x0)
        ends = np.array(axes.x_range)
        marks += [axes.inside(axes.curve(weights, errors, color=GREY),
                              axes.curve(ends, y0 + steep * (ends - x0), color=VERMILLION, width=2, dash="6 4"),
                              axes.curve(ends, level + tangent * (ends - middle), width=1.5),
                              axes.line((x0, y0), (x1, y0), color=BLACK, dash="2 3"),
                              axes.line((x1, y0), (x1, y1), color=BLACK, dash="2 3"),
                              axes.dot(x0, y0, color=VERMILLION), axes.dot(x1, y1, color=VERMILLION))]  # fmt: skip
    wrong = relative_error(slope, numerical)
    marks += [words(60, 338, f"E(w + ε) = {plain(above, 9)}", size=14),
              words(60, 360, f"E(w − ε) = {plain(below, 9)}", size=14),
              words(270, 338, f"rise {power(above - below, 3)}", size=14),
              words(270, 360, f"run {power(2 * epsilon)}", size=14),
              words(400, 338, f"rise / run {signed(numerical, 9)}", size=14, bold=True, fill=ORANGE_INK),
              words(400, 360, f"gradient   {signed(slope, 9)}", size=14, bold=True, fill=BLUE)]  # fmt: skip
    text = (
        f"Rise {power(above - below, 3)} over run {power(2 * epsilon)}: the slope between the two points is "
        f"{signed(numerical, 9)}; the gradient of {name} is {signed(slope, 9)}. Relative error {power(wrong)}: "
        f"{verdict(wrong)}."
    )
    return card(700, 378, marks, text)


def epsilon_errors(network, inputs, targets, name, epsilons):
    """Return the relative error of the estimate for each epsilon: from both sides, from one side, and in float32."""
    slope = gradients(network, inputs, targets)[name]
    coarse = Network([array.astype(np.float32) for array in network.weights],
                     [array.astype(np.float32) for array in network.biases], network.activations)  # fmt: skip

    def errors(one, forwards, backwards):
        weights = np.concatenate([one[name] + forwards * epsilons, one[name] - backwards * epsilons])
        far, near = landscape(one, inputs, targets, **{name: weights}).astype(float).reshape(2, -1)
        found = (far - near) / ((forwards + backwards) * epsilons)
        return np.array([relative_error(slope, number) for number in found])

    return {"both sides": errors(network, 1, 1), "one side": errors(network, 1, 0), "float32": errors(coarse, 1, 1)}


V_STYLES = {"both sides": (BLUE, None), "one side": (GREEN, "7 4"), "float32": (BLACK, "2 3")}
EPSILONS = 10.0 ** np.arange(-13, -0.99, 0.25)


def epsilon_v(network, inputs, targets, name, epsilon):
    """Return how wrong the estimate is for every epsilon, on a scale of powers of ten (book ch. 16).

    Too wide, and the curve bends between the points (error about epsilon²); too narrow, and E's last digits are lost.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> epsilon_v(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 1e-4).text[:57]
    'At epsilon 1.0e−4: both sides 5.6e−10, one side 7.7e−6, f'
    """
    curves = epsilon_errors(network, inputs, targets, name, EPSILONS)
    here = {kind: errors[0] for kind, errors in
            epsilon_errors(network, inputs, targets, name, np.array([float(epsilon)])).items()}  # fmt: skip
    exponent = np.log10(epsilon)
    axes = Axes((-13, 0), (-13, 1), (70, 40, 430, 280), ticks=8, xlabel="epsilon",
                title="relative error of the estimate", powers="xy")  # fmt: skip
    marks = [verdict_bands(axes), axes.frame()]
    for column, (kind, errors) in enumerate(curves.items()):
        color, dash = V_STYLES[kind]
        x = 60 + 205 * column
        marks += [axes.inside(varying(axes.curve(np.log10(EPSILONS), exponents(errors), color=color, dash=dash,
                                                 width=2),
                                      axes.dot(exponent, exponents(here[kind]), color=color))),
                  legend_line(x, 388, kind, color, dash),
                  words(x + 125, 388, power(here[kind]), size=14, bold=True)]  # fmt: skip
    marks += [varying(ten_times_smaller(axes, curves[kind])) for kind in ("both sides", "one side")]
    best = EPSILONS[curves["both sides"].argmin()]
    marks.append(axes.line((exponent, -13), (exponent, 1), color=GREY, dash="3 3"))
    said = ", ".join(f"{kind} {power(error)}" for kind, error in here.items())
    text = f"At epsilon {power(epsilon)}: {said}. The estimate from both sides is best near {power(best)}."
    return card(700, 404, marks, text)


def verdict_bands(axes):
    """Return the papers of the four verdicts behind a plot whose y counts in powers of ten, and their names beside."""
    marks, (low, top) = [], axes.y_range
    for limit, band in VERDICTS.items():
        high = min(np.log10(limit), top)
        (left, lower), (right, upper) = axes.at(axes.x_range[0], low), axes.at(axes.x_range[1], high)
        marks += [rect(left, upper, right - left, lower - upper, fill=BAND_COLORS[band]),
                  words(right + 10, (upper + lower) / 2 + 5, f"{SIGNS[band]} {band}", size=14)]  # fmt: skip
        low = high
    return "".join(marks)


def ten_times_smaller(axes, errors):
    """Return a stair at the curve: epsilon from 0.01 to 0.001, and how many times smaller the error becomes."""
    wide, narrow = (errors[np.abs(np.log10(EPSILONS) - place).argmin()] for place in (-2, -3))
    if not 0 < narrow < wide:
        return ""  # no stair down, or nothing to divide by
    corner = (-3, np.log10(wide))
    return (axes.line((-2, corner[1]), corner) + axes.line(corner, (-3, np.log10(narrow)))
            + axes.note(*corner, f"÷ {float(f'{wide / narrow:.1g}'):,.0f}", dx=2, dy=-6, bold=True))  # fmt: skip


def exponents(errors):
    """Return log10, with exact zeros at the bottom of the picture."""
    return np.log10(np.maximum(errors, 1e-13))


BAND_COLORS = {"right": MINT, "caution": CREAM, "double red flag": ROSE, "wrong": PEACH}
GOOD, BAD = BAND_COLORS["right"], BAND_COLORS["wrong"]


def check_walk(step, network, inputs, targets, name, epsilon=1e-4):
    """Return the seven steps of the gradient check for one weight, up to a step (book ch. 18 and 29).

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> check_walk(5, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5")
    Step 5, rise over run: (0.211076188475 − 0.211056086824) / 0.0002 = +0.100508254.
    """
    here, slope = network[name], gradients(network, inputs, targets)[name]
    above, below = (float(e) for e in landscape(network, inputs, targets, **{name: [here + epsilon, here - epsilon]}))
    numerical = estimate(network, inputs, targets, name, epsilon)
    gap, wrong = slope - numerical, relative_error(slope, numerical)
    lines = (
        ("add epsilon", "w + ε", f"{name} + ε = {short(here, 6)} + {epsilon:g} = {short(here + epsilon, 6)}"),
        ("total error", "E(w + ε)", f"E(w + ε) = {plain(above, 12)}"),
        ("subtract epsilon", "w − ε", f"{name} − ε = {short(here, 6)} − {epsilon:g} = {short(here - epsilon, 6)}"),
        ("total error again", "E(w − ε)", f"E(w − ε) = {plain(below, 12)}"),
        ("rise over run", "(E(w + ε) − E(w − ε)) / 2ε",
         f"({plain(above, 12)} − {plain(below, 12)}) / {2 * epsilon:g} = {signed(numerical, 9)}"),
        ("difference", "A − N", f"A − N = {power(gap)}, with A the gradient {signed(slope, 9)}"),
        ("relative error", "|A − N| / the larger of |A| and |N|",
         f"|A − N| / the larger of |A| and |N| = {power(wrong)}: {verdict(wrong)}"),
    )  # fmt: skip
    marks = []
    for row, (title, symbols, numbers) in enumerate(lines):
        y, done = 32 + 41 * row, row < step
        if row + 1 == step:
            marks.append(rect(8, y - 23, 476 if row < 4 else 684, 35, rx=6, fill=LIT, stroke=BLUE))
        marks += [words(18, y, f"{row + 1} · {title}", size=14, fill=GREY),
                  words(196, y, numbers if done else symbols, size=14, fill=BLACK if done else GREY)]  # fmt: skip
    marks.append(small_curve(step, network, inputs, targets, name, epsilon))
    text = f"Step {step}, {lines[step - 1][0]}: {lines[step - 1][2]}." if step else f"Seven steps to check {name}."
    return card(700, 41 * len(lines) + 16, marks, text)


def small_curve(step, network, inputs, targets, name, epsilon):
    """Return the error curve between the two points, as far as the steps have come: places, errors, the line."""
    places = network[name] + epsilon * np.linspace(-2, 2, 41)
    errors = landscape(network, inputs, targets, **{name: places})
    low, high = errors.min(), errors.max()
    room = 0.2 * (high - low) or 1e-18
    axes = Axes((-2, 2), (low - room, high + room), (502, 30, 182, 112), numbered="", title=f"E near {name}")
    (left, below), (right, above) = (-1, errors[10]), (1, errors[30])
    marks = [axes.frame(), axes.inside(axes.curve(np.linspace(-2, 2, 41), errors, color=GREY, width=2))]
    for place, error, label, first in ((right, above, "w + ε", 1), (left, below, "w − ε", 3)):
        x, bottom = axes.at(place, axes.y_range[0])
        if step >= first:
            marks += [axes.line((place, axes.y_range[0]), (place, error), color=GREY, dash="2 3"),
                      words(x, bottom + 16, label, anchor="middle", size=13)]  # fmt: skip
        if step > first:
            marks.append(axes.dot(place, error, color=VERMILLION))
    if step >= 5:
        marks.append(axes.line((left, below), (right, above), color=VERMILLION, width=2, dash="6 4"))
    return "".join(marks)


def gauge(network, inputs, targets, name, spoiled):
    """Return where a gradient that is spoiled by a part of itself falls among the bands of the verdict (book ch. 18).

    spoiled is that part: 0.01 makes the analytical gradient one percent too large.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> gauge(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 0.001)
    The gradient of w5 with 0.001 times itself added: relative error 1.0e−3, double red flag.
    """
    analytical = gradients(network, inputs, targets)[name] * (1 + spoiled)
    wrong = relative_error(analytical, estimate(network, inputs, targets, name))
    axes = Axes((-10, 0.5), (0, 1), (30, 66, 640, 62), ticks=12, numbered="x", powers="x", xlabel="relative error")
    bands, names, middles, low = [], [], {}, -10.0
    for limit, band in VERDICTS.items():
        high = min(np.log10(limit), 0.5) if np.isfinite(limit) else 0.5
        (x0, _), (x1, _) = axes.at(low, 0), axes.at(high, 0)
        middles[band] = (x0 + x1) / 2
        bands.append(rect(x0, 12, x1 - x0, 80, fill=BAND_COLORS[band]))
        names += [words(middles[band], 34, SIGNS[band], anchor="middle", size=16, bold=True),
                  words(middles[band], 55, band, anchor="middle", size=14)]  # fmt: skip
        low = high
    exponent = float(np.clip(np.log10(max(wrong, 1e-10)), -10, 0.5))
    x, top = axes.at(exponent, 1)
    aside, anchor = (14, "start") if x < middles[verdict(wrong)] else (-14, "end")  # where its band has more room
    marks = [*bands, axes.frame(), *names, tag("path", d=f"M{x:.1f} {top + 14}l-9 -14h18z", fill=BLACK),
             segment(x, top, x, top + axes.height, BLACK, 3),
             words(x + aside, top + 48, power(wrong), anchor=anchor, size=16, bold=True)]  # fmt: skip
    added = f"with {power(spoiled)} times itself added" if spoiled else "as it is"
    text = f"The gradient of {name} {added}: relative error {power(wrong)}, {verdict(wrong)}."
    return card(700, 182, marks, text)
