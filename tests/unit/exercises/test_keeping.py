"""my_network.py: what passed is kept as she wrote it, runs alone, and nothing she wrote there is lost."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import check, whose
from helpers.exercises import keeping
from helpers.exercises.diary import noted
from helpers.lessons.ours import buildings, solutions
from tests.cases import in_notebook

ROOT = Path(__file__).parents[3]
FORWARD = '''def my_forward(weights, biases, inputs):
    """Return the outputs."""
    out = inputs
    for W, B in zip(weights, biases):
        out = 1 / (1 + np.exp(-(out @ W + B)))
    return out'''
NODE = "1 / (1 + np.exp(-(out @ W + B)))"
ERROR = "def my_total_error(outputs, targets):\n    return ((targets - outputs) ** 2).sum() / 2"


@pytest.fixture
def hers(tmp_path, monkeypatch):
    """Return the path of my_network.py in a learner's folder."""
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my_network.py"


def passes(code, number="3.11", name="my_forward", **names):
    """Run a cell and check its function; return what is said."""
    return repr(check(number, in_notebook(code, **names)[name]))


def texts(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def alone(folder, code):
    """Return what Python prints in a folder where it finds our helpers, as in a notebook, but no other module."""
    command = [sys.executable, "-c", f"import os, sys; sys.path[:0] = ['', {str(ROOT)!r}]; {code}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


# ---- Kept


def test_what_passed_is_kept_as_it_was_written_and_passes_from_there(hers):
    said = passes(FORWARD)
    assert said.startswith("✓") and said.endswith("It is kept in my_network.py.") and FORWARD in hers.read_text()
    scope = {}
    exec(hers.read_text(), scope)
    assert repr(check("3.11", scope["my_forward"])).startswith("✓")


def test_a_wrong_function_is_not_kept_but_noted(hers):
    assert passes(FORWARD.replace("+ B", "")).startswith("✗") and not hers.exists()
    assert noted(hers.parent) == {"3.11": "not yet"}


def test_outside_of_a_notebook_nothing_is_written(hers, monkeypatch):
    monkeypatch.setenv("COURSE_FOLDER", "")
    assert "kept" not in passes(FORWARD) and list(hers.parent.iterdir()) == []


def test_the_functions_stand_in_the_order_of_the_course_whenever_they_passed(hers):
    for name, (number, row) in reversed(buildings().items()):
        said = repr(check(number, in_notebook(row.solution.strip(), **{n: solutions()[n] for n in buildings()})[name]))
        assert said.endswith("It is kept in my_network.py."), said
    made = [name for name in keeping.definitions(hers.read_text()) if name in buildings()]
    assert made == list(buildings()) and len(list(hers.parent.iterdir())) == 2


def test_a_whole_network_needs_numpy_alone(hers, tmp_path_factory):
    for name, (number, row) in buildings().items():
        check(number, in_notebook(row.solution.strip(), **{n: solutions()[n] for n in buildings()})[name])
    place = tmp_path_factory.mktemp("elsewhere")
    (place / "my_network.py").write_text(hers.read_text())
    lines = (
        "import sys",
        "sys.path.insert(0, '.'); sys.modules['helpers'] = None",
        "import my_network as m",
        "x, t, start = m.np.ones((3, 2)), m.np.ones((3, 1)), ([m.np.zeros((2, 1))], [m.np.zeros(1)])",
        "print(len(m.my_train(*start, x, t, 0.5, 4)[2]))",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], cwd=place, capture_output=True, text=True)
    assert done.stdout == "4\n", done.stderr


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_later_version_takes_its_place_and_all_written_by_hand_stays(line_end, hers):
    passes(FORWARD)
    passes(ERROR, "4.7", "my_total_error")
    by_hand = (
        hers.read_text().replace("# 4.7", "# a note of mine\nBEST = 0.95\n\n\n# 4.7")
        + "\n\ndef mine():\n    return 7  # ü\n"
    )
    hers.write_bytes(by_hand.replace("\n", line_end).encode())
    before = hers.read_bytes()
    passes(FORWARD.replace("np.exp(-(out @ W + B))", "np.exp(-out @ W - B)"))
    after = hers.read_text(encoding="utf-8")
    assert after == by_hand.replace("np.exp(-(out @ W + B))", "np.exp(-out @ W - B)")
    assert (hers.parent / "my_network.1.py").read_bytes() == before
    passes(FORWARD)
    assert hers.read_text(encoding="utf-8") == by_hand
    assert sorted(texts(hers.parent)) == ["my_network.1.py", "my_network.2.py", "my_network.py", "my_progress.txt"]


def test_the_same_function_again_changes_nothing(hers):
    passes(FORWARD)
    before = texts(hers.parent)
    passes(FORWARD)
    assert texts(hers.parent) == before


LAMBDA = ("lambda weights, biases, inputs: inputs if not weights else my_forward(weights[1:], biases[1:],"
          " 1 / (1 + np.exp(-inputs @ weights[0] - biases[0])))")  # fmt: skip
LAYER = "def sigma(x):\n    return 1 / (1 + exp(-x))\n\ndef layer(x, W, B):\n    return sigma(x @ W + B)\n\n"


@pytest.mark.parametrize("code", [
    LAYER.replace("exp", "np.exp") + FORWARD.replace(NODE, "layer(out, W, B)"),
    "from numpy import exp as power\n" + FORWARD.replace("np.exp", "power"),
    "import numpy\n" + FORWARD.replace("np.exp", "numpy.exp"),
    "from functools import reduce\n" + FORWARD.replace("zip(", "reduce(lambda a, b: b, [1, zip][:2])("),
    FORWARD.replace("my_forward", "forward_2") + "\n\nmy_forward = forward_2",
    "import math\nexp = np.vectorize(math.exp)\n" + LAYER.replace("exp(", "np.vectorize(math.exp)(")
    + FORWARD.replace(NODE, "layer(out, W, B)"),
], ids=["functions", "as", "numpy", "reduce", "renamed", "math"])  # fmt: skip
def test_what_it_takes_from_its_notebook_comes_along(code, hers):
    assert passes(code).endswith("It is kept in my_network.py.")
    assert (
        alone(hers.parent, "import my_network as m; print(m.my_forward([[[0.0]]], [[0.0]], m.np.zeros((1, 1))))")
        == "[[0.5]]"
    )


@pytest.mark.parametrize("code, about", [
    ("HALF = 1\n" + FORWARD.replace("out = 1 /", "out = HALF /"), "it takes HALF from another cell. Make it inside"),
    ("(my_forward := lambda weights, biases, inputs: answer(weights, biases, inputs))", "it takes answer from"),
    ("from functools import partial\n" + FORWARD.replace("my_forward(", "first(extra, ")
     + "\nmy_forward = partial(first, 1)", "write it with def my_forward(...):"),
    ("functions = [0, \\\n" + LAMBDA + "]\nmy_forward = functions[1]", "write it with def my_forward(...):"),
])  # fmt: skip
def test_what_would_not_run_alone_is_not_kept_and_the_sentence_says_why(code, about, hers):
    said = passes(code, answer=lambda *given: solutions()["my_forward"](*given))
    assert said.startswith("✓") and "It is not kept" in said and about in said and not hers.exists(), said


PART = "def part(x):\n    return "


def test_one_name_for_two_things_is_refused_and_the_file_stays(hers):
    passes(f"{PART}1 / (1 + np.exp(-x))\n\n{FORWARD.replace(NODE, 'part(out @ W + B)')}")
    before = hers.read_text()
    other = f"{PART}(x ** 2).sum() / 2\n\ndef my_total_error(outputs, targets):\n    return part(outputs - targets)"
    said = passes(other, "4.7", "my_total_error")
    assert said.startswith("✓") and "my_forward (3.11) there needs another part than it does" in said
    assert "Give yours a new name, such as part_2, and run this cell again." in said
    assert hers.read_text() == before


def test_a_function_that_she_spoiled_by_hand_does_not_stop_another(hers):
    passes(FORWARD)
    hers.write_text(hers.read_text().replace("+ B", ""))
    assert passes(ERROR, "4.7", "my_total_error").endswith("It is kept in my_network.py.")
    assert "+ B" not in hers.read_text()


def test_what_another_function_needs_is_kept_before_it_is_replaced(hers):
    passes(LAYER.replace("exp", "np.exp") + FORWARD.replace(NODE, "layer(out, W, B)"))
    passes(LAYER.replace("exp", "np.exp").replace("x @ W", "np.dot(x, W)") + FORWARD.replace(NODE, "layer(out, W, B)"))
    assert "x @ W" in (hers.parent / "my_network.1.py").read_text() and "np.dot(x, W)" in hers.read_text()


# ---- What happens to files


def test_a_file_that_is_no_python_any_more_is_left_alone_and_its_line_is_told(hers):
    hers.write_text("import numpy as np\n\ndef my_forward(:\n")
    assert "line 3 of my_network.py is no Python" in passes(FORWARD)
    assert hers.read_text() == "import numpy as np\n\ndef my_forward(:\n"


def test_a_file_that_stops_is_left_alone(hers):
    hers.write_text("import numpy as np\n1 / 0\n")
    assert "as a file of its own it stops with ZeroDivisionError" in passes(FORWARD)
    assert hers.read_text() == "import numpy as np\n1 / 0\n"


def test_a_file_in_another_encoding_is_left_alone(hers):
    hers.write_bytes(b"# \xff\xfe\n")
    assert "it is no text in UTF-8" in passes(FORWARD) and hers.read_bytes() == b"# \xff\xfe\n"


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), PermissionError(13, "Permission denied")]
)
def test_a_full_disk_or_a_folder_that_may_not_be_written_stops_nothing(error, hers, monkeypatch):
    passes(FORWARD)
    before = texts(hers.parent)

    def fails(path, text):
        raise error

    monkeypatch.setattr(keeping, "write_whole", fails)
    said = passes(ERROR, "4.7", "my_total_error")
    assert said.startswith("✓") and said.endswith(f"{error.strerror[0].lower()}{error.strerror[1:]}.")
    assert texts(hers.parent)["my_network.py"] == before["my_network.py"]


