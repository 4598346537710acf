"""Figures of matplotlib: taken in every way in which people draw, closed, told in words, light enough to travel."""

import base64
import gc
import io
import re
import xml.etree.ElementTree as ET

import matplotlib
import numpy as np
import pandas
import psutil
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.image import imread
from PIL import Image

from helpers.live import explore, figures

SVG = "{http://www.w3.org/2000/svg}"
INLINE = "module://matplotlib_inline.backend_inline"


@pytest.fixture(autouse=True)
def paper():
    plt.close("all")  # what other tests of this worker left open
    plt.switch_backend("agg")
    yield
    plt.interactive(False)
    plt.close("all")


def live(draw):
    """Explore a drawing that asks for nothing."""
    return explore(lambda n: draw(), n=(0, 1))


def labelled(*axes):
    for one in axes or [plt.gca()]:
        one.set_title("My title")


def without_pyplot():
    figure = Figure()
    labelled(figure.subplots())
    return figure


def its_axes():
    axes = plt.subplots()[1]
    labelled(axes)
    return axes


def nothing_returned():
    plt.plot([1, 2])
    labelled()


def shown_by_pyplot():
    nothing_returned()
    plt.show()


def colorbar():
    plt.imshow(np.eye(3))
    labelled()
    return plt.colorbar()


def four():
    figure, axes = plt.subplots(2, 2)
    labelled(*axes.flat)
    return axes


def and_then(result):
    """Return a drawing that ends in a result of pyplot."""

    def drawing():
        labelled()
        return result()

    return drawing


