"""Exercises of notebook 02 (book ch. 2-4)."""

from helpers.exercises.engine import Exercise, Prediction, at
from helpers.network.network import create

LONG_NAMES = {"firstweightsequal": "equal", "firstweightstoolarge": "large", "learningratetoohigh": "rate",
              "learningrate": "rate", "inputsofunlikesize": "scaling"}  # fmt: skip


# fmt: off
EXERCISES = {
    "2.1": Exercise(
        lambda: create(256, 256, 2).parameter_count,
        "Weights and bias weights together are what training adjusts.",
        "Count the edges between the layers first, then one bias weight for every hidden and every output node.",
        "66306: 256 · 256 + 256 · 2 weights and 256 + 2 bias weights.",
        (
            (256 * 256 + 256 * 2, "These are the edges between nodes. The bias weights are missing.", 66048),
            (256 * 256 + 256 * 2 + 2, "There are two bias nodes, but each has one edge to EVERY node of its layer.",
             66050),
            (256 * 256 + 256 * 2 + 256 + 256 + 2,
             "You gave the input layer bias weights, too. Its nodes compute nothing: no bias leads there.", 66562),
            (256 * 256 + 256 * 2 + 256, "The bias weights of the output nodes are missing.", 66304),
            (256 * 256 * 2, "You multiplied all three layers. Edges lead from layer to layer: count two groups.",
             131072),
            (256 + 2, "These are the bias weights alone. Count the edges between the nodes, too.", 258),
            (256 * 256 + 256, "These lead into the hidden layer, with its bias weights. The output layer is missing.",
             65792),
            (256 * 256, "These are the edges into the hidden layer only. The output layer has edges and biases too.",
             65536),
            (256 + 256 + 2,
             "These are the nodes. The question is about the weights on the edges, and the bias weights.", 514),
        ),
    ),
    "2.2": Exercise(
        lambda: [32 * 24, 10],
        "One input node per pixel, one output node per class.",
        "How many pixels does a picture of 32 columns and 24 rows have? How many different digits are there?",
        "[768, 10]: 32 · 24 pixels, and ten digits from 0 to 9.",
        (
            ([10, 32 * 24], "These are the right two numbers, but the question asks for the input nodes first."),
            (at(0, 1), "The picture is one, but a node holds one number. How many numbers is a picture made of?"),
            (at(0, 28 * 28), "That is a picture of 28 · 28 pixels. What is the size of this one?"),
            (at(0, 32, 24), "One node for a column or a row is not enough: each pixel is a number of its own."),
            ([32 + 24, 10], "You added width and height; the number of pixels is their product.", [56, 10]),
            ([32 * 24, 9], "Count the digits again: 0 is one of them.", [768, 9]),
            (at(1, 4), "Four nodes could hold a code of zeros and ones, but here every class has a node of its own."),
            ([32 * 24, 1], "One output node could give one number; here every class has a node of its own.", [768, 1]),
        ),
    ),
    "2.3": Exercise(
        lambda: [-2, 3],
        "The curve passes 1/2 where x + bw = 0: a positive bias moves it to the left.",
        "The logistic function is 1/2 where its net input is 0. For which x is x + bw = 0?",
        "[-2, 3], since x = −bw: for bw = 2 at x = −2, for bw = −3 at x = 3.",
        (
            ([0.5, 0.5], "1/2 is the output. The question asks at which x the output is that."),
            ([2, -3], "The signs are the wrong way round: solve x + bw = 0 for x."),
            ([3, -2], "These are the right two numbers, but the question asks for bw = 2 first."),
            (lambda a: [abs(x) for x in a] == [2, 3], "One of the signs is wrong: put both answers into x + bw = 0.",
             [2, 3]),
            ([-1.5, 3.5], "You solved x + bw = 1/2. But 1/2 is the output: which net input has it?"),
            ([-1, 4], "You solved x + bw = 1. But at the net input 1 the output is more than 1/2."),
            (lambda a: abs(a[0] - 0.8808) + abs(a[1] - 0.0474) < 0.002,
             "These are the outputs at x = 0. The question asks at which x the output is 1/2.", [0.8808, 0.0474]),
            ([0, 0], "That would be so without a bias. Put bw into x + bw = 0."),
        ),
    ),
    "2.4": Exercise(
        lambda: ["z - t", "E", "w2"],
        "The same three things in the course's letters.",
        "Use the translator above: search for ŷ, then for J(W), then for W21. In the index 21 the first digit is "
        "the node that the edge leads to.",
        '["z - t", "E", "w2"]: actual minus target, the total error, and the edge a1→b2.',
        (
            (at(0, "-e", "-(t-z)"), "That is true. But a difference is asked for: which letter stands for ŷ, and which "
             "for y?", ["-e", "E", "w2"]),
            (at(0, "e"), "The course's e is t − z. Here the two stand in the other order."),
            (at(0, "t - z"), "Look at the order of the difference: ŷ is the network's output, y the target."),
            (at(0, "ŷ - y", "ŷ - t", "y - t", "z - y"),
             "A letter of the other book is still in the difference. Search for ŷ, and for y."),
            (at(0, "error", "actual output - target output"),
             "These are words. Write the difference with the two letters of the course."),
            (at(1, "error"), "The error belongs to one node, J(W) is one number for all nodes: search for J(W)."),
            (at(1, "total error"), "That is its name. In formulas the course writes it as one letter."),
            (at(1, "cost function", "cost", "loss", "SE", "MSE"),
             "That is the formula. The number that comes out of it has a letter of its own: search for J(W)."),
            (at(1, "J(W)"), "That is the other book's name. Search for J(W): which letter stands beside it?"),
            (at(2, "w21", "w12"), "Two digits are the other book's way. The course counts the weights through: search "
             "for W21."),
            (at(2, "w3"), "w3 leads from a2 to b1. Here the edge leads TO hidden node 2 FROM input 1."),
            (at(2, "w1", "w4"), "The two digits differ: the first is the node that the edge leads to, the second the "
             "one that it comes from."),
            (at(2, "w5", "w6", "w7", "w8"), "The raised (1) stands for the first group of weights, between a and b."),
            (at(2, "a1→b2"), "That is the edge. What is its weight called?"),
        ),
        also={'network["w2"]': "w2", "network['w2']": "w2"},  # as the translator writes it in the code
    ),
    "2.5": Exercise(
        lambda: [1, 1, 1, 0, 0],
        "Only the distance from 0 counts. On E = w² it shrinks for every learning rate between 0 and 1.",
        "For each run, look at the distance from 0 without its sign. Does it shrink with every update?",
        "[1, 1, 1, 0, 0]: the distance is multiplied by 0.98, 0.4, 0.8, 1 and 1.2. Run 1 creeps, run 3 oscillates, and "
        "both converge.",
        (
            (lambda a: not {*a} <= {0, 1}, "Give a 1 or a 0 for each of the five runs.", [1, 2, 3, 4, 5]),
            ([1, 2, 3], "These are runs. Give five numbers: a 1 for each run that converges, a 0 for each other."),
            (at(0, 0), "Run 1 creeps. Slow is not never: does the distance from 0 shrink?"),
            (at(1, 0), "Look at run 2 again: does the distance from 0 shrink?"),
            (at(2, 0), "Run 3 swings from side to side. Compare its distances from 0, without the sign."),
            (at(3, 1), "Compare the distances from 0 in run 4: is one of them smaller than the one before?"),
            (at(4, 1), "Run 5 also swings, but compare its distances from 0 with each other."),
        ),
    ),
    "2.6": Exercise(
        lambda: (25 - 40) / 10,
        "Mean and spread are those of the training examples, also for somebody new.",
        "First take the mean away, then divide by the spread. Is 25 above or below the mean?",
        "-1.5, that is (25 − 40) / 10.",
        (
            (25 / 10, "You divided by the spread, but the mean has to be taken away first.", 2.5),
            (25 - 40, "The mean is taken away. The spread is still missing.", -15),
            (40 - 25, "Take the mean away from the age, not the age from the mean; and the spread is missing.", 15),
            ((25 - 40) / 10**2, "Divide by the spread itself, once.", -0.15),
            ((40 - 25) / 10, "The sign: is this person above or below the mean?"),
            (25 / 40, "You divided by the mean. Take the mean away, and divide by the spread.", 0.625),
            ((25 - 40) / 40, "The mean is taken away, but you divided by it, too. Divide by the spread.", -0.375),
            ((40 - 25) / 40, "Two things: take the mean away from the age, and divide by the spread.", 0.375),
            (25 - 40 / 10, "First take the mean away, then divide the result: (x − mean) / spread.", 21),
        ),
    ),
    "2.7": Exercise(
        lambda: ["rate", "equal", "scaling", "large"],
        "To know the sign of each fault saves hours: no program says that it is there.",
        "Look again at the pictures of the three starts, the five people and the valley. Which one looks like this?",
        '["rate", "equal", "scaling", "large"]: a distance that grows from side to side comes from the learning rate; '
        "nodes that start alike stay alike; 5,000 drowns 0.3; huge weights make a step of each curve.",
        (
            (at(0, "equal", "large", "scaling"), "A: the weight jumps over the bottom. What says how far it jumps?"),
            (at(1, "large", "rate", "scaling"), "B: the three nodes differ in nothing. How must they have begun?"),
            (at(2, "large"), "C: these weights are small. What else makes one product so much larger than the other?"),
            (at(2, "equal", "rate"), "C: compare the two products of weight and input."),
            (at(3, "scaling"), "D: large inputs would also do that, but these are small. What else makes a sum large?"),
            (at(3, "equal", "rate"), "D: answers of 0 and 1 alone come from sums far from 0. What makes a sum large?"),
        ),
        also=LONG_NAMES,
    ),
}
# fmt: on

