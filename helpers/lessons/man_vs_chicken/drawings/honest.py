"""Pictures of an honest test: how the set is split, what chance does to a result, and rare classes (book ch. 1, 24)."""

import math

import numpy as np

from helpers.datasets.characters import CLASSES
from helpers.lessons.man_vs_chicken.drawings.characters import drawing
from helpers.lessons.man_vs_chicken.drawings.watching import counts_of
from helpers.pens.numerals import capital, counted, plain
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, PALE, VERMILLION
from helpers.pens.picture import card, circle, tag, words
from helpers.pens.pixels import pixels, tiled
from helpers.study.judging import classes, confusion


def family(characters, number):
    """Return a man and a chicken that were drawn by hand, and in which part the pictures are that were made from them.

    >>> from helpers import load_characters
    >>> family(load_characters(), 1)
    Pair 1 of 50, split by drawing: 20 pictures were made from each drawing. Training 20, validation 0, test 0.
    """
    parts, clear = characters.family(number), characters.drawings.inputs[2 * number - 2 : 2 * number]
    counts = {name: len(part.inputs) // len(CLASSES) for name, part in parts.items()}
    marks = []
    for kind, name in enumerate(CLASSES):
        y = 40 + 186 * kind
        marks += [words(20, y - 12, f"a {name} by hand", size=14, bold=True), drawing(clear[kind], 20, y, 150)]
        for place, (title, part) in enumerate(parts.items()):
            x, mine = 200 + 172 * place, part.inputs[classes(part.targets) == kind].reshape(-1, 8, 8)
            marks.append(words(x, y - 12, f"{title}: {len(mine)}", size=14, fill=BLACK if len(mine) else GREY))
            marks.append(pixels(tiled(mine, 5), x, y, 160) if len(mine) else "")
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    text = (
        f"Pair {number} of {len(characters.drawings.inputs) // 2}, split by {characters.way}: {sum(counts.values())} "
        f"pictures were made from each drawing. {capital(told)}."
    )
    return card(714, 394, marks, text)


STRIP = 110  # pixels from one strip to the next
COLORS = (BLUE, GREEN)


def strips(results, chosen=None, count=None):
    """Return shares of right answers as dots on one scale, a strip for each name, with their means.

    chosen is the place, counted from 0, of the one result that is ringed in every strip. With count only the first
    results are shown, on the scale of all.

    >>> strips({"test": [0.90, 0.95], "fresh": [0.90, 0.91]}, chosen=1).text
    'Test: 90.0 to 95.0 %, mean 92.5 %. Fresh: 90.0 to 91.0 %, mean 90.5 %. Number 2: test 95.0 %, fresh 91.0 %.'
    """
    every = np.concatenate([np.ravel(shares) for shares in results.values()])
    low = 5 * math.floor(20 * every.min())
    high = max(5 * math.ceil(20 * every.max()), low + 5)

    def place(percent):
        return 150 + 530 * (percent - low) / (high - low)

    results = {name: shares[:count] for name, shares in results.items()}
    bottom = 30 + STRIP * len(results)
    marks = []
    for tick in range(low, high + 1, 1 if high - low <= 10 else 5 if high - low <= 50 else 25):
        marks.append(tag("path", d=f"M{place(tick):.1f} 20V{bottom}", stroke=PALE))
        marks.append(words(place(tick), bottom + 20, f"{tick} %", anchor="middle", size=14))
    for row, (name, shares) in enumerate(results.items()):
        at = [place(100 * share) for share in shares]
        marks += strip(name, shares, at, 20 + STRIP * row, COLORS[row % 2], chosen)
    return card(714, bottom + 36, marks, tell_strips(results, chosen))


def strip(name, shares, at, top, color, chosen):
    """Yield one strip: its name, a dot for each share, and a line at their mean."""
    yield words(20, top + 50, name, size=14, bold=True)
    for number, x in enumerate(at):
        y = top + 32 + 8 * (number % 6)
        yield circle(x, y, 5, fill=color, fill_opacity=0.55)
        if number == chosen:
            yield circle(x, y, 10, fill="none", stroke=VERMILLION, stroke_width=3)
    middle = float(np.mean(at))
    yield tag("path", d=f"M{middle:.1f} {top + 22}v64", stroke=BLACK, stroke_width=2)
    yield words(min(middle, 655), top + 14, f"mean {plain(100 * np.mean(shares), 1)} %", anchor="middle", size=14)


def tell_strips(results, chosen):
    """Return the least, the most and the mean of each strip in words, and the chosen result."""
    told = [f"{name}: {plain(100 * min(shares), 1)} to {plain(100 * max(shares), 1)} %, "
            f"mean {plain(100 * np.mean(shares), 1)} %" for name, shares in results.items()]  # fmt: skip
    if chosen is not None:
        each = (f"{name} {plain(100 * shares[chosen], 1)} %" for name, shares in results.items())
        told.append(f"Number {chosen + 1}: {', '.join(each)}")
    return " ".join(f"{capital(one)}." for one in told)


PICTURES = 1000


def lopsided(network, part, chickens):
    """Return what becomes of 1,000 pictures, few of them chickens: for who always says man, and for the network.

    The network is taken to be right as often, in each class, as on the part.

    >>> from helpers import create, load_characters
    >>> lopsided(create(64, 64, 2, seed=1), load_characters().test, 10).text.split(" right")[0]
    '10 of 1,000 pictures are chickens. “Always man”: 99.0 %'
    """
    of = np.array([PICTURES - chickens, chickens])
    table = confusion(network, part.inputs, part.targets)
    men, birds = np.rint(of * table.diagonal() / np.maximum(table.sum(axis=1), 1)).astype(int)
    always = np.column_stack([of, 0 * of])
    learned = np.array([[men, of[0] - men], [of[1] - birds, birds]])
    marks = [*counts_of(always, 20, "always says man"), *counts_of(learned, 380, "the network")]
    for x, counts in ((20, always), (380, learned)):
        marks.append(words(x, 200, f"{plain(counts.trace() * 100 / PICTURES, 1)} % right", size=15, bold=True))
        marks.append(words(x, 222, f"finds {counts[1, 1]} of {counted(chickens, 'chicken')}", size=15))
    return card(714, 240, marks, tell_lopsided(learned, chickens))


def tell_lopsided(table, chickens):
    """Return how right both are and how many chickens they find, in words."""
    answers = int(table[:, 1].sum())
    hits = f"of its {counted(answers, 'answer')} “chicken” {table[1, 1]} {'is' if table[1, 1] == 1 else 'are'} right"
    return (
        f"{chickens} of {PICTURES:,} pictures are chickens. “Always man”: {plain(100 - chickens / 10, 1)} % right, "
        f"finds no chicken. The network: {plain(table.trace() / 10, 1)} % right, finds {table[1, 1]}; {hits}."
    )
