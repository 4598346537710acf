"""Pictures of walks downhill: one step, the hiker, races of rules and of methods (book ch. 20-22)."""

from functools import lru_cache

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.descent import walk
from helpers.network.rules import RULES
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import bare, bracketed, counted, low_number, plain, short, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, ORANGE_INK, VERMILLION
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, tag, words
from helpers.study.landscape import landscape

DEPTHS = ["#f7fbff", "#e9f2fa", "#dbe9f6", "#c9dff1", "#b3d3e9", "#99c5e2", "#7db5da", "#62a5d1", "#4a95c8", "#3585bf"]


@checks.quiet
def one_step(network, inputs, targets, weight, eta):
    """Return the error curve of one weight with the step of one update as an arrow (book ch. 22).

    w_new = w - eta * dE/dw; E is that of the other weights as they are.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> one_step(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 0.5)  # doctest: +NORMALIZE_WHITESPACE
    The gradient of w5 is +0.1005: uphill is to the right, so the step goes left. w5 new = 0.05 − 0.5 · 0.100508 =
    −0.000254; this weight alone takes E from 0.2111 to 0.2060.
    """
    here, slope = network[weight], gradients(network, inputs, targets)[weight]
    new = here - eta * slope
    reach = max(6.0, 1.2 * abs(new - here))
    weights = np.linspace(here - reach, here + reach, 121)
    errors = landscape(network, inputs, targets, **{weight: weights})
    before, after = landscape(network, inputs, targets, **{weight: [here, new]})
    axes = Axes((weights[0], weights[-1]), (0, 1.15 * top_of(errors, 0.1)), (60, 36, 430, 270), ticks=7,
                xlabel=f"weight {weight}", ylabel="total error E")  # fmt: skip
    ends = np.array([here - reach, here + reach])
    (x0, y0), (x1, _) = axes.at(here, before), axes.at(new, before)
    way = 1 if x1 > x0 else -1
    arrow = f"M{x0:.1f} {y0:.1f}H{x1:.1f}" + (f"m{-9 * way} -6l{9 * way} 6l{-9 * way} 6" if abs(x1 - x0) > 10 else "")
    marks = [axes.frame(),
             axes.inside(axes.curve(weights, errors, color=GREY),
                         axes.curve(ends, before + slope * (ends - here), color=VERMILLION, width=1.5, dash="5 3")),
             tag("path", d=arrow, fill="none", stroke=BLACK, stroke_width=3),
             axes.line((new, before), (new, after), color=BLACK, dash="2 3"),
             axes.rim_dot(new, after, color=BLUE, radius=7), axes.rim_dot(here, before, color=VERMILLION, radius=7),
             axes.note(here, before, "old", dx=10 * -way - 22 * (way > 0), dy=-12, bold=True),
             axes.note(new, after, "new", dx=10 * way - 28 * (way < 0), dy=22, bold=True)]  # fmt: skip
    rows = (("gradient", signed(slope, 6)), ("learning rate", plain(eta, 2)),
            ("step −η · gradient", signed(new - here, 6)), (f"{weight} old", short(here, 6)),
            (f"{weight} new", plain(new, 6)))  # fmt: skip
    for row, (label, value) in enumerate(rows):
        marks += [words(510, 62 + 50 * row, label, size=14), words(510, 84 + 50 * row, value, bold=True)]
    uphill, step = ("right", "left") if slope > 0 else ("left", "right")
    text = (
        f"The gradient of {weight} is {signed(slope)}: uphill is to the {uphill}, so the step goes {step}. "
        f"{weight} new = {short(here, 6)} − {bare(eta, 2)} · {bracketed(slope, 6)} = "
        f"{plain(new, 6)}; this weight alone takes E from {plain(before)} to {plain(after)}."
    )
    return card(690, 356, marks, text)


def ground(surface, points=61):
    """Return the heights of a surface on a grid, and levels that divide it evenly."""
    (x, y), reach = surface.middle, surface.reach
    side = np.linspace(-reach, reach, points)
    heights = surface.height(*np.meshgrid(x + side, y + side))
    levels = np.unique(np.quantile(heights, np.linspace(0, 1, len(DEPTHS) + 1)))
    levels[0], levels[-1] = levels[0] - 1e-9, levels[-1] + 1e-9
    return heights, levels


