"""The playground: a network with the plane as each node sees it, its boundary, its errors, and what was chosen."""

from functools import lru_cache

import numpy as np

from helpers.lessons.playground.drawings import chosen as choosing
from helpers.lessons.playground.drawings import columns, planes
from helpers.lessons.what_is_a_neural_network.drawings.clouds import boundary
from helpers.network.checks import listed, quiet
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import counted, plain, power, shortened
from helpers.pens.palette import BLUE, GREEN, GREY, PALE, WHITE
from helpers.pens.parts import legend_line
from helpers.pens.picture import card, group, rect, segment, varying, words

WIDTH, HEIGHT, EXPLAINED = 760, 490, 171  # EXPLAINED: for what was chosen, below all else
PLANE = (LEFT, UP, SIZE) = (508, 56, 238)
AT_ONCE = 20  # epochs by which the curves' paper grows
CURVES = (540, 376, 200, 70)
LINES = (BLUE, None), (GREEN, "7 4")  # training and validation
MODES = {  # what a click on the plane does, and what a drag does, as the text that it leaves in a control
    "look": ("at=@", None),
    "add blue": ("hand=… blue @;", "hand=… move @ to @;"),
    "add orange": ("hand=… orange @;", "hand=… move @ to @;"),
    "delete": ("hand=… delete @;", "hand=… move @ to @;"),
}


@quiet
def playground(run, number=0, chosen="", at="", mode="look", asked=(), note="", problem=""):
    """Return the moment of a run with this number, as far as it is trained: the network, its boundary, its errors.

    `run` is a Run on Data of a task in the plane. `chosen` is a node such as "b1" or a weight such as "w3", `at` a
    place such as "1 0.5": the example nearest to it is the one with numbers. `asked` are the names of the controls
    that parts of the picture may set, `mode` one of MODES, `note` is a sentence to add. `problem` is one that stands in
    the picture, too, in place of the legend: what was typed and could not be read.

    >>> from helpers import create
    >>> from helpers.lessons.playground.run import Run
    >>> from helpers.lessons.playground.tasks import plane_data
    >>> run = Run(create(2, 3, 1, activations=["tanh", "logistic"]), plane_data("circle", points=100))
    >>> playground(run).text[:71]
    'A 2-3-1 network of tanh and logistic nodes sees x1 and x2 of 70 points '
    """
    moment = run.moments[min(max(number - run.first, 0), len(run.moments) - 1)]
    network, data, asked = moment.network, run.data, tuple(asked)
    if not data.points:
        raise ValueError("the plane is drawn for a task in the plane, such as plane_data('circle'), not for a table")
    seen, where = planes.seen(network, data.names), columns.places(data.names, network.sizes)
    title, lines = choosing.explained(run, network, chosen, at)
    below = [
        segment(14, 496, WIDTH - 14, 496, PALE),
        words(14, 516, title, size=13.5, bold=True),
        *(words(14, 536 + 17 * place, line, size=13) for place, line in enumerate(lines[:7])),
    ] * bool(chosen or "chosen" in asked)
    marks = [
        varying(columns.edges(network, data.names, where, chosen, asked)),
        columns.features(data.names, asked),
        columns.heads(network.sizes[1:-1], network.activations, asked),
        varying(columns.nodes(network, seen, where, chosen, asked)),
        *columns.legend(466, problem),
        output(network, data, seen[-1][0], chosen, at, mode, asked),
        errors(run, moment),
        *below,
    ]
    text = " ".join(filter(None, [told(run, moment), problem, note, choosing.sentence(title, lines) if chosen else ""]))
    return card(WIDTH, HEIGHT + EXPLAINED * bool(below), marks, text)


def output(network, data, values, chosen, at, mode, asked):
    """Return the output's large plane with the boundary, the points, and the ring of the chosen example."""
    paper, name = planes.axes(*PLANE), chr(ord("a") + len(network.sizes) - 1) + "1"
    part, row = choosing.example_at(data, at)
    click, drag = MODES[mode]
    names = {target.split("=")[0] for target in (click, drag) if target}
    middle = (values + 1) / 2
    cut = boundary(paper, middle) if data.classes and np.isfinite(middle).all() else ""
    title = words(LEFT, 24, f"output {name}: {network.activations[-1]}", size=14, bold=chosen == name)
    marks = [
        columns.told(title, f"chosen={name}", asked, "chosen", f"node {name}"),
        words(LEFT, 43, meaning(data), size=12.5, fill=GREY),
        varying(planes.whole(paper, values, not data.classes), cut),
        rect(LEFT, UP, SIZE, SIZE, fill="none", stroke=GREY),
        planes.dots(data, *PLANE),
        planes.here(paper, data.points[part][row]) if {"at", "chosen"} & {*asked} else "",
        words(LEFT, UP + SIZE + 16, "−3", size=12, fill=GREY),
        words(LEFT + SIZE / 2, UP + SIZE + 16, "x1 → (x2 upwards)", size=12, fill=GREY, anchor="middle"),
        words(LEFT + SIZE, UP + SIZE + 16, "3", anchor="end", size=12, fill=GREY),
        words(LEFT, UP + SIZE + 33, f"{points_of(data)} · hollow: judge", size=12.5),
    ]
    if names <= {*asked}:
        paper = rect(LEFT, UP, SIZE, SIZE, fill=WHITE, fill_opacity=0)
        marks.append(group(paper, sets=click, label=f"the plane: {mode}", data_reach=3, data_drag=drag))
    return "".join(marks)


