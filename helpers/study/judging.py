"""How good are the answers? Accuracy, the confusion table, and a training that is remembered (book ch. 1, 24, 31)."""

from itertools import islice
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part
from helpers.network import checks
from helpers.network.backpropagation import trainable_cost
from helpers.network.network import Network, checked_examples, errors_of_examples, forward, propagate
from helpers.network.training import train


def judge(network, targets):
    """Return the function that makes class numbers `(n,)`, counted from 0, of outputs or targets `(n, outputs)`.

    Two or more outputs: the place of the largest one (argmax); targets are one-hot, or shares with one largest.
    One output: class 1 above the middle of its two targets, otherwise class 0. The middle of 0 and 1 is 1/2, that of
    −1 and +1 is 0. If all targets are 1, the output activation decides: −1 and +1 for tanh and sign, otherwise 0 and
    1; a linear one could mean both. Raises ValueError with a sentence for targets that name no class.

    >>> said = judge(Network([[[1.0]]], [[0.0]]), np.array([[0.0], [1.0]]))
    >>> said(np.array([[0.4], [0.6]]))
    array([0, 1])
    """
    classes(targets)
    if targets.shape[1] > 1:
        return lambda values: values.argmax(axis=1)
    activation, lowest = network.activations[-1], targets.min()
    if activation == "softmax":
        raise ValueError("a softmax layer with one node always says 1. Make it logistic, or give each class a node")
    if lowest == 1 and activation == "linear":
        raise ValueError("all targets are 1, so the other class could be 0 or -1. Give examples of both classes")
    if lowest == 1:
        lowest = -1 if activation in ("tanh", "sign") else 0
    return lambda values: (values[:, 0] > (lowest + 1) / 2).astype(int)


def classes(targets):
    """Return the class of each row of targets `(n, outputs)`, counted from 0, or say which row names none.

    The place of the largest number; in a single column class 1 is 1, and class 0 is 0 throughout or −1 throughout.

    >>> classes(np.array([[0, 1], [1, 0]])), classes(np.array([[-1], [1]]))
    (array([1, 0]), array([0, 1]))
    """
    if targets.shape[1] == 1:
        values = set(np.unique(targets).tolist())
        if not (values <= {0, 1} or values <= {-1, 1}):
            raise ValueError("the targets of one output name two classes when they are 0 and 1, or -1 and 1, but they "
                             f"hold {', '.join(f'{value:g}' for value in sorted(values)[:4])}")  # fmt: skip
        return (targets[:, 0] > 0).astype(int)
    undecided = np.flatnonzero((targets == targets.max(axis=1, keepdims=True)).sum(axis=1) > 1)
    if undecided.size:
        found = ", ".join(f"{value:g}" for value in targets[undecided[0]][:10])
        raise ValueError(f"targets[{undecided[0]}] names no class: of {found} no single one is the largest. "
                         "Write 1 for the class and 0 for the others")  # fmt: skip
    return targets.argmax(axis=1)


def accuracy(network, inputs, targets):
    """Return the share of examples that get the right answer, from 0 to 1; targets are one-hot.

    The answer is the loudest output; a single output says class 1 above the middle of its two targets: see `judge`.

    >>> accuracy(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    0.5
    """
    wrong = mistakes(network, inputs, targets)
    return (len(inputs) - len(wrong)) / len(inputs)


def mistakes(network, inputs, targets):
    """Return the row numbers of the examples that get a wrong answer, counted from 0; right is what `judge` says.

    >>> mistakes(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    array([1])
    """
    said, wanted = answers(network, inputs, targets)
    return np.flatnonzero(said != wanted)


def answers(network, inputs, targets):
    """Return the class that the network says and the class that is wanted, both `(n,)`, by `judge`.

    >>> answers(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    (array([0, 1]), array([0, 0]))
    """
    inputs, targets = checked_examples(network, inputs, targets)
    judged = judge(network, targets)
    return judged(forward(network, inputs).output), judged(targets)


