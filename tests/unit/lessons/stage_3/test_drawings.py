"""Slopes, paths and the way back: the drawn text against the arrays, and against formulas written here."""

import math
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import numpy as np
import pytest

from helpers import ACTIVATIONS, COSTS, Network, chain, create, draw, forward, gradients, landscape, total_error
from helpers.pens.numerals import signed
from tests.cases import (
    BOOK,
    CHICKEN,
    DEEP_EXAMPLE,
    DEEP_SQUARE,
    NETWORKS,
    ORACLES,
    central,
    on_every_network,
    random_case,
)
from tests.drawn import (
    SVG,
    after,
    assert_rounded,
    distance,
    lines_of,
    numbers,
    panels,
    points_of,
    rects,
    told,
    worked_out,
)

# ---- Errors, slopes, paths and the way back: the drawn text against the arrays, and against formulas written here


@pytest.mark.parametrize(
    "make",
    [
        lambda case: draw.secant(*case, "w5", 1.5),
        lambda case: draw.turned_slice(*case, 35),
        lambda case: draw.weight_curves(*case),
        lambda case: draw.weight_curves(*case, True),
        lambda case: draw.cost_gallery(0.3),
        lambda case: draw.logistic_trap(0.9, 1),
        lambda case: draw.logistic_slope(-1.3),
    ],
    ids=[
        "secant",
        "turned_slice",
        "weight_curves",
        "weight_curves zoomed",
        "cost_gallery",
        "logistic_trap",
        "logistic_slope",
    ],
)
@on_every_network
def test_every_dot_lies_on_a_curve(make, case):
    found = panels(make(case))
    assert found and all(panel.dots for panel in found)
    for panel in found:
        for dot in panel.dots:
            away = min(distance(dot, curve) for curve in panel.curves if len(curve) > 1)
            assert away < 1, f"the dot at {dot} is {away:.1f} pixels from every curve"


# ---- Stage 3: slopes


@pytest.mark.parametrize("name, width", [("w5", 1.0), ("w1", 3), ("bw2", 0.01), ("w8", -0.5)])
@on_every_network
def test_the_secant_shows_rise_run_and_the_gradient(case, name, width):
    network, *example = case
    moved = network.with_values(**{name: network[name] + width})
    rise, slope = total_error(moved, *example) - total_error(*case), gradients(*case)[name]
    picture = draw.secant(*case, name, width)
    texts = numbers(picture)
    wanted = {"run (width)": width, "rise": rise, "secant: rise / run": rise / width, f"tangent: dE/d{name}": slope}
    for label, value in wanted.items():
        assert_rounded(told(*after(texts, label)), value, 5, label)
    assert ("E falls by " if rise < 0 else "E rises by ") in picture.text
    assert_rounded(told(picture.text)[2:], [abs(rise), rise / width, slope, abs(rise / width - slope)], 5, "twin")
    (panel,) = panels(picture)
    weights, errors = panel.data(panel.curves[0])
    assert np.abs(landscape(network, *example, **{name: weights}) - errors).max() < 0.004
    for line, steep in zip(panel.curves[1:], (slope, rise / width), strict=True):
        (x1, x2), (y1, y2) = panel.data(line)
        assert (y2 - y1) / (x2 - x1) == pytest.approx(steep, abs=5e-4)
    x, y = panel.data(panel.dots)
    assert x == pytest.approx([network[name] + width, network[name]], abs=0.02)
    assert y == pytest.approx([total_error(moved, *example), total_error(*case)], abs=0.002)


@pytest.mark.parametrize("angle", [0, 35, 90, 120, 180])
@on_every_network
def test_the_turned_slice_shows_the_slope_along_its_direction(case, angle):
    network, *example = case
    along = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def height(step):
        return landscape(
            network,
            *example,
            w1=network["w1"] + along[0] * np.atleast_1d(step),
            w5=network["w5"] + along[1] * np.atleast_1d(step),
        )

    picture = draw.turned_slice(*case, angle)
    slope = float(central(height, 0.0, 1e-5)[0])
    shown = next(text for text in numbers(picture) if text.startswith("slope here"))
    assert_rounded(told(shown), slope, 4, "slope")
    assert any(abs(number - slope) <= 0.501e-4 for number in told(picture.text)), f"{slope} is not in {picture.text}"
    ground, profile = panels(picture)
    steps, errors = profile.data(profile.curves[0])
    assert np.abs(height(steps) - errors).max() < 0.004
    (x1, x2), (y1, y2) = profile.data(profile.curves[1])
    assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=1e-3)
    x, y = ground.data(ground.curves[-1])
    assert np.allclose([x[1] - x[0], y[1] - y[0]], np.multiply(16, along), atol=0.05)
    (x,), (y,) = ground.data(ground.dots[0])
    assert (x, y) == pytest.approx((network["w1"], network["w5"]), abs=0.05)


