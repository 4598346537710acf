"""Exercises of notebook 08 (book ch. 1, 21 and 24-31)."""

import numpy as np

from helpers.datasets.characters import SIDE
from helpers.datasets.files import one_hot
from helpers.exercises.arithmetic import count_updates, counts, judged, pixel, place_of
from helpers.exercises.engine import Exercise, Prediction, at, close
from helpers.network.backpropagation import gradients
from helpers.network.descent import update
from helpers.network.network import forward, total_error
from helpers.reference.book import BOOK_ETA, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS

MAN = [[1, 0]]
NEXT = [[0.35, 0.75]]  # the pixels a2 and a3

ROWS = 12
PIXELS = ROWS * ROWS
EDGES, PARAMETERS = counts(PIXELS, PIXELS, 2)
SMALL_EDGES, SMALL_PARAMETERS = counts(SIDE * SIDE, SIDE * SIDE, 2)

ACCURACY, TABLE = judged((0, 0, 90), (0, 1, 10), (1, 1, 80), (1, 0, 20))
OF_A_CLASS = TABLE / TABLE.sum(axis=1, keepdims=True)  # a row: what the men, or the chickens, were taken for
OF_AN_ANSWER = TABLE / TABLE.sum(axis=0)  # a column: what "man", or "chicken", was said to


def error_of(network=BOOK_NETWORK, targets=MAN, cost="SE", inputs=NEXT):
    """Return the error of a 2-2-2 network on the second and third pixel when they belong to a man.

    >>> error_of() > error_of(targets=BOOK_TARGETS)
    True
    """
    return total_error(network, inputs, targets, cost)


def learned(targets=MAN, eta=BOOK_ETA, inputs=NEXT):
    """Return the book's network after one update with these targets and pixels.

    >>> error_of(learned()) < error_of() < error_of(learned(BOOK_TARGETS))
    True
    """
    return update(BOOK_NETWORK, gradients(BOOK_NETWORK, inputs, targets), eta)


NEW = learned()
BEFORE, AFTER = error_of(), error_of(NEW)
# Typical mistakes in the update: it goes uphill, or only the weights on edges move.
UPHILL = BOOK_NETWORK.with_values(**{name: 2 * BOOK_NETWORK[name] - NEW[name] for name in BOOK_NETWORK.names()})
NO_BIASES = BOOK_NETWORK.with_arrays(NEW.weights, BOOK_NETWORK.biases)

