"""Exercises of notebook 12 (book ch. 37)."""

import numpy as np

from helpers.exercises.engine import Exercise, Prediction, at
from helpers.lessons.history.pioneers.hopfield import energy, store
from helpers.lessons.history.pioneers.lines import examples, with_bias
from helpers.lessons.history.pioneers.sounds import decibels


def step_units(x1, x2):
    """Return h1, h2 and y of three step nodes that compute XOR.

    h1 = step(x1 + x2 - 0.5), h2 = step(x1 + x2 - 1.5), y = step(h1 - h2 - 0.5)

    >>> [step_units(*pair)[2] for pair in ((0, 0), (0, 1), (1, 0), (1, 1))]
    [0, 1, 1, 0]
    """
    h1, h2 = int(x1 + x2 - 0.5 > 0), int(x1 + x2 - 1.5 > 0)
    return [h1, h2, int(h1 - h2 - 0.5 > 0)]


# The perceptron and the ADALINE: the last weight is the bias weight, and its input is 1.
OLD, SEEN, WANTED = np.array([0.5, -1.0, -0.5]), np.array([1.0, 2.0, 1.0]), 1
ADALINE, HEARD, TARGET, ETA = np.array([0.5, -0.2, 0.1]), np.array([1.0, 2.0, 1.0]), 1, 0.1
NET = float(ADALINE @ HEARD)
FORGOT_BIAS = float(ADALINE[:2] @ HEARD[:2])


def lms(error, eta=ETA, row=HEARD):
    """Return the ADALINE's net input and its new weights for an error.

    >>> [round(value, 2) for value in lms(TARGET - NET)]
    [0.2, 0.58, -0.04, 0.18]
    """
    return [NET, *(ADALINE + eta * error * row).tolist()]


NEW = lms(TARGET - NET)
STORED, START = np.array([1, -1, 1]), np.array([1, 1, 1])
WEIGHTS = store([STORED])
SUM = float(WEIGHTS[1] @ START)
AFTER = np.array([1, np.sign(SUM), 1])
HOPFIELD = [WEIGHTS[0, 1], WEIGHTS[0, 2], WEIGHTS[1, 2], SUM, energy(WEIGHTS, START), energy(WEIGHTS, AFTER)]
RADIUS, MARGIN, MADE = 3, 0.5, 9
MOST = (RADIUS / MARGIN) ** 2
HIGH, LOW, NODES = 0.5, 0.0005, 64
LEVEL = decibels([LOW], [HIGH])
TEN_DOWN = HIGH / 10**0.5  # the height that is left at -10 dB
HELD = int(0.138 * NODES)


def never_started(looks=100):
    """Return the corrections and the right answers on AND of a perceptron that is corrected only where t · net < 0."""
    (rows, answers), weights, made = with_bias(*examples("AND")), np.zeros(3), 0
    for look in range(looks):
        row, wanted = rows[look % 4], answers[look % 4]
        if wanted * (weights @ row) < 0:
            weights, made = weights + wanted * row, made + 1
    return made, int((answers * (rows @ weights) > 0).sum())


