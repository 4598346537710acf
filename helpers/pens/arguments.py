"""The arguments of pictures: what a learner gives to a `draw` function is checked here once, by its argument's name.

ROWS holds one row for each argument: a function (name, value) that returns the checked value or refuses it with a
sentence. Here stand the rows of arguments that several lessons have; a lesson's own stand in its drawings/arguments.py
and go first. Pictures that call each other do it without checks.
"""

import functools
import inspect
from collections.abc import Mapping
from dis import opmap

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import Gradients
from helpers.network.network import ForwardPass, Network, checked_examples, checked_inputs
from helpers.network.training import Step
from helpers.study.judging import Film, checked_part

# ---- Makers of rows


def number(low=-1e6, high=1e6, such=0.5):
    """Return a row for one number from low to high; whole numbers stay whole, all kinds become Python's own."""
    wanted = f"a number from {low:g} to {high:g}, such as {such:g}"

    def check(name, value):
        found = checks.real_number(name, value, wanted, at_least=low)
        if found > high:
            raise ValueError(f"{name} is {value!r}, but must be {wanted}")
        return int(value) if hasattr(value, "__index__") else found

    return check


def whole(low=0, high=1000):
    """Return a row for one whole number from low to high."""
    return lambda name, value: checks.whole_number(name, value, low, high)


def numbers(*shape, low=-1e9, high=1e9):
    """Return a row for an array from low to high; None in its shape stands for any length, no shape for any shape."""
    wanted = f"({', '.join('any' if side is None else str(side) for side in shape)}{',' * (len(shape) == 1)})"

    def check(name, values):
        array = checks.numeric_array(name, values)
        if shape and (array.ndim != len(shape) or any(
                side not in (None, given) for side, given in zip(shape, array.shape, strict=True))):  # fmt: skip
            raise ValueError(f"{name} has shape {array.shape}, but must have shape {wanted}")
        if not array.size:
            raise ValueError(f"{name} is empty. Give at least one number")
        if array.min() < low or array.max() > high:
            outside = array.min() if array.min() < low else array.max()
            raise ValueError(f"{name} holds {outside:g}, but its numbers must be from {low:g} to {high:g}")
        return array

    return check


def made(kind, how):
    """Return a row for a value of one kind; `how` says what makes one."""

    def check(name, value):
        if not isinstance(value, kind):
            raise TypeError(f"{name} is {told(value)}, but must be {how}")
        return value

    return check


def listed(row, how, empty=False):
    """Return a row for a list whose items pass another row."""

    def check(name, values):
        if not isinstance(values, (list, tuple)) or not (values or empty):
            raise TypeError(f"{name} is {told(values)}, but must be a list of {how}")
        return [row(f"{name}[{place}]", value) for place, value in enumerate(values)]

    return check


def many(kind, how):
    """Return a row for a list of one kind, quick for long ones."""

    def check(name, values):
        if not isinstance(values, (list, tuple)) or set(map(type, values)) != {kind}:
            raise TypeError(f"{name} is {told(values)}, but must be a list of {how}")
        return values

    return check


def table(row, how):
    """Return a row for a table whose values pass another row, such as {"first": film}."""

    def check(name, values):
        if not isinstance(values, Mapping):
            raise TypeError(f"{name} is {told(values)}, but must be a table of {how}, such as {{'first': ...}}")
        return {key: row(f"{name}[{key!r}]", value) for key, value in values.items()}

    return check


def one_of(kind, options):
    """Return a row for one of the names in `options`."""
    options = dict.fromkeys(options)

    def check(name, value):
        checks.known(kind, value, options)
        return value

    return check


def maybe(row):
    """Return a row that also takes None."""
    return lambda name, value: None if value is None else row(name, value)


# ---- Rows that need more than a maker


def told(value):
    """Return in a few words what came.

    >>> told(None), told(3), told(np.zeros((2, 3))), told("x" * 99)
    ('None', '3', 'an array of shape (2, 3)', 'a str')
    """
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    written = repr(value)
    kind = type(value).__name__
    return written if len(written) <= 60 else f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def flag(name, value):
    """Return True or False; 1 and 0 are as good."""
    if not isinstance(value, (bool, np.bool_, int, np.integer)) or value not in (0, 1):
        raise TypeError(f"{name} is {told(value)}, but must be True or False")
    return bool(value)


def texts(name, values):
    """Return a collection of names, such as {"w5", "b1"}."""
    if not isinstance(values, (set, frozenset, list, tuple)) or not all(isinstance(one, str) for one in values):
        raise TypeError(f"{name} is {told(values)}, but must be a collection of names, such as {{'w5', 'b1'}}")
    return values


