"""Point clouds in a plane, in two classes: what the learning styles and the methods of notebook 01 are shown on."""

from typing import NamedTuple

import numpy as np

from helpers.datasets.files import closed
from helpers.network.checks import known, remembered

SIZE = 100  # points to learn from, and as many to be tested with
REACH = 3.0  # all clouds lie between -REACH and REACH


class Cloud(NamedTuple):
    """Points `(n, 2)` with their classes `(n,)`, 0 or 1, and new points of the same kind."""

    points: np.ndarray
    classes: np.ndarray
    new_points: np.ndarray
    new_classes: np.ndarray


def moons(classes, random):
    """Return two half-moons that reach into each other."""
    angle = random.uniform(0, np.pi, len(classes))
    side = 1 - 2 * classes
    points = np.column_stack([side * (1.3 * np.cos(angle) - 0.65), side * (1.3 * np.sin(angle) - 0.32)])
    return 1.25 * points + random.normal(0, 0.26, points.shape)


def heaps(classes, random):
    """Return two round heaps that touch each other."""
    side = 2 * classes[:, None] - 1
    return side * [0.95, 0.6] + random.normal(0, 0.62, (len(classes), 2))


def ring(classes, random):
    """Return a heap in the middle of a ring."""
    angle = random.uniform(0, 2 * np.pi, len(classes))
    radius = np.where(classes, 0.55, 2.0) + random.normal(0, 0.28, len(classes))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def squares(classes, random):
    """Return four squares of a chessboard."""
    points = random.uniform(0.08, 2.2, (len(classes), 2)) * random.choice([-1, 1], (len(classes), 2))
    points[:, 1] = np.where((points[:, 0] * points[:, 1] > 0) == classes, points[:, 1], -points[:, 1])
    return points


CLOUDS = {"two moons": moons, "two heaps": heaps, "ring": ring, "chessboard": squares}


@remembered()
def load_cloud(name):
    """Return the Cloud of this name, the same each time; half of its points are of class 0, half of class 1.

    Raises ValueError for an unknown name.

    >>> load_cloud("ring").points.shape, load_cloud("ring").classes[:4].tolist()
    ((100, 2), [0, 1, 0, 1])
    """
    make = known("cloud", name, CLOUDS)
    random = np.random.default_rng(list(CLOUDS).index(name) + 1)
    classes = np.arange(2 * SIZE) % 2
    points = np.clip(make(classes, random), 0.05 - REACH, REACH - 0.05).round(3)
    return Cloud(*map(closed, (points[:SIZE], classes[:SIZE], points[SIZE:], classes[SIZE:])))
