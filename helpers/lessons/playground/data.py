"""Examples for the playground: points of the plane, or a table; what the network gets, and what the numbers were."""

from collections.abc import Sequence
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
    `classes` is empty and there is one output. `target` is what is asked for, in words. `points` are the places
    `(n, 2)` and `(m, 2)` of examples that lie in the plane. `recipe` says how a table's cells became these numbers, and
    `story` what was dropped or filled on the way.
    """

    training: Part
    validation: Part
    names: tuple
    classes: tuple = ()
    target: str = "target"
    points: tuple = ()
    recipe: object = None
    story: Sequence = ()

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

    def prepare(self, example):
        """Return one new example of a table, a dict by the columns' names, as the network's inputs `(1, inputs)`.

        >>> from helpers.lessons.playground.table import read_table
        >>> data = read_table("iris").data("species", inputs=["petal_length", "petal_width"], seed=1)
        >>> data.prepare({"petal_length": 3.8, "petal_width": 1.2}).round(1) + 0
        array([[0., 0.]])
        """
        if self.recipe is None:
            raise ValueError(
                "these examples are points, not rows of a table. Write feature_columns([[x1, x2]], data.names)"
            )
        return self.recipe.row(example)

    def undo(self, outputs):
        """Return outputs or targets as the table has them: numbers in their own unit, or the names of classes.

        >>> from helpers.lessons.playground.table import read_table
        >>> data = read_table("iris").data("species")
        >>> data.undo([[0.1, 0.7, 0.2], [0.8, 0.1, 0.1]])
        ('versicolor', 'setosa')
        """
        outputs = checks.example_rows("outputs", outputs, self.outputs, "target")
        if not self.classes:
            return outputs[:, 0] if self.recipe is None else self.recipe.unscaled(outputs[:, 0])
        chosen = outputs.argmax(axis=1) if self.outputs > 1 else (outputs[:, 0] >= 0.5).astype(int)
        return tuple(self.classes[k] for k in chosen)

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


def dealt(n, share, seed=0):
    """Return the numbers of the examples to learn from and of those to judge: `share` of n, chosen by `seed`.

    At least one is in each part.

    >>> dealt(4, 0.5, seed=1)
    (array([0, 1]), array([2, 3]))
    """
    n = checks.whole_number("the number of examples", n, at_least=2)
    share = checks.real_number("share", share, "a number between 0 and 1, such as 0.7", above=0, below=1)
    order = np.random.default_rng(seed).permutation(n)
    cut = min(max(round(share * n), 1), n - 1)
    return np.sort(order[:cut]), np.sort(order[cut:])


def parted(inputs, targets, share, seed=0):
    """Return training and validation Part: `share` of the examples, chosen by `seed`, to learn from; at least one each.

    >>> [len(part.inputs) for part in parted(np.zeros((10, 2)), np.zeros((10, 1)), 0.7)]
    [7, 3]
    """
    return [Part(closed(inputs[rows]), closed(targets[rows])) for rows in dealt(len(inputs), share, seed)]
