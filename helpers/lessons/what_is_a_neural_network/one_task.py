"""A small network that was made for one task, and is asked about another: it knows the digits 0 and 1, nothing else."""

from functools import cache

import numpy as np

from helpers.datasets.mnist import load_mnist
from helpers.network.network import create, forward
from helpers.network.training import train

EXAMPLES, HIDDEN, EPOCHS, SURE = 600, 4, 100, 0.9


@cache
def zero_or_one():
    """Return a 784-4-2 network that has learned to tell 0 from 1 in 600 handwritten digits.

    >>> zero_or_one().sizes
    (784, 4, 2)
    """
    inputs, targets = load_mnist().training
    known = np.flatnonzero(targets.argmax(axis=1) < 2)[:EXAMPLES]
    network = create(784, HIDDEN, 2, activations=("logistic", "softmax"), seed=1)
    *_, last = train(network, inputs[known].astype(float), targets[known, :2].astype(float), eta=1, epochs=EPOCHS,
                     cost="cross-entropy")  # fmt: skip
    return last.network


def asked(digit, number):
    """Return the `number`-th test picture of a digit `(784,)`, from 1, and what the network says: shares of 0 and 1.

    >>> picture, shares = asked(7, 1)
    >>> picture.shape, round(float(shares.sum()), 6)
    ((784,), 1.0)
    """
    inputs, targets = load_mnist().test
    picture = inputs[np.flatnonzero(targets.argmax(axis=1) == digit)[number - 1]].astype(float)
    return picture, forward(zero_or_one(), picture[None]).output[0]


@cache
def sure_of_strangers():
    """Return of how many test digits from 2 to 9 the network is surer than 90 %, and how many there are.

    >>> sure_of_strangers()[0] <= sure_of_strangers()[1]
    True
    """
    inputs, targets = load_mnist().test
    strange = inputs[targets.argmax(axis=1) > 1].astype(float)
    return int((forward(zero_or_one(), strange).output.max(axis=1) > SURE).sum()), len(strange)
