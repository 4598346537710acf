"""The network, and stages 1 and 2: forward propagation and total error (book ch. 2-8).

Conventions of the whole course, stated here once:

- Layers are a (input), b, c, ...; the last letter is the output. Nodes are a1, a2, b1, ...
- Examples are rows: inputs `(n, inputs)`, targets `(n, outputs)`.
- `weights[l]` has shape `(from, to)`, so that `net = out @ weights + bias_weights`. The book's W x is the transpose.
- Weights are numbered row by row through all layers (w1 = a1→b1, w2 = a1→b2, ...), bias weights node by node (bw1 ...).
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.activations import ACTIVATIONS
from helpers.network.costs import example_errors, fitting_cost
from helpers.network.parameters import Address, Parameters, node_name, read_only
from helpers.network.threads import fair

__all__ = ["STARTS", "Address", "ForwardPass", "Network", "create", "forward", "node_name", "total_error"]


@dataclass(frozen=True, eq=False, repr=False)
class Network(Parameters):
    """A feedforward network: weights, bias weights and one activation name per layer after the input.

    `weights[l]` is `(from, to)`, `biases[l]` is `(to,)`; both are copied and closed against changes.
    `activations` is one name for all layers or one per layer after the input. The numbers stay float32 only
    when all arrays are float32; otherwise they are float64. Raises TypeError or ValueError with a sentence. Book ch. 4.

    >>> Network(weights=[[[0.1, 0.2], [0.3, 0.4]]], biases=[[0.5, 0.6]], activations="logistic")
    2-2 network, logistic, 6 parameters
    """

    activations: tuple = "logistic"

    def __post_init__(self):
        dtype = _common_type(self.weights, self.biases)
        weights = _layers("weights", self.weights, 2, dtype)
        biases = _layers("biases", self.biases, 1, dtype)
        _check_fit(weights, biases)
        object.__setattr__(self, "weights", read_only(weights))
        object.__setattr__(self, "biases", read_only(biases))
        object.__setattr__(self, "activations", _activation_names(self.activations, len(weights)))

    @property
    def layer_activations(self):
        """The rows of ACTIVATIONS, one per layer after the input."""
        return [ACTIVATIONS[name] for name in self.activations]

    def __eq__(self, other):
        if not isinstance(other, Network):
            return NotImplemented
        mine, theirs = (self.weights + self.biases, other.weights + other.biases)
        return (self.activations, self.dtype) == (other.activations, other.dtype) and all(
            itertools.starmap(np.array_equal, itertools.zip_longest(mine, theirs))
        )

    __hash__ = None

    def __repr__(self):
        names = self.activations[:1] if len(set(self.activations)) == 1 else self.activations
        return f"{self.shape_name} network, {', '.join(names)}, {self.parameter_count:,} parameters"


def _common_type(weights, biases):
    given = [*_as_list("weights", weights), *_as_list("biases", biases)]
    all_float32 = all(getattr(array, "dtype", None) == np.float32 for array in given)
    return np.float32 if all_float32 else np.float64


def _as_list(name, arrays):
    if not isinstance(arrays, (list, tuple)) or not arrays:
        raise TypeError(f"{name} must be a list with one array per layer after the input, such as [first, second]")
    return arrays


def _layers(name, arrays, dimensions, dtype):
    checked = [checks.numeric_array(f"{name}[{layer}]", array, dtype).copy() for layer, array in enumerate(arrays)]
    wanted = {2: "(nodes from, nodes to)", 1: "(nodes,)"}[dimensions]
    for layer, array in enumerate(checked):
        if array.ndim != dimensions or not array.size:
            raise ValueError(f"{name}[{layer}] has shape {array.shape}, but must have shape {wanted}")
    return checked


def _check_fit(weights, biases):
    if len(weights) != len(biases):
        found = f"{len(weights)} weight arrays but {len(biases)} bias arrays"
        raise ValueError(f"there are {found}. Give one of each per layer after the input")
    for layer, (array, bias) in enumerate(zip(weights, biases, strict=True)):
        if bias.size != array.shape[1]:
            raise ValueError(
                f"biases[{layer}] has {bias.size} values, but weights[{layer}] leads to {array.shape[1]} nodes. "
                "Give one bias weight per node"
            )
        if layer and array.shape[0] != weights[layer - 1].shape[1]:
            raise ValueError(
                f"weights[{layer}] starts from {array.shape[0]} nodes, but weights[{layer - 1}] leads to "
                f"{weights[layer - 1].shape[1]}. Rows are the nodes an edge comes from, columns those it goes to"
            )


def _activation_names(activations, layers):
    names = (activations,) * layers if isinstance(activations, str) else activations
    if not isinstance(names, (list, tuple)):
        raise TypeError(f"activations is {activations!r}, but must be a name such as 'logistic', or a list of names")
    for name in names:
        checks.known("activation", name, ACTIVATIONS)
    if len(names) != layers:
        raise ValueError(
            f"activations has {len(names)} names, but there are {layers} layers after the input. "
            "Give one name for all layers, or one per layer"
        )
    return tuple(names)


class Start(NamedTuple):
    """How first weights are drawn: `weights(random, (from, to), activation)`, `biases(random, to)`, and in words."""

    weights: Callable
    biases: Callable
    words: str


def fitting_weights(random, shape, activation):
    """Return weights between -limit and +limit, which the layer's row of ACTIVATIONS says.

    >>> fitting_weights(np.random.default_rng(7), (6, 1), ACTIVATIONS["ReLU"]).round(1).ravel()
    array([ 0.3,  0.8,  0.6, -0.5, -0.4,  0.7])
    """
    limit = activation.start_limit(*shape)
    return random.uniform(-limit, limit, shape)


STARTS = {
    "fitting": Start(
        fitting_weights,
        lambda random, nodes: np.zeros(nodes),
        "weights uniform within the limit that fits the activation (Glorot; for ReLU He), bias weights 0",
    ),
    "standard normal": Start(
        lambda random, shape, activation: random.standard_normal(shape),
        lambda random, nodes: random.standard_normal(nodes),
        "weights and bias weights normal around 0 with standard deviation 1 (book ch. 35)",
    ),
}


LARGEST = 10**8  # parameters: 800 MB in float64


def create(*sizes, activations="logistic", seed=7, dtype=float, start="fitting"):
    """Return a network with random first weights and bias weights.

    `start` is a name in STARTS. "fitting" draws weights between -limit and +limit and sets bias weights to 0. The
    book's -1..1 (ch. 4) lets deep networks saturate, so each activation's row of ACTIVATIONS says the limit: Glorot's
    sqrt(6 / (from + to)), or for ReLU He's sqrt(6 / from). `sizes` are the nodes per layer, inputs first. The same seed
    gives the same network. `dtype` is float or np.float32.

    >>> create(64, 64, 2, seed=1)
    64-64-2 network, logistic, 4,290 parameters
    >>> round(float(create(784, 500, start="standard normal").weights[0].std()), 2)
    1.0
    """
    if len(sizes) < 2:
        raise ValueError("a network wants at least two layers, inputs first: write create(2, 2, 2)")
    sizes = [checks.whole_number("each layer's number of nodes", size) for size in sizes]
    count = sum((nodes + 1) * after for nodes, after in itertools.pairwise(sizes))
    if count > LARGEST:
        raise ValueError(f"these are {count:,} parameters, but at most {LARGEST:,} fit here. Take fewer nodes")
    names = _activation_names(activations, len(sizes) - 1)
    dtype = checks.float_type(dtype)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    drawn = checks.known("start", start, STARTS)
    weights, biases = [], []
    for name, shape in zip(names, itertools.pairwise(sizes), strict=True):
        weights.append(drawn.weights(random, shape, ACTIVATIONS[name]).astype(dtype))
        biases.append(drawn.biases(random, shape[1]).astype(dtype))
    return Network(weights, biases, names)


@dataclass(frozen=True, eq=False, repr=False)
class ForwardPass:
    """What a forward pass found, one entry per layer, counted from the input layer 0.

    `out[l]` and `net[l]` are `(n, nodes)`. `out[0]` are the inputs; `net[0]` is None, as input nodes only pass on.
    """

    net: tuple
    out: tuple

    @property
    def output(self):
        """The network's outputs z, `(n, outputs)`."""
        return self.out[-1]

    def __repr__(self):
        n, sizes = len(self.output), "-".join(str(out.shape[1]) for out in self.out)
        first = ", ".join(f"{z:.4f}" for z in self.output[0][:10])
        return f"forward pass of {n} example{'s' * (n > 1)} through {sizes}, first output [{first}]"


