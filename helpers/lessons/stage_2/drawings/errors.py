"""Pictures of Stage 2: errors as lengths and squares, when to stop (book ch. 8 and 27)."""

import numpy as np

from helpers.network.checks import quiet
from helpers.network.costs import COSTS
from helpers.network.network import forward, total_error
from helpers.pens.axes import Axes, top_of
from helpers.pens.diagram import Paper, diagram
from helpers.pens.numerals import added, bare, counted, plain, signed, tick_text
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, PALE, VERMILLION
from helpers.pens.parts import signed_bar
from helpers.pens.picture import card, rect, segment, words

FOUR = ("SSE", "SE", "MSE", "RMS")  # the four that the book writes out


def error_bars(outputs, targets, layer="c"):
    """Return the outputs of one example as bars against their targets, each error e as a gap and e² as a square.

    outputs and targets are as long as each other, one or two numbers between 0 and 1. Book ch. 8 and 27.

    >>> error_bars([0.5, 0.7], [0, 1])  # doctest: +NORMALIZE_WHITESPACE
    c1: e = 0.00 − 0.50 = −0.50, e² = 0.2500; c2: e = 1.00 − 0.70 = +0.30, e² = 0.0900. SSE 0.34, SE 0.17, MSE 0.34,
    RMS 0.5831; added up without squares the errors give −0.2000.
    """
    outputs, targets = np.asarray(outputs, float), np.asarray(targets, float)
    axes = Axes((0, 1), (0, 1), (50, 40, 484, 190), ylabel="output and target", numbered="y")
    marks, said = [axes.frame()], []
    for place, (z, t) in enumerate(zip(outputs, targets, strict=True)):
        marks.append(one_error(axes, 60 + 236 * place, z, t, f"{layer}{place + 1}"))
        said.append(
            f"{layer}{place + 1}: e = {plain(t, 2)} − {plain(z, 2)} = {signed(t - z, 2)}, e² = {plain((t - z) ** 2)}"
        )
    found = {name: bare(COSTS[name](outputs[None], targets[None]), 5) for name in FOUR}
    total = signed((targets - outputs).sum())
    marks.append(words(556, 40, "one example", size=14, bold=True))
    for row, (name, value) in enumerate(found.items()):
        marks += [words(556, 72 + 28 * row, name), words(685, 72 + 28 * row, value, anchor="end", bold=True)]
    marks += [words(556, 208, "without squares:", size=13, fill=GREY), words(556, 230, "Σ e", size=14),
              words(685, 230, total, anchor="end")]  # fmt: skip
    costs = ", ".join(f"{name} {value}" for name, value in found.items())
    return card(700, 280, marks, f"{'; '.join(said)}. {costs}; added up without squares the errors give {total}.")


def one_error(axes, left, z, t, name):
    """Return one output as a bar, its target as a line, the gap between them, and the square over the gap."""
    top, (_, floor), (_, y_z), (_, y_t) = axes.top, axes.at(0, 0), axes.at(0, z), axes.at(0, t)
    side = abs(y_z - y_t)
    color = VERMILLION if z > t else BLUE  # too high, too low
    # A square that is too small for the words has them on its right.
    label_y = max(top + 14, min(floor - 6, (y_z + y_t) / 2 + 5))
    return "".join([rect(left, y_z, 32, max(floor - y_z, 1), fill=PALE, stroke=BLACK),
                    signed_bar(left + 38, min(y_z, y_t), side, side, t - z, least=0, opacity=0.2, border=1.5),
                    segment(left - 6, y_t, left + 38, y_t, BLACK, 4), segment(left + 38, y_z, left + 38, y_t, color, 4),
                    words(left + 44 + side * (side < 66), label_y, f"e {signed(t - z, 2)}", size=14, halo=True),
                    words(left, floor + 20, f"{name}: output {plain(z, 2)}, target {plain(t, 2)}", size=13),
                    words(left, floor + 38, f"square e² = {plain((t - z) ** 2)}", size=13, bold=True)])  # fmt: skip


