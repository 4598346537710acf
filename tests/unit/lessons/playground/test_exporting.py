"""A network as code: what is written runs without the course, says the same to 1e-12, and holds no foreign line."""

import ast
import json
import re
import subprocess
import sys
import types
import warnings

import numpy as np
import pytest
from scipy.special import expit, softmax

from helpers import Network, create, forward, read_table
from helpers.lessons.playground.data import Data, parted
from helpers.lessons.playground.exporting import IN_KERAS, IN_NUMPY, as_keras, as_numpy
from helpers.network.activations import ACTIVATIONS
from tests.cases import DIVERGED, ORACLES

RANDOM = np.random.default_rng(8)
INPUTS = np.concatenate([RANDOM.normal(size=(40, 3)), 900 * RANDOM.normal(size=(10, 3)), np.zeros((1, 3))])


def network_of(name, seed=1):
    """Return a network with one activation throughout, its bias weights random, too."""
    start = create(3, 5, 4, 2, activations=name, seed=seed)
    return Network(start.weights, [RANDOM.normal(size=bias.shape) for bias in start.biases], start.activations)


NETWORKS = {
    **{name: network_of(name) for name in ACTIVATIONS},
    "mixed": create(3, 4, 3, activations=["ReLU", "softmax"], seed=2),
    "one layer": create(3, 1, seed=3),
    "float32": create(3, 4, 1, activations=["tanh", "logistic"], seed=4, dtype=np.float32),
    "huge": Network([[[1e6]] * 3], [[-1e6]], "logistic"),
}


ALONE = """
import json, sys
found = []
for code in json.loads(sys.stdin.readline()):
    space = {}
    exec(code, space)
    found.append(space["answer"](json.loads(INPUTS)).tolist())
assert not any(name.split(".")[0] == "helpers" for name in sys.modules)
print(json.dumps(found))
"""


def in_this_process(code):
    """Return the function `answer` of exported lines."""
    space = {}
    exec(code, space)
    return space["answer"]


@pytest.mark.parametrize("name", NETWORKS)
def test_numpy_alone_gives_the_same_answers(name):
    network = NETWORKS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = in_this_process(as_numpy(network))(INPUTS)
    wanted = forward(Network([w.astype(float) for w in network.weights], [b.astype(float) for b in network.biases],
                             network.activations), INPUTS).output  # fmt: skip
    assert found.shape == wanted.shape and np.abs(found - wanted).max() <= 1e-12


def test_a_program_of_its_own_that_knows_numpy_alone_gives_the_same_answers():
    codes = json.dumps([as_numpy(network) for network in NETWORKS.values()])
    command = [sys.executable, "-I", "-W", "error", "-c", f"INPUTS = {json.dumps(INPUTS.tolist())!r}{ALONE}"]
    done = subprocess.run(command, input=codes, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    for (name, network), found in zip(NETWORKS.items(), json.loads(done.stdout), strict=True):
        far = np.abs(np.array(found) - forward(network, INPUTS).output).max()
        assert far <= (1e-6 if network.dtype == np.float32 else 1e-12), (name, far)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_line_is_the_activation_as_scipy_and_the_textbook_have_it(name):
    net = np.array([[-800.0, -2.5, 0.0], [0.5, 3.0, 800.0]])
    network = Network([np.eye(3)], [np.zeros(3)], name)
    assert np.abs(in_this_process(as_numpy(network))(net) - ORACLES[name][0](net)).max() <= 1e-15


def test_every_activation_of_the_course_can_be_exported():
    assert IN_NUMPY.keys() == IN_KERAS.keys() == ACTIVATIONS.keys()


def test_the_lines_are_about_ten_and_name_no_part_of_the_course():
    code = as_numpy(create(2, 3, 1, activations=["tanh", "logistic"]))
    lines = [line for line in code.splitlines() if line]
    assert len(lines) <= 11 and "helpers" not in code
    assert [node.names[0].name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import)] == ["numpy"]


def test_the_inputs_that_come_stay_as_they_are():
    given = INPUTS.copy()
    in_this_process(as_numpy(NETWORKS["ReLU"]))(given)
    assert np.array_equal(given, INPUTS)


def test_decimals_round_for_reading():
    code = as_numpy(NETWORKS["mixed"], decimals=2)
    assert all(len(found.partition(".")[2]) <= 2 for found in re.findall(r"\d+\.\d+", code.partition("def ")[0]))
    for wrong in (-1, 2.5, "2", True):
        with pytest.raises((TypeError, ValueError), match="decimals"):
            as_numpy(NETWORKS["mixed"], decimals=wrong)


TABLES = {
    "numbers and a word": read_table("penguins").data("body_mass_g", ["flipper_length_mm", "sex", "year"]),
    "classes": read_table("wine").data("cultivar"),
}


def as_in_the_table(data):
    """Return the inputs of the training part as they stood in the table, words as 0 and 1, by its own recipe."""
    raw = data.training.inputs.copy()
    for place, name in enumerate(data.names):
        column = next((one for one in data.recipe.inputs if one.name == name), None)
        if column:
            raw[:, place] = raw[:, place] * column.spread + column.mean
    return raw


