"""Error surfaces over two weights, to walk on (book ch. 20 and 21)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.study.landscape import landscape


@dataclass(frozen=True)
class Surface:
    """One surface: `height(x, y)` is E, for numbers or arrays; `slope(place)` is the gradient at `[x, y]`.

    `reach` is how far the picture goes to each side of `middle`; `start` is where a walk begins, `eta` a fitting rate,
    `lowest` the smallest E there is.
    """

    name: str
    formula: str
    height: Callable
    slope: Callable
    reach: float
    start: tuple
    eta: float
    middle: tuple = (0.0, 0.0)
    axes: tuple = ("w1", "w2")
    lowest: float = 0.0


SURFACES = {
    row.name: row
    for row in [
        Surface(
            "bowl", "E = w1² + w2²",
            lambda x, y: x**2 + y**2,
            lambda w: np.array([2 * w[0], 2 * w[1]]),
            2.0, (-1.5, 1.0), 0.1,
        ),
        # It curves ten times as strongly across as along: the limit of the learning rate is set across.
        Surface(
            "ravine", "E = w1² / 4 + 5 w2² / 2",
            lambda x, y: 0.25 * x**2 + 2.5 * y**2,
            lambda w: np.array([0.5 * w[0], 5.0 * w[1]]),
            2.0, (-1.8, 0.6), 0.1,
        ),
        # A hundred times: whoever may not jump across creeps along.
        Surface(
            "long ravine", "E = w1² / 40 + 5 w2² / 2",
            lambda x, y: x**2 / 40 + 2.5 * y**2,
            lambda w: np.array([w[0] / 20, 5.0 * w[1]]),
            2.0, (-1.8, 0.6), 0.1,
        ),
        # Flat in the middle, downhill to both sides along w2 only.
        Surface(
            "saddle", "E = w1² − w2² + w2⁴ / 4 + 1",
            lambda x, y: x**2 - y**2 + 0.25 * y**4 + 1,
            lambda w: np.array([2 * w[0], -2 * w[1] + w[1] ** 3]),
            2.0, (-1.6, 0.02), 0.1,
        ),
        # Two valleys, near w1 = 1 and w1 = −1; the right one is deeper by about 0.6.
        Surface(
            "two minima", "E = (w1² − 1)² − 0.3 w1 + w2² + 0.5",
            lambda x, y: (x**2 - 1) ** 2 - 0.3 * x + y**2 + 0.5,
            lambda w: np.array([4 * w[0] * (w[0] ** 2 - 1) - 0.3, 2 * w[1]]),
            2.0, (-1.7, 1.2), 0.05, lowest=0.19457151625608,
        ),
    ]
}  # fmt: skip


def network_surface(network, inputs, targets, names=("w5", "w7"), reach=8.0):
    """Return a network's own E over two of its weights, with the gradients of Stage 3 as slopes.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> surface = network_surface(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    >>> surface.slope(np.array([0.05, 0.33])).round(4)
    array([0.1005, 0.0836])
    """
    try:
        one, two = names
    except (TypeError, ValueError):
        raise ValueError(f'names is {names!r}, but must be two names of weights, such as ("w5", "w7")') from None

    def height(x, y):
        x, y = np.broadcast_arrays(np.asarray(x, float), y)
        errors = landscape(network, inputs, targets, **{one: x.ravel(), two: y.ravel()})
        return errors.reshape(x.shape)[()]

    def slope(place):
        place = checks.shaped("place", place, (2,))
        here = network.with_values(**{one: float(place[0]), two: float(place[1])})
        found = gradients(here, inputs, targets)
        return np.array([found[one], found[two]])

    name = f"E of the {network.shape_name} network"
    return Surface(name, name, height, slope, reach, (2.5, 2.5), 10.0, axes=names)
