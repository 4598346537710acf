"""What the function of a live picture returned, as the page and a still show it: one row for each form."""

import base64
import contextlib
import functools
import inspect
import logging
import sys
import warnings
from html import escape
from typing import NamedTuple

from helpers.datasets.files import ending_of, save_for_learner
from helpers.live import figures
from helpers.live.exploring import called, told


class Shown(NamedTuple):
    """A result in the page's form."""

    result: object
    markup: str
    text: str
    plain: str
    forms: dict | None  # for a notebook without a page; a Picture is asked for its own when they are wanted
    sounds: tuple = ()
    captioned: bool = False  # a sentence came with it, and stands below whatever it is
    said: tuple = ()  # what the function printed, and its warnings

    def __repr__(self):
        return "\n".join([self.plain, *self.said])

    @property
    def still(self):
        """All its forms for a notebook without a page, by their MIME types."""
        forms = self.result._repr_mimebundle_() if self.forms is None else self.forms
        return {**forms, "text/plain": repr(self)}

    def save(self, path):
        """Save what is shown as a file: a picture or figure as .svg, .png or .pdf."""
        if hasattr(self.result, "save") and hasattr(self.result, "svg"):
            return self.result.save(path)
        figure = figures.figure_of(self.result)
        if figure is None:
            raise TypeError(f"{told(self.result)} is no picture, so it cannot be saved as one; save it in its own way")
        save_for_learner(path, figures.saved(figure, ending_of(path, (".svg", ".png", ".pdf")).removeprefix(".")))


def drawn(function, values):
    """Yield what a function shows, one result after the other or just one."""
    __tracebackhide__ = True  # a learner's mistake is shown without our lines around it
    made, shown = _asked(functools.partial(function, **values)), None
    if inspect.iscoroutine(made.result):
        made.result.close()
        raise TypeError(f"{called(function)} returned a coroutine; it must return a picture: write def without async")
    if not inspect.isgenerator(made.result):
        yield made.shown(function)
        return
    while (step := _asked(functools.partial(next, made.result, Shown))).result is not Shown:
        yield (shown := step.shown(function))
    if shown is None:
        raise TypeError(f"{called(function)} yielded nothing; it must yield pictures, one after the other")


class _Asked(NamedTuple):
    """What a call returned, what it displayed and drew with pyplot in this order, and what it printed and warned of."""

    result: object
    made: list
    said: list

    def shown(self, function):
        """Return it as the page shows it: one thing below the other."""
        result, sentence = _alone(self.result)
        figure, made = figures.figure_of(result), list(self.made)
        drawn_here = any(one is figure for one in made) or made and figures.is_of_matplotlib(result)
        if result is not None and not drawn_here:
            _refuse(result, called(function))
            made.append(result)
        if not made and self.said:
            return _form("\n".join(self.said), sentence)
        if not made:
            raise TypeError(f"{called(function)} drew, printed and returned nothing (did you forget return?); {WANTED}")
        return _stacked([_form(one, None) for one in made[:-1]], _form(made[-1], sentence))._replace(
            said=tuple(self.said)
        )


WANTED = (
    "it must return a picture, such as draw.logistic_shift(1, 0), or a figure (return fig), a table, a number, a text; "
    "or draw with pyplot, or print"
)


def _refuse(result, name):
    """Say what a result is that shows nothing: a function, a type, a widget."""
    if isinstance(result, type) or callable(result) and set(_bundle(result)) == {"text/plain"}:
        raise TypeError(f"{name} returned {told(result)} (did you forget its brackets?); {WANTED}")
    if hasattr(result, "model_id") and hasattr(result, "comm"):
        raise TypeError(
            f"{name} returned the widget {told(result)}; make it outside, and place it beside the picture: "
            "VBox([explore(...), it])"
        )


def _asked(call):
    """Return what a call gives, with all that it prints, warns of, displays and draws with pyplot caught."""
    __tracebackhide__ = True
    from IPython.utils.capture import capture_output

    before, drawn_at = figures.open_figures(), []
    with warnings.catch_warnings(record=True) as warned, capture_output() as caught:

        def take():
            drawn_at.extend((len(caught.outputs), figure) for figure in figures.take_figures(before))

        try:
            with _showing(take, before):
                result = call()
        finally:
            take()
            _let_go(sys.stderr)
    if CLEARED in caught.stdout:  # clear_output(): what came before is gone
        drawn_at = drawn_at[-1:]
    shown_at = [(at, one) for at, one in enumerate(caught.outputs) if not (drawn_at and _is_figure(one))]
    made = [one for _, one in sorted([*drawn_at, *shown_at], key=lambda pair: pair[0])]
    said = [words for text in (caught.stdout, caught.stderr) if (words := _kept(text))]
    return _Asked(result, made, said + [*dict.fromkeys(f"Warning: {warning.message}" for warning in warned)])


