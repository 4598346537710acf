"""Promises of the glossary's picture and of its mini pictures."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import draw
from helpers.lessons.glossary.drawings.glossary import FACTS, MINIS, NOTHING, ROOM, SAME
from helpers.lessons.glossary.drawings.mini import WIDTH, paper
from helpers.lessons.glossary.drawings.mini_curves import hill, touch, walk, wavy
from helpers.reference.terms import find, places, terms
from tests.drawn import SVG, texts


def marks_of(name):
    return ET.fromstring(paper(MINIS[name][1]()))


def test_a_mini_picture_is_told_in_words_of_its_own():
    for name in MINIS:
        assert len(MINIS[name][0].split()) > 3, name
        assert [said for said, _ in MINIS.values()].count(MINIS[name][0]) == 1, name


def test_the_same_mini_picture_is_drawn_each_time():
    assert all(make() == make() for _, make in MINIS.values())


def test_the_text_of_an_opened_term_says_all_that_the_picture_shows():
    for row in terms():
        picture = draw.glossary(row.name)
        assert picture.text.lower().startswith(f"{row.name}: {row.meaning}".lower()), row.name
        for fact in FACTS.values():
            assert fact(row) in picture.text or fact(row) in (SAME, NOTHING), row.name
        shown = " ".join(texts(picture))
        assert row.name in shown and all(word in shown.lower() for word in row.meaning.lower().split()), row.name
        assert not row.picture or MINIS[row.picture][0] in picture.text, row.name
        for number in row.met:
            assert " ".join((number, places()[number][1])) in picture.text, row.name


def test_the_links_of_a_term_lead_to_the_notebooks_where_it_is_met():
    for row in terms():
        links = [node.get("href") for node in ET.fromstring(draw.glossary(row.name).svg).iter(f"{SVG}a")]
        assert links == [places()[number][0] for number in row.met], row.name


def test_the_matches_are_buttons_and_the_rest_is_counted():
    rows = find("net").rows
    buttons = [node.get("data-set") for node in ET.fromstring(draw.glossary("net").svg).iter() if node.get("data-set")]
    assert len(rows) > ROOM + 1 and buttons == [f"query=net > {row.name}" for row in rows[:ROOM]]
    assert f"Matches (and {len(rows) - ROOM} more):" in draw.glossary("net").svg


def test_a_click_opens_a_term_and_the_list_stays_as_it_was():
    first = draw.glossary("net")
    for row in find("net").rows[:ROOM]:
        picture = draw.glossary(f"net > {row.name}")
        assert picture.text.lower().startswith(f"{row.name}: ".lower())
        assert re.findall('data-set="[^"]+"', picture.svg) == re.findall('data-set="[^"]+"', first.svg)
    assert draw.glossary("net > nonsense") == first


def test_a_search_with_an_equals_sign_still_makes_buttons_that_can_be_read():
    sets = re.findall('data-set="([^"]+)"', draw.glossary("e = t").svg)
    assert sets and all(one.count("=") == 1 for one in sets)


def test_the_card_keeps_its_size_whatever_is_typed():
    sizes = {(draw.glossary(query).width, draw.glossary(query).height) for query in ("", "net", "zzz", "<b>", "wieght")}
    assert len(sizes) == 1


def test_nothing_overlaps_the_list_below_and_no_line_is_too_long():
    for row in terms():
        for line in ET.fromstring(draw.glossary(row.name).svg).iter(f"{SVG}text"):
            text, y = "".join(line.itertext()), float(line.get("y"))
            assert float(line.get("x")) + (0 if line.get("text-anchor") else 7 * len(text)) < 714, text
            assert not 398 < y < 415, (row.name, text)


def test_typed_signs_are_shown_and_not_obeyed():
    picture = draw.glossary("<script>&")
    assert "<script>" not in picture.svg and "&lt;script&gt;" in picture.svg


def test_who_finds_nothing_is_offered_the_terms_with_the_same_letter():
    svg = draw.glossary("ovxxyy").svg
    assert 'data-set="query=ovxxyy &gt; overfitting"' in svg and "begin with the same letter" in svg


# ---- Mini pictures that are computed


def dots(marks):
    """The centres of the dots, in pixels from the left and from the top."""
    found = re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)"', "".join(marks))
    return np.array(found, float)


@pytest.mark.parametrize("eta, grows, changes_side", [(0.3, False, False), (0.9, False, True), (1.08, True, True)])
def test_a_walk_settles_jumps_or_grows_as_its_rate_says(eta, grows, changes_side):
    x = dots(walk(eta, 0.5, 5))[:, 0] - WIDTH / 2
    assert bool(abs(x[-1]) > abs(x[0])) == grows and bool((x[1:] * x[:-1] < 0).any()) == changes_side


def test_the_secant_cuts_the_curve_in_both_its_dots_and_the_tangent_has_one():
    two, one = dots(touch(1.2)), dots(touch(0.001))
    assert len(two) == 2 and np.ptp(two[:, 0]) > 50 and np.ptp(one[:, 0]) < 1
    assert hill(0.5 + 1e-6) - hill(0.5 - 1e-6) == pytest.approx(2e-6 * (0.11 + 0.055))


def test_the_two_valleys_are_where_neighbours_are_higher_and_one_is_deeper():
    x = np.linspace(-2.4, 2.4, 4801)
    y = wavy(x)
    valleys = [place for place in range(1, len(x) - 1) if y[place] < min(y[place - 1], y[place + 1])]
    assert len(valleys) == 2 and y[valleys[0]] < y[valleys[1]] - 0.3


def test_softmax_bars_have_the_shares_of_softmax():
    heights = [float(node.get("height")) for node in marks_of("softmax").iter("rect")][1:]
    wanted = np.exp([1.4, 0.3, -0.6]) / np.exp([1.4, 0.3, -0.6]).sum()
    assert np.allclose(heights, 80 * wanted, atol=0.06)
