"""Exercises of notebook 04 (book ch. 8 and 27)."""

import numpy as np

from helpers.exercises.arithmetic import logistic_delta
from helpers.exercises.engine import Exercise, Prediction, at
from helpers.lessons.stage_2.drawings.errors import RULES
from helpers.lessons.stage_2.my_total_error import MY_TOTAL_ERROR
from helpers.network.costs import COSTS


def four_errors(z, t):
    """Return SSE, SE, MSE and RMS of outputs z against targets t, one row per example.

    >>> four_errors([[1.0, 2.0]], [[5.0, 3.0]])[:3]
    [17.0, 8.5, 17.0]
    """
    return [COSTS[name](np.array(z), np.array(t)) for name in ("SSE", "SE", "MSE", "RMS")]


THREE = np.array([[-4.0, -1.0], [1.0, -1.0], [1.0, 2.0]])  # errors e of 4.1
FIVE = (1, 1, 2, 6, 10)  # targets of 4.2
NAMES = {  # how else one may call the costs of 4.3, without spaces
    **dict.fromkeys(("crossentropy", "binarycross-entropy", "binarycrossentropy", "logloss"), "cross-entropy"),
    **dict.fromkeys(("sumofsquarederrors",), "sse"),
    **dict.fromkeys(("rmse", "rootmeansquare", "rootmeansquarederror"), "rms"),
    **dict.fromkeys(("size", "sumofsizes", "absoluteerrors", "mae"), "sizes"),
}
ERRORS = (0.50, 0.40, 0.35, 0.345, 0.343, 0.20, 0.06)  # a run that rests on a plateau, of 4.4
SHARES = (0.9, 1 - 0.4, 0.5)  # what the truth got, of 4.6


def stops_at(rule, limit):
    """Return after how many updates a stopping rule ends the run ERRORS.

    >>> stops_at("error below", 0.45)
    1
    """
    pairs = zip(ERRORS[:-1], ERRORS[1:], strict=True)
    return next(update for update, (before, now) in enumerate(pairs, 1) if RULES[rule](before, now, limit))


