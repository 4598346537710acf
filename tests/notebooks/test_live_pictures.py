"""Every live picture of every notebook, with every control moved to both ends, through all choices and into nonsense.

Running a notebook draws each picture once, at its first values. Here the cells run in this process, every live
picture is caught, and its controls are moved through the same function that the page calls.
"""

import base64
import contextlib
import io
import itertools
import json
import time
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import numpy as np
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from PIL import Image
from tests.saved import PATHS, cells, source

from helpers.datasets.files import DATA
from helpers.live.widget import Live
from helpers.lessons.transfer_learning.photographs import png

pytestmark = pytest.mark.slow

NONSENSE = ["", "bias", "w5", "zzz nonsense", "x" * 5_000, "<b>bold</b>", "&lt; & \" ' =", "(.*[", "naïve ∂ 漢字", "  "]


# ---- Running a notebook and catching its live pictures


def live_pictures(path):
    """Return (where, live picture) for all live pictures that the notebook's cells make, in order."""
    caught, where = [], [""]
    born = Live.__init__

    def remember(self, *arguments, **more):
        born(self, *arguments, **more)
        nth = 1 + sum(name.startswith(where[0]) for name, _ in caught)
        caught.append((where[0] + f", picture {nth}" * (nth > 1), self))

    scope, transform = {"__name__": "__main__"}, TransformerManager().transform_cell
    with contextlib.chdir(path.parent), contextlib.redirect_stdout(io.StringIO()), pytest.MonkeyPatch.context() as to:
        to.setattr(Live, "__init__", remember)
        for number, (_, cell) in enumerate(cells(path, "code"), 1):
            code = source(cell)
            where[0] = f"{path.name}, code cell {number} ({code.strip().splitlines()[-1][:60]})"
            exec(compile(transform(code), where[0], "exec"), scope)
    return caught


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def pictures(request):
    return live_pictures(request.param)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """What a button saves does not stay in the project."""
    monkeypatch.chdir(tmp_path)


# ---- The values that a page can send


