"""The data sets of the course, read from data/: men and chickens of 8 x 8 pixels (book ch. 24 and 25)."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.network import checks

DATA = Path(__file__).resolve().parent.parent / "data"
CLASSES = ("man", "chicken")
SIDE = 8  # pixels in a row, and rows


class Part(NamedTuple):
    """Examples for one purpose: inputs `(n, pixels)` from 0 (white) to 1 (black), one-hot targets `(n, classes)`."""

    inputs: np.ndarray
    targets: np.ndarray

    def first(self, count):
        """Return the first examples as a part of their own.

        >>> load_characters().training.first(8)
        8 examples: inputs (8, 64), targets (8, 2)
        """
        count = checks.whole_number("count", count, at_most=len(self.inputs))
        return Part(self.inputs[:count], self.targets[:count])

    def __repr__(self):
        return f"{len(self.inputs):,} examples: inputs {self.inputs.shape}, targets {self.targets.shape}"


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


def split(inputs, targets):
    """Return the training, validation and test Part of examples that are already shuffled: 60, 20 and 20 %.

    >>> [len(part.inputs) for part in split(np.zeros((1250, 64)), np.zeros((1250, 2)))]
    [750, 250, 250]
    """
    cuts = [len(inputs) * 6 // 10, len(inputs) * 8 // 10]
    pieces = zip(np.split(inputs, cuts), np.split(targets, cuts), strict=True)
    return [Part(closed(some_inputs), closed(some_targets)) for some_inputs, some_targets in pieces]


def one_hot(labels, classes, dtype=float):
    """Return a row of zeros with a single 1 for each label, `(n, classes)`.

    >>> one_hot([0, 1], 2)
    array([[1., 0.],
           [0., 1.]])
    """
    return np.eye(classes, dtype=dtype)[labels]


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


def stored_arrays(name, shapes):
    """Return the arrays of a file in data/ by their names; `shapes` are those of their rows."""
    try:
        with np.load(DATA / name, allow_pickle=False) as file:
            arrays = {key: file[key] for key in shapes}
        fits = all(array.shape[1:] == shapes[key] and array.dtype == np.uint8 for key, array in arrays.items())
    except FileNotFoundError:
        raise FileNotFoundError(f"data/{name} is missing. Download the course again, or copy that file back") from None
    except Exception:  # A damaged archive raises nearly anything, from BadZipFile to MemoryError.
        fits = False
    if not fits:
        raise ValueError(f"data/{name} is damaged. Download the course again, or copy that file back")
    return arrays


def closed(array):
    """Return the array itself, closed against changes."""
    array.flags.writeable = False
    return array
