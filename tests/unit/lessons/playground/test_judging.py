"""A network that is judged: its scores, baselines, inputs and mistakes are those of scikit-learn, or found by hand."""

import itertools

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn import metrics
from sklearn.linear_model import LinearRegression

from helpers import Network, create, draw, forward, plane_data, read_table, train
from helpers.lessons.playground.data import Data, class_targets, parted
from helpers.lessons.playground.judging import (
    answers_of,
    baselines,
    beyond_chance,
    columns_of,
    compared,
    importances,
    rivals,
    surest_mistakes,
    wanted,
)
from tests import chance
from tests.cases import DIVERGED
from tests.drawn import after, assert_rounded, numbers, rects, texts, told


def learned(data, hidden=3, epochs=30, seed=1):
    """Return a network that has learned a little from data."""
    last, cost = data.ending
    start = create(len(data.names), hidden, data.outputs, activations=["tanh", last], seed=seed)
    return [*train(start, *data.training, eta=0.2, epochs=epochs, cost=cost)][-1].network


SETS = {
    "two classes": plane_data("two moons", points=120, noise=0.4),
    "three classes": read_table("iris").data("species", ["sepal_length", "sepal_width"]),
    "a number": read_table("penguins").data("body_mass_g", ["flipper_length_mm", "sex", "bill_depth_mm"]),
}
NETWORKS = {name: learned(data) for name, data in SETS.items()}
CLASSES = ["two classes", "three classes"]


def labels(data, part):
    """Return the class numbers of a part, found without the course's own functions."""
    return part.targets[:, 0].astype(int) if data.outputs == 1 else part.targets.argmax(axis=1)


def said_by(network, data):
    """Return the class numbers that a network says, found without the course's own judge."""
    output = forward(network, data.validation.inputs).output
    return (output[:, 0] > 0.5).astype(int) if data.outputs == 1 else output.argmax(axis=1)


def grams(data, values):
    """Return a scaled body mass in grams, by the mean and the spread of the training part's own column."""
    masses = [float(row[5]) for row in read_table_rows()]
    column = data.recipe.target
    assert min(masses) < column.mean < max(masses)
    return values * column.spread + column.mean


def read_table_rows():
    from helpers.datasets.files import csv_rows

    return [[*row.values()] for row in csv_rows("tables/penguins.csv") if "NA" not in row.values()]


# ---- Scores and baselines


@pytest.mark.parametrize("name", CLASSES)
def test_the_score_of_classes_is_the_accuracy_of_scikit_learn(name):
    data, network = SETS[name], NETWORKS[name]
    right = metrics.accuracy_score(labels(data, data.validation), said_by(network, data))
    assert rivals(network, data)[-1].score == pytest.approx(right, abs=1e-12) and right < 1


def test_the_score_of_numbers_is_the_root_of_scikit_learns_mean_squared_error_in_the_targets_unit():
    data, network = SETS["a number"], NETWORKS["a number"]
    right, said = (grams(data, values[:, 0]) for values in
                   (data.validation.targets, forward(network, data.validation.inputs).output))  # fmt: skip
    assert rivals(network, data)[-1].score == pytest.approx(metrics.mean_squared_error(right, said) ** 0.5)
    assert 2000 < wanted(data).min() and wanted(data).max() < 7000


@pytest.mark.parametrize("name", CLASSES)
def test_the_first_baseline_always_gives_the_most_frequent_class_of_the_training_part(name):
    data = SETS[name]
    most = np.bincount(labels(data, data.training)).argmax()
    blind = baselines(data)[0]
    assert blind.name == f"always {data.classes[most]}" and set(blind.answers.tolist()) == {most}
    assert blind.score == np.mean(labels(data, data.validation) == most)


def test_the_baselines_of_numbers_are_the_mean_and_least_squares_of_the_training_part():
    data = SETS["a number"]
    (inputs, targets), right = data.training, grams(data, data.validation.targets[:, 0])
    with_one = [np.column_stack([part, np.ones(len(part))]) for part in (inputs, data.validation.inputs)]
    line = with_one[1] @ np.linalg.lstsq(with_one[0], grams(data, targets[:, 0]), rcond=None)[0]
    mean = np.full(len(right), grams(data, targets[:, 0]).mean())
    for row, answers in zip(baselines(data), (mean, line), strict=True):
        assert row.score == pytest.approx(np.sqrt(np.mean((answers - right) ** 2)), rel=1e-6)


