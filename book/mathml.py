"""Formulas become MathML while the book is built: no script and no font from outside, and screen readers read them."""

from docutils import nodes
from latex2mathml.converter import convert


def inline(writer, node):
    """Write a formula inside a sentence."""
    writer.body.append(convert(node.astext(), display="inline"))
    raise nodes.SkipNode


def block(writer, node):
    """Write a formula on a line of its own; a narrow page scrolls it, by keyboard, too."""
    writer.body.append(f'<div class="formula" tabindex="0">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def setup(app):
    """Tell Sphinx the renderer's name."""
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
