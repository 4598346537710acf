"""Five people whose two inputs are of unlike size, and the two numbers that make them alike: mean and spread."""

import numpy as np

PEOPLE = np.array([[1000, 0.3], [2000, 0.1], [3000, 0.5], [4000, 0.2], [5000, 0.4]])  # income, share that is saved
WEIGHT = 0.5


def scaled(inputs, examples=PEOPLE):
    """Return (inputs - mean) / spread; mean and spread (the standard deviation) of each column are the examples'.

    >>> scaled([[3000, 0.5]]).round(2)
    array([[0.  , 1.41]])
    """
    return (np.asarray(inputs, float) - examples.mean(axis=0)) / examples.std(axis=0)