@lru_cache(maxsize=16)
def map_of(surface, left=76, top=40, size=300):
    """Return the map of a surface: its axes, and the marks of the ground; drawn once for each surface."""
    (x, y), reach = surface.middle, surface.reach
    axes = Axes((x - reach, x + reach), (y - reach, y + reach), (left, top, size, size), ticks=5,
                xlabel=surface.axes[0], ylabel=surface.axes[1], title=surface.formula)  # fmt: skip
    heights, levels = ground(surface)
    return axes, axes.regions(heights, levels, DEPTHS[: len(levels) - 1]) + axes.frame()


def path_marks(axes, places, color, dash=None):
    """Return the way of a walk on the map: a line, small dots for the first steps, and a large one where it ends."""
    x, y = places.T
    return [axes.inside(axes.curve(x, y, color=color, width=2, dash=dash), axes.spots(x[1:30], y[1:30], color=color)),
            axes.rim_dot(*places[-1], color=color, radius=7)]  # fmt: skip


def height_axes(heights, count, left=436, xlabel="steps"):
    """Return the axes for error curves beside a map."""
    low, high = float(np.nanmin(heights)), float(heights.flat[0])  # ground above the start is cut off
    room = 0.08 * (high - low) or 1.0
    bottom = 0.0 if 0 <= low < high / 2 else low - room
    return Axes(
        (0, count or 1), (bottom, high + room), (left, 40, 240, 300), ticks=5, xlabel=xlabel, title="E on the way"
    )


@checks.quiet
def hiker(surface, rule, eta, momentum, steps, start=None):
    """Return a walk down a surface: the path on the map and E on the way (book ch. 20).

    rule is a name in RULES; momentum counts for the rules that have it. The words say when she has left the map.

    >>> from helpers import SURFACES
    >>> hiker(SURFACES["bowl"], "gradient descent", 0.25, 0.9, 3)
    bowl, gradient descent (no momentum), eta 0.25: from E = 3.2500 to 0.0508 in 3 steps, now at (−0.19, 0.12).
    """
    settings = {"momentum": momentum} if "momentum" in RULES[rule].settings else {}
    places = walk(surface.slope, surface.start if start is None else start, eta, steps, rule, **settings)
    heights = np.array([float(surface.height(*place)) for place in places])
    axes, marks = map_of(surface)
    curve = height_axes(heights, steps)
    color = BLACK
    marks = [marks, *path_marks(axes, places, color), axes.rim_dot(*places[0], color=VERMILLION, radius=7)]
    marks += [axes.note(*places[0], "start", dx=10, dy=-8, bold=True), curve.frame(),
              curve.inside(curve.curve(np.arange(steps + 1), heights, color=color)),
              curve.rim_dot(steps, heights[-1], color=color)]  # fmt: skip
    ball = f", momentum {plain(momentum, 2)}" if settings else " (no momentum)"
    walked = f"from E = {plain(heights[0])} {arrival(surface, places, heights)}"
    return card(700, 392, marks, f"{surface.name}, {rule}{ball}, eta {short(eta)}: {walked}.")


def arrival(surface, places, heights):
    """Return in words where a walk has led: to which height, or out of the map and after how many steps."""
    off = ~(np.abs(places - surface.middle).max(axis=1) <= surface.reach)
    if off[-1]:
        first = int(np.argmax(off))
        climbing = not heights[-1] <= heights[0]
        return f"out of the map after {counted(first, 'step')}" + (
            ": E grows with every step, this rate is too large" if climbing else ", still downhill"
        )
    steps = counted(len(places) - 1, "step")
    return f"to {plain(heights[-1])} in {steps}, now at ({plain(places[-1][0], 2)}, {plain(places[-1][1], 2)})"


STYLES = (  # runners, an eighth looks like the first: colour, dash, and a colour dark enough for words
    (BLACK, None, BLACK), (BLUE, None, BLUE), (VERMILLION, "6 3", ORANGE_INK), (GREEN, None, "#006b4f"),
    ("#9b3f78", "2 3", "#9b3f78"), ("#7a5c00", "8 3 2 3", "#7a5c00"), (GREY, "4 2", GREY),
)  # fmt: skip