def test_between_the_axes_the_slope_is_written_as_a_sum_that_comes_to_it():
    network, *example = random_case(7)
    found = gradients(network, *example)
    text = draw.turned_slice(network, *example, 50).text
    terms, result = text.split("is ")[1].removesuffix(".").split(" = ")
    for partial in (found["w1"], found["w5"]):
        assert any(abs(number - partial) <= 0.501e-4 for number in told(terms)), f"{partial} is not in {terms}"
    assert worked_out(terms) == pytest.approx(told(result)[0], abs=0.002)


@pytest.mark.parametrize("zoom", [False, True])
@on_every_network
def test_every_small_curve_has_the_weights_value_its_gradient_and_its_tangent(case, zoom):
    network, *example = case
    picture, found, now = draw.weight_curves(*case, zoom), gradients(*case), total_error(*case)
    names, texts = [*network.names()], numbers(picture)
    titles = [text.split(" = ") for text in texts if re.match(r"b?w\d+ = ", text)]
    assert [name for name, _ in titles] == names
    assert_rounded([told(value)[0] for _, value in titles], [network[name] for name in names], 4, "weights")
    slopes = [told(text)[0] for text in texts if text.startswith("slope ")]
    assert_rounded(slopes, [found[name] for name in names], 4, "slopes")
    shifts = np.linspace(-3, 3, 41)
    curves = [landscape(network, *example, **{name: network[name] + shifts}) for name in names]
    most = 1.05 * max(curve.max() for curve in curves)
    for panel, name, curve in zip(panels(picture), names, curves, strict=True):
        room = (curve.max() - curve.min()) * 0.1
        ranges = (-3, 3), (curve.min() - room, curve.max() + room) if zoom else (0, most)
        pixel = (ranges[1][1] - ranges[1][0]) / 84
        assert np.abs(panel.data(panel.curves[0], *ranges)[1] - curve).max() < 0.1 * pixel, name
        (x1, x2), (y1, y2) = panel.data(panel.curves[1], *ranges)
        assert (y2 - y1) / (x2 - x1) == pytest.approx(found[name], abs=0.1 * pixel), f"tangent of {name}"
        (x,), (y,) = panel.data(panel.dots[0], *ranges)
        assert (x, y) == (pytest.approx(0, abs=0.01), pytest.approx(now, abs=0.1 * pixel)), f"dot of {name}"


@on_every_network
def test_the_small_curves_twin_names_the_steepest_the_flattest_and_which_way_is_down(case):
    found, text = gradients(*case), draw.weight_curves(*case).text
    sizes = sorted(found.names(), key=lambda name: abs(found[name]))
    assert f"Steepest: {sizes[-1]} with slope" in text and f"flattest: {sizes[0]} with" in text
    assert_rounded(told(text.split(". ", 1)[1])[:2], [found[sizes[-1]], found[sizes[0]]], 4, "slopes")
    lower, _, higher = re.search(r"(?i)(?:lower (.*?))?( and )?(?:raise (.*?))? to lower E", text).groups()
    assert re.findall(r"b?w\d+", lower or "") == [name for name in found.names() if found[name] > 0]
    assert re.findall(r"b?w\d+", higher or "") == [name for name in found.names() if found[name] < 0]


def turnings(case, name, shifts):
    """Say how often the curve of E over one weight turns round."""
    network, *example = case
    steps = np.diff(landscape(network, *example, **{name: network[name] + shifts}))
    ways = np.sign(steps[np.abs(steps) > 1e-12])
    return int((ways[1:] != ways[:-1]).sum())


