"""Exercises of notebook 03 (book ch. 5-7 and 26)."""

import numpy as np

from helpers.exercises.engine import Exercise, Prediction, at, near
from helpers.lessons.create_the_network.starts import XOR
from helpers.lessons.stage_1.my_forward import MY_FORWARD
from helpers.lessons.stage_1.xor import learn_xor
from helpers.network.activations import ACTIVATIONS, softmax
from helpers.network.network import Network, forward

HIDDEN = Network(weights=[[[0.10, 0.20], [0.12, 0.17]]], biases=[[0.80, 0.25]])
TWO_LINEAR = Network(weights=[[[1, 2], [3, 1]], [[3], [2]]], biases=[[0, 0], [0]], activations="linear")
TWO_EXAMPLES = np.array([[1, 0.5], [0, 0]])
FOUR_DECIMALS = 6e-5
LOGISTIC = ACTIVATIONS["logistic"]
OTHER_NAMES = {"sigmoid": "logistic", "logisticfunction": "logistic", "identity": "linear", "linearfunction": "linear",
               "heaviside": "step", "stepfunction": "step", "softmaxfunction": "softmax"}  # fmt: skip


def net_inputs(a1, a2):
    """Return the net inputs of b1 and b2 of the small network."""
    return forward(HIDDEN, [[a1, a2]]).net[1][0]


def five_outputs():
    """Return the outputs asked for in exercise 3.1."""
    asked = (("logistic", 0), ("logistic", np.log(3)), ("tanh", np.log(2)), ("ReLU", -3), ("step", 0))
    return [float(ACTIVATIONS[name](np.float64(net))) for name, net in asked]


def two_linear_layers():
    """Return the outputs asked for in exercise 3.5, then the weights of the one layer that does the same."""
    run = forward(TWO_LINEAR, [[1, 2]])
    return [*run.out[1][0], *run.output[0], *(TWO_LINEAR.weights[0] @ TWO_LINEAR.weights[1]).ravel()]


def two_shares():
    """Return softmax of 0 and ln 3, then of both with 5 added."""
    nets = np.array([0, np.log(3)])
    return [*softmax(nets), *softmax(nets + 5)]


def read_planes():
    """Return the answers of exercise 3.6: who lifts (0, 1), who (1, 0), who adds nothing, and what is right without b4.

    Nodes are counted from 1.
    """
    network = learn_xor("ReLU", 7)[1][-1].network
    run, wanted = forward(network, XOR[0]), XOR[1][:, 0] > 0.5
    added, net = run.out[1] * network.weights[1][:, 0], run.net[2][:, 0]
    lifts = [int(added[row].argmax()) for row in (1, 2)]
    idle = int(abs(added).sum(axis=0).argmin())
    still_right = ((net - added[:, lifts[0]] > 0) == wanted).sum()
    return [lifts[0] + 1, lifts[1] + 1, idle + 1, int(still_right)]


def steeper(net, *names, most=max):
    """Return which of these functions has the largest slope at a net input; with most=min, the smallest."""
    return most(names, key=lambda name: float(ACTIVATIONS[name].slope(np.float64(net))))


WEIGHTS, TURNED, BIAS = HIDDEN.weights[0], HIDDEN.weights[0].T, HIDDEN.biases[0]


def written_layer(weights=WEIGHTS, bias=BIAS, activation="logistic"):
    """Return a layer's outputs for the two examples of exercise 3.9; with other arguments, those of a mistake."""
    return ACTIVATIONS[activation](TWO_EXAMPLES @ weights + bias)


