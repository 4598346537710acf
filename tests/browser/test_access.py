"""Who sees little, hears the page, uses no mouse, works in the dark or on a small window gets the same course."""

from tests.browser.access import COLOURS, FAINT, checker_finds, themes
from tests.browser.lesson import Lesson, one_cell, write

OURS = [".jp-Notebook .jp-OutputArea-output", ".jp-Notebook .jp-RenderedMarkdown"]  # the rest is JupyterLab's

TINTED = """() => [...document.querySelectorAll('.nn-picture > svg')]
    .map(svg => [svg, getComputedStyle(svg.querySelector('rect')).fill])
    .filter(([, fill]) => fill !== 'rgb(255, 255, 255)')
    .map(([svg, fill]) => `a picture on ${fill}: ${svg.getAttribute('aria-label').slice(0, 60)}`)"""
PICTURES = """live => [...live.querySelectorAll('.nn-picture > svg')].map(svg => [svg.getAttribute('role'),
    svg.getAttribute('aria-label'), live.querySelector('figcaption').textContent,
    svg.querySelectorAll('[data-set]').length])"""
CONTROLS = """live => [...live.querySelectorAll('.nn-controls :is(input, select, button)')].map(one => {
    const box = one.getBoundingClientRect();
    return {tab: one.tabIndex, top: box.top, bottom: box.bottom, left: box.left, role: `${one.tagName} ${one.type}`,
            name: one.getAttribute('aria-label') ?? one.textContent,
            said: one.type === 'range' ? one.getAttribute('aria-valuetext') ?? '' : null};
})"""


def test_in_both_themes_the_checker_finds_nothing_serious_words_stand_out_and_pictures_lie_on_white(lesson):
    wrong = []
    for theme in themes(lesson.page):
        rules = () if theme == "light" else COLOURS
        found = [
            f"{lesson.cell_of(where)}: {what}"
            for impact, where, what in checker_finds(lesson.page, *OURS, rules=rules)
            if impact in ("serious", "critical")
        ]
        found += lesson.page.evaluate(FAINT) + lesson.page.evaluate(TINTED)
        wrong += [f"{theme} theme: {one}" for one in found]
    assert not wrong, lesson.name + "\n" + "\n".join(wrong)


def test_every_picture_is_an_image_or_a_group_named_by_its_twin(lesson):
    wrong = []
    for live in lesson.lives():
        for role, name, twin, parts in live.handle.evaluate(PICTURES):
            if role != ("group" if parts else "img") or name != twin or len(twin) < 10:
                wrong.append(f"{live}: role {role}, name {name!r}, twin {twin!r}")
    assert not wrong, "\n".join(wrong)


def test_every_control_has_a_name_of_its_own_and_the_focus_follows_the_eye(lesson):
    wrong = []
    for live in lesson.lives():
        controls = live.handle.evaluate(CONTROLS)
        wrong += [f"{live}: a control has no name"] * any(not one["name"].strip() for one in controls)
        names = [(one["role"], one["name"]) for one in controls]
        wrong += [f"{live}: {names.count(name)} controls are {name}" for name in set(names) if names.count(name) > 1]
        wrong += [
            f"{live}: slider {one['name']!r} announces {one['said']!r}"
            for one in controls
            if one["said"] is not None and not 1 <= len(one["said"]) <= 12
        ]
        wrong += [f"{live}: {one['name']} is outside the tab order" for one in controls if one["tab"] != 0]
        for one, after in zip(controls, controls[1:], strict=False):
            below, right = after["top"] >= one["bottom"] - 2, after["left"] > one["left"]
            if not below and not right:
                wrong.append(f"{live}: the focus jumps back from {one['name']} to {after['name']}")
    assert not wrong, "\n".join(wrong)


def test_a_window_of_800_pixels_needs_no_sideways_scrolling(lesson):
    size = lesson.page.viewport_size
    lesson.page.set_viewport_size({"width": 800, "height": 1000})
    try:
        lesson.page.wait_for_function("() => document.querySelector('.jp-WindowedPanel-outer').clientWidth <= 800")
        wide = lesson.page.evaluate("""() => {
            const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
            const parts = ['.jp-WindowedPanel-outer', '.nn-live', '.nn-picture'];
            return parts.flatMap(part => [...document.querySelectorAll(part)]
                .filter(one => one.scrollWidth > one.clientWidth + 1)
                .map(one => `cell ${cells.indexOf(one.closest('.jp-Cell')) + 1}: ${part} has ${one.scrollWidth} pixels `
                    + `in ${one.clientWidth}`));
        }""")
    finally:
        lesson.page.set_viewport_size(size)
    assert not wide, f"{lesson.name}:\n" + "\n".join(wide)


TABLE = """
from helpers.live import explore, slider
from helpers.network.tables import Table

explore(lambda letters: Table("words", {"long": "a".__mul__}, [letters]), letters=slider(10, 200, 200, 190))
"""
SCROLLS = "live => live.querySelector('.nn-picture').scrollLeft"


def test_what_is_wider_than_its_place_can_be_scrolled_by_the_keyboard_and_only_then_has_the_focus(
    home, server, browser
):
    write(home, "wide.ipynb", one_cell(TABLE))
    lesson = Lesson("wide.ipynb", browser.new_page(viewport={"width": 900, "height": 800}))
    [live] = lesson.open(*server, 0).run_all().lives()
    live.state()
    assert not checker_finds(lesson.page, *OURS, rules=["scrollable-region-focusable"])
    live.control("button", "Reset").press("Tab")
    lesson.page.keyboard.press("ArrowRight")
    lesson.page.wait_for_function(f"live => ({SCROLLS})(live) > 0", arg=live.handle)
    live.control("slider", "letters").press("ArrowLeft")
    live.state()
    assert not live.handle.evaluate("live => live.querySelector('.nn-picture').hasAttribute('tabindex')")
    lesson.close()
