"""The book's numbers: every printed one is explained, every exact one is computed by the stage functions."""

import re
from fractions import Fraction

import numpy as np
import pytest

from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, create, forward, forward_rounded, ledger, slips
from helpers.datasets.files import csv_rows
from helpers.reference.book import BOOK_E, COMPUTED, VERDICTS, exact_values, plain

NUMBERS, ERRATA = csv_rows("book_numbers.csv"), csv_rows("errata.csv")
COMPUTED_LINES = [line for line in NUMBERS if int(line["chapter"]) in COMPUTED]
# Differences of two errors that agree in 4 of their 16 digits, divided by 2e-4: an error of 1e-16 in E becomes
# 5e-13 in the numerical gradient. The 50-digit values are 5.57673e-11 and, divided by 0.1005, 5.54853e-10.
CANCELLED = {
    "ch29.difference": (5.57673128929e-11, 5e-12),
    "ch29.difference_sci": (5.57673128929e-11, 5e-12),
    "ch29.rel": (5.54853064699e-10, 5e-11),
    "ch29.rel_sci": (5.54853064699e-10, 5e-11),
    "ch29.rel_order": (5.54853064699e-10, 5e-11),
}


def test_no_row_is_lost_and_no_note_points_to_lines_that_readers_do_not_have():
    assert (len(NUMBERS), len(ERRATA)) == (281, 200)
    assert len({row["id"] for row in NUMBERS}) == 281 and len({row["id"] for row in ERRATA}) == 200
    found = [cell for row in NUMBERS + ERRATA for cell in row.values() if re.search(r"\blines? \d+", cell, re.I)]
    assert not found, found


def test_each_row_of_a_computed_chapter_is_computed():
    computed = {name for chapter in COMPUTED for name in exact_values(chapter)}
    assert computed == {line["id"] for line in COMPUTED_LINES}


def test_the_computed_number_is_the_exact_one():
    for line in COMPUTED_LINES:
        value = exact_values(int(line["chapter"]))[line["id"]]
        if line["id"] in CANCELLED:
            expected, tolerance = CANCELLED[line["id"]]
            assert value == pytest.approx(expected, abs=tolerance), line["id"]
        else:
            assert value == pytest.approx(float(line["exact_value"]), rel=1e-9, abs=1e-15), line["id"]


def number(text):
    """Return a printed number and the size of its last decimal, or None where the print is not one number."""
    text = plain(text).replace(",", "").strip("% ")
    if match := re.fullmatch(r"(-?[\d.]+) × 10\^(-?\d+)", text) or re.fullmatch(r"()10\^(-?\d+)", text):
        mantissa, unit = number(match[1] or "1")
        return mantissa * Fraction(10) ** int(match[2]), unit * Fraction(10) ** int(match[2])
    if not re.fullmatch(r"-?\d*\.?\d+", text):
        return None
    decimals = len(text.partition(".")[2])
    return Fraction(text), Fraction(1, 10**decimals)


def agrees(printed, value):
    """Return whether a value, rounded half up or down, is what was printed."""
    shown, last_decimal = printed
    return abs(Fraction(value) - shown) <= last_decimal / 2 * (1 + Fraction(1, 10**9))


PRINTED = [line for line in NUMBERS if 26 <= int(line["chapter"]) <= 31 and number(line["printed_value"])]


def test_the_printed_number_is_explained():
    for line in PRINTED:
        printed, exact = number(line["printed_value"]), exact_values(int(line["chapter"]))[line["id"]]
        if line["agrees"] == "yes":
            assert agrees(printed, exact), line
        elif line["agrees"] == "rounding":
            assert not agrees(printed, exact), line
            assert agrees(printed, line["chained_value"]), line
        else:
            assert line["agrees"] == "NO" and line["note"], line
            assert not agrees(printed, exact), line


def test_nearly_every_printed_number_of_the_worked_example_is_read_as_a_number():
    unread = [row["printed_value"] for row in NUMBERS if 26 <= int(row["chapter"]) <= 31 and row not in PRINTED]
    assert unread == ["[ 0, 1]"]


