"""Pictures of honest measuring: freeze or fine-tune, a leak between training and validation, and calibration."""

import numpy as np

from helpers.lessons.handwriting.chance import group_of
from helpers.lessons.transfer_learning.freezing import AMOUNTS, recorded_freezing
from helpers.lessons.transfer_learning.leaks import HELD, leaked
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREEN, GREEN_INK, GREY, LIT, PALE, VERMILLION
from helpers.pens.parts import lit_style
from helpers.pens.picture import card, key, rect, segment, varying, words

# ---- Freeze or fine-tune

SORT_WORDS = {"alike": "alike: 5 to 9, black on white", "unlike": "unlike: 5 to 9, white on black"}


def freeze_or_tune(amount="few", sort="alike"):
    """Return the table of two times two: what frozen, fine-tuned and new kernels reached, recorded, mean and spread.

    `amount` is few or many, `sort` alike or unlike: the cell that is told in words.

    >>> freeze_or_tune("few", "alike").text[:66]
    'Few pictures (5 of each digit), a task alike: frozen kernels read '
    """
    checks.known("amount", amount, AMOUNTS), checks.known("sort", sort, SORT_WORDS)
    table, marks = recorded_freezing(), []
    for column, name in enumerate(SORT_WORDS):
        marks.append(words(120 + 300 * column, 28, SORT_WORDS[name], size=14, bold=True))
    for row, (how_many, k) in enumerate(AMOUNTS.items()):
        y = 44 + 142 * row
        marks += [words(20, y + 60, how_many, bold=True), words(20, y + 82, f"{k} of each", size=14)]
        for column, kind in enumerate(SORT_WORDS):
            lit = (how_many, kind) == (amount, sort)
            marks += table_cell(table[how_many, kind], 114 + 300 * column, y, lit)
    spread = f"mean of {len(table[amount, sort][0].shares)} runs; thin lines: their spread"
    marks.append(words(20, 348, f"Bars: right answers on 250 test digits, {spread}.", size=14, fill=GREY))
    told = ", ".join(f"{result.way} {shown(result)}" for result in table[amount, sort]).replace(
        "frozen", "frozen kernels read", 1)  # fmt: skip
    text = f"{amount.capitalize()} pictures ({AMOUNTS[amount]} of each digit), a task {sort}: {told}."
    return card(714, 364, marks, text)


def shown(result):
    """Return a Result's mean in per cent."""
    return f"{plain(100 * result.mean, 0)} %"


def table_cell(results, left, top, lit):
    """Yield one cell: a bar from 0 to 100 % for each way, the best in bold, and what is written like it."""
    best = shown(max(results, key=lambda result: result.mean))
    yield rect(left, top, 288, 132, rx=6, **lit_style(lit))
    for place, result in enumerate(results):
        y, wide = top + 14 + 38 * place, 118
        x, middle = left + 104, left + 104 + wide * result.mean
        yield words(left + 10, y + 19, result.way, size=14)
        yield rect(x, y + 4, wide, 20, fill=PALE) + rect(x, y + 4, wide * result.mean, 20, fill=BLUE)
        yield segment(middle - wide * result.spread, y + 14, middle + wide * result.spread, y + 14, BLACK, 2)
        yield words(left + 234, y + 20, shown(result), bold=shown(result) == best)


# ---- A leak


def leak(copies=0):
    """Return how validation and fresh pictures are answered when copies of held-out pictures slip into the training.

    >>> leak(100).text[-55:]
    'the held-out pictures 100 % right, fresh pictures 41 %.'
    """
    found = leaked(copies)
    axes = Axes((0, HELD), (0, 100), (60, 50, 400, 250), title="right answers, %",
                xlabel=f"copies of held-out pictures among the {HELD} that are learned from")  # fmt: skip
    places = range(0, HELD + 1, 10)
    rows = [leaked(place) for place in places]
    marks = [axes.frame(), axes.inside(axes.curve(places, [100 * row.held_out for row in rows], color=BLUE)),
             axes.inside(axes.curve(places, [100 * row.fresh for row in rows], color=GREEN, dash="7 5")),
             axes.line((copies, 0), (copies, 100), color=GREY, dash="3 3")]  # fmt: skip
    for share in (found.held_out, found.fresh):
        marks.append(axes.rim_dot(copies, 100 * share, color=VERMILLION))
    lines = (("held out, “validation”", found.held_out, BLUE, None, BLUE),
             (f"{found.fresh_count:,} fresh pictures", found.fresh, GREEN, "7 5", GREEN_INK))  # fmt: skip
    for place, (name, share, color, dash, ink) in enumerate(lines):
        y = 90 + 90 * place
        marks += [key(490, y, color, dash), words(534, y, name, size=14),
                  words(534, y + 30, f"{plain(100 * share, 0)} %", size=22, bold=True, fill=ink)]  # fmt: skip
    held, fresh = (plain(100 * share, 0) for share in (found.held_out, found.fresh))
    text = (f"{copies} of {HELD} training pictures are copies: the held-out pictures {held} % right, fresh pictures "
            f"{fresh} %.")  # fmt: skip
    return card(714, 356, marks, text)


