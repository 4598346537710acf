"""Train the convolutional network of notebook 11 on all of MNIST, with five seeds: data/kernel_runs.csv.

    python tools/record_kernels.py         some minutes

All of MNIST must be there: type load_mnist(download=True) once, or set MNIST_DIR. Last digits differ between computers.
"""

import csv
import sys

from helpers.datasets.files import DATA
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.convnet import create_convnet, right_share, train_kernels

FILE = DATA / "kernel_runs.csv"
EPOCHS, SEEDS = 4, range(1, 6)


def rows(digits):
    """Yield a row of the table for every seed: shares of right validation and test digits after the last epoch."""
    for seed in SEEDS:
        network = create_convnet(seed=seed)
        for step in train_kernels(network, *digits.training, epochs=EPOCHS, seed=seed):
            network = step.network
        yield [seed, *(f"{right_share(network, part):.4f}" for part in (digits.validation, digits.test))]
        print(f"seed {seed}: done", flush=True)


def main():
    """Record everything; refuse to record a subset."""
    digits = load_mnist()
    if digits.subset:
        sys.exit(__doc__)
    found = [*rows(digits)]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("seed", "validation", "test"), *found])


if __name__ == "__main__":
    main()
