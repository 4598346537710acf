"""Point clouds and what learned from them: nine methods and three learning styles on the same points (book ch. 1)."""

import textwrap
from functools import lru_cache

import numpy as np

from helpers.lessons.what_is_a_neural_network.clouds import REACH, SIZE, load_cloud
from helpers.lessons.what_is_a_neural_network.methods import METHODS, STYLES, fitted, labelled_first, styled
from helpers.network import checks
from helpers.pens.axes import Axes
from helpers.pens.curves import SHADES
from helpers.pens.numerals import capital, counted
from helpers.pens.palette import BLACK, GREY, LIT, WHITE
from helpers.pens.parts import encircled
from helpers.pens.picture import card, rect, tag, varying, words

GROUPS = "ABCDEFGH"
TINTS = ("#e3e3e3", WHITE, "#f0f0f0", "#d2d2d2", "#fafafa", "#dadada", "#ebebeb", "#c8c8c8")
HARD = SHADES[1][1], SHADES[1][3]  # a class without any doubt
COUNTED = ("To count, each group gets the class", "that most of its points have.")
SIDE = 4.5  # half the side of a square, in pixels


def method(name, cloud, dial=3):
    """Return one method's regions on a cloud, and in words how it decides, what its dial says and how well it does.

    name is one of METHODS, cloud one of CLOUDS; the dial goes from 1 to 5.

    >>> method("decision tree (CART)", "ring")  # doctest: +NORMALIZE_WHITESPACE
    Decision tree (CART), 3 levels of questions, on ring: right for 95 of the 100 points it learned from, and for 93 of
    100 new points.
    """
    row, found = checks.known("method", name, METHODS), fitted(name, cloud, dial)
    marks = [panel(name, cloud, dial, 70, 40, 330, xlabel="x1", ylabel="x2")]
    lines = [(True, capital(name)), *((False, line) for line in textwrap.wrap(f"{capital(row.idea)}.", 35)),
             (False, ""),
             (False, f"Learns from: {'points with labels' if row.style == 'supervised' else 'points without labels'}"),
             (False, f"Answers: {row.answers}"), (False, f"Dial {dial}: {setting(name, dial)}"),
             *((False, line) for line in COUNTED * (row.style == "unsupervised")), (False, ""),
             (True, f"Learned from: {found.right} of {SIZE} right"),
             (True, f"New points: {found.right_new} of {SIZE} right")]  # fmt: skip
    marks += [words(424, 56 + 24 * place, line, size=14, bold=bold) for place, (bold, line) in enumerate(lines)]
    marks += key_of(name, 70, 432)
    text = (
        f"{capital(name)}, {setting(name, dial)}, on {cloud}: right for {found.right} of the {SIZE} points it learned "
        f"from, and for {found.right_new} of {SIZE} new points."
    )
    return card(714, 466, marks, text)


def compare(left, right, cloud, dial=3):
    """Return the regions of two methods side by side, on the same points and with the dial at the same place.

    >>> compare("logistic regression", "neural network", "ring").text[:46]
    'On ring, right for new points: logistic regres'
    """
    marks, said = [], []
    for place, name in enumerate((left, right)):
        found = fitted(name, cloud, dial)
        left_edge = 40 + 346 * place
        marks += [panel(name, cloud, dial, left_edge, 44, 306, title=capital(name)),
                  words(left_edge, 394, setting(name, dial), size=14, fill=GREY),
                  words(left_edge, 416, f"{found.right} of {SIZE} right; new: {found.right_new} of {SIZE}", size=14,
                        bold=True)]  # fmt: skip
        said.append(f"{name} ({setting(name, dial)}) {found.right_new} of {SIZE}")
    marks += key_of(right if left == "k-means" else left, 40, 444)
    return card(714, 478, marks, f"On {cloud}, right for new points: {'; '.join(said)}.")


