"""The book, made once as `python3 start.py book live` makes it, and a Chromium that gets nothing from outside."""

import json
import os
import pathlib
import re
import subprocess

import pytest
from playwright.sync_api import sync_playwright

import start
from tests.browser import lab

NOTEBOOKS = sorted((start.ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
TOOL = start.ROOT / "tools" / "build_book.py"


def run(*arguments, **environ):
    """Run Python where Sphinx is; a warning of Sphinx's is an error."""
    python = start.environment_python(start.ROOT / start.BOOK_VENV)
    if not python.exists():
        pytest.skip("what makes the book is not installed: python3 start.py test book")
    command = [str(part) for part in (python, *arguments)]
    done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, encoding="utf-8")
    assert not done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder of the book, and that of the page from which its PDF was printed."""
    folder = tmp_path_factory.mktemp("book")
    chromium = start.find_chromium()
    environ = {"CHROMIUM": chromium} if chromium else {}
    run(TOOL, folder / "_book", "--live", "live", "--paper", folder / "paper", **environ)
    return folder / "_book", folder / "paper"


@pytest.fixture(scope="session")
def book(made):
    """The folder of the book."""
    return made[0]


@pytest.fixture(scope="session")
def paper(made):
    """The page from which the PDF was printed."""
    return made[1] / "index.html"


@pytest.fixture(scope="session")
def stills():
    """The sentences of all saved pictures: for each notebook (page, [sentence, ...])."""
    found = []
    for path in NOTEBOOKS:
        outputs = [
            output for cell in json.loads(path.read_text("utf-8"))["cells"] for output in cell.get("outputs", ())
        ]
        drawn = [
            "".join(output["data"]["text/plain"]) for output in outputs if "image/svg+xml" in output.get("data", {})
        ]
        found.append((path.with_suffix(".html").name, [" ".join(sentence.split()) for sentence in drawn]))
    return found


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = lab.launch(playwright)
        if not browser:
            pytest.skip("there is no Chromium, Chrome or Edge; the variable CHROMIUM may name one")
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def page(request, browser):
    """An empty page in one theme; page.wrong: what it asked from outside, what its console complained about."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme=request.param)
    page = context.new_page()
    page.theme, page.wrong = request.param, []

    def refuse(route):
        page.wrong.append(route.request.url)
        route.abort()

    page.route(re.compile("^https?:"), refuse)
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    context.close()


@pytest.fixture(scope="session")
def pages(book):
    """The files of all pages."""
    found = sorted(book.glob("*.html"))
    assert len(found) >= len(NOTEBOOKS) + 3
    return found


def pytest_make_parametrize_id(val):
    return val.name if isinstance(val, pathlib.Path) else None
