"""Exercises of notebook 10 (book ch. 35)."""

import numpy as np

from helpers.datasets.mnist import DIGITS, SIDE
from helpers.exercises.arithmetic import count_updates, counts, judged, pixel, place_of
from helpers.exercises.engine import At, Exercise, Prediction, at, same
from helpers.lessons.handwriting.my_reader import MY_CROSS_ENTROPY, MY_LAYERS, MY_SLOPES, MY_SOFTMAX
from helpers.lessons.handwriting.recipes import RECIPES
from helpers.lessons.handwriting.records import TRAINING
from helpers.network.backpropagation import gradients
from helpers.network.network import Network, forward, total_error

BOOK = RECIPES["the book"]
EDGES, PARAMETERS = counts(*BOOK.sizes)
INPUTS, HIDDEN, *_ = BOOK.sizes


def updates(pictures=TRAINING, epochs=1):
    """Return how many updates there are in these epochs with the book's batches.

    >>> updates(250), updates(250, epochs=2)
    (3, 6)
    """
    return count_updates(pictures, "mini-batch", epochs, BOOK.batch_size)


EPOCH, UPDATES = updates(), updates(epochs=BOOK.epochs)


def repeater(activation):
    """Return a network of three output nodes whose net inputs are its inputs.

    >>> repeater("linear")
    3-3 network, linear, 12 parameters
    """
    return Network([np.eye(3)], [np.zeros(3)], activation)


LOGITS = [[0.0, 0.0, np.log(2)]]
FIRST, SECOND, THIRD = np.eye(3)


def outputs(logits=LOGITS, activation="softmax"):
    """Return what three output nodes make of their logits.

    >>> outputs().round(2).tolist()
    [0.25, 0.25, 0.5]
    """
    return forward(repeater(activation), logits).output[0]


def errors(cost="cross-entropy"):
    """Return the error on the three logits when the third, and when the first class is wanted.

    >>> [round(error, 3) for error in errors()]
    [0.693, 1.386]
    """
    return [total_error(repeater("softmax"), LOGITS, [target], cost) for target in (THIRD, FIRST)]


WANTED, UNWANTED = errors()
SHARES = [0.1, 0.7, 0.2]


def deltas(target=SECOND, logits=None, activation="softmax", cost="cross-entropy"):
    """Return the deltas of three output nodes; without logits their probabilities are 0.1, 0.7 and 0.2.

    >>> deltas().round(2).tolist()
    [0.1, -0.3, 0.2]
    """
    logits = np.log([SHARES]) if logits is None else logits
    return gradients(repeater(activation), logits, [target], cost).deltas[-1][0]


DELTAS = deltas()
LOGISTIC = deltas(logits=[np.log(SHARES) - np.log1p(np.negative(SHARES))], activation="logistic", cost="SE")


NUMBER = 404
ROW, COLUMN = place_of(NUMBER, SIDE)
NODE = pixel(3, 5, SIDE)
MEAN_SQUARE = 0.1


def spread(square, nodes=INPUTS, weight=1.0, bias=1.0):
    """Return the spread behind so many nodes with this mean square; weight and bias are mean squares, too.

    >>> round(spread(0.1), 1)
    8.9
    """
    return (nodes * weight * square + bias) ** 0.5


B = spread(MEAN_SQUARE)  # of the first and of the second hidden layer
C = spread(B**2 / 2, HIDDEN)


def about(place, *values, within=0.06):
    """Return a mistake like `at`, for numbers with one decimal.

    >>> about(0, 79.4)([79.36]), about(0, 79.4)([79.5])
    (True, False)
    """
    return At(place, values, within)


SPOKEN, SILENT = (1.0, 2.0, 0.5), 0.2  # three hidden nodes, and the probability of silence


def in_update():
    """Return what the next node gets in an update in which the second node is silent.

    >>> in_update()
    1.875
    """
    return (SPOKEN[0] + SPOKEN[2]) / (1 - SILENT)


