"""Every number that the book prints stands in a ledger of the course, row by row (all 281 of them)."""

import csv
import re
from pathlib import Path

import pytest
from tests.saved import PATHS, cells, source, text_outputs

from helpers import ledger
from helpers.reference.book import LEDGER_COLUMNS

with (Path(__file__).resolve().parents[2] / "data" / "book_numbers.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def shown():
    """Return what the saved notebooks show below `ledger(n)`, by chapter."""
    found = {}
    for path in PATHS:
        for _, cell in cells(path, "code"):
            call = re.search(r"^ledger\((\d+)\)$", source(cell), re.MULTILINE)
            if call:
                found[int(call[1])] = "\n".join(text_outputs(cell))
    return found


def test_the_table_of_the_book_still_has_its_rows():
    assert len(ROWS) == 281 and len({row["id"] for row in ROWS}) == len(ROWS)


def test_a_ledger_shows_the_printed_number_with_its_quantity_and_its_verdict(shown):
    for row in ROWS:
        chapter = int(row["chapter"])
        assert chapter in shown, f"no notebook shows ledger({chapter})"
        entry = ledger(chapter)[row["id"]]
        assert entry.printed == row["printed_value"], row["id"]
        printed = LEDGER_COLUMNS["printed"](entry)  # powers of ten are written as such
        lines = [line for line in shown[chapter].splitlines() if printed in re.split(r"\s{2,}", line)]
        first_word = LEDGER_COLUMNS["quantity"](entry).split()[0]
        assert any(line.startswith(first_word) and entry.verdict in line for line in lines), f"{row['id']}: {lines}"
