"""Training: stages 1, 2, 3 and 5, again and again (book ch. 21, 22, 31). Stage 4 is a test, outside the loop."""

from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.descent import descend
from helpers.gradients import backward, trainable_cost
from helpers.network import Network, checked_examples, errors_of_examples, propagate, quiet


class Step(NamedTuple):
    """One update: its number and epoch (both count from 1), the network after it, the mean error before it.

    `error` is the mean error per example of the batch that was used, measured on the way forward.
    """

    number: int
    epoch: int
    network: Network
    error: float

    def __repr__(self):
        return f"step {self.number} (epoch {self.epoch}): error {self.error:.6g} before the update"


# How many examples one update uses, from (n, batch_size); book ch. 21.
METHODS = {
    "batch": lambda n, batch_size: n,
    "sgd": lambda n, batch_size: 1,
    "mini-batch": lambda n, batch_size: checks.whole_number("batch_size", batch_size, at_most=n),
}


def train(network, inputs, targets, eta, method="batch", batch_size=None, epochs=1, seed=0, cost="SE"):
    """Yield one `Step` per update: forward propagation, total error, gradients, update.

    w_new = w - eta * d(mean error per example)/dw

    So SE and SSE, which add the examples up, are divided by the number of examples in the batch; MSE and the other
    averages are taken as they are, and so is RMS, the root of an average. `method` is "batch" (all n examples per
    update), "sgd" (one) or "mini-batch" (`batch_size` of them; the last batch of an epoch may be smaller). "sgd" and
    "mini-batch" shuffle the examples at the start of every epoch, by `seed`. Each step's network is a new value.
    Bad arguments raise TypeError or ValueError with a sentence, here and not in the loop. Book ch. 21, 22 and 31.

    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> for step in train(network, inputs=[[3.0]], targets=[[5.0]], eta=0.05, epochs=3):
    ...     print(step.number, round(step.error, 4), round(step.network["w1"], 4))
    1 0.5 1.85
    2 0.125 1.775
    3 0.0312 1.7375
    """
    inputs, targets = checked_examples(network, inputs, targets)
    cost = trainable_cost(network, targets, cost)
    eta = checks.learning_rate(eta)
    epochs = checks.whole_number("epochs", epochs, at_least=0)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    size = checks.known("method", method, METHODS)(len(inputs), batch_size)
    if batch_size is not None and method != "mini-batch":
        raise ValueError(f"batch_size goes with method='mini-batch' only, but method is {method!r}. Leave one out")
    return _steps(network, inputs, targets, eta, size, epochs, random, cost)


def _steps(network, inputs, targets, eta, size, epochs, random, cost):
    number = 0
    for epoch in range(1, epochs + 1):
        for rows in batches(len(inputs), size, random):
            number += 1
            network, error = learn(network, inputs[rows], targets[rows], eta, cost)
            yield Step(number, epoch, network, error)


def batches(n, size, random):
    """Yield the row numbers of each batch of one epoch; a full batch keeps the order, as a sum needs no shuffling.

    >>> [len(rows) for rows in batches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    if size == n:
        yield slice(None)
        return
    order = random.permutation(n)
    for start in range(0, n, size):
        yield order[start : start + size]


@quiet
def learn(network, inputs, targets, eta, cost):
    """Return the network after one update on checked examples, and the mean error per example before it."""
    passed = propagate(network, inputs)
    errors = errors_of_examples(network, passed, targets, cost)
    count = cost.over_examples.count(errors)
    error = float(cost.over_examples.total(errors)) / count
    # eta / n times a sum is eta times the mean; so these are no longer slopes but the steps themselves.
    layers = backward(network, passed, targets, cost, errors, eta / count)
    return descend(network, ((step, bias_step) for step, bias_step, _ in layers)), error
