"""Make a book of the notebooks that needs no Python to read: `python3 start.py book` runs this in .venv-book.

    python tools/build_book.py _book                pages of the saved notebooks, whose pictures stand still
    python tools/build_book.py _book --live live    the button "open live" leads to the course in the browser, in live/

Sphinx makes the pages of a copy of the notebooks; what it is told, and what pages look like, is in book/. Where the
variable CHROMIUM names a browser, it prints the whole course as course.pdf.
"""

import argparse
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWN, PHOTO = "image/svg+xml", "image/png"
RUN_FIRST = re.compile(r'\n*Run this cell first \(click it, then press Shift \+ Enter\)\. It says "ready"\.\s*$')
STAND = "Here the pictures stand still, with a sentence that says what they show. Where you read “drag”, “press” or "
STAND += "“run this cell”, open the page live."
LIVE = "▶ Open {} live, in your browser"
INSTALL = "run_it_yourself"  # the page of the README's part about starting the course
TEACHERS = "teachers"
HOW = "▶ How to open {} live"
START, PDF = "00_start_here.ipynb", "course.pdf"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


# ---- One notebook


def button(name, live, what="this page"):
    """Return the button that opens a notebook live; without the course in a browser it leads to the README's way.

    >>> button("03_x.ipynb", "live")
    '<p class="live"><a href="live/lab/index.html?path=03_x.ipynb">▶ Open this page live, in your browser</a></p>'
    >>> button("03_x.ipynb", None)
    '<p class="live"><a href="run_it_yourself.html">▶ How to open this page live</a></p>'
    """
    address, words = (f"{live}/lab/index.html?path={name}", LIVE) if live else (f"{INSTALL}.html", HOW)
    return f'<p class="live"><a href="{escape(address)}">{words.format(what)}</a></p>'