# fmt: off
EXERCISES = {
    "3.1": Exercise(
        five_outputs,
        "Five functions, five ways to answer a number.",
        "Put the net input into each formula. e to the power ln 3 is 3, so e to the power −ln 3 is 1/3; "
        "e to the power ln 2 is 2.",
        "[1/2, 3/4, 3/5, 0, 1], from 1/(1 + 1), 1/(1 + 1/3), (2 − 1/2)/(2 + 1/2), the larger of 0 and −3, 1 for 0 ≥ 0.",
        (
            (at(0, 0), "σ(0) is not 0: put 0 into the formula; e to the power 0 is 1."),
            (at(0, 1), "That is e to the power 0; it is still to be put into the formula of σ."),
            (at(1, 3, 1 / 3), "That is a power of e alone; it is still to be put into the formula of σ."),
            (at(1, 4 / 3), "That is the denominator of σ; 1 is still to be divided by it."),
            (at(1, 2 / 3), "That is σ of ln 2. The net input here is ln 3."),
            (at(1, 0.9526), "That is σ(3). The net input is ln 3, the number to which e is raised to give 3."),
            (at(1, 0.25), "You used e to the power +x in the denominator; the exponent is −x."),
            (at(2, 1.5), "For tanh you stopped at the numerator; it is still to be divided."),
            (at(2, 2, 1 / 2), "That is a power of e alone; tanh is a fraction of two such powers."),
            (at(2, 0.9640), "That is tanh(2). The net input is ln 2, the number to which e is raised to give 2."),
            (at(2, 2 / 3, 1 / 3), "You used σ(x) for tanh. The formula has σ(2x), and e to the power 2 · ln 2 is 4."),
            (at(2, 5 / 3), "For tanh you turned the fraction upside down."),
            (at(2, 0.8), "You used σ(2x) for tanh; one more step: tanh x = 2σ(2x) − 1."),
            (at(3, -3, 3), "ReLU answers with the larger of two numbers: the net input, and which other one?"),
            (at(4, 0), "Look at the table again: on which side of the jump does a net input of exactly 0 count?"),
            (at(4, 0.5), "The step function knows two answers only; nothing lies between them."),
        ),
    ),
    "3.2": Exercise(
        lambda: 1 * 0.2 + 2 * -0.4 - 1 * 0.3 + 0.5,
        "0.2 − 0.8 − 0.3 + 0.5: the bias is one more term of the sum.",
        "Multiply each input by its weight, keep the signs, add the three products, then add the bias.",
        "−0.4, that is 1·0.2 + 2·(−0.4) + (−1)·0.3 + 0.5.",
        (
            (-0.9, "You forgot the bias."),
            (0.2, "Mind the sign of the third input: it is −1."),
            (0.4, "The size is right, the sign is not: which terms are negative?"),
            (1.2, "Mind the sign of the second weight: it is negative."),
            (1.8, "Two products are negative: one has a negative weight, one a negative input."),
            (0.0, "Mind the second input: it is 2."),
            (0.6, "You added up the weights; multiply each by its input first."),
            (0.1, "You added up the weights, without inputs and without the bias."),
            (-1.4, "You subtracted the bias; it is added like every other term."),
            (0.4013, "You went on to the output. The question stops one step earlier, before the activation function."),
        ),
    ),
    "3.3": Exercise(
        lambda: net_inputs(0.5, 0.2),
        "These are net b1 and net b2 of the small network for the inputs 0.5 and 0.2.",
        "Each row of the matrix meets the vector: first row, product by product, plus the first entry of B.",
        "[0.874, 0.384], from 0.10·0.5 + 0.12·0.2 + 0.80 and 0.20·0.5 + 0.17·0.2 + 0.25.",
        (
            ([0.074, 0.134], "You forgot the bias vector."),
            ([0.89, 0.344], "You went down the columns; here each ROW of the matrix meets the vector."),
            ([0.7056, 0.5948], "You went on to the outputs; nothing is activated here."),
            ([0.384, 0.874], "The two results are swapped: the first row gives the first entry."),
            ([0.324, 0.934], "You added the wrong entry of B: the first one belongs to the first row."),
            ([1.02, 0.62], "You added up each row; multiply its entries by those of the vector first."),
            ([0.844, 0.375], "The vector is upside down: its first entry meets the first column."),
        ),
        FOUR_DECIMALS,
    ),
    "3.4": Exercise(
        lambda: [3, 7, 19, 13, 15],
        "Row first, column second, and one result per row.",
        "In an index the row comes first. The product has as many entries as the matrix has rows.",
        "[3, 7, 19, 13, 15]: row 2 column 1; row 1 column 2; and 5·1 + 7·2, 3·1 + 5·2, 11·1 + 2·2.",
        (
            (lambda a: a[:2] == [7, 3], "The two indices are swapped: the row comes first.", [7, 3, 19, 13, 15]),
            (lambda a: a[2:] == [19, 13, 15], "Count again: the first index counts rows from above, the second one "
             "columns from the left.", [5, 7, 19, 13, 15], [5, 3, 19, 13, 15]),
            (lambda a: a[2:] == [12, 8, 13],
             "You added up the entries of each row; multiply them by the vector's entries first.", [3, 7, 12, 8, 13]),
            ([3, 7, 5, 14, 3, 10, 11, 4], "You have the products. Add those of a row: each row gives one entry."),
            (lambda a: a[2:] == [17, 11, 24],
             "The vector is upside down: its first entry, 1, meets the first column.", [3, 7, 17, 11, 24]),
        ),
    ),
    "3.5": Exercise(
        two_linear_layers,
        "Two linear layers, and one linear layer that always answers the same.",
        "First b1 and b2, then c. For the last two: a1 reaches c on two ways, over b1 and over b2. Along a way the "
        "weights are multiplied; then the ways are added.",
        "[7, 4, 29, 7, 11]: b1 gets 1·1 + 2·3, b2 gets 1·2 + 2·1, c gets 7·3 + 4·2. From a1: 1·3 + 2·2; from a2: "
        "3·3 + 1·2. Indeed 1·7 + 2·11 = 29, too.",
        (
            (lambda a: a[:2] == [5, 5], "Into b1 lead w1, for the input 1, and w3, for the input 2.",
             [5, 5, 25, 7, 11]),
            (lambda a: a[:2] == [4, 7], "You gave b2 before b1.", [4, 7, 26, 7, 11]),
            (lambda a: a[:2] == [4, 3], "You added up the weights into b1 and b2; multiply each by its input first.",
             [4, 3, 18, 7, 11]),
            (lambda a: 0 < a[0] < 1, "These nodes are linear: nothing is squeezed between 0 and 1.",
             [0.9991, 0.982, 0.9922, 7, 11]),
            (lambda a: a[:2] != [7, 4], "Begin with b1 and b2: each sums a1 times one weight and a2 times another. "
             "Which weights start at a1, and which of them leads to this node?", [4, 5, 22, 7, 11], [3, 4, 17, 7, 11]),
            (at(2, 26), "Of the two weights to c, w5 comes from b1 and w6 from b2."),
            (at(2, 11), "The output node sums b1·w5 and b2·w6, not b1 and b2 alone."),
            (lambda a: a[3:] == [8, 9], "Along a way the weights are multiplied, not added.", [7, 4, 29, 8, 9]),
            (lambda a: a[3:] in ([3, 9], [4, 2]), "Each input reaches c on two ways: over b1 and over b2.",
             [7, 4, 29, 3, 9], [7, 4, 29, 4, 2]),
            (lambda a: a[3:] == [11, 7], "You gave the weight from a2 before the one from a1.", [7, 4, 29, 11, 7]),
            (lambda a: a[3:] == [9, 8], "From a1 start w1 and w2, from a2 start w3 and w4.", [7, 4, 29, 9, 8]),
            (lambda a: a[:4] == [7, 4, 29, 7], "Only the last number is wrong. Let a1 be 0 and a2 be 1: what does c "
             "answer then?", [7, 4, 29, 7, 10], [7, 4, 29, 7, 22]),
            (lambda a: a[:3] == [7, 4, 29], "The three outputs are right. For the weight from a1 let a1 be 1 and a2 be "
             "0: what does c answer then?", [7, 4, 29, 5, 5], [7, 4, 29, 21, 8]),
        ),
    ),
    "3.6": Exercise(
        read_planes,
        "Two nodes make the two bridges over 0, and one node does nothing at all.",
        "(a) and (b): look along the rows ■ (0, 1) and ■ (1, 0) of the table for what is above 0. (c): a column "
        "of zeros. (d): take the node's column away from net c1.",
        "[4, 1, 3, 3]: b4 adds 7.31 to (0, 1), b1 adds 7.54 to (1, 0), b3 adds 0 everywhere. Without b4, (0, 1) keeps "
        "the bias alone, −3.18, and is on the wrong side; the other three do not change.",
        (
            (lambda a: a[:2] == [1, 4], "(a) and (b): each of these two nodes lifts the other example.", [1, 4, 3, 3]),
            (at(0, 1, 2, 3), "(a) Look along the row ■ (0, 1): which entry is above 0?"),
            (at(1, 2, 3, 4), "(b) Look along the other row that begins with ■: which entry is above 0?"),
            (at(2, 1, 4), "(c) That node lifts an example over the border: without it one answer changes."),
            (at(2, 2), "(c) b2 adds a little to two of the examples: without it their answers change."),
            (at(3, 4), "(d) One example had only this node, and the bias. On which side of 0 is the bias alone?"),
            (at(3, 0, 1, 2), "(d) Go down the column of this node: to which examples did it add anything?"),
        ),
    ),
    "3.7": Exercise(
        two_shares,
        "Adding the same number to all net inputs changes no share.",
        "Raise e to the power of each net input, then divide each power by the sum of both. Adding 5 multiplies both "
        "powers by the same number.",
        "[0.25, 0.75, 0.25, 0.75]: the powers are 1 and 3, their sum is 4; with 5 more both become e⁵ times as large.",
        (
            (lambda a: a[:2] == [0, 1], "No share of a softmax layer is 0: e to the power 0 is not 0. Or did you share "
             "out the net inputs themselves?", [0, 1, 0.4506, 0.5494], [0, 1, 0.25, 0.75]),
            (lambda a: a[:2] == [1, 3], "These are the powers of e; each is still to be divided by their sum.",
             [1, 3, 148.41, 445.24]),
            (lambda a: near(a[0], 0.75, 1e-3) or near(a[2], 0.75, 1e-3),
             "The shares stand in the order of the net inputs: the first one belongs to 0.",
             [0.75, 0.25, 0.75, 0.25], [0.25, 0.75, 0.75, 0.25], [0.75, 0.25, 0.25, 0.75]),
            (lambda a: near(a[0], 1 / 3, 1e-3) and near(a[1], 2 / 3, 1e-3), "These would be the shares of the powers 1 "
             "and 2. Which number is e to the power ln 3? Exercise 3.1 says it.", [0.3333, 0.6667, 0.3333, 0.6667]),
            (lambda a: near(a[0], 1 / 3, 1e-3), "Divide each power by the sum of both: two shares must add up to 1.",
             [0.3333, 1, 0.3333, 1]),
            (at(0, 0.5), "That is σ of each node alone. Do your first two shares add up to 1?"),
            (lambda a: near(a[0], 0.25, 1e-3) and not near(a[2], 0.25, 1e-3),
             "Adding 5 makes both powers e⁵ times as large. What happens to a part of a whole when both grow alike?",
             [0.25, 0.75, 0.4506, 0.5494], [0.25, 0.75, 5.25, 5.75]),
        ),
    ),
    "3.8": Exercise(
        lambda: ["softmax", "linear", "logistic", "step"],
        "The output's function follows the question; hidden nodes need a bend and a slope.",
        "Ask of each function: which answers can it give, do the nodes of a layer share something, and is its slope 0?",
        '["softmax", "linear", "logistic", "step"]: shares of one whole; any number; one number from 0 to 1; slope 0 '
        "wherever there is a slope.",
        (
            (at(0, "logistic", "tanh", "step", "linear", "ReLU"),
             "(a) Ten such nodes answer each for itself: nothing makes them add up to 1."),
            (at(1, "ReLU"), "(b) ReLU never answers with a number below 0."),
            (at(1, "tanh", "logistic", "softmax", "step"),
             "(b) That function squeezes its answers into a narrow range."),
            (at(2, "softmax"), "(c) A single node that shares 1 with nobody always gets all of it: its answer would "
                               "be 1 whatever comes."),
            (at(2, "tanh"), "(c) The answers of tanh also lie below 0."),
            (at(2, "linear", "ReLU"), "(c) That function can answer with 7."),
            (at(2, "step"), "(c) The step function is never half sure."),
            (at(3, "linear"), "(d) The linear function has a slope everywhere; what it lacks is a bend."),
            (at(3, "ReLU"), "(d) ReLU is flat on the left side only."),
            (at(3, "softmax"), "(d) Softmax is made of powers of e, which rise everywhere: it has slopes."),
            (at(3, "logistic", "tanh"), "(d) Far outside that curve is nearly flat, in the middle it is not."),
        ),
        also=OTHER_NAMES,
    ),
    "3.9": Exercise(
        written_layer,
        "One line, and it works for two examples as for two million.",
        "Two bugs. In section 6, how does W stand beside the examples? And what is added before a node answers?",
        'return f(x @ W + B). It gives [[0.7231, 0.6306], [0.69, 0.5622]].',
        (
            (written_layer(TURNED, bias=0) + BIAS, "That is the layer with both bugs still in it."),
            (written_layer(bias=0) + BIAS, "One bug is left: the bias is part of the net input, not of the output."),
            (written_layer(TURNED), "One bug is left: with examples in rows, W is used as it is stored."),
            (written_layer(activation="linear"), "These are the net inputs: the activation is missing."),
            (written_layer(bias=0), "The bias is missing."),
            (written_layer(activation="tanh"), "You took tanh; the layer is logistic."),
            (TWO_EXAMPLES @ WEIGHTS, "The bias and the activation are missing."),
            (LOGISTIC(TWO_EXAMPLES * WEIGHTS + BIAS), "The sign * multiplies entry by entry; a matrix product is @."),
            (LOGISTIC(TWO_EXAMPLES @ (WEIGHTS + BIAS)), "First the product, then the bias: it meets no input."),
            (LOGISTIC(TWO_EXAMPLES) @ WEIGHTS + BIAS, "You activated the inputs; f takes the finished net inputs."),
            (LOGISTIC(TWO_EXAMPLES.T @ WEIGHTS + BIAS), "x needs no turning: its rows are examples already."),
            *((LOGISTIC(first @ examples + BIAS), "The examples are rows: x stands as it is, and to the left of @.")
              for first in (WEIGHTS, TURNED) for examples in (TWO_EXAMPLES, TWO_EXAMPLES.T)),
        ),
    ),
    "3.10": Exercise(
        lambda: [steeper(0, "logistic", "tanh"), steeper(3, "logistic", "tanh"),
                 steeper(-3, "logistic", "tanh", "ReLU", most=min)],
        "What is steepest in the middle is flat the soonest; and ReLU has no slope at all on its left side.",
        "Move the slider to 0, 3 and −3, and compare the blue bars below the plots.",
        '["tanh", "logistic", "ReLU"]: the slopes are 1 and 0.25 at 0, 0.0099 and 0.0452 at 3; at −3 ReLU has slope 0.',
        (
            (at(0, "logistic"), "(a) Compare the two bars at net input 0."),
            (at(0, "equal", "same", "both"), "(a) Both curves rise there, but one rises faster: compare the bars."),
            (at(1, "tanh"), "(b) A curve that climbs fast reaches its rim early. Compare the two bars at net input 3."),
            (at(2, "tanh", "logistic"), "(c) Its slope there is small, but not 0: read it below the plot."),
        ),
        also=OTHER_NAMES,
    ),
    "3.11": MY_FORWARD,
}
# fmt: on

