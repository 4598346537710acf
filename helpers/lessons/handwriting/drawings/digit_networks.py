"""Pictures of the inside of a network that reads digits, and of its training (book ch. 35)."""

import math

import numpy as np

from helpers.datasets.mnist import DIGITS, SIDE
from helpers.lessons.handwriting.digits import reader
from helpers.lessons.handwriting.drawings.digits import digit_of, in_steps
from helpers.lessons.handwriting.recipes import early_stop
from helpers.network import checks
from helpers.network.activations import softmax
from helpers.network.costs import COSTS
from helpers.network.network import forward, node_name
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import counted, logit_text, percent, plain, power, roughly, rounded, short, whole_from_100
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, PALE, VERMILLION, WHITE
from helpers.pens.parts import legend_line, share_bar
from helpers.pens.picture import card, circle, key, rect, segment, tag, words
from helpers.pens.pixels import pixels

ORDERS = {
    "by number": lambda sizes: np.arange(len(sizes)),
    "largest first": lambda sizes: np.argsort(-sizes, kind="stable"),
    "smallest first": lambda sizes: np.argsort(sizes, kind="stable"),
}


@checks.quiet
def first_weights(network, count=24, order="largest first", together=False):
    """Return the weights into the first hidden nodes as pictures of 28 × 28 pixels: what each node waits for.

    Blue weights wait for ink, orange ones for white paper. `order` is a name in ORDERS and sorts by the typical size,
    the root of the mean squared weight. Each picture has its own scale; with `together` all share that of the largest
    weight.

    >>> from helpers import create
    >>> first_weights(create(784, 30, 10, seed=1), 3).text[:60]
    '3 of 30 nodes of layer b, largest first: weights into b20, b'
    """
    count = checks.whole_number("count", count, at_most=24)
    weights = reader(network).weights[0].T
    sizes = np.sqrt((weights.astype(float) ** 2).mean(axis=1))
    chosen = checks.known("order", order, ORDERS)(sizes)[:count]
    largest = np.abs(weights[chosen]).max()
    columns, marks = 6, []
    named = (lambda number: f"digit {number}") if len(network.weights) == 1 else (lambda number: node_name(1, number))
    for place, number in enumerate(chosen):
        x, y = 20 + 115 * (place % columns), 68 + 136 * (place // columns)
        values = weights[number].reshape(SIDE, SIDE)
        scale = float(largest if together else np.abs(values).max())
        marks += [words(x, y - 6, f"{named(number)} ±{roughly(scale)}", size=14),
                  pixels(in_steps(values / (scale or 1)), x, y, 100, scale=1)]  # fmt: skip
    shared = "one scale for all" if together else "each with its own scale"
    marks.append(words(20, 28, f"blue (dark) waits for ink, orange for white paper; {shared}", size=14))
    names = ", ".join(map(named, chosen[:3])) + ", …" * (len(chosen) > 3)
    text = (
        f"{len(chosen)} of {counted(len(sizes), 'node')} of layer {node_name(1, 0)[0]}, {order}: weights into {names}. "
        f"The largest of them is {roughly(largest)}, above or below 0; {shared}."
    )
    return card(714, 50 + 136 * -(-len(chosen) // columns), marks, text)


# ---- One digit's way


@checks.quiet
def through_layers(network, picture):
    """Return one picture's way: the outputs of each hidden layer as pixels, then the logits and the probabilities.

    A node counts as active when its net input is above 0. Each layer's largest output is black.

    >>> from helpers import create
    >>> network = create(784, 20, 10, activations=["ReLU", "softmax"], seed=1)
    >>> through_layers(network, np.eye(28))
    Layer b: 10 of 20 nodes are active (50.0 %). The largest logit is that of 3: 0.6, probability 17.1 %.
    """
    run = forward(reader(network), digit_of(picture).reshape(1, -1))
    hidden = range(1, len(run.out) - 1)
    marks = [words(20, 34, "picture", size=14), pixels(run.out[0].reshape(SIDE, SIDE), 20, 44, 128)]
    told, size = [], {1: 200, 2: 140}.get(len(hidden), 92)
    for layer in hidden:
        row, column = divmod(layer - 1, 3)
        x, y = 164 + (size + 10) * column, 44 + 176 * row
        outputs, name = run.out[layer][0], node_name(layer, 0)[0]
        active = int((run.net[layer] > 0).sum())
        marks += [words(x, y - 10, f"layer {name}", size=14), block(outputs, x, y, size),
                  words(x, y + size + 20, f"{active:,} of {outputs.size:,}", size=14),
                  words(x, y + size + 40, "active", size=14)]  # fmt: skip
        told.append(
            f"{name}: {active:,} of {counted(outputs.size, 'node')} are active ({percent(active / outputs.size)})"
        )
    logits = run.net[-1][0]
    shares = softmax(logits)
    marks += answers(logits, shares)
    best = int(shares.argmax())
    path = f"Layer {'; layer '.join(told)}. " if told else "There is no hidden layer. "
    end = f"The largest logit is that of {best}: {logit_text(logits[best])}, probability {percent(shares[best])}."
    if not np.isfinite(shares).all():
        end = "The logits are no longer numbers."
    return card(714, max(324, 60 + 176 * -(-len(hidden) // 3)), marks, path + end)


def block(outputs, x, y, size):
    """Return the outputs of a layer as a block of pixels, the first node at the upper left; what is left is grey."""
    columns = int(np.ceil(np.sqrt(outputs.size)))
    cells = np.full(columns * columns, np.nan)
    cells[: outputs.size] = outputs
    largest = float(np.nanmax(np.abs(outputs), initial=0))
    cells = cells.reshape(columns, columns)
    if (outputs < 0).any():
        return pixels(cells, x, y, size, scale=largest)
    return pixels(cells / (largest or 1), x, y, size)


def answers(logits, shares):
    """Return the ten logits and probabilities as a table with bars, the largest one bold."""
    marks = [words(484, 34, "digit, logit", size=14), words(600, 34, "probability", size=14)]
    for digit, (logit, share) in enumerate(zip(logits, shares, strict=True)):
        y, won = 60 + 26 * digit, share == shares.max()
        bar = {"x": 600, "y": y - 12, "height": 14}
        marks += [words(484, y, digit, bold=won), words(588, y, logit_text(logit), size=14, anchor="end", bold=won),
                  tag("rect", **bar, width=36, fill=PALE),
                  tag("rect", **bar, width=36 * float(np.nan_to_num(share)), fill=BLUE),
                  words(708, y, percent(share), size=14, anchor="end", bold=won)]  # fmt: skip
    return marks


# ---- Softmax and cross-entropy


@checks.quiet
def softmax_bars(logits, target=1):
    """Return how logits become probabilities, and the wanted node's cross-entropy as a dot on the curve of −ln p.

    The wanted node `target` counts from 1.

    share_j = e^net_j / (e^net_1 + e^net_2 + ...);  cross-entropy = −ln share of the wanted node

    >>> softmax_bars([2, 1, 0], target=1)
    e to the power of net: 7.39, 2.72, 1.00, together 11.11. Shares 66.5 %, 24.5 %, 9.0 %; node 1 is wanted: \
cross-entropy = −ln 0.665 = 0.408.
    """
    logits = checks.numeric_array("logits", logits)
    if logits.ndim != 1 or not 2 <= logits.size <= 6:
        raise ValueError(f"logits has shape {logits.shape}, but must be 2 to 6 numbers, such as [2, 1, 0]")
    if abs(logits).max() > 100:
        raise ValueError(f"logits holds {logits[abs(logits).argmax()]:g}, but must hold numbers from -100 to 100: "
                         "other powers of e are too large or too small to draw")  # fmt: skip
    wanted = checks.whole_number("target", target, at_most=logits.size) - 1
    powers, shares = np.exp(logits), softmax(logits)
    loss = COSTS["cross-entropy"](shares[None, :], np.eye(logits.size)[wanted][None, :])
    reach = top_of(abs(logits), 4)
    heads = ((20, "logit: net"), (270, "e to the power of net"), (456, "share of the sum"))
    marks = [words(x, 28, head, size=14, bold=True) for x, head in heads]
    for place, (logit, raised, share) in enumerate(zip(logits, powers, shares, strict=True)):
        y, long = 60 + 46 * place, 64 * float(logit) / reach
        color = VERMILLION if long < 0 else BLUE
        marks += [words(20, y, f"net{place + 1} = {short(logit, 2)}", bold=place == wanted),
                  rect(200 + min(long, 0), y - 14, abs(long), 18, fill=color), segment(200, y - 18, 200, y + 8, BLACK),
                  words(270, y, rounded(raised)), rect(336, y - 14, 96 * float(raised / powers.max()), 18, fill=GREY),
                  share_bar(456, y - 14, 92, 18, share), words(556, y, percent(share), bold=place == wanted),
                  words(698, y, "wanted", size=14, bold=True, anchor="end") if place == wanted else ""]  # fmt: skip
    y = 60 + 46 * logits.size
    total, small = rounded(powers.sum()), shares[wanted] < 0.001
    formula = f"cross-entropy = −ln {power(shares[wanted]) if small else plain(shares[wanted], 3)} = {plain(loss, 3)}"
    marks += [words(270, y, f"sum {total}", size=14), words(400, y + 80, formula, bold=True)]
    marks += minus_log(float(shares[wanted]), float(loss), logits.size, y + 44)
    text = (
        f"e to the power of net: {', '.join(map(rounded, powers))}, together {total}. Shares "
        f"{', '.join(map(percent, shares))}; node {target} is wanted: {formula}."
    )
    return card(714, y + 234, marks, text)


def minus_log(share, loss, nodes, top):
    """Return the curve of −ln p with a dot at the wanted node's share, and a dashed line for guessing."""
    axes = Axes((0, 1), (0, top_of([loss], 5)), (60, top, 320, 140), xlabel="share p of the wanted node", title="−ln p")
    p = np.exp(-np.linspace(0, axes.y_range[1] * 1.1, 200))
    guess, named = math.log(nodes), f"guessing: −ln 1/{nodes} = {plain(math.log(nodes), 2)}"
    dashed = axes.line((0, guess), (1, guess), color=GREY, dash="4 4")
    return [axes.frame(), axes.inside(dashed, axes.curve(p, -np.log(p))),
            axes.rim_dot(share, loss, color=VERMILLION, radius=7), words(400, axes.at(0, guess)[1] + 5, named, size=14),
            words(400, top + 12, "the smaller the share, the larger:", size=14)]  # fmt: skip


# ---- Starts and trainings


@checks.quiet
def spreads(rows):
    """Return the standard deviations of the net inputs, layer by layer, predicted beside measured, on a log axis.

    `rows` holds layer, predicted and measured, as start_spread(network, inputs) returns them.

    >>> spreads([("b", 9.4, 9.2), ("c", 149, 151)])
    Standard deviation of the net inputs, predicted and measured: layer b 9.40 and 9.20, layer c 149 and 151.
    """
    names, *both = zip(*rows, strict=True)
    both = [checks.numeric_array(name, row) for name, row in zip(("predicted", "measured"), both, strict=True)]
    layers, exponents = np.arange(1, len(names) + 1), [np.log10(row) for row in both]
    seen = np.concatenate(exponents)[np.isfinite(np.concatenate(exponents))]
    low, high = np.floor(min(seen, default=0)), np.ceil(max(seen, default=1))
    axes = Axes((0.5, layers[-1] + 0.5), (low, max(high, low + 1)), (70, 56, 330, 230),
                title="standard deviation of the net inputs", numbered="y", powers="y")  # fmt: skip
    marks, told = [axes.frame()], []
    for place, ((name, color, dash, radius), row) in enumerate(zip(SERIES, exponents, strict=True)):
        x = 500 + 110 * place
        marks += [axes.inside(axes.curve(layers, row, color=color, dash=dash)),
                  key(x, 58, color, dash), words(x, 80, name, size=14, bold=True)]  # fmt: skip
        marks += [axes.dot(layer, value, color=color, radius=radius) for layer, value in zip(layers, row, strict=True)]
    for layer, name, *pair in zip(layers.tolist(), names, *both, strict=True):
        y, (left, _) = 84 + 26 * layer, axes.at(layer, 0)
        marks += [words(left, 306, name, anchor="middle", size=14), words(430, y, f"layer {name}", size=14)]
        marks += [words(500 + 110 * place, y, rounded(value), size=14) for place, value in enumerate(pair)]
        told.append(f"layer {name} {rounded(pair[0])} and {rounded(pair[1])}")
    text = f"Standard deviation of the net inputs, predicted and measured: {', '.join(told)}."
    return card(714, max(326, 100 + 26 * len(names)), marks, text)


SERIES = (("predicted", GREEN, "6 3", 8), ("measured", BLUE, None, 5))
GUESSED = math.log(DIGITS)  # the error of ten equal shares
# How the named runs look: each has its colour and its shape, as a path around 0.
RUNS = (
    (BLUE, "M0-6V6M-6 0H6"),
    (GREEN, "M-5-5h10v10h-10z"),
    (BLACK, "M0-6L6 5H-6z"),
    (VERMILLION, "M0-7L7 0L0 7L-7 0z"),
)


def shape(run, x, y):
    """Return the sign of a run at a place."""
    color, path = RUNS[run]
    return tag("path", d=path, transform=f"translate({x:.1f} {y:.1f})", fill=WHITE, stroke=color, stroke_width=2)


@checks.quiet
def training_curves(runs, data, patience=None):
    """Return error and accuracy of named trainings, epoch by epoch, on the data whose name stands in the picture.

    Dashed lines show what guessing gives: the error ln 10, and 10 %. With `patience` a ring is at the frame of each
    run that early stopping keeps, which waits so many frames for a better one; the text says where it stops.

    `runs` maps up to 4 names to their frames (see judging.Frame); `data` names the examples, such as
    "5,000-image subset". Thick lines are the validation part, thin dashed ones the training part.

    >>> from helpers import create, Film, load_mnist
    >>> digits = load_mnist()
    >>> start = create(784, 10, activations="softmax", dtype=np.float32)
    >>> film = Film(start, digits.test, digits.validation, 0.1, 100, epochs=1)
    >>> training_curves({"10 nodes": [film[0], film[1]]}, "5,000-image subset").text[:40]
    '5,000-image subset. 10 nodes, epoch 1: m'
    """
    if not isinstance(runs, dict) or not 1 <= len(runs) <= len(RUNS) or not all(runs.values()):
        raise ValueError('runs must map 1 to 4 names to lists of frames, such as {"He start": film.frames}')
    frames = [frame for run in runs.values() for frame in run]
    last = max(frame.epoch for frame in frames) or 1
    errors = np.array([(frame.training_error, frame.validation_error) for frame in frames], float)
    shares = 100 * np.array([(frame.training_accuracy, frame.validation_accuracy) for frame in frames], float)
    left = error_axes(errors, last, linear=bool(patience))
    scale = np.log10 if left.powers else np.asarray
    lowest = np.floor(min(shares.min(), 90) / 10) * 10
    right = Axes((0, last), (lowest, 100), (420, 60, 270, 220), xlabel="epochs", title="right answers, %")
    marks = [words(694, 26, data, anchor="end", size=14), left.frame(), right.frame()]
    marks += [axes.line((0, value), (last, value), color=GREY, dash="2 4") + axes.note(last, value, "guessing", dx=-64)
              for axes, value in ((left, float(scale(GUESSED))), (right, 10))
              if axes.y_range[0] <= value <= axes.y_range[1]]  # fmt: skip
    told = []
    for place, (name, run) in enumerate(runs.items()):
        epochs, color, frame = [frame.epoch for frame in run], RUNS[place][0], run[-1]
        for part, width, dash in (("training", 1.5, "4 3"), ("validation", 3, None)):
            error = scale([getattr(one, f"{part}_error") for one in run])
            share = [100 * getattr(one, f"{part}_accuracy") for one in run]
            marks += [left.inside(left.curve(epochs, error, color=color, width=width, dash=dash)),
                      right.inside(right.curve(epochs, share, color=color, width=width, dash=dash))]  # fmt: skip
        for axes, values in ((left, error), (right, share)):
            marks += [shape(place, *axes.at(epoch, value)) for epoch, value in list(zip(epochs, values, strict=True))
                      [:: -(-len(run) // 12)] if np.isfinite(value)]  # fmt: skip
        y = 344 + 24 * place
        marks += [key(60, y, color, width=3), shape(place, 78, y - 5), words(106, y, f"{name}: epoch {frame.epoch:g}, "
                  f"{percent(frame.validation_accuracy)} right", size=14)]  # fmt: skip
        told.append(
            f"{name}, epoch {frame.epoch:g}: mean error {whole_from_100(frame.training_error)} on training and "
            f"{whole_from_100(frame.validation_error)} on validation examples, {percent(frame.training_accuracy)} and "
            f"{percent(frame.validation_accuracy)} right"
        )
        if patience:
            stop = early_stop([one.validation_error for one in run], patience)
            best = run[stop.best]
            if np.isfinite(best.validation_error):
                place = left.at(best.epoch, best.validation_error)
                marks.append(left.inside(circle(*place, 10, fill="none", stroke=VERMILLION, stroke_width=3)))
            told.append(
                f"early stopping keeps the network of epoch {best.epoch:g}, with a validation error of "
                f"{plain(best.validation_error, 3)}, and {stopped(run, stop)}"
            )
    y = 344 + 24 * len(runs)
    marks += [legend_line(60, y, "validation", GREY, gap=46, width=3),
              legend_line(200, y, "training", GREY, "4 3", gap=46, width=1.5)]  # fmt: skip
    return card(714, y + 20, marks, f"{data}. {'; '.join(told)}.")


def error_axes(errors, last, linear):
    """Return the axes of the errors: each step ten times as much or, to see a curve turn, from 0 to 1."""
    title, place = "mean error per example", (60, 60, 270, 220)
    if linear:
        return Axes((0, last), (0, 1), place, xlabel="epochs", title=title)
    seen = [*errors[np.isfinite(errors) & (errors > 0)], GUESSED]
    low, high = np.floor(np.log10(min(seen))), np.ceil(np.log10(max(seen)))
    return Axes((0, last), (low, high), place, xlabel="epochs", title="mean error (steps of ten times)", powers="y")


def stopped(run, stop):
    """Return what early stopping does, in words."""
    return "waits" if stop.at is None else f"stops after epoch {run[stop.at].epoch:g}"
