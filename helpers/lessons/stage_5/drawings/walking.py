"""Pictures of walks downhill: one step, the hiker, races of rules and of methods (book ch. 20-22)."""

from functools import lru_cache

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.descent import walk
from helpers.network.rules import RULES
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import bare, bracketed, capital, counted, low_number, plain, power, short, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, ORANGE_INK, VERMILLION
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, tag, words
from helpers.study.landscape import landscape

DEPTHS = ["#f7fbff", "#e9f2fa", "#dbe9f6", "#c9dff1", "#b3d3e9", "#99c5e2", "#7db5da", "#62a5d1", "#4a95c8", "#3585bf"]


@checks.quiet
def one_step(network, inputs, targets, weight, eta, averaged=False):
    """Return the error curve of one weight with the step of one update as an arrow (book ch. 22).

    w_new = w - eta * dE/dw; E is that of the other weights as they are. averaged divides E, and so its gradient, by
    the number of examples.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> one_step(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "w5", 0.5)  # doctest: +NORMALIZE_WHITESPACE
    The gradient of w5 is +0.1005: uphill is to the right, so the step goes left. w5 new = 0.05 − 0.5 · 0.100508 =
    −0.000254; this weight alone takes E from 0.2111 to 0.2060.
    """
    share, mean, error = (1 / len(inputs), "average ", "mean error") if averaged else (1, "", "total error E")
    here, slope = network[weight], share * gradients(network, inputs, targets)[weight]
    new = here - eta * slope
    reach = max(6.0, 1.2 * abs(new - here))
    weights = np.linspace(here - reach, here + reach, 121)
    errors = share * landscape(network, inputs, targets, **{weight: weights})
    before, after = share * landscape(network, inputs, targets, **{weight: [here, new]})
    axes = Axes((weights[0], weights[-1]), (0, 1.15 * top_of(errors, 0.1)), (60, 36, 430, 270), ticks=7,
                xlabel=f"weight {weight}", ylabel=error)  # fmt: skip
    ends = np.array([here - reach, here + reach])
    (x0, y0), (x1, y1) = axes.at(here, before), axes.at(new, after)
    down = 22 if y1 < axes.top + axes.height - 26 else -12  # "new" stands under its dot, but not on the axis
    way = 1 if x1 > x0 else -1
    arrow = f"M{x0:.1f} {y0:.1f}H{x1:.1f}" + (f"m{-9 * way} -6l{9 * way} 6l{-9 * way} 6" if abs(x1 - x0) > 10 else "")
    marks = [axes.frame(),
             axes.inside(axes.curve(weights, errors, color=GREY),
                         axes.curve(ends, before + slope * (ends - here), color=VERMILLION, width=1.5, dash="5 3")),
             tag("path", d=arrow, fill="none", stroke=BLACK, stroke_width=3),
             axes.line((new, before), (new, after), color=BLACK, dash="2 3"),
             axes.rim_dot(new, after, color=BLUE, radius=7), axes.rim_dot(here, before, color=VERMILLION, radius=7),
             axes.note(here, before, "old", dx=10 * -way - 22 * (way > 0), dy=-12, bold=True),
             axes.note(new, after, "new", dx=10 * way - 28 * (way < 0), dy=down, bold=True)]  # fmt: skip
    rows = ((f"{mean}gradient", signed(slope, 6)), ("learning rate", short(eta, 5)),
            ("step −η · gradient", signed(new - here, 6)), (f"{weight} old", short(here, 6)),
            (f"{weight} new", plain(new, 6)))  # fmt: skip
    for row, (label, value) in enumerate(rows):
        marks += [words(510, 62 + 50 * row, label, size=14), words(510, 84 + 50 * row, value, bold=True)]
    uphill, step = ("right", "left") if slope > 0 else ("left", "right")
    text = (
        f"The {mean}gradient of {weight} is {signed(slope)}: uphill is to the {uphill}, so the step goes {step}. "
        f"{weight} new = {short(here, 6)} − {bare(eta, 5)} · {bracketed(slope, 6)} = "
        f"{plain(new, 6)}; this weight alone takes {'the mean error' if averaged else 'E'} from {plain(before)} to "
        f"{plain(after)}."
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


FLAT = 0.05  # a slope that is nothing to a hiker


@checks.quiet
def cross_sections(surface, x, y):
    """Return a place on the map and two cuts through the ground there: along the first weight and along the second.

    Flat and rising to all sides is a minimum; flat, rising along one weight and falling along the other is a saddle.

    >>> from helpers import SURFACES
    >>> print(cross_sections(SURFACES["saddle"], 0, 0).text)
    Here E = 1.0000. Along w1 the slope is 0.00 and E bends up; along w2 the slope is 0.00 and E bends down: a saddle.
    """
    place, (one, two) = np.array([x, y], float), surface.axes
    axes, ground_marks = map_of(surface)
    here, slopes = float(surface.height(*place)), surface.slope(place)
    top = 1.2 * float(surface.height(*surface.start))
    ways = np.linspace(-surface.reach, surface.reach, 81)
    marks, bends = [ground_marks], []
    for row, (name, unit, middle, color, dash) in enumerate(
        ((one, (1, 0), surface.middle[0], BLUE, None), (two, (0, 1), surface.middle[1], GREEN, "6 3"))
    ):
        unit = np.array(unit)
        line = place * (1 - unit) + np.outer(middle + ways, unit)
        cut = Axes((middle - surface.reach, middle + surface.reach), (0, max(top, 1.1 * here)),
                   (446, 40 + 172 * row, 230, 112), ticks=5, xlabel="", title=f"E along {name}")  # fmt: skip
        near = surface.height(*(place + 1e-3 * unit)) + surface.height(*(place - 1e-3 * unit)) - 2 * here
        bends.append("bends up" if near > 1e-9 else "bends down" if near < -1e-9 else "is straight")
        marks += [axes.inside(axes.curve(*line.T, color=color, dash=dash)), cut.frame(),
                  cut.inside(cut.curve(middle + ways, surface.height(*line.T), color=color, dash=dash)),
                  cut.rim_dot(place[row], here, color=BLACK)]  # fmt: skip
    marks.append(axes.rim_dot(*place, color=BLACK, radius=7))
    told = (f"along {name} the slope is {plain(slope, 2)} and E {bend}"
            for name, slope, bend in zip((one, two), slopes, bends, strict=True))  # fmt: skip
    text = f"Here E = {plain(here)}. {capital('; '.join(told))}: {kind_of_place(slopes, bends)}."
    return card(700, 392, marks, text)


def kind_of_place(slopes, bends):
    """Return what a place is: a slope, a minimum, a saddle or a top.

    >>> kind_of_place([0, 0.01], ["bends up", "bends up"]), kind_of_place([2, 0], ["bends up", "bends up"])
    ('a minimum', 'on a slope')
    """
    if not np.abs(slopes).max() <= FLAT:
        return "on a slope"
    kinds = {("bends up",): "a minimum", ("bends down",): "a top", ("bends down", "bends up"): "a saddle"}
    return kinds.get(tuple(sorted(set(bends))), "flat")


STYLES = (  # runners, an eighth looks like the first: colour, dash, and a colour dark enough for words
    (BLACK, None, BLACK), (BLUE, None, BLUE), (VERMILLION, "6 3", ORANGE_INK), (GREEN, None, "#006b4f"),
    ("#9b3f78", "2 3", "#9b3f78"), ("#7a5c00", "8 3 2 3", "#7a5c00"), (GREY, "4 2", GREY),
)  # fmt: skip


LOWEST, HIGHEST = 1e-9, 1e3  # below it a runner has arrived, above it she is far away


def above_text(error):
    """Return how high a runner is above the lowest place.

    >>> above_text(0.0123), above_text(2e-16), above_text(float("inf"))
    ('0.012', '< 1e−9', 'far away')
    """
    if not error <= HIGHEST:
        return "far away"
    return low_number(error) if error >= LOWEST else "< 1e−9"


@checks.quiet
def rule_race(surface, number, rules=tuple(RULES), total=100, etas=None):
    """Return the paths of several update rules on one surface up to a step (book ch. 20).

    Beside the map stands how high each still is above the lowest place, in powers of ten. etas may give a rule its own
    learning rate; Adadelta has 1 and Adagrad 0.5, all others the surface's.

    >>> from helpers import SURFACES
    >>> rule_race(SURFACES["long ravine"], 60, ("gradient descent", "momentum"))
    After 60 of 100 steps on the long ravine, E above the lowest place: gradient descent 0.044, momentum 0.001.
    """
    number = checks.whole_number("number", number, at_least=0, at_most=total)
    axes, marks = map_of(surface)
    walks = [race_walk(surface, rule, total, (etas or {}).get(rule)) for rule in rules]
    above = surface.height(*np.moveaxis(np.array(walks), -1, 0)) - surface.lowest
    logs = np.log10(np.clip(np.nan_to_num(above, nan=np.inf), LOWEST / 10, 1e9))
    curve = Axes(
        (0, total), (-9, 1), (450, 40, 226, 300), ticks=8, powers="y", xlabel="steps", title="E above the lowest place"
    )
    marks, said = [marks, curve.frame()], []
    for row, (rule, places) in enumerate(zip(rules, walks, strict=True)):
        color, dash, ink = STYLES[list(RULES).index(rule) % len(STYLES)]  # its own, whoever else is in the race
        now = above_text(above[row, number])
        marks += [
            *path_marks(axes, places[: number + 1], color, dash),
            curve.inside(curve.curve(np.arange(number + 1), logs[row, : number + 1], color=color, dash=dash, width=2)),
            legend_line(18 + 230 * (row % 3), 412 + 24 * (row // 3), f"{rule} {now}", color, dash, size=13, fill=ink),
        ]
        said.append(f"{rule} {now}")
    text = f"After {number} of {counted(total, 'step')} on the {surface.name}, E above the lowest place: "
    return card(700, 426 + 24 * ((len(rules) - 1) // 3), marks, f"{text}{', '.join(said)}.")


@lru_cache(maxsize=64)
def race_walk(surface, rule, total, eta=None):
    """Return one rule's places on a surface; computed once, so that the race can be played fast."""
    usual = OWN_RATES.get(rule, surface.eta)
    return walk(surface.slope, surface.start, usual if eta is None else eta, total, rule)


@checks.quiet
def even_slope(rule, slope, momentum=0.9, eta=0.1, updates=40):
    """Return how long the steps of a rule are while the slope stays the same, beside those of gradient descent.

    Momentum grows to 1 / (1 - mu) times the plain step. Adam's first step has the length eta however small the slope
    is; without its correction (m / (1 - beta1^n), s / (1 - beta2^n)) it would be three times as long.

    >>> even_slope("momentum", 1, 0.5).text[:98]  # doctest: +NORMALIZE_WHITESPACE
    'The slope is 1 all the time. momentum, η = 0.1: steps 0.1000, 0.1500, 0.1750, and after 40 updates'
    """
    rate = OWN_RATES.get(rule, eta)
    settings = {"momentum": momentum} if "momentum" in RULES[rule].settings else {}
    steps = -np.diff(walk(lambda w: float(slope), 0.0, rate, updates, rule, **settings))
    count = np.arange(1, updates + 1)
    rows = [("gradient descent", np.full(updates, eta * slope), *STYLES[0])]
    if rule != "gradient descent":
        rows.append((rule, steps, *STYLES[list(RULES).index(rule)]))
    if rule == "Adam":
        bare_steps = eta * (1 - 0.9**count) / np.sqrt(1 - 0.999**count)
        rows.append(("without correction", bare_steps, VERMILLION, "2 3", ORANGE_INK))
    axes = Axes((0, updates), (-4, 3), (76, 40, 380, 270), ticks=8, powers="y", xlabel="updates",
                title="length of the step")  # fmt: skip
    marks = [axes.frame()]
    for row, (name, lengths, color, dash, ink) in enumerate(rows):
        logs = np.log10(np.maximum(lengths, 1e-9))
        marks += [axes.inside(axes.curve(count, logs, color=color, dash=dash), axes.spots(count, logs, color=color)),
                  legend_line(476, 60 + 92 * row, name, color, dash, fill=ink, size=13)]  # fmt: skip
        for line, place in enumerate((0, 1, updates - 1)):
            label = f"update {place + 1}: {power(lengths[place], 3)}"
            marks.append(words(520, 80 + 92 * row + 20 * line, label, size=13))
    first = ", ".join(plain(step) for step in steps[:3])
    times = f"{plain(steps[-1] / (eta * slope), 2)} times the plain step"
    text = (
        f"The slope is {bare(slope, 2)} all the time. {rule}, η = {bare(rate, 2)}: steps {first}, and after {updates} "
    )
    text += f"updates {plain(steps[-1])}, {times}"
    if settings:
        text += f"; the limit is 1/(1 − μ) = {bare(1 / (1 - momentum), 2)} times"
    if rule == "Adam":
        text += f"; without its correction the first step would be {plain(bare_steps[0])}"
    return card(700, 366, marks, f"{text}.")


OWN_RATES = {"Adadelta": 1.0, "Adagrad": 0.5}  # of these rules; all others have the surface's


AXES_OF_RACE = {
    "examples seen": lambda runner: runner.examples,
    "updates": lambda runner: np.arange(len(runner.places)),
}


def data_race(runners, surface, percent, axis="updates"):
    """Return the runners of run_race() after a part of the race, measured in examples or updates (ch. 21).

    surface is the mean error over the data set, as the ground under the paths.

    >>> from helpers import line_data, line_surface, run_race
    >>> data_race(run_race(*line_data(), eta=0.1, budget=120), line_surface(*line_data()), 0).text[:45]
    'After 0 updates, mean error: batch 2.1425 (0 '
    """
    axes, ground_marks = map_of(surface)
    scale = AXES_OF_RACE[axis]
    shortest = min(scale(runner)[-1] for runner in runners)
    limit = int(percent / 100 * shortest)
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
    return card(700, 450, marks, f"After {limit} {axis}, mean error: {', '.join(said)}.")
