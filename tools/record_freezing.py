"""Freeze, fine-tune or start from scratch, twenty times each on the subset: data/freezing_runs.csv.

MNIST_DIR=subset python tools/record_freezing.py         about ten minutes
"""

import csv
import sys

from helpers.datasets.files import DATA
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.convnet import right_share
from helpers.lessons.transfer_learning.freezing import AMOUNTS, SORTS, TUNINGS, second_task, source

FILE = DATA / "freezing_runs.csv"
SEEDS = 20


def rows(digits):
    """Yield the rows of the table; a first network for every seed."""
    for seed in range(SEEDS):
        network = source(digits, seed + 1)
        for amount, k in AMOUNTS.items():
            for sort in SORTS:
                task = second_task(digits, sort, k, seed)
                for way, learn in TUNINGS.items():
                    share = right_share(learn(network, task.few, seed), task.test)
                    yield [amount, sort, way, seed, f"{share:.3f}"]
        print(f"seed {seed}: done", flush=True)


def main():
    """Record everything; refuse to record all of MNIST."""
    digits = load_mnist()
    if not digits.subset:
        sys.exit(__doc__)
    found = [*rows(digits)]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("amount", "sort", "way", "seed", "test"), *found])


if __name__ == "__main__":
    main()
