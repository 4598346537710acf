"""Handwriting: all of MNIST, or a real subset that comes with the course (book ch. 35)."""

import gzip
import hashlib
import io
import os
import sys
import tempfile
import time
import zlib
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from platformdirs import user_cache_dir

from helpers.datasets.files import Part, closed, in_browser, one_hot, save_whole, stored_arrays
from helpers.network.checks import listed

SIDE = 28  # pixels in a row, and rows
DIGITS = 10
# The four files, images before their labels, and the SHA-256 of each when it is unpacked.
FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
LARGEST = 16 + 60_000 * SIDE * SIDE  # bytes of the largest of them
MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist",
    "https://ossci-datasets.s3.amazonaws.com/mnist",
)
ONLY_SUBSET = "subset"  # as MNIST_DIR: what is saved and tested must not depend on what has been downloaded
CHUNK, PATIENCE = 65_536, 15  # A mirror that brings no such chunk (bytes) in that time (seconds) is given up.
NOT_IN_A_PAGE = (
    "A browser's page cannot fetch MNIST. Go on with the course's 5,000 digits: load_mnist(). Who installs the course "
    "(its README says how) can have all 70,000"
)
CONNECTING = 5  # seconds for each of a mirror's addresses
AS_IT_IS = {"Accept-Encoding": "identity"}  # Else some servers pack a gzipped file again, or unpack it.


class MNIST(NamedTuple):
    """Handwritten digits in three parts (book ch. 1): inputs `(n, 784)`, one-hot targets `(n, 10)`, all float32.

    `subset` is True for the 5,000 images that come with the course; `name` says so in words, for pictures.
    """

    training: Part
    validation: Part
    test: Part
    subset: bool

    @property
    def name(self):
        images = sum(len(part.inputs) for part in self[:3])
        return f"{images:,}-image subset" if self.subset else f"all of MNIST, {images:,} images"

    def __repr__(self):
        sizes = (f"{part} {len(getattr(self, part).inputs):,}" for part in ("training", "validation", "test"))
        return f"{self.name}: {', '.join(sizes)}"


def load_mnist(download=False):
    """Return MNIST in the book's split, 55,000, 5,000 and 10,000 images; without its files 4,000, 500 and 500 of them.

    Inputs are rows of 784 pixels, 0 (white) to 1 (black); target d has its 1 in column d. Validation images are the
    first 5,000 of the 60,000 (book ch. 35). The four files, gzipped or not, are looked for in the folder that the
    environment variable MNIST_DIR names, then in the course's cache; `download=True` fetches into the cache what is
    missing, 11 MB. When a file is in neither, a sentence says once what MNIST_DIR lacks. MNIST_DIR=subset means: only
    the 5,000 images, whatever the cache holds. Only files with the right SHA-256 are used. All arrays are closed
    against changes. ValueError or OSError says when a file is damaged or cannot be read, fetched or saved, and what to
    do.

    >>> digits = load_mnist()
    >>> digits.test.inputs.shape[1], digits.test.targets.shape[1], digits.test.inputs.dtype
    (784, 10, dtype('float32'))
    """
    if only_subset() and not download:
        return _subset()
    if download:
        with closing(fetching()) as lines:
            for line in lines:
                print(f"\r{line}", end="", flush=True)
    places = tuple(_place(name) for name in FILES)
    if None in places:
        _say_once(_by_hand())
        return _subset()
    return _whole(places)


def only_subset():
    """Whether MNIST_DIR asks for the 5,000 images that come with the course."""
    return _set_by_hand().lower() == ONLY_SUBSET


@cache
def _subset():
    stored = stored_arrays("mnist_5k.npz", {"pictures": (SIDE, SIDE), "labels": ()})
    digits = _part(stored["pictures"], stored["labels"])
    return MNIST(_rows(digits, 0, 4000), _rows(digits, 4000, 4500), _rows(digits, 4500, 5000), subset=True)


