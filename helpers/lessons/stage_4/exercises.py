"""Exercises of notebook 06 (book ch. 16-19 and 29)."""

import math

from helpers.exercises.engine import Exercise, Prediction, at
from helpers.lessons.stage_4.bugs import BUGS, LINES, Bug, errors_with
from helpers.lessons.stage_4.my_check import MY_CHECK
from helpers.network.backpropagation import gradients
from helpers.network.gradient_check import VERDICTS, estimate, relative_error, verdict
from helpers.network.network import create, total_error
from helpers.reference.book import BOOK_EPSILON, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS

BIG = create(64, 64, 2)
SAMPLE = 8
TINY = 1e-8


def both_sides(curve, w, epsilon):
    """Return the slope of a curve, estimated from a step to the right and a step to the left.

    >>> both_sides(lambda w: w**2, 3, 0.5)
    6.0
    """
    return (curve(w + epsilon) - curve(w - epsilon)) / (2 * epsilon)


def one_side(curve, w, epsilon):
    """Return the slope of a curve, estimated from one step only; a negative epsilon steps to the left.

    >>> one_side(lambda w: w**2, 3, 0.5), one_side(lambda w: w**2, 3, -0.5)
    (6.5, 5.5)
    """
    return (curve(w + epsilon) - curve(w)) / epsilon


def cube(w):
    """Return the height of the curve of exercise 6.1."""
    return w**3


def without_bars(analytical, numerical):
    """Return the relative error as the book prints it: (A - N) / max(A, N).

    >>> round(without_bars(0.5, 0.4), 12)
    0.2
    """
    return (analytical - numerical) / max(analytical, numerical)


def no_verdict(answer):
    """Say whether one of these words is no verdict at all.

    >>> no_verdict(["right", "doubleredflag"]), no_verdict(["right", "bad"])
    (False, True)
    """
    return any(word not in [name.replace(" ", "") for name in VERDICTS.values()] for word in answer)


def at_least_times_worse(name):
    """Return how many times worse, at the very least, the estimate is with 1e-8 than with 1e-4.

    A computer's E is a multiple of ulp(E), and so is the difference of two of them. So with 1e-8 no computer can come
    nearer to the gradient than the nearest of these multiples allows.

    >>> int(at_least_times_worse("w5"))
    4
    """
    exact = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)[name]
    grain = math.ulp(total_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)) / (2 * TINY)
    best = relative_error(exact, round(exact / grain) * grain)
    usual = relative_error(exact, estimate(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, name, BOOK_EPSILON))
    return best / usual


# The causes that exercise 6.7 asks for, in the order of its findings.
CAUSES = ("factor", "zero", "epsilon", "sign", "kink")
# What spoils the reports of exercise 6.8, if anything does.
SPOILERS = ("dice", "sample", "honest", "example")

