"""A network that fits a curve: what it has learned, and its errors on training and validation examples (ch. 38)."""

import numpy as np

from helpers.lessons.man_vs_chicken.drawings.watching import two_curves
from helpers.lessons.stage_5.curves import REACH, wave
from helpers.network import checks
from helpers.network.network import forward
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREEN, GREEN_INK, GREY
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, words

HIGHEST = 0.4  # of the errors; an untrained network may be above it
FAR = 1.5  # of the curves


def wave_fit(film, training, moment, plain_film=None):
    """Return the curve that a network has learned after some frames of its film, and both errors up to now.

    `plain_film` is the same training without switches: its validation error is drawn dotted, to compare.

    >>> from helpers import fitting_film, noisy_wave
    >>> training = noisy_wave(14)
    >>> wave_fit(fitting_film(training, noisy_wave(60, seed=2), 2), training, 0).text
    '2 hidden nodes, after 0 epochs: error on the 14 training examples 0.52, on validation examples 0.35.'
    """
    moment = checks.whole_number("moment", moment, at_least=0, at_most=film.last)
    frames = [film[number] for number in range(moment + 1)]
    now, hidden = frames[-1], frames[-1].network.sizes[1]
    errors = Axes((0, film.last * film.updates), (0, HIGHEST), (412, 44, 272, 230), ticks=4, xlabel="epochs",
                  title="mean squared error")  # fmt: skip
    epochs = [frame.epoch for frame in frames]
    marks = [*learned(now.network, training), errors.frame()]
    text = (f"{counted(hidden, 'hidden node')}, after {round(now.epoch):,} epochs: error on the {len(training.inputs)} "
            f"training examples {plain(now.training_error, 2)}, on validation examples "
            f"{plain(now.validation_error, 2)}")  # fmt: skip
    if plain_film is not None and plain_film is not film:
        before = [plain_film[number] for number in range(moment + 1)]
        marks.append(errors.inside(errors.curve(epochs, [frame.validation_error for frame in before], color=GREY,
                                                width=2, dash="2 3")))  # fmt: skip
        marks.append(legend_line(424, 126, "validation, all off", GREY, "2 3", gap=46))
        text += f"; without the switches {plain(before[-1].validation_error, 2)}"
    marks += [*two_curves(errors, epochs, frames), *legend(now)]
    return card(714, 344, marks, text + ".")


def learned(network, training):
    """Return the marks of the left half: the examples, the curve behind them, and the network's own curve."""
    axes = Axes((-REACH, REACH), (-FAR, FAR), (44, 44, 300, 230), ticks=5, xlabel="input", title="what it has learned")
    x = np.linspace(-REACH, REACH, 121)
    examples = (axes.dot(*spot, color=BLACK, radius=4.5)
                for spot in zip(training.inputs[:, 0], training.targets[:, 0], strict=True))  # fmt: skip
    return [axes.frame(),
            axes.inside(axes.curve(x, wave(x), color=GREY, width=1.5, dash="2 3"),
                        axes.curve(x, forward(network, x[:, None]).output[:, 0], color=BLUE), *examples),
            words(44, 330, "dots: training examples · dotted: the curve behind them", size=13, fill=GREY)]  # fmt: skip


def legend(frame):
    """Return the legend of the two errors, each with its value now."""
    return [legend_line(424, 70, f"training {plain(frame.training_error, 2)}", BLUE, gap=46, fill=BLUE),
            legend_line(424, 98, f"validation {plain(frame.validation_error, 2)}", GREEN, "7 4", gap=46,
                        fill=GREEN_INK)]  # fmt: skip
