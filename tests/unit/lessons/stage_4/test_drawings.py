"""The pictures of Stage 4: every number, dot and curve against a plain computation."""

import itertools
import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import BUGS, Network, check_gradients, draw, gradients, total_error
from helpers.lessons.stage_4.bugs import ANSWERS
from helpers.lessons.stage_4.drawings.checking import BAD, BAND_COLORS, EPSILONS, GOOD, epsilon_errors
from helpers.network.gradient_check import VERDICTS
from helpers.reference.book import error_by_hand
from tests.cases import BOOK, CHICKEN, GAUGE_STOPS, error_at, on_every_network
from tests.drawn import (
    after,
    assert_curve,
    assert_rounded,
    distance,
    lines_of,
    lines_with,
    numbers,
    panels,
    points_of,
    ranges,
    rects,
    told,
    worked_out,
)

pytestmark = pytest.mark.slow
SIGNS = {"right": "✓", "caution": "!", "double red flag": "!!", "wrong": "✗"}
BANDS = ((1e-7, "right"), (1e-4, "caution"), (1e-2, "double red flag"), (math.inf, "wrong"))


def band(relative):
    return next(name for limit, name in BANDS if relative <= limit)


def relative(analytical, numerical):
    return abs(analytical - numerical) / max(abs(analytical), abs(numerical))


def slope_by_hand(case, name, epsilon):
    here = case[0][name]
    return (error_at(case, name, here + epsilon) - error_at(case, name, here - epsilon)) / (2 * epsilon)


def assert_two_digits(got, wanted, what=""):
    """A number written by power(): two digits that count."""
    assert got == pytest.approx(wanted, rel=0.051, abs=1e-300), f"{what}: drawn {got}, wanted {wanted}"


# ---- Two points


