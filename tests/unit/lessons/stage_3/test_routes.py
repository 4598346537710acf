"""The chain rule, link by link: all routes together are the gradient, and each link shows what it computes."""

import csv
import functools
import itertools
import math
import re
import warnings
from pathlib import Path

import numpy as np
import pytest

from helpers import (
    ACTIVATIONS,
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    COSTS,
    Network,
    chain,
    forward,
    gradients,
    total_error,
)
from helpers.network.costs import PAIRS
from tests.cases import logistic

TRAINABLE = [name for name, row in ACTIVATIONS.items() if not row.untrainable]
NODE_BY_NODE = [name for name in TRAINABLE if name != "softmax"]
SIZES = [(2, 2, 2), (2, 2, 1), (3, 2), (3, 4, 2), (2, 3, 4, 2), (4, 4, 4, 4)]
LARGEST = SIZES[-1]
every_size = pytest.mark.parametrize("sizes", SIZES, ids=lambda sizes: "-".join(map(str, sizes)))
every_activation = pytest.mark.parametrize(
    "hidden, output",
    [pytest.param(*pair, marks=pytest.mark.slow) for pair in itertools.product(NODE_BY_NODE, TRAINABLE)],
)


@functools.cache
def problem(sizes, hidden="logistic", output="logistic"):
    """Return a network whose hidden layers differ, and one example: the book's for 2-2-2, random otherwise."""
    first = NODE_BY_NODE.index(hidden)
    names = [NODE_BY_NODE[(first + layer) % len(NODE_BY_NODE)] for layer in range(len(sizes) - 2)] + [output]
    if sizes == (2, 2, 2):
        return Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, names), BOOK_INPUTS, BOOK_TARGETS
    for seed in range(1000):
        random = np.random.default_rng(seed)
        weights = [random.uniform(-1, 1, shape) for shape in itertools.pairwise(sizes)]
        network = Network(weights, [random.uniform(-1, 1, size) for size in sizes[1:]], names)
        inputs, targets = random.uniform(-1, 1, (1, sizes[0])), random.uniform(0.1, 0.9, (1, sizes[-1]))
        nets = [net for net, name in zip(forward(network, inputs).net[1:], names, strict=True) if name == "ReLU"]
        if all(abs(net).min() > 0.01 and net.max() > 0 for net in nets):  # away from the kink, and not all asleep
            return network, inputs, targets
    raise AssertionError(f"no seed gives {sizes} {names} a ReLU that is awake")


def weights_by_hand(sizes):
    """Return where each weight starts and ends, counted as the course counts: name → (layer, start, end)."""
    edges, nodes = [], []
    for layer, (before, after) in enumerate(itertools.pairwise(sizes)):
        edges += [(layer, start, end) for start in range(before) for end in range(after)]
        nodes += [(layer, None, end) for end in range(after)]
    named = {f"w{number}": place for number, place in enumerate(edges, 1)}
    return named | {f"bw{number}": place for number, place in enumerate(nodes, 1)}


def all_routes(network, inputs, targets, cost):
    """Return the routes of every weight: name → routes."""
    return {name: chain(network, inputs, targets, name, cost) for name in network.names()}


def sums(routes):
    """Return the sum of the route products of every weight."""
    return np.array([sum(route.product for route in of_one) for of_one in routes.values()])


def factors_of(routes):
    """Return every factor that any weight shows, each once."""
    return {factor for of_one in routes.values() for route in of_one for factor in route.factors}


@functools.cache
def solved(hidden, output):
    """Return sizes, a problem, a cost that fits its outputs and the routes of every weight, for each size and cost.

    The largest network, with by far the most routes, takes part once for each output and at least once for each hidden
    activation.
    """
    largest_too = (hidden, output) in zip(itertools.cycle(NODE_BY_NODE), TRAINABLE)
    problems = {sizes: problem(sizes, hidden, output) for sizes in SIZES if sizes != LARGEST or largest_too}
    costs = [cost for cost, row in COSTS.items() if ACTIVATIONS[output].in_0_1 or not row.needs_0_1]
    return [(sizes, given, cost, all_routes(*given, cost)) for sizes, given in problems.items() for cost in costs]


def calculated(formula, **names):
    """Return the value of a formula written for people: `2 (z - t)`, `b1^2`."""
    python = re.sub(r"(?<=[\w)]) (?=[\w(])", " * ", formula.replace("^", "**"))
    return eval(python, {"e": math.e, "sqrt": math.sqrt}, names)


