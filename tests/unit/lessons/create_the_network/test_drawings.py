"""A shifted curve, a bowl, and words, pictures and sounds as numbers."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import draw
from helpers.pens.numerals import plain
from tests.drawn import Panel, lines_with, numbers, points_of, ranges, rects


@pytest.mark.parametrize("weight, bias", [(1, 0), (2, 3), (-0.5, 1.25), (0, 2)])
def test_the_logistic_curve_is_the_logistic_function(weight, bias):
    picture = draw.logistic_shift(weight, bias)
    if weight:
        half = f"x = {plain(-bias / weight, 2)}"
        assert half in numbers(picture) and half in picture.text
    frame = rects(picture, fill="none")[0]
    curve = max(lines_with(picture, "path"), key=lambda path: float(path.get("stroke-width")))
    x, y = Panel(frame, [], [], *ranges(ET.fromstring(picture.svg), frame)).data(points_of(curve))
    assert np.abs(y - 1 / (1 + np.exp(-(weight * x + bias)))).max() < 0.005


@pytest.mark.parametrize("eta", [0.05, 0.4, 0.95, 1.1])
def test_the_bowl_shows_the_weights_of_gradient_descent(eta):
    w, path = 0.9, []
    for _ in range(9):
        path.append(plain(w, 4))
        w -= eta * 2 * w
    assert [text for text in numbers(draw.bowl(eta)) if text in path] == path


@pytest.mark.parametrize("word, vector", [("man", "0, 0, 1, 0"), ("cow", "0, 0, 0, 0")])
def test_a_word_becomes_a_one_in_its_own_place(word, vector):
    got = [text.split("= ")[1] for text in numbers(draw.word_numbers(word)) if text.startswith("a")]
    assert ", ".join(got) == vector


def test_a_picture_becomes_its_pixels_row_after_row():
    got = [text for text in numbers(draw.image_numbers(7, 0.6)) if text.startswith("a")]
    assert len(got) == 16 and got[6] == "a7 = 0.60"


def test_a_sound_becomes_its_samples():
    samples = np.sin(2 * np.pi * 3 * np.arange(24) / 24) * 0.5
    first = ", ".join(plain(value, 2) for value in samples[:6])
    assert any(first in text for text in numbers(draw.sound_numbers(3, 0.5)))
