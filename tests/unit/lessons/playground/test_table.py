"""Tables become examples: scikit-learn scales, fills and encodes the same rows; recognition by hand; wrong wishes."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_iris, load_wine
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from helpers import read_table
from helpers.datasets.files import DATA
from helpers.lessons.playground.columns import decimal_sign, number, recognised
from helpers.lessons.playground.data import dealt
from helpers.lessons.playground.sources import SHIPPED

PENGUINS = list(csv.DictReader((DATA / "tables" / "penguins.csv").open(encoding="utf-8")))
WORDS, MEASURES = ("species", "island", "sex"), ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")


def table_of(*rows, **how):
    return read_table("\n".join(rows), **how)


def column(*cells, **how):
    """Return the column of these cells in a table with a second column beside it."""
    return read_table("x|y\n" + "\n".join(f"{cell}|a" for cell in cells), separator="|", **how)["x"]


def many(head, *rows, times=10):
    """Return a table with each of these rows several times."""
    return table_of(head, *(times * rows))


# ---- Our own tables


@pytest.mark.parametrize("name, load, target", [("iris", load_iris, "species"), ("wine", load_wine, "cultivar")])
def test_our_tables_hold_what_scikit_learn_has(name, load, target):
    table, theirs = read_table(name), load()
    numbers = np.column_stack([table[one].values for one in table.names if one != target])
    assert (numbers == theirs.data).all()
    classes = sorted(set(table[target].values.tolist()))
    assert [classes.index(value) for value in table[target].values] == theirs.target.tolist()


def test_the_penguins_are_those_of_the_published_summary():
    table = read_table("penguins")
    assert table["species"].counts() == {"Adelie": 152, "Gentoo": 124, "Chinstrap": 68}
    means = {name: round(float(np.nanmean(table[name].values)), 2) for name in MEASURES}
    assert means == dict(zip(MEASURES, (43.92, 17.15, 200.92, 4201.75), strict=True))  # R: summary(penguins)
    assert [int(table[name].missing.sum()) for name in table.names] == [0, 0, 2, 2, 2, 2, 11, 0]


def test_each_table_has_its_source_and_licence_and_no_other_is_there():
    assert sorted(path.stem for path in (DATA / "tables").iterdir()) == sorted(SHIPPED)
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for name in SHIPPED:
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| `tables/{name}.csv` |")]
        assert row.rstrip(" |").endswith(("CC0 1.0", "CC BY 4.0"))
        assert all(f"`{one}`" in row for one in read_table(name).names) or name == "wine"


# ---- What a column is


@pytest.mark.parametrize("cell, point, wanted", [
    ("12", ".", 12), ("-0.5", ".", -0.5), ("+3", ".", 3), (".5", ".", 0.5), ("5.", ".", 5), ("1e-3", ".", 0.001),
    ("−7", ".", -7), ("1,234,567.25", ".", 1234567.25), ("1 234.5", ".", 1234.5), ("1'234.5", ".", 1234.5),
    ("1’234", ".", 1234), ("1\u00a0234", ".", 1234), ("1\u202f234,5", ",", 1234.5), ("1.234.567,25", ",", 1234567.25),
    ("0,5", ",", 0.5), ("1E5", ",", 100000), ("12,34", ".", None), ("1,2345", ".", None), ("1.2.3", ".", None),
    ("1.234", ",", 1234), ("1,234", ".", 1234), ("1,234", ",", 1.234), ("1,234 567", ".", None), ("12 kg", ".", None),
    ("", ".", None), (".", ".", None), ("e5", ".", None), ("--1", ".", None), ("1_000", ".", None), ("0x10", ".", None),
    ("nan", ".", None), ("inf", ".", None), ("1.5", ",", None), ("12345,678.9", ".", None), ("½", ".", None),
])  # fmt: skip
def test_numbers_are_read_as_they_are_written_here_and_there(cell, point, wanted):
    assert number(cell, point) == wanted


@given(st.floats(-1e15, 1e15), st.sampled_from([("{:.3f}", "."), ("{:,.2f}", "."), ("{:_.2f}", ","), ("{:e}", ".")]))
def test_a_number_that_python_writes_is_read_again(value, form):
    text = form[0].format(value)
    if form[1] == ",":  # as in German: 1.234.567,25
        text = text.replace(".", ",").replace("_", ".")
    assert number(text, form[1]) == float(form[0].format(value).replace(",", "").replace("_", ""))


def test_the_decimal_sign_is_what_most_numbers_have_and_can_be_said():
    assert column("1,5", "2,5", "1.234,5").values.tolist() == [1.5, 2.5, 1234.5]
    assert column("1.5", "2.5", "1,234.5").values.tolist() == [1.5, 2.5, 1234.5]
    assert column("1,234", "5,678").values.tolist() == [1234, 5678]
    assert column("1,234", "5,678", decimal=",").values.tolist() == [1.234, 5.678]
    assert table_of("x;y", "1,234;a", "5,678;b")["x"].values.tolist() == [1.234, 5.678]
    assert table_of("x;y", "1.234;a", "5.678;b")["x"].values.tolist() == [1.234, 5.678]
    assert table_of("x;y", "1.234;a", "5.678;b", decimal=",")["x"].values.tolist() == [1234, 5678]
    assert "Numbers have a decimal comma: '1,5' was read as 1.5." in table_of("x;y", "1,5;a", "2,5;b").story
    assert decimal_sign([], ",") == "."
    with pytest.raises(ValueError, match="there is no decimal sign ';'"):
        column("1", decimal=";")


@pytest.mark.parametrize("cells, rest, value, sign", [
    (["1.108,81", "950", "12,5"], "1.5", 1108.81, "comma"), (["1 108,81"], "1.5", 1108.81, "comma"),
    (["1,108.81", "950.5"], "1,5", 1108.81, "point"), (["1'108.81"], "1,5", 1108.81, "point"),
])  # fmt: skip
def test_a_column_may_have_another_decimal_sign_than_the_rest_and_it_is_told(cells, rest, value, sign):
    lines = [f"{cell};{rest};{rest}" for cell in cells]
    table = table_of("price;t;u", *lines)
    assert table["price"].values[0] == value and table["t"].kind == "numbers"
    assert f"Other than the rest, price has a decimal {sign}: {cells[0]!r} was read as {value}." in table.story
    decimal = {"comma": ".", "point": ","}[sign]
    assert table_of("price;t;u", *lines, decimal=decimal)["price"].kind == "words", "what is said holds for all"


@pytest.mark.parametrize("cells, kind, missing", [
    (["1", "2", "3"], "numbers", 0), (["1", "", "NA", "n/a", "NaN", "null", "?", "#N/A"], "numbers", 7),
    (["1", "2", "3", "4", "inf"], "numbers", 1), (["1", "2", "3", "4", "-Infinity"], "numbers", 1),
    (["1", "2", "3", "4", "1e400", "9e100"], "numbers", 2), (["1", "2", "-", "–", "None", "."], "numbers", 4),
    (["1", "2", "3", "4", "heavy"], "numbers", 1), (["1", "2", "3", "heavy"], "words", 0),
    (["a", "b", "none", "-"], "words", 0), (["yes", "no", ""], "words", 1), (["", "NA", "?"], "empty", 3),
    (["2007-11-11", "2008-1-2", "NA"], "dates", 1), (["11.11.2007", "1/2/08"], "dates", 0),
    (["2007-11-11T10:30:00Z", "2007-11-11 10:30"], "dates", 0), (["10:30", "9:05:59"], "dates", 0),
    (["2007", "2008"], "numbers", 0), (["1-2", "3-4"], "words", 0), (["5 kg", "6 kg"], "words", 0),
])  # fmt: skip
def test_a_column_is_recognised(cells, kind, missing):
    found = column(*cells)
    assert (found.kind, int(found.missing.sum())) == (kind, missing)


def test_what_is_strange_in_a_column_is_told_with_its_line():
    story = table_of("m,s", *("1,a",) * 8, "heavy,A", "inf,b").story
    assert "m: 2 cells are no ordinary numbers ('heavy' in line 10) and count as missing." in story
    assert "s: 'A' and 'a' differ in capitals only, but are two words." in story
    story = table_of("m,s", "1,a", "2,a", "3,a", "4 kg,a").story
    assert "m: 75% of its cells are numbers, the others are not, such as '4 kg'. " in " ".join(story)
    head = ",".join(f"x{k}" for k in range(12))
    story = table_of(head, *9 * (",".join("1" * 12),), ",".join("u" * 12)).story
    assert story[-1] == "In more columns there are strange cells, too: 4 sentences were left out."


def test_an_overview_names_all_columns_as_text_and_as_html():
    table = table_of("a;b;c;d", "1,5;red;;1.2.2003", "2;blue;;3.4.2005", "NA;red;;5.6.2007")
    assert repr(table).splitlines() == [
        "the text: 3 rows, 4 columns",
        "column  what it holds  which                              missing",
        "a       numbers        1.5 to 2, 2 different              1",
        "b       words          red 2, blue 1                      0",
        "c       empty          nothing                            3",
        "d       dates          1.2.2003 to 5.6.2007, 3 different  0",
    ]
    assert "<caption" in table._repr_html_() and len(table) == 3 and table.names == tuple("abcd")


# ---- Examples, beside scikit-learn's


def oracle(rows, train, words, numbers):
    """Return scikit-learn's inputs for rows of dicts: fitted on `train`, in the order of the columns."""
    texts = [[row[name] if row[name] != "NA" else None for name in words] for row in rows]
    values = [[float(row[name]) if row[name] != "NA" else math.nan for name in numbers] for row in rows]
    tables = {
        "words": (np.array(texts, dtype=object), SimpleImputer(missing_values=None, strategy="most_frequent"),
                  OneHotEncoder(sparse_output=False, handle_unknown="ignore")),
        "numbers": (np.array(values), SimpleImputer(strategy="median"), StandardScaler()),
    }  # fmt: skip
    found = []
    for array, filling, encoding in tables.values():
        if array.shape[1]:
            found.append(make_pipeline(filling, encoding).fit(array[train]).transform(array))
    return np.hstack(found)


