"""Pictures of a training that is watched: epoch by epoch, half step by half step, and its mistakes (book ch. 24-31)."""

import numpy as np

from helpers.datasets.characters import CLASSES, SIDE
from helpers.lessons.man_vs_chicken.drawings.characters import bars, said, spot, square, vote_signs
from helpers.network import checks
from helpers.network.backpropagation import gradients
from helpers.network.descent import update
from helpers.network.network import forward, total_error
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import counted, plain, short, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, MINT, PEACH, WHITE
from helpers.pens.parts import boxed, legend_line, signed_bar
from helpers.pens.picture import card, rect, words
from helpers.pens.pixels import pixels, tiled
from helpers.study.judging import classes, confusion, mistakes


def film_frame(film, number, node=1):
    """Return one frame of a training: the errors so far, and the weights that lead to each hidden node as a picture.

    Blue weights wait for ink, orange ones for white paper. node, counted from 1, is the hidden node that is enlarged:
    its weights in, its weights out, and the four training pictures at which it is loudest.

    >>> from helpers import create, Film, load_characters
    >>> data = load_characters()
    >>> film = Film(create(64, 64, 2, seed=1), data.training, data.validation, eta=0.5, batch_size=10, epochs=2)
    >>> film_frame(film, 0).text[:65]
    'Epoch 0 of 2, 0 updates (eta 0.50, 10 examples an update): mean e'
    """
    frame, shown = film[number], film.frames[: number + 1]
    axes = error_axes(shown, film.epochs, 300, "epochs", height=250)
    weights = frame.network.weights[0].T.reshape(-1, SIDE, SIDE)
    node = checks.whole_number("node", node, at_least=1, at_most=len(weights))
    settings = f"eta {short(film.eta)}, {counted(film.size, 'example')} an update"
    marks = [axes.frame(), *two_curves(axes, [one.epoch for one in shown], shown),
             *two_keys(frame, ((60, 358), (60, 382))), words(696, 24, settings, anchor="end", size=14),
             words(420, 56, f"weights into the {counted(len(weights), 'hidden node')}", size=14, bold=True),
             *sheet_of(weights[:MOST], node - 1, 420, 66, 276),
             *hidden_node(frame.network, node, *film.watched[0])]  # fmt: skip
    head = f"Epoch {frame.epoch:g} of {film.epochs}, {counted(number * film.updates, 'update')} ({settings}): "
    chosen = frame.network.weights[0][:, node - 1]
    most = int(abs(chosen).argmax())
    largest = f" Into b{node} the weight furthest from 0 comes from {spot(most)}: {signed(chosen[most], 2)}."
    return card(714, 640, marks, head + both(frame) + largest + tell_node(frame.network, node, *film.watched[0]))


