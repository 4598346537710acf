"""The pictures of Stage 5: every number, dot and curve against a plain computation."""

import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import (
    RULES,
    SURFACES,
    draw,
    gradients,
    line_data,
    line_surface,
    network_surface,
    run_race,
    total_error,
    walk,
)
from tests.cases import BOOK, CHICKEN, NETWORKS, error_at, on_every_network, outputs_by_hand
from tests.drawn import (
    SVG,
    after,
    assert_curve,
    assert_rounded,
    distance,
    lines_with,
    numbers,
    panels,
    points_of,
    ranges,
    rects,
    told,
)

pytestmark = pytest.mark.slow

# ---- One step


@pytest.mark.parametrize("eta", [0.1, 0.5, 10, 50])
@pytest.mark.parametrize("name", ["w5", "w6", "w1", "bw4"])
@on_every_network
def test_one_step_goes_from_the_old_weight_to_the_new_one_on_the_curve(case, name, eta):
    here, slope = case[0][name], gradients(*case)[name]
    new = here - eta * slope
    before, after_ = error_at(case, name, here), error_at(case, name, new)
    picture = draw.one_step(*case, name, eta)
    texts = numbers(picture)
    for label, value, decimals in (
        ("gradient", slope, 6),
        ("learning rate", eta, 2),
        (f"{name} new", new, 6),
        ("step −η · gradient", -eta * slope, 6),
        (f"{name} old", here, 6),
    ):
        assert_rounded(told(*after(texts, label)), value, decimals, label)
    assert_rounded(told(picture.text)[-2:], [before, after_], 4, "E before and after")
    assert_rounded(told(picture.text)[-3], new, 6, "new weight in the twin")
    assert ("goes left" in picture.text) == (slope > 0) and ("uphill is to the right" in picture.text) == (slope > 0)
    (panel,) = panels(picture)
    assert_curve(panel, panel.dots, [new, here], [after_, before], "dots")
    weights = panel.data(panel.curves[0])[0]
    assert_curve(panel, panel.curves[0], weights, [error_at(case, name, weight) for weight in weights], "curve")
    (x0, x1), (y0, y1) = panel.data(panel.curves[1])
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope, abs=1e-3), "the tangent"
    (arrow,) = lines_with(picture, "path", stroke_width="3")
    start, level, end = re.match(r"M([\d.]+) ([\d.]+)H([\d.]+)", arrow.get("d")).groups()
    (new_dot, old_dot) = panel.dots
    assert (float(start), float(level)) == pytest.approx(old_dot, abs=0.11), "the arrow starts at the old point"
    assert float(end) == pytest.approx(new_dot[0], abs=0.11), "the arrow ends over the new weight"
    if abs(float(end) - float(start)) > 10:
        back = float(re.search(r"m(-?\d+)", arrow.get("d"))[1])
        assert (back > 0) == (slope > 0), "the arrow's point looks back uphill"


@pytest.mark.parametrize("copies", [1, 2, 60])
def test_the_averaged_step_of_many_copies_is_the_step_of_one(copies):
    example = (BOOK, *(np.repeat(side, copies, axis=0) for side in CHICKEN))
    one, many = draw.one_step(BOOK, *CHICKEN, "w5", 0.5), draw.one_step(*example, "w5", 0.5, averaged=True)
    assert told(many.text) == told(one.text)
    assert "The average gradient" in many.text and {"average gradient", "mean error"} <= set(numbers(many))
    added_up = told(draw.one_step(*example, "w5", 0.5).text)[0]
    assert added_up == pytest.approx(copies * told(one.text)[0], abs=1e-4 * copies)


@pytest.mark.parametrize("weight, eta", [("bw3", 20), ("w5", 50), ("w5", 10), ("w6", 50)])
def test_the_names_of_the_two_points_stand_inside_the_frame(weight, eta):
    picture = draw.one_step(BOOK, *CHICKEN, weight, eta)
    _, top, _, height = rects(picture, fill="none")[0]
    (new,) = [one for one in lines_with(picture, "text") if one.text == "new"]
    assert top + 12 < float(new.get("y")) < top + height - 3


# ---- Walks

