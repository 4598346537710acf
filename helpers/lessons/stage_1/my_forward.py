"""my_forward, which the learner writes in notebook 03: the cases, the typical mistakes, the hints and a solution."""

import numpy as np

from helpers.exercises.building import Building, Case, copied
from helpers.network.activations import ACTIVATIONS
from helpers.network.network import Network, create, forward
from helpers.pens.numerals import counted
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK

SMALL = create(3, 4, 2, seed=1, start="standard normal")
DEEP = create(2, 3, 3, 1, seed=2, start="standard normal")
SQUARE = create(3, 3, 3, 2, seed=4, start="standard normal")  # two matrices of it take the inputs
LARGE = create(64, 64, 2, seed=7)
LOGISTIC = ACTIVATIONS["logistic"]


def arguments(network, examples):
    """Return weights, biases and random inputs as my_forward gets them: lists of arrays that are free to be changed."""
    inputs = np.random.default_rng(5).normal(size=(examples, network.sizes[0]))
    return copied([*network.weights]), copied([*network.biases]), inputs


def case(network, examples):
    """Return a Case with random inputs."""
    words = f"the {network.shape_name} network ({counted(examples, 'example')})"
    return Case(words, arguments(network, examples))


def cases():
    """Return what my_forward is called with: small and large networks, with two matrices and with three."""
    book = Case("the book's network and example", (*arguments(BOOK_NETWORK, 1)[:2], BOOK_INPUTS.copy()))
    return (book, *(case(network, examples) for network in (SMALL, DEEP, SQUARE, LARGE) for examples in (1, 7)))


def outputs(weights, biases, inputs):
    """Return what the course's own network answers."""
    return forward(Network(weights, biases, "logistic"), inputs).output


def layers(layer, first=0, last=None):
    """Return a function of weights, biases, inputs: the outputs of all layers, each made by `layer(out, W, B)`."""

    def through(weights, biases, inputs):
        outs = [inputs]
        for W, B in zip(weights[first:last], biases[first:last], strict=True):
            outs.append(layer(outs[-1], W, B))
        return outs

    return through


def by_layers(layer, last=None):
    """Return a function of weights, biases, inputs: the outputs of the last layer, each made by `layer(out, W, B)`."""
    through = layers(layer, last=last)
    return lambda weights, biases, inputs: through(weights, biases, inputs)[-1]


def ends_with(hidden, output):
    """Return a function of weights, biases, inputs whose output layer has another activation than the layers before."""

    def answer(weights, biases, inputs):
        before = by_layers(lambda x, W, B: hidden(x @ W + B))(weights[:-1], biases[:-1], inputs)
        return output(before @ weights[-1] + biases[-1])

    return answer


def activated(function):
    """Return a function of weights, biases, inputs in which every layer has this activation function."""
    return by_layers(lambda x, W, B: function(x @ W + B))


def right_layer(x, W, B):
    return LOGISTIC(x @ W + B)


def not_handed_on(weights, biases, inputs):
    for W, B in zip(weights, biases, strict=True):
        out = LOGISTIC(inputs @ W + B)
    return out


def without_zip(weights, biases, inputs):
    out = inputs
    for W, B in (weights, biases):
        out = LOGISTIC(out @ W + B)
    return out


def net_and_out(weights, biases, inputs):
    *before, last = layers(right_layer)(weights, biases, inputs)
    return before[-1] @ weights[-1] + biases[-1], last


LINEAR = ACTIVATIONS["linear"]
EVERY_LAYER = "All layers are returned. Wanted are the outputs of the last one alone."