def learning_styles(cloud, labelled, seed=1):
    """Return three learning styles side by side when so many of the 100 points have a label (0 to 100).

    Points without a label are small grey dots. Book ch. 1.

    >>> learning_styles("ring", 8)  # doctest: +NORMALIZE_WHITESPACE
    8 of 100 points of ring have a label. Right for new points: unsupervised 58 of 100, semi-supervised 89 of 100,
    supervised 81 of 100.
    """
    points = load_cloud(cloud)
    chosen = labelled_first(cloud, seed)[:labelled]
    others = np.setdiff1d(np.arange(SIZE), chosen)
    marks, said = [], []
    for place, style in enumerate(STYLES):
        axes = plane(cloud, 14 + 234 * place, 44, 218, title=style, numbered="")
        found = styled(style, cloud, labelled, seed)
        marks.append(regions(axes, found) if found else "")
        blind = style == "unsupervised"
        grey = np.arange(SIZE) if blind else others
        if style != "supervised":
            marks.append(axes.spots(*points.points[grey].T, color=GREY, width=6))
        if not blind:
            marks.append(signs(axes, points.points[chosen], points.classes[chosen]))
        marks += [bare(axes), centres(axes, found) if found else ""]
        uses, how = USES[style](labelled)
        score = f"{found.right_new} of {SIZE} new points right" if found else "no labels: nothing to learn"
        marks += [words(axes.left, 288, uses, size=13.5), words(axes.left, 308, how, size=13.5, fill=GREY),
                  words(axes.left, 332, score, size=14, bold=True)]  # fmt: skip
        said.append(f"{style} {found.right_new} of {SIZE}" if found else f"{style} cannot answer")
    marks += [
        words(14, 362, "○ and ■: labelled points of the two classes · small dots: points without a label", size=13),
        words(
            14,
            382,
            "dashed: the boundary between its two answers · A, B: the groups of k-means, at their centres",
            size=13,
        ),
    ]
    have = "has" if labelled == 1 else "have"
    text = f"{labelled} of {SIZE} points of {cloud} {have} a label. Right for new points: {', '.join(said)}."
    return card(714, 396, marks, text)


USES = {
    "unsupervised": lambda labelled: (f"uses {counted(SIZE, 'point')}, no label", "k-means: two groups"),
    "semi-supervised": lambda labelled: (
        f"uses {counted(SIZE, 'point')}, {counted(labelled, 'label')}",
        "the labels spread to neighbours",
    ),
    "supervised": lambda labelled: (f"uses {counted(labelled, 'labelled point')}", "the nearest one decides"),
}


@lru_cache(maxsize=200)  # of 20 kB each
def panel(name, cloud, dial, left, top, size, **labels):
    """Return the regions, the points and the frame of one method on a cloud."""
    axes, found = plane(cloud, left, top, size, **labels), fitted(name, cloud, dial)
    return "".join([regions(axes, found), axes.frame(), dots(axes, name, cloud), centres(axes, found)])


def plane(cloud, left, top, size, title="", numbered="xy", **labels):
    """Return the axes on which a cloud is drawn."""
    return Axes((-REACH, REACH), (-REACH, REACH), (left, top, size, size), title=title or cloud, numbered=numbered,
                ticks=7, **labels)  # fmt: skip


def bare(axes):
    """Return the frame and the title of axes without numbers, without the lines of 0, which look like a boundary."""
    box = rect(axes.left, axes.top, axes.width, axes.height, fill="none", stroke=GREY)
    return box + words(axes.left, axes.top - 10, axes.title, size=14, bold=True)


def regions(axes, found):
    """Return the areas of both classes with their dashed boundary; for groups, one tint for each group."""
    values = np.clip(found.values, 0, 1) if found.centres is None else found.values
    if found.centres is None and ((values > 0) & (values < 1)).any():
        return axes.inside(varying(axes.regions(values, *SHADES), boundary(axes, values)))
    tints = HARD if found.centres is None else TINTS
    paper = rect(axes.left, axes.top, axes.width, axes.height, fill=tints[0])
    masks = [(values == number).astype(float) for number in range(1, int(values.max()) + 1)]
    areas = [axes.regions(mask, [0.5, 1.5], [tint]) for mask, tint in zip(masks, tints[1:], strict=False)]
    return axes.inside(varying(paper, *areas, *(boundary(axes, mask) for mask in masks)))