HEIGHTS = {
    "bowl": lambda x, y: x**2 + y**2,
    "ravine": lambda x, y: x**2 / 4 + 5 * y**2 / 2,
    "long ravine": lambda x, y: x**2 / 40 + 5 * y**2 / 2,
    "saddle": lambda x, y: x**2 - y**2 + y**4 / 4 + 1,
    "two minima": lambda x, y: (x**2 - 1) ** 2 - 0.3 * x + y**2 + 0.5,
}


def descent(height, start, eta, steps, momentum=0.0):
    """Return the places of a ball; the slopes are differences of the height."""
    (x, y), (v, u), width = start, (0.0, 0.0), 1e-5
    places = [(x, y)]
    for _ in range(steps):
        gx = (height(x + width, y) - height(x - width, y)) / (2 * width)
        gy = (height(x, y + width) - height(x, y - width)) / (2 * width)
        v, u = momentum * v - eta * gx, momentum * u - eta * gy
        x, y = x + v, y + u
        places.append((x, y))
    return np.array(places)


def book_height(x, y):
    return error_at((BOOK.with_values(w5=x), *CHICKEN), "w7", y)


@pytest.mark.parametrize("surface", [*SURFACES.values(), network_surface(BOOK, *CHICKEN)], ids=lambda one: one.name)
@pytest.mark.parametrize(
    "rule, momentum, eta",
    [("gradient descent", 0.9, 0.05), ("gradient descent", 0.3, 0.2), ("momentum", 0.5, 0.05), ("momentum", 0.9, 0.03)],
)
@pytest.mark.parametrize("start", [None, (1.3, -0.8)])
def test_the_hiker_walks_as_a_plain_loop_and_climbs_as_the_formula_says(surface, rule, momentum, eta, start):
    height = HEIGHTS.get(surface.name, book_height)
    places = descent(height, start or surface.start, eta, 25, momentum * (rule == "momentum"))
    heights = np.array([height(*place) for place in places])
    picture = draw.hiker(surface, rule, eta, momentum, 25, start)
    chart, curve = panels(picture)
    assert_curve(chart, chart.curves[0], *places.T, "path")
    assert_curve(curve, curve.curves[0], np.arange(26), heights, "E on the way")
    assert np.abs(np.subtract(chart.dots[-1], chart.curves[0][0])).max() < 0.11, "the start is marked"
    assert np.abs(np.subtract(chart.dots[-2], chart.curves[0][-1])).max() < 0.11, "the place now is marked"
    assert np.abs(np.subtract(curve.dots[-1], curve.curves[0][-1])).max() < 0.11
    tail = picture.text.split("from E = ")[1]
    assert_rounded(told(tail)[0], heights[0], 4, "E")
    away = np.abs(places).max(axis=1) > surface.reach
    if away[-1]:
        assert f"out of the map after {away.argmax()} step" in tail and "too large" not in tail
    else:
        assert_rounded(told(tail)[1], heights[-1], 4, "E")
        assert told(tail)[2] == 25
        assert_rounded(told(tail)[3:], places[-1], 2, "place")
    assert ("no momentum" in picture.text) == (rule != "momentum")


