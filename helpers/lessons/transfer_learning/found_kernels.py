"""A kernel that nobody designs: nine weights are learned from a picture and the map that they shall make."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from helpers.lessons.transfer_learning.convnet import windows
from helpers.lessons.transfer_learning.convolution import SIZE, checked_picture, convolve
from helpers.network import checks
from helpers.network.network import create
from helpers.network.training import train


class Learned(NamedTuple):
    """A picture and a map, and the kernel after 0, 1, 2, ... updates: `kernels` is `(updates + 1, 3, 3)`.

    `errors` are the mean squared differences of a pixel of the map, `hidden` is the kernel that made the map.
    """

    picture: np.ndarray
    wanted: np.ndarray
    hidden: np.ndarray
    kernels: np.ndarray
    errors: np.ndarray


def learned_kernels(picture, hidden, updates=200, eta=0.05):
    """Return the Learned of a kernel that is given a picture and the map of a hidden kernel `(3, 3)`, nothing else.

    Each window is a row of nine inputs, one linear node looks at them all, the map holds its targets: `train` as ever.

    >>> noise = np.random.default_rng(0).random((28, 28))
    >>> abs(learned_kernels(noise, np.eye(3)).kernels[-1] - np.eye(3)).max() < 0.01
    np.True_
    """
    picture, hidden = checked_picture("picture", picture), checked_picture("hidden", hidden)
    updates = checks.whole_number("updates", updates, at_most=5000)
    return _learned(picture.tobytes(), picture.shape, hidden.tobytes(), updates, float(checks.learning_rate(eta)))


@lru_cache(maxsize=32)
def _learned(picture, shape, hidden, updates, eta):
    picture, hidden = np.frombuffer(picture).reshape(shape), np.frombuffer(hidden).reshape(SIZE, SIZE)
    wanted = convolve(picture, hidden)
    node, rows = create(SIZE**2, 1, activations="linear", seed=1), windows(picture, SIZE)
    run = train(node, rows, wanted.reshape(-1, 1), eta=eta, epochs=updates, rule="momentum")
    kernels = np.array([net.weights[0] for net in (node, *(step.network for step in run))]).reshape(-1, SIZE, SIZE)
    errors = np.array([np.square(convolve(picture, kernel) - wanted).mean() for kernel in kernels])
    return Learned(picture, wanted, hidden, kernels, errors)
