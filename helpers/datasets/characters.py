"""The men and chickens of 8 x 8 pixels (book ch. 24 and 25)."""

from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part, closed, one_hot, split, stored_arrays
from helpers.network import checks

CLASSES = ("man", "chicken")
SIDE = 8  # pixels in a row, and rows


WAYS = ("drawing", "picture")  # to split the set


class Characters(NamedTuple):
    """The three parts of the set (book ch. 1), one clear man and one clear chicken, `(1, 64)` each, and all drawings.

    `drawings` are the 50 men and 50 chickens that were drawn by hand, in pairs; `numbers` says for the examples of each
    part from which pair they were made, counted from 0.
    """

    training: Part
    validation: Part
    test: Part
    man: np.ndarray
    chicken: np.ndarray
    drawings: Part
    numbers: tuple
    way: str

    def family(self, number):
        """Return the pictures that were made from one pair of drawings, counted from 1: a Part for each part's name.

        >>> load_characters().family(1)["training"], load_characters().family(1)["test"]
        (40 examples: inputs (40, 64), targets (40, 2), 0 examples: inputs (0, 64), targets (0, 2))
        """
        number = checks.whole_number("number", number, at_most=len(self.drawings.inputs) // 2) - 1
        mine = [numbers == number for numbers in self.numbers]
        return {
            name: Part(*(array[chosen] for array in part))
            for name, part, chosen in zip(PARTS, self[:3], mine, strict=True)
        }

    def __repr__(self):
        sizes = (f"{name} {len(part.inputs):,}" for name, part in zip(PARTS, self[:3], strict=True))
        return f"men and chickens, split by {self.way}: {', '.join(sizes)}"


PARTS = ("training", "validation", "test")


@cache
def load_characters(split_by="drawing"):
    """Return the men and chickens, split into training, validation and test: 60, 20 and 20 % (book ch. 1, 24, 25).

    From each of 50 men and 50 chickens, drawn by hand, 20 pictures were made. Split by "drawing", all pictures made
    from a drawing go into one part, so that the test shows men that the network has never seen; split by "picture",
    each goes its own way, and nearly every drawing is in every part. Targets are one-hot: man [1, 0], chicken [0, 1].
    The first n examples of a part, n even, hold equally many of both. All arrays are closed against changes.
    KeyError names the ways; FileNotFoundError or ValueError says when the file is missing or damaged.

    >>> load_characters()
    men and chickens, split by drawing: training 1,200, validation 400, test 400
    >>> load_characters().chicken[0, :4]
    array([0.15, 0.35, 0.75, 0.75])
    """
    checks.known("way to split", split_by, dict.fromkeys(WAYS))
    pictures = (SIDE, SIDE)
    shapes = {"pictures": pictures, "labels": (), "numbers": (), "men": pictures, "chickens": pictures}
    stored = stored_arrays("characters.npz", shapes)
    return characters(stored, split_by)


def characters(stored, split_by="drawing"):
    """Return the Characters of the arrays that tools/make_characters.py makes."""
    inputs, men, chickens = (ink_of(stored[name]) for name in ("pictures", "men", "chickens"))
    numbers, count = stored["numbers"], len(men)
    part_of = np.searchsorted([count * 6 // 10, count * 8 // 10], numbers, side="right")
    order = np.argsort(part_of if split_by == "drawing" else np.zeros(len(numbers)), kind="stable")
    examples = Part(inputs[order], one_hot(stored["labels"][order], len(CLASSES)))
    parts = split(*examples)
    cuts = np.cumsum([len(part.inputs) for part in parts[:2]])
    drawings = np.stack([men, chickens], axis=1).reshape(-1, SIDE * SIDE)
    pairs = Part(closed(drawings), closed(one_hot([0, 1] * count, len(CLASSES))))
    of_parts = tuple(closed(piece.copy()) for piece in np.split(numbers[order], cuts))
    return Characters(*parts, closed(men[:1]), closed(chickens[:1]), pairs, of_parts, split_by)


def ink_of(hundredths):
    """Return pictures in hundredths of ink as rows of 64 numbers from 0 (white) to 1 (black)."""
    return hundredths.reshape(-1, SIDE * SIDE) / 100


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
