"""A plot's paper: axes with ticks, on which curves, dots and areas are placed in the data's own numbers."""

import math

import numpy as np

from helpers.pens.numerals import tick_text
from helpers.pens.palette import BLACK, BLUE, GREY, PALE, WHITE
from helpers.pens.picture import attribute, circle, rect, segment, tag, words


class Axes:
    """A rectangle (left, top, width, height) with its own x and y ranges; every method returns SVG text.

    >>> axes = Axes((0, 10), (0, 1), (50, 20, 100, 50))
    >>> axes.at(5, 0.5)
    (100.0, 45.0)
    """

    def __init__(self, x_range, y_range, place, *, xlabel="", ylabel="", title="", ticks=6, numbered="xy", powers=""):
        self.powers = powers  # on these axes a value is an exponent: its tick says 1e−5
        self.x_range, self.y_range, self.ticks, self.numbered = x_range, y_range, ticks, numbered
        self.left, self.top, self.width, self.height = place
        self.xlabel, self.ylabel, self.title = xlabel, ylabel, title

    def at(self, x, y):
        """Return the pixel position of a data point."""
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        return self.left + (x - x0) / (x1 - x0) * self.width, self.top + (y1 - y) / (y1 - y0) * self.height

    def frame(self):
        """Return grid, ticks, labels and title."""
        bottom, right, marks = self.top + self.height, self.left + self.width, []
        for value in ticks(self.x_range, self.ticks, "x" in self.powers) if "x" in self.numbered else ():
            x, _ = self.at(value, 0)
            marks += [segment(x, self.top, x, bottom, PALE),
                      words(x, bottom + 18, self._named("x", value), anchor="middle", size=13, fill=GREY)]  # fmt: skip
        for value in ticks(self.y_range, max(2, self.ticks - 1), "y" in self.powers) if "y" in self.numbered else ():
            _, y = self.at(0, value)
            marks += [
                segment(self.left, y, right, y, PALE),
                words(self.left - 6, y + 4, self._named("y", value), anchor="end", size=13, fill=GREY),
            ]
        for x1, y1, x2, y2 in self._zero_lines():
            marks.append(segment(x1, y1, x2, y2, GREY))
        middle = self.left + self.width / 2
        marks += [
            rect(self.left, self.top, self.width, self.height, fill="none", stroke=GREY),
            words(middle, bottom + 38, self.xlabel, anchor="middle", size=14),
            words(self.left, self.top - 10, self.title or self.ylabel, size=14, bold=bool(self.title)),
        ]
        if self.title and self.ylabel:  # the title has taken the place above, so the name of the axis stands beside it
            x, y = self.left - 52, self.top + self.height / 2
            marks.append(words(x, y, self.ylabel, anchor="middle", size=14))
        return "".join(marks)

    def _named(self, axis, value):
        return f"1e{tick_text(value)}" if axis in self.powers else tick_text(value)

    def _zero_lines(self):
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        if x0 < 0 < x1 and "x" not in self.powers:
            yield *self.at(0, y0), *self.at(0, y1)
        if y0 < 0 < y1 and "y" in self.numbered and "y" not in self.powers:
            yield *self.at(x0, 0), *self.at(x1, 0)

    def inside(self, *marks):
        """Return marks cut off at the rectangle (a nested svg clips, and needs no id)."""
        return tag("svg", *marks, x=self.left, y=self.top, width=self.width, height=self.height,
                   viewBox=f"{self.left} {self.top} {self.width} {self.height}")  # fmt: skip

    def curve(self, x, y, *, color=BLUE, width=2.5, dash=None, **more):
        """Return the line through the points; it breaks where a value is not finite."""
        x, y = self.at(self._tame(x, self.x_range), self._tame(y, self.y_range))
        pieces, pen = [], "M"
        for left, top in zip(x.tolist(), y.tolist(), strict=True):
            if left == left and top == top:
                pieces.append(f"{pen}{left:.1f} {top:.1f}")
                pen = "L"
            else:
                pen = "M"
        return tag(
            "path", d="".join(pieces), fill="none", stroke=color, stroke_width=width, stroke_dasharray=dash, **more
        )

    @staticmethod
    def _tame(values, value_range):
        """Keep far-away values within a few widths of the rectangle: browsers draw huge coordinates badly."""
        low, high = value_range
        span = high - low
        values = np.where(np.isfinite(np.asarray(values, float)), values, np.nan)
        return np.clip(values, low - 3 * span, high + 3 * span)

    def dot(self, x, y, *, color=BLUE, radius=6, **more):
        """Return one point; nothing where there is none to show (NaN)."""
        if not np.isfinite([x, y]).all():
            return ""
        left, top = self.at(float(self._tame(x, self.x_range)), float(self._tame(y, self.y_range)))
        return circle(left, top, radius, fill=color, stroke=WHITE, stroke_width=1.5, **more)

    def rim_dot(self, x, y, **style):
        """Return one point that may stick out over the frame; nothing where it lies outside the ranges."""
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        return self.dot(x, y, **style) if x0 <= x <= x1 and y0 <= y <= y1 else ""

    def spots(self, x, y, *, color=BLUE, width=6):
        """Return many equal points as one element, which is drawn fast: lines of no length with round ends."""
        x, y = self.at(self._tame(x, self.x_range), self._tame(y, self.y_range))
        seen = np.isfinite(x) & np.isfinite(y)
        d = "".join([f"M{left:.1f} {top:.1f}h0" for left, top in zip(x[seen].tolist(), y[seen].tolist(), strict=True)])
        return tag("path", d=d, fill="none", stroke=color, stroke_width=width, stroke_linecap="round")

    def line(self, start, end, *, color=BLACK, width=1.5, dash=None):
        """Return the straight line between two data points."""
        ends = np.array([start, end], float)
        if not np.isfinite(ends).all():
            return ""
        (x1, x2), (y1, y2) = self.at(self._tame(ends[:, 0], self.x_range), self._tame(ends[:, 1], self.y_range))
        return segment(x1, y1, x2, y2, color, width, dash=dash)

    def note(self, x, y, text, *, dx=8, dy=-8, **style):
        """Return words beside a data point."""
        left, top = self.at(x, float(self._tame(y, self.y_range)))
        return words(left + dx, top + dy, text, halo=True, **{"size": 14, **style})

    def regions(self, values, levels, colors):
        """Return filled areas between levels of a grid of values (rows from the bottom up), covering the rectangle."""
        from contourpy import contour_generator  # 30 ms that most pictures don't need

        rows, columns = values.shape
        x, y = self.at(np.linspace(*self.x_range, columns), np.linspace(*self.y_range, rows))
        generator = contour_generator(x, y, values, fill_type="OuterCode")
        return "".join(tag("path", d=outline(points, codes), fill=color)
                       for low, high, color in zip(levels[:-1], levels[1:], colors, strict=True)
                       for points, codes in zip(*generator.filled(low, high), strict=True))  # fmt: skip


