"""The teacher's table: who is found, under which name, what is counted, and what a spreadsheet may not compute."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

import start
from helpers.exercises import diary
from helpers.lessons import LESSONS, every, learners
from helpers.lessons.learners import RESULT, gather, main

FILE = diary.FILE
MANY = len(every("EXERCISES"))


def solved(folder, *numbers, day="2026-11-20"):
    """Make a learner's file in which these are right."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text("".join(f"{day} 10:00  {number}  right\n" for number in numbers), encoding="utf-8")


@pytest.fixture
def school(tmp_path, monkeypatch):
    """A folder in which the teacher types; the learners' folders are in its folder `class`."""
    monkeypatch.chdir(tmp_path)
    solved(tmp_path / "class" / "berta" / "my-notebooks", "0.1", "3.1", "3.2", "3a")
    solved(tmp_path / "class" / "Anna")
    return tmp_path


def rows_of(path=Path(RESULT)):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def names(*folders):
    return [row.name for row in gather(folders)[0]]


def test_a_row_for_each_learner_a_column_for_each_notebook_and_the_sums(school, capsys):
    with (school / "class" / "berta" / "my-notebooks" / FILE).open("a", encoding="utf-8") as file:
        file.write("2026-11-27 09:00  3.3  not yet\n2026-11-2")
    assert main(["progress", "class"]) == 0
    heads, anna, berta = rows_of()
    assert heads[0] == "learner" and heads[1] == "00 (of 1)" and heads[2] == "01 (of 7)" and len(heads) == 16 + 3
    assert heads[-3:] == [f"exercises (of {MANY})", f"predictions (of {len(every('PREDICTIONS'))})", "last day"]
    assert anna == ["Anna", *["0"] * 17, ""]
    assert berta == ["berta", "1", "0", "0", "2", *["0"] * 11, "3", "1", "2026-11-27"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 learners:") and lines[1].split()[:3] == ["learner", "00", "01"]
    assert lines[2].split()[:3] == ["of", "1", "7"] and lines[4].split() == berta
    assert lines[-1] == "Saved in progress.csv, which every spreadsheet opens."


def test_folders_without_a_file_and_files_without_a_line_are_named(school):
    for name in ("Ben", "Leer/my-notebooks", ".hidden", "Eva"):
        (school / "class" / name).mkdir(parents=True)
    (school / "class" / "Eva" / FILE).write_text("2026-11-20 10:00  0.1  right", encoding="utf-16")
    assert gather(["class"])[1] == [
        "No file my_progress.txt in Ben and Leer.",
        "class/Eva/my_progress.txt has no line that can be read: is it damaged?",
    ]
    assert gather(["class/berta"])[1] == []


def test_a_table_to_which_a_teacher_has_added_something_is_not_overwritten(school, capsys):
    assert main(["progress", "class"]) == 0
    with open(RESULT, "a", encoding="utf-8") as file:
        file.write('"a note",1\n')
    before = Path(RESULT).read_bytes()
    assert main(["progress", "class"]) == 1 and "or that was changed" in capsys.readouterr().err
    assert Path(RESULT).read_bytes() == before


def test_a_reset_counts_for_the_teacher_too(school):
    with (school / "class" / "berta" / "my-notebooks" / FILE).open("a", encoding="utf-8") as file:
        file.write("2026-11-28 09:00  all  reset\n2026-11-28 09:01  3.5  right\n")
    (berta,) = [row for row in gather(["class"])[0] if row.name == "berta"]
    assert berta.solved == tuple(int(place == 3) for place in range(len(LESSONS))) and berta.last_day == "2026-11-28"


# ---- Names


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["class"], ["Anna", "berta"]),
        (["class/berta"], ["berta"]),
        (["class/berta/my-notebooks"], ["berta"]),
        (["class/berta/"], ["berta"]),
        (["class/Anna", "class/berta"], ["Anna", "berta"]),
        (["class", "class/../class"], ["class/Anna", "class/berta"]),
    ],
)
def test_learners_are_named_as_the_folders_say(school, typed, found):
    assert names(*typed) == found


def test_on_a_hub_the_courses_own_folder_is_no_part_of_a_learners_name(tmp_path):
    for name in ("jupyter-anna", "jupyter-ben"):
        solved(tmp_path / "home" / name / "course" / "notebooks", "3.1")
    solved(tmp_path / "home" / "jupyter-eva" / "notebooks", "3.1")
    assert names(tmp_path / "home") == ["jupyter-anna", "jupyter-ben", "jupyter-eva/notebooks"]


