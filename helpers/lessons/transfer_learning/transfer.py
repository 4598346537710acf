"""Transfer learning: keep what a network has learned, and train a new last layer on top of it (book ch. 36).

A network that knows the digits 0 to 4 is given a new last layer for 5 to 9. The layers below are frozen: they only
compute. What the last frozen layer puts out for a picture is the picture's bottleneck; TensorFlow's retrain.py, which
the book uses, called it so. The literature also says features or embedding.
"""

import math
from statistics import mean, stdev
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part, csv_rows
from helpers.datasets.mnist import SIDE
from helpers.lessons.transfer_learning.convolution import photograph
from helpers.network import checks
from helpers.network.network import Network, checked_examples, create, forward
from helpers.network.threads import one_thread
from helpers.network.training import train
from helpers.study.judging import accuracy, checked_part, classes, pair

OLD, NEW = (0, 1, 2, 3, 4), (5, 6, 7, 8, 9)  # the digits of the first and of the second task
HIDDEN = 100  # nodes of the hidden layer
REACH = 4  # pixels: so far the digits are moved; then their box of 20 × 20 still fits on 28 × 28, or nearly so


# ---- The new last layer


@one_thread
def last_layer(features, targets, epochs=200, eta=2):
    """Return a network of one layer, softmax, trained to tell the classes apart by these features.

    z = softmax(features @ weights + bias_weights), cross-entropy, all examples in each update, momentum

    `features` is `(n, features)`, such as the bottlenecks of n pictures; `targets` is one-hot, `(n, classes)`. It
    starts from zeros, so chance plays no part. While it learns, the features are centred and divided by one number, so
    that their rows have the mean squared length 1: then the rate can never be too large, whatever network they come
    from. Afterwards this is put into the weights, and the returned network takes the features as they are.
    Raises TypeError or ValueError with a sentence. Book ch. 36, step 6.

    >>> last_layer([[0.0, 5.0], [1.0, 5.0]], [[1, 0], [0, 1]])
    2-2 network, softmax, 6 parameters
    """
    features, targets = checks.numeric_array("features", features), checks.numeric_array("targets", targets)
    for name, array in (("features", features), ("targets", targets)):
        if array.ndim != 2 or not array.size:
            raise ValueError(f"{name} have shape {array.shape}, but must have one row for each picture: (pictures, "
                             f"{'features' if name == 'features' else 'classes'})")  # fmt: skip
    middle = checks.squarable("features", features).mean(axis=0)
    centred = features - middle
    length = math.sqrt(np.square(centred).sum(axis=1).mean()) or 1.0
    network = Network([np.zeros((features.shape[1], targets.shape[1]))], [np.zeros(targets.shape[1])], "softmax")
    how = {"cost": "cross-entropy", "rule": "momentum", "momentum": 0.9}
    for step in train(network, centred / length, targets, eta=eta, epochs=epochs, **how):
        network = step.network
    weights = network.weights[0] / length
    return Network([weights], [network.biases[0] - middle @ weights], "softmax")


def bottlenecks(network, inputs):
    """Return what the last hidden layer puts out for each picture, `(n, nodes)`; the network stays as it is.

    >>> bottlenecks(create(784, 100, 5, activations=["ReLU", "softmax"]), np.zeros((3, 784))).shape
    (3, 100)
    """
    if len(network.sizes) < 3:
        raise ValueError(f"a {network!r} has no hidden layer, so there is nothing to keep. Take one with three layers")
    return forward(network, inputs).out[-2]


def on_top(network, last):
    """Return one network: the layers of `network` without its last one, then the layer `last`.

    >>> on_top(create(64, 8, 5, activations=["ReLU", "softmax"]), create(8, 2, activations="softmax"))
    64-8-2 network, ReLU, softmax, 538 parameters
    """
    for name, one in (("network", network), ("last", last)):
        if not isinstance(one, Network):
            raise TypeError(f"{name} is {one!r}, but must be a network, such as create(8, 2, activations='softmax')")
    return Network([*network.weights[:-1], *last.weights], [*network.biases[:-1], *last.biases],
                   [*network.activations[:-1], *last.activations])  # fmt: skip


# ---- Two tasks from one collection of digits


