"""The pictures of handwritten digits: every pixel, bar, count and number against a plain computation."""

import functools
import itertools
import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from helpers import draw
from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting.digits import prepare
from helpers.lessons.handwriting.drawings.digits import CELLS
from helpers.network.network import create
from helpers.network.training import train
from helpers.study.judging import Film, Frame
from tests.drawn import GAP, SVG, assert_colors, assert_curve, assert_rounded, hues, images, ink, numbers, panels, rects

DATA = load_mnist()
FEW = Part(*(array[:1000] for array in DATA.training))
TEST = Part(*(array[:300] for array in DATA.test))
KINDS = TEST.targets.argmax(axis=1)
SEVEN = np.zeros((28, 28))
SEVEN[3, 2:12], SEVEN[3:15, 11] = 1, 0.6
STEP_COLORS = 255 / 16 / 2 + 1  # some pictures are drawn in 16 steps of ink


@functools.cache
def reader(*hidden, epochs=3):
    start = create(784, *hidden, 10, activations=["ReLU"] * len(hidden) + ["softmax"], seed=1, dtype=np.float32)
    *_, last = train(start, *FEW, 0.1, "mini-batch", 50, epochs=epochs, cost="cross-entropy")
    return last.network


READERS = {"no hidden layer": reader(), "one": reader(60), "three": reader(40, 30, 20)}
on_every_reader = pytest.mark.parametrize("network", READERS.values(), ids=READERS)


def by_hand(network, inputs):
    """Return net inputs and outputs of every layer, ReLU and softmax written out."""
    nets, outs = [], [np.asarray(inputs, float)]
    for layer, (weights, biases) in enumerate(zip(network.weights, network.biases, strict=True)):
        nets.append(outs[-1] @ weights.astype(float) + biases)
        last = layer == len(network.weights) - 1
        outs.append(
            np.array([[math.exp(z - max(row)) for z in row] for row in nets[-1]])
            if last
            else np.where(nets[-1] > 0, nets[-1], 0)
        )
    outs[-1] /= outs[-1].sum(axis=1, keepdims=True)
    return nets, outs


def percents(texts):
    """Return the percentages among some texts, as shares."""
    return [float(text.split()[-2]) / 100 for text in texts if re.search(r"[\d.]+ %$", text)]


# ---- prepared


@on_every_reader
@pytest.mark.parametrize("switches", [*itertools.product((True, False), repeat=3)])
def test_the_steps_are_those_of_prepare_and_the_bars_what_the_network_says_to_the_last_one(network, switches):
    picture = draw.prepared(network, SEVEN, *switches)
    done = prepare(SEVEN, *switches)
    for (_, image), wanted in zip(images(picture), done, strict=True):
        assert_colors(image, ink(wanted), near=1)
    shares = by_hand(network, done.centre.reshape(1, -1))[1][-1][0]
    assert_rounded(percents(numbers(picture)), shares, 3)
    bars = [rect for rect in rects(picture) if rect[2] == 52]
    assert [height for *_, height in bars] == pytest.approx(np.maximum(110 * shares, 1), abs=0.06)
    (blue,) = rects(picture, fill="#0072b2")
    assert bars.index(blue) == shares.argmax()
    first, second = np.argsort(-shares)[:2]
    assert picture.text.endswith(
        f": the network says {first} ({100 * shares[first]:.1f} %), then {second} ({100 * shares[second]:.1f} %)."
    )
    assert numbers(picture).count("switched off") == switches.count(False)


def test_the_twin_tells_which_steps_were_taken():
    network = READERS["one"]
    assert draw.prepared(network, SEVEN).text.startswith("Cropped to 12 × 10, scaled to 20 × 17, centred: ")
    assert draw.prepared(network, SEVEN, False, False, False).text.startswith("Not cropped, not scaled, not centred: ")


def test_an_empty_pad_gets_no_answer():
    picture = draw.prepared(READERS["one"], np.zeros(784))
    assert picture.text == "The pad is empty: there is nothing to read. Draw a digit from 0 to 9."
    assert not percents(numbers(picture)) and not rects(picture, fill="#0072b2")