def test_logistic_regression_is_the_minimum_of_its_penalised_cross_entropy():
    data = SETS["three classes"]
    inputs, kinds = data.training.inputs, labels(data, data.training)

    def loss(values):
        weights, bias = values[:6].reshape(2, 3), values[6:]
        net = inputs @ weights + bias
        return -(net - np.log(np.exp(net).sum(axis=1, keepdims=True)))[np.arange(len(kinds)), kinds].sum() + (
            weights**2).sum() / 2  # fmt: skip

    best = minimize(loss, np.zeros(9), tol=1e-10).x
    said = (data.validation.inputs @ best[:6].reshape(2, 3) + best[6:]).argmax(axis=1)
    assert np.array_equal(baselines(data)[1].answers, said)


def test_one_class_to_learn_from_leaves_one_answer_to_both_baselines():
    inputs = np.arange(8.0)[:, None]
    training, validation = parted(inputs, class_targets(inputs[:, 0] < 99, 2), 0.5)
    for row in baselines(Data(training, validation._replace(targets=1 - validation.targets), ("x",), ("no", "yes"))):
        assert row.score == 0 and set(row.answers.tolist()) == {1}


def test_the_table_shows_what_was_computed():
    data, network = SETS["two classes"], NETWORKS["two classes"]
    table = compared(network, data)
    assert [row.score for row in table] == [row.score for row in rivals(network, data)]
    assert f"{len(data.validation.inputs)} validation examples" in repr(table) and "this network" in repr(table)


@pytest.mark.parametrize("name", SETS)
def test_more_than_chance_is_two_standard_errors_of_the_paired_difference(name):
    data = SETS[name]
    rows = [*rivals(NETWORKS[name], data), rivals(learned(data, epochs=1, seed=5), data)[-1]]
    right, found = wanted(data), set()
    for one, other in itertools.permutations(rows, 2):
        wrong = [((row.answers != right) * 1.0 if data.classes else (row.answers - right) ** 2).tolist()
                 for row in (one, other)]  # fmt: skip
        if wrong[0] != wrong[1]:
            found.add(beyond_chance(data, one, other))
            clear = chance.beyond_chance(*wrong) or chance.beyond_chance(*wrong[::-1])
            assert beyond_chance(data, one, other) == clear
    assert True in found


# ---- What each input contributes


def five(targets, names=("a", "b", "c")):
    """Return data with five validation examples."""
    inputs = np.random.default_rng(3).normal(size=(10, len(names)))
    return Data(*parted(inputs, targets(inputs), 0.5), names)


@pytest.mark.parametrize("classes", [(), ("no", "yes")])
def test_an_importance_is_the_mean_loss_over_all_ways_to_shuffle_one_input(classes):
    plain = five(
        lambda inputs: (inputs[:, :1] + inputs[:, 1:2] > 0) * 1.0 if classes else inputs[:, :1] - inputs[:, 1:2]
    )
    data = Data(plain.training, plain.validation, plain.names, classes)
    network = Network([[[1.0], [0.6], [0.0]]], [[0.2]], "logistic" if classes else "linear")
    right = data.validation.targets[:, 0]

    def good(inputs):
        said = inputs @ [1.0, 0.6, 0.0] + 0.2
        return np.mean((said > 0) == right) if classes else -np.sqrt(np.mean((said - right) ** 2))

    rows = {row.name: row for row in importances(network, data, repeats=1000)}
    for column, name in enumerate(data.names):
        losses = []
        for order in itertools.permutations(range(5)):
            mixed = data.validation.inputs.copy()
            mixed[:, column] = mixed[[*order], column]
            losses.append(good(data.validation.inputs) - good(mixed))
        assert abs(rows[name].mean - np.mean(losses)) <= 4.5 * np.std(losses) / 1000**0.5
        assert rows[name].spread == pytest.approx(np.std(losses), rel=0.15, abs=1e-12)
    assert rows["c"].mean == rows["c"].spread == 0


def test_the_inputs_that_one_word_has_become_are_shuffled_together():
    data = read_table("penguins").data("body_mass_g", ["sex", "species"])
    assert columns_of(data) == [("sex", (0, 1)), ("species", (2, 3, 4))]
    network = create(5, 1, activations="linear", seed=1)
    found = importances(network, data, repeats=300)["species"]
    random, inputs = np.random.default_rng(1), data.validation.inputs
    right = grams(data, data.validation.targets[:, 0])

    def error(inputs):
        return np.sqrt(np.mean((grams(data, forward(network, inputs).output[:, 0]) - right) ** 2))

    losses = []
    for _ in range(300):
        mixed = inputs.copy()
        mixed[:, 2:] = mixed[random.permutation(len(mixed)), 2:]
        losses.append(error(mixed) - error(inputs))
    assert found.mean == pytest.approx(np.mean(losses), abs=4 * np.std(losses) * (2 / 300) ** 0.5)