@pytest.mark.parametrize("missing", ["drop", "fill"])
@pytest.mark.parametrize("seed, share", [(1, 0.7), (7, 0.3), (0, 0.05)])
def test_inputs_are_scikit_learn_s_on_the_same_rows(missing, seed, share):
    names = ("island", "sex", *MEASURES)
    data = read_table("penguins").data("species", names, missing, share, seed)
    rows = [row for row in PENGUINS if missing == "fill" or all(row[name] != "NA" for name in names)]
    train, judge = dealt(len(rows), share, seed)
    inputs = oracle(rows, train, ("island", "sex"), MEASURES)
    assert data.training.inputs == pytest.approx(inputs[train], abs=1e-12)
    assert data.validation.inputs == pytest.approx(inputs[judge], abs=1e-12)
    species = np.array([row["species"] for row in rows])
    assert data.undo(data.training.targets) == tuple(species[train])
    assert data.undo(data.validation.targets) == tuple(species[judge])


def test_a_number_to_be_found_is_scaled_too_and_comes_back_in_its_own_unit():
    data = read_table("penguins").data("body_mass_g", ["flipper_length_mm"])
    rows = [row for row in PENGUINS if row["body_mass_g"] != "NA"]
    train, judge = dealt(len(rows), 0.7, 1)
    mass = np.array([[float(row["body_mass_g"])] for row in rows])
    scaled = StandardScaler().fit(mass[train]).transform(mass)
    assert data.training.targets == pytest.approx(scaled[train], abs=1e-12)
    assert data.validation.targets == pytest.approx(scaled[judge], abs=1e-12)
    assert data.undo(data.validation.targets) == pytest.approx(mass[judge, 0])
    assert data.classes == () and data.ending == ("linear", "MSE")


