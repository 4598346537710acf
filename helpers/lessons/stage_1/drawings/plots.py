"""Plots of Stage 1: curves that move with a slider."""

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import added, plain, signed
from helpers.pens.palette import BLACK, GREEN, VERMILLION
from helpers.pens.parts import signed_bar
from helpers.pens.picture import card, rect, segment, words

logistic = ACTIVATIONS["logistic"]


def activation_gallery(net, names=("linear", "step", "sign", "logistic", "tanh", "ReLU")):
    """Return one small plot for each activation function with the same net input on all curves (book ch. 5).

    >>> activation_gallery(0.8)
    Net input 0.80 becomes: linear 0.8000, step 1.0000, sign 1.0000, logistic 0.6900, tanh 0.6640, ReLU 0.8000.
    """
    x = np.linspace(-6, 6, 121)
    marks, said = [], []
    for place, name in enumerate(names):
        row = ACTIVATIONS[name]
        left, top = 50 + 226 * (place % 3), 40 + 214 * (place // 3)
        low, high = (-6.5, 6.5) if name in ("linear", "ReLU") else (-1.25, 1.25)
        axes = Axes((-6, 6), (low, high), (left, top, 170, 130), ticks=4, title=name)
        out, slope = float(row(np.float64(net))), float(row.slope(np.float64(net)))
        pieces = [x[x < 0], x[x > 0]] if row.untrainable else [x]
        steepness = "a jump" if row.untrainable and net == 0 else f"slope {plain(slope)}"
        tangent = np.array([net - 1.5, net + 1.5])
        marks += [axes.frame(),
                  axes.inside(*(axes.curve(piece, row(piece)) for piece in pieces),
                              axes.curve(tangent, out + slope * (tangent - net), color=VERMILLION, width=1.5,
                                         dash="5 3"),
                              axes.dot(net, out, color=VERMILLION)),
                  words(left, top + 166, f"out {plain(out)}, {steepness}", size=13)]  # fmt: skip
        said.append(f"{name} {plain(out)}")
    return card(710, 440, marks, f"Net input {plain(net, 2)} becomes: {', '.join(said)}.")


def small_move(weight, move=0.01):
    """Return how the output answers when one weight moves a little: logistic against step (book ch. 5).

    The node has one input of 1 and no bias, so that its net input is the weight itself.

    >>> small_move(-0.005)  # doctest: +NORMALIZE_WHITESPACE
    The weight moves from −0.005 to 0.005: the logistic output changes by +0.0025, the step output changes by
    +1.0000.
    """
    weights = np.linspace(-0.1, 0.1, 201)
    marks, said = [], []
    for place, name in enumerate(("logistic", "step")):
        row = ACTIVATIONS[name]
        low, high = (0.47, 0.53) if name == "logistic" else (-0.1, 1.1)
        axes = Axes((-0.1, 0.1), (low, high), (60 + 340 * place, 44, 270, 200), ticks=5, xlabel="weight",
                    title=f"{name}: output" + " (a small piece)" * (name == "logistic"))  # fmt: skip
        before, after = float(row(np.float64(weight))), float(row(np.float64(weight + move)))
        pieces = [weights[weights < 0], weights[weights >= 0]] if row.untrainable else [weights]
        marks += [axes.frame(),
                  axes.inside(*(axes.curve(piece, row(piece)) for piece in pieces),
                              axes.dot(weight, before, color=VERMILLION), axes.dot(weight + move, after, color=GREEN)),
                  axes.note(weight, before, "before", dx=-54, dy=20),
                  axes.note(weight + move, after, "after", dx=4, dy=-10),
                  words(60 + 340 * place, 308, f"{plain(before)} → {plain(after)}", size=14, bold=True)]  # fmt: skip
        said.append(f"the {name} output changes by {signed(after - before)}")
    text = f"The weight moves from {plain(weight, 3)} to {plain(weight + move, 3)}: {', '.join(said)}."
    return card(710, 326, marks, text)


def summation(inputs, weights, bias_weight):
    """Return the summation operator as steps: each input × weight starts where the last one ended (book ch. 5).

    >>> summation([1, 2, -1], [0.2, -0.4, 0.3], 0.5)
    The net input is 0.20 − 0.80 − 0.30 + 0.50 = −0.40; the last part is the bias.
    """
    products = [x * w for x, w in zip(inputs, weights, strict=True)] + [bias_weight]
    written = [f"{plain(x, 1)} · {plain(w, 1)}" for x, w in zip(inputs, weights, strict=True)]
    written.append(f"1 · {plain(bias_weight, 1)}")
    names = [f"x{k} · w{k}" for k in range(1, len(inputs) + 1)] + ["1 · bw"]
    text = f"The net input is {added(products)} = {plain(sum(products), 2)}; the last part is the bias."
    return running_sum(names, written, products, "net input", text)


def running_sum(names, written, products, total, text, decimals=2, room=1.0, left=240):
    """Return products as bars, each of which starts where the one above ends, and their sum below.

    written are the products with their numbers; the axis starts at left and reaches from -room to room, or further.
    """
    ends = np.clip(np.nan_to_num(np.cumsum([0.0, *products])), -1e9, 1e9)
    low, high = min(-room, ends.min() - 0.3 * room), max(room, ends.max() + 0.3 * room)
    axes = Axes((low, high), (len(products) + 1, 0), (left, 30, 660 - left, 44 * (len(products) + 1)), ticks=7,
                numbered="x", xlabel="running sum")  # fmt: skip
    marks = [axes.frame()]
    for row, (name, factors, product) in enumerate(zip(names, written, products, strict=True)):
        (x1, _), (x2, _) = axes.at(ends[row], 0), axes.at(ends[row + 1], 0)
        y = axes.top + 44 * row + 9
        marks += [words(16, y + 18, name, bold=True),
                  words(88, y + 18, f"{factors} = {signed(product, decimals)}", size=14),
                  signed_bar(x1, y, x2 - x1, 26, product), segment(x2, y, x2, y + 44, BLACK, dash="2 3")]  # fmt: skip
    y = axes.top + 44 * len(products) + 9
    (x0, _), (x, _) = axes.at(0, 0), axes.at(ends[-1], 0)
    marks += [words(16, y + 18, f"{total} = {plain(sum(products), decimals)}", bold=True),
              rect(min(x0, x), y, max(abs(x - x0), 2), 26, fill=BLACK, fill_opacity=0.75)]  # fmt: skip
    return card(690, 44 * (len(products) + 1) + 84, marks, text)
