"""Promises of the network that fits a curve, and of its picture."""

import re

import numpy as np
import pytest

from helpers import draw
from helpers.datasets.files import Part
from helpers.lessons.glossary.fitting import DROPOUT, WEIGHT_DECAY, fitting_film, noisy_wave
from helpers.lessons.stage_5.curves import NOISE, REACH, wave
from helpers.network.network import create, forward
from helpers.network.training import train

pytestmark = pytest.mark.slow

TRAINING, VALIDATION = noisy_wave(14), noisy_wave(60, seed=2)


def errors(film, number, part):
    return float(((forward(film[number].network, part.inputs).output - part.targets) ** 2).mean())


def test_the_examples_lie_on_the_curve_but_for_noise_of_the_promised_size():
    many = noisy_wave(20_000, seed=5)
    rest = many.targets - 0.8 * np.sin(2.4 * many.inputs)
    assert abs(rest.mean()) < 0.01 and rest.std() == pytest.approx(NOISE, rel=0.02)
    assert many.inputs.min() >= -REACH and many.inputs.max() <= REACH


def test_the_same_seed_gives_the_same_examples_and_they_are_closed():
    assert np.array_equal(noisy_wave(14).targets, TRAINING.targets)
    assert not np.array_equal(noisy_wave(14, seed=3).targets, TRAINING.targets)
    with pytest.raises(ValueError):
        TRAINING.inputs[0] = 0


@pytest.fixture(scope="module")
def films():
    switches = {"all off": (False, False), "weight decay": (True, False), "dropout": (False, True)}
    return {(hidden, name): fitting_film(TRAINING, VALIDATION, hidden, *on)
            for hidden in (1, 2, 16) for name, on in switches.items()}  # fmt: skip


def test_the_errors_of_the_film_are_mean_squared_errors_worked_out_by_hand(films):
    film = films[16, "all off"]
    for number in (0, 2, 25):
        assert film[number].training_error == pytest.approx(errors(film, number, TRAINING))
        assert film[number].validation_error == pytest.approx(errors(film, number, VALIDATION))


def test_a_large_network_overfits_and_each_switch_helps_it(films):
    first, last = films[16, "all off"][2], films[16, "all off"][25]
    assert last.training_error < first.training_error and last.validation_error > 1.5 * first.validation_error
    for switch in ("weight decay", "dropout"):
        assert films[16, switch][25].validation_error < 0.8 * last.validation_error
        assert films[16, switch][25].training_error > last.training_error


def test_one_hidden_node_underfits_and_dropout_harms_two(films):
    one, two = films[1, "all off"][25], films[2, "all off"][25]
    assert one.training_error > 3 * two.training_error and abs(one.training_error - one.validation_error) < 0.02
    assert films[2, "dropout"][25].validation_error > 1.2 * two.validation_error


def test_weight_decay_keeps_the_weights_smaller(films):
    def size(name):
        return sum((weights**2).sum() for weights in films[16, name][25].network.weights)

    assert size("weight decay") < 0.5 * size("all off")


def test_the_switches_are_those_of_train():
    film = fitting_film(TRAINING, VALIDATION, 3, True, True)
    start = create(1, 3, 1, activations=("tanh", "linear"), seed=1)
    steps = list(train(start, *TRAINING, 0.03, "mini-batch", 14, 60, cost="MSE", rule="Adam",
                       weight_decay=WEIGHT_DECAY, dropout=DROPOUT))  # fmt: skip
    assert all(np.array_equal(one, other) for one, other in
               zip(steps[-1].network.weights, film[1].network.weights, strict=True))  # fmt: skip


@pytest.mark.parametrize("hidden, moment", [(1, 0), (2, 25), (16, 7)])
def test_the_picture_says_the_errors_that_it_draws(films, hidden, moment):
    film = films[hidden, "weight decay"]
    text = draw.wave_fit(film, TRAINING, moment, films[hidden, "all off"]).text
    numbers = [float(number) for number in re.findall(r"\d\.\d\d", text)]
    wanted = [errors(film, moment, TRAINING), errors(film, moment, VALIDATION),
              errors(films[hidden, "all off"], moment, VALIDATION)]  # fmt: skip
    assert numbers == pytest.approx(wanted, abs=0.0051) and f"after {60 * moment:,} epochs" in text


def test_the_network_never_sees_the_curve_between_its_examples():
    far = Part(TRAINING.inputs, np.zeros_like(TRAINING.targets))
    flat = fitting_film(far, VALIDATION, 4)[25].network
    assert abs(forward(flat, np.array([[0.6]])).output[0, 0]) < 0.2 < wave(0.6)


@pytest.mark.parametrize("bad", [0, -1, 2.5, "two", None])
def test_a_wrong_number_of_nodes_or_examples_is_refused_with_a_sentence(bad):
    with pytest.raises((TypeError, ValueError), match="must be a whole number"):
        fitting_film(TRAINING, VALIDATION, bad)
    with pytest.raises((TypeError, ValueError), match="must be a whole number"):
        noisy_wave(bad)


def test_a_moment_outside_the_film_is_refused(films):
    with pytest.raises(ValueError, match="from 0 to 25"):
        draw.wave_fit(films[1, "all off"], TRAINING, 26)
