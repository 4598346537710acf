"""Cost functions as curves, and two of them in a race (book ch. 8)."""

from functools import cache

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.network.costs import COSTS, example_errors, output_delta
from helpers.network.network import Network, forward
from helpers.network.training import train
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY
from helpers.pens.parts import legend_line, lit_style, signed_bar
from helpers.pens.picture import card, group, rect, words


def as_shares(name, z):
    """Return outputs and the slope's signs for one node with output z, shape `(n,)`, for a row of COSTS.

    Costs that compare shares (needs_0_1) read the answer as two of them: z for yes, 1 - z for no.
    """
    if COSTS[name].needs_0_1:
        return np.column_stack([z, 1 - z]), np.array([1.0, -1.0])
    return np.asarray(z, float)[:, None], np.array([1.0])


def cost_curve(name, z, target):
    """Return E and dE/dz of one output node over its outputs z, for one example.

    >>> cost_curve("cross-entropy", np.array([0.5]), 0)
    (array([0.69314718]), array([2.]))
    """
    cost = COSTS[name]
    (outputs, sides), (targets, _) = as_shares(name, z), as_shares(name, np.full(len(z), float(target)))
    errors = cost.error(outputs, targets)
    values = np.array([cost.over_examples.total(one) for one in errors[:, None]])
    slopes = (cost.slope(outputs, targets) * sides).sum(axis=1)
    return values, slopes * np.array([cost.over_examples.slope(one) for one in errors[:, None]])


GRID = np.linspace(0.005, 0.995, 199)


@cache
def grid_errors(name, target):
    """Return E over the outputs of GRID: the same curve for every frame."""
    return cost_curve(name, GRID, target)[0]


# One curve each: where a target is 0 or 1, two costs of the book may agree.
GALLERY = {
    "SE": "SE",
    "SSE": "SSE and MSE",
    "RMS": "RMS",
    "cross-entropy": "cross-entropy and K.-L.",
    "exponential": "exponential",
    "Hellinger": "Hellinger",
}


def cost_gallery(z, target=0, cost="SE"):
    """Return the eight cost functions of the book over the output z of one node, on one scale, one of them lit.

    One example and a target 0 or 1, so SSE is MSE, and cross-entropy is Kullback-Leibler. The costs that compare shares
    read z as yes and 1 - z as no. Book ch. 8.

    >>> cost_gallery(0.8)  # doctest: +NORMALIZE_WHITESPACE
    Output 0.80, target 0, error and slope: SE 0.320, +0.800; SSE and MSE 0.640, +1.600; RMS 0.800, +1.000;
    cross-entropy and Kullback-Leibler 1.609, +5.000; exponential 1.896, +3.034; Hellinger 0.553, +1.118. Lit: SE.
    """
    axes = Axes((0, 1), (0, 3), (50, 40, 290, 310), ticks=7, xlabel="output z", ylabel="error E")
    found = {name: [float(row[0]) for row in cost_curve(name, np.array([z]), target)] for name in GALLERY}
    others = [axes.curve(GRID, grid_errors(name, target), color=GREY, width=1) for name in GALLERY if name != cost]
    value, slope = found[cost]
    reach = np.array([z - 0.15, z + 0.15])
    marks = [
        axes.frame(),
        axes.inside(
            *others,
            axes.curve(GRID, grid_errors(cost, target), width=3.5),
            axes.curve(reach, value + slope * (reach - z), color=BLACK, width=1.5),
        ),
        *(axes.rim_dot(z, found[name][0], color=GREY, radius=4) for name in GALLERY if name != cost),
        axes.rim_dot(z, value),
        words(368, 30, "click one", size=13, fill=GREY),
        *(words(x, 30, text, size=13, fill=GREY, anchor="end") for x, text in ((602, "error E"), (684, "slope"))),
        *(gallery_row(46 + 48 * row, name, found[name], name == cost) for row, name in enumerate(GALLERY)),
    ]
    said = "; ".join(f"{full(name)} {plain(one, 3)}, {signed(steep, 3)}" for name, (one, steep) in found.items())
    text = f"Output {plain(z, 2)}, target {target:g}, error and slope: {said}. Lit: {full(cost)}."
    return card(704, 408, marks, text)


def full(name):
    """Return what a curve of the gallery is called in a sentence."""
    return GALLERY[name].replace("K.-L.", "Kullback-Leibler")


def gallery_row(top, name, values, lit):
    """Return one cost with its error and its slope in numbers, and the slope as a bar; a click lights its curve."""
    value, slope = values
    marks = (
        rect(360, top, 330, 42, rx=6, **lit_style(lit)),
        words(368, top + 19, GALLERY[name], size=14, bold=lit),
        words(602, top + 19, plain(value, 3), size=14, anchor="end"),
        words(684, top + 19, signed(slope, 3), size=14, anchor="end"),
        signed_bar(368, top + 26, 22 * min(abs(slope), 14), 9, slope),
    )
    return group(*marks, sets=f"cost={name}", label=full(name))