PICTURES, WRONG, GOAL = 10_000, 184, 98.5


def per_cent(wrong):
    """Return the accuracy in per cent when so many of the test pictures get a wrong answer.

    >>> round(per_cent(100), 2)
    99.0
    """
    return 100 * judged((0, 0, PICTURES - wrong), (0, 1, wrong))[0]


ACCURACY, ONE_PICTURE = per_cent(WRONG), per_cent(WRONG) - per_cent(WRONG + 1)
ALLOWED = round((100 - GOAL) / ONE_PICTURE)

# fmt: off
EXERCISES = {
    "10.1": Exercise(
        lambda: [PARAMETERS, UPDATES],
        f"Nearly a million parameters, and each of them may be moved {UPDATES:,} times.",
        "Between two layers every node of one is linked to every node of the other; then one bias weight for each node "
        "after the inputs. And how many batches does it take to read all training pictures once?",
        f"[{PARAMETERS}, {UPDATES}]: {INPUTS} · {HIDDEN} + {HIDDEN} · {HIDDEN} + {HIDDEN} · {HIDDEN} + "
        f"{HIDDEN} · {DIGITS} edges and {HIDDEN} + {HIDDEN} + {HIDDEN} + {DIGITS} bias weights; {TRAINING:,} / "
        f"{BOOK.batch_size} batches in each of {BOOK.epochs} epochs.",
        (
            ([UPDATES, PARAMETERS], "You have them in each other's place: the parameters come first.", [5500, 898510]),
            (at(0, EDGES), "The bias weights are missing in the first number.", 897000),
            (at(0, 2 * EDGES, PARAMETERS - HIDDEN + INPUTS * HIDDEN),
             "You gave edges a bias weight each, as one sentence of the book says. Every NODE has one.", 1794000,
             1290010),
            (at(0, EDGES + 4), "There are four bias nodes, but each of them has an edge to EVERY node of its layer.",
             897004),
            (at(0, PARAMETERS + 4), "A bias node is no parameter: its edges are, and you have counted those.", 898514),
            (at(0, (INPUTS + 1) * HIDDEN), "These belong to the first hidden layer. Three more groups follow.", 392500),
            (at(0, PARAMETERS - DIGITS), "The bias weights of the output nodes are missing.", 898500),
            (at(0, PARAMETERS + INPUTS), "Input nodes have no bias weight: they only pass the pixel on.", 899294),
            (at(0, sum(BOOK.sizes)), "These are the nodes. Parameters sit on the edges between them.", 2294),
            (at(
             0,
             *(EDGES - layers * HIDDEN**2 for layers in (1, 2)),
             *(PARAMETERS - layers * HIDDEN * (HIDDEN + 1) for layers in (1, 2)),
             ), "There are three hidden layers, so there are four groups of edges. Count them all.", 397510, 648010,
             397000),
            (at(0, *(count - (INPUTS - SIDE) * HIDDEN for count in (EDGES, PARAMETERS))),
             "This is one row of the picture. How many pixels has all of it?", 520510),
            (at(0, np.prod(BOOK.sizes, dtype=float)),
             "You multiplied all layers. Edges lead from one layer to the next: count each group, then add.",
             784 * 500**3 * 10),
            (at(1, EPOCH), "These are the updates of ONE epoch.", 550),
            (at(1, TRAINING), "So many pictures are read in one epoch. An update comes after a whole batch of them.",
             55000),
            (at(1, BOOK.epochs),
             "These are the epochs. The book says so, too, but an update comes after every batch, not every epoch.",
             10),
            (at(1, TRAINING * BOOK.epochs), "So many pictures are read. An update comes after a whole batch of them.",
             550000),
            (at(1, BOOK.batch_size * BOOK.epochs), "You multiplied by the size of a batch. How many batches are there?",
             1000),
            (at(1, EPOCH + BOOK.epochs), "You added the epochs. EACH of them makes so many updates.", 560),
            (at(1, *(BOOK.epochs * updates(n) for n in (60_000, 70_000))),
             "You counted pictures of validation or test. Only training pictures move the weights.", 6000, 7000),
        ),
    ),
    "10.2": Exercise(
        lambda: [*outputs(), WANTED, UNWANTED],
        "The three outputs share the whole, and the error asks only how much of it the wanted class has got.",
        "Take e to the power of each logit; e to the power of ln 2 is 2. Divide each by the sum of all three. The "
        "cross-entropy is minus the natural logarithm of the wanted class's probability.",
        f"[0.25, 0.25, 0.5, {WANTED:.3f}, {UNWANTED:.3f}]: the powers are 1, 1 and 2, their sum is 4; then −ln 0.5 and "
        "−ln 0.25.",
        (
            (lambda a: a[:3] == [1, 1, 1], "You took softmax node by node. All nodes share ONE sum: that of all three.",
             [1, 1, 1, 0, 0]),
            (lambda a: same(a[:3], np.exp(LOGITS[0])), "These are the powers of e. Divide each of them by their sum.",
             [1, 1, 2, 0.693, 1.386]),
            (lambda a: same(a[:3], outputs(activation="logistic")),
             "This is the logistic function, node by node. Softmax looks at all three nodes together.",
             [0.5, 0.5, 0.667, 0.405, 0.693]),
            (lambda a: same(a[:3], np.array(LOGITS[0]) / np.sum(LOGITS)),
             "You took the shares of the logits themselves. First e to the power of each.", [0, 0, 1, 0, 0]),
            (lambda a: same(a[:3], outputs([[0.0, 0.0, 2.0]])),
             "You took 2 for the third logit. It is ln 2, the number to which e must be raised to make 2.",
             [0.1065, 0.1065, 0.787, 0.24, 2.24]),
            (lambda a: same(a[:3], outputs()[::-1]),
             "The probabilities are in another order than their logits: the largest logit is the third.",
             [0.5, 0.25, 0.25, 0.693, 1.386]),
            (lambda a: same(a[:3], 100 * outputs()), "The shares are in per cent. Give them from 0 to 1.",
             [25, 25, 50, 0.693, 1.386]),
            (lambda a: not same([sum(a[:3])], [1.0], tolerance=0.01), "The three probabilities must add up to 1.",
             [0.3, 0.3, 0.6, 0.693, 1.386]),
            (lambda a: same(a[3:], [UNWANTED, WANTED]),
             "The two errors are in each other's place: first the third class is wanted.",
             [0.25, 0.25, 0.5, 1.386, 0.693]),
            (lambda a: same(a[3:], [-WANTED, -UNWANTED]),
             "You forgot the minus sign: ln of a probability is below 0, an error is not.",
             [0.25, 0.25, 0.5, -0.693, -1.386]),
            (lambda a: same(a[3:], np.log10([2, 4])),
             "You took the logarithm to base 10. The natural one is wanted, np.log in Python.",
             [0.25, 0.25, 0.5, 0.301, 0.602]),
            (lambda a: a[3:] == [1, 2], "You took the logarithm to base 2. The natural one is wanted, np.log.",
             [0.25, 0.25, 0.5, 1, 2]),
            (lambda a: a[3:] == [0.5, 0.25], "These are the wanted class's probabilities. Take minus their logarithm.",
             [0.25, 0.25, 0.5, 0.5, 0.25]),
            (lambda a: a[3:] == [0.5, 0.75],
             "This is what the probability lacks to 1. Take minus the logarithm of the probability.",
             [0.25, 0.25, 0.5, 0.5, 0.75]),
            (lambda a: same(a[3:], errors("binary cross-entropy")),
             "You added up all three nodes, as for yes-or-no questions. Only the wanted class counts here.",
             [0.25, 0.25, 0.5, 1.268, 2.367]),
            (lambda a: same(a[3:], errors("SE")),
             "These are squared errors. Cross-entropy is minus the logarithm of one probability.",
             [0.25, 0.25, 0.5, 0.1875, 0.4375]),
            (lambda a: same(a[3:], [WANTED / 3, UNWANTED / 3]),
             "You averaged over the three nodes. The two unwanted ones have no part in the error.",
             [0.25, 0.25, 0.5, 0.231, 0.462]),
            (lambda a: same(a[:3], [1 / 3] * 3), "The third logit is larger than the others; so is its share.",
             [0.333, 0.333, 0.333, 1.099, 1.099]),
            (lambda a: same(a[3:], [WANTED, WANTED]),
             "You gave both errors the same share. The first class has got another one than the third.",
             [0.25, 0.25, 0.5, 0.693, 0.693]),
        ),
        decimals=3,
    ),
    "10.3": Exercise(
        lambda: DELTAS,
        "The wanted node is pushed up, the others down, each by as much as it is wrong. Together the deltas make 0.",
        "Softmax with cross-entropy has the simplest delta of all: output minus target. The target is one-hot.",
        f"[{', '.join(f'{delta:.1f}' for delta in DELTAS)}]: each probability minus its target; the target is 0, 1, 0.",
        (
            (lambda a: same(a, -DELTAS), "You took t − p. The slope is p − t: a wanted node has a negative delta.",
             [-0.1, 0.3, -0.2]),
            (lambda a: same(a, np.abs(DELTAS)), "The sizes are right. What is the sign of the wanted node's delta?",
             [0.1, 0.3, 0.2]),
            (lambda a: same(a, LOGISTIC),
             "You multiplied by the slope p(1 − p), as for logistic nodes with squared error. Here it cancels.",
             [0.009, -0.063, 0.032]),
            (lambda a: same(a, deltas(cost="SE")),
             "These belong to softmax with SQUARED error. With cross-entropy the slope of softmax cancels.",
             [0.026, -0.098, 0.072]),
            (lambda a: same(a, DELTAS * SECOND),
             "Only the wanted node has a delta here. The others have won too large a share: they learn as well.",
             [0, -0.3, 0]),
            (lambda a: same(a, SHARES), "These are the outputs themselves. Take the targets away.", [0.1, 0.7, 0.2]),
            (lambda a: same(a, -SECOND / SHARES, tolerance=0.01),
             "This is the slope dE/dp of the error alone. The way back through softmax is missing.", [0, -1.43, 0]),
            (lambda a: same(a, deltas(THIRD)),
             "These belong to the third class: you counted from 0. The second NODE is wanted.", [0.1, 0.7, -0.8]),
            (lambda a: same(a, deltas(FIRST)), "These belong to the first class. The second is wanted.",
             [-0.9, 0.7, 0.2]),
            (lambda a: same(a, DELTAS**2), "You squared the differences. A delta has a sign.", [0.01, 0.09, 0.04]),
            (lambda a: not same([sum(a)], [0.0]), "Together these deltas must make 0: what one node wins, others lose.",
             [0.1, -0.7, 0.2]),
        ),
    ),
    "10.4": Exercise(
        lambda: [ROW, COLUMN, NODE],
        "For the network a picture is one long row of numbers. Only you know which of them were neighbours.",
        f"The pixels are counted row by row, {SIDE} in each. How many full rows are above? Then count on along it.",
        f"[{ROW}, {COLUMN}, {NODE}]: {NUMBER} is {ROW - 1} · {SIDE} + {COLUMN}, so {ROW - 1} full rows are above; and "
        f"2 · {SIDE} + 5 = {NODE}.",
        (
            (lambda a: a[:2] == [COLUMN, ROW], "You swapped row and column of the first pixel: the row comes first.",
             [12, 15, 61]),
            (lambda a: a[:2] == [ROW - 1, COLUMN - 1],
             "You counted row and column from 0. Here both begin with 1, and so do the pixels.", [14, 11, 60]),
            (lambda a: a[:2] in (place_of(NUMBER, DIGITS), [NUMBER // DIGITS, NUMBER % DIGITS]),
             f"You took {DIGITS} for the side. So many digits there are, but a picture has {SIDE} pixels in a row.",
             [41, 4, 25], [40, 4, 25]),
            (at(0, ROW - 1), "So many FULL rows are above the pixel. In which row is it, then?", 14),
            (at(0, ROW + 1), "This row begins later. How many pixels are in all the rows above it?", 16),
            (at(0, NUMBER / SIDE), "Rows are whole numbers: how many full rows are above, and which row comes next?",
             14.4286),
            (at(1, COLUMN - 1), "The row is right. Count once more along it, beginning with 1.", 11),
            (at(1, COLUMN + 1), "Take the pixels of the full rows away. What is left is the column: add nothing.", 13),
            (at(2, NODE + 1), "Pixels of the full rows, then the column: add nothing more.", 62),
            (at(2, pixel(5, 3, SIDE)), "You swapped row and column of the second pixel: the row comes first.", 115),
            (at(2, NODE + SIDE), "Only the rows ABOVE row 3 are full. How many are these?", 89),
            (at(2, NODE - SIDE), "This pixel is one row higher. How many full rows are above row 3?", 33),
            (at(2, NODE - 1), "You counted from 0. The first pixel has the number 1.", 60),
            (at(2, pixel(3, 5, DIGITS)), f"You took {DIGITS} for the side. A row has {SIDE} pixels.", 25),
            (at(2, 3 * 5), f"You multiplied row and column. Every row above holds {SIDE} pixels; then count on.", 15),
        ),
    ),
    "10.5": Exercise(
        lambda: [B, C],
        f"From layer to layer the net inputs spread about {C / B:.0f} times as far. The logits are the fourth layer.",
        "The mean square of a net input: number of nodes before it · mean square of what they put out, + 1 for the "
        "bias weight. Its root is the standard deviation. ReLU then halves the mean SQUARE.",
        f"[{B:.1f}, {C:.1f}]: √({INPUTS} · {MEAN_SQUARE} + 1) and √({HIDDEN} · {B**2:.1f} / 2 + 1).",
        (
            (lambda a: same(a, [C, B], tolerance=0.06),
             "You have them in each other's place: the first hidden layer comes first.", [140.9, 8.9]),
            (about(0, B**2, B**2 - 1), "This is the mean square of the net inputs. The root is missing.", 79.4,
             [78.4, 140]),
            (about(0, *(spread(MEAN_SQUARE, weight=2 / INPUTS, bias=bias) for bias in (0, 1)), within=0.01),
             "This belongs to He's start, with its small weights. The book's weights have the standard deviation 1.",
             [0.447, 0.447], [1.095, 17.4]),
            (about(0, spread(MEAN_SQUARE, bias=0), within=0.01),
             "You forgot the bias weight: 1 more in the mean square, before the root.", [8.854, 140.0]),
            (about(0, spread(MEAN_SQUARE**2)), f"{MEAN_SQUARE} is the mean square already: it is not squared again.",
             [2.97, 47.7]),
            (about(0, spread(1.0), INPUTS**0.5), "You took 1 for the mean square of the inputs. It is given.",
             [28.0, 442.8]),
            (about(0, spread(MEAN_SQUARE / 2)), "You halved for the first layer. The inputs do not come out of a ReLU.",
             [6.34, 100.3]),
            (about(0, spread(MEAN_SQUARE, nodes=1)), f"Every net input is a sum over ALL {INPUTS} inputs.",
             [1.05, 16.6]),
            (about(1, C**2, C**2 - 1), "The second number is the mean square. The root is missing.", 19851),
            (about(1, spread(B**2, HIDDEN)),
             "You forgot ReLU: half of the nodes are silent, and the mean square is halved.", 199.3),
            (about(1, spread((B / 2) ** 2, HIDDEN)), "You halved the standard deviation. ReLU halves the mean SQUARE.",
             99.6),
            (about(1, spread(B / 2, HIDDEN)), "You went on with the standard deviation itself. Take its square.", 47.2),
            (about(1, HIDDEN**0.5, (HIDDEN / 2) ** 0.5),
             "So it would be behind outputs with a mean square of 1. What spread do they come from here?", 22.4, 15.8),
            (about(1, 142.4, 16 * B), "16 is a rounded factor. Use the formula, with the bias weight.", 142.4),
            (about(1, spread(B**2 / 2)), "How many nodes are before the SECOND hidden layer?", 176.4),
            (about(1, spread((B**2 - 1) / 2, HIDDEN)),
             "You forgot the bias weights of the first layer: what they add is passed on.", 140.0),
            (about(1, spread(round(B, 1) ** 2 / 2, HIDDEN)),
             "You went on with the rounded first number. Its square is known exactly.", 140.7),
            (lambda a: same(a, [B, C], tolerance=0.15), "Very close, but rounded on the way: give one decimal.",
             [9, 141], [8.9, 141]),
        ),
        tolerance=0.02,
        decimals=1,
    ),
    "10.6": Exercise(
        lambda: [ACCURACY, ONE_PICTURE, ALLOWED],
        "So small a difference as one picture says nothing. Another seed moves the accuracy by more than that.",
        "What share of all test pictures is right, in per cent? What share of them is ONE picture? And how many "
        f"pictures are what {GOAL} % leave over?",
        f"[{ACCURACY:.2f}, {ONE_PICTURE:.2f}, {ALLOWED}]: ({PICTURES:,} − {WRONG}) of {PICTURES:,} are right, one "
        f"picture is 100 / {PICTURES:,}, and {100 - GOAL} % may be wrong.",
        (
            (at(0, ACCURACY / 100), "This is the share from 0 to 1. Per cent are wanted.", [0.9816, 0.0001, 150]),
            (at(0, 100 - ACCURACY), "So many per cent are WRONG. Accuracy counts the right ones.", 1.84),
            (at(0, PICTURES - WRONG), "So many pictures are right. What share of all is that, in per cent?", 9816),
            (lambda a: a[0] in (round(ACCURACY), round(ACCURACY, 1)),
             "Give two decimals in the first number: they count here.", [98.2, 0.01, 150]),
            (at(0, ACCURACY - ONE_PICTURE), "You counted the additional wrong picture already.", 98.15),
            (lambda a: abs(a[1] - ONE_PICTURE / 100) < 1e-5,
             "This is the share from 0 to 1. In per cent it is a hundred times as much.", [98.16, 0.0001, 150]),
            (at(1, -ONE_PICTURE), "Down it goes, yes. How large the change is, is asked: without a sign.", -0.01),
            (at(1, ACCURACY - ONE_PICTURE), "This is the new accuracy. By how much does it differ from the old one?",
             98.15),
            (at(1, 1), "One point more would be a hundredth of all pictures. How many pictures are that?"),
            (at(1, 100 / WRONG), "You divided by the wrong pictures. Accuracy is a share of ALL of them.", 0.5435),
            (lambda a: abs(a[1] - ONE_PICTURE) > 9e-4, "What share of all test pictures is one picture, in per cent?",
             [98.16, 0.1, 150]),
            (at(2, PICTURES - ALLOWED), "So many must be RIGHT. How many may be wrong?", 9850),
            (at(2, WRONG), "So many are wrong now. The goal allows fewer: how many?", 184),
            (at(2, WRONG - ALLOWED), "So many wrong ones must go. How many may stay?", 34),
            (at(2, 100 - GOAL), "So many per cent may be wrong. How many pictures are that?", 1.5),
            (at(2, ALLOWED - 1), "One more may be wrong: the goal is to reach it, not to pass it.", 149),
            (at(2, ALLOWED + 1), "With so many the goal is just missed.", 151),
            (at(2, 10 * ALLOWED, ALLOWED / 10), "A slip by a factor of ten. How many pictures are one per cent?",
             15, 1500),
            (at(2, (100 - GOAL) / 100 * TRAINING), f"Accuracy is asked of the {PICTURES:,} test pictures only.", 825),
        ),
        tolerance=1e-4,
    ),
    "10.7": Exercise(
        lambda: ["no", "B", "no"],
        "First the margin of so many pictures; then: was this number chosen because it is large?",
        "How many pictures are the difference? Compare it with the margin of such a test. And who chose what, by which "
        "part?",
        '["no", "B", "no"]: three pictures of 500 are chance; 1.2 points of 10,000 pictures are far outside it; '
        "the luckiest of twenty looks better than it is, and by how much nobody knows.",
        (
            (at(0, "A", "B"), "The difference is three pictures. Look at the margin of 500."),
            (at(1, "no"), "A difference of two such tests has a margin of 0.4 points here. How far apart are these?"),
            (at(1, "A"), "Which of the two reads more of the digits?"),
            (at(2, "A"), "A is the luckiest of twenty: its number was picked because it is large."),
            (at(2, "B"), "A's number is too good, but by how much? And the difference is one picture."),
        ),
        also={"No": "no", "NO": "no", "a": "A", "b": "B"},
    ),
    "10.8": Exercise(
        lambda: [in_update(), sum(SPOKEN)],
        "In an update those who speak make up for the silent ones, on average. Afterwards nobody has to.",
        "Who is silent gives nothing; who speaks is 1 / (1 − p) times as loud. That is in training only.",
        f"[{in_update():g}, {sum(SPOKEN):g}]: (1 + 0.5) / (1 − {SILENT:g}); and 1 + 2 + 0.5, as they are.",
        (
            ([sum(SPOKEN), in_update()], "You have them in each other's place: the update comes first.", [3.5, 1.875]),
            (at(0, 1.5), "Those who speak in an update are louder than usual. By which factor?", 1.5),
            (at(0, 1.5 * (1 - SILENT)), "You made them quieter. Those who speak make up for the others.", 1.2),
            (at(0, 1.5 / SILENT), "You divided by the probability to be silent. Take that to speak.", 7.5),
            (at(0, sum(SPOKEN) / (1 - SILENT)), "The second node is silent in this update.", 4.375),
            (at(0, 2.25), "The factor comes from p alone, whoever happens to be silent.", 2.25),
            (at(1, sum(SPOKEN) * (1 - SILENT)), "Nothing is made quieter afterwards: the updates saw to that.", 2.8),
            (at(1, sum(SPOKEN) / (1 - SILENT)), "The factor belongs to the updates. Training is over here.", 4.375),
            (at(1, 1.5, in_update()), "After the training nobody is silent.", 1.5, 1.875),
        ),
        decimals=3,
    ),
    "10.9": Exercise(
        lambda: ["start", "by heart", "place", "chance"],
        "Four symptoms, four remedies: other first weights; decay or more pictures; prepare or shift; a larger test.",
        "Which of them is there before any training? Where do two curves part? What do the pictures look like? And how "
        "many pictures were counted?",
        '["start", "by heart", "place", "chance"]: logits in the tens of thousands; training and validation part; no '
        "picture was in such a place; a difference of 3.6 points between 500 and 500 is rare, but happens.",
        (
            (at(0, "by heart", "place"), "Nothing has been learned yet. What was there before the first update?"),
            (at(0, "chance"), "Guessing costs 2.3. What makes a network so sure before the first update?"),
            (at(1, "start", "place"), "The training error falls well. Which error does not follow it?"),
            (at(1, "chance"), "A steady rise over thirty epochs is no accident. What is the training error doing?"),
            (at(2, "start", "by heart"), "It reads new test pictures well. What is different about these drawings?"),
            (at(2, "chance"), "From 97 to 30 of 100: that is far outside any margin. What is different?"),
            (at(3, "start", "place"), "Both parts were made in the same way, and the network is the same."),
            (at(3, "by heart"), "The network has seen neither of the two parts. How many pictures are in each?"),
        ),
    ),
    "10.10": MY_SOFTMAX,
    "10.11": MY_CROSS_ENTROPY,
    "10.12": MY_LAYERS,
    "10.13": MY_SLOPES,
}
# fmt: on

PREDICTIONS = {
    "10a": Prediction(
        "Before any training, with the book's start: how does the network answer a digit?",
        (
            "unsurely: about the same for each of the ten digits",
            "very surely, though mostly wrong",
            "not at all: it has learned nothing yet",
        ),
        "very surely, though mostly wrong",
        "Weights from N(0, 1) make large net inputs, and each layer makes them larger. The logits lie far apart, and "
        "softmax turns the largest of them into nearly 1, whatever the picture shows. Ten epochs do not undo this.",
        {
            "unsurely: about the same for each of the ten digits": "Softmax gives equal shares to equal logits. How "
            "far apart are logits that are sums of hundreds of products of large weights?",
            "not at all: it has learned nothing yet": "Random weights are weights, too: forward propagation runs, and "
            "softmax shares out 1 whatever comes.",
        },
    ),
    "10b": Prediction(
        f"A good start (He) with the book's tiny rate of {BOOK.eta:g}, for {BOOK.epochs} epochs. "
        "Compared with the book's start and the same rate, is the accuracy after that …",
        ("better", "about the same", "worse"),
        "worse",
        "The tiny rate works only because weights from N(0, 1) make huge gradients. With He's start the gradients are "
        "of a reasonable size, and such a rate hardly moves the weights. A start and a learning rate belong together.",
        {
            "better": "The better start helps only if the weights then move. How far does a rate so tiny move them?",
            "about the same": "The gradients of the two starts are of very unlike size, and the rate is the same.",
        },
    ),
    "10c": Prediction(
        "Nesterov momentum with dropout, p = 0.25, against Nesterov momentum alone. After as many epochs the error on "
        "the training pictures is …",
        ("lower", "the same", "higher"),
        "higher",
        "No node can rely on its companions when any of them may be silent. So pictures are harder to learn by heart, "
        "and each node has to be of use by itself. That costs on the known pictures and may help with new ones.",
        {
            "lower": "A quarter of the nodes is silent in every update. Does that help to learn pictures by heart?",
            "the same": "Go to the last epoch below and read the training error with Nesterov alone. Then add dropout.",
        },
    ),
    "10d": Prediction(
        "A network without any hidden layer (784-10), well trained: how many of the test digits does it get right?",
        ("about a half", "about three quarters", "about nine of ten"),
        "about nine of ten",
        "Each pixel votes for and against each of the ten digits, and the votes are added up. All digits of MNIST "
        "were brought to one size and into the middle, so this goes far. Hidden layers are needed for the rest.",
        {
            "about a half": "Guessing alone gets one of ten. Here 784 pixels have a vote for each digit.",
            "about three quarters": "It goes further: remember that all digits lie in the middle, in one size.",
        },
    ),
    "10e": Prediction(
        "You draw a 7 in the lower right corner, and the network gets the picture just as it is. What does it read?",
        ("a 7: it knows the shape", "often another digit", "nothing: it says that there is no digit"),
        "often another digit",
        "It has never seen ink there: all digits of MNIST are scaled alike and centred. To this network a shape in "
        "another place is other inputs, with other weights. Prepare your 7 in the same way, and it is read as a 7.",
        {
            "a 7: it knows the shape": "Which weights has a pixel in the corner, and what have they learned there?",
            "nothing: it says that there is no digit": "Softmax has ten answers, and together they are always 1.",
        },
    ),
}
