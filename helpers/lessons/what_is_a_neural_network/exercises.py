"""Exercises of notebook 01 (book ch. 1)."""

import math

from helpers.exercises.engine import Exercise, Prediction, at, same
from helpers.lessons.what_is_a_neural_network.corridor import RATE
from helpers.lessons.what_is_a_neural_network.splitting import split_counts

STYLES = ["supervised", "unsupervised", "semi-supervised", "reinforcement"]
KINDS = ["classification", "clustering", "regression", "classification"]

SPAM = {"free": 6, "lunch": 1}  # of 10 messages of each kind, in how many the word stands
FINE = {"free": 2, "lunch": 4}

ERRORS = {  # degree: mean squared error on training, validation, test
    1: (0.90, 0.95, 0.85),
    2: (0.40, 0.52, 0.55),
    3: (0.21, 0.30, 0.34),
    4: (0.15, 0.41, 0.31),
    5: (0.02, 0.98, 0.90),
}


def spam_share(*words):
    """Return the share of spam among messages with these words, when spam and fine ones come equally often.

    >>> spam_share("free"), round(spam_share("free", "lunch"), 4)
    (0.75, 0.4286)
    """
    spam, fine = (math.prod(counts[word] for word in words) for counts in (SPAM, FINE))  # each divided by 10 as often
    return spam / (spam + fine)


def chosen():
    """Return the degree that validation chooses, and its error on the test part."""
    degree = min(ERRORS, key=lambda number: ERRORS[number][1])
    return [degree, ERRORS[degree][2]]


def remembered(sequence=(1, 0, 0, 1), loop=0.5):
    """Return b(t) = a(t) + loop · b(t - 1), moment by moment."""
    outputs, before = [], 0.0
    for value in sequence:
        before = value + loop * before
        outputs.append(before)
    return outputs


def learned_value(old, reward, best_next, rate=RATE, discount=0.9):
    """Return the new value of an action by Q-learning.

    >>> learned_value(0.0, 1, 0)
    0.5
    """
    return old + rate * (reward + discount * best_next - old)


