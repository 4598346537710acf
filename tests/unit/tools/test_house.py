"""The house: its rules of style hold, a room imports only rooms below it, and a lesson only lessons before it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from helpers.lessons import LESSONS

ROOT = Path(__file__).parents[3]
RULES = {
    "style": ["-m", "ruff", "check", "--no-cache"],
    "layout": ["-m", "ruff", "format", "--check", "--no-cache"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
}


@pytest.mark.parametrize("rules", RULES)
def test_the_rules_hold(rules):
    done = subprocess.run([sys.executable, *RULES[rules]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert not done.returncode, done.stdout + done.stderr


def test_the_order_of_the_lessons_is_that_of_the_notebooks():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (order,) = [rule["layers"] for rule in rules["contracts"] if rule.get("containers") == ["helpers.lessons"]]
    assert tuple(reversed(order)) == LESSONS
    notebooks = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert len(notebooks) == len(LESSONS)
    for number, (notebook, lesson) in enumerate(zip(notebooks, LESSONS, strict=True)):
        assert notebook.startswith(f"{number:02}_") and lesson in notebook


def test_no_import_line_of_a_notebook_waits_for_a_large_library():
    late = ["IPython", "anywidget", "contourpy", "ipywidgets", "matplotlib", "requests", "scipy", "sklearn"]
    code = f"from helpers import *; import sys; print([name for name in {late} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
