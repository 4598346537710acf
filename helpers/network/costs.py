"""Cost functions: one row of `COSTS` each (book ch. 8; ch. 35 for cross-entropy).

`z` holds the network's outputs and `t` the targets, both `(n, outputs)`. A row holds the error of each
example, its derivative dE/dz, and how the errors of n examples make one total error. The literature also
says loss or objective function.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.network import checks


@dataclass(frozen=True)
class Combine:
    """How the errors of n examples make one total error E.

    `total` gives E; `slope` gives dE / d(error of one example); `count` gives the number by which E must be
    divided to be a mean per example, which is what training minimises (book ch. 22).
    """

    words: str
    total: Callable
    slope: Callable
    count: Callable


def root_mean_slope(errors):
    """Return d sqrt(mean) / d(one error) = 1 / (2 n E), and 0 in the minimum E = 0, where the root has no slope.

    >>> root_mean_slope(np.array([17.0, 3.0])) == 1 / (2 * 2 * 10**0.5)
    True
    """
    root = float(np.sqrt(errors.mean()))
    return 1 / (2 * len(errors) * root) if root else 0.0


SUM = Combine("added up over the examples", np.sum, lambda errors: 1.0, len)
# sum / len: for the few errors of a batch, np.mean itself takes longer than the sum.
MEAN = Combine(
    "averaged over the examples",
    lambda errors: errors.sum() / len(errors),
    lambda errors: 1 / len(errors),
    lambda errors: 1,
)
ROOT_MEAN = Combine(
    "root of the average over the examples", lambda errors: errors.mean() ** 0.5, root_mean_slope, lambda errors: 1
)


@dataclass(frozen=True)
class Cost:
    """One cost function: `error_of(z, t)` has shape `(n,)`, `slope_of(z, t)` is d(that)/dz with shape `(n, outputs)`.

    `formula` is the total error E of n examples, `slope_formula` its derivative by one output z.
    `needs_0_1` is set where the formula wants outputs and targets between 0 and 1. What a learner calls, `error` and
    `slope`, takes any numbers; training calls the two functions behind them.
    """

    name: str
    error_of: Callable
    slope_of: Callable
    formula: str
    slope_formula: str
    over_examples: Combine
    needs_0_1: bool = False

    @checks.quiet
    def __call__(self, z, t):
        """Return the total error of outputs z against targets t, both `(n, outputs)`.

        >>> round(COSTS["SE"](np.array([[0.5934, 0.7353]]), np.array([[0.0, 1.0]])), 4)
        0.2111
        """
        return float(self.over_examples.total(self.error(z, t)))

    @checks.quiet
    def error(self, z, t):
        """Return the error of each example, `(n,)`, for outputs z and targets t of one shape `(n, outputs)`.

        >>> COSTS["SSE"].error([[1, 2]], [[5, 3]])
        array([17.])
        """
        return self.error_of(*self._checked(z, t))

    @checks.quiet
    def slope(self, z, t):
        """Return d(error of each example)/dz, `(n, outputs)`.

        >>> COSTS["SSE"].slope([[1, 2]], [[5, 3]])
        array([[-8., -2.]])
        """
        return self.slope_of(*self._checked(z, t))

    def _checked(self, z, t):
        """Return outputs and targets as floats of one shape, or say what is wrong with them."""
        z, t = checks.floats("z", z), checks.floats("t", t)
        if z.shape != t.shape or z.ndim != 2 or not z.size:
            raise ValueError(
                f"z has shape {z.shape} and t {t.shape}, but outputs and targets must have one shape, "
                "(examples, outputs)"
            )
        for name, array in (("outputs", z), ("targets", t)):
            if self.needs_0_1 and ((array < 0) | (array > 1)).any():
                raise ValueError(
                    f"{self.name} wants {name} between 0 and 1, but they go from {array.min():g} to {array.max():g}"
                )
        return z, t


def squared(z, t):
    """Return the sum of (t - z)^2 over the outputs of each example, shape `(n,)` (book ch. 8).

    >>> squared(np.array([[1.0, 2.0]]), np.array([[5.0, 3.0]]))
    array([17.])
    """
    return ((t - z) ** 2).sum(axis=-1)


def squared_slope(z, t):
    """Return d squared / dz."""
    return 2 * (z - t)


def above_zero(z):
    """Return z, with exact zeros lifted to the smallest positive number: their logarithm and quotient stay finite."""
    return np.maximum(z, np.finfo(z.dtype).tiny)


def t_log_t(t):
    """Return t ln t, which is 0 at t = 0."""
    return t * np.log(above_zero(t))


def cross_entropy_slope(z, t):
    """Return d(-t ln z)/dz; so for Kullback-Leibler, which differs from cross-entropy by a number without z."""
    return -t / above_zero(z)


COSTS = {
    row.name: row
    for row in [
        Cost("SE", lambda z, t: squared(z, t) / 2, lambda z, t: z - t, "1/2 * sum (t - z)^2", "z - t", SUM),
        Cost("SSE", squared, squared_slope, "sum (t - z)^2", "2 (z - t)", SUM),
        Cost("MSE", squared, squared_slope, "1/n * sum (t - z)^2", "2 (z - t) / n", MEAN),
        Cost("RMS", squared, squared_slope, "sqrt(1/n * sum (t - z)^2)", "(z - t) / (n E)", ROOT_MEAN),
        # For outputs that add up to 1 (softmax), one of which is right.
        Cost(
            "cross-entropy",
            lambda z, t: -(t * np.log(above_zero(z))).sum(axis=-1),
            cross_entropy_slope,
            "1/n * sum -t ln z",
            "-t / (n z)",
            MEAN,
            needs_0_1=True,
        ),
        # For outputs that each answer a yes-or-no question of their own (logistic).
        Cost(
            "binary cross-entropy",
            lambda z, t: -(t * np.log(above_zero(z)) + (1 - t) * np.log(above_zero(1 - z))).sum(axis=-1),
            lambda z, t: (1 - t) / above_zero(1 - z) - t / above_zero(z),
            "1/n * sum -(t ln z + (1 - t) ln(1 - z))",
            "(z - t) / (n z (1 - z))",
            MEAN,
            needs_0_1=True,
        ),
        # tau * exp(squared error / tau) with tau = 1: small errors count as in SSE, large ones explode.
        Cost(
            "exponential",
            lambda z, t: np.exp(squared(z, t)),
            lambda z, t: 2 * (z - t) * np.exp(squared(z, t))[..., None],
            "1/n * sum over examples of e^(sum (t - z)^2)",
            "2 (z - t) e^(sum (t - z)^2) / n",
            MEAN,
        ),
        # The squared Hellinger distance between two distributions (Hellinger 1909).
        Cost(
            "Hellinger",
            lambda z, t: ((np.sqrt(z) - np.sqrt(t)) ** 2).sum(axis=-1) / 2,
            lambda z, t: (1 - np.sqrt(t / above_zero(z))) / 2,
            "1/n * sum 1/2 (sqrt z - sqrt t)^2",
            "(1 - sqrt(t / z)) / (2 n)",
            MEAN,
            needs_0_1=True,
        ),
        # Cross-entropy minus its least possible value (Kullback and Leibler 1951).
        Cost(
            "Kullback-Leibler",
            lambda z, t: (t_log_t(t) - t * np.log(above_zero(z))).sum(axis=-1),
            cross_entropy_slope,
            "1/n * sum t ln(t / z)",
            "-t / (n z)",
            MEAN,
            needs_0_1=True,
        ),
    ]
}


def minus_log_softmax(net):
    """Return -ln softmax(net), finite for net inputs of any size.

    >>> minus_log_softmax(np.array([[1000.0, 0.0]]))
    array([[   0., 1000.]])
    """
    net = net - net.max(axis=-1, keepdims=True)
    return np.log(np.exp(net).sum(axis=-1, keepdims=True)) - net


def minus_log_logistic(net):
    """Return -ln logistic(net), finite for net inputs of any size."""
    return np.logaddexp(0, -net)


@dataclass(frozen=True)
class Pair:
    """An output activation and a cost whose e^ and ln cancel: the error from net, delta = dE/dnet from z."""

    error: Callable
    delta: Callable


def softmax_delta(z, t):
    """Return z sum t - t, which is z - t for targets that are probabilities: their sum is 1."""
    return z * t.sum(axis=-1, keepdims=True) - t


def logistic_delta(z, t):
    """Return t (z - 1), the derivative of -t ln z by the net input of a logistic output."""
    return t * (z - 1)


# Taken one after the other, ln 0 and 0 * infinity would appear when an output saturates. Taken together they cancel.
PAIRS = {
    ("logistic", "binary cross-entropy"): Pair(
        lambda net, t: (np.logaddexp(0, net) - t * net).sum(axis=-1),
        lambda z, t: z - t,
    ),
    ("softmax", "cross-entropy"): Pair(
        lambda net, t: (t * minus_log_softmax(net)).sum(axis=-1),
        softmax_delta,
    ),
    ("softmax", "Kullback-Leibler"): Pair(
        lambda net, t: (t_log_t(t) + t * minus_log_softmax(net)).sum(axis=-1),
        softmax_delta,
    ),
    ("logistic", "cross-entropy"): Pair(
        lambda net, t: (t * minus_log_logistic(net)).sum(axis=-1),
        logistic_delta,
    ),
    ("logistic", "Kullback-Leibler"): Pair(
        lambda net, t: (t_log_t(t) + t * minus_log_logistic(net)).sum(axis=-1),
        logistic_delta,
    ),
}


def example_errors(cost, activation, net, out, targets):
    """Return the error of each example, shape `(n,)`, at an output layer with this activation."""
    pair = PAIRS.get((activation.name, cost.name))
    return pair.error(net, targets) if pair else cost.error_of(out, targets)


def output_delta(cost, activation, net, out, targets):
    """Return dE/dnet of the output layer for the error of each example alone, shape `(n, outputs)` (book ch. 11)."""
    pair = PAIRS.get((activation.name, cost.name))
    return pair.delta(out, targets) if pair else activation.backward(net, out, cost.slope_of(out, targets))


def fitting_cost(name, activation, targets):
    """Return the row of COSTS, or say in words why this output activation or these targets do not go with it."""
    cost = checks.known("cost", name, COSTS)
    if cost.needs_0_1 and not activation.in_0_1:
        raise ValueError(
            f"{name} wants outputs between 0 and 1, but the output layer is {activation.name} "
            f"({activation.range}). Make it softmax or logistic, or take cost='SE'"
        )
    if cost.needs_0_1 and not ((targets >= 0) & (targets <= 1)).all():
        found = f"{targets.min():g} to {targets.max():g}"
        raise ValueError(f"{name} wants targets between 0 and 1, but they go from {found}")
    return cost