# fmt: off
MY_FORWARD = Building(
    name="my_forward",
    right=outputs,
    cases=cases,
    many=lambda n: case(SMALL, n),
    returns="one row per example, one column per output node",
    praise="These lines are a network: they answer for any number of examples, nodes and layers.",
    faster="One step further: {whose} goes through the examples one by one, and 500 of them take about {times} times "
           "as long as with ours. A matrix product takes all rows at once: keep one row per example from the first "
           "line to the last.",
    hints=(
        "Layer a only passes on: what goes into the first matrix are the inputs themselves. Then every layer does the "
        "same with what the layer before gave. So keep it under one name, such as out, and let a loop renew it.",
        "The loop takes one matrix and its bias vector at a time, W and B: zip goes along both lists, as in the "
        "example above. Before the loop stands one line, which gives out its first value.",
        "Inside the loop are two lines, indented. The first makes net: exercise 3.9 has the product, and where B "
        "belongs. The second puts −net into the formula of σ in section 3, with np.exp, and calls the result out "
        "again. After the loop, not indented, comes return.",
    ),
    solution='''
def my_forward(weights, biases, inputs):
    """Return the outputs of a logistic network, one row per example."""
    out = inputs                          # layer a passes on
    for W, B in zip(weights, biases):     # layer b, then c, ...
        net = out @ W + B                 # multiply, sum, add the bias
        out = 1 / (1 + np.exp(-net))      # activate
    return out                            # of the last layer
''',
    slips=(
        (activated(LINEAR), "No layer is activated: these are net inputs through and through, and all layers "
                            "together are one linear layer (section 5)."),
        (by_layers(lambda x, W, B: LOGISTIC(x @ W.T + B)),
         "The weights are transposed. W is stored as (from, to), and the examples are rows: here it needs no .T."),
        (by_layers(lambda x, W, B: LOGISTIC(x @ W)), "The bias weights are missing: they are part of every net input."),
        (by_layers(lambda x, W, B: LOGISTIC(x @ W) + B),
         "The bias comes too late: it is a part of the net input, so it is added before the node is activated."),
        (by_layers(lambda x, W, B: LOGISTIC(x @ W - B)),
         "The bias has the wrong sign: it is added to the sum. (A minus in front of the whole net needs brackets.)"),
        (by_layers(lambda x, W, B: LOGISTIC(x @ (W + B))),
         "The bias is added to the weights. It meets no input: first the product, then the bias."),
        (by_layers(lambda x, W, B: LOGISTIC(x * W + B)),
         "The sign * multiplies entry by entry. A matrix product is written @."),
        (ends_with(LOGISTIC, LINEAR), "The output layer gives its net inputs. Its nodes are activated, too."),
        (ends_with(LINEAR, LOGISTIC), "Only the output layer is activated. The hidden nodes need it, too: the function "
                                      "belongs into the loop."),
        (not_handed_on, "Every layer gets the inputs again. From the second one on, it must get what the layer "
                        "before it gave."),
        (lambda weights, biases, inputs: outputs(weights[1:], biases[1:], inputs),
         "The first matrix is skipped: the inputs meet the second one. Counting begins at 0, so range(1, ...) and [1:] "
         "leave out what comes first."),
        (without_zip, "for W, B in weights, biases takes the matrices first, and then the bias vectors. "
                      "zip(weights, biases) makes pairs of one matrix and its bias vector."),
        (by_layers(right_layer, last=1), "These are the outputs of layer b: the rest of the network is not reached. "
                                         "Is there a loop, and does return stand behind it, not indented?"),
        (by_layers(lambda x, W, B: x @ W + B, last=1),
         "These are the net inputs of layer b: the rest of the network is not reached. Is there a loop, and does "
         "return stand behind it, not indented?"),
        (lambda weights, biases, inputs: layers(right_layer)(weights, biases, inputs)[-2],
         "The last layer is missing: the loop ends too early."),
        (by_layers(right_layer, last=2), "It goes through two matrices, however many there are. A network of four "
                                         "layers has three: let a loop go through them all."),
        (layers(right_layer), EVERY_LAYER),
        (lambda weights, biases, inputs: layers(right_layer)(weights, biases, inputs)[1:], EVERY_LAYER),
        (net_and_out, "Net inputs and outputs are returned. Wanted are the outputs alone."),
        (lambda weights, biases, inputs: right_layer(inputs, weights, biases),
         "weights is a list, with one matrix for each layer. Take them out one after the other."),
        (lambda weights, biases, inputs: outputs(weights, biases, LOGISTIC(inputs)),
         "The inputs are activated. The nodes of the input layer only pass on."),
        (activated(lambda net: 1 / (1 + np.exp(net))),
         "The sign in the exponent is wrong: a large net input gives a small output here."),
        (activated(lambda net: 1 / np.exp(-net)),
         "The denominator of σ is a sum of two parts, and one of them is missing: nothing keeps the outputs below 1."),
        (activated(lambda net: LOGISTIC(LOGISTIC(net))), "Every layer is activated twice."),
        (ends_with(LOGISTIC, lambda net: LOGISTIC(LOGISTIC(net))),
         "The output layer is activated twice. Does the function stand behind the loop once more?"),
        (activated(lambda net: 1 / 1 + np.exp(-net)),
         "1 / 1 + … divides 1 by 1 first. Brackets keep the denominator together."),
        (activated(lambda net: 1 / (1 - np.exp(-net))), "The two parts of the denominator of σ are added."),
        (activated(ACTIVATIONS["tanh"]), "The activation is tanh here. These networks are logistic."),
        (activated(ACTIVATIONS["ReLU"]), "The activation is ReLU here. These networks are logistic."),
        (activated(ACTIVATIONS["step"]), "The activation is the step function here. These networks are logistic."),
        (activated(ACTIVATIONS["softmax"]), "The nodes of a layer share 1: that is softmax. Here every node is "
                                            "logistic, and answers for itself."),
        (ends_with(LOGISTIC, ACTIVATIONS["softmax"]), "The output layer is softmax here. These networks are logistic "
                                                      "in every layer."),
    ),
)
# fmt: on
