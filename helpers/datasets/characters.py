"""The men and chickens of 8 x 8 pixels (book ch. 24 and 25)."""

from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part, closed, one_hot, split, stored_arrays
from helpers.network import checks

CLASSES = ("man", "chicken")
SIDE = 8  # pixels in a row, and rows


class Characters(NamedTuple):
    """The three parts of the set (book ch. 1), and one clear man and one clear chicken, `(1, 64)` each."""

    training: Part
    validation: Part
    test: Part
    man: np.ndarray
    chicken: np.ndarray

    def __repr__(self):
        sizes = (f"{name} {len(getattr(self, name).inputs):,}" for name in ("training", "validation", "test"))
        return f"men and chickens: {', '.join(sizes)}"


@cache
def load_characters():
    """Return the men and chickens, split into training, validation and test: 60, 20 and 20 % (book ch. 1, 24, 25).

    Targets are one-hot: man [1, 0], chicken [0, 1]. The first n examples of a part, n even, hold equally many of both.
    All arrays are closed against changes. FileNotFoundError or ValueError says when the file is missing or damaged.

    >>> load_characters()
    men and chickens: training 1,200, validation 400, test 400
    >>> load_characters().chicken[0, :4]
    array([0.15, 0.35, 0.75, 0.75])
    """
    shapes = {"pictures": (SIDE, SIDE), "labels": (), "man": (SIDE,), "chicken": (SIDE,)}
    stored = stored_arrays("characters.npz", shapes)
    inputs, man, chicken = (stored[name].reshape(-1, SIDE * SIDE) / 100 for name in ("pictures", "man", "chicken"))
    return Characters(*split(inputs, one_hot(stored["labels"], len(CLASSES))), closed(man), closed(chicken))


def checked_picture(picture):
    """Return a drawing of 8 x 8 pixels from 0 (white) to 1 (black) as one example `(1, 64)`, or say what is wrong.

    `picture` is 8 rows of 8 numbers, or 64 numbers row by row. An empty drawing is a picture, too.

    >>> checked_picture([[0.0] * 8] * 8).shape
    (1, 64)
    >>> checked_picture([[0.0] * 8] * 7 + [[0, 0, 1.5, 0, 0, 0, 0, 0]])
    Traceback (most recent call last):
    ...
    ValueError: the pixel in row 8, column 3 is 1.5, but every pixel must be from 0 (white) to 1 (black). Rows and \
columns count from 1
    """
    array = checks.numeric_array("picture", picture)
    if array.shape not in ((SIDE, SIDE), (SIDE * SIDE,), (1, SIDE * SIDE)):
        raise ValueError(
            f"picture has shape {array.shape}, but must have {SIDE} rows of {SIDE} numbers, "
            f"or {SIDE * SIDE} numbers row by row"
        )
    array = array.reshape(SIDE, SIDE)
    outside = np.argwhere((array < 0) | (array > 1))
    if len(outside):
        row, column = outside[0]
        value = np.format_float_positional(array[row, column], trim="-")
        looks_like_bytes = array.min() >= 0 and 10 < array.max() <= 255
        advice = "Do yours go from 0 to 255? Divide by 255" if looks_like_bytes else "Rows and columns count from 1"
        raise ValueError(
            f"the pixel in row {row + 1}, column {column + 1} is {value}, but every pixel must be from 0 (white) "
            f"to 1 (black). {advice}"
        )
    return array.reshape(1, SIDE * SIDE).copy()
