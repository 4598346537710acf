"""Transfer learning: the last layer against scikit-learn, frozen layers, fair tasks, what was measured, pictures."""

import functools
import itertools
import re

import numpy as np
import pytest
from scipy.ndimage import shift
from sklearn.linear_model import LogisticRegression

from helpers import create, draw, forward
from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.transfer import (
    HOW_FEW,
    NEW,
    NO_DIGITS,
    OLD,
    REACH,
    WAYS,
    Result,
    Scores,
    bottlenecks,
    compare,
    judged_scores,
    last_layer,
    learned,
    moved,
    no_digit,
    on_top,
    only,
    pick,
    recorded_transfer,
    trial,
    two_tasks,
    untrained,
    with_new_last,
)
from helpers.study.judging import accuracy
from tests.chance import beyond_chance, by_chance
from tests.drawn import assert_colors, images, ink, lines_of, numbers, rects

pytestmark = pytest.mark.slow

DIGITS = load_mnist()
RANDOM = np.random.default_rng(11)
FEATURES = RANDOM.normal(size=(40, 6)) @ RANDOM.normal(size=(6, 30))
TARGETS = np.eye(3)[np.arange(40) % 3]


@functools.cache
def tasks(reach=0):
    return two_tasks(DIGITS, reach)


@functools.cache
def source(reach=0):
    return learned(tasks(reach).old)


# ---- The new last layer


@pytest.mark.parametrize("count", [50, 500])
def test_the_last_layer_is_as_good_as_scikit_learns_logistic_regression(count):
    part, test = DIGITS.training.first(count), DIGITS.test
    ours = accuracy(last_layer(part.inputs, part.targets), *test)
    theirs = LogisticRegression(C=10, max_iter=2000).fit(part.inputs, part.targets.argmax(axis=1))
    wanted = theirs.score(test.inputs, test.targets.argmax(axis=1))
    assert ours == pytest.approx(wanted, abs=by_chance(wanted, len(test.inputs)))


@pytest.mark.parametrize("factor, move", [(1000.0, 0.0), (1e-6, 0.0), (1.0, 500.0), (0.01, -7.0)])
def test_scale_and_place_of_the_features_do_not_matter(factor, move):
    plain, other = last_layer(FEATURES, TARGETS), last_layer(factor * FEATURES + move, TARGETS)
    found = forward(other, factor * FEATURES + move).output
    assert found == pytest.approx(forward(plain, FEATURES).output, abs=1e-6)


def test_it_learns_what_it_is_shown_and_chance_plays_no_part():
    one, two = last_layer(FEATURES, TARGETS), last_layer(FEATURES, TARGETS)
    assert one == two and one.activations == ("softmax",)
    part = pick(tasks().new, 5)
    assert accuracy(last_layer(*part), *part) == 1


@pytest.mark.parametrize("features", [np.zeros((4, 3)), np.ones((4, 1)), [[1], [2], [3], [4]], np.full((4, 2), 1e150)])
def test_features_without_any_difference_do_no_harm(features):
    network = last_layer(features, np.eye(2)[[0, 1, 0, 1]])
    assert all(np.isfinite(array).all() for array in network.weights + network.biases)


@pytest.mark.parametrize(
    "features, targets, sentence",
    [
        ([1.0, 2.0], [[1, 0], [0, 1]], r"features have shape \(2,\), but must have one row for each picture"),
        ([[1.0], [2.0]], [0, 1], r"targets have shape \(2,\).*classes"),
        ([[1.0], [2.0]], [[1, 0]], "2 examples of inputs but 1 of targets"),
        ([[1.0], [np.nan]], [[1, 0], [0, 1]], "ordinary numbers"),
        (np.zeros((0, 3)), np.zeros((0, 2)), "one row for each picture"),
    ],
)
def test_features_that_do_not_fit_are_refused_with_a_sentence(features, targets, sentence):
    with pytest.raises(ValueError, match=sentence):
        last_layer(features, targets)


def test_nothing_given_is_changed():
    features, targets = FEATURES.copy(), TARGETS.copy()
    last_layer(features, targets)
    assert np.array_equal(features, FEATURES) and np.array_equal(targets, TARGETS)


# ---- Frozen layers


def test_bottlenecks_are_the_relu_of_the_hidden_net_inputs():
    network, inputs = untrained(), DIGITS.test.inputs[:5].astype(float)
    wanted = np.maximum(inputs @ network.weights[0] + network.biases[0], 0)
    assert bottlenecks(network, inputs) == pytest.approx(wanted)


def test_only_the_last_layer_is_new():
    network = with_new_last(source(), pick(tasks().new, 3))
    assert np.array_equal(network.weights[0], source().weights[0])
    assert np.array_equal(network.biases[0], source().biases[0])
    assert not np.array_equal(network.weights[1], source().weights[1])