# fmt: off
EXERCISES = {
    "8.1": Exercise(
        lambda: [EDGES, PARAMETERS],
        f"Half as wide and half as high again is {PIXELS / SIDE**2} times as many pixels, but about "
        f"{EDGES / SMALL_EDGES:.0f} times as many weights.",
        "How many pixels are there, and so how many inputs and how many hidden nodes? Count the edges from layer to "
        "layer; then one bias weight for every hidden and every output node.",
        f"[{EDGES}, {PARAMETERS}]: {PIXELS} · {PIXELS} + {PIXELS} · 2 edges, and {PIXELS} + 2 bias weights.",
        (
            ([PARAMETERS, EDGES], "You have them in each other's place: the edges alone come first.", [21170, 21024]),
            (at(0, counts(ROWS, ROWS, 2)[0]),
             f"{ROWS} is the number of rows. Every PIXEL has an input node of its own.", [168, 182]),
            (at(0, counts(PIXELS, SIDE * SIDE, 2)[0]),
             "You kept the hidden layer of the small pictures. The design wants as many hidden nodes as inputs.",
             [9344, 9410]),
            (at(0, SMALL_EDGES), f"This network is for {SIDE} × {SIDE} pixels. How many inputs has the new one?",
             [4224, 4290]),
            (at(0, 1.5 * SMALL_EDGES, 2.25 * SMALL_EDGES),
             "Inputs AND hidden nodes become more, so the edges between them grow faster than the pixels do.",
             [6336, 6435], [9504, 9652.5]),
            (at(0, PIXELS * PIXELS), "These are the edges into the hidden layer. The output nodes have edges, too.",
             [20736, 20882]),
            (at(0, PIXELS * PIXELS * 2),
             "You multiplied all three layers. Edges lead from one layer to the next: count two groups and add.",
             [41472, 41618]),
            (at(0, PIXELS + PIXELS + 2), "These are the nodes. The weights sit on the edges between them.", [290, 436]),
            (at(0, PARAMETERS), "You have counted the bias weights already. First the weights on edges alone.", 21170),
            (at(1, EDGES), "The bias weights are missing in the second number.", 21024),
            (at(1, EDGES + 2), "There are two bias nodes, but each of them has an edge to EVERY node of its layer.",
             21026),
            (at(1, EDGES + PIXELS), "The bias weights of the output nodes are missing.", 21168),
            (at(1, EDGES + PIXELS + PIXELS + 2), "Input nodes have no bias weight: they only pass the pixel on.",
             21314),
            (at(1, PARAMETERS - EDGES), "These are the bias weights alone. All parameters together are wanted.", 146),
        ),
    ),
    "8.2": Exercise(
        lambda: one_hot([2], 5),
        "One place for each class, and the place of the 1 says which it is.",
        "How many output nodes do five classes need? One of them should say 1, all others 0.",
        f"{one_hot([2], 5)[0].astype(int).tolist()}: the third of five output nodes is the hot one.",
        (
            ([0, 0, 0, 1, 0], "You began to count at 0. The first class has the first place."),
            ([1, 1, 0, 1, 1], "This is upside down: ONE node is hot, the others are cold."),
            (3, "This is the number of the class. The target has one number for each output node."),
            ([0, 0, 3, 0, 0], "The place alone says which class it is. What does a hot node say?"),
            ([0, 0, 1], "The classes after the third have output nodes, too, and these need a target as well."),
            (lambda a: not any(a), "No node is hot: this example would belong to none of the classes.",
             [0, 0, 0, 0, 0]),
            (lambda a: any(0 < part < 1 for part in a), "Outputs may look so. A target is what we wish for: 0 or 1.",
             [0.1, 0.1, 0.6, 0.1, 0.1]),
            (lambda a: sorted(a) == [0, 0, 0, 0, 1], "This is another class. Count the places from the left, from 1.",
             [0, 1, 0, 0, 0]),
            (lambda a: a.count(1) > 1, "More than one node is hot, but an example belongs to one class only.",
             [1, 1, 1, 0, 0]),
        ),
        open_count=True,
    ),
    "8.3": Exercise(
        lambda: [pixel(3, 2), *place_of(40)],
        "The vector is the picture, row after row; nothing tells the network which pixels are neighbours.",
        f"The pixels are counted row by row, {SIDE} in each. How many are in the full rows above? Then count on along "
        "the row.",
        f"[{pixel(3, 2)}, {place_of(40)[0]}, {place_of(40)[1]}]: 2 · {SIDE} pixels in the rows above and 2 more; and "
        f"40 is {place_of(40)[0]} · {SIDE}, so a40 is the last one of its row.",
        (
            (at(0, pixel(2, 3)), "You swapped row and column: the row comes first.", 11),
            (at(0, pixel(4, 2)), "Only the rows ABOVE row 3 are full. How many are these?", 26),
            (at(0, pixel(3, 2) - 1), "You began to count at 0. The first pixel is a1.", 17),
            (at(0, pixel(2, 2)), "This pixel is one row higher. How many full rows are above row 3?", 10),
            (at(0, 3 * 2), f"You multiplied row and column. Every row above holds {SIDE} pixels; then count on.", 6),
            (lambda a: a[1:] == place_of(40)[::-1], "The last two are in each other's place: the row comes first.",
             [18, 8, 5]),
            (lambda a: 0 in a[1:], "There is no row 0 and no column 0: both are counted from 1.", [18, 5, 0]),
            (lambda a: a[1:] == [part - 1 for part in place_of(40)], "You counted from 0. Here both begin with 1.",
             [18, 4, 7]),
            (at(1, place_of(40)[0] + 1), "This row begins later. How many pixels are in all the rows above it?", 6),
            (at(1, place_of(40)[0] - 1), "This row ends earlier. How many pixels are in it and all the rows above it?",
             4),
            (at(2, place_of(40)[1] - 1), "The row is right. Count once more along it, beginning with 1.", 7),
        ),
    ),
    "8.4": Exercise(
        lambda: [ACCURACY, OF_AN_ANSWER[1, 1]],
        "Accuracy asks about all pictures, the second number only about one answer. Other books call it precision.",
        "Make the confusion table first: 100 men and 100 chickens, and what each of them was taken for. The second "
        "question is about one column of it.",
        f"[{ACCURACY:g}, {OF_AN_ANSWER[1, 1]:.3f}]: {np.trace(TABLE)} of {TABLE.sum()} are right; it said chicken "
        f"{TABLE[:, 1].sum()} times, to {TABLE[1, 1]} chickens and {TABLE[0, 1]} men.",
        (
            (lambda a: max(a) > 1, "Both are shares from 0 to 1: divide a count by its whole, percent by 100.",
             [85, 88.9]),
            ([OF_AN_ANSWER[1, 1], ACCURACY], "You have them in each other's place: accuracy comes first.",
             [0.889, 0.85]),
            (at(0, OF_A_CLASS[0, 0]), "In the first number you counted the men only. Accuracy is about all pictures.",
             0.9),
            (at(0, OF_A_CLASS[1, 1]), "In the first number you counted the chickens only. Accuracy is about all.", 0.8),
            (at(0, 1 - ACCURACY), "This is the share of wrong answers. Accuracy is the share of right ones.", 0.15),
            (at(1, OF_A_CLASS[1, 1]),
             "So often a CHICKEN is recognised. Begin with the answer: to how many pictures did it say chicken?", 0.8),
            (at(1, OF_A_CLASS[0, 0]),
             "So often a MAN is recognised. (Or did you round? Three decimals are wanted.) To how many pictures did "
             "it say chicken?", 0.9),
            (at(1, OF_AN_ANSWER[0, 0]), "So often it is right when it says MAN. Look at its other answer.", 0.818),
            (at(1, OF_AN_ANSWER[0, 1]), "So often it is WRONG when it says chicken.", 0.111),
            (at(1, TABLE[1, 1] / TABLE.sum()), "You divided by all pictures. To how many of them did it say chicken?",
             0.4),
            (at(1, ACCURACY), "This is the accuracy again. Look only at the pictures to which it said chicken.", 0.85),
            (at(1, OF_A_CLASS[0, 1]), "So many of the men are taken for chickens. How many of its chickens are right?",
             0.1),
        ),
        decimals=3,
    ),
    "8.5": Exercise(
        lambda: [
            count_updates(1200, "mini-batch", size=10),
            count_updates(1200, "mini-batch", size=10, epochs=20),
            count_updates(1200, "batch", epochs=20),
        ],
        "All three read the same pictures; what differs is how often the weights may move.",
        "An epoch reads every example once, and every batch makes one update. How many batches is that?",
        f"[{count_updates(1200, 'mini-batch', size=10)}, {count_updates(1200, 'mini-batch', size=10, epochs=20)}, "
        f"{count_updates(1200, 'batch', epochs=20)}]: 1,200 / 10 batches in each of 20 epochs; a full batch is a whole "
        "epoch.",
        (
            (lambda a: a[:2] == [count_updates(1200, "mini-batch", size=10, epochs=n) for n in (20, 1)],
             "The first two are in each other's place: one epoch comes first.", [2400, 120, 20]),
            (at(0, 10), "This is the size of a mini-batch. How many of them does it take to read everything?",
             [10, 200, 20]),
            (at(0, count_updates(1200, "sgd")), "So many it would be for SGD. Here one update uses 10 examples.",
             [1200, 24000, 20]),
            (at(0, 1), "So it would be for full batch. Here an update comes after every 10 examples.", [1, 20, 20]),
            (at(0, 1200 * 10), "You multiplied. How often do 10 examples go into 1,200?", [12000, 240000, 20]),
            (at(1, count_updates(1200, "mini-batch", size=10)), "This is one epoch. How many are there?", 120),
            (at(1, count_updates(1200, "sgd", epochs=20)), "So many examples are read. An update uses 10 of them.",
             24000),
            (at(1, 10 * 20), "You multiplied the epochs by the size of a batch. How many batches has an epoch?", 200),
            (at(1, count_updates(1200, "mini-batch", size=10) + 20), "You added the epochs. EACH makes so many.", 140),
            (at(2, count_updates(1200, "batch")), "This is full batch in ONE epoch.", 1),
            (at(2, 0), "Full batch does learn. When does it make an update?"),
            (at(2, count_updates(1200, "mini-batch", size=10, epochs=20)),
             "So many it is with mini-batches. Full batch reads ALL examples before it makes an update.", 2400),
            (at(2, count_updates(1200, "sgd", epochs=20)), "So many it would be for SGD. Full batch is the opposite.",
             24000),
            (at(2, 1200), "This is how many examples there are. Full batch uses all of them for one update."),
        ),
    ),
    "8.6": Exercise(
        lambda: [BEFORE, AFTER],
        "Same network, other pixels, another target: other errors, other gradients, and the update lowers THIS error.",
        "total_error(BOOK_NETWORK, [[0.35, 0.75]], [[1, 0]]) gives the first. For the second update the network with "
        "the gradients of the SAME target, then ask for the error again.",
        f"[{BEFORE:.4f}, {AFTER:.4f}]: total_error before, and again with the network that update(BOOK_NETWORK, "
        f"gradients(BOOK_NETWORK, {NEXT}, [[1, 0]]), {BOOK_ETA}) makes.",
        (
            (lambda a: close(0, AFTER)(a) and close(1, BEFORE)(a),
             "You have them in each other's place: the error before the update comes first.", [0.3250, 0.3532]),
            (close(0, error_of(targets=BOOK_TARGETS)),
             "This is the error for a chicken. Here the picture shows a man: what is the target?", [0.2120, 0.1905]),
            (close(0, error_of(inputs=BOOK_INPUTS)),
             "This belongs to the first two pixels, 0.15 and 0.35. Here the second and the third go in.",
             [0.3530, 0.3254]),
            (close(0, error_of(cost="SSE")), "This is the sum of the squares. The factor 1/2 of SE is missing.",
             [0.7063, 0.6499]),
            (close(1, BEFORE), "This is E before the update once more. Pass the inputs through the NEW weights.",
             0.3532),
            (close(1, error_of(UPHILL)), "The error has risen: you added the steps. Take them away from the weights.",
             0.3815),
            (close(1, error_of(learned(BOOK_TARGETS))),
             "You learned with the gradients for a chicken, so the error of the man has risen. Gradients belong to "
             "a target.", 0.3739),
            (close(1, error_of(NEW, BOOK_TARGETS), error_of(learned(BOOK_TARGETS), BOOK_TARGETS)),
             "You measured the second error against the target of a chicken.", 0.2328, 0.1905),
            (close(1, error_of(learned(eta=1))), "This belongs to eta = 1. The step is too long.", 0.2971),
            (close(1, error_of(NO_BIASES)), "You updated the weights only. Bias weights learn, too.", 0.3399),
            (close(1, error_of(NEW, cost="SSE")), "In the second number the factor 1/2 of SE is missing.",
             0.6499),
        ),
        tolerance=6e-5,
    ),
}
# fmt: on

