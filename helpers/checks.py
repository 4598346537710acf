"""The door: what a caller gives is checked here once, and a mistake is answered with a sentence.

Each function returns the checked value. Behind the door nothing is checked again.
"""

import difflib
import math
import numbers

import numpy as np


def numeric_array(name, values, dtype=float):
    """Return `values` as an array of `dtype`, never changing what was given.

    Raises TypeError for text or objects, ValueError for ragged lists, NaN and infinity.

    >>> numeric_array("inputs", [[0.15, 0.35]])
    array([[0.15, 0.35]])
    """
    try:
        array = np.asarray(values)
    except ValueError:
        message = f"{name} is ragged: its rows differ in length. Give every row the same number of values"
        raise ValueError(message) from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold numbers only, but holds {_kind_of(array)}. Turn it into numbers (ch. 4)")
    with np.errstate(over="ignore"):
        array = array.astype(dtype, copy=False)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold ordinary numbers, but holds NaN or infinity. Replace or drop those")
    return array


def _kind_of(array):
    kinds = {"U": "text", "S": "text", "c": "complex numbers", "M": "dates", "m": "time spans"}
    return kinds.get(array.dtype.kind, "something else (None, or lists of unequal length?)")


def example_rows(name, values, width, owner, dtype=float):
    """Return `values` as `(examples, width)`; `owner` is the network that wants this width.

    >>> example_rows("inputs", [0.15, 0.35], 2, "2-2-2 network")
    Traceback (most recent call last):
    ...
    ValueError: inputs have shape (2,); this 2-2-2 network wants (examples, 2). One example? Write inputs[None, :] \
(for a list: [inputs])
    """
    array = numeric_array(name, values, dtype)
    if array.ndim == 2 and array.shape[1] == width and len(array):
        return array
    message = f"{name} have shape {array.shape}; this {owner} wants (examples, {width})"
    if array.ndim == 1 and width == 1 and array.size > 1:
        message += f". One value per example? Write {name}[:, None] (for a list: [[value] for value in {name}])"
    elif array.ndim == 1 and array.size == width:
        message += f". One example? Write {name}[None, :] (for a list: [{name}])"
    elif array.ndim == 2 and len(array) == width:
        message += f". Are the examples in columns? Write {name}.T"
    elif array.size == 0:
        message += ". Give at least one example"
    raise ValueError(message)


def same_length(inputs, targets):
    """Return `targets` when there is one row of targets for each row of inputs."""
    if len(targets) != len(inputs):
        raise ValueError(
            f"there are {len(inputs)} examples of inputs but {len(targets)} of targets. "
            "Give one row of targets for each row of inputs"
        )
    return targets


def known(kind, name, table):
    """Return the row `name` of `table`, or say which names there are.

    >>> known("method", "Batch", {"batch": 1, "sgd": 2})
    Traceback (most recent call last):
    ...
    ValueError: there is no method 'Batch'. Did you mean 'batch'? Known: batch, sgd
    """
    if isinstance(name, str) and name in table:
        return table[name]
    spellings = {known_name.lower(): known_name for known_name in table}
    close = difflib.get_close_matches(str(name).lower(), spellings, n=1)
    hint = f" Did you mean {spellings[close[0]]!r}?" if close else ""
    raise ValueError(f"there is no {kind} {name!r}.{hint} Known: {', '.join(table)}")


def real_number(name, value, wanted, above=-math.inf, at_least=-math.inf):
    """Return `value` as a float when it is an ordinary number in the range; `wanted` says what to type.

    >>> real_number("eta", 0.5, "a number of 0 or more, such as 0.5", at_least=0)
    0.5
    """
    message = f"{name} is {value!r}, but must be {wanted}"
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(message)
    if not math.isfinite(value) or value <= above or value < at_least:
        raise ValueError(message)
    return float(value)


def learning_rate(eta):
    """Return the learning rate eta as a float of 0 or more."""
    return real_number("eta", eta, "a number of 0 or more, such as 0.5", at_least=0)


def whole_number(name, value, at_least=1, at_most=math.inf):
    """Return `value` as an int between the limits.

    >>> whole_number("epochs", 10)
    10
    """
    limits = f"{at_least} or more" if at_most == math.inf else f"from {at_least} to {at_most}"
    message = f"{name} is {value!r}, but must be a whole number, {limits}"
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Integral):
        raise TypeError(message)
    if not at_least <= value <= at_most:
        raise ValueError(message)
    return int(value)


def float_type(dtype):
    """Return dtype as NumPy's float64 or float32: the two that a network may have."""
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = None
    misspelt = isinstance(dtype, str) and (found is None or dtype != found.name)  # NumPy reads "decimal" as "d"
    if dtype is None or misspelt or found not in (np.dtype(np.float64), np.dtype(np.float32)):
        raise ValueError(f"dtype is {dtype!r}, but must be float (64 bits, the default) or np.float32")
    return found
