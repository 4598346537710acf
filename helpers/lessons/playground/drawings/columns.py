"""The network of the playground: features as switches, hidden nodes with the plane that they see, edges, buttons."""

import textwrap
from functools import lru_cache

import numpy as np

from helpers.lessons.playground.building import ACTIVATIONS, other_layers
from helpers.lessons.playground.drawings.planes import FINE, grid, scaled, stack
from helpers.lessons.playground.features import FEATURES
from helpers.network.network import Address, node_name
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, PALE, WHITE
from helpers.pens.parts import boxed, signed_ink
from helpers.pens.picture import group, rect, segment, tag, words

TOP, PITCH, SIDE = 112, 42, 28  # where the first node stands, from node to node, a node's side
FIRST, LAST = 88, 494  # where the features' squares end, and where the output's plane begins
MOST_CLICKED = 40  # edges: of more, those at the chosen node can be clicked
OPEN = 0.8  # how much an edge hides


def column(layer, layers):
    """Return the middle of a hidden layer's nodes, counted from 1; there are so many layers."""
    return FIRST + (LAST - FIRST) * layer / (layers + 1) + 6


def row(node):
    """Return the middle of a node's square."""
    return TOP + PITCH * node + SIDE / 2


def places(names, sizes):
    """Return the middle of every node, layer by layer: features stand at their own place, the output in the plane."""
    inputs = [(FIRST - SIDE / 2, row([*FEATURES].index(name))) for name in names]
    hidden = [[(column(layer, len(sizes) - 2), row(node)) for node in range(sizes[layer])]
              for layer in range(1, len(sizes) - 1)]  # fmt: skip
    return [inputs, *hidden, [(LAST + SIDE / 2, 185)]]


def told(text, sets, asked, control, label, **more):
    """Return a part that sets a control, if the picture has this control.

    The label stays the same when it is pressed, so that the focus stays on it.
    """
    return group(text, sets=sets, label=label, **more) if control in asked else text


# ---- Features


@lru_cache(maxsize=8)
def features(names, asked):
    """Return the features' small planes: a click switches one on or off; the last one stays.

    Where nothing can be switched, those that are off are left out.
    """
    seen = scaled(grid(tuple(FEATURES)).T, "linear").reshape(-1, FINE, FINE)
    marks = [words(FIRST, TOP - 14, "inputs", anchor="end", size=13, fill=GREY),
             stack(seen, FIRST - SIDE, TOP, SIDE, PITCH)]  # fmt: skip
    for node, name in enumerate(FEATURES):
        x, y, on = FIRST - SIDE, row(node) - SIDE / 2, name in names
        if not on and "features" not in asked:
            marks.append(rect(x - 2, y - 2, SIDE + 4, SIDE + 4, fill=WHITE))
            continue
        frame = {"stroke": BLUE, "stroke_width": 2.5} if on else {"stroke": GREY, "stroke_dasharray": "3 3"}
        mark = rect(x, y, SIDE, SIDE, fill=WHITE, fill_opacity=0 if on else 0.75, **frame)
        label = words(x - 4, y + 19, name, anchor="end", size=13, bold=on, fill=BLACK if on else GREY)
        after = [one for one in FEATURES if (one in names) != (one == name)]
        sets = f"features={', '.join(after)}"
        part = mark + label
        marks.append(
            told(part, sets, asked if after else (), "features", f"input {name}", aria_pressed=str(on).lower())
        )
    return "".join(marks)


# ---- Hidden layers


@lru_cache(maxsize=8)
def heads(layers, activations, asked):
    """Return what stands above the hidden layers: how many, their activations, and the buttons that change them."""
    marks = []
    middle = (FIRST + LAST) / 2
    marks += [words(middle, 24, counted(len(layers), "hidden layer"), anchor="middle", size=14)]
    for x, sign, what in ((middle - 86, "−", "one hidden layer fewer"), (middle + 62, "+", "one hidden layer more")):
        marks.append(press(x, 6, sign, what, layers, asked))
    for place, nodes in enumerate(layers):
        x, letter = column(place + 1, len(layers)), node_name(place + 1, 0)[0]
        now = activations[: len(layers)]
        after = ACTIVATIONS[([*ACTIVATIONS].index(now[place]) + 1) % len(ACTIVATIONS)]
        sets = f"activation={', '.join([*now[:place], after, *now[place + 1 :]])}"
        label = f"next activation of layer {letter}"
        frame = {"fill": WHITE, "stroke": GREY if "activation" in asked else "none"}  # a frame can be pressed
        box = boxed(x - 34, 38, 68, 24, now[place], size=13, rx=12, **frame)
        marks.append(told(box, sets, asked, "activation", label))
        marks.append(words(x, 84, nodes, anchor="middle", size=14))
        for left, sign, way in ((x - 34, "−", "fewer"), (x + 10, "+", "more")):
            marks.append(press(left, 67, sign, f"one node {way} in layer {letter}", layers, asked))
    return "".join(marks)