def confusion(network, inputs, targets):
    """Return the confusion table: entry [i, k] counts the examples of class i that were taken for class k.

    `(classes, classes)`; for a network with one output `(2, 2)`: see `judge`.

    >>> confusion(Network([[[1.0, -1.0]]], [[0.0, 0.0]], "linear"), [[2.0], [-2.0]], [[1, 0], [1, 0]])
    array([[1, 1],
           [0, 0]])
    """
    said, wanted = answers(network, inputs, targets)
    table = np.zeros((max(network.sizes[-1], 2),) * 2, dtype=int)
    np.add.at(table, (wanted, said), 1)
    return table


def nearest_average(part, inputs):
    """Return for each example the number of the class whose average picture is nearest; averages are those of `part`.

    A baseline: what any network has to beat. Nearest is the smallest sum of squared differences. A class without
    examples has no average and is never the answer. Raises TypeError or ValueError with a sentence.

    >>> from helpers.datasets.files import Part
    >>> nearest_average(Part(np.array([[0.0], [1.0], [3.0]]), np.array([[1, 0], [0, 1], [0, 1]])), [[0.8], [1.2]])
    array([0, 1])
    """
    examples, kinds = labelled(part)
    known = np.unique(kinds)
    return known[nearest(inputs, [examples[kinds == kind].mean(axis=0) for kind in known])]


def nearest_example(part, inputs):
    """Return for each example the class of the most similar example of `part`: the one with the nearest inputs.

    >>> from helpers.datasets.files import Part
    >>> nearest_example(Part(np.array([[0.0], [1.0], [3.0]]), np.array([[1, 0], [0, 1], [0, 1]])), [[0.8], [-9]])
    array([1, 0])
    """
    examples, kinds = labelled(part)
    return kinds[nearest(inputs, examples)]


def labelled(part):
    """Return the inputs of a part of the data and the class of each example, or say what is wrong with them."""
    inputs, targets = (checks.numeric_array(*named) for named in zip(("inputs", "targets"), pair(part), strict=True))
    for name, array in (("inputs", inputs), ("targets", targets)):
        if array.ndim != 2 or not array.size:
            raise ValueError(f"the part's {name} have shape {array.shape}, but must have one row for each example")
    return checks.squarable("inputs", inputs), classes(checks.same_length(inputs, targets))


def pair(part):
    """Return inputs and targets of a part of the data, or say what was expected."""
    try:
        inputs, targets = part
    except Exception:  # whatever an object's own way to be unpacked raises
        raise TypeError("a part of the data must be a pair, inputs and targets, such as data.training") from None
    return inputs, targets


def checked_part(name, part):
    """Return a part of the data with checked arrays; our own cannot be written to and hold ordinary numbers.

    >>> checked_part("part", ([[0.5, 1]], [[1]]))
    1 examples: inputs (1, 2), targets (1, 1)
    """
    arrays = [array if _our_own(array) else checks.numeric_array(f"{name}.{field}", array)
              for field, array in zip(Part._fields, pair(part), strict=True)]  # fmt: skip
    if any(array.ndim != 2 or not array.size for array in arrays):
        raise ValueError(f"{name} has inputs of shape {arrays[0].shape} and targets of shape {arrays[1].shape}, "
                         "but both must be (examples, numbers)")  # fmt: skip
    checks.same_length(*arrays)
    return Part(*arrays)


def _our_own(array):
    return type(array) is np.ndarray and not array.flags.writeable and array.dtype.kind == "f"


def nearest(inputs, others):
    """Return for each row of inputs the number of the nearest row of others: the smallest sum of squares."""
    others = np.asarray(others, float)
    inputs = checks.squarable("inputs", checks.example_rows("inputs", inputs, others.shape[1], "part of the data"))
    return np.array([((others - row) ** 2).sum(axis=1).argmin() for row in inputs])


class Frame(NamedTuple):
    """The network after some epochs, with its mean error per example and its accuracy on both parts.

    `learned_error` is the mean error of the batches since the frame before, each before its update; frame 0 has none.
    Where the targets name no classes, as those of a curve, the accuracies are NaN.
    """

    epoch: float
    network: Network
    training_error: float
    validation_error: float
    training_accuracy: float
    validation_accuracy: float
    learned_error: float


