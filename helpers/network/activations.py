"""Activation functions: one row of `ACTIVATIONS` each (book ch. 5, 11 and 38).

`net` is a node's net input and `out` its output. A row holds the function, its derivative
d out / d net as a function of (net, out), the formula and the range in words, and how wide the
first random weights may be. The derivatives use whichever of net and out is at hand and exact.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.network import checks


@dataclass(frozen=True)
class Activation:
    """One activation function. The literature also says transfer function.

    `untrainable` says in words why gradients cannot train it ("" when they can);
    `in_0_1` tells costs with logarithms that the outputs lie between 0 and 1;
    `joint` replaces the node-by-node backward step where nodes of a layer share their output.
    """

    name: str
    function: Callable
    derivative: Callable
    formula: str
    derivative_formula: str
    range: str
    start_limit: Callable
    in_0_1: bool = False
    untrainable: str = ""
    joint: Callable | None = None

    @checks.quiet
    def __call__(self, net):
        """Return the outputs for the net inputs: any shape, or `(n, nodes)` for softmax.

        Whole numbers and lists become float64. Raises TypeError or ValueError with a sentence for what is no number.

        >>> float(ACTIVATIONS["logistic"](0))
        0.5
        """
        return self.function(checks.floats("net", net).copy())

    @checks.quiet
    def slope(self, net):
        """Return d out / d net at `net`, node by node.

        >>> float(ACTIVATIONS["tanh"].slope(0))
        1.0
        """
        net = checks.floats("net", net)
        out = self.function(net)
        return self.derivative(net, out) * np.ones_like(out)

    def backward(self, net, out, d_out):
        """Return dE/dnet from dE/dout, all of shape `(n, nodes)`: the middle factor of the chain rule (book ch. 11).

        The result takes the memory of d_out, which its maker needs no more.
        """
        if self.joint:
            return self.joint(out, d_out)
        return np.multiply(d_out, self.derivative(net, out), out=d_out)


def logistic(net):
    """Return 1 / (1 + e^-net), for net inputs of any size (book ch. 5; also called sigmoid).

    >>> round(float(logistic(0.857)), 4)
    0.702
    """
    small = np.exp(-np.abs(net))  # e^-|net| cannot overflow
    return np.where(net >= 0, 1, small) / (1 + small)


def logistic_slope(net, out):
    """Return out (1 - out); a node of softmax has the same slope by its own net input."""
    return out * (1 - out)


def flat(net, out):
    """Return 0: the slope of a curve of steps, wherever it has one."""
    return np.zeros_like(out)


def softmax(net):
    """Return e^net_j / sum_k e^net_k over the nodes of a layer, shape `(n, nodes)` (book ch. 35).

    Whole numbers and lists become float64. Raises TypeError or ValueError with a sentence for what is no number.

    >>> softmax([[0, 0, np.log(2)]])
    array([[0.25, 0.25, 0.5 ]])
    """
    return ACTIVATIONS["softmax"](net)


def shares(net):
    """Return softmax of a layer's net inputs, which are floats.

    >>> shares(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    """
    if not net.size:
        raise ValueError("net is empty, but softmax shares 1 among at least one node")
    powers = np.exp(net - net.max(axis=-1, keepdims=True))  # the largest becomes e^0, so none overflows
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax_backward(out, d_out):
    """Return dE/dnet_j = out_j (dE/dout_j - sum_k dE/dout_k out_k): a net input moves every output of its layer.

    >>> softmax_backward(np.array([[0.25, 0.75]]), np.array([[1.0, 0.0]]))
    array([[ 0.1875, -0.1875]])
    """
    return out * (d_out - (d_out * out).sum(axis=-1, keepdims=True))


def glorot(nodes_in, nodes_out):
    """Return sqrt(6 / (nodes_in + nodes_out)), the limit of the first weights (Glorot and Bengio 2010).

    >>> round(glorot(2, 2), 4)
    1.2247
    """
    return (6 / (nodes_in + nodes_out)) ** 0.5


def he(nodes_in, nodes_out):
    """Return sqrt(6 / nodes_in): wider than `glorot`, as ReLU silences half of its nodes (He et al. 2015).

    >>> he(6, 2)
    1.0
    """
    return (6 / nodes_in) ** 0.5


FLAT = "its curve is flat wherever it has a slope at all, so every gradient would be 0 and no weight would ever move"

ACTIVATIONS = {
    row.name: row
    for row in [
        Activation("linear", lambda net: net, lambda net, out: np.ones_like(out), "net", "1", "any number", glorot),
        Activation(
            "step",
            lambda net: np.heaviside(net, 1),
            flat,
            "0 for net < 0, 1 for net >= 0",
            "0 (none at net = 0)",
            "0 or 1",
            glorot,
            untrainable=FLAT,
        ),
        Activation(
            "sign",
            np.sign,
            flat,
            "-1 for net < 0, 0 for net = 0, 1 for net > 0",
            "0 (none at net = 0)",
            "-1, 0 or 1",
            glorot,
            untrainable=FLAT,
        ),
        Activation(
            "logistic",
            logistic,
            logistic_slope,
            "1 / (1 + e^-net)",
            "out (1 - out)",
            "between 0 and 1",
            glorot,
            in_0_1=True,
        ),
        Activation(
            "tanh",
            np.tanh,
            lambda net, out: 1 - out * out,
            "(e^net - e^-net) / (e^net + e^-net)",
            "1 - out^2",
            "between -1 and 1",
            glorot,
        ),
        Activation(
            "ReLU",
            lambda net: np.maximum(net, 0),
            lambda net, out: out > 0,
            "max(0, net)",
            "0 for net <= 0, 1 for net > 0",
            "0 or more",
            he,
        ),
        Activation(
            "softmax",
            shares,
            logistic_slope,
            "e^net_j / (e^net_1 + e^net_2 + ...)",
            "out_j (1 - out_j) for a node's own net input",
            "between 0 and 1, adding up to 1 over the layer",
            glorot,
            in_0_1=True,
            joint=softmax_backward,
        ),
    ]
}
