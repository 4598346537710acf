"""A picture that Python no longer answers says so, one that Python is at work on does not, and a late page hears."""

import json
import os
import pathlib
import time

import pytest
from ipywidgets import Widget

from tests.browser import every_control
from tests.browser.lesson import PATIENCE, Lesson, one_cell, write

ASLEEP = "This picture is asleep: Python no longer answers it. The menu entry Run > Run All Cells wakes it."
STILL = "This page has no Python, so this is a still picture. In the course its controls move it."
CODE = """
import time
from helpers.pens.picture import card, words
from helpers.live import choice, explore, slider

def said(n, animal):
    time.sleep(4 if n == 9 else 0)
    return card(300, 40, [words(10, 25, f"{n} {animal}")], f"n is {n}, animal is {animal!r}.")

explore(said, n=slider(0, 10, 3, 1), animal=choice(["man", 2, None, True]))
"""
# Python itself is stopped for five seconds, as on a computer that has too much to do.
STOPPED = """
import os, subprocess
subprocess.Popen(["sh", "-c", f"sleep 1; kill -STOP {os.getpid()}; sleep 5; kill -CONT {os.getpid()}"])
"""
SESSION = "jupyterapp.shell.currentWidget.context.sessionContext"
# What JupyterLab itself complains of when a kernel ended: what it could not ask it, what it still heard from it.
OF_THE_END = ("Canceled future for", "Comm not found for comm id")
SLOW_PAGE = """const Quick = Blob;   // the module that is made of this text takes longer than anywidget waits
window.Blob = function(parts, options) {
    const slow = options?.type === 'text/javascript' ? ['await new Promise(go => setTimeout(go, 2500));'] : [];
    return new Quick([...slow, ...parts], options);
};"""


def with_saved_state(notebook):
    """Return the notebook as JupyterLab saves it with its widgets' state."""
    scope = {}
    lines, last = CODE.strip().rsplit("\nexplore(", 1)
    exec(lines, scope)
    picture = eval(f"explore({last}", scope)
    bundle = picture._repr_mimebundle_()
    data = json.loads(json.dumps(bundle[0] if isinstance(bundle, tuple) else bundle))
    state = Widget.get_manager_state(widgets=[picture, picture.layout])
    metadata = {**notebook["metadata"], "widgets": {"application/vnd.jupyter.widget-state+json": state}}
    cell = {**notebook["cells"][0], "outputs": [{**notebook["cells"][0]["outputs"][0], "data": data}]}
    return json.loads(json.dumps({**notebook, "metadata": metadata, "cells": [cell]}))


@pytest.fixture(scope="module")
def opened(home, server, browser):
    """Return a function that opens one of the notebooks."""
    one = one_cell(CODE)
    for name in "one.ipynb", "slow.ipynb":  # a page that opens the same notebook would share its Python
        write(home, name, one)
    write(home, "saved.ipynb", with_saved_state(one))
    lessons = []

    def open_it(name="one.ipynb", before=""):
        lessons.append(Lesson(name, browser.new_page(viewport={"width": 1280, "height": 1000})))
        if before:
            lessons[-1].page.add_init_script(before)
        lessons[-1].listen()
        return lessons[-1].open(*server, 1)

    yield open_it
    for lesson in lessons:
        lesson.complaints = [said for said in lesson.complaints if not any(end in said for end in OF_THE_END)]
        lesson.close()


@pytest.fixture(scope="module")
def page_for_all(opened):
    return opened()


@pytest.fixture
def live(page_for_all):
    """The one picture, just made, whatever became of Python in the test before."""
    page_for_all.page.evaluate(f"() => {SESSION}.session || {SESSION}.changeKernel({{name: 'python3'}})")
    return page_for_all.run_all().lives()[0]


def move(live, key="ArrowRight"):
    live.control("slider", "n").press(key)


def told(live):
    return live.handle.evaluate("""live => [live.querySelector('[role=alert]').textContent,
        live.querySelector('figure').getAttribute('aria-busy'), live.querySelector('figcaption').textContent]""")


def run(live, code):
    live.page.evaluate(f"code => {{ {SESSION}.session.kernel.requestExecute({{code}}); }}", code)


def waits(live, until):
    """See until then that the picture is busy and not called asleep."""
    while time.monotonic() < until:
        assert told(live)[:2] == ["", "true"]
        live.page.wait_for_timeout(300)