def training_set(outputs, targets, copies=1):
    """Return the way from local errors to the error of a small training set, example by example (book ch. 8).

    outputs and targets are `(n, 2)`. Local error: e of each node; squared and added up over the nodes: the final local
    error of the example; then the examples, each of which is there `copies` times, are combined in four ways.

    >>> training_set([[1, 2], [0, 1]], [[5, 3], [0, 1]])
    Final local errors 17.0000 + 0.0000. SSE 17, SE 8.5, MSE 8.5, RMS 2.915476 (2 examples).
    """
    outputs, targets = np.asarray(outputs, float), np.asarray(targets, float)
    errors = targets - outputs
    local = (errors**2).sum(axis=1)
    columns = ((14, "example"), (86, "outputs z"), (196, "targets t"), (306, "errors e = t − z"), (446, "squares e²"))
    times = f" × {copies}" if copies > 1 else ""
    marks = [words(x, 28, text, size=13, fill=GREY) for x, text in (*columns, (560, "final local error"))]
    longest = max(local.max(), 1e-9)
    for row, (z, t, e) in enumerate(zip(outputs, targets, errors, strict=True)):
        y = 58 + 34 * row
        cells = (f"{row + 1}{times}", pair(z, plain), pair(t, plain), pair(e, signed), pair(e**2, bare, 4))
        marks += [words(x, y, text, size=14) for (x, _), text in zip(columns, cells, strict=True)]
        marks += [rect(574, y - 15, 54 * local[row] / longest, 20, fill=LIT, stroke=BLUE),
                  words(690, y, plain(local[row]), size=14, anchor="end", bold=True)]  # fmt: skip
    y, n = 58 + 34 * len(outputs), copies * len(outputs)
    tiled = [np.tile(rows, (copies, 1)) for rows in (outputs, targets)]
    found = {name: bare(COSTS[name](*tiled), 6) for name in FOUR}
    ways = (("SSE", "add up"), ("SE", "half of the sum"), ("MSE", f"sum / {n}"), ("RMS", "root of MSE"))
    marks.append(segment(14, y - 18, 690, y - 18, GREY))
    for place, (name, way) in enumerate(ways):
        x = 14 + 172 * place
        marks += [words(x, y + 8, f"{name} = {found[name]}", bold=True),
                  words(x, y + 28, way, size=13, fill=GREY)]  # fmt: skip
    costs = ", ".join(f"{name} {value}" for name, value in found.items())
    each = f", each {copies} times" if copies > 1 else ""
    return card(704, y + 44, marks, f"Final local errors {added(local, 4)}{each}. {costs} ({counted(n, 'example')}).")


def pair(values, show, decimals=2):
    """Return a short list of numbers as text."""
    return ", ".join(show(value, decimals) for value in values)


RULES = {  # does training stop with these two neighbouring errors?
    "error below": lambda before, after, limit: after < limit,
    "change below": lambda before, after, limit: abs(before - after) < limit,
}


def stopping(errors, rule, limit):
    """Return a loss curve with the update at which a stopping rule ends the training (book ch. 8).

    errors are the total errors in order, the first before any update; rule is one of RULES, limit its threshold.

    >>> stopping([0.5, 0.2, 0.1, 0.09], "error below", 0.15)
    The rule "error below 0.15" stops after 2 updates, at E = 0.1. 1 update more would have brought E to 0.09.
    """
    errors = np.asarray(errors, float)
    stops = np.flatnonzero(RULES[rule](errors[:-1], errors[1:], limit))
    count = max(len(errors) - 1, 1)
    axes = Axes(
        (0, count), (0, 1.05 * top_of(errors) or 1.0), (60, 36, 600, 250), xlabel="updates", ylabel="total error E"
    )
    thin = np.unique(np.linspace(0, len(errors) - 1, 200).astype(int))
    marks = [axes.frame(), axes.inside(axes.curve(thin, errors[thin], color=GREY))]
    name = f'The rule "{rule} {tick_text(limit)}"'
    if rule == "error below":
        marks.append(axes.inside(axes.line((0, limit), (count, limit), color=BLACK, dash="6 4")))
        marks.append(axes.note(count, limit, "threshold", anchor="end", dx=-8, dy=-6))
    if not len(stops):
        return card(690, 336, marks, f"{name} never stops within {counted(count, 'update')}: go on with Stage 3. "
                    f"At the end E = {bare(errors[-1], 6)}.")  # fmt: skip
    stop = int(stops[0]) + 1
    shown = np.unique(np.linspace(0, stop, 200).astype(int))
    right = stop > 0.7 * count
    marks += [axes.inside(axes.curve(shown, errors[shown])),
              axes.line((stop, 0), (stop, errors[stop]), color=BLUE, dash="4 4"), axes.dot(stop, errors[stop]),
              axes.note(stop, errors[stop], f"stop: {counted(stop, 'update')}", bold=True, dx=-8 if right else 8,
                        dy=-12, anchor="end" if right else "start")]  # fmt: skip
    more = count - stop
    rest = f" {counted(more, 'update')} more would have brought E to {bare(errors[-1], 6)}." if more else ""
    return card(690, 336, marks, f"{name} stops after {counted(stop, 'update')}, at E = {bare(errors[stop], 6)}.{rest}")


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