def test_no_curve_of_the_books_network_has_a_valley_and_none_of_an_output_weight_ever_has():
    far = np.linspace(-60, 60, 1201)
    assert {name: turnings((BOOK, *CHICKEN), name, far) for name in BOOK.names()} == dict.fromkeys(BOOK.names(), 0)
    for seed in range(20):
        network, inputs, _ = random_case(seed)
        case = network, inputs, [[seed % 2, seed // 2 % 2]]
        assert not any(turnings(case, name, far) for name in ("w5", "w6", "w7", "w8", "bw3", "bw4")), seed


def test_a_hidden_weight_has_a_valley_where_one_output_wants_more_and_the_other_less():
    network = BOOK.with_values(w6=BOOK["w6"] + 4)
    near = np.linspace(-3, 3, 601)
    assert turnings((network, *CHICKEN), "bw1", near) == 1
    lowest = near[landscape(network, *CHICKEN, bw1=network["bw1"] + near).argmin()]
    assert lowest == pytest.approx(-0.68, abs=0.02)


@pytest.mark.parametrize("point", ["A", "B", "C"])
def test_the_tangent_to_read_touches_the_curve_and_its_told_points_lie_on_it(point):
    picture = draw.tangent_to_read(point)
    (panel,) = panels(picture)
    (w, errors), (x, y) = (panel.data(curve) for curve in panel.curves)
    slope = (y[1] - y[0]) / (x[1] - x[0])
    (place,) = [dot for dot in panel.dots if distance(dot, panel.curves[1]) < 1]
    (here,), _ = panel.data(place)
    assert slope == pytest.approx(np.interp(here, w, np.gradient(errors, w)), abs=0.05)
    points = np.reshape(told(picture.text), (-1, 2))
    assert len(points) >= 3 and np.allclose(np.diff(points[:, 1]) / np.diff(points[:, 0]), slope, atol=0.01)


@pytest.mark.parametrize("turn, x, y, z", [(0.3, 24, 12, 18), (-2, 8, 24, 11), (1, 24, 8, 24)])
def test_the_gears_turn_by_the_ratio_of_their_teeth_and_every_second_one_backwards(turn, x, y, z):
    picture = draw.gears(turn, x, y, z)
    turns = [told(text)[0] for text in numbers(picture) if text.endswith(" turns")]
    assert_rounded(turns, [turn, -turn * x / y, turn * x / z], 2, "turns")
    rates = [told(text.split(" = ")[-1])[0] for text in numbers(picture) if re.match(r"d[yz]/d[xy] = ", text)]
    assert_rounded(rates, [-x / y, -y / z, x / z], 2, "rates")
    assert f"= {signed(x / z)}." in picture.text and rates[0] * rates[1] == pytest.approx(rates[2], abs=0.05)
    pointers = [
        [float(line.get(key)) for key in ("x1", "y1", "x2", "y2")]
        for line in ET.fromstring(picture.svg).iter(SVG + "line")
    ]
    angles = [math.atan2(y2 - y1, x2 - x1) / (2 * math.pi) for x1, y1, x2, y2 in pointers]
    for angle, wanted in zip(angles, (turn, -turn * x / y, turn * x / z), strict=True):
        assert abs((angle - wanted + 0.5) % 1 - 0.5) < 0.005, f"the pointers stand at {angles}"


@pytest.mark.parametrize("teeth", [(24, 12, 18), (8, 8, 8), (24, 8, 8), (8, 24, 8), (24, 24, 24)])
def test_the_words_below_the_gears_stand_clear_of_each_other(teeth):
    lines = lines_of(draw.gears(0.3, *teeth).svg)
    for part in ("teeth", " turns", "d"):
        row = sorted((line.left, line.right) for line in lines if part in line.text and "dz/dx" not in line.text)
        assert all(one[1] < other[0] for one, other in pairwise(row)), (part, row)


@pytest.mark.parametrize("sizes", [(3, 2, 2), (4, 4, 4), (1, 1, 1)])
def test_the_numbers_of_a_deep_network_fit_into_its_nodes(sizes):
    picture = draw.weight_path(create(4, *sizes, seed=3), [[0.5, -0.3, 0.8, 0.1]], [[1] * sizes[-1]], "w1")
    widest = 2 * max(float(circle.get("r")) for circle in ET.fromstring(picture.svg).iter(SVG + "circle"))
    for line in lines_of(picture.svg):
        assert not line.text.startswith(("net ", "out ")) or line.right - line.left <= widest, line


@pytest.mark.parametrize("step", range(6))
def test_each_step_of_the_unpacking_is_joined_with_the_one_before(step):
    arrows = [path for path in ET.fromstring(draw.unpacking(step, BOOK, *CHICKEN, "w5").svg).iter(SVG + "path")
              if path.get("d").startswith("M114 ")]  # fmt: skip
    assert len(arrows) == step


def test_the_tangent_has_one_colour_in_all_pictures_of_slopes():
    example = BOOK, *CHICKEN
    for picture in (draw.secant(*example, "w5", 2), draw.weight_curves(*example), draw.tangent_to_read("A")):
        solid = [path.get("stroke") for path in ET.fromstring(picture.svg).iter(SVG + "path")
                 if re.fullmatch(r"M\S+ \S+L\S+ \S+", path.get("d")) and not path.get("stroke-dasharray")]  # fmt: skip
        assert solid and {*solid} == {"#d55e00"}, solid


@pytest.mark.parametrize("activation", ["logistic", "tanh", "ReLU"])
@pytest.mark.parametrize("net, target, out", [(0.36, 0, 0.7), (-1.4, 1, 0.4), (2.2, 1, 1), (0.1, 0, 0), (-5, 1, 0.5)])
def test_the_three_factors_make_the_gradient_of_a_real_node(net, target, out, activation):
    f, derivative = ORACLES[activation]
    z, slope = float(f(np.array(net))), float(derivative(np.array(net)))
    node = [[[0.3]]], [[net - 0.3 * out]], activation
    error = central(lambda w: total_error(Network([[[w]]], *node[1:]), [[out]], [[target]]), 0.3)
    products = [z - target, (z - target) * slope, error]
    picture = draw.three_factors(net, target, out, activation)
    shown = [told(text)[0] for text in numbers(picture) if re.fullmatch(r"(δ = |dE/dw = )?[+−]?\d\.\d{4}", text)]
    assert_rounded(shown[::2], [z - target, slope, out], 4, "three factors")
    assert_rounded(shown[1::2], products, 4, "what is left after each")
    assert_rounded(told(picture.text)[-2:], products[1:], 4, "delta and gradient")
    bars = [box[2] for box in rects(picture) if box[3] == 22 and box[2] > 0]
    most = {"logistic": 1, "tanh": 2, "ReLU": 6}[activation]
    for product in products:
        wanted = max(260 * abs(product) / most, 1.5)
        assert min(abs(bar - wanted) for bar in bars) < 0.1, f"bars {bars} for {products}"
    (panel,) = panels(picture)
    (x1, x2), (y1, y2) = panel.data(panel.curves[-1])
    assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=0.02)


@pytest.mark.parametrize("net", [-2.5, 0, 1.2, 6])
def test_the_logistic_slope_is_a_product_of_two_lengths_and_the_tangents_slope(net):
    out = 1 / (1 + math.exp(-net))
    slope = central(lambda x: 1 / (1 + math.exp(-x)), net, 1e-5)
    picture = draw.logistic_slope(net)
    texts = [text for text in numbers(picture) if " = " in text]
    assert_rounded([told(text)[-1] for text in texts], [out, 1 - out, slope], 4, "σ, 1 − σ, σ'")
    assert_rounded(told(picture.text)[-2:], [slope, slope], 4, "the product and rise over run")
    curve, rate = panels(picture)
    (x1, x2), (y1, y2) = curve.data(curve.curves[1])
    assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=0.002)
    (x,), (y,) = rate.data(rate.dots[0])
    assert (x, y) == (pytest.approx(net, abs=0.01), pytest.approx(slope, abs=0.001))
    lengths = [
        abs(float(line.get("y1")) - float(line.get("y2"))) / 220
        for nested in [*ET.fromstring(picture.svg).iter(SVG + "svg")][1:2]
        for line in nested.iter(SVG + "line")
    ]
    assert lengths == pytest.approx([out, 1 - out], abs=0.002), "the two lengths are σ and 1 − σ"


