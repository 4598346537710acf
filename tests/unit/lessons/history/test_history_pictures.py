"""The pictures of the history: every number, line, curve and sound against the machine that was run for it."""

import base64
import io
import itertools
import re
import wave
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from sklearn.svm import SVC

from helpers import draw, explore, load_characters, pioneers, slider
from helpers.lessons.history.drawings.lines import MOST_LOOKS, border, plane
from helpers.lessons.history.drawings.noise import PIECES, verdict
from helpers.live.widget import Live
from tests.drawn import assert_curve, images, ink, lines_of, lines_with, panels, points_of, rects, texts, told

MEMORIES = {name: pioneers.as_states(getattr(load_characters(), name)) for name in ("man", "chicken")}
CASES = list(itertools.product((0, 1), (0, 1), pioneers.JOINTS, pioneers.JOINTS, range(4)))


def test_the_neuron_says_and_shows_whether_it_fires():
    for x1, x2, joint_1, joint_2, threshold in CASES:
        picture = draw.threshold_neuron(x1, x2, joint_1, joint_2, threshold)
        joints = (joint_1, joint_2)
        on = sum(value and joint == "excites" for value, joint in zip((x1, x2), joints, strict=True))
        fires = pioneers.fires([x1, x2], joints, threshold)
        vetoed = (x1 and joint_1 == "inhibits") or (x2 and joint_2 == "inhibits")
        assert {f"out = {fires}", f"{on} ≥ {threshold}?"} <= {*texts(picture)}, picture.text
        assert ("fires" if fires else "is silent") in picture.text.split(". For")[0], picture.text
        assert ("veto!" in texts(picture)) == bool(vetoed), picture.text
        assert "".join(map(str, pioneers.truth_table(joints, threshold))) in picture.text


@pytest.mark.parametrize("pair", list(itertools.product((0, 1), repeat=2)))
def test_three_neurons_say_what_each_of_them_says(pair):
    assert told(draw.xor_of_three(*pair).text) == [*pair, *pioneers.three_neurons(*pair)]


@pytest.mark.parametrize("lesson", pioneers.LESSONS)
@pytest.mark.parametrize("trial", [0, 1, 4, 11, 20])
@pytest.mark.parametrize("eta", [0.05, 0.2])
def test_the_dogs_picture_tells_its_weight_and_what_the_bell_alone_would_do(lesson, trial, eta):
    run = pioneers.conditioning(lesson, 20, eta)
    weight = run[trial - 1].weight if trial else 0.0
    picture = draw.conditioned(lesson, trial, eta)
    assert f"w = {weight:.2f}" in texts(picture) and f"weight is now {weight:.2f}" in picture.text
    assert ("would make it fire" in picture.text) == (round(weight, 9) >= 0.5)
    if trial:
        assert f"bell {run[trial - 1].bell}, food {run[trial - 1].food}" in picture.text


@pytest.mark.parametrize("name", ["AND", "OR", "XOR", "cloud"])
@pytest.mark.parametrize("look", [0, 1, 9, MOST_LOOKS])
def test_the_perceptrons_picture_counts_corrections_and_wrong_answers(name, look):
    inputs, answers = pioneers.examples(name)
    run = pioneers.perceptron(inputs, answers, MOST_LOOKS)
    weights = run[look - 1].after if look else np.zeros(3)
    wrong = sum(t * (weights[:2] @ x + weights[2]) <= 0 for x, t in zip(inputs, answers, strict=True))
    made = sum(one.corrected for one in run[:look])
    text = draw.one_line(name, "perceptron", look).text
    assert f"{wrong} of {len(answers)} answers wrong" in text and f" {made} correction" in text
    bound = pioneers.most_corrections(inputs, answers)
    assert "no line separates" in text if bound == np.inf else f"at most {int(bound + 1e-6)}." in text


@pytest.mark.parametrize("look", [0, 4, 30])
def test_a_curve_tells_nothing_of_what_comes_later(look):
    picture = draw.one_line("OR", "perceptron", look)
    _, panel = panels(picture)
    (curve,) = [one for one in lines_with(picture, "path", stroke="#0072b2")]
    run = pioneers.perceptron(*pioneers.examples("OR"), MOST_LOOKS)
    made = [sum(one.corrected for one in run[:number]) for number in range(look + 1)]
    assert_curve(panel, points_of(curve), range(look + 1), made, "corrections")


