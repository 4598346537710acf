"""Errors and costs: the drawn text against the arrays, and against formulas written here."""

import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import COSTS, draw, forward, total_error
from tests.cases import STOP_RUN, THRESHOLDS, central, on_every_network
from tests.drawn import SVG, after, assert_rounded, numbers, panels, rects, told


@pytest.mark.parametrize("outputs, targets", [([0.59, 0.74], [0, 1]), ([0.2, 0.9], [0.85, 0.1]), ([0, 1], [0, 1])])
def test_the_error_bars_show_errors_squares_and_four_costs(outputs, targets):
    picture = draw.error_bars(outputs, targets)
    texts, errors = numbers(picture), np.subtract(targets, outputs)
    assert_rounded([told(text)[0] for text in texts if text.startswith("e ")], errors, 2, "e")
    assert_rounded([told(text)[0] for text in texts if text.startswith("square ")], errors**2, 4, "squares")
    labels = [text for text in texts if ": output " in text]
    assert_rounded([told(text) for text in labels], np.column_stack([outputs, targets]), 2, "outputs and targets")
    for name in ("SSE", "SE", "MSE", "RMS"):
        value = COSTS[name](np.array([outputs], float), np.array([targets], float))
        assert_rounded(told(*after(texts, name)), value, 5, name)
    assert_rounded(told(*after(texts, "Σ e")), errors.sum(), 4, "sum")
    assert_rounded(told(picture.text)[-1], errors.sum(), 4, "sum in the twin")


@pytest.mark.parametrize("outputs, targets", [([0.6, 0.7], [0, 1]), ([0.9, 0.15], [0.2, 0.65])])
def test_the_square_over_an_error_has_the_error_as_its_side(outputs, targets):
    picture = draw.error_bars(outputs, targets)
    squares, scale = rects(picture, fill_opacity="0.2"), 190
    for (_, top, width, height), z, t in zip(squares, outputs, targets, strict=True):
        assert width == height == pytest.approx(abs(t - z) * scale, abs=0.1)
        assert top == pytest.approx(40 + scale * (1 - max(z, t)), abs=0.1)


@pytest.mark.parametrize("z, sse, se", [(0.55, 0.0025, 0.00125), (0.61, 0.0121, 0.00605), (0.59, 0.0081, 0.00405)])
def test_the_shown_se_is_half_of_the_shown_sse(z, sse, se):
    texts = numbers(draw.error_bars([z, 1], [0.5, 1]))
    assert told(*after(texts, "SSE")) == [sse] and told(*after(texts, "SE")) == [se]


def test_the_two_squares_of_the_largest_errors_stand_clear_of_each_other():
    (left, _, width, _), _ = rects(draw.error_bars([1, 1], [0, 0]), fill_opacity="0.2")
    _, (second, *_) = rects(draw.error_bars([1, 1], [0, 0]), stroke="#1a1a1a")
    assert left + width <= second - 6  # where the mark of the second target begins


@pytest.mark.parametrize("copies", [2, 5])
def test_copies_of_every_example_raise_the_sums_and_leave_the_averages(copies):
    z, t = [[0.6, 0.7], [0.1, 0.9], [0.8, 0.3], [0.55, 0.35]], [[0, 1], [0, 1], [1, 0], [1, 0]]  # MSE 0.23125
    one, many = (told(draw.training_set(z, t, count).text.split("SSE ")[1]) for count in (1, copies))
    sse, se, mse, rms, n = one
    assert many == [pytest.approx(copies * sse), pytest.approx(copies * se), mse, rms, copies * n]
    assert f"1 × {copies}" in numbers(draw.training_set(z, t, copies))


@pytest.mark.parametrize("seed, count", [(0, 1), (1, 4), (2, 7)])
def test_the_training_set_adds_up_local_errors_and_combines_them_as_the_costs_do(seed, count):
    random = np.random.default_rng(seed)
    z, t = random.uniform(0, 1, (count, 2)), np.eye(2)[random.integers(0, 2, count)]
    picture = draw.training_set(z, t)
    texts = numbers(picture)
    for row in range(count):
        got = after(texts[:-8], str(row + 1), 5)
        for text, wanted in zip(got[:3], (z[row], t[row], t[row] - z[row]), strict=True):
            assert_rounded(told(text), wanted, 2, f"example {row + 1}")
        assert_rounded(told(got[3]), (t[row] - z[row]) ** 2, 4, f"squares of example {row + 1}")
        assert_rounded(told(got[4]), ((t[row] - z[row]) ** 2).sum(), 4, f"local error {row + 1}")
    local = ((t - z) ** 2).sum(axis=1)
    widths = [width for *_, width, height in rects(picture) if height == 20]
    assert np.allclose(widths, 54 * local / local.max(), atol=0.06)
    for name in ("SSE", "SE", "MSE", "RMS"):
        shown = next(text for text in texts if text.startswith(f"{name} = "))
        assert_rounded(told(shown), COSTS[name](z, t), 6, name)
        assert f"{name} {shown.split(' = ')[1]}" in picture.text


