"""A picture is SVG text with its text twin; this module holds the pen, the colours and the paper.

Every picture is drawn dark on a white card with a thin border, so that it reads the same in JupyterLab's light and
dark theme, on GitHub and in print. Colours are those of Okabe and Ito, and colour never speaks alone: a negative
weight is dashed too, a right answer says so in words.
"""

import textwrap
from dataclasses import dataclass
from html import escape

BLACK, GREY, PALE, WHITE = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"
BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
ORANGE_INK = "#a84300"  # vermillion dark enough for words
LIT = "#dcebf5"  # the paper of what is chosen
FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Picture:
    """Marks on a card of width × height pixels, and their text twin: a sentence or two from the same arrays.

    `sounds` are (name, data address) pairs: the live page offers a player for each; stills are silent.

    >>> picture = Picture(120, 40, tag("circle", cx=20, cy=20, r=5), "One small circle.")
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

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": self.still, "text/plain": self.text}


def sheet(width, height, marks):
    """Return SVG text: the marks on a white sheet with a thin border."""
    paper = tag("rect", x=0.5, y=0.5, width=width - 1, height=height - 1, rx=8, fill=WHITE, stroke=PALE)
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
    return tag(
        "text",
        escape(str(text)),
        x=x,
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        font_size=size,
        font_weight="bold" if bold else None,
        fill=fill,
        **more,
    )


def key(x, y, color, dash=None, width=2.5, length=36):
    """Return the short line of a legend, at the height of words written at y."""
    return tag("line", x1=x, y1=y - 5, x2=x + length, y2=y - 5, stroke=color, stroke_width=width, stroke_dasharray=dash)


def group(*marks, sets=None, on="click", label=None, **attributes):
    """Return marks as one group; with `sets="stage=3"` a click (or hover, or Enter on it) sets that control."""
    if sets:
        attributes |= {
            "data_set": sets,
            "data_on": on,
            "tabindex": 0,
            "role": "button",
            "aria_label": label,
            "style": "cursor:pointer",
        }
    return tag("g", *marks, **attributes)


def varying(*marks):
    """Return marks whose outline rests on rounding, as a training's does: each processor draws it a little differently.

    >>> varying("<path/>")
    '<g data-outline="varies"><path/></g>'
    """
    return tag("g", *marks, data_outline="varies")


def signed(value, decimals=4):
    """Return a number with its sign and a real minus: signed(-0.5, 2) is '−0.50'.

    >>> signed(0.1, 2), signed(-0.00001, 2)
    ('+0.10', '0.00')
    """
    value = float(value)
    if not abs(value) < 1e6:  # very large, infinite or not a number
        return plain(value, decimals)
    rounded = round(value, decimals) + 0.0
    return f"{rounded:+.{decimals}f}".replace("-", "−") if rounded else f"{0:.{decimals}f}"


def short(value, decimals=4):
    """Return a number with two decimals, and up to `decimals` where it needs them.

    >>> short(0.05), short(-0.000254), short(0.70203349, 5)
    ('0.05', '−0.0003', '0.70203')
    """
    text = plain(value, decimals)
    whole, point, digits = text.partition(".")
    return f"{whole}.{digits.rstrip('0'):0<2}" if point and "e" not in digits else text


def bracketed(value, decimals=None):
    """Return a number for a product, a negative one in brackets; without decimals it is as short as can be.

    >>> bracketed(-0.0515, 4), bracketed(0.1432, 4), bracketed(-1.0)
    ('(−0.0515)', '0.1432', '(−1.00)')
    """
    text = short(value) if decimals is None else plain(value, decimals)
    return f"({text})" if value < 0 else text


def power(value, digits=2):
    """Return a number as short as can be, a very small one with its power of ten.

    >>> power(5.56e-10), power(0.0002), power(0.25), power(-1e-7), power(-0.555, digits=3)
    ('5.6e−10', '2.0e−4', '0.25', '−1.0e−7', '−0.555')
    """
    text = f"{value:.{digits}g}" if abs(value) >= 1e-3 or not value else f"{value:.{digits - 1}e}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("-", "−")


def added(values, decimals=2):
    """Return a sum as it is written by hand.

    >>> added([0.2, -0.8, 0.5])
    '0.20 − 0.80 + 0.50'
    """
    first, *rest = (plain(value, decimals) for value in values)
    return first + "".join(f" − {text[1:]}" if text.startswith("−") else f" + {text}" for text in rest)


def counted(number, thing):
    """Return a number with its noun: counted(1, "wave") is '1 wave', counted(1200, "edge") '1,200 edges'."""
    return f"{number:,} {thing}{'s' * (number != 1)}"


def plain(value, decimals=4):
    """Return a number with a real minus sign and no plus: plain(-0.5, 2) is '−0.50'; NaN and inf in words."""
    value = float(value)
    if value != value:
        return "not a number"
    if value in (float("inf"), float("-inf")):
        return "too large" if value > 0 else "−too large"
    rounded = round(value, decimals) + 0.0
    text = f"{rounded:.{decimals}f}" if abs(value) < 1e6 else f"{value:.2e}"
    return text.replace("-", "−")
