"""Update rules and learning-rate schedules, a table of each: what to do with a slope (book ch. 20 and 22).

Each rule returns the step, which is subtracted, and its new state.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.tables import Table


class Rule(NamedTuple):
    """One update rule: `step(slope, state, eta, **settings)` returns (step, state), and w_new = w - step.

    `start(slope)` is the state before the first step; `settings` are the rule's own numbers with their usual values.
    """

    name: str
    step: Callable
    formula: str
    source: str
    meaning: str
    start: Callable = lambda slope: ()
    settings: dict = {}


def one_memory(slope):
    """Return one array of zeros in the slope's shape; so do the next two for more."""
    return (np.zeros_like(slope),)


def two_memories(slope):
    return np.zeros_like(slope), np.zeros_like(slope)


def two_memories_and_a_count(slope):
    return (*two_memories(slope), 0)


def plain(slope, state, eta):
    """Return eta * slope: the rule of the book.

    >>> plain(2.0, (), eta=0.1)
    (0.2, ())
    """
    return eta * slope, state


def momentum(slope, state, eta, momentum=0.9):
    """Return the step of a ball that keeps some of its velocity.

    >>> step, state = momentum(1.0, (0.0,), eta=0.1)
    >>> round(momentum(1.0, state, eta=0.1)[0], 4)
    0.19
    """
    velocity = momentum * state[0] - eta * slope
    return -velocity, (velocity,)


def nesterov(slope, state, eta, momentum=0.9):
    """Return the step with momentum, seen from where the velocity will carry the ball.

    >>> nesterov(1.0, (0.0,), eta=0.5)
    (0.95, (-0.5,))
    """
    push, velocity = eta * slope, momentum * state[0]
    velocity -= push  # in place, as is the next line: in a large network moving memory takes the time
    push -= momentum * velocity
    return push, (velocity,)


def adagrad(slope, state, eta, epsilon=1e-10):
    """Return the step divided by the root of all squared slopes so far: each weight has its own, shrinking rate.

    >>> step, state = adagrad(-3.0, (0.0,), eta=0.5)
    >>> round(step, 6), state
    (-0.5, (9.0,))
    """
    squares = state[0] + slope**2
    return eta * slope / (squares**0.5 + epsilon), (squares,)


def rmsprop(slope, state, eta, keep=0.9, epsilon=1e-8):
    """Return the step divided by the root of a running average of squared slopes.

    >>> step, state = rmsprop(2.0, (0.0,), eta=0.1)
    >>> round(step, 4), round(state[0], 4)
    (0.3162, 0.4)
    """
    squares = keep * state[0] + (1 - keep) * slope**2
    return eta * slope / (squares**0.5 + epsilon), (squares,)


def adadelta(slope, state, eta, keep=0.95, epsilon=1e-6):
    """Return RMSprop's step, multiplied by the root of a running average of squared steps; eta is usually 1.

    >>> round(adadelta(2.0, (0.0, 0.0), eta=1)[0], 6)
    0.004472
    """
    squares = keep * state[0] + (1 - keep) * slope**2
    step = ((state[1] + epsilon) / (squares + epsilon)) ** 0.5 * slope
    return eta * step, (squares, keep * state[1] + (1 - keep) * step**2)


def adam(slope, state, eta, keep=0.9, keep_squares=0.999, epsilon=1e-8):
    """Return momentum divided by the root of RMSprop's average; both are freed from their start at 0.

    >>> round(adam(-3.0, (0.0, 0.0, 0), eta=0.1)[0], 6)
    -0.1
    """
    mean, squares, count = state
    mean, squares, count = (
        keep * mean + (1 - keep) * slope,
        squares + (1 - keep_squares) * (slope**2 - squares),
        count + 1,
    )
    fair_mean, fair_squares = mean / (1 - keep**count), squares / (1 - keep_squares**count)
    return eta * fair_mean / (fair_squares**0.5 + epsilon), (mean, squares, count)


