"""Convolution: a small kernel slides over a picture and adds up what it sees under its window (for book ch. 36).

The book's Inception v3 consists of it, and the book never says what it is. Networks do not turn the kernel round before
they slide it, so mathematics would call this cross-correlation.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.network import checks

SIZE = 3  # rows and columns of the kernels here


class Kernel(NamedTuple):
    """Nine weights, and what they look for in words."""

    weights: tuple
    meaning: str

    @property
    def array(self):
        """The weights as an array `(3, 3)`."""
        return np.array(self.weights, float).reshape(SIZE, SIZE)


KERNELS = {
    "upright edge": Kernel((-1, 0, 1, -1, 0, 1, -1, 0, 1), "more ink on the right than on the left"),
    "level edge": Kernel((-1, -1, -1, 0, 0, 0, 1, 1, 1), "more ink below than above"),
    "slanted edge": Kernel((0, 1, 1, -1, 0, 1, -1, -1, 0), "more ink above right than below left"),
    "dot": Kernel((-1, -1, -1, -1, 8, -1, -1, -1, -1), "more ink in the middle than around it"),
    "blur": Kernel((1 / 9,) * 9, "nothing: it takes the average"),
    "sharpen": Kernel((0, -1, 0, -1, 5, -1, 0, -1, 0), "differences: it makes them larger and keeps the picture"),
    "do nothing": Kernel((0, 0, 0, 0, 1, 0, 0, 0, 0), "the pixel itself"),
}


def convolve(picture, kernel, stride=1, padding=0):
    """Return the kernel's answer at every place of the window, `(rows, columns)`: a map of what it looks for.

    out[i, j] = sum over r, c of kernel[r, c] * picture[i * stride + r, j * stride + c]

    `stride` is how many pixels the window moves at a time; `padding` how many white pixels (0) are put around the
    picture first. Raises TypeError or ValueError with a sentence.

    >>> convolve([[0, 0, 1], [0, 0, 1], [0, 0, 1]], KERNELS["upright edge"].array)
    array([[3.]])
    """
    picture, kernel = checked_picture("picture", picture), checked_picture("kernel", kernel)
    stride = checks.whole_number("stride", stride)
    padded = np.pad(picture, checks.whole_number("padding", padding, at_least=0, at_most=1000))
    for side, window in zip(padded.shape, kernel.shape, strict=True):
        output_side(side, window)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return np.einsum("ijrc,rc->ij", windows, kernel)


def checked_picture(name, values):
    """Return values as an array of rows and columns, or say what is wrong with them."""
    refuse_row(name, values)
    array = checks.numeric_array(name, values)
    if array.ndim != 2 or not array.size:
        raise ValueError(f"{name} has shape {array.shape}, but must have rows and columns, such as [[0, 1], [1, 0]]")
    return array


def refuse_row(name, values):
    """Say what to type when a whole row of KERNELS came, weights and words, instead of its array."""
    if isinstance(values, Kernel):
        rows = [f"KERNELS[{known!r}]" for known, row in KERNELS.items() if row == values] or [name]
        raise TypeError(f"{name} is a kernel with its meaning in words. Write {rows[0]}.array")


def output_side(side, window=SIZE, stride=1, padding=0):
    """Return how many places the window has along one side of the picture.

    places = (side + 2 * padding − window) // stride + 1

    >>> output_side(28), output_side(28, padding=1), output_side(299, stride=2)
    (26, 28, 149)
    """
    side, window, stride = map(checks.whole_number, ("side", "window", "stride"), (side, window, stride))
    room = side + 2 * checks.whole_number("padding", padding, at_least=0) - window
    if room < 0:
        raise ValueError(
            f"a window of {window} pixels does not fit on {room + window}; take a smaller window or more padding"
        )
    return room // stride + 1


POOLS = {"largest": np.max, "average": np.mean}


def pool(picture, size=2, how="largest"):
    """Return one number for each square of size × size pixels: the largest, or the average; what is left over is cut.

    >>> pool([[1, 2, 0, 0], [3, 4, 0, 8]])
    array([[4., 8.]])
    """
    picture, how = checked_picture("picture", picture), checks.known("way to pool", how, POOLS)
    size = checks.whole_number("size", size, at_most=min(picture.shape))
    rows, columns = (side // size for side in picture.shape)
    cut = picture[: rows * size, : columns * size]
    return how(cut.reshape(rows, size, columns, size), axis=(1, 3))


class Counts(NamedTuple):
    """Parameters of two layers that give equally many outputs for one grey picture."""

    dense: int
    convolution: int
    outputs: int


def count_weights(side, kernels=1, window=SIZE):
    """Return the parameters of a dense layer and of a convolution, each with side² · kernels outputs.

    dense: side² · outputs + outputs;  convolution: kernels · (window² + 1), wherever the window stands

    >>> count_weights(28)
    Counts(dense=615440, convolution=10, outputs=784)
    """
    side, kernels, window = map(checks.whole_number, ("side", "kernels", "window"), (side, kernels, window))
    outputs = side * side * kernels
    return Counts(side * side * outputs + outputs, kernels * (window * window + 1), outputs)


def photograph(side=84):
    """Return a photograph as ink, `(side, side)`, from 0 (white) to 1 (black): a pavilion in China.

    china.jpg by danielbuechele (Flickr, CC BY 2.0), which comes with scikit-learn; a square of it, small and grey.

    >>> photograph().shape
    (84, 84)
    """
    return _photograph(checks.whole_number("side", side, at_most=1000))


@cache
def _photograph(side):
    from PIL import Image
    from sklearn.datasets import load_sample_image  # half a second that only this picture needs

    square = Image.fromarray(load_sample_image("china.jpg")).crop((30, 10, 390, 370))
    ink = 1 - np.asarray(square.convert("L").resize((side, side)), float) / 255
    ink.flags.writeable = False
    return ink
