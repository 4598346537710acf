"""Computational graphs: values that flow through them, and build first against run at once (book ch. 33)."""

import textwrap

import numpy as np

from helpers.lessons.tensorflow.graph import MOST, build, run, shapes
from helpers.network import checks
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, PALE, WHITE
from helpers.pens.parts import boxed, encircled, lit_style
from helpers.pens.picture import card, rect, segment, tag, words

WAITING, NOTHING, HEIGHT, LOW = "?", "no number", 390, 290  # LOW: the height of a layer
LAST_STEP = MOST + 1  # 0: built; 1: fed; then one operation after the other
LAYER = "relu(x @ w + b)"


def flow(expression, step, **values):
    """Return the graph of an expression and one moment of its run: 0 built, 1 fed, then operation after operation.

    The inputs are the names of `values`, numbers. A mistake in the expression becomes a sentence in the picture.

    >>> flow("(a*b)+c", 3, a=2, b=3, c=4)
    Operation 2 of 2: 6.00 + 4.00 = 10.00. This is the result.
    >>> flow("(a*b", 0, a=2, b=3, c=4)
    “(a*b” cannot be read: is a bracket not closed, or a sign missing? Type for example (a*b)+c.
    """
    step = checks.whole_number("step", step, at_least=0, at_most=LAST_STEP)
    try:
        graph = build(expression, tuple(values))
        found = written(graph, run(graph, **values))
    except ValueError as problem:
        return refused(str(problem))
    done = min(step, len(graph.operations) + 1)
    known = set(graph.operations[: max(done - 1, 0)]) | (leaves(graph) if done else set())
    shown = [found[place] if place in known else WAITING for place in range(len(found))]
    newest = graph.operations[done - 2] if done > 1 else None
    fed = ", ".join(f"{name} = {plain(values[name], 2)}" for name in graph.inputs) or "no inputs"
    marks = drawn(graph, shown, known, newest)
    if not done:
        marks.append(words(24, HEIGHT - 20, f"not fed yet: {fed}", size=14, fill=GREY))
    return card(700, HEIGHT, marks, told(graph, found, fed, done, newest))


def written(graph, values):
    """Return the value of every node in words; what is divided by 0, and all that needs it, is no number.

    >>> graph = build("2 * (a / 0)")
    >>> written(graph, run(graph, a=1))
    ['2.00', '1.00', '0.00', 'no number', 'no number']
    """
    found = []
    for node, value in zip(graph.nodes, values, strict=True):
        lost = node.operation == "/" and values[node.sources[1]] == 0
        lost = lost or any(found[source] == NOTHING for source in node.sources)
        found.append(NOTHING if lost else plain(value, 2))
    return found


def leaves(graph):
    """Return the places of inputs and numbers."""
    return {place for place, node in enumerate(graph.nodes) if not node.operation}


def refused(sentence):
    """Return a sheet with nothing but a sentence."""
    lines = textwrap.wrap(sentence, 70)
    marks = [words(24, 60 + 24 * row, line, fill=ORANGE_INK) for row, line in enumerate(lines)]
    return card(700, HEIGHT, marks, sentence.removesuffix(".") + ".")


def told(graph, found, fed, done, newest):
    """Return what has just happened, as a sentence."""
    count = len(graph.operations)
    if not done:
        return f"Built: {counted(count, 'operation')}, and nothing is computed. Not fed yet: {fed}."
    if newest is None:
        return f"Fed: {fed}. {'Nothing is computed yet.' if count else 'There is no operation.'}"
    node = graph.nodes[newest]
    values = [found[source] for source in node.sources]
    formula = f"{node.operation}({values[0]})"
    if len(values) == 2:
        formula = f" {node.operation} ".join(f"({value})" if value.startswith("−") else value for value in values)
    last = " This is the result." if newest == graph.operations[-1] and found[newest] != NOTHING else ""
    result = f"{formula} = {found[newest]}"
    if found[newest] == NOTHING:
        result = f"{formula} has no number as its result: nothing can be divided by 0"
    if NOTHING in values:
        result = f"{node.operation} is fed with no number, so its result is no number either"
    return f"Operation {done - 1} of {count}: {result}.{last}"


