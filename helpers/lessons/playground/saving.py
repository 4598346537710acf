"""A network in a small text file, JSON, that anybody can read: saved, and loaded again without trusting the file.

Nothing in the file is run. It is read up to a limit, and each number is looked at before an array is made of it.
"""

import json
import os
from itertools import pairwise
from pathlib import Path

import numpy as np

from helpers.datasets.files import ending_of, save_for_learner
from helpers.exercises.engine import Message
from helpers.lessons.playground.data import Data
from helpers.lessons.playground.recipe import Numbers
from helpers.network import checks
from helpers.network.network import Network

FORMAT, VERSION = "a network of the course", 1
LARGEST = 8_000_000  # bytes: about 350,000 parameters
FIELDS = ("sizes", "activations", "numbers", "weights", "biases")


class Damaged(Exception):
    """Why a file holds no network that can be loaded, in words that follow a colon."""


# ---- To save


def save_network(network, path, data=None, overwrite=False):
    """Write a network to a JSON file such as "circle.json", every number to its last digit, and say so.

    With `data` the file also names the inputs, the classes and the scales that the network learned with. A file that
    holds something else stays as it is, unless `overwrite` is True. Raises TypeError, ValueError or OSError with a
    sentence.

    >>> from tempfile import TemporaryDirectory
    >>> from helpers import create
    >>> with TemporaryDirectory() as folder:
    ...     said = save_network(create(2, 3, 1), Path(folder) / "small.json")
    ...     load_network(Path(folder) / "small.json") == create(2, 3, 1)
    True
    """
    path = checked_path(path)
    ending_of(path, (".json",))
    content = as_json(network, data).encode()
    if len(content) > LARGEST:
        raise ValueError(f"this {network.shape_name} network would make a file of {len(content) / 1e6:.0f} MB, but "
                         f"at most {LARGEST / 1e6:.0f} MB are loaded again. Save a smaller network")  # fmt: skip
    if overwrite is not True and os.path.isfile(path) and not holds(path, content):
        raise FileExistsError(f"{path.name!r} exists already and holds something else. Give another name, or write "
                              "overwrite=True to replace it")  # fmt: skip
    save_for_learner(path, content)
    return Message(f"The {network.shape_name} network is saved in {path.name} ({len(content):,} bytes). "
                   f'load_network("{path.name}") brings it back.')  # fmt: skip


def as_json(network, data=None):
    """Return the text of the file, a line for each field; its numbers read back to the last digit.

    >>> from helpers import Network
    >>> print(as_json(Network([[[0.1], [-2.0]]], [[0.5]], "tanh")))
    {"format": "a network of the course",
     "version": 1,
     "sizes": [2, 1],
     "activations": ["tanh"],
     "numbers": "float64",
     "weights": [[[0.1], [-2.0]]],
     "biases": [[0.5]]}
    """
    checked_network(network)
    weights, biases = ([array.tolist() for array in arrays] for arrays in (network.weights, network.biases))
    values = ([*network.sizes], network.activations, np.dtype(network.dtype).name, weights, biases)
    fields = {"format": FORMAT, "version": VERSION, **dict(zip(FIELDS, values, strict=True))}
    if data is not None:
        fields["data"] = described(fitting(network, data))
    return "{" + ",\n ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in fields.items()) + "}"


def checked_network(network):
    """Return a network whose numbers can be kept, or say what it is instead."""
    if not isinstance(network, Network):
        raise TypeError(f"network is a {type(network).__name__}, but must be a network, such as create(2, 3, 1)")
    if network.has_diverged:
        raise ValueError("this network has diverged: some of its weights are no numbers any more. Take one from an "
                         "earlier moment, or learn with a smaller eta")  # fmt: skip
    return network


def fitting(network, data):
    """Return data that fit a network, or say which of their sizes differs."""
    if not isinstance(data, Data):
        raise TypeError(f'data is a {type(data).__name__}, but must be examples, such as plane_data("circle")')
    for what, theirs, ours in (("inputs", len(data.names), network.sizes[0]),
                               ("outputs", data.outputs, network.sizes[-1])):  # fmt: skip
        if theirs != ours:
            raise ValueError(f"these data want {theirs} {what}, but this {network.shape_name} network has {ours}. "
                             "Take the data that it learned from")  # fmt: skip
    return data


