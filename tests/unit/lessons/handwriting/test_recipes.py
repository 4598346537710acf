"""Notebook 10's settings: recipes, how far net inputs spread at the start, early stopping, and the recorded results."""

import csv
import inspect
import itertools
import math
import re
from pathlib import Path

import numpy as np
import pytest
from nbformat import read

from helpers import Network, create, draw
from helpers.datasets.files import DATA, Part
from helpers.datasets.mnist import MNIST, load_mnist
from helpers.lessons.handwriting.digits import prepare
from helpers.lessons.handwriting.recipes import (
    BOOK_SIZES,
    RECIPES,
    early_stop,
    few_digits_film,
    map_cell,
    start_spread,
)
from helpers.lessons.handwriting.shifts import random_shifts
from helpers.network.backpropagation import gradients
from helpers.network.network import STARTS, forward, total_error
from helpers.network.training import train

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def subset(monkeypatch, tmp_path):
    """Let every machine see the 5,000-image subset."""
    monkeypatch.delenv("MNIST_DIR", raising=False)
    monkeypatch.setattr("helpers.datasets.mnist._cache", lambda: tmp_path)


def few(digits, count=300):
    return MNIST(*(Part(part.inputs[:count], part.targets[:count]) for part in digits[:3]), subset=True)


# ---- The recipes


def test_the_book_s_settings_are_those_of_chapter_35():
    book = RECIPES["the book"]
    network = book.network(seed=1)
    assert network.sizes == BOOK_SIZES == (784, 500, 500, 500, 10) and network.parameter_count == 898_510
    assert network.activations == ("ReLU", "ReLU", "ReLU", "softmax") and network.dtype == np.float32
    assert (book.eta, book.batch_size, book.epochs, book.more) == (0.0001, 100, 10, {})
    assert all(array.std() == pytest.approx(1, abs=0.15) for array in network.weights + network.biases[:-1])


def test_he_start_changes_the_start_and_the_rate_only():
    book, he, slow = (RECIPES[name] for name in ("the book", "He start", "the book's rate with He start"))
    assert he._replace(start=book.start, eta=book.eta) == book and slow == he._replace(eta=book.eta)
    assert he.network(3) == create(*BOOK_SIZES, activations=[*["ReLU"] * 3, "softmax"], dtype=np.float32, seed=3)


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_learns_the_subset_through_arguments_that_train_knows(name):
    recipe = RECIPES[name]
    assert set(recipe.more) <= set(inspect.signature(train).parameters)
    film = recipe.film(few(load_mnist()), seed=1)
    assert film.last == recipe.epochs and film[1].training_error < film[0].training_error


LESSON = Path(__file__).parents[4] / "notebooks" / "10_handwriting.ipynb"


@pytest.mark.parametrize("name", RECIPES)
def test_the_lines_to_copy_show_every_recipe_also_where_the_full_files_are_missing(name):
    (lines,) = re.findall(r"```python\n(.*?)```", "\n".join(cell.source for cell in read(LESSON, 4).cells), re.DOTALL)
    shown = []
    names = {"RECIPES": RECIPES, "draw": draw, "load_mnist": load_mnist, "steps": lambda last, pause: last}
    names["explore"] = lambda show, moment: shown.append((show(0), moment))
    exec(lines.replace('"best"', repr(name)), names)
    ((picture, moments),) = shown
    assert picture.text.startswith(f"5,000-image subset. {name}, epoch 0") and moments == RECIPES[name].epochs


def test_two_films_with_one_seed_are_the_same_and_another_seed_draws_another_network():
    def errors(seed):
        film = RECIPES["best"].film(few(load_mnist()), seed)
        return film[0].validation_error, film[1].validation_error

    first, again, other = errors(1), errors(1), errors(2)
    assert first == again and first[0] != other[0] and first[1] != other[1]


def test_where_the_rate_rises_and_falls_and_pictures_move_training_is_the_one_written_out():
    digits = few(load_mnist(), 250)
    recipe = RECIPES["softmax alone"]._replace(epochs=4, rises_and_falls=True, shift=2)
    by_hand = train(recipe.network(3, float), *digits.training, 0.1, "mini-batch", 100, 4, 3, "cross-entropy",
                    schedule=lambda eta, number: eta * min(number / 2.4, (12 - number) / 9.6),
                    augment=random_shifts(2))  # fmt: skip
    *_, last = by_hand
    for mine, hand in zip(recipe.film(digits, 3)[4].network.weights, last.network.weights, strict=True):
        np.testing.assert_allclose(mine, hand, atol=1e-9)


