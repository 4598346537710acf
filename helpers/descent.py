"""Stage 5: update the weights, by plain gradient descent and by the rules that grew out of it (book ch. 20-22)."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from helpers import checks
from helpers.gradients import Gradients
from helpers.network import quiet


def update(network, gradients, eta):
    """Stage 5: return a new network, one step of gradient descent away.

    w_new = w - eta * dE/dw, for weights and bias weights alike, all with the old network's gradients.

    `eta` is the learning rate, a number of 0 or more. Raises TypeError or ValueError with a sentence. Book ch. 22.

    >>> from helpers.gradients import gradients
    >>> from helpers.network import Network
    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> update(network, gradients(network, [[3.0]], [[5.0]]), eta=0.5)["w1"]
    0.5
    """
    eta = checks.learning_rate(eta)
    if not isinstance(gradients, Gradients):
        raise TypeError(
            "update wants what gradients() returns: update(network, gradients(network, inputs, targets), eta)"
        )
    if gradients.sizes != network.sizes:
        theirs, ours = gradients.shape_name, network.shape_name
        raise ValueError(f"these gradients belong to a {theirs} network, but this one is {ours}")
    layers = zip(reversed(gradients.weights), reversed(gradients.biases), strict=True)
    return descend(network, ((eta * slopes, eta * bias_slopes) for slopes, bias_slopes in layers))


@quiet
def descend(network, steps):
    """Return the network with its steps subtracted: for weights and bias weights, layer by layer from the output back.

    The steps' arrays become the new weights, so that no further memory is moved.
    """
    weights, biases = [], []
    for old, old_bias, (step, bias_step) in zip(
        reversed(network.weights), reversed(network.biases), steps, strict=True
    ):
        weights.insert(0, np.subtract(old, step, out=step))
        biases.insert(0, np.subtract(old_bias, bias_step, out=bias_step))
    return network.with_arrays(weights, biases)


# ---- Other rules: what to do with a slope. Each returns the step, which is subtracted, and its new state.


@dataclass(frozen=True)
class Rule:
    """One update rule: `step(slope, state, eta, **settings)` returns (step, state), and w_new = w - step.

    `start(slope)` is the state before the first step; `settings` are the rule's own numbers with their usual values.
    """

    name: str
    step: Callable
    formula: str
    source: str
    start: Callable = lambda slope: ()
    settings: dict = field(default_factory=dict)


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
    velocity = momentum * state[0] - eta * slope
    return eta * slope - momentum * velocity, (velocity,)


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
        Rule("gradient descent", plain, "step = η g", "Cauchy 1847"),
        Rule(
            "momentum",
            momentum,
            "v = μ v − η g;  step = −v",
            "Polyak 1964; Rumelhart, Hinton and Williams 1986",
            one_memory,
            {"momentum": 0.9},
        ),
        Rule(
            "Nesterov",
            nesterov,
            "v = μ v − η g;  step = η g − μ v",
            "Nesterov 1983; rewritten by Bengio and others 2012",
            one_memory,
            {"momentum": 0.9},
        ),
        Rule(
            "Adagrad",
            adagrad,
            "s = s + g²;  step = η g / (√s + ε)",
            "Duchi, Hazan and Singer 2011",
            one_memory,
            {"epsilon": 1e-10},
        ),
        Rule(
            "Adadelta",
            adadelta,
            "s = ρ s + (1 − ρ) g²;  d = √(u + ε) / √(s + ε) g;  u = ρ u + (1 − ρ) d²;  step = η d",
            "Zeiler 2012",
            two_memories,
            {"keep": 0.95, "epsilon": 1e-6},
        ),
        Rule(
            "RMSprop",
            rmsprop,
            "s = ρ s + (1 − ρ) g²;  step = η g / (√s + ε)",
            "Hinton 2012 (lecture)",
            one_memory,
            {"keep": 0.9, "epsilon": 1e-8},
        ),
        Rule(
            "Adam",
            adam,
            "m = β₁ m + (1 − β₁) g;  s = β₂ s + (1 − β₂) g²;  step = η m̂ / (√ŝ + ε)",
            "Kingma and Ba 2015",
            two_memories_and_a_count,
            {"keep": 0.9, "keep_squares": 0.999, "epsilon": 1e-8},
        ),
    ]
}


# ---- Learning-rate schedules: the rate of update number 0, 1, 2, ... from the first rate.

SCHEDULES = {
    "constant": lambda eta, number: eta,
    "halved every 100": lambda eta, number: eta * 0.5 ** (number // 100),
    "1 percent less each time": lambda eta, number: eta * 0.99**number,
    "eta / (1 + number / 100)": lambda eta, number: eta / (1 + number / 100),
}


@quiet
def walk(slope, start, eta, steps, rule="gradient descent", schedule="constant", **settings):
    """Return the places of a walk downhill, `(steps + 1, ...)`: the start, then the place after each step.

    `slope` is a function of a place, `start` a place of any shape, `rule` a name in RULES, `schedule` in SCHEDULES;
    `settings` belong to the rule, such as momentum=0.5. Raises TypeError or ValueError with a sentence. Book ch. 20.

    >>> walk(lambda w: 2 * w, start=1.0, eta=0.25, steps=3)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    rule = known_rule(rule, settings)
    eta, rate = checks.learning_rate(eta), checks.known("schedule", schedule, SCHEDULES)
    place = checks.numeric_array("start", start)
    places, state = [place], rule.start(place)
    for number in range(checks.whole_number("steps", steps, at_least=0)):
        step, state = rule.step(np.asarray(slope(place)), state, rate(eta, number), **settings)
        place = place - step
        places.append(place)
    return np.array(places)


def known_rule(name, settings):
    """Return the row of RULES for a name, or say which rule or setting is unknown or out of range."""
    rule = checks.known("rule", name, RULES)
    for setting, value in settings.items():
        if setting not in rule.settings:
            theirs = ", ".join(rule.settings) or "none"
            raise TypeError(f"{rule.name} has no setting {setting!r}. Its settings: {theirs}")
        wanted = "a small number above 0" if setting == "epsilon" else "a number of 0 or more and below 1, such as 0.9"
        value = checks.real_number(setting, value, wanted, at_least=0)
        if setting != "epsilon" and value >= 1:
            raise ValueError(f"{setting} is {value!r}, but must be {wanted}")
    return rule