def hidden_node(network, node, inputs, targets):
    """Yield what one hidden node wants, whom it helps, and what excites it: weights in, weights out, four pictures."""
    yield words(20, 422, f"weights into b{node}", size=14, bold=True)
    yield signed_square(network.weights[0][:, node - 1], 20, 432, 176)
    yield words(20, 628, "blue +: wants ink; orange −: wants white", size=14)
    out = weights_out(network, node)
    yield words(232, 422, f"weights out of b{node}" if len(out) else "", size=14, bold=True)
    for place, (name, weight) in enumerate(zip(NODES_OUT[: len(out)], out, strict=True)):
        yield words(232, 456 + 60 * place, f"to {name}: {signed(weight, 2)}", size=14)
        if np.isfinite(out).all():
            yield signed_bar(322, 464 + 60 * place, 86 * float(weight / (abs(out).max() or 1)), 16, weight)
    yield words(450, 422, f"b{node} is loudest at these", size=14, bold=True)
    loud = loudest(network, node, inputs)
    for place, (number, value) in enumerate(loud):
        x, y = 450 + 110 * (place % 2), 432 + 102 * (place // 2)
        yield pixels(square(inputs[number]), x, y, 78) + words(x, y + 93, f"b{node} {plain(value, 2)}", size=14)


NODES_OUT = tuple(f"c{place} {name}" for place, name in enumerate(CLASSES, start=1))


def weights_out(network, node):
    """Return the weights from a hidden node to man and to chicken; none unless these two come right after it."""
    return network.weights[1][node - 1] if network.sizes[2:] == (len(CLASSES),) else ()


def loudest(network, node, inputs, count=4):
    """Return which examples give a hidden node its largest outputs, and these outputs, the largest first."""
    out = forward(network, inputs).out[1][:, node - 1]
    return [(int(number), float(out[number])) for number in np.argsort(-out, kind="stable")[:count]]


def tell_node(network, node, inputs, targets):
    """Return whom a hidden node helps and what excites it, in words."""
    out = weights_out(network, node)
    if not len(out):
        return ""
    pull = out[1] - out[0]
    loud = classes(targets)[[number for number, _ in loudest(network, node, inputs)]]
    men, chickens = int((loud == 0).sum()), int((loud == 1).sum())
    return (
        f" Its output pulls towards {CLASSES[int(pull > 0)]} (by {plain(abs(pull), 2)}). Of the four pictures that "
        f"excite it most {men} {'shows' if men == 1 else 'show'} a man, {chickens} a chicken."
    )


MOST, GAP = 64, 2  # hidden nodes that are shown; pixels between two of them


def sheet_of(weights, lit, x, y, size):
    """Yield small pictures of the weights into each node, eight in a row, with a frame around one of them.

    Colours are full at the size that one weight in fifty exceeds: else a few large ones would leave all others pale.
    """
    yield pixels(tiled(weights, 8, GAP), x, y, size, scale=float(np.quantile(abs(weights), 0.98)))
    row, column = divmod(lit, 8)
    step = size / (8 * (SIDE + GAP) - GAP)  # of one pixel
    left, top = x + ((SIDE + GAP) * column - 1) * step, y + ((SIDE + GAP) * row - 1) * step
    if lit < len(weights):
        yield rect(left, top, (SIDE + 2) * step, (SIDE + 2) * step, fill="none", stroke=BLACK, stroke_width=2.5)


def signed_square(values, x, y, size, scale=None):
    """Return 64 numbers as 8 × 8 pixels, blue above 0 and orange below, with a sign on each strong one."""
    scale = float(abs(values).max()) if scale is None else float(scale)
    signs = "".join(vote_signs(np.ravel(values), scale, x, y, size))
    return pixels(square(values), x, y, size, scale) + signs


CURVES = (("training", BLUE, None), ("validation", GREEN, "6 3"))


def error_axes(frames, last, width, xlabel, height=230):
    """Return the axes for the errors of frames: up to 0.35, or to 1, the most that two logistic nodes can have."""
    highest = 0.35 if top_of([frame[2:4] for frame in frames]) <= 0.35 else 1.0
    return Axes(
        (0, last or 1), (0, highest), (60, 44, width, height), ticks=6, xlabel=xlabel, title="mean error per example"
    )


def two_curves(axes, x, frames):
    """Yield the curves of training and validation error, each with a dot where it is now."""
    for name, color, dash in CURVES:
        errors = [getattr(frame, f"{name}_error") for frame in frames]
        yield axes.inside(axes.curve(x, errors, color=color, dash=dash))
        yield axes.rim_dot(x[-1], errors[-1], color=color)


def two_keys(frame, places):
    """Yield the legend of the two curves with the share of right answers."""
    for (name, color, dash), (x, y) in zip(CURVES, places, strict=True):
        share = plain(100 * getattr(frame, f"{name}_accuracy"), 1)
        yield legend_line(x, y, f"{name}: {share} % right", color, dash, gap=46)


def both(frame):
    """Return the two errors and accuracies of a frame in words."""
    return (
        f"mean error {plain(frame.training_error)} on training and {plain(frame.validation_error)} on validation "
        f"examples; {plain(100 * frame.training_accuracy, 1)} % and {plain(100 * frame.validation_accuracy, 1)} % of "
        "the answers are right."
    )


def time_machine(moment, diary, part, eta, node=1):
    """Return one half step of a training with one example per update: forward, error, backward or update.

    diary holds the network before the first update and after each; update k uses example k of the part. node is the
    hidden node whose 64 weights are shown, counted from 1.

    >>> from helpers import create, load_characters
    >>> time_machine(1, [create(64, 64, 2, seed=1)], load_characters().training, 0.5)
    Update 1, error: wanted 1, 0, got 0.3745, 0.5087; E = 0.3250.
    """
    if diary[0].sizes[:2] != (SIDE**2, SIDE**2):
        raise ValueError(f"the time machine shows 64 hidden nodes as 8 × 8 pixels, but this is a {diary[0]!r}")
    moment = checks.whole_number("moment", moment, at_least=0, at_most=len(HALF_STEPS) * len(diary) - 1)
    node = checks.whole_number("node", node, at_least=1, at_most=SIDE**2)
    number, stage = divmod(moment, len(HALF_STEPS))
    network, inputs, targets = diary[number], part.inputs[number : number + 1], part.targets[number : number + 1]
    run, slopes = forward(network, inputs), gradients(network, inputs, targets)
    weights, change = network.weights[0][:, node - 1], -eta * slopes.weights[0][:, node - 1]
    after = f"new weights into b{node}" if stage == 3 else f"weights into b{node}"
    marks = [half_steps(stage), panel(20, 84, "the example", inputs[0]),
             panel(250, 84, f"outputs of the {network.sizes[1]} hidden nodes", run.out[1][0]),
             bars(run.output[0], 440, 106, targets[0] if stage else None),
             panel(20, 290, after, weights + change * (stage == 3), abs(weights).max()),
             words(20, 456, "blue +: above 0; orange −: below 0; white: 0", size=14)]  # fmt: skip
    if stage >= 2:
        marks += [
            panel(250, 290, "their change, −η · gradient", change, abs(change).max()),
            panel(490, 290, "deltas of the hidden nodes", slopes.deltas[1][0], abs(slopes.deltas[1]).max()),
        ]
    text = HALF_STEPS[stage][1](network, inputs, targets, run, slopes, eta, node)
    return card(714, 470, marks, f"Update {number + 1}, {HALF_STEPS[stage][0]}: {text}")


def panel(x, y, title, values, scale=None):
    """Return 64 numbers as 8 × 8 pixels with a title above; with a scale orange (−) is below 0 and blue (+) above."""
    shown = pixels(square(values), x, y, 144) if scale is None else signed_square(values, x, y, 144, scale)
    return words(x, y - 8, title, size=14) + shown


def half_steps(stage):
    """Return the four boxes of one update, the present one filled."""
    marks = []
    for place, (name, _) in enumerate(HALF_STEPS):
        x, now = 20 + 172 * place, place == stage
        marks.append(boxed(x, 14, 158, 32, name, bold=now, ink=WHITE if now else BLACK, rx=6,
                           fill=BLUE if now else "none", stroke=BLACK))  # fmt: skip
    return "".join(marks)


def tell_forward(network, inputs, targets, run, slopes, eta, node):
    """Return what one half step does in a sentence; so do the next three."""
    told = f"64 pixels go in, and the network says {said(network, inputs)}"
    return f"{told}. The output of b{node} is {plain(run.out[1][0, node - 1])}."


def tell_error(network, inputs, targets, run, slopes, eta, node):
    wanted, got = (
        ", ".join(plain(value, places) for value in row) for row, places in ((targets[0], 0), (run.output[0], 4))
    )
    return f"wanted {wanted}, got {got}; E = {plain(total_error(network, inputs, targets))}."


def tell_backward(network, inputs, targets, run, slopes, eta, node):
    delta = slopes.deltas[1][0, node - 1]
    return (
        f"the delta of b{node} is {signed(delta, 5)}; times each pixel it is the gradient of that pixel's weight. "
        "White pixels change nothing."
    )


def tell_update(network, inputs, targets, run, slopes, eta, node):
    before, after = (total_error(one, inputs, targets) for one in (network, update(network, slopes, eta)))
    before_it, change = network.weights[0][:, node - 1], -eta * slopes.weights[0][:, node - 1]
    most = int(abs(change).argmax())
    steps = (
        f"all {network.parameter_count:,} weights take their step, into b{node} the largest from {spot(most)}: "
        f"{signed(before_it[most], 5)} becomes {signed(before_it[most] + change[most], 5)}"
    )
    return f"{steps}. For this example E goes from {plain(before)} to {plain(after)}."


HALF_STEPS = (("forward", tell_forward), ("error", tell_error), ("backward", tell_backward), ("update", tell_update))


def confused(network, part, most=16):
    """Return the confusion table and the first wrong answers as pictures.

    >>> from helpers import create, load_characters
    >>> confused(create(64, 64, 2, seed=1), load_characters().test).text[:34]
    'Of 200 men 63 are taken for men, 1'
    """
    table = confusion(network, part.inputs, part.targets)
    wrong, kinds = mistakes(network, part.inputs, part.targets), classes(part.targets)
    marks = [*counts_of(table, 20, "confusion table")]
    marks.append(words(350, 26, f"{counted(len(wrong), 'wrong answer')}" + ", the first ones:" * (len(wrong) > most),
                       size=14, bold=True))  # fmt: skip
    for place, number in enumerate(wrong[:most]):
        row, column = divmod(place, 4)
        x, y = 350 + 88 * column, 40 + 100 * row
        taken = CLASSES[1 - kinds[number]]
        marks += [pixels(square(part.inputs[number]), x, y, 72), words(x, y + 88, taken + "?", size=14)]
    (men, as_chickens), (as_men, chickens) = table
    text = (
        f"Of {men + as_chickens} men {men} are taken for men, {as_chickens} for chickens; of {as_men + chickens} "
        f"chickens {chickens} are taken for chickens, {as_men} for men: "
        f"{plain(100 * (men + chickens) / table.sum(), 1)} % right."
    )
    return card(714, max(200, 50 + 100 * -(-min(len(wrong), most) // 4)), marks, text)


def counts_of(table, x, title):
    """Yield a confusion table with its title: a row for what a picture is, a column for what the network says."""
    yield words(x, 26, title, size=14, bold=True)
    for place, name in enumerate(CLASSES):
        yield words(x + 150 + 90 * place, 58, f"says {name}", anchor="middle", size=14)
        yield words(x, 97 + 54 * place, f"is {name}", size=14)
    for (row, column), count in np.ndenumerate(table):
        fill = MINT if row == column else PEACH if count else "none"
        left, top = x + 106 + 90 * column, 70 + 54 * row
        yield boxed(left, top, 88, 48, count, down=6, bold=True, fill=fill, stroke=GREY)


def overfitting(films, size):
    """Return training and validation error of a training with few or many examples, over the same number of updates.

    films maps the number of training examples to its Film, watched to its end.

    >>> from helpers.datasets.files import Part
    >>> from helpers import create, Film, load_characters
    >>> data = load_characters()
    >>> few = Part(data.training.inputs[:8], data.training.targets[:8])
    >>> film = Film(create(64, 8, 2, seed=1), few, data.validation, 0.5, 8, epochs=3)
    >>> overfitting({8: film}, 8).text[:38]
    '8 training examples, after 3 updates: '
    """
    film = films[size]
    frames = list(film)
    updates = [film.updates * number for number in range(film.last + 1)]
    axes = error_axes(frames, updates[-1], 380, "updates")
    marks = [axes.frame(), *two_curves(axes, updates, frames), *two_keys(frames[-1], ((460, 120), (460, 160)))]
    head = f"{counted(size, 'training example')}, after {counted(updates[-1], 'update')}: "
    return card(714, 330, marks, head + both(frames[-1]))
