"""Where a table comes from: a path, what was uploaded, a text, or one of those in data/tables/."""

import base64
import binascii
import difflib
import io
import os
import re
from itertools import islice
from urllib.parse import unquote_to_bytes

from helpers.datasets.files import DATA
from helpers.lessons.playground.formats import Source
from helpers.network import checks

SHIPPED = ("penguins", "iris", "wine")  # data/tables/
ENDINGS = (".csv", ".tsv", ".txt")


def found(source):
    r"""Return the Source of what a learner names or gives; ValueError, TypeError or OSError says why there is none.

    >>> found("penguins").title, found("a;b\n1;2").title, found(b"a,b").title
    ('penguins', 'the text', 'the upload')
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _in_memory("the upload", bytes(source))
    if isinstance(source, str):
        for is_so, take in WAYS:
            if is_so(source):
                return take(source)
    if isinstance(source, (str, os.PathLike)):
        path = file_at(source)
        return Source(repr(path.name), lambda: path.open("rb"))
    more = ". Write read_table(it.to_csv(index=False))" if hasattr(source, "to_csv") else ""
    raise TypeError(f"a table is read from a path, such as 'my_table.csv', not from a {type(source).__name__}{more}")


def _in_memory(title, content):
    return Source(title, lambda: io.BytesIO(content))


def _uploaded(text):
    """Return what a page uploads: "data:text/csv;base64,..."."""
    about, _, content = text.partition(",")
    try:
        decoded = base64.b64decode(content, validate=True) if about.endswith(";base64") else unquote_to_bytes(content)
    except (binascii.Error, ValueError):
        raise ValueError("the upload is damaged. Choose the file once more") from None
    return _in_memory("the upload", decoded)


def _nothing(text):
    raise ValueError("no table was named. Type a path, such as 'my_table.csv', or one of ours, such as 'penguins'")


def _elsewhere(text):
    raise ValueError(f"{text[:60]!r} is an address. The course fetches nothing: download the file, then give its path")


WAYS = (  # what a text may be, but for a path
    (lambda text: not text.strip(), _nothing),
    (lambda text: text in SHIPPED, lambda text: Source(text, lambda: (DATA / "tables" / f"{text}.csv").open("rb"))),
    (lambda text: text.startswith("data:"), _uploaded),
    (lambda text: "\n" in text or "\r" in text, lambda text: _in_memory("the text", text.encode())),
    (lambda text: re.match(r"\w+://", text), _elsewhere),
)


def file_at(path):
    """Return a path to a file that is there, or say what is there instead, and which file may be meant."""
    from helpers.lessons.transfer_learning.photographs import on_disk  # Pillow comes with it; few tables are files

    path = on_disk(path)
    if path.is_dir():
        raise IsADirectoryError(f"{str(path)!r} is a folder. Name the file in it{_tables_in(path)}")
    if not path.exists():
        raise FileNotFoundError(f"there is no file {str(path)!r}{_meant(path)} Ours are {checks.listed(SHIPPED)}")
    if not path.is_file():
        raise ValueError(f"{str(path)!r} is no ordinary file, so no table can be read from it")
    try:
        path.open("rb").close()
    except OSError as error:
        raise type(error)(f"{str(path)!r} cannot be read ({error.strerror}). Copy it into this folder") from None
    return path


def _tables_in(folder):
    names = sorted(one.name for one in islice(_entries(folder), 10_000) if one.suffix.lower() in ENDINGS)
    return f", such as {str(folder / names[0])!r}" if names else "; there is none that ends in .csv, .tsv or .txt"


def _meant(path):
    """Return which file or table of ours may be meant by a path where nothing is."""
    if not path.parent.is_dir():
        return f", and no folder {str(path.parent)!r}."
    there = {one.name: str(path.parent / one.name) for one in islice(_entries(path.parent), 10_000)}
    there |= {name: name for name in SHIPPED}
    close = difflib.get_close_matches(path.name, there, n=1) or difflib.get_close_matches(path.stem, SHIPPED, n=1)
    return f". Did you mean {there[close[0]]!r}?" if close else f" in {str(path.parent.resolve())!r}."


def _entries(folder):
    try:
        yield from folder.iterdir()
    except OSError:  # a folder that may not be listed
        return
