"""Pictures of Stage 2: errors as lengths and squares, cost functions as curves, when to stop (book ch. 8 and 27)."""

import numpy as np

from helpers.activations import ACTIVATIONS
from helpers.costs import COSTS, output_delta
from helpers.draw.axes import Axes, tick_text, top_of
from helpers.draw.diagram import Paper, diagram
from helpers.draw.picture import (
    BLACK,
    BLUE,
    GREY,
    LIT,
    ORANGE_INK,
    PALE,
    VERMILLION,
    added,
    card,
    counted,
    key,
    plain,
    signed,
    tag,
    words,
)  # fmt: skip
from helpers.network import Network, forward, quiet, total_error
from helpers.training import train

FOUR = ("SSE", "SE", "MSE", "RMS")  # the four that the book writes out


def error_bars(outputs, targets, layer="c"):
    """Return the outputs of one example as bars against their targets, each error e as a gap and e² as a square.

    outputs and targets are as long as each other, one or two numbers between 0 and 1. Book ch. 8 and 27.

    >>> error_bars([0.5, 0.7], [0, 1])  # doctest: +NORMALIZE_WHITESPACE
    c1: e = 0.00 − 0.50 = −0.50, e² = 0.2500; c2: e = 1.00 − 0.70 = +0.30, e² = 0.0900. SSE 0.3400, SE 0.1700, MSE
    0.3400, RMS 0.5831; added up without squares the errors give −0.2000.
    """
    outputs, targets = np.asarray(outputs, float), np.asarray(targets, float)
    axes = Axes((0, 1), (0, 1), left=50, top=40, width=484, height=190, ylabel="output and target", numbered="y")
    marks, said = [axes.frame()], []
    for place, (z, t) in enumerate(zip(outputs, targets, strict=True)):
        marks.append(one_error(axes, 60 + 228 * place, z, t, f"{layer}{place + 1}"))
        said.append(f"{layer}{place + 1}: e = {plain(t, 2)} − {plain(z, 2)} = {signed(t - z, 2)}, "
                    f"e² = {plain((t - z) ** 2)}")  # fmt: skip
    found = {name: COSTS[name](outputs[None], targets[None]) for name in FOUR}
    total = signed((targets - outputs).sum())
    marks.append(words(556, 40, "one example", size=14, bold=True))
    for row, (name, value) in enumerate(found.items()):
        marks += [words(556, 72 + 28 * row, name), words(685, 72 + 28 * row, plain(value), anchor="end", bold=True)]
    marks += [
        words(556, 208, "without squares:", size=13, fill=GREY),
        words(556, 230, "Σ e", size=14),
        words(685, 230, total, anchor="end"),
    ]
    costs = ", ".join(f"{name} {plain(value)}" for name, value in found.items())
    return card(700, 280, marks, f"{'; '.join(said)}. {costs}; added up without squares the errors give {total}.")


def one_error(axes, left, z, t, name):
    """Return one output as a bar, its target as a line, the gap between them, and the square over the gap."""
    top, (_, floor), (_, y_z), (_, y_t) = axes.top, axes.at(0, 0), axes.at(0, z), axes.at(0, t)
    side = abs(y_z - y_t)
    color, dash = (VERMILLION, "6 3") if z > t else (BLUE, None)  # too high, too low
    label_y = max(top + 14, min(floor - 6, (y_z + y_t) / 2 + 5))
    return "".join(
        [
            tag("rect", x=left, y=y_z, width=40, height=max(floor - y_z, 1), fill=PALE, stroke=BLACK),
            tag(
                "rect",
                x=left + 46,
                y=min(y_z, y_t),
                width=side,
                height=side,
                fill=color,
                fill_opacity=0.2,
                stroke=color,
                stroke_width=1.5,
                stroke_dasharray=dash,
            ),  # fmt: skip
            tag("line", x1=left - 6, y1=y_t, x2=left + 46, y2=y_t, stroke=BLACK, stroke_width=4),
            tag("line", x1=left + 46, y1=y_z, x2=left + 46, y2=y_t, stroke=color, stroke_width=4),
            words(left + 52, label_y, f"e {signed(t - z, 2)}", size=14, halo=True),
            words(left, floor + 20, f"{name}: output {plain(z, 2)}, target {plain(t, 2)}", size=13),
            words(left, floor + 38, f"square e² = {plain((t - z) ** 2)}", size=13, bold=True),
        ]
    )


