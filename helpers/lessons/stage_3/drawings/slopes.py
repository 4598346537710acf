"""Pictures of slopes: secant and tangent, slices through the error, one curve per weight (book ch. 9 and 10)."""

import math

import numpy as np

from helpers.lessons.stage_3.tangents import READ, error_to_read
from helpers.network.backpropagation import gradients
from helpers.network.checks import quiet
from helpers.network.network import total_error
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import bracketed, capital, plain, short, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREEN_INK, GREY, ORANGE_INK, VERMILLION
from helpers.pens.picture import card, rect, words
from helpers.study.landscape import landscape


@quiet
def secant(network, inputs, targets, name, width):
    """Return E over one weight with the secant through two points and the tangent at the first (book ch. 9).

    slope of the secant = (E(w + width) - E(w)) / width; the tangent's slope is the gradient.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> secant(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 1.0)  # doctest: +NORMALIZE_WHITESPACE
    From w5 = 0.05 to 1.05, E rises by 0.10258: rise / run = +0.10258. The tangent's slope, dE/dw5, is +0.10051;
    they differ by 0.00207.
    """
    here, low, high = network[name], -6.0, 8.0
    weights = np.linspace(low, high, 141)
    errors = landscape(network, inputs, targets, **{name: weights})
    first, second = landscape(network, inputs, targets, **{name: [here, here + width]})
    slope, steep = gradients(network, inputs, targets)[name], (second - first) / width
    axes = Axes((low, high), (0, 1.1 * top_of(errors, 0.5)), (60, 36, 430, 270), ticks=7, xlabel=f"weight {name}",
                ylabel="total error E")  # fmt: skip
    ends = np.array([low, high])
    marks = [axes.frame(),
             axes.inside(axes.curve(weights, errors, color=GREY),
                         axes.curve(ends, first + slope * (ends - here), color=VERMILLION, width=2),
                         axes.curve(ends, first + steep * (ends - here), color=GREEN, width=2, dash="6 4"),
                         axes.line((here, first), (here + width, first), color=BLACK, dash="2 3"),
                         axes.line((here + width, first), (here + width, second), color=BLACK, dash="2 3")),
             axes.rim_dot(here + width, second, color=GREEN),
             axes.rim_dot(here, first, color=VERMILLION, radius=7)]  # fmt: skip
    rows = (
        ("run (width)", plain(width, 5), BLACK), ("rise", signed(second - first, 5), BLACK),
        ("secant: rise / run", signed(steep, 5), GREEN_INK), ("tangent: dE/d" + name, signed(slope, 5), ORANGE_INK),
    )  # fmt: skip
    for row, (label, value, ink) in enumerate(rows):
        y = 70 + 54 * row
        marks += [words(510, y, label, size=14, fill=ink), words(510, y + 22, value, bold=True, fill=ink)]
    rise = second - first
    moved = f"rises by {plain(rise, 5)}" if rise >= 0 else f"falls by {plain(-rise, 5)}"
    text = (
        f"From {name} = {short(here)} to {short(here + width)}, E {moved}: "
        f"rise / run = {signed(steep, 5)}. The tangent's slope, dE/d{name}, is {signed(slope, 5)}; "
        f"they differ by {plain(abs(steep - slope), 5)}."
    )
    return card(690, 356, marks, text)


@quiet
def turned_slice(network, inputs, targets, angle, names=("w1", "w5"), reach=8.0):
    """Return the landscape of E over two weights from above, and its profile along a line that turns (book ch. 9).

    angle in degrees: 0 moves the first weight only, 90 the second only. The slope there is the dot product of the
    direction and the two partial derivatives.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> turned_slice(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, 90)
    Only w5 moves, w1 stays 0.10: the slope is +0.1005, the partial derivative ∂E/∂w5.
    """
    one, two = names
    here = np.array([network[one], network[two]])
    found = gradients(network, inputs, targets)
    partial = np.array([found[one], found[two]])
    direction = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))]).round(12)
    slope = float(direction @ partial)

    side = np.linspace(-reach, reach, 33)
    across, up = np.meshgrid(side, side)
    heights = landscape(network, inputs, targets, **{one: across.ravel(), two: up.ravel()}).reshape(across.shape)
    heights = np.clip(np.nan_to_num(heights, nan=0.0), 0, 1e9)  # an overflowing landscape has no levels
    ground = Axes(
        (-reach, reach), (-reach, reach), (72, 40, 250, 250), ticks=5, xlabel=one, title="E from above", ylabel=two
    )
    low, high = heights.min(), heights.max()
    levels = np.linspace(low - 1e-9 * (1 + low), high + 1e-9 * (1 + high), len(DEPTHS) + 1)
    ends = np.array([-reach, reach])
    line = here[:, None] + np.outer(direction, ends)

    path = np.linspace(-reach, reach, 81)
    along = landscape(
        network, inputs, targets, **{one: here[0] + direction[0] * path, two: here[1] + direction[1] * path}
    )
    now = total_error(network, inputs, targets)
    profile = Axes((-reach, reach), (0, 1.1 * top_of(along, 0.5)), (400, 40, 270, 250), ticks=5,
                   xlabel="steps along the line", title="E along the line")  # fmt: skip
    marks = [ground.regions(heights, levels, DEPTHS), ground.frame(),
             ground.inside(ground.curve(line[0], line[1], color=BLACK, dash="6 4", width=2),
                           ground.dot(*here, color=VERMILLION, radius=7)),
             profile.frame(),
             profile.inside(profile.curve(path, along, color=BLACK, dash="6 4", width=2),
                            profile.curve(ends / 3, now + slope * ends / 3, color=VERMILLION, width=2.5),
                            profile.dot(0, now, color=VERMILLION, radius=7)),
             words(400, 356, f"slope here {signed(slope)}", bold=True, fill=ORANGE_INK),
             words(72, 356, "darker: larger E", size=13, fill=GREY)]  # fmt: skip
    only = {0: (one, two, here[1]), 90: (two, one, here[0]), 180: (one, two, here[1])}.get(angle)
    if only:
        moved, kept, value = only
        name = f"the partial derivative ∂E/∂{moved}" if angle < 180 else f"minus ∂E/∂{moved}, as {moved} now shrinks"
        text = f"Only {moved} moves, {kept} stays {short(value)}: the slope is {signed(slope)}, {name}."
    else:
        shares = [plain(share, 3) for share in direction]
        terms = " + ".join(f"{bracketed(value, 6)} · {share}" for share, value in zip(shares, partial, strict=True))
        text = f"Each step goes {shares[0]} in {one} and {shares[1]} in {two}: the slope is {terms} = {signed(slope)}."
    return card(690, 372, marks, text)


