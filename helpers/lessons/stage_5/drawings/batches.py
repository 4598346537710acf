"""A picture of what a batch costs: the same multiplications, and yet not the same time (book ch. 21)."""

from helpers.pens.numerals import counted, rounded
from helpers.pens.palette import BLUE
from helpers.pens.picture import card, rect, words

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
