"""What a function may return, print, display or warn of, and how the page and the still show it."""

import base64
import logging
import re
import sys
import warnings
import xml.etree.ElementTree as ET

import ipywidgets
import numpy as np
import pandas
import pytest
import sympy
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, SVG, Image, Latex, Markdown, Math, display
from matplotlib import pyplot as plt
from traitlets.config import Config

from helpers.live import explore
from helpers.pens.picture import card, words

MATH = "{http://www.w3.org/1998/Math/MathML}"
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


@pytest.fixture(autouse=True)
def paper():
    """Figures are drawn in memory, and none is left over."""
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.fixture
def shell():
    """Return the Python of a notebook: in it display() shows instead of printing."""
    made = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    yield made
    InteractiveShell.clear_instance()


def shown(result, **more):
    return explore(lambda n: result, n=(0, 1), **more)


def markup(result):
    return shown(result).picture["markup"]


def formula(text):
    """Return a formula's tree, and what is written in it."""
    tree = ET.fromstring(re.search("<math.*?</math>", text, re.DOTALL)[0])
    return tree, "".join(tree.itertext())


# ---- Each form


def test_a_table_of_pandas_is_a_table():
    cells = re.findall(r"<t[hd]>(.*?)</t[hd]>", markup(pandas.DataFrame({"a": [1.5, 2], "b": ["x", "<y>"]})))
    assert cells == ["", "a", "b", "0", "1.5", "x", "1", "2.0", "&lt;y&gt;"]


@pytest.mark.parametrize("values", [["a", "b"], [1, 2], [None, {}]])
def test_a_column_of_pandas_is_its_text(values):
    column = pandas.Series(values)
    assert ET.fromstring(markup(column)).text == repr(column)


def test_a_formula_of_sympy_is_mathml():
    x = sympy.Symbol("x")
    tree, text = formula(markup(sympy.Integral(sympy.sqrt(1 / x), x)))
    assert tree.tag == f"{MATH}math" and tree.get("display") == "block" and text == "∫1xdx"
    assert tree.find(f".//{MATH}msqrt/{MATH}mfrac") is not None or tree.find(f".//{MATH}msqrt//{MATH}mfrac") is not None
    assert formula(markup(x))[1] == "x", "a Symbol can be called, but is no function that lacks its brackets"
    assert [cell.text for cell in formula(markup(sympy.Matrix([[1, 2], [3, x]])))[0].iter(f"{MATH}mn")] == [
        "1",
        "2",
        "3",
    ]


def test_ipythons_html_markdown_and_latex_are_shown():
    assert markup(HTML("<b>bold</b>")) == "<b>bold</b>"
    text = markup(Markdown("**bold** and $x^2$\n\n$$\\frac{1}{2}$$\n\n| a |\n|---|\n| 1 |"))
    assert "<strong>bold</strong>" in text and "<td>1</td>" in text
    inline, block = re.findall("<math.*?</math>", text, re.DOTALL)
    assert formula(inline)[1] == "x2" and formula(inline)[0].get("display") == "inline"
    assert formula(block)[1] == "12" and formula(block)[0].get("display") == "block"
    assert formula(markup(Latex("$\\alpha$")))[1] == formula(markup(Math("\\alpha")))[1] == "α"


def test_images_are_shown_as_they_are():
    address = re.fullmatch('<img alt="" src="data:image/png;base64,(.*)">', markup(Image(DOT)))[1]
    assert base64.b64decode(address) == DOT
    assert markup(SVG('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')).startswith("<svg")


PLAIN = [
    (3.5, "3.5"),
    (0, "0"),
    (True, "True"),
    ("a < b & c", "a < b & c"),
    ("", None),
    (np.eye(2), "array([[1., 0.],\n       [0., 1.]])"),
    (np.array([None, "a"], dtype=object), "array([None, 'a'], dtype=object)"),
    ([1, "a"], "[1, 'a']"),
    ({"a": 1}, "{'a': 1}"),
    ((1, 2, 3), "(1, 2, 3)"),
    (1j, "1j"),
]


@pytest.mark.parametrize("result, text", PLAIN, ids=repr)
def test_a_number_text_array_list_or_dict_is_its_text(result, text):
    live = shown(result)
    assert ET.fromstring(live.picture["markup"]).text == text and live.picture["text"] == ""
    assert repr(live) == live._repr_mimebundle_()[0]["text/plain"] == (text or "")
    assert live._repr_mimebundle_()[0]["text/html"] == live.picture["markup"]


