"""The same sum twice: as a matrix product and on the network's edges (book ch. 6)."""

from helpers.network import checks
from helpers.network.network import Address, forward, node_name
from helpers.pens.diagram import diagram
from helpers.pens.numerals import plain
from helpers.pens.palette import BLACK
from helpers.pens.parts import boxed, lit_style
from helpers.pens.picture import card, group, stacked, tag, words

CELL_W, CELL_H = 74, 38


def matrix_product(network, inputs, entry, layer=1):
    """Return W x + B for one layer beside the diagram, with the row, the vector and the edges of one entry lit up.

    entry is a node's name ("b1"). The matrix is drawn as the book draws it, one row per node of the layer, so it is
    the transpose of network.weights[layer - 1]; hover or focus an output entry to choose it.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK
    >>> matrix_product(BOOK_NETWORK, BOOK_INPUTS, "b2")
    Row 2 of the matrix, the vector and entry 2 of B give net b2 = 0.20·0.15 + 0.17·0.35 + 0.25 = 0.3395. \
Shapes: 2 × 2 times 2 × 1 gives 2 × 1.
    """
    run, layer = forward(network, inputs), checks.whole_number("layer", layer, at_most=len(network.weights))
    matrix, bias = network.weights[layer - 1].T, network.biases[layer - 1]
    names, before = ([node_name(one, row) for row in range(network.sizes[one])] for one in (layer, layer - 1))
    checks.known("entry", entry, dict.fromkeys(names))
    chosen, x, net = names.index(entry), run.out[layer - 1][0], run.net[layer][0]
    left, top, rows = 52, 66, max(len(names), len(before))
    columns = (
        ("W", names, before, weight_cells(network, layer), lambda row, _: row == chosen, "·"),
        (f"outputs {before[0][0]}", [], [], [[plain(value, 2)] for value in x], lambda *_: True, "+"),
        ("B", [], [], [[plain(value, 2)] for value in bias], lambda row, _: row == chosen, "="),
    )
    marks = []
    for title, row_names, column_names, cells, lit, sign in columns:
        block, after = named_block(title, row_names, column_names, cells, lit, left, top)
        marks += [block, words(after + 8, top + CELL_H * len(names) / 2 + 6, sign, size=20, bold=True)]
        left = after + 36
    shown = [[plain(value)] for value in net]
    block, after = named_block(f"net {names[0][0]}", [], [], shown, lambda row, _: row == chosen, left, top,
                               lambda row, _: f"entry={names[row]}")  # fmt: skip
    marks.append(block)
    terms = " + ".join(f"{plain(w, 2)}·{plain(value, 2)}" for w, value in zip(matrix[chosen], x, strict=True))
    equation = f"net {entry} = {terms} + {plain(bias[chosen], 2)} = {plain(net[chosen])}"
    shapes = f"{len(names)} × {len(before)} times {len(before)} × 1 gives {len(names)} × 1"
    text = f"Row {chosen + 1} of the matrix, the vector and entry {chosen + 1} of B give {equation}. Shapes: {shapes}."
    marks.append(words(24, top + CELL_H * rows + 60, equation, size=15, bold=True))
    upper = card(max(700, after + 20), top + CELL_H * rows + 76, marks, text)
    lower = diagram(network, run, highlight=lit_names(network, layer, chosen))
    return stacked(upper, lower, text)


def weight_cells(network, layer):
    """Return the weights into a layer with their names, one row for each of its nodes, as the book draws them."""
    before, nodes = network.sizes[layer - 1 : layer + 1]
    name = network.name
    return [[with_name(name(Address("w", layer - 1, start, row)), network.weights[layer - 1][start, row])
             for start in range(before)] for row in range(nodes)]  # fmt: skip


def with_name(name, value):
    """Return a weight for a cell: with_name("w1", 0.1) is 'w1 0.10'; a name that finds no room is left out."""
    text = plain(value, 2)
    return f"{name} {text}" if len(name + text) <= 7 else text


def named_block(title, row_names, column_names, cells, lit, left, top, sets=None, shape=None):
    """Return a bracketed block with its title, the names of its rows and columns and its shape, and where it ends."""
    block, after = matrix_block("", cells, lit, left, top, sets)
    shape = shape or f"{len(cells)} × {len(cells[0])}"
    middle = (left + after - 8) / 2
    marks = [words(middle, top - (34 if column_names else 12), title, anchor="middle", bold=True),
             words(middle, top + CELL_H * len(cells) + 26, shape, anchor="middle", size=14)]  # fmt: skip
    marks += [words(left - 10, top + CELL_H * (row + 0.5) + 5, name, anchor="end", size=14)
              for row, name in enumerate(row_names)]  # fmt: skip
    marks += [words(left + CELL_W * (column + 0.5), top - 10, name, anchor="middle", size=14)
              for column, name in enumerate(column_names)]  # fmt: skip
    return block + "".join(marks), after


def lit_names(network, layer, chosen):
    """Return the names of a node, the nodes before it and the edges into it."""
    before = range(network.sizes[layer - 1])
    edges = [network.name(Address("w", layer - 1, start, chosen)) for start in before]
    edges.append(network.name(Address("bw", layer - 1, None, chosen)))
    return {node_name(layer, chosen), *edges, *(node_name(layer - 1, start) for start in before)}


def matrix_block(title, cells, lit, left, top, sets=None):
    """Return a bracketed block of cells and the x where it ends.

    lit(row, column) says which cells are lit; sets(row, column) may name what the mouse on a cell sets.
    """
    right = left + CELL_W * len(cells[0])
    bottom = top + CELL_H * len(cells)
    marks = [words(left, top - 14, title, size=14)]
    marks += [
        group(
            cell(left + CELL_W * column, top + CELL_H * row, text, lit(row, column)),
            **({"sets": sets(row, column), "on": "hover", "label": f"show {sets(row, column)}"} if sets else {}),
        )
        for row, line in enumerate(cells)
        for column, text in enumerate(line)
    ]
    for x, inward in ((left - 4, 6), (right + 4, -6)):
        marks.append(tag("path", d=f"M{x + inward} {top - 4}H{x}V{bottom + 4}H{x + inward}", fill="none", stroke=BLACK,
                         stroke_width=1.5))  # fmt: skip
    return "".join(marks), right + 8


def cell(x, y, text, lit, width=CELL_W):
    """Return one entry; a lit one has a filled, framed box and bold digits."""
    style = lit_style(lit, other="none", thick=2, thin=2)
    size = 14 if lit and len(text) > 6 and width == CELL_W else 15  # bold digits are wider
    return boxed(x + 2, y + 2, width - 4, CELL_H - 4, text, size=size, bold=lit, rx=5, **style)