def meaning(data):
    """Return what the colours of the output's plane mean."""
    return "colour: what it says; dashed: 1/2" if data.classes else "colour: the number, 0.2 a band"


def points_of(data):
    """Return what the shapes of the points mean."""
    return "■ blue · ● orange" if data.classes else "■ from 0 · ● below"


def errors(run, moment):
    """Return the two error curves up to a moment, with their last values and the shares of right answers."""
    marks = [errors_on(run, moment, CURVES)]
    for place, (line, (color, dash)) in enumerate(zip(told_errors(moment), LINES, strict=True)):
        marks.append(legend_line(LEFT, 347 + 17 * place, line.replace(" error", ""), color, dash, gap=42, size=12.5))
    return "".join(marks)


def errors_on(run, moment, place):
    """Return the two error curves up to a moment at a place of the picture."""
    passed = run.moments[: moment.number - run.first + 1]
    thin = np.unique(np.linspace(0, len(passed) - 1, 100).astype(int))
    x = np.array([passed[place].number for place in thin])
    both = np.array([[passed[place].training_error, passed[place].validation_error] for place in thin])
    shown = AT_ONCE * max(1, -(-(moment.number - run.first) // AT_ONCE))
    axes = curves_paper(run.first, run.first + shown, 1.05 * top_of(both, 1e-9), place)
    end = place[0] + place[2] + 6
    marks = [framed(axes), words(end, place[1] + place[3] + 38, "epochs", anchor="end", size=13, fill=GREY)]
    for errors, (color, dash) in zip(both.T, LINES, strict=True):
        now = axes.rim_dot(moment.number, errors[-1], color=color, radius=4)
        marks.append(varying(axes.inside(axes.curve(x, errors, color=color, dash=dash)), now))
    return "".join(marks)


@lru_cache(maxsize=8)
def curves_paper(first, last, top, place):
    """Return the axes of the error curves."""
    return Axes((first, last), (0, top), place, ticks=4)


@lru_cache(maxsize=8)
def framed(axes):
    """Return the frame of axes that are drawn again and again."""
    return axes.frame()


def size_of(error):
    """Return an error in words: with three decimals, a large one with its power of ten.

    >>> size_of(0.25), size_of(1.7e9), size_of(float("nan"))
    ('0.250', '1.7e9', 'too large')
    """
    return "too large" if not np.isfinite(error) else plain(error, 3) if error < 1000 else power(error)


def told_errors(moment):
    """Return the errors and the shares of right answers in words, for both parts."""
    rows = (("training", moment.training_error, moment.training_accuracy),
            ("validation", moment.validation_error, moment.validation_accuracy))  # fmt: skip
    return [f"{name} error {size_of(error)}" + (f", {100 * share:.0f} % right" if share == share else "")
            for name, error, share in rows]  # fmt: skip


def told(run, moment):
    """Return the moment in words."""
    data, network = run.data, moment.network
    kinds = listed(dict.fromkeys(network.activations))
    counts = [len(part.inputs) for part in (data.training, data.validation)]
    if data.points:
        seen = f"sees {listed(data.names)} of {counted(counts[0], 'point')} to learn from and {counts[1]} to judge"
    else:
        seen = f"learns {data.target} from {counted(counts[0], 'row')} and is judged by {counts[1]}"
    first = f"A {network.shape_name} network of {kinds} nodes {seen}."
    if not np.isfinite(moment.training_error):
        return f"{first} After epoch {moment.number} its numbers have become too large: the learning rate is too large."
    return f"{first} After epoch {moment.number} ({run.cost}{scaled_of(data)}): {'; '.join(told_errors(moment))}."


def scaled_of(data):
    """Return of what the errors are, where a table's numbers were scaled: else an error is that of the target itself.

    >>> from helpers.lessons.playground.table import read_table
    >>> scaled_of(read_table("penguins").data("body_mass_g")), scaled_of(read_table("iris").data("species"))
    (' of body_mass_g scaled to spread 1', '')
    """
    return f" of {shortened(data.target)} scaled to spread 1" if data.recipe and not data.classes else ""