@pytest.mark.parametrize("name, eta, first", [("bowl", 1.1, 2), ("ravine", 0.5, 3), ("two minima", 20, 1)])
def test_a_hiker_who_diverges_is_told_when_she_left_the_map_and_that_the_rate_is_too_large(name, eta, first):
    surface, height = SURFACES[name], HEIGHTS[name]
    text = draw.hiker(surface, "gradient descent", eta, 0.9, 30).text
    places = descent(height, surface.start, eta, first)
    assert np.abs(places[first]).max() > 2 >= np.abs(places[first - 1]).max()
    assert f"out of the map after {first} step" in text and "this rate is too large" in text


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
@pytest.mark.parametrize("number", [0, 1, 30, 100])
def test_the_race_of_rules_shows_every_rule_where_its_walk_is_at_that_step(surface, number):
    picture = draw.rule_race(surface, number)
    chart, curve = panels(picture)
    assert told(picture.text)[:2] == [number, 100]
    height = HEIGHTS[surface.name]
    for row, rule in enumerate(RULES):
        eta = {"Adadelta": 1.0, "Adagrad": 0.5}.get(rule, surface.eta)
        places = walk(surface.slope, surface.start, eta, 100, rule)[: number + 1]
        heights = np.array([height(*place) for place in places])
        lowest = {"two minima": 0.19457151625608}.get(surface.name, 0)
        (legend,) = [text for text in numbers(picture) if re.fullmatch(rf"{rule} (< )?[\d.e−]+", text)]
        now = heights[-1] - lowest
        for said in (picture.text.split(f"{rule} ")[1], legend.removeprefix(f"{rule} ")):
            if now < 1e-9:
                assert said.startswith("< 1e−9"), f"{rule}: {now} is no more than rounding, but {said}"
                continue
            near = 0.501e-3 if now > 5e-4 else 0
            assert told(said)[0] == pytest.approx(now, abs=near, rel=0.06), rule
        assert_curve(chart, chart.curves[row], *places.T, rule)
        x, y = curve.data(curve.curves[row])
        seen = heights - lowest > 1e-9
        assert len(x) == number + 1 and x == pytest.approx(np.arange(number + 1), abs=0.3), rule
        assert y[seen] == pytest.approx(np.log10(heights - lowest, where=seen, out=np.zeros(len(seen)))[seen], abs=0.05)


def test_a_race_of_some_rules_shows_these_alone_each_in_its_own_colour():
    team = ["Adam", "gradient descent"]
    few, all_seven = draw.rule_race(SURFACES["bowl"], 20, team), draw.rule_race(SURFACES["bowl"], 20)
    assert [rule for rule in RULES if f"{rule} " in few.text] == ["gradient descent", "Adam"]
    (few, many) = (
        {
            one.text.rsplit(" ", 1)[0]: one.get("fill")
            for one in lines_with(picture, "text")
            if one.text.rsplit(" ", 1)[0] in RULES
        }
        for picture in (few, all_seven)
    )
    assert set(few) == set(team) and len(set(many.values())) == 7
    assert all(many[rule] == few[rule] for rule in team)


BATCHES = {"batch": 60, "SGD": 1, "mini-batch of 10": 10, "batch with momentum": 60}
RACE, LINE = run_race(*line_data(), eta=0.1, budget=1200), line_data()


@pytest.mark.parametrize("axis", ["updates", "examples seen"])
@pytest.mark.parametrize("percent", [0, 2.5, 35, 50, 77.5, 100])
def test_the_race_on_data_shows_what_each_runner_has_done_by_then(axis, percent):
    picture = draw.data_race(RACE, line_surface(*LINE), percent, axis)
    chart, curve = panels(picture)
    limit = percent * {"updates": 20, "examples seen": 1200}[axis] / 100
    assert told(picture.text)[0] == int(limit), "the updates or examples that are told are those of the race"
    for row, runner in enumerate(RACE):
        spent = {"updates": np.arange(len(runner.places)), "examples seen": runner.examples}[axis]
        done = sum(one <= limit + 1e-12 for one in spent) - 1
        assert runner.examples[done] == done * BATCHES[runner.name], f"{runner.name} has read {runner.examples[done]}"
        w, b = runner.places[done]
        error = np.mean((LINE[1] - (w * LINE[0] + b)) ** 2) / 2
        shown, updates = told(picture.text.replace(",", "").split(f"{runner.name} ", 1)[1])[:2]
        assert updates == done, f"{runner.name}: {updates} updates told, {done} done"
        assert_rounded(shown, error, 4, runner.name)
        (legend,) = [text for text in numbers(picture) if text.startswith(f"{runner.name}: E ")]
        assert_rounded(told(legend)[-1], error, 4, legend)
        assert_curve(chart, chart.curves[row], *runner.places[: done + 1].T, runner.name)
        assert len(curve.curves[row]) == done + 1
        assert curve.data(curve.curves[row])[0] == pytest.approx(spent[: done + 1], abs=curve.x_range[1] / 400)


