"""How an exercise judges an answer: numbers to the decimals asked, words in any letters, signs such as E as typed.

First comes the right answer, then the rows of typical mistakes; what only lacks decimals is told so at the end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

import numpy as np

from helpers.live import choice, explore
from helpers.network.checks import plain_text

FRAME = "border-left:4px solid #0072b2;padding:2px 10px;margin:4px 0"


@dataclass(frozen=True)
class Message:
    """A sentence for the learner, framed in the notebook and plain everywhere else."""

    text: str

    @property
    def verdict(self):
        """What is to be noted: "right", "not yet", or "" where nothing was judged."""
        return {"✓": "right", "✗": "not yet"}.get(self.text[:1], "")

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        return f'<p style="{FRAME}">{escape(self.text)}</p>'


@dataclass(frozen=True)
class Listing(Message):
    """A Message with lines of code or numbers below its sentence; without one the lines stand alone."""

    lines: str = ""

    def __repr__(self):
        return "\n".join(part for part in (self.text, self.lines) if part)

    def _repr_html_(self):
        lines = (
            f'<pre style="margin:4px 0;white-space:pre;overflow-x:auto">{escape(self.lines)}</pre>'
            if self.lines
            else ""
        )
        return f'<div style="{FRAME}">{escape(self.text)}{lines}</div>'


@dataclass(frozen=True)
class Exercise:
    """One exercise: `right()` computes the answer; each of `mistakes` has a sentence of its own.

    A mistake is (value, sentence) for one typical wrong answer, or (function, sentence) for a whole family of them;
    wrong answers as a learner types them may follow, which the tests try. The first row that knows an answer speaks.
    `decimals` says how many are asked, a tuple: at each place; nothing: four. One and a half of the last one may be
    lost in rounded steps. A `tolerance` alone says how far an answer may be off, however many decimals it has.
    `open_count`: how many values there are is a part of the question. `also` are other names for words, tidy both.
    """

    right: Callable
    praise: str
    hint: str
    solution: str
    mistakes: tuple = ()
    tolerance: float | None = None
    decimals: int | tuple | None = None
    open_count: bool = False
    also: dict = field(default_factory=dict)

    @property
    def hints(self):
        """The hint alone in a row, as other kinds of exercises have several."""
        return (self.hint,)

    def reveal(self, number):
        """Return the Message with the solution."""
        return Message(f"Solution of {number}: {self.solution}")

    def rows(self, given, wanted):
        """Return each part of an answer with the right one and the decimals asked."""
        asked = self.decimals if isinstance(self.decimals, tuple) else [self.decimals or 4] * len(wanted)
        return zip(given, wanted, asked, strict=True)

    def right_part(self, a, b, asked):
        """Say whether one part of an answer is right, to the decimals asked."""
        allowed = 1.5 * 10**-asked if self.tolerance is None else self.tolerance
        free = isinstance(a, str) or (self.decimals is None and self.tolerance is not None)
        return near(a, b, allowed) and (free or decimals(a) >= asked or near(a, b, 0.501 * 10**-asked))

    def exact(self, given, wanted):
        """Say whether an answer is right."""
        return all(self.right_part(*row) for row in self.rows(given, wanted))

    def cut(self, given, wanted):
        """Say whether an answer is right but has fewer decimals than asked at some places."""
        return all(self.right_part(*row) or shortened(*row) for row in self.rows(given, wanted))

    def rounded(self, given, wanted):
        """Say whether an answer is right but for its rounding, at the end or on the way."""
        return all(self.right_part(*row) or shortened(*row) or nearly(*row) for row in self.rows(given, wanted))

    def check(self, number, answer, readings=lambda word: ()):
        """Return the Message that this answer deserves; readings(word) are other ways to write one of its words."""
        if answer is ...:
            return Message(
                f"Exercise {number} waits for your answer: type it in place of the three dots and run this cell again."
            )
        wanted = tidy(self.right())
        given = in_these_words([self.also.get(part, part) for part in tidy(answer)], wanted, readings)
        problem = misfit(given, wanted, self.open_count)
        counted = len(given) == len(wanted)
        if not problem and counted and self.exact(given, wanted):
            return Message(f"✓ Exercise {number}: right. {self.praise}")
        for wrong, sentence, *_ in self.mistakes:
            if (not problem and wrong(given)) if callable(wrong) else same(given, tidy(wrong)):
                return Message(f"✗ Exercise {number}: not yet. {sentence}")
        if problem:
            return Message(f"? Exercise {number}: {problem}")
        if counted and self.rounded(given, wanted):
            return Message(f"✗ Exercise {number}: {FEW if self.cut(given, wanted) else OFF}")
        if [small(part) for part in given] == [small(part) for part in wanted]:
            return Message(f"✗ Exercise {number}: not yet. {CAPITALS}")
        return Message(f'✗ Exercise {number}: not yet. Try hint("{number}").')


FEW = "right as far as it goes, but rounded too much. Give more decimals."
OFF = "very near, but the last decimals are off. Round only at the end, not on the way."
CAPITALS = "In a formula a small letter and its capital are two things: one of yours has the wrong size."


@dataclass(frozen=True)
class At:
    """A mistake: the answer has one of these values, numbers or words, at this place, counted from 0."""

    place: int
    values: tuple
    within: float = 1e-3

    def __call__(self, answer):
        known = (tidy(value)[0] for value in self.values)
        return len(answer) > self.place and any(near(answer[self.place], value, self.within) for value in known)


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


def decimals(number):
    """Return how many decimals a number was typed with.

    >>> decimals(0.35), decimals(1234.0), decimals(5e-07)
    (2, 0, 7)
    """
    return max(0, -Decimal(repr(number)).normalize().as_tuple().exponent) if np.isfinite(number) else 0


def shortened(number, right, asked):
    """Say whether a number is the right one, cut or rounded to fewer decimals than asked; two figures it must have.

    >>> shortened(0.87, 0.8748, 4), shortened(0.874, 0.8748, 4), shortened(0.86, 0.8748, 4), shortened(0.0, -0.009, 4)
    (True, True, False, False)
    """
    if isinstance(number, str) or isinstance(right, str):
        return False
    kept = decimals(number)
    cut = np.trunc(right * 10**kept) / 10**kept
    fits = near(number, right, 0.5 * 10**-kept + 0.51 * 10**-asked) or near(number, float(cut), 1e-9)
    return kept < asked and fits and abs(number) >= 10 * 10**-kept


def nearly(number, right, asked):
    """Say whether a number is off by rounded steps only: 5 of the last decimal asked, 5 in 1,000 of its size.

    >>> nearly(0.3530, 0.3533, 4), nearly(0.3541, 0.3533, 4), nearly(0.0097, 0.0095, 4)
    (True, False, False)
    """
    return isinstance(right, float) and near(number, right, min(5 * 10**-asked, 0.005 * abs(right)))


FORMULA = re.compile(r"(?!.*[^\W\d_]{3})(?=.*[^\W\d_])")  # no three letters in a row: w2, bw3, z-t, E


def tidy(answer):
    """Return an answer as a flat list of numbers and words without spaces; anything else becomes None.

    Words are in small letters. In a formula capitals stay, for there E and e are two things.

    >>> tidy((0.5, [1, "Man "])), tidy({1: 2}), tidy(["E", "z − T"])
    ([0.5, 1.0, 'man'], [None], ['E', 'z-T'])
    """
    if isinstance(answer, str):
        word = "".join(plain_text(answer).split())
        return [word if FORMULA.match(word) else word.lower()]
    if isinstance(answer, np.ndarray):
        answer = answer.ravel().tolist()
    if isinstance(answer, (list, tuple)):
        return [part for item in answer for part in tidy(item)]
    try:
        return [float(answer)]
    except (TypeError, ValueError, OverflowError):
        return [None]


def small(part):
    """Return a part of an answer without capitals."""
    return part.lower() if isinstance(part, str) else part


def in_these_words(given, wanted, readings):
    """Return an answer with the words that are wanted where another reading of its own words is the same."""
    if len(given) != len(wanted):
        return given
    pairs = zip(given, wanted, strict=True)
    return [b if isinstance(a, str) and b in [tidy(other)[0] for other in readings(a)] else a for a, b in pairs]


def misfit(given, wanted, open_count=False):
    """Return a sentence when an answer cannot be judged at all: wrong kind or wrong count."""
    words = isinstance(wanted[0], str)
    one, many = ("one word in quotes", "words in quotes") if words else ("one number", "numbers")
    form = f"{many} in square brackets" if open_count else f"{len(wanted)} {many} in square brackets"
    form = one if len(wanted) == 1 else form
    if not given or None in given or any(part != part for part in given):
        return f"this is neither a number nor a word. The answer is {form}."
    if open_count and not any(isinstance(a, str) != words for a in given):
        return ""
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
    not_so: dict  # what speaks against each wrong option

    def reply(self, prediction):
        """Return the Message for a choice; the reason comes with the right one only, so that there is more to try."""
        if prediction not in self.options:
            return Message(f"{self.question} Choose first, then try it.")
        if prediction == self.right:
            return Message(f"{self.question} “{self.right}” is right. {self.because}")
        return Message(f"{self.question} Not “{prediction}”. {self.not_so[prediction]}")

    def ask(self, note=lambda verdict: None):
        """Return the live question; `note` is told "right" or "not yet" for each choice."""

        def reply(prediction):
            if prediction in self.options:
                note("right" if prediction == self.right else "not yet")
            return self.reply(prediction)

        return explore(reply, prediction=choice(["choose …", *self.options], label="my prediction"))
