"""my_train, which the learner writes in notebook 07: the cases, the typical mistakes, the hints and a solution."""

import numpy as np

from helpers.exercises.building import Building, Case
from helpers.lessons.stage_1 import my_forward
from helpers.lessons.stage_2.my_total_error import MY_TOTAL_ERROR
from helpers.lessons.stage_3.my_gradients import MY_GRADIENTS
from helpers.lessons.stage_5.my_update import MY_UPDATE, each
from helpers.network.backpropagation import gradients
from helpers.network.network import Network, total_error
from helpers.network.training import train
from helpers.reference.book import BOOK_ETA, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS


def case(network, examples, eta, epochs):
    """Return a Case with random inputs and targets."""
    given = my_forward.arguments(network, examples)
    targets = np.random.default_rng(6).uniform(size=(examples, network.sizes[-1]))
    return Case(f"the {network.shape_name} network ({examples} examples, {epochs} epochs)",
                (*given, targets, eta, epochs))  # fmt: skip


def cases():
    """Return what my_train is called with: one example and seven, networks with two matrices and with three."""
    lists = my_forward.arguments(BOOK_NETWORK, 1)[:2]
    book = Case("the book's network and example (2 epochs)",
                (*lists, BOOK_INPUTS.copy(), BOOK_TARGETS.astype(float), BOOK_ETA, 2))  # fmt: skip
    return (
        book, case(my_forward.SMALL, 7, 0.3, 3), case(my_forward.DEEP, 7, 3.0, 5), case(my_forward.LARGE, 7, 0.1, 2),
    )  # fmt: skip


def trained(weights, biases, inputs, targets, eta, epochs):
    """Return the weights and biases after the course's own training, and the mean error before each update."""
    steps = [*train(Network(weights, biases), inputs, targets, eta, epochs=epochs)]
    return *lists_of(steps[-1].network), np.array([step.error for step in steps])


def as_asked(weights, biases, inputs, targets, eta, epochs):
    """Return what `trained` does, with the errors in a list: an array is as good."""
    *network, errors = trained(weights, biases, inputs, targets, eta, epochs)
    return *network, errors.tolist()


def lists_of(network):
    """Return the weights and the biases of a network, two lists."""
    return [*network.weights], [*network.biases]


def one(inputs):
    """Return what a sum over the examples is divided by when it is not averaged; `len` averages it."""
    return 1


def report(networks, inputs, targets, told=slice(-1), share=len):
    """Return the lists of the last network, and the errors of those that `told` takes, divided by share(inputs)."""
    errors = [total_error(network, inputs, targets) / share(inputs) for network in networks[told]]
    return *lists_of(networks[-1]), np.array(errors)


def walked(count=lambda epochs: epochs, told=slice(-1), step_share=len, error_share=len, **method):
    """Return a function like my_train with another count of epochs, other errors, or sums in place of averages."""

    def answer(weights, biases, inputs, targets, eta, epochs):
        start, eta = Network(weights, biases), eta * len(inputs) / step_share(inputs)
        steps = [*train(start, inputs, targets, eta, epochs=count(epochs), shuffle=False, **method)]
        ends = [step.network for step, after in zip(steps, [*steps[1:], None], strict=True)
                if after is None or after.epoch > step.epoch]  # fmt: skip
        return report([start, *ends], inputs, targets, told, error_share)

    return answer


def looped(step):
    """Return a function like my_train in which step(networks, go) returns the next network.

    go(at, moved, times) is the network `moved`, moved on by the slopes of the network `at`, so many times as far.
    """

    def answer(weights, biases, inputs, targets, eta, epochs):
        def go(at, moved, times=1):
            slopes, share = gradients(at, inputs, targets), times / len(inputs)
            descend = each(lambda old, slope, eta: old - share * eta * slope)
            return Network(*descend(moved.weights, moved.biases, (slopes.weights, slopes.biases), eta))

        networks = [Network(weights, biases)]
        for _ in range(epochs):
            networks.append(step(networks, go))
        return report(networks, inputs, targets)

    return answer


def from_the_start(weights, biases, inputs, targets, eta, epochs):
    new_weights, new_biases, errors = trained(weights, biases, inputs, targets, eta, 1)
    return new_weights, new_biases, np.repeat(errors, epochs)


