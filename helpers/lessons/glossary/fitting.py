"""A small network that learns a curve from a few noisy examples, and two switches against overfitting (book ch. 38)."""

from helpers.datasets.files import Part, closed
from helpers.lessons.stage_5.curves import wave_data
from helpers.network import checks
from helpers.network.network import checked_examples, create
from helpers.study.judging import Film, pair

WEIGHT_DECAY, DROPOUT = 0.003, 0.2  # how strong the two switches are


def noisy_wave(count, seed=1):
    """Return examples of the curve as a Part: inputs `(count, 1)` at random places, targets with noise added.

    >>> noisy_wave(14)
    14 examples: inputs (14, 1), targets (14, 1)
    """
    count = checks.whole_number("count", count, at_most=1_000_000)
    return Part(*map(closed, wave_data(count, seed)))


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