def logistic_trap(net, target=0):
    """Return error and delta of a logistic output node over its net input: SE against cross-entropy (book ch. 8, 11).

    delta = dE/dnet is the slope of E here, and sets the push on all weights of the node: (z - t) z (1 - z) for SE,
    z - t for binary cross-entropy.

    >>> logistic_trap(2)  # doctest: +NORMALIZE_WHITESPACE
    Target 0, net input 2.0, output 0.8808: E is 0.3879 with SE and 2.1269 with cross-entropy; its slope delta is
    +0.0925 with SE and +0.8808 with cross-entropy.
    """
    curve, here = np.linspace(-6, 6, 121), np.array([float(net)])
    left = Axes((-6, 6), (0, 6), (50, 40, 280, 240), ticks=7, xlabel="net input", title="error E")
    right = Axes((-6, 6), (0, 1.02), (390, 40, 280, 240), ticks=7, xlabel="net input", title="size of delta")
    marks, found = [left.frame(), right.frame()], []
    for row, (cost, label, color, dash) in enumerate(RIVALS):
        (error,), (delta,) = error_of_net(cost, here, target), delta_of_net(cost, here, target)
        reach, y = np.array([net - 1, net + 1]), 336 + 22 * row
        tangent = left.curve(reach, error + delta * (reach - net), color=BLACK, width=1.5)
        errors = left.curve(curve, error_of_net(cost, curve, target), color=color, dash=dash)
        deltas = right.curve(curve, abs(delta_of_net(cost, curve, target)), color=color, dash=dash)
        marks += [left.inside(errors, tangent), left.rim_dot(net, error, color=color),
                  right.inside(deltas), right.rim_dot(net, abs(delta), color=color),
                  legend_line(50, y, f"{label}: {plain(error)}", color, dash),
                  legend_line(390, y, f"{label}: {plain(abs(delta))}", color, dash)]  # fmt: skip
        found.append((plain(error), signed(delta)))
    (se, se_delta), (entropy, entropy_delta) = found
    text = (f"Target {target:g}, net input {plain(net, 1)}, output {plain(ACTIVATIONS['logistic'](net))}: E is {se} "
            f"with SE and {entropy} with cross-entropy; its slope delta is {se_delta} with SE and {entropy_delta} "
            "with cross-entropy.")  # fmt: skip
    return card(690, 374, marks, text)


# The two costs that are compared: row of COSTS, what the book calls it, how it is drawn.
RIVALS = (("SE", "SE", BLUE, None), ("binary cross-entropy", "cross-entropy", GREEN, "2 3"))


def error_of_net(cost, net, target):
    """Return the error of one logistic node with net inputs, shape `(n,)`, for one target."""
    net, logistic = np.asarray(net, float)[:, None], ACTIVATIONS["logistic"]
    return example_errors(COSTS[cost], logistic, net, logistic(net), np.full_like(net, float(target)))


def delta_of_net(cost, net, target):
    """Return delta = dE/dnet of one logistic node with net inputs, shape `(n,)`, for one target.

    >>> delta_of_net("SE", np.array([np.log(2)]), 0) * 27  # z = 2/3
    array([4.])
    """
    net, logistic = np.asarray(net, float)[:, None], ACTIVATIONS["logistic"]
    return output_delta(COSTS[cost], logistic, net, logistic(net), np.full_like(net, float(target)))[:, 0]


def race(start, eta=0.5, updates=80, fair=False):
    """Return two logistic nodes that start with the same wrong output (target 0): one learns with SE, one with
    cross-entropy, both by train(). fair gives SE four times the rate: then both have the same first push from z = 1/2.

    >>> race(0.98, updates=40)
    From output 0.98, after 40 updates: SE 0.9314, cross-entropy 0.0282. Below 1/2: SE not yet, cross-entropy after 5.
    """
    node = Network(weights=[[[0.0]]], biases=[[float(np.log(start / (1 - start)))]], activations="logistic")
    axes = Axes((0, updates), (0, 1), (60, 36, 430, 230), ticks=6, xlabel="updates", ylabel="output (target 0)")
    marks, ends, halves = [axes.frame()], [], []
    for row, (cost, label, color, dash) in enumerate(RIVALS):
        rate = 4 * eta if fair and cost == "SE" else eta
        steps = train(node, [[1.0]], [[0.0]], rate, epochs=updates, cost=cost)
        outputs = np.array([start, *(forward(step.network, [[1.0]]).output[0, 0] for step in steps)])
        below = np.flatnonzero(outputs < 0.5)
        halves.append(f"{label} " + (f"after {below[0]}" if len(below) else "not yet"))
        ends.append(f"{label} {plain(outputs[-1])}")
        y = 70 + 90 * row
        marks += [axes.curve(np.arange(updates + 1), outputs, color=color, dash=dash),
                  legend_line(515, y, label, color, dash, gap=45, bold=True),
                  words(515, y + 24, f"learning rate {rate:g}", size=14),
                  words(515, y + 46, f"at the end {plain(outputs[-1])}", size=14)]  # fmt: skip
    text = f"From output {plain(start, 2)}, after {updates} updates: {', '.join(ends)}. Below 1/2: {', '.join(halves)}."
    return card(690, 316, marks, text + " SE has four times the learning rate." * fair)
