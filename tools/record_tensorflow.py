"""Run the three listings of notebook 09 on all of MNIST and record what they found in data/tensorflow_runs.csv.

    python tools/record_tensorflow.py

It wants TensorFlow (requirements-tensorflow.txt) and all of MNIST, and takes a minute or two. The listings start at
random, so another recording has other numbers. From each start our NumPy is trained as well, with the same batches: the
first epochs must agree.
"""

import csv
import datetime
import sys

from helpers import Network, train
from helpers.datasets.files import DATA
from helpers.datasets.mnist import load_mnist
from helpers.lessons.tensorflow.five_steps import FILES, run_listing

FIELDS = ("listing", "date", "versions", "total_1", "total_2", "right", "twin_1", "twin_2")
EPOCHS = 2


def twin(start, examples):
    """Return the sums of the batches' mean errors that our NumPy finds from these arrays, for each epoch."""
    half = len(start) // 2
    network = Network(start[:half], start[half:], ["ReLU", "ReLU", "ReLU", "softmax"])
    totals = [0.0] * EPOCHS
    for step in train(network, *examples, 0.0001, "mini-batch", 100, EPOCHS, cost="cross-entropy", shuffle=False):
        totals[step.epoch - 1] += step.error
    return totals


def main():
    """Record all listings; refuse to record a subset."""
    mnist = load_mnist()
    if mnist.subset:
        sys.exit("This is the subset. Type load_mnist(download=True) first, or set MNIST_DIR")
    rows = []
    for name in FILES:
        run, start = run_listing(name)
        numbers = [*run.totals, run.right, *twin(start, mnist.training)]
        rows.append([name, datetime.date.today().isoformat(), run.versions, *(f"{number:.7g}" for number in numbers)])
        print(rows[-1], flush=True)
    with (DATA / "tensorflow_runs.csv").open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([FIELDS, *rows])


if __name__ == "__main__":
    main()
