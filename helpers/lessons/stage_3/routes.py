"""The chain rule, link by link: every route from one weight to the total error (book ch. 9-14)."""

import itertools
import math
from typing import NamedTuple

from helpers.network.backpropagation import trainable_cost
from helpers.network.checks import quiet
from helpers.network.costs import PAIRS, output_delta
from helpers.network.network import checked_examples, errors_of_examples, node_name, propagate
from helpers.network.parameters import Address


class Factor(NamedTuple):
    """One link of a chain: how fast one quantity answers to another, and the line of code that computes it.

    In `code`, `run` is forward(network, inputs).
    """

    symbol: str
    formula: str
    value: float
    code: str


class Route(NamedTuple):
    """One way from a weight to E: the nodes it passes, and the factors from E back to the weight."""

    nodes: tuple
    factors: tuple

    @property
    def product(self):
        """The product of the factors: what this route adds to the gradient."""
        return math.prod(factor.value for factor in self.factors)

    def __repr__(self):
        written = " · ".join(f"{factor.value:.4g}" for factor in self.factors)
        return f"E ← {' ← '.join(reversed(self.nodes))}: {written} = {self.product:.4g}"


@quiet
def chain(network, inputs, targets, name, cost="SE"):
    """Return every Route from one weight to the total error of one example; their products add up to its gradient.

    dE/dw = sum over routes of dE/dz · dz/dnet · weight · dout/dnet · ... · out of the node where w starts

    `inputs` is `(1, inputs)`, `targets` `(1, outputs)`, `name` a weight such as "w1" or "bw3". Where an output
    activation and a cost cancel (logistic with binary cross-entropy, softmax), the first two links are one:
    dE/dnet. Raises KeyError, TypeError or ValueError with a sentence. Book ch. 11-14.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> for route in chain(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w1"):
    ...     print(route)
    E ← c1 ← b1: 0.5934 · 0.2413 · 0.05 · 0.2092 · 0.15 = 0.0002246
    E ← c2 ← b1: -0.2647 · 0.1946 · 0.4 · 0.2092 · 0.15 = -0.0006466
    """
    inputs, targets = checked_examples(network, inputs, targets)
    if len(inputs) != 1:
        raise ValueError(f"chain follows one example, but there are {len(inputs)}. Write inputs[:1] and targets[:1]")
    cost = trainable_cost(network, targets, cost)
    if any(row.joint for row in network.layer_activations[:-1]):
        raise ValueError(
            "chain cannot go node by node through a hidden softmax layer, where every net input moves every output. "
            "Make that layer logistic, tanh or ReLU; gradients() knows softmax, too"
        )
    run, address = propagate(network, inputs), network.address(name)
    links = Links(network, run, targets, cost)
    ways = itertools.product([address.end], *map(range, network.sizes[address.layer + 2 :]))
    return tuple(links.route(address, way) for way in ways)


class Links:
    """The factors of one forward pass: each method returns the links of one kind."""

    def __init__(self, network, run, targets, cost):
        self.network, self.run, self.targets, self.cost = network, run, targets, cost
        self.last = len(network.sizes) - 1

    def route(self, address, way):
        """Return the Route that starts with the weight at an address and passes these nodes, one per layer."""
        layers = range(address.layer + 1, self.last + 1)
        nodes = [*zip(layers, way, strict=True)]
        factors = self.error(way[-1])
        for (layer, node), (_, after) in reversed([*itertools.pairwise(nodes)]):
            factors += [self.edge(layer, node, after), self.activation(layer, node)]
        factors.append(self.source(address))
        return Route(tuple(itertools.starmap(node_name, nodes)), tuple(factors))

    def error(self, node):
        """Return how E answers to the net input of an output node: two links, or one where they cancel."""
        activation, name = self.network.layer_activations[-1], node_name(self.last, node)
        errors = errors_of_examples(self.network, self.run, self.targets, self.cost)
        share = self.cost.over_examples.slope(errors)
        if activation.joint or (activation.name, self.cost.name) in PAIRS:
            delta = output_delta(self.cost, activation, self.run.net[-1], self.run.output, self.targets) * share
            code = f'gradients(network, inputs, targets, "{self.cost.name}").deltas[-1][0, {node}]'
            return [Factor(f"∂E/∂net {name}", "both in one", float(delta[0, node]), code)]
        slope = self.cost.slope(self.run.output, self.targets) * share
        code = f'COSTS["{self.cost.name}"].slope(run.output, targets)[0, {node}]'
        if share != 1:
            code = f"{share!r} * {code}"
        factor = Factor(f"∂E/∂{name}", self.cost.slope_formula, float(slope[0, node]), code)
        return [factor, self.activation(self.last, node)]

    def activation(self, layer, node):
        """Return how a node's output answers to its net input."""
        row, name = self.network.layer_activations[layer - 1], node_name(layer, node)
        code = f'ACTIVATIONS["{row.name}"].slope(run.net[{layer}])[0, {node}]'
        value = float(row.slope(self.run.net[layer])[0, node])
        return Factor(f"∂{name}/∂net {name}", row.derivative_formula.replace("out", name), value, code)

    def edge(self, layer, start, end):
        """Return how a node's net input answers to the output of a node before it: the weight between them."""
        weight = self.network.name(Address("w", layer, start, end))
        symbol = f"∂net {node_name(layer + 1, end)}/∂{node_name(layer, start)}"
        return Factor(symbol, weight, self.network[weight], f'network["{weight}"]')

    def source(self, address):
        """Return how a net input answers to the weight itself: what comes along the edge, 1 for a bias."""
        symbol = f"∂net {node_name(address.layer + 1, address.end)}/∂{self.network.name(address)}"
        if address.start is None:
            return Factor(symbol, "bias value", 1.0, "1")
        value = float(self.run.out[address.layer][0, address.start])
        code = f"run.out[{address.layer}][0, {address.start}]"
        return Factor(symbol, node_name(address.layer, address.start), value, code)
