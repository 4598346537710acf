"""Training: stages 1, 2, 3 and 5, again and again (book ch. 21, 22, 31). Stage 4 is a test, outside the loop."""

from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import backward, trainable_cost
from helpers.network.descent import descend
from helpers.network.dropout import thinner
from helpers.network.network import Network, checked_examples, errors_of_examples, propagate
from helpers.network.rules import RULES, known_rule, known_schedule
from helpers.network.threads import fair


class Step(NamedTuple):
    """One update: its number and epoch (both count from 1), the network after it, the mean error before it.

    `error` is the mean error per example of the batch that was used, measured on the way forward.
    """

    number: int
    epoch: int
    network: Network
    error: float

    def __repr__(self):
        return f"step {self.number} (epoch {self.epoch}): error {self.error:.6g} before the update"


# How many examples one update uses, from (n, batch_size); book ch. 21.
METHODS = {
    "batch": lambda n, batch_size: n,
    "sgd": lambda n, batch_size: 1,
    "mini-batch": lambda n, batch_size: checks.whole_number("batch_size", batch_size, at_most=n),
}


def train(
    network,
    inputs,
    targets,
    eta,
    method="batch",
    batch_size=None,
    epochs=1,
    seed=0,
    cost="SE",
    *,
    shuffle=True,
    rule="gradient descent",
    schedule="constant",
    weight_decay=0.0,
    dropout=0.0,
    augment=None,
    **settings,
):
    """Yield one `Step` per update: forward propagation, total error, gradients, update.

    w_new = w - eta * d(mean error per example)/dw, or another step with another rule

    So SE and SSE, which add the examples up, are divided by the number of examples in the batch; MSE and the other
    averages are taken as they are, and so is RMS, the root of an average. `method` is "batch" (all n examples per
    update), "sgd" (one) or "mini-batch" (`batch_size` of them; the last batch of an epoch may be smaller). "sgd" and
    "mini-batch" shuffle the examples at the start of every epoch, by `seed`, unless `shuffle` is False. Each step's
    network is a new value.

    `rule` is a name in RULES, with its own `settings` such as momentum=0.5; `schedule`, a name in SCHEDULES or a
    function of eta and the number of updates done, lowers eta from update to update; `weight_decay` adds
    weight_decay * w to the slope of every weight (not of bias weights); `dropout` is the probability with which each
    hidden node is left out, by `seed`, anew for every example of every batch: see dropout.py.
    `augment` is a function of a batch's inputs and a random generator (by `seed`) that returns as many changed inputs,
    such as pictures shifted a little: the update uses these, so no example comes twice in quite the same way.
    Bad arguments raise TypeError or ValueError with a sentence, here and not in the loop. Book ch. 21, 22 and 31.

    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> for step in train(network, inputs=[[3.0]], targets=[[5.0]], eta=0.05, epochs=3):
    ...     print(step.number, round(step.error, 4), round(step.network["w1"], 4))
    1 0.5 1.85
    2 0.125 1.775
    3 0.0312 1.7375
    """
    inputs, targets = checked_examples(network, inputs, targets)
    cost = trainable_cost(network, targets, cost)
    eta = checks.learning_rate(eta)
    epochs = checks.whole_number("epochs", epochs, at_least=0)
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    size = checks.known("method", method, METHODS)(len(inputs), batch_size)
    if batch_size is not None and method != "mini-batch":
        raise ValueError(f"batch_size goes with method='mini-batch' only, but method is {method!r}. Leave one out")
    decay = checks.real_number("weight_decay", weight_decay, "a number of 0 or more, such as 0.001", at_least=0)
    walker = Walker(known_rule(rule, settings), settings, decay)
    rate, thin, changed = known_schedule(schedule), thinner(dropout, seed), augmenter(augment, seed)

    def steps(network):
        number, work = 0, size * network.weight_count
        for epoch in range(1, epochs + 1):
            for rows in batches(len(inputs), size, random, shuffle):
                with fair(work):
                    seen = changed(inputs[rows])
                    network, error = learn(network, seen, targets[rows], rate(eta, number), cost, walker, thin)
                number += 1
                yield Step(number, epoch, network, error)

    return steps(network)


def batches(n, size, random, shuffle=True):
    """Yield the row numbers of each batch of one epoch; a full batch keeps the order, as a sum needs no shuffling.

    >>> [len(rows) for rows in batches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    if size == n:
        yield slice(None)
        return
    order = random.permutation(n) if shuffle else np.arange(n)
    for start in range(0, n, size):
        yield order[start : start + size]


def augmenter(augment, seed):
    """Return the function that changes a batch's inputs by `augment`; without one they stay as they are.

    >>> augmenter(lambda inputs, random: -inputs, seed=0)(np.array([[1.0, 2.0]]))
    array([[-1., -2.]])
    """
    if augment is None:
        return lambda inputs: inputs
    if not callable(augment):
        raise TypeError(f"augment must be a function of inputs and a random generator, but got {augment!r}. "
                        "Leave it out to train on the examples as they are")  # fmt: skip
    random = np.random.default_rng([seed, 2])  # apart from the order of the examples and from dropout

    def changed(inputs):
        found = checks.numeric_array("what augment returns", augment(inputs.copy(), random), inputs.dtype)
        if found.shape != inputs.shape:
            raise ValueError(f"augment was given inputs of shape {inputs.shape} and returned shape {found.shape}, but "
                             "must return one changed example for each")  # fmt: skip
        return found

    return changed


@checks.quiet
def learn(network, inputs, targets, eta, cost, walker, thin):
    """Return the network after one update on checked examples, and the mean error per example before it."""
    used = thin(network, len(inputs))
    passed = propagate(used, inputs)
    errors = errors_of_examples(used, passed, targets, cost)
    count = cost.over_examples.count(errors)
    error = float(cost.over_examples.total(errors)) / count
    if walker.plain:
        # eta / n times a sum is eta times the mean; so these are no longer slopes but the steps themselves.
        layers = backward(used, passed, targets, cost, errors, eta / count)
        return descend(network, ((step, bias_step) for step, bias_step, _ in layers)), error
    layers = backward(used, passed, targets, cost, errors, 1 / count)
    return descend(network, walker.steps(network, layers, eta)), error


class Walker:
    """A rule on its way through one training: it turns slopes into steps and keeps each array's state."""

    def __init__(self, rule, settings, weight_decay):
        self.rule, self.settings, self.weight_decay = rule, settings, weight_decay
        self.plain = rule is RULES["gradient descent"] and not weight_decay
        self.states = {}

    def steps(self, network, layers, eta):
        """Yield the steps of weights and bias weights, layer by layer from the output back."""
        for place, (slope, bias_slope, _) in enumerate(layers):
            if self.weight_decay:
                slope += self.weight_decay * network.weights[-1 - place]
            yield self.step(("weights", place), slope, eta), self.step(("biases", place), bias_slope, eta)

    def step(self, key, slope, eta):
        """Return the rule's step for one array of slopes, and remember its state."""
        state = self.states.get(key) or self.rule.start(slope)
        step, self.states[key] = self.rule.step(slope, state, eta, **self.settings)
        return step
