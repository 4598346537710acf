"""The files of the book: links lead somewhere, pictures have their sentences, formulas are MathML, code is folded."""

import html
import json
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest

from helpers.lessons import every
from tests.book.conftest import NOTEBOOKS, TOOL

WORDS = "{http://www.w3.org/2000/svg}text"
OUTSIDE = re.compile(r"(?:https?:)?//|mailto:|data:")


class Reader(HTMLParser):
    """What a page links to, what can be linked to in it, and what it loads by itself."""

    def __init__(self, text):
        super().__init__()
        self.links, self.names, self.loads = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.names |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        if loaded:
            self.loads.append(loaded)


@pytest.fixture(scope="session")
def read(pages):
    """All pages by their names."""
    return {path.name: Reader(path.read_text(encoding="utf-8")) for path in pages}


def shown(book, name):
    """The text of a page's article, as HTML."""
    return re.search(r"<article.*</article>", (book / name).read_text(encoding="utf-8"), re.DOTALL)[0]


def test_every_link_leads_to_a_page_and_a_place_that_exist(book, read):
    broken = []
    for name, page in read.items():
        for link in page.links:
            path, _, place = urllib.parse.unquote(link).partition("#")
            if OUTSIDE.match(link) or path.startswith("live/"):
                continue
            if not (book / (path or name)).is_file() or (place and place not in read[path or name].names):
                broken.append(f"{name}: {link}")
    assert not broken, "\n".join(broken)


def test_no_page_loads_anything_from_outside_and_all_that_it_loads_is_there(book, read):
    for name, page in read.items():
        for loaded in page.loads:
            assert not re.match("(?:https?:)?//", loaded), f"{name}: {loaded}"
            path = urllib.parse.unquote(loaded).split("?")[0]
            exists = (
                loaded.startswith(("data:", "#")) or name == "index.html" and path == "#" or (book / path).is_file()
            )
            assert exists or path in ("genindex.html",), f"{name}: {loaded}"


def test_every_notebook_has_a_page_whose_button_opens_it_live(book, read):
    for path in NOTEBOOKS:
        assert f"live/lab/index.html?path={path.name}" in read[path.with_suffix(".html").name].links
    assert f"live/lab/index.html?path={NOTEBOOKS[0].name}" in read["index.html"].links


def test_the_pages_lead_from_notebook_to_notebook_and_back(book):
    names = ["index.html", *(path.with_suffix(".html").name for path in NOTEBOOKS)]
    for before, after in zip(names, names[1:], strict=False):
        one, other = ((book / name).read_text(encoding="utf-8") for name in (before, after))
        assert re.search(f'class="next-page" href="{after}"', one), before
        assert re.search(f'class="prev-page" href="{before}(#[^"]*)?"', other), after


def test_every_picture_is_named_by_its_sentence_and_the_sentence_stands_below_it(book, stills):
    assert sum(len(sentences) for _, sentences in stills) > 150
    for page, sentences in stills:
        figures = re.findall(r'<figure class="still">.*?</figure>', shown(book, page))
        drawn = [figure for figure in figures if ".svg" in figure]
        assert len(drawn) == len(sentences), page
        for figure, sentence in zip(drawn, sentences, strict=True):
            assert html.unescape(re.search('alt="([^"]*)"', figure)[1]) == sentence
            assert html.unescape(re.search(r"</span>(.*?)</figcaption>", figure)[1]) == sentence


def test_a_figure_of_matplotlib_is_named_by_what_its_cell_prints(book):
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        printed = [
            " ".join("".join("".join(output.get("text", "")) for output in cell["outputs"]).split())
            for cell in cells
            for output in cell.get("outputs", ())
            if "image/png" in output.get("data", {})
        ]
        names = re.findall(r'\.png" alt="([^"]*)"', shown(book, path.with_suffix(".html").name))
        assert [html.unescape(name) for name in names] == printed


