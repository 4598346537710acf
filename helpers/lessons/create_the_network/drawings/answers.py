"""Four letters: what the network answers (z), what it should (t), the difference (e), and the total error (E)."""

import numpy as np

from helpers.pens.axes import Axes
from helpers.pens.numerals import plain
from helpers.pens.palette import BLUE, GREEN, WHITE
from helpers.pens.picture import card, circle, rect, words

TARGETS = {"c1": (1, 0), "c2": (0, 1)}


def four_letters(z1, z2, right):
    """Return two output nodes' answers z and targets t on a line, with e = t - z and E = 1/2 sum of e².

    right is the node that should answer 1; the other one should answer 0 (book ch. 8).

    >>> four_letters(0.6, 0.7, "c2")
    c1: t − z = 0 − 0.60 = −0.60. c2: t − z = 1 − 0.70 = 0.30. E = ½ · (0.3600 + 0.0900) = 0.2250.
    """
    z, t = np.array([z1, z2]), np.array(TARGETS[right])
    e = t - z
    total = (e**2).sum() / 2
    heads = ("z", 400), ("t", 470), ("e = t − z", 545), ("e²", 640)
    marks = [words(x, 30, name, anchor="middle", bold=True) for name, x in heads]
    for row in range(2):
        axes = Axes((0, 1), (-1, 1), (80, 44 + 86 * row, 270, 44), numbered="x", ticks=5)
        left, top = axes.at(t[row], 0)
        marks += [
            axes.frame(),
            words(34, 72 + 86 * row, f"c{row + 1}", bold=True),
            axes.line((z[row], 0), (t[row], 0), width=3),
            rect(left - 11, top - 11, 22, 22, fill=GREEN, stroke=WHITE),
            axes.dot(z[row], 0, color=BLUE, radius=8),
        ]
        told = plain(z[row], 2), str(t[row]), plain(e[row], 2), plain(e[row] ** 2, 4)
        marks += [words(x, 72 + 86 * row, value, anchor="middle", bold=name[0] == "e")
                  for (name, x), value in zip(heads, told, strict=True)]  # fmt: skip
    key = 216
    marks += [rect(80, key - 12, 14, 14, fill=GREEN), words(102, key, "target t", size=14),
              circle(190, key - 5, 8, fill=BLUE), words(204, key, "answer z", size=14),
              words(672, key, f"E = half of their sum = {plain(total)}", anchor="end", bold=True)]  # fmt: skip
    parts = [f"c{k + 1}: t − z = {t[k]} − {plain(z[k], 2)} = {plain(e[k], 2)}." for k in range(2)]
    squares = " + ".join(plain(one**2) for one in e)
    return card(700, 234, marks, f"{' '.join(parts)} E = ½ · ({squares}) = {plain(total)}.")
