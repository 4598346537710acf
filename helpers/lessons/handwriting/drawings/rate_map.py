"""A map that the learner fills: how well a network learns with each start and each learning rate (book ch. 35)."""

from helpers.lessons.handwriting.recipes import RATE_CELLS, RATES
from helpers.network import checks
from helpers.pens.numerals import bare, counted
from helpers.pens.palette import BLACK, BLUE, GREY, PALE, WHITE
from helpers.pens.parts import boxed
from helpers.pens.picture import card, group, words

ROWS = {"standard normal": "N(0, 1), the book's", "fitting": "fitting (He)"}


def rate_map(found, cell, data):
    """Return the map of start and learning rate, as far as it is filled; a click on a square chooses its cell.

    `found` maps names in RATE_CELLS to a share of right answers from 0 to 1; cell is one of these names, or "none";
    `data` names the examples.

    >>> rate_map({"fitting, 0.1": 0.87}, "fitting, 0.1", "5,000-image subset")  # doctest: +NORMALIZE_WHITESPACE
    5,000-image subset. 1 of 14 squares filled. Start fitting (He), rate 0.1: 87 % right after one epoch, the best so
    far.
    """
    chosen = None if cell == "none" else checks.known("cell", cell, RATE_CELLS)
    marks = [words(694, 26, data, anchor="end", size=14), words(20, 26, "right after one epoch", size=14, bold=True)]
    for row, label in enumerate(ROWS.values()):
        marks.append(words(20, 98 + 72 * row, label, size=14))
    for name, (start, eta) in RATE_CELLS.items():
        row, column = list(ROWS).index(start), RATES.index(eta)
        if not row:
            marks.append(words(196 + 74 * column, 56, bare(eta, 6), anchor="middle", size=14))
        marks.append(square_of(160 + 74 * column, 66 + 72 * row, found.get(name), (start, eta) == chosen, name))
    marks.append(words(150, 56, "learning rate η →", anchor="end", size=14))
    told = f"{data}. {len(found)} of {counted(len(RATE_CELLS), 'square')} filled."
    if chosen:
        told += tried(found, cell, *chosen)
    return card(714, 216, marks, told)


def tried(found, cell, start, eta):
    """Return the sentence about one square."""
    told = f" Start {ROWS[start]}, rate " + bare(eta, 6)
    if cell not in found:
        return f"{told}: not tried yet."
    praise = ", the best so far" if cell == max(found, key=found.get) else ""
    return f"{told}: {share_of(found[cell])} right after one epoch{praise}."


def square_of(x, y, share, lit, name):
    """Return one square of the map: darker where more answers are right, a question mark where nobody has tried."""
    known = share is not None
    full = share if known else 0.0
    shade = "#" + "".join(f"{round(255 - full * (255 - end)):02x}" for end in (0x7F, 0xC4, 0xEE))
    text, ink, fill = (share_of(share), BLACK, shade) if known else ("?", GREY, WHITE)
    marks = [boxed(x, y, 72, 64, text, down=6, bold=lit, ink=ink, rx=4, fill=fill, stroke=BLUE if lit else PALE,
                   stroke_width=4 if lit else 1.5)]  # fmt: skip
    label = f"start and rate {name}: {share_of(share) + ' right' if known else 'not tried yet'}"
    return group(*marks, sets=f"cell={name}", label=label)


def share_of(share):
    """Return a share in whole per cent."""
    return f"{100 * share:.0f} %"
