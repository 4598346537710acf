"""Training: the loop of stages 1, 2, 3 and 5, its three methods, and the numbers of the worked example."""

import tracemalloc
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
    RULES,
    Network,
    create,
    forward,
    gradients,
    total_error,
    train,
    update,
)
from helpers.network.dropout import thinned, thinner
from helpers.network.network import propagate
from helpers.network.training import batches

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


@pytest.mark.parametrize("eta, weights", [
    (BOOK_ETA, {"w5": -0.000254127120208, "w4": 0.168144771342, "bw1": 0.801406653357, "bw2": 0.244699346691}),
    (1, {"w5": -0.0505082542404, "bw4": 0.751518554766}),  # exercise 2 of chapter 30
])  # fmt: skip
def test_the_book_s_updates(eta, weights):
    new = update(BOOK_NETWORK, gradients(*BOOK), eta)
    assert {name: new[name] for name in weights} == pytest.approx(weights, rel=1e-10)


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


@pytest.mark.parametrize("method, batch_size, updates", [("batch", None, 1), ("sgd", None, 10), ("mini-batch", 4, 3)])
def test_updates_per_epoch(method, batch_size, updates):
    steps = list(train(BOOK_NETWORK, *random_examples(), eta=0.1, method=method, batch_size=batch_size, epochs=3))
    assert [step.number for step in steps] == list(range(1, 3 * updates + 1))
    assert [step.epoch for step in steps] == sorted([1, 2, 3] * updates)


@pytest.mark.parametrize("rule", RULES)
def test_an_epoch_s_smaller_last_batch_is_an_update_like_any_other(rule):
    start, (inputs, targets) = create(2, 3, 2, seed=4), random_examples(7)
    network, states = start, {name: RULES[rule].start(np.float64(0)) for name in start.names()}
    for step in train(start, inputs, targets, 0.1, "mini-batch", batch_size=3, epochs=2, shuffle=False, rule=rule):
        first = (0, 3, 6)[(step.number - 1) % 3]
        batch = inputs[first : first + 3], targets[first : first + 3]
        slopes, changed = gradients(network, *batch), {}
        for name in network.names():
            moved, states[name] = RULES[rule].step(slopes[name] / len(batch[0]), states[name], 0.1)
            changed[name] = network[name] - moved
        network = network.with_values(**changed)
        for name in network.names():
            assert step.network[name] == pytest.approx(network[name], rel=1e-9, abs=1e-12), (step.number, name)
    assert step.number == 6


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


def test_without_settings_the_seed_is_0_and_the_examples_are_shuffled():
    usual, same = (
        [step.network for step in train(BOOK_NETWORK, *random_examples(), 0.5, "sgd", **how)]
        for how in ({}, {"seed": 0, "shuffle": True, "epochs": 1, "cost": "SE"})
    )
    assert usual == same
    order = [int(row) for (row,) in batches(10, 1, np.random.default_rng(0))]
    assert sorted(order) == list(range(10)) != order


def test_earlier_networks_stay_as_they_were_and_closed():
    steps = list(train(*BOOK, eta=0.5, epochs=5))
    assert len({step.network["w5"] for step in steps}) == 5
    again = [step.network for step in train(*BOOK, eta=0.5, epochs=5)]
    assert [step.network for step in steps] == again
    with pytest.raises(ValueError, match="read-only"):
        steps[0].network.weights[0] += 1


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
    assert type(last.error) is float
    assert {array.dtype for array in last.network.weights + last.network.biases} == {np.dtype(np.float32)}


def test_training_never_copies_the_data_set():
    inputs, targets = np.ones((20_000, 300), np.float32), np.ones((20_000, 2), np.float32)
    network = create(300, 2, dtype=np.float32)
    steps = train(network, inputs, targets, 1e-3, "mini-batch", 100, epochs=3, weight_decay=0.1)
    next(steps)  # The arguments are checked once.
    tracemalloc.start()
    for _ in steps:
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < inputs.nbytes / 20, f"{peak / 1e6:.1f} MB, and the inputs are {inputs.nbytes / 1e6:.0f} MB"


def test_a_schedule_may_be_a_function_of_eta_and_the_updates_done():
    moved, before = [], Network([[[1.0]]], [[0.0]], "linear")
    factors = [1, 3, 0, 2]
    for step in train(before, [[1.0]], [[0.0]], 0.1, epochs=4, schedule=lambda eta, number: eta * factors[number]):
        slope = before["w1"] + before["bw1"]
        moved.append((before["w1"] - step.network["w1"]) / slope)
        before = step.network
    assert moved == pytest.approx([0.1, 0.3, 0.0, 0.2], abs=1e-12)