def test_importances_are_the_same_for_the_same_seed_come_in_order_and_change_nothing():
    data, network = SETS["three classes"], NETWORKS["three classes"]
    before = data.validation.inputs.copy()
    rows = [*importances(network, data)]
    assert rows == [*importances(network, data)] != [*importances(network, data, seed=1)]
    assert [row.mean for row in rows] == sorted((row.mean for row in rows), reverse=True)
    assert np.array_equal(data.validation.inputs, before)


# ---- Where it is wrong


def test_the_surest_mistakes_are_the_wrong_answers_by_their_probability():
    data, network = SETS["three classes"], NETWORKS["three classes"]
    output = forward(network, data.validation.inputs).output
    right, found = labels(data, data.validation), surest_mistakes(network, data)
    assert {one.number for one in found} == {*np.flatnonzero(output.argmax(axis=1) != right).tolist()} != set()
    for one in found:
        assert one.sure == output[one.number].max()
        assert (one.said, one.wanted) == tuple(
            data.classes[k] for k in (output[one.number].argmax(), right[one.number])
        )
    assert [one.sure for one in found] == sorted((one.sure for one in found), reverse=True)


@pytest.mark.parametrize("activation, bias, sure", [
    ("logistic", 0.0, [0.9820, 0.7311]), ("linear", 0.5, [4.0, 1.0]), ("tanh", 0.0, [0.9993, 0.7616]),
])  # fmt: skip
def test_with_one_output_sure_is_how_far_it_is_from_the_middle(activation, bias, sure):
    inputs, low = np.array([[9.0], [9.0], [4.0], [-1.0], [2.0]]), -1 if activation == "tanh" else 0
    targets = np.array([[1.0], [low], [low], [1.0], [1.0]])
    parts = [type(SETS["two classes"].training)(inputs[rows], targets[rows]) for rows in (slice(2), slice(2, 5))]
    found = surest_mistakes(Network([[[1.0]]], [[bias]], activation), Data(*parts, ("x",), ("no", "yes")))
    assert [(one.number, one.said, one.wanted) for one in found] == [(0, "yes", "no"), (1, "no", "yes")]
    assert [one.sure for one in found] == pytest.approx(sure, abs=5e-5)


def test_of_numbers_the_largest_errors_come_first():
    data, network = SETS["a number"], NETWORKS["a number"]
    off = answers_of(network, data) - wanted(data)
    found = surest_mistakes(network, data)
    assert [one.number for one in found] == np.argsort(-np.abs(off), kind="stable").tolist()
    assert [one.said - one.wanted for one in found] == pytest.approx(off[[one.number for one in found]])


# ---- What cannot be judged


def judges(data):
    """Return every way to judge a network with these data."""
    ways = (compared, importances, surest_mistakes, draw.judged_network, draw.input_shares, draw.surest_errors)
    return [lambda network, way=way: way(network, data) for way in ways]


def test_what_cannot_be_judged_gets_a_sentence():
    huge = Network([[[1e308, -1e308]] * 2, [[1.0], [1.0]]], [[0, 0], [0]], "linear")
    for judge in judges(SETS["two classes"]):
        for network, about in ((DIVERGED[-1].network, "diverged"), (huge, "diverged"), (create(3, 1), "want 2 inputs"),
                               (create(2, 2), "want 1 outputs"), ("network", "network is")):  # fmt: skip
            with pytest.raises((TypeError, ValueError), match=about):
                judge(network)
    for strange in (None, 3, SETS["two classes"].training, [[1, 2]]):
        for judge in judges(strange):
            with pytest.raises(TypeError, match="data is"):
                judge(create(2, 1))


# ---- The pictures


@pytest.mark.parametrize("name", CLASSES)
def test_the_confusion_table_is_scikit_learns(name):
    data, network = SETS[name], NETWORKS[name]
    table = metrics.confusion_matrix(labels(data, data.validation), said_by(network, data))
    cells = [text for text in numbers(draw.judged_network(network, data)) if text.isdecimal()]
    assert [int(cell) for cell in cells] == table.ravel().tolist()


def test_the_bars_are_as_long_as_the_scores_and_the_words_tell_them():
    for name, data in SETS.items():
        picture, rows = draw.judged_network(NETWORKS[name], data), rivals(NETWORKS[name], data)
        bars = [width for _, _, width, high in rects(picture) if high == 22]
        longest = 1.0 if data.classes else max(row.score for row in rows)
        assert np.abs(np.array(bars) - [284 * row.score / longest for row in rows]).max() < 0.1
        scores = [100 * row.score if data.classes else row.score for row in rows]
        found = [told(after(texts(picture), row.name)[0].replace(",", ""))[0] for row in rows]
        assert_rounded(found, scores, 1, name)
        assert all(text in picture.text for row in rows for text in after(texts(picture), row.name))