# ---- The data


def test_the_gallery_shows_the_first_pictures_of_each_digit_in_rows_of_their_own():
    picture = draw.digit_gallery(TEST, 5, name="hundred images")
    ((_, sheet),) = images(picture)
    for digit, place in itertools.product(range(10), range(5)):
        wanted = TEST.inputs[KINDS == digit][place].reshape(28, 28)
        assert_colors(sheet[29 * digit : 29 * digit + 28, 29 * place : 29 * place + 28], ink(wanted), near=STEP_COLORS)
    title = "300 pictures of the hundred images"
    assert title in numbers(picture) and title in picture.text
    low, high = np.bincount(KINDS).min(), np.bincount(KINDS).max()
    assert picture.text.endswith(f"comes {low} to {high} times." if low < high else f"comes {low} times.")


def test_the_gallery_leaves_a_gap_where_a_digit_is_missing():
    ((_, sheet),) = images(draw.digit_gallery(Part(TEST.inputs[:1], np.eye(10)[[4]]), 2))
    assert (sheet[:28, :28] == GAP).all() and not (sheet[4 * 29 : 4 * 29 + 28, :28] == GAP).all()


@pytest.mark.parametrize("pixel", [1, 28, 29, 407, 756, 784])
def test_a_pixel_is_found_in_the_row_of_784(pixel):
    values = TEST.inputs[0]
    picture = draw.digit_numbers(values, pixel)
    (box, image), (strip_box, strip) = images(picture)
    assert_colors(image, ink(values.reshape(28, 28)))
    assert_colors(strip[:1], ink(values[None, :]))
    row, column = (pixel - 1) // 28 + 1, (pixel - 1) % 28 + 1
    assert f"row {row}, column {column}:" in numbers(picture)
    assert f"({row} − 1) · 28 + {column} = {pixel}" in numbers(picture) and f"= {pixel}: a{pixel} = " in picture.text
    told = dict(
        re.fullmatch(r"a(\d+) = ([\d.]+)", text).groups()
        for text in numbers(picture)
        if " = 0." in text or re.fullmatch(r"a\d+ = 1.00", text)
    )
    assert str(pixel) in told and len(told) == 9
    assert_rounded(list(told.values()), [values[int(number) - 1] for number in told], 2)
    framed = [rect for rect in rects(picture, stroke="#d55e00") if rect[2] == 12]
    assert framed == [(20 + 12 * (column - 1), 40 + 12 * (row - 1), 12, 12)]


# ---- Right and wrong answers


@on_every_reader
def test_the_confusion_table_counts_as_scikit_learn_does(network):
    answers = by_hand(network, TEST.inputs)[1][-1].argmax(axis=1)
    wanted = confusion_matrix(KINDS, answers, labels=range(10))
    picture = draw.confusion_ten(network, TEST, "4 as 9")
    rows = [node for node in ET.fromstring(picture.svg).iter(SVG + "g") if node.get("role") == "row"]
    table = [[int("".join(cell.itertext())) for cell in row if cell.get("role") == "cell"] for row in rows[1:]]
    assert table == wanted.tolist()
    assert [["".join(head.itertext()) for head in row if "header" in head.get("role")] for row in rows] == [
        list("0123456789"),
        *[[digit] for digit in "0123456789"],
    ]
    assert f"{100 * (KINDS == answers).mean():.1f} % are read right" in picture.text
    wrong = wanted - np.diag(np.diag(wanted))
    digit, answer, count = map(int, re.search(r"mistake is (\d) as (\d): (\d+) time", picture.text).groups())
    assert wrong[digit, answer] == count == wrong.max()