def press(x, y, sign, what, layers, asked):
    """Return a button + or −; pale, and without effect, where there is no more to add or to take away."""
    if "layers" not in asked:
        return ""
    after = dict(other_layers(layers)).get(what)
    style = {"ink": GREY, "stroke": PALE} if after is None else {"bold": True, "stroke": BLACK}
    sets = f"layers={', '.join(map(str, layers if after is None else after)) or '0'}"
    box = boxed(x, y, 24, 24, sign, size=15, rx=5, fill=WHITE, **style)
    return group(box, sets=sets, label=what, aria_disabled="true" if after is None else None)


def nodes(network, seen, where, chosen, asked):
    """Return the hidden nodes, each with the plane that it sees, and with its bias weight as a small square."""
    marks = []
    for layer in range(1, len(network.sizes) - 1):
        marks.append(stack(seen[layer], where[layer][0][0] - SIDE / 2, TOP, SIDE, PITCH))
        for node, (x, y) in enumerate(where[layer]):
            name, lit = node_name(layer, node), node_name(layer, node) == chosen
            left, top = x - SIDE / 2, y - SIDE / 2
            frame = {"stroke": BLUE if lit else BLACK, "stroke_width": 3 if lit else 1}
            part = rect(left, top, SIDE, SIDE, fill=WHITE, fill_opacity=0, **frame)
            part += bias(network.biases[layer - 1][node], left, top)
            label = words(x, top - 3, name, anchor="middle", size=12, bold=lit)
            marks.append(told(part + label, f"chosen={name}", asked, "chosen", f"node {name}"))
    return "".join(marks)


def bias(value, left, top):
    """Return a node's bias weight: a square at its lower left corner, larger the further from 0."""
    side = 3 + min(6, 2.5 * abs(value)) if value == value else 3
    return rect(left - side / 2, top + SIDE - side / 2, side, side, fill=signed_ink(value)[0], stroke=WHITE)


# ---- Edges


def edges(network, names, where, chosen, asked):
    """Return all edges: wider the further from 0, blue above 0, orange and dashed below; the chosen one is lit.

    `names` are those of the inputs. The lit one is drawn once more, on top: its part keeps its place among those that
    the keyboard goes through. Those that cannot be clicked are drawn together, all of one width and colour as one line:
    this is sooner done.
    """
    many, parts, lit, few = {}, [], "", network.weight_count <= MOST_CLICKED
    for layer, weights in enumerate(network.weights):
        widths = thick(weights)
        for (start, end), value in np.ndenumerate(weights):
            ends = start_name(names, layer, start), node_name(layer + 1, end)
            (x1, y1), (x2, y2) = where[layer][start], where[layer + 1][end]
            way = (x1 + SIDE / 2, y1, x2 - SIDE / 2, y2)
            name = network.name(Address("w", layer, start, end)) if few or chosen else ""
            if name and (name == chosen or "chosen" in asked and (few or chosen in ends)):
                parts.append(edge(way, value, name, ends, False, asked))
                lit += edge(way, value, name, ends, True, ()) * (name == chosen)
            else:
                many.setdefault((*signed_ink(value, "6 3"), widths[start, end]), []).append(way)
    lines = [tag("path", d="".join([f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" for x1, y1, x2, y2 in ways]), stroke=color,
                 stroke_width=wide, stroke_dasharray=dash, stroke_opacity=OPEN)
             for (color, dash, wide), ways in many.items()]  # fmt: skip
    return "".join([*lines, *parts, lit])


def start_name(names, layer, start):
    """Return what an edge begins at: an input by its own name, another node by its layer and number.

    >>> start_name(("x1", "x2"), 0, 1), start_name(("x1", "x2"), 1, 1)
    ('x2', 'b2')
    """
    return names[start] if layer == 0 else node_name(layer, start)


def edge(way, value, name, ends, lit, asked):
    """Return one edge that can be clicked."""
    (color, dash), wide = signed_ink(value, "6 3"), float(thick(value))
    line = segment(*way, color, wide, dash, stroke_opacity=None if lit else OPEN)
    if lit:
        line = segment(*way, BLUE, wide + 15) + segment(*way, LIT, wide + 10) + line
    label = f"weight {name} from {ends[0]} to {ends[1]}: {plain(value, 2)}"
    return told(segment(*way, WHITE, 9, stroke_opacity=0) + line, f"chosen={name}", asked, "chosen", label)


def thick(weights):
    """Return how wide edges are drawn, in steps of half a pixel."""
    wide = np.minimum(7, np.rint(2 * (0.6 + 1.6 * np.abs(weights))) / 2)
    return np.where(np.isfinite(wide), wide, 0.5)


def legend(y, problem=""):
    """Return what edges and squares mean, or a problem, which takes this place."""
    if problem:
        lines = textwrap.wrap(problem, 74, max_lines=2, placeholder=" …")
        return [words(14, y + 18 * at, line, size=12.5, bold=True, fill=ORANGE_INK) for at, line in enumerate(lines)]
    lines = ("edge: blue above 0, orange and dashed below; thicker: further from 0",
             "square of a node: what it makes of the plane; at its corner the bias weight")  # fmt: skip
    return [words(14, y + 18 * place, line, size=12.5) for place, line in enumerate(lines)]
