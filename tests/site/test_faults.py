"""What can go wrong in a browser is said in a sentence, and no work is lost."""

import io
import json
import zipfile

import pytest

from helpers.lessons.stage_1.my_forward import MY_FORWARD
from tests import saved
from tests.browser.access import change_theme, checker_finds
from tests.site import web
from tests.site.visit import BOOT, SAVE, Visit

NAME = "00_start_here.ipynb"
HERS = "print('this is mine')"
SOLUTION = MY_FORWARD.solution.strip()
WHOSE = "from helpers import whose\nfrom my_network import my_forward\nprint(whose(my_forward))"
MAP = "from helpers import draw\nprint(draw.course_map().text.partition('by notebook: ')[2])"
STORES = "['indexedDB', 'localStorage', 'sessionStorage']"
NO_STORAGE = f"""for (const name of {STORES}) Object.defineProperty(window, name, {{
    configurable: true, get() {{ throw new DOMException('The operation is insecure.', 'SecurityError'); }} }});"""
NO_ROOM = """() => { IDBObjectStore.prototype.put = () => {
    throw new DOMException('no room', 'QuotaExceededError'); }; }"""
OPEN = "() => [...jupyterapp.shell.widgets('main')].map(one => one.title.label)"
KEPT_TABS = """async () => { const [name] = [...jupyterapp.shell.widgets('main')].map(one => one.title.label);
    return JSON.stringify(await jupyterapp.serviceManager.workspaces.list()).includes(`notebook:${name}`); }"""
FILES = "async () => (await (await import('{}work.js')).saved()).map(one => one.path)"


@pytest.fixture
def arrive(context, address):
    """Open notebook 00, or another one, in a new tab; after `wait`, `address` may be another site's."""

    def arrive(wait="ready", address=address, name=NAME):
        visit = Visit(name, context.new_page())
        visit.page.on("dialog", lambda dialog: dialog.accept())
        return visit.open(address, wait)

    return arrive


def start_page(context, address):
    page = context.new_page()
    page.goto(f"{address}index.html")
    page.wait_for_function("() => document.getElementById('storage').textContent !== '…'")
    return page


def moves(visit):
    """Whether the first slider moves its picture."""
    live = visit.lives()[0]
    before = live.state()
    live.locator.locator("input[type=range]").first.press("ArrowRight")
    return live.changed_since(before)["twin"] != before["twin"]


# ---- The browser


def test_without_webassembly_both_pages_say_so_and_the_notebook_can_be_read(context, address, arrive):
    context.add_init_script("delete window.WebAssembly")
    page = start_page(context, address)
    assert "This browser cannot run Python" in page.locator("#start").inner_text()
    visit = arrive("no-python")
    assert "This browser cannot run Python" in visit.told()
    visit.page.wait_for_selector(".jp-Notebook h1")


def test_where_the_storage_is_refused_the_course_works_and_says_that_nothing_is_kept(context, address, arrive):
    context.add_init_script(NO_STORAGE)
    page = start_page(context, address)
    assert "keeps nothing of your work" in page.locator("#storage").inner_text()
    assert page.locator("#out").is_disabled() and page.locator("#in").is_disabled()
    visit = arrive()
    visit.page.get_by_text("This browser keeps nothing of your work").wait_for()
    assert moves(visit)


def test_a_key_that_is_pressed_before_python_is_there_gets_a_sentence(arrive):
    visit = arrive("starting")
    visit.page.wait_for_selector(".jp-Notebook .jp-Cell")
    visit.page.locator(".jp-Notebook .jp-CodeCell").first.click()
    visit.page.keyboard.press("Shift+Enter")
    assert "Python is still starting" in visit.told()
    assert moves(visit.until("ready")), "afterwards everything is as always"


# ---- Her work


def test_a_reload_in_the_middle_of_a_training_keeps_her_work_and_starts_python_again(context, address, arrive):
    visit = arrive()
    visit.write("from helpers import *\nfor step in train(create(2, 2, 2), [[0, 1]], [[1, 0]], 0.5, 10**8): pass")
    visit.ask("from helpers.exercises import folder as f; f.write_whole(f.folder() / 'my_network.py', 'kept = 5')")
    visit.run_cell(1, done=False)
    visit.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]")
    visit.page.reload()
    visit.until("ready")
    assert "10**8" in visit.sources()[1] and moves(visit)
    assert visit.ask("import my_network; print(my_network.kept)") == "5"


def test_what_she_builds_in_one_notebook_is_hers_in_another_on_the_map_and_in_the_zip(context, address, arrive):
    visit = arrive(name="03_stage_1_forward_propagation.ipynb")
    visit.write(f'from helpers import check\nimport numpy as np\n{SOLUTION}\ncheck("3.11", my_forward)')
    visit.run_cell(1)
    visit.page.close()
    visit = arrive()
    assert visit.ask(WHOSE) == "Yours: my_forward."
    assert visit.ask(MAP).startswith("03: 1 and 0")
    page = start_page(context, address)
    with page.expect_download() as download:
        page.locator("#out").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert SOLUTION in archive.read("my_network.py").decode() and b"3.11" in archive.read("my_progress.txt")


