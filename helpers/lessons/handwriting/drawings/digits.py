"""Pictures of handwritten digits and of what a network reads in them (book ch. 35)."""

import numpy as np

from helpers.datasets.mnist import DIGITS, SIDE
from helpers.lessons.handwriting.digits import BOX, MIDDLE, checked_drawing, ink_box, prepare, probabilities
from helpers.network import checks
from helpers.pens.numerals import capital, counted, percent, plain, size_of
from helpers.pens.palette import BLACK, BLUE, GREY, MINT, ORANGE_INK, PALE, PEACH, VERMILLION, WHITE
from helpers.pens.parts import boxed
from helpers.pens.picture import card, group, rect, segment, tag, words
from helpers.pens.pixels import pixels, tiled
from helpers.study.judging import classes

FRAMED = {"fill": "none", "stroke": VERMILLION, "stroke_width": 3}
DASHED = {"fill": "none", "stroke": BLUE, "stroke_width": 1.5, "stroke_dasharray": "5 4"}


def in_steps(values, steps=16):
    """Return numbers rounded to so many steps from 0 to 1: the eye sees no finer, and the picture takes less room."""
    return np.rint(values * steps) / steps


# ---- A drawing becomes a digit


def prepared(network, drawing, crop=True, scale=True, centre=True):
    """Return a drawing on its way to 28 × 28 pixels, step by step, and the ten probabilities of the network for it.

    `network` has 784 inputs and 10 outputs; `drawing` and the switches are those of prepare().

    >>> from helpers import create
    >>> prepared(create(784, 10, activations="softmax", seed=1), np.eye(28)[4:20]).text
    'Cropped to 16 × 16, scaled to 20 × 20, centred: the network says 9 (12.3 %), then 3 (12.2 %).'
    """
    done = prepare(drawing, crop, scale, centre)
    marks = steps_shown(done, crop, scale, centre)
    if done.empty:
        marks += [ten_bars(np.zeros(DIGITS), 244), words(30, 244, "ten probabilities: nothing to read yet", bold=True)]
        return card(714, 432, marks, "The pad is empty: there is nothing to read. Draw a digit from 0 to 9.")
    shares = probabilities(network, done.inputs)[0]
    first, second = np.argsort(-shares, kind="stable")[:2]
    how = (
        f"{f'cropped to {size_of(done.crop)}' if crop else 'not cropped'}, "
        f"{f'scaled to {size_of(done.scale)}' if scale else 'not scaled'}, {'' if centre else 'not '}centred"
    )
    if np.isfinite(shares).all():
        answer = f"the network says {first} ({percent(shares[first])})"
        then = f", then {second} ({percent(shares[second])})"
    else:
        answer, then = "the network's answer is no number", ""
    marks += [ten_bars(shares, 244), words(30, 244, f"ten probabilities: {answer}", bold=True)]
    return card(714, 432, marks, f"{capital(how)}: {answer}{then}.")


def steps_shown(done, crop, scale, centre):
    """Return the four pictures side by side, all of them in the same scale, with what frames and centres them."""
    side, top = 152, 60
    unit = side / SIDE
    drawn = side / max(done.drawing.shape)
    units = (drawn, drawn, unit if scale else drawn, unit)
    titles = ("your drawing", "1 crop", "2 scale", "3 centre")
    wanted = (None, crop, scale, centre)
    marks = []
    for place, picture in enumerate(done):
        x = 20 + 174 * place
        rows, columns = picture.shape
        wide, high = columns * units[place], rows * units[place]
        left, upper = x + (side - wide) / 2, top + (side - high) / 2
        said = size_of(picture) if wanted[place] in (None, True) else "switched off"
        marks += [words(x, 26, titles[place], bold=True), words(x, 46, said, size=14),
                  rect(x, top, side, side, fill="#f2f2f2"), pixels(picture, left, upper, wide)]  # fmt: skip
        if place == 0 and crop and not done.empty:
            y0, y1, x0, x1 = ink_box(picture)
            box = {"x": left + x0 * drawn, "y": upper + y0 * drawn}
            marks.append(tag("rect", **box, width=(x1 - x0) * drawn, height=(y1 - y0) * drawn, **FRAMED))
        if place == 2 and scale:
            edge = (side - BOX * unit) / 2
            marks.append(rect(x + edge, top + edge, BOX * unit, BOX * unit, **DASHED))
        if place == 3 and centre:
            middle = (MIDDLE + 0.5) * unit
            cross = f"M{x + middle:.1f} {top}v{side}M{x} {top + middle:.1f}h{side}"
            marks.append(tag("path", d=cross, **DASHED))
    return marks


