"""The runners of Stage 5 on one data set: each is replayed by a plain loop over the points."""

import math
from itertools import pairwise

import numpy as np
import pytest

from helpers import batch_costs, create, draw, line_data, line_surface, run_race
from helpers.lessons.stage_5.races import RUNNERS, Cost, bends
from tests.drawn import lines_with, numbers, rects, told

INPUTS, TARGETS = line_data()
X, T = INPUTS[:, 0], TARGETS[:, 0]
READS = {"batch": 60, "SGD": 1, "mini-batch of 10": 10, "batch with momentum": 60}  # examples for one update
START = (-1.0, 1.5)


@pytest.fixture(scope="module")
def race():
    """Return a function that gives the runners of a race by their names; each race is run once."""
    run = {}

    def of(eta=0.1, budget=600, start=START, shuffle=True, seed=0):
        key = eta, budget, start, shuffle, seed
        if key not in run:
            run[key] = {one.name: one for one in run_race(INPUTS, TARGETS, eta, budget, start, shuffle, seed)}
        return run[key]

    return of


def mean_error(w, b, x=X, t=T):
    return np.mean((t - (w * x + b)) ** 2) / 2


def replay(batches, eta, start, momentum=0.0):
    """Return the places of descent over batches of row numbers, each step with the mean gradient of its rows."""
    (w, b), (v, u) = start, (0.0, 0.0)
    places = [(w, b)]
    for rows in batches:
        wrong = w * X[rows] + b - T[rows]
        v, u = momentum * v - eta * np.mean(wrong * X[rows]), momentum * u - eta * np.mean(wrong)
        w, b = w + v, b + u
        places.append((w, b))
    return np.array(places)


def in_order(size, epochs):
    return [range(first, first + size) for _ in range(epochs) for first in range(0, 60, size)]


# ---- The data


def test_the_points_are_the_same_every_time_and_others_with_another_seed():
    again, other = line_data(), line_data(seed=2)
    assert (again[0] == INPUTS).all() and (again[1] == TARGETS).all()
    assert (other[0] != INPUTS).all(), "another seed draws the same points"


@pytest.mark.parametrize("n, seed", [(1, 1), (60, 1), (60, 5), (500, 2)])
def test_the_points_are_sorted_by_their_targets_and_stay_pairs(n, seed):
    inputs, targets = line_data(n, seed)
    assert inputs.shape == targets.shape == (n, 1)
    assert (np.diff(targets[:, 0]) >= 0).all()
    assert -1 <= inputs.min() and inputs.max() <= 2
    if n == 500:
        slope, constant = np.polyfit(inputs[:, 0], targets[:, 0], 1)
        assert (slope, constant) == (pytest.approx(0.8, abs=0.15), pytest.approx(-0.5, abs=0.15))
        assert np.std(targets[:, 0] - slope * inputs[:, 0] - constant) == pytest.approx(1, abs=0.1)


# ---- The runners


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("budget, start", [(60, START), (600, START), (660, (2.0, -1.0))])
def test_every_runner_starts_at_the_start_and_reads_exactly_the_budget(race, budget, start, shuffle):
    runners = race(budget=budget, start=start, shuffle=shuffle)
    assert list(runners) == list(RUNNERS) == list(READS)
    for name, runner in runners.items():
        updates = budget // READS[name]
        assert runner.places.shape == (updates + 1, 2), f"{name}: {len(runner.places) - 1} updates, wanted {updates}"
        assert tuple(runner.places[0]) == start, name
        wanted = [READS[name] * number for number in range(updates + 1)]
        assert runner.examples.tolist() == wanted and wanted[-1] == budget, f"{name} reads {runner.examples[-1]}"


@pytest.mark.parametrize("budget, left", [(59, 0), (100, 60), (130, 120)])
def test_a_budget_that_is_no_multiple_of_the_data_ends_with_the_last_full_epoch(race, budget, left):
    assert {name: runner.examples[-1] for name, runner in race(budget=budget).items()} == dict.fromkeys(READS, left)


