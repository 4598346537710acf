"""Why a bend: two layers in a row, and what each hidden node adds to the answer."""

import numpy as np

from helpers.network.activations import ACTIVATIONS
from helpers.network.network import forward, node_name
from helpers.pens.axes import Axes
from helpers.pens.curves import class_mark
from helpers.pens.numerals import bare, bracketed, brief, counted, plain, signed
from helpers.pens.palette import BLACK, GREY, PEACH
from helpers.pens.picture import card, varying, words

AT = np.arange(-2.0, 3.0)


def two_layers(first, second, hidden="linear"):
    """Return one input through two layers of one node each: out = second · f(first · x), and f of the hidden node.

    Five points are a step of 1 apart: on one straight line the output changes by the same amount at each step, so
    that a single weight, and a constant, could do the work of both layers. Changes that differ are written with as many
    decimals, up to 6, as it takes to see it.

    >>> two_layers(1.5, 2)
    From x = −2 to 2 the output changes by +3.00, +3.00, +3.00, +3.00: one straight line. One weight does the work \
of both layers: 2 · (1.5 · x) = 3 · x.
    >>> two_layers(1.5, 2, "ReLU")
    From x = −2 to 2 the output changes by 0.00, 0.00, +3.00, +3.00: not one straight line. No single linear layer can \
do this.
    >>> two_layers(0.1, 2, "logistic")
    From x = −2 to 2 the output changes by +0.0497, +0.0500, +0.0500, +0.0497: not one straight line. No single linear \
layer can do this.
    """
    f, x = ACTIVATIONS[hidden], np.linspace(-2, 2, 161)
    between, out = f(first * AT), second * f(first * AT)
    straight = hidden == "linear" or 0 in (first, second)
    changes = np.diff(out)
    decimals = 2 if straight else enough_decimals(changes)
    marks = []
    for left, title, values, dots in ((50, "hidden: f(first · x)", f(first * x), between),
                                      (276, "out: second · hidden", second * f(first * x), out)):  # fmt: skip
        axes = Axes((-2, 2), (-9, 9), (left, 44, 170, 220), ticks=5, xlabel="x", title=title)
        marks += [axes.frame(), axes.inside(axes.curve(x, values)), *map(axes.dot, AT, dots)]
    marks += [words(x, 44, title, size=14, bold=True, anchor="end") for x, title in zip(COLUMNS, HEADS, strict=True)]
    for row, (value, inner, answer) in enumerate(zip(AT, between, out, strict=True)):
        shown = brief(value), plain(inner, 2), plain(answer, 2)
        marks += [words(x, 74 + 46 * row, one, size=14, anchor="end") for x, one in zip(COLUMNS, shown, strict=False)]
    marks += [words(COLUMNS[3], 97 + 46 * row, signed(change, decimals), size=14, anchor="end", bold=True)
              for row, change in enumerate(changes)]  # fmt: skip
    if not straight:
        seen = "" if np.ptp(changes.round(decimals)) else ", but six decimals don't show it"
        told = f"not one straight line{seen}. No single linear layer can do this."
    elif hidden == "linear":
        product = f"{bare(second, 2)} · ({bare(first, 2)} · x) = {bare(first * second, 4)} · x"
        told = f"one straight line. One weight does the work of both layers: {product}."
    else:
        told = "one straight line, because a weight is 0."
    text = f"From x = −2 to 2 the output changes by {', '.join(signed(one, decimals) for one in changes)}: {told}"
    return card(714, 320, marks, text)


def enough_decimals(values, least=2, most=6):
    """Return with how many decimals these numbers are seen to differ: enough_decimals([0.0498, 0.0502]) is 3."""
    return next((some for some in range(least, most) if np.ptp(np.round(values, some)) > 0), most)


COLUMNS, HEADS = (490, 560, 626, 704), ("x", "hidden", "out", "change")


