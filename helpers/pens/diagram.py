"""The network diagram: nodes with net and out, edges with their weights, written as SVG text."""

from functools import cache
from math import hypot

from helpers.network.network import Address, node_name
from helpers.pens.numerals import counted, even_decimals, plain, short, signed
from helpers.pens.palette import BLACK, BLUE, GREY, PALE, VERMILLION, WHITE
from helpers.pens.parts import boxed, legend_line, signed_ink
from helpers.pens.picture import card, circle, group, segment, tag, words

MOST_NODES = 16  # a longer layer is shortened: the first ones, how many are left out, the last one
MOST_LABELS = 6  # between two layers; with more edges than this the labels would cover each other
HEAD, FOOT = 46, 128  # pixels above the nodes (headings) and below them (bias nodes, legend)
KINDS = {"first": "input layer", "middle": "hidden layer", "last": "output layer"}


def diagram(network, run=None, *, targets=None, highlight=None, known=None, decimals=4, width=700, text=None,
            slopes=None, pick=None):  # fmt: skip
    """Return the picture of a network; with run = forward(network, inputs) its nodes show net and out of one example.

    An edge's width is the size of its weight; blue and solid is positive, orange-red and dashed is negative, grey is 0.
    highlight is a collection of names ("w5", "b1", "bw3"): all else is drawn pale. known is a collection of values
    ("net b1", "out b1"): all others are still question marks. targets shows what was wanted. slopes = gradients(...)
    puts the gradients on the edges instead of the weights. pick names a control: a click on an edge sets it.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, forward
    >>> diagram(BOOK_NETWORK, forward(BOOK_NETWORK, BOOK_INPUTS))
    Inputs a1 = 0.1500, a2 = 0.3500 give b1 = 0.7020, b2 = 0.5841; then c1 = 0.5934, c2 = 0.7353.
    """
    paper = Paper(network.sizes, width)
    marks = [paper.headings()]
    for edge in edges(network, paper, slopes):
        drawn = draw_edge(edge, paper, faded(edge["name"], highlight))
        marks.append(group(wide(edge), drawn, sets=f"{pick}={edge['name']}", label=edge["text"]) if pick else drawn)
    for layer, rows in enumerate(paper.rows):
        for row, place in rows.items():
            marks.append(
                draw_node(layer, row, place, paper, run, faded(node_name(layer, row), highlight), known, decimals)
            )
        marks.append(paper.left_out(layer))
        marks.append(paper.bias_node(layer, highlight is not None and not bias_names(network, layer) & {*highlight}))
    if targets is not None:
        marks += [words(x + paper.radius + 12, y + 5, f"target {plain(target, 0)}", size=14)
                  for (x, y), target in zip(paper.rows[-1].values(), targets, strict=False)]  # fmt: skip
    marks.append(legend(paper.height, "weight" if slopes is None else "gradient", tinted=run is not None))
    return card(width, paper.height, marks, text or sentence(network, run, decimals))


def structure(network):
    """Return the bare network with its counts: nodes, edges, bias edges (book ch. 4 and 25).

    >>> from helpers import create
    >>> structure(create(64, 64, 2))  # doctest: +NORMALIZE_WHITESPACE
    A 64-64-2 network has 130 nodes and 2 bias nodes, 132 together; 4,224 edges and 66 bias edges, so 4,290
    weights to learn.
    """
    edges, biases, sizes = network.weight_count, network.bias_count, network.sizes
    layers = len(sizes) - 1
    text = (
        f"A {network.shape_name} network has {counted(sum(sizes), 'node')} and {counted(layers, 'bias node')}, "
        f"{sum(sizes) + layers:,} together; {counted(edges, 'edge')} and {counted(biases, 'bias edge')}, "
        f"so {edges + biases:,} weights to learn."
    )
    return diagram(network, text=text)