# ---- Calibration

EDGES = np.linspace(0.2, 1, 9)


def binned(scores, right):
    """Return for each bin of scores how many answers it has, and which share of them is right (NaN without any).

    >>> counts, shares = binned(np.array([0.95, 0.95, 0.65]), np.array([True, False, True]))
    >>> counts.tolist(), shares[-1]
    ([0, 0, 0, 0, 1, 0, 0, 2], np.float64(0.5))
    """
    bins = group_of(scores, EDGES)
    counts, good = (np.bincount(bins[chosen], minlength=len(EDGES) - 1) for chosen in (right | ~right, right))
    return counts, np.divide(good, counts, out=np.full(len(counts), np.nan), where=counts > 0)


def reliability(judged, limit, what):
    """Return how often the answers with each score are right, beside how often they would be if it were calibrated.

    `judged` are the Scores of a network. Of the answers with a score of about 0.9 nine in ten should be right.

    >>> from helpers.lessons.transfer_learning.transfer import Scores
    >>> reliability(Scores(np.array([0.95, 0.95, 0.6]), np.array([True, False, True])), 0.9, "three pictures")
    three pictures: mean score 83 %, right 67 % of 3. With a score of at least 0.90: 2 answers, 1 of them wrong.
    """
    scores, right = judged
    counts, shares = binned(scores, right)
    axes = Axes((0.2, 1), (0, 1), (56, 56, 340, 230), xlabel="score of the answer", title="share that is right")
    marks = [words(20, 24, what, size=14, bold=True), axes.frame()]
    bars = []
    for low, high, count, share in zip(EDGES[:-1], EDGES[1:], counts.tolist(), shares.tolist(), strict=True):
        if count:
            (x1, y1), (x2, y2) = axes.at(low + 0.008, share), axes.at(high - 0.008, 0)
            bars += [rect(x1, y1, x2 - x1, max(y2 - y1, 1), fill=LIT, stroke=BLUE, stroke_width=2),
                     words((x1 + x2) / 2, 279, f"{count:,}", anchor="middle", size=13)]  # fmt: skip
    marks += [varying(*bars), axes.line((0.2, 0.2), (1, 1), color=GREY, width=2, dash="7 5"),
              axes.line((limit, 0), (limit, 1), color=VERMILLION, width=2.5, dash="5 3")]  # fmt: skip
    sure = scores >= limit
    count, wrong = int(sure.sum()), int((sure & ~right).sum())
    mean, share = f"{plain(100 * scores.mean(), 0)} %", f"{plain(100 * right.mean(), 0)} %"
    lines = [("mean score", mean), ("right answers", share), (f"score ≥ {limit:.2f}", counted(count, "answer")),
             ("wrong among them", f"{wrong:,}")]  # fmt: skip
    for place, (name, value) in enumerate(lines):
        y = 84 + 34 * place
        marks += [words(430, y, name), words(690, y, value, anchor="end", bold=True)]
    marks += [rect(430, 226, 30, 16, fill=LIT, stroke=BLUE, stroke_width=2),
              words(470, 239, "share right; how many", size=14),
              key(430, 268, GREY, "7 5", 2), words(470, 268, "as it should be", size=14)]  # fmt: skip
    text = (f"{what}: mean score {mean}, right {share} of {len(scores):,}. With a score of at least {limit:.2f}: "
            f"{counted(count, 'answer')}, {wrong:,} of them wrong.")  # fmt: skip
    return card(714, 342, marks, text)
