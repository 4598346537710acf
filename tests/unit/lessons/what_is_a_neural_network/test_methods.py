"""Nine methods and three learning styles: each against its own definition, worked out with NumPy alone."""

import numpy as np
import pytest
from sklearn.svm import SVC

from helpers import draw, translate
from helpers.lessons.what_is_a_neural_network.clouds import CLOUDS, REACH, load_cloud
from helpers.lessons.what_is_a_neural_network.drawings.clouds import setting
from helpers.lessons.what_is_a_neural_network.methods import (
    DIALS,
    FAMILIES,
    METHODS,
    STYLES,
    fitted,
    grid,
    labelled_first,
    majority,
    styled,
)

pytestmark = pytest.mark.slow

on_every_cloud = pytest.mark.parametrize("cloud", CLOUDS)
EVERY = [(method, cloud, dial) for method in METHODS for cloud in CLOUDS for dial in (1, 3, 5)]


def flat(found):
    return found.values.ravel()


def with_one(points):
    return np.column_stack([points, np.ones(len(points))])


def nearest(points, known, count):
    """Return the places of the nearest known points, one row for each point."""
    return np.argsort(((points[:, None] - known) ** 2).sum(-1), axis=1, kind="stable")[:, :count]


# ---- The clouds


@on_every_cloud
def test_a_cloud_has_as_many_points_of_both_classes_inside_the_plane_and_no_point_twice(cloud):
    data = load_cloud(cloud)
    everything = np.vstack([data.points, data.new_points])
    assert data.classes.mean() == data.new_classes.mean() == 0.5
    assert everything.shape == (200, 2) and abs(everything).max() < REACH
    assert len(np.unique(everything, axis=0)) == 200
    with pytest.raises(ValueError):
        data.points[0] = 0


# ---- What the notebook says of them


def test_on_the_ring_spreading_8_labels_gains_8_right_answers_in_the_middle_of_nine_choices():
    new = {style: [styled(style, "ring", 8, seed).right_new for seed in range(1, 10)] for style in STYLES}
    gains = [a - b for a, b in zip(new["semi-supervised"], new["supervised"], strict=True)]
    assert (min(gains), sorted(gains)[4], max(gains), gains[0]) == (-3, 8, 17, 8), gains


def test_of_75_neighbours_on_the_chessboard_a_quarter_hundred_are_of_the_points_own_square():
    data = load_cloud("chessboard")
    squares, new = ((points > 0) @ [2, 1] for points in (data.points, data.new_points))
    found = squares[nearest(data.new_points, data.points, 75)]
    own, opposite = ((found == other[:, None]).sum(axis=1).mean() for other in (new, 3 - new))
    assert [round(count) for count in (own, opposite, own + opposite, 75 - own - opposite)] == [25, 9, 34, 41]
    assert fitted("nearest neighbours", "chessboard", 5).right_new < 20 < 95 < fitted("SVM", "chessboard", 5).right_new
    assert fitted("nearest neighbours", "chessboard", 1).right == 100


# ---- Each method is what it says


@on_every_cloud
def test_linear_regression_is_the_plane_of_least_squares(cloud):
    data = load_cloud(cloud)
    plane = np.linalg.lstsq(with_one(data.points), data.classes, rcond=None)[0]
    found = fitted("linear regression", cloud)
    assert flat(found) == pytest.approx(with_one(grid()) @ plane, abs=1e-9)
    assert found.right_new == ((with_one(data.new_points) @ plane > 0.5) == data.new_classes).sum()


@on_every_cloud
def test_logistic_regression_is_a_bent_plane_at_the_bottom_of_its_error(cloud):
    data = load_cloud(cloud)
    shares = flat(fitted("logistic regression", cloud))
    plane, rest, *_ = np.linalg.lstsq(with_one(grid()), np.log(shares / (1 - shares)), rcond=None)
    assert rest == pytest.approx(0, abs=1e-12)  # what is inside the logistic function is a plane
    out = 1 / (1 + np.exp(-with_one(data.points) @ plane))
    slopes = with_one(data.points).T @ (out - data.classes) + [*plane[:2], 0]  # of cross-entropy + |w|² / 2
    assert slopes == pytest.approx(0, abs=0.02)


@on_every_cloud
def test_naive_bayes_weighs_two_bell_curves_for_each_class(cloud):
    data, densities = load_cloud(cloud), []
    spread = 1e-9 * data.points.var(axis=0).max()
    for number in (0, 1):
        own = data.points[data.classes == number]
        variance = own.var(axis=0) + spread
        densities.append(np.exp(-((grid() - own.mean(axis=0)) ** 2 / variance / 2).sum(1)) / np.sqrt(variance.prod()))
    assert flat(fitted("naive Bayes", cloud)) == pytest.approx(densities[1] / sum(densities), abs=1e-7)


