"""Pictures of kernels that are learned: one from its map, those of a small network, and the first of a real one."""

import numpy as np

from helpers.datasets.mnist import DIGITS, SIDE
from helpers.lessons.handwriting.drawings.digits import in_steps
from helpers.lessons.transfer_learning.convnet import WINDOW, map_side, through_kernels
from helpers.lessons.transfer_learning.convolution import SIZE, convolve
from helpers.lessons.transfer_learning.drawings.convolution import kernel_cells
from helpers.lessons.transfer_learning.drawings.retraining import encoded, framed
from helpers.lessons.transfer_learning.real_kernels import PIXELS, load_real_kernels, photograph, real_maps
from helpers.network import checks
from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain, size_of
from helpers.pens.palette import BLACK, BLUE, GREY, ORANGE_INK, PALE, VERMILLION, WHITE
from helpers.pens.parts import lit_style
from helpers.pens.picture import card, group, rect, tag, varying, words
from helpers.pens.pixels import encoded as shades_encoded
from helpers.pens.pixels import pixels

# ---- One kernel


def kernel_found(learned, update, show_hidden=False):
    """Return a picture, the map that is wanted and the map of the kernel so far, after so many updates.

    `learned` is what learned_kernels() returns. With `show_hidden` the kernel stands there that made the wanted map.

    >>> from helpers import learned_kernels
    >>> kernel_found(learned_kernels(np.random.default_rng(0).random((28, 28)), np.eye(3)), 200)
    Update 200 of 200: the map is off by 0.04 at a place, the kernel by 0.01 at its worst weight.
    """
    last = len(learned.kernels) - 1
    update = checks.whole_number("update", update, at_least=0, at_most=last)
    kernel = learned.kernels[update]
    found, scale = convolve(learned.picture, kernel), float(abs(learned.wanted).max()) or 1.0
    side, off = 214, float(np.sqrt(learned.errors[update]))
    worst = float(abs(kernel - learned.hidden).max())
    marks = [words(20, 26, f"picture, {size_of(learned.picture)}", size=14, bold=True),
             pixels(in_steps(learned.picture), 20, 36, side),
             words(250, 26, "the map that is wanted", size=14, bold=True),
             pixels(in_steps(learned.wanted / scale), 250, 36, side, scale=1),
             words(480, 26, f"the map after update {update}", size=14, bold=True),
             pixels(in_steps(found / scale), 480, 36, side, scale=1)]  # fmt: skip
    marks += [words(20, 284, "the kernel so far", size=14, bold=True), *kernel_cells(kernel, 20, 296, 42, decimals=1),
              words(170, 284, "the hidden kernel", size=14, bold=True)]  # fmt: skip
    marks += kernel_cells(learned.hidden, 170, 296, 42, decimals=1) if show_hidden else [
        rect(170, 296, 126, 126, fill=PALE, stroke=GREY), words(233, 366, "?", anchor="middle", size=28)]  # fmt: skip
    roots = np.sqrt(learned.errors)
    axes = Axes((0, last), (0, float(roots.max()) or 1.0), (370, 296, 320, 126), title="how far the map is off",
                xlabel="update", ticks=5)  # fmt: skip
    marks += [axes.frame(), axes.inside(axes.curve(range(last + 1), roots)),
              axes.dot(update, off, color=VERMILLION)]  # fmt: skip
    text = (f"Update {update} of {last}: the map is off by {plain(off, 2)} at a place, the kernel by {plain(worst, 2)} "
            "at its worst weight.")  # fmt: skip
    return card(714, 474, marks, text)


# ---- A network of kernels


