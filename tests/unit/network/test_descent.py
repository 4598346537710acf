"""The update rules: PyTorch's numbers, steps computed by hand, and what train does with them; schedules and walks."""

import inspect
import itertools
import math
import warnings

import numpy as np
import pytest

from helpers import (
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    RULES,
    SCHEDULES,
    SURFACES,
    create,
    gradients,
    network_surface,
    total_error,
    train,
    update,
    update_rules,
    walk,
)
from helpers.network.descent import descend
from helpers.network.rules import rising_then_falling

# The first five places from (1, -2) on x^2 + y^4/2 + xy, from PyTorch 2.13.0 (torch.optim, float64): SGD(lr=.1),
# SGD(lr=.1, momentum=.9), the same with nesterov=True, Adagrad(lr=.1), Adadelta(lr=1, rho=.95, eps=1e-6),
# RMSprop(lr=.1, alpha=.9, eps=1e-8), Adam(lr=.1).
TORCH = {
    "gradient descent": [
        [1.0, -0.4999999999999999], [0.85, -0.575], [0.7374999999999999, -0.6219781249999999],
        [0.6521978125, -0.64760483307392], [0.586518733307392, -0.6585045545262164],
    ],
    "momentum": [
        [1.0, -0.4999999999999999], [0.85, 0.7750000000000001], [0.4674999999999999, 1.744403125],
        [-0.14469031250000014, 1.508492339116679], [-0.817572765161668, 0.6241119749296679],
    ],
    "Nesterov": [
        [1.0, 0.8500000000000002], [0.45849999999999996, 1.6416325], [-0.258490175, 0.7863600656775668],
        [-0.7246865534787377, 0.718559290673135], [-0.9811644946045959, 0.7185063592325197],
    ],
    "Adagrad": [
        [1.0, -1.9000000000006667], [0.9000000001, -1.835329674083203], [0.9333118220355882, -1.784966815374324],
        [0.8723059419359913, -1.7432763312925692], [0.8713081992331633, -1.7070830579467597],
    ],
    "Adadelta": [
        [1.0, -1.995527864243762], [0.9968377224101044, -1.9910145962163193], [0.9946907620871822, -1.9864836862665771],
        [0.9923698245482683, -1.9819473141053576], [0.9901116368601217, -1.9774125699558567],
    ],
    "RMSprop": [
        [1.0, -1.6837722346498287], [0.6837722656059355, -1.5209464050579677],
        [0.8277420062730578, -1.4026398491704002], [0.6315613436736427, -1.314223254218613],
        [0.6729944585026867, -1.238820922570727],
    ],
    "Adam": [
        [1.0, -1.9000000000666666], [0.9255863281643529, -1.80076498236233], [0.8454603736012295, -1.7028064138804817],
        [0.7863321138825478, -1.6066532352984222], [0.7542740298307681, -1.5128445213223403],
    ],
}  # fmt: skip

# Steps for the slopes g, computed by hand from the published formulas with eta = 0.1 (Adadelta: eta = 1).
u1 = 0.05 * 1e-6 / 0.050001
BY_HAND = {
    "gradient descent": ([1, 2, -3], [0.1, 0.2, -0.3]),
    "momentum": ([1, 1, 1], [0.1, 0.19, 0.271]),  # v = -0.1, -0.19, -0.271: the book's rule of ch. 23
    "Nesterov": ([1, 1, 1], [0.1 + 0.09, 0.1 + 0.171, 0.1 + 0.2439]),
    "Adagrad": ([3, 4, 12], [0.1 * 3 / 3, 0.1 * 4 / 5, 0.1 * 12 / 13]),
    "Adadelta": ([1, 1, 0], [math.sqrt(1e-6 / 0.050001), math.sqrt((u1 + 1e-6) / (0.0975 + 1e-6)), 0]),
    "RMSprop": ([1, 1, 1], [0.1 / math.sqrt(0.1), 0.1 / math.sqrt(0.19), 0.1 / math.sqrt(0.271)]),
    "Adam": ([1, -1, 0], [0.1, 0.1 * -0.01 / 0.19, 0.1 * (-0.009 / 0.271) / math.sqrt(0.001997001 / 0.002997001)]),
}


def slope(w):
    return np.array([2 * w[0] + w[1], 2 * w[1] ** 3 + w[0]])


