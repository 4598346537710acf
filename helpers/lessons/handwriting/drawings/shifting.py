"""Digits that are moved a little, and how many of them networks still read (book ch. 35)."""

import numpy as np

from helpers.datasets.files import Part
from helpers.datasets.mnist import DIGITS, SIDE
from helpers.lessons.handwriting.digits import probabilities, reader
from helpers.lessons.handwriting.shifts import shifted
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, percent
from helpers.pens.palette import BLUE, GREEN, GREEN_INK, ORANGE_INK
from helpers.pens.picture import card, key, words
from helpers.pens.pixels import pixels
from helpers.study.judging import classes

FURTHEST, MOST = 6, 1000  # pixels to each side; pictures, so that the answer comes at once
STYLES = ((BLUE, None), (GREEN, "6 3"))


def read_right(network, part, right, down):
    """Return for each picture of a part, moved by so many pixels, what the network says, and how many are read right.

    >>> from helpers import create, load_mnist
    >>> read_right(create(784, 10, activations="softmax", seed=1), load_mnist().test, 0, 0)[1]
    0.128
    """
    said = probabilities(reader(network), shifted(part.inputs, right, down)).argmax(axis=1)
    return said, float((said == classes(part.targets)).mean())


@checks.quiet
def shifted_digits(networks, part, right=0, down=0):
    """Return ten digits moved by so many pixels, what one or two networks read, and the accuracy at each place.

    `networks` maps one or two names to networks; of a large part the first 1,000 pictures are taken.

    >>> from helpers import create, load_mnist
    >>> start = create(784, 10, activations="softmax", seed=1)
    >>> shifted_digits({"untrained": start}, load_mnist().test, right=3)
    500 digits, moved 3 right and 0 down: untrained reads 8.2 %.
    """
    if not 1 <= len(networks) <= len(STYLES):
        raise ValueError(f"networks holds {len(networks)}, but must map one or two names to networks")
    part = Part(*(array[:MOST] for array in part))
    kinds, moves = classes(part.targets), np.arange(-FURTHEST, FURTHEST + 1)
    axes = Axes((-FURTHEST, FURTHEST), (0, 100), (60, 236, 380, 180), xlabel=f"pixels to the right ({down} down)",
                title="right answers, %", ticks=7)  # fmt: skip
    firsts = [int(np.argmax(kinds == digit)) for digit in range(DIGITS)]
    marks, told = digits_row(shifted(part.inputs[firsts], right, down)), []
    marks.append(axes.frame())
    for place, ((name, network), (color, dash)) in enumerate(zip(networks.items(), STYLES, strict=False)):
        said, share = read_right(network, part, right, down)
        curve = [100 * read_right(network, part, int(move), down)[1] for move in moves]
        y = 130 + 26 * place
        marks += [words(694, y - 2, name, size=14, anchor="end"), *(answer(x, y, said[first], kinds[first])
                  for x, first in zip(CENTRES, firsts, strict=True)),
                  axes.inside(axes.curve(moves, curve, color=color, dash=dash)),
                  axes.rim_dot(right, 100 * share, color=color, radius=8 - 2 * place),
                  key(466, 290 + 56 * place, color, dash), words(512, 295 + 56 * place, name, size=14),
                  words(512, 317 + 56 * place, f"{percent(share)} right", bold=True)]  # fmt: skip
        told.append(f"{name} reads {percent(share)}")
    moved = f"{counted(len(kinds), 'digit')}, moved {right} right and {down} down"
    return card(714, 470, marks, f"{moved}: {'; '.join(told)}.")


CENTRES = [44 + 54 * digit for digit in range(DIGITS)]


def digits_row(pictures):
    """Return ten pictures in a row."""
    titles = [words(20, 26, "the first picture of each digit, and what is read:", size=14, bold=True)]
    return titles + [pixels(picture.reshape(SIDE, SIDE), x - 25, 40, 50)
                     for picture, x in zip(pictures, CENTRES, strict=True)]  # fmt: skip


def answer(x, y, said, wanted):
    """Return one answer: with a tick when it is right, with a cross when not."""
    right = said == wanted
    return words(x, y, f"{said} {'✓' if right else '✗'}", anchor="middle", size=14, bold=not right,
                 fill=GREEN_INK if right else ORANGE_INK)  # fmt: skip