def boundary(axes, values):
    """Return the dashed line where values pass 1/2."""
    from contourpy import contour_generator

    rows, columns = values.shape
    x, y = axes.at(np.linspace(*axes.x_range, columns), np.linspace(*axes.y_range, rows))
    lines = contour_generator(x, y, values).lines(0.5)
    d = "".join("M" + "L".join([f"{a:.1f} {b:.1f}" for a, b in line.tolist()]) for line in lines)
    return tag("path", d=d, fill="none", stroke=BLACK, stroke_width=1.5, stroke_dasharray="5 3") if d else ""


def dots(axes, name, cloud):
    """Return the points as this method sees them: with their classes, or all alike."""
    points = load_cloud(cloud)
    if METHODS[name].style == "unsupervised":
        return axes.spots(*points.points.T, color=GREY, width=7)
    return signs(axes, points.points, points.classes)


def signs(axes, points, classes):
    """Return circles for class 0 and filled squares for class 1, one element each."""
    x, y = axes.at(*np.asarray(points).T)
    places = [*zip(x.tolist(), y.tolist(), classes, strict=True)]
    ring = f"a{SIDE} {SIDE} 0 1 0 {2 * SIDE} 0a{SIDE} {SIDE} 0 1 0 {-2 * SIDE} 0"
    box = f"h{2 * SIDE}v{2 * SIDE}h{-2 * SIDE}z"
    rings = "".join([f"M{a - SIDE:.1f} {b:.1f}{ring}" for a, b, one in places if not one])
    boxes = "".join([f"M{a - SIDE:.1f} {b - SIDE:.1f}{box}" for a, b, one in places if one])
    marks = [tag("path", d=rings, fill=WHITE, stroke=BLACK, stroke_width=1.8) if rings else "",
             tag("path", d=boxes, fill=BLACK, stroke=WHITE, stroke_width=1) if boxes else ""]  # fmt: skip
    return "".join(marks)


def centres(axes, found):
    """Return the letters of the groups at their centres; nothing for two classes."""
    if found.centres is None:
        return ""
    places = (axes.at(*centre) for centre in found.centres.tolist())
    return "".join(encircled(x, y, 12, letter, size=14, bold=True, fill=LIT, stroke=BLACK)
                   for letter, (x, y) in zip(GROUPS, places, strict=False))  # fmt: skip


def setting(name, dial):
    """Return what the dial of a method says.

    >>> setting("random forest", 3), setting("naive Bayes", 2), setting("random forest", 1)
    ('5 trees', 'nothing to set', '1 tree')
    """
    row, value = METHODS[name], METHODS[name].values[dial - 1]
    if value is None:
        return "nothing to set"
    if isinstance(value, int) and row.dial.split()[0] in ("trees", "groups"):
        return counted(value, row.dial[:-1])
    if value == 1:
        return SINGULAR[row.dial]
    return f"{row.dial} {value}" if name == "SVM" else f"{value} {row.dial}"


SINGULAR = {
    "levels of questions": "1 level of questions",
    "neighbours that vote": "1 neighbour that decides",
    "hidden nodes": "1 hidden node",
}


def key_of(name, x, y):
    """Return the two lines of a method's legend."""
    if METHODS[name].style == "unsupervised":
        lines = "● a point: its class is not shown to the method", "letters: the groups · dashed: their boundaries"
    else:
        lines = "○ class 0 · ■ class 1 · dashed: the boundary", "orange: says 0 · blue: says 1 · darker: surer"
    return [words(x, y + 20 * place, line, size=13) for place, line in enumerate(lines)]
