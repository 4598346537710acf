"""Pictures of chance in a test, and of shares beside how often they are right (book ch. 35)."""

import math

import numpy as np

from helpers.lessons.handwriting.chance import chances, sure_groups, usual_range
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, percent
from helpers.pens.palette import BLUE, GREY, VERMILLION
from helpers.pens.picture import card, segment, words


def chance_of_right(share, pictures):
    """Return how often a network that reads this share of ALL digits gets which accuracy on so many pictures.

    >>> chance_of_right(0.94, 500)
    A network reads 94.0 % of all digits. On 500 test pictures it gets 91.8 % to 96.0 % in 95 of 100 tests: so \
far chance alone moves it.
    """
    found, (low, high) = chances(share, pictures), usual_range(share, pictures)
    counts = np.flatnonzero(found > found.max() * 1e-4)
    axes = Axes((80, 100), (0, 1.05), (40, 50, 640, 190), xlabel="right answers in the test, %", numbered="x", ticks=11,
                title=f"how often each result comes, {counted(pictures, 'picture')}")  # fmt: skip
    x, y = 100 * counts / pictures, found[counts] / found.max()
    marks = [axes.frame(), axes.inside(axes.curve(x, y))]
    for value in (low, high):
        marks.append(axes.inside(axes.line((100 * value, 0), (100 * value, 0.62), color=BLUE, dash="6 3")))
    marks += [axes.inside(axes.line((100 * share, 0), (100 * share, 1), color=VERMILLION, width=2)),
              words(60, 86, f"of all digits: {percent(share)}", size=14, bold=True),
              words(60, 110, f"95 of 100 tests: {percent(low)} to {percent(high)}", size=14)]  # fmt: skip
    text = (
        f"A network reads {percent(share)} of all digits. On {counted(pictures, 'test picture')} it gets "
        f"{percent(low)} to {percent(high)} in 95 of 100 tests: so far chance alone moves it."
    )
    return card(714, 296, marks, text)


@checks.quiet
def how_sure(network, part):
    """Return the answers grouped by their share: how sure the network was, and how often it was right.

    On the dashed line it is right as often as it says. A bar is the margin of so few pictures: ± 2 · √(r (1 − r) / n).

    >>> from helpers import create, load_mnist
    >>> how_sure(create(784, 10, activations="softmax", seed=1), load_mnist().test)
    Of 500 answers: 500 with a share of 0 to 50 %, on average 19.6 %: 12.8 % right.
    """
    groups = sure_groups(network, part)
    axes = Axes(
        (0, 100), (0, 100), (60, 44, 290, 260), xlabel="how sure: share of the answer, %", title="how often right, %"
    )
    marks = [axes.frame(), axes.line((0, 0), (100, 100), color=GREY, dash="6 3")]
    marks += [words(x, 56, name, size=14, bold=True, anchor="end") for x, name in zip(COLUMNS, HEADS, strict=True)]
    told = []
    for place, group in enumerate(groups):
        share, right, y = 100 * group.share, 100 * group.right, 86 + 34 * place
        off = 200 * math.sqrt(group.right * (1 - group.right) / group.count)
        (left, top), (_, bottom) = axes.at(share, min(right + off, 100)), axes.at(share, max(right - off, 0))
        span = f"{100 * group.low:.0f} to {100 * group.high:.0f} %"
        marks += [segment(left, top, left, bottom, BLUE, 2), axes.dot(share, right, color=BLUE, radius=6)]
        cells = (span, f"{group.count:,}", percent(group.share), percent(group.right))
        marks += [words(x, y, cell, size=14, anchor="end") for x, cell in zip(COLUMNS, cells, strict=True)]
        told.append(f"{group.count:,} with a share of {span}, on average {cells[2]}: {cells[3]} right")
    told = told or ["not one is a number"]
    return card(714, 356, marks, f"Of {counted(len(part.inputs), 'answer')}: {'; '.join(told)}.")


COLUMNS = (466, 552, 626, 694)
HEADS = ("share", "answers", "sure", "right")
