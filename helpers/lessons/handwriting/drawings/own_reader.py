"""Pictures of the network that a learner has built herself: whose functions it has, how it learns, what it reads."""

import sys
from importlib import import_module

import numpy as np

from helpers.datasets.mnist import DIGITS
from helpers.lessons.handwriting.drawings.digit_networks import GUESSED
from helpers.lessons.handwriting.drawings.digits import ten_bars
from helpers.lessons.ours import buildings, is_hers
from helpers.network.checks import listed
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import capital, counted, or_unknown, percent, plain, size_of, text_width
from helpers.pens.palette import BLUE, GREEN, GREEN_INK, GREY, WHITE
from helpers.pens.parts import arrow, legend_line
from helpers.pens.picture import card, rect, words
from helpers.pens.pixels import pixels

# ---- Whose is what

STAGES = {"3": "1 forward", "4": "2 error", "5": "3 gradients", "6": "4 check", "7": "5 update"}  # by notebook
HERS, HERS_INK = "#f3dce9", "#8c3b70"  # Okabe-Ito's purple, pale for paper and dark for frames: "yours", nothing else
YOURS = {"fill": HERS, "stroke": HERS_INK, "stroke_width": 2.5}
OURS = {"fill": WHITE, "stroke": GREY, "stroke_width": 1.5, "stroke_dasharray": "5 4"}
HIGH = 44  # of a box


def whose_boxes(presses=0):
    """Return which of the functions that the course asks for are in the learner's my_network.py, and which are ours.

    Her file is read anew each time, and the picture says how often since the first. ValueError with a sentence where
    it cannot be run.

    >>> boxes_of({"my_update"}).text[:54]
    '1 of 12 functions is yours: my_update. Ours, until you'
    """
    return boxes_of({name for name, function in functions_now().items() if is_hers(function)}, presses)


def functions_now():
    """Return {name: function} of all functions that the course asks for, as `from my_network import ...` finds them."""
    sys.modules.pop("my_network", None)  # before and after: whoever imports it reads her file
    try:
        found = import_module("my_network")
        return {name: getattr(found, name) for name in buildings()}
    except (Exception, SystemExit) as problem:  # whatever stands in her file
        said = f"{type(problem).__name__}: {problem}"
        raise ValueError(f"my_network.py cannot be run: {said}. Mend it there, then look again") from None
    finally:
        sys.modules.pop("my_network", None)


def boxes_of(hers, again=0):
    """Return the picture of all functions, given the names of those that are hers, and how often she looked again."""
    rooms = {}
    for name, (number, _) in buildings().items():
        rooms.setdefault(STAGES.get(number.partition(".")[0], "reading digits"), []).append(name)
    *stages, reader = rooms
    marks = [words(20, 28, title(hers), bold=True), *legend(462)]
    wide = [max(map(width_of, rooms[stage])) for stage in stages]
    gap, x, middle = (674 - sum(wide)) / (len(wide) - 1), 20, 86 + HIGH / 2
    for stage, width in zip(stages, wide, strict=True):
        marks += [words(x, 74, stage, size=14, bold=True), *column(rooms[stage], x, width, hers)]
        if stage != stages[-1]:
            marks.append(arrow(x + width + 2, middle, x + width + gap - 2, middle, GREY, 1.5))
        x += width + gap
    marks.append(words(20, 268, f"{reader}: these instead of stages 1 to 3; my_update stays", size=14, bold=True))
    x = 20
    for name in rooms[reader]:
        marks.append(function_box(name, x, 280, width_of(name), name in hers))
        x += width_of(name) + 16
    looked = f"Looked again {counted(again, 'time')}." if again else ""
    marks.append(words(694, 324, looked, anchor="end", size=13, fill=GREY))
    return card(714, 342, marks, f"{told(hers)} {looked}".rstrip())


def title(hers):
    """Return how many functions are hers."""
    count = len(buildings())
    if len(hers) == count:
        return f"All {count} functions are yours"
    return f"{len(hers)} of {count} functions {'is' if len(hers) == 1 else 'are'} yours"


def told(hers):
    """Return whose is what in words."""
    mine = [name for name in buildings() if name in hers]
    ours = [f"{name} ({number})" for name, (number, _) in buildings().items() if name not in hers]
    said = title(hers) + (f": {listed(mine)}" if mine else "") + "."
    return f"{said} Ours, until you write {'it' if len(ours) == 1 else 'them'}: {listed(ours)}." if ours else said


def width_of(name):
    return max(text_width(name, 14) + 10, 92)


def column(names, x, width, hers):
    return [function_box(name, x, 86 + (HIGH + 8) * row, width, name in hers) for row, name in enumerate(names)]


