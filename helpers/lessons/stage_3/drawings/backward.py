"""Pictures of all gradients at once: the table of deltas and outputs, its matrix form, wrong sums (ch. 13-15, 28)."""

from helpers.network.backpropagation import gradients
from helpers.network.checks import quiet
from helpers.network.gradient_check import estimate
from helpers.network.network import forward, node_name, total_error
from helpers.network.parameters import Address
from helpers.pens.diagram import diagram
from helpers.pens.matrices import CELL_H, CELL_W, matrix_block
from helpers.pens.numerals import bracketed, or_unknown, plain, short, signed
from helpers.pens.palette import BLUE, GREY, ORANGE_INK
from helpers.pens.parts import lit_style, signed_bar
from helpers.pens.picture import card, group, rect, segment, words

CELL = 96


def gradient_table(filled, network, inputs, targets):
    """Return the tables in which every gradient is an output times a delta, filled up to one cell (book ch. 14).

    Rows are what comes along an edge (an output, or 1 from the bias), columns the delta of the node it goes to.
    filled counts cells in the order of the weights' names, from 0; made for a network with one hidden layer.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> gradient_table(3, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    3 of 12 gradients. w3 leads from a2 to b1: a2 · δb1 = 0.350000 · (−0.002813) = −0.000985.
    """
    found, run = gradients(network, inputs, targets), forward(network, inputs)
    known = [*network.names()][:filled]
    now = network.address(known[-1]) if known else None
    marks, left = [], 14
    for layer, size in enumerate(network.sizes[1:]):
        marks.append(one_table(left, layer, network, run, found, known, now))
        left += CELL * (size + 1) + 58
    height = 94 + 46 * (max(network.sizes[:-1]) + 1)
    count = network.parameter_count
    if now is None:
        text = f"{count} gradients wanted. Known: the outputs on the left of each table, the deltas above it."
        return card(700, height, marks, text)
    node, came = node_name(now.layer + 1, now.end), comes_along(run, now, 6)
    start = "the bias" if now.start is None else node_name(now.layer, now.start)
    product = f"{came} · {bracketed(found.deltas[now.layer + 1][0, now.end], 6)} = {signed(found[known[-1]], 6)}"
    symbols = f"{'1' if now.start is None else start} · δ{node}"
    text = f"{len(known)} of {count} gradients. {known[-1]} leads from {start} to {node}: {symbols} = {product}."
    return card(700, height, marks, text)


def comes_along(run, address, decimals=4):
    """Return what arrives along an edge, as text: the output it comes from, or 1 from the bias node."""
    return "1" if address.start is None else plain(run.out[address.layer][0, address.start], decimals)


def one_table(left, layer, network, run, found, known, now):
    """Return the table of one layer of weights: what comes along on the left, deltas above, gradients inside."""
    sources, ends, letter = range(network.sizes[layer]), range(network.sizes[layer + 1]), node_name(layer + 1, 0)[0]
    marks = [words(left + CELL, 24, f"deltas of layer {letter}", size=13, fill=GREY)]
    for end in ends:
        lit = now is not None and (now.layer, now.end) == (layer, end)
        delta = signed(found.deltas[layer + 1][0, end])
        marks.append(table_cell(left + CELL * (end + 1), 32, f"δ{node_name(layer + 1, end)}", delta, lit))
    for row, start in enumerate([*sources, None]):
        kind, y = "bw" if start is None else "w", 82 + 46 * row
        lit = now is not None and (now.layer, now.start) == (layer, start)
        source = "bias" if start is None else node_name(layer, start)
        marks.append(table_cell(left, y, source, comes_along(run, Address(kind, layer, start, 0)), lit))
        for end in ends:
            address = Address(kind, layer, start, end)
            name = network.name(address)
            text = signed(found[name], 6) if name in known else "?"
            inside = table_cell(left + CELL * (end + 1), y, name, text, address == now, framed=True)
            number = [*network.names()].index(name) + 1
            marks.append(group(inside, sets=f"filled={number}", label=f"fill up to {name}"))
    return "".join(marks)


def table_cell(x, y, name, text, lit, framed=False):
    """Return one cell of the table: a small name above, its number below."""
    box = rect(x + 3, y + 1, CELL - 6, 42, rx=5, **lit_style(lit, other=GREY if framed else "none", thick=2.5))
    small = words(x + 10, y + 15, name, size=12, bold=not framed)
    return box + small + words(x + CELL / 2, y + 35, text, anchor="middle", size=13 if len(text) > 8 else 14, bold=lit)


