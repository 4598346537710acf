"""Cost functions as curves, and two of them in a race (book ch. 8)."""

from functools import cache

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.network.costs import COSTS, output_delta
from helpers.network.network import Network, forward
from helpers.network.training import train
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain, signed
from helpers.pens.palette import BLACK, BLUE, ORANGE_INK, VERMILLION
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, words


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


GRID = np.linspace(0.005, 0.995, 100)


@cache
def grid_errors(name, target):
    """Return E over the outputs of GRID: the same curve for every frame."""
    return cost_curve(name, GRID, target)[0]


GALLERY = ("SE", "SSE", "MSE", "RMS", "cross-entropy", "exponential", "Hellinger", "Kullback-Leibler")
TALL = ("cross-entropy", "exponential", "Kullback-Leibler")  # their plots reach up to 3


def cost_gallery(z):
    """Return the eight cost functions of the book over the output z of one node, for targets 0 and 1, with slopes.

    One example, so SSE and MSE agree. The costs that compare shares read z as yes and 1 - z as no. Book ch. 8.

    >>> cost_gallery(0.8)  # doctest: +NORMALIZE_WHITESPACE
    Output 0.80, target 0 (target 1): SE 0.32 (0.02), SSE 0.64 (0.04), MSE 0.64 (0.04), RMS 0.80 (0.20), cross-entropy
    1.61 (0.22), exponential 1.90 (1.04), Hellinger 0.55 (0.11), Kullback-Leibler 1.61 (0.22).
    """
    here, marks, said = np.array([z]), [], []
    for place, name in enumerate(GALLERY):
        left, top = 46 + 226 * (place % 3), 34 + 184 * (place // 3)
        axes = Axes((0, 1), (0, 3.0 if name in TALL else 1.05), (left, top, 176, 92), ticks=4, title=name)
        marks.append(axes.frame())
        found = []
        for target, color, dash, ink in ((0, BLUE, None, BLUE), (1, VERMILLION, "6 3", ORANGE_INK)):
            (value,), (slope,) = cost_curve(name, here, target)
            reach = np.array([z - 0.12, z + 0.12])
            curve = axes.curve(GRID, grid_errors(name, target), color=color, dash=dash, width=2)
            tangent = axes.curve(reach, value + slope * (reach - z), color=BLACK, width=1.2)
            row = f"t = {target}: {plain(value, 2)}, slope {signed(slope, 2)}"
            marks += [axes.inside(curve, tangent), axes.rim_dot(z, value, color=color, radius=5),
                      words(left, top + 128 + 18 * target, row, size=13, fill=ink)]  # fmt: skip
            found.append(plain(value, 2))
        said.append(f"{name} {found[0]} ({found[1]})")
    x, y = 46 + 226 * 2, 34 + 184 * 2
    marks += [words(x, y + 10, f"output z = {plain(z, 2)}", bold=True),
              legend_line(x, y + 37, "target 0", BLUE, gap=48),
              legend_line(x, y + 63, "target 1", VERMILLION, "6 3", gap=48),
              legend_line(x, y + 89, "tangent: its slope", BLACK, gap=48, width=1.2)]  # fmt: skip
    return card(704, 560, marks, f"Output {plain(z, 2)}, target 0 (target 1): {', '.join(said)}.")


def logistic_trap(z, target=0):
    """Return error and delta of a logistic output node over its output: SE against cross-entropy (book ch. 8, 11).

    delta = dE/dnet sets the push on all weights of the node: (z - t) z (1 - z) for SE, z - t for cross-entropy.

    >>> logistic_trap(0.99)
    Target 0, output 0.99: delta is +0.0098 with SE, and +0.9900 with cross-entropy.
    """
    curve, here = np.linspace(0.002, 0.998, 250), np.array([z])
    marks = []
    quantities = (("error E", 5.0, error_of_output), ("size of delta", 1.02, delta_of_output))
    for place, (title, high, quantity) in enumerate(quantities):
        left = 50 + 340 * place
        axes = Axes((0, 1), (0, high), (left, 40, 280, 210), ticks=5, xlabel="output z", title=title)
        marks.append(axes.frame())
        for row, (cost, label, color, dash) in enumerate(RIVALS):
            value, y = float(abs(quantity(cost, here, target)[0])), 306 + 22 * row
            marks += [axes.inside(axes.curve(curve, abs(quantity(cost, curve, target)), color=color, dash=dash)),
                      axes.rim_dot(z, value, color=color),
                      legend_line(left, y, f"{label}: {plain(value)}", color, dash)]  # fmt: skip
    se, ce = (signed(delta_of_output(cost, here, target)[0]) for cost, *_ in RIVALS)
    text = f"Target {target}, output {plain(z, 2)}: delta is {se} with SE, and {ce} with cross-entropy."
    return card(690, 344, marks, text)


# The two costs that are compared: row of COSTS, what the book calls it, how it is drawn.
RIVALS = (("SE", "SE", BLUE, None), ("binary cross-entropy", "cross-entropy", VERMILLION, "6 3"))


def error_of_output(cost, z, target):
    """Return the error of one node with outputs z, shape `(n,)`, for one target."""
    return COSTS[cost].error(z[:, None], np.full((len(z), 1), float(target)))


def delta_of_output(cost, z, target):
    """Return delta = dE/dnet of a logistic node with outputs z, shape `(n,)`, for one target.

    >>> delta_of_output("SE", np.array([2 / 3]), 0) * 27
    array([4.])
    """
    z = np.asarray(z, float)[:, None]
    return output_delta(COSTS[cost], ACTIVATIONS["logistic"], None, z, np.full_like(z, float(target)))[:, 0]


def race(start, eta=0.5, updates=80):
    """Return two logistic nodes that start with the same wrong output (target 0): one learns with SE, one with
    cross-entropy, both by train().

    >>> race(0.98, updates=40)
    From output 0.98, after 40 updates: SE 0.9314, cross-entropy 0.0282. Below 1/2: SE not yet, cross-entropy after 5.
    """
    node = Network(weights=[[[0.0]]], biases=[[float(np.log(start / (1 - start)))]], activations="logistic")
    axes = Axes((0, updates), (0, 1), (60, 36, 430, 230), ticks=6, xlabel="updates", ylabel="output (target 0)")
    marks, ends, halves = [axes.frame()], [], []
    for row, (cost, label, color, dash) in enumerate(RIVALS):
        steps = train(node, [[1.0]], [[0.0]], eta, epochs=updates, cost=cost)
        outputs = np.array([start, *(forward(step.network, [[1.0]]).output[0, 0] for step in steps)])
        below = np.flatnonzero(outputs < 0.5)
        halves.append(f"{label} " + (f"after {below[0]}" if len(below) else "not yet"))
        ends.append(f"{label} {plain(outputs[-1])}")
        y = 70 + 70 * row
        marks += [axes.curve(np.arange(updates + 1), outputs, color=color, dash=dash),
                  legend_line(515, y, label, color, dash, gap=45, bold=True),
                  words(515, y + 24, f"at the end {plain(outputs[-1])}", size=14)]  # fmt: skip
    text = f"From output {plain(start, 2)}, after {updates} updates: {', '.join(ends)}. Below 1/2: {', '.join(halves)}."
    return card(690, 316, marks, text)
