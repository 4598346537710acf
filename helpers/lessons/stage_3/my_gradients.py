"""The way back, which the learner writes in notebook 05: output layer, one layer back, any number of layers.

Each table holds what goes wrong in one step of it. A step's mistakes are known in its own exercise, and in the last.
"""

import numpy as np

from helpers.exercises.building import Building, Case
from helpers.lessons.stage_1 import my_forward
from helpers.lessons.stage_1.my_forward import DEEP, LARGE, LOGISTIC, SMALL, arguments, layers, right_layer
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.network import Network
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS

all_outs = layers(right_layer)


def case(network, examples):
    """Return a Case of my_gradients with random inputs, and targets of 0 and 1."""
    words, given = my_forward.case(network, examples)
    targets = np.random.default_rng(6).integers(0, 2, (examples, network.sizes[-1])).astype(float)
    return Case(words, (*given, targets))


def cases():
    """Return the Cases of my_gradients: the book's network first, then some with two matrices and with three."""
    book = (*arguments(BOOK_NETWORK, 1)[:2], BOOK_INPUTS.copy(), BOOK_TARGETS.astype(float))
    networks = (case(network, examples) for network in (SMALL, DEEP, LARGE) for examples in (1, 7))
    return (Case("the book's network and example", book), *networks)


def at_the_end(case):
    """Return the Case of my_output_gradients in a Case of my_gradients."""
    *network, targets = case.arguments
    return Case(case.words, (*all_outs(*network)[-2:], targets))


def between(case):
    """Return the Case of my_hidden_deltas in a Case of my_gradients."""
    hidden, outputs, targets = at_the_end(case).arguments
    return Case(case.words, (hidden, case.arguments[0][-1], output_deltas(outputs, targets)))


# ---- Ours


def output_deltas(outputs, targets):
    return COSTS["SE"].slope(outputs, targets) * LOGISTIC.derivative(None, outputs)


def hidden_deltas(hidden, weights, deltas):
    return LOGISTIC.backward(None, hidden, deltas @ weights.T)


def weight_slopes(start, deltas, end):
    return start.T @ deltas


def bias_slopes(deltas):
    return deltas.sum(axis=0)


def all_gradients(weights, biases, inputs, targets):
    found = gradients(Network(weights, biases, "logistic"), inputs, targets)
    return [*found.weights], [*found.biases]


def output_gradients(deltas_of=output_deltas, to_weights=weight_slopes, to_biases=bias_slopes):
    """Return a my_output_gradients with these steps."""

    def answer(hidden, outputs, targets):
        deltas = deltas_of(outputs, targets)
        return to_weights(hidden, deltas, outputs), to_biases(deltas)

    return answer


def way_back(
    deltas_of=output_deltas,
    back=hidden_deltas,
    to_weights=weight_slopes,
    to_biases=bias_slopes,
    outs_of=all_outs,
    order=reversed,
):
    """Return a my_gradients with these steps; it is what the mistakes are made of, so it is not asked of ours."""

    def answer(weights, biases, inputs, targets):
        outs = outs_of(weights, biases, inputs)
        deltas, found = deltas_of(outs[-1], targets), []
        for layer in order(range(len(weights))):
            found.insert(0, (to_weights(outs[layer], deltas, outs[layer + 1]), to_biases(deltas)))
            deltas = back(outs[layer], weights[layer], deltas)
        dweights, dbiases = zip(*found, strict=True)
        return [*dweights], [*dbiases]

    return answer


def then(last, **steps):
    """Return a my_gradients of these steps, with what `last(dweights, dbiases)` makes of its results."""
    return lambda *given: last(*way_back(**steps)(*given))


# ---- Mistakes of each step

ONE_MINUS = "Python multiplies before it subtracts: in the slope of a node, 1 − … needs brackets."

TWO_FACTORS = (
    "A square stands where the slope of a logistic node belongs. It has two factors, and they are not the same."
)

