"""The course in other houses than JupyterLab: Notebook 7, Voila, nbconvert and papermill show and run the same."""

import base64
import json
import os
import pathlib
import re
import secrets
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser import adopted, lab
from tests.browser.lesson import PATIENCE, write

NOTEBOOKS = pathlib.Path(__file__).parents[2] / "notebooks"
CELLS = {
    "picture": """
from helpers import draw, explore, slider
explore(draw.logistic_shift, weight=slider(-4, 4, 1, 0.5), bias=slider(-8, 8))""",
    "figure": """
import matplotlib.pyplot as plt

def line(slope=1.0):
    plt.plot([0, 1], [0, slope])
    plt.title(f"The slope is {slope}")

explore(line, slope=(-2.0, 2.0, 0.5))""",
}
TWINS = ["With weight 1.0 and bias weight 0.0", "The slope is 1.0. 1 line: horizontally from −0.05 to 1.05"]
RUN = """async () => {
    await jupyterapp.shell.currentWidget.context.sessionContext.ready;
    await jupyterapp.commands.execute('notebook:run-all-cells');
}"""


@pytest.fixture
def home(tmp_path):
    """A folder with our two cells as notebooks/house.ipynb, in which a server can keep everything."""
    (tmp_path / "notebooks").mkdir()
    write(tmp_path, "house.ipynb", adopted.notebook(CELLS))
    return tmp_path


@pytest.fixture
def page(browser):
    """A page that gets nothing from outside; page.asked tells what it asked for."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.asked = []

    def refuse(route):
        page.asked.append(route.request.url)
        route.abort()

    page.route(re.compile("^https?://(?!(127.0.0.1|localhost):)"), refuse)
    yield page
    page.context.close()


def run(*command, **options):
    """Run a program of the course's environment, which has to end well."""
    environ = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    done = subprocess.run([sys.executable, *map(str, command)], env=environ, capture_output=True, text=True, **options)
    assert not done.returncode, done.stderr


def both_pictures_follow_their_sliders(page):
    expect(page.locator(".nn-live")).to_have_count(2, timeout=PATIENCE)
    for place, (name, before, after) in enumerate(
        [("weight", TWINS[0], "With weight 1.5 "), ("slope", TWINS[1], "The slope is 1.5.")]
    ):
        live = page.locator(".nn-live").nth(place)
        expect(live.locator("figcaption")).to_contain_text(before)
        shown = live.locator(".nn-picture").inner_html()
        live.get_by_role("slider", name=name, exact=True).press("ArrowRight")
        expect(live.locator("figcaption")).to_contain_text(after, timeout=PATIENCE)
        assert live.locator(".nn-picture > svg").is_visible() and live.locator(".nn-picture").inner_html() != shown


def test_notebook_7_runs_it_and_the_sliders_move_the_pictures(home, page):
    port, token = lab.free_port(), secrets.token_hex(16)
    at = f"http://127.0.0.1:{port}"
    options = [f"--ServerApp.root_dir={home / 'notebooks'}", "--JupyterNotebookApp.expose_app_in_browser=True"]
    command = ["-m", "notebook", *options, *lab.address(port, token)]
    with lab.running(command, home, f"{at}/api?token={token}"):
        page.goto(f"{at}/notebooks/house.ipynb?token={token}", timeout=PATIENCE)
        page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context", timeout=PATIENCE)
        page.evaluate(RUN)
        both_pictures_follow_their_sliders(page)
    assert not page.asked


def test_voila_shows_it_as_a_page_and_the_sliders_move_the_pictures(home, page):
    at = f"http://127.0.0.1:{(port := lab.free_port())}"
    with lab.running(["-m", "voila", str(home / "notebooks"), "--no-browser", f"--port={port}"], home, at):
        page.goto(f"{at}/voila/render/house.ipynb", timeout=PATIENCE)
        both_pictures_follow_their_sliders(page)
    assert not [url for url in page.asked if "fontawesome" not in url], "Voila's own icons are all that it asks for"


def test_nbconvert_makes_a_page_of_notebook_03_with_all_stills_and_sentences_that_asks_for_mathjax_only(tmp_path, page):
    (path,) = NOTEBOOKS.glob("03_*.ipynb")
    run("-m", "nbconvert", "--to", "html", path, "--output-dir", tmp_path, "--HTMLExporter.require_js_url=")
    cells = json.loads(path.read_text(encoding="utf8"))["cells"]
    saved = [output["data"] for cell in cells for output in cell.get("outputs", ()) if "data" in output]
    twins = ["".join(data["text/plain"]) for data in saved if "image/svg+xml" in data]
    page.goto((tmp_path / path.with_suffix(".html").name).as_uri(), timeout=PATIENCE)
    page.wait_for_function("() => [...document.images].every(image => image.complete)")
    stills = page.evaluate("""() => [...document.querySelectorAll('[data-mime-type="image/svg+xml"] img')].map(
        image => image.naturalWidth > 50 && image.offsetWidth > 50 ? image.src.split(',')[1] : '')""")
    assert len(stills) == len(twins) > 5 and all(stills)
    for still, twin in zip(stills, twins, strict=True):
        words = re.sub(r"<[^>]*>|\s", "", base64.b64decode(still).decode("utf8"))
        assert re.sub(r"\s", "", twin).replace("<", "&lt;").replace(">", "&gt;") in words, twin
    assert page.asked and all("mathjax" in url.lower() for url in page.asked), page.asked


@pytest.mark.parametrize(
    "command",
    [["nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb"], ["papermill", "-k", "python3"]],
    ids=["nbconvert", "papermill"],
)
def test_a_program_that_runs_it_without_a_page_keeps_pictures_and_sentences(home, command):
    folder = home / "notebooks"
    done = ["done.ipynb"] * (command[0] == "papermill")
    run("-m", command[0], "house.ipynb", *done, *command[1:], cwd=folder)
    cells = json.loads((folder / "done.ipynb").read_text(encoding="utf8"))["cells"]
    data = [cell["outputs"][-1]["data"] for cell in cells if cell["outputs"]]
    assert len(data) == 2
    for twin, output in zip(TWINS, data, strict=True):
        assert "".join(output["text/plain"]).startswith(twin)
        assert "".join(output["image/svg+xml"]).startswith("<svg")