def test_each_row_of_the_best_run_has_one_help_more_than_the_row_before():
    ladder = ["two hidden layers", "+ rate rises and falls", "+ Nesterov", "+ weight decay", "best"]
    helps = ({"rises_and_falls": True}, {"more": {"rule": "Nesterov"}},
             {"more": {"rule": "Nesterov", "weight_decay": 1e-5}}, {"shift": 2})  # fmt: skip
    assert [*RECIPES][-len(ladder) - 2 : -2] == ladder
    for (before, after), added in zip(itertools.pairwise(ladder), helps, strict=True):
        assert RECIPES[after] == RECIPES[before]._replace(**added), after


def test_the_last_two_rows_take_one_help_out_of_the_best_run():
    (_, steady), (_, free) = [*RECIPES.items()][-2:]
    best = RECIPES["best"]
    assert steady == best._replace(rises_and_falls=False) != best == free._replace(more=best.more) != free
    assert free.more == {"rule": "Nesterov"}


def test_few_digits_are_learned_by_heart_and_weight_decay_holds_the_validation_error_down():
    digits = load_mnist()
    ends = {}
    for decay in (0, 0.003):
        film = few_digits_film(digits, decay)
        errors = [frame.validation_error for frame in film]
        ends[decay] = errors[-1]
        stop = early_stop(errors, 10)
        assert film[60].training_accuracy == 1
        np.testing.assert_array_equal(film.watched[0][0], digits.training.inputs[:400])
        assert decay or (stop.best < 20 and stop.at == stop.best + 10 and errors[-1] > 1.12 * errors[stop.best])
    assert ends[0.003] < 0.9 * ends[0], ends


def test_what_gets_worse_with_400_digits_is_how_sure_it_is_of_its_mistakes_not_the_right_answers():
    digits = load_mnist()
    film = few_digits_film(digits)
    best = film[early_stop([frame.validation_error for frame in film], 10).best]
    (count, sure), (later, surer) = (mistakes(frame.network, digits.validation) for frame in (best, film[60]))
    assert abs(later - count) <= 10, "2 points of 500 pictures"
    assert surer > sure + 0.05 and film[60].training_error < best.training_error / 3


def mistakes(network, part):
    """Return how many pictures are read wrongly, and the average share of these answers."""
    shares = forward(network, part.inputs).output
    wrong = shares.argmax(axis=1) != part.targets.argmax(axis=1)
    return wrong.sum(), shares.max(axis=1)[wrong].mean()


def test_nesterov_learns_by_heart_shifted_pictures_hinder_that_and_dropout_costs_on_known_pictures():
    digits, found, sure = load_mnist(), {}, {}
    for name, rule, shift, dropout in (
        ("off", "gradient descent", 0, 0),
        ("Nesterov", "Nesterov", 0, 0),
        ("shifted", "gradient descent", 1, 0),
        ("both", "Nesterov", 1, 0),
        ("dropout", "Nesterov", 0, 0.25),
    ):
        how = RECIPES["one hidden layer"]._replace(epochs=20, shift=shift, more={"rule": rule, "dropout": dropout})
        found[name] = how.film(digits, seed=1, every=20, sample=500)[1]
        sure[name] = mistakes(found[name].network, digits.validation)
    training, validation = ({name: getattr(frame, f"{part}_error") for name, frame in found.items()}
                            for part in ("training", "validation"))  # fmt: skip
    assert training["Nesterov"] < training["off"] / 10 and validation["Nesterov"] > 0.9 * validation["off"]
    assert sure["Nesterov"][0] < sure["off"][0] and sure["Nesterov"][1] > sure["off"][1] + 0.05, "fewer, but surer"
    assert training["both"] > 3 * training["Nesterov"] and training["dropout"] > 1.3 * training["Nesterov"]
    assert validation["both"] < 0.85 * min(validation["Nesterov"], validation["shifted"]), validation


def test_one_cell_of_the_map_is_the_accuracy_after_one_epoch_of_the_book_s_network():
    digits = few(load_mnist())
    film = RECIPES["He start"]._replace(eta=0.05).film(digits, seed=4)
    assert map_cell("fitting", 0.05, digits, seed=4) == film[1].validation_accuracy


def test_the_map_shows_that_the_rate_must_go_with_the_start():
    digits = few(load_mnist(), 1000)
    fitting, normal = (
        {eta: map_cell(start, eta, digits) for eta in (0.0001, 0.1)} for start in ("fitting", "standard normal")
    )
    assert fitting[0.1] > 0.5 > 0.2 > fitting[0.0001], fitting
    assert normal[0.0001] > 0.3 > 0.2 > normal[0.1], normal


