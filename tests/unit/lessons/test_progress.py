"""What progress() says of a file that was written by hand, and what a reset does to it."""

import re
from pathlib import Path

import pytest

from helpers import progress
from helpers.exercises import diary
from helpers.lessons import every
from helpers.lessons.progress import TITLES, goal, standings

ROOT = Path(__file__).parents[3]
EXERCISES, PREDICTIONS = every("EXERCISES"), every("PREDICTIONS")
SOLVED = dict.fromkeys([*EXERCISES, *PREDICTIONS], "right")
MINE = """\
# heading
2026-11-20 10:00  1.1  right
2026-11-20 10:05  3a  right
2026-11-20 10:06  3b  not yet
2026-11-20 10:07  3b  right
2026-11-20 10:07  3c  not yet
2026-11-20 10:10  3.1  right
2026-11-20 10:20  3.2  not yet
2026-11-20 10:21  3.2  right
2026-11-20 10:30  3.4  not yet
2026-11-20 10:30  3.99  right
2026-11-20 10:31  3.1
"""


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """The path of a learner's file, which is the one that progress() reads."""
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    path = tmp_path / diary.FILE
    path.write_text(MINE, encoding="utf-8")
    return path


def written(path, *numbers, verdict="right"):
    path.write_text("".join(f"2026-11-20 10:00  {number}  {verdict}\n" for number in numbers), encoding="utf-8")


def line(number):
    return repr(progress(number))


def test_the_titles_are_those_of_the_notebooks():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(\d\d) (.+?)\]\(notebooks", readme, re.MULTILINE) == [
        (f"{place:02}", title) for place, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize("number", ["03", "3", 3, " 03 "])
def test_a_notebooks_line_counts_what_its_file_says(mine, number):
    assert line(number) == (
        f"Notebook 03: 2 of {len(every('EXERCISES', ['stage_1']))} exercises solved, 1 begun; "
        f"2 of {len(every('PREDICTIONS', ['stage_1']))} predictions right. Go on with 3.3."
    )
    assert line("01").startswith("Notebook 01: 1 of 7 exercises solved; 0 of 7") and line("02").endswith("with 2.1.")


def test_one_exercise_is_no_exercises(mine):
    written(mine, "0.1")
    assert line("00").startswith("Notebook 00: 1 of 1 exercise solved; 0 of 2 predictions right.")


def test_where_all_is_solved_the_line_leads_on_and_names_the_predictions_that_are_left(mine):
    written(mine, *(name for name in SOLVED if name not in ("0b", "4c", "4e", "13b")))
    assert line("00").endswith("Predictions left: 0b. Go on with notebook 01.")
    assert line("04").endswith("5 predictions right. Predictions left: 4c and 4e. Go on with notebook 05.")
    assert line("05").endswith("predictions right. Go on with notebook 06.")
    assert line("13").endswith("Predictions left: 13b. Go on with notebook 14.")


@pytest.mark.parametrize(
    ("noted", "wanted"),
    [
        ({}, "0.1"),
        ({"0.1": "right"}, "1.1"),
        ({"0a": "right"}, "0.1"),
        ({"3.1": "right", "3.2": "not yet"}, "3.2"),
        ({"3.5": "right"}, "3.1"),
        ({"8.1": "right", "3.1": "right"}, "3.2"),  # where she was last, not the last notebook
        ({"3.1": "right", "8.1": "right"}, "8.2"),
        ({**SOLVED, "2.3": "not yet", "13.7": "right"}, "2.3"),  # what was skipped
        ({"13b": "right", **{number: "right" for number in EXERCISES if number.startswith("13.")}}, "14.1"),
        (SOLVED, ""),
        ({"3.99": "right", "nonsense": "right"}, "0.1"),
    ],
)
def test_to_go_on_is_the_first_open_exercise_where_she_was_last_or_behind_it(noted, wanted):
    assert goal(standings(noted)) == wanted


def test_the_notebook_of_the_last_line_counts_even_when_it_was_begun_long_ago(mine):
    mine.write_text(MINE + "2026-11-21 10:00  8.1  right\n2026-11-21 10:05  3.4  right\n", encoding="utf-8")
    assert "Go on with 3.3 in notebook 03" in repr(progress())


def test_the_table_has_every_notebook_and_says_where_to_go_on(mine):
    table = progress()
    assert [row.number for row in table] == [f"{place:02}" for place in range(15)]
    assert table.caption == (
        f"3 of {len(EXERCISES)} exercises solved, 1 begun; 2 of {len(PREDICTIONS)} predictions right. "
        "Go on with 3.3 in notebook 03, Stage 1: forward propagation."
    )
    marked = [text for text in repr(table).splitlines()[1:] if "go on" in text]
    assert len(marked) == 1 and marked[0].startswith("03 ") and marked[0].endswith("go on with 3.3")


def test_who_has_solved_everything_is_told_so(mine):
    written(mine, *SOLVED)
    assert "Every exercise is solved: you have done the whole course." in repr(progress())


# ---- A reset


def test_a_reset_empties_the_map_deletes_nothing_and_can_be_taken_back_as_it_says(mine):
    before = mine.read_text(encoding="utf-8")
    said = repr(progress(reset=True))
    assert "Nothing is deleted" in said and diary.FILE in said
    after = mine.read_text(encoding="utf-8")
    assert after.startswith(before) and "Notebook 03: 0 of" in line("03")
    *kept, last = after.splitlines(keepends=True)
    shown = re.search("the one with “(.+?)”", said)[1]
    assert shown in last
    mine.write_text("".join(kept), encoding="utf-8")
    assert "Notebook 03: 2 of" in line("03")


def test_a_second_reset_has_nothing_to_do_and_writes_nothing(mine):
    progress(reset=True)
    before = mine.read_text(encoding="utf-8")
    assert repr(progress(reset=True)) == "There is nothing to start again: nothing is solved or begun yet."
    assert mine.read_text(encoding="utf-8") == before


def test_a_reset_that_cannot_be_written_says_why(mine, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(diary, "add", full)
    assert "could not be emptied, for my_progress.txt could not be written: no space left" in repr(progress(reset=True))
    assert "Notebook 03: 2 of" in line("03")


# ---- Where nothing can be remembered


def test_a_file_that_cannot_be_written_is_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    assert line("03").endswith("Go on with 3.1."), "a new learner is not frightened"
    (tmp_path / diary.FILE).mkdir()
    warned = "(What you solve now is not remembered: my_progress.txt cannot be written in this folder.)"
    assert line("03").endswith(warned) and warned in repr(progress())
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path / "nowhere"))
    assert line("03").endswith(warned)