# ---- Dropout


def thinned_by_hand(network, inputs, masks):
    """Return the output with the masks held fixed: stage 1 again, with plain NumPy."""
    rows = [ACTIVATIONS[name].function for name in network.activations]
    out = np.asarray(inputs)
    for layer, (weights, biases, function) in enumerate(zip(network.weights, network.biases, rows, strict=True)):
        out = function(out @ weights + biases)
        if layer < len(masks):
            out = out * masks[layer]
    return out


def masks_of(network, n, dropout, seed):
    """Return the masks that the first update of train() draws."""
    thin = thinner(dropout, seed)(network, n)
    return [activation.mask for activation in thin.layer_activations[:-1]]


@pytest.mark.parametrize("activation", ["ReLU", "tanh", "logistic", "linear", "softmax"])
@pytest.mark.parametrize("cost", ["SE", "cross-entropy"])
def test_with_dropout_the_first_step_is_the_slope_found_by_finite_differences_with_the_same_masks(activation, cost):
    inputs, targets = random_examples(6)
    network = create(2, 5, 4, 2, activations=(activation, activation, "softmax"), seed=3)
    network = Network(network.weights, [bias + 0.1 for bias in network.biases], network.activations)
    masks = masks_of(network, 6, dropout=0.4, seed=11)
    assert {0.0, 1 / 0.6} == {*masks[0].ravel(), *masks[1].ravel()}

    def error(changed):
        return COSTS[cost](thinned_by_hand(changed, inputs, masks), targets) / (6 if cost == "SE" else 1)

    (step,) = train(network, inputs, targets, eta=1.0, cost=cost, dropout=0.4, seed=11)
    assert step.error == pytest.approx(error(network), rel=1e-12)
    for name in network.names():
        up, down = (network.with_values(**{name: network[name] + shift}) for shift in (1e-6, -1e-6))
        slope = (error(up) - error(down)) / 2e-6
        assert network[name] - step.network[name] == pytest.approx(slope, abs=1e-8), name


def test_the_masks_are_drawn_apart_from_the_order_of_the_examples_and_are_the_saved_ones():
    network = create(2, 50, 2)
    (mask,) = masks_of(network, 6, dropout=0.4, seed=11)
    drawn = {name: np.random.default_rng(seed).random((6, 50), dtype=np.float32) >= 0.4
             for name, seed in (("own", [11, 1]), ("order", 11))}  # fmt: skip
    assert np.array_equal(mask > 0, drawn["own"])  # The notebooks were saved with masks like these.
    assert 0.3 < (drawn["own"] != drawn["order"]).mean() < 0.7, "by chance 0.48 differ"


@pytest.mark.parametrize("dropout, silent", [(0.25, 1), (0.5, 2), (0.75, 3)])
def test_of_all_numbers_that_can_be_drawn_the_share_that_silences_is_exactly_the_dropout(dropout, silent):
    class Quarters:
        def random(self, shape, dtype):
            return (np.arange(4, dtype=dtype) / 4).reshape(shape)

    thin = thinned(create(1, 4, 1), 1, dropout, Quarters())
    assert thin.layer_activations[0].mask.tolist() == [[0] * silent + [1 / (1 - dropout)] * (4 - silent)]


def test_on_average_a_node_s_output_is_what_it_is_without_dropout():
    network = create(2, 3, 2, activations="linear", seed=2)  # linear, so that averages pass through all layers
    inputs = np.repeat([[0.5, -1.0]], 200_000, axis=0)
    wanted = forward(network, inputs[:1])
    found = propagate(thinner(0.3, seed=1)(network, len(inputs)), inputs)
    assert found.out[1].mean(axis=0) == pytest.approx(wanted.out[1][0], abs=0.01)
    assert found.output.mean(axis=0) == pytest.approx(wanted.output[0], abs=0.01)
    assert (found.out[1] == 0).mean(axis=0) == pytest.approx([0.3] * 3, abs=0.01)


def test_every_example_and_every_update_has_a_mask_of_its_own_and_the_output_layer_none():
    network, thin = create(2, 40, 40, 2), thinner(0.5, seed=1)
    first, second = (thin(network, 3) for _ in range(2))
    masks = [tuple(row) for used in (first, second) for masked in used.layer_activations[:-1] for row in masked.mask]
    assert len(set(masks)) == 2 * 2 * 3
    assert first.layer_activations[-1] is ACTIVATIONS["logistic"]


