"""Pictures of notebook 08: men and chickens, the votes of their pixels, and disguises (book ch. 24, 25)."""

import numpy as np

from helpers.datasets.characters import CLASSES, SIDE
from helpers.lessons.man_vs_chicken.votes import votes
from helpers.network.network import forward
from helpers.pens.numerals import capital, counted, plain
from helpers.pens.palette import BLACK, ORANGE_INK, PALE, VERMILLION, WHITE
from helpers.pens.parts import share_bar
from helpers.pens.picture import card, rect, tag, words
from helpers.pens.pixels import pixels, tiled
from helpers.study.judging import classes


def square(values):
    """Return 64 numbers as 8 rows of 8."""
    return np.asarray(values, float).reshape(SIDE, SIDE)


def cells(x, y, size, lit=()):
    """Return the thin lines between the pixels of a drawing, and a frame around each lit one (counted from 0)."""
    step = size / SIDE
    lines = "".join(f"M{x + k * step:.1f} {y}v{size}M{x} {y + k * step:.1f}h{size}" for k in range(1, SIDE))
    marks = [tag("path", d=lines, stroke=PALE, fill="none")]
    for place in lit:
        row, column = divmod(int(place), SIDE)
        marks.append(
            rect(x + column * step, y + row * step, step, step, fill="none", stroke=VERMILLION, stroke_width=3)
        )
    return "".join(marks)


def drawing(values, x, y, size, lit=()):
    """Return a drawing of 64 pixels of ink with its lines."""
    return pixels(square(values), x, y, size) + cells(x, y, size, lit)


def spot(place):
    """Return where a pixel is, in words: spot(8) is 'row 2, column 1'."""
    row, column = divmod(int(place), SIDE)
    return f"row {row + 1}, column {column + 1}"


def character(picture, lit=(0, 1)):
    """Return a drawing beside its 64 numbers, row after row; lit are the pixels that are framed (book ch. 24 and 25).

    >>> from helpers import load_characters
    >>> character(load_characters().chicken)  # doctest: +NORMALIZE_WHITESPACE
    Row after row the 64 pixels become a1 = 0.15, a2 = 0.35, a3 = 0.75, a4 = 0.75, … to a64 = 0.00. 0 is white, 1 is
    black; all ink together is 27.40.
    """
    values = np.asarray(picture, float).ravel()
    marks = [words(20, 26, "picture, 8 × 8 pixels", size=14), words(330, 26, "input vector: row after row", size=14),
             drawing(values, 20, 40, 288, lit)]  # fmt: skip
    for place, value in enumerate(values):
        row, column = divmod(place, SIDE)
        bold = place in lit
        marks.append(words(352 + 47 * column, 63 + 36 * row, plain(value, 2), anchor="middle", size=14, bold=bold,
                           fill=ORANGE_INK if bold else BLACK))  # fmt: skip
    first = ", ".join(f"a{place + 1} = {plain(value, 2)}" for place, value in enumerate(values[:4]))
    text = (
        f"Row after row the {len(values)} pixels become {first}, … to a{len(values)} = {plain(values[-1], 2)}. "
        f"0 is white, 1 is black; all ink together is {plain(values.sum(), 2)}."
    )
    return card(714, 342, marks, text)