# fmt: off
EXERCISES = {
    "6.1": Exercise(
        lambda: [both_sides(cube, 2, 0.1), one_side(cube, 2, 0.1)],
        "The exact slope is 12: from both sides you miss it by 0.01 only, from one side by 0.61.",
        "You need 1.9³, 2³ and 2.1³; in Python 2.1**3. The run is 2 · 0.1 from both sides, and 0.1 from one side.",
        "[12.01, 12.61]: (9.261 − 6.859) / 0.2, and (9.261 − 8) / 0.1.",
        (
            ([one_side(cube, 2, 0.1), both_sides(cube, 2, 0.1)],
             "You have them in each other's place: both sides first.", [12.61, 12.01]),
            (at(0, 24.02), "From w − epsilon to w + epsilon the run is longer than one epsilon."),
            (at(0, 2.402), "This is the rise. Divide it by the run.", [2.402, 1.261]),
            (at(0, 0.4804), "You multiplied by the run. A slope is rise over run."),
            (at(0, 12), "This is the exact slope, 3w². The estimate misses it by a little: give two decimals."),
            (at(0, -12.01), "You took the heights in the wrong order: right minus left.", [-12.01, -12.61]),
            (at(0, 12.61, 12.6, 11.41, 11.4),
             "You used one side only. The first number wants a step to the right AND one to the left."),
            (at(0, 3), "w³ is w · w · w, not 3 · w.", [3, 3]),
            (at(0, 0.01), "This is by how much the estimate misses the slope. The estimate itself is asked for.",
             [0.01, 0.61]),
            (at(1, 11.41), "You stepped to the left. The second number wants the step to the right, to w + epsilon."),
            (at(1, 12.01), "This is the estimate from both sides once more. Now start at w itself."),
            (at(1, 0.61), "This is by how much the estimate misses the slope. The estimate itself is asked for."),
            (at(1, 6.305, 6.31, 6.3), "From w to w + epsilon the run is just one epsilon."),
            (at(1, 1.261), "This is the rise. Divide it by the run."),
            (at(1, 12), "This is the exact slope. An estimate from one side misses it, and not by little."),
        ),
    ),
    "6.2": Exercise(
        lambda: [(0.5004 - 0.5000) / (2 * 0.001), 100, 100**2],
        "From both sides the error of the estimate goes with epsilon², from one side with epsilon.",
        "Rise over run, and the run is 2 epsilon. Then read the stairs in the picture of section 2: a hundred times is "
        "ten times, twice.",
        "[0.2, 100, 10000]: 0.0004 / 0.002; two stairs down are 10 · 10 from one side and 100 · 100 from both.",
        (
            (at(0, 0.4), "You divided by epsilon. From w − epsilon to w + epsilon the run is longer."),
            (at(0, 0.0004), "The rise is tiny, but so is the run: divide one by the other."),
            (at(0, -0.2), "You took the heights in the wrong order: right minus left."),
            (at(0, 5, 2.5), "You divided run by rise. A slope is rise over run."),
            (at(0, 0.5002), "This is the average of the two heights. Take their difference, and divide it by the run."),
            ([0.2, 100**2, 100], "You have the two sides in each other's place: one side comes first."),
            ([0.2, 10, 100], "So it would be for an epsilon ten times smaller. Here ten times is done twice."),
            (at(1, 0.01, 0.1), "You gave what is left of the error. How many TIMES smaller is that?",
             [0.2, 0.01, 0.0001]),
            (at(1, 100**2), "One side gains less than that."),
            (at(1, 10), "That is one stair of the picture. A hundred times smaller is two stairs down."),
            (at(1, 50, 200), "One side or both: the run is not what makes the difference. Read the stairs."),
            (at(1, 1), "From one side, too, a smaller epsilon helps on this arm of the V."),
            (at(2, 100), "Both sides gain more than that."),
            (at(2, 200, 1000), "Each stair of the picture multiplies; two stairs multiply twice."),
            (at(2, 1), "On this arm of the V a smaller epsilon helps."),
        ),
    ),
    "6.3": Exercise(
        lambda: [relative_error(-0.4, -0.5), without_bars(-0.4, -0.5)],
        "Without the bars a bad gradient can come out below 0, and so below every limit. The bars matter.",
        "The bars take the minus away: |−0.5| = 0.5. Without them, which of −0.4 and −0.5 is the larger number?",
        "[0.2, -0.25]: 0.1 / 0.5 with the bars; without them (−0.4 + 0.5) / (−0.4), as −0.4 is the larger of the two.",
        (
            ([-0.25, 0.2], "You have them in each other's place: the one with the bars comes first."),
            (at(0, 0.25), "You divided by the smaller of the two sizes. max picks the larger."),
            (at(0, 0.1), "This is the difference only. A relative error compares it with the size of the gradients."),
            (at(0, -0.2, -0.25), "With bars around everything, nothing can come out below 0."),
            (at(0, 20), "This is in percent. Give it as a plain number.", [20, -25]),
            (at(0, 1.8, 0.9), "Minus minus makes plus: A − N is −0.4 − (−0.5).", [1.8, 2.25]),
            (at(0, 0.1 / 0.9), "You divided by the sum of the two sizes. Here it is the larger of them.", 0.1111),
            (at(0, 0.1 / 0.45), "You divided by the average of the two sizes. Here it is the larger of them.", 0.2222),
            (at(1, -0.2), "You divided by −0.5. Which one is larger, −0.4 or −0.5? Think of a thermometer."),
            (at(1, 0.25), "The size is right. Now look at the sign: plus divided by minus."),
            (at(1, 0.2), "There are no bars any more: the minus signs of A and N stay, and max sees them."),
            (at(1, 0.1), "This is the difference only. Divide it by max(A, N)."),
            (at(1, 2.25, 1.8), "Minus minus makes plus: A − N is −0.4 − (−0.5)."),
        ),
    ),
    "6.4": Exercise(
        lambda: [verdict(value) for value in (3e-9, 2e-3, 5e-2)],
        "You can read a gradient check now.",
        "Find each number's place between the limits 1e-7, 1e-4 and 1e-2. e-9 means: nine places behind the point.",
        "['right', 'double red flag', 'wrong']: 3e-9 is below 1e-7; 2e-3 is between 1e-4 and 1e-2; 5e-2 is above 1e-2.",
        (
            (["wrong", "double red flag", "right"],
             "You read the scale upside down: the smaller the relative error, the better."),
            (lambda a: "redflag" in a or "flag" in a,
             "One verdict has three words. Give it in full, as the table does.", ["right", "red flag", "wrong"]),
            (no_verdict, "Use the words of the table of verdicts, without their signs.",
             ["✓ right", "!! double red flag", "✗ wrong"], ["good", "bad", "very bad"]),
            (at(0, "caution"), "3e-9 is 0.000000003. Is that above or below 0.0000001?"),
            (at(0, "doubleredflag", "wrong"), "e-9 makes 3 tiny: it moves it nine places behind the point."),
            (at(1, "caution"), "2e-3 is 0.002. “caution” ends at 0.0001 already."),
            (at(1, "wrong"), "2e-3 is 0.002. “wrong” begins above 0.01 only."),
            (at(1, "right"), "2e-3 is 0.002. “right” ends at 0.0000001 already."),
            (at(2, "doubleredflag"), "5e-2 is 0.05. The double red flag ends at 0.01."),
            (at(2, "right", "caution"), "5e-2 is 0.05: that is a difference of 5 percent. No small thing."),
        ),
    ),
    "6.5": Exercise(
        lambda: [2 * SAMPLE, 2 * len(BIG.biases), BIG.bias_count],
        "Half of the rows go to bias weights, which are few. Eight out of all 4,290 would mostly miss them.",
        "An estimate needs E at two places. The deal of section 5: two weights of every layer, and two of its bias "
        "weights. And which nodes have a bias weight?",
        "[16, 4, 66]: two passes for each of eight; two bias weights for b and two for c; 64 + 2, one for every hidden "
        "and output node.",
        (
            (at(0, 8), "One pass per weight is not enough: E is needed on both sides of it.", [8, 4, 66]),
            (at(0, 9), "So many it would be for estimates from one side. Here each weight is moved right and left."),
            (at(0, 2 * BIG.parameter_count, BIG.parameter_count), "That is for all weights. Here eight are dealt.",
             [8580, 4, 66]),
            (at(0, 24), "That is for all twelve weights of the book's network. Here eight are dealt."),
            (at(0, 2, 4), "All eight have to be checked, one after the other."),
            (at(1, 2), "Each layer gets two of its own: those of layer b and those of layer c.", [16, 2, 66]),
            (at(1, 0), "Bias weights have rows of their own in every deal. Look at the names in section 5."),
            (at(1, 8), "Weights on edges are dealt as well. Look at the names in section 5."),
            (at(1, BIG.bias_count), "This is how many there are. How many of them are dealt?", [16, 66, 66]),
            (at(2, 2), "Every hidden and output node has a bias weight of its own.", [16, 4, 2]),
            (at(2, 64), "The output nodes have bias weights, too.", [16, 4, 64]),
            (at(2, 130), "Input nodes have no bias weight; they only pass their numbers on.", [16, 4, 130]),
            (at(2, 4), "This is how many are dealt. How many has the whole network?"),
            (at(2, BIG.weight_count), "These are the weights on the edges. How many are left?"),
        ),
    ),
    "6.6": Exercise(
        lambda: [LINES.index("dW2 = b.T @ delta_c") + 1, BUGS["bug H"].line],
        "You found two bugs without reading a single formula: the rows that are wrong point to the line.",
        "Ask which line makes these gradients, and whether a mistake there would spoil others as well.",
        "[3, 7]: line 3 makes the gradients of w5 to w8 and of nothing else; line 7 adds the examples up for the bias "
        "weights, bw1 and bw2 among them.",
        (
            ([2, 6], "It seems that you count from 0, as Python does. The listing counts from 1."),
            ([7, 3], "You have them in each other's place: the program with w5 to w8 comes first."),
            (at(0, 1), "Line 1 is the way forward. A mistake there would spoil every row."),
            (at(0, 2), "Line 2 makes delta_c, and everything else hangs on it: the other rows would be wrong, too."),
            (at(0, 4), "Line 4 only fetches w5 to w8 for delta_b: a mistake there spoils w1 to w4, bw1 and bw2."),
            (at(0, 5), "delta_b goes into the gradients of w1 to w4, and those rows are right."),
            (at(0, 6), "dW1 holds the gradients of w1 to w4, and those rows are right."),
            (at(0, 7), "That line is about bias weights, and in the first program their rows are right."),
            (at(1, 1, 2), "A mistake so early would spoil every row."),
            (at(1, 3), "dW2 holds the gradients of w5 to w8, and those rows are right."),
            (at(1, 4, 5), "delta_b goes into w1 to w4 as well, and those rows are right."),
            (at(1, 6), "dW1 holds the gradients of w1 to w4. The wrong rows belong to bias weights."),
        ),
    ),
    "6.7": Exercise(
        lambda: [*CAUSES],
        "You read a check like a doctor: what, where, and whether it depends on epsilon.",
        "Does the finding go away with another epsilon? Then the estimate is at fault. If it stays, read its size.",
        "['factor', 'zero', 'epsilon', 'sign', 'kink']: (a), (b) and (d) stay, and their sizes tell; (c) is the noise "
        "of an epsilon too narrow; in (e) the two points lay on different sides of a kink.",
        (
            (lambda a: any(word not in CAUSES for word in a), "Use the five words as they stand there, each in quotes.",
             ["factor", "zero", "noise", "sign", "kink"]),
            (at(0, "sign", "zero"), "(a): |A − N| is half of the larger one. Try the factors of section 3.",
             ["sign", "zero", "epsilon", "factor", "kink"], ["zero", "factor", "epsilon", "sign", "kink"]),
            (at(1, "sign"), "(b): |A − N| is as large as N itself. A turned sign makes twice as much of it.",
             ["factor", "sign", "epsilon", "zero", "kink"]),
            (lambda a: len({*a}) < len(a), "Each word is used once.", ["factor", "zero", "epsilon", "zero", "kink"]),
            (lambda a: [a[2], a[4]] == ["kink", "epsilon"],
             "(c) and (e) both hang on epsilon. Which of them gets worse when epsilon becomes smaller?",
             ["factor", "zero", "kink", "sign", "epsilon"]),
            (lambda a: {a[2], a[4]} != {"kink", "epsilon"},
             "Two findings change with epsilon, so the estimate is at fault there, not the program.",
             ["epsilon", "zero", "factor", "sign", "kink"], ["kink", "zero", "epsilon", "sign", "factor"]),
        ),
    ),
    "6.8": Exercise(
        lambda: [*SPOILERS],
        "A report is worth as much as the check behind it.",
        "What is hidden: something random, a layer, or the adding up of examples? One report hides nothing.",
        "['dice', 'sample', 'honest', 'example']: (a) silences other nodes in every pass; in (b) no output weight and "
        "no bias weight was checked; (c) throws once for all passes; in (d) nothing is added up.",
        (
            (lambda a: any(word not in SPOILERS for word in a), "Use the four words as they stand there, in quotes.",
             ["dropout", "sample", "honest", "example"]),
            (at(0, "honest"), "(a): Nothing was changed between the two runs, and yet the numbers are others.",
             ["honest", "sample", "dice", "example"]),
            (at(0, "sample", "example"), "(a): Which of them makes a second run unlike the first?",
             ["example", "sample", "honest", "dice"], ["sample", "example", "honest", "dice"]),
            (at(1, "honest"), "(b): The layer from a to b has w1 to w4096. Which weights are not in this report?",
             ["dice", "honest", "sample", "example"]),
            (at(1, "example"), "(b): Two of them were used. Which weights were?",
             ["dice", "example", "honest", "sample"]),
            (at(1, "dice"), "(b): Nothing random goes on there. Which weights are checked?"),
            (at(3, "honest"), "(d): Would bug H be seen there?", ["dice", "sample", "example", "honest"]),
            (at(2, "dice"), "(c): Here E(w + ε) and E(w − ε) belong to the same network: the same nodes are silent."),
            (at(2, "sample"), "(c): Each layer and its bias weights have their part in it."),
            (at(2, "example"), "(c): Three of them are used."),
            (at(3, "sample"), "(d): No weight is left out."),
            (at(3, "dice"), "(d): Nothing random goes on there."),
        ),
    ),
    "6.9": MY_CHECK,
}
# fmt: on

