"""The error as a landscape: the total error for many values of some weights at once (book ch. 9, 16 and 20)."""

import numpy as np

from helpers.network import checks
from helpers.network.costs import fitting_cost
from helpers.network.network import Layers, checked_examples, errors_of_examples, propagate


@checks.quiet
def landscape(network, inputs, targets, cost="SE", **values):
    """Return the total error E once for each of the given values of one weight, or of several weights together.

    landscape(network, inputs, targets, w5=[0, 0.1])[k] = total_error(network.with_values(w5=values[k]), ...)

    `inputs` is `(n, inputs)`, `targets` `(n, outputs)`; each keyword is a weight's name with numbers of shape `(k,)`,
    and the result is `(k,)`. All k networks are sent forward together. The literature says loss landscape. Raises
    KeyError, TypeError or ValueError with a sentence. Book ch. 9.

    >>> from helpers import Network
    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> landscape(network, inputs=[[3.0]], targets=[[5.0]], w1=[1, 2])
    array([2. , 0.5])
    """
    inputs, targets = checked_examples(network, inputs, targets)
    cost = fitting_cost(cost, network.layer_activations[-1], targets)
    networks = _stack(network, {name: checks.numeric_array(name, row, network.dtype) for name, row in values.items()})
    errors = errors_of_examples(networks, propagate(networks, inputs), targets, cost)
    return np.array([cost.over_examples.total(of_one_network) for of_one_network in errors])


def _stack(network, values):
    """Return k networks as Layers, whose arrays have one more axis in front: weights `(k, from, to)`."""
    if len({array.shape for array in values.values()}) != 1 or any(array.ndim != 1 for array in values.values()):
        raise ValueError("give each weight a list of numbers, all of the same length, such as w5=[0, 0.1, 0.2]")
    count = len(next(iter(values.values())))
    weights = [np.repeat(array[None], count, axis=0) for array in network.weights]
    biases = [np.repeat(array[None, None], count, axis=0) for array in network.biases]
    for name, array in values.items():
        kind, layer, start, end = network.address(name)
        if kind == "w":
            weights[layer][:, start, end] = array
        else:
            biases[layer][:, 0, end] = array
    return Layers(weights, biases, network.layer_activations)