RULES = {
    row.name: row
    for row in [
        Rule(
            "gradient descent", plain, "step = η g", "Cauchy 1847",
            "the slope times the learning rate, against it",
        ),
        Rule(
            "momentum", momentum, "v = μ v − η g;  step = −v", "Polyak 1964; Rumelhart, Hinton and Williams 1986",
            "a heavy ball: it keeps a part μ of its velocity v and rolls through small hollows",
            one_memory, {"momentum": 0.9},
        ),
        Rule(
            "Nesterov", nesterov, "v = μ v − η g;  step = η g − μ v",
            "Nesterov 1983; rewritten by Bengio and others 2012",
            "the same ball, but w is its next place, so the slope is taken there and it brakes earlier",
            one_memory, {"momentum": 0.9},
        ),
        Rule(
            "Adagrad", adagrad, "s = s + g²;  step = η g / (√s + ε)", "Duchi, Hazan and Singer 2011",
            "every weight has a rate of its own, which only shrinks: s adds up its squared slopes",
            one_memory, {"epsilon": 1e-10},
        ),
        Rule(
            "RMSprop", rmsprop, "s = ρ s + (1 − ρ) g²;  step = η g / (√s + ε)", "Hinton 2012 (lecture)",
            "Adagrad with a memory that fades, so that the rate can recover",
            one_memory, {"keep": 0.9, "epsilon": 1e-8},
        ),
        Rule(
            "Adadelta", adadelta,
            "s = ρ s + (1 − ρ) g²;  d = √(u + ε) / √(s + ε) g;  u = ρ u + (1 − ρ) d²;  step = η d", "Zeiler 2012",
            "RMSprop that measures its own steps, too (u), and so needs no tuned rate: η = 1",
            two_memories, {"keep": 0.95, "epsilon": 1e-6},
        ),
        Rule(
            "Adam", adam, "m = β₁ m + (1 − β₁) g;  s = β₂ s + (1 − β₂) g²;  step = η m̂ / (√ŝ + ε)",
            "Kingma and Ba 2015",
            "momentum (m) and RMSprop (s) together, corrected for their start at zero (the hats). Today's usual choice",
            two_memories_and_a_count, {"keep": 0.9, "keep_squares": 0.999, "epsilon": 1e-8},
        ),
    ]
}  # fmt: skip


def update_rules():
    """Return the rules as a table: what each does in a sentence, its formula, and its source (book ch. 20).

    >>> len(update_rules()), update_rules()["Adagrad"].formula
    (7, 's = s + g²;  step = η g / (√s + ε)')
    """
    columns = {
        "rule": lambda rule: rule.name,
        "what it does": lambda rule: rule.meaning,
        "formula": lambda rule: rule.formula,
        "source": lambda rule: rule.source,
    }
    caption = "Seven update rules: in all of them w_new = w − step, and g is the gradient"
    return Table(caption, columns, tuple(RULES.values()))


# ---- Learning-rate schedules: the rate of update number 0, 1, 2, ... from the first rate.


def rising_then_falling(updates, rising=0.2):
    """Return the schedule that raises the rate from 0 to eta in the first part `rising` of so many updates.

    Then it falls in a straight line, to 0 after the last of them: a careful start allows a large rate in the middle.

    >>> [round(rising_then_falling(10)(0.4, number), 2) for number in range(11)]
    [0.0, 0.2, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05, 0.0]
    """
    top = rising * updates
    return lambda eta, number: eta * max(0.0, min(number / top, (updates - number) / (updates - top)))


SCHEDULES = {
    "constant": lambda eta, number: eta,
    "halved every 100": lambda eta, number: eta * 0.5 ** (number // 100),
    "1 percent less each time": lambda eta, number: eta * 0.99**number,
    "eta / (1 + number / 100)": lambda eta, number: eta / (1 + number / 100),
}


def known_schedule(schedule):
    """Return the schedule with a name in SCHEDULES, or the function that was given instead of a name."""
    if not callable(schedule):
        return checks.known("schedule", schedule, SCHEDULES)
    wanted = "a number, such as 0.5"
    return lambda eta, number: checks.real_number("what schedule returns", schedule(eta, number), wanted)


def known_rule(name, settings):
    """Return the row of RULES for a name, or say which rule or setting is unknown or out of range."""
    rule = checks.known("rule", name, RULES)
    for setting, value in settings.items():
        if setting not in rule.settings:
            theirs = ", ".join(rule.settings) or "none"
            raise TypeError(f"{rule.name} has no setting {setting!r}. Its settings: {theirs}")
        if setting == "epsilon":
            checks.real_number(setting, value, "a small number above 0, such as 1e-8", above=0)
        else:
            checks.real_number(setting, value, "a number of 0 or more and below 1, such as 0.9", at_least=0, below=1)
    return rule
