"""A small convolutional network in plain NumPy: two layers of kernels that are learned, and a dense layer on top.

A window is a row of numbers, so a layer of kernels is a matrix: `weights[0]` is (pixels of a window, kernels), from and
to as everywhere. Every place of a picture is one row more, and all rows share the weights. Hence Stage 1 is again
`rows @ weights + bias_weights`, Stage 3 `rows.T @ deltas`, and Stage 5 is the course's own.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import csv_rows
from helpers.datasets.mnist import DIGITS, SIDE
from helpers.network import checks
from helpers.network.activations import ACTIVATIONS, softmax
from helpers.network.descent import descend
from helpers.network.gradient_check import COLUMNS, CheckRow, relative_error, verdict
from helpers.network.parameters import Parameters, read_only
from helpers.network.rules import known_rule, rising_then_falling
from helpers.network.tables import Table
from helpers.network.threads import one_thread
from helpers.network.training import Step, Walker, batches
from helpers.study.judging import checked_part, classes

WINDOW, POOL = 5, 2  # pixels: kernels of 5 × 5, and of each square of 2 × 2 the largest number is kept
KERNELS = (8, 16)  # of the first and of the second layer
FIRST_START = 0.1  # of the usual width: the first kernels start near 0, so that what is seen later has been learned
FEW = 500  # pictures at a time when none is learned from: their maps take room


@dataclass(frozen=True, eq=False, repr=False)
class ConvNet(Parameters):
    """A network of two layers of kernels and a dense one: `weights[l]` is `(from, to)`, `biases[l]` is `(to,)`.

    From: the 25 pixels of a window; the 25 places of a window in each of the first maps; all numbers of the last maps.
    """

    @property
    def kernels(self):
        """How many kernels each layer has."""
        return self.sizes[1:-1]

    def __repr__(self):
        return (f"convolutional network, {' and '.join(map(str, self.kernels))} kernels of {WINDOW} × {WINDOW}, "
                f"{self.parameter_count:,} parameters")  # fmt: skip


def map_side(layer):
    """Return the side of a picture before layers 0, 1, 2: 28 pixels, then the sides of the pooled maps.

    >>> [map_side(layer) for layer in range(3)]
    [28, 12, 4]
    """
    side = SIDE
    for _ in range(layer):
        side = (side - WINDOW + 1) // POOL
    return side


def create_convnet(kernels=KERNELS, seed=1, dtype=np.float32):
    """Return a ConvNet for digits of 28 × 28 pixels with random first weights and bias weights 0.

    Weights are normal with He's width sqrt(2 / from), as for ReLU; those of the first kernels with a tenth of it.

    `kernels` are the numbers of kernels in its two layers. `dtype` is np.float32, which is quicker, or float.

    >>> create_convnet()
    convolutional network, 8 and 16 kernels of 5 × 5, 5,994 parameters
    """
    first, second = (checks.whole_number("kernels", count, at_most=256) for count in kernels)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    shapes = [(WINDOW**2, first), (WINDOW**2 * first, second), (map_side(2) ** 2 * second, DIGITS)]
    widths = [factor * (2 / shape[0]) ** 0.5 for factor, shape in zip((FIRST_START, 1, 1), shapes, strict=True)]
    weights = [random.normal(0, width, shape).astype(dtype) for width, shape in zip(widths, shapes, strict=True)]
    biases = [np.zeros(to, dtype) for _, to in shapes]
    return ConvNet(read_only(weights), read_only(biases))


# ---- Stage 1


def windows(maps, size=3, stride=1):
    """Return what every window sees as one row: `(n · places, size · size · maps)` from `(n, rows, columns, maps)`.

    One picture `(rows, columns)` will do as well. `stride` is how many pixels the window moves at a time.

    >>> windows(np.arange(12).reshape(3, 4), 3)
    array([[ 0,  1,  2,  4,  5,  6,  8,  9, 10],
           [ 1,  2,  3,  5,  6,  7,  9, 10, 11]])
    """
    maps = np.asarray(maps)
    maps = maps[None, :, :, None] if maps.ndim == 2 else maps
    seen = np.lib.stride_tricks.sliding_window_view(maps, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return seen.transpose(0, 1, 2, 4, 5, 3).reshape(-1, size * size * maps.shape[3])


def quarters(maps):
    """Return the four numbers of each square of 2 × 2 as four views `(n, rows / 2, columns / 2, maps)`."""
    return [maps[:, row::POOL, column::POOL] for row in range(POOL) for column in range(POOL)]


class Passed(NamedTuple):
    """What a picture became on its way: for each layer its `rows` of windows, the `nets`, the `pooled` maps after ReLU.

    `nets[l]` is `(n, side, side, kernels)`; `output` are the shares of the ten digits, `(n, 10)`.
    """

    rows: tuple
    nets: tuple
    pooled: tuple
    output: np.ndarray


@checks.quiet
def through_kernels(network, inputs):
    """Stage 1: send pictures `(n, 784)` through the kernels: map, ReLU, pooling, twice; then a dense layer, softmax.

    net = rows of windows @ weights + bias_weights; of each square of 2 × 2 the largest is kept; ReLU

    ReLU comes after the pooling here: the largest of four is the same before and after it, and it has less to do.

    >>> through_kernels(create_convnet(), np.zeros((3, 784))).output.shape
    (3, 10)
    """
    inputs = checks.example_rows("inputs", inputs, SIDE * SIDE, "convolutional network", network.dtype)
    out, rows, nets, pooled = inputs.reshape(-1, SIDE, SIDE, 1), [], [], []
    for layer, (weights, bias_weights) in enumerate(zip(network.weights[:-1], network.biases[:-1], strict=True)):
        rows.append(windows(out, WINDOW))
        side = map_side(layer) - WINDOW + 1
        nets.append((rows[-1] @ weights + bias_weights).reshape(-1, side, side, weights.shape[1]))
        out = np.maximum.reduce(quarters(nets[-1]))
        pooled.append(ACTIVATIONS["ReLU"].function(out))
        out = pooled[-1]
    rows.append(out.reshape(len(inputs), -1))
    output = softmax(rows[-1] @ network.weights[-1] + network.biases[-1])
    return Passed(tuple(rows), tuple(nets), tuple(pooled), output)


def mean_error(network, inputs, targets):
    """Stage 2: return the mean cross-entropy of the examples, −ln of the share of the right digit."""
    return error_of(through_kernels(network, inputs).output, np.asarray(targets))


def error_of(shares, targets):
    """Return the mean cross-entropy of shares `(n, 10)` that are known already."""
    return float(-np.log(shares[targets == 1]).mean())


# ---- Stage 3


def backward(network, passed, targets):
    """Yield the slopes of the mean error by weights and bias weights, layer by layer from the output back.

    delta = (shares − targets) / n;  dE/dw = rows.T @ delta;  the delta of a square of 2 × 2 goes to its largest number
    """
    delta = (passed.output - targets) / len(targets)
    for layer in reversed(range(len(network.weights))):
        yield passed.rows[layer].T @ delta, delta.sum(axis=0), delta
        if layer:
            d_pooled = added_up(delta @ network.weights[layer].T, network, layer)
            delta = unpooled(d_pooled, passed.nets[layer - 1], passed.pooled[layer - 1])


def added_up(d_rows, network, layer):
    """Return dE/d(pooled maps) from dE/d(rows of windows): a number that several windows see adds up what they say."""
    side, kernels = map_side(layer), network.kernels[layer - 1]
    if layer == len(network.weights) - 1:
        return d_rows.reshape(-1, side, side, kernels)
    places = side - WINDOW + 1
    d_rows = d_rows.reshape(-1, places, places, WINDOW, WINDOW, kernels)
    found = np.zeros((len(d_rows), side, side, kernels), d_rows.dtype)
    for row in range(WINDOW):
        for column in range(WINDOW):
            found[:, row : row + places, column : column + places] += d_rows[:, :, :, row, column]
    return found


def unpooled(d_pooled, nets, pooled):
    """Return dE/dnet as rows `(n · places, kernels)`: in each square of 2 × 2 only the first of the largest has one.

    Where all four are below 0, ReLU has made 0 of them, and none has one.
    """
    d_nets, free = np.zeros_like(nets), pooled > 0
    for net, d_net in zip(quarters(nets), quarters(d_nets), strict=True):
        mine = free & (net == pooled)
        np.multiply(d_pooled, mine, out=d_net)
        free &= ~mine
    return d_nets.reshape(-1, nets.shape[3])


@checks.quiet
def kernel_gradients(network, inputs, targets):
    """Stage 3: return the slopes of the mean error by all weights, readable by name as in every network.

    >>> made = create_convnet()
    >>> kernel_gradients(made, np.zeros((1, 784)), np.eye(10)[:1])["w1"]
    0.0
    """
    slopes = [*backward(network, through_kernels(network, inputs), np.asarray(targets))]
    weights, biases, _ = zip(*reversed(slopes), strict=True)
    return network.with_arrays(list(weights), list(biases))


# ---- Stage 4


def check_kernels(network, inputs, targets, each=4, epsilon=1e-5, seed=0):
    """Stage 4: compare slopes with the numerical estimate, for `each` weights of every layer, drawn by `seed`.

    numerical = (E(w + epsilon) - E(w - epsilon)) / (2 epsilon), in float64

    >>> some = np.random.default_rng(0).random((2, 784))
    >>> check_kernels(create_convnet((2, 3)), some, np.eye(10)[[3, 7]]).caption
    'gradient check of kernels with epsilon = 1e-05: 21 of 21 right'
    """
    arrays = ([array.astype(float) for array in arrays] for arrays in (network.weights, network.biases))
    network, lot, rows = network.with_arrays(*arrays), np.random.default_rng(seed), []
    found = kernel_gradients(network, inputs, targets)
    ends = np.cumsum([0, *(array.size for array in network.weights + network.biases)])
    for place in (place for start, end in pairwise(ends) for place in lot.permutation(np.arange(start, end))[:each]):
        name = network.name_at(int(place))
        above, below = (mean_error(network.with_values(**{name: network[name] + shift}), inputs, targets)
                        for shift in (epsilon, -epsilon))  # fmt: skip
        numerical = (above - below) / (2 * epsilon)
        relative = relative_error(found[name], numerical)
        rows.append(CheckRow(name, found[name], numerical, found[name] - numerical, relative, verdict(relative)))
    right = sum(row.verdict == "right" for row in rows)
    return Table(f"gradient check of kernels with epsilon = {epsilon:g}: {right} of {len(rows)} right", COLUMNS,
                 tuple(rows))  # fmt: skip


# ---- Stage 5


@one_thread
def learn(network, inputs, targets, eta, walker):
    """Return the network after one update, and the mean error before it."""
    passed = through_kernels(network, inputs)
    steps = walker.steps(network, backward(network, passed, targets), eta)
    return descend(network, steps), error_of(passed.output, targets)


def train_kernels(network, inputs, targets, eta=0.1, batch_size=50, epochs=6, seed=1):
    """Yield one Step per update: the course's stages 1, 2, 3 and 5, with Nesterov's momentum and batches.

    The rate rises to `eta` in the first fifth of the updates, then falls in a line to 0.

    >>> digits = np.random.default_rng(0).random((20, 784))
    >>> [step.number for step in train_kernels(create_convnet(), digits, np.eye(10)[np.arange(20) % 10], 0.05, 10, 2)]
    [1, 2, 3, 4]
    """
    inputs, targets = (np.asarray(array, network.dtype) for array in (inputs, targets))
    random, walker = np.random.default_rng(seed), Walker(known_rule("Nesterov", {}), {}, 0.0)
    rate, number = rising_then_falling(epochs * -(-len(inputs) // batch_size)), 0
    for epoch in range(1, epochs + 1):
        for rows in batches(len(inputs), batch_size, random):
            network, error = learn(network, inputs[rows], targets[rows], rate(eta, number), walker)
            number += 1
            yield Step(number, epoch, network, error)


@one_thread
def right_share(network, part):
    """Return the share of a part's digits that the network reads rightly, 0 to 1."""
    part, right = checked_part("part", part), 0
    for start in range(0, len(part.inputs), FEW):
        shares = through_kernels(network, part.inputs[start : start + FEW]).output
        right += int((shares.argmax(axis=1) == classes(part.targets[start : start + FEW])).sum())
    return right / len(part.inputs)