def says_so(live, words=ASLEEP):
    live.locator.get_by_role("alert").filter(has_text=words).wait_for(timeout=PATIENCE)
    assert told(live)[:2] == [words, "false"]


def wakes(lesson):
    """Run all cells, as the sentence says, and see that the picture answers again."""
    lesson.run_all()
    [live] = lesson.lives()
    move(live)
    assert live.state()["twin"].startswith("n is 4,")


def test_after_a_restart_a_moved_picture_says_at_once_that_it_is_asleep_and_what_wakes_it(live):
    live.page.evaluate(f"() => {SESSION}.session.kernel.restart()")
    move(live)
    live.page.wait_for_timeout(500)
    assert told(live) == [ASLEEP, "false", "n is 3, animal is 'man'."]
    wakes(live.lesson)


def test_after_the_kernel_was_shut_down_a_moved_picture_says_so(live):
    live.page.evaluate(f"() => {SESSION}.shutdown()")
    move(live)
    says_so(live)
    live.control("button", "Reset").press("Enter")
    assert told(live)[:2] == ["", "false"], "the picture belongs to its controls again"


def test_after_python_died_a_moved_picture_says_so(live):
    live.page.evaluate(f"""() => {{
        {SESSION}.session.kernel.requestExecute({{code: 'import os; os._exit(1)'}}).done.catch(() => 0);
    }}""")
    live.page.locator(".jp-Dialog button").click(timeout=PATIENCE)  # JupyterLab's word on the kernel that died
    move(live)
    says_so(live)


def test_a_notebook_reopened_with_its_widgets_says_so(opened):
    lesson = opened("saved.ipynb")
    lesson.page.wait_for_selector(".nn-live")
    [live] = lesson.lives()
    move(live)
    says_so(live)
    wakes(lesson)


def test_a_picture_that_python_is_at_work_on_is_not_called_asleep(live):
    began = time.monotonic()
    run(live, "time.sleep(4)")
    for _ in range(6):
        move(live)  # the last one, 9, takes four seconds itself
    waits(live, began + 7)
    assert live.state()["twin"] == "n is 9, animal is 'man'."


@pytest.mark.skipif(os.name == "nt", reason="Windows stops no process by a signal")
def test_nor_is_one_that_waits_for_a_python_that_is_late(live):
    run(live, STOPPED)
    live.page.wait_for_timeout(2000)  # now it is idle, and stopped
    move(live)
    waits(live, time.monotonic() + 3.5)
    assert live.state()["twin"] == "n is 4, animal is 'man'."


def test_what_is_chosen_arrives_in_python_as_it_was_given(live):
    chooser = live.control("combobox", "animal")
    for words, value in ("2", "2"), ("None", "None"), ("True", "True"), ("man", "'man'"):
        chooser.select_option(words)
        assert live.state()["twin"] == f"n is 3, animal is {value}."


def test_a_page_that_needs_more_than_two_seconds_to_load_a_picture_hears_python_all_the_same(opened):
    lesson = opened("slow.ipynb", before=SLOW_PAGE).run_all()
    lesson.page.wait_for_selector(".nn-live")
    [live] = lesson.lives()
    move(live)
    assert live.state()["twin"].startswith("n is 4,")


PAGE = """const values = {n: 3}, model = {
    state: {controls: [{kind: 'slider', name: 'n', label: 'n', min: 0, max: 10, step: 1, decimals: 0}],
            start: values, values, others: [], title: 'said',
            picture: {values, problem: '', text: 'n is 3.', markup: '<svg></svg>'}},
    heard: {}, widget_manager: {}, get(name) { return this.state[name]; }, save_changes() {},
    on(event, act) { this.heard[event] = act; },
    set(name, value) { this.state[name] = value; this.heard[`change:${name}`](); }};
const el = document.createElement('div');
el.className = 'jupyter-widgets-disconnected';
document.body.append(el);
shown.render({model, el});"""


def test_in_a_page_without_python_a_moved_picture_says_that_it_is_a_still(browser):
    page = browser.new_page()
    code = (pathlib.Path(every_control.__file__).parents[2] / "helpers" / "live" / "live.js").read_text(encoding="utf8")
    page.add_script_tag(type="module", content=code.replace("export default", "const shown =") + PAGE)
    page.get_by_role("slider").press("ArrowRight")
    assert page.get_by_role("alert").inner_text() == STILL
    assert page.locator("figure").get_attribute("aria-busy") == "false"
    page.get_by_role("button", name="Reset").click()
    assert page.get_by_role("alert").inner_text() == ""
    page.close()
