"""Pictures of transfer learning, and of what a softmax score is worth (book ch. 36)."""

import numpy as np

from helpers.datasets.mnist import SIDE
from helpers.lessons.handwriting.drawings.digit_networks import RUNS, shape
from helpers.lessons.handwriting.drawings.digits import digit_of, in_steps
from helpers.lessons.transfer_learning.transfer import HIDDEN, HOW_FEW, NEW, OLD, WAYS
from helpers.network import checks
from helpers.network.activations import softmax
from helpers.network.network import forward
from helpers.pens.axes import Axes
from helpers.pens.numerals import capital, counted, percent, plain, signed
from helpers.pens.palette import BLUE, GREY, LIT, VERMILLION, WHITE
from helpers.pens.parts import share_bar
from helpers.pens.picture import card, key, rect, segment, words
from helpers.pens.pixels import pixels, tiled

PIXELS = SIDE**2
EDGES = {
    "hidden": PIXELS * HIDDEN + HIDDEN,
    "last": HIDDEN * len(NEW) + len(NEW),
    "alone": PIXELS * len(NEW) + len(NEW),
}
# For each way: where the weights into the hidden layer come from, and whether they are frozen.
HIDDEN_LAYERS = {
    "learned, frozen": ("learned on the digits 0 to 4", True),
    "random, frozen": ("random numbers", True),
    "from scratch": ("random numbers at first", False),
    "pixels only": None,
}


def four_ways(way):
    """Return a network of one of the WAYS: which weights are frozen, which learn, and how many they are.

    >>> four_ways("random, frozen")
    random, frozen: 78,500 parameters stay as they are (random numbers), 505 learn from the few pictures of 5 to 9.
    """
    hidden = checks.known("way", way, HIDDEN_LAYERS)
    marks, y, high = [words(20, 30, way, bold=True)], 60, 110
    boxes = [(20, f"{PIXELS} pixels", "the picture"), (330, f"{HIDDEN} nodes", "hidden layer b"),
             (584, f"{len(NEW)} outputs", "5, 6, 7, 8, 9")]  # fmt: skip
    if not hidden:
        boxes = [boxes[0], boxes[2]]
        links = [(boxes[0], boxes[1], "starts from 0", False, EDGES["alone"])]
    else:
        links = [(boxes[0], boxes[1], hidden[0], hidden[1], EDGES["hidden"]),
                 (boxes[1], boxes[2], "new", False, EDGES["last"])]  # fmt: skip
    for x, name, below in boxes:
        marks += [rect(x, y, 110, high, rx=6, fill=WHITE, stroke=GREY),
                  words(x + 55, y + 50, name, anchor="middle", size=14, bold=True),
                  words(x + 55, y + 74, below, anchor="middle", size=14)]  # fmt: skip
    for (x, *_), (end, *_), origin, frozen, count in links:
        left, right, middle = x + 110, end, y + high / 2
        color, dash = (GREY, "7 5") if frozen else (BLUE, None)
        marks.append(segment(left, middle, right, middle, color, 5, dash=dash))
        told = [f"{count:,}", "frozen" if frozen else "learn"]
        marks += [words((left + right) / 2, middle - 34 + 20 * line, text, anchor="middle", size=14, bold=True)
                  for line, text in enumerate(told)]  # fmt: skip
        marks.append(words((left + right) / 2, y + high + 24, origin, anchor="middle", size=14))
    frozen = sum(count for *_, is_frozen, count in links if is_frozen)
    learn = sum(count for *_, is_frozen, count in links if not is_frozen)
    stay = f"{frozen:,} parameters stay as they are ({hidden[0]}), " if frozen else "nothing is frozen, "
    parameters = "" if frozen else " parameters"
    text = f"{way}: {stay}{learn:,}{parameters} learn from the few pictures of 5 to 9."
    return card(714, 216, marks, text)