def one_example(name, values):
    """Return the inputs of one example."""
    array = numbers(low=-1e150, high=1e150)(name, values)
    if array.ndim == 2 and len(array) > 1:
        raise ValueError(f"{name} holds {len(array)} examples, but this picture shows one. Write [:1] behind it")
    return array


def as_it_is(name, value):
    """Return what the function itself checks."""
    return value


text = made(str, "a text in quotation marks, such as 'b1'")
NETWORK = made(Network, "a network, such as create(2, 2, 2)")
FILM = made(Film, "a Film, a training that is watched")


# ---- The rows, by "argument" or, where an argument means something else there, "function.argument"


def each(row, names):
    """Return the same row for several arguments."""
    return dict.fromkeys(names.split(), row)


ROWS = {
    **each(NETWORK, "network learning.start"),
    **each(numbers(low=-1e150, high=1e150), "inputs targets"),
    "diagram.targets": maybe(numbers(low=-1e150, high=1e150)),
    "part": checked_part,
    "film": FILM,
    "diagram.run": maybe(made(ForwardPass, "forward(network, inputs)")),
    "learning.run": many(Step, "the steps of train()"),
    "slopes": maybe(made(Gradients, "gradients(network, inputs, targets)")),
    "eta": number(0, 1e6),
    "net": number(),
    **each(number(0, 1), "target limit"),
    "diagram.width": number(300, 2000, 700),
    **each(numbers(2), "x_range y_range"),
    "picture": numbers(),
    "steps": whole(),
    **each(whole(0, 10**9), "moment step number seed"),
    **each(whole(1), "count most updates matrix_product.layer"),
    "grid": whole(2, 500),
    "decimals": whole(0, 12),
    **each(text, "name entry weight data"),
    **each(maybe(text), "text pick"),
    "names": listed(text, "names"),
    **each(maybe(texts), "highlight known"),
    "line": as_it_is,
    "matrix_product.inputs": one_example,
}


# ---- A picture's function with checks


def guarded(function, own=()):
    """Return a picture's function with checked arguments, and no other error than one of our sentences.

    own are the rows of its lesson.
    """
    name, signature, known = function.__name__, inspect.signature(function), {**ROWS, **dict(own)}
    rows = {one: known.get(f"{name}.{one}") or known.get(one) for one in signature.parameters}
    if None in rows.values():
        unknown = ", ".join(one for one, row in rows.items() if row is None)
        raise KeyError(f"what may draw.{name} be given as {unknown}? Add a row to ROWS in drawings/arguments.py")

    @functools.wraps(function)
    @checks.quiet
    def asked(*given, **named):
        try:
            found = signature.bind(*given, **named)
        except TypeError as problem:
            raise TypeError(f"{problem}. Write draw.{name}{signature}") from None
        values = found.arguments
        try:
            for one, value in values.items():
                values[one] = rows[one](one, value)
            fitting(values)
            return function(*found.args, **found.kwargs)
        except Exception as problem:
            if isinstance(problem, OSError) or raised_by_us(problem):
                raise
            came = ", ".join(f"{one} = {told(value)}" for one, value in values.items())
            raise ValueError(f"draw.{name} cannot draw this: {came}. What it wants: help(draw.{name})") from None

    return asked


def fitting(values):
    """Check that a network, its inputs and its targets fit together, and replace them by arrays."""
    network, run = values.get("network", values.get("start")), values.get("run")
    if isinstance(network, Network) and "inputs" in values:
        if "targets" in values:
            values["inputs"], values["targets"] = checked_examples(network, values["inputs"], values["targets"])
        else:
            values["inputs"] = checked_inputs(network, values["inputs"])
    for one, other in ("outputs", "targets"), ("inputs", "weights"):
        if {one, other} <= values.keys():
            values[other] = checks.shaped(other, values[other], values[one].shape)
    if isinstance(run, ForwardPass) and [out.shape for out in run.out] != [(1, size) for size in network.sizes]:
        raise ValueError(f"run must be one example's way through this {network.shape_name} network. "
                         "Write run = forward(network, inputs[:1])")  # fmt: skip


RAISE = opmap["RAISE_VARARGS"]


def raised_by_us(problem):
    """Say whether a `raise` in this package made the error, so that it is a sentence of ours."""
    trace = problem.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    frame = trace.tb_frame
    return frame.f_globals.get("__name__", "").startswith("helpers") and frame.f_code.co_code[trace.tb_lasti] == RAISE
