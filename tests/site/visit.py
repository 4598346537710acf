"""One notebook in the browser version."""

import json
from dataclasses import dataclass, field

from tests.browser.lesson import ALL_CAUGHT_UP, PATIENCE, Lesson

BOOT = 240_000  # ms until Python has started and the first picture is live, on a busy machine
RUN = 900_000  # ms for all cells

# What `interact` shows is in its widget; a saved notebook has it as outputs of the cell.
OUTPUTS = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap(cell => {
    if (cell.model.type !== 'code') return [];
    const own = cell.model.outputs.toJSON();
    const shown = [...cell.node.querySelectorAll('.widget-interact .widget-output .jp-OutputArea-output')].map(one =>
        one.querySelector('img') ? {output_type: 'display_data', data: {'image/png': one.querySelector('img').src
            .split(',')[1], 'text/plain': one.querySelector('img').alt || ''}}
        : {output_type: 'stream', name: 'stdout', text: one.textContent});
    return [[...own, ...shown]];
})"""
SAVE = "() => jupyterapp.shell.currentWidget.context.save()"
WRITE = """source => {
    const {model} = jupyterapp.shell.currentWidget.content;
    model.sharedModel.insertCell(1, {cell_type: 'code', source, metadata: {}, outputs: []});
}"""
RUN_CELL = """async ([number, done]) => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = number;
    const ran = jupyterapp.commands.execute('notebook:run-cell');
    if (done) await ran;
}"""
SOURCES = """() => jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.sharedModel.getSource())"""


def is_missing(answer):
    return answer.status >= 400 and "/live/api/" not in answer.url


@dataclass
class Visit(Lesson):
    """A notebook, opened by its address; nothing is pressed until Python is there and the first picture is live."""

    missing: list = field(default_factory=list)

    def wrong(self):
        """Return what the browser complained about, but for a folder that Jupyter looks for in vain: it knows no other
        way to learn whether a path in an output, such as that of a module, is one of the site's files.
        """
        return [said for said in self.complaints if not said.startswith("Failed to load resource")] + self.missing

    def listen(self):
        super().listen()
        self.page.on("response", lambda got: self.missing.append(got.url) if is_missing(got) else None)

    def open(self, address, wait="ready"):
        self.page.goto(f"{address}live/lab/index.html?path={self.name}", timeout=PATIENCE)
        return self.until(wait)

    def until(self, state):
        self.page.wait_for_selector(f"body[data-course={state}]", state="attached", timeout=BOOT)
        return self

    def run_all(self):
        self.page.evaluate("""() => { window.ran = false;
            jupyterapp.commands.execute('notebook:run-all-cells').finally(() => { window.ran = true; }); }""")
        self.page.wait_for_function("() => window.ran", timeout=RUN)
        self.page.wait_for_function(ALL_CAUGHT_UP, timeout=PATIENCE)
        return self

    def run_cell(self, number, done=True):
        """Run a cell, and wait until it is `done` unless it has no end."""
        self.page.evaluate(RUN_CELL, [number, done])

    def outputs(self):
        """Return the outputs of each code cell."""
        return self.page.evaluate(OUTPUTS)

    def told(self):
        """Return what the line in the corner says."""
        return self.page.locator(".nn-told").inner_text()

    def write(self, source):
        """Add a code cell below the title, and save."""
        self.page.evaluate(WRITE, source)
        self.page.evaluate(SAVE)

    def sources(self):
        return self.page.evaluate(SOURCES)


def plain(outputs):
    """Return outputs as they are saved, as far as a test compares them: no counts, streams in one piece.

    Of a figure by another matplotlib only that it is there.
    """
    found = []
    for output in outputs:
        if output["output_type"] == "stream" and found and found[-1].get("name") == output["name"]:
            found[-1]["text"] += "".join(output["text"])
        elif output["output_type"] == "stream":
            found.append({"name": output["name"], "text": "".join(output["text"])})
        elif output["output_type"] == "error":
            found.append({"error": f"{output['ename']}: {output['evalue']}"})
        else:
            data = {kind: text if isinstance(text, dict) else "".join(text) for kind, text in output["data"].items()}
            found.append({"figure": "drawn"} if "image/png" in data else {"data": data})
    return found


def in_words(outputs):
    """Return what outputs show, each kind apart, without the widgets, which live in the page only."""
    kinds = [output.get("data") or output for output in outputs]
    return [{kind: text for kind, text in one.items() if "widget-view" not in kind} for one in kinds]


def shorten(value):
    return json.dumps(value, ensure_ascii=False)[:300]
