"""Exercises of notebook 04 (book ch. 8 and 27)."""

import numpy as np

from helpers.exercises.arithmetic import logistic_delta
from helpers.exercises.engine import Exercise, Prediction, at
from helpers.network.costs import COSTS
from helpers.network.network import total_error
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS


def four_errors(z, t):
    """Return SSE, SE, MSE and RMS of outputs z against targets t, one row per example.

    >>> four_errors([[1.0, 2.0]], [[5.0, 3.0]])[:3]
    [17.0, 8.5, 17.0]
    """
    return [COSTS[name](np.array(z), np.array(t)) for name in ("SSE", "SE", "MSE", "RMS")]


# fmt: off
EXERCISES = {
    "4.1": Exercise(
        lambda: four_errors([[0.5, 0.75]], [[0, 1]]),
        "With one example SSE and MSE are the same: there is nothing to average.",
        "First e = t − z for each output, then square both, then add. SSE is that sum; the other three come from it.",
        "[0.3125, 0.15625, 0.3125, 0.5590]: e is −0.5 and 0.25, so SSE = 0.25 + 0.0625; SE is half of it; MSE divides "
        "it by 1 example; RMS is the root of MSE.",
        (
            (at(0, 0.75, -0.25), "You added the errors e themselves. Square each of them first.",
             [0.75, 0.375, 0.75, 0.866], [-0.25, -0.125, -0.25, 0.5]),
            (at(0, 0.0625, 0.25), "Square each error on its own first, then add the two squares.",
             [0.0625, 0.03125, 0.0625, 0.25], [0.25, 0.125, 0.25, 0.5]),
            (lambda a: at(0, 0.15625)(a) and at(1, 0.3125)(a),
             "You halved the wrong one: the factor 1/2 belongs to SE, and SSE goes without it.",
             [0.15625, 0.3125, 0.3125, 0.559]),
            (at(1, 0.3125), "SE and SSE are not the same: SE has a factor 1/2 in front."),
            (at(2, 0.15625),
             "You divided MSE by the number of outputs. Some libraries do so; this course divides by the number of "
             "examples.", [0.3125, 0.15625, 0.15625, 0.3953]),
            (at(3, 0.3125**2), "For RMS you squared MSE. RMS takes the root of it.", 0.0977),
            (at(3, 0.3125), "The R of RMS is missing: take the root."),
            (at(3, 0.15625**0.5), "You took the root of SE. RMS is the root of MSE.", 0.3953),
        ),
    ),
    "4.2": Exercise(
        lambda: four_errors(np.sqrt([[17.0], [3.0]]), np.zeros((2, 1))),
        "SE and MSE agree here only because half of the sum and the average of two are the same.",
        "17 and 3 are squared already. Ask of each measure: does it add the examples up, halve the sum, average, or "
        "take a root?",
        "[20, 10, 10, 3.1623]: 17 + 3; half of that; the sum divided by 2 examples; the root of the average.",
        (
            (at(0, 17**2 + 3**2), "You squared once more: 17 and 3 are sums of squares already.",
             [298, 149, 149, 12.2066]),
            (at(1, 20), "SE has a factor 1/2 in front of the sum."),
            (at(1, 5), "You halved AND averaged. SE adds the examples up and only halves the sum."),
            (at(2, 5), "You averaged SE. MSE averages the sums of squares without the factor 1/2.",
             [20, 10, 5, 2.2361]),
            (at(2, 20), "The M of MSE stands for mean: divide the sum by the number of examples.",
             [20, 10, 20, 4.4721]),
            (at(3, 20**0.5), "You took the root of the sum. Average first, then take the root.", 4.4721),
            (at(3, (17**0.5 + 3**0.5) / 2), "You averaged the two roots. Average first, then take one root.", 2.9276),
            (at(3, 10), "The R of RMS is missing: take the root."),
        ),
    ),
    "4.3": Exercise(
        lambda: total_error(BOOK_NETWORK, BOOK_INPUTS, [[1, 0]]),
        "The outputs are the same as before; only the question has changed.",
        "The outputs stay 0.5934 and 0.7353. Now c1 should be 1 and c2 should be 0. Or let Python do it: total_error "
        "wants the targets as [[1, 0]].",
        "0.3530, that is 1/2 · ((1 − 0.5934)² + (0 − 0.7353)²).",
        (
            (total_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS),
             "This belongs to the book's own target. Here the 1 and the 0 have changed places.", 0.2111),
            (total_error(BOOK_NETWORK, BOOK_INPUTS, [[1, 0]], "SSE"),
             "This is the sum of the squares. The factor 1/2 of SE is missing.", 0.7060),
            (lambda a: a[0] < 0,
             "An error made of squares is never negative. Square each difference, and put it in brackets first.",
             0.5 * (0.4066**2 + -(0.7353**2))),
            (total_error(BOOK_NETWORK, BOOK_INPUTS, [[1, 1]]),
             "You took 1 as the target of both nodes. The second target is 0.", 0.1177),
            ((1 - 0.5934 + 0.7353) / 2, "You added the sizes of the two errors. They must be squared before you add.",
             0.5710),
        ),
    ),
    "4.4": Exercise(
        lambda: float(COSTS["SE"](np.array([[0.5, 0.5]]), np.array([[0, 1]]))),
        "A network that always shrugs and says 0.5 starts with this error.",
        "Both outputs are wrong by 0.5, one too high and one too low. What do their squares add up to?",
        "0.25, that is 1/2 · ((0 − 0.5)² + (1 − 0.5)²).",
        (
            (0, "The two errors cancel only when you forget to square them."),
            (0.5, "This is the sum of the squares. The factor 1/2 of SE is missing."),
            (0.125, "This is one output's part. Both outputs are wrong, and SE adds them up."),
            (1, "Half a step wrong, twice: but the errors are squared before they are added, and SE halves the sum."),
        ),
    ),
    "4.5": Exercise(
        lambda: round(-(0.5934**2), 4),
        "The power goes first, the minus comes after. For the square of a negative number write (-0.5934)**2.",
        "Python has an order, as school algebra has one: which comes first, ** or the minus sign in front?",
        "-0.3521: Python squares 0.5934 and then puts the minus in front. With brackets, (-0.5934)**2, it is positive.",
        (
            (0.5934**2, "So it would be with brackets around −0.5934. Without them, which goes first: ** or minus?",
             0.3521),
            (-0.5934 * 2, "That is times 2. Two stars mean “to the power of”.", -1.1868),
            (0.5934 * 2, "That is times 2. Two stars mean “to the power of”, and mind the minus.", 1.1868),
        ),
        tolerance=6e-5,
    ),
    "4.6": Exercise(
        lambda: [logistic_delta(0.9, 0, "SE"), logistic_delta(0.9, 0, "binary cross-entropy")],
        "Same node, same mistake: with cross-entropy the push is more than ten times as strong.",
        "With SE, delta is (z − t) times the slope z(1 − z). With cross-entropy that slope cancels.",
        "[0.081, 0.9]: (0.9 − 0) · 0.9 · (1 − 0.9), and simply 0.9 − 0.",
        (
            (lambda a: min(a) < 0, "Mind the order: delta starts with z − t, not with t − z.", [-0.081, -0.9]),
            ([0.9, 0.081], "The right two numbers in the wrong places: SE comes first, and SE keeps the slope."),
            (at(0, 0.9), "With SE the slope z(1 − z) is missing."),
            (at(0, 0.09), "This is the slope z(1 − z) alone. It still has to meet the error z − t."),
            (at(0, 0.162), "You doubled it. SE has the factor 1/2, and that takes away the 2 of the square."),
            (at(0, 0.405), "This is the error SE itself. delta says how fast the error answers to the net input."),
            (at(1, 0.081), "With cross-entropy the slope z(1 − z) cancels. What is left?"),
            (at(1, 10), "This is how fast cross-entropy answers to z. One link is missing: from z to its net input."),
            (at(1, -np.log(0.1)), "This is the cross-entropy itself. delta says how fast it answers to the net input.",
             2.3026),
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "4a": Prediction(
        "Two outputs, one 0.3 too high and one 0.3 too low. What is the sum of the two errors e (not squared)?",
        ("0", "0.3", "0.6"),
        "0",
        "The signs cancel, and a wrong network would look perfect. Squares cannot cancel: "
        f"{0.3**2:.2f} + {0.3**2:.2f} = {2 * 0.3**2:.2f}.",
    ),
    "4b": Prediction(
        "Target 0, SE, logistic output. Which output gets the strongest push (the largest delta)?",
        ("0.5", "about 0.67", "0.99"),
        "about 0.67",
        f"delta is z · z(1 − z), with its top at z = 2/3: {logistic_delta(2 / 3, 0, 'SE'):.3f}. At 0.5 it is "
        f"{logistic_delta(0.5, 0, 'SE'):.3f}, and at 0.99 only {logistic_delta(0.99, 0, 'SE'):.4f}: that node is very "
        "wrong and hardly moves.",
    ),
    "4c": Prediction(
        "In the last update the error changed by less than 0.000001. What do you know for sure?",
        (
            "the network has found the best weights of all",
            "the error has nearly stopped changing",
            "new pictures will be answered correctly",
        ),
        "the error has nearly stopped changing",
        "That is all the number says. The ground may be flat far away from the best weights, and new pictures have not "
        "been asked.",
    ),
}
