"""Parts of pictures that are drawn again and again: words in a box, a button, bars, a line of a legend."""

import numpy as np

from helpers.pens.palette import BLACK, BLUE, GREY, LIT, PALE, VERMILLION, WHITE
from helpers.pens.picture import circle, group, key, rect, segment, tag, words


def lit_style(lit, stroke=BLUE, other=GREY, thick=3, thin=1):
    """Return how a box is filled and framed that is chosen, and how all others are."""
    fill, frame, width = (LIT, stroke, thick) if lit else (WHITE, other, thin)
    return {"fill": fill, "stroke": frame, "stroke_width": width}


def named(shape, x, y, text, size, bold, ink):
    """Return a shape with words in its middle."""
    return shape + words(x, y, text, anchor="middle", size=size, bold=bold, fill=ink)


def boxed(x, y, width, height, text, *, down=5, size=15, bold=False, ink=BLACK, **style):
    """Return a box with words in its middle; their line stands `down` pixels below the middle."""
    box = rect(x, y, width, height, **style)
    return named(box, x + width / 2, y + height / 2 + down, text, size, bold, ink)


def encircled(x, y, radius, text, *, down=5, size=15, bold=False, ink=BLACK, **style):
    """Return a circle with words in its middle; their line stands `down` pixels below the middle."""
    return named(circle(x, y, radius, **style), x, y + down, text, size, bold, ink)


def button(x, y, width, height, text, lit, sets, label, *, dash=None, **more):
    """Return a box to click on, which sets a control; the chosen one is filled."""
    style = {"rx": 6, "fill": BLUE if lit else WHITE, "stroke": BLACK, "stroke_dasharray": dash}
    box = boxed(x, y, width, height, text, bold=lit, ink=WHITE if lit else BLACK, **{"size": 14, **more, **style})
    return group(box, sets=sets, label=label)


def share_bar(x, y, width, height, share, paper=PALE, least=0):
    """Return a bar for a share from 0 to 1, on the paper of the whole.

    >>> share_bar(0, 0, 80, 9, 0.25).split("/><")[1]
    'rect x="0" y="0" width="20" height="9" fill="#0072b2"/>'
    """
    return rect(x, y, width, height, fill=paper) + rect(x, y, max(least, width * float(share)), height, fill=BLUE)


def signed_ink(value, dash="6 3"):
    """Return the colour and the dashes of a number: blue and solid above 0, orange and dashed below, grey for 0 itself.

    >>> signed_ink(0.5), signed_ink(-0.5), signed_ink(0.0)
    (('#0072b2', None), ('#d55e00', '6 3'), ('#595959', None))
    """
    return (BLUE, None) if value > 0 else (GREY, None) if value == 0 else (VERMILLION, dash)


def signed_bar(x, y, length, height, value, *, least=1, opacity=0.35, border=2, dash="6 3"):
    """Return a bar from x on: blue above 0, orange and dashed below, grey at 0; a negative length goes left.

    >>> signed_bar(50, 0, -20, 9, -0.4)[:62]
    '<rect x="30" y="0" width="20" height="9" fill="#d55e00" fill-o'
    """
    color, dashes = signed_ink(value, dash)
    return rect(x + min(length, 0), y, max(abs(length), least), height, fill=color, fill_opacity=opacity, stroke=color,
                stroke_width=border, stroke_dasharray=dashes)  # fmt: skip


def legend_line(x, y, text, color, dash=None, *, gap=44, width=2.5, size=14, **style):
    """Return one line of a legend: how something is drawn, and what it is."""
    return key(x, y, color, dash, width) + words(x + gap, y, text, size=size, **style)


def arrow(x1, y1, x2, y2, color=BLACK, width=2, **more):
    """Return a straight arrow; its head is drawn as a path, so that it needs no id."""
    step = np.array([x2 - x1, y2 - y1]) / max(np.hypot(x2 - x1, y2 - y1), 1)
    side, end = np.array([-step[1], step[0]]), np.array([x2, y2])
    a, b = end - 9 * step + 4.5 * side, end - 9 * step - 4.5 * side
    head = f"M{x2:.1f} {y2:.1f}L{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}Z"
    stop = end - 8 * step
    return segment(x1, y1, float(stop[0]), float(stop[1]), color, width, **more) + tag("path", d=head, fill=color)
