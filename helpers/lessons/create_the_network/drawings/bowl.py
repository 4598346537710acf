"""Steps down a bowl, and the name of their manner."""

import numpy as np

from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLUE, GREY, VERMILLION
from helpers.pens.picture import card, words


def bowl(eta, start=0.9, steps=8):
    """Return gradient descent on E = w² with its path and its name: creeping, converging, oscillating, diverging.

    Each update is w_new = w - eta · 2w, so w is multiplied by 1 - 2·eta (book ch. 4 and 20). The frame depends on the
    start alone, so that a path that diverges is seen to leave it.

    >>> bowl(1.1, steps=3)  # doctest: +NORMALIZE_WHITESPACE
    Learning rate 1.10: diverging: each step lands further away, on the other side. Each update multiplies w by
    1 − 2 · 1.10 = −1.20; after 3 updates w = −1.5552, outside the picture.
    """
    factor = 1 - 2 * eta
    path = start * factor ** np.arange(steps + 1)
    far = max(1.5, 1.1 * abs(start))
    axes = Axes((-far, far), (-0.05 * far**2, far**2), (60, 36, 430, 270), xlabel="weight w", ylabel="error E = w²")
    w = np.linspace(-far, far, 121)
    marks = [axes.frame(),
             axes.inside(axes.curve(w, w**2, color=GREY), axes.curve(path, path**2, color=BLUE, width=1.5, dash="5 3"),
                         *(axes.dot(x, x * x, color=BLUE, radius=5) for x in path[:-1] if abs(x) < far),
                         *(axes.dot(x, x * x, color=VERMILLION, radius=7) for x in path[-1:] if abs(x) < far)),
             axes.note(start, start**2, "start", dx=12, dy=16)]  # fmt: skip
    marks += [words(515, 50, "update", size=14, bold=True), words(578, 50, "w", size=14, bold=True)]
    marks += [words(515, 74 + 22 * k, f"{k}", size=14) + words(575, 74 + 22 * k, plain(x, 4), size=14)
              for k, x in enumerate(path[:11])]  # fmt: skip
    gone = bool(abs(path[-1]) > far)
    if gone:
        marks.append(words(245, 60, f"after update {steps}, w is outside", anchor="middle", size=14, halo=True))
    text = (
        f"Learning rate {plain(eta, 2)}: {manner(factor)}. Each update multiplies w by 1 − 2 · {plain(eta, 2)} = "
        f"{plain(factor, 2)}; after {counted(steps, 'update')} w = {plain(path[-1], 4)}"
        f"{', outside the picture' * gone}."
    )
    return card(690, 356, marks, text)


def manner(factor):
    """Return in words what repeated multiplication by factor does.

    >>> [manner(factor) for factor in (0.96, 0.5, -0.6, -1.0, -1.2, 1.0)]  # doctest: +ELLIPSIS
    ['creeping...', 'converging...', 'oscillating...', 'bouncing...', 'diverging...', 'standing still...']
    """
    for most, name in MANNERS:
        if round(factor, 9) <= most:
            return name
    return "standing still: no step at all"


MANNERS = (  # up to which factor, and what it does
    (-1 - 1e-9, "diverging: each step lands further away, on the other side"),
    (-1, "bouncing for ever: each step lands at the same height on the other side"),
    (-1e-9, "oscillating: it overshoots the bottom and swings from side to side, but comes closer, so it converges"),
    (0, "converging at once: the first update lands at the bottom"),
    (0.9, "converging from one side: every update brings it closer to the bottom"),
    (1 - 1e-9, "creeping: it converges, too, but in tiny steps"),
)
