"""A drawn digit is made like those of MNIST: cropped, scaled, centred; and what a network reads in it (book ch. 35).

The digits of MNIST were scaled into a box of 20 × 20 pixels, grey where a pixel is partly covered, and moved so that
their centre of mass is in the middle of 28 × 28 pixels (LeCun, Cortes and Burges). In all 5,000 of
data/mnist_5k.npz it is within half a pixel of (14, 14), counted from 0: they were moved by whole pixels, as here.
"""

import math
from collections import deque
from typing import NamedTuple

import numpy as np

from helpers.datasets.mnist import DIGITS, SIDE
from helpers.network import checks
from helpers.network.activations import softmax
from helpers.network.network import checked_inputs, propagate

BOX = 20  # pixels of the longer side of a digit
MIDDLE = SIDE // 2


# ---- The three steps


def crop(picture):
    """Return the smallest box that holds all ink, `(height, width)`; a picture without ink stays as it is.

    >>> crop(np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.5]]))
    array([[1. , 0.5]])
    """
    top, bottom, left, right = ink_box(picture)
    return picture[top:bottom, left:right]


def ink_box(picture):
    """Return (top, bottom, left, right) of the ink, bottom and right not included; without ink the whole picture.

    >>> ink_box(np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.5]]))
    (1, 2, 1, 3)
    """
    if not picture.any():
        return 0, picture.shape[0], 0, picture.shape[1]
    rows, columns = (np.flatnonzero(picture.any(axis=axis)).tolist() for axis in (1, 0))
    return rows[0], rows[-1] + 1, columns[0], columns[-1] + 1


def scale(picture):
    """Return the picture with its longer side made 20 pixels, both sides by the same factor.

    A new pixel is the mean of the area that it covers, so it becomes grey where ink covers it in part.

    >>> scale(np.array([[1.0, 0.0]])).shape, scale(np.eye(40)).shape, float(scale(np.eye(40))[0, 0])
    ((10, 20), (20, 20), 0.5)
    """
    factor = BOX / max(picture.shape)
    down, across = (areas(old, max(1, round(old * factor))) for old in picture.shape)
    return down @ picture @ across.T


def areas(old, new):
    """Return how much of each of `new` equally long pieces lies in each of `old` ones, shape `(new, old)`.

    >>> areas(3, 2).round(3)
    array([[0.667, 0.333, 0.   ],
           [0.   , 0.333, 0.667]])
    """
    ends, cells = np.arange(new + 1) * old / new, np.arange(old)
    shared = np.minimum(ends[1:, None], cells + 1) - np.maximum(ends[:-1, None], cells)
    return np.maximum(shared, 0) * new / old


def centre(picture):
    """Return 28 × 28 pixels with the ink's centre of mass in the middle, moved by whole pixels.

    It may be up to half a pixel away, and more where ink would fall over the edge; white around the ink may.

    >>> np.argwhere(centre(np.array([[1.0]]))).tolist()
    [[14, 14]]
    """
    ink = crop(picture)
    return placed(ink, *(MIDDLE - mass for mass in centre_of_mass(ink)))


def centre_of_mass(picture):
    """Return the mean row and the mean column of the ink, counted from 0; without ink the middle of the picture.

    mean row = sum of ink · row / sum of ink

    >>> centre_of_mass(np.array([[0.0, 1.0, 3.0]]))
    (0.0, 1.75)
    """
    if not picture.any():
        return tuple((side - 1) / 2 for side in picture.shape)
    return tuple(
        float(picture.sum(axis=1 - axis) @ np.arange(side) / picture.sum()) for axis, side in enumerate(picture.shape)
    )


def placed(picture, top, left):
    """Return white paper of 28 × 28 pixels with the picture on it, moved to the nearest place where it fits.

    >>> np.argwhere(placed(np.ones((2, 1)), top=27.2, left=-3)).tolist()
    [[26, 0], [27, 0]]
    """
    corner = []
    for start, side in zip((top, left), picture.shape, strict=True):
        low, high = sorted((0, SIDE - side))  # a picture that is too large covers the paper
        corner.append(min(max(math.floor(start + 0.5), low), high))
    margin = max(0, *picture.shape)
    paper = np.zeros((SIDE + 2 * margin,) * 2)
    rows, columns = (
        slice(margin + start, margin + start + side) for start, side in zip(corner, picture.shape, strict=True)
    )
    paper[rows, columns] = picture
    return paper[margin : margin + SIDE, margin : margin + SIDE]


STEPS = {"crop": crop, "scale": scale, "centre": centre}


# ---- All of them


