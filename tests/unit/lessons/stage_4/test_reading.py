"""Reading a relative error, and a check under dropout, against plain computations."""

import re

import numpy as np
import pytest

from helpers import Network, check_gradients, create, draw, gradients, total_error
from helpers.lessons.stage_4.drawings.reading import THROWS, dropout_checks, silenced
from tests.cases import BOOK, CHICKEN, on_every_network
from tests.drawn import assert_curve, assert_rounded, numbers, panels, told

EIGHT = create(2, 8, 2, seed=1)


@pytest.mark.parametrize("factor, wrong, tells", [
    (-1, 2, "the sign is turned"),
    (0, 1, "nothing is left of it"),
    (0.5, 0.5, "half of it is missing"),
    (2, 0.5, "it was taken twice"),
    (-2, 1.5, None),
    (3, 2 / 3, None),
    (5, 0.8, None),
    (0.9, 0.1, None),
])  # fmt: skip
@on_every_network
def test_a_relative_error_tells_the_factor_whatever_the_weight(case, factor, wrong, tells):
    for name in ("w1", "w5", "bw4"):
        right = gradients(*case)[name]
        (row,) = [
            row
            for row in check_gradients(*case, gradients=lambda *given: times(factor, gradients(*given)))
            if row.name == name
        ]
        assert row.relative_error == pytest.approx(wrong, abs=1e-5)
        picture = draw.wrong_factor(factor, *case, name)
        _, a, n, said = told(re.sub(r"gradient of b?w\d", "", picture.text))
        assert_rounded([a, n], [factor * right, right], 4, picture.text)
        assert said == pytest.approx(wrong, rel=0.02)
        assert (tells or "wrong.") in picture.text
        (panel,) = panels(picture)
        x, y = panel.data(panel.dots)
        assert (x[0], y[0]) == (pytest.approx(factor, abs=0.02), pytest.approx(wrong, abs=0.02))


def times(factor, found):
    return BOOK.with_arrays([factor * one for one in found.weights], [factor * one for one in found.biases])


def test_the_curve_of_all_factors_is_the_formula():
    (panel,) = panels(draw.wrong_factor(2, BOOK, *CHICKEN, "w5"))
    factors = np.linspace(-3, 5, 161)
    assert_curve(panel, panel.curves[0], factors, np.abs(factors - 1) / np.maximum(np.abs(factors), 1))


@pytest.mark.parametrize("name", ["w5", "w6"])
def test_the_bars_are_a_and_n_on_one_scale_and_to_the_side_of_their_sign(name):
    picture = draw.wrong_factor(-2, BOOK, *CHICKEN, name)
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="28"', picture.svg)
    (a, wide), (n, narrow) = [(float(x), float(width)) for x, width in found]
    assert wide == pytest.approx(2 * narrow)
    assert (a < 183) == (gradients(BOOK, *CHICKEN)[name] > 0) and (n < 183) == (gradients(BOOK, *CHICKEN)[name] < 0)


def test_a_gradient_of_0_on_both_sides_counts_as_right_and_hides_a_mistake():
    dead = Network([[[1.0]], [[2.0]]], [[-5.0], [0.0]], ["ReLU", "linear"])
    rows = check_gradients(dead, [[1.0]], [[5.0]], gradients=lambda *given: gradients(*given).with_values(w1=0.0))
    assert (rows["w1"].numerical, rows["w1"].relative_error, rows["w1"].verdict) == (0, 0, "right")
    alive = dead.with_values(bw1=0.5)
    rows = check_gradients(alive, [[1.0]], [[5.0]], gradients=lambda *given: gradients(*given).with_values(w1=0.0))
    assert rows["w1"].verdict == "wrong"


@pytest.mark.parametrize("seed", range(6))
def test_a_silenced_network_has_nodes_that_say_nothing_and_others_twice_as_loud(seed):
    mask = (np.random.default_rng(seed).random(8) >= 0.5) * 2
    found = silenced(EIGHT, np.random.default_rng(seed))
    np.testing.assert_array_equal(found.weights[1], EIGHT.weights[1] * mask[:, None])
    assert 0 < (mask == 0).sum() < 8


@pytest.mark.parametrize("dropout, right", [(name, 12 * (throws != (0, 1, 2))) for name, throws in THROWS.items()])
@pytest.mark.parametrize("seed", range(5))
def test_a_right_program_passes_only_when_every_pass_has_the_same_nodes(dropout, right, seed):
    network = create(2, 8, 2, seed=seed)
    errors = dropout_checks(dropout, network, *CHICKEN)
    assert (errors <= 1e-7).sum() == right and ((errors > 0.01).sum() == 12 - right), errors
    picture = draw.dropout_check(dropout, network, *CHICKEN)
    assert told(picture.text) == [right, 12]
    (panel,) = panels(picture)
    x, y = panel.data(panel.dots)
    assert x == pytest.approx(range(1, 13), abs=0.02)
    assert y == pytest.approx(np.log10(np.maximum(errors, 1e-13)), abs=0.03)


def test_one_check_under_dropout_by_hand():
    epsilon, name = 1e-4, "bw10"
    above, below = (
        total_error(silenced(EIGHT.with_values(bw10=EIGHT[name] + step), np.random.default_rng([3, throw])), *CHICKEN)
        for step, throw in ((epsilon, 1), (-epsilon, 2))
    )
    a = gradients(silenced(EIGHT, np.random.default_rng([3, 0])), *CHICKEN)[name]
    n = (above - below) / (2 * epsilon)
    assert dropout_checks("on, new dice", EIGHT, *CHICKEN)[3] == abs(a - n) / max(abs(a), abs(n))
    assert "check number" in numbers(draw.dropout_check("off", EIGHT, *CHICKEN))


def test_an_unknown_dropout_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="there is no dropout 'maybe'.*Known: "):
        draw.dropout_check("maybe", EIGHT, *CHICKEN)
