"""Mini pictures that are curves, surfaces and walks: computed by the course's own functions where it has them."""

import numpy as np

from helpers.lessons.glossary.drawings.mini import HEIGHT, WIDTH, curves, label, plot
from helpers.network.activations import ACTIVATIONS
from helpers.network.rules import SCHEDULES
from helpers.pens.palette import BLACK, BLUE, GREY, ORANGE_INK, VERMILLION
from helpers.pens.parts import arrow
from helpers.pens.picture import circle, segment, tag

NOISE = np.random.default_rng(3).normal(0, 0.12, 11)


def activation(name):
    """Return the curve of an activation function; one with a jump is drawn in two pieces."""
    row, y_range = ACTIVATIONS[name], (-1.3, 1.3)
    if not row.untrainable:
        return curves(row, y_range=y_range)
    axes, x = plot((-4, 4), y_range), np.linspace(0.01, 4, 5)
    frame = [axes.line((-4, 0), (4, 0), color=GREY, width=1), axes.line((0, -1.3), (0, 1.3), color=GREY, width=1)]
    return [*frame, axes.curve(-x, row(-x)), axes.curve(x, row(x))]


def saturated():
    """Return the logistic curve with its two flat ends marked."""
    logistic = ACTIVATIONS["logistic"]
    return curves(logistic, x_range=(-8, 8), more=lambda axes: [
        axes.curve(np.linspace(*ends, 5), logistic(np.linspace(*ends, 5)), color=VERMILLION, width=6)
        for ends in ((-8, -4), (4, 8))
    ])  # fmt: skip


def bias():
    """Return three logistic curves, moved by three bias weights."""
    logistic = ACTIVATIONS["logistic"]
    return curves(logistic, lambda x: logistic(x + 3), lambda x: logistic(x - 3), x_range=(-7, 7))


def hill(x):
    """Return a gentle curve to touch and to cut."""
    return 0.15 + 0.11 * x + 0.055 * x**2


def touch(gap):
    """Return the straight line through two points of a curve; with a tiny gap it is the tangent."""
    low, high = (0.5 - gap, 0.5 + gap)
    slope = (hill(high) - hill(low)) / (high - low)
    return curves(hill, lambda x: hill(low) + slope * (x - low), x_range=(-2, 3), y_range=(-0.1, 1.1),
                  more=lambda axes: [axes.dot(x, hill(x), color=BLACK, radius=5) for x in {low, high}])  # fmt: skip


def walk(eta, start=0.95, steps=6):
    """Return a walk downhill on E = w² as dots on the bowl: w becomes w − eta · 2w."""
    w = start * (1 - 2 * eta) ** np.arange(steps + 1)
    return curves(np.square, x_range=(-1.6, 1.6), y_range=(-0.15, 2.2), more=lambda axes: [
        axes.curve(w, w**2, color=ORANGE_INK, width=1.5, dash="4 3"),
        *(axes.dot(place, place**2, color=VERMILLION, radius=4.5) for place in w),
    ])  # fmt: skip


def wavy(x):
    """Return a curve with two valleys, one of them deeper."""
    return 0.25 * x**4 - x**2 + 0.25 * x + 1.5


def minima():
    """Return a curve with a global minimum and another local one."""
    x = np.linspace(-2.4, 2.4, 481)
    valleys = [part[wavy(part).argmin()] for part in (x[x < 0], x[x > 0])]
    return curves(wavy, x_range=(-2.4, 2.4), y_range=(-0.6, 3.4), more=lambda axes: [
        *(axes.dot(place, wavy(place), color=VERMILLION) for place in valleys),
        axes.note(valleys[0], wavy(valleys[0]), "global", dx=-20, dy=-14, size=13),
        axes.note(valleys[1], wavy(valleys[1]), "local", dx=-16, dy=-14, size=13),
    ])  # fmt: skip


