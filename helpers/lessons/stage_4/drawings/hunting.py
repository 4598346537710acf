"""The bug hunt and the detective story of the gradient check (book ch. 19 and 29)."""

from os.path import commonprefix

import numpy as np

from helpers.lessons.stage_4.bugs import ANSWERS, BUGS, LINES, errors_with
from helpers.lessons.stage_4.drawings.checking import BAD, BAND_COLORS, GOOD
from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.gradient_check import SIGNS, check_gradients
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, magnitude, plain, power
from helpers.pens.palette import BLUE, GREY, WHITE
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, group, rect, words
from helpers.reference.book import BOOK_EPSILON, BOOK_NETWORK, error_by_hand, ledger


def bug_hunt(bug, line, network, inputs, targets, eta=0.5, updates=20):
    """Return a backward pass with one wrong line, the falling error it leads to, and what the gradient check says.

    bug is a name in BUGS, line one of ANSWERS: the line that the learner holds for wrong, chosen in the list or by a
    click on the line itself. The grey curve behind is the error with the right gradients.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> bug_hunt("bug D", "no line yet", BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)  # doctest: +NORMALIZE_WHITESPACE
    In 20 updates the error falls from 0.2111 to 0.0398, with the right gradients to 0.0396. The check with 1 example
    refuses 4 of 12 gradients: w1, w2, w3, w4. Which line is wrong?
    """
    row, answer = checks.known("bug", bug, BUGS), checks.known("line", line, ANSWERS)
    checked = check_gradients(network, inputs, targets, gradients=row)
    errors, right = (errors_with(one, network, inputs, targets, eta, updates) for one in (row, gradients))
    marks = [words(16, 26, "the backward pass, as it runs", size=14, bold=True)]
    for number, text in enumerate(row.lines, 1):
        marks.append(code_line(number, text, chosen=number == answer, wrong=number == row.line))
    top = 246
    axes = Axes((0, updates), (0, 1.05 * max(errors)), (56, top, 270, 150), ticks=5, xlabel="updates",
                title="total error with these gradients")  # fmt: skip
    examples, counts = counted(len(inputs), "example"), np.arange(updates + 1)
    marks += [axes.frame(), axes.inside(axes.curve(counts, right, color=GREY, width=5),
                                        axes.curve(counts, errors)),
              legend_line(348, top + 150, "with this program", BLUE),
              legend_line(348, top + 172, "with the right gradients", GREY, width=5),
              words(348, top - 10, f"gradient check, {examples}", size=14, bold=True)]  # fmt: skip
    for place, one in enumerate(checked):
        x, y = 348 + 117 * (place // 4), top + 18 + 34 * (place % 4)
        marks += [rect(x, y - 17, 112, 26, rx=5, fill=BAND_COLORS[one.verdict]),
                  words(x + 8, y + 1, f"{SIGNS[one.verdict]} {one.name}", size=14, bold=one.verdict != "right"),
                  words(x + 106, y + 1, compact(one.relative_error), size=14, anchor="end")]  # fmt: skip
    refused = [one.name for one in checked if one.verdict != "right"]
    text = (
        f"In {counted(updates, 'update')} the error falls from {plain(errors[0])} to {plain(errors[-1])}, with the "
        f"right gradients to {plain(right[-1])}. The check with {examples} refuses {len(refused)} of "
        f"{len(checked)} gradients{': ' * bool(refused)}{', '.join(refused)}. {judged(row, answer)}"
    )
    return card(704, top + 196, marks, text)


def code_line(number, text, chosen, wrong):
    """Return one line of the listing; a click on it is the answer that it is the wrong one."""
    y = 50 + 23 * (number - 1)
    fill, said = (GOOD, "← found") if wrong else (BAD, "← not this one")
    return group(rect(10, y - 16, 680, 22, fill=fill if chosen else WHITE),
                 words(16, y, f"{number}: {text}", size=14, font_family="monospace", bold=chosen),
                 words(684, y, said, size=14, anchor="end", bold=True) if chosen else "", sets=f"line=line {number}",
                 label=f"line {number} is wrong")  # fmt: skip


def judged(row, line):
    """Return what the learner is told about the line she chose."""
    if line == 0:
        return "Which line is wrong?"
    if line == row.line:
        return f"Line {line} it is! {row.why} {row.story} It should be “{LINES[line - 1]}”."
    return f"Line {line} is as it should be. Which gradients are refused, and which line makes them?"


def compact(wrong):
    """Return a relative error with two digits where they can tell something, else its size only.

    >>> compact(0.5), compact(0.8231), compact(5.6e-10)
    ('0.5', '0.82', '6e−10')
    """
    return power(wrong) if wrong >= 0.001 else magnitude(wrong)


def detective(short_e, rounded_outputs, rounded_square):
    """Return the book's E(w5 + epsilon) digit by digit, under the three shortcuts that it may have taken (ch. 29).

    >>> detective(True, True, True)
    With all 3 shortcuts E is 0.211045192, and the book prints 0.211045192: all 9 decimals agree.
    """
    found = error_by_hand(BOOK_NETWORK["w5"] + BOOK_EPSILON, short_e, rounded_outputs, rounded_square)
    printed, mine = ledger(29)["ch29.E_plus"].printed, f"{found:.9f}"
    agreeing = len(commonprefix([printed, mine]))
    marks = []
    for row, (label, digits) in enumerate((("the book prints", printed), ("this calculation", mine))):
        y = 30 + 62 * row
        marks.append(words(20, y + 28, label, size=14))
        for place, digit in enumerate(digits):
            same, x = place < agreeing, 180 + 42 * place
            marks += [rect(x, y, 36, 44, rx=5, fill=GOOD if same else BAD, stroke=GREY,
                           stroke_dasharray=None if same else "4 3"),
                      words(x + 18, y + 30, digit, anchor="middle", size=20, bold=True)]  # fmt: skip
    decimals = max(0, agreeing - 2)
    agree = f"all {decimals} decimals agree" if mine == printed else f"the first {decimals} decimals agree"
    marks.append(words(180, 172, agree, size=14, bold=True))
    taken = ("Without shortcuts", "With 1 of the 3 shortcuts", "With 2 of the 3 shortcuts", "With all 3 shortcuts")
    shortcuts = taken[sum((short_e, rounded_outputs, rounded_square))]
    text = f"{shortcuts} E is {mine}, and the book prints {printed}: {agree}."
    return card(700, 190, marks, text)
