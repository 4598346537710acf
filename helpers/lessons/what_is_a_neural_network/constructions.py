"""Two comparisons of ch. 1, as small as they can be: feedforward or recurrent, fixed or adaptive."""

from functools import cache

import numpy as np

from helpers.datasets.files import closed
from helpers.network.checks import numeric_array, real_number

INPUT_WEIGHT = 2.0
DAYS, LEARNED, TURN = 60, 20, 30  # the fixed node learns in the first 20 days; after day 30 the world changes


def feed(sequence, loop_weight, weight=INPUT_WEIGHT):
    """Return the output of one node b, moment by moment, while a sequence enters through node a.

    b(t) = tanh(weight · a(t) + loop_weight · b(t - 1)), where b(0) = 0; with loop_weight 0 it is a feedforward node.

    sequence is `(n,)`, the result too. Book ch. 1, where signals of a recurrent net "travel in both directions": they
    travel from one moment to the next (slip e01.6).

    >>> feed([1, 0, 0], 0.5).round(2)
    array([0.96, 0.45, 0.22])
    """
    loop_weight = real_number("loop_weight", loop_weight, "a number such as 0.9")
    before, outputs = 0.0, []
    for value in numeric_array("sequence", sequence).ravel().tolist():
        before = float(np.tanh(weight * value + loop_weight * before))
        outputs.append(before)
    return np.array(outputs)


@cache
def readings(change):
    """Return 60 readings, one a day, around a level that changes after day 30."""
    levels = 3.0 + change * (np.arange(DAYS) >= TURN)
    return closed(levels + np.random.default_rng(2).normal(0, 0.4, DAYS))


def follow(eta, change):
    """Return the readings, a fixed node's forecasts, and those of a node that goes on learning; `(60,)` each.

    Both have one weight, w, which is the forecast. The fixed one is the mean of the first 20 days and stays; the
    adaptive one is corrected after each day: w += eta · (reading - w), a step downhill on E = (reading - w)² / 2.

    >>> [round(float(forecast[-1]), 1) for forecast in follow(0.3, 2.0)]
    [4.7, 3.0, 5.2]
    """
    eta = real_number("eta", eta, "a number of 0 or more, such as 0.3", at_least=0)
    values = readings(float(change))
    start = values[:LEARNED].mean()
    fixed, forecasts, w = np.full(DAYS, start), np.full(DAYS, start), start
    for day in range(LEARNED, DAYS):
        forecasts[day] = w  # the forecast is made before the day's reading is known
        w += eta * (values[day] - w)
    return values, fixed, forecasts


def mean_miss(values, forecasts):
    """Return the mean distance between forecasts and readings after the change, from day 31 on."""
    return float(abs(values - forecasts)[TURN:].mean())
