"""Why a learner's own function stopped: the line of her code, and in plain words what the error means."""

import ast
import linecache
import re
from contextlib import redirect_stdout, suppress
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
            with suppress(IndexError, TypeError, ValueError):  # where it says so in words that we do not know
                return words(error, said, step) if callable(words) else words
    if _ours(error.__traceback__):
        return f"A helper of ours says: {said.strip(QUOTES).removesuffix('.')}."
    return f"Python says: {type(error).__name__}{f': {said}' if said else ''}."


QUOTES = "'\""  # around the text of a KeyError


def _ours(trace):
    """Say whether an error was raised in the course's helpers, whose sentences are meant for learners."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return bool(trace) and trace.tb_frame.f_globals.get("__name__", "").startswith("helpers.")


def a_kind(value):
    """Return in words what a value is.

    >>> a_kind([1]), a_kind(np.zeros(2)), a_kind((1, 2))
    ('a list', 'an array', 'a tuple (a list in round brackets)')
    """
    return _named(type(value).__name__)


def _named(kind):
    kind = kind.rpartition(".")[-1]
    return KINDS.get(kind) or f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


KINDS = {
    "ndarray": "an array", "NoneType": "None", "str": "a text", "tuple": "a tuple (a list in round brackets)",
    "dict": "a table", "Table": "a table", "Gradients": "gradients with names",
    "ellipsis": "three dots", "generator": "a generator (a loop not yet run)",
    **dict.fromkeys(("float", "int", "float64", "float32", "int64", "bool"), "a number"),
    **dict.fromkeys(("builtin_function_or_method", "method", "ufunc"), "a function"),
    **dict.fromkeys(("zip", "range", "reversed", "enumerate", "map"), "a row for a loop to go through"),
}  # fmt: skip


def _unknown_name(error, said, step):
    name = error.name or _quoted(said)[0]
    if name == "T":
        return "To turn a matrix, write .T behind its name, with a point."
    return f"Python does not know the name {name} here. Is it spelt as where it was made, and has that cell been run?"


def _too_early(error, said, step):
    return f"{_quoted(said)[0]} has no value yet at this line. Give it a first one before."


def _no_attribute(error, said, step):
    more = ""
    if isinstance(error.obj, list | tuple):
        more = " Its entries have no names, but numbers: [0] behind it takes the first one out."
    if error.name in ("append", "insert"):
        more = f" {error.name} is there for lists."
    if error.name == "t":
        more = " To turn a matrix, write a capital: .T"
    if error.obj is None:
        more = " None is nothing. append, for one, changes its list and gives None back: write it without =."
    return f"{a_kind(error.obj).capitalize()} has no .{error.name}.{more}"


def _not_callable(error, said, step):
    turn = " .T stands without brackets." if step and ".T(" in step.text else ""
    return (
        f"Round brackets behind a name call a function, and this is {_named(_quoted(said)[0])}. "
        f"An entry is taken with square brackets, and a product needs its sign.{turn}"
    )


def _operands(error, said, step):
    kinds = [_named(kind) for kind in _quoted(said)]
    call = "A function gives a number when it is called, with round brackets behind its name."
    better = call if "a function" in kinds else "Is one of them to be an array?"
    better = APART if any(kind in (_named("list"), _named("tuple")) for kind in kinds) else better
    return f"{' and '.join(kinds).capitalize()} do not go together here. {better}"


def _too_much(error, said, step):
    """Say that a function was given more or less than it takes."""
    if more := re.search(r"(\w+)\(\) takes (.*?) positional arguments? but (\d+)", said):
        takes = more[2].removeprefix("from ")
        return f"{_as_called(more[1], step)} takes {takes} in its brackets, and here it gets {more[3]}."
    name = _as_called(re.search(r"(\w+)\(\)", said)[1], step)
    names = _quoted(said)
    missing = f": {listed(names)} {'is' if len(names) == 1 else 'are'} missing" if names else ""
    return f"{name} wants more in its brackets{missing}."


def _as_called(name, step):
    """Return the name under which her line calls the function of this name."""
    try:
        hers = ast.parse(step.at_work.strip(), mode="eval").body.func.id
        return hers if step.known[hers].__name__ == name else name
    except (AttributeError, KeyError, SyntaxError):
        return name


def _not_as_many(error, said, step):
    """Say what becomes of names on the left when there are more or fewer things for them."""
    line = step.text if step else ""
    advice = " To go through two lists side by side, for needs zip(..., ...)." if line.startswith("for") else ""
    if "zip(" in line:
        advice = " zip gives one thing at a time of each list in its brackets: as many names as lists."
    return f"The names on the left and the things that are to get them are not equally many.{advice}"


def _yes_or_no(error, said, step):
    if step and not re.match("(if|elif|while|assert)\\b", step.text) and re.search(r"\b(and|or)\b", step.text):
        return "and, like or, asks for yes or no. Several results stand side by side with a comma between them."
    if step and re.search(r"(?<![.\w])(max|min)\(", step.text):
        return (
            "max and min compare single numbers. np.maximum and np.minimum compare arrays entry by entry; x.max() is "
            "the largest entry of x."
        )
    return "if wants one yes or no, and an array gives one for each of its numbers."


def _no_key(error, said, step):
    return f"It asks a table for {said}, and the table has no such row." if said else "A table has no such row."


def _no_axis(error, said, step):
    axis, dimensions = re.findall(r"-?\d+", said)
    return (
        f"axis={axis} is not there: a matrix has axis 0 and axis 1, a single row of numbers has axis 0 alone, a number "
        f"has none. This one has {dimensions}."
    )


def _no_entry(error, said, step):
    """Return how many entries there are; where this is not known, how they are counted."""
    name, count = _counted_at(step)
    if count == 0 or "empty" in said:
        return (
            f"{name or 'The list'} is empty: there is no entry to take or to change. append puts a first one into it."
        )
    if count:
        entries = f"{count} entries, and the last one has" if count > 1 else "1 entry, and it has"
        return f"{name} has {entries} the index {count - 1}: counting begins at 0."
    many = re.search(r"axis (\d) with size (\d+)", said)
    there = f"There are {many[2]} {'rows' if many[1] == '0' else 'columns'} here. " if many else ""
    return f"It asks for an entry that is not there. {there}{COUNTING}"


COUNTING = "Counting begins at 0: the last of two entries has the index 1."


def _counted_at(step):
    """Return the list at work and how many entries it has; two blanks where that is not known."""
    try:
        taken = ast.parse(step.at_work.strip(), mode="eval").body
        name = ast.unparse(taken.value)
        with redirect_stdout(StringIO()):
            return name, None if isinstance(taken.slice, ast.Tuple) else len(eval(name, step.known))
    except Exception:  # without her line, or where it cannot be computed twice
        return "", None


def _no_entries(error, said, step):
    return (
        f"Square brackets take an entry, and {_named(_quoted(said)[0])} has none. A function is called with round "
        "brackets."
    )


def _quoted(said):
    return re.findall(r"'([^']+)'", said)


def _product(error, said, step):
    """Return the shapes of a matrix product that does not exist; its inner numbers alone where they are not known."""
    sides = _sides_at(step)
    shapes = _shapes_in(said) if "aligned" in said else [shape for *_, shape in sides]
    if len(shapes) == 2:
        inner = shapes[0][-1], shapes[1][-2:][0]
        written = f"The shapes are {shapes[0]} @ {shapes[1]}: "
    else:
        inner = re.findall(r"size (\d+) is different from (\d+)", said)[0][::-1]
        written = "In the matrix product "
    rows = [side for side, _, shape in sides if side.endswith(".T") and len(shape) == 1]
    turned = " .T changes nothing in a single row." if rows else ""
    return f"{written}the inner numbers, {inner[0]} and {inner[1]}, must be equal.{plain_shapes(*shapes)}{turned}"


def _no_matrix(error, said, step):
    """Say which side of a matrix product is no matrix."""
    for side, value, shape in _sides_at(step):
        if not shape:
            return f"@ multiplies matrices, and {side} is {a_kind(value)}.{NO_MATRIX.get(a_kind(value), '')}"
    return "@ multiplies matrices, and one of its two sides is a single number, or None, that is nothing."


NO_MATRIX = {
    "a number": " With a number the sign is *.",
    "a function": " It gives something when it is called, with round brackets behind its name.",
    "None": " That is nothing: a function that lacks its return gives it.",
}


def _or_insert(words):
    """Return what says this of a wrong index, but where it is the first thing that insert gets."""
    inserts = "insert takes two things: first the place, which is a whole number, then what is to be put there."
    return lambda error, said, step: inserts if step and ".insert(" in step.at_work else words


def _entries(error, said, step):
    shapes = _shapes_in(said)
    together = f"Shapes {' and '.join(map(str, shapes[:2]))}" if len(shapes) > 1 else "These shapes"
    rule = "counted from the right, two numbers must be equal, or one of them 1."
    return f"{together} do not fit entry by entry: {rule}{plain_shapes(*shapes)}"


def _shapes_in(said):
    return [
        tuple(int(number) for number in re.findall(r"\d+", found)) for found in re.findall(r"\((\d[\d, ]*)\)", said)
    ]


def _sides_at(step):
    """Return (side, value, shape) of both sides of the product at work, computed once more, in silence. Or []."""
    try:
        product = ast.parse(step.at_work.strip(), mode="eval").body
        sides = product.args if isinstance(product, ast.Call) else [product.left, product.right]
        with redirect_stdout(StringIO()):
            values = [(side, eval(side, step.known)) for side in map(ast.unparse, sides)]
        return [(side, value, np.shape(value)) for side, value in values]
    except Exception:  # without her line, or where it cannot be computed twice, the numbers alone are told
        return []


APART = (
    "A sign such as / or - computes with a number or an array at a time: take the arrays out one after the other, with "
    "for. Or can the same be done to a single number?"
)
LISTS = (
    "A list of matrices of different sizes is no array. The list has one matrix for each layer: take one out by its "
    "index, or go through all of them with for."
)

# (kind of error, what Python or NumPy says of it, what it means). The first row that fits speaks.
MEANINGS = (
    (UnboundLocalError, "", _too_early),
    (NameError, "", _unknown_name),
    (IndexError, "^axis", _no_axis),
    (IndexError, "too many indices", "The square brackets hold more numbers than the array has sides. [1, 2] takes "
                                     "from a matrix; in a single row of numbers an entry has one number."),
    (IndexError, "", _no_entry),
    (AttributeError, "has no attribute", _no_attribute),
    (TypeError, "is not callable", _not_callable),
    (TypeError, "positional argument", _too_much),
    (TypeError, r"append\(\)|insert expected", "append takes one thing, which comes last in the list; insert takes "
                                               "two, the place and the thing."),
    (TypeError, "is not reversible", "reversed goes through lists and ranges; list(...) around this makes a list."),
    (TypeError, "interpreted as an integer", _or_insert("A whole number is wanted here. range(3) counts three times; "
                                                        "how many things a list holds is len(...) of it.")),
    (TypeError, r"has no len\(\)", "len counts the entries of a list or the rows of an array, and this is a single "
                                   "number."),
    (TypeError, "scalar index|indices must be", _or_insert("An index is a whole number. A for loop over a list gives "
                                                           "the things in it, not their numbers.")),
    (TypeError, "is not subscriptable", _no_entries),
    (TypeError, "Python scalar", "This function takes a single number, as those of math do. np.exp and the others of "
                                 "NumPy take a whole array."),
    (TypeError, "unsupported operand|concatenate list", _operands),
    (TypeError, "can't multiply sequence", "A list is no array: * would repeat it. np.array(...) makes one of a list "
                                           "of numbers; from a list of arrays take one after the other, with for."),
    (TypeError, "NoneType.* iterable|iterable NoneType", "There is None, that is nothing, where several things are "
                                                         "wanted. What is called here may lack its return."),
    (TypeError, r"'(numpy\.)?(float|int)(64)?' object is not iterable|over a 0-d",
     "Here several things are wanted, and this is a single number. To count n times, for goes through range(n); to put "
     "a number into a list, use append."),
    (TypeError, "ufunc 'bitwise_xor'", "The sign ^ is no power in Python; a power is written **. A matrix is turned by "
                                       ".T behind its name."),
    (TypeError, "ufunc", "NumPy computes with arrays of numbers, and something here is none: print(type(...)) tells "
                         "what a thing is."),
    (ValueError, "values to unpack", _not_as_many),
    (ValueError, "is ambiguous", _yes_or_no),
    (ValueError, "inhomogeneous", LISTS),
    (ValueError, "read-only", "It changes an array that others need as it is. x -= 1 changes the array x itself; "
                              "x = x - 1 makes a new one."),
    (ValueError, "mismatch in its core|not aligned", _product),
    (ValueError, "enough dimensions", _no_matrix),
    (ValueError, "broadcast", _entries),
    (KeyError, r"^\S*$", _no_key),
    (ZeroDivisionError, "", "It divides by 0."),
    (RecursionError, "", "The function calls itself again and again, without an end."),
)  # fmt: skip
