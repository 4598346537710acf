"""How a function that the learner writes is judged: it is called on several cases and compared with ours.

It may look as she likes; only what it returns counts. A typical mistake is known because her results are those that
this very mistake gives, on every case. The first outcome that fits is told.
"""

import builtins
import inspect
import re
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from dis import get_instructions
from io import StringIO
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from helpers.exercises.engine import Listing, Message
from helpers.exercises.stumbles import a_kind, her_step, in_plain_words, plain_shapes
from helpers.network.checks import listed

EXACT = 1e-9  # how far her numbers may be from ours, of their size and at least so much
SLOW = 20  # times as long as ours
NOT_YET = (
    "it calls {name}, which still has its three dots and gives nothing back. Write {name} first, or run in a new cell: "
    "from my_network import {name}"
)
MANY = 500  # examples, on which the time is taken


class Case(NamedTuple):
    """What a function is called with, and in words what that is, such as "the 3-4-2 network (7 examples)"."""

    words: str
    arguments: tuple


class Called(NamedTuple):
    """One call: what came back or was raised, what was wanted, which argument was changed, and both times."""

    case: Case
    value: Any
    error: Exception | None
    wanted: Any
    changed: str
    seconds: float
    our_seconds: float

    @property
    def right(self):
        """Whether the result is ours, in the same form, and nothing was changed."""
        fits = alike(self.value, self.wanted) and not as_lists(self.value, self.wanted)
        return self.error is None and not self.changed and fits


