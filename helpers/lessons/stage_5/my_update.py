"""my_update, which the learner writes in notebook 07: the cases, the typical mistakes, the hints and a solution."""

import numpy as np

from helpers.exercises.building import Building, Case, copied
from helpers.lessons.stage_1.my_forward import DEEP, LARGE, SMALL
from helpers.network.backpropagation import Gradients, gradients
from helpers.network.descent import update
from helpers.network.network import Network, create
from helpers.reference.book import BOOK_ETA, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS


def arguments(network, slopes, eta):
    """Return what my_update gets: two lists of arrays, a pair of two such lists, and a number."""
    lists = [*network.weights], [*network.biases], ([*slopes.weights], [*slopes.biases])
    return *copied(lists), eta


def case(network, eta):
    """Return a Case with random slopes."""
    random = np.random.default_rng(5)
    shaped = [[random.normal(size=array.shape) for array in arrays] for arrays in (network.weights, network.biases)]
    return Case(f"the {network.shape_name} network (η = {eta:g})", arguments(network, Gradients(*shaped, ()), eta))


def cases():
    """Return what my_update is called with: small and large networks, with two matrices and with three."""
    slopes = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    book = Case("the book's network and its gradients (η = 0.5)", arguments(BOOK_NETWORK, slopes, BOOK_ETA))
    return (book, case(SMALL, 0.1), case(DEEP, 3.0), case(LARGE, 0.02))


def updated(weights, biases, slopes, eta):
    """Return what the course's own update makes of these weights and biases."""
    new = update(Network(weights, biases), Gradients(*slopes, ()), eta)
    return [*new.weights], [*new.biases]


def each(step):
    """Return a function like my_update that makes of every array, its slopes and eta what `step` makes of them."""

    def moved(weights, biases, slopes, eta):
        pairs = zip((weights, biases), slopes, strict=True)
        return tuple([step(old, slope, eta) for old, slope in zip(*pair, strict=True)] for pair in pairs)

    return moved


def then(change):
    """Return a function like my_update that makes of the right weights and biases what `change` makes of them."""
    return lambda *given: change(*updated(*given))


def both(change):
    """Return a function like my_update that changes both right lists alike."""
    return then(lambda weights, biases: (change(weights), change(biases)))


def by_layers(weights, biases, slopes, eta):
    return updated(weights, biases, slopes, eta / len(weights))


def by_lists(weights, biases, slopes, eta):
    return updated(weights, biases, slopes, eta / len(slopes))


def only_first(weights, biases, slopes, eta):
    new = updated(weights, biases, slopes, eta)
    return [new[0][0], *weights[1:]], [new[1][0], *biases[1:]]


def swapped_slopes(weights, biases, slopes, eta):
    return each(lambda W, S, eta: W - eta * S)(weights, biases, slopes[::-1], eta)


def same_slopes(weights, biases, slopes, eta):
    return updated(weights, biases, slopes, eta)[0], swapped_slopes(weights, biases, slopes, eta)[1]


def two_layers(weights, biases, slopes, eta):
    return updated(weights[:2], biases[:2], [lists[:2] for lists in slopes], eta)


def layer_first(weights, biases, slopes, eta):
    pairs = [[olds[layer] - eta * slopes[layer][kind] for layer in range(len(olds))]
             for kind, olds in enumerate((weights, biases))]  # fmt: skip
    return tuple(pairs)


def in_turn(weights, biases):
    """Return what comes of new_weights = new_biases = [], filled by turns."""
    both = [part for pair in zip(weights, biases, strict=True) for part in pair]
    return both, both


ONE_LIST = "Both results are one and the same list: a = b = [] gives one list two names. Let each have its own."
STEPS = "These are the steps alone. Wanted are the weights and biases after the step."

