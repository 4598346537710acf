"""The recorded runs on all of MNIST: what the table says is what the file says, and the course's aims are reached."""

import csv
from pathlib import Path

import pytest

from helpers import RATE_CELLS, recorded_map, recorded_runs
from helpers.lessons.handwriting.recipes import RECIPES

FILE = Path(__file__).resolve().parents[4] / "data" / "handwriting_runs.csv"
LINES = list(csv.DictReader(FILE.open(encoding="utf-8")))


def column(recipe, name):
    return [float(line[name]) for line in LINES if line["name"] == recipe]


@pytest.mark.parametrize("recipe", RECIPES)
def test_each_recipe_has_a_row_with_its_means_and_its_spread(recipe):
    table = recorded_runs()
    row, seeds = table[recipe], [line["seed"] for line in LINES if line["name"] == recipe]
    epochs = {line["epochs"] for line in LINES if line["name"] == recipe}
    assert len(seeds) == len({*seeds}) >= 3 and epochs == {str(RECIPES[recipe].epochs)}
    shown = dict(zip(table.columns, table.cells([row])[0], strict=True))
    for part in ("validation", "test"):
        shares = column(recipe, part)
        assert shown[part] == f"{100 * sum(shares) / len(shares):.2f}%" and list(getattr(row, part)) == shares
    assert shown["least … most"] == f"{100 * min(row.test):.2f}% … {100 * max(row.test):.2f}%"
    assert shown["seeds"] == str(len(seeds))
    first, last = column(recipe, "first_total_loss")[0], column(recipe, "last_total_loss")[0]
    batches = -(-55_000 // RECIPES[recipe].batch_size)
    means = [float(text.replace(",", "")) for text in shown["mean error"].split(" → ")]
    assert means == pytest.approx([first / batches, last / batches], rel=0.01, abs=0.0001)


def test_no_line_of_the_file_is_left_out():
    assert {line["name"] for line in LINES} == {*RECIPES}
    assert sum(len(row.test) for row in recorded_runs()) == len(LINES)


@pytest.mark.parametrize(
    "recipe, least, most",
    [
        ("the book", 0.92, 0.945),
        ("He start", 0.978, 0.985),
        ("best", 0.988, 0.994),
        ("softmax alone", 0.915, 0.93),
        ("one hidden layer", 0.965, 0.975),
        ("the book's rate with He start", 0.6, 0.8),
    ],
)
def test_every_seed_reached_what_the_course_says(recipe, least, most):
    shares = recorded_runs()[recipe].test
    assert least <= min(shares) <= max(shares) <= most


def test_the_best_run_reads_99_of_100_on_the_average_of_five_seeds():
    shares = recorded_runs()["best"].test
    assert len(shares) == 5 and sum(shares) / 5 >= 0.99


def test_pictures_that_move_are_worth_more_than_two_points_in_a_thousand():
    table = recorded_runs()
    still, moved = (sum(row.test) / len(row.test) for row in (table["+ weight decay"], table["best"]))
    assert moved - still > 0.002, (still, moved)


def test_the_loss_of_the_books_settings_is_added_up_over_550_batches_as_the_book_does():
    for first, last in recorded_runs()["the book"].losses:
        assert 1.4e6 < first < 1.6e6 and 6e4 < last < 8e4


def test_the_recorded_map_is_that_of_all_training_pictures():
    lines = csv.DictReader((FILE.parent / "handwriting_map.csv").open(encoding="utf-8"))
    wanted = {
        (line["start"], float(line["eta"])): float(line["validation"])
        for line in lines
        if line["training_images"] == "55000"
    }
    assert {RATE_CELLS[name]: share for name, share in recorded_map().items()} == wanted and len(wanted) == 14


def test_each_start_has_its_own_best_rate():
    found = recorded_map()
    best = {
        start: max((share, RATE_CELLS[name][1]) for name, share in found.items() if RATE_CELLS[name][0] == start)[1]
        for start in ("standard normal", "fitting")
    }
    assert best["fitting"] >= 100 * best["standard normal"], best
