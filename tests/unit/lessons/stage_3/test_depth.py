"""Depth, several examples and the work: drawn numbers against finite differences and a count made by hand."""

import math
import re

import numpy as np
import pytest

from helpers import draw, total_error
from helpers.lessons.stage_3.depth import chain_network, work_counts
from tests.cases import BOOK, ORACLES, central
from tests.drawn import after, assert_rounded, lines_of, numbers, rects, told


def chain_output(activation, weights, biases):
    """Return what a chain of nodes makes of 0.5, written here; the last node is linear."""
    f, out = ORACLES[activation][0], np.array(0.5)
    for weight, bias in zip(weights[:-1], biases, strict=True):
        out = f(weight * out + bias)
    return float(weights[-1] * out)


@pytest.mark.parametrize("activation", ["logistic", "tanh", "ReLU"])
@pytest.mark.parametrize("layers, weight, bias", [(1, 1, 0), (3, 0.5, 0.2), (6, 2, 0), (4, -1.5, 0.7), (6, 6, -3)])
def test_the_first_gradient_of_a_chain_is_what_moving_w1_measures(layers, weight, bias, activation):
    weights, biases = [float(weight)] * (layers + 1), [float(bias)] * layers
    target = chain_output(activation, weights, biases) - 1
    picture = draw.deep_chain(layers, weight, bias, activation)
    measured = central(
        lambda w: 0.5 * (target - chain_output(activation, [w, *weights[1:]], biases)) ** 2, weight, 1e-6
    )
    bias_slope = central(
        lambda b: 0.5 * (target - chain_output(activation, weights, [b, *biases[1:]])) ** 2, bias, 1e-6
    )
    found = float(picture.text.split("dE/dw1 = ")[1].removesuffix(".").replace("−", "-"))
    (first,) = after(numbers(picture), "δb1")
    assert found == pytest.approx(measured, rel=0.01, abs=1e-9)
    assert float(first.replace("−", "-")) == pytest.approx(bias_slope, rel=0.01, abs=1e-9), "δb1 is dE/dbw1"


def test_a_logistic_layer_passes_on_a_quarter_of_its_weight_at_most():
    for seed in range(50):
        random = np.random.default_rng(seed)
        weight, bias = random.uniform(-4, 4, 2)
        text = draw.deep_chain(6, float(weight), float(bias)).text
        product = text.split("δb1 = ")[1].split(" = ")[0]
        assert max(map(abs, told(product))) <= abs(weight) / 4 + 1e-4, text


def test_weights_above_4_can_make_a_logistic_chain_explode_and_above_1_a_relu_chain():
    assert "δb1 = 1.5000 · 1.5000" in draw.deep_chain(6, 6, -3).text
    assert draw.deep_chain(6, 2, 0, "ReLU").text.endswith("= 64, so dE/dw1 = 32.")
    assert 2.0**6 == 64


@pytest.mark.parametrize("weight, bias, said", [(1, -3, "off for every input"), (1, -0.7, "off for some inputs")])
def test_a_dead_relu_lets_no_delta_through_and_says_for_which_inputs(weight, bias, said):
    picture = draw.deep_chain(3, weight, bias, "ReLU")
    assert said in picture.text and picture.text.endswith("dE/dw1 = 0.")
    nets = weight * np.linspace(0, 1, 101) + bias
    assert (nets <= 0).all() == ("every" in said)
    assert numbers(picture).count("0") == 2 * 3, "no bar, and 0 below, for each hidden node"


def test_the_chain_has_the_layers_that_were_asked_for():
    assert chain_network(4, 1.0, 0.0, "tanh").sizes == (1,) * 6
    bars = [box for box in rects(draw.deep_chain(4)) if box[2] == 34]
    assert len(bars) == 5
    heights = [box[3] for box in bars]
    assert heights == sorted(heights), "towards the first weight the bars are lower"


EXAMPLES = [[0.15, 0.35], [0.8, 0.1], [0.3, 0.9]], [[0, 1], [1, 0], [1, 0]]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("cost", ["SE", "MSE"])
@pytest.mark.parametrize("weight", ["w1", "w5", "bw4"])
def test_examples_add_their_gradients_with_se_and_average_them_with_mse(weight, cost, count):
    inputs, targets = (rows[:count] for rows in EXAMPLES)

    def slope(inputs, targets):
        return central(
            lambda w: total_error(BOOK.with_values(**{weight: w}), inputs, targets, cost), BOOK[weight], 1e-5
        )

    own = [slope([one], [t]) for one, t in zip(inputs, targets, strict=True)]
    whole = slope(inputs, targets)
    assert whole == pytest.approx(sum(own) if cost == "SE" else sum(own) / count, abs=1e-8)
    picture = draw.example_slopes(BOOK, inputs, targets, weight, cost)
    said = [float(found.replace("−", "-")) for found in re.findall(r"[+−]?\d\.\d{4}", picture.text)]
    assert_rounded(said, [*own, whole], 4, picture.text)
    brought = [told(text)[-1] for text in numbers(picture) if re.match(r".* = [+−]?0\.\d{4}$", text)]
    shares = own if cost == "SE" else [value / count for value in own]
    assert_rounded(brought, [*shares, whole], 4, "what each example brings, and the gradient")


def by_loops(size):
    """Count each multiplication by a weight or for a gradient, one loop per edge as a beginner would write it."""
    forward = sum(1 for _ in range(2) for _ in range(size) for _ in range(size))
    parameters = forward + 2 * size
    back = sum(1 for _ in range(2) for _ in range(size) for _ in range(size))  # out · delta for each edge
    back += sum(1 for _ in range(size) for _ in range(size))  # each delta of c over each edge into b's sums
    return 2 * parameters * forward, forward + back


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_the_work_is_what_counting_every_product_gives(size):
    assert work_counts(size) == by_loops(size)
    picture = draw.gradient_work(size)
    moving, back = by_loops(size)
    assert f"{moving:,} multiplications" in picture.text and f"{back:,} multiplications" in picture.text
    bars = [box[2] for box in rects(picture) if box[3] == 24]
    assert bars == pytest.approx([430 * math.log10(moving) / 14, 430 * math.log10(back) / 14], abs=0.1)


@pytest.mark.parametrize("size", [2, 10, 64, 300, 1000])
def test_the_number_of_a_bar_stands_clear_of_it(size):
    picture = draw.gradient_work(size)
    numbers = [line for line in lines_of(picture.svg) if re.fullmatch(r"[\d,]{2,}", line.text)]
    for (x, y, width, height), number in zip([box for box in rects(picture) if box[3] == 24], numbers, strict=True):
        assert number.left > x + width + 4 or number.baseline - 0.8 * number.size > y + height, number


def test_a_million_weights_need_millions_of_passes_or_one_back():
    assert "4,004,000 forward passes" in draw.gradient_work(1000).text
