"""The pictures of an honest test: where the pictures of a drawing land, shares on a scale, and rare classes."""

import re

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from helpers import create, draw, recorded_deals, recorded_seeds
from helpers.datasets.characters import load_characters
from helpers.datasets.files import Part
from helpers.pens.pixels import tiled
from tests.cases import outputs_by_hand
from tests.drawn import assert_colors, assert_rounded, images, ink, lines_of, numbers, told

DATA = load_characters()


@pytest.mark.parametrize("way", ["drawing", "picture"])
@pytest.mark.parametrize("number", [1, 33, 50])
def test_a_family_shows_both_drawings_and_where_their_pictures_are(way, number):
    data = load_characters(way)
    picture, shown = draw.family(data, number), []
    for kind in range(2):
        shown.append(data.drawings.inputs[2 * number - 2 + kind].reshape(8, 8))
        for part, numbers_of in zip(data[:3], data.numbers, strict=True):
            mine = part.inputs[(numbers_of == number - 1) & (part.targets[:, kind] == 1)]
            shown += [tiled(mine.reshape(-1, 8, 8), 5)] if len(mine) else []
    for wanted, (_, found) in zip(shown, images(picture), strict=True):
        assert_colors(found, ink(wanted))
    counts = [int((numbers_of == number - 1).sum()) // 2 for numbers_of in data.numbers]
    assert told(picture.text) == [number, 50, 20, *counts] and f"split by {way}" in picture.text
    headings = [text for text in numbers(picture) if re.match("training|validation|test", text)]
    assert [told(text)[0] for text in headings] == counts * 2


def dots(picture):
    """Return the middle of each dot and ring, and the ticks of the scale, as pairs of percent and x."""
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="(\d+)"', picture.svg)
    ticks = [(told(line.text)[0], (line.left + line.right) / 2) for line in lines_of(picture.svg)
             if re.fullmatch(r"\d+ %", line.text)]  # fmt: skip
    return [(float(x), float(y), int(r)) for x, y, r in found], ticks


RESULTS = [recorded_deals(), recorded_seeds(), {"one": [0.5], "other": [0.52, 1.0]}]


@pytest.mark.parametrize("results", RESULTS, ids=["deals", "seeds", "few"])
@pytest.mark.parametrize("chosen", [None, 0])
def test_each_share_is_a_dot_at_its_place_on_the_scale(results, chosen):
    picture = draw.strips(results, chosen)
    circles, ticks = dots(picture)
    (low, left), *_, (high, right) = ticks
    wanted = [100 * share for shares in results.values() for share in shares]
    found = [low + (x - left) * (high - low) / (right - left) for x, _, r in circles if r == 5]
    assert found == pytest.approx(wanted, abs=0.2)
    rings = [(x, y) for x, y, r in circles if r == 10]
    assert len(rings) == (0 if chosen is None else len(results))
    assert all((x, y, 5) in circles for x, y in rings)
    means = [f"mean {100 * np.mean(shares):.1f} %" for shares in results.values()]
    assert [text for text in numbers(picture) if text.startswith("mean")] == means
    for name, shares in results.items():
        said = f"{name[0].upper()}{name[1:]}: {100 * min(shares):.1f} to {100 * max(shares):.1f} %"
        assert said in picture.text


def test_the_recorded_shares_are_those_of_the_file():
    seeds, deals = recorded_seeds(), recorded_deals()
    assert all(0 <= share <= 1 for table in (seeds, deals) for shares in table.values() for share in shares)
    for name, of in (("400 test pictures", 400), ("2,000 fresh ones", 2000)):
        assert [share * of for share in seeds[name]] == pytest.approx([round(share * of) for share in seeds[name]])


def test_the_first_results_alone_stand_on_the_scale_of_all():
    (circles, ticks), (all_circles, all_ticks) = (dots(draw.strips(recorded_seeds(), 2, count)) for count in (4, None))
    assert ticks == all_ticks and len(circles) == 2 * (4 + 1)
    assert set(circles) <= set(all_circles)


def test_the_best_of_twenty_by_the_test_stands_out_much_less_on_fresh_pictures():
    test, fresh = recorded_seeds().values()
    best = int(np.argmax(test))
    assert test[best] - np.mean(test) > 3 * abs(fresh[best] - np.mean(fresh))


FEW_CHICKENS = Part(*(array[np.r_[0:40, 60:70]] for array in DATA.validation))


@pytest.mark.parametrize("chickens", [0, 10, 500])
@pytest.mark.parametrize("part", [DATA.test, FEW_CHICKENS], ids=["test", "few"])
def test_rare_chickens_are_counted_as_often_as_the_network_finds_them(part, chickens):
    network = create(64, 16, 2, seed=5)
    picture = draw.lopsided(network, part, chickens)
    said, wanted = outputs_by_hand(network, part.inputs).argmax(axis=1), part.targets.argmax(axis=1)
    hits = confusion_matrix(wanted, said, normalize="true").diagonal()
    men, birds = round((1000 - chickens) * hits[0]), round(chickens * hits[1])
    cells = [int(text.replace(",", "")) for text in numbers(picture) if re.fullmatch(r"[\d,]+", text)]
    assert cells == [1000 - chickens, 0, chickens, 0, men, 1000 - chickens - men, chickens - birds, birds]
    share, answers = (men + birds) / 10, 1000 - chickens - men + birds
    found = told(picture.text.replace(",", ""))
    assert_rounded(found, [chickens, 1000, 100 - chickens / 10, share, birds, answers, birds], 1, picture.text)
