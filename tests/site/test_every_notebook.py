"""Every notebook runs whole in a page of the browser and shows what the installed course shows."""

from tests import saved, stills
from tests.browser.access import checker_finds
from tests.site.visit import in_words, plain, shorten

NO_SLIDER = {"13_glossary.ipynb"}


def test_every_text_and_every_still_is_the_saved_one(visit):
    cells = saved.cells(saved.NOTEBOOKS / visit.name, "code")
    wrong = []
    for (number, cell), made in zip(cells, visit.outputs(), strict=True):
        wanted = plain(cell["outputs"])
        found, sentences = stills.alike(plain(made), wanted, stills.NOISE in cell["metadata"].get("tags", ()))
        wrong += [f"cell {number}: {sentence}" for sentence in sentences]
        if in_words(found) != in_words(wanted):
            wrong.append(f"cell {number} shows {shorten(in_words(found))}, saved is {shorten(in_words(wanted))}")
    assert not wrong, f"{visit.name}:\n" + "\n".join(wrong)


def test_nothing_goes_wrong_and_no_other_address_is_asked(visit):
    assert not visit.complaints, f"{visit.name}: {visit.complaints}"
    assert not visit.wrong_outputs()


def test_a_slider_moves_its_picture(visit):
    sliders = [live for live in visit.lives() if live.locator.locator("input[type=range]").count()]
    assert bool(sliders) != (visit.name in NO_SLIDER), f"{visit.name}: {len(sliders)} pictures with a slider"
    for live in sliders[:1]:
        slider, before = live.locator.locator("input[type=range]").first, live.state()
        key = "ArrowLeft" if slider.input_value() == slider.get_attribute("max") else "ArrowRight"
        slider.press(key)
        visit.page.wait_for_function("([live, old]) => live.querySelector('.nn-picture').innerHTML !== old",
                                     arg=[live.handle, before["markup"]])  # fmt: skip
        assert live.state()["markup"] != before["markup"]


def test_controls_and_pictures_have_names_and_the_checker_finds_nothing_serious(visit):
    found = [
        f"{visit.cell_of(where)}: {what}"
        for impact, where, what in checker_finds(visit.page, ".jp-Notebook .jp-OutputArea-output")
        if impact in ("serious", "critical")
    ]
    assert not found, f"{visit.name}\n" + "\n".join(found)
