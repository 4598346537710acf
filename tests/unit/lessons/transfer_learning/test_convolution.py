"""Convolution, pooling and their counts against SciPy, plain loops and hand calculation, and their pictures."""

import re

import numpy as np
import pytest
from scipy.signal import correlate2d

from helpers import create, draw
from helpers.lessons.transfer_learning.convolution import (
    KERNELS,
    convolve,
    count_weights,
    output_side,
    photograph,
    pool,
)
from helpers.pens.pixels import signed_shades
from tests.drawn import assert_colors, images, numbers, rects

RANDOM = np.random.default_rng(36)
SHAPES = [((3, 3), (3, 3)), ((8, 8), (3, 3)), ((9, 14), (3, 3)), ((12, 7), (5, 2)), ((6, 6), (1, 1)), ((1, 9), (1, 4))]


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("shape, window", SHAPES)
def test_convolve_finds_what_scipy_finds(shape, window, padding, stride):
    picture, kernel = RANDOM.normal(size=shape), RANDOM.normal(size=window)
    wanted = correlate2d(np.pad(picture, padding), kernel, mode="valid")[::stride, ::stride]
    found = convolve(picture, kernel, stride, padding)
    assert (
        found.shape
        == wanted.shape
        == tuple(output_side(side, size, stride, padding) for side, size in zip(shape, window, strict=True))
    )
    assert found == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("name", [name for name in KERNELS if "edge" in name or name == "dot"])
@pytest.mark.parametrize("ink", [0.0, 0.35, 1.0])
def test_edge_kernels_say_nothing_where_nothing_changes(name, ink):
    assert abs(convolve(np.full((5, 5), ink), KERNELS[name].array)).max() < 1e-12


def test_blur_averages_and_do_nothing_does_nothing():
    picture = RANDOM.random((6, 7))
    assert convolve(picture, KERNELS["blur"].array)[1, 2] == pytest.approx(picture[1:4, 2:5].mean())
    assert np.array_equal(convolve(picture, KERNELS["do nothing"].array), picture[1:-1, 1:-1])


def test_kernels_answer_what_their_meaning_says():
    left, right = np.zeros((3, 3)), np.zeros((3, 3))
    left[:, 0], right[:, 2] = 1, 1
    upright, level = KERNELS["upright edge"].array, KERNELS["level edge"].array
    assert convolve(right, upright) > 0 > convolve(left, upright)
    assert convolve(right.T, level) > 0 > convolve(left.T, level)
    corner = np.array([[0, 1, 1], [0, 0, 1], [0, 0, 0]])
    assert convolve(corner, KERNELS["slanted edge"].array) > 0 > convolve(corner.T, KERNELS["slanted edge"].array)


