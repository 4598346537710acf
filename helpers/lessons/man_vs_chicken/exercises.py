"""Exercises of notebook 08 (book ch. 1, 21 and 24-31)."""

import numpy as np

from helpers.datasets.characters import SIDE
from helpers.datasets.files import one_hot
from helpers.exercises.arithmetic import counts, judged, pixel, place_of
from helpers.exercises.engine import Exercise, Prediction, at, close
from helpers.network.network import forward
from helpers.reference.book import BOOK_NETWORK

ROWS = 12
PIXELS = ROWS * ROWS
EDGES, PARAMETERS = counts(PIXELS, PIXELS, 2)
SMALL_EDGES, SMALL_PARAMETERS = counts(SIDE * SIDE, SIDE * SIDE, 2)

ACCURACY, TABLE = judged((0, 0, 90), (0, 1, 10), (1, 1, 80), (1, 0, 20))
OF_A_CLASS = TABLE / TABLE.sum(axis=1, keepdims=True)  # a row: what the men, or the chickens, were taken for
OF_AN_ANSWER = TABLE / TABLE.sum(axis=0)  # a column: what "man", or "chicken", was said to


THREE = ((0.8, -5), (0, 6), (0.75, 4))  # ink and slope of a, b, c
VOTES = [round(ink * slope) for ink, slope in THREE]
GAINS = [round(((slope > 0) - ink) * slope) for ink, slope in THREE]

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
            (at(0, PIXELS * PIXELS + PIXELS), "So it is with ONE output node. How many classes are there?",
             [20880, 20881], [20880, 21025]),
            (at(0, PIXELS * PIXELS), "These are the edges into the hidden layer. The output nodes have edges, too.",
             [20736, 20882]),
            (at(0, PIXELS * PIXELS * 2),
             "You multiplied all three layers. Edges lead from one layer to the next: count two groups and add.",
             [41472, 41618]),
            (at(0, PIXELS * 2), "These are the edges into the output nodes. The hidden nodes have edges, too.",
             [288, 434]),
            (at(0, PIXELS + PIXELS + 2), "These are the nodes. The weights sit on the edges between them.", [290, 436]),
            (at(0, PARAMETERS, EDGES + PIXELS),
             "You have counted bias weights already. First the weights on edges alone.", 21170, [21168, 21170]),
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
            (at(0, pixel(4, 2), pixel(4, 1), pixel(3, SIDE)), "Only the rows ABOVE row 3 are full. How many are these?",
             24, 25, 26),
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
            (close(1, 0.888), "You cut the decimals off. Round: which number with three decimals is nearest?", 0.888),
            (at(1, TABLE[1, 1] / np.trace(TABLE)),
             "You divided by all right answers. To how many pictures did it say chicken?", 0.471),
            (at(1, TABLE[1, 1] / TABLE.sum()), "You divided by all pictures. To how many of them did it say chicken?",
             0.4),
            (at(1, ACCURACY), "This is the accuracy again. Look only at the pictures to which it said chicken.", 0.85),
            (at(1, OF_A_CLASS[0, 1]), "So many of the men are taken for chickens. How many of its chickens are right?",
             0.1),
        ),
        decimals=3,
        tolerance=6e-4,  # rounded to three decimals, not cut
    ),
    "8.5": Exercise(
        lambda: [*VOTES, *GAINS],
        "A vote says what erasing takes away, the slope what ink would add. The disguise looks for the largest gain, "
        "and a pixel without any vote may have it.",
        "A vote is ink times slope. A slope above 0 gains when the pixel is made black: by how much can its ink still "
        "grow? A slope below 0 gains when it is made white: how much ink is there to be taken away?",
        f"{[*VOTES, *GAINS]}: the votes are {', '.join(f'{ink} · ({slope})' for ink, slope in THREE)}; made "
        "white, a loses its vote against chicken; made black, b gains 1 · its slope, and c (1 − its ink) · its slope.",
        (
            (at(0, THREE[0][1]), "The first vote is the slope alone. A vote is ink TIMES slope.",
             [-5, 6, 4, 4, 6, 1]),
            (at(0, THREE[0][0]), "This is the ink alone. A vote is ink TIMES slope.", [0.8, 0, 0.75, 4, 6, 1]),
            (at(0, -VOTES[0]), "Mind the sign: this slope is below 0, so its ink speaks against chicken.",
             [4, 0, 3, 4, 6, 1]),
            (at(1, THREE[1][1]), "Pixel b is white. What is the vote of a pixel without ink?", [-4, 6, 3, 4, 6, 1]),
            (at(2, THREE[2][1]), "The third vote is the slope alone. A vote is ink TIMES slope.",
             [-4, 0, 4, 4, 6, 1]),
            (lambda a: a[3:] == VOTES, "You gave the votes twice. What does the best change of each pixel gain?",
             [-4, 0, 3, -4, 0, 3]),
            (lambda a: a[3:] == [abs((slope > 0) - ink) for ink, slope in THREE],
             "So much ink is changed in each pixel. What does that change gain?", [-4, 0, 3, 0.8, 1, 0.25]),
            (at(3, THREE[0][1], -THREE[0][1]),
             "Pixel a is not quite black: only the ink that is there can be taken away.", [-4, 0, 3, 5, 6, 1],
             [-4, 0, 3, -5, 6, 1]),
            (at(3, -1, 1), "More ink in a speaks against chicken. Which change helps instead?", [-4, 0, 3, -1, 6, 1]),
            (at(3, VOTES[0]), "To take away what speaks against is a gain. Mind the sign.", [-4, 0, 3, -4, 6, 1]),
            (at(4, 0), "A white pixel has no vote, but what does it gain when it is painted?", [-4, 0, 3, 4, 0, 1]),
            (at(5, 1 - THREE[2][0]), "So much ink can still be added to c. What does that gain for chicken?",
             [-4, 0, 3, 4, 6, 0.25]),
            (at(5, VOTES[2]), "So much would be LOST if c were made white. How much ink can it still take?",
             [-4, 0, 3, 4, 6, 3]),
            (at(5, -VOTES[2]), "To make c white is the wrong way. How much ink can it still take?",
             [-4, 0, 3, 4, 6, -3]),
            (at(5, VOTES[2] + THREE[2][1]), "You added its vote and its slope. How much ink can c still take?",
             [-4, 0, 3, 4, 6, 7]),
            (at(5, THREE[2][1]), "Pixel c has some ink already: only the rest can be added.", [-4, 0, 3, 4, 6, 4]),
        ),
    ),
    "8.6": Exercise(
        lambda: ["leak", "lopsided", "lucky", "fair", "training"],
        "Five numbers, and only one of them says what to expect of new cases.",
        "Ask each report: has the network met anything of the test before? What would “always the same answer” reach? "
        "How many were tried, and who chose? Are the cases new at all?",
        "leak, lopsided, lucky, fair, training: other pictures of the same animals were learned from; “no fraud” "
        "alone is right in 98 %; the test has chosen; all is in order; and no new case was asked.",
        (
            (at(0, "fair"), "Report 1: the pictures are new, but are the animals?",
             ["fair", "lopsided", "lucky", "fair", "training"]),
            (at(0, "training"), "Report 1: it was measured on test pictures. What do these share with the others?",
             ["training", "lopsided", "lucky", "fair", "training"]),
            (at(0, "lopsided"), "Report 1: neither kind is said to be rare. Where are these animals' other pictures?",
             ["lopsided", "leak", "lucky", "fair", "training"]),
            (at(0, "lucky"), "Report 1: nobody chose among many. Where are the other pictures of these animals?",
             ["lucky", "lopsided", "leak", "fair", "training"]),
            (at(1, "fair"), "Report 2: what would a filter reach that never finds a fraud?",
             ["leak", "fair", "lucky", "fair", "training"]),
            (at(1, "leak", "lucky", "training"), "Report 2: count the letters of each kind, and think of a baseline.",
             ["leak", "lucky", "lopsided", "fair", "training"]),
            (at(2, "fair"), "Report 3: fifty were tried. Who chose the one that is reported?",
             ["leak", "lopsided", "fair", "fair", "training"]),
            (at(2, "leak", "lopsided", "training"),
             "Report 3: the test pictures are new and nothing is said of their classes. How many networks met them?",
             ["leak", "lopsided", "leak", "fair", "training"]),
            (at(3, "lucky"), "Report 4: the settings were not chosen by the test, and it was opened once.",
             ["leak", "lopsided", "lucky", "lucky", "training"]),
            (at(3, "leak", "lopsided", "training"),
             "Report 4: the people of the test are new, and a baseline stands beside the number.",
             ["leak", "lopsided", "lucky", "leak", "training"]),
            (at(4, "fair"), "Report 5: which examples were asked?", ["leak", "lopsided", "lucky", "fair", "fair"]),
            (at(4, "leak", "lopsided", "lucky"), "Report 5: no test is spoken of. Which examples were asked?",
             ["leak", "lopsided", "lucky", "fair", "leak"]),
        ),
    ),
}
# fmt: on

