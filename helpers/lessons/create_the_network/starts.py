"""Three ways to start a 2-3-1 network, and what 2,000 updates make of each."""

from functools import lru_cache

import numpy as np

from helpers.network.network import create
from helpers.network.training import train

XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.array([[0], [1], [1], [0]], float)
ALIKE, TIMES, LONGEST = 0.3, 30, 2000
GUESS = float(np.mean((XOR[1] - 0.5) ** 2) / 2)  # the mean error of whoever answers 1/2 to everything
STARTS = {  # what becomes of fitting random weights before the first update
    "fitting": lambda weights: weights,
    "all equal": lambda weights: np.full_like(weights, ALIKE),
    "30 times as large": lambda weights: TIMES * weights,
}


@lru_cache(maxsize=32)
def learned(start, seed):
    """Return the networks after 0, 1, ... 2,000 updates on XOR, and their mean errors (SE, learning rate 2).

    >>> networks, errors = learned("all equal", seed=1)
    >>> networks[2000].weights[0].round(2)
    array([[2.77, 2.77, 2.77],
           [2.77, 2.77, 2.77]])
    """
    first = create(2, 3, 1, seed=seed)
    first = first.with_arrays([STARTS[start](weights) for weights in first.weights], first.biases)
    steps = list(train(first, *XOR, eta=2, epochs=LONGEST + 1))
    return [first, *(step.network for step in steps)], [step.error for step in steps]
