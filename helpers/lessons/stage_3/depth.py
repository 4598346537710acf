"""A chain of many hidden layers, and the work of finding all gradients in two ways (book ch. 13 and 14)."""

from helpers.network.network import Network

INPUT = 0.5  # what comes into the chain


def chain_network(layers, weight, bias, activation):
    """Return a chain of hidden nodes, one per layer, all with the same weight and bias weight, and a linear output.

    >>> chain_network(2, 1.5, 0, "tanh")
    1-1-1-1 network, tanh, tanh, linear, 6 parameters
    """
    return Network([[[weight]]] * (layers + 1), [[bias]] * layers + [[0.0]], [activation] * layers + ["linear"])


def work_counts(size):
    """Return the multiplications by weights for all gradients of a size-size-size network: (by moving, by going back).

    Moving: two forward passes per weight and bias weight. Backpropagation: one forward pass, then one product per
    weight for its gradient and one per weight of the last layer for the deltas.

    >>> work_counts(2)
    (192, 20)
    """
    edges = 2 * size * size
    parameters = edges + 2 * size
    return 2 * parameters * edges, edges + edges + size * size
