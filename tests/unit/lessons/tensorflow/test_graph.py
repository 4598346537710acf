"""The computational graph, against Python and NumPy themselves; the tools' file; the listings of the five steps."""

import ast
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import draw
from helpers.datasets.mnist import load_mnist
from helpers.lessons.tensorflow import five_steps, graph, toolbox
from tests.drawn import SVG

VALUES = {"a": 2.5, "b": -3.0, "c": 0.25}
EXPRESSIONS = {  # what a learner types: what Python itself computes
    "(a*b)+c": 2.5 * -3 + 0.25,
    "a-b-c": 2.5 + 3 - 0.25,
    "a-(b-c)": 2.5 - (-3 - 0.25),
    "a/b/c": 2.5 / -3 / 0.25,
    "-a*-b": 2.5 * -3,
    "2*a + .5": 5.5,
    "a": 2.5,
    "relu(b) + tanh(a)": np.tanh(2.5),
    "LOGISTIC(a - b)": 1 / (1 + np.exp(-5.5)),
    " a * (b + c) ": 2.5 * -2.75,
    "a·b × c − b ÷ a": 2.5 * -3 * 0.25 + 3 / 2.5,
}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_graph_computes_what_python_computes(expression):
    built = graph.build(expression)
    assert graph.run(built, **VALUES)[-1] == pytest.approx(EXPRESSIONS[expression], rel=1e-12)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_source_is_computed_before_it_is_used(expression):
    nodes = graph.build(expression).nodes
    assert all(source < place for place, node in enumerate(nodes) for source in node.sources)
    used = [source for node in nodes for source in node.sources]
    assert sorted(used) == list(range(len(nodes) - 1)), "each value flows along one edge, the last is the result"


def test_building_computes_nothing_and_one_graph_runs_again_and_again(monkeypatch):
    monkeypatch.setitem(graph.OPERATIONS, "·", lambda *numbers: pytest.fail("computed while it was built"))
    built = graph.build("(a*b)+c")
    monkeypatch.undo()
    assert [float(graph.run(built, a=a, b=3, c=4)[-1]) for a in (2, 5)] == [10, 19]
    assert built.inputs == ("a", "b", "c") and len(built.operations) == 2


@pytest.mark.parametrize(("expression", "said"), [
    ("", "no expression yet"),
    ("   ", "no expression yet"),
    ("(a*b", "cannot be read"),
    ("a b", "cannot be read"),
    ("import os", "cannot be read"),
    ("a = 2", "cannot be read"),
    ("\0", "cannot be read"),
    ("x + a", "no input 'x'"),
    ("__import__('os')", "an operation that this graph does not know"),
    ("a.b", "an operation that this graph does not know"),
    ("a ** b", "an operation that this graph does not know"),
    ("a ^ b", "an operation that this graph does not know"),
    ("a if b else c", "an operation that this graph does not know"),
    ("[a for a in b]", "an operation that this graph does not know"),
    ("'text'", "an operation that this graph does not know"),
    ("True", "an operation that this graph does not know"),
    ("2j", "an operation that this graph does not know"),
    ("relu(a, b)", "takes one thing"),
    ("relu()", "takes one thing"),
    ("relu(*a)", "takes one thing"),
    ("relu(x=a)", "takes one thing"),
    ("1e9", "too large"),
    ("a / 1e-300", "too small"),
    ("(a+b)(a-c)", "write the *"),
    ("(a+b)c", "write the *"),
    ("2a", "write the *"),
    ("2 relu(a)", "write the *"),
    ("2(a)", "write the *"),
    ("a(b+c)", "write the *"),
    ("ab + c", "write the *"),
    ("a*" * 40 + "a", "letters"),
    ("a+a+a+a+a+a+a+a", "7 operations"),
    ("(" * 30 + "a", "cannot be read"),
])  # fmt: skip
def test_whatever_else_is_typed_is_answered_with_a_sentence(expression, said):
    with pytest.raises(ValueError, match=said):
        graph.build(expression)
    shown = draw.flow(expression, 0, **VALUES)
    assert said in shown.text and said in re.sub(r"<[^>]+>", " ", shown.svg).replace("&#x27;", "'").replace("  ", " ")


def test_a_missing_value_and_a_wrong_one_are_refused():
    built = graph.build("a+b")
    with pytest.raises(ValueError, match="input b has no value"):
        graph.run(built, a=2)
    with pytest.raises(TypeError, match="b must hold numbers only"):
        graph.run(built, a=2, b="text")


def test_a_product_of_matrices_on_numbers_is_told_in_the_picture():
    assert "each has rows and columns" in draw.flow("a @ b", 2, a=1, b=2).text


