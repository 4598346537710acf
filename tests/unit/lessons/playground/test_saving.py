"""A network in a file: it comes back to the last digit, and no file, however made, does more than get a sentence."""

import copy
import json
import os
import time
import tracemalloc

import numpy as np
import pytest

from helpers import Network, create, read_table, train
from helpers.lessons.playground import saving
from helpers.lessons.playground.data import Data, class_targets, parted
from helpers.lessons.playground.saving import LARGEST, as_json, load_network, save_network
from helpers.network.activations import ACTIVATIONS
from tests.cases import DIVERGED

INPUTS = np.random.default_rng(3).normal(size=(20, 2))
DATA = Data(*parted(INPUTS, class_targets(INPUTS[:, 0] > 0, 2), 0.5), names=("x1", "x2"), classes=("blue", "orange"))
SMALL = create(2, 3, 1, activations=["tanh", "logistic"], seed=4)
GOOD = json.loads(as_json(SMALL, DATA))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.json"


def refused(path, content=None, error=ValueError, **more):
    """Return the sentence with which a file is refused."""
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(error) as caught:
        load_network(path, **more)
    assert type(caught.value) is error and "\n" not in str(caught.value) and len(str(caught.value)) < 600
    return str(caught.value)


def changed(**fields):
    """Return the text of a good file with some fields otherwise; ... leaves one out."""
    return json.dumps({name: value for name, value in {**GOOD, **fields}.items() if value is not ...})


# ---- Saved and loaded again


NETWORKS = {
    **{name: create(3, 4, 2, activations=name, seed=5) for name in ACTIVATIONS},
    "float32": create(2, 3, 1, dtype=np.float32, seed=6),
    "deep": create(2, 8, 8, 8, 8, 1, activations=["ReLU", "tanh", "logistic", "sign", "linear"], seed=7),
    "no hidden layer": create(5, 3, activations="softmax"),
    "smallest and largest": Network([[[5e-324], [-1.7976931348623157e308]]], [[-0.0]], "linear"),
    "trained": [*train(SMALL, *DATA.training, eta=0.3, epochs=30)][-1].network,
}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_comes_back_to_the_last_digit(name, path):
    network = NETWORKS[name]
    before = copy.deepcopy(network)
    save_network(network, path)
    found = load_network(path)
    assert found == network == before and found.dtype == network.dtype
    for one, other in zip((*found.weights, *found.biases), (*network.weights, *network.biases), strict=True):
        assert one.tobytes() == other.tobytes() and not one.flags.writeable


def test_the_file_is_plain_json_that_names_what_the_numbers_mean(path):
    said = save_network(SMALL, str(path), DATA)
    with path.open(encoding="utf-8") as file:
        found = json.load(file)
    assert found["sizes"] == [2, 3, 1] and found["activations"] == ["tanh", "logistic"]
    assert found["data"]["names"] == ["x1", "x2"] and found["data"]["classes"] == ["blue", "orange"]
    assert np.array_equal(found["weights"][0], SMALL.weights[0]) and np.array_equal(found["biases"][1], SMALL.biases[1])
    assert path.name in repr(said) and f"{path.stat().st_size:,} bytes" in repr(said)
    assert load_network(path, DATA) == SMALL


def test_a_byte_order_mark_and_other_spaces_do_no_harm(path):
    path.write_text("\ufeff" + json.dumps(GOOD, indent=4), encoding="utf-8")
    assert load_network(path) == SMALL


def test_names_may_be_in_any_script(path):
    strange = ("größe\n", "\ud800 \u2028'\"")
    data = Data(DATA.training, DATA.validation, strange, ("男", "鶏"), "λ")
    save_network(SMALL, path, data)
    assert load_network(path, data) == SMALL


# ---- What is refused when it is saved