def ten_bars(shares, top):
    """Return ten bars from 0 to 1 with the digits below them and their percentages above; the largest one is dark."""
    base, marks = top + 152, []
    for digit, share in enumerate(shares):
        x, high = 30 + 66 * digit, 110 * float(np.nan_to_num(share))
        won = share == shares.max() > 0
        marks += [
            rect(x, base - high, 52, max(high, 1), fill=BLUE if won else GREY),
            words(x + 26, base - high - 6, percent(share) if shares.any() else "", anchor="middle", size=14, bold=won),
            words(x + 26, base + 20, digit, anchor="middle", size=17, bold=won),
        ]
    return "".join(marks)


# ---- The data


def digit_gallery(part, count=18, name=""):
    """Return the first `count` pictures of each digit of a part of MNIST; `name` says which data they are from.

    >>> from helpers import load_mnist
    >>> digit_gallery(load_mnist().test, name="subset").text[:40]
    'The first 18 pictures of each digit, fro'
    """
    count, kinds = checks.whole_number("count", count, at_most=30), classes(part.targets)
    tiles = np.full((DIGITS, count, SIDE, SIDE), np.nan)
    for digit in range(DIGITS):
        found = part.inputs[kinds == digit][:count]
        tiles[digit, : len(found)] = found.reshape(-1, SIDE, SIDE)
    sheet = tiled(tiles.reshape(-1, SIDE, SIDE), count)
    wide = 644
    pitch = wide / sheet.shape[1] * (SIDE + 1)
    title = f"{len(kinds):,} pictures" + f" of the {name}" * bool(name)
    marks = [words(50, 26, title, size=14, bold=True), pixels(in_steps(sheet), 50, 38, wide)]
    marks += [words(30, 38 + pitch * (digit + 0.5) + 5, digit, anchor="middle", bold=True) for digit in range(DIGITS)]
    numbers = np.bincount(kinds, minlength=DIGITS).tolist()
    shown = "picture" if count == 1 else f"{count} pictures"
    text = f"The first {shown} of each digit, from {title}; each digit comes {between(numbers)}."
    return card(714, round(50 + pitch * DIGITS), marks, text)


def between(numbers):
    """Return the smallest and the largest of some counts in words."""
    low, high = min(numbers), max(numbers)
    return counted(low, "time") if low == high else f"{low:,} to {high:,} times"


