"""Whatever somebody may give, as hypothesis invents it, and what may come back: a result or a sentence of ours."""

import copy
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

KINDS = ["<f8", ">f8", "<f4", "<f2", "u1", "<u2", "<u8", "i1", "<i8", ">i4", "?", "O", "c16", "U3", "M8[D]"]
SHAPES = st.one_of(
    st.sampled_from([(1, 2), (3, 2), (2, 3), (3, 1), (2,), (3,), ()]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
NUMBERS = st.one_of(
    st.sampled_from([0, 1, -1, 0.5, 0.3, 255, True, 1e-320, 1e308, -1e308, 1e160, 10**400, np.nan, np.inf, -np.inf]),
    st.integers(-3, 3),
    st.floats(-9, 9),
    st.sampled_from([Fraction(1, 3), Decimal("0.1"), Decimal("NaN"), np.uint8(3), np.float16(2)]),
)
OTHERS = st.sampled_from(
    [
        None,
        "a",
        "0.5",
        "−1",
        b"1",
        1j,
        ...,
        len,
        list,
        object,
        {},
        {1: 2},
        {0.5},
        range(2),
        range(3),
        (),
        [],
        [[]],
        np.ma.masked,
        [1, [2]],
        [[1, 2], [3]],
        [[None]],
        slice(2),
    ]
)


def array_of(kind, shape, fill, seed):
    """Return an array of a kind and a shape: all zeros or ones, class numbers, or anything."""
    random = np.random.default_rng(seed)
    values = {
        "0": np.zeros(shape),
        "1": np.ones(shape),
        "01": random.integers(0, 2, shape),
        "any": 9 * random.random(shape),
        "odd": random.choice([0.5, np.nan, np.inf, -np.inf, 1e308, -1e308, 1e160, 0], shape),
    }[fill]
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if kind == "M8[D]":
            return np.asarray(values > 0).astype(int).astype(kind)
        if kind == "mask":
            return np.ma.array(values, mask=random.random(shape) < 0.3)
        return np.asarray(values).astype(kind)


ARRAYS = st.builds(
    array_of,
    st.sampled_from([*KINDS, "mask"]),
    SHAPES,
    st.sampled_from(["0", "1", "01", "any", "odd"]),
    st.integers(0, 9),
)
FLAT = st.lists(NUMBERS | OTHERS, max_size=4)
ANYTHING = st.one_of(ARRAYS, ARRAYS.map(np.ndarray.tolist), NUMBERS, OTHERS, st.lists(FLAT | NUMBERS, max_size=3), FLAT)
# Arrays that mostly fit: without them the right results would hardly ever be asked for.
FITTING = st.builds(
    array_of,
    st.sampled_from(KINDS[:-3]),
    st.sampled_from([(1, 2), (3, 2)]),
    st.sampled_from(["0", "01", "any", "odd"]),
    st.integers(0, 9),
)
VALUES = st.one_of(FITTING, ANYTHING)
RAW = (
    "broadcast",
    "ufunc",
    "setting an array element",
    "inhomogeneous",
    "not aligned",
    "matmul",
    "zero-size",
    "out of bounds",
    "object has no",
    "object is not",
    "not supported between",
    "unsupported operand",
    "must be real number",
    "could not convert",
    "unpack",
    "iterable",
    "iteration over",
    "subscriptable",
    "invalid literal",
    "not in list",
    "truth value",
    "too many indices",
    "Cannot cast",
    "unhashable",
    "positional",
    "reshape",
    "Python scalars",
    "expected",
    "concatenat",
    "zip()",
    "has no len",
)


def answered(call, *values):
    """Return what a call returns, or None when it answers with a sentence; nothing else may happen."""
    before = copy.deepcopy(values)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = call(*values)
        except (ValueError, TypeError, KeyError) as problem:
            said = str(problem)
            assert len(said) > 15 and not any(raw in said for raw in RAW), f"{type(problem).__name__}: {said}"
            found = None
    for now, then in zip(values, before, strict=True):
        assert same(now, then), f"{then!r} became {now!r}"
    return found


def same(one, other):
    """Say whether two values are the very same, NaN and masks included."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and repr(one) == repr(other)
    return repr(one) == repr(other)