def few_pictures(tasks, few):
    """Return some of the many pictures of the first task, and all the few of the second that may be learned from.

    >>> from helpers import load_mnist, pick, two_tasks
    >>> tasks = two_tasks(load_mnist())
    >>> few_pictures(tasks, pick(tasks.new, 2))
    First task: 2,000 pictures of 0 to 4. Second task: 10 pictures of 5 to 9, 2 of each.
    """
    k = int(few.targets.sum(axis=0).max())
    marks = [words(20, 28, f"first task: {len(tasks.old.inputs):,} pictures, the first:", size=14, bold=True),
             words(370, 28, f"second task: {counted(k, 'picture')} of each", size=14, bold=True)]  # fmt: skip
    for left, part, names in ((20, tasks.old, OLD), (370, few, NEW)):
        sheet = np.zeros((len(names), 10, SIDE, SIDE))  # white where there is no picture
        for row in range(len(names)):
            found = part.inputs[part.targets[:, row] == 1][:10]
            sheet[row, : len(found)] = found.reshape(-1, SIDE, SIDE)
        marks.append(pixels(in_steps(tiled(sheet.reshape(-1, SIDE, SIDE), 10)), left + 20, 40, 300))
        marks += [words(left + 6, 62 + 30 * row, name, anchor="middle", bold=True) for row, name in enumerate(names)]
    if k > 10:
        marks.append(words(690, 212, f"and {k - 10} more of each", size=14, anchor="end"))
    text = (f"First task: {len(tasks.old.inputs):,} pictures of 0 to 4. Second task: {len(few.inputs):,} pictures of "
            f"5 to 9, {k} of each.")  # fmt: skip
    return card(714, 226, marks, text)


def transfer_curves(results, k, data):
    """Return the right answers of all WAYS for 1 to 50 pictures of each digit, and the numbers for one of them.

    `results` are one or two sorts of pictures, each with what compare() returns; every sort has its own axes. Upright
    lines are the spread over the seeds (standard deviation).

    >>> from helpers import recorded_transfer
    >>> transfer_curves({"as they are": recorded_transfer()}, 10, "all of MNIST").text[:78]
    'all of MNIST; 10 pictures of each digit. As they are: learned, frozen 79 % ± 3'
    """
    if not 1 <= len(results) <= 2:
        raise ValueError(f"results has {len(results)} sorts of pictures, but one or two can be drawn")
    chosen = checks.known("k", str(k), {str(number): place for place, number in enumerate(HOW_FEW, 1)})
    marks = [words(20, 24, f"{data}: right answers on 5 to 9, %", size=14),
             words(20, 330, f"{counted(k, 'picture')} of each digit:", bold=True),
             words(694, 330, "± is the spread over the seeds", anchor="end", size=13, fill=GREY)]  # fmt: skip
    for run, way in enumerate(WAYS):
        y = 358 + 26 * run
        marks += [key(20, y, RUNS[run][0], length=32), shape(run, 36, y - 5), words(66, y, way, size=14)]
    told = []
    for place, (sort, found) in enumerate(results.items()):
        marks += sort_curves(sort, found, chosen, 56 + 352 * place)
        values = [reached(found, way, k) for way in WAYS]
        marks += [words(280 + 280 * place, 358 + 26 * run, value, bold=True) for run, value in enumerate(values)]
        told.append(f"{capital(sort)}: {'; '.join(map(' '.join, zip(WAYS, values, strict=True)))}.")
    return card(714, 452, marks, f"{data}; {counted(k, 'picture')} of each digit. {' '.join(told)}")


def reached(results, way, k):
    """Return the mean and the spread of one way with k pictures of each digit, in per cent."""
    own = next(result for result in results if (result.way, result.k) == (way, k))
    return f"{plain(100 * own.mean, 0)} % ± {plain(100 * own.spread, 0)}"


