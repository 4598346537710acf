"""What the exercises of several lessons compute: counts, places in a picture, errors in words and numbers."""

from itertools import pairwise

import numpy as np

from helpers.datasets.characters import SIDE
from helpers.datasets.files import one_hot
from helpers.network.activations import ACTIVATIONS
from helpers.network.costs import COSTS, output_delta
from helpers.network.network import Network
from helpers.network.training import METHODS, batches
from helpers.study.judging import accuracy, confusion


def logistic_delta(z, t, cost):
    """Return delta of one logistic output node.

    >>> round(logistic_delta(0.8, 1, "SE"), 4)
    -0.032
    """
    out, target = np.array([[z]], dtype=float), np.array([[t]], dtype=float)
    return output_delta(COSTS[cost], ACTIVATIONS["logistic"], None, out, target).item()


def count_updates(n, method, epochs=1, size=None):
    """Return how many updates n examples make, counted in the batches themselves.

    >>> count_updates(10, "mini-batch", epochs=2, size=4)
    6
    """
    return epochs * len(list(batches(n, METHODS[method](n, size), np.random.default_rng(0))))


def counts(*sizes):
    """Return the weights on the edges, and all parameters, of a network with these layers.

    >>> counts(64, 64, 2)
    [4224, 4290]
    """
    edges = sum(start * end for start, end in pairwise(sizes))
    return [edges, edges + sum(sizes[1:])]


def pixel(row, column, side=SIDE):
    """Return the number of the input node for a pixel; rows and columns count from 1.

    >>> pixel(1, 8), pixel(2, 1)
    (8, 9)
    """
    return int(np.ravel_multi_index((row - 1, column - 1), (side, side))) + 1


def place_of(number, side=SIDE):
    """Return row and column of the pixel that an input node stands for, counted from 1.

    >>> place_of(8), place_of(9)
    ([1, 8], [2, 1])
    """
    return [int(part) + 1 for part in np.divmod(number - 1, side)]


def judged(*answers):
    """Return accuracy and confusion table for pairs (class, answer, how many); class 0 is man, 1 is chicken.

    >>> judged((0, 0, 3), (0, 1, 1))
    (0.75, array([[3, 1],
           [0, 0]]))
    """
    wanted, given, how_many = zip(*answers, strict=True)
    said, targets = (one_hot(np.repeat(labels, how_many), 2) for labels in (given, wanted))
    repeater = Network([np.eye(2)], [np.zeros(2)], "linear")  # Its outputs are its inputs: what was said.
    return accuracy(repeater, said, targets), confusion(repeater, said, targets)