def test_every_rule_is_proved_twice():
    assert set(TORCH) == set(BY_HAND) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_walk_goes_through_the_same_places_as_pytorch_s_optimiser(rule):
    places = walk(slope, [1.0, -2.0], 1.0 if rule == "Adadelta" else 0.1, 5, rule)
    np.testing.assert_allclose(places[1:], TORCH[rule], rtol=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_three_steps_by_hand(rule):
    row, (slopes, steps) = RULES[rule], BY_HAND[rule]
    state = row.start(np.array([0.0]))
    for g, wanted in zip(slopes, steps, strict=True):
        before = [np.array(part) for part in state]
        step, new = row.step(np.array([float(g)]), state, 1.0 if rule == "Adadelta" else 0.1)
        assert step == pytest.approx([wanted], rel=1e-6, abs=1e-12)
        assert all(np.array_equal(old, part) for old, part in zip(before, state, strict=True)), "the old state changed"
        state = new


@pytest.mark.parametrize("rule", RULES)
def test_twice_the_learning_rate_is_twice_the_step(rule):
    row, g = RULES[rule], np.array([0.3, -2.0])
    (once, _), (twice, _) = (row.step(g, row.start(g), eta) for eta in (0.1, 0.2))
    assert twice == pytest.approx(2 * once) and once.all()


@pytest.mark.parametrize("rule", RULES)
def test_settings_are_the_functions_own_usual_values_and_can_be_changed(rule):
    def second_step(**settings):
        row = RULES[rule]
        _, state = row.step(np.array([1.0]), row.start(np.array([1.0])), 0.1, **settings)
        return row.step(np.array([-2.0]), state, 0.1, **settings)[0]

    settings = RULES[rule].settings
    assert [*settings] == [*inspect.signature(RULES[rule].step).parameters][3:], "after slope, state and eta"
    assert np.array_equal(second_step(), second_step(**settings))
    for setting in settings:
        assert not np.array_equal(second_step(), second_step(**{**settings, setting: 0.5})), setting


# ---- What train does with them


def linear_problem():
    random = np.random.default_rng(4)
    return create(2, 3, 1, seed=2), random.normal(size=(6, 2)), random.uniform(size=(6, 1))


@pytest.mark.parametrize("value", [None, 0.5], ids=["usual settings", "other settings"])
@pytest.mark.parametrize("rule", RULES)
def test_train_takes_the_rule_s_steps_on_every_array_with_a_state_of_its_own(rule, value):
    network, inputs, targets = linear_problem()
    settings = dict.fromkeys(RULES[rule].settings, value) if value else {}
    arrays, states = [*network.weights, *network.biases], None
    for step in train(network, inputs, targets, 0.1, epochs=3, rule=rule, **settings):
        found = gradients(network, inputs, targets, "SE")
        slopes = [array / len(inputs) for array in (*found.weights, *found.biases)]  # the mean over the examples
        states = states or [RULES[rule].start(array) for array in slopes]
        moves = [RULES[rule].step(g, state, 0.1, **settings) for g, state in zip(slopes, states, strict=True)]
        states = [state for _, state in moves]
        arrays = [array - move for array, (move, _) in zip(arrays, moves, strict=True)]
        network = step.network
        for got, wanted in zip((*network.weights, *network.biases), arrays, strict=True):
            np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_lowers_the_error_and_keeps_float32(rule):
    network = create(2, 3, 1, seed=2, dtype=np.float32)
    _, inputs, targets = linear_problem()
    eta = 1.0 if rule == "Adadelta" else 0.05
    *_, last = train(network, inputs, targets, eta, epochs=60, rule=rule, weight_decay=1e-4)
    assert last.network.dtype == np.float32 and {a.dtype for a in last.network.biases} == {np.dtype(np.float32)}
    assert total_error(last.network, inputs, targets) < 0.99 * total_error(network, inputs, targets)


def test_weight_decay_adds_its_share_to_the_slope_of_weights_and_not_of_bias_weights():
    _, inputs, targets = linear_problem()
    network = create(2, 3, 3, 1, seed=2)  # two hidden layers, so that each array has a place of its own
    (with_decay,) = train(network, inputs, targets, 0.1, weight_decay=0.3)
    (without,) = train(network, inputs, targets, 0.1)
    for decayed, free, old in zip(with_decay.network.weights, without.network.weights, network.weights, strict=True):
        np.testing.assert_allclose(decayed, free - 0.1 * 0.3 * old, rtol=1e-12)
    for decayed, free in zip(with_decay.network.biases, without.network.biases, strict=True):
        np.testing.assert_allclose(decayed, free, rtol=1e-12)


@pytest.mark.parametrize("schedule, rates", [
    ("constant", {0: 0.4, 99: 0.4, 250: 0.4}),
    ("halved every 100", {0: 0.4, 99: 0.4, 100: 0.2, 250: 0.1}),
    ("1 percent less each time", {0: 0.4, 1: 0.396, 100: 0.4 * 0.99**100}),
    ("eta / (1 + number / 100)", {0: 0.4, 100: 0.2, 300: 0.1}),
])  # fmt: skip
def test_schedules_give_the_rates_of_their_names_and_train_follows_them(schedule, rates):
    for number, rate in rates.items():
        assert SCHEDULES[schedule](0.4, number) == pytest.approx(rate)
    network, inputs, targets = BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS
    for number, step in enumerate(train(network, inputs, targets, 0.4, epochs=103, schedule=schedule)):
        rate = SCHEDULES[schedule](0.4, number)
        by_hand = update(network, gradients(network, inputs, targets), rate)
        assert step.network["w5"] == pytest.approx(by_hand["w5"], rel=1e-9), number
        network = step.network


@pytest.mark.parametrize("number, rate", [(0, 0), (10, 0.15), (20, 0.3), (60, 0.15), (99, 0.00375), (100, 0), (150, 0)])
def test_a_rate_that_rises_in_the_first_fifth_falls_in_a_line_to_0_at_the_end(number, rate):
    assert rising_then_falling(100)(0.3, number) == pytest.approx(rate)
    assert rising_then_falling(100, rising=0.4)(0.3, 40) == pytest.approx(0.3)


# ---- Walks and surfaces


@pytest.mark.parametrize("name", SURFACES)
def test_a_surface_s_slope_is_the_derivative_of_its_height(name):
    surface, h = SURFACES[name], 1e-6
    for x, y in np.random.default_rng(1).uniform(-2, 2, (20, 2)):
        numerical = [(surface.height(x + h, y) - surface.height(x - h, y)) / (2 * h),
                     (surface.height(x, y + h) - surface.height(x, y - h)) / (2 * h)]  # fmt: skip
        assert surface.slope(np.array([x, y])) == pytest.approx(numerical, abs=1e-7)


@pytest.mark.parametrize("name", SURFACES)
def test_a_surface_is_written_as_it_is_computed_and_its_rate_leads_down(name):
    surface = SURFACES[name]
    python = surface.formula.removeprefix("E = ").replace("²", "**2").replace("⁴", "**4").replace("−", "-")
    python = python.replace("0.3 w", "0.3*w").replace("5 w", "5*w")
    for x, y in ((0.5, -1.5), (-2.0, 1.0)):
        assert eval(python, {"w1": x, "w2": y}) == pytest.approx(float(surface.height(x, y)), rel=1e-12)
    heights = surface.height(*walk(surface.slope, surface.start, surface.eta, 40).T)
    assert heights[-1] < 0.7 * heights[0]


@pytest.mark.parametrize("name", SURFACES)
def test_no_place_on_a_surface_is_lower_than_its_lowest(name):
    surface, side = SURFACES[name], np.linspace(-2, 2, 2001)
    heights = surface.height(*np.meshgrid(side, side))
    assert surface.lowest - 1e-8 <= heights.min() <= surface.lowest + 1e-5


def test_a_network_s_own_surface_has_its_errors_and_gradients():
    surface = network_surface(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    here = BOOK_NETWORK.with_values(w5=1.5, w7=-2.0)
    assert surface.height(1.5, -2.0) == pytest.approx(total_error(here, BOOK_INPUTS, BOOK_TARGETS), rel=1e-12)
    found = gradients(here, BOOK_INPUTS, BOOK_TARGETS)
    assert surface.slope(np.array([1.5, -2.0])) == pytest.approx([found["w5"], found["w7"]], rel=1e-12)
    grid = surface.height(*np.meshgrid([0.0, 1.0, 2.0], [3.0, 4.0]))
    assert grid.shape == (2, 3) and grid[1, 2] == pytest.approx(float(surface.height(2.0, 4.0)))


@pytest.mark.parametrize("eta, places", [(0.25, [1, 0.5, 0.25, 0.125]), (1.0, [1, -1, 1, -1]), (1.5, [1, -2, 4, -8])])
def test_plain_descent_on_w_squared_converges_below_eta_1_only(eta, places):
    assert walk(lambda w: 2 * w, 1.0, eta, 3) == pytest.approx(places)


def test_a_walk_follows_its_schedule_and_its_rule_s_settings():
    places = walk(lambda w: np.ones(2), [9.0, 5.0], 0.4, 102, schedule="halved every 100")
    moved = (places[:-1] - places[1:])[:, 0]  # the slope is 1, so each move is the rate
    assert moved[99:] == pytest.approx([0.4, 0.2, 0.2])
    # v = -0.1, -0.15, -0.175: half of the velocity before, less eta times the slope of 1
    steady = walk(lambda w: 1.0, 0.0, 0.1, 3, "momentum", momentum=0.5)
    assert steady == pytest.approx([0, -0.1, -0.25, -0.425])


def test_a_slope_may_be_a_list_and_a_walk_of_no_steps_stays_at_its_start():
    assert walk(lambda w: [2 * w[0], 0], [1, 5], 0.25, 2).tolist() == [[1, 5], [0.5, 5], [0.25, 5]]
    assert walk(lambda w: [2 * w[0], 0], [1, 5], 0.25, 0).tolist() == [[1, 5]]


def test_the_steps_arrays_become_the_new_weights_so_that_no_further_memory_is_moved():
    steps = [(np.full((2, 2), 0.5), np.full(2, 0.25)) for _ in range(2)]
    new = descend(BOOK_NETWORK, steps)
    arrays = [new.weights[1], new.biases[1], new.weights[0], new.biases[0]]  # steps come from the output layer back
    assert all(array is part for array, part in zip(arrays, itertools.chain(*steps), strict=True))
    assert new["w5"] == BOOK_NETWORK["w5"] - 0.5 and new["bw1"] == BOOK_NETWORK["bw1"] - 0.25


def test_a_walk_and_an_update_that_diverge_end_in_infinity_without_a_warning():
    network, far = create(1, 1, activations="linear"), create(1, 1, activations="linear").with_values(w1=1e200)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not np.isfinite(walk(lambda w: 2 * w**3, 100.0, 10, 20)[-1])
        assert walk(lambda w: 1 / w, 0.0, 0.1, 1).tolist() == [0, -np.inf]
        assert update(network, gradients(far, [[1]], [[0]]), 1e300)["w1"] == -np.inf


def test_the_smallest_setting_is_0_and_epsilon_may_be_large():
    assert walk(slope, [1, 1], 0.1, 3, "momentum", momentum=0) == pytest.approx(walk(slope, [1, 1], 0.1, 3))
    # g / (sqrt(g^2) + 2) with the slope 1 is 1/3
    assert walk(lambda w: 1.0, 0.0, 0.3, 1, "Adagrad", epsilon=2) == pytest.approx([0, -0.1])


def test_the_table_of_rules_says_of_each_its_name_meaning_formula_and_source():
    table = update_rules()
    assert list(table.columns) == ["rule", "what it does", "formula", "source"] and len(table) == len(RULES) == 7
    for name, cells in zip(RULES, table.cells(table), strict=True):
        row = table[name]
        assert row is RULES[name] and cells == [name, row.meaning, row.formula, row.source]
    assert table["Adam"].source == "Kingma and Ba 2015"


@pytest.mark.parametrize("call, error, words", [
    (lambda: walk(slope, [1, 1], 0.1, 3, "adam"), ValueError, "Did you mean 'Adam'"),
    (lambda: walk(slope, [1, 1], -0.1, 3), ValueError, "eta is -0.1"),
    (lambda: walk(slope, [1, 1], 0.1, -3), ValueError, "steps is -3"),
    (lambda: walk(slope, ["a", 1], 0.1, 3), TypeError, "start must hold numbers"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "momentum", momentum=1), ValueError,
     "momentum is 1, but must be a number of 0 or more and below 1, such as 0.9"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "Adam", keep=-0.1), ValueError,
     "keep is -0.1, but must be a number of 0 or more and below 1, such as 0.9"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "Adam", epsilon=0), ValueError,
     "epsilon is 0, but must be a small number above 0, such as 1e-8"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "Adagrad", epsilon=-1e-9), ValueError, "epsilon is -1e-09, but must be"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "gradient descent", keep=0.9), TypeError,
     "gradient descent has no setting 'keep'. Its settings: none"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "momentum", momentum="much"), TypeError, "momentum is 'much'"),
    (lambda: walk(slope, [1, 1], 0.1, 3, "Adam", momentum=0.9), TypeError, "keep, keep_squares, epsilon"),
    (lambda: walk(lambda w: 2.0, [1, 1], 0.1, 3), ValueError, r"slope returns shape \(\) for a place of shape \(2,\)"),
    (lambda: walk(lambda w: [2, 2, 2], [1, 1], 0.1, 3), ValueError,
     r"slope returns shape \(3,\) for a place of shape \(2,\), but must return one number for each of its numbers"),
    (lambda: walk(slope, [1, 1], 0.1, 3, schedule="daily"), ValueError, "there is no schedule 'daily'"),
    (lambda: train(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, 0.1, rule="momentun"), ValueError, "'momentum'"),
    (lambda: train(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, 0.1, momentum=0.9), TypeError, "no setting 'momentum'"),
    (lambda: train(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, 0.1, weight_decay=-1), ValueError, "weight_decay is -1"),
    (lambda: train(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, 0.1, schedule="x"), ValueError, "schedule 'x'"),
])  # fmt: skip
def test_bad_input_gets_a_sentence(call, error, words):
    with pytest.raises(error, match=words):
        call()