@on_every_network
def test_the_network_error_shows_errors_and_the_total_error(case):
    network, inputs, targets = case
    picture = draw.network_error(*case)
    errors = np.asarray(targets)[0] - forward(network, inputs).output[0]
    assert_rounded([told(text)[0] for text in numbers(picture) if text.startswith("e ")], errors, 4, "errors")
    assert_rounded(told(picture.text)[-1], total_error(*case), 4, "E")
    assert_rounded(told(picture.text)[-3:-1], errors**2, 4, "squares")


def cost_of_one_output(name, z, target):
    """Return a cost of one output node; costs that compare shares read it as z for yes and 1 - z for no."""
    two = name in ("cross-entropy", "Hellinger", "Kullback-Leibler")
    return COSTS[name](
        np.array([[z, 1 - z] if two else [z]]), np.array([[target, 1 - target] if two else [target]], float)
    )


ONE_CURVE = {"SE": "SE", "SSE": "SSE and MSE", "RMS": "RMS", "cross-entropy": "cross-entropy and K.-L.",
             "exponential": "exponential", "Hellinger": "Hellinger"}  # fmt: skip


@pytest.mark.parametrize("z", [0.07, 0.42, 0.8])
@pytest.mark.parametrize("target", [0, 1])
@pytest.mark.parametrize("cost", ONE_CURVE)
def test_the_cost_gallery_shows_each_cost_and_its_slope_and_lights_one(z, target, cost):
    picture = draw.cost_gallery(z, target, cost)
    texts, (panel,) = numbers(picture), panels(picture)
    errors = {name: cost_of_one_output(name, z, target) for name in ONE_CURVE}
    slopes = {name: central(lambda z, name=name: cost_of_one_output(name, z, target), z) for name in ONE_CURVE}
    for name, row in ONE_CURVE.items():
        assert_rounded([told(text)[0] for text in after(texts, row, 2)], [errors[name], slopes[name]], 3, name)
    wanted = np.ravel([(errors[name], slopes[name]) for name in ONE_CURVE])
    said = picture.text.split("slope: ")[1]
    assert_rounded(told(said), wanted, 3, "twin")
    x, y = panel.data(panel.dots)
    shown = [error for error in errors.values() if error <= 3]
    assert x == pytest.approx([z] * len(shown), abs=0.01) and sorted(y) == pytest.approx(sorted(shown), abs=0.02)
    *curves, lit, tangent = panel.curves
    assert len(curves) == 5
    x, y = panel.data(lit)
    inside = (x > 0.01) & (x < 0.99)
    assert y[inside] == pytest.approx([min(cost_of_one_output(cost, one, target), 12) for one in x[inside]], abs=0.03)
    (x1, x2), (y1, y2) = panel.data(tangent)
    if abs(slopes[cost]) < 5:
        assert (y2 - y1) / (x2 - x1) == pytest.approx(slopes[cost], abs=0.06)


@pytest.mark.parametrize("name, other", [("SSE", "MSE"), ("cross-entropy", "Kullback-Leibler")])
def test_two_costs_share_a_curve_where_the_target_is_0_or_1(name, other):
    for z in (0.1, 0.5, 0.9):
        for t in (0, 1):
            assert COSTS[name]([[z, 1 - z]], [[t, 1 - t]]) == pytest.approx(COSTS[other]([[z, 1 - z]], [[t, 1 - t]]))
    assert COSTS["cross-entropy"]([[0.2, 0.8]], [[0.5, 0.5]]) != pytest.approx(
        COSTS["Kullback-Leibler"]([[0.2, 0.8]], [[0.5, 0.5]])
    )


