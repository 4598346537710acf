"""Handwriting: the networks of notebook 10 with their settings, how they start, and when to stop (book ch. 35)."""

import math
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part
from helpers.lessons.handwriting.shifts import random_shifts
from helpers.network import checks
from helpers.network.network import checked_inputs, create, propagate
from helpers.network.rules import rising_then_falling
from helpers.network.tables import Table
from helpers.pens.numerals import bare, whole_from_100
from helpers.study.judging import Film

BOOK_SIZES = (784, 500, 500, 500, 10)


class Recipe(NamedTuple):
    """How a network is made and trained: nodes per layer, start, eta, epochs, batch size, and more for train().

    Hidden layers are ReLU, the output is softmax with cross-entropy. Where the rate `rises_and_falls`, it reaches eta
    after a fifth of the updates and 0 after the last one. `shift` moves each picture, anew in every epoch, by up to so
    many pixels. All of MNIST is learned in float32; the subset, which is quick, in float64, so
    that what the course shows of it is the same on every computer.
    """

    sizes: tuple = BOOK_SIZES
    start: str = "fitting"
    eta: float = 0.1
    epochs: int = 10
    batch_size: int = 100
    rises_and_falls: bool = False
    shift: int = 0
    more: dict = {}

    def network(self, seed=0, dtype=np.float32):
        """Return the network before its training.

        >>> RECIPES["one hidden layer"].network()
        784-100-10 network, ReLU, softmax, 79,510 parameters
        """
        activations = ["ReLU"] * (len(self.sizes) - 2) + ["softmax"]
        return create(*self.sizes, activations=activations, seed=seed, dtype=dtype, start=self.start)

    def film(self, data, seed=0, **film):
        """Return the Film of its training on data, an MNIST; `seed` draws first weights and order, `film` is for Film.

        >>> from helpers import load_mnist
        >>> RECIPES["softmax alone"].film(load_mnist(), sample=500)[0].validation_accuracy < 0.3
        True
        """
        updates = self.epochs * math.ceil(len(data.training.inputs) / self.batch_size)
        schedule = rising_then_falling(updates) if self.rises_and_falls else "constant"
        augment = random_shifts(self.shift) if self.shift else None
        how = {"cost": "cross-entropy", "schedule": schedule, "augment": augment, **self.more, **film}
        network = self.network(seed, float if data.subset else np.float32)
        return Film(network, data.training, data.validation, self.eta, self.batch_size, self.epochs, seed, **how)


# The best run and how it grows: each row has one change more than the row before.
PLAIN = Recipe(sizes=(784, 500, 500, 10), eta=0.15, epochs=20, batch_size=128)
RISING = PLAIN._replace(rises_and_falls=True)
NESTEROV = RISING._replace(more={"rule": "Nesterov"})
DECAYING = NESTEROV._replace(more={"rule": "Nesterov", "weight_decay": 1e-5})
BEST = DECAYING._replace(shift=2)

RECIPES = {
    "the book": Recipe(start="standard normal", eta=0.0001),
    "He start": Recipe(),
    "the book's rate with He start": Recipe(eta=0.0001),
    "softmax alone": Recipe(sizes=(784, 10)),
    "one hidden layer": Recipe(sizes=(784, 100, 10)),
    "two hidden layers": PLAIN,
    "+ rate rises and falls": RISING,
    "+ Nesterov": NESTEROV,
    "+ weight decay": DECAYING,
    "best": BEST,
    "best without rise and fall": BEST._replace(rises_and_falls=False),
    "best without weight decay": BEST._replace(more={"rule": "Nesterov"}),
}


def few_digits_film(data, weight_decay=0.0, seed=1):
    """Return the Film of a network that learns the first 400 training pictures by heart: 784-100-10, 60 epochs.

    >>> from helpers import load_mnist
    >>> few_digits_film(load_mnist()).last
    60
    """
    few = data._replace(training=Part(*(array[:400] for array in data.training)))
    recipe = RECIPES["one hidden layer"]._replace(
        eta=0.3, epochs=60, batch_size=20, more={"weight_decay": weight_decay}
    )
    return recipe.film(few, seed)


