"""The map of the course: a square for each exercise, a circle for each prediction, and where to go on."""

from math import sqrt

from helpers.lessons.progress import BEGUN, RIGHT, goal, total, way_on
from helpers.lessons.progress import standings as hers
from helpers.network.checks import listed
from helpers.pens.palette import BLACK, BLUE, GREY, ORANGE_INK, VERMILLION, WHITE
from helpers.pens.parts import boxed, encircled
from helpers.pens.picture import card, rect, tag, words

WIDTH, TOP, PITCH = 760, 36, 28  # pixels: of the card, above the first row, from row to row
SQUARES, CIRCLES, STEP = 248, 582, 21  # where the first of each stands, and from one to the next
SIDE, FOOT = 19, 5  # a square's side, and how much of it is filled when it is begun
NAMED = 12  # of what is not right yet so many are named in the sentence
INKS = {RIGHT: (BLUE, BLUE, WHITE), BEGUN: (WHITE, BLUE, BLACK), "": (WHITE, GREY, BLACK)}  # paper, frame, words


def course_map(standings=None, looked=0):
    """Return the map: what is solved is filled, what is begun has a foot, what is untouched is empty.

    `standings` are the Standings of the notebooks (without any: yours, read anew), `looked` says how many times the
    map has been looked at again.

    >>> from helpers.lessons.progress import standings
    >>> course_map(standings({"0.1": "right", "3.1": "not yet", "0a": "right"})).text.partition(" Begun, ")[2]
    'not right yet: 3.1. Exercises and predictions done, by notebook: 00: 1 and 1.'
    """
    rows = hers() if standings is None else standings
    number, bottom = goal(rows), TOP + PITCH * len(rows)
    marks = [words(SQUARES, 22, "exercises", size=13, fill=GREY), words(CIRCLES, 22, "predictions", size=13, fill=GREY)]
    if looked:
        marks.append(words(12, 22, f"looked again: {looked}", size=13, fill=GREY))
    marks += [line(TOP + PITCH * place, row, number) for place, row in enumerate(rows)]
    marks += legend(bottom + 10, number)
    return card(WIDTH, bottom + 42, marks, told(rows, looked))


def line(y, row, number):
    """Return the row of one notebook; `number` is the exercise to go on with."""
    here = number in row.exercises
    marks = [
        words(14, y + 15, row.number, size=14, bold=True),
        words(38, y + 15, row.title, size=13),
        *(
            square(SQUARES + STEP * place, y, name.rpartition(".")[2], verdict, name == number)
            for place, (name, verdict) in enumerate(row.exercises.items())
        ),
        *(
            disc(CIRCLES + STEP * place, y, name.lstrip("0123456789"), verdict)
            for place, (name, verdict) in enumerate(row.predictions.items())
        ),
    ]
    if here:
        marks.append(tag("path", d=f"M3 {y + 4}v12l8 -6z", fill=VERMILLION))
    return "".join(marks)


def square(x, y, name, verdict, here=False):
    """Return an exercise's square; where to go on it has an orange frame."""
    paper, frame, ink = INKS.get(verdict, INKS[""])
    marks = boxed(x, y, SIDE, SIDE, name, down=4 - 1.5 * (verdict == BEGUN), size=12, ink=ink, fill=paper, stroke=frame)
    if verdict == BEGUN:
        marks += rect(x, y + SIDE - FOOT, SIDE, FOOT, fill=BLUE)
    if here:
        marks += rect(x - 2, y - 2, SIDE + 4, SIDE + 4, rx=3, fill="none", stroke=VERMILLION, stroke_width=3)
    return marks


def disc(x, y, name, verdict):
    """Return a prediction's circle."""
    paper, frame, ink = INKS.get(verdict, INKS[""])
    radius = SIDE / 2
    marks = encircled(x + radius, y + radius, radius, name, down=4 - 1.5 * (verdict == BEGUN), size=12, ink=ink,
                      fill=paper, stroke=frame)  # fmt: skip
    if verdict == BEGUN:
        half, y = sqrt(radius**2 - (radius - FOOT) ** 2), y + SIDE - FOOT
        path = f"M{x + radius - half:.1f} {y}h{2 * half:.1f}a{radius} {radius} 0 0 1 {-2 * half:.1f} 0z"
        marks += tag("path", d=path, fill=BLUE)
    return marks


def legend(y, number):
    """Return what the shapes mean."""
    marks = []
    for x, verdict, meaning in (
        (14, RIGHT, "solved, right"),
        (162, BEGUN, "begun, not right yet"),
        (368, "", "untouched"),
    ):
        marks += [square(x, y, "", verdict), disc(x + STEP, y, "", verdict), words(x + 48, y + 14, meaning, size=13)]
    if number:
        marks += [square(504, y, "", "", True), words(534, y + 14, f"go on here: {number}", size=13, fill=ORANGE_INK)]
    return marks


def told(rows, looked):
    """Return the map in words: the sums, where to go on, what is begun, and in which notebooks something is done."""
    begun = [name for row in rows for names in row[2:4] for name, verdict in names.items() if verdict == BEGUN]
    more = [f"{len(begun) - NAMED} more"] if len(begun) > NAMED else []
    done = [f"{row.number}: {row.solved} and {row.foreseen}" for row in rows if row.solved or row.foreseen]
    parts = [
        f"{total(rows)} {way_on(rows)}",
        f"Begun, not right yet: {listed(begun[:NAMED] + more)}." if begun else "",
        f"Exercises and predictions done, by notebook: {'; '.join(done)}." if done else "",
        f"Looked again: {looked}." if looked else "",
    ]
    return " ".join(filter(None, parts))
