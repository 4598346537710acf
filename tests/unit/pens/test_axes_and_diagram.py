"""What plots and diagrams are drawn with: each mark lies where its number belongs, and says what it means."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib.ticker import MaxNLocator

from helpers import BOOK_NETWORK, Network, create, draw, forward, gradients
from helpers.pens.axes import Axes, ticks
from helpers.pens.diagram import Paper, draw_edge, edges, shade, wide
from helpers.pens.numerals import plain, short
from helpers.pens.palette import BLACK, BLUE, GREY, PALE, VERMILLION, WHITE
from helpers.pens.parts import signed_bar
from tests.cases import BOOK, DEEP_SQUARE, on_every_network
from tests.drawn import SVG, assert_rounded, numbers, told

LEFT, TOP, WIDTH, HEIGHT = 50, 20, 400, 200  # of every plot here


def axes(x_range, y_range, **more):
    return Axes(x_range, y_range, (LEFT, TOP, WIDTH, HEIGHT), **more)


def parts(marks, kind):
    """Return the elements of one kind, such as all lines, of marks without a name space."""
    return [*ET.fromstring(f"<g>{marks}</g>").iter(kind)]


def places(part, *names):
    return [float(part.get(name)) for name in names]


# ---- The plot's paper


X_LINE, Y_LINE = (LEFT + WIDTH / 4, TOP + HEIGHT, LEFT + WIDTH / 4, TOP), (LEFT, 180, LEFT + WIDTH, 180)


@pytest.mark.parametrize("x_range, y_range, more, wanted", [
    ((-1, 3), (-2, 8), {}, {X_LINE, Y_LINE}),  # x = 0 after a quarter of the width, y = 0 a fifth above the bottom
    ((-1, 3), (1, 8), {}, {X_LINE}),
    ((1, 3), (-2, 8), {}, {Y_LINE}),
    ((1, 3), (1, 8), {}, set()),
    ((-3, -1), (-8, -1), {}, set()),
    ((0, 3), (0, 8), {}, set()),  # there the frame's own line is the zero line
    ((-3, 0), (-8, 0), {}, set()),
    ((-1, 3), (-2, 8), {"powers": "x"}, {Y_LINE}),  # an exponent of 0 is the number 1
    ((-1, 3), (-2, 8), {"powers": "y"}, {X_LINE}),
    ((-1, 3), (-2, 8), {"numbered": "x"}, {X_LINE}),
])  # fmt: skip
def test_a_zero_line_lies_at_the_pixel_of_0_and_crosses_the_whole_plot(x_range, y_range, more, wanted):
    lines = [line for line in parts(axes(x_range, y_range, **more).frame(), "line") if line.get("stroke") == GREY]
    assert {tuple(places(line, "x1", "y1", "x2", "y2")) for line in lines} == wanted and len(lines) == len(wanted)


@pytest.mark.parametrize("span, most, whole, wanted", [
    ((0, 1), 5, False, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ((0, 1), 4, False, [0, 0.25, 0.5, 0.75, 1]),
    ((0, 1), 2, False, [0, 0.5, 1]),
    ((0, 1), 1, False, [0, 1]),
    ((0, 10), 9, False, [0, 2, 4, 6, 8, 10]),
    ((0, 10), 10, False, [*range(11)]),
    ((-5, 5), 4, False, [-5, -2.5, 0, 2.5, 5]),
    ((-5, 5), 4, True, [-5, 0, 5]),  # no halves between whole numbers
    ((0.3, 2.7), 6, False, [0.5, 1, 1.5, 2, 2.5]),
    ((0, 2), 6, True, [0, 1, 2]),
])  # fmt: skip
def test_ticks_are_the_finest_round_numbers_with_no_more_steps_than_asked(span, most, whole, wanted):
    assert ticks(span, most, whole) == pytest.approx(wanted, abs=1e-12)


def test_ticks_are_those_of_matplotlib_in_ranges_of_every_size_and_place():
    lot, wrong = np.random.default_rng(7), []
    for place, number in enumerate(10 ** lot.uniform(-6, 6, 2000)):
        low = (0.0, -number, lot.uniform(-100, 100) * number, round(lot.uniform(-5, 5), 1))[place % 4]
        high = low + (number if place % 4 < 3 else place % 40 / 4 + 0.25)
        most, whole = lot.integers(1, 12), place % 8 < 4
        steps = [1, 2, 5, 10] if whole else [1, 2, 2.5, 5, 10]
        slack = 1e-9 * (high - low)
        theirs = MaxNLocator(most, steps=steps, integer=whole).tick_values(low, high)
        wanted = theirs[(low - slack <= theirs) & (theirs <= high + slack)]
        found = ticks((low, high), most, whole)
        if len(found) != len(wanted) or abs(found - wanted).max() > slack:
            wrong.append((low, high, most, whole, found))
    assert not wrong, f"{len(wrong)} of 2000 ranges have other ticks, such as {wrong[0]}"


@pytest.mark.parametrize("span", [(1, 1), (2, 1), (np.nan, 1), (0, np.inf), (-np.inf, 0)])
def test_a_range_without_a_width_has_no_ticks(span):
    assert ticks(span, 6) == []


@pytest.mark.parametrize("more, across, up", [
    ({}, "0 2 4 6 8 10", "0 0.2 0.4 0.6 0.8 1"),
    ({"ticks": 5}, "0 2 4 6 8 10", "0 0.25 0.5 0.75 1"),
    ({"ticks": 4}, "0 2.5 5 7.5 10", "0 0.5 1"),
    ({"ticks": 2}, "0 5 10", "0 0.5 1"),  # never less than half a plot's height without a number
    ({"ticks": 5, "numbered": "x"}, "0 2 4 6 8 10", ""),
    ({"ticks": 5, "numbered": "y"}, "", "0 0.25 0.5 0.75 1"),
    ({"numbered": ""}, "", ""),
    ({"ticks": 4, "powers": "x"}, "1e0 1e5 1e10", "0 0.5 1"),
])  # fmt: skip
def test_every_number_stands_at_its_pixel_beside_a_grid_line_and_upwards_there_is_one_step_less(more, across, up):
    marks = axes((0, 10), (0, 1), **more).frame()
    grid = {tuple(places(line, "x1", "y1", "x2", "y2")) for line in parts(marks, "line")}
    below = [(one.text, *places(one, "x")) for one in parts(marks, "text") if one.get("text-anchor") == "middle"]
    beside = [(one.text, *places(one, "y")) for one in parts(marks, "text") if one.get("text-anchor") == "end"]
    below = [one for one in below if one[0]]
    assert ([text for text, _ in below], [text for text, _ in beside]) == (across.split(), up.split())
    for text, x in below:
        wanted = LEFT + float(text.removeprefix("1e")) / 10 * WIDTH
        assert x == wanted and (x, TOP, x, TOP + HEIGHT) in grid
    for text, baseline in beside:
        y = TOP + round((1 - float(text)) * HEIGHT, 9)
        assert 3 <= baseline - y <= 5 and (LEFT, y, LEFT + WIDTH, y) in grid, "a digit is about 9 pixels high"
    assert len(grid) == len(below) + len(beside) and {line.get("stroke") for line in parts(marks, "line")} <= {PALE}


def test_numbers_and_the_name_of_x_stand_below_the_frame_and_the_title_above_it_with_the_name_of_y_beside():
    bottom, middle = TOP + HEIGHT, LEFT + WIDTH / 2
    for more, above in (({"ylabel": "height", "title": "a hill"}, "a hill"), ({"ylabel": "height"}, "height")):
        marks = axes((0, 10), (0, 1), xlabel="way", **more).frame()
        texts = {one.text: one for one in parts(marks, "text") if one.text}
        (frame,) = parts(marks, "rect")
        assert places(frame, "x", "y", "width", "height") == [LEFT, TOP, WIDTH, HEIGHT] and frame.get("fill") == "none"
        assert bottom + 10 < float(texts["10"].get("y")) < float(texts["way"].get("y")) - 12
        assert float(texts["way"].get("x")) == middle and texts["way"].get("text-anchor") == "middle"
        assert TOP - 20 < float(texts[above].get("y")) < TOP and texts[above].get("x") == str(LEFT)
        assert (texts[above].get("font-weight") == "bold") == ("title" in more)
        assert float(texts["0.2"].get("x")) < LEFT
    assert texts.keys() == {"height", "way", *"0 2 4 6 8 10 0.2 0.4 0.6 0.8 1".split()}
    beside = axes((0, 10), (0, 1), ylabel="height", title="a hill").frame()
    (name,) = [one for one in parts(beside, "text") if one.text == "height"]
    assert float(name.get("x")) < LEFT - 30 and float(name.get("y")) == TOP + HEIGHT / 2


def test_a_curve_goes_through_its_points_and_breaks_where_there_is_none():
    (path,) = parts(axes((0, 4), (0, 1)).curve([0, 1, 2, 3, 4], [0, 1, np.nan, 0.5, 0]), "path")
    assert path.get("d") == "M50.0 220.0L150.0 20.0M350.0 120.0L450.0 220.0" and path.get("fill") == "none"


@pytest.mark.parametrize(
    "x, y, seen",
    [
        (0, 0, True),
        (-1, 2, True),
        (3, 8, True),
        (-1, -2, True),
        (-1.01, 0, False),
        (3.01, 0, False),
        (0, -2.01, False),
        (0, 8.01, False),
        (9, 9, False),
        (np.nan, 0, False),
    ],
)
def test_a_rim_dot_is_drawn_on_the_plot_and_on_its_rim_and_nowhere_else(x, y, seen):
    found = parts(axes((-1, 3), (-2, 8)).rim_dot(x, y), "circle")
    wanted = [[LEFT + (x + 1) / 4 * WIDTH, TOP + (8 - y) / 10 * HEIGHT]] if seen else []
    assert [places(dot, "cx", "cy") for dot in found] == wanted


def test_a_curve_is_thicker_than_a_line_and_a_line_than_the_grid_and_both_as_thick_as_asked():
    plot = axes((0, 1), (0, 1))
    ends = ((0, 0), (1, 1))

    def width(marks):
        (part,) = ET.fromstring(f"<g>{marks}</g>")
        return float(part.get("stroke-width"))

    assert width(plot.curve(*ends)) > width(plot.line(*ends)) > 1, "SVG's own width, that of the grid, is 1"
    assert (width(plot.curve(*ends, width=4)), width(plot.line(*ends, width=3))) == (4, 3)
    assert width(plot.spots(*ends, width=5)) == 5


# ---- The network's diagram


def middle_of(text):
    """Return the height of a text's middle: capitals and digits are about 0.72 of the size high."""
    return float(text.get("y")) - 0.36 * float(text.get("font-size"))