def only(part, digits):
    """Return the pictures of these digits; the targets are one-hot in the digits' order.

    >>> from helpers import load_mnist
    >>> only(load_mnist().test, NEW).targets.sum(axis=0)
    array([50., 50., 50., 50., 50.])
    """
    part = checked_part("part", part)
    kinds, width = classes(part.targets), part.targets.shape[1]
    if not isinstance(digits, (list, tuple, range)) or not digits:
        raise TypeError(f"digits is {digits!r}, but must be a list of classes, such as [5, 6, 7, 8, 9]")
    digits = [checks.whole_number("a digit", digit, at_least=0, at_most=width - 1) for digit in digits]
    if len(set(digits)) < len(digits):
        raise ValueError(f"digits is {digits!r}, but each digit may stand there once only")
    chosen = np.isin(kinds, digits)
    return Part(part.inputs[chosen], np.eye(width)[kinds[chosen]][:, digits])


def moved(part, reach, seed=0, copies=1):
    """Return the pictures of 28 × 28 pixels, each moved by chance, up to `reach` pixels in both directions.

    With `copies` every picture comes so many times, each time at another place. What is moved off the paper is lost.

    >>> dot = Part(np.eye(784)[[406]], np.ones((1, 1)))
    >>> moved(dot, 0, copies=3).inputs.argmax(axis=1)
    array([406, 406, 406])
    """
    reach = checks.whole_number("reach", reach, at_least=0, at_most=SIDE)
    copies = checks.whole_number("copies", copies)
    pictures = np.tile(part.inputs, (copies, 1)).reshape(-1, SIDE, SIDE)
    larger = np.pad(pictures, ((0, 0), (reach, reach), (reach, reach)))
    corners = np.random.default_rng(seed).integers(0, 2 * reach, (len(pictures), 2), endpoint=True).tolist()
    cut = [paper[top : top + SIDE, left : left + SIDE] for paper, (top, left) in zip(larger, corners, strict=True)]
    return Part(np.array(cut).reshape(len(cut), -1), np.tile(part.targets, (copies, 1)))


def pick(part, k, seed=0):
    """Return k pictures of each class, chosen by chance.

    >>> from helpers import load_mnist
    >>> pick(load_mnist().training, 3).targets.sum(axis=0).astype(int)
    array([3, 3, 3, 3, 3, 3, 3, 3, 3, 3])
    """
    part = checked_part("part", part)
    kinds = classes(part.targets)
    counts = np.bincount(kinds, minlength=max(part.targets.shape[1], 2))
    k = checks.whole_number("k", k, at_most=int(counts.min()))
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    rows = [random.permutation(np.flatnonzero(kinds == kind))[:k] for kind in range(len(counts))]
    return Part(*(array[np.concatenate(rows)] for array in part))


class Tasks(NamedTuple):
    """The first task, digits 0 to 4 with many pictures, and the second, 5 to 9, of which only a few will be used."""

    old: Part
    old_test: Part
    new: Part
    new_test: Part


def two_tasks(digits, reach=0):
    """Return the Tasks that an MNIST gives; with a reach all pictures are moved by chance.

    Of the subset, which has few pictures, each picture of the first task then comes at five places.

    >>> from helpers import load_mnist
    >>> [len(part.inputs) for part in two_tasks(load_mnist())]
    [2000, 250, 2000, 250]
    """
    copies = 5 if digits.subset else 1
    parts = [(digits.training, OLD), (digits.test, OLD), (digits.training, NEW), (digits.test, NEW)]
    return Tasks(*(moved(only(*part), reach, seed, 1 if seed else copies) if reach else only(*part)
                   for seed, part in enumerate(parts)))  # fmt: skip


def untrained(seed=1):
    """Return the 784-100-5 network before any training."""
    return create(SIDE**2, HIDDEN, 5, activations=["ReLU", "softmax"], seed=seed)


def learned(part, seed=1, epochs=10, batch_size=50):
    """Return the 784-100-5 network that has learned from these pictures, all its layers.

    >>> from helpers import load_mnist
    >>> tasks = two_tasks(load_mnist())
    >>> accuracy(learned(tasks.old), *tasks.old_test) > 0.95
    True
    """
    network = untrained(seed)
    inputs, targets = checked_examples(network, *pair(part))
    size = min(checks.whole_number("batch_size", batch_size), len(inputs))
    for step in train(network, inputs, targets, 0.1, "mini-batch", size, epochs, seed, cost="cross-entropy"):
        network = step.network
    return network