@every_activation
def test_the_routes_of_every_weight_add_up_to_its_gradient(hidden, output):
    for sizes, given, cost, routes in solved(hidden, output):
        expected = gradients(*given, cost)
        for name, found in zip(expected.names(), sums(routes), strict=True):
            assert math.isclose(found, expected[name], rel_tol=1e-9, abs_tol=1e-15), (sizes, cost, name, found)


@pytest.mark.parametrize("names", [["softmax", "linear"], ["softmax", "logistic", "softmax"]])
def test_softmax_in_a_hidden_layer_is_refused_in_words(names):
    network = Network([np.eye(2) for _ in names], [np.zeros(2) for _ in names], names)
    with pytest.raises(ValueError, match="hidden softmax layer"):
        chain(network, BOOK_INPUTS, BOOK_TARGETS, "w1")


@every_size
def test_each_weight_has_one_route_for_every_choice_of_nodes_after_it(sizes):
    network, inputs, targets = problem(sizes)
    for name, (layer, _, end) in weights_by_hand(sizes).items():
        layers = [[f"{'abcd'[deep]}{node + 1}" for node in range(size)] for deep, size in enumerate(sizes)]
        expected = [*itertools.product([f"{'abcd'[layer + 1]}{end + 1}"], *layers[layer + 2 :])]
        found = [route.nodes for route in chain(network, inputs, targets, name)]
        assert sorted(found) == expected and len(found) == math.prod(sizes[layer + 2 :]), (name, found)
        assert layer < len(sizes) - 2 or len(found) == 1, (name, found)


@every_activation
def test_the_code_of_each_factor_computes_its_value(hidden, output):
    for sizes, (network, inputs, targets), cost, routes in solved(hidden, output):
        namespace = dict(network=network, inputs=inputs, targets=targets, run=forward(network, inputs))
        namespace |= dict(COSTS=COSTS, ACTIVATIONS=ACTIVATIONS, gradients=gradients)
        for factor in factors_of(routes):
            assert eval(factor.code, namespace.copy()) == factor.value, (sizes, cost, factor)


@every_activation
def test_the_formula_of_each_factor_gives_its_value(hidden, output):
    words = {"both in one", ACTIVATIONS["ReLU"].derivative_formula, "bias value"}
    for sizes, (network, inputs, targets), cost, routes in solved(hidden, output):
        run, values = forward(network, inputs), {name: network[name] for name in network.names()}
        for layer, out in enumerate(run.out):
            values |= {f"{'abcd'[layer]}{node + 1}": float(value) for node, value in enumerate(out[0])}
        squares = f"({((targets - run.output) ** 2).sum()})"
        error = total_error(network, inputs, targets, cost)
        for factor in factors_of(routes):
            if factor.formula in words:
                continue
            z = values.get(factor.symbol.removeprefix("∂E/∂"))  # of the first link only
            t = targets[0, int(factor.symbol[-1]) - 1] if z is not None else None
            formula = factor.formula.replace("sum (t - z)^2", squares)
            found = calculated(formula, **values, z=z, t=t, n=1, E=error)
            assert math.isclose(found, factor.value, rel_tol=1e-12, abs_tol=1e-12), (sizes, cost, factor, found)


@every_size
@pytest.mark.parametrize("output, joint", [("tanh", False), ("softmax", True)])
def test_the_symbols_cancel_until_E_and_the_weight_are_left(sizes, output, joint):
    given = problem(sizes, "ReLU", output)
    for name, (layer, _, _) in weights_by_hand(sizes).items():
        for route in chain(*given, name):
            links = [factor.symbol.split("/") for factor in route.factors]
            tops, bottoms = zip(*links, strict=True)
            assert tops == ("∂E", *bottoms[:-1]) and bottoms[-1] == f"∂{name}", (name, links)
            passed = [bottom[-2:] for bottom in bottoms if "net" in bottom]
            assert passed == [*reversed(route.nodes)], (name, links)
            assert len(links) == 2 * (len(sizes) - 1 - layer) + 1 - joint, (name, links)


@pytest.mark.parametrize("cost", COSTS)
def test_float32_networks_have_the_same_routes(cost):
    exact, inputs, targets = problem((3, 4, 2), "tanh", "softmax")
    arrays = [[array.astype(np.float32) for array in given] for given in (exact.weights, exact.biases)]
    network = Network(*arrays, exact.activations)
    routes, expected = all_routes(network, inputs, targets, cost), sums(all_routes(exact, inputs, targets, cost))
    assert sums(routes) == pytest.approx(expected, rel=1e-4, abs=1e-6)
    namespace = dict(network=network, inputs=inputs, targets=targets, run=forward(network, inputs))
    for factor in factors_of(routes):
        assert eval(factor.code, {**namespace, **globals()}) == factor.value, factor


