"""The deltas on their way back through the network (book ch. 13)."""

import math

from helpers.lessons.stage_1.drawings.plots import running_sum
from helpers.lessons.stage_3.drawings.paths import edge_name
from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.network import Address, forward, node_name, total_error
from helpers.pens.diagram import Paper, diagram
from helpers.pens.numerals import added, bracketed, plain, signed
from helpers.pens.palette import BLACK, BLUE, ORANGE_INK
from helpers.pens.picture import card, tag, words


@checks.quiet
def backward_journey(moment, network, inputs, targets):
    """Return one moment of the way back: the deltas of the outputs, then of each layer before (book ch. 13 and 14).

    moment counts from 0 (only E is known) to backward_length(network).

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> backward_journey(3, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)  # doctest: +NORMALIZE_WHITESPACE
    Back to b1: every delta of layer c comes over its edge, times the weight; added up: 0.1432 · 0.05 + (−0.0515) ·
    0.40 = −0.0134.
    """
    run, found = forward(network, inputs), gradients(network, inputs, targets)
    turns = [*way_back(network)]
    text, lit = turn_text(moment, turns, network, inputs, targets, run, found)
    lit = None if moment >= len(turns) else lit  # at the end nothing is pale
    base = diagram(network, run, targets=targets[0], highlight=lit, text=text)
    paper, notes = Paper(network.sizes, base.width), arrows_back(turns, moment, network, found)
    for layer, row, part in turns[:moment]:
        if part == "delta":
            (x, y), delta = paper.rows[layer][row], found.deltas[layer][0, row]
            aside = {} if layer == len(network.sizes) - 1 else {"anchor": "end"}  # on the right stand the weights
            notes.append(delta_label(x - 20 if aside else x + 20, y - paper.radius - 5, "δ", delta, **aside))
    return card(base.width, base.height, [base.marks, *notes], text)


def delta_label(x, y, name, value, **style):
    """Return a number that belongs to a node on the way back, blue above 0 and orange below, as edges are."""
    fill = ORANGE_INK if value < 0 else BLUE
    number = signed(value) if abs(value) < 1e6 else "?"
    return words(x, y, f"{name} {number}".strip(), size=14, bold=True, fill=fill, halo=True, **style)


def arrows_back(turns, moment, network, found):
    """Return the arrows of a moment at which deltas come back to a hidden node, and their sum; else nothing."""
    layer, row, part = turns[moment - 1] if moment else (0, 0, "")
    if part != "sum":
        return []
    paper = Paper(network.sizes, 700)
    x, y = paper.rows[layer][row]
    total = found.deltas[layer + 1][0] @ network.weights[layer][row]
    marks = [delta_label(x - 20, y - paper.radius - 5, "sum", total, anchor="end")]
    for end, (from_x, from_y) in paper.rows[layer + 1].items():
        far = math.hypot(from_x - x, from_y - y)
        dx, dy = (from_x - x) / far, (from_y - y) / far  # from the node towards where the delta comes from
        tip, tail = paper.radius + 4, paper.radius + 22
        head = (f"M{x + tip * dx:.1f} {y + tip * dy:.1f}L{x + tail * dx - 8 * dy:.1f} {y + tail * dy + 8 * dx:.1f}"
                f"L{x + tail * dx + 8 * dy:.1f} {y + tail * dy - 8 * dx:.1f}Z")  # fmt: skip
        share = found.deltas[layer + 1][0, end] * network.weights[layer][row, end]
        marks += [tag("path", d=head, fill=BLACK),
                  delta_label(x + 168 * dx, y + 168 * dy - 12, "", share, anchor="middle")]  # fmt: skip
    return marks


def way_back(network):
    """Yield the moments of the way back: (layer, node, "sum") for a hidden node, then (layer, node, "delta")."""
    last = len(network.sizes) - 1
    for layer in range(last, 0, -1):
        for row in range(network.sizes[layer]):
            if layer < last:
                yield layer, row, "sum"
            yield layer, row, "delta"


def backward_length(network):
    """Return the number of the last moment of the way back.

    >>> from helpers import BOOK_NETWORK
    >>> backward_length(BOOK_NETWORK)
    6
    """
    return len([*way_back(network)])


def turn_text(moment, turns, network, inputs, targets, run, found):
    """Return the sentence of one moment and the names that are lit."""
    last = len(network.sizes) - 1
    if moment == 0:
        text = f"The example has gone forward: E = {plain(total_error(network, inputs, targets))}. Now the way back."
        return text, {node_name(last, row) for row in range(network.sizes[last])}
    layer, row, part = turns[moment - 1]
    name, delta = node_name(layer, row), signed(found.deltas[layer][0, row])
    slope = plain(network.layer_activations[layer - 1].slope(run.net[layer])[0, row])
    if layer == last:
        wrong = bracketed(run.output[0, row] - targets[0][row], 4)
        return f"Delta of {name}: (output − target) · slope of {name} = {wrong} · {slope} = {delta}.", {name}
    nodes = [node_name(layer + 1, end) for end in range(network.sizes[layer + 1])]
    deltas, weights = found.deltas[layer + 1][0], network.weights[layer][row]
    total = bracketed(deltas @ weights, 4)
    if part == "delta":
        return f"Delta of {name}: that sum times the slope of {name} = {total} · {slope} = {delta}.", {name}
    terms = " + ".join(f"{bracketed(d, 4)} · {bracketed(w)}" for d, w in zip(deltas, weights, strict=True))
    text = (
        f"Back to {name}: every delta of layer {nodes[0][0]} comes over its edge, times the weight; "
        f"added up: {terms} = {plain(deltas @ weights)}."
    )
    return text, {name, *nodes, *(edge_name(network, name, one) for one in nodes)}


@checks.quiet
def delta_sum(network, inputs, targets, node="b1"):
    """Return the sum that makes a hidden node's delta: each later delta times the weight between (book ch. 13).

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> delta_sum(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)  # doctest: +NORMALIZE_WHITESPACE
    For b1: 0.0072 − 0.0206 = −0.0134. Times its slope 0.2092 this is δb1 = −0.0028, the gradient of bw1; times a1 it
    is that of w1, −0.000422.
    """
    found, run = gradients(network, inputs, targets), forward(network, inputs)
    hidden = [node_name(layer, row) for layer, size in enumerate(network.sizes[:-1]) if layer for row in range(size)]
    checks.known("hidden node", node, dict.fromkeys(hidden))
    layer, row = ord(node[0]) - ord("a"), int(node[1:]) - 1
    nodes = [node_name(layer + 1, end) for end in range(network.sizes[layer + 1])]
    deltas, weights = found.deltas[layer + 1][0], network.weights[layer][row]
    products = deltas * weights
    names = [f"δ{one}·{edge_name(network, node, one)}" for one in nodes]
    written = [f"{bracketed(d, 4)} · {bracketed(w)}" for d, w in zip(deltas, weights, strict=True)]
    slope = network.layer_activations[layer - 1].slope(run.net[layer])[0, row]
    bias, first = (network.name(Address(kind, layer - 1, start, row)) for kind, start in (("bw", None), ("w", 0)))
    text = (
        f"For {node}: {added(products, 4)} = {plain(products.sum())}. Times its slope {plain(slope)} this is δ{node} = "
        f"{signed(found[bias])}, the gradient of {bias}; times {node_name(layer - 1, 0)} it is that of {first}, "
        f"{signed(found[first], 6)}."
    )
    return running_sum(names, written, products, "sum", text, decimals=4, room=0.1, left=320)