def training_set(outputs, targets):
    """Return the way from local errors to the error of a small training set, example by example (book ch. 8).

    outputs and targets are `(n, 2)`. Local error: e of each node; squared and added up over the nodes: the final local
    error of the example; then the examples are combined in four ways.

    >>> training_set([[1, 2], [0, 1]], [[5, 3], [0, 1]])
    Final local errors 17.0000 + 0.0000. SSE 17.0000, SE 8.5000, MSE 8.5000, RMS 2.9155 (2 examples).
    """
    outputs, targets = np.asarray(outputs, float), np.asarray(targets, float)
    errors = targets - outputs
    local = (errors**2).sum(axis=1)
    columns = ((14, "example"), (86, "outputs z"), (196, "targets t"), (306, "errors e = t − z"), (446, "squares e²"))
    marks = [words(x, 28, text, size=13, fill=GREY) for x, text in (*columns, (574, "final local error"))]
    longest = max(local.max(), 1e-9)
    for row, (z, t, e) in enumerate(zip(outputs, targets, errors, strict=True)):
        y = 58 + 34 * row
        cells = (f"{row + 1}", pair(z, plain), pair(t, plain), pair(e, signed), pair(e**2, plain))
        marks += [words(x, y, text, size=14) for (x, _), text in zip(columns, cells, strict=True)]
        marks += [
            tag("rect", x=574, y=y - 15, width=54 * local[row] / longest, height=20, fill=LIT, stroke=BLUE),
            words(690, y, plain(local[row]), size=14, anchor="end", bold=True),
        ]
    y, n = 58 + 34 * len(outputs), len(outputs)
    found = {name: COSTS[name](outputs, targets) for name in FOUR}
    ways = (("SSE", "add up"), ("SE", "half of the sum"), ("MSE", f"sum / {n}"), ("RMS", "root of MSE"))
    marks.append(tag("line", x1=14, y1=y - 18, x2=690, y2=y - 18, stroke=GREY))
    for place, (name, way) in enumerate(ways):
        x = 14 + 172 * place
        marks += [
            words(x, y + 8, f"{name} = {plain(found[name])}", bold=True),
            words(x, y + 28, way, size=13, fill=GREY),
        ]
    costs = ", ".join(f"{name} {plain(value)}" for name, value in found.items())
    return card(704, y + 44, marks, f"Final local errors {added(local, 4)}. {costs} ({counted(n, 'example')}).")


def pair(values, show):
    """Return a short list of numbers as text."""
    return ", ".join(show(value, 2) for value in values)


def as_shares(name, z):
    """Return outputs and the slope's signs for one node with output z, shape `(n,)`, for a row of COSTS.

    Costs that compare shares (needs_0_1) read the answer as two of them: z for yes, 1 - z for no.
    """
    if COSTS[name].needs_0_1:
        return np.column_stack([z, 1 - z]), np.array([1.0, -1.0])
    return np.asarray(z, float)[:, None], np.array([1.0])


def cost_curve(name, z, target):
    """Return E and dE/dz of one output node over its outputs z, for one example.

    >>> cost_curve("cross-entropy", np.array([0.5]), 0)
    (array([0.69314718]), array([2.]))
    """
    cost = COSTS[name]
    (outputs, sides), (targets, _) = as_shares(name, z), as_shares(name, np.full(len(z), float(target)))
    errors = cost.error(outputs, targets)
    values = np.array([cost.over_examples.total(one) for one in errors[:, None]])
    slopes = (cost.slope(outputs, targets) * sides).sum(axis=1)
    return values, slopes * np.array([cost.over_examples.slope(one) for one in errors[:, None]])


GALLERY = ("SE", "SSE", "MSE", "RMS", "cross-entropy", "exponential", "Hellinger", "Kullback-Leibler")