@dataclass(frozen=True)
class Building:
    """A function to write, called `name`; `right`, computed by helpers.network, gives what it must.

    `cases()` returns the Cases, the smallest first; `many(n)` returns one with n examples. `returns` says what a result
    holds. Each of `slips` is (function, sentence): a function of the same arguments that makes one typical mistake. The
    first whose results are hers speaks; where hers raises an error, so must the slip. `hints` are three; `solution` is
    a text in Python; `faster` is told where a right function, or one that it calls (`{whose}`), goes through the
    examples one by one, `{times}` too slow. Where several results are wanted, `parts` are their names. `calls` are the
    Buildings, by their numbers, whose functions this one may call.
    """

    name: str
    right: Callable
    cases: Callable
    many: Callable
    returns: str
    praise: str
    faster: str
    hints: tuple
    solution: str
    slips: tuple
    parts: tuple = ()
    calls: dict = field(default_factory=dict)

    @property
    def arguments(self):
        """The names of the arguments."""
        return list(inspect.signature(self.right).parameters)

    def named(self, place):
        """Return in words which part of a result stands at a place such as "[1][0]", with its name where it has one."""
        if not place:
            return "your result"
        first, *_ = indices = re.findall(r"\d+", place)
        name = "".join([self.parts[int(first)], *(f"[{index}]" for index in indices[1:])]) if self.parts else ""
        return f"{name} (entry {place} of your result)" if name else f"entry {place} of your result"

    def reveal(self, number):
        """Return the solution as lines of code."""
        return Listing("", self.solution.strip())

    def check(self, number, answer, readings=None):
        """Return the Message that this function deserves."""
        if waits(answer):
            return Message(
                f"Exercise {number} waits for your function: write its lines in place of the three dots and run this "
                "cell again."
            )
        if problem := self.no_function(number, answer) or self.misfit(answer):
            return Message(f"? Exercise {number}: {problem}")
        first, *others = (*self.cases(), self.many(MANY))
        calls = [self.call(answer, first)]
        with redirect_stdout(StringIO()) as unseen:
            calls += [self.call(answer, case) for case in others]
            message = self.verdict(number, answer, calls)
        note = f" (What your function prints is shown for {first.words} only.)" if unseen.getvalue() else ""
        return replace(message, text=message.text + note)

    def verdict(self, number, answer, calls):
        """Return the Message for a function that has been called."""
        if all(call.right for call in calls):
            praise = f"{self.praise}{self.slowness(answer, calls[-1])}"
            if ours := borrowed(answer):
                praise = f"But {listed(ours)} came from our helpers. Can you do without?"
            elif names := left_over(answer):
                praise += f" But {not_made(names)}. Where that cell has not run, your function would stop."
            return Message(f"✓ Exercise {number}: right. {praise}")
        text, *lines = next(filter(None, (outcome(self, answer, calls) for outcome in OUTCOMES)))
        return Listing(f"✗ Exercise {number}: not yet. {self.beforehand(answer)}{text}", "\n".join(lines))

    def beforehand(self, function):
        """Return what a wrong function is told first, whatever else is wrong: names that are not its own."""
        names, told = left_over(function), ""
        if names:
            told = f"{not_made(names)}, and the same whatever your function gets. "
        for name in outer_names(getattr(function, "__code__", None)):
            if f"{name}s" in self.arguments and hasattr(builtins, name):
                told += f"{name} is a function of Python's own; what comes in is called {name}s. "
        return told

    def no_function(self, number, answer):
        """Return a sentence when this is something else than a function."""
        if callable(answer) and not isinstance(answer, type):
            return ""
        how = "without quotes" if isinstance(answer, str) else "without round brackets behind it"
        return f'this is {a_kind(answer)}, not a function. Give the name alone, {how}: check("{number}", {self.name}).'

    def misfit(self, function):
        """Return a sentence when it cannot be called with our arguments, or calls what has only its three dots yet."""
        try:
            signature = inspect.signature(function)
            signature.bind(*self.arguments)
        except TypeError:
            theirs = [*signature.parameters]
            says = f"yours takes {len(theirs)}: {listed(theirs)}" if theirs else "yours takes none"
            ours = "one argument" if len(self.arguments) == 1 else f"{len(self.arguments)} arguments"
            return f"{self.name} is called with {ours}, {listed(self.arguments)}; {says}."
        except ValueError:  # some functions written in C do not say what they take
            return ""
        theirs = [*signature.parameters][: len(self.arguments)]
        if theirs != self.arguments and sorted(theirs) == sorted(self.arguments):
            return f"the arguments come in another order: {self.name}({', '.join(self.arguments)})."
        return next((NOT_YET.format(name=name) for name, value in taken(function).items() if waits(value)), "")

    def call(self, function, case):
        """Call her function with copies of a case's arguments, and ours with the arguments, and return the Called."""
        given = copied(case.arguments)
        began = perf_counter()
        value, error = attempt(function, given)
        seconds = perf_counter() - began
        changed = [
            name for name, *pair in zip(self.arguments, given, case.arguments, strict=True) if not untouched(*pair)
        ]
        began = perf_counter()
        wanted = self.right(*case.arguments)
        return Called(case, value, error, wanted, "".join(changed[:1]), seconds, perf_counter() - began)

    def passes(self, function):
        """Say whether a function is right on every case."""
        return all(self.call(function, case).right for case in self.cases())

    def slowness(self, function, call):
        """Return what to say where the function goes through the examples one by one and takes far longer than ours."""
        few, more = (steps(function, self.many(examples).arguments) for examples in (10, 20))
        grown = more - few
        if grown.total() < 10:
            return ""
        with redirect_stdout(StringIO()) as printed:  # a busy computer may delay one
            calls = [call, self.call(function, call.case), self.call(function, call.case)]
        times = min(one.seconds for one in calls) / max(min(one.our_seconds for one in calls), 1e-9)
        if printed.getvalue() or times <= SLOW:  # to print takes far longer than to compute
            return ""
        where = grown.most_common(1)[0][0]
        whose = where if where != outermost(function.__code__) else "yours"
        return f" {self.faster.format(times=round(times), whose=whose)}"

    def makes(self, slip, calls):
        """Say whether her function gives what this slip gives, on every case on which hers returns."""
        for call in calls:
            value, error = attempt(slip, copied(call.case.arguments))
            if bool(error) != bool(call.error) or not (error or alike(call.value, value)):
                return False
        return True


def attempt(function, arguments):
    """Return what a function gives and None, or None and the error; NumPy's warnings are not shown."""
    try:
        with np.errstate(all="ignore"):
            return function(*arguments), None
    except Exception as error:
        return None, error


