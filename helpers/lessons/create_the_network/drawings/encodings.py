"""How pictures, words and sound become the numbers of the input layer (book ch. 4)."""

import numpy as np

from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREY, ORANGE_INK, VERMILLION, WHITE
from helpers.pens.parts import boxed, lit_style
from helpers.pens.picture import card, circle, group, rect, segment, words

SMALL_PICTURE = ("0000", "0330", "0130", "0031")  # our own 4 × 4 drawing; each digit is a quarter of black ink


def image_numbers(pixel, ink, rows=SMALL_PICTURE):
    """Return a small grey picture beside its vector, with one pixel (1, 2, ...) repainted (0 is white, 1 is black).

    >>> image_numbers(6, 0.4)  # doctest: +NORMALIZE_WHITESPACE
    Pixel 6 has the ink 0.40 (0 is white, 1 is black), so a6 = 0.40. The picture of 4 × 4 pixels becomes 16
    numbers for 16 input nodes.
    """
    grey = np.array([[int(digit) / 4 for digit in row] for row in rows])
    side = len(grey)
    grey[divmod(pixel - 1, side)] = ink
    marks = [words(40, 30, f"picture, {side} × {side} pixels", size=14),
             words(330, 30, "input vector: row after row", size=14)]  # fmt: skip
    for number, value in enumerate(grey.ravel(), 1):
        row, column = divmod(number - 1, side)
        chosen = number == pixel
        shade = "#" + f"{round(255 * (1 - value)):02x}" * 3
        square = rect(40 + 60 * column, 44 + 60 * row, 58, 58, fill=shade, stroke=BLUE if chosen else GREY,
                      stroke_width=4 if chosen else 1)  # fmt: skip
        marks.append(group(square, sets=f"pixel={number}", label=f"choose pixel {number}"))
        left, top = 330 + 92 * column, 50 + 60 * row
        marks.append(boxed(left, top, 88, 46, f"a{number} = {plain(value, 2)}", down=6, size=14, bold=chosen, rx=5,
                           **lit_style(chosen)))  # fmt: skip
    text = (
        f"Pixel {pixel} has the ink {plain(ink, 2)} (0 is white, 1 is black), so a{pixel} = {plain(ink, 2)}. "
        f"The picture of {side} × {side} pixels becomes {grey.size} numbers for {grey.size} input nodes."
    )
    return card(710, 306, marks, text)


def word_numbers(word, known=("chicken", "duck", "man", "robot"), use="input"):
    """Return a category as a list with a single 1 (one-hot), for input nodes or, use="target", for output nodes.

    A word outside the list has no place in it. Beside the list stands the number line that it replaces.

    >>> word_numbers("man")
    The word “man” becomes [0, 0, 1, 0]: a 1 in its own place, 0 everywhere else.
    >>> word_numbers("chicken", use="target")  # doctest: +NORMALIZE_WHITESPACE
    The target of “chicken” is [1, 0, 0, 0]: output node c1 should answer 1, all others 0. 4 classes need 4 output
    nodes.
    """
    word, (heading, letter, sign) = word.strip().lower(), USES[use]
    marks = [words(30, 30, "category", size=14), words(150, 30, heading, size=14)]
    hot = [float(word == name) for name in known]
    for row, (name, value) in enumerate(zip(known, hot, strict=True)):
        y = 44 + 42 * row
        marks += [words(30, y + 26, name, bold=bool(value)),
                  boxed(150, y, 120, 36, f"{letter}{row + 1}{sign} = {plain(value, 0)}", down=6, bold=bool(value), rx=5,
                        **lit_style(value))]  # fmt: skip
    vector = ", ".join(plain(value, 0) for value in hot)
    marks += number_line(word, known)
    if any(hot) and use == "target":
        text = (
            f"The target of “{word}” is [{vector}]: output node c{hot.index(1) + 1} should answer 1, all others 0. "
            f"{len(known)} classes need {len(known)} output nodes."
        )
    elif any(hot):
        text = f"The word “{word}” becomes [{vector}]: a 1 in its own place, 0 everywhere else."
    else:
        listed = ", ".join(known)
        text = f"“{word[:30]}” is not one of the categories ({listed}), so all nodes are 0: the network cannot know it."
    return card(700, max(60 + 42 * len(known), 200), marks, text)


