"""A learner who solves everything: every check says right, her functions are kept, and all the rest runs with them."""

import re

import nbformat
import pytest
import save_notebooks

from helpers import check
from helpers.exercises.diary import noted
from helpers.exercises.engine import tidy
from helpers.lessons import every
from helpers.lessons.ours import buildings, solutions
from tests.cases import in_notebook
from tests.saved import PATHS

ROWS = every("EXERCISES")
ASKED = re.compile(r'^check\("([\d.]+)", .*\)$', re.MULTILINE)


def solved(code):
    """Return a cell's code with the right answer, or our solution in place of the stub, where it asks for one."""
    found = ASKED.search(code)
    if not found:
        return code
    row, line = ROWS[found[1]], found[0]
    if hasattr(row, "solution") and hasattr(row, "name"):
        return f"{row.solution.strip()}\n\n{line}"
    return code.replace(line, f'check("{found[1]}", {tidy(row.right())!r})')


def shown(cell):
    """Return all words that a cell has put out."""
    outputs = cell.get("outputs", [])
    return "\n".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_with_every_solution_every_check_says_right_and_the_notebook_runs(path, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    number = str(int(path.stem[:2]))
    for name, (exercise, row) in buildings().items():  # what she has written in the notebooks before
        if int(exercise.split(".")[0]) < int(number):
            check(exercise, in_notebook(row.solution.strip(), **solutions())[name])  # which may call the others
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = solved(cell.source)
    save_notebooks.execute(notebook, tmp_path)
    said = [shown(cell) for cell in notebook.cells if cell.cell_type == "code"]
    own = [one for one in ROWS if one.split(".")[0] == number]
    replies = [line for line in said if re.match("[✓✗?] Exercise", line)]
    assert len(replies) == len(own) and all(line.startswith("✓") for line in replies), replies
    assert own == [one for one in noted(tmp_path) if one in own]
    assert not any(line.startswith("Ours") or " Ours, until" in line for line in said)
