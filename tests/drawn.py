"""What tests read from a drawn picture: its words and what lies behind them, its axes, curves, boxes and images."""

import base64
import functools
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import numpy as np
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"(?<![\w.])[+−-]?\d+(?:\.\d+)?(?:e[+−-]?\d+)?")  # the 5 of w5 is no number
BLUE, ORANGE, GAP = (0, 114, 178), (213, 94, 0), (198, 208, 218)


@dataclass
class Words:
    """One line of text of a picture, where it stands on the card, and what lies behind it."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    fill: str
    behind: str
    viewport: tuple  # left, top, right, bottom of the (nested) svg that would cut it off

    def __str__(self):
        return f"{self.text!r} at {self.left:.0f}..{self.right:.0f}, {self.baseline:.0f}"


@functools.lru_cache(maxsize=1)
def lines_of(svg):
    """Return every text of the picture as Words; a letter is taken to be 0.58 of its size wide."""
    shapes = [((-1e9, -1e9, 1e9, 1e9), "#ffffff")]
    return tuple(_walk(ET.fromstring(svg), {"fill": "#000000", "font-size": "15"}, (0, 0), None, shapes))


def _walk(node, inherited, origin, viewport, shapes):
    kind = node.tag.removeprefix(SVG)
    style = {**inherited, **{key: node.get(key) for key in ("fill", "font-size", "text-anchor") if node.get(key)}}
    number = {key: float(node.get(key)) for key in ("x", "y", "width", "height", "cx", "cy", "r") if node.get(key)}
    dx, dy = origin
    if kind == "svg":
        left, top, width, height = map(float, node.get("viewBox").split())
        if viewport:
            dx, dy = dx + number.get("x", 0) - left, dy + number.get("y", 0) - top
        viewport = (left + dx, top + dy, left + width + dx, top + height + dy)
    elif kind == "rect":
        x, y = number.get("x", 0) + dx, number.get("y", 0) + dy
        _remember(shapes, (x, y, x + number["width"], y + number["height"]), node, style)
    elif kind == "circle":
        x, y, r = number["cx"] + dx, number["cy"] + dy, number["r"]
        _remember(shapes, (x - r, y - r, x + r, y + r), node, style)
    elif kind == "image":
        x, y = number["x"] + dx, number["y"] + dy
        shapes.append(((x, y, x + number["width"], y + number["height"]), image_of(node)))
    elif kind == "text":
        text, size = " ".join("".join(node.itertext()).split()), float(style["font-size"])  # SVG joins spaces, too
        wide = 0.58 * size * len(text)
        left = number["x"] + dx - wide * {"middle": 0.5, "end": 1}.get(style.get("text-anchor"), 0)
        x, y = left + wide / 2, number["y"] + dy - 0.35 * size
        behind = next(
            fill if isinstance(fill, str) else color_at(fill, (x - x0) / (x1 - x0), (y - y0) / (y1 - y0))
            for (x0, y0, x1, y1), fill in reversed(shapes)
            if x0 <= x <= x1 and y0 <= y <= y1
        )
        if text:
            yield Words(text, left, left + wide, number["y"] + dy, size, style["fill"], behind, viewport)
    for child in node:
        yield from _walk(child, style, (dx, dy), viewport, shapes)


def _remember(shapes, box, node, style):
    if style["fill"] != "none" and float(node.get("fill-opacity", 1)) > 0.9:
        shapes.append((box, style["fill"]))


def image_of(node):
    """Return the colours of an image in a picture, (rows, columns, 3)."""
    kind, _, data = node.get("href").partition(",")
    assert kind in ("data:image/png;base64", "data:image/jpeg;base64")
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))


def color_at(image, across, down):
    """Return the #rrggbb of the pixel at these shares, 0 to 1, of an image's width and height."""
    row, column = (min(int(share * size), size - 1) for share, size in zip((down, across), image.shape, strict=False))
    return "#{:02x}{:02x}{:02x}".format(*image[row, column])


def without_images(svg):
    """Return the SVG text without the letters and figures that stand for an image's colours."""
    return re.sub(r'href="data:[^"]*"', "", svg)


@functools.cache
def contrast(one, other):
    """Return the contrast of two #rrggbb colours as WCAG defines it, 1 to 21."""

    def light(color):
        parts = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
        return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def texts(picture):
    return ["".join(text.itertext()) for text in ET.fromstring(picture.svg).iter(SVG + "text")]


def numbers(picture):
    return [line.text for line in lines_of(picture.svg)]


def told(text):
    """Return the numbers in a text, in order."""
    return [float(found.replace("−", "-")) for found in NUMBER.findall(text)]


def assert_rounded(got, wanted, decimals, what=""):
    """Every number is the wanted one, rounded to so many decimals."""
    got, wanted = np.atleast_1d(got).astype(float), np.atleast_1d(wanted).astype(float)
    assert got.shape == wanted.shape, f"{what}: drawn {got}, wanted {wanted}"
    assert np.abs(got - wanted).max(initial=0) <= 0.501 * 10**-decimals, f"{what}: drawn {got}, wanted {wanted}"


@dataclass
class Panel:
    """What is drawn inside one pair of axes, in pixels: curves as arrays (points, 2), and dots; ranges by the ticks."""

    box: tuple
    curves: list
    dots: list
    x_range: tuple = None
    y_range: tuple = None

    def data(self, points, x_range=None, y_range=None):
        """Return pixels as the data that they stand for."""
        left, top, width, height = self.box
        (x0, x1), (y0, y1) = x_range or self.x_range, y_range or self.y_range
        x, y = np.atleast_2d(points).T
        return x0 + (x - left) / width * (x1 - x0), y1 - (y - top) / height * (y1 - y0)


