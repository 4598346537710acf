"""The pictures of Stages 4 and 5: every number, dot and curve against a plain computation."""

import itertools
import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import (
    BUGS,
    RULES,
    SURFACES,
    Network,
    check_gradients,
    draw,
    gradients,
    line_data,
    line_surface,
    network_surface,
    run_race,
    total_error,
    walk,
)
from helpers.lessons.stage_4.bugs import ANSWERS
from helpers.lessons.stage_4.drawings.checking import BAD, BAND_COLORS, GOOD
from helpers.network.gradient_check import VERDICTS
from helpers.reference.book import error_by_hand
from tests.drawn import (
    SVG,
    assert_curve,
    assert_rounded,
    lines_of,
    lines_with,
    numbers,
    panels,
    points_of,
    ranges,
    rects,
    told,
)
from tests.unit.pens.test_pictures import (
    BOOK,
    CHICKEN,
    GAUGE_STOPS,
    NETWORKS,
    after,
    distance,
    on_every_network,
    worked_out,
)

pytestmark = pytest.mark.slow

SIGNS = {"right": "✓", "caution": "!", "double red flag": "!!", "wrong": "✗"}
BANDS = ((1e-7, "right"), (1e-4, "caution"), (1e-2, "double red flag"), (math.inf, "wrong"))


def band(relative):
    return next(name for limit, name in BANDS if relative <= limit)


def relative(analytical, numerical):
    return abs(analytical - numerical) / max(abs(analytical), abs(numerical))


def error_at(case, name, value):
    network, *example = case
    return total_error(network.with_values(**{name: value}), *example)


def slope_by_hand(case, name, epsilon):
    here = case[0][name]
    return (error_at(case, name, here + epsilon) - error_at(case, name, here - epsilon)) / (2 * epsilon)


def assert_two_digits(got, wanted, what=""):
    """A number written by power(): two digits that count."""
    assert got == pytest.approx(wanted, rel=0.051, abs=1e-300), f"{what}: drawn {got}, wanted {wanted}"


# ---- Stage 4: two points


@pytest.mark.parametrize("name, epsilon", [("w5", 1), ("w1", 0.5), ("bw2", 0.01), ("w8", 1e-4), ("bw4", 1e-5)])
@on_every_network
def test_two_points_shows_both_errors_rise_run_estimate_and_gradient(case, name, epsilon):
    here, slope = case[0][name], gradients(*case)[name]
    above, below, now = (error_at(case, name, here + way * epsilon) for way in (1, -1, 0))
    numerical = (above - below) / (2 * epsilon)
    picture = draw.two_points(*case, name, epsilon)
    texts = {text.split(" = ")[0].rsplit(" ", text.count(" = ") == 0)[0].strip(): told(text)[-1]
             for text in numbers(picture) if re.match(r"E\(w|rise|run|gradient", text)}
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
        assert len(panel.curves) == 2
        assert max(distance(np.array(dot), panel.curves[1]) for dot in panel.dots) < 0.5, "the secant meets both dots"
        assert max(distance(np.array(dot), panel.curves[0]) for dot in panel.dots) < 1, "the dots are on the curve"
        assert panel.dots[1][0] - panel.dots[0][0] == pytest.approx(
            (x1 - x0) / (panel.x_range[1] - panel.x_range[0]) * panel.box[2], abs=0.25)
    (x0, x1), (y0, y1) = left.data(left.curves[1])
    assert (y1 - y0) / (x1 - x0) == pytest.approx(numerical, abs=1e-3)
    secants = lines_with(picture, "path", stroke_dasharray="6 4")
    assert [len(points_of(one)) for one in secants] == [2, 2], "both secants are dashed"


# ---- Stage 4: the V


def errors_by_hand(case, name, epsilons):
    """Return {kind: (relative errors, how far rounding can move them)}, one total_error at a time."""
    network, *example = case
    single = Network([one.astype(np.float32) for one in network.weights],
                     [one.astype(np.float32) for one in network.biases], network.activations)
    slope, found = gradients(*case)[name], {}
    for kind, one, ahead, back, rounding in (("both sides", network, 1, 1, 2.3e-16),
                                             ("one side", network, 1, 0, 2.3e-16),
                                             ("float32", single, 1, 1, 1.2e-7)):
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