def sort_curves(sort, results, chosen, left):
    """Yield the axes of one sort of pictures with a curve for each of WAYS; the column of the chosen k is lit."""
    last = len(HOW_FEW) + 0.5
    axes = Axes((0.5, last), (0, 100), (left, 66, 282, 200), numbered="y", title=sort)
    middle, column = axes.at(chosen, 0)[0], 282 / len(HOW_FEW)
    yield rect(middle - column / 2, 66, column, 200, fill=LIT)
    yield axes.frame() + axes.line((0.5, 20), (last, 20), color=GREY, dash="3 3")
    yield axes.note(last, 20, "guessing", dx=-6, dy=16, anchor="end", size=13, fill=GREY)
    yield words(left + 141, 302, "pictures of each digit", anchor="middle", size=14)
    for place, number in enumerate(HOW_FEW, 1):
        yield words(axes.at(place, 0)[0], 284, number, anchor="middle", size=13, bold=place == chosen)
    for run, way in enumerate(WAYS):
        own, color = {result.k: result for result in results if result.way == way}, RUNS[run][0]
        x = (np.arange(1, len(HOW_FEW) + 1) + 0.08 * (run - 1.5)).tolist()
        means, spreads = ([100 * getattr(own[number], what) for number in HOW_FEW] for what in ("mean", "spread"))
        yield axes.curve(x, means, color=color, width=1.5)
        for place, mean, spread in zip(x, means, spreads, strict=True):
            yield axes.line((place, mean - spread), (place, mean + spread), color=color)
            yield shape(run, *axes.at(place, mean))


# ---- Scores


def two_scores(first, second, names=("snake", "lizard")):
    """Return how two logits become two scores: only their difference counts, and the scores add up to 1.

    p = e^z1 / (e^z1 + e^z2) = 1 / (1 + e^−(z1 − z2))

    >>> two_scores(2, -0.8)
    Logits 2.0 and −0.8, difference +2.8: snake 0.9427, lizard 0.0573, together 1.
    """
    logits = checks.numeric_array("logits", [first, second])
    shares, difference = softmax(logits), float(logits[0] - logits[1])
    axes = Axes(
        (-10, 10), (0, 1), (50, 50, 330, 200), title=f"score of {names[0]}", xlabel="difference of the logits, z1 − z2"
    )
    x = np.linspace(-10, 10, 201)
    marks = [axes.frame(), axes.inside(axes.curve(x, 1 / (1 + np.exp(-x)), color=GREY)),
             axes.dot(difference, float(shares[0]), color=VERMILLION, radius=7),
             words(430, 60, f"z1 − z2 = {signed(difference, 1)}", bold=True)]  # fmt: skip
    for place, (name, logit, share) in enumerate(zip(names, logits, shares, strict=True)):
        y = 110 + 64 * place
        marks += [words(430, y, f"{name}: z{place + 1} = {plain(logit, 1)}"), share_bar(430, y + 10, 180, 18, share),
                  words(622, y + 25, plain(share, 4), bold=True)]  # fmt: skip
    marks.append(words(430, 246, "together: 1, always", size=14))
    text = (f"Logits {plain(logits[0], 1)} and {plain(logits[1], 1)}, difference {signed(difference, 1)}: "
            f"{names[0]} {plain(shares[0], 4)}, {names[1]} {plain(shares[1], 4)}, together 1.")  # fmt: skip
    return card(714, 306, marks, text)


def asked(network, picture, what, names=OLD):
    """Return a picture of 28 × 28 pixels and the scores that a network gives to the digits that it knows.

    >>> from helpers.lessons.transfer_learning.transfer import untrained
    >>> from helpers import no_digit
    >>> asked(untrained(), no_digit("empty paper"), "empty paper")
    Shown: empty paper. The network says 0 with a score of 20.0 %; it knows 0, 1, 2, 3, 4 only.
    """
    inputs = digit_of(picture)
    shares = forward(network, inputs.reshape(1, -1)).output[0]
    best = int(shares.argmax())
    marks = [words(20, 30, what, bold=True), pixels(in_steps(inputs), 20, 44, 196),
             words(270, 30, f"it says {names[best]}, with {percent(shares[best])}", bold=True)]  # fmt: skip
    for place, (name, share) in enumerate(zip(names, shares, strict=True)):
        y = 66 + 38 * place
        marks += [words(270, y, name, bold=place == best), share_bar(300, y - 15, 290, 20, share),
                  words(602, y, percent(share), bold=place == best)]  # fmt: skip
    text = (f"Shown: {what}. The network says {names[best]} with a score of {percent(shares[best])}; it knows "
            f"{', '.join(map(str, names))} only.")  # fmt: skip
    return card(714, 256, marks, text)
