"""Reward, the three parts of the data, loops and adaptive weights (book ch. 1): numbers by hand, and their pictures."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import PolynomialFeatures

from helpers import create, draw, load_mnist
from helpers.lessons.what_is_a_neural_network.constructions import feed, follow, mean_miss
from helpers.lessons.what_is_a_neural_network.corridor import REWARDS, learn_corridor
from helpers.lessons.what_is_a_neural_network.drawings.constructions import FIELDS, SEQUENCES, SYSTEMS
from helpers.lessons.what_is_a_neural_network.one_task import asked, sure_of_strangers, zero_or_one
from helpers.lessons.what_is_a_neural_network.splitting import HIGHEST, fit_polynomial, measured, parts, split_counts
from tests.drawn import SVG, assert_curve, lines_with, panels, points_of, texts, told

# ---- Reinforcement learning


@pytest.mark.parametrize("exploring, discount", [(0.3, 0.9), (0, 0.9), (1, 1), (0.5, 0)])
def test_every_move_follows_the_formula_from_the_values_before_it(exploring, discount):
    values, cell, walk = {(cell, way): 0.0 for cell in (2, 3, 4) for way in ("left", "right")}, 3, 1
    for move in learn_corridor(80, exploring, discount):
        assert (move.cell, move.walk) == (cell, walk)
        assert move.to == cell + {"left": -1, "right": 1}[move.action]
        assert move.reward == {1: -1, 5: 1}.get(move.to, 0)
        best = max((values[move.to, way] for way in ("left", "right")), default=0) if move.to in (2, 3, 4) else 0
        before = values[cell, move.action]
        values[cell, move.action] = before + 0.5 * (move.reward + discount * best - before)
        assert (move.before, move.best_next) == (before, best)
        assert move.after == pytest.approx(values[cell, move.action])
        for own, pair in move.values.items():
            assert pair == pytest.approx([values[own, "left"], values[own, "right"]])
        cell, walk = (3, walk + 1) if move.ends else (move.to, walk)


def test_without_chance_the_larger_value_decides_and_with_chance_alone_both_ways_are_tried():
    known = {2: (0.0, 0.0), 3: (0.0, 0.0), 4: (0.0, 0.0)}
    for move in learn_corridor(200, exploring=0):
        left, right = known[move.cell]
        assert left == right or move.action == ("right" if right > left else "left")
        known = move.values
    actions = [move.action for move in learn_corridor(400, exploring=1)]
    assert 0.4 < actions.count("left") / 400 < 0.6


def test_in_the_end_each_value_is_its_reward_times_the_discount_for_each_move_of_the_way():
    *_, last = learn_corridor(3000, exploring=1, discount=0.9)
    assert last.values[4] == pytest.approx([0.9 * 0.9, 1], abs=1e-3)
    assert last.values[3] == pytest.approx([0.9**3, 0.9], abs=1e-3)
    assert last.values[2] == pytest.approx([-1, 0.81], abs=1e-3)


def test_without_chance_the_way_is_settled_after_the_second_cheese_and_not_after_the_first():
    moves = learn_corridor(60, exploring=0)
    cheese = [number for number, move in enumerate(moves) if move.reward > 0]
    assert any(move.action == "left" for move in moves[cheese[0] + 1 : cheese[1]])
    assert all(move.action == "right" for move in moves[cheese[1] + 1 :])


def test_a_walk_at_random_comes_near_the_right_values_but_not_in_60_moves():
    after_60, after_400 = (learn_corridor(moves, exploring=1)[-1].values for moves in (60, 400))
    assert after_60[3][0] < 0.9**3 - 0.1 and after_400[3] == pytest.approx([0.9**3, 0.9], abs=0.01)


def test_more_moves_only_add_to_the_ones_before():
    assert learn_corridor(60)[:25] == learn_corridor(25) and learn_corridor(0) == []


def test_at_first_the_cheese_changes_only_the_value_of_the_last_move():
    moves = learn_corridor(60)
    first = next(number for number, move in enumerate(moves) if move.reward > 0)
    before, after = moves[first - 1].values, moves[first].values
    changed = [(cell, way) for cell in before for way in (0, 1) if before[cell][way] != after[cell][way]]
    assert changed == [(4, 1)]  # prediction 1c


@pytest.mark.parametrize("moment", [1, 4, 6, 33, 60])
def test_the_corridor_shows_the_values_after_the_move_and_the_twin_tells_it(moment):
    move = learn_corridor(moment)[-1]
    picture = draw.corridor(moment)
    shown = [text for text in texts(picture) if re.fullmatch(r"[+−]?\d\.\d\d", text)]
    wanted = [value for cell in (2, 3, 4) for value in move.values[cell]]
    assert [float(text.replace("−", "-")) for text in shown] == pytest.approx(wanted, abs=0.00501)
    assert told(picture.text)[:4] == [moment, move.walk, move.cell, move.to]
    assert told(picture.text)[-4:] == pytest.approx([move.before, move.after, 0.9, 30], abs=0.00501)
    worked = told(next(text for text in texts(picture) if text.startswith("“")))
    assert worked[1] + worked[2] * (worked[3] + worked[4] * worked[5] - worked[6]) == pytest.approx(worked[7], abs=0.01)
    ended = [text for text in texts(picture) if text[0] in "✓✗"]
    assert len(ended) == min(10, sum(one.to in REWARDS for one in learn_corridor(moment)))


# ---- Training, validation, test


@pytest.mark.parametrize(
    "examples, training, validation, wanted",
    [
        (1250, 60, 20, (750, 250, 250)),
        (70_000, 80, 10, (56_000, 7_000, 7_000)),
        (40, 100, 20, (40, 0, 0)),
        (10, 0, 100, (0, 10, 0)),
        (1, 60, 20, (1, 0, 0)),
        (1000, 60, 60, (600, 400, 0)),
    ],
)
def test_the_parts_are_the_shares_and_together_everything(examples, training, validation, wanted):
    assert split_counts(examples, training, validation) == wanted
    assert sum(split_counts(examples, training, validation)) == examples
    assert draw.split(examples, training, validation).text.startswith(f"{examples:,} example")


def test_an_empty_part_is_told_in_words():
    assert "Nothing is left for test" in draw.split(1000, 60, 40).text
    assert "Nothing is left for training" in draw.split(1000, 0, 40).text
    assert "Nothing is left" not in draw.split(1000, 60, 20).text


@pytest.mark.parametrize("share", [40, 60, 80])
def test_the_three_parts_have_no_point_in_common_and_leave_none_out(share):
    x = np.concatenate([part[0] for part in parts(share).values()])
    assert sorted(x) == sorted(measured()[0]) and len(set(x)) == len(x)


@pytest.mark.parametrize("degree", [0, 1, 3, 6, 9])
@pytest.mark.parametrize("share", [40, 60, 80])
def test_a_polynomial_is_the_one_that_scikit_learn_fits_to_the_training_part_alone(degree, share):
    (x, y), fit = parts(share)["training"], fit_polynomial(degree, share)
    powers = PolynomialFeatures(degree)
    line = LinearRegression(fit_intercept=False).fit(powers.fit_transform(x[:, None]), y)
    for name, (x, y) in parts(share).items():
        wanted = mean_squared_error(y, line.predict(powers.transform(x[:, None])))
        assert fit.errors[name] == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize("share", [40, 60, 80])
def test_a_higher_degree_never_has_a_larger_training_error(share):
    errors = [fit_polynomial(degree, share).errors["training"] for degree in range(HIGHEST + 1)]
    assert all(after <= before + 1e-12 for before, after in zip(errors, errors[1:], strict=False))


def test_the_example_of_the_notebook_overfits_from_a_middle_degree_on():
    errors = {degree: fit_polynomial(degree).errors for degree in range(HIGHEST + 1)}
    assert min(errors, key=lambda degree: errors[degree]["validation"]) == 3
    assert errors[12]["validation"] > 5 * errors[3]["validation"] and errors[12]["test"] > errors[3]["test"]


@pytest.mark.parametrize("degree", [1, 4, 9])
def test_the_errors_are_drawn_up_to_this_degree_and_no_further(degree):
    picture = draw.polynomial(degree)
    _, panel = panels(picture)
    fits = [fit_polynomial(number).errors for number in range(degree + 1)]
    assert panel.y_range == pytest.approx((0, 1.2))
    for color, name in (("#0072b2", "training"), ("#009e73", "validation")):
        (curve,) = lines_with(picture, "path", stroke=color)
        assert_curve(panel, points_of(curve), range(degree + 1), [min(fit[name], 4.8) for fit in fits], name)
    best = min(range(degree + 1), key=lambda number: fits[number]["validation"])
    assert picture.text.endswith(f"so far: degree {best}.")
    assert told(picture.text)[:4] == [degree, 24, round(fits[-1]["training"], 2), round(fits[-1]["validation"], 2)]


def test_a_polynomial_with_as_many_coefficients_as_points_hits_every_one():
    assert len(parts(30)["training"][0]) == 12
    for degree, hits in ((9, False), (11, True), (12, True)):
        assert (fit_polynomial(degree, 30).errors["training"] < 1e-9) == hits
        assert ("enough to hit every training point" in draw.polynomial(degree, 30).text) == hits
    assert fit_polynomial(11, 30).errors["validation"] > 10 * fit_polynomial(3, 30).errors["validation"]


def test_an_error_above_the_axis_is_told_in_numbers():
    errors = fit_polynomial(12, 40).errors
    assert errors["validation"] > 1.2 and f"↑ {errors['validation']:,.0f}" in texts(draw.polynomial(12, 40))


def test_the_test_part_stays_closed_until_it_is_opened():
    closed, opened = draw.polynomial(3), draw.polynomial(3, open_test=True)
    assert "test" not in closed.text and not any("test" in text for text in texts(closed))
    assert f"{fit_polynomial(3).errors['test']:.2f} on the test" in opened.text


# ---- A loop


@pytest.mark.parametrize("weight", [0, 0.5, -1.3])
@pytest.mark.parametrize("sequence", SEQUENCES.values())
def test_a_node_with_a_loop_adds_its_last_output_times_the_loop_weight(sequence, weight):
    outputs = feed(sequence, weight)
    assert outputs == pytest.approx(np.tanh(2 * np.array(sequence) + weight * np.array([0, *outputs[:-1]])))


def test_a_weak_loop_forgets_and_a_strong_one_keeps_until_it_is_flipped():
    assert feed([1] + 200 * [0], 0.9)[-1] == pytest.approx(0, abs=1e-3)
    kept = feed([1] + 200 * [0] + [-1] + 200 * [0], 1.5)
    assert kept[200] > 0.8 and kept[-1] < -0.8
    swing = feed([1, 0, 0, 0, 0], -1.2)
    assert (np.sign(swing) == [1, -1, 1, -1, 1]).all()


@pytest.mark.parametrize("sequence", SEQUENCES)
@pytest.mark.parametrize("moment, weight", [(1, 0.9), (2, -1.3), (7, 1.5), (12, 0.4)])
def test_the_loop_is_told_with_the_numbers_of_its_moment(sequence, moment, weight):
    inputs = SEQUENCES[sequence]
    found, twin = feed(inputs, weight), draw.loop(moment, weight, sequence).text
    before = found[moment - 2] if moment > 1 else 0
    a, now = inputs[moment - 1], found[moment - 1]
    wanted = [moment, a, 2, a, weight, before, now, 2, a, np.tanh(2 * a)]
    assert told(twin) == pytest.approx(wanted, abs=0.00501)


# ---- Fixed and adaptive


def test_a_fixed_node_is_an_adaptive_one_with_the_learning_rate_0_and_with_1_it_repeats_the_last_reading():
    values, fixed, adaptive = follow(0, 2.0)
    assert (fixed == adaptive).all() and fixed[0] == pytest.approx(values[:20].mean())
    values, _, adaptive = follow(1, 2.0)
    assert adaptive[21:] == pytest.approx(values[20:-1])


def test_adapting_pays_when_the_world_changes_and_costs_when_it_does_not():
    changed, same = (
        [mean_miss(values, one) for one in others] for values, *others in (follow(0.3, 2.0), follow(0.3, 0.0))
    )
    assert changed[1] < changed[0] / 2 and same[0] < same[1]
    values, fixed, fast = follow(1, 0.0)
    assert [mean_miss(values, one) for one in (fixed, fast)] == pytest.approx([0.33, 0.49], abs=0.00501)
    values, _, fast = follow(1, 2.0)
    assert mean_miss(values, fast) == pytest.approx(changed[1], abs=0.03)  # after a large change the noise costs little


@pytest.mark.parametrize("eta, change", [(0, 0), (0.3, 2), (1, -3)])
def test_the_twin_of_adapting_has_both_distances(eta, change):
    values, fixed, adaptive = follow(eta, change)
    away = [abs(values[30:] - one[30:]).mean() for one in (fixed, adaptive)]
    wanted = [30, change, away[0], eta, away[1]]
    assert told(draw.adaptive(eta, change).text) == pytest.approx(wanted, abs=0.00501)


# ---- Made for one task


def test_the_network_for_0_and_1_is_right_there_and_sure_elsewhere():
    right = sum(asked(digit, number)[1].argmax() == digit for digit in (0, 1) for number in range(1, 21))
    surest, strangers = sure_of_strangers()
    assert right >= 38 and strangers == 400 and surest > strangers / 2
    inputs, targets = load_mnist().test
    network = zero_or_one()
    for digit, number in ((7, 1), (0, 3), (9, 20)):
        picture = inputs[targets.argmax(axis=1) == digit][number - 1].astype(float)
        hidden = 1 / (1 + np.exp(-(picture @ network.weights[0] + network.biases[0])))
        net = hidden @ network.weights[1] + network.biases[1]
        share = np.exp(net) / np.exp(net).sum()
        shown = draw.one_task(digit, number)
        assert f"it says {share.argmax()}, {100 * share.max():.0f} % sure" in shown.text
        assert f"surer than 90 % of {surest}" in shown.text and f"{100 * share[0]:.0f} %" in texts(shown)


# ---- Parts and fields


@pytest.mark.parametrize(
    "part, count",
    [("input layer", 3), ("hidden layer", 4), ("output layer", 2), ("edges with weights", 20), ("bias", 6)],
)
def test_a_part_is_counted_and_everything_else_is_pale(part, count):
    picture = draw.parts(create(3, 4, 2, seed=1), part)
    assert picture.text.startswith(f"{part[0].upper()}{part[1:]} ({count} ")
    groups = list(ET.fromstring(picture.svg).iter(SVG + "g"))
    pale = sum(group.get("opacity") is not None for group in groups)
    other = {"bias": 9 + 20, "edges with weights": 9 + 6 + 2}.get(part, 9 - count + 26 + 2)
    assert pale == other


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_lies_in_all_fields_around_it_and_in_no_inner_one(system):
    depth, _ = SYSTEMS[system]
    inside, _, outside = draw.fields(system).text.split(". Why")[0].partition("; not ")
    assert [field in inside for field in FIELDS] == [level <= depth for level in range(4)]
    assert outside == (FIELDS[depth + 1] if depth < 3 else "")


# ---- What is refused


REFUSED = [  # a function, arguments that it refuses, and words of the sentence
    (learn_corridor, (-1,), "0 or more"), (learn_corridor, (2.5,), "whole number"),
    (learn_corridor, (5, 1.1), "exploring is 1.1"), (learn_corridor, (5, 0.3, -0.1), "from 0 to 1"),
    (learn_corridor, (5, 0.3, 0.9, float("nan")), "rate"), (learn_corridor, (5, "x"), "exploring is 'x'"),
    (split_counts, (0,), "1 or more"), (split_counts, (2.5,), "whole number"), (split_counts, (10, 101), "percentage"),
    (split_counts, (10, -1), "percentage"), (split_counts, (10, 60, "20"), "validation is '20'"),
    (split_counts, (10, 60, 200), "percentage"),
    *((draw.polynomial, bad, "must be a whole number, from")
      for bad in ((-1, 60), (13, 60), (2.5, 60), (3, 29), (3, 90))),
    *((feed, ([1], bad), "loop_weight is") for bad in (float("nan"), float("inf"), "x", None, True)),
    (follow, (-1, 0), "eta is -1"), (draw.fields, ("toaster",), "there is no .* Known: "),
    (draw.loop, (3, 0.5, "a tune"), "there is no .* Known: "),
    (draw.parts, (create(2, 2, 2), "hidden layers"), "there is no .* Known: "),
]  # fmt: skip


@pytest.mark.parametrize("function, arguments, sentence", REFUSED)
def test_what_makes_no_sense_is_refused_with_a_sentence(function, arguments, sentence):
    with pytest.raises((ValueError, TypeError), match=sentence):
        function(*arguments)
