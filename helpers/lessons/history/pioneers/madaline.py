"""MADALINE: several ADALINEs, joined by a fixed logic element. Here it is an OR: one that says +1 is enough.

Rule I: W. C. Ridgway, An adaptive logic system with generalizing properties, Stanford, 1962; B. Widrow and M. A. Lehr,
30 years of adaptive neural networks, 1990.
"""

from typing import NamedTuple

import numpy as np

from helpers.lessons.history.pioneers.lines import with_bias
from helpers.network import checks


class Turn(NamedTuple):
    """MADALINE has looked at one example: its number, all weights before and after, which ADALINEs were corrected."""

    example: int
    before: np.ndarray
    after: np.ndarray
    corrected: tuple


def votes_of(weights, rows):
    """Return what each ADALINE says, -1 or +1, `(n, ADALINEs)`."""
    return np.where(rows @ np.asarray(weights).T >= 0, 1, -1)


def says(weights, inputs):
    """Return MADALINE's answers `(n,)`: +1 where at least one ADALINE says +1.

    >>> says(np.array([[1, -1, -0.5], [-1, 1, -0.5]]), [[0, 0], [0, 1], [1, 0], [1, 1]]).tolist()
    [-1, 1, 1, -1]
    """
    weights = checks.squarable("weights", checks.numeric_array("weights", weights))
    if weights.ndim != 2 or weights.shape[1] < 2:
        raise ValueError(f"weights have shape {weights.shape}, but must have a row for each ADALINE, bias weight last")
    inputs = checks.squarable("inputs", checks.example_rows("inputs", inputs, weights.shape[1] - 1, "MADALINE"))
    return votes_of(weights, np.column_stack([inputs, np.ones(len(inputs))])).max(axis=1)


def madaline(inputs, answers, looks, seed=1, count=2, eta=0.3):
    """Return the `Turn`s of a MADALINE of `count` ADALINEs that starts with random weights from -1 to 1.

    Rule I: a right answer changes nothing. If +1 is wanted, the one ADALINE whose net input is nearest to 0 is
    corrected; if -1 is wanted, all that say +1 are. Corrected is by LMS: w_new = w + eta * (t - net) * x.

    >>> from helpers.lessons.history.pioneers.lines import examples
    >>> says(madaline(*examples("XOR"), 60, seed=1)[-1].after, examples("XOR")[0]).tolist()
    [-1, 1, 1, -1]
    """
    rows, answers = with_bias(inputs, answers)
    eta, looks = checks.learning_rate(eta), checks.whole_number("looks", looks, at_least=0)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    weights, found = random.uniform(-1, 1, (checks.whole_number("count", count), rows.shape[1])), []
    for number in range(looks):
        example = number % len(rows)
        row, wanted = rows[example], answers[example]
        nets = weights @ row
        chosen = to_correct(nets, wanted)
        after = weights.copy()
        after[chosen] += eta * (wanted - nets[chosen])[:, None] * row
        found.append(Turn(example, weights, after, tuple(int(place) for place in chosen)))
        weights = after
    return found


def to_correct(nets, wanted):
    """Return the places of the ADALINEs that Rule I corrects; none when the OR of their answers is right.

    >>> to_correct(np.array([-0.2, -0.9]), 1).tolist(), to_correct(np.array([0.4, -0.9]), 1).tolist()
    ([0], [])
    """
    if (nets >= 0).any() == (wanted > 0):
        return np.array([], int)
    return np.array([abs(nets).argmin()]) if wanted > 0 else np.flatnonzero(nets >= 0)