WHITE = forward(BOOK_NETWORK, [[0, 0]]).output[0]

PREDICTIONS = {
    "8a": Prediction(
        "A network without hidden layer (64-2) and the 64-64-2 network learn the same pictures. Which of them "
        "recognises more of the new pictures?",
        ("the one without hidden layer", "both the same", "the one with a hidden layer"),
        "the one with a hidden layer",
        "Without hidden layer each pixel votes by itself, and its ink always speaks for the same class. But men and "
        "chickens stand a little to this side or that, and look left or right: what one pixel means depends on the "
        "others. A hidden node can stand for several pixels together.",
    ),
    "8b": Prediction(
        "An empty white drawing: what does the trained network say?",
        ("nothing: both outputs are 0", "that it does not know: both are exactly 0.5", "man or chicken, as always"),
        "man or chicken, as always",
        "It has two answers and no third one for “neither”. All inputs are 0, so in the hidden nodes the bias weights "
        "decide, and what they put out goes on as always. The book's small network has an answer to two white pixels: "
        f"{WHITE[0]:.2f} for man and {WHITE[1]:.2f} for chicken.",
    ),
    "8c": Prediction(
        "How many of the 64 pixels must be repainted until the trained network takes the clear man for a chicken?",
        ("a handful at most", "about a third of them", "nearly all"),
        "a handful at most",
        "Every node adds up votes, and some pixels have a loud voice. Repaint just these, and the sums tip over. You "
        "would still see a man: the network has learned which pixels count in its pictures, not what a man is.",
    ),
    "8d": Prediction(
        "Trained with 8 pictures only: what will happen?",
        (
            "it gets neither these 8 nor new ones right",
            "it gets these 8 right, but many new ones wrong",
            "it gets all right",
        ),
        "it gets these 8 right, but many new ones wrong",
        f"{SMALL_PARAMETERS:,} parameters are more than enough to learn 8 pictures by heart. What all men have in "
        "common, and all chickens, cannot be seen in so few of them. That is overfitting.",
    ),
}