def test_a_cell_that_counts_something_can_be_clicked_and_shows_its_pictures():
    network = READERS["one"]
    answers = by_hand(network, TEST.inputs)[1][-1].argmax(axis=1)
    parts = {
        part.get("data-set"): part.get("aria-label")
        for part in ET.fromstring(draw.confusion_ten(network, TEST).svg).iter(SVG + "g")
        if part.get("data-set")
    }
    found = {(int(digit), int(said)) for digit, said in zip(KINDS, answers, strict=True)}
    assert set(parts) == {f"cell={digit} as {said}" for digit, said in found}
    assert {name.removeprefix("cell=") for name in parts} <= set(CELLS)
    for digit, said in found:
        chosen = TEST.inputs[(KINDS == digit) & (answers == said)]
        picture = draw.confusion_ten(network, TEST, f"{digit} as {said}", most=7)
        ((_, sheet),) = images(picture)
        for place, wanted in enumerate(chosen[:7]):
            row, column = divmod(place, 4)
            assert_colors(
                sheet[29 * row : 29 * row + 28, 29 * column : 29 * column + 28],
                ink(wanted.reshape(28, 28)),
                near=STEP_COLORS,
            )
        assert f"{digit} as {said}: {len(chosen)}." in picture.text
        counted = f"{len(chosen)} picture{'s' * (len(chosen) != 1)} of {digit} taken for {said}"
        assert parts[f"cell={digit} as {said}"] == counted


@on_every_reader
def test_mistakes_come_in_the_order_of_their_probabilities(network):
    shares = by_hand(network, TEST.inputs)[1][-1]
    answers = shares.argmax(axis=1)
    wrong = [number for number in range(len(KINDS)) if answers[number] != KINDS[number]]
    wrong.sort(key=lambda number: -shares[number, answers[number]])
    picture = draw.most_certain_mistakes(network, TEST, 7)
    assert picture.text.startswith(f"{len(wrong)} of 300 pictures are read wrongly. The most certain mistake: ")
    assert [text for text in numbers(picture) if text.startswith("is ")] == [
        f"is {KINDS[number]}, says {answers[number]}" for number in wrong[:7]
    ]
    assert_rounded(percents(numbers(picture)), [shares[number].max() for number in wrong[:7]], 3)
    for (_, image), number in zip(images(picture), wrong, strict=False):
        assert_colors(image, ink(TEST.inputs[number].reshape(28, 28)), near=1)


def test_a_network_without_mistakes_is_told_so():
    network = READERS["one"]
    answers = by_hand(network, TEST.inputs)[1][-1].argmax(axis=1)
    part = Part(TEST.inputs, np.eye(10, dtype=np.float32)[answers])
    assert draw.most_certain_mistakes(network, part).text == "0 of 300 pictures are read wrongly."
    assert draw.confusion_ten(network, part).text.endswith("There is no mistake.")


# ---- Inside the network


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("order", ["by number", "largest first", "smallest first"])
def test_weights_are_drawn_as_pictures_in_the_wanted_order_and_scale(order, together):
    network = READERS["one"]
    columns = network.weights[0].T.astype(float)
    rank = {
        "by number": lambda k: k,
        "largest first": lambda k: -(columns[k] ** 2).sum(),
        "smallest first": lambda k: (columns[k] ** 2).sum(),
    }[order]
    chosen = sorted(range(60), key=rank)[:8]
    picture = draw.first_weights(network, 8, order, together)
    largest = max(np.abs(columns[k]).max() for k in chosen)
    names = [text.split() for text in numbers(picture) if re.match(r"b\d+ ±", text)]
    assert [name for name, _ in names] == [f"b{k + 1}" for k in chosen]
    for (_, image), k, (_, told) in zip(images(picture), chosen, names, strict=True):
        scale = largest if together else np.abs(columns[k]).max()
        assert float(told[1:]) == pytest.approx(scale, rel=0.06)
        assert_colors(image, hues(columns[k].reshape(28, 28), scale), near=STEP_COLORS)
    assert ("one scale for all" in picture.text) == together