def test_the_words_compare_the_network_with_the_better_baseline():
    inputs = np.linspace(-1, 1, 40)[:, None]
    data = Data(*parted(inputs, class_targets(inputs[:, 0] > 0.1, 2), 0.5), ("x",), ("no", "yes"))
    straight = baselines(data)[1]
    right = [round(20 * row.score) for row in baselines(data)]
    for threshold in (-0.9, -0.3, 0.1, 0.9):
        network = Network([[[50.0]]], [[-50.0 * threshold]], "logistic")
        ours = int(np.sum((data.validation.inputs[:, 0] > threshold) == (data.validation.targets[:, 0] == 1)))
        text, apart = draw.judged_network(network, data).text, ours - max(right)
        assert ("as good as" in text) == (apart == 0) and straight.name in text
        if apart:
            assert f"{abs(apart)} answer{'s' * (abs(apart) > 1)} {'more' if apart > 0 else 'fewer'} than" in text


def test_a_number_is_told_with_the_name_of_its_column_and_a_point_of_the_plane_without():
    data = read_table("penguins").data("body_mass_g", ["sex", "year"])
    network = learned(data, epochs=3)
    assert " the typical error in body_mass_g of this network is " in draw.judged_network(network, data).text
    assert ": the typical error in body_mass_g grows by " in draw.input_shares(network, data, 1).text
    assert " answers, the largest errors in body_mass_g first. " in draw.surest_errors(network, data).text
    line = plane_data("line")
    assert " the typical error of this network is " in draw.judged_network(learned(line, epochs=3), line).text


def test_a_difference_that_rounds_to_nothing_is_told_as_none():
    x = np.linspace(-1, 1, 40)[:, None]
    data = Data(*parted(x, x + 0.1 * np.cos(9 * x), 0.5), ("x",))
    straight = LinearRegression().fit(*data.training)
    for more, said in ((1e-9, ": as good as linear regression."), (0.5, " % larger than that of linear regression")):
        network = Network([straight.coef_.T], [straight.intercept_ + more], "linear")
        assert said in draw.judged_network(network, data).text


def test_a_dot_stands_for_each_number_at_what_is_right_and_what_is_said():
    data, network = SETS["a number"], NETWORKS["a number"]
    right, said = wanted(data), answers_of(network, data)
    picture = draw.judged_network(network, data)
    spots = picture.svg.split('stroke-linecap="round"')[0].rpartition(' d="')[2].partition('"')[0]
    found = np.array([spot.removesuffix("h0").split() for spot in spots.split("M")[1:]], float)
    for values, places, way in ((right, found[:, 0], 1), (said, found[:, 1], -1)):
        slope, _ = np.polyfit(values, places, 1)
        assert way * slope > 0 and np.abs(np.polyval(np.polyfit(values, places, 1), values) - places).max() < 0.11
    assert f"{(said > right).sum()} answers are too high" in picture.text


def test_each_input_has_a_bar_with_its_mean_and_a_line_for_its_spread():
    data, network = SETS["three classes"], NETWORKS["three classes"]
    rows, picture = importances(network, data), draw.input_shares(network, data)
    assert "±" not in str(texts(draw.input_shares(network, data, 1))), "a single shuffle has no spread"
    bars = [width for _, _, width, high in rects(picture) if high == 20]
    assert np.array(bars) / bars[0] == pytest.approx([row.mean / rows[0].mean for row in rows], abs=0.01)
    for row in rows:
        mean, spread = told(after(texts(picture), row.name)[0])
        assert_rounded([mean, spread], [100 * row.mean, 100 * row.spread], 1)
        assert f"{mean:.1f} points for {row.name} (± {spread:.1f})" in picture.text


def test_a_mistake_shows_its_example_as_it_stands_in_the_table():
    table = read_table("penguins")
    data = table.data("species", ["body_mass_g", "sex", "year"], share=0.6)
    network = learned(data, epochs=10)
    picture = draw.surest_errors(network, data)
    known = {(row[0], row[5], row[6]) for row in read_table_rows()}
    lines = [after(texts(picture), "year", 8), after(texts(picture), "sex", 8), after(texts(picture), "body_mass_g", 8)]
    years, sexes, masses = lines
    first = surest_mistakes(network, data)[:8]
    for one, year, sex, mass in zip(first, years, sexes, masses, strict=False):
        assert (one.wanted, mass.replace(",", ""), sex) in known and 2007 <= int(year.replace(",", "")) <= 2009
    assert f"body_mass_g {masses[0]}, sex {sexes[0]}" in picture.text
    assert f"{len(surest_mistakes(network, data))} of {len(data.validation.inputs)} answers are wrong" in picture.text
