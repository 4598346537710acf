"""Sums, activations and the way forward: the drawn numbers are those of the arrays."""

import numpy as np
import pytest

from helpers import draw, forward
from helpers.pens.numerals import plain, signed
from tests.cases import BOOK
from tests.drawn import numbers


@pytest.mark.parametrize("seed", range(4))
def test_the_summation_shows_its_products_and_their_sum(seed):
    random = np.random.default_rng(seed)
    inputs, weights, bias = random.normal(size=3), random.normal(size=3), random.normal()
    picture = draw.summation(inputs, weights, bias)
    got, net = numbers(picture), inputs @ weights + bias
    for product in [*(inputs * weights), bias]:
        assert any(text.endswith(f"= {signed(product, 2)}") for text in got), f"{product} is not in {got}"
    assert f"net input = {plain(net, 2)}" in got and f"= {plain(net, 2)}" in picture.text


@pytest.mark.parametrize("net", [-2.5, 0.7, 3.0])
def test_the_gallery_shows_each_functions_value_and_slope(net):
    out, t = 1 / (1 + np.exp(-net)), np.tanh(net)
    got = numbers(draw.activation_gallery(net))
    for value, slope in ((out, out * (1 - out)), (t, 1 - t * t), (net, 1.0), (max(net, 0), float(net > 0))):
        assert f"out {plain(value)}, slope {plain(slope)}" in got


def test_a_small_move_changes_the_logistic_output_a_little_and_the_step_at_once():
    picture = draw.small_move(-0.005)
    before, after = (1 / (1 + np.exp(-w)) for w in (-0.005, 0.005))
    assert f"{plain(before)} → {plain(after)}" in numbers(picture) and f"{plain(0)} → {plain(1)}" in numbers(picture)


def test_the_journey_ends_on_the_forward_pass():
    run = forward(BOOK, [[0.15, 0.35]])
    first, last = (numbers(draw.journey(moment, BOOK, [[0.15, 0.35]])) for moment in (0, draw.journey_length(BOOK)))
    for layer in (1, 2):
        for value in run.out[layer][0]:
            assert f"out {plain(value)}" in last and f"out {plain(value)}" not in first
    assert first.count("out ?") == 4 and not last.count("out ?")
