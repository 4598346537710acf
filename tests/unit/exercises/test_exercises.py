"""Promises of the exercises: right is right, each typical mistake gets its own sentence, nonsense gets a kind one."""

import re
from fractions import Fraction

import numpy as np
import pytest

from helpers.exercises.engine import At, Exercise, near, tidy
from helpers.lessons import check, every, hint, predict, solution

ALL, PREDICTIONS = every("EXERCISES"), every("PREDICTIONS")
EXERCISES = {number: row for number, row in ALL.items() if isinstance(row, Exercise)}  # functions: test_building.py

NONSENSE = [None, {}, object(), float("nan"), [], "", [[["x"], 1], None], 10**400, print]

BY_HAND = [
    ("0.1", [0.9205, 0.6772]),
    ("2.1", 66306),
    ("2.5", [1, 1, 1, 0, 0]),
    ("2.6", -1.5),
    ("2.7", ["rate", "equal", "scaling", "large"]),
    ("8.1", [21024, 21170]),
    ("1.1", [750, 250, 250]),
    ("1.2", ["supervised", "unsupervised", "semi-supervised", "reinforcement"]),
    ("1.3", [0.75, 0.4286]),
    ("1.4", ["classification", "clustering", "regression", "classification"]),
    ("1.5", [3, 0.34]),
    ("1.6", [1, 0.5, 0.25, 1.125]),
    ("1.7", [0.75, 0.46]),
    ("7.6", [0.03, 0.01, 0.3]),
    ("7.11", [302, 32, 5, 2.3]),
    ("8.2", [0, 0, 1, 0, 0]),
    ("8.3", [18, 5, 8]),
    ("8.4", [0.85, 0.889]),
    ("8.5", [-4, 0, 3, 4, 6, 1]),
    ("8.6", ["leak", "lopsided", "lucky", "fair", "training"]),
    ("9.1", ["mathematics", "IDE", "word processor", "data source", "language"]),
    ("9.2", [4, -12]),
    ("9.3", [2, 2, 3]),
    ("9.4", [32, 20, 2020]),
    ("9.5", [5, 3, 2, 4]),
    ("9.6", [6, 15]),
    ("10.1", [898510, 5500]),
    ("10.2", [0.25, 0.25, 0.5, 0.6931, 1.3863]),
    ("10.3", [0.1, -0.3, 0.2]),
    ("10.4", [15, 12, 61]),
    ("10.5", [8.9, 140.9]),
    ("10.6", [98.16, 0.01, 150]),
    ("10.7", ["no", "B", "no"]),
    ("10.8", [1.875, 3.5]),
    ("10.9", ["start", "by heart", "place", "chance"]),
    ("13.1", [5, 157]),
    ("13.2", [1024, 3072]),
    ("13.3", ["library", "framework"]),
    ("13.4", ["PyTorch", "JAX", "VS Code"]),
    ("13.5", ["converge", "diverge", "oscillate"]),
    ("13.6", [0.8, 0.6667, 0.94]),
    ("13.7", 3.6),
    ("11.1", [0, 2, 3, -1]),
    ("11.2", [24, 14, 73]),
    ("11.3", [896, 4098, 21802784]),
    ("11.4", [0.0569, 2.8079]),
    ("11.5", [338, 0.693, 1.609]),
    ("11.6", [50000, 160]),
    ("11.7", [28, 140, 5]),
    ("11.8", [0.8, 0.64]),
    ("11.9", ["upper edge", "right edge", "blur"]),
    ("11.10", ["freeze", "fine-tune"]),
    ("11.11", [0.85, 0.8]),
    ("12.1", [1, 0, 1, 1, 1, 0]),
    ("12.2", [1.5, 1, 0.5]),
    ("12.3", [0.2, 0.58, -0.04, 0.18]),
    ("12.4", [-1, 1, -1, -2, 1, -3]),
    ("12.5", [4.5, 9, 36, 36]),
    ("12.6", [-60, 0.1581, 8]),
    ("12.7", [0, 0]),
    ("14.6", 0.32),
]


@pytest.mark.parametrize("number", EXERCISES)
def test_the_right_answer_is_accepted_as_list_tuple_or_array(number):
    right = EXERCISES[number].right()
    assert repr(check(number, right)) == f"✓ Exercise {number}: right. {EXERCISES[number].praise}"
    if len(tidy(right)) > 1:
        assert repr(check(number, tuple(tidy(right)))).startswith("✓")
    if not isinstance(tidy(right)[0], str):
        assert repr(check(number, np.asarray(right))).startswith("✓")