def test_before_the_run_the_picture_says_what_will_be_fed():
    shown = draw.flow("(a*b)+a", 0, a=2, b=-3.5, c=4)
    assert shown.text == "Built: 2 operations, and nothing is computed. Not fed yet: a = 2.00, b = −3.50."
    assert draw.flow("(a*b)+a", 1, a=2, b=-3.5, c=4).text.startswith("Fed: a = 2.00, b = −3.50.")


def test_dividing_by_zero_is_no_error_as_in_tensorflow():
    assert graph.run(graph.build("a/c"), a=1, c=0)[-1] == np.inf
    assert np.isnan(graph.run(graph.build("a/c"), a=0, c=0)[-1])


def test_the_picture_says_that_nothing_can_be_divided_by_zero_and_what_follows_has_no_number_either():
    assert draw.flow("a/c", 7, a=-1, c=0).text == (
        "Operation 1 of 1: (−1.00) / 0.00 has no number as its result: nothing can be divided by 0."
    )
    follows = draw.flow("logistic(a/c) + b", 3, a=1, b=2, c=0)
    assert follows.text == "Operation 2 of 3: logistic is fed with no number, so its result is no number either."
    assert [text for *_, text, _ in labels(follows)].count("no number") == 2 and "too large" not in follows.svg


def test_what_cannot_be_typed_is_not_offered():
    with pytest.raises(ValueError, match=re.escape("allowed are + - * /, brackets")):
        graph.build("a ** b")


# ---- Shapes

RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize(("expression", "given"), [
    ("x @ w + b", {"x": (64, 784), "w": (784, 500), "b": (500,)}),
    ("relu(x @ w + b)", {"x": (1, 3), "w": (3, 1), "b": (1,)}),
    ("x * w - b", {"x": (4, 1), "w": (3,), "b": ()}),
    ("-x / 2", {"x": (2, 3)}),
])  # fmt: skip
def test_shapes_are_those_that_numpy_finds(expression, given):
    built = graph.build(expression, ("x", "w", "b"))
    arrays = {name: RANDOM.normal(size=shape) for name, shape in given.items()}
    assert graph.shapes(built, **given) == tuple(value.shape for value in graph.run(built, **arrays))


def test_a_layer_as_a_graph_is_the_layer():
    built = graph.build("relu(x @ w + b)", ("x", "w", "b"))
    x, w, b = RANDOM.normal(size=(5, 3)), RANDOM.normal(size=(3, 2)), RANDOM.normal(size=2)
    np.testing.assert_array_equal(graph.run(built, x=x, w=w, b=b)[-1], np.maximum(x @ w + b, 0))


@pytest.mark.parametrize(("expression", "given", "said"), [
    ("x @ w", {"x": (64, 784), "w": (500, 784)}, "784 columns, so the second must have 784 rows, but it has 500"),
    ("x @ w", {"x": (), "w": (2, 2)}, "each has rows and columns"),
    ("x + w", {"x": (3,), "w": (2,)}, "no partners"),
])  # fmt: skip
def test_shapes_that_do_not_fit_are_a_sentence_and_numpy_refuses_them_too(expression, given, said):
    built = graph.build(expression, ("x", "w"))
    with pytest.raises(ValueError, match=said):
        graph.shapes(built, **given)
    with pytest.raises(ValueError, match=said):
        graph.run(built, **{name: np.ones(shape) for name, shape in given.items()})
    x, w = (np.ones(given[name]) for name in ("x", "w"))
    with pytest.raises(ValueError):
        x @ w if "@" in expression else x + w


# ---- Pictures


def labels(picture):
    """Return all words of a picture with their x, y and weight."""
    return [(float(text.get("x")), float(text.get("y")), text.text, text.get("font-weight") == "bold")
            for text in ET.fromstring(picture.svg).iter(SVG + "text")]  # fmt: skip


@pytest.mark.parametrize("step", range(8))
def test_values_appear_one_operation_after_the_other(step):
    expression = "relu(a*b - c) / (a + 2) * b"
    order = [-7.5, -7.75, 0.0, 4.5, 0.0, 0.0]  # worked out by hand: ·, −, relu, +, /, ·
    shown = draw.flow(expression, step, **VALUES)
    waiting = [text for *_, text, _ in labels(shown)].count("?")
    assert waiting == (11 if step == 0 else 6 - (step - 1) if step else 0) + (step == 0) * 1, shown.text
    if step > 1:
        value = f"{order[step - 2]:.2f}".replace("-", "−")
        assert shown.text.startswith(f"Operation {step - 1} of 6:") and f"= {value}." in shown.text
    assert ("This is the result" in shown.text) == (step == 7)


