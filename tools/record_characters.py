"""Record how often networks of notebook 08 are right: for ten deals of the drawings, and for twenty seeds.

    nice .venv/bin/python tools/record_characters.py       a minute on one core; writes data/character_runs.csv

A deal draws all pictures anew and puts other drawings into the test. A seed gives the network other first weights; its
fresh pictures are made anew from the drawings of the test.
"""

import csv
import random
from collections import deque

import numpy as np

import make_characters
from helpers.datasets.characters import CLASSES, WAYS, characters, ink_of, load_characters
from helpers.datasets.files import DATA, Part, one_hot
from helpers.network.network import create
from helpers.network.training import train
from helpers.study.judging import mistakes

FILE = DATA / "character_runs.csv"
ETA, SIZE, EPOCHS = 5, 10, 40
DEALS, SEEDS, COPIES = range(1, 11), range(1, 21), 100


def trained(part, seed=1):
    """Return a 64-64-2 network that has learned from a part of the data."""
    steps = train(create(64, 64, 2, seed=seed), *part, ETA, "mini-batch", SIZE, EPOCHS, seed=seed)
    return deque(steps, maxlen=1).pop().network


def right(network, part):
    """Return how many examples of a part get the right answer."""
    return len(part.inputs) - len(mistakes(network, *part))


def fresh(data, lot):
    """Return pictures that are made anew from the drawings of the test, so many copies of each."""
    numbers = np.unique(data.numbers[2])
    drawings = data.drawings.inputs.reshape(-1, len(CLASSES), make_characters.SIDE, make_characters.SIDE)
    made = [(make_characters.variant(drawings[number, label], lot), label)
            for number in numbers for label in range(len(CLASSES)) for _ in range(COPIES)]  # fmt: skip
    pictures, labels = zip(*made, strict=True)
    return Part(ink_of(np.array(pictures)), one_hot(list(labels), len(CLASSES)))


def rows():
    """Yield the rows of the file: what was varied, its number, and how many answers are right."""
    for way in WAYS:
        for number in DEALS:
            data = characters(make_characters.make(number), way)
            network = trained(data.training)
            yield f"deal by {way}", number, right(network, data.validation), right(network, data.test), ""
    data = load_characters()
    pictures = fresh(data, random.Random(0))
    for number in SEEDS:
        network = trained(data.training, number)
        yield "seed", number, *(right(network, part) for part in (data.validation, data.test, pictures))


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("what", "number", "validation", "test", "fresh"))
        for row in rows():
            table.writerow(row)
            print(*row, flush=True)
