"""Promises of attention in small and of the table of next steps."""

import math
import re
from pathlib import Path

import pytest

from helpers import draw, next_steps, sources
from helpers.lessons.glossary.attention import SENTENCES, VECTORS, attend
from helpers.lessons.glossary.next_steps import NEXT_STEPS, likings
from tests.drawn import texts, told


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("sharpness", [0, 1, 2.5])
def test_a_word_becomes_the_mean_weighted_with_softmax_of_dot_products(sentence, sharpness):
    mine = VECTORS["bank"]
    scores = [sharpness * (mine[0] * x + mine[1] * y) for x, y in (VECTORS[word] for word in sentence.split())]
    total = sum(math.exp(score) for score in scores)
    shares = [math.exp(score) / total for score in scores]
    new = [
        sum(share * VECTORS[word][side] for share, word in zip(shares, sentence.split(), strict=True))
        for side in (0, 1)
    ]
    found = attend(sentence, "bank", sharpness)
    assert found.shares == pytest.approx(shares) and found.new == pytest.approx(new)
    picture = draw.attention(sentence, sharpness)
    assert [f"{100 * share:.0f} %" for share in shares] == [text for text in texts(picture) if text.endswith(" %")]
    assert told(picture.text.split("go from")[1]) == pytest.approx([1, 1, *new], abs=0.0501)


def test_the_same_word_moves_towards_its_neighbours_and_without_sharpness_all_count_alike():
    river, money, swam = (attend(sentence, "bank").new for sentence in SENTENCES)
    assert river[1] > river[0] + 0.5 and swam[1] > swam[0] + 0.5 and money[0] > money[1] + 0.5  # prediction 13a
    assert set(attend(SENTENCES[0], "bank", 0).shares.round(12)) == {0.2}
    beside_a_river = dict(zip(SENTENCES[0].split(), attend(SENTENCES[0], "bank").shares, strict=True))
    assert beside_a_river["river"] > beside_a_river["bank"]
    assert all(sum(sorted(attend(sentence, "bank", 3).shares)[-3:]) > 0.95 for sentence in SENTENCES)
    assert "nearer to money" in draw.attention(SENTENCES[1]).text


def test_every_next_step_starts_from_a_notebook_and_its_books_stand_in_the_bibliography():
    folder = Path(__file__).parents[4] / "notebooks"
    known = {path.name[:2] for path in folder.glob("[0-9]*.ipynb")}
    assert likings() == list(dict.fromkeys(row.liking for row in NEXT_STEPS))
    for row in (row for liking in likings() for row in next_steps(liking)):
        assert set(re.findall(r"\b\d\d\b", row.start)) <= known and row.start[:2] in known, row
    listed = " ".join(row.authors for row in sources("next step")) + " ".join(row.authors for row in sources("Widrow"))
    for row in NEXT_STEPS:
        for name in re.findall(r"(?:^|; )([A-Zé][a-zé]+)", row.companion.replace("fast.ai", "Howard")):
            assert name in listed, (name, row.companion)