# ---- Stage 3: paths


def routes_by_hand(case, weight):
    """Return each route of a 2-2-2 logistic network as its factors from E back, from formulas written here."""
    network, inputs, targets = case
    run = forward(network, inputs)
    (a, b, c), t, w_c = (layer[0] for layer in run.out), np.asarray(targets)[0], network.weights[1]
    places = {f"w{1 + 2 * i + j}": ("b", i, j) for i in range(2) for j in range(2)}
    places |= {f"w{5 + 2 * i + j}": ("c", i, j) for i in range(2) for j in range(2)}
    places |= {f"bw{1 + j}": ("b", None, j) for j in range(2)} | {f"bw{3 + j}": ("c", None, j) for j in range(2)}
    layer, start, end = places[weight]
    came = 1 if start is None else (a if layer == "b" else b)[start]
    if layer == "c":
        return [[c[end] - t[end], c[end] * (1 - c[end]), came]]
    return [[c[k] - t[k], c[k] * (1 - c[k]), w_c[end, k], b[end] * (1 - b[end]), came] for k in range(2)]


@pytest.mark.parametrize("weight", [*BOOK.names()])
@on_every_network
def test_the_weight_path_shows_the_factors_of_a_route_the_products_and_their_sum(case, weight):
    network, inputs, targets = case
    wanted = routes_by_hand(case, weight)
    scope = {
        "run": forward(network, inputs),
        "network": network,
        "targets": np.asarray(targets),
        "COSTS": COSTS,
        "ACTIVATIONS": ACTIVATIONS,
    }
    for number, factors in enumerate(wanted, 1):
        picture = draw.weight_path(*case, weight, number)
        texts = numbers(picture)
        title = next(text for text in texts if text.startswith("Route "))
        assert title.startswith(f"Route {number} of {len(wanted)}: {weight} → ")
        table = texts[texts.index(title) + 1 : texts.index("the product along this route")]
        lines, product = [table[k : k + 4] for k in range(0, len(table) - 1, 4)], table[-1]
        assert_rounded([told(value)[0] for *_, value, _ in lines], factors, 6, f"{weight}, route {number}")
        for symbol, _, value, code in lines:
            assert_rounded(told(value), eval(code, scope), 6, f"{symbol}: {code}")
        assert_rounded(told(product), math.prod(factors), 9, "product")
        assert_rounded(told(picture.text.split("Route ")[-1].split(": ")[-1])[: len(factors)], factors, 6, "twin")
        assert_rounded(told(picture.text)[-1], math.prod(factors), 9, "twin")
    total = sum(math.prod(factors) for factors in wanted)
    assert total == pytest.approx(gradients(*case)[weight], rel=1e-9, abs=1e-15)
    if len(wanted) == 2:
        rows = [text for text in texts if re.match(r"route \d: ", text)]
        products = [told(*after(texts, row))[0] for row in rows]
        assert_rounded(products, [math.prod(factors) for factors in wanted], 9, "products of the routes")
        shown = next(text for text in texts if text.startswith("sum of all routes"))
        assert shown.startswith(f"sum of all routes: dE/d{weight} = ")
        assert_rounded(told(shown), total, 9, "sum")
        assert any(abs(number - total) < 0.501e-9 for number in told(picture.text.split("Route ")[0])), picture.text


