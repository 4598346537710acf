"""How a challenge judges a network: on examples that nobody has been given, rule by rule; what is wrong is said.

The examples to learn from are the same for everybody; the others are made here and never handed out.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import Part
from helpers.exercises.engine import Listing, Message
from helpers.exercises.stumbles import a_kind
from helpers.lessons.playground.data import Data
from helpers.lessons.playground.judging import answers_of, baselines, measure, score, unit_of, wanted
from helpers.lessons.playground.saving import checked_network
from helpers.lessons.playground.table import read_table
from helpers.lessons.playground.tasks import plane_data
from helpers.network import checks
from helpers.network.network import Network, total_error
from helpers.pens.numerals import counted, percent, plain

OTHER_SEED, FRESH = 1400, 1000


class Given(NamedTuple):
    """The Data to learn from, and the same with other examples in its validation part, which nobody has seen."""

    data: Data
    fresh: Data


@checks.remembered()
def in_plane(task, points=200, noise=0.1):
    """Return the Given of a task in the plane: what a Playground of these settings has; 1,000 new points are fresh.

    >>> in_plane("circle").data, len(in_plane("circle").fresh.validation.inputs)
    (140 examples to learn from and 60 to judge: class (orange or blue) from x1, x2, 1000)
    """
    data = plane_data(task, points, noise)
    new = plane_data(task, FRESH, noise, seed=OTHER_SEED)
    both = Part(*(np.concatenate(arrays) for arrays in zip(new.training, new.validation, strict=True)))
    return Given(data, replace(data, validation=both))


@checks.remembered()
def in_table(name, target, inputs):
    """Return the Given of a table: half of its rows to learn from, a quarter to judge with, a quarter is fresh.

    >>> in_table("wine", "cultivar", ("alcohol",)).data
    89 examples to learn from and 44 to judge: cultivar (1 or 2 or 3) from alcohol
    """
    data = read_table(name).data(target, [*inputs], share=0.5, seed=1)
    half = len(data.validation.inputs) // 2
    seen, fresh = (Part(*(array[rows] for array in data.validation)) for rows in (slice(half), slice(half, None)))
    return Given(replace(data, validation=seen), replace(data, validation=fresh))


@dataclass(frozen=True)
class Challenge:
    """A challenge whose answer is a network, or several of them: `names` says what a cell calls each.

    `given()` returns the Given. `rules` holds for each network the rules that it must keep, in their order: functions
    of the network and the Given that return what is wrong, or "". `told` returns what was reached, of all networks.
    `solution` is Python that makes what `names` names, `because` says why it does.
    """

    names: tuple
    given: Callable
    rules: tuple
    told: Callable
    praise: str
    hints: tuple
    solution: str
    because: str

    @property
    def name(self):
        """What the answer is called, as other exercises with a solution in Python have it."""
        return ", ".join(self.names)

    def reveal(self, number):
        """Return the lines of Python that solve it, and why."""
        return Listing(f"Solution of {number}: {self.because}", self.solution.strip())

    def check(self, number, answer, readings=None):
        """Return the Message that this answer deserves: a network, or what holds one, and perhaps its data behind."""
        given, answers = self.given(), [*answer] if type(answer) in (list, tuple) else [answer]
        if any(one is ... for one in answers):
            what = "network: put it" if len(self.names) == 1 else f"networks: put {self.name}"
            return Message(f"Exercise {number} waits for your {what} in place of the dots and run this cell again.")
        learned_from = answers.pop() if len(answers) > 1 and isinstance(answers[-1], Data) else given.data
        answers = [one.network if isinstance(getattr(one, "network", None), Network) else one for one in answers]
        if problem := self.misfit(number, answers) or other_data(number, learned_from, given):
            return Message(f"? Exercise {number}: {problem}")
        try:
            if wrong := self.wrong(answers, given):
                return Message(f"✗ Exercise {number}: not yet. {wrong}")
            return Message(f"✓ Exercise {number}: right. {self.told(answers, given)} {self.praise}")
        except ValueError as problem:  # a network that cannot be judged, as one that has diverged
            return Message(f"? Exercise {number}: {problem}.")

    def misfit(self, number, answers):
        """Return a sentence when these are no networks, or too many or too few."""
        form = f'The answer is {counted(len(self.names), "network")}: check("{number}", {self.name}).'
        for one in answers:
            if inspect.isgenerator(one):
                return "this is a training that has not begun. Go through its steps and take the last one's network."
            if not isinstance(one, Network):
                return f"this is {a_kind(one)}, not a network. {form}"
        return "" if len(answers) == len(self.names) else f"you gave {counted(len(answers), 'network')}. {form}"

    def wrong(self, answers, given):
        """Return what is wrong with the networks, "" if nothing is."""
        fault = self.first_fault(answers, given)
        if fault and len(answers) > 1 and not self.first_fault(answers[::-1], given):
            return f"You have them in each other's place: {self.names[0]} comes first."
        return fault

    def first_fault(self, answers, given):
        """Return the sentence of the first rule that is broken, with the network's name where there are several."""
        for name, network, rules in zip(self.names, answers, self.rules, strict=True):
            checked_network(network)
            for rule in (fits, *rules):
                if said := rule(network, given):
                    return f"{name}: {said}" if len(answers) > 1 else said
        return ""