DEPTHS = ["#f7fbff", "#e3eef9", "#cfe1f2", "#b5d4e9", "#93c3df", "#6daed5", "#4b97c9", "#2f7ebc"]


@quiet
def weight_curves(network, inputs, targets, zoom=False, reach=3.0, marked=None):
    """Return one small curve of E for every weight and bias weight around its present value, with its tangent.

    The tangent's slope is the weight's gradient. All curves share one height, so that steep and flat can be compared;
    with zoom each fills its own panel. marked is the name of a weight to be framed. Made for networks of up to 16
    parameters. Book ch. 9 and 10.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> weight_curves(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)  # doctest: +NORMALIZE_WHITESPACE
    E = 0.2111. Steepest: bw3 with slope +0.1432; flattest: w1 with −0.0004. Lower w2, w4, w5, w7, bw2, bw3 and raise
    w1, w3, w6, w8, bw1, bw4 to lower E.
    """
    found, now = gradients(network, inputs, targets), total_error(network, inputs, targets)
    shifts = np.linspace(-reach, reach, 41)
    names = [*network.names()]
    curves = {name: landscape(network, inputs, targets, **{name: network[name] + shifts}) for name in names}
    shared = (0, 1.05 * max(map(top_of, curves.values())) or 1.0)
    marks = []
    for place, name in enumerate(names):
        left, top = 56 + 172 * (place % 4), 30 + 158 * (place // 4)
        axes = Axes((-reach, reach), own_range(curves[name]) if zoom else shared, (left, top, 112, 84), ticks=3,
                    title=f"{name} = {short(network[name])}")  # fmt: skip
        slope = found[name]
        tangent = np.array([-0.5, 0.5]) * reach
        marks += [axes.frame(),
                  axes.inside(axes.curve(shifts, curves[name], color=GREY, width=2),
                              axes.curve(tangent, now + slope * tangent, color=VERMILLION, width=2.5),
                              axes.dot(0, now, color=VERMILLION, radius=5)),
                  words(left, top + 121, f"slope {signed(slope)}", size=14, bold=True, fill=ORANGE_INK)]  # fmt: skip
        if name == marked:
            marks.append(rect(left - 53, top - 26, 170, 153, rx=6, fill="none", stroke=BLUE, stroke_width=2.5))
    sizes = sorted(names, key=lambda name: abs(found[name]))
    flat, steep = sizes[0], sizes[-1]
    ways = (("Lower", [n for n in names if found[n] > 0]), ("raise", [n for n in names if found[n] < 0]))
    advice = " and ".join(f"{verb} {', '.join(group)}" for verb, group in ways if group)
    text = (
        f"E = {plain(now)}. Steepest: {steep} with slope {signed(found[steep])}; flattest: {flat} with "
        f"{signed(found[flat])}. {capital(advice)} to lower E."
    )
    return card(704, 8 + 158 * math.ceil(len(names) / 4), marks, text)


def own_range(curve):
    """Return a height range that one curve fills, never empty."""
    high = top_of(curve)
    low = -top_of(-curve, -high)
    room = 0.1 * (high - low) or max(1e-3, 1e-3 * abs(high))
    return low - room, high + room


def tangent_to_read(point):
    """Return a curve of E with the tangent at A, B or C, whose slope can be read off: rise / run (book ch. 9).

    >>> tangent_to_read("C")
    E over w, with the tangent at C. It passes through the grid points (1, 1), (2, 2), (3, 3), (4, 4).
    """
    axes = Axes((-5, 5), (0, 7), (70, 36, 560, 270), ticks=12, xlabel="weight w", ylabel="error E")
    w, (here, slope) = np.linspace(-5, 5, 101), READ[point]
    marks = [axes.frame(), axes.inside(axes.curve(w, error_to_read(w), color=GREY, width=2))]
    passed = [(x, int(error_to_read(here) + slope * (x - here))) for x in range(max(here - 1, -4), here + 3)]
    line = np.array([-5, 5])
    marks.append(
        axes.inside(axes.curve(line, error_to_read(here) + slope * (line - here), color=VERMILLION, width=2.5))
    )
    for name, (place, _) in READ.items():
        at, below = (place, error_to_read(place)), place > 0
        marks.append(axes.rim_dot(*at, color=VERMILLION if name == point else GREY))
        marks.append(axes.note(*at, name, dx=12, dy=20 if below else -10, bold=True))
    grid = ", ".join(f"({x}, {y})" for x, y in passed).replace("-", "−")
    return card(690, 356, marks, f"E over w, with the tangent at {point}. It passes through the grid points {grid}.")
