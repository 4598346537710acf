"""The chain rule as gears, the factors of one gradient, and the slope of the logistic function (book ch. 11-12)."""

import math

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import bracketed, plain, signed
from helpers.pens.palette import BLUE, GREEN, GREY, LIT, ORANGE_INK, VERMILLION
from helpers.pens.parts import legend_line, signed_bar
from helpers.pens.picture import card, circle, segment, tag, words

logistic = ACTIVATIONS["logistic"]


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
    rows = (("x", teeth_x, BLUE, 150), ("y", teeth_y, GREY, 350), ("z", teeth_z, ORANGE_INK, 550))
    for name, teeth, ink, column in rows:
        radius = size * teeth
        x += radius
        phase = 0.5 - (0.5 - met) / teeth  # a tooth of this gear meets a gap of the one before it
        met = -phase * teeth
        marks += [gear(x, 150, radius, teeth, turn * rates[name], phase, ink),
                  words(column, 296, f"{name}: {teeth} teeth", anchor="middle", size=14, bold=True, fill=ink),
                  words(column, 318, f"{signed(turn * rates[name], 2)} turns", anchor="middle", size=14)]  # fmt: skip
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
    return "".join([tag("path", d=f"M{'L'.join(points)}Z", fill=LIT, stroke=color, stroke_width=2),
                    segment(x, y, end[0], end[1], color, 4), circle(x, y, 5, fill=color)])  # fmt: skip


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
    axes = Axes((-1, 1), (4.3, -0.3), (270, 26, 330, 200), ticks=5, numbered="x")
    marks = [axes.frame()]
    for row, (symbol, meaning, value) in enumerate(rows):
        (x0, y), (x, _) = axes.at(0, row), axes.at(value, row)
        marks += [words(16, y + 16, symbol, bold=True), words(16, y + 33, meaning, size=13, fill=GREY),
                  signed_bar(x0, y + 4, x - x0, 26, value, least=1.5, opacity=0.4),
                  words(690, y + 22, signed(value), anchor="end", bold=row == 3)]  # fmt: skip
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