@pytest.mark.parametrize("number", EXERCISES)
def test_a_right_answer_rounded_to_four_decimals_is_accepted(number):
    rounded = [part if isinstance(part, str) else round(part, 4) for part in tidy(EXERCISES[number].right())]
    assert repr(check(number, rounded)).startswith("✓")


@pytest.mark.parametrize("number, answer", BY_HAND)
def test_an_answer_worked_out_by_hand_is_accepted(number, answer):
    assert repr(check(number, answer)).startswith("✓")


def caught_by(mistake, right):
    """Return the answers that a row of mistakes has to catch: its own values, and what was tried.

    A single value belongs to the row's place in an answer that is right otherwise.
    """
    wrong, _, *tried = mistake
    if isinstance(wrong, At):
        place, answers = wrong.place, [*wrong.values, *tried]
        return [x if isinstance(x, list) else [*right[:place], x, *right[place + 1 :]] for x in answers]
    return tried if callable(wrong) else [wrong, *tried]


@pytest.mark.parametrize("number", EXERCISES)
def test_a_typical_mistake_gets_the_sentence_about_that_mistake(number):
    exercise = EXERCISES[number]
    right = tidy(exercise.right())
    assert len(exercise.mistakes) >= 2
    for mistake in exercise.mistakes:
        answers = caught_by(mistake, right)
        assert answers, f"no answer was tried for “{mistake[1]}”"
        for answer in answers:
            assert repr(check(number, answer)) == f"✗ Exercise {number}: not yet. {mistake[1]}", answer


def test_a_list_without_its_brackets_and_a_comma_for_the_point_are_understood():
    assert repr(check("2.5", 1, 1, 1, 0, 0)).startswith("✓")
    assert "have a point" in repr(check("3.2", -0, 4))
    assert "large numbers no comma" in repr(check("2.1", 66, 306))


@pytest.mark.parametrize(
    "number, answer",
    [
        ("2.4", ["z − t", "Ｅ", "w２"]),
        ("2.4", ["z\u00a0–\u00a0t", "\ufeffE", "w2"]),
        ("2.4", ["z‑t", "total error E", "weight w2"]),
        ("2.4", ["actual output z − target output t", "E = total error", "w2"]),
        ("10.7", ["No", "b", "NO"]),
        ("1.2", ["Super\u00advised", "unsupervised", "semi‑supervised", "reinforcement\u200b"]),
    ],
)
def test_a_word_is_understood_however_a_phone_writes_it(number, answer):
    assert repr(check(number, answer)).startswith("✓")


def reply(right, answer, **more):
    """Return what an exercise without any row of mistakes says."""
    return repr(Exercise(lambda: right, "", "", "", **more).check("1.1", answer))


@pytest.mark.parametrize("right, answer, more", [
    ([0.874, 0.384], [0.874, 0.384], {}), (-0.352124, -0.3521, {}), (0.353, 0.35297, {}), (0.353, 0.3531, {}),
    ([0.85, 0.8889], [0.85, 0.889], {"decimals": 3}), ([0.010601, 1.590196], [0.0106, 1.59], {"decimals": (4, 2)}),
    ([12, 20, 7], [12.0, 20, 7], {}), (898510, 898510, {}), ([-5.4329, -0.8149], [-5.43, -0.8], {"tolerance": 0.06}),
])  # fmt: skip
def test_an_answer_with_the_decimals_that_are_asked_is_right(right, answer, more):
    assert reply(right, answer, **more).startswith("✓")


@pytest.mark.parametrize("right, answer, more", [
    ([0.874, 0.384], [0.87, 0.38], {}), ([0.85, 0.8889], [0.85, 0.89], {"decimals": 3}),
    ([0.3532, 0.32496], [0.35, 0.33], {}), ([0.25, 0.5, 0.6931], [0.25, 0.5, 0.69], {"decimals": 3}),
    ([-0.05051, 0.75152], [-0.05051, 0.752], {}), (0.8748, 0.874, {}), (-0.352124, -0.352, {}),
    ([0.2212, 4, 66], [0.221, 4, 66], {}), ([0.1701, 0.1709], [0.17, 0.17], {}),
    ([0.0106, 1.5902], [0.0106, 1.6], {"decimals": (4, 2)}),
])  # fmt: skip
def test_an_answer_with_too_few_decimals_is_told_so(right, answer, more):
    assert "right as far as it goes, but rounded too much. Give more decimals" in reply(right, answer, **more)


@pytest.mark.parametrize("right, answer", [(0.353, 0.3533), ([0.081, 0.9], [0.0812, 0.9])])
def test_an_answer_that_was_rounded_on_the_way_is_told_so(right, answer):
    assert "very near, but the last decimals are off" in reply(right, answer)
    assert "very near, but the last decimals are off" in reply(-0.3521, -0.3522, tolerance=6e-5)


