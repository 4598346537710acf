"""Freeze the kernels of a first task, fine-tune them, or start from scratch: a table of two times two (book ch. 36).

The first task are the digits 0 to 4; the second 5 to 9, black on white like the first, or white on black, unlike it.
"""

from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part, csv_rows
from helpers.datasets.mnist import DIGITS
from helpers.lessons.transfer_learning.convnet import create_convnet, through_kernels, train_kernels
from helpers.lessons.transfer_learning.transfer import NEW, OLD, Result, last_layer, only, pick
from helpers.network import checks

SORTS = {"alike": lambda inputs: inputs, "unlike": lambda inputs: 1 - inputs}
AMOUNTS = {"few": 5, "many": 400}  # pictures of each digit to learn from
FIRST, RATE, GENTLE = 0.1, 0.02, 0.03  # of the first task, from scratch (at 0.05 some runs break), and to fine-tune


class Task(NamedTuple):
    """A second task: what is learned from, and the test; targets are ten columns wide, as the network's outputs."""

    few: Part
    test: Part


def ten_wide(part, digits):
    """Return the pictures of these digits; each target keeps its digit's place among all ten.

    >>> from helpers import load_mnist
    >>> ten_wide(load_mnist().test, NEW).targets.sum(axis=0).astype(int).tolist()
    [0, 0, 0, 0, 0, 50, 50, 50, 50, 50]
    """
    return widened(only(part, digits), digits)


def widened(part, digits):
    """Return a part that holds these digits only, with targets of ten columns."""
    targets = np.zeros((len(part.inputs), DIGITS), part.targets.dtype)
    targets[:, list(digits)] = part.targets
    return Part(part.inputs, targets)


def second_task(digits, sort, k, seed=0):
    """Return the Task of a sort in SORTS with k pictures of each of the digits 5 to 9, chosen by `seed`."""
    change = checks.known("sort", sort, SORTS)
    few = widened(pick(only(digits.training, NEW), k, seed), NEW)
    return Task(*(Part(change(part.inputs), part.targets) for part in (few, ten_wide(digits.test, NEW))))


def trained(network, part, eta, seed, times=1):
    """Return the network after its kernels and all have learned a part: in small batches where pictures are few."""
    few = len(part.inputs) < 500
    for step in train_kernels(network, *part, eta, 10 if few else 50, times * (30 if few else 6), seed):
        network = step.network
    return network


def source(digits, seed=1):
    """Return the network of kernels that has learned the digits 0 to 4."""
    return trained(create_convnet(seed=seed), ten_wide(digits.training, OLD), FIRST, seed)


def with_new_head(network, part):
    """Return the network with its kernels as they were and a new last layer, learned from a part."""
    last = last_layer(through_kernels(network, part.inputs).rows[-1].astype(float), part.targets)
    weights, biases = (array[0].astype(network.dtype) for array in (last.weights, last.biases))
    return network.with_arrays([*network.weights[:-1], weights], [*network.biases[:-1], biases])


TUNINGS = {
    "frozen": lambda network, part, seed: with_new_head(network, part),
    "fine-tuned": lambda network, part, seed: trained(with_new_head(network, part), part, GENTLE, seed),
    "from scratch": lambda network, part, seed: trained(create_convnet(seed=seed + 50), part, RATE, seed, times=2),
}


def recorded_freezing():
    """Return the recorded Results, `{(amount, sort): [one for each of TUNINGS]}`; tools/record_freezing.py made them.

    >>> recorded_freezing()["few", "alike"][0].way, len(recorded_freezing())
    ('frozen', 4)
    """
    shares = {}
    for line in csv_rows("freezing_runs.csv"):
        cell = shares.setdefault((line["amount"], line["sort"]), {})
        cell.setdefault(line["way"], []).append(float(line["test"]))
    return {
        place: [Result(way, AMOUNTS[place[0]], tuple(cell[way])) for way in TUNINGS] for place, cell in shares.items()
    }
