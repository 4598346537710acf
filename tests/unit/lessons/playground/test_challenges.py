"""The challenges: each can be solved, each natural wrong answer hears what is wrong, and what is said is true."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from sklearn import metrics
from sklearn.linear_model import LinearRegression, LogisticRegression

import helpers
from helpers import Network, challenge_data, check, create, forward, hint, plane_data, read_table, solution, train
from helpers.lessons.playground.challenges import Challenge, Given, right
from helpers.lessons.playground.exercises import BEAKS, EXERCISES, border
from tests.cases import DIVERGED

NETWORKS = {number: row for number, row in EXERCISES.items() if isinstance(row, Challenge)}


@cache
def solved(number):
    """Return the networks that a challenge's solution makes, in the order in which they are given."""
    space = dict(vars(helpers))
    exec("from helpers import *\n" + NETWORKS[number].solution, space)
    return tuple(space[name] for name in NETWORKS[number].names)


def said(number, *answer):
    return repr(check(number, *answer))


def learned(number, *hidden, epochs=60, eta=0.03, seed=1, activation="tanh", last=None, part="training", **more):
    """Return a network that has learned a challenge's examples."""
    data = challenge_data(number)
    end, cost = data.ending
    names = [activation] * len(hidden) + [last or end]
    start = create(len(data.names), *hidden, data.outputs, activations=names, seed=seed)
    settings = {"cost": cost, "rule": "Adam", "method": "mini-batch", "batch_size": 10, **more}
    return [*train(start, *getattr(data, part), eta=eta, epochs=epochs, **settings)][-1].network


FUNCTIONS = {"tanh": np.tanh, "linear": lambda net: net, "softmax": lambda net: net,
             "logistic": lambda net: 1 / (1 + np.exp(-net)), "ReLU": lambda net: np.maximum(net, 0)}  # fmt: skip


def outputs(network, inputs):
    """Return what a network puts out, computed here; of softmax the net inputs, whose largest is the same one."""
    out = np.asarray(inputs, float)
    for weights, biases, name in zip(network.weights, network.biases, network.activations, strict=True):
        net = out @ weights + biases
        out = FUNCTIONS[name](net)
    return out


def plane(task, number=1000, noise=0.1, seed=1400):
    """Return so many points of a task, and their classes."""
    data = plane_data(task, number, noise, seed=seed)
    return [np.concatenate(arrays) for arrays in zip(data.training, data.validation, strict=True)]


# ---- Each can be solved


def test_there_are_eight_challenges_in_their_order():
    assert list(EXERCISES) == [f"14.{number}" for number in range(1, 9)]


@pytest.mark.parametrize("number", NETWORKS)
def test_the_solution_is_right_alone_and_with_its_data(number):
    reply = said(number, *solved(number))
    assert reply.startswith(f"✓ Exercise {number}: right. ") and NETWORKS[number].praise in reply
    assert said(number, *solved(number), challenge_data(number)) == reply


@pytest.mark.parametrize("number", NETWORKS)
def test_the_solution_is_shown_as_lines_for_one_cell_that_need_the_course_alone(number):
    row, shown = NETWORKS[number], repr(solution(number))
    assert row.because in shown and row.solution.strip() in shown and f'challenge_data("{number}")' in shown
    assert len(row.solution.strip().splitlines()) <= 8 and "import" not in row.solution
    assert all(f"{name} =" in row.solution or f"{name}," in row.solution for name in row.names)


@pytest.mark.parametrize("number", NETWORKS)
def test_hints_are_sentences_that_lead_on(number):
    assert len(NETWORKS[number].hints) == 2
    for step in (1, 2):
        assert repr(hint(number, step)).startswith(f"Hint for {number}: {NETWORKS[number].hints[step - 1]}")


@pytest.mark.parametrize("number, task", [("14.1", "circle"), ("14.3", "spiral"), ("14.4", "two moons")])
def test_the_share_that_is_told_is_scikit_learns_on_a_thousand_points_of_another_seed(number, task):
    inputs, targets = plane(task)
    share = metrics.accuracy_score(targets[:, 0], outputs(*solved(number), inputs)[:, 0] > 0.5)
    assert f"Of 1,000 fresh points {100 * share:.1f} %" in said(number, *solved(number))


