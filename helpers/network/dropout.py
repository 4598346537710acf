"""Dropout: in each update a part of the hidden nodes is silent, so that none relies on its neighbours alone."""

from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.activations import Activation
from helpers.network.network import Layers


class Masked(NamedTuple):
    """An activation some of whose nodes are silent: out = activation(net) * mask, all of shape `(n, nodes)`."""

    activation: Activation
    mask: np.ndarray

    def function(self, net):
        """Return the outputs of the nodes that are left, and 0 for the silent ones."""
        return self.activation.function(net) * self.mask

    def backward(self, net, out, d_out):
        """Return dE/dnet from dE/dout: a silent node passes nothing back either."""
        d_out *= self.mask
        return self.activation.backward(net, self.activation.function(net), d_out)


def thinner(dropout, seed):
    """Return the function that thins a network for one update on n examples; with dropout 0 it stays as it is."""
    wanted = "a probability from 0 to below 1, such as 0.2"
    dropout = checks.real_number("dropout", dropout, wanted, at_least=0, below=1)
    random = np.random.default_rng([seed, 1])  # apart from the order of the examples, which dropout leaves alone
    return lambda network, n: thinned(network, n, dropout, random) if dropout else network


def thinned(network, n, dropout, random):
    """Return the Layers for one update on n examples: each hidden node is silent with the probability `dropout`.

    mask = 1 / (1 - dropout) with the probability 1 - dropout, else 0

    Every example has its own mask, drawn by `random`. As the nodes that speak are that much louder, a node's output is
    on average what it is without dropout, and the trained network is used as it is. Srivastava and others 2014.

    >>> from helpers import create
    >>> thin = thinned(create(3, 8, 2, dtype=np.float32), 2, 0.5, np.random.default_rng(1))
    >>> thin.layer_activations[0].mask[1]
    array([0., 0., 2., 0., 0., 2., 0., 0.], dtype=float32)
    """
    *hidden, last = network.layer_activations
    masks = (_mask((n, nodes), dropout, random, network.dtype) for nodes in network.sizes[1:-1])
    masked = [Masked(*pair) for pair in zip(hidden, masks, strict=True)]
    return Layers(network.weights, network.biases, [*masked, last])


def _mask(shape, dropout, random, dtype):
    louder = dtype.type(1 / (1 - dropout))
    return (random.random(shape, dtype=np.float32) >= dropout) * louder
