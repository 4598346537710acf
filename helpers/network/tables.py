"""A small table that reads well as text and, in a notebook, as accessible HTML."""

from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from textwrap import wrap

LEFT = 'style="text-align: left"'  # JupyterLab would set tables to the right
WIDEST = 40  # characters of a column in the text form; longer cells are wrapped


@dataclass(frozen=True, repr=False)
class Table:
    """Named tuples as rows, shown in columns; `table["w5"]` finds a row by its first field, `table[0]` by position.

    `columns` maps each heading to the function that turns a row into the text below it. The page hides the rows of a
    `folded` table behind its caption until that is clicked; the text form shows them.

    >>> from typing import NamedTuple
    >>> Weight = NamedTuple("Weight", [("name", str), ("value", float)])
    >>> Table("weights", {"name": lambda row: row.name, "value": lambda row: str(row.value)}, (Weight("w5", 0.05),))
    weights
    name  value
    w5    0.05
    """

    caption: str
    columns: dict
    rows: tuple
    folded: bool = False

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, key):
        if not isinstance(key, str):
            return self.rows[key]
        for row in self:
            if row[0] == key:
                return row
        raise KeyError(f"there is no row {key!r} in this table: {self.caption}")

    def cells(self, rows):
        """Return the text of every cell of these rows."""
        return [[show(row) for show in self.columns.values()] for row in rows]

    def __repr__(self):
        rows = [[wrap(cell, WIDEST) or [""] for cell in row] for row in [list(self.columns), *self.cells(self)]]
        widths = [max(len(line) for cell in column for line in cell) for column in zip(*rows, strict=True)]
        lines = [line for row in rows for line in zip_longest(*row, fillvalue="")]
        aligned = (
            "  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip() for line in lines
        )
        return "\n".join([self.caption, *aligned])

    def _repr_html_(self):
        caption = escape(self.caption)
        head = "".join(f'<th scope="col" {LEFT}>{escape(heading)}</th>' for heading in self.columns)
        body = "".join(
            f'<tr><th scope="row" {LEFT}>{escape(first)}</th>'
            f"{''.join(f'<td {LEFT}>{keep_together(cell)}</td>' for cell in rest)}</tr>"
            for first, *rest in self.cells(self)
        )
        rows = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        if self.folded and self.rows:
            return f"<details><summary>{caption}</summary><table>{rows}</table></details>"
        return f"<table><caption {LEFT}>{caption}</caption>{rows}</table>"


def keep_together(cell):
    """Return a cell as HTML; a short one stays on one line, so that a sign is not parted from its word."""
    return escape(cell).replace(" ", "&nbsp;") if len(cell) <= 12 else escape(cell)