@given(st.integers(0, 10**6), st.sampled_from(["drop", "fill"]))
def test_random_tables_become_scikit_learn_s_inputs(seed, missing):
    random = np.random.default_rng(seed)
    rows = [
        {"a": f"{random.normal(50, 9):.2f}", "w": random.choice(["red", "green", "blue"]), "b": str(random.integers(9))}
        for _ in range(random.integers(40, 80))
    ]
    for row in rows:
        for name in row:
            if random.random() < 0.08:
                row[name] = "NA"
    text = "w,a,b,t\n" + "".join(f"{row['w']},{row['a']},{row['b']},{k % 2}\n" for k, row in enumerate(rows))
    data = read_table(text).data("t", ["w", "a", "b"], missing, 0.6, seed)
    kept = [row for row in rows if missing == "fill" or "NA" not in row.values()]
    train, judge = dealt(len(kept), 0.6, seed)
    inputs = oracle(kept, train, ("w",), ("a", "b"))
    assert np.vstack([data.training.inputs, data.validation.inputs]) == pytest.approx(
        inputs[np.concatenate([train, judge])], abs=1e-12)  # fmt: skip


def test_no_row_to_judge_with_has_a_say_in_the_scaling():
    text = [f"{k},{'ab'[k % 2]}" for k in range(40)]
    _, judge = dealt(40, 0.7, 1)
    wild = [f"{1e6 + k},{'ab'[k % 2]}" if k in judge else row for k, row in enumerate(text)]
    tame, other = (table_of("x,t", *rows).data("t", "x") for rows in (text, wild))
    assert (tame.training.inputs == other.training.inputs).all() and other.validation.inputs.min() > 1e4


