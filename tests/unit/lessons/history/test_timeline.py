"""The line of time: dates that were looked up, corrections that stand in the errata, and a source for each entry."""

import re

import pytest

from helpers import draw, slips, timeline
from helpers.lessons.history.drawings.timeline import HIGH, ROW, SHAPES, SPAN, TOP, placed
from helpers.lessons.history.timeline import STATUSES
from tests.drawn import texts

ENTRIES = timeline()
# Year and words of what must be there: the book's list and what it leaves out, each date from the paper itself.
MILESTONES = [
    (1943, "McCulloch", "Bull. Math. Biophysics 5 (1943)"), (1949, "Hebb", "Wiley 1949"), (1951, "SNARC", "1951"),
    (1954, "Farley", "PGIT 4 (1954)"), (1956, "Rochester", "IT-2 (1956)"), (1956, "Dartmouth", "1955"),
    (1958, "perceptron", "65 (1958)"), (1960, "ADALINE", "(1960)"), (1962, "MADALINE", "1962"),
    (1969, "Perceptrons", "1969"), (1974, "Werbos", "1974"), (1980, "neocognitron", "36 (1980)"),
    (1982, "Hopfield", "79 (1982)"), (1986, "backpropagation", "323 (1986)"), (1989, "LeNet", "1 (1989)"),
    (1997, "LSTM", "9 (1997)"), (2006, "deep belief", "18 (2006)"), (2009, "ImageNet", "2009"),
    (2012, "AlexNet", "2012"), (2015, "ResNet", "2015"), (2016, "AlphaGo", "529 (2016)"), (2017, "the book", "2017"),
    (2017, "Transformer", "2017"), (2020, "GPT-3", "2020"), (2024, "Nobel", "8 October 2024"),
]  # fmt: skip


@pytest.mark.parametrize("year, name, source", MILESTONES)
def test_each_milestone_has_its_year_and_its_source(year, name, source):
    found = [row for key, row in ENTRIES.items() if row.year == year and name in row.name]
    assert len(found) == 1 and source in found[0].source


def test_the_entries_are_complete_and_in_order():
    years = [row.year for row in ENTRIES.values()]
    assert years == sorted(years) and len(ENTRIES) == len(MILESTONES)
    for key, row in ENTRIES.items():
        assert key == f"{row.year} {row.name}" and all((row.name, row.title, row.what, row.book, row.source)), key
        assert row.status in STATUSES and (row.what + row.book).endswith("."), key


def test_every_slip_of_the_chapter_is_told_at_an_entry_and_no_other():
    told = {slip for row in ENTRIES.values() for slip in re.findall(r"e37\.\d+", row.slips)}
    assert told == {row.id for row in slips(37)}


def test_only_what_the_book_has_right_carries_no_correction():
    for key, row in ENTRIES.items():
        if row.status in ("corrected", "missing"):
            assert row.slips, key


def test_what_differs_in_the_literature_is_said():
    for key in ("1958 perceptron", "1960 ADALINE", "1962 MADALINE", "1974 Werbos", "1989 LeNet", "2015 ResNet"):
        assert re.search(r"differ|are told|depends", ENTRIES[key].what), key


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_twin_tells_the_entry_and_every_name_can_be_clicked(entry):
    picture, row = draw.timeline(entry), ENTRIES[entry]
    for words in (str(row.year), row.title, row.what, row.book.removesuffix("."), row.slips, row.source):
        assert words in picture.text
    for other in ENTRIES:
        assert picture.svg.count(f'data-set="entry={other}"') == 1


def test_the_books_own_line_shows_only_its_own_entries_and_says_how_many():
    own = [key for key, row in ENTRIES.items() if row.status in ("right", "corrected")]
    picture = draw.timeline("1986 backpropagation", book_only=True)
    assert [key for key in ENTRIES if f'data-set="entry={key}"' in picture.svg] == own
    assert f"not among the {len(own)} entries" in picture.text
    years = [ENTRIES[key].year for key in own]
    assert (1982, 2017) in list(zip(years, years[1:], strict=False)), "the great gap of the book"


@pytest.mark.parametrize("years", [(1943, 1949, 1951, 1956, 1956, 1958), (1982,), (1984, 2015, 2016, 2017, 2017, 2024)])
def test_boxes_keep_the_order_of_time_stand_apart_and_stay_beside_the_line(years):
    places = placed(years)
    assert all(below - above >= ROW for above, below in zip(places, places[1:], strict=False))
    assert all(TOP <= y <= TOP + HIGH + 1e-9 for y in places)


def test_an_entry_with_room_stands_at_its_year_and_every_box_names_its_year():
    assert placed((1943, 1982))[0] == pytest.approx(TOP + HIGH * 3 / SPAN)
    shown = texts(draw.timeline("1958 perceptron"))
    assert all(key in shown for key in ENTRIES)


def test_the_statuses_differ_by_shape_and_not_by_colour_alone():
    assert set(SHAPES) == set(STATUSES) and len({outline for *_, outline in SHAPES.values()}) == len(SHAPES)