@quiet
def matrix_backward(entry, network, inputs, targets):
    """Return the backward pass as three matrix equations, as the book draws them, with one entry's cells lit.

    gradients of Wbc = δc bᵀ;  δb = (Wbcᵀ δc) ⊙ b (1 − b);  gradients of Wab = δb aᵀ

    entry is a weight ("w6") or a hidden delta ("δb1"); hover or focus an entry to choose it. For one hidden layer of
    logistic nodes. In the code examples are rows, so there it is `out.T @ delta` and `delta @ weights.T`. Book ch. 28.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> matrix_backward("w6", BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    w6: δc2 · b1 = (−0.051519) · 0.702033 = −0.036168.
    """
    found, run = gradients(network, inputs, targets), forward(network, inputs)
    a, b = run.out[0][0], run.out[1][0]
    delta_b, delta_c = found.deltas[1][0], found.deltas[2][0]
    slopes = network.layer_activations[0].slope(run.net[1])[0]
    sums = network.weights[1] @ delta_c
    chosen = network.address(entry) if not entry.startswith("δ") else None
    row = int(entry[2:]) - 1 if chosen is None else None

    def outer(title, delta, delta_names, came, came_name, layer, top):
        """Return δ · outᵀ = gradients for one layer of weights."""
        here = chosen is not None and chosen.layer == layer
        names = [
            [network.name(Address("w", layer, start, end)) for start in range(len(came))] for end in range(len(delta))
        ]
        values = [[or_unknown(found[name]) for name in line] for line in names]
        starts = [f"from {node_name(layer, row)}" for row in range(len(came))]
        ends = [f"to {node_name(layer + 1, row)}" for row in range(len(delta))]
        sides = side_names(24 + 2 * 36 + CELL_W * (1 + len(came)), top, starts, ends)
        return sides + equation(24, top, (
            (delta_names, [[or_unknown(value)] for value in delta], lambda i, _: here and i == chosen.end, "·", None),
            (came_name, [[or_unknown(out, plain) for out in came]], lambda _, j: here and j == chosen.start, "=", None),
            (title, values, lambda i, j: here and (j, i) == (chosen.start, chosen.end), "",
             lambda i, j: f"entry={names[i][j]}"),
        ))  # fmt: skip

    back = equation(24, 206, (
        ("W(b→c)ᵀ", [[or_unknown(w, short) for w in ws] for ws in network.weights[1]], lambda i, _: i == row, "·",
         None),
        ("δc", [[or_unknown(value)] for value in delta_c], lambda i, j: row is not None, "=", None),
        ("sums", [[or_unknown(value)] for value in sums], lambda i, _: i == row, "⊙", None),
        ("b (1 − b)", [[or_unknown(value, plain)] for value in slopes], lambda i, _: i == row, "=", None),
        ("δb", [[or_unknown(value)] for value in delta_b], lambda i, _: i == row, "", lambda i, _: f"entry=δb{i + 1}"),
    ))  # fmt: skip
    marks = [words(24, 22, "1 · gradients of the weights into c", size=14, bold=True),
             outer("gradients of W(b→c)", delta_c, "δc", b, "bᵀ", 1, 64),
             words(24, 166, "2 · back through the weights", size=14, bold=True), back,
             words(24, 322, "3 · gradients of the weights into b", size=14, bold=True),
             outer("gradients of W(a→b)", delta_b, "δb", a, "aᵀ", 0, 362)]  # fmt: skip
    marks.append(side_names(24, 206, [f"to {node_name(2, row)}" for row in range(len(delta_c))], []))
    marks += [words(18, 206 + CELL_H * (row + 0.5) + 5, node_name(1, row), anchor="end", size=12, fill=GREY)
              for row in range(len(delta_b))]  # fmt: skip
    if chosen is not None:
        node, source = node_name(chosen.layer + 1, chosen.end), node_name(chosen.layer, chosen.start)
        delta, out = found.deltas[chosen.layer + 1][0, chosen.end], run.out[chosen.layer][0, chosen.start]
        text = f"{entry}: δ{node} · {source} = {bracketed(delta, 6)} · {plain(out, 6)} = {signed(found[entry], 6)}."
    else:
        terms = " + ".join(
            f"{bracketed(w)} · {bracketed(d, 6)}" for w, d in zip(network.weights[1][row], delta_c, strict=True)
        )
        text = (
            f"{entry}: ({terms}) · {plain(slopes[row], 6)} = {bracketed(sums[row], 6)} · {plain(slopes[row], 6)} = "
            f"{signed(delta_b[row], 6)}, which is also the gradient of bw{row + 1}."
        )
    return card(700, 468, marks, text)