@pytest.fixture(scope="module")
def reader():
    """The film of section 7's network: before its training, and after ten epochs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", "subset")
        return RECIPES["He start"].film(load_mnist(), seed=1, every=10, sample=100)


def test_training_moves_the_many_weights_of_a_large_network_only_a_little(reader):
    for before, after in [*zip(reader[0].network.weights, reader[1].network.weights, strict=True)][:-1]:
        assert 0 < (after - before).std() < before.std() / 5
        assert 0.9 < (abs(after - before) < before.std() / 5).mean() < 1, "most, not each"


def test_a_full_size_7_in_the_corner_wants_centring_only_and_a_small_one_cropping_and_scaling(reader):
    test = load_mnist().test
    sevens = test.inputs[test.targets[:, 7] == 1].reshape(-1, 28, 28)
    small = np.pad(sevens.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)), ((0, 0), (7, 7), (7, 7)))
    corner = [*map(in_the_corner, sevens)]

    def read_as_7(drawings, *switches):
        inputs = np.concatenate([prepare(drawing, *switches).inputs for drawing in drawings])
        return (forward(reader[1].network, inputs).output.argmax(axis=1) == 7).mean()

    assert read_as_7(corner, False, False, False) < 0.7 < 0.85 < read_as_7(corner, False, False, True)
    assert read_as_7(small, False, False, True) < 0.2 < 0.75 < read_as_7(small, True, True, True)


def in_the_corner(seven):
    rows, columns = seven.nonzero()
    return np.roll(seven, (27 - rows.max(), 27 - columns.max()), axis=(0, 1))


@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("scale", [False, True])
def test_the_notebook_s_7_in_the_corner_is_read_surely_where_it_is_centred_whatever_else_is_done(reader, crop, scale):
    test = load_mnist().test
    corner = in_the_corner(test.inputs[test.targets[:, 7] == 1][3].reshape(28, 28))

    def share_of_7(centre):
        return forward(reader[1].network, prepare(corner, crop, scale, centre).inputs).output[0, 7]

    assert share_of_7(False) < 0.6 < 0.8 < share_of_7(True)


# ---- How far the net inputs spread


@pytest.mark.parametrize("seed", range(1, 4))
def test_before_training_the_book_s_network_is_sure_mostly_wrong_and_has_huge_gradients(seed):
    digits = load_mnist()
    book, fitting = (RECIPES[name].network(seed, float) for name in ("the book", "He start"))
    shares = forward(book, digits.validation.inputs).output
    right = shares.argmax(axis=1) == digits.validation.targets.argmax(axis=1)
    assert (shares.max(axis=1) > 0.99).mean() > 0.98 and right.mean() < 0.2 and right[:20].sum() <= 4
    assert total_error(book, *digits.validation, "cross-entropy") > 10_000
    few_rows = [array[:100] for array in digits.training]
    large, usual = (gradients(network, *few_rows, "cross-entropy").weights for network in (book, fitting))
    assert all(abs(one).mean() > 1000 * abs(other).mean() for one, other in zip(large, usual, strict=True))


def test_only_the_ten_nodes_of_the_last_layer_are_moved_far_from_the_prediction_by_chance():
    inputs = load_mnist().validation.inputs[:200]
    off = [[row.measured / row.predicted for row in start_spread(RECIPES["the book"].network(seed), inputs)]
           for seed in range(8)]  # fmt: skip
    *hidden, last = np.std(off, axis=0)
    assert max(hidden) < 0.08 < 0.1 < last


def test_the_prediction_for_the_book_s_start_is_the_one_computed_from_its_distribution():
    inputs = np.full((3, 784), 0.1124**0.5)  # the mean square of all of MNIST
    predicted = [row.predicted for row in start_spread(RECIPES["the book"].network(), inputs)]
    variances = [784 * 0.1124 + 1]
    for _ in range(3):
        variances.append(500 * variances[-1] / 2 + 1)
    assert predicted == pytest.approx([math.sqrt(value) for value in variances], rel=0.02)
    assert predicted == pytest.approx([9.4, 149, 2361, 37325], rel=0.02)


@pytest.mark.parametrize("name", ["the book", "He start", "one hidden layer", "softmax alone"])
def test_the_prediction_meets_what_fresh_networks_do(name):
    inputs = load_mnist().training.inputs[:500]
    tables = [start_spread(RECIPES[name].network(seed), inputs) for seed in range(8)]
    for layer, rows in enumerate(zip(*tables, strict=True)):
        predicted, measured = (np.mean([getattr(row, field) for row in rows]) for field in ("predicted", "measured"))
        assert measured == pytest.approx(predicted, rel=0.25), (name, layer, predicted, measured)


def test_the_measured_spread_is_the_standard_deviation_of_the_net_inputs():
    network, inputs = RECIPES["He start"].network(2), load_mnist().training.inputs[:50]
    out, wanted = inputs.astype(float), []
    for weights, biases in zip(network.weights, network.biases, strict=True):
        net = out @ weights + biases
        wanted.append(np.sqrt(((net - net.mean()) ** 2).mean()))
        out = np.where(net > 0, net, 0)
    table = start_spread(network, inputs)
    assert [row.measured for row in table] == pytest.approx(wanted, rel=1e-4)
    assert [row.layer for row in table] == ["b", "c", "d", "e"]


@pytest.mark.parametrize("network, inputs, message", [
    (create(2, 3, 1, activations="tanh"), [[1, 2]], "hidden layers of ReLU, but this network has tanh"),
    (create(2, 3, 1, activations="ReLU"), [1, 2], r"inputs have shape \(2,\)")])  # fmt: skip
def test_a_network_or_inputs_that_do_not_fit_get_a_sentence(network, inputs, message):
    with pytest.raises(ValueError, match=message):
        start_spread(network, inputs)


def test_large_and_small_spreads_are_both_readable():
    network = Network([[[3e4]], [[1.0]]], [[0.0], [0.0]], ["ReLU", "softmax"])
    text = str(start_spread(network, [[1.0], [-0.5]]))
    assert text.splitlines()[2].split() == ["b", "23,717", "22,500"], text
    network = Network([[[0.0123456]]], [[0.0]], "softmax")
    assert str(start_spread(network, [[1.0]])).splitlines()[-1].split() == ["b", "0.0123", "0"]


def test_without_hidden_layers_any_output_goes():
    (row,) = start_spread(Network([[[3.0]]], [[4.0]], "tanh"), [[1.0]])
    assert row.predicted == 5.0 and row.measured == 0.0


# ---- Early stopping


@pytest.mark.parametrize("errors, patience, stop", [
    ([1.0], 1, (0, None)),
    ([1.0, 0.9, 0.8], 1, (2, None)),
    ([1.0, 0.9, 0.95], 1, (1, 2)),
    ([1.0, 0.9, 0.95, 0.1], 1, (1, 2)),  # what comes after the stop has never been trained
    ([1.0, 0.9, 0.95, 0.1], 2, (3, None)),
    ([0.5, 0.5, 0.5], 2, (0, 2)),  # as good is not better
    ([1.0, math.nan, math.nan], 2, (0, 2)),
    ([math.nan, 2.0, math.inf], 5, (1, None)),
    ([math.nan, math.nan], 1, (0, 1)),
    (np.array([3.0, 2.0, 2.5, 2.6]), 2, (1, 3)),
])  # fmt: skip
def test_early_stopping_keeps_the_best_frame_and_waits_for_so_many_more(errors, patience, stop):
    assert early_stop(errors, patience) == stop


@pytest.mark.parametrize("errors, patience, error, message", [
    ([], 2, ValueError, "at least one validation error"),
    ([1.0], 0, ValueError, "patience is 0, but must be a whole number, 1 or more"),
    ([1.0], 1.5, TypeError, "patience is 1.5")])  # fmt: skip
def test_early_stopping_without_a_history_or_patience_gets_a_sentence(errors, patience, error, message):
    with pytest.raises(error, match=message):
        early_stop(errors, patience)


# ---- What was recorded (tools/record_handwriting.py)


def recorded(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_recorded_run_went_to_its_end_with_a_seed_of_its_own():
    runs = recorded("handwriting_runs.csv")
    seeds = {name: [int(run["seed"]) for run in runs if run["name"] == name] for name in RECIPES}
    assert {run["name"] for run in runs} <= set(RECIPES)
    assert all(len(set(found)) == len(found) for found in seeds.values()), seeds
    assert all(int(run["epochs"]) == RECIPES[run["name"]].epochs <= 20 for run in runs)


def test_the_recorded_runs_reach_the_goals_of_the_notebook():
    least = {}
    for run in recorded("handwriting_runs.csv"):
        assert 0 < float(run["validation"]) <= 1 and float(run["last_total_loss"]) < float(run["first_total_loss"])
        least[run["name"]] = min(least.get(run["name"], 1), float(run["test"]))
    assert least["the book"] >= 0.92 and least["He start"] >= 0.978 and least.get("best", 1) >= 0.988, least


def test_the_recorded_map_has_every_cell_and_its_best_rate_depends_on_the_start():
    cells = {(row["start"], int(row["training_images"]), float(row["eta"])): float(row["validation"])
             for row in recorded("handwriting_map.csv")}  # fmt: skip
    rates = {eta for _, _, eta in cells}
    assert set(cells) == {(start, images, eta) for start in STARTS for images in (4000, 55_000) for eta in rates}
    for images in (4000, 55_000):
        best = {start: max((cells[start, images, eta], eta) for eta in rates)[1] for start in STARTS}
        assert best["standard normal"] < best["fitting"], best
    assert {RECIPES[name].eta for name in ("the book", "He start")} <= rates
