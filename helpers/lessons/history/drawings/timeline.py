"""The history of neural networks as a line of time; one entry is chosen and told (book ch. 37)."""

from helpers.lessons.history.timeline import STATUSES
from helpers.lessons.history.timeline import timeline as entries
from helpers.network import checks
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, LIT, VERMILLION, WHITE
from helpers.pens.picture import card, group, rect, segment, tag, words

COLUMNS = {1940: 52, 1984: 408}  # the first year of each half → where its line stands
SPAN, TOP, HIGH, ROW = 44, 20, 316, 24
SHAPES = {  # status → (colour, paper, an outline around 0): shape and colour say the same
    "right": (BLACK, BLACK, "M-5 -5h10v10h-10z"),
    "corrected": (VERMILLION, VERMILLION, "M0 -7L7 0 0 7 -7 0z"),
    "missing": (GREY, WHITE, "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"),
    "later": (GREEN, GREEN, "M0 -7L7 5H-7z"),
}
STORY = TOP + HIGH + 22  # below both halves the chosen entry is told


def timeline(entry, book_only=False):
    """Return the line of time with all entries, one of them chosen; the words tell what, the book, the source.

    A click on a name chooses it. With book_only the entries that the book lacks lose their names.

    >>> timeline("1982 Hopfield").text[:66]
    '1982, A memory that rolls downhill (in the book, corrected here): '
    """
    chosen = checks.known("entry", entry, entries())
    shown = [(key, row) for key, row in entries().items() if not book_only or row.status in ("right", "corrected")]
    marks = []
    for first, line in COLUMNS.items():
        own = [(key, row) for key, row in shown if first <= row.year < first + SPAN]
        places = placed(tuple(row.year for _, row in own))
        marks += [ruler(first, line), *(flag(key, row, line, y, row is chosen)
                                        for (key, row), y in zip(own, places, strict=True))]  # fmt: skip
    marks += [legend(), rect(16, STORY + 30, 688, 38, rx=6, fill=LIT, stroke=BLUE),
              words(28, STORY + 55, f"{chosen.year} · {chosen.title}", size=17, bold=True),
              words(692, STORY + 54, STATUSES[chosen.status], anchor="end", size=14)]  # fmt: skip
    slips = f" ({chosen.slips})" * bool(chosen.slips)
    text = (
        f"{chosen.year}, {chosen.title} ({STATUSES[chosen.status]}): {chosen.what} The book "
        f"{chosen.book.removesuffix('.')}{slips}. Source: {chosen.source}."
    )
    if book_only and chosen.status not in ("right", "corrected"):
        text = f"{text} It is not among the {len(shown)} entries of the book that are shown."
    return card(720, STORY + 82, marks, text)


def at(year):
    """Return how far down the line of its half a year lies."""
    first = max(start for start in COLUMNS if start <= year)
    return TOP + HIGH * (year - first) / SPAN


def name(row):
    """Return what stands in an entry's box.

    >>> name(entries()["1949 Hebb"])
    '1949 Hebb'
    """
    return f"{row.year} {row.name}"


def ruler(first, line):
    """Return the line of one half with its decades."""
    marks = [segment(line, TOP, line, TOP + HIGH, BLACK, 2)]
    for year in range(-(-first // 10) * 10, first + SPAN, 10):
        marks += [segment(line - 6, at(year), line, at(year), BLACK, 2),
                  words(line - 10, at(year) + 4, year, anchor="end", size=13, fill=GREY)]  # fmt: skip
    return "".join(marks)


def placed(years):
    """Return how far down the boxes of these years stand: at their year where there is room, else one below the other.

    >>> [round(y) for y in placed((1950, 1951, 1970))]
    [92, 116, 235]
    """
    found, lowest = [], TOP
    for year in years:
        found.append(max(lowest, at(year)))
        lowest = found[-1] + ROW
    return [min(y, TOP + HIGH - ROW * (len(found) - 1 - place)) for place, y in enumerate(found)]


def flag(key, row, line, y, lit):
    """Return one entry as a box with its sign, year and name, joined to its year on the line; it chooses itself."""
    joint = tag("path", d=f"M{line} {at(row.year):.1f}L{line + 34} {y:.1f}H{line + 44}", fill="none",
                stroke=BLUE if lit else GREY, stroke_width=2.5 if lit else 1.2)  # fmt: skip
    box = rect(line + 44, y - 10.5, 220, 21, rx=5, fill=LIT if lit else WHITE, stroke=BLUE if lit else GREY,
               stroke_width=2.5 if lit else 1)  # fmt: skip
    label = words(line + 69, y + 4.5, name(row), size=13, bold=lit)
    return group(joint, box, sign(line + 57, y, row.status), label, sets=f"entry={key}",
                 label=f"{name(row)}, {STATUSES[row.status]}")  # fmt: skip


def sign(x, y, status):
    """Return the sign of a status."""
    color, paper, outline = SHAPES[status]
    return tag("path", d=outline, transform=f"translate({x:.1f} {y:.1f})", fill=paper, stroke=color, stroke_width=1.5)


def legend():
    """Return what the signs mean."""
    return "".join(sign(x, STORY + 8, status) + words(x + 13, STORY + 13, STATUSES[status], size=13)
                   for x, status in zip((40, 150, 360, 530), SHAPES, strict=True))  # fmt: skip