# ---- Stage 4: the check by hand, the gauge


@pytest.mark.parametrize("name, epsilon", [("w5", 1e-4), ("w1", 1e-3), ("bw2", 0.01), ("w8", 1e-4)])
@on_every_network
def test_each_of_the_seven_lines_of_the_check_holds_its_numbers(case, name, epsilon):
    here, slope = case[0][name], gradients(*case)[name]
    above, below = error_at(case, name, here + epsilon), error_at(case, name, here - epsilon)
    numerical = (above - below) / (2 * epsilon)
    texts = numbers(draw.check_walk(7, *case, name, epsilon))
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


@pytest.mark.parametrize("wrong, verdict", [*((limit, name) for limit, name in BANDS[:3]), (0, "right"), (1, "wrong"),
                                            (1.0000001e-7, "caution"), (1.0000001e-4, "double red flag"),
                                            (1.0000001e-2, "wrong"), (1.9, "wrong")])
def test_a_relative_error_exactly_at_a_limit_belongs_to_the_milder_band(monkeypatch, wrong, verdict):
    assert tuple(VERDICTS.items()) == BANDS
    monkeypatch.setattr("helpers.lessons.stage_4.drawings.checking.relative_error", lambda analytical, numerical: wrong)
    picture = draw.gauge(BOOK, *CHICKEN, "w5", 0.5)
    exponent, touched = gauge_of(picture)
    assert picture.text.endswith(f", {verdict}.") and verdict in touched, picture.text
    assert exponent == pytest.approx(math.log10(max(wrong, 1e-10)), abs=0.01)


# ---- Stage 4: the bug hunt and the detective


@pytest.mark.parametrize("name", BUGS)
@pytest.mark.parametrize("eta, updates", [(0.5, 20), (0.2, 7)])
def test_the_bug_hunts_table_is_the_check_and_its_curve_a_plain_loop(name, eta, updates):
    bug, case = BUGS[name], (BOOK, *CHICKEN)
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
    errors, network = [total_error(*case)], BOOK
    for _ in range(updates):
        steps = bug(network, *CHICKEN)
        network = network.with_values(**{one: network[one] - eta * steps[one] for one in network.names()})
        errors.append(total_error(network, *CHICKEN))
    (panel,) = panels(picture)
    assert_curve(panel, panel.curves[0], np.arange(updates + 1), errors, "error curve")
    assert_rounded(told(picture.text)[:3], [updates, errors[0], errors[-1]], 4, "twin")


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
    return 0.5 * (c1 ** 2 + (0.070 if rounded_square else (1 - c2) ** 2))


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


# ---- Stage 5: one step


@pytest.mark.parametrize("eta", [0.1, 0.5, 10, 50])
@pytest.mark.parametrize("name", ["w5", "w6", "w1", "bw4"])
@on_every_network
def test_one_step_goes_from_the_old_weight_to_the_new_one_on_the_curve(case, name, eta):
    here, slope = case[0][name], gradients(*case)[name]
    new = here - eta * slope
    before, after_ = error_at(case, name, here), error_at(case, name, new)
    picture = draw.one_step(*case, name, eta)
    texts = numbers(picture)
    for label, value, decimals in (("gradient", slope, 6), ("learning rate", eta, 2), (f"{name} new", new, 6),
                                   ("step −η · gradient", -eta * slope, 6), (f"{name} old", here, 6)):
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


# ---- Stage 5: walks