def kernels_learning(frame, part, seen=8):
    """Return the first kernels of a network in training, what each makes of some digits, and how many it reads.

    `frame` is a frame of kernel_film(); `part` holds the digits.

    >>> from helpers import kernel_film, load_mnist
    >>> digits = load_mnist()
    >>> kernels_learning(kernel_film(digits)[0], digits.test).text[:46]
    'Before the first update: 8 kernels of 5 × 5 at'
    """
    passed = through_kernels(frame.network, part.inputs[:seen])
    said, wanted = passed.output.argmax(axis=1), part.targets[:seen].argmax(axis=1)
    kernels, count = frame.network.weights[0].T.reshape(-1, WINDOW, WINDOW), frame.network.kernels[0]
    marks = [words(20, 26, "kernel", size=14, bold=True),
             words(92, 26, f"what it makes of {seen} test digits: map, ReLU, pooled", size=14, bold=True)]  # fmt: skip
    side, unit, left = 60, 66, 92
    for place in range(seen):
        marks.append(pixels(in_steps(part.inputs[place].reshape(SIDE, SIDE)), left + unit * place, 36, side))
    drawn = []
    for row, kernel in enumerate(kernels):
        y = 36 + unit * (row + 1)
        drawn.append(pixels(in_steps(kernel / abs(kernel).max()), 20, y, side, scale=1))
        maps = passed.pooled[0][..., row]
        for place in range(seen):
            drawn.append(pixels(in_steps(maps[place] / (maps.max() or 1)), left + unit * place, y, side, scale=1))
    marks.append(varying(*drawn))
    bottom = 36 + unit * (count + 1) + 20
    for place, (one, other) in enumerate(zip(said.tolist(), wanted.tolist(), strict=True)):
        ink = BLACK if one == other else ORANGE_INK
        marks.append(words(left + unit * place + side / 2, bottom, f"{one} {'✓' if one == other else '✗'}",
                           anchor="middle", size=14, fill=ink))  # fmt: skip
    marks.append(words(20, bottom, "it says", size=14))
    share = f"{100 * frame.validation:.0f} %"
    marks += [words(634, 84, share, size=22, bold=True), words(634, 106, f"of {frame.judged}", size=13),
              words(634, 124, "validation", size=13), words(634, 142, "digits", size=13)]  # fmt: skip
    when = f"After {plain(frame.epoch, 1)} epochs" if frame.epoch else "Before the first update"
    state = "learned so far" if frame.epoch else "at random"
    text = f"{when}: {count} kernels of {WINDOW} × {WINDOW} {state}; {share} of {frame.judged} validation digits right."
    return card(714, bottom + 16, marks, text)


def through_layers_of_kernels(network, inputs, kernel=1, wanted=None):
    """Return one digit on its way through a network of kernels, with all that one of the first kernels makes of it.

    `inputs` are the digit's 784 pixels; `kernel` counts from 1; `wanted` is the right answer, where it is known.

    >>> from helpers import create_convnet
    >>> through_layers_of_kernels(create_convnet(), np.eye(28).ravel(), kernel=2).text[:66]
    'Kernel 2 of 8: from 28 × 28 pixels a map of 24 × 24, pooled 12 × 1'
    """
    passed = through_kernels(network, np.asarray(inputs).reshape(1, -1))
    count = network.kernels[0]
    kernel = checks.whole_number("kernel", kernel, at_most=count)
    net, pooled = passed.nets[0][0, :, :, kernel - 1], passed.pooled[0][0]
    scale, weights = float(abs(net).max()) or 1.0, network.weights[0][:, kernel - 1].reshape(WINDOW, WINDOW)
    side, top = 122, 40
    steps = [("picture", pixels(in_steps(np.reshape(inputs, (SIDE, SIDE))), 20, top, side)),
             (f"kernel {kernel}", pixels(in_steps(weights / abs(weights).max()), 158, top, side, scale=1)),
             ("map", pixels(in_steps(net / scale), 296, top, side, scale=1)),
             ("ReLU", pixels(in_steps(ACTIVATIONS["ReLU"].function(net.copy()) / scale), 434, top, side, scale=1)),
             ("largest of 2 × 2", pixels(in_steps(pooled[..., kernel - 1] / scale), 572, top, side,
                                         scale=1))]  # fmt: skip
    sizes = [size_of(array) for array in (np.zeros((SIDE, SIDE)), weights, net, net, pooled[..., 0])]
    marks = []
    for place, ((name, drawn), size) in enumerate(zip(steps, sizes, strict=True)):
        x = 20 + 138 * place
        marks += [words(x, 28, name, size=14, bold=True), words(x, top + side + 18, size, size=13, fill=GREY),
                  varying(drawn)]  # fmt: skip
    marks += all_maps(passed, kernel)
    shares = passed.output[0]
    said = int(shares.argmax())
    verdict = "" if wanted is None else ", rightly" if said == wanted else f", but it is a {wanted}"
    marks += share_column(shares, said)
    text = (f"Kernel {kernel} of {count}: from {sizes[0]} pixels a map of {sizes[2]}, pooled {sizes[4]}; the second "
            f"layer makes {network.kernels[1]} maps of {map_side(2)} × {map_side(2)} of all {count}. "
            f"The network says {said}{verdict}.")  # fmt: skip
    return card(714, 432, marks, text)


