"""How far chance moves an accuracy, and how often a network is right that says it is sure (book ch. 35)."""

from typing import NamedTuple

import numpy as np

from helpers.lessons.handwriting.digits import probabilities
from helpers.network import checks
from helpers.study.judging import classes

EDGES = (0.0, 0.5, 0.7, 0.9, 0.99, 1.0)  # shares of the answer: five groups
WANTED = "a number from 0 to 1, such as 0.94"


def chances(share, pictures):
    """Return how probable each count of right answers is, from 0 to all, `(pictures + 1,)`.

    P(k) = n! / (k! (n − k)!) · share^k · (1 − share)^(n − k)

    >>> chances(0.5, 2).tolist()
    [0.25, 0.5, 0.25]
    """
    share = checks.real_number("share", share, WANTED, at_least=0)
    if share > 1:
        raise ValueError(f"share is {share:g}, but must be {WANTED}")
    counts = np.arange(checks.whole_number("pictures", pictures) + 1)
    if share in (0, 1):
        return (counts == share * pictures).astype(float)
    factorials = np.concatenate([[0.0], np.cumsum(np.log(counts[1:]))])
    ways = factorials[-1] - factorials - factorials[::-1]
    found = np.exp(ways + counts * np.log(share) + counts[::-1] * np.log1p(-share))
    return found / found.sum()


def usual_range(share, pictures):
    """Return the accuracies between which 95 of 100 tests with so many pictures lie: (low, high).

    Of the other five about half are below, half above. It is close to share ± 2 · √(share · (1 − share) / pictures).

    >>> usual_range(0.94, 500)
    (0.918, 0.96)
    """
    below = np.cumsum(chances(share, pictures))
    low, high = (int(np.searchsorted(below, part - 1e-12)) for part in (0.025, 0.975))
    return low / pictures, high / pictures


class Sure(NamedTuple):
    """The answers with a share from `low` to below `high`: how many, their mean share, the part that is right."""

    low: float
    high: float
    count: int
    share: float
    right: float


def group_of(values, edges):
    """Return in which group between two edges each value lies, counted from 0; the last edge belongs to the last group.

    >>> group_of([0.2, 0.5, 1.0], (0.0, 0.5, 1.0)).tolist()
    [0, 1, 1]
    """
    return np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)


def sure_groups(network, part):
    """Return the answers of a network in groups by their share, a list of Sure; an empty group is left out.

    >>> from helpers import create, load_mnist
    >>> (group,) = sure_groups(create(784, 10, activations="softmax", seed=1), load_mnist().test)
    >>> group.count, round(group.share, 2), round(group.right, 2)
    (500, 0.2, 0.13)
    """
    shares = probabilities(network, part.inputs)
    surest, right = shares.max(axis=1), shares.argmax(axis=1) == classes(part.targets)
    surest = np.where(np.isfinite(surest), surest, -1)  # a diverged network says nothing
    place = group_of(surest, EDGES)
    return [
        Sure(low, high, int(inside.sum()), float(surest[inside].mean(dtype=float)), float(right[inside].mean()))
        for number, (low, high) in enumerate(zip(EDGES[:-1], EDGES[1:], strict=True))
        if (inside := (place == number) & (surest >= 0)).any()
    ]