@pytest.mark.parametrize(
    "rule, eta, step, low, high",
    [
        ("gradient descent", 0.1, 60, 0.04, 0.05),  # the ways of 1 − 0.1 · 0.05: 0.081 · 0.995¹²⁰
        ("momentum", 0.1, 60, 5e-4, 2e-3),
        ("Nesterov", 0.1, 60, 1e-5, 1e-4),
        ("gradient descent", 0.5, 100, 1e3, np.inf),  # 2/λ is 0.4
        ("momentum", 0.5, 100, 0, 1e-5),
        ("Nesterov", 0.2, 100, 0, 1e-6),
        ("Nesterov", 0.3, 100, 1e3, np.inf),
        ("Adam", 0.1, 60, 5e-5, 5e-4),
    ],
)
def test_on_the_long_ravine_the_runners_do_what_notebook_07_says(rule, eta, step, low, high):
    surface = SURFACES["long ravine"]
    text = draw.rule_race(surface, step, [rule], etas={rule: eta}).text
    height = HEIGHTS["long ravine"](*walk(surface.slope, surface.start, eta, step, rule)[-1])
    assert low <= height <= high, height
    assert ("far away" in text) == (high == np.inf)


def test_on_a_round_bowl_the_balls_lose_to_plain_descent():
    ends = {rule: walk(SURFACES["bowl"].slope, SURFACES["bowl"].start, 0.1, 60, rule)[-1] for rule in list(RULES)[:3]}
    heights = {rule: HEIGHTS["bowl"](*end) for rule, end in ends.items()}
    assert heights["gradient descent"] < 1e-9 < heights["Nesterov"] < heights["momentum"], heights


def test_at_step_40_on_the_bowl_both_balls_are_behind_by_more_than_the_picture_can_hide():
    bowl = SURFACES["bowl"]
    at_40 = {rule: HEIGHTS["bowl"](*walk(bowl.slope, bowl.start, 0.1, 40, rule)[-1]) for rule in list(RULES)[:3]}
    assert 1e-8 < at_40["gradient descent"] < 0.1 * min(at_40["momentum"], at_40["Nesterov"]), at_40


@pytest.mark.parametrize("name, printed", [("w4", 0.1514), ("bw1", 0.814), ("bw2", 0.242)])
def test_each_misprint_of_notebook_07_goes_the_right_way_only_further(name, printed):
    slope = gradients(BOOK, *CHICKEN)[name]
    right = BOOK[name] - 0.5 * slope
    assert (printed - BOOK[name]) / (right - BOOK[name]) > 1, "the same direction, a longer step"
    assert error_at((BOOK, *CHICKEN), name, printed) < error_at((BOOK, *CHICKEN), name, right)


@pytest.mark.parametrize("eta, ahead", [(0.1, "for a moment"), (0.2, "for a moment"), (0.4, "never"), (0.5, "never")])
@pytest.mark.parametrize("rule", ["momentum", "Nesterov"])
def test_on_the_bowl_the_balls_lead_at_most_for_a_moment(rule, eta, ahead):
    bowl = SURFACES["bowl"]
    plain, ball = (
        np.array([HEIGHTS["bowl"](*place) for place in walk(bowl.slope, bowl.start, eta, 100, one)])
        for one in ("gradient descent", rule)
    )
    leads = ball < plain - 1e-20
    assert leads[:10].any() == (ahead == "for a moment") and not leads[70:].any(), leads


STEADY = {  # the step in update n with an even slope g, in closed form: (eta, g, mu, n)
    "gradient descent": lambda eta, g, mu, n: eta * g,
    "momentum": lambda eta, g, mu, n: eta * g * (1 - mu**n) / (1 - mu),
    "Nesterov": lambda eta, g, mu, n: eta * g * (1 + mu * (1 - mu**n) / (1 - mu)),
    "Adagrad": lambda eta, g, mu, n: 0.5 / n**0.5,
    "RMSprop": lambda eta, g, mu, n: eta / (1 - 0.9**n) ** 0.5,
    "Adam": lambda eta, g, mu, n: eta,
}