def described(data):
    """Return what the numbers of a network's inputs and outputs mean, as it stands in the file."""
    named = {"names": [*data.names], "classes": [*data.classes], "target": data.target}
    return {**named, "scales": scales(data), "target scale": target_scale(data)}


def scales(data):
    """Return [mean, spread] of each input, by which it was scaled: [0, 1] where it is as it was."""
    columns = data.recipe.inputs if data.recipe else ()
    found = [[column.mean, column.spread] if isinstance(column, Numbers) else [0.0, 1.0]
             for column in columns for _ in column.names]  # fmt: skip
    return found or [[0.0, 1.0]] * len(data.names)


def target_scale(data):
    """Return [mean, spread] of a target that is a number of a table, [0, 1] for all others."""
    target = data.recipe.target if data.recipe else None
    return [target.mean, target.spread] if target else [0.0, 1.0]


def checked_path(path):
    """Return a path, or say that it is none: a number would be taken for an open file."""
    if not isinstance(path, (str, os.PathLike)) or isinstance(os.fspath(path), bytes):
        raise TypeError(f'path is {path!r}, but must be the name of a file in quotes, such as "circle.json"')
    if not os.fspath(path) or "\0" in os.fspath(path):
        raise ValueError(f'path is {path!r}, but must be the name of a file, such as "circle.json"')
    return Path(path)


def holds(path, content):
    """Say whether a file holds just these bytes; one that may not be read is taken to hold something else."""
    try:
        return os.path.getsize(path) == len(content) and path.read_bytes() == content
    except OSError:
        return False


# ---- To load


def load_network(path, data=None):
    """Return the network of a file that save_network has written.

    With `data` it is also compared what the file says of its inputs, classes and scales. Raises TypeError, ValueError
    or OSError with a sentence for a file that is damaged, too large, or none of ours; whatever stands in it, nothing
    of it is run.
    """
    path = checked_path(path)
    try:
        found = parsed(content_of(path))
        network, about = network_in(found), about_in(found)
    except Damaged as why:
        raise ValueError(f"{path.name!r} cannot be loaded: {why}") from None
    except RecursionError:
        raise ValueError(f"{path.name!r} cannot be loaded: its brackets are nested too deep") from None
    if data is not None:
        agreeing(about, fitting(network, data))
    return network


def content_of(path):
    """Return the bytes of a file of at most LARGEST bytes."""
    if os.path.isdir(path):
        raise IsADirectoryError(f"{str(path)!r} is a folder. Give the name of a file in it, such as circle.json")
    if not os.path.exists(path):
        raise FileNotFoundError(f"there is no file {str(path)!r}. Look how it is written, and in which folder it is")
    if not os.path.isfile(path):
        raise Damaged("it is no ordinary file")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise type(problem)(f"{str(path)!r} cannot be read ({problem.strerror}); give another path") from None
    if len(content) > LARGEST:
        size = os.path.getsize(path) / 1e6
        raise Damaged(f"it has {size:,.0f} MB, but save_network writes at most {LARGEST / 1e6:.0f} MB")
    return content


def parsed(content):
    """Return what the JSON of some bytes says; each name may stand once in its place, each number is finite."""
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=named_once, parse_constant=no_number)
    except UnicodeDecodeError:
        raise Damaged("it is no text in UTF-8") from None
    except json.JSONDecodeError as problem:
        raise Damaged(f"it is no whole JSON: line {problem.lineno}, sign {problem.colno} cannot be read") from None
    except ValueError:  # a whole number with thousands of digits
        raise Damaged("a number in it is too long") from None


