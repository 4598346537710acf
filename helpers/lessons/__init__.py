"""One room for each notebook, in the course's order, and the functions that find their exercises.

In each: what this notebook alone needs, its pictures in `drawings/`, and `exercises.py`. A lesson may use the
rooms below and the lessons before it, never a later one.
"""

import re
from datetime import date
from importlib import import_module

from helpers.exercises.building import Building, borrowed
from helpers.exercises.diary import note
from helpers.exercises.engine import Message
from helpers.exercises.folder import folder
from helpers.exercises.keeping import keep
from helpers.reference.terms import readings

LESSONS = (
    "start_here",
    "what_is_a_neural_network",
    "create_the_network",
    "stage_1",
    "stage_2",
    "stage_3",
    "stage_4",
    "stage_5",
    "man_vs_chicken",
    "tensorflow",
    "handwriting",
    "transfer_learning",
    "history",
    "glossary",
    "playground",
)


def check(number, *answer):
    """Say whether an answer is right; a wrong one gets a sentence about that very mistake, never the answer.

    A list may be typed with or without its square brackets. Where a function is asked, give its name.

    >>> check("3.2", -0.4)
    ✓ Exercise 3.2: right. 0.2 − 0.8 − 0.3 + 0.5: the bias is one more term of the sum.
    >>> check("3.2", ...)
    Exercise 3.2 waits for your answer: type it in place of the three dots and run this cell again.
    """
    given = answer[0] if len(answer) == 1 else list(answer)
    exercise = find("EXERCISES", "exercise", number)
    try:
        reply = exercise.check(str(number), given, readings)
    except KeyboardInterrupt:
        return Message(f"? Exercise {number}: you have stopped it. Does every loop of yours come to an end?")
    verdict = reply.verdict
    if isinstance(exercise, Building) and verdict == "right":
        reply, verdict = kept(exercise, given, reply)
    note(folder(), str(number), verdict)
    return reply


def kept(building, function, reply):
    """Keep a function that is right in the learner's file; return the reply with a sentence about it, and the verdict.

    What works with our helpers or with her notebook alone is not solved yet.
    """
    from helpers.lessons.ours import buildings  # which asks this module for them

    if borrowed(function):
        return Message(f"{reply.text} Then it is kept as yours."), "not yet"
    if folder() is None:
        return reply, "right"
    sentence, alone = keep(function, building.name, buildings(), date.today())
    return Message(f"{reply.text} {sentence}"), "right" if alone else "not yet"


def hint(number, step=1):
    """Return a nudge in the right direction; where there are several, `step` says which one, from 1.

    >>> hint("3.2", 2)
    Traceback (most recent call last):
    ...
    ValueError: 3.2 has one hint: write hint("3.2")
    """
    hints = find("EXERCISES", "exercise", number).hints
    if step not in range(1, len(hints) + 1):
        last = f'{len(hints)} hints: write hint("{number}", {len(hints)}) for the last'
        raise ValueError(f"{number} has " + (last if len(hints) > 1 else f'one hint: write hint("{number}")'))
    more = f' Not enough? hint("{number}", {step + 1})' if step < len(hints) else ""
    return Message(f"Hint for {number}: {hints[step - 1]}{more}")


def solution(number):
    """Return the answer with the way that leads to it."""
    return find("EXERCISES", "exercise", number).reveal(number)


def predict(name):
    """Return a predict-first question: the learner chooses, then reads whether and why.

    >>> predict("3a").set(prediction="0")
    All three inputs are 0. What is the net input? Not “0”. The products are 0, but one part of the sum needs no input.
    """
    question = find("PREDICTIONS", "prediction", name)
    return question.ask(lambda verdict: note(folder(), str(name), verdict))


def find(table, kind, name):
    """Return a row of a lesson's EXERCISES or PREDICTIONS, or say which ones there are."""
    digits = re.match(r"\d+", str(name))
    own = LESSONS[int(digits[0]) :][:1] if digits else ()
    rows = every(table, own)
    if str(name) not in rows:
        raise KeyError(f"there is no {kind} {name!r}; there are {', '.join(every(table))}")
    return rows[str(name)]


def every(table, lessons=LESSONS):
    """Return the EXERCISES or PREDICTIONS of some lessons, all of them if none is named, by their numbers.

    >>> len(every("EXERCISES", ["history"]))
    7
    """
    rooms = [import_module(f"helpers.lessons.{lesson}.exercises") for lesson in lessons]
    return {number: row for room in rooms for number, row in getattr(room, table).items()}