@lru_cache(maxsize=1)
def _whole(places):
    """Return all of MNIST from its four files. A second call gives the same arrays: they fill 220 MB."""
    pictures, labels, *test = map(_array, places, FILES)
    digits, test = _part(pictures, labels), _part(*test)
    return MNIST(_rows(digits, 5000, None), _rows(digits, 0, 5000), test, subset=False)


def _part(pictures, labels):
    inputs = np.divide(pictures.reshape(len(pictures), SIDE * SIDE), 255, dtype=np.float32)
    return Part(closed(inputs), closed(one_hot(labels, DIGITS, np.float32)))


def _rows(part, first, end):
    """Return some examples of a part without copying them."""
    return Part(part.inputs[first:end], part.targets[first:end])


# ---- Files: found, unpacked, checked, read


def _cache():
    return Path(user_cache_dir("neural-network-course")) / "mnist"


def _set_by_hand():
    """Return what MNIST_DIR says, without the quotes that %env and Windows keep; "" when it says nothing."""
    return os.environ.get("MNIST_DIR", "").strip().strip("\"'").strip()


def _by_hand():
    """Return the folder that MNIST_DIR names, or None."""
    try:
        return Path(_set_by_hand()).expanduser() if _set_by_hand() else None
    except RuntimeError:  # ~name of an unknown user
        return Path(_set_by_hand())


def _place(name):
    """Return where a file of MNIST lies, packed or not, or None; torchvision keeps them deeper, others write a dot."""
    by_hand = _by_hand()
    folders = [by_hand, by_hand / "raw", by_hand / "MNIST" / "raw", _cache()] if by_hand else [_cache()]
    names = [spelt + ending for spelt in (name, name.replace("-idx", ".idx")) for ending in ("", ".gz")]
    return next((folder / spelt for folder in folders for spelt in names if os.path.isfile(folder / spelt)), None)


@cache
def _say_once(folder):
    """Say what a folder lacks that MNIST_DIR names; nothing where it names none."""
    if folder is None:
        return
    lacks = f"{listed(missing())} {'is' if len(missing()) == 1 else 'are'} missing there"
    other = "that is a file, not the folder around it" if os.path.exists(folder) else "there is no such folder"
    what = lacks if os.path.isdir(folder) else other
    print(f"MNIST_DIR is {folder}: {what}. So the 5,000-image subset is used.", file=sys.stderr)


def _array(place, name):
    """Return what a file of MNIST holds; remove it when it is damaged and lies in the cache."""
    try:
        with open(place, "rb") as file:
            content = _unpacked(file.read(LARGEST + 1), name)
    except OSError as error:
        advice = "Allow reading it, or put a copy that you may read into its place"
        raise OSError(f"{place} cannot be read ({error.strerror}). {advice}") from None
    except ValueError:
        raise ValueError(f"{place} is damaged: {_out_of_the_way(place)}") from None
    if "images" in name:
        return np.frombuffer(content, np.uint8, offset=16).reshape(-1, SIDE, SIDE)
    return np.frombuffer(content, np.uint8, offset=8)


def _out_of_the_way(place):
    """Remove a damaged file from the cache, never from the learner's own folder, and return what to do now."""
    choice = "load_mnist(download=True) to fetch it again, or load_mnist() to go on with the 5,000-image subset"
    try:
        if place.parent == _cache():
            place.unlink(missing_ok=True)
            return f"it has been removed. Now type {choice}"
    except OSError:
        pass  # Another program holds it, or the folder has become read-only.
    return f"its bytes are not those of MNIST. Delete it or put the right file into its place; then type {choice}"


def _unpacked(content, name):
    """Return the bytes of a file, unpacked if they are gzipped; ValueError when they are not those of MNIST."""
    try:
        if content.startswith(b"\x1f\x8b"):
            content = gzip.GzipFile(fileobj=io.BytesIO(content)).read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        content = b""
    if hashlib.sha256(content).hexdigest() != FILES[name]:
        raise ValueError("sent something else than MNIST")
    return content


