"""A network that learns from a table: its nodes at one row, what it says of it, and the two error curves."""

import numpy as np

from helpers.lessons.playground.drawings import columns
from helpers.lessons.playground.drawings.playground import LINES, errors_on, scaled_of, told, told_errors
from helpers.network.checks import quiet
from helpers.network.network import forward, node_name
from helpers.pens.numerals import bare, shortened
from helpers.pens.palette import BLACK, BLUE, GREY, VERMILLION
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, circle, tag, varying, words
from helpers.pens.pixels import rgb

WIDTH, HEIGHT, ASIDE = 760, 604, 88  # ASIDE: pixels on the left, for the names of the inputs
ROWS = 8  # nodes of a layer that are shown: of more inputs or outputs the first seven
CURVES = (56, 486, 320, 66)


@quiet
def table_run(run, number=0, row=1, asked=(), note=""):
    """Return the moment of a run on a table with this number: the network at one row to judge, and its errors.

    `row` counts the rows to judge from 1; beyond the last one the last is shown. A node is bluer the further its
    output is above 0, or more orange the further below. `asked` are the names of the controls that the picture sets.

    >>> from helpers import create, read_table
    >>> from helpers.lessons.playground.run import Run
    >>> data = read_table("penguins").data("species")
    >>> run = Run(create(len(data.names), 4, 3, activations=["tanh", "softmax"]), data)
    >>> table_run(run).text[:67]
    'A 10-4-3 network of tanh and softmax nodes learns species from 233 '
    """
    moment, data, asked = run.moments[min(max(number - run.first, 0), len(run.moments) - 1)], run.data, tuple(asked)
    network, last = moment.network, len(data.validation.inputs)
    row = min(max(row, 1), last) - 1
    inputs, targets = (part[row : row + 1] for part in data.validation)
    passed, where = forward(network, inputs), places(network.sizes)
    said, wanted, scaled = answer(data, passed.output), answer(data, targets), scaled_of(data)
    net = [varying(columns.edges(network, data.names, where, "", ())),
           columns.heads(network.sizes[1:-1], network.activations, asked),
           *(dots(layer, where[layer], passed.out[layer][0]) for layer in range(len(network.sizes)))]  # fmt: skip
    marks = [
        tag("svg", *net, x=ASIDE, y=0, width=WIDTH - ASIDE, height=HEIGHT, viewBox=f"0 0 {WIDTH - ASIDE} {HEIGHT}"),
        *named(data.names, where[0], ASIDE + columns.FIRST - columns.SIDE - 4, "end"),
        *named(answers(data, passed.output), where[-1], ASIDE + columns.LAST + columns.SIDE + 4, "start"),
        words(14, 24, f"row {row + 1} of {last} to judge", size=14, bold=True),
        words(14, 46, f"{data.target}:" if len(data.target) < 14 else "wanted:", size=13, fill=GREY),
        words(14, 64, shortened(wanted, 22), size=13),
        words(14, 84, f"it says {shortened(said, 16)} {verdict(data, said, wanted)}", size=13),
        errors_on(run, moment, CURVES),
        *(legend_line(420, 506 + 20 * place, line, *LINES[place], size=13)
          for place, line in enumerate(told_errors(moment))),
        *([words(420, 546, shortened(run.cost + scaled, 44), size=13, fill=GREY)] if scaled else []),
    ]  # fmt: skip
    which = f"Row {row + 1}{', the last' * (row + 1 == last)} of those to judge"
    kind = "" if data.classes else f"{shortened(data.target)} "
    text = f"{told(run, moment)} {which}: {kind}{wanted} is wanted, it says {said}. {note}".strip()
    return card(WIDTH, HEIGHT, marks, text)


def places(sizes):
    """Return the middle of every node, layer by layer; those that are left out share the last place."""
    hidden = [columns.column(layer, len(sizes) - 2) for layer in range(1, len(sizes) - 1)]
    x = [columns.FIRST - columns.SIDE / 2, *hidden, columns.LAST + columns.SIDE / 2]
    return [[(left, columns.row(min(node, ROWS - 1))) for node in range(size)]
            for left, size in zip(x, sizes, strict=True)]  # fmt: skip


def shown(size):
    """Return how many nodes of a layer are drawn: all, or the first seven."""
    return size if size <= ROWS else ROWS - 1


def dots(layer, where, outs):
    """Return a layer's nodes as circles, tinted with their outputs; hidden ones have their names."""
    marks = []
    for node, (x, y) in enumerate(where[: shown(len(where))]):
        marks.append(circle(x, y, columns.SIDE / 2, fill=tint(outs[node]), stroke=BLACK))
        if layer:
            marks.append(words(x, y - columns.SIDE / 2 - 3, node_name(layer, node), anchor="middle", size=12))
    return "".join(marks)


def tint(out):
    """Return the colour of an output: white at 0, blue above, orange below, full from 1 on.

    >>> tint(0), tint(1), tint(-9), tint(float("nan"))
    ('#ffffff', '#0072b2', '#d55e00', '#ffffff')
    """
    share = min(1, abs(float(out))) if out == out else 0
    full = rgb(BLUE if out > 0 else VERMILLION)
    return "#" + "".join(f"{round(255 - share * (255 - end)):02x}" for end in full.tolist())


def named(names, where, x, anchor):
    """Yield the names of inputs or outputs beside their nodes, and how many are left out."""
    count = shown(len(names))
    for name, (_, y) in zip(names[:count], where, strict=False):
        yield words(x, y + 5, shortened(name, 17), size=12, anchor=anchor)
    if count < len(names):
        yield words(x, where[-1][1] + 5, f"⋮ {len(names) - count} more", size=12, anchor=anchor)


def answers(data, output):
    """Return what stands beside the output nodes: each class with its share, or the number."""
    if not data.classes:
        return [answer(data, output)]
    shares = output[0] if len(data.classes) > 2 else [output[0, 0]]
    names = data.classes if len(data.classes) > 2 else data.classes[1:]
    return [f"{shortened(name, 11)} {100 * share:.0f} %" if share == share else name
            for name, share in zip(names, shares, strict=True)]  # fmt: skip


def answer(data, output):
    """Return a row's output or target in words: the class, or the number as the table has it."""
    if not np.isfinite(output).all():
        return "?"
    found = data.undo(output)[0]
    return found if isinstance(found, str) else bare(float(found), 2)


def verdict(data, said, wanted):
    """Return the sign of a right or of a wrong class, nothing for a number."""
    return "" if not data.classes else "✓" if said == wanted else "✗"
