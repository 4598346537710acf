"""nbval notices every change of a still that a reader could see, and none that only rounding makes."""

import base64
import io
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers.pens.picture import Picture, tag, varying, words
from helpers.pens.pixels import pixels
from tests.stills import alike, difference

ROOT = pathlib.Path(__file__).parents[3]
IMAGE = np.array([[0.0, 0.25, 0.5], [0.5, 0.75, 1.0]])
TRACED = tag("path", d="M10 10L20 20.5L30 -10Z", fill="#a9cfe8")
MARKS = {
    "words": words(30, 20, "w1 = 0.05"),
    "circle": tag("circle", cx=50, cy=60.3, r=12, fill="#0072b2", stroke="#ffffff", stroke_width=1.5),
    "line": tag("line", x1=1, y1=2, x2=30, y2=40, stroke="#d55e00", stroke_dasharray="7 4", stroke_width=2),
    "ring": tag("path", d="M45 60a4.5 4.5 0 1 0 9 0", fill="none", transform="translate(3 4)"),
    "group": tag("g", tag("rect", x=1, y=1, width=9, height=9), data_set="stage=2", opacity=0.2),
    "image": pixels(IMAGE, 5, 6, 30),
    "varying": varying(TRACED),
}


def still(**changed):
    """A still with every kind of mark; a mark that is given replaces the one of that name."""
    return Picture(90, 80, "".join({**MARKS, **changed}.values()), "One of each kind.").still


def edited(name, old, new):
    """A still in which one text in the mark of this name is another one."""
    assert MARKS[name].count(old) == 1
    return still(**{name: MARKS[name].replace(old, new)})


def test_a_still_shows_the_same_as_itself():
    assert difference(still(), still()) is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("circle", 'cx="50"', 'cx="51.9"'),
        ("circle", 'cy="60.3"', 'cy="58.4"'),
        ("circle", 'r="12"', 'r="12.4"'),
        ("circle", "#0072b2", "#0375af"),
        ("circle", 'stroke-width="1.5"', 'stroke-width="1.6"'),
        ("line", 'x2="30"', 'x2="28.1"'),
        ("ring", "M45 60", "M44.2 61.5"),
        ("ring", "translate(3 4)", "translate(4.9 2.1)"),
        ("image", pixels(IMAGE, 5, 6, 30), pixels(IMAGE + 0.005, 5, 6, 30)),
        ("varying", "L20 20.5L30 -10Z", "L20 20.5L22 28L31 -10ZM1 1L2 2L1 2Z"),
        ("varying", "M10 10", "M70 70"),
        ("varying", TRACED, TRACED + TRACED),
    ],
)
def test_what_rounding_changes_is_no_difference(name, old, new):
    assert difference(edited(name, old, new), still()) is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("words", "0.05", "0.06"),
        ("words", MARKS["words"], ""),
        ("words", MARKS["words"], MARKS["words"] * 2),
        ("words", MARKS["words"], MARKS["circle"]),
        ("words", 'x="30"', 'x="32.1"'),
        ("words", 'font-size="15"', 'font-size="14"'),
        ("words", 'fill="#1a1a1a"', 'fill="#1a1a1a" font-weight="bold"'),
        ("circle", 'cx="50"', 'cx="52.1"'),
        ("circle", 'cy="60.3"', 'cy="58.2"'),
        ("circle", 'r="12"', 'r="12.6"'),
        ("circle", "#0072b2", "#0472b2"),
        ("circle", "#0072b2", "none"),
        ("circle", 'stroke-width="1.5"', 'stroke-width="2"'),
        ("circle", ' stroke="#ffffff"', ""),
        ("line", "7 4", "7 5"),
        ("line", 'y1="2"', 'y1="-2"'),
        ("ring", "a4.5 4.5 0 1 0 9 0", "a4.5 4.5 0 0 0 9 0"),
        ("ring", "a4.5 4.5 0 1 0 9 0", "a4.5 4.5 0 1 1 9 0"),
        ("ring", "9 0", "9 0h1"),
        ("ring", "translate", "scale"),
        ("group", "stage=2", "stage=3"),
        ("group", 'opacity="0.2"', 'opacity="0.3"'),
        ("image", pixels(IMAGE, 5, 6, 30), pixels(IMAGE[:, ::-1], 5, 6, 30)),
        ("image", pixels(IMAGE, 5, 6, 30), pixels(IMAGE[:1], 5, 6, 30)),
        ("image", pixels(IMAGE, 5, 6, 30), pixels(np.minimum(IMAGE + 0.02, 1), 5, 6, 30)),
        ("varying", TRACED, ""),
        ("varying", "L20 20.5", "Lnan nan"),
        ("varying", "path", "line"),
        ("varying", MARKS["varying"], TRACED),
        ("varying", "varies", "stays"),
    ],
)
def test_what_a_reader_could_see_is_a_difference(name, old, new):
    assert difference(edited(name, old, new), still())


