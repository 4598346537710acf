"""The gradient check: it passes right gradients, names wrong ones, and says what its numbers mean."""

import re

import numpy as np
import pytest

from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, Network, check_gradients, create, gradients
from helpers.network.gradient_check import estimate, relative_error, verdict

BOOK = (BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)


def test_all_twelve_right_gradients_pass():
    table = check_gradients(*BOOK)
    assert [row.verdict for row in table] == ["right"] * 12, table
    assert max(row.relative_error for row in table) == table["bw4"].relative_error == pytest.approx(1.45e-9, rel=0.01)


def test_a_flipped_sign_is_named():
    def flipped(network, inputs, targets, cost):
        found = gradients(network, inputs, targets, cost)
        return found.with_values(w7=-found["w7"])

    assert [row.name for row in check_gradients(*BOOK, gradients=flipped) if row.verdict != "right"] == ["w7"]


def test_the_estimate_depends_on_epsilon_as_the_book_s_curve_shows():
    errors = [check_gradients(*BOOK, epsilon=epsilon)["w5"].relative_error for epsilon in (1e-1, 1e-4, 1e-5, 1e-13)]
    assert errors[0] == pytest.approx(5.5e-4, rel=0.05) and errors[1] == pytest.approx(5.6e-10, rel=0.05)
    assert errors[2] < 1e-10 < 1e-5 < errors[3], errors


BANDS = {
    "right": [0, 1e-7],
    "caution": [1.01e-7, 5e-7, 9.5e-5, 1e-4],
    "double red flag": [1.01e-4, 2e-3, 1e-2],
    "wrong": [1.01e-2, 5e-2, np.inf, np.nan],
}


def test_the_verdicts_leave_no_gap():
    for name, band in BANDS.items():
        assert [verdict(relative) for relative in band] == [name] * len(band)


@pytest.mark.parametrize(
    "a, n, expected",
    [
        (-0.4, -0.5, 0.2),
        (-0.5, -0.4, 0.2),
        (0.5, -0.3, 1.6),
        (-0.5, 0.3, 1.6),
        (0, 0, 0),
        (0, 1e-9, 1),
        (0.000246, 0.00024599, 4.06504065041e-05),
    ],
)
def test_relative_error(a, n, expected):
    assert relative_error(a, n) == pytest.approx(expected, rel=1e-9)


def test_a_sample_of_a_large_network_is_drawn_by_seed():
    network = create(784, 30, 10, dtype=np.float32)
    inputs, targets = np.random.default_rng(0).random((3, 784)), np.eye(10)[:3]
    table, again, other = (check_gradients(network, inputs, targets, sample=20, seed=seed) for seed in (1, 1, 2))
    assert len({row.name for row in table}) == 20
    assert [row.name for row in table] == [row.name for row in again] != [row.name for row in other]
    assert all(row.verdict in ("right", "caution") for row in table), table


@pytest.mark.parametrize("activations", [("tanh", "softmax"), ("linear", "tanh"), ("logistic", "linear")])
def test_the_check_is_made_on_the_network_s_own_activations(activations):
    network = Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, activations)
    found = gradients(network, BOOK_INPUTS, BOOK_TARGETS)
    for row in check_gradients(network, BOOK_INPUTS, BOOK_TARGETS):
        assert (row.verdict, row.analytical) == ("right", found[row.name]), row
        assert row.difference == row.analytical - row.numerical


def test_the_checked_function_gets_arrays_whatever_was_given():
    def own(network, inputs, targets, cost):
        assert (inputs.shape, targets.shape, inputs.dtype, targets.dtype) == ((1, 2), (1, 2), float, float)
        return gradients(network, inputs, targets, cost)

    assert len(check_gradients(BOOK_NETWORK, [[1, 2]], [[0, 1]], gradients=own).rows) == 12


def test_a_sample_takes_no_weight_twice_so_that_one_as_large_as_the_network_checks_every_weight():
    for seed in range(5):
        assert [row.name for row in check_gradients(*BOOK, sample=12, seed=seed)] == [*BOOK_NETWORK.names()]


def groups_of(network, names):
    """Return how many of these names belong to each layer's weights and to each layer's bias weights."""
    counts = {(kind, layer): 0 for kind in ("w", "bw") for layer in range(len(network.weights))}
    for name in names:
        counts[network.address(name)[:2]] += 1
    return list(counts.values())


@pytest.mark.parametrize(
    "sizes, sample, wanted",
    [((64, 64, 2), 4, [1, 1, 1, 1]), ((64, 64, 2), 11, [3, 3, 3, 2]), ((3, 2, 5, 1), 15, [3, 3, 3, 2, 3, 1])],
)
def test_a_sample_holds_some_of_every_layer_and_of_its_bias_weights(sizes, sample, wanted):
    network = create(*sizes, seed=1)
    inputs, targets = np.random.default_rng(0).random((2, sizes[0])), np.zeros((2, sizes[-1]))
    for seed in range(20):
        names = [row.name for row in check_gradients(network, inputs, targets, sample=sample, seed=seed)]
        assert len(set(names)) == sample and groups_of(network, names) == wanted, (seed, names)


def test_a_sample_catches_bias_gradients_of_0_whatever_the_seed():
    def no_biases(network, inputs, targets, cost):
        found = gradients(network, inputs, targets, cost)
        return network.with_arrays(found.weights, [0 * array for array in found.biases])

    network = create(64, 64, 2, seed=1)
    inputs, targets = np.random.default_rng(0).random((2, 64)), np.eye(2)
    for seed in range(40):
        found = check_gradients(network, inputs, targets, gradients=no_biases, sample=8, seed=seed)
        refused = [row.name for row in found if row.verdict != "right"]
        assert len(refused) == 4 and all(name.startswith("bw") for name in refused), (seed, refused)


def test_a_sample_too_small_for_every_group_is_refused():
    with pytest.raises(ValueError, match="sample is 3, but must be a whole number, from 4 to 12"):
        check_gradients(*BOOK, sample=3)


def test_without_settings_the_book_s_epsilon_and_the_seed_0_are_taken():
    assert [*check_gradients(*BOOK)] == [*check_gradients(*BOOK, epsilon=1e-4)]
    assert estimate(*BOOK, "w5") == estimate(*BOOK, "w5", epsilon=1e-4, cost="SE")
    assert [*check_gradients(*BOOK, sample=5)] == [*check_gradients(*BOOK, sample=5, seed=0)]


def test_a_misspelt_cost_is_told_before_the_checked_function_is_called_with_it():
    def never(network, inputs, targets, cost):
        raise AssertionError(f"called with the cost {cost}")

    with pytest.raises(ValueError, match="there is no cost 'SEE'. Did you mean 'SE'"):
        check_gradients(*BOOK, gradients=never, cost="SEE")


def test_the_checked_function_gets_the_cost():
    calls = []

    def spy(network, inputs, targets, cost):
        calls.append(cost)
        return gradients(network, inputs, targets, cost)

    assert all(row.verdict == "right" for row in check_gradients(*BOOK, gradients=spy, cost="MSE"))
    assert calls == ["MSE"]


def test_the_table_reads_as_text_and_as_accessible_html():
    table = check_gradients(*BOOK)
    text, html = repr(table), table._repr_html_()
    assert text.splitlines()[0] == "gradient check with epsilon = 0.0001: 12 of 12 right"
    assert "w5      +0.100508254  +0.100508254" in text
    for part in ('<th scope="col"[^>]*>analytical<', '<th scope="row"[^>]*>w5</th>', "<caption[^>]*>gradient check"):
        assert re.search(part, html), part