NEAR = [  # (right, a mistake that is near): all of them were once called rounded, or right
    ([0.874, 0.384], [0.8748, 0.384]), ([0.853, 0.3455], [0.857, 0.3455]), ([0.853, 0.3455], [0.853, 0.3395]),
    ([0.081, 0.9], [0.0729, 0.9]), ([0.081, 0.9], [0.08, 0.9]), ([0.03, -0.009], [0.03, -0.003]),
    ([0.03, -0.009], [0.03, 0]), ([-0.032, -0.016, -0.032], [-0.04, -0.02, -0.04]), ([0.0106, 1.5902], [0.016, 1.59]),
    ([-0.0505, 0.7515], [-0.0498, 0.7508]), ([0.1701, 0.1709], [0.1685, 0.1685]),
    ([0.1701, 0.1709], [0.1693, 0.1709]), ([0.1701, 0.1709], [0.1701, 0.1693]),
]  # fmt: skip


@pytest.mark.parametrize("right, answer", NEAR)
def test_a_number_that_is_near_is_neither_right_nor_called_rounded(right, answer):
    assert reply(right, answer) == '✗ Exercise 1.1: not yet. Try hint("1.1").'


def test_the_rows_of_mistakes_speak_before_the_reply_about_rounding():
    assert "the old pixels" in reply(0.3532, 0.353, mistakes=((0.353, "These are the old pixels."),))


@pytest.mark.parametrize("answer", [["z - t", "e", "w2"], ["z - t", "E", "W2"], ["Z - T", "E", "w2"]])
def test_a_small_letter_and_its_capital_are_two_things_in_a_formula(answer):
    assert "two things: one of yours has the wrong size" in repr(check("2.4", answer))


@pytest.mark.parametrize("answer", [[1, 3, 5], [1], [1, 2, 3, 4, 5, 1], [None], []])
def test_where_the_count_is_the_question_no_reply_tells_it(answer):
    said = reply([1, 2, 3, 5], answer, open_count=True).replace("1.1", "")
    assert not re.search(r"\d|four", said), said


def test_where_the_count_is_the_question_a_row_may_know_any_count():
    rows = ((lambda answer: len(answer) < 3, "Some are missing."),)
    assert "Some are missing" in reply([1, 2, 3, 5], [1, 2], open_count=True, mistakes=rows)
    assert EXERCISES["8.2"].open_count


@pytest.mark.parametrize("number", EXERCISES)
def test_nonsense_gets_a_sentence_and_never_an_exception(number):
    for answer in NONSENSE:
        said = repr(check(number, answer))
        assert said.startswith("?") and "answer is" in said, (answer, said)


def letters(said):
    return re.sub(r"[\W_]", "", said.lower())


NUMBER = r"-?\d+(?:\.\d+)?"


