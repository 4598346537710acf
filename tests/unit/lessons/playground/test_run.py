"""A training that is steered: the moments of train(), back and on again, and what a changed setting leaves."""

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from helpers import check_gradients, create, forward, train
from helpers.lessons.playground.data import Data, class_targets, parted
from helpers.lessons.playground.run import LONGEST, USUAL, Run


def ring(points=60):
    """Points in a heap or around it."""
    places = np.random.default_rng(3).uniform(-3, 3, (points, 2))
    inside = (places**2).sum(axis=1) < 4
    return Data(*parted(places, class_targets(inside.astype(int), 2), 0.7, seed=1), ("x1", "x2"), ("out", "in"))


def slope(points=30):
    """Points whose target is a number."""
    places = np.random.default_rng(4).uniform(-3, 3, (points, 2))
    return Data(*parted(places, places @ [[0.2], [-0.3]] + 0.1, 0.7), ("x1", "x2"))


def start(*hidden, last="logistic", seed=1):
    return create(2, *hidden, 1, activations=["tanh"] * len(hidden) + [last], seed=seed)


STEADY = [
    {},
    {"eta": 0.5, "batch_size": 7, "rule": "Adam"},
    {"rule": "momentum", "momentum": 0.5, "weight_decay": 0.01, "batch_size": 1000},
    {"dropout": 0.3, "schedule": "eta / (1 + number / 100)", "batch_size": 1},
    {"rule": "RMSprop", "schedule": lambda eta, number: eta * 0.9**number},
]


@pytest.mark.parametrize("settings", STEADY)
def test_as_long_as_nothing_changes_the_moments_are_those_of_train(settings):
    data, network = ring(), start(4, 2)
    run, count = Run(network, data, seed=5), len(data.training.inputs)
    every = {**USUAL, **settings}
    eta, size = every.pop("eta"), min(every.pop("batch_size"), count)
    steps = [*train(network, *data.training, eta, "mini-batch", size, epochs=4, seed=5, cost=run.cost, **every)]
    last_of_epoch = {step.epoch: step.network for step in steps}
    run.at(1, **settings)
    for epoch in (2, 4):
        assert run.at(epoch, **settings).network == last_of_epoch[epoch], f"epoch {epoch}"


def test_a_moment_holds_the_errors_and_accuracies_of_its_network():
    data = ring()
    moment = Run(start(3), data).at(5, eta=0.3)
    for part, error, share in (
        (data.training, moment.training_error, moment.training_accuracy),
        (data.validation, moment.validation_error, moment.validation_accuracy),
    ):
        z = forward(moment.network, part.inputs).output
        assert error == pytest.approx(-np.mean(np.log(np.where(part.targets == 1, z, 1 - z))))
        assert share == pytest.approx(np.mean((z > 0.5) == (part.targets == 1)))


def test_the_outputs_are_those_of_scikit_learn_with_the_same_weights():
    for data, last, kind in ((ring(), "logistic", MLPClassifier), (slope(), "linear", MLPRegressor)):
        network = Run(start(4, 3, last=last), data).at(5, eta=0.05).network
        theirs = kind(hidden_layer_sizes=(4, 3), activation="tanh", max_iter=1, random_state=0)
        with pytest.warns(Warning, match="Maximum iterations"):
            theirs.fit(data.training.inputs, data.training.targets.ravel())
        theirs.coefs_ = [array.copy() for array in network.weights]
        theirs.intercepts_ = [array.copy() for array in network.biases]
        said = (
            theirs.predict_proba(data.validation.inputs)[:, 1]
            if data.classes
            else theirs.predict(data.validation.inputs)
        )
        np.testing.assert_allclose(forward(network, data.validation.inputs).output[:, 0], said, atol=1e-12)


def test_the_gradients_that_train_it_pass_the_check():
    data = ring()
    run = Run(start(3, 2), data)
    network = run.at(10, eta=0.2, rule="Adam").network
    table = check_gradients(network, *data.training, cost=run.cost)
    assert max(abs(row.difference) for row in table) < 1e-8 < max(abs(row.analytical) for row in table)


def test_back_is_the_moment_as_it_was_and_on_again_trains_nothing_anew():
    run = Run(start(3), ring())
    fifth = run.at(5, eta=0.2, dropout=0.2)
    second = run.at(2, eta=0.2, dropout=0.2)
    assert second is run.moments[2] and run.at(5, eta=0.2, dropout=0.2) is fifth


def test_a_changed_setting_drops_what_lies_beyond_and_leaves_the_moment():
    run = Run(start(3), ring())
    far, here = run.at(9, eta=0.2), run.at(4, eta=0.2)
    assert run.at(4, eta=0.6) is here and run.last == 4 and run.changed_at == 4
    fifth = run.at(5, eta=0.6)
    assert fifth.settings["eta"] == 0.6 and here.settings["eta"] == 0.2
    assert run.at(9, eta=0.6).network != far.network
    assert run.at(0, eta=0.2).number == 0 and run.last == 0 and run.changed_at is None


