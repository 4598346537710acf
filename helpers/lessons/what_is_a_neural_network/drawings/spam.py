"""A spam filter by hand and a learned one, side by side (book ch. 1)."""

import textwrap
from functools import cache

from helpers.lessons.what_is_a_neural_network.messages import (
    LABELS,
    TRAINING,
    count_right,
    hand_rule,
    learned_from,
    load_messages,
    words_of,
)
from helpers.pens.axes import Axes
from helpers.pens.numerals import capital, counted, shorter, signed
from helpers.pens.palette import BLUE, BLUSH, GREEN, GREEN_INK, GREY, LIT, VERMILLION
from helpers.pens.parts import boxed, signed_bar
from helpers.pens.picture import card, segment, words

ROWS = 7  # words with a bar of their own; the others share one
REACH = 3.0  # the bars' axis goes from -REACH to REACH
SLIM = {"opacity": 0.3, "border": 1.5, "dash": "5 3"}  # how the bar of a word is drawn
COUNTS = range(2, TRAINING + 1, 2)


def two_filters(message, listed, learned):
    """Return what a hand-written word list and a learned filter say to a message, and why.

    listed is a text with the words of the list, learned a SpamFilter. A bar to the right speaks for spam.

    >>> from helpers import learned_from
    >>> two_filters("Free lunch on Friday?", "free, winner", learned_from(60))  # doctest: +NORMALIZE_WHITESPACE
    “Free lunch on Friday?” Your rule says spam: it found free. The learned filter says fine: 7 % spam.
    """
    listed = words_of(listed)
    found, said = hand_rule(message, listed), learned.says(message)
    share = f"{100 * learned.share(message):.0f} %"
    by_hand = LABELS[bool(found)]
    reason = f"it found {shorter(', '.join(found), 40)}" if found else "it found no word of its list"
    unknown = len(words_of(message)) - len(learned.votes(message))
    never = f" · {counted(unknown, 'word')} never seen" if unknown else ""
    marks = [*lines_of(f"“{shorter(message, 120)}”", 20, 32, 80, bold=True, most=2), segment(262, 76, 262, 372, GREY),
             words(20, 98, "your rule", bold=True),
             *lines_of(f"spam, if one of these words is in it: {', '.join(listed) or '(no words)'}", 20, 124, 30,
                       most=4),
             *lines_of(f"{capital(reason)}.", 20, 246, 30, most=3), *verdict(20, 322, by_hand),
             words(284, 98, "the learned filter: every word has a weight", bold=True), *bars(message, learned),
             *verdict(284, 322, said, f"sum → {share} spam{never}")]  # fmt: skip
    text = f"“{shorter(message, 60)}” Your rule says {by_hand}: {reason}. The learned filter says {said}: {share} spam."
    return card(714, 382, marks, text)


def bars(message, learned):
    """Return one bar for each word that the filter knows, the strongest first, and the start value."""
    votes = sorted(learned.votes(message), key=lambda vote: -abs(vote[1]))
    rows = [("start", learned.start), *votes[:ROWS]] if len(votes) <= ROWS else [
        ("start", learned.start), *votes[: ROWS - 1],
        (f"{len(votes) - ROWS + 1} more words", sum(weight for _, weight in votes[ROWS - 1:])),
    ]  # fmt: skip
    if not abs(learned.start) > 1e-9:
        rows = rows[1:]
    marks = [segment(540, 112, 540, 112 + 23 * (ROWS + 1), GREY)]
    for place, (name, weight) in enumerate(rows):
        y = 116 + 23 * place
        long = max(-1, min(weight / REACH, 1)) * 110
        marks += [words(284, y + 13, shorter(name, 16), size=14), signed_bar(540, y, long, 17, weight, **SLIM),
                  words(706, y + 13, signed(weight, 2), anchor="end", size=14)]  # fmt: skip
    if not rows:
        marks.append(words(284, 129, "it knows no word of this message: nothing speaks", size=14))
    return marks + [
        words(532, 308, "← speaks for fine", size=13, fill=GREY, anchor="end"),
        words(548, 308, "speaks for spam →", size=13, fill=GREY),
    ]


def verdict(x, y, label, more=""):
    """Return a label in a frame, as the answer of a filter: in the colours of the words that speak for it."""
    fill, line, dash = (LIT, BLUE, None) if label == "spam" else (BLUSH, VERMILLION, "6 3")
    return [boxed(x, y, 100, 40, label, down=6, bold=True, rx=6, fill=fill, stroke=line, stroke_width=2.5,
                  stroke_dasharray=dash),
            words(x + 114, y + 26, more, size=14)]  # fmt: skip


def telltale_words(count, listed, most=6):
    """Return the words that speak most for spam and for fine after so many messages, and both filters' right answers.

    count is an even number of training messages, from 2 to 60; listed is the text of the hand-written list.

    >>> telltale_words(60, "free, winner")  # doctest: +NORMALIZE_WHITESPACE
    After 60 labelled messages “now” speaks most for spam and “can” for fine. Of 40 new messages the learned filter has
    37 right, your list of 2 words 24.
    """
    learned, new = learned_from(count), load_messages().new
    ranked = sorted(learned.weights.items(), key=lambda row: (-row[1], row[0]))
    rule, score = words_of(listed), learned_score(count)
    by_hand = count_right(lambda text: LABELS[bool(hand_rule(text, rule))], new)
    marks = []
    low = sorted(ranked, key=lambda row: (row[1], row[0]))
    for place, (title, rows) in enumerate((("speak for spam", ranked[:most]), ("speak for fine", low[:most]))):
        top = 24 + 166 * place
        marks.append(words(20, top + 4, title, size=14, bold=True))
        for row, (word, weight) in enumerate(rows):
            y = top + 14 + 22 * row
            marks += [words(20, y + 13, shorter(word, 12), size=14),
                      signed_bar(112, y, 30 * abs(weight), 16, weight, **SLIM),
                      words(240, y + 13, signed(weight, 2), anchor="end", size=14)]  # fmt: skip
    axes = Axes((0, TRAINING), (0, len(new)), (312, 44, 380, 250), ticks=6, xlabel="labelled messages learned from",
                title=f"right answers on {len(new)} new messages")  # fmt: skip
    marks += [axes.frame(), axes.curve(list(COUNTS), [learned_score(number) for number in COUNTS]),
              axes.line((0, by_hand), (TRAINING, by_hand), color=GREEN, width=2, dash="6 3"),
              axes.dot(count, score),
              axes.note(TRAINING, by_hand, f"your word list: {by_hand}", dx=-6, dy=20, anchor="end",
                        fill=GREEN_INK),
              axes.note(count, score, f"learned: {score}", dx=-8 if count > 40 else 8, dy=24,
                        anchor="end" if count > 40 else "start", fill=BLUE, bold=True)]  # fmt: skip
    text = (
        f"After {count} labelled messages “{ranked[0][0]}” speaks most for spam and “{low[0][0]}” for fine. Of "
        f"{len(new)} new messages the learned filter has {score} right, "
        f"your list of {counted(len(rule), 'word')} {by_hand}."
    )
    return card(714, 360, marks, text)


@cache
def learned_score(count):
    """Return how many new messages the filter that learned from `count` messages has right."""
    return count_right(learned_from(count).says, load_messages().new)


def lines_of(text, x, y, width, *, bold=False, most=3, size=14):
    """Return a text in lines of `width` signs; the last of `most` lines ends with an ellipsis when there is more."""
    rows = textwrap.wrap(text, width, max_lines=most, placeholder=" …")
    return [words(x, y + 20 * place, row, size=size, bold=bold) for place, row in enumerate(rows)]
