"""How good is a network on the validation part, beside methods without one? What does it look at? Where is it wrong?

Every score is one of the validation part: the share of right answers where a class is asked; where a number is, the
typical error, which is the root of the mean squared error, in the target's own unit.
"""

import math
from typing import NamedTuple

import numpy as np

from helpers.lessons.playground.saving import checked_network, fitting
from helpers.network import checks
from helpers.network.network import forward
from helpers.network.tables import Table
from helpers.pens.numerals import percent, plain, shortened
from helpers.study.judging import classes, judge


class Judged(NamedTuple):
    """What one method answers to the validation examples, `(n,)`: classes by number, or numbers; and its score."""

    name: str
    answers: np.ndarray
    score: float


class Importance(NamedTuple):
    """How much worse the score gets when one input is shuffled: its mean, and its spread from shuffle to shuffle."""

    name: str
    mean: float
    spread: float


class Mistake(NamedTuple):
    """One wrong answer: the example's number in the validation part, what is said, what it is, and how surely."""

    number: int
    said: object
    wanted: object
    sure: float


NETWORK, REPEATS = "this network", 10


def wanted(data):
    """Return what is right for the validation examples, `(n,)`: classes by number, or numbers in their own unit."""
    return classes(data.validation.targets) if data.classes else data.undo(data.validation.targets)


def score(data, answers):
    """Return the share of right answers or, where a number is asked, the typical error √(mean (wanted − answer)²)."""
    if data.classes:
        return float(np.mean(answers == wanted(data)))
    return float(np.sqrt(np.mean((answers - wanted(data)) ** 2)))


def answers_of(network, data, inputs=None):
    """Return what a network answers to inputs, those of the validation part if none are given, `(n,)`."""
    inputs = data.validation.inputs if inputs is None else inputs
    output = forward(network, inputs).output
    if not np.isfinite(output).all():
        raise ValueError("some of the network's answers are no numbers: it has diverged. Take an earlier moment, or "
                         "learn with a smaller eta")  # fmt: skip
    if not data.classes:
        return data.undo(output)
    return judge(network, np.concatenate([data.training.targets, data.validation.targets]))(output)


@checks.remembered(16)
def baselines(data):
    """Return two Judged that every network has to beat: one that looks at no input, one that draws straight lines.

    The first always gives the most frequent class, or the mean; the second is logistic or linear regression. Both are
    scikit-learn's and learn from the training part.
    """
    from sklearn.dummy import DummyClassifier, DummyRegressor  # most notebooks never need them
    from sklearn.linear_model import LinearRegression, LogisticRegression

    inputs, targets = data.training
    if data.classes:
        kinds = classes(targets)
        blind = DummyClassifier().fit(inputs, kinds)
        several = len(np.unique(kinds)) > 1  # of one class alone it cannot learn
        straight = LogisticRegression(max_iter=5000).fit(inputs, kinds) if several else blind
        names = f"always {data.classes[int(blind.predict(inputs[:1])[0])]}", "logistic regression"
    else:
        numbers = data.undo(targets)
        blind, straight = DummyRegressor().fit(inputs, numbers), LinearRegression().fit(inputs, numbers)
        names = "always the mean", "linear regression"
    found = [method.predict(data.validation.inputs) for method in (blind, straight)]
    return tuple(Judged(name, answers, score(data, answers)) for name, answers in zip(names, found, strict=True))


def compared(network, data):
    """Return the scores of a network and of two baselines on the validation part, as a table of Judged.

    >>> from helpers import create
    >>> from helpers.lessons.playground.tasks import plane_data
    >>> compared(create(2, 3, 1), plane_data("clusters"))
    right on 60 validation examples: class
    method               right
    always blue          45.0 %
    logistic regression  100.0 %
    this network         98.3 %
    """
    rows = rivals(network, data)
    heading, show = ("right", percent) if data.classes else ("typical error", measure)
    columns = {"method": lambda row: row.name, heading: lambda row: show(row.score)}
    return Table(f"{heading} on {len(data.validation.inputs)} validation examples: {data.target}", columns, rows)


def rivals(network, data):
    """Return the Judged of both baselines and of the network, which comes last."""
    fitting(checked_network(network), data)
    answers = answers_of(network, data)
    return (*baselines(data), Judged(NETWORK, answers, score(data, answers)))


def beyond_chance(data, one, other):
    """Say whether two methods differ by more than two standard errors of their difference, example by example."""
    losses = [(row.answers != wanted(data)) * 1.0 if data.classes else (row.answers - wanted(data)) ** 2
              for row in (one, other)]  # fmt: skip
    apart = losses[0] - losses[1]
    return len(apart) > 1 and abs(apart.mean()) > 2 * apart.std(ddof=1) / math.sqrt(len(apart))


# ---- What it looks at


def columns_of(data):
    """Return the name of each column of a table and its places among the inputs; a word's column has several.

    >>> from helpers.lessons.playground.table import read_table
    >>> columns_of(read_table("penguins").data("body_mass_g", ["year", "sex"]))
    [('year', (0,)), ('sex', (1, 2))]
    """
    if data.recipe is None:
        return [(name, (place,)) for place, name in enumerate(data.names)]
    ends = np.cumsum([len(column.names) for column in data.recipe.inputs]).tolist()
    return [(column.name, tuple(range(end - len(column.names), end)))
            for column, end in zip(data.recipe.inputs, ends, strict=True)]  # fmt: skip