# fmt: off
IN_OUTPUT_DELTAS = (
    (lambda z, t: 0 * z, "All gradients are 0. Is something taken from itself? Python multiplies before it subtracts: "
                         "1 − … needs brackets. (Where the target is 0 or 1, its slope is 0, too. The slope belongs to "
                         "what the node says.)"),
    (lambda z, t: z - t, "The slope of the output nodes is missing. A delta has two links: the slope of the cost and "
                         "the slope of the node (section 6)."),
    (lambda z, t: z * (1 - z), "The slope of the cost is missing: nothing here asks what the targets are."),
    (lambda z, t: (t - z) * z * (1 - z), "The sign is turned: all weights would walk uphill. The slope of the cost and "
                                         "that of the node both hold a minus: section 6 shows what comes before it."),
    (lambda z, t: 2 * (z - t) * z * (1 - z), "All is twice too large. SE has a half in front, which takes away the 2 "
                                             "of the square."),
    (lambda z, t: (z - t) * z * (1 - z) / 2, "All is half of what it should be: the half of SE meets the 2 of the "
                                             "square and is gone."),
    (lambda z, t: (z - t) ** 2 / 2 * z * (1 - z), "The error itself stands where its slope belongs."),
    (lambda z, t: (z - t) * z, "The slope of a logistic node is a product of two, and one of them is missing."),
    (lambda z, t: (z - t) * (1 - z), "The slope of a logistic node is a product of two, and one of them is missing."),
    (lambda z, t: z - t * z * (1 - z), "Python multiplies before it subtracts: the difference between output and "
                                       "target needs brackets."),
    (lambda z, t: (z - t) * z * 1 - z, ONE_MINUS),
    (lambda z, t: (z - t) * LOGISTIC(z), "σ itself stands where its slope belongs."),
    (lambda z, t: (z - t) ** 2 * z * (1 - z), "The difference is squared. The square belongs to E; a delta has the "
                                              "slope of E (section 6)."),
    (lambda z, t: (z - t) * (1 - z**2), "This is the slope of tanh. The output nodes are logistic."),
    *((lambda z, t, slope=slope: (z - t) * slope(z), TWO_FACTORS)
      for slope in (lambda z: z**2, lambda z: (1 - z) ** 2)),
    (lambda z, t: (z - t) * LOGISTIC(z) * (1 - LOGISTIC(z)),
     "The outputs are activated once more. They are σ(net) already, and the slope is made from them directly."),
    (lambda z, t: output_deltas(z, t) / len(z), "These are averages over the examples. SE adds them up, and so do its "
                                                "gradients."),
    (lambda z, t: output_deltas(z, t) / z.shape[1], "It is divided by the number of output nodes. SE adds them up."),
    (lambda z, t: output_deltas(z, t) * (np.arange(len(z)) == 0)[:, None],
     "Only the first example counts. SE adds up all of them."),
    (lambda z, t: output_deltas(z, t) * (np.arange(len(z)) == len(z) - 1)[:, None],
     "Only the last example counts, the others are lost on the way. SE adds up all of them."),
)
NOT_SQUARE = "The matrix is not turned. Forward it leads from this layer to the next, and the deltas go the other way."
SUMMED = "The examples are added up on the way back. Every example keeps its own deltas."
IN_HIDDEN_DELTAS = (
    (lambda out, W, d: 0 * d @ W.T, "The deltas of the hidden nodes are all 0. Is something taken from itself? Python "
                                    "multiplies before it subtracts: 1 − … needs brackets."),
    (lambda out, W, d: d @ W.T, "The slope of the hidden nodes is missing: the way back leads through the node, too."),
    (lambda out, W, d: d @ W * out * (1 - out), NOT_SQUARE),
    (lambda out, W, d: d @ W, NOT_SQUARE),
    (lambda out, W, d: -hidden_deltas(out, W, d), "The sign is turned. On the way back no minus comes in, and the "
                                                  "slope of a logistic node is never below 0."),
    (lambda out, W, d: d @ W.T * (1 - out**2), "This is the slope of tanh. The hidden nodes are logistic."),
    *((lambda out, W, d, slope=slope: d @ W.T * slope(out), TWO_FACTORS)
      for slope in (lambda out: out**2, lambda out: (1 - out) ** 2)),
    (lambda out, W, d: d @ W.T * out, "The slope of a logistic node is a product of two, and one of them is missing."),
    (lambda out, W, d: d @ W.T * (1 - out),
     "The slope of a logistic node is a product of two, and one of them is missing."),
    (lambda out, W, d: d @ W.T * out * 1 - out, ONE_MINUS),
    (lambda out, W, d: (d @ W.T).sum(axis=0) * out * (1 - out), SUMMED),
    (lambda out, W, d: d @ W.T * LOGISTIC(out) * (1 - LOGISTIC(out)),
     "The hidden outputs are activated once more. They are σ(net) already."),
    (lambda out, W, d: hidden_deltas(out, W[:, :1], d[:, :1]),
     "Only the first node of the next layer is asked. A hidden node has a route to each of them (section 7)."),
    (lambda out, W, d: hidden_deltas(out, W[:, :1], d.sum(axis=1, keepdims=True)),
     "All deltas come back over the same edge. Each has its own (section 10)."),
    (lambda out, W, d: hidden_deltas(out, np.ones_like(W), d),
     "The deltas are added, but not multiplied by the weights of their edges."),
    (lambda out, W, d: hidden_deltas(out, W, d) / len(d), "These are averages over the examples. Every example keeps "
                                                          "its own deltas."),
)
IN_WEIGHT_SLOPES = (
    (lambda out, d, end: out[:1].T @ d[:1], "The gradients of the weights are those of the first example. SE adds up "
                                            "all examples."),
    (lambda out, d, end: out.T @ d / len(d), "The gradients of the weights are averages over the examples. SE adds "
                                             "them up."),
    (lambda out, d, end: end.T @ d, "What comes along an edge is the output of the node where it starts, not where it "
                                    "ends."),
    (lambda out, d, end: d, "These are deltas. A gradient is a delta times what comes along the edge (section 9)."),
)
IN_BIAS_SLOPES = (
    (lambda d: d, "The gradients of the bias weights are not added up: there is one row for each example."),
    (lambda d: d[0], "The gradients of the bias weights are those of the first example. SE adds up all examples."),
    (lambda d: d[-1], "The gradients of the bias weights are those of the last example. SE adds up all examples."),
    (lambda d: d.mean(axis=0), "The gradients of the bias weights are averages over the examples. SE adds them up."),
    (lambda d: d.sum(axis=1), "The gradients of the bias weights are added up along the rows. So each example has one. "
                              "Wanted is one for each node."),
    (lambda d: d.sum(), "One number stands for all bias weights of a layer. Each node has its own: add up the examples "
                        "only."),
    (lambda d: np.zeros(d.shape[1]), "The bias weights get no gradient, so they would never learn."),
)


