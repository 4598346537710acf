"""What is read from data/: arrays, checked and closed against changes, and rows; a data set's parts (book ch. 1)."""

import csv
import os
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.network import checks

DATA = Path(__file__).resolve().parents[2] / "data"


def in_browser():
    """Return whether this Python runs in a browser's page, where it can start no program and keeps no other files.

    >>> in_browser()
    False
    """
    return sys.platform == "emscripten"


def csv_rows(name):
    """Return the rows of a CSV file of data/, each as a dict by the names of its columns; all values are texts.

    >>> csv_rows("timeline.csv")[0]["name"]
    'McCulloch, Pitts'
    """
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Part(NamedTuple):
    """Examples for one purpose: inputs `(n, pixels)` from 0 (white) to 1 (black), one-hot targets `(n, classes)`."""

    inputs: np.ndarray
    targets: np.ndarray

    def first(self, count):
        """Return the first examples as a part of their own.

        >>> from helpers import load_characters
        >>> load_characters().training.first(8)
        8 examples: inputs (8, 64), targets (8, 2)
        """
        count = checks.whole_number("count", count, at_most=len(self.inputs))
        return Part(self.inputs[:count], self.targets[:count])

    def __repr__(self):
        return f"{len(self.inputs):,} examples: inputs {self.inputs.shape}, targets {self.targets.shape}"


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


def save_whole(path, content):
    """Write bytes and move them to `path` in one step: neither a failure nor another reader meets half a file."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def save_for_learner(path, content):
    """Write bytes to a path that a learner gave; OSError with a sentence where that is impossible."""
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {str(path.parent)!r}; make it first, or give another path")
    try:
        save_whole(path, content)
    except OSError as error:
        raise type(error)(f"{str(path)!r} cannot be written ({error.strerror}); give another path") from None


def ending_of(path, endings):
    """Return the ending of the file to be written, in small letters; ValueError for one that is none of the endings.

    >>> ending_of("curve.SVG", [".svg", ".png"])
    '.svg'
    """
    ending = Path(path).suffix.lower()
    if ending not in endings:
        raise ValueError(f"{str(path)!r} ends in {ending or 'nothing'!r}, but must end in {' or '.join(endings)}")
    return ending
