"""The numbers of notebook 05's exercises, worked out here from plain formulas."""

import re
from pathlib import Path

import pytest

from helpers.lessons import check
from tests.cases import logistic

TEXT = (Path(__file__).parents[4] / "notebooks" / "05_stage_3_gradients.ipynb").read_text(encoding="utf-8")

A1, A2, W5, W6, W7, W8 = 0.15, 0.35, 0.05, 0.40, 0.33, 0.07
B1 = logistic(0.10 * A1 + 0.12 * A2 + 0.80)
B2 = logistic(0.20 * A1 + 0.17 * A2 + 0.25)
C1, C2 = logistic(W5 * B1 + W7 * B2 + 0.15), logistic(W6 * B1 + W8 * B2 + 0.70)


def deltas(t1, t2):
    return (C1 - t1) * C1 * (1 - C1), (C2 - t2) * C2 * (1 - C2)


def test_each_number_of_the_bug_hunt_has_the_one_mistake_that_its_word_names():
    d1, d2 = deltas(0, 1)
    slope = B1 * (1 - B1)
    right = (d1 * W5 + d2 * W6) * slope * A1
    wrong = {
        "slope": (d1 * W5 + d2 * W6) * A1,
        "route": d1 * W5 * slope * A1,
        "input": (d1 * W5 + d2 * W6) * slope * A2,
        "edge": (d1 * W5 + d2 * W5) * slope * A1,
    }
    asked = TEXT[TEXT.index("**5.8** Find the bug") :]
    printed = [float(found.replace("−", "-")) for found in re.findall(r"[+−]0\.\d{6}", asked)[:5]]
    assert printed == pytest.approx([right, *wrong.values()], abs=5e-7)
    assert repr(check("5.8", [*wrong])).startswith("✓")


@pytest.mark.parametrize("digits", [2, 3, 4, 9])
def test_the_task_on_paper_may_be_rounded_to_four_decimals_in_each_line(digits):
    d1, d2 = (round(value, max(digits, 4)) for value in deltas(1, 0))
    delta = round(round(d1 * W7 + d2 * W8, max(digits, 4)) * round(B2 * (1 - B2), 4), max(digits, 4))
    assert repr(check("5.9", [1000 * delta, round(1000 * delta * A1, digits)])).startswith("✓")


def test_the_task_on_paper_names_the_output_slopes_that_were_left_out():
    delta = ((C1 - 1) * W7 + C2 * W8) * B2 * (1 - B2)
    assert "slope c(1 − c)" in repr(check("5.9", [round(1000 * delta, 2), round(1000 * delta * A1, 2)]))


@pytest.mark.parametrize("number, answer", [
    ("5.1", [12, 20, 7]), ("5.2", [-2, 0, 1]), ("5.3", [0.03, -0.009]), ("5.4", [-0.032, -0.016, -0.032, -0.2]),
    ("5.5", [0.032, 0.1, -0.2]), ("5.6", [0, -0.016, -0.032]), ("5.7", [4, 66, 2 * (64 * 64 + 64 * 2 + 66)]),
    ("5.10", ["input", "flat", "cancel", "right", "flat"]), ("5.11", [0.24, 0.16]), ("5.12", [1 / 64, 1 / 8, 8]),
])  # fmt: skip
def test_an_answer_worked_out_by_hand_is_right(number, answer):
    assert repr(check(number, answer)).startswith("✓")


@pytest.mark.parametrize("place, weight", [(0, 1), (1, 2)])
def test_a_deep_chain_that_was_tried_with_the_bias_0_is_told_so(place, weight):
    answer, out, delta = [1 / 64, 1 / 8, 8], 0.5, 1.0
    for _ in range(3):
        out = logistic(weight * out)
        delta *= weight * out * (1 - out)
    answer[place] = round(delta, 4)
    assert "With the bias weight 0" in repr(check("5.12", answer))


@pytest.mark.parametrize("answer", [[0.03, -0.0009], [0.003, -0.0009]])
def test_a_small_change_of_the_error_is_not_taken_for_none(answer):
    assert "E does change" not in repr(check("5.3", answer))
