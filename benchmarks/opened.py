"""A notebook that is opened and run in a real JupyterLab, in headless Chromium, to be measured there."""

import contextlib
import json
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

import lab  # noqa: E402
from lesson import Lesson  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402


def notebook(sources):
    """Return a notebook with these code cells as JSON text."""
    cells = [
        {
            "cell_type": "code",
            "id": f"c{number}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(sources)
    ]
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "cells": cells,
            "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
        }
    )


@contextlib.contextmanager
def opened(name, text, *ready, script=None):
    """Give the page of a notebook (JSON text) whose cells have been run without an error.

    ready is what run_all() waits for besides; script is JavaScript that the page runs before anything else.
    """
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        home = pathlib.Path(home)
        folder = home / "notebooks"
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf8")
        browser = lab.launch(playwright)
        if not browser:
            sys.exit("There is no Chromium, Chrome or Edge; the variable CHROMIUM may name one.")
        with lab.serving(folder, home) as (address, token):
            lesson = Lesson(name, browser.new_page(viewport={"width": 1280, "height": 1000}))
            if script:
                lesson.page.add_init_script(script)
            lesson.open(address, token, 0)
            lesson.run_all(*ready)
            wrong = lesson.wrong_outputs()
            if wrong:
                sys.exit("\n".join(wrong))
            yield lesson.page
            lesson.close()
        browser.close()
