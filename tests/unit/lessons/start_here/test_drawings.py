"""The stage map's numbers, and the map of the course: a box for each exercise and prediction, as it stands."""

import xml.etree.ElementTree as ET

import pytest

from helpers import draw, gradients, progress, total_error, update
from helpers.lessons import every
from helpers.lessons.progress import standings
from helpers.pens.numerals import plain
from helpers.pens.palette import BLUE, VERMILLION, WHITE
from tests.cases import BOOK
from tests.drawn import SVG, lines_of


def test_the_stage_map_tells_the_error_before_and_after_the_update():
    example = [[0.15, 0.35]], [[0, 1]]
    after = update(BOOK, gradients(BOOK, *example), 0.5)
    text = draw.stage_map(draw.STAGES[-1], BOOK, *example, eta=0.5).text
    assert plain(total_error(BOOK, *example)) in text and plain(total_error(after, *example)) in text


LABELS = (
    [name.rpartition(".")[2] for name in every("EXERCISES")],
    [name.lstrip("0123456789") for name in every("PREDICTIONS")],
)
DONE = {
    "3.1": "right",
    "3.2": "not yet",
    "3a": "right",
    "3b": "not yet",
    "0.1": "right",
    "4.1": "right",
    "3.3": "right",
}


def boxes(picture, shape):
    """Return (label, paper) of the squares or circles with something in them, in the order of the course."""
    parts = list(ET.fromstring(picture.svg).iter())
    return [
        (text.text, box.get("fill"))
        for box, text in zip(parts, parts[1:], strict=False)
        if box.tag == SVG + shape and text.get("text-anchor") == "middle" and text.text
    ]


def test_the_course_map_has_a_square_for_each_exercise_and_a_circle_for_each_prediction():
    squares, circles = (boxes(draw.course_map(standings({})), shape) for shape in ("rect", "circle"))
    assert [name for name, _ in squares] == LABELS[0] and [name for name, _ in circles] == LABELS[1]
    assert {paper for _, paper in squares + circles} == {WHITE}


def test_what_is_right_is_filled_what_is_begun_has_a_foot_and_the_rest_is_empty():
    picture, empty = draw.course_map(standings(DONE)), draw.course_map(standings({}))
    for shape, names in (("rect", every("EXERCISES")), ("circle", every("PREDICTIONS"))):
        found = {name for name, (_, paper) in zip(names, boxes(picture, shape), strict=True) if paper == BLUE}
        assert found == {name for name in names if DONE.get(name) == "right"}
    feet = (
        len([part for part in ET.fromstring(one.svg).iter() if part.get("fill") == BLUE and (
            part.get("height") == "5" or part.tag == SVG + "path")]) for one in (picture, empty)
    )  # fmt: skip
    assert [*feet] == [2 + 2, 2], "two are begun; two more feet are the legend's"


def test_the_words_in_white_stand_on_blue_and_nowhere_else():
    assert {line.behind for line in lines_of(draw.course_map(standings(DONE)).svg) if line.fill == WHITE} == {BLUE}


def test_where_to_go_on_has_the_only_orange_frame_and_the_legend_and_the_sentence_name_it():
    picture = draw.course_map(standings(DONE))
    frames = [part for part in ET.fromstring(picture.svg).iter() if part.get("stroke") == VERMILLION]
    assert len(frames) == 2, "the exercise's and the legend's"
    (row,) = [line for line in lines_of(picture.svg) if line.text == "Stage 1: forward propagation"]
    assert abs(float(frames[0].get("y")) + 11.5 - (row.baseline - 5)) < 3, "the frame is in the notebook's row"
    assert "go on here: 3.2" in [line.text for line in lines_of(picture.svg)]
    assert "Go on with 3.2 in notebook 03, Stage 1: forward propagation." in picture.text


def test_the_course_map_tells_in_words_what_it_shows():
    text = draw.course_map(standings(DONE), 3).text
    assert text.startswith(
        f"4 of {len(every('EXERCISES'))} exercises solved, 1 begun; 1 of {len(every('PREDICTIONS'))}"
    )
    done = "Exercises and predictions done, by notebook: 00: 1 and 0; 03: 2 and 1; 04: 1 and 0."
    assert f"Begun, not right yet: 3.2 and 3b. {done}" in text
    assert text.endswith("Looked again: 3.")


def test_who_has_done_everything_is_sent_nowhere():
    picture = draw.course_map(standings(dict.fromkeys([*every("EXERCISES"), *every("PREDICTIONS")], "right")))
    assert VERMILLION not in picture.svg and "go on" not in picture.svg and "the whole course" in picture.text


def test_of_many_that_are_begun_twelve_are_named():
    text = draw.course_map(standings(dict.fromkeys([*every("EXERCISES")], "not yet"))).text
    assert f"2.4 and {len(every('EXERCISES')) - 12} more." in text


def test_without_standings_it_shows_the_learners_own_and_a_second_look_what_she_has_solved_meanwhile(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    assert draw.course_map().text.startswith("0 of")
    (tmp_path / "my_progress.txt").write_text("2026-11-27 20:31  0.1  right\n", encoding="utf-8")
    assert draw.course_map(looked=1).text.startswith("1 of") and repr(progress("00")).startswith("Notebook 00: 1 of 1")


@pytest.mark.parametrize("wrong", [{"standings": [1]}, {"standings": "03"}, {"looked": -1}, {"looked": "twice"}])
def test_a_wrong_argument_of_the_course_map_is_a_sentence(wrong):
    with pytest.raises((ValueError, TypeError), match="but must be"):
        draw.course_map(**wrong)
