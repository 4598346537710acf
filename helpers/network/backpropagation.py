"""Stage 3: the gradients, by backpropagation (book ch. 9-15)."""

from dataclasses import dataclass

from helpers.network.checks import quiet
from helpers.network.costs import fitting_cost, output_delta
from helpers.network.network import checked_examples, errors_of_examples, propagate
from helpers.network.parameters import Parameters, read_only
from helpers.network.threads import fair


@dataclass(frozen=True, eq=False, repr=False)
class Gradients(Parameters):
    """dE/dw for every weight and bias weight, in the shape of the network, and the node deltas.

    `gradients["w5"]` is dE/dw5. `deltas[l]` is dE/dnet of layer l, `(n, nodes)`, one row per example; the index is
    that of the forward pass, so `deltas[0]` is None.
    """

    deltas: tuple

    def __repr__(self):
        largest = max(abs(array).max() for array in self.weights + self.biases)
        return f"{self.parameter_count:,} gradients of a {self.shape_name} network, the largest {largest:.4g} in size"


@quiet
def gradients(network, inputs, targets, cost="SE"):
    """Stage 3: return the derivative of `total_error` by every weight and bias weight.

    output layer: delta = dE/dz * dz/dnet;  before it: delta = (delta of the next layer @ weights.T) * dout/dnet
    weight: dE/dw = out of the node it comes from * delta of the node it goes to;  bias weight: dE/dbw = delta

    `inputs` is `(n, inputs)`, `targets` `(n, outputs)`; over n examples the products are added up, as E adds
    up or averages the examples. Raises ValueError for step and sign, which have no usable slope. Book ch. 11-14.

    >>> from helpers import Network
    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> gradients(network, inputs=[[3.0]], targets=[[5.0]])["w1"]
    3.0
    """
    inputs, targets = checked_examples(network, inputs, targets)
    cost = trainable_cost(network, targets, cost)
    passed = propagate(network, inputs)
    errors = errors_of_examples(network, passed, targets, cost)
    with fair(2 * len(inputs) * network.weight_count):
        layers = [*backward(network, passed, targets, cost, errors)]
    weights, biases, deltas = zip(*reversed(layers), strict=True)
    return Gradients(read_only(weights), read_only(biases), (None, *deltas))


def trainable_cost(network, targets, cost):
    """Return the row of COSTS when gradients can train this network with it, or say why not."""
    for row in network.layer_activations:
        if row.untrainable:
            raise ValueError(
                f"{row.name} cannot be trained by gradients: {row.untrainable}. Take logistic, tanh or ReLU instead"
            )
    return fitting_cost(cost, network.layer_activations[-1], targets)


def backward(network, passed, targets, cost, errors, factor=1.0):
    """Yield dE/dweights, dE/dbias_weights and the deltas of one layer after the other, from the output back.

    `passed` is a forward pass, `cost` a row of COSTS and `errors` the error of each example. `factor` multiplies
    everything: `train` puts the learning rate here, where the arrays are small.
    """
    activations = network.layer_activations
    delta = output_delta(cost, activations[-1], passed.net[-1], passed.output, targets)
    delta = delta * (factor * cost.over_examples.slope(errors))
    for layer in reversed(range(len(activations))):
        yield passed.out[layer].T @ delta, delta.sum(axis=0), delta
        if layer:
            d_out = delta @ network.weights[layer].T
            delta = activations[layer - 1].backward(passed.net[layer], passed.out[layer], d_out)
