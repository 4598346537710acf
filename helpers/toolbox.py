"""The tools that the book recommends (ch. 32), what kind of thing each is, and what became of it."""

import csv
from functools import cache
from typing import NamedTuple

from helpers import checks
from helpers.data import DATA


class Tool(NamedTuple):
    """One tool: its kind, its first year, its last year (0: still there), what it is for and what became of it."""

    name: str
    kind: str
    since: int
    until: int
    purpose: str
    became: str


@cache
def tools():
    """Return all tools by name, kind after kind.

    >>> tools()["Theano"].until
    2017
    """
    with (DATA / "tools.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = (Tool(**{**row, "since": int(row["since"]), "until": int(row["until"] or 0)}) for row in rows)
    return {tool.name: tool for tool in found}


def kinds():
    """Return the kinds of tools, in the order of the file.

    >>> kinds()[:2]
    ('language', 'notebook')
    """
    return tuple(dict.fromkeys(tool.kind for tool in tools().values()))


def of_kind(kind):
    """Return the tools of one kind; ValueError for a kind that does not exist.

    >>> [tool.name for tool in of_kind("IDE")]
    ['PyCharm', 'PyDev', 'Spyder']
    """
    checks.known("kind", kind, dict.fromkeys(kinds()))
    return [tool for tool in tools().values() if tool.kind == kind]
