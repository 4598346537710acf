"""Pictures of learning curves: many rates side by side, and one training with its validation error (ch. 20, 22, 38)."""

import numpy as np

from helpers.lessons.stage_5.curves import GRID
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, low_number
from helpers.pens.palette import BLACK, BLUE, GREEN, GREEN_INK, GREY
from helpers.pens.parts import legend_line, lit_style
from helpers.pens.picture import card, rect, words

DASH = "6 3"  # of the validation error
HIGH = 0.25  # the largest mean error that is drawn


def so_far(curve, updates):
    """Return how many of a curve's points belong to the first `updates` updates, one at least."""
    return max(1, int(np.searchsorted(curve.counts, updates, side="right")))


def error_text(error):
    """Return a mean error as a learner reads it; what has overflowed is too large.

    >>> error_text(0.0123), error_text(float("nan")), error_text(3e20)
    ('0.012', 'too large', 'too large')
    """
    return low_number(error) if error < 1e3 else "too large"


def error_curve_marks(axes, curve, shown, validation):
    """Return the training error, and dashed the validation error, of the first points of a curve."""
    sides = [(curve.training, BLUE, None)] + [(curve.validation, GREEN, DASH)] * validation
    return [axes.inside(axes.curve(curve.counts[:shown], errors[:shown], color=color, dash=dash, width=2))
            for errors, color, dash in sides]  # fmt: skip


def learning_panels(runs, updates, validation=False, chosen=None):
    """Return the learning curves of several trainings side by side, on the same scales, which end after `updates`.

    runs is a table {name: Curve}; validation adds the error on examples that are not learned, dashed; the chosen one
    is framed.

    >>> from helpers import learning_curve, wave_data
    >>> data = wave_data(), wave_data(60, seed=2)
    >>> learning_panels({f"η = {eta}": learning_curve(*data, eta, updates=20) for eta in (0.01, 0.1)}, 20)
    Mean error after 20 updates: η = 0.01: 0.088; η = 0.1: 0.056.
    """
    marks, said = [], []
    for place, (name, run) in enumerate(runs.items()):
        left, top = 46 + 168 * (place % 4), 40 + 168 * (place // 4)
        axes = Axes((0, max(updates, 10)), (0, HIGH), (left, top, 118, 96), ticks=3)
        shown = so_far(run, updates)
        now, away = error_text(run.training[shown - 1]), error_text(run.validation[shown - 1])
        if name == chosen:
            marks.append(rect(left - 34, top - 26, 168, 168, rx=6, **lit_style(True)))
        marks += [words(left, top - 8, name, size=14, bold=True), axes.frame(),
                  *error_curve_marks(axes, run, shown, validation),
                  words(left, top + 136, f"{now} | {away}" if validation else now, size=13)]  # fmt: skip
        low = int(np.nanargmin(run.validation[:shown]))
        best = f" (lowest {error_text(run.validation[low])} after {run.counts[low]:,})"
        said.append(f"{name}: {now}" + (f", validation {away}{best}" if validation else ""))
    bottom = 40 + 168 * ((len(runs) - 1) // 4) + 166
    marks += [legend_line(46, bottom, "training examples", BLUE, size=13)]
    if validation:
        marks += [legend_line(234, bottom, "validation examples", GREEN, DASH, size=13, fill=GREEN_INK)]
    marks.append(words(708, bottom, "across: updates; up: mean error", anchor="end", size=13, fill=GREY))
    return card(722, bottom + 14, marks, f"Mean error after {counted(updates, 'update')}: {'; '.join(said)}.")


def learned_curve(run, updates, training, validation):
    """Return what a network has learned after some updates, through the examples, and both errors on the way.

    training and validation are (inputs, targets). The words say when the validation error was lowest.

    >>> from helpers import learning_curve, wave_data
    >>> data = wave_data(), wave_data(60, seed=2)
    >>> learned_curve(learning_curve(*data, 0.3, updates=200), 200, *data)
    After 200 updates: training error 0.030, validation error 0.077. Both are lower than at the start.
    """
    shown = so_far(run, updates)
    wave = Axes(
        (GRID[0], GRID[-1]), (-1.8, 1.8), (56, 40, 290, 250), ticks=5, xlabel="input x", title="what it has learned"
    )
    axes = Axes((0, run.counts[-1]), (0, HIGH), (410, 40, 270, 250), ticks=5, xlabel="updates",
                title="mean error")  # fmt: skip
    (x, t), (v, u) = ((side.ravel() for side in map(np.asarray, part)) for part in (training, validation))
    low = int(np.nanargmin(run.validation[:shown]))
    marks = [wave.frame(), wave.inside(wave.spots(v, u, color="#8fd0b8", width=4),
                                       wave.spots(x, t, color=BLUE, width=7),
                                       wave.curve(GRID, run.shapes[shown - 1], color=BLACK)),
             axes.frame(), *error_curve_marks(axes, run, shown, True),
             axes.inside(axes.line((run.counts[low], 0), (run.counts[low], HIGH), color=GREY, dash="2 3")),
             axes.note(run.counts[low], HIGH, "lowest", dx=6 if run.counts[low] < 0.7 * run.counts[-1] else -54, dy=18,
                       fill=GREEN_INK),
             legend_line(56, 352, f"training {error_text(run.training[shown - 1])}", BLUE),
             legend_line(410, 352, f"validation {error_text(run.validation[shown - 1])}", GREEN, DASH,
                         fill=GREEN_INK)]  # fmt: skip
    errors = (("training error", run.training), ("validation error", run.validation))
    text = ", ".join(f"{name} {error_text(values[shown - 1])}" for name, values in errors)
    return card(700, 366, marks, f"After {counted(updates, 'update')}: {text}. {verdict(run, shown, low)}.")


def verdict(run, shown, low):
    """Return in words what two learning curves show so far."""
    now, best, start = run.validation[shown - 1], run.validation[low], run.training[0]
    if not run.training[shown - 1] < 2 * start:
        return "The error grows: this rate is too large"
    if now > 1.2 * best and run.training[shown - 1] <= run.training[low]:
        since = counted(int(run.counts[low]), "update")
        return (
            f"The validation error was lowest, {error_text(best)}, after {since}; since then the network has been "
            "learning the examples by heart"
        )
    rises = int((np.diff(run.training[:shown]) > 0).sum())
    if rises > shown / 5:
        return f"The training error rose {rises} times on the way: it jumps to and fro"
    if run.training[shown - 1] > 0.65 * start and shown > 20:
        return "Both fall, but hardly: it creeps"
    if now >= run.validation[0]:
        return "The training error has fallen, the validation error not yet"
    return "Both are lower than at the start"