@on_every_cloud
@pytest.mark.parametrize("dial, count", [(1, 1), (3, 9), (5, 75)])
def test_the_nearest_neighbours_vote(cloud, dial, count):
    data, found = load_cloud(cloud), fitted("nearest neighbours", cloud, dial)
    assert flat(found) == pytest.approx(data.classes[nearest(grid(), data.points, count)].mean(axis=1))
    votes = data.classes[nearest(data.new_points, data.points, count)].mean(axis=1)
    assert found.right_new == ((votes > 0.5) == data.new_classes).sum()


@on_every_cloud
@pytest.mark.parametrize("dial", range(1, DIALS + 1))
def test_k_means_gives_each_point_to_the_nearest_centre_and_each_centre_is_the_middle_of_its_points(cloud, dial):
    data, found = load_cloud(cloud), fitted("k-means", cloud, dial)
    assert len(found.centres) == METHODS["k-means"].values[dial - 1]
    assert (flat(found) == nearest(grid(), found.centres, 1)[:, 0]).all()
    groups = nearest(data.points, found.centres, 1)[:, 0]
    for number, centre in enumerate(found.centres):
        assert data.points[groups == number].mean(axis=0) == pytest.approx(centre, abs=1e-3)
    right = sum(max((data.classes[groups == number] == one).sum() for one in (0, 1)) for number in set(groups))
    assert found.right == right


@on_every_cloud
def test_a_tree_with_one_question_asks_about_one_number(cloud):
    values = fitted("decision tree (CART)", cloud, 1).values
    assert (values == values[:1]).all() or (values == values[:, :1]).all()
    assert len(np.unique(values)) == 2


@on_every_cloud
def test_more_levels_of_questions_never_do_worse_on_the_points_learned_from(cloud):
    right = [fitted("decision tree (CART)", cloud, dial).right for dial in range(1, DIALS + 1)]
    assert right == sorted(right)


@on_every_cloud
@pytest.mark.parametrize("method, dial", [("SVM", 1), ("neural network", 1)])
def test_a_straight_svm_and_a_network_with_one_hidden_node_draw_straight_lines(method, dial, cloud):
    values = flat(fitted(method, cloud, dial))
    low, high = grid()[values < 0.5], grid()[values > 0.5]
    start = high.mean(axis=0) - low.mean(axis=0)
    angles = np.arctan2(start[1], start[0]) + np.linspace(-0.8, 0.8, 3201)
    directions = np.column_stack([np.cos(angles), np.sin(angles)])
    gaps = (high @ directions.T).min(axis=0) - (low @ directions.T).max(axis=0)
    assert gaps.max() > -0.06, "no straight line parts the two sides"  # the grid is 0.1 wide


@on_every_cloud
@pytest.mark.parametrize("dial", [1, 3, 5])
def test_an_svm_changes_its_answer_at_one_half_and_keeps_most_points_off_its_margin(cloud, dial):
    data, found, gamma = load_cloud(cloud), fitted("SVM", cloud, dial), METHODS["SVM"].values[dial - 1]
    model = SVC(kernel="linear") if gamma == "straight" else SVC(gamma=gamma)
    model.fit(data.points, data.classes)
    assert ((flat(found) > 0.5) == model.predict(grid())).mean() > 0.999
    assert found.right_new == (model.predict(data.new_points) == data.new_classes).sum()


@on_every_cloud
def test_each_tree_of_a_forest_has_a_vote(cloud):
    for dial, trees in enumerate(METHODS["random forest"].values, 1):
        votes = flat(fitted("random forest", cloud, dial)) * trees
        assert votes.min() >= 0 and votes.max() <= trees
    assert len(np.unique(fitted("random forest", cloud, 5).values)) > len(
        np.unique(fitted("random forest", cloud, 1).values)
    )


def test_a_hidden_layer_parts_what_a_line_cannot():
    for cloud in ("ring", "chessboard"):
        assert fitted("logistic regression", cloud).right < 75 < 95 < fitted("neural network", cloud).right


def test_a_boundary_with_corners_or_bends_parts_the_chessboard_without_a_hidden_layer_too():
    bent = ("decision tree (CART)", "nearest neighbours", "SVM", "random forest", "neural network")
    assert min(fitted(method, "chessboard").right_new for method in bent) > 85  # prediction 1d
    assert fitted("logistic regression", "chessboard").right_new < 65


# ---- All of them


@pytest.mark.parametrize("method", METHODS)
def test_fitting_again_gives_the_same_to_the_last_digit(method):
    again = fitted.__wrapped__(method, "two moons", 3)
    assert (again.values == fitted(method, "two moons", 3).values).all()
    assert again.right_new == fitted(method, "two moons", 3).right_new


def test_where_nothing_can_be_set_the_dial_changes_nothing():
    for method in ("linear regression", "logistic regression", "naive Bayes"):
        assert fitted(method, "ring", 5) is fitted(method, "ring", 1)
        assert {setting(method, dial) for dial in range(1, DIALS + 1)} == {"nothing to set"}


