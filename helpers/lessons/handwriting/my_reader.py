"""A reader of digits, which the learner writes in notebook 10: softmax, cross-entropy, all layers, their slopes.

Each function has its cases, typical mistakes, hints and a solution; a later one may call those before it.
"""

import numpy as np

from helpers.exercises.building import Building, Case
from helpers.lessons.stage_1.my_forward import LOGISTIC, SMALL, arguments
from helpers.lessons.stage_3.my_gradients import SHIFTED, all_gradients, all_outs, slips, way_back
from helpers.network.activations import ACTIVATIONS, softmax
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.network import Network, create, forward
from helpers.pens.numerals import counted
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS

SINGLE = create(5, 3, seed=3, start="standard normal")  # no hidden layer
DEEP = create(3, 4, 4, 3, seed=2, start="standard normal")
LARGE = create(64, 32, 10, seed=7)
NETWORKS = (SMALL, SINGLE, DEEP, LARGE)
LINEAR, RELU, TANH = (ACTIVATIONS[name] for name in ("linear", "ReLU", "tanh"))


# ---- Ours


def shared_out(net):
    return softmax(net)


def cross_entropy(outputs, targets):
    return float(COSTS["cross-entropy"].error(outputs, targets).sum())


def reading_network(weights, biases):
    """Return the Network with ReLU in the hidden layers and softmax in the last."""
    return Network(weights, biases, ["ReLU"] * (len(weights) - 1) + ["softmax"])


def all_layers(weights, biases, inputs):
    return [*forward(reading_network(weights, biases), inputs).out]


def all_slopes(weights, biases, inputs, targets):
    network = reading_network(weights, biases)
    found = gradients(network, inputs, targets, "cross-entropy")  # a mean over the examples
    return tuple([len(inputs) * slopes for slopes in arrays] for arrays in (found.weights, found.biases))


# ---- Cases


def of_nodes(examples, nodes, what):
    return f"{counted(examples, 'example')} of {counted(nodes, what)}"


def net_case(examples, nodes=10):
    """Return a Case of my_softmax with random net inputs."""
    net = np.random.default_rng(4).normal(scale=2, size=(examples, nodes))
    return Case(of_nodes(examples, nodes, "net input"), (net,))


def net_cases():
    """Return what my_softmax is called with: as many rows as columns, fewer rows, and net inputs far from 0."""
    far = np.array([[1000.0, 999.0, 997.5], [-1000.0, -999.0, -1001.0], [1000.0, 0.0, -1000.0]])
    return (Case("the net inputs 1, 0, −1 of section 2", (np.array([[1.0, 0.0, -1.0]]),)), net_case(3, 3), net_case(4),
            Case("net inputs around 1,000 and −1,000", (far,)))  # fmt: skip


def one_hot(examples, nodes):
    return np.eye(nodes)[np.random.default_rng(6).integers(0, nodes, examples)]


def share_case(examples, nodes=10):
    """Return a Case of my_cross_entropy with random shares, the largest of them seldom wanted."""
    shares = np.random.default_rng(3).uniform(0.05, 1, (examples, nodes))
    words = of_nodes(examples, nodes, "share")
    return Case(words, (shares / shares.sum(axis=1, keepdims=True), one_hot(examples, nodes)))


def share_cases():
    """Return what my_cross_entropy is called with; in the last Case the shares of some unwanted nodes are 0."""
    first = Case("the shares of section 2", (softmax([[1.0, 0.0, -1.0]]), np.array([[1.0, 0.0, 0.0]])))
    sure = np.array([[0.0, 0.9, 0.1], [0.25, 0.75, 0.0]]), np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    return (first, share_case(3, 3), share_case(7), Case("2 examples with a share of 0", sure))


def layers_case(network, examples):
    """Return a Case of my_layers with random inputs."""
    return Case(f"the {network.shape_name} network ({counted(examples, 'example')})", arguments(network, examples))


def layers_cases():
    """Return what my_layers is called with: networks with two matrices, with one and with three."""
    book = Case("the book's network and example", (*arguments(BOOK_NETWORK, 1)[:2], BOOK_INPUTS.copy()))
    return (book, *(layers_case(network, examples) for network in NETWORKS for examples in (1, 7)))