@pytest.mark.parametrize("name, epsilon", [("w5", 1), ("w1", 0.5), ("bw2", 0.01), ("w8", 1e-4), ("bw4", 1e-5)])
@on_every_network
def test_two_points_shows_both_errors_rise_run_estimate_and_gradient(case, name, epsilon):
    here, slope = case[0][name], gradients(*case)[name]
    above, below, now = (error_at(case, name, here + way * epsilon) for way in (1, -1, 0))
    numerical = (above - below) / (2 * epsilon)
    picture = draw.two_points(*case, name, epsilon)
    texts = {
        text.split(" = ")[0].rsplit(" ", text.count(" = ") == 0)[0].strip(): told(text)[-1]
        for text in numbers(picture)
        if re.match(r"E\(w|rise|run|gradient", text)
    }
    assert_rounded([texts["E(w + ε)"], texts["E(w − ε)"]], [above, below], 9, "E above and below")
    assert_rounded([texts["rise / run"], texts["gradient"]], [numerical, slope], 9, "estimate and gradient")
    assert_two_digits(texts["rise"], above - below, "rise")
    assert_two_digits(texts["run"], 2 * epsilon, "run")
    rise, run, *both, wrong = told(picture.text)
    assert_two_digits(rise, above - below, "rise in the twin")
    assert_two_digits(run, 2 * epsilon, "run in the twin")
    assert_rounded(both, [numerical, slope], 9, "twin")
    assert wrong == pytest.approx(relative(slope, numerical), rel=0.06, abs=1e-11)
    if relative(slope, numerical) > 1e-9:
        assert picture.text.endswith(f": {band(relative(slope, numerical))}."), picture.text
    left, right = panels(picture)
    weights = left.data(left.curves[0])[0]
    assert (weights.min(), weights.max()) == (pytest.approx(here - 2, abs=0.02), pytest.approx(here + 2, abs=0.02))
    assert_curve(left, left.curves[0], weights, [error_at(case, name, weight) for weight in weights], "error curve")
    assert_curve(left, left.dots, [here - epsilon, here + epsilon], [below, above], "dots")
    # Under the microscope only x is numbered: the two dots are the ruler for E.
    (low, high), scale = right.dots, above - below
    units = right.data(right.curves[0], y_range=(0, 1))[0]
    assert right.data(right.dots, y_range=(0, 1))[0] == pytest.approx([-1, 1], abs=0.002)
    if abs(low[1] - high[1]) > 20 and abs(scale) > 1e-9:
        drawn = below + (right.curves[0][:, 1] - low[1]) / (high[1] - low[1]) * scale
        wanted = [error_at(case, name, here + unit * epsilon) for unit in units]
        assert np.abs(drawn - wanted).max() <= 0.01 * abs(scale), f"now {now}"
    for panel, (x0, x1) in ((left, (here - epsilon, here + epsilon)), (right, (-1, 1))):
        assert len(panel.curves) == 3
        (left_end, right_end), units = panel.curves[2], panel.data(panel.curves[2], y_range=(0, 1))[0]
        middle = (panel.dots[0][0] + panel.dots[1][0]) / 2
        share = (middle - left_end[0]) / (right_end[0] - left_end[0])
        assert share == pytest.approx(0.5, abs=0.01) and units[0] < x0 < x1 < units[1], "through the middle"
        assert max(distance(np.array(dot), panel.curves[1]) for dot in panel.dots) < 0.5, "the secant meets both dots"
        assert max(distance(np.array(dot), panel.curves[0]) for dot in panel.dots) < 1, "the dots are on the curve"
        assert panel.dots[1][0] - panel.dots[0][0] == pytest.approx(
            (x1 - x0) / (panel.x_range[1] - panel.x_range[0]) * panel.box[2], abs=0.25
        )
    (x0, x1), (y0, y1) = left.data(left.curves[1])
    assert (y1 - y0) / (x1 - x0) == pytest.approx(numerical, abs=1e-3)
    (x0, x1), (y0, y1) = left.data(left.curves[2])
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope, abs=1e-3), "the plain line has the gradient as its slope"
    assert y0 + slope * (here - x0) == pytest.approx(now, abs=2e-3), "and touches the curve"
    secants = lines_with(picture, "path", stroke_dasharray="6 4")
    assert [len(points_of(one)) for one in secants] == [2, 2], "both secants are dashed"


# ---- The V


def errors_by_hand(case, name, epsilons):
    """Return {kind: (relative errors, how far rounding can move them)}, one total_error at a time."""
    network, *example = case
    single = Network(
        [one.astype(np.float32) for one in network.weights],
        [one.astype(np.float32) for one in network.biases],
        network.activations,
    )
    slope, found = gradients(*case)[name], {}
    for kind, one, ahead, back, rounding in (
        ("both sides", network, 1, 1, 2.3e-16),
        ("one side", network, 1, 0, 2.3e-16),
        ("float32", single, 1, 1, 1.2e-7),
    ):
        here, errors, slack = float(one[name]), [], []
        for epsilon in epsilons:
            above = float(error_at((one, *example), name, here + ahead * epsilon))
            below = float(error_at((one, *example), name, here - back * epsilon))
            numerical = (above - below) / ((ahead + back) * epsilon)
            errors.append(abs(slope - numerical) / max(abs(slope), abs(numerical)))
            slack.append(8 * rounding * max(above, below) / ((ahead + back) * epsilon) / abs(slope))
        found[kind] = np.array(errors), np.array(slack)
    return found


