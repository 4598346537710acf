"""A picture of the learner's own training beside the course's (book ch. 31)."""

import numpy as np

from helpers.exercises.building import EXACT
from helpers.pens.axes import Axes, top_of
from helpers.pens.numerals import counted, magnitude, plain, power
from helpers.pens.palette import GREEN_INK, VERMILLION
from helpers.pens.parts import legend_line, share_bar
from helpers.pens.picture import card, words

PALER_BLUE = "#4d9cc9"  # on which dark-green dashes are seen


def built_training(errors, ours, outputs, targets, updates):
    """Return the curve of my_train on that of train, so many updates long, and what my_forward reads at the end.

    errors and ours are the mean errors before each update; outputs, `(n, 2)`, what my_forward answers to the validation
    pictures, and targets what was wanted. An answer is right where the larger output is that of its class.

    >>> built_training([0.25, 0.2], [0.25, 0.2], [[0.9, 0.2], [0.6, 0.4]], [[1, 0], [0, 1]], 1)
    After 1 update: my_train 0.2000, train 0.2000. From the first error to the last they differ by at most 1e−9. After \
the whole training my_forward reads 1 of 2 validation pictures right.
    """
    if len(errors) != len(ours):
        raise ValueError(
            f"errors holds {counted(len(errors), 'number')} and ours {len(ours)}, but both must have one for each "
            "update. Train both for the same number of epochs"
        )
    updates = min(updates, len(ours) - 1)
    right = int((np.argmax(outputs, axis=1) == np.argmax(targets, axis=1)).sum())
    ranges = (0, max(len(ours) - 1, 1)), (0, 1.2 * top_of([errors, ours]) or 1)
    axes = Axes(*ranges, (60, 44, 350, 230), xlabel="updates", title="mean error per example")
    marks = [axes.frame(),
             axes.inside(axes.curve(range(len(ours)), ours, color=PALER_BLUE, width=7),
                         axes.curve(range(updates + 1), errors[: updates + 1], color=GREEN_INK, dash="9 6", width=3)),
             axes.rim_dot(updates, errors[updates], color=VERMILLION),
             legend_line(440, 84, f"train: {plain(ours[updates])}", PALER_BLUE, width=7),
             legend_line(440, 114, f"my_train: {plain(errors[updates])}", GREEN_INK, "9 6", width=3),
             *(words(440, 178 + 22 * row, line) for row, line in enumerate((
                 "At the end my_forward reads", f"{right} of {counted(len(targets), 'picture')} right", "(validation).")
             )),
             share_bar(440, 236, 240, 16, right / len(targets))]  # fmt: skip
    text = (
        f"After {counted(updates, 'update')}: my_train {plain(errors[updates])}, train {plain(ours[updates])}. "
        f"{tell_apart(abs(np.subtract(errors, ours)))} After the whole training my_forward reads {right} of "
        f"{counted(len(targets), 'validation picture')} right."
    )
    return card(714, 330, marks, text)


def tell_apart(away):
    """Return in words how far two curves are from each other.

    >>> tell_apart(np.array([0.0, 2e-9, 0.25]))
    'They differ by up to 0.25, from 1 update on by more than 1e−9.'
    """
    if away.max() <= EXACT:
        return f"From the first error to the last they differ by at most {magnitude(EXACT)}."
    since = counted(int(np.argmax(away > EXACT)), "update")
    return f"They differ by up to {power(away.max())}, from {since} on by more than {magnitude(EXACT)}."