def slopes_case(network, examples):
    """Return a Case of my_slopes with random inputs and one-hot targets."""
    words, given = layers_case(network, examples)
    return Case(words, (*given, one_hot(examples, network.sizes[-1])))


def slopes_cases():
    """Return what my_slopes is called with: the networks of my_layers."""
    words, given = layers_cases()[0]
    book = Case(words, (*given, BOOK_TARGETS.astype(float)))
    return (book, *(slopes_case(network, examples) for network in NETWORKS for examples in (1, 7)))


# ---- Mistakes


def by_rows(net):
    return np.exp(net - net.max(axis=1, keepdims=True))


POWERS = (np.exp, by_rows, lambda net: np.exp(net - net.max()))  # in these three ways


def with_powers(change, sentence):
    """Return slips of my_softmax: what `change` makes of the powers of e, each way in which they may be made."""
    return tuple((lambda net, power=power: change(power(net)), sentence) for power in POWERS)


def each_of_its_row(powers):
    return powers / powers.sum(axis=1, keepdims=True)


def with_logarithms(change):
    """Return a function of outputs and targets: what `change` makes of all products t ln z, (n, nodes)."""
    return lambda outputs, targets: change(targets * np.log(outputs))


def of_wanted(change):
    """Return a function of outputs and targets: what `change` makes of the wanted shares, (n,)."""
    return lambda outputs, targets: change((outputs * targets).sum(axis=1))


def lifted(little):
    """Return a my_cross_entropy that adds a little to every share, so that no logarithm is infinite."""
    return lambda outputs, targets: -(targets * np.log(outputs + little)).sum()


def through(hidden=RELU, output=softmax, net=lambda out, W, B: out @ W + B, last=None):
    """Return a my_layers with these steps."""

    def answer(weights, biases, inputs):
        outs = [inputs]
        for layer, (W, B) in enumerate(zip(weights[:last], biases[:last], strict=True), 1):
            outs.append((output if layer == len(weights) else hidden)(net(outs[-1], W, B)))
        return outs

    return answer


def layers_then(change, **steps):
    """Return a my_layers of these steps that gives what `change` makes of the list."""
    return lambda *given: change(through(**steps)(*given))


def from_inputs(weights, biases, inputs):
    return [inputs, *(all_layers([W], [B], inputs)[-1] if place == len(weights) - 1 else RELU(inputs @ W + B)
                      for place, (W, B) in enumerate(zip(weights, biases, strict=True)))]  # fmt: skip


def way_in(**steps):
    """Return a my_slopes with these steps of the way back."""
    ours = {"deltas_of": output_deltas, "back": hidden_deltas, "outs_of": all_layers}
    return way_back(**{**ours, **steps})


def slopes_then(change, **steps):
    """Return a my_slopes of these steps that gives what `change` makes of its two lists."""
    return lambda *given: change(*way_in(**steps)(*given))


def output_deltas(z, t):
    return z - t


def hidden_deltas(out, W, d):
    return d @ W.T * (out > 0)


def logistic_deltas(z, t):
    return (z - t) * z * (1 - z)


def logistic_back(out, W, d):
    return d @ W.T * out * (1 - out)