def test_a_file_that_may_only_be_read_is_read_and_the_learner_warned(mine, monkeypatch):
    opened = Path.open

    def refuse(path, mode="r", *arguments, **more):
        if mode != "r":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert line("03").startswith("Notebook 03: 2 of") and "is not remembered: my_progress.txt cannot" in line("03")


def test_to_look_changes_nothing(tmp_path, monkeypatch, mine):
    before = mine.stat()
    progress(), progress("03")
    assert mine.stat().st_mtime_ns == before.st_mtime_ns and [*tmp_path.iterdir()] == [mine]
    mine.unlink()
    progress(), progress("03")
    assert not [*tmp_path.iterdir()]


def test_outside_of_a_notebook_nothing_is_remembered_and_that_is_said(monkeypatch):
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    assert line("03").endswith("(Outside of a notebook nothing is remembered.)")
    assert repr(progress(reset=True)).endswith("outside of a notebook nothing is remembered.")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("15",), "there is no notebook '15'; write a number from 00 to 14 in quotes"),
        ((-1,), "there is no notebook -1"),
        (("3.8",), "there is no notebook '3.8'"),
        ((3.0,), "there is no notebook 3.0"),
        ((True,), "there is no notebook True"),
        (("three",), "there is no notebook 'three'"),
        (("",), "there is no notebook ''"),
        (([],), r"there is no notebook \[\]"),
        (("03", True), "not one notebook: progress"),
        ((None, "yes"), "reset is 'yes', but must be True or False"),
        ((None, 1), "reset is 1, but must be True or False"),
    ],
)
def test_a_wrong_argument_is_a_sentence(given, said):
    with pytest.raises((ValueError, TypeError), match=said):
        progress(*given)
