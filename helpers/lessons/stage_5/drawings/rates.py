"""Pictures of learning rates: a dial that knows its limit, logistic units that saturate, the loop (ch. 20-23, 30)."""

import numpy as np

from helpers.lessons.create_the_network.drawings.bowl import manner
from helpers.lessons.stage_5.races import bends
from helpers.network.network import forward, total_error
from helpers.network.training import train
from helpers.pens.axes import Axes
from helpers.pens.diagram import diagram
from helpers.pens.numerals import counted, plain, power
from helpers.pens.palette import BLACK, BLUE, CREAM, GREEN, GREY, LIT, MINT, PEACH, VERMILLION
from helpers.pens.parts import legend_line, share_bar
from helpers.pens.picture import card, rect, stacked, tag, words


def linear_dial(eta, inputs, targets, updates=30, start=1.0):
    """Return the learning rate on a dial that knows its limit 2 / lambda here, and how 30 updates come closer.

    For one linear node each update multiplies the distance to the bottom by 1 - eta lambda in the most curved
    direction, and by 1 - eta (the smallest bend) in the least curved. The walk starts at the same distance in both.

    >>> from helpers import line_data
    >>> linear_dial(0.5, *line_data()).text[:52]
    'Here λ = 1.62, so the limit is 2/λ = 1.23. Eta 0.50:'
    """
    flat, steep = bends(inputs)
    limit, factors = 2 / steep, (1 - eta * steep, 1 - eta * flat)
    ways = start * np.power.outer(factors, np.arange(updates + 1))
    error = float((np.array([steep, flat]) / 2) @ ways[:, -1] ** 2)
    axes = Axes((0, updates), (-1.6, 1.6), (60, 190, 600, 190), ticks=7, xlabel="updates", ylabel="place (bottom: 0)")
    marks = dial(eta, limit)
    marks += [axes.frame()]
    for way, (color, dash), x, name in zip(
        ways,
        ((BLUE, None), (GREEN, "6 3")),
        (230, 460),
        ("most curved direction", "least curved direction"),
        strict=True,
    ):
        marks.append(axes.inside(axes.curve(np.arange(updates + 1), way, color=color, dash=dash),
                                 axes.spots(np.arange(updates + 1), way, color=color)))  # fmt: skip
        marks += [legend_line(x, 180, name, color, dash, gap=42)]
    text = (
        f"Here λ = {plain(steep, 2)}, so the limit is 2/λ = {power(limit, 3)}. Eta {plain(eta, 2)}: "
        f"{manner(factors[0])}. Each update multiplies the distance by {what_is_left(factors[0])} in the most "
        f"curved direction and by {what_is_left(factors[1])} in the least; after {updates} updates E is {power(error)} "
        "above the lowest."
    )
    return card(700, 430, marks, text)


def what_is_left(factor):
    """Return a factor with two decimals, or as many as keep it apart from 1 and −1.

    >>> what_is_left(0.78), what_is_left(0.9956), what_is_left(-0.99973), what_is_left(1.0)
    ('0.78', '0.996', '−0.9997', '1.00')
    """
    told_apart = (digits for digits in range(2, 9) if abs(round(factor, digits)) != 1)
    return plain(factor, next(told_apart, 2))


ZONES = (  # up to which share of the limit 2/lambda, its name, its colour
    (0.05, "creeping", CREAM), (0.5, "converging", MINT), (1.0, "oscillating", LIT),
    (1.3, "diverging", PEACH),
)  # fmt: skip


def dial(eta, limit):
    """Return the marks of the dial: four zones and the needle."""
    axes = Axes((0, 1.3 * limit), (0, 1), (30, 30, 640, 72), ticks=9, numbered="x", xlabel="learning rate η")
    zones, names, low = [], [], 0.0
    for share, name, fill in ZONES:
        (x0, y0), (x1, _) = axes.at(low, 1), axes.at(share * limit, 1)
        zones.append(rect(x0, y0, x1 - x0, 72, fill=fill))
        if x1 - x0 > 60:
            names.append(words((x0 + x1) / 2, 66, name, anchor="middle", size=14))
        else:  # too narrow for its name, which stands beside it
            names.append(words(x1 + 4, 94, f"← {name}", size=14))
        low = share * limit
    x, _ = axes.at(min(eta, 1.3 * limit), 0)
    needle = tag("path", d=f"M{x:.1f} 30l-8 -12h16zM{x:.1f} 30V46", fill=BLACK, stroke=BLACK, stroke_width=3)
    return [*zones, axes.frame(), *names, needle]