@pytest.mark.parametrize("expression", [*EXPRESSIONS, "(a+b)*(b+c)*(a-c)", "1+2+3+4+5+6+7", "1+(2+(3+(4+(5+(6+7)))))"])
def test_no_node_of_a_graph_stands_on_another_and_all_flow_to_the_right(expression):
    from helpers.lessons.tensorflow.drawings.graphs import HEIGHT, positions

    built = graph.build(expression)
    places = positions(built)
    for place, (x, y) in enumerate(places):
        assert 24 <= x <= 676 and 20 <= y <= HEIGHT - 40
        assert all(abs(x - u) > 46 or abs(y - v) > 42 for u, v in places[:place]), expression
        assert all(places[source][0] < x for source in built.nodes[place].sources)


def test_a_layer_shows_the_shape_of_every_tensor_and_counts_its_products():
    shown = [text for *_, text, _ in labels(draw.layer_flow(64, 500))]
    for shape in ("(64, 784)", "(784, 500)", "(500,)"):
        assert shape in shown
    assert shown.count("(64, 500)") == 3 and "= 25,088,000 products" in draw.layer_flow(64, 500).text
    turned = draw.layer_flow(64, 500, turned=True)
    assert "does not fit" in turned.text and [text for *_, text, _ in labels(turned)].count("?") == 3


@pytest.mark.parametrize("text", ["−2.50", "logistic"])
def test_a_minus_does_not_melt_into_its_edge_and_no_name_is_cut(text):
    shown = ET.fromstring(draw.flow("logistic(a) + a", 3, a=-2.5).svg)
    *_, word = [mark for mark in shown.iter(SVG + "text") if mark.text == text]
    x, y, width = float(word.get("x")), float(word.get("y")), 7 * len(text)
    boxes = [[float(mark.get(name)) for name in ("x", "y", "width", "height")]
             for mark in shown.iter(SVG + "rect") if mark.get("height") == "20"]  # fmt: skip
    rounds = [[float(mark.get("cx")) - r, float(mark.get("cy")) - r, 2 * r, 2 * r]
              for mark in shown.iter(SVG + "circle") for r in [float(mark.get("r"))]]  # fmt: skip
    assert any(left <= x - width / 2 and x + width / 2 <= left + wide and top <= y - 8 and y <= top + high
               for left, top, wide, high in boxes + rounds)  # fmt: skip


def test_both_ways_show_only_lines_that_have_run():
    for line in range(8):
        effects = [text for *_, text, _ in labels(draw.two_ways(line)) if text.startswith("→")]
        assert len(effects) == 2 * line
    assert "19.0" in draw.two_ways(7).text and "still 10.0" in draw.two_ways(7).text


# ---- The tools


def test_every_tool_of_the_book_is_there_with_its_kind_and_honest_years():
    wanted = {
        "language": {"Python", "R", "Scala", "C++", "C", "Java"},
        "notebook": {"Jupyter", "IPython"},
        "text editor": {"Sublime Text", "Atom", "BBEdit", "Brackets", "Emacs", "VS Code"},
        "IDE": {"PyCharm", "PyDev", "Spyder"},
        "word processor": {"Word", "OpenOffice", "Google Docs"},
        "data source": {"MNIST", "UCI", "Pew", "Healthdata.gov", "Amazon data sets", "Kaggle"},
        "mathematics": {"NumPy", "SciPy", "SymPy"},
        "machine learning": {
            "PyBrain",
            "TensorFlow",
            "Theano",
            "Caffe",
            "Torch",
            "Keras",
            "scikit-learn",
            "PyTorch",
            "JAX",
        },
        "plots and tables": {"Matplotlib", "pandas"},
        "web and language": {"Beautiful Soup", "Requests", "Scrapy", "NLTK"},
        "packages and tests": {"pip", "Anaconda", "nose", "pytest"},
    }
    found = {kind: {tool.name for tool in toolbox.of_kind(kind)} for kind in toolbox.kinds()}
    assert found == wanted
    assert all(1970 <= tool.since <= (tool.until or 2026) for tool in toolbox.tools().values())
    ended = {"Theano", "Caffe", "Torch", "PyBrain", "Atom", "Brackets", "nose"}
    assert {name for name, tool in toolbox.tools().items() if tool.until} == ended
    assert (toolbox.tools()["Theano"].until, toolbox.tools()["TensorFlow"].since) == (2017, 2015)


@pytest.mark.parametrize("name", toolbox.tools())
def test_a_tool_is_told_with_kind_years_and_what_became_of_it(name):
    tool, text = toolbox.tools()[name], draw.toolbox(name).text
    assert all(str(part) in text for part in (tool.name, tool.kind, tool.since, tool.until or "since", tool.purpose))
    assert tool.became[1:] in text
    chosen = {part.get("data-set") for part in ET.fromstring(draw.toolbox(name).svg).iter() if part.get("data-set")}
    assert {f"tool={one.name}" for one in toolbox.of_kind(tool.kind)} < chosen, "a click chooses each of them"


