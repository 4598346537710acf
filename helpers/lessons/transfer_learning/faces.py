"""Faces or not: 200 small pictures as three kinds of numbers, and a last layer that learns from a few (book ch. 36).

100 faces and 100 pieces of background from Labeled Faces in the Wild, as scikit-image carries them. The course has not
the pictures but what was computed from them: data/faces.npz, made by tools/record_faces.py.
"""

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import closed, one_hot, stored_arrays
from helpers.lessons.transfer_learning.transfer import last_layer
from helpers.network import checks
from helpers.network.network import forward
from helpers.network.tables import Table
from helpers.network.threads import one_thread

KINDS = {  # names of the arrays, and what they are
    "pixels": "raw pixels",
    "trained": "EfficientNet-Lite0",
    "untrained": "the same, untrained",
}
WIDTHS = {"pixels": 200, "trained": 1280, "untrained": 1280, "labels": None}
HELD = 30  # pictures of each class that no layer learns from
EACH = 100  # pictures of each class
FEW = (2, 5, 10, 20, 40, 70)  # pictures of each class to learn from
LOTS = 5
EPOCHS = 100  # updates; more change nothing that can be seen


class Faces(NamedTuple):
    """Three kinds of features of the same 200 pictures, and their classes: 0 is a face, 1 is none."""

    pixels: np.ndarray
    trained: np.ndarray
    untrained: np.ndarray
    labels: np.ndarray

    def __repr__(self):
        return f"{len(self.labels)} pictures, {np.count_nonzero(self.labels == 0)} of them faces"


@cache
def load_faces():
    """Return the Faces. Every kind of features goes from 0 to 255: one step and one start for all numbers of a kind.

    last_layer() does not feel them, as it subtracts the mean and divides by one number. Nor does it feel that
    `pixels` are coordinates along other axes: no distance between two pictures has changed.

    >>> load_faces(), load_faces().trained.shape
    (200 pictures, 100 of them faces, (200, 1280))
    """
    stored = stored_arrays("faces.npz", {name: () if width is None else (width,) for name, width in WIDTHS.items()})
    return Faces(*(closed(stored[name]) for name in WIDTHS))


def turned(rows):
    """Return each row's coordinates along the rows' own principal axes: all distances stay, in fewer numbers.

    >>> turned(np.array([[0.0, 0, 0], [3, 4, 0]])).round(6).__abs__()[:, 0]
    array([2.5, 2.5])
    """
    left, lengths, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    return left * lengths


@cache
@one_thread
def coordinates(kind):
    """Return a kind's features in 200 numbers a picture instead of 1,280: a last layer learns the same, faster."""
    checks.known("kind of features", kind, KINDS)
    return closed(turned(getattr(load_faces(), kind).astype(float)))


def lot_of(lot):
    """Return the order in which pictures of one class are used: the first HELD are held out, the others learned."""
    return np.random.default_rng(checks.whole_number("lot", lot, at_least=0)).permutation(EACH)


class Trial(NamedTuple):
    """What a last layer says of the held-out pictures: their scores for "face", and which of them are faces."""

    kind: str
    pictures: int
    scores: np.ndarray
    is_face: np.ndarray

    @property
    def right(self):
        """How many of them are on the right side of one half."""
        return int(((self.scores > 0.5) == self.is_face).sum())

    def __repr__(self):
        return f"{KINDS[self.kind]}, {self.pictures} pictures of each class: {self.right} of {len(self.scores)} right"


@lru_cache(maxsize=256)
def trial(kind, pictures, lot=0):
    """Return the Trial of a last layer that learned from so many faces and so many other pictures.

    `lot` chooses which; the same lot means the same held-out pictures, and more pictures include the fewer.

    >>> trial("trained", 10)
    EfficientNet-Lite0, 10 pictures of each class: 60 of 60 right
    """
    values, labels = coordinates(kind), load_faces().labels
    pictures = checks.whole_number("pictures", pictures, at_most=EACH - HELD)
    order = lot_of(lot)
    learned, held = (
        np.concatenate([order[cut], EACH + order[cut]]) for cut in (slice(HELD, HELD + pictures), slice(HELD))
    )
    network = last_layer(values[learned], one_hot(labels[learned], 2), EPOCHS)
    return Trial(kind, pictures, forward(network, values[held]).output[:, 0], labels[held] == 0)


def compare_faces(few=FEW, lots=LOTS):
    """Return a Table: the share of right answers on held-out pictures for each kind of features, mean of the lots.

    >>> compare_faces((10,), 1)["EfficientNet-Lite0"]
    ('EfficientNet-Lite0', (1.0,))
    """
    rows = tuple((name, tuple(mean_right(kind, count, lots) for count in few)) for kind, name in KINDS.items())
    columns = {"features": lambda row: row[0]}
    for place, count in enumerate(few):
        columns[f"{count} a class"] = lambda row, place=place: f"{100 * row[1][place]:.0f} %"
    return Table(f"right answers on {2 * HELD} held-out pictures, mean of {lots} draws", columns, rows)


def mean_right(kind, pictures, lots=LOTS):
    """Return the share of right answers, 0 to 1, averaged over the lots 0, 1, 2, ..."""
    return float(np.mean([trial(kind, pictures, lot).right / (2 * HELD) for lot in range(lots)]))
