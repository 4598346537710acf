"""The gradients: the book's numbers, and agreement with a far more exact numerical derivative than the book's."""

from itertools import pairwise

import numpy as np
import pytest

from helpers import ACTIVATIONS, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, COSTS, Network, forward, gradients, landscape
from helpers.network.activations import Activation, glorot

TRAINABLE = [name for name, row in ACTIVATIONS.items() if not row.untrainable]
BOOK_GRADIENTS = dict(
    w1=-0.000421996007016,
    w2=0.00159019599258,
    w3=-0.000984657349703,
    w4=0.00371045731603,
    w5=0.10050825424,
    w6=-0.0361677506747,
    w7=0.0836196033447,
    w8=-0.0300903939497,
    bw1=-0.00281330671344,
    bw2=0.0106013066172,
    bw3=0.143167321824,
    bw4=-0.0515185547657,
)


def random_problem(hidden, output, hidden_layers, seed=5):
    """Return a 3-4-...-3 network with random weights, 5 inputs and 5 targets, some of them exactly 0 and 1."""
    random = np.random.default_rng(seed + hidden_layers)
    sizes = (3, *[4] * hidden_layers, 3)
    network = Network(
        [random.uniform(-1, 1, shape) for shape in pairwise(sizes)],
        [random.uniform(-1, 1, size) for size in sizes[1:]],
        [hidden] * hidden_layers + [output],
    )
    targets = np.vstack([np.eye(3)[:2], random.dirichlet(np.ones(3), size=3)])
    return network, random.uniform(-1, 1, (5, 3)), targets


def smooth_here(network, inputs, distance):
    """Return whether each ReLU layer is partly awake and no node is near enough to its kink to cross it."""
    passed = forward(network, inputs)
    nets = [net for net, name in zip(passed.net[1:], network.activations, strict=True) if name == "ReLU"]
    return all(abs(net).min() > distance and net.max() > 0 for net in nets)


def derivative(network, inputs, targets, name, cost, h=5e-4):
    """Return dE/d(name) by central differences of fourth order: error h^4 instead of h^2."""
    near = {name: network[name] + h * np.array([1, -1, 2, -2])}
    return landscape(network, inputs, targets, cost, **near) @ [8, -8, -1, 1] / (12 * h)


@pytest.mark.parametrize("hidden_layers", [1, 2, 3])
@pytest.mark.parametrize("output", TRAINABLE)
@pytest.mark.parametrize("hidden", TRAINABLE)
def test_gradients_agree_with_central_differences(hidden, output, hidden_layers):
    problems = (random_problem(hidden, output, hidden_layers, seed) for seed in range(100))
    network, inputs, targets = next(problem for problem in problems if smooth_here(*problem[:2], distance=0.01))
    for cost, row in COSTS.items():
        if row.needs_0_1 and not ACTIVATIONS[output].in_0_1:
            continue
        found = gradients(network, inputs, targets, cost)
        analytical = np.array([found[name] for name in found.names()])
        numerical = np.array([derivative(network, inputs, targets, name, cost) for name in found.names()])
        floor = 1e-4 * abs(numerical).max()  # far smaller gradients are compared with this
        relative = abs(analytical - numerical) / np.maximum(abs(numerical), floor)
        worst = relative.argmax()
        assert relative.max() < 1e-7, (cost, relative.max(), analytical[worst], numerical[worst])


@pytest.mark.parametrize("names", [["softplus", "softplus"], ["softplus", "tanh"], ["tanh", "softplus"]])
def test_an_activation_s_slope_may_be_computed_from_the_net_input_in_every_layer(monkeypatch, names):
    softplus = Activation(
        "softplus",
        lambda net: np.logaddexp(0, net),
        lambda net, out: 1 / (1 + np.exp(-net)),  # the rows of ACTIVATIONS could all do with out alone
        "ln(1 + e^net)",
        "1 / (1 + e^-net)",
        "above 0",
        glorot,
    )
    monkeypatch.setitem(ACTIVATIONS, "softplus", softplus)
    network, inputs, targets = random_problem("tanh", "tanh", hidden_layers=1)
    network = Network(network.weights, network.biases, names)
    found = gradients(network, inputs, targets)
    numerical = [derivative(network, inputs, targets, name, "SE") for name in found.names()]
    assert [found[name] for name in found.names()] == pytest.approx(numerical, rel=1e-7, abs=1e-9)


def test_the_exact_gradients_of_the_book_s_network():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    assert {name: found[name] for name in found.names()} == pytest.approx(BOOK_GRADIENTS, rel=1e-11)


def test_the_deltas_share_the_index_of_the_forward_pass():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    assert found.deltas[0] is None
    assert found.deltas[1].ravel() == pytest.approx(found.biases[0]) and found.deltas[2].shape == (1, 2)
    many = gradients(BOOK_NETWORK, np.ones((7, 2)), np.ones((7, 2)))
    assert [delta.shape for delta in many.deltas[1:]] == [(7, 2), (7, 2)]


def test_exercise_1_of_chapter_28():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, [[1, 0]])
    assert found["w5"] == pytest.approx(-0.068882034123, rel=1e-11)


def test_exercises_of_chapter_13():
    def delta_b1(w6):
        """Return the gradients for delta_c = (0.1, -0.2), set by linear outputs, w5 = 0.5 and out_b1 = 0.5."""
        network = Network([[[0.0]], [[0.5, w6]]], [[0.0], [0.0, 0.0]], ["logistic", "linear"])
        targets = forward(network, [[2.0]]).output - [[0.1, -0.2]]
        return gradients(network, [[2.0]], targets)

    assert delta_b1(w6=0.25)["w1"] == pytest.approx(0, abs=1e-16)
    assert (delta_b1(w6=0.75)["bw1"], delta_b1(w6=0.75)["w1"]) == pytest.approx((-0.025, -0.05))


@pytest.mark.parametrize("cost", COSTS)
def test_float32_stays_float32_all_the_way_back(cost):
    network = Network(
        [array.astype(np.float32) for array in BOOK_NETWORK.weights],
        [array.astype(np.float32) for array in BOOK_NETWORK.biases],
        ["ReLU", "softmax"],
    )
    found = gradients(network, BOOK_INPUTS, BOOK_TARGETS, cost)
    assert {array.dtype for array in found.weights + found.biases + found.deltas[1:]} == {np.dtype(np.float32)}
    wide = Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, ["ReLU", "softmax"])
    exact = gradients(wide, BOOK_INPUTS, BOOK_TARGETS, cost)
    assert found["w5"] == pytest.approx(exact["w5"], rel=1e-4)


def test_gradients_cannot_be_changed_but_a_changed_copy_can_be_made():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    for array in found.weights + found.biases:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    assert found.with_values(w7=0)["w7"] == 0 and found["w7"] == pytest.approx(0.0836196033447)


def test_repr_says_what_it_is():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    assert repr(found) == "12 gradients of a 2-2-2 network, the largest 0.1432 in size"
    for name in ("w5", "bw2"):  # the largest may be a weight's or a bias weight's, and below 0
        assert repr(found.with_values(**{name: -12.5})).endswith("the largest 12.5 in size")
