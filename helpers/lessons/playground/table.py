"""A table of one's own: read, recognised column by column, and made into examples for a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from helpers.datasets.files import Part, closed
from helpers.lessons.playground.choosing import input_columns, is_class, target_column
from helpers.lessons.playground.columns import decimal_sign, own_sign, recognised
from helpers.lessons.playground.data import Data, class_targets, dealt
from helpers.lessons.playground.reading import MOST, few, read_rows
from helpers.lessons.playground.recipe import Recipe, Words, fitted
from helpers.network import checks, tables
from helpers.pens.numerals import counted, shortened

FEWEST = 10  # rows: with fewer nothing can be judged
MOST_ODD = 8  # sentences about strange cells
SIGNS = {",": "comma", ".": "point"}
RARE = 5  # a class with fewer rows is told


class Story(Sequence):
    """Sentences about a table, shown one below the other.

    >>> Story(["One column was left out.", "Two rows lack something."])[0]
    'One column was left out.'
    """

    def __init__(self, sentences):
        self._sentences = tuple(sentences)

    def __getitem__(self, key):
        return self._sentences[key]

    def __len__(self):
        return len(self._sentences)

    def __repr__(self):
        return "\n".join(self)

    def _repr_html_(self):
        return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in self)}</ul>"


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """A table as it was recognised: its columns by their names, and the story of how it was read.

    >>> table = read_table("penguins")
    >>> len(table), table.names[:3], table["flipper_length_mm"].kind
    (344, ('species', 'island', 'bill_length_mm'), 'numbers')
    """

    title: str
    columns: dict
    story: Story

    @property
    def names(self):
        """The names of the columns."""
        return tuple(self.columns)

    def __len__(self):
        return len(next(iter(self.columns.values())).values)

    def __getitem__(self, name):
        return checks.known("column", name, self.columns)

    def data(self, target, inputs=None, missing="drop", share=0.7, seed=1, as_numbers=None):
        """Return the Data for a network that is to find the column `target` from the columns `inputs`.

        Numbers are scaled to mean 0 and spread 1, words become one-hot. Without `inputs` all columns are taken that are
        of use; `data.story` says which were not, and why. `missing="drop"` leaves out each row that lacks something,
        "fill" puts the median, or the most frequent word, into its gaps; a row without a target is always left out.
        `share` of the rows, chosen by `seed`, are to learn from. A target of words, or of a few whole numbers, is a
        class; as_numbers=True makes it a number, as_numbers=False each number a class. Raises ValueError or TypeError
        with a sentence.

        >>> read_table("penguins").data("species", ["flipper_length_mm", "sex"])
        233 examples to learn from and 100 to judge: species (Adelie or Chinstrap or Gentoo) from flipper_length_mm, \
