"""The adaptive noise canceller: what the microphone hears, what the filter leaves, to see and to hear (book ch. 37)."""

from dataclasses import replace

import numpy as np

from helpers.lessons.history.pioneers.cancelling import cleaned
from helpers.lessons.history.pioneers.sounds import RATE, SAMPLES, decibels, wav_address
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain, short
from helpers.pens.palette import BLUE, GREY, VERMILLION
from helpers.pens.picture import card, tag

PIECES = 16  # stretches of time for which the curve has a value
CEILING, FLOOR = 20.0, -50.0  # the plot's decibels
WAYS = {"hum": "the hum of a machine", "echo": "the echo of another voice"}


def cancelled(noise, taps, eta):
    """Return a tune with a disturbance, before and after an adaptive filter, with both sounds to be played.

    noise is "hum" or "echo"; taps is how many samples of the source the filter sees; eta its learning rate. The curve
    and the words say what is left of the disturbance in dB: 0 is all of it, -20 a tenth of its height.

    >>> cancelled("hum", 8, 0.01).text[:66]
    'A tune with the hum of a machine. The filter (8 taps, eta 0.01) le'
    """
    found = cleaned(noise, int(taps), float(eta))
    with np.errstate(over="ignore", invalid="ignore"):
        still = found.left - found.tune
    seconds = np.arange(SAMPLES) / RATE
    marks = []
    for row, (title, sound, color) in enumerate((("before: what the microphone hears", found.heard, VERMILLION),
                                                 ("after: what the filter leaves", found.left, BLUE))):  # fmt: skip
        axes = Axes(
            (0, SAMPLES / RATE), (-1, 1), (50, 40 + 150 * row, 340, 92), ticks=5, xlabel="seconds" * row, title=title
        )
        marks += [axes.frame(), outline(axes, seconds, sound, color)]
    pieces = np.array_split(np.arange(SAMPLES), PIECES)
    levels = np.array([decibels(still[piece], found.disturbance[piece]) for piece in pieces])
    middles = np.array([seconds[piece].mean() for piece in pieces])
    axes = Axes((0, SAMPLES / RATE), (FLOOR, CEILING), (450, 40, 230, 242), ticks=6, xlabel="seconds",
                title="disturbance left, dB")  # fmt: skip
    drawn = np.clip(np.nan_to_num(levels, nan=CEILING, posinf=CEILING), FLOOR, CEILING)
    marks += [axes.frame(), axes.line((0, 0), (SAMPLES / RATE, 0), color=GREY, dash="5 3"),
              axes.note(0, 0, "as much as before", dx=6, dy=-7, size=13),
              axes.inside(axes.curve(middles, drawn)), axes.spots(middles, drawn, width=7)]  # fmt: skip
    settings = f"{counted(int(taps), 'tap')}, eta {short(eta)}"
    text = f"A tune with {WAYS[noise]}. The filter ({settings}) {verdict(found.decibels)}"
    sounds = (("before", wav_address(0.8 * found.heard)), ("after", wav_address(0.8 * found.left)))
    return replace(card(710, 340, marks, text), sounds=sounds)


def verdict(level):
    """Return what is left of a disturbance, in words.

    >>> verdict(-20.0), verdict(float("nan"))
    ('leaves −20.0 dB of it in the second half: 10.0 % of its height.', 'has blown up: its weights grow without end, \
eta is too large.')
    """
    if not np.isfinite(level) or level > 60:
        return "has blown up: its weights grow without end, eta is too large."
    height = plain(100 * 10 ** (level / 20), 1)
    return f"leaves {plain(level, 1)} dB of it in the second half: {height} % of its height."


def outline(axes, seconds, sound, color, columns=170):
    """Return a sound as an area between its lowest and highest sample in each column; what is not finite is full."""
    safe = np.clip(np.nan_to_num(sound, nan=1.0, posinf=1.0, neginf=-1.0), -1, 1)
    pieces = np.array_split(np.arange(len(safe)), columns)
    high, low = (np.array([pick(safe[piece]) for piece in pieces]) for pick in (np.max, np.min))
    x = np.array([seconds[piece[0]] for piece in pieces])
    left, top = axes.at(np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]]))
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(left, top, strict=True))
    return tag("polygon", points=points, fill=color, stroke=color, stroke_width=0.6)