PREDICTIONS = {
    "3a": Prediction(
        "All three inputs are 0. What is the net input?",
        ("0", "the bias weight", "the sum of the weights"),
        "the bias weight",
        "Every product is 0, and only 1 · bw is left. Set x1, x2 and x3 to 0 above.",
        {
            "0": "The products are 0, but one part of the sum needs no input.",
            "the sum of the weights": "An input of 0 silences its weight.",
        },
    ),
    "3b": Prediction(
        "Where is the logistic curve steepest?",
        ("at net input −6", "at net input 0", "at net input 6"),
        "at net input 0",
        "There its slope is 1/4; at −6 and 6 it is nearly flat. Move the slider below and read the slope.",
        {
            "at net input −6": "There the output is nearly 0, and it hardly changes: move the slider below.",
            "at net input 6": "There the output is large, but it hardly changes: move the slider below.",
        },
    ),
    "3c": Prediction(
        "You raise w2 by 0.5. Which outputs of layer c change?",
        ("c1 only", "c2 only", "both"),
        "both",
        "w2 leads to b2, and b2 sends its output to c1 and to c2. Try it with the sliders above.",
        {
            "c1 only": "w2 leads to b2. Follow every edge that leaves b2.",
            "c2 only": "w2 leads to b2, and more than one edge leaves b2.",
        },
    ),
    "3d": Prediction(
        "Hidden nodes are ReLU. From how many of 20 starts does the network learn XOR in 1,000 updates?",
        ("from all 20", "from some of them", "from none"),
        "from some of them",
        "ReLU has a bend, so XOR is possible. Whether the kinks come to lie where they are needed depends on the first "
        "weights. Run the next cell and count.",
        {
            "from all 20": "A bend makes XOR possible, not certain. Run the next cell and count.",
            "from none": "Look above: with ReLU and seed 7 all four examples are on the right side.",
        },
    ),
    "3e": Prediction(
        "You add 5 to all three net inputs of a softmax layer. What happens to the three shares?",
        ("all grow", "the largest grows, the others shrink", "nothing"),
        "nothing",
        "All three powers of e become e⁵ times as large, and their sum, too. Move the last slider below.",
        {
            "all grow": "Shares are parts of one whole: together they stay 1.",
            "the largest grows, the others shrink": "The net inputs stay as far apart as they were. Try it below.",
        },
    ),
    "3g": Prediction(
        "Three examples of two inputs, x (3 × 2), go into four nodes, W (2 × 4). Which product exists, and what is its "
        "shape?",
        ("x @ W: 3 × 4", "x @ W: 2 × 2", "W @ x: 4 × 3"),
        "x @ W: 3 × 4",
        "The inner numbers are equal, 2 and 2. The outer ones say: three examples with four net inputs each.",
        {
            "x @ W: 2 × 2": "It exists. But which numbers are the shape of the result, the inner or the outer ones?",
            "W @ x: 4 × 3": "Write the shapes down in this order: 2 × 4 times 3 × 2. Are the inner numbers equal?",
        },
    ),
    "3f": Prediction(
        "Which single weight, moved between −2 and 2, can make c1 larger than c2?",
        ("each of the twelve", "each of the six into layer c", "only w5 and w7"),
        "each of the six into layer c",
        "w5, w6, w7, w8, bw3 and bw4: each of them can do it alone. None of the six into layer b can.",
        {
            "each of the twelve": "Move w1 from one end to the other: does c1 ever overtake c2?",
            "only w5 and w7": "These two lift c1. But c2 may also come down to c1.",
        },
    ),
}