def sentence(network, run, decimals):
    """Return the text twin of the diagram."""
    if run is None:
        return f"{network!r}."
    parts = []
    for layer, out in enumerate(run.out):
        values = ", ".join(
            f"{node_name(layer, row)} = {plain(value, decimals)}" for row, value in enumerate(out[0][:4])
        )
        parts.append(values + (", …" if out.shape[1] > 4 else ""))
    return f"Inputs {parts[0]} give {'; then '.join(parts[1:])}."


class Paper:
    """Where everything of a network with these sizes stands: columns, rows, bias nodes, radius."""

    def __init__(self, sizes, width):
        self.sizes, self.width = sizes, width
        self.shown = [shown_rows(size) for size in sizes]
        most = max(len(rows) for rows in self.shown)
        self.height = round(HEAD + FOOT + min(420, 118 * max(most, 2)))
        self.radius = max(5, min(42 if len(sizes) < 4 else 38, (self._gap(most) - 22) / 2))
        self.labels = max(a * b for a, b in zip(sizes, sizes[1:], strict=False)) <= MOST_LABELS
        first, last = 70, width - 130
        self.x = [first + (last - first) * layer / (len(sizes) - 1) for layer in range(len(sizes))]
        self.rows = [{row: (self.x[layer], self._y(layer, place)) for place, row in enumerate(rows) if row is not None}
                     for layer, rows in enumerate(self.shown)]  # fmt: skip

    def _gap(self, count):
        return (self.height - HEAD - FOOT) / count

    def _y(self, layer, place):
        return HEAD + 10 + self._gap(len(self.shown[layer])) * (place + 0.5)

    def bias(self, layer):
        """Return where the bias node that feeds a layer stands: below, between the two columns, nearer to the first."""
        return 0.75 * self.x[layer - 1] + 0.25 * self.x[layer], self.height - 56

    def lines(self):
        """Return start and end of every drawn edge, with the number of its end's layer."""
        return tuple((start, end, layer)
                     for layer in range(1, len(self.sizes)) for end in self.rows[layer].values()
                     for start in [*self.rows[layer - 1].values(), self.bias(layer)])  # fmt: skip

    def bias_node(self, layer, pale=False):
        if layer == 0:
            return ""
        (x, y), r = self.bias(layer), min(16, self.radius)
        return tag("g", circle(x, y, r, fill=PALE, stroke=BLACK, stroke_width=1.5),
                   words(x, y + 5, "1" if r > 10 else "", anchor="middle", size=14, bold=True),
                   words(x + r + 6, y + 5, "bias", size=13, fill=GREY), opacity=0.25 if pale else None)  # fmt: skip

    def headings(self):
        last = len(self.sizes) - 1
        kinds = ["first"] + ["middle"] * (last - 1) + ["last"]
        return "".join(words(x, 24, f"{KINDS[kind]} {node_name(layer, 0)[0]}", anchor="middle", size=14, fill=GREY)
                       for layer, (x, kind) in enumerate(zip(self.x, kinds, strict=True)))  # fmt: skip

    def left_out(self, layer):
        if None not in self.shown[layer]:
            return ""
        missing = self.sizes[layer] - len(self.rows[layer])
        y = self._y(layer, self.shown[layer].index(None)) + 5
        return words(self.x[layer], y, f"⋮ {missing} more", anchor="middle", size=14, halo=True)


def shown_rows(size):
    """Return the rows of a layer that are drawn; None stands for those left out.

    >>> shown_rows(3), shown_rows(64)
    ([0, 1, 2], [0, 1, 2, 3, 4, None, 63])
    """
    return list(range(size)) if size <= MOST_NODES else [0, 1, 2, 3, 4, None, size - 1]


