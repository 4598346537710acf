"""The rows of a table as texts, read one by one, however long the file is; its separator and its names."""

import csv
import io
import random
import re
from collections import Counter
from itertools import dropwhile, islice, takewhile
from typing import NamedTuple

from helpers.lessons.playground.columns import is_number, missing
from helpers.lessons.playground.formats import letters_of, refuse_other_formats
from helpers.lessons.playground.sources import found
from helpers.network import checks
from helpers.pens.numerals import counted, shortened

MOST = 10_000  # rows that are kept: of more, so many are chosen by chance
MOST_CELLS = 2_000_000  # with many columns still fewer rows are kept
MOST_COLUMNS = 1000
LONGEST = 1_000_000  # letters of a line
LOOKED_AT = 100  # the first rows say how the table is written
SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "upright strokes", ",": "commas"}  # the rarer in texts, the earlier
LATIN = (
    "Its letters are not UTF-8, so they were read as Western European ones (Windows, Latin-1). If words with ä, é or ñ "
    "look wrong, save the file as CSV UTF-8."
)
UTF_16 = "Its letters are UTF-16."
LETTERS = {"cp1252": LATIN, "latin-1": LATIN, "utf-16": UTF_16, "utf-16-le": UTF_16, "utf-16-be": UTF_16}


class Row(NamedTuple):
    """A row: the line on which it ends, its cells, and how many there were before empty ones at the end were cut."""

    line: int
    cells: tuple
    count: int


class Rows(NamedTuple):
    """What was read: a title, the columns' names, the rows, what parts two cells, and what is to be told."""

    title: str
    names: tuple
    rows: tuple
    separator: str
    story: tuple


