"""The adaptive noise canceller: what the microphone hears, what the filter leaves, to see and to hear (book ch. 37)."""

from dataclasses import replace

import numpy as np

from helpers.lessons.history.pioneers.cancelling import cleaned, one_sample
from helpers.lessons.history.pioneers.sounds import RATE, SAMPLES, decibels, wav_address
from helpers.pens.axes import Axes
from helpers.pens.numerals import bracketed, counted, plain, short
from helpers.pens.palette import BLACK, BLUE, GREEN, GREEN_INK, GREY, LIT, VERMILLION, WHITE
from helpers.pens.parts import arrow, boxed, encircled, legend_line, signed_ink
from helpers.pens.picture import card, rect, tag, words

PIECES = 16  # stretches of time for which the curve has a value
CEILING, FLOOR = 20.0, -50.0  # the plot's decibels
WAYS = {"hum": "the hum of a machine", "echo": "the echo of another voice"}
WINDOW = 320  # samples that are drawn: 40 milliseconds


def canceller(sample, taps, eta):
    """Return the filter as a block diagram with the numbers of one sample of the hum's recording, from 1.

    The source's last samples times the weights are the guess; microphone minus guess is left over; it goes to the ear,
    and back to the weights.

    >>> canceller(47, 2, 2.0).text[:60]
    'Sample 47: the guess is 0.23 · (−0.34) + 0.20 · (−0.28) = −0'
    """
    one = one_sample(sample, taps, eta)
    middles = [176 + 96 * place for place in range(taps)]
    joint, minus, bottom = (176 + 48 * (taps - 1), 218), (634, 218), 286
    marks = [words(16, 62, "source:", bold=True), words(16, 82, "the hum alone", size=13, fill=GREY),
             arrow(108, 66, 134, 66)]  # fmt: skip
    for place, (x, value, weight) in enumerate(zip(middles, one.seen, one.before, strict=True)):
        color, dash = signed_ink(round(float(weight), 2))
        name = "now" if not place else f"{place} before"
        marks += [boxed(x - 36, 48, 72, 36, plain(value, 2), bold=True, rx=6, fill=LIT, stroke=BLACK),
                  words(x, 36, name, anchor="middle", size=13, fill=GREY),
                  arrow(x, 86, joint[0] + (x - joint[0]) * 0.2, joint[1] - 28, color=color, dash=dash),
                  boxed(x - 42, 116, 84, 26, f"w{place + 1} = {plain(weight, 2)}", size=14, rx=4, fill=WHITE,
                        stroke=color, stroke_dasharray=dash),
                  arrow(x - 60, 66, x - 40, 66) if place else ""]  # fmt: skip
    marks += [boxed(574, 48, 120, 36, f"hears {plain(one.heard, 2)}", bold=True, rx=6, fill=LIT, stroke=BLACK),
              words(694, 36, "microphone: tune + hum", anchor="end", size=13, fill=GREY),
              arrow(634, 86, 634, minus[1] - 26), encircled(*joint, 24, "Σ", bold=True, fill=WHITE, stroke=BLACK),
              arrow(joint[0] + 26, joint[1], minus[0] - 26, minus[1]),
              words((joint[0] + minus[0]) / 2, 208, f"guess {plain(one.guess, 2)}", anchor="middle", halo=True),
              encircled(*minus, 24, "−", bold=True, fill=WHITE, stroke=BLACK), arrow(634, 244, 634, 268),
              words(634, bottom, f"left {plain(one.left, 2)}", anchor="middle", bold=True, fill=GREEN_INK),
              words(634, bottom + 18, "to the ear", anchor="middle", size=13, fill=GREY),
              tag("path", d=f"M582 {bottom - 5}H60V129", fill="none", stroke=GREEN, stroke_width=2,
                  stroke_dasharray="7 4"),
              arrow(60, 129, 132, 129, color=GREEN),
              words(330, bottom + 16, "back to the weights: each one + η · left · its sample", anchor="middle",
                    size=14)]  # fmt: skip
    guessed = " + ".join(f"{plain(w, 2)} · {bracketed(round(x, 2) + 0.0, 2)}"
                         for w, x in zip(one.before, one.seen, strict=True))  # fmt: skip
    moved = ", ".join(f"w{place} from {plain(old, 2)} to {plain(new, 2)}"
                      for place, (old, new) in enumerate(zip(one.before, one.after, strict=True), 1))  # fmt: skip
    text = (
        f"Sample {sample}: the guess is {guessed} = {plain(one.guess, 2)}. The microphone hears "
        f"{plain(one.heard, 2)}, so {plain(one.left, 2)} is left. With η = {plain(eta, 1)} that moves {moved}."
    )
    return card(714, 318, marks, text)