def hidden_planes(network, inputs, targets, grid=60):
    """Return what each hidden node adds to net c1 over the plane of a1 and a2, and the sum of all.

    The first picture of a node is its output times the weight to c1; on the dashed line its own net input is 0. The
    sum with the bias is net c1; where it is 0, the logistic output is 1/2, so this is the border.

    >>> from helpers import learn_xor
    >>> start, run = learn_xor("linear")
    >>> hidden_planes(run[-1].network, [[0, 0], [1, 1]], [[0], [0]])  # doctest: +NORMALIZE_WHITESPACE
    Net c1 is 0.00 for (0, 0), 0.00 for (1, 1): 0 of 2 examples on the right side. To these net inputs add:
    b1 0.00, −0.09; b2 0.00, −0.10; b3 0.00, 0.23; b4 0.00, −0.04; the bias 0.00 to each.
    """
    if network.sizes[0] != 2 or len(network.sizes) != 3 or network.sizes[1] > 4 or network.sizes[2] != 1:
        raise ValueError(f"this picture shows networks such as 2-4-1, with at most 4 hidden nodes, not "
                         f"{network.shape_name}. Take create(2, 4, 1)")  # fmt: skip
    side = np.linspace(-0.5, 1.5, grid)
    a1, a2 = np.meshgrid(side, side)
    over = forward(network, np.column_stack([a1.ravel(), a2.ravel()]))
    run, weights = forward(network, inputs), network.weights[1][:, 0]
    parts = [(over.out[1][:, node] * weight).reshape(grid, grid) for node, weight in enumerate(weights)]
    reach = max(1.0, *(abs(part).max() for part in np.nan_to_num(parts)))
    lines = [over.net[1][:, node].reshape(grid, grid) for node in range(len(weights))]
    marks = []
    for node, part in enumerate(parts):
        place = (44 + 172 * node, 40, 140, 140)
        axes = Axes(
            (-0.5, 1.5), (-0.5, 1.5), place, ticks=3, title=f"{node_name(1, node)} · {bracketed(weights[node], 2)}"
        )
        marks += plane(axes, part, reach, inputs, targets, lines[node : node + 1])
    axes = Axes((-0.5, 1.5), (-0.5, 1.5), (44, 250, 220, 220), ticks=3, title="sum of all and bias: net c1")
    marks += plane(axes, over.net[2][:, 0].reshape(grid, grid), reach, inputs, targets, lines, border=True)
    marks += example_rows(network, run, inputs, targets)
    sides = run.net[2][:, 0] * np.where(np.asarray(targets)[:, 0] > 0.5, 1, -1)
    right = int((sides.round(2) > 0).sum())  # what the table shows as 0.00 is undecided
    nets = ", ".join(
        f"{plain(net, 2)} for {point(example)}" for net, example in zip(run.net[2][:, 0], inputs, strict=True)
    )
    text = f"Net c1 is {nets}: {right} of {counted(len(inputs), 'example')} on the right side."
    if network.activations[0] == "ReLU":
        text += dead(run) + unheard(run, inputs, targets) + unbent(run)
    return card(730, 520, marks, f"{text} {shares(run, network)}")


def shares(run, network):
    """Return the columns of the table as a sentence: what each hidden node and the bias add to net c1."""
    columns = (run.out[1] * network.weights[1][:, 0]).T
    told = [f"{node_name(1, node)} {', '.join(map(in_short, column))}" for node, column in enumerate(columns)]
    return f"To these net inputs add: {'; '.join(told)}; the bias {in_short(network.biases[1][0])} to each."


def plane(axes, values, reach, inputs, targets, lines, border=False):
    """Return one plane: bands from orange (below 0) to blue, the lines where hidden net inputs are 0, the examples."""
    levels = [-1e9, -0.5 * reach, -0.1 * reach, -ZERO, ZERO, 0.1 * reach, 0.5 * reach, 1e9]
    values = np.clip(np.nan_to_num(values), -1e8, 1e8)
    drawn = [axes.regions(values, levels, BANDS)]
    drawn += [zero_line(axes, line, GREY, width=1.5, dash="5 4") for line in lines]
    drawn += [zero_line(axes, values, BLACK, width=3)] if border else []
    examples = [class_mark(axes, x, y, target) for (x, y), (target, *_) in zip(inputs, targets, strict=True)]
    return [varying(*drawn), axes.frame(), *examples]