@pytest.mark.parametrize("rule", STEADY)
@pytest.mark.parametrize("slope, mu", [(1, 0.9), (0.01, 0.5), (100, 0)])
def test_on_an_even_slope_every_rule_takes_the_steps_of_its_closed_form(rule, slope, mu):
    picture, count = draw.even_slope(rule, slope, mu), np.arange(1, 41)
    wanted = [STEADY[rule](0.1, slope, mu, n) for n in count]
    (panel,) = panels(picture)
    curves = panel.curves
    for curve, lengths in ((curves[0], [0.1 * slope] * 40), (curves[rule != "gradient descent"], wanted)):
        assert panel.data(curve)[1] == pytest.approx(np.log10(lengths), abs=0.03), rule
    assert_rounded(told(picture.text.split(": steps ")[1])[:3], wanted[:3], 4, "the first steps")
    assert_rounded(told(picture.text.split("40 updates ")[1])[0], wanted[-1], 4, "the last step")
    if "limit" in picture.text:
        assert told(picture.text)[-1] == pytest.approx(1 / (1 - mu), abs=0.005)
    if rule == "Adam":
        raw = [0.1 * (1 - 0.9**n) / (1 - 0.999**n) ** 0.5 for n in count]
        assert panel.data(curves[2])[1] == pytest.approx(np.log10(raw), abs=0.03)
        assert_rounded(told(picture.text)[-1], raw[0], 4, "without the correction")


@pytest.mark.parametrize(
    "name, place, kind",
    [
        ("saddle", (0, 0), "a saddle"),
        ("saddle", (0, 2**0.5), "a minimum"),
        ("two minima", (-0.96, 0), "a minimum"),
        ("two minima", (-0.0755, 0), "a saddle"),
        ("bowl", (0, 0), "a minimum"),
        ("bowl", (1, 0), "on a slope"),
        ("ravine", (0, 0.5), "on a slope"),
    ],
)
def test_cuts_through_a_place_show_the_ground_there_and_name_its_kind(name, place, kind):
    picture, height = draw.cross_sections(SURFACES[name], *place), HEIGHTS[name]
    assert picture.text.endswith(f": {kind}.")
    h, (x, y) = 1e-5, place
    slopes = [(height(x + h, y) - height(x - h, y)) / (2 * h), (height(x, y + h) - height(x, y - h)) / (2 * h)]
    assert_rounded([told(part)[0] for part in picture.text.split("slope is ")[1:]], slopes, 2, "slopes")
    assert_rounded(told(picture.text)[0], height(x, y), 4, "E")
    _, *cuts = panels(picture)
    for cut, ground in zip(cuts, (lambda way: height(way, y), lambda way: height(x, way)), strict=True):
        ways = cut.data(cut.curves[0])[0]
        seen = ground(ways) < cut.y_range[1]
        assert cut.data(cut.curves[0])[1][seen] == pytest.approx(ground(ways)[seen], abs=0.05)


# ---- Dials


def lambda_by_power_iteration(inputs):
    """Return the largest eigenvalue of the averages of x², x and 1."""
    rows = np.column_stack([np.asarray(inputs)[:, 0], np.ones(len(inputs))])
    matrix, vector = rows.T @ rows / len(rows), np.array([0.6, 0.8])
    for _ in range(500):
        vector = matrix @ vector
        vector /= math.hypot(*vector)
    return float(vector @ matrix @ vector)


