"""The cost functions: the book's formulas, their derivatives, and the pairs that stay calm when an output saturates."""

import math
import re
import warnings

import numpy as np
import pytest

from helpers import ACTIVATIONS, BOOK_INPUTS, BOOK_NETWORK, Network, gradients, total_error
from helpers.network.costs import COSTS, PAIRS

IDENTITY = Network(weights=[np.eye(2)], biases=[np.zeros(2)], activations="linear")


@pytest.mark.parametrize("cost, expected", [("SE", 10), ("SSE", 20), ("MSE", 10), ("RMS", 3.1622776601683795)])
def test_two_examples_with_squared_errors_17_and_3(cost, expected):
    outputs, targets = [[1, 2], [0, 0]], [[5, 3], [3**0.5, 0]]
    assert total_error(IDENTITY, outputs, targets, cost) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("cost, expected", [("SSE", 0.3125), ("SE", 0.15625), ("MSE", 0.3125), ("RMS", 0.559016994375)])
def test_exercise_1_of_chapter_8(cost, expected):
    assert total_error(IDENTITY, [[0.5, 0.75]], [[0, 1]], cost) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(
    "cost, expected",
    [
        ("cross-entropy", np.log(2)),
        ("Kullback-Leibler", np.log(2)),
        ("Hellinger", 0.5 * ((1 - 0.5**0.5) ** 2 + 0.25 + 0.25)),
        ("binary cross-entropy", -np.log(0.5) - 2 * np.log(0.75)),
        ("exponential", np.exp(0.25 + 2 / 16)),
    ],
)
def test_the_other_costs_by_their_formulas(cost, expected):
    z, t = np.array([[0.25, 0.25, 0.5]]), np.array([[0.0, 0.0, 1.0]])
    assert COSTS[cost](z, t) == pytest.approx(expected, rel=1e-12)


def test_kullback_leibler_is_0_at_the_target_and_cross_entropy_is_larger_by_the_targets_own_entropy():
    z, t = np.array([[0.25, 0.75]]), np.array([[0.5, 0.5]])
    assert COSTS["Kullback-Leibler"](t, t) == pytest.approx(0, abs=1e-15)
    assert COSTS["Kullback-Leibler"](z, t) == pytest.approx(0.5 * np.log(2) + 0.5 * np.log(2 / 3), rel=1e-12)
    assert COSTS["cross-entropy"](z, t) - COSTS["Kullback-Leibler"](z, t) == pytest.approx(np.log(2), rel=1e-12)


