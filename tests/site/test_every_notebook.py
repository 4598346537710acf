"""Every notebook runs whole in a page of the browser and shows what the installed course shows."""

import re

import pytest

from tests import saved, stills
from tests.browser.access import checker_finds
from tests.site.visit import in_words, plain, shorten

# Pillow for browsers reads a JPEG with another decoder: what is counted in a photograph differs in its last digits.
PHOTOGRAPHS = ("draw.real_kernels", "draw.augmented")
NUMBER = re.compile(r"\d[\d,.]*")


def test_every_text_and_every_still_is_the_saved_one(visit):
    cells = saved.cells(saved.NOTEBOOKS / visit.name, "code")
    wrong = []
    for (number, cell), made in zip(cells, visit.outputs(), strict=True):
        if any(name in saved.source(cell) for name in PHOTOGRAPHS):
            wrong += about_the_same(number, made, cell["outputs"])
            continue
        wanted = plain(cell["outputs"])
        found, sentences = stills.alike(plain(made), wanted, stills.NOISE in cell["metadata"].get("tags", ()))
        wrong += [f"cell {number}: {sentence}" for sentence in sentences]
        if in_words(found) != in_words(wanted):
            wrong.append(f"cell {number} shows {shorten(in_words(found))}, saved is {shorten(in_words(wanted))}")
    assert not wrong, f"{visit.name}:\n" + "\n".join(wrong)


def about_the_same(number, made, wanted):
    """Return a sentence for each text whose words, or whose numbers by more than a hundredth, are others."""
    texts = [["".join(one["data"]["text/plain"]) for one in outputs if "data" in one] for outputs in (made, wanted)]
    for new, old in zip(*texts, strict=True):
        here, there = ([float(one.strip(".,").replace(",", "")) for one in NUMBER.findall(text)] for text in (new, old))
        if NUMBER.sub("", new) != NUMBER.sub("", old) or here != pytest.approx(there, rel=0.01):
            yield f"cell {number} says {new!r}, saved is {old!r}"


def test_nothing_goes_wrong_and_no_other_address_is_asked(visit):
    assert not visit.wrong(), f"{visit.name}: {visit.wrong()}"
    assert not visit.wrong_outputs()


def test_a_slider_moves_its_picture(visit):
    sliders = [live for live in visit.lives() if live.locator.locator("input[type=range]").count()]
    assert sliders, visit.name
    slider, before = sliders[0].locator.locator("input[type=range]").first, sliders[0].state()
    slider.press("ArrowLeft" if slider.input_value() == slider.get_attribute("max") else "ArrowRight")
    assert sliders[0].changed_since(before)["markup"] != before["markup"]


def test_controls_and_pictures_have_names_and_the_checker_finds_nothing_serious(visit):
    found = [
        f"{visit.cell_of(where)}: {what}"
        for impact, where, what in checker_finds(visit.page, ".jp-Notebook .jp-OutputArea-output")
        if impact in ("serious", "critical")
    ]
    assert not found, f"{visit.name}\n" + "\n".join(found)