HEIGHTS = {"bowl": lambda x, y: x**2 + y**2, "ravine": lambda x, y: x**2 / 4 + 5 * y**2 / 2,
           "saddle": lambda x, y: x**2 - y**2 + y**4 / 4 + 1,
           "two minima": lambda x, y: (x**2 - 1) ** 2 - 0.3 * x + y**2 + 0.5}


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
@pytest.mark.parametrize("rule, momentum, eta", [("gradient descent", 0.9, 0.05), ("gradient descent", 0.3, 0.2),
                                                 ("momentum", 0.5, 0.05), ("momentum", 0.9, 0.03)])
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
        places = walk(surface.slope, surface.start, eta, 100, rule)[:number + 1]
        heights = np.array([height(*place) for place in places])
        lowest = {"two minima": 0.19457151625608}.get(surface.name, 0)
        (legend,) = [text for text in numbers(picture) if re.fullmatch(rf"{rule} [\d.e−]+", text)]
        for said in (picture.text.split(f"{rule} E = ")[1], legend.removeprefix(rule)):
            near = 0.501e-3 if heights[-1] > 5e-4 else 0
            assert told(said)[0] == pytest.approx(heights[-1], abs=near, rel=0.06), rule
        assert_curve(chart, chart.curves[row], *places.T, rule)
        x, y = curve.data(curve.curves[row])
        seen = heights - lowest > 1e-6
        assert len(x) == number + 1 and x == pytest.approx(np.arange(number + 1), abs=0.3), rule
        assert y[seen] == pytest.approx(np.log10(heights - lowest, where=seen, out=np.zeros(len(seen)))[seen], abs=0.05)


def test_a_race_of_some_rules_shows_these_alone_each_in_its_own_colour():
    team = ["Adam", "gradient descent"]
    few, all_seven = draw.rule_race(SURFACES["bowl"], 20, team), draw.rule_race(SURFACES["bowl"], 20)
    assert [rule for rule in RULES if f"{rule} E" in few.text] == ["gradient descent", "Adam"]
    (few, many) = ({one.text.rsplit(" ", 1)[0]: one.get("fill") for one in lines_with(picture, "text")
                    if one.text.rsplit(" ", 1)[0] in RULES} for picture in (few, all_seven))
    assert set(few) == set(team) and len(set(many.values())) == 7
    assert all(many[rule] == few[rule] for rule in team)


BATCHES = {"batch": 60, "SGD": 1, "mini-batch of 10": 10, "batch with momentum": 60}
RACE, LINE = run_race(*line_data(), eta=0.1, budget=1200), line_data()


@pytest.mark.parametrize("axis", ["updates", "examples seen", "milliseconds"])
@pytest.mark.parametrize("percent", [0, 2.5, 35, 50, 77.5, 100])
def test_the_race_on_data_shows_what_each_runner_has_done_by_then(axis, percent):
    picture = draw.data_race(RACE, line_surface(*LINE), percent, axis)
    chart, curve = panels(picture)
    last = 1000 * min(one.seconds[-1] for one in RACE)
    limit = percent * {"updates": 20, "examples seen": 1200, "milliseconds": last}[axis] / 100
    for row, runner in enumerate(RACE):
        spent = {"updates": np.arange(len(runner.places)), "examples seen": runner.examples,
                 "milliseconds": 1000 * runner.seconds}[axis]
        done = sum(one <= limit + 1e-12 for one in spent) - 1
        assert runner.examples[done] == done * BATCHES[runner.name], f"{runner.name} has read {runner.examples[done]}"
        w, b = runner.places[done]
        error = np.mean((LINE[1] - (w * LINE[0] + b)) ** 2) / 2
        shown, updates = told(picture.text.replace(",", "").split(f"{runner.name} ", 1)[1])[:2]
        assert updates == done, f"{runner.name}: {updates} updates told, {done} done"
        assert_rounded(shown, error, 4, runner.name)
        (legend,) = [text for text in numbers(picture) if text.startswith(f"{runner.name}: E ")]
        assert_rounded(told(legend)[-1], error, 4, legend)
        assert_curve(chart, chart.curves[row], *runner.places[:done + 1].T, runner.name)
        assert len(curve.curves[row]) == done + 1
        if axis != "milliseconds":
            assert curve.data(curve.curves[row])[0] == pytest.approx(spent[:done + 1], abs=curve.x_range[1] / 400)


