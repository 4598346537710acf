"""Why a learner's own function stopped: the line of her code, and in plain words what the error means."""

import ast
import linecache
import re
from contextlib import redirect_stdout
from io import StringIO
from types import CodeType
from typing import NamedTuple

import numpy as np

from helpers.network.checks import listed


class Step(NamedTuple):
    """Where a function stopped: the code, the line, what was at work there, and the names known at that place.

    Where that line calls another exercise's function, such as my_update, and this one stops, `within` is the Step in
    there, and `calls` a sentence about what was handed over.
    """

    code: CodeType
    line: int
    at_work: str
    known: dict
    within: "Step | None" = None
    calls: str = ""

    @property
    def text(self):
        """The line as she wrote it, "" where Python has not kept it."""
        return linecache.getline(self.code.co_filename, self.line).strip()


def plain_shapes(*values):
    """Return what those shapes mean that are no matrix's; "" where there are none. Each is an array or a shape.

    >>> plain_shapes(np.zeros(3), (3, 2), ())
    ' (3,) means 3 numbers in a single row; () means one number alone.'
    """
    shapes = dict.fromkeys(value if isinstance(value, tuple) else np.shape(value) for value in values)
    meanings = [
        f"{shape} means {_counted(shape[0])} in a single row" if shape else "() means one number alone"
        for shape in shapes
        if len(shape) < 2
    ]
    return f" {'; '.join(meanings)}." if meanings else ""


def _counted(count):
    return f"{count} number{'' if count == 1 else 's'}"


def in_short(value):
    """Return the shape of an array, and of other things what they are, in brackets.

    >>> in_short(np.zeros((1, 2))), in_short([1, 2, 3]), in_short(0.5)
    ('(1, 2)', '(a list of 3)', '(a number)')
    """
    if isinstance(value, np.ndarray):
        return str(value.shape)
    return f"(a list of {len(value)})" if isinstance(value, list | tuple) else f"({a_kind(value)})"


def her_step(error, function):
    """Return the innermost Step in code of her own; None where there is none, as in a function of NumPy.

    A function of another exercise is right by itself: there the Step is the line of this one that called it.
    """
    own, checked = getattr(function, "__globals__", None), getattr(function, "__code__", None)
    traces = [error.__traceback__]
    while traces[-1].tb_next:
        traces.append(traces[-1].tb_next)
    other = next((place for place, trace in enumerate(traces) if _is_another(trace.tb_frame.f_code, checked)), None)
    found = _last_in(own, traces[:other])
    if found is None or other is None:
        return _step(_last_in(own, traces))
    called = traces[other].tb_frame
    within = _step(_last_in(called.f_globals, traces[other:]))
    return _step(found)._replace(within=within, calls=_handed_over(called))


def _handed_over(frame):
    code, known = frame.f_code, frame.f_locals
    handed = [f"{name} {in_short(known[name])}" for name in code.co_varnames[: code.co_argcount] if name in known]
    return f"It calls {code.co_name} with {listed(handed or ['nothing'])}. There: "


def _is_another(code, checked):
    return code.co_name.startswith("my_") and checked is not None and code.co_name != checked.co_name


def _last_in(known, traces):
    return next((trace for trace in reversed(traces) if trace.tb_frame.f_globals is known), None)


def _step(trace):
    if trace is None:
        return None
    frame = trace.tb_frame
    return Step(frame.f_code, trace.tb_lineno, _at_work(trace), {**frame.f_globals, **frame.f_locals})


def _at_work(trace):
    """Return the part of the line that was computed when the error came, "" where Python does not say."""
    start, end, left, right = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
    line = linecache.getline(trace.tb_frame.f_code.co_filename, start or 0).encode()
    return line[left:right].decode() if start == end and left is not None else ""


def in_plain_words(error, step=None):
    """Return what an error means, in a sentence or two; `step` is where it came.

    >>> in_plain_words(IndexError("list index out of range"))
    'It asks for an entry that is not there. Counting begins at 0: the last of two entries has the index 1.'
    """
    said = str(error).splitlines()[0] if str(error) else ""
    for kind, pattern, words in MEANINGS:
        if isinstance(error, kind) and re.search(pattern, said):
            return words(error, said, step) if callable(words) else words
    return f"Python says: {type(error).__name__}{f': {said}' if said else ''}."


def a_kind(value):
    """Return in words what a value is.

    >>> a_kind([1]), a_kind(np.zeros(2)), a_kind(0.5)
    ('a list', 'an array', 'a number')
    """
    return _named(type(value).__name__)


def _named(kind):
    known = {"ndarray": "an array", "NoneType": "None", "str": "a text", "builtin_function_or_method": "a function"}
    known |= dict.fromkeys(("float", "int", "float64", "float32", "int64", "bool"), "a number")
    kind = kind.removeprefix("numpy.")
    return known.get(kind) or f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def _unknown_name(error, said, step):
    name = error.name or _quoted(said)[0]
    return f"Python does not know the name {name} here. Is it spelt as where it was made, and has that cell been run?"


def _too_early(error, said, step):
    return f"{_quoted(said)[0]} has no value yet at this line. Give it a first one before."


