"""The first layer of a network that has learned 1,000 kinds of things from photographs: its kernels, and their maps.

EfficientNet-Lite0's 32 kernels over red, green and blue; tools/record_real_kernels.py has put the normalization that
follows them into their weights. So the real first layer runs here, in NumPy and without its package.
"""

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from PIL import Image

from helpers.datasets.files import closed, csv_rows
from helpers.lessons.transfer_learning.convnet import windows
from helpers.lessons.transfer_learning.photographs import square
from helpers.network import checks

PIXELS, STRIDE, WINDOW, COLOURS = 224, 2, 3, 3
SIX = 6  # Lite0's ReLU ends there: all above 6 is 6
PHOTOGRAPHS = {"flower": "flower.jpg", "pavilion": "china.jpg"}


class RealKernels(NamedTuple):
    """Weights `(27, kernels)`, for each pixel of a window red, green and blue, and bias weights `(kernels,)`."""

    weights: np.ndarray
    biases: np.ndarray


@cache
def load_real_kernels():
    """Return the first RealKernels of EfficientNet-Lite0 (M. Tan, Q. V. Le, 2019; Apache 2.0).

    >>> load_real_kernels().weights.shape
    (27, 32)
    """
    rows = csv_rows("lite0_kernels.csv")
    weights = [[float(row[f"w{number}"]) for number in range(1, WINDOW**2 * COLOURS + 1)] for row in rows]
    return RealKernels(closed(np.array(weights).T.copy()), closed(np.array([float(row["bias"]) for row in rows])))


@cache
def photograph(name):
    """Return a photograph that comes with scikit-learn, in colour, 304 × 304 pixels.

    china.jpg by danielbuechele, flower.jpg by dany13 (both Flickr, CC BY 2.0).

    >>> photograph("flower").size
    (304, 304)
    """
    from sklearn.datasets import load_sample_image  # half a second that only these pictures need

    return square(Image.fromarray(load_sample_image(checks.known("photograph", name, PHOTOGRAPHS))), 304)


def maps_of(image, layer):
    """Return the maps `(112, 112, kernels)` that a layer of RealKernels makes of a picture, after its ReLU.

    A pixel's light goes from -1 to 1; one row and column of medium grey are put below and on the right.
    """
    light = (np.asarray(square(image.convert("RGB"), PIXELS), float) - 127) / 128
    light = np.pad(light, ((0, 1), (0, 1), (0, 0)))
    nets = windows(light[None], WINDOW, STRIDE) @ layer.weights + layer.biases
    return np.clip(nets, 0, SIX).reshape(PIXELS // STRIDE, PIXELS // STRIDE, -1)


@lru_cache(maxsize=4)
def real_maps(photo):
    """Return the maps `(112, 112, 32)` of EfficientNet-Lite0's first kernels for a photograph.

    >>> real_maps("flower").shape
    (112, 112, 32)
    """
    return closed(maps_of(photograph(photo), load_real_kernels()))