def _is_figure(output):
    """Return whether an output is the image that display(fig) made: the figure itself is taken already."""
    return output.data.get("text/plain", "").startswith("<Figure size")


CLEARED = "\033[2K\r"  # what clear_output() writes where there is no page


def _kept(text):
    """Return what is left to read of what was printed: a line that returns to its beginning is written over."""
    lines = text.split(CLEARED)[-1].rstrip().split("\n")
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in lines)


def _let_go(caught):
    """Let no logger keep the caught stream: it would go on writing where nobody reads."""
    for handler in logging.getLogger().handlers:
        if getattr(handler, "stream", None) is caught:
            handler.setStream(sys.__stderr__)


@contextlib.contextmanager
def _showing(take, before):
    """Let plt.show() end a figure, as it does in a cell: the figure is taken, and the next plot begins a new one."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if not pyplot:
        yield
        return

    def show(*args, **kwargs):
        take()
        figures.lay_paper(before)

    shows, at_once = pyplot.show, pyplot.isinteractive()
    pyplot.show = show
    pyplot.matplotlib.interactive(False)  # or it would put each figure on its list for later
    figures.lay_paper(before)
    try:
        yield
    finally:
        pyplot.show = shows
        pyplot.matplotlib.interactive(at_once)


def _stacked(above, last):
    """Return several results as one, one below the other."""
    if not above:
        return last
    blocks = [*above, last]
    named = [
        block.markup.replace("<svg ", f'<svg role="img" aria-label="{escape(block.text)}" ', 1) for block in blocks
    ]
    markup = "".join(f"<div>{block}</div>" for block in named)
    text = " ".join(block.text for block in blocks if block.text)
    return Shown(last.result, markup, text, "\n".join(map(repr, blocks)), {"text/html": markup}, captioned=bool(text))


def _alone(result):
    """Return a result and the sentence that came with it in a pair, or None."""
    is_pair = isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], str)
    return result if is_pair else (result, None)


def _form(result, sentence):
    """Return a result as it is shown, with the sentence that came with it, if one did."""
    svg, captioned = getattr(result, "svg", None), sentence is not None
    if isinstance(svg, str) and hasattr(result, "_repr_mimebundle_"):  # a Picture
        text = sentence if captioned else result.text
        return Shown(result, svg, text, text, None, getattr(result, "sounds", ()), captioned)
    figure = figures.figure_of(result)
    if figure is not None:
        svg, text = figures.svg_of(figure), sentence if captioned else figures.told_figure(figure)
        return Shown(result, svg, text, text, {"image/svg+xml": svg})
    bundle = {"text/plain": result} if isinstance(result, str) else _bundle(result)
    kind = next(kind for kind in FORMS if kind in bundle)
    markup = FORMS[kind](bundle[kind])
    forms = {**bundle, "text/html": markup} if kind == "text/plain" else bundle
    text = sentence if captioned else getattr(result, "text", "")
    plain = "\n".join(filter(None, [bundle.get("text/plain"), sentence])) if captioned else bundle.get("text/plain", "")
    return Shown(result, markup, text if isinstance(text, str) else "", plain, forms, captioned=captioned)


def _bundle(result):
    """Return all forms that a result has, by their MIME types; the plain one is always among them."""
    from IPython import get_ipython
    from IPython.core.formatters import DisplayFormatter

    shell = get_ipython()
    return (shell.display_formatter if shell else DisplayFormatter()).format(result)[0]


def _formula(latex):
    """Return a formula as MathML, which screen readers read; as it is typed where that is impossible."""
    from latex2mathml.converter import convert

    inside = latex.strip().strip("$").removeprefix("\\displaystyle").strip()
    if "$" in inside:  # a text with formulas in it
        return _markdown(latex)
    try:
        return convert(inside, display="block")
    except Exception:  # whatever a converter says of LaTeX that it does not know
        return _plain(latex)


def _markdown(text):
    """Return Markdown as HTML, with its formulas as MathML."""
    import mistune

    page = mistune.create_markdown(plugins=["math", "table", "strikethrough"])
    page.renderer.register("block_math", lambda renderer, latex: _formula(latex))
    page.renderer.register("inline_math", lambda renderer, latex: _formula(latex).replace('"block"', '"inline"'))
    return page(text)


def _image(kind):
    def image(content):
        content = base64.b64encode(content).decode() if isinstance(content, bytes) else content
        return f'<img alt="" src="data:{kind};base64,{content.strip()}">'

    return image


def _plain(text):
    return f"<pre>{escape(text)}</pre>"


# The first of these that a result has is shown.
FORMS = {
    "image/svg+xml": str,
    "text/html": str,
    "text/markdown": _markdown,
    "text/latex": _formula,
    "image/png": _image("image/png"),
    "image/jpeg": _image("image/jpeg"),
    "text/plain": _plain,
}