def test_a_sentence_in_a_pair_is_the_caption_of_any_form():
    picture = card(300, 40, [words(10, 25, "drawn")], "Its own sentence.")
    for result, text in [(picture, "Says."), (3, "3\nSays."), (pandas.DataFrame({"a": [1]}), "   a\n0  1\nSays.")]:
        live = shown((result, "Says."))
        assert live.picture["text"] == "Says." and live.picture["captioned"] is True and repr(live) == text
    assert "captioned" not in shown(picture).picture and repr(shown(picture)) == "Its own sentence."


def test_another_form_at_each_change():
    x = sympy.Symbol("x")
    makes = {
        "table": lambda: pandas.DataFrame({"a": [1]}), "formula": lambda: sympy.sqrt(x), "number": lambda: 3.5,
        "figure": lambda: plt.title("A title"), "picture": lambda: card(30, 40, [], "A card."), "text": lambda: "words",
    }  # fmt: skip
    starts = {
        "table": "<div>",
        "formula": "<math",
        "number": "<pre>",
        "figure": "<svg",
        "picture": "<svg",
        "text": "<pre>",
    }
    live = explore(lambda kind: makes[kind](), kind=list(makes))
    for kind in [*makes, *reversed(makes)]:
        live.set(kind=kind)
        assert live.picture["markup"].startswith(starts[kind]) and not live.picture["problem"], kind


# ---- What is printed, displayed, warned of


def test_what_is_printed_and_warned_of_stands_below():
    def talks(n):
        print("printed", n)
        warnings.warn("careful", stacklevel=1)
        warnings.warn("careful", stacklevel=1)
        np.log(np.zeros(1))
        print("aside", file=sys.stderr)
        return n

    for live in (explore(talks, n=(0, 4)), explore(talks, n=(0, 4)).set(n=3)):
        n = live.values["n"]
        said = [f"printed {n}", "aside", "Warning: careful", "Warning: divide by zero encountered in log"]
        assert live.picture["said"] == said and repr(live) == "\n".join([str(n), *said])


def test_what_is_only_printed_is_shown_and_nothing_at_all_is_refused():
    assert markup_of(lambda n: print("a <b>")) == "<pre>a &lt;b&gt;</pre>"
    with pytest.raises(TypeError, match=r"drew, printed and returned nothing \(did you forget return\?\)"):
        explore(lambda n: None, n=(0, 1))


def markup_of(function):
    return explore(function, n=(0, 1)).picture["markup"]


def test_what_is_displayed_is_shown(shell):
    assert markup_of(lambda n: display(HTML("<b>bold</b>"))) == "<b>bold</b>"
    assert markup_of(lambda n: display(5)) == "<pre>5</pre>"
    live = explore(lambda n: (display(plt.plot([1])[0].figure), "Says.")[1], n=(0, 1))
    assert live.picture["markup"].count("<svg") == 1 and live.picture["markup"].endswith("<div><pre>Says.</pre></div>")
    assert markup_of(lambda n: [display(HTML(word)) for word in "ab"] and None) == "<div>a</div><div>b</div>"


def test_show_ends_a_figure_and_what_is_displayed_and_drawn_keeps_its_order(shell):
    def by_turns(n):
        plt.title("first")
        plt.show()
        display(HTML("<b>between</b>"))
        plt.title("second")
        plt.show()
        return 7

    assert re.findall(">first<|between|>second<|>7<", markup_of(by_turns)) == [">first<", "between", ">second<", ">7<"]


def test_a_widget_is_no_picture_and_what_returns_to_its_line_is_written_over():
    with pytest.raises(TypeError, match=r"returned the widget an IntSlider; make it outside.*VBox\(\[explore"):
        explore(lambda n: ipywidgets.IntSlider(), n=(0, 1))
    assert markup_of(lambda n: print("0/2\r1/2\r2/2")) == "<pre>2/2</pre>"


def test_no_logger_goes_on_writing_where_nobody_reads():
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    try:
        assert "WARNING:root:careful" in explore(lambda n: (logging.warning("careful"), n)[1], n=(0, 1)).picture["said"]
        assert [handler.stream for handler in root.handlers] == [sys.__stderr__]
    finally:
        root.handlers = handlers


def test_a_warning_that_the_learner_switched_off_is_not_told():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert "said" not in explore(lambda n: (warnings.warn("careful", stacklevel=1), n)[1], n=(0, 1)).picture


# ---- What is the learner's stays as it was


def settings():
    return (
        sys.stdout, sys.stderr, sys.displayhook, list(warnings.filters), warnings.showwarning, plt.show,
        plt.isinteractive(), dict(plt.matplotlib.rcParams),
    )  # fmt: skip


