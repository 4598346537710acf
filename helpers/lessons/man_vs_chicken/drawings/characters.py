"""Pictures of notebook 08: men and chickens, the votes of their pixels, and disguises (book ch. 24, 25)."""

import numpy as np

from helpers.datasets.characters import CLASSES, SIDE
from helpers.lessons.man_vs_chicken.votes import ink_slopes, lead, promises, votes
from helpers.network.network import forward
from helpers.pens.numerals import capital, counted, plain, signed
from helpers.pens.palette import BLACK, BLUE, ORANGE_INK, PALE, VERMILLION, WHITE
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


TOLD = (0, 1), (28, 29), (63,)  # the pixels that the sentence names: first, middle (other in each clear picture), last


def character(picture, lit=(0, 1)):
    """Return a drawing beside its 64 numbers, row after row; lit are the pixels that are framed (book ch. 24 and 25).

    >>> from helpers import load_characters
    >>> character(load_characters().chicken)  # doctest: +NORMALIZE_WHITESPACE
    Row after row the 64 pixels become a1 = 0.15, a2 = 0.35, … a29 = 0.00, a30 = 0.00, … a64 = 0.00. 0 is white, 1 is
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
    told = (", ".join(f"a{place + 1} = {plain(values[place], 2)}" for place in places) for places in TOLD)
    text = (
        f"Row after row the {len(values)} pixels become {', … '.join(told)}. "
        f"0 is white, 1 is black; all ink together is {plain(values.sum(), 2)}."
    )
    return card(714, 342, marks, text)


def gallery(part, count=12):
    """Return the first examples of each class of a part of the data.

    >>> from helpers import load_characters
    >>> gallery(load_characters().training)
    The first 12 men and 12 chickens of 1,200 examples; 600 are men, 600 chickens.
    """
    kinds, columns = classes(part.targets), 4 if count <= 16 else 8
    marks = []
    for kind, (name, x) in enumerate((("men", 20), ("chickens", 364))):
        tiles = part.inputs[kinds == kind][:count].reshape(-1, SIDE, SIDE)
        marks += [
            words(x, 26, name, size=14, bold=True),
            pixels(tiled(tiles, columns), x, 38, 326) if len(tiles) else "",
        ]
    men, chickens = np.bincount(kinds, minlength=2)
    shown = [min(count, number) for number in (men, chickens)]
    text = (
        f"The first {shown[0]} men and {shown[1]} chickens of {len(kinds):,} examples; {men:,} are men, "
        f"{chickens:,} chickens."
    )
    rows = -(-max(shown) // columns)
    return card(710, 60 + round(326 * (9 * rows - 1) / (9 * columns - 1)), marks, text)


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


MAPS = ("votes", "what ink would do")


def judged(network, inputs, shown="votes"):
    """Return a drawing, the network's answer, and what its pixels do for chicken (blue) and for man (orange).

    Votes are ink times slope, and their sums stand beside them; "what ink would do" shows the slopes alone, of white
    pixels too: how the difference of the two net inputs of layer c grows with a little more ink.

    >>> from helpers import create, load_characters
    >>> judged(create(64, 64, 2, seed=1), load_characters().man).text[:25]
    'The network says chicken '
    """
    tell, marks_of_map = {"votes": (tell_votes, vote_map), "what ink would do": (tell_ink, ink_map)}[shown]
    outputs = forward(network, inputs).output[0]
    marks = [words(20, 26, "what it sees", size=14), drawing(inputs[0], 20, 38, 216), bars(outputs, 506, 64),
             *marks_of_map(network, inputs)]  # fmt: skip
    return card(714, 276, marks, f"The network says {said(network, inputs)}. {tell(network, inputs)}")


def vote_map(network, inputs):
    """Yield the votes as a picture, and their sums: for each class, what no pixel owns, and all together."""
    spoken = votes(network, inputs)
    yield from signed_map(spoken, "votes: chicken blue, man orange")
    for place, (name, value) in enumerate(totals(network, inputs, spoken)):
        ink = BLACK if place > 1 or value == 0 else BLUE if value > 0 else ORANGE_INK
        yield words(506, 172 + 25 * place, f"{name}: {signed(value, 1)}", size=14, fill=ink, bold=place == 3)


def totals(network, inputs, spoken):
    """Return what adds up to the difference of the two net inputs: the votes for each class, and the rest."""
    together = lead(network, inputs, 1)[0] if len(CLASSES) == network.sizes[-1] else np.nan
    chicken, man = spoken[spoken > 0].sum(), spoken[spoken < 0].sum()
    return (("for chicken", chicken), ("for man", man), ("no pixel's", together - chicken - man),
            ("together", together))  # fmt: skip


def ink_map(network, inputs):
    """Yield as a picture what a little more ink would do in each pixel."""
    yield from signed_map(ink_slopes(network, inputs), "what ink would do: chicken blue, man orange")


def signed_map(values, title):
    """Yield 64 numbers as a picture with its title: blue and + above 0, orange and − below."""
    scale = float(abs(values).max())
    yield words(262, 26, title, size=14)
    yield pixels(square(values), 262, 38, 216, scale) + cells(262, 38, 216)
    yield from vote_signs(values, scale, 262, 38, 216)


def tell_votes(network, inputs):
    """Return the loudest votes and their sums in words."""
    spoken = votes(network, inputs)
    if not (np.asarray(inputs) > 0).any():
        return "Without ink no pixel has a vote: this is its answer to white paper."
    if not abs(spoken).max() > 0:
        return "No pixel has a vote."
    loudest = [f"for {name} {spot(int(side.argmax()))} ({plain(side.max(), 2)})"
               for name, side in zip(CLASSES, (-spoken, spoken), strict=True) if side.max() > 0]  # fmt: skip
    chicken, man, rest, together = (signed(value, 1) for _, value in totals(network, inputs, spoken))
    return (
        f"The loudest vote is {' and '.join(loudest)}. All votes: {chicken} and {man}; with {rest} that no pixel owns "
        f"{together} together."
    )


def tell_ink(network, inputs):
    """Return in words which pixel, painted or erased, promises most for the answer that the network does not give."""
    other = int(1 - forward(network, inputs).output[0].argmax())
    gains, inks = promises(network, inputs, for_class=other, against=1 - other)
    most = int(gains.argmax())
    if not gains[most] > 0:
        return "By these slopes no pixel promises another answer."
    return (
        f"By slope and ink, most is to be won for {CLASSES[other]} at {spot(most)}, made "
        f"{'black' if inks[most] else 'white'}: about {plain(gains[most], 1)}."
    )


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
    """Return a picture after some changed pixels, which are framed, and what ink would do next.

    way is what disguise() returns, or a list of pictures of 64 numbers; its first row is the picture before.

    >>> from helpers import create, load_characters
    >>> disguised(create(64, 64, 2, seed=1), load_characters().man, 0).text[:55]
    'No pixel changed: the network says chicken (0.43 agains'
    """
    way = np.asarray(way, float)
    step = min(step, len(way) - 1)
    now, lit = way[step : step + 1], np.flatnonzero(way[step] != way[0])
    marks = [words(20, 26, f"{counted(len(lit), 'pixel')} changed", size=14), drawing(now[0], 20, 38, 216, lit),
             *ink_map(network, now), bars(forward(network, now).output[0], 506, 64)]  # fmt: skip
    changed = " and ".join(f"{spot(place)} made {'black' if now[0][place] else 'white'}" for place in lit[:3])
    more = f" and {len(lit) - 3} more" * (len(lit) > 3)
    what = f"{changed}{more}" if len(lit) else "No pixel changed"
    text = f"{capital(what)}: the network says {said(network, now)}. {tell_ink(network, now)}"
    return card(714, 276, marks, text)
