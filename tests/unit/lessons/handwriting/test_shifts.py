"""Digits moved: every pixel against SciPy and plain loops, and what chance draws."""

import numpy as np
import pytest
from scipy import ndimage

from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting.shifts import random_shifts, shifted

DIGITS = load_mnist().validation.inputs[:6]


@pytest.mark.parametrize("right, down", [(0, 0), (2, 0), (-3, 1), (0, 27), (-27, -27), (5, -9)])
def test_a_shift_is_scipys_and_ink_over_the_edge_is_lost(right, down):
    wanted = [ndimage.shift(digit.reshape(28, 28), (down, right), order=0) for digit in DIGITS]
    np.testing.assert_array_equal(shifted(DIGITS, right, down), np.reshape(wanted, (-1, 784)))


def test_each_digit_may_have_a_move_of_its_own():
    moves = np.array([0, 1, -1, 5, 0, 3])
    alone = [shifted(DIGITS[k : k + 1], int(move), int(-move))[0] for k, move in enumerate(moves)]
    np.testing.assert_array_equal(shifted(DIGITS, moves, -moves), alone)


def test_chance_draws_every_shift_equally_often_and_each_digit_its_own():
    dot = np.zeros((1, 784), np.float32)
    dot[0, 28 * 14 + 14] = 1
    moved = random_shifts(2)(np.repeat(dot, 25_000, axis=0), np.random.default_rng(3))
    places, counts = np.unique(moved.argmax(axis=1), return_counts=True)
    assert places.tolist() == [28 * row + column for row in range(12, 17) for column in range(12, 17)]
    assert 850 < counts.min() and counts.max() < 1150  # 1,000 each, five standard deviations


def test_nothing_given_is_changed_and_float32_stays():
    before = DIGITS.copy()
    assert shifted(DIGITS, 3).dtype == np.float32 and (before == DIGITS).all()


@pytest.mark.parametrize("how, message", [
    ({"right": 28}, "right must be whole numbers of pixels from -27 to 27, but got 28"),
    ({"down": 0.5}, "down must be whole numbers")])  # fmt: skip
def test_impossible_moves_get_a_sentence(how, message):
    with pytest.raises(ValueError, match=message):
        shifted(DIGITS, **how)


def test_what_is_no_digit_gets_a_sentence():
    with pytest.raises(ValueError, match=r"picture of 28 × 28 pixels wants \(examples, 784\)"):
        shifted(np.zeros((3, 64)))
