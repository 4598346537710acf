"""The machines of the history of neural networks, each as small as its source allows (book ch. 37).

`pioneers.table()` lists them. Each function names its paper; backpropagation (1986) is the course's own `train`.
"""

from typing import NamedTuple

from helpers.lessons.history.pioneers.cancelling import cleaned, lms_filter, wiener
from helpers.lessons.history.pioneers.hebb import LESSONS, conditioning, strengthen
from helpers.lessons.history.pioneers.hopfield import as_states, capacity, damaged, energy, recall, store, wrong_shares
from helpers.lessons.history.pioneers.lines import (
    adaline,
    cloud,
    examples,
    margin,
    mean_square,
    most_corrections,
    perceptron,
    street,
    wrong_answers,
)
from helpers.lessons.history.pioneers.madaline import madaline, says
from helpers.lessons.history.pioneers.neuron import JOINTS, fires, three_neurons, truth_table
from helpers.lessons.history.pioneers.sounds import NOISES, decibels, recording
from helpers.network.tables import Table

__all__ = [
    "JOINTS", "LESSONS", "NOISES", "PIONEERS", "adaline", "as_states", "capacity", "cleaned", "cloud",
    "conditioning", "damaged", "decibels", "energy", "examples", "fires", "lms_filter", "madaline", "margin",
    "mean_square", "most_corrections", "perceptron", "recall", "recording", "says", "store", "street", "strengthen",
    "table", "three_neurons", "truth_table", "wiener", "wrong_answers", "wrong_shares",
]  # fmt: skip


class Pioneer(NamedTuple):
    """One machine: its name, its year, who, the rule, and what it could not do."""

    machine: str
    year: str
    people: str
    rule: str
    limit: str


PIONEERS = (
    Pioneer("threshold neuron", "1943", "McCulloch, Pitts", "fires if enough inputs excite and no input inhibits",
            "does not learn"),
    Pioneer("Hebb's rule", "1949", "Hebb", "w + η · out before · out after", "with 0 and 1 no weight gets smaller"),
    Pioneer("perceptron", "1957/58", "Rosenblatt", "if wrong: w + t · x", "one line only; stops at the first good one"),
    Pioneer("ADALINE", "1959/60", "Widrow, Hoff", "w + η · (t − net) · x", "one line only"),
    Pioneer("MADALINE", "about 1962", "Widrow, Hoff, Ridgway", "correct the ADALINE nearest to 0",
            "the element that joins them does not learn"),
    Pioneer("Hopfield network", "1982", "Hopfield", "w = Σ x · x, then ask node after node",
            "about 0.14 patterns for each node"),
    Pioneer("backpropagation", "1986", "Rumelhart, Hinton, Williams", "w − η · ∂E/∂w, through all layers",
            "can get stuck; wants many examples"),
)  # fmt: skip


def table():
    """Return the pioneers as a table.

    >>> table()["ADALINE"].rule
    'w + η · (t − net) · x'
    """
    columns = {field: lambda row, field=field: getattr(row, field) for field in Pioneer._fields}
    return Table("Machines of this notebook", columns, PIONEERS)