def edge_parts(network=BOOK_NETWORK):
    """Return line, plate and words of every edge."""
    paper = Paper(network.sizes, 700)
    drawn = (ET.fromstring(draw_edge(edge, paper, False)) for edge in edges(network, paper))
    return [[group.find(kind) for kind in ("line", "rect", "text")] for group in drawn]


NETWORKS = [BOOK_NETWORK, create(2, 3, 1), create(3, 2, 1, seed=2), BOOK_NETWORK.with_values(w1=-123.4567, w8=9e9)]


@pytest.mark.parametrize("network", NETWORKS, ids=str)
def test_an_edges_label_is_written_in_the_middle_of_a_plate_that_covers_the_edge_and_nothing_of_it_sticks_out(network):
    for line, plate, text in edge_parts(network):
        x, y, width, height = places(plate, "x", "y", "width", "height")
        assert text.get("text-anchor") == "middle" and abs(x + width / 2 - float(text.get("x"))) <= 0.11
        assert abs(y + height / 2 - middle_of(text)) <= 1.5, text.text
        size = float(text.get("font-size"))
        assert width >= 0.54 * size * len(text.text) and height >= 1.4 * size, "room for digits and for descenders"
        assert plate.get("fill") == WHITE and 0.8 < float(plate.get("fill-opacity")) <= 1
        x1, y1, x2, y2 = places(line, "x1", "y1", "x2", "y2")
        on_edge = y1 + (x + width / 2 - x1) / (x2 - x1) * (y2 - y1)
        assert y + height / 2 == pytest.approx(on_edge, abs=0.6), text.text


