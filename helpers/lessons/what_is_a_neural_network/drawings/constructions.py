"""What a neural network is: its place among the other methods, its parts, and its constructions (book ch. 1)."""

import numpy as np

from helpers.lessons.what_is_a_neural_network.constructions import (
    DAYS,
    INPUT_WEIGHT,
    LEARNED,
    TURN,
    feed,
    follow,
    mean_miss,
)
from helpers.lessons.what_is_a_neural_network.one_task import asked, sure_of_strangers
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.diagram import diagram
from helpers.pens.numerals import bracketed, capital, plain
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, VERMILLION, WHITE
from helpers.pens.parts import encircled, legend_line, lit_style, share_bar
from helpers.pens.picture import card, circle, rect, segment, tag, words
from helpers.pens.pixels import pixels

FIELDS = ("artificial intelligence", "machine learning", "neural networks", "deep learning")
INSIDE = ("programs that do what seems to need a mind", "the rules come from data",
          "nodes, edges, learned weights", "with several hidden layers")  # fmt: skip
SYSTEMS = {  # how far inside it lies, and why
    "a chess program with rules written by people": (0, "its rules were written by hand"),
    "a spam filter with learned words (naive Bayes)": (
        1,
        "it sums and bends like one node, but it has no layers, and its weights are counted",
    ),
    "a decision tree": (1, "its questions are found in data; it asks, and sums nothing"),
    "man vs chicken, 64-64-2": (2, "it has one hidden layer: a neural network, but not a deep one"),
    "handwriting, 784-500-500-500-10": (3, "it has three hidden layers"),
    "a chatbot (large language model)": (3, "it is a network with dozens of layers"),
}


def fields(system):
    """Return four fields, one inside the other, and the place of a system among them.

    >>> fields("man vs chicken, 64-64-2")  # doctest: +NORMALIZE_WHITESPACE
    Man vs chicken, 64-64-2: artificial intelligence, machine learning, neural networks; not deep learning. Why: it has
    one hidden layer: a neural network, but not a deep one.
    """
    depth, why = checks.known("system", system, SYSTEMS)
    marks = []
    for level, (name, inside) in enumerate(zip(FIELDS, INSIDE, strict=True)):
        lit = level == depth
        marks += [rect(20 + 24 * level, 16 + 58 * level, 674 - 48 * level, 292 - 74 * level, rx=14,
                       **lit_style(lit, BLACK, thin=1.2)),
                  words(36 + 24 * level, 40 + 58 * level, name, bold=True),
                  words(678 - 24 * level, 40 + 58 * level, inside, anchor="end", size=13.5, fill=GREY)]  # fmt: skip
    y = 61 + 58 * depth
    marks += [circle(46 + 24 * depth, y - 4, 6, fill=BLUE, stroke=BLACK),
              words(60 + 24 * depth, y, system, size=14, bold=True)]  # fmt: skip
    out = f"; not {FIELDS[depth + 1]}" if depth < 3 else ""
    text = f"{capital(system)}: {', '.join(FIELDS[: depth + 1])}{out}. Why: {why}."
    return card(714, 324, marks, text)


PARTS = {  # the letter of the names that are lit, and what the part does
    "input layer": ("a", "takes the numbers in, one node for each; it computes nothing"),
    "hidden layer": ("b", "each node sums what comes in and activates; nobody outside sees its outputs"),
    "output layer": ("c", "gives the answer, one node for each class or number"),
    "edges with weights": ("w", "carry numbers from node to node, each times its weight; the weights are learned"),
    "bias": ("bw", "a node that always sends 1, so that a node can be shifted"),
}


def parts(network, part):
    """Return the diagram of a network in which one of its parts is lit.

    part is "input layer", "hidden layer", "output layer", "edges with weights" or "bias".

    >>> from helpers import create
    >>> parts(create(3, 4, 2), "input layer")
    Input layer (3 nodes): takes the numbers in, one node for each; it computes nothing.
    """
    letter, purpose = checks.known("part", part, PARTS)
    nodes = [f"{layer}{row + 1}" for layer, size in zip("abc", network.sizes, strict=True) for row in range(size)]
    lit = {name for name in [*nodes, *network.names()] if name.rstrip("0123456789") == letter}
    things = {"w": "weights", "bw": "bias weights"}.get(letter, "nodes")
    return diagram(network, highlight=lit, text=f"{capital(part)} ({len(lit)} {things}): {purpose}.")


