"""Training: the loop of stages 1, 2, 3 and 5, its three methods, and the numbers of the worked example."""

import warnings

import numpy as np
import pytest

from helpers import (
    ACTIVATIONS,
    BOOK_ETA,
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    COSTS,
    Network,
    create,
    forward,
    gradients,
    total_error,
    train,
    update,
)

BOOK = (BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
AFTER = {
    1: 0.190152945909,
    10: 0.0772996670062,
    100: 0.0065258971453,
    1000: 0.000495879009401,
    10000: 4.22569633019e-05,
}


def random_examples(n=10, seed=0):
    random = np.random.default_rng(seed)
    return random.normal(size=(n, 2)), random.dirichlet(np.ones(2), size=n)


def test_the_book_s_update():
    new = update(BOOK_NETWORK, gradients(*BOOK), BOOK_ETA)
    assert [new[name] for name in ("w5", "w4", "bw1", "bw2")] == pytest.approx(
        [-0.000254127120208, 0.168144771342, 0.801406653357, 0.244699346691], rel=1e-10
    )
    assert total_error(new, BOOK_INPUTS, BOOK_TARGETS) == pytest.approx(0.190152945909, rel=1e-10)


def test_exercise_2_of_chapter_30():
    new = update(BOOK_NETWORK, gradients(*BOOK), 1)
    assert (new["w5"], new["bw4"]) == pytest.approx((-0.0505082542404, 0.751518554766), rel=1e-10)


def test_the_errors_after_1_to_10000_updates_of_the_worked_example():
    found = {}
    for step in train(*BOOK, eta=BOOK_ETA, epochs=10000):
        if step.number in AFTER:
            found[step.number] = total_error(step.network, BOOK_INPUTS, BOOK_TARGETS)
        if step.number == 1000:
            assert forward(step.network, BOOK_INPUTS).output[0] == pytest.approx([0.022344, 0.977808], abs=1e-6)
    assert found == pytest.approx(AFTER, rel=1e-8)


def test_a_step_reports_the_error_before_its_update_and_the_network_after_it():
    first, second = train(*BOOK, eta=BOOK_ETA, epochs=2)
    assert (first.number, first.epoch, second.number, second.epoch) == (1, 1, 2, 2)
    assert first.error == total_error(*BOOK)
    assert second.error == total_error(first.network, BOOK_INPUTS, BOOK_TARGETS)
    assert first.network == update(BOOK_NETWORK, gradients(*BOOK), BOOK_ETA)
    assert repr(first) == "step 1 (epoch 1): error 0.211066 before the update"


@pytest.mark.parametrize("cost", COSTS)
def test_batch_training_descends_the_mean_error_per_example(cost):
    network = Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, ["tanh", "softmax"])
    inputs, targets = random_examples()
    count = len(inputs) if cost in ("SE", "SSE") else 1
    (step,) = train(network, inputs, targets, eta=0.3, cost=cost)
    by_hand = update(network, gradients(network, inputs, targets, cost), 0.3 / count)
    for got, wanted in zip(step.network.weights + step.network.biases, by_hand.weights + by_hand.biases, strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-13)  # train multiplies by eta earlier: the last bit may differ
    assert step.error == pytest.approx(total_error(network, inputs, targets, cost) / count, rel=1e-14)


def test_exercise_2_of_chapter_21_gradients_2_4_and_6_average_to_a_step_of_0_4():
    network = Network([[[1.0]]], [[0.0]], "linear")
    (step,) = train(network, [[1], [1], [1]], [[-1], [-3], [-5]], eta=0.1)
    assert step.network["w1"] == pytest.approx(0.6)


@pytest.mark.parametrize("method, batch_size, updates", [("batch", None, 1), ("sgd", None, 10), ("mini-batch", 4, 3)])
def test_updates_per_epoch(method, batch_size, updates):
    steps = list(train(BOOK_NETWORK, *random_examples(), eta=0.1, method=method, batch_size=batch_size, epochs=3))
    assert [step.number for step in steps] == list(range(1, 3 * updates + 1))
    assert [step.epoch for step in steps] == sorted([1, 2, 3] * updates)