@pytest.mark.parametrize(
    "network, weight, route",
    [
        (BOOK, "w1", 1),
        (BOOK, "w1", 2),
        (BOOK, "w4", 1),
        (BOOK, "w6", 1),
        (BOOK, "bw3", 1),
        (DEEP_SQUARE, "w7", 5),
        (DEEP_SQUARE, "w16", 16),
        (DEEP_SQUARE, "bw6", 3),
    ],
)
def test_the_yellow_line_follows_the_chosen_route_and_its_row_is_lit(network, weight, route):
    example = CHICKEN if network is BOOK else DEEP_EXAMPLE
    picture, chosen = draw.weight_path(network, *example, weight, route), chain(network, *example, weight)[route - 1]
    svg = ET.fromstring(picture.svg)
    paths = [path for path in svg.iter(SVG + "path") if path.get("stroke-width") == "16"]
    (yellow,) = [path for path in paths if path.get("stroke") == "#ffd966"]
    assert len(paths) == len(chain(network, *example, weight))
    places = {
        line.text: line for line in reversed([*lines_of(picture.svg)]) if re.fullmatch(r"[a-d]\d|E", line.text)
    }  # the first of each, on its node
    points = points_of(yellow).tolist()
    start = network.address(weight).start
    letter = "abcd"[network.address(weight).layer]
    passed = [*chosen.nodes, "E"] if start is None else [f"{letter}{start + 1}", *chosen.nodes, "E"]
    for (x, y), name in zip(points[start is None :], passed, strict=True):
        line = places[name]
        assert abs((line.left + line.right) / 2 - x) < 1, f"{name} stands elsewhere"
        assert -60 < line.baseline - y < 10, f"{name} stands elsewhere"
    lit = [
        part.get("data-set")
        for part in svg.iter()
        if (part.get("data-set") or "").startswith("route=") and part[0].get("stroke") != "none"
    ]
    assert lit == ([f"route={route}"] if len(paths) > 1 else [])


@pytest.mark.parametrize("route", [17, 99])
def test_a_route_beyond_the_last_one_is_the_last_one(route):
    beyond, last = (draw.weight_path(DEEP_SQUARE, *DEEP_EXAMPLE, "w1", number) for number in (route, 16))
    assert beyond.svg == last.svg and f"There is no route {route} here; this is route 16." in beyond.text


def test_a_weight_that_the_network_lacks_gives_way_to_w1_and_says_so():
    lacking, first = (draw.weight_path(BOOK, *CHICKEN, weight) for weight in ("w40", "w1"))
    assert lacking.svg == first.svg
    assert lacking.text.replace("There is no w40 here; this is w1. ", "") == first.text != lacking.text


@pytest.mark.parametrize("weight", ["w1", "w23", "w40", "bw3", "bw7"])
def test_sixteen_and_four_routes_of_a_4_4_4_4_network_add_up_to_the_gradient(weight):
    texts = numbers(draw.weight_path(DEEP_SQUARE, *DEEP_EXAMPLE, weight))
    products = [told(*after(texts, text))[0] for text in texts if re.match(r"route \d+: ", text)]
    layer = DEEP_SQUARE.address(weight).layer
    assert len(products) == {0: 16, 1: 4, 2: 0}[layer]
    if products:
        found = gradients(DEEP_SQUARE, *DEEP_EXAMPLE)[weight]
        assert sum(products) == pytest.approx(found, abs=1e-8)
        assert_rounded(told(next(text for text in texts if text.startswith("sum of all"))), found, 9, "sum")