def drawn(graph, shown, known, newest, height=HEIGHT):
    """Return the marks of a graph; `shown` is written on the edges that leave each node, `known` nodes are filled."""
    places, edges, plates, labels = positions(graph, height), [], [], []
    for place, node in enumerate(graph.nodes):
        for source in node.sources:
            edges.append(edge(places[source], places[place], source in known, radius(node)))
            middle = (np.add(places[source], places[place]) / 2).tolist()
            plates.append(plate(middle, shown[source]))
            labels.append(label(middle, shown[source], source in known))
    nodes = [drawn_node(places[place], node, place in known, place == newest) for place, node in enumerate(graph.nodes)]
    x, y = places[-1]
    labels.append(label((x, y + radius(graph.nodes[-1]) + 14), shown[-1], len(places) - 1 in known))
    return [*edges, *plates, *nodes, *labels]


def radius(node):
    """Return the radius of an operation's circle: its name must have room."""
    return 23 if len(node.operation) < 6 else 32


def edge(start, end, flowing, radius):
    """Return an edge with its arrow: solid when a tensor has flowed along it, dashed while it waits."""
    (x1, y1), (x2, y2) = start, end
    length = float(np.hypot(x2 - x1, y2 - y1))
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x, y, color = x2 - (radius + 1) * ux, y2 - (radius + 1) * uy, BLUE if flowing else GREY
    head = " ".join(f"{x - 9 * ux + side * 5 * uy:.1f},{y - 9 * uy - side * 5 * ux:.1f}" for side in (1, -1))
    line = segment(x1, y1, x, y, color, 2.5 if flowing else 1.5, dash=None if flowing else "5 4")
    return line + tag("polygon", points=f"{x:.1f},{y:.1f} {head}", fill=color)


def plate(middle, text):
    """Return the white plate on an edge, so that the line does not touch the words and a minus stays a minus."""
    (x, y), width = middle, 8.5 * len(text) + 8
    return rect(x - width / 2, y - 10, width, 20, rx=4, fill=WHITE)


def label(middle, text, flowing):
    """Return a tensor in words: its value or its shape."""
    x, y = middle
    return words(x, y + 5, text, anchor="middle", size=14, bold=flowing, halo=True, fill=BLUE if flowing else GREY)


def drawn_node(at, node, known, newest):
    """Return a node: a circle for an operation, a box for an input or a number."""
    x, y = at
    paper, border = LIT if known else WHITE, 4 if newest else 1.5
    if node.operation:
        size = 14 if len(node.operation) > 1 else 20
        return encircled(
            x, y, radius(node), node.operation, size=size, bold=True, fill=paper, stroke=BLACK, stroke_width=border
        )
    return boxed(x - 22, y - 17, 44, 34, node.name, bold=True, rx=5, fill=paper, stroke=BLACK)


def positions(graph, height=HEIGHT):
    """Return where each node stands: an operation right of its sources and between them, a leaf just before its use."""
    depth, heights, leaf = [], [], 0
    for node in graph.nodes:
        depth.append(1 + max((depth[source] for source in node.sources), default=-1))
        heights.append(float(np.mean([heights[source] for source in node.sources])) if node.operation else leaf)
        leaf += not node.operation
    for node in graph.nodes:
        for source in node.sources:
            if not graph.nodes[source].operation:
                depth[source] = max(depth[other] for other in node.sources)
    columns, rows = max(depth), max(leaf - 1, 1)
    gap, stretch = min(200, 600 / max(columns, 1)), min(80, 300 / rows)
    left, top = 350 - gap * columns / 2, height / 2 - 8 - stretch * (leaf - 1) / 2
    return [(left + gap * column, top + stretch * row) for column, row in zip(depth, heights, strict=True)]


