"""What a caller gives is checked here once, and a mistake is answered with a sentence.

Each function returns the checked value. Inside the network nothing is checked again.
"""

import difflib
import functools
import math
import numbers
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal

import numpy as np

# A diverging network overflows to infinity and NaN: the pictures show that, so no warning is printed as well. What a
# learner calls is quiet; what works inside it, such as propagate, relies on that, as switching takes its time.
quiet = np.errstate(over="ignore", invalid="ignore", divide="ignore")


def remembered(most=None):
    """Return a decorator: each answer is computed once, the last `most` or all are kept.

    What cannot be remembered, such as a list, is asked each time, so that the function itself says what is wrong with
    it; 1, 1.0 and True are three questions.

    >>> remembered()(sorted)([2, 1])
    [1, 2]
    """

    def decorate(function):
        kept = functools.lru_cache(maxsize=most, typed=True)(function)

        @functools.wraps(function)
        def asked(*given, **named):
            try:
                hash((given, *named.values()))
            except TypeError:
                return function(*given, **named)
            return kept(*given, **named)

        return asked

    return decorate


def checked_inks(name, array):
    """Return an array of inks, or say which one is none.

    >>> checked_inks("drawing", np.array([0, 0.5, 1]))
    array([0. , 0.5, 1. ])
    """
    wrong = array[(array < 0) | (array > 1)]
    if wrong.size:
        raise ValueError(f"{name} has the ink {wrong[0]:g}, but ink goes from 0 (white) to 1 (black); "
                         "if black is 255 there, divide by 255")  # fmt: skip
    return array


def numeric_array(name, values, dtype=float):
    """Return `values` as an array of `dtype`, never changing what was given.

    Raises TypeError for text or objects, ValueError for ragged lists, masked values, NaN and infinity.

    >>> numeric_array("inputs", [[0.15, 0.35]])
    array([[0.15, 0.35]])
    """
    array = real_array(name, values)
    with np.errstate(over="ignore"):
        array = array.astype(dtype, copy=False)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold ordinary numbers, but holds NaN or infinity. Replace or drop those")
    return array


def shaped(name, values, shape):
    """Return `values` as a float array of just this shape, or say which one it has.

    >>> shaped("start", (-1, 1.5), (2,))
    array([-1. ,  1.5])
    """
    array = numeric_array(name, values)
    if array.shape != shape:
        raise ValueError(f"{name} has shape {array.shape}, but must have shape {shape}")
    return array


def squarable(name, array):
    """Return an array of numbers that can be squared, or say that they are too large: all squares would be infinite.

    >>> squarable("inputs", np.array([1e200]))
    Traceback (most recent call last):
    ...
    ValueError: inputs hold 1e+200, which is too large to be squared. Divide them all by it
    """
    largest = np.abs(array).max(initial=0.0)
    if largest > 1e150:
        raise ValueError(f"{name} hold {largest:g}, which is too large to be squared. Divide them all by it")
    return array


def real_array(name, values):
    """Return `values` as an array of real numbers, NaN and infinity among them; fractions and decimals become floats.

    >>> real_array("net", [1, float("inf")]), real_array("net", np.array([1, 3], np.uint8)).dtype
    (array([ 1., inf]), dtype('uint8'))
    """
    if _masked(values):
        raise ValueError(f"{name} has masked values. Replace or drop those")
    array = _as_array(name, values)
    if array.dtype == object and (array.ndim or isinstance(values, (numbers.Real, Decimal))):
        return _floats(name, array)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold numbers only, but {_kind_of(name, values, array)}")
    return array


def floats(name, values):
    """Return `values` as floats: float32 and float64 stay as they are, every other kind of number becomes float64.

    NaN and infinity may be among them: a network that diverges has no others.

    >>> floats("net", np.array([1, 3], np.uint8)), floats("net", np.float32(2)).dtype
    (array([1., 3.]), dtype('float32'))
    """
    array = real_array(name, values)
    return (array if array.dtype in (np.float32, np.float64) else array.astype(float))[()]


def _masked(values, depth=4):
    """Say whether an array, or one in lists of lists, hides some of its values: NumPy would bring them back."""
    if isinstance(values, (list, tuple)):
        within = (list, tuple, np.ma.MaskedArray)
        return depth > 0 and any(issubclass(kind, within) for kind in set(map(type, values))) and any(
            _masked(value, depth - 1) for value in values)  # fmt: skip
    return isinstance(values, np.ma.MaskedArray) and np.ma.is_masked(values)


def _as_array(name, values):
    try:
        return np.asarray(values)
    except ValueError:
        message = f"{name} is ragged: its rows differ in length. Give every row the same number of values"
        raise ValueError(message) from None
    except Exception:  # an object's own way to become an array may raise anything, as PyTorch's does
        way = f"{name}.detach().cpu().numpy()" if hasattr(values, "detach") else "a list of numbers"
        kind = type(values).__name__
        raise TypeError(f"{name} is a {kind} that NumPy cannot turn into an array. Write {way}") from None