def test_the_rows_and_errors_that_are_told_are_scikit_learns_on_rows_that_were_held_back():
    data = read_table("wine").data("cultivar", ["color_intensity", "flavanoids"], share=0.5, seed=1)
    inputs, kinds = data.validation.inputs[44:], data.validation.targets[44:].argmax(axis=1)
    straight = LogisticRegression(max_iter=5000).fit(data.training.inputs, data.training.targets.argmax(axis=1))
    ours = int(np.sum(outputs(*solved("14.7"), inputs).argmax(axis=1) == kinds))
    theirs = int(np.sum(straight.predict(inputs) == kinds))
    assert f"Of 45 fresh rows {ours} are right, with logistic regression {theirs}." in said("14.7", *solved("14.7"))
    reply = said("14.8", *solved("14.8"))
    for error in (error_of(outputs(*solved("14.8"), fresh_penguins()[1])[:, 0]), error_of(straight_penguins(BEAKS))):
        assert f"{error:.1f}" in reply


def fresh_penguins(columns=BEAKS):
    """Return training part, and inputs and masses of the rows that 14.8 holds back."""
    data = read_table("penguins").data("body_mass_g", [*columns], share=0.5, seed=1)
    half = len(data.validation.inputs) // 2
    return data, data.validation.inputs[half:], data.undo(data.validation.targets[half:])


def straight_penguins(columns):
    """Return what linear regression says, scaled, to the rows that 14.8 holds back."""
    data, inputs, _ = fresh_penguins(columns)
    return LinearRegression().fit(*data.training).predict(inputs)[:, 0]


def error_of(answers):
    """Return the root mean squared error of scaled answers, in grams."""
    data, _, masses = fresh_penguins()
    return metrics.mean_squared_error(masses, data.undo(answers[:, None])) ** 0.5


@pytest.mark.parametrize("number", NETWORKS)
def test_what_is_judged_in_the_end_was_never_handed_out(number):
    given, data = NETWORKS[number].given(), challenge_data(number)
    assert challenge_data(number) is data is given.data
    handed = {row.tobytes() for part in (data.training, data.validation) for row in np.hstack(part)}
    fresh = {row.tobytes() for row in np.hstack(given.fresh.validation)}
    assert not handed & fresh and len(fresh) >= 40
    for array in (*data.training, *data.validation):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 0.0


# ---- Each natural wrong answer hears what is wrong