@checks.quiet
def rule_race(surface, number, rules=tuple(RULES), total=100, etas=None):
    """Return the paths of several update rules on one surface up to a step (book ch. 20).

    Beside the map stands how high each still is above the lowest place, in powers of ten. etas may give a rule its own
    learning rate; Adadelta has 1 and Adagrad 0.5, all others the surface's.

    >>> from helpers import SURFACES
    >>> rule_race(SURFACES["ravine"], 50, ("gradient descent", "momentum"))
    After 50 of 100 steps on the ravine: gradient descent E = 0.005, momentum E = 0.005.
    """
    number = checks.whole_number("number", number, at_least=0, at_most=total)
    axes, marks = map_of(surface)
    walks = [race_walk(surface, rule, total, (etas or {}).get(rule)) for rule in rules]
    heights = surface.height(*np.moveaxis(np.array(walks), -1, 0))
    above = np.log10(np.maximum(heights - surface.lowest, 1e-9))
    curve = Axes(
        (0, total), (-6, 1), (450, 40, 226, 300), ticks=8, powers="y", xlabel="steps", title="E above the lowest place"
    )
    marks, said = [marks, curve.frame()], []
    for row, (rule, places, errors) in enumerate(zip(rules, walks, heights, strict=True)):
        color, dash, ink = STYLES[list(RULES).index(rule) % len(STYLES)]  # its own, whoever else is in the race
        x, y = 60 + 215 * (row % 3), 412 + 24 * (row // 3)
        marks += [
            *path_marks(axes, places[: number + 1], color, dash),
            curve.inside(curve.curve(np.arange(number + 1), above[row, : number + 1], color=color, dash=dash, width=2)),
            legend_line(x, y, f"{rule} {low_number(errors[number])}", color, dash, fill=ink),
        ]
        said.append(f"{rule} E = {low_number(errors[number])}")
    text = f"After {number} of {counted(total, 'step')} on the {surface.name}: {', '.join(said)}."
    return card(700, 426 + 24 * ((len(rules) - 1) // 3), marks, text)


@lru_cache(maxsize=64)
def race_walk(surface, rule, total, eta=None):
    """Return one rule's places on a surface; computed once, so that the race can be played fast."""
    usual = {"Adadelta": 1.0, "Adagrad": 0.5}.get(rule, surface.eta)
    return walk(surface.slope, surface.start, usual if eta is None else eta, total, rule)


AXES_OF_RACE = {
    "updates": lambda runner: np.arange(len(runner.places)),
    "examples seen": lambda runner: runner.examples,
    "milliseconds": lambda runner: 1000 * runner.seconds,
}


def data_race(runners, surface, percent, axis="updates"):
    """Return the runners of run_race() after a part of the race, measured in updates, examples or seconds (ch. 21).

    surface is the mean error over the data set, as the ground under the paths.

    >>> from helpers import line_data, line_surface, run_race
    >>> data_race(run_race(*line_data(), eta=0.1, budget=120), line_surface(*line_data()), 0).text[:45]
    'After 0 updates, mean error: batch 2.1425 (0 '
    """
    axes, ground_marks = map_of(surface)
    scale = AXES_OF_RACE[axis]
    shortest = min(scale(runner)[-1] for runner in runners)
    limit = percent / 100 * shortest if axis == "milliseconds" else int(percent / 100 * shortest)
    every = np.concatenate([runner.errors for runner in runners])
    curve = height_axes(every, shortest, xlabel=axis)
    marks, said = [ground_marks, curve.frame()], []
    for row, runner in enumerate(runners):
        color, dash, ink = STYLES[row % len(STYLES)]
        shown = int(np.searchsorted(scale(runner), limit, side="right"))
        x, y = 60 + 320 * (row % 2), 412 + 24 * (row // 2)
        marks += [
            *path_marks(axes, runner.places[:shown], color, dash),
            curve.inside(curve.curve(scale(runner)[:shown], runner.errors[:shown], color=color, dash=dash, width=2)),
            legend_line(x, y, f"{runner.name}: E {plain(runner.errors[shown - 1])}", color, dash, fill=ink),
        ]
        said.append(f"{runner.name} {plain(runner.errors[shown - 1])} ({counted(shown - 1, 'update')})")
    amount = plain(limit, 2 if axis == "milliseconds" else 0)
    return card(700, 450, marks, f"After {amount} {axis}, mean error: {', '.join(said)}.")
