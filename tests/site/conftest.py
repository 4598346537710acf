"""A page for each notebook of the built site, in Chromium, which reaches no other address."""

import json
import re

import pytest
from playwright.sync_api import sync_playwright

import start
from tests import saved
from tests.browser import lab
from tests.site import web
from tests.site.visit import Visit
from tests.workers import InGroups

ALL_CELLS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}  # those below the window, too


def pytest_xdist_make_scheduler(config, log):
    return InGroups(config, log, group)  # a notebook is opened and run once


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: ORDER.index(group(item.nodeid)) if group(item.nodeid) in ORDER else -1)


def group(nodeid):
    """Return the notebook that a test is about, or its own name."""
    notebook = re.search(r"\w+\.ipynb(?=\]$)", nodeid)
    return notebook[0] if notebook else nodeid


ORDER = [path.name for path in sorted(saved.PATHS, key=lambda path: -path.stat().st_size)]  # the longest first


def settings():
    path = web.SITE / "live" / "overrides.json"
    return json.dumps(json.loads(path.read_text(encoding="utf-8")) | ALL_CELLS).encode()


@pytest.fixture(scope="session")
def changed():
    """What the server gives for some files instead of what was built."""
    return {"live/overrides.json": settings()}


@pytest.fixture(scope="session")
def address(changed):
    if not web.SITE.is_dir():
        pytest.fail("There is no _site. Type: python3 start.py site")
    with web.serving(changed) as address:
        yield address


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    """Chromium without a window and without a network."""
    browser = launched(playwright)
    yield browser
    browser.close()


def launched(playwright):
    program = start.find_chromium()
    if not program:
        pytest.skip("there is no Chromium, Chrome or Edge; the variable CHROMIUM may name one")
    return playwright.chromium.launch(executable_path=program, args=[*lab.FLAGS, web.NO_OUTSIDE])


@pytest.fixture
def context(browser):
    """A visitor who has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture(scope="session", params=[path.name for path in saved.PATHS])
def visit(request, address, browser):
    """One notebook, opened by one click on the start page's link, and run from top to bottom."""
    visit = Visit(request.param, browser.new_page(viewport={"width": 1600, "height": 1000}))
    visit.listen()
    visit.open(address)
    visit.run_all()
    yield visit
    visit.page.context.close()