@pytest.mark.parametrize("name, look", [("AND", 0), ("AND", 1), ("AND", 4), ("XOR", 4)])
def test_where_there_is_no_line_yet_the_picture_says_so(name, look):
    run = pioneers.perceptron(*pioneers.examples(name), MOST_LOOKS)
    flat = not (look and run[look - 1].after[:2].any())
    assert ("no line" in draw.one_line(name, "perceptron", look).text.split("it never ends")[-1]) == flat


def test_a_line_that_was_there_and_is_gone_is_not_called_one_that_is_yet_to_come():
    for look, again in [
        (0, False),
        (1, False),
        (4, True),
        (5, True),
        (80, True),
    ]:  # by hand: XOR's fourth look ends at 0
        picture = draw.one_line("XOR", "perceptron", look)
        assert ("are 0 again" in picture.text) == again != ("no line yet" in picture.text)
        assert (f"no line{' yet' * (not again)}: w1 = w2 = 0{' again' * again}") in texts(picture)


@pytest.mark.parametrize("name", ["AND", "OR", "cloud"])
@pytest.mark.parametrize("correction", [1, 2, 5, 9, 80])
def test_the_picture_of_the_theorem_tells_both_bounds_with_a_support_vector_machines_direction(name, correction):
    inputs, answers = pioneers.examples(name)
    rows = np.column_stack([inputs, np.ones(len(inputs))])
    machine = SVC(kernel="linear", C=1e9, tol=1e-9).fit(np.vstack([rows, -rows]), np.append(answers, -answers))
    best = machine.coef_[0] / np.linalg.norm(machine.coef_)
    weights = [look.after for look in pioneers.perceptron(inputs, answers, 800) if look.corrected]
    k = min(correction, len(weights))
    along, length = weights[k - 1] @ best, np.linalg.norm(weights[k - 1])
    margin, radius = (answers * (rows @ best)).min(), np.linalg.norm(rows, axis=1).max()
    angle = np.degrees(np.arccos(along / length))
    said = [k, along, k, margin, k * margin, length, k, radius, np.sqrt(k) * radius, angle]
    text = draw.convergence(name, correction).text
    shown = told(text.replace("°", " ").replace("√", " "))
    assert shown[:-1] == pytest.approx(said[:-1], abs=0.006) and shown[-1] == pytest.approx(angle, abs=0.6)
    if k > 1:
        before = np.degrees(np.arccos(min(1, weights[k - 2] @ best / np.linalg.norm(weights[k - 2]))))
        assert ("away from u" in text) == (angle > before + 1e-3), text


@pytest.mark.parametrize("sample, taps, eta", [(1, 2, 2.0), (47, 2, 2.0), (47, 4, 1.0), (80, 1, 3.0)])
def test_the_block_diagram_has_the_numbers_of_a_loop_over_the_formula(sample, taps, eta):
    tune, source, disturbance = pioneers.recording("hum")
    weights = np.zeros(taps)
    for place in range(sample):
        seen = np.array([source[place - back] if place >= back else 0.0 for back in range(taps)])
        guess, heard, before = weights @ seen, tune[place] + disturbance[place], weights
        weights = weights + eta * (heard - guess) * seen
    shown = texts(draw.canceller(sample, taps, eta))
    for text, value in [("guess", guess), ("hears", heard), ("left", heard - guess),
                        *((f"w{place} =", value) for place, value in enumerate(before, 1))]:  # fmt: skip
        (line,) = [one for one in shown if one.startswith(text + " ")]
        assert told(line)[-1] == pytest.approx(value, abs=0.0051), line
    ends = told(draw.canceller(sample, taps, eta).text.split("that moves")[1])[1::2]
    assert ends == pytest.approx(weights, abs=0.0051)


def test_the_first_sample_of_the_notebook_can_be_checked_with_the_decimals_that_are_shown():
    w1, x1, w2, x2, guess, heard, left, eta, old1, new1, old2, new2 = told(draw.canceller(63, 2, 2.0).text)[1:]
    assert guess == round(w1 * x1 + w2 * x2, 2) and left == round(heard - guess, 2) and (old1, old2) == (w1, w2)
    assert [new1, new2] == [round(w1 + eta * left * x1, 2), round(w2 + eta * left * x2, 2)]


@pytest.mark.parametrize("look", [0, 7, MOST_LOOKS])
def test_adalines_picture_tells_its_mean_square(look):
    inputs, answers = pioneers.examples("OR")
    run = pioneers.adaline(inputs, answers, MOST_LOOKS)
    weights = run[look - 1].after if look else np.zeros(3)
    square = np.mean([(t - weights[:2] @ x - weights[2]) ** 2 for x, t in zip(inputs, answers, strict=True)])
    assert f"the mean square error is {square:.3f}." in draw.one_line("OR", "ADALINE", look).text


