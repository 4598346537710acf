"""my_check: right in any style, and each mistake that a learner may type gets the sentence about it."""

import numpy as np
import pytest

from helpers.lessons import check, every
from tests.cases import written

HEAD = "my_check(error, w, epsilon)"
CODE = """
    return (error(w + epsilon) - error(w - epsilon)) / (2 * epsilon)"""

RIGHT = [
    CODE,
    """
    rise, run = error(w + epsilon) - error(w - epsilon), 2 * epsilon
    return rise / run""",
    """
    above = error(w + epsilon)
    w = w - epsilon
    return (above - error(w)) / 2 / epsilon""",
    """
    left, right = w - epsilon, w + epsilon
    return (error(right) - error(left)) / (right - left)""",
    """
    one, other = (error(w + epsilon) - error(w)) / epsilon, (error(w) - error(w - epsilon)) / epsilon
    return np.mean([one, other])""",
]


def but(*changes):
    """Return the right line with some of its words changed."""
    body = CODE
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in body, old
        body = body.replace(old, new)
    return body


WRONG = [
    (but("error(w - epsilon)", "error(w)", "(2 * epsilon)", "epsilon"), "Only one side"),
    (but("error(w + epsilon)", "error(w)", "(2 * epsilon)", "epsilon"), "Only one side"),
    (but("error(w - epsilon)", "error(w)"), "The second point is w itself"),
    ("""
    w += epsilon
    above = error(w)
    w -= epsilon
    return (above - error(w)) / (2 * epsilon)""", "moved back only as far as it came"),
    (but("error(w + epsilon)", "error(w)"), "The first point is w itself"),
    (but("w + epsilon", "w + epsilon / 2", "w - epsilon", "w - epsilon / 2", "(2 * epsilon)", "epsilon"),
     "half as far"),
    (but(" / (2 * epsilon)", ""), "This is the rise"),
    (but("(2 * epsilon)", "epsilon"), "twice too large"),
    (but("(2 * epsilon)", "2"), "It is divided by 2, but not by epsilon"),
    (but("(2 * epsilon)", "2 * epsilon"), "Brackets keep the run together"),
    (but("return (", "return ", "epsilon)) /", "epsilon) /"), "Brackets keep the rise together"),
    ("\n    return (error(w - epsilon) - error(w + epsilon)) / (2 * epsilon)", "The sign is turned"),
    (but("return (", "return abs("), "The sign is lost"),
    (but(") - error", ") + error"), "The two errors are added"),
    (but(") - error", ") + error", "(2 * epsilon)", "2"), "mean of the two errors"),
    (but("return (", "return ", "epsilon)) /", "epsilon) /", "(2 * epsilon)", "2 * epsilon"), "keep the rise together"),
    (but("return (", "return ", "epsilon)) /", "epsilon) /", "(2 * epsilon)", "2"), "Brackets keep the rise together"),
    (but("return (", "return ", "epsilon)) /", "epsilon) /", "(2 * epsilon)", "epsilon"), "keep the rise together"),
    ("\n    from tests.cases import BOOK, CHICKEN, error_at"
     + but("error(", "error_at((BOOK, *CHICKEN), 'w5', "), "It asks error_of_w5 whatever curve it gets"),
    ("""
    w = w + epsilon
    w = w - epsilon
    return (error(w) - error(w)) / (2 * epsilon)""", "both errors are taken at the same place"),
    *((f"\n    w = {own}{CODE}", "It takes a w of its own") for own in (0, 1, 0.05)),
    (but(" / (2", " // (2"), "rounds down to a whole number"),
    ("\n    return error(w)", "how large E is at w"),
    (but("error(w + epsilon)", "(error(w) + epsilon)", "error(w - epsilon)", "(error(w) - epsilon)"),
     "What E is at a place, error(...) says"),
    ("""
    plus = w + epsilon
    minus = w - epsilon
    return (plus - minus) / (2 * epsilon)""", "It is 1 for every curve: what is subtracted are two numbers"),
    (but(" / (2", " * (2"), "The rise is multiplied by the run"),
    (but("2 * epsilon", "2 * 0.0001"), "The run is that of another epsilon"),
    (but("(2 * epsilon)", "0.0002"), "The run is that of another epsilon"),
    ("\n    epsilon = 1e-4" + CODE, "an epsilon of its own"),
    (but("epsilon", "0.01"), "an epsilon of its own"),
    (but("return ", "return round(", "(2 * epsilon)", "(2 * epsilon), 6)"), "is a step too short, or do"),
    (but("return ", "print", "(error", "((error", "* epsilon)", "* epsilon))"), "returns None"),
    (but("error(w + epsilon)", "error[w + epsilon]"), "Square brackets take an entry"),
    (but("error(", "np.sin("), "What comes in as error is not used. For E = w² at w = 3"),
    (but("error(w + epsilon)", "error()"), "error wants more in its brackets: w is missing."),
    (but("error(w + epsilon)", "error(w, epsilon)"), "error takes 1 in its brackets, and here it gets 2."),
    (but("epsilon))", "eps))"), "does not know the name eps"),
    (but("* epsilon)", "* epsilon),"), "A comma behind the result makes a tuple"),
    (but("return (", "return [(", "* epsilon)", "* epsilon)]"), "their shape is not: yours is (1,), wanted is ()"),
    ("\n    return error", "it returns a function. Wanted is one number"),
]  # fmt: skip


def reply(body):
    return repr(check("6.9", written(f"def {HEAD}:{body}")))


@pytest.mark.parametrize("body", RIGHT)
def test_any_style_is_right(body):
    assert reply(body).startswith("✓ Exercise 6.9: right. It asks the error alone")


@pytest.mark.parametrize("body, about", WRONG)
def test_a_mistake_gets_the_sentence_about_it(body, about):
    assert reply(body).startswith("✗ Exercise 6.9: not yet. ") and about in reply(body), reply(body)


def test_what_is_wanted_is_what_school_algebra_gives():
    row, h = every("EXERCISES")["6.9"], 0.2
    known = {"w²": 6, "w³": 3 + h**2, "1 − 2w": -2, "sin(3w)": np.cos(-1.2) * np.sin(0.03) / 0.01, "book": 0.100508}
    for name, slope in known.items():
        (case,) = [case for case in row.cases() if name in case.words]
        assert row.right(*case.arguments) == pytest.approx(slope, abs=1e-6), case.words


def test_every_case_has_another_epsilon_and_some_curve_falls():
    cases = every("EXERCISES")["6.9"].cases()
    assert len({case.arguments[2] for case in cases}) == len(cases)
    assert min(case.arguments[0](case.arguments[1] + 0.1) - case.arguments[0](case.arguments[1]) for case in cases) < 0
