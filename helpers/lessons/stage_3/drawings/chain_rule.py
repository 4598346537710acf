"""The chain rule as gears, the factors of one gradient, and the slope of the logistic function (book ch. 11-12)."""

import math
from typing import NamedTuple

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import bracketed, plain, signed
from helpers.pens.palette import BLUE, GREEN, GREY, LIT, ORANGE_INK, VERMILLION
from helpers.pens.parts import legend_line, signed_bar
from helpers.pens.picture import card, circle, rect, segment, tag, words

logistic = ACTIVATIONS["logistic"]


def gears(turn, teeth_x=24, teeth_y=12, teeth_z=18):
    """Return three gears as the chain rule: rates multiply, and the middle gear cancels (book ch. 9).

    dy/dx = -teeth_x / teeth_y;  dz/dy = -teeth_y / teeth_z;  dz/dx is their product. turn is the turn of x.

    >>> gears(1, 24, 12, 18)  # doctest: +NORMALIZE_WHITESPACE
    dz/dx = dz/dy · dy/dx = (−12/18) · (−24/12) = +1.3333. While x makes 1.00 turns, y makes −2.00 and z +1.33; minus
    means the other way round.
    """
    rates = {"x": 1.0, "y": -teeth_x / teeth_y, "z": teeth_x / teeth_z}
    size = 4.6  # pixels of radius for a tooth
    first = 350 - size * (teeth_y + teeth_z)
    middle, last = first + size * (teeth_x + teeth_y), 350 + size * (teeth_x + teeth_y)
    columns = (min(first, middle - 110), middle, max(last, middle + 110))  # below the gears, room for the words kept
    marks, met = [], 0.5
    rows = (("x", teeth_x, BLUE, first), ("y", teeth_y, GREY, middle), ("z", teeth_z, ORANGE_INK, last))
    for (name, teeth, ink, x), column in zip(rows, columns, strict=True):
        phase = 0.5 - (0.5 - met) / teeth  # a tooth of this gear meets a gap of the one before it
        met = -phase * teeth
        marks += [gear(x, 126, size * teeth, teeth, turn * rates[name], phase, ink),
                  words(column, 262, f"{name}: {teeth} teeth", anchor="middle", size=14, bold=True, fill=ink),
                  words(column, 282, f"{signed(turn * rates[name], 2)} turns", anchor="middle", size=14)]  # fmt: skip
    text = (
        f"dz/dx = dz/dy · dy/dx = (−{teeth_y}/{teeth_z}) · (−{teeth_x}/{teeth_y}) = {signed(rates['z'])}. "
        f"While x makes {plain(turn, 2)} turns, y makes {signed(turn * rates['y'], 2)} "
        f"and z {signed(turn * rates['z'], 2)}; minus means the other way round."
    )
    left, right = middle - 110, middle + 110
    marks += [
        joined((columns[0], 288), (left, 306)), joined((middle, 288), (left, 306)),
        joined((middle, 288), (right, 306)), joined((columns[2], 288), (right, 306)),
        words(left, 322, f"dy/dx = −{teeth_x}/{teeth_y} = {signed(rates['y'], 2)}", anchor="middle", size=14),
        words(right, 322, f"dz/dy = −{teeth_y}/{teeth_z} = {signed(-teeth_y / teeth_z, 2)}", anchor="middle", size=14),
        words(middle, 322, "·", anchor="middle", size=20, bold=True),
        joined((left, 328), (middle, 346)), joined((right, 328), (middle, 346)),
        words(middle, 364, f"dz/dx = {signed(rates['z'], 2)}", anchor="middle", bold=True),
    ]  # fmt: skip
    return card(700, 380, marks, text)


def joined(start, end):
    """Return a thin line from one row to what the next row makes of it."""
    return tag("path", d=f"M{start[0]:.1f} {start[1]}L{end[0]:.1f} {end[1]}", stroke=GREY)


def gear(x, y, radius, teeth, turn, phase, color):
    """Return one gear with a pointer, a dashed mark where it started and an arc between; phase shifts its teeth."""
    points = []
    for k in range(4 * teeth):
        angle = 2 * math.pi * (turn + phase + (k - 0.5) / (4 * teeth))
        far = radius + (3.2 if k % 4 in (0, 1) else -3.2)
        points.append(f"{x + far * math.cos(angle):.1f} {y + far * math.sin(angle):.1f}")
    angle = 2 * math.pi * turn
    end = (x + 0.8 * radius * math.cos(angle), y + 0.8 * radius * math.sin(angle))
    arc = [2 * math.pi * turn * part / 60 for part in range(61)]
    arc = [f"{x + 0.45 * radius * math.cos(one):.1f} {y + 0.45 * radius * math.sin(one):.1f}" for one in arc]
    return "".join([tag("path", d=f"M{'L'.join(points)}Z", fill=LIT, stroke=color, stroke_width=2),
                    tag("path", d=f"M{x:.1f} {y:.1f}h{0.8 * radius:.1f}", stroke=GREY, stroke_width=2,
                        stroke_dasharray="4 3"),
                    tag("path", d=f"M{'L'.join(arc)}", fill="none", stroke=color, stroke_width=2),
                    segment(x, y, end[0], end[1], color, 4), circle(x, y, 5, fill=color)])  # fmt: skip


class Bend(NamedTuple):
    """How three_factors shows an activation: its derivative in z, the heights of its curve, the largest bar."""

    slope: str
    heights: tuple
    most: float