def from_page(value):
    """Return a value as it arrives from the page: JSON has one kind of number, so 1.0 comes as 1."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def ends_first(control):
    """Return the values a control can take: the two ends, then some in between, or all of them."""
    if "ticks" in control:
        values = control["ticks"]
    elif control["kind"] == "slider":
        last = int((control["max"] - control["min"]) / control["step"] + 1e-9)
        values = [round(control["min"] + move * control["step"], control["decimals"]) for move in stops(last)]
    elif control["kind"] == "steps":
        values = [*dict.fromkeys([*stops(control["count"]), *range(control["count"])])]
    else:
        values = {
            "choice": lambda: control["options"],
            "toggle": lambda: [False, True],
            "button": lambda: [0, 1, 2],
            "search": lambda: NONSENSE,
            "pad": lambda: drawings(control),
            "upload": lambda: ["", *UPLOADED[control["what"]]()],
        }[control["kind"]]()
    return [from_page(value) for value in values]


def stops(last):
    """Return both ends of the numbers 0 to last, and up to five in between."""
    return list(dict.fromkeys([0, last, min(1, last), last // 4, last // 2, 3 * last // 4, max(0, last - 1)]))


def patiently(values, at_least, seconds=0.5):
    """Return the first values, and more as long as all that is done with them takes less than this time of computing."""
    began = time.process_time()
    for number, value in enumerate(values):
        if number >= at_least and time.process_time() - began > seconds:
            return
        yield value


def uploaded(color):
    """Return a picture as the page sends what was uploaded."""
    content = png(Image.new("RGB", (60, 40), color))
    return "data:image/png;base64," + base64.b64encode(content).decode()


UPLOADED = {
    "picture": lambda: map(uploaded, ["white", "red"]),
    "table": lambda: [
        "data:text/csv;base64," + base64.b64encode((DATA / "tables" / f"{name}.csv").read_bytes()).decode()
        for name in ("iris", "wine")
    ],
}


def drawings(control):
    """Return drawings for a pad: an empty one, a black one, its presets, and one scribbled at random."""
    cells = control["rows"] * control["columns"]
    scribble = np.random.default_rng(cells).choice([0, 0.15, 0.35, 0.75, 1], cells).tolist()
    return [[0] * cells, [1] * cells, *control["presets"].values(), scribble]


def faults(picture):
    """Return what is wrong with a live picture as it is now, as a list of sentences."""
    page = picture.picture
    found = [page["problem"]] if page["problem"] else []
    if page["values"] != picture.values:
        found.append(f"the picture belongs to {page['values']}, the controls stand at {picture.values}")
    table = not page["text"] and not page["markup"].startswith("<svg")  # a table needs no twin: it is text
    if not table and (not page["text"].strip() or repr(picture) != page["text"]):
        found.append(f"text twin {page['text']!r}, repr {picture!r}")
    if well_formed(page["markup"]):
        found.append(well_formed(page["markup"]))
    return found


def well_formed(markup):
    """Return what is wrong with the markup of a picture, or nothing."""
    if markup.lstrip().startswith("<svg"):
        try:
            ET.fromstring(markup)
        except ET.ParseError as problem:
            return f"the picture is not well-formed: {problem}"
        return ""
    reader = Tags()
    reader.feed(markup)
    reader.close()
    return reader.problem or (f"<{reader.open[-1]}> is never closed" if reader.open else "")


class Tags(HTMLParser):
    """Notices a tag that is not closed, is closed twice, or that a learner's words brought in."""

    def __init__(self):
        super().__init__()
        self.open, self.problem = [], ""

    def handle_starttag(self, tag, attributes):
        if tag not in ("br", "hr", "img", "col", "wbr", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problem = self.problem or f"</{tag}> closes nothing"


# ---- What every live picture promises


def test_every_control_can_be_moved_through_all_its_values(pictures):
    wrong = []
    for where, picture in pictures:
        for control in picture.controls:
            picture.reset()
            values = ends_first(control)
            for value in patiently(values, at_least=8 if control["kind"] == "steps" else len(values)):
                picture.set(**{control["name"]: value})
                wrong += [f"{where}, {control['name']} = {str(value)[:40]!r}: {fault}" for fault in faults(picture)]
        picture.reset()
    assert not wrong, "\n".join(wrong)


def test_every_control_changes_its_picture(pictures):
    dead = [
        f"{where}: {control['name']} changes nothing"
        for where, picture in pictures
        for control in picture.controls
        if not answers(picture, control)
    ]
    assert not dead, "\n".join(dead)


def answers(picture, control, tries=10):
    """Say whether a control changes the picture, from the start or from some other values of the other controls."""
    random = np.random.default_rng(0)
    for attempt in range(tries):
        picture.reset()
        if attempt:
            picture.set(**some(picture, random))
        seen = set()
        for value in ends_first(control):
            picture.set(**{control["name"]: value})
            seen.add((picture.picture["markup"], picture.picture["text"]))
            if len(seen) > 1:
                picture.reset()
                return True
    return False


def some(picture, random):
    """Return a random value for each control."""
    return {control["name"]: chosen(control, random.integers(100_000)) for control in picture.controls}


def chosen(control, number):
    """Return one of the values a control can take."""
    values = ends_first(control)
    return values[number % len(values)]


def test_controls_at_their_ends_and_in_random_positions_together(pictures):
    wrong, random = [], np.random.default_rng(7)
    for where, picture in pictures:
        if len(picture.controls) < 2:  # the test above has tried its values
            continue
        ends = [{control["name"]: chosen(control, end) for control in picture.controls} for end in (0, 1)]
        for values in patiently(itertools.chain(ends, [some(picture, random) for _ in range(30)]), at_least=10):
            picture.set(**values)
            wrong += [f"{where}, {values}: {fault}" for fault in faults(picture)]
        picture.reset()
    assert not wrong, "\n".join(wrong)


def test_reset_brings_back_the_first_picture_exactly(pictures):
    random, different = np.random.default_rng(3), []
    for where, picture in pictures:
        first = {**picture.picture, "values": picture.start}
        picture.set(**some(picture, random))
        picture.set(**json.loads(json.dumps({name: from_page(value) for name, value in picture.start.items()})))
        if picture.picture["markup"] != first["markup"] or picture.picture["text"] != first["text"]:
            different.append(f"{where}: the values that the page's Reset sends draw another picture")
        picture.reset()
        if picture.picture != first:
            different.append(f"{where}: reset() draws another picture")
    assert not different, "\n".join(different)


def test_the_controls_stand_where_the_first_picture_was_drawn(pictures):
    wrong = []
    for where, picture in pictures:
        for control in picture.controls:
            value = picture.start[control["name"]]
            if control["kind"] == "slider" and "ticks" not in control:
                if abs(value - round(value, control["decimals"])) > 1e-9:
                    wrong.append(f"{where}: {control['name']} shows {control['decimals']} decimals of {value}")
            elif control["kind"] == "steps" and not 0 <= value <= control["count"]:
                wrong.append(f"{where}: {control['name']} starts at {value}")
        labels = [control["label"] for control in picture.controls]
        wrong += [f"{where}: two controls are called {label!r}" for label in set(labels) if labels.count(label) > 1]
    assert not wrong, "\n".join(wrong)


# ---- The tests above can fail


def test_markup_that_a_learner_brings_in_is_noticed():
    assert well_formed("<p>you typed <b></p>") and well_formed("<svg><text>a<b</text></svg>")
    assert not well_formed("<table><tr><td>&lt;b&gt;</td></tr></table>")
