"""Exercises of notebook 05 (book ch. 9-15 and 28)."""

from helpers.exercises.arithmetic import logistic_delta
from helpers.exercises.engine import Exercise, Prediction, at
from helpers.lessons.stage_3.routes import chain
from helpers.network.activations import ACTIVATIONS
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.network import create, forward, total_error
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS

BOOK_GRADIENTS = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
BOOK_SUM = sum(BOOK_GRADIENTS[name] for name in BOOK_GRADIENTS.names())
BOOK_ERROR = total_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
SWAPPED = gradients(BOOK_NETWORK, BOOK_INPUTS, [[1, 0]])
OUT_B = forward(BOOK_NETWORK, BOOK_INPUTS).out[1][0]


def slope(out):
    """Return how a logistic node's output answers to its net input: out(1 − out)."""
    return ACTIVATIONS["logistic"].derivative(None, out)


def near_pair(answer, wrong):
    """Say whether an answer of two numbers is this wrong one, allowing for rounded steps."""
    return abs(answer[0] - wrong[0]) < 5e-4 and abs(answer[1] - wrong[1]) < 0.01


def layer_counts(*sizes):
    """Return the weights of the hidden layer and the output layer, the bias weights, and all together.

    >>> layer_counts(2, 2, 2)
    [4, 4, 4, 12]
    """
    network = create(*sizes)
    return [*(weights.size for weights in network.weights), network.bias_count, network.parameter_count]


def hidden_delta(deltas, weights, out):
    """Return delta of a hidden node: each delta of the next layer through its own weight, added up, times the slope.

    >>> hidden_delta([0.1, 0.3], [1, 1], 0.5)
    0.1
    """
    return sum(delta * weight for delta, weight in zip(deltas, weights, strict=True)) * slope(out)


def three_of_the_output_node():
    """Return delta_c with SE, dE/dw5 with SE and dE/dw5 with MSE, for exercise 5.4."""
    se, mse = (logistic_delta(0.8, 1, cost) * COSTS[cost].over_examples.slope([0]) for cost in ("SE", "MSE"))
    return [se, se * 0.5, mse * 0.5]


def three_of_the_hidden_node():
    """Return dE/dw1, then delta_b1 and dE/dw1 with a larger w6, for exercise 5.6."""
    first, second = (hidden_delta([0.1, -0.2], [0.5, w6], 0.5) for w6 in (0.25, 0.75))
    return [first * 2, second, second * 2]


def back_to(node, weights, came=0, found=BOOK_GRADIENTS):
    """Return delta of b1 (node 0) or b2 (1) when these weights stand in its sum, and 1000 · dE/dw of an edge to it.

    came is the input at which the edge starts, counted from 0.

    >>> [round(value, 4) for value in back_to(1, ["w7", "w8"])]
    [0.0106, 1.5902]
    """
    delta = hidden_delta(found.deltas[2][0], [BOOK_NETWORK[name] for name in weights], OUT_B[node])
    return [float(delta), float(1000 * delta * BOOK_INPUTS[0, came])]


WITH_W1_AND_W2 = back_to(0, ["w1", "w2"])[1]  # the slip of exercise 5.8: they stand where w5 and w6 belong