def edges(network, paper, slopes=None):
    """Yield each drawn edge: its name, the number it shows, how far that is from 0, its label, its start and end."""
    shown = network if slopes is None else slopes
    largest = 1 if slopes is None else max(abs(array).max() for array in slopes.weights + slopes.biases) or 1
    numbers = [shown[name] for name in network.names()] if paper.labels else []
    digits = even_decimals(numbers) if slopes is None else 4
    show = (lambda value: plain(value, digits)) if paper.labels else short

    def written(value):
        return f" = {show(value)}" if slopes is None else f" {signed(value)}"

    room = max([USUAL, *(len(written(value)) for value in numbers)])  # the longest label's
    for layer in range(1, len(network.sizes)):
        for end, there in paper.rows[layer].items():
            for start, here in [*paper.rows[layer - 1].items(), (None, paper.bias(layer))]:
                name = network.name(Address("bw" if start is None else "w", layer - 1, start, end))
                value = shown[name]
                yield {"name": name, "value": value, "share": abs(value) / largest, "text": name + written(value),
                       "start": here, "end": there, "room": room}  # fmt: skip


def faded(name, highlight):
    """Say whether a part is drawn pale because others are highlighted."""
    return highlight is not None and name not in highlight


def draw_edge(edge, paper, pale):
    """Return one edge with its label."""
    (x1, y1), (x2, y2) = edge["start"], edge["end"]
    value = edge["value"]
    color, dash = signed_ink(value, "7 4")
    thick = min(7, 0.8 + 4 * edge["share"]) * (1 if paper.labels else 0.4) if value == value else 1
    line = segment(x1, y1, x2, y2, color, thick, dash=dash)
    label = edge_label(edge, paper) if paper.labels else ""
    return tag("g", line, label, opacity=0.2 if pale else None)


def bias_names(network, layer):
    """Return the names of the bias weights into a layer, none for the input layer."""
    ends = range(network.sizes[layer]) if layer else ()
    return {network.name(Address("bw", layer - 1, None, end)) for end in ends}


def wide(edge):
    """Return an invisible line that is easy to hit with the mouse."""
    (x1, y1), (x2, y2) = edge["start"], edge["end"]
    return segment(x1, y1, x2, y2, WHITE, 14, stroke_opacity=0)


def plate_width(letters):
    """Return how wide a label's plate is."""
    return 7.1 * letters + 6


def edge_label(edge, paper):
    """Return name and weight on a white plate, so that the edge cannot be read as a minus sign."""
    (x1, y1), (x2, y2) = edge["start"], edge["end"]
    text = edge["text"]
    share = shares(tuple(paper.sizes), paper.width, edge["room"])[edge["start"], edge["end"]]
    wide = plate_width(len(text))
    x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
    return boxed(x - wide / 2, y - 10, wide, 20, text, size=13, rx=4, fill=WHITE, fill_opacity=0.92)


USUAL = len(" = −0.60")  # room for so much, so that a label stays where it is when its weight moves


@cache
def shares(sizes, width, letters):
    """Return how far along its edge each label stands, from 0 to 1, where it covers no node, label or other edge.

    A bias weight's label looks for its place from two thirds on, any other near the start, where edges lie furthest
    apart. Where there is no free place it takes the one that costs least; each looks again when all have theirs.
    """
    paper, found = Paper(sizes, width), {}
    lines = paper.lines()
    discs = [(x, y, paper.radius + 4) for rows in paper.rows for x, y in rows.values()]
    discs += [(x, y - paper.radius - 11, 11) for rows in paper.rows for x, y in rows.values()]  # their names
    discs += [(*paper.bias(layer), 18) for layer in range(1, len(sizes))]

    def place(line, share):
        (x1, y1), (x2, y2), layer = line
        half = plate_width(letters + (3 if line[0] == paper.bias(layer) else 2)) / 2
        return x1 + share * (x2 - x1), y1 + share * (y2 - y1), half

    def cost(line, share):
        (x1, y1), (x2, y2), layer = line
        near_start = (paper.radius + 44) / (x2 - x1) if y1 != y2 else 0.5
        x, y, half = place(line, share)
        hit = sum(hypot(max(abs(x - cx) - half, 0), max(abs(y - cy) - 10, 0)) < r for cx, cy, r in discs)
        others = (place(other, at) for other, at in found.items() if other != line)
        hit += sum(abs(x - far) < half + wide + 2 and abs(y - below) < 21 for far, below, wide in others)
        over = sum(crosses(other, x, y, half + 2, 12) for other in lines if other != line)
        return 20 * hit + 2 * over + abs(share - (0.67 if line[0] == paper.bias(layer) else near_start))

    for line in 3 * lines:
        found[line] = min((step / 30 for step in range(3, 28)), key=lambda share, line=line: cost(line, share))
    return {line[:2]: share for line, share in found.items()}