# fmt: off
EXERCISES = {
    "12.1": Exercise(
        lambda: step_units(0, 1) + step_units(1, 1),
        "h1 is an OR, h2 is an AND, and y says: OR, but not AND.",
        "Take one pair after the other. x1 + x2 first; then the two hidden nodes; y needs their outputs, not the x.",
        "[1, 0, 1, 1, 1, 0]: for (0, 1) the net inputs are 0.5, −0.5 and 1 − 0 − 0.5; for (1, 1) they are 1.5, 0.5 and "
        "1 − 1 − 0.5.",
        (
            (lambda a: any(part not in (0, 1) for part in a), "These are net inputs. A step node says 0 or 1 only.",
             [0.5, -0.5, 0.5, 1.5, 0.5, -0.5]),
            (at(0, 0), "For (0, 1) the net input of h1 is 1 − 0.5. On which side of 0 is that?"),
            (at(1, 1), "For (0, 1) the net input of h2 is 1 − 1.5. On which side of 0 is that?"),
            (at(2, 0), "For (0, 1): y sees h1 and h2, and takes h2 away from h1. Which of them fires?"),
            (at(3, 0), "For (1, 1) the sum of the inputs is 2. Is that not enough for h1?"),
            (at(4, 0), "For (1, 1) the sum of the inputs is 2, and h2 wants more than 1.5."),
            (at(5, 1), "For (1, 1) both hidden nodes fire, and h2 counts with a minus sign."),
        ),
    ),
    "12.2": Exercise(
        lambda: OLD + WANTED * SEEN,
        "The wrong answer moved every weight by its input, the bias weight by 1.",
        "First the net input: which sign has it, and which is wanted? If they differ, add t · x to each weight; the "
        "bias weight's input is 1.",
        "[1.5, 1, 0.5]: net = 0.5·1 − 1·2 − 0.5 = −2, but +1 is wanted; so w1 = 0.5 + 1, w2 = −1 + 2, bw = −0.5 + 1.",
        (
            (OLD, "Nothing has changed, but the net input is below 0 and +1 is wanted: the answer is wrong.",
             [0.5, -1, -0.5]),
            (OLD - SEEN, "You went the wrong way: the example should pull the weights towards itself, as t is +1.",
             [-0.5, -3, -1.5]),
            (np.roll(OLD + WANTED * SEEN, 1), "The numbers are right, but in another order: w1, w2, then the bias "
             "weight.", [0.5, 1.5, 1]),
            (SEEN, "This is the example alone. It is added to the old weights; it does not take their place.",
             [1, 2, 1]),
            (OLD + 3 * SEEN, "You took t − net as the factor: that is ADALINE's rule. The perceptron adds t · x.",
             [3.5, 5, 2.5]),
            (OLD + 0.5 * SEEN, "You added half of the example. This rule has no learning rate: add t · x itself.",
             [1, 0, 0]),
            ([0.5, -1, 0.5], "Only the bias weight has moved. Every weight whose input is not 0 moves."),
            (OLD + 0.1 * SEEN, "You brought a learning rate of 0.1 along. This rule has none: add t · x itself.",
             [0.6, -0.8, -0.4]),
            ([1.5, 0, 0.5], "w2 moves by ITS input, and x2 is 2."),
            (at(2, -0.5), "The bias weight is a weight like the others; its input is always 1.", [1.5, 1, -0.5]),
        ),
    ),
    "12.3": Exercise(
        lambda: NEW,
        "The error is taken before any threshold: though the sign is right already, the weights still move.",
        "net = w1·x1 + w2·x2 + bw. The error is t − net. Each weight gets η · error · its own input.",
        "[0.2, 0.58, −0.04, 0.18]: net = 0.5·1 − 0.2·2 + 0.1 = 0.2, error 0.8, and 0.1 · 0.8 = 0.08 times 1, 2 and 1.",
        (
            (at(0, FORGOT_BIAS), "You forgot the bias weight in the net input.", [0.1, 0.59, -0.02, 0.19]),
            (at(0, TARGET - NET), "First comes the net input. This is the error t − net, which needs it.",
             [0.8, 0.58, -0.04, 0.18]),
            (at(0, 1), "This is the answer after a threshold. The net input itself is wanted."),
            (at(0, 0.4), "The second input is 2: its product is −0.4.", [0.4, 0.56, -0.08, 0.16]),
            (lms(NET - TARGET), "You took net − t: then the error grows. LMS adds η · (t − net) · x.",
             [0.2, 0.42, -0.36, 0.02]),
            (lms(TARGET), "You took t as the factor, as a perceptron does. ADALINE takes the error t − net.",
             [0.2, 0.6, 0, 0.2]),
            (lms(TARGET - NET, eta=1), "The learning rate is missing.", [0.2, 1.3, 1.4, 0.9]),
            (lms(2 * (TARGET - NET)), "You doubled the step. (Widrow wrote 2μ; here η stands for all of it.)",
             [0.2, 0.66, 0.12, 0.26]),
            ([NEW[0], NEW[3], NEW[1], NEW[2]], "The numbers are right, but in another order: the net input, w1, "
             "w2, then the bias weight.", [0.2, 0.18, 0.58, -0.04]),
            (at(2, ADALINE[1]), "w2 has stayed as it was. Its input is not 0, so it learns, too.",
             [0.2, 0.58, -0.2, 0.18]),
            (at(2, ADALINE[1] + ETA * (TARGET - NET)), "w2 moves by η · error · x2, and x2 is 2.", -0.12),
            (at(3, ADALINE[2]), "The bias weight learns, too: its input is 1.", 0.1),
        ),
    ),
    "12.4": Exercise(
        lambda: HOPFIELD,
        "One update, and the energy has fallen: the network is in the stored pattern.",
        "w12 = x1 · x2 of the STORED pattern, and so on. The sum of node 2 takes the states of the START. The energy "
        "is −½ · Σ over all i and j; each pair comes twice, so it is −Σ over the three pairs.",
        "[−1, 1, −1, −2, 1, −3]: node 2 gets −1·1 − 1·1, so it becomes −1. Energy before: −(−1 + 1 − 1); after: "
        "−(1 + 1 + 1).",
        (
            (at(0, 1), "w12 is the product of the first two numbers of the STORED pattern."),
            (at(0, -1 / 3, 1 / 3), "You divided by the number of nodes, as some do. Here it is the sum itself.",
             [-0.3333, 0.3333, -0.3333, -0.6667, 0.3333, -1]),
            (at(1, -1), "The first and the third number of the stored pattern are equal."),
            (at(2, 1), "The second and the third number of the stored pattern differ."),
            (at(3, 2), "Both edges to node 2 have a weight below 0, and both other nodes are +1."),
            (at(3, -1, -3), "A node has no edge to itself: only the two others count."),
            (at(3, 0), "Add the products, weight times state of the START, for both other nodes."),
            (at(4, -1), "Look at the minus sign in front of the sum."),
            (at(4, 2), "Each pair comes twice in the double sum, and ½ takes that back.", [-1, 1, -1, -2, 2, -6]),
            (at(4, 0.5), "You halved once more. The ½ takes back that each pair comes twice in the double sum.",
             [-1, 1, -1, -2, 0.5, -1.5]),
            (at(5, -6), "Each pair comes twice in the double sum, and ½ takes that back."),
            (at(5, 3), "Look at the minus sign in front of the sum."),
            (at(5, 1), "This is the energy before. Node 2 has turned over."),
        ),
    ),
    "12.5": Exercise(
        lambda: [MADE * MARGIN, MADE**0.5 * RADIUS, MOST, MOST],
        "Along u the weights grow with k, but their length only with √k: so the two must meet.",
        "k corrections: w · u ≥ k · γ and |w| ≤ √k · R. They meet where k · γ = √k · R. If every input vector is twice "
        "as long, what happens to R, and what to the margin γ?",
        "[4.5, 9, 36, 36]: 9 · 0.5; √9 · 3; (3 / 0.5)² = 6²; and both R and γ double, so their ratio stays.",
        (
            ([MADE**0.5 * RADIUS, MADE * MARGIN, MOST, MOST], "The first two stand in each other's place: first how "
             "far along u AT LEAST.", [9, 4.5, 36, 36]),
            (at(0, MADE**0.5 * MARGIN), "First number: the root belongs to the length. Along u EACH correction adds at "
             "least γ.", 1.5),
            (at(0, MARGIN), "First number: this is one correction's part. How many were made?", 0.5),
            (at(1, RADIUS), "Second number: this is the length of one example, or the root alone. The bound is their "
             "product.", [4.5, 3, 36, 36]),
            (at(1, MADE * RADIUS), "Second number: it is the SQUARE of the length that grows by at most R².", 27),
            (at(1, MADE * RADIUS**2), "Second number: this is the square of the length.", 81),
            (at(2, RADIUS / MARGIN), "Third number: this is R/γ. The theorem has its square.", [4.5, 9, 6, 6]),
            (at(2, RADIUS**2 / MARGIN), "Third number: you squared R only. γ is squared, too.", [4.5, 9, 18, 18]),
            (at(2, (MARGIN / RADIUS) ** 2), "Third number: it is upside down. A narrow street must allow MORE "
             "corrections.", [4.5, 9, 0.0278, 0.0278]),
            (at(2, (RADIUS * MARGIN) ** 2), "Third number: you multiplied. A narrow street, a small γ, must allow MORE "
             "corrections.", [4.5, 9, 2.25, 9]),
            (at(3, 4 * MOST), "R doubles. But the street between longer vectors becomes wider as well.", 144),
            (at(3, 2 * MOST), "Longer vectors do not simply mean more corrections. What happens to R, and what to γ?",
             72),
            (at(3, MOST / 4, MOST / 2), "The street becomes wider. But the vectors become longer as well.", 9),
        ),
    ),
    "12.6": Exercise(
        lambda: [LEVEL, TEN_DOWN, HELD],
        "Every 20 dB are a factor of ten in height.",
        "10 · log10 of the ratio of the SQUARES, which is 20 · log10 of the ratio of the heights. The network holds "
        "about 0.138 patterns for each node.",
        f"[−60, 0.1581, {HELD}]: 20 · log10(0.001) = −60; −10 dB is a tenth of the SQUARE, and 0.5 / √10 = 0.1581; "
        "0.138 · 64 = 8.8, and the ninth is too many.",
        (
            (at(0, -LEVEL), "It has become quieter: which sign has the logarithm of a number below 1?", 60),
            (at(0, LEVEL / 2), "You took the heights. Decibels compare their SQUARES.", -30),
            (at(0, LEVEL / 10), "The logarithm is right; a DECIbel is a tenth of a bel, so ten times as many.", -6),
            (at(0, LOW / HIGH), "First number: this is the ratio of the heights. How many decibels is that?", 0.001),
            (lambda a: any(abs(a[0] - factor * np.log(LOW / HIGH)) < 0.02 for factor in (1, 10, 20)),
             "Take the logarithm to the base ten.", [-69.0776, 0.1581, 8], [-138.1551, 0.1581, 8]),
            (at(1, TEN_DOWN / HIGH), "This is the share. How high is that share of the first hum?", 0.3162),
            (at(1, HIGH / 10), "You took a tenth of the height. It is the SQUARE of the height that falls to a tenth.",
             0.05),
            (at(1, HIGH / 2), "This is half. Decibels are a logarithm: so many of them are a factor, not a part.",
             0.25),
            (at(1, HIGH * 10**0.5, HIGH * 10), "This is louder than before. What says the minus sign?", 1.5811, 5),
            (at(2, 4, 5, 4.6377), "You divided. The rule of thumb says how many patterns EACH node brings.", 4.6377),
            (lambda a: a[2] % 1, "A pattern is stored or not: give a whole number.", [LEVEL, TEN_DOWN, 8.832],
             [-60, 0.1581, 8.8]),
            (at(2, HELD + 1), "You rounded up: the last of these is one too many.", 9),
            (at(2, 13, 14), "This is for 100 nodes. Here are 64."),
        ),
    ),
    "12.7": Exercise(
        lambda: list(never_started()),
        "All weights are 0, so net is 0, and 0 < 0 is false: it never begins. A net input of 0 must count as wrong.",
        "Take the very first look: what is net, what is t · net, and is that negative? What changes then?",
        "[0, 0]: net = 0 for every example; t · 0 = 0 is not below 0, so nothing is ever corrected. 0 is no answer.",
        (
            ([18, 4], "So it goes with ≤, as in the picture. At the very first look net is zero: what does < say?"),
            (at(0, 18), "So many corrections it makes with ≤. At the very first look net is zero: what does < say?",
             [18, 3]),
            (at(0, 100, 80), "For that each look would have to find a wrong sign. What is net while all weights are "
             "zero?", [100, 0]),
            (lambda a: a[0] > 0, "For a correction t · net must be negative. What is it while all weights are zero?",
             [1, 3], [4, 4], [25, 1]),
            (at(1, 3), "That would be right if zero counted as −1. Here it is no answer.", [0, 3]),
            (at(1, 1), "That would be right if zero counted as +1. Here it is no answer.", [0, 1]),
            (at(1, 4), "Nothing is corrected, as you found. Which sign has net with such weights?", [0, 4]),
            (at(1, 2), "Two of four would be guessing. But a net input of zero is no answer at all.", [0, 2]),
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "12a": Prediction(
        "A neuron of 1943 with threshold 1: x1 excites it, x2 inhibits it, and both are 1. What does it do?",
        ("it fires: the threshold is reached", "it is silent: x2 has a veto", "it says ½"),
        "it is silent: x2 has a veto",
        "In this model an inhibiting input is not simply subtracted. A single one is enough to keep the neuron silent, "
        "however many others excite it.",
        {
            "it fires: the threshold is reached": "The threshold is one of two conditions. Try it below.",
            "it says ½": "This neuron knows two states only: it fires or is silent.",
        },
    ),
    "12b": Prediction(
        "A perceptron looks at the four examples of XOR again and again. What will happen?",
        ("it finds a line, only later than for AND", "it stops with one wrong answer", "it is corrected for ever"),
        "it is corrected for ever",
        "No line has both black squares on one side and both circles on the other. So in every round at least one "
        "answer is wrong, and every wrong answer is a correction. The weights walk in a circle.",
        {
            "it finds a line, only later than for AND": "Draw the four points. Which line has (0, 0) and (1, 1) on one "
            "side and the other two beyond it?",
            "it stops with one wrong answer": "The rule moves the line whenever an answer is wrong. One is enough.",
        },
    ),
    "12f": Prediction(
        "u is the best direction for the weights. Does each correction turn them nearer to u?",
        ("yes, each one", "most do, some turn them away", "no, none does"),
        "most do, some turn them away",
        "A correction adds one example, and one example may point past u. What never fails is another thing: the part "
        "of w along u grows each time. That is enough.",
        {
            "yes, each one": "For AND, compare the angles at corrections 3 and 4.",
            "no, none does": "For AND, compare the angles at corrections 2 and 3.",
        },
    ),
    "12c": Prediction(
        "The filter below learns with η = 0.3 instead of 0.01. In the second half of the sound the hum is …",
        ("weaker: it has learned faster", "stronger: it never comes to rest", "the same"),
        "stronger: it never comes to rest",
        "It learns faster at the beginning. But then every note of the tune looks like an error, too, and a large rate "
        "makes the weights run after it. A small rate is slow and then quiet: both cannot be had.",
        {
            "weaker: it has learned faster": "Fast, yes. But what does each note do to weights that were right?",
            "the same": "Compare the curves on the right for both rates.",
        },
    ),
    "12d": Prediction(
        "The man's negative, all 64 pixels turned over, is the start. What will the network recall?",
        ("the man", "the chicken", "the negative itself"),
        "the negative itself",
        "The energy has only products of two pixels in it. Turn all of them over, and no product changes: the negative "
        "lies in a valley as deep as the man's. It was stored without being asked for.",
        {
            "the man": "All 64 pixels are turned over: how many of them agree with him at the start?",
            "the chicken": "For each node compare the sign of its sum with its state: does any want to turn over?",
        },
    ),
    "12g": Prediction(
        "12 random patterns are stored in 100 nodes, then 30. From which store do more come back as they were?",
        ("from the one with 30", "from both as many", "from the one with 12"),
        "from the one with 12",
        "Beyond its limit the network does not simply refuse the new ones: every further pattern spoils the old ones, "
        "too, until nearly all are lost.",
        {
            "from the one with 30": "Every stored pattern disturbs all others. Move the slider to 30.",
            "from both as many": "Then the first 12 would stay as they were. Move the slider to 30.",
        },
    ),
    "12e": Prediction(
        "Networks with two hidden nodes learn XOR by backpropagation, each from another random start. They succeed …",
        ("always", "from most starts", "never: XOR cannot be learned"),
        "from most starts",
        "Two hidden nodes are enough, but from some starts the error gets stuck on a plateau. With one or two nodes "
        "more there is nearly always a way down.",
        {
            "always": "Go through the ten starts with the slider, and look how each one ends.",
            "never: XOR cannot be learned": "One line cannot do it. But two hidden nodes draw two.",
        },
    ),
}
