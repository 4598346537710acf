"""What depth does to the delta on its way back, how examples share a gradient, and the work (book ch. 13 and 14)."""

import math

import numpy as np

from helpers.lessons.stage_1.drawings.plots import running_sum
from helpers.lessons.stage_3.depth import INPUT, chain_network, work_counts
from helpers.network.backpropagation import gradients
from helpers.network.checks import listed, quiet
from helpers.network.costs import COSTS
from helpers.network.network import forward, node_name
from helpers.pens.axes import Axes
from helpers.pens.numerals import bracketed, power, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, VERMILLION, WHITE
from helpers.pens.parts import encircled
from helpers.pens.picture import card, rect, segment, words

LOWEST, HIGHEST = -8, 5  # powers of ten that its bars can show


def deep_chain(layers, weight=1.0, bias=0.0, activation="logistic"):
    """Return the sizes of the deltas in a chain of hidden nodes whose answer is wrong by 1, on a scale of powers.

    delta of a node = delta of the next node · weight between · f'(net)

    layers is 1 to 6; activation is logistic, tanh or ReLU. Every weight but those of the bias is the same.

    >>> deep_chain(3)  # doctest: +NORMALIZE_WHITESPACE
    3 hidden layers, logistic, weights 1: each layer multiplies δ by weight · f′(net). δb1 = 0.2253 · 0.2273 · 0.2350 =
    0.012, so dE/dw1 = 0.00602.
    """
    network = chain_network(layers, weight, bias, activation)
    run = forward(network, [[INPUT]])
    found = gradients(network, [[INPUT]], run.output - 1)
    deltas = [float(delta[0, 0]) for delta in found.deltas[1:]]
    slopes = [float(row.slope(net)[0, 0]) for row, net in zip(network.layer_activations, run.net[1:], strict=True)]
    factors = [weight * slope for slope in slopes[:-1]]
    axes = Axes((0, 1), (LOWEST, HIGHEST), (66, 112, 620, 210), ticks=7, numbered="y", powers="y")
    marks = [axes.frame(), words(16, 96, "size of δ", size=14)]
    places = [646 - 88 * (layers - place) for place in range(layers + 1)]
    for place, (x, delta) in enumerate(zip(places, deltas, strict=True)):
        name = node_name(place + 1, 0)
        if place < layers:
            marks += [segment(x, 46, places[place + 1], 46, GREY, 2),
                      words(x + 44, 82, f"× {power(factors[place], 3)}", anchor="middle", size=13)]  # fmt: skip
        marks += [encircled(x, 46, 19, name, fill=WHITE, stroke=BLACK, stroke_width=1.5),
                  words(x, 344, f"δ{name}", anchor="middle", size=14, bold=True),
                  words(x, 364, power(delta, 3), anchor="middle", size=13), delta_bar(axes, x, delta)]  # fmt: skip
    product = " · ".join(bracketed(factor, 4) for factor in reversed(factors))
    said = f"each layer multiplies δ by weight · f′(net). δb1 = {product} = {power(deltas[0], 3)}"
    if 0 in factors:
        said = f"{dead_text(run, weight, bias)} δb1 = 0"
    start = f"{layers} hidden layer{'s' * (layers != 1)}, {activation}, weights {short_weight(weight)}: {said}"
    return card(704, 380, marks, f"{start}, so dE/dw1 = {power(found['w1'], 3)}.")


def short_weight(weight):
    """Return a weight with as few digits as it needs: short_weight(-0.5) is '−0.5'."""
    return f"{weight:g}".replace("-", "−")


def delta_bar(axes, x, delta):
    """Return the bar of one delta, from the lowest power up; none where the delta is 0."""
    if not delta:
        return words(x, axes.top + axes.height - 8, "0", anchor="middle", size=14, bold=True)
    bottom, height = axes.top + axes.height, min(max(math.log10(abs(delta)), LOWEST), HIGHEST)
    _, top = axes.at(0, height)
    return rect(x - 17, top, 34, max(bottom - top, 1.5), fill=BLUE if delta > 0 else VERMILLION, fill_opacity=0.75)


