"""Exercises of notebook 05 (book ch. 9-15 and 28)."""

from helpers.exercises.arithmetic import logistic_delta
from helpers.exercises.engine import Exercise, Prediction, at, close
from helpers.lessons.stage_3.depth import INPUT, chain_network
from helpers.lessons.stage_3.my_gradients import MY_GRADIENTS, MY_HIDDEN_DELTAS, MY_OUTPUT_GRADIENTS
from helpers.lessons.stage_3.routes import chain
from helpers.lessons.stage_3.tangents import READ, error_to_read
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
    return all(abs(given - value) < 0.06 for given, value in zip(answer, wrong, strict=True))


def hidden_delta(deltas, weights, out):
    """Return delta of a hidden node: each delta of the next layer through its own weight, added up, times the slope.

    >>> hidden_delta([0.1, 0.3], [1, 1], 0.5)
    0.1
    """
    return sum(delta * weight for delta, weight in zip(deltas, weights, strict=True)) * slope(out)


def four_of_the_output_node():
    """Return delta_c with SE, dE/dw5 with SE and with MSE, and delta_c of a ReLU node with SE, for exercise 5.4."""
    se, mse = (logistic_delta(0.8, 1, cost) * COSTS[cost].over_examples.slope([0]) for cost in ("SE", "MSE"))
    return [se, se * 0.5, mse * 0.5, (0.8 - 1) * float(ACTIVATIONS["ReLU"].slope(0.8))]


def three_of_the_hidden_node():
    """Return dE/dw1, then delta_b1 and dE/dw1 with a larger w6, for exercise 5.6."""
    first, second = (hidden_delta([0.1, -0.2], [0.5, w6], 0.8) for w6 in (0.25, 0.75))
    return [first * 2, second, second * 2]


def back_to(weights, came=0, found=SWAPPED, slope_of=slope, signs=(1, 1)):
    """Return δb2 and dE/dw of an edge to b2, in thousandths, when these weights stand in its sum, for exercise 5.9.

    came is the input at which the edge starts, counted from 0; slope_of and signs make typical mistakes.

    >>> [round(value, 4) for value in back_to(["w7", "w8"], found=BOOK_GRADIENTS)]
    [10.6013, 1.5902]
    """
    deltas, edges = found.deltas[2][0] * signs, [BOOK_NETWORK[name] if name else 0 for name in weights]
    delta = 1000 * float(deltas @ edges) * slope_of(OUT_B[1])
    return [float(delta), float(delta * BOOK_INPUTS[0, came])]


def without_output_slopes():
    """Return the two numbers of exercise 5.9 when the deltas of the output nodes are z − t alone, without z(1 − z)."""
    gaps = forward(BOOK_NETWORK, BOOK_INPUTS).output[0] - [1, 0]
    delta = 1000 * float(gaps @ [BOOK_NETWORK["w7"], BOOK_NETWORK["w8"]]) * slope(OUT_B[1])
    return [float(delta), float(delta * BOOK_INPUTS[0, 0])]


def depth_delta(weight, slope_there, layers=3):
    """Return the first delta of a chain whose layers all multiply it by weight · slope, for exercise 5.12."""
    return (weight * slope_there) ** layers