def test_the_paper_keeps_its_size_and_few_tools_stand_in_its_middle():
    heights = {draw.toolbox(name).height for name in toolbox.tools()}
    assert len(heights) == 1
    (y,) = [y for _, y, text, _ in labels(draw.toolbox("Word")) if text == "OpenOffice"]
    assert 0.5 < y / heights.pop() < 0.7
    assert len({draw.five_steps(step).height for step in range(1, 6)}) == 1


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Java", 1995),
        ("Emacs", 1976),
        ("Matplotlib", 2003),
        ("OpenOffice", 2000),
        ("Theano", 2009),
        ("scikit-learn", 2010),
    ],
)
def test_a_bar_begins_with_the_first_release_or_announcement(name, year):
    assert toolbox.tools()[name].since == year


def test_an_unknown_tool_or_kind_names_those_there_are():
    with pytest.raises(ValueError, match="Did you mean 'Theano'"):
        draw.toolbox("theano")
    with pytest.raises(ValueError, match="there is no kind 'ide'. Did you mean 'IDE'"):
        toolbox.of_kind("ide")


# ---- The five steps


def test_in_a_browser_the_recorded_runs_stay_and_a_sentence_says_why_no_listing_runs(monkeypatch):
    monkeypatch.setattr(five_steps, "in_browser", lambda: True)
    five_steps._run_once.cache_clear()
    for name in five_steps.FILES:
        table = five_steps.runs(name)
        assert tuple(table) == five_steps.recorded() and table.caption.endswith(five_steps.NO_PROGRAM)


@pytest.mark.parametrize("name", five_steps.FILES)
def test_what_is_shown_of_a_listing_is_the_whole_of_what_runs(name):
    file = five_steps.DATA / "five_steps" / five_steps.FILES[name]
    parts = five_steps.listing(name)
    assert len(parts) == len(five_steps.STEPS) and all(parts)
    shown = "\n".join(line for part in parts for line in part)
    assert ast.dump(ast.parse(shown)) == ast.dump(ast.parse(file.read_text(encoding="utf-8")))
    for step, part in enumerate(parts, 1):
        words = [text for *_, text, _ in labels(draw.five_steps(step))]
        place = words.index(name) + 1
        assert words[place : place + len(part)] == list(part)
        assert f"{name}: {len(part)}" in draw.five_steps(step).text


@pytest.mark.parametrize("name", ["TensorFlow 1 style", "Keras 3"])
def test_without_tensorflow_a_sentence_says_what_to_type_and_the_record_stays(name, monkeypatch):
    monkeypatch.setattr(five_steps, "find_spec", lambda module: None)
    five_steps._run_once.cache_clear()
    table = five_steps.runs(name)
    assert "“python3 start.py tensorflow”" in repr(table) and len(table) == 3
    assert table.caption.startswith(five_steps.runs().caption), "the heading stays"
    with pytest.raises(ModuleNotFoundError, match="not installed"):
        five_steps.run_listing(name)


def test_our_numpy_runs_as_it_stands_and_joins_the_table(monkeypatch, tmp_path):
    monkeypatch.setenv("MNIST_DIR", str(tmp_path))
    five_steps._run_once.cache_clear()
    *known, mine = five_steps.runs("our NumPy")
    assert tuple(known) == five_steps.recorded() and mine.when == f"now, {load_mnist().name}"
    assert mine.totals[0] / 10 < mine.totals[1] < mine.totals[0] / 2 and 0.6 < mine.right < 0.95


def test_a_listing_that_stops_is_told_in_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "five_steps").mkdir()
    (tmp_path / "five_steps" / "our_numpy.py").write_text("raise ValueError('no such luck')")
    monkeypatch.setattr(five_steps, "DATA", tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(five_steps.__file__).removesuffix("helpers/lessons/tensorflow/five_steps.py"))
    with pytest.raises(RuntimeError, match="stopped: ValueError: no such luck"):
        five_steps.run_listing("our NumPy")


def test_the_record_is_of_three_listings_and_agrees_with_our_numpy_from_the_same_start():
    runs = five_steps.recorded()
    assert [run.name for run in runs] == list(five_steps.FILES)
    for run in runs:
        if run.name != five_steps.OURS:
            assert run.totals[0] == pytest.approx(run.twin[0], rel=0.01)
            assert run.totals[1] == pytest.approx(run.twin[1], rel=0.05)
        assert re.fullmatch(r"\d+ [A-Z][a-z]+ 20\d\d", run.when) and "NumPy" in run.versions
        assert 1.2e6 < run.totals[0] < 1.7e6 and run.totals[1] < run.totals[0] / 2 and 0.86 < run.right < 0.93
    assert not runs[1].twin, "our NumPy against itself would prove nothing"
