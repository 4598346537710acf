"""Do two stills show the same? Rounding differs from processor to processor, and a picture's last pixel with it.

Two stills show the same when they have the same elements in the same order with the same words, coordinates within
PIXELS and colours within STEP. A mark that comes from a training (`varying` in helpers/pens/picture.py) has an outline
of its own on every processor: it only has to be there, drawn with the same kind of marks and finite numbers.

Some cells show the noise of a number's last digits itself. They carry the tag NOISE, and their small numbers with a
power of ten may be a hundred times as large or as small.
"""

import base64
import copy
import io
import re
import xml.etree.ElementTree as ElementTree
from itertools import zip_longest

import numpy as np
from PIL import Image

KIND, PHOTO = "image/svg+xml", "image/png"
WIDGET_ALONE = {"application/vnd.jupyter.widget-view+json", "text/plain"}  # `interact`: nothing of it is saved
SPOTS = 0.002  # the share of a figure's pixels that may be others: a curve that moves is half a percent
PIXELS, STEP = 2, 3  # a colour goes from 0 to 255
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PLACES = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "width", "height", "points", "d", "transform", "viewBox")
FREEDOM = {
    **dict.fromkeys(PLACES, PIXELS),
    "r": 0.5,
    "stroke-width": 0.2,
    "opacity": 0.02,
    "fill-opacity": 0.02,
    "stroke-opacity": 0.02,
}
NOISE = "rounding-noise"
SMALL = re.compile(r"[-+−]?\d(?:\.\d+)?e[-−+]?\d+|[-+−]?0\.00\d+")


def alike(made, saved, noisy=False):
    """Return a copy of the outputs that were made, where a still that shows the same as the saved one is the saved one,
    and a sentence for each still that does not.
    """
    made = copy.deepcopy([output for output in made if output.get("data", {}).keys() != WIDGET_ALONE])
    sentences = []
    if noisy:
        for new, old in zip(made, saved, strict=False):
            texts, before = new.get("data", {}), old.get("data", {})
            for kind in [kind for kind in texts if isinstance(texts[kind], str) and kind != PHOTO]:
                texts[kind] = calmed(texts[kind], before.get(kind, ""))
    spots = 10 * SPOTS if noisy else SPOTS
    for kind, differs in ((KIND, difference), (PHOTO, lambda new, old: figures_differ(new, old, spots))):
        mine, theirs = (
            [output["data"] for output in outputs if kind in output.get("data", ())] for outputs in (made, saved)
        )
        for new, old in zip(mine, theirs, strict=False):
            found = differs(new[kind], old[kind])
            if found:
                sentences.append(f"The still differs. {found}")
                if kind == PHOTO:  # nbval does not look at images
                    new["text/plain"] = "another image"
            else:
                new[kind] = old[kind]
    return made, sentences


def figures_differ(new, old, spots=SPOTS):
    """Return in what two images of a figure differ, as a sentence; None where nearly every pixel is the same."""
    new, old = (np.asarray(Image.open(io.BytesIO(base64.b64decode(image))).convert("RGB"), int) for image in (new, old))
    if new.shape != old.shape:
        return f"The figure has {new.shape[:2]} pixels and had {old.shape[:2]}."
    share = (abs(new - old).max(axis=2) > 60).mean()
    return f"{share:.2%} of the figure's pixels are others." if share > spots else None


def calmed(new, old):
    """Return a text with the small numbers of the old one, where they are of the same size.

    >>> calmed("error 3e-11, 2e-04, 0.5", "error 9e-10, 7e-09, 0.4")
    'error 9e-10, 2e-04, 0.5'
    """
    theirs = iter(SMALL.findall(old))
    return SMALL.sub(lambda found: same_size(found[0], next(theirs, found[0])), new)


def same_size(new, old):
    """Return the old number, or the new one when that is more than a hundred times as large or as small."""
    sizes = [max(abs(float(text.replace("−", "-"))), 1e-12) for text in (new, old)]
    return old if max(sizes) <= 100 * min(sizes) else new


def difference(new, old):
    """Return the first thing in which two stills, as SVG text, show something else, as a sentence; None if nothing."""
    try:
        roots = ElementTree.fromstring(new), ElementTree.fromstring(old)
    except ElementTree.ParseError as error:
        return f"It is no SVG: {error}."
    return different(*roots)


def different(new, old):
    """Return the first thing in which two elements or what is in them differ, as a sentence; None if nothing."""
    if (new is None) or (old is None):
        return f"{named(new if old is None else old)} is {'new' if old is None else 'missing'}."
    if new.tag != old.tag or new.attrib.keys() != old.attrib.keys():
        return f"{named(new)} stands where {named(old)} was."
    if (new.text or "", new.tail or "") != (old.text or "", old.tail or ""):
        return f"{named(new)} has other words than {named(old)}."
    for key, value in new.attrib.items():
        if not within(key, value, old.attrib[key]):
            return f"{named(new)} has {key} {value[:80]!r} and had {old.attrib[key][:80]!r}."
    if new.get("data-outline") == "varies":
        return None if kinds(new) == kinds(old) and is_drawn(new) else f"{named(new)} is drawn in another way."
    return next(filter(None, (different(*pair) for pair in zip_longest(new, old))), None)


def named(element):
    """Return an element in words: text 'a1'."""
    words = "".join(element.itertext())[:40]
    return element.tag.split("}")[-1] + (f" {words!r}" if words else "")


def within(key, new, old):
    """Return whether an attribute's two values show the same."""
    if new == old:
        return True
    if key == "href" and new.startswith("data:image/") and old.startswith("data:image/"):
        return same_pixels(new, old)
    if key in ("fill", "stroke") and new[0] == old[0] == "#":
        return bool((abs(rgb(new) - rgb(old)) <= STEP).all())
    if key not in FREEDOM or NUMBER.split(new) != NUMBER.split(old) or turns(new) != turns(old):
        return False
    moved = np.array(NUMBER.findall(new), float) - np.array(NUMBER.findall(old), float)
    return bool((abs(moved) <= FREEDOM[key] + 1e-9).all())


def turns(path):
    """Return the two flags of each arc of a path: they are no coordinates."""
    arcs = (NUMBER.findall(arc) for arc in re.findall("[aA]([^a-zA-Z]+)", path))
    return [(numbers[3::7], numbers[4::7]) for numbers in arcs]


def rgb(color):
    """Return the three numbers of #rrggbb."""
    return np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)])


def same_pixels(new, old):
    """Return whether two images, as data addresses, have the same size and nearly the same colours."""
    new, old = (Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))) for address in (new, old))
    if (new.size, new.mode) != (old.size, old.mode):
        return False
    return bool((abs(np.asarray(new, int) - np.asarray(old, int)) <= STEP).all())


def kinds(element):
    """Return which kinds of marks are in an element: their tags, each with the names of its attributes."""
    return {(mark.tag, *mark.attrib) for mark in element.iter()}


def is_drawn(element):
    """Return whether every outline in an element begins somewhere and all its numbers are finite."""
    return not any(
        key == "d" and value[:1] != "M" or re.search("nan|inf", value)
        for mark in element.iter()
        for key, value in mark.attrib.items()
        if key in PLACES
    )