def logistic_dial(eta, network, inputs, targets, updates=60):
    """Return what a learning rate does to a network with logistic outputs: E, and how awake the outputs still are.

    It cannot diverge: the outputs stay between 0 and 1. But its slopes z (1 - z) can vanish.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> logistic_dial(0.5, BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS).text[:54]
    'Eta 0.50: E is 0.19 after 1 update and 0.012 after 60.'
    """
    run = list(train(network, inputs, targets, eta, epochs=updates))
    networks = [network, *(step.network for step in run)]
    errors = np.array([total_error(one, inputs, targets) for one in networks])
    z = forward(networks[-1], inputs).output[0]
    slopes = z * (1 - z)
    axes = Axes((0, updates), (-6, 0), (60, 40, 400, 240), ticks=6, powers="y", xlabel="updates",
                title="total error E")  # fmt: skip
    logs = np.log10(np.maximum(errors, 1e-9))
    marks = [axes.frame(), axes.inside(axes.curve(np.arange(updates + 1), logs)),
             words(490, 56, f"after {updates} updates", size=14, fill=GREY)]  # fmt: skip
    sure = "saturated: they hardly learn any more" if slopes.max() < 0.01 else "awake: they can still learn"
    for row, (value, slope) in enumerate(zip(z, slopes, strict=True)):
        y = 80 + 90 * row
        marks += [words(490, y, f"c{row + 1} = {plain(value)}", bold=True),
                  words(490, y + 24, f"slope z(1 − z) = {plain(slope)}", size=14),
                  share_bar(490, y + 34, 180, 12, 4 * slope, least=1)]  # fmt: skip
    text = (
        f"Eta {plain(eta, 2)}: E is {power(errors[1])} after 1 update and {power(errors[-1])} after {updates}. "
        f"Slopes of the outputs: {', '.join(plain(slope) for slope in slopes)}; {sure}."
    )
    return card(700, 330, marks, text)


def loop_moment(number, network, error_curve, inputs, targets):
    """Return the network after some updates of the loop 1-2-3-5, with the error of the whole way (book ch. 31).

    error_curve holds pairs (updates, E); both scales go in powers of ten.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> loop_moment(0, BOOK_NETWORK, [(0, 0.211), (10, 0.077)], BOOK_INPUTS, BOOK_TARGETS)
    After 0 updates: wanted 0, 1, got 0.5934, 0.7353; E = 0.211066138.
    """
    run = forward(network, inputs)
    now = total_error(network, inputs, targets)
    upper = diagram(network, run, targets=targets[0])
    counts, errors = np.array(error_curve, float).T
    x, y = np.log10(np.maximum(counts, 0.5)), np.log10(errors)
    axes = Axes((x[0], x[-1]), (min(-5.0, y.min()), 0), (70, 30, 590, 130), ticks=6, xlabel="updates",
                title="total error E", powers="xy")  # fmt: skip
    here = float(np.log10(max(number, 0.5)))
    lower = card(
        700, 210, [axes.frame(), axes.curve(x, y), axes.rim_dot(here, float(np.log10(now)), color=VERMILLION),
                   words(axes.left, 178, "start", anchor="middle", size=13, fill=GREY)], ""
    )  # fmt: skip
    wanted, got = ", ".join(plain(t, 0) for t in targets[0]), ", ".join(plain(z) for z in run.output[0])
    return stacked(upper, lower, f"After {counted(number, 'update')}: wanted {wanted}, got {got}; E = {plain(now, 9)}.")