def test_in_updates_all_runners_have_done_the_number_that_is_told():
    for moment in range(41):
        text = draw.data_race(RACE, line_surface(*LINE), 2.5 * moment, "updates").text
        done = [int(one) for one in re.findall(r"\((\d+) updates?\)", text)]
        assert done == [moment // 2] * 4 and told(text)[0] == moment // 2, f"step {moment}: {text}"


# ---- Stage 5: dials


def lambda_by_power_iteration(inputs):
    """Return the largest eigenvalue of the averages of x², x and 1."""
    rows = np.column_stack([np.asarray(inputs)[:, 0], np.ones(len(inputs))])
    matrix, vector = rows.T @ rows / len(rows), np.array([0.6, 0.8])
    for _ in range(500):
        vector = matrix @ vector
        vector /= math.hypot(*vector)
    return float(vector @ matrix @ vector)


@pytest.mark.parametrize("data", [LINE, line_data(30, 4), (3 * LINE[0], LINE[1])], ids=["line", "other", "three times"])
@pytest.mark.parametrize("share, zone, converges", [
    (0.02, "creeping", True), (0.2, "converging", True), (0.48, "converging", True), (0.52, "oscillating", True),
    (0.98, "oscillating", True), (1.06, "diverging", False), (1.25, "diverging", False), (3.0, "diverging", False)])
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
    assert_rounded(told(picture.text.split("2/λ = ")[1])[0], 2 / bend, 2, "limit")
    assert_rounded(told(picture.text.split("Eta ")[1])[0], eta, 2, "eta")
    assert_rounded(told(picture.text.split("distance by ")[1])[0], 1 - eta * bend, 2, "factor")
    flattest = told(picture.text.split("steepest direction and by ")[1])[0]
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
        assert float(label.get("x")) == pytest.approx(left + width / 2, abs=5.1), "the name stands in its zone"


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
    assert_curve(panel, panel.curves[0], np.arange(61), errors, "E")
    first, one, last, updates = told(picture.text.split("E is ")[1])[:4]
    assert (one, updates) == (1, 60)
    assert first == pytest.approx(errors[1], rel=0.06) and last == pytest.approx(errors[-1], rel=0.06)
    (b1, b2), texts = [1 / (1 + math.exp(-(network[f"w{k}"] * example[0][0][0] + network[f"w{k + 2}"] * example[0][0][1]
                                           + network[f"bw{k}"]))) for k in (1, 2)], numbers(picture)
    outputs = [1 / (1 + math.exp(-(network[f"w{k + 4}"] * b1 + network[f"w{k + 6}"] * b2 + network[f"bw{k + 2}"])))
               for k in (1, 2)]
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
    b = 1 / (1 + np.exp(-(np.array(inputs)[0] @ now.weights[0] + np.ravel(now.biases[0]))))
    c = 1 / (1 + np.exp(-(b @ now.weights[1] + np.ravel(now.biases[1]))))
    assert_rounded(told(picture.text.split("got ")[1])[:2], c, 4, "outputs")
    assert_rounded(told(picture.text.split("wanted ")[1])[:2], targets[0], 0, "targets")
    assert [text for text in numbers(picture) if text.startswith("out ")][-2:] == [f"out {value:.4f}" for value in c]
    lower = [*ET.fromstring(picture.svg).iter(SVG + "svg")][-1]
    (frame,) = [tuple(float(one.get(key)) for key in ("x", "y", "width", "height"))
                for one in lower.iter(SVG + "rect") if one.get("fill") == "none"]
    (x0, x1), (y0, y1) = ranges(lower, frame)
    (path,), (dot,) = lower.findall(SVG + "path"), lower.findall(SVG + "circle")
    points = points_of(path)
    place = np.array([float(dot.get("cx")), float(dot.get("cy"))])
    assert distance(place, points) < 0.5, "the dot is on the curve"
    assert np.abs(place - points[number]).max() < 0.11, "the dot is at this moment"
    x, y = x0 + (points[:, 0] - frame[0]) / frame[2] * (x1 - x0), y1 - (points[:, 1] - frame[1]) / frame[3] * (y1 - y0)
    assert x == pytest.approx([math.log10(max(count, 0.5)) for count, _ in curve], abs=0.01)
    assert y == pytest.approx([math.log10(error) for _, error in curve], abs=0.02)