def test_the_put_together_network_says_what_the_last_layer_says_about_the_bottlenecks():
    last = create(100, 3, activations="softmax", seed=2)
    inputs = DIGITS.test.inputs[:7]
    together = forward(on_top(source(), last), inputs).output
    assert together == pytest.approx(forward(last, bottlenecks(source(), inputs)).output)


# ---- Fair tasks


def test_the_tasks_share_no_digit_and_no_picture():
    kinds = DIGITS.training.targets.argmax(axis=1)
    for part, chosen in ((tasks().old, OLD), (tasks().new, NEW)):
        wanted = [DIGITS.training.inputs[kinds == digit] for digit in chosen]
        for column, pictures in enumerate(wanted):
            assert np.array_equal(part.inputs[part.targets[:, column] == 1], pictures)
    assert not set(OLD) & set(NEW)


@pytest.mark.parametrize("reach", [1, 4])
def test_a_moved_picture_is_the_picture_moved_by_whole_pixels_within_reach(reach):
    part = only(DIGITS.test.first(20), range(10))
    for before, after in zip(part.inputs, moved(part, reach, seed=3).inputs, strict=True):
        places = [
            shift(before.reshape(28, 28), (down, right), order=0)
            for down in range(-reach, reach + 1)
            for right in range(-reach, reach + 1)
        ]
        assert any(np.array_equal(place, after.reshape(28, 28)) for place in places)


def test_moving_uses_all_places_and_keeps_the_targets():
    dot = Part(np.eye(784)[[406]], np.eye(5)[[3]])
    many = moved(dot, 2, copies=500)
    assert len(set(many.inputs.argmax(axis=1).tolist())) == 25
    assert (many.targets == dot.targets).all() and len(many.inputs) == 500


@pytest.mark.parametrize("subset, copies", [(True, 5), (False, 1)])
def test_with_a_reach_all_pictures_are_moved_and_a_small_first_task_gets_more_of_them(subset, copies):
    found = two_tasks(DIGITS._replace(subset=subset), REACH)
    assert [len(part.inputs) for part in found] == [2000 * copies, 250, 2000, 250]
    for still, part in zip(tasks(), found, strict=True):
        times = len(part.inputs) // len(still.inputs)
        assert np.array_equal(part.targets, np.tile(still.targets, (times, 1)))
        kept = part.inputs.sum(axis=1) / np.tile(still.inputs.sum(axis=1), times)
        assert kept.max() < 1 + 1e-5 and np.median(kept) > 1 - 1e-5, "its own pictures, nearly all of them whole"
        same = (part.inputs == np.tile(still.inputs, (times, 1))).all(axis=1).mean()
        assert same < 0.05, "one place in 81 is the old one"


@pytest.mark.parametrize("k", HOW_FEW)
def test_pick_takes_k_different_pictures_of_each_class_and_the_seed_matters(k):
    one, other = (pick(tasks().new, k, seed) for seed in (0, 1))
    assert (one.targets.sum(axis=0) == k).all()
    assert len(np.unique(one.inputs, axis=0)) == 5 * k
    assert not np.array_equal(one.inputs, other.inputs)


