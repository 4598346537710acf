"""What becomes of first weights that are fitting, equal or far too large."""

import numpy as np

from helpers.lessons.create_the_network.starts import GUESS, LONGEST, STARTS, XOR, learned
from helpers.network.network import forward
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import CREAM, GREY, WHITE
from helpers.pens.parts import boxed
from helpers.pens.picture import card, varying, words

LEFT, WIDE, FLAT = 96, 72, 0.01
NODES = ("b1", "b2", "b3", "c1")


def first_values(start, updates, seed=1):
    """Return the weights into three hidden nodes, all nodes' answers, and the error, after some updates on XOR.

    Nodes that start alike get the same changes and stay alike; too large weights put them where their curve is flat,
    and the output node, too: then it hands hardly any change on.

    >>> first_values("all equal", 2000)  # doctest: +NORMALIZE_WHITESPACE
    Start all equal, after 2,000 updates: these weights have moved by up to 2.47; the three columns are alike, so three
    nodes do the work of one. 3 of the 12 answers of b1 to b3 and 0 of the 4 of c1 are below 0.01 or above 0.99, where
    the curve is flat. The mean error is 0.098.
    """
    networks, errors = learned(start, seed)
    network = networks[updates]
    into = into_nodes(network)
    answers = np.hstack(forward(network, XOR[0]).out[1:])
    flat = np.abs(answers - 0.5) > 0.5 - FLAT
    pairs = [f"({x:.0f}, {y:.0f})" for x, y in XOR[0]]
    marks = table(40, "weights into", ("from a1", "from a2", "bias"), into, np.zeros_like(into))
    marks += table(190, "answers to", pairs, answers, flat)
    axes = Axes((0, LONGEST), (0, 0.5), (436, 40, 234, 222), xlabel="updates", title="mean error E", ticks=5)
    marks += [axes.frame(), axes.line((0, GUESS), (LONGEST, GUESS), color=GREY, dash="5 4"),
              varying(*(axes.curve(range(LONGEST + 1), learned(other, seed)[1], color=GREY, width=1.5)
                        for other in STARTS if other != start),
                      axes.curve(range(LONGEST + 1), errors), axes.dot(updates, errors[updates])),
              words(408, 322, "thick: this start; thin: the others", size=13, fill=GREY),
              words(408, 340, f"dashed: always answering 1/2 ({plain(GUESS, 3)})", size=13, fill=GREY)]  # fmt: skip
    text = (
        f"Start {start}, after {counted(updates, 'update')}: {likeness(into, into_nodes(networks[0]))}. "
        f"{flat[:, :3].sum()} of the 12 answers of b1 to b3 and {flat[:, 3].sum()} of the 4 of c1 are below 0.01 or "
        f"above 0.99, where the curve is flat. "
        f"The mean error is {plain(errors[updates], 3)}."
    )
    return card(700, 354, marks, text)


def table(top, title, names, values, lit):
    """Return the marks of a table with one column for each node, the hidden ones first."""
    marks = [words(14, top - 8, title, size=14)]
    marks += [words(LEFT + WIDE * (k + 0.5), top - 8, name, anchor="middle", size=14, bold=True)
              for k, name in enumerate(NODES[: values.shape[1]])]  # fmt: skip
    for row, (name, line) in enumerate(zip(names, values, strict=True)):
        y = top + 32 * row
        marks.append(words(14, y + 20, name, size=14))
        marks += [boxed(LEFT + WIDE * k, y, WIDE - 6, 28, plain(value, 2), size=14, rx=4, stroke=GREY,
                        fill=CREAM if lit[row, k] else WHITE) for k, value in enumerate(line)]  # fmt: skip
    return marks


def into_nodes(network):
    """Return one column for each hidden node: the weights that lead into it, and its bias weight."""
    return np.vstack([*network.weights[0], network.biases[0]])


def likeness(into, first):
    """Say how far the weights have moved, and whether the three columns are the same."""
    alike = np.abs(into - into[:, :1]).max() < 1e-9
    told = "are alike, so three nodes do the work of one" if alike else "differ"
    return f"these weights have moved by up to {plain(np.abs(into - first).max(), 2)}; the three columns {told}"
