"""Mini pictures that are networks, tables of numbers, groups of examples and boxes."""

import numpy as np

from helpers.lessons.glossary.drawings.mini import (
    HEIGHT,
    SIDE,
    WIDTH,
    bars,
    box,
    cells,
    label,
    layers,
    line,
    points,
)
from helpers.network.activations import softmax
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, VERMILLION, WHITE
from helpers.pens.parts import arrow
from helpers.pens.picture import circle, rect, tag

LEFT_GROUP = [(40, 30), (62, 52), (34, 66), (66, 24), (52, 80), (88, 40)]
RIGHT_GROUP = [(132, 60), (156, 40), (168, 74), (126, 92), (150, 100), (110, 84)]
ODD_ONE = [(176, 24)]
SEVEN = [(0, 0, 0, 0, 0, 0), (0, 1, 1, 1, 1, 0), (0, 0, 0, 0, 1, 0), (0, 0, 0, 1, 0, 0), (0, 0, 1, 0, 0, 0),
         (0, 0, 1, 0, 0, 0)]  # fmt: skip


def convolution():
    """Return a picture with a small frame that slides over it."""
    x, y = (WIDTH - 7 * SIDE) / 2, (HEIGHT - 6 * SIDE) / 2
    return [*cells([row + (0,) for row in SEVEN], x, y),
            rect(x + SIDE, y, 3 * SIDE, 3 * SIDE, fill="none", stroke=VERMILLION, stroke_width=4),
            arrow(x + 4.2 * SIDE, y + 24, x + 6 * SIDE, y + 24, ORANGE_INK, 3)]  # fmt: skip


def transpose():
    """Return a table and, turned over, its rows as columns."""
    rows = [["1", "2", "3"], ["4", "5", "6"]]
    return [*cells(rows, 22, 40, 20, lit={(0, 0), (0, 1), (0, 2)}), arrow(90, 60, 118, 60),
            *cells(list(zip(*rows, strict=True)), 130, 30, 20, lit={(0, 0), (1, 0), (2, 0)})]  # fmt: skip


def flatten():
    """Return the rows of a small picture, one after the other as one long row."""
    small = [(0, 1, 1), (0, 0, 1), (0, 1, 0)]
    return [*cells(small, 76, 12), arrow(100, 64, 100, 84), *cells([sum(small, ())], 28, 90)]


def chain():
    """Return links from the weight to the error, with a factor at each."""
    names = ("w", "net", "out", "E")
    return [*(box(8 + 49 * place, 44, 36, 28, name) for place, name in enumerate(names)),
            *(arrow(45 + 49 * place, 58, 57 + 49 * place, 58) for place in range(3)),
            *(label(51 + 49 * place, 36, "×" if place else "", bold=True) for place in range(3)),
            label(100, 98, "slope × slope × slope")]  # fmt: skip


def batches(lit, name):
    """Return ten examples, those that one update uses in blue."""
    spots = [(28 + 16 * place, 56) for place in range(10)]
    return [*points(dot=spots[:lit], ring=spots[lit:]), label(100, 30, name),
            tag("path", d=f"M20 70v6H{12 + 16 * lit + 8}v-6", fill="none", stroke=BLACK, stroke_width=1.5),
            label(max(56, 16 + 8 * lit + 4), 96, "one update")]  # fmt: skip


def split():
    """Return all examples in three parts: 60, 20 and 20 percent."""
    shares, names = (0.6, 0.2, 0.2), ("training", "validation", "test")
    x, marks = 10, []
    for place, (share, name, fill) in enumerate(zip(shares, names, (BLUE, LIT, WHITE), strict=True)):
        width = 180 * share
        marks += [rect(x, 46, width, 30, fill=fill, stroke=BLACK), label(x + width / 2, 36 if place != 2 else 94, name)]
        x += width
    return marks