class Prepared(NamedTuple):
    """A drawing and the picture after each step; `centre` always has 28 × 28 pixels, ready for a network."""

    drawing: np.ndarray
    crop: np.ndarray
    scale: np.ndarray
    centre: np.ndarray

    @property
    def empty(self):
        """True when there is no ink: then there is no digit to read."""
        return not self.drawing.any()

    @property
    def inputs(self):
        """The last picture as one example, `(1, 784)`, float32."""
        return self.centre.reshape(1, -1).astype(np.float32)

    def __repr__(self):
        sizes = (f"{name} {picture.shape[0]} × {picture.shape[1]}" for name, picture in self._asdict().items())
        return f"{'an empty drawing' if self.empty else 'a drawing'} and its steps: {', '.join(sizes)}"


def prepare(drawing, crop=True, scale=True, centre=True):
    """Return a drawing and its picture after each step of STEPS; a step that is switched off changes nothing.

    `drawing` holds inks from 0 (white) to 1 (black): rows of pixels, or all of a square pad in one row. Without
    `centre` the digit stays where it was drawn. Paper without ink stays white; the result's `empty` is True then.
    Raises TypeError or ValueError with a sentence for other values.

    >>> seven = np.zeros((28, 28))
    >>> seven[2, 1:7] = seven[2:12, 6] = 1
    >>> prepare(seven)
    a drawing and its steps: drawing 28 × 28, crop 10 × 6, scale 20 × 12, centre 28 × 28
    >>> prepare(seven).inputs.shape, prepare(0 * seven).empty
    ((1, 784), True)
    """
    pictures = [checked_drawing(drawing)]
    for step, wanted in zip(STEPS.values(), (crop, scale, centre), strict=True):
        pictures.append(step(pictures[-1]) if wanted else pictures[-1])
    if not centre:
        pictures[-1] = placed(pictures[-1], *where_drawn(pictures[0], pictures[-1], crop))
    return Prepared(*pictures)


def where_drawn(drawing, picture, cropped):
    """Return (top, left) of a picture on 28 × 28 pixels, its middle where it was on the drawing."""
    box = ink_box(drawing) if cropped else ink_box(np.zeros_like(drawing))
    return tuple((box[2 * axis] + box[2 * axis + 1]) / 2 * SIDE / drawing.shape[axis] - picture.shape[axis] / 2
                 for axis in (0, 1))  # fmt: skip


def checked_drawing(drawing):
    """Return inks as rows of pixels, or say what is wrong with them.

    >>> checked_drawing([0, 0.5, 1, 0]).tolist()
    [[0.0, 0.5], [1.0, 0.0]]
    """
    inks = checks.numeric_array("drawing", drawing)
    side = math.isqrt(inks.size)
    if inks.size and inks.shape[-1:] == (inks.size,) == (side * side,):
        inks = inks.reshape(side, side)
    if inks.ndim != 2 or not inks.size:
        raise ValueError(f"drawing has shape {inks.shape}, but must be rows of pixels such as (28, 28), or all pixels "
                         "of a square pad in one row, such as (784,)")  # fmt: skip
    return checks.checked_inks("drawing", inks)


# ---- What a network reads


def reader(network):
    """Return the network if it reads digits, or say what it should have."""
    if (network.sizes[0], network.sizes[-1]) != (SIDE * SIDE, DIGITS):
        raise ValueError(
            f"this is a {network.shape_name} network, but to read digits it must have 784 inputs (28 × 28 pixels) and "
            "10 outputs: write create(784, 100, 10, activations=['ReLU', 'softmax'])"
        )
    return network


_read = deque(maxlen=4)  # (network, inputs, probabilities): a click asks again for the same 10,000 pictures
CHUNK = 1000  # pictures at a time, so that the outputs of all layers need little memory


@checks.quiet
def probabilities(network, inputs):
    """Return the ten probabilities for each picture, `(n, 10)`: the softmax of the last net inputs, the logits.

    `inputs` is `(n, 784)`. Raises TypeError or ValueError with a sentence for another network or other inputs.

    >>> from helpers import create
    >>> probabilities(create(784, 10, activations="softmax"), np.zeros((1, 784))).round(2).tolist()
    [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]]
    """
    for known_network, known_inputs, found in _read:
        if known_network is network and known_inputs is inputs:
            return found
    rows = checked_inputs(reader(network), inputs)
    found = np.concatenate(
        [softmax(propagate(network, rows[start : start + CHUNK]).net[-1]) for start in range(0, len(rows), CHUNK)]
    )
    if isinstance(inputs, np.ndarray) and not inputs.flags.writeable:
        _read.append((network, inputs, found))
    return found
