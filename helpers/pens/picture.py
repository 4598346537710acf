"""A picture is SVG text with its text twin; this module holds the pen and the paper.

Every picture is drawn dark on a white card with a thin border, so that it reads the same in JupyterLab's light and
dark theme, on GitHub and in print. Colour (palette.py) never speaks alone: a negative weight is dashed too,
a right answer says so in words.
"""

import textwrap
from dataclasses import dataclass
from html import escape

from helpers.datasets.files import ending_of, save_for_learner
from helpers.pens.palette import BLACK, PALE, WHITE

FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Picture:
    """Marks on a card of width × height pixels, and their text twin: a sentence or two from the same arrays.

    `sounds` are (name, data address) pairs: the live page offers a player for each; stills are silent.

    >>> picture = Picture(120, 40, circle(20, 20, 5), "One small circle.")
    >>> picture
    One small circle.
    >>> picture.svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"')
    True
    """

    width: int
    height: int
    marks: str
    text: str
    sounds: tuple = ()

    @property
    def svg(self):
        """The picture as SVG text."""
        return sheet(self.width, self.height, self.marks)

    @property
    def still(self):
        """The picture with its text twin written below: what GitHub and print show."""
        lines = textwrap.wrap(self.text, self.width // 8, break_on_hyphens=False)
        written = (words(8, self.height + 18 + 20 * row, line, size=14) for row, line in enumerate(lines))
        return sheet(self.width, self.height + 20 * len(lines) + 8, self.marks + "".join(written))

    def save(self, path):
        """Save the picture as a file: curve.svg, curve.png (two dots for each pixel) or curve.pdf.

        ValueError for another ending, OSError where the file cannot be written; each says what to type.
        """
        as_bytes = SAVED[ending_of(path, SAVED)]
        save_for_learner(path, as_bytes(self.svg))

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": self.still, "text/plain": self.text}


def _converter():
    """Return the library that turns SVG into other formats; it is not made for a Python that runs in a browser."""
    try:
        import vl_convert
    except ImportError:
        raise ImportError("here only .svg can be saved: the others need the package vl-convert-python") from None
    return vl_convert


# How a file is made of SVG text, by its ending.
SAVED = {
    ".svg": str.encode,
    ".png": lambda svg: _converter().svg_to_png(svg, scale=2),
    ".pdf": lambda svg: _converter().svg_to_pdf(svg),
}


def sheet(width, height, marks):
    """Return SVG text: the marks on a white sheet with a thin border."""
    paper = rect(0.5, 0.5, width - 1, height - 1, rx=8, fill=WHITE, stroke=PALE)
    box = {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    xmlns = "http://www.w3.org/2000/svg"
    return tag("svg", paper, marks, xmlns=xmlns, **box, font_family=FONT, font_size=15, fill=BLACK)


def card(width, height, marks, text):
    """Return the Picture that shows the marks (SVG strings) on a white card."""
    return Picture(width, height, "".join(marks), text)


def stacked(upper, lower, text):
    """Return two pictures as one, the second below the first."""
    box = {"viewBox": f"0 0 {lower.width} {lower.height}", "width": lower.width, "height": lower.height}
    below = tag("svg", lower.marks, x=0, y=upper.height, **box)
    return card(max(upper.width, lower.width), upper.height + lower.height, [upper.marks, below], text)


def tag(name, *children, **attributes):
    """Return one SVG element; an underscore in an attribute's name stands for a hyphen, None leaves it out.

    >>> tag("line", x1=0, y1=0.05, stroke_width=2, fill=None)
    '<line x1="0" y1="0.1" stroke-width="2"/>'
    """
    written = "".join(
        [f' {key.replace("_", "-")}="{attribute(value)}"' for key, value in attributes.items() if value is not None]
    )
    if not children:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{''.join(children)}</{name}>"


def attribute(value):
    """Return an attribute's text: pixels to a tenth, words with the signs that SVG reserves written out.

    >>> attribute(12.3456), attribute(40.0), attribute("a & b")
    ('12.3', '40', 'a &amp; b')
    """
    if isinstance(value, str):
        return escape(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def words(x, y, text, *, anchor="start", size=15, bold=False, fill=BLACK, halo=False, **more):
    """Return a line of text; a halo keeps it legible where it crosses an edge."""
    if halo:
        more |= {"stroke": WHITE, "stroke_width": 5, "paint_order": "stroke", "stroke_linejoin": "round"}
    return tag("text", escape(str(text)), x=x, y=y, text_anchor=None if anchor == "start" else anchor, font_size=size,
               font_weight="bold" if bold else None, fill=fill, **more)  # fmt: skip


def rect(x, y, width, height, **style):
    """Return a rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, **style)


def circle(x, y, radius, **style):
    """Return a circle around a place."""
    return tag("circle", cx=x, cy=y, r=radius, **style)


def segment(x1, y1, x2, y2, color=BLACK, width=None, dash=None, **style):
    """Return a straight line from one place to another."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=color, stroke_width=width, stroke_dasharray=dash, **style)


def key(x, y, color, dash=None, width=2.5, length=36):
    """Return the short line of a legend, at the height of words written at y."""
    return segment(x, y - 5, x + length, y - 5, color, width, dash)


def group(*marks, sets=None, on="click", label=None, **attributes):
    """Return marks as one group; with `sets="stage=3"` a click (or hover, or Enter on it) sets that control."""
    if sets:
        attributes |= {"data_set": sets, "data_on": on, "tabindex": 0, "role": "button", "aria_label": label}
        attributes["style"] = "cursor:pointer"
    return tag("g", *marks, **attributes)


def varying(*marks):
    """Return marks whose outline rests on rounding, as a training's does: each processor draws it a little differently.

    >>> varying("<path/>")
    '<g data-outline="varies"><path/></g>'
    """
    return tag("g", *marks, data_outline="varies")