def panels(picture):
    """Return the pairs of axes of a picture whose contents are cut off at their frame."""
    root, found = ET.fromstring(picture.svg), {}
    circles = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in root.iter(SVG + "circle")]
    for nested in [*root.iter(SVG + "svg")][1:]:
        box = left, top, width, height = tuple(map(float, nested.get("viewBox").split()))
        panel = found.setdefault(box, Panel(box, [], []))
        panel.curves += [points_of(path) for path in nested.iter(SVG + "path") if not path.get("stroke-linecap")]
        panel.dots = [(x, y) for x, y in circles if left <= x <= left + width and top - 1 <= y <= top + height + 1]
    for box, panel in found.items():
        panel.x_range, panel.y_range = ranges(root, box)
    return [*found.values()]


def span(ticks, length):
    """Return the values at 0 and at length pixels from (pixel, value) of ticks."""
    (near, low), (far, high) = min(ticks), max(ticks)
    rate = (high - low) / (far - near)
    return low - near * rate, low + (length - near) * rate


def points_of(path):
    """Return the points of an SVG path of straight lines, shape (points, 2)."""
    return np.array([[float(part) for part in pair.split()] for pair in re.split("[ML]", path.get("d"))[1:]])


def rects(picture, **attributes):
    """Return x, y, width, height of the rectangles with these attributes, in order."""
    return [
        tuple(float(one.get(key, 0)) for key in ("x", "y", "width", "height"))
        for one in ET.fromstring(picture.svg).iter(SVG + "rect")
        if all(one.get(key.replace("_", "-")) == value for key, value in attributes.items())
    ]


def ranges(element, box):
    """Return the x and y ranges of the axes with this frame, read from their ticks; 1e−5 stands for the exponent −5."""
    left, top, width, height = box
    below, beside = [], []
    for text in element.findall(SVG + "text"):
        found = re.fullmatch(r"(1e)?(−?\d+(?:\.\d+)?)", text.text or "")
        if found:
            x, y, value = float(text.get("x")), float(text.get("y")), float(found[2].replace("−", "-"))
            if abs(y - top - height - 18) < 0.1 and left - 1 <= x <= left + width + 1:
                below.append((x - left, value))
            elif abs(x - left + 6) < 0.1 and top <= y <= top + height + 6 and text.get("text-anchor") == "end":
                beside.append((top + height - y + 4, value))
    return span(below, width) if len(below) > 1 else None, span(beside, height) if len(beside) > 1 else None


def assert_curve(panel, points, x, y, what=""):
    """The drawn points are these data, to less than half a pixel."""
    got_x, got_y = panel.data(points)
    (x0, x1), (y0, y1) = panel.x_range, panel.y_range
    assert len(got_x) == len(x), f"{what}: {len(got_x)} points are drawn, {len(x)} wanted"
    across, up = np.abs(got_x - x).max() / (x1 - x0), np.abs(got_y - y).max() / (y1 - y0)
    away = max(across * panel.box[2], up * panel.box[3])
    assert away < 0.4, f"{what}: {away:.2f} pixels away, drawn y {got_y[:4]}, wanted {np.asarray(y)[:4]}"


def lines_with(picture, name="line", **attributes):
    return [
        one
        for one in ET.fromstring(picture.svg).iter(SVG + name)
        if all(one.get(key.replace("_", "-")) == value for key, value in attributes.items())
    ]


def ink(values):
    """Return the colours of ink, pixel by pixel: 0 white, 1 black, what is no number a blue grey."""
    return [
        [GAP if not np.isfinite(value) else (round(255 * (1 - min(max(value, 0), 1))),) * 3 for value in row]
        for row in values
    ]


def hues(values, scale):
    """Return the colours of numbers from -scale (orange) over 0 (white) to scale (blue)."""

    def hue(value):
        share = min(max(value / scale, -1), 1)
        return tuple(round(255 + abs(share) * (full - 255)) for full in (BLUE if share >= 0 else ORANGE))

    return [[hue(value) if np.isfinite(value) else GAP for value in row] for row in values]


def images(picture):
    """Return (left, top, width, height) and the colours of each image of a picture, in order."""
    root = ET.fromstring(picture.svg if hasattr(picture, "svg") else f'<svg xmlns="{SVG[1:-1]}">{picture}</svg>')
    return [
        (tuple(float(one.get(key)) for key in ("x", "y", "width", "height")), image_of(one))
        for one in root.iter(SVG + "image")
    ]


def assert_colors(image, wanted, near=0):
    """The image has these colours; `near` allows for rounding where the wanted ones are estimated."""
    wanted = np.array(wanted)
    assert image.shape == wanted.shape
    away = np.abs(image.astype(int) - wanted).max(axis=2)
    assert away.max() <= near, f"{(away > near).sum()} pixels differ, first at {np.argwhere(away > near)[0]}"


def worked_out(text):
    """Return what a product or sum, as it is written on the picture, comes to."""
    return eval(text.replace("−", "-").replace("·", "*"))


def after(texts, label, count=1):
    """Return the texts that follow a label."""
    place = texts.index(label) + 1
    return texts[place : place + count]


def distance(dot, curve):
    """Return how many pixels a dot is away from a line of points."""
    start, way = curve[:-1], np.diff(curve, axis=0)
    share = np.clip(((dot - start) * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-12), 0, 1)
    return np.hypot(*(start + share[:, None] * way - dot).T).min()