@pytest.mark.parametrize("method, batch_size", [("sgd", None), ("mini-batch", 3)])
def test_every_epoch_uses_each_example_once_in_a_new_order(method, batch_size):
    inputs, targets = np.eye(10), np.zeros((10, 1))  # example i moves weight i only
    network = Network([np.arange(1.0, 11.0)[:, None]], [[0.0]], "linear")
    orders, before = [[], []], network
    for step in train(network, inputs, targets, 1e-6, method, batch_size, epochs=2):
        moved = np.flatnonzero((step.network.weights[0] != before.weights[0]).ravel())
        orders[step.epoch - 1].append(tuple(moved))
        before = step.network
    for order in orders:
        assert sorted(index for batch in order for index in batch) == list(range(10)), orders
    assert orders[0] != orders[1] != [(index,) for index in range(10)]


def test_the_seed_decides_the_order_and_nothing_else_does():
    def last(seed):
        np.random.random(7)  # whatever others draw from NumPy's global generator must not matter
        return list(train(BOOK_NETWORK, *random_examples(), eta=0.5, method="sgd", epochs=2, seed=seed))[-1].network

    assert last(3) == last(3) != last(4)


def test_batch_sgd_and_a_mini_batch_of_one_agree_on_one_example():
    networks = [
        list(train(*BOOK, eta=0.5, method=method, batch_size=size, epochs=3))[-1].network
        for method, size in (("batch", None), ("sgd", None), ("mini-batch", 1))
    ]
    assert networks[0] == networks[1] == networks[2]


def test_earlier_networks_stay_as_they_were_and_closed():
    steps = list(train(*BOOK, eta=0.5, epochs=5))
    assert len({step.network["w5"] for step in steps}) == 5
    again = [step.network for step in train(*BOOK, eta=0.5, epochs=5)]
    assert [step.network for step in steps] == again
    with pytest.raises(ValueError, match="read-only"):
        steps[0].network.weights[0] += 1


def test_training_makes_the_error_fall_on_every_trainable_activation():
    for name, row in ACTIVATIONS.items():
        if row.untrainable or name == "softmax":
            continue
        steps = list(train(create(2, 4, 2, activations=name), *random_examples(), eta=0.1, epochs=50))
        assert steps[-1].error < steps[0].error, (name, steps[0], steps[-1])


def test_a_hidden_layer_learns_xor():
    inputs, targets = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
    network = create(2, 4, 1, activations=("tanh", "logistic"), seed=1)
    *_, last = train(network, inputs, targets, eta=1.0, epochs=500, cost="binary cross-entropy")
    assert forward(last.network, inputs).output.round().ravel().tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("cost", ["SE", "MSE", "RMS", "exponential"])
def test_divergence_is_shown_and_not_warned_about(cost):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        network = create(2, 3, 2, activations="linear")
        *_, last = train(network, *random_examples(), eta=1e3, epochs=400, cost=cost)
        assert not np.isfinite(last.error)
        forward(last.network, [[1, 1]]), total_error(last.network, [[1, 1]], [[0, 1]], cost)
        update(last.network, gradients(last.network, [[1, 1]], [[0, 1]], cost), 1e300)


@pytest.mark.parametrize("cost", COSTS)
def test_float32_stays_float32(cost):
    network = create(2, 3, 2, activations=("ReLU", "softmax"), dtype=np.float32)
    *_, last = train(network, *random_examples(), np.float64(0.1), "mini-batch", 3, epochs=2, cost=cost)
    assert {array.dtype for array in last.network.weights + last.network.biases} == {np.dtype(np.float32)}


def test_mistakes_are_told_when_train_is_called_and_not_later():
    with pytest.raises(ValueError, match="eta"):
        train(*BOOK, eta=-1)