@pytest.mark.parametrize("name", ["w5", "w1", "bw4"])
@on_every_network
def test_the_v_shows_the_relative_errors_that_total_error_gives_one_by_one(case, name):
    epsilons = 10.0 ** np.arange(-13, -0.99, 0.25)
    (panel,) = panels(draw.epsilon_v(*case, name, 1e-4))
    for points, (kind, (errors, slack)) in zip(panel.curves, errors_by_hand(case, name, epsilons).items(), strict=True):
        x, y = panel.data(points)
        assert x == pytest.approx(np.log10(epsilons), abs=0.01), kind
        sure = slack < 0.2
        low = np.log10(np.maximum(errors - slack, 1e-13)) - 0.01
        high = np.log10(np.maximum(errors + slack, 1e-13)) + 0.01
        off = np.flatnonzero(sure & ((y < low) | (y > high)))
        assert not off.size, f"{kind} at {epsilons[off]}: drawn 10^{y[off]}, wanted {errors[off]}"
        assert sure.sum() > 6
    coarse = panel.data(panel.curves[2])[1]
    assert coarse[x < -8.9] == pytest.approx(0, abs=0.01), "float32 sees no difference at all: relative error 1"


@pytest.mark.parametrize("epsilon", [0.1, 1e-2, 1e-3, 1e-4])
@on_every_network
def test_the_v_marks_the_chosen_epsilon_and_tells_its_three_errors(case, epsilon):
    picture = draw.epsilon_v(*case, "w5", epsilon)
    wanted = errors_by_hand(case, "w5", [epsilon])
    (panel,) = panels(picture)
    x, y = panel.data(panel.dots)
    assert x == pytest.approx([math.log10(epsilon)] * 3, abs=0.02)
    for row, (kind, ((error,), (slack,))) in enumerate(wanted.items()):
        (written,) = after(numbers(picture), kind)
        assert told(written)[0] == pytest.approx(error, rel=0.051, abs=2 * slack), kind
        assert told(picture.text.split(kind + " ")[1])[0] == told(written)[0], picture.text
        assert 10 ** y[row] == pytest.approx(told(written)[0], rel=0.1), kind
    (line,) = lines_with(picture, stroke_dasharray="3 3")
    assert float(line.get("x1")) == float(line.get("x2")) == pytest.approx(panel.dots[0][0], abs=0.11)


@pytest.mark.parametrize("name", ["w5", "w1", "w8", "bw4"])
def test_the_curve_is_a_v_steep_on_the_right_and_best_near_1e_minus_5(name):
    picture = draw.epsilon_v(BOOK, *CHICKEN, name, 1e-4)
    (panel,) = panels(picture)
    (x, central), (_, one_sided) = (panel.data(points) for points in panel.curves[:2])
    wide = (x > -3.1) & (x < -0.9)
    assert np.polyfit(x[wide], central[wide], 1)[0] == pytest.approx(2, abs=0.05), "error about c · epsilon²"
    assert np.polyfit(x[wide], one_sided[wide], 1)[0] == pytest.approx(1, abs=0.05), "error about c · epsilon"
    assert -6.1 <= x[central.argmin()] <= -3.9
    assert told(picture.text)[-1] == pytest.approx(10 ** x[central.argmin()], rel=0.06)
    narrow = x < -10
    assert central[narrow].min() > central.min() + 2, "too narrow is bad, too"


def test_the_v_lies_on_the_papers_of_the_verdicts():
    picture = draw.epsilon_v(BOOK, *CHICKEN, "w5", 1e-4)
    (panel,) = panels(picture)
    low = panel.box[1] + panel.box[3]
    for limit, band_name in BANDS:
        ((_, top, _, height),) = rects(picture, fill=BAND_COLORS[band_name])
        assert top + height == pytest.approx(low, abs=0.11), band_name
        _, exponent = np.ravel(panel.data([(0, top)]))
        assert exponent == pytest.approx(math.log10(limit) if limit < 1 else panel.y_range[1], abs=0.02)
        assert f"{SIGNS[band_name]} {band_name}" in numbers(picture)
        low = top


@pytest.mark.parametrize("name", [*BOOK.names()])
def test_an_epsilon_ten_times_smaller_makes_one_side_ten_times_and_both_sides_a_hundred_times_better(name):
    errors = errors_by_hand((BOOK, *CHICKEN), name, [1e-2, 1e-3])
    wanted = [errors[kind][0][0] / errors[kind][0][1] for kind in ("both sides", "one side")]
    said = [told(text)[0] for text in numbers(draw.epsilon_v(BOOK, *CHICKEN, name, 1e-4)) if text.startswith("÷")]
    assert said == pytest.approx(wanted, rel=0.3), "one digit"
    assert said == pytest.approx([100, 10], rel=0.1)


