"""The worked example in one piece: from two pixels of a picture to the updated weights (book ch. 24-31)."""

import textwrap

import numpy as np

from helpers.lessons.man_vs_chicken.drawings.characters import drawing
from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.descent import update
from helpers.network.gradient_check import check_gradients
from helpers.network.network import forward, total_error
from helpers.pens.diagram import diagram
from helpers.pens.numerals import bracketed, plain, power, short, signed
from helpers.pens.picture import card, stacked, words
from helpers.reference.book import BOOK_EPSILON

PLACES = 6  # of what is calculated on the way, so that a reader who calculates along gets five of them
INPUTS, HIDDEN, OUTPUTS = {"a1", "a2"}, {"b1", "b2"}, {"c1", "c2"}
EARLY, LATE = {"w1", "w2", "w3", "w4", "bw1", "bw2"}, {"w5", "w6", "w7", "w8", "bw3", "bw4"}
ENTERED, NET_B = {"out a1", "out a2"}, {"net b1", "net b2"}
OUT_B = {"out b1", "out b2"}


@checks.quiet
def worked_example(moment, network, picture, targets, eta):
    """Return one moment of a 2-2-2 network's way from pixels to new weights, and to the error again.

    picture is `(1, 64)`, of which the first two pixels go in; targets `(1, 2)`, for man and chicken; moment counts from
    0 to 9.

    >>> from helpers import BOOK_NETWORK, BOOK_TARGETS, load_characters
    >>> worked_example(4, BOOK_NETWORK, load_characters().chicken, BOOK_TARGETS, 0.5)
    Stage 2, total error: c1 should be 0 and is 0.5934, c2 should be 1 and is 0.7353: E = 0.2111.
    """
    if network.sizes != (2, 2, 2) or {*network.activations} != {"logistic"}:
        raise ValueError(f"the worked example shows a logistic 2-2-2 network, but this is a {network!r}")
    moment = checks.whole_number("moment", moment, at_least=0, at_most=len(MOMENTS) - 1)
    inputs = np.asarray(picture, float)[:, :2]
    title, lines, sentence, options = MOMENTS[moment](network, inputs, targets, eta)
    rows = [row for line in lines for row in wrapped(line)]
    upper = [drawing(np.ravel(picture), 24, 16, 152, lit=(0, 1)), words(204, 36, title, bold=True, size=17),
             *(words(204, 66 + 26 * place, row, size=14) for place, row in enumerate(rows))]  # fmt: skip
    changed = options.pop("network", network)
    lower = diagram(changed, forward(changed, inputs), targets=targets[0], **options)
    return stacked(card(700, max(184, 64 + 26 * len(rows)), upper, ""), lower, f"{title}: {sentence}")


def wrapped(line):
    """Return a line in pieces that fit beside the drawing; an equals sign stays with its number."""
    return textwrap.wrap(line.replace("= ", "=\N{NO-BREAK SPACE}"), 61, break_on_hyphens=False)


def look(network, inputs, targets, eta):
    """Return title, lines, sentence and options of the diagram for one moment; so do all the others."""
    a1, a2 = inputs[0]
    lines = ("64 pixels, read row after row. The large network takes all of them; "
             "here only the first two go in (framed).", f"a1 = {plain(a1, 2)}   a2 = {plain(a2, 2)}")  # fmt: skip
    sentence = f"the first two pixels of the picture are a1 = {plain(a1, 2)} and a2 = {plain(a2, 2)}."
    return "The picture becomes numbers", lines, sentence, {"known": ENTERED, "highlight": INPUTS}


def nets_of_b(network, inputs, targets, eta):
    lines, _, sums, _ = forward_lines(network, inputs, 1)
    sentence = f"inputs times weights, plus the bias weight: net b1 = {sums[0]}, net b2 = {sums[1]}."
    return "Stage 1, sum", lines, sentence, {"known": ENTERED | NET_B, "highlight": INPUTS | HIDDEN | EARLY}


def outs_of_b(network, inputs, targets, eta):
    _, lines, _, outs = forward_lines(network, inputs, 1)
    sentence = f"the logistic function presses them between 0 and 1: b1 = {outs[0]}, b2 = {outs[1]}."
    return "Stage 1, activate", lines, sentence, {"known": ENTERED | NET_B | OUT_B, "highlight": HIDDEN}


def layer_c(network, inputs, targets, eta):
    sums, pressed, _, outs = forward_lines(network, inputs, 2)
    sentence = f"the same with the outputs of layer b: c1 (man) = {outs[0]}, c2 (chicken) = {outs[1]}."
    return "Stage 1, layer c", sums + pressed, sentence, {"highlight": HIDDEN | OUTPUTS | LATE}


ROWS = {1: (("b1", "w1", "w3", "bw1"), ("b2", "w2", "w4", "bw2")),
        2: (("c1", "w5", "w7", "bw3"), ("c2", "w6", "w8", "bw4"))}  # fmt: skip


def forward_lines(network, inputs, layer):
    """Return the sums of one layer written out, its logistic functions, and the values of both, as text."""
    run = forward(network, inputs)
    one, two = (plain(value, 2 if layer == 1 else PLACES) for value in run.out[layer - 1][0])
    nets, outs = run.net[layer][0], run.out[layer][0]
    sums = [
        f"net {node} = {one} · {bracketed(network[first])} + {two} · {bracketed(network[second])} + "
        f"{bracketed(network[bias])} = {plain(net, PLACES)}"
        for net, (node, first, second, bias) in zip(nets, ROWS[layer], strict=True)
    ]
    pressed = [f"{row[0]} = logistic({plain(net, PLACES)}) = {plain(out, PLACES)}"
               for net, out, row in zip(nets, outs, ROWS[layer], strict=True)]  # fmt: skip
    return sums, pressed, [plain(net) for net in nets], [plain(out) for out in outs]