# fmt: off
MY_UPDATE = Building(
    name="my_update",
    right=updated,
    cases=cases,
    many=lambda nodes: case(create(nodes, 4, 2, seed=1), 0.1),
    returns="two lists, the new weights and the new biases, with one array for each layer",
    parts=("new_weights", "new_biases"),
    praise="Every weight of every layer takes its step downhill, and the old network is still there.",
    faster="One step further: {whose} goes through the weights one by one, and 500 input nodes take about {times} "
           "times as long as with ours. NumPy moves a whole matrix at once: leave the matrices whole.",
    hints=(
        "The same is to be done twice: with the weights and the first list in slopes, and with the biases and the "
        "second one. So first take slopes apart into two names.",
        "Begin with an empty list for the new weights. A loop with zip takes one matrix and its slopes at a time, and "
        "append puts the new matrix into the list. Then the same for the biases.",
        "What is appended is the formula of section 1. It may be written as for one weight: NumPy does it for every "
        "entry of a matrix. Do not use -=, which changes the array that came in. After both loops, not indented, "
        "comes return with both lists.",
    ),
    solution='''
def my_update(weights, biases, slopes, eta):
    """Return the new weights and the new biases, two lists."""
    dweights, dbiases = slopes                  # slopes holds two lists, like weights and biases
    new_weights, new_biases = [], []
    for W, dW in zip(weights, dweights):        # a matrix and its slopes, layer by layer
        new_weights.append(W - eta * dW)        # against the slope; W itself stays as it was
    for B, dB in zip(biases, dbiases):
        new_biases.append(B - eta * dB)
    return new_weights, new_biases
''',
    slips=(
        (each(lambda W, S, eta: W + eta * S), "Every step goes uphill: a weight with a positive slope becomes larger."),
        (each(lambda W, S, eta: W - S), "The learning rate does not occur: each step is as long as its slope."),
        (each(lambda W, S, eta: W - eta), "The slopes do not occur: all weights move alike, by η."),
        (each(lambda W, S, eta: W - eta * W), "Each weight stands where its slope should: all of them shrink."),
        (each(lambda W, S, eta: W - S / eta), "The slope is divided by η: the smaller η is, the longer this step."),
        (each(lambda W, S, eta: eta * (W - S)), "The brackets take in too much: η multiplies the weight, too."),
        (each(lambda W, S, eta: eta * S), STEPS),
        (each(lambda W, S, eta: -eta * S), STEPS),
        (lambda *given: (updated(*given)[0], given[1]), "The biases come back as they were. They learn, too."),
        (lambda *given: (given[0], updated(*given)[1]), "The weights come back as they were: only the biases moved."),
        (each(lambda W, S, eta: W),
         "The old weights and biases come back. W = … gives the name W to a new array, and the list keeps the old one: "
         "collect the new arrays in a list of your own."),
        (only_first, "Only the first layer has moved. Let a loop go through them all."),
        (both(lambda new: new[:1]), "Only the first layer comes back. Does return stand inside the loop?"),
        (both(lambda new: new[-1:]), "Only the last layer is left. Is the empty list made inside the loop? Or does "
                                     "append stand behind it?"),
        (both(lambda new: new[-1]), "Two arrays come back, those of the last layer. Wanted are two lists with one "
                                    "array for each layer: append collects them."),
        (both(lambda new: new[::-1]), "The layers come in the wrong order: the last one is first."),
        (then(lambda weights, biases: (biases, weights)), "The two lists are swapped: the weights come first."),
        (then(lambda weights, biases: weights + biases),
         "Everything comes in one list. Wanted are two: give them with a comma, not with +."),
        (then(lambda weights, biases: weights), "Only the new weights come back. The new biases are wanted, too."),
        (then(lambda weights, biases: (weights + biases, weights + biases)), ONE_LIST),
        (then(in_turn), ONE_LIST),
        (two_layers, "It goes through two layers, however many there are: len(weights) says how many."),
        (each(lambda W, S, eta: W - BOOK_ETA * S), "The step is taken with η = 0.5, whatever η comes in."),
        (each(lambda W, S, eta: (W - eta) * S), "Python multiplies before it subtracts, and needs no brackets here: "
                                                "the slope is multiplied by η, not by a weight."),
        (layer_first, "slopes[0] holds the slopes of all weights, layer by layer, and slopes[1] those of all biases: "
                      "the number of the layer comes second."),
        (swapped_slopes, "The lists of slopes are swapped: the first one belongs to the weights."),
        (same_slopes, "The biases move by the slopes of the weights. They have slopes of their own."),
        (by_layers, "η is divided by the number of layers. Every layer takes the whole step."),
        (by_lists, "The step is divided by 2. Here nothing is to be divided. (len(slopes) would be 2: it counts the "
                   "two lists in it, not examples.)"),
        (each(lambda W, S, eta: W - eta * S / len(S)),
         "The step is divided by len(…) of an array: that counts its rows or entries, not examples. Here nothing is to "
         "be divided."),
    ),
)
# fmt: on
