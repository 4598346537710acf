"""Runners from one start on one data set: batch, SGD, mini-batch, momentum; and what a batch costs (book ch. 21)."""

import time
from typing import NamedTuple

import numpy as np

from helpers.lessons.stage_5.surfaces import Surface
from helpers.network import checks
from helpers.network.network import Network, checked_examples
from helpers.network.training import METHODS, train
from helpers.study.landscape import landscape

RUNNERS = {  # how each of them trains: arguments of train()
    "batch": {"method": "batch"},
    "SGD": {"method": "sgd"},
    "mini-batch of 10": {"method": "mini-batch", "batch_size": 10},
    "batch with momentum": {"method": "batch", "rule": "momentum", "momentum": 0.9},
}


class Runner(NamedTuple):
    """One run: its places `(k + 1, 2)`, and for each of them E and the examples read so far."""

    name: str
    places: np.ndarray
    errors: np.ndarray
    examples: np.ndarray


def line_data(n=60, seed=1):
    """Return n points around the line t = 0.8 x - 0.5, sorted by their targets t: inputs and targets, both `(n, 1)`.

    >>> inputs, targets = line_data()
    >>> inputs.shape, bool((np.diff(targets[:, 0]) >= 0).all())
    ((60, 1), True)
    """
    n = checks.whole_number("n", n, at_most=1_000_000)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    x = random.uniform(-1, 2, n)
    t = 0.8 * x - 0.5 + random.normal(0, 1.0, n)
    order = np.argsort(t)
    return x[order, None], t[order, None]


def line_network(w, b):
    """Return the smallest network: one linear node, z = w x + b."""
    return Network(weights=[[[float(w)]]], biases=[[float(b)]], activations="linear")


def run_race(inputs, targets, eta, budget=1200, start=(-1.0, 1.5), shuffle=True, seed=0, schedule="constant"):
    """Return the Runners of RUNNERS, all from the same start; each may read `budget` examples.

    E is the mean error per example over the whole data set, as train minimises it; schedule is a name in SCHEDULES.

    >>> for runner in run_race(*line_data(), eta=0.1, budget=120):
    ...     print(runner.name, len(runner.places) - 1, "updates")
    batch 2 updates
    SGD 120 updates
    mini-batch of 10 12 updates
    batch with momentum 2 updates
    """
    inputs, targets = checked_examples(line_network(0, 0), inputs, targets)
    budget, start = checks.whole_number("budget", budget, at_least=0), checks.shaped("start", start, (2,))
    runners = []
    for name, how in RUNNERS.items():
        size = METHODS[how["method"]](len(inputs), how.get("batch_size"))
        places, examples = [start], [0]
        epochs = budget // len(inputs)
        run = {"epochs": epochs, "seed": seed, "shuffle": shuffle, "schedule": schedule, **how}
        for step in train(line_network(*start), inputs, targets, eta, **run):
            places.append((step.network["w1"], step.network["bw1"]))
            examples.append(min(examples[-1] + size, step.epoch * len(inputs)))  # an epoch's last batch may be smaller
        places = np.array(places)
        errors = landscape(line_network(*start), inputs, targets, w1=places[:, 0], bw1=places[:, 1]) / len(inputs)
        runners.append(Runner(name, places, errors, np.array(examples)))
    return runners


class Cost(NamedTuple):
    """What one epoch costs with batches of one size: updates, multiplications forward per example, seconds."""

    size: int
    updates: int
    multiplications: int
    seconds: float


def batch_costs(network, n=500, sizes=(1, 10, 100)):
    """Return the Cost of one epoch over n examples made by chance, for each size of a batch, measured here and now.

    >>> from helpers import create
    >>> [(cost.size, cost.updates, cost.multiplications) for cost in batch_costs(create(64, 64, 2), n=50)]
    [(1, 50, 4224), (10, 5, 4224), (50, 1, 4224)]
    """
    random, costs = np.random.default_rng(0), []
    inputs, targets = (random.uniform(0, 1, (n, size)) for size in (network.sizes[0], network.sizes[-1]))
    for size in (min(size, n) for size in sizes):
        seconds = []
        for _ in range(3):  # the fastest of three: other programs can only slow it down
            began = time.perf_counter()
            updates = len(list(train(network, inputs, targets, 0.1, "mini-batch", size)))
            seconds.append(time.perf_counter() - began)
        costs.append(Cost(size, updates, network.weight_count, min(seconds)))
    return costs


def line_surface(inputs, targets, reach=3.0):
    """Return the mean error of the node z = w x + b over its weight and its bias weight, as a Surface."""
    inputs, targets = checked_examples(line_network(0, 0), inputs, targets)
    x, t = inputs[:, 0], targets[:, 0]

    def height(w, b):
        w, b = np.broadcast_arrays(np.asarray(w, float), b)
        errors = landscape(line_network(0, 0), inputs, targets, w1=w.ravel(), bw1=b.ravel()) / len(x)
        return errors.reshape(w.shape)[()]

    @checks.quiet
    def slope(place):
        wrong = place[0] * x + place[1] - t
        return np.array([(wrong * x).mean(), wrong.mean()])

    formula = "mean error of all examples"
    return Surface("the data set", formula, height, slope, reach, (-1.0, 1.5), 0.1, (0.5, 0.0), ("w1", "bw1"))


def bends(inputs):
    """Return how much the mean error of one linear node bends in its least and in its most curved direction (lambda).

    Both are second derivatives: the eigenvalues of the 2 × 2 matrix of the averages of x², x and 1.

    >>> bends([[2.0], [-2.0]])
    (1.0, 4.0)
    """
    x = checks.squarable("inputs", checks.example_rows("inputs", inputs, 1, "line"))[:, 0]
    flat, steep = np.linalg.eigvalsh([[(x * x).mean(), x.mean()], [x.mean(), 1.0]])
    return float(flat), float(steep)
