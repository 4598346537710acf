"""Stage 4: check the gradients against a numerical estimate (book ch. 16-19)."""

from itertools import islice, zip_longest
from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.network import Network, checked_examples, total_error
from helpers.network.tables import Table


class CheckRow(NamedTuple):
    """One weight's analytical gradient beside its numerical estimate."""

    name: str
    analytical: float
    numerical: float
    difference: float
    relative_error: float
    verdict: str


# Upper limits of the relative error. The book's table (ch. 18) leaves 1e-7..1e-6 and 1e-5..1e-4 without a verdict; here
# its bands are joined. "caution" is fine where a curve has a kink (ReLU); elsewhere look again with a smaller epsilon.
VERDICTS = {1e-7: "right", 1e-4: "caution", 1e-2: "double red flag", np.inf: "wrong"}

SIGNS = {"right": "✓", "caution": "!", "double red flag": "!!", "wrong": "✗"}

COLUMNS = {
    "weight": lambda row: row.name,
    "analytical": lambda row: f"{row.analytical:+.9f}",
    "numerical": lambda row: f"{row.numerical:+.9f}",
    "difference": lambda row: f"{row.difference:+.0e}",
    "relative error": lambda row: f"{row.relative_error:.{'2g' if row.relative_error >= 0.001 else '0e'}}",
    "verdict": lambda row: f"{SIGNS[row.verdict]} {row.verdict}",
}


def relative_error(analytical, numerical):
    """Return |A - N| / max(|A|, |N|), and 0 when both are 0. The book leaves out the bars (ch. 18).

    >>> round(relative_error(-0.4, -0.5), 12)
    0.2
    """
    larger = max(abs(analytical), abs(numerical))
    return abs(analytical - numerical) / larger if larger else 0.0


def verdict(relative):
    """Return the name of the band that a relative error falls into.

    >>> verdict(3e-9), verdict(2e-3), verdict(5e-2)
    ('right', 'double red flag', 'wrong')
    """
    return next((name for limit, name in VERDICTS.items() if relative <= limit), "wrong")  # NaN is below no limit


def check_gradients(network, inputs, targets, epsilon=1e-4, gradients=gradients, sample=None, seed=0, cost="SE"):
    """Stage 4: compare every gradient with the slope between two nearby points of the error curve.

    numerical = (E(w + epsilon) - E(w - epsilon)) / (2 epsilon);  relative error = |A - N| / max(|A|, |N|)

    `gradients` is the function to be checked, called as gradients(network, inputs, targets, cost). `sample` checks that
    many weights, drawn by `seed`, instead of all: a few of every layer's weights and of every layer's bias weights, for
    a mistake may sit in one of these groups only. So it is at least the number of groups. Everything is computed in
    float64, as float32 is too coarse for it. Returns a table with one row per weight: name, analytical, numerical,
    difference, relative_error, verdict. Two or more total errors are computed per weight, so check on two or three
    examples, now and then, and switch it off for training. Book ch. 16-19.

    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> check_gradients(network, inputs=[[3.0]], targets=[[5.0]])["w1"].verdict
    'right'
    """
    epsilon = checks.real_number("epsilon", epsilon, "a small number above 0, such as 1e-4", above=0)
    network = Network([array.astype(float) for array in network.weights], network.biases, network.activations)
    inputs, targets = checked_examples(network, inputs, targets)
    checks.known("cost", cost, COSTS)
    analytical = gradients(network, inputs, targets, cost)
    rows = []
    for name in _chosen_names(network, sample, seed):
        numerical = estimate(network, inputs, targets, name, epsilon, cost)
        difference = analytical[name] - numerical
        relative = relative_error(analytical[name], numerical)
        rows.append(CheckRow(name, analytical[name], numerical, difference, relative, verdict(relative)))
    return Table(_caption(rows, epsilon), COLUMNS, tuple(rows))


def estimate(network, inputs, targets, name, epsilon=1e-4, cost="SE"):
    """Return the numerical gradient of one weight: rise over run (book ch. 17).

    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> round(estimate(network, [[3.0]], [[5.0]], "w1"), 6)
    3.0
    """
    above = total_error(network.with_values(**{name: network[name] + epsilon}), inputs, targets, cost)
    below = total_error(network.with_values(**{name: network[name] - epsilon}), inputs, targets, cost)
    return (above - below) / (2 * epsilon)


def _chosen_names(network, sample, seed):
    """Return the names to check; a sample is dealt like cards: one weight of every group, then the next of each."""
    if sample is None:
        return network.names()
    sizes = [array.size for array in (*network.weights, *network.biases)]
    sample = checks.whole_number("sample", sample, at_least=len(sizes), at_most=network.parameter_count)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    ends = np.cumsum(sizes)
    groups = [random.permutation(np.arange(end - size, end)) for size, end in zip(sizes, ends, strict=True)]
    dealt = (place for turn in zip_longest(*groups) for place in turn if place is not None)
    return map(network.name_at, sorted(islice(dealt, sample)))


def _caption(rows, epsilon):
    right = sum(row.verdict == "right" for row in rows)
    return f"gradient check with epsilon = {epsilon:g}: {right} of {len(rows)} right"