@pytest.mark.parametrize(
    "functions, arguments, words",
    [
        ((fitted, draw.method), ("k means", "ring"), "Did you mean 'k-means'"),
        ((fitted, draw.method), ("SVM", "moon"), "there is no cloud 'moon'"),
        ((fitted, draw.method), ("SVM", "ring", 0), "from 1 to 5"),
        ((fitted, draw.method), ("SVM", "ring", 6), "from 1 to 5"),
        ((styled,), ("superwised", "ring", 8), "Did you mean"),
        ((styled,), ("supervised", "ring", 101), "from 0 to 100"),
        ((styled,), ("supervised", "ring", -1), "from 0 to 100"),
        ((styled,), ("supervised", "rink", 8), "mean 'ring'"),
    ],
)
def test_an_unknown_name_and_a_wrong_number_get_a_sentence(functions, arguments, words):
    for function in functions:
        with pytest.raises(ValueError, match=words):
            function(*arguments)


def test_groups_get_the_class_of_their_majority():
    assert majority(np.array([0, 0, 0, 1, 2, 2]), np.array([1, 0, 0, 1, 1, 1])).tolist() == [0, 1, 1]


# ---- Learning styles


@on_every_cloud
@pytest.mark.parametrize("labelled", [1, 2, 8, 50, 100])
def test_supervised_learning_sees_the_labelled_points_only(cloud, labelled):
    data, chosen = load_cloud(cloud), labelled_first(cloud, 1)[:labelled]
    answers = data.classes[chosen][nearest(data.new_points, data.points[chosen], 1)[:, 0]]
    assert styled("supervised", cloud, labelled).right_new == (answers == data.new_classes).sum()


@on_every_cloud
def test_without_labels_only_unsupervised_learning_answers_and_labels_do_not_change_it(cloud):
    assert styled("supervised", cloud, 0) is None and styled("semi-supervised", cloud, 0) is None
    assert styled("unsupervised", cloud, 0) is styled("unsupervised", cloud, 100) is fitted("k-means", cloud, 1)


@on_every_cloud
@pytest.mark.parametrize("seed", range(1, 10))
def test_the_first_two_labels_are_one_of_each_class_and_every_point_comes_once(cloud, seed):
    order = labelled_first(cloud, seed)
    assert sorted(order) == list(range(100)) and set(load_cloud(cloud).classes[order[:2]]) == {0, 1}


def test_a_few_labels_help_most_where_a_class_hangs_together():
    ring, board = (
        (styled("semi-supervised", cloud, 8).right_new - styled("supervised", cloud, 8).right_new)
        for cloud in ("ring", "chessboard")
    )
    assert ring >= 8 > 0 > board


# ---- Pictures


@pytest.mark.parametrize("method, cloud, dial", EVERY[::5])
def test_the_twin_of_a_method_has_its_counts(method, cloud, dial):
    found, twin = fitted(method, cloud, dial), draw.method(method, cloud, dial).text
    assert twin.endswith(
        f"on {cloud}: right for {found.right} of the 100 points it learned from, and for "
        f"{found.right_new} of 100 new points."
    )


def test_the_twin_of_two_methods_has_both_counts():
    twin = draw.compare("SVM", "k-means", "ring", 4).text
    for method in ("SVM", "k-means"):
        assert f"{method} ({setting(method, 4)}) {fitted(method, 'ring', 4).right_new} of 100" in twin


@pytest.mark.parametrize("labelled", [0, 2, 8, 100])
def test_the_twin_of_the_styles_has_the_counts_of_all_three(labelled):
    twin = draw.learning_styles("two moons", labelled).text
    for style in STYLES:
        found = styled(style, "two moons", labelled)
        assert (f"{style} {found.right_new} of 100" if found else f"{style} cannot answer") in twin


def test_k_means_is_drawn_without_the_classes():
    with_classes, without = draw.method("SVM", "ring").svg, draw.method("k-means", "ring").svg
    squares = 'stroke="#ffffff" stroke-width="1"/>'
    assert squares in with_classes and squares not in without


def test_the_corrected_table_has_naive_bayes_among_what_learns_from_labels_and_k_means_among_clustering():
    assert "naive Bayes" in FAMILIES["probability"].examples and FAMILIES["probability"].style == "labels"
    assert "k-means" in FAMILIES["clustering"].examples and FAMILIES["clustering"].style == "no labels"
    told = " ".join(row.examples for row in FAMILIES)
    for method in METHODS:
        family = METHODS[method].family
        assert FAMILIES[family] and (method.split(" (")[0] in told or method.split()[-1] in told or "CART" in method)


def test_every_name_in_the_table_of_families_stands_in_the_glossary():
    for name in ", ".join(row.examples for row in FAMILIES).split(", "):
        assert translate(name.split(" (")[0]), name