def test_a_cell_without_an_end_stops_by_a_restart(arrive):
    visit = arrive()
    visit.write("while True: pass")
    visit.run_cell(1, done=False)
    visit.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]")
    visit.page.evaluate("() => { jupyterapp.commands.execute('notebook:restart-kernel'); }")
    visit.page.locator(".jp-Dialog button", has_text="Restart").click()
    visit.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=BOOT)
    assert visit.ask("print(6 * 7)") == "42"


def test_a_notebook_that_she_deletes_is_the_course_s_again(arrive):
    visit = arrive()
    original = visit.sources()
    visit.write(HERS)
    visit.page.locator(".lm-TabBar-tab.lm-mod-current .lm-TabBar-tabCloseIcon").last.click()
    listed = visit.page.locator(".jp-DirListing-item", has_text=NAME)
    listed.click(button="right")
    visit.page.locator(".lm-Menu [data-command='filebrowser:delete']").click()
    visit.page.locator(".jp-Dialog button", has_text="Delete").click()
    visit.page.wait_for_selector(".jp-Dialog", state="detached")
    listed.dblclick()
    visit.page.wait_for_selector(".jp-Notebook .jp-Cell")
    assert visit.sources() == original


def test_a_link_to_a_notebook_opens_this_one_alone_and_one_python(arrive):
    first = arrive()
    first.page.wait_for_function(KEPT_TABS)
    first.page.close()
    visit = arrive(name="02_create_the_network.ipynb")
    assert visit.page.evaluate(OPEN) == ["02_create_the_network.ipynb"] and len(visit.page.workers) == 1
    visit.page.wait_for_function(KEPT_TABS)
    visit.page.reload()
    assert visit.until("ready").page.evaluate(OPEN) == ["02_create_the_network.ipynb"], "a reload brings it back"


def test_a_second_tab_with_the_same_notebook_says_so_and_overwrites_nothing(arrive):
    first = arrive()
    second = arrive("elsewhere")
    assert "open in another tab" in second.told()
    first.write(HERS)
    second.page.evaluate("() => jupyterapp.shell.currentWidget.context.ready")
    second.page.evaluate("""() => { const {context, content} = jupyterapp.shell.currentWidget;
        content.model.sharedModel.insertCell(1, {cell_type: 'code', source: 'later', metadata: {}, outputs: []});
        context.save(); }""")
    second.page.wait_for_selector(".jp-Dialog")
    assert "Revert" in second.page.locator(".jp-Dialog").inner_text(), "Jupyter asks which of the two is wanted"
    first.page.reload()
    assert first.until("ready").sources()[1] == HERS


def test_an_update_renews_what_she_has_only_run_and_leaves_what_she_has_changed(context, changed, arrive):
    files, original = dict(changed), saved.read(saved.NOTEBOOKS / NAME)
    with web.serving(files) as address:
        visit = arrive(address=address)
        visit.page.evaluate(SAVE)
        visit.page.close()
        files[f"live/files/{NAME}"] = updated(original, "The first update")
        visit = arrive(address=address)
        visit.page.locator(".jp-RenderedMarkdown p", has_text="The first update").wait_for()
        visit.write(HERS)
        visit.page.close()
        files[f"live/files/{NAME}"] = updated(original, "The second update")
        visit = arrive("starting", address)
        visit.page.get_by_text("you changed it, so yours is kept").wait_for(timeout=60_000)
        assert visit.sources()[1] == HERS
        visit.page.get_by_role("button", name="Open the newer one").click()
        visit.page.locator(".jp-RenderedMarkdown p", has_text="The second update").wait_for()
        kept = visit.page.evaluate(FILES.format(address))
    assert len([name for name in kept if name.startswith("00_start_here-mine-")]) == 1


def updated(notebook, words):
    cell = {"cell_type": "markdown", "id": "new", "metadata": {}, "source": words}
    return json.dumps({**notebook, "cells": [notebook["cells"][0], cell, *notebook["cells"][1:]]}).encode()


def test_when_nothing_can_be_saved_she_is_told(arrive):
    visit = arrive()
    visit.page.evaluate(NO_ROOM)
    visit.page.evaluate("() => { jupyterapp.shell.currentWidget.context.save().catch(() => {}); }")
    visit.page.get_by_text("Your browser could not save this notebook").wait_for()


def test_before_the_storage_is_full_she_is_told(context, address):
    ask = "async ([work, free]) => (await import(work)).shortage({estimate: async () => ({usage: 0, quota: free})})"
    page = start_page(context, address)
    assert page.evaluate(ask, [f"{address}work.js", 100e6]) is None
    assert "has 19 MB left" in page.evaluate(ask, [f"{address}work.js", 19e6])