def first_gradient(layers):
    """Return dE/dw1 of a logistic chain with all weights 1, for prediction 5e."""
    network = chain_network(layers, 1.0, 0.0, "logistic")
    return gradients(network, [[INPUT]], forward(network, [[INPUT]]).output - 1)["w1"]


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
            (at(0, 18, 36), "The slope of u² is 2u: twice the inside, not twice its square."),
            (at(0, 9), "This is the height of the curve at w = 1. The question is its slope."),
            (at(0, 8), "When you multiply the square out, there is a term in the middle, 4w. It has a slope too."),
            (lambda a: a[1:] == [7, 20], "You moved the other letter: df/dx moves x and keeps y still.", [12, 7, 20]),
            (at(0, 3), "This is the inside, 2w + 1, at w = 1. The slope of its square is wanted."),
            (at(1, 4), "y is missing: it stands still, so it is a plain number in front of x², and it stays there."),
            (at(1, 23, 35), "When x moves, 3y stays as it is: its slope is 0."),
            (at(1, 10), "x² does not grow twice as fast as 1, but 2x times as fast: put x = 2 into its slope, too."),
            (at(2, 19), "You left 3y as it is. How fast does 3y grow when y moves?"),
            (at(2, 4), "The term 3y is missing: it grows when y grows."),
            (at(2, 3), "When y moves, the first term x²y moves too. There x² is just a number in front."),
        ),
    ),
    "5.2": Exercise(
        lambda: [tangent for _, tangent in READ.values()],
        "The sign says which way is up, the size how steep; how high the point lies does not matter.",
        "Choose two points of the tangent that lie on corners of the grid. How far to the right, how far up or down?",
        "[-2, 0, 1]: from (−4, 5) to (−3, 3) 1 to the right and 2 down; level; 1 to the right and 1 up.",
        (
            ([error_to_read(place) for place, _ in READ.values()],
             "These are the heights of the points. The slopes of the three lines are wanted."),
            ([place for place, _ in READ.values()],
             "These are the weights w. The slopes of the three lines are wanted."),
            ([2, 0, -1], "Mind the sign: a line that falls to the right has a slope below 0."),
            (at(0, -0.5), "You divided run by rise. A slope is rise / run.", [-0.5, 0, 1]),
            (at(0, 2), "The tangent at A falls to the right: which sign has its slope?"),
            (at(1, 1), "This is the height of B. How much does the tangent rise there?"),
            (at(2, -1), "The tangent at C rises to the right: which sign has its slope?"),
            (at(0, -1, -1.5, -2.5, -3, -4),
             "Take two corners of the grid on the tangent at A; the sentence below the picture names some."),
            (at(2, 0.5, 1.5), "Take two corners of the grid on the tangent at C; the sentence below the picture names "
             "some."),
            (at(2, 2), "This is the height of C. How much does the tangent rise on one step to the right?"),
        ),
    ),
    "5.3": Exercise(
        lambda: [-0.1 * -0.3, -0.3 * (-0.1 * -0.3)],
        "The slope is negative, so the weight grows, and the error falls.",
        "The change of w is −eta · dE/dw. The change of E is about the slope times the change of w.",
        "[0.03, -0.009]: −0.1 · (−0.3), and then −0.3 · 0.03.",
        (
            (at(0, 0.3, -0.3), "The learning rate is missing: w moves by only a part of the slope.", [0.3, -0.09]),
            (at(0, 0.003, -0.003), "eta stands twice in the first number. Multiply the slope by it once."),
            (at(0, 3, -3), "You divided by the learning rate. Multiply by it.", [3, -0.9]),
            (lambda a: a[0] < 0, "Mind the sign: w goes AGAINST the slope. Here the slope falls to the right.",
             [-0.03, 0.009]),
            (at(1, 0.009), "This E would grow. Which sign has a negative slope times a positive step?"),
            (at(1, -0.3, 0.3), "This is the slope: how fast E changes. Multiply it by the step that w makes."),
            (at(1, -0.09), "You multiplied the slope by itself. Multiply it by the change of w."),
            (at(1, -0.003), "eta stands twice here. The change of w, your first number, already contains it."),
            (close(1, 0), "E does change: it answers to w with the slope dE/dw."),
            (at(1, 0.03, -0.03), "This is the change of w once more. For the change of E, multiply it by the slope."),
        ),
    ),
    "5.4": Exercise(
        four_of_the_output_node,
        "delta first, then times what comes along the edge. Another cost or another bend changes one link only.",
        "delta_c = slope of the cost · slope of the node. What is the slope of a logistic node, made from z? Of ReLU? "
        "MSE has no 1/2 to take away the 2 of the square.",
        "[-0.032, -0.016, -0.032, -0.2]: (0.8 − 1) · 0.8 · 0.2; then times 0.5; then times 2, since MSE has no factor "
        "1/2; and (0.8 − 1) · 1, the slope of ReLU above 0.",
        (
            (lambda a: min(a) > 0, "Mind the sign: delta starts with z − t, and z is below its target.",
             [0.032, 0.016, 0.032, 0.2]),
            (lambda a: a[:3] == [0, 0, 0],
             "You took z(1 − t) for the slope. It is z(1 − z): the target has no place in it.", [0, 0, 0, -0.2]),
            (at(0, -0.2), "This is z − t alone. The slope z(1 − z) is missing.", [-0.2, -0.1, -0.2, -0.2]),
            (at(0, -0.16), "The slope of a logistic node has two factors: one of them, 1 − z, is missing.",
             [-0.16, -0.08, -0.16, -0.2]),
            (at(0, -0.04), "The slope of a logistic node has two factors: one of them, z, is missing.",
             [-0.04, -0.02, -0.04, -0.2]),
            (at(0, 0.02, 0.04), "This is made of the squared error. delta_c says how fast E answers to the net input.",
             [0.02, 0.01, 0.02, -0.2], [0.04, 0.02, 0.04, -0.2]),
            (at(0, 0.0064), "You took the squared error times the slope. delta has z − t, not its square.",
             [0.0064, 0.0032, 0.0064, -0.2]),
            (at(0, 0.16), "This is the slope z(1 − z) alone. It still has to meet the error z − t.",
             [0.16, 0.08, 0.16, -0.2]),
            (at(0, -0.05), "You took the slope of b1. delta_c wants the slope of the output node, made from z.",
             [-0.05, -0.025, -0.05, -0.2]),
            (at(0, -0.064), "You doubled delta_c. SE has the factor 1/2, and that takes away the 2 of the square.",
             [-0.064, -0.032, -0.032, -0.2]),
            (at(0, -0.016), "You halved delta_c. The factor 1/2 of SE is used up: it takes away the 2 of the square.",
             [-0.016, -0.008, -0.016, -0.2]),
            (at(1, -0.032), "dE/dw5 is not delta_c itself: multiply by what b1 sends along the edge.",
             [-0.032, -0.032, -0.064, -0.2]),
            (at(1, -0.064), "You divided by what b1 sends. Multiply by it."),
            (at(1, -0.008), "You took the slope of b1. For w5 it is the output of b1 that counts.",
             [-0.032, -0.008, -0.016, -0.2]),
            (at(2, -0.016), "MSE has no factor 1/2, so the 2 of the square stays."),
            (at(2, -0.008),
             "You halved where you should double: MSE has no factor 1/2 to take away the 2 of the square."),
            (at(2, -0.064), "One factor is missing in the third number: what b1 sends along the edge."),
            (at(3, -0.032), "z(1 − z) is the slope of a logistic node. How steep is ReLU where it is not flat?"),
            (at(3, -0.1), "You multiplied by what b1 sends. Here delta_c itself is asked."),
            (at(3, 0.8, 1), "delta is a product. You have one part of it; where is z − t?"),
            (at(3, -0.16), "You multiplied by z. How steep is ReLU at z, not how high?"),
            (at(3, 0), "ReLU is flat only where its net input is 0 or less. Here z = 0.8, so net is 0.8, too."),
            (at(3, 0.2), "Mind the sign of the last number: delta starts with z − t."),
        ),
    ),
    "5.5": Exercise(
        lambda: [-0.032 * -1, 0.1 * 1, -0.2 * 1],
        "A bias weight is a weight like any other; only what comes along its edge never changes.",
        "For every weight the gradient is what comes along the edge, times the delta where the edge ends.",
        "[0.032, 0.1, -0.2]: −1 · (−0.032), then 1 · 0.1 and 1 · (−0.2).",
        (
            (at(0, -0.032), "This is delta_c: the gradient if 1 came along the edge. What comes along here?"),
            (at(0, -1, 1), "This is a bias value, what comes along the edge. What must it be multiplied by?"),
            (at(0, 0), "A bias weight has a gradient too: what comes along its edge, times delta_c."),
            ([0.032, -0.1, 0.2], "The −1 was only for the first number. For bw3 and bw4 the bias value is 1."),
            (lambda a: a[1:] == [-0.2, 0.1], "bw3 leads to c1 and bw4 to c2: you have them the other way round.",
             [0.032, -0.2, 0.1]),
            (at(1, -0.1), "What comes along is 1, and delta_c1 is above 0. Where does the minus come from?"),
            (at(2, 0.2), "delta_c2 is below 0, and 1 comes along. Where has the minus gone?"),
            (at(1, 1), "1 is what comes along the edge. Multiply it by the delta of the node where the edge ends.",
             [0.032, 1, 1]),
            (at(1, 0), "A bias weight has a gradient, too: what comes along its edge, times the delta where it ends.",
             [0.032, 0, 0]),
            (lambda a: abs(a[1] - a[2]) < 1e-3,
             "One bias node, but two edges: each bias weight has the delta of its own node.",
             [0.032, 0.1, 0.1], [0.032, -0.2, -0.2]),
        ),
    ),
    "5.6": Exercise(
        three_of_the_hidden_node,
        "Two routes can cancel: w1 would not move at all, although both outputs are wrong.",
        "Send each delta back through its own edge, and add. Then comes the slope of b1, made from its output, and at "
        "last what a1 sends.",
        "[0, -0.016, -0.032]: (0.1 · 0.5 − 0.2 · 0.25) = 0, and 0 stays 0; then (0.1 · 0.5 − 0.2 · 0.75) · 0.8 · 0.2; "
        "then times a1 = 2.",
        (
            (at(1, -0.1), "The slope out(1 − out) of b1 is missing.", [0, -0.1, -0.2]),
            (at(1, -0.08), "You took the output of b1. Here its slope is wanted, out(1 − out).", [0, -0.08, -0.16]),
            (at(0, -0.024), "You crossed the weights: w5 leads to c1, and w6 leads to c2.",
             [-0.024, -0.004, -0.008], [-0.024, -0.02, -0.04]),
            (at(1, -0.02), "The slope out(1 − out) has two factors. You have 1 − out.", [0, -0.02, -0.04]),
            ([0, -0.032, -0.016], "The second number is delta_b1. Only for the third a1 comes in."),
            ([0, -0.016, -0.008], "You divided by what a1 sends. Multiply by it."),
            ([0, -0.016, -0.016], "The third number is delta_b1 once more. What does a1 send along the edge w1?"),
            ([0, -0.016, -0.0128], "You took the output of b1 for the last step. w1 starts at a1."),
            ([-0.032, -0.016, -0.032],
             "You added the deltas without their weights. Each delta comes back over an edge, times its weight."),
            ([-0.016, -0.008, -0.016],
             "You sent both deltas back through w5. Each one takes its own edge: delta_c2 goes through w6."),
            ([-0.008, -0.012, -0.024],
             "You sent both deltas back through w6. Each one takes its own edge: delta_c1 goes through w5."),
            ([0.016, 0.008, 0.016], "This is the route through c1 only. Add the one through c2."),
            ([-0.016, -0.024, -0.048], "This is the route through c2 only. Add the one through c1."),
            ([0, 0.016, 0.032], "With w6 = 0.75 the negative route is the larger one: which sign wins?"),
            ([0.032, 0.032, 0.064],
             "You lost a sign: delta_c2 is negative, and the two routes pull against each other."),
        ),
    ),
    "5.7": Exercise(
        lambda: [sum(BOOK_GRADIENTS.sizes[1:]), sum(create(64, 64, 2).sizes[1:]),
                 2 * create(64, 64, 2).parameter_count],
        "66 deltas from one pass back, in place of thousands of passes: that is why backpropagation is fast.",
        "Which nodes have net inputs? And the passes: every weight and every bias weight moves twice.",
        "[4, 66, 8580]: one delta for every hidden and every output node, so 2 + 2 and 64 + 2; and 2 · 4290 passes.",
        (
            (at(0, 12, 8), "One delta belongs to a node, not to a weight: all edges that end at a node share it."),
            (at(0, 6), "Input nodes have no net input, so they have no delta.", [6, 130, 8580]),
            (at(0, 2), "The hidden nodes need deltas too, not the output nodes alone.", [2, 2, 8580]),
            (at(1, 64), "The output nodes have deltas, too."),
            (at(1, 2), "The hidden nodes of the 64-64-2 network need deltas, too.", [4, 2, 8580]),
            (at(1, 128), "Input nodes have no net input, so no delta. Output nodes have one."),
            (at(1, 68), "Bias nodes have no net input, so they have no delta."),
            (at(1, 130), "You counted the input nodes. They have no net input, so they have no delta."),
            (at(1, 132), "Neither input nodes nor bias nodes have a net input, so they have no delta."),
            (at(1, create(64, 64, 2).parameter_count, create(64, 64, 2).weight_count),
             "These are the weights. A delta belongs to a node."),
            (at(2, create(64, 64, 2).parameter_count), "Each weight is moved to both sides: one pass for each side."),
            (at(2, 2 * create(64, 64, 2).weight_count), "The bias weights have to be moved as well."),
            (at(2, create(64, 64, 2).weight_count),
             "The bias weights have to be moved as well, and every one of them to both sides."),
            (at(2, 24), "That is for the book's network. How many weights has the 64-64-2 network?"),
            (at(2, 132, 66), "You counted passes for the deltas. Here every weight is moved, not every node."),
            (at(2, 2, 1), "That is how many passes backpropagation needs. How many do the moves need?"),
        ),
    ),
    "5.8": Exercise(
        lambda: ["slope", "route", "input", "edge"],
        "You can read a mistake off its number: the link that is wrong is the factor between wrong and right.",
        "Divide each number by the right one. Or compare it with the numbers of chain(…), of section 3 and section 10.",
        '["slope", "route", "input", "edge"]: Anna lacks b1(1 − b1), Ben has the route over c1 alone, Cleo took a2, so '
        "hers is dE/dw3, and Dan sent both deltas back over w5.",
        (
            (at(0, "route", "input", "edge"),
             "Anna's number is nearly five times too large. Which link of every route would bring it down again?"),
            (at(1, "slope", "input", "edge"),
             "Let chain(network, inputs, targets, 'w1') show its two products. Do you find Ben's number?"),
            (at(2, "slope", "route", "edge"), "Cleo's number is the right gradient of another weight: look for it in "
             "section 3. What differs between the two edges?"),
            (at(3, "slope", "route", "input"),
             "Dan's number is one of the three sums that you will find in section 10."),
        ),
    ),
    "5.9": Exercise(
        lambda: back_to(["w7", "w8"]),
        "You have done by hand what the computer does for every hidden weight.",
        "Where does w2 end, and which edges leave that node? Both deltas come back over them. Then the slope of the "
        "node, and what comes along w2.",
        "[{:.2f}, {:.2f}]: ".format(*back_to(["w7", "w8"]))
        + "δc1 = −0.0981 and δc2 = 0.1431; (−0.0981 · 0.33 + 0.1431 · 0.07) · 0.5841 · 0.4159, then times 0.15; both "
        "times 1000.",
        (
            (lambda a: abs(a[0]) < 0.05, "Give both numbers in thousandths: multiply them by 1000.",
             [-0.0054, -0.0008], [-0.0054, -0.81]),
            (lambda a: near_pair(a, [value / 10 for value in back_to(["w7", "w8"])]),
             "Thousandths: multiply by 1000, not by 100.", [-0.543, -0.0815]),
            (lambda a: near_pair(a, back_to(["w7", "w8"])[:1] * 2),
             "The second number is delta_b2 once more. What does a1 send along the edge w2?", [-5.43, -5.43]),
            (lambda a: near_pair(a, back_to(["w7", "w8"], found=BOOK_GRADIENTS)),
             "This is for the target (0, 1). Here the target is (1, 0).", [10.6, 1.59]),
            (lambda a: near_pair(a, back_to(["w5", "w6"])), "w5 and w6 leave b1. Which edges leave b2?",
             back_to(["w5", "w6"])),
            (lambda a: near_pair(a, back_to(["w6", "w8"])),
             "w6 and w8 END at c2. The sum runs over the edges that leave b2.", back_to(["w6", "w8"])),
            (lambda a: near_pair(a, back_to(["w8", "w7"])), "You crossed the weights: which of them leads to c1?",
             back_to(["w8", "w7"])),
            (lambda a: near_pair(a, back_to(["w7", "w8"], came=1)),
             "a2 sends its number along w4. Which input sends along w2?", back_to(["w7", "w8"], came=1)),
            (lambda a: near_pair(a, without_output_slopes()),
             "Both deltas of the output nodes lack a factor, the slope c(1 − c) of the node.", [-20.1, -3.01]),
            (lambda a: near_pair(a, back_to(["w7", "w8"], slope_of=lambda out: 1)),
             "This is the sum that comes back. The slope b2(1 − b2) is missing.", [-22.36, -3.35]),
            (lambda a: near_pair(a, back_to(["w7", "w8"], slope_of=lambda out: out)),
             "You took the output of b2. In this step its slope is wanted.", [-13.06, -1.96]),
            (lambda a: near_pair(a, back_to(["w7", ""])), "This is the route through c1 only.", back_to(["w7", ""])),
            (lambda a: near_pair(a, back_to(["", "w8"])), "This is the route through c2 only.", back_to(["", "w8"])),
            (lambda a: near_pair(a, back_to(["w7", "w8"], signs=(1, -1))),
             "You lost a sign: c1 has to grow and c2 to shrink, so the two deltas have unlike signs.", [-10.3, -1.54]),
            (lambda a: near_pair(a, back_to(["w7", "w8"], signs=(-1, -1))),
             "Mind the sign: every delta starts with z − t.", [5.43, 0.81]),
        ),
        tolerance=0.06,
    ),
    "5.10": Exercise(
        lambda: ["input", "flat", "cancel", "right", "flat"],
        "A gradient of 0 has several causes, and only one of them means that all is well.",
        "Write down the product for each and look for the factor that is 0. If no factor is 0, there must be a sum.",
        '["input", "flat", "cancel", "right", "flat"]: a1 sends 0; z(1 − z) is 0; 0.02 − 0.02; z − t is 0; and ReLU is '
        "flat below 0.",
        (
            (lambda a: any(word not in ("input", "flat", "cancel", "right") for word in a),
             "Use the four words as they stand in the question.", ["input", "saturated", "cancel", "right", "dead"]),
            (at(0, "flat", "cancel", "right"), "In the first case, which number comes along the edge w1?"),
            (at(1, "right"), "In the second case z = 1 and t = 0: this answer is as wrong as it can be."),
            (at(1, "input", "cancel"), "In the second case b1 sends 0.7, and w5 has one route. Which link is left?"),
            (at(2, "input", "flat", "right"),
             "In the third case no single link is 0. What happens to the two products?"),
            (at(3, "input", "flat", "cancel"), "In the fourth case, compare z with its target."),
            (at(4, "input", "cancel", "right"), "In the fifth case, look at the curve of ReLU at net = −2: how steep?"),
        ),
    ),
    "5.11": Exercise(
        lambda: [0.3 - 0.06 + 0, 2 / 3 * (0.3 - 0.06 + 0)],
        "The sum says where the whole set wants the weight. No single example tells that.",
        "SE adds the examples' gradients. MSE averages, and each example's slope has a factor that SE halves away.",
        "[0.24, 0.16]: 0.3 − 0.06 + 0; and with MSE each is twice as large, 0.6 − 0.12 + 0, divided by 3.",
        (
            (at(0, 0.08), "You averaged. SE adds the examples up.", [0.08, 0.16]),
            (at(0, 0.12), "You halved. The 1/2 of SE is used up in each of the three gradients.", [0.12, 0.16]),
            (at(0, 0.36), "You lost a sign: one example wants this weight to shrink, the other to grow.", [0.36, 0.24]),
            (at(0, 0.3), "You took the largest. Every example has a say: add them."),
            (at(0, 0.48), "The 2 belongs to MSE. SE has the factor 1/2.", [0.48, 0.16]),
            (at(1, 0.08), "You averaged the gradients of SE. With MSE each of them is twice as large."),
            (at(1, 0.12), "You divided by 2. MSE averages over all the examples, and has no factor 1/2."),
            (at(1, 0.04), "You halved as well. MSE has no factor 1/2: the 2 of the square stays."),
            (at(1, 0.48), "Twice as large, yes, but MSE also averages over the three examples."),
            (at(1, 0.24), "That is the sum again: MSE would equal SE for n = 2. Here n = 3."),
        ),
    ),
    "5.12": Exercise(
        lambda: [depth_delta(1, slope(0.5)), depth_delta(2, slope(0.5)), depth_delta(2, 1)],
        "Deltas shrink or grow by one factor per layer. So first weights and activations are chosen to keep it near 1.",
        "Each hidden layer multiplies delta by weight · f′(net). A logistic node is steepest at z = ½, with z(1 − z).",
        "[0.0156, 0.125, 8]: (1 · ¼)³, (2 · ¼)³ and (2 · 1)³.",
        (
            (at(0, 0.012),
             "With the bias weight 0 the net inputs are not 0, so the nodes are less steep than they can be. Which one "
             "makes every net input 0?", [0.012, 0.0331, 8]),
            (at(1, 0.0331), "With the bias weight 0 the net inputs are not 0. Weights of 2 want another bias weight."),
            (at(0, 0.0625), "You counted two hidden layers. There are three.", [0.0625, 0.25, 4]),
            (at(0, 0.02), "Give four decimals."),
            (at(0, 0.25), "This is for one layer. There are three, and each multiplies.", [0.25, 0.5, 2]),
            (at(0, 0.75), "Layers multiply, they do not add.", [0.75, 1.5, 6]),
            (at(0, 1), "The slope of a logistic node is missing: at its steepest it is z(1 − z) with z = ½.",
             [1, 8, 8]),
            (at(0, 0.125), "You took the output ½ for the slope. At z = ½, what is z(1 − z)?", [0.125, 1, 8]),
            (at(0, 0.0039),
             "Three hidden nodes give three factors. The output node is linear and wrong by 1: its delta is 1.",
             [0.0039, 0.0625, 16]),
            (at(1, 0.0156), "The weights are 2 now. Where does the 2 come in?"),
            (at(1, 0.25), "You counted two hidden layers. There are three."),
            (at(1, 1), "You took the output ½ for the slope. At z = ½, what is z(1 − z)?"),
            (at(1, 0.0313), "The weight 2 stands in every layer, not once.", 0.0313),
            (at(1, 8), "The slope of a logistic node is missing in the second number."),
            (at(2, 0.125), "In the third case the nodes are ReLU, and they are on. How steep are they?"),
            (at(2, 0), "With this bias weight the ReLUs are off. Choose one with which all of them are on."),
            (at(2, 4), "You counted two hidden layers. There are three."),
            (at(2, 16), "The output node is linear and wrong by 1: its delta is 1, without a weight."),
            (at(2, 6), "Layers multiply, they do not add."),
            (at(2, 2), "This is for one layer. There are three."),
            (at(2, 1), "The slope of ReLU is 1, but the weights multiply, too."),
        ),
    ),
    "5.13": MY_OUTPUT_GRADIENTS,
    "5.14": MY_HIDDEN_DELTAS,
    "5.15": MY_GRADIENTS,
}
# fmt: on

