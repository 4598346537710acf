"""The glossary answers while one types, its list stays while one looks around, and its links open the notebooks."""

import pytest

from tests.browser.lesson import PATIENCE

pytestmark = pytest.mark.parametrize("lesson", ["13_glossary.ipynb"], indirect=True, scope="session")


@pytest.fixture
def glossary(lesson):
    """The glossary with its line to type in."""
    live = lesson.lives()[0]
    live.reset()
    yield live, live.control("textbox", "word or sign")
    live.reset()


def test_every_letter_that_is_typed_searches_again(glossary):
    live, field = glossary
    field.fill("")
    for typed, opened in (("sig", "Sign function"), ("sigmoid", "Logistic function"), ("sigmiod", "Logistic function")):
        field.fill("")
        field.press_sequentially(typed)
        assert live.state()["twin"].startswith(f"{opened}: "), typed
    assert "Did you mean “sigmoid”" in live.state()["twin"]


def test_a_click_on_a_match_opens_it_and_the_other_matches_stay(glossary):
    live, field = glossary
    field.fill("net")
    matches = live.state()["markup"].count("data-set=")
    live.click("query=net > logit")
    state = live.state()
    assert state["twin"].startswith("Logit: ") and state["markup"].count("data-set=") == matches
    assert field.input_value() == "net > logit"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_link_opens_its_notebook_in_a_new_tab_and_this_one_stays(glossary, by):
    live, field = glossary
    field.fill("gradient")
    live.state()
    link = live.locator.locator("a").first
    with live.page.expect_popup(timeout=PATIENCE) as opened:
        if by == "mouse":
            link.click()
        else:
            link.focus()
            live.page.keyboard.press("Enter")
    other = opened.value
    other.wait_for_selector(".jp-Notebook h1", timeout=PATIENCE)
    assert other.url.split("?")[0].endswith("/05_stage_3_gradients.ipynb")
    other.close()
    assert live.state()["twin"].startswith("Gradient: ")
