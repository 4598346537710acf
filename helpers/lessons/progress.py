"""What the learner has solved: a line for one notebook, a table for all, from her file my_progress.txt."""

import os
import re
from typing import NamedTuple

from helpers.exercises import diary
from helpers.exercises.engine import Message
from helpers.exercises.folder import folder, trouble
from helpers.lessons import LESSONS, every
from helpers.network.checks import listed
from helpers.network.tables import Table
from helpers.pens.numerals import counted

TITLES = (
    "Start here",
    "What is a neural network?",
    "Create the network",
    "Stage 1: forward propagation",
    "Stage 2: total error",
    "Stage 3: gradients",
    "Stage 4: gradient check",
    "Stage 5: update the weights",
    "Man vs chicken",
    "From NumPy to TensorFlow",
    "Handwriting",
    "Transfer learning",
    "History",
    "Glossary",
    "Playground",
)
RIGHT, BEGUN = "right", "not yet"


class Standing(NamedTuple):
    """How far one notebook is: its number such as "03", its title, and a verdict for each exercise and prediction.

    A verdict is "right", "not yet" or, while it is untouched, "". `touched` is 0, or larger the later she was there.
    """

    number: str
    title: str
    exercises: dict
    predictions: dict
    touched: int = 0

    @property
    def solved(self):
        """How many exercises are solved."""
        return count(self.exercises, RIGHT)

    @property
    def begun(self):
        """How many exercises are begun and not solved."""
        return count(self.exercises, BEGUN)

    @property
    def foreseen(self):
        """How many predictions are right."""
        return count(self.predictions, RIGHT)

    @property
    def next_open(self):
        """The first exercise that is not solved, "" if all are."""
        return next((number for number, verdict in self.exercises.items() if verdict != RIGHT), "")


def count(verdicts, wanted):
    """Return how many verdicts of a dict are the wanted one."""
    return sum(verdict == wanted for verdict in verdicts.values())


def standings(noted=None):
    """Return the Standing of every notebook; `noted` is {number: verdict}, the latest last (hers, if none is given).

    >>> standings({"3.1": "right", "3a": "not yet"})[3].solved, standings({})[3].next_open
    (1, '3.1')
    """
    noted = diary.noted(folder()) if noted is None else noted
    when = {number: moment for moment, number in enumerate(noted, start=1)}
    return tuple(standing(place, noted, when) for place in range(len(LESSONS)))


def standing(place, noted, when):
    """Return the Standing of one notebook; `when` says in which order exercises and predictions were touched."""
    exercises, predictions = (
        {number: noted.get(number, "") for number in every(table, [LESSONS[place]])}
        for table in ("EXERCISES", "PREDICTIONS")
    )
    touched = max(when.get(number, 0) for number in (*exercises, *predictions))
    return Standing(f"{place:02}", TITLES[place], exercises, predictions, touched)


def goal(rows):
    """Return the exercise to go on with: where she was last, else in the notebooks behind it; "" if all are solved.

    >>> goal(standings({"4.1": "right", "3.1": "right"})), goal(standings({"0.1": "right"}))
    ('3.2', '1.1')
    """
    here = max(range(len(rows)), key=lambda place: rows[place].touched)
    return next((row.next_open for row in (*rows[here:], *rows[:here]) if row.next_open), "")


def holder(rows, number):
    """Return the Standing of the notebook that has this exercise."""
    return next(row for row in rows if number in row.exercises)


def total(rows):
    """Return in words how much of some notebooks is done.

    >>> total(standings({"0.1": "right", "3.1": "not yet", "0a": "right"})[:4])
    '1 of 26 exercises solved, 1 begun; 1 of 22 predictions right.'
    """
    solved, begun, foreseen = (sum(getattr(row, name) for row in rows) for name in ("solved", "begun", "foreseen"))
    exercises, predictions = (
        counted(sum(len(getattr(row, f"{one}s")) for row in rows), one) for one in ("exercise", "prediction")
    )
    return f"{solved} of {exercises} solved{f', {begun} begun' * bool(begun)}; {foreseen} of {predictions} right."


