"""One notebook that is open in the browser, with the questions that the tests ask of its page."""

import contextlib
import json
from dataclasses import dataclass, field

from playwright.sync_api import TimeoutError as TooSlow

from tests.browser import every_control, lab

PATIENCE = 60_000  # ms for what takes a few seconds on a quiet machine
RUN = 180_000  # ms for all cells of a notebook

TOLD = """live => {
    const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')], cell = live.closest('.jp-Cell');
    const code = cell.querySelector('.cm-content')?.innerText.trim().split('\\n').pop() ?? '';
    const here = [...cell.querySelectorAll('.nn-live')];
    return `cell ${cells.indexOf(cell) + 1} (${code.trim().slice(0, 60)})`
        + (here.length > 1 ? `, picture ${here.indexOf(live) + 1}` : '');
}"""
STATE = """live => ({markup: live.querySelector('.nn-picture').innerHTML,
    twin: live.querySelector('figcaption').textContent,
    problem: live.querySelector('.nn-error').textContent,
    values: [...live.querySelectorAll('.nn-controls :is(input:not([type=radio]), select, [role=gridcell])')].map(
        input => input.type === 'checkbox' ? input.checked : input.value ?? input.ariaLabel)})"""
CAUGHT_UP = "live => live.querySelector('figure').getAttribute('aria-busy') === 'false'"
BOTH_SIDES = """async ([live, state]) => {
    const {content, context} = jupyterapp.shell.currentWidget, kernel = context.sessionContext.session?.kernel;
    const cell = content.widgets.find(one => one.node.contains(live));
    const place = [...cell.node.querySelectorAll('.nn-live')].indexOf(live);
    const id = cell.model.outputs.toJSON().map(one => one.data?.['application/vnd.jupyter.widget-view+json']?.model_id)
        .filter(one => one)[place];
    const told = {page: eval(state)(live).values, kernel: kernel?.status, line: kernel?.hasComm(id), python: ''};
    const asked = kernel?.requestExecute({silent: true, code: `
from ipywidgets.widgets import widget
one = widget._instances[${JSON.stringify(id)}]
print({"controls": one.values, "picture": one.picture["values"], "problem": one.picture["problem"]})`});
    if (asked) asked.onIOPub = said => { told.python += said.content.text ?? said.content.evalue ?? ''; };
    await Promise.race([asked?.done, new Promise(go => setTimeout(go, 5000))]);
    return told;
}"""
ASK = """async code => {
    const {kernel} = jupyterapp.shell.currentWidget.context.sessionContext.session, told = [];
    const asked = kernel.requestExecute({silent: true, code});
    asked.onIOPub = said => told.push(said.content.text ?? said.content.evalue ?? '');
    await asked.done;
    return told.join('').trim();
}"""
ALL_CAUGHT_UP = """() => [...document.querySelectorAll(
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.widget-view+json"]')]
    .every(output => output.querySelector('.widget-interact, .nn-live figure[aria-busy=false]'))"""

# Parts lie over each other (edges cross), so the mouse goes to a place where this part is the uppermost.
REACH = """(live, set) => {
    const part = [...live.querySelectorAll('[data-set]')].find(one => one.dataset.set === set);
    if (!part) return null;
    part.scrollIntoView({block: 'center'});
    for (const mark of part.querySelectorAll('text, rect, circle, line')) {
        const {left, top, width, height} = mark.getBoundingClientRect(), line = mark.tagName === 'line';
        for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
            const down = line && (mark.y2.baseVal.value - mark.y1.baseVal.value) < 0 ? 1 - share : share;
            const x = left + width * share, y = top + height * (line ? down : 0.5);
            if (document.elementFromPoint(x, y)?.closest('[data-set]') === part) return [x, y];
        }
    }
    return null;
}"""