def _floats(name, array):
    """Return an array of objects as floats if each is a real number, as in a table whose columns differ in type."""
    strange = [item for item in array.flat if not isinstance(item, (numbers.Real, Decimal, np.bool_))]
    if strange:
        more = _number_words(name, array) if isinstance(strange[0], str) else ""
        raise TypeError(f"{name} must hold numbers only, but holds {_kind_of_item(strange[0])}{more}")
    try:
        return array.astype(float)
    except (OverflowError, ValueError):  # 10**400, Decimal("sNaN")
        raise ValueError(f"{name} holds a number that is too large for a float. Replace or drop it") from None


def _kind_of_item(item):
    kind = type(item).__name__
    if kind in ("NoneType", "NAType", "NaTType"):
        return f"missing values ({item}). Replace or drop those"
    return f"{'text' if kind == 'str' else f'a {kind}'}. Turn it into numbers (ch. 4)"


def _kind_of(name, values, array):
    """Return in words what came instead of numbers, and what to type."""
    if array.dtype.kind in "UST":
        return f"holds text. Turn it into numbers (ch. 4){_number_words(name, array)}"
    kinds = {"c": "complex numbers", "M": "dates", "m": "time spans", "V": "records"}
    if array.dtype.kind in kinds:
        return f"holds {kinds[array.dtype.kind]}. Turn it into numbers (ch. 4)"
    kind = "is None" if values is None else f"is a {type(values).__name__}"
    if hasattr(values, "toarray"):
        return f"is a sparse matrix. Write {name}.toarray()"
    if isinstance(values, Mapping):
        return f"{kind}. Write list({name}.values())"
    return f"{kind}. Write {f'list({name})' if isinstance(values, Iterable) else 'a list of numbers'}"


def _number_words(name, array):
    """Return what to type where a text holds nothing but numbers."""
    try:
        array.astype(float)
    except (ValueError, TypeError, OverflowError):
        return ""
    return f": write np.array({name}, float)"


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
    raise ValueError(message + _advice(name, values, array, width))


def _advice(name, values, array, width):
    """Return what to type, which must work for what was given: an array, a list, or a column of pandas."""
    table = hasattr(values, "to_numpy")
    if array.size == 0:
        return ". Give at least one example"
    if array.ndim == 1 and width == 1 and array.size > 1:
        if table:
            return f". One value per example? Write {name}.to_numpy()[:, None]"
        return f". One value per example? Write {name}[:, None] (for a list: [[value] for value in {name}])"
    if array.ndim == 1 and array.size == width:
        if table:
            return f". One example? Write {name}.to_numpy()[None, :]"
        return f". One example? Write {name}[None, :] (for a list: [{name}])"
    if name == "targets" and width > 1 and _class_numbers(array, width):
        flat = "" if array.ndim == 1 else ".ravel()"
        return f". Are these the numbers of the classes? Write np.eye({width})[np.array(targets, int){flat}]"
    if array.ndim == 2 and len(array) == width:
        return f". Are the examples in columns? Write {name}.T (for a list: np.transpose({name}))"
    return ""


def _class_numbers(array, width):
    """Say whether these are numbers of classes, one for each example, counted from 0."""
    column = array.ndim == 1 or (array.ndim == 2 and array.shape[1] == 1)
    return column and ((array == np.floor(array)) & (array >= 0) & (array < width)).all()


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


def real_number(name, value, wanted, above=-math.inf, at_least=-math.inf, below=math.inf):
    """Return `value` as a float when it is an ordinary number in the range; `wanted` says what to type.

    >>> real_number("eta", 0.5, "a number of 0 or more, such as 0.5", at_least=0)
    0.5
    """
    message = f"{name} is {value!r}, but must be {wanted}"
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(message)
    try:
        number = float(value)
    except OverflowError:  # a whole number with 400 digits
        raise ValueError(message) from None
    if not math.isfinite(number) or number <= above or number < at_least or number >= below:
        raise ValueError(message)
    return number


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


# Signs that a phone or a text program writes for those of a keyboard, and signs that nobody sees.
PLAIN = str.maketrans({
    **dict.fromkeys("‘’‚‛ʼ′´`", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
})  # fmt: skip


def plain_text(text):
    r"""Return a text as a keyboard would write it: straight quotes, one kind of dash, each letter as one sign.

    >>> print(plain_text("it’s “ＦＲＥＥ”, Mu\u0308ller − don\u00ad’t wait"))
    it's "FREE", Müller - don't wait
    """
    return unicodedata.normalize("NFKC", text.translate(PLAIN))


def listed(values):
    """Return values in a row, the last one after “and”.

    >>> listed([6, 3, 4]), listed(["a"])
    ('6, 3 and 4', 'a')
    """
    *others, last = map(str, values)
    return f"{', '.join(others)} and {last}" if others else last
