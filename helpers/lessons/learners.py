"""Many learners' progress in one table, for a teacher: `python3 start.py progress FOLDER ...`."""

import argparse
import csv
import io
import os
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from helpers.datasets.files import save_whole
from helpers.exercises import diary
from helpers.exercises.folder import trouble
from helpers.lessons.progress import standings
from helpers.network.checks import listed
from helpers.network.tables import Table
from helpers.pens.numerals import counted

DEEP = 4  # folders below the one that is given
MOST = 5_000_000  # bytes of one learner's file
RESULT = "progress.csv"
WORKING_COPY = "my-notebooks"
PLACES = ((WORKING_COPY,), ("course", "notebooks"))  # where a learner works, at home and on a hub: no name of hers
HEADS = re.compile(r'"learner",("\d\d \(of \d+\)",)+"exercises \(of \d+\)","predictions \(of \d+\)","last day"')
ROW = re.compile(r'"([^"]|"")*",(\d+,)+"[\d-]*"')


class Learner(NamedTuple):
    """One file: its learner as the folders say, how many exercises of each notebook are solved, the last day."""

    name: str
    solved: tuple
    foreseen: int
    last_day: str

    @property
    def values(self):
        """The numbers of this learner's row: by notebook, exercises, predictions, and the last day."""
        return *self.solved, sum(self.solved), self.foreseen, self.last_day


class Found(NamedTuple):
    """A learner's file: the folder as the teacher gave it, and where below it the file lies."""

    given: Path
    path: Path

    @property
    def names(self):
        """What this learner may be called, from the shortest name to the one that is hers alone."""
        below = self.path.parent.relative_to(self.given).parts
        short = next((below[: -len(place)] for place in PLACES if below[-len(place) :] == place), below)
        top = self.given.resolve()
        top = top.parent if not below and top.name == WORKING_COPY else top
        name = top.name or top.as_posix()
        return "/".join(short), "/".join((name, *short)), self.path.parent.as_posix()


def find(folder, notes):
    """Return the files of progress in a folder and below it, in the order of their names; links are not followed.

    What cannot be looked at is added to `notes`, a sentence each.
    """
    given, found, before = Path(folder), [], len(notes)
    if not os.path.isdir(given):
        why = "is a file. Give the folder in which it lies" if os.path.lexists(given) else "does not exist"
        notes.append(f"{shown(folder)} {why}.")
        return found
    unseen = []

    def told(error):
        unseen.append(error.filename)
        notes.append(unread(error.filename, error))

    for here, below, files in os.walk(given, onerror=told):
        depth = len(Path(here).relative_to(given).parts)
        below[:] = sorted(name for name in below if not name.startswith(".")) if depth < DEEP else []
        path = Path(here, diary.FILE)
        if diary.FILE in files and os.path.isfile(path) and not os.path.islink(path):
            found.append(Found(given, path))
    seen = {place for one in found for place in one.path.parents} | {Path(name) for name in unseen}
    without = sorted(place.name for place in subfolders(given) if place not in seen)
    if found and without and given != found[0].path.parent:
        notes.append(f"No file {diary.FILE} in {listed([shown(name) for name in without])}.")
    if not found and len(notes) == before:
        notes.append(f"{shown(folder)} has no file {diary.FILE}, nor have the folders below it (up to {DEEP} deep).")
    return found


def subfolders(folder):
    """Return the folders of a folder, links too, but none that is hidden; [] where nobody may look."""
    try:
        return [place for place in Path(folder).iterdir() if place.is_dir() and not place.name.startswith(".")]
    except OSError:
        return []


def unread(path, error):
    """Return why a file or folder cannot be read, as a sentence."""
    return f"{shown(path)} cannot be read: {trouble(error)}."


def shown(name):
    """Return a name as it is written on a screen and in a file: nothing in it moves the cursor, letters are whole.

    >>> shown("Mu\\u0308ller\\x1b[2J")
    'Müller�[2J'
    """
    return "".join(sign if sign.isprintable() else "�" for sign in unicodedata.normalize("NFC", str(name)))


def gather(folders):
    """Return the Learners of some folders in the order of their names, and a list of sentences about what is not there.

    >>> gather(["no such folder"])
    ([], ['no such folder does not exist.'])
    """
    notes, found = [], {}
    for folder in folders:
        for one in find(folder, notes):
            found.setdefault(os.path.realpath(one.path), one)
    names = named(list(found.values()), len(folders) > 1)
    rows = [read(name, one.path, notes) for name, one in zip(names, found.values(), strict=True)]
    return sorted(filter(None, rows), key=lambda row: (row.name.casefold(), row.name)), notes


