"""Attention as a picture: the words as points, the shares as bars, and where the word that looks moves to."""

from helpers.lessons.glossary.attention import VECTORS, attend
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, VERMILLION
from helpers.pens.parts import share_bar
from helpers.pens.picture import card, rect, words


def attention(sentence, sharpness=1.0, word="bank"):
    """Return how “bank” looks at the words of a sentence, and what becomes of its two numbers.

    sentence is one of SENTENCES; sharpness, 0 to 3, multiplies the scores before softmax.

    >>> attention("the bank by the river").text[:75]
    '“bank” in “the bank by the river” looks at the 6 %, bank 38 %, by 8 %, the '
    """
    found = attend(sentence, word, sharpness)
    axes = Axes(
        (0, 2.4), (0, 2.4), (60, 40, 270, 270), ticks=5, xlabel="has to do with money", title="has to do with water"
    )
    marks = [axes.frame()]
    for name in dict.fromkeys(found.words):
        x, y = VECTORS[name]
        marks += [axes.dot(x, y, color=BLUE if name == word else GREY, radius=6),
                  axes.note(x, y, name, dx=9, dy=-6, bold=name == word)]  # fmt: skip
    marks += [axes.line(found.old, found.new, color=BLACK, dash="3 3"),
              axes.dot(*found.new, color=VERMILLION, radius=7),
              words(400, 30, f"“{word}” looks at …", bold=True),
              words(694, 30, "share", anchor="end", size=14)]  # fmt: skip
    for place, (name, share) in enumerate(zip(found.words, found.shares, strict=True)):
        y = 46 + 34 * place
        marks += [words(400, y + 17, name, bold=name == word), share_bar(470, y, 160, 22, share),
                  words(694, y + 17, f"{100 * share:.0f} %", anchor="end")]  # fmt: skip
    old, new = (f"({', '.join(plain(float(value), 1) for value in pair)})" for pair in (found.old, found.new))
    marks += [rect(400, 232, 294, 62, rx=6, fill=LIT, stroke=BLUE), words(412, 257, f"“{word}” alone: {old}", size=14),
              words(412, 281, f"“{word}” in this sentence: {new}", size=14, bold=True),
              words(400, 330, "orange dot: where the word has moved to", size=13)]  # fmt: skip
    shares = ", ".join(f"{name} {100 * share:.0f} %" for name, share in zip(found.words, found.shares, strict=True))
    more = float(found.new[0] - found.new[1])
    nearer = "neither" if abs(more) < 0.05 else "money" if more > 0 else "water"
    text = f"“{word}” in “{sentence}” looks at {shares}. Its numbers go from {old} to {new}: nearer to {nearer}."
    return card(714, 366, marks, text)
