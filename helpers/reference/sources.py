"""The books and papers that the course uses, and for what: data/sources.csv, oldest first."""

from functools import cache
from typing import NamedTuple

from helpers.datasets.files import csv_rows
from helpers.network.tables import Table
from helpers.pens.numerals import counted, shortened
from helpers.reference.terms import stems, within


class Source(NamedTuple):
    """One book, paper or page: who, when, what, where; what the course uses it for and in which notebooks."""

    authors: str
    year: int
    title: str
    published: str
    link: str
    used_for: str
    notebooks: str


COLUMNS = {
    "who": lambda row: who(row.authors),
    "year": lambda row: str(row.year),
    "what and where": lambda row: " · ".join(
        filter(None, (row.title, row.published, row.link.removeprefix("https://")))
    ),
    "used for": lambda row: f"{row.used_for} ({row.notebooks})",
}


def who(authors):
    """Return the authors, of more than three the first.

    >>> who("Kingma, D. P.; Ba, J."), who("He, K.; Zhang, X.; Ren, S.; Sun, J.")
    ('Kingma, D. P.; Ba, J.', 'He, K. and others')
    """
    names = authors.split("; ")
    return authors if len(names) <= 3 else f"{names[0]} and others"


@cache
def all_sources():
    """Return all sources, oldest first.

    >>> all_sources()[0].authors, all_sources()[0].used_for
    ('Cauchy, A.', 'gradient descent')
    """
    rows = [Source(**{**row, "year": int(row["year"])}) for row in csv_rows("sources.csv")]
    return tuple(sorted(rows, key=lambda row: (row.year, row.authors)))


def sources(query=""):
    """Return the sources that have what was typed in one of their columns, as a table; nothing typed returns all.

    >>> [row.year for row in sources("dropout")]
    [2014]
    """
    wanted = stems(str(query))
    found = tuple(row for row in all_sources() if not wanted or within_text(wanted, " ".join(map(str, row))))
    asked = f" for “{shortened(str(query).strip())}”" if wanted else ""
    return Table(f"{counted(len(found), 'source')}{asked}", COLUMNS, found)


def within_text(wanted, text):
    """Say whether the words stand in the text, the last of them perhaps not yet typed to its end.

    >>> within_text(("kull",), "Kullback, S."), within_text(("back",), "Kullback, S.")
    (True, False)
    """
    words = stems(text)
    *whole, last = wanted
    ends = [place for place, word in enumerate(words) if word.startswith(last)]
    return within(wanted, words) or any(
        words[place - len(whole) : place] == tuple(whole) for place in ends if place >= len(whole)
    )