# fmt: off
EXERCISES = {
    "4.1": Exercise(
        lambda: four_errors(THREE, np.zeros_like(THREE)),
        "Added, halved, averaged, with a root: the same misses in four numbers.",
        "Square each e first. Then ask of each measure: does it add the examples up, halve the sum, average over the "
        "examples, or take a root?",
        "[24, 12, 8, 2.8284]: the squares are 16 + 1, 1 + 1 and 1 + 4, together 24; SE is half of it; MSE divides it "
        "by 3 examples; RMS is the root of MSE.",
        (
            (at(0, 10), "You added the sizes |e|. Square each error first.", [10, 5, 3.3333, 1.8257]),
            (at(0, -2), "You added the errors e themselves. Square each of them first.", [-2, -1, -0.6667, 0]),
            (at(0, 34), "Square each error on its own first, then add the squares.", [34, 17, 11.3333, 3.3665]),
            (at(0, -12), "A negative error has a positive square. Python needs brackets for it: (-4)**2.",
             [-12, -6, -4, 0]),
            (lambda a: at(0, 12)(a) and at(1, 24)(a),
             "You halved the wrong one: the factor 1/2 belongs to SE, and SSE goes without it.", [12, 24, 8, 2.8284]),
            (at(0, 12, 8), "SSE only adds up. It neither halves nor averages.", [12, 6, 4, 2]),
            (at(0, 298), "You squared the sums of squares once more.", [298, 149, 99.3333, 9.9666]),
            (at(1, 24), "SE and SSE are not the same: SE has a factor 1/2 in front of the sum."),
            (at(1, 48), "You doubled where SE halves: its factor is 1/2."),
            (at(1, 4), "You halved AND averaged. SE adds the examples up and only halves the sum."),
            (at(1, 8), "SE adds the examples up. Its factor is 1/2, however many there are."),
            (at(2, 4), "You divided MSE by 6: by the examples and by the output nodes, as some libraries do, or you "
             "averaged SE. MSE is the sum of squares divided by the number of examples.", [24, 12, 4, 2]),
            (at(2, 12), "You divided MSE by 2. How many EXAMPLES are there?", [24, 12, 12, 3.4641]),
            (at(2, 24), "The M of MSE stands for mean: divide the sum by the number of examples.",
             [24, 12, 24, 4.899]),
            (at(3, 64), "For RMS you squared MSE. RMS takes the root of it."),
            (at(3, 4), "You halved MSE. The R of RMS stands for root: which number, times itself, gives MSE?"),
            (at(3, 2), "This is the root of SSE divided by 6. RMS is the root of MSE as this course has it."),
            (at(3, 24**0.5), "You took the root of the sum. Average first, then take the root.", 4.899),
            (at(3, 12**0.5), "You took the root of SE. RMS is the root of MSE.", 3.4641),
            (at(3, (17**0.5 + 2**0.5 + 5**0.5) / 3),
             "You averaged the three roots. Average the squares first, then take one root.", 2.5911),
            (at(3, 17**0.5 + 2**0.5 + 5**0.5), "You added the roots. Average the squares first, then take one root.",
             7.7734),
            (at(3, 8), "The R of RMS is missing: take the root."),
        ),
    ),
    "4.2": Exercise(
        lambda: [float(np.mean(FIVE)), float(np.median(FIVE))],
        "Squares listen to every target, also to a wild one; sizes only ask how many lie above and how many below.",
        "Go to some z and ask: would a small step to the right make the sum smaller? For the squares add up the errors "
        "e, for the sizes count the targets on each side.",
        "[4, 2]: the squares are lowest at the mean, (1 + 1 + 2 + 6 + 10)/5; the sizes at the target in the middle.",
        (
            ([2, 4], "You have mixed up the two: only the squares are pulled along by a far target."),
            (at(0, 5.5), "Halfway between the smallest and the largest target: but the others count, too.", [5.5, 2]),
            (at(0, 20), "This is the sum of the targets. One answer has to serve all five.", [20, 2]),
            (at(0, 2), "At the target in the middle the squares still fall. Which z makes the errors e add up to 0?",
             [2, 2]),
            (at(0, 2.5), "You left the far target out. The squares see it, and more than any other."),
            (at(0, 1), "1 stands there twice, but the other three targets all lie above it.", [1, 1]),
            (at(0, 4.75), "The target 1 stands there twice and counts twice."),
            (at(1, 3), "The target in the third place is meant, in order of size, not the number 3.", [4, 3]),
            (at(1, 4), "There the sizes can still fall: three targets lie below, and only two above.", [4, 4]),
            (at(1, 5.5), "Halfway between the smallest and the largest is not the target in the middle of the list."),
            (at(1, 1), "1 stands there twice, but being frequent is not enough: three targets lie above it."),
            (at(1, 6), "Count again: three targets lie below 6 and only one above it."),
            (at(1, 1.5), "You left the far target out. It does not pull harder than others, but it counts as one."),
            (at(1, 10), "There all the others lie on one side: go towards them."),
        ),
    ),
    "4.3": Exercise(
        lambda: ["RMS", "cross-entropy", "sizes", "SSE"],
        "A cost is chosen for what the errors mean, not for what is easiest to compute.",
        "Ask of each line: is the answer a share? May one wild number count a lot? Which unit is wanted? Sum or "
        "average?",
        '["RMS", "cross-entropy", "sizes", "SSE"]: the root brings the unit back; a yes-or-no answer is a share; sizes '
        "do not chase a typing error; a sum grows with the set.",
        (
            (lambda a: not set(a) <= {"sse", "rms", "sizes", "cross-entropy"},
             "Take the four words as they are written above, each once.",
             ["MSE", "cross-entropy", "sizes", "SSE"], ["a", "b", "c", "d"]),
            (at(0, "SSE"), "In (a) the squares have another unit: euros times euros. How do you get back to euros?"),
            (at(0, "sizes"),
             "In (a) sizes have the right unit, but a miss of 20 would count just twice as much as one of 10: the line "
             "asks for more."),
            (at(0, "cross-entropy"), "In (a) the answer is a price. Cross-entropy wants shares between 0 and 1."),
            (at(1, "RMS", "SSE"),
             "In (b) a logistic node that is very wrong lies on the plateau of the squares. Which cost has none?"),
            (at(1, "sizes"),
             "In (b) |t − z| has a plateau as well: z itself hardly moves where the logistic curve is flat."),
            (at(2, "SSE", "RMS"), "In (c) squares would let the one typing error pull hardest of all."),
            (at(2, "cross-entropy"), "In (c) the answers are lengths. Cross-entropy wants shares between 0 and 1."),
            (at(3, "RMS", "cross-entropy"), "In (d) an average stays as it is when every example is copied."),
            (at(3, "sizes"), "In (d) twice the error counts four times. With sizes it would count twice."),
        ),
        also=NAMES,
    ),
    "4.4": Exercise(
        lambda: [stops_at("change below", 0.01), stops_at("error below", 0.1)],
        "At the first stop most of the gain was still to come: the run had rested on a plateau.",
        "0.50 is the error before the first update. For the one rule look at each number, for the other at each "
        "difference of two neighbours.",
        "[3, 6]: the third update changes E by 0.35 − 0.345 = 0.005 only; after the sixth, 0.06 is below 0.1.",
        (
            ([4, 7], "You counted the first number as an update. It is the error before any."),
            ([6, 3], "Both are found, in the wrong order: the rule about the change comes first."),
            ([0.005, 0.06], "You found the two places. But the question is after how many updates: count them."),
            (at(0, 4), "A step before that one is small enough already. Or did you count the first number, too?"),
            (at(0, 1), "That update changes E by 0.10: not below 0.01."),
            (at(0, 2), "That update changes E by 0.05: not below 0.01."),
            (at(0, 5), "That update changes E by 0.343 − 0.20: the largest step of all."),
            (at(0, 6),
             "Did you look for a small error? This rule looks at the step from one error to the next."),
            (at(0, 0), "Before the first update nothing has changed yet: a rule of change needs two errors."),
            (at(1, 5), "After that update the error is 0.20, and this is not below 0.1."),
            (at(1, 7), "There are six updates: the first number is the error before any of them."),
            (at(1, 3), "There the error hardly changes, but it is still 0.345. This rule looks at the error itself."),
        ),
        tolerance=6e-5,
    ),
    "4.5": Exercise(
        lambda: [logistic_delta(0.2, 1, "SE"), logistic_delta(0.2, 1, "binary cross-entropy")],
        "Same node, same mistake: with cross-entropy the push is more than six times as strong. Minus: the net input "
        "should grow.",
        "With SE, delta is (z − t) times the slope z(1 − z). With cross-entropy that slope cancels.",
        "[−0.128, −0.8]: (0.2 − 1) · 0.2 · (1 − 0.2), and simply 0.2 − 1.",
        (
            (at(0, 0.64), "That is (t − z)², the squared error, or (t − z)(1 − z). delta has z − t once, times a slope "
             "of two factors."),
            (lambda a: max(a) > 0 and abs(abs(a[0]) - 0.128) < 1e-3 and abs(abs(a[1]) - 0.8) < 1e-3,
             "Mind the order: delta starts with z − t, not with t − z. What does its sign say when z is too low?",
             [0.128, 0.8], [-0.128, 0.8], [0.128, -0.8]),
            ([-0.8, -0.128], "You have mixed up the two costs: it is SE that keeps the slope of the logistic curve."),
            (at(0, 0.032), "You took the formula z²(1 − z): that is for the target 0. Here the target is 1.",
             [0.032, 0.2]),
            (at(1, 0.2), "You took the target 0. Here the target is 1.", [-0.128, 0.2]),
            (at(0, -0.8), "With SE the slope z(1 − z) is missing."),
            (at(0, 0.16), "This is the slope z(1 − z) alone. It still has to meet the error z − t."),
            (at(0, -0.16), "The slope of the logistic curve has two factors. You have z; where is 1 − z?"),
            (at(0, -0.64), "The slope of the logistic curve has two factors. You have 1 − z; where is z?"),
            (at(0, 0), "A delta of 0 would say that nothing can be won. Did you take z(1 − t) for the slope z(1 − z)?"),
            (at(0, 0.1024, 0.0512), "You took the squared error times the slope. delta has z − t, not its square."),
            (at(0, -0.1024), "The 0.8 came in once too often: delta has z − t once, and 1 − z once."),
            (at(0, -0.0256), "The factor z came in twice. The slope is z(1 − z), and the error is z − t."),
            (at(0, -0.256), "You doubled it. SE has the factor 1/2, and that takes away the 2 of the square."),
            (at(0, -0.064), "You halved it. The 1/2 of SE is used up: it takes away the 2 of the square."),
            (at(0, 0.32), "This is the error itself. delta says how fast the error answers to the net input."),
            (at(1, -0.128, 0.16, -0.16, -0.64, 0.64),
             "With cross-entropy the slope z(1 − z) cancels, with both its factors. What is left?"),
            (at(1, -5, 5),
             "This is how fast cross-entropy answers to z. One link is missing: from z to its net input."),
            (at(1, -np.log(0.2), np.log(0.2)),
             "This is made of the cross-entropy itself. delta says how fast it answers to the net input.", 1.6094),
        ),
    ),
    "4.6": Exercise(
        lambda: [float(np.prod(SHARES)), float(-np.log(SHARES).mean())],
        "The average of the three −ln is −ln of the product, divided by 3: a product has become a sum.",
        "What share did the node give to the truth, for yes and for no? Then take −ln of each, or of their product.",
        "[0.27, 0.4364]: the shares are 0.9, 1 − 0.4 and 0.5; −ln of them is 0.1054, 0.5108 and 0.6931, on average "
        "0.4364.",
        (
            (at(0, 0.18), "You multiplied the outputs. Where the target is 0, the truth got 1 − z.", [0.18, 0.5716]),
            (at(0, 0.03), "You turned the wrong ones around: 1 − z is the share of the truth only where t is 0.",
             [0.03, 1.1689]),
            (at(0, 2), "You added the shares. Multiply them: all three are to be true together.", [2, 0.4364]),
            (at(0, 0.6667), "You averaged the shares. Multiply them: all three are to be true together.",
             [0.6667, 0.4055]),
            (at(0, 0.54, 0.45, 0.3), "One of the three shares is missing: all three are multiplied."),
            (at(1, 0.27, 0.09), "This is the product, or a third of it. Take −ln first."),
            (at(1, 0.4), "One decimal is too few to tell it from other answers. Give four."),
            (at(1, 0.6547), "You divided by 2. The average runs over the examples."),
            (at(1, 1.3093), "This is the sum of the three. Over the examples cross-entropy is averaged."),
            (lambda a: a[1] < 0, "A share below 1 has a negative logarithm. The minus in front makes it a cost.",
             [0.27, -0.4364], [0.27, -1.3093]),
            (at(1, 0.1895, 0.5686), "This is the logarithm to base 10. ln is np.log in NumPy."),
            (at(1, 0.6297, 1.8890), "This is the logarithm to base 2. ln is np.log in NumPy."),
            (at(1, 0.5716, 1.7148), "The second target is 0: the truth got 1 − z there, not z."),
            (at(1, 0.4055), "You took the logarithm of the average share. Take −ln of each, then average."),
            (at(1, 0.73, 0.3333), "1 minus a share is not its logarithm. Take −ln."),
        ),
    ),
    "4.7": MY_TOTAL_ERROR,
}
# fmt: on

