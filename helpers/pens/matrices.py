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
    Row 2 of the matrix, the vector and entry 2 of B give net b2 = 0.20·0.15 + 0.17·0.35 + 0.25 = 0.3395.
    """
    run, layer = forward(network, inputs), checks.whole_number("layer", layer, at_most=len(network.weights))
    matrix, bias = network.weights[layer - 1].T, network.biases[layer - 1]
    names = [node_name(layer, row) for row in range(len(matrix))]
    checks.known("entry", entry, dict.fromkeys(names))
    chosen, x = names.index(entry), run.out[layer - 1][0]
    rows = len(matrix)
    left, top = 24, 60
    marks = []
    columns = (
        ("weights", [[plain(value, 2) for value in line] for line in matrix], lambda row, _: row == chosen, "·"),
        ("vector", [[plain(value, 2)] for value in x], lambda row, _: True, "+"),
        ("bias vector B", [[plain(value, 2)] for value in bias], lambda row, _: row == chosen, "="),
    )
    for title, cells, lit, sign in columns:
        block, left = matrix_block(title, cells, lit, left, top)
        marks += [block, words(left + 4, top + CELL_H * rows / 2 + 6, sign, size=20, bold=True)]
        left += 28
    marks.append(words(left, top - 14, "net input", size=14))
    for row, name in enumerate(names):
        box = cell(left, top + CELL_H * row, f"{name}: {plain(run.net[layer][0, row])}", row == chosen, width=112)
        marks.append(
            group(box, sets=f"entry={name}", on="hover", label=f"show how the net input of {name} is computed")
        )
    terms = " + ".join(f"{plain(w, 2)}·{plain(value, 2)}" for w, value in zip(matrix[chosen], x, strict=True))
    equation = f"net {entry} = {terms} + {plain(bias[chosen], 2)} = {plain(run.net[layer][0, chosen])}"
    text = f"Row {chosen + 1} of the matrix, the vector and entry {chosen + 1} of B give {equation}."
    marks.append(words(24, top + CELL_H * rows + 34, equation, size=15, bold=True))
    upper = card(700, top + CELL_H * rows + 56, marks, text)
    lower = diagram(network, run, highlight=lit_names(network, layer, chosen))
    return stacked(upper, lower, text)


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
    return boxed(x + 2, y + 2, width - 4, CELL_H - 4, text, bold=lit, rx=5, **style)