def side_names(left, top, columns, rows):
    """Return the names of a block's columns, below it, and of its rows, on its right."""
    marks = [
        words(left + CELL_W * (column + 0.5), top + CELL_H * max(2, len(rows)) + 18, name, anchor="middle", size=12,
              fill=GREY)
        for column, name in enumerate(columns)
    ]  # fmt: skip
    marks += [
        words(left + CELL_W * len(columns) + 14, top + CELL_H * (row + 0.5) + 5, name, size=12, fill=GREY)
        for row, name in enumerate(rows)
    ]
    return "".join(marks)


def equation(left, top, blocks):
    """Return matrix blocks in a row, each (title, cells, lit, sign behind it, sets), centred on their height."""
    marks, most = [], max(len(cells) for _, cells, *_ in blocks)
    for title, cells, lit, sign, sets in blocks:
        down = top + CELL_H * (most - len(cells)) / 2
        block, left = matrix_block(title, cells, lit, left, down, sets)
        marks += [block, words(left + 4, top + CELL_H * most / 2 + 6, sign, size=20, bold=True)]
        left += 28
    return "".join(marks)


@quiet
def three_sums(network, inputs, targets):
    """Return dE/dw1 with the right sum over layer c beside the two sums that the book prints (ch. 13 and 28).

    right: δc1 w5 + δc2 w6;  wrong: w5 for both deltas;  wrong: w1 and w2. The numerical estimate judges them. For a
    2-2-2 network.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> three_sums(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)  # doctest: +NORMALIZE_WHITESPACE
    dE/dw1: right sum −0.000421996; w5 for both +0.000143785; w1 and w2 +0.000125918. The numerical estimate is
    −0.000421996.
    """
    found, run = gradients(network, inputs, targets), forward(network, inputs)
    delta_c, judge = found.deltas[2][0], estimate(network, inputs, targets, "w1")
    behind = network.layer_activations[0].slope(run.net[1])[0, 0] * run.out[0][0, 0]
    rows = (("right: the edges out of b1", "right sum", "w5", "w6"), ("wrong: w5 for both", "w5 for both", "w5", "w5"),
            ("wrong: w1 and w2", "w1 and w2", "w1", "w2"))  # fmt: skip
    results = [float(delta_c @ [network[one], network[two]]) * behind for *_, one, two in rows]
    most = max(abs(value) for value in [*results, judge]) or 1.0
    marks = [words(600, 26, "− 0 +", anchor="middle", size=14, fill=GREY)]
    for place, ((title, _, one, two), value) in enumerate(zip(rows, results, strict=True)):
        y, good = 52 + 74 * place, place == 0
        numbers = " + ".join(
            f"{bracketed(d, 4)} · {bracketed(network[w])}" for d, w in zip(delta_c, (one, two), strict=True)
        )
        marks += [words(16, y, title, bold=True, fill=BLUE if good else ORANGE_INK),
                  words(16, y + 22, f"(δc1 · {one} + δc2 · {two}) · b1 (1 − b1) · a1", size=14),
                  words(16, y + 42, f"({numbers}) · {plain(behind, 6)}", size=13, fill=GREY),
                  words(500, y + 22, signed(value, 9), anchor="end", bold=True),
                  bar(600, y + 6, 80 * value / most, good)]  # fmt: skip
    y = 52 + 74 * 3
    marks += [words(16, y, "numerical estimate: move w1 and look", bold=True),
              words(500, y, signed(judge, 9), anchor="end", bold=True), bar(600, y - 16, 80 * judge / most, True),
              segment(600, 36, 600, y + 14, GREY)]  # fmt: skip
    text = "; ".join(f"{label} {signed(value, 9)}" for (_, label, *_), value in zip(rows, results, strict=True))
    return card(700, y + 28, marks, f"dE/dw1: {text}. The numerical estimate is {signed(judge, 9)}.")


def bar(x, y, length, solid):
    """Return a bar to the right for a positive number, to the left for a negative one; a wrong one is dashed."""
    return signed_bar(x, y, length if length == length else 0.0, 24, 1 if solid else -1, least=1.5, dash="5 3")


@quiet
def gradient_map(network, inputs, targets):
    """Return the network with its gradients on the edges: thicker is further from 0 (book ch. 15).

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> gradient_map(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    The gradients add up to +0.2212, the total error is 0.2111. Largest: bw3 +0.1432, w5 +0.1005, w7 +0.0836.
    """
    found = gradients(network, inputs, targets)
    names = sorted(found.names(), key=lambda name: -abs(found[name]))
    largest = ", ".join(f"{name} {signed(found[name])}" for name in names[:3])
    total = sum(found[name] for name in names)
    text = (
        f"The gradients add up to {signed(total)}, the total error is {plain(total_error(network, inputs, targets))}. "
        f"Largest: {largest}."
    )
    return diagram(network, forward(network, inputs), targets=targets[0], slopes=found, text=text)