def test_moment_0_begins_anew_with_what_was_set_at_the_end_and_a_look_back_drops_nothing():
    run, fresh = Run(start(3), ring()), Run(start(3), ring())
    run.at(9, eta=0.2), run.at(9, eta=0.6)
    assert run.at(4, eta=0.6).settings["eta"] == 0.2 and run.last == 9
    run.at(0, eta=0.6)
    assert run.at(9, eta=0.6).network == fresh.at(9, eta=0.6).network
    ninth = run.at(9, eta=0.6)
    run.at(0, eta=0.6)
    assert run.at(9, eta=0.6) is ninth


def test_going_back_and_on_with_the_same_change_is_the_same_again():
    run, again = Run(start(3), ring()), Run(start(3), ring())
    run.at(3, rule="Adam"), run.at(6, rule="Adam", eta=0.01)
    run.at(3, rule="Adam", eta=0.01), again.at(3, rule="Adam")
    assert run.at(8, rule="Adam", eta=0.01).network == again.at(8, rule="Adam", eta=0.01).network


def by_hand(data, steps):
    """Momentum 0.9 by hand on one linear node with MSE and full batch: steps are (eta, keep the velocity)."""
    inputs, targets = data.training
    weights, velocity = np.zeros(3), np.zeros(3)
    columns = np.column_stack([inputs, np.ones(len(inputs))])
    for eta, keep in steps:
        pull = 2 * columns.T @ (columns @ weights - targets[:, 0]) / len(inputs)
        velocity = 0.9 * velocity * keep - eta * pull
        weights = weights + velocity
    return weights


def test_a_changed_rate_keeps_the_memory_of_the_rule_and_a_changed_rule_begins_anew():
    data, flat = slope(), create(2, 1, activations="linear")
    flat = flat.with_arrays([0 * array for array in flat.weights], [0 * array for array in flat.biases])
    kept, anew = Run(flat, data), Run(flat, data)
    kept.at(3, eta=0.02, rule="momentum", batch_size=100)
    found = kept.at(5, eta=0.05, rule="momentum", batch_size=100).network
    wanted = by_hand(data, [(0.02, 1)] * 3 + [(0.05, 1)] * 2)
    np.testing.assert_allclose([*found.weights[0][:, 0], found.biases[0][0]], wanted, atol=1e-12)
    anew.at(3, eta=0.02, rule="momentum", batch_size=100)
    anew.at(4, eta=0.02, batch_size=100)
    found = anew.at(6, eta=0.02, rule="momentum", batch_size=100).network
    wanted = by_hand(data, [(0.02, 1)] * 3 + [(0.02, 0), (0.02, 0), (0.02, 1)])
    np.testing.assert_allclose([*found.weights[0][:, 0], found.biases[0][0]], wanted, atol=1e-12)


def test_a_number_as_target_has_no_accuracy_and_learns():
    run = Run(start(3, last="linear"), slope())
    first, later = run.at(0), run.at(30, eta=0.05)
    assert np.isnan(later.training_accuracy) and later.validation_error < 0.3 * first.validation_error


def test_a_run_may_begin_at_a_later_moment():
    run = Run(start(3), ring(), first=7)
    assert run.at(2).number == 7 and run.at(9).number == 9 and len(run.moments) == 3


def test_nothing_that_was_given_is_changed_and_divergence_is_no_error():
    data, network = slope(), start(3, last="linear")
    before = [array.copy() for array in (*network.weights, *data.training)]
    moment = Run(network, data).at(60, eta=1e6)
    assert not np.isfinite(moment.training_error)
    assert all(np.array_equal(*pair) for pair in zip(before, (*network.weights, *data.training), strict=True))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda run: run.at(LONGEST + 1), "from 0 to 2000"),
        (lambda run: run.at(1.5), "moment is 1.5"),
        (lambda run: run.at(1, eta=-1), "eta is -1, but must be a number of 0 or more"),
        (lambda run: run.at(1, batch_size=0), "batch_size is 0"),
        (lambda run: run.at(1, dropout=1), "dropout is 1"),
        (lambda run: run.at(1, rule="Adm"), "Adam"),
        (lambda run: run.at(1, momentum=0.5), "no setting 'momentum'"),
        (lambda run: run.at(1, schedule="never"), "schedule"),
        (lambda run: Run(start(3), slope(), cost="cross-entropy"), "targets between 0 and 1"),
        (lambda run: Run(create(3, 1), ring()), "3-1 network"),
    ],
)
def test_what_does_not_fit_is_a_sentence(call, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        call(Run(start(3), ring()))