def nodes_at(network):
    paper = Paper(network.sizes, 700)
    return [place for rows in paper.rows for place in rows.values()], paper.radius


@pytest.mark.parametrize("network", NETWORKS, ids=str)
def test_no_label_lies_on_a_node(network):
    nodes, radius = nodes_at(network)
    for _, plate, text in edge_parts(network):
        left, top, width, height = places(plate, "x", "y", "width", "height")
        for x, y in nodes:
            beside = np.hypot(max(left - x, x - left - width, 0), max(top - y, y - top - height, 0))
            assert beside > radius - 2, text.text


def runs_through(line, plate):
    """Say whether any of many points of a line lies on a plate."""
    x1, y1, x2, y2 = places(line, "x1", "y1", "x2", "y2")
    left, top, width, height = places(plate, "x", "y", "width", "height")
    along = np.linspace(0, 1, 2001)
    x, y = x1 + along * (x2 - x1), y1 + along * (y2 - y1)
    return bool(np.any((x > left) & (x < left + width) & (y > top) & (y < top + height)))


@pytest.mark.parametrize(
    "network", [BOOK_NETWORK, create(2, 2, 1), create(2, 2, 2), BOOK_NETWORK.with_values(bw3=-0.61)], ids=str
)
def test_a_bias_weights_label_stands_on_its_own_edge_away_from_the_bias_node_and_covers_no_other(network):
    drawn = edge_parts(network)
    for line, plate, text in drawn:
        if text.text.startswith("bw"):
            assert [runs_through(other, plate) for other, _, _ in drawn].count(True) == 1 and runs_through(line, plate)
            y1, y2, x1 = places(line, "y1", "y2", "x1")
            middle = float(plate.get("y")) + 10
            assert (y1 - middle) / (y1 - y2) > 0.32, f"{text.text} stands at the bias node"
            assert middle < y1 - 40 and float(text.get("x")) > x1


