"""Pictures of convolution: a kernel over a picture, the window's sum, sizes, and how few weights it takes."""

import numpy as np

from helpers.lessons.handwriting.drawings.digits import in_steps
from helpers.lessons.transfer_learning.convolution import (
    SIZE,
    checked_picture,
    convolve,
    count_weights,
    output_side,
    pool,
    refuse_row,
)
from helpers.network import checks
from helpers.network.activations import ACTIVATIONS
from helpers.pens.numerals import bare, bracketed, brief, counted, plain, short, size_of
from helpers.pens.palette import BLACK, BLUE, GREY, ORANGE_INK, PALE, VERMILLION, WHITE
from helpers.pens.parts import boxed
from helpers.pens.picture import card, rect, words
from helpers.pens.pixels import pixels, signed_shades


def kernel_map(picture, kernel, only_positive=False):
    """Return a picture, a kernel of 3 × 3 weights, and the map of the kernel's answers; blue is above 0, orange below.

    With `only_positive` the map goes through ReLU, as in a network: what is below 0 becomes 0.

    >>> kernel_map(np.eye(5), np.eye(3))
    The kernel's 9 weights add up to 3. Its answers go from 0.00 to 3.00; 3 of 9 are at least half as large as the \
largest.
    """
    kernel, picture = three_by_three(kernel), checked_picture("picture", picture)
    found = convolve(picture, kernel)
    if only_positive:
        found = ACTIVATIONS["ReLU"](found)
    side, largest = 256, float(abs(found).max())
    marks = [words(20, 28, f"picture, {size_of(picture)}", size=14), pixels(in_steps(picture), 20, 40, side),
             words(290, 84, "kernel", size=14), *kernel_cells(kernel, 290, 96, 40),
             words(414, 162, "→", size=24, anchor="start"),
             words(442, 28, f"map, {size_of(found)}" + ", after ReLU" * only_positive, size=14),
             pixels(in_steps(found / (largest or 1)), 442, 40, side, scale=1),
             words(442, 318, "blue: above 0", size=14, fill=BLUE),
             words(698, 318, "orange: below 0", size=14, anchor="end", fill=ORANGE_INK)]  # fmt: skip
    strong = int((abs(found) >= largest / 2).sum()) if largest else 0
    text = (
        f"The kernel's 9 weights add up to {short(kernel.sum(), 2) if kernel.sum() % 1 else plain(kernel.sum(), 0)}. "
        f"Its answers go from {plain(found.min(), 2)} to {plain(found.max(), 2)}; "
    )
    text += f"{strong:,} of {found.size:,} are at least half as large as the largest." if largest else "all are 0."
    return card(714, 334, marks, text)


def three_by_three(kernel):
    """Return nine weights as an array `(3, 3)`; they may come as a row of nine."""
    refuse_row("kernel", kernel)
    weights = checks.numeric_array("kernel", kernel)
    if weights.size != SIZE**2:
        raise ValueError(f"kernel has {weights.size} weights, but must have 9: three rows of three")
    return weights.reshape(SIZE, SIZE)


def kernel_cells(kernel, left, top, unit, decimals=None):
    """Yield the weights of a kernel as cells with their numbers, written briefly or with so many decimals."""
    largest = abs(kernel).max() or 1
    for (row, column), weight in np.ndenumerate(kernel):
        yield number_cell(left + unit * column, top + unit * row, unit, signed_color(weight / largest / 2),
                          brief(weight) if decimals is None else bare(weight, decimals), 14)  # fmt: skip


def number_cell(x, y, unit, fill, text, size=12, ink=BLACK, stroke=PALE):
    """Return one cell with its number."""
    return boxed(x, y, unit, unit, text, down=size / 3, size=size, ink=ink, fill=fill, stroke=stroke)


def signed_color(share):
    """Return the colour of a number from -1 (orange) to 1 (blue)."""
    return "#{:02x}{:02x}{:02x}".format(*signed_shades(np.array([[share]]))[0, 0].tolist())