def all_maps(passed, chosen):
    """Yield the pooled maps of both layers; a click on one of the first chooses its kernel."""
    first, second = passed.pooled[0][0], passed.pooled[1][0]
    yield words(20, 214, f"all {first.shape[2]} maps, pooled (click on one)", size=14, bold=True)
    for place in range(first.shape[2]):
        x, y = 24 + 58 * (place % 4), 226 + 62 * (place // 4)
        frame = rect(x - 3, y - 3, 54, 54, **lit_style(place + 1 == chosen, other=WHITE))
        drawn = varying(pixels(in_steps(first[..., place] / (first.max() or 1)), x, y, 48, scale=1))
        yield group(frame, drawn, sets=f"kernel={place + 1}", label=f"kernel {place + 1}")
    yield words(276, 292, "→", size=18, fill=GREY)
    yield words(308, 214, f"second layer: {second.shape[2]} maps", size=14, bold=True)
    for place in range(second.shape[2]):
        x, y = 308 + 44 * (place % 4), 226 + 44 * (place // 4)
        yield varying(pixels(in_steps(second[..., place] / (second.max() or 1)), x, y, 38, scale=1))
    yield words(488, 319, "→", size=18, fill=GREY)
    yield words(20, 376, "blue: above 0, orange: below 0.", size=13, fill=GREY)
    yield words(20, 396, f"{second.size} numbers go into the last layer:", size=13, fill=GREY)
    yield words(20, 416, "a dense one, with softmax.", size=13, fill=GREY)


def share_column(shares, said):
    """Yield the ten shares of the softmax as bars, one below the other."""
    yield words(516, 214, "softmax", size=14, bold=True)
    for digit in range(DIGITS):
        y = 226 + 19 * digit
        yield words(520, y + 12, digit, size=14, bold=digit == said)
        yield rect(536, y, 110, 14, fill=PALE)
        yield varying(rect(536, y, 110 * float(shares[digit]), 14, fill=BLUE))
    yield words(654, 238 + 19 * said, "said", size=13, bold=True)


# ---- The first kernels of a network that knows photographs


def real_kernels(kernel=1, photo="flower"):
    """Return the 32 first kernels of EfficientNet-Lite0 in their colours, and the map that one of them makes.

    >>> real_kernels(2).text[:43]
    'Kernel 2 of 32, on the flower: it answers a'
    """
    weights, biases = load_real_kernels()
    count = weights.shape[1]
    kernel = checks.whole_number("kernel", kernel, at_most=count)
    found = real_maps(photo)[..., kernel - 1]
    own = weights[:, kernel - 1].reshape(SIZE, SIZE, 3)
    marks = [words(20, 28, f"{count} kernels of {SIZE} × {SIZE} in colour (click on one)", size=14, bold=True)]
    for place in range(count):
        x, y = 24 + 41 * (place % 8), 44 + 42 * (place // 8)
        frame = rect(x - 3, y - 3, 38, 38, **lit_style(place + 1 == kernel, other=WHITE))
        shades = in_colour(weights[:, place].reshape(SIZE, SIZE, 3))
        marks.append(group(frame, small_image(shades, x, y, 32), sets=f"kernel={place + 1}",
                           label=f"kernel {place + 1}"))  # fmt: skip
    largest = float(abs(own).max())
    for place, name in enumerate(("red", "green", "blue")):
        x = 24 + 112 * place
        marks += [words(x, 238, f"{name} light", size=14, bold=True),
                  pixels(own[..., place] / (largest or 1), x, 248, 96, scale=1)]  # fmt: skip
    marks += [words(24, 366, "blue: more of this light counts for it;", size=13, fill=GREY),
              words(24, 384, "orange: against it", size=13, fill=GREY)]  # fmt: skip
    marks += [words(376, 28, f"photograph, {PIXELS} × {PIXELS}", size=14, bold=True),
              framed(encoded(photograph(photo), 150), 376, 40, 150),
              words(376, 214, f"its map, {size_of(found)}, after ReLU", size=14, bold=True),
              pixels(in_steps(found / (found.max() or 1)), 376, 224, 224, scale=1)]  # fmt: skip
    places = int((found > 0).sum())
    told = f"it answers at {places:,} of {found.size:,} places" if places else "it never answers"
    return card(714, 462, marks, f"Kernel {kernel} of {count}, on the {photo}: {told}.")


def in_colour(kernel):
    """Return a kernel over red, green and blue as one small colour picture: grey where it has no weight."""
    largest = abs(kernel).max() or 1
    return np.rint(127.5 + 127.5 * kernel / largest).astype(np.uint8)


def small_image(shades, x, y, side):
    """Return a small colour picture whose pixels stay square."""
    box = {"x": x, "y": y, "width": side, "height": side}
    return tag("image", **box, href=shades_encoded(shades), style="image-rendering:pixelated") + rect(
        x, y, side, side, fill="none", stroke=GREY)  # fmt: skip
