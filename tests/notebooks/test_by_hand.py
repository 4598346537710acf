"""By hand: the cells that a learner copies into an empty notebook run there, without our helpers, and say what we say."""

import ast
import re

import nbformat
import numpy as np
import pytest
import save_notebooks
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, forward, gradients, total_error, train
from tests.saved import PATHS, cells, source

NUMBERS = ("02", "03", "04", "05", "06", "07", "10")
LOGISTIC_OF_2 = 0.8807970779778823


def by_hand(number):
    """Return the code cells of a notebook's section By hand."""
    (path,) = [path for path in PATHS if path.stem.startswith(number)]
    return [cell for _, cell in cells(path, "code") if cell["id"].startswith("by-hand-")]


def printed(cell):
    return "".join("".join(output.get("text", [])) for output in cell["outputs"])


def figures(cell):
    return [output for output in cell["outputs"] if "image/png" in output.get("data", {})]


def numbers(text):
    """Return all numbers of a text."""
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


@pytest.mark.slow
@pytest.mark.parametrize("number", NUMBERS)
def test_the_cells_run_where_helpers_cannot_be_imported_and_show_what_is_saved(number, tmp_path):
    saved = by_hand(number)
    alone = nbformat.v4.new_code_cell("import sys\nsys.modules['helpers'] = None")
    notebook = nbformat.v4.new_notebook(cells=[alone, *(nbformat.v4.new_code_cell(source(cell)) for cell in saved)])
    save_notebooks.execute(notebook, tmp_path)
    *_, last = notebook.cells
    assert printed(last) == printed(saved[-1]) != "" and len(figures(last)) == len(figures(saved[-1])) == 1


@pytest.mark.parametrize("number", NUMBERS)
def test_numpy_matplotlib_and_ipywidgets_are_all_that_is_imported(number):
    code = ast.walk(ast.parse("\n".join(source(cell) for cell in by_hand(number))))
    imported = {
        name.split(".")[0]
        for node in code
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    carries_digits = {"sklearn"} if number == "10" else set()
    assert imported == {"numpy", "matplotlib", "ipywidgets"} | carries_digits


def test_what_they_print_is_what_the_course_computes():
    run, by_formula = forward(BOOK_NETWORK, BOOK_INPUTS), gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    E = total_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    low, high = (total_error(BOOK_NETWORK.with_values(w5=w5), BOOK_INPUTS, BOOK_TARGETS) for w5 in (-1.95, 2.05))
    steps = list(train(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, eta=0.5, epochs=100))
    wanted = {
        "02": (-1, [LOGISTIC_OF_2]),
        "03": (slice(1, None, 2), [*run.out[1][0], *run.out[2][0]]),
        "04": (slice(-2, None), [E, by_formula["w5"]]),
        "05": (slice(None), [high, -low, 4.0, (high - low) / 4]),
        "07": (slice(1, 3), [steps[0].error, steps[-1].error]),
    }
    for number, (place, exact) in wanted.items():
        found = np.atleast_1d(np.array(numbers(printed(by_hand(number)[-1])))[place])
        np.testing.assert_allclose(abs(found), np.abs(exact), atol=5.1e-5, err_msg=number)


def test_half_an_epsilon_error_falls_by_a_hundred_as_the_text_asks():
    """Notebook 06: a tenth of epsilon, on the right half of the V, makes the difference a hundred times smaller."""
    scope = {}
    for cell in by_hand("06")[:-1]:
        exec(source(cell), scope)
    error, exact = scope["error"], scope["c1"] ** 2 * (1 - scope["c1"]) * scope["b1"]
    off = [abs((error(0.05 + e) - error(0.05 - e)) / (2 * e) - exact) for e in (1e-1, 1e-2, 1e-3)]
    assert off[0] / off[1] == pytest.approx(100, rel=0.05) and off[1] / off[2] == pytest.approx(100, rel=0.05)


def test_the_digits_are_read_nearly_as_well_as_scikit_learn_reads_them():
    pixels, labels = load_digits(return_X_y=True)
    other = LogisticRegression(max_iter=300).fit(pixels[:1500] / 16, labels[:1500])
    right = int(other.score(pixels[1500:] / 16, labels[1500:]) * 297)
    assert right > 240 and numbers(printed(by_hand("10")[-1]))[0] == pytest.approx(right, abs=12)


def test_doubling_eta_halves_the_updates_until_the_error_is_small():
    """Notebook 07's question, with its own weights and with others."""
    scope = {"np": np}
    for cell in by_hand("07")[:-1]:
        exec(source(cell), scope)
    for factor in (1, 3, -2):
        W1, B1, W2, B2 = scope["START"]
        scope["START"] = (factor * W1, B1, factor * W2, B2)
        needed = [np.argmax(np.array(scope["train_by_hand"](eta)) < 0.05) for eta in (0.5, 1, 2)]
        assert [needed[0] / needed[1], needed[1] / needed[2]] == pytest.approx([2, 2], rel=0.2), (factor, needed)
        scope["START"] = W1, B1, W2, B2