def test_a_word_that_only_rows_to_judge_have_is_all_zeros():
    _, judge = dealt(40, 0.7, 1)
    rows = [f"{'rare' if k in judge else ('red', 'blue')[k % 2]},{k % 2}" for k in range(40)]
    data = table_of("w,t", *rows).data("t", "w")
    assert data.names == ("w=blue", "w=red") and not data.validation.inputs.any()
    assert (data.training.inputs.sum(axis=1) == 1).all()


def test_gaps_are_told_those_with_most_first():
    said = "11 rows were left out of 344, with gaps: sex 11, bill_length_mm 2 and flipper_length_mm 2."
    assert said in read_table("penguins").data("species", ["bill_length_mm", "flipper_length_mm", "sex"]).story


def test_a_row_without_a_target_is_never_filled():
    rows = [f"{k % 5},{'NA' if k < 3 else k % 2}" for k in range(30)]
    data = table_of("x,t", *rows).data("t", missing="fill")
    assert len(data.training.inputs) + len(data.validation.inputs) == 27
    assert "3 rows were left out, without a value for t." in data.story


# ---- Classes or numbers


@pytest.mark.parametrize("targets, how, classes", [
    (["yes", "no"] * 10, {}, ("no", "yes")),
    (["1", "2", "3"] * 10, {}, ("1", "2", "3")),
    (["1", "2", "3"] * 10, {"as_numbers": True}, ()),
    (["0.5", "1.5"] * 10, {}, ("0.5", "1.5")),
    (["0.5", "1.5", "2.5"] * 10, {}, ()),
    (["0.5", "1.5", "2.5"] * 10, {"as_numbers": False}, ("0.5", "1.5", "2.5")),
    ([str(k) for k in range(10)] * 5, {}, tuple("0123456789")),
    ([str(k) for k in range(10)] * 4, {}, ()),
    ([str(k) for k in range(11)] * 9, {}, ()),
    (["10", "9", "-1"] * 10, {}, ("-1", "9", "10")),
    (["0", "NA", "1"] * 10, {}, ("0", "1")),
])  # fmt: skip
def test_words_and_few_whole_numbers_are_classes_unless_it_is_said_otherwise(targets, how, classes):
    data = table_of("x,t", *(f"{k * 7 % 13},{target}" for k, target in enumerate(targets))).data("t", **how)
    assert data.classes == classes and data.outputs == (len(classes) if len(classes) > 2 else 1)
    kept = [target for target in targets if target != "NA"]
    both = zip((data.training, data.validation), dealt(len(kept), 0.7, 1), strict=True)
    for part, rows in both:
        wanted = [kept[k] for k in rows]
        found = data.undo(part.targets)
        assert tuple(wanted) == found if classes else found == pytest.approx([float(one) for one in wanted])


