"""The translator: what the literature says, what this course says, what the code says (book ch. 3, 4, 8, 9, 21, 38)."""

import csv
import functools
import pathlib
import re
from typing import NamedTuple

from helpers.tables import Table

NOTATION = pathlib.Path(__file__).parent.parent / "data" / "notation.csv"
COLUMNS = {
    "elsewhere": lambda row: row.elsewhere,
    "in this course": lambda row: row.here,
    "in the code": lambda row: row.code,
    "meaning": lambda row: row.meaning,
}


class Term(NamedTuple):
    """One line of the translator."""

    elsewhere: str
    here: str
    code: str
    meaning: str


@functools.cache
def terms():
    """Return all lines of the translator."""
    with NOTATION.open(encoding="utf8", newline="") as file:
        return tuple(Term(**row) for row in csv.DictReader(file))


def translate(query=""):
    """Return the lines in which the query occurs, as a table; an empty query returns them all.

    Lines that have it as a whole word come alone, so that "w" does not find every word with a w in it.

    >>> [row.here for row in translate("synapse")]
    ['edge']
    """
    wanted = query.strip().lower()
    whole = [row for row in terms() if wanted and wanted in re.split(r"[\s,()]+", " ".join(row).lower())]
    found = tuple(whole or (row for row in terms() if wanted in " ".join(row).lower()))
    caption = (
        f"{len(found)} of {len(terms())} entries contain “{query.strip()[:30]}”"
        if wanted
        else f"All {len(found)} entries"
    )
    return Table(caption, COLUMNS, found)
