"""What notebook 08 tells of its trainings: each sentence that no cell computes, on the networks that it speaks of."""

import itertools
from collections import deque
from functools import cache

import numpy as np
import pytest

from helpers import accuracy, create, forward, nearest_example, train
from helpers.datasets.characters import load_characters
from helpers.datasets.files import Part
from helpers.lessons.man_vs_chicken.votes import votes

DATA = load_characters()
OLD, NEW = (Part(*(array[rows] for array in DATA.drawings)) for rows in (slice(60), slice(60, None)))


def moved(inputs):
    """Return pictures moved by a pixel each way and mirrored, 18 of each: plain NumPy, not the maker of the file."""
    found = []
    for picture, mirror in itertools.product(inputs.reshape(-1, 8, 8), (1, -1)):
        wide = np.pad(picture[:, ::mirror], 1)
        found += [wide[y : y + 8, x : x + 8].ravel() for y, x in itertools.product(range(3), repeat=2)]
    return np.array(found)


@cache
def learned(sizes, eta, epochs, seed, way="as drawn"):
    part = {"made": DATA.training, "as drawn": OLD}.get(way) or Part(moved(OLD.inputs), OLD.targets.repeat(18, axis=0))
    steps = train(create(*sizes, seed=seed), *part, eta, "mini-batch", 10, epochs=epochs, seed=seed)
    return deque(steps, maxlen=1).pop().network


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_drawings_as_they_were_drawn_need_no_hidden_layer(seed):
    assert len(NEW.inputs) * accuracy(learned((64, 2), 0.5, 200, seed), *NEW) == pytest.approx(38)


@pytest.mark.slow
@pytest.mark.parametrize("eta", [0.5, 5])
@pytest.mark.parametrize("seed", [1, 2])
def test_moved_and_mirrored_ones_do(eta, seed):
    new = moved(NEW.inputs), NEW.targets.repeat(18, axis=0)
    without, hidden = (accuracy(learned(sizes, eta, 40, seed, "moved"), *new) for sizes in ((64, 2), (64, 64, 2)))
    assert without < 0.8 < 0.88 < hidden


@pytest.mark.slow
def test_each_network_has_the_rate_that_suits_it():
    small, large = ([accuracy(learned(sizes, eta, 40, 1, "made"), *DATA.test) for eta in (0.5, 5)]
                    for sizes in ((64, 2), (64, 64, 2)))  # fmt: skip
    assert small[0] > small[1] and large[1] > large[0] > small[0]


@pytest.mark.slow
def test_looking_up_does_not_win_on_the_validation_part():
    wanted = DATA.validation.targets.argmax(axis=1)
    looked_up = (nearest_example(DATA.training, DATA.validation.inputs) == wanted).mean()
    assert looked_up < accuracy(learned((64, 64, 2), 5, 40, 1, "made"), *DATA.validation)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
def test_with_rate_5_the_validation_error_falls_until_about_epoch_20_then_little(seed):
    def error(epochs):
        outputs = forward(learned((64, 64, 2), 5, epochs, seed, "made"), DATA.validation.inputs).output
        return 0.5 * ((outputs - DATA.validation.targets) ** 2).sum() / len(outputs)

    first, tenth, twentieth, last = map(error, (2, 10, 20, 40))
    assert first > tenth > twentieth > last - 0.003
    assert twentieth - last < 0.3 * twentieth and twentieth - last < 0.2 * (first - twentieth)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
def test_with_rate_50_every_picture_gets_the_same_outputs(seed):
    outputs = forward(learned((64, 64, 2), 50, 2, seed, "made"), DATA.training.inputs).output.round(2)
    assert np.unique(outputs, axis=0).tolist() in ([[1, 0]], [[1, 1]])


@pytest.mark.slow
def test_the_votes_foretell_about_half_of_what_erasing_the_feet_does():
    network, without = learned((64, 64, 2), 5, 40, 1, "made"), DATA.man.copy()
    without[0, 56:] = 0
    (before, after) = (net[1] - net[0] for net in forward(network, np.vstack([DATA.man, without])).net[-1])
    assert [-votes(network, DATA.man)[56:].sum(), -before] == pytest.approx([9.5, 16.9], abs=0.05)
    assert after > 0, "a chicken"


def test_split_by_picture_every_drawing_of_the_test_has_pictures_in_the_training():
    data = load_characters("picture")
    seen, _, asked = (set(zip(numbers.tolist(), part.targets.argmax(axis=1).tolist(), strict=True))
                      for numbers, part in zip(data.numbers, data[:3], strict=True))  # fmt: skip
    assert len(asked) > 90 and asked <= seen