def test_the_folder_in_which_the_teacher_stands_can_be_given_as_a_point(school, monkeypatch):
    monkeypatch.chdir(school / "class" / "berta" / "my-notebooks")
    assert names(".") == ["berta"]


def test_two_learners_never_have_one_name(school):
    solved(school / "class" / "berta", "1.1")
    assert names("class") == ["Anna", "class/berta", "class/berta/my-notebooks"]
    solved(school / "other" / "class" / "Anna")
    assert names("class/Anna", "other/class/Anna") == ["class/Anna", "other/class/Anna"]


def test_small_and_capital_letters_are_one_alphabet(school):
    solved(school / "class" / "Carl")
    assert names("class") == ["Anna", "berta", "Carl"]


def test_a_spreadsheet_reads_letters_with_dots_as_such(school):
    main(["progress", "class"])
    assert Path(RESULT).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_class_of_hundreds_is_one_table_in_the_order_of_the_names(school, capsys):
    for number in range(300):
        solved(school / "year" / f"learner {number:03}" / "my-notebooks", "0.1")
    assert main(["progress", "year"]) == 0
    assert [row[0] for row in rows_of()[1:]] == [f"learner {number:03}" for number in range(300)]
    assert "300 learners" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Zoë Müller", "Zoë Müller"),
        ("Mu\u0308ller", "Müller"),
        ("Müller, Jörg", "Müller, Jörg"),
        ('Ann "Annie" Lee', 'Ann "Annie" Lee'),
        ("O'Neil; x", "O'Neil; x"),
        ("李小龙", "李小龙"),
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "�=1+1"),
        ("a\nb", "a�b"),
        ("\x1b[2Jx", "�[2Jx"),
    ],
)
def test_a_name_reaches_the_spreadsheet_whole_and_harmless(school, name, cell, capsys):
    try:
        solved(school / "odd" / name)
    except OSError:
        pytest.skip("this system has no such names")
    assert main(["progress", "odd"]) == 0
    assert rows_of()[1][0] == cell
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_a_name_in_no_encoding_is_no_crash(school):
    odd = os.path.join(os.fsencode(school), b"odd", b"M\xfcller")
    os.makedirs(odd)
    open(os.path.join(odd, FILE.encode()), "w").close()
    assert main(["progress", "odd"]) == 0 and rows_of()[1][0] == "M�ller"


# ---- What is found and what is not


def test_files_are_found_four_folders_deep_and_hidden_ones_not(school):
    solved(school / "deep" / "1" / "2" / "3" / "4")
    solved(school / "deep" / "1" / "2" / "3" / "4" / "5")
    solved(school / "deep" / ".trash" / "carl")
    assert names("deep") == ["1/2/3/4"]


def test_links_are_not_followed(school):
    (school / "links").mkdir()
    try:
        (school / "links" / "loop").symlink_to(school, target_is_directory=True)
        (school / "links" / FILE).symlink_to(school / "class" / "Anna" / FILE)
    except OSError:
        pytest.skip("this user may not make links")
    rows, notes = gather(["links"])
    assert not rows and "has no file my_progress.txt" in notes[0]
    (school / "door").symlink_to(school / "class", target_is_directory=True)
    assert names("door") == ["Anna", "berta"], "what the teacher gives may be a link"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nowhere", "nowhere does not exist."),
        ("class/Anna/my_progress.txt", "class/Anna/my_progress.txt is a file. Give the folder in which it lies."),
        ("empty", "empty has no file my_progress.txt, nor have the folders below it (up to 4 deep)."),
        ("", ". has no file"),
        ("a\0b", "a�b does not exist."),
    ],
)
def test_a_folder_that_does_not_do_is_a_sentence_and_no_table(school, typed, said, capsys, monkeypatch):
    (school / "empty").mkdir()
    if not typed:
        monkeypatch.chdir(school / "empty")
        said = said[1:]
    assert main(["progress", typed]) == 1
    heard = capsys.readouterr()
    assert said in heard.err.replace("\\", "/") and not heard.out and not Path(RESULT).exists()