def test_another_order_is_a_difference():
    turned = Picture(90, 80, "".join(reversed(MARKS.values())), "One of each kind.").still
    assert difference(turned, still())


def test_what_is_no_svg_is_a_difference():
    assert "no SVG" in difference(still() + "<", still())


def test_the_sentence_says_where_and_what():
    said = difference(edited("circle", 'cx="50"', 'cx="90"'), still())
    assert said == "circle has cx '90' and had '50'."
    said = difference(edited("words", "0.05", "0.06"), still())
    assert said == "text 'w1 = 0.06' has other words than text 'w1 = 0.05'."


@pytest.mark.parametrize(
    ("new", "same"),
    [
        ("w1 +0.5 3e-11 ✓ right", True),
        ("w1 +0.5 9e-08 ✓ right", True),
        ("w1 +0.5 -4e-10 ✓ right", True),
        ("w1 +0.5 3e-06 ✓ right", False),
        ("w1 +0.6 2e-09 ✓ right", False),
        ("w1 +0.5 2e-09 ! caution", False),
        ("w1 +0.5 2e-09 2e-09 ✓ right", False),
    ],
)
def test_in_a_cell_about_rounding_only_the_size_of_small_numbers_counts(new, same):
    old = "w1 +0.5 2e-09 ✓ right"
    saved, made = (
        [{"data": {"text/plain": text, "image/svg+xml": still(words=words(1, 2, text))}}] for text in (old, new)
    )
    assert (alike(made, saved, noisy=True) == (saved, [])) is same
    assert alike(made, saved)[0][0]["data"]["text/plain"] == new
    assert made[0]["data"]["text/plain"] == new  # nothing that was given is changed


def figure(slope=1.0, size=(3, 2)):
    """The output of a cell that shows a line of matplotlib."""
    made, file = Figure(figsize=size), io.BytesIO()
    made.subplots().plot([0, 1], [0, slope])
    made.axes[0].set_ylim(0, 2)
    made.savefig(file, format="png", dpi=100)
    image = base64.b64encode(file.getvalue()).decode()
    return [{"data": {"image/png": image, "text/plain": "<Figure size 300x200 with 1 Axes>"}}]


@pytest.mark.parametrize(
    ("made", "noisy", "same"),
    [
        (figure(), False, True),
        (figure(1.001), False, True),
        (figure(1.05), False, False),
        (figure(1.05), True, True),
        (figure(size=(3, 2.01)), True, False),
    ],
)
def test_the_image_of_a_figure_may_differ_in_hardly_a_pixel(made, noisy, same):
    alike_made, sentences = alike(made, figure(), noisy)
    assert (alike_made == figure()) is same is not bool(sentences)


def test_a_widget_alone_is_not_asked_for_as_nothing_of_it_is_saved():
    alone = {"data": {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "interactive(children=())"}}
    live = {"data": {**alone["data"], "image/svg+xml": still()}}
    assert alike([alone, live], [])[0] == [live]


def cell(shown, saved):
    """A cell that shows one still, saved with another one."""
    source = (
        "import base64\n"
        "from IPython.display import SVG\n"
        f"SVG(base64.b64decode('{base64.b64encode(shown.encode()).decode()}').decode())"
    )
    data = {"image/svg+xml": saved, "text/plain": "<IPython.core.display.SVG object>"}
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1, "outputs": [output]}


def test_nbval_compares_stills_in_this_way_and_says_what_differs(tmp_path):
    moved, nudged = (edited("circle", 'cx="50"', f'cx="{x}"') for x in (60, 51))
    cells = [cell(nudged, still()), cell(moved, still()), cell(still(), still())]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / "stills.ipynb").write_text(json.dumps(book), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "conftest",
        "-p",
        "no:cacheprovider",
        "-rA",
        "--color=no",
        "--nbval",
        "--nbval-current-env",
        str(tmp_path / "stills.ipynb"),
    ]
    environ = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8")
    results = [line.split(" - ")[0] for line in done.stdout.splitlines() if line.startswith(("PASSED", "FAILED"))]
    assert sorted(line.split()[0] + line[-1] for line in results) == ["FAILED1", "PASSED0", "PASSED2"], done.stdout
    assert "The still differs. circle has cx '60' and had '50'." in done.stdout