def way_on(rows):
    """Return the sentence that says where to go on."""
    number = goal(rows)
    if not number:
        return "Every exercise is solved: you have done the whole course."
    row = holder(rows, number)
    return f"Go on with {number} in notebook {row.number}, {row.title}{'.' * (row.title[-1] != '?')}"


def progress(notebook=None, reset=False):
    """Return what is solved: in one notebook as a line, in all of them as a table with where to go on.

    `notebook` is its number, such as "03". With reset=True the map is empty again; nothing is deleted. What is
    remembered stands in my_progress.txt in the folder of the notebooks. Raises TypeError or ValueError.

    >>> progress("03")
    Notebook 03: 0 of 11 exercises solved; 0 of 7 predictions right. Go on with 3.1. \
(Outside of a notebook nothing is remembered.)
    """
    if reset is not True and reset is not False:
        raise TypeError(f"reset is {reset!r}, but must be True or False: progress(reset=True) starts again")
    if reset and notebook is not None:
        raise ValueError("reset starts the whole course again, not one notebook: progress(reset=True)")
    if reset:
        return start_again()
    rows = standings()
    if notebook is None:
        return table_of(rows)
    row = rows[place_of(notebook)]
    return Message(f"Notebook {row.number}: {total([row])} {way_on_from(row)}{remark()}")


def place_of(notebook):
    """Return the place of a notebook in the course's order.

    >>> place_of("03"), place_of(3)
    (3, 3)
    """
    digits = re.fullmatch(r"0?(\d{1,2})", str(notebook).strip())
    if not digits or int(digits[1]) >= len(LESSONS):
        last = len(LESSONS) - 1
        raise ValueError(
            f'there is no notebook {notebook!r}; write a number from 00 to {last} in quotes: progress("03")'
        )
    return int(digits[1])


def way_on_from(row):
    """Return the sentence that says where to go on in this notebook or behind it."""
    if row.next_open:
        return f"Go on with {row.next_open}."
    left = [name for name, verdict in row.predictions.items() if verdict != RIGHT]
    place = int(row.number) + 1
    on = f"Go on with notebook {place:02}." if place < len(LESSONS) else "This is the last notebook."
    return f"Predictions left: {listed(left)}. {on}" if left else on


def table_of(rows):
    """Return the table of all notebooks; its caption says where to go on."""
    number = goal(rows)
    columns = {
        "notebook": lambda row: f"{row.number} {row.title}",
        "exercises solved": lambda row: f"{row.solved} of {len(row.exercises)}",
        "begun": lambda row: str(row.begun or ""),
        "predictions right": lambda row: f"{row.foreseen} of {len(row.predictions)}",
        "": lambda row: f"go on with {number}" if number in row.exercises else "",
    }
    return Table(f"{total(rows)} {way_on(rows)}{remark()}", columns, rows)


# ---- Her file


def remark():
    """Return what to add where nothing can be remembered, "" where all is well."""
    if not folder():
        return " (Outside of a notebook nothing is remembered.)"
    if not can_be_noted(folder()):
        return f" (What you solve now is not remembered: {diary.FILE} cannot be written in this folder.)"
    return ""


def can_be_noted(place):
    """Say whether a line could be written into the file in this folder; nothing is changed."""
    path = place / diary.FILE
    if not path.exists():
        return os.access(place, os.W_OK | os.X_OK)
    try:
        with path.open("a", encoding="utf-8"):
            return True
    except OSError:
        return False


def start_again():
    """Write that all is forgotten, and return the Message that says so and how to take it back."""
    place = folder()
    if not place:
        return Message("There is nothing to start again: outside of a notebook nothing is remembered.")
    if not diary.noted(place):
        return Message("There is nothing to start again: nothing is solved or begun yet.")
    if problem := diary.reset(place):
        return Message(f"Your map could not be emptied, for {diary.FILE} could not be written: {trouble(problem)}.")
    return Message(
        "Your map is empty: the course begins again. Nothing is deleted: your functions stay in my_network.py, and "
        f"what you had solved stands in {diary.FILE}, in the folder of your notebooks. To take this back, open that "
        "file and delete its last line, the one with “all  reset”."
    )
