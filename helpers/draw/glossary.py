"""The glossary as a picture: one term opened, with its mini picture and its notebooks, and the others as a list."""

import textwrap
from functools import cache

from helpers.draw.mini import HEIGHT, WIDTH, paper
from helpers.draw.mini_curves import CURVES
from helpers.draw.mini_shapes import SHAPES
from helpers.draw.picture import BLUE, GREY, LIT, PALE, card, group, tag, words
from helpers.terms import find, folded, places, shortened, terms

MINIS = {**CURVES, **SHAPES}  # name: what it shows in words, and the function that draws it
LETTER = 7.6  # about the width of one letter of size 15
ROW = 22
ROOM = 12  # terms in the list
SAME = "the same word"
FACTS = {
    "elsewhere": lambda row: ", ".join(row.also) or SAME,
    "in the book": lambda row: {"": SAME, "-": "not there"}.get(row.book, row.book),
    "symbol": lambda row: row.symbol or "none",
    "in the code": lambda row: row.code or "no name of its own",
}


def glossary(query=""):
    """Return the term that fits best to what was typed, opened, and the others that fit as a list to choose from.

    >>> glossary("synapse").text[:93]
    'Edge: Leads from a node to a node of the next layer and has one weight; what travels along it'
    """
    found = find(query)
    head = words(16, 30, found.sentence, size=14, fill=GREY)
    listed = others(found.rows[1:]) if found.rows else others(same_letter(query), "These begin with the same letter:")
    return card(714, 546, [head, *entry(found.rows[:1]), *listed], twin(found))


def entry(opened):
    """Return the marks of the opened term, if there is one."""
    if not opened:
        return []
    (row,) = opened
    marks = [words(16, 64, row.name, size=22, bold=True), paper(mini(row), 16, 82, zoom=1.25),
             tag("line", x1=16, y1=404, x2=698, y2=404, stroke=PALE)]  # fmt: skip
    for place, line in enumerate(lines(row.definition, 412)):
        marks.append(words(284, 98 + ROW * place, line))
    y = 258
    for name, fact in FACTS.items():
        marks.append(words(16, y, name, size=14, fill=GREY))
        for line in lines(fact(row), 570):
            mono = "monospace" if name == "in the code" and row.code else None
            marks.append(words(130, y, line, font_family=mono))
            y += ROW
    return [*marks, words(16, y, "met in", size=14, fill=GREY), *links(row, y)]


def mini(row):
    """Return the marks of a term's mini picture; a term without one gets its symbol or its first letter."""
    if row.picture:
        return drawn(row.picture)
    text = shortened(row.symbol or row.name[0].upper(), 10)
    return [words(WIDTH / 2, HEIGHT / 2 + 16, text, anchor="middle", size=40, fill=BLUE)]


@cache
def drawn(name):
    """Return the marks of a mini picture; they are the same each time, so they are drawn once."""
    return MINIS[name][1]()


def links(row, y):
    """Return links to the notebooks in which the term stands bold, side by side, at most two lines of them."""
    if not row.met:
        return [words(130, y, "no other notebook")]
    marks, x = [], 130
    for number in row.met:
        file, title = places()[number]
        text = f"{number} {title}"
        if x + LETTER * len(text) > 700:
            x, y = 130, y + ROW
        label = words(x, y, text, fill=BLUE, text_decoration="underline")
        marks.append(tag("a", label, href=file, target="_blank", aria_label=f"notebook {text}, in a new tab"))
        x += LETTER * len(text) + 18
    return marks


def same_letter(query):
    """Return the terms that begin as the query does, for somebody who has found nothing."""
    return tuple(row for row in terms() if query.strip() and row.name[0].lower() == folded(query.strip())[:1])


def others(rows, head="More:"):
    """Return the other terms as buttons; a click types the term into the search."""
    further = f" (and {len(rows) - ROOM} further ones)" * (len(rows) > ROOM)
    marks = [words(16, 427, head + further if rows else "", size=14, fill=GREY)]
    for place, row in enumerate(rows[:ROOM]):
        x, y = 16 + 230 * (place % 3), 436 + 26 * (place // 3)
        box = tag("rect", x=x, y=y, width=222, height=22, rx=5, fill=LIT, stroke=PALE)
        label = words(x + 8, y + 16, shortened(row.name, 29), size=14)
        marks.append(group(box, label, sets=f"query={row.name}", label=f"open {row.name}"))
    return marks


def lines(text, width):
    """Return a text in lines of about this width."""
    return textwrap.wrap(text, int(width / LETTER)) or [""]


def twin(found):
    """Return what the picture says in words: the opened term, and how many others there are."""
    if not found.rows:
        return found.sentence
    row, *rest = found.rows
    name = row.name.capitalize() if row.name.islower() else row.name
    said = [f"{name}: {row.definition}"]
    said += [f"{title.capitalize()}: {fact(row)}." for title, fact in FACTS.items() if fact(row) not in (SAME, "none")]
    if row.picture:
        said.append(f"The picture shows {MINIS[row.picture][0]}.")
    if row.met:
        said.append(f"Met in {', '.join(f'{number} {places()[number][1]}' for number in row.met)}.")
    return " ".join([*said, found.sentence, *[f"{len(rest)} more are listed below."] * bool(rest)])
