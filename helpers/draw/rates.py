"""Pictures of learning rates: a dial that knows its limit, logistic units that saturate, the loop (ch. 20-23, 30)."""

import numpy as np

from helpers.descent import walk
from helpers.draw.axes import Axes
from helpers.draw.diagram import diagram
from helpers.draw.picture import BLACK, BLUE, PALE, VERMILLION, card, counted, plain, power, stacked, tag, words
from helpers.draw.training import manner
from helpers.network import forward, total_error
from helpers.races import line_surface, steepest_bend
from helpers.training import train


def linear_dial(eta, inputs, targets, updates=30, start=(-1.0, 1.5)):
    """Return the learning rate on a dial that knows its limit 2 / lambda here, and the error of 30 updates.

    For one linear node each update multiplies the distance to the bottom, in the steepest direction, by 1 - eta lambda.

    >>> from helpers.races import line_data
    >>> linear_dial(0.5, *line_data()).text[:52]
    'Here λ = 1.62, so the limit is 2/λ = 1.23. Eta 0.50:'
    """
    bend = steepest_bend(inputs)
    limit, factor = 2 / bend, 1 - eta * bend
    surface = line_surface(inputs, targets)
    places = walk(surface.slope, start, eta, updates)
    errors = np.array([float(surface.height(*place)) for place in places])
    marks = dial(eta, limit)
    high = max(2.0, min(1.1 * errors[0], 6.0))
    axes = Axes((0, updates), (0, high), left=60, top=170, width=600, height=170, ticks=7, xlabel="updates",
                ylabel="mean error")  # fmt: skip
    marks += [axes.frame(), axes.inside(axes.curve(np.arange(updates + 1), errors))]
    text = (
        f"Here λ = {plain(bend, 2)}, so the limit is 2/λ = {plain(limit, 2)}. Eta {plain(eta, 2)}: {manner(factor)}. "
        f"Each update multiplies the distance by {plain(factor, 2)}; after {updates} the error is {plain(errors[-1])}."
    )
    return card(700, 390, marks, text)


ZONES = (  # up to which share of the limit 2/lambda, its name, its colour
    (0.05, "creeping", "#fdf3cd"), (0.5, "converging", "#cdeee2"), (1.0, "oscillating", "#dcebf5"),
    (1.3, "diverging", "#f6c9a8"),
)  # fmt: skip


def dial(eta, limit):
    """Return the marks of the dial: four zones and the needle."""
    axes = Axes((0, 1.3 * limit), (0, 1), left=30, top=30, width=640, height=56, ticks=9, numbered="x",
                xlabel="learning rate η")  # fmt: skip
    marks, low = [], 0.0
    for share, name, fill in ZONES:
        (x0, y0), (x1, _) = axes.at(low, 1), axes.at(share * limit, 1)
        marks.append(tag("rect", x=x0, y=y0, width=x1 - x0, height=56, fill=fill))
        if x1 - x0 > 60:
            marks.append(words((x0 + x1) / 2, 64, name, anchor="middle", size=14))
        low = share * limit
    x, _ = axes.at(min(eta, 1.3 * limit), 0)
    marks += [
        axes.frame(),
        tag("path", d=f"M{x:.1f} 30l-8 -12h16zM{x:.1f} 30V50", fill=BLACK, stroke=BLACK, stroke_width=3),
    ]
    return marks


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
    axes = Axes((0, updates), (0, max(0.5, 1.05 * errors.max())), left=60, top=40, width=400, height=240, ticks=6,
                xlabel="updates", title="total error E")  # fmt: skip
    marks = [axes.frame(), axes.inside(axes.curve(np.arange(updates + 1), errors))]
    sure = "saturated: they hardly learn any more" if slopes.max() < 0.01 else "awake: they can still learn"
    for row, (value, slope) in enumerate(zip(z, slopes, strict=True)):
        y = 80 + 90 * row
        marks += [
            words(490, y, f"c{row + 1} = {plain(value)}", bold=True),
            words(490, y + 24, f"slope z(1 − z) = {plain(slope)}", size=14),
            tag("rect", x=490, y=y + 34, width=180, height=12, fill=PALE),
            tag("rect", x=490, y=y + 34, width=max(1, 720 * slope), height=12, fill=BLUE),
        ]
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
    axes = Axes((x[0], x[-1]), (min(-5.0, y.min()), 0), left=70, top=30, width=590, height=130, ticks=6,
                xlabel="updates", title="total error E", powers="xy")  # fmt: skip
    here = float(np.log10(max(number, 0.5)))
    lower = card(
        700, 210, [axes.frame(), axes.curve(x, y), axes.rim_dot(here, float(np.log10(now)), color=VERMILLION)], ""
    )
    wanted, got = ", ".join(plain(t, 0) for t in targets[0]), ", ".join(plain(z) for z in run.output[0])
    return stacked(upper, lower, f"After {counted(number, 'update')}: wanted {wanted}, got {got}; E = {plain(now, 9)}.")
