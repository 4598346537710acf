"""Promises of the table of tools and of the bibliography."""

import json
import re
from pathlib import Path

import pytest

from helpers import sources, timeline
from helpers.lessons.tensorflow import toolbox
from helpers.reference.sources import all_sources

ROOT = Path(__file__).resolve().parents[3]
CH_39 = """Beautiful Soup, Matplotlib, NLTK, NumPy, Requests, SciPy, Scrapy, IPython, SymPy, pandas, Caffe, Keras,
PyBrain, scikit-learn, TensorFlow, Theano, Torch, Atom, BBEdit, Brackets, Emacs, Jupyter,
Sublime Text, Anaconda, pip, nose"""


@pytest.mark.parametrize("name", [name.strip() for name in CH_39.split(",")])
def test_every_tool_of_chapter_39_is_there_with_its_job(name):
    tool = toolbox.tools()[name]
    assert tool.purpose and tool.became and tool in toolbox.which(tool.job)


@pytest.mark.parametrize(
    ("name", "until", "successor"),
    [("Torch", 2018, "PyTorch"), ("Theano", 2017, "JAX"), ("Theano", 2017, "PyTensor"), ("Atom", 2022, "VS Code"),
     ("Brackets", 2021, "VS Code"), ("nose", 2015, "pytest"), ("Caffe", 2017, "PyTorch")],
)  # fmt: skip
def test_what_has_ended_says_when_and_what_to_take_instead(name, until, successor):
    tool = toolbox.tools()[name]
    assert tool.until == until and successor in tool.successor and tool.state == f"ended in {until}"


def test_every_tool_that_has_ended_has_a_successor_that_is_still_there():
    for tool in toolbox.tools().values():
        assert bool(tool.until) <= bool(tool.successor), tool.name
        for other in toolbox.tools().values():
            if tool.until and other.until and other is not tool:
                assert not re.search(rf"\b{other.name}\b", tool.successor), (tool.name, other.name)


@pytest.mark.parametrize("job", toolbox.jobs())
def test_a_job_lists_its_tools_those_still_there_first(job):
    rows = list(toolbox.which(job))
    assert {tool.name for tool in rows} == {name for name, tool in toolbox.tools().items() if tool.job == job}
    assert [bool(tool.until) for tool in rows] == sorted(bool(tool.until) for tool in rows)
    assert all(not tool.until for tool in toolbox.which(job, maintained_only=True))
    assert f"{len(rows)} tool" in toolbox.which(job).caption


def test_an_unknown_job_names_a_near_one():
    with pytest.raises(ValueError, match="Did you mean 'edit code'"):
        toolbox.which("edit cod")


NAME = r"[A-Z][a-zé]+"
CITED = re.compile(rf"({NAME}(?:, {NAME})*(?: and (?:others|{NAME})| et al\.)?),? \(?((?:18|19|20)\d\d)\)?")
NOT_AUTHORS = {"Mar", "November", "Taylor"}


def citations():
    """Yield (where, first author, year) for every paper that a helper or the text of a notebook names."""
    texts = {path.name: path.read_text(encoding="utf8") for path in (ROOT / "helpers").rglob("*.py")}
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf8"))["cells"]
        texts[path.name] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    for where, text in texts.items():
        for names, year in CITED.findall(text):
            author = re.split(r"[, ]", names)[0]
            if author not in NOT_AUTHORS and (" and " in names or " et al" in names or where == "rules.py"):
                yield where, author, int(year)


@pytest.mark.parametrize("where, author, year", sorted(set(citations())))
def test_every_paper_that_the_course_cites_stands_in_the_bibliography(where, author, year):
    found = [row for row in all_sources() if row.year == year and row.authors.startswith(f"{author},")]
    assert found, f"{where} cites {author} {year}: data/sources.csv has no such row"


def test_every_source_of_the_history_stands_in_the_bibliography():
    for entry in (row.source for row in timeline().values()):
        first = re.match(r"(?:[A-Z]\.[-\s]?)+([A-Z]\w+)", entry)  # a person; an academy has no initials
        years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", entry)}
        known = [row for row in all_sources() if first and row.authors.startswith(f"{first[1]},") and row.year in years]
        assert known or not first, f"data/sources.csv has no row for: {entry}"


def test_the_citations_of_the_course_are_found_at_all():
    assert len(set(citations())) >= 8 and ("rules.py", "Kingma", 2015) in set(citations())


def test_sources_are_complete_in_order_and_their_addresses_are_lasting():
    rows = all_sources()
    assert [row.year for row in rows] == sorted(row.year for row in rows)
    assert len({row.title for row in rows}) == len(rows)
    for row in rows:
        assert row.authors and row.title and row.published and row.used_for and row.notebooks, row
        assert 1840 < row.year < 2027 and (not row.link or row.link.startswith("https://")), row
        for number in re.findall(r"\d\d", row.notebooks):
            assert list((ROOT / "notebooks").glob(f"{number}_*.ipynb")), row


@pytest.mark.parametrize(
    ("typed", "title"),
    [("kull", "On information"), ("1986", "Learning representations"), ("back-propagating", "Learning representations"),
     ("GLOROT", "Understanding"), ("momentum", "Some methods"), ("mnist", "The MNIST")],
)  # fmt: skip
def test_a_source_is_found_by_name_year_or_subject(typed, title):
    assert any(row.title.startswith(title) for row in sources(typed))


@pytest.mark.parametrize("typed", ["", "  ", "(.*["])
def test_nothing_typed_shows_all_sources(typed):
    assert len(sources(typed)) == len(all_sources())


def test_nonsense_finds_no_source():
    assert len(sources("xyzzy")) == 0 and sources("xyzzy").caption == "0 sources for “xyzzy”"