def dead_text(run, weight, bias):
    """Return which ReLU nodes let no delta through, and whether b1 is off for all inputs or for this one."""
    off = [node_name(layer, 0) for layer in range(1, len(run.net) - 1) if run.net[layer][0, 0] <= 0]
    always = "every input" if max(bias, weight + bias) <= 0 else "some inputs"
    b1 = f" b1 is off for {always} from 0 to 1." if "b1" in off else ""
    return f"ReLU is off where net ≤ 0, here in {', '.join(off)}, and lets no delta through.{b1}"


@quiet
def example_slopes(network, inputs, targets, weight="w5", cost="SE"):
    """Return how several examples make one gradient: with SE their gradients add up, with MSE they are averaged.

    dE/dw = sum over examples of out of the node where w starts · delta of the node where it ends, with MSE over n

    inputs is `(n, inputs)` with up to 6 examples, cost SE or MSE. Book ch. 14 and 22.

    >>> from helpers import BOOK_NETWORK
    >>> example_slopes(BOOK_NETWORK, [[0.15, 0.35], [0.8, 0.1]], [[0, 1], [1, 0]])
    SE adds up: for w5 the 2 examples bring +0.1005 and −0.0692, together dE/dw5 = +0.0313.
    """
    count = len(inputs)
    own = [gradients(network, inputs[one : one + 1], targets[one : one + 1], cost)[weight] for one in range(count)]
    average = COSTS[cost].over_examples.slope(np.zeros(count)) != 1
    shares = [value / count if average else value for value in own]
    whole = gradients(network, inputs, targets, cost)[weight]
    written = [f"{signed(value)} / {count}" if average else f"example {row}" for row, value in enumerate(own, 1)]
    names = [f"no. {row}" for row in range(1, count + 1)]
    brought = listed(map(signed, own))
    how = f"{cost} averages" if average else f"{cost} adds up"
    end = "on average" if average else "together"
    examples = "the example brings" if count == 1 else f"the {count} examples bring"
    text = f"{how}: for {weight} {examples} {brought}, {end} dE/d{weight} = {signed(whole)}."
    return running_sum(names, written, shares, f"dE/d{weight}", text, decimals=4, room=0.25, left=270)


def gradient_work(size):
    """Return the work for all gradients of a size-size-size network: move each weight, or one pass back.

    >>> gradient_work(2)  # doctest: +NORMALIZE_WHITESPACE
    2-2-2 network, 12 weights and bias weights. Moving each to both sides: 24 forward passes, 192 multiplications.
    Backpropagation: one pass forward and one pass back, 20 multiplications: 10 times fewer.
    """
    parameters = 2 * size * size + 2 * size
    moving, back = work_counts(size)
    axes = Axes((0, 14), (0, 1), (250, 40, 430, 130), ticks=8, numbered="x", powers="x", xlabel="multiplications")
    rows = (("move each weight", f"{2 * parameters:,} forward passes", moving, GREEN),
            ("backpropagation", "one forward, one back", back, BLUE))  # fmt: skip
    marks = [axes.frame(), words(16, 24, f"{size}-{size}-{size} network: {parameters:,} gradients", bold=True)]
    for place, (name, how, count, color) in enumerate(rows):
        y = 52 + 62 * place
        x, _ = axes.at(math.log10(count), 0)
        number_at = (500, y + 44) if x > 560 else (x + 8, y + 18)  # below a bar that leaves no room
        dashed = {"stroke": color, "stroke_width": 2, "stroke_dasharray": None if place else "6 3"}
        marks += [words(16, y + 16, name, bold=True), words(16, y + 36, how, size=14, fill=GREY),
                  rect(250, y, x - 250, 24, fill=color, fill_opacity=0.4, **dashed),
                  words(*number_at, f"{count:,}", size=14, bold=True)]  # fmt: skip
    text = (
        f"{size}-{size}-{size} network, {parameters:,} weights and bias weights. Moving each to both sides: "
        f"{2 * parameters:,} forward passes, {moving:,} multiplications. Backpropagation: one pass forward and one "
        f"pass back, {back:,} multiplications: {moving // back + (2 * (moving % back) >= back):,} times fewer."
    )
    return card(704, 216, marks, text)
