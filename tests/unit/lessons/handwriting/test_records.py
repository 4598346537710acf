"""The recorded runs on all of MNIST: what the table says is what the file says, and the course's aims are reached."""

import csv
from pathlib import Path

import pytest

from helpers import RATE_CELLS, recorded_map, recorded_runs
from helpers.lessons.handwriting.recipes import RECIPES
from tests.chance import beyond_chance

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
        ("best without rise and fall", 0.98, 0.987),
        ("best without weight decay", 0.988, 0.994),
    ],
)
def test_every_seed_reached_what_the_course_says(recipe, least, most):
    shares = recorded_runs()[recipe].test
    assert least <= min(shares) <= max(shares) <= most


def test_the_best_run_reads_99_of_100_on_the_average_of_five_seeds():
    shares = recorded_runs()["best"].test
    assert len(shares) == 5 and sum(shares) / 5 >= 0.99


def wrong(recipe):
    """Return how many of 10,000 test pictures a recipe reads wrongly, the average of its seeds."""
    shares = column(recipe, "test")
    return 10_000 * (1 - sum(shares) / len(shares))


def test_the_table_has_its_rows_in_the_order_of_the_recipes():
    assert [row.name for row in recorded_runs()] == [*RECIPES]


def test_each_help_takes_as_many_mistakes_away_as_the_notebook_says():
    assert 0.2 < wrong("He start") / wrong("the book") < 0.3
    assert 60 < wrong("softmax alone") - wrong("the book") < 75
    assert abs(wrong("+ rate rises and falls") - wrong("two hidden layers")) < 10
    assert 0.7 < wrong("+ Nesterov") / wrong("+ rate rises and falls") < 0.8
    assert abs(wrong("+ weight decay") - wrong("+ Nesterov")) < 5
    assert wrong("best") < 2 / 3 * wrong("+ weight decay")


def test_in_company_the_rate_that_rises_and_falls_is_worth_much_and_weight_decay_nothing():
    assert 1.7 < wrong("best without rise and fall") / wrong("best") < 2
    assert max(column("best without rise and fall", "validation")) < min(column("best", "validation")) - 0.005
    assert abs(wrong("best without weight decay") - wrong("best")) < 10
    for part in ("validation", "test"):
        free = column("best without weight decay", part)
        both = free, column("best", part)[: len(free)]
        assert not beyond_chance(*both) and not beyond_chance(*reversed(both)), part


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


def test_one_start_is_lost_from_a_hundredth_on_and_the_other_only_at_one():
    found = recorded_map()
    assert all(found[f"standard normal, {rate}"] < 0.11 for rate in ("0.01", "0.1", "1"))
    assert found["fitting, 1"] < 0.11 < 0.9 < min(found["fitting, 0.01"], found["fitting, 0.1"])
