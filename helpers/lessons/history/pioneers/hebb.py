"""Hebb's rule: a connection becomes stronger when both of its ends are active together.

D. O. Hebb, The Organization of Behavior, 1949. Hebb wrote words, not a formula; the product is the usual reading.
"""

from typing import NamedTuple

import numpy as np

from helpers.network import checks

FIRES_AT = 0.5  # the dog's threshold
LESSONS = {  # does the bell ring, is there food; one row for the odd trials, one for the even ones
    "bell with food": ((1, 1), (1, 1)),
    "bell with every second meal": ((1, 1), (0, 1)),
    "bell alone": ((1, 0), (1, 0)),
    "food alone": ((0, 1), (0, 1)),
}


def reaches(net):
    """Return whether a net input reaches the threshold; ten times 0.05 counts as 0.5, whatever the last digit says.

    >>> reaches(sum([0.05] * 10)), reaches(0.49)
    (True, False)
    """
    return bool(net >= FIRES_AT - 1e-9)


def strengthen(weights, before, after, eta):
    """Return new weights `(from, to)`: w_new = w + eta * out_before * out_after, for every pair of nodes.

    before `(from,)` and after `(to,)` are the outputs at both ends of the connections; eta is the learning rate.

    >>> strengthen([[0.1], [0.1]], before=[1, 0], after=[1], eta=0.2).round(2).tolist()
    [[0.3], [0.1]]
    """
    weights, before, after = (checks.numeric_array(name, values) for name, values in
                              (("weights", weights), ("before", before), ("after", after)))  # fmt: skip
    if weights.shape != (before.size, after.size):
        raise ValueError(f"weights have shape {weights.shape}; between {before.size} and {after.size} nodes there must "
                         f"be ({before.size}, {after.size})")  # fmt: skip
    return weights + checks.learning_rate(eta) * np.outer(before, after)


class Trial(NamedTuple):
    """One trial: bell and food (0 or 1), whether the dog's node fires, and the bell's weight after it."""

    bell: int
    food: int
    fires: int
    weight: float


def conditioning(lesson, trials, eta):
    """Return the trials of a dog that hears a bell: the food's weight is 1 from birth, the bell's begins at 0.

    The node fires when bell * w + food * 1 >= 0.5; then Hebb's rule changes w. lesson is a name in LESSONS.

    >>> [round(trial.weight, 2) for trial in conditioning("bell with food", 3, eta=0.2)]
    [0.2, 0.4, 0.6]
    >>> conditioning("bell alone", 9, eta=0.2)[-1].weight
    0.0
    """
    cycle = checks.known("lesson", lesson, LESSONS)
    trials = checks.whole_number("trials", trials, at_least=0)
    weight, found = 0.0, []
    for number in range(trials):
        bell, food = cycle[number % 2]
        answer = int(reaches(bell * weight + food))
        weight = float(strengthen([[weight]], [bell], [answer], eta)[0, 0])
        found.append(Trial(bell, food, answer, weight))
    return found
