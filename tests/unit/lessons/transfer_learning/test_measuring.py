"""Freeze or fine-tune, and a leak: what is recorded can be found again, and says what the notebook says."""

import functools

import numpy as np
import pytest

from helpers import check, draw
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.convnet import right_share
from helpers.lessons.transfer_learning.freezing import (
    AMOUNTS,
    SORTS,
    TUNINGS,
    recorded_freezing,
    second_task,
    source,
    ten_wide,
    with_new_head,
)
from helpers.lessons.transfer_learning.leaks import _parts, leaked
from tests.chance import beyond_chance, by_chance
from tests.drawn import lines_with, numbers, rects

DIGITS = load_mnist()
JUDGED = 250  # test digits from 5 to 9


@functools.cache
def first_network():
    return source(DIGITS)


def shares(amount, sort, way):
    return next(result.shares for result in recorded_freezing()[amount, sort] if result.way == way)


def gains(amount, sort, way, other):
    return np.subtract(shares(amount, sort, way), shares(amount, sort, other))


def test_the_record_has_twenty_runs_for_every_way_in_every_cell():
    table = recorded_freezing()
    assert set(table) == {(amount, sort) for amount in AMOUNTS for sort in SORTS}
    assert all([result.way for result in cell] == [*TUNINGS] for cell in table.values())
    assert all(len(result.shares) == 20 for cell in table.values() for result in cell)
    assert "mean of 20 runs" in " ".join(numbers(draw.freeze_or_tune()))


def test_no_recorded_run_breaks_down_to_guessing():
    lowest = min(min(result.shares) for cell in recorded_freezing().values() for result in cell)
    assert lowest > 1 / 5 + by_chance(1 / 5, JUDGED)


def test_few_pictures_alike_want_the_old_kernels_as_they_are():
    assert beyond_chance(shares("few", "alike", "frozen"), shares("few", "alike", "from scratch"))
    assert abs(gains("few", "alike", "fine-tuned", "frozen").mean()) < 1 / JUDGED, "less than one test digit"


def test_few_pictures_unlike_do_not_gain_by_old_kernels():
    assert not beyond_chance(shares("few", "unlike", "frozen"), shares("few", "unlike", "from scratch"))


def test_many_pictures_want_the_kernels_tuned_and_unlike_ones_more_so():
    alike, unlike = (gains("many", sort, "fine-tuned", "frozen") for sort in ("alike", "unlike"))
    assert beyond_chance(alike, np.zeros(len(alike))) and beyond_chance(unlike, alike)
    for sort in SORTS:
        new = np.mean(shares("many", sort, "from scratch"))
        assert abs(gains("many", sort, "fine-tuned", "from scratch").mean()) < by_chance(new, JUDGED), "about as good"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("11.9", ["upper", "right", "blur"]),
        ("11.10", ["frozen", "fine tune"]),
        ("11.10", ["Freeze", "fine-tuning"]),
    ],
)
def test_other_words_for_the_same_are_right_too(number, words):
    assert check(number, words).text.startswith("✓")


@pytest.mark.slow
@pytest.mark.parametrize("way", TUNINGS)
def test_one_run_of_few_pictures_comes_near_what_is_recorded(way):
    task = second_task(DIGITS, "alike", AMOUNTS["few"])
    recorded = next(result.shares[0] for result in recorded_freezing()["few", "alike"] if result.way == way)
    found = right_share(TUNINGS[way](first_network(), task.few, 0), task.test)
    assert found == pytest.approx(recorded, abs=by_chance(recorded, JUDGED)), "other processors round differently"


@pytest.mark.slow
def test_frozen_kernels_stay_and_fine_tuned_ones_move():
    task = second_task(DIGITS, "unlike", 5)
    frozen = with_new_head(first_network(), task.few)
    assert all(map(np.array_equal, frozen.weights[:2], first_network().weights[:2]))
    tuned = TUNINGS["fine-tuned"](first_network(), task.few, 0)
    assert not np.array_equal(tuned.weights[0], frozen.weights[0])


def test_the_tasks_are_digits_that_the_first_network_never_saw_and_the_unlike_ones_are_their_negatives():
    alike, unlike = (second_task(DIGITS, sort, 5) for sort in SORTS)
    assert np.array_equal(unlike.few.inputs, 1 - alike.few.inputs) and np.array_equal(unlike.test[1], alike.test[1])
    assert not alike.few.targets[:, :5].any() and not ten_wide(DIGITS.training, range(5)).targets[:, 5:].any()


# ---- The leak


def test_no_held_out_or_fresh_picture_is_learned_from_without_a_leak():
    for seed in range(5):
        learned, held, fresh = ({row.tobytes() for row in part.inputs} for part in _parts(seed))
        assert not learned & held and not learned & fresh and not held & fresh


@pytest.mark.slow
def test_a_leak_lifts_the_validation_to_100_percent_and_fresh_pictures_stay():
    none, half, all_of_them = map(leaked, (0, 50, 100))
    held, fresh = 5 * 100, 5 * JUDGED  # judged in five draws
    known = (1 + none.held_out) / 2  # half are known by heart, the others as before
    assert half.held_out == pytest.approx(known, abs=by_chance(known, held)) and all_of_them.held_out == 1
    assert max(abs(none.fresh - other.fresh) for other in (half, all_of_them)) < by_chance(none.fresh, fresh)
    assert abs(none.held_out - none.fresh) < by_chance(none.fresh, held), "without a leak both tell the same"


def test_the_picture_of_the_leak_tells_its_numbers():
    found = leaked(30)
    shown = draw.leak(30).text
    assert f"held-out pictures {100 * found.held_out:.0f} % right, fresh pictures {100 * found.fresh:.0f} %" in shown
    count = (DIGITS.test.targets.argmax(axis=1) >= 5).sum()
    assert f"{count:,} fresh pictures" in numbers(draw.leak(30))


def test_the_bars_of_the_table_are_as_long_as_the_shares():
    bars = [width for _, _, width, height in rects(draw.freeze_or_tune(), fill="#0072b2") if height == 20]
    wanted = [118 * result.mean for amount in AMOUNTS for sort in SORTS for result in recorded_freezing()[amount, sort]]
    assert bars == pytest.approx(wanted, abs=0.06)


def test_the_best_shares_of_each_cell_are_in_bold_and_equal_numbers_alike():
    shares = [line for line in lines_with(draw.freeze_or_tune(), "text") if line.text.endswith(" %")]
    for cell in (shares[place : place + 3] for place in range(0, 12, 3)):
        best = max(float(line.text[:-2]) for line in cell)
        bold = [line.get("font-weight") == "bold" for line in cell]
        assert bold == [float(line.text[:-2]) == best for line in cell], [line.text for line in cell]
