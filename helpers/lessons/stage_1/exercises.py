"""Exercises of notebook 03 (book ch. 5-7 and 26)."""

import numpy as np

from helpers.exercises.engine import Exercise, Prediction, at, close, near
from helpers.network.activations import ACTIVATIONS, softmax
from helpers.network.network import Network, forward

HIDDEN = Network(weights=[[[0.10, 0.20], [0.12, 0.17]]], biases=[[0.80, 0.25]])
TWO_LINEAR = Network(weights=[[[1, 2], [3, 1]], [[3], [2]]], biases=[[0, 0], [0]], activations="linear")
TWO_EXAMPLES = np.array([[1, 0.5], [0, 0]])
FOUR_DECIMALS = 6e-5


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
            (at(1, 0.25), "You used e to the power +x in the denominator; the exponent is −x."),
            (at(2, 1.5), "For tanh you stopped at the numerator; it is still to be divided."),
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
            (lambda a: a[2:] == [12, 8, 13],
             "You added up the entries of each row; multiply them by the vector's entries first.", [3, 7, 12, 8, 13]),
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
            (lambda a: a[:2] == [5, 5], "Into b1 lead w1 and w3, into b2 lead w2 and w4.", [5, 5, 25, 7, 11]),
            (lambda a: 0 < a[0] < 1, "These nodes are linear: nothing is squeezed between 0 and 1.",
             [0.9991, 0.982, 0.9922, 7, 11]),
            (at(2, 11), "The output node sums b1·w5 and b2·w6, not b1 and b2 alone."),
            (lambda a: a[3:] == [8, 9], "Along a way the weights are multiplied, not added.", [7, 4, 29, 8, 9]),
            (lambda a: a[3:] in ([3, 9], [4, 2]), "Each input reaches c on two ways: over b1 and over b2.",
             [7, 4, 29, 3, 9], [7, 4, 29, 4, 2]),
            (lambda a: a[3:] == [9, 8], "From a1 start w1 and w2, from a2 start w3 and w4.", [7, 4, 29, 9, 8]),
        ),
    ),
    "3.6": Exercise(
        lambda: net_inputs(0.35, 0.15),
        "w1 and w3 lead to b1, w2 and w4 to b2.",
        "Put a1 = 0.35 and a2 = 0.15 into net b1 = a1·w1 + a2·w3 + bw1, and the same for b2.",
        "[0.853, 0.3455], from 0.35·0.10 + 0.15·0.12 + 0.80 and 0.35·0.20 + 0.15·0.17 + 0.25.",
        (
            ([0.857, 0.3395], "These belong to the inputs before the swap."),
            (close(0, 0.857), "For b1 you used the inputs before the swap."),
            (close(1, 0.3395), "For b2 you used the inputs before the swap."),
            ([0.053, 0.0955], "You forgot the bias weights."),
            (lambda a: abs(a[0] - 0.865) < 1e-3, "Into b1 lead w1 and w3, not w1 and w2.", [0.865, 0.3175]),
            ([0.7012, 0.5855], "You went on to the outputs; the question stops at the net inputs."),
        ),
        FOUR_DECIMALS,
    ),
    "3.7": Exercise(
        two_shares,
        "Adding the same number to all net inputs changes no share.",
        "Raise e to the power of each net input, then divide each power by the sum of both. Adding 5 multiplies both "
        "powers by the same number.",
        "[0.25, 0.75, 0.25, 0.75]: the powers are 1 and 3, their sum is 4; with 5 more both become e⁵ times as large.",
        (
            (lambda a: a[:2] == [0, 1], "You shared out the net inputs themselves; first raise e to the power of each.",
             [0, 1, 0.4506, 0.5494]),
            (lambda a: a[:2] == [1, 3], "These are the powers of e; each is still to be divided by their sum.",
             [1, 3, 148.41, 445.24]),
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
            (at(0, "logistic"), "(a) Ten logistic nodes answer each for itself: nothing makes them add up to 1."),
            (at(1, "ReLU"), "(b) ReLU never answers with a number below 0."),
            (at(1, "tanh", "logistic", "softmax"), "(b) That function squeezes its answers into a narrow range."),
            (at(2, "softmax"), "(c) A single node that shares 1 with nobody always gets all of it: its answer would "
                               "be 1 whatever comes."),
            (at(2, "tanh"), "(c) The answers of tanh also lie below 0."),
            (at(2, "linear", "ReLU"), "(c) That function can answer with 7."),
            (at(2, "step"), "(c) The step function is never half sure."),
            (at(3, "linear"), "(d) The linear function has a slope everywhere; what it lacks is a bend."),
            (at(3, "ReLU"), "(d) ReLU is flat on the left side only."),
            (at(3, "logistic", "tanh"), "(d) Far outside that curve is nearly flat, in the middle it is not."),
        ),
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
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "3a": Prediction(
        "All three inputs are 0. What is the net input?",
        ("0", "the bias weight", "the sum of the weights"),
        "the bias weight",
        "Every product is 0, and only 1 · bw is left. Set x1, x2 and x3 to 0 above.",
    ),
    "3b": Prediction(
        "Where is the logistic curve steepest?",
        ("at net input −6", "at net input 0", "at net input 6"),
        "at net input 0",
        "There its slope is 1/4; at −6 and 6 it is nearly flat. Move the slider below and read the slope.",
    ),
    "3c": Prediction(
        "You raise w2 by 0.5. Which outputs of layer c change?",
        ("c1 only", "c2 only", "both"),
        "both",
        "w2 leads to b2, and b2 sends its output to c1 and to c2. Try it with the sliders above.",
    ),
    "3d": Prediction(
        "Hidden nodes are ReLU. From how many of 20 different starts does the network learn XOR?",
        ("from all 20", "from some of them", "from none"),
        "from some of them",
        "ReLU has a bend, so XOR is possible; but a node that is 0 for all four examples no longer learns. Run the "
        "next cell and count.",
    ),
    "3e": Prediction(
        "You add 5 to all three net inputs of a softmax layer. What happens to the three shares?",
        ("all grow", "the largest grows, the others shrink", "nothing"),
        "nothing",
        "All three powers of e become e⁵ times as large, and their sum, too. Move the last slider below.",
    ),
}