def other_data(number, data, given):
    """Return a sentence when these are other examples than the challenge's."""
    if all(np.array_equal(*pair) for pair in zip(data.training, given.data.training, strict=True)):
        return ""
    return f'these are other examples than those of this challenge. Learn from challenge_data("{number}").'


# ---- Rules: what is wrong in a sentence, or ""


def fits(network, given):
    """The rule that a network has the inputs and the outputs of the challenge."""
    data = given.data
    for what, theirs, ours, meaning in (
        ("input", network.sizes[0], len(data.names), ", ".join(data.names)),
        ("output", network.sizes[-1], data.outputs, " or ".join(data.classes) or data.target),
    ):
        if theirs != ours:
            return f"it has {counted(theirs, what)}, but this challenge wants {ours} ({meaning})."
    return ""


def hidden_nodes(most):
    """Return the rule that a network has one hidden layer, with at most so many nodes."""

    def rule(network, given):
        hidden = network.sizes[1:-1]
        if len(hidden) != 1:
            return f"it has {counted(len(hidden), 'hidden layer')}; one is wanted."
        return f"it has {hidden[0]} hidden nodes; at most {most} are allowed." if hidden[0] > most else ""

    return rule


def exactly(nodes):
    """Return the rule that a network has just so many hidden nodes, in one layer, all of them tanh."""

    def rule(network, given):
        if network.sizes[1:-1] != (nodes,):
            return f"it is a {network.shape_name} network, but has to have {nodes} hidden nodes in one layer."
        first = network.activations[0]
        return "" if first == "tanh" else f"its hidden nodes are {first}; here they have to be tanh."

    return rule


def parameters(most):
    """Return the rule that a network has at most so many weights and bias weights."""

    def rule(network, given):
        over = f"it has {network.parameter_count} parameters, weights and bias weights; at most {most} are allowed."
        return over if network.parameter_count > most else ""

    return rule


def small(most):
    """Return the rule that a network has no more parameters than are needed; how many that are, it does not tell."""

    def rule(network, given):
        over = "it is right often enough, but a smaller one can do it. Take a node away, and try several starts."
        return over if network.parameter_count > most else ""

    return rule


def right(goal):
    """Return the rule that so large a share of the fresh examples is right."""

    def rule(network, given):
        found = right_share(network, given.fresh)
        return "" if found >= goal else f"{short(found, goal, given)}{why_short(network, given, found, goal)}"

    return rule


def short(found, goal, given):
    """Return how many fresh examples are right and how many are wanted."""
    return f"{percent(found)} of {fresh_examples(given)} are right; {percent(goal)} are wanted"


def why_short(network, given, found, goal):
    """Return what speaks for a reason why too few fresh examples are right, else how many are missing."""
    if task := reads_better(network, given, goal):
        return f". It reads the {task} well: is it the network of another challenge?"
    if found < baselines(given.fresh)[0].score + 0.05:
        return ". That is hardly better than always giving the same answer: has it learned?"
    seen, learned = (right_share(network, replace(given.data, validation=part))
                     for part in (given.data.validation, given.data.training))  # fmt: skip
    if seen >= goal:
        return f". Of your validation part {percent(seen)} are: it fits those few better than new ones."
    if learned >= goal:
        return f". Of the training part {percent(learned)} are: it fits those better than new ones."
    return f": {plain(100 * (goal - found), 1)} points are missing."


def reads_better(network, given, goal):
    """Return the name of another task in the plane that a network reads well enough, "" if there is none."""
    for task in ("circle", "XOR", "spiral", "two moons"):
        other = in_plane(task).fresh
        if len(other.names) == network.sizes[0] and other.outputs == network.sizes[-1]:
            if not np.array_equal(other.validation.inputs, given.fresh.validation.inputs):
                if right_share(network, other) >= goal:
                    return task
    return ""


def right_share(network, data):
    """Return the share of right answers on the validation part of data."""
    return score(data, answers_of(network, data))


def fresh_examples(given):
    """Return how many examples nobody has seen, in words."""
    return f"{len(given.fresh.validation.inputs):,} fresh {'rows' if given.data.recipe else 'points'}"