def test_a_still_is_whole_without_the_words_below_it_which_the_page_says(book, stills):
    files = sorted((book / "_static" / "stills").glob("*.svg"))
    sentences = [sentence for _, of_page in stills for sentence in of_page]
    assert len(files) == len(sentences)
    for path, sentence in zip(files, sentences, strict=True):
        svg = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        width, height = map(float, svg.get("viewBox").split()[2:])
        paper = svg[0]
        assert [width, height] == [float(svg.get("width")), float(svg.get("height"))], path.name
        assert [width - 1, height - 1] == [float(paper.get("width")), float(paper.get("height"))], path.name
        low = [float(mark.get("y")) for mark in svg.iter(WORDS) if mark in list(svg)]
        assert not low or max(low) <= height, path.name
        assert sentence not in " ".join(mark.text or "" for mark in svg if mark.tag == WORDS), path.name


def test_no_part_of_a_still_looks_as_if_it_could_be_pressed(book):
    invites = r'role="button"|cursor:|tabindex|<a |underline|>[^<]*\b[Cc]lick (on )?one|>go to<'
    for path in (book / "_static" / "stills").glob("*.svg"):
        found = re.search(invites, path.read_text(encoding="utf-8"))
        assert not found, f"{path.name}: {found[0]}"


def test_a_page_has_nothing_to_press_but_links_and_folded_parts(book):
    for path in NOTEBOOKS:
        page = shown(book, path.with_suffix(".html").name)
        assert not re.search(r"<(button|input|select|textarea)\b|role=\"(slider|button)", page), path.name


def test_a_prediction_shows_its_question_and_all_its_choices_and_no_answer(book):
    asked = every("PREDICTIONS")
    seen = 0
    for path in NOTEBOOKS:
        page = shown(book, path.with_suffix(".html").name)
        questions = [html.unescape(found) for found in re.findall(r'<div class="question">(.*?)</div>', page)]
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            name = re.fullmatch(r'predict\("(\w+)"\)', "".join(cell["source"]))
            if name:
                row, seen = asked[name[1]], seen + 1
                (own,) = [one for one in questions if one.startswith(f"<p>{row.question} ")]
                assert re.findall("<li>(.*?)</li>", own) == list(row.options)
                assert row.because not in page
    assert seen == len(asked)


def test_every_formula_is_mathml_and_no_latex_is_left(book):
    formulas = 0
    for path in NOTEBOOKS:
        page = re.sub(
            r"<pre>.*?</pre>|<code.*?</code>|<script.*?</script>",
            "",
            shown(book, path.with_suffix(".html").name),
            flags=re.DOTALL,
        )
        formulas += page.count("<math ")
        assert not re.search(r"\\[a-zA-Z]{2,}|\$[^$<]+\$", page), re.search(
            r".{30}(\\[a-zA-Z]{2,}|\$[^$<]+\$).{30}", page
        )[0]
    assert formulas > 250


def test_imports_and_the_code_of_pictures_are_folded_other_code_is_not(book):
    page = shown(book, "03_stage_1_forward_propagation.html")
    first, *others = re.split(r'(?=<div class="cell )', page)[1:]
    assert "hide-input" in first and "BOOK_NETWORK" in first and ">ready" not in first
    assert 'check("3.1"' not in html.unescape(re.sub("<[^>]*>", "", page))
    folded = [cell for cell in others if "hide-input" in cell]
    drawn = [cell for cell in others if re.search(r'<figure class="still"><img src="[^"]*svg"', cell)]
    assert len(drawn) > 10 and not [cell for cell in drawn if cell not in folded]
    assert "def my_forward" in re.sub("<[^>]*>", "", "".join(cell for cell in others if cell not in folded))


def test_the_same_folder_is_never_taken_from_somebody_else(tmp_path):
    (tmp_path / "hers").mkdir()
    (tmp_path / "hers" / "letter.txt").write_text("dear")
    done = subprocess.run([sys.executable, TOOL, tmp_path / "hers"], capture_output=True, text=True)
    assert done.returncode and "is no book" in done.stderr and (tmp_path / "hers" / "letter.txt").exists()
