"""Tasks in a plane: points in two classes, or points with a number, as many and as noisy as wanted."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part, closed
from helpers.lessons.playground.data import Data, class_targets, parted
from helpers.lessons.playground.features import checked_features, feature_columns
from helpers.lessons.what_is_a_neural_network.clouds import REACH, squares
from helpers.network import checks

CLASSES = ("orange", "blue")  # class 0 and class 1, in the colours that they have in the whole course
EDGE = REACH - 0.05  # no point is nearer to the frame
TURNS = 1.25  # of each arm of the spiral


class Task(NamedTuple):
    """How a task's points are made, what it asks for, and a sentence about it.

    `make(kinds, random)` returns a point for each kind, 0 or 1; where `classes` is empty, `make(points)` returns the
    number `(n,)` that belongs to each point.
    """

    make: Callable
    about: str
    classes: tuple = CLASSES


def circle(kinds, random):
    """Return points inside a circle for kind 1, and around it for kind 0."""
    radius = np.where(kinds, random.uniform(0, 1.2, len(kinds)), random.uniform(1.8, 2.6, len(kinds)))
    return _round(random.uniform(0, 2 * np.pi, len(kinds)), radius)


def xor(kinds, random):
    """Return points in four squares: kind 1 where x1 and x2 differ in sign, as in the puzzle of notebook 03."""
    return squares(1 - kinds, random)


def moons(kinds, random):
    """Return two half-moons that reach into each other."""
    side = 2 * kinds[:, None] - 1
    return side * (_round(random.uniform(0, np.pi, len(kinds)), 1.6) - [0.8, 0.4])


def spiral(kinds, random):
    """Return two arms that turn round the middle, evenly filled from there to the end."""
    along = random.uniform(0.12, 1, len(kinds))
    return _round(2 * np.pi * TURNS * along + np.pi * kinds, 2.6 * along)


def clusters(kinds, random):
    """Return two round heaps."""
    side = 2 * kinds[:, None] - 1
    heap = _round(random.uniform(0, 2 * np.pi, len(kinds)), 1.1 * np.sqrt(random.uniform(0, 1, len(kinds))))
    return heap + side * [1.2, 0.9]


def line(points):
    """Return (2 x1 + x2) / 9, from -1 to 1: the same step to the right adds the same everywhere."""
    return (2 * points[:, 0] + points[:, 1]) / 9


def wave(points):
    """Return sin(2 x1), from -1 to 1; x2 does not matter."""
    return np.sin(2 * points[:, 0])


def _round(angle, radius):
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


TASKS = {
    "circle": Task(circle, "blue inside, orange around it"),
    "XOR": Task(xor, "blue where x1 and x2 differ in sign, orange where they agree"),
    "two moons": Task(moons, "two half-moons that reach into each other"),
    "spiral": Task(spiral, "two arms that turn round each other"),
    "clusters": Task(clusters, "two heaps, one of each class"),
    "line": Task(line, "a number for each point: (2 x1 + x2) / 9", ()),
    "wave": Task(wave, "a number for each point: sin(2 x1), whatever x2 is", ()),
}


@checks.remembered(64)
def plane_data(task, points=200, noise=0.1, share=0.7, seed=1, features=("x1", "x2"), extra=None):
    """Return the Data of a task in the plane, the same for the same arguments.

    `points` are made, from 10 to 5,000, half of them of each class; `share` of them are to learn from, the rest to
    judge. `noise` from 0 to 1 is the spread of what chance adds: to the place of a point with a class, to the number
    of one with a number. With noise 0 no class reaches into the other. `features` are names of FEATURES. `extra` are
    points set by hand, (x1, x2, class or number) each; they come last among those to learn from. All points lie between
    -3 and 3; `data.points` holds them, `(n, 2)` and `(m, 2)`. Raises ValueError or TypeError with a sentence.

    >>> plane_data("circle", points=20)
    14 examples to learn from and 6 to judge: class (orange or blue) from x1, x2
    >>> plane_data("wave", extra=[(0.5, 1, 0.8)]).training.inputs[-1]
    array([0.5, 1. ])
    """
    made = checks.known("task", task, TASKS)
    count = checks.whole_number("points", points, 10, 5000)
    noise = _up_to_1("noise", noise)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    names = checked_features(features)
    places, targets = _with_class(made, count, noise, random) if made.classes else _with_number(
        made, count, noise, random)  # fmt: skip
    training, validation = parted(places, targets, share, seed)
    training = _with_extra(training, made, extra)
    parts = [Part(closed(feature_columns(part.inputs, names)), part.targets) for part in (training, validation)]
    target = "class" if made.classes else "number"
    return Data(*parts, names, made.classes, target, points=(training.inputs, validation.inputs))


def _up_to_1(name, value):
    wanted = "a number from 0 to 1, such as 0.1"
    number = checks.real_number(name, value, wanted, at_least=0)
    if number > 1:
        raise ValueError(f"{name} is {value!r}, but must be {wanted}")
    return number


def _with_class(task, count, noise, random):
    kinds = np.arange(count) % 2
    places = task.make(kinds, random)
    places = np.clip(places + noise * random.normal(0, 1, places.shape), -EDGE, EDGE)
    return places, class_targets(kinds, 2)


def _with_number(task, count, noise, random):
    places = random.uniform(-EDGE, EDGE, (count, 2))
    return places, (task.make(places) + noise * random.normal(0, 1, count))[:, None]


def _with_extra(part, task, extra):
    """Return a part with the points that were set by hand at its end."""
    try:
        rows = [_point(number, row, task) for number, row in enumerate(() if extra is None else extra, 1)]
    except TypeError:
        if np.iterable(extra):
            raise
        raise TypeError(f"extra is {extra!r}, but must be a list of points, such as [{_such(task)}]") from None
    if not rows:
        return part
    inputs, targets = [row[:2] for row in rows], [row[2:] for row in rows]
    return Part(closed(np.vstack([part.inputs, inputs])), closed(np.vstack([part.targets, targets])))


def _point(number, row, task):
    """Return a point set by hand as x1, x2 and target, or say what is wrong with it."""
    name = f"extra point {number}"
    try:
        x1, x2, meaning = row
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {row!r}, but must be x1, x2 and what it is, such as {_such(task)}") from None
    for place in (x1, x2):
        wanted = f"a number from {-REACH:g} to {REACH:g}"
        if abs(checks.real_number(f"a place of {name}", place, wanted)) > REACH:
            raise ValueError(f"a place of {name} is {place!r}, but must be {wanted}")
    if not task.classes:
        return float(x1), float(x2), checks.real_number(f"the number of {name}", meaning, "a number, such as 0.5")
    if isinstance(meaning, str):
        return float(x1), float(x2), float(checks.known("class", meaning, {name: k for k, name in enumerate(CLASSES)}))
    return float(x1), float(x2), float(checks.whole_number(f"the class of {name}", meaning, 0, 1))


def _such(task):
    return "(0.5, 1, 'blue')" if task.classes else "(0.5, 1, 0.8)"
