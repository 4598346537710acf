"""The paper and the pens of the mini pictures: 200 by 120, no numbers, readable at a glance."""

import numpy as np

from helpers.pens.axes import Axes
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, PALE, VERMILLION, WHITE
from helpers.pens.parts import arrow, boxed
from helpers.pens.picture import circle, rect, segment, tag, words

WIDTH, HEIGHT = 200, 120
SIDE = 16  # of a cell in a table of numbers
KINDS = {  # how an example of each class is drawn: never by colour alone
    "dot": lambda x, y: circle(x, y, 5, fill=BLUE),
    "square": lambda x, y: rect(x - 5, y - 5, 10, 10, fill=VERMILLION),
    "ring": lambda x, y: circle(x, y, 5, fill=WHITE, stroke=GREY, stroke_width=2),
}


def plot(x_range=(-4, 4), y_range=(-0.2, 1.2)):
    """Return axes without numbers that fill the paper."""
    return Axes(x_range, y_range, (12, 10, WIDTH - 24, HEIGHT - 20), numbered="")


def curves(*functions, x_range=(-4, 4), y_range=(-0.2, 1.2), more=lambda axes: ()):
    """Return curves of functions: the first blue, the second orange and dashed; `more` adds marks in their axes."""
    axes, styles = plot(x_range, y_range), ((BLUE, None), (VERMILLION, "6 4"), (GREY, "2 3"))
    x = np.linspace(*x_range, 81)
    drawn = [axes.curve(x, function(x), color=color, dash=dash)
             for function, (color, dash) in zip(functions, styles, strict=False)]  # fmt: skip
    middle = [axes.line((x_range[0], 0), (x_range[1], 0), color=GREY, width=1)] if y_range[0] < 0 < y_range[1] else []
    upright = [axes.line((0, y_range[0]), (0, y_range[1]), color=GREY, width=1)] if x_range[0] < 0 < x_range[1] else []
    return [axes.inside(*middle, *upright, *drawn, *more(axes))]


def label(x, y, text, **style):
    """Return a short word in the middle above a place of the paper."""
    return words(x, y, text, anchor="middle", **{"size": 13, **style})


def layers(*sizes, lit=None, silent=(), backwards=False, bias=False):
    """Return a small network; the layer `lit` is blue, `silent` nodes (layer, node) are crossed out."""
    left, gap = 34, (WIDTH - 68) / max(len(sizes) - 1, 1)
    spots = [[(left + gap * place, HEIGHT / 2 + 32 * (node - (size - 1) / 2)) for node in range(size)]
             for place, size in enumerate(sizes)]  # fmt: skip
    marks = [segment(x1, y1, x2, y2, GREY, 1.5)
             for place, (one, other) in enumerate(zip(spots[:-1], spots[1:], strict=True))
             for start, (x1, y1) in enumerate(one) for end, (x2, y2) in enumerate(other)
             if (place, start) not in silent and (place + 1, end) not in silent]  # fmt: skip
    if bias:
        marks += [segment(left, 14, x, y, VERMILLION, 2, dash="5 3") for x, y in spots[1]]
        marks.append(boxed(left - 11, 3, 22, 22, "1", size=13, bold=True, rx=4, fill=WHITE, stroke=BLACK))
    for place, layer in enumerate(spots):
        for node, (x, y) in enumerate(layer):
            off = (place, node) in silent
            marks.append(
                circle(x, y, 11, fill=BLUE if place == lit else WHITE, stroke=GREY if off else BLACK, stroke_width=1.5)
            )
            if off:
                marks.append(
                    tag("path", d=f"M{x - 7:.1f} {y - 7:.1f}l14 14m-14 0l14 -14", stroke=ORANGE_INK, stroke_width=2.5)
                )
    if backwards:
        marks.append(arrow(left + 2 * gap - 20, HEIGHT - 8, left + 20, HEIGHT - 8, ORANGE_INK, 2.5))
    return marks


def cells(values, x=None, y=None, side=SIDE, lit=()):
    """Return a table of numbers or of nothing: dark cells where the value is 1, words where it is a word."""
    values = [list(row) for row in values]
    x = (WIDTH - side * len(values[0])) / 2 if x is None else x
    y = (HEIGHT - side * len(values)) / 2 if y is None else y
    marks = []
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            box = {"x": x + side * column, "y": y + side * row, "width": side, "height": side, "stroke": GREY}
            number = isinstance(value, (int, float))
            shade = f"#{3 * f'{int(255 * (1 - value)):02x}'}" if number else LIT if (row, column) in lit else WHITE
            marks.append(tag("rect", **box, fill=shade))
            if not number and value:
                marks.append(label(x + side * (column + 0.5), y + side * (row + 0.5) + 5, value))
    return marks


def bars(values, names=(), baseline=96, lit=None):
    """Return bars for numbers from 0 to 1, the bar `lit` blue."""
    step = min(44, 170 / len(values))
    left, marks = (WIDTH - step * len(values)) / 2, []
    for place, value in enumerate(values):
        x = left + step * place
        marks.append(rect(x + step * 0.15, baseline - 80 * value, step * 0.7, max(80 * value, 1),
                          fill=BLUE if lit in (None, place) else GREY))  # fmt: skip
        if names:
            marks.append(label(x + step / 2, baseline + 16, names[place]))
    return [*marks, segment(left, baseline, left + step * len(values), baseline, BLACK)]


def points(**classes):
    """Return examples as marks: points(dot=[(x, y), …], square=[…]), in pixels."""
    return [KINDS[kind](x, y) for kind, spots in classes.items() for x, y in spots]


def box(x, y, width, height, text="", fill=WHITE, **style):
    """Return a box with a word in it."""
    return boxed(x, y, width, height, text, rx=5, fill=fill, stroke=BLACK, **{"size": 13, **style})


def line(x1, y1, x2, y2, color=BLACK, width=2, dash=None):
    """Return a straight line in pixels."""
    return segment(x1, y1, x2, y2, color, width, dash=dash)


def paper(marks, x=0, y=0, zoom=1):
    """Return marks on a mini paper at a place of a larger picture, enlarged by `zoom`."""
    sheet = rect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, rx=6, fill=WHITE, stroke=PALE)
    return tag(
        "svg", sheet, *marks, x=x, y=y, width=zoom * WIDTH, height=zoom * HEIGHT, viewBox=f"0 0 {WIDTH} {HEIGHT}"
    )