def then(change):
    """Return a function like my_train that makes of the right three results what `change` makes of them."""
    return lambda *given: change(*trained(*given))


def of_inputs(weights, biases, inputs, targets, eta, epochs):
    error = ((inputs - targets) ** 2).sum() / 2 / len(inputs)
    return *trained(weights, biases, inputs, targets, eta, epochs)[:2], np.repeat(error, epochs)


def shrinking(weights, biases, inputs, targets, eta, epochs):
    """Divide eta by the number of examples in every epoch anew."""
    errors = []
    for epoch in range(epochs):
        weights, biases, error = trained(weights, biases, inputs, targets, eta / len(inputs) ** epoch, 1)
        errors.append(error[0])
    return weights, biases, np.array(errors)


def by_examples(step_share, error_share):
    """Return a function like my_train with an update and an error for each example."""

    def answer(weights, biases, inputs, targets, eta, epochs):
        errors, share = [], error_share(inputs)
        for row in [*range(len(inputs))] * epochs:
            one_row = inputs[row : row + 1], targets[row : row + 1]
            weights, biases, error = trained(weights, biases, *one_row, eta / step_share(inputs), 1)
            errors.append(error[0] / share)
        return weights, biases, np.array(errors)

    return answer


def divided_by(count, step, error):
    """Return a function like my_train that divides where it says so by count(inputs, targets, epochs) alone."""

    def answer(weights, biases, inputs, targets, eta, epochs):
        ratio = len(inputs) / count(inputs, targets, epochs)
        found = trained(weights, biases, inputs, targets, eta * (ratio if step else 1), epochs)
        return *found[:2], found[2] * (ratio if error else 1)

    return answer


PAIR = "The weights and biases come as a pair of their own. Wanted are three results, side by side."

