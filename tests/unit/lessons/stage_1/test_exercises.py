"""Exercises of notebook 03: right answers by hand, and the wrong ones that a reader really gave."""

import numpy as np
import pytest
from scipy.special import expit, softmax

from helpers import check, forward, learn_xor
from tests.cases import XOR, XOR_TARGETS

LN3 = np.log(3)


@pytest.mark.parametrize(
    "number, answer",
    [
        ("3.1", [0.5, 0.75, 0.6, 0, 1]),
        ("3.2", -0.4),
        ("3.3", [0.874, 0.384]),
        ("3.4", [3, 7, 19, 13, 15]),
        ("3.5", [7, 4, 29, 7, 11]),
        ("3.6", [4, 1, 3, 3]),
        ("3.7", [*softmax([0, LN3]), *softmax([5, LN3 + 5])]),
        ("3.8", ["Softmax", "linear", "logistic", "step"]),
        ("3.8", ["softmax", "identity", "sigmoid", "Heaviside"]),
        ("3.10", ["tanh", "sigmoid", "relu"]),
        ("3.9", expit(np.array([[0.96, 0.535], [0.80, 0.25]]))),
    ],
)
def test_an_answer_worked_out_by_hand_is_right(number, answer):
    assert repr(check(number, answer)).startswith("✓")


@pytest.mark.parametrize(
    "number, answer, about",
    [
        ("3.1", [0, 0.75, 0.6, 0, 1], "σ(0) is not 0"),
        ("3.1", [0.5, 0.75, 0.6, 0, 0.5], "two answers only"),
        ("3.1", [0.5, 0.75, 1.5, 0, 1], "numerator"),
        ("3.2", expit(-0.4), "went on to the output"),
        ("3.2", 1.2, "second weight"),
        ("3.2", -1.4, "subtracted the bias"),
        ("3.3", expit([0.874, 0.384]), "went on to the outputs"),
        ("3.4", [3, 7, 17, 11, 24], "upside down"),
        ("3.5", [7, 4, 29, 11, 7], "from a2 before"),
        ("3.5", [4, 5, 22, 7, 11], "Begin with b1 and b2"),
        ("3.6", [4, 1, 3, 4], "bias alone"),
        ("3.7", [0.75, 0.25, 0.75, 0.25], "order of the net inputs"),
        ("3.8", ["sigmoid", "linear", "logistic", "step"], "each for itself"),
        ("3.9", expit(np.array([[0.1, 0.2], [0.12, 0.17]]) @ [[1, 0.5], [0, 0]] + [0.8, 0.25]), "to the left of @"),
        ("3.7", [0.5, expit(LN3), 0.5, 0.5], "σ of each node alone"),
        ("3.1", [0.5, expit(3), 0.6, 0, 1], "That is σ(3)"),
        ("3.1", [0.5, 0.75, np.tanh(2), 0, 1], "That is tanh(2)"),
        ("3.1", [0.5, expit(np.log(2)), 0.6, 0, 1], "σ of ln 2"),
        ("3.1", [0.5, 0.75, 2 * expit(np.log(2)) - 1, 0, 1], "You used σ(x) for tanh"),
        ("3.4", [3, 7, 5, 14, 3, 10, 11, 4], "Add those of a row"),
        ("3.5", [7, 4, 29, 7, 10], "Only the last number is wrong"),
        ("3.7", [0, 1, 0.25, 0.75], "e to the power 0 is not 0"),
        ("3.7", [1 / 3, 2 / 3, 1 / 3, 2 / 3], "of the powers 1 and 2"),
    ],
)
def test_a_wrong_answer_is_told_its_own_mistake_and_never_that_it_was_rounded(number, answer, about):
    said = repr(check(number, answer))
    assert said.startswith("✗") and about in said and "round" not in said


def test_four_decimals_are_asked_for_and_four_are_judged():
    assert not repr(check("3.3", [0.8748, 0.384])).startswith("✓")


def test_the_single_layer_of_3_5_answers_the_same_for_any_inputs():
    for a1, a2 in np.random.default_rng(0).normal(size=(5, 2)):
        b1, b2 = a1 * 1 + a2 * 3, a1 * 2 + a2 * 1
        assert b1 * 3 + b2 * 2 == pytest.approx(a1 * 7 + a2 * 11)


def test_the_planes_of_3_6_lose_one_example_without_b4_and_none_without_b3():
    network = learn_xor("ReLU", 7)[1][-1].network
    names, outputs = (
        {"b1": "w9", "b2": "w10", "b3": "w11", "b4": "w12"},
        forward(network, XOR).output,
    )  # each one's to c1
    cut = {node: forward(network.with_values(**{weight: 0}), XOR).output for node, weight in names.items()}
    wrong = {node: [*np.flatnonzero((out > 0.5) != XOR_TARGETS)] for node, out in cut.items()}
    assert wrong == {"b1": [2], "b2": wrong["b2"], "b3": [], "b4": [1]}  # 1 is the example (0, 1), 2 is (1, 0)
    assert np.array_equal(cut["b3"], outputs) and not np.array_equal(cut["b2"], outputs)