def test_how_the_target_was_taken_is_told_and_how_to_have_it_otherwise():
    wine, penguins = read_table("wine"), read_table("penguins")
    said = "they are taken as classes (as_numbers=True makes it a number)."
    assert wine.data("cultivar").story[0] == f"The target cultivar has 3 different whole numbers: {said}"
    assert wine.data("cultivar", as_numbers=True).story[0] == "The target cultivar is a number, as you wish."
    assert penguins.data("species").story[0] == "The target species is a word: a class, 3 different ones."
    assert penguins.data("body_mass_g").story[0] == "The target body_mass_g is a number, from 2700 to 6300."
    assert "2 different numbers: classes, as you wish" in many("x,t", "1,2", "3,4").data("t", as_numbers=False).story[0]


def test_a_class_that_hardly_any_row_has_is_told():
    story = table_of("x,t", *(f"{k * 7 % 13},{'a' if k else 'b'}" for k in range(20))).data("t").story
    assert "Hardly anything can be learned about a class with so few rows: b 1." in story


# ---- What is left out, or refused


def test_all_columns_of_use_are_taken_and_the_others_told():
    rows = [
        f"{k + 1},name{k},2007-11-{k % 28 + 1},x,,{k * 7 % 13},{'ab'[k % 2]},{'' if k % 3 else 5 + k % 2},{'yn'[k % 2]}"
        for k in range(30)
    ]
    data = table_of("id,who,Day,same,none,size,sort,seldom,t", *rows).data("t")
    assert data.names == ("size", "sort=a", "sort=b")
    for said in [
        "Column none was left out: it is empty.",
        "Column same was left out: it holds one value only.",
        "Column Day was left out: it holds dates, which are neither numbers nor words.",
        "Column who was left out: it has too many different words, as names have.",
        "Column id was left out: it only counts the rows.",
        "Column seldom was left out: it is missing in more than half of the rows.",
    ]:
        assert said in data.story, data.story


def test_many_columns_of_no_use_are_told_in_one_sentence():
    rows = [",".join(["1"] * 7 + [str(k * 7 % 13), "ab"[k % 2]]) for k in range(20)]
    story = table_of("a,b,c,d,e,f,g,x,t", *rows).data("t").story
    assert "7 columns were left out, since each holds one value only: a, b, c, d and 3 more." in story


def test_a_number_of_the_row_is_taken_where_it_is_named_or_nothing_else_is_there():
    rows = [f"{k},{k % 3 + 0.5},{k * k}" for k in range(20)]
    assert table_of("x,u,y", *rows).data("y").names == ("u",)
    assert table_of("x,u,y", *rows).data("y", ["x", "u"]).names == ("x", "u")
    assert table_of("x,y", *(f"{k},{k * k}" for k in range(20))).data("y").names == ("x",)


def test_a_number_of_the_row_is_known_where_rows_were_left_out_by_chance():
    table = table_of("id,x,t", *(f"{k},{k * 7 % 13},{'ab'[k % 2]}" for k in range(200)), most=40)
    assert table.data("t").names == ("x",)


T = many("x,w,d,c,e,t,name", *(f"{k},{'ab'[k % 2]},2007-1-{k + 1},5,,{'uv'[k % 2]},n{k}" for k in range(10)), times=3)
ONE = many("t", "a", "b")


