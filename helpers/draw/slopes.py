"""Pictures of slopes: secant and tangent, slices through the error, valleys, gears, sigma' (book ch. 9-11)."""

import math

import numpy as np

from helpers.activations import ACTIVATIONS
from helpers.draw.axes import Axes, top_of
from helpers.draw.picture import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    LIT,
    ORANGE_INK,
    VERMILLION,
    bracketed,
    card,
    key,
    plain,
    short,
    signed,
    tag,
    words,
)  # fmt: skip
from helpers.gradients import gradients
from helpers.landscape import landscape
from helpers.network import quiet, total_error

logistic = ACTIVATIONS["logistic"]


@quiet
def secant(network, inputs, targets, name, width):
    """Return E over one weight with the secant through two points and the tangent at the first (book ch. 9).

    slope of the secant = (E(w + width) - E(w)) / width; the tangent's slope is the gradient.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> secant(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 1.0)  # doctest: +NORMALIZE_WHITESPACE
    From w5 = 0.05 to 1.05, E rises by +0.10258: rise / run = +0.10258. The tangent's slope, dE/dw5, is +0.10051;
    they differ by 0.00207.
    """
    here, low, high = network[name], -6.0, 8.0
    weights = np.linspace(low, high, 141)
    errors = landscape(network, inputs, targets, **{name: weights})
    first, second = landscape(network, inputs, targets, **{name: [here, here + width]})
    slope, steep = gradients(network, inputs, targets)[name], (second - first) / width
    axes = Axes((low, high), (0, 1.1 * top_of(errors, 0.5)), left=60, top=36, width=430, height=270, ticks=7,
                xlabel=f"weight {name}", ylabel="total error E")  # fmt: skip
    ends = np.array([low, high])
    marks = [
        axes.frame(),
        axes.inside(
            axes.curve(weights, errors, color=GREY),
            axes.curve(ends, first + slope * (ends - here), color=BLUE, width=2),
            axes.curve(ends, first + steep * (ends - here), color=VERMILLION, width=2, dash="6 4"),
            axes.line((here, first), (here + width, first), color=BLACK, dash="2 3"),
            axes.line((here + width, first), (here + width, second), color=BLACK, dash="2 3"),
        ),
        axes.rim_dot(here + width, second, color=VERMILLION),
        axes.rim_dot(here, first, color=BLUE, radius=7),
    ]
    rows = (
        ("run (width)", plain(width, 5), BLACK), ("rise", signed(second - first, 5), BLACK),
        ("secant: rise / run", signed(steep, 5), ORANGE_INK), ("tangent: dE/d" + name, signed(slope, 5), BLUE),
    )  # fmt: skip
    for row, (label, value, ink) in enumerate(rows):
        y = 70 + 54 * row
        marks += [words(510, y, label, size=14, fill=ink), words(510, y + 22, value, bold=True, fill=ink)]
    moved = "rises" if second >= first else "falls"
    text = (
        f"From {name} = {short(here)} to {short(here + width)}, E {moved} by {signed(second - first, 5)}: "
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
    ground = Axes((-reach, reach), (-reach, reach), left=72, top=40, width=250, height=250, ticks=5, xlabel=one,
                  title="E from above", ylabel=two)  # fmt: skip
    low, high = heights.min(), heights.max()
    levels = np.linspace(low - 1e-9 * (1 + low), high + 1e-9 * (1 + high), len(DEPTHS) + 1)
    ends = np.array([-reach, reach])
    line = here[:, None] + np.outer(direction, ends)

    path = np.linspace(-reach, reach, 81)
    along = landscape(
        network, inputs, targets, **{one: here[0] + direction[0] * path, two: here[1] + direction[1] * path}
    )
    now = total_error(network, inputs, targets)
    profile = Axes((-reach, reach), (0, 1.1 * top_of(along, 0.5)), left=400, top=40, width=270, height=250, ticks=5,
                   xlabel="steps along the line", title="E along the line")  # fmt: skip
    marks = [
        ground.regions(heights, levels, DEPTHS),
        ground.frame(),
        ground.inside(
            ground.curve(line[0], line[1], color=BLACK, dash="6 4", width=2),
            ground.dot(*here, color=VERMILLION, radius=7),
        ),
        profile.frame(),
        profile.inside(
            profile.curve(path, along, color=BLACK, dash="6 4", width=2),
            profile.curve(ends / 3, now + slope * ends / 3, color=VERMILLION, width=2.5),
            profile.dot(0, now, color=VERMILLION, radius=7),
        ),
        words(400, 356, f"slope here {signed(slope)}", bold=True, fill=ORANGE_INK),
        words(72, 356, "darker: larger E", size=13, fill=GREY),
    ]
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
def valleys(network, inputs, targets, zoom=False, reach=3.0, marked=None):
    """Return one small curve of E for every weight and bias weight around its present value, with its tangent.

    The tangent's slope is the weight's gradient. All curves share one height, so that steep and flat can be compared;
    with zoom each fills its own panel. marked is the name of a weight to be framed. Made for networks of up to 16
    parameters. Book ch. 9 and 10.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> valleys(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)  # doctest: +NORMALIZE_WHITESPACE
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
        left, top = 14 + 172 * (place % 4), 30 + 150 * (place // 4)
        axes = Axes((-reach, reach), own_range(curves[name]) if zoom else shared, left=left, top=top, width=156,
                    height=84, numbered="", title=f"{name} = {short(network[name])}")  # fmt: skip
        slope = found[name]
        tangent = np.array([-0.5, 0.5]) * reach
        marks += [
            axes.frame(),
            axes.inside(
                axes.curve(shifts, curves[name], color=GREY, width=2),
                axes.curve(tangent, now + slope * tangent, color=VERMILLION, width=2.5),
                axes.dot(0, now, color=VERMILLION, radius=5),
            ),
            words(left, top + 104, f"slope {signed(slope)}", size=14, bold=True, fill=ORANGE_INK),
        ]
        if name == marked:
            marks.append(tag("rect", x=left - 4, y=top - 26, width=164, height=140, rx=6, fill="none", stroke=BLUE,
                             stroke_width=2.5))  # fmt: skip
    sizes = sorted(names, key=lambda name: abs(found[name]))
    flat, steep = sizes[0], sizes[-1]
    ways = (("Lower", [n for n in names if found[n] > 0]), ("raise", [n for n in names if found[n] < 0]))
    advice = " and ".join(f"{verb} {', '.join(group)}" for verb, group in ways if group)
    text = (
        f"E = {plain(now)}. Steepest: {steep} with slope {signed(found[steep])}; flattest: {flat} with "
        f"{signed(found[flat])}. {advice[:1].upper() + advice[1:]} to lower E."
    )
    return card(704, 8 + 150 * math.ceil(len(names) / 4), marks, text)


def own_range(curve):
    """Return a height range that one curve fills, never empty."""
    high = top_of(curve)
    low = -top_of(-curve, -high)
    room = 0.1 * (high - low) or max(1e-3, 1e-3 * abs(high))
    return low - room, high + room


def gears(turn, teeth_x=24, teeth_y=12, teeth_z=18):
    """Return three gears as the chain rule: rates multiply, and the middle gear cancels (book ch. 9).

    dy/dx = -teeth_x / teeth_y;  dz/dy = -teeth_y / teeth_z;  dz/dx is their product. turn is the turn of x.

    >>> gears(1, 24, 12, 18)  # doctest: +NORMALIZE_WHITESPACE
    dz/dx = dz/dy · dy/dx = (−12/18) · (−24/12) = +1.3333. While x makes 1.00 turns, y makes −2.00 and z +1.33; minus
    means the other way round.
    """
    rates = {"x": 1.0, "y": -teeth_x / teeth_y, "z": teeth_x / teeth_z}
    size = 3.6
    x, marks, met = 350 - size * (teeth_x + teeth_y + teeth_z), [], 0.5
    for name, teeth, ink, column in (
        ("x", teeth_x, BLUE, 150),
        ("y", teeth_y, GREY, 350),
        ("z", teeth_z, ORANGE_INK, 550),
    ):
        radius = size * teeth
        x += radius
        phase = 0.5 - (0.5 - met) / teeth  # a tooth of this gear meets a gap of the one before it
        met = -phase * teeth
        marks += [
            gear(x, 150, radius, teeth, turn * rates[name], phase, ink),
            words(column, 296, f"{name}: {teeth} teeth", anchor="middle", size=14, bold=True, fill=ink),
            words(column, 318, f"{signed(turn * rates[name], 2)} turns", anchor="middle", size=14),
        ]
        x += radius
    text = (
        f"dz/dx = dz/dy · dy/dx = (−{teeth_y}/{teeth_z}) · (−{teeth_x}/{teeth_y}) = {signed(rates['z'])}. "
        f"While x makes {plain(turn, 2)} turns, y makes {signed(turn * rates['y'], 2)} "
        f"and z {signed(turn * rates['z'], 2)}; minus means the other way round."
    )
    marks += [
        words(250, 350, f"dy/dx = −{teeth_x}/{teeth_y} = {signed(rates['y'], 2)}", anchor="middle", size=14),
        words(450, 350, f"dz/dy = −{teeth_y}/{teeth_z} = {signed(-teeth_y / teeth_z, 2)}", anchor="middle", size=14),
        words(350, 378, f"dz/dx = {signed(rates['z'], 2)}", anchor="middle", size=14, bold=True),
    ]
    return card(700, 394, marks, text)


def gear(x, y, radius, teeth, turn, phase, color):
    """Return one gear with a pointer that shows how far it has turned; phase shifts its teeth."""
    points = []
    for k in range(4 * teeth):
        angle = 2 * math.pi * (turn + phase + (k - 0.5) / (4 * teeth))
        far = radius + (3.2 if k % 4 in (0, 1) else -3.2)
        points.append(f"{x + far * math.cos(angle):.1f} {y + far * math.sin(angle):.1f}")
    angle = 2 * math.pi * turn
    end = (x + 0.8 * radius * math.cos(angle), y + 0.8 * radius * math.sin(angle))
    return "".join(
        [
            tag("path", d=f"M{'L'.join(points)}Z", fill=LIT, stroke=color, stroke_width=2),
            tag("line", x1=x, y1=y, x2=end[0], y2=end[1], stroke=color, stroke_width=4),
            tag("circle", cx=x, cy=y, r=5, fill=color),
        ]
    )


def three_factors(z, target, out):
    """Return the gradient of an output weight as three bars and their product (book ch. 11, SE and logistic).

    dE/dw = (z - t) · z (1 - z) · out

    >>> three_factors(0.8, 1, 0.5)
    (z − t) · z(1 − z) · out = (−0.20) · 0.1600 · 0.50: delta = −0.0320, gradient = −0.0160.
    """
    slope = z * (1 - z)
    delta = (z - target) * slope
    rows = (
        ("z − t", "how wrong", z - target), ("z (1 − z)", "how awake: at most 1/4", slope),
        ("out", "what comes along the edge", out), ("product", "the gradient dE/dw", delta * out),
    )  # fmt: skip
    axes = Axes((-1, 1), (4.3, -0.3), left=270, top=26, width=330, height=200, ticks=5, numbered="x")
    marks = [axes.frame()]
    for row, (symbol, meaning, value) in enumerate(rows):
        (x0, y), (x, _) = axes.at(0, row), axes.at(value, row)
        color, dash = (BLUE, None) if value >= 0 else (VERMILLION, "6 3")
        marks += [
            words(16, y + 16, symbol, bold=True),
            words(16, y + 33, meaning, size=13, fill=GREY),
            tag("rect", x=min(x0, x), y=y + 4, width=max(abs(x - x0), 1.5), height=26, fill=color, fill_opacity=0.4,
                stroke=color, stroke_width=2, stroke_dasharray=dash),
            words(690, y + 22, signed(value), anchor="end", bold=row == 3),
        ]  # fmt: skip
    text = (
        f"(z − t) · z(1 − z) · out = {bracketed(z - target, 2)} · {plain(slope, 4)} · {plain(out, 2)}: "
        f"delta = {signed(delta)}, gradient = {signed(delta * out)}."
    )
    return card(704, 262, marks, text)


def logistic_slope(net):
    """Return the logistic curve with its tangent, and σ' = σ (1 − σ) beside it as a product of two lengths.

    >>> logistic_slope(0)
    σ(0.00) = 0.5000, so σ' = 0.5000 · 0.5000 = 0.2500; rise over run between two near points: 0.2500.
    """
    out = float(logistic(np.float64(net)))
    slope, near = out * (1 - out), 1e-4
    measured = float(logistic(np.float64(net + near)) - logistic(np.float64(net - near))) / (2 * near)
    x = np.linspace(-6, 6, 121)
    curve = Axes((-6, 6), (0, 1), left=50, top=40, width=290, height=220, ticks=5, xlabel="net input",
                 title="σ: the output")  # fmt: skip
    rate = Axes((-6, 6), (0, 0.3), left=400, top=40, width=270, height=220, ticks=5, xlabel="net input",
                title="σ': its slope")  # fmt: skip
    tangent = np.array([net - 2, net + 2])
    shown = min(max(net, -7.0), 7.0)  # a saturated node's point lies outside the picture
    (left, y_out), (_, y_one), (_, y_zero) = curve.at(shown, out), curve.at(shown, 1), curve.at(shown, 0)
    marks = [
        curve.frame(),
        curve.inside(
            curve.curve(x, logistic(x)),
            curve.curve(tangent, out + slope * (tangent - net), color=VERMILLION, dash="5 3"),
            tag("line", x1=left, y1=y_out, x2=left, y2=y_zero, stroke=GREEN, stroke_width=4),
            tag("line", x1=left, y1=y_one, x2=left, y2=y_out, stroke=GREY, stroke_width=4, stroke_dasharray="3 3"),
        ),
        curve.rim_dot(net, out, color=VERMILLION),
        rate.frame(),
        rate.inside(rate.curve(x, logistic(x) * (1 - logistic(x)))),
        rate.rim_dot(net, slope, color=VERMILLION),
        key(50, 320, GREEN, width=4), words(94, 320, f"σ = {plain(out)}", size=14),
        key(200, 320, GREY, "3 3", width=4), words(244, 320, f"1 − σ = {plain(1 - out)}", size=14),
        words(400, 320, f"product σ(1 − σ) = {plain(slope)}", size=14, bold=True),
    ]  # fmt: skip
    text = (
        f"σ({plain(net, 2)}) = {plain(out)}, so σ' = {plain(out)} · {plain(1 - out)} = {plain(slope)}; "
        f"rise over run between two near points: {plain(measured)}."
    )
    return card(690, 336, marks, text)
