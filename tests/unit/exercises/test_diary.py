"""my_progress.txt: what was answered is remembered, and nothing that happens to the file loses or stops anything."""

import errno
from concurrent.futures import ProcessPoolExecutor

import pytest

from helpers.exercises import diary
from helpers.exercises.diary import FILE, note, noted, reset


def text(folder):
    return (folder / FILE).read_text(encoding="utf-8")


def test_what_is_noted_is_read_again(tmp_path):
    for number, verdict in (("3.1", "not yet"), ("3a", "right"), ("3.10", "right"), ("3.1", "right")):
        assert note(tmp_path, number, verdict) is None
    assert noted(tmp_path) == {"3.1": "right", "3a": "right", "3.10": "right"} and [*noted(tmp_path)][-1] == "3.1"


def test_a_second_mistake_adds_no_line(tmp_path):
    note(tmp_path, "3.1", "not yet")
    before = text(tmp_path)
    note(tmp_path, "3.1", "not yet")
    assert text(tmp_path) == before


def test_what_was_right_stays_right_and_what_changes_nothing_adds_no_line(tmp_path):
    note(tmp_path, "3.1", "right")
    before = text(tmp_path)
    for verdict in ("not yet", "right", ""):
        note(tmp_path, "3.1", verdict)
    assert text(tmp_path) == before and before.startswith("#") and noted(tmp_path) == {"3.1": "right"}


def test_a_line_that_another_notebook_wrote_later_takes_nothing_back(tmp_path):
    (tmp_path / FILE).write_text("2026-11-27 20:31  3.1  right\n2026-11-27 20:31  3.1  not yet\n")
    assert noted(tmp_path) == {"3.1": "right"}


def test_a_reset_forgets_and_its_line_taken_away_brings_all_back(tmp_path):
    note(tmp_path, "3.1", "right")
    reset(tmp_path)
    assert noted(tmp_path) == {}
    note(tmp_path, "3.2", "not yet")
    assert noted(tmp_path) == {"3.2": "not yet"}
    kept = [line for line in text(tmp_path).splitlines() if "reset" not in line]
    (tmp_path / FILE).write_text("\n".join(kept), encoding="utf-8")
    assert noted(tmp_path) == {"3.1": "right", "3.2": "not yet"}


@pytest.mark.parametrize("spoiled", [
    b"2026-11-27 20:3", b"2026-11-27 20:31  3.2  ri", b"2027-01-01 10:00  3.2  right  in 5 s\n", b"\xff\xfe\x00broken",
    b"2026-99-99 20:31  3.2  right\n", b"3.2 right\n", b"version 7\n", b"\n\n",
], ids=repr)  # fmt: skip
def test_a_line_that_a_crash_or_another_version_left_costs_nothing_else(spoiled, tmp_path):
    note(tmp_path, "3.1", "right")
    with open(tmp_path / FILE, "ab") as file:
        file.write(spoiled)
    assert noted(tmp_path) == {"3.1": "right"}
    note(tmp_path, "3.3", "right")
    assert noted(tmp_path) == {"3.1": "right", "3.3": "right"}


def many(folder, first):
    for number in range(first, first + 100):
        note(folder, f"3.{number}", "right")


def test_two_notebooks_at_once_lose_nothing(tmp_path):
    with ProcessPoolExecutor(2) as notebooks:
        list(notebooks.map(many, [tmp_path, tmp_path], [0, 100]))
    assert len(noted(tmp_path)) == 200


def test_where_nothing_can_be_written_the_reason_comes_back_and_what_is_there_is_read(tmp_path, monkeypatch):
    note(tmp_path, "3.1", "right")
    for error in (OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "Permission denied")):

        def fails(path, line, error=error):
            raise error

        monkeypatch.setattr(diary, "add", fails)
        assert note(tmp_path, "3.2", "right") is error and noted(tmp_path) == {"3.1": "right"}
    assert isinstance(note(tmp_path / "missing" / "folder", "3.2", "right"), OSError)


def test_without_a_folder_nothing_is_noted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert note(None, "3.1", "right") is None and noted(None) == {} and list(tmp_path.iterdir()) == []


def test_a_folder_in_place_of_the_file_stops_nothing(tmp_path):
    (tmp_path / FILE).mkdir()
    assert noted(tmp_path) == {} and isinstance(note(tmp_path, "3.1", "right"), OSError)
