"""The history from 1943 to today: the book's entries, corrected where they must be, and what it leaves out (ch. 37)."""

from functools import cache
from typing import NamedTuple

from helpers.datasets.files import csv_rows

STATUSES = {  # status in the file → in words
    "right": "in the book",
    "corrected": "in the book, corrected here",
    "missing": "missing in the book",
    "later": "too new for the book",
}


class Event(NamedTuple):
    """One entry: its year, a short name, a title, what happened, what the book says, its slips, and the source."""

    year: int
    name: str
    title: str
    status: str
    what: str
    book: str
    slips: str
    source: str


@cache
def timeline():
    """Return all entries by "year name", in the order of time.

    >>> list(timeline())[:2], timeline()["1986 backpropagation"].status
    (['1943 McCulloch, Pitts', '1949 Hebb'], 'missing')
    """
    rows = [Event(**{**row, "year": int(row["year"])}) for row in csv_rows("timeline.csv")]
    return {f"{row.year} {row.name}": row for row in rows}