sex=female, sex=male
        """
        checks.known("way with missing values", missing, dict.fromkeys(["drop", "fill"]))
        wanted = target_column(self, target)
        classed, decided = is_class(wanted, as_numbers)
        chosen, left_out = input_columns(self, wanted, inputs)
        rows, gaps = complete_rows(wanted, chosen, missing)
        parts = [rows[part] for part in dealt(len(rows), share, checks.whole_number("seed", seed, at_least=0))]
        recipe = Recipe(
            tuple(fitted(column, parts[0]) for column in chosen),
            None if classed else fitted(wanted, parts[0]),
            missing == "fill",
        )
        classes, targets = _classes(wanted, rows) if classed else ((), recipe.scaled(wanted.values))
        training, validation = (
            Part(closed(recipe.columns([column.values[part] for column in chosen])), closed(targets[part]))
            for part in parts
        )
        story = Story([decided, *left_out, *gaps, *_rare(wanted, rows, classes), *_dealt(recipe, parts)])
        return Data(training, validation, recipe.names, classes, target, recipe=recipe, story=story)

    def __repr__(self):
        return repr(self._overview())

    def _repr_html_(self):
        return self._overview()._repr_html_()

    def _overview(self):
        caption = f"{self.title}: {counted(len(self), 'row')}, {counted(len(self.columns), 'column')}"
        return tables.Table(caption, OVERVIEW, tuple(self.columns.values()))


OVERVIEW = {
    "column": lambda column: column.name,
    "what it holds": lambda column: column.kind,
    "which": lambda column: _which(column),
    "missing": lambda column: f"{column.missing.sum():,}",
}


def _which(column):
    """Return in a few words what values a column has."""
    if column.kind == "words":
        counts = column.counts()
        return ", ".join(few([f"{shortened(word, 20)} {count:,}" for word, count in counts.items()], 3))
    values = column.different
    if not len(values):
        return "nothing"
    ends = [f"{end:g}" if column.kind == "numbers" else end for end in (values[0], values[-1])]
    return ends[0] if len(values) == 1 else f"{ends[0]} to {ends[1]}, {len(values):,} different"


def read_table(source, separator=None, header=None, decimal=None, most=MOST, seed=1):
    """Return the Table of a CSV file, of what was uploaded, or of the name of a table of ours.

    `source` is a path, a text with the rows, the bytes of a file, a page's "data:..." address, or "penguins", "iris" or
    "wine". Found by itself, unless it is said here: what parts two cells (`separator`: , ; | or a tab), whether the
    first line holds names (`header`), and the `decimal` sign. Letters may be UTF-8, UTF-16 or Latin-1. A file is read
    row by row; of more than `most` rows so many are kept, chosen by `seed`. Raises ValueError, TypeError or OSError
    with a sentence.

    >>> read_table("a;b\\n1,5;red\\n2,5;blue")
    the text: 2 rows, 2 columns
    column  what it holds  which                    missing
    a       numbers        1.5 to 2.5, 2 different  0
    b       words          blue 1, red 1            0
    """
    read = read_rows(source, separator, header, most, seed)
    cells = dict(zip(read.names, zip(*(row.cells for row in read.rows), strict=True), strict=True))
    if decimal is None:
        point = decimal_sign([cell for column in cells.values() for cell in column], read.separator)
        points = {name: own_sign(column, point) for name, column in cells.items()}
    else:
        point = checks.known("decimal sign", decimal, {".": ".", ",": ","})
        points = dict.fromkeys(cells, point)
    lines = [row.line for row in read.rows]
    found = [recognised(name, column, lines, points[name]) for name, column in cells.items()]
    signs = _signs(cells, found, points, point)
    odd = [sentence for _, sentences in found for sentence in sentences]
    more = (
        [f"In more columns there are strange cells, too: {len(odd) - MOST_ODD} sentences were left out."]
        if len(odd) > MOST_ODD
        else []
    )
    story = Story([*read.story, *signs, *odd[:MOST_ODD], *more])
    return Table(read.title, {column.name: column for column, _ in found}, story)


def _signs(cells, found, points, point):
    """Tell by examples that commas were read as decimal ones, and which columns have another sign than the table."""
    told = {}
    for column, _ in found:
        sign, name = points[column.name], column.name
        who = "Numbers have" if sign == point else f"Other than the rest, {name} has"
        if column.kind == "numbers" and (sign, point) != (".", "."):
            for cell, value in zip(cells[name], column.values, strict=True):
                if sign in cell:
                    told.setdefault(who, f"{who} a decimal {SIGNS[sign]}: {cell!r} was read as {value:.10g}.")
    return list(told.values())


# ---- Rows and classes


def complete_rows(target, inputs, missing):
    """Return the numbers of the rows that can be used, and sentences about gaps; ValueError where they are too few."""
    kept, story = ~target.missing, []
    if not kept.all():
        story.append(f"{_left_out(~kept)}, without a value for {target.name}.")
    gaps = {column.name: int((column.missing & kept).sum()) for column in inputs}
    gaps = {name: count for name, count in sorted(gaps.items(), key=lambda row: -row[1]) if count}
    named = checks.listed(few([f"{name} {count:,}" for name, count in gaps.items()])) if gaps else ""
    if gaps and missing == "fill":
        story.append(f"Gaps were filled with the median or the most frequent word: {named}.")
    elif gaps:
        whole = kept & ~np.any([column.missing for column in inputs], axis=0)
        story.append(f"{_left_out(kept & ~whole)} of {kept.sum():,}, with gaps: {named}.")
        kept = whole
    if kept.sum() < FEWEST:
        raise ValueError(_too_few(int(kept.sum()), len(kept), named, missing))
    return np.flatnonzero(kept), story


def _left_out(rows):
    count = int(rows.sum())
    return f"{counted(count, 'row')} {'was' if count == 1 else 'were'} left out"


def _too_few(left, rows, named, missing):
    said = f"{counted(left, 'row')} of {rows:,} can be used, but {FEWEST} are the fewest to learn from and to judge"
    if named and missing == "drop":
        return f"{said}. Missing are {named}: try missing='fill', or leave out the column with the most gaps"
    return f"{said}. Give more rows"


def _classes(column, rows):
    """Return the names of the classes in these rows, and the targets of all rows."""
    values = np.unique(column.values[rows])
    if len(values) == 1:
        raise ValueError(f"of the rows that can be used each has the same {column.name!r}. Try missing='fill'")
    names = tuple(value if isinstance(value, str) else f"{value:g}" for value in values.tolist())
    numbers = np.searchsorted(values, np.where(column.missing, values[0], column.values))
    return names, class_targets(np.minimum(numbers, len(values) - 1), len(values))


def _rare(column, rows, classes):
    if classes:
        _, counts = np.unique(column.values[rows], return_counts=True)
        rare = [f"{name} {count}" for name, count in zip(classes, counts, strict=True) if count < RARE]
        if rare:
            yield f"Hardly anything can be learned about a class with so few rows: {checks.listed(few(rare))}."


def _dealt(recipe, parts):
    words = [f"{column.name} {len(column.names)}" for column in recipe.inputs if isinstance(column, Words)]
    if words:
        yield f"Words became one-hot, a column for each word: {checks.listed(few(words))}."
    if recipe.target or len(words) < len(recipe.inputs):
        yield "Numbers were scaled to mean 0 and spread 1, as measured on the rows to learn from."
    yield f"So the network has {counted(len(recipe.names), 'input')}; " + (
        f"{counted(len(parts[0]), 'row')} are to learn from, {len(parts[1]):,} to judge."
    )