SEQUENCES = {
    "one beep": (0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "two beeps": (0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0),
    "a long beep": (0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0),
    "beep, then anti-beep": (0, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0),
}


def loop(moment, loop_weight, sequence="one beep"):
    """Return a network of two nodes whose second one feeds itself, beside the same network without the loop.

    moment counts from 0 to 12. Book ch. 1.

    >>> loop(4, 0.9)  # doctest: +NORMALIZE_WHITESPACE
    Moment 4: a = 0. With the loop b = tanh(2 · 0 + 0.9 · 0.70) = 0.56; without it b = tanh(2 · 0) = 0.00.
    """
    inputs = checks.known("sequence", sequence, SEQUENCES)
    moment = checks.whole_number("moment", moment, at_least=0, at_most=len(inputs))
    with_loop, without = feed(inputs, loop_weight), feed(inputs, 0)
    times = np.arange(1, len(inputs) + 1)
    top = Axes((0.5, 12.5), (-1.15, 1.15), (340, 40, 350, 90), ticks=4, numbered="y", title="input a")
    below = Axes((0.5, 12.5), (-1.15, 1.15), (340, 176, 350, 160), ticks=7, xlabel="moment", title="output b")
    marks = [*two_nodes(loop_weight), top.frame(), below.frame()]
    marks.append(below.curve(times[:moment], without[:moment], color=GREY, width=1.5, dash="2 3"))
    marks.append(below.curve(times[:moment], with_loop[:moment]))
    for time, value, one, other in zip(times[:moment], inputs, with_loop, without, strict=False):
        x, y = below.at(time, other)
        marks += [top.line((time, 0), (time, value), color=BLACK, width=5), top.dot(time, value, color=BLACK, radius=4),
                  rect(x - 4, y - 4, 8, 8, fill=WHITE, stroke=GREY, stroke_width=2),
                  below.dot(time, one, radius=5)]  # fmt: skip
    marks += [words(20, 330, "●", fill=BLUE), legend_line(38, 330, "with the loop (recurrent)", BLUE),
              words(20, 356, "□", fill=GREY),
              legend_line(38, 356, "without it (feedforward)", GREY, "2 3")]  # fmt: skip
    if not moment:
        text = "Nothing has come in yet: both nodes are at 0."
    else:
        a, before = inputs[moment - 1], with_loop[moment - 2] if moment > 1 else 0.0
        summed = f"{plain(INPUT_WEIGHT, 0)} · {bracketed(a, 0)}"
        looped = f"{bracketed(loop_weight, 1)} · {bracketed(before, 2)}"
        first = f"tanh({summed} + {looped}) = {plain(with_loop[moment - 1], 2)}"
        second = f"tanh({summed}) = {plain(without[moment - 1], 2)}"
        marks += [words(20, 258, f"b = {first}", size=13.5, bold=True, fill=BLUE),
                  words(20, 282, f"b = {second}", size=13.5)]  # fmt: skip
        text = f"Moment {moment}: a = {plain(a, 0)}. With the loop b = {first}; without it b = {second}."
    return card(714, 392, marks, text)


def two_nodes(loop_weight):
    """Return the diagram: a sends to b, and b's output comes back to b one moment later."""
    negative = loop_weight < 0
    look = {"stroke": VERMILLION if negative else BLUE, "stroke_dasharray": "6 4" if negative else None}
    marks = [segment(84, 150, 176, 150, BLUE, 4), tag("path", d="M178 150l-12 -6v12z", fill=BLUE)]
    if loop_weight:
        thick = 0.6 + 2.4 * abs(loop_weight)
        marks += [tag("path", d="M184 128C140 40 260 40 220 116", fill="none", stroke_width=thick, **look),
                  tag("path", d="M218 118l-2 -13l11 5z", fill=look["stroke"])]  # fmt: skip
    marks += [encircled(x, 150, 27, name, down=6, size=17, bold=True, fill=WHITE, stroke=BLACK, stroke_width=1.5)
              for x, name in ((58, "a"), (206, "b"))]  # fmt: skip
    return [*marks, words(130, 140, plain(INPUT_WEIGHT, 0), anchor="middle", size=14),
            words(202, 50, f"loop weight {plain(loop_weight, 1)}", anchor="middle", size=14, bold=True),
            words(58, 200, "input", anchor="middle", size=13, fill=GREY),
            words(206, 200, "output", anchor="middle", size=13, fill=GREY)]  # fmt: skip


def one_task(digit, number):
    """Return a handwritten digit, 0 to 9, and what a network says that has learned 0 and 1 only.

    number, from 1 to 20, chooses one of the test pictures of this digit.

    >>> one_task(7, 1).text[:61]
    'A 7, shown to a network that has learned 0 and 1 only: it say'
    """
    picture, shares = asked(digit, number)
    says, sure = int(shares.argmax()), 100 * float(shares.max())
    marks = [words(20, 28, f"shown: a {digit}", bold=True), pixels(picture.reshape(28, 28), 20, 42, 168),
             words(250, 28, "the network: 784 inputs, 4 hidden nodes, 2 outputs", bold=True)]  # fmt: skip
    for name, share in enumerate(shares):
        y = 62 + 44 * name
        marks += [words(250, y + 16, f"“{name}”", bold=name == says), share_bar(300, y, 300, 22, share),
                  words(614, y + 16, f"{100 * share:.0f} %", bold=name == says)]  # fmt: skip
    surest, strangers = sure_of_strangers()
    verdict = "That is right." if digit == says else "That is wrong." if digit < 2 else "It cannot say: neither."
    all_of_them = f"Of {strangers} pictures of 2 to 9 it is surer than 90 % of {surest}."
    marks += [words(250, 172, f"it says {says}. {verdict}"), words(250, 198, all_of_them, size=14)]
    text = (
        f"A {digit}, shown to a network that has learned 0 and 1 only: it says {says}, {sure:.0f} % sure. {verdict} "
        f"{all_of_them}"
    )
    return card(714, 224, marks, text)


def adaptive(eta, change):
    """Return a forecast whose weight stays and one whose weight goes on learning, while the world changes.

    eta is the learning rate, change how far the level moves after day 30. Book ch. 1.

    >>> adaptive(0.3, 2.0)  # doctest: +NORMALIZE_WHITESPACE
    After day 30 the level changes by +2.0. Mean distance from the readings since then: fixed 2.11, adaptive (learning
    rate 0.30) 0.57.
    """
    values, fixed, forecasts = follow(eta, change)
    days = np.arange(1, DAYS + 1)
    axes = Axes((0, DAYS), (-1, 7), (52, 36, 640, 250), ticks=7, xlabel="day", title="reading")
    misses = mean_miss(values, fixed), mean_miss(values, forecasts)
    marks = [axes.frame(),
             *(axes.line((day + 0.5, -1), (day + 0.5, 7), color=GREY, dash="2 3") for day in (LEARNED, TURN)),
             axes.spots(days, values, color=GREY, width=6),
             axes.inside(axes.curve(days[LEARNED - 1:], fixed[LEARNED - 1:], color=GREEN, dash="7 4"),
                         axes.curve(days[LEARNED:], forecasts[LEARNED:])),
             words(axes.at(LEARNED / 2, 0)[0], 54, "both learn", anchor="middle", size=13, halo=True),
             words(axes.at(45, 0)[0], 54, "the world has changed" if change else "the world stays as it was",
                   anchor="middle", size=13, halo=True),
             words(52, 352, "• reading", size=14),
             legend_line(150, 352, f"fixed weight: {plain(misses[0], 2)} away", GREEN, "7 4"),
             legend_line(420, 352, f"adaptive: {plain(misses[1], 2)} away", BLUE)]  # fmt: skip
    sign = "+" if change > 0 else ""
    text = (
        f"After day {TURN} the level changes by {sign}{plain(change, 1)}. Mean distance from the readings since then: "
        f"fixed {plain(misses[0], 2)}, adaptive (learning rate {plain(eta, 2)}) {plain(misses[1], 2)}."
    )
    return card(714, 370, marks, text)
