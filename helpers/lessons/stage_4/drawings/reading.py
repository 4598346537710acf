"""Pictures of Stage 4: what the size of a relative error tells, and why a check wants randomness off (ch. 18)."""

import numpy as np

from helpers.lessons.stage_4.drawings.checking import exponents, verdict_bands
from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.gradient_check import estimate, relative_error, verdict
from helpers.network.network import total_error
from helpers.pens.axes import Axes
from helpers.pens.numerals import brief, counted, power, signed
from helpers.pens.palette import BLACK, GREY, VERMILLION
from helpers.pens.parts import signed_bar
from helpers.pens.picture import card, segment, varying, words

# What a learner reads from a relative error, when the program's gradient is this many times the right one.
TELLS = {-1: "the sign is turned", 0: "nothing is left of it", 0.5: "half of it is missing", 1: "nothing is wrong",
         2: "it was taken twice"}  # fmt: skip


def wrong_factor(factor, network, inputs, targets, name):
    """Return the relative error of a gradient that is so many times the right one, on the curve for all factors.

    relative error = |factor - 1| / max(|factor|, 1): the same for every weight. Book ch. 18.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> wrong_factor(-1, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5")  # doctest: +NORMALIZE_WHITESPACE
    The program gives −1 times the gradient of w5: A = −0.1005, N = +0.1005. Relative error 2, wrong: the sign is
    turned.
    """
    numerical = estimate(network, inputs, targets, name)
    analytical = factor * gradients(network, inputs, targets)[name]
    wrong, tells = relative_error(analytical, numerical), TELLS.get(factor, "")
    axes = Axes((-3, 5), (0, 2.2), (400, 40, 270, 190), ticks=8, xlabel="A = so many times N", title="relative error")
    factors = np.linspace(-3, 5, 161)
    curve = [relative_error(one, 1.0) for one in factors]
    marks = [axes.frame(), axes.inside(axes.curve(factors, curve, color=GREY)),
             *(axes.line((-3, level), (5, level), color=GREY, dash="3 3") for level in (0.5, 1, 2)),
             axes.rim_dot(factor, wrong, color=VERMILLION, radius=8),
             words(20, 30, f"the gradient of {name}", size=14, bold=True)]  # fmt: skip
    for row, (label, value) in enumerate((("A, from the program", analytical), ("N, from the error", numerical))):
        y = 62 + 78 * row
        length = 32 * float(np.clip(value / (abs(numerical) or 1), -5, 5))
        marks += [words(20, y, label, size=14), words(346, y, signed(value), size=14, anchor="end", bold=True),
                  segment(183, y + 8, 183, y + 40, BLACK), signed_bar(183, y + 10, length, 28, value)]  # fmt: skip
    marks.append(words(20, 222, f"relative error {size(wrong)}", size=15, bold=True))
    marks.append(words(20, 246, tells, size=14))
    text = (
        f"The program gives {brief(factor)} times the gradient of {name}: A = {signed(analytical)}, "
        f"N = {signed(numerical)}. Relative error {size(wrong)}, {verdict(wrong)}{': ' * bool(tells)}{tells}."
    )
    return card(700, 284, marks, text)


def size(wrong):
    """Return a relative error with the two digits that tell, one of no weight in words.

    >>> size(0.5), size(2.0), size(3e-9)
    ('0.5', '2', 'almost 0')
    """
    return power(wrong) if wrong > 1e-7 else "almost 0"


def silenced(network, random):
    """Return the network with about half of its last hidden layer silent, the others twice as loud, as dropout does.

    >>> from helpers import create
    >>> silenced(create(2, 4, 1, seed=1), np.random.default_rng(1)).weights[1].ravel().round(2)
    array([ 0.22, -2.07,  0.  ,  0.17])
    """
    mask = 2.0 * (random.random(network.sizes[-2]) >= 0.5)
    return network.with_arrays([*network.weights[:-1], mask[:, None] * network.weights[-1]], network.biases)


# For the gradient, E(w + epsilon) and E(w - epsilon): the throw of the dice that decides which nodes are silent.
THROWS = {
    "off": None,
    "on, new dice": (0, 1, 2),
    "on, same dice": (0, 0, 0),
}


def dropout_checks(dropout, network, inputs, targets, times=12, epsilon=1e-4):
    """Return the relative errors of one right gradient, checked many times, with dropout or without.

    The weight is the last bias weight, whose gradient no silent node makes 0.
    """
    name, found = f"bw{network.bias_count}", []
    for time in range(times):
        here, above, below = (
            thrown(dropout, network.with_values(**{name: network[name] + step}), time, place)
            for place, step in enumerate((0, epsilon, -epsilon))
        )
        rise = total_error(above, inputs, targets) - total_error(below, inputs, targets)
        found.append(relative_error(gradients(here, inputs, targets)[name], rise / (2 * epsilon)))
    return np.array(found)


def thrown(dropout, network, time, place):
    """Return the network of one pass of a check: its silent nodes are those that the dice say."""
    throws = THROWS[dropout]
    return network if throws is None else silenced(network, np.random.default_rng([time, throws[place]]))


def dropout_check(dropout, network, inputs, targets):
    """Return what a gradient check says again and again about a right program while dropout is on, or off.

    dropout is a name in THROWS.

    >>> from helpers import BOOK_INPUTS, BOOK_TARGETS, create
    >>> dropout_check("off", create(2, 8, 2, seed=1), BOOK_INPUTS, BOOK_TARGETS)
    Dropout off: the right gradient is called right in 12 of 12 checks.
    """
    checks.known("dropout", dropout, THROWS)
    errors = dropout_checks(dropout, network, inputs, targets)
    times = np.arange(1, len(errors) + 1)
    axes = Axes((0.5, len(errors) + 0.5), (-13, 1), (70, 40, 430, 210), ticks=12, xlabel="check number",
                title="relative error of a right gradient", powers="y")  # fmt: skip
    marks = [verdict_bands(axes), axes.frame()]
    for time, error in zip(times, errors, strict=True):
        marks.append(axes.inside(varying(axes.dot(time, exponents(error), color=VERMILLION))))
    right = sum(verdict(error) == "right" for error in errors)
    text = f"Dropout {dropout}: the right gradient is called right in {right} of {counted(len(errors), 'check')}."
    return card(700, 304, marks, text)