def calls(first, second):
    """Return who calls whom."""
    return [box(8, 42, 76, 36, first, LIT), arrow(86, 60, 114, 60), box(116, 42, 76, 36, second),
            label(100, 34, "calls")]  # fmt: skip


def graph():
    """Return the graph of (a · b) + c."""
    marks = [arrow(38, 26, 78, 42), arrow(38, 78, 78, 56), arrow(104, 54, 134, 68), arrow(70, 104, 136, 80)]
    marks += [box(12, 12, 26, 24, "a"), box(12, 66, 26, 24, "b"), box(44, 92, 26, 24, "c")]
    return [*marks, *(circle(x, y, 14, fill=LIT, stroke=BLACK) for x, y in ((90, 48), (148, 74))),
            label(90, 53, "·", bold=True), label(148, 79, "+", bold=True)]  # fmt: skip


def dials():
    """Return sliders that somebody sets."""
    marks = []
    for place, (name, at) in enumerate((("η", 0.3), ("nodes", 0.7), ("layers", 0.45))):
        y = 28 + 32 * place
        marks += [label(32, y + 5, name), line(64, y, 184, y, GREY, 4), circle(64 + 120 * at, y, 8, fill=BLUE)]
    return marks


def pooling():
    """Return a table of numbers, and the largest of each four."""
    rows = [["1", "3", "0", "2"], ["2", "9", "4", "1"], ["0", "5", "7", "3"], ["1", "2", "6", "8"]]
    largest = [[max(rows[2 * r + i][2 * c + j] for i in (0, 1) for j in (0, 1)) for c in (0, 1)] for r in (0, 1)]
    return [*cells(rows, 24, 20, 20, lit={(0, 0), (0, 1), (1, 0), (1, 1)}), arrow(112, 60, 132, 60),
            *cells(largest, 140, 40, 20, lit={(0, 0)})]  # fmt: skip


def transfer():
    """Return a network whose first layers are kept (grey boxes), and a new last one."""
    kept = [box(8 + 46 * place, 40, 40, 40, "kept", "#eeeeee") for place in range(3)]
    return [*kept, box(146, 40, 44, 40, "new", LIT, bold=True), *(line(48 + 46 * place, 60, 54 + 46 * place, 60)
            for place in range(2)), line(140, 60, 146, 60)]  # fmt: skip


def curse():
    """Return the same few examples on a line, on a square: there they are far apart."""
    spots = [0.1, 0.3, 0.45, 0.7, 0.9]
    return [line(14, 60, 88, 60, GREY), *points(dot=[(14 + 74 * at, 60) for at in spots]),
            rect(108, 18, 80, 80, fill="none", stroke=GREY),
            *points(dot=[(108 + 80 * at, 18 + 80 * spots[place * 2 % 5]) for place, at in enumerate(spots)]),
            label(51, 112, "1 input"), label(148, 114, "2 inputs")]  # fmt: skip


def adversarial():
    """Return a picture, a few changed pixels, and another answer."""
    changed = [list(row) for row in SEVEN]
    changed[4][4], changed[2][1] = 0.5, 0.5
    return [*cells(SEVEN, 14, 12, 12), label(50, 106, "7"), arrow(90, 48, 112, 48), *cells(changed, 118, 12, 12),
            label(154, 106, "no 7?", fill=ORANGE_INK, bold=True)]  # fmt: skip


def looks():
    """Return four words, and how strongly one of them looks at the others: thicker is more."""
    spots = [34, 78, 122, 166]
    marks = []
    for x, wide in ((34, 1.2), (78, 6), (166, 2.5)):
        middle, high = (spots[2] + x) / 2, 76 - abs(x - spots[2])
        bow = f"M{spots[2]} 84Q{middle:.1f} {high:.1f} {x} 84"
        marks.append(tag("path", d=bow, fill="none", stroke=BLUE, stroke_width=wide))
    return [*marks, *(box(x - 18, 84, 36, 22, "…" if x != spots[2] else "word") for x in spots)]


