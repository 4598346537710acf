"""Chance in a test, and shares against how often they are right: SciPy's binomial and counting by hand."""

import numpy as np
import pytest
from scipy.stats import binom

from helpers import create, draw
from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting.chance import EDGES, chances, sure_groups, usual_range
from helpers.lessons.handwriting.digits import probabilities
from helpers.lessons.handwriting.recipes import RECIPES
from tests.drawn import numbers, panels

PART = Part(*(array[:300] for array in load_mnist().validation))
READER = RECIPES["softmax alone"]._replace(epochs=3).film(load_mnist(), seed=1, sample=100)[3].network


@pytest.mark.parametrize("pictures", [1, 7, 500, 10_000])
@pytest.mark.parametrize("share", [0, 0.3, 0.94, 0.999, 1])
def test_chances_and_the_usual_range_are_those_of_the_binomial_distribution(share, pictures):
    counts = np.arange(pictures + 1)
    np.testing.assert_allclose(chances(share, pictures), binom.pmf(counts, pictures, share), rtol=1e-8, atol=1e-12)
    wanted = [binom.ppf(part, pictures, share) / pictures for part in (0.025, 0.975)]
    assert usual_range(share, pictures) == pytest.approx(wanted)


def test_simulated_tests_fall_into_the_usual_range_as_often_as_said():
    low, high = usual_range(0.94, 500)
    right = (np.random.default_rng(0).random((4000, 500)) < 0.94).mean(axis=1)
    assert 0.94 < ((low <= right) & (right <= high)).mean() < 0.975


def test_the_margins_that_the_notebook_names():
    for share, pictures, points in ((0.94, 500, 2), (0.94, 10_000, 0.5), (0.98, 10_000, 0.3)):
        assert 200 * binom.std(pictures, share) / pictures == pytest.approx(points, abs=0.13)
    one, other = np.random.default_rng(0).binomial(500, 0.94, (2, 100_000))
    differences = abs(one - other) / 5
    assert 0.95 < (differences <= 3).mean() < 0.97 and 0.005 < (differences > 3.5).mean() < 0.03


def test_groups_count_their_answers_as_a_loop_does():
    shares = probabilities(READER, PART.inputs)
    groups = {edges: [] for edges in zip(EDGES[:-1], EDGES[1:], strict=True)}
    for row, target in zip(shares, PART.targets, strict=True):
        for low, high in groups:
            if low <= row.max() < high or row.max() == high == 1:
                groups[low, high].append((row.max(), row.argmax() == target.argmax()))
    wanted = [(*edges, len(found), *np.mean(found, axis=0)) for edges, found in groups.items() if found]
    found = sure_groups(READER, PART)
    assert len(found) == len(wanted) > 3 and sum(group.count for group in found) == 300
    for group, row in zip(found, wanted, strict=True):
        assert tuple(group) == pytest.approx(row, rel=1e-5)


def test_the_picture_shows_the_groups_as_dots_and_numbers():
    picture = draw.how_sure(READER, PART)
    texts = numbers(picture)
    for group in sure_groups(READER, PART):
        place = texts.index(f"{100 * group.low:.0f} to {100 * group.high:.0f} %")
        assert texts[place + 1 : place + 4] == [
            f"{group.count}", f"{100 * group.share:.1f} %", f"{100 * group.right:.1f} %"
        ]  # fmt: skip
        assert f"on average {100 * group.share:.1f} %: {100 * group.right:.1f} % right" in picture.text


def test_a_network_that_is_no_number_gets_no_group():
    lost = create(784, 10, activations="softmax")
    lost = lost.with_arrays([np.nan * array for array in lost.weights], lost.biases)
    assert sure_groups(lost, PART) == []


def test_the_curve_of_chance_is_the_distribution_and_its_text_the_range():
    picture = draw.chance_of_right(0.94, 500)
    assert "gets 91.8 % to 96.0 % in 95 of 100 tests" in picture.text
    (panel,) = panels(picture)
    curve = panel.curves[0]
    top, height = panel.box[1], panel.box[3]
    pmf = binom.pmf(np.arange(501), 500, 0.94)
    seen = pmf[pmf > pmf.max() * 1e-4] / pmf.max()
    assert 1.05 * (1 - (curve[:, 1] - top) / height) == pytest.approx(seen, abs=0.005)


@pytest.mark.parametrize("share, pictures, message", [(1.5, 10, "share is 1.5"), (0.5, 0, "pictures is 0")])
def test_what_is_no_share_or_no_number_of_pictures_is_told(share, pictures, message):
    with pytest.raises(ValueError, match=message):
        usual_range(share, pictures)