class Asked:
    """A network as scikit-learn wants to ask it: entry [i, k] says from which example row i has its column k.

    So all the inputs that one word has become are shuffled together.
    """

    def __init__(self, network, data):
        self.network, self.data = network, data
        self.places = [list(places) for _, places in columns_of(data)]

    def fit(self, rows, targets):
        """Do nothing: it has learned already."""
        return self

    def predict(self, rows):
        """Return its answers, `(n,)`."""
        inputs = self.data.validation.inputs
        mixed = [inputs[rows[:, number]][:, places] for number, places in enumerate(self.places)]
        return answers_of(self.network, self.data, np.hstack(mixed))


def goodness(asked, rows, targets):
    """Return a score that is larger for better answers: the share of right ones, or minus the typical error."""
    found = score(asked.data, asked.predict(rows))
    return found if asked.data.classes else -found


def importances(network, data, repeats=REPEATS, seed=0):
    """Return how much each input contributes to the validation score, as a table of Importance, the most first.

    One column after the other is shuffled among the validation examples, `repeats` times by `seed`, so that it tells
    nothing any more; what the score loses is its permutation importance (Breiman 2001), computed by scikit-learn.
    Columns that tell the same share it: each looks small, as the other still tells.

    >>> from helpers import create
    >>> from helpers.lessons.playground.table import read_table
    >>> importances(create(4, 3, activations="softmax"), read_table("iris").data("species"))[0].name
    'petal_length'
    """
    from sklearn.inspection import permutation_importance

    fitting(checked_network(network), data)
    answers_of(network, data)
    names, many = [name for name, _ in columns_of(data)], len(data.validation.inputs)
    found = permutation_importance(
        Asked(network, data), np.tile(np.arange(many)[:, None], len(names)), wanted(data), scoring=goodness,
        n_repeats=checks.whole_number("repeats", repeats, at_most=1000),
        random_state=checks.whole_number("seed", seed, at_least=0, at_most=2**32 - 1),
    )  # fmt: skip
    rows = [Importance(name, float(mean), float(spread)) for name, mean, spread in
            zip(names, found.importances_mean, found.importances_std, strict=True)]  # fmt: skip
    rows = tuple(sorted(rows, key=lambda row: -row.mean))
    show = loss_text(data, rows)
    columns = {"input": lambda row: row.name, "worse by": lambda row: show(row.mean), "±": lambda row: show(row.spread)}
    return Table(f"shuffled {repeats} times{', points of right answers' * bool(data.classes)}", columns, rows)


# ---- Where it is wrong


def surest_mistakes(network, data):
    """Return all wrong answers to the validation examples as Mistakes, the surest or, with numbers, the largest first.

    How sure is the probability of the answer that was given; of a network without probabilities it is by how much its
    output passes the next one, or the middle between the two targets. For numbers it is the size of the error.
    """
    fitting(checked_network(network), data)
    said, right = answers_of(network, data), wanted(data)
    if not data.classes:
        off = np.abs(said - right)
        order = np.argsort(-off, kind="stable")
        return tuple(Mistake(int(n), float(said[n]), float(right[n]), float(off[n])) for n in order if off[n] > 0)
    sure = sureness(network, data)
    wrong = np.flatnonzero(said != right)
    return tuple(Mistake(int(n), data.classes[said[n]], data.classes[right[n]], float(sure[n]))
                 for n in wrong[np.argsort(-sure[wrong], kind="stable")])  # fmt: skip


def has_probabilities(network):
    """Say whether a network's outputs are probabilities of classes."""
    return network.activations[-1] == ("softmax" if network.sizes[-1] > 1 else "logistic")


def sureness(network, data):
    """Return how sure a network is of each answer to the validation examples, `(n,)`."""
    output = forward(network, data.validation.inputs).output
    if output.shape[1] > 1:
        ordered = np.sort(output, axis=1)
        return ordered[:, -1] if has_probabilities(network) else ordered[:, -1] - ordered[:, -2]
    targets = np.concatenate([data.training.targets, data.validation.targets])
    apart = np.abs(output[:, 0] - (targets.min() + targets.max()) / 2)
    return 0.5 + apart if has_probabilities(network) else apart


# ---- In words


def unit_of(data):
    """Return in whose unit a number is told: that of the table's column that is asked for.

    >>> from helpers.lessons.playground.table import read_table
    >>> unit_of(read_table("penguins").data("body_mass_g")), unit_of(read_table("iris").data("species"))
    (' in body_mass_g', '')
    """
    return f" in {shortened(data.target)}" if data.recipe and not data.classes else ""


def measure(value):
    """Return a number of any size with four figures.

    >>> measure(4012.6), measure(-0.0123456), measure(0)
    ('4,013', '−0.01235', '0')
    """
    text = f"{value:,.0f}" if 1000 <= abs(value) < 1e15 else f"{value:.4g}"
    return text.replace("-", "−")


def loss_text(data, rows):
    """Return the function that writes what a score loses: points of a hundred, or three figures of the largest loss."""
    if data.classes:
        return lambda loss: plain(100 * loss, 1)
    largest = max(abs(row.mean) for row in rows)
    places = min(max(2 - math.floor(math.log10(largest)), 0), 6) if largest > 0 else 0
    return lambda loss: plain(loss, places)