# ---- Her work leaves the browser and comes back


def test_all_her_files_come_out_as_a_zip_and_go_into_another_browser(context, browser, address, arrive):
    visit = arrive()
    visit.write(HERS)
    visit.ask("open('notes.txt', 'w').write('Grüße'); open('b.bin', 'wb').write(bytes(range(256)))")
    page = start_page(context, address)
    page.wait_for_function("() => document.getElementById('storage').textContent.includes('notes.txt')")
    with page.expect_download() as download:
        page.locator("#out").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None and {NAME, "notes.txt", "b.bin"} <= set(archive.namelist())
        assert archive.read("notes.txt").decode() == "Grüße" and archive.read("b.bin") == bytes(range(256))
        packed = zipped({name: archive.read(name) for name in archive.namelist()})
    elsewhere = browser.new_context()
    page = start_page(elsewhere, address)
    take(page, packed)
    assert f"{NAME}: taken back" in page.locator("#said").inner_text()
    take(page, packed)
    assert f"{NAME}: is here already" in page.locator("#said").inner_text()
    there = Visit(NAME, elsewhere.new_page()).open(address)
    assert there.sources()[1] == HERS
    assert there.ask("print(open('notes.txt').read(), len(open('b.bin', 'rb').read()))") == "Grüße 256"
    elsewhere.close()


NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_what_is_taken_in_overwrites_nothing_and_lies_in_no_other_place(context, address):
    page = start_page(context, address)
    take(page, zipped({"05.ipynb": NOTEBOOK, "a/notes.txt": "one", "__MACOSX/._a": "", "a/": ""}))
    take(page, zipped({"05.ipynb": NOTEBOOK, "a/notes.txt": "two", "../../up.txt": "three"}))
    said = page.locator("#said").inner_text()
    assert "a/notes.txt: yours stays; the one from the archive is a/notes-from-zip.txt" in said
    assert page.evaluate(FILES.format(address)) == ["05.ipynb", "a/notes-from-zip.txt", "a/notes.txt", "up.txt"]


BROKEN = {
    "no archive": (b"PK, but no more", "this is no zip archive, or only a part of one"),
    "a half": (lambda whole: whole[: len(whole) // 2], "this is no zip archive, or only a part of one"),
    "a damaged one": (lambda whole: whole[:60] + bytes([whole[60] ^ 255]) + whole[61:], "this zip archive is damaged"),
    "a damaged notebook": (lambda whole: zipped({"05.ipynb": "{"}), "05.ipynb: not taken, for it is no notebook"),
    "an empty one": (lambda whole: zipped({}), "There is no file in this archive"),
}


def test_an_archive_that_cannot_be_read_gets_a_sentence_and_changes_nothing(context, address):
    page, whole = start_page(context, address), zipped({"05.ipynb": NOTEBOOK + " " * 500})
    for name, (content, words) in BROKEN.items():
        take(page, content(whole) if callable(content) else content)
        assert words in page.locator("#said").inner_text(), name
        assert page.evaluate(FILES.format(address)) == [], name


def zipped(files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return archive.getvalue()


def take(page, content):
    page.evaluate("() => { document.getElementById('said').textContent = ''; }")
    page.set_input_files("#archive", {"name": "work.zip", "mimeType": "application/zip", "buffer": content})
    page.wait_for_function("() => document.getElementById('said').textContent")


# ---- The start page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_start_page_can_be_used_by_everybody_on_a_phone_too(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 800})
    page = start_page(context, address)
    assert not [found for found in checker_finds(page, "html") if found[0] in ("serious", "critical")]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    links = page.locator("li a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == [f"live/lab/index.html?path={path.name}" for path in saved.PATHS]
    context.close()


def test_on_a_phone_the_first_picture_and_its_slider_are_in_one_screen(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit = Visit(NAME, context.new_page()).open(address)
    live = visit.lives()[0]
    live.locator.scroll_into_view_if_needed()
    picture = live.locator.locator(".nn-picture").bounding_box()
    assert picture["width"] > 320 and picture["x"] >= 0 and picture["x"] + picture["width"] <= 390
    slider = live.locator.locator("input[type=range]").last.bounding_box()
    top, bottom = min(picture["y"], slider["y"]), max(one["y"] + one["height"] for one in (picture, slider))
    assert bottom - top <= 844 - 120, "the menu bar and the toolbar take 120 pixels"
    assert moves(visit)
    stills = visit.page.locator(".jp-RenderedSVG img").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert stills and max(stills) <= 390, "what has not been run fits, too"
    change_theme(visit.page, "dark")
    home = visit.page.locator(".nn-home").evaluate("one => getComputedStyle(one).color")
    assert home == "rgb(0, 81, 127)", "the way home, on its white paper, is not in the theme's colour"
    context.close()