# ---- Found again


def test_a_notebook_finds_hers_and_ours_from_any_folder(hers):
    passes(FORWARD)
    (hers.parent / "week 1").mkdir()
    code = (
        "from helpers import whose; from my_network import my_forward, my_update; print(whose(my_forward, my_update))"
    )
    for place in (hers.parent, hers.parent / "week 1"):
        assert alone(place, code) == "Yours: my_forward. Ours, until you write it: my_update (7.12)."


def test_where_the_file_lies_elsewhere_the_sentence_says_where(hers, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert passes(FORWARD).endswith(f"It is kept in {hers}.")


def test_where_nothing_is_written_all_is_ours(hers):
    lines = (
        "import numpy as np",
        "from helpers import whose",
        "from my_network import my_forward",
        "print(whose(my_forward), my_forward([np.zeros((1, 1))], [np.zeros(1)], np.ones((1, 1))))",
    )
    assert alone(hers.parent, "; ".join(lines)) == "Ours, until you write it: my_forward (3.11). [[0.5]]"


def test_a_folder_that_is_named_is_the_only_one(hers, tmp_path_factory):
    beside = tmp_path_factory.mktemp("beside")
    (beside / "my_network.py").write_text(FORWARD)
    code = "from helpers import whose; from my_network import my_forward; print(whose(my_forward))"
    assert alone(beside, code) == "Ours, until you write it: my_forward (3.11)."


def test_ours_call_hers(hers):
    passes(FORWARD)
    hers.write_text(hers.read_text() + "\n\ndef my_update(weights, biases, slopes, eta):\n    return 'hers', 'too'\n")
    code = (
        "import helpers; from my_network import my_train; print(my_train([], [], [], [], 1, 0)[1], my_train.__module__)"
    )
    assert alone(hers.parent, code) == "[] ours"
    given = "[m.np.zeros((1, 1))], [m.np.zeros(1)], m.np.zeros((1, 1)), m.np.zeros((1, 1)), 1, 1"
    assert alone(hers.parent, f"import helpers, my_network as m; print(m.my_train({given})[:2])") == "('hers', 'too')"


@pytest.mark.parametrize("code", [
    "from helpers import ACTIVATIONS\n" + FORWARD.replace("out = inputs", "f = ACTIVATIONS['logistic']; out = inputs"),
    FORWARD.replace("out = inputs", "from helpers import softmax; out = inputs"),
])  # fmt: skip
def test_helpers_of_ours_inside_are_named_once_with_what_comes_of_it(code, hers):
    said = passes(code)
    assert "came from our helpers. Can you do without? Then it is kept as yours." in said and "not kept" not in said
    assert noted(hers.parent) == {"3.11": "not yet"} and not hers.exists()


def test_what_works_in_her_notebook_alone_is_begun(hers):
    said = passes(
        "RATE = 1\ndef layer(net):\n    return RATE / (1 + np.exp(-net))\n\n"
        + FORWARD.replace(NODE, "layer(out @ W + B)")
    )
    assert "it calls layer, and there it takes RATE from another cell" in said and noted(hers.parent) == {
        "3.11": "not yet"
    }


def test_a_loop_without_an_end_that_is_stopped_is_a_question(hers):
    def endless(weights, biases, inputs):
        raise KeyboardInterrupt

    assert (
        repr(check("3.11", endless)).endswith("Does every loop of yours come to an end?") and noted(hers.parent) == {}
    )


def test_the_line_for_ours_taken_out_by_hand_comes_back_once(hers):
    passes(FORWARD)
    whole = hers.read_text()
    hers.write_text(whole.replace("from helpers.lessons.ours import *\n", ""))
    passes(FORWARD)
    assert hers.read_text().count("# What is not written below") == hers.read_text().count("ours import *") == 1


@pytest.mark.parametrize("given", [(), (print,), ("my_forward",), (3,), ([1],)], ids=repr)
def test_whose_of_something_else_is_a_sentence(given):
    with pytest.raises(TypeError, match="without quotes: whose"):
        whose(*given)


def test_a_script_beside_her_file_finds_it_too(hers):
    passes(FORWARD)
    code = (
        "os.environ.pop('COURSE_FOLDER'); import helpers; from my_network import my_forward as f; print(f.__module__)"
    )
    assert alone(hers.parent, code) == "my_network"


def test_the_cell_run_again_reads_what_was_written_meanwhile(hers):
    cell = "from my_network import my_forward; print(helpers.whose(my_forward))"
    code = f"import helpers; exec({cell!r}); open('my_network.py', 'w').write({FORWARD!r}); exec({cell!r})"
    assert alone(hers.parent, code).splitlines() == [
        "Ours, until you write it: my_forward (3.11).",
        "Yours: my_forward.",
    ]


def test_ours_are_right():
    for name, (number, row) in buildings().items():
        assert row.check(number, solutions()[name]).verdict == "right", name


def test_whose_says_of_each_function_where_it_comes_from():
    mine = in_notebook(FORWARD)["my_forward"]
    ours = [solutions()[name] for name in ("my_total_error", "my_gradients")]
    assert repr(whose(mine)) == "Yours: my_forward."
    assert (
        repr(whose(mine, *ours))
        == "Yours: my_forward. Ours, until you write them: my_total_error (4.7) and my_gradients (5.15)."
    )
