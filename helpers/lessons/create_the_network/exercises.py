"""Exercises of notebook 02 (book ch. 2-4)."""

from helpers.exercises.engine import Exercise, Prediction
from helpers.network.network import create

# fmt: off
EXERCISES = {
    "2.1": Exercise(
        lambda: [1, 2, 3, 5],
        "Forward, error, gradients, update, and round again; Stage 4 is a test, switched off once it has passed.",
        "Go through the five stages one by one and ask: does the next round need it again?",
        "[1, 2, 3, 5]. After an update the outputs are old, so Stage 1 must run again; the check is needed once.",
        (
            ([2, 3, 4, 5],
             "After an update the outputs are old: which stage makes new ones? And the check is not needed again. (The "
             "book's last review makes this very slip.)"),
            ([1, 2, 3, 4, 5],
             "Stage 4 would work, but it is slow and only confirms what Stage 3 has found. It is switched off."),
            ([2, 3, 5], "After an update the old outputs are out of date. Which stage makes new ones?"),
        ),
        open_count=True,
    ),
    "2.2": Exercise(
        lambda: [32 * 24, 10],
        "One input node per pixel, one output node per class.",
        "How many pixels does a picture of 32 columns and 24 rows have? How many different digits are there?",
        "[768, 10]: 32 · 24 pixels, and ten digits from 0 to 9.",
        (
            ([32 + 24, 10], "You added width and height; the number of pixels is their product.", [56, 10]),
            ([32 * 24, 9], "Count the digits again: 0 is one of them.", [768, 9]),
            ([32 * 24, 1], "One output node could give one number; here every class has a node of its own.", [768, 1]),
        ),
    ),
    "2.3": Exercise(
        lambda: [-2, 3],
        "The curve passes 1/2 where x + bw = 0: a positive bias moves it to the left.",
        "The logistic function is 1/2 where its net input is 0. For which x is x + bw = 0?",
        "[-2, 3], since x = −bw: for bw = 2 at x = −2, for bw = −3 at x = 3.",
        (
            ([2, -3], "The signs are the wrong way round: solve x + bw = 0 for x."),
            (lambda a: [abs(x) for x in a] == [2, 3], "One of the signs is wrong: put both answers into x + bw = 0.",
             [2, 3]),
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
            (["t - z", "E", "w2"], "Look at the order of the difference: ŷ is the network's output, y the target."),
            (["z - t", "total error", "w2"], "Right, but in formulas the course writes the total error as one letter."),
            (["z - t", "E", "w3"], "w3 leads from a2 to b1. Here the edge leads TO hidden node 2 FROM input 1."),
        ),
    ),
    "2.5": Exercise(
        lambda: create(256, 256, 2).parameter_count,
        "Weights and bias weights together are what training adjusts.",
        "Count the edges between the layers first, then one bias weight for every hidden and every output node.",
        "66306: 256 · 256 + 256 · 2 weights and 256 + 2 bias weights.",
        (
            (256 * 256 + 256 * 2, "These are the edges between nodes. The bias weights are missing.", 66048),
            (256 * 256 + 256 * 2 + 2, "There are two bias nodes, but each has one edge to EVERY node of its layer.",
             66050),
            (256 * 256 + 256 * 2 + 256, "The bias weights of the output nodes are missing.", 66304),
            (256 * 256 * 2, "You multiplied all three layers. Edges lead from layer to layer: count two groups.",
             131072),
            (256 * 256, "These are the edges into the hidden layer only. The output layer has edges and biases too.",
             65536),
            (256 + 256 + 2,
             "These are the nodes. The question is about the weights on the edges, and the bias weights.", 514),
        ),
    ),
    "2.6": Exercise(
        lambda: 1 - 0.4 * 2 * 1,
        "w − 0.4 · 2 · w: the step goes against the slope.",
        "The slope of w² at w = 1 is 2. The step is the learning rate times the slope, and it is subtracted.",
        "0.2, that is 1 − 0.4 · 2 · 1.",
        (
            (1 - 0.4, "The slope of w² is 2w, not w.", 0.6),
            (1 + 0.8, "That is a step uphill. The step goes against the slope.", 1.8),
            (0.8, "This is the size of the step. Where does it lead from w = 1?"),
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "2a": Prediction(
        "The number of hidden layers: a hyperparameter or a parameter?",
        ("hyperparameter", "parameter"),
        "hyperparameter",
        "The network cannot grow a layer while it learns; somebody decides on it before.",
    ),
    "2b": Prediction(
        "The weight w5: a hyperparameter or a parameter?",
        ("hyperparameter", "parameter"),
        "parameter",
        "Training changes it. What people set is only the rule for its first value, say random between −1 and 1.",
    ),
    "2c": Prediction(
        "The learning rate: a hyperparameter or a parameter?",
        ("hyperparameter", "parameter"),
        "hyperparameter",
        "It says how large the steps of training are; the training does not choose it.",
    ),
    "2d": Prediction(
        "The weight is 1. Which bias weight moves the middle of the curve to x = 5?",
        ("5", "−5", "1/5"),
        "−5",
        "At x = 5 the net input 1 · 5 + bw must be 0. Try it above.",
    ),
    "2e": Prediction(
        "With which learning rate does w on E = w² never come closer and never go further away?",
        ("0.5", "1.0", "1.2"),
        "1.0",
        "Each update multiplies w by 1 − 2 · 1.0 = −1: it jumps from side to side at the same height. With 0.5 the "
        "first step leads straight to the bottom.",
    ),
    "2f": Prediction(
        "A grey picture of 16 × 16 pixels: how many input nodes?",
        ("16", "32", "256"),
        "256",
        "16 rows of 16 pixels each. Node, feature and dimension are three words for the same thing here.",
    ),
}
