"""A training that is steered while it runs: each moment is made from the one before, with the settings of now."""

from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import trainable_cost
from helpers.network.dropout import thinned
from helpers.network.network import Network, checked_examples
from helpers.network.rules import known_rule, known_schedule
from helpers.network.threads import fair
from helpers.network.training import Walker, batches, learn
from helpers.study.judging import judge, measured

LONGEST = 2000  # moments that a run keeps: some 30 MB for the largest network of the playground
USUAL = {"eta": 0.1, "batch_size": 10, "rule": "gradient descent", "schedule": "constant", "weight_decay": 0.0,
         "dropout": 0.0}  # fmt: skip


class Moment(NamedTuple):
    """The network after so many epochs, its mean error per example and accuracy on both parts, and how it was made.

    Where the target is a number, the accuracies are NaN. `settings` are those of the epoch that led here.
    """

    number: int
    network: Network
    training_error: float
    validation_error: float
    training_accuracy: float
    validation_accuracy: float
    settings: dict

    def __repr__(self):
        return f"moment {self.number}: {self.network!r}"


class Way(NamedTuple):
    """What the next epoch needs of a moment: the rule's memory, the state of chance, the updates done."""

    states: dict
    order: dict
    silence: dict
    updates: int


class Run:
    """A training that can be steered and stepped back: `run.at(20, eta=0.1)` is the moment after epoch 20.

    A moment is one epoch. Moment k + 1 is made from moment k with the settings that `at` was given; going back shows
    the moment as it was. Where the settings differ from those of the last call, what was trained beyond that moment is
    dropped; at moment 0 all is that was trained with other settings. A changed learning rate keeps the rule's memory,
    a changed rule starts it anew. As long as nothing changes, the moments are those of `train()`. `cost` is a name in
    COSTS, without one it is what fits the data; `seed` shuffles the examples. The moments are counted from `first` on.
    At most 2,000 moments are kept. Raises TypeError or ValueError with a sentence.

    >>> from helpers import create
    >>> from helpers.lessons.playground.data import Data, class_targets, parted
    >>> points = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    >>> data = Data(*parted(points, class_targets([0, 0, 1, 1], 2), 0.5), names=("x1",), classes=("left", "right"))
    >>> run = Run(create(1, 1, activations="logistic"), data)
    >>> run.at(30, eta=1).validation_accuracy, run.at(0).number
    (1.0, 0)
    """

    def __init__(self, network, data, cost=None, seed=0, first=0):
        self.data, self.cost = data, data.ending[1] if cost is None else cost
        self.first = checks.whole_number("first", first, at_least=0, at_most=LONGEST)
        seed = checks.whole_number("seed", seed, at_least=0)
        self._training = checked_examples(network, *data.training)
        self._validation = checked_examples(network, *data.validation)
        self._cost = trainable_cost(network, self._training[1], self.cost)
        both = np.concatenate([self._training[1], self._validation[1]])
        self._judge = judge(network, both) if data.classes else None
        order, silence = np.random.default_rng(seed), np.random.default_rng([seed, 1])
        self.moments = [self._moment(self.first, network, {})]
        self._ways = [Way({}, order.bit_generator.state, silence.bit_generator.state, 0)]
        self.settings = None  # of the last call
        self.changed_at = None  # where the settings were last changed on the way

    def at(self, number, **settings):
        """Return the Moment with this number, trained with these settings as far as it is not there yet.

        `settings` are eta, batch_size, rule, schedule, weight_decay, dropout and those of the rule, such as momentum;
        what is left out is as usual: see USUAL. A batch is never larger than the training part.
        """
        number = max(self.first, checks.whole_number("moment", number, at_least=0, at_most=LONGEST))
        settings = checked_settings(settings)
        anew = number == 0 and self.last and self.moments[1].settings != settings
        if anew or self.settings not in (None, settings):
            self._change(min(number, self.last))
        self.settings = settings
        while self.last < number:
            self._learn()
        return self.moments[number - self.first]

    @property
    def last(self):
        """The number of the last moment that is there."""
        return self.first + len(self.moments) - 1

    def _change(self, number):
        """Drop what was trained beyond a moment: the settings change here."""
        keep = number - self.first + 1
        self.changed_at = number if number > self.first else None
        del self.moments[keep:], self._ways[keep:]

    def _learn(self):
        """Train one epoch with the settings of now, and keep the moment."""
        network, way, now = self.moments[-1].network, self._ways[-1], self.settings
        inputs, targets = self._training
        own = {name: value for name, value in now.items() if name not in USUAL}
        walker = Walker(known_rule(now["rule"], own), own, now["weight_decay"])
        if self.moments[-1].settings.get("rule", now["rule"]) == now["rule"]:
            walker.states = dict(way.states)
        rate, order, silence = known_schedule(now["schedule"]), restored(way.order), restored(way.silence)
        size, updates = min(now["batch_size"], len(inputs)), way.updates

        def thin(network, n):
            return thinned(network, n, now["dropout"], silence) if now["dropout"] else network

        with fair(size * network.weight_count):
            for rows in batches(len(inputs), size, order):
                eta = rate(now["eta"], updates)
                network, _ = learn(network, inputs[rows], targets[rows], eta, self._cost, walker, thin)
                updates += 1
        self.moments.append(self._moment(self.last + 1, network, now))
        self._ways.append(Way(walker.states, order.bit_generator.state, silence.bit_generator.state, updates))

    def _moment(self, number, network, settings):
        parts = [measured(network, *part, self._cost, self._judge) for part in (self._training, self._validation)]
        (error, share), (validation_error, validation_share) = parts
        return Moment(number, network, error, validation_error, share, validation_share, settings)


def restored(state):
    """Return a random generator that goes on from a state.

    >>> first = np.random.default_rng(1)
    >>> again = restored(first.bit_generator.state)
    >>> first.random() == again.random()
    True
    """
    random = np.random.default_rng()
    random.bit_generator.state = state
    return random


def checked_settings(given):
    """Return all settings of a training, checked, with the usual ones for those that were not given.

    >>> checked_settings({"eta": 1, "rule": "momentum"})["eta"]
    1.0
    """
    settings = {**USUAL, **given}
    known_rule(settings["rule"], {name: value for name, value in settings.items() if name not in USUAL})
    known_schedule(settings["schedule"])
    wanted = "a number of 0 or more, such as 0.001"
    part = "a probability from 0 to below 1, such as 0.2"
    return {
        **settings,
        "eta": checks.learning_rate(settings["eta"]),
        "batch_size": checks.whole_number("batch_size", settings["batch_size"]),
        "weight_decay": checks.real_number("weight_decay", settings["weight_decay"], wanted, at_least=0),
        "dropout": checks.real_number("dropout", settings["dropout"], part, at_least=0, below=1),
    }