# fmt: off
EXERCISES = {
    "1.1": Exercise(
        lambda: list(split_counts(1250)),
        "The three parts have no example in common, and together they are all of them.",
        "60 % of a number is that number · 60 / 100. The other two parts are equally large.",
        "[750, 250, 250]: 0.6 · 1,250 = 750 and twice 0.2 · 1,250 = 250.",
        (
            ([60, 20, 20], "These are the percentages. How many of the 1,250 examples is each of them?"),
            ([0.6, 0.2, 0.2], "These are shares of the whole. How many of the 1,250 examples is each of them?"),
            ([750, 500, 500], "You gave 40 % to two parts; that is what both have together. What have they each?"),
            ([250, 250, 750], "The largest part is the one that adjusts the weights: the order is training, "
             "validation, test."),
            (lambda a: abs(sum(a) - 1250) > 0.5, "Together the three parts must be all 1,250 examples. Add yours up.",
             [700, 250, 250]),
        ),
    ),
    "1.2": Exercise(
        lambda: STYLES,
        "Ask what comes with the examples: a label for each, for none, for a few; or only a reward after acting.",
        "Two questions: do the examples have labels (all, some, none)? Or are there no examples, only rewards for what "
        "it does?",
        '["supervised", "unsupervised", "semi-supervised", "reinforcement"]: all labelled; none; a few; rewards.',
        (
            (at(0, *STYLES[1:]), "(a) Somebody has marked every mail. Is a mark a label, and do all have one?",
             "unsupervised"),
            (at(1, "supervised", "semi-supervised", "reinforcement"),
             "(b) Nobody told which customer belongs where. How many of the customers have a label?"),
            (at(2, "supervised", "unsupervised", "reinforcement"),
             "(c) Some pages have a label and many have none, and both are used."),
            (at(3, "supervised", "unsupervised", "semi-supervised"),
             "(d) Nobody shows the robot a right step. It acts, and then something comes back."),
            (at(2, "semisupervised"), "(c) is right in meaning: write it with its hyphen, as in the picture."),
            (at(2, "self-supervised"), "(c) The labels do not come from the pages themselves: somebody has given "
             "them, to a few."),
            (lambda a: any(word not in STYLES for word in a), "Use the four words as they stand in the question.",
             ["supervised", "unsupervised", "semi-supervised", "reinforcement learning"]),
        ),
    ),
    "1.3": Exercise(
        lambda: [spam_share("free"), spam_share("free", "lunch")],
        "One word speaks for spam, the other a little more strongly against it: their shares are multiplied.",
        "Take 10 messages of each kind. How many with “free” are there in all, and how many of them are spam? For two "
        "words, naive Bayes multiplies the shares within spam, and within fine.",
        "[0.75, 0.4286]: 6 / (6 + 2); then 0.6 · 0.1 = 0.06 against 0.2 · 0.4 = 0.08, so 0.06 / 0.14.",
        (
            (lambda a: max(a) > 10, "A share goes from 0 to 1: 20 % is 0.2, not 20.", [75, 43]),
            (at(0, 0.6), "First number: 6 of 10 is the share of “free” among SPAM. Asked is the share of spam "
             "among the messages with “free”."),
            (at(0, 0.3), "First number: 6 of all 20 messages are spam with “free”. Only the messages with "
             "“free” count."),
            (at(0, 3), "First number: 6 to 2 are the odds. A share is a part of the whole: spam / (spam + "
             "fine)."),
            (at(0, 0.25), "First number: this is the share of fine messages."),
            (at(1, 0.75), "Second number: you have not used “lunch”; or these are the odds. A share is spam / (spam + "
             "fine), with both products.", [0.75, 0.75]),
            (at(1, 0.06), "Second number: that is the product for spam. Compare it with the one for fine: "
             "spam / (spam + fine)."),
            (at(1, 0.08), "Second number: that is the product for fine. Compare it with the one for spam: "
             "spam / (spam + fine)."),
            (at(1, 0.3), "Second number: did you mix shares of both kinds in one product? Spam has a product of its "
             "own, and so have the fine ones.", [0.75, 0.3]),
            (at(1, 0.475), "Second number: you took the mean of the two words' shares of spam. Naive Bayes multiplies "
             "within spam, and within fine.", 0.475),
            (at(1, 0.15), "Second number: you multiplied the two words' shares of spam. Multiply within each kind: "
             "how frequent is each word there?", 0.15),
            (at(1, 0.5), "Second number: one word for and one against need not cancel. How strongly does each speak?"),
            (at(1, 4 / 7), "Second number: this is the share of fine.", 0.5714),
            (at(1, 7 / 13), "Second number: you added the counts. Naive Bayes multiplies the shares of the words.",
             0.5385),
            (at(1, 14 / 29), "Second number: you added 1 to each count. Here nothing is added.", 0.4828),
            (at(1, 0.2), "Second number: this is the share for “lunch” alone."),
        ),
    ),
    "1.4": Exercise(
        lambda: KINDS,
        "A class, a group or a number: that is what decides, not the family's name.",
        "What comes out: one of the classes it was taught, a group without a name, or a number?",
        '["classification", "clustering", "regression", "classification"].',
        (
            (at(0, "clustering"), "Naive Bayes: it learns from labelled messages, as in section 1. (The book's "
             "table makes this very slip.)"),
            (at(0, "regression"), "Naive Bayes: it answers spam or fine. Is that a number or a class?"),
            (at(1, "classification", "regression"), "k-means: it never sees a label. So what can it find?"),
            (at(2, "classification", "clustering"), "Linear regression: a price in dollars is neither a class "
             "nor a group."),
            (at(3, "regression"), "Logistic regression: a trap. In spite of its name, what is its answer for?"),
            (lambda a: any(word not in KINDS for word in a), "Use the three words as they stand in the question.",
             ["class", "group", "number", "class"]),
            (at(3, "clustering"), "Logistic regression: it learns from labels, as the table of families in section 4 "
             "says."),
        ),
    ),
    "1.5": Exercise(
        chosen,
        "Validation chooses, and then the test part is opened once, for what was chosen.",
        "One column is for choosing. Another one is looked at only afterwards, in the row that was chosen.",
        "[3, 0.34]: the smallest validation error stands at degree 3; its test error is the honest last word.",
        (
            (at(0, 5), "Degree 5 has the smallest TRAINING error: it has learned its points by heart. Look at "
             "the other columns.", [5, 0.90]),
            (at(0, 4), "Degree 4 has the smallest TEST error. But who chooses by the test has no fresh examples "
             "left.", [4, 0.31]),
            (at(0, 1, 2), "At this degree all three errors are larger than at another one: the curve misses the "
             "form.", [2, 0.55]),
            (lambda a: same(a, [3.0, 0.30]), "The degree is right. The second number is its validation error, which "
             "looks too good, as it was chosen for being small.", [3, 0.30]),
            (lambda a: same(a, [3.0, 0.21]), "The degree is right. The second number is its training error: of points "
             "it has seen.", [3, 0.21]),
            (lambda a: same(a, [3.0, 0.31]), "The degree is right. The second number stands in another row: the one "
             "of degree 4.", [3, 0.31]),
        ),
    ),
    "1.6": Exercise(
        remembered,
        "Each moment keeps half of the one before: an old input fades, and is still there.",
        "b(1) = 1 + 0.5 · 0. Then go on: each time the new a, plus half of the b that you have just found.",
        "[1, 0.5, 0.25, 1.125]: 1; 0 + 0.5 · 1; 0 + 0.5 · 0.5; 1 + 0.5 · 0.25.",
        (
            ([1, 0, 0, 1], "This is a network without the loop: it forgets at once. Add half of the b before."),
            ([1, 0.5, 0.5, 1.5], "The third number: half of the b just before, which is no longer 1."),
            ([1, 0.5, 0, 1], "The loop carries b, not a: at moment 3 half of b(2) comes back."),
            ([1, 0.5, 0.25, 0.125], "At moment 4 a new input arrives as well."),
            ([1, 1, 1, 2], "The loop weight is 0.5: only half of b comes back."),
            ([1, 0.5, 0.25, 1.25], "At moment 4 the whole b(3) came back. The loop weight is 0.5."),
            ([1, 0.5, 0.25, 1], "A new input does not wipe the memory: half of the b before comes back, too."),
        ),
    ),
    "1.7": Exercise(
        lambda: [learned_value(0.5, 1, 0), learned_value(0.2, 0, 0.8)],
        "Half of the way to what came of the move: to the reward, or to the discounted value of what comes next.",
        "new value = old value + 0.5 · (reward + 0.9 · best next value − old value). Where the walk ends, there is no "
        "next value.",
        "[0.75, 0.46]: 0.5 + 0.5 · (1 + 0 − 0.5); 0.2 + 0.5 · (0 + 0.9 · 0.8 − 0.2) = 0.2 + 0.5 · 0.52.",
        (
            (at(0, 1), "First number: the value goes HALF of the way from the old one to the reward. Take the old "
             "value away inside the bracket, and mind the learning rate.", [1, 0.46]),
            (at(0, 0.25), "First number: this is the change. Add it to the old value.", [0.25, 0.26]),
            (at(0, 0.5), "First number: a reward has come. Does the value stay?", [0.5, 0.46]),
            (at(0, 1.2, 1.11), "First number: with the cheese the walk ends. No next value is added."),
            (at(1, 0.72), "Second number: that is the goal. The value goes only half of the way to it.", [0.75, 0.72]),
            (at(1, 0.26), "Second number: this is the change. Add it to the old value.", [0.75, 0.26]),
            (at(1, 0.36), "Second number: this is half of the goal. Half of the WAY is wanted, from the old value "
             "to the goal.", [0.75, 0.36]),
            (at(1, 0.52), "Second number: this is the whole way, the bracket. Take half of it, and add it to the old "
             "value.", [0.75, 0.52]),
            (at(1, 0.5), "Second number: you forgot the discount of the next value.", [0.75, 0.5]),
            (at(1, 0.56), "Second number: you did not take the old value away inside the bracket.", [0.75, 0.56]),
            (at(1, 0.92), "Second number: the learning rate is missing, and the old value is not taken away.", 0.92),
            (at(1, 0.1), "Second number: there is no reward, but a better cell comes next. Its value counts.",
             [0.75, 0.1]),
            (at(1, 0.2), "Second number: there is no reward, but a better cell comes next. Its value counts.",
             [0.75, 0.2]),
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "1a": Prediction(
        "A message in which every word is new to the learned filter. What does it say?",
        ("spam", "fine", "undecided, 50 %"),
        "undecided, 50 %",
        "No word has a weight, so the sum is 0. Type “qwertz” above. (A program must say something; ours then says "
        "fine.)",
        {
            "spam": "Nothing in the message speaks for spam. Type “qwertz” above.",
            "fine": "Nothing in the message speaks against spam. Type “qwertz” above, and read the share.",
        },
    ),
    "1b": Prediction(
        "No point has a label. Which style still has an answer?",
        ("unsupervised", "semi-supervised", "supervised"),
        "unsupervised",
        "It needs no labels. But it cannot know that its groups are the classes you had in mind.",
        {
            "semi-supervised": "Its labels spread from neighbour to neighbour. From where, if there is none?",
            "supervised": "It learns from labelled points only. Move the slider to 0.",
        },
    ),
    "1c": Prediction(
        "The agent has reached the cheese for the first time. Which values of actions have changed by that move?",
        ("all of the walk", "only that of the last move", "none"),
        "only that of the last move",
        "The reward travels back one move a walk: next time the move before sees that a good cell comes next.",
        {
            "all of the walk": "A move corrects the value of one action. Press Step, and look which number changes.",
            "none": "The reward is 1 and that action's value was not: the bracket is not 0.",
        },
    ),
    "1d": Prediction(
        "The dial stands at 3. On the four squares of a chessboard, which of these is worst?",
        ("decision tree (CART)", "logistic regression", "neural network"),
        "logistic regression",
        "Its boundary is one straight line, and no straight line parts a chessboard. A boundary with corners can, such "
        "as a tree's, or one that bends: a network gets it from its hidden layer.",
        {
            "decision tree (CART)": "With three levels of questions it can cut more than once, across and along.",
            "neural network": "It has hidden nodes, so its boundary can bend.",
        },
    ),
    "1e": Prediction(
        "A node with the loop weight 0: for how many moments AFTER a beep does its output still show it?",
        ("0", "1", "until the next beep"),
        "0",
        "Without the loop it is a feedforward network: its output depends on the present input only.",
        {
            "1": "What comes back is the last output times the loop weight. How much is that?",
            "until the next beep": "So it is with a loop weight such as 1.5. Here nothing comes back.",
        },
    ),
    "1f": Prediction(
        "The degree goes from 3 up to 12. What does the TRAINING error do?",
        ("it falls", "it grows", "it falls, then grows"),
        "it falls",
        "A higher degree can do all that a lower one can, and more. That is why the training error cannot warn you.",
        {
            "it grows": "The lower degree's curve can still be chosen, with a 0 before the new power.",
            "it falls, then grows": "An error of NEW points may grow. To these points the curve is fitted.",
        },
    ),
    "1g": Prediction(
        "In section 1 you mended your word list while you watched the 40 new messages. Which part were they?",
        ("training", "validation", "test"),
        "validation",
        "You chose by them. For an honest last word on your list you would now need messages that you have never seen.",
        {
            "training": "The learned filter's 60 messages were that: its weights came from them.",
            "test": "That part is opened once, after the last choice. You looked again and again.",
        },
    ),
}