# fmt: off
EXERCISES = {
    "5.1": Exercise(
        lambda: [2 * (2 * 1 + 1) * 2, 2 * 2 * 5, 2**2 + 3],
        "An outer slope times an inner slope, and then one letter at a time.",
        "For E: the slope of a square is twice what stands inside, times the slope of the inside. For f: one letter "
        "moves, the other is just a number.",
        "[12, 20, 7]: 2 · (2w + 1) · 2 at w = 1; 2xy, where y is just a number; x² + 3, where x is just a number.",
        (
            (at(0, 6), "You forgot the inner slope: 2w + 1 grows twice as fast as w."),
            (at(0, 9), "This is the height of the curve at w = 1. The question is its slope."),
            (at(0, 8), "When you multiply the square out, there is a term in the middle, 4w. It has a slope too."),
            (lambda a: a[1:] == [7, 20], "You moved the other letter: df/dx moves x and keeps y still.", [12, 7, 20]),
            (at(1, 23, 35), "When x moves, 3y stays as it is: its slope is 0."),
            (at(1, 10), "x² does not grow twice as fast as 1, but 2x times as fast: put x = 2 into its slope, too."),
            (at(2, 19), "This is the height of f at y = 5, without one factor. The question is how fast it grows."),
            (at(2, 4), "The term 3y is missing: it grows when y grows."),
            (at(2, 3), "When y moves, the first term x²y moves too. There x² is just a number in front."),
        ),
    ),
    "5.2": Exercise(
        lambda: layer_counts(3, 4, 2),
        "That many gradients are waiting to be found in every single update.",
        "Every node is linked to every node of the next layer. And each hidden and output node has one bias weight.",
        "[12, 8, 6, 26]: 3 · 4 edges, 4 · 2 edges, 4 + 2 bias weights, and all of them added.",
        (
            (lambda a: a[:2] == [7, 6], "You added the nodes of two layers; the number of edges is their product.",
             [7, 6, 6, 19]),
            (lambda a: a[:2] == [8, 12], "The two layers have changed places: the hidden layer comes first.",
             [8, 12, 6, 26]),
            (at(2, 2), "There are two bias nodes, but each has one edge to EVERY node of its layer.", [12, 8, 2, 22]),
            (at(2, 9), "Input nodes have no bias weight; they only pass their numbers on.", [12, 8, 9, 29]),
            (at(3, 20), "The bias weights belong to the total as well."),
            (at(2, 8), "One bias node feeds the hidden layer, the other the output layer: count the nodes they feed.",
             [12, 8, 8, 28]),
        ),
    ),
    "5.3": Exercise(
        lambda: [-0.1 * -0.3, -0.3 * (-0.1 * -0.3)],
        "The slope is negative, so the weight grows, and the error falls.",
        "The change of w is −eta · dE/dw. The change of E is about the slope times the change of w.",
        "[0.03, -0.009]: −0.1 · (−0.3), and then −0.3 · 0.03.",
        (
            (at(0, 0.3, -0.3), "The learning rate is missing: w moves by only a part of the slope.", [0.3, -0.09]),
            (at(0, 3, -3), "You divided by the learning rate. Multiply by it.", [3, -0.9]),
            (lambda a: a[0] < 0, "Mind the sign: w goes AGAINST the slope. Here the slope falls to the right.",
             [-0.03, 0.009]),
            (at(1, 0.009), "The size is right, but E would grow. What is a negative slope times a positive step?"),
            (at(1, 0.03, -0.03), "This is the change of w once more. For the change of E, multiply it by the slope."),
        ),
    ),
    "5.4": Exercise(
        three_of_the_output_node,
        "delta first, then times what comes along the edge. For MSE the 2 of the square stays.",
        "delta_c = (z − t) · z(1 − z). For dE/dw5, multiply it by what b1 sends along the edge. MSE has no 1/2 to take "
        "away the 2 of the square.",
        "[-0.032, -0.016, -0.032]: (0.8 − 1) · 0.8 · 0.2; then times 0.5; then times 2, since MSE has no factor 1/2.",
        (
            (lambda a: min(a) > 0, "Mind the sign: delta starts with z − t, and z is below its target.",
             [0.032, 0.016, 0.032]),
            ([0, 0, 0], "You took z(1 − t) for the slope. It is z(1 − z): the target has no place in it."),
            (at(0, -0.2), "This is z − t alone. The slope z(1 − z) is missing.", [-0.2, -0.1, -0.2]),
            (at(0, -0.05), "You took the slope of b1. delta_c wants the slope of the output node, made from z.",
             [-0.05, -0.025, -0.05]),
            (at(0, -0.064), "You doubled delta_c. SE has the factor 1/2, and that takes away the 2 of the square.",
             [-0.064, -0.032, -0.032]),
            (at(1, -0.032), "dE/dw5 is not delta_c itself: multiply by what b1 sends along the edge.",
             [-0.032, -0.032, -0.064]),
            (at(1, -0.008), "You took the slope of b1. For w5 it is the output of b1 that counts.",
             [-0.032, -0.008, -0.016]),
            (at(2, -0.016), "MSE has no factor 1/2, so the 2 of the square stays."),
            (at(2, -0.008),
             "You halved where you should double: MSE has no factor 1/2 to take away the 2 of the square."),
            (at(2, -0.064), "One factor is missing in the third number: what b1 sends along the edge."),
        ),
    ),
    "5.5": Exercise(
        lambda: [-0.032 * -1, 0.1 * 1, -0.2 * 1],
        "A bias weight is a weight like any other; only what comes along its edge never changes.",
        "For every weight the gradient is what comes along the edge, times the delta where the edge ends.",
        "[0.032, 0.1, -0.2]: −1 · (−0.032), then 1 · 0.1 and 1 · (−0.2).",
        (
            (at(0, -0.032), "So it would be for the bias value 1. Here −1 comes along the edge."),
            (at(0, 0, -1), "A bias weight has a gradient too: the bias value times delta_c."),
            ([0.032, -0.1, 0.2], "The −1 was only for the first number. For bw3 and bw4 the bias value is 1."),
            (lambda a: a[1:] == [-0.2, 0.1], "bw3 leads to c1 and bw4 to c2: you have them the other way round.",
             [0.032, -0.2, 0.1]),
            (lambda a: abs(a[1] - a[2]) < 1e-3,
             "One bias node, but two edges: each bias weight has the delta of its own node.", [0.032, -0.1, -0.1]),
        ),
    ),
    "5.6": Exercise(
        three_of_the_hidden_node,
        "Two routes can cancel: w1 would not move at all, although both outputs are wrong.",
        "Send delta_c1 back through w5 and delta_c2 back through w6, and add. Then out(1 − out) of b1 gives delta_b1, "
        "and a1 gives the gradient.",
        "[0, -0.025, -0.05]: (0.1 · 0.5 − 0.2 · 0.25) = 0, and 0 stays 0; then (0.1 · 0.5 − 0.2 · 0.75) · 0.25; then "
        "times a1 = 2.",
        (
            (at(1, -0.1), "The slope out(1 − out) of b1 is missing.", [0, -0.1, -0.2]),
            ([0, -0.025, -0.025], "The third number is delta_b1 once more. What does a1 send along the edge w1?"),
            ([0, -0.025, -0.0125], "You took the output of b1 for the last step. w1 starts at a1."),
            ([-0.025, -0.0125, -0.025],
             "You sent both deltas back through w5. Each one takes its own edge: delta_c2 goes through w6."),
            ([-0.0125, -0.01875, -0.0375],
             "You sent both deltas back through w6. Each one takes its own edge: delta_c1 goes through w5."),
            ([0.025, 0.0125, 0.025], "This is the route through c1 only. Add the one through c2."),
            ([-0.025, -0.0375, -0.075], "This is the route through c2 only. Add the one through c1."),
            ([0, 0.025, 0.05],
             "The sizes are right. With w6 = 0.75 the negative route is the larger one: which sign wins?"),
            ([0.05, 0.05, 0.1], "You lost a sign: delta_c2 is negative, and the two routes pull against each other."),
            (at(0, -0.0375), "You crossed the weights: w5 leads to c1, and w6 leads to c2.",
             [-0.0375, -0.00625, -0.0125]),
        ),
    ),
    "5.7": Exercise(
        lambda: [BOOK_SUM, sum(BOOK_GRADIENTS.sizes[1:]), sum(create(64, 64, 2).sizes[1:])],
        "A few deltas are enough for a great many gradients: that is why backpropagation is fast.",
        "For the sum let Python add up gradients(…)[name] for every name. For the deltas: which nodes have net inputs?",
        f"[{BOOK_SUM:.4f}, 4, 66]: one delta for every hidden and every output node, so 2 + 2 and 64 + 2.",
        (
            (at(0, BOOK_ERROR),
             "This is the total error. Gradients are slopes, not shares of the error: add up the twelve slopes.",
             0.2111),
            (at(0, sum(array.sum() for array in BOOK_GRADIENTS.weights)),
             "These are the eight weights only. The four bias weights have gradients too.", 0.1218),
            (at(0, sum(abs(BOOK_GRADIENTS[name]) for name in BOOK_GRADIENTS.names())),
             "You added the sizes. Some gradients are negative: keep their signs.", 0.4652),
            (at(1, 12), "One delta belongs to a node, not to a weight: all edges that end at a node share it."),
            (at(1, 6), "Input nodes have no net input, so they have no delta.", [0.2212, 6, 130]),
            (at(1, 2), "The hidden nodes need deltas too, not the output nodes alone.", [0.2212, 2, 2]),
            (at(2, 68), "Bias nodes have no net input, so they have no delta."),
            (at(2, 130), "You counted the input nodes. They have no net input, so they have no delta."),
            (at(2, 132), "Neither input nodes nor bias nodes have a net input, so they have no delta."),
            (at(2, create(64, 64, 2).parameter_count, create(64, 64, 2).weight_count),
             "These are the weights. A delta belongs to a node.", 4290),
        ),
    ),
    "5.8": Exercise(
        lambda: [SWAPPED["w5"], WITH_W1_AND_W2],
        "A slip in two letters, and w1 would walk the wrong way. The gradient check of Stage 4 finds such slips.",
        "First: c1 should now be 1, so z − t has another sign. Second: multiply delta_c1 by w1 and delta_c2 by w2, "
        "add, and go on as usual: times out(1 − out) of b1, times a1, and at last times 1000.",
        f"[{SWAPPED['w5']:.4f}, {WITH_W1_AND_W2:.4f}]: (0.5934 − 1) · 0.5934 · 0.4066 · 0.702; "
        "and 1000 · (0.1432 · 0.10 − 0.0515 · 0.20) · 0.7020 · 0.2980 · 0.15, with more decimals on the way. Without "
        f"the slip it is −{-1000 * BOOK_GRADIENTS['w1']:.4f} thousandths.",
        (
            (at(0, BOOK_GRADIENTS["w5"]), "w5 leads to c1, and the target of c1 is now 1: which sign has z − t?",
             0.1005),
            (at(0, -SWAPPED["w5"]), "The size is right, the sign is not: a gradient starts with z − t, not with t − z.",
             0.0689),
            (at(0, SWAPPED["bw3"]), "This is delta_c1. For w5 multiply it by what b1 sends along the edge.", -0.0981),
            (at(1, 1000 * BOOK_GRADIENTS["w1"]),
             "This is the gradient without the slip. Put w1 and w2 where w5 and w6 belong.", -0.4220),
            (at(1, back_to(0, ["w5", "w5"])[1]),
             "This is the other slip, with w5 for both deltas. Here w1 and w2 stand in the sum.", 0.1438),
            (lambda a: abs(a[1]) < 0.01, "Give the second number in thousandths: multiply it by 1000.",
             [-0.0689, 0.000126]),
            (at(1, back_to(0, ["w1", "w2"], found=SWAPPED)[1], 1000 * SWAPPED["w1"]),
             "The second number belongs to the book's own target [0, 1]; you kept the swapped one.", 0.5902),
            (at(1, WITH_W1_AND_W2 / BOOK_INPUTS[0, 0]),
             "In the second number the last factor is missing: what a1 sends along the edge.", 0.8395),
        ),
    ),
    "5.9": Exercise(
        lambda: back_to(1, ["w7", "w8"]),
        "You have done by hand what the computer does for every hidden weight.",
        "Five lines: δc1; δc2; over the two edges OUT OF b2: δc1·w7 + δc2·w8; times b2(1 − b2), that is δb2; times a1, "
        "where w2 starts.",
        "[{:.4f}, {:.2f}]: ".format(*back_to(1, ["w7", "w8"]))
        + "(0.1432 · 0.33 − 0.0515 · 0.07) · 0.5841 · 0.4159, and that times 0.15 and times 1000.",
        (
            (lambda a: near_pair(a, back_to(1, ["w5", "w6"])), "w5 and w6 leave b1. Which edges leave b2?",
             [-0.0033, -0.49]),
            (lambda a: near_pair(a, back_to(1, ["w6", "w8"])),
             "w6 and w8 END at c2. The sum runs over the edges that leave b2.", [0.0130, 1.96]),
            (lambda a: near_pair(a, back_to(1, ["w7", "w8"], came=1)),
             "a2 sends its number along w4. Which input sends along w2?", [0.0106, 3.71]),
            (lambda a: abs(a[0] - 0.0436) < 1e-3, "This is the sum that comes back. The slope b2(1 − b2) is missing.",
             [0.0436, 6.55]),
            (lambda a: abs(a[1]) < 0.01, "Give the second number in thousandths: multiply it by 1000.",
             [0.0106, 0.0016]),
        ),
        decimals=(4, 2),
    ),
}
# fmt: on