# ---- Four ways to learn the second task from few pictures: way(source, few pictures, seed) is a network


def with_new_last(network, few):
    """Return the network with its hidden layer as it was and a new last layer, learned from a few pictures."""
    return on_top(network, last_layer(bottlenecks(network, few.inputs), few.targets))


WAYS = {
    "learned, frozen": lambda source, few, seed: with_new_last(source, few),
    "random, frozen": lambda source, few, seed: with_new_last(untrained(seed + 1000), few),
    "from scratch": lambda source, few, seed: learned(few, seed + 1000, epochs=50, batch_size=10),
    "pixels only": lambda source, few, seed: last_layer(*few),
}


def trial(way, source, tasks, k, seed=0):
    """Return the share of right answers on the second task's test pictures, 0 to 1, after learning k of each class.

    `way` is a name in WAYS, `source` the network of the first task. `seed` chooses the pictures and first weights.

    >>> from helpers import load_mnist
    >>> tasks = two_tasks(load_mnist())
    >>> trial("pixels only", None, tasks, k=20) > 0.7
    True
    """
    way = checks.known("way", way, WAYS)
    return accuracy(way(source, pick(tasks.new, k, seed), seed), *tasks.new_test)


class Result(NamedTuple):
    """What one way reached with k pictures of each class, once for every seed: shares of right answers, 0 to 1."""

    way: str
    k: int
    shares: tuple

    @property
    def mean(self):
        """The average over the seeds."""
        return mean(self.shares)

    @property
    def spread(self):
        """The standard deviation over the seeds."""
        return stdev(self.shares)


HOW_FEW = (1, 2, 5, 10, 20, 50)


def compare(source, tasks, ks=HOW_FEW, seeds=range(5)):
    """Return the Results of all WAYS for all k, with these seeds each."""
    return [Result(way, k, tuple(trial(way, source, tasks, k, seed) for seed in seeds)) for way in WAYS for k in ks]


def recorded_transfer(reach=0):
    """Return the Results on all of MNIST, the pictures as they are or moved by chance, up to `reach` = 4 pixels.

    tools/record_transfer.py has made them; each seed has a first network of its own.

    >>> len(recorded_transfer()), len(recorded_transfer(REACH)[0].shares)
    (24, 10)
    """
    shares = {}
    for line in csv_rows("transfer_runs.csv"):
        if line["reach"] == str(reach):
            shares.setdefault((line["way"], int(line["k"])), []).append(float(line["test"]))
    return [Result(*key, tuple(found)) for key, found in shares.items()]


# ---- What a score is worth


class Scores(NamedTuple):
    """For each picture the score of the answer, the largest softmax output, and whether the answer is right."""

    scores: np.ndarray
    right: np.ndarray


def judged_scores(network, part, known=True):
    """Return the Scores of a network on a part; a digit that it does not know cannot be answered rightly.

    >>> from helpers import load_mnist
    >>> tasks = two_tasks(load_mnist())
    >>> bool(judged_scores(learned(tasks.old), tasks.new_test, known=False).right.any())
    False
    """
    inputs, targets = checked_examples(network, *pair(part))
    if targets.shape[1] == 1:
        raise ValueError(f"a score is the largest of several outputs, but a {network!r} has one")
    outputs = forward(network, inputs).output
    right = (outputs.argmax(axis=1) == classes(targets)) & known
    return Scores(outputs.max(axis=1), right)


def no_digit(kind, number=1):
    """Return a picture of 28 × 28 pixels that is no digit; `kind` is a name in NO_DIGITS, `number` gives another one.

    >>> no_digit("stripes")[:4, 0].tolist()
    [0.0, 0.0, 1.0, 1.0]
    """
    return checks.known("kind", kind, NO_DIGITS)(checks.whole_number("number", number))


NO_DIGITS = {
    "empty paper": lambda number: np.zeros((SIDE, SIDE)),
    "noise": lambda number: np.random.default_rng(number).random((SIDE, SIDE)),
    "stripes": lambda number: np.tile(np.arange(SIDE)[:, None] // (1 + number % 6) % 2, (1, SIDE)).astype(float),
    "photograph": lambda number: photograph()[7 * (number // 5 % 8) :, 13 * (number % 5) :][:SIDE, :SIDE],
}
