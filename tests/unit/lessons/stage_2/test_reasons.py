"""Why squares, why cross-entropy: pictures against sums written here, and the notebook's claims about them."""

import math

import numpy as np
import pytest

from helpers import BOOK_NETWORK, draw, forward
from tests.cases import central
from tests.drawn import assert_rounded, numbers, panels, told

SETS = ([3], [1, 2, 3, 4, 5], [1, 2, 3, 4, 8], [2, 2, 9])


def sizes(targets, z):
    return sum(abs(t - z) for t in targets) / len(targets)


def squares(targets, z):
    return sum((t - z) ** 2 for t in targets) / len(targets)


@pytest.mark.parametrize("targets", SETS)
@pytest.mark.parametrize("z", [0.5, 6.0])
def test_sizes_and_squares_show_both_averages_with_their_slopes_and_lowest_points(targets, z):
    picture = draw.sizes_and_squares(targets, z)
    found = np.linspace(0, 10, 10001)
    wanted = []
    for average in (sizes, squares):
        slope = central(lambda z, average=average: average(targets, z), z)
        lowest = found[np.argmin([average(targets, one) for one in found])]
        wanted += [average(targets, z), slope, lowest]
    assert_rounded(told(picture.text)[len(targets) + 1 :], wanted, 2, "twin")
    rows = [told(text)[-1] for text in numbers(picture) if text.startswith(("at z", "slope", "lowest"))]
    assert_rounded(rows, wanted, 2, "beside the curves")
    (panel,) = panels(picture)
    curves = [curve for curve in panel.curves if len(curve) > 2]
    for curve, average in zip(curves, (sizes, squares), strict=True):
        x, y = panel.data(curve)
        low = y < 40
        assert y[low] == pytest.approx([average(targets, one) for one in x[low]], abs=0.1)


@pytest.mark.parametrize("targets", SETS)
def test_in_a_kink_the_sizes_have_two_slopes_and_the_squares_one(targets):
    z = targets[-1]
    text = draw.sizes_and_squares(targets, z).text
    left, right = ((sizes(targets, z + step) - sizes(targets, z)) / step for step in (-1e-6, 1e-6))
    said = told(text.split("slope jumps from ")[1])
    assert_rounded(said[:2], [left, right], 2, "left and right")
    assert "jumps" not in text.split("(t − z)²")[1]


@pytest.mark.parametrize("outputs, targets", [([0.8, 0.3, 0.6], [1, 0, 1]), ([0.01] * 3, [1] * 3), ([0.25], [0])])
def test_the_shares_of_the_truth_multiplied_are_their_minus_logarithms_added(outputs, targets):
    picture = draw.likelihood(outputs, targets)
    shares = [z if t else 1 - z for z, t in zip(outputs, targets, strict=True)]
    logs = [-math.log(share) for share in shares]
    said = told(picture.text)
    product = math.prod(shares)
    wanted = [*shares, product, *logs, sum(logs), product, -math.log(product), sum(logs) / len(logs)]
    assert said == pytest.approx(wanted, abs=0.5001e-4)
    assert sum(logs) == pytest.approx(-math.log(product))
    entropy = -sum(t * math.log(z) + (1 - t) * math.log(1 - z) for z, t in zip(outputs, targets, strict=True)) / len(
        outputs
    )  # the formula of binary cross-entropy, written out
    assert_rounded(said[-1], entropy, 4, "average")
    (panel,) = panels(picture)
    x, y = panel.data(panel.dots)
    assert x == pytest.approx(shares, abs=0.01) and y == pytest.approx(logs, abs=0.03)


def test_targets_other_than_0_and_1_are_refused_in_words():
    with pytest.raises(ValueError, match=r"targets must be 1 \(yes\) or 0 \(no\)"):
        draw.likelihood([0.5, 0.5], [0.5, 1])


def test_small_weights_and_flat_nodes_keep_the_outputs_still_and_the_biases_do_not():
    def reach(times=1, biases=1):
        changed = {f"w{k}": times * BOOK_NETWORK[f"w{k}"] for k in range(1, 9)}
        changed |= {f"bw{k}": biases * BOOK_NETWORK[f"bw{k}"] for k in range(1, 5)}
        low, high = (forward(BOOK_NETWORK.with_values(**changed), [[x, x]]).output[0] for x in (0, 1))
        return (high - low).max()

    assert reach() < 0.01 and reach(biases=0) < 0.01  # without bias weights they move no more
    assert reach(times=10) > 5 * reach()


@pytest.mark.parametrize("seed", range(5))
def test_the_average_of_roots_is_not_the_root_of_the_average(seed):
    squared = np.random.default_rng(seed).uniform(0, 20, 6)
    assert np.sqrt(squared).mean() < np.sqrt(squared.mean())  # RMS does not average the examples' roots