@pytest.mark.parametrize("net, target", [(4.6, 0), (-0.8, 0), (-0.8, 1), (-3.9, 1), (0, 0)])
def test_the_logistic_trap_shows_both_errors_and_their_slopes_by_the_net_input(net, target):
    def errors(net):
        z = 1 / (1 + math.exp(-net))
        return (z - target) ** 2 / 2, -math.log(z if target else 1 - z)

    picture = draw.logistic_trap(net, target)
    rows = [told(text) for text in numbers(picture) if re.match(r"(SE|cross-entropy): ", text)]
    pushes = [central(lambda net, k=k: errors(net)[k], net) for k in (0, 1)]
    wanted = [(error, abs(push)) for error, push in zip(errors(net), pushes, strict=True)]
    assert_rounded(np.ravel(rows), np.ravel(wanted), 4, "SE, then cross-entropy: error and delta")
    _, _, z, *said = told(picture.text)
    assert_rounded([z, *said], [1 / (1 + math.exp(-net)), *errors(net), *pushes], 4, "twin")
    left, right = panels(picture)
    for place, k in ((0, 0), (2, 1)):  # each curve is followed by its tangent
        x, y = left.data(left.curves[place])
        low = y < 8
        assert y[low] == pytest.approx([errors(one)[k] for one in x[low]], abs=0.02)
        (x1, x2), (y1, y2) = left.data(left.curves[place + 1])
        assert (y2 - y1) / (x2 - x1) == pytest.approx(pushes[k], abs=0.02)
    x, y = right.data(right.curves[0])
    peak = math.log(2) * (-1 if target else 1)  # z = 2/3, or 1/3
    assert x[y.argmax()] == pytest.approx(peak, abs=0.06) and y.max() == pytest.approx(4 / 27, abs=0.002)


@pytest.mark.parametrize("start, eta, updates", [(0.98, 0.5, 80), (0.5, 2, 80), (0.99, 0.1, 30), (0.7, 0.25, 5)])
@pytest.mark.parametrize("fair", [False, True])
def test_the_race_is_run_as_ten_lines_of_python_run_it(start, eta, updates, fair):
    picture = draw.race(start, eta, updates, fair)
    ends = {}
    for cost in ("SE", "cross-entropy"):
        weight, bias, below = 0.0, math.log(start / (1 - start)), "not yet"
        rate = 4 * eta if fair and cost == "SE" else eta
        for update in range(1, updates + 1):
            z = 1 / (1 + math.exp(-(weight + bias)))
            delta = z * (z * (1 - z) if cost == "SE" else 1)
            weight, bias = weight - rate * delta, bias - rate * delta
            z = 1 / (1 + math.exp(-(weight + bias)))
            if z < 0.5 and below == "not yet":
                below = f"after {update}"
        ends[cost] = z
        found = after(numbers(picture), cost, 2)
        assert_rounded([told(text)[0] for text in found], [rate, z], 4, cost)
        halves = picture.text.split("Below 1/2: ")[1]
        assert f"{cost} {below}" in halves or start <= 0.5, f"{cost} {below}, but: {halves}"
    assert_rounded(told(picture.text)[2:4], [*ends.values()], 4, "the ends in the twin")
    assert ("four times" in picture.text) == fair


@pytest.mark.parametrize("rule", ["error below", "change below"])
@pytest.mark.parametrize("limit", THRESHOLDS)
def test_stopping_stops_where_a_loop_over_the_errors_stops(rule, limit):
    stop = None
    for number in range(1, len(STOP_RUN)):
        value = STOP_RUN[number] if rule == "error below" else abs(STOP_RUN[number] - STOP_RUN[number - 1])
        if value < limit:
            stop = number
            break
    picture = draw.stopping(STOP_RUN, rule, limit)
    if stop is None:
        assert "never stops" in picture.text and told(picture.text)[1] == len(STOP_RUN) - 1
        assert_rounded(told(picture.text)[-1], STOP_RUN[-1], 4, "E at the end")
        return
    got = told(picture.text)
    assert (got[1], got[3:4]) == (stop, [len(STOP_RUN) - 1 - stop][: len(got) > 3]), picture.text
    assert_rounded(got[2], STOP_RUN[stop], 6, "E at the stop")
    assert rule == "change below" or got[2] < limit, f"{got[2]} does not look as if it were below {limit}"
    assert f"stop: {stop} update{'s' * (stop > 1)}" in numbers(picture)
    (dot,) = [one for one in ET.fromstring(picture.svg).iter(SVG + "circle")]
    x, y = panels(picture)[0].data([float(dot.get("cx")), float(dot.get("cy"))])
    assert x == pytest.approx(stop, abs=0.2) and y == pytest.approx(STOP_RUN[stop], abs=1e-3)