def digit_numbers(picture, pixel=407):
    """Return a picture of 28 × 28 pixels and where one of them sits in the row of 784 numbers; pixels count from 1.

    pixel = (row − 1) · 28 + column

    >>> digit_numbers(np.eye(28), pixel=30)
    Row 2, column 2 of the picture is (2 − 1) · 28 + 2 = 30: a30 = 1.00. Row after row, 784 numbers go into the network.
    """
    values = digit_of(picture)
    pixel = checks.whole_number("pixel", pixel, at_most=values.size)
    row, column = divmod(pixel - 1, SIDE)
    unit, x, top = 12, 20, 40
    side = unit * SIDE
    marks = [words(x, 26, "28 rows of 28 pixels", size=14), pixels(values, x, top, side),
             rect(x, top + unit * row, side, unit, **DASHED),
             rect(x + unit * column, top + unit * row, unit, unit, **FRAMED),
             words(396, 26, "the numbers around it", size=14),
             words(396, 330, f"row {row + 1}, column {column + 1}:", bold=True),
             words(396, 354, f"({row + 1} − 1) · 28 + {column + 1} = {pixel}", bold=True)]  # fmt: skip
    flat = values.ravel()
    first = min(max(pixel - 4, 1), values.size - 8)
    for place, number in enumerate(range(first, first + 9)):
        y, mine = 58 + 28 * place, number == pixel
        shade = "#{0:02x}{0:02x}{0:02x}".format(round(255 * (1 - flat[number - 1])))
        box = {"x": 396, "y": y - 16, "width": 22, "height": 22}
        marks += [tag("rect", **box, **{**FRAMED, "fill": shade} if mine else {"fill": shade, "stroke": GREY}),
                  words(430, y, f"a{number} = {plain(flat[number - 1], 2)}", size=14, bold=mine,
                        fill=ORANGE_INK if mine else BLACK)]  # fmt: skip
    marks += strip(flat, pixel, row)
    text = (
        f"Row {row + 1}, column {column + 1} of the picture is ({row + 1} − 1) · 28 + {column + 1} = {pixel}: "
        f"a{pixel} = {plain(flat[pixel - 1], 2)}. Row after row, 784 numbers go into the network."
    )
    return card(714, 480, marks, text)


def strip(flat, pixel, row):
    """Return all 784 numbers as one long row, with the pixel and its row marked."""
    x, top, wide, high = 20, 416, 674, 30
    step = wide / flat.size
    here = x + (pixel - 0.5) * step
    return [words(x, 404, "all 784, row after row", size=14),
            pixels(np.tile(flat, (round(high / step), 1)), x, top, wide),
            rect(x + SIDE * row * step, top - 4, SIDE * step, high + 8, **DASHED),
            segment(here, top - 6, here, top + high + 6, VERMILLION, 3), words(x, 470, "a1", size=14),
            words(x + wide, 470, "a784", size=14, anchor="end")]  # fmt: skip


def digit_of(picture):
    """Return a picture as 28 × 28 pixels, or say that it has another size."""
    values = checked_drawing(picture)
    if values.shape != (SIDE, SIDE):
        raise ValueError(
            f"this picture has {size_of(values)} pixels, but must have 28 × 28: write prepare(picture).centre"
        )
    return values


# ---- Right and wrong answers

# The cells of the confusion table: "4 as 9" are the fours that were taken for nines.
CELLS = {f"{digit} as {said}": (digit, said) for digit in range(DIGITS) for said in range(DIGITS)}


def judged_digits(network, part):
    """Return for each picture of a part its digit, the answer, and the probability of the answer."""
    shares = probabilities(network, part.inputs)
    targets = checks.example_rows("targets", part.targets, DIGITS, f"{network.shape_name} network")
    said = shares.argmax(axis=1)
    return classes(checks.same_length(shares, targets)), said, shares[np.arange(len(said)), said]


