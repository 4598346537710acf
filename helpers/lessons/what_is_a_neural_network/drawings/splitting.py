"""Training, validation and test: how many examples each part gets, and how overfitting shows (book ch. 1)."""

import numpy as np

from helpers.lessons.what_is_a_neural_network.splitting import HIGHEST, PARTS, fit_polynomial, parts, split_counts
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.numerals import counted, plain
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, MINT, ORANGE_INK, PALE, WHITE
from helpers.pens.picture import card, circle, key, rect, tag, words

PURPOSE = {
    "training": "adjusts the weights, again and again",
    "validation": "shows overfitting; used to choose settings",
    "test": "opened once, at the end: how good is it really?",
}
COLORS = {"training": BLUE, "validation": GREEN, "test": BLACK}
PALER = {"training": "#cfe4f2", "validation": MINT, "test": PALE}
HEIGHT = 1.8  # the plot of the points reaches from -HEIGHT to HEIGHT
TOP = 1.2  # of the error axis; larger errors lie above it


def split(examples, training, validation):
    """Return the three parts as a bar with their sizes and purposes; the shares are percentages, the test has the rest.

    >>> split(1250, 60, 20)  # doctest: +NORMALIZE_WHITESPACE
    1,250 examples: 750 for training (60 %), 250 for validation (20 %), 250 for the test (20 %).
    """
    counts = dict(zip(PARTS, split_counts(examples, training, validation), strict=True))
    shares = {name: 100 * count / examples for name, count in counts.items()}
    marks, x = [], 20.0
    for place, (name, count) in enumerate(counts.items()):
        wide, y = 674 * count / examples, 122 + 34 * place
        marks += [rect(x, 30, max(wide, 0.5), 60, fill=PALER[name], stroke=BLACK),
                  words(x + wide / 2, 65, name if wide > 80 else "", anchor="middle", bold=True),
                  rect(20, y - 14, 18, 18, fill=PALER[name], stroke=BLACK), words(48, y, name, bold=True),
                  words(230, y, f"{count:,}", anchor="end", bold=True),
                  words(244, y, f"{plain(shares[name], 0)} %", size=14),
                  words(296, y, PURPOSE[name], size=14)]  # fmt: skip
        x += wide
    warning = missing(counts, training + validation)
    rows = warning.split(": ") if warning else ()
    marks += [
        words(20, 222 + 22 * place, row, size=14, bold=not place, fill=ORANGE_INK) for place, row in enumerate(rows)
    ]
    said = (f"{count:,} for {'the ' * (name == 'test')}{name} ({plain(shares[name], 0)} %)"
            for name, count in counts.items())  # fmt: skip
    return card(714, 258, marks, f"{counted(examples, 'example')}: {', '.join(said)}.{' ' * bool(warning)}{warning}")


def missing(counts, wanted):
    """Return a warning when a part is empty."""
    empty = [name for name, count in counts.items() if not count]
    if not empty:
        return ""
    more = " (the two shares make more than 100 %)" if wanted > 100 else ""
    worst = "training" if "training" in empty else empty[-1]
    return f"Nothing is left for {' and '.join(empty)}{more}: {LOSS[worst]}"


LOSS = {
    "training": "there is nothing to learn from.",
    "validation": "nobody will notice overfitting.",
    "test": "nobody will know how good the result is.",
}


def polynomial(degree, training=60, open_test=False):
    """Return the polynomial that fits the training points best, beside both errors for this and all lower degrees.

    Validation points have no part in the fit. With open_test the test part's points and its error are shown, too.

    >>> polynomial(9)  # doctest: +NORMALIZE_WHITESPACE
    Degree 9, 24 training points: mean squared error 0.04 on training, 0.26 on validation. Smallest validation error so
    far: degree 3.
    """
    degree = checks.whole_number("degree", degree, at_least=0, at_most=HIGHEST)
    fits = [fit_polynomial(number, training) for number in range(degree + 1)]
    now, points = fits[-1], parts(training)
    shown = PARTS if open_test else PARTS[:2]
    best = min(fits, key=lambda fit: fit.errors["validation"]).degree
    tried = range(degree + 1)
    x = np.linspace(-1, 1, 201)
    plot = Axes((-1.05, 1.05), (-HEIGHT, HEIGHT), (44, 40, 300, 270), ticks=5, xlabel="x", title=f"degree {degree}")
    errors = Axes((0, HIGHEST), (0, TOP), (410, 40, 284, 270), ticks=7, xlabel="degree", title="mean squared error")
    marks = [plot.frame(), plot.inside(plot.curve(x, now.curve(x), color=BLACK)), errors.frame()]
    marks += [point(plot, *place, name) for name in shown for place in zip(*points[name], strict=True)]
    for name in PARTS[:2]:
        heights = [fit.errors[name] for fit in fits]
        dash = None if name == "training" else "7 4"
        marks.append(errors.inside(errors.curve(tried, heights, color=COLORS[name], dash=dash)))
    marks += [point(errors, degree, now.errors[name], name) for name in shown]
    highest = max(now.errors[name] for name in shown)
    if highest > TOP:
        marks.append(errors.note(HIGHEST, TOP, f"↑ {size(highest)}", dx=0, dy=-9, anchor="end", bold=True))
    marks += [errors.line((best, 0), (best, TOP), color=GREY, width=1, dash="2 3"),
              errors.note(best, 0.88 * TOP, f"best so far: degree {best}", dx=6 if best < 6 else -6, dy=0, size=13,
                          fill=GREY, anchor="start" if best < 6 else "end"),
              *legend(shown, {name: len(points[name][0]) for name in shown}, now.errors)]  # fmt: skip
    text = (
        f"Degree {degree}, {len(points['training'][0])} training points: mean squared error "
        f"{size(now.errors['training'])} on training, {size(now.errors['validation'])} on validation"
        f"{', ' + size(now.errors['test']) + ' on the test' if open_test else ''}. "
        f"Smallest validation error so far: degree {best}."
    )
    if degree + 1 >= len(points["training"][0]):
        text += f" It has {degree + 1} coefficients: enough to hit every training point."
    return card(714, 420, marks, text)


def size(error):
    """Return an error with two decimals, a large one without.

    >>> size(0.256), size(7516260.5)
    ('0.26', '7,516,260')
    """
    return f"{error:,.0f}" if error >= 100 else plain(error, 2)


def point(axes, x, y, name):
    """Return a data point with the sign of its part, at the rim where it lies above or below the plot."""
    return sign(*axes.at(x, float(np.clip(y, *axes.y_range))), name)


def sign(left, top, name):
    """Return the sign of a part: filled circle, hollow square, hollow diamond."""
    if name == "training":
        return circle(left, top, 5, fill=BLUE, stroke=WHITE)
    look = {"fill": WHITE, "stroke": COLORS[name], "stroke_width": 2.2}
    if name == "validation":
        return rect(left - 4.5, top - 4.5, 9, 9, **look)
    return tag("path", d=f"M{left:.1f} {top - 6.5:.1f}l6.5 6.5l-6.5 6.5l-6.5 -6.5z", **look)


def legend(shown, counts, errors):
    """Return one line for each part: sign, number of points, error."""
    marks = []
    for place, name in enumerate(shown):
        y = 366 + 22 * place
        line = "" if name == "test" else key(62, y, COLORS[name], None if name == "training" else "7 4")
        text = f"{name}: {counts[name]} points, mean squared error {size(errors[name])}"
        marks += [sign(46, y - 5, name), line, words(110, y, text, size=14)]
    return marks
