"""my_total_error, which the learner writes in notebook 04: cases, typical mistakes, hints and a solution."""

import numpy as np

from helpers.exercises.building import Building, Case
from helpers.network.costs import COSTS
from helpers.network.network import forward
from helpers.pens.numerals import counted
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS


def case(examples, nodes=2):
    """Return a Case with random outputs and targets between 0 and 1."""
    random = np.random.default_rng(3)
    words = f"{counted(examples, 'example')} of {counted(nodes, 'output')}"
    return Case(words, (random.uniform(0.05, 0.95, (examples, nodes)), random.uniform(0, 1, (examples, nodes))))


def cases():
    """Return what my_total_error is called with: one example and many, one output node and several."""
    book = Case("the book's example", (forward(BOOK_NETWORK, BOOK_INPUTS).output, BOOK_TARGETS.copy()))
    return (book, case(3), case(7, 3), case(7, 1))


def of_errors(function):
    """Return a function of outputs and targets that computes with the errors e = t - z alone."""
    return lambda outputs, targets: function(targets - outputs)


def squares(e):
    return e**2


# fmt: off
MY_TOTAL_ERROR = Building(
    name="my_total_error",
    right=lambda outputs, targets: COSTS["SE"](outputs, targets),
    cases=cases,
    many=case,
    returns="one number",
    praise="It takes any number of examples and of output nodes, and makes one number of them all.",
    faster="One step further: {whose} goes through the examples one by one, and 500 of them take about {times} times "
           "as long as with ours. The signs - and ** work on all entries of an array at once.",
    hints=(
        "Work on whole arrays: - and ** go entry by entry. So one short expression holds the squared errors of all "
        "outputs of all examples.",
        "Two things of the formula of SE in section 1 are left: the sum, which here goes over all entries, and what "
        "stands in front of it.",
        "From the inside: first the array of all errors e. Put brackets around it and square it. Let .sum() add up all "
        "entries, with nothing in its brackets. Take half, and return it.",
    ),
    solution='''
def my_total_error(outputs, targets):
    """Return the total error E: half the sum of all squared errors."""
    errors = targets - outputs            # e = t - z, everywhere
    return 0.5 * (errors ** 2).sum()      # squared, added up, halved
''',
    slips=(
        (of_errors(lambda e: squares(e).sum()), "The factor 1/2 is missing: this is the SSE."),
        (of_errors(lambda e: squares(e).sum() / 2 / len(e)),
         "It is averaged over the examples. SE adds them up; only the factor 1/2 stands in front."),
        (of_errors(lambda e: squares(e).sum() / len(e)),
         "This is the MSE, which averages over the examples. SE adds them up, and takes half."),
        (of_errors(lambda e: squares(e).mean()),
         "mean() divides by the number of all entries, outputs and examples. SE adds them up, and takes half."),
        (of_errors(lambda e: squares(e).mean() / 2),
         "The half is there, but mean() divides by the number of all entries as well. SE adds them up."),
        (of_errors(lambda e: squares(e).sum() / 2 / e.shape[1]),
         "It is averaged over the output nodes. SE adds up over them, too."),
        (of_errors(lambda e: -squares(e).sum() / 2),
         "The sign is wrong: squares are never below 0. Where does a minus stand outside of the brackets?"),
        (of_errors(lambda e: squares(e).sum(axis=1) / 2),
         "This is one number for each example. Wanted is one for all of them together."),
        (of_errors(lambda e: squares(e).sum(axis=1)),
         "This is one number for each example, without the factor 1/2. Wanted is one for all of them together."),
        (of_errors(lambda e: squares(e).sum(axis=0) / 2),
         "This is one number for each output node. Wanted is one for all. (Python's sum adds up rows, .sum() all "
         "entries.)"),
        (of_errors(lambda e: squares(e) / 2), "Every entry is there on its own: nothing is added up."),
        (of_errors(squares), "Every entry is there on its own: nothing is added up, and the factor 1/2 is missing."),
        (of_errors(lambda e: squares(e[0]).sum() / 2), "Only the first example counts."),
        (of_errors(lambda e: squares(e[-1]).sum() / 2),
         "Only the last example counts: what the others gave is lost on the way."),
        (of_errors(lambda e: squares(e[0]) / 2),
         "Only the first example counts, and its squares are not added up."),
        (of_errors(lambda e: squares(e[-1]) / 2),
         "Only the last example counts, the others are lost on the way, and its squares are not added up."),
        (of_errors(lambda e: squares(e[:, 0]).sum() / 2), "Only the first output node counts."),
        (of_errors(lambda e: abs(e).sum()), "These are the sizes |e|, added up. SE squares each, and takes half."),
        (of_errors(lambda e: abs(e).sum() / 2), "These are the sizes |e|. SE squares every error."),
        (of_errors(lambda e: e.sum() / 2), "The errors are not squared: those above and below 0 cancel."),
        (of_errors(lambda e: -e.sum() / 2), "The errors are not squared: those above and below 0 cancel."),
        (of_errors(lambda e: e.sum()), "The errors are neither squared nor halved: those above and below 0 cancel."),
        (of_errors(lambda e: -e.sum()), "The errors are neither squared nor halved: those above and below 0 cancel."),
        (of_errors(lambda e: squares(e.sum()) / 2),
         "The errors are added up first, where they cancel, and squared afterwards. Square each of them on its own."),
        (of_errors(lambda e: squares(e.sum(axis=1)).sum() / 2),
         "The errors of an example are added up first, where they cancel. Square each of them on its own."),
        (of_errors(lambda e: squares(e / 2).sum()), "The half is squared, too. It stands in front of the sum."),
        (of_errors(lambda e: np.sqrt(squares(e).sum() / len(e))), "This is the RMS. SE takes no root and no average."),
        (of_errors(lambda e: np.sqrt(squares(e).mean())), "This is the root of an average. SE takes neither."),
        (of_errors(lambda e: np.sqrt(squares(e).sum())), "SE takes no root; it takes half."),
        (of_errors(lambda e: np.sqrt(squares(e).sum()) / 2), "SE takes no root."),
        (lambda outputs, targets: (targets**2 - outputs**2).sum() / 2,
         "Targets and outputs are squared before they meet. First the error, in brackets; then its square."),
        (lambda outputs, targets: (targets - outputs**2).sum() / 2,
         "Only the outputs are squared: Python takes powers first. Brackets around the error help."),
        (lambda outputs, targets: -(targets * np.log(outputs)).sum(), "This is a cross-entropy. SE has squares."),
        (lambda outputs, targets: -(targets * np.log(outputs)).sum() / len(outputs),
         "This is a cross-entropy, averaged over the examples. SE is made of squares."),
    ),
)
# fmt: on