@pytest.mark.parametrize("how, one", [("largest", max), ("average", lambda values: sum(values) / len(values))])
@pytest.mark.parametrize("shape, size", [((4, 4), 2), ((5, 7), 2), ((9, 9), 3), ((3, 5), 1), ((26, 26), 4)])
def test_pooling_looks_at_each_square_once(shape, size, how, one):
    picture = RANDOM.normal(size=shape)
    wanted = [
        [
            one([picture[size * i + r, size * j + c] for r in range(size) for c in range(size)])
            for j in range(shape[1] // size)
        ]
        for i in range(shape[0] // size)
    ]
    assert pool(picture, size, how) == pytest.approx(np.array(wanted))


@pytest.mark.parametrize("side, kernels", [(3, 1), (8, 2), (28, 1)])
def test_the_counts_are_those_of_a_real_network_and_of_hand_counting(side, kernels):
    counts = count_weights(side, kernels)
    assert counts.dense == create(side * side, counts.outputs).parameter_count
    assert counts.convolution == kernels * 10 and counts.outputs == side * side * kernels


def test_nothing_given_is_changed_and_the_photograph_is_closed():
    picture, kernel = np.ones((4, 4)), np.ones((3, 3))
    convolve(picture, kernel, padding=1)[:] = 9
    pool(picture, 1)[:] = 9
    assert (picture == 1).all() and (kernel == 1).all()
    ink = photograph()
    assert ink.shape == (84, 84) and 0 <= ink.min() < 0.2 and 0.8 < ink.max() <= 1
    with pytest.raises(ValueError, match="read-only"):
        ink[0, 0] = 1


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: convolve(np.ones((4, 4)), np.ones((3, 3)), padding=10**9), "padding is 1000000000, .* from 0 to 1000"),
        (lambda: convolve([1, 2, 3], np.ones((3, 3))), "picture has shape .* rows and columns"),
        (lambda: convolve(np.ones((4, 4)), []), "kernel has shape"),
        (lambda: convolve(np.ones((2, 4)), np.ones((3, 3))), "window of 3 pixels does not fit on 2"),
        (lambda: convolve(np.ones((4, 4)), np.ones((3, 3)), stride=0), "stride is 0"),
        (lambda: convolve(np.ones((4, 4)), np.ones((3, 3)), padding=-1), "padding is -1"),
        (lambda: convolve(np.full((4, 4), np.nan), np.ones((3, 3))), "ordinary numbers"),
        (lambda: pool(np.ones((4, 4)), 5), "size is 5"),
        (lambda: pool(np.ones((4, 4)), 2, "median"), "no way to pool 'median'"),
        (lambda: output_side(2), "does not fit on 2"),
        (lambda: count_weights(0), "side is 0"),
        (lambda: draw.kernel_map(np.ones((4, 4)), [1, 2]), "kernel has 2 weights, but must have 9"),
        (lambda: draw.window_sum(np.ones((11, 11)), np.ones(9), 1), "11 × 11, but must be at most 10 × 10"),
        (lambda: draw.window_sum(np.ones((4, 4)), np.ones(9), 5), "place is 5"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("only_positive", [False, True])
def test_the_map_has_the_colours_of_scipys_answers(name, only_positive):
    picture, kernel = photograph(), KERNELS[name].array
    wanted = correlate2d(picture, kernel, mode="valid")
    wanted = np.maximum(wanted, 0) if only_positive else wanted
    shown = draw.kernel_map(picture, kernel, only_positive)
    _, (_, colors) = images(shown)
    assert_colors(colors, signed_shades(wanted / abs(wanted).max()), near=255 / 16 / 2 + 1)
    low, high = (float(found.replace("−", "-")) for found in re.findall(r"from (\S+) to (\S+);", shown.text)[0])
    assert (low, high) == pytest.approx((wanted.min(), wanted.max()), abs=0.0051)


@pytest.mark.parametrize("place", [1, 6, 7, 22, 36])
@pytest.mark.parametrize("name", KERNELS)
def test_the_written_sum_is_the_sum_of_scipy_at_that_place(name, place):
    picture, kernel = RANDOM.integers(0, 21, (8, 8)) / 20, KERNELS[name].array
    shown = draw.window_sum(picture, kernel, place)
    row, column = divmod(place - 1, 6)
    wanted = correlate2d(picture, kernel, mode="valid")[row, column]
    written, result = re.search(r"column \d: (.*) = (\S+)\.$", shown.text).groups()
    assert float(result.replace("−", "-")) == pytest.approx(wanted, abs=0.0051)
    assert eval(written.replace("·", "*").replace("−", "-")) == pytest.approx(wanted, abs=0.05)
    in_map, in_picture = rects(shown, stroke="#d55e00")
    assert f"row {row + 1}, column {column + 1}" in shown.text
    assert in_picture == (20 + 32 * column, 48 + 32 * row, 96, 96)
    assert in_map == (450 + 40 * column, 48 + 40 * row, 40, 40)


def test_the_map_fills_up_to_the_place_and_not_further():
    picture, kernel = np.eye(8), KERNELS["blur"].array
    filled = [len(numbers(draw.window_sum(picture, kernel, place))) for place in (0, 1, 2, 36)]
    assert filled[2] == filled[1] + 1 and filled[3] == filled[1] + 35


@pytest.mark.parametrize("stride, padding, pooled", [(1, 0, 1), (2, 1, 2), (3, 2, 2), (4, 3, 4)])
def test_sizes_are_those_of_the_arrays_and_pictures_share_one_scale(stride, padding, pooled):
    picture = RANDOM.random((28, 28))
    shown = draw.window_sizes(picture, np.eye(3), stride, padding, pooled)
    side = len(correlate2d(np.pad(picture, padding), np.eye(3), mode="valid")[::stride])
    assert f"= {side}. " in shown.text and shown.text.endswith(f"{side // pooled} × {side // pooled}.")
    widths = [box[2] for box, _ in images(shown)]
    assert widths == pytest.approx([6.4 * 28, 6.4 * side, 6.4 * (side // pooled)], abs=0.06)


def test_the_areas_are_as_the_numbers_of_parameters():
    shown, counts = draw.weights_compared(8, 8), count_weights(8, 8)
    areas = [width * height for left, top, width, height in rects(shown) if top == 50]
    assert areas[0] / areas[1] == pytest.approx(counts.dense / counts.convolution, rel=0.02)
    assert f"{counts.dense:,}" in numbers(shown) and f"{counts.convolution:,}" in numbers(shown)


@pytest.mark.parametrize("name", KERNELS)
def test_a_whole_row_of_the_table_is_answered_with_what_to_type(name):
    row = KERNELS[name]
    calls = (
        lambda: convolve(np.eye(4), row),
        lambda: draw.kernel_map(np.eye(4), row),
        lambda: pool(row),
        lambda: draw.window_sum(np.eye(4), row, 1),
        lambda: draw.window_sizes(np.eye(4), row),
    )
    for call in calls:
        with pytest.raises(TypeError, match=rf"Write KERNELS\['{name}'\]\.array$"):
            call()
    with pytest.raises(TypeError, match=r"Write kernel\.array$"):
        convolve(np.eye(4), row._replace(meaning="mine"))


@pytest.mark.parametrize("side", [0, -1, 2.5, "84", None, [84], 10**9])
def test_a_photograph_of_no_size_gets_a_sentence(side):
    with pytest.raises((TypeError, ValueError), match="side is .*, but must be a whole number, from 1 to 1000"):
        photograph(side)
