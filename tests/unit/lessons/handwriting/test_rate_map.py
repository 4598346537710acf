"""The map of starts and rates that the learner fills says which squares are filled, and with what."""

import xml.etree.ElementTree as ET

import pytest

from helpers import draw
from helpers.lessons.handwriting.recipes import RATE_CELLS
from helpers.network.network import STARTS
from tests.drawn import SVG

FOUND = {"standard normal, 0.0001": 0.724, "fitting, 0.1": 0.876, "fitting, 1": 0.098}


def squares(picture):
    """Return for each square what a click sets, what a screen reader says, and its words and colour."""
    groups = [one for one in ET.fromstring(picture.svg).iter(SVG + "g") if one.get("data-set")]
    return {
        one.get("data-set"): (one.get("aria-label"), one.find(SVG + "text").text, one.find(SVG + "rect").get("fill"))
        for one in groups
    }


def test_every_start_meets_every_power_of_ten_from_a_millionth_to_one():
    assert {*RATE_CELLS.values()} == {(start, 10.0**-power) for start in STARTS for power in range(7)}


@pytest.mark.parametrize("name, cell", RATE_CELLS.items())
def test_the_name_of_a_square_says_its_start_and_its_rate(name, cell):
    start, rate = name.split(", ")
    assert (start, float(rate)) == cell


def test_a_square_shows_its_share_and_an_empty_one_a_question_mark():
    drawn = squares(draw.rate_map(FOUND, "fitting, 0.1", "subset"))
    assert {*drawn} == {f"cell={name}" for name in RATE_CELLS}
    for name in RATE_CELLS:
        label, text, _ = drawn[f"cell={name}"]
        if name in FOUND:
            assert text == f"{100 * FOUND[name]:.0f} %" and label == f"start and rate {name}: {text} right"
        else:
            assert text == "?" and label == f"start and rate {name}: not tried yet"
    shades = [drawn[f"cell={name}"][2] for name in sorted(FOUND, key=FOUND.get)]
    assert shades == sorted(shades, reverse=True) and len({*shades}) == 3, "more right answers must be darker"


@pytest.mark.parametrize(
    "cell, sentence",
    [
        (
            "fitting, 0.1",
            "3 of 14 squares filled. Start fitting (He), rate 0.1: 88 % right after one epoch, the best so far.",
        ),
        ("none", "subset. 3 of 14 squares filled."),
        ("fitting, 1", "Start fitting (He), rate 1: 10 % right after one epoch."),
        ("standard normal, 0.000001", "Start N(0, 1), the book's, rate 0.000001: not tried yet."),
    ],
)
def test_the_sentence_tells_the_chosen_square(cell, sentence):
    assert draw.rate_map(FOUND, cell, "subset").text.endswith(sentence)


def test_a_square_that_is_not_there_is_answered_with_a_sentence():
    with pytest.raises(ValueError, match="Did you mean 'fitting, 0.1'"):
        draw.rate_map({}, "fiting, 0.1", "subset")
