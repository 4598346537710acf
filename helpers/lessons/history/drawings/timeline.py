"""The history of neural networks as a line of time; one entry is chosen and told (book ch. 37)."""

from helpers.lessons.history.timeline import STATUSES
from helpers.lessons.history.timeline import timeline as entries
from helpers.network import checks
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, LIT, PALE, VERMILLION, WHITE
from helpers.pens.parts import boxed
from helpers.pens.picture import card, group, rect, segment, tag, words

FIRST, LAST = 1940, 2027
LEFT, RIGHT, LINE = 30, 690, 246  # the line of time, in pixels
LANE, LANES = 25, 8
SHAPES = {  # status → (colour, an outline around 0): shape and colour say the same
    "right": (BLACK, "M-6 -6h12v12h-12z"),
    "corrected": (BLUE, "M0 -8L8 0 0 8 -8 0z"),
    "missing": (VERMILLION, "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z"),
    "later": (GREEN, "M0 -8L8 6H-8z"),
}


def timeline(entry, book_only=False):
    """Return the line of time with all entries, one of them chosen; the words tell what, the book, the source.

    A click on a name chooses it. With book_only the entries that the book lacks lose their names.

    >>> timeline("1982 Hopfield").text[:66]
    '1982, A memory that rolls downhill (in the book, corrected here): '
    """
    chosen = checks.known("entry", entry, entries())
    marks = [segment(LEFT, LINE, RIGHT, LINE, BLACK, 2)]
    for year in range(FIRST, LAST, 10):
        marks += [segment(at(year), LINE, at(year), LINE + 6, BLACK),
                  words(at(year), LINE + 22, year, anchor="middle", size=13, fill=GREY)]  # fmt: skip
    shown = [(key, row) for key, row in entries().items() if not book_only or row.status in ("right", "corrected")]
    lanes = placed(tuple(row.name for _, row in shown), tuple(row.year for _, row in shown))
    stems = [stem(row, lane) for (_, row), (lane, *_) in zip(shown, lanes, strict=True)]
    marks += stems + [flag(key, row, place, row is chosen) for (key, row), place in zip(shown, lanes, strict=True)]
    color, outline = BLACK, SHAPES[chosen.status][1]  # once more, above its neighbours
    marks += [tag("path", d=outline, transform=f"translate({at(chosen.year):.1f} {LINE})", fill=color, stroke=WHITE),
              legend()]  # fmt: skip
    marks += [rect(16, LINE + 62, 688, 38, rx=6, fill=LIT),
              words(28, LINE + 87, f"{chosen.year} · {chosen.title}", size=17, bold=True),
              words(692, LINE + 86, STATUSES[chosen.status], anchor="end", size=14)]  # fmt: skip
    slips = f" ({chosen.slips})" * bool(chosen.slips)
    text = (
        f"{chosen.year}, {chosen.title} ({STATUSES[chosen.status]}): {chosen.what} The book "
        f"{chosen.book.removesuffix('.')}{slips}. Source: {chosen.source}."
    )
    if book_only and chosen.status not in ("right", "corrected"):
        text = f"{text} It is not among the {len(shown)} entries of the book that are shown."
    return card(720, LINE + 114, marks, text)


def at(year):
    """Return the place of a year on the line."""
    return LEFT + (RIGHT - LEFT) * (year - FIRST) / (LAST - FIRST)


def placed(names, years):
    """Return for each name its lane (0 is the lowest), where it starts and where it ends, so that none overlap.

    Names stand to the right of their year, near the right end to its left.

    >>> [place[0] for place in placed(("one", "two"), (1950, 1951))]
    [0, 1]
    """
    taken, found = [[] for _ in range(LANES)], []
    for name, year in zip(names, years, strict=True):
        width, x = 7.4 * len(name) + 12, at(year)
        start = x - 4 if x + width < RIGHT + 20 else x + 4 - width
        lane = next((lane for lane, spans in enumerate(taken) if free(spans, start, start + width)), LANES - 1)
        for below in taken[:lane]:  # its stem crosses the lanes below
            below.append((x - 3, x + 3))
        taken[lane].append((start, start + width))
        found.append((lane, start, start + width))
    return found


def free(spans, start, end):
    """Say whether nothing taken lies between start and end.

    >>> free([(0, 10)], 10, 20), free([(0, 10)], 9, 20)
    (True, False)
    """
    return all(end <= left or start >= right for left, right in spans)


def stem(row, lane):
    """Return the line that leads from the year up to the name."""
    return segment(at(row.year), LINE, at(row.year), LINE - 26 - LANE * lane, PALE)


def flag(key, row, place, lit):
    """Return one entry: its sign on the line, and its name above; it chooses itself."""
    lane, start, end = place
    color, outline = SHAPES[row.status]
    top = LINE - 38 - LANE * lane
    middle = f"translate({at(row.year):.1f} {LINE})"
    fill, ink = (BLUE, WHITE) if lit else (WHITE, BLACK)
    box = boxed(start, top, end - start, 21, row.name, down=4.5, size=13, ink=ink, rx=5, fill=fill, stroke=color)
    return group(box, tag("path", d=outline, transform=middle, fill=BLACK if lit else color, stroke=WHITE),
                 sets=f"entry={key}", label=f"{row.year} {row.name}, {STATUSES[row.status]}")  # fmt: skip


def legend():
    """Return what the signs mean."""
    marks = []
    for x, (status, (color, outline)) in zip((40, 150, 360, 530), SHAPES.items(), strict=True):
        marks += [tag("path", d=outline, transform=f"translate({x} {LINE + 42})", fill=color),
                  words(x + 13, LINE + 47, STATUSES[status], size=13)]  # fmt: skip
    return "".join(marks)