WAYS = {
    "a figure": lambda: its_axes().figure, "its axes": its_axes, "a figure without pyplot": without_pyplot,
    "nothing": nothing_returned, "plt.show()": shown_by_pyplot, "four axes": four, "a colorbar": colorbar,
    "figure and axes": lambda: (its_axes().figure, plt.gca()),
    "a table of axes": lambda: (labelled(*(made := plt.subplots(2, 2))[1].flat), made)[1],
    **{name: and_then(result) for name, result in {
        "lines": lambda: plt.plot([1, 2]), "bars": lambda: plt.bar(["a", "b"], [1, 2]),
        "hist": lambda: plt.hist([1, 2, 2]), "scatter": lambda: plt.scatter([1, 2], [1, 2]),
        "image": lambda: plt.imshow(np.eye(2)), "contour": lambda: plt.contour(np.eye(3)),
        "boxplot": lambda: plt.boxplot([1, 2]), "violinplot": lambda: plt.violinplot([1, 2]),
        "pie": lambda: plt.pie([1, 2]), "errorbar": lambda: plt.errorbar([1], [1], yerr=1),
        "streamplot": lambda: plt.streamplot(np.arange(2), np.arange(2), np.eye(2), np.eye(2)),
        "text": lambda: plt.text(0, 0, "here")}.items()},
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_figure_is_shown_however_it_is_drawn_and_closed(way):
    picture = live(WAYS[way]).picture
    root = ET.fromstring(picture["markup"])
    assert root.tag == f"{SVG}svg" and "My title" in [text.text for text in root.iter(f"{SVG}text")]
    assert picture["text"].startswith("My title. ") and "said" not in picture, picture.get("said")
    assert plt.get_fignums() == []


def test_a_number_or_a_text_beside_a_figure_stands_below_it_and_a_sentence_is_its_caption():
    def drawing(result):
        return live(lambda: (labelled(), result)[1]).picture

    assert drawing(0.5)["markup"].endswith("</svg>\n</div><div><pre>0.5</pre></div>")
    assert drawing("Half.")["markup"].endswith("<div><pre>Half.</pre></div>") and "said" not in drawing(0.5)
    assert "<table" in drawing(pandas.DataFrame({"a": [1]}))["markup"], "a table stays a table"
    for result in (lambda: (None, "Half."), lambda: (plt.plot([1]), "Half.")):
        picture = live(lambda: (labelled(), result())[1]).picture  # noqa: B023
        assert picture["text"] == "Half." and "said" not in picture and picture["markup"].startswith("<svg")


def test_all_figures_are_shown_one_below_the_other_and_closed():
    def three():
        for title in ("one", "two", "three"):
            plt.figure()
            plt.title(title)
        plt.figure(2)

    picture = live(three).picture
    assert re.findall("one|two|three", picture["text"]) == ["one", "two", "three"] and plt.get_fignums() == []
    assert re.findall('<svg role="img" aria-label="(.*?)[.]', picture["markup"]) == ["one", "two", "three"]
    assert picture["captioned"]


def test_words_outside_the_figure_make_its_paper_larger_and_no_others():
    def small():
        plt.figure(figsize=(3, 2))
        plt.plot([1, 2], label="one")
        plt.xlabel("below")
        plt.xticks([0, 1], ["a name that is long", "two"], rotation=90)

    def box(drawing):
        svg = ET.fromstring(live(drawing).picture["markup"])
        return [float(number) for number in svg.get("viewBox").split()], svg.get("width")

    (left, top, wide, high), width = box(small)
    assert top == 0 and left <= 0 and wide == 216 - left and 230 < high < 300 and width == f"{wide:g}pt"
    assert box(lambda: plt.plot([1, 2])) == ([0, 0, 460.8, 345.6], "460.8pt"), "6.4 × 4.8 inches of 72 points"


def test_png_and_pdf_of_a_figure_have_the_same_paper(tmp_path):
    def small():
        plt.figure(figsize=(3, 2))
        plt.xticks([0, 1], ["a name that is long", "two"], rotation=90)

    live(small).save(tmp_path / "small.png")
    wide, high = Image.open(tmp_path / "small.png").size
    assert wide == 576 and high > 500, "192 dots an inch; 2 inches would be 384"


def test_a_figure_that_the_learner_holds_open_stays_as_it_is():
    mine, axes = plt.subplots()
    axes.set_title("mine")
    assert repr(live(lambda: 3)) == "3"
    assert live(lambda: plt.plot([1, 2])).picture["text"].startswith("1 line: horizontally") and not axes.lines
    assert live(its_axes).picture["text"].startswith("My title")
    assert live(lambda: axes).picture["text"].startswith("mine"), "her own is shown when it is returned"
    assert live(lambda: (plt.plot([1, 2]), plt.close(), 3)[2]).picture["markup"] == "<pre>3</pre>"
    with pytest.raises(TypeError, match="did you forget return"):
        live(lambda: None)
    assert plt.get_fignums() == [mine.number] and plt.gcf() is mine and axes.get_title() == "mine"


def test_no_figure_is_left_after_a_mistake():
    def fragile(n):
        plt.plot([1, 2])
        if n:
            raise ValueError("no")

    assert explore(fragile, n=(0, 1)).set(n=1).picture["problem"].endswith(": no") and plt.get_fignums() == []


# ---- The twin


def test_the_twin_says_what_is_written_on_the_figure():
    def curve(w):
        x = np.linspace(-5, 5, 11)
        plt.plot(x, w * x, label="a line")
        plt.plot(x, x**2, label="a parabola")
        plt.xlim(-5, 5)
        plt.ylim(-1e-3, 12.346)
        plt.title("Two curves")
        plt.xlabel("x in cm")
        plt.legend()

    twin = "Two curves. 2 lines: x in cm from −5 to 5, vertically from −0.001 to 12.3. Legend: a line, a parabola."
    shown = explore(curve, w=(0, 1.0))
    assert shown.picture["text"] == repr(shown) == shown._repr_mimebundle_()[0]["text/plain"] == twin


def test_the_twin_tells_all_plots_and_says_the_same_but_once():
    def two():
        figure, (left, right) = plt.subplots(1, 2, sharex=True, sharey=True)
        figure.suptitle("Both!")
        left.set_title("left")
        right.set_title("right")
        right.imshow(np.eye(3, 4))
        right.figure.colorbar(right.images[0])

    twin = "Both! left. Horizontally from −0.5 to 3.5, vertically from 2.5 to −0.5. right. An image of 3 × 4 cells."
    assert live(two).picture["text"] == twin
    assert live(lambda: plt.axis("off") and plt.gcf()).picture["text"] == "A figure without words."


# ---- The SVG


def test_the_same_figure_is_the_same_text_twice():
    def busy():
        plt.plot([1, 2, 3], "o-", clip_on=True)
        plt.fill_between([0, 1], [1, 2], hatch="/")
        plt.legend(["dots"])

    first, second = live(busy).picture["markup"], live(busy).picture["markup"]
    assert first == second and "<metadata>" not in first and "background: #fff" in first[:300]
    figure = its_axes().figure
    assert figures.svg_of(figure) == figures.svg_of(figure)


RANDOM = np.random.default_rng(0)
MANY = {
    "scatter": lambda: plt.scatter(*RANDOM.random((2, 20_000))),
    "dots": lambda: plt.plot(*RANDOM.random((2, 20_000)), "o"),
    "dots on a line": lambda: plt.plot(*RANDOM.random((2, 5_000)), "o-"),
    "cells": lambda: plt.pcolormesh(RANDOM.random((100, 100))),
    "short lines": lambda: plt.vlines(np.arange(2_000), 0, 1),
    "outlines": lambda: plt.contourf(RANDOM.random((80, 80))),
}


@pytest.mark.parametrize("marks", MANY)
def test_many_marks_travel_as_one_image_that_is_sharp_on_a_double_display(marks):
    plt.figure(figsize=(4, 3))
    artist = MANY[marks]()
    artist = artist[0] if isinstance(artist, list) else artist
    svg = figures.svg_of(plt.gcf())
    assert len(svg) < 250_000 and len(ET.fromstring(svg).findall(f".//{SVG}image")) == 1
    assert ">0" in svg, "the words stay words"
    assert not artist.get_rasterized(), "the learner's figure is as before"
    code = re.search(r"base64,([^\"]*)", svg)[1]
    high, wide = imread(io.BytesIO(base64.b64decode(code))).shape[:2]
    assert 2 * 96 * 4 * 0.6 < wide <= 2 * 96 * 4 and 2 * 96 * 3 * 0.6 < high <= 2 * 96 * 3


def test_few_marks_stay_outlines_and_what_the_learner_rasterized_stays_so():
    dots = plt.scatter(*RANDOM.random((2, 500)))
    plt.plot(RANDOM.random(5_000))
    assert "<image" not in figures.svg_of(plt.gcf())
    (many,) = plt.plot(RANDOM.random(5_000), "o", rasterized=True)
    assert "<image" in figures.svg_of(plt.gcf()) and many.get_rasterized() and not dots.get_rasterized()


# ---- Long sessions


@pytest.mark.slow
def test_two_thousand_figures_leave_none_behind_and_grow_the_kernel_by_less_than_10_MB():
    def cheap(n):
        plt.figure(figsize=(2, 1)).text(0, 0.5, f"{n}")

    plt.switch_backend(INLINE)
    plt.interactive(True)  # as in a notebook
    shown, own = explore(cheap, n=(0, 10_000)), psutil.Process()
    for n in range(200):
        shown.set(n=n)
    gc.collect()
    before = own.memory_info().rss
    for n in range(200, 2_200):
        shown.set(n=n)
    gc.collect()
    grown = own.memory_info().rss - before
    left = [one for one in gc.get_objects() if isinstance(one, Figure) and tuple(one.get_size_inches()) == (2, 1)]
    assert plt.get_fignums() == [] and len(left) <= 2, f"{len(left)} figures are still there"
    assert grown < 10_000_000, f"{grown / 1e6:.1f} MB more after 2,000 changes"


def test_the_inline_backend_has_nothing_to_draw_later():
    plt.switch_backend(INLINE)
    plt.interactive(True)
    shown = explore(lambda n: plt.plot([1, n]) and None, n=(0, 9))
    for n in range(9):
        shown.set(n=n)
    inline = matplotlib.pyplot._get_backend_mod()
    assert inline.show._to_draw == [] and inline.show._draw_called is False
