"""Small images inside a picture: ink from white to black, or weights from orange over white to blue."""

import base64
import io

import numpy as np
from PIL import Image

from helpers.network.checks import quiet
from helpers.pens.palette import BLUE, GREY, VERMILLION
from helpers.pens.picture import tag

GAP = np.array([198, 208, 218], dtype=np.uint8)  # between small images, and where there is no number


@quiet
def pixels(values, x, y, size, scale=None, **more):
    """Return an image of numbers `(rows, columns)`, `size` units wide, with a thin frame.

    Without a scale they are ink, from 0 (white) to 1 (black). With a scale, -scale is orange, 0 white and scale blue.
    """
    rows, columns = values.shape
    height = size * rows / columns
    shades = ink_shades(values) if scale is None else signed_shades(values / (scale or 1))
    box = {"x": x, "y": y, "width": size, "height": height}
    return tag(
        "image", **box, href=encoded(shades), preserveAspectRatio="none", style="image-rendering:pixelated"
    ) + tag("rect", **box, fill="none", stroke=GREY, **more)


def ink_shades(values):
    """Return the colours of ink, `(rows, columns, 3)`: 0 is white, 1 is black; what is not finite is a blue grey.

    >>> ink_shades(np.array([[0.0, 1.0]])).tolist()
    [[[255, 255, 255], [0, 0, 0]]]
    """
    grey = np.rint(255 * (1 - np.clip(np.nan_to_num(values), 0, 1))).astype(np.uint8)
    return np.where(np.isfinite(values)[..., None], grey[..., None], GAP)


def signed_shades(values):
    """Return the colours of numbers from -1 (orange) over 0 (white) to 1 (blue); what is not finite is as above.

    >>> signed_shades(np.array([[0.0, 1.0, -1.0]])).tolist()
    [[[255, 255, 255], [0, 114, 178], [213, 94, 0]]]
    """
    share = np.clip(np.nan_to_num(values), -1, 1)[..., None]
    full = np.where(share >= 0, rgb(BLUE), rgb(VERMILLION))
    shades = np.rint(255 + abs(share) * (full - 255.0)).astype(np.uint8)
    return np.where(np.isfinite(values)[..., None], shades, GAP)


def rgb(color):
    """Return the three numbers of a colour.

    >>> rgb("#0072b2").tolist()
    [0, 114, 178]
    """
    return np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)])


def encoded(shades):
    """Return an image as text that a page can show: a PNG in a data address."""
    file = io.BytesIO()
    Image.fromarray(shades).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def tiled(tiles, columns, gap=1):
    """Return many small images `(n, rows, columns)` as one, side by side with a gap of NaN between them.

    >>> tiled(np.ones((3, 2, 2)), columns=2).shape
    (5, 5)
    """
    n, high, wide = tiles.shape
    rows = -(-n // columns)
    sheet = np.full((rows * (high + gap) - gap, columns * (wide + gap) - gap), np.nan)
    for place, tile in enumerate(tiles):
        row, column = divmod(place, columns)
        top, left = row * (high + gap), column * (wide + gap)
        sheet[top : top + high, left : left + wide] = tile
    return sheet