@cache
def wrong_answers():
    """Return (number, networks, what the reply says) of what a learner may give."""
    (circle,), (two, three), (moons,) = (solved(f"14.{number}") for number in (1, 2, 4))
    (sick, cured), (wine,), (penguins,) = (solved(f"14.{number}") for number in (5, 7, 8))
    untrained = create(2, 3, 1, activations=["tanh", "logistic"], seed=1)
    always = Network([[[0.0]] * 2], [[9.0]], "logistic")
    by_heart = learned("14.4", 1, part="validation", epochs=30)
    return [
        ("14.1", [learned("14.1", 4, epochs=2)], "it has 4 hidden nodes; at most 3 are allowed"),
        ("14.1", [learned("14.1", 2, 2, epochs=2)], "it has 2 hidden layers; one is wanted"),
        ("14.1", [create(2, 1)], "it has 0 hidden layers; one is wanted"),
        ("14.1", [learned("14.1", 2)], r"8\d\.\d % of 1,000 fresh points are right; 95.0 % are wanted: 1\d\.\d points"),
        ("14.1", [untrained], "hardly better than always giving the same answer: has it learned"),
        ("14.1", [moons], "It reads the two moons well: is it the network of another challenge"),
        ("14.1", [create(3, 3, 1)], r"it has 3 inputs, but this challenge wants 2 \(x1, x2\)"),
        ("14.1", [create(2, 3, 2)], r"it has 2 outputs, but this challenge wants 1 \(orange or blue\)"),
        ("14.2", [two, learned("14.2", 4, epochs=2)], "three: it is a 2-4-1 network, but has to have 3 hidden nodes"),
        ("14.2", [create(2, 2, 2, 1), three], "two: it is a 2-2-2-1 network, but has to have 2 hidden nodes in one"),
        ("14.2", [create(2, 2, 1, activations=["ReLU", "logistic"]), three], "two: its hidden nodes are ReLU"),
        ("14.2", [learned("14.2", 2, seed=0, epochs=150), three], r"two: \d\d.\d % of 1,000 .* points are missing"),
        ("14.2", [two, learned("14.2", 3, seed=0, epochs=150)], r"three: 8\d.\d % of 1,000 .* 90.0 % are wanted"),
        ("14.2", [three, two], "in each other's place: two comes first"),
        ("14.3", [learned("14.3", 10, epochs=2)], "it has 41 parameters, weights and bias weights; at most 40"),
        ("14.3", [learned("14.3", 4, 4, epochs=5)], "% are wanted"),
        ("14.3", [circle], "It reads the circle well"),
        ("14.4", [learned("14.4", 4, eta=0.1, epochs=150)], "it is right often enough, but a smaller one can do it"),
        ("14.4", [learned("14.4", 1)], r"points are missing"),
        ("14.4", [by_heart], "% are wanted"),
        ("14.5", [learned("14.5", 3, epochs=40), cured], "sick: its mean error is .* on the training part. Who"),
        ("14.5", [sick, sick], "cured: its mean error is .* at most 0.45 is wanted. On its training part it is 0.0"),
        ("14.5", [cured, sick], "in each other's place: sick comes first"),
        ("14.5", [cured, cured], "sick: its mean error is .* on the training part"),
        ("14.5", [sick, learned("14.5", 3, last="linear", cost="MSE", epochs=2)], "cured: its output is linear"),
        ("14.7", [learned("14.7", epochs=300)], "softmax without hidden nodes, or with linear ones, IS logistic"),
        ("14.7", [learned("14.7", 3, activation="linear", epochs=150)], "IS logistic regression"),
        ("14.7", [learned("14.7", 3, epochs=4)], r"\d\d of 45 fresh rows are right, and 43 with logistic regression"),
        ("14.7", [create(2, 6, 3, activations=["tanh", "softmax"])], "more than that are wanted"),
        ("14.7", [create(13, 6, 3)], r"it has 13 inputs, but this challenge wants 2 \(color_intensity, flavanoids\)"),
        ("14.8", [create(3, 6, 1)], "its output is logistic, which cannot say every number"),
        ("14.8", [create(3, 6, 1, activations=["tanh", "linear"])], "that of always the mean .*: has it learned"),
        ("14.8", [learned("14.8", 6, activation="linear")], "Linear layers, however many, make one straight line"),
        ("14.8", [learned("14.8", 6, epochs=3)], "At most 90.0 % of that is wanted|has it learned"),
        ("14.8", [wine], r"it has 2 inputs, but this challenge wants 3 \(bill_length_mm"),
        ("14.8", [penguins.with_values(bw7=40.0)], "has it learned"),
        ("14.1", [always], "it has 0 hidden layers"),
    ]  # fmt: skip


@pytest.mark.slow
def test_each_natural_wrong_answer_hears_what_is_wrong():
    for number, networks, about in wrong_answers():
        reply = said(number, *networks)
        assert reply.startswith(f"✗ Exercise {number}: not yet. "), reply
        with pytest.raises(AssertionError, match=about):
            raise AssertionError(reply)


def test_points_that_are_missing_are_those_up_to_the_goal():
    network = Network([[[9.0, 9.0], [0.0, 0.0]], [[4.0], [-4.0]]], [[9.0, -9.0], [-6.0]], ["tanh", "logistic"])
    inputs, targets = plane("circle")
    share = metrics.accuracy_score(targets[:, 0], outputs(network, inputs)[:, 0] > 0.5)
    assert 0.6 < share < 0.9
    assert said("14.1", network).endswith(f"95.0 % are wanted: {95 - 100 * share:.1f} points are missing.")


def test_a_network_that_fits_only_the_points_it_was_given_hears_so():
    row, good = NETWORKS["14.4"], solved("14.4")[0]
    data, fresh = row.given()
    fresh = replace(fresh, validation=swapped(fresh.validation))
    for part in ("validation", "training"):
        spoilt = {name: swapped(getattr(data, name)) for name in ("validation", "training") if name != part}
        assert f"Of {'your ' * (part == 'validation')}{'the ' * (part == 'training')}{part} part" in right(0.95)(
            good, Given(replace(data, **spoilt), fresh)
        )