# ---- What notebook 06 says, tried where it could be wrong


@pytest.mark.parametrize("name", [*BOOK.names()])
def test_float32_never_reaches_right_and_one_side_never_gets_as_good(name):
    found = epsilon_errors(BOOK, *CHICKEN, name, EPSILONS)
    assert found["float32"].min() > 1e-7
    assert found["one side"].min() > 5 * found["both sides"].min()


def test_tiny_right_gradients_get_caution_and_the_double_red_flag():
    rows = check_gradients(BOOK.with_values(**dict.fromkeys(BOOK.names(), 4.0)), *CHICKEN)
    assert {"caution", "double red flag"} <= {row.verdict for row in rows}, rows


def test_a_larger_epsilon_helps_where_nodes_are_saturated():
    network = BOOK.with_values(**dict.fromkeys(BOOK.names(), 4.0))
    worst = {
        epsilon: max(row.relative_error for row in check_gradients(network, *CHICKEN, epsilon))
        for epsilon in (1e-2, 1e-4, 1e-5)
    }
    assert worst[1e-2] < 1e-4 < worst[1e-4] < worst[1e-5], worst


def test_on_the_kink_there_are_two_slopes_and_the_program_says_0():
    case = (Network([[[-0.5]]], [[0.5]], "ReLU"), [[1.0]], [[2.0]])
    here, step = error_at(case, "w1", -0.5), 1e-6
    sides = [(error_at(case, "w1", -0.5 + way * step) - here) / (way * step) for way in (-1, 1)]
    assert sides == pytest.approx([0, -2], abs=1e-5)
    assert gradients(*case)["w1"] == 0


def test_the_findings_of_exercise_6_7_happen():
    kink = (Network([[[-0.4]]], [[0.5]], "ReLU"), [[1.0]], [[2.0]])
    wide, narrow = epsilon_errors(*kink, "w1", np.array([0.2, 1e-3]))["both sides"]
    assert wide == pytest.approx(0.27, abs=0.005) and narrow < 1e-12
    usual, tiny = epsilon_errors(BOOK, *CHICKEN, "w7", np.array([1e-4, 1e-12]))["both sides"]
    assert usual == pytest.approx(4e-10, rel=0.2) and tiny > 1e-5


# ---- The check by hand, the gauge


@pytest.mark.parametrize("name, epsilon", [("w5", 1e-4), ("w1", 1e-3), ("bw2", 0.01), ("w8", 1e-4)])
@on_every_network
def test_each_of_the_seven_lines_of_the_check_holds_its_numbers(case, name, epsilon):
    here, slope = case[0][name], gradients(*case)[name]
    above, below = error_at(case, name, here + epsilon), error_at(case, name, here - epsilon)
    numerical = (above - below) / (2 * epsilon)
    texts = numbers(draw.check_walk(7, *case, name, epsilon))[:14]
    assert [text[:4] for text in texts[::2]] == [f"{step} · " for step in range(1, 8)]
    lines = texts[1::2]
    assert_rounded([abs(one) for one in told(lines[0])], [abs(here), epsilon, abs(here + epsilon)], 6, lines[0])
    assert_rounded(told(lines[1])[-1], above, 12, lines[1])
    assert_rounded([abs(one) for one in told(lines[2])], [abs(here), epsilon, abs(here - epsilon)], 6, lines[2])
    assert_rounded(told(lines[3])[-1], below, 12, lines[3])
    assert_rounded(told(lines[4])[-1], numerical, 9, lines[4])
    assert worked_out(lines[4].split(" = ")[0]) == pytest.approx(numerical, abs=1.1e-12 / (2 * epsilon) + 1e-15)
    assert told(lines[5])[0] == pytest.approx(slope - numerical, rel=0.06, abs=1e-12), lines[5]
    assert_rounded(told(lines[5])[1], slope, 9, lines[5])
    assert told(lines[6])[0] == pytest.approx(relative(slope, numerical), rel=0.06, abs=2e-10), lines[6]
    if relative(slope, numerical) > 1e-8:
        assert lines[6].endswith(": " + band(relative(slope, numerical))), lines[6]
    for step in range(8):
        picture = draw.check_walk(step, *case, name, epsilon)
        assert [line in numbers(picture) for line in lines] == [row < step for row in range(7)], f"step {step}"
        if step:
            assert picture.text.startswith(f"Step {step}") and picture.text.endswith(lines[step - 1] + ".")