def waits(answer):
    """Say whether an answer is three dots, or a function that has nothing but these, or pass, for its lines.

    >>> def not_yet(inputs):
    ...     "Return something."
    ...     ...
    >>> waits(...), waits(not_yet), waits(lambda inputs: 2 * inputs), waits(print)
    (True, True, False, False)
    """
    code = getattr(answer, "__code__", None)
    work = [step for step in get_instructions(code) if step.opname not in ("RESUME", "NOP")] if code else ()
    idle = all(step.opname.startswith(("LOAD_CONST", "RETURN")) and step.argval in (None, ...) for step in work)
    return answer is ... or bool(work) and idle


def borrowed(function):
    """Return the names in a function's own lines that stand for helpers of the course.

    >>> borrowed(waits), borrowed(shape_of)
    ([], ['numbers'])
    """
    inside = [name for name in imported(getattr(function, "__code__", None)) if name.startswith("helpers")]
    return [name for name, value in taken(function).items() if is_ours(value)] + inside


def imported(code):
    """Return the modules that code imports within a function."""
    return [step.argval for step in get_instructions(code) if step.opname == "IMPORT_NAME"] if code else []


def left_over(function):
    """Return the names in a function's own lines that stand for values which other cells of its notebook have made.

    Modules, functions, classes, and tables of functions are none.

    >>> left_over(alike), left_over(waits)
    (['EXACT'], [])
    """
    return [name for name, value in taken(function).items() if not is_tool(value)]


def not_made(names):
    """Say that these names are left over."""
    are, they_are = ("is", "it is") if len(names) == 1 else ("are", "they are")
    return f"{listed(names)} {are} not made in your function: {they_are} left over from another cell of the notebook"


def unused(function):
    """Return the arguments that do not occur in a function's own lines.

    >>> unused(forgets_return), unused(len)
    (['building', 'function'], [])
    """
    code = getattr(function, "__code__", None)
    if code is None:
        return []
    loaded = [step.argval for step in get_instructions(code) if "LOAD_FAST" in step.opname]
    used = {*code.co_cellvars, *(name for names in loaded for name in (names if isinstance(names, tuple) else [names]))}
    return [name for name in code.co_varnames[: code.co_argcount] if name not in used]


def is_tool(value):
    """Say whether a value is there to be called, or holds such things, as modules and tables of functions do."""
    parts = value.values() if isinstance(value, dict) and value else [value]
    return all(callable(part) or inspect.ismodule(part) for part in parts)


def taken(function):
    """Return what a function takes from the notebook around it: {name: value}."""
    known = getattr(function, "__globals__", {})
    return {name: known[name] for name in outer_names(getattr(function, "__code__", None)) if name in known}


def outer_names(code):
    """Return the names that code, and what is defined within it, takes from outside; [] where there is no code.

    >>> outer_names(compile("[float(part) for part in parts]", "", "eval"))
    ['parts', 'float']
    """
    if code is None:
        return []
    within = [name for part in code.co_consts if inspect.iscode(part) for name in outer_names(part)]
    used, made = (
        [step.argval for step in get_instructions(code) if step.opname in kinds]
        for kinds in (("LOAD_GLOBAL", "LOAD_NAME"), ("STORE_GLOBAL",))
    )
    return [name for name in dict.fromkeys([*used, *within]) if name not in made]


def is_ours(value):
    """Say whether a value is from our helpers; of a table the first row tells."""
    value = next(iter(value.values()), None) if isinstance(value, dict) else value
    return (getattr(value, "__module__", None) or "").startswith("helpers.")


def copied(value):
    """Return a value whose arrays and lists may be changed: they are copies, however deep they lie.

    >>> given = [np.zeros(2)]
    >>> copied(given)[0] is given[0]
    False
    """
    if isinstance(value, list | tuple):
        return type(value)(map(copied, value))
    return value.copy() if isinstance(value, np.ndarray) else value


def untouched(now, before):
    """Say whether a value is still what it was, to the last digit.

    >>> untouched([np.zeros(2)], [np.zeros(2)]), untouched([], [np.zeros(2)])
    (True, False)
    """
    if isinstance(before, list | tuple):
        return len(now) == len(before) and all(map(untouched, now, before))
    return now is before or np.array_equal(numbers(now), before)


