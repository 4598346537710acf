"""A picture is taken along as a file: Pillow, an XML reader and the PDF's own numbers say what is in it."""

import re
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pandas
import pytest
from matplotlib import pyplot as plt
from PIL import Image

from helpers.live import explore
from helpers.pens.picture import card, rect, words
from tests.samples import SAMPLES, pictures_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def paper():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def drawn(w):
    return card(300, 40, [words(10, 25, f"w is {w}"), rect(200, 0, w, 40, fill="#ff0000")], f"w is {w}.")


def pdf_size(path):
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    return [float(number) for number in re.search(rb"MediaBox ?\[([^\]]*)\]", content)[1].split()]


def red(image):
    """Return how many points of an image are red."""
    rgb = np.asarray(image.convert("RGB")).astype(int)
    return int(((rgb[..., 0] > 250) & (rgb[..., 1] < 5)).sum())


def test_a_picture_is_saved_as_svg_png_and_pdf(tmp_path):
    picture = drawn(20)
    for ending in ("svg", "png", "pdf", "SVG"):
        assert picture.save(tmp_path / f"curve.{ending}") is None
    text = (tmp_path / "curve.svg").read_text(encoding="utf-8")
    assert text == picture.svg and ET.fromstring(text).tag == f"{SVG}svg"
    image = Image.open(tmp_path / "curve.png")
    assert image.size == (600, 80) and red(image) == 40 * 80, "two dots for each pixel"
    assert pdf_size(tmp_path / "curve.pdf") == [0, 0, 300, 40]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["curve.SVG", "curve.pdf", "curve.png", "curve.svg"]


def test_a_live_picture_is_saved_as_it_is_now(tmp_path, monkeypatch):
    live = explore(drawn, w=(0, 90, 10)).set(w=30)
    monkeypatch.chdir(tmp_path)
    live.save("curve.svg")
    live.save("curve.png")
    live.set(w=70)
    live.save("later.png")
    assert (tmp_path / "curve.svg").read_text(encoding="utf-8") == drawn(30).svg
    assert red(Image.open("curve.png")) == 60 * 80 and red(Image.open("later.png")) == 140 * 80


def test_a_figure_of_a_live_picture_is_saved_with_its_present_values(tmp_path):
    def curve(n):
        plt.figure(figsize=(4, 3))
        plt.title(f"n is {n}")
        plt.gcf().patch.set_facecolor("#ff0000")

    live = explore(curve, n=(0, 9)).set(n=7)
    for ending in ("svg", "png", "pdf"):
        live.save(tmp_path / f"figure.{ending}")
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert ET.fromstring(svg).tag == f"{SVG}svg" and "n is 7" in svg and "n is 4" not in svg
    image = Image.open(tmp_path / "figure.png")
    assert image.size == (2 * 96 * 4, 2 * 96 * 3) and red(image) > 50_000
    assert pdf_size(tmp_path / "figure.pdf") == [0, 0, 4 * 72, 3 * 72] and plt.get_fignums() == []


def figure(n):
    plt.plot([1, n])


MAKES = {"a picture": lambda: drawn(20), "a live picture": lambda: explore(drawn, w=(0, 9)),
         "a live figure": lambda: explore(figure, n=(0, 9))}  # fmt: skip


@pytest.mark.parametrize("make", MAKES)
def test_what_cannot_be_saved_is_told_in_words_and_leaves_no_file(make, tmp_path):
    picture, folder = MAKES[make](), tmp_path / "a.svg"
    folder.mkdir()
    for name, kind, sentence in (
        ("curve.gif", ValueError, "curve.gif' ends in '.gif', but must end in .svg or .png or .pdf"),
        ("curve", ValueError, "curve' ends in 'nothing', but must end in .svg or .png or .pdf"),
        ("not/there/curve.svg", FileNotFoundError, "there is no folder '.*there'; make it first, or give another path"),
        ("a.svg", OSError, r"a.svg' cannot be written \(.*\); give another path"),
    ):
        with pytest.raises(kind, match=sentence):
            picture.save(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["a.svg"]


def test_a_file_that_is_there_stays_whole_when_it_cannot_be_written(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "curve.svg"
    drawn(20).save(path)
    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match=r"curve.svg' cannot be written \(No space left on device\); give another path"):
        drawn(30).save(path)
    assert path.read_text(encoding="utf-8") == drawn(20).svg and len(list(tmp_path.iterdir())) == 1


def test_a_table_a_text_and_what_is_not_drawn_yet_are_no_pictures(tmp_path):
    path = tmp_path / "a.svg"

    def returns(result):
        return lambda n: result

    for result, told in ((pandas.DataFrame({"a": [1]}), "a DataFrame"), (3, "an int"), ("words", "a str")):
        with pytest.raises(TypeError, match=f"{told} is no picture, so it cannot be saved as one; save it in its own"):
            explore(returns(result), n=(0, 1)).save(path)
    with pytest.raises(ValueError, match="there is no picture to save yet; press Run first"):
        explore(drawn, w=(0, 1), manual=True).save(path)
    assert not path.exists()


def test_where_there_is_no_converter_svg_is_saved_and_the_others_say_why(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    drawn(20).save(tmp_path / "curve.svg")
    with pytest.raises(ImportError, match="here only .svg can be saved: the others need the package vl-convert-python"):
        drawn(20).save(tmp_path / "curve.png")


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_no_picture_of_the_course_is_blank_as_png(name, tmp_path):
    picture = next(one for one in pictures_of(name) if hasattr(one, "svg"))
    picture.save(tmp_path / "picture.png")
    image = Image.open(tmp_path / "picture.png")
    assert image.size == (2 * picture.width, 2 * picture.height)
    grey = np.asarray(image.convert("L"))[4:-4, 4:-4]  # without the border
    assert (grey < 128).mean() > 0.001, "there is hardly anything dark on this picture"
