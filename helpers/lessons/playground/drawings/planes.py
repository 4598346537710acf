"""The plane as a node sees it, and the points on it: blue above 0, orange below."""

import base64
import struct
import zlib
from functools import cache, lru_cache

import numpy as np

from helpers.lessons.playground.features import feature_columns
from helpers.lessons.what_is_a_neural_network.clouds import REACH
from helpers.network.checks import quiet
from helpers.network.network import forward
from helpers.pens.axes import Axes
from helpers.pens.palette import BLUE, ORANGE_INK, VERMILLION, WHITE
from helpers.pens.picture import tag
from helpers.pens.pixels import signed_shades

FINE = 39  # places of the grid in each direction; a node's small plane has every other: 20
SHADES = 24  # between white and full colour
BANDS = 5  # the same for a number, so that they are seen
SCALES = {"tanh": lambda out: out, "logistic": lambda out: 2 * out - 1, "softmax": lambda out: 2 * out - 1}
NOTHING = 2 * SHADES + 1  # the shade of what is no number


def shades(strength):
    """Return the colours from -1 to 1 and that of no number, `(shades, 3)`, paler with less strength."""
    values = np.append(np.linspace(-1, 1, 2 * SHADES + 1), np.nan)
    return signed_shades(strength * values[None])[0]


PALETTES = {strength: bytes(shades(strength)) for strength in (1.0, 0.55)}


@lru_cache(maxsize=16)
def grid(features):
    """Return the features at the places of the grid, row by row from below, `(FINE², features)`."""
    line = np.linspace(-REACH, REACH, FINE)
    return feature_columns(np.column_stack([axis.ravel() for axis in np.meshgrid(line, line)]), features)


@quiet
def seen(network, features):
    """Return what each layer sees of the plane, from the inputs on: arrays `(nodes, FINE, FINE)` from -1 to 1.

    A layer whose outputs have no fixed ends is scaled, each node by its own largest output.

    >>> from helpers import create
    >>> [planes.shape for planes in seen(create(2, 3, 1), ("x1", "x2"))]
    [(2, 39, 39), (3, 39, 39), (1, 39, 39)]
    """
    outs = forward(network, grid(features)).out
    return [scaled(out.T, name).reshape(-1, FINE, FINE)
            for out, name in zip(outs, ("input", *network.activations), strict=True)]  # fmt: skip


def scaled(outs, name):
    """Return the outputs of a layer's nodes `(nodes, places)` between -1 and 1."""
    if name in SCALES:
        return SCALES[name](outs)
    largest = np.abs(outs).max(axis=1, keepdims=True)
    return outs / np.where(largest > 0, largest, 1)


def plane(values, x, y, size, strength=1.0, bands=False):
    """Return values from -1 to 1, rows from below, as an image; with bands their steps are seen."""
    return image(shaded(values, BANDS if bands else SHADES)[::-1], x, y, size, size, strength)


def stack(values, x, y, side, pitch):
    """Return the small planes of a layer's nodes `(nodes, FINE, FINE)` as one image: one takes less time than many.

    They stand `pitch` pixels apart, on white.
    """
    cells = shaded(values[:, ::2, ::2], SHADES)[:, ::-1]
    nodes, rows, columns = cells.shape
    sheet = np.full((nodes, round(rows * pitch / side), columns), SHADES, np.uint8)
    sheet[:, :rows] = cells
    gap = sheet.shape[1] - rows
    return image(sheet.reshape(-1, columns)[:-gap], x, y, side, pitch * (nodes - 1) + side, 1.0)


def shaded(values, steps):
    """Return the numbers of the shades of values from -1 to 1, with so many steps between white and full colour.

    >>> shaded(np.array([-1, 0, 0.09, 2, np.nan]), BANDS).tolist()
    [0, 24, 24, 48, 49]
    """
    known = np.isfinite(values)
    places = np.rint(np.minimum(np.maximum(np.where(known, values, 0), -1), 1) * steps) * (SHADES / steps) + SHADES
    return np.where(known, np.rint(places), NOTHING).astype(np.uint8)


def image(places, x, y, width, height, strength):
    """Return shades as an image."""
    box = {"x": x, "y": y, "width": width, "height": height}
    return tag("image", **box, href=png(places, strength), preserveAspectRatio="none")


def png(places, strength):
    """Return shades, numbered as in PALETTES, as a PNG in a data address; a fifth of the time that Pillow takes.

    >>> png(np.zeros((2, 2), np.uint8), 1.0)[:34]
    'data:image/png;base64,iVBORw0KGgoA'
    """
    lines = np.zeros((len(places), places.shape[1] + 1), np.uint8)  # a 0 before each line: it is not filtered
    lines[:, 1:] = places
    content = PNG + head(*places.shape, strength) + chunk(b"IDAT", zlib.compress(lines.tobytes(), 6)) + END
    return "data:image/png;base64," + base64.b64encode(content).decode()


def chunk(kind, content):
    """Return one piece of a PNG: its length, kind, content and check sum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@cache
def head(rows, columns, strength):
    """Return the first pieces of a PNG: its size, one byte a place, and the colours."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 3, 0, 0, 0)) + chunk(b"PLTE", PALETTES[strength])


PNG, END = b"\x89PNG\r\n\x1a\n", chunk(b"IEND", b"")


def axes(left, top, size, **labels):
    """Return the axes of the plane."""
    return Axes((-REACH, REACH), (-REACH, REACH), (left, top, size, size), **{"numbered": "", "ticks": 6, **labels})


def whole(paper, values, bands=False):
    """Return the large plane on its axes: each place of the grid is the middle of its square."""
    edge = paper.width / (FINE - 1) / 2
    return paper.inside(plane(values, paper.left - edge, paper.top - edge, paper.width + 2 * edge, 0.55, bands))


@lru_cache(maxsize=16)
def dots(data, left, top, size):
    """Return the points: blue squares for class 1 (or a number from 0 on), else orange circles; hollow ones judge."""
    paper, marks = axes(left, top, size), []
    parts = zip(data.points, (data.training, data.validation), (False, True), strict=True)
    for points, part, hollow in parts:
        high = part.targets[:, 0] >= (0.5 if data.classes else 0)
        for rows, color, cap in ((high, BLUE, "square"), (~high, ORANGE_INK, "round")):
            marks.append(spots(paper, points[rows], color, cap, hollow))
    return "".join(marks)


def spots(paper, points, color, cap, hollow):
    """Return many equal points: lines of no length with square or round ends, on white; hollow with a white heart."""
    x, y = paper.at(*points.T)
    d = "".join([f"M{left:.0f} {top:.0f}h0" for left, top in zip(x.tolist(), y.tolist(), strict=True)])
    wide = 5.5 if cap == "square" else 6.5
    layers = [(WHITE, wide + 2), (color, wide), *([(WHITE, wide - 3.5)] if hollow else [])]
    return "".join(tag("path", d=d, fill="none", stroke=ink, stroke_width=width, stroke_linecap=cap)
                   for ink, width in layers) if d else ""  # fmt: skip


def here(paper, point):
    """Return the ring around the chosen example."""
    x, y = paper.at(*point)
    return tag("circle", cx=x, cy=y, r=9, fill="none", stroke=VERMILLION, stroke_width=2.5)
