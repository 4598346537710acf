"""Sphinx's settings for the book of the course; tools/build_book.py calls it."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = html_title = "Understand a neural network"
project_copyright = "its authors; text and pictures: CC BY 4.0"
author, language = "", "en"
highlight_language = "none"
extensions = ["myst_nb", "mathml"]
nb_execution_mode = "off"  # what was saved is shown
nb_ipywidgets_js = {}
nb_code_prompt_show = "The code"
nb_code_prompt_hide = "The code"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # a notebook may go from a title to a heading two levels below

html_theme = "furo"
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#00598c", "color-brand-content": "#00598c"},
    "dark_css_variables": {"color-brand-primary": "#7cc4f2", "color-brand-content": "#7cc4f2"},
}
html_static_path = ["_static"]
html_css_files = ["course.css"]
html_favicon = "_static/favicon.svg"
html_math_renderer = "mathml"
html_copy_source = html_show_sourcelink = False
html_use_index = html_show_search_summary = False  # a page opened as a file may read no other
html_extra_path = ["_extra"] if (Path(__file__).parent / "_extra").exists() else []


def let_code_scroll(app, name, template, context, tree):
    """Let a keyboard scroll code that is wider than the page; a cell's code is folded into lines."""
    pattern = (
        r'(?<!cell_input docutils container">\n)(<div class="highlight-(?:none|python|default) [^>]*><div [^>]*><pre)>'
    )
    context["body"] = re.sub(pattern, r'\1 tabindex="0">', context.get("body", ""))


def setup(app):
    """Tell Sphinx what to do with a page before it is written."""
    app.connect("html-page-context", let_code_scroll)


if tags.has("paper"):  # noqa: F821 (Sphinx gives it): all pages as one, for the PDF
    html_theme, html_theme_options = "basic", {"nosidebar": True}
    html_css_files += ["print.css"]