SHAPES = {
    "attention": ("four words, and how strongly one looks at each other one", looks),
    "network": ("three layers of nodes, linked by edges", lambda: layers(2, 3, 2)),
    "input layer": ("a network whose first layer is marked", lambda: layers(2, 3, 2, lit=0)),
    "hidden layer": ("a network whose middle layer is marked", lambda: layers(2, 3, 2, lit=1)),
    "output layer": ("a network whose last layer is marked", lambda: layers(2, 3, 2, lit=2)),
    "dropout": ("a network with crossed-out hidden nodes", lambda: layers(2, 3, 2, silent={(1, 1)})),
    "backward": ("a network with an arrow from the output back", lambda: layers(2, 2, 2, backwards=True)),
    "bias node": ("a node with the constant 1 and its edges", lambda: layers(2, 2, 1, bias=True)),
    "node": ("three arrows into a node, one out of it", lambda: [
        *(arrow(14, y, 80, 60 + 0.25 * (y - 60), GREY) for y in (20, 60, 100)), arrow(120, 60, 186, 60, GREY),
        circle(100, 60, 22, fill=LIT, stroke=BLACK, stroke_width=2), label(100, 65, "Σ, σ")]),
    "edge": ("two nodes, and the edge with its weight", lambda: [
        line(50, 66, 150, 66, BLUE, 5), label(100, 54, "weight", bold=True),
        *(circle(x, 66, 18, fill=WHITE, stroke=BLACK, stroke_width=2) for x in (40, 160)), label(40, 71, "a1"),
        label(160, 71, "b1")]),
    "loop": ("a node whose output comes back to it", lambda: [
        arrow(14, 74, 76, 74, GREY), arrow(122, 74, 186, 74, GREY),
        tag("path", d="M118 62C150 10 50 10 80 56", fill="none", stroke=ORANGE_INK, stroke_width=2.5),
        tag("path", d="M85 63l-10 -9l12 -3z", fill=ORANGE_INK),
        circle(100, 74, 22, fill=LIT, stroke=BLACK, stroke_width=2)]),
    "convolution": ("a small frame that slides over a picture", convolution),
    "vector": ("numbers in a row", lambda: cells([["0.1", "0.4", "0.9", "0.0"]], side=34)),
    "matrix": ("a table of two rows and three columns",
               lambda: cells([["w1", "w2", "w3"], ["w4", "w5", "w6"]], side=34)),
    "transpose": ("a table, and the same with rows as columns", transpose),
    "tensor": ("tables one behind the other", lambda: [
        mark for place in (2, 1, 0) for mark in cells([[""] * 4] * 3, 56 + 14 * place, 44 - 12 * place)]),
    "flatten": ("the rows of a picture as one long row", flatten),
    "one-hot": ("a single 1 among zeros", lambda: cells([["0", "0", "1", "0"]], side=30, lit={(0, 2)})),
    "sum": ("products and a bias weight, added up", lambda: [
        label(100, 42, "a1 · w1"), label(100, 62, "+ a2 · w3"), label(100, 82, "+ bw1"), line(64, 90, 136, 90),
        label(100, 108, "net b1", bold=True)]),
    "softmax": ("three shares that add up to 1",
                lambda: bars(softmax(np.array([1.4, 0.3, -0.6])), ("1", "2", "3"), lit=0)),
    "chain": ("links from a weight to the error", chain),
    "batch": ("all examples used for one update", lambda: batches(10, "all examples")),
    "mini-batch": ("some examples used for one update", lambda: batches(4, "some examples")),
    "sgd": ("one example used for one update", lambda: batches(1, "one example")),
    "split": ("a bar in three parts: training, validation, test", split),
    "five stages": ("four boxes in a circle: forward, error, gradient, update", lambda: [
        box(16, 22, 66, 26, "forward"), box(118, 22, 66, 26, "error"), box(118, 76, 66, 26, "gradient"),
        box(16, 76, 66, 26, "update"), arrow(84, 35, 116, 35), arrow(151, 50, 151, 74), arrow(116, 89, 84, 89),
        arrow(49, 74, 49, 50)]),
    "nested": ("deep learning inside machine learning inside artificial intelligence", lambda: [
        rect(6, 6, 188, 108, rx=16, fill=WHITE, stroke=BLACK), rect(20, 30, 160, 78, rx=14, fill=LIT, stroke=BLACK),
        rect(36, 56, 128, 44, rx=12, fill=WHITE, stroke=BLUE, stroke_width=2),
        label(100, 24, "artificial intelligence"), label(100, 49, "machine learning"),
        label(100, 83, "deep learning")]),
    "separable": ("two groups and the straight line between them",
                  lambda: [*points(dot=LEFT_GROUP, square=RIGHT_GROUP), line(128, 8, 76, 112)]),
    "labelled": ("examples of two marked classes", lambda: points(dot=LEFT_GROUP, square=RIGHT_GROUP)),
    "half labelled": ("two marked examples among many unmarked ones",
                      lambda: points(dot=LEFT_GROUP[:1], square=RIGHT_GROUP[:1],
                                     ring=LEFT_GROUP[1:] + RIGHT_GROUP[1:])),
    "clusters": ("unmarked examples in two groups", lambda: [
        *points(ring=LEFT_GROUP + RIGHT_GROUP),
        *(tag("ellipse", cx=x, cy=y, rx=44, ry=46, fill="none", stroke=BLACK, stroke_dasharray="5 3")
          for x, y in ((56, 52), (144, 74)))]),
    "anomaly": ("one example far from all others", lambda: [
        *points(ring=LEFT_GROUP, square=ODD_ONE), label(132, 30, "unlike all")]),
    "neighbours": ("a new example and its nearest neighbours", lambda: [
        *points(dot=LEFT_GROUP, square=RIGHT_GROUP), label(101, 67, "?", bold=True, size=16),
        circle(101, 61, 28, fill="none", stroke=BLACK, stroke_dasharray="5 3")]),
    "margin": ("two groups, a line between them, and its distance to both", lambda: [
        *points(dot=LEFT_GROUP, square=RIGHT_GROUP), line(128, 8, 76, 112),
        line(110, 8, 64, 100, GREY, 1.5, "4 3"), line(140, 20, 94, 112, GREY, 1.5, "4 3")]),
    "reward": ("a learner that acts, and a world that answers with a reward", lambda: [
        box(8, 44, 58, 32, "learner"), box(134, 44, 58, 32, "world"), arrow(68, 52, 132, 52), label(100, 42, "action"),
        arrow(132, 68, 68, 68, ORANGE_INK), label(100, 90, "reward", fill=ORANGE_INK)]),
    "tree": ("a question with two answers, and a question below one", lambda: [
        line(100, 30, 56, 56), line(100, 30, 146, 56), line(56, 70, 30, 98), line(56, 70, 88, 98),
        box(70, 8, 60, 24, "legs?"), box(30, 50, 52, 24, "ink?"),
        *points(square=[(146, 64), (30, 102)], dot=[(88, 102)])]),
    "confusion": ("a table whose diagonal is marked",
                  lambda: cells([["38", "2"], ["3", "37"]], side=40, lit={(0, 0), (1, 1)})),
    "digit": ("a seven made of pixels", lambda: cells(SEVEN)),
    "adversarial": ("a seven, and the same with two changed pixels", adversarial),
    "curse": ("five examples on a line, and far apart in a square", curse),
    "pooling": ("a table of numbers, and the largest of each four", pooling),
    "transfer": ("three layers that are kept, and a new last one", transfer),
    "calls": ("your code, which calls a library", lambda: calls("your code", "library")),
    "called": ("a framework, which calls your code", lambda: calls("framework", "your code")),
    "graph": ("boxes a, b and c, and circles for times and plus", graph),
    "dials": ("three sliders that somebody sets", dials),
}  # fmt: skip
