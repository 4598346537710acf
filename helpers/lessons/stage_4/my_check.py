"""my_check, which the learner writes in notebook 06: curves, the typical mistakes, the hints and a solution."""

import numpy as np

from helpers.exercises.building import Building, Case
from helpers.network.network import total_error
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS


def parabola(w):
    return w**2


def cube(w):
    return w**3


def falling(w):
    return 1.0 - 2.0 * w


def wave(w):
    return np.sin(3 * w)


def book_error(examples=1):
    """Return E of the book's network as a function of w5, over its example and as many others as are asked."""
    random = np.random.default_rng(8)
    inputs = np.vstack([BOOK_INPUTS, random.random((examples - 1, 2))])
    targets = np.vstack([BOOK_TARGETS, random.integers(0, 2, (examples - 1, 2))])

    def error(w5):
        return total_error(BOOK_NETWORK.with_values(w5=w5), inputs, targets)

    return error


def cases():
    """Return what my_check is called with: curves of known slope, the book's E over w5, and E of seven examples."""
    return (
        Case("E = w² at w = 3 (epsilon 0.5)", (parabola, 3.0, 0.5)),
        Case("E = w³ at w = 1 (epsilon 0.2)", (cube, 1.0, 0.2)),
        Case("the falling line E = 1 − 2w at w = 0.5 (epsilon 0.1)", (falling, 0.5, 0.1)),
        Case("E = sin(3w) at w = −0.4 (epsilon 0.01)", (wave, -0.4, 0.01)),
        Case("the book's E over w5 at 0.05 (epsilon 1e-4)", (book_error(), 0.05, 1e-4)),
        Case("E over w5 with seven examples (epsilon 0.3)", (book_error(7), -1.2, 0.3)),
    )


def many(examples):
    """Return a Case in which E has so many examples; every call of it takes them all at once."""
    return Case(f"E over w5 with {examples} examples (epsilon 1e-3)", (book_error(examples), 0.4, 1e-3))


def numerical(error, w, epsilon):
    return (error(w + epsilon) - error(w - epsilon)) / (2 * epsilon)


def with_epsilon(own):
    """Return a my_check that does not care for the epsilon it gets."""
    return lambda error, w, epsilon: numerical(error, w, own)


ONE_SIDE = (
    "Only one side is asked. A bend of the curve then spoils the estimate: take a point on either side (section 1)."
)

# fmt: off
MY_CHECK = Building(
    name="my_check",
    right=numerical,
    cases=cases,
    many=many,
    returns="one number, the slope between the two points",
    praise="It asks the error alone and knows nothing of backpropagation: so it cannot make the same mistake.",
    faster="E is asked more often than needed: yours takes about {times} times as long as ours.",
    hints=(
        "error is a function: with a number in round brackets behind it, it says how large E is there. How large is E "
        "a little to the right of w, and how large a little to the left?",
        "The rise is what lies between these two errors, right minus left. The run is how far apart the two points "
        "lie: is that epsilon, or more?",
        "Python divides before it subtracts, and in a / 2 * b it multiplies by b. So the rise stands in brackets, and "
        "so does the whole run.",
    ),
    solution='''
def my_check(error, w, epsilon):
    """Return the slope between two points of the error curve."""
    rise = error(w + epsilon) - error(w - epsilon)      # right minus left
    run = 2 * epsilon                                   # epsilon to either side
    return rise / run
''',
    slips=(
        (lambda error, w, epsilon: (error(w + epsilon) - error(w)) / epsilon, ONE_SIDE),
        (lambda error, w, epsilon: (error(w) - error(w - epsilon)) / epsilon, ONE_SIDE),
        (lambda error, w, epsilon: (error(w + epsilon) - error(w)) / (2 * epsilon),
         "The second point is w itself, and the run is that of two points further apart. Has w been moved back only as "
         "far as it came?"),
        (lambda error, w, epsilon: (error(w) - error(w - epsilon)) / (2 * epsilon),
         "The first point is w itself, and the run is that of two points further apart. Has w been moved back only as "
         "far as it came?"),
        (lambda error, w, epsilon: numerical(error, w, epsilon / 2),
         "Your points lie half as far from w as they should: each is to be epsilon away."),
        (lambda error, w, epsilon: error(w + epsilon) - error(w - epsilon),
         "This is the rise. It becomes a slope when it is divided by the run."),
        (lambda error, w, epsilon: 2 * numerical(error, w, epsilon),
         "The result is twice too large: from the left point to the right one it is more than one epsilon."),
        (lambda error, w, epsilon: epsilon * numerical(error, w, epsilon),
         "It is divided by 2, but not by epsilon: the rise of a shorter way is smaller, and the slope must not be."),
        (lambda error, w, epsilon: (error(w + epsilon) - error(w - epsilon)) / 2 * epsilon,
         "Python divides by 2 and then multiplies by epsilon. Brackets keep the run together."),
        *((lambda error, w, epsilon, run=run: error(w + epsilon) - run(error(w - epsilon), epsilon),
           "Only the second error is divided: / comes before −. Brackets keep the rise together.")
          for run in (lambda b, e: b / (2 * e), lambda b, e: b / 2 * e, lambda b, e: b / 2, lambda b, e: b / e)),
        (lambda error, w, epsilon: -numerical(error, w, epsilon),
         "The sign is turned: where the curve rises to the right, the slope is above 0."),
        (lambda error, w, epsilon: abs(numerical(error, w, epsilon)),
         "The sign is lost. A falling curve has a slope below 0."),
        (lambda error, w, epsilon: (error(w + epsilon) + error(w - epsilon)) / (2 * epsilon),
         "The two errors are added. The rise is the difference between them."),
        (lambda error, w, epsilon: (error(w + epsilon) + error(w - epsilon)) / 2,
         "This is the mean of the two errors: how high the curve is there, not how steep."),
        (lambda error, w, epsilon: error(w), "This is how large E is at w, not how fast it answers."),
        (lambda error, w, epsilon: ((error(w) + epsilon) - (error(w) - epsilon)) / (2 * epsilon),
         "It is 1 for every curve: what is subtracted are two numbers that lie 2 epsilon apart, no errors of moved "
         "weights. What E is at a place, error(...) says, with that place in its brackets."),
        (lambda error, w, epsilon: (error(w + epsilon) - error(w - epsilon)) * (2 * epsilon),
         "The rise is multiplied by the run. A slope is what is left when it is divided by it."),
        (lambda error, w, epsilon: numerical(book_error(), w, epsilon),
         "It asks error_of_w5 whatever curve it gets. Inside the function the curve is called error."),
        (lambda error, w, epsilon: (error(w + epsilon) - error(w - epsilon)) // (2 * epsilon),
         "The sign // divides and rounds down to a whole number. A plain division has one stroke."),
        *((lambda error, w, epsilon, own=own: numerical(error, own, epsilon),
           "It takes a w of its own. It is to use the one that it gets.") for own in (0.0, 0.05, 0.5, 1.0, 2.0, 3.0)),
        (lambda error, w, epsilon: 0.0, "The rise is 0: both errors are taken at the same place."),
        *((lambda error, w, epsilon, own=own: numerical(error, w, epsilon) * epsilon / own,
           "The run is that of another epsilon. It is to use the one that it gets.")
          for own in (0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)),
        *((with_epsilon(own), "It takes an epsilon of its own. It is to use the one that it gets.")
          for own in (0.5, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)),
    ),
)
# fmt: on