def read_rows(source, separator=None, header=None, most=MOST, seed=1):
    """Return the Rows of a source: of more than `most`, so many of them, chosen by `seed`, in the file's order.

    >>> rows = read_rows("iris")
    >>> rows.names[:2], rows.rows[0].cells[:2], len(rows.rows)
    (('sepal_length', 'sepal_width'), ('5.1', '3.5'), 150)
    """
    source = found(source)
    refuse_other_formats(source)
    letters = letters_of(source)
    separator = _separator(source, letters, separator)
    first = list(islice(records(source, letters, separator), LOOKED_AT))
    if not first:
        raise ValueError(f"{source.title} is empty. A table has a line of names, and a line for each example")
    if header is None:
        _refuse_title(source, first)
    headed = _has_names(first, header)
    names, renamed = _names(source, first, headed)
    nameless = len(names) - len(first[0].cells) if headed else 0
    most = min(checks.whole_number("most", most), max(MOST_CELLS // len(names), 1))
    rows = islice(records(source, letters, separator), int(headed), None)
    kept, total, odd = sampled(rows, len(names), most, checks.whole_number("seed", seed, at_least=0))
    if not kept:
        raise ValueError(f"{source.title} has no row with values. A table has a line of names, and a line per example")
    story = [
        _size(source.title, total, len(names), separator),
        *_sampling(total, len(kept)),
        *filter(None, [LETTERS.get(letters)]),
        *_naming(headed, renamed, nameless),
        *odd.told(len(names)),
    ]
    return Rows(source.title, names, tuple(kept), separator, tuple(story))


def _size(title, rows, columns, separator):
    size = f"{title}: {counted(rows, 'row')}, {counted(columns, 'column')}"
    return f"{size}, separated by {SEPARATORS.get(separator, repr(separator))}." if columns > 1 else f"{size}."


# ---- Lines and rows


def text_lines(source, letters):
    """Yield the lines of a text, without Excel's first line "sep=;"; ValueError for a line that no table has."""
    with io.TextIOWrapper(source.opened(), encoding=letters, newline="") as file:
        while line := file.readline(LONGEST):
            if len(line) == LONGEST:
                raise ValueError(
                    f"{source.title} has a line of more than {LONGEST:,} letters, so it is no table with a row per line"
                )
            if not re.fullmatch(r"sep=.\s*", line):
                yield line


def records(source, letters, separator):
    """Yield the rows that hold something, without spaces around the cells."""
    reader = csv.reader(text_lines(source, letters), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield Row(reader.line_num, tuple(cells), len(row))
    except csv.Error as error:
        raise ValueError(f"{source.title} cannot be read up to line {reader.line_num}: {_quotes(error)}") from None


def _quotes(error):
    if "field larger" in str(error):
        return f'a cell has more than {csv.field_size_limit():,} letters. Perhaps a " opens it and none closes it'
    if "unexpected end" in str(error):
        return 'a " opens a cell and none closes it. Look for a single " and take it out'
    return 'behind a closing " the same cell goes on. Write "" for a " inside a cell'


def _separator(source, letters, wanted):
    """Return what parts two cells: with it most of the first rows have as many cells as the very first."""
    if wanted is not None:
        if not (isinstance(wanted, str) and len(wanted) == 1 and wanted not in '"\r\n'):
            raise ValueError(f"separator is {wanted!r}, but must be one sign, such as ';' or '\\t' for tabs")
        return wanted
    scores = {sign: _agreement(source, letters, sign) for sign in SEPARATORS}
    if not any(scores.values()):  # a title above the names has a single cell
        scores = {sign: _agreement(source, letters, sign, titled=True) // 1 for sign in SEPARATORS}
    best = max(scores, key=scores.get)
    return best if scores[best] else ","


def _agreement(source, letters, sign, titled=False):
    """Return the share of the first rows that are as wide as the first one, 0 where that is a single cell."""
    try:
        reader = csv.reader(text_lines(source, letters), delimiter=sign, skipinitialspace=True)
        widths = [len(row) for row in islice(filter(None, reader), LOOKED_AT)]
        widths = list(dropwhile(lambda width: width == 1, widths)) if titled else widths
    except csv.Error:
        return 0
    return widths.count(widths[0]) / len(widths) if widths and widths[0] > 1 else 0


class Odd:
    """Rows that are too long or too short: how many there are, and the first of each kind."""

    def __init__(self):
        self.count, self.first = Counter(), {}

    def note(self, kind, row):
        self.count[kind] += 1
        self.first.setdefault(kind, row)

    def told(self, width):
        ends = {"long": "left out", "short": "filled up with missing values"}
        for kind, (line, _, count) in self.first.items():
            many = self.count[kind]
            first = f"line {line} has {count} cells instead of {width}"
            yield f"{counted(many, 'row')} too {kind} {'was' if many == 1 else 'were'} {ends[kind]} ({first})."


def sampled(rows, width, most, seed):
    """Return up to `most` rows in their order, filled up to `width` cells; how many there are; and the Odd ones.

    Each row is as likely to be kept as every other: row i takes the place of a kept one with chance most / i
    (reservoir sampling, J. S. Vitter, 1985). So one pass is enough, and no more than `most` rows are held.
    """
    chance, kept, total, odd = random.Random(seed), [], 0, Odd()
    for row in rows:
        if len(row.cells) > width:
            odd.note("long", row)
            continue
        if row.count < width:
            odd.note("short", row)
        total += 1
        place = total - 1 if total <= most else int(chance.random() * total)
        kept[place : place + 1] = [_filled(row, width)] if place < most else []
    return sorted(kept), total, odd


def _filled(row, width):
    return Row(row.line, row.cells + ("",) * (width - len(row.cells)), row.count)


def _sampling(total, kept):
    if total > kept:
        yield f"Of {total:,} rows {kept:,} were chosen by chance, the same each time: enough to learn from, and quick."


# ---- Names


def _has_names(first, wanted):
    """Whether the first row holds names: no number and nothing missing; its words stand above no row again."""
    if wanted is not None:
        if not isinstance(wanted, bool):
            raise TypeError(f"header is {wanted!r}, but must be True (the first line holds names) or False")
        return wanted
    head, *rest = [row.cells for row in first]
    if any(is_number(cell) for cell in head):
        return False
    again = sum(cell in {row[k] for row in rest if k < len(row)} for k, cell in enumerate(head) if not missing(cell))
    return again < max(len(head) / 2, 1)


def _refuse_title(source, first):
    """Raise ValueError where lines stand above the names: shorter ones, and then names and rows with numbers."""
    usual = Counter(len(row.cells) for row in first).most_common(1)[0][0]
    above = list(takewhile(lambda row: len(row.cells) < usual, first))
    names, *rows = first[len(above) :]
    no_name = any(is_number(cell) or missing(cell) for cell in names.cells)
    if above and not no_name and any(is_number(cell) for row in rows for cell in row.cells):
        raise ValueError(
            f"{source.title} begins with {shortened(above[0].cells[0], 30)!r}, but its names seem to stand in line "
            f"{names.line}: {checks.listed(few(names.cells))}. Delete what stands above them, so that the names come "
            "first (header=True takes the first line for names nevertheless)"
        )


def _names(source, first, headed):
    """Return the columns' names, each once and none empty, and those that were given here."""
    head = list(first[0].cells) if headed else []
    body = [len(row.cells) for row in first[headed:]]
    usual = Counter(body).most_common(1)[0][0] if body else 0
    if headed and usual == len(head) + 1:  # as R writes the names of rows: without a name above them
        head.insert(0, "")
    head += [""] * (usual - len(head))
    if len(head) > MOST_COLUMNS:
        raise ValueError(
            f"{source.title} has {len(head):,} columns, but here {MOST_COLUMNS:,} are the most. Leave some out"
        )
    names, renamed, times = {}, [], Counter()
    for number, given in enumerate(head, 1):
        given = " ".join(given.split())
        new = name = given or f"column {number}"
        while new in names:
            times[name] += 1
            new = f"{name} {times[name] + 1}"
        names[new] = number
        renamed += [new] if headed and new != given else []
    return tuple(names), renamed


def _naming(headed, renamed, nameless):
    if nameless > 1:
        yield (
            f"The rows have {nameless} cells more than there are names. If that comes from numbers such as 1,5 between "
            "commas, save the table with semicolons."
        )
    if not headed:
        yield "The first line holds no names, so the columns are called column 1, column 2 and so on."
    if renamed:
        yield f"Empty names, or names that came twice, were changed: {checks.listed(few(renamed))}."


def few(names, most=4):
    """Return the first of many names, and how many more there are.

    >>> few(["a", "b", "c", "d"], 2), few(["a", "b"], 2)
    (['a', 'b', '2 more'], ['a', 'b'])
    """
    names = list(map(str, names))
    return names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