def numbers(value):
    """Return a value as an array of numbers; None where it is something else, or a list of several arrays."""
    try:
        array = np.asarray(None if isinstance(value, range) else value)
    except Exception:  # whatever an object says when NumPy asks it for an array
        return None
    return array if array.dtype.kind in "biuf" else None


def shape_of(value):
    """Return the shape of a value that is an array of numbers; None where it is something else."""
    return getattr(numbers(value), "shape", None)


def several(wanted):
    """Say whether several results are wanted; a list of single numbers is one, and an array may stand for it.

    >>> several([np.zeros(2)]), several([0.5, 0.25]), several(np.zeros(2))
    (True, False, False)
    """
    return isinstance(wanted, list | tuple) and not all(isinstance(part, float) for part in wanted)


def parts_of(value, wanted):
    """Return [(index, part, wanted part)] of several results; [] where there are not as many, or one is wanted.

    >>> parts_of((1, 2), [3, 4])
    [('[0]', 1, 3), ('[1]', 2, 4)]
    """
    same = several(wanted) and isinstance(value, list | tuple) and len(value) == len(wanted)
    return [(f"[{index}]", *pair) for index, pair in enumerate(zip(value, wanted, strict=True))] if same else []


def alike(value, wanted):
    """Say whether two results have the same form and, up to EXACT, the same numbers; a list may stand for an array.

    >>> alike([[0.5]], np.array([[0.5]])), alike([0.5], np.array([[0.5]])), alike([1, [2]], [1, [2]])
    (True, False, True)
    """
    if several(wanted):
        parts = parts_of(value, wanted)
        return bool(parts) and all(alike(*pair) for _, *pair in parts)
    array = numbers(value)
    same_shape = array is not None and array.shape == np.shape(wanted)
    return same_shape and np.allclose(array, wanted, rtol=EXACT, atol=EXACT, equal_nan=True)


def apart(value, wanted, place=""):
    """Return where two results first differ, and what stands there in both.

    >>> apart(([1, 2], 3), ([1, 4], 5))
    ('[0][1]', 2, 4)
    """
    for index, *pair in parts_of(value, wanted):
        if not alike(*pair):
            return apart(*pair, place + index)
    return place, value, wanted


def as_lists(value, wanted, place=""):
    """Return the places where a list stands for an array.

    >>> as_lists(([1.0], [2.0]), (np.ones(1), [2.0])), as_lists([1.0], np.ones(1))
    (['[0]'], [''])
    """
    if isinstance(wanted, np.ndarray):
        return [place] if isinstance(value, list | tuple) else []
    return [found for index, *pair in parts_of(value, wanted) for found in as_lists(*pair, place + index)]


def commas(value, wanted, place=""):
    """Return the places where a tuple of one thing stands for this thing.

    >>> commas((np.ones(2),), np.ones(2)), commas(([1.0], (2.0,)), ([1.0], 2.0)), commas((np.ones(2),), [np.ones(2)])
    ([''], ['[1]'], [])
    """
    parts = parts_of(value, wanted)
    if isinstance(value, tuple) and len(value) == 1 and not parts:
        return [place] if not several(wanted) or isinstance(value[0], list | tuple) else []
    return [found for index, *pair in parts for found in commas(*pair, place + index)]


def with_entries(value):
    """Return in words what a value is, and of a list how much is in it.

    >>> with_entries([1, 2]), with_entries([]), with_entries(0.5)
    ('a list with 2 entries', 'a list with nothing in it', 'a number')
    """
    if isinstance(value, np.ndarray) and numbers(value) is None:
        return "an array with other things than numbers in it"
    if not isinstance(value, list | tuple):
        return a_kind(value)
    return (
        f"{a_kind(value)} with {counted(value, 'entry', 'entries') if value else 'nothing'}{'' if value else ' in it'}"
    )


def counted(values, one, several=None):
    """Return how many values there are, in words."""
    return f"{len(values)} {one if len(values) == 1 else several or one + 's'}"


def formed(fits, value, wanted):
    """Say whether each array of a result is right or of a form that `fits` knows."""
    if several(wanted):
        parts = parts_of(value, wanted)
        return bool(parts) and all(formed(fits, *pair) for _, *pair in parts)
    return alike(value, wanted) or fits(value, wanted)