def logistic_output(network, given):
    """The rule that the output is logistic, so that its error is a binary cross-entropy."""
    last = network.activations[-1]
    return "" if last == "logistic" else f"its output is {last}, but the error here is that of a logistic one."


def error_on(network, part):
    """Return the mean binary cross-entropy on examples."""
    return total_error(network, *part, "binary cross-entropy")


def both_errors(network, given):
    """Return the mean error on the training part and on the fresh examples."""
    return error_on(network, given.data.training), error_on(network, given.fresh.validation)


def by_heart(most, least):
    """Return the rule that a network has overfitted: an error of at most `most` on training, of `least` on others."""

    def rule(network, given):
        inside, outside = both_errors(network, given)
        if inside > most:
            return (f"its mean error is {plain(inside, 3)} on the training part. Who knows it by heart has at most "
                    f"{most}: learn longer, or with more nodes.")  # fmt: skip
        few = f"its mean error is only {plain(outside, 3)} on {fresh_examples(given)}. Overfitted has {least} or more."
        return few if outside < least else ""

    return rule


def cured(most):
    """Return the rule that a network has an error of at most `most` on fresh examples."""

    def rule(network, given):
        inside, outside = both_errors(network, given)
        more = f"its mean error is {plain(outside, 3)} on {fresh_examples(given)}; at most {most} is wanted. On its "
        return f"{more}training part it is {plain(inside, 3)}." if outside > most else ""

    return rule


def bends(network, given):
    """The rule that a network has hidden nodes that are not linear."""
    if {*network.activations[:-1]} <= {"linear"}:
        return "softmax without hidden nodes, or with linear ones, IS logistic regression: give it nodes that bend."
    return ""


def beats_straight_lines(network, given):
    """The rule that more fresh rows are right than with logistic regression."""
    ours, theirs = right_counts(network, given)
    if ours > theirs:
        return ""
    scores = f"{ours} of {fresh_examples(given)} are right, and {theirs} with logistic regression"
    return f"{scores}: {'as many do not beat it' if ours == theirs else 'more than that are wanted'}."


def right_counts(network, given):
    """Return how many fresh rows are right, with the network and with logistic regression."""
    answers = answers_of(network, given.fresh), baselines(given.fresh)[1].answers
    return [int(np.sum(one == wanted(given.fresh))) for one in answers]


def linear_output(network, given):
    """The rule that a network that is to say a number has a linear output."""
    last = network.activations[-1]
    return "" if last == "linear" else f"its output is {last}, which cannot say every number. Make it linear."


def smaller_error(share):
    """Return the rule that the typical error on fresh rows is at most such a share of linear regression's."""

    def rule(network, given):
        mean, straight = (row.score for row in baselines(given.fresh))
        ours = score(given.fresh, answers_of(network, given.fresh))
        scores = f"its typical error{unit_of(given.fresh)} on {fresh_examples(given)} is {measure(ours)}, "
        scores += f"linear regression's {measure(straight)}"
        if ours <= share * straight:
            return ""
        if ours > 0.9 * mean:
            return f"{scores}, and that of always the mean {measure(mean)}: has it learned?"
        if {*network.activations} == {"linear"}:
            return f"{scores}. Linear layers, however many, make one straight line: take another activation."
        return f"{scores}. At most {percent(share)} of that is wanted."

    return rule


# ---- What was reached, in words


def told_right(answers, given):
    """Return the shares of fresh examples that are right."""
    shares = checks.listed(percent(right_share(network, given.fresh)) for network in answers)
    return f"Of {fresh_examples(given)} {shares} are right."


def told_size(answers, given):
    """Return the share that is right, and with how many parameters."""
    return f"{told_right(answers, given)[:-1]}, with {answers[0].parameter_count} parameters."


def told_errors(answers, given):
    """Return the errors of an overfitted network and of a cured one."""
    pairs = [[plain(error, 3) for error in both_errors(network, given)] for network in answers]
    return (f"The mean error of the first is {pairs[0][0]} on its training part and {pairs[0][1]} on "
            f"{fresh_examples(given)}; of the second {pairs[1][0]} and {pairs[1][1]}.")  # fmt: skip


def told_counts(answers, given):
    """Return how many fresh rows are right, beside logistic regression."""
    ours, theirs = right_counts(answers[0], given)
    return f"Of {fresh_examples(given)} {ours} are right, with logistic regression {theirs}."


def told_measures(answers, given):
    """Return the typical error on fresh rows, beside linear regression's."""
    ours = score(given.fresh, answers_of(answers[0], given.fresh))
    straight = measure(baselines(given.fresh)[1].score)
    return f"Its typical error{unit_of(given.fresh)} is {measure(ours)}, that of linear regression {straight}."
