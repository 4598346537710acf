"""Dropout, node by node: who is silent in one update, and that all speak afterwards (book ch. 35)."""

import numpy as np

from helpers.network import checks
from helpers.network.checks import listed
from helpers.network.dropout import thinned
from helpers.network.network import Network, propagate
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, WHITE
from helpers.pens.parts import encircled
from helpers.pens.picture import card, words

OUTPUTS = (0.9, 0.2, 0.6, 0.4, 0.8, 0.1, 0.7, 0.3)  # of eight hidden nodes, so that they are easy to add up
EXAMPLES = 3


def dropping():
    """Return the network of this picture: eight hidden nodes with OUTPUTS, and one node that adds them up."""
    return Network([[OUTPUTS], [[1.0]] * len(OUTPUTS)], [np.zeros(len(OUTPUTS)), [0.0]], ["ReLU", "linear"])


def silenced(probability, updates, seed=1):
    """Return what the hidden nodes say in each update, `(updates, examples, nodes)`, and what the next node gets.

    >>> out, net = silenced(0.5, 1)
    >>> out[0, 0].tolist(), round(float(net[0, 0]), 1)
    ([0.0, 0.4, 1.2, 0.8, 0.0, 0.0, 1.4, 0.6], 4.4)
    """
    network, random = dropping(), np.random.default_rng(seed)
    passes = [
        propagate(thinned(network, EXAMPLES, probability, random), np.ones((EXAMPLES, 1))) for _ in range(updates)
    ]
    return np.array([one.out[1] for one in passes]), np.array([one.net[2][:, 0] for one in passes])


@checks.quiet
def silent_nodes(probability, update=1):
    """Return three examples of one update with dropout, the nodes afterwards, and the running average of the sums.

    >>> silent_nodes(0.5, 1).text[:77]
    'Update 1: of 8 nodes 5, 2 and 6 speak, 2.00 times as loud; the next node gets'
    """
    out, net = silenced(probability, update)
    louder, total, marks = 1 / (1 - probability), sum(OUTPUTS), [words(560, 30, "sum", size=14, bold=True)]
    marks.append(
        words(20, 30, f"update {update}: those who speak are {plain(louder, 2)} times as loud", size=14, bold=True)
    )
    for row, (values, got) in enumerate(zip(out[-1], net[-1], strict=True)):
        marks += node_row(62 + 44 * row, f"example {row + 1}", values, values > 0, got)
    marks += node_row(206, "afterwards", OUTPUTS, [True] * len(OUTPUTS), total)
    sums = np.cumsum(net.ravel()) / np.arange(1, net.size + 1)
    axes = Axes(
        (0, max(30, net.size)), (0, 8), (150, 266, 380, 120), xlabel="sums so far", title="their average", ticks=5
    )
    marks += [axes.frame(), axes.line((0, total), (axes.x_range[1], total), color=GREY, dash="6 3"),
              axes.inside(axes.curve([*range(1, net.size + 1)], sums)), axes.rim_dot(net.size, sums[-1], color=BLUE),
              words(544, axes.at(0, total)[1] + 5, f"all speak: {plain(total, 1)}", size=14)]  # fmt: skip
    speaking, got = (out[-1] > 0).sum(axis=1).tolist(), [plain(one, 2) for one in net[-1]]
    text = (
        f"Update {update}: of {len(OUTPUTS)} nodes {listed(speaking)} speak, {plain(louder, 2)} times as loud; the "
        f"next node gets {listed(got)}. The average of all {net.size} sums is {plain(sums[-1], 2)}; afterwards all "
        f"speak, as loud as they are: {plain(total, 2)}."
    )
    return card(714, 436, marks, text)


def node_row(y, name, outputs, speaks, got):
    """Return one example: eight nodes, those that are silent crossed out, and what the next node gets."""
    marks = [words(20, y + 5, name, size=14)]
    for place, (value, loud) in enumerate(zip(outputs, speaks, strict=True)):
        text, ink, fill, dash = (plain(value, 2), BLACK, LIT, None) if loud else ("✗", GREY, WHITE, "3 3")
        marks.append(encircled(150 + 52 * place, y, 20, text, size=13, ink=ink, fill=fill, stroke=GREY,
                               stroke_dasharray=dash))  # fmt: skip
    return [*marks, words(560, y + 5, plain(got, 2), bold=True)]