@on_every_network
def test_the_small_curve_grows_with_the_steps_and_holds_both_points(case):
    here = case[0]["w5"]
    for step in range(8):
        picture = draw.check_walk(step, *case, "w5", 0.1)
        (panel,) = panels(picture)
        assert len(panel.dots) == (0, 0, 1, 1, 2, 2, 2, 2)[step]
        assert [text for text in ("w + ε", "w − ε") if numbers(picture).count(text) > (step < (1, 3)["−" in text])] == [
            text for text, first in (("w + ε", 1), ("w − ε", 3)) if step >= first
        ]
        (curve,) = panel.curves
        errors = [error_at(case, "w5", here + 0.1 * place) for place in np.linspace(-2, 2, 41)]
        heights = np.interp(
            errors, sorted(errors[:: len(errors) - 1]), sorted((curve[0, 1], curve[-1, 1]), reverse=True)
        )
        if np.all(np.diff(errors) > 0) or np.all(np.diff(errors) < 0):
            assert curve[:, 1] == pytest.approx(heights, abs=0.15), "the curve is E, whatever its scale"
        assert max(distance(np.array(dot), curve) for dot in panel.dots or [tuple(curve[0])]) < 0.2
        assert len(lines_with(picture, stroke_dasharray="6 4")) == (step >= 5), "rise over run is the dashed line"


def gauge_of(picture):
    """Return the exponent under the pointer and the names of the bands that it touches."""
    (frame,) = rects(picture, fill="none")
    axes, _ = ranges(ET.fromstring(picture.svg), frame)
    (needle,) = lines_with(picture, stroke_width="3")
    x = float(needle.get("x1"))
    (point,) = re.findall(r"^M([\d.]+) ", lines_with(picture, "path")[0].get("d"))
    assert x == float(needle.get("x2")) == float(point)
    touched = []
    for name, fill in BAND_COLORS.items():
        ((left, _, width, _),) = rects(picture, fill=fill)
        touched += [name] * (left - 0.11 <= x <= left + width + 0.11)
    return axes[0] + (x - frame[0]) / frame[2] * (axes[1] - axes[0]), touched


@pytest.mark.parametrize("name", ["w1", "w5", "w8", "bw3"])
@on_every_network
def test_the_gauge_writes_its_value_and_its_needle_covers_no_words(case, name):
    for part in GAUGE_STOPS:
        picture = draw.gauge(*case, name, part)
        (needle,) = lines_with(picture, stroke_width="3")
        (frame,) = rects(picture, fill="none")
        (head,) = lines_with(picture, "path")
        assert head.get("d").endswith("l-9 -14h18z"), "nine pixels to each side, above its point"
        x, top, bottom = (float(needle.get(end)) for end in ("x1", "y1", "y2"))
        assert (top, bottom) == (frame[1], frame[1] + frame[3]), "the needle stays inside the scale"
        for line in lines_of(picture.svg):
            beside = line.right < x - 9 or line.left > x + 9
            assert beside or line.baseline < top or line.baseline - line.size > bottom, f"needle at {x:.0f}, {line}"
        (value,) = [line.text for line in lines_of(picture.svg) if top < line.baseline < bottom]
        assert told(value) == told(picture.text)[-1:], picture.text


