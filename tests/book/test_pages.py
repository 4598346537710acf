"""The pages of the book in a real browser, in both themes, on a wide screen, a phone and paper."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.book.conftest import NOTEBOOKS

COLOURED = ("00", "09", "13", "in", "ru")  # pages that have all colours: more would take a minute
PHONE = {"width": 390, "height": 844}
A4 = {"width": 665, "height": 960}  # 176 mm, what is left between the margins
WIDE = """() => {
    const width = document.documentElement.clientWidth, found = [];
    if (document.documentElement.scrollWidth > width + 1)
        found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const image of document.querySelectorAll('figure.still img')) {
        const box = image.getBoundingClientRect();
        if (box.right > width + 1 || box.width < 100 || Math.abs(box.width / box.height - image.getAttribute('width')
            / image.getAttribute('height')) > 0.05 && image.hasAttribute('height'))
            found.push(`${image.getAttribute('src')} is ${Math.round(box.width)} x ${Math.round(box.height)}`);
    }
    return found;
}"""
LOADED = """async () => {
    const images = [...document.images];
    images.forEach(image => { image.loading = 'eager'; });
    await Promise.all(images.map(image => image.decode().catch(() => {})));
    return images.filter(image => !image.naturalWidth).map(image => image.getAttribute('src'));
}"""


def test_the_checker_finds_nothing_serious_and_nothing_is_asked_from_outside(page, pages):
    wrong, contrast = [], {"color-contrast": {"enabled": False}}
    chosen = [path for path in pages if page.theme == "light" or path.name[:2] in COLOURED]
    for path in chosen:
        page.goto(path.as_uri())
        rules = {} if path.name[:2] in COLOURED else {"rules": contrast}
        found = (
            Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **rules}).response["violations"]
        )
        wrong += [
            f"{path.name}, {page.theme}: {rule['id']} at {node['target'][0]}: {node['html'][:120]}"
            for rule in found
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"][:2]
        ]
    assert len(chosen) >= len(COLOURED) and not wrong, "\n".join(wrong)
    assert not page.wrong


@pytest.mark.parametrize("page", ["light"], indirect=True)
def test_every_picture_loads_and_fits_a_wide_screen_and_a_phone(page, pages):
    wrong = []
    for path in pages:
        page.goto(path.as_uri())
        wrong += [f"{path.name}: {source} is not drawn" for source in page.evaluate(LOADED)]
        for size in ({"width": 1280, "height": 1000}, PHONE):
            page.set_viewport_size(size)
            wrong += [f"{path.name} at {size['width']}: {one}" for one in page.evaluate(WIDE)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", ["light"], indirect=True)
def test_the_search_finds_momentum_without_a_server(page, book):
    page.goto((book / "search.html").as_uri() + "?q=momentum")
    page.wait_for_selector("#search-results li a")
    found = page.locator("#search-results li a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert any(link.startswith("07_") for link in found), found
    assert not page.wrong


@pytest.mark.parametrize("page", ["light"], indirect=True)
def test_on_paper_no_picture_is_cut_and_what_was_folded_is_printed(page, paper, stills):
    page.set_viewport_size(A4)
    page.goto(paper.as_uri())
    page.emulate_media(media="print")
    assert not page.evaluate(LOADED)
    assert not page.evaluate(WIDE)
    assert page.locator("figure.still img").count() >= sum(len(sentences) for _, sentences in stills)
    tall = page.evaluate("() => [...document.images].map(image => image.offsetHeight).filter(height => height > 900)")
    hidden = page.evaluate("""() => [...document.querySelectorAll('details:not(.hide) > table')]
        .filter(table => !table.checkVisibility({contentVisibilityAuto: true}) || table.offsetHeight < 20).length""")
    tables = page.locator("details:not(.hide) > table").count()
    shown = page.locator(".live, details.hide").evaluate_all("all => all.filter(one => one.offsetHeight > 0).length")
    assert (tall, hidden, shown) == ([], 0, 0) and tables > 20


def test_the_pdf_has_every_notebook_in_its_outline_and_more_than_a_hundred_pages(browser, book):
    content = (book / "course.pdf").read_bytes()
    assert content.startswith(b"%PDF") and 1e6 < len(content) < 30e6
    assert len(re.findall(rb"/Type /Page\b", content)) > 100
    for path in NOTEBOOKS:
        title = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]
        title = "".join(title).splitlines()[0].lstrip("# ")
        assert b"/Title (" + title.encode() + b")" in content, title
