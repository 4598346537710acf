"""A function that a learner writes: what is told of it, that nothing is lost or changed, that speed is no chance."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from helpers import check, create, hint, solution
from helpers.exercises import building
from helpers.exercises.building import Building, Case
from helpers.lessons import every
from helpers.network.backpropagation import Gradients
from tests.cases import written

BUILDINGS = {number: row for number, row in every("EXERCISES").items() if isinstance(row, Building)}


def doubled(inputs):
    return inputs * 2.0


def doubled_by_us(inputs):
    return inputs * 2.0


doubled_by_us.__module__ = "helpers.network"


def case(examples):
    return Case(f"{examples} rows", (np.arange(3.0 * examples).reshape(-1, 3) + 1,))


DOUBLE = Building("my_double", doubled, lambda: (case(2), case(4)), case, "one row per example", "Good.",
                  "{times} times as long.", ("a",), "", ((lambda inputs: inputs * 3, "Three times."),))  # fmt: skip


def in_two_lists(inputs):
    return [inputs, 2 * inputs[:, :2]], [inputs[0]]


LISTS = replace(DOUBLE, right=in_two_lists, returns="two lists", slips=())


def said(code, building=DOUBLE):
    """Return what is said of a function with these lines."""
    lines = "".join(f"    {line}\n" for line in code.splitlines())
    return repr(building.check("0.0", written(f"def my_double(inputs):\n{lines}")))


# ---- What comes in


@pytest.mark.parametrize("lines", ['"""Double."""\n...', "...", "pass", '"""Double."""', "return ..."])
def test_a_function_without_lines_of_her_own_waits(lines):
    assert "waits for your function" in said(lines)


def test_three_dots_wait_and_a_function_that_has_begun_does_not():
    assert "waits" in repr(DOUBLE.check("0.0", ...))
    for lines in ("out = inputs\n...", "return 0.5", "inputs"):
        assert "waits" not in said(lines), lines


@pytest.mark.parametrize("answer, about", [
    ("my_double", "a text, not a function. Give the name alone, without quotes"),
    (np.zeros(2), "an array, not a function. Give the name alone, without round brackets"), (None, "None, not a func"),
    (dict, "not a function"), ([1, 2], "a list, not a function"),
    (lambda: 0, "called with one argument, inputs; yours takes none"), (lambda a, b: 0, "yours takes 2: a and b"),
])  # fmt: skip
def test_what_cannot_be_called_is_told_so(answer, about):
    assert repr(DOUBLE.check("0.0", answer)).startswith("? Exercise 0.0: ") and about in repr(
        DOUBLE.check("0.0", answer)
    )


def test_swapped_arguments_are_seen_by_their_names():
    assert "another order: my_forward(weights, biases, inputs)" in repr(
        check("3.11", lambda inputs, weights, biases: 0)
    )


def test_other_names_defaults_and_stars_are_welcome():
    for function in (
        lambda x: 2 * x,
        lambda x, factor=2: factor * x,
        lambda *all: 2 * all[0],
        np.vectorize(lambda x: 2 * x),
    ):
        assert repr(DOUBLE.check("0.0", function)).startswith("✓ Exercise 0.0: right. Good.")


# ---- What comes out


@pytest.mark.parametrize("lines, about", [
    ("inputs *= 2\nreturn inputs", "inputs is not what it was"), ("inputs[0] = 1\nreturn inputs", "is not what it was"),
    ("out = 2 * inputs", "returns None"), ("print(2 * inputs)", "returns None"),
    ("return (2 * inputs).tolist()", "come in a list"), ("return [2 * row for row in inputs]", "come in a list"),
    ("return (2 * inputs).T", "rows and columns are swapped: yours is (3, 2), wanted is (2, 3)"),
    ("return (2 * inputs).ravel()", "yours is (6,), wanted is (2, 3), one row per example. (6,) means 6 numbers "
     "in a single row."),
    ("return 2 * inputs[None]", "yours is (1, 2, 3)"),
    ("return 2 * inputs[0]", "Only the first example"), ("return 2 * inputs[:1]", "Only the first example"),
    ("return 2 * inputs[-1]", "Only the last example"),
    ("return 2 * inputs[::-1]", "the rows come in the wrong order"),
    ("return 2 * inputs[:, ::-1]", "the columns come in the wrong order"),
    ("return 3 * inputs", "not yet. Three times."), ("return (3 * inputs).tolist()", "not yet. Three times."),
    ("return 2 * inputs + 0.5", "off by 0.5 in row 1, column 1.\nyours   2.5\nwanted  2"),
    ("return 2 * inputs + 1e-8 * inputs", "So near: do you round somewhere?"),
    ("return 2 * inputs * (inputs < 9)", "Right for 2 rows. For 4 rows your result is off by 24 in row 4, column 3"),
    ("return 2 * inputs[:, :2]", "the shape of your result is (2, 2), wanted is (2, 3): one row per example"),
    ("return 'two'", "it returns a text. Wanted is one row per example"),
    ("return inputs * np.nan", "off by inf"), ("return inputs * np.inf", "off by inf"),
    ("return sum", "it returns a function"), ("yield inputs", "it returns a generator"),
])  # fmt: skip
def test_a_wrong_result_is_told_what_is_wrong_with_it(lines, about):
    assert said(lines).startswith("✗ Exercise 0.0: not yet. ") and about in said(lines), said(lines)


@pytest.mark.parametrize("code, about", [
    ("[x, 2 * x[:, :2]], [x[0]]", "right. Good."), ("([x, 2 * x[:, :2]], [x[0]])[::-1]", "entry [0] of your result is "
     "a list with 1 entry. Wanted is a list with 2 arrays in it."),
    ("x", "your result is an array. Wanted are 2 entries"),
    ("[[x, 2 * x[:, :2]], [x[0]]]", "right. Good."), ("(x, 2 * x[:, :2]), (x[0],)", "right. Good."),
    ("[x, 2 * x[:, :2]], [x[:1]]", "yours is (1, 3) in entry [1][0] of your result, wanted is (3,). (3,) means 3 "
     "numbers in a single row."),
    ("[x, 2 * x[:, :2].T], [x[0]]", "are swapped: yours is (2, 4) in entry [0][1] of your result, wanted is (4, 2)."),
    ("[x, 2 * x[:, :2] + 1], [x[0]]", "For 2 rows entry [0][1] of your result is off by 1 in row 1, column 1."),
    ("[x, x], [x[0]]", "the shape of entry [0][1] of your result is (2, 3), wanted is (2, 2)."),
    ("[x, 2.0], [x[0]]", "entry [0][1] of your result is (), wanted is (2, 2). () means one number alone."),
    ("[], [x[0]]", "entry [0] of your result is a list with nothing in it. Wanted is a list with 2 arrays in it."),
    ("[x, 2 * x[:, :2]], []", "is a list with nothing in it. Wanted is a list with 1 array in it."),
    ("[x, 2 * x[:, :2]], [sum]", "entry [1][0] of your result is a function. Wanted is an array of the shape (3,). "
     "(3,) means"),
    ("[x, None], [x[0]]", "entry [0][1] of your result is None"), ("x, x[0]", "entry [0] of your result is an array"),
    ("[x], [x[0]], 0", "your result is a tuple (a list in round brackets) with 3 entries. Wanted are 2"),
    ("[x, 2 * x[:1, :2]], [x[0]]", "the shape of entry [0][1] of your result is (1, 2)"),
])  # fmt: skip
def test_of_several_results_the_first_wrong_one_is_named(code, about):
    reply = said(f"x = inputs\nreturn {code}", LISTS)
    assert about in reply, reply


def test_a_part_of_a_result_that_has_a_name_is_told_by_it():
    named = replace(LISTS, parts=("doubles", "firsts"))
    for code, about in (
        ("[x, 2 * x[:, :2] + 1], [x[0]]", "For 2 rows doubles[1] (entry [0][1] of your result) is off by 1 in row 1"),
        ("[x, x], [x[0]]", "the shape of doubles[1] (entry [0][1] of your result) is (2, 3), wanted is (2, 2)."),
        ("[x, 2 * x[:, :2]], [x[:1]]", "yours is (1, 3) in firsts[0] (entry [1][0] of your result), wanted is (3,)."),
        ("[x, 2 * x[:, :2]], None", "firsts (entry [1] of your result) is None. Wanted is a list with 1 array in it."),
        ("x", "your result is an array. Wanted are 2 entries: two lists"),
    ):
        assert about in said(f"x = inputs\nreturn {code}", named), said(f"x = inputs\nreturn {code}", named)


A_TUPLE = " makes a tuple (a list in round brackets) of it: take it away."


@pytest.mark.parametrize("code, behind", [
    ("[x, 2 * x[:, :2]], [x[0]],", None), ("([x, 2 * x[:, :2]], [x[0]]),", "the result"),
    ("[x, (2 * x[:, :2],)], [x[0]]", "entry [0][1] of your result"),
    ("[(x + 1,), x], [x[0]]", "entry [0][0] of your result"), ("[x, x], [(x[0],)]", "entry [1][0] of your result"),
])  # fmt: skip
def test_a_comma_behind_one_of_several_results_is_seen(code, behind):
    reply = said(f"x = inputs\nreturn {code}", LISTS)
    assert f"not yet. A comma behind {behind}{A_TUPLE}" in reply if behind else reply.startswith("✓"), reply


@pytest.mark.parametrize("code", ["2 * inputs,", "3 * inputs,", "0.5,", "'two',", "[2 * inputs],"])
def test_a_comma_behind_the_result_is_seen_whatever_else_is_wrong(code):
    assert said(f"return {code}").endswith(f"not yet. A comma behind the result{A_TUPLE}")


def test_a_tuple_of_all_rows_is_no_comma():
    assert "come in a list" in said("return tuple(2 * row for row in inputs)")
    assert "comma" not in said("return 2 * inputs if len(inputs) == 2 else (2 * inputs,)")


@pytest.mark.parametrize("code, where", [
    ("[x, (2 * x[:, :2]).tolist()], [x[0]]", "in entry [0][1] of your result "), ("[x, 2 * x[:, :2]], [[*x[0]]]",
     "in entry [1][0] of your result "),
    ("[[[*row] for row in x], 2 * x[:, :2]], [x[0]]", "in entry [0][0] of your result "),
])  # fmt: skip
def test_a_list_in_place_of_one_of_several_arrays_is_told_as_where_one_is_wanted(code, where):
    sentence = "The numbers are right. But {}they come in a list, with which nobody can go on to compute: put np.array"
    assert sentence.format(where) in said(f"x = inputs\nreturn {code}", LISTS)
    assert sentence.format("") in said("return (2 * inputs).tolist()")


def test_a_list_of_single_numbers_may_be_an_array_too():
    totals = replace(DOUBLE, right=lambda inputs: (inputs, inputs[:, 0].tolist()))
    for code in ("inputs[:, 0]", "[*inputs[:, 0]]", "tuple(inputs[:, 0])"):
        assert said(f"return inputs, {code}", totals).startswith("✓"), code
    assert "entry [1] of your result is off by 1." in said("return inputs, inputs[:, 0] + 1", totals)
    assert "the shape of entry [1] of your result is (3,), wanted is (2,)" in said("return inputs, inputs[0]", totals)


class Unwilling:
    def __array__(self, *given, **named):
        raise RuntimeError("no")


ITSELF = []
ITSELF.append(ITSELF)
NESTED = 1.0
for _ in range(100):
    NESTED = [NESTED]
ODD = {
    "yes": True, "huge": 10**400, "nearly infinite": 1e308, "no number": float("nan"), "bytes": b"x", "nothing": [],
    "no pair": (), "a table": {1: 2}, "a set": {1.0}, "an object": object(), "unwilling": Unwilling(), "itself": ITSELF,
    "nested": NESTED, "endless": range(10**12), "a zip": zip([1]), "empty": np.zeros(0), "complex": 1j * np.ones(3),
    "yes or no": np.ones((2, 3), bool), "halves": np.ones((2, 3), np.float16), "largest": np.full((2, 3), 1.7e308),
    "infinite": np.full((2, 3), -np.inf), "objects": np.full((2, 3), None), "ragged": [[1], [1, 2]], "a class": int,
    "arrays": np.array([np.zeros(2), None], dtype=object), "texts": np.array(["a"]), "sizes": [np.ones(2), np.ones(3)],
    "named columns": np.zeros((2, 3), "i4,i4"), "an error": ValueError("x"), "a slice": slice(3), "None inside": [None],
    "dots": ..., "a function": sum, "a tuple of one": (np.ones((2, 3)),), "deeper": (((np.ones(2),),),),
    "a day": np.datetime64("2026-11-27"),
}  # fmt: skip
ROUND = (lambda odd: odd, lambda odd: [odd], lambda odd: (odd, odd), lambda odd: ([odd, odd], [odd]),
         lambda odd: ([np.ones((2, 3)), odd], [(odd,)]))  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_nothing_that_a_function_returns_stops_the_check(odd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for row in (DOUBLE, LISTS):
            for around in ROUND:
                reply = repr(row.check("0.0", lambda inputs, around=around: around(ODD[odd])))
                assert reply.startswith("✗ Exercise 0.0: not yet. "), reply


def test_an_array_that_holds_no_numbers_is_told_so():
    assert "it returns an array with other things than numbers in it. Wanted is one row" in said(
        "return inputs.astype(object)"
    )


@pytest.mark.parametrize("error", [NameError(), UnboundLocalError(), TypeError("positional argument"), KeyError(),
                                   TypeError("unsupported operand"), IndexError("axis"), AttributeError()])  # fmt: skip
def test_an_error_that_says_less_than_pythons_own_does_not_stop_the_check(error):
    def raises(inputs):
        raise error

    assert " stops. " in repr(DOUBLE.check("0.0", raises))


def test_right_is_right_to_a_billionth():
    assert said("return inputs + inputs").startswith("✓") and said("return 2 * inputs + 1e-10").startswith("✓")
    assert said("return 2 * inputs + 1e-7").startswith("✗")


@pytest.mark.parametrize("lines, name", [("return forward(inputs)", "forward"), ("return TABLE['a'](inputs)", "TABLE")])
def test_what_is_right_with_helpers_of_ours_is_told_so(lines, name):
    function = written(f"def my_double(inputs):\n    {lines}")
    function.__globals__.update(forward=doubled_by_us, TABLE={"a": doubled_by_us})
    assert f"right. But {name} came from our helpers" in repr(DOUBLE.check("0.0", function))


LEFT = " not made in your function: "


@pytest.mark.parametrize("lines, about", [
    ("return 2 * z", "z is not made in your function: it is left over from another cell of the notebook, and the same "
     "whatever your function gets. What comes in as inputs is not used. For 2 rows the shape of your result is (7, 3)"),
    ("return z * t", "t and z are" + LEFT + "they are left over"), ("return [2 * z for row in inputs]", "z is" + LEFT),
    ("def twice():\n    return 2 * z\nreturn twice()", "z is" + LEFT), ("return (lambda: z)() + inputs", "z is" + LEFT),
    ("return z @ z", "z is" + LEFT + "it is left over from another cell of the notebook, and the same whatever your "
     "function gets. For 2 rows, line 2 of my_double stops."),
    ("inputs[0] = z[0]\nreturn inputs", "whatever your function gets. inputs is not what it was"),
    ("print(z)", "whatever your function gets. The function returns None"),
])  # fmt: skip
def test_a_wrong_function_is_told_first_which_names_are_left_over_from_another_cell(lines, about):
    code = "".join(f"    {line}\n" for line in lines.splitlines())
    function = written(f"def my_double(inputs):\n{code}")
    function.__globals__.update(z=np.ones((7, 3)), t=2.0, unused=1)
    reply = repr(DOUBLE.check("0.0", function))
    assert reply.startswith("✗ Exercise 0.0: not yet. ") and "unused" not in reply
    assert all(part in reply for part in about.split(" and z ")), reply
    assert reply.index(LEFT) < 60


def test_modules_functions_classes_tables_of_functions_and_names_of_its_own_are_not_left_over():
    lines = "global made\n    made = np.zeros(2)\n    z = Half\n    t = [t for t in (1, 2)]"
    function = written(f"def my_double(inputs):\n    {lines}\n    return half(z, made, t, TABLE, inputs, sum, nowhere)")
    names = dict.fromkeys(("z", "t", "made", "inputs"), 3.0)
    function.__globals__.update(names, half=by_rows, Half=Case, TABLE={"a": doubled})
    assert building.left_over(function) == []
    assert building.left_over(np.exp) == building.left_over(len) == building.left_over(Case) == []


def test_a_right_function_with_a_constant_of_another_cell_stays_right_and_is_told_where_it_would_stop():
    function = written("def my_double(inputs):\n    return factor * inputs")
    function.__globals__.update(factor=2.0)
    assert repr(DOUBLE.check("0.0", function)) == (
        "✓ Exercise 0.0: right. Good. But factor is not made in your function: it is left over from another cell of "
        "the notebook. Where that cell has not run, your function would stop."
    )


@pytest.mark.parametrize("code, names", [
    ("lambda a, b: a", ["b"]), ("lambda a, b: 0", ["a", "b"]), ("lambda a, b: lambda: a + b", []),
    ("lambda a, b: [a for _ in b]", []), ("lambda a, b: a.b", ["b"]), ("lambda *a: 0", []), ("lambda a: a + a", []),
])  # fmt: skip
def test_arguments_that_do_not_occur_are_found(code, names):
    assert building.unused(eval(code)) == names


def test_where_nothing_else_is_known_an_argument_that_is_not_used_is_named():
    assert said("return np.ones((2, 3))") == (
        "✗ Exercise 0.0: not yet. What comes in as inputs is not used. For 2 rows your result is off by 11 in row 2, "
        "column 3.\nyours   1\nwanted  12"
    )
    assert "is not used" not in said("return 3 * inputs") + said("return inputs + 1") + said("return 1 / 0")
    assert repr(DOUBLE.check("0.0", lambda x, also=2: also * x)).startswith("✓")


def test_input_is_told_to_be_a_function_of_python_and_not_what_came_in():
    assert "not yet. input is a function of Python's own; what comes in is called inputs. " in said("return 2 * input")
    assert "Python's own" not in said("return 2 * imputs") + said("return 3 * inputs")


def test_a_slip_that_gives_no_number_in_the_same_places_speaks():
    slip = (lambda inputs: 2 * inputs + np.where(inputs > 9, np.nan, 0), "Too large for you.")
    row = replace(DOUBLE, slips=(slip,))
    assert "not yet. Too large for you." in repr(row.check("0.0", slip[0]))
    assert "off by inf" in repr(row.check("0.0", lambda inputs: 2 * inputs + np.where(inputs > 8, np.nan, 0)))


def test_many_right_cases_are_counted():
    row = Building(**{**vars(DOUBLE), "cases": lambda: tuple(map(case, (2, 4, 6, 8)))})
    assert "Right for 4 of 5 cases. For 500 rows" in repr(row.check("0.0", lambda x: x * (1 + (x < 90))))


# ---- Functions of other exercises


CALLER = replace(DOUBLE, name="my_quadruple", right=lambda inputs: 4 * inputs, calls={"0.0": DOUBLE})
WRONG_CALLED = 'my_quadruple calls my_double, which is not right: run check("0.0", my_double).'


@pytest.mark.parametrize("called, lines", [
    ("3 * inputs", "2 * my_double(inputs)"), ("(2 * inputs).tolist()", "[2 * row for row in my_double(inputs)]"),
    ("inputs @ inputs", "2 * my_double(inputs)"), ("None", "2 * my_double(inputs)"), ("2", "3 * my_double(inputs)"),
    ("inputs.sort()", "my_double(inputs)"), ("3 * inputs", "5 * (lambda: my_double(inputs))()"),
])  # fmt: skip
def test_a_function_of_another_exercise_that_is_wrong_itself_is_told_before_all_else(capsys, called, lines):
    both = f"def my_double(inputs):\n    print(1)\n    return {called}\n\ndef my_quadruple(inputs):\n    return {lines}"
    reply = repr(CALLER.check("0.1", written(both)))
    assert reply.startswith(f"✗ Exercise 0.1: not yet. {WRONG_CALLED}"), reply
    assert capsys.readouterr().out.count("1") <= 1


def test_a_function_of_another_exercise_that_is_right_or_is_not_called_is_told_nothing_of():
    right = "def my_double(inputs):\n    return 2 * inputs\n\ndef my_quadruple(inputs):\n    return my_double(inputs)"
    assert "not right" not in repr(CALLER.check("0.1", written(right)))
    unused = "def my_double(inputs):\n    return 9\n\ndef my_quadruple(inputs):\n    return 3 * inputs"
    assert repr(CALLER.check("0.1", written(unused))).endswith("not yet. Three times.")
    saved = "def my_double(x):\n    return 3 * x\n\ndef my_quadruple(inputs):\n    return my_double(inputs) + inputs"
    assert repr(CALLER.check("0.1", written(saved))).startswith("✓")


@pytest.mark.parametrize("number", BUILDINGS)
def test_the_exercises_whose_functions_may_be_called_come_before_and_have_these_numbers(number):
    calls, order = BUILDINGS[number].calls, [*BUILDINGS]
    assert all(BUILDINGS[other] is row and order.index(other) < order.index(number) for other, row in calls.items())
    code = BUILDINGS[number].solution
    assert all(row in calls.values() for row in BUILDINGS.values() if f" {row.name}(" in code.partition("\n    ")[2])


# ---- Errors


@pytest.mark.parametrize("lines, line, about", [
    ("out = inputs @ inputs\nreturn out", "2   out = inputs @ inputs",
     "line 2 of my_double stops. The shapes are (2, 3) @ (2, 3): the inner numbers, 3 and 2, must be equal."),
    ("return np.dot(inputs, inputs)", "2   return", "The shapes are (2, 3) @ (2, 3): the inner numbers, 3 and 2"),
    ("return np.matmul(inputs[0], inputs.T[:2])", "2   return", "The shapes are (3,) @ (2, 2): the inner numbers"),
    ("return logistic(inputs) @ inputs", "2   return", "The shapes are (2, 3) @ (2, 3)"),
    ("inputs @= np.ones((4, 4))\nreturn inputs", "2   inputs @=", "the inner numbers, 3 and 4, must be equal"),
    ("return inputs + np.ones(4)", "2   return", "Shapes (2, 3) and (4,) do not fit entry by entry: counted from the "
     "right, two numbers must be equal, or one of them 1. (4,) means 4 numbers in a single row."),
    ("return inputs @ 2", "2   return", "@ multiplies matrices, and 2 is a number. With a number the sign is *."),
    ("return 0.5 * inputs.sum() @ inputs", "2   return", "and 0.5 * inputs.sum() is a number."),
    ("return np.dot(inputs, sum) @ inputs", "2   return", "do not go together"),
    ("return inputs @ sum", "2   return", "and sum is a function. It gives something when it is called"),
    ("w = inputs.sort()\nreturn w @ inputs", "3   return", "and w is None. That is nothing: a function that lacks its"),
    ("w = np.zeros((2, 2)).insert(inputs, 0)", "2   w", "An array has no .insert."),
    ("[].insert(inputs, 0)", "2   [].insert", "insert takes two things: first the place, which is a whole number"),
    ("[].insert(0.5, 0)", "2   [].insert", "insert takes two things: first the place, which is a whole number"),
    ("[].insert(0, [inputs][inputs])", "2   [].insert", "An index is a whole number."),
    ("return sum()", "2   return", "sum wants more in its brackets.\n"),
    ("half = np.exp\nreturn half()", "3   return", "takes 1 to 2 in its brackets, and here it gets 0."),
    ("def half(x):\n    return x\nown = half\nreturn own()", "5   return", "own wants more in its brackets: x is miss"),
    ("def half(x):\n    return x\nown = half\nreturn own(1, 2)", "5   return", "own takes 1 in its brackets, and here"),
    ("return 2 * imputs", "2   return 2 * imputs", "does not know the name imputs"),
    ("out = 2 * out\nreturn out", "2   out", "out has no value yet"),
    ("return inputs[5]", "2   return", "inputs has 2 entries, and the last one has the index 1: counting begins at 0."),
    ("return [inputs][1]", "2   return", "[inputs] has 1 entry, and it has the index 0: counting begins at 0."),
    ("out = []\nout[0] = inputs", "3   out[0]", "out is empty: there is no entry to take or to change. append puts"),
    ("out = []\nreturn 2 * out[-1]", "3   return", "out is empty: there is no entry to take or to change."),
    ("out = []\nreturn out.pop()", "3   return", "The list is empty: there is no entry to take"),
    ("return inputs[5, 0]", "2   return", "It asks for an entry that is not there. There are 2 rows here. Counting"),
    ("return inputs[0][0, 0]", "2   return", "hold more numbers than the array has sides."),
    ("return inputs.sum(axis=2)", "2   return", "axis=2 is not there: a matrix has axis 0 and axis 1, a single row"),
    ("return [inputs].T", "2   return", "A list has no .T. Its entries have no names, but numbers: [0] behind it"),
    ("return (inputs, 1).weights", "2   return", "A tuple (a list in round brackets) has no .weights. Its entries"),
    ("return inputs.append(1)", "2   return", "An array has no .append. append is there for lists."),
    ("return inputs.t @ inputs", "2   return", "An array has no .t. To turn a matrix, write a capital: .T"),
    ("return inputs.T() @ inputs", "2   return", "a product needs its sign. .T stands without brackets."),
    ("return inputs^T", "2   return", "To turn a matrix, write .T behind its name, with a point."),
    ("return inputs[0].T @ np.ones(2)", "2   return", "(2,) means 2 numbers in a single row. .T changes nothing in a"),
    ("return (inputs, inputs) / 2", "2   return", "A tuple (a list in round brackets) and a number do not go together "
     "here. A sign such as / or - computes with a number or an array at a time: take the arrays out"),
    ("return [inputs] - inputs[:1, :1].item()", "2   return", "A list and a number do not go together here. A sign"),
    ("return np.exp * 2", "2   return", "A function and a number do not go together here."),
    ("return my_double(inputs, 1)", "2   return", "my_double takes 1 in its brackets, and here it gets 2."),
    ("return my_double()", "2   return", "my_double wants more in its brackets: inputs is missing."),
    ("[].append(0, inputs)", "2   [].append", "append takes one thing, which comes last in the list; insert takes two"),
    ("[].insert(inputs)", "2   [].insert", "append takes one thing, which comes last in the list; insert takes two"),
    ("for a in reversed(zip([1], [2])):\n    pass", "2   for a", "list(...) around this makes a list."),
    ("for a in range([1, 2]):\n    pass", "2   for a", "A whole number is wanted here."),
    ("return len(2.0)", "2   return", "and this is a single number."),
    ("for a in 3:\n    pass", "2   for a", "for goes through range(n)"),
    ("out = []\nout += 0.5", "3   out +=", "to put a number into a list, use append."),
    ("return {'b': 1}['a']", "2   return", "It asks a table for 'a', and the table has no such row."),
    ("return inputs.exp()", "2   return", "An array has no .exp."),
    ("return inputs(0)", "2   return", "Round brackets behind a name call a function, and this is an array"),
    ("import math\nreturn math.exp(inputs)", "3   return", "takes a single number"),
    ("return [1] @ [2]", "2   return", "A list and a list do not go together here. A sign such as / or - computes"),
    ("return sum * 2", "2   return", "A function and a number do not go together here. A function gives a number when"),
    ("return sum[0]", "2   return", "Square brackets take an entry, and a function has none."),
    ("key = 'a'\nreturn [inputs][key]", "3   return", "An index is a whole number"),
    ("return inputs @ None", "2   return", "and None is None. That is nothing"),
    ("return [1] * 0.5", "2   return", "np.array(...) makes one of a list of numbers"),
    ("return inputs ^ 2", "2   return", "a power is written **"),
    ("return np.exp(None)", "2   return", "something here is none"),
    ("a, b = None", "2   a, b", "There is None, that is nothing"),
    ("for a in None:\n    pass", "2   for a", "There is None, that is nothing"),
    ("inputs.flags.writeable = False\ninputs -= 1", "3   inputs -= 1", "x -= 1 changes the array x itself"),
    ("for a, b in [[1]]:\n    pass", "2   for a, b",
     "not equally many. To go through two lists side by side, for needs"),
    ("for a, b, c in zip([1], [2]):\n    pass", "2   for a, b", "one thing at a time of each list in its brackets: as"),
    ("a, b = [1]", "2   a, b", "are not equally many.\n2"), ("a, b = [1, 2, 3]", "2   a, b", "are not equally many"),
    ("if inputs > 0:\n    return 1", "2   if inputs > 0:", "if wants one yes or no"),
    ("if inputs > 0 and 1:\n    return 1", "2   if inputs > 0", "if wants one yes or no"),
    ("return inputs and 2", "2   return", "and, like or, asks for yes or no. Several results stand side by side"),
    ("return np.array([inputs, [1]])", "2   return", "A list of matrices of different sizes"),
    ("return 1 / 0", "2   return", "divides by 0"), ("return my_double(inputs)", "2   return", "calls itself"),
    ("raise RuntimeError('a')", "2   raise", "Python says: RuntimeError: a."),
    ("assert False", "2   assert", "Python says: AssertionError."),
    ("out = []\nout = out.append(1)\nout.append(2)", "4   out.append(2)", "None has no .append. None is nothing."),
    ("return [row @ row @ row for row in inputs]", "2   return [row", "line 2 of my_double stops. "),
])  # fmt: skip
def test_an_error_shows_her_line_and_says_in_plain_words_what_it_means(lines, line, about):
    reply = said(lines)
    assert reply.startswith("✗ Exercise 0.0: not yet. For 2 rows, line ") and f"\n{line}" in reply and about in reply, (
        reply
    )
    raw = ("ufunc", "operand", "core dimension", "Traceback", "site-packages", "positional", "ellipsis", "KeyError")
    assert not any(word in reply for word in raw), reply


@pytest.mark.parametrize("lines, not_said", [
    ("return inputs.T @ inputs[0]", ".T changes nothing"), ("return inputs(0)", ".T stands without"),
    ("a, b, c = zip([1], [2])", "for needs zip"),
])  # fmt: skip
def test_advice_that_has_nothing_to_do_with_the_line_is_not_given(lines, not_said):
    assert "line 2 of my_double stops" in said(lines) and not_said not in said(lines)


def test_an_error_of_our_helpers_is_told_in_their_own_sentence():
    for code, about in (
        ("create(3, inputs[0])", "For 2 rows, line 2 of my_double stops. A helper of ours says: "),
        ("hint('0.99')", "A helper of ours says: there is no exercise '0.99'; there are 0.1, 1.1"),
    ):
        function = written(f"def my_double(inputs):\n    return {code}")
        function.__globals__.update(create=create, hint=hint)
        assert about in repr(DOUBLE.check("0.0", function)), repr(DOUBLE.check("0.0", function))


@pytest.mark.parametrize("value, words", [
    ((1, 2), "a tuple (a list in round brackets) with 2 entries"), (np.exp, "a function"), (..., "three dots"),
    ({}, "a table"), (Gradients((), (), ()), "gradients with names"),
    (np.zeros(2).sum, "a function"), (zip([1]), "a row for a loop to go through"), (1.5, "a number"),
])  # fmt: skip
def test_what_came_is_told_without_a_word_of_pythons(value, words):
    assert building.with_entries(value) == words


def test_an_error_in_a_function_that_she_calls_is_found_there():
    function = written("def half(x):\n    return x / two\n\ndef my_double(inputs):\n    return 4 * half(inputs)")
    assert "line 2 of half stops" in repr(DOUBLE.check("0.0", function))


OTHER = "def my_half(rows, by, all):\n    return rows @ by\n\n"


@pytest.mark.parametrize("lines, line", [
    ("return my_half(inputs, inputs, [2, 3])", 5), ("x = 1\n    return my_half(inputs, inputs, [0, 1])", 6),
])  # fmt: skip
def test_an_error_in_another_exercises_function_is_told_where_it_is_called_with_the_shapes_handed_over(lines, line):
    reply = repr(DOUBLE.check("0.0", written(f"{OTHER}def my_double(inputs):\n    {lines}")))
    handed = "rows (2, 3), by (2, 3) and all (a list of 2)"
    assert f"For 2 rows, line {line} of my_double stops. It calls my_half with {handed}. There: The shapes" in reply
    assert f"(2, 3) @ (2, 3): the inner numbers, 3 and 2, must be equal.\n{line}   return my_half(" in reply


def test_a_function_that_another_exercises_one_calls_is_told_at_the_same_line():
    code = "def third(x):\n    return x @ x\n\ndef my_half(rows):\n    return third(rows)\n\n"
    reply = repr(DOUBLE.check("0.0", written(f"{code}def my_double(inputs):\n    return my_half(2 * inputs)")))
    assert "line 8 of my_double stops. It calls my_half with rows (2, 3). There: The shapes are (2, 3) @" in reply


def test_an_error_in_another_exercises_function_from_a_file_is_told_with_the_shapes_too():
    kept = written(OTHER.strip())
    function = written("def my_double(inputs):\n    return my_half(inputs, inputs, 2)")
    function.__globals__.update(my_half=kept)
    reply = repr(DOUBLE.check("0.0", function))
    assert (
        "line 2 of my_double stops. It calls my_half with rows (2, 3), by (2, 3) and all (a number). There: The"
        in reply
    )


def test_a_function_that_calls_itself_is_no_other_exercises_function():
    code = "def my_double(inputs, deep=True):\n    return my_double(inputs, False) if deep else inputs @ inputs"
    assert "It calls" not in repr(DOUBLE.check("0.0", written(code)))


def test_an_error_within_numpy_is_told_at_the_line_that_called_it():
    assert "line 3 of my_double stops" in said("\nreturn np.linalg.inv(inputs)")
    assert "the function stops. " in repr(DOUBLE.check("0.0", np.linalg.inv))


def test_an_error_on_some_cases_says_where_it_is_right_and_a_slip_that_raises_there_too_speaks_first():
    assert "Right for 2 rows. For 4 rows, line 2 of" in said("return 2 * inputs.reshape(2, 3)")
    assert "Three times." not in said("return 3 * inputs.reshape(2, 3)")
    raising = (lambda inputs: 3 * inputs.reshape(2, 3), "Only for two.")
    row = Building(**{**vars(DOUBLE), "slips": (*DOUBLE.slips, raising)})
    assert "not yet. Only for two." in repr(row.check("0.0", lambda inputs: 3 * inputs.reshape(2, 3)))


def test_a_slip_that_raises_where_hers_returns_is_another_mistake():
    row = Building(**{**vars(DOUBLE), "slips": ((lambda inputs: 4 * inputs.reshape(2, 3), "Four times two."),)})
    assert "Four times two." not in repr(row.check("0.0", lambda inputs: 4 * inputs))


def test_a_function_that_never_ends_can_be_interrupted():
    def interrupted(inputs):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        DOUBLE.check("0.0", interrupted)


ONLY = " (What your function prints is shown for 2 rows only.)"


@pytest.mark.parametrize("lines, ending", [
    ("return 2 * inputs", "right. Good." + ONLY), ("return 3 * inputs", "Three times." + ONLY),
    ("inputs @ inputs", f"must be equal.{ONLY}\n3   inputs @ inputs"), ("if len(inputs) > 2:\n    1 / 0", ONLY),
])  # fmt: skip
def test_what_she_prints_is_seen_for_the_smallest_case_alone_and_told_so(capsys, lines, ending):
    reply = said(f"print('here', len(inputs))\n{lines}")
    assert capsys.readouterr().out == "here 2\n" and reply.endswith(ending), reply


def test_a_function_that_prints_nothing_is_told_nothing_of_it(capsys):
    assert ONLY not in said("return 2 * inputs") + said("return 3 * inputs")
    assert ONLY not in said("if len(inputs) == 2:\n    print('here')\nreturn 2 * inputs")
    assert capsys.readouterr().out == "here\n"


def test_what_her_line_prints_is_not_printed_again_for_the_shapes(capsys):
    said("def shown(x):\n    print('shown')\n    return x\nreturn shown(inputs) @ inputs")
    assert capsys.readouterr().out == "shown\n"


def test_a_warning_of_numpy_breaks_nothing():
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        assert said("np.exp(1000 * inputs), np.log(0 * inputs)\nreturn 2 * inputs").startswith("✓")


# ---- Speed, with a clock of our own


class Clock:
    """Every look at it takes one second."""

    now = 0

    def __call__(self):
        self.now += 1
        return self.now


def timed(monkeypatch, work, seconds, row=DOUBLE):
    """Return what is said of a right function that takes so many seconds more than ours."""
    clock = Clock()
    monkeypatch.setattr(building, "perf_counter", clock)

    def function(inputs):
        clock.now += seconds
        return work(inputs)

    return repr(row.check("0.0", function))


def by_rows(inputs):
    return np.array([2 * row for row in inputs])


def by_rows_and_printed(inputs):
    print(inputs)
    return by_rows(inputs)


def printed(inputs):
    print(inputs, f"{inputs}", repr(inputs))
    return 2 * inputs


def test_a_loop_over_examples_is_right_and_told_of_the_matrix_when_it_is_far_slower(monkeypatch):
    assert timed(monkeypatch, by_rows, 29) == "✓ Exercise 0.0: right. Good. 30 times as long."
    assert timed(monkeypatch, by_rows, 15) == "✓ Exercise 0.0: right. Good."


def test_a_slow_function_without_a_loop_over_examples_is_told_nothing(monkeypatch):
    assert timed(monkeypatch, doubled, 1000) == "✓ Exercise 0.0: right. Good."


def test_to_print_an_array_is_no_loop_over_its_rows_and_what_it_takes_is_not_measured(monkeypatch):
    assert timed(monkeypatch, printed, 1000) == "✓ Exercise 0.0: right. Good." + ONLY
    assert timed(monkeypatch, by_rows_and_printed, 1000) == "✓ Exercise 0.0: right. Good." + ONLY
    assert building.steps(printed, case(9).arguments) == building.steps(printed, case(3).arguments)
    assert sum(building.steps(printed, case(3).arguments).values()) < 6


def test_the_function_that_loops_is_named_and_her_own_is_called_yours(monkeypatch):
    row = replace(DOUBLE, faster="{whose} takes {times} times as long.")
    assert timed(monkeypatch, by_rows, 29, row).endswith("Good. by_rows takes 30 times as long.")
    clock = Clock()
    monkeypatch.setattr(building, "perf_counter", clock)
    lines = "def my_double(inputs):\n    waste(29)\n    return np.array([2 * row for row in inputs])"
    own = written(lines)
    own.__globals__.update(waste=lambda seconds: setattr(clock, "now", clock.now + seconds))
    assert repr(row.check("0.0", own)).endswith("Good. yours takes 30 times as long.")


def test_a_loop_in_another_exercises_function_from_her_file_is_counted_too():
    kept = written("def my_half(rows):\n    return np.array([row / 2 for row in rows])")
    function = written("def my_double(inputs):\n    return 4 * my_half(inputs)")
    function.__globals__.update(my_half=kept)
    few, more = (building.steps(function, case(examples).arguments) for examples in (10, 20))
    assert [*(more - few)] == ["my_half"] and (more - few).total() >= 10


def test_a_debugger_or_coverage_goes_on_after_the_steps_were_counted():
    import sys

    def tracer(frame, event, value):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        building.steps(by_rows, case(3).arguments)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


# ---- Every function of the course


@pytest.mark.parametrize("number", BUILDINGS)
def test_ours_is_right_and_so_is_the_solution_which_is_other_code(number):
    row = BUILDINGS[number]
    assert repr(check(number, row.right)).startswith("✓")
    hers = written(repr(solution(number)))
    assert repr(check(number, hers)).startswith(f"✓ Exercise {number}: right. {row.praise}")
    assert "#" in row.solution and "helpers" not in row.solution
    assert 0 < len(row.solution.strip().splitlines()) <= 12 and repr(solution(number)).startswith(f"def {row.name}(")


@pytest.mark.parametrize("number", BUILDINGS)
def test_each_slip_gets_its_own_sentence(number):
    for slip, sentence in BUILDINGS[number].slips:
        assert repr(check(number, slip)) == f"✗ Exercise {number}: not yet. {sentence}"


@pytest.mark.parametrize("number", BUILDINGS)
def test_three_hints_lead_on_and_neither_they_nor_the_replies_hold_a_line_of_the_solution(number):
    row = BUILDINGS[number]
    assert (
        len(set(row.hints)) == 3
        and repr(hint(number)) == f'Hint for {number}: {row.hints[0]} Not enough? hint("{number}", 2)'
    )
    assert repr(hint(number, 3)) == f"Hint for {number}: {row.hints[2]}"
    code = [line.split("#")[0].strip() for line in row.solution.strip().splitlines()[2:]]
    for told in (*row.hints, row.praise, row.faster, *(sentence for _, sentence in row.slips)):
        assert not [line for line in code if line in told], told
    with pytest.raises(ValueError, match=f'{number} has 3 hints: write hint."{number}", 3'):
        hint(number, 4)


def leaves(value):
    """Return what lies in lists and tuples, however deep."""
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list | tuple) else [value]


@pytest.mark.parametrize("number", BUILDINGS)
def test_the_arguments_are_float64_arrays_that_may_be_changed(number):
    for one in (*BUILDINGS[number].cases(), BUILDINGS[number].many(5)):
        for part in leaves(one.arguments):
            if isinstance(part, np.ndarray):
                assert part.dtype == np.float64 and part.flags.writeable
            else:
                assert callable(part) or isinstance(part, int | float)


def test_a_solution_is_framed_code_on_the_page():
    page = solution("3.11")._repr_html_()
    assert page.count("<pre") == 1 and "&quot;&quot;&quot;" in page and "border-left" in page
