"""Examples for the playground: points of the plane, or a table; what the network gets, and what the numbers were."""

from dataclasses import dataclass

import numpy as np

from helpers.datasets.files import Part, closed, one_hot
from helpers.network import checks


@dataclass(frozen=True, eq=False, repr=False)
class Data:
    """Examples as a network gets them, in two parts, with the names of what they mean.

    >>> points, kinds = np.eye(4, 2), class_targets([0, 1, 1, 0], 2)
    >>> Data(*parted(points, kinds, 0.5), names=("x1", "x2"), classes=("blue", "orange"))
    2 examples to learn from and 2 to judge: target (blue or orange) from x1, x2

    `training` and `validation` are Parts: inputs `(n, len(names))`, targets `(n, outputs)`. Where the target is a
    class, `classes` are their names: two need one output, 0 or 1; three or more are one-hot. Where it is a number,
    `classes` is empty and there is one output. `target` is what is asked for, in words.
    """

    training: Part
    validation: Part
    names: tuple
    classes: tuple = ()
    target: str = "target"

    @property
    def outputs(self):
        """How many outputs the network needs."""
        return self.training.targets.shape[1]

    @property
    def ending(self):
        """The last layer's activation and the cost that fit: for two classes, for more, for a number."""
        if not self.classes:
            return "linear", "MSE"
        return ("logistic", "binary cross-entropy") if self.outputs == 1 else ("softmax", "cross-entropy")

    def __repr__(self):
        kind = " or ".join(self.classes) if self.classes else "a number"
        return (
            f"{len(self.training.inputs)} examples to learn from and {len(self.validation.inputs)} to judge: "
            f"{self.target} ({kind}) from {', '.join(self.names)}"
        )


def class_targets(numbers, count):
    """Return the targets of classes counted from 0: one column of 0 and 1 for two of them, one-hot for more.

    >>> class_targets([0, 1], 2).tolist(), class_targets([2], 3).tolist()
    ([[0.0], [1.0]], [[0.0, 0.0, 1.0]])
    """
    numbers = np.asarray(numbers)
    return numbers[:, None].astype(float) if count == 2 else one_hot(numbers, count)


def parted(inputs, targets, share, seed=0):
    """Return training and validation Part: `share` of the examples, chosen by `seed`, to learn from; at least one each.

    >>> [len(part.inputs) for part in parted(np.zeros((10, 2)), np.zeros((10, 1)), 0.7)]
    [7, 3]
    """
    n = checks.whole_number("the number of examples", len(inputs), at_least=2)
    share = checks.real_number("share", share, "a number between 0 and 1, such as 0.7", above=0)
    order = np.random.default_rng(seed).permutation(n)
    cut = min(max(round(share * n), 1), n - 1)
    return [Part(closed(inputs[rows]), closed(targets[rows])) for rows in (np.sort(order[:cut]), np.sort(order[cut:]))]
