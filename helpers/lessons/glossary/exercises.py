"""Exercises of notebook 13 (book ch. 38 and 39)."""

import math

import numpy as np

from helpers.exercises.engine import Exercise, Prediction, at

GONE = {"Torch": "PyTorch", "Theano": "JAX", "Atom": "VS Code"}


def updates(examples, size):
    """Return the iterations of one epoch: the last batch may be smaller.

    >>> updates(500, 100), updates(505, 100)
    (5, 6)
    """
    return math.ceil(examples / size)


def none_of(place, *known):
    """Return a mistake: the word at this place, counted from 0, is none of those that were offered.

    >>> none_of(0, "library", "framework")(["package"])
    True
    """
    return lambda answer: answer[place] not in known


COURSES = ("converge", "oscillate", "diverge")
ALL, FOUND, ALARMS, MISSED = 100, 8, 2, 4  # messages; spam found, fine messages called spam, spam not found
SHARES, NUMBERS = (0.2, 0.5, 0.3), (1, 5, 3)

# fmt: off
EXERCISES = {
    "13.1": Exercise(
        lambda: [updates(500, 100), updates(10_000, 64)],
        "In the second case the last batch is small, but it is a batch, and makes an update.",
        "How often do 100 fit into 500? And what happens to the examples that are left over in the second case?",
        "[5, 157]: 500 / 100, and 10,000 / 64 = 156.25, so there are 156 full batches and a small one.",
        (
            ([157, 5], "You have them in each other's place: the 500 images come first."),
            (at(1, 156), "Some examples are left over. Do they get no update?"),
            (at(1, 156.25), "There are no quarters of an update. What about the examples that are left over?"),
            (at(1, 640000), "You multiplied. How many batches are there?"),
            (at(0, 50000), "You multiplied. How many batches are there?"),
            (at(0, 500), "That would be one example for each update. A batch has 100."),
            (at(0, 100), "This is the size of a batch. How many batches are there?"),
            (at(0, 1), "One update with all examples would be full batch. Here a batch has 100."),
        ),
    ),
    "13.2": Exercise(
        lambda: [32 * 32, 32 * 32 * 3],
        "Three numbers for each pixel: red, green and blue.",
        "Each pixel of the grey picture is one number. How many numbers does a coloured pixel need?",
        "[1024, 3072]: 32 · 32 pixels, and for each of them a number for red, green and blue.",
        (
            ([3072, 1024], "You have them in each other's place: the grey picture comes first."),
            (at(0, 64), "You added the sides. The number of pixels is their product."),
            (at(1, 1024), "In colour each pixel has three numbers."),
            (at(1, 3), "That is the number of channels. How many numbers are there in all?"),
            (at(1, 96), "You multiplied one side by three. Count all pixels first."),
            (at(1, 2048), "How many channels has a colour picture? Red, green and …"),
            (at(1, 32**3), "The third number is that of the channels, not a third side.", 32768),
            (at(1, 1027), "Three channels are three numbers for EACH pixel, not three in all."),
        ),
    ),
    "13.3": Exercise(
        lambda: ["library", "framework"],
        "Who calls whom makes the difference.",
        "Ask of each line: does your code call theirs, or does theirs call yours?",
        '["library", "framework"]: you call numpy.dot; Scrapy calls the parse() that you have written.',
        (
            (["framework", "library"], "The other way round: who calls whom?"),
            (["library", "library"], "One of them calls a function that YOU have written. That is not a library."),
            (["framework", "framework"], "One of them waits until your code calls it. That is not a framework."),
            (none_of(0, "library", "framework"), "The first word must be one of the two: library or framework.",
             ["package", "framework"]),
            (none_of(1, "library", "framework"), "The second word must be one of the two: library or framework.",
             ["library", "robot"]),
        ),
    ),
    "13.4": Exercise(
        lambda: list(GONE.values()),
        "The names go, the ideas stay: tensors, graphs, gradients.",
        "Choose “train a model” and “edit code” in section 5 and read the last two columns.",
        '["PyTorch", "JAX", "VS Code"].',
        (
            (at(0, "jax"), "JAX computes with arrays and gradients. Whose ideas did PyTorch put into Python?",
             ["JAX", "PyTorch", "VS Code"]),
            (at(0, "vscode"), "VS Code is an editor. Torch was a library.", ["VS Code", "JAX", "PyTorch"]),
            (at(1, "pytorch"), "PyTorch took over from the tool whose name it still carries."),
            (at(1, "pytensor"), "PyTensor carries its code on. Which of the three words has its role?"),
            (at(1, "vscode"), "VS Code is an editor. Theano was a library.", ["PyTorch", "VS Code", "JAX"]),
            (at(2, "pytorch", "jax"), "That is a library. Atom was an editor."),
            (at(2, "pulsar", "zed"), "A good answer, but not one of the three words."),
            (lambda answer: sorted(answer) != ["jax", "pytorch", "vscode"],
             "Use each of the three words once: JAX, PyTorch, VS Code.", ["PyTorch", "JAX", "Word"]),
        ),
    ),
    "13.5": Exercise(
        lambda: [COURSES[0], COURSES[2], COURSES[1]],
        "An error need not become 0 for that; and a jump from side to side may go on for ever without growing.",
        "Look at the size first: does it settle, grow, or stay? Then at the sign.",
        '["converge", "diverge", "oscillate"]: the first settles (at 0.2, not at 0), the second grows without end, the '
        "third jumps from side to side.",
        (
            (at(0, "diverge"), "Does the first series grow without end? Look at its last two numbers."),
            (at(0, "oscillate"), "The first series never turns back: it goes down, and then stays."),
            (at(1, "converge"), "Does the second series settle? Look at the sizes, without the minus signs."),
            (at(1, "oscillate"), "The second series changes its sign, true; but what do the sizes do?",
             ["converge", "oscillate", "diverge"]),
            (at(2, "converge"), "The third series stays at the same size, but does it settle at one place?"),
            (at(2, "diverge"), "The third series does not grow."),
            *((none_of(place, *COURSES), f"Word number {place + 1} is none of the three: converge, oscillate, diverge.",
               ["converge", "diverge"][:place] + ["sink"] * (3 - place))
              for place in range(3)),
        ),
    ),
    "13.6": Exercise(
        lambda: [FOUND / (FOUND + ALARMS), FOUND / (FOUND + MISSED), (ALL - ALARMS - MISSED) / ALL],
        "One word for how far an alarm can be trusted, one for how much is found, and one for everything together.",
        "Precision: of all that was CALLED spam, which part is spam? Recall: of all that IS spam, which part was "
        "found? Accuracy: of all messages, which part got the right answer?",
        "[0.8, 0.6667, 0.94]: 8 / (8 + 2); 8 / (8 + 4); 100 − 2 − 4 = 94 of 100 are right.",
        (
            ([FOUND / (FOUND + MISSED), FOUND / (FOUND + ALARMS), (ALL - ALARMS - MISSED) / ALL], "The first two stand "
             "in each other's place. Precision asks of what was CALLED spam.", [0.6667, 0.8, 0.94]),
            (lambda a: max(a) > 1, "Shares go from 0 to 1: 50 % is 0.5.", [80, 66.67, 94]),
            (at(0, FOUND / (FOUND + MISSED)), "Precision: you divided by all that IS spam. Which messages "
             "were CALLED spam?", 0.6667),
            (at(1, FOUND / (FOUND + ALARMS)), "Recall: you divided by what was CALLED spam. Which messages ARE spam?",
             [0.8, 0.8, 0.94]),
            (at(0, FOUND / ALL), "Precision: only what was called spam counts, not all messages.", 0.08),
            (at(0, ALARMS / (FOUND + ALARMS)), "Precision: this is the part of false alarms.", 0.2),
            (at(0, FOUND / (FOUND + ALARMS + MISSED)), "Precision: what was missed was not called spam. Leave it out.",
             0.5714),
            (at(1, FOUND / ALL), "Recall: only what is spam counts, not all messages.", [0.8, 0.08, 0.94]),
            (at(1, MISSED / (FOUND + MISSED)), "Recall: this is the part that was missed.", [0.8, 0.3333, 0.94]),
            (at(1, FOUND / (FOUND + ALARMS + MISSED)), "Recall: a false alarm is not spam. Leave it out.",
             [0.8, 0.5714, 0.94]),
            (at(2, FOUND / ALL), "Accuracy: a fine message that is left alone is a right answer, too.",
             [0.8, 0.6667, 0.08]),
            (at(2, (ALARMS + MISSED) / ALL), "Accuracy: this is the part of the mistakes.", [0.8, 0.6667, 0.06]),
            (at(2, (ALL - FOUND - MISSED - ALARMS) / ALL), "Accuracy: these are the fine messages that were left alone."
             " The spam that was found is a right answer, too.", [0.8, 0.6667, 0.86]),
            (at(2, (FOUND / (FOUND + ALARMS) + FOUND / (FOUND + MISSED)) / 2), "Accuracy: this is the mean of the "
             "other two. Count the right answers among ALL messages.", [0.8, 0.6667, 0.7333]),
            (at(2, (ALL - ALARMS) / ALL, (ALL - MISSED) / ALL), "Accuracy: mistakes are of two kinds. Both count.",
             [0.8, 0.6667, 0.98]),
        ),
    ),
    "13.7": Exercise(
        lambda: float(np.dot(SHARES, NUMBERS)),
        "A weighted mean: the word with the largest share pulls most.",
        "Each word's number times its share; then add up.",
        "3.6: 0.2 · 1 + 0.5 · 5 + 0.3 · 3 = 0.2 + 2.5 + 0.9.",
        (
            (3, "This is the plain mean, or the last word's number. Each word counts with its own share.", 3),
            (9, "You added the numbers. Each one is first multiplied by its share.", 9),
            (5, "This takes the word with the largest share alone. The others count, too, only less.", 5),
            (1.2, "The shares add up to 1 already: nothing is to be divided by 3.", 1.2),
        ),
    ),
}

PREDICTIONS = {
    "13a": Prediction(
        "“bank” looks at all words of “the bank lent me money”. In which direction do its two numbers move?",
        ("towards money", "towards water", "they stay"),
        "towards money",
        "Its scores with “lent” and “money” are the largest of the others', so these two have a good part in the mean. "
        "The same word moves the other way beside a river.",
        {"towards water": "Which words stand in this sentence? Choose it and look at the shares.",
         "they stay": "A mean of different points is rarely one of them. Choose the sentence and look."},
    ),
    "13b": Prediction(
        "The book names seven libraries for machine learning. How many of them have ended?",
        ("one", "four", "all seven"),
        "four",
        "Theano, Caffe, Torch and PyBrain. TensorFlow, Keras and scikit-learn are still there.",
        {"one": "Choose “train a model” below and count what has ended.",
         "all seven": "This course has used one of them: choose “train a model” below."},
    ),
}
# fmt: on