def _no_attribute(error, said, step):
    more = ""
    if isinstance(error.obj, list | tuple):
        more = " A list holds several things: take one of them out first, such as the one with index 0."
    if error.obj is None:
        more = " None is nothing. append, for one, changes its list and gives None back: write it without =."
    return f"{a_kind(error.obj).capitalize()} has no .{error.name}.{more}"


def _not_callable(error, said, step):
    return (
        f"Round brackets behind a name call a function, and this is {_named(_quoted(said)[0])}. "
        "An entry is taken with square brackets, and a product needs its sign."
    )


def _operands(error, said, step):
    kinds = [_named(kind) for kind in _quoted(said)]
    call = "A function gives a number when it is called, with round brackets behind its name."
    better = call if "a function" in kinds else "Is one of them to be an array?"
    return f"{' and '.join(kinds).capitalize()} do not go together here. {better}"


def _no_entries(error, said, step):
    return (
        f"Square brackets take an entry, and {_named(_quoted(said)[0])} has none. A function is called with round "
        "brackets."
    )


def _quoted(said):
    return re.findall(r"'([^']+)'", said)


def _product(error, said, step):
    """Return the shapes of a matrix product that does not exist; its inner numbers alone where they are not known."""
    shapes = _shapes_in(said) if "aligned" in said else _shapes_at(step)
    if len(shapes) == 2:
        inner = shapes[0][-1], shapes[1][-2:][0]
        written = f"The shapes are {shapes[0]} @ {shapes[1]}: "
    else:
        inner = re.findall(r"size (\d+) is different from (\d+)", said)[0][::-1]
        written = "In the matrix product "
    return f"{written}the inner numbers, {inner[0]} and {inner[1]}, must be equal.{plain_shapes(*shapes)}"


def _entries(error, said, step):
    shapes = _shapes_in(said)
    together = f"Shapes {' and '.join(map(str, shapes[:2]))}" if len(shapes) > 1 else "These shapes"
    rule = "counted from the right, two numbers must be equal, or one of them 1."
    return f"{together} do not fit entry by entry: {rule}{plain_shapes(*shapes)}"


def _shapes_in(said):
    return [
        tuple(int(number) for number in re.findall(r"\d+", found)) for found in re.findall(r"\((\d[\d, ]*)\)", said)
    ]


def _shapes_at(step):
    """Return the shapes of the two sides of the product at work, which are computed once more, in silence; or []."""
    try:
        product = ast.parse(step.at_work.strip(), mode="eval").body
        sides = product.args if isinstance(product, ast.Call) else [product.left, product.right]
        with redirect_stdout(StringIO()):
            return [np.shape(eval(ast.unparse(side), step.known)) for side in sides]
    except Exception:  # without her line, or where it cannot be computed twice, the numbers alone are told
        return []


LISTS = (
    "A list of matrices of different sizes is no array. The list has one matrix for each layer: take one out by its "
    "index, or go through all of them with for."
)

# (kind of error, what Python or NumPy says of it, what it means). The first row that fits speaks.
MEANINGS = (
    (UnboundLocalError, "", _too_early),
    (NameError, "", _unknown_name),
    (IndexError, "", "It asks for an entry that is not there. Counting begins at 0: the last of two entries has the "
                     "index 1."),
    (AttributeError, "has no attribute", _no_attribute),
    (TypeError, "is not callable", _not_callable),
    (TypeError, "scalar index|indices must be", "An index is a whole number. A for loop over a list gives the "
                                                "things in it, not their numbers."),
    (TypeError, "is not subscriptable", _no_entries),
    (TypeError, "Python scalar", "This function takes a single number, as those of math do. np.exp and the others of "
                                 "NumPy take a whole array."),
    (TypeError, "unsupported operand|concatenate list", _operands),
    (TypeError, "can't multiply sequence", "A list is no array: * would repeat it. np.array(...) makes one of a list "
                                           "of numbers; from a list of arrays take one after the other, with for."),
    (TypeError, "NoneType.* iterable|iterable NoneType", "There is None, that is nothing, where several things are "
                                                         "wanted. What is called here may lack its return."),
    (TypeError, "ufunc 'bitwise_xor'", "The sign ^ is no power in Python; a power is written **."),
    (TypeError, "ufunc", "NumPy computes with arrays of numbers, and something here is none: print(type(...)) tells "
                         "what a thing is."),
    (ValueError, "values to unpack", "The names on the left and the values on the right are not equally many. To go "
                                     "through two lists side by side, for needs zip(..., ...)."),
    (ValueError, "is ambiguous", "if wants one yes or no, and an array gives one for each of its numbers."),
    (ValueError, "inhomogeneous", LISTS),
    (ValueError, "read-only", "It changes an array that others need as it is. x -= 1 changes the array x itself; "
                              "x = x - 1 makes a new one."),
    (ValueError, "mismatch in its core|not aligned", _product),
    (ValueError, "enough dimensions", "@ multiplies matrices, and one of its two sides is a single number, or None: "
                                      "does a function that is called here lack its return?"),
    (ValueError, "broadcast", _entries),
    (ZeroDivisionError, "", "It divides by 0."),
    (RecursionError, "", "The function calls itself again and again, without an end."),
)  # fmt: skip
