"""The tools of the book (ch. 32 and 39): what kind of thing each is, what it is for, and what became of it."""

from functools import cache
from typing import NamedTuple

from helpers.datasets.files import csv_rows
from helpers.network import checks
from helpers.network.tables import Table


class Tool(NamedTuple):
    """One tool: its kind, its first year, its last year (0: still there), what it is for and what became of it.

    `job` is what somebody wants to do who needs it, `successor` what to take where it has ended, `source` the address
    of a page that says so; the last two may be empty.
    """

    name: str
    kind: str
    since: int
    until: int
    purpose: str
    became: str
    job: str = ""
    successor: str = ""
    source: str = ""

    @property
    def state(self):
        """Whether it is still there, in words.

        >>> tools()["Atom"].state, tools()["NumPy"].state
        ('ended in 2022', 'since 2006')
        """
        return f"ended in {self.until}" if self.until else f"since {self.since}"


@cache
def tools():
    """Return all tools by name, kind after kind.

    >>> tools()["Theano"].until
    2017
    """
    rows = csv_rows("tools.csv")
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


def jobs():
    """Return what the tools are for, in the order of the file.

    >>> jobs()[-1]
    'test programs'
    """
    return tuple(dict.fromkeys(tool.job for tool in tools().values()))


WHICH = {
    "tool": lambda tool: tool.name,
    "what for": lambda tool: tool.purpose,
    "state": lambda tool: tool.state,
    "what became of it": lambda tool: tool.became,
    "take instead": lambda tool: tool.successor or "–",
}


def which(job, maintained_only=False):
    """Return the tools for a job as a table: their state, and what to take instead of one that has ended.

    Those that are still there come first. ValueError for a job that nobody here knows.

    >>> [tool.name for tool in which("test programs")]
    ['pytest', 'nose']
    """
    checks.known("job", job, dict.fromkeys(jobs()))
    found = [tool for tool in tools().values() if tool.job == job and not (maintained_only and tool.until)]
    ended = sum(bool(tool.until) for tool in found)
    gone = "" if maintained_only else f", {ended or 'none'} of them ended"
    caption = f"To {job}: {len(found)} tool{'s' * (len(found) != 1)}{gone}"
    return Table(caption, WHICH, tuple(sorted(found, key=lambda tool: bool(tool.until))))
