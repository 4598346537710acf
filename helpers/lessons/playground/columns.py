"""What the cells of a column are: numbers, words, or dates; however numbers are written, and what is missing."""

import math
import re
from collections import Counter
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import closed
from helpers.pens.numerals import shortened

MISSING = {"", "na", "n/a", "n.a.", "#n/a", "#na", "<na>", "nan", "null", "?", "missing"}
NO_NUMBER = {"-", "--", "–", "—", ".", "none", "inf", "-inf", "+inf", "infinity", "-infinity", "∞"}
MOSTLY = 0.8  # the share of cells that make a column one of numbers, or of dates
LARGEST = 1e100  # beyond it a number is as good as infinite: its square must fit into a float
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "−": "-"})
THOUSANDS = {".": "[,' ]", ",": "[.' ]"}  # what may stand between groups of three digits
FORMS = {  # a number with its point or its comma
    point: re.compile(
        rf"[+-]?(?=[.,]?\d)(\d+|\d{{1,3}}({between})\d{{3}}(\2\d{{3}})*)?([{point}]\d*)?(e[+-]?\d+)?", re.I | re.A
    )
    for point, between in THOUSANDS.items()
}
DATE = re.compile(
    r"(\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}([-/.])\d{1,2}\3\d{2,4})([T ]\d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(:\d{2})?", re.A
)


class Column(NamedTuple):
    """A column: its `kind` is numbers, words, dates or empty.

    `values` are floats, NaN where one is missing, or else texts, "" where one is missing. `counting` says whether they
    are nothing but the numbers of the rows.
    """

    name: str
    kind: str
    values: np.ndarray
    counting: bool = False

    @property
    def missing(self):
        """Where no value is, as an array of booleans."""
        return np.isnan(self.values) if self.kind == "numbers" else self.values == ""

    @property
    def different(self):
        """The different values, sorted."""
        return np.unique(self.values[~self.missing])

    def counts(self):
        """Return how often each word comes, the most frequent first, then by the alphabet."""
        found = Counter(self.values[~self.missing].tolist())
        return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def missing(cell):
    """Whether a cell holds no value: it is empty, or says so.

    >>> missing("NA"), missing("?"), missing("0")
    (True, True, False)
    """
    return cell.lower() in MISSING


def number(cell, point="."):
    """Return the number in a cell, written with a decimal point or comma, or None.

    Groups of three digits may be parted by a space, an apostrophe, or the other of the two signs.

    >>> number("1,234.5"), number("1.234,5", ","), number("-2e-3"), number("1,5"), number("12 kg")
    (1234.5, 1234.5, -0.002, None, None)
    """
    text = cell.translate(SPACES)
    if not FORMS[point].fullmatch(text):
        return None
    return float(re.sub(THOUSANDS[point], "", text).replace(",", "."))


def is_number(cell):
    """Whether a cell holds a number, with a point or a comma."""
    return number(cell) is not None or number(cell, ",") is not None


def decimal_sign(cells, separator):
    """Return "." or ",": with which of them more of the cells are numbers.

    Where both do, as for 1,234, the comma is a decimal one in a table that is separated by semicolons.

    >>> decimal_sign(["39,1", "1.234,5", "7"], ";"), decimal_sign(["39.1", "1,234"], ","), decimal_sign(["1,234"], ";")
    (',', '.', ',')
    """
    signed = [cell for cell in cells if "," in cell or "." in cell]
    votes = {point: sum(number(cell, point) is not None for cell in signed) for point in FORMS}
    if votes["."] == votes[","]:
        commas, points = (sum(sign in cell and is_number(cell) for cell in signed) for sign in ",.")
        return "," if separator == ";" and commas > points else "."
    return max(votes, key=votes.get)


def own_sign(cells, point):
    """Return a column's own decimal sign: the table's, or the other one where only with that all cells are numbers.

    >>> own_sign(["1.108,81", "950", "NA"], "."), own_sign(["1,5", "heavy"], "."), own_sign(["1,234"], ".")
    (',', '.', '.')
    """
    telling = [cell for cell in cells if not missing(cell) and cell.lower() not in NO_NUMBER]
    signs = sorted(FORMS, key=lambda sign: sign != point)
    return next((sign for sign in signs if all(number(cell, sign) is not None for cell in telling)), point)


def recognised(name, cells, lines, point="."):
    """Return a Column of cells, and sentences about what is strange in it; `lines` are theirs in the file.

    >>> recognised("mass", ["3750", "NA", "3800", "heavy", "1", "2", "3"], range(2, 9))[1]
    ["mass: 1 cell is no ordinary number ('heavy' in line 5) and counts as missing."]
    """
    texts = ["" if missing(cell) else cell for cell in cells]
    present = [cell for cell in texts if cell]
    if not present:
        return Column(name, "empty", _objects(texts)), []
    telling = [cell for cell in present if cell.lower() not in NO_NUMBER]
    share = sum(number(cell, point) is not None for cell in telling) / max(len(telling), 1)
    if share >= MOSTLY:
        values = np.array([_ordinary(cell, point) for cell in texts])
        odd = [row for row in zip(texts, lines, values, strict=True) if row[0] and math.isnan(row[2])]
        return Column(name, "numbers", closed(values), _counts(values, lines)), _odd_numbers(name, odd)
    if sum(bool(DATE.fullmatch(cell)) for cell in present) >= MOSTLY * len(present):
        return Column(name, "dates", _objects(texts)), []
    return Column(name, "words", _objects(texts)), _odd_words(name, present, share, point)


def _counts(values, lines):
    """Whether values grow by 1 from row to row, or, where only some rows were kept, from line to line."""
    each_row, each_line = np.diff(values) == 1, np.diff(values) == np.diff(lines)
    return bool(len(values) > 2 and (each_row.all() or each_line.all()))


def _objects(texts):
    return closed(np.array(texts, dtype=object))  # NumPy's own texts would all take as much room as the longest


def _ordinary(cell, point):
    """Return the number in a cell, NaN where there is none, or none that can be calculated with."""
    found = number(cell, point)
    return found if found is not None and abs(found) <= LARGEST else math.nan


def _odd_numbers(name, odd):
    if not odd:
        return []
    cell, line, _ = odd[0]
    said = "1 cell is no ordinary number" if len(odd) == 1 else f"{len(odd):,} cells are no ordinary numbers"
    ends = "counts" if len(odd) == 1 else "count"
    return [f"{name}: {said} ({shortened(cell, 20)!r} in line {line}) and {ends} as missing."]


def _odd_words(name, present, share, point):
    """Say where words may have been meant as numbers, and which differ in capitals only."""
    said, words = [], Counter(present)
    if share > 0.5:
        text = next(cell for cell in words if number(cell, point) is None)
        said.append(
            f"{name}: {share:.0%} of its cells are numbers, the others are not, such as {shortened(text, 20)!r}. "
            "So it counts as words. Mend or empty those cells to have numbers."
        )
    alike = Counter(word.casefold() for word in words)
    twice = sorted(word for word in words if alike[word.casefold()] > 1)[:2]
    return said + (
        [f"{name}: {twice[0]!r} and {twice[1]!r} differ in capitals only, but are two words."] if twice else []
    )
