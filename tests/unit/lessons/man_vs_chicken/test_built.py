"""The picture of the learner's own training: both curves, how far they are apart, and what her network reads."""

import re

import numpy as np
import pytest

from helpers import create, draw, load_characters, train
from helpers.lessons import every
from tests.cases import written
from tests.drawn import assert_curve, assert_rounded, numbers, panels, rects, told

DATA = load_characters()
OURS = 0.25 * 0.97 ** np.arange(20)
WANTED = np.array([[1, 0], [0, 1], [0, 1], [1, 0]])
SAID = np.array([[0.9, 0.8], [0.2, 0.1], [0.4, 0.6], [0.3, 0.1]])  # right, wrong, right, right


@pytest.mark.parametrize("updates", [0, 7, 19, 99])
def test_hers_is_drawn_on_ours_up_to_now_and_both_errors_are_told(updates):
    hers, now = OURS + 0.02, min(updates, 19)
    picture = draw.built_training(hers, OURS, SAID, WANTED, updates)
    (panel,) = panels(picture)
    ours, mine = panel.curves
    assert_curve(panel, ours, range(20), OURS)
    assert_curve(panel, mine, range(now + 1), hers[: now + 1])
    assert_curve(panel, np.array(panel.dots), [now], [hers[now]])
    keys = [told(text)[0] for text in numbers(picture) if text.startswith(("train", "my_train"))]
    assert_rounded(keys, [OURS[now], hers[now]], 4, "legend")
    assert picture.text.startswith(f"After {now} update{'s' * (now != 1)}: ")
    assert_rounded(told(picture.text)[1:3], [hers[now], OURS[now]], 4, "twin")


@pytest.mark.parametrize("away, words", [
    ([0, 0, 0], "From the first error to the last they differ by at most 1e−9."),
    ([0, -9e-10, 9e-10], "From the first error to the last they differ by at most 1e−9."),
    ([0, 0, 2e-9], "They differ by up to 2.0e−9, from 2 updates on by more than 1e−9."),
    ([0, 0.0625, -0.25], "They differ by up to 0.25, from 1 update on by more than 1e−9."),
    ([0.5, 0, 0], "They differ by up to 0.5, from 0 updates on by more than 1e−9."),
])  # fmt: skip
def test_it_says_how_far_the_curves_are_apart_and_from_where_on(away, words):
    assert words in draw.built_training(OURS[:3] + away, OURS[:3], SAID, WANTED, 2).text


def test_an_answer_is_right_where_the_larger_output_is_wanted():
    picture = draw.built_training(OURS, OURS, SAID, WANTED, 5)
    assert picture.text.endswith("After the whole training my_forward reads 3 of 4 validation pictures right.")
    assert "3 of 4 pictures right" in picture.svg
    (whole,), (bar,) = (rects(picture, height="16", fill=fill) for fill in ("#d9d9d9", "#0072b2"))
    assert bar[:2] == whole[:2] and bar[2] / whole[2] == 0.75


def test_curves_of_different_lengths_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="errors holds 19 numbers and ours 20, but both must have one for each update"):
        draw.built_training(OURS[:-1], OURS, SAID, WANTED, 5)


ONE_BY_ONE = """
def my_train(weights, biases, inputs, targets, eta, epochs):
    errors = []
    for epoch in range(epochs):
        total, sums, shifts = 0, [0 * W for W in weights], [0 * B for B in biases]
        for x, t in zip(inputs, targets):
            outs = [x]
            for W, B in zip(weights, biases):
                outs.append(1 / (1 + np.exp(-(outs[-1] @ W + B))))
            total = total + ((outs[-1] - t) ** 2).sum() / 2
            delta = (outs[-1] - t) * outs[-1] * (1 - outs[-1])
            for l in reversed(range(len(weights))):
                sums[l], shifts[l] = sums[l] + np.outer(outs[l], delta), shifts[l] + delta
                delta = (weights[l] @ delta) * outs[l] * (1 - outs[l])
        errors.append(total / len(inputs))
        weights = [W - eta / len(inputs) * S for W, S in zip(weights, sums)]
        biases = [B - eta / len(inputs) * S for B, S in zip(biases, shifts)]
    return weights, biases, errors"""


@pytest.mark.parametrize("style, epochs", [(ONE_BY_ONE, 8), (every("EXERCISES")["7.13"].solution, 100)])
def test_another_program_that_is_right_gives_the_curve_of_train(style, epochs):
    first, hers = create(64, 64, 2, seed=1), written(style)
    weights, biases, errors = hers([*first.weights], [*first.biases], *DATA.training, 1, epochs)
    ours = [step.error for step in train(first, *DATA.training, 1, epochs=epochs)]
    outputs = 1 / (
        1 + np.exp(-(1 / (1 + np.exp(-(DATA.validation.inputs @ weights[0] + biases[0]))) @ weights[1] + biases[1]))
    )
    text = draw.built_training(errors, ours, outputs, DATA.validation.targets, epochs).text
    assert "From the first error to the last they differ by at most 1e−9." in text
    assert errors[-1] < errors[0] and int(re.search(r"reads (\d+) of 400", text)[1]) > (300 if epochs > 50 else 200)
