"""my_total_error: right in any style, and each mistake that a learner may type gets the sentence about it."""

import math

import pytest

from helpers.lessons import check, every
from tests.cases import written

RIGHT = {
    "in one line": "return ((targets - outputs) ** 2).sum() / 2",
    "the other way round": "d = outputs - targets\nreturn 0.5 * np.sum(d * d)",
    "example by example": """E = 0
for z, t in zip(outputs, targets):
    E = E + 0.5 * ((t - z) ** 2).sum()
return E""",
    "node by node": """E = 0
for row in range(len(outputs)):
    for node in range(len(outputs[row])):
        E += (targets[row][node] - outputs[row, node]) ** 2 / 2
return float(E)""",
    "as a dot product": "e = (targets - outputs).ravel()\nreturn e @ e / 2",
}

WRONG = [
    ("return ((targets - outputs) ** 2).sum()", "factor 1/2 is missing: this is the SSE"),
    ("return ((targets - outputs) ** 2).sum() / 2 / len(outputs)", "averaged over the examples. SE adds them up; only"),
    ("return ((targets - outputs) ** 2).sum(axis=1).mean()", "This is the MSE"),
    ("return ((targets - outputs) ** 2).mean()", "mean() divides by the number of all entries"),
    ("return 0.5 * np.mean((targets - outputs) ** 2)", "The half is there"),
    ("return 0.5 * ((targets - outputs) ** 2).mean(axis=1).sum()", "averaged over the output nodes"),
    ("return -((targets - outputs) ** 2).sum() / 2", "The sign is wrong"),
    ("return 0.5 * ((targets - outputs) ** 2).sum(axis=1)", "one number for each example"),
    ("return [((t - z) ** 2).sum() / 2 for z, t in zip(outputs, targets)]", "one number for each example"),
    ("return 0.5 * sum((targets - outputs) ** 2)", "Python's sum adds up rows"),
    ("return (targets - outputs) ** 2 / 2", "nothing is added up."),
    ("return 0.5 * ((targets[0] - outputs[0]) ** 2).sum()", "Only the first example counts"),
    ("for z, t in zip(outputs, targets):\n    return 0.5 * ((t - z) ** 2).sum()", "Only the first example counts"),
    (
        "for z, t in zip(outputs, targets):\n    E = 0.5 * ((t - z) ** 2).sum()\nreturn E",
        "Only the last example counts",
    ),
    (
        "for z, t in zip(outputs, targets):\n    E = 0.5 * (t - z) ** 2\nreturn E",
        "Only the last example counts, the others",
    ),
    ("for z, t in zip(outputs, targets):\n    return 0.5 * (t - z) ** 2", "Only the first example counts, and"),
    ("return abs(targets - outputs).sum() / 2", "These are the sizes |e|. SE"),
    ("return (outputs - targets).sum() / 2", "not squared: those above and below 0 cancel"),
    ("return (targets - outputs).sum() ** 2 / 2", "squared afterwards"),
    (
        "return ((targets - outputs) / 2) ** 2 @ np.ones(outputs.shape[1]) @ np.ones(len(outputs))",
        "The half is squared",
    ),
    ("return np.sqrt(((targets - outputs) ** 2).sum() / len(outputs))", "This is the RMS"),
    ("return (targets - outputs ** 2).sum() / 2", "Python takes powers first"),
    ("return (targets ** 2 - outputs ** 2).sum() / 2", "squared before they meet"),
    ("targets -= outputs\nreturn (targets ** 2).sum() / 2", "targets is not what it was"),
    ("print(((targets - outputs) ** 2).sum() / 2)", "returns None"),
    ("return ((targets - outputs) ** 2).sum() / 2,", "A comma behind the result makes a tuple"),
    ("return [((targets - outputs) ** 2).sum() / 2]", "their shape is not: yours is (1,), wanted is (), one number"),
    ("return 0.5 * ((target - outputs) ** 2).sum()", "does not know the name target "),
    ("return 0.5 * (targets - outputs) ^ 2", "a power is written **"),
    ("return 0.5 * ((targets - outputs) @ (targets - outputs)).sum()", "(1, 2) @ (1, 2): the inner numbers, 2 and 1"),
    ("return 0.5 * (abs(targets - outputs) ** 3).sum()", "For the book's example your result is off by"),
]


def reply(lines):
    body = "".join(f"    {line}\n" for line in lines.splitlines())
    return repr(check("4.7", written(f"def my_total_error(outputs, targets):\n{body}")))


@pytest.mark.parametrize("style", RIGHT)
def test_any_style_is_right(style):
    assert reply(RIGHT[style]).startswith("✓ Exercise 4.7: right. It takes any number of examples")


@pytest.mark.parametrize("lines, about", WRONG)
def test_a_mistake_gets_the_sentence_about_it(lines, about):
    said = reply(lines)
    assert said.startswith("✗ Exercise 4.7: not yet. ") and about in said and "ufunc" not in said, said


def test_what_is_wanted_is_half_the_sum_of_the_squares_and_first_the_books_number():
    row = every("EXERCISES")["4.7"]
    for outputs, targets in (case.arguments for case in row.cases()):
        pairs = zip(outputs.ravel().tolist(), targets.ravel().tolist(), strict=True)
        by_hand = math.fsum((t - z) ** 2 for z, t in pairs) / 2
        assert row.right(outputs, targets) == pytest.approx(by_hand, abs=1e-12)
    assert row.right(*row.cases()[0].arguments) == pytest.approx(0.211066, abs=1e-6)