@dataclass
class Lesson:
    """A notebook in JupyterLab; `fresh` is what it showed before anything was run, `first` its pictures after."""

    name: str
    page: object
    complaints: list = field(default_factory=list)
    fresh: dict = field(default_factory=dict)
    first: list = field(default_factory=list)

    def listen(self):
        """Write down what the browser complains about, and whatever would need the network."""
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{error} {error.stack or ''}"[:600]))
        self.page.on(
            "request",
            lambda request: (
                self.complaints.append(f"asks the network for {request.url}")
                if request.url.startswith("http") and "//127.0.0.1:" not in request.url
                else None
            ),
        )

    def open(self, address, token, outputs):
        """Open the notebook and wait until its saved outputs are in the page and its kernel is there."""
        self.page.goto(f"{address}/doc/tree/{self.name}?token={token}", timeout=PATIENCE)
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE)
        self.page.wait_for_function(
            "count => document.querySelectorAll('.jp-OutputArea-output').length >= count", arg=outputs, timeout=PATIENCE
        )
        self.page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context", timeout=PATIENCE)
        self.page.evaluate("() => jupyterapp.shell.currentWidget.context.sessionContext.ready")
        self.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=PATIENCE)
        return self

    def look(self):
        """Return what the page shows now: its words, and for each picture whether it can be seen."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-RenderedSVG img')].every(image => image.complete)"
        )
        return self.page.evaluate("""() => ({
            words: document.querySelector('.jp-Notebook').innerText,
            seen: [...document.querySelectorAll('.jp-RenderedSVG img')].map(
                image => image.naturalWidth > 50 && image.offsetWidth > 50)
        })""")

    def run_all(self, then=ALL_CAUGHT_UP):
        """Run every cell, wait for the pictures and return the lesson."""
        self.page.evaluate("""() => { window.ran = false;
            jupyterapp.commands.execute('notebook:run-all-cells').finally(() => { window.ran = true; }); }""")
        self.page.wait_for_function("() => window.ran", timeout=RUN)
        self.page.wait_for_function(then, timeout=PATIENCE)
        return self

    def ask(self, code):
        """Run code in the notebook's Python and return what it prints."""
        return self.page.evaluate(ASK, code)

    def close(self):
        """End the kernel and the page; whatever the browser complained about fails here."""
        complaints = list(self.complaints)
        with contextlib.suppress(Exception):
            self.page.evaluate("() => jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
        self.page.context.close()
        assert not complaints, f"{self.name}: {complaints}"

    def lives(self):
        """Return the live pictures of the page."""
        return [Live(self, one) for one in self.page.locator(".jp-Notebook .nn-live").all()]

    def wrong_outputs(self):
        """Return the cells that show an error or something on stderr."""
        return self.page.evaluate("""() => [...document.querySelectorAll('.jp-OutputArea-output')]
            .filter(output => /stderr|error/.test(output.dataset.mimeType) || output.querySelector('.jp-mod-error'))
            .map(output => `cell ${[...document.querySelectorAll('.jp-Notebook .jp-Cell')].indexOf(
                output.closest('.jp-Cell')) + 1}: ${output.textContent.trim().slice(0, 300)}`)""")

    def cell_of(self, selector):
        """Return in words which cell something is in."""
        return self.page.evaluate(
            """selector => {
            const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
            return `cell ${cells.indexOf(document.querySelector(selector)?.closest('.jp-Cell')) + 1}`;
        }""",
            selector,
        )

    def active_cell(self):
        """Return the number of the cell that is selected."""
        return self.page.evaluate("""() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(
            cell => cell.classList.contains('jp-mod-active'))""")


class Live:
    """One live picture with its controls."""

    def __init__(self, lesson, locator):
        self.lesson, self.page, self.locator = lesson, lesson.page, locator
        self.handle = locator.element_handle()
        self.where = f"{lesson.name}, {self.handle.evaluate(TOLD)}"

    def __str__(self):
        return self.where

    def changed_since(self, before):
        """Wait until the picture is another one than in this state: what is uploaded takes the page a moment."""
        self.page.wait_for_function(
            "([live, markup]) => live.querySelector('.nn-picture').innerHTML !== markup",
            arg=[self.handle, before["markup"]],
            timeout=PATIENCE,
        )
        return self.state()

    def state(self):
        """Return markup, twin, problem and the values of the controls, once the picture belongs to them."""
        try:
            self.page.wait_for_function(CAUGHT_UP, arg=self.handle, timeout=PATIENCE)
        except TooSlow:
            raise AssertionError(f"{self.where}: the picture never came. {self.both_sides()}") from None
        state = self.handle.evaluate(STATE)
        assert not state["problem"], f"{self.where}: {state['problem']}"
        return state

    def both_sides(self):
        """Tell where the controls stand in the page and in Python: was a message lost, or is one of them slow?"""
        return json.dumps(self.page.evaluate(BOTH_SIDES, [self.handle, STATE]), ensure_ascii=False)

    def names(self, selector):
        """Return the accessible names (our labels) of the controls that a selector finds."""
        return self.handle.evaluate(
            "(live, found) => [...live.querySelectorAll(found)].map(one => one.getAttribute('aria-label') ?? '')",
            selector,
        )

    def control(self, role, name):
        """Return the one control with this role and name, found as a screen reader finds it."""
        control = self.locator.get_by_role(role, name=name, exact=True)
        assert control.count() == 1, f"{self.where}: {control.count()} {role}s are called {name!r}"
        return control

    def point_at(self, part):
        """Move the mouse onto a part of the picture, such as "stage=2", and return the state."""
        place = self.handle.evaluate(REACH, part)
        assert place, f"{self.where}: the mouse cannot reach {part}"
        self.page.mouse.move(*place)
        return self.state()

    def click(self, part):
        """Click a part of the picture and return the state."""
        self.point_at(part)
        self.page.mouse.down()
        self.page.mouse.up()
        return self.state()

    def focused(self):
        """Return which part of the picture has the keyboard's focus."""
        return self.handle.evaluate(
            "live => live.contains(document.activeElement) ? document.activeElement.dataset.set ?? null : null"
        )

    def press(self, control, *keys):
        """Return the states after each key."""
        states = []
        for key in keys:
            control.press(key, timeout=PATIENCE)
            states.append(self.state())
        return states

    def reset(self):
        """Press the reset button with the keyboard and return the state."""
        self.control("button", "Reset").press("Enter", timeout=PATIENCE)
        return self.state()


def different(states, *parts):
    """Return those parts ("markup", "twin") that were the same in all states; a table is its own twin."""
    tables = not any(state["twin"] or "<svg" in state["markup"] for state in states)
    return [part for part in parts if len({str(state["markup" if tables else part]) for state in states}) < 2]


def one_cell(code):
    """Return a notebook with this cell alone."""
    return {**every_control.notebook(), "cells": [every_control.code_cell(1, code.strip(), {})]}


def write(home, name, notebook):
    """Put a notebook that JupyterLab trusts into its folder."""
    path = home / "notebooks" / name
    path.write_text(json.dumps(notebook), encoding="utf8")
    lab.trust([path], home)