@checks.quiet
def forward(network, inputs):
    """Stage 1: send the inputs through the network, layer by layer.

    net = out of the layer before @ weights + bias_weights;  out = activation(net)

    `inputs` has shape `(n, inputs)`: one row per example, also when there is only one. Returns a `ForwardPass`.
    Raises TypeError or ValueError with a sentence for inputs that do not fit. Book ch. 5-7.

    >>> network = Network(weights=[[[0.10, 0.20], [0.12, 0.17]]], biases=[[0.80, 0.25]])
    >>> forward(network, [[0.15, 0.35]]).net[1].round(4)
    array([[0.857 , 0.3395]])
    """
    return propagate(network, checked_inputs(network, inputs))


def checked_inputs(network, inputs):
    """Return inputs as `(n, inputs)` of the network's dtype, or say what is wrong with them."""
    return checks.example_rows("inputs", inputs, network.sizes[0], f"{network.shape_name} network", network.dtype)


def checked_examples(network, inputs, targets):
    """Return inputs and targets as arrays of the network's dtype with equally many rows, or say what is wrong."""
    inputs = checked_inputs(network, inputs)
    owner = f"{network.shape_name} network"
    targets = checks.example_rows("targets", targets, network.sizes[-1], owner, network.dtype)
    return inputs, checks.same_length(inputs, targets)


