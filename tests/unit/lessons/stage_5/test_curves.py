"""Learning curves of notebook 07: replayed by a plain loop, drawn where they are, and named for what they show."""

from functools import cache

import numpy as np
import pytest

from helpers import create, draw, gradients, learning_curve, line_data, train, wave_data
from tests.drawn import assert_curve, lines_with, panels, rects, told

RATES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1)
FEW, MANY, UNSEEN = wave_data(14), wave_data(100), wave_data(60, seed=2)
CASES = {
    "good": (MANY, 0.1, {}),
    "by heart": (FEW, 0.3, {}),
    "too small": (MANY, 0.003, {}),
    "too large": (MANY, 0.5, {"method": "mini-batch", "batch_size": 5}),
}


@cache
def case(name):
    points, eta, how = CASES[name]
    return learning_curve(points, UNSEEN, eta, updates=2000, **how)


@cache
def on_the_grid(eta):
    return learning_curve(FEW, UNSEEN, eta, updates=1000)


def by_hand(x, t, eta, updates, decay=0.0):
    """Return the mean errors on both sets after each update; tanh and the chain rule are written out."""
    start = create(1, 20, 1, activations=("tanh", "linear"), seed=1)
    w, v = (np.array(array) for array in start.weights)
    b, c = (np.array(array).reshape(1, -1) for array in start.biases)
    errors = []
    for _ in range(updates + 1):
        sides = []
        for one, target in ((x, t), UNSEEN):
            sides.append(np.mean((np.tanh(one @ w + b) @ v + c - target) ** 2) / 2)
        errors.append(sides)
        hidden = np.tanh(x @ w + b)
        wrong = (hidden @ v + c - t) / len(x)
        back = wrong @ v.T * (1 - hidden**2)
        w, v = w - eta * (x.T @ back + decay * w), v - eta * (hidden.T @ wrong + decay * v)
        b, c = b - eta * back.sum(0), c - eta * wrong.sum(0)
    return np.array(errors)


@pytest.mark.parametrize("eta, decay", [(0.1, 0.0), (0.3, 0.003)])
def test_a_learning_curve_holds_the_mean_errors_of_a_plain_loop(eta, decay):
    curve = learning_curve(FEW, UNSEEN, eta, updates=60, weight_decay=decay)
    wanted = by_hand(*FEW, eta, 60, decay)[::10]
    assert curve.counts.tolist() == list(range(0, 61, 10))
    np.testing.assert_allclose(np.transpose([curve.training, curve.validation]), wanted, rtol=1e-9)


def test_the_updates_are_counted_also_when_an_epoch_has_many():
    assert learning_curve(MANY, UNSEEN, 0.1, updates=50, method="sgd").counts[-1] == 50


def test_the_grid_of_rates_shows_what_notebook_07_reads_from_it():
    rises = {}
    for eta in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1):
        network, errors = create(1, 20, 1, activations=("tanh", "linear"), seed=1), []
        errors = [step.error for step in train(network, *FEW, eta, epochs=1000)]
        rises[eta] = int((np.diff(errors) > 0).sum())
    assert all(rises[eta] == 0 for eta in rises if eta < 1) and rises[1] > 20, rises
    at_100 = {eta: on_the_grid(eta).training[10] for eta in rises}
    assert min(at_100, key=at_100.get) == 1, "the largest rate is ahead at first"
    assert on_the_grid(1).training[-1] > 2 * on_the_grid(0.3).training[-1], "and behind in the end"
    assert not on_the_grid(3).training[1] < 1e3, "3 diverges at once"


def test_the_grid_of_exercise_7_6_has_the_answers_that_are_wanted():
    (x, t), (v, u) = FEW, UNSEEN
    runs = {eta: learning_curve((10 * x, t), (10 * v, u), eta, updates=300) for eta in RATES}
    calm = [eta for eta, run in runs.items() if (np.diff(run.training) < 0).all()]
    diverging = [eta for eta, run in runs.items() if not run.training[1:].max() < 1e3]
    assert (max(calm), min(diverging)) == (0.03, 0.3)
    at_100 = {eta: run.training[10] for eta, run in runs.items() if eta not in diverging}
    assert min(at_100, key=at_100.get) == 0.1, "the one that jumps is ahead at first"
    assert runs[0.1].training[11:].max() > 1.2 * at_100[0.1], "and then goes up"


def test_the_validation_error_of_panel_c_lies_below_from_the_start_as_its_targets_are_smaller():
    curve = case("too small")
    assert (curve.validation < curve.training).all()
    assert np.mean(UNSEEN[1] ** 2) < 0.85 * np.mean(MANY[1] ** 2)


def test_the_chosen_panel_lies_on_the_paper_of_what_is_chosen():
    runs = {name: case(name) for name in CASES}
    picture = draw.learning_panels(runs, 100, chosen="too small")
    ((left, top, width, height),) = rects(picture, fill="#dcebf5")
    named = [one for one in lines_with(picture, "text") if left < float(one.get("x")) < left + width]
    assert [one.text for one in named if one.text in runs] == ["too small"] and top < 40 < top + height
    assert not rects(draw.learning_panels(runs, 100), fill="#dcebf5")