PREDICTIONS = {
    "5a": Prediction(
        "The tangent at a point of the error curve falls to the right. What should the weight do to lower the error?",
        ("grow", "shrink", "stay"),
        "grow",
        "Downhill is to the right, and to the right the weight is larger. The slope is negative, and the step goes "
        "against it.",
    ),
    "5b": Prediction(
        "How many routes lead from w1 to E in the 2-2-2 network?",
        ("1", "2", "4"),
        str(len(chain(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w1"))),
        "w1 ends at b1, and b1 sends its output to c1 and to c2. What both routes bring is added up.",
    ),
    "5c": Prediction(
        "out_b1 is 0. What is the gradient of w5 (b1 → c1)?",
        ("0", "delta_c1", "cannot be told"),
        "0",
        "The gradient is out_b1 · delta_c1. Nothing comes along the edge, so moving w5 changes nothing.",
    ),
    "5d": Prediction(
        "The gradients of all twelve weights are added up. Is the sum the total error?",
        ("yes, they are its shares", "no, they are slopes"),
        "no, they are slopes",
        f"The sum is {BOOK_SUM:.4f}, the total error {BOOK_ERROR:.4f}. A gradient says how fast E answers to one "
        "weight, not how much of E belongs to it.",
    ),
    "5e": Prediction(
        "An output z is near 1. How large is z(1 − z)?",
        ("large", "near 0", "near 1"),
        "near 0",
        f"The second factor is nearly 0: for z = 0.99 it gives {slope(0.99):.4f}. The largest it can be is "
        f"{slope(0.5):.2f}, at z = 0.5.",
    ),
}
