"""What the networks of notebook 10 reached on all of MNIST: recorded, because it takes minutes (book ch. 35)."""

import math
from statistics import mean
from typing import NamedTuple

from helpers.datasets.files import csv_rows
from helpers.lessons.handwriting.recipes import RATE_CELLS, RECIPES
from helpers.network.checks import known
from helpers.network.tables import Table
from helpers.pens.numerals import whole_from_100

TRAINING = 55_000  # pictures


class Record(NamedTuple):
    """All recorded runs of one recipe: shares of right validation and test pictures from 0 to 1, one per seed.

    `losses` are pairs: the mean errors of an epoch's batches added up, as the book prints it, first and last epoch.
    """

    name: str
    validation: tuple
    test: tuple
    losses: tuple

    @property
    def recipe(self):
        """The settings of these runs."""
        return RECIPES[self.name]

    @property
    def mean_errors(self):
        """The mean error per example in the first and in the last epoch of the first seed."""
        batches = math.ceil(TRAINING / self.recipe.batch_size)
        return tuple(loss / batches for loss in self.losses[0])


COLUMNS = {
    "recipe": lambda record: record.name,
    "layers": lambda record: "-".join(map(str, record.recipe.sizes)),
    "settings": lambda record: settings(record.recipe),
    "validation": lambda record: f"{mean(record.validation):.2%}",
    "test": lambda record: f"{mean(record.test):.2%}",
    "least … most": lambda record: f"{min(record.test):.2%} … {max(record.test):.2%}",
    "seeds": lambda record: str(len(record.test)),
    "mean error": lambda record: " → ".join(map(whole_from_100, record.mean_errors)),
}


def settings(recipe):
    """Return rate, epochs and helps of a recipe in words.

    >>> settings(RECIPES["best"])
    'eta 0.15, rises and falls; 20 epochs; Nesterov; shifted by up to 2; weight decay 1e-05'
    """
    helps = [value if name == "rule" else f"{name.replace('_', ' ')} {value:g}" for name, value in recipe.more.items()]
    helps[1:1] = [f"shifted by up to {recipe.shift}"] * bool(recipe.shift)
    rate = f"eta {recipe.eta:g}" + ", rises and falls" * recipe.rises_and_falls
    return "; ".join([rate, f"{recipe.epochs} epochs", *helps])


def recorded_runs():
    """Return the recorded runs of all RECIPES on all of MNIST as a table, one row per recipe.

    tools/record_handwriting.py has made them. The mean error is that of the first seed.

    >>> recorded_runs()["He start"].test[0] > recorded_runs()["the book"].test[0]
    True
    """
    lines = csv_rows("handwriting_runs.csv")
    return Table("All of MNIST, right answers", COLUMNS, tuple(record(name, lines) for name in RECIPES))


def record(name, lines):
    """Return the Record of one recipe from the lines of the file."""
    own = [line for line in lines if line["name"] == name]
    validation, test = (tuple(float(line[part]) for line in own) for part in ("validation", "test"))
    losses = tuple((float(line["first_total_loss"]), float(line["last_total_loss"])) for line in own)
    return Record(name, validation, test, losses)


def recorded_map(training_images=TRAINING):
    """Return the share of right validation pictures after one epoch, for every cell of RATE_CELLS, as recorded.

    >>> recorded_map()["fitting, 0.1"] > 0.9 > 0.2 > recorded_map()["standard normal, 0.1"]
    True
    """
    lines = csv_rows("handwriting_map.csv")
    sizes, size = dict.fromkeys(line["training_images"] for line in lines), str(training_images)
    known("number of training images", size, sizes)
    chosen = [line for line in lines if line["training_images"] == size]
    found = {(line["start"], float(line["eta"])): float(line["validation"]) for line in chosen}
    return {name: found[cell] for name, cell in RATE_CELLS.items()}