@pytest.mark.parametrize(
    "call, error, sentence",
    [
        (lambda: pick(tasks().new, 0), ValueError, "k is 0"),
        (lambda: pick(tasks().new, 401), ValueError, "k is 401.* from 1 to 400"),
        (lambda: pick(tasks().new, 2.5), TypeError, "k is 2.5"),
        (lambda: moved(tasks().new, -1), ValueError, "reach is -1"),
        (lambda: trial("magic", None, tasks(), 1), ValueError, "no way 'magic'"),
        (lambda: bottlenecks(create(4, 2), np.zeros((1, 4))), ValueError, "no hidden layer"),
        (lambda: no_digit("cat"), ValueError, "no kind 'cat'"),
        (lambda: draw.four_ways("magic"), ValueError, "no way 'magic'"),
        (lambda: draw.transfer_curves({"moved": recorded_transfer()}, 3, "all"), ValueError, "no k '3'"),
        (lambda: draw.transfer_curves({}, 5, "all"), ValueError, "results has 0 sorts of pictures"),
        (lambda: draw.transfer_curves(recorded_transfer(), 5, "all"), TypeError, "must be a table of Results"),
        (lambda: draw.two_scores(float("nan"), 0), ValueError, "first is nan, but must be a number"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_compare_gives_every_way_every_k_and_every_seed_and_the_same_again():
    found = compare(source(), tasks(), ks=(1, 5), seeds=range(2))
    assert [(result.way, result.k) for result in found] == [(way, k) for way in WAYS for k in (1, 5)]
    assert all(len(result.shares) == 2 for result in found)
    assert found == compare(source(), tasks(), ks=(1, 5), seeds=range(2))


def test_the_share_is_that_of_all_test_pictures_of_the_new_digits():
    few = pick(tasks().new, 5, 3)
    network = on_top(source(), last_layer(bottlenecks(source(), few.inputs), few.targets))
    said = forward(network, tasks().new_test.inputs).output.argmax(axis=1)
    wanted = (said == tasks().new_test.targets.argmax(axis=1)).mean()
    assert trial("learned, frozen", source(), tasks(), 5, 3) == wanted and len(said) == 250


def test_the_usual_trainings_are_those_of_the_measurements():
    few = pick(tasks().new, 5)
    assert last_layer(FEATURES, TARGETS) == last_layer(FEATURES, TARGETS, 200, 2)
    assert last_layer(FEATURES, TARGETS) != last_layer(FEATURES, TARGETS, 201, 2)
    assert learned(few) == learned(few, 1, 10, 50) != learned(few, 1, 11, 50)


def test_learning_from_scratch_is_given_enough_time():
    few = pick(tasks(REACH).new, 50)
    assert accuracy(WAYS["from scratch"](None, few, 0), *few) == 1


# ---- What the notebook says about the measurements


def table(results):
    return {(result.way, result.k): result for result in results}


def live(reach):
    return compare(source(reach), tasks(reach), ks=(10, 50), seeds=range(3))


@pytest.mark.parametrize("results", [lambda: recorded_transfer(REACH), lambda: live(REACH)], ids=["recorded", "live"])
@pytest.mark.parametrize("k", [10, 50])
def test_moved_digits_transfer_wins_by_far(results, k):
    found = table(results())
    others = max(max(found[way, k].shares) for way in WAYS if way != "learned, frozen")
    assert min(found["learned, frozen", k].shares) > others, "its worst run is better than the best of all others"


@pytest.mark.parametrize("k", HOW_FEW)
def test_moved_digits_transfer_wins_even_with_few_and_one_picture_is_worth_little(k):
    found = table(recorded_transfer(REACH))
    own, others = found["learned, frozen", k], [found[way, k] for way in WAYS if way != "learned, frozen"]
    assert all(beyond_chance(own.shares, other.shares) for other in others)
    assert (min(own.shares) > max(max(other.shares) for other in others)) == (k >= 10), "by far, or not"


@pytest.mark.parametrize("results", [recorded_transfer, lambda: live(0)], ids=["recorded", "live"])
@pytest.mark.parametrize("k", [10, 50])
def test_digits_as_they_are_transfer_does_not_win_but_beats_random_numbers(results, k):
    found = table(results())
    frozen, pixels, scratch = (found[way, k].mean for way in ("learned, frozen", "pixels only", "from scratch"))
    assert found["random, frozen", k].mean < frozen < min(pixels, scratch)


def test_the_record_has_ten_seeds_for_every_way_k_and_reach():
    for reach in (0, REACH):
        found = table(recorded_transfer(reach))
        assert set(found) == {(way, k) for way in WAYS for k in HOW_FEW}
        assert all(len(result.shares) == 10 and len(set(result.shares)) > 1 for result in found.values())


def test_each_pictures_score_is_its_own_largest_output_and_right_where_it_stands_at_the_target():
    network = untrained()
    part = tasks().old_test
    outputs, targets = forward(network, part.inputs).output.tolist(), part.targets.tolist()
    found = judged_scores(network, part)
    assert found.scores.tolist() == [max(row) for row in outputs] and len(set(found.scores.tolist())) > 200
    assert found.right.tolist() == [
        row.index(max(row)) == target.index(1) for row, target in zip(outputs, targets, strict=True)
    ]


def test_scores_of_known_digits_are_fair_and_those_of_unseen_digits_are_not():
    known = judged_scores(source(), tasks().old_test)
    assert abs(known.scores.mean() - known.right.mean()) < by_chance(known.right.mean(), len(known.right))
    unseen = judged_scores(source(), tasks().new_test, known=False)
    assert not unseen.right.any() and (unseen.scores > 0.9).mean() > 0.2, "many: one in five, of which none is right"


@pytest.mark.parametrize("way", ["learned, frozen", "random, frozen"])
def test_with_few_pictures_of_a_hard_task_both_frozen_networks_claim_more_than_they_can(way):
    few = judged_scores(WAYS[way](source(REACH), pick(tasks(REACH).new, 20), 0), tasks(REACH).new_test)
    assert few.scores.mean() > few.right.mean() + by_chance(few.right.mean(), len(few.right))


def test_with_few_pictures_of_an_easy_task_a_network_need_not_claim_more_than_it_can():
    few = judged_scores(WAYS["from scratch"](None, pick(tasks().new, 20), 0), tasks().new_test)
    assert few.scores.mean() < few.right.mean() + by_chance(few.right.mean(), len(few.right))


# ---- Pictures


def test_the_ways_have_the_parameters_of_the_networks_that_run():
    few = pick(tasks().new, 1)
    for way, make in WAYS.items():
        parameters = make(source(), few, 0).parameter_count
        written = [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]+\d", draw.four_ways(way).text)]
        assert sum(written) == parameters, way


@pytest.mark.parametrize("k", HOW_FEW)
def test_all_the_few_pictures_are_shown(k):
    few = pick(tasks().new, k)
    (_, _), (_, sheet) = images(draw.few_pictures(tasks(), few))
    assert sheet.shape[:2] == (5 * 29 - 1, 10 * 29 - 1)
    first = few.inputs[few.targets[:, 0] == 1][0].reshape(28, 28)
    assert_colors(sheet[:28, :28], ink(first), near=255 / 16 / 2 + 1)
    shown = draw.few_pictures(tasks(), few)
    assert f"{5 * k} pictures of 5 to 9, {k} of each" in shown.text
    assert ("more of each" in " ".join(numbers(shown))) == (k > 10)


@pytest.mark.parametrize("k", HOW_FEW)
def test_the_numbers_below_the_curves_are_those_of_the_results(k):
    sorts = {"as they are": recorded_transfer(), "moved": recorded_transfer(REACH)}
    shown = draw.transfer_curves(sorts, k, "all")
    for place, (sort, results) in enumerate(sorts.items()):
        _, _, told = shown.text.partition(f"{sort.capitalize()}: ")
        column = [line.text for line in lines_of(shown.svg) if line.left == 280 * (1 + place)]
        for way, written in zip(WAYS, column, strict=True):
            shares = 100 * np.array(table(results)[way, k].shares)
            value = f"{shares.mean():.0f} % ± {shares.std(ddof=1):.0f}"
            assert written == value and f"{way} {value}" in told.partition(".")[0]


def test_the_curves_of_each_sort_stand_at_its_means_in_its_own_axes():
    def of(low):
        return [Result(way, k, (low + 0.1 * place, low + 0.1 * place + 0.2)) for place, way in enumerate(WAYS)
                for k in HOW_FEW]  # fmt: skip

    svg = draw.transfer_curves({"one": of(0.0), "other": of(0.35)}, 1, "all").svg
    signs = [tuple(map(float, found)) for found in re.findall(r"translate\(([\d.]+) ([\d.]+)\)", svg)]
    for left, low in ((56, 0.0), (408, 0.35)):
        for place in range(4):
            height = 66 + 200 * (1 - (low + 0.1 * place + 0.1))
            own = [x for x, y in signs if abs(y - height) < 0.11 and left <= x <= left + 282]
            assert len(own) == len(HOW_FEW), (low, place)


@pytest.mark.parametrize("pair", [(0, 0), (2, -0.8), (-5, 5), (5, 5), (0.3, 0.1)])
def test_two_scores_are_the_logistic_function_of_the_difference(pair):
    first = 1 / (1 + np.exp(pair[1] - pair[0]))
    shown = draw.two_scores(*pair)
    assert f"snake {first:.4f}, lizard {1 - first:.4f}, together 1" in shown.text


@pytest.mark.parametrize("kind", NO_DIGITS)
@pytest.mark.parametrize("number", [1, 7, 40])
def test_what_is_no_digit_is_a_picture_and_gets_scores_that_share_all(kind, number):
    picture = no_digit(kind, number)
    assert picture.shape == (28, 28) and 0 <= picture.min() and picture.max() <= 1
    shown = draw.asked(source(), picture, kind)
    scores = forward(source(), picture.reshape(1, -1)).output[0]
    assert f"says {scores.argmax()} with a score of {100 * scores.max():.1f} %" in shown.text
    assert sum(width for *_, width, height in rects(shown, fill="#0072b2") if height == 20) == pytest.approx(290, abs=1)


@pytest.mark.parametrize("limit", [0.5, 0.9, 1.0])
def test_the_bars_and_counts_of_scores_are_counted_right(limit):
    scores, right = RANDOM.uniform(0.2, 1, 300), RANDOM.random(300) < 0.7
    shown = draw.reliability(Scores(scores, right), limit, "some")
    sure = [good for score, good in zip(scores, right, strict=True) if score >= limit]
    assert f": {len(sure)} answers, {len(sure) - sum(sure)} of them wrong" in shown.text
    for low, high in itertools.pairwise(np.linspace(0.2, 1, 9)):
        inside = (scores >= low) & (scores < high)
        left = 56 + 340 * (low + 0.008 - 0.2) / 0.8
        bar = [height for x, _, width, height in rects(shown) if abs(x - left) < 0.2 and 30 < width < 40]
        assert bar == pytest.approx([230 * right[inside].mean()], abs=0.2)
        assert str(int(inside.sum())) in numbers(shown)