@pytest.mark.parametrize("network", NETWORKS, ids=str)
def test_no_label_lies_on_another(network):
    boxes = [places(plate, "x", "y", "width", "height") for _, plate, _ in edge_parts(network)]
    for place, (x, y, width, height) in enumerate(boxes):
        for left, top, broad, high in boxes[:place]:
            assert min(x + width, left + broad) - max(x, left) <= 8 or min(y + height, top + high) - max(y, top) <= 4


def test_a_label_stays_where_it_is_when_its_weight_moves():
    def where(network):
        return [(text.text.split(" = ")[0], *places(text, "x", "y")) for _, _, text in edge_parts(network)]

    assert where(BOOK_NETWORK) == where(BOOK_NETWORK.with_values(w5=-0.6, bw2=0, bw4=-2.5))


@pytest.mark.parametrize("weight, ink, dashed", [(0.0, GREY, False), (0.5, BLUE, False), (-0.5, VERMILLION, True)])
def test_a_weight_of_exactly_0_is_neither_blue_nor_orange(weight, ink, dashed):
    line, _ = edges_of(draw.diagram(BOOK_NETWORK.with_values(w5=weight)))["w5"]
    assert line.get("stroke") == ink and bool(line.get("stroke-dasharray")) == dashed
    (bar,) = parts(signed_bar(0, 0, 9, 9, weight), "rect")
    assert bar.get("stroke") == bar.get("fill") == ink and bool(bar.get("stroke-dasharray")) == dashed


def test_the_legend_says_what_grey_is_and_what_a_bluer_node_means():
    assert {"weight above 0", "below 0", "0", "thicker: further from 0"} <= {*numbers(draw.diagram(BOOK_NETWORK))}
    assert "thicker edge, bluer node: further from 0" in numbers(shown(BOOK_NETWORK, 0.15, 0.35))


