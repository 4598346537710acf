"""Machines that draw one line: Rosenblatt's perceptron and the ADALINE of Widrow and Hoff, on the same points.

F. Rosenblatt, The perceptron, 1958; B. Widrow and M. E. Hoff, Adaptive switching circuits, 1960.
Answers are -1 and +1; the last weight is the bias weight, whose input is always 1.
"""

from typing import NamedTuple

import numpy as np

from helpers.network import checks

GATES = {"AND": (-1, -1, -1, 1), "OR": (-1, 1, 1, 1), "XOR": (-1, 1, 1, -1)}
SHOWN = 21  # the cloud of the pictures
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


class Look(NamedTuple):
    """The machine has looked at one example: its number, the weights before and after, whether they were corrected."""

    example: int
    before: np.ndarray
    after: np.ndarray
    corrected: bool


def examples(name):
    """Return inputs `(n, 2)` and answers `(n,)` of -1 and +1: "AND", "OR", "XOR" or "cloud", which one line separates.

    >>> examples("XOR")[1].tolist()
    [-1.0, 1.0, 1.0, -1.0]
    """
    if name == "cloud":
        return cloud(seed=SHOWN, count=20, gap=0.2)
    return np.array(CORNERS, float), np.array(checks.known("set of examples", name, {**GATES, "cloud": ()}), float)


def cloud(seed, count=24, gap=0.06):
    """Return random points in the unit square and the side of a random line on which each lies.

    No point is nearer to the line than `gap`, so the points can be separated; both sides are taken.

    >>> inputs, answers = cloud(seed=1)
    >>> inputs.shape, sorted(set(answers.tolist()))
    ((24, 2), [-1.0, 1.0])
    """
    count = checks.whole_number("count", count, at_most=100_000)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    angle, middle = random.uniform(0, 2 * np.pi), random.uniform(0.35, 0.65, 2)
    points = random.uniform(0, 1, (40 * count, 2))
    away = (points - middle) @ [np.cos(angle), np.sin(angle)]
    sides = [points[away > gap][: count // 2], points[away < -gap][: count - count // 2]]
    answers = np.repeat([1.0, -1.0], [len(side) for side in sides])
    order = random.permutation(len(answers))
    return np.vstack(sides)[order], answers[order]


def with_bias(inputs, answers):
    """Return inputs with a last column of ones `(n, inputs + 1)` and answers `(n,)`, checked."""
    inputs = checks.squarable("inputs", checks.numeric_array("inputs", inputs))
    answers = checks.numeric_array("answers", answers)
    if inputs.ndim != 2 or not len(inputs):
        raise ValueError(f"inputs have shape {inputs.shape}, but one row for each example is wanted: [[0, 1], [1, 1]]")
    if answers.shape != (len(inputs),) or not np.isin(answers, (-1, 1)).all():
        raise ValueError(f"answers must be {len(inputs)} numbers, one for each example, each of them -1 or +1")
    return np.column_stack([inputs, np.ones(len(inputs))]), answers


def perceptron(inputs, answers, looks, eta=1.0):
    """Return the `Look`s of a perceptron that goes through the examples in turn, starting with weights 0.

    net = w . x;  if the sign of net is not the answer t (0 is wrong, too): w_new = w + eta * t * x, otherwise w stays.

    Rosenblatt's correction by error, for one response unit; eta only scales all weights.

    >>> inputs, answers = examples("OR")
    >>> [look.corrected for look in perceptron(inputs, answers, 8)]
    [True, True, True, False, True, False, False, False]
    """
    rows, answers = with_bias(inputs, answers)
    eta = checks.learning_rate(eta)
    return _looks(rows, looks, lambda w, k: eta * answers[k] * rows[k] if answers[k] * (w @ rows[k]) <= 0 else 0 * w)


def adaline(inputs, answers, looks, eta=0.1):
    """Return the `Look`s of an ADALINE that goes through the examples in turn, starting with weights 0.

    LMS, the rule of Widrow and Hoff:  error = t - net,  w_new = w + eta * error * x, whether the sign is right or not.

    This is Stage 5 for a linear node and the error 1/2 * (t - net)^2, one example at a time.

    >>> inputs, answers = examples("AND")
    >>> adaline(inputs, answers, 8000, eta=0.01)[-1].after.round(1).tolist()
    [1.0, 1.0, -1.5]
    """
    rows, answers = with_bias(inputs, answers)
    eta = checks.learning_rate(eta)
    return _looks(rows, looks, lambda w, k: eta * (answers[k] - w @ rows[k]) * rows[k])


@checks.quiet
def _looks(rows, looks, change):
    weights, found = np.zeros(rows.shape[1]), []
    for number in range(checks.whole_number("looks", looks, at_least=0)):
        example = number % len(rows)
        after = weights + change(weights, example)
        found.append(Look(example, weights, after, bool((after != weights).any())))
        weights = after
    return found


def wrong_answers(weights, inputs, answers):
    """Return how many examples are not clearly on the side of their answer.

    >>> wrong_answers([0, 0, 0], *examples("AND"))
    4
    """
    rows, answers = with_bias(inputs, answers)
    return int((answers * (rows @ checks.shaped("weights", weights, rows.shape[1:])) <= 1e-9).sum())


def mean_square(weights, inputs, answers):
    """Return the mean of (t - net)^2: what LMS makes small.

    >>> mean_square([0, 0, 0], *examples("XOR"))
    1.0
    """
    rows, answers = with_bias(inputs, answers)
    return float(((answers - rows @ checks.shaped("weights", weights, rows.shape[1:])) ** 2).mean())


class Street(NamedTuple):
    """The widest street between both sides: the unit vector u across it, bias weight last, and half its width."""

    across: np.ndarray
    margin: float


def street(inputs, answers):
    """Return the widest Street between both sides; where no line separates them u and the margin are 0.

    u is the unit vector whose smallest t * (u . x), bias included, is largest: the margin. It leads from 0 to the
    nearest place of the convex hull of the vectors t * x, which non-negative least squares finds exactly.

    >>> street(*examples("AND")).across.round(3).tolist()
    [0.485, 0.485, -0.728]
    """
    from scipy.optimize import nnls  # comes with scikit-learn; slow to import, and few pictures need it

    rows, answers = with_bias(inputs, answers)
    signed = answers[:, None] * rows
    shares, _ = nnls(np.vstack([signed.T, np.ones(len(rows))]), np.append(np.zeros(rows.shape[1]), 1.0))
    nearest = shares / shares.sum() @ signed
    distance = float(np.linalg.norm(nearest))
    return Street(nearest / distance, distance) if distance > 1e-7 else Street(0 * nearest, 0.0)


def margin(inputs, answers):
    """Return how wide the best street between both sides is, halved; 0 when no line separates them.

    >>> round(margin(*examples("AND")), 4), margin(*examples("XOR"))
    (0.2425, 0.0)
    """
    return street(inputs, answers).margin


def most_corrections(inputs, answers):
    """Return the bound of the convergence theorem, (R / margin)^2; infinity when no line separates the two sides.

    R is the length of the longest x, bias included. However the examples come, a perceptron that starts with weights 0
    is corrected at most so often (A. B. J. Novikoff, On convergence proofs for perceptrons, 1962).

    >>> round(most_corrections(*examples("AND"))), most_corrections(*examples("XOR"))
    (51, inf)
    """
    rows, _ = with_bias(inputs, answers)
    width = margin(inputs, answers)
    return float((rows**2).sum(axis=1).max() / width**2) if width else float("inf")