WHITE = forward(BOOK_NETWORK, [[0, 0]]).output[0]

PREDICTIONS = {
    "8a": Prediction(
        "The same network learns twice: once the pictures are split by drawing, once by picture. Which test gives the "
        "higher percentage?",
        ("by drawing", "both about the same", "by picture"),
        "by picture",
        "Split by picture, the test shows drawings that the network has learned from. It is right more often, but the "
        "number tells how well it knows old drawings again, not what it makes of new ones.",
        {
            "by drawing": "Then every drawing of the test would be new to it. Does that make the test easier?",
            "both about the same": "In one of them each test picture has sisters in the training. Does that not help?",
        },
    ),
    "8b": Prediction(
        "A network without hidden layer (64-2) and the 64-64-2 network learn the same pictures. Which of them "
        "recognises more of the new pictures?",
        ("the one without hidden layer", "both the same", "the one with a hidden layer"),
        "the one with a hidden layer",
        "Without hidden layer each pixel votes by itself, and its ink always speaks for the same class. But men and "
        "chickens stand a little to this side or that, and look left or right: what one pixel means depends on the "
        "others. A hidden node can stand for several pixels together.",
        {
            "the one without hidden layer": "It has fewer weights to learn. But what can it not say about two pixels?",
            "both the same": "Each pixel of the smaller one always speaks for the same class. Is a man so simple?",
        },
    ),
    "8c": Prediction(
        "An empty white drawing: what does the trained network say?",
        ("nothing: both outputs are 0", "that it does not know: both are exactly 0.5", "man or chicken"),
        "man or chicken",
        "It has two answers and no third one for “neither”. All inputs are 0, so in the hidden nodes the bias weights "
        "decide, and what they put out goes on as always. The book's small network has an answer to two white pixels: "
        f"{WHITE[0]:.2f} for man and {WHITE[1]:.2f} for chicken.",
        {
            "nothing: both outputs are 0": "A logistic node never puts out exactly 0. What arrives at the outputs?",
            "that it does not know: both are exactly 0.5": "For that both net inputs would have to be exactly 0. Why "
            "should they?",
        },
    ),
    "8d": Prediction(
        "How many of the 64 pixels must be repainted until the trained network takes the clear man for a chicken?",
        ("a handful at most", "about a third of them", "nearly all"),
        "a handful at most",
        "Every node adds up what its pixels say, and some pixels could say much. Repaint just these, and the sums tip "
        "over. You would still see a man: the network knows which pixels count in its pictures, not what a man is.",
        {
            "about a third of them": "So many, perhaps, until YOU see a chicken. Does the network see what you see?",
            "nearly all": "Then every pixel would count about the same. Look at the map of section 6 again.",
        },
    ),
    "8e": Prediction(
        "Trained with 8 pictures only: what will happen?",
        (
            "it gets neither these 8 nor new ones right",
            "it gets these 8 right, but many new ones wrong",
            "it gets all right",
        ),
        "it gets these 8 right, but many new ones wrong",
        f"{SMALL_PARAMETERS:,} parameters are more than enough to learn 8 pictures by heart. What all men have in "
        "common, and all chickens, cannot be seen in so few of them. That is overfitting.",
        {
            "it gets neither these 8 nor new ones right": "It has thousands of weights for 8 pictures. Too few?",
            "it gets all right": "New men look otherwise than these four. Who should have told it what they share?",
        },
    ),
}