def test_all_labels_of_a_diagram_have_as_many_decimals():
    for network, many in ((BOOK_NETWORK, 2), (create(2, 2, 1), 4), (BOOK_NETWORK.with_values(w1=0.125), 3)):
        assert {len(text.text.split(".")[1]) for _, _, text in edge_parts(network)} == {many}


def groups_of(picture):
    """Return (group, its texts) for every group that is drawn straight on the picture: edges, nodes, bias nodes."""
    groups = ET.fromstring(picture.svg).findall(SVG + "g")
    return [(group, {text.text: text for text in group.iter(SVG + "text") if text.text}) for group in groups]


def shown(network, *inputs, **more):
    return draw.diagram(network, forward(network, [inputs]), **more)


def nodes_of(picture):
    """Return (outline, texts) of every node and bias node."""
    return [(group.find(SVG + "circle"), texts) for group, texts in groups_of(picture)
            if group.find(SVG + "circle") is not None]  # fmt: skip


@pytest.mark.parametrize("picture", [draw.diagram(BOOK_NETWORK), shown(BOOK_NETWORK, 0, 0), shown(create(2, 20), 0, 1)])
def test_every_node_has_a_dark_rim_so_that_a_white_one_is_seen_on_white_paper(picture):
    for circle, _ in nodes_of(picture):
        assert circle.get("stroke") == BLACK and 1 <= float(circle.get("stroke-width")) <= 3


def test_a_node_s_words_stand_in_its_middle_and_inside_it_and_its_name_just_above_when_there_are_numbers():
    for picture in (draw.diagram(BOOK_NETWORK), shown(BOOK_NETWORK, 0.15, 0.35), shown(create(2, 6, 1), 0.15, 0.35)):
        for circle, texts in nodes_of(picture):
            x, y, r = places(circle, "cx", "cy", "r")
            written = [text for words, text in texts.items() if words != "bias"]
            above = [text for text in written if middle_of(text) < y - r]
            inside = [text for text in written if text not in above]
            assert np.mean([middle_of(text) for text in inside]) == pytest.approx(y, abs=1.5), [*texts]
            for text in inside:
                half = 0.27 * float(text.get("font-size")) * len(text.text)
                assert np.hypot(half, middle_of(text) - y) < r, f"{text.text} sticks out"
            for text in above:
                assert re.fullmatch("[abc][1-6]", text.text) and 3 <= y - r - float(text.get("y")) <= 8
            assert all(text.get("text-anchor") == "middle" and places(text, "x") == [x] for text in written)


@pytest.mark.parametrize("hidden, decimals, net_too", [(2, 4, True), (4, 4, True), (6, 2, False), (16, None, False)])
def test_a_large_node_shows_net_and_out_a_small_one_out_only_and_a_tiny_one_nothing(hidden, decimals, net_too):
    network = create(2, hidden, 1, seed=1)
    run = forward(network, [[0.25, 0.75]])
    drawn = [text for _, texts in nodes_of(shown(network, 0.25, 0.75)) for text in texts if re.search(r"\d\.\d", text)]
    nets, outs = (np.concatenate([layer[0] for layer in layers]) for layers in (run.net[1:], run.out[1:]))
    wanted = [f"{value:.{decimals}f}" for value in (0.25, 0.75)] if decimals else []
    for net, out in zip(nets, outs, strict=True) if decimals else ():
        wanted += [f"net {net:.4f}".replace("-", "−"), f"out {out:.4f}"] if net_too else [f"{out:.2f}"]
    assert drawn == wanted


def test_a_node_is_white_at_0_and_grows_darker_with_its_output_and_stays_pale_enough_for_words():
    def light(out):
        red, green, blue = (int(shade(out)[place : place + 2], 16) for place in (1, 3, 5))
        assert red <= green <= blue, "it is a blue"
        return red + green + blue

    lights = [light(out) for out in np.linspace(0, 1, 11)]
    assert shade(0.0) == WHITE == shade(np.nan) and (np.diff(lights) < -5).all(), lights
    assert light(-0.3) == light(0.3) and light(1) == light(7) == light(-np.inf) > 3 * 160


