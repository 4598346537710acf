"""The network told in a short text, the buttons that change it, and what stays when it grows."""

import numpy as np
import pytest

from helpers import create
from helpers.lessons.playground.building import (
    COST_CHOICES,
    activations_of,
    built,
    grown,
    layers_of,
    other_layers,
)
from helpers.lessons.playground.data import Data, class_targets, parted


@pytest.mark.parametrize(
    ("text", "layers"),
    [
        ("4, 2", (4, 2)),
        ("", ()),
        ("  ", ()),
        ("0", ()),
        ("8", (8,)),
        ("8-8-8-8", (8,) * 4),
        ("3,", (3,)),
        ("1 x 2;3", (1, 2, 3)),
    ],
)
def test_a_text_tells_the_layers(text, layers):
    assert layers_of(text) == layers


@pytest.mark.parametrize("text", ["9", "0, 2", "-1", "−1", "4, two", "1, 1, 1, 1, 1", "3.5", "9" * 5000, None, 4, "٣"])
def test_what_tells_no_layers_is_a_sentence(text):
    with pytest.raises((TypeError, ValueError), match="hidden layers are .*4, 2"):
        layers_of(text)


def test_activations_come_and_go_with_the_layers():
    assert activations_of("ReLU", 0) == () and activations_of("tanh, ReLU", 3) == ("tanh", "ReLU", "ReLU")
    with pytest.raises(ValueError, match="tanh"):
        activations_of("tanhh", 2)
    with pytest.raises(TypeError, match="must be a text"):
        activations_of(None, 2)


def test_every_button_leads_to_a_network_within_the_limits_and_back():
    for layers in ((), (1,), (8,), (4, 2), (1, 8, 1, 8)):
        for words, other in other_layers(layers):
            assert layers_of(", ".join(map(str, other))) == other, words
            assert abs(sum(other) - sum(layers)) == 1 or len(other) != len(layers)
            assert layers in [back for _, back in other_layers(other)] or other == layers[:-1]


def three(kind):
    inputs = np.random.default_rng(1).normal(size=(20, 3))
    targets = {2: class_targets(np.arange(20) % 2, 2), 3: class_targets(np.arange(20) % 3, 3), 0: inputs[:, :1]}[kind]
    return Data(*parted(inputs, targets, 0.5), ("p", "q", "r"), tuple("abc"[:kind]))


def test_the_output_layer_follows_from_the_data():
    ends = {kind: built(three(kind), (4,), ["ReLU"]) for kind in (2, 3, 0)}
    assert [net.sizes[-1] for net in ends.values()] == [1, 3, 1]
    assert [net.activations[-1] for net in ends.values()] == ["logistic", "softmax", "linear"]
    assert ends[2] == create(3, 4, 1, activations=["ReLU", "logistic"], seed=1)


def test_what_is_the_same_node_keeps_its_numbers():
    old, fresh = create(2, 3, 2, 1, seed=1), create(2, 4, 2, 1, seed=2)
    new = grown(fresh, old, ("x1", "x2"), ("x1", "x2"))
    assert np.array_equal(new.weights[0][:, :3], old.weights[0]) and np.array_equal(new.biases[1], old.biases[1])
    assert np.array_equal(new.weights[1][:3], old.weights[1]) and np.array_equal(new.weights[2], old.weights[2])
    assert np.array_equal(new.weights[0][:, 3], fresh.weights[0][:, 3])
    assert np.array_equal(new.weights[1][3], fresh.weights[1][3])


def test_inputs_are_the_same_by_their_names():
    old, fresh = create(2, 3, 1, seed=1), create(2, 3, 1, seed=2)
    new = grown(fresh, old, ("x2", "x1²"), ("x1", "x2"))
    assert np.array_equal(new.weights[0][0], old.weights[0][1]) and np.array_equal(
        new.weights[0][1], fresh.weights[0][1]
    )
    assert np.array_equal(new.weights[1], old.weights[1])


def test_another_layer_before_the_output_makes_the_output_new():
    old, fresh = create(2, 3, 1, seed=1), create(2, 3, 2, 1, seed=2)
    new = grown(fresh, old, ("x1", "x2"), ("x1", "x2"))
    assert np.array_equal(new.weights[0], old.weights[0])
    assert all(np.array_equal(*pair) for pair in zip(new.weights[1:], fresh.weights[1:], strict=True))
    smaller = grown(old, new, ("x1", "x2"), ("x1", "x2"))
    assert np.array_equal(smaller.weights[0], old.weights[0]) and np.array_equal(smaller.weights[1], old.weights[1])


def test_nothing_that_was_given_is_changed():
    old, fresh = create(2, 3, 1, seed=1), create(2, 5, 3, seed=2)
    before = [array.copy() for net in (old, fresh) for array in net.weights]
    grown(fresh, old, ("x1", "x2"), ("x1", "x2"))
    assert all(np.array_equal(*pair) for pair in zip(before, (*old.weights, *fresh.weights), strict=True))


def test_the_costs_to_choose_fit_every_target():
    assert "SE" in COST_CHOICES and "cross-entropy" not in COST_CHOICES