def named(found, several):
    """Return a name for each file: the shortest that no other has; with several folders theirs belong to it."""
    names = [one.names[1 if several or not one.names[0] else 0] for one in found]
    twice = {name for name, times in Counter(names).items() if times > 1}
    return [shown(one.names[2] if name in twice else name) for name, one in zip(names, found, strict=True)]


def read(name, path, notes):
    """Return the Learner of one file; None, with a note, when it cannot be read."""
    try:
        if path.stat().st_size > MOST:
            notes.append(f"{shown(path)} is too large for a file of this course.")
            return None
        with path.open("rb"):  # diary would take a file that cannot be read for an empty one
            pass
    except OSError as error:
        notes.append(unread(path, error))
        return None
    rows = standings(diary.noted(path.parent))
    days = [line[:10] for line in diary.lines(path.parent) if diary.read(line)]
    if not days and any(line.strip() and not line.startswith("#") for line in diary.lines(path.parent)):
        notes.append(f"{shown(path)} has no line that can be read: is it damaged?")
    return Learner(name, tuple(row.solved for row in rows), sum(row.foreseen for row in rows), max(days, default=""))


def most():
    """Return how much there is to solve, as a row like a learner's."""
    rows = standings({})
    return Learner("of", tuple(len(row.exercises) for row in rows), sum(len(row.predictions) for row in rows), "")


def table_of(learners):
    """Return the table for the screen: the first row says how much there is."""
    headings = [row.number for row in standings({})] + ["all", "predictions", "last day"]
    columns = {"learner": lambda row: row.name}
    for place, heading in enumerate(headings):
        columns[heading] = lambda row, place=place: str(row.values[place])
    caption = f"{counted(len(learners), 'learner')}: exercises solved in each notebook and in all; predictions right"
    return Table(caption, columns, (most(), *learners))


def as_csv(learners):
    """Return the table for a spreadsheet, as bytes; its cells hold numbers alone, for 7/11 would become a day."""
    file, whole = io.StringIO(), most()
    heads = [f"{row.number} (of {len(row.exercises)})" for row in standings({})]
    sums = [f"exercises (of {sum(whole.solved)})", f"predictions (of {whole.foreseen})", "last day"]
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(["learner", *heads, *sums])
    writer.writerows([harmless(row.name), *row.values] for row in learners)
    return file.getvalue().encode("utf-8-sig")  # with this mark spreadsheets read ü as ü


def harmless(name):
    """Return a name that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Ann-Marie")
    ("'=1+1", 'Ann-Marie')
    """
    return f"'{name}" if unicodedata.normalize("NFKC", name[:1]) in ("=", "+", "-", "@") else name


def save(learners, path):
    """Write the table; ValueError when a file is there that this course has not made."""
    if os.path.lexists(path) and not is_ours(path):
        raise ValueError(
            f"{path} is not written: there is one that this course has not made, or that was changed. "
            "Rename it, or type the command in another folder."
        )
    save_whole(path, as_csv(learners))


def is_ours(path):
    """Say whether a file is such a table, as it was written."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            head, *rows = file.read(MOST).splitlines() or [""]
        return bool(HEADS.fullmatch(head)) and all(map(ROW.fullmatch, rows)) and not path.is_symlink()
    except (OSError, ValueError):
        return False


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(f"Which folders? ({message})\n\n{self.format_usage().strip()}")


def main(arguments=None):
    """Run the command `progress`; what goes wrong becomes a sentence, and the exit code 1."""
    sys.stdout.reconfigure(errors="replace")  # Names may have letters that an old terminal lacks.
    parser = Parser(prog="python3 start.py", description="Who has solved what: one table of many learners' files.")
    parser.add_argument("command", choices=["progress"], help=argparse.SUPPRESS)
    parser.add_argument(
        "folders", nargs="+", metavar="FOLDER", help=f"holds the learners' folders, each its {diary.FILE}"
    )
    parser.usage = "python3 start.py progress FOLDER ..."
    try:
        learners, notes = gather(parser.parse_args(arguments).folders)
        for note in notes:
            print(note, file=sys.stderr)
        if learners:
            print(table_of(learners))
            save(learners, Path(RESULT))
            print(f"\nSaved in {RESULT}, which every spreadsheet opens.")
        return int(not learners)
    except ValueError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:  # whoever reads the table has seen enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(
            f"{RESULT} cannot be written here: {trouble(error)}. Type the command in another folder.", file=sys.stderr
        )
    return 1