def cost_gallery(z):
    """Return the eight cost functions of the book over the output z of one node, for targets 0 and 1, with slopes.

    One example, so SSE and MSE agree. The costs that compare shares read z as yes and 1 - z as no. Book ch. 8.

    >>> cost_gallery(0.8)  # doctest: +NORMALIZE_WHITESPACE
    Output 0.80, target 0 (target 1): SE 0.32 (0.02), SSE 0.64 (0.04), MSE 0.64 (0.04), RMS 0.80 (0.20), cross-entropy
    1.61 (0.22), exponential 1.90 (1.04), Hellinger 0.55 (0.11), Kullback-Leibler 1.61 (0.22).
    """
    curve, here, marks, said = np.linspace(0.005, 0.995, 100), np.array([z]), [], []
    for place, name in enumerate(GALLERY):
        left, top = 46 + 226 * (place % 3), 34 + 184 * (place // 3)
        high = 3.0 if COSTS[name].over_examples is COSTS["MSE"].over_examples and name != "MSE" else 1.05
        high = 1.05 if name == "Hellinger" else high
        axes = Axes((0, 1), (0, high), left=left, top=top, width=176, height=92, ticks=4, title=name)
        marks.append(axes.frame())
        found = []
        for target, color, dash, ink in ((0, BLUE, None, BLUE), (1, VERMILLION, "6 3", ORANGE_INK)):
            (value,), (slope,) = cost_curve(name, here, target)
            reach = np.array([z - 0.12, z + 0.12])
            marks.append(
                axes.inside(
                    axes.curve(curve, cost_curve(name, curve, target)[0], color=color, dash=dash, width=2),
                    axes.curve(reach, value + slope * (reach - z), color=BLACK, width=1.2),
                )
            )
            marks.append(axes.rim_dot(z, value, color=color, radius=5))
            row = f"t = {target}: {plain(value, 2)}, slope {signed(slope, 2)}"
            marks.append(words(left, top + 128 + 18 * target, row, size=13, fill=ink))
            found.append(plain(value, 2))
        said.append(f"{name} {found[0]} ({found[1]})")
    x, y = 46 + 226 * 2, 34 + 184 * 2
    marks += [
        words(x, y + 10, f"output z = {plain(z, 2)}", bold=True),
        key(x, y + 37, BLUE),
        words(x + 48, y + 37, "target 0", size=14),
        key(x, y + 63, VERMILLION, "6 3"),
        words(x + 48, y + 63, "target 1", size=14),
        key(x, y + 89, BLACK, width=1.2),
        words(x + 48, y + 89, "tangent: its slope", size=14),
    ]
    return card(704, 560, marks, f"Output {plain(z, 2)}, target 0 (target 1): {', '.join(said)}.")


def logistic_trap(z, target=0):
    """Return error and delta of a logistic output node over its output: SE against cross-entropy (book ch. 8, 11).

    delta = dE/dnet sets the push on all weights of the node: (z - t) z (1 - z) for SE, z - t for cross-entropy.

    >>> logistic_trap(0.99)
    Target 0, output 0.99: delta is +0.0098 with SE, and +0.9900 with cross-entropy.
    """
    curve, here = np.linspace(0.002, 0.998, 250), np.array([z])
    marks = []
    quantities = (("error E", 5.0, error_of_output), ("size of delta", 1.02, delta_size))
    for place, (title, high, quantity) in enumerate(quantities):
        left = 50 + 340 * place
        axes = Axes((0, 1), (0, high), left=left, top=40, width=280, height=210, ticks=5, xlabel="output z",
                    title=title)  # fmt: skip
        marks.append(axes.frame())
        for row, (cost, label, color, dash) in enumerate(RIVALS):
            value, y = float(quantity(cost, here, target)[0]), 306 + 22 * row
            marks += [
                axes.inside(axes.curve(curve, quantity(cost, curve, target), color=color, dash=dash)),
                axes.rim_dot(z, value, color=color),
                key(left, y, color, dash),
                words(left + 44, y, f"{label}: {plain(value)}", size=14),
            ]  # fmt: skip
    se, ce = (signed(delta_of_output(cost, here, target)[0]) for cost, *_ in RIVALS)
    text = f"Target {target}, output {plain(z, 2)}: delta is {se} with SE, and {ce} with cross-entropy."
    return card(690, 344, marks, text)


# The two costs that are compared: row of COSTS, what the book calls it, how it is drawn.
RIVALS = (("SE", "SE", BLUE, None), ("binary cross-entropy", "cross-entropy", VERMILLION, "6 3"))


def error_of_output(cost, z, target):
    """Return the error of one node with outputs z, shape `(n,)`, for one target."""
    return COSTS[cost].error(z[:, None], np.full((len(z), 1), float(target)))


def delta_size(cost, z, target):
    """Return the size of delta without its sign."""
    return abs(delta_of_output(cost, z, target))


def delta_of_output(cost, z, target):
    """Return delta = dE/dnet of a logistic node with outputs z, shape `(n,)`, for one target.

    >>> delta_of_output("SE", np.array([2 / 3]), 0) * 27
    array([4.])
    """
    z = np.asarray(z, float)[:, None]
    net = np.log(z / (1 - z))
    return output_delta(COSTS[cost], ACTIVATIONS["logistic"], net, z, np.full_like(z, float(target)))[:, 0]


def race(start, eta=0.5, updates=80):
    """Return two logistic nodes that start with the same wrong output (target 0): one learns with SE, one with
    cross-entropy, both by train().

    >>> race(0.98, updates=40)
    From output 0.98, after 40 updates: SE 0.9314, cross-entropy 0.0282. Below 1/2: SE not yet, cross-entropy after 5.
    """
    node = Network(weights=[[[0.0]]], biases=[[float(np.log(start / (1 - start)))]], activations="logistic")
    axes = Axes((0, updates), (0, 1), left=60, top=36, width=430, height=230, ticks=6, xlabel="updates",
                ylabel="output (target 0)")  # fmt: skip
    marks, ends, halves = [axes.frame()], [], []
    for row, (cost, label, color, dash) in enumerate(RIVALS):
        steps = train(node, [[1.0]], [[0.0]], eta, epochs=updates, cost=cost)
        outputs = np.array([start, *(forward(step.network, [[1.0]]).output[0, 0] for step in steps)])
        below = np.flatnonzero(outputs < 0.5)
        halves.append(f"{label} " + (f"after {below[0]}" if len(below) else "not yet"))
        ends.append(f"{label} {plain(outputs[-1])}")
        y = 70 + 70 * row
        marks += [
            axes.curve(np.arange(updates + 1), outputs, color=color, dash=dash),
            key(515, y, color, dash),
            words(560, y, label, size=14, bold=True),
            words(515, y + 24, f"at the end {plain(outputs[-1])}", size=14),
        ]
    text = f"From output {plain(start, 2)}, after {updates} updates: {', '.join(ends)}. Below 1/2: {', '.join(halves)}."
    return card(690, 316, marks, text)


RULES = {  # does training stop with these two neighbouring errors?
    "error below": lambda before, after, limit: after < limit,
    "change below": lambda before, after, limit: abs(before - after) < limit,
}


def stopping(errors, rule, limit):
    """Return a loss curve with the update at which a stopping rule ends the training (book ch. 8).

    errors are the total errors in order, the first before any update; rule is one of RULES, limit its threshold.

    >>> stopping([0.5, 0.2, 0.1, 0.09], "error below", 0.15)
    The rule "error below 0.15" stops after 2 updates, at E = 0.1000. 1 update more would have brought E to 0.0900.
    """
    errors = np.asarray(errors, float)
    stops = np.flatnonzero(RULES[rule](errors[:-1], errors[1:], limit))
    count = max(len(errors) - 1, 1)
    axes = Axes((0, count), (0, 1.05 * top_of(errors) or 1.0), left=60, top=36, width=600, height=250, xlabel="updates",
                ylabel="total error E")  # fmt: skip
    thin = np.unique(np.linspace(0, len(errors) - 1, 200).astype(int))
    marks = [axes.frame(), axes.inside(axes.curve(thin, errors[thin], color=GREY))]
    name = f'The rule "{rule} {tick_text(limit)}"'
    if rule == "error below":
        marks.append(axes.inside(axes.line((0, limit), (count, limit), color=VERMILLION, dash="6 4")))
        marks.append(axes.note(count, limit, "threshold", anchor="end", fill=ORANGE_INK, dy=-6))
    if not len(stops):
        return card(690, 336, marks, f"{name} never stops within {counted(count, 'update')}: go on with Stage 3. "
                    f"At the end E = {plain(errors[-1])}.")  # fmt: skip
    stop = int(stops[0]) + 1
    shown = np.unique(np.linspace(0, stop, 200).astype(int))
    right = stop > 0.7 * count
    marks += [
        axes.inside(axes.curve(shown, errors[shown])),
        axes.line((stop, 0), (stop, errors[stop]), color=BLUE, dash="4 4"),
        axes.dot(stop, errors[stop]),
        axes.note(stop, errors[stop], f"stop: {counted(stop, 'update')}", bold=True, dx=-8 if right else 8, dy=-12,
                  anchor="end" if right else "start"),
    ]  # fmt: skip
    more = count - stop
    rest = f" {counted(more, 'update')} more would have brought E to {plain(errors[-1])}." if more else ""
    return card(690, 336, marks, f"{name} stops after {counted(stop, 'update')}, at E = {plain(errors[stop])}.{rest}")


@quiet
def network_error(network, inputs, targets):
    """Return the network with one example's outputs beside their targets and errors (book ch. 25 and 27).

    inputs is `(1, inputs)`, targets `(1, outputs)`.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> network_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    Wanted 0, 1, got 0.5934, 0.7353: errors −0.5934, +0.2647. E = SE = half of (0.3521 + 0.0701) = 0.2111.
    """
    run = forward(network, inputs)
    errors = np.asarray(targets, float)[0] - run.output[0]
    base = diagram(network, run, targets=targets[0])
    notes = [words(x + 54, y + 24, f"e {signed(e) if abs(e) < 10 else plain(e, 1) if abs(e) < 1e6 else '?'}", size=13,
                   fill=ORANGE_INK if e < 0 else BLUE)
             for (x, y), e in zip(Paper(network.sizes, base.width).rows[-1].values(), errors, strict=True)]  # fmt: skip
    wanted, got = (", ".join(plain(v, d) for v in row) for row, d in ((targets[0], 0), (run.output[0], 4)))
    squares = added(errors**2, 4)
    text = (
        f"Wanted {wanted}, got {got}: errors {', '.join(signed(e) for e in errors)}. "
        f"E = SE = half of ({squares}) = {plain(total_error(network, inputs, targets))}."
    )
    return card(base.width, base.height, [base.marks, *notes], text)