@pytest.mark.parametrize("limit", [1e-7, 1e-4, 1e-2])
@pytest.mark.parametrize("share", [0.5, 0.99, 1.01, 2])
@on_every_network
def test_the_gauge_points_into_the_band_of_the_verdict_on_both_sides_of_every_limit(case, limit, share):
    wrong = share * limit
    picture = draw.gauge(*case, "bw3", wrong / (1 - wrong))
    numerical = slope_by_hand(case, "bw3", 1e-4)
    exact = relative(gradients(*case)["bw3"] / (1 - wrong), numerical)
    exponent, touched = gauge_of(picture)
    assert exponent == pytest.approx(math.log10(exact), abs=0.01)
    assert band(exact) in touched and picture.text.endswith(f", {band(exact)}."), f"{exact}: {picture.text}"
    assert_two_digits(told(picture.text)[-1], exact, "relative error")
    if share in (0.5, 2):
        assert touched == [band(exact)]


@pytest.mark.parametrize(
    "wrong, verdict",
    [
        *((limit, name) for limit, name in BANDS[:3]),
        (0, "right"),
        (1, "wrong"),
        (1.0000001e-7, "caution"),
        (1.0000001e-4, "double red flag"),
        (1.0000001e-2, "wrong"),
        (1.9, "wrong"),
    ],
)
def test_a_relative_error_exactly_at_a_limit_belongs_to_the_milder_band(monkeypatch, wrong, verdict):
    assert tuple(VERDICTS.items()) == BANDS
    monkeypatch.setattr("helpers.lessons.stage_4.drawings.checking.relative_error", lambda analytical, numerical: wrong)
    picture = draw.gauge(BOOK, *CHICKEN, "w5", 0.5)
    exponent, touched = gauge_of(picture)
    assert picture.text.endswith(f", {verdict}.") and verdict in touched, picture.text
    assert exponent == pytest.approx(math.log10(max(wrong, 1e-10)), abs=0.01)


# ---- The bug hunt and the detective


@pytest.mark.parametrize("name", BUGS)
@pytest.mark.parametrize("eta, updates", [(0.5, 20), (0.2, 7)])
def test_the_bug_hunts_table_is_the_check_and_its_curve_a_plain_loop(name, eta, updates):
    bug, example = BUGS[name], ([[0.15, 0.35], [0.9, 0.1]], [[0, 1], [0, 0]])
    case = (BOOK, *example)
    picture = draw.bug_hunt(name, "no line yet", *case, eta, updates)
    texts, found = numbers(picture), bug(*case)
    refused = []
    for row in check_gradients(*case, gradients=bug):
        wrong = relative(found[row.name], slope_by_hand(case, row.name, 1e-4))
        (place,) = [place for place, text in enumerate(texts) if re.fullmatch(rf"(✓|!|!!|✗) {row.name}", text)]
        assert texts[place].split()[0] == SIGNS[band(wrong)], f"{row.name}: {wrong}"
        assert told(texts[place + 1])[0] == pytest.approx(wrong, rel=0.6, abs=1e-9), row.name
        assert told(texts[place + 1])[0] == pytest.approx(row.relative_error, rel=0.501), row.name
        refused += [row.name] * (band(wrong) != "right")
    assert f"refuses {len(refused)} of 12 gradients: {', '.join(refused)}." in picture.text
    (panel,) = panels(picture)
    ends = []
    for curve, slopes in ((1, bug), (0, gradients)):
        errors, network = [total_error(*case)], BOOK
        for _ in range(updates):
            steps = slopes(network, *example)
            network = network.with_values(**{one: network[one] - eta * steps[one] for one in network.names()})
            errors.append(total_error(network, *example))
        assert_curve(panel, panel.curves[curve], np.arange(updates + 1), errors, f"curve {curve}")
        ends.append(errors[-1])
    assert_rounded(told(picture.text)[:4], [updates, errors[0], *ends], 4, "twin")
    assert "check with 2 examples refuses" in picture.text and "gradient check, 2 examples" in texts