def test_the_shade_of_a_node_is_that_of_its_own_output_and_an_unknown_node_is_white():
    run = forward(BOOK_NETWORK, [[0.15, 0.35]])
    nodes = nodes_of(draw.diagram(BOOK_NETWORK, run, known={"out b1"}))
    fills = [circle.get("fill") for circle, texts in nodes if "bias" not in texts]
    assert fills == [WHITE, WHITE, shade(run.out[1][0, 0]), WHITE, WHITE, WHITE]
    fills = [circle.get("fill") for circle, texts in nodes_of(shown(BOOK_NETWORK, 0.15, 0.35)) if "bias" not in texts]
    assert fills == [shade(out) for layer in run.out for out in layer[0]]


def test_what_is_not_highlighted_is_pale_but_can_still_be_seen():
    lit, picture = {"w5", "b1", "c1", "bw3"}, shown(BOOK_NETWORK, 0.15, 0.35, highlight={"w5", "b1", "c1", "bw3"})
    seen = set()
    for group, texts in groups_of(picture):
        names = {text.split(" = ")[0] for text in texts} & {*BOOK_NETWORK.names(), "a1", "a2", "b1", "b2", "c1", "c2"}
        opacity = group.get("opacity")
        if names:
            assert opacity is None if names <= lit else 0.1 <= float(opacity) <= 0.4, (names, opacity)
            seen |= names
    assert len(seen) == 18, "12 edges and 6 nodes"
    bias = [group.get("opacity") for group, texts in groups_of(picture) if "bias" in texts]
    assert bias[1] is None and 0.1 <= float(bias[0]) <= 0.4, "bw3 comes from the second bias node"
    assert {group.get("opacity") for group, _ in groups_of(shown(BOOK_NETWORK, 0.15, 0.35))} == {None}


def test_the_line_that_the_mouse_can_hit_is_broad_and_not_seen_and_lies_on_its_edge():
    for edge in edges(BOOK_NETWORK, Paper(BOOK_NETWORK.sizes, 700)):
        (line,) = parts(wide(edge), "line")
        assert places(line, "x1", "y1") == pytest.approx(edge["start"], abs=0.06)
        assert places(line, "x2", "y2") == pytest.approx(edge["end"], abs=0.06)
        assert float(line.get("stroke-opacity")) == 0 and float(line.get("stroke-width")) >= 10


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("activation", ["logistic", "tanh", "linear"])
def test_the_diagram_shows_the_nets_outs_and_weights_of_the_network(seed, activation):
    random = np.random.default_rng(seed)
    weights, biases = random.normal(0, 1, (2, 2, 2)), random.normal(0, 1, (2, 2))
    network = Network(list(weights), list(biases), activation)
    inputs, targets = random.uniform(-1, 1, (1, 2)), [0, 1]
    run = forward(network, inputs)
    got = numbers(draw.diagram(network, run, targets=targets))
    drawn = {text.split(" = ")[0]: text.split(" = ")[1].replace("−", "-") for text in got if " = " in text}
    assert set(drawn) == set(network.names())
    for name in network.names():
        assert float(drawn[name]) == round(network[name], 4), f"{name} is {network[name]}"
    wanted = [text for text in got if " = " in text]
    for layer in (1, 2):
        wanted += [f"net {plain(value)}" for value in run.net[layer][0]]
        wanted += [f"out {plain(value)}" for value in run.out[layer][0]]
    wanted += [plain(value) for value in inputs[0]] + ["target 0", "target 1"]
    assert not sorted(set(wanted) - set(got)), f"drawn: {got}"
    beyond = [text for text in got if re.search(r"\d\.\d", text) and text not in wanted]
    assert not beyond, "numbers that are in no array"


