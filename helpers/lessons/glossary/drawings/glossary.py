"""The glossary as a picture: one term opened, with its mini picture and its notebooks, and the others as a list."""

import textwrap
from functools import cache

from helpers.lessons.glossary.drawings.mini import HEIGHT, WIDTH, paper
from helpers.lessons.glossary.drawings.mini_curves import CURVES
from helpers.lessons.glossary.drawings.mini_shapes import SHAPES
from helpers.pens.numerals import shortened, text_width
from helpers.pens.palette import BLUE, GREY, LIT, PALE, WHITE
from helpers.pens.picture import card, group, rect, segment, tag, words
from helpers.reference.terms import find, folded, places, terms

MINIS = {**CURVES, **SHAPES}  # name: what it shows in words, and the function that draws it
ROW = 22
ROOM = 12  # terms in the list
OPENS = " > "  # what stands between the words searched for and the term that is opened
SAME, NOTHING = "the same word", "–"
FACTS = {
    "elsewhere": lambda row: ", ".join(row.also) or SAME,
    "in the book": lambda row: {"": SAME, "-": "not there"}.get(row.book, row.book),
    "symbol": lambda row: row.symbol or NOTHING,
    "in the code": lambda row: row.code or "no name of its own",
}


def glossary(query=""):
    """Return what a search finds: one term opened, and all of them as a list to choose from.

    The best match is open; “net > logit” opens another one of the terms for “net”, and a click on the list types that.

    >>> glossary("synapse").text[:93]
    'Edge: Leads from a node to a node of the next layer and has one weight; what travels along it'
    >>> glossary("net > logit").text[:34]
    'Logit: The net input of an output '
    """
    typed, _, chosen = str(query).partition(OPENS)
    found = find(typed)
    rows, head = found.rows, "Matches:"
    if not rows:
        rows, head = same_letter(typed), "These begin with the same letter:" * bool(same_letter(typed))
    opened = next((row for row in rows if row.name == chosen), found.rows[0] if found.rows else None)
    sentence = words(16, 30, found.sentence, size=13, fill=GREY)
    marks = [sentence, *entry(opened), *listed(rows, opened, typed, head)]
    return card(714, 552, marks, twin(opened, found))


def entry(opened):
    """Return the marks of the opened term, if there is one."""
    if not opened:
        return []
    row = opened
    marks = [words(16, 64, row.name, size=22, bold=True), paper(mini(row), 16, 82, zoom=1.25),
             segment(16, 404, 698, 404, PALE)]  # fmt: skip
    for place, line in enumerate(lines(row.definition, 420)):
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
        if x + text_width(text) > 700:
            x, y = 130, y + ROW
        label = words(x, y, text, fill=BLUE, text_decoration="underline")
        marks.append(tag("a", label, href=file, target="_blank", aria_label=f"notebook {text}, in a new tab"))
        x += text_width(text) + 18
    return marks


def same_letter(typed):
    """Return the terms that begin as the typed text does, for somebody who has found nothing."""
    return tuple(row for row in terms() if typed.strip() and row.name[0].lower() == folded(typed.strip())[:1])


def listed(rows, opened, typed, head):
    """Return the terms as buttons, the opened one framed; the list stays while one after the other is opened."""
    further = f" (and {len(rows) - ROOM} more)" * (len(rows) > ROOM)
    marks = [words(16, 427, head.replace(":", f"{further}:"), size=14, fill=GREY)]
    for place, row in enumerate(rows[:ROOM]):
        x, y, lit = 16 + 230 * (place % 3), 436 + 26 * (place // 3), row is opened
        box = rect(x, y, 222, 22, rx=5, fill=WHITE if lit else LIT, stroke=BLUE, stroke_width=2 if lit else 0.5)
        label = words(x + 8, y + 16, shortened(row.name, 29), size=14, bold=lit)
        search = shortened(typed, 60).replace("=", " ")  # "=" parts a control's name from its value
        marks.append(group(box, label, sets=f"query={search}{OPENS}{row.name}", label=f"open {row.name}"))
    return marks


def lines(text, width):
    """Return a text in lines of about this width."""
    return textwrap.wrap(text, int(width / text_width("n")), break_on_hyphens=False) or [""]


def twin(row, found):
    """Return what the picture says in words: the opened term, and what the search has found."""
    if row is None:
        return found.sentence
    name = row.name.capitalize() if row.name.islower() else row.name
    said = [f"{name}: {row.definition}"]
    said += [f"{title.capitalize()}: {fact(row)}." for title, fact in FACTS.items() if fact(row) not in (SAME, NOTHING)]
    if row.picture:
        said.append(f"The picture shows {MINIS[row.picture][0]}.")
    if row.met:
        said.append(f"Met in {', '.join(f'{number} {places()[number][1]}' for number in row.met)}.")
    return " ".join([*said, found.sentence])
