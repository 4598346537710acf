"""How good are the answers? Accuracy, the confusion table, and a training that is remembered (book ch. 1, 24, 31)."""

from collections import deque
from itertools import islice
from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.network import Network, checked_examples, forward, total_error
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


class Frame(NamedTuple):
    """The network after some epochs, with its mean error per example and its accuracy on both parts."""

    epoch: int
    network: Network
    training_error: float
    validation_error: float
    training_accuracy: float
    validation_accuracy: float


class Film:
    """A training that runs only as far as it is watched and keeps what was seen: `film[20]`, then back to `film[3]`.

    There is a frame before the first update and one after every `every` epochs. training and validation have `inputs`
    and `targets`; the other arguments are those of train().

    >>> from helpers.data import load_characters
    >>> from helpers.network import create
    >>> data = load_characters()
    >>> film = Film(create(64, 8, 2, seed=1), data.training, data.validation, eta=0.5, batch_size=10, epochs=5)
    >>> film[2].validation_error < film[0].validation_error, film.last, len(film.frames)
    (True, 5, 3)
    """

    def __init__(self, network, training, validation, eta, batch_size, epochs, seed=0, every=1, **more):
        self.training, self.validation = training, validation
        size = min(checks.whole_number("batch_size", batch_size), len(training.inputs))
        every, epochs = checks.whole_number("every", every), checks.whole_number("epochs", epochs, at_least=0)
        self.eta, self.size, self.epochs, self.last = eta, size, epochs, epochs // every
        self.updates = every * -(-len(training.inputs) // size)  # from frame to frame
        self.steps = train(
            network, training.inputs, training.targets, eta, "mini-batch", size, epochs=epochs, seed=seed, **more
        )
        self.frames = [self._frame(0, network)]

    def __getitem__(self, number):
        number = checks.whole_number("the frame's number", number, at_least=0, at_most=self.last)
        while len(self.frames) <= number:
            last = deque(islice(self.steps, self.updates), maxlen=1).pop()
            self.frames.append(self._frame(last.epoch, last.network))
        return self.frames[number]

    def _frame(self, epoch, network):
        parts = self.training, self.validation
        errors = [total_error(network, part.inputs, part.targets) / len(part.inputs) for part in parts]
        return Frame(epoch, network, *errors, *(accuracy(network, part.inputs, part.targets) for part in parts))
