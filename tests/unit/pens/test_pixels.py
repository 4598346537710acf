"""Small images: ink and signed numbers as colours, and tiles in their places."""

import itertools
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers.pens.pixels import pixels, tiled
from tests.drawn import BLUE, GAP, ORANGE, assert_colors, hues, images, ink


def test_ink_is_drawn_from_white_to_black_and_a_gap_where_there_is_no_number():
    values = np.array([[0, 1, 0.5], [0.15, 0.35, 0.75], [np.nan, np.inf, -np.inf], [-3, 7, 0.002]])
    ((box, image),) = images(pixels(values, 10, 20, 90))
    assert box == (10, 20, 90, 120)
    assert_colors(image, ink(values))
    assert image[0].tolist() == [[255] * 3, [0] * 3, [128] * 3] and image[2].tolist() == [[*GAP]] * 3


@pytest.mark.parametrize("scale", [1, 2, 0.25])
def test_signed_numbers_are_drawn_from_orange_over_white_to_blue(scale):
    values = scale * np.array([[0, 1, -1, 0.5], [-0.5, 0.3, -0.01, np.nan], [5, -5, np.inf, 1e-9]])
    ((_, image),) = images(pixels(values, 0, 0, 40, scale))
    assert_colors(image, hues(values, scale))
    assert image[0, :3].tolist() == [[255] * 3, [*BLUE], [*ORANGE]]
    assert image[2, :2].tolist() == [[*BLUE], [*ORANGE]], "beyond the scale the colour is full"


def test_nothing_but_zeros_is_white():
    ((_, image),) = images(pixels(np.zeros((2, 2)), 0, 0, 10, scale=0.0))
    assert (image == 255).all()


def test_an_image_has_a_thin_frame_and_is_not_blurred():
    svg = ET.fromstring(f"<svg>{pixels(np.ones((2, 4)), 3, 4, 100)}</svg>")
    image, frame = svg
    assert image.get("style") == "image-rendering:pixelated" and image.get("preserveAspectRatio") == "none"
    assert [frame.get(key) for key in ("x", "y", "width", "height", "fill")] == ["3", "4", "100", "50", "none"]
    assert all(image.get(key) == frame.get(key) for key in ("x", "y", "width", "height"))


@pytest.mark.parametrize("count, columns, gap", [(1, 1, 1), (6, 3, 1), (7, 3, 1), (5, 8, 2), (64, 8, 1)])
def test_every_tile_stands_in_its_place_and_all_else_is_gap(count, columns, gap):
    tiles = np.random.default_rng(count).normal(size=(count, 2, 3))
    sheet = tiled(tiles, columns, gap)
    rows = -(-count // columns)
    assert sheet.shape == (rows * 2 + (rows - 1) * gap, columns * 3 + (columns - 1) * gap)
    wanted = np.full(sheet.shape, np.nan)
    for number, row, column in itertools.product(range(count), range(2), range(3)):
        wanted[number // columns * (2 + gap) + row, number % columns * (3 + gap) + column] = tiles[number, row, column]
    assert np.array_equal(sheet, wanted, equal_nan=True)
