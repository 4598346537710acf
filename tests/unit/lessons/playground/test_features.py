"""The features of a point: against a calculator's numbers, and what may be typed for them."""

import math

import numpy as np
import pytest

from helpers import FEATURES, feature_columns

POINTS = [[0.0, 0.0], [1.0, -2.0], [-3.0, 0.5]]
BY_HAND = {
    "x1": [0, 1, -3],
    "x2": [0, -2, 0.5],
    "x1²": [0, 1, 9],
    "x2²": [0, 4, 0.25],
    "x1·x2": [0, -2, -1.5],
    "sin x1": [0, math.sin(1), -math.sin(3)],
    "sin x2": [0, -math.sin(2), math.sin(0.5)],
}


def test_each_feature_is_what_its_name_says():
    assert list(BY_HAND) == list(FEATURES)
    for name, wanted in BY_HAND.items():
        assert feature_columns(POINTS, (name,))[:, 0] == pytest.approx(wanted, abs=1e-15), name


def test_columns_come_in_the_order_in_which_they_were_named():
    columns = feature_columns(POINTS, ("sin x2", "x1", "x2²"))
    assert columns == pytest.approx(np.transpose([BY_HAND["sin x2"], BY_HAND["x1"], BY_HAND["x2²"]]))


@pytest.mark.parametrize(
    "typed, name",
    [("x1^2", "x1²"), ("x2**2", "x2²"), ("x1*x2", "x1·x2"), ("sin(x1)", "sin x1"), ("sin  x2", "sin x2")],
)
def test_what_a_keyboard_has_is_understood(typed, name):
    assert feature_columns(POINTS, [typed])[:, 0] == pytest.approx(BY_HAND[name])


@pytest.mark.parametrize(
    "features, error, said",
    [
        (("x3",), ValueError, "there is no feature 'x3'. Known: x1, x2, x1²"),
        ((), ValueError, "at least one, such as 'x1'"),
        (("x1", "x1^2", "x1²"), ValueError, "'x1²' comes twice"),
        (5, TypeError, "must be names, such as ('x1', 'x2')"),
        ((1,), ValueError, "there is no feature 1. Did you mean 'x1'?"),
    ],
)
def test_other_features_are_answered_with_a_sentence(features, error, said):
    with pytest.raises(error) as caught:
        feature_columns(POINTS, features)
    assert said in str(caught.value)


def test_points_of_another_shape_are_answered_with_a_sentence():
    with pytest.raises(ValueError, match=r"points have shape \(2,\); this plane wants \(examples, 2\)"):
        feature_columns([1, 2])


def test_points_given_are_not_changed():
    points = np.array(POINTS)
    feature_columns(points, tuple(FEATURES))[:] = 7
    assert (points == POINTS).all()
