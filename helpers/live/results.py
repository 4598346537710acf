"""What the function of a live picture returned, as the page and a still show it: one row for each form."""

import base64
import contextlib
import inspect
import io
import sys
import warnings
from html import escape
from typing import NamedTuple

from helpers.datasets.files import ending_of, save_for_learner
from helpers.live import figures
from helpers.live.exploring import called, told


class Shown(NamedTuple):
    """A result in the page's form; `still` has all its forms for a notebook without a page."""

    result: object
    markup: str
    text: str
    still: dict
    sounds: tuple = ()
    captioned: bool = False  # a sentence came with it, and stands below whatever it is
    said: tuple = ()  # what the function printed, and its warnings

    def __repr__(self):
        return self.still["text/plain"]

    def with_said(self, lines):
        """Return the same with what was printed below it."""
        if not lines:
            return self
        plain = "\n".join([self.still["text/plain"], *lines])
        return self._replace(said=tuple(lines), still={**self.still, "text/plain": plain})

    def save(self, path):
        """Save what is shown as a file: a picture or figure as .svg, .png or .pdf."""
        if hasattr(self.result, "save") and hasattr(self.result, "svg"):
            return self.result.save(path)
        figure = figures.figure_of(self.result)
        if figure is None:
            raise TypeError(f"{told(self.result)} is no picture, so it cannot be saved as one; save it in its own way")
        ending, file = ending_of(path, (".svg", ".png", ".pdf")), io.BytesIO()
        figure.savefig(file, format=ending.removeprefix("."), dpi=figures.DOTS)
        save_for_learner(path, file.getvalue())


def drawn(function, values):
    """Yield what a function shows, one result after the other or just one."""
    made, shown = _asked(function, lambda: function(**values)), None
    if inspect.iscoroutine(made.result):
        made.result.close()
        raise TypeError(f"{called(function)} returned a coroutine; it must return a picture: write def without async")
    if not inspect.isgenerator(made.result):
        yield made.shown(function)
        return
    while (step := _asked(function, lambda: next(made.result, Shown))).result is not Shown:
        yield (shown := step.shown(function))
    if shown is None:
        raise TypeError(
            f"{called(function)} yielded nothing; it must yield a picture, such as draw.logistic_shift(1, 0)"
        )


class _Asked(NamedTuple):
    """What a call returned, drew with pyplot, displayed, printed and warned of."""

    result: object
    figure: object
    displayed: list
    said: list

    def shown(self, function):
        """Return it as the page shows it."""
        (result, sentence), said = _alone(self.result), list(self.said)
        if result is None and self.displayed:
            result = self.displayed[-1]
        if self.figure is not None and figures.figure_of(result) is None:
            if result is not None and not figures.is_of_matplotlib(result):
                said.append(result if isinstance(result, str) else repr(result))  # a number beside a figure
            result = self.figure
        if result is None and said:
            return _form("\n".join(said), sentence)
        if result is None or isinstance(result, type) or callable(result) and set(_bundle(result)) == {"text/plain"}:
            forgot = " (did you forget return?)" if result is None else " (did you forget its brackets?)"
            raise TypeError(
                f"{called(function)} returned {told(result)}{forgot}; "
                "it must return a picture, such as draw.logistic_shift(1, 0)"
            )
        return _form(result, sentence).with_said(said)


def _asked(function, call):
    """Return what a call gives, with all that it prints, warns of, displays and draws with pyplot caught."""
    from IPython.utils.capture import capture_output

    before, result = figures.open_figures(), None
    try:
        with warnings.catch_warnings(record=True) as warned, _no_show(), capture_output() as caught:
            figures.lay_paper(before)
            result = call()
    finally:
        figure = figures.take_figure(before)
    said = [line for text in (caught.stdout, caught.stderr) if (line := text.rstrip())]
    said += dict.fromkeys(f"Warning: {warning.message}" for warning in warned)
    return _Asked(result, figure, list(caught.outputs), said)


@contextlib.contextmanager
def _no_show():
    """Let pyplot show nothing meanwhile, nor put it on its list for later: the figure is taken instead."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if not pyplot:
        yield
        return
    show, pyplot.show = pyplot.show, lambda *args, **kwargs: None
    at_once = pyplot.isinteractive()
    pyplot.matplotlib.interactive(False)
    try:
        yield
    finally:
        pyplot.show = show
        pyplot.matplotlib.interactive(at_once)


def _alone(result):
    """Return a result and the sentence that came with it in a pair, or None."""
    is_pair = isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], str)
    return result if is_pair else (result, None)


def _form(result, sentence):
    """Return a result as it is shown, with the sentence that came with it, if one did."""
    figure = figures.figure_of(result)
    if figure is not None:
        svg, text = figures.svg_of(figure), figures.told_figure(figure) if sentence is None else sentence
        return Shown(result, svg, text, {"image/svg+xml": svg, "text/plain": text})
    bundle = {"text/plain": result} if isinstance(result, str) else _bundle(result)
    is_picture = "image/svg+xml" in bundle and isinstance(getattr(result, "svg", None), str)
    kind = next(kind for kind in FORMS if kind in bundle)
    markup = result.svg if is_picture else FORMS[kind](bundle[kind])
    still = {**bundle, "text/html": markup} if kind == "text/plain" else bundle
    text = getattr(result, "text", "") if sentence is None else sentence
    if sentence is not None:
        before = [] if is_picture else [bundle.get("text/plain")]
        still = {**still, "text/plain": "\n".join(filter(None, [*before, sentence]))}
    sounds = getattr(result, "sounds", ()) if is_picture else ()
    return Shown(result, markup, text if isinstance(text, str) else "", still, sounds, captioned=sentence is not None)


def _bundle(result):
    """Return all forms that a result has, by their MIME types; the plain one is always among them."""
    if hasattr(result, "_repr_mimebundle_") and hasattr(
        result, "svg"
    ):  # a Picture knows its forms; this is 200 µs less
        return result._repr_mimebundle_()
    from IPython import get_ipython
    from IPython.core.formatters import DisplayFormatter

    shell = get_ipython()
    return (shell.display_formatter if shell else DisplayFormatter()).format(result)[0]


def _formula(latex):
    """Return a formula as MathML, which screen readers read; as it is typed where that is impossible."""
    from latex2mathml.converter import convert

    inside = latex.strip().strip("$").removeprefix("\\displaystyle").strip()
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