ZERO = 1e-6  # nearer to 0 is only the computer's rounding: grey
BANDS = ["#eda06c", PEACH, "#fdf0e7", "#e4e4e4", "#e3f0f9", "#a9cfe8", "#62a9d6"]


def zero_line(axes, values, color, **style):
    """Return the line on which a grid of values is 0; nothing where they are 0 everywhere."""
    from contourpy import contour_generator  # 30 ms that most pictures don't need

    values = np.where(abs(values) < ZERO, 0, values)
    x, y = np.linspace(*axes.x_range, values.shape[1]), np.linspace(*axes.y_range, values.shape[0])
    lines = contour_generator(x, y, np.clip(np.nan_to_num(values), -1e8, 1e8)).lines(0) if values.any() else []
    return axes.inside(*(axes.curve(*line.T, color=color, **style) for line in lines))


def example_rows(network, run, inputs, targets):
    """Return the table of the same numbers: one example in a row, what each node adds, the sum, the output."""
    weights, bias = network.weights[1][:, 0], network.biases[1][0]
    names = [node_name(1, node) for node in range(len(weights))]
    places = [720 - 54 * place for place in range(len(names) + 3)][::-1]
    marks = [words(284, 262, "What each node adds, in numbers:", size=14),
             *(words(x, 296, name, size=13, bold=True, anchor="end")
               for x, name in zip(places, [*names, "bias", "net c1", "out"], strict=True))]  # fmt: skip
    for row, (example, (target, *_)) in enumerate(zip(inputs, targets, strict=True)):
        y, added = 322 + 28 * row, [*run.out[1][row] * weights, bias]
        shown = [in_short(one) for one in (*added, run.net[2][row, 0], run.output[row, 0])]
        marks += [words(284, y, f"{'■' if target > 0.5 else '○'} {point(example)}", size=14)]
        marks += [words(x, y, one, size=13, anchor="end", bold=place >= len(added))
                  for place, (x, one) in enumerate(zip(places, shown, strict=True))]  # fmt: skip
    legend = ("○ target 0, ■ target 1; blue: above 0, orange: below",
              "dashed line: the node's own net input is 0", "thick line: net c1 is 0, the border")  # fmt: skip
    return marks + [words(284, 444 + 22 * row, line, size=13) for row, line in enumerate(legend)]


def in_short(value):
    """Return a number for a narrow column: in_short(-0.5) is '−0.50', in_short(1234) '1e3'; '?' for no number."""
    return (plain(value, 2) if abs(value) < 1000 else brief(value)) if np.isfinite(value) else "?"


def point(example):
    """Return an example as a point of the plane: point([0, 1]) is '(0, 1)'."""
    return f"({', '.join(brief(value) for value in example)})"


def dead(run):
    """Return a sentence about the ReLU nodes that are 0 for every example; nothing where there are none."""
    names = [node_name(1, node) for node in np.flatnonzero(~(run.out[1] > 0).any(axis=0))]
    told = f" {' and '.join(names)} {'answers' if len(names) == 1 else 'answer'} 0 to every example: "
    return told + "slope 0, no more learning." if names else ""


def unheard(run, inputs, targets):
    """Return a sentence about examples with different targets to which no ReLU node answers; nothing without them."""
    rows = np.flatnonzero(~(run.out[1] > 0).any(axis=1))
    if len({targets[row][0] for row in rows}) < 2:
        return ""
    return (
        f" No node answers to {' and '.join(point(inputs[row]) for row in rows)}: only the bias is left, one and the \
same answer for different targets."
    )


def unbent(run):
    """Return a sentence where no ReLU node's kink parts the examples; nothing where one does."""
    alive = run.out[1] > 0
    parted = (alive.any(axis=0) & ~alive.all(axis=0)).any()
    return "" if parted or not alive.any() else " No kink lies between the examples: for them the network is linear."