@pytest.mark.parametrize("seed", range(4))
def test_the_diagrams_twin_has_the_same_outs(seed):
    network = create(2, 3, 2, seed=seed)
    run = forward(network, [[0.3, -0.6]])
    assert re.findall(r"−?\d+\.\d+", draw.diagram(network, run).text) == [
        plain(value) for out in run.out for value in out[0]
    ]


def edges_of(picture):
    """Return the line and the label's text of every edge of a diagram by the edge's name."""
    labelled = [(group.find(SVG + "line"), group.findtext(SVG + "text")) for group, _ in groups_of(picture)]
    return {text.split()[0]: (line, text) for line, text in labelled if line is not None and text}


def test_edges_show_size_by_width_and_sign_by_colour_and_dash():
    drawn = edges_of(draw.diagram(BOOK.with_values(w1=1.0, w2=-1.0, w3=0.1)))
    lines = {name: line for name, (line, _) in drawn.items()}
    assert lines["w1"].get("stroke-width") == lines["w2"].get("stroke-width")
    assert float(lines["w1"].get("stroke-width")) > float(lines["w3"].get("stroke-width"))
    assert lines["w1"].get("stroke") != lines["w2"].get("stroke")
    assert lines["w1"].get("stroke-dasharray") is None and lines["w2"].get("stroke-dasharray")


@pytest.mark.parametrize("sizes", [(64, 64, 2), (2, 2, 2), (3, 5, 4, 1)])
def test_the_structure_counts_nodes_edges_and_bias_edges(sizes):
    text = draw.structure(create(*sizes)).text
    edges, biases = sum(a * b for a, b in zip(sizes, sizes[1:], strict=False)), sum(sizes[1:])
    for count in (edges, biases, edges + biases, sum(sizes) + len(sizes) - 1):
        assert re.search(rf"\b{count:,}\b", text), f"{count:,} is not in: {text}"


@on_every_network
def test_a_diagram_with_slopes_shows_gradients_and_thickness_by_their_size(case):
    network, inputs, _ = case
    found = gradients(*case)
    picture = draw.diagram(network, forward(network, inputs), slopes=found)
    drawn = edges_of(picture)
    largest = max(abs(found[name]) for name in found.names())
    for name in found.names():
        line, text = drawn[name]
        assert_rounded(told(text), found[name], 4, name)
        assert float(line.get("stroke-width")) == pytest.approx(0.8 + 4 * abs(found[name]) / largest, abs=0.06), name
        assert (line.get("stroke-dasharray") is None) == (found[name] >= 0), name
    assert "gradient above 0" in picture.svg


@pytest.mark.parametrize("network", [BOOK, create(2, 3, 1), create(1, 2, 2, 1)], ids=["2-2-2", "2-3-1", "1-2-2-1"])
def test_every_edge_leads_from_the_node_where_its_weight_starts_to_the_node_where_it_ends(network):
    picture = draw.diagram(network)
    circles = [places(one, "cx", "cy", "r") for one in ET.fromstring(picture.svg).iter(SVG + "circle")]
    nodes = sorted({(x, y) for x, y, r in circles if r > 16})
    biases = sorted({(x, y) for x, y, r in circles if r == 16})
    first = np.cumsum([0, *network.sizes])  # the place of each layer's first node
    drawn = {name: places(line, "x1", "y1", "x2", "y2") for name, (line, _) in edges_of(picture).items()}
    assert set(drawn) == set(network.names())
    for name in network.names():
        _, layer, start, end = network.address(name)
        begin = biases[layer] if start is None else nodes[first[layer] + start]
        assert drawn[name] == [*begin, *nodes[first[layer + 1] + end]], f"{name} is drawn at another edge"


def test_every_edge_can_be_picked_and_carries_its_own_name():
    parts = {
        part.get("data-set"): part.get("aria-label")
        for part in ET.fromstring(draw.diagram(DEEP_SQUARE, pick="weight").svg).iter()
        if part.get("data-set")
    }
    assert parts == {f"weight={name}": f"{name} = {short(DEEP_SQUARE[name])}" for name in DEEP_SQUARE.names()}
    assert "data-set" not in draw.diagram(DEEP_SQUARE).svg