def test_without_hidden_nodes_dropout_changes_nothing():
    examples = create(2, 2), *random_examples()
    plain, half = (
        [step.network for step in train(*examples, 0.5, "mini-batch", 3, seed=5, dropout=share)] for share in (0.0, 0.5)
    )
    assert plain == half


def test_with_dropout_0_the_network_itself_is_used_so_that_nothing_is_drawn_and_nothing_slower():
    assert thinner(0.0, seed=1)(BOOK_NETWORK, 3) is BOOK_NETWORK


def test_dropout_leaves_the_order_of_the_examples_alone():
    inputs, targets = np.eye(10), np.zeros((10, 1))  # example i moves the first layer's row i only
    network = create(10, 50, 1, activations="linear")

    def order(**how):
        before, moved = network, []
        for step in train(network, inputs, targets, 0.01, "sgd", seed=4, **how):
            moved.append(np.flatnonzero((step.network.weights[0] != before.weights[0]).any(axis=1)).tolist())
            before = step.network
        return moved

    assert order(dropout=0.5) == order()


def test_dropout_keeps_float32_and_changes_nothing_it_was_given():
    network = create(2, 8, 2, activations=("ReLU", "softmax"), dtype=np.float32)
    before = Network([*network.weights], [*network.biases], network.activations)
    for rule in ("gradient descent", "Adam"):
        run = {"rule": rule, "dropout": 0.3, "weight_decay": 0.01, "cost": "cross-entropy"}
        *_, last = train(network, *random_examples(), 0.1, "mini-batch", 3, epochs=2, **run)
        assert {array.dtype for array in last.network.weights + last.network.biases} == {np.dtype(np.float32)}
    assert network == before


@pytest.mark.parametrize(
    "dropout, error", [(1, ValueError), (-0.1, ValueError), (np.nan, ValueError), ("0.5", TypeError), (True, TypeError)]
)
def test_an_impossible_dropout_is_told_when_train_is_called(dropout, error):
    with pytest.raises(error, match=r"dropout is .*, but must be a probability from 0 to below 1, such as 0.2"):
        train(*BOOK, eta=0.5, dropout=dropout)


# ---- Changed examples


def test_the_update_uses_what_augment_makes_of_the_batch():
    inputs, targets = random_examples()
    network = create(2, 3, 2, seed=4)
    (changed,) = train(network, inputs, targets, 0.3, augment=lambda batch, random: 2 * batch - 1)
    (by_hand,) = train(network, 2 * inputs - 1, targets, 0.3)
    assert changed.network == by_hand.network and changed.error == by_hand.error


def test_augment_has_a_chance_of_its_own_by_the_seed_and_leaves_the_order_alone():
    inputs, targets = random_examples()

    def drawn(seed):
        lots = []

        def look(batch, random):
            lots.append(random.random())
            return batch

        steps = [*train(create(2, 3, 2, seed=4), inputs, targets, 0.3, "mini-batch", 4, 2, seed, augment=look)]
        return lots, steps[-1].network

    (one, network), (again, _), (other, _) = drawn(1), drawn(1), drawn(2)
    *_, plain = train(create(2, 3, 2, seed=4), inputs, targets, 0.3, "mini-batch", 4, 2, 1)
    assert one == again != other and len({*one}) == 6 and network == plain.network


def test_augment_may_write_into_its_batch_without_changing_what_was_given():
    inputs, targets = random_examples()
    inputs, before = inputs.astype(np.float32), inputs.astype(np.float32)

    def erase(batch, random):
        batch[:] = 0
        return batch

    network = create(2, 3, 2, dtype=np.float32, seed=1)
    (step,) = train(network, inputs, targets, 0.3, augment=erase)
    assert (inputs == before).all() and step.network.dtype == np.float32


@pytest.mark.parametrize("augment, error, message", [
    ("shift", TypeError, "augment must be a function of inputs and a random generator, but got 'shift'"),
    (lambda batch, random: batch[:-1], ValueError, r"was given inputs of shape \(1, 2\) and returned shape \(0, 2\)"),
    (lambda batch, random: np.nan * batch, ValueError, "what augment returns must hold ordinary numbers"),
])  # fmt: skip
def test_an_augment_that_does_not_fit_gets_a_sentence(augment, error, message):
    with pytest.raises(error, match=message):
        next(train(*BOOK, eta=0.5, augment=augment))
