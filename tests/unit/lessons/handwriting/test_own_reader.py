"""The pictures of a network that a learner has built: whose is what, how it learns, what it reads."""

import re

import numpy as np
import pytest

from helpers import draw, prepare
from helpers.lessons.handwriting.drawings.own_reader import HERS, boxes_of
from helpers.lessons.ours import buildings
from tests.drawn import assert_curve, numbers, panels, rects, texts

NAMES = [*buildings()]
HER_FILE = "from helpers.lessons.ours import *\n\n\ndef my_forward(weights, biases, inputs):\n    return inputs\n"


@pytest.fixture
def her_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    return tmp_path / "my_network.py"


def yours(picture):
    """Return the numbers of the exercises in the boxes that say "yours"."""
    return [text.split(" · ")[0] for text in texts(picture) if text.endswith(" · yours")]


@pytest.mark.parametrize("hers", [set(), {"my_update"}, {*NAMES[:5], "my_slopes"}, {*NAMES}])
def test_the_boxes_their_colours_and_the_sentence_say_the_same(hers):
    picture, numbers_of = boxes_of(hers), [buildings()[name][0] for name in NAMES if name in hers]
    assert yours(picture) == numbers_of
    assert len(rects(picture, fill=HERS)) == len(hers) + 1  # and one in the legend
    ours = [text for text in texts(picture) if text.endswith(" · ours")]
    assert len(ours) == len(rects(picture, **{"stroke-dasharray": "5 4"})) - 1 == len(NAMES) - len(hers)
    first, _, rest = picture.text.partition(" Ours, until you write ")
    count = {len(NAMES): "All 12 functions are", 1: "1 of 12 functions is"}
    assert first.startswith(f"{count.get(len(hers), f'{len(hers)} of 12 functions are')} yours")
    assert re.findall(r"my_\w+", first) == [name for name in NAMES if name in hers]
    assert re.findall(r"my_\w+", rest) == [name for name in NAMES if name not in hers]


def test_each_function_of_the_course_has_a_box_below_its_stage():
    found = texts(boxes_of(set()))
    assert [text for text in found if text in NAMES] == NAMES
    stages = [text for text in found if re.match(r"\d [a-z]+$", text)]
    assert stages == ["1 forward", "2 error", "3 gradients", "4 check", "5 update"]


def test_a_function_is_hers_when_it_stands_in_her_file_which_is_read_anew_each_time(her_file):
    assert yours(draw.whose_boxes()) == []
    her_file.write_text(HER_FILE)
    assert yours(picture := draw.whose_boxes(1)) == ["3.11"] and picture.text.endswith(". Looked again 1 time.")
    her_file.write_text(HER_FILE.replace("my_forward", "my_update"))
    assert yours(draw.whose_boxes(2)) == ["7.12"]


def test_a_file_that_cannot_be_run_is_told_so_with_its_line(her_file):
    her_file.write_text("def my_forward(weights\n")
    with pytest.raises(ValueError, match=r"my_network.py cannot be run: SyntaxError: .*line 1.*Mend it there"):
        draw.whose_boxes()
    her_file.write_text("z = 1 / 0\n")
    with pytest.raises(ValueError, match="cannot be run: ZeroDivisionError"):
        draw.whose_boxes()


def test_both_curves_are_the_errors_and_the_sentence_tells_the_last_and_the_first():
    training, validation = [2.4, 0.9, 0.301], [2.5, 1.1, 0.449]
    picture = draw.own_curve(training, validation)
    (panel,) = panels(picture)
    blue, green = panel.curves
    assert_curve(panel, blue, [0, 1, 2], training)
    assert_curve(panel, green, [0, 1, 2], validation)
    assert picture.text == (
        "After 2 epochs the mean cross-entropy is 0.30 on training and 0.45 on validation digits; "
        "it began at 2.40 and 2.50."
    )


def test_an_error_that_is_no_number_leaves_the_picture_whole():
    assert "is ? on training and 2.00 on" in draw.own_curve([2.0, np.nan], [2.0, 2.0]).text
    with pytest.raises(ValueError, match="training has 1 error and validation 2. Give equally many"):
        draw.own_curve([2.0], [2.0, 1.0])


def test_the_bars_are_the_shares_that_came_and_the_answer_the_largest():
    shares = np.random.default_rng(3).dirichlet(np.ones(10))
    picture = draw.reading(prepare(np.eye(28)), shares[None])
    bars = [rect for rect in rects(picture) if rect[2] == 52]
    assert [height for *_, height in bars] == pytest.approx(np.maximum(110 * shares, 1), abs=0.06)
    first, second = np.argsort(-shares)[:2]
    assert picture.text == (
        f"The network says {first} ({100 * shares[first]:.1f} %), then {second} ({100 * shares[second]:.1f} %)."
    )
    assert str(first) in numbers(picture)


def test_an_empty_pad_and_an_answer_that_is_no_number_are_told_so():
    assert draw.reading(prepare(np.zeros(784)), np.full(10, 0.1)).text.startswith("The pad is empty")
    assert draw.reading(prepare(np.eye(28)), np.full(10, np.nan)).text == "The network's answer is no number."
    with pytest.raises(ValueError, match=r"shares has shape \(2, 10\), but must have ten shares"):
        draw.reading(prepare(np.eye(28)), np.full((2, 10), 0.1))
