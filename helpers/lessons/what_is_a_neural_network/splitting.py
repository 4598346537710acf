"""Three parts of the data, and what each of them says about polynomials of all degrees (book ch. 1)."""

import warnings
from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import closed
from helpers.network.checks import real_number, remembered, whole_number

PARTS = ("training", "validation", "test")
POINTS, NOISE, HIGHEST = 40, 0.3, 12


def split_counts(examples, training=60, validation=20):
    """Return how many examples go to training, validation and test; the shares are percentages, the test has the rest.

    When both shares make more than 100 %, validation gets what training has left. Raises TypeError or ValueError when
    examples is no whole number above 0, or a share lies outside 0 to 100.

    >>> split_counts(1250), split_counts(40, 90, 20)
    ((750, 250, 250), (36, 4, 0))
    """
    whole_number("examples", examples)
    for name, share in (("training", training), ("validation", validation)):
        if real_number(name, share, "a percentage from 0 to 100", at_least=0) > 100:
            raise ValueError(f"{name} is {share!r}, but must be a percentage from 0 to 100")
    first = round(examples * training / 100)
    second = min(round(examples * validation / 100), examples - first)
    return first, second, examples - first - second


def hidden_curve(x):
    """Return the curve that nobody knows: the measured points lie around it."""
    return np.sin(3 * x) + 0.3 * x


@cache
def measured():
    """Return x and y `(40,)` of our measurements, already shuffled: the hidden curve with noise."""
    random = np.random.default_rng(7)
    x = random.permutation(np.linspace(-1, 1, POINTS))
    return closed(x), closed(hidden_curve(x) + random.normal(0, NOISE, POINTS))


class Fit(NamedTuple):
    """A polynomial that was fitted to the training part, and its mean squared error on all three parts."""

    degree: int
    curve: np.polynomial.Polynomial
    errors: dict


@remembered()
def fit_polynomial(degree, training=60):
    """Return the polynomial of this degree, 0 to 12, with the smallest mean squared error on the training part.

    training, 30 to 80, is its share of the 40 points in per cent; the two other parts have one half of the rest each.

    >>> {part: round(error, 2) for part, error in fit_polynomial(3).errors.items()}
    {'training': 0.08, 'validation': 0.06, 'test': 0.08}
    """
    whole_number("degree", degree, at_least=0, at_most=HIGHEST)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # with more coefficients than points many curves hit all; it takes a small one
        curve = np.polynomial.Polynomial.fit(*parts(training)["training"], degree, domain=[-1, 1])
    errors = {name: float(((curve(x) - y) ** 2).mean()) for name, (x, y) in parts(training).items()}
    return Fit(degree, curve, errors)


@remembered()
def parts(training=60):
    """Return x and y of the three parts, by name; see fit_polynomial.

    >>> [len(x) for x, y in parts(60).values()]
    [24, 8, 8]
    """
    whole_number("training", training, at_least=30, at_most=80)
    cuts = np.cumsum(split_counts(POINTS, training, (100 - training) / 2))[:2]
    return dict(zip(PARTS, zip(*(np.split(values, cuts) for values in measured()), strict=True), strict=True))
