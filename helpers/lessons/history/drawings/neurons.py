"""Pictures of the first neurons: a threshold with a veto, three of them for XOR, and Hebb's dog (book ch. 37)."""

import numpy as np

from helpers.lessons.history.pioneers.hebb import FIRES_AT, conditioning, reaches
from helpers.lessons.history.pioneers.neuron import FUNCTIONS, INPUTS, fires, three_neurons, truth_table
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain
from helpers.pens.palette import BLACK, BLUE, GREY, LIT, ORANGE_INK, PALE, VERMILLION, WHITE
from helpers.pens.parts import encircled
from helpers.pens.picture import card, rect, segment, tag, words


def body(x, y, text, on, radius=26):
    """Return one neuron: a circle, filled while it fires, with a word inside."""
    fill, ink = (BLUE, WHITE) if on else (WHITE, BLACK)
    return encircled(x, y, radius, text, bold=True, ink=ink, fill=fill, stroke=BLACK, stroke_width=2)


def wire(start, end, joint, on, radius=26):
    """Return a connection that ends with a dot where it excites and with a ring where it inhibits; none if not joined.

    It is thick and blue while its start fires.
    """
    if joint == "not joined":
        return ""
    (x1, y1), (x2, y2) = start, end
    length = np.hypot(x2 - x1, y2 - y1)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x, y = x2 - (radius + 8) * ux, y2 - (radius + 8) * uy
    color = BLUE if on else GREY
    tip = {"excites": {"fill": color, "r": 6}, "inhibits": {"fill": WHITE, "r": 8, "stroke": VERMILLION}}[joint]
    line = segment(x1 + radius * ux, y1 + radius * uy, x, y, color, 4 if on else 2)
    return line + tag("circle", cx=x, cy=y, stroke_width=3, **tip)


def threshold_neuron(x1, x2, joint_1, joint_2, threshold):
    """Return one neuron of McCulloch and Pitts with its two inputs, and its answers to all four pairs of inputs.

    x1 and x2 are 0 or 1 (or False, True), the joints words of JOINTS. Book ch. 37, paper of 1943.

    >>> threshold_neuron(1, 1, "excites", "excites", 2)
    x1 = 1 excites, x2 = 1 excites: 2 exciting inputs are on, the threshold is 2, no veto: the neuron fires. For 00, \
01, 10, 11 it says 0001: AND.
    """
    x1, x2, joints = int(x1), int(x2), (joint_1, joint_2)
    answer, answers = fires([x1, x2], joints, threshold), truth_table(joints, threshold)
    excited = sum(value for value, joint in zip((x1, x2), joints, strict=True) if joint == "excites")
    vetoed = any(value and joint == "inhibits" for value, joint in zip((x1, x2), joints, strict=True))
    name = FUNCTIONS[answers]
    marks = []
    for y, label, value, joint in ((84, "x1", x1, joint_1), (204, "x2", x2, joint_2)):
        marks += [wire((70, y), (260, 144), joint, value, 34), body(70, y, f"{label} = {value}", value, 34),
                  words(70, y + 54, joint, anchor="middle", size=14)]  # fmt: skip
    marks += [words(260, 90, f"threshold {threshold}", anchor="middle", size=14),
              body(260, 144, f"{excited} ≥ {threshold}?", answer, 38),
              words(260, 206, "veto!" if vetoed else "no veto", anchor="middle", size=14,
                    fill=ORANGE_INK if vetoed else BLACK),
              tag("path", d="M298 144h60m-10 -6l10 6l-10 6", fill="none", stroke=BLUE if answer else GREY,
                  stroke_width=4 if answer else 2),
              words(370, 150, f"out = {answer}", bold=True, size=17),
              words(40, 286, "● excites · ○ inhibits: one veto is enough · filled: fires", size=14)]  # fmt: skip
    marks += table_of(INPUTS, answers, (x1, x2), 480, 40)
    marks += [words(560, 240, name, anchor="middle", size=19, bold=True)]
    text = (
        f"x1 = {x1} {said(joint_1)}, x2 = {x2} {said(joint_2)}: {excited} exciting input{'s are' * (excited != 1)}"
        f"{' is' * (excited == 1)} on, the threshold is {threshold}, {'a veto' if vetoed else 'no veto'}: the neuron "
        f"{'fires' if answer else 'is silent'}. For 00, 01, 10, 11 it says {''.join(map(str, answers))}: {name}."
    )
    return card(700, 304, marks, text)


def said(joint):
    """Return a joint as a verb: said("not joined") is 'is not joined'."""
    return f"is {joint}" if joint == "not joined" else joint