def without_words(svg, twin):
    """Return a still without the sentence written below it, which the page says itself; its width and height.

    >>> card = '<rect x="0.5" y="0.5" width="79" height="{}" rx="8"/>'
    >>> words = '<text x="8" y="58">Its</text><text x="8" y="78">sentence.</text></svg>'
    >>> still = '<svg viewBox="0 0 80 88" width="80" height="88">' + card.format(87) + words
    >>> without_words(still, "Its sentence.") == (
    ...     '<svg viewBox="0 0 80 40" width="80" height="40">' + card.format(39) + "</svg>", 80, 40)
    True
    """
    width, high = (int(number) for number in re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    lines = textwrap.wrap(twin, width // 8, break_on_hyphens=False)
    height = high - 20 * len(lines) - 8
    for _ in lines:
        svg = svg[: svg.rindex("<text")]
    head, paper, marks = re.split("(<rect[^>]*>)", svg, maxsplit=1)
    head = head.replace(f' {high}"', f' {height}"').replace(f'height="{high}"', f'height="{height}"')
    paper = paper.replace(f'height="{high - 1}"', f'height="{height - 1}"')
    return head + paper + marks + "</svg>", width, height


def unpressed(svg):
    """Return a still in which nothing looks as if it could be pressed: parts that set a control, and links, are plain.

    What has round corners becomes a cell with a pale frame, as in a table; the chosen one keeps its colour.

    >>> part = '<g aria-pressed="true" data-set="stage=2" data-on="click" tabindex="0" role="button">{}</g>'
    >>> unpressed(part.format('<rect x="2" rx="6" fill="#ffffff" stroke="#1a1a1a"/><text>click one</text>'))
    '<g><rect x="2" fill="#ffffff" stroke="#d9d9d9"/><text></text></g>'
    """
    svg = re.sub(r'<g data-set="folder=.*?</g>|</?a\b[^>]*>| text-decoration="underline"', "", svg)
    svg = re.sub(r"click one(?=</text>)| \(click on one\)|go to(?=</text>)", "", svg)
    return re.sub(r"<g\b[^>]* data-set=[^>]*>(<rect[^>]*>)?", lambda found: f"<g>{plain(found[1] or '')}", svg)


def plain(box):
    """Return a rectangle without round corners, and without a frame that invites a click; others as they are."""
    if ' rx="' not in box:
        return box
    box = re.sub(r' rx="\d+"', "", box)
    thin = box.replace('fill="#dcebf5" stroke="#0072b2" stroke-width="0.5"', 'fill="#ffffff" stroke="#d9d9d9"')
    return re.sub('stroke="#(1a1a1a|595959)"', 'stroke="#d9d9d9"', thin)


def figure(path, twin, said, size=None):
    """Return a picture that stands still, named by its sentence; `said` stands below it, for who sees the page."""
    box = ' width="{}" height="{}"'.format(*size) if size else ""
    image = f'<img src="_static/stills/{path.name}" alt="{escape(twin)}"{box} loading="lazy">'
    words = f'<span class="kind">Still picture</span>{escape(said)}'
    return f'<figure class="still">{image}<figcaption aria-hidden="true">{words}</figcaption></figure>'


def question(text, options=()):
    """Return a question of the course as a reader gets it: what she may choose is a list, nothing to press."""
    choices = "".join(f"<li>{escape(option)}</li>" for option in options)
    return f'<div class="question"><p>{escape(text)}</p>{f"<ul>{choices}</ul>" if choices else ""}</div>'


def html(text):
    """Return HTML as an output of a cell."""
    return {"output_type": "display_data", "data": {"text/html": text}, "metadata": {}}


def text_of(data):
    """Return a text of a notebook, which may be saved as a list of lines, on one line."""
    return " ".join("".join(data).split())


def shown(output, name, stills, printed):
    """Return an output as a page shows it: of a picture, which becomes a file, with its sentence."""
    data = output.get("data", {})
    if not {DRAWN, PHOTO} & data.keys():
        return output
    twin = text_of(data["text/plain"])
    if DRAWN in data:
        path = stills / f"{name}.svg"
        svg, *size = without_words("".join(data[DRAWN]), "".join(data["text/plain"]))
        path.write_text(unpressed(svg), encoding="utf-8")
        return html(figure(path, twin, twin, size))
    path = stills / f"{name}.png"
    path.write_bytes(base64.b64decode("".join(data[PHOTO])))
    return html(
        figure(path, printed, "") if twin.startswith("<Figure") else figure(path, twin, twin)
    )  # it prints below


def told(code, predictions):
    """Return what a cell that asks something shows to a reader; None where it asks nothing."""
    asked = re.fullmatch(r'predict\("(\w+)"\)', code)
    if asked:
        row = predictions[asked[1]]
        return question(f"{row.question} Choose first, then read on.", row.options)
    waiting = re.search(r'^check\("([\d.]+)"', code, re.MULTILINE)
    return question(f"Your answer to {waiting[1]}: the live page checks it.") if waiting else None


def folding(code):
    """Return Sphinx's tags for a cell: code that a reader needs not is left out, that of a picture is folded.

    >>> folding('ledger(5)'), folding('explore(move, w=slider(0, 1))'), folding('print(2 * 3)')
    (['remove-input'], ['hide-input'], [])
    """
    if re.fullmatch(r"(predict|check|ledger|slips)\([^\n]*\)", code):
        return ["remove-input"]
    return ["hide-input"] * bool(re.search(r"\bexplore\(|print\(\"ready\"\)", code))


def page_cell(cell, name, stills, predictions):
    """Change a code cell, in place, to what a reader needs of it."""
    code, outputs = "".join(cell["source"]), cell["outputs"]
    printed = text_of("".join("".join(output.get("text", "")) for output in outputs))
    asks = told(code, predictions)
    if asks:
        outputs = [html(asks)]
    elif printed == "ready":
        outputs = []
    cell["outputs"] = [shown(output, f"{name}-{number}", stills, printed) for number, output in enumerate(outputs)]
    cell["metadata"] = {"tags": folding(code)}


def page(notebook, name, live, stills, predictions):
    """Change a notebook, in place, to a page of the book."""
    first = notebook["cells"][0]
    title, rest = RUN_FIRST.sub("", "".join(first["source"])).split("\n", 1)
    first["source"] = f'{title}\n\n{button(name, live)}\n<p class="stand">{STAND}</p>\n\n{rest}'
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            page_cell(cell, f"{name[:2]}-{number:02}", stills, predictions)


# ---- The pages that the README gives


def sections(readme):
    """Return the parts of the README by their headings; what stands above the first one has the name "".

    >>> sections("# Course\\nGo.\\n## Run it\\nSo.\\n## Help\\nAsk.\\n")
    {'': '# Course\\nGo.\\n', 'Run it': '## Run it\\nSo.\\n', 'Help': '## Help\\nAsk.\\n'}
    """
    parts = re.split("^(?=## )", readme, flags=re.MULTILINE)
    return {part.splitlines()[0][3:] if part.startswith("## ") else "": part for part in parts}


def first_picture(notebook):
    """Return the figure that comes first in a page."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", ()))
    shown = (output.get("data", {}).get("text/html", "") for output in outputs)
    return next(text for text in shown if "<figure" in text)


def first_page(parts, picture, live, pdf):
    """Return the book's first page: the README's promise, one picture, the list of the notebooks."""
    title, promise = re.sub(r"!\[.*\n", "", parts[""]).split("\n", 1)
    names = re.findall(r"\[(\d\d [^\]]+)\]\((?:notebooks/)?(\w+)\.ipynb\)", parts["The notebooks"])
    contents = "\n".join(f"{words} <{name}>" for words, name in names)
    paper = f' <a href="{PDF}">The whole course on paper (PDF)</a>' if pdf else ""
    return f"""{title}

{button(START, live, "the course")}
<p class="stand">{STAND}{paper}</p>

{promise}

{picture}

{parts["The notebooks"]}

```{{toctree}}
:hidden:

{contents}
Run it yourself <{INSTALL}>
For teachers <{TEACHERS}>
How it is built <CONTRIBUTING>
```
"""


def teachers_page(text):
    """Return docs/teachers.md as a page of the book, which has no page of deploy/.

    >>> teachers_page("[So](../README.md), or on [a hub](../deploy/README.md).")
    '[So](run_it_yourself.md), or on a hub (`deploy/README.md` in the course).'
    """
    text = text.replace("](../README.md)", f"]({INSTALL}.md)").replace("](../CONTRIBUTING.md)", "](CONTRIBUTING.md)")
    return re.sub(r"\[([^]]+)\]\(\.\./(deploy/[^)]+)\)", r"\1 (`\2` in the course)", text)


def pages_of_readme(source, picture, live, pdf):
    """Write the first page, the one about starting the course and the one for teachers, with all to which they lead."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    readme = readme.replace("](notebooks/", "](").replace("](docs/teachers.md)", f"]({TEACHERS}.md)")
    parts = sections(readme)
    (source / "index.md").write_text(first_page(parts, picture, live, pdf), encoding="utf-8")
    rest = [part for heading, part in parts.items() if heading not in ("", "The notebooks")]
    (source / f"{INSTALL}.md").write_text("# Run it yourself\n\n" + "".join(rest), encoding="utf-8")
    teachers = teachers_page((ROOT / "docs" / "teachers.md").read_text(encoding="utf-8"))
    (source / f"{TEACHERS}.md").write_text(teachers, encoding="utf-8")
    for name in ("CONTRIBUTING.md", "LICENSE"):
        shutil.copy(ROOT / name, source)


