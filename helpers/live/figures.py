"""Figures of matplotlib as pictures: SVG text, and a sentence made of what is written on them.

SVG and not PNG: measured on a curve with a legend, drawing it takes half the time of a PNG for sharp screens, it is
a third of the size, and its words stay words.
"""

import io
import re
import sys

SALT = {
    "svg.hashsalt": "course",
    "svg.fonttype": "none",
}  # names inside stay the same from draw to draw; words are text
HEAVY = 1_000  # marks of one kind: more of them travel as one image inside the SVG
DOTS = 192  # per inch: two for each pixel of the page


def open_figures():
    """Return the numbers of the figures that pyplot holds open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot.get_fignums() if pyplot else []


def lay_paper(before):
    """Let pyplot draw on paper of its own where the learner holds figures open."""
    if before:
        sys.modules["matplotlib.pyplot"].figure()


def take_figure(before):
    """Return the figure that pyplot drew on last, None without one, and close all that came after `before`."""
    new = [number for number in open_figures() if number not in before]
    if not new:
        return None
    pyplot = sys.modules["matplotlib.pyplot"]
    figure = pyplot.gcf()
    for number in new:
        pyplot.close(number)
    is_blank = figure.get_children() == [figure.patch]
    return None if figure.number in before or before and is_blank else figure


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
    """Return a figure as SVG text on white paper, the same text for the same figure."""
    import matplotlib

    heavy = [one for axes in figure.axes for one in (*axes.collections, *axes.lines)]
    heavy = [one for one in heavy if _is_heavy(one) and not one.get_rasterized()]
    file = io.StringIO()
    try:
        for one in heavy:
            one.set_rasterized(True)
        with matplotlib.rc_context(SALT):
            figure.savefig(file, format="svg", dpi=DOTS, metadata={"Date": None, "Creator": None})
    finally:
        for one in heavy:
            one.set_rasterized(False)
    svg = file.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], count=1, flags=re.DOTALL)
    return svg.replace("<svg ", '<svg style="background: #fff" ', 1)


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
    if axes.axison:
        yield ", ".join([_told_axis(axes.xaxis, "Horizontally"), _told_axis(axes.yaxis, "vertically")])
    words = [text.get_text() for text in axes.get_legend().get_texts()] if axes.get_legend() else []
    yield f"Legend: {', '.join(words)}" if words else ""


def _told_axis(axis, name):
    low, high = (f"{end:.3g}".replace("-", "−") for end in axis.get_view_interval())
    return f"{axis.get_label_text() or name} from {low} to {high}"
