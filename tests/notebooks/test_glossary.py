"""Every bold term of every notebook stands in the glossary, and every place that the glossary names is true.

What is a term, and what is not? A run of bold words is a term unless
  1. it stands in the first cell of a notebook, in the last one or in the recap: there the chapters, the minutes, what
     the learner will be able to do, and the next notebook are bold;
  2. it is an order or a sentence: it ends with . ! ? or :, begins with an order such as "Click", or has more than four
     words;
  3. it has no two letters in a row: the number of an exercise, a letter of a picture, a formula;
  4. it is one of the words below: buttons and choices of a picture, and ordinary words that are only stressed.
"""

import itertools
import re

import pytest
from tests.saved import NOTEBOOKS, PATHS, read, source

from helpers.reference.terms import places, stems, terms

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
ORDER = re.compile(r"[.!?:]$|^(click|try|move|press|run|find|look|where|on|build|listen|draw)\b", re.IGNORECASE)
BUTTONS = {"Play", "Back", "Step", "Reset", "Clear", "Erase", "empty", "zoom", "unpack", "numbers", "compact", "kind",
           "width", "run here and now", "labelled", "dial", "updates", "examples seen"}  # fmt: skip
STRESSED = {
    "bias moves", "multiply", "sum", "activate", "impossible", "one straight line", "and", "rate", "sign", "size",
    "shares", "steep", "its own edge", "both sides", "one side", "one wrong line", "wrong line", "old", "lower",
    "averaged", "man vs chicken", "control", "moved", "three",
}  # fmt: skip
ORDINARY = {word.lower() for word in BUTTONS | STRESSED}


def is_term(run):
    """Whether a bold run is a term, by the four rules above (the first is for who calls)."""
    return not (
        ORDER.search(run) or len(run.split()) > 4 or not re.search(r"[^\W\d_]{2}", run) or run.lower() in ORDINARY
    )


def bold_terms(path):
    """The terms that stand bold in a notebook, as they are written there."""
    before = itertools.takewhile(lambda cell: not source(cell).startswith("## Recap"), read(path)["cells"][1:-1])
    inner = [source(cell) for cell in before if cell["cell_type"] == "markdown"]
    runs = (" ".join(run.split()) for text in inner for run in BOLD.findall(text))
    return list(dict.fromkeys(run for run in runs if is_term(run)))


def names_of(row):
    """A term's names, whatever their ending."""
    return {stems(name) for name in row.names}


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_every_bold_term_of_a_notebook_has_an_entry_that_names_this_notebook(path):
    entries = {name for row in terms() if path.stem[:2] in row.met for name in names_of(row)}
    missing = [run for run in bold_terms(path) if stems(run) not in entries]
    assert not missing, f"data/terms.toml has no entry with “{path.stem[:2]}” in met for {missing}"


def test_a_term_stands_bold_in_every_notebook_that_its_entry_names():
    for row in terms():
        for number in row.met:
            file, _ = places()[number]
            assert (NOTEBOOKS / file).exists(), f"there is no notebook {file}"
            bold = {stems(run) for run in bold_terms(NOTEBOOKS / file)}
            assert names_of(row) & bold, f"{row.name} does not stand bold in {file}"


def test_every_notebook_has_its_place_and_every_place_its_notebook():
    assert sorted(file for file, _ in places().values()) == [path.name for path in PATHS]
    assert all(file.startswith(number) for number, (file, _) in places().items())


@pytest.mark.parametrize(
    ("run", "term"),
    [("net input", True), ("SGD", True), ("2/λ", False), ("5.2", False), ("(a)", False), ("Click any edge", False),
     ("Try this.", False), ("weight makes it steep or flat", False), ("Play", False), ("He", True)],
)  # fmt: skip
def test_the_rule_tells_terms_from_other_bold_words(run, term):
    assert is_term(run) == term


def test_the_list_of_ordinary_words_holds_none_that_no_notebook_needs():
    runs = {" ".join(run.split()).lower() for path in PATHS for cell in read(path)["cells"]
            if cell["cell_type"] == "markdown" for run in BOLD.findall(source(cell))}  # fmt: skip
    assert not ORDINARY - runs