def function_box(name, x, y, width, mine):
    """Return a box with a function's name, its exercise, and whose it is."""
    middle, whose = x + width / 2, "yours" if mine else "ours"
    return (rect(x, y, width, HIGH, rx=6, **(YOURS if mine else OURS))
            + words(middle, y + 19, name, anchor="middle", size=14, bold=mine)
            + words(middle, y + 36, f"{buildings()[name][0]} · {whose}", anchor="middle", size=13))  # fmt: skip


def legend(x):
    """Yield what the two kinds of boxes mean."""
    for place, (style, said) in enumerate(((YOURS, "yours"), (OURS, "ours until then"))):
        yield rect(x + 92 * place, 15, 26, 16, rx=4, **style) + words(x + 32 + 92 * place, 28, said, size=14)


# ---- How it learns

ERROR = "mean cross-entropy"


def own_curve(training, validation):
    """Return the mean errors of a network before its training and after each epoch, on two parts of the digits.

    Both are lists of cross-entropies, natural logarithm, the first before any update. What has overflowed is left out.

    >>> own_curve([2.31, 0.5], [2.3, 0.6])
    After 1 epoch the mean cross-entropy is 0.50 on training and 0.60 on validation digits; it began at 2.31 and 2.30.
    """
    if len(training) != len(validation):
        raise ValueError(
            f"training has {counted(len(training), 'error')} and validation {len(validation)}. Give equally many"
        )
    last, seen = len(training) - 1, np.array([*training, *validation])
    axes = Axes((0, max(last, 1)), (0, 1.1 * top_of(seen, GUESSED)), (70, 50, 600, 210), xlabel="epochs", title=ERROR)
    epochs = np.arange(last + 1)
    marks = [axes.frame(), axes.line((0, GUESSED), (max(last, 1), GUESSED), color=GREY, dash="2 4"),
             axes.note(max(last, 1), GUESSED, "guessing", dx=-64)]  # fmt: skip
    for errors, color, dash in ((training, BLUE, None), (validation, GREEN, "6 3")):
        marks.append(axes.inside(axes.curve(epochs, errors, color=color, dash=dash, width=3)))
        marks += [axes.dot(epoch, error, color=color, radius=4) for epoch, error in zip(epochs, errors, strict=True)
                  if np.isfinite(error)]  # fmt: skip
    marks += [legend_line(70, 326, f"training {error_text(training[-1])}", BLUE),
              legend_line(270, 326, f"validation {error_text(validation[-1])}", GREEN, "6 3",
                          fill=GREEN_INK)]  # fmt: skip
    now, first = ([error_text(errors[place]) for errors in (training, validation)] for place in (-1, 0))
    text = f"the {ERROR} is {now[0]} on training and {now[1]} on validation digits"
    if not last:
        return card(714, 344, marks, f"Before its training {text}.")
    return card(714, 344, marks, f"After {counted(last, 'epoch')} {text}; it began at {first[0]} and {first[1]}.")


def error_text(error):
    return or_unknown(error, lambda value: plain(value, 2))


# ---- What it reads


def reading(digit, shares):
    """Return a prepared drawing and the shares that a network gives the ten digits for it.

    `digit` is what prepare(drawing) returns, `shares` ten numbers from 0 to 1, or a row of them.

    >>> from helpers import prepare
    >>> reading(prepare(np.eye(28)), np.array([0, 0.2, 0, 0, 0, 0, 0, 0.8, 0, 0]))
    The network says 7 (80.0 %), then 1 (20.0 %).
    """
    marks = []
    for x, said, picture in ((20, "your drawing", digit.drawing), (224, "what the network gets", digit.centre)):
        rows, columns = picture.shape
        unit = 152 / max(rows, columns)
        left, top = x + (152 - columns * unit) / 2, 60 + (152 - rows * unit) / 2
        marks += [words(x, 26, said, bold=True), words(x, 46, size_of(picture), size=14),
                  rect(x, 60, 152, 152, fill="#f2f2f2"), pixels(picture, left, top, columns * unit)]  # fmt: skip
    if digit.empty:
        marks += [ten_bars(np.zeros(DIGITS), 244), words(30, 244, "ten shares: nothing to read yet", bold=True)]
        return card(714, 432, marks, "The pad is empty: there is nothing to read. Draw a digit from 0 to 9.")
    answer, then = "the network's answer is no number", ""
    if np.isfinite(shares).all():
        first, second = np.argsort(-shares, kind="stable")[:2]
        answer = f"the network says {first} ({percent(shares[first])})"
        then = f", then {second} ({percent(shares[second])})"
        marks += [words(470, 26, "its answer", bold=True), words(470, 46, percent(shares[first]), size=14),
                  words(470, 160, first, size=110)]  # fmt: skip
    marks += [ten_bars(shares, 244), words(30, 244, f"ten shares: {answer}", bold=True)]
    return card(714, 432, marks, f"{capital(answer)}{then}.")
