"""Promises of the translator."""

import pytest

from helpers.terms import terms, translate


@pytest.mark.parametrize(
    "elsewhere, here",
    [
        ("neuron", "node"),
        ("LOSS", "cost function"),
        ("ŷ", "z, actual output"),
        ("synapse", "edge"),
        ("J(W)", "E"),
        ("logit", "net input"),
        ("step size", "learning rate η"),
    ],
)
def test_a_word_of_the_literature_finds_the_word_of_the_course(elsewhere, here):
    assert here in [row.here for row in translate(elsewhere)]


def test_an_empty_query_shows_everything_and_nonsense_nothing():
    assert len(translate("")) == len(terms()) >= 25
    assert len(translate("xyzzy")) == 0
    assert "0 of" in translate("xyzzy").caption


def test_code_words_of_the_translator_exist():
    import helpers

    for word in ("Network", "train", "total_error", "gradients"):
        assert any(word in row.code for row in terms()) and hasattr(helpers, word)