@pytest.mark.parametrize("data", [LINE, line_data(30, 4), (3 * LINE[0], LINE[1])], ids=["line", "other", "three times"])
@pytest.mark.parametrize(
    "share, zone, converges",
    [
        (0.02, "creeping", True),
        (0.2, "converging", True),
        (0.48, "converging", True),
        (0.52, "oscillating", True),
        (0.98, "oscillating", True),
        (1.06, "diverging", False),
        (1.25, "diverging", False),
        (3.0, "diverging", False),
    ],
)
def test_the_linear_dial_knows_lambda_its_limit_and_the_zone_of_the_needle(data, share, zone, converges):
    bend = lambda_by_power_iteration(data[0])
    eta = share * 2 / bend
    picture = draw.linear_dial(eta, *data)
    x, t = (array[:, 0] for array in data)
    bottom = np.polyfit(x, t, 1)
    steep = np.array([bend - 1, np.mean(x)]) / math.hypot(bend - 1, np.mean(x))  # (A − λ) steep = 0, by hand
    flat = np.array([-steep[1], steep[0]])
    (w, b), least = bottom + steep + flat, np.mean((bottom[0] * x + bottom[1] - t) ** 2) / 2
    ways, errors = [], []
    for _ in range(31):
        wrong = w * x + b - t
        ways.append([(w - bottom[0]) * one[0] + (b - bottom[1]) * one[1] for one in (steep, flat)])
        errors.append(np.mean(wrong**2) / 2 - least)
        w, b = w - eta * np.mean(wrong * x), b - eta * np.mean(wrong)
    ways = np.array(ways).T
    assert (errors[-1] < errors[0]) == converges, f"{errors[0]} to {errors[-1]} at {share} of the limit"
    found = told(picture.text.split("λ = ")[1])
    assert_rounded(found[0], bend, 2, "lambda")
    assert told(picture.text.split("2/λ = ")[1])[0] == pytest.approx(2 / bend, rel=0.0051), "limit, three digits"
    assert_rounded(told(picture.text.split("Eta ")[1])[0], eta, 2, "eta")
    assert_rounded(told(picture.text.split("distance by ")[1])[0], 1 - eta * bend, 2, "factor")
    flattest = told(picture.text.split("most curved direction and by ")[1])[0]
    assert_rounded(flattest, 1 - eta * (np.mean(x * x) + 1 - bend), 2, "factor")
    if 1e-9 < errors[-1] < 1e6:
        assert told(picture.text)[-1] == pytest.approx(errors[-1], rel=0.06), "error at the end"
    assert f": {zone}" in picture.text
    (panel,) = panels(picture)
    for curve, way in zip(panel.curves, ways, strict=True):
        if abs(way).max() < 4:
            assert_curve(panel, curve, np.arange(31), way, "distance")
    assert (abs(panel.data(panel.curves[0])[1][-1]) < 1) == converges
    # The needle stands at eta, and the ground under it has the zone's colour.
    dial = rects(picture, fill="none")[0]
    root = ET.fromstring(picture.svg)
    (low, high), _ = ranges(root, dial)
    needle = float(re.match(r"M([\d.]+) 30l", lines_with(picture, "path", stroke_width="3")[0].get("d"))[1])
    at = low + (needle - dial[0]) / dial[2] * (high - low)
    assert at == pytest.approx(min(eta, 1.3 * 2 / bend), rel=0.01, abs=0.005)
    fills = {"creeping": "#fdf3cd", "converging": "#cdeee2", "oscillating": "#dcebf5", "diverging": "#f6c9a8"}
    ((left, _, width, _),) = rects(picture, fill=fills[zone])
    assert left - 0.2 <= needle <= left + width + 0.2, f"needle {needle}, {zone} {left} to {left + width}"
    for name in set(fills) & {*numbers(picture)}:
        ((left, _, width, _),) = rects(picture, fill=fills[name])
        (label,) = [one for one in lines_with(picture, "text") if one.text == name]
        assert float(label.get("x")) == pytest.approx(left + width / 2, abs=0.1), "the name stands in its zone"
    ((left, _, width, _),) = rects(picture, fill=fills["creeping"])
    (narrow,) = [one for one in lines_with(picture, "text") if one.text == "← creeping"]
    assert left + width < float(narrow.get("x")) < left + width + 10, (
        "its name stands beside the zone that is too narrow"
    )
    assert not any(one.get("transform") for one in lines_with(picture, "text")), "no name is turned"
    order = [*root.iter()]
    areas = [order.index(one) for one in root.iter(SVG + "rect") if one.get("fill") in fills.values()]
    assert max(areas) < order.index(next(one for one in order if one.text == "← creeping")), "no area covers a name"


@pytest.mark.parametrize("eta, stretch", [(0.01, 1), (0.01, 0.5), (1.23, 1), (0.01, 5)])
def test_a_factor_just_below_1_is_never_told_as_1(eta, stretch):
    text = draw.linear_dial(eta, stretch * LINE[0], LINE[1]).text
    factors = [told(part)[0] for part in (text.split("distance by ")[1], text.split("direction and by ")[1])]
    rows = np.column_stack([stretch * LINE[0][:, 0], np.ones(60)])
    flat, steep = np.linalg.svd(rows, compute_uv=False)[::-1] ** 2 / 60
    assert factors == pytest.approx([1 - eta * steep, 1 - eta * flat], abs=0.005)
    assert all(abs(one) != 1 for one in factors), factors


