"""The numbers of notebook 04's exercises, worked out here by hand, and the names that a cost may have."""

import math

import pytest

from helpers.lessons import check


@pytest.mark.parametrize("number, answer", [
    ("4.1", [16 + 1 + 1 + 1 + 1 + 4, 12, 24 / 3, math.sqrt(8)]), ("4.2", [20 / 5, 2]),
    ("4.3", ["RMS", "cross-entropy", "sizes", "SSE"]), ("4.4", [3, 6]), ("4.5", [(0.2 - 1) * 0.2 * 0.8, 0.2 - 1]),
    ("4.6", [0.9 * 0.6 * 0.5, -math.log(0.9 * 0.6 * 0.5) / 3]),
])  # fmt: skip
def test_an_answer_worked_out_by_hand_is_right(number, answer):
    assert repr(check(number, answer)).startswith("✓")


@pytest.mark.parametrize("word", ["binary cross-entropy", "cross entropy", "Binary Cross Entropy", "log loss"])
def test_cross_entropy_is_accepted_by_its_other_names(word):
    assert repr(check("4.3", ["RMS", word, "sizes", "SSE"])).startswith("✓")
    assert "Cross-entropy wants shares" in repr(check("4.3", [word, "RMS", "sizes", "SSE"]))


@pytest.mark.parametrize("number, answer, about", [
    ("4.1", [4 + 1 + 1 + 1 + 1 + 2, 5, 3.33, 1.83], "sizes"),
    ("4.1", [-4 - 1 + 1 - 1 + 1 + 2, -1, -0.67, 0], "errors e"),
    ("4.4", [0.005, 0.06], "how many updates"), ("4.5", [(1 - 0.2) * (1 - 0.2), -0.8], "(t − z)(1 − z)"),
    ("4.5", [-0.128, 0.64], "both its factors"), ("4.6", [0.27, 0.4], "Give four"),
])  # fmt: skip
def test_a_wrong_answer_is_told_its_own_mistake(number, answer, about):
    assert about in repr(check(number, answer))


def test_the_other_costs_are_accepted_by_their_long_names():
    said = check("4.3", "root mean square", "log loss", "absolute errors", "sum of squared errors")
    assert repr(said).startswith("✓")
    assert "waits for your answer" in repr(check("4.3", ...))
