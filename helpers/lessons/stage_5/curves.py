"""Learning curves of a small network that learns a wave from a few noisy examples (book ch. 20, 22 and 38)."""

from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.network import create, forward, total_error
from helpers.network.training import train

REACH = 1.5  # the inputs go from -1.5 to 1.5
NOISE = 0.25  # standard deviation of what is added to each target
GRID = np.linspace(-REACH, REACH, 61)  # where the learned curve is drawn


class Curve(NamedTuple):
    """One training: after `counts[k]` updates the mean errors, SE / n, on both sets, and z on GRID `(k, 61)`."""

    counts: np.ndarray
    training: np.ndarray
    validation: np.ndarray
    shapes: np.ndarray


def wave(x):
    """Return the curve behind the examples, 0.8 sin(2.4 x): the network never sees it.

    >>> float(wave(0.0))
    0.0
    """
    return 0.8 * np.sin(2.4 * x)


def wave_data(n=14, seed=8):
    """Return n examples of t = 0.8 sin(2.4 x) with noise added: inputs and targets, both `(n, 1)`.

    >>> inputs, targets = wave_data()
    >>> inputs.shape, targets.shape
    ((14, 1), (14, 1))
    """
    n = checks.whole_number("n", n, at_most=1_000_000)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    x = random.uniform(-REACH, REACH, (n, 1))
    return x, wave(x) + random.normal(0, NOISE, (n, 1))


@checks.quiet
def learning_curve(training, validation, eta, updates=1000, every=10, hidden=20, seed=1, **how):
    """Return the Curve of a 1-hidden-1 network (tanh, linear); training and validation are (inputs, targets).

    Full batch, unless `how` says otherwise: further arguments of train(), such as rule="Adam" or weight_decay=0.003.

    >>> curve = learning_curve(wave_data(), wave_data(60, seed=2), eta=0.1, updates=20)
    >>> curve.counts
    array([ 0, 10, 20])
    """
    network = create(1, hidden, 1, activations=("tanh", "linear"), seed=seed)
    kept = [network]
    for step in train(network, *training, eta, epochs=updates, seed=seed, **how):
        if step.number % every == 0:
            kept.append(step.network)
        if step.number == updates:
            break
    errors = [[total_error(one, *part) / len(part[0]) for one in kept] for part in (training, validation)]
    shapes = np.array([forward(one, GRID[:, None]).output[:, 0] for one in kept])
    return Curve(every * np.arange(len(kept)), *map(np.array, errors), shapes)