class Film:
    """A training that runs only as far as it is watched and keeps what was seen: `film[20]`, then back to `film[3]`.

    There is a frame before the first update and one after every `every` epochs; 0.2 gives five frames an epoch.
    training and validation have `inputs` and `targets`. Of a large training part the first `sample` examples are
    enough to measure its error and accuracy. The other arguments are those of train().

    >>> from helpers import create, load_characters
    >>> data = load_characters()
    >>> film = Film(create(64, 8, 2, seed=1), data.training, data.validation, eta=0.5, batch_size=10, epochs=5)
    >>> film[2].validation_error < film[0].validation_error, film.last, len(film.frames)
    (True, 5, 3)
    """

    def __init__(
        self, network, training, validation, eta, batch_size, epochs, seed=0, every=1, sample=None, cost="SE", **more
    ):
        training, validation = (checked_examples(network, *pair(part)) for part in (training, validation))
        n, self.epochs, self.eta = len(training[0]), checks.whole_number("epochs", epochs, at_least=0), eta
        self.size = min(checks.whole_number("batch_size", batch_size), n)
        self.epoch_updates = -(-n // self.size)
        self.updates = updates_between(every, self.epoch_updates)
        self.last = self.epochs * self.epoch_updates // self.updates
        sample = n if sample is None else checks.whole_number("sample", sample)
        self.watched = [array[:sample] for array in training], validation
        self.steps = train(network, *training, eta, "mini-batch", self.size, epochs, seed, cost, **more)
        self.cost = trainable_cost(network, training[1], cost)
        self.judge = judge_or_none(network, np.concatenate([training[1], validation[1]]))
        self.frames = [self._frame(network, float("nan"))]

    def __getitem__(self, number):
        number = checks.whole_number("the frame's number", number, at_least=0, at_most=self.last)
        while len(self.frames) <= number:
            learned = 0.0
            for step in islice(self.steps, self.updates):  # one network at a time: each may be large
                learned += step.error
            self.frames.append(self._frame(step.network, learned / self.updates, step.number))
        return self.frames[number]

    def __iter__(self):
        return (self[number] for number in range(self.last + 1))

    def _frame(self, network, learned_error, updates=0):
        training, validation = (measured(network, *part, self.cost, self.judge) for part in self.watched)
        both = (value for pair in zip(training, validation, strict=True) for value in pair)
        return Frame(updates / self.epoch_updates, network, *both, learned_error)


def updates_between(every, epoch_updates):
    """Return how many updates there are in `every` epochs, a whole number.

    >>> updates_between(0.2, 550), updates_between(3, 550)
    (110, 1650)
    """
    every = checks.real_number("every", every, "a number above 0, such as 1 or 0.2", above=0)
    updates = round(min(every * epoch_updates, 1e15))
    if abs(updates - every * epoch_updates) > 1e-9 * updates:
        raise ValueError(
            f"every is {every:g} epochs of {epoch_updates} updates, but a frame comes after a whole number of them"
        )
    return updates


PIECE = 100  # examples: their outputs of all layers still lie near the processor


def judge_or_none(network, targets):
    """Return the `judge` of these targets, or None where they name no classes."""
    try:
        return judge(network, targets)
    except ValueError:
        return None


@checks.quiet
def measured(network, inputs, targets, cost, judged=None):
    """Return mean error per example and accuracy for checked examples; cost is a row of COSTS.

    `judged` comes from `judge`; without it the accuracy is NaN.
    """
    errors, right = [], 0
    for start in range(0, len(inputs), PIECE):
        piece, wanted = inputs[start : start + PIECE], targets[start : start + PIECE]
        passed = propagate(network, piece)
        errors.append(errors_of_examples(network, passed, wanted, cost))
        right += int((judged(passed.output) == judged(wanted)).sum()) if judged else float("nan")
    errors = np.concatenate(errors)
    return float(cost.over_examples.total(errors)) / cost.over_examples.count(errors), right / len(inputs)
