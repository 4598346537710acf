"""Pictures of Hopfield's network: a recall with its energy, and how many patterns it holds (book ch. 37)."""

import numpy as np

from helpers.lessons.history.pioneers.hopfield import energy, pattern, recall, store
from helpers.lessons.man_vs_chicken.drawings.characters import drawing, spot
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, VERMILLION
from helpers.pens.parts import share_bar
from helpers.pens.picture import card, tag, words


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
    marks += [axes.frame(), axes.inside(axes.curve(np.arange(updates + 1), energies, color=LIT),
                                        axes.curve(np.arange(update + 1), energies[: update + 1])),
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


def filled_up(lost, count, nodes=100):
    """Return how much is lost when 1 … many random patterns are stored; the dot is at `count` patterns.

    lost is what pioneers.lost_share() returns, `(trials, patterns)`: the share of wrong nodes after the recall.

    >>> filled_up(np.array([[0.0, 0.1], [0.0, 0.3]]), 2).text
    '2 patterns in 100 nodes (0.02 for each node): on average 20.0 % of the recalled nodes are wrong, 10.0 to 30.0 % \
in 2 trials. Theory for many nodes: up to 0.138 for each node.'
    """
    trials, most = lost.shape
    count = checks.whole_number("count", count, at_most=most)
    counts = np.arange(1, most + 1)
    percent = 100 * lost
    mean, low, high = percent.mean(axis=0), percent.min(axis=0), percent.max(axis=0)
    axes = Axes((0, most), (0, max(40.0, 1.05 * high.max())), (70, 40, 590, 250), ticks=8, xlabel="stored patterns",
                title="wrong nodes after the recall, %")  # fmt: skip
    limit = 0.138 * nodes
    left, top = axes.at(np.concatenate([counts, counts[::-1]]), np.concatenate([high, low[::-1]]))
    band = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(left, top, strict=True))
    marks = [axes.frame(), tag("polygon", points=band, fill=LIT, stroke=BLUE, stroke_width=0.6),
             axes.inside(axes.curve(counts, mean))]  # fmt: skip
    if limit < most:
        marks += [axes.line((limit, 0), (limit, axes.y_range[1]), color=ORANGE_INK, dash="6 3", width=2),
                  axes.note(limit, axes.y_range[1], f"0.138 · {nodes}", dx=8, dy=20, fill=ORANGE_INK)]  # fmt: skip
    marks += [
        axes.rim_dot(count, mean[count - 1], color=VERMILLION, radius=7),
        words(70, 348, f"line: mean of {trials} trials · tinted: from the best to the worst", size=14, fill=GREY),
    ]
    here = count - 1
    text = (
        f"{counted(count, 'pattern')} in {nodes} nodes ({plain(count / nodes, 2)} for each node): on average "
        f"{plain(mean[here], 1)} % of the recalled nodes are wrong, {plain(low[here], 1)} to {plain(high[here], 1)} % "
        f"in {counted(trials, 'trial')}. Theory for many nodes: up to 0.138 for each node."
    )
    return card(710, 366, marks, text)