def swapped(part):
    """Return a part a third of whose examples have the other class."""
    targets = part.targets.copy()
    targets[::3] = 1 - targets[::3]
    return part._replace(targets=targets)


# ---- What is no network


NO_NETWORKS = [
    (None, "this is None, not a network"), (3, "not a network. The answer is"), ("my_circle", "a text, not a network"),
    ([], "you gave 0 networks"), ({}, "not a network"), (float("nan"), "not a network"), (create, "not a network"),
    (np.zeros(3), "an array, not a network"), (Network, "not a network"), (challenge_data("14.1"), "not a network"),
    (train(create(2, 3, 1), [[0, 0]], [[0]], 0.1), "a training that has not begun"), (10**400, "not a network"),
]  # fmt: skip


@pytest.mark.parametrize("number", NETWORKS)
def test_what_is_no_network_gets_a_sentence(number):
    for answer, about in NO_NETWORKS:
        reply = said(number, answer)
        assert reply.startswith(f"? Exercise {number}: ") and (about in reply or "1 network" in about), reply
        assert NETWORKS[number].name in reply or "training" in reply


def test_three_dots_wait_also_beside_a_network():
    assert said("14.1", ...) == (
        "Exercise 14.1 waits for your network: put it in place of the dots and run this cell again."
    )
    assert "waits for your networks: put two, three in place" in said("14.2", create(2, 2, 1), ...)


def test_too_many_and_too_few_networks_are_counted():
    assert "you gave 2 networks. The answer is 1 network" in said("14.1", *solved("14.2"))
    assert 'you gave 1 network. The answer is 2 networks: check("14.2", two, three)' in said("14.2", *solved("14.1"))


def test_what_holds_a_network_is_taken_for_it():
    data = challenge_data("14.1")
    step = [*train(create(2, 1, 1), *data.training, eta=0.1, epochs=1)][-1]
    assert said("14.1", step) == said("14.1", step.network)


def test_a_network_that_has_learned_from_other_data_is_told_so():
    for other in (plane_data("circle", seed=2), plane_data("spiral"), read_table("iris").data("species")):
        assert 'other examples than those of this challenge. Learn from challenge_data("14.1")' in said(
            "14.1", *solved("14.1"), other
        )


def test_a_network_that_has_diverged_or_cannot_be_judged_gets_a_sentence():
    huge = Network([[[1e308, -1e308, 0]] * 2, [[1.0], [1.0], [0.0]]], [[0, 0, 0], [0]], "linear")
    for network, about in ((DIVERGED[-1].network, "has diverged"), (huge, "diverged"),
                           (create(2, 3, 1, activations=["tanh", "softmax"]), "softmax")):  # fmt: skip
        reply = said("14.1", network)
        assert reply.startswith("? Exercise 14.1: ") and about in reply and reply.endswith(".") and ".." not in reply


def test_an_unknown_challenge_names_those_there_are():
    for strange in ("14.9", 14.1 + 1, None):
        with pytest.raises(KeyError, match="14.1, 14.2"):
            challenge_data(strange)
    assert challenge_data(14.1) is challenge_data("14.1") and len(challenge_data("14.6").names) == 2


# ---- What praise, hints and solutions say is true


def test_beyond_the_border_the_error_runs_away_and_below_it_falls():
    data = challenge_data("14.6")
    start = create(2, 1, activations="linear", seed=1)
    for factor, falls in ((0.25, True), (0.97, True), (1.03, False), (2.0, False)):
        errors = [step.error for step in train(start, *data.training, eta=factor * border(), epochs=400, cost="MSE")]
        assert (errors[-1] < errors[0] / 10) == falls and (not errors[-1] < 100 * errors[0]) != falls, factor
    assert said("14.6", 0.32).startswith("✓") and said("14.6", 0.3).startswith("✗")