# ---- The book


def predictions():
    """Return the rows of all predictions, by their numbers."""
    sys.path.insert(0, str(ROOT))
    from helpers.lessons import every

    return every("PREDICTIONS")


def write_source(source, live, pdf):
    """Write what Sphinx makes the book of."""
    stills = source / "_static" / "stills"
    stills.mkdir(parents=True)
    for path in (ROOT / "book").iterdir():
        shutil.copy(path, source if path.suffix == ".py" else source / "_static")
    asked = predictions()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        page(notebook, path.name, live, stills, asked)
        (source / path.name).write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    first = json.loads((source / START).read_text(encoding="utf-8"))
    pages_of_readme(source, first_picture(first), live, pdf)


def sphinx(builder, source, target, *options):
    """Let Sphinx make pages; a warning, such as one of a link that leads nowhere, is an error."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder]
    if subprocess.call([*command, "-d", source.parent / "read", *options, source, target]):
        sys.exit("The book was not made, for the reason above.")


def print_pdf(chromium, source, pages, target):
    """Make one page of all, in the folder `pages`, and print it as one file."""
    sphinx("singlehtml", source, pages, "-t", "paper")
    with tempfile.TemporaryDirectory() as profile:
        options = [*FLAGS, f"--user-data-dir={profile}", "--no-pdf-header-footer", "--generate-pdf-document-outline"]
        command = [chromium, *options, f"--print-to-pdf={target}", (pages / "index.html").as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as error:
            sys.exit(f"The browser {chromium} could not print {PDF}: {error}\nClose it if it is open, and try again.")


def build(target, live=None, chromium=None, paper=None):
    """Make the book in a folder; one that was there is replaced when the new one is whole."""
    if target.exists() and not (target / ".buildinfo").exists():
        sys.exit(f"{target} is there and is no book. Move it away, or choose another folder.")
    with tempfile.TemporaryDirectory(prefix=".book-", dir=target.parent) as folder:
        source, made = Path(folder, "source"), Path(folder, "made")
        write_source(source, live, bool(chromium))
        if chromium:
            (source / "_extra").mkdir()
            print_pdf(chromium, source, paper or Path(folder, "paper"), source / "_extra" / PDF)
        sphinx("html", source, made)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)


def main(arguments=None):
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description="Make a book of the notebooks.")
    parser.add_argument("target", type=Path, help="the folder of the book")
    parser.add_argument("--live", help="the folder of the course in the browser, seen from the book's first page")
    parser.add_argument("--paper", type=Path, help="a folder in which to keep the page that was printed, to look at it")
    options = parser.parse_args(arguments)
    build(options.target.resolve(), options.live, os.environ.get("CHROMIUM"), options.paper and options.paper.resolve())


if __name__ == "__main__":
    main()
