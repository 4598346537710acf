"""The network of the playground, told in a short text: "4, 2" are two hidden layers, of 4 and of 2 nodes."""

import re

from helpers.network import checks
from helpers.network.costs import COSTS
from helpers.network.network import create

MOST_LAYERS, MOST_NODES = 4, 8
ACTIVATIONS = ("tanh", "logistic", "ReLU", "linear")  # of hidden layers; a click goes from one to the next
FITTING = "fitting"  # the cost that fits the target
COST_CHOICES = (FITTING, *(row.name for row in COSTS.values() if not row.needs_0_1))


def layers_of(text):
    """Return the hidden layers' nodes that a text tells: 0 to 4 layers of 1 to 8 nodes, "" or "0" for none.

    Raises TypeError or ValueError with a sentence.

    >>> layers_of("4, 2"), layers_of(""), layers_of("8-8-")
    ((4, 2), (), (8, 8))
    """
    if not isinstance(text, str):
        raise TypeError(f"hidden layers are {text!r}, but must be a text with the hidden layers' nodes, such as '4, 2'")
    found = re.split(r"[\s,;x-]+", text.strip(" ,;").rstrip("x-"))
    found = [] if found in ([""], ["0"]) else found
    if not all(re.fullmatch("[0-9]{1,9}", one) and 1 <= int(one) <= MOST_NODES for one in found):
        raise ValueError(
            f"hidden layers are {text[:40]!r}, but each hidden layer has 1 to {MOST_NODES} nodes: type 4, 2"
        )
    if len(found) > MOST_LAYERS:
        raise ValueError(f"{len(found)} hidden layers are told, but at most {MOST_LAYERS} fit: type 4, 2")
    return tuple(map(int, found))


def activations_of(text, count):
    """Return the activation of each of so many hidden layers: one name for all, or names in a row.

    A row that is too short goes on with its last name, one that is too long is cut: so layers may come and go.

    >>> activations_of("tanh", 2), activations_of("tanh, ReLU", 3), activations_of("tanh, ReLU", 1)
    (('tanh', 'tanh'), ('tanh', 'ReLU', 'ReLU'), ('tanh',))
    """
    if not isinstance(text, str):
        raise TypeError(f"activation is {text!r}, but must be a text, such as 'tanh' or 'tanh, ReLU'")
    names = [name.strip() for name in text.split(",")]
    for name in names:
        checks.known("activation", name, dict.fromkeys(ACTIVATIONS))
    return tuple((names + names[-1:] * count)[:count])


def other_layers(layers):
    """Yield what the buttons + and − make of the layers: (what it does in words, the new layers).

    >>> dict(other_layers((2,)))["one node more in layer b"], dict(other_layers(()))
    ((3,), {'one hidden layer more': (2,)})
    """
    if len(layers) < MOST_LAYERS:
        yield "one hidden layer more", (*layers, 2)
    if layers:
        yield "one hidden layer fewer", layers[:-1]
    for place, nodes in enumerate(layers):
        letter = chr(ord("b") + place)
        for change, words in ((1, "more"), (-1, "fewer")):
            if 1 <= nodes + change <= MOST_NODES:
                yield f"one node {words} in layer {letter}", (*layers[:place], nodes + change, *layers[place + 1 :])


def built(data, layers, activations=(), seed=1, start="fitting"):
    """Return the network for some Data with these hidden layers, as `create` starts it.

    The output layer follows from the data: see `Data.ending`.

    >>> from helpers.lessons.playground.data import Data, class_targets, parted
    >>> points = [[0.0, 0], [0, 1], [1, 0], [1, 1]]
    >>> import numpy as np
    >>> data = Data(*parted(np.array(points), class_targets([0, 1, 1, 0], 2), 0.5), ("x1", "x2"), ("no", "yes"))
    >>> built(data, (3,), ["tanh"])
    2-3-1 network, tanh, logistic, 13 parameters
    """
    sizes = (len(data.names), *layers, data.outputs)
    return create(*sizes, activations=[*activations, data.ending[0]], seed=seed, start=start)


def grown(fresh, old, names, old_names):
    """Return a network that keeps what an old one has learned, as far as both have the same nodes.

    `fresh` says how large it is, and gives the numbers of what is new; `names` are the inputs of each. A node is the
    same where its layer and number are; an output is the same, too, as long as the last hidden layer is.

    >>> from helpers import create
    >>> old, fresh = create(1, 2, 1, seed=1), create(2, 3, 1, seed=2)
    >>> grown(fresh, old, ("x1", "x2"), ("x1",)).weights[0].round(2).tolist() == [
    ...     [*old.weights[0][0].round(2), fresh.weights[0][0, 2].round(2)], fresh.weights[0][1].round(2).tolist()]
    True
    """
    weights, biases = [array.copy() for array in fresh.weights], [array.copy() for array in fresh.biases]
    rows = [(names.index(name), place) for place, name in enumerate(old_names) if name in names]
    layers = len(weights) if len(weights) == len(old.weights) else min(len(weights), len(old.weights)) - 1
    for layer in range(layers):
        columns = min(weights[layer].shape[1], old.weights[layer].shape[1])
        if layer == len(weights) - 1 and weights[layer].shape[1] != old.weights[layer].shape[1]:
            break  # other outputs: none of them means the same
        for here, there in rows:
            weights[layer][here, :columns] = old.weights[layer][there, :columns]
        biases[layer][:columns] = old.biases[layer][:columns]
        rows = [(place, place) for place in range(columns)]
    return fresh.with_arrays(weights, biases)
