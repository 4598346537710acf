"""One open page for each notebook, in a real JupyterLab on a copy of the notebooks, in a real Chromium."""

import json
import pathlib
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import every_control, lab
from tests.browser.lesson import Lesson

NOTEBOOKS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def pytest_collection_modifyitems(items):
    """All tests of a notebook go to one worker, where it is opened and run once; so do all other tests of a file."""
    for item in items:
        name = item.callspec.params.get("lesson") if hasattr(item, "callspec") else None
        item.add_marker(pytest.mark.xdist_group(name or item.path.name))


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address and the token of a JupyterLab with the course, our notebook, and one that nobody has signed."""
    home = tmp_path_factory.mktemp("jupyter")
    folder = home / "notebooks"
    folder.mkdir()
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
    saved = every_control.notebook() if request.param == every_control.NAME else json.loads(
        (NOTEBOOKS[0].parent / request.param).read_text(encoding="utf8"))
    cells = [(number, cell) for number, cell in enumerate(saved["cells"], 1) if cell["cell_type"] == "code"]
    outputs = [output for _, cell in cells for output in cell["outputs"]]
    lesson = Lesson(request.param, browser.new_page(viewport={"width": 1280, "height": 1000}))
    try:
        lesson.listen()
        lesson.open(*server, len(outputs))
        lesson.fresh = {**lesson.look(), "stills": sum("image/svg+xml" in output.get("data", {}) for output in outputs),
                        "unexecuted": [number for number, cell in cells if not cell["execution_count"]]}
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
