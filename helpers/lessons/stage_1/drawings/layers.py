"""A whole layer for several examples: rows of examples times the matrix of weights."""

from helpers.network import checks
from helpers.network.network import forward, node_name
from helpers.pens.matrices import CELL_H, named_block, weight_cells
from helpers.pens.numerals import plain
from helpers.pens.picture import card, words


def rows_product(network, inputs, entry):
    """Return x W + B for the first layer as the code writes it: one example per row, with one entry lit up.

    entry is the example, counted from 1, and a node, such as "2 b1"; hover or focus an entry of the result to choose.

    >>> from helpers import BOOK_NETWORK
    >>> rows_product(BOOK_NETWORK, [[0.15, 0.35], [0.35, 0.15], [1, 0]], "2 b1")
    Row 2 of x, column b1 of W and entry b1 of B give net b1 of example 2: 0.35·0.10 + 0.15·0.12 + 0.80 = 0.8530. \
Shapes: (3 × 2) times (2 × 2) gives (3 × 2); the 2 entries of B are added to every row.
    """
    run, weights, bias = forward(network, inputs), network.weights[0], network.biases[0]
    x, net = run.out[0], run.net[1]
    before, nodes = ([node_name(layer, row) for row in range(network.sizes[layer])] for layer in (0, 1))
    if len(x) > 6 or len(before) + 2 * len(nodes) > 6:
        raise ValueError(f"this picture has room for 6 examples and two nodes a layer, not for {len(x)} examples of a "
                         f"{network.shape_name} network. Take create(2, 2, 2)")  # fmt: skip
    entries = [f"{row + 1} {name}" for row in range(len(x)) for name in nodes]
    checks.known("entry", entry, dict.fromkeys(entries))
    example, node = divmod(entries.index(entry), len(nodes))
    turned = [list(row) for row in zip(*weight_cells(network, 1), strict=True)]
    columns = (
        ("x", range(1, len(x) + 1), before, [[plain(one, 2) for one in row] for row in x],
         lambda row, _: row == example, "·"),
        ("W", before, nodes, turned, lambda _, column: column == node, "+"),
        ("B", [], nodes, [[plain(one, 2) for one in bias]], lambda _, column: column == node, "="),
    )  # fmt: skip
    left, top, marks = 28, 66, []
    for title, row_names, column_names, cells, lit, sign in columns:
        shape = str(len(bias)) if title == "B" else None  # a list, not a matrix
        block, after = named_block(title, row_names, column_names, cells, lit, left, top, shape=shape)
        marks += [block, words(after + 2, top + 1.5 * CELL_H + 6, sign, size=20, bold=True)]
        left = after + (44 if title == "x" else 26)
    block, after = named_block("net b", [], nodes, [[plain(one) for one in row] for row in net],
                               lambda row, column: (row, column) == (example, node), left, top,
                               lambda row, column: f"entry={row + 1} {nodes[column]}")  # fmt: skip
    terms = " + ".join(f"{plain(one, 2)}·{plain(w, 2)}" for one, w in zip(x[example], weights[:, node], strict=True))
    equation = f"{terms} + {plain(bias[node], 2)} = {plain(net[example, node])}"
    n, entering, leaving = len(x), len(before), len(nodes)
    text = (
        f"Row {example + 1} of x, column {nodes[node]} of W and entry {nodes[node]} of B give net {nodes[node]} of "
        f"example {example + 1}: {equation}. Shapes: ({n} × {entering}) times ({entering} × {leaving}) gives "
        f"({n} × {leaving}); the {leaving} entries of B are added to every row."
    )
    height = top + CELL_H * max(n, entering)
    marks += [block, words(24, height + 60, f"net {nodes[node]} of example {example + 1} = {equation}", bold=True)]
    return card(after + 8, height + 78, marks, text)