def layer_flow(examples, nodes, turned=False):
    """Return one layer of a network as a graph, with the shape of every tensor (book ch. 33 and 34).

    The layer has 784 inputs and `nodes` nodes; `turned` turns the weight matrix over, so that it no longer fits.

    >>> layer_flow(64, 500)
    x (64, 784) @ w (784, 500) gives (64, 500): 64 · 784 · 500 = 25,088,000 products. Then b and ReLU keep the shape.
    >>> layer_flow(64, 500, turned=True)
    (64, 784) @ (500, 784) does not fit: the first has 784 columns, so the second must have 784 rows, but it has 500.
    """
    examples, nodes = checks.whole_number("examples", examples), checks.whole_number("nodes", nodes)
    graph = build(LAYER, ("x", "w", "b"))
    given = {"x": (examples, 784), "w": (nodes, 784) if turned else (784, nodes), "b": (nodes,)}
    try:
        found, sentence = [str(shape) for shape in shapes(graph, **given)], ""
    except ValueError as problem:
        found = [str(given[node.name]) if node.name in given else WAITING for node in graph.nodes]
        sentence = f"{problem}."
    known = {place for place, shape in enumerate(found) if shape != WAITING}
    titles = ["x: examples", "w: weights", "matrix product", "b: bias weights", "bias addition", "ReLU"]
    marks = drawn(graph, found, known, None, LOW)
    marks += [words(x, y - 29, title, anchor="middle", size=14, fill=GREY, halo=True)
              for (x, y), title in zip(positions(graph, LOW), titles, strict=True)]  # fmt: skip
    if sentence:
        marks.append(words(350, LOW - 16, "✗ these two shapes do not fit: nothing can flow", anchor="middle",
                           bold=True, fill=ORANGE_INK))  # fmt: skip
    text = sentence or (
        f"x {found[0]} @ w {found[1]} gives {found[2]}: {examples} · 784 · {nodes} = {examples * 784 * nodes:,} "
        f"products. Then b and ReLU keep the shape."
    )
    return card(700, LOW, marks, text)


def two_ways(line):
    """Return the same calculation built first and run later (TensorFlow 1), and run at once (today), line by line.

    line counts from 0 (nothing has run) to 7. Book ch. 33.

    >>> two_ways(4)  # doctest: +NORMALIZE_WHITESPACE
    Line 4, built first: Tensor("mul:0", dtype=float32). Run at once: 6.0.
    """
    line, columns = checks.whole_number("line", line, at_least=0, at_most=7), both_ways()
    marks = []
    for side, (title, rows_) in enumerate(columns.items()):
        x = 16 + 340 * side
        marks.append(words(x + 4, 28, title, bold=True))
        for number, (code, effect) in enumerate(rows_, 1):
            y, lit = 40 + 54 * (number - 1), number == line
            marks.append(rect(x, y, 330, 50, rx=5, **lit_style(lit, other=PALE, thick=2.5)))
            marks.append(words(x + 8, y + 20, code, size=14, font_family="monospace", bold=lit))
            if number <= line:
                marks.append(words(x + 8, y + 41, f"→ {effect}", size=14, bold=lit, fill=BLACK if lit else BLUE))
    if not line:
        text = "Nothing has run yet. On the left a graph will be built first, on the right each line runs at once."
    else:
        (_, first), (_, second) = (rows_[line - 1] for rows_ in columns.values())
        text = f"Line {line}, built first: {first}. Run at once: {second}."
    return card(700, 428, marks, text)


def both_ways():
    """Return the lines of both ways and what each of them does; the numbers are computed by the graph."""
    graph = build("(a*b)+c")
    first = [float(value) for value in run(graph, a=2, b=3, c=4)]
    again = [float(value) for value in run(graph, a=5, b=3, c=4)]
    product = graph.operations[0]
    return {
        "built first, run later: TensorFlow 1": (
            ("a = tf.placeholder(tf.float32)", "an empty place, no number"),
            ("b = tf.placeholder(tf.float32)", "another one; c is made like it"),
            ("product = a * b", "a node ·, nothing is computed"),
            ("print(product)", 'Tensor("mul:0", dtype=float32)'),
            ("total = product + c", "a node +, nothing is computed"),
            ("session.run(total, {a:2, b:3, c:4})", f"now everything flows: {first[-1]}"),
            ("session.run(total, {a:5, b:3, c:4})", f"the same graph once more: {again[-1]}"),
        ),
        "at once: Python, NumPy, TensorFlow 2": (
            ("a = 2.0", "the number 2.0"),
            ("b, c = 3.0, 4.0", "the numbers 3.0 and 4.0"),
            ("product = a * b", f"computed: {first[product]}"),
            ("print(product)", f"{first[product]}"),
            ("total = product + c", f"computed: {first[-1]}"),
            ("print(total)", f"{first[-1]}"),
            ("a = 5.0; print(total)", f"still {first[-1]}: run lines 3, 5 again"),
        ),
    }
