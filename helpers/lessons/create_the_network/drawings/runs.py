"""Five runs on E = w², drawn without their learning rates: which of them converge?"""

import numpy as np

from helpers.pens.axes import Axes
from helpers.pens.numerals import bare
from helpers.pens.palette import GREY
from helpers.pens.picture import card

FACTORS = (0.98, 0.4, -0.8, -1.0, -1.2)
UPDATES = 8


def five_runs():
    """Return five panels, w over the updates from w = 1 on; each update multiplies w by one of FACTORS.

    >>> five_runs()  # doctest: +NORMALIZE_WHITESPACE
    Run 1: 1, 0.98, 0.96, 0.94 and so on. Run 2: 1, 0.4, 0.16, 0.06 and so on. Run 3: 1, −0.8, 0.64, −0.51 and so on.
    Run 4: 1, −1, 1, −1 and so on. Run 5: 1, −1.2, 1.44, −1.73 and so on.
    """
    marks, told, updates = [], [], np.arange(UPDATES + 1)
    for number, factor in enumerate(FACTORS, 1):
        path = factor**updates
        axes = Axes((0, UPDATES), (-4.5, 4.5), (40 + 132 * (number - 1), 40, 112, 150), title=f"run {number}", ticks=4,
                    xlabel="updates; upwards: w" if number == 3 else "",
                    numbered="xy" if number == 1 else "x")  # fmt: skip
        marks += [
            axes.frame(),
            axes.line((0, 0), (UPDATES, 0), color=GREY, width=1),
            axes.curve(updates, path, width=1.5),
        ]
        marks += [axes.rim_dot(x, y, radius=4) for x, y in zip(updates, path, strict=True)]
        told.append(f"Run {number}: {', '.join(bare(value, 2) for value in path[:4])} and so on.")
    return card(704, 240, marks, " ".join(told))
