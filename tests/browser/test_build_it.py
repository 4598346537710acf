"""A learner writes a function in JupyterLab with a mistake, reads of it, mends it: it is kept, and on the map."""

import shutil

import pytest

from tests.browser import lab
from tests.browser.conftest import NOTEBOOKS
from tests.browser.lesson import PATIENCE, Lesson
from tests.saved import cells, source

FIRST, WRITE = NOTEBOOKS[0], NOTEBOOKS[3]
WITH_A_MISTAKE = '''def my_forward(weights, biases, inputs):
    """Return the outputs."""
    out = inputs
    for W, B in zip(weights, biases):
        out = 1 / (1 + np.exp(-(out @ W)))
    return out

check("3.11", my_forward)'''
MENDED = WITH_A_MISTAKE.replace("out @ W", "out @ W + B")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder as start.py makes it, with two of its notebooks."""
    folder = tmp_path_factory.mktemp("hers") / "my-notebooks"
    folder.mkdir()
    (folder / ".course.json").write_text("{}")
    (folder / "week 1").mkdir()
    shutil.copy(FIRST, folder)
    shutil.copy(WRITE, folder / "week 1")
    return folder


@pytest.fixture(scope="module")
def opened(folder, browser):
    """Return a function that opens a notebook of the folder and runs it."""
    lessons = []
    with lab.serving(folder, folder.parent, remembers=True) as address:

        def open_it(name):
            lessons.append(Lesson(name, browser.new_page(viewport={"width": 1280, "height": 1000})))
            lessons[-1].listen()
            return lessons[-1].open(*address, 0).run_all()

        yield open_it
        for lesson in lessons:
            lesson.close()


def typed(lesson, number, code):
    """Type code in place of what stands in the cell with this number, run it, and return what it puts out."""
    cell = lesson.page.locator(".jp-Notebook .jp-Cell").nth(number - 1)
    cell.locator(".cm-content").click()
    lesson.page.keyboard.press("ControlOrMeta+a")
    lesson.page.evaluate("() => { jupyterapp.commands.execute('notebook:enter-edit-mode'); }")
    lesson.page.keyboard.insert_text(code)
    before = cell.locator(".jp-OutputArea").inner_text()
    lesson.page.keyboard.press("Control+Enter")
    lesson.page.wait_for_function(
        "([cell, before]) => ![before, ''].includes(cell.querySelector('.jp-OutputArea').innerText)",
        arg=[cell.element_handle(), before],
        timeout=PATIENCE,
    )
    return cell.locator(".jp-OutputArea").inner_text()


def test_a_mistake_is_told_the_mended_function_is_kept_and_the_map_shows_it(opened, folder):
    start = opened(FIRST.name)
    (chart,) = [live for live in start.lives() if "exercises solved" in live.state()["twin"]]
    assert chart.state()["twin"].startswith("0 of ")
    lesson = opened(f"week 1/{WRITE.name}")
    (number,) = [number for number, cell in cells(WRITE, "code") if 'check("3.11"' in source(cell)]
    assert "The bias weights are missing" in typed(lesson, number, WITH_A_MISTAKE)
    assert "not right yet: 3.11." in look_again(chart)
    assert f"It is kept in {folder / 'my_network.py'}." in typed(lesson, number, MENDED)
    assert "out @ W + B" in (folder / "my_network.py").read_text()
    assert not list((folder / "week 1").glob("my_*"))
    said = look_again(chart)
    assert said.startswith("1 of ") and "Go on with 3.1 " in said and "03: 1 and 0" in said


def look_again(chart):
    """Press the map's button and return its sentence."""
    (state,) = chart.press(chart.control("button", "look again"), "Enter")
    return state["twin"]