TURNED_BIASES = Bug("", 7, "db1, db2 = -delta_b.sum(axis=0), -delta_c.sum(axis=0)", "", "")
FALLING, RISING = (
    errors_with(bug, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, eta=0.5, updates=100)
    for bug in (BUGS["bug D"], TURNED_BIASES)
)

PREDICTIONS = {
    "6a": Prediction(
        "E = w², w = 3. The estimate from both sides with epsilon = 0.5 is …",
        ("exactly 6", "about 6, a little off", "far off"),
        "exactly 6",
        f"(3.5² − 2.5²) / 1 = {both_sides(lambda w: w**2, 3, 0.5):g}. A parabola bends evenly: what the right side has "
        "too much, the left side has too little, and the two cancel. Other curves do not bend so evenly.",
        {
            "about 6, a little off": "Compute it: 3.5² − 2.5², divided by the run 2 · 0.5.",
            "far off": "Epsilon is large, but it is so on both sides. Compute 3.5² − 2.5², divided by the run 2 · 0.5.",
        },
    ),
    "6b": Prediction(
        "One line of the backward pass is wrong, so some gradients are wrong. What happens to the error while the "
        "network learns?",
        ("it rises", "it stays as it is", "it often falls all the same"),
        "it often falls all the same",
        "Short steps that go roughly downhill lower it. With the signs of w1 to w4 turned round, the book's network "
        f"still gets from {FALLING[0]:.4f} to {FALLING[-1]:.4f} in 100 updates. It may rise, too: with those of bw1 to "
        f"bw4 turned it ends at {RISING[-1]:.2f}. But a falling error proves nothing.",
        {
            "it rises": "It may, if steep weights are wrong. But must it, when all the others still go downhill?",
            "it stays as it is": "E stays where it is when no weight moves. A wrong gradient moves its weight, too.",
        },
    ),
    "6c": Prediction(
        "You make epsilon ten thousand times smaller, from 1e-4 to 1e-8. The estimate becomes …",
        ("better", "worse", "the same"),
        "worse",
        "A computer keeps about 16 digits. With 1e-8 the two errors agree in so many of them that the few last ones "
        "have to tell the slope. For w5 of the book's network the relative error becomes at least "
        f"{int(at_least_times_worse('w5'))} times as large, on every computer.",
        {
            "better": "With endless digits, yes. But a computer keeps about 16: how many are left for a tiny rise?",
            "the same": "The two errors come ten thousand times nearer to each other. How many digits still differ?",
        },
    ),
    "6d": Prediction(
        "A program takes the gradients of the bias weights from the first example only. A check on one example says …",
        ("all 12 are right", "the 4 bias weights are wrong", "all 12 are wrong"),
        "all 12 are right",
        "With one example, the first is the sum of all. Only a second example can show it.",
        {
            "the 4 bias weights are wrong": "What is the sum over all examples when there is one?",
            "all 12 are wrong": "The gradients of w1 to w8 are not touched by this mistake.",
        },
    ),
}