@pytest.mark.parametrize("n", [10, 25, 100])
def test_with_any_number_of_points_an_epoch_reads_each_of_them_once(n):
    reads = {"batch": n, "SGD": 1, "mini-batch of 10": 10, "batch with momentum": n}
    for runner in run_race(*line_data(n), eta=0.1, budget=2 * n):
        epoch = [len(rows) for rows in np.split(np.arange(n), range(reads[runner.name], n, reads[runner.name]))]
        assert np.diff(runner.examples).tolist() == 2 * epoch, f"{runner.name}: {runner.examples}"


@pytest.mark.parametrize("shuffle", [True, False])
def test_every_runners_error_is_the_mean_error_of_all_points_at_its_place(race, shuffle):
    for name, runner in race(shuffle=shuffle).items():
        wanted = [mean_error(w, b) for w, b in runner.places]
        np.testing.assert_allclose(runner.errors, wanted, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("eta", [0.02, 0.1, 1.0])
@pytest.mark.parametrize("name, momentum", [("batch", 0.0), ("batch with momentum", 0.9)])
def test_batch_is_gradient_descent_with_the_mean_gradient_and_momentum_likewise(race, eta, name, momentum):
    wanted = replay([range(60)] * 10, eta, START, momentum)
    for shuffle in (True, False):
        np.testing.assert_allclose(race(eta, shuffle=shuffle)[name].places, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name, size", [("SGD", 1), ("mini-batch of 10", 10)])
def test_without_shuffling_the_examples_are_read_in_their_order(race, name, size):
    wanted = replay(in_order(size, 10), 0.1, START)
    np.testing.assert_allclose(race(shuffle=False)[name].places, wanted, rtol=1e-9, atol=1e-12)


def test_shuffling_changes_the_way_of_sgd_and_mini_batch_only(race):
    mixed, ordered = race(shuffle=True), race(shuffle=False)
    apart = {name: np.abs(mixed[name].places - ordered[name].places).max() for name in READS}
    assert apart["SGD"] > 0.1 and apart["mini-batch of 10"] > 0.1, apart
    assert apart["batch"] < 1e-12 and apart["batch with momentum"] < 1e-12, apart


def test_a_shuffled_epoch_of_sgd_reads_every_example_once(race):
    """Exactly one row fits each step."""
    places = race(shuffle=True)["SGD"].places
    for epoch in range(3):
        seen = []
        for place, after in zip(places[60 * epoch : 60 * epoch + 60], places[60 * epoch + 1 :], strict=False):
            wrong = place[0] * X + place[1] - T
            steps = np.array([wrong * X, wrong]).T * 0.1
            seen.append(int(np.abs(place - after - steps).sum(axis=1).argmin()))
        assert sorted(seen) == list(range(60)), f"epoch {epoch} reads {len(set(seen))} of 60 examples"
        assert seen != list(range(60)), f"epoch {epoch} is not shuffled"


def test_the_same_seed_runs_the_same_race_and_another_seed_another(race):
    again = {one.name: one for one in run_race(INPUTS, TARGETS, 0.1, 600)}
    for name, runner in race().items():
        assert (runner.places == again[name].places).all(), name
    assert np.abs(race(seed=1)["SGD"].places - race()["SGD"].places).max() > 0.1
    assert (race(seed=1)["batch"].places == race()["batch"].places).all()


def test_a_batch_of_any_size_costs_the_same_multiplications_and_fewer_updates():
    costs = batch_costs(create(5, 3, 2), n=25, sizes=(1, 10, 100))
    assert [(cost.size, cost.updates) for cost in costs] == [(1, 25), (10, 3), (25, 1)]
    assert {cost.multiplications for cost in costs} == {5 * 3 + 3 * 2}
    assert all(0 < cost.seconds < 60 for cost in costs)


def test_the_price_of_an_example_is_shown_by_bars_as_long_as_its_numbers_say():
    costs = [Cost(1, 500, 4224, 0.06), Cost(10, 50, 4224, 0.015), Cost(100, 5, 4224, 0.003)]
    for counted_in, wanted in (("multiplications", [4224] * 3), ("time on this computer", [120, 30, 6])):
        picture = draw.batch_cost(costs, counted_in)
        widths = [bar[2] for bar in rects(picture, fill="#0072b2")]
        assert widths == pytest.approx([320 * one / max(wanted) for one in wanted], abs=0.2)
        assert told(picture.text.replace(",", "").split(": ")[1])[::2] == wanted


@pytest.mark.parametrize("size", range(1, 13))
@pytest.mark.parametrize("shuffle", [True, False])
def test_every_example_has_its_place_in_one_batch_of_the_epoch_and_every_batch_its_update(size, shuffle):
    picture = draw.epoch_in_batches(size, shuffle)
    texts = [one for one in lines_with(picture, "text") if (one.text or "").isdigit()]
    examples, updates = ([int(one.text) for one in texts if one.get("y") == y] for y in ("52", "100"))
    assert sorted(examples) == [*range(1, 13)] and updates == [*range(1, math.ceil(12 / size) + 1)]
    assert (examples == sorted(examples)) == (not shuffle or size == 12), "a full batch needs no shuffling"
    lefts = [float(one.get("x")) for one in texts if one.get("y") == "52"]
    steps = [round(b - a) for a, b in pairwise(lefts)]
    assert steps == [48 if (place + 1) % size == 0 else 40 for place in range(11)], "batches stand apart"
    count, per_update, found, *rest = told(picture.text)
    assert (count, per_update, found) == (12, size, len(updates)) and rest[:-1] == ([12 % size] if 12 % size else [])
    name = {1: "SGD", 12: "batch"}.get(size, "mini-batch")
    assert f"The book calls this {name}; Keras and PyTorch call it SGD with batch_size={size}." in picture.text
    assert {name, f"SGD with batch_size={size}"} <= set(numbers(picture))


# ---- The ground


@pytest.mark.parametrize("n, seed", [(60, 1), (5, 3), (200, 9)])
def test_the_height_of_the_data_set_is_half_the_mean_square_for_places_grids_and_mixtures(n, seed):
    inputs, targets = line_data(n, seed)
    x, t = inputs[:, 0], targets[:, 0]
    surface = line_surface(inputs, targets)
    random = np.random.default_rng(seed)
    w, b = random.normal(0, 2, (2, 3, 4))
    wanted = [[mean_error(w[row, column], b[row, column], x, t) for column in range(4)] for row in range(3)]
    np.testing.assert_allclose(surface.height(w, b), wanted, rtol=1e-12)
    np.testing.assert_allclose(surface.height(w, 0.5), [[mean_error(one, 0.5, x, t) for one in row] for row in w])
    assert np.ndim(surface.height(0.3, -1)) == 0
    assert surface.height(0.3, -1) == pytest.approx(mean_error(0.3, -1, x, t), rel=1e-12)


@pytest.mark.parametrize("place", [(-1.0, 1.5), (0.0, 0.0), (3.0, -2.5)])
def test_the_slope_of_the_data_set_is_the_slope_of_its_height(place):
    surface, (w, b), width = line_surface(INPUTS, TARGETS), place, 0.5  # a parabola: exact for every width
    wanted = [
        (mean_error(w + width, b) - mean_error(w - width, b)) / (2 * width),
        (mean_error(w, b + width) - mean_error(w, b - width)) / (2 * width),
    ]
    assert surface.slope(np.array(place)) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize(
    "inputs",
    [INPUTS, 10 * INPUTS, INPUTS - 0.5, [[1.0], [-1.0]], [[0.0]], line_data(7, 4)[0]],
    ids=["line", "ten times", "moved", "two", "zero", "seven"],
)
def test_the_bends_are_the_smallest_and_the_largest_that_a_scan_of_all_directions_finds(inputs):
    x = np.asarray(inputs)[:, 0]
    t = np.linspace(-1, 1, len(x))
    scan = []
    for angle in np.linspace(0, math.pi, 3601):
        dw, db = math.cos(angle), math.sin(angle)
        scan.append(mean_error(dw, db, x, t) + mean_error(-dw, -db, x, t) - 2 * mean_error(0, 0, x, t))
    assert bends(inputs) == pytest.approx((min(scan), max(scan)), rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("schedule", ["halved every 100", "eta / (1 + number / 100)"])
def test_a_falling_rate_lets_sgd_settle_and_a_constant_one_does_not(schedule):
    swings = {}
    for name in ("constant", schedule):
        sgd = {one.name: one for one in run_race(INPUTS, TARGETS, 0.1, 1200, schedule=name)}["SGD"]
        swings[name] = sgd.places[-300:].std(axis=0).max()
    assert swings[schedule] < swings["constant"] / 3, swings