@pytest.mark.parametrize("weight", [*BOOK.names()])
@on_every_network
def test_the_unpacking_ends_on_the_gradient_and_its_numbers_come_to_it(case, weight):
    gradient = gradients(*case)[weight]
    picture = draw.unpacking(9, *case, weight)
    texts = numbers(picture)
    assert_rounded(told(texts[-1])[-1], gradient, 6, "last line")
    assert_rounded(told(picture.text)[-1], gradient, 6, "twin")
    (line,) = after(texts, "numbers")
    assert line.startswith(f"∂E/∂{weight} = ")
    factors = [value for route in routes_by_hand(case, weight) for value in route[:3]]
    assert worked_out(line.split(" = ")[1]) == pytest.approx(gradient, abs=4e-4), line
    if weight in ("w5", "w6", "w7", "w8", "bw3", "bw4"):
        assert_rounded(told(line), factors, 4, "numbers")
    else:
        (sum_line,) = after(texts, "the sum")
        one, two = routes_by_hand(case, weight)
        assert_rounded(told(sum_line), [math.prod(one[:3]) + math.prod(two[:3]), *one[3:]], 4, "the sum")
    first = texts.index("what we want")
    early = numbers(draw.unpacking(2, *case, weight))
    assert early[: first + 6] == texts[: first + 6], "a step adds one line and changes none"
    assert early[first + 6 :] == texts[first + 6 :: 2], "of the later lines only the titles are told"


@pytest.mark.parametrize("weight", ["w1", "w2", "w3", "w4", "bw1", "bw2"])
@on_every_network
def test_taking_common_links_out_leaves_the_sum_as_it_was(case, weight):
    texts = numbers(draw.unpacking(9, *case, weight))
    found, run = gradients(*case), forward(*case[:2])
    values = {f"{letter}{k + 1}": run.out[layer][0, k] for layer, letter in enumerate("abc") for k in range(2)}
    values |= {f"d{node}{k + 1}": found.deltas[layer][0, k] for layer, node in ((1, "b"), (2, "c")) for k in range(2)}
    values |= {name: case[0][name] for name in case[0].names()}
    for title in ("add routes", "take out"):
        (line,) = after(texts, title)
        formula = re.sub(r"(b\d) \(", r"\1 * (", line.split(" = ")[1])
        formula = formula.replace("δ", "d").replace("·", "*").replace("−", "-").replace("bias value 1", "1")
        assert eval(formula, {}, values) == pytest.approx(found[weight], abs=1e-12), line


@pytest.mark.parametrize("node", ["b1", "b2"])
@on_every_network
def test_the_delta_sum_adds_each_delta_times_its_own_edge(case, node):
    row = int(node[1]) - 1
    one, two = routes_by_hand(case, f"w{row + 1}")
    products = [math.prod(one[:3]), math.prod(two[:3])]
    picture = draw.delta_sum(*case, node)
    texts = numbers(picture)
    for end, (label, route) in enumerate(zip((f"δc1·w{5 + 2 * row}", f"δc2·w{6 + 2 * row}"), (one, two), strict=True)):
        (written,) = after(texts, label)
        assert_rounded(told(written), [route[0] * route[1], route[2], products[end]], 4, label)
    assert_rounded(told(next(text for text in texts if text.startswith("sum = "))), sum(products), 4, "sum")
    found = gradients(*case)
    assert_rounded(
        told(picture.text)[:3],
        [products[0], math.copysign(1, told(picture.text)[1]) * abs(products[1]), sum(products)],
        4,
        "twin",
    )
    assert_rounded(told(picture.text)[4], found[f"bw{row + 1}"], 4, "delta")
    assert_rounded(told(picture.text)[5], found[f"w{row + 1}"], 6, "gradient")
    (x1, _, width1, _), (x2, _, width2, _) = [box for box in rects(picture) if box[3] == 26][:2]
    if min(width1, width2) > 3:
        assert width1 / width2 == pytest.approx(abs(products[0] / products[1]), rel=0.1)
        end = x1 + width1 if products[0] > 0 else x1
        assert end == pytest.approx(x2 if products[1] > 0 else x2 + width2, abs=0.2), "a bar starts where one ended"