@on_every_reader
def test_one_digits_way_shows_outputs_active_nodes_logits_and_probabilities(network):
    nets, outs = by_hand(network, TEST.inputs[:1])
    picture = draw.through_layers(network, TEST.inputs[0])
    drawn = images(picture)
    assert_colors(drawn[0][1], ink(TEST.inputs[0].reshape(28, 28)), near=1)
    for layer, (_, image) in enumerate(drawn[1:]):
        active, nodes = int((nets[layer] > 0).sum()), nets[layer].size
        assert f"{active} of {nodes}" in numbers(picture)
        assert f"{'bcd'[layer]}: {active} of {nodes} nodes are active ({100 * active / nodes:.1f} %)" in picture.text
        cells = np.concatenate(ink(outs[layer + 1] / outs[layer + 1].max()))
        assert_colors(image.reshape(-1, 3)[:nodes][None], cells[None], near=1)
        assert (image.reshape(-1, 3)[nodes:] == GAP).all()
    assert len(drawn) == len(network.weights)
    texts = numbers(picture)
    logits = texts[texts.index("probability") + 2 :: 3]
    assert_rounded([text.replace("−", "-") for text in logits[:10]], nets[-1][0], 1)
    assert_rounded(percents(texts), outs[-1][0], 3)
    assert f"is that of {outs[-1].argmax()}: " in picture.text


# ---- Softmax


@pytest.mark.parametrize("target", [1, 2, 3])
@pytest.mark.parametrize("logits", [[2, 1, 0], [-3.2, 0.5, 5], [0, 0, 0], [-5, 4.25, 4.5]])
def test_logits_become_shares_and_a_cross_entropy(logits, target):
    powers = [math.e**z for z in logits]
    shares = [power / sum(powers) for power in powers]
    picture = draw.softmax_bars(logits, target)
    assert_rounded(percents(numbers(picture)), shares, 3)
    told = re.search(r"cross-entropy = −ln (\S+) = ([\d.]+)\.$", picture.text)
    assert float(told[2]) == pytest.approx(-math.log(shares[target - 1]), abs=0.0005)
    assert float(told[1].replace("−", "-")) == pytest.approx(shares[target - 1], rel=0.05)
    assert f"node {target} is wanted" in picture.text and told[0][:-1] in numbers(picture)
    drawn = [width for x, _, width, height in rects(picture, fill="#0072b2") if x == 456]
    assert drawn == pytest.approx(92 * np.array(shares), abs=0.06)
    raised = re.search("power of net: (.*), together (.*?)\\. S", picture.text)
    assert [
        float(text.replace(",", "").replace("−", "-")) for text in [*raised[1].split(", "), raised[2]]
    ] == pytest.approx([*powers, sum(powers)], rel=0.01, abs=0.006)


# ---- Starts and trainings


def test_spreads_stand_at_their_logarithms_and_in_the_twin():
    rows = [("b", 9.4, 9.2), ("c", 149, 152), ("d", 2361, 2488), ("e", 37325, 41806)]
    picture = draw.spreads(rows)
    (panel,) = panels(picture)[:1]
    for curve, values in zip(panel.curves, ([9.4, 149, 2361, 37325], [9.2, 152, 2488, 41806]), strict=True):
        top, height = panel.box[1], panel.box[3]
        assert 5 * (1 - (curve[:, 1] - top) / height) == pytest.approx(np.log10(values), abs=0.01)
    assert picture.text == (
        "Standard deviation of the net inputs, predicted and measured: layer b 9.40 and 9.20, "
        "layer c 149 and 152, layer d 2,361 and 2,488, layer e 37,325 and 41,806."
    )


@functools.cache
def film(eta):
    few = Part(*(array[:200] for array in FEW))
    start = create(784, 10, activations="softmax", seed=1, dtype=np.float32)
    return [*Film(start, few, TEST, eta, 50, epochs=4, cost="cross-entropy")]


