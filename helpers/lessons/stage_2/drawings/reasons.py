"""Why errors are squared, and where cross-entropy comes from (book ch. 8 and 35)."""

import numpy as np

from helpers.pens.axes import Axes
from helpers.pens.numerals import added, bare, plain, power, signed
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY
from helpers.pens.parts import legend_line, share_bar
from helpers.pens.picture import card, segment, words


def sizes_and_squares(targets, z):
    """Return one answer z to all targets: the average of |t - z| and of (t - z)^2, slopes, lowest points.

    The sizes are lowest at the median of the targets, the squares at their mean.

    >>> sizes_and_squares([1, 2, 3, 4, 10], 6)  # doctest: +NORMALIZE_WHITESPACE
    Targets 1, 2, 3, 4, 10, answer 6.0: average of |t − z| 3.60, slope +0.60, lowest at z = 3.00; average of (t − z)²
    14.00, slope +4.00, lowest at z = 4.00.
    """
    targets = np.asarray(targets, float)
    axes = Axes((0, 10), (0, 12), (50, 36, 380, 260), ticks=7, xlabel="answer z", ylabel="average over the targets")
    marks, said = [axes.frame()], []
    for row, (name, color, dash, error, slopes, best) in enumerate(MEASURES):
        low, high = slopes(targets, z)
        lowest, y = best(targets), 60 + 120 * row
        reach = np.array([z - 1, z + 1])
        tangent = (
            axes.curve(reach, error(targets, z) + low * (reach - z), color=BLACK, width=1.5) if low == high else ""
        )
        grid = np.union1d(np.linspace(0, 10, 101), targets)  # a kink stands at each target
        curve = axes.curve(grid, [error(targets, one) for one in grid], color=color, dash=dash)
        steep = f"slope {signed(low, 2)}" if low == high else f"slope jumps from {signed(low, 2)} to {signed(high, 2)}"
        marks += [axes.inside(curve, tangent),
                  axes.line((lowest, 0), (lowest, error(targets, lowest)), color=color, dash="1 3"),
                  axes.rim_dot(z, error(targets, z), color=color),
                  legend_line(452, y, f"average of {name}", color, dash, gap=46, bold=True),
                  words(452, y + 26, f"at z = {plain(z, 1)}: {plain(error(targets, z), 2)}", size=14),
                  words(452, y + 48, steep, size=14),
                  words(452, y + 70, f"lowest at z = {plain(lowest, 2)}", size=14)]  # fmt: skip
        said.append(f"average of {name} {plain(error(targets, z), 2)}, {steep}, lowest at z = {plain(lowest, 2)}")
    for t in targets:
        x, floor = axes.at(t, 0)
        marks.append(segment(x, floor - 14, x, floor, BLACK, 4))
    marks.append(words(452, 306, "thick black marks: the targets", size=13, fill=GREY))
    listed = ", ".join(bare(t, 2) for t in targets)
    return card(704, 346, marks, f"Targets {listed}, answer {plain(z, 1)}: {'; '.join(said)}.")


def size_slopes(targets, z):
    """Return the slope of the average |t - z| on the left and on the right of z: they differ at a target, in the kink.

    >>> size_slopes(np.array([1.0, 2.0]), 2)
    (0.0, 1.0)
    """
    below, here = (targets < z - 1e-9).mean(), (abs(targets - z) <= 1e-9).mean()
    above = 1 - below - here
    return float(round(below - above - here, 9)), float(round(below - above + here, 9))


def square_slopes(targets, z):
    """Return the slope of the average (t - z)^2, twice: it has no kink."""
    return (2 * float(z - targets.mean()),) * 2


# Name, colour, dash, the average error of one answer, its slopes left and right of it, the best answer.
MEASURES = (
    ("|t − z|", GREEN, "2 3", lambda t, z: abs(t - z).mean(), size_slopes, np.median),
    ("(t − z)²", BLUE, None, lambda t, z: ((t - z) ** 2).mean(), square_slopes, np.mean),
)


def likelihood(outputs, targets):
    """Return the shares that outputs give to what is true: multiplied, and as -ln added up to binary cross-entropy.

    outputs and targets hold one number for each example; a target is 1 (yes) or 0 (no).

    >>> likelihood([0.8, 0.3], [1, 0])  # doctest: +NORMALIZE_WHITESPACE
    The truth got the shares 0.80 and 0.70, multiplied 0.5600. Their −ln: 0.2231 + 0.3567 = 0.5798, and −ln 0.5600 is
    0.5798, too. Binary cross-entropy, the average: 0.2899.
    """
    outputs, targets = np.asarray(outputs, float), np.asarray(targets, float)
    shares = np.where(targets == 1, outputs, 1 - outputs)
    losses, product = -np.log(shares), float(shares.prod())
    written = plain(product) if product >= 0.0005 else power(product)
    axes = Axes((0, 1), (0, 5), (50, 40, 200, 220), ticks=5, xlabel="share of the truth", ylabel="−ln of it")
    grid = np.linspace(0.005, 1, 200)
    columns = ((276, "example"), (344, "output z"), (416, "target t"), (490, "share of the truth"), (694, "−ln"))
    marks = [axes.frame(), axes.inside(axes.curve(grid, -np.log(grid)))]
    marks += [words(x, 40, text, size=13, fill=GREY, anchor="end" if x == 694 else "start") for x, text in columns]
    for row, (z, t, share, loss) in enumerate(zip(outputs, targets, shares, losses, strict=True)):
        y = 72 + 36 * row
        cells = ((290, f"{row + 1}"), (354, plain(z, 2)), (438, f"{t:.0f}"), (490, plain(share, 2)))
        marks += [*(words(x, y, text, size=14) for x, text in cells), share_bar(530, y - 12, 90, 14, share),
                  words(694, y, plain(loss), size=14, anchor="end", bold=True), axes.rim_dot(share, loss)]  # fmt: skip
    y = 72 + 36 * len(shares)
    marks += [segment(276, y - 20, 694, y - 20, GREY),
              words(276, y + 4, f"multiplied: {written}", size=14),
              words(694, y + 4, f"added up: {plain(losses.sum())}", size=14, anchor="end", bold=True),
              words(276, y + 30, f"−ln {written} = {plain(-np.log(product))}: the same number", size=14),
              words(276, y + 56, f"average: {plain(losses.mean())}", size=14)]  # fmt: skip
    listed = " and ".join(plain(share, 2) for share in shares)
    text = (f"The truth got the shares {listed}, multiplied {written}. Their −ln: {added(losses, 4)} = "
            f"{plain(losses.sum())}, and −ln {written} is {plain(-np.log(product))}, too. "
            f"Binary cross-entropy, the average: {plain(losses.mean())}.")  # fmt: skip
    return card(704, max(310, y + 76), marks, text)
