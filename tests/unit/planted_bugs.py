"""Six wrong `gradients` functions, each with a mistake that people really make. The gradient check must catch them all.

They are called like `gradients` and work for logistic networks whose layers after the input are equally wide, as the
book's. Under each of them the error still falls for a while, so a falling error proves nothing (errata e30.5).
"""

import numpy as np

from helpers import forward, gradients
from helpers.gradients import Gradients


def _by_hand(network, inputs, targets, output_slope=True, hidden_slope=True, backwards=lambda weights: weights.T):
    """Return the gradients of SE, with the chosen factor left out or the matrix on the way back replaced."""
    out = forward(network, inputs).out
    slopes = [z * (1 - z) for z in out]
    deltas = [(out[-1] - np.asarray(targets)) * (slopes[-1] if output_slope else 1)]
    for layer in range(len(out) - 2, 0, -1):
        deltas.insert(0, deltas[0] @ backwards(network.weights[layer]) * (slopes[layer] if hidden_slope else 1))
    weights = tuple(before.T @ delta for before, delta in zip(out[:-1], deltas, strict=True))
    return Gradients(weights, tuple(delta.sum(axis=0) for delta in deltas), (None, *deltas))


def no_output_slope(network, inputs, targets, cost="SE"):
    """z (1 - z) is missing in the output layer."""
    return _by_hand(network, inputs, targets, output_slope=False)


def no_hidden_slope(network, inputs, targets, cost="SE"):
    """out (1 - out) is missing in the hidden layers."""
    return _by_hand(network, inputs, targets, hidden_slope=False)


def transposed_matrix(network, inputs, targets, cost="SE"):
    """The deltas go back through the matrix of the way forward: w6 and w7 change places."""
    return _by_hand(network, inputs, targets, backwards=lambda weights: weights)


def updated_weights(network, inputs, targets, cost="SE"):
    """The output weights are updated first, and the hidden layer's gradients use the new ones."""
    found = gradients(network, inputs, targets)
    new = {id(old): old - 0.5 * slope for old, slope in zip(network.weights, found.weights, strict=True)}
    return _by_hand(network, inputs, targets, backwards=lambda weights: new[id(weights)].T)


def flipped_sign(network, inputs, targets, cost="SE"):
    """One gradient, that of w7, has the wrong sign."""
    found = gradients(network, inputs, targets, cost)
    return found.with_values(w7=-found["w7"])


def forgotten_biases(network, inputs, targets, cost="SE"):
    """The bias weights get no gradient at all."""
    found = gradients(network, inputs, targets, cost)
    return found.with_arrays(found.weights, [np.zeros_like(bias) for bias in found.biases])


PLANTED_BUGS = [
    no_output_slope,
    no_hidden_slope,
    transposed_matrix,
    flipped_sign,
    forgotten_biases,
    updated_weights,
]