@pytest.mark.parametrize("weights", [(1, 1, -1.5), (-3, 0.5, 0.2), (0, 2, 0), (1, 0, 0.1)])
def test_the_border_is_where_the_net_input_is_0(weights):
    axes = plane()
    line = border(axes, weights)
    x1, y1, x2, y2 = (float(re.search(rf'\b{key}="(-?[\d.]+)"', line)[1]) for key in ("x1", "y1", "x2", "y2"))
    for left, top in ((x1, y1), (x2, y2)):
        x = -0.3 + (left - axes.left) / axes.width * 1.6
        y = 1.3 - (top - axes.top) / axes.height * 1.6
        assert weights[0] * x + weights[1] * y + weights[2] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("start", [1, 3, 8])
@pytest.mark.parametrize("look", [0, 4, 80])
def test_madalines_picture_shows_each_vote_and_the_answer(start, look):
    inputs, answers = pioneers.examples("XOR")
    run = pioneers.madaline(inputs, answers, 80, start)
    weights = run[look - 1].after if look else run[0].before
    nets = inputs @ weights[:, :2].T + weights[:, 2]
    votes = np.where(nets >= 0, 1, -1)
    shown = [text for text in texts(draw.two_lines(look, start)) if re.fullmatch(r"[+−]1( [✓✗])?", text)]
    wanted = []
    for pair, answer in zip(votes, answers, strict=True):
        said = max(pair)
        wanted += [*(f"{one:+d}" for one in (*pair, said)), f"{int(answer):+d} {'✓' if said == answer else '✗'}"]
    assert shown == [text.replace("-", "−") for text in wanted]
    assert f"{(votes.max(axis=1) != answers).sum()} of 4 answers wrong" in draw.two_lines(look, start).text


# ---- Sound


def samples(address):
    with wave.open(io.BytesIO(base64.b64decode(address.split(",")[1]))) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767


