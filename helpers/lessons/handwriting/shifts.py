"""Digits moved by some pixels: what a network reads then, and how to train it against that (book ch. 35)."""

import numpy as np

from helpers.datasets.mnist import SIDE
from helpers.network import checks


def shifted(inputs, right=0, down=0):
    """Return digits moved by whole pixels, `(n, 784)`; the paper that comes in is white, ink over the edge is lost.

    `right` and `down` are whole numbers from -27 to 27, or one for each digit, `(n,)`.

    >>> np.flatnonzero(shifted(np.eye(784)[:1], right=2, down=1)).tolist()
    [30]
    """
    inputs = checks.floats("inputs", inputs)
    inputs = checks.example_rows("inputs", inputs, SIDE * SIDE, "picture of 28 × 28 pixels", inputs.dtype)
    moves = (whole_pixels(name, move, SIDE - 1) for name, move in (("right", right), ("down", down)))
    right, down = (np.broadcast_to(move, len(inputs)) for move in moves)
    margin = int(max(abs(right).max(), abs(down).max()))
    paper = np.zeros((len(inputs), *(SIDE + 2 * margin,) * 2), inputs.dtype)
    paper[:, margin : margin + SIDE, margin : margin + SIDE] = inputs.reshape(-1, SIDE, SIDE)
    windows = np.lib.stride_tricks.sliding_window_view(paper, (SIDE, SIDE), axis=(1, 2))
    return windows[np.arange(len(inputs)), margin - down, margin - right].reshape(inputs.shape)


def whole_pixels(name, moves, most):
    """Return whole numbers of pixels as an array, or say what was wanted."""
    found = np.asarray(moves)
    if found.dtype.kind not in "iu" or abs(found).max(initial=0) > most:
        raise ValueError(f"{name} must be whole numbers of pixels from {-most} to {most}, but got {moves!r}")
    return found


def random_shifts(most=2):
    """Return the function for train(augment=...) that moves each digit by up to `most` pixels, right and down.

    >>> move = random_shifts(1)
    >>> move(np.eye(784)[[400, 400]], np.random.default_rng(0)).argmax(axis=1).tolist()
    [401, 372]
    """
    most = checks.whole_number("most", most, at_least=0, at_most=SIDE - 1)

    def move(inputs, random):
        return shifted(inputs, *random.integers(-most, most + 1, (2, len(inputs))))

    return move