def ellipses(ratio=2.6):
    """Return the height lines of a valley that is steep across and flat along, with a zigzag walk in it."""
    axes = plot((-4, 4), (-1.6, 1.6))
    angle = np.linspace(0, 2 * np.pi, 61)
    rings = [axes.curve(size * ratio * np.cos(angle), size * np.sin(angle), color=BLUE, width=1.5)
             for size in (0.35, 0.75, 1.15, 1.55)]  # fmt: skip
    spots = [np.array([-3.4, 0.75])]
    for _ in range(7):
        spots.append(spots[-1] * (1 - 0.8 * 2 / np.array([ratio**2, 1])))
    x, y = np.array(spots).T
    return [axes.inside(*rings, axes.curve(x, y, color=ORANGE_INK, width=2),
                        *(axes.dot(*spot, color=VERMILLION, radius=4) for spot in spots))]  # fmt: skip


def uphill():
    """Return height lines and, at one place, the gradient: an arrow across them, straight uphill."""
    axes = plot((-4, 4), (-2.2, 2.2))
    angle = np.linspace(0, 2 * np.pi, 61)
    rings = [axes.curve(1.6 * size * np.cos(angle), size * np.sin(angle), width=1.5) for size in (0.4, 0.9, 1.4, 1.9)]
    x, y = axes.at(1.6 * 0.9 * np.cos(0.8), 0.9 * np.sin(0.8))
    end = axes.at(1.6 * 0.9 * np.cos(0.8) + 1.15 * np.cos(0.8) / 1.6, 0.9 * np.sin(0.8) + 1.15 * np.sin(0.8))
    return [axes.inside(*rings), circle(x, y, 5, fill=VERMILLION), arrow(x, y, *end, ORANGE_INK, 3)]


def schedule():
    """Return a learning rate that falls from update to update."""
    rate = SCHEDULES["1 percent less each time"]
    return curves(lambda x: rate(1.0, x), x_range=(0, 300), y_range=(0, 1.2))


def both_errors(x):
    """Return a training error that falls and a validation error that turns, over the time x from 0 to 1."""
    return 0.9 * np.exp(-4 * x) + 0.05, 0.9 * np.exp(-5 * x) + 0.22 + 0.45 * x**2


def errors(stop=False):
    """Return training error (blue) and validation error (orange, dashed), and where early stopping would stop."""
    x = np.linspace(0, 1, 201)
    best = x[both_errors(x)[1].argmin()]
    return curves(lambda t: both_errors(t)[0], lambda t: both_errors(t)[1], x_range=(0, 1), y_range=(0, 1.15),
                  more=lambda axes: [axes.line((best, 0), (best, 1.15), dash="4 3"),
                                     axes.note(best, 0.95, "stop", dy=0, size=13)] if stop else [
                      axes.note(0.55, 0.75, "validation", dx=0, dy=0, size=13, fill=ORANGE_INK),
                      axes.note(0.62, 0.16, "training", dx=0, dy=0, size=13, fill=BLUE)])  # fmt: skip


def fitted(degree):
    """Return a polynomial through noisy examples: a straight line is too simple, a high degree follows the noise."""
    x = np.linspace(-1, 1, len(NOISE))
    y = 0.8 * np.sin(2.4 * x) + NOISE
    fit = np.polynomial.Polynomial.fit(x, y, degree)
    return curves(fit, x_range=(-1.05, 1.05), y_range=(-1.4, 1.4),
                  more=lambda axes: [axes.dot(*spot, color=VERMILLION, radius=4.5)
                                     for spot in zip(x, y, strict=True)])  # fmt: skip


def bell():
    """Return the bell of a normal distribution, with the standard deviation to both sides."""

    def density(x):
        return np.exp(-(x**2) / 2)

    return curves(density, x_range=(-3.4, 3.4), y_range=(-0.12, 1.15), more=lambda axes: [
        axes.line((end, 0), (end, density(end)), color=VERMILLION, width=2, dash="4 3") for end in (-1, 1)
    ])  # fmt: skip


def wave():
    """Return a sound as a curve, and its samples as dots."""
    x = np.linspace(0, 4 * np.pi, 17)
    return curves(np.sin, x_range=(0, 4 * np.pi), y_range=(-1.25, 1.25),
                  more=lambda axes: [axes.dot(*spot, color=VERMILLION, radius=4)
                                     for spot in zip(x, np.sin(x), strict=True)])  # fmt: skip