def recorded_kernels():
    """Return the shares of right test digits, 0 to 1, of networks that learned all of MNIST: one for each seed.

    tools/record_kernels.py has made them.

    >>> len(recorded_kernels())
    5
    """
    return [float(line["test"]) for line in csv_rows("kernel_runs.csv")]


class KernelFrame(NamedTuple):
    """The network after some epochs, and its share of right answers on the first `judged` validation digits."""

    epoch: float
    network: ConvNet
    validation: float
    judged: int


class KernelFilm:
    """A training of kernels on digits that runs only as far as it is watched: `film[0]` is before the first update.

    >>> from helpers import load_mnist
    >>> film = KernelFilm(load_mnist(), epochs=1)
    >>> film.last, film[1].validation > film[0].validation
    (5, True)
    """

    def __init__(self, digits, epochs=6, each=5, batch_size=50, seed=1):
        network, n = create_convnet(seed=seed), len(digits.training.inputs)
        self.part, self.last = digits.validation.first(FEW), epochs * each
        self.updates, self.epochs = -(-n // batch_size), epochs
        self.run = train_kernels(network, *digits.training, batch_size=batch_size, epochs=epochs, seed=seed)
        self.stops = [round(place * self.updates / each) for place in range(self.last + 1)]
        self.frames = [self._frame(0, network)]

    def __getitem__(self, number):
        number = checks.whole_number("the frame's number", number, at_least=0, at_most=self.last)
        while len(self.frames) <= number:
            stop = self.stops[len(self.frames)]
            step = next(step for step in self.run if step.number == stop)
            self.frames.append(self._frame(stop / self.updates, step.network))
        return self.frames[number]

    def _frame(self, epoch, network):
        return KernelFrame(epoch, network, right_share(network, self.part), len(self.part.inputs))


def kernel_film(digits):
    """Return the KernelFilm of the notebook: six epochs, five frames each.

    >>> from helpers import load_mnist
    >>> kernel_film(load_mnist()).last
    30
    """
    return KernelFilm(digits)