# ---- The download


def missing():
    """Return the names of the files that are in no folder where load_mnist() looks."""
    return [name for name in FILES if _place(name) is None]


def fetching():
    """Fetch what is missing into the cache, each file from the first mirror that has it whole, and tell how it goes.

    Yields a line again and again while it grows; when it is complete, it ends in "\\n". Raises OSError with a sentence.
    """
    if in_browser():
        raise OSError(NOT_IN_A_PAGE)
    names, mirrors = missing(), list(MIRRORS)
    for done, name in enumerate(names):
        _save()  # Who cannot save should hear so before the download, not after it.
        complaints = []
        for mirror in tuple(mirrors):
            try:
                content = yield from _received(f"{mirror}/{name}.gz")
                _unpacked(content, name)
                break
            except (OSError, ValueError) as error:
                complaints.append(f"{urlsplit(mirror).hostname} {error}")
                yield f"{complaints[-1]}\n"
                mirrors.append(mirrors.pop(0))  # The next file is asked from the other one first.
        else:
            raise ConnectionError(
                f"{name} could not be fetched: {' and '.join(complaints)}. Are you online? Then try again later, "
                f"or put {listed(names[done:])}, gzipped or not, by hand into {_cache()}, "
                "or go on with the 5,000-image subset: load_mnist()"
            )
        _save(f"{name}.gz", content)


def _received(url):
    """Yield on one line how the bytes behind an address come, and return them; OSError says why they do not."""
    import requests  # Loaded for a download only.
    import urllib3

    content, total, problem, name = bytearray(), 0, "cannot be reached", url.rpartition("/")[2]
    yield _bar(name, 0, 0)
    try:
        with requests.get(url, headers=AS_IT_IS, stream=True, timeout=(CONNECTING, PATIENCE)) as response:
            problem = "broke off" if response.ok else f"answered with error {response.status_code}"
            response.raise_for_status()
            total = int(response.headers.get("Content-Length", 0))
            chunks, since, shown = 0, time.monotonic(), 0
            while part := response.raw.read1(CHUNK):  # Whatever is there: who waits for a whole chunk, waits for ever.
                content += part
                now = time.monotonic()
                if len(content) > LARGEST:
                    problem = "sent something longer than MNIST"
                    raise ValueError(problem)
                if len(content) // CHUNK > chunks:
                    chunks, since = len(content) // CHUNK, now
                elif now - since > PATIENCE:
                    raise TimeoutError
                if now - shown > 0.1:
                    shown = now
                    yield _bar(name, len(content), total)
            problem = ""
    except (TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError):
        problem = f"is too slow (less than {CHUNK // 1024} kB in {PATIENCE:g} seconds)"
    except Exception:  # Anything that a broken connection or a strange server can cause; `problem` says when.
        pass
    yield f"{_bar(name, len(content), total)}\n"
    if problem:
        raise OSError(problem)
    return bytes(content)


def _bar(name, received, total):
    done = min(received / total, 1) if total else 0
    whole = f"of {total / 1e6:.1f} " if total else ""
    return f"{name:26} [{'#' * round(20 * done):20}] {received / 1e6:.1f} {whole}MB"


def _save(name="", content=b""):
    """Write a file into the cache, or say in an OSError that nothing can be saved there; without a name only try."""
    folder = _cache()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        if name:
            save_whole(folder / name, content)
    except OSError as error:
        # Windows refuses while another kernel reads the file; then that kernel has put it there, whole.
        if name and (folder / name).is_file():
            return
        raise OSError(
            f"MNIST cannot be saved in {folder} ({error.strerror}). Make room there and allow writing, or put "
            f"{listed(FILES)}, gzipped or not, into another folder and type %env MNIST_DIR=that folder, "
            "or go on with the 5,000-image subset: load_mnist()"
        ) from None