def crosses(line, x, y, half, high):
    """Say whether a line runs through the box around (x, y), half as wide and half as high as given."""
    (x1, y1), (x2, y2), _ = line
    low, up = max(min(x1, x2), x - half), min(max(x1, x2), x + half)
    if low > up:
        return False
    ends = [y1 + (at - x1) / (x2 - x1) * (y2 - y1) - y for at in (low, up)] if x1 != x2 else [y1 - y, y2 - y]
    return min(ends) <= high and max(ends) >= -high


def draw_node(layer, row, place, paper, run, pale, known, decimals):
    """Return one node: a circle, its name, and its net input and output where they are known and fit."""
    x, y = place
    name, r = node_name(layer, row), paper.radius
    blank = circle(x, y, r, fill=WHITE)  # hides the edges' ends even where the node is pale
    if run is None:
        inside = words(x, y + 5, name, anchor="middle", size=14, bold=True) if r >= 12 else ""
        return blank + tag("g", ring(x, y, r, WHITE), inside, opacity=0.25 if pale else None)
    title = words(x, y - r - 5, name, anchor="middle", size=14, bold=True, halo=True)
    small = r < 34

    def shown(kind, values):
        if values[layer] is None:  # input nodes have no net input
            return ""
        hidden = known is not None and f"{kind} {name}" not in known
        return "?" if hidden else fitting(values[layer][0, row], 2 if small else decimals)

    net, out = shown("net", run.net), shown("out", run.out)
    if net and not small:
        inside = words(x, y - 4, f"net {net}", anchor="middle", size=12.5) + words(
            x, y + 15, f"out {out}", anchor="middle", size=12.5, bold=True
        )
    else:
        inside = words(x, y + 5, out, anchor="middle", size=13, bold=True) if r >= 17 else ""
    fill = WHITE if out == "?" else shade(run.out[layer][0, row])
    return blank + tag("g", ring(x, y, r, fill), title, inside, opacity=0.25 if pale else None)


def fitting(value, decimals):
    """Return a number that fits into a node: the larger it is, the fewer decimals."""
    return plain(value, decimals if abs(value) < 10 else 1)


def ring(x, y, r, fill):
    """Return a node's outline."""
    return circle(x, y, r, fill=fill, stroke=BLACK, stroke_width=1.5)


def shade(out):
    """Return a pale blue that grows with the output (0 is white); dark text stays legible on it."""
    share = min(1, abs(out)) if out == out else 0
    return "#" + "".join(f"{round(255 - share * (255 - full)):02x}" for full in (0xA6, 0xD8, 0xF5))


def legend(height, what, tinted):
    """Return the line that explains edges and nodes."""
    y = height - 16
    more = "thicker edge, bluer node: further from 0" if tinted else "thicker: further from 0"
    return "".join([legend_line(20, y, f"{what} above 0", BLUE, gap=42, width=3, size=13),
                    legend_line(190, y, "below 0", VERMILLION, "7 4", gap=42, width=3, size=13),
                    legend_line(300, y, "0", GREY, gap=42, width=1.5, size=13),
                    words(370, y, more, size=13)])  # fmt: skip
