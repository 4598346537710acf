"""Figures of matplotlib as pictures: SVG text, and a sentence made of what is written on them.

SVG and not PNG: measured on a curve with a legend, drawing it takes half the time of a PNG for sharp screens, it is
a third of the size, and its words stay words.
"""

import io
import re
import sys
from math import ceil, floor

# Names inside stay the same from draw to draw, and words stay words.
SALT = {"svg.hashsalt": "course", "svg.fonttype": "none"}
HEAVY = 1_000  # marks of one kind: more of them travel as one image inside the SVG
DOTS = 192  # per inch: two for each pixel of the page
NUMBER = re.compile(r"[-−+]?[\d.,]+(e[-−+]?\d+)?")
MARGIN = 4  # pixels of paper beyond a word that lies outside


def open_figures():
    """Return the numbers of the figures that pyplot holds open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot.get_fignums() if pyplot else []


def lay_paper(before):
    """Let pyplot draw on paper of its own where the learner holds figures open."""
    if before:
        sys.modules["matplotlib.pyplot"].figure()


def take_figures(before):
    """Return the figures that pyplot has made besides those of `before`, and close them; blank paper was only laid."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    numbers = [number for number in open_figures() if number not in before]
    made = [pyplot.figure(number) for number in numbers]
    for number in numbers:
        pyplot.close(number)
    return [figure for figure in made if not before or figure.get_children() != [figure.patch]]


def is_of_matplotlib(result):
    """Return whether matplotlib gave a result back, such as a Colorbar: it says nothing beside its figure."""
    return type(result).__module__.partition(".")[0] == "matplotlib"


def figure_of(result):
    """Return the figure on which a result is drawn: itself, its axes, what plot() or hist() returned; None if none."""
    if "matplotlib" not in sys.modules:
        return None
    from matplotlib.artist import Artist

    if isinstance(result, Artist):
        return result.get_figure(root=True)
    if hasattr(result, "flat") and getattr(result, "dtype", None) == "O":  # the axes of subplots(2, 2)
        result = list(result.flat)
    if isinstance(result, dict):  # of boxplot()
        result = list(result.values())
    found = map(figure_of, result) if isinstance(result, list | tuple) else ()
    return next((figure for figure in found if figure is not None), None)


def svg_of(figure):
    """Return a figure as SVG text on white paper, the same text for the same figure.

    The paper grows where words would lie outside it; what is drawn by very many marks becomes one image inside.
    """
    import matplotlib

    heavy = [one for axes in figure.axes for one in (*axes.collections, *axes.lines)]
    heavy = [one for one in heavy if _is_heavy(one) and not one.get_rasterized()]
    file, dots = io.StringIO(), figure.dpi
    try:
        for one in heavy:
            one.set_rasterized(True)
        figure.dpi = 72  # so that a pixel is a point, the measure of SVG files
        with matplotlib.rc_context(SALT):
            figure.savefig(file, format="svg", dpi=DOTS)
        left, low, right, high = paper(figure)
        top = figure.bbox.height - high
    finally:
        figure.dpi = dots
        for one in heavy:
            one.set_rasterized(False)
    svg = file.getvalue()
    inside = svg[svg.index(">", svg.index("<svg")) + 1 :]
    inside = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>", "", inside, count=2, flags=re.DOTALL)
    wide, tall = right - left, high - low
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{wide:g}pt" '
        f'height="{tall:g}pt" viewBox="{left:g} {top:g} {wide:g} {tall:g}" '
        f'style="background: #fff; stroke-linejoin: round; stroke-linecap: butt">{inside}'
    )


def paper(figure):
    """Return left, low, right and high of the paper that a figure and all its words need, in its pixels."""
    words = [text for text in (*figure.texts, *figure.legends) if text.get_visible()]
    for axes in figure.axes:
        ticks = [tick for axis in (axes.xaxis, axes.yaxis) for tick in _ticks(axis) if axes.axison]
        legend = [axes.get_legend()] if axes.get_legend() else []
        labels = [axes.title, axes.xaxis.label, axes.yaxis.label, *(tick.label1 for tick in ticks)]
        words += [*legend, *axes.texts, *(label for label in labels if label.get_visible() and label.get_text())]
    boxes = [figure.bbox.extents, *(word.get_window_extent().extents for word in words)]
    lefts, lows, rights, highs = ([float(box[side]) for box in boxes] for side in range(4))
    starts = [floor(min(sides)) - MARGIN if min(sides) < 0 else 0 for sides in (lefts, lows)]
    return *starts, *(ceil(max(sides)) + MARGIN if max(sides) > sides[0] else sides[0] for sides in (rights, highs))


def saved(figure, kind):
    """Return a figure as the bytes of a file, with all its words on the paper."""
    from matplotlib.transforms import Bbox

    if kind == "svg":
        return svg_of(figure).encode()
    figure.draw_without_rendering()
    sides = [side / figure.dpi for side in paper(figure)]
    file = io.BytesIO()
    figure.savefig(file, format=kind, dpi=DOTS, bbox_inches=Bbox.from_extents(*sides))
    return file.getvalue()


def _is_heavy(marks):
    """Return whether dots, cells, pieces or the corners of outlines are so many that an image is smaller."""
    if not hasattr(marks, "get_offsets"):  # a line: without dots it is one path
        return len(marks.get_xdata()) > HEAVY and marks.get_marker() not in (None, "None", "none", "", " ")
    shades = marks.get_array()
    if max(len(marks.get_offsets()), 0 if shades is None else shades.size) > HEAVY:
        return True
    paths = marks.get_paths()
    return len(paths) > HEAVY or sum(map(len, paths)) > 20 * HEAVY


def told_figure(figure):
    """Return what is written on a figure: titles, axes with their ranges, legends."""
    above = [figure.get_suptitle()] if figure.get_suptitle() else []
    plots = [axes for axes in figure.axes if axes.get_label() != "<colorbar>"]
    parts = dict.fromkeys([*above, *(part for axes in plots for part in _told_axes(axes))])  # each once
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part) or "A figure without words."


def _told_axes(axes):
    """Yield the parts of what one plot says."""
    yield axes.get_title()
    for image in axes.images:
        rows, columns = image.get_size()
        yield f"An image of {rows} × {columns} cells"
    bars = sum(len(group) for group in axes.containers if group and hasattr(group[0], "get_height"))
    counts = [
        f"{count} {kind}{'s' * (count != 1)}" for kind, count in (("line", len(axes.lines)), ("bar", bars)) if count
    ]
    if axes.axison:
        sides = [
            _told_axis(axes.xaxis, "horizontally" if counts else "Horizontally"),
            _told_axis(axes.yaxis, "vertically"),
        ]
        yield ": ".join(filter(None, [" and ".join(counts), ", ".join(sides)]))
    words = [text.get_text() for text in axes.get_legend().get_texts()] if axes.get_legend() else []
    yield f"Legend: {', '.join(words)}" if words else ""


def _ticks(axis):
    """Return the ticks of an axis that lie in view."""
    low, high = sorted(axis.get_view_interval())
    return [tick for tick in axis.majorTicks if low <= tick.get_loc() <= high]


def _told_axis(axis, name):
    """Return from where to where an axis goes: in the words at its ticks where these are no numbers."""
    words = [tick.label1.get_text() for tick in _ticks(axis)]
    words = [word for word in words if word and "$" not in word and not NUMBER.fullmatch(word)]
    ends = [words[0], words[-1]] if words else [f"{end:.3g}".replace("-", "−") for end in axis.get_view_interval()]
    return f"{axis.get_label_text() or name} from {ends[0]} to {ends[1]}"