def numbers_in(said):
    """Return the numbers that stand in a text, and the results of the sums that stand in it."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", said.replace("−", "-").replace("²", "**2").replace("³", "**3"))
    sums = re.findall(rf"\(?{NUMBER}\)?(?:\s*(?:\*\*|[-+·*/])\s*\(?{NUMBER}\)?)+", text)
    whole = [one.replace("·", "*") for one in sums if one.count("(") == one.count(")")]
    alone = re.findall(r"(?<![\w.])-?\d+(?:\.\d+|/\d+)?(?![\w*])", text)
    return [float(Fraction(number)) for number in alone], [float(eval(one)) for one in whole]


def gives_away(said, exercise):
    """Say whether a text holds the right answer: all its parts in a row, one number of two digits or more, or a sum."""
    right = tidy(exercise.right())
    if isinstance(right[0], str):
        return letters("".join(right)) in letters(said)
    numbers, sums = numbers_in(said)
    telling = [[part] for part in right if len(f"{abs(part):g}".replace(".", "").strip("0")) > 1]
    return any(
        abs(np.subtract(found[first : first + len(parts)], parts)).max() <= max(1e-3, exercise.tolerance or 0)
        for found, wanted in ((numbers, [right, *telling]), (sums, [[part] for part in right]))
        for parts in wanted
        for first in range(len(found) - len(parts) + 1)
    )


@pytest.mark.parametrize("number", EXERCISES)
def test_only_the_solution_gives_the_answer_away(number):
    exercise = EXERCISES[number]
    assert repr(solution(number)) == f"Solution of {number}: {exercise.solution}"
    assert gives_away(exercise.solution, exercise)
    for said in [exercise.hint, *(sentence for _, sentence, *_ in exercise.mistakes)]:
        assert not gives_away(said, exercise) or excused(number, said), said


NOT_THE_ANSWER = {  # replies and hints in which a right number or word stands in another sense
    "1.4": "Linear regression:",  # the name of the method that the question names
    **dict.fromkeys(("2.5", "2.7", "6.7"), ""),  # judgements in everyday words and numbers of runs: to be read by eye
    "1.6": ("b(1) = 1 + 0.5 · 0", "The loop weight is 0.5"),  # the first step is shown; the loop weight is given
    "8.2": ("Outputs may look so", "You began to count at 0", "This is another class"),  # every target is made of 0, 1
    "9.1": "You mean the right thing",  # the word was meant, and only spelt in another way
    "11.1": "The weight in the middle is 2",  # it is given
    "12.1": ("For (", "These are net inputs"),  # the inputs are given, and step nodes say 0 or 1
    "12.2": ("Nothing has changed", "You went the wrong", "Only the bias", "The bias weight is"),  # t and the input 1
    "13.4": ("JAX computes", "VS Code is an editor"),  # about the word that was given
}


def excused(number, said):
    return said.startswith(NOT_THE_ANSWER.get(number, ("\0",)))


def says(said, part):
    if isinstance(part, str):
        spaced = r"\s*".join(re.escape(letter) for letter in part)
        return len(part) > 1 and bool(re.search(rf"\b{spaced}\b", said.replace("−", "-"), re.IGNORECASE))
    return any(abs(found - part) < 1e-4 for found in sum(numbers_in(said), []))


@pytest.mark.parametrize("number", EXERCISES)
def test_no_reply_names_what_is_right_where_the_answer_is_wrong(number):
    right = tidy(EXERCISES[number].right())
    for mistake in EXERCISES[number].mistakes:
        said = mistake[1]
        if excused(number, said) or (isinstance(right[0], str) and all(says(said, part) for part in right)):
            continue  # who names all the words that there are to choose from, tells nothing
        for answer in map(tidy, caught_by(mistake, right)):
            pairs = zip(answer, right, strict=True) if len(answer) == len(right) else ()
            told = [b for a, b in pairs if not near(a, b, 1e-3) and says(said, b)]
            assert not told, f"{said} {told}"


SAME_DECIMALS = {"6.1", "10.5"}  # here a mistake's value is the right one rounded; its row speaks first


@pytest.mark.parametrize("number", EXERCISES)
def test_no_typical_mistake_is_taken_for_a_rounded_answer(number):
    exercise, right = EXERCISES[number], tidy(EXERCISES[number].right())
    for mistake in exercise.mistakes:
        for answer in map(tidy, caught_by(mistake, right)):
            if len(answer) == len(right) and number not in SAME_DECIMALS and "decimal" not in mistake[1]:
                assert not exercise.rounded(answer, right), (answer, mistake[1])


@pytest.mark.parametrize("number", EXERCISES)
def test_a_right_answer_with_fewer_decimals_is_never_called_a_mistake_of_another_kind(number):
    right = tidy(EXERCISES[number].right())
    for places in (2, 3):
        answer = [part if isinstance(part, str) else round(part, places) for part in right]
        if all(isinstance(a, str) or abs(a) >= 10 * 10**-places or a == b for a, b in zip(answer, right, strict=True)):
            said = repr(check(number, answer))
            assert said.startswith("✓") or "decimal" in said or number in SAME_DECIMALS, said


@pytest.mark.parametrize("number", EXERCISES)
def test_three_dots_wait_and_the_hint_is_a_sentence_of_its_own(number):
    exercise = EXERCISES[number]
    assert "waits" in repr(check(number, ...))
    assert repr(hint(number)) == f"Hint for {number}: {exercise.hint}"
    assert len(exercise.hint.split()) > 4 and exercise.hint[-1] in ".?:)"
    assert exercise.hint not in (exercise.praise, exercise.solution, *(row[1] for row in exercise.mistakes))


def test_an_unknown_number_names_the_exercises_there_are():
    with pytest.raises(KeyError, match="3.2"):
        check("9.9", 1)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_a_prediction_gives_nothing_away_before_the_right_choice_and_judges_each_choice(name):
    row, question = PREDICTIONS[name], predict(name)
    assert row.right in row.options and len(row.options) >= 2
    assert "Choose first" in repr(question) and row.because not in repr(question)
    for option in row.options:
        said = repr(question.set(prediction=option))
        assert (row.because in said) == ("is right" in said) == (option == row.right)
        assert option == row.right or f"Not “{option}”. {row.not_so[option]}" in said and f"“{row.right}”" not in said
    assert {*row.not_so} == {*row.options} - {row.right} and len({*row.not_so.values()}) == len(row.not_so)
    assert "Choose first" in repr(question.reset())


def test_an_unknown_prediction_names_those_there_are():
    with pytest.raises(KeyError, match="3a"):
        predict("9z")
