"""Inception v3 as recorded from Keras: against the paper's table, published counts, and counting by hand."""

import xml.etree.ElementTree as ET

import pytest

from helpers import draw
from helpers.lessons.transfer_learning.convolution import output_side
from helpers.lessons.transfer_learning.inception import (
    BLOCKS,
    block_layers,
    ends,
    inception_layers,
    longest_way,
    multiplications,
)
from helpers.pens.palette import LIT
from tests.drawn import SVG, lines_with, numbers, rects

LAYERS = inception_layers()


def test_the_parameters_are_the_published_ones():
    assert sum(layer.parameters for layer in LAYERS) == 23_851_784  # keras.applications
    assert LAYERS[-1].parameters == 2048 * 1000 + 1000
    assert sum(layer.parameters for layer in LAYERS) < 25_000_000  # the paper's abstract


def test_the_multiplications_are_about_the_papers_five_billion_and_torchvisions_5_71():
    assert sum(map(multiplications, LAYERS)) / 1e9 == pytest.approx(5.71, abs=0.01)


def test_the_longest_way_has_the_48_layers_that_matlabs_manual_counts():
    assert longest_way() == 48
    assert sum(layer.kind == "convolution" for layer in LAYERS) == 94  # conv2d ... conv2d_93 in Keras


def test_the_blocks_are_those_of_the_recorded_layers_in_their_order():
    assert BLOCKS == tuple(dict.fromkeys(layer.block for layer in inception_layers()))


def test_the_blocks_hand_on_what_the_papers_table_says():
    sizes = {
        block: (block_layers(block)[-1].side, sum(one.channels for one in ends(block_layers(block))))
        for block in BLOCKS
    }
    assert sizes["stem"] == (35, 192)
    assert sizes["mixed1"] == sizes["mixed2"] == (35, 288)
    assert {sizes[f"mixed{number}"] for number in range(3, 8)} == {(17, 768)}
    assert sizes["mixed8"] == (8, 1280) and sizes["mixed9"] == sizes["mixed10"] == (8, 2048)
    assert sizes["average"] == (1, 2048) and sizes["last layer"] == (1, 1000)


def test_every_convolution_has_the_weights_that_its_window_and_its_inputs_need():
    channels = 3
    for block in BLOCKS:
        layers = block_layers(block)
        for layer in layers:
            before = layers[layer.after - 1].channels if layer.after else channels
            if layer.kind == "convolution":
                high, wide = map(int, layer.kernel.split(" × "))
                assert layer.parameters == high * wide * before * layer.channels + 3 * layer.channels, layer
            elif layer.kind != "last layer":
                assert (layer.parameters, layer.channels) == (0, before), layer
        channels = sum(layer.channels for layer in ends(layers))


def test_the_stems_sizes_follow_from_window_stride_and_padding():
    side = 299
    for layer, padding in zip(block_layers("stem"), (0, 0, 1, 0, 0, 0, 0), strict=True):
        side = output_side(side, int(layer.kernel[0]), layer.stride, padding)
        assert layer.side == side


@pytest.mark.parametrize("block", BLOCKS)
def test_the_picture_opens_a_block_with_all_its_layers(block):
    layers, shown = block_layers(block), draw.inception(block)
    boxes = rects(shown, width="92")
    assert len(boxes) == len(set(boxes)) == len(layers)
    assert f"{sum(layer.parameters for layer in layers):,} of 23,851,784 parameters" in shown.text
    parts = [one.get("data-set") for one in ET.fromstring(shown.svg).iter(SVG + "g") if one.get("data-set")]
    assert parts == [f"block={name}" for name in BLOCKS]
    assert sum(width == 42 for _, _, width, _ in rects(shown, fill=LIT)) == 1, "one block is lit"
    written = " ".join(numbers(shown))
    for layer in layers:
        assert f"{layer.channels:,} × {layer.side}²" in written or f"{layer.channels:,} numbers" in written


def ends_of_lines(shown):
    return [tuple(float(line.get(key)) for key in ("x1", "y1", "x2", "y2")) for line in lines_with(shown)]


@pytest.mark.parametrize("block", BLOCKS)
def test_exactly_the_layers_that_take_anothers_output_have_a_line_from_it(block):
    layers, shown = block_layers(block), draw.inception(block)
    corners = [(left, top + 26) for left, top, *_ in rects(shown, width="92")]
    wanted = {(corners[layer.after - 1][0] + 92, corners[layer.after - 1][1], *corners[layer.number - 1])
              for layer in layers if layer.after}  # fmt: skip
    lefts, rights = {left for left, _ in corners}, {left + 92 for left, _ in corners}
    assert {line for line in ends_of_lines(shown) if line[0] in rights and line[2] in lefts} == wanted


@pytest.mark.parametrize("block", BLOCKS)
def test_lines_split_to_every_branchs_first_layer_and_join_behind_its_last(block):
    layers, shown = block_layers(block), draw.inception(block)
    boxes, lines = rects(shown, width="92"), ends_of_lines(shown)
    firsts = {boxes[layer.number - 1][:2] for layer in layers if not layer.after}
    lasts = {boxes[layer.number - 1][:2] for layer in layers if all(layer.number != one.after for one in layers)}
    if len(lasts) == 1:
        assert len(lines) == len(layers) - 1 and "comes in" not in numbers(shown)
        return
    splits, joins = [x1 for x1, _, x2, _ in lines if x1 == x2]
    assert {(x2, y - 26) for x1, _, x2, y in lines if x1 == splits < x2} == firsts
    exits = [(x2, y) for x1, _, x2, y in lines if x1 == joins > x2]
    assert {(x - 92, y - 26) for x, y in exits} == lasts
    for x, y in exits:
        assert not [box for box in boxes if x <= box[0] < joins and box[1] < y < box[1] + 52], "it crosses no box"
    before = block_layers(BLOCKS[BLOCKS.index(block) - 1])
    for name, side_by_side in (("comes in", before), ("goes out", layers)):
        place = numbers(shown).index(name)
        maps = sum(layer.channels for layer in ends(side_by_side))
        assert numbers(shown)[place + 1] == f"{maps:,} × {side_by_side[-1].side}²"


def test_an_unknown_block_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="no block 'mixed11'.*Did you mean"):
        draw.inception("mixed11")