def table_of(pairs, answers, present, x, y):
    """Return a truth table, the row of the present inputs lit and framed."""
    marks = [words(x + 20, y, "x1", bold=True), words(x + 70, y, "x2", bold=True), words(x + 120, y, "out", bold=True)]
    for row, (pair, answer) in enumerate(zip(pairs, answers, strict=True)):
        top = y + 14 + 38 * row
        if tuple(pair) == tuple(present):
            marks.append(rect(x, top, 164, 32, rx=5, fill=LIT, stroke=BLACK))
        marks += [
            words(x + 24 + 50 * place, top + 22, value, bold=place == 2) for place, value in enumerate((*pair, answer))
        ]
    return marks


def xor_of_three(x1, x2):
    """Return three neurons of McCulloch and Pitts that compute XOR, each with what it says.

    >>> xor_of_three(1, 0)
    x1 = 1, x2 = 0. First layer: x1 AND NOT x2 says 1, x2 AND NOT x1 says 0. Second layer: OR says 1. XOR: exactly one \
of the two.
    """
    x1, x2 = int(x1), int(x2)
    only_1, only_2, both = three_neurons(x1, x2)
    left, middle, right = [(70, 84), (70, 204)], [(270, 84), (270, 204)], (430, 144)
    marks = []
    for start, value, joints in ((left[0], x1, ("excites", "inhibits")), (left[1], x2, ("inhibits", "excites"))):
        marks += [wire(start, end, joint, value, 34) for end, joint in zip(middle, joints, strict=True)]
    marks += [wire(start, right, "excites", value, 34) for start, value in zip(middle, (only_1, only_2), strict=True)]
    for (x, y), text, on in ((left[0], f"x1 = {x1}", x1), (left[1], f"x2 = {x2}", x2), (middle[0], "≥ 1?", only_1),
                             (middle[1], "≥ 1?", only_2), (right, "≥ 1?", both)):  # fmt: skip
        marks.append(body(x, y, text, on, 34))
    marks += [words(270, 36, "x1 AND NOT x2", anchor="middle", size=14),
              words(270, 258, "x2 AND NOT x1", anchor="middle", size=14),
              words(430, 98, "OR", anchor="middle", size=14),
              words(40, 286, "● excites · ○ inhibits: one veto is enough · filled: fires", size=14)]  # fmt: skip
    marks += table_of(INPUTS, [three_neurons(*pair)[2] for pair in INPUTS], (x1, x2), 510, 50)
    text = (
        f"x1 = {x1}, x2 = {x2}. First layer: x1 AND NOT x2 says {only_1}, x2 AND NOT x1 says {only_2}. Second layer: "
        f"OR says {both}. XOR: exactly one of the two."
    )
    return card(700, 304, marks, text)


def conditioned(lesson, trial, eta, trials=20):
    """Return Hebb's rule on a dog that hears a bell and gets food: the bell's weight, trial after trial.

    Food makes the node fire from birth (weight 1); the bell's weight begins at 0. lesson is a name in LESSONS.

    >>> conditioned("bell with food", 4, 0.15)
    bell with food, trial 4: bell 1, food 1, the dog's node fires. The bell's weight is now 0.60; the bell alone would \
make it fire.
    """
    trial = checks.whole_number("trial", trial, at_least=0, at_most=trials)
    run = conditioning(lesson, trials, eta)
    weights = np.array([0.0, *(one.weight for one in run)])
    now, weight = (run[trial - 1] if trial else None), weights[trial]
    axes = Axes((0, trials), (0, 2), (390, 40, 280, 210), ticks=5, xlabel="trials", title="weight of the bell")
    bell, food, on = (now.bell, now.food, now.fires) if now else (0, 0, 0)
    marks = [wire((80, 84), (260, 144), "excites", bell, 34), wire((80, 204), (260, 144), "excites", food, 34),
             body(80, 84, "bell", bell, 34), body(80, 204, "food", food, 34), body(260, 144, "dog", on, 34),
             words(176, 76, f"w = {plain(weight, 2)}", bold=True), words(176, 222, "w = 1 from birth", size=14),
             words(260, 98, f"fires at {plain(FIRES_AT, 1)}", anchor="middle", size=14),
             words(30, 286, "filled: active in this trial", size=14), axes.frame(),
             axes.line((0, FIRES_AT), (trials, FIRES_AT), color=GREY, dash="5 3"),
             axes.note(trials, FIRES_AT, "enough to fire", dx=-6, dy=16, anchor="end"),
             axes.inside(axes.curve(np.arange(trials + 1), weights, color=PALE),
                         axes.curve(np.arange(trial + 1), weights[: trial + 1])),
             axes.rim_dot(trial, min(weight, 2.0), color=VERMILLION)]  # fmt: skip
    told = f"bell {bell}, food {food}, the dog's node {'fires' if on else 'is silent'}" if now else "nothing yet"
    text = (
        f"{lesson}, trial {trial}: {told}. The bell's weight is now {plain(weight, 2)}; the bell alone would "
        f"{'' if reaches(weight) else 'not '}make it fire."
    )
    return card(700, 304, marks, text)
