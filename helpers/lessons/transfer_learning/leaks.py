"""What happens when held-out pictures slip into the training: their share of right answers rises, and means nothing."""

from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.transfer import REACH, last_layer, moved, only, pick
from helpers.network import checks
from helpers.study.judging import accuracy

DIGITS, EACH = (5, 6, 7, 8, 9), 20  # of each digit 20 are learned from, and 20 others held out
HELD = EACH * len(DIGITS)
SEEDS = 5


class Leak(NamedTuple):
    """Shares of right answers, 0 to 1, when so many of the training pictures are copies of held-out ones."""

    copies: int
    training: float
    held_out: float
    fresh: float
    fresh_count: int


def leaked(copies):
    """Return the Leak for 0 to 100 copies in a training of 100 moved digits, the mean of five draws.

    A copy takes the place of another training picture, so that their number stays. Judged are the 100 that were held
    out and the test digits 5 to 9, of which no copy is anywhere. The layer learns directly from the pixels.

    >>> leaked(0).held_out < 0.8, leaked(100).held_out
    (True, 1.0)
    """
    copies = checks.whole_number("copies", copies, at_least=0, at_most=HELD)
    shares = np.mean([_one(copies, seed) for seed in range(SEEDS)], axis=0).tolist()
    return Leak(copies, *shares, len(_parts(0)[-1].inputs))


@cache
def _parts(seed):
    digits = load_mnist()
    both = moved(pick(only(digits.training, DIGITS), 2 * EACH, seed), REACH, seed)
    first = np.arange(len(both.inputs)) % (2 * EACH) < EACH
    learned, held = (Part(both.inputs[rows], both.targets[rows]) for rows in (first, ~first))
    return learned, held, moved(only(digits.test, DIGITS), REACH, seed + 1)


@cache
def _one(copies, seed):
    learned, held, fresh = _parts(seed)
    lot = np.random.default_rng(seed).permutation(HELD)
    inputs, targets = (np.concatenate([own[lot[copies:]], other[lot[:copies]]])
                       for own, other in zip(learned, held, strict=True))  # fmt: skip
    network = last_layer(inputs, targets)
    return [accuracy(network, *part) for part in ((inputs, targets), held, fresh)]