# fmt: off
MY_TRAIN = Building(
    name="my_train",
    right=as_asked,
    cases=cases,
    many=lambda n: case(my_forward.SMALL, n, 0.3, 2),
    returns="the trained weights, the trained biases, and the list of errors, one for each epoch",
    parts=("weights", "biases", "errors"),
    calls={"3.11": my_forward.MY_FORWARD, "4.7": MY_TOTAL_ERROR, "5.15": MY_GRADIENTS, "7.12": MY_UPDATE},
    praise="Error, slopes, update, and again: this loop trains any network whose slopes are known.",
    faster="One step further: {whose} goes through the examples one by one, and 500 of them take about {times} times "
           "as long as with ours. Every stage can take all rows at once.",
    hints=(
        "Before the loop stands an empty list for the errors. The loop runs once for each epoch, and in it are the "
        "stages in their order: forward, error, slopes, update. After it comes return.",
        "The names weights and biases may be given anew inside the loop: my_update returns two lists, so write both "
        "names to the left of =. Then the next epoch goes on from there.",
        "my_total_error wants the outputs that my_forward makes; my_gradients goes forward by itself. Both add up over "
        "the examples; len(inputs) says how many there are. Divide what is appended by it. For the step it is easiest "
        "to divide η, the last argument of my_update, as section 5 does.",
    ),
    solution='''
def my_train(weights, biases, inputs, targets, eta, epochs):
    """Return the trained weights, the trained biases, and the errors."""
    errors, n = [], len(inputs)
    for epoch in range(epochs):
        outputs = my_forward(weights, biases, inputs)                   # stage 1
        errors.append(my_total_error(outputs, targets) / n)             # stage 2: the mean, before the update
        slopes = my_gradients(weights, biases, inputs, targets)         # stage 3, at this moment
        weights, biases = my_update(weights, biases, slopes, eta / n)   # stage 5: a mean step
    return weights, biases, errors
''',
    slips=(
        (walked(told=slice(1, None)), "The errors are those after the updates. Wanted is what was wrong before each."),
        (walked(told=slice(None)), "There is one error too many: the last one comes before no update."),
        (walked(lambda epochs: 1), "It stops after one epoch. Is there a loop over all of them, without break, and "
                                   "does return stand behind it, not indented?"),
        (walked(lambda epochs: epochs - 1), "One epoch is missing. range(1, n) begins with 1 and ends before n."),
        (walked(lambda epochs: epochs + 1), "That is one epoch too many."),
        (looped(lambda networks, go: go(networks[0], networks[-1])),
         "The slopes of the start are used in every epoch. They change with the weights."),
        (from_the_start, "The network that comes back is that after one update, and every error is that of the start. "
                         "Does the update stand inside the loop, and does the next epoch go on with the new weights?"),
        (looped(lambda networks, go: networks[0]),
         "The weights come back as they came in. Is what my_update returns kept? Does my_gradients get the targets?"),
        (looped(lambda networks, go: Network(go(networks[-1], networks[-1]).weights, networks[0].biases)),
         "The biases never move. my_update returns two lists: both are to be kept."),
        (looped(lambda networks, go: Network(networks[0].weights, go(networks[-1], networks[-1]).biases)),
         "The weights never move. my_update returns two lists: both are to be kept."),
        (looped(lambda networks, go: go(networks[-1], networks[-1], -1)), "The walk goes uphill: a sign is turned."),
        (walked(step_share=one, error_share=one),
         "The steps and the errors are added up over the examples. Wanted are means."),
        (walked(step_share=one), "The steps are added up over the examples. Wanted is a mean step."),
        (walked(error_share=one),
         "The weights and biases are right. But the errors are added up over the examples. Wanted are means."),
        *((walked(step_share=lambda inputs: 1 / len(inputs), error_share=share),
           "η is multiplied by the number of examples: the steps are far too long. Wanted is a mean step.")
          for share in (len, one)),
        (shrinking, "η becomes smaller from epoch to epoch, for it is divided again each time. Give the quotient a "
                    "name of its own, or divide before the loop."),
        *((by_examples(*shares), "That is SGD, with one update and one error after each example. Here one update takes "
           "all of them.") for shares in ((one, one), (one, len), (len, one), (len, len))),
        *((divided_by(count, *where), sentence) for count, sentence in (
            (lambda inputs, targets, epochs: epochs,
             "A mean is taken over the examples: the number of epochs has no part in it."),
            (lambda inputs, targets, epochs: inputs.shape[1],
             "It is divided by how many numbers one example has: len(inputs[0]) counts these. A mean is taken over the "
             "examples."),
            (lambda inputs, targets, epochs: targets.shape[1],
             "It is divided by the number of output nodes. A mean is taken over the examples."))
          for where in ((True, True), (True, False), (False, True))),
        (walked(method="sgd"), "That is SGD: one update after each example. Here one update takes all of them."),
        (then(lambda weights, biases, errors: (weights, biases, np.repeat(errors[:1], len(errors)))),
         "The weights and biases are right. But every error is that of the start: call my_forward anew in each epoch."),
        (of_inputs,
         "The inputs themselves are compared with the targets. my_total_error wants what my_forward makes of them."),
        (walked(told=slice(-2, -1)), "Only the last error is left. Is the empty list made inside the loop? Or does "
                                     "append stand behind it?"),
        (walked(told=slice(-1, None)), "There is one error only, that after the last update. Wanted is one for each "
                                       "epoch, before its update. Does append stand behind the loop?"),
        (then(lambda weights, biases, errors: (weights, biases, errors[:0])),
         "The list of errors comes back empty. append puts a number into a list; += does not."),
        (then(lambda weights, biases, errors: (weights, biases, errors[-1])),
         "Only one error comes back, the last. Wanted is a list with one for each epoch."),
        (then(lambda weights, biases, errors: (weights, biases, errors[::-1])),
         "The errors come in the wrong order: the last one is first."),
        (then(lambda weights, biases, errors: (weights, biases)), "The errors do not come back."),
        (then(lambda weights, biases, errors: errors), "Only the errors come back. The network is wanted, too."),
        (then(lambda weights, biases, errors: (errors, weights, biases)),
         "The three results come in another order: the errors are the last."),
        (then(lambda weights, biases, errors: (biases, weights, errors)),
         "The first two results are swapped: the weights come first."),
        (then(lambda weights, biases, errors: ((weights, biases), errors)), PAIR),
    ),
)
# fmt: on
