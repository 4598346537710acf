"""Eight wrong backward passes, each with one line that people really got wrong; the error still falls (book ch. 29-30).

`LINES` is the backward pass of a network with one hidden layer of logistic nodes and SE, as one would type it. Each
bug replaces one line. What is shown is what runs.
"""

from typing import NamedTuple

import numpy as np

from helpers.network.backpropagation import Gradients
from helpers.network.descent import update
from helpers.network.network import forward, total_error

LINES = (
    "a, b, c = forward(network, inputs).out",
    "delta_c = (c - targets) * c * (1 - c)",
    "dW2 = b.T @ delta_c",
    "W2 = network.weights[1]",
    "delta_b = (delta_c @ W2.T) * b * (1 - b)",
    "dW1 = a.T @ delta_b",
    "db1, db2 = delta_b.sum(axis=0), delta_c.sum(axis=0)",
)
# What a learner can answer to "which line is wrong?", and the number of that line.
ANSWERS = {"no line yet": 0, **{f"line {number}": number for number in range(1, len(LINES) + 1)}}


class Bug(NamedTuple):
    """One mistake: its name, the number of the wrong line (from 1), what stands there, what is wrong, and its story."""

    name: str
    line: int
    wrong: str
    why: str
    story: str

    @property
    def lines(self):
        """The backward pass with the mistake in it."""
        return (*LINES[: self.line - 1], self.wrong, *LINES[self.line :])

    def __call__(self, network, inputs, targets, cost="SE"):
        """Return the wrong gradients: the function to give to check_gradients(..., gradients=...)."""
        return run_lines(self.lines, network, inputs, targets)


def run_lines(lines, network, inputs, targets):
    """Run the lines of a backward pass and return its Gradients.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> round(run_lines(LINES, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)["w5"], 9)
    0.100508254
    """
    names = {"network": network, "inputs": inputs, "targets": np.asarray(targets, float), "forward": forward, "np": np}
    exec("\n".join(lines), names)  # only the lines of this file ever come here
    found = [np.array(names[name], float) for name in ("dW1", "dW2", "db1", "db2")]
    return Gradients(tuple(found[:2]), tuple(found[2:]), (None, names["delta_b"], names["delta_c"]))


def errors_with(wrong_gradients, network, inputs, targets, eta, updates):
    """Return the total errors of plain gradient descent with any gradients function, the first before any update."""
    errors = [total_error(network, inputs, targets)]
    for _ in range(updates):
        network = update(network, wrong_gradients(network, inputs, targets), eta)
        errors.append(total_error(network, inputs, targets))
    return np.array(errors)


BUGS = {
    row.name: row
    for row in [
        Bug(
            "bug A",
            2,
            "delta_c = c - targets",
            "The slope c (1 − c) of the output nodes is missing: the chain has lost a link.",
            "With cross-entropy the line would even be right; with SE it is not.",
        ),
        Bug(
            "bug B",
            5,
            "delta_b = delta_c @ W2.T",
            "The slope b (1 − b) of the hidden nodes is missing.",
            "The line looks complete and Python does not complain. Only a number that somebody compares can show it.",
        ),
        Bug(
            "bug C",
            5,
            "delta_b = (delta_c @ W2) * b * (1 - b)",
            "The matrix is not transposed: each delta goes back over the wrong edge, w6 and w7 have changed places.",
            "It only runs without a complaint because both layers have equally many nodes. With 3 hidden nodes Python "
            "would have refused.",
        ),
        Bug(
            "bug D",
            6,
            "dW1 = -a.T @ delta_b",
            "One minus too many: the hidden weights walk uphill.",
            "The output layer learns so much faster than the hidden one that nobody notices: E falls anyway.",
        ),
        Bug(
            "bug E",
            7,
            "db1, db2 = 0 * delta_b.sum(axis=0), 0 * delta_c.sum(axis=0)",
            "The bias weights get no gradient and never move.",
            "w1 to w8 go on learning, so the error falls, only more slowly.",
        ),
        Bug(
            "bug F",
            4,
            "W2 = network.weights[1] - 0.5 * dW2",
            "The hidden layer's deltas come back over the NEW output weights. All gradients need the old ones.",
            "So it comes out when the output layer is updated first and the program goes on with the changed weights.",
        ),
        Bug(
            "bug G",
            2,
            "delta_c = 2 * (c - targets) * c * (1 - c)",
            "This is the slope of (t − z)². But SE has a half in front, and the half takes the 2 away.",
            "0.5 in every row: that is a factor 2. Every step is twice as long, so the error even falls faster.",
        ),
        Bug(
            "bug H",
            7,
            "db1, db2 = delta_b[0], delta_c[0]",
            "[0] takes the row of the first example only; .sum(axis=0) adds the rows of all examples.",
            "With one example both are the same. So a check on one example calls this program right.",
        ),
    ]
}