def named_once(pairs):
    """Return a JSON object as a dict; Python itself would let the last of two values win."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Damaged(f"{next(name for name in names if names.count(name) > 1)[:40]!r} stands in it twice")
    return found


def no_number(word):
    """Refuse NaN and Infinity, which Python reads although JSON has no such numbers."""
    raise Damaged(f"{word} is no number that a weight can have")


def network_in(found):
    """Return the network that the fields of a file describe."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Damaged("save_network has not written it")
    if found.get("version") != VERSION:
        raise Damaged(f"its version is {short(found.get('version'))}, but this course reads version {VERSION}")
    if missing := [field for field in FIELDS if field not in found]:
        raise Damaged(f"{checks.listed(missing)} {'is' if len(missing) == 1 else 'are'} missing in it")
    sizes, activations, numbers, weights, biases = (found[field] for field in FIELDS)
    if not is_list_of(int, sizes) or len(sizes) < 2 or min(sizes) < 1:
        raise Damaged(f"sizes is {short(sizes)}, but must be the nodes of two or more layers, such as [2, 3, 1]")
    if not is_list_of(str, activations):
        raise Damaged(f'activations is {short(activations)}, but must be a list of names, such as ["tanh"]')
    if numbers not in ("float64", "float32"):
        raise Damaged(f"numbers is {short(numbers)}, but must be float64 or float32")
    shapes = [*pairwise(sizes)]
    arrays = [
        [array_of(f"{name}[{place}]", row, shape, numbers)
         for place, (row, shape) in enumerate(zip(of_length(name, rows, len(shapes)), wanted, strict=True))]
        for name, rows, wanted in (("weights", weights, shapes), ("biases", biases, [shape[1:] for shape in shapes]))
    ]  # fmt: skip
    try:
        return Network(*arrays, activations)
    except ValueError as problem:  # an unknown activation, too few of them
        raise Damaged(str(problem)) from None


def array_of(name, rows, shape, dtype):
    """Return lists of numbers as an array of this shape; looked at before an array is made."""
    of_length(name, rows, shape[0])
    if len(shape) > 1:
        return np.stack([array_of(f"{name}[{place}]", row, shape[1:], dtype) for place, row in enumerate(rows)])
    for value in rows:
        if type(value) not in (int, float):
            raise Damaged(f"{name} holds {short(value)}, which is no number")
    try:
        with np.errstate(over="ignore"):
            array = np.array(rows, float).astype(dtype)
    except OverflowError:
        raise Damaged(f"{name} holds a number that is too large") from None
    if not np.isfinite(array).all():
        raise Damaged(f"{name} holds a number that is too large")
    return array


def of_length(name, rows, length):
    """Return a list that has the length which the sizes ask for."""
    if not isinstance(rows, list):
        raise Damaged(f"{name} is {short(rows)}, but must be a list")
    if len(rows) != length:
        raise Damaged(f"{name} has {len(rows)} entries where its sizes ask for {short(length)}")
    return rows


def about_in(found):
    """Return what a file says about the inputs and outputs, None where it says nothing."""
    about = found.get("data")
    if about is None:
        return None
    if not isinstance(about, dict) or not all(is_list_of(str, about.get(name)) for name in ("names", "classes")):
        raise Damaged("what it says about its data cannot be read")
    return about


def agreeing(about, data):
    """Say what data have otherwise than those the network learned from."""
    for name, value in described(data).items() if about else ():
        if not alike(about.get(name), value):
            raise ValueError(f"this network learned with the {name} {short(about.get(name))}, but these data have "
                             f"{short(value)}. Take the data that it learned from")  # fmt: skip


def alike(one, other):
    """Say whether two values are the same; numbers may differ in their last digits, as on another computer.

    >>> alike([0.1, ["x"]], [0.1 + 1e-17, ["x"]]), alike([0.1], [0.2]), alike(None, [1]), alike(["1"], [1])
    (True, False, False, False)
    """
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(other, float) and type(one) in (int, float):
        return abs(one - other) <= 1e-9 * max(abs(other), 1)
    return one == other


def is_list_of(kind, values):
    """Say whether a value is a list with entries of one kind; True and False are no whole numbers here."""
    return isinstance(values, list) and all(type(value) is kind for value in values)


def short(value):
    """Return a value from a file in a few signs.

    >>> short([2, 3]), short("x" * 999)
    ('[2, 3]', "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…")
    """
    if isinstance(value, (list, dict)) and len(value) > 12:
        return f"{len(value):,} entries"
    if isinstance(value, int) and abs(value) > 10**12:
        return "a very large number"
    written = repr(value)
    return written if len(written) <= 40 else f"{written[:39]}…"