def steps(function, arguments):
    """Return how many steps, lines above all, each function of hers makes: a loop over examples makes more for more.

    What Python and NumPy do in between, as where an array is printed, does not count.
    """
    others = [one for name, one in taken(function).items() if name.startswith("my_")]
    hers = [known for one in (function, *others) if (known := getattr(one, "__globals__", None)) is not None]
    count = Counter()

    def trace(frame, event, value):
        if any(frame.f_globals is known for known in hers):
            count[outermost(frame.f_code)] += 1
            return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with redirect_stdout(StringIO()):
            attempt(function, arguments)
    finally:
        sys.settrace(before)
    return count


def outermost(code):
    """Return the name of the function in which code stands, as loops in square brackets do."""
    return code.co_qualname.partition(".")[0]


# ---- Outcomes: each returns a sentence, lines of code or numbers behind it, or None when it does not fit.


def calls_what_is_wrong(building, function, calls):
    """She calls a function of another exercise which is not right itself."""
    hers = taken(function)
    for number, row in building.calls.items():
        if row.name in hers and not row.passes(hers[row.name]):
            return (f'{building.name} calls {row.name}, which is not right: run check("{number}", {row.name}).',)
    return None


def stops_always(building, function, calls):
    """She never gets a result."""
    return raised(building, function, calls) if all(call.error for call in calls) else None


def changes(building, function, calls):
    """An argument is not what it was."""
    names = [call.changed for call in calls if call.changed]
    if not names:
        return None
    return (
        f"{names[0]} is not what it was: the function changes what it was given, and whoever calls it twice gets "
        "something else. x += 1 changes the array x itself, and so does x[0] = 1; x = x + 1 makes a new one.",
    )


def forgets_return(building, function, calls):
    """Nothing comes back."""
    if not any(call.value is None and call.error is None for call in calls):
        return None
    return ("The function returns None, that is nothing. Its last line must be return, with the result behind it.",)


def ends_with_a_comma(building, function, calls):
    """A comma behind a result has made a tuple of it."""
    found = [commas(call.value, call.wanted) for call in calls if call.error is None]
    if len(found) < len(calls) or not all(found):
        return None
    result = building.named(place) if (place := found[0][0]) else "the result"
    return (f"A comma behind {result} makes a tuple (a list in round brackets) of it: take it away.",)


def comes_in_lists(building, function, calls):
    """The right numbers, in a list where an array is wanted."""
    if not all(call.error is None and alike(call.value, call.wanted) for call in calls):
        return None
    place = next(place for call in calls for place in as_lists(call.value, call.wanted))
    where = f" in {building.named(place)}" if place else ""
    return (
        f"The numbers are right. But{where} they come in a list, with which nobody can go on to compute: put "
        "np.array(...) around it.",
    )


def another_form(building, function, calls):
    """The right numbers, in another shape or order, or those of one example only."""
    for fits, sentence in FORMS if several(calls[0].wanted) else FORMS + FORMS_OF_EXAMPLES:
        if all(call.error is None and formed(fits, call.value, call.wanted) for call in calls):
            wrong = [apart(call.value, call.wanted) for call in calls if not alike(call.value, call.wanted)]
            shapes = [(place, shape_of(value), np.shape(wanted)) for place, value, wanted in wrong]
            place, came, wanted = max(shapes, key=lambda found: found[1] != found[2])
            where = f" in {building.named(place)}" if place else ""
            returns = "" if place else f", {building.returns}"
            note = plain_shapes(came, wanted) if "{came}" in sentence else ""
            return (sentence.format(came=f"{came}{where}", wanted=wanted, returns=returns) + note,)
    return None


def slips(building, function, calls):
    """A typical mistake."""
    return next(((sentence,) for slip, sentence in building.slips if building.makes(slip, calls)), None)


def raised(building, function, calls):
    """She gets an error: where, and what it means."""
    call = next((call for call in calls if call.error), None)
    if call is None:
        return None
    step = her_step(call.error, function)
    where = f"line {step.line} of {step.code.co_qualname.partition('.')[0]}" if step else "the function"
    meaning = in_plain_words(call.error, step and (step.within or step))
    text = f"{well(calls)}For {call.case.words}, {where} stops. {step.calls if step else ''}{meaning}"
    return (text, f"{step.line}   {step.text}") if step and step.text else (text,)