def network_for(data):
    """Return a network for data, every number random."""
    start = create(len(data.names), 4, data.outputs, activations=["tanh", data.ending[0]], seed=3)
    return Network(start.weights, [RANDOM.normal(size=bias.shape) for bias in start.biases], start.activations)


@pytest.mark.parametrize("name", TABLES)
def test_with_data_the_lines_take_a_tables_own_numbers_and_answer_in_its_unit(name):
    data = TABLES[name]
    network, raw = network_for(data), as_in_the_table(data)
    wanted = forward(network, data.training.inputs).output
    if data.recipe.target:
        wanted = data.undo(wanted)[:, None]
        assert 1000 < wanted.mean() < 9000
    found = in_this_process(as_numpy(network, data))(raw)
    assert np.abs(found - wanted).max() <= 1e-12 * max(1, np.abs(wanted).max())
    one = {column.name: value for column, value in zip(data.recipe.inputs, ("200", "male", "2008"), strict=False)}
    if name != "classes":
        answer = in_this_process(as_numpy(network, data))([[200, 0, 1, 2008]])
        assert answer[0, 0] == pytest.approx(data.undo(forward(network, data.prepare(one)).output)[0], rel=1e-12)


@pytest.mark.parametrize("name", TABLES)
def test_keras_takes_a_tables_own_numbers_too(name, monkeypatch):
    data = TABLES[name]
    network, raw = network_for(data), as_in_the_table(data)
    wanted = in_this_process(as_numpy(network, data))(raw)
    found = in_our_keras(as_keras(network, data), monkeypatch).predict(raw)
    assert np.abs(found - wanted).max() <= 1e-12 * max(1, np.abs(wanted).max())


HOSTILE = ("a\nimport os", "'\"\\\r\x0cb", "\u2028exit()")


@pytest.mark.parametrize("export", [as_numpy, as_keras])
def test_names_of_columns_become_comments_and_never_code(export):
    data = Data(*parted(INPUTS, INPUTS[:, :2], 0.5), names=HOSTILE, classes=("x\ny", "z"), target="t\nraise")
    named, plain = (ast.dump(ast.parse(export(NETWORKS["tanh"], *more))) for more in ((data,), ()))
    assert named == plain
    assert all(part in export(NETWORKS["tanh"], data) for part in ("# inputs: 'a\\nimport os'", "one of 'x\\ny', 'z'"))


@pytest.mark.parametrize("export", [as_numpy, as_keras])
def test_what_cannot_be_exported_gets_a_sentence(export):
    data = Data(*parted(INPUTS, INPUTS[:, :1], 0.5), names=("a", "b", "c"))
    cases = {"network is a str": ("network",), "diverged": (DIVERGED[-1].network,),
             "want 3 inputs": (create(2, 1), data), "want 1 outputs": (create(3, 2), data)}  # fmt: skip
    for about, given in cases.items():
        with pytest.raises((TypeError, ValueError), match=about):
            export(*given)


# ---- Keras, as far as it can be judged without it: tests/extra/test_exported_keras.py runs the lines with Keras


class Dense:
    """What the exported lines use of Keras' Dense, with Keras' own names of activations."""

    KNOWN = {"linear": lambda net: net, "sigmoid": expit, "tanh": np.tanh, "relu": lambda net: np.clip(net, 0, None),
             "softmax": lambda net: softmax(net, axis=-1)}  # fmt: skip

    def __init__(self, nodes, activation):
        self.nodes, self.function = nodes, activation if callable(activation) else self.KNOWN[activation]

    def __call__(self, out):
        assert self.weights.shape == (out.shape[1], self.nodes) and self.biases.shape == (self.nodes,)
        return self.function(out @ self.weights + self.biases)


class Rescaling:
    def __init__(self, scale, offset):
        self.scale, self.offset = np.array(scale), np.array(offset)

    def __call__(self, out):
        return out * self.scale + self.offset


class Sequential:
    def __init__(self, layers):
        (self.width,), *self.layers = layers

    def set_weights(self, arrays):
        dense = [layer for layer in self.layers if isinstance(layer, Dense)]
        for layer, weights, biases in zip(dense, arrays[::2], arrays[1::2], strict=True):
            layer.weights, layer.biases = weights, biases

    def predict(self, inputs):
        assert inputs.shape[1] == self.width
        for layer in self.layers:
            inputs = layer(inputs)
        return inputs


KERAS = types.SimpleNamespace(
    Sequential=Sequential, Input=lambda shape: shape, config=types.SimpleNamespace(set_floatx=lambda kind: None),
    ops=types.SimpleNamespace(sign=np.sign, where=np.where),
    layers=types.SimpleNamespace(Dense=Dense, Rescaling=Rescaling),
)  # fmt: skip


def in_our_keras(code, monkeypatch):
    """Return the model of exported lines, made by the few parts of Keras above."""
    monkeypatch.setitem(sys.modules, "keras", KERAS)
    space = {}
    exec(code, space)
    return space["model"]


@pytest.mark.parametrize("name", [name for name in NETWORKS if name != "float32"])
def test_the_lines_for_keras_have_the_layers_the_activations_and_the_numbers(name, monkeypatch):
    model = in_our_keras(as_keras(NETWORKS[name]), monkeypatch)
    assert np.abs(model.predict(INPUTS) - forward(NETWORKS[name], INPUTS).output).max() <= 1e-12
