"""Digits moved: every pixel against SciPy and plain loops, what chance draws, and what networks read in the picture."""

import numpy as np
import pytest
from scipy import ndimage

from helpers import draw
from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting.recipes import RECIPES
from helpers.lessons.handwriting.shifts import random_shifts, shifted
from tests.drawn import assert_colors, assert_curve, images, ink, lines_of, lines_with, numbers, panels

DIGITS = load_mnist().validation.inputs[:6]
PART = Part(*(array[:300] for array in load_mnist().validation))
KINDS = PART.targets.argmax(axis=1)
ALONE = RECIPES["softmax alone"]._replace(epochs=1)
NETWORKS = {"trained": ALONE.film(load_mnist(), seed=1, sample=100)[1].network, "fresh": ALONE.network(seed=2)}
GREEN_INK, ORANGE_INK = "#006b4f", "#a84300"


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


# ---- The picture


def moved(inputs, right, down):
    """Return pictures moved by hand, up to six pixels: more paper around them, and another window."""
    paper = np.pad(inputs.reshape(-1, 28, 28), ((0, 0), (6, 6), (6, 6)))
    return paper[:, 6 - down : 34 - down, 6 - right : 34 - right].reshape(-1, 784)


def read(network, right, down):
    """Return what a network without hidden layers says of the moved pictures."""
    return (moved(PART.inputs, right, down) @ network.weights[0] + network.biases[0]).argmax(axis=1)


@pytest.fixture(scope="module", params=[(3, -1), (-2, 0), (0, 6)], ids=str)
def seen(request):
    """The picture of two networks that read moved digits, and how far they were moved."""
    return draw.shifted_digits(NETWORKS, PART, *request.param), *request.param


def test_the_first_picture_of_each_digit_is_shown_moved_and_what_is_read_with_its_sign(seen):
    picture, right, down = seen
    firsts = [int(np.flatnonzero(KINDS == digit)[0]) for digit in range(10)]
    for (_, image), digit in zip(images(picture), moved(PART.inputs[firsts], right, down), strict=True):
        assert_colors(image, ink(digit.reshape(28, 28)), near=1)
    answers = [(line.text, line.fill) for line in lines_of(picture.svg) if line.text[-1] in "✓✗"]
    said = np.concatenate([read(network, right, down)[firsts] for network in NETWORKS.values()])
    assert answers == [(f"{one} ✓", GREEN_INK) if one == digit else (f"{one} ✗", ORANGE_INK)
                       for one, digit in zip(said, [*range(10)] * 2, strict=True)]  # fmt: skip


def test_the_curves_are_the_right_answers_at_each_place_and_the_dots_are_here(seen):
    picture, right, down = seen
    [panel] = panels(picture)
    dots = {float(dot.get("r")): [float(dot.get("cx")), float(dot.get("cy"))]
            for dot in lines_with(picture, "circle", stroke="#ffffff")}  # fmt: skip
    for curve, radius, (name, network) in zip(panel.curves, (8, 6), NETWORKS.items(), strict=True):
        shares = [100 * (read(network, move, down) == KINDS).mean() for move in range(-6, 7)]
        assert_curve(panel, curve, range(-6, 7), shares, name)
        x, y = panel.data([dots[radius]])
        assert [*x, *y] == pytest.approx([right, shares[right + 6]], abs=0.4), name
        assert f"{name} reads {shares[right + 6]:.1f} %" in picture.text
        assert f"{shares[right + 6]:.1f} % right" in numbers(picture)
    assert picture.text.startswith(f"300 digits, moved {right} right and {down} down: ")


def test_of_a_large_part_a_thousand_pictures_are_read_so_that_the_answer_comes_at_once():
    assert draw.shifted_digits(NETWORKS, load_mnist().training).text.startswith("1,000 digits")


def test_two_networks_are_the_most_that_can_be_compared():
    with pytest.raises(ValueError, match="must map one or two names to networks"):
        draw.shifted_digits(dict.fromkeys("abc", NETWORKS["fresh"]), PART)
