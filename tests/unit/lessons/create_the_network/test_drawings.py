"""A shifted curve, a bowl, names, letters, first weights, scaling, and words, pictures and sounds as numbers."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from helpers import BOOK_NETWORK, create, draw, forward, total_error, train
from helpers.lessons.create_the_network import scaling, starts
from helpers.lessons.create_the_network.drawings.encodings import alias
from helpers.lessons.create_the_network.drawings.shift import climb
from helpers.pens.numerals import plain
from helpers.pens.palette import BLUE, GREEN, VERMILLION
from tests.drawn import Panel, lines_with, numbers, panels, points_of, ranges, rects


@pytest.mark.parametrize("weight, bias", [(1, 0), (2, 3), (-0.5, 1.25), (0, 2)])
def test_the_logistic_curve_is_the_logistic_function(weight, bias):
    picture = draw.logistic_shift(weight, bias)
    if weight:
        half = f"x = {plain(-bias / weight, 2)}"
        assert half in numbers(picture) and half in picture.text
    frame = rects(picture, fill="none")[0]
    curve = max(lines_with(picture, "path"), key=lambda path: float(path.get("stroke-width")))
    x, y = Panel(frame, [], [], *ranges(ET.fromstring(picture.svg), frame)).data(points_of(curve))
    assert np.abs(y - 1 / (1 + np.exp(-(weight * x + bias)))).max() < 0.005


@pytest.mark.parametrize("eta", [0.05, 0.4, 0.95, 1.1])
def test_the_bowl_shows_the_weights_of_gradient_descent(eta):
    w, path = 0.9, []
    for _ in range(9):
        path.append(plain(w, 4))
        w -= eta * 2 * w
    assert [text for text in numbers(draw.bowl(eta)) if text in path] == path


def test_the_bowl_keeps_its_frame_when_the_weight_runs_away():
    frames = [draw.bowl(1.1, steps=steps).marks.split("<svg")[0] for steps in range(9)]
    assert set(frames) == {frames[0]}
    assert [", outside the picture" in draw.bowl(1.1, steps=steps).text for steps in (2, 3)] == [False, True]


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_the_orange_dot_of_the_bowl_is_the_weight_that_has_been_reached(steps):
    picture = draw.bowl(0.1, steps=steps)
    (here,) = lines_with(picture, "circle", fill=VERMILLION)
    (x,), _ = panels(picture)[0].data((float(here.get("cx")), float(here.get("cy"))))
    assert x == pytest.approx(0.9 * 0.8**steps, abs=0.005)


@pytest.mark.parametrize("eta", [0.001, 0.02, 0.1, 0.4, 0.5, 0.6, 0.8, 0.99, 1.0, 1.01, 1.2])
def test_the_bowl_says_that_it_converges_exactly_where_the_weight_ends_at_the_bottom(eta):
    w = 0.9
    for _ in range(10_000):
        w = w - eta * 2 * w if abs(w) < 1e9 else w
    assert ("converg" in draw.bowl(eta).text) == (abs(w) < 1e-6)


def test_the_five_runs_hold_the_three_that_converge_first():
    drawn = [points_of(path) for path in lines_with(draw.five_runs(), "path")]
    assert len(drawn) == 5
    ends = []
    for path in drawn:
        middle = 40 + 150 / 2  # the panel's height at w = 0
        ends.append(abs(path[-1][1] - middle) / abs(path[0][1] - middle))
    assert [end < 0.99 for end in ends] == [True, True, True, False, False]
    assert ends == pytest.approx([0.98**8, 0.4**8, 0.8**8, 1, 1.2**8], abs=0.01)


@pytest.mark.parametrize("weight, bias", [(1, 0), (20, 3), (-2, 1)])
def test_the_curve_climbs_or_falls_between_the_two_places_that_are_named(weight, bias):
    said = climb(weight, bias).replace("−", "-").split()
    ends = [float(word) for word in said if word.lstrip("-").replace(".", "", 1).isdigit()][:2]
    answers = sorted(1 / (1 + np.exp(-(weight * x + bias))) for x in ends)
    assert np.allclose(answers, [0.018, 0.982], atol=0.003) and ("climbs" in said) == (weight > 0)


LEAVING = {
    "2-2-2": {"a1": "w1 to b1, w2 to b2", "a2": "w3 to b1, w4 to b2", "b1": "w5 to c1, w6 to c2",
              "b2": "w7 to c1, w8 to c2"},
    "2-2-1": {"a1": "w1 to b1, w2 to b2", "a2": "w3 to b1, w4 to b2", "b1": "w5 to c1", "b2": "w6 to c1"},
}  # fmt: skip


@pytest.mark.parametrize("shape", LEAVING)
def test_the_edges_that_leave_a_node_have_the_names_that_are_counted_by_hand(shape):
    network = create(*map(int, shape.split("-")))
    for node, names in LEAVING[shape].items():
        assert f"From {node} lead {names}." in draw.named_edges(network, node).text


def test_a_drawing_of_names_holds_no_weight():
    assert not any("=" in text or "." in text for text in numbers(draw.named_edges(BOOK_NETWORK)))


@pytest.mark.parametrize("z, right, wanted", [((0.6, 0.7), "c2", "0.2250"), ((1, 0), "c1", "0.0000"),
                                              ((0.2, 1), "c1", "0.8200"), ((0, 0), "c2", "0.5000")])  # fmt: skip
def test_the_total_error_of_two_answers_is_the_one_worked_out_by_hand(z, right, wanted):
    picture = draw.four_letters(*z, right)
    assert f"= {wanted}" in picture.text and f"E = half of their sum = {wanted}" in numbers(picture)


def test_an_answer_that_hits_its_target_does_not_hide_it():
    picture = draw.four_letters(1, 0, "c1")
    targets, answers = rects(picture, fill=GREEN)[:2], lines_with(picture, "circle", fill=BLUE)[:2]
    for (left, top, width, height), answer in zip(targets, answers, strict=True):
        x, y, radius = (float(answer.get(name)) for name in ("cx", "cy", "r"))
        assert min(x - left, left + width - x, y - top, top + height - y) > radius + 2


def test_scaled_inputs_are_those_of_scikit_learn():
    scaled = StandardScaler().fit_transform(scaling.PEOPLE)
    shown = numbers(draw.scaled_inputs(2, True))
    for pair in scaled:
        assert {plain(value, 2) for value in pair} <= set(shown)
        assert plain(1 / (1 + np.exp(-0.5 * pair.sum()))) in shown
    assert scaling.scaled([[7000, 0.9]])[0] == pytest.approx(
        StandardScaler().fit(scaling.PEOPLE).transform([[7000, 0.9]])[0]
    )


def test_raw_inputs_of_unlike_size_leave_the_smaller_one_without_a_say():
    assert all("the output is 1.0000" in draw.scaled_inputs(person, False).text for person in range(1, 6))
    assert len({draw.scaled_inputs(person, True).text.split()[-1] for person in range(1, 6)}) == 5


def test_a_scaled_input_that_is_the_mean_itself_is_said_to_add_nothing():
    said = {1: "This share is just the mean", 3: "This income is just the mean"}  # 0.3 and 3000, by hand
    for person in range(1, 6):
        assert said.get(person, "Both inputs count") in draw.scaled_inputs(person, True).text


def test_the_first_updates_are_those_of_the_slopes_found_by_differences():
    networks, errors = starts.learned("fitting", 3)
    inputs, targets = starts.XOR

    def error(values):
        w, b, v, c = values[:6].reshape(2, 3), values[6:9], values[9:12], values[12]
        hidden = 1 / (1 + np.exp(-(inputs @ w + b)))
        return np.mean((targets[:, 0] - 1 / (1 + np.exp(-(hidden @ v + c)))) ** 2) / 2

    first = networks[0]
    values = np.concatenate([first.weights[0].ravel(), first.biases[0], first.weights[1].ravel(), first.biases[1]])
    assert errors[0] == pytest.approx(error(values))
    tiny = 1e-6 * np.eye(13)
    for _ in range(20):
        values = values - 2 * np.array([(error(values + one) - error(values - one)) / 2e-6 for one in tiny])
    assert np.allclose(networks[20].weights[0].ravel(), values[:6], atol=1e-6) and errors[20] == pytest.approx(
        error(values)
    )


def test_the_dashed_line_is_the_mean_error_of_a_network_that_always_answers_one_half():
    network = create(2, 3, 1)
    network = network.with_arrays([0 * one for one in network.weights], [0 * one for one in network.biases])
    assert total_error(network, *starts.XOR) / 4 == starts.GUESS == 0.125
    (line,) = lines_with(draw.first_values("fitting", 0), "line", stroke_dasharray="5 4")
    assert float(line.get("y1")) == float(line.get("y2")) == pytest.approx(40 + 222 * (1 - 0.125 / 0.5))


def test_two_hidden_nodes_that_change_places_leave_the_error_as_it_is():
    network = starts.learned("fitting", 3)[0][300]
    (w, v), (b, c), order = network.weights, network.biases, [1, 0, 2]
    swapped = network.with_arrays([w[:, order], v[order]], [b[order], c])
    assert total_error(swapped, *starts.XOR) == pytest.approx(total_error(network, *starts.XOR))


@pytest.mark.slow
def test_equal_first_weights_stay_equal_and_far_too_large_ones_fail_from_nine_seeds_of_ten():
    ends = {start: [starts.learned(start, seed) for seed in range(10)] for start in starts.STARTS}
    assert all(errors[-1] < 0.002 for _, errors in ends["fitting"])
    for networks, errors in ends["all equal"]:
        assert 0.09 < errors[-1] and np.ptp(networks[-1].weights[0], axis=1).max() < 1e-9
        assert np.abs(networks[-1].weights[0] - networks[0].weights[0]).min() > 2
    assert sum(errors[-1] > 0.12 for _, errors in ends["30 times as large"]) == 9


def trained(first):
    """The last error of a network after 2,000 updates on XOR."""
    return list(train(first, *starts.XOR, eta=2, epochs=starts.LONGEST + 1))[-1].error


@pytest.mark.slow
def test_a_flat_output_node_stops_all_learning_and_flat_hidden_nodes_alone_only_some():
    ends = []
    for large in ((30, 1), (1, 30)):  # only the weights into layer b, then only those into layer c
        firsts = [create(2, 3, 1, seed=seed) for seed in range(10)]
        ends.append([trained(one.with_arrays([w * by for w, by in zip(one.weights, large, strict=True)], one.biases))
                     for one in firsts])  # fmt: skip
    assert sum(error < 0.001 for error in ends[0]) == 5 and max(ends[0]) < 0.07
    assert min(ends[1]) > 0.12


def test_equal_weights_learn_when_the_bias_weights_differ():
    first = create(2, 3, 1)
    alike = [np.full_like(weights, starts.ALIKE) for weights in first.weights]
    assert trained(first.with_arrays(alike, [np.array([-0.1, 0, 0.1]), np.zeros(1)])) < 0.01


@pytest.mark.parametrize("start", starts.STARTS)
def test_the_picture_of_the_starts_counts_the_flat_answers_of_hidden_and_output_nodes(start):
    network = starts.learned(start, 4)[0][100]
    hidden, output = forward(network, starts.XOR[0]).out[1:]
    flat = [int(((out < 0.01) | (out > 0.99)).sum()) for out in (hidden, output)]
    shown = draw.first_values(start, 100, 4)
    assert f"{flat[0]} of the 12 answers of b1 to b3 and {flat[1]} of the 4 of c1" in shown.text
    assert {plain(answer, 2) for answer in output[:, 0]} <= set(numbers(shown))


@pytest.mark.parametrize("word, vector", [("man", "0, 0, 1, 0"), ("cow", "0, 0, 0, 0")])
def test_a_word_becomes_a_one_in_its_own_place(word, vector):
    got = [text.split("= ")[1] for text in numbers(draw.word_numbers(word)) if "= " in text]
    assert ", ".join(got) == vector


@pytest.mark.parametrize("place, word", [(0, "chicken"), (1, "duck"), (3, "robot")])
def test_a_target_is_the_row_of_the_identity_table(place, word):
    told = draw.word_numbers(word, use="target").text
    assert f"is {np.eye(4, dtype=int)[place].tolist()}: output node c{place + 1} should" in told


def test_a_picture_becomes_its_pixels_row_after_row():
    got = [text for text in numbers(draw.image_numbers(7, 0.6)) if text.startswith("a")]
    assert len(got) == 16 and got[6] == "a7 = 0.60"


def test_the_chosen_pixel_and_its_number_stand_in_a_blue_frame_and_nothing_is_orange():
    picture = draw.image_numbers(7, 0.6)
    assert len(rects(picture, stroke=BLUE)) == 2 and VERMILLION not in picture.svg


def test_a_sound_becomes_its_samples():
    samples = np.sin(2 * np.pi * 3 * np.arange(24) / 24) * 0.5
    first = ", ".join(plain(value, 2) for value in samples[:6])
    assert any(first in text for text in numbers(draw.sound_numbers(3, 0.5)))


def test_too_few_samples_are_those_of_the_slower_tone_or_of_silence():
    for pitch in range(1, 9):
        for samples in range(8, 49, 4):
            moments = np.arange(samples) / samples
            seen, said = alias(pitch, samples)
            assert np.allclose(np.sin(2 * np.pi * pitch * moments), np.sin(2 * np.pi * seen * moments))
            picture = draw.sound_numbers(pitch, 1, samples)
            wrong = "dashed: the wrong tone of these samples" in numbers(picture)
            assert ("too few" in picture.text) == wrong == (abs(seen) < pitch)
            assert ("silence" in said) == (seen == 0)
