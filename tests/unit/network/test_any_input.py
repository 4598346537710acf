"""Whatever is given: a right result or a sentence of ours, no warning, and what was given stays as it was."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d

from helpers import (
    ACTIVATIONS,
    COSTS,
    Film,
    Network,
    accuracy,
    chain,
    check_gradients,
    convolve,
    create,
    disguise,
    early_stop,
    forward,
    gradients,
    judged_scores,
    landscape,
    last_layer,
    line_data,
    line_surface,
    mistakes,
    nearest_average,
    nearest_example,
    network_surface,
    on_top,
    pioneers,
    run_race,
    total_error,
    train,
    update,
    walk,
)
from helpers.datasets.files import Part
from helpers.lessons.handwriting.records import recorded_map
from helpers.lessons.man_vs_chicken.votes import votes
from helpers.lessons.tensorflow import graph
from helpers.lessons.transfer_learning.inception import multiplications
from helpers.lessons.transfer_learning.transfer import only, pick
from helpers.lessons.what_is_a_neural_network.clouds import load_cloud
from helpers.lessons.what_is_a_neural_network.methods import fitted, styled
from helpers.lessons.what_is_a_neural_network.splitting import fit_polynomial
from helpers.live import ticks
from helpers.network.network import checked_inputs
from helpers.study.judging import confusion
from tests.anything import FITTING, VALUES, answered
from tests.cases import ORACLES

pytestmark = pytest.mark.slow


def plain(values):
    """Return values as NumPy's own float64, the oracle's input."""
    return np.array(np.asarray(values).tolist(), float).reshape(np.shape(values))


def small(values):
    """Say whether all values are small enough to be squared and compared."""
    return np.abs(plain(values)).max() < 99


def outputs(network, inputs):
    """Return the outputs of the textbook in float64, written once more."""
    out = plain(inputs)
    for weights, biases, name in zip(network.weights, network.biases, network.activations, strict=True):
        out = ORACLES[name][0](out @ weights.astype(float) + biases.astype(float))
    return out


NETWORKS = {
    "logistic": create(2, 3, 2),
    "one output": create(2, 3, 1),
    "ReLU and softmax": create(2, 3, 2, activations=["ReLU", "softmax"]),
    "linear": create(2, 2, activations="linear"),
    "tanh, float32": create(2, 3, 2, activations="tanh", dtype=np.float32),
}
NETWORK = NETWORKS["logistic"]
X, T = np.array([[0.15, 0.35], [0.9, 0.1], [0.0, 1.0]]), np.eye(2)[[0, 1, 1]]
EACH = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)


def tolerance(network):
    return {"rel": 1e-4, "abs": 1e-4} if network.dtype == np.float32 else {"rel": 1e-9, "abs": 1e-12}


@EACH
@given(VALUES)
def test_forward_gives_the_outputs_of_the_textbook_or_a_sentence(network, inputs):
    run = answered(lambda inputs: forward(network, inputs), inputs)
    if run is not None and np.abs(plain(inputs)).max() < 1e30:
        assert run.output == pytest.approx(outputs(network, inputs), **tolerance(network))
        assert {out.dtype for out in run.out} == {network.dtype}


@EACH
@given(VALUES, VALUES, st.sampled_from([*COSTS]))
def test_errors_and_gradients_are_numbers_of_these_examples_or_a_sentence(network, inputs, targets, cost):
    E = answered(lambda inputs, targets: total_error(network, inputs, targets, cost), inputs, targets)
    found = answered(lambda inputs, targets: gradients(network, inputs, targets, cost), inputs, targets)
    assert (E is None) == (found is None)
    if E is not None and cost in ("SE", "SSE", "MSE", "RMS") and small(inputs) and small(targets):
        squares = ((plain(targets) - outputs(network, inputs)) ** 2).sum(axis=1)
        wanted = {"SE": squares.sum() / 2, "SSE": squares.sum(), "MSE": squares.mean(), "RMS": squares.mean() ** 0.5}
        assert pytest.approx(wanted[cost], **tolerance(network)) == E
        assert all(np.isfinite(array).all() for array in found.weights)


@EACH
@given(VALUES, VALUES)
def test_judging_counts_right_answers_or_says_a_sentence(network, inputs, targets):
    share, wrong, table = (
        answered(lambda x, t, judge=judge: judge(network, x, t), inputs, targets)
        for judge in (accuracy, mistakes, confusion)
    )
    if share is None:
        assert wrong is table is None
        return
    n = len(plain(inputs))
    assert share == (n - len(wrong)) / n == np.trace(table) / n and table.sum() == n
    if network.sizes[-1] > 1 and small(inputs):
        z = outputs(network, inputs)
        assert (np.delete(z, wrong, 0).argmax(axis=1) == np.delete(plain(targets), wrong, 0).argmax(axis=1)).all()


SLOW = {
    "check_gradients": lambda x, t: check_gradients(NETWORK, x, t, sample=4),
    "chain": lambda x, t: chain(NETWORK, x, t, "w1"),
    "landscape": lambda x, t: landscape(NETWORK, x, t, w1=[0.0, 1.0]),
    "Film": lambda x, t: Film(NETWORK, (x, t), (x, t), 0.5, 2, 1)[1],
    "last_layer": lambda x, t: last_layer(x, t, epochs=2),
    "nearest_average": lambda x, t: nearest_average(Part(x, t), X),
    "nearest_example": lambda x, t: nearest_example(Part(x, t), X),
    "train": lambda x, t: [*train(NETWORK, x, t, 0.5, "sgd", epochs=2)],
    "Adam": lambda x, t: [*train(NETWORK, x, t, 0.5, epochs=2, rule="Adam")],
}


@pytest.mark.parametrize("call", SLOW.values(), ids=SLOW)
@given(VALUES, VALUES)
def test_what_takes_examples_answers_any_examples(call, inputs, targets):
    answered(call, inputs, targets)


@given(FITTING, st.sampled_from([0, 0.5, 1e300]))
def test_an_update_is_the_old_weight_minus_eta_times_its_gradient(inputs, eta):
    found = answered(lambda inputs: gradients(NETWORK, inputs, T[:1].repeat(len(inputs), axis=0)), inputs)
    if found is not None:
        new = answered(lambda: update(NETWORK, found, eta))
        for old, array, slope in zip(NETWORK.weights, new.weights, found.weights, strict=True):
            assert np.array_equal(array, old - eta * slope)


ONE = {
    "eta": lambda v: [*train(NETWORK, X, T, v)],
    "update": lambda v: update(NETWORK, gradients(NETWORK, X, T), v),
    "momentum": lambda v: [*train(NETWORK, X, T, 0.5, rule="momentum", momentum=v)],
    "weight decay": lambda v: [*train(NETWORK, X, T, 0.5, weight_decay=v)],
    "dropout": lambda v: [*train(NETWORK, X, T, 0.5, dropout=v)],
    "with_values": lambda v: NETWORK.with_values(w5=v),
    "float32": lambda v: NETWORKS["tanh, float32"].with_values(w5=v),
    "epsilon": lambda v: check_gradients(NETWORK, X, T, epsilon=v, sample=4),
    "nodes": lambda v: create(2, v, 2),
    "seed": lambda v: create(2, 2, seed=v),
    "weights": lambda v: Network([v], [[0.5, 0.5]]),
    "biases": lambda v: Network([[[1.0, 2.0]]], [v]),
    "all weights": lambda v: Network(v, v),
    "landscape": lambda v: landscape(NETWORK, X, T, w5=v, bw1=v),
    "start": lambda v: walk(lambda w: 2 * w, v, 0.25, 2),
    "slope": lambda v: walk(lambda w: v, [1.0, 2.0], 0.25, 2),
    "stride": lambda v: convolve(np.eye(3), np.eye(2), v),
    "padding": lambda v: convolve(np.eye(3), np.eye(2), 1, v),
    "votes": lambda v: votes(NETWORK, v),
    "disguise": lambda v: disguise(NETWORK, v, 0),
    "activation": lambda v: create(2, 2, activations=v),
    "part": lambda v: nearest_average(v, X),
    "nearest": lambda v: nearest_example(Part(X, T), v),
    "name": lambda v: NETWORK[v],
    "cost": lambda v: total_error(NETWORK, X, T, v),
    "batch": lambda v: [*train(NETWORK, X, T, 0.5, "mini-batch", v)],
    "inputs of float32": lambda v: checked_inputs(NETWORKS["tanh, float32"], v),
    "schedule": lambda v: [*train(NETWORK, X, T, 0.5, schedule=lambda eta, number: v)],
    "every": lambda v: Film(NETWORK, (X, T), (X, T), 0.5, 2, 1, every=v),
    "errors": lambda v: early_stop(v, 2),
    "start of a race": lambda v: run_race(*line_data(20), 0.1, budget=20, start=v),
    "place": lambda v: network_surface(NETWORK, X, T, ("w1", "w2")).slope(v),
    "Hopfield weights": lambda v: pioneers.recall(v, [1, -1], 2),
    "energy": lambda v: pioneers.energy([[0, 1], [1, 0]], v),
    "patterns": lambda v: pioneers.store(v),
    "damaged": lambda v: pioneers.damaged(v, 1),
    "perceptron": lambda v: pioneers.perceptron(v, [1, -1, 1], 3),
    "MADALINE": lambda v: pioneers.says(v, X),
    "MADALINE inputs": lambda v: pioneers.says([[1, 2, 3]], v),
    "wrong answers": lambda v: pioneers.wrong_answers(v, *pioneers.examples("AND")),
    "Hebb": lambda v: pioneers.strengthen(v, [1.0], [1.0, 0.0], 0.1),
    "source": lambda v: pioneers.lms_filter(v, [1.0, 2.0, 3.0], 2, 0.1),
    "heard": lambda v: pioneers.wiener([1.0, 2.0, 3.0], v, 2),
    "decibels": lambda v: pioneers.decibels(v, [1.0]),
    "last layer": lambda v: on_top(NETWORK, v),
    "scores": lambda v: judged_scores(NETWORK, v),
    "line": lambda v: line_surface(v, [[1], [2]]).slope([1.0, 2.0]),
    "pick": lambda v: pick(v, 1),
    "how many": lambda v: pick(Part(X, T), v),
    "chance": lambda v: pick(Part(X, T), 1, v),
    "only": lambda v: only(v, [0]),
    "digits": lambda v: only(Part(X, T), v),
    "expression": lambda v: graph.build(v),
    "letters": lambda v: graph.build("a+b", v),
    "layer": lambda v: multiplications(v),
    "recorded map": lambda v: recorded_map(v),
    "fires": lambda v: pioneers.fires(v, ["excites", "inhibits"], 1),
    "joints": lambda v: pioneers.fires([1, 0], v, 1),
    "threshold": lambda v: pioneers.fires([1, 0], ["excites", "inhibits"], v),
    "ticks": lambda v: ticks(v, 1),
    "start of ticks": lambda v: ticks([1, 2.5], v),
    "cloud": lambda v: load_cloud(v),
    "method": lambda v: fitted(v, "ring"),
    "cloud of a method": lambda v: fitted("k-means", v),
    "dial": lambda v: fitted("k-means", "ring", v),
    "style": lambda v: styled(v, "ring", 3),
    "labels": lambda v: styled("supervised", "ring", v),
    "chance of labels": lambda v: styled("supervised", "ring", 3, v),
    "degree": lambda v: fit_polynomial(v),
    "share": lambda v: fit_polynomial(3, v),
    "noise": lambda v: pioneers.cleaned(v, 2, 0.1),
    "taps": lambda v: pioneers.cleaned("hum", v, 0.1),
}


@pytest.mark.parametrize("call", ONE.values(), ids=ONE)
@given(VALUES)
def test_any_single_value_gets_a_result_or_a_sentence(call, value):
    answered(call, value)


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(VALUES)
@example(np.array([[1, 3]], np.uint8))
@example([1, 3])
def test_activations_are_those_of_the_textbook(name, net):
    out, slope = answered(ACTIVATIONS[name], net), answered(ACTIVATIONS[name].slope, net)
    if out is not None and np.isfinite(plain(net)).all():
        exact = 1e-6 if np.asarray(net).dtype == np.float32 else 1e-12
        assert np.asarray(out) == pytest.approx(ORACLES[name][0](plain(net)), rel=exact, abs=exact)
        assert np.shape(slope) == np.shape(out) and np.isfinite(slope).all()


@settings(max_examples=200)
@given(st.sampled_from([*COSTS]), VALUES, VALUES)
@example("SSE", np.array([[0, 1]], np.uint8), np.array([[1, 0]], np.uint8))
def test_costs_take_any_outputs_and_targets(name, z, t):
    row = COSTS[name]
    errors, E, slope = (answered(call, z, t) for call in (row.error, row, row.slope))
    assert (errors is None) == (E is None) == (slope is None)
    if errors is not None and row.name == "SSE" and small(z) and small(t):
        assert errors == pytest.approx(((plain(z) - plain(t)) ** 2).sum(axis=-1), rel=1e-6)


@given(VALUES, st.one_of(VALUES, st.just(np.eye(2))))
def test_convolve_is_that_of_scipy(picture, kernel):
    found = answered(convolve, picture, kernel)
    if found is not None and small(picture) and small(kernel):
        assert found == pytest.approx(correlate2d(plain(picture), plain(kernel), "valid"), abs=1e-9)