PREDICTIONS = {
    "2a": Prediction(
        "Which of these does the training itself change?",
        ("the number of hidden layers", "the weight w5", "the 1 of a bias node", "the target t"),
        "the weight w5",
        "Training changes weights and bias weights. All else is decided by people before it starts.",
        {
            "the number of hidden layers": "It is chosen when the network is made, and stays.",
            "the 1 of a bias node": "That 1 never changes. Something on its way to the next node does.",
            "the target t": "It says what the answer should be. Changing it would be changing the question.",
        },
    ),
    "2b": Prediction(
        "All weights start at 0.3. After 2,000 updates the three hidden nodes are …",
        ("different from each other", "still alike", "without any change"),
        "still alike",
        "The weights move far, but for all three nodes by the same amounts: who is like another gets the same slopes.",
        {
            "different from each other": "They have the same inputs and the same weights. What could tell them apart?",
            "without any change": "Set the updates to 0, then to 2,000: do the numbers in the columns stay?",
        },
    ),
    "2c": Prediction(
        "Which learning rate brings w nearer to the bottom of E = w² in 10 updates?",
        ("0.1", "0.8"),
        "0.8",
        "0.1 leaves 0.8 of the distance at each update, 0.8 only 0.6 of it. It oscillates, and it is the faster one.",
        {"0.1": "Compare 1 − 2η for both, without the sign: how much of the distance is left after one update?"},
    ),
    "2d": Prediction(
        "The weight is 1. Which bias weight moves the middle of the curve to x = 5?",
        ("5", "−5", "1/5"),
        "−5",
        "At x = 5 the net input 1 · 5 + bw must be 0. Try it below.",
        {
            "5": "At x = 5 the net input would be 1 · 5 + 5 = 10, and the output nearly 1.",
            "1/5": "At x = 5 the net input would be 1 · 5 + 1/5, and the output nearly 1.",
        },
    ),
    "2e": Prediction(
        "With which learning rate does w never come closer to the bottom of E = w², and never go further away?",
        ("0.5", "1.0", "1.2"),
        "1.0",
        "Each update multiplies w by 1 − 2 · 1.0 = −1: it jumps from side to side at the same height.",
        {
            "0.5": "Then 1 − 2η is 0: the first step leads straight to the bottom.",
            "1.2": "Then 1 − 2η is −1.4: each step leads further away.",
        },
    ),
    "2f": Prediction(
        "A fifth class, goose, comes after the robot. Which target belongs to a picture of a goose?",
        ("5", "[0, 0.5, 0, 0]", "[0, 0, 0, 0, 1]"),
        "[0, 0, 0, 0, 1]",
        "Each class has an output node of its own, so now there are five.",
        {
            "5": "As one number the goose would lie next to the robot and far from the duck.",
            "[0, 0.5, 0, 0]": "That is half a duck, and there are five classes now.",
        },
    ),
}