def changed_weights(eta):
    """Return a step back over output weights that have already been updated."""
    return lambda out, W, d: hidden_deltas(out, W - eta * out.T @ d, d)


def slips(make, **steps):
    """Return the slips of an exercise: its function made with one wrong step."""
    return tuple((make(**{step: wrong}), sentence) for step, rows in steps.items() for wrong, sentence in rows)


def one_by_one(product, gather):
    """Return a my_output_gradients that makes product(outs, deltas) of each example alone, and gathers these."""

    def answer(hidden, outputs, targets):
        deltas = output_deltas(outputs, targets)
        return gather([product(*pair) for pair in zip(hidden, deltas, strict=True)]), gather([*deltas])

    return answer


def step_first(weights, biases, inputs, targets):
    """Step back before the gradients of the matrix are taken."""
    outs = all_outs(weights, biases, inputs)
    deltas, dweights, dbiases = output_deltas(outs[-1], targets), [], []
    for out, W in zip(outs[-2::-1], weights[::-1], strict=True):
        deltas = hidden_deltas(out, W, deltas)
        dweights.insert(0, out.T @ deltas)
        dbiases.insert(0, deltas.sum(axis=0))
    return dweights, dbiases


def added_up_first(weights, biases, inputs, targets):
    """Step back from the slopes of the output layer's bias weights, as if they were deltas."""
    outs = all_outs(weights, biases, inputs)
    deltas = output_deltas(outs[-1], targets)
    dweights, dbiases = [outs[-2].T @ deltas], [deltas.sum(axis=0)]
    deltas = dbiases[0]
    for layer in reversed(range(1, len(weights))):
        deltas = deltas @ weights[layer].T * outs[layer] * (1 - outs[layer])
        dweights.insert(0, outs[layer - 1].T @ deltas)
        dbiases.insert(0, deltas.sum(axis=0))
    return dweights, dbiases


def one_list(dweights, dbiases):
    """Return what comes of dweights = dbiases = [], where the gradients are put in front by turns."""
    both = [part for pair in zip(dbiases, dweights, strict=True) for part in pair]
    return both, both


ALSO_OUTPUT = (
    *((one_by_one(product, gather), "Of one example, outputs and deltas are two single rows. Each number of the one "
       "must meet each of the other: there are as many products as weights.")
      for product in (np.dot, np.multiply) for gather in (sum, list)),
    (lambda *given: output_gradients()(*given)[::-1], "The two results are swapped: the matrix comes first."),
    (lambda *given: output_gradients()(*given)[0], "Only the gradients of the matrix come back. The bias weights have "
                                                   "some, too: return two results with a comma between them."),
    (lambda hidden, z, t: output_deltas(z, t), "These are the deltas of the output nodes. The gradients are made from "
                                               "them."),
)
SHIFTED = ("Each matrix meets the outputs of the layer where it ends. It is to meet those of the layer where it "
           "starts: for the first matrix these are the inputs.")
