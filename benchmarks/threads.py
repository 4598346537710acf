"""Measure what the number of threads does to trainings and predictions, on a quiet machine or beside busy programs.

Three ways take turns (A B C, A B C, ...): the course as it is, with one thread, and with BLAS's own threads, as NumPy
does without us. The medians are compared. The busy programs are started and ended here.

    python benchmarks/threads.py                     on a machine that does nothing else
    python benchmarks/threads.py --busy 2            beside two programs that never rest
    python benchmarks/threads.py --only transfer --rounds 30
"""

import argparse
import math
import os
import statistics
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager, nullcontext
from itertools import cycle, islice
from pathlib import Path
from unittest import mock

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

import numpy as np  # noqa: E402
from threadpoolctl import threadpool_limits  # noqa: E402

from helpers import create, forward, gradients, load_mnist, train  # noqa: E402
from helpers.lessons.handwriting.recipes import RECIPES  # noqa: E402
from helpers.lessons.transfer_learning import transfer  # noqa: E402
from helpers.lessons.what_is_a_neural_network import messages, methods  # noqa: E402
from helpers.network import threads  # noqa: E402
from helpers.network.costs import COSTS  # noqa: E402
from helpers.study.judging import measured  # noqa: E402

REST = "import os, sys; parent = os.getppid()\nwhile os.getppid() == parent: sum(range(10**6))"
PAUSE = 0.05  # seconds: as long as BLAS's threads go on waiting actively for the next product


def updates(sizes, dtype, batch, count, **how):
    """Return a function that makes so many updates of a network on all that the subset has."""
    digits, hidden = load_mnist().training, ["ReLU"] * (len(sizes) - 2)
    network = create(*sizes, activations=[*hidden, "softmax"], dtype=dtype)
    how = {"method": "mini-batch", "batch_size": batch, "epochs": 10**6, "cost": "cross-entropy"} | how
    steps = train(network, digits.inputs.astype(dtype), digits.targets[:, : sizes[-1]], 0.01, **how)
    return lambda: [None for _ in islice(steps, count)]


def film_frames():
    """Return a function that shows the next frame of notebook 10's film: an epoch's fifth, and what it has reached."""
    film = RECIPES["He start"].film(load_mnist(), seed=1, every=0.2, sample=200)
    numbers = cycle(range(1, film.last + 1))
    return lambda: film[next(numbers)]


def fits(name):
    """Return a function that fits one of the nine methods."""
    return lambda: methods.fitted.__wrapped__(name, "two moons", 3)


def pictures_forward(count):
    """Return a function that asks the book's network about so many pictures."""
    network, inputs = RECIPES["He start"].network(dtype=float), np.tile(load_mnist().training.inputs, (2, 1))[:count]
    return lambda: forward(network, inputs)


def pictures_measured():
    """Return a function that measures the book's network on the subset's training part."""
    network, part = RECIPES["He start"].network(dtype=float), load_mnist().training
    return lambda: measured(network, part.inputs, part.targets, COSTS["cross-entropy"])


def pictures_gradients():
    """Return a function that computes the gradients for 1,000 pictures."""
    network, part = RECIPES["He start"].network(dtype=float), load_mnist().training
    return lambda: gradients(network, part.inputs[:1000], part.targets[:1000], "cross-entropy")


def last_layers():
    """Return a function that trains a new last layer for 200 pictures with 1,280 features each."""
    random = np.random.default_rng(0)
    features, targets = random.random((200, 1280)), np.eye(2)[random.integers(0, 2, 200)]
    return lambda: transfer.last_layer(features, targets, epochs=20)


BOOK = (784, 500, 500, 500, 10)
CASES = {
    "book's network, float32": lambda: updates(BOOK, np.float32, 100, 20),
    "book's network, float64": lambda: updates(BOOK, float, 100, 10),
    "book's network, Adam, dropout": lambda: updates(BOOK, float, 100, 10, rule="Adam", dropout=0.25),
    "notebook 10's film, 8 updates": film_frames,
    "one hidden layer, float64": lambda: updates((784, 100, 10), float, 100, 100),
    "small network, 64-8-2": lambda: updates_of_characters(),
    "transfer, 784-100-5": lambda: updates((784, 100, 5), float, 50, 100),
    "transfer, last layer": last_layers,
    "forward, 5,000 pictures": lambda: pictures_forward(5000),
    "forward, 100 pictures": lambda: pictures_forward(100),
    "measured, 4,000 pictures": pictures_measured,
    "gradients, 1,000 pictures": pictures_gradients,
    "scikit-learn, neural network": lambda: fits("neural network"),
    "scikit-learn, k-means": lambda: fits("k-means"),
    "scikit-learn, spam filter": lambda: lambda: messages.learn_filter(messages.load_messages().training),
}


def updates_of_characters():
    """Return a function that makes 200 updates of a network that tells man from chicken."""
    from helpers import load_characters

    data, network = load_characters(), create(64, 8, 2)
    steps = train(network, *data.training, 0.5, "mini-batch", 10, epochs=10**6)
    return lambda: [None for _ in islice(steps, 200)]


@contextmanager
def blas_threads():
    """Take the course's limits away."""
    with (mock.patch.object(threads.fair_threads, "most", lambda: math.inf),
          mock.patch.object(threads.one_thread, "most", lambda: math.inf),
          mock.patch.object(methods, "one_thread", nullcontext)):  # fmt: skip
        yield


WAYS = {"the course": nullcontext, "one thread": lambda: threadpool_limits(1), "BLAS's threads": blas_threads}


@contextmanager
def busy_programs(count):
    """Keep so many programs busy meanwhile."""
    programs = [subprocess.Popen([sys.executable, "-c", REST]) for _ in range(count)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()


def measure(name, prepare, rounds):
    """Print the median milliseconds of each way, and how many times as long as the others the course takes."""
    runs = {way: prepare() for way in WAYS}
    times = {way: [] for way in WAYS}
    for round_number in range(-1, rounds):
        for way, context in WAYS.items():
            with context():
                time.sleep(PAUSE)
                start = time.perf_counter()
                runs[way]()
                if round_number >= 0:  # the first one warms up
                    times[way].append(1000 * (time.perf_counter() - start))
    own, one, many = (statistics.median(times[way]) for way in WAYS)
    print(f"  {name:<32} {own:8.2f} {one:8.2f} {many:8.2f} {own / one:14.2f} {own / min(one, many):12.2f}", flush=True)


def main():
    """Measure all cases, or those whose name has a word in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="turns of each way (default 15)")
    parser.add_argument("--busy", type=int, default=0, help="busy programs beside it (default 0)")
    parser.add_argument("--only", default="", help="a word in the names of the cases")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    load = f", load {os.getloadavg()[0]:.2f} before" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores, {options.busy} busy programs{load}; milliseconds, medians of {options.rounds}")
    print(f"  {'':<32} {'course':>8} {'one':>8} {'BLAS':>8} {'course / one':>14} {'/ the better':>12}")
    with busy_programs(options.busy):
        for name, prepare in CASES.items():
            if options.only in name:
                measure(name, prepare, options.rounds)


if __name__ == "__main__":
    main()