def error(network, inputs, targets, eta):
    (c1, c2), (t1, t2) = forward(network, inputs).output[0], targets[0]
    total = total_error(network, inputs, targets)
    squares = [plain((t - c) ** 2, PLACES) for t, c in ((t1, c1), (t2, c2))]
    lines = [f"({plain(t1, 0)} − {plain(c1, PLACES)})² = {squares[0]}",
             f"({plain(t2, 0)} − {plain(c2, PLACES)})² = {squares[1]}",
             f"E = ½ · ({squares[0]} + {squares[1]}) = {plain(total, PLACES)}"]  # fmt: skip
    c1, c2 = (f"should be {plain(t, 0)} and is {plain(c)}" for t, c in ((t1, c1), (t2, c2)))
    sentence = f"c1 {c1}, c2 {c2}: E = {plain(total)}."
    return "Stage 2, total error", lines, sentence, {"highlight": OUTPUTS}


def deltas_of_c(network, inputs, targets, eta):
    out, found = forward(network, inputs).output[0], gradients(network, inputs, targets).deltas[2][0]
    lines = [f"δc{k + 1} = ({c} − {plain(targets[0][k], 0)}) · {c} · (1 − {c}) = {signed(found[k], PLACES)}"
             for k, c in enumerate(plain(value, PLACES) for value in out)]  # fmt: skip
    sentence = f"output minus target, times the slope of the node: δc1 = {signed(found[0])}, δc2 = {signed(found[1])}."
    return "Stage 3, deltas of c", lines, sentence, {"highlight": OUTPUTS}


def deltas_of_b(network, inputs, targets, eta):
    slopes, found = forward(network, inputs).out[1][0], gradients(network, inputs, targets)
    slopes = [plain(b * (1 - b), PLACES) for b in slopes]
    (c1, c2), deltas = (bracketed(delta, PLACES) for delta in found.deltas[2][0]), found.deltas[1][0]
    lines = [
        f"δb{k + 1} = ({c1} · {bracketed(network[first])} + {c2} · {bracketed(network[second])}) · {slopes[k]}"
        f" = {signed(deltas[k], PLACES)}"
        for k, (first, second) in enumerate((("w5", "w6"), ("w7", "w8")))
    ]
    sentence = (
        "the deltas of c come back over the edges, times the weights, times the slope of the node: "
        f"δb1 = {signed(deltas[0], 5)}, δb2 = {signed(deltas[1], 5)}."
    )
    return "Stage 3, deltas of b", lines, sentence, {"highlight": HIDDEN | OUTPUTS | (LATE - {"bw3", "bw4"})}


def all_gradients(network, inputs, targets, eta):
    run, found = forward(network, inputs), gradients(network, inputs, targets)
    (delta_b, delta_c), b1, a1 = (found.deltas[layer][0, 0] for layer in (1, 2)), run.out[1][0, 0], inputs[0, 0]
    w5, w1, bw3 = (signed(found[name], PLACES) for name in ("w5", "w1", "bw3"))
    lines = (f"w5:   δc1 · b1 = {signed(delta_c, PLACES)} · {plain(b1, PLACES)} = {w5}",
             f"w1:   δb1 · a1 = {signed(delta_b, PLACES)} · {plain(a1, 2)} = {w1}",
             f"bw3:  δc1 · 1 = {bw3}; and so on for all twelve")  # fmt: skip
    sentence = f"delta times the output before it: for w5 {w5}, for w1 {w1}."
    return "Stage 3, all gradients", lines, sentence, {"slopes": found}


def checked(network, inputs, targets, eta):
    rows = check_gradients(network, inputs, targets, BOOK_EPSILON)
    row, right = rows["w5"], sum(one.verdict == "right" for one in rows)
    up, down = (plain(total_error(network.with_values(w5=network["w5"] + way * BOOK_EPSILON), inputs, targets), 9)
                for way in (1, -1))  # fmt: skip
    confirmed = f"{right} of {len(rows)} gradients are right"
    lines = (f"w5: ({up} − {down}) / {power(2 * BOOK_EPSILON)} = {signed(row.numerical, PLACES)}",
             f"Stage 3 says {signed(row.analytical, PLACES)}: {row.verdict}", confirmed)  # fmt: skip
    sentence = f"from two errors alone w5 gets {signed(row.numerical, PLACES)}; {confirmed}."
    return "Stage 4, gradient check", lines, sentence, {"highlight": {"w5", "b1"} | OUTPUTS}


def new_weights(network, inputs, targets, eta):
    found = gradients(network, inputs, targets)
    changed = update(network, found, eta)
    before, after = (plain(total_error(one, inputs, targets)) for one in (network, changed))
    lines = [
        f"{name}: {bracketed(network[name])} − {short(eta)} · {bracketed(found[name], PLACES)} = "
        f"{plain(changed[name], PLACES)}"
        for name in ("w5", "w1", "bw3")
    ]
    lines.append(f"forward again: E was {before} and is {after}")
    sentence = f"every weight takes its step against the gradient; E goes from {before} to {after}."
    return "Stage 5, update", lines, sentence, {"network": changed}


MOMENTS = (look, nets_of_b, outs_of_b, layer_c, error, deltas_of_c, deltas_of_b, all_gradients, checked, new_weights)
