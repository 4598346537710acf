"""The five stages of the book on one network: a map to click on."""

from helpers.network.backpropagation import gradients
from helpers.network.descent import update
from helpers.network.gradient_check import check_gradients
from helpers.network.network import forward, total_error
from helpers.pens.diagram import diagram
from helpers.pens.numerals import plain, signed
from helpers.pens.palette import GREY
from helpers.pens.parts import button
from helpers.pens.picture import card, segment, stacked, tag, words

SHORT = ("create", "1 forward", "2 error", "3 gradients", "4 check", "5 update")


def stage_map(stage, network, inputs, targets, eta=0.5):
    """Return the map of the stages with one of them told on the network's own numbers; click a stage to choose it.

    stage is one of STAGES; inputs and targets are one example, eta the learning rate of the update. Book ch. 2.

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
    >>> stage_map("2 total error", BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    Stage 2, total error: wanted 0, 1, got 0.5934, 0.7353; one number says how wrong that is: E = 0.2111.
    """
    text, lower = TOLD[stage](network, inputs, targets, eta)
    return stacked(strip(stage), lower, text)


def tell_create(network, inputs, targets, eta):
    """Return what happens when the network is created, in words and as a picture; so do the next five for a stage."""
    text = "Create: people choose how many layers and nodes there are; the weights start with random values."
    return text, diagram(network)


def tell_forward(network, inputs, targets, eta):
    run = forward(network, inputs)
    text = f"Stage 1, forward propagation: the inputs travel through and become the outputs {first_row(run.output)}."
    return text, diagram(network, run)


def tell_error(network, inputs, targets, eta):
    run = forward(network, inputs)
    text = (
        f"Stage 2, total error: wanted {first_row(targets, 0)}, got {first_row(run.output)}; "
        f"one number says how wrong that is: E = {plain(total_error(network, inputs, targets))}."
    )
    return text, diagram(network, run, targets=targets[0])


def tell_gradients(network, inputs, targets, eta):
    slopes = gradients(network, inputs, targets)
    advice = " and ".join(f"{'lower' if slopes[name] > 0 else 'raise'} {name}" for name in ("w5", "w6"))
    text = (
        f"Stage 3, gradients: how E answers when a weight grows. For w5 it is {signed(slopes['w5'])}, "
        f"for w6 {signed(slopes['w6'])}: {advice} to lower E."
    )
    return text, diagram(
        network, forward(network, inputs), targets=targets[0], highlight={"w5", "w6", "b1", "c1", "c2"}
    )


def tell_check(network, inputs, targets, eta):
    rows = check_gradients(network, inputs, targets)
    right = sum(one.verdict == "right" for one in rows)
    text = (
        f"Stage 4, gradient check: a slower second way finds {signed(rows['w5'].numerical)} for w5 too; "
        f"{right} of {len(rows)} gradients are confirmed. Then the check is switched off."
    )
    return text, diagram(network, forward(network, inputs), targets=targets[0], highlight={"w5", "b1", "c1"})


def tell_update(network, inputs, targets, eta):
    changed = update(network, gradients(network, inputs, targets), eta)
    before, after = (total_error(one, inputs, targets) for one in (network, changed))
    text = (
        f"Stage 5, update: every weight takes a step against its gradient, {plain(eta, 1)} times as long, "
        f"and E goes from {plain(before)} to {plain(after)}. Then Stage 1 begins again."
    )
    return text, diagram(changed, forward(changed, inputs), targets=targets[0])


TOLD = {
    "create": tell_create,
    "1 forward propagation": tell_forward,
    "2 total error": tell_error,
    "3 gradients": tell_gradients,
    "4 gradient check": tell_check,
    "5 update the weights": tell_update,
}
STAGES = tuple(TOLD)


def first_row(values, decimals=4):
    """Return the numbers of the first example, with commas."""
    return ", ".join(plain(value, decimals) for value in values[0])


def strip(stage):
    """Return the row of boxes; the loop of training runs through 1, 2, 3 and 5, and 4 is only a test."""
    marks = []
    for place, (name, brief) in enumerate(zip(STAGES, SHORT, strict=True)):
        x, dash = 14 + 114 * place, "5 3" if place == 4 else None
        marks.append(button(x, 40, 98, 40, brief, name == stage, f"stage={name}", f"stage: {name}", dash=dash))
        if place:
            marks.append(arrow(x - 15, 60, x - 1, 60))
    marks += [tag("path", d="M633 40V22H177V38", fill="none", stroke=GREY, stroke_width=1.5), arrow(177, 30, 177, 39),
              words(405, 17, "again and again, without the check", anchor="middle", size=13, fill=GREY)]  # fmt: skip
    return card(700, 96, marks, "")


def arrow(x1, y1, x2, y2):
    """Return a short arrow, level or straight down."""
    dx, dy = (5, 4) if y1 == y2 else (4, 5)
    head = f"M{x2} {y2}l{-dx} {-dy}" + (f"v{2 * dy}z" if y1 == y2 else f"h{2 * dx}z")
    return segment(x1, y1, x2, y2, GREY, 1.5) + tag("path", d=head, fill=GREY)