AS_COLUMN = (
    "The sums of the rows lie side by side, so each column is divided by the sum of another row. They are to stand in "
    "a column: keepdims=True keeps them there."
)
EACH_ENTRY = "Every entry is there on its own: nothing is added up."
EACH_EXAMPLE = "This is one number for each example. Wanted is one for all of them together."
OTHER_BASE = "This logarithm has another base. The natural one is wanted."
TOO_SURE = (
    "Where a share is 0, nothing comes out: NumPy's logarithm of 0 is minus infinity, and 0 times that is no number. "
    "Which share of each row does the error need at all?"
)
# fmt: off
IN_SOFTMAX = (
    (lambda net: each_of_its_row(np.exp(net)),
     "Right as long as the net inputs are not large. But e to the power of 1,000 is more than a computer can hold, and "
     "e to the power of −1,000 is 0 to it. What happens to the shares if all net inputs of a row become smaller by "
     "the same number?"),
    (lambda net: each_of_its_row(np.exp(net - net.max())),
     "One number is taken away from all rows. In a row far below it all powers become 0, and so does their sum."),
    *((lambda net, middle=middle: each_of_its_row(np.exp(net - middle(net, axis=1, keepdims=True))),
       "What is taken away from a row leaves some of its net inputs far above 0, and e to such a power is more than a "
       "computer can hold. After which number is none of them above 0?") for middle in (np.min, np.mean)),
    *with_powers(lambda p: p / p.sum(axis=0), "Each column adds up to 1. A row is one example: it is the rows that "
                                              "share."),
    *with_powers(lambda p: p / p.sum(), "All examples share one 1. Each row has a sum of its own."),
    *with_powers(lambda p: p / p.sum(axis=1), AS_COLUMN),
    *with_powers(lambda p: p, "These are the powers of e. They are not shared out yet."),
    *with_powers(lambda p: p / p.mean(axis=1, keepdims=True), "The powers are divided by the average of their row. "
                                                              "Shares add up to 1."),
    *with_powers(lambda p: 100 * each_of_its_row(p), "These shares are in per cent. Wanted are numbers from 0 to 1."),
    *with_powers(lambda p: np.log(each_of_its_row(p)), "These are the logarithms of the shares."),
    (lambda net: each_of_its_row(net), "The net inputs themselves are shared out. First e is raised to their power."),
    (lambda net: each_of_its_row(net**2), "The squares of the net inputs are shared out. The formula has powers of e."),
    (lambda net: each_of_its_row(abs(net)), "The sizes of the net inputs are shared out. First e is raised to their "
                                            "power: that makes them positive."),
    (lambda net: each_of_its_row(RELU(net)), "The net inputs above 0 are shared out. First e is raised to the power of "
                                             "them all."),
    *((lambda net, sign=sign: each_of_its_row(sign(net)),
       "The sign in the exponent is wrong: the largest net input gets the smallest share here.")
      for sign in (lambda net: np.exp(-net), lambda net: by_rows(-net))),
    *((lambda net, power=power: each_of_its_row(power(net)), "It is another base that is raised to the power. Wanted "
                                                             "is e.")
      for base in (2.0, 10.0) for power in (lambda net, base=base: base**net,
                                            lambda net, base=base: base ** (net - net.max(axis=1, keepdims=True)))),
    (lambda net: LOGISTIC(net), "This is the logistic function: every node answers for itself, and nothing is shared."),
    (lambda net: 1 / (1 + np.exp(-net)), "This is the logistic function: every node answers for itself, and nothing is "
                                         "shared."),
    (lambda net: each_of_its_row(LOGISTIC(net)), "The logistic function comes first here. Softmax takes the net inputs "
                                                 "as they are."),
    (lambda net: np.eye(net.shape[1])[net.argmax(axis=1)],
     "The largest gets all, and the others nothing. Softmax gives something to everyone."),
)
IN_CROSS_ENTROPY = (
    (with_logarithms(lambda terms: -terms.sum()), TOO_SURE),
    (with_logarithms(lambda terms: -terms.sum(axis=1)), EACH_EXAMPLE),
    (with_logarithms(lambda terms: -terms), EACH_ENTRY),
    (with_logarithms(np.sum), "The sign is wrong: a logarithm of a share is below 0, an error is not."),
    (with_logarithms(lambda terms: -terms.sum() / len(terms)), "It is averaged over the examples. Wanted is the sum."),
    (with_logarithms(lambda terms: -terms.mean()), "mean() divides by the number of all entries. Wanted is the sum."),
    (of_wanted(lambda p: np.log(p).sum()), "The sign is wrong: a logarithm of a share is below 0, an error is not."),
    (of_wanted(lambda p: -np.log(p).mean()), "It is averaged over the examples. Wanted is the sum."),
    (of_wanted(lambda p: np.log(p).mean()), "The sign is wrong, and it is averaged over the examples. Wanted is the "
                                            "sum."),
    (of_wanted(lambda p: -np.log(p)), EACH_EXAMPLE),
    (of_wanted(lambda p: -np.log(p[0])), "Only the first example counts."),
    (of_wanted(lambda p: -np.log(p[-1])), "Only the last example counts: what the others gave is lost on the way."),
    (of_wanted(lambda p: -np.log(p.sum())), "The shares are added up first. Take the logarithm of each on its own."),
    (of_wanted(lambda p: -np.log(p.mean())), "The shares are averaged first. Take the logarithm of each on its own."),
    (lambda z, t: -np.log(z @ t.T).sum(), "outputs @ targets.T pairs every example with the targets of every other. "
                                          "Multiply entry by entry."),
    (of_wanted(lambda p: (1 - p).sum()), "This is what the wanted shares lack to 1. The logarithm is missing."),
    (of_wanted(lambda p: -p.sum()), "The logarithm is missing."),
    (of_wanted(np.sum), "These are the wanted shares, added up: neither logarithm nor minus."),
    *((of_wanted(lambda p, log=log: -log(p).sum()), OTHER_BASE) for log in (np.log2, np.log10)),
    *((lambda outputs, targets, log=log: -(targets * log(outputs)).sum(), OTHER_BASE) for log in (np.log2, np.log10)),
    *((lifted(10.0**-place), "A little is added to every share, so that all errors are slightly off. Which share of "
                             "each row does the error need at all?") for place in range(3, 10)),
    (lambda z, t: -(t * np.log(z) + (1 - t) * np.log(1 - z)).sum(),
     "There are terms with 1 − t: those belong to yes-or-no questions, one for each node. Here one node of ten is "
     "wanted."),
    (lambda z, t: -((1 - t) * np.log(1 - z)).sum(), "The wanted node does not count here, only the others."),
    (lambda z, t: -((1 - t) * np.log(z)).sum(), "The shares of the others count here. Only the wanted one does."),
    (lambda z, t: -(z * np.log(t)).sum(), "The two are swapped: it is the logarithm of the shares."),
    (lambda z, t: -(z * np.log(z)).sum(), "The targets do not occur: nothing here asks which node is wanted."),
    (lambda z, t: -np.log(z).sum(), "The targets do not occur: the shares of all nodes count here."),
    (lambda z, t: ((t - z) ** 2).sum() / 2, "These are squared errors: SE. Cross-entropy has a logarithm."),
    (lambda z, t: ((t - z) ** 2).sum(), "These are squared errors. Cross-entropy has a logarithm."),
    (lambda z, t: abs(t - z).sum(), "These are distances between shares and targets. Cross-entropy has a logarithm."),
)
EVERY_SOFTMAX = "Every layer shares out 1. Softmax belongs to the last layer, the hidden nodes are ReLU."
NO_BIAS = "The bias weights are missing: they are part of every net input."
IN_LAYERS = (
    (through(output=RELU), "The last layer is ReLU, too. There the nodes are to share 1."),
    (through(output=lambda net: softmax(RELU(net))),
     "The net inputs of the last layer go through ReLU before they are shared out. Softmax takes them as they are."),
    (through(hidden=softmax), EVERY_SOFTMAX),
    (through(hidden=lambda net: softmax(RELU(net)), output=lambda net: softmax(RELU(net))), EVERY_SOFTMAX),
    (through(hidden=LINEAR), "The hidden layers are not activated: so all layers together are one linear layer."),
    (through(output=LINEAR), "The last layer gives its net inputs. They are not shared out yet."),
    (through(LINEAR, LINEAR), "These are net inputs in every layer: nothing is activated."),
    (through(hidden=LOGISTIC), "The hidden nodes are logistic here. In this network they are ReLU."),
    (through(output=LOGISTIC), "The last layer is logistic: every node answers for itself. There the nodes are to "
                               "share 1."),
    (through(LOGISTIC, LOGISTIC), "Every layer is logistic: that is my_forward of notebook 03. Here the hidden nodes "
                                  "are ReLU, and the last layer is softmax."),
    (through(hidden=TANH), "The hidden nodes are tanh here. In this network they are ReLU."),
    (through(hidden=lambda net: np.minimum(net, 0)), "ReLU is turned round: it keeps what is above 0."),
    (through(hidden=abs), "A net input below 0 loses its sign here. ReLU makes it 0."),
    (through(hidden=lambda net: np.heaviside(net, 0)), "The hidden nodes say 1 wherever they are active. ReLU lets the "
                                                       "net input through as it is."),
    (through(output=lambda net: each_of_its_row(np.exp(net).T).T),
     "In the last layer each column adds up to 1. A row is one example: it is the rows that share."),
    (through(output=lambda net: np.exp(net) / np.exp(net).sum()),
     "In the last layer all examples share one 1. Each row has a sum of its own."),
    (through(net=lambda out, W, B: out @ W), NO_BIAS),
    (through(net=lambda out, W, B: out @ W - B), "The bias has the wrong sign: it is added to the sum."),
    (lambda weights, biases, inputs: all_layers(weights, biases, RELU(inputs)),
     "The inputs are activated. The nodes of the input layer only pass on."),
    (layers_then(lambda outs: outs[1:]), "The inputs are missing: as the outputs of layer a they are the first entry."),
    (layers_then(lambda outs: [outs[0], *outs]), "The inputs are there twice."),
    (layers_then(lambda outs: outs[-1]), "Only the last layer comes back. The way back needs them all: collect them in "
                                         "a list."),
    (layers_then(lambda outs: outs[-1:]), "Only the last layer comes back. Is the list made inside the loop?"),
    (layers_then(lambda outs: outs[:-1]), "The last layer is missing: is it put into the list, after the loop?"),
    (layers_then(lambda outs: outs[:2]), "Only the first layers come back. Does return stand inside the loop?"),
    (layers_then(lambda outs: outs[:1]), "Only the inputs come back. Does return stand inside the loop, or append "
                                         "outside of it?"),
    (layers_then(lambda outs: outs[::-1]), "The list begins with the last layer. The inputs come first."),
    (through(last=2), "It goes through two matrices, however many there are. A network of four layers has three."),
    (from_inputs, "Every layer gets the inputs again. From the second one on, it must get what the layer before it "
                  "gave."),
)
NOT_TURNED = "The matrix is not turned. Forward it leads from this layer to the next, and the deltas go the other way."
IN_OUTPUT_DELTAS = (
    (logistic_deltas, "The slope of a logistic node is left in the deltas of the last layer. With "
                                         "softmax and cross-entropy it cancels (section 2)."),
    (lambda z, t: t - z, "The sign is turned: all weights would walk uphill. Section 2 shows which comes first."),
    (lambda z, t: -t / z, "The last layer begins with the slope of the cost alone. The way back through softmax is "
                          "missing; section 2 has both in one."),
    (lambda z, t: z, "The targets do not occur in the deltas of the last layer: nothing asks which node is wanted."),
    (lambda z, t: z * (1 - z), "The targets do not occur in the deltas of the last layer: nothing asks which node is "
                               "wanted."),
    (lambda z, t: (z - t) * t, "Only the wanted node has a delta. The others have won too large a share: they learn as "
                               "well."),
    (lambda z, t: 2 * (z - t), "All is twice too large. Here nothing is squared, so no 2 comes in."),
    (lambda z, t: (z - t) / 2, "All is half of what it should be. Cross-entropy has no half in front."),
    (lambda z, t: (z - t) ** 2 / 2, "A squared error stands where the delta of the last layer belongs."),
    (lambda z, t: (z - t) * (z > 0) * z, "The deltas of the last layer are multiplied by its outputs. With softmax and "
                                         "cross-entropy all slopes cancel (section 2)."),
    (lambda z, t: (z - t) / len(z), "These are averages over the examples. Here they are added up, as in 5.15."),
    (lambda z, t: (z - t) / z.shape[1], "It is divided by the number of output nodes. Nothing is averaged here."),
    (lambda z, t: (z - t) * (np.arange(len(z)) == 0)[:, None], "Only the first example counts. All are added up."),
    (lambda z, t: (z - t) * (np.arange(len(z)) == len(z) - 1)[:, None], "Only the last example counts. All are added "
                                                                        "up."),
)
IN_HIDDEN_DELTAS = (
    (lambda out, W, d: d @ W.T, "The slope of the hidden nodes is missing, or it is 1 everywhere. What is it where "
                                "ReLU is flat? (An output of ReLU is never below 0: >= 0 is true of all.)"),
    (lambda out, W, d: d @ W.T * out > 0, "The comparison needs brackets: without them all the product is compared "
                                          "with 0."),
    (logistic_back, "The slope of a logistic node is left in the hidden layers. These nodes are ReLU: how steep is it "
                    "above 0, and how steep below?"),
    (lambda out, W, d: d @ W.T * out, "The output of a hidden node stands where its slope belongs. How steep is ReLU "
                                      "above 0, and how steep below?"),
    (lambda out, W, d: RELU(d @ W.T), "ReLU is applied to the deltas. What comes back through a node depends on what "
                                      "the node said, not on the sign of the delta."),
    (lambda out, W, d: d @ W.T * (out <= 0), "The deltas go back through the silent nodes, not through the others."),
    (lambda out, W, d: d @ W.T * (1 - out**2), "This is the slope of tanh. The hidden nodes are ReLU: how steep is it "
                                               "above 0, and how steep below?"),
    (lambda out, W, d: d @ W * (out > 0), NOT_TURNED),
    (lambda out, W, d: -hidden_deltas(out, W, d), "The sign of the hidden deltas is turned. On the way back no minus "
                                                  "comes in."),
    (lambda out, W, d: hidden_deltas(out, W, d) / len(d), "The hidden deltas are averages over the examples. Every "
                                                          "example keeps its own."),
    (lambda out, W, d: 0 * d @ W.T, "The hidden deltas are all 0. Are the deltas of the last layer added without the "
                                    "weights of their edges? (Those of an example add up to 0.) Or do you ask for "
                                    "hidden outputs below 0? ReLU gives none."),
    (lambda out, W, d: d, "The deltas of the last layer are used for all layers. Each layer has its own."),
)
IN_WEIGHT_SLOPES = (
    (lambda out, d, end: out.T @ d / len(d), "The slopes of the weights are averages over the examples. Here they are "
                                             "added up, as in 5.15."),
    (lambda out, d, end: out[:1].T @ d[:1], "The slopes of the weights are those of the first example. All are added "
                                            "up."),
    (lambda out, d, end: end.T @ d, "What comes along an edge is the output of the node where it starts, not where it "
                                    "ends."),
    (lambda out, d, end: d, "These are deltas. A slope is a delta times what comes along the edge."),
)
IN_BIAS_SLOPES = (
    (lambda d: d.mean(axis=0), "The slopes of the bias weights are averages over the examples. Here they are added up, "
                               "as in 5.15."),
    (lambda d: d, "The slopes of the bias weights are not added up: there is one row for each example."),
    (lambda d: d[0], "The slopes of the bias weights are those of the first example. All are added up."),
    (lambda d: d[-1], "The slopes of the bias weights are those of the last example. All are added up."),
    (lambda d: d.sum(axis=1), "The slopes of the bias weights are added up along the rows. So each example has one. "
                              "Wanted is one for each node."),
    (lambda d: d.sum(), "One number stands for all bias weights of a layer. Each node has its own."),
    (lambda d: np.zeros(d.shape[1]), "The bias weights get no slope, so they would never learn."),
)
FORWARD_LOOP = "The loop runs from the first matrix to the last. The way back begins where the deltas are known."
IN_ALL = (
    (all_gradients, "This is my_gradients of notebook 05, for logistic networks and SE. Three things are others here: "
                    "the way forward, the first delta, and the slope of a hidden node."),
    (way_back(output_deltas), "All nodes are logistic, forward and back. Here the hidden ones are ReLU, and the last "
                              "layer is softmax."),
    (way_in(outs_of=all_layers, deltas_of=logistic_deltas, back=logistic_back),
     "The way forward is right. On the way back two slopes of logistic nodes are left: in the deltas of the last "
     "layer, and in those of the hidden layers."),
    (way_in(outs_of=all_outs), "The way forward is logistic, as in notebook 03. my_layers has that of this network."),
    (way_in(outs_of=through(LOGISTIC), back=logistic_back), "The hidden nodes are logistic, forward and back. In this "
                                                            "network they are ReLU."),
    (way_in(outs_of=through(LOGISTIC)), "On the way forward the hidden nodes are logistic. In this network they are "
                                        "ReLU."),
    (way_in(outs_of=through(output=LOGISTIC)), "On the way forward the last layer is logistic. Here it shares 1."),
    (way_in(outs_of=through(output=LINEAR)), "On the way forward the last layer gives its net inputs. They are not "
                                             "shared out."),
    (way_in(outs_of=through(output=RELU)), "On the way forward the last layer is ReLU, too. Here its nodes share 1."),
    (way_in(outs_of=through(net=lambda out, W, B: out @ W)),
     "The way forward has no bias weights: so all outputs are others."),
    (way_in(outs_of=lambda *network: [*all_layers(*network)[1:], all_layers(*network)[-1]]),
     SHIFTED),
    *((way_in(back=lambda out, W, d, eta=eta: hidden_deltas(out, W - eta * out.T @ d, d)),
       "The deltas come back over weights that have already been changed. All slopes belong to the old ones.")
      for eta in (0.1, 0.5, 1)),
    (way_in(order=iter), FORWARD_LOOP),
    (slopes_then(lambda dweights, dbiases: (dweights[::-1], dbiases[::-1]), order=iter), FORWARD_LOOP),
    (slopes_then(lambda dweights, dbiases: (dweights[::-1], dbiases[::-1])),
     "Each list begins with the last layer. Layer b comes first, as in weights and biases."),
    (slopes_then(lambda dweights, dbiases: (dbiases, dweights)), "The two lists are swapped: the weights come first."),
    (slopes_then(lambda dweights, dbiases: (dweights[-1:], dbiases[-1:])),
     "Only the last layer has slopes. Does return stand inside the loop?"),
    (slopes_then(lambda dweights, dbiases: (dweights[:1], dbiases[:1])),
     "Only the first layer has slopes. Are the empty lists made inside the loop?"),
    (slopes_then(lambda dweights, dbiases: (dweights[-1], dbiases[-1])),
     "Only the last layer has slopes. Collect them in two lists."),
    (slopes_then(lambda dweights, dbiases: dweights),
     "Only the slopes of the weights come back. Wanted are two lists."),
    (slopes_then(lambda dweights, dbiases: dweights + dbiases),
     "Everything comes in one list. Wanted are two: give them with a comma, not with +."),
    (slopes_then(lambda dweights, dbiases: [*zip(dweights, dbiases, strict=True)]),
     "There is a pair for each layer. Wanted are two lists: one for the weights, one for the bias weights."),
    (slopes_then(lambda dweights, dbiases: [*zip(dweights, dbiases, strict=True)][::-1]),
     "There is a pair for each layer, the last layer first. Wanted are two lists, which begin with layer b."),
)