USES = {"input": ("input nodes", "a", ""), "target": ("targets of the output nodes", "c", ": t")}


def number_line(word, known):
    """Return the marks of the categories as 1, 2, 3, ... on one line, where each lies between its neighbours."""
    left, step = 420, 240 / max(1, len(known) - 1)
    marks = [words(400, 30, "as one number: an order that is false", size=13, fill=GREY),
             segment(left, 110, left + step * (len(known) - 1), 110, GREY, 2)]  # fmt: skip
    for place, name in enumerate(known):
        x, chosen = left + step * place, word == name
        marks += [circle(x, 110, 8, fill=BLUE if chosen else WHITE, stroke=BLACK),
                  words(x, 90, place + 1, anchor="middle", bold=chosen),
                  words(x, 140 + 20 * (place % 2), name, anchor="middle", size=14, bold=chosen)]  # fmt: skip
    return marks


def sound_numbers(pitch, loudness, samples=24):
    """Return a tone as a wave that is measured at regular moments; the measurements are the input vector.

    pitch is in waves per picture, loudness from 0 (silent) to 1; each sample lies between -1 and 1, silence is 0.

    >>> sound_numbers(2, 0.8)
    2 waves at loudness 0.80, measured 24 times: the samples lie between −0.80 and 0.80 and go to 24 input nodes.
    >>> sound_numbers(8, 0.8, samples=12)  # doctest: +NORMALIZE_WHITESPACE
    8 waves at loudness 0.80, measured 12 times: the samples lie between −0.69 and 0.69 and go to 12 input nodes. That
    is too few: not more than two samples a wave. The same samples would come from 4 waves (dashed).
    """
    axes = Axes((0, 1), (-1.1, 1.1), (56, 30, 630, 200), xlabel="time (the whole picture is 1)", ylabel="air pressure")
    fine, moments = np.linspace(0, 1, 400), np.linspace(0, 1, samples, endpoint=False)
    wave = loudness * np.sin(2 * np.pi * pitch * moments)
    marks = [axes.frame(), axes.curve(fine, loudness * np.sin(2 * np.pi * pitch * fine), color=GREY, width=1.5)]
    marks += [
        axes.line((t, 0), (t, s), color=BLUE) + axes.dot(t, s, radius=4) for t, s in zip(moments, wave, strict=True)
    ]
    seen, heard = alias(pitch, samples)
    if samples <= 2 * pitch:
        slower = loudness * np.sin(2 * np.pi * seen * fine)
        marks += [axes.curve(fine, slower, color=VERMILLION, width=2, dash="6 4"),
                  words(686, 20, "dashed: the wrong tone of these samples", anchor="end", size=13,
                        fill=ORANGE_INK)]  # fmt: skip
    first = ", ".join(plain(value, 2) for value in wave[:10])
    marks.append(words(56, 300, f"a = ({first}, …)", size=14, bold=True, fill=BLACK))
    text = (
        f"{counted(pitch, 'wave')} at loudness {plain(loudness, 2)}, measured {samples} times: the samples lie between "
        f"{plain(wave.min(), 2)} and {plain(wave.max(), 2)} and go to {samples} input nodes."
    )
    if samples <= 2 * pitch:
        text += f" That is too few: not more than two samples a wave. {heard}"
    return card(710, 318, marks, text)


def alias(pitch, samples):
    """Return the slowest tone through the same samples (its waves; negative: upside down), and a sentence about it.

    >>> alias(8, 12), alias(8, 16)[0]
    ((-4, 'The same samples would come from 4 waves (dashed).'), 0)
    """
    seen = (pitch + samples // 2) % samples - samples // 2
    if seen == 0 or 2 * abs(seen) == samples:
        return 0, "The samples are those of silence (dashed)."
    return seen, f"The same samples would come from {counted(abs(seen), 'wave')} (dashed)."