def test_one_bad_folder_does_not_spoil_the_others(school, capsys):
    assert main(["progress", "nowhere", "class/Anna"]) == 0
    heard = capsys.readouterr()
    assert "nowhere does not exist." in heard.err and "1 learner:" in heard.out and len(rows_of()) == 2


def test_a_file_or_folder_that_cannot_be_read_is_named_and_the_others_stay(school, monkeypatch, capsys):
    closed, locked = school / "class" / "Anna", school / "class" / "berta"
    solved(school / "class" / "carl", "1.1")
    opened, looked = Path.open, os.scandir

    def open_file(path, *arguments, **more):
        if path.parent.name == closed.name:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **more)

    def scan(path):
        if Path(path).name == locked.name:
            raise PermissionError(13, "Permission denied", str(path))
        return looked(path)

    monkeypatch.setattr(Path, "open", open_file)
    monkeypatch.setattr(os, "scandir", scan)
    rows, notes = gather(["class"])
    assert [row.name for row in rows] == ["carl"]
    assert sorted(note.replace("\\", "/") for note in notes) == [
        "class/Anna/my_progress.txt cannot be read: permission denied.",
        "class/berta cannot be read: permission denied.",
    ]


def test_a_damaged_file_counts_what_is_whole_and_a_huge_one_is_refused(school, monkeypatch):
    (school / "class" / "Anna" / FILE).write_bytes(b"\xff\x00\xfe nonsense\n2026-11-20 10:00  0.1  right\n2026-")
    assert gather(["class/Anna"])[0][0].solved[0] == 1
    monkeypatch.setattr(learners, "MOST", 10)
    assert gather(["class/Anna"])[1] == ["class/Anna/my_progress.txt is too large for a file of this course."]


# ---- progress.csv


def test_our_own_table_is_written_anew(school):
    assert main(["progress", "class/Anna"]) == main(["progress", "class"]) == 0
    assert len(rows_of()) == 3 and [path.name for path in school.iterdir()].count(RESULT) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text("my own table\n1,2\n", encoding="utf-8"),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
        lambda path: path.write_text("", encoding="utf-8"),
        lambda path: path.write_text(
            path.read_text(encoding="utf-8").replace('"', ""), encoding="utf-8"
        ),  # Excel's way
        lambda path: path.write_text(path.read_text(encoding="utf-8").replace('"last day"', '"last day","mark"')),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["hers", "no text", "empty", "saved by a spreadsheet", "a column more", "a folder"],
)
def test_a_file_that_is_not_ours_stays_and_the_table_is_shown(school, change, capsys):
    main(["progress", "class"])
    change(Path(RESULT))
    before = Path(RESULT).is_dir() or Path(RESULT).read_bytes()
    assert main(["progress", "class"]) == 1
    heard = capsys.readouterr()
    assert "2 learners" in heard.out and "progress.csv is not written: there is one that this course" in heard.err
    assert before == (Path(RESULT).is_dir() or Path(RESULT).read_bytes())


def test_where_the_table_cannot_be_written_it_is_shown_and_the_reason_said(school, monkeypatch, capsys):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(learners, "save_whole", full)
    assert main(["progress", "class"]) == 1
    heard = capsys.readouterr()
    assert "2 learners" in heard.out
    assert heard.err == (
        "progress.csv cannot be written here: no space left on device. Type the command in another folder.\n"
    )


# ---- The command


@pytest.mark.parametrize("words", [["progress"], ["progress", "--all", "class"], []])
def test_a_wrong_command_is_a_sentence_that_says_what_to_type(school, words, capsys):
    assert main(words) == 1
    heard = capsys.readouterr().err
    assert "python3 start.py progress FOLDER ..." in heard and "Traceback" not in heard


def test_start_hands_it_to_the_helpers_from_the_folder_in_which_the_teacher_stands(school, monkeypatch):
    handed = []
    monkeypatch.setattr(start, "install_course", lambda root: None)
    monkeypatch.setattr(start, "hand_over", lambda command, environ: handed.append(command) or 0)
    assert start.run(["progress", "class", "--help"], school) == 0
    assert handed[0][1:] == ["-P", "-m", "helpers", "progress", "class", "--help"]
    done = subprocess.run([sys.executable, *handed[0][1:5], "class"], capture_output=True, text=True)
    assert done.returncode == 0 and "2 learners" in done.stdout and not done.stderr, done.stderr
    assert len(rows_of()) == 3