ALL_ROWS = ("One step further: {whose} goes through the examples one by one, and 500 of them take about {times} times "
            "as long as with ours. NumPy takes whole arrays: then your network learns as much faster.")

MY_SOFTMAX = Building(
    name="my_softmax",
    right=shared_out,
    cases=net_cases,
    many=net_case,
    returns="one row per example, one column per node",
    praise="Each row shares out its 1, and no net input is too large for it.",
    faster=ALL_ROWS,
    hints=(
        "Section 2 has the formula. First the powers of e, of all entries at once: np.exp. Then each is divided by the "
        "sum of its own row.",
        "p.sum(axis=1, keepdims=True) adds up every row of p. It keeps the sums in a column, so that each stands "
        "beside its row.",
        "If all net inputs of a row become smaller by the same number, all its powers are divided by the same factor, "
        "and the shares stay. Which number makes the largest net input 0? net.max knows axis and keepdims, too.",
    ),
    solution='''
def my_softmax(net):
    """Return the shares, one row per example."""
    largest = net.max(axis=1, keepdims=True)     # of each row, in a column
    powers = np.exp(net - largest)               # none is above 1
    sums = powers.sum(axis=1, keepdims=True)     # none is below 1
    return powers / sums                         # each row adds up to 1
''',
    slips=IN_SOFTMAX,
)

