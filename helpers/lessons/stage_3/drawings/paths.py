"""Pictures of one weight's gradient: its routes to E, and the chain rule unpacked (ch. 10-14)."""

from itertools import pairwise

from helpers.lessons.stage_3.routes import chain
from helpers.network.backpropagation import gradients
from helpers.network.checks import quiet
from helpers.network.network import Address, forward, node_name
from helpers.pens.diagram import Paper, diagram
from helpers.pens.numerals import added, bracketed, plain, signed, text_width
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, WHITE
from helpers.pens.parts import encircled, lit_style
from helpers.pens.picture import card, group, rect, segment, stacked, tag, words

YELLOW = "#ffd966"  # the marker pen under the chosen route
WIDTH = 756


@quiet
def weight_path(network, inputs, targets, weight, route=1):
    """Return every route from one weight to E, and for one of them each factor with symbol, value and code.

    weight is a name such as "w1": click an edge to choose it. A weight that this network lacks gives way to w1, and a
    route above the last one to the last one, so that the network may change under the controls. inputs is
    `(1, inputs)`, targets `(1, outputs)`; for up to four layers of four nodes. Book ch. 10-14.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> weight_path(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w1")  # doctest: +NORMALIZE_WHITESPACE
    2-2-2 network: w1 reaches E on 2 routes, b1 → c1 and b1 → c2; their products add up to the gradient: 0.000224611 −
    0.000646607 = −0.000421996. Route 1, b1 → c1: 0.593353 · 0.241285 · 0.050000 · 0.209182 · 0.150000 = 0.000224611.
    """
    note, weight = ("", weight) if weight in network.names() else (f"There is no {weight} here; this is w1. ", "w1")
    routes = chain(network, inputs, targets, weight)
    number = min(int(route), len(routes))
    note += f"There is no route {route} here; this is route {number}. " if route > number else ""
    chosen = routes[number - 1]
    upper = lit_diagram(network, inputs, weight, routes, chosen, pick="weight")
    lower = factor_table(weight, routes, number)
    return stacked(upper, lower, f"{network.shape_name} network: {note}{path_text(weight, routes, number)}")


def path_text(weight, routes, number):
    """Return the text twin: how many routes, their sum, the factors of the chosen one."""
    chosen, total = routes[number - 1], plain(sum(route.product for route in routes), 9)
    product = " · ".join(bracketed(factor.value, 6) for factor in chosen.factors)
    way = " → ".join(chosen.nodes)
    if len(routes) == 1:
        return f"{weight} reaches E on one route, over {way}: {product} = {total}, its gradient."
    sums = added([route.product for route in routes], 9) + " = " if len(routes) <= 4 else ""
    ways = " and ".join(" → ".join(route.nodes) for route in routes)
    named = f", {ways};" if len(routes) == 2 else ":"
    return (
        f"{weight} reaches E on {len(routes)} routes{named} their products add up to the gradient: {sums}{total}. "
        f"Route {number}, {way}: {product} = {plain(chosen.product, 9)}."
    )


def lit_diagram(network, inputs, weight, routes, chosen=None, pick=None):
    """Return the network with all routes lit, a chosen one underlined, and E on the right."""
    paper, address = Paper(network.sizes, WIDTH), network.address(weight)
    lit = {weight, *(node for route in routes for node in route.nodes)}
    lit |= {edge_name(network, *pair) for route in routes for pair in pairwise(route.nodes)}
    if address.start is not None:
        lit.add(node_name(address.layer, address.start))
    e_place = (WIDTH - 34, sum(y for _, y in paper.rows[-1].values()) / len(paper.rows[-1]))
    places = {node_name(layer, row): place for layer, rows in enumerate(paper.rows) for row, place in rows.items()}
    start = paper.bias(address.layer + 1) if address.start is None else paper.rows[address.layer][address.start]
    below = []
    for route in sorted(routes, key=lambda one: one is chosen):  # the chosen one last, on top
        points = [start, *(places[node] for node in route.nodes), e_place]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        color = YELLOW if route is chosen else LIT
        below.append(tag("path", d=f"M{line}", fill="none", stroke=color, stroke_width=16, stroke_linejoin="round"))
    for x, y in sorted({places[route.nodes[-1]] for route in routes}):
        below.append(segment(x, y, e_place[0], e_place[1], BLACK))
    x, y = e_place
    beside = encircled(x, y, 22, "E", down=6, size=17, bold=True, fill=WHITE, stroke=BLACK, stroke_width=2)
    decimals = 4 if len(network.sizes) < 4 else 3  # smaller nodes; the full numbers stand in the table below
    base = diagram(network, forward(network, inputs), highlight=lit, width=WIDTH, pick=pick, decimals=decimals)
    return card(WIDTH, base.height, [*below, base.marks, beside], "")


