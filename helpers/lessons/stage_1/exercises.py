"""Exercises of notebook 03 (book ch. 5-7 and 26)."""

import numpy as np

from helpers.exercises.engine import Exercise, Prediction
from helpers.network.activations import ACTIVATIONS
from helpers.network.network import Network, forward

HIDDEN = Network(weights=[[[0.10, 0.20], [0.12, 0.17]]], biases=[[0.80, 0.25]])
ALL_ONES = Network(weights=[[[1, 1], [1, 1]], [[1], [1]]], biases=[[0, 0], [0]], activations="linear")


def net_inputs(a1, a2):
    """Return the net inputs of b1 and b2 of the book's network."""
    return forward(HIDDEN, [[a1, a2]]).net[1][0]


def five_outputs():
    """Return the outputs asked for in exercise 3.1."""
    asked = (("logistic", 0), ("logistic", np.log(3)), ("tanh", np.log(2)), ("ReLU", -3), ("step", 0))
    return [float(ACTIVATIONS[name](np.float64(net))) for name, net in asked]


# fmt: off
EXERCISES = {
    "3.1": Exercise(
        five_outputs,
        "Five functions, five ways to answer a number.",
        "Put the net input into each formula. e to the power ln 3 is 3, so e to the power −ln 3 is 1/3; "
        "e to the power ln 2 is 2.",
        "[1/2, 3/4, 3/5, 0, 1], from 1/(1 + 1), 1/(1 + 1/3), (2 − 1/2)/(2 + 1/2), the larger of 0 and −3, 1 for 0 ≥ 0.",
        (
            (lambda a: a[4] == 0, "The step function jumps AT this place. To which side does its formula count it?",
             [0.5, 0.75, 0.6, 0, 0]),
            (lambda a: a[3] != 0, "ReLU lets a positive net input through. And what does its curve do on the left?",
             [0.5, 0.75, 0.6, -3, 1]),
            (lambda a: abs(a[1] - 0.25) < 1e-3, "You used e to the power +x in the denominator; the exponent is −x.",
             [0.5, 0.25, 0.6, 0, 1]),
            (lambda a: abs(a[2] - 0.8) < 1e-3, "You used σ(2x) for tanh; one more step: tanh x = 2σ(2x) − 1.",
             [0.5, 0.75, 0.8, 0, 1]),
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
        ),
    ),
    "3.3": Exercise(
        lambda: net_inputs(0.5, 0.2),
        "These are net b1 and net b2 of the book's network for the inputs 0.5 and 0.2.",
        "Each row of the matrix meets the vector: first row, product by product, plus the first entry of B.",
        "[0.874, 0.384], from 0.10·0.5 + 0.12·0.2 + 0.80 and 0.20·0.5 + 0.17·0.2 + 0.25.",
        (
            ([0.074, 0.134], "You forgot the bias vector."),
            ([0.89, 0.344], "You went down the columns; here each ROW of the matrix meets the vector."),
        ),
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
        ),
    ),
    "3.5": Exercise(
        lambda: [*forward(ALL_ONES, [[1, 2]]).out[1][0], *forward(ALL_ONES, [[1, 2]]).output[0]],
        "A linear node passes its net input on, so the sums simply add up.",
        "First b1 and b2: what does each of them get from the two inputs? Then c: it gets both of them.",
        "[3, 3, 6]: b1 and b2 each get 1·1 + 2·1, and c gets 3·1 + 3·1.",
        (
            ([1, 2, 3], "Every hidden node is linked to BOTH inputs."),
            ([3, 3, 3], "The output node sums both hidden nodes."),
            (lambda a: 0 < a[0] < 1, "These nodes are linear: nothing is squeezed between 0 and 1.", [0.95, 0.95, 0.8]),
        ),
    ),
    "3.6": Exercise(
        lambda: net_inputs(0.35, 0.15),
        "w1 and w3 lead to b1, w2 and w4 to b2.",
        "Put a1 = 0.35 and a2 = 0.15 into net b1 = a1·w1 + a2·w3 + bw1, and the same for b2.",
        "[0.853, 0.3455], from 0.35·0.10 + 0.15·0.12 + 0.80 and 0.35·0.20 + 0.15·0.17 + 0.25.",
        (
            ([0.857, 0.3395], "These belong to the inputs before the swap."),
            ([0.053, 0.0955], "You forgot the bias weights."),
            (lambda a: abs(a[0] - 0.865) < 1e-3, "Into b1 lead w1 and w3, not w1 and w2.", [0.865, 0.3175]),
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
}
