"""A small network that learns a curve from a few noisy examples, and two switches against overfitting (book ch. 38)."""

import numpy as np

from helpers.datasets.files import Part, closed
from helpers.network import checks
from helpers.network.network import checked_examples, create
from helpers.study.judging import Film, pair

REACH = 1.5  # the inputs go from -1.5 to 1.5
NOISE = 0.25  # standard deviation of what is added to each target
WEIGHT_DECAY, DROPOUT = 0.003, 0.2  # how strong the two switches are


def wave(x):
    """Return the curve behind the examples, 0.8 sin(2.4 x): the network never sees it.

    >>> float(wave(0.0))
    0.0
    """
    return 0.8 * np.sin(2.4 * x)


def noisy_wave(count, seed=1):
    """Return examples of the curve as a Part: inputs `(count, 1)` at random places, targets with noise added.

    >>> noisy_wave(14)
    14 examples: inputs (14, 1), targets (14, 1)
    """
    count = checks.whole_number("count", count, at_most=1_000_000)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    x = random.uniform(-REACH, REACH, (count, 1))
    return Part(closed(x), closed(wave(x) + random.normal(0, NOISE, (count, 1))))


def fitting_film(training, validation, hidden, weight_decay=False, dropout=False):
    """Return the training of a 1-hidden-1 network (tanh, linear) as a Film: 1,500 epochs, a frame after every 60.

    Full batch, MSE, Adam with eta 0.03; `weight_decay` and `dropout` switch on 0.003 and 0.2.

    >>> fitting_film(noisy_wave(14), noisy_wave(60, seed=2), hidden=4).last
    25
    """
    network = create(1, checks.whole_number("hidden", hidden), 1, activations=("tanh", "linear"), seed=1)
    training, validation = (checked_examples(network, *pair(part)) for part in (training, validation))
    return Film(network, training, validation, 0.03, len(training[0]), epochs=1500, every=60, cost="MSE",
                rule="Adam", weight_decay=WEIGHT_DECAY * weight_decay, dropout=DROPOUT * dropout)  # fmt: skip