MY_CROSS_ENTROPY = Building(
    name="my_cross_entropy",
    right=cross_entropy,
    cases=share_cases,
    many=share_case,
    returns="one number",
    praise="It asks each example one thing only: how much did the wanted node get?",
    faster=ALL_ROWS,
    hints=(
        "In each row one share counts: that of the wanted node. Its target is 1, and all others are 0. How can the "
        "targets pick it out?",
        "Multiply entry by entry: in each row only the wanted share is left, and zeros. Adding up such a row gives "
        "that share, one number for each example.",
        "Now take the natural logarithm of these numbers, np.log: none of them is 0. Add all up, with nothing in the "
        "brackets of .sum(). And what stands in front of the formula?",
    ),
    solution='''
def my_cross_entropy(outputs, targets):
    """Return the cross-entropy, added up over the examples."""
    wanted = (outputs * targets).sum(axis=1)    # the wanted share of each row
    return -np.log(wanted).sum()                # a small share costs much
''',
    slips=IN_CROSS_ENTROPY,
)

MY_LAYERS = Building(
    name="my_layers",
    right=all_layers,
    cases=layers_cases,
    many=lambda n: layers_case(SMALL, n),
    returns="a list with one array for each layer, the inputs first",
    calls={"10.10": MY_SOFTMAX},
    praise="The last entry is the answer, and the others are what the way back will need.",
    faster=ALL_ROWS,
    hints=(
        "It is your way forward in 5.15: a list that begins with the inputs, and a loop that puts one layer more "
        "behind it. Two things are others: the hidden nodes, and the last layer.",
        "np.maximum(net, 0) is ReLU. The last layer must be treated on its own: weights[:-1] is the list without its "
        "last matrix, weights[-1] is that matrix alone. The same with biases.",
        "The loop goes along zip(weights[:-1], biases[:-1]): net from the last entry of the list, then ReLU, then "
        "append. After the loop comes one more net, with the last matrix and its biases; my_softmax makes it the last "
        "entry.",
    ),
    solution='''
def my_layers(weights, biases, inputs):
    """Return the outputs of all layers, the inputs first."""
    outs = [inputs]
    for W, B in zip(weights[:-1], biases[:-1]):         # the hidden layers
        outs.append(np.maximum(outs[-1] @ W + B, 0))    # ReLU
    net = outs[-1] @ weights[-1] + biases[-1]           # the last layer
    outs.append(my_softmax(net))
    return outs
''',
    slips=IN_LAYERS,
)