def confusion_ten(network, part, cell="4 as 9", most=20):
    """Return the confusion table of ten digits and the pictures of one of its cells; a click on a cell chooses it.

    `cell` is a name in CELLS: "4 as 9" are the fours that were taken for nines.

    >>> from helpers import create, load_mnist
    >>> confusion_ten(create(784, 10, activations="softmax", seed=1), load_mnist().test).text[:44]
    'Of 500 pictures 12.8 % are read right. 4 as '
    """
    chosen = checks.known("cell", cell, CELLS)
    digits, said, _ = judged_digits(network, part)
    table = np.zeros((DIGITS, DIGITS), dtype=int)
    np.add.at(table, (digits, said), 1)
    shown = part.inputs[(digits == chosen[0]) & (said == chosen[1])]
    title = f"{cell}: {counted(len(shown), 'picture')}" + ", the first:" * (len(shown) > most)
    marks = [words(62, 26, "taken for", size=14, bold=True), words(14, 56, "digit", size=14, bold=True),
             tag("g", *table_rows(table.tolist(), chosen), role="table",
                 aria_label="confusion table: digits and answers"),
             words(440, 26, title, size=14, bold=True)]  # fmt: skip
    if len(shown):
        tiles = np.full((-(-min(len(shown), most) // 4) * 4, SIDE, SIDE), np.nan)
        tiles[: len(shown[:most])] = shown[:most].reshape(-1, SIDE, SIDE)
        marks.append(pixels(in_steps(tiled(tiles, 4)), 440, 40, 256))
    else:
        marks.append(words(440, 56, "no picture: the cell says 0", size=14))
    wrong = table * (1 - np.eye(DIGITS, dtype=int))
    digit, answer = divmod(int(wrong.argmax()), DIGITS)
    right = percent(np.trace(table) / len(digits))
    text = f"Of {counted(len(digits), 'picture')} {right} are read right. {cell}: {len(shown):,}. "
    if wrong.any():
        text += f"The most frequent mistake is {digit} as {answer}: {counted(int(wrong.max()), 'time')}."
    else:
        text += "There is no mistake."
    return card(714, 442, marks, text)


def table_rows(table, chosen):
    """Yield the rows of the confusion table; cells that count something can be clicked."""
    left, top, side = 54, 66, 37
    heads = [words(left + side * (place + 0.5), 56, place, anchor="middle", bold=True, role="columnheader")
             for place in range(DIGITS)]  # fmt: skip
    yield tag("g", *heads, role="row")
    for digit in range(DIGITS):
        y = top + side * digit
        cells = [words(36, y + 24, digit, anchor="middle", bold=True, role="rowheader")]
        for said, count in enumerate(table[digit]):
            x = left + side * said
            lit = (digit, said) == chosen
            fill = MINT if count and digit == said else PEACH if count else WHITE
            marks = [boxed(x + 1.5, y + 1.5, side - 3, side - 3, count, down=5.5, size=14, bold=lit,
                           ink=BLACK if count else GREY, fill=fill, stroke=BLUE if lit else PALE,
                           stroke_width=3 if lit else 1)]  # fmt: skip
            label = f"{counted(count, 'picture')} of {digit} taken for {said}"
            if count:
                marks = [group(*marks, sets=f"cell={digit} as {said}", label=label)]
            cells.append(tag("g", *marks, role="cell"))
        yield tag("g", *cells, role="row")


def most_certain_mistakes(network, part, count=12):
    """Return the wrong answers that the network was surest of, the surest first, with their probabilities.

    >>> from helpers import create, load_mnist
    >>> most_certain_mistakes(create(784, 10, activations="softmax", seed=1), load_mnist().test).text[:44]
    '436 of 500 pictures are read wrongly. The mo'
    """
    count = checks.whole_number("count", count, at_most=24)
    digits, said, shares = judged_digits(network, part)
    wrong = np.flatnonzero(digits != said)
    order = wrong[np.argsort(-shares[wrong], kind="stable")]
    start = f"{len(wrong):,} of {counted(len(digits), 'picture')} {'is' if len(wrong) == 1 else 'are'} read wrongly"
    marks = [words(20, 26, start + ", the most certain first:" * bool(len(wrong)), size=14, bold=True)]
    for place, number in enumerate(order[:count]):
        row, column = divmod(place, 6)
        x, y = 20 + 115 * column, 42 + 152 * row
        marks += [pixels(part.inputs[number].reshape(SIDE, SIDE), x, y, 100),
                  words(x, y + 118, f"is {digits[number]}, says {said[number]}", size=14),
                  words(x, y + 137, f"with {percent(shares[number])}", size=14)]  # fmt: skip
    surest = order[:1].tolist()
    told = [f"The most certain mistake: a {digits[one]} is taken for {said[one]} with {percent(shares[one])}; the "
            f"first {min(count, len(wrong))} are shown." for one in surest]  # fmt: skip
    return card(714, 50 + 152 * -(-min(len(wrong), count) // 6), marks, " ".join([f"{start}.", *told]))
