"""Compare the ways of notebook 11 to learn 5 to 9 from few pictures, on all of MNIST: data/transfer_runs.csv.

    python tools/record_transfer.py         some minutes

All of MNIST must be there: type load_mnist(download=True) once, or set MNIST_DIR. Last digits differ between computers.
"""

import csv
import sys

from helpers.datasets.files import DATA
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.transfer import REACH, compare, learned, two_tasks

FILE = DATA / "transfer_runs.csv"
FIELDS = ("reach", "way", "k", "seed", "test")
SEEDS = 10


def rows(digits):
    """Yield the rows of the table: pictures as they are, then moved; a first network for every seed."""
    for reach in (0, REACH):
        tasks = two_tasks(digits, reach)
        for seed in range(SEEDS):
            source = learned(tasks.old, seed + 1)
            for result in compare(source, tasks, seeds=[seed]):
                yield [reach, result.way, result.k, seed, f"{result.shares[0]:.4f}"]
            print(f"reach {reach}, seed {seed}: done", flush=True)


def main():
    """Record everything; refuse to record a subset."""
    digits = load_mnist()
    if digits.subset:
        sys.exit(__doc__)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerows([FIELDS, *rows(digits)])


if __name__ == "__main__":
    main()