def test_a_hunt_with_one_example_says_that_0_are_refused():
    assert "The check with 1 example refuses 0 of 12 gradients. Which" in (
        draw.bug_hunt("bug H", "no line yet", BOOK, *CHICKEN).text
    )


@pytest.mark.parametrize("name", BUGS)
def test_the_chosen_line_of_the_bug_hunt_is_lit_good_or_bad(name):
    for line, answer in enumerate(ANSWERS):
        picture = draw.bug_hunt(name, answer, BOOK, *CHICKEN)
        lit = [(box, fill) for fill in (GOOD, BAD) for box in rects(picture, fill=fill) if box[2] == 680]
        assert len(lit) == (line > 0)
        for (_, top, _, height), fill in lit:
            assert fill == (GOOD if line == BUGS[name].line else BAD)
            (words,) = [text for text in lines_with(picture, "text") if (text.text or "").startswith(f"{line}: ")]
            assert top < float(words.get("y")) < top + height
        said = [text for text in numbers(picture) if text.startswith("← ")]
        assert said == ([] if not line else ["← found"] if line == BUGS[name].line else ["← not this one"])


def by_hand(w5, short_e=False, rounded_outputs=False, rounded_square=False):
    """Return E of the worked example as somebody types it into a calculator."""
    e = 2.71828 if short_e else math.e
    b1 = 1 / (1 + e ** -(0.1 * 0.15 + 0.12 * 0.35 + 0.8))
    b2 = 1 / (1 + e ** -(0.2 * 0.15 + 0.17 * 0.35 + 0.25))
    if rounded_outputs:
        b1, b2 = round(b1, 4), round(b2, 4)
    c1 = 1 / (1 + e ** -(w5 * b1 + 0.33 * b2 + 0.15))
    c2 = 1 / (1 + e ** -(0.4 * b1 + 0.07 * b2 + 0.7))
    return 0.5 * (c1**2 + (0.070 if rounded_square else (1 - c2) ** 2))


EIGHT = [*itertools.product((False, True), repeat=3)]


@pytest.mark.parametrize("ticked", EIGHT)
@pytest.mark.parametrize("w5", [0.05, 0.0501, 0.0499, -2.0])
def test_the_error_by_hand_is_a_plain_calculation_under_every_combination(ticked, w5):
    assert error_by_hand(w5, *ticked) == pytest.approx(by_hand(w5, *ticked), abs=1e-13)


@pytest.mark.parametrize("ticked", EIGHT)
def test_only_all_three_shortcuts_together_give_every_digit_and_equal_digits_are_the_common_beginning(ticked):
    printed, mine = "0.211045192", f"{by_hand(0.0501, *ticked):.9f}"
    assert (mine == printed) == all(ticked), mine
    picture = draw.detective(*ticked)
    same = [one == other for one, other in zip(printed, mine, strict=True)]
    prefix = same.index(False) if False in same else len(same)
    texts = [text for text in numbers(picture) if len(text) == 1]
    assert "".join(texts) == printed + mine
    boxes = [one for one in lines_with(picture, "rect", height="44")]
    assert len(boxes) == 22
    for place, box in enumerate(boxes):
        good = place % 11 < prefix
        assert box.get("fill") == (GOOD if good else BAD), f"digit {place % 11} of row {place // 11 + 1}"
        assert (box.get("stroke-dasharray") is None) == good, "colour does not speak alone"
    taken = ("Without", "With 1 of the 3", "With 2 of the 3", "With all 3")[sum(ticked)]
    assert picture.text.startswith(f"{taken} shortcuts E is {mine}, and the book prints {printed}: ")
    assert ("all 9 decimals" in picture.text) == all(ticked)
    if not all(ticked):
        assert told(picture.text)[-1] == prefix - 2, picture.text