RATES = (0.000001, 0.00001, 0.0001, 0.001, 0.01, 0.1, 1.0)
# The squares of the map: "fitting, 0.1" is the start "fitting" with the rate 0.1.
RATE_CELLS = {f"{start}, {bare(eta, 6)}": (start, eta) for start in ("standard normal", "fitting") for eta in RATES}


def map_cell(start, eta, data, seed=0):
    """Return the validation accuracy, 0 to 1, of the book's network with this start and rate after one epoch on data.

    >>> from helpers import load_mnist
    >>> map_cell("fitting", 0.1, load_mnist()) > 0.75
    True
    """
    return Recipe(start=start, eta=eta, epochs=1).film(data, seed, sample=1)[1].validation_accuracy


class Spread(NamedTuple):
    """The standard deviation of the net inputs of one layer: predicted from the layers before it, and measured."""

    layer: str
    predicted: float
    measured: float


@checks.quiet
def start_spread(network, inputs):
    """Return how far the net inputs of a fresh network spread, layer by layer, as a table of Spread.

    variance of net = n * mean(w^2) * mean(out^2) + mean(bw^2);  after ReLU mean(out^2) = variance / 2

    n is the number of nodes in the layer before; mean(out^2) of the input layer is that of `inputs`, `(examples, n)`.
    The prediction goes from layer to layer without looking at any net input; ReLU silences half of them, hence / 2.
    Raises TypeError or ValueError with a sentence. Book ch. 35; He and others 2015.

    >>> from helpers import Network
    >>> network = Network([[[2.0, -2.0]], [[1.0], [1.0]]], [[0.0, 0.0], [0.0]], ["ReLU", "softmax"])
    >>> start_spread(network, [[1.0], [-1.0]])
    standard deviation of the net inputs
    layer  predicted  measured
    b      2          2
    c      2          0
    """
    inputs = checked_inputs(network, inputs)
    for name in network.activations[:-1]:
        if name != "ReLU":
            raise ValueError(f"start_spread predicts for hidden layers of ReLU, but this network has {name}")
    rows, square = [], mean_square(inputs)
    for layer, net in enumerate(propagate(network, inputs).net[1:]):
        weights, biases = network.weights[layer], network.biases[layer]
        variance = len(weights) * mean_square(weights) * square + mean_square(biases)
        rows.append(Spread(chr(ord("b") + layer), math.sqrt(variance), float(net.std(dtype=float))))
        square = variance / 2
    columns = {
        "layer": lambda row: row.layer,
        "predicted": lambda row: whole_from_100(row.predicted, "{:.3g}".format),
        "measured": lambda row: whole_from_100(row.measured, "{:.3g}".format),
    }
    return Table("standard deviation of the net inputs", columns, tuple(rows))


def mean_square(array):
    """Return the average of the squares.

    >>> mean_square(np.array([1.0, 3.0]))
    5.0
    """
    return float(np.square(array, dtype=float).mean())


class Stop(NamedTuple):
    """The number of the best frame so far, and that of the frame where patience ended, or None."""

    best: int
    at: int | None


def early_stop(errors, patience):
    """Return where early stopping stops: at the first frame that is `patience` frames after the best one before it.

    `errors` are the validation errors of frame 0, 1, 2, ... so far. What a learner keeps is the network of the best
    frame. A diverged error (NaN) is never the best. Raises TypeError or ValueError with a sentence.

    >>> early_stop([0.9, 0.5, 0.4, 0.6, 0.5, 0.3], patience=2)
    Stop(best=2, at=4)
    >>> early_stop([0.9, 0.5, 0.4, 0.6], patience=2)
    Stop(best=2, at=None)
    """
    patience = checks.whole_number("patience", patience)
    errors = checks.floats("errors", errors)
    if np.ndim(errors) != 1 or not errors.size:
        raise ValueError(f"early_stop wants a list with at least one validation error, but got shape {errors.shape}")
    best, least = 0, math.inf
    for number, error in enumerate(errors.tolist()):
        if error < least:
            best, least = number, error
        if number - best >= patience:
            return Stop(best, number)
    return Stop(best, None)
