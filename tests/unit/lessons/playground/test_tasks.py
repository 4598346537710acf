"""The tasks of the plane: each follows its rule, chance moves points as much as was said, and the same comes again."""

import numpy as np
import pytest
from scipy.stats import kstest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from helpers import FEATURES, TASKS, plane_data

CLASSED = [name for name, task in TASKS.items() if task.classes]


def arm(points):
    """Return how far a point is along the spiral's arm 1 rather than arm 0, by its angle and its distance."""
    angle = np.arctan2(points[:, 1], points[:, 0])
    turned = angle - 2 * np.pi * 1.25 * np.hypot(*points.T) / 2.6
    return np.cos(turned) < 0


RULES = {  # which points of a task without noise are blue
    "circle": lambda points: np.hypot(*points.T) < 1.5,
    "XOR": lambda points: points[:, 0] * points[:, 1] < 0,
    "spiral": arm,
    "clusters": lambda points: points @ [1.2, 0.9] > 0,
}
NUMBERS = {"line": lambda points: points @ [2, 1] / 9, "wave": lambda points: np.sin(2 * points[:, 0])}


def whole(data):
    """Return the points and targets of both parts."""
    return np.vstack(data.points), np.vstack([data.training.targets, data.validation.targets])[:, 0]


@pytest.mark.parametrize("task", RULES)
def test_without_noise_each_class_keeps_to_its_own_ground(task):
    points, targets = whole(plane_data(task, points=1000, noise=0))
    assert (RULES[task](points) == targets).all()


def test_without_noise_each_moon_has_its_nearest_neighbours_in_its_own_class():
    points, targets = whole(plane_data("two moons", points=1000, noise=0))
    assert KNeighborsClassifier(3).fit(points[::2], targets[::2]).score(points[1::2], targets[1::2]) == 1


def test_a_line_parts_the_clusters_and_none_of_the_other_tasks():
    for task in CLASSED:
        points, targets = whole(plane_data(task, points=1000, noise=0))
        right = LogisticRegression(C=1e6).fit(points, targets).score(points, targets)
        assert right == 1 if task == "clusters" else right < 0.92, (task, right)


@pytest.mark.parametrize("task", NUMBERS)
def test_without_noise_a_number_is_the_formula_in_the_sentence(task):
    points, targets = whole(plane_data(task, points=500, noise=0))
    assert targets == pytest.approx(NUMBERS[task](points), abs=1e-15)
    assert plane_data(task).outputs == 1 and plane_data(task).ending == ("linear", "MSE")


@pytest.mark.parametrize("noise", [0.1, 0.5])
def test_noise_is_the_spread_of_what_chance_adds(noise):
    points, targets = whole(plane_data("wave", points=5000, noise=noise))
    assert kstest((targets - np.sin(2 * points[:, 0])) / noise, "norm").pvalue > 0.01
    moved, still = (whole(plane_data("clusters", points=5000, noise=amount))[0] for amount in (noise, 0))
    inside = np.abs(moved).max(axis=1) < 2.9
    assert kstest(((moved - still)[inside] / noise).ravel(), "norm").pvalue > 0.001


@pytest.mark.parametrize("task", TASKS)
def test_all_points_lie_in_the_frame_and_the_classes_are_equally_large(task):
    for noise in (0, 0.1, 1):
        points, targets = whole(plane_data(task, points=301, noise=noise))
        assert points.shape == (301, 2) and np.abs(points).max() < 3
        if TASKS[task].classes:
            assert sorted(np.bincount(targets.astype(int))) == [150, 151]


def test_the_same_arguments_give_the_same_points_and_another_seed_others():
    first, again, other = (plane_data("spiral", seed=seed) for seed in (3, 3, 4))
    assert (first.training.inputs == again.training.inputs).all()
    assert not np.isin(first.training.inputs, other.training.inputs).any()


@pytest.mark.parametrize("share, count", [(0.1, 20), (0.7, 140), (0.999, 199), (0.0001, 1)])
def test_the_share_says_how_many_are_to_learn_from_and_no_point_is_in_both_parts(share, count):
    data = plane_data("circle", share=share)
    assert [len(part.inputs) for part in (data.training, data.validation)] == [count, 200 - count]
    assert len({tuple(point) for part in data.points for point in part}) == 200


def test_the_network_gets_the_features_and_the_points_stay_at_hand():
    data = plane_data("XOR", features=tuple(FEATURES))
    x1, x2 = data.points[0].T
    wanted = np.column_stack([x1, x2, x1 * x1, x2 * x2, x1 * x2, np.sin(x1), np.sin(x2)])
    assert data.training.inputs == pytest.approx(wanted) and data.names == tuple(FEATURES)


def test_points_set_by_hand_are_learned_from_and_change_no_other_point():
    plain = plane_data("circle")
    data = plane_data("circle", extra=((1, -2.5, "blue"), (0.5, 0, 0)))
    assert data.training.inputs[-2:].tolist() == [[1, -2.5], [0.5, 0]]
    assert data.training.targets[-2:].tolist() == [[1], [0]]
    assert (data.training.inputs[:-2] == plain.training.inputs).all()
    assert (data.validation.inputs == plain.validation.inputs).all()
    assert plane_data("wave", extra=[[0, 0, -1.5]]).training.targets[-1] == [-1.5]


def test_the_numbers_are_closed_against_changes():
    data = plane_data("circle")
    for array in (*data.training, *data.validation, *data.points):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize(
    "arguments, said",
    [
        ({"task": "Circle"}, "there is no task 'Circle'. Did you mean 'circle'? Known: circle, XOR"),
        ({"points": 9}, "points is 9, but must be a whole number, from 10 to 5000"),
        ({"points": 5001}, "points is 5001"),
        ({"points": 20.5}, "points is 20.5"),
        ({"noise": -0.1}, "noise is -0.1, but must be a number from 0 to 1"),
        ({"noise": 1.1}, "noise is 1.1, but must be a number from 0 to 1"),
        ({"noise": float("nan")}, "noise is nan"),
        ({"share": 0}, "share is 0, but must be a number between 0 and 1"),
        ({"share": 1}, "share is 1, but must be a number between 0 and 1"),
        ({"seed": -1}, "seed is -1"),
        ({"features": ()}, "there is no feature"),
        ({"extra": [(1, 2)]}, "extra point 1 is (1, 2), but must be x1, x2 and what it is, such as (0.5, 1, 'blue')"),
        (
            {"extra": [(1, 2, "blue"), (4, 0, "blue")]},
            "a place of extra point 2 is 4, but must be a number from -3 to 3",
        ),
        ({"extra": [(1, "2", "blue")]}, "a place of extra point 1 is '2'"),
        ({"extra": [(1, 2, "red")]}, "there is no class 'red'"),
        ({"extra": [(1, 2, 2)]}, "the class of extra point 1 is 2"),
        ({"extra": [7]}, "extra point 1 is 7"),
        ({"extra": 7}, "extra is 7, but must be a list of points"),
        ({"task": "wave", "extra": [(1, 2, "blue")]}, "the number of extra point 1 is 'blue', but must be a number"),
    ],
)
def test_wrong_arguments_are_answered_with_a_sentence(arguments, said):
    with pytest.raises((ValueError, TypeError)) as caught:
        plane_data(**{"task": "circle", **arguments})
    assert said in str(caught.value)
