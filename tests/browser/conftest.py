"""One open page for each notebook, in a real JupyterLab on a copy of the notebooks, in a real Chromium."""

import json
import pathlib
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import every_control, lab
from tests.browser.lesson import Lesson
from tests.workers import InGroups

NOTEBOOKS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def pytest_xdist_make_scheduler(config, log):
    return InGroups(config, log, group)  # a notebook is opened and run once


def pytest_collection_modifyitems(items):
    """Put the longest groups first, so that the workers end together."""
    items.sort(key=lambda item: weight(group(item.nodeid)))


def group(nodeid):
    """Return the notebook that a test is about, or its file.

    >>> group("tests/browser/test_pad.py::test_a_drag[slow-every_control.ipynb]"), group("tests/test_asleep.py::test_a")
    ('every_control.ipynb', 'test_asleep.py')
    """
    notebook = re.search(r"\w+\.ipynb(?=\]$)", nodeid)
    return notebook[0] if notebook else nodeid.split("::")[0].rsplit("/")[-1]


def weight(group):
    """Return where a group stands in the line: files and the notebook with every control, then by size."""
    path = NOTEBOOKS[0].parent / group
    return -path.stat().st_size if path.exists() else -1e9


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder in which JupyterLab keeps everything; what a test writes into its notebooks can be opened."""
    home = tmp_path_factory.mktemp("jupyter")
    (home / "notebooks").mkdir()
    return home


@pytest.fixture(scope="session")
def server(home):
    """The address and the token of a JupyterLab with the course, our notebook, and one that nobody has signed."""
    folder = home / "notebooks"
    for path in NOTEBOOKS:
        shutil.copy(path, folder)
    (folder / every_control.NAME).write_text(json.dumps(every_control.notebook()), encoding="utf8")
    lab.trust(folder.glob("*.ipynb"), home)
    stranger = json.dumps(every_control.notebook("A stranger's notebook"))
    (folder / "untrusted.ipynb").write_text(stranger, encoding="utf8")
    with lab.serving(folder, home) as address_and_token:
        yield address_and_token


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = lab.launch(playwright)
        if not browser:
            pytest.skip("there is no Chromium, Chrome or Edge; the variable CHROMIUM may name one")
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=[every_control.NAME, *(path.name for path in NOTEBOOKS)])
def lesson(request, server, browser):
    """One notebook, opened, looked at before anything runs, and then run from top to bottom."""
    saved = (
        every_control.notebook()
        if request.param == every_control.NAME
        else json.loads((NOTEBOOKS[0].parent / request.param).read_text(encoding="utf8"))
    )
    cells = [(number, cell) for number, cell in enumerate(saved["cells"], 1) if cell["cell_type"] == "code"]
    outputs = [output for _, cell in cells for output in cell["outputs"]]
    lesson = Lesson(request.param, browser.new_page(viewport={"width": 1280, "height": 1000}))
    try:
        lesson.listen()
        lesson.open(*server, len(outputs))
        lesson.fresh = {
            **lesson.look(),
            "stills": sum("image/svg+xml" in output.get("data", {}) for output in outputs),
            "unexecuted": [number for number, cell in cells if not cell["execution_count"]],
        }
        lesson.run_all()
        lesson.first = [live.state() for live in lesson.lives()]
        yield lesson
    finally:
        lesson.close()


@pytest.fixture
def untrusted(server, browser):
    """The notebook with every control, as it comes from a stranger: JupyterLab shows nothing of it that could act."""
    lesson = Lesson("untrusted.ipynb", browser.new_page())
    lesson.listen()
    yield lesson.open(*server, len(every_control.CELLS))
    lesson.close()