BENDS = {
    "logistic": Bend("z (1 − z)", (-0.2, 1.2), 1.0),
    "tanh": Bend("1 − z²", (-1.2, 1.2), 2.0),
    "ReLU": Bend("1 if net > 0, else 0", (-1.0, 6.0), 6.0),
}


def three_factors(net, target, out, activation="logistic"):
    """Return the gradient of an output weight as a product that shrinks factor by factor (book ch. 11, SE).

    delta = slope of the cost · f'(net) = (z - t) · f'(net);  dE/dw = delta · out

    activation is logistic, tanh or ReLU; z = f(net). out is what comes along the edge.

    >>> three_factors(0, 1, 0.5, "tanh")  # doctest: +NORMALIZE_WHITESPACE
    tanh: net 0.00 gives z = 0.0000. (z − t) · f′(net) · out = (−1.0000) · 1.0000 · 0.50: delta = −1.0000, gradient =
    −0.5000.
    """
    row, bend = ACTIVATIONS[activation], BENDS[activation]
    z, slope = float(row(np.float64(net))), float(row.slope(np.float64(net)))
    delta = (z - target) * slope
    curve = Axes((-6, 6), bend.heights, (46, 40, 220, 210), ticks=4, xlabel="net input", title=f"z = {activation}")
    x, near = np.linspace(-6, 6, 121), np.array([net - 1.5, net + 1.5])
    marks = [curve.frame(),
             curve.inside(curve.line((-6, target), (6, target), color=GREY, dash="2 4"),
                          curve.curve(x, row(x)),
                          curve.curve(near, z + slope * (near - net), color=VERMILLION, dash="5 3")),
             curve.rim_dot(net, z, color=VERMILLION),
             curve.note(3 if target < 0.5 else -6, target, "target", size=13, dy=-5, fill=GREY)]  # fmt: skip
    rows = (
        ("z − t", "slope of the cost: how wrong", z - target, ""),
        (f"· f′(net) = {bend.slope}", "slope of the node: how awake", slope, "δ ="),
        ("· out", "what comes along the edge", out, "dE/dw ="),
    )
    product = 1.0
    for place, (symbol, meaning, factor, name) in enumerate(rows):
        y, before, product = 48 + 76 * place, product, product * factor
        full, wide = 260 / bend.most, 260 * abs(before) / bend.most if place else 0
        marks += [words(296, y, symbol, bold=True), words(296, y + 17, meaning, size=13, fill=GREY),
                  words(690, y, plain(factor), anchor="end", size=14),
                  rect(296, y + 26, wide, 22, fill="none", stroke=GREY, stroke_dasharray="2 2") if wide else "",
                  signed_bar(296, y + 26, full * abs(product), 22, product, least=1.5, opacity=0.4),
                  words(690, y + 43, f"{name} {signed(product)}".strip(), anchor="end", bold=True)]  # fmt: skip
    text = (
        f"{activation}: net {plain(net, 2)} gives z = {plain(z)}. (z − t) · f′(net) · out = "
        f"{bracketed(z - target, 4)} · {plain(slope)} · {plain(out, 2)}: delta = {signed(delta)}, "
        f"gradient = {signed(delta * out)}."
    )
    return card(704, 296, marks, text)


def logistic_slope(net):
    """Return the logistic curve with its tangent, and σ' = σ (1 − σ) beside it as a product of two lengths.

    >>> logistic_slope(0)
    σ(0.00) = 0.5000, so σ' = 0.5000 · 0.5000 = 0.2500; rise over run between two near points: 0.2500.
    """
    out = float(logistic(np.float64(net)))
    slope, near = out * (1 - out), 1e-4
    measured = float(logistic(np.float64(net + near)) - logistic(np.float64(net - near))) / (2 * near)
    x = np.linspace(-6, 6, 121)
    curve = Axes((-6, 6), (0, 1), (50, 40, 290, 220), ticks=5, xlabel="net input", title="σ: the output")
    rate = Axes((-6, 6), (0, 0.3), (400, 40, 270, 220), ticks=5, xlabel="net input", title="σ': its slope")
    tangent = np.array([net - 2, net + 2])
    shown = min(max(net, -7.0), 7.0)  # a saturated node's point lies outside the picture
    (left, y_out), (_, y_one), (_, y_zero) = curve.at(shown, out), curve.at(shown, 1), curve.at(shown, 0)
    marks = [curve.frame(),
             curve.inside(curve.curve(x, logistic(x)),
                          curve.curve(tangent, out + slope * (tangent - net), color=VERMILLION, dash="5 3"),
                          segment(left, y_out, left, y_zero, GREEN, 4),
                          segment(left, y_one, left, y_out, GREY, 4, dash="3 3")),
             curve.rim_dot(net, out, color=VERMILLION), rate.frame(),
             rate.inside(rate.curve(x, logistic(x) * (1 - logistic(x)))), rate.rim_dot(net, slope, color=VERMILLION),
             legend_line(50, 320, f"σ = {plain(out)}", GREEN, width=4),
             legend_line(200, 320, f"1 − σ = {plain(1 - out)}", GREY, "3 3", width=4),
             words(400, 320, f"product σ(1 − σ) = {plain(slope)}", size=14, bold=True)]  # fmt: skip
    text = (
        f"σ({plain(net, 2)}) = {plain(out)}, so σ' = {plain(out)} · {plain(1 - out)} = {plain(slope)}; "
        f"rise over run between two near points: {plain(measured)}."
    )
    return card(690, 336, marks, text)