def test_the_four_panels_show_what_exercise_7_8_asks_for():
    start = {name: case(name).training[0] for name in CASES}
    ends = {name: (case(name).training[-1], case(name).validation[-1]) for name in CASES}
    lowest = {name: case(name).validation.min() for name in CASES}
    assert ends["good"][0] < 0.2 * start["good"] and ends["good"][1] < 1.02 * lowest["good"]
    assert ends["by heart"][0] < 0.05 * start["by heart"] and ends["by heart"][1] > 1.5 * lowest["by heart"]
    assert ends["too small"][0] > 0.6 * start["too small"]
    jumps = {name: (np.diff(case(name).training) > 0).mean() for name in CASES}
    assert jumps["too large"] > 0.4 and max(jumps["good"], jumps["by heart"], jumps["too small"]) == 0, jumps


@pytest.mark.parametrize("decay, cured", [(0.0, False), (0.003, True), (0.01, False)])
def test_a_little_weight_decay_cures_overfitting_and_too_much_stops_learning(decay, cured):
    curve = learning_curve(FEW, UNSEEN, 0.3, updates=2000, weight_decay=decay)
    assert (curve.validation[-1] < 0.045) == cured
    assert (curve.training[-1] > 0.02) == (decay == 0.01)


@pytest.mark.parametrize("updates", [0, 7, 300, 2000])
@pytest.mark.parametrize("validation", [False, True])
def test_panels_show_both_errors_so_far_and_tell_them(updates, validation):
    runs = {name: case(name) for name in CASES}
    picture = draw.learning_panels(runs, updates, validation)
    shown = updates // 10 + 1
    assert told(picture.text.replace(",", ""))[0] == updates
    for panel, (name, run) in zip(panels(picture), runs.items(), strict=True):
        assert_curve(panel, panel.curves[0], run.counts[:shown], run.training[:shown], name)
        assert len(panel.curves) == 1 + validation
        said = told(picture.text.split(f"{name}: ")[1])
        assert said[0] == pytest.approx(run.training[shown - 1], abs=6e-4)
        if validation:
            assert_curve(panel, panel.curves[1], run.counts[:shown], run.validation[:shown], name)
            assert said[1:3] == pytest.approx([run.validation[shown - 1], run.validation[:shown].min()], abs=6e-4)


VERDICTS = {"good": "lower than at the start", "by heart": "by heart", "too small": "creeps", "too large": "to and fro"}


@pytest.mark.parametrize("name", VERDICTS)
def test_a_training_is_named_for_what_its_curves_show(name):
    points, _, _ = CASES[name]
    picture = draw.learned_curve(case(name), 2000, points, UNSEEN)
    assert VERDICTS[name] in picture.text
    wave, errors = panels(picture)
    (lowest,) = [one for one in lines_with(picture, "text") if one.text == "lowest"]
    left, _, width, _ = rects(picture, fill="none")[1]
    at = left + width * case(name).counts[case(name).validation.argmin()] / 2000
    assert 0 <= max(float(lowest.get("x")) - at, at - float(lowest.get("x")) - 44) < 12, "it stands beside its line"
    assert_curve(wave, wave.curves[0], np.linspace(-1.5, 1.5, 61), case(name).shapes[-1], "what it has learned")
    assert_curve(errors, errors.curves[1], case(name).counts, case(name).validation, "validation error")


def test_with_14_other_points_0_3_may_jump_and_a_third_of_it_does_not():
    rises = {}
    for eta in (0.1, 0.3):
        runs = [learning_curve(wave_data(14, seed=seed), UNSEEN, eta, updates=1000) for seed in range(1, 9)]
        rises[eta] = [seed for seed, run in enumerate(runs, 1) if (np.diff(run.training) > 0.05).any()]
    assert rises == {0.1: [], 0.3: [4]}


def largest_curvature(network, x, t):
    """Return the largest eigenvalue of the mean error's matrix of second slopes, from differences of gradients."""
    names = [*network.names()]

    def slopes(values):
        found = gradients(network.with_values(**dict(zip(names, values, strict=True))), x, t)
        return np.array([found[name] for name in names]) / len(x)

    here, steps = np.array([network[name] for name in names]), 1e-4 * np.eye(len(names))
    return np.linalg.eigvalsh([(slopes(here + step) - slopes(here - step)) / 2e-4 for step in steps]).max()


@pytest.mark.parametrize("bend, least, most", [("tanh", 6, 11), ("linear", 60, 70)])
def test_inputs_ten_times_as_large_make_tanh_curve_about_ten_times_and_linear_nodes_much_more(bend, least, most):
    for seed in (1, 2, 3):
        network, (x, t) = create(1, 20, 1, activations=(bend, "linear"), seed=seed), FEW
        times = largest_curvature(network, 10 * x, t) / largest_curvature(network, x, t)
        assert least < times < most, times


def test_the_linear_dial_curves_66_times_as_strongly_with_inputs_ten_times_as_large():
    inputs = np.asarray(line_data()[0])
    lambdas = []
    for stretch in (1, 10):
        rows = np.column_stack([stretch * inputs[:, 0], np.ones(len(inputs))])
        lambdas.append(np.linalg.eigvalsh(rows.T @ rows / len(rows)).max())
        assert f"λ = {lambdas[-1]:.2f}" in draw.linear_dial(0.01, stretch * inputs, line_data()[1]).text
    assert round(lambdas[1] / lambdas[0]) == 66
