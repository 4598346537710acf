"""With Keras: the lines that a network of the playground is exported as make a model that gives its answers."""

import numpy as np
import pytest

from helpers import ACTIVATIONS, Network, create, forward, read_table
from helpers.lessons.playground.exporting import as_keras

RANDOM = np.random.default_rng(2)


def network_of(sizes, activations):
    """Return a network with every number random."""
    start = create(*sizes, activations=activations, seed=4)
    return Network(start.weights, [RANDOM.normal(size=bias.shape) for bias in start.biases], start.activations)


def model_of(code):
    """Return the model that exported lines make."""
    space = {}
    exec(code, space)
    return space["model"]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_keras_gives_the_same_answers(name):
    network = network_of((3, 5, 4, 2), name)
    inputs = np.concatenate([RANDOM.normal(size=(20, 3)), 100 * RANDOM.normal(size=(20, 3)), np.zeros((1, 3))])
    found = model_of(as_keras(network)).predict(inputs, verbose=0)
    assert found.dtype == np.float64 and np.abs(found - forward(network, inputs).output).max() <= 1e-12


def test_keras_scales_the_inputs_and_answers_in_the_tables_unit():
    data = read_table("penguins").data("body_mass_g", ["flipper_length_mm", "bill_depth_mm", "sex"])
    network = network_of((4, 3, 1), ["tanh", "linear"])
    raw = np.array([[200, 17.5, 0, 1], [181, 20.1, 1, 0]])
    rows = [data.prepare({"flipper_length_mm": row[0], "bill_depth_mm": row[1], "sex": sex})
            for row, sex in zip(raw, ("male", "female"), strict=True)]  # fmt: skip
    wanted = data.undo(forward(network, np.concatenate(rows)).output)
    assert model_of(as_keras(network, data)).predict(raw, verbose=0)[:, 0] == pytest.approx(wanted, rel=1e-10)
