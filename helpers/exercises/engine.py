"""How an exercise judges an answer: numbers within a tolerance, words without regard to case."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import numpy as np

from helpers.live import choice, explore
from helpers.network.checks import plain_text


@dataclass(frozen=True)
class Message:
    """A sentence for the learner, framed in the notebook and plain everywhere else."""

    text: str

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        return f'<p style="border-left:4px solid #0072b2;padding:2px 10px;margin:4px 0">{escape(self.text)}</p>'


@dataclass(frozen=True)
class Exercise:
    """One exercise: `right()` computes the answer; each of `mistakes` has a sentence of its own.

    A mistake is (value, sentence) for one typical wrong answer, or (function, sentence) for a whole family of them;
    wrong answers as a learner types them may follow, which the tests try. The first row that knows an answer speaks.
    """

    right: Callable
    praise: str
    hint: str
    solution: str
    mistakes: tuple = ()
    tolerance: float = 1e-3

    def check(self, number, answer):
        """Return the Message that this answer deserves."""
        if answer is ...:
            return Message(
                f"Exercise {number} waits for your answer: type it in place of the three dots and run this cell again."
            )
        given, wanted = tidy(answer), tidy(self.right())
        problem = misfit(given, wanted)
        if not problem and same(given, wanted, self.tolerance):
            return Message(f"✓ Exercise {number}: right. {self.praise}")
        for wrong, sentence, *_ in self.mistakes:
            if (not problem and wrong(given)) if callable(wrong) else same(given, tidy(wrong)):
                return Message(f"✗ Exercise {number}: not yet. {sentence}")
        if problem:
            return Message(f"? Exercise {number}: {problem}")
        if same(given, wanted, tolerance=0.01):
            advice = "very close, but rounded too much on the way or at the end. Give more decimals."
            return Message(f"✗ Exercise {number}: {advice}")
        return Message(f'✗ Exercise {number}: not yet. Try hint("{number}").')


@dataclass(frozen=True)
class At:
    """A mistake: the answer has one of these values, numbers or words, at this place, counted from 0."""

    place: int
    values: tuple
    within: float = 1e-3

    def __call__(self, answer):
        return any(near(answer[self.place], tidy(value)[0], self.within) for value in self.values)


def at(place, *values):
    """Return the mistake that the answer has one of these values at this place, counted from 0.

    >>> at(1, 0.5, -0.5)([7.0, -0.5]), at(0, 0.5)([7.0, -0.5]), at(1, "no")(["yes", "no"])
    (True, False, True)
    """
    return At(place, values)


def close(place, *values):
    """Return a mistake like `at`, for numbers with four decimals.

    >>> close(0, 0.1902)([0.19019]), close(0, 0.1902)([0.1900])
    (True, False)
    """
    return At(place, values, within=5e-5)


def same(one, other, tolerance=1e-3):
    """Say whether two tidy answers agree; numbers may differ by the tolerance."""
    return len(one) == len(other) and all(near(a, b, tolerance) for a, b in zip(one, other, strict=True))


def near(a, b, tolerance):
    """Say whether two parts of an answer agree: words exactly, numbers within the tolerance."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= tolerance
    return a == b


def tidy(answer):
    """Return an answer as a flat list of numbers and lower-case words; anything else becomes None.

    >>> tidy((0.5, [1, "Man "])), tidy({1: 2})
    ([0.5, 1.0, 'man'], [None])
    """
    if isinstance(answer, str):
        return ["".join(plain_text(answer).lower().split())]
    if isinstance(answer, np.ndarray):
        answer = answer.ravel().tolist()
    if isinstance(answer, (list, tuple)):
        return [part for item in answer for part in tidy(item)]
    try:
        return [float(answer)]
    except (TypeError, ValueError, OverflowError):
        return [None]


def misfit(given, wanted):
    """Return a sentence when an answer cannot be judged at all: wrong kind or wrong count."""
    words = isinstance(wanted[0], str)
    one, many = ("one word in quotes", "words in quotes") if words else ("one number", "numbers")
    form = one if len(wanted) == 1 else f"{len(wanted)} {many} in square brackets"
    if None in given or any(part != part for part in given):
        return f"this is neither a number nor a word. The answer is {form}."
    if len(given) != len(wanted):
        comma = " Decimals have a point, and large numbers no comma: 0.5, 1234." if len(given) > len(wanted) else ""
        return f"you gave {len(given)} value{'s' * (len(given) != 1)}; the answer is {form}.{comma}"
    if any(isinstance(a, str) != isinstance(b, str) for a, b in zip(given, wanted, strict=True)):
        return f"the answer is {form}, such as {example(wanted)}."
    return ""


def example(wanted):
    """Return how an answer of this kind is typed, without giving it away."""
    one = '"text"' if isinstance(wanted[0], str) else "0.5"
    return f"[{', '.join([one] * len(wanted))}]" if len(wanted) > 1 else one


@dataclass(frozen=True)
class Prediction:
    """A question to be answered before trying: options, which one is right, and why."""

    question: str
    options: tuple
    right: str
    because: str

    def reply(self, prediction):
        """Return the Message for a choice; nothing is given away before there is one."""
        if prediction not in self.options:
            return Message(f"{self.question} Choose first, then try it.")
        if prediction == self.right:
            return Message(f"{self.question} “{self.right}” is right. {self.because}")
        return Message(f"{self.question} Not “{prediction}”: it is “{self.right}”. {self.because}")

    def ask(self):
        """Return the live question."""
        return explore(self.reply, prediction=choice(["choose …", *self.options], label="my prediction"))