def edge_name(network, start, end):
    """Return the name of the edge between two named nodes: edge_name(network, "b1", "c2") is 'w6'."""
    layer = ord(start[0]) - ord("a")
    return network.name(Address("w", layer, int(start[1:]) - 1, int(end[1:]) - 1))


def factor_table(weight, routes, number):
    """Return the factors of one route as rows, then every route with its product, then the sum."""
    chosen = routes[number - 1]
    way = " → ".join([weight, *chosen.nodes, "E"])
    marks = [
        rect(10, 2, WIDTH - 20, 26, fill=YELLOW, fill_opacity=0.5),
        words(16, 20, f"Route {number} of {len(routes)}: {way}, read from E back", size=14, bold=True),
    ]
    for row, factor in enumerate(chosen.factors):
        y = 48 + 23 * row
        marks += [words(16, y, ("· " if row else "  ") + factor.symbol, size=14, bold=True),
                  words(150, y, formula(factor.formula), size=14, fill=GREY),
                  words(386, y, plain(factor.value, 6), size=14, anchor="end"),
                  words(398, y, factor.code, size=12, font_family="monospace")]  # fmt: skip
    y = 48 + 23 * len(chosen.factors)
    marks += [segment(300, y - 15, 386, y - 15, BLACK),
              words(386, y + 2, plain(chosen.product, 9), size=14, anchor="end", bold=True),
              words(398, y + 2, "the product along this route", size=13, fill=GREY)]  # fmt: skip
    if len(routes) == 1:
        return card(WIDTH, y + 18, marks, "")
    half = -(-len(routes) // 2) if len(routes) > 4 else len(routes)
    for place, route in enumerate(routes):
        x, top = 16 + 360 * (place // half), y + 34 + 24 * (place % half)
        style = lit_style(place + 1 == number, other="none", thick=None, thin=None)
        box = rect(x - 6, top - 17, 350, 23, rx=4, **style)
        line = words(x, top, f"route {place + 1}: {' → '.join(route.nodes)}", size=14)
        value = words(x + 336, top, plain(route.product, 9), size=14, anchor="end")
        marks.append(group(box, line, value, sets=f"route={place + 1}", label=f"route {place + 1}"))
    top = y + 40 + 24 * half
    total = sum(route.product for route in routes)
    marks.append(words(16, top, f"sum of all routes: dE/d{weight} = {plain(total, 9)}", bold=True))
    return card(WIDTH, top + 16, marks, "")


def formula(text):
    """Return a formula of the tables with real signs: 'b1 (1 - b1)' becomes 'b1 (1 − b1)'."""
    text = text.replace("0 for net <= 0, 1 for net > 0", "1 if net > 0, else 0")
    return text.replace(" - ", " − ").replace("-t", "−t").replace("^2", "²").replace("<=", "≤")


@quiet
def unpacking(step, network, inputs, targets, weight):
    """Return the derivation of one weight's gradient up to a step below its routes: unpacked, calculated, compacted.

    For any weight or bias weight of a logistic network whose layers have up to two nodes, with SE; a step after the
    last one stays there. Book ch. 11-14.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> unpacking(5, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5")
    Step 5, compact: ∂E/∂w5 = δc1 · b1 = 0.143167 · 0.702033 = +0.100508.
    """
    lines = derivation(network, inputs, targets, weight)
    step = min(int(step), len(lines) - 1)
    marks = []
    for row, (title, line) in enumerate(lines[: step + 1]):
        y, last = 32 + 41 * row, row == step
        if last:
            marks.append(rect(8, y - 23, WIDTH - 16, 35, rx=6, fill=LIT, stroke=BLUE))
        size = min(15, 610 / text_width(line, 1))  # a long line is written smaller
        if row:
            marks.append(tag("path", d=f"M114 {y - 35}v20l-4 -7h8l-4 7", fill=GREY, stroke=GREY))  # from this to that
        marks += [words(18, y, title, size=13, fill=GREY), words(126, y, line, size=size, bold=last)]
    marks += [words(18, 32 + 41 * row, lines[row][0], size=13, fill=GREY) for row in range(step + 1, len(lines))]
    title, line = lines[step]
    lower = card(WIDTH, 41 * len(lines) + 16, marks, "")
    upper = lit_diagram(network, inputs, weight, chain(network, inputs, targets, weight))
    return stacked(upper, lower, f"Step {step}, {title}: {line.removeprefix('= ')}.")


def derivation(network, inputs, targets, weight):
    """Return the lines of the derivation, each with its title."""
    found, run = gradients(network, inputs, targets), forward(network, inputs)
    address = network.address(weight)
    layer, node = address.layer + 1, node_name(address.layer + 1, address.end)
    source = None if address.start is None else node_name(address.layer, address.start)
    came = "bias value 1" if source is None else source
    came_number = "1" if source is None else bracketed(run.out[address.layer][0, address.start], 6)
    delta = found.deltas[layer][0, address.end]
    slope = network.layer_activations[layer - 1].slope(run.net[layer])[0, address.end]
    name, out = f"∂E/∂{weight}", f"{node} (1 − {node})"
    lines = [("what we want", f"{name}: how fast E answers to {weight}"),
             ("unpack", f"{name} = ∂E/∂net {node} · ∂net {node}/∂{weight}")]  # fmt: skip
    if layer == len(network.sizes) - 1:
        z = run.output[0, address.end]
        wrong = z - targets[0][address.end]
        lines += [
            ("unpack again", f"{name} = ∂E/∂{node} · ∂{node}/∂net {node} · ∂net {node}/∂{weight}"),
            ("formulas", f"{name} = ({node} − target) · {out} · {came}"),
            ("numbers", f"{name} = {bracketed(wrong, 6)} · {plain(slope, 6)} · {came_number}"),
        ]
    else:
        after = range(network.sizes[layer + 1])
        deltas, edges = found.deltas[layer + 1][0], network.weights[layer][address.end]
        nodes = [node_name(layer + 1, row) for row in after]
        names = [edge_name(network, node, one) for one in nodes]
        terms = " + ".join(f"δ{one} · {edge}" for one, edge in zip(nodes, names, strict=True))
        routes = " + ".join(f"δ{one} · {edge} · {out} · {source or 1}" for one, edge in zip(nodes, names, strict=True))
        sums = " + ".join(f"{bracketed(d, 6)} · {bracketed(w)}" for d, w in zip(deltas, edges, strict=True))
        lines += [
            ("one route", f"over {nodes[0]}: δ{nodes[0]} · {names[0]} · {out} · {came}"),
            ("add routes", f"{name} = {routes}"),
            ("take out", f"{name} = ({terms}) · {out} · {came}"),
            ("numbers", f"{name} = ({sums}) · {plain(slope, 6)} · {came_number}"),
            ("the sum", f"{name} = {bracketed(deltas @ edges, 6)} · {plain(slope, 6)} · {came_number}"),
        ]
    product = f"δ{node} = " if source is None else f"δ{node} · {came} = {bracketed(delta, 6)} · {came_number} = "
    lines.append(("compact", f"{name} = {product}{signed(found[weight], 6)}"))
    return lines