def far_off(building, function, calls):
    """Something else: how far off, and where."""
    call = next(call for call in calls if not alike(call.value, call.wanted))
    entry, value, wanted = apart(call.value, call.wanted)
    result = building.named(entry)
    text = f"{well(calls)}{idle(function)}For {call.case.words} "
    if several(wanted):
        arrays = f"Wanted is a list with {counted(wanted, 'array')} in it."
        wish = arrays if entry else f"Wanted are {len(wanted)} entries: {building.returns}."
        return (f"{text}{result} is {with_entries(value)}. {wish}",)
    array, wanted = numbers(value), np.asarray(wanted)
    returns = "" if entry else f": {building.returns}"
    if array is None:
        comes = f"{result} is" if entry else "it returns"
        wish = f"an array of the shape {wanted.shape}" if entry else building.returns
        return (f"{text}{comes} {with_entries(value)}. Wanted is {wish}.{plain_shapes(wanted) if entry else ''}",)
    if array.shape != wanted.shape:
        shapes = f"the shape of {result} is {array.shape}, wanted is {wanted.shape}{returns}."
        return (f"{text}{shapes}{plain_shapes(array, wanted)}",)
    off = np.nan_to_num(abs(array - wanted), nan=np.inf, posinf=np.inf)
    place = np.unravel_index(off.argmax(), off.shape)
    where = f" in row {place[0] + 1}, column {place[1] + 1}" if len(place) == 2 else ""
    step = "is a step too short, or " if "epsilon" in building.arguments else ""
    near = f" So near: {step}do you round somewhere?" if off.max() < 1e-3 else ""
    text += f"{result} is off by {off.max():.2g}{where}.{near}"
    return text, f"yours   {array[place]:.10g}", f"wanted  {wanted[place]:.10g}"


def well(calls):
    """Return where she is right, "" where nowhere."""
    good = [call.case.words for call in calls if call.right]
    return f"Right for {listed(good) if len(good) < 3 else f'{len(good)} of {len(calls)} cases'}. " if good else ""


def idle(function):
    """Return which arguments are not used, "" where all are."""
    names = unused(function)
    return f"What comes in as {listed(names)} is not used. " if names else ""


OUTCOMES = (
    calls_what_is_wrong, stops_always, changes, forgets_return, ends_with_a_comma, comes_in_lists, another_form, slips,
    raised, far_off,
)  # fmt: skip


def turned(value, wanted):
    """Say whether rows and columns are swapped."""
    return alike(value, np.transpose(wanted))


def reshaped(value, wanted):
    """Say whether these are the right numbers in the right order, in whatever shape."""
    array = numbers(value)
    return array is not None and array.size == np.size(wanted) and alike(array.ravel(), np.ravel(wanted))


def of_example(number):
    """Return what says whether a result is that of one example, as a row alone or in an array of one row."""

    def fits(value, wanted):
        return np.ndim(wanted) > 0 and any(alike(value, form(wanted[number])) for form in (np.asarray, np.atleast_2d))

    return fits


def backwards(axis):
    """Return what says whether the rows (0) or the columns (-1) of a result begin with the last."""
    return lambda value, wanted: np.ndim(wanted) > 0 and alike(value, np.flip(wanted, axis))


FORMS = (
    (reshaped, "The numbers are right, their shape is not: yours is {came}, wanted is {wanted}{returns}."),
    (turned, "The numbers are right, but rows and columns are swapped: yours is {came}, wanted is {wanted}"
             "{returns}."),
)  # fmt: skip
FORMS_OF_EXAMPLES = (  # where the result is one array
    (of_example(0), "Only the first example is answered: the shape of your result is {came}, wanted is {wanted}"
                    "{returns}."),
    (of_example(-1), "Only the last example is answered, the others are lost on the way: the shape of your result is "
                     "{came}, wanted is {wanted}{returns}."),
    (backwards(0), "The numbers are right, but the rows come in the wrong order: the last example is first."),
    (backwards(-1), "The numbers are right, but the columns come in the wrong order: the last output is first."),
)  # fmt: skip