def gap_of_error():
    """Return output and target on one line, and the error between them."""
    zero, one = 24, WIDTH - 24
    z = zero + 0.75 * (one - zero)
    return [segment(zero, 70, one, 70, BLACK, 2),
            *(circle(x, 70, 7, fill=color) for x, color in ((z, BLUE), (one, VERMILLION))),
            label(z, 96, "z", bold=True), label(one, 96, "t", bold=True), label((z + one) / 2, 48, "error"),
            tag("path", d=f"M{z:.1f} 60V54H{one:.1f}V60", fill="none", stroke=BLACK, stroke_width=1.5)]  # fmt: skip


CURVES = {
    "logistic": ("an S-shaped curve from 0 to 1", lambda: activation("logistic")),
    "tanh": ("an S-shaped curve from −1 to 1", lambda: activation("tanh")),
    "relu": ("a line at 0 that turns up at net input 0", lambda: activation("ReLU")),
    "step": ("a curve that jumps from 0 to 1", lambda: activation("step")),
    "sign": ("a curve that jumps from −1 to 1", lambda: activation("sign")),
    "linear": ("a straight line through 0", lambda: activation("linear")),
    "saturated": ("an S-shaped curve whose flat ends are marked", saturated),
    "bias": ("the same S-shaped curve three times, side by side", bias),
    "tangent": ("a curve and the line that touches it at one point", lambda: touch(0.001)),
    "secant": ("a curve and the line through two of its points", lambda: touch(1.2)),
    "bowl": (
        "a valley with its lowest point",
        lambda: curves(
            np.square, x_range=(-1.5, 1.5), y_range=(-0.2, 2.2), more=lambda axes: [axes.dot(0, 0, color=VERMILLION)]
        ),
    ),
    "descent": ("dots that walk down into a valley", lambda: walk(0.18)),
    "converge": ("dots that come closer and closer to the bottom", lambda: walk(0.3)),
    "creep": ("dots that hardly move on the slope", lambda: walk(0.01)),
    "oscillate": ("dots that jump from side to side, lower each time", lambda: walk(0.9)),
    "diverge": ("dots that jump from side to side, higher each time", lambda: walk(1.08, 0.5, 5)),
    "minima": ("a curve with two valleys, one deeper", minima),
    "contours": ("the height lines of a long valley, and a zigzag walk in it", ellipses),
    "gradient": ("height lines, and an arrow across them, straight uphill", uphill),
    "saddle": (
        "two curves through one flat point, one up, one down",
        lambda: curves(
            lambda x: 0.5 + 0.3 * x**2,
            lambda x: 0.5 - 0.3 * x**2,
            x_range=(-1.4, 1.4),
            y_range=(-0.15, 1.15),
            more=lambda axes: [axes.dot(0, 0.5, color=BLACK)],
        ),
    ),
    "momentum": (
        "a ball that rolls towards a valley",
        lambda: [
            *curves(
                wavy,
                x_range=(-2.4, 2.4),
                y_range=(-0.6, 3.4),
                more=lambda axes: [axes.dot(1.75, wavy(1.75), color=VERMILLION, radius=8)],
            ),
            arrow(154, 48, 112, 66, ORANGE_INK),
        ],
    ),
    "schedule": ("a curve that falls with time", schedule),
    "two errors": ("a training error that falls while the validation error rises again", errors),
    "early stopping": ("two error curves, and a line where the validation error is smallest", lambda: errors(True)),
    "regression": ("a smooth curve through scattered examples", lambda: fitted(3)),
    "underfitting": ("a straight line that misses examples on a curve", lambda: fitted(1)),
    "overfitting": ("a wild curve through every example", lambda: fitted(10)),
    "bell": ("a bell-shaped curve with a mark on each side", bell),
    "wave": ("a wave with dots on it", wave),
    "minus log": (
        "a curve that falls steeply and reaches 0 at p = 1",
        lambda: [
            *curves(lambda p: -np.log(np.maximum(p, 1e-3)), x_range=(0, 1), y_range=(0, 4)),
            label(WIDTH - 32, 24, "−ln p"),
            label(WIDTH - 26, HEIGHT - 30, "p = 1"),
        ],
    ),
    "decay": (
        "two curves that come closer to 0",
        lambda: curves(lambda x: 0.97**x, lambda x: -0.6 * 0.97**x, x_range=(0, 100), y_range=(-0.9, 1.15)),
    ),
    "error": ("output and target on a line, and the error between them", gap_of_error),
}
