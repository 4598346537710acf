"""Exercises of notebook 11 (book ch. 36)."""

import numpy as np

from helpers.exercises.engine import At, Exercise, Prediction, at
from helpers.lessons.transfer_learning.convolution import convolve, output_side
from helpers.lessons.transfer_learning.inception import block_layers, ends, inception_layers

PICTURE = np.array([[1, 1, 1, 0], [1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 1, 0]])
KERNEL = np.array([[1, 0, 0], [0, 2, 0], [-1, 0, 0]])


def answers(kernel=KERNEL):
    """Return the four answers of a kernel on the exercise's picture, row after row.

    >>> answers().tolist()
    [0.0, 2.0, 3.0, -1.0]
    """
    return convolve(PICTURE, kernel).ravel()


# Side, window, stride, padding of three layers; the last is a pooling of Inception v3's stem.
LAYERS = ((28, 5, 1, 0), (28, 5, 2, 2), (147, 3, 2, 0))


def sides(layers=LAYERS):
    """Return how many places the window has along one side.

    >>> sides()
    [24, 14, 73]
    """
    return [output_side(side, window, stride, padding) for side, window, stride, padding in layers]


(ONE, WINDOW, *_), *_ = LAYERS
KERNELS, SIDE, COLOURS, ANIMALS = 32, 3, 3, 2
WEIGHTS = KERNELS * SIDE**2 * COLOURS
LAST = block_layers("last layer")[0]
BOTTLENECK = ends(block_layers("average"))[0].channels
ALL = sum(layer.parameters for layer in inception_layers())
KEPT = ALL - LAST.parameters

SCORE = 0.9431
OTHER = 1 - SCORE
DIFFERENCE = float(np.log(SCORE / OTHER))
JUDGED, SHARE = 387, 0.873
RIGHT = round(SHARE * JUDGED)

# A folder of one's own: snakes and lizards, a fifth held out, some pictures added later; and a crop.
FOLDER, HOLDOUT, ADDED, CROP = (80, 60), 0.2, 5, 0.25
HELD = [round(HOLDOUT * count) for count in FOLDER]

TWO, FIVE = np.log(2), np.log(5)  # cross-entropy when all classes have the same score, 1/2 or 1/5
PICTURES, STEPS, BATCH = 80, 500, 100
PASSES, ONCE = STEPS * BATCH, ANIMALS * PICTURES

# Kernels as they come out of a training, to be read; and where each of four edges has its ink.
READ = (
    np.array([[-0.9, -1.1, -1.0], [0.1, 0.0, -0.1], [1.0, 0.9, 1.1]]),
    np.array([[0.9, 0.0, -1.1], [1.0, 0.1, -0.9], [1.1, -0.1, -1.0]]),
    np.full((3, 3), 0.1),
)
PLACES = np.indices((3, 3)) - 1
INK = {"upper edge": PLACES[0], "lower edge": -PLACES[0], "left edge": PLACES[1], "right edge": -PLACES[1]}


def looks_for(kernel):
    """Return the name of the edge that a kernel answers to most, or that it blurs.

    >>> looks_for(READ[1])
    'right edge'
    """
    return "blur" if kernel.min() > 0 else max(INK, key=lambda name: float((kernel * (INK[name] > 0)).sum()))


CASES = (40, 50_000)  # pictures of each kind: photographs, as the network knows them, and X-ray pictures, unlike them
OTHER_WORDS = {
    **dict.fromkeys(("frozen", "freezing"), "freeze"),
    **dict.fromkeys(("finetune", "fine-tuning", "finetuning", "fine-tuned", "finetuned"), "fine-tune"),
}


def choice_of(pictures):
    """Return what to do with the kernels: freeze them when pictures are few, else let them learn on."""
    return "freeze" if pictures < 1000 else "fine-tune"


# A report on held-out pictures of which some were copies: they were right, and so many of the others.
HELD_OUT, LEAKED, HONEST = 40, 10, 24