@on_every_network
def test_the_way_back_shows_every_delta_in_its_turn(case):
    found = gradients(*case)
    (c1, c2), (b1, b2) = found.deltas[2][0], found.deltas[1][0]
    sums = [sum(math.prod(route[:3]) for route in routes_by_hand(case, name)) for name in ("w1", "w2")]
    turns = [
        (c1, [c1]),
        (c2, [c1, c2]),
        (sums[0], [c1, c2]),
        (b1, [c1, c2, b1]),
        (sums[1], [c1, c2, b1]),
        (b2, [c1, c2, b1, b2]),
    ]
    assert draw.backward_length(case[0]) == len(turns)
    assert_rounded(told(draw.backward_journey(0, *case).text), total_error(*case), 4, "E")
    for moment, (result, shown) in enumerate(turns, 1):
        picture = draw.backward_journey(moment, *case)
        drawn = [told(text)[0] for text in numbers(picture) if text.startswith("δ ")]
        assert_rounded(drawn, shown, 4, f"deltas at moment {moment}")
        sums_drawn = [told(text)[0] for text in numbers(picture) if text.startswith("sum ")]
        assert_rounded(sums_drawn, [result] if moment in (3, 5) else [], 4, f"sums at moment {moment}")
        assert_rounded(told(picture.text)[-1], result, 4, f"moment {moment}")
        calculation = picture.text.removesuffix(".").split(" = ")[-2].split(": ")[-1]
        assert worked_out(calculation) == pytest.approx(result, abs=3e-4), picture.text


@pytest.mark.parametrize("moment, weight", [(3, "w1"), (5, "w2")])
@on_every_network
def test_on_the_way_back_each_arrow_says_what_it_brings(case, moment, weight):
    texts = numbers(draw.backward_journey(moment, *case))
    brought = [told(text)[0] for text in texts if re.fullmatch(r"[+−]?\d\.\d{4}", text)][-2:]
    assert_rounded(brought, [math.prod(route[:3]) for route in routes_by_hand(case, weight)], 4, weight)


def test_at_the_end_of_the_way_back_nothing_is_pale():
    end, before = (draw.backward_journey(moment, BOOK, *CHICKEN).svg for moment in (6, 5))
    assert 'opacity="0.' in before and 'opacity="0.' not in end.replace("fill-opacity", "")


# ---- Stage 3: all gradients


@on_every_network
def test_the_gradient_map_shows_every_gradient_and_their_sum_beside_the_error(case):
    picture, found = draw.gradient_map(*case), gradients(*case)
    drawn = {text.split()[0].strip(":"): told(text)[0] for text in numbers(picture) if re.match(r"b?w\d+\b", text)}
    assert_rounded([drawn[name] for name in found.names()], [found[name] for name in found.names()], 4)
    values = [found[name] for name in found.names()]
    sizes = sorted(found.names(), key=lambda name: -abs(found[name]))[:3]
    assert_rounded(told(picture.text), [sum(values), total_error(*case), *(found[name] for name in sizes)], 4, "twin")
    assert re.findall(r"b?w\d+", picture.text) == sizes


@on_every_network
def test_the_gradient_table_has_each_gradient_where_its_output_and_its_delta_meet(case):
    network, inputs, _ = case
    found, run = gradients(*case), forward(network, inputs)
    lines = [*lines_of(draw.gradient_table(12, *case).svg)]
    cells = {
        line.text: (line, told(value.text)[0])
        for line, value in zip(lines, lines[1:], strict=False)
        if re.fullmatch(r"δ?[abc]\d|b?w\d", line.text)
    }
    for name in found.names():
        layer, start, end = network.address(name)[1:]
        letters = "abc"
        line, value = cells[name]
        head, delta = cells[f"δ{letters[layer + 1]}{end + 1}"]
        assert_rounded(value, found[name], 6, name)
        assert_rounded(delta, found.deltas[layer + 1][0, end], 4, head.text)
        assert line.left == head.left, f"{name} is not below {head.text}"
        if start is not None:
            source, came = cells[f"{letters[layer]}{start + 1}"]
            assert_rounded(came, run.out[layer][0, start], 4, source.text)
            assert line.baseline == source.baseline, f"{name} is not beside {source.text}"


@on_every_network
def test_the_gradient_table_fills_one_cell_after_the_other(case):
    found, names = gradients(*case), [*BOOK.names()]
    for filled in range(13):
        picture = draw.gradient_table(filled, *case)
        assert numbers(picture).count("?") == 12 - filled
        if filled:
            name = names[filled - 1]
            assert f"{filled} of 12 gradients. {name} leads from" in picture.text
            came, delta, result = told(picture.text.split(" = ", 1)[1])
            assert_rounded(result, found[name], 6, name)
            assert came * delta == pytest.approx(result, abs=2e-4), picture.text
    clicks = {
        part.find(SVG + "text").text: part.get("data-set")
        for part in ET.fromstring(picture.svg).iter(SVG + "g")
        if part.get("data-set")
    }
    assert clicks == {name: f"filled={number}" for number, name in enumerate(names, 1)}


