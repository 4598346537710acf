"""A curve of E with three points at which a learner reads the slope (book ch. 9)."""

import numpy as np

READ = {"A": (-4, -2), "B": (0, 0), "C": (2, 1)}  # where each point lies, and the slope of the curve there


def error_to_read(w):
    """Return the error of the curve: 1 + w² / 4.

    >>> float(error_to_read(2))
    2.0
    """
    return 1 + np.square(w) / 4