def test_a_file_that_holds_something_else_stays_unless_she_says_so(path):
    path.write_text("my diary")
    with pytest.raises(FileExistsError, match="exists already .* overwrite=True"):
        save_network(SMALL, path)
    assert path.read_text() == "my diary"
    save_network(SMALL, path, overwrite=True)
    assert load_network(path) == SMALL
    save_network(SMALL, path)  # the same again, as when a cell is run twice
    with pytest.raises(FileExistsError):
        save_network(create(2, 3, 1), path)
    assert load_network(path) == SMALL and [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("given, error, about", [
    ((SMALL, "mine.txt"), ValueError, "must end in .json"), ((SMALL, "mine"), ValueError, "must end in .json"),
    ((SMALL, 3), TypeError, "name of a file in quotes"), ((SMALL, None), TypeError, "name of a file in quotes"),
    ((SMALL, b"a.json"), TypeError, "name of a file in quotes"), ((SMALL, ""), ValueError, "name of a file"),
    ((SMALL, "a\0.json"), ValueError, "name of a file"), ((SMALL, "none/a.json"), FileNotFoundError, "no folder"),
    ((SMALL, "x" * 300 + ".json"), OSError, "cannot be written"), (([1], "a.json"), TypeError, "network is a list"),
    ((DIVERGED[-1].network, "a.json"), ValueError, "has diverged"), ((SMALL, "a.json", 5), TypeError, "data is a int"),
    ((create(3, 1), "a.json", DATA), ValueError, "want 2 inputs, but this 3-1 network has 3"),
    ((create(2, 3), "a.json", DATA), ValueError, "want 1 outputs, but this 2-3 network has 3"),
    ((create(784, 500, 10), "a.json"), ValueError, "at most 8 MB"),
])  # fmt: skip
def test_what_cannot_be_saved_gets_a_sentence_and_leaves_no_file(given, error, about, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=about):
        save_network(*given)
    assert not [*tmp_path.iterdir()]


# ---- What is refused when it is loaded


DAMAGED = [
    ("", "no whole JSON"), (json.dumps(GOOD)[:300], "no whole JSON"), (json.dumps(GOOD)[:-1], "no whole JSON"),
    ("PK\3\4\0\0", "no whole JSON"), (b"\xff\xfe{\0", "no text in UTF-8"), (b"\x80\4\x95", "no text in UTF-8"),
    ("[1, 2]", "save_network has not written it"), ('{"cells": [], "nbformat": 4}', "save_network has not written it"),
    ("null", "save_network has not written it"), (changed(format="keras"), "save_network has not written it"),
    (changed(format=["a network of the course"]), "save_network has not written it"),
    (changed(version=2), "its version is 2, but this course reads version 1"), (changed(version=...), "is None"),
    (changed(weights=...), "weights is missing"), (changed(sizes=..., biases=...), "sizes and biases are missing"),
    (changed(sizes=[2]), "two or more layers"), (changed(sizes=[2, 0, 1]), "two or more layers"),
    (changed(sizes="2-3-1"), "sizes is '2-3-1'"), (changed(sizes=[2.0, 3, 1]), "two or more layers"),
    (changed(sizes=[True, 3, 1]), "two or more layers"), (changed(sizes=[2, -3, 1]), "two or more layers"),
    (changed(sizes=[2, 10**9, 1]), r"has 3 entries where its sizes ask for 1000000000"),
    (changed(sizes=[10**4000, 3, 1]), "ask for a very large number"), (changed(sizes=[2, 3]), "ask for 1"),
    (changed(activations=["tanh", "sigmoid"]), "no activation 'sigmoid'"), (changed(activations="tanh"), "names"),
    (changed(activations=["tanh"]), "activations has 1 names"), (changed(activations=[["tanh"], 1]), "list of names"),
    (changed(numbers="object"), "float64 or float32"), (changed(numbers=[]), "float64 or float32"),
    (changed(weights=5), "weights is 5, but must be a list"), (changed(weights=[]), "weights has 0 entries"),
    (changed(weights=[GOOD["weights"][0], [[1], [2], 3]]), r"weights\[1\]\[2\] is 3, but must be a list"),
    (changed(weights=[GOOD["weights"][0], [[1], [2], [3, 4]]]), r"weights\[1\]\[2\] has 2 entries"),
    (changed(biases=[[0, 0, "0"], [0]]), r"biases\[0\] holds '0', which is no number"),
    (changed(biases=[[0, 0, None], [0]]), "holds None, which is no number"),
    (changed(biases=[[0, 0, True], [0]]), "holds True, which is no number"),
    (changed(biases=[[0, 0, [0]], [0]]), "which is no number"), (changed(biases=[[0, 0, {}], [0]]), "is no number"),
    (changed(biases=[[0, 0, 10**400], [0]]), "too large"), (changed(numbers="float32", biases=[[0, 0, 1e39], [0]]),
                                                           "too large"),
    (changed(biases=[[0, 0, float("nan")], [0]]), "NaN is no number"), (changed(biases=[[0, 0, -np.inf], [0]]),
                                                                       "-Infinity is no number"),
    (changed(biases=[[0, 0, "W"], [0]]).replace('"W"', "1e999"), "too large"),
    (changed(biases=[[0, 0, "W"], [0]]).replace('"W"', "9" * 5000), "a number in it is too long"),
    (json.dumps(GOOD)[:-1] + ', "sizes": [2, 3, 1]}', "'sizes' stands in it twice"),
    (changed(data={"names": [1, 2], "classes": []}), "what it says about its data"), (changed(data=3), "about its"),
    ("[" * 100_000, "nested too deep"), ('{"a":' * 100_000, "nested too deep"),
    (changed(weights="W").replace('"W"', "[" * 900 + "]" * 900), "entries where"),
]  # fmt: skip


@pytest.mark.parametrize("content, about", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_foreign_or_hostile_file_gets_one_sentence_that_names_the_file_and_the_fault(content, about, path):
    said = refused(path, content)
    assert said.startswith("'mine.json' cannot be loaded: ")
    with pytest.raises(ValueError, match=about):
        load_network(path)


def test_a_file_cut_anywhere_is_refused_with_a_sentence(path):
    whole = as_json(SMALL, DATA)
    for length in range(0, len(whole), 7):
        refused(path, whole[:length])


def test_a_file_with_any_one_value_of_another_kind_is_loaded_or_refused_with_a_sentence(path):
    """Each value of the file in turn becomes something else; a network comes out, or one sentence."""

    def places(value, way=()):
        yield way
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            yield from places(value[key], (*way, key))

    for way in [*places(GOOD)][1:]:
        for other in (None, -1, 0.5, True, "x", [], {}, [[]], [GOOD], 10**30):
            found = copy.deepcopy(GOOD)
            holder = found
            for key in way[:-1]:
                holder = holder[key]
            holder[way[-1]] = other
            path.write_text(json.dumps(found))
            try:
                assert isinstance(load_network(path), Network)
            except ValueError as problem:
                assert str(problem).startswith("'mine.json' cannot be loaded: "), (way, other)


def test_what_is_no_file_gets_a_sentence(path, tmp_path, monkeypatch):
    assert "no file" in refused(path, error=FileNotFoundError)
    assert "is a folder" in refused(tmp_path, error=IsADirectoryError)
    assert "no file" in refused(tmp_path / ("x" * 300), error=FileNotFoundError)
    for strange in (3, None, b"mine.json", ["mine.json"]):
        with pytest.raises(TypeError, match="the name of a file in quotes"):
            load_network(strange)
    for strange in ("", "a\0b"):
        with pytest.raises(ValueError, match="the name of a file"):
            load_network(strange)
    path.write_text(as_json(SMALL))
    monkeypatch.setattr(
        type(path), "open", lambda *given: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
    )
    assert "cannot be read (Permission denied)" in refused(path, error=PermissionError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_not_opened_for_that_would_wait_for_ever(path, monkeypatch):
    os.mkfifo(path)
    monkeypatch.setattr(type(path), "open", lambda *given: pytest.fail("it was opened"))
    assert "no ordinary file" in refused(path)


def test_a_file_of_500_megabytes_is_refused_unread(path):
    with path.open("wb") as file:
        file.truncate(500_000_000)  # takes no room on the disk
    tracemalloc.start()
    try:
        assert "it has 500 MB" in refused(path)
        assert tracemalloc.get_traced_memory()[1] < 3 * LARGEST
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["{},", "[],", "0,", "1e308,", '"",', "9" * 4000 + ","])
def test_the_largest_file_takes_seconds_at_most_whatever_stands_in_it(piece, path):
    began = time.perf_counter()
    refused(path, changed(weights="W").replace('"W"', "[" + piece * ((LARGEST - 2000) // len(piece)) + "0]"))
    assert time.perf_counter() - began < 30


def test_nothing_in_a_file_is_run(path):
    assert not {"pickle", "eval", "exec", "__import__"} & {*saving.network_in.__code__.co_names, *dir(saving)}


# ---- Loaded with data


def test_data_that_the_network_did_not_learn_from_are_named(path):
    save_network(SMALL, path, DATA)
    others = Data(*DATA.__dict__.values())
    for name, value in (("names", ("x1", "y")), ("classes", ("red", "green")), ("target", "colour")):
        other = Data(**{**others.__dict__, name: value})
        assert f"learned with the {name}" in refused(path, data=other)
    table = read_table("iris")
    iris, others = (table.data("species", seed=seed) for seed in (1, 2))
    network = create(4, 3, activations="softmax", seed=1)
    save_network(network, path, iris, overwrite=True)
    assert load_network(path, table.data("species", seed=1)) == network
    assert "learned with the scales" in refused(path, data=others)
    mass = read_table("penguins").data("body_mass_g", ["year"], seed=1)
    save_network(create(1, 1), path, mass, overwrite=True)
    about = json.loads(path.read_text())["data"]
    assert 4000 < about["target scale"][0] < 4400 and about["scales"][0][0] == pytest.approx(2008, abs=1)
    near = path.read_text().replace(str(about["scales"][0][0]), str(about["scales"][0][0] * (1 + 1e-15)))
    path.write_text(near)  # the last digit, as another processor may find it
    load_network(path, mass)
    three = np.zeros((4, 3))
    assert "want 3 inputs" in refused(path, data=Data(*parted(three, three[:, :1], 0.5), names=("a", "b", "c")))
    save_network(SMALL, path, overwrite=True)
    assert load_network(path, DATA) == SMALL