@pytest.mark.parametrize("cost", COSTS)
def test_an_output_that_is_exactly_0_or_1_has_a_finite_error_and_slope(cost):
    z, t = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([[0, 1], [0, 1], [0, 1], [0, 1.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        error, slope = COSTS[cost].error(z, t), COSTS[cost].slope(z, t)
    assert error.shape == (4,) and slope.shape == (4, 2) and np.isfinite(error).all() and np.isfinite(slope).all()
    assert error[1] == pytest.approx(1 if cost == "exponential" else 0, abs=1e-15), "outputs and targets are the same"
    assert error[0] > error[1] and error[2] > error[1]


@pytest.mark.parametrize("activation, cost", PAIRS)
def test_a_pair_gives_an_error_for_each_example_and_its_slope_whatever_the_targets_add_up_to(activation, cost):
    pair, row, h = PAIRS[activation, cost], ACTIVATIONS[activation], 1e-6
    random = np.random.default_rng(4)
    net, t = random.normal(size=(4, 3)), random.uniform(size=(4, 3))
    assert pair.error(net, t) == pytest.approx(COSTS[cost].error(row(net), t), rel=1e-12)
    numerical = [(pair.error(net + h * unit, t) - pair.error(net - h * unit, t)) / (2 * h) for unit in np.eye(3)]
    assert pair.delta(row(net), t) == pytest.approx(np.transpose(numerical), abs=1e-8)


@pytest.mark.parametrize("cost", COSTS)
def test_no_cost_is_lower_than_at_the_target(cost):
    t = np.array([[0.2, 0.8]])
    others = [np.array([[z, 1 - z]]) for z in np.linspace(0.01, 0.99, 50)]
    assert COSTS[cost](t, t) <= min(COSTS[cost](z, t) for z in others)


@pytest.mark.parametrize("cost", COSTS)
def test_the_slope_is_the_derivative_of_the_error_of_an_example(cost):
    z, t, h = np.array([[0.3, 0.6]]), np.array([[0.0, 1.0]]), 1e-6
    row = COSTS[cost]
    numerical = [(row.error(z + h * unit, t) - row.error(z - h * unit, t))[0] / (2 * h) for unit in np.eye(2)]
    assert row.slope(z, t)[0] == pytest.approx(numerical, rel=1e-8)


@pytest.mark.parametrize("row", COSTS.values(), ids=COSTS)
def test_the_slope_formula_is_the_derivative_of_the_total_error_by_one_output(row):
    outputs, targets, h = np.array([[0.3], [0.6], [0.55]]), np.array([[0.2], [0.9], [0.5]]), 1e-5
    formula = row.slope_formula.replace("sum ", "").replace("^", "**")  # each example has one output to sum over
    python = re.sub(r"(?<=[\w)]) (?=[\w(])", " * ", formula)  # 2 (z - t) is a product
    names = dict(n=3, E=row(outputs, targets), e=math.e, sqrt=math.sqrt)
    for example in range(3):
        shift = h * np.eye(3)[:, [example]]
        numerical = (row(outputs + shift, targets) - row(outputs - shift, targets)) / (2 * h)
        found = eval(python, names | dict(z=outputs[example, 0], t=targets[example, 0]))
        assert found == pytest.approx(numerical, rel=1e-7), (python, found, numerical)


def test_the_root_has_no_slope_in_its_minimum_and_says_0():
    found = gradients(IDENTITY, [[1, 2]], [[1, 2]], "RMS")
    assert [found[name] for name in found.names()] == [0] * 6
    assert COSTS["RMS"].over_examples.slope(np.zeros(3)) == 0


UNBOUNDED = ("linear", "ReLU")  # e^(1000^2) is infinite, and rightly so


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("activation", ["linear", "logistic", "tanh", "ReLU", "softmax"])
def test_outputs_with_net_inputs_of_1000_give_finite_errors_and_gradients(activation, cost, dtype):
    probability = activation in ("logistic", "softmax")
    if COSTS[cost].needs_0_1 and not probability or cost == "exponential" and activation in UNBOUNDED:
        return
    network = Network([np.eye(2, dtype=dtype)], [np.zeros(2, dtype)], activation)
    inputs, targets = [[1000, -1000], [1000, -1000], [-1000, -1000]], [[0, 1], [1, 0], [1, 0]]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        error = total_error(network, inputs, targets, cost)
        found = gradients(network, inputs, targets, cost)
    assert np.isfinite(error) and np.isfinite(found.weights[0]).all(), (error, found.weights)
    assert found.weights[0].dtype == dtype


@pytest.mark.parametrize(
    "activation, cost, delta",
    [
        ("logistic", "binary cross-entropy", [[1, -1]]),
        ("logistic", "cross-entropy", [[0, -1]]),
        ("softmax", "cross-entropy", [[1, -1]]),
        ("softmax", "Kullback-Leibler", [[1, -1]]),
    ],
)
def test_a_quite_wrong_saturated_output_still_learns(activation, cost, delta):
    network = Network([np.eye(2)], [np.zeros(2)], activation)
    found = gradients(network, [[1000, -1000]], [[0, 1]], cost)
    assert found.deltas[1] == pytest.approx(np.array(delta, float), abs=1e-12)
    expected = 2000 if activation == "softmax" or "binary" in cost else 1000
    assert total_error(network, [[1000, -1000]], [[0, 1]], cost) == pytest.approx(expected)


def test_a_sum_of_errors_that_is_too_large_is_infinite_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert COSTS["SSE"]([[1.1e154], [1.1e154]], [[0], [0]]) == np.inf, "each error is 1.21e308"


def test_the_book_s_total_error():
    assert total_error(BOOK_NETWORK, BOOK_INPUTS, [[1, 0]]) == pytest.approx(0.353016290469, rel=1e-11)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint64, np.int8, np.float16, bool, ">f8", object], ids=str)
@pytest.mark.parametrize("row", COSTS.values(), ids=COSTS)
def test_every_kind_of_number_gives_the_error_of_floats(row, dtype):
    z, t = np.array([[0, 1, 1], [1, 0, 1]]).astype(dtype), np.array([[1, 0, 1], [1, 1, 0]]).astype(dtype)
    exact = z.astype(float), t.astype(float)
    for call in (row, row.error, row.slope):
        assert np.array_equal(call(z, t), call(*exact)) and np.array_equal(call(z.tolist(), t.tolist()), call(*exact))
    assert COSTS["SSE"].error(z, t).tolist() == [2, 2]


@pytest.mark.parametrize(
    "z, t, kind, sentence",
    [
        (
            [[0.5], [0.5]],
            [0, 1],
            ValueError,
            r"z has shape \(2, 1\) and t \(2,\), but outputs and targets must have one",
        ),
        ([0.5, 0.5], [0, 1], ValueError, r"must have one shape, \(examples, outputs\)$"),
        ([[]], [[]], ValueError, "must have one shape"),
        (0.5, 0.5, ValueError, "must have one shape"),
        ([["0.5"]], [[1]], TypeError, "z must hold numbers only, but holds text"),
        ([[0.5]], [[None]], TypeError, "t must hold numbers only, but holds missing values"),
        ([[1, 2], [3]], [[1]], ValueError, "z is ragged"),
    ],
)
@pytest.mark.parametrize("row", COSTS.values(), ids=COSTS)
def test_outputs_and_targets_that_do_not_fit_get_a_sentence(row, z, t, kind, sentence):
    for call in (row, row.error, row.slope):
        with pytest.raises(kind, match=sentence):
            call(z, t)


@pytest.mark.parametrize("row", [row for row in COSTS.values() if row.needs_0_1], ids=lambda row: row.name)
def test_a_cost_that_compares_shares_refuses_others(row):
    for z, t, who in (([[-0.5, 0.5]], [[0, 1]], "outputs"), ([[0.5, 0.5]], [[0, 2]], "targets")):
        with pytest.raises(ValueError, match=f"{row.name} wants {who} between 0 and 1, but they go from"):
            row(z, t)


@pytest.mark.parametrize("row", COSTS.values(), ids=COSTS)
def test_the_outputs_of_a_diverged_network_print_no_warning(row):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for z in ([[np.nan, 0.5]], [[1e200, 0.5]] if not row.needs_0_1 else [[0.0, 1.0]]):
            row(z, [[0, 1]]), row.error(z, [[0, 1]]), row.slope(z, [[0, 1]])