@pytest.mark.slow
def test_two_nodes_find_a_strip_and_a_third_makes_it_narrow_in_the_middle():
    inputs, targets = plane("XOR")
    every = [[learned("14.2", nodes, seed=seed, epochs=150) for seed in range(8)] for nodes in (2, 3)]
    best = [max(np.mean((outputs(one, inputs) > 0.5) == targets) for one in networks) for networks in every]
    assert 0.8 < best[0] < 0.9 < best[1]
    two, three = solved("14.2")
    first, second = two.weights[0].T
    assert abs(first @ second) > 0.95 * np.linalg.norm(first) * np.linalg.norm(second)  # two parallel borders

    def width(network, along):
        across = np.linspace(-2.5, 2.5, 201)[:, None]
        points = np.array([along, -along]) + across * np.array([1.0, 1.0])
        return np.mean(outputs(network, points) > 0.5)

    assert width(three, 0.0) < 0.6 * min(width(three, -1.5), width(three, 1.5))
    assert width(two, 0.0) > 0.8 * min(width(two, -1.5), width(two, 1.5))


@pytest.mark.slow
def test_of_small_networks_for_the_moons_most_starts_stick_and_of_larger_ones_hardly_any():
    inputs, targets = plane("two moons")
    every = [[learned("14.4", nodes, seed=seed, eta=0.1, epochs=150) for seed in range(8)] for nodes in (1, 2, 6)]
    shares = [[np.mean((outputs(one, inputs) > 0.5) == targets) for one in networks] for networks in every]
    good = [sum(share > 0.95 for share in some) for some in shares]
    assert good[0] == 0 < good[1] < 5 and good[2] > 6, shares
    assert all(share > 0.95 or share < 0.92 for some in shares for share in some), shares


def test_each_of_the_three_cures_cures():
    sick, cured = solved("14.5")
    assert sum(np.sum(w**2) for w in cured.weights) < sum(np.sum(w**2) for w in sick.weights) / 4
    for cure in (learned("14.5", 3, epochs=100, method="batch", batch_size=None),
                 learned("14.5", 8, 8, epochs=30, method="batch", batch_size=None)):  # fmt: skip
        assert said("14.5", sick, cure).startswith("✓"), said("14.5", sick, cure)


def test_a_few_rows_more_of_wine_may_be_chance():
    gains = []
    for seed in range(1, 6):
        data = read_table("wine").data("cultivar", ["color_intensity", "flavanoids"], share=0.5, seed=seed)
        start = create(2, 6, 3, activations=["tanh", "softmax"], seed=1)
        network = [*train(start, *data.training, eta=0.02, method="mini-batch", batch_size=20, epochs=60,
                          cost="cross-entropy", rule="Adam")][-1].network  # fmt: skip
        kinds, (inputs, targets) = data.training.targets.argmax(axis=1), data.validation
        straight = LogisticRegression(max_iter=5000).fit(data.training.inputs, kinds).predict(inputs[44:])
        ours = outputs(network, inputs[44:]).argmax(axis=1)
        gains.append(int(np.sum(ours == targets[44:].argmax(axis=1)) - np.sum(straight == targets[44:].argmax(axis=1))))
    assert gains[0] > 0 >= min(gains), gains
    data = read_table("wine").data("cultivar", share=0.5, seed=1)
    every = LogisticRegression(max_iter=5000).fit(data.training.inputs, data.training.targets.argmax(axis=1))
    assert every.score(data.validation.inputs, data.validation.targets.argmax(axis=1)) > 0.95


def test_straight_lines_that_are_told_the_species_get_about_as_far_as_the_network():
    ours, alone, told = (error_of(answers) for answers in (
        outputs(*solved("14.8"), fresh_penguins()[1])[:, 0], straight_penguins(BEAKS),
        straight_penguins((*BEAKS, "species"))))  # fmt: skip
    assert abs(told - ours) < 0.3 * (alone - ours), (ours, alone, told)


def test_nothing_that_is_given_is_changed():
    network = solved("14.1")[0]
    before = [array.copy() for array in (*network.weights, *network.biases)]
    given = [network]
    said("14.1", given)
    assert given == [network] and all(map(np.array_equal, before, (*network.weights, *network.biases)))
    assert forward(network, [[0, 0]]).output.shape == (1, 1)
