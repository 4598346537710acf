"""How good are the answers? Accuracy, the confusion table, and a training that is remembered (book ch. 1, 24, 31)."""

from itertools import islice
from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.gradients import trainable_cost
from helpers.network import Network, checked_examples, errors_of_examples, forward, propagate, quiet
from helpers.training import train


def answers(network, inputs):
    """Return the number of the output node that speaks loudest for each example (argmax), counted from 0.

    >>> answers(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]])
    array([0, 1])
    """
    return forward(network, inputs).output.argmax(axis=1)


def accuracy(network, inputs, targets):
    """Return the share of examples whose loudest output is the wanted one, from 0 to 1; targets are one-hot.

    >>> accuracy(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    0.5
    """
    wrong = mistakes(network, inputs, targets)
    return (len(inputs) - len(wrong)) / len(inputs)


def mistakes(network, inputs, targets):
    """Return the row numbers of the examples that get a wrong answer, counted from 0.

    >>> mistakes(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    array([1])
    """
    inputs, targets = checked_examples(network, inputs, targets)
    return np.flatnonzero(answers(network, inputs) != targets.argmax(axis=1))


def confusion(network, inputs, targets):
    """Return the confusion table: entry [i, k] counts the examples of class i that were taken for class k.

    >>> confusion(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    array([[1, 1],
           [0, 0]])
    """
    inputs, targets = checked_examples(network, inputs, targets)
    table = np.zeros((targets.shape[1],) * 2, dtype=int)
    np.add.at(table, (targets.argmax(axis=1), answers(network, inputs)), 1)
    return table


def nearest_average(part, inputs):
    """Return for each example the number of the class whose average picture is nearest; averages are those of `part`.

    A baseline: what any network has to beat. Nearest is the smallest sum of squared differences.

    >>> from helpers.data import Part
    >>> nearest_average(Part(np.array([[0.0], [1.0], [3.0]]), np.array([[1, 0], [0, 1], [0, 1]])), [[0.8], [1.2]])
    array([0, 1])
    """
    kinds = part.targets.argmax(axis=1)
    averages = [part.inputs[kinds == kind].mean(axis=0) for kind in range(part.targets.shape[1])]
    return nearest(inputs, averages)


def nearest_example(part, inputs):
    """Return for each example the class of the most similar example of `part`: the one with the nearest inputs.

    >>> from helpers.data import Part
    >>> nearest_example(Part(np.array([[0.0], [1.0], [3.0]]), np.array([[1, 0], [0, 1], [0, 1]])), [[0.8], [-9]])
    array([1, 0])
    """
    return part.targets.argmax(axis=1)[nearest(inputs, part.inputs)]


def nearest(inputs, others):
    """Return for each row of inputs the number of the nearest row of others: the smallest sum of squares."""
    inputs, others = np.asarray(inputs, float), np.asarray(others, float)
    return np.array([((others - row) ** 2).sum(axis=1).argmin() for row in inputs])


class Frame(NamedTuple):
    """The network after some epochs, with its mean error per example and its accuracy on both parts.

    `learned_error` is the mean error of the batches since the frame before, each before its update; frame 0 has none.
    """

    epoch: float
    network: Network
    training_error: float
    validation_error: float
    training_accuracy: float
    validation_accuracy: float
    learned_error: float


class Film:
    """A training that runs only as far as it is watched and keeps what was seen: `film[20]`, then back to `film[3]`.

    There is a frame before the first update and one after every `every` epochs; 0.2 gives five frames an epoch.
    training and validation have `inputs` and `targets`. Of a large training part the first `sample` examples are
    enough to measure its error and accuracy. The other arguments are those of train().

    >>> from helpers.data import load_characters
    >>> from helpers.network import create
    >>> data = load_characters()
    >>> film = Film(create(64, 8, 2, seed=1), data.training, data.validation, eta=0.5, batch_size=10, epochs=5)
    >>> film[2].validation_error < film[0].validation_error, film.last, len(film.frames)
    (True, 5, 3)
    """

    def __init__(
        self, network, training, validation, eta, batch_size, epochs, seed=0, every=1, sample=None, cost="SE", **more
    ):
        training, validation = (checked_examples(network, *part) for part in (training, validation))
        n, self.epochs, self.eta = len(training[0]), checks.whole_number("epochs", epochs, at_least=0), eta
        self.size = min(checks.whole_number("batch_size", batch_size), n)
        self.epoch_updates = -(-n // self.size)
        self.updates = updates_between(every, self.epoch_updates)
        self.last = self.epochs * self.epoch_updates // self.updates
        sample = n if sample is None else checks.whole_number("sample", sample)
        self.watched = [array[:sample] for array in training], validation
        self.steps = train(network, *training, eta, "mini-batch", self.size, epochs, seed, cost, **more)
        self.cost = trainable_cost(network, training[1], cost)
        self.frames = [self._frame(network, float("nan"))]

    def __getitem__(self, number):
        number = checks.whole_number("the frame's number", number, at_least=0, at_most=self.last)
        while len(self.frames) <= number:
            learned = 0.0
            for step in islice(self.steps, self.updates):  # one network at a time: each may be large
                learned += step.error
            self.frames.append(self._frame(step.network, learned / self.updates, step.number))
        return self.frames[number]

    def __iter__(self):
        return (self[number] for number in range(self.last + 1))

    def _frame(self, network, learned_error, updates=0):
        training, validation = (measured(network, *part, self.cost) for part in self.watched)
        both = (value for pair in zip(training, validation, strict=True) for value in pair)
        return Frame(updates / self.epoch_updates, network, *both, learned_error)


def updates_between(every, epoch_updates):
    """Return how many updates there are in `every` epochs, a whole number.

    >>> updates_between(0.2, 550), updates_between(3, 550)
    (110, 1650)
    """
    every = checks.real_number("every", every, "a number above 0, such as 1 or 0.2", above=0)
    updates = round(every * epoch_updates)
    if updates < 1 or abs(updates - every * epoch_updates) > 1e-9 * updates:
        raise ValueError(
            f"every is {every:g} epochs of {epoch_updates} updates, but a frame comes after a whole number of them"
        )
    return updates


PIECE = 100  # examples. A larger product may wake BLAS's other threads, which then stand in the way of a small training


@quiet
def measured(network, inputs, targets, cost):
    """Return mean error per example and accuracy for checked examples; cost is a row of COSTS."""
    errors, right = [], 0
    for start in range(0, len(inputs), PIECE):
        piece, wanted = inputs[start : start + PIECE], targets[start : start + PIECE]
        passed = propagate(network, piece)
        errors.append(errors_of_examples(network, passed, wanted, cost))
        right += int((passed.output.argmax(axis=1) == wanted.argmax(axis=1)).sum())
    errors = np.concatenate(errors)
    return float(cost.over_examples.total(errors)) / cost.over_examples.count(errors), right / len(inputs)