@pytest.mark.parametrize("noise, taps, eta", [("hum", 8, 0.01), ("hum", 1, 0.3), ("echo", 24, 0.03), ("echo", 2, 0.1)])
def test_what_is_heard_is_what_was_filtered_and_the_words_say_how_much_is_left(noise, taps, eta):
    picture = draw.cancelled(noise, taps, eta)
    (before, heard), (after, left) = picture.sounds
    heard, left = samples(heard) / 0.8, samples(left) / 0.8
    tune, source, disturbance = pioneers.recording(noise)
    assert (before, after) == ("before", "after")
    assert heard == pytest.approx(tune + disturbance, abs=1e-4)
    wanted = pioneers.lms_filter(source, heard, taps, eta).left
    inside = abs(wanted) < 1.2
    assert left[inside] == pytest.approx(wanted[inside], abs=1e-3)
    half = slice(len(tune) // 2, None)
    level = 10 * np.log10(np.mean((left - tune)[half] ** 2) / np.mean(disturbance[half] ** 2))
    loud, share = told(picture.text.split("leaves")[1])
    assert loud == pytest.approx(level, abs=0.06) and share == pytest.approx(100 * 10 ** (level / 20), abs=0.06)


def test_the_curve_has_a_dot_for_each_piece_of_time():
    path = re.search(r'<path d="([^"]*h0[^"]*)"', draw.cancelled("hum", 8, 0.01).svg)[1]
    assert path.count("h0") == PIECES


def test_a_filter_that_blows_up_says_so():
    assert "blown up" in draw.cancelled("hum", 32, 1e3).text
    assert "blown up" in verdict(float("inf")) and "blown up" in verdict(float("nan"))


def test_the_live_page_gets_the_sounds_and_the_still_does_not():
    live = explore(lambda taps: draw.cancelled("hum", taps, 0.01), taps=slider(1, 8, 8, 1))
    assert isinstance(live, Live) and [name for name, _ in live.picture["sounds"]] == ["before", "after"]
    first = live.picture["sounds"]
    live.set(taps=2)
    assert live.picture["sounds"][0] == first[0] and live.picture["sounds"][1] != first[1]
    still = live._repr_mimebundle_()[0]["image/svg+xml"]
    assert "audio" not in still and len(still) < 40_000
    assert sum(len(address) for _, address in first) < 60_000


def test_a_picture_without_sound_sends_none():
    live = explore(draw.xor_of_three, x1=slider(0, 1, 0, 1), x2=slider(0, 1, 0, 1))
    assert "sounds" not in live.picture


# ---- Hopfield


@pytest.mark.parametrize("turned, chance, update", [(0, 1, 0), (14, 1, 20), (24, 5, 128), (64, 2, 128), (40, 3, 77)])
def test_the_recall_shows_both_pictures_the_agreement_and_the_energy(turned, chance, update):
    weights = pioneers.store(list(MEMORIES.values()))
    start = pioneers.damaged(MEMORIES["man"], turned, chance)
    way = pioneers.recall(weights, start, 128, chance)
    picture = draw.recalled(MEMORIES, start, update, chance)
    shown = images(picture)
    for (_, image), state in zip(shown, (start, way.states[update]), strict=True):
        assert (image == np.array(ink(((state + 1) / 2).reshape(8, 8)))).all()
    for name, memory in MEMORIES.items():
        count = int((way.states[update] == memory).sum())
        assert f"like the {name}: {count} of 64 pixels" in texts(picture)
    before, after = (-0.5 * state @ weights @ state for state in (start, way.states[update]))
    assert f"went from {before:.0f} to {after:.0f}".replace("-", "−") in picture.text
    turned_over = sum((one != other).any() for one, other in zip(way.states[:update], way.states[1:], strict=False))
    assert f"{turned_over} pixel" in picture.text
    assert ("it rests" in texts(picture)) == (way.states[-1] == way.states[update]).all()


@pytest.mark.parametrize("patterns, which", [(5, 1), (14, 3), (30, 10)])
def test_the_full_memory_shows_what_becomes_of_every_pattern(patterns, which):
    """Each pattern is recalled alone, by recall(), which asks in another order: the counts are nearly the same."""
    sets = np.random.default_rng(1).choice([-1.0, 1.0], (10, 40, 100))
    stored = sets[which - 1, :patterns]
    weights = stored.T @ stored
    np.fill_diagonal(weights, 0)
    stable = int(((stored @ weights) * stored > -0.5).all(axis=1).sum())  # no node of it wants to turn over
    picture = draw.filled_up(patterns, which)
    assert f"{patterns} patterns in 100 nodes, set {which}: {stable} come back as they were" in picture.text
    shares = [(pioneers.recall(weights, one, 1000).states[-1] != one).mean() for one in stored]
    lost = told(picture.text.split("wrong, ")[1])[0]
    assert abs(lost - sum(share > 0.05 for share in shares)) <= 2, (picture.text, shares)
    bars = rects(picture, fill="#d55e00")
    assert len(bars) == lost and all(height > 240 * 5 / 60 for *_, height in bars)


def test_as_states_takes_ink_from_a_quarter_on():
    assert pioneers.as_states([0, 0.24, 0.25, 1]).tolist() == [-1, -1, 1, 1]
    assert set(pioneers.as_states(np.zeros(64))) == {-1}


def dashes(picture):
    """Yield points, 2 pixels apart or less, of all dashed and dotted lines of a picture."""
    for node in ET.fromstring(picture.svg).iter():
        if not node.get("stroke-dasharray"):
            continue
        ends = [tuple(float(node.get(key + end)) for key in "xy") for end in "12"] if node.get("x1") else []
        for step, one, other in re.findall(r"([MLHV])(-?[\d.]+)(?: (-?[\d.]+))?", node.get("d") or ""):
            ends.append({"H": (one, ends and ends[-1][1]), "V": (ends and ends[-1][0], one)}.get(step, (one, other)))
        for start, end in itertools.pairwise(np.array(ends, float)):
            yield from np.linspace(start, end, 2 + int(np.hypot(*(end - start)) / 2))


@pytest.mark.parametrize("make, word", [
    *((lambda points=points: draw.convergence(points, 3), r"k = \d+") for points in ("AND", "OR", "cloud")),
    (lambda: draw.filled_up(12, 1), r"0\.138 · 100"),
    (lambda: draw.filled_up(12, 1), "all"),
    (lambda: draw.canceller(63, 2, 2.0), "left .+"),
    (lambda: draw.canceller(1, 1, 0.5), "left .+"),
])  # fmt: skip
def test_no_dashed_line_runs_through_a_word_beside_it(make, word):
    picture = make()
    (line,) = [line for line in lines_of(picture.svg) if re.fullmatch(word, line.text)]
    left, top, right, bottom = line.left - 2, line.baseline - 0.72 * line.size, line.right + 2, line.baseline
    hits = [tuple(spot) for spot in dashes(picture) if left < spot[0] < right and top < spot[1] < bottom]
    assert not hits, (str(line), hits)