@pytest.mark.parametrize("table, arguments, error, said", [
    (T, {"target": "T"}, ValueError, "there is no column 'T'. Did you mean 't'? Known: x, w, d, c, e, t, name"),
    (T, {"target": None}, ValueError, "there is no column None"),
    (T, {"target": ["t"]}, ValueError, "there is no column ['t']"),
    (T, {"target": "e"}, ValueError, "'e' is empty, so nothing can be learned. Choose another target"),
    (T, {"target": "d"}, ValueError, "'d' holds dates, which are no target"),
    (T, {"target": "c"}, ValueError, "every row says 5 under 'c', so there is nothing to learn"),
    (many("x,t", "1,yes", "2,yes"), {"target": "t"}, ValueError, "every row says 'yes' under 't'"),
    (table_of("x,t", *(f"{k % 3},n{k}" for k in range(30))), {"target": "t"}, ValueError,
     "'t' has 30 different values in 30 rows: too many to be classes, as with names"),
    (table_of("x,t", *(f"{k % 3},{k}.5" for k in range(30))), {"target": "t", "as_numbers": False}, ValueError,
     "'t' has 30 different values in 30 rows: too many to be classes"),
    (T, {"target": "t", "as_numbers": True}, ValueError, "'t' holds words, such as 'u', so it can be no number"),
    (T, {"target": "t", "as_numbers": "no"}, TypeError, "as_numbers is 'no', but must be True (a number), False"),
    (T, {"target": "t", "as_numbers": 1}, TypeError, "as_numbers is 1, but must be True"),
    (T, {"target": "t", "inputs": ["x", "t"]}, ValueError, "'t' is the target, so it cannot be an input"),
    (T, {"target": "t", "inputs": ["x", "x"]}, ValueError, "'x' comes twice among the inputs"),
    (T, {"target": "t", "inputs": ["z"]}, ValueError, "there is no column 'z'. Known"),
    (T, {"target": "t", "inputs": []}, ValueError, "there is no input, so the network would see nothing"),
    (T, {"target": "t", "inputs": 5}, TypeError, "inputs are 5, but must be names of columns, such as ['x', 'w']"),
    (T, {"target": "t", "inputs": "e"}, ValueError, "'e' cannot be an input, since it is empty. Leave it out"),
    (T, {"target": "t", "inputs": "d"}, ValueError, "'d' cannot be an input, since it holds dates"),
    (T, {"target": "t", "inputs": "c"}, ValueError, "'c' cannot be an input, since it holds one value only"),
    (table_of("n,t", *(f"n{k},{k % 2}" for k in range(30))), {"target": "t", "inputs": "n"}, ValueError,
     "'n' cannot be an input, since it has too many different words, as names have"),
    (table_of("n,t", *(f"n{k},{k % 2}" for k in range(30))), {"target": "t"}, ValueError,
     "there is nothing to find 't' from: 'n' has too many different words"),
    *((one, {"target": "t"}, ValueError, "'t' is the only column, but a table needs two or more: the target and its "
       "inputs. Found by themselves between two cells are tabs, semicolons, upright strokes and commas; name another "
       "sign as here: read_table('my_table.csv', separator=' ')") for one in (ONE, table_of("t", *"abcdefghijklm"))),
    (T, {"target": "t", "missing": "ignore"}, ValueError, "there is no way with missing values 'ignore'. Known: drop"),
    (T, {"target": "t", "share": 1}, ValueError, "share is 1, but must be a number between 0 and 1"),
    (T, {"target": "t", "seed": -1}, ValueError, "seed is -1"),
    (many("x,t", "1,a", "2,b", times=4), {"target": "t"}, ValueError,
     "8 rows of 8 can be used, but 10 are the fewest to learn from and to judge. Give more rows"),
    (many("x,z,t", "1,,a", ",2,b", "2,,a", ",3,b", "1,2,a", times=8), {"target": "t"}, ValueError,
     "8 rows of 40 can be used, but 10 are the fewest to learn from and to judge. Missing are x 16 and z 16: "
     "try missing='fill'"),
    (many("x,z,t", "1,,a", ",2,b", "1,3,a", "2,3,a", times=8), {"target": "t"}, ValueError,
     "of the rows that can be used each has the same 't'. Try missing='fill'"),
])  # fmt: skip
def test_wishes_that_cannot_be_met_are_answered_with_a_sentence(table, arguments, error, said):
    with pytest.raises(error) as caught:
        table.data(**arguments)
    assert said in str(caught.value)


def test_a_column_without_a_value_in_the_rows_to_learn_from_is_answered_with_a_sentence():
    _, judge = dealt(40, 0.7, 1)
    rows = [f"{k if k in judge else ''},{'ab'[k % 2]}" for k in range(40)]
    with pytest.raises(ValueError, match="'x' has no value in the rows to learn from. Leave it out, or try another"):
        table_of("x,t", *rows).data("t", "x", missing="fill")


# ---- One new example


def test_a_new_example_is_prepared_as_its_row_was():
    data = read_table("penguins").data("species", ["island", "flipper_length_mm", "sex"])
    rows = [row for row in PENGUINS if row["sex"] != "NA"]
    for place, row in enumerate(dealt(len(rows), 0.7, 1)[1]):
        example = {name: rows[row][name] for name in ("sex", "island", "flipper_length_mm")}
        assert (data.prepare(example) == data.validation.inputs[[place]]).all()
        example["flipper_length_mm"] = float(example["flipper_length_mm"])
        assert (data.prepare(example) == data.validation.inputs[[place]]).all()


