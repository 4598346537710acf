"""Promises of the exercises: right is right, each typical mistake gets its own sentence, nonsense gets a kind one."""

import numpy as np
import pytest

from helpers.exercises import EXERCISES, PREDICTIONS, check, hint, predict, solution
from helpers.exercises.engine import tidy

NONSENSE = [None, {}, object(), float("nan"), [], "", [[["x"], 1], None], 10**400, print]

# Typical wrong answers as a learner would type them, two or more for each exercise, and words of what she is told.
WRONG = [
    ("2.1", [2, 3, 4, 5], "outputs never change"),
    ("2.1", [1, 2, 3, 4, 5], "switched off"),
    ("2.1", [2, 3, 5], "out of date"),
    ("2.2", [56, 10], "product"),
    ("2.2", [768, 9], "0 is one of them"),
    ("2.2", [768, 1], "node of its own"),
    ("2.3", [2, -3], "signs"),
    ("2.3", [2, 3], "One of the signs"),
    ("2.3", [0, 0], "without a bias"),
    ("2.4", ["t-z", "E", "w2"], "order of the difference"),
    ("2.4", ["z - t", "e", "W3"], "leads TO"),
    ("2.4", ["z-t", "total error", "w2"], "one letter"),
    ("2.5", 65536, "hidden layer only"),
    ("2.5", 66048, "bias weights are missing"),
    ("2.5", 66050, "EVERY node"),
    ("2.5", 514, "These are the nodes"),
    ("2.6", 0.6, "not w"),
    ("2.6", 1.8, "uphill"),
    ("2.6", 0.8, "size of the step"),
    ("3.1", [0.5, 0.75, 0.6, 0, 0], "jumps AT 0"),
    ("3.1", [0.5, 0.75, 0.6, -3, 1], "ReLU"),
    ("3.1", [0.5, 0.25, 0.6, 0, 1], "exponent"),
    ("3.1", [0.5, 0.75, 0.8, 0, 1], "tanh"),
    ("3.2", -0.9, "forgot the bias"),
    ("3.2", 0.2, "third input"),
    ("3.2", 0.4, "sign"),
    ("3.3", [0.057, 0.0895], "bias vector"),
    ("3.3", [0.885, 0.3275], "ROW"),
    ("3.4", [7, 3, 19, 13, 15], "swapped"),
    ("3.4", [3, 7, 12, 8, 13], "multiply"),
    ("3.5", [1, 2, 3], "BOTH"),
    ("3.5", [3, 3, 3], "sums both"),
    ("3.5", [0.95, 0.95, 0.8], "linear"),
    ("3.6", [0.857, 0.3395], "before the swap"),
    ("3.6", [0.053, 0.0955], "bias weights"),
    ("3.6", [0.865, 0.3175], "w1 and w3"),
]


@pytest.mark.parametrize("number", EXERCISES)
def test_the_right_answer_is_accepted_as_list_tuple_or_array(number):
    right = EXERCISES[number].right()
    assert repr(check(number, right)).startswith("✓")
    if len(tidy(right)) > 1:
        assert repr(check(number, tuple(tidy(right)))).startswith("✓")
    if not isinstance(tidy(right)[0], str):
        assert repr(check(number, np.asarray(right))).startswith("✓")


@pytest.mark.parametrize("number", EXERCISES)
def test_a_right_answer_rounded_to_four_decimals_is_accepted(number):
    rounded = [part if isinstance(part, str) else round(part, 4) for part in tidy(EXERCISES[number].right())]
    assert repr(check(number, rounded)).startswith("✓")


@pytest.mark.parametrize("number, answer, words", WRONG)
def test_a_typical_mistake_gets_the_sentence_about_that_mistake(number, answer, words):
    said = repr(check(number, answer))
    assert said.startswith("✗") and words in said


def test_every_exercise_has_at_least_two_tested_mistakes():
    for number, exercise in EXERCISES.items():
        assert sum(case[0] == number for case in WRONG) >= max(2, len(exercise.mistakes)), number


def test_a_list_without_its_brackets_and_a_comma_for_the_point_are_understood():
    assert repr(check("2.1", 1, 2, 3, 5)).startswith("✓")
    assert "not a comma" in repr(check("3.2", -0, 4))


def test_an_answer_with_too_few_decimals_is_told_so():
    assert "four decimals" in repr(check("3.3", [0.86, 0.34]))


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize("answer", NONSENSE, ids=lambda answer: repr(answer)[:12])
def test_nonsense_gets_a_sentence_and_never_an_exception(number, answer):
    said = repr(check(number, answer))
    assert said.startswith("?") and "answer is" in said


@pytest.mark.parametrize("number", EXERCISES)
def test_a_wrong_answer_is_never_answered_with_the_right_one(number):
    exercise = EXERCISES[number]
    right = tidy(exercise.right())
    unlikely = [part + "x" if isinstance(part, str) else part + 17.17 for part in right]
    said = repr(check(number, unlikely))
    assert said.startswith("✗")
    for wrong in [unlikely, *(mistake for mistake, _ in exercise.mistakes if not callable(mistake))]:
        said = repr(check(number, wrong))
        assert not any(
            f"{part:g}" in said.split("not yet.")[1].replace(".", " ").split()
            for part in right
            if not isinstance(part, str) and abs(part) > 10
        ), said


@pytest.mark.parametrize("number", EXERCISES)
def test_three_dots_wait_and_hint_and_solution_speak(number):
    assert "waits" in repr(check(number, ...))
    assert repr(hint(number)).startswith("Hint") and repr(solution(number)).startswith("Solution")


def test_an_unknown_number_names_the_exercises_there_are():
    with pytest.raises(KeyError, match="3.2"):
        check("9.9", 1)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_a_prediction_gives_nothing_away_before_a_choice_and_judges_each_choice(name):
    row, question = PREDICTIONS[name], predict(name)
    assert row.right in row.options and len(row.options) >= 2
    assert "Choose first" in repr(question) and row.because not in repr(question)
    for option in row.options:
        said = repr(question.set(prediction=option))
        assert row.because in said and ("is right" in said) == (option == row.right)
    assert "Choose first" in repr(question.reset())


def test_an_unknown_prediction_names_those_there_are():
    with pytest.raises(KeyError, match="3a"):
        predict("9z")
