"""Pullover or shirt: 200 small photographs, and what a network that knows photographs says of them (book ch. 36).

From Fashion-MNIST (H. Xiao, K. Rasul, R. Vollgraf, 2017; MIT licence); tools/make_clothes.py has chosen them and
recorded what EfficientNet-Lite0, trained and untrained, puts out for each. So transfer works here without a download.
"""

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import closed, one_hot, stored_arrays
from helpers.lessons.transfer_learning.photographs import in_files
from helpers.lessons.transfer_learning.transfer import last_layer
from helpers.network import checks
from helpers.network.network import forward
from helpers.network.tables import Table
from helpers.network.threads import one_thread

KINDS = {  # what a last layer learns from
    "pixels": "raw pixels",
    "trained": "EfficientNet-Lite0",
    "untrained": "the same, untrained",
}
NAMES = ("pullover", "shirt")
SHAPES = {"pictures": (28, 28), "trained": (1280,), "untrained": (1280,), "labels": ()}
STEPS = 42  # to 1, in which features are stored
HELD = 30  # pictures of each class that no layer learns from
EACH = 100  # pictures of each class
FEW = (2, 5, 10, 20, 40, 70)  # pictures of each class to learn from
LOTS = 5
EPOCHS = 100  # updates; more change nothing that can be seen


class Clothes(NamedTuple):
    """Pictures `(200, 28, 28)`, 0 white to 255 black, two kinds of features `(200, 1280)`, and labels as in NAMES."""

    pictures: np.ndarray
    trained: np.ndarray
    untrained: np.ndarray
    labels: np.ndarray

    def __repr__(self):
        return f"{len(self.labels)} pictures, {np.count_nonzero(self.labels == 0)} of them pullovers"


@cache
def load_clothes():
    """Return the Clothes; features are numbers from 0 on.

    >>> load_clothes(), load_clothes().trained.shape
    (200 pictures, 100 of them pullovers, (200, 1280))
    """
    stored = stored_arrays("clothes.npz", SHAPES)
    features = (closed(stored[name] / STEPS) for name in ("trained", "untrained"))
    return Clothes(closed(stored["pictures"]), *features, closed(stored["labels"]))


def clothes_folder(folder=None):
    """Write the pullovers and shirts as picture files, one folder a class, and return the folder.

    Without a folder it is made in the course's cache; where nothing may be written there, in a temporary folder.
    """
    data = load_clothes()
    pictures = {name: 255 - data.pictures[data.labels == kind] for kind, name in enumerate(NAMES)}
    return in_files("pullovers-and-shirts", pictures, folder)


@cache
def _by_picture():
    """Return the recorded features of each picture, by its pixels."""
    data = load_clothes()
    return {(255 - ink).tobytes(): features for ink, features in zip(data.pictures, data.trained, strict=True)}


def recorded_features(image):
    """Return the features that were recorded for a picture of 28 × 28 pixels, or None for any other picture.

    >>> from PIL import Image
    >>> recorded_features(Image.fromarray(255 - load_clothes().pictures[7])).shape
    (1280,)
    """
    return _by_picture().get(np.asarray(image.convert("L")).tobytes())


def turned(rows):
    """Return each row's coordinates along the rows' own principal axes: all distances stay, in fewer numbers.

    >>> turned(np.array([[0.0, 0, 0], [3, 4, 0]])).round(6).__abs__()[:, 0]
    array([2.5, 2.5])
    """
    left, lengths, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    return left * lengths


def values_of(kind):
    """Return what a last layer learns from, `(200, numbers)`: the ink of the pixels from 0 to 1, or features."""
    checks.known("kind of features", kind, KINDS)
    data = load_clothes()
    return data.pictures.reshape(len(data.pictures), -1) / 255 if kind == "pixels" else getattr(data, kind)


@cache
@one_thread
def coordinates(kind):
    """Return a kind's numbers in 200 for each picture instead of 1,280: a last layer learns the same, faster."""
    return closed(turned(values_of(kind)))


def lot_of(lot):
    """Return the order in which pictures of one class are used: the first HELD are held out, the others learned."""
    return np.random.default_rng(checks.whole_number("lot", lot, at_least=0)).permutation(EACH)


def rows_of(pictures, lot):
    """Return the places of what is learned from and of what is held out, both classes one after the other."""
    pictures = checks.whole_number("pictures", pictures, at_most=EACH - HELD)
    order = lot_of(lot)
    return [np.concatenate([order[cut], EACH + order[cut]]) for cut in (slice(HELD, HELD + pictures), slice(HELD))]


class Trial(NamedTuple):
    """What a last layer says of the held-out pictures: their places, and whether each is right."""

    kind: str
    pictures: int
    held: np.ndarray
    is_right: np.ndarray

    @property
    def right(self):
        """How many of them are right."""
        return int(self.is_right.sum())

    def __repr__(self):
        return f"{KINDS[self.kind]}, {self.pictures} pictures of each class: {self.right} of {len(self.held)} right"


@lru_cache(maxsize=256)
def trial(kind, pictures, lot=0):
    """Return the Trial of a last layer that learned from so many pullovers and so many shirts.

    `lot` chooses which; the same lot means the same held-out pictures, and more pictures include the fewer.

    >>> trial("trained", 10).right > trial("pixels", 10).right
    True
    """
    values, labels = coordinates(kind), load_clothes().labels
    learned, held = rows_of(pictures, lot)
    network = last_layer(values[learned], one_hot(labels[learned], 2), EPOCHS)
    said = forward(network, values[held]).output.argmax(axis=1)
    return Trial(kind, pictures, held, said == labels[held])


def compare_clothes(few=FEW, lots=LOTS):
    """Return a Table: the share of right answers on held-out pictures for each kind of features, mean of the lots.

    >>> len(compare_clothes((10,), 1))
    3
    """
    rows = tuple((name, tuple(mean_right(kind, count, lots) for count in few)) for kind, name in KINDS.items())
    columns = {"features": lambda row: row[0]}
    for place, count in enumerate(few):
        columns[f"{count} a class"] = lambda row, place=place: f"{100 * row[1][place]:.0f} %"
    return Table(f"right answers on {2 * HELD} held-out pictures, mean of {lots} draws", columns, rows)


def mean_right(kind, pictures, lots=LOTS):
    """Return the share of right answers, 0 to 1, averaged over the lots 0, 1, 2, ..."""
    return float(np.mean([trial(kind, pictures, lot).right / (2 * HELD) for lot in range(lots)]))