def test_a_gap_in_a_new_example_is_filled_only_where_gaps_were_filled():
    table = many("x,w,t", "1,red,a", "2,blue,b", "9,red,a", times=8)
    data = table.data("t", missing="fill")
    training = data.recipe.inputs[0]
    for gap in ({}, {"x": None, "w": None}, {"x": math.nan, "w": ""}, {"x": "NA", "w": "?"}):
        assert data.prepare(gap).tolist() == [[(training.median - training.mean) / training.spread, 0, 1]], gap
    with pytest.raises(ValueError, match="the example has no value for 'w'. Give one, such as 'red'"):
        table.data("t").prepare({"x": 2})


@pytest.mark.parametrize("example, error, said", [
    ({"X": 1, "w": "red"}, ValueError, "there is no input 'X'. Did you mean 'x'? Known: x, w"),
    ({"x": "two", "w": "red"}, TypeError, "x is 'two', but must be a number, such as"),
    ({"x": math.inf, "w": "red"}, ValueError, "x is inf, but must be a number"),
    ({"x": 1, "w": "green"}, ValueError, "there is no word of w 'green'. Known: blue, red"),
    ({"x": 1, "w": 5}, ValueError, "there is no word of w '5'"),
    ({"x": 1, "w": ["red"]}, ValueError, "there is no word of w ['red']"),
    ([1, "red"], TypeError, "an example is a dict by the names of columns, such as {'x':"),
])  # fmt: skip
def test_a_wrong_example_is_answered_with_a_sentence(example, error, said):
    with pytest.raises(error) as caught:
        many("x,w,t", "1,red,a", "2,blue,b", times=8).data("t").prepare(example)
    assert said in str(caught.value)


def test_points_of_the_plane_are_told_how_they_are_prepared():
    from helpers import plane_data

    with pytest.raises(ValueError, match=r"Write feature_columns\(\[\[x1, x2\]\], data.names\)"):
        plane_data("circle").prepare({"x1": 1})
    assert plane_data("circle").undo([[0.2], [0.5]]) == ("orange", "blue")
    assert plane_data("wave").undo([[0.25]]).tolist() == [0.25]


# ---- Nothing is changed


def test_the_table_and_its_examples_are_closed_and_the_same_comes_again():
    table = read_table("penguins")
    data, again = table.data("species"), table.data("species")
    for array in (*data.training, *data.validation, *(column.values for column in table.columns.values())):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[1]
    assert all((one == two).all() for one, two in zip(data.training, again.training, strict=True))
    assert repr(data.story) == "\n".join(again.story)


def test_a_story_reads_as_lines_and_as_a_list_in_which_no_cell_can_be_a_part_of_the_page():
    story = table_of("x,<b>t</b>", *(f"{k * 7 % 13},{'ab'[k % 2]}" for k in range(20))).data("<b>t</b>").story
    assert repr(story).count("\n") == len(story) - 1 == story._repr_html_().count("<li>") - 1
    assert "&lt;b&gt;t" in story._repr_html_() and "<b>" not in story._repr_html_()


def test_words_and_what_the_network_sees_are_told():
    story = read_table("penguins").data("species", ["island", "sex", "body_mass_g"]).story
    assert story[-3:] == (
        "Words became one-hot, a column for each word: island 3 and sex 2.",
        "Numbers were scaled to mean 0 and spread 1, as measured on the rows to learn from.",
        "So the network has 6 inputs; 233 rows are to learn from, 100 to judge.",
    )
    only_words = read_table("penguins").data("species", "sex").story
    assert not any("scaled" in sentence for sentence in only_words)


def test_strange_cells_of_any_kind_are_recognised_without_an_error():
    cells = ["9" * 400, "1e999", "-", "∞", "None", "a" * 9999, "\u200b", "٣", "²", "=1+1", "1/0", "e", "+", ",", "."]
    for one in cells:
        for point in ".,":
            found, _ = recognised("x", [one, "1", "", "b"], range(4), point)
            assert len(found.values) == 4
