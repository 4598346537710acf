"""Sums, activations and the way forward: the drawn numbers are those of the arrays."""

import itertools
import re

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, softmax

from helpers import Network, create, draw, forward, learn_xor, total_error, train
from helpers.pens.numerals import plain, signed
from tests.cases import BOOK, XOR, XOR_TARGETS
from tests.drawn import numbers


@pytest.mark.parametrize("seed", range(4))
def test_the_summation_shows_its_products_and_their_sum(seed):
    random = np.random.default_rng(seed)
    inputs, weights, bias = random.normal(size=3), random.normal(size=3), random.normal()
    picture = draw.summation(inputs, weights, bias)
    got, net = numbers(picture), inputs @ weights + bias
    for product in [*(inputs * weights), bias]:
        assert any(text.endswith(f"= {signed(product, 2)}") for text in got), f"{product} is not in {got}"
    assert f"net input = {plain(net, 2)}" in got and f"= {plain(net, 2)}" in picture.text


@pytest.mark.parametrize("net", [-2.5, 0.7, 3.0])
def test_the_gallery_shows_each_functions_value_and_slope(net):
    out, t = 1 / (1 + np.exp(-net)), np.tanh(net)
    got = numbers(draw.activation_gallery(net))
    for value, slope in ((out, out * (1 - out)), (t, 1 - t * t), (net, 1.0), (max(net, 0), float(net > 0))):
        assert f"out {plain(value)}, slope {plain(slope)}" in got


def test_the_bar_below_a_curve_is_as_long_as_its_slope_and_blue():
    bars = re.findall(r'width="([\d.]+)" height="10" fill="(#\w+)"', draw.activation_gallery(0.7).marks)
    out, t = expit(0.7), np.tanh(0.7)
    assert [float(width) for width, _ in bars[::2]] == [190] * 6 and {color for _, color in bars[1::2]} == {"#0072b2"}
    assert [float(width) / 190 for width, _ in bars[1::2]] == pytest.approx(
        [1, 0, 0, out * (1 - out), 1 - t * t, 1], abs=1e-3
    )


