"""Pictures of batches: how an epoch is divided into updates, and what an example costs in each way (book ch. 21)."""

import numpy as np

from helpers.network.training import batches
from helpers.pens.numerals import counted, rounded
from helpers.pens.palette import BLACK, BLUE, GREY, PALE
from helpers.pens.parts import boxed
from helpers.pens.picture import card, rect, segment, words

EXAMPLES = 12  # so many the small data set has
BOX, GAP, APART = 36, 4, 12  # the width of an example, the gap to the next one, and to the next batch


def epoch_in_batches(size, shuffle=True):
    """Return one epoch of a set of 12 examples in batches of one size, in the order in which train() reads them.

    >>> epoch_in_batches(5)  # doctest: +NORMALIZE_WHITESPACE
    12 examples, 5 for each update: 3 updates in one epoch, the last with 2 examples. The book calls this mini-batch;
    Keras and PyTorch call it SGD with batch_size=5.
    """
    numbers = np.arange(1, EXAMPLES + 1)
    parts = [numbers[rows] for rows in batches(EXAMPLES, size, np.random.default_rng(0), shuffle)]
    name = {1: "SGD", EXAMPLES: "batch"}.get(size, "mini-batch")
    marks, x = [words(24, 52, "example", size=14), words(24, 100, "update", size=14)], 104
    for place, part in enumerate(parts, 1):
        left = x
        for number in part:
            marks.append(boxed(x, 30, BOX, 34, number, size=14, fill=PALE))
            x += BOX + GAP
        right = x - GAP
        marks += [
            segment(left, 76, right, 76, BLACK, 2),
            words((left + right) / 2, 100, place, anchor="middle", bold=True),
        ]
        x += APART - GAP
    marks += [words(24, 140, "the book calls this", size=14, fill=GREY), words(230, 140, name, bold=True),
              words(24, 166, "Keras and PyTorch call it", size=14, fill=GREY),
              words(230, 166, f"SGD with batch_size={size}", bold=True)]  # fmt: skip
    rest = f", the last with {counted(len(parts[-1]), 'example')}" if EXAMPLES % size else ""
    text = (
        f"{EXAMPLES} examples, {size} for each update: {counted(len(parts), 'update')} in one epoch{rest}. The book "
        f"calls this {name}; Keras and PyTorch call it SGD with batch_size={size}."
    )
    return card(700, 184, marks, text)


COUNTED = {  # what is counted per example: its value and its unit
    "multiplications": (lambda cost, n: cost.multiplications, "multiplications"),
    "time on this computer": (lambda cost, n: 1e6 * cost.seconds / n, "millionths of a second"),
}


def batch_cost(costs, counted_in="multiplications"):
    """Return bars for what one example costs in batches of several sizes: in multiplications, or in measured time.

    costs are those of batch_costs().

    >>> from helpers import batch_costs, create
    >>> print(batch_cost(batch_costs(create(64, 64, 2), n=100)).text)  # doctest: +NORMALIZE_WHITESPACE
    Forward, one example costs in multiplications: 4,224 in batches of 1, 4,224 in batches of 10, 4,224 in batches of
    100.
    """
    value, unit = COUNTED[counted_in]
    amounts = [value(cost, cost.size * cost.updates) for cost in costs]
    marks, said = [words(24, 32, f"what one example costs, in {unit}", bold=True, size=14)], []
    for row, (cost, amount) in enumerate(zip(costs, amounts, strict=True)):
        y, written = 52 + 44 * row, f"{amount:,}" if isinstance(amount, int) else rounded(amount)
        marks += [words(24, y + 19, f"batches of {cost.size:,}", size=14),
                  words(160, y + 19, counted(cost.updates, "update"), size=14),
                  rect(280, y, max(2, 320 * amount / max(amounts)), 26, fill=BLUE),
                  words(290 + 320 * amount / max(amounts), y + 19, written, size=14)]  # fmt: skip
        said.append(f"{written} in batches of {cost.size:,}")
    way = "Forward, one" if counted_in == "multiplications" else "Forward, back and update, one"
    return card(700, 62 + 44 * len(costs), marks, f"{way} example costs in {unit}: {', '.join(said)}.")
