"""Networks and examples that many tests ask: the book's, random ones, and such as no picture may break at.

And code as a learner's cell has it.
"""

import builtins
import linecache

import numpy as np
import pytest
from scipy.special import expit, softmax

from helpers import Network, create, gradients, total_error, train

BOOK = Network(
    weights=[[[0.10, 0.20], [0.12, 0.17]], [[0.05, 0.40], [0.33, 0.07]]], biases=[[0.80, 0.25], [0.15, 0.70]]
)
XOR, XOR_TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
RUN_START = create(2, 4, 1, activations="tanh", seed=1)
RUN = list(train(RUN_START, XOR, XOR_TARGETS, eta=0.5, epochs=60))
LINEAR = create(2, 2, 1, activations="linear", seed=1)
DIVERGED = list(train(LINEAR, XOR, XOR_TARGETS, eta=9.0, epochs=80))
CHICKEN = [[0.15, 0.35]], [[0, 1]]  # the book's example
DEEP_SQUARE = create(4, 4, 4, 4, seed=3)
DEEP_EXAMPLE = [[0.5, -0.3, 0.8, 0.1]], [[1, 0, 0, 1]]
STOP_RUN = [step.error for step in train(BOOK, *CHICKEN, eta=0.5, epochs=301)]
THRESHOLDS = (0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0.0001, 0.00001)


GAUGE_STOPS = (0, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 9)


def random_case(seed):
    """Return a 2-2-2 logistic network and one example, every number random."""
    random = np.random.default_rng(seed)
    network = Network(list(random.normal(0, 1, (2, 2, 2))), list(random.normal(0, 1, (2, 2))))
    return network, random.uniform(-1, 1, (1, 2)), random.uniform(0, 1, (1, 2)).round()


NETWORKS = {"book": (BOOK, *CHICKEN), **{f"random {seed}": random_case(seed) for seed in range(4)}}
on_every_network = pytest.mark.parametrize("case", NETWORKS.values(), ids=NETWORKS)


ORACLES = {  # of each activation: out and d out / d net of a row of net inputs, as SciPy and the textbook have them
    "linear": (lambda net: net, np.ones_like),
    "step": (lambda net: np.where(net < 0, 0.0, 1.0), np.zeros_like),
    "sign": (np.sign, np.zeros_like),
    "logistic": (expit, lambda net: expit(net) * expit(-net)),
    "tanh": (np.tanh, lambda net: 1 / np.cosh(net) ** 2),
    "ReLU": (lambda net: np.clip(net, 0, None), lambda net: np.where(net > 0, 1.0, 0.0)),
    "softmax": (lambda net: softmax(net, axis=-1), lambda net: (s := softmax(net, axis=-1)) * (1 - s)),
}


def central(function, here, width=1e-6):
    return (function(here + width) - function(here - width)) / (2 * width)


def error_at(case, name, value):
    network, *example = case
    return total_error(network.with_values(**{name: value}), *example)


def logistic(net):
    return 1 / (1 + np.exp(-net))


def outputs_by_hand(network, inputs):
    for weights, biases in zip(network.weights, network.biases, strict=True):
        inputs = logistic(np.asarray(inputs) @ weights + biases)
    return inputs


def my_forward(weights, biases, inputs):
    return outputs_by_hand(Network(weights, biases), inputs)


def my_total_error(outputs, targets):
    return ((targets - outputs) ** 2).sum() / 2


def my_gradients(weights, biases, inputs, targets):
    slopes = gradients(Network(weights, biases), inputs, targets)
    return [*slopes.weights], [*slopes.biases]


def my_update(weights, biases, slopes, eta):
    pairs = zip((weights, biases), slopes, strict=True)
    return [[old - eta * slope for old, slope in zip(*pair, strict=True)] for pair in pairs]


def my_softmax(net):
    return softmax(net, axis=1)


def my_layers(weights, biases, inputs):
    outs = [inputs]
    for layer, (W, B) in enumerate(zip(weights, biases, strict=True), 1):
        net = outs[-1] @ W + B
        outs.append(my_softmax(net) if layer == len(weights) else np.maximum(net, 0))
    return outs


HERS = {one.__name__: one for one in (my_forward, my_total_error, my_gradients, my_update, my_softmax, my_layers)}
KNOWN = {"np": np, "logistic": logistic, **HERS}


def written(code):
    """Return the last function that a learner's cell makes; Python keeps its lines, as Jupyter does."""
    name, scope = f"<cell {hash(code)}>", {"__builtins__": {**vars(builtins), **KNOWN}}
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    exec(compile(code, name, "exec"), scope)
    return scope[[*scope][-1]]


def in_notebook(code, **names):
    """Return what a notebook knows after a cell with this code; Python keeps its lines, as Jupyter does."""
    file, scope = f"<cell {hash(code)}>", {"__name__": "__main__", "np": np, **names}
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    exec(compile(code, file, "exec"), scope)
    return scope
