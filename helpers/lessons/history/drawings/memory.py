"""Pictures of Hopfield's network: a recall with its energy, and how many patterns it holds (book ch. 37)."""

import numpy as np

from helpers.lessons.history.pioneers.hopfield import energy, pattern, recall, store, wrong_shares
from helpers.lessons.man_vs_chicken.drawings.characters import drawing, spot
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, LIT, ORANGE_INK, VERMILLION
from helpers.pens.parts import legend_line, share_bar
from helpers.pens.picture import card, rect, words


def recalled(memories, start, update, seed=1, updates=128):
    """Return a damaged picture, the picture after some updates of single nodes, and the energy on the way.

    memories are the stored pictures by name, each `(64,)` of -1 and +1; start is the picture to begin with.

    >>> from helpers import load_characters
    >>> one, other = (np.where(a[0] >= 0.25, 1, -1) for a in (load_characters().man, load_characters().chicken))
    >>> recalled({"man": one, "chicken": other}, one, 128).text[:62]
    'After 128 updates: all 64 pixels agree with the man, 40 of 64 '
    """
    update = checks.whole_number("update", update, at_least=0, at_most=updates)
    names, stored = list(memories), np.array([pattern(name, values) for name, values in memories.items()])
    weights = store(stored)
    way = recall(weights, start, updates, seed)
    energies = np.array([energy(weights, state) for state in way.states])
    now = way.states[update]
    lit = [way.nodes[update - 1]] if update else []
    marks = [words(20, 26, "the start", bold=True), drawing((way.states[0] + 1) / 2, 20, 38, 200),
             words(244, 26, f"after {counted(update, 'update')}", bold=True),
             drawing((now + 1) / 2, 244, 38, 200, lit)]  # fmt: skip
    low = min(energies.min(), *(energy(weights, one) for one in stored))
    high = max(energies.max(), 0.0)
    room = 0.08 * (high - low) or 1.0
    axes = Axes((0, updates), (low - room, high + room), (516, 38, 190, 200), ticks=4, xlabel="updates", title="energy")
    marks += [axes.frame(), axes.inside(axes.curve(np.arange(update + 1), energies[: update + 1])),
              axes.rim_dot(update, energies[update], color=VERMILLION)]  # fmt: skip
    agree = [int((now == one).sum()) for one in stored]
    for row, (name, count) in enumerate(zip(names, agree, strict=True)):
        marks += [words(20, 278 + 26 * row, f"like the {name}: {count} of {now.size} pixels"),
                  share_bar(290, 266 + 26 * row, 154, 14, count / now.size, LIT)]  # fmt: skip
    moved = int((way.states[1 : update + 1] != way.states[:update]).sum())
    settled = bool((way.states[-1] == now).all())
    marks.append(
        words(516, 304, "it rests" if settled else "still on its way", bold=True, fill=BLACK if settled else ORANGE_INK)
    )
    told = ", ".join(f"{'all' if count == now.size else f'{count} of'} {now.size} pixels agree with the {name}"
                     for name, count in zip(names, agree, strict=True))  # fmt: skip
    last = f" The last one asked was {spot(lit[0])}." if lit else ""
    text = (
        f"After {counted(update, 'update')}: {told}. {counted(moved, 'pixel')} turned over; the energy went from "
        f"{plain(energies[0], 0)} to {plain(energies[update], 0)}.{last}"
    )
    return card(724, 300 + 26 * (len(names) - 1) + 4, marks, text)


NODES, MOST, SETS, FEW = 100, 40, 10, 0.05
LIMIT = 0.138 * NODES  # D. J. Amit, H. Gutfreund, H. Sompolinsky, 1985, for networks without end


def filled_up(patterns, which):
    """Return what becomes of ALL patterns, 1 to 40, stored in 100 nodes: of one of 10 random sets, and on average.

    >>> filled_up(14, 1).text[:98]
    '14 patterns in 100 nodes, set 1: 8 come back as they were, 2 with at most 5 % of their nodes wrong'
    """
    patterns = checks.whole_number("patterns", patterns, at_most=MOST)
    found = wrong_shares(NODES, MOST, SETS)
    shares = found[checks.whole_number("which", which, at_most=SETS) - 1][patterns - 1]
    counts = range(1, MOST + 1)
    exact, nearly = (np.mean([[(one <= few).sum() for one in trial] for trial in found], axis=0) for few in (0, FEW))
    each = Axes(
        (0.5, MOST + 0.5), (0, 60), (56, 40, 280, 240), ticks=7, xlabel="pattern", title=f"set {which}: wrong nodes, %"
    )
    all_sets = Axes((0, MOST), (0, 20), (424, 40, 270, 240), ticks=5, xlabel="stored patterns",
                    title="patterns that come back")  # fmt: skip
    here = patterns - 1
    marks = [each.frame(), *(fate(each, place, share) for place, share in enumerate(shares, 1)), all_sets.frame(),
             all_sets.inside(all_sets.line((0, 0), (MOST, MOST), color=GREY, dash="2 3")),
             all_sets.line((LIMIT, 0), (LIMIT, 20), dash="6 3"),
             all_sets.note(LIMIT, 20, "0.138 · 100", dx=-6, dy=18, anchor="end"),
             all_sets.note(9, 9, "all", dx=-10, dy=-6, anchor="end", fill=GREY),
             all_sets.curve(counts, nearly, color=GREEN, dash="7 4"), all_sets.curve(counts, exact),
             *(all_sets.rim_dot(patterns, values[here], color=VERMILLION, radius=5) for values in (nearly, exact)),
             words(56, 340, "blue: as it was · pale: at most 5 % wrong", size=14),
             words(56, 362, "orange: lost, more than 5 % wrong", size=14),
             legend_line(424, 340, f"as they were: {plain(exact[here], 1)}", BLUE),
             legend_line(424, 362, f"at most 5 % wrong: {plain(nearly[here], 1)}", GREEN, "7 4")]  # fmt: skip
    kept, lost = int((shares == 0).sum()), int((shares > FEW).sum())
    text = (f"{counted(patterns, 'pattern')} in {NODES} nodes, set {which}: {kept} come back as they were, "
            f"{patterns - kept - lost} with at most 5 % of their nodes wrong, {lost} are lost. Mean of {SETS} sets: "
            f"{plain(exact[here], 1)} as they were, {plain(nearly[here], 1)} with at most 5 % wrong. Theory for "
            "networks without end: up to 13.8 for 100 nodes.")  # fmt: skip
    return card(714, 380, marks, text)


def fate(axes, place, share):
    """Return one pattern's bar: a blue foot where it came back as it was, else as high as its share of wrong nodes."""
    color, paper = (BLUE, BLUE) if not share else (BLUE, LIT) if share <= FEW else (VERMILLION, VERMILLION)
    x, y = axes.at(place - 0.4, max(100 * share, 1.2))
    bottom = axes.top + axes.height
    return rect(x, y, 0.8 * axes.width / MOST, bottom - y, fill=paper, stroke=color)