PREDICTIONS = {
    "4a": Prediction(
        "Two outputs, one 0.3 too high and one 0.3 too low. What is the sum of the two errors e (not squared)?",
        ("0", "0.3", "0.6"),
        "0",
        "One e is −0.3, the other +0.3: the signs cancel, and a wrong network would look perfect. 0.6 is the sum of "
        "the sizes |e|; squares cannot cancel either: "
        f"{0.3**2:.2f} + {0.3**2:.2f} = {2 * 0.3**2:.2f}.",
        not_so={
            "0.3": "Write down both errors e = t − z with their signs, then add.",
            "0.6": "That is the sum of the sizes |e|. The errors have signs.",
        },
    ),
    "4b": Prediction(
        "Five targets 1, 2, 3, 4, 5. The last one becomes 8. Which lowest point moves?",
        ("that of the sizes |t − z|", "that of the squares (t − z)²", "both", "none"),
        "that of the squares (t − z)²",
        f"The squares are lowest at the mean: it goes from {np.mean([1, 2, 3, 4, 5]):g} to "
        f"{np.mean([1, 2, 3, 4, 8]):g}. The sizes are lowest at the target in the middle, 3, and this is 3 as before.",
        not_so={
            "that of the sizes |t − z|": "The sizes only ask how many targets lie on each side. Is that changed?",
            "both": "One of the two only asks how many targets lie on each side of z.",
            "none": "One of the two asks how far away each target is.",
        },
    ),
    "4c": Prediction(
        "Every example is copied, so that each stands in the set twice. What becomes twice as large?",
        ("SSE and SE", "MSE", "all four", "none"),
        "SSE and SE",
        "Sums grow with the set. In an average twice the sum is divided by twice as many examples, so MSE stays, and "
        "so does its root, RMS.",
        not_so={
            "MSE": "Twice the sum is divided by twice as many examples.",
            "all four": "Two of them divide by the number of examples, and that doubles, too.",
            "none": "A copy is one more example. What does a plain sum do with it?",
        },
    ),
    "4d": Prediction(
        "Target 0, SE, logistic output. Which output gets the strongest push (the largest delta)?",
        ("0.5", "about 0.67", "0.99"),
        "about 0.67",
        f"delta is z · z(1 − z), with its top at z = 2/3: {logistic_delta(2 / 3, 0, 'SE'):.3f}. At 0.5 it is "
        f"{logistic_delta(0.5, 0, 'SE'):.3f}, where the curve is steepest but the error smaller, and at 0.99 only "
        f"{logistic_delta(0.99, 0, 'SE'):.4f}: that node is very wrong and hardly moves.",
        not_so={
            "0.5": "There the curve is steepest, but the error is not large yet. delta multiplies the two.",
            "0.99": "There the error is largest, but the curve is nearly flat. delta multiplies the two.",
        },
    ),
    "4e": Prediction(
        "In the last update the error changed by less than 0.000001. What do you know for sure?",
        (
            "the network has found the best weights of all",
            "the error has nearly stopped changing",
            "new pictures will be answered correctly",
        ),
        "the error has nearly stopped changing",
        "That is all the number says. The ground may be flat far away from the best weights, and new pictures have not "
        "been asked.",
        not_so={
            "the network has found the best weights of all": "The error may rest here and be lower elsewhere.",
            "new pictures will be answered correctly": "This error is that of the old pictures.",
        },
    ),
}