TWO_MATRICES = "It goes through two matrices, however many there are. A network of four layers has three."
FORWARD_LOOP = "The loop runs from the first matrix to the last. The way back begins where the deltas are known."
ALSO_ALL = (
    (way_back(lambda z, t: z - t, lambda out, W, d: d @ W.T),
     "No node has a slope here: these would be the gradients if all nodes were linear."),
    (way_back(lambda z, t: (z - t) * (1 - z**2), lambda out, W, d: d @ W.T * (1 - out**2)),
     "These are the slopes of tanh, in every layer. All nodes are logistic here."),
    (way_back(lambda z, t: -output_deltas(z, t), lambda out, W, d: -hidden_deltas(out, W, d)),
     "The sign of every slope of a node is turned. The slope of a logistic node is never below 0."),
    (added_up_first, "The deltas of the output layer are added up over the examples before they go back. That belongs "
                     "to the gradients of the bias weights alone: every example keeps its own deltas."),
    *((way_back(back=changed_weights(eta)), "The deltas come back over weights that have already been changed. All "
                                            "gradients belong to the old ones.") for eta in (0.1, 0.5, 1)),
    (way_back(back=lambda out, W, d: d), "The deltas of the output layer are used for all layers. Each layer has its "
                                         "own."),
    (way_back(outs_of=lambda weights, biases, inputs: all_outs(weights, [0 * B for B in biases], inputs)),
     "The forward pass has no bias weights: so all outputs are others."),
    (step_first, "The step back comes too early: the gradients of a matrix are made from the deltas where it ends."),
    (then(one_list), "Both results are one and the same list: a = b = [] gives one list two names. Let each have "
                     "its own."),
    (way_back(order=iter), FORWARD_LOOP),
    (then(lambda dweights, dbiases: (dweights[::-1], dbiases[::-1]), order=iter), FORWARD_LOOP),
    (way_back(outs_of=lambda *network: [*all_outs(*network)[1:], all_outs(*network)[-1]]),
     SHIFTED),
    (then(lambda dweights, dbiases: (dweights[::-1], dbiases[::-1])),
     "Each list begins with the last layer. Layer b comes first, as in weights and biases."),
    (then(lambda dweights, dbiases: (dbiases, dweights)), "The two lists are swapped: the weights come first."),
    (then(lambda dweights, dbiases: (dweights[-1:], dbiases[-1:])),
     "Only the last layer has gradients. Does return stand inside the loop?"),
    (then(lambda dweights, dbiases: (dweights[:1], dbiases[:1])),
     "Only the first layer has gradients. Are the empty lists made inside the loop?"),
    (then(lambda dweights, dbiases: (dweights[-1], dbiases[-1])),
     "Only the last layer has gradients. Collect them in two lists."),
    (then(lambda dweights, dbiases: dweights), "Only the gradients of the weights come back. Wanted are two lists."),
    (then(lambda dweights, dbiases: [*zip(dweights, dbiases, strict=True)]),
     "There is a pair for each layer. Wanted are two lists: one for the weights, one for the bias weights."),
    (then(lambda dweights, dbiases: [*zip(dweights, dbiases, strict=True)][::-1]),
     "There is a pair for each layer, the last layer first. Wanted are two lists, which begin with layer b."),
    *((lambda weights, biases, *given, deltas=deltas: way_back(deltas)(weights[:2], biases[:2], *given), TWO_MATRICES)
      for deltas in (output_deltas, lambda z, t: (z - t) * z * (1 - z))),  # the second where shapes do not fit, too
)

FASTER = ("One step further: {whose} goes through the examples one by one, and 500 of them take about {times} times as "
          "long as with ours. A matrix product takes all rows at once (section 9, Several examples).")

MY_OUTPUT_GRADIENTS = Building(
    name="my_output_gradients",
    right=output_gradients(),
    cases=lambda: tuple(map(at_the_end, cases())),
    many=lambda n: at_the_end(case(SMALL, n)),
    returns="dW with the shape (nodes from, nodes to), and dB with one number per output node",
    parts=("dW", "dB"),
    praise="One product holds every weight of the layer and every example: nothing is moved, nothing is tried.",
    faster=FASTER,
    hints=(
        "First the deltas of all output nodes at once, one row per example: the formula of section 6, with * and − "
        "going entry by entry.",
        "A gradient is what comes along the edge times the delta where it ends, added up over the n examples. hidden "
        "is (n, from) and the deltas are (n, to). In a product the inner numbers vanish: so both n must stand inside. "
        "Which of the two is to be turned?",
        "Along the edge of a bias node comes 1. So the gradients of the bias weights are the deltas, with their rows "
        "added up.",
    ),
    solution='''
def my_output_gradients(hidden, outputs, targets):
    """Return dE/dW and dE/dB, for the weights into the output layer."""
    slope = outputs * (1 - outputs)             # of the logistic nodes
    delta = (outputs - targets) * slope         # slope of the cost times slope of the node: (n, to)
    dW = hidden.T @ delta                       # (from, n) @ (n, to) adds up the examples
    dB = delta.sum(axis=0)                      # along a bias edge comes 1
    return dW, dB
''',
    slips=slips(output_gradients, deltas_of=IN_OUTPUT_DELTAS, to_weights=IN_WEIGHT_SLOPES, to_biases=IN_BIAS_SLOPES)
    + ALSO_OUTPUT,
)