MY_SLOPES = Building(
    name="my_slopes",
    right=all_slopes,
    cases=slopes_cases,
    many=lambda n: slopes_case(SMALL, n),
    returns="two lists, dweights and dbiases, with the shapes that weights and biases have",
    calls={"10.10": MY_SOFTMAX, "10.12": MY_LAYERS},
    praise="One way back, and three lines of it are new: so far does backpropagation reach.",
    faster=ALL_ROWS,
    hints=(
        "Take your my_gradients of 5.15 and change three things: the way forward is my_layers, the deltas of the last "
        "layer are those of section 2, and the hidden nodes have another slope.",
        "ReLU is a slanted line above 0 and a level one below: its slope is 1 where the node's output is above 0, else "
        "0. out > 0 says so for a whole array: True counts as 1, False as 0.",
        "The loop stays that of 5.15, from the last matrix to the first, with its two lines that insert. Only its last "
        "line is new: what has come back through the turned matrix is multiplied by hint 2's array, in brackets.",
    ),
    solution='''
def my_slopes(weights, biases, inputs, targets):
    """Return two lists: dE/dweights and dE/dbiases."""
    outs = my_layers(weights, biases, inputs)           # forward
    delta = outs[-1] - targets                          # of softmax with cross-entropy
    dweights, dbiases = [], []
    for l in reversed(range(len(weights))):             # back: the last matrix first
        dweights.insert(0, outs[l].T @ delta)
        dbiases.insert(0, delta.sum(axis=0))
        delta = (delta @ weights[l].T) * (outs[l] > 0)  # ReLU: all or nothing
    return dweights, dbiases
''',
    slips=slips(way_in, deltas_of=IN_OUTPUT_DELTAS, back=IN_HIDDEN_DELTAS, to_weights=IN_WEIGHT_SLOPES,
                to_biases=IN_BIAS_SLOPES) + IN_ALL,
)
# fmt: on
