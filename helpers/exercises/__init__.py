"""Exercises that check themselves: check("3.2", answer), hint("3.2"), solution("3.2"); predict("3a") asks first."""

from helpers.exercises.engine import Exercise, Message, Prediction
from helpers.lessons.create_the_network import exercises as create_the_network
from helpers.lessons.glossary import exercises as glossary
from helpers.lessons.handwriting import exercises as handwriting
from helpers.lessons.history import exercises as history
from helpers.lessons.man_vs_chicken import exercises as man_vs_chicken
from helpers.lessons.stage_1 import exercises as stage_1
from helpers.lessons.stage_2 import exercises as stage_2
from helpers.lessons.stage_3 import exercises as stage_3
from helpers.lessons.stage_4 import exercises as stage_4
from helpers.lessons.stage_5 import exercises as stage_5
from helpers.lessons.start_here import exercises as start_here
from helpers.lessons.tensorflow import exercises as tensorflow
from helpers.lessons.transfer_learning import exercises as transfer_learning
from helpers.lessons.what_is_a_neural_network import exercises as what_is_a_network

NOTEBOOKS = (
    start_here,
    what_is_a_network,
    create_the_network,
    stage_1,
    stage_2,
    stage_3,
    stage_4,
    stage_5,
    man_vs_chicken,
    tensorflow,
    handwriting,
    transfer_learning,
    history,
    glossary,
)
EXERCISES = {number: row for notebook in NOTEBOOKS for number, row in notebook.EXERCISES.items()}
PREDICTIONS = {name: row for notebook in NOTEBOOKS for name, row in notebook.PREDICTIONS.items()}


def check(number, *answer):
    """Say whether an answer is right; a wrong one gets a sentence about that very mistake, never the answer.

    A list may be typed with or without its square brackets.

    >>> check("3.2", -0.4)
    ✓ Exercise 3.2: right. 0.2 − 0.8 − 0.3 + 0.5: the bias is one more term of the sum.
    >>> check("3.2", ...)
    Exercise 3.2 waits for your answer: type it in place of the three dots and run this cell again.
    """
    return find(EXERCISES, "exercise", number).check(str(number), answer[0] if len(answer) == 1 else list(answer))


def hint(number):
    """Return a nudge in the right direction."""
    return Message(f"Hint for {number}: {find(EXERCISES, 'exercise', number).hint}")


def solution(number):
    """Return the answer with the way that leads to it."""
    return Message(f"Solution of {number}: {find(EXERCISES, 'exercise', number).solution}")


def predict(name):
    """Return a predict-first question: the learner chooses, then reads whether and why.

    >>> predict("3a").set(prediction="0")
    All three inputs are 0. What is the net input? Not “0”: it is “the bias weight”. Every product is 0, and only \
1 · bw is left. Set x1, x2 and x3 to 0 above.
    """
    return find(PREDICTIONS, "prediction", name).ask()


def find(table, kind, name):
    """Return a row of EXERCISES or PREDICTIONS, or say which ones there are."""
    if str(name) not in table:
        raise KeyError(f"there is no {kind} {name!r}; there are {', '.join(table)}")
    return table[str(name)]


__all__ = ["EXERCISES", "PREDICTIONS", "Exercise", "Message", "Prediction", "check", "hint", "predict", "solution"]