def cancelled(noise, taps, eta, second=0.9):
    """Return a tune with a disturbance, before and after an adaptive filter, with both sounds to be played.

    noise is "hum" or "echo"; taps is how many samples of the source the filter sees; eta its learning rate. The waves
    are drawn for 40 milliseconds from `second` on. The curve and the words say what is left of the disturbance in dB:
    0 is all of it, -20 a tenth of its height. The bars are the weights at the end, beside those of pioneers.wiener().

    >>> cancelled("hum", 8, 0.01).text[:66]
    'A tune with the hum of a machine. The filter (8 taps, eta 0.01) le'
    """
    found, start = cleaned(noise, int(taps), float(eta)), int(round(second * RATE))
    shown = slice(start, start + WINDOW)
    milliseconds = 1000 * np.arange(WINDOW) / RATE
    marks = []
    for row, (title, sound) in enumerate((("before: what the microphone hears", found.heard),
                                          ("after: what the filter leaves", found.left))):  # fmt: skip
        axes = Axes((0, 1000 * WINDOW / RATE), (-1, 1), (50, 40 + 150 * row, 340, 100), ticks=5, title=title,
                    xlabel=f"milliseconds after {plain(second, 2)} s" * row)  # fmt: skip
        waves = axes.curve(milliseconds, sound[shown], width=1.8), axes.curve(milliseconds, found.tune[shown],
                                                                              color=GREEN, dash="4 3")  # fmt: skip
        marks += [axes.frame(), axes.inside(*waves)]
    marks += [loudness(found, second), legend_line(50, 348, "this sound", BLUE),
              legend_line(190, 348, "the tune alone", GREEN, "4 3"), taps_of(found)]  # fmt: skip
    settings = f"{counted(int(taps), 'tap')}, eta {short(eta)}"
    text = f"A tune with {WAYS[noise]}. The filter ({settings}) {verdict(found.decibels)}"
    sounds = (("before", wav_address(0.8 * found.heard)), ("after", wav_address(0.8 * found.left)))
    return replace(card(710, 530, marks, text), sounds=sounds)


def loudness(found, second):
    """Return the curve of what is left of the disturbance, with a dot at this second."""
    with np.errstate(over="ignore", invalid="ignore"):
        still = found.left - found.tune
    pieces = np.array_split(np.arange(SAMPLES), PIECES)
    levels = np.array([decibels(still[piece], found.disturbance[piece]) for piece in pieces])
    middles = np.array([piece.mean() / RATE for piece in pieces])
    axes = Axes((0, SAMPLES / RATE), (FLOOR, CEILING), (450, 40, 230, 250), ticks=6, xlabel="seconds",
                title="disturbance left, dB")  # fmt: skip
    drawn = np.clip(np.nan_to_num(levels, nan=CEILING, posinf=CEILING), FLOOR, CEILING)
    return "".join([axes.frame(), axes.note(0, 0, "as much as before", dx=6, dy=-7, size=13),
                    axes.inside(axes.curve(middles, drawn)), axes.spots(middles, drawn, width=7),
                    axes.rim_dot(second, float(np.interp(second, middles, drawn)), color=VERMILLION)])  # fmt: skip


def taps_of(found):
    """Return the weights at the end as bars, each with a mark where the best fixed weight stands."""
    count = len(found.weights)
    axes = Axes((-0.6, count - 0.4), (-0.8, 0.8), (50, 392, 630, 92), ticks=5, numbered="y",
                title="weights at the end: one for each sample back")  # fmt: skip
    safe = np.clip(np.nan_to_num(found.weights, nan=9.0, posinf=9.0, neginf=-9.0), -0.8, 0.8)
    marks, wide = [axes.frame()], min(16, 0.6 * axes.width / count)
    for place, (value, best) in enumerate(zip(safe, found.best, strict=True)):
        x, y = axes.at(place, value)
        _, zero = axes.at(place, 0)
        color, dash = signed_ink(value)
        marks += [rect(x - wide / 2, min(y, zero), wide, max(abs(y - zero), 0.5), fill=color, fill_opacity=0.35,
                       stroke=color, stroke_dasharray=dash),
                  axes.line((place - 0.4, best), (place + 0.4, best), width=2.5)]  # fmt: skip
        if count <= 16 or place % 4 == 3:
            marks.append(words(x, 500, place, anchor="middle", size=13, fill=GREY))
    marks.append(
        words(50, 522, "bar: what LMS has found · black mark: the best weight that never changes (Wiener)", size=13)
    )
    return "".join(marks)


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