def test_the_six_curves_stand_on_one_scale():
    ticks = [text for text in numbers(draw.activation_gallery(1.0)) if re.fullmatch(r"−?\d(\.5)?", text)]
    assert len(ticks) >= 36 and ticks == ticks[: len(ticks) // 6] * 6


@pytest.mark.parametrize("net, slopes", [(0.0, 3), (0.1, 6), (-2.0, 6)])
def test_there_is_no_slope_at_a_jump_and_at_a_kink(net, slopes):
    picture = draw.activation_gallery(net)
    assert sum(", slope " in text for text in numbers(picture)) == slopes
    assert picture.text.count("no slope (a jump)") == 2 * (net == 0) and picture.text.count("no slope (a kink)") == (
        net == 0
    )


@pytest.mark.parametrize("weight", [-4, -1.0, -0.005, 0.5, 4])
def test_a_small_move_changes_the_logistic_output_by_slope_times_move_and_the_step_at_its_jump_only(weight):
    picture = draw.small_move(weight)
    change, step = expit(weight + 0.01) - expit(weight), float(weight < 0 <= weight + 0.01)
    assert f"The logistic output changes by {signed(change, 5)}," in picture.text
    assert f"The step output changes by {signed(step, 5)}," in picture.text
    told = float(re.search(r"· 0.01 = (0.\d+)", picture.text)[1])
    assert told == pytest.approx(change, abs=1.5e-5)  # what a slope says of a small move


@pytest.mark.parametrize("seed", range(3))
def test_softmax_shares_are_those_of_scipy_and_adding_to_all_changes_none(seed):
    net = np.random.default_rng(seed).uniform(-4, 4, 3)
    for added in (0, 5, -5):
        shares = [plain(share) for share in softmax(net)]
        assert f"The shares are {', '.join(shares)}; together 1." in draw.softmax_shares(net, added).text


@pytest.mark.parametrize("first, second", [(1.5, 2), (-2, 0.5), (0.3, -1.7)])
def test_two_linear_layers_are_one_and_two_with_a_bend_are_not(first, second):
    linear = draw.two_layers(first, second).text
    assert f"changes by {', '.join([signed(first * second, 2)] * 4)}: one straight line" in linear
    assert float(linear.split(" = ")[-1].split()[0].replace("−", "-")) == pytest.approx(first * second)
    for bent, f in BENT.items():
        changes = np.diff(second * f(first * np.arange(-2.0, 3)))
        told = draw.two_layers(first, second, bent).text
        written = [number.replace("−", "-") for number in told.split(" by ")[1].split(": not one")[0].split(", ")]
        assert [float(number) for number in written] == pytest.approx(changes, abs=0.0051)


BENT = {"logistic": expit, "tanh": np.tanh, "ReLU": lambda net: np.maximum(net, 0)}


@pytest.mark.parametrize("bent", BENT)
def test_changes_that_are_called_unequal_are_seen_to_differ(bent):
    for first, second in itertools.product((-2, -0.7, -0.1, 0.1, 0.4, 1.5), (-2, -0.1, 0.1, 0.5, 2)):
        picture = draw.two_layers(first, second, bent)
        written = picture.text.split(" by ")[1].split(": not one straight line.")[0].split(", ")
        assert len(set(written)) > 1 and set(written) <= set(numbers(picture)), picture.text
    assert ", but six decimals don't show it." in draw.two_layers(1e-4, 1e-4, "tanh").text
    assert draw.two_layers(0, 1.5, bent).text.endswith("one straight line, because a weight is 0.")


@pytest.mark.parametrize("hidden", ["linear", "logistic", "tanh", "ReLU"])
def test_the_planes_add_up_to_the_net_input_and_its_sign_is_the_side_of_one_half(hidden):
    network = learn_xor(hidden, 1)[1][-1].network
    run, got = forward(network, XOR), numbers(draw.hidden_planes(network, XOR, XOR_TARGETS))
    weights = network.weights[1][:, 0]
    for row in range(4):
        added = [*(run.out[1][row] * weights), network.biases[1][0]]
        assert sum(added) == pytest.approx(run.net[2][row, 0])
        written = [plain(one, 2) for one in (*added, run.net[2][row, 0], run.output[row, 0])]
        assert any(got[k : k + 7] == written for k in range(len(got))), (written, got)
        assert abs(run.net[2][row, 0]) < 1e-6 or (run.net[2][row, 0] > 0) == (run.output[row, 0] > 0.5)


def test_a_node_that_is_silent_for_every_example_is_told_and_has_no_gradient():
    network = learn_xor("ReLU", 6)[1][-1].network
    assert "b2 and b4 answer 0 to every example" in draw.hidden_planes(network, XOR, XOR_TARGETS).text
    for node in (1, 3):  # finite differences: no weight into a silent node moves the error
        for start in (0, 1):
            errors = []
            for way in (-1e-6, 1e-6):
                weights = [array.copy() for array in network.weights]
                weights[0][start, node] += way
                errors.append(total_error(network.with_arrays(weights, network.biases), XOR, XOR_TARGETS))
            assert errors[0] == errors[1]
    assert "answer" not in draw.hidden_planes(create(2, 4, 1), XOR, XOR_TARGETS).text
    network = learn_xor("ReLU", 3)[1][-1].network  # b3 and b4 are silent for some examples, not for all
    assert "side. b1 and b2 answer 0 to every example" in draw.hidden_planes(network, XOR, XOR_TARGETS).text


@pytest.mark.parametrize("entry", [f"{row} b{node}" for row in (1, 2, 3) for node in (1, 2)])
def test_rows_times_matrix_gives_each_net_input_of_each_example(entry):
    examples, (row, node) = [[0.15, 0.35], [0.35, 0.15], [1, 0]], (int(entry[0]) - 1, int(entry[3]) - 1)
    picture = draw.rows_product(BOOK, examples, entry)
    net = (np.array(examples) @ BOOK.weights[0] + BOOK.biases[0])[row, node]
    assert (
        f"net b{node + 1} of example {row + 1}:" in picture.text and f"= {plain(net)}. Shapes: (3 × 2)" in picture.text
    )
    (a1, a2), w, bias = examples[row], BOOK.weights[0][:, node], BOOK.biases[0][node]
    told = " + ".join([f"{plain(a1, 2)}·{plain(w[0], 2)}", f"{plain(a2, 2)}·{plain(w[1], 2)}", plain(bias, 2)])
    assert f": {told} = " in picture.text
    assert {"w1 0.10", "w2 0.20", "w3 0.12", "w4 0.17", "3 × 2", "2 × 2", "2"} <= set(numbers(picture))


def test_the_sums_axis_stands_still_within_the_sliders_range_and_doubles_beyond():
    def axis(inputs):
        texts = numbers(draw.summation(inputs, [1, 1, 1], 1))
        return [text for text in texts if re.fullmatch(r"−?\d+", text)]

    assert axis([1, 1, 1]) == axis([0, 0, 0]) == axis([-1, -1, -1]) != axis([2, 2, 2])


def test_the_journey_ends_on_the_forward_pass():
    run = forward(BOOK, [[0.15, 0.35]])
    first, last = (numbers(draw.journey(moment, BOOK, [[0.15, 0.35]])) for moment in (0, draw.journey_length(BOOK)))
    for layer in (1, 2):
        for value in run.out[layer][0]:
            assert f"out {plain(value)}" in last and f"out {plain(value)}" not in first
    assert first.count("out ?") == 4 and not last.count("out ?")


# ---- XOR


def test_linear_hidden_nodes_never_get_all_four_right_and_end_at_one_half():
    for seed in range(20):
        run = learn_xor("linear", seed)[1]
        right = [((forward(step.network, XOR).output > 0.5) == np.array(XOR_TARGETS, bool)).sum() for step in run[::20]]
        assert max(right) <= 3, seed
        assert forward(run[-1].network, XOR).output == pytest.approx(0.5, abs=1e-6), seed


def test_no_straight_border_brings_the_mean_error_of_xor_below_that_of_always_one_half():
    inputs, targets = np.array(XOR), np.array(XOR_TARGETS)[:, 0]

    def error(values):
        return ((targets - expit(inputs @ values[:2] + values[2])) ** 2).mean() / 2

    assert error(np.zeros(3)) == 0.125
    random = np.random.default_rng(0)
    lowest = [minimize(error, random.normal(size=3) * 10 ** random.uniform(-1, 2)).fun for _ in range(60)]
    assert min(lowest) > 0.125 - 1e-9


@pytest.mark.parametrize("hidden", ["logistic", "ReLU"])
def test_the_sentence_of_the_planes_tells_what_each_node_adds_to_each_example(hidden):
    network = learn_xor(hidden, 7)[1][-1].network
    said = draw.hidden_planes(network, XOR, XOR_TARGETS).text.split("add: ")[1].split("; the bias")[0]
    hidden_out = forward(network, XOR).out[1]
    for node, column in enumerate(said.split("; ")):
        told = [float(number.replace("−", "-")) for number in column.split(" ", 1)[1].split(", ")]
        assert column.startswith(f"b{node + 1} ") and told == pytest.approx(
            hidden_out[:, node] * network.weights[1][node, 0], abs=0.0051
        )


@pytest.mark.slow
@pytest.mark.parametrize("hidden, solved", [("logistic", 20), ("tanh", 20), ("ReLU", 12)])
def test_xor_is_learned_from_so_many_of_twenty_starts(hidden, solved):
    targets = np.array(XOR_TARGETS)
    outputs = [forward(learn_xor(hidden, seed)[1][-1].network, XOR).output for seed in range(20)]
    assert sum(bool((abs(output - targets) < 0.4).all()) for output in outputs) == solved


def test_the_same_seed_gives_the_same_first_weights_for_every_activation():
    starts = [learn_xor(hidden, 3)[0] for hidden in ("linear", "logistic", "ReLU")]
    assert all(np.array_equal(one.weights[0], starts[0].weights[0]) for one in starts)
    assert [one.activations for one in starts] == [
        ("linear", "logistic"),
        ("logistic", "logistic"),
        ("ReLU", "logistic"),
    ]


def test_learn_xor_refuses_what_it_cannot_do_with_a_sentence():
    for given in (("relu",), ("step",), ("ReLU", -1), ("ReLU", 0.5)):
        with pytest.raises((KeyError, ValueError, TypeError), match="activation|step|seed"):
            learn_xor(*given)


@pytest.mark.slow
def test_relu_fails_where_examples_with_different_targets_are_unheard_and_not_because_a_node_is_dead():
    dead, unheard, unbent, failed, answers = set(), set(), set(), set(), []
    for seed in range(20):
        network = learn_xor("ReLU", seed)[1][-1].network
        active = np.array(XOR) @ network.weights[0] + network.biases[0] > 0  # examples are rows, hidden nodes columns
        output, silent = forward(network, XOR).output, ~active.any(axis=1)
        told = draw.hidden_planes(network, XOR, XOR_TARGETS).text
        for found, sentence, group in (
            (not active.any(axis=0).all(), "to every example", dead),
            (len(set(np.array(XOR_TARGETS)[silent, 0])) == 2, "No node answers to", unheard),
            ((active.all(axis=0) | ~active.any(axis=0)).all(), "No kink lies between", unbent),
            ((abs(output - XOR_TARGETS) > 0.4).any(), None, failed),
        ):
            group |= {seed} if found else set()
            assert sentence is None or (sentence in told) == found, (seed, told)
        answers += [(output[silent], np.array(XOR_TARGETS)[silent].mean())] if seed in unheard else []
    assert failed == unheard | unbent == {3, 5, 6, 8, 11, 12, 16, 18} and unbent == {6}
    assert failed < dead and len(dead - failed) == 9
    assert all(silenced == pytest.approx(mean, abs=0.01) for silenced, mean in answers)
    assert {round(mean, 2) for _, mean in answers} == {0.5, 0.33}


@pytest.mark.slow
def test_more_hidden_nodes_make_a_relu_network_fail_less_often():
    solved = 0
    for seed in range(20):
        first = create(2, 8, 1, seed=seed)
        *_, last = train(Network(first.weights, first.biases, ["ReLU", "logistic"]), XOR, XOR_TARGETS, 2, epochs=1001)
        solved += bool((abs(forward(last.network, XOR).output - XOR_TARGETS) < 0.4).all())
    assert solved == 19


def test_the_weights_into_layer_c_alone_can_make_c1_larger_than_c2():
    def wins(name):
        outputs = (forward(BOOK.with_values(**{name: w}), [[0.15, 0.35]]).output[0] for w in np.linspace(-2, 2, 401))
        return any(c1 > c2 for c1, c2 in outputs)

    names = [f"w{k}" for k in range(1, 9)] + [f"bw{k}" for k in range(1, 5)]
    assert [name for name in names if wins(name)] == ["w5", "w6", "w7", "w8", "bw3", "bw4"]