def outline(points, codes):
    """Return a path's d from contour points and their codes: 1 starts a loop, 2 continues, 79 closes."""
    pens = {1: "M", 2: "L", 79: "L"}
    points = ((pens[int(code)], *point) for point, code in zip(points, codes, strict=True))
    return "".join(f"{pen}{attribute(x)} {attribute(y)}" for pen, x, y in points) + "Z"


def top_of(values, least=0.0):
    """Return the largest finite value, not less than `least`: the height of a plot, also when some values overflow.

    >>> top_of(np.array([0.2, np.inf, np.nan]), 0.5)
    0.5
    """
    values = np.asarray(values, float)
    return float(values[np.isfinite(values)].max(initial=least))


def ticks(value_range, most, whole=False):
    """Return round numbers inside the range, at least two: 1, 2, 2.5 or 5 times a power of ten apart.

    In the whole range are at most `most` gaps. With `whole` the numbers are whole where the range holds two such. These
    are the ticks of matplotlib (MaxNLocator), whose loading takes 0.1 s, and in a browser 8 MB and seconds.

    >>> ticks((0, 1.1), 4), ticks((0, 3), 6, whole=True)
    ([0.0, 0.5, 1.0], [0.0, 1.0, 2.0, 3.0])
    """
    low, high = map(float, value_range)
    if not -math.inf < low < high < math.inf:
        return []
    slack, values = 1e-9 * (high - low), []
    for gap in gaps(high - low, most, whole, at_least_one=math.floor(high) > math.ceil(low)):
        first = low // gap * gap
        values = [first + place * gap for place in range(int((high - first) / gap) + 2)]
        if sum(low <= value <= high for value in values) >= 2:
            break
    return [value for value in values if low - slack <= value <= high + slack]


def gaps(width, most, whole, at_least_one):
    """Yield the gaps that ticks may have, from the first of which `most` fill the width down to narrower ones."""
    power = 10 ** (math.log10(width / most) // 1)
    factors = (1, 2, 5) if whole else (1, 2, 2.5, 5)
    found = [power * factor for factor in (*(factor / 10 for factor in factors), *factors, 10)]
    first = next((place for place, gap in enumerate(found) if gap >= width / most), -1)
    for gap in found[first::-1]:
        yield max(1.0, gap) if whole and at_least_one else gap