# ---- One window after the other


def window_sum(picture, kernel, place):
    """Return the window at its place number `place` (1, 2, ...; 0 is before the first), its sum, and the map so far.

    The window goes row by row; `picture` has at most 10 × 10 pixels.

    >>> window_sum(np.eye(4), np.eye(3), 1)
    Window 1 of 4, at row 1, column 1: 1 · 1 + 0 · 0 + 0 · 0 + 0 · 0 + 1 · 1 + 0 · 0 + 0 · 0 + 0 · 0 + 1 · 1 = 3.00.
    """
    kernel, picture = three_by_three(kernel), checked_picture("picture", picture)
    if max(picture.shape) > 10:
        raise ValueError(f"picture is {size_of(picture)}, but must be at most 10 × 10: its numbers are shown")
    found = convolve(picture, kernel)
    place = checks.whole_number("place", place, at_least=0, at_most=found.size)
    unit, top = 256 // max(picture.shape), 48
    marks = [words(20, 32, f"picture, {size_of(picture)}", size=14), words(290, 32, "kernel", size=14),
             *kernel_cells(kernel, 290, top, 40), words(450, 32, f"map, {size_of(found)}", size=14)]  # fmt: skip
    for (row, column), ink in np.ndenumerate(picture):
        shade = "#{0:02x}{0:02x}{0:02x}".format(round(255 * (1 - min(max(ink, 0), 1))))
        marks.append(number_cell(20 + unit * column, top + unit * row, unit, shade, brief(ink),
                                 ink=WHITE if ink > 0.55 else BLACK))  # fmt: skip
    marks += map_cells(found, place, 450, top, 244 // max(found.shape))
    if not place:
        marks.append(words(20, 340, "The window has not begun. Press Play, or Step.", bold=True))
        return card(714, 432, marks, f"Before the first of {found.size} windows: the map is empty.")
    row, column = divmod(place - 1, found.shape[1])
    seen = picture[row : row + SIZE, column : column + SIZE]
    marks.append(rect(20 + unit * column, top + unit * row, SIZE * unit, SIZE * unit, fill="none", stroke=VERMILLION,
                      stroke_width=4))  # fmt: skip
    products = [[f"{brief(ink)} · {bracketed(weight, show=brief)}" for ink, weight in zip(*pair, strict=True)]
                for pair in zip(seen, kernel, strict=True)]  # fmt: skip
    answer = plain(found[row, column], 2)
    for line, terms in enumerate(products):
        marks.append(words(20, 340 + 24 * line, f"{'+ ' if line else ''}{' + '.join(terms)}", size=15))
    marks.append(words(20, 418, f"= {answer}", bold=True))
    text = (f"Window {place} of {found.size}, at row {row + 1}, column {column + 1}: "
            f"{' + '.join(term for terms in products for term in terms)} = {answer}.")  # fmt: skip
    return card(714, 432, marks, text)


def map_cells(found, place, left, top, unit):
    """Yield the map's cells, those after `place` still empty; the newest has a frame."""
    largest = abs(found).max() or 1
    for number, ((row, column), value) in enumerate(np.ndenumerate(found), 1):
        x, y = left + unit * column, top + unit * row
        if number > place:
            yield rect(x, y, unit, unit, fill=WHITE, stroke=PALE)
        else:
            yield number_cell(x, y, unit, signed_color(value / largest / 2), plain(value, 2), 12)
    if place:
        row, column = divmod(place - 1, found.shape[1])
        yield rect(left + unit * column, top + unit * row, unit, unit, fill="none", stroke=VERMILLION, stroke_width=4)


# ---- Sizes


def window_sizes(picture, kernel, stride=1, padding=0, pooled=1, how="largest"):
    """Return a picture with its padding, the map, and the map after pooling, all drawn in the same scale.

    >>> window_sizes(np.eye(28), np.eye(3), stride=2, padding=1, pooled=2)
    Side of the map: (28 + 2·1 − 3) / 2, rounded down, + 1 = 14. Squares of 2 × 2 pooled (largest): 7 × 7.
    """
    picture, kernel = checked_picture("picture", picture), three_by_three(kernel)
    found = convolve(picture, kernel, stride, padding)
    after = pool(found, pooled, how)
    unit, top, (rows, columns) = 6.4, 56, picture.shape
    largest = abs(found).max() or 1
    places, wide = output_side(columns, stride=stride, padding=padding), columns + 2 * padding
    x = 20 + unit * wide + 24
    marks = [words(20, 28, f"picture, {size_of(picture)}", size=14),
             words(20, 46, f"and {padding} white on each side", size=14) if padding else "",
             rect(20, top, unit * wide, unit * (rows + 2 * padding), fill=WHITE, stroke=GREY, stroke_dasharray="4 3"),
             pixels(in_steps(picture), 20 + unit * padding, top + unit * padding, unit * columns),
             rect(20, top, unit * SIZE, unit * SIZE, fill="none", stroke=VERMILLION, stroke_width=3),
             rect(20 + unit * stride, top, unit * SIZE, unit * SIZE, fill="none", stroke=VERMILLION, stroke_width=2,
                  stroke_dasharray="4 3"),
             words(x, 28, f"map, {size_of(found)}", size=14),
             pixels(in_steps(found / largest), x, top, unit * found.shape[1], scale=1),
             words(500, 28, f"pooled, {size_of(after)}", size=14),
             pixels(in_steps(after / largest), 500, top, unit * after.shape[1], scale=1)]  # fmt: skip
    formula = f"({columns} + 2·{padding} − {SIZE}) / {stride}, rounded down, + 1 = {places}"
    marks += [words(20, 316, "solid frame: the first window; dashed frame: the next one", size=14),
              words(20, 344, f"side of the map = {formula}", bold=True),
              words(20, 372, f"numbers: {picture.size:,} → {found.size:,} → {after.size:,}", size=14)]  # fmt: skip
    told = f"Squares of {pooled} × {pooled} pooled ({how})" if pooled > 1 else "Not pooled"
    return card(714, 388, marks, f"Side of the map: {formula}. {told}: {size_of(after)}.")


# ---- Few weights


def weights_compared(side, kernels=1):
    """Return how many parameters a dense layer and a convolution need for equally many outputs, as areas.

    >>> weights_compared(28)
    A grey picture of 28 × 28 pixels, 784 outputs. Dense layer: 615,440 parameters. Convolution with 1 kernel: 10 \
parameters, at every place the same.
    """
    counts = count_weights(side, kernels)
    marks = [words(20, 30, f"{side} × {side} pixels in, {counts.outputs:,} numbers out: parameters", bold=True)]
    convolution = f"{counted(kernels, 'kernel')} 3 × 3"
    rows = (("dense layer", counts.dense, GREY), (convolution, counts.convolution, BLUE))
    for place, (name, count, color) in enumerate(rows):
        x, edge = 20 + 330 * place, max(LARGEST * (count / counts.dense) ** 0.5, 2)
        marks += [rect(x, 50, edge, edge, fill=color), words(x + edge + 20, 66, name),
                  words(x + edge + 20, 90, f"{count:,}", bold=True)]  # fmt: skip
    marks.append(words(20, 228, "The areas are as the numbers of parameters.", size=13, fill=GREY))
    text = (
        f"A grey picture of {side} × {side} pixels, {counts.outputs:,} outputs. Dense layer: {counts.dense:,} "
        f"parameters. Convolution with {counted(kernels, 'kernel')}: {counts.convolution:,} parameters, at every place "
        "the same."
    )
    return card(714, 244, marks, text)


LARGEST = 150  # pixels: the side of the square that stands for the dense layer
