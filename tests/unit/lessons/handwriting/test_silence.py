"""Dropout, node by node: who is silent, how loud the others are, and what the sums come to, read from the picture."""

import re

import numpy as np
import pytest

from helpers import draw
from helpers.lessons.handwriting.drawings.silence import OUTPUTS, silenced
from tests.drawn import assert_curve, lines_of, lines_with, panels

BLUE, GREY, LIT, WHITE = "#0072b2", "#595959", "#dcebf5", "#ffffff"
on_some_updates = pytest.mark.parametrize("probability, update", [(0.25, 1), (0.5, 4), (0.9, 2)])


def sums(picture):
    """Return the four sums to the right of the nodes: of three examples, and afterwards."""
    lines = [line for line in lines_of(picture.svg) if line.left == 560 and line.text != "sum"]
    return [float(line.text) for line in lines]


@on_some_updates
def test_speaking_nodes_are_louder_by_1_in_1_minus_p_and_the_sums_add_them_up(probability, update):
    out, net = silenced(probability, update)
    louder = np.array(OUTPUTS) / (1 - probability)
    assert out.shape == (update, 3, 8) and (np.isclose(out, 0) | np.isclose(out, louder)).all()
    assert net == pytest.approx(out.sum(axis=2))


def test_who_is_silent_is_drawn_anew_for_every_example_and_every_update_and_again_the_same():
    out, _ = silenced(0.5, 40)
    silent = {tuple(row) for row in (out == 0).reshape(-1, 8).tolist()}
    assert len(silent) > 60, "120 times one of 256 ways to be silent"
    assert (silenced(0.5, 7)[0] == out[:7]).all(), "the slider moves through one training"


@on_some_updates
def test_each_row_shows_one_example_of_this_update_and_the_last_one_what_all_say_afterwards(probability, update):
    picture = draw.silent_nodes(probability, update)
    out, net = silenced(probability, update)
    said = [*out[-1].ravel(), *OUTPUTS]
    nodes, lines = lines_with(picture, "circle", r="20"), lines_of(picture.svg)
    assert [len(nodes), len({node.get("cy") for node in nodes})] == [32, 4]
    for node, value in zip(nodes, said, strict=True):
        [inside] = [line.text for line in lines if line.baseline == float(node.get("cy")) + 5
                    and line.left < float(node.get("cx")) < line.right]  # fmt: skip
        look = node.get("fill"), node.get("stroke-dasharray")
        assert (inside, *look) == (("✗", WHITE, "3 3") if value == 0 else (f"{value:.2f}", LIT, None)), value
    assert sums(picture) == pytest.approx([*net[-1], sum(OUTPUTS)], abs=0.0051)


@on_some_updates
def test_the_sentence_counts_who_speaks_and_tells_the_sums_and_their_average(probability, update):
    picture = draw.silent_nodes(probability, update)
    out, net = silenced(probability, update)
    speak, got = re.match(r"Update \d+: of 8 nodes (.*) speak, .* gets (.*?)\. ", picture.text).groups()
    assert [int(one) for one in re.findall(r"\d+", speak)] == [np.count_nonzero(row) for row in out[-1]]
    assert [float(one) for one in re.findall(r"[\d.]+", got)] == pytest.approx(net[-1], abs=0.0051)
    assert f"{1 / (1 - probability):.2f} times as loud" in picture.text and picture.text.endswith("they are: 4.00.")
    assert float(re.search(r"sums is ([\d.]+)", picture.text)[1]) == pytest.approx(net.mean(), abs=0.0051)


@on_some_updates
def test_the_curve_is_the_average_of_all_sums_so_far_beside_what_all_nodes_say(probability, update):
    picture = draw.silent_nodes(probability, update)
    got = silenced(probability, update)[1].ravel()
    [panel] = panels(picture)
    assert_curve(panel, panel.curves[0], range(1, got.size + 1), [got[: n + 1].mean() for n in range(got.size)])
    [line] = lines_with(picture, stroke=GREY, stroke_dasharray="6 3")
    assert panel.data([[0, float(line.get(end))] for end in ("y1", "y2")])[1] == pytest.approx(4.0, abs=0.02)
    [dot] = [[float(one.get(way)) for way in ("cx", "cy")] for one in lines_with(picture, "circle", fill=BLUE)]
    x, y = panel.data([dot])
    assert [*x, *y] == pytest.approx([got.size, got.mean()], abs=0.03)


def test_the_average_of_many_sums_is_what_all_nodes_say_afterwards():
    assert silenced(0.25, 400)[1].mean() == pytest.approx(4.0, abs=0.1)