def test_the_book_s_rounding_gives_the_book_s_stage_1():
    passed = forward_rounded(BOOK_NETWORK, BOOK_INPUTS)
    chained = {line["id"]: float(line["chained_value"]) for line in NUMBERS if line["chained_value"]}
    for layer, letter in ((1, "b"), (2, "c")):
        for node in (0, 1):
            name, net = f"{letter}{node + 1}", passed.net[layer][0, node]
            assert 1 + BOOK_E**-net == pytest.approx(chained[f"ch26.den_{name}"], rel=1e-11)
            # The chained outputs divide by denominators with the 9 to 10 digits that were printed.
            assert 1 / (1 + BOOK_E**-net) == pytest.approx(chained[f"ch26.out{name}"], rel=1e-9)
    assert passed.net[2][0].tolist() == [round(chained["ch26.netc1"], 4), round(chained["ch26.netc2"], 4)]
    assert passed.out[1].tolist() == [[0.7020, 0.5841]] and passed.output.tolist() == [[0.5934, 0.7353]]


def test_many_decimals_and_a_full_e_bring_the_rounded_pass_to_the_exact_one():
    rounded = forward_rounded(BOOK_NETWORK, BOOK_INPUTS, decimals=15, e=np.e)
    assert rounded.output == pytest.approx(forward(BOOK_NETWORK, BOOK_INPUTS).output, rel=1e-13)


def test_only_logistic_networks_are_rounded_as_the_book_does():
    with pytest.raises(ValueError, match="logistic network only"):
        forward_rounded(create(2, 2, activations="tanh"), BOOK_INPUTS)


def test_a_ledger_reads_as_text_and_as_html():
    table = ledger(26)
    assert repr(table).splitlines()[0] == "Ledger of ch. 26: 30 numbers, 0 wrong"
    assert re.search(r"net input of c1 +b1\*w5\+b2\*w7\+bw3 +0\.3779 +0\.377844465 +≈ rounding", repr(table))
    html = table._repr_html_()
    assert html.startswith("<details><summary>Ledger of ch. 26: 30 numbers, 0 wrong</summary><table>")
    assert html.count('<th scope="row"') == 30


def test_the_page_unfolds_slips_by_a_click_or_shows_them_at_once():
    for folded in True, False:
        html = slips(37, folded=folded)._repr_html_()
        assert html.startswith("<details><summary>Slips of ch. 37:" if folded else "<table><caption")
        assert html.count('<th scope="row"') == len(slips(37)) > 10
    assert "<details>" not in slips(2)._repr_html_(), "nothing to unfold"


@pytest.mark.parametrize("chapter", range(1, 40))
def test_every_chapter_has_its_ledger_and_its_slips(chapter):
    ids = [row.id for row in ledger(chapter)]
    assert sorted(ids) == sorted(line["id"] for line in NUMBERS if line["chapter"] == str(chapter))
    wanted = sorted(line["id"] for line in ERRATA if line["chapter"] == str(chapter))
    assert sorted(row.id for row in slips(chapter)) == wanted
    assert {row.verdict for row in ledger(chapter)} <= set(VERDICTS.values())
    assert repr(ledger(chapter)) and repr(slips(chapter)) and "\\" not in repr(ledger(chapter))


def test_every_rounding_and_every_slip_says_why():
    for chapter in range(1, 40):
        for row in ledger(chapter):
            assert row.why or row.verdict in (VERDICTS["yes"], VERDICTS[""]), row


def test_the_slips_of_the_contents_list():
    assert [row.id for row in slips("front")] == ["toc.1"]


@pytest.mark.parametrize("chapter", [0, 40, "26", 2.0, None])
def test_an_unknown_chapter_gets_a_sentence(chapter):
    for table in (ledger, slips):
        with pytest.raises((TypeError, ValueError), match="chapter is .*, but must be a whole number, from 1 to 39"):
            table(chapter)


def test_the_constants_are_the_book_s_and_closed():
    assert (BOOK_INPUTS.tolist(), BOOK_TARGETS.tolist()) == ([[0.15, 0.35]], [[0, 1]])
    assert not BOOK_INPUTS.flags.writeable and not BOOK_TARGETS.flags.writeable