@pytest.mark.parametrize("interactive", [True, False])
def test_what_the_learner_set_is_as_before_also_after_a_mistake(interactive):
    def draws(n):
        print("printed")
        plt.plot([1, n])
        if n == 1:
            raise ValueError("one")
        if n == 2:
            raise KeyboardInterrupt
        plt.show()

    plt.interactive(interactive)
    before = settings()
    live = explore(draws, n=[0, 1, 2, 3])
    assert settings() == before
    for n in (0, 1, 2, 3):
        live.set(n=n)
        assert settings() == before and plt.get_fignums() == []
    plt.interactive(False)


# ---- Mistakes


def test_a_mistake_at_one_value_leaves_the_picture_before_and_names_the_value():
    def fragile(n, word):
        if n == 4:
            raise ValueError("four is too many")
        return f"{n} {word}"

    live = explore(fragile, n=(0, 4), word="a").set(n=3)
    live.set(n=4)
    line = fragile.__code__.co_firstlineno + 2
    sentence = f"This picture could not be drawn for n = 4: ValueError in line {line} of fragile: four is too many"
    assert live.picture["problem"] == sentence and live.picture["markup"] == "<pre>3 a</pre>" and repr(live) == "3 a"
    live.set(word="b")
    assert live.picture["problem"] == sentence.replace("n = 4", "n = 4, word = 'b'")
    live.set(n=1)
    assert live.picture["problem"] == "" and repr(live) == "1 b" and live.picture["values"] == {"n": 1, "word": "b"}


def test_a_drawing_that_is_stopped_says_so_and_the_next_move_draws_again():
    def endless(n):
        if n == 4:
            raise KeyboardInterrupt
        return n

    live = explore(endless, n=(0, 5)).set(n=4)
    assert live.picture["problem"] == "You have stopped the drawing for n = 4: the picture is the one before."
    assert live.picture["values"] == {"n": 4} and repr(live) == "2"
    assert repr(live.set(n=5)) == "5" and live.picture["problem"] == ""


# ---- manual=True


def test_with_manual_nothing_is_drawn_before_run_and_the_page_says_what_is_stale():
    drawn, run = [], "▶ Run"
    live = explore(lambda n: drawn.append(n) or n, n=(1, 5), manual=True)
    not_yet, stale = "Press Run to draw this picture.", "Press Run: the picture still belongs to the values before."

    def press():
        live.set_state({"values": {**live.values, run: live.values[run] + 1}})

    assert live.picture == {"markup": "", "text": "", "problem": not_yet, "values": {"n": 3, run: 0}}
    assert live.set(n=4).picture["problem"] == not_yet == repr(live) and drawn == []
    press()
    assert drawn == [4] and live.picture["problem"] == "" and live.picture["markup"] == "<pre>4</pre>"
    assert live.set(n=5).picture["problem"] == stale and live.picture["markup"] == "<pre>4</pre>"
    assert live.picture["values"] == live.values, "the page would wait for ever"
    assert live.set(n=4).picture["problem"] == "", "the picture belongs to these values again"
    assert live.reset().picture["problem"] == stale and drawn == [4] and live.values == {"n": 3, run: 0}
    press()
    assert drawn == [4, 3] and live.picture["problem"] == "" and repr(live) == "3"
    assert live.controls[-1]["kind"] == "button" and live.controls[-1]["label"] == run


def test_with_manual_a_mistake_comes_with_run_and_leaves_the_picture_before():
    live = explore(lambda n: 1 // n, n=(0, 2), manual=True)
    live.set(**{"n": 0, "▶ Run": 1})
    assert live.picture["problem"].startswith("This picture could not be drawn for n = 0: ZeroDivisionError in line")
    live.set(**{"n": 1, "▶ Run": 2}).set(**{"n": 0, "▶ Run": 3})
    assert live.picture["problem"].startswith("This picture could not be drawn for n = 0") and repr(live) == "1"


def test_a_mistake_in_the_first_picture_is_shown_without_our_lines_around_it(shell, capsys):
    shell.run_cell("from helpers import explore\ndef mine(n):\n    return 1 / n\nexplore(mine, n=(0, 2, 1))")
    shell.run_cell("explore(mine, n=[0, 1])")
    told = re.sub("\x1b\\[[0-9;]*m", "", capsys.readouterr().out)
    assert "return 1 / n" in told and "ZeroDivisionError" in told and "helpers/live" not in told.replace("\\", "/")


def test_the_line_of_a_mistake_is_the_learners_own_also_where_a_library_raises_it():
    def solved(n):
        return np.linalg.inv(np.eye(2) * n)

    problem = explore(solved, n=(0, 2)).set(n=0).picture["problem"]
    line = solved.__code__.co_firstlineno + 1
    assert problem.endswith(f": LinAlgError in line {line} of solved: Singular matrix"), problem
