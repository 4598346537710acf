"""Train the recipes of notebook 10 on all of MNIST and save their results: data/handwriting_runs.csv and _map.csv.

    python tools/record_handwriting.py                  everything again, more than half an hour
    python tools/record_handwriting.py "He start" map   only these recipes' runs, or the map; other rows stay

All of MNIST must be there: type load_mnist(download=True) once, or set MNIST_DIR. Last digits differ between computers.
"""

import argparse
import csv
import sys

from helpers.datasets.files import DATA
from helpers.datasets.mnist import MNIST, Part, load_mnist
from helpers.lessons.handwriting.recipes import RATES, RECIPES, map_cell
from helpers.network.network import STARTS
from helpers.study.judging import accuracy

RUNS, MAP = DATA / "handwriting_runs.csv", DATA / "handwriting_map.csv"
SEEDS = {name: range(1, 6 if name == "best" else 4) for name in RECIPES}
FEW = 4000  # training images of the map's quick half


def run(name, seed, digits):
    """Return one row of the table of runs: a recipe trained to its end. Losses are added up over an epoch's batches."""
    recipe = RECIPES[name]
    film = recipe.film(digits, seed, sample=1)
    first, last = film[1], film[film.last]
    return {
        "name": name,
        "seed": seed,
        "epochs": recipe.epochs,
        "validation": f"{last.validation_accuracy:.4f}",
        "test": f"{accuracy(last.network, *digits.test):.4f}",
        "first_total_loss": f"{first.learned_error * film.epoch_updates:.5g}",
        "last_total_loss": f"{last.learned_error * film.epoch_updates:.5g}",
    }


def cell(start, eta, digits):
    """Return one row of the map: one epoch with this start and this rate."""
    images, validation = len(digits.training.inputs), map_cell(start, eta, digits, seed=1)
    return {"start": start, "eta": f"{eta:g}", "training_images": images, "validation": f"{validation:.4f}"}


def map_rows(digits):
    """Yield the rows of the map: after one epoch on a few training images, and on all of them."""
    few = MNIST(Part(*(array[:FEW] for array in digits.training)), digits.validation, digits.test, subset=True)
    for part in (few, digits):
        yield from (cell(start, eta, part) for start in STARTS for eta in RATES)


def saved():
    """Return the rows of the table of runs as it is, by recipe."""
    if not RUNS.exists():
        return {}
    with open(RUNS, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [row for row in rows if row["name"] == name] for name in RECIPES}


def save(path, rows):
    """Write a table, a dictionary per row, and say so."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    print(f"{path.name}: saved {len(rows)} rows", flush=True)


def main(arguments=None):
    """Run what was asked for, and save after each recipe."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", help="names of recipes, or map (default: everything)")
    what = parser.parse_args(arguments).what or [*RECIPES, "map"]
    digits = load_mnist()
    if digits.subset or not set(what) <= {*RECIPES, "map"}:
        sys.exit(__doc__ + "\nRecipes: " + ", ".join(RECIPES))
    for name in what:
        if name == "map":
            save(MAP, list(map_rows(digits)))
        else:
            rows = saved() | {name: [run(name, seed, digits) for seed in SEEDS[name]]}
            save(RUNS, [row for name in RECIPES for row in rows.get(name, [])])


if __name__ == "__main__":
    main()
