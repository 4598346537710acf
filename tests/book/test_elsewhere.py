"""Who reads the saved files elsewhere, on GitHub or as nbconvert's pages, sees every picture and its sentence."""

import base64
import html
import re
import xml.etree.ElementTree as ElementTree

import pytest
from nbconvert import HTMLExporter

import start
from tests.book.conftest import NOTEBOOKS

STILL = re.compile(r' src="data:image/svg\+xml;base64,([^"]*)"')


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nbconvert_shows_every_still_whole_with_its_sentence_below_the_picture(path, stills):
    page, _ = HTMLExporter().from_filename(str(path))
    sentences = dict(stills)[path.with_suffix(".html").name]
    shown = STILL.findall(page)
    assert len(shown) == len(sentences)
    for still, sentence in zip(shown, sentences, strict=True):
        svg = ElementTree.fromstring(base64.b64decode(still).decode("utf-8"))
        words = [mark for mark in svg if mark.tag.endswith("text") and float(mark.get("y")) < float(svg.get("height"))]
        said = " ".join(" ".join(mark.itertext()) for mark in words)
        assert "".join(sentence.split()) in "".join(said.split()), sentence


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nbconvert_leads_from_notebook_to_notebook(path):
    page, _ = HTMLExporter().from_filename(str(path))
    links = [html.unescape(link) for link in re.findall(r'href="([^"#]+\.ipynb)"', page)]
    assert links and all((path.parent / link).is_file() for link in links)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_relative_link_and_picture_of_the_readme_is_there(name):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", (start.ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match("https?:|mailto:", link)]
    missing = [link for link in links if not (start.ROOT / link.split("#")[0]).exists()]
    assert not missing and (name != "README.md" or len(links) > len(NOTEBOOKS))