PREDICTIONS = {
    "5a": Prediction(
        "The tangent at a point of the error curve falls to the right. What should the weight do to lower the error?",
        ("grow", "shrink", "stay"),
        "grow",
        "Downhill is to the right, and to the right the weight is larger. The slope is negative, and the step goes "
        "against it.",
        not_so={
            "shrink": "On the left of the point the tangent is higher.",
            "stay": "The tangent is not level, so E falls on one side.",
        },
    ),
    "5b": Prediction(
        "How many routes lead from w1 to E in the 2-2-2 network?",
        ("1", "2", "4"),
        str(len(chain(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w1"))),
        "w1 ends at b1, and b1 sends its output to c1 and to c2. What both routes bring is added up.",
        not_so={
            "1": "w1 ends at b1. How many edges leave b1?",
            "4": "w1 ends at b1 only. It does not reach b2.",
        },
    ),
    "5c": Prediction(
        "out_b1 is 0. What is the gradient of w5 (b1 → c1)?",
        ("0", "delta_c1", "cannot be told"),
        "0",
        "The gradient is out_b1 · delta_c1. Nothing comes along the edge, so moving w5 changes nothing.",
        not_so={
            "delta_c1": "That is one factor. What comes along the edge is the other.",
            "cannot be told": "The gradient is a product, and one factor of it is known.",
        },
    ),
    "5d": Prediction(
        "An output z is near 1. How large is z(1 − z)?",
        ("large", "near 0", "near 1"),
        "near 0",
        f"The second factor is nearly 0: for z = 0.99 it gives {slope(0.99):.4f}. The largest it can be is "
        f"{slope(0.5):.2f}, at z = 0.5.",
        not_so={
            "large": "Put z = 0.99 into both factors.",
            "near 1": "z is near 1, but what is 1 − z?",
        },
    ),
    "5e": Prediction(
        "A logistic chain with all weights 1 gets six hidden layers in place of one. What becomes of dE/dw1?",
        ("about the same", "about a sixth of it", "less than a hundredth of it"),
        "less than a hundredth of it",
        f"It falls from {first_gradient(1):.4f} to {first_gradient(6):.6f}. Each layer multiplies delta by its weight "
        "and by the slope of its node, which is ¼ at most.",
        not_so={
            "about the same": "Each layer multiplies delta by weight · slope. How steep can a logistic node be?",
            "about a sixth of it": "Layers multiply. They do not share one gradient among them.",
        },
    ),
    "5f": Prediction(
        "The gradients of all twelve weights are added up. How does the sum compare with the total error?",
        ("always equal", "always smaller", "neither"),
        "neither",
        f"In the book's network the sum is {BOOK_SUM:.4f}, the total error {BOOK_ERROR:.4f}, and other targets put "
        "them further apart. A gradient says how fast E answers to one weight, not how much of E belongs to it.",
        not_so={
            "always equal": "Gradients are slopes, not shares. Compare the two numbers for both targets.",
            "always smaller": "Compare the two numbers for the chicken.",
        },
    ),
}
