"""The tools of book ch. 32 and 39 on a time line, and the five steps of ch. 34 in three languages."""

from helpers.lessons.tensorflow.five_steps import FILES, STEPS, listing
from helpers.lessons.tensorflow.toolbox import kinds, of_kind, tools
from helpers.network import checks
from helpers.pens.numerals import capital
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, PALE
from helpers.pens.parts import button
from helpers.pens.picture import card, group, rect, segment, tag, words

ROW = 30  # the least height of a row
CHIPS = 4  # kinds side by side
FIRST, BOOK, NOW = 1970, 2017, 2026  # years of the time line; the book is of 2017
LEFT, WIDTH = 160, 500
SAID = {
    "import what you need": "every language first fetches its library, and what loads the data",
    "settings, data and placeholders": "TensorFlow 1 makes empty places, fed later; today the data are simply there",
    "the network": "weights and bias weights at random, then three layers of ReLU and ten outputs",
    "what training and judging need": "the cost, the way downhill, and who counts the right answers",
    "run it": "only now TensorFlow 1 computes anything; batch after batch, and at the end the test",
}


def toolbox(tool):
    """Return the time line of all tools of one kind, with one of them told: what it is for, what became of it.

    A click on a bar chooses that tool, a click on a kind the first tool of that kind. Book ch. 32.

    >>> toolbox("Kaggle")
    Kaggle, data source, since 2010: data sets and competitions. Bought by Google in 2017.
    """
    chosen = checks.known("tool", tool, tools())
    marks = [chip(place, kind, kind == chosen.kind) for place, kind in enumerate(kinds())]
    # The paper keeps its size whatever is chosen, so that the page does not jump; few tools have high rows.
    same, room = of_kind(chosen.kind), ROW * max(len(of_kind(kind)) for kind in kinds())
    top = 44 + 34 * -(-len(kinds()) // CHIPS)
    row, bottom = room / len(same), top + room
    for year in range(FIRST, NOW, 10):
        marks += [segment(at(year), top, at(year), bottom, PALE),
                  words(at(year), bottom + 18, year, anchor="middle", size=14, fill=GREY)]  # fmt: skip
    marks += [bar(top + row * place + (row - ROW) / 2, one, one is chosen) for place, one in enumerate(same)]
    marks += [segment(at(BOOK), top - 6, at(BOOK), bottom, BLACK, dash="4 3"),
              words(at(BOOK), top - 10, "the book", anchor="middle", size=14)]  # fmt: skip
    became = capital(chosen.became)
    return card(700, bottom + 34, marks, f"{chosen.name}, {chosen.kind}, {years(chosen)}: {chosen.purpose}. {became}.")


def chip(place, kind, lit):
    """Return one kind of tools as a button."""
    x, y = 20 + 166 * (place % CHIPS), 14 + 34 * (place // CHIPS)
    return button(x, y, 160, 28, kind, lit, f"tool={of_kind(kind)[0].name}", f"kind: {kind}")


def bar(y, tool, lit):
    """Return one tool's years as a bar: closed at its end, or with an arrow when it is still there."""
    start, end = at(tool.since), at(tool.until or NOW)
    width = max(end - start, 6)
    return group(
        rect(8, y + 1, 684, 28, fill=LIT, fill_opacity=int(lit)),
        words(LEFT - 8, y + 20, tool.name, anchor="end", size=14, bold=lit),
        rect(start, y + 8, width, 14, fill=BLUE if lit else GREY),
        tag("path", d=f"M{start + width:.1f} {y + 5}v20", stroke=BLACK, stroke_width=3) if tool.until else
        tag("path", d=f"M{start + width:.1f} {y + 6}l10 9l-10 9z", fill=BLUE if lit else GREY),
        sets=f"tool={tool.name}", label=f"tool: {tool.name}",
    )  # fmt: skip


def years(tool):
    """Return the years of a tool in words.

    >>> years(tools()["Theano"]), years(tools()["NumPy"])
    ('2009 to 2017', 'since 2006')
    """
    return f"since {tool.since}" if not tool.until else " to ".join(dict.fromkeys((str(tool.since), str(tool.until))))


def at(year):
    """Return the place of a year on the time line."""
    return LEFT + WIDTH * (year - FIRST) / (NOW - FIRST)


def five_steps(step):
    """Return one of the five steps of book ch. 34 as three pieces of code that run: TensorFlow 1, our NumPy, Keras 3.

    >>> five_steps(1)
    Step 1, import what you need: every language first fetches its library, and what loads the data. Lines of code, \
TensorFlow 1 style: 3, our NumPy: 2, Keras 3: 2.
    """
    number = checks.whole_number("step", step, at_most=len(STEPS))
    title, marks, counts, y = STEPS[number - 1], [], [], 66
    room = 19 * max(lines_of(step) for step in range(1, len(STEPS) + 1))  # the paper keeps its size,
    row_height = min(room / lines_of(number), 30)  # so short steps have high rows
    for place, name in enumerate(STEPS, 1):
        x, lit = 54 * place - 34, place == number
        marks.append(button(x, 12, 46, 30, place, lit, f"step={place}", f"step {place}: {name}", size=15, down=6))
    marks.append(words(300, 33, title, bold=True))
    for name in FILES:
        code = listing(name)[number - 1]
        counts.append(f"{name}: {len(code)}")
        height = row_height * len(code) + 12
        marks += [words(20, y, name, size=14, bold=True), rect(16, y + 7, 668, height, rx=5, fill=LIT, stroke=PALE)]
        marks += [words(24, y + 17.5 + row_height * (row + 0.5), line, size=14, font_family="monospace",
                        style="white-space:pre")
                  for row, line in enumerate(code)]  # fmt: skip
        y += height + 34
    text = f"Step {number}, {title}: {SAID[title]}. Lines of code, {', '.join(counts)}."
    return card(700, 66 + room + 46 * len(FILES) - 14, marks, text)


def lines_of(number):
    """Return how many lines of code a step has in all three listings together."""
    return sum(len(listing(name)[number - 1]) for name in FILES)