MY_HIDDEN_DELTAS = Building(
    name="my_hidden_deltas",
    right=hidden_deltas,
    cases=lambda: tuple(map(between, cases())),
    many=lambda n: between(case(SMALL, n)),
    returns="one row per example, one column per hidden node",
    praise="This is the step that gave backpropagation its name, and it is the same in every layer.",
    faster=FASTER,
    hints=(
        "A hidden node takes the delta of each node that it feeds, times the weight of the edge between them, and adds "
        "these up: section 7, Weights into the hidden layer.",
        "deltas is (n, to), and what comes out is (n, from). weights is (from, to): for the product, its rows and "
        "columns must change places.",
        "What has come back goes through the hidden node itself: times its slope, which is made from hidden as the "
        "slope of an output node is made from its output.",
    ),
    solution='''
def my_hidden_deltas(hidden, weights, deltas):
    """Return the deltas of a hidden layer, one row per example."""
    back = deltas @ weights.T                   # each delta over its own edge, added up: (n, to) @ (to, from)
    slope = hidden * (1 - hidden)               # of the logistic nodes
    return back * slope                         # entry by entry
''',
    slips=IN_HIDDEN_DELTAS
    + ((lambda hidden, W, deltas: hidden_deltas(hidden, W, deltas).sum(axis=0), SUMMED),)
    + tuple((lambda hidden, W, deltas, row=row: deltas @ W[row] * hidden * (1 - hidden),
             "weights is one matrix here, not a list of them: square brackets take one of its rows.")
            for row in (1, 0, -1)),
)

MY_GRADIENTS = Building(
    name="my_gradients",
    right=all_gradients,
    cases=cases,
    many=lambda n: case(SMALL, n),
    returns="two lists, dweights and dbiases, with the shapes that weights and biases have",
    parts=("dweights", "dbiases"),
    calls={"3.11": my_forward.MY_FORWARD, "5.13": MY_OUTPUT_GRADIENTS, "5.14": MY_HIDDEN_DELTAS},
    praise="This is backpropagation, whole: one pass forward and one pass back give every gradient, whatever the "
           "number of layers. And you wrote it.",
    faster=FASTER,
    hints=(
        "Three parts: forward, and keep the outputs of all layers in a list; the deltas of the output layer; then a "
        "loop from the last matrix to the first.",
        "Inside the loop: the matrix with the index l starts at the outputs with the index l. Put its two gradients in "
        "front of the two lists. Then step back to the deltas of the layer where this matrix starts.",
        "The loop runs over reversed(range(len(weights))). Its three lines: dW into one list and dB into the other, "
        "both with insert at place 0, as in 5.13; and the deltas get new values, as in 5.14. At the first matrix the "
        "last step back is one too many, and does no harm.",
    ),
    solution='''
def my_gradients(weights, biases, inputs, targets):
    """Return two lists: dE/dweights and dE/dbiases."""
    outs = [inputs]
    for W, B in zip(weights, biases):                               # forward: keep every layer
        outs.append(1 / (1 + np.exp(-(outs[-1] @ W + B))))
    delta = (outs[-1] - targets) * outs[-1] * (1 - outs[-1])        # of the output layer
    dweights, dbiases = [], []
    for l in reversed(range(len(weights))):                         # back: the last matrix first
        dweights.insert(0, outs[l].T @ delta)                       # each in front of what is there
        dbiases.insert(0, delta.sum(axis=0))
        delta = (delta @ weights[l].T) * outs[l] * (1 - outs[l])    # one layer back
    return dweights, dbiases
''',
    slips=slips(way_back, deltas_of=IN_OUTPUT_DELTAS, back=IN_HIDDEN_DELTAS, to_weights=IN_WEIGHT_SLOPES,
                to_biases=IN_BIAS_SLOPES) + ALSO_ALL,
)
# fmt: on
