"""Stage 5: update the weights (book ch. 20-22)."""

import numpy as np

from helpers import checks
from helpers.gradients import Gradients
from helpers.network import quiet


def update(network, gradients, eta):
    """Stage 5: return a new network, one step of gradient descent away.

    w_new = w - eta * dE/dw, for weights and bias weights alike, all with the old network's gradients.

    `eta` is the learning rate, a number of 0 or more. Raises TypeError or ValueError with a sentence. Book ch. 22.

    >>> from helpers.gradients import gradients
    >>> from helpers.network import Network
    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> update(network, gradients(network, [[3.0]], [[5.0]]), eta=0.5)["w1"]
    0.5
    """
    eta = checks.learning_rate(eta)
    if not isinstance(gradients, Gradients):
        raise TypeError(
            "update wants what gradients() returns: update(network, gradients(network, inputs, targets), eta)"
        )
    if gradients.sizes != network.sizes:
        theirs, ours = gradients.shape_name, network.shape_name
        raise ValueError(f"these gradients belong to a {theirs} network, but this one is {ours}")
    return descend(network, [eta * slope for slope in gradients.weights], [eta * slope for slope in gradients.biases])


@quiet
def descend(network, weight_steps, bias_steps):
    """Return the network with every step subtracted from its weight; the steps' arrays become the new weights."""
    weights = [np.subtract(old, step, out=step) for old, step in zip(network.weights, weight_steps, strict=True)]
    biases = [np.subtract(old, step, out=step) for old, step in zip(network.biases, bias_steps, strict=True)]
    return network.with_arrays(weights, biases)