def test_training_curves_are_those_of_the_frames_and_name_the_data():
    runs = {"slow": film(0.01), "fast": film(0.3)}
    picture = draw.training_curves(runs, "5,000-image subset")
    assert "5,000-image subset" in numbers(picture) and picture.text.startswith("5,000-image subset. slow, epoch 4: ")
    errors, shares = panels(picture)
    (x0, x1), epochs = (0, 4), range(5)
    for panel in (errors, shares):
        panel.x_range = (x0, x1)
    curves = [(frames, part) for frames in runs.values() for part in ("training", "validation")]
    for place, (frames, part) in enumerate(curves):
        assert_curve(errors, errors.curves[place], epochs, np.log10([getattr(one, f"{part}_error") for one in frames]))
        assert_curve(shares, shares.curves[place], epochs, [100 * getattr(one, f"{part}_accuracy") for one in frames])
    for name, frames in runs.items():
        last = frames[-1]
        assert (
            f"{name}, epoch 4: mean error {last.training_error:.4f} on training and {last.validation_error:.4f} on "
            f"validation examples, {100 * last.training_accuracy:.1f} % and {100 * last.validation_accuracy:.1f} % "
            "right"
        ) in picture.text


@pytest.mark.parametrize("seen, told", [
    (3, "keeps the network of epoch 1, with a validation error of 0.500, and waits."),
    (4, "keeps the network of epoch 1, with a validation error of 0.500, and stops after epoch 3."),
    (6, "keeps the network of epoch 1, with a validation error of 0.500, and stops after epoch 3."),
])  # fmt: skip
def test_the_ring_and_the_text_stay_at_what_early_stopping_keeps_though_a_smaller_error_comes_later(seen, told):
    errors = [0.9, 0.5, 0.6, 0.7, 0.4, 0.3]
    run = [Frame(epoch, None, 0.1, error, 0.9, 0.8, 0.1) for epoch, error in enumerate(errors[:seen])]
    picture = draw.training_curves({"few": run}, "subset", patience=2)
    assert picture.text.endswith(f"early stopping {told}") and "smallest" not in picture.text
    ring = ET.fromstring(picture.svg).find(f".//{SVG}circle[@r='10']")
    assert float(ring.get("cx")) == pytest.approx(60 + 270 / (seen - 1), abs=0.1)
    assert float(ring.get("cy")) == pytest.approx(60 + 220 / 2, abs=0.1)


def test_each_run_has_a_shape_of_its_own_besides_its_colour():
    picture = draw.training_curves({f"eta {eta}": film(eta) for eta in (0.01, 0.1, 0.3)}, "subset")
    signs = [
        (one.get("stroke"), one.get("d"))
        for one in ET.fromstring(picture.svg).iter(SVG + "path")
        if one.get("transform")
    ]
    assert len(set(signs)) == len({color for color, _ in signs}) == len({path for _, path in signs}) == 3
    assert all(signs.count(sign) == 2 * 5 + 1 for sign in set(signs))


# ---- What is refused


NO_READERS = [create(64, 10), create(784, 30, 2)]
SMALL = r"has 8 × 8 pixels, but must have 28 × 28: write prepare\(picture\).centre"
RUNS = "runs must map 1 to 4 names to lists of frames"
REFUSED = [
    (draw.digit_numbers, (np.zeros(64),), SMALL), (draw.through_layers, (READERS["one"], np.zeros(64)), SMALL),
    (draw.confusion_ten, (READERS["one"], TEST, "4 for 9"), "there is no cell '4 for 9'. Did you mean '4 as 9'"),
    (draw.softmax_bars, ([1], 1), r"logits has shape \(1,\), but must be 2 to 6 numbers"),
    (draw.softmax_bars, ([[1, 2]], 1), r"logits has shape \(1, 2\)"),
    (draw.softmax_bars, ([1, 2], 3), "target is 3, but must be a whole number, from 1 to 2"),
    (draw.softmax_bars, ([1, -900], 1), "logits holds -900, but must hold numbers from -100 to 100"),
    *((draw.training_curves, (runs, "subset"), RUNS)
      for runs in ({}, [1], {"one": []}, {str(k): [1] for k in range(5)})),
    *((show, (network, *more), f"a {network.shape_name} network, but to read digits it must have 784")
      for network in NO_READERS for show, *more in (
          (draw.prepared, SEVEN), (draw.confusion_ten, TEST), (draw.most_certain_mistakes, TEST), (draw.first_weights,),
          (draw.through_layers, SEVEN))),
]  # fmt: skip


@pytest.mark.parametrize("show, arguments, sentence", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(show, arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        show(*arguments)
