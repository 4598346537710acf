"""The landscape: each of its numbers is the total error of one network, computed alone."""

import itertools
import warnings

import numpy as np
import pytest

from helpers import ACTIVATIONS, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, COSTS, Network, create, landscape, total_error
from tests.cases import logistic

FITTING = [
    (output, cost)
    for output, cost in itertools.product(ACTIVATIONS, COSTS)
    if ACTIVATIONS[output].in_0_1 or not COSTS[cost].needs_0_1
]
VALUES = np.array([-2.0, -0.3, 0.0, 0.1, 1.5])


def problem(output="logistic", dtype=float):
    """Return a 2-4-3 network and 4 examples with targets between 0 and 1."""
    random = np.random.default_rng(8)
    arrays = [random.uniform(-1, 1, shape).astype(dtype) for shape in ((2, 4), (4, 3), 4, 3)]
    network = Network(arrays[:2], arrays[2:], ["tanh", output])
    return network, random.uniform(-1, 1, (4, 2)), random.dirichlet(np.ones(3), size=4)


def one_by_one(network, inputs, targets, cost="SE", **values):
    """Return what landscape promises: the total error of one network after the other."""
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    return np.array([total_error(network.with_values(**row), inputs, targets, cost) for row in rows])


def test_the_landscape_of_w5_of_the_book_s_network_by_hand():
    b1, b2 = logistic(0.15 * 0.10 + 0.35 * 0.12 + 0.80), logistic(0.15 * 0.20 + 0.35 * 0.17 + 0.25)
    c1, c2 = logistic(b1 * VALUES + b2 * 0.33 + 0.15), logistic(b1 * 0.40 + b2 * 0.07 + 0.70)
    expected = 0.5 * ((0 - c1) ** 2 + (1 - c2) ** 2)
    assert landscape(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, w5=VALUES) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("output, cost", FITTING)
def test_every_weight_alone(output, cost):
    given = problem(output)
    for name in given[0].names():
        found, expected = landscape(*given, cost, **{name: VALUES}), one_by_one(*given, cost, **{name: VALUES})
        assert found.shape == (5,) and found == pytest.approx(expected, rel=1e-12), (name, found, expected)


@pytest.mark.parametrize("names", [*itertools.combinations(["w1", "w8", "w9", "w20", "bw1", "bw4", "bw7"], 2)])
@pytest.mark.parametrize("output, cost", [("logistic", "SE"), ("softmax", "cross-entropy"), ("linear", "RMS")])
def test_two_weights_together(output, cost, names):
    values = dict(zip(names, (VALUES, VALUES[::-1] ** 2), strict=True))
    found, expected = landscape(*problem(output), cost, **values), one_by_one(*problem(output), cost, **values)
    assert found == pytest.approx(expected, rel=1e-12), (found, expected)
    assert len(set(found)) == 5, found


@pytest.mark.parametrize("examples, count", [(1, 1), (1, 4), (4, 1), (4, 4), (2, 3), (4, 3), (4, 2)])
@pytest.mark.parametrize("cost", ["SE", "MSE", "RMS", "binary cross-entropy"])
def test_any_number_of_examples_and_of_values(cost, examples, count):
    network, inputs, targets = problem()
    given, values = (network, inputs[:examples], targets[:examples]), {"w2": VALUES[:count], "bw2": VALUES[-count:]}
    assert landscape(*given, cost, **values) == pytest.approx(one_by_one(*given, cost, **values), rel=1e-12)


def test_all_weights_together_on_a_deep_network():
    network, other = create(3, 4, 4, 2, activations="tanh", seed=1), create(3, 4, 4, 2, seed=2)
    inputs, targets = np.random.default_rng(4).uniform(size=(6, 3)), np.eye(2)[[0, 1, 1, 0, 1, 0]]
    steps = np.linspace(0, 1, 7)
    values = {name: network[name] + steps * (other[name] - network[name] + 0.1) for name in network.names()}
    found = landscape(network, inputs, targets, **values)
    assert found == pytest.approx(one_by_one(network, inputs, targets, **values), rel=1e-12)


@pytest.mark.parametrize("output, cost", FITTING)
def test_float32_networks_are_sent_forward_in_float32(output, cost):
    given = problem(output, np.float32)
    for name in ("w1", "w20", "bw1", "bw7"):
        found, expected = landscape(*given, cost, **{name: VALUES}), one_by_one(*given, cost, **{name: VALUES})
        assert found.dtype == np.float32 and found == pytest.approx(expected, rel=1e-5), (name, found, expected)


@pytest.mark.parametrize("cost", [name for name, row in COSTS.items() if not row.needs_0_1])
def test_overflow_becomes_infinity_or_NaN_without_a_warning(cost):
    network = Network([[[1.0, -1.0]], [[1.0], [1.0]]], [[0.0, 0.0], [0.0]], "linear")
    given = network, [[90.0], [100.0]], [[0.0], [1.0]]
    values = dict(w1=[1, 1e308, 1e308, 1.2e152], w2=[0, 0, -1e308, 0])  # the last: each error is finite, their sum not
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = landscape(*given, cost, **values)
        np.testing.assert_array_equal(found, one_by_one(*given, cost, **values))
    assert found[1] == np.inf and np.isnan(found[2]), found


@pytest.mark.parametrize("output, cost", [pair for pair in FITTING if COSTS[pair[1]].needs_0_1])
def test_saturated_outputs_give_the_same_error_as_alone_without_a_warning(output, cost):
    values = dict(w9=[1e308, -1e308, 1000, -1000])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found, expected = landscape(*problem(output), cost, **values), one_by_one(*problem(output), cost, **values)
    assert found == pytest.approx(expected, rel=1e-12, nan_ok=True), (found, expected)


def test_the_values_may_be_a_list_a_tuple_a_range_or_an_empty_list():
    given = BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS
    expected = one_by_one(*given, w5=[0.0, 1.0, 2.0])
    for values in ([0, 1, 2], (0, 1.0, 2), range(3), np.arange(3)):
        assert landscape(*given, w5=values) == pytest.approx(expected, rel=1e-12)
    assert landscape(*given, w5=[]).shape == (0,)


def test_nothing_given_is_changed_and_nothing_is_shared():
    network, inputs, targets = problem()
    values = VALUES.copy()
    given = [*network.weights, *network.biases, inputs, targets, values]
    before = [array.copy() for array in given]
    landscape(network, inputs, targets, w1=values, w20=values, bw1=values, bw7=values)
    assert all(np.array_equal(now, then) for now, then in zip(given, before, strict=True))
    assert all(array.flags.writeable for array in (inputs, targets, values))
