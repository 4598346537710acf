"""Plots of Stage 1: curves that move with a slider."""

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import added as as_a_sum
from helpers.pens.numerals import plain, rounded, short, signed
from helpers.pens.palette import BLACK, GREEN, VERMILLION
from helpers.pens.parts import share_bar, signed_bar
from helpers.pens.picture import card, rect, segment, words

logistic = ACTIVATIONS["logistic"]


def activation_gallery(net, names=("linear", "step", "sign", "logistic", "tanh", "ReLU")):
    """Return one small plot for each activation function, all on one scale, with the same net input (book ch. 5).

    The dashed tangent and the bar below a plot show the slope there. A point beyond the plot is drawn at its rim.

    >>> activation_gallery(0.8)
    Net input 0.80 becomes: linear 0.8000, step 1.0000, sign 1.0000, logistic 0.6900, tanh 0.6640, ReLU 0.8000. \
Slopes: linear 1.0000, step 0.0000, sign 0.0000, logistic 0.2139, tanh 0.5591, ReLU 1.0000.
    """
    x = np.linspace(-6, 6, 121)
    marks, outs, slopes = [], [], []
    for place, name in enumerate(names):
        row = ACTIVATIONS[name]
        left, top = 44 + 226 * (place % 3), 40 + 236 * (place // 3)
        axes = Axes((-6, 6), (-1.5, 2.5), (left, top, 190, 130), ticks=5, title=name)
        out, slope = float(row(np.float64(net))), float(row.slope(np.float64(net)))
        pieces = [x[x < 0], x[x > 0]] if row.untrainable else [x]
        none = KINKS.get(name) if net == 0 else None
        tangent = np.array([net - 1.5, net + 1.5])
        marks += [axes.frame(),
                  axes.inside(*(axes.curve(piece, row(piece)) for piece in pieces),
                              "" if none else axes.curve(tangent, out + slope * (tangent - net), color=VERMILLION,
                                                         width=1.5, dash="5 3")),
                  axes.dot(np.clip(net, -6, 6), np.clip(out, -1.5, 2.5), color=VERMILLION),
                  words(left, top + 168, f"out {plain(out)}, {none or f'slope {plain(slope)}'}", size=13),
                  share_bar(left, top + 176, 190, 10, 0 if none else slope)]  # fmt: skip
        outs.append(f"{name} {plain(out)}")
        slopes.append(f"{name} {f'no slope ({none[10:]})' if none else plain(slope)}")
    text = f"Net input {plain(net, 2)} becomes: {', '.join(outs)}. Slopes: {', '.join(slopes)}."
    return card(714, 480, marks, text)


KINKS = {"step": "no slope: a jump", "sign": "no slope: a jump", "ReLU": "no slope: a kink"}


def small_move(weight, move=0.01):
    """Return how the output answers when one weight moves a little: logistic against step (book ch. 5).

    The node has one input of 1 and no bias, so that its net input is the weight itself. Above are both curves on one
    scale, below what a magnifying glass shows around the point "before", a hundred times as large.

    >>> small_move(-0.005)
    The weight moves from −0.005 to 0.005. The logistic output changes by +0.00250, and slope · move = 0.25000 · 0.01 \
= 0.00250. The step output changes by +1.00000, and slope · move = 0.
    """
    weights, marks, changes = np.linspace(-5, 5, 401), [], []
    for place, name in enumerate(("logistic", "step")):
        row, left = ACTIVATIONS[name], 60 + 340 * place
        before, after = float(row(np.float64(weight))), float(row(np.float64(weight + move)))
        whole = Axes((-5, 5), (-0.1, 1.1), (left, 36, 270, 150), ticks=5, xlabel="weight", title=f"{name}: output")
        glass = Axes((weight - 0.05, weight + 0.05), (before - 0.006, before + 0.006), (left, 264, 270, 150), ticks=5,
                     title="100 times as large", numbered="")  # fmt: skip
        seen = abs(after - before) < 0.006
        for axes, x in ((whole, weights), (glass, np.linspace(weight - 0.05, weight + 0.05, 101))):
            pieces = [x[x < 0], x[x >= 0]] if row.untrainable else [x]
            marks += [axes.frame(),
                      axes.inside(*(axes.curve(piece, row(piece)) for piece in pieces if piece.size),
                                  axes.dot(weight, before, color=VERMILLION),
                                  axes.dot(weight + move, after, color=GREEN))]  # fmt: skip
        marks += [glass.note(weight, before, "before", dx=-60, dy=-10),
                  glass.note(weight + move, after, "after", dx=8, dy=22) if seen
                  else words(left + 150, 402, "after: not in here", size=14),
                  words(left, 440, f"{plain(before, 5)} → {plain(after, 5)}: {signed(after - before, 5)}", size=14,
                        bold=True)]  # fmt: skip
        changes.append(f"The {name} output changes by {signed(after - before, 5)}, and slope · move =")
    slope = float(ACTIVATIONS["logistic"].slope(np.float64(weight)))
    told = f"{plain(slope, 5)} · {short(move)} = {plain(slope * move, 5)}"
    text = (
        f"The weight moves from {plain(weight, 3)} to {plain(weight + move, 3)}. {changes[0]} {told}. {changes[1]} 0."
    )
    return card(710, 456, marks, text)


def softmax_shares(net, added=0):
    """Return how softmax turns the net inputs of a layer into shares, after `added` was added to all of them.

    share_j = e^net_j / (e^net_1 + e^net_2 + ...) (book ch. 35).

    >>> softmax_shares([2, 1, 0])
    Net inputs 2.00, 1.00, 0.00: the powers of e are 7.39, 2.72, 1.00, their sum is 11.11. The shares are 0.6652, \
0.2447, 0.0900; together 1.
    """
    nets = np.asarray(net, float) + added
    powers, shares = np.exp(nets), ACTIVATIONS["softmax"](nets)
    marks = [words(x, 28, title, size=14, bold=True)
             for x, title in ((20, "net input"), (190, "e to its power"), (400, "share = power : sum"))]  # fmt: skip
    for row, (value, power, share) in enumerate(zip(nets, powers, shares, strict=True)):
        y = 62 + 42 * row
        marks += [words(20, y, f"c{row + 1}: {plain(value, 2)}"), words(190, y, rounded(power)),
                  share_bar(400, y - 14, 200, 18, share), words(610, y, plain(share))]  # fmt: skip
    y = 68 + 42 * len(nets)
    marks += [words(190, y, f"sum {rounded(powers.sum())}", bold=True), words(610, y, "sum 1", bold=True)]
    text = (
        f"Net inputs {', '.join(plain(one, 2) for one in nets)}: the powers of e are "
        f"{', '.join(map(rounded, powers))}, their sum is {rounded(powers.sum())}. The shares are "
        f"{', '.join(map(plain, shares))}; together 1."
    )
    return card(714, y + 22, marks, text)


def summation(inputs, weights, bias_weight):
    """Return the summation operator as steps: each input × weight starts where the last one ended (book ch. 5).

    >>> summation([1, 2, -1], [0.2, -0.4, 0.3], 0.5)
    The net input is 0.20 − 0.80 − 0.30 + 0.50 = −0.40; the last part is the bias.
    """
    products = [x * w for x, w in zip(inputs, weights, strict=True)] + [bias_weight]
    written = [f"{plain(x, 1)} · {plain(w, 1)}" for x, w in zip(inputs, weights, strict=True)]
    written.append(f"1 · {plain(bias_weight, 1)}")
    names = [f"x{k} · w{k}" for k in range(1, len(inputs) + 1)] + ["1 · bw"]
    text = f"The net input is {as_a_sum(products)} = {plain(sum(products), 2)}; the last part is the bias."
    return running_sum(names, written, products, "net input", text, still=4)


def running_sum(names, written, products, total, text, decimals=2, room=1.0, left=240, still=None):
    """Return products as bars, each of which starts where the one above ends, and their sum below.

    written are the products with their numbers; the axis starts at left and reaches from -room to room, or further.
    With `still` it reaches from -still to still, and twice, four times ... as far only when a bar would not fit.
    """
    ends = np.clip(np.nan_to_num(np.cumsum([0.0, *products])), -1e9, 1e9)
    low, high = min(-room, ends.min() - 0.3 * room), max(room, ends.max() + 0.3 * room)
    if still:
        high = still * 2 ** np.ceil(np.log2(max(1, abs(ends).max() / still)))
        low = -high
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