class Layers(NamedTuple):
    """What `propagate` and `backward` need of a network: one that is thinned or stacked is made of these alone."""

    weights: tuple
    biases: tuple
    layer_activations: list


def propagate(network, inputs):
    """Do the work of `forward` for inputs that are already checked; `network` may be bare `Layers`."""
    given = inputs.view()
    given.flags.writeable = False  # out[0] must not become a back door to the caller's array
    nets, outs = [None], [given]
    layers = zip(network.weights, network.biases, network.layer_activations, strict=True)
    with fair(len(inputs) * sum([weights.size for weights in network.weights])):
        for weights, bias_weights, activation in layers:
            net = outs[-1] @ weights
            net += bias_weights  # in the same memory: one array less per layer
            nets.append(net)
            outs.append(activation.function(net))  # without checks
    return ForwardPass(tuple(nets), tuple(outs))


@checks.quiet
def total_error(network, inputs, targets, cost="SE"):
    """Stage 2: return how wrong the network is, as one float.

    SE = 1/2 sum (t - z)^2 over outputs and examples; the other formulas are the rows of COSTS.

    `inputs` is `(n, inputs)`, `targets` `(n, outputs)`. SE and SSE add the examples up, MSE averages them, RMS is the
    root of MSE; all others average. Raises TypeError or ValueError with a sentence. Book ch. 8.

    >>> network = Network(weights=[[[1.0]]], biases=[[0.0]], activations="linear")
    >>> total_error(network, inputs=[[1.0]], targets=[[5.0]])
    8.0
    """
    inputs, targets = checked_examples(network, inputs, targets)
    cost = fitting_cost(cost, network.layer_activations[-1], targets)
    return float(cost.over_examples.total(errors_of_examples(network, propagate(network, inputs), targets, cost)))


def errors_of_examples(network, passed, targets, cost):
    """Return the error of each example after a forward pass, shape `(n,)`; `cost` is a row of COSTS."""
    return example_errors(cost, network.layer_activations[-1], passed.net[-1], passed.output, targets)