def test_the_root_has_no_slope_in_its_minimum_and_its_routes_say_0():
    network = Network([np.eye(2)], [np.zeros(2)], "linear")
    assert list(sums(all_routes(network, [[1, 2]], [[1, 2]], "RMS"))) == [0] * 6


@pytest.mark.parametrize("weight, cost", [(1e200, "SE"), (1e200, "RMS"), (10, "exponential")])
def test_overflow_is_shown_and_not_warned_of(weight, cost):
    network = Network([[[weight]], [[weight]]], [[0.0], [0.0]], "linear")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (route,) = chain(network, [[1.0]], [[0.0]], "w1", cost)
        expected = gradients(network, [[1.0]], [[0.0]], cost)["w1"]
    np.testing.assert_equal(route.product, expected)
    assert not np.isfinite(expected) and repr(route).endswith(f"= {expected}"), route


@pytest.mark.parametrize("output, cost", PAIRS)
def test_a_saturated_output_has_its_first_two_links_in_one_and_still_learns(output, cost):
    network = Network([np.eye(2)], [np.zeros(2)], output)
    given = network, [[1000, -1000]], [[0, 1]]
    (route,) = chain(*given, "bw2", cost)
    assert [factor.value for factor in route.factors] == pytest.approx([-1, 1], abs=1e-12), route
    assert [factor.symbol for factor in route.factors] == ["∂E/∂net b2", "∂net b2/∂bw2"], route


def test_the_numbers_of_chapter_28_can_be_rebuilt_from_the_routes():
    given = BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS
    found = {}
    for name in BOOK_NETWORK.names():
        found |= dict.fromkeys((f"g{name}", f"table_g{name}"), sum(route.product for route in chain(*given, name)))
    for node, weights in ((1, ("w5", "w6")), (2, ("w7", "w8"))):
        values = [[factor.value for factor in route.factors] for route in chain(*given, f"w{node}")]
        parts = [math.prod(factors[:3]) for factors in values]
        found |= {f"d{output}{weight}": part for output, weight, part in zip((1, 2), weights, parts, strict=True)}
        found |= {f"sum{node}": sum(parts), f"db{node}_factor": values[0][3]}
        (output,) = chain(*given, f"bw{node + 2}")
        z = forward(*given[:2]).output[0, node - 1]
        error, slope, _ = (factor.value for factor in output.factors)
        found |= {f"err_c{node}": error, f"one_minus_c{node}": slope / z}
    with open(Path(__file__).parents[4] / "data" / "book_numbers.csv", newline="", encoding="utf-8") as file:
        expected = {row["id"]: float(row["exact_value"]) for row in csv.DictReader(file) if row["chapter"] == "28"}
    assert {f"ch28.{name}": value for name, value in found.items()} == pytest.approx(expected, rel=1e-10)


def test_a_bias_value_of_minus_1_changes_the_deltas_and_then_the_sign():
    def error(bw3=0.15, bw4=0.70, bias_value=-1):
        a1, a2 = 0.15, 0.35
        b1 = logistic(0.10 * a1 + 0.12 * a2 + 0.80 * bias_value)
        b2 = logistic(0.20 * a1 + 0.17 * a2 + 0.25 * bias_value)
        c1 = logistic(0.05 * b1 + 0.33 * b2 + bw3 * bias_value)
        c2 = logistic(0.40 * b1 + 0.07 * b2 + bw4 * bias_value)
        return (c1**2 + (1 - c2) ** 2) / 2

    h = 1e-6
    measured = [
        (error(bw3=0.15 + h) - error(bw3=0.15 - h)) / (2 * h),
        (error(bw4=0.70 + h) - error(bw4=0.70 - h)) / (2 * h),
    ]
    minus = Network(BOOK_NETWORK.weights, [-biases for biases in BOOK_NETWORK.biases])
    given = minus, BOOK_INPUTS, BOOK_TARGETS
    assert total_error(*given) == pytest.approx(error(), abs=1e-12)
    assert -gradients(*given).deltas[2][0] == pytest.approx(measured, abs=1e-8)
    assert np.round(measured, 4).tolist() == [-0.1261, 0.1470]