@pytest.mark.parametrize("eta", [0.1, 0.5, 1, 2, 5, 10, 100, 1000])
@on_every_network
def test_the_logistic_dial_shows_e_and_slopes_and_e_stays_below_1(case, eta):
    network, *example = case
    errors = [total_error(network, *example)]
    for _ in range(60):
        slopes = gradients(network, *example)
        network = network.with_values(**{name: network[name] - eta * slopes[name] for name in network.names()})
        errors.append(total_error(network, *example))
    picture = draw.logistic_dial(eta, *case)
    assert max(errors) < 1 and max(told(picture.text.split("E is ")[1])[0:3:2]) < 1
    (panel,) = panels(picture)
    seen = np.array(errors) > 1e-6
    y = panel.data(panel.curves[0])[1]
    assert y[seen] == pytest.approx(np.log10(np.array(errors)[seen]), abs=0.03), "E"
    first, one, last, updates = told(picture.text.split("E is ")[1])[:4]
    assert (one, updates) == (1, 60)
    assert first == pytest.approx(errors[1], rel=0.06) and last == pytest.approx(errors[-1], rel=0.06)
    outputs, texts = outputs_by_hand(network, example[0])[0], numbers(picture)
    assert_rounded([told(text)[-1] for text in texts if re.match(r"c\d = ", text)], outputs, 4, "outputs")
    slopes = [z * (1 - z) for z in outputs]
    assert_rounded([told(text)[-1] for text in texts if text.startswith("slope z")], slopes, 4, "slopes")
    bars = rects(picture, fill="#0072b2")
    assert [bar[2] for bar in bars] == pytest.approx([max(1, 180 * slope / 0.25) for slope in slopes], abs=0.06)
    assert ("saturated" in picture.text) == (max(slopes) < 0.01)


@pytest.mark.parametrize("case", [case for name, case in NETWORKS.items() if name in ("book", "random 1")])
@pytest.mark.parametrize("number", [0, 1, 7, 50])
def test_a_moment_of_the_loop_shows_its_outputs_and_its_dot_on_the_curve(case, number):
    network, inputs, targets = case
    curve, states = [], []
    for count in range(51):
        states.append(network)
        curve.append((count, total_error(network, inputs, targets)))
        slopes = gradients(network, inputs, targets)
        network = network.with_values(**{name: network[name] - 0.5 * slopes[name] for name in network.names()})
    now, error = states[number], curve[number][1]
    picture = draw.loop_moment(number, now, curve, inputs, targets)
    assert told(picture.text)[0] == number
    assert_rounded(told(picture.text)[-1], error, 9, "E")
    c = outputs_by_hand(now, inputs)[0]
    assert_rounded(told(picture.text.split("got ")[1])[:2], c, 4, "outputs")
    assert_rounded(told(picture.text.split("wanted ")[1])[:2], targets[0], 0, "targets")
    assert [text for text in numbers(picture) if text.startswith("out ")][-2:] == [f"out {value:.4f}" for value in c]
    lower = [*ET.fromstring(picture.svg).iter(SVG + "svg")][-1]
    (frame,) = [
        tuple(float(one.get(key)) for key in ("x", "y", "width", "height"))
        for one in lower.iter(SVG + "rect")
        if one.get("fill") == "none"
    ]
    (x0, x1), (y0, y1) = ranges(lower, frame)
    (path,), (dot,) = lower.findall(SVG + "path"), lower.findall(SVG + "circle")
    points = points_of(path)
    place = np.array([float(dot.get("cx")), float(dot.get("cy"))])
    assert distance(place, points) < 0.5, "the dot is on the curve"
    assert np.abs(place - points[number]).max() < 0.11, "the dot is at this moment"
    x, y = x0 + (points[:, 0] - frame[0]) / frame[2] * (x1 - x0), y1 - (points[:, 1] - frame[1]) / frame[3] * (y1 - y0)
    assert x == pytest.approx([math.log10(max(count, 0.5)) for count, _ in curve], abs=0.01)
    assert y == pytest.approx([math.log10(error) for _, error in curve], abs=0.02)