# fmt: off
EXERCISES = {
    "11.1": Exercise(
        lambda: answers(),
        "Nine products and a sum, four times, and always with the same nine weights.",
        "Lay the kernel on the upper left corner of the picture: nine products, one sum. Then one pixel to the right; "
        "then back to the left and one row down; then to the right again.",
        f"{answers().astype(int).tolist()}: only three weights are not 0, so each answer is 1 · the corner above left "
        "+ 2 · the middle − 1 · the corner below left.",
        (
            (answers(KERNEL[::-1, ::-1]), "You turned the kernel round, as mathematics does. Networks do not.",
             [-1, 3, 2, -1]),
            (answers()[[0, 2, 1, 3]],
             "The right numbers in another order. Either the window went down before it went to the right, or the "
             "kernel's columns were taken for its rows.",
             [0, 3, 2, -1]),
            (np.maximum(answers(), 0), "You made the negative one 0. That is ReLU, which comes after the sum.",
             [0, 2, 3, 0]),
            (abs(answers()), "One of the signs is lost: an answer may be below 0.", [0, 2, 3, 1]),
            (answers() / 9, "You divided by nine. This kernel adds up; only the blur takes an average.",
             [0, 0.2222, 0.3333, -0.1111]),
            (answers(abs(KERNEL)), "One weight of the kernel is negative.", [2, 4, 3, 1]),
            (answers(np.sign(KERNEL)), "The weight in the middle is 2: its pixel counts twice.", [0, 1, 2, -1]),
            (answers(np.maximum(KERNEL, 0)), "The negative weight is missing: its pixel is taken away.", [1, 3, 3, 0]),
            (answers(2 * (KERNEL > 1)), "You used the middle only. All nine weights have their product.", [0, 2, 2, 0]),
        ),
    ),
    "11.2": Exercise(
        lambda: sides(),
        "With padding and stride 1 a map can stay as large as its picture; with stride 2 it becomes half as wide.",
        "Side of the padded picture minus the window: so far the window can move. Divide by the stride, round down, "
        "and count the place where it began, too.",
        f"{sides()}: (28 − 5) / 1 + 1; (28 + 2 · 2 − 5) / 2, rounded down, + 1; (147 − 3) / 2 + 1.",
        (
            (at(0, ONE - WINDOW), "So many times the window can move. It has one place more: where it began.", 23),
            (at(0, ONE), "This is the picture's side. Without padding the window cannot stand on the edge pixels.", 28),
            (at(0, ONE - 2), "This would be a window of 3 × 3. Here it has 5 × 5 pixels.", 26),
            (at(0, ONE - WINDOW - 1), "Count again how often a window of 5 pixels can move along 28.", 22),
            (at(1, *sides([(28, 5, 2, 0)])), "In the second number the padding is missing.", 12),
            (at(1, *sides([(28, 5, 2, 1)])),
             "Either you counted the padding on one side only, or the place where the window began is missing.", 13),
            (at(1, *sides([(28, 5, 1, 2)])), "In the second number the window moves two pixels at a time.", 28),
            (at(1, 13.5), "Half a step is no place: round down. And count the place where the window began.", 13.5),
            (at(1, 15, 14.5), "Round down: half a step is no place."),
            (at(1, 16), "The padded picture is that large divided by the step. The window needs room, too."),
            (at(2, *sides([(147, 3, 1, 0)])), "In the third number the window moves two pixels at a time.", 145),
            (at(2, 72), "The place where the window began is missing in the third number."),
            (at(2, 73.5), "The picture is that large divided by the step. The window needs room, too."),
            (at(2, 74), "There is no padding in the third one."),
            (at(2, *sides([(147, 3, 3, 0)])), "You moved the window by its own width. Its step is the stride.", 49),
        ),
    ),
    "11.3": Exercise(
        lambda: [WEIGHTS + KERNELS, BOTTLENECK * ANIMALS + ANIMALS, KEPT],
        "So few numbers learn, and so many are there already.",
        "A kernel over a colour picture has weights for each of the three colours, and a bias weight. The new last "
        "layer is a dense one. The old last layer goes.",
        f"[{WEIGHTS + KERNELS}, {BOTTLENECK * ANIMALS + ANIMALS}, {KEPT}]: {KERNELS} · ({SIDE} · {SIDE} · {COLOURS} + "
        f"1); {BOTTLENECK:,} · {ANIMALS} + {ANIMALS}; {ALL:,} − {LAST.parameters:,}.",
        (
            (at(0, KERNELS * (SIDE**2 + 1)), "That is for a grey picture. A colour picture is three tables of numbers.",
             320),
            (at(0, KERNELS * SIDE**2), "That is for a grey picture, and the bias weights are missing, too.", 288),
            (at(0, WEIGHTS), "The bias weights are missing in the first number: one for each kernel.", 864),
            (at(0, WEIGHTS + 1), "EVERY kernel has a bias weight of its own.", 865),
            (at(0, WEIGHTS + KERNELS * COLOURS),
             "You gave each kernel three bias weights. The three colours are added up in ONE sum.", 960),
            (at(0, SIDE**2 * COLOURS + 1), "This is one kernel. There are 32.", 28),
            (at(1, BOTTLENECK * ANIMALS), "The bias weights of the two new outputs are missing.", 4096),
            (at(1, BOTTLENECK + 1), "This is one output. Two animals have two, which share 100 %.", 2049),
            (at(1, BOTTLENECK), "These are the new layer's inputs. How many weights lead from them to two outputs?",
             2048),
            (at(1, LAST.parameters), "This is the old last layer, with its 1,000 classes.", 2049000),
            (at(1, 1000 * ANIMALS + ANIMALS), "The new layer takes the old one's place; it does not come behind it.",
             2002),
            (at(2, ALL), "The old last layer goes, and its parameters with it.", 23851784),
            (at(2, KEPT + BOTTLENECK * ANIMALS + ANIMALS), "The new last layer is not frozen: it learns.", 21806882),
            (at(2, LAST.parameters), "This many go. How many are left?", 2049000),
            (at(2, KEPT + 1000), "The old last layer's bias weights go with it.", 21803784),
            (at(2, ALL - 1000), "The last layer has more parameters than outputs. Open it in the picture.", 23850784),
        ),
    ),
    "11.4": Exercise(
        lambda: [OTHER, DIFFERENCE],
        "So the second score in the book cannot be what softmax gave.",
        "Two scores of a softmax add up to 1. And e to the power of the difference of the logits is one score divided "
        "by the other.",
        f"[{OTHER:.4f}, {DIFFERENCE:.4f}]: 1 − {SCORE}; ln({SCORE} / {OTHER:.4f}).",
        (
            ([DIFFERENCE, OTHER], "You have them in each other's place: the score comes first.", [2.8079, 0.0569]),
            (at(0, 0.2156), "This is what the book prints. Add it to the first score: is that 1?"),
            (at(0, SCORE), "This is the snake's score. What is left for the lizard?", 0.9431),
            (at(0, -np.log(SCORE)), "This is minus the logarithm of the snake's score. What is left for the lizard?",
             0.0586),
            (At(0, (100 * OTHER,), 0.05), "This is in per cent. A score goes from 0 to 1.", 5.69, 5.7),
            (at(1, -DIFFERENCE), "Which of the two logits is the larger one? Is it ahead or behind?", -2.8079),
            (at(1, np.log10(SCORE / OTHER)), "You took the logarithm to base 10. The natural one is wanted, np.log.",
             1.2194),
            (at(1, np.log2(SCORE / OTHER)), "You took the logarithm to base 2. The natural one is wanted, np.log.",
             4.0509),
            (At(1, (SCORE / OTHER,), 0.05), "This is the ratio of the scores: e to the power of what is wanted.",
             16.5747, 16.57, 16.6),
            (at(1, SCORE), "This is the snake's score. The logits are wanted, and how far they are apart.", 0.9431),
            (at(1, 1 / (1 + np.exp(-SCORE))),
             "You put the score into the logistic function. A score comes OUT of it: what goes in?", 0.7197),
            (at(1, SCORE - OTHER), "This is the difference of the scores. The logits are wanted.", 0.8862),
            (at(1, np.log(SCORE)), "This comes from one score alone. How far apart two logits are, two scores tell.",
             -0.0586),
            (at(1, np.log(SCORE / 0.2156)), "You used the book's second score, which does not fit the first.", 1.4757),
        ),
        tolerance=1e-4,
    ),
    "11.5": Exercise(
        lambda: [RIGHT, TWO, FIVE],
        "The book's log begins at 1.53: near the second of the two. So it seems to come from five classes, not from "
        "two kinds of animals.",
        "A share of a number of pictures, rounded to a whole picture. Then: if all classes have the same score, which "
        "score has the wanted one? Minus its natural logarithm.",
        f"[{RIGHT}, {TWO:.3f}, {FIVE:.3f}]: 0.873 · {JUDGED}, rounded; −ln(1/2); −ln(1/5).",
        (
            ([RIGHT, FIVE, TWO], "The second number is for two classes, the third for five.", [338, 1.609, 0.693]),
            (at(0, JUDGED - RIGHT), "So many are wrong.", 49),
            (at(0, SHARE * JUDGED), "There is no part of a picture: round.", 337.851),
            (at(0, RIGHT - 1), "Round to the NEAREST whole number.", 337),
            (at(0, JUDGED), "These are all of them. How many are right?", 387),
            (at(1, -TWO), "You forgot the minus sign: ln of a score is below 0, an error is not.", -0.693),
            (at(1, np.log10(2)), "You took the logarithm to base 10. The natural one is wanted, np.log.",
             [338, 0.301, 0.699]),
            (lambda a: at(1, 1)(a) and at(2, np.log2(5))(a),
             "You took the logarithm to base 2. The natural one is wanted, np.log.", [338, 1, 2.322]),
            ([RIGHT, 0.7, 1.6], "Right as far as they go: the last two are asked with three decimals.",
             [338, 0.7, 1.6]),
            (at(1, 0.5), "This is the score. Take minus its natural logarithm.", [338, 0.5, 0.2]),
            (at(1, 2 * TWO), "You added up both classes. Only the wanted one counts.", 1.386),
            (at(2, 0.2), "This is the score. Take minus its natural logarithm."),
            (at(2, 1.528518), "This is what the book's log shows. What does a network without any knowledge have?"),
            (at(2, TWO), "You left two classes in the third number. Of five classes, which score has each?", 0.693),
            (at(2, -FIVE), "You forgot the minus sign in the third number.", -1.609),
            (at(2, 2.5 * TWO, 5 * TWO), "The error does not grow in step with the classes: the logarithm, please.",
             1.733),
        ),
        decimals=3,
    ),
    "11.6": Exercise(
        lambda: [PASSES, ONCE],
        "The frozen layers always say the same about the same picture, so once is enough.",
        "Without a store every picture of every step goes through all layers. With a store: how many different "
        "pictures are there?",
        f"[{PASSES}, {ONCE}]: {STEPS} · {BATCH}; {ANIMALS} · {PICTURES}.",
        (
            ([ONCE, PASSES], "You have them in each other's place: first without a store.", [160, 50000]),
            (at(0, PASSES / ONCE, PASSES // ONCE),
             "So often goes each ONE of the pictures. All passes together are asked.", 312.5, 312),
            (at(0, STEPS), "So many steps are made. Each of them looks at a whole batch.", 500),
            (at(0, STEPS * ONCE), "You took all pictures in every step. A step takes a batch of 100.", 80000),
            (at(0, STEPS * PICTURES), "A step takes a batch of 100 pictures, of both kinds.", 40000),
            (at(0, ONCE), "That is with a store. Without one, the work is done again in every step.", 160),
            (at(1, PICTURES), "This is one kind of animal.", 80),
            (at(1, BATCH), "This is one batch. All different pictures must go through once.", 100),
            (at(1, STEPS), "So many steps are made; but the frozen layers are asked once for each different picture.",
             500),
            (at(1, BATCH * ONCE), "You took every picture a hundred times. What is stored is not computed again.",
             16000),
            (at(1, 0), "Once they must be computed."),
            (at(1, 1), "Once for EACH picture."),
        ),
    ),
    "11.7": Exercise(
        lambda: [sum(HELD), sum(FOLDER), ADDED],
        "What is held out is looked at, too: every picture goes through the frozen layers once, and never again.",
        "Take a fifth of each class. Then ask which pictures go through the frozen layers: those to learn from, the "
        "held-out ones, or both? And which of them need not go again?",
        f"[{sum(HELD)}, {sum(FOLDER)}, {ADDED}]: {HELD[0]} + {HELD[1]}; {FOLDER[0]} + {FOLDER[1]}; the new ones.",
        (
            (at(0, sum(FOLDER) - sum(HELD)), "So many are learned from. The question is how many are held out.", 112),
            (at(0, HELD[0], HELD[1]), "This is one class. A fifth of the other is held out as well.", 16, 12),
            (at(1, sum(FOLDER) - sum(HELD)), "The held-out ones need bottlenecks, too: how else could they be judged?",
             112),
            (at(1, 200 * sum(FOLDER)), "The frozen layers are asked once for each picture, not once a step.", 28000),
            (at(2, round((1 - HOLDOUT) * ADDED)), "Held-out ones are looked at, too, or they could not be judged.", 4),
            (at(2, round(HOLDOUT * ADDED)), "Those to learn from are looked at, too, or nothing could be learned.", 1),
            (at(2, sum(HELD) + ADDED), "The held-out pictures have been looked at once. That is kept, too.", 33),
            (at(2, sum(FOLDER) + ADDED), "The old pictures have not changed: theirs are kept.", 145),
            (at(2, 0), "Nobody has ever computed those of the new pictures."),
        ),
    ),
    "11.8": Exercise(
        lambda: [1 / (1 + CROP), 1 / (1 + CROP) ** 2],
        "More than a third of the picture is gone. And nobody asks where the snake was.",
        "Take the formula in section 7, with s = 0: there is no scale here. An area is side times side.",
        f"[{1 / (1 + CROP):g}, {1 / (1 + CROP) ** 2:g}]: 1 / {1 + CROP:g}, and its square.",
        (
            ([80, 64], "This is in per cent. Give shares from 0 to 1."),
            ([1 / (1 + CROP) ** 2, 1 / (1 + CROP)], "You have them in each other's place: the side comes first.",
             [0.64, 0.8]),
            (at(0, 1 - CROP), "Look at the formula in section 7 again: is crop taken away from 1 there?",
             [0.75, 0.5625]),
            (at(0, 1 + CROP), "The square becomes smaller, not larger. Where does 1 + c stand in the formula?",
             [1.25, 1.5625]),
            (at(0, CROP), "This is the option itself. What remains of the side?", [0.25, 0.0625]),
            (at(0, 1 - 1 / (1 + CROP)), "So much is cut off. What remains?", [0.2, 0.04]),
            (at(1, 1 / (1 + CROP)), "This is the side. The area is the side times itself.", 0.8),
            (at(1, (1 - CROP) ** 2), "You squared 1 − crop. Look for the side in the formula of section 7.", 0.5625),
            (at(1, 1 - 1 / (1 + CROP) ** 2), "So much is lost. How much remains?", 0.36),
        ),
    ),
    "11.9": Exercise(
        lambda: [looks_for(kernel) for kernel in READ],
        "A kernel is a small picture of what it looks for: ink under the weights above 0, paper under those below.",
        "Think of a stroke. Its upper edge has paper above and ink below. Which kernel has weights above 0 below?",
        "upper edge, right edge, blur: A wants ink below and none above. B wants ink on its left and none on its "
        "right: there a stroke ends on the right. C has nine equal weights: it takes the average.",
        (
            (at(0, "lower edge"), "Weights above 0 want ink. Where does A want it, above or below?"),
            (at(0, "left edge", "right edge"), "Compare the rows of A with each other, then its columns."),
            (at(1, "left edge"), "B wants ink on its left and paper on its right. At which side of a stroke is that?"),
            (at(1, "upper edge", "lower edge"), "Compare the columns of B with each other, then its rows."),
            (at(0, "blur"), "A has weights above and below 0. On plain paper they cancel."),
            (at(1, "blur"), "B has weights above and below 0. On plain paper they cancel."),
            (at(2, "upper edge", "lower edge", "left edge", "right edge"),
             "All weights of C are alike. Can such a kernel tell one side from the other?"),
        ),
        also={name.split()[0]: name.replace(" ", "") for name in INK},
    ),
    "11.10": Exercise(
        lambda: [choice_of(case) for case in CASES],
        "Ask two questions first: how many pictures, and how like the first task?",
        "Find the two cells in the table of section 3. Which gain there is worth more work?",
        "freeze, fine-tune: from few pictures alike the kernels learn nothing new. With many, unlike what the network "
        "knows, they lag behind until they learn on.",
        (
            (["fine-tune", "freeze"], "The other way round: what can forty pictures teach a network?"),
            (at(0, "fine-tune"), "Few, and alike: look at the upper left cell. What does learning on gain there?"),
            (at(1, "freeze"), "Here are enough pictures, and they are unlike photographs. Which cell is that?"),
        ),
        also=OTHER_WORDS,
    ),
    "11.11": Exercise(
        lambda: [(LEAKED + HONEST) / HELD_OUT, HONEST / (HELD_OUT - LEAKED)],
        "The second is the one to trust. The layer knows the ten by heart.",
        "The report counts all that were held out. Honest are only those that the layer has never seen.",
        f"[{(LEAKED + HONEST) / HELD_OUT:g}, {HONEST / (HELD_OUT - LEAKED):g}]: ({LEAKED} + {HONEST}) / {HELD_OUT}; "
        f"{HONEST} / {HELD_OUT - LEAKED}.",
        (
            ([HONEST / (HELD_OUT - LEAKED), (LEAKED + HONEST) / HELD_OUT],
             "The report's share comes first, then the honest one.", [0.8, 0.85]),
            (at(0, HONEST / HELD_OUT), "The report does not know about the copies. It counts them as right, too.", 0.6),
            (at(1, HONEST / HELD_OUT), "Right answers without the copies, but among all. Leave the copies out of both.",
             0.6),
            (at(0, 1), "This is the share of the copies alone. The report counts all that were held out.", [1, 0.8]),
            (at(1, (LEAKED + HONEST) / HELD_OUT), "This share still counts the copies. Is it honest?", [0.85, 0.85]),
            (at(1, (LEAKED + HONEST) / (HELD_OUT - LEAKED)), "The copies are still among the right answers.", 1.1333),
            (at(1, HONEST), "So many are right. Which share of the pictures that were never seen?", 24),
            ([85, 80], "This is in per cent. Give shares from 0 to 1."),
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "11a": Prediction(
        "The kernel “upright edge” (−1, 0, 1 in each row) stands on a place that is black all over: nine times 1. "
        "Its answer?",
        ("9", "3", "0"),
        "0",
        "Three times −1 and three times +1. Where nothing changes it says nothing, on white and on black alike. "
        "It answers only where left and right differ.",
        {
            "9": "All nine weights would have to be 1. Which are they?",
            "3": "Three weights of 1 give 3. And what do the three weights of −1 give?",
        },
    ),
    "11b": Prediction(
        "The picture becomes twice as wide and twice as high. A layer with one kernel of 3 × 3 now has …",
        ("four times as many parameters", "twice as many", "as many as before"),
        "as many as before",
        "The same nine weights and one bias weight visit more places. A dense layer with as many outputs as pixels "
        "would need sixteen times as many weights: four times the inputs, four times the outputs.",
        {
            "four times as many parameters": "There are four times as many places. Has each one weights of its own?",
            "twice as many": "The picture has grown. Has the kernel?",
        },
    ),
    "11c": Prediction(
        "Hidden nodes that have learned 0 to 4 are frozen; a new last layer learns 5 to 9 from ten pictures of each. "
        "The digits are those of MNIST as they are. Against a network that learns everything from these few pictures, "
        "this is …",
        ("clearly better", "worse", "no better than guessing"),
        "worse",
        "So it was measured; the picture below shows it. All digits of MNIST are scaled and centred, so a pixel is "
        "a good feature already, and there is little left that other digits could teach.",
        {
            "clearly better": "In these digits a pixel is a good feature already. What is left for 0 to 4 to teach?",
            "no better than guessing": "Strokes of 0 to 4 are strokes of 5 to 9, too. Guessing would give 20 %.",
        },
    ),
    "11d": Prediction(
        "Now the digits stand anywhere: each one is moved by chance, up to four pixels in both directions. The frozen "
        "nodes have learned 0 to 4 in the same disorder. With ten pictures of each, against "
        "learning everything from these, they are …",
        ("clearly better", "about as good", "worse"),
        "clearly better",
        "That a stroke may stand here or there is true of every digit. The first task had many pictures to learn it "
        "from, the second has few; so this knowledge is worth taking along. See the picture below, on the right.",
        {
            "about as good": "Fifty pictures in all, and 81 places for each. How much of that disorder do they show?",
            "worse": "So it was with the digits as they are. But what has the first task taught here?",
        },
    ),
    "11e": Prediction(
        "A network knows only the digits 0 to 4. It is shown a piece of a photograph. What does it say?",
        ("a digit, with scores of about 20 % each", "a digit, often with a high score", "that this is no digit"),
        "a digit, often with a high score",
        "Softmax always shares out 100 %, and “none of them” is not among the outputs. Far from everything that it has "
        "learned, the logits are as large as the numbers happen to make them.",
        {
            "a digit, with scores of about 20 % each": "All five logits would have to be alike. Why should they?",
            "that this is no digit": "It has five outputs, one for each digit. Which of them could say so?",
        },
    ),
    "11f": Prediction(
        "EfficientNet-Lite0, before it has learned anything: all its weights are random. A last layer learns “pullover "
        "or shirt” from its 1,280 features. Against a last layer on the raw pixels it is …",
        ("better: the network's build is what counts", "about as good", "worse, not far from tossing a coin"),
        "worse, not far from tossing a coin",
        "Dozens of random layers stir the pixels until little of the picture is left. The difference is made by what "
        "the layers have learned. Compare the three rows below.",
        {
            "better: the network's build is what counts": "The build is the same with and without training. Try it.",
            "about as good": "The pixels pass through dozens of layers of random weights. What remains of them?",
        },
    ),
    "11h": Prediction(
        "A hundred pictures are held out. By mistake copies of fifty of them lie among the training pictures. What "
        "happens to the share of right answers on the held-out pictures, and on fresh ones?",
        ("both rise", "held-out rises, fresh stays", "held-out falls, fresh stays"),
        "held-out rises, fresh stays",
        "What was learned by heart is answered rightly, and that is all. The layer has not become any better.",
        {
            "both rise": "The copies take the place of other training pictures. Does the layer learn more from them?",
            "held-out falls, fresh stays": "The layer has seen the right answers to fifty of them.",
        },
    ),
    "11g": Prediction(
        "A network shall tell the letters b and d apart. Which option must stay off?",
        ("mirror", "brightness", "crop"),
        "mirror",
        "A mirrored b is a d, but would keep its label b. An option may only do what leaves the label true.",
        {
            "brightness": "Does a b in less light become another letter?",
            "crop": "Cut off a little at the edge. Does a b become a d?",
        },
    ),
}