def gallery(part, count=32):
    """Return the first examples of each class of a part of the data.

    >>> from helpers import load_characters
    >>> gallery(load_characters().training)
    The first 32 men and 32 chickens of 1,200 examples; 600 are men, 600 chickens.
    """
    kinds = classes(part.targets)
    marks = []
    for kind, (name, x) in enumerate((("men", 20), ("chickens", 364))):
        tiles = part.inputs[kinds == kind][:count].reshape(-1, SIDE, SIDE)
        marks += [words(x, 26, name, size=14, bold=True), pixels(tiled(tiles, 8), x, 38, 326) if len(tiles) else ""]
    men, chickens = np.bincount(kinds, minlength=2)
    shown = [min(count, number) for number in (men, chickens)]
    text = (
        f"The first {shown[0]} men and {shown[1]} chickens of {len(kinds):,} examples; {men:,} are men, "
        f"{chickens:,} chickens."
    )
    rows = -(-max(shown) // 8)
    return card(710, 60 + round(326 * (9 * rows - 1) / 71), marks, text)


def bars(outputs, x, y, targets=None):
    """Return the outputs as bars from 0 to 1 with their names and, if known, what was wanted."""
    marks = []
    for place, (name, value) in enumerate(zip(CLASSES, outputs, strict=True)):
        top = y + 52 * place
        wanted = "" if targets is None else f"  wanted {plain(targets[place], 0)}"
        marks += [words(x, top, f"c{place + 1} {name} {plain(value, 3)}{wanted}", size=14, bold=value == max(outputs)),
                  share_bar(x, top + 8, 180, 14, min(value, 1), least=1)]  # fmt: skip
    return "".join(marks)


def said(network, inputs):
    """Return the answer of the network to one example in words, for example 'chicken (0.93 against 0.05)'."""
    outputs = forward(network, inputs).output[0]
    winner = int(outputs.argmax())
    return f"{CLASSES[winner]} ({plain(outputs[winner], 2)} against {plain(outputs[1 - winner], 2)})"


def judged(network, inputs):
    """Return a drawing, the network's answer, and which pixels spoke for chicken (blue) and which for man (orange).

    A pixel's vote is its ink times the slope that leads from it to the difference of the two net inputs of layer c.

    >>> from helpers import create, load_characters
    >>> judged(create(64, 64, 2, seed=1), load_characters().man).text[:25]
    'The network says chicken '
    """
    outputs, spoken = forward(network, inputs).output[0], votes(network, inputs)
    scale, inked = float(abs(spoken).max()), int((np.asarray(inputs) > 0).sum())
    marks = [words(20, 26, "what it sees", size=14), drawing(inputs[0], 20, 38, 216),
             words(262, 26, "votes: chicken blue, man orange", size=14),
             pixels(square(spoken), 262, 38, 216, scale) + cells(262, 38, 216),
             *vote_signs(spoken, scale, 262, 38, 216), bars(outputs, 506, 64)]  # fmt: skip
    text = f"The network says {said(network, inputs)}. "
    if not inked:
        return card(714, 276, marks, f"{text}Without ink no pixel has a vote: this is its answer to white paper.")
    if not scale > 0:
        return card(714, 276, marks, text + "No pixel has a vote.")
    loudest = [f"for {name} {spot(int(side.argmax()))} ({plain(side.max(), 2)})"
               for name, side in zip(CLASSES, (-spoken, spoken), strict=True) if side.max() > 0]  # fmt: skip
    return card(714, 276, marks, f"{text}The loudest vote is {' and '.join(loudest)}.")


DARK_BLUE = 0.92  # from this share of the blue on, white is easier to read on it than black; orange wants black


def vote_signs(spoken, scale, x, y, size):
    """Yield a sign on every pixel with a strong vote, so that colour does not speak alone: + chicken, − man."""
    step = size / SIDE
    font = min(18, step)
    for place, vote in enumerate(spoken):
        row, column = divmod(place, SIDE)
        if abs(vote) > 0.25 * scale > 0:
            left, top = x + (column + 0.5) * step, y + (row + 0.5) * step + font / 3
            fill = WHITE if vote > DARK_BLUE * scale else "#000000"
            yield words(left, top, "+" if vote > 0 else "−", anchor="middle", size=font, bold=True, fill=fill)


def disguised(network, way, step):
    """Return how a picture changes its class: the start, and the picture after some changed pixels, framed.

    way is what disguise() returns, or a list of pictures of 64 numbers.

    >>> from helpers import create, load_characters
    >>> disguised(create(64, 64, 2, seed=1), load_characters().man, 0).text[:55]
    'No pixel changed: the network says chicken (0.43 agains'
    """
    way = np.asarray(way, float)
    step = min(step, len(way) - 1)
    lit = np.flatnonzero(way[step] != way[0])
    marks = [words(20, 26, "at first", size=14), drawing(way[0], 20, 38, 216),
             words(262, 26, f"{counted(len(lit), 'pixel')} changed", size=14), drawing(way[step], 262, 38, 216, lit),
             bars(forward(network, way[step : step + 1]).output[0], 506, 64)]  # fmt: skip
    changed = " and ".join(f"{spot(place)} made {'black' if way[step][place] else 'white'}" for place in lit[:3])
    more = f" and {len(lit) - 3} more" * (len(lit) > 3)
    what = f"{changed}{more}" if len(lit) else "No pixel changed"
    return card(714, 276, marks, f"{capital(what)}: the network says {said(network, way[step : step + 1])}.")