@on_every_network
def test_the_three_matrix_equations_hold_the_arrays_transposed_as_the_book_draws_them(case):
    network, inputs, _ = case
    found, run = gradients(*case), forward(network, inputs)
    texts = numbers(draw.matrix_backward("w6", *case))
    (b, a), sums = (run.out[1][0], run.out[0][0]), network.weights[1] @ found.deltas[2][0]
    first, second, third = (next(k for k, text in enumerate(texts) if text.startswith(f"{k0} · ")) for k0 in (1, 2, 3))
    blocks = {
        (first, "δc"): found.deltas[2][0],
        (first, "bᵀ"): b,
        (first, "gradients of W(b→c)"): found.weights[1].T,
        (second, "W(b→c)ᵀ"): network.weights[1],
        (second, "δc"): found.deltas[2][0],
        (second, "sums"): sums,
        (second, "b (1 − b)"): b * (1 - b),
        (second, "δb"): found.deltas[1][0],
        (third, "δb"): found.deltas[1][0],
        (third, "aᵀ"): a,
        (third, "gradients of W(a→b)"): found.weights[0].T,
    }
    for (place, title), array in blocks.items():
        got = after(texts[place:], title, array.size)
        assert_rounded([told(text)[0] for text in got], array.ravel(), 4, title)


@pytest.mark.parametrize("entry", [*(f"w{k}" for k in range(1, 9)), "δb1", "δb2"])
@on_every_network
def test_a_matrix_entry_is_lit_and_told_with_its_factors(case, entry):
    network, inputs, _ = case
    picture, found, run = draw.matrix_backward(entry, *case), gradients(*case), forward(network, inputs)
    result = found[entry.replace("δb", "bw")]
    chosen = {}
    for part in ET.fromstring(picture.svg).iter():
        if part.get("data-set"):
            box, words = part
            name = part.get("data-set").removeprefix("entry=")
            chosen[name] = box.get("stroke") != "none", told(words.text)[0]
    assert [name for name, (lit, _) in chosen.items() if lit] == [entry]
    for name, (_, value) in chosen.items():
        assert_rounded(value, found[name.replace("δb", "bw")], 4, f"the cell that chooses {name}")
    parts = picture.text.removesuffix(".").split(" = ")
    if entry.startswith("w"):
        layer, start, end = network.address(entry)[1:]
        assert parts[0].endswith(f"δ{'bc'[layer]}{end + 1} · {'ab'[layer]}{start + 1}"), picture.text
        assert_rounded(told(parts[1]), [found.deltas[layer + 1][0, end], run.out[layer][0, start]], 4, parts[1])
        assert_rounded(told(parts[2]), result, 6, "result")
    else:
        row = int(entry[-1])
        slope = run.out[1][0, row - 1] * (1 - run.out[1][0, row - 1])
        assert_rounded(told(parts[1]), [result / slope, slope], 4, parts[1])
        assert_rounded(told(parts[2])[0], result, 6, "result")
        assert picture.text.endswith(f"gradient of bw{row}.")


@pytest.mark.parametrize(
    "case, wanted",
    [*((case, None) for case in NETWORKS.values()), ((BOOK, *CHICKEN), (-0.000421996, 0.000143784, 0.000125918))],
    ids=[*NETWORKS, "the book's printed numbers"],
)
def test_three_sums_sets_the_right_gradient_beside_the_two_wrong_ones(case, wanted):
    network = case[0]
    (e1, s1, w5, slope, a1), (e2, s2, w6, *_) = routes_by_hand(case, "w1")
    d1, d2 = e1 * s1, e2 * s2
    values = [
        sum_ * slope * a1 for sum_ in (d1 * w5 + d2 * w6, d1 * w5 + d2 * w5, d1 * network["w1"] + d2 * network["w2"])
    ]
    assert values[0] == pytest.approx(gradients(*case)["w1"], rel=1e-12)
    if wanted:
        assert values == pytest.approx(wanted, abs=1.01e-9)
    picture = draw.three_sums(*case)
    shown = [told(text)[0] for text in numbers(picture) if re.fullmatch(r"[+−]?\d\.\d{9}", text)]
    assert_rounded(shown[:3], values, 9, "right, w5 for both, w1 and w2")
    assert shown[3] == pytest.approx(values[0], abs=3e-8), "the numerical estimate"
    sums = [text for text in numbers(picture) if text.startswith("(") and "δ" not in text]
    for text, value in zip(sums, values, strict=True):
        assert worked_out(text) == pytest.approx(value, abs=1e-4)
    assert [told(part)[-1] for part in re.findall(r"[+−]?\d\.\d{9}", picture.text)] == shown
    bars = [box for box in rects(picture) if box[3] == 24]
    for (x, _, width, _), value in zip(bars, [*values, values[0]], strict=True):
        length = 80 * value / max(abs(one) for one in values)
        assert width == pytest.approx(max(abs(length), 1.5), abs=0.06)
        assert x == pytest.approx(600 + min(length, 0), abs=0.06), "a negative bar goes to the left"
