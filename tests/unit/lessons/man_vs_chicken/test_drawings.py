"""The pictures of men and chickens: every pixel, frame, sign, curve and number against a plain computation."""

import itertools
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from helpers import Network, create, draw, forward, total_error, train
from helpers.datasets.characters import load_characters
from helpers.datasets.files import Part
from helpers.lessons.man_vs_chicken.votes import disguise
from helpers.pens.pixels import tiled
from helpers.study.judging import Film
from tests.cases import BOOK, logistic, outputs_by_hand, random_case
from tests.drawn import (
    SVG,
    assert_colors,
    assert_curve,
    assert_rounded,
    hues,
    images,
    ink,
    lines_of,
    numbers,
    panels,
    rects,
    told,
)

DATA = load_characters()
NET = create(64, 64, 2, seed=1)
FEW = Part(*(array[:30] for array in DATA.training))
OTHERS = Part(*(array[:26] for array in DATA.validation))
LOUD = {"start": NET, "no hidden layer": create(64, 2, seed=2), "few": create(64, 5, 2, seed=3)}


def square(values):
    return np.asarray(values).reshape(8, 8)


def frames(picture, box):
    """Return the numbers of the pixels that are framed in the drawing with this box."""
    left, top, width, height = box
    found = []
    for x, y, wide, high in rects(picture, stroke_width="3"):
        if left <= x < left + width and top <= y < top + height:
            assert (wide, high) == (pytest.approx(width / 8), pytest.approx(height / 8))
            column, row = (x - left) / wide, (y - top) / high
            assert (column, row) == (pytest.approx(round(column)), pytest.approx(round(row))), "it stands askew"
            found.append(round(row) * 8 + round(column))
    return found


def where(place):
    return f"row {place // 8 + 1}, column {place % 8 + 1}"


def mean_error(network, part):
    return (0.5 * (part.targets - outputs_by_hand(network, part.inputs)) ** 2).sum() / len(part.inputs)


def share_right(network, part):
    return (outputs_by_hand(network, part.inputs).argmax(axis=1) == part.targets.argmax(axis=1)).mean()


def assert_bars(picture, outputs, decimals=3):
    """The two outputs are written, and drawn as bars 180 pixels long for 1."""
    written = [text for text in numbers(picture) if re.match(r"c[12] (man|chicken) ", text)]
    assert [text.split()[1] for text in written] == ["man", "chicken"]
    assert_rounded([told(text)[0] for text in written], outputs, decimals, "outputs")
    widths = [width for *_, width, height in rects(picture, fill="#0072b2") if height == 14]
    assert widths == pytest.approx(np.clip(180 * np.asarray(outputs), 1, 180), abs=0.06)
    return written


# ---- Drawings


@pytest.mark.parametrize(
    "picture", [DATA.man, DATA.chicken, square(DATA.training.inputs[3])], ids=["man", "chicken", "an example"]
)
@pytest.mark.parametrize("lit", [(0, 1), (), (7, 8, 63)])
def test_a_character_stands_beside_its_64_numbers(picture, lit):
    drawn, values = draw.character(picture, lit), np.ravel(picture)
    ((box, image),) = images(drawn)
    assert_colors(image, ink(square(values)))
    assert frames(drawn, box) == [*lit]
    table = [line for line in lines_of(drawn.svg) if re.fullmatch(r"\d\.\d\d", line.text)]
    assert_rounded([float(line.text) for line in table], values, 2, "the table")
    for place, line in enumerate(table):
        above, before = place - 8, place - 1
        assert place < 8 or (line.baseline > table[above].baseline and line.left == table[above].left)
        assert place % 8 == 0 or (line.left > table[before].right and line.baseline == table[before].baseline)
    bold = [one.text for one in ET.fromstring(drawn.svg).iter(SVG + "text") if one.get("font-weight") == "bold"]
    assert bold == [table[place].text for place in lit]
    assert_rounded(told(drawn.text)[:6], [64, *values[[0, 1, 28, 29, 63]]], 2, "twin")


@pytest.mark.parametrize("part, count", [(DATA.training, 32), (DATA.test, 13), (OTHERS, 50), (FEW, 1), (DATA.test, 16)])
def test_the_gallery_shows_the_first_of_each_class(part, count):
    picture, shown, total = draw.gallery(part, count), [], []
    for kind, (box, image) in enumerate(images(picture)):
        mine = [row for row, target in zip(part.inputs, part.targets, strict=True) if target[kind] == 1]
        assert_colors(image, ink(tiled(np.array([square(row) for row in mine[:count]]), 4 if count <= 16 else 8)))
        (heading,) = [line for line in lines_of(picture.svg) if line.text == ("men", "chickens")[kind]]
        assert heading.left == box[0] and box[1] + box[3] <= picture.height
        shown, total = shown + [min(count, len(mine))], total + [len(mine)]
    assert told(picture.text.replace(",", "")) == [*shown, len(part.inputs), *total]


def margin(network, inputs):
    man, chicken = forward(network, inputs).net[-1][0]
    return chicken - man


def slopes_by_differences(network, inputs, width=1e-5):
    steps = width * np.eye(64)
    return np.array([(margin(network, inputs + step) - margin(network, inputs - step)) / (2 * width) for step in steps])


def best_promise(network, inputs):
    """Return the sentence about the pixel that slope and ink promise most for the other answer."""
    other = 1 - outputs_by_hand(network, inputs)[0].argmax()
    slopes = slopes_by_differences(network, inputs) * (1 if other else -1)
    gains = np.where(slopes > 0, (1 - inputs[0]) * slopes, -inputs[0] * slopes)
    most = int(gains.argmax())
    return (
        f"most is to be won for {('man', 'chicken')[other]} at {where(most)}, made "
        f"{'black' if slopes[most] > 0 else 'white'}: about {gains[most]:.1f}."
    )


@pytest.mark.parametrize(
    "inputs", [DATA.man, DATA.chicken, FEW.inputs[2:3], np.ones((1, 64))], ids=["man", "chicken", "other", "all ink"]
)
@pytest.mark.parametrize("network", LOUD.values(), ids=LOUD)
def test_the_judged_picture_shows_ink_votes_signs_and_answer(network, inputs):
    picture, votes = draw.judged(network, inputs), inputs[0] * slopes_by_differences(network, inputs)
    (_, seen), ((left, top, size, _), map_of_votes) = images(picture)
    scale = abs(votes).max()
    assert_colors(seen, ink(square(inputs)))
    assert_colors(map_of_votes, hues(square(votes), scale), near=1)
    outputs = outputs_by_hand(network, inputs)[0]
    assert_bars(picture, outputs)
    signs = {}
    for line in lines_of(picture.svg):
        if line.text in "+−":
            column, row = (((line.left + line.right) / 2 - left) * 8 / size, (line.baseline - 6 - top) * 8 / size)
            assert (column % 1, row % 1) == (pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01))
            signs[int(row) * 8 + int(column)] = line.text
    assert signs == {place: "+" if vote > 0 else "−" for place, vote in enumerate(votes) if abs(vote) > scale / 4}
    assert 0 < len(signs) < 64
    winner, names = int(outputs.argmax()), ("man", "chicken")
    assert f"says {names[winner]} (" in picture.text
    said, against, *_, chicken, man, rest, together = told(picture.text)
    assert_rounded([said, against], [outputs[winner], outputs[1 - winner]], 2, "outputs in the twin")
    for_man, for_chicken = where(int(votes.argmin())), where(int(votes.argmax()))
    loudest = (f"for {who} {place} ({size:.2f})" for who, place, size in
               (("man", for_man, -votes.min()), ("chicken", for_chicken, votes.max())))  # fmt: skip
    assert f"The loudest vote is {' and '.join(loudest)}. All votes: " in picture.text
    sums = [votes[votes > 0].sum(), votes[votes < 0].sum(), margin(network, inputs) - votes.sum()]
    assert_rounded([chicken, man, rest, together], [*sums, margin(network, inputs)], 1, "sums in the twin")
    shown = [told(text)[0] for text in numbers(picture) if re.match(r"(for |no pixel|together)", text)]
    assert_rounded(shown, [*sums, margin(network, inputs)], 1, "sums in the picture")


@pytest.mark.parametrize("inputs", [DATA.man, DATA.chicken, np.zeros((1, 64))], ids=["man", "chicken", "paper"])
@pytest.mark.parametrize("network", LOUD.values(), ids=LOUD)
def test_what_ink_would_do_is_the_slope_in_white_pixels_too(network, inputs):
    picture, slopes = draw.judged(network, inputs, "what ink would do"), slopes_by_differences(network, inputs)
    (_, seen), (_, shown) = images(picture)
    assert_colors(seen, ink(square(inputs)))
    assert_colors(shown, hues(square(slopes), abs(slopes).max()), near=1)
    assert (slopes != 0).all() and picture.text.endswith(best_promise(network, inputs))


def test_outputs_beyond_0_and_1_fill_their_bar_or_leave_it_empty():
    linear = Network(NET.weights, [NET.biases[0], np.array([5.0, -3.0])], "linear")
    ((man, chicken),) = DATA.man @ NET.weights[0] @ NET.weights[1] + [5.0, -3.0]
    assert man > 1 and chicken < 0
    assert_bars(draw.judged(linear, DATA.man), [man, chicken])


@pytest.mark.parametrize(
    "make",
    [
        lambda: draw.character(DATA.man),
        lambda: draw.gallery(FEW),
        lambda: draw.judged(NET, DATA.man),
        lambda: draw.disguised(NET, DATA.man, 0),
        lambda: draw.confused(NET, OTHERS),
        lambda: draw.time_machine(3, [NET], FEW, 0.5),
    ],
)
def test_words_are_at_least_14_pixels_high(make):
    assert min(line.size for line in lines_of(make().svg)) >= 14


def test_an_empty_drawing_has_no_votes_and_says_so():
    network = NET.with_values(bw65=1.0, bw66=-1.0)
    picture = draw.judged(network, np.zeros((1, 64)))
    (_, seen), (_, votes) = images(picture)
    assert (seen == 255).all() and (votes == 255).all() and not {"+", "−"} & {*numbers(picture)}
    c1, c2 = outputs_by_hand(network, np.zeros((1, 64)))[0]
    assert_bars(picture, [c1, c2])
    assert "says man (" in picture.text and "white paper" in picture.text and "loudest" not in picture.text
    assert_rounded(told(picture.text), [c1, c2], 2, "twin")


def test_a_network_without_any_slope_gives_no_pixel_a_vote():
    flat = NET.with_arrays([0 * array for array in NET.weights], NET.biases)
    picture = draw.judged(flat, DATA.man)
    assert picture.text.endswith("No pixel has a vote.") and not {"+", "−"} & {*numbers(picture)}


@pytest.mark.parametrize("inputs, wanted", [(DATA.man, 0), (DATA.chicken, 0), (np.full((1, 64), 0.5), 0)])
def test_a_disguise_shows_the_start_and_the_framed_changes(inputs, wanted):
    network = create(64, 8, 2, seed=4).with_values(bw10=0.7)
    way = disguise(network, inputs, wanted, most=9)
    assert len(way) > 2, "this case proves nothing"
    for step, row in enumerate(way):
        picture = draw.disguised(network, way, step)
        (first, after), (second, slopes) = images(picture)
        assert_colors(after, ink(square(row)))
        by_hand = slopes_by_differences(network, row[None])
        assert_colors(slopes, hues(square(by_hand), abs(by_hand).max()), near=1)
        changed = [place for place in range(64) if row[place] != inputs[0][place]]
        assert frames(picture, first) == changed and frames(picture, second) == [] and len(changed) == step
        assert f"{step} pixel{'s' * (step != 1)} changed" in numbers(picture)
        outputs = outputs_by_hand(network, [row])[0]
        assert_bars(picture, outputs)
        told_changes = re.findall(r"row \d, column \d made \w+", picture.text.replace("Row", "row"))
        assert told_changes == [
            f"{where(place)} made {'black' if row[place] == 1 else 'white'}" for place in changed[:3]
        ]
        assert (f"and {step - 3} more:" in picture.text) == (step > 3)
        assert picture.text.startswith("No pixel changed") == (step == 0)
        winner = outputs.argmax()
        assert f"says {('man', 'chicken')[winner]} (" in picture.text
        said = told(picture.text.split(" By slope and ink")[0])
        assert_rounded(said[-2:], [outputs[winner], outputs[1 - winner]], 2, "twin")
        assert picture.text.endswith(best_promise(network, row[None]))
    beyond, last = draw.disguised(network, way, 99), draw.disguised(network, way, len(way) - 1)
    assert beyond.svg == last.svg and beyond.text == last.text


# ---- A training that is watched


def assert_curves(panel, x, errors):
    """The curves of training and validation error are drawn, each with a dot at its end."""
    for curve, dot, wanted in zip(panel.curves, panel.dots, errors, strict=True):
        assert_curve(panel, curve, x, wanted, "error")
        assert_curve(panel, [dot], x[-1:], wanted[-1:], "dot")


def networks_of(start, eta, epochs, batch_size, part=FEW, seed=3):
    networks = [start]
    for step in train(start, *part, eta, "mini-batch", batch_size, epochs=epochs, seed=seed):
        networks[step.epoch :] = [step.network]
    return networks


@pytest.mark.parametrize("number", [0, 1, 4])
@pytest.mark.parametrize("start, every", [(NET, 1), (create(64, 11, 2, seed=2), 2)], ids=["64-64-2", "64-11-2"])
def test_a_frame_of_the_film_shows_curves_shares_and_weights(start, every, number):
    film = Film(start, FEW, OTHERS, 0.6, 10, epochs=8, seed=3, every=every)
    picture = draw.film_frame(film, number, node=5)
    watched = networks_of(start, 0.6, 8, 10)[: every * number + 1 : every]
    errors = [[mean_error(network, part) for network in watched] for part in (FEW, OTHERS)]
    (panel,) = panels(picture)
    assert panel.x_range == pytest.approx((0, 8), abs=0.01)
    assert_curves(panel, every * np.arange(number + 1), errors)
    now = watched[-1]
    shares = [100 * share_right(now, part) for part in (FEW, OTHERS)]
    legend = [text for text in numbers(picture) if text.endswith("% right")]
    assert [text.split(":")[0] for text in legend] == ["training", "validation"]
    assert_rounded([told(text)[0] for text in legend], shares, 1, "legend")
    told_first, told_last = picture.text.split(" Into b5 ")
    chosen = now.weights[0][:, 4]
    most = abs(chosen).argmax()
    assert told_last.startswith(f"the weight furthest from 0 comes from row {most // 8 + 1}, column {most % 8 + 1}: ")
    out = now.weights[1][4]
    out_of_it = [told(text)[-1] for text in numbers(picture) if text.startswith("to c")]
    assert_rounded(out_of_it, out, 2, "weights out")
    hidden_out = logistic(FEW.inputs @ now.weights[0] + now.biases[0])[:, 4]
    loudest = np.argsort(-hidden_out)[:4]
    men, chickens = FEW.targets[loudest].sum(axis=0).astype(int)
    assert f"pulls towards {('man', 'chicken')[int(out[1] > out[0])]} (by " in told_last
    assert_rounded(told(told_last)[3:5], [chosen[most], abs(out[1] - out[0])], 2, "largest weight and pull")
    assert told(told_last)[5:] == [men, chickens] and men + chickens == 4
    epoch, last, updates, eta, size, *rest = told(told_first)
    assert (eta, size) == (0.6, 10) and "eta 0.60, 10 examples an update" in numbers(picture)
    assert (epoch, last, updates) == (every * number, 8, every * number * 3), "30 examples by 10: 3 updates an epoch"
    assert_rounded(rest[:2], [errors[0][-1], errors[1][-1]], 4, "errors in the twin")
    assert_rounded(rest[2:], shares, 1, "shares in the twin")
    (_, sheet), (_, enlarged), *excited = images(picture)
    for number, (_, shown) in zip(loudest, excited, strict=True):
        assert_colors(shown, ink(square(FEW.inputs[number])))
    captions = [told(text)[0] for text in numbers(picture) if re.fullmatch(r"b5 \d\.\d\d", text)]
    assert_rounded(captions, hidden_out[loudest], 2, "outputs of b5")
    hidden = now.weights[0].shape[1]
    tiles = tiled(np.array([square(now.weights[0][:, node]) for node in range(hidden)]), 8, gap=2)
    assert_colors(sheet, hues(tiles, np.quantile(abs(now.weights[0]), 0.98)))
    chosen = square(now.weights[0][:, 4])
    assert_colors(enlarged, hues(chosen, abs(chosen).max()))
    assert "weights into b5" in numbers(picture)
    signs = [text for text in numbers(picture) if text in ("+", "−")]
    assert signs == ["+" if value > 0 else "−" for value in chosen.ravel() if abs(value) > abs(chosen).max() / 4]
    assert f"weights into the {hidden} hidden nodes" in numbers(picture)


@pytest.mark.parametrize(
    "make",
    [lambda film: draw.film_frame(film, 6), lambda film: draw.overfitting({30: film}, 30)],
    ids=["film_frame", "overfitting"],
)
def test_the_curves_of_a_rate_that_is_too_large_stay_in_sight(make):
    film = Film(NET, FEW, OTHERS, 30.0, 30, epochs=6)
    errors = np.array([film[number][2:4] for number in range(7)]).T
    assert errors.max() > 0.4
    (panel,) = panels(make(film))
    assert panel.y_range == pytest.approx((0, 1), abs=0.01)
    assert_curves(panel, np.arange(7), errors)


@pytest.mark.parametrize("eta, written", [(0.5, "0.50"), (0.005, "0.005"), (3, "3.00"), (0.0, "0.00")])
@pytest.mark.parametrize("batch_size, examples", [(1, "1 example"), (10, "10 examples"), (400, "30 examples")])
def test_a_frame_says_its_rate_and_how_many_examples_an_update_has(eta, written, batch_size, examples):
    picture = draw.film_frame(Film(NET, FEW, OTHERS, eta, batch_size, epochs=2), 0)
    settings = f"eta {written}, {examples} an update"
    assert settings in numbers(picture) and f"0 updates ({settings}): " in picture.text


@pytest.mark.parametrize("count, place", [(64, 1), (64, 20), (11, 11)])
def test_the_enlarged_node_is_framed_among_the_others(count, place):
    picture = draw.film_frame(Film(create(64, count, 2, seed=2), FEW, OTHERS, 0.6, 10, epochs=1), 0, node=place)
    (left, top, size, _), _ = images(picture)[0]
    (frame,) = [one for one in ET.fromstring(picture.svg).iter(SVG + "rect") if one.get("stroke-width") == "2.5"]
    x, y, width, height = (float(frame.get(key)) for key in ("x", "y", "width", "height"))
    row, column = divmod(place - 1, 8)
    middle = left + (10 * column + 4) * size / 78, top + (10 * row + 4) * size / 78
    assert (x + width / 2, y + height / 2) == pytest.approx(middle, abs=0.2)


def frame_of_eleven(node):
    return draw.film_frame(Film(create(64, 11, 2, seed=2), FEW, OTHERS, 0.6, 10, epochs=1), 0, node)


@pytest.mark.parametrize(
    "draws, sentence",
    [
        (lambda: frame_of_eleven(0), "node is 0.*from 1 to 11"),
        (lambda: frame_of_eleven(12), "node is 12.*from 1 to 11"),
        (lambda: frame_of_eleven(1.5), "node is 1.5.*from 1 to 11"),
        (
            lambda: draw.time_machine(0, [create(64, 8, 2, seed=1)], FEW, ETA),
            "64 hidden nodes .* this is a 64-8-2 network",
        ),
        (lambda: draw.time_machine(4, [NET], FEW, ETA), "moment is 4, but must be a whole number, from 0 to 3"),
        (lambda: draw.time_machine(-1, [NET], FEW, ETA), "moment is -1"),
        (
            lambda: draw.time_machine(0, [NET], FEW, ETA, node=65),
            "node is 65, but must be a whole number, from 1 to 64",
        ),
        (lambda: draw.worked_example(0, NET, DATA.man, [[1, 0]], 0.5), "logistic 2-2-2 network, but this is a 64-64-2"),
        (lambda: draw.worked_example(0, create(2, 2, 2, activations="tanh"), DATA.man, [[1, 0]], 0.5), "tanh"),
        (lambda: draw.worked_example(10, BOOK, DATA.man, [[1, 0]], 0.5), "moment is 10, .* from 0 to 9"),
        (lambda: draw.worked_example(-1, BOOK, DATA.man, [[1, 0]], 0.5), "moment is -1"),
    ],
)
def test_what_a_picture_cannot_show_is_answered_with_a_sentence(draws, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        draws()


def test_the_curves_of_training_and_validation_differ_in_colour_and_dash():
    svg = ET.fromstring(draw.film_frame(Film(NET, FEW, OTHERS, 0.6, 10, epochs=2), 2).svg)
    nested = [*svg.iter(SVG + "svg")][1:]
    styles = [tuple(path.get(key) for key in ("stroke", "stroke-dasharray")) for one in nested for path in one]
    keys = [
        tuple(line.get(key) for key in ("stroke", "stroke-dasharray"))
        for line in svg.iter(SVG + "line")
        if line.get("stroke-width") == "2.5"
    ]
    assert len({*styles}) == 2 and styles == keys and [dash is None for _, dash in styles] == [True, False]


@pytest.mark.parametrize("size, batch_size, epochs", [(8, 8, 12), (30, 10, 4)])
def test_overfitting_shows_both_errors_over_the_updates(size, batch_size, epochs):
    few = Part(*(array[:size] for array in FEW))
    films = {size: Film(NET, few, OTHERS, 0.6, batch_size, epochs, seed=3), 99: None}
    picture = draw.overfitting(films, size)
    watched, per_epoch = networks_of(NET, 0.6, epochs, batch_size, few), size // batch_size
    (panel,) = panels(picture)
    errors = [[mean_error(network, part) for network in watched] for part in (few, OTHERS)]
    assert_curves(panel, per_epoch * np.arange(epochs + 1), errors)
    shares = [100 * share_right(watched[-1], part) for part in (few, OTHERS)]
    assert_rounded([told(text)[0] for text in numbers(picture) if text.endswith("% right")], shares, 1, "legend")
    assert told(picture.text)[:2] == [size, per_epoch * epochs]
    assert_rounded(told(picture.text)[2:4], [errors[0][-1], errors[1][-1]], 4, "twin")
    assert_rounded(told(picture.text)[4:], shares, 1, "twin")


@pytest.mark.parametrize("part, most", [(DATA.test, 16), (OTHERS, 16), (OTHERS, 3), (Part(*DATA.test), 0)])
@pytest.mark.parametrize("network", [NET, create(64, 8, 2, seed=9)])
def test_the_confusion_table_counts_and_the_wrong_answers_are_drawn(network, part, most):
    picture = draw.confused(network, part, most)
    given, wanted = outputs_by_hand(network, part.inputs).argmax(axis=1), part.targets.argmax(axis=1)
    table = confusion_matrix(wanted, given, labels=[0, 1])
    lines = {line.text: line for line in lines_of(picture.svg)}
    cells = [line for line in lines_of(picture.svg) if re.fullmatch(r"\d+", line.text)]
    assert [int(line.text) for line in cells] == table.ravel().tolist()
    for (row, column), line in zip(itertools.product((0, 1), (0, 1)), cells, strict=True):
        head, side = lines[("says man", "says chicken")[column]], lines[("is man", "is chicken")[row]]
        assert (line.left + line.right) / 2 == pytest.approx((head.left + head.right) / 2), "below its heading"
        assert abs(line.baseline - side.baseline) < 12, "beside its class"
    wrong = [place for place in range(len(wanted)) if given[place] != wanted[place]]
    assert len(images(picture)) == min(most, len(wrong))
    captions = [line for line in lines_of(picture.svg) if line.text.endswith("?")]
    for place, (box, image), caption in zip(wrong, images(picture), captions, strict=False):
        assert_colors(image, ink(square(part.inputs[place])))
        assert caption.text == ("man?", "chicken?")[given[place]]
        assert caption.left == box[0] and 0 < caption.baseline - box[1] - box[3] < 20
        assert box[1] + box[3] + 20 < picture.height
    assert len(captions) == len(images(picture))
    (heading,) = [text for text in numbers(picture) if "wrong answer" in text]
    assert told(heading) == [len(wrong)] and ("first ones" in heading) == (len(wrong) > most)
    (man, taken), (turned, chicken) = table
    assert told(picture.text)[:6] == [man + taken, man, taken, turned + chicken, chicken, turned]
    assert_rounded(told(picture.text)[6:], 100 * (man + chicken) / len(wanted), 1, "share")


# ---- The time machine


ETA = 0.7


@pytest.fixture(scope="module")
def diary():
    """The network before the first update and after each; update k learns example k."""
    return [NET, *(step.network for step in train(NET, *(array[:4] for array in FEW), ETA, "sgd", shuffle=False))]


def one_slope(network, part, k, name, width=1e-5):
    one = part.inputs[k : k + 1], part.targets[k : k + 1]
    above, below = (total_error(network.with_values(**{name: network[name] + way * width}), *one) for way in (1, -1))
    return (above - below) / (2 * width)


@pytest.mark.parametrize("k", [0, 1, 3])
@pytest.mark.parametrize("node", [1, 40])
def test_the_four_half_steps_of_an_update_show_its_example_and_the_network_before_it(diary, k, node):
    network, example, target = diary[k], FEW.inputs[k : k + 1], FEW.targets[k]
    outputs = outputs_by_hand(network, example)[0]
    hidden = logistic(example @ network.weights[0] + network.biases[0])[0]
    weights = network.weights[0][:, node - 1]
    into_node = [f"w{64 * place + node}" for place in range(64)]
    slopes = np.array([one_slope(network, FEW, k, name) for name in into_node])
    deltas = np.array([one_slope(network, FEW, k, f"bw{place}") for place in range(1, 65)])
    change = -ETA * slopes
    assert abs(change).max() > 1e-5, "this case proves nothing"
    for stage, name in enumerate(("forward", "error", "backward", "update")):
        picture = draw.time_machine(4 * k + stage, diary, FEW, ETA, node)
        assert picture.text.startswith(f"Update {k + 1}, {name}: ")
        assert "blue +: above 0; orange −: below 0; white: 0" in numbers(picture)
        boxes = {
            one.text: one.fill
            for one in lines_of(picture.svg)
            if one.text in ("forward", "error", "backward", "update")
        }
        assert [text for text, fill in boxes.items() if fill == "#ffffff"] == [name], "the present box is lit"
        shown = [image for _, image in images(picture)]
        assert len(shown) == (3 if stage < 2 else 5)
        assert_colors(shown[0], ink(square(example)))
        assert_colors(shown[1], ink(square(hidden)))
        assert_colors(shown[2], hues(square(weights + change * (stage == 3)), abs(weights).max()), near=stage == 3)
        assert (f"new weights into b{node}" if stage == 3 else f"weights into b{node}") in numbers(picture)
        if stage >= 2:
            assert_colors(shown[3], hues(square(change), abs(change).max()), near=1)
            assert_colors(shown[4], hues(square(deltas), abs(deltas).max()), near=1)
        written = assert_bars(picture, outputs)
        assert [told(text)[1:] for text in written] == ([[], []] if stage == 0 else [[target[0]], [target[1]]])


@pytest.mark.parametrize("k", [0, 1, 3])
def test_the_sentences_of_the_time_machine_tell_outputs_error_delta_and_the_step(diary, k):
    network, example, target = diary[k], FEW.inputs[k : k + 1], FEW.targets[k]
    outputs = outputs_by_hand(network, example)[0]
    texts = [draw.time_machine(4 * k + stage, diary, FEW, ETA, node=7).text for stage in range(4)]
    winner = outputs.argmax()
    assert f"says {('man', 'chicken')[winner]} (" in texts[0]
    assert_rounded(told(texts[0])[1:4], [64, outputs[winner], outputs[1 - winner]], 2, texts[0])
    hidden = logistic(example @ network.weights[0] + network.biases[0])[0]
    assert texts[0].endswith(f"The output of b7 is {hidden[6]:.4f}.")
    error = (0.5 * (target - outputs) ** 2).sum()
    assert_rounded(told(texts[1])[1:], [*target, *outputs, error], 4, texts[1])
    assert_rounded(told(texts[2])[1:], one_slope(network, FEW, k, "bw7"), 5, texts[2])
    assert "delta of b7" in texts[2]
    after = (0.5 * (target - outputs_by_hand(diary[k + 1], example)[0]) ** 2).sum()
    before, now = (network.weights[0][:, 6] for network in diary[k : k + 2])
    most = abs(now - before).argmax()
    assert f"the largest from row {most // 8 + 1}, column {most % 8 + 1}: " in texts[3]
    total, _, _, old, new, *errors = told(texts[3].split("update: ")[1].replace("4,290", "4290").replace("b7", ""))
    assert total == 4290
    assert_rounded([old, new], [before[most], now[most]], 5, texts[3])
    assert_rounded(errors, [error, after], 4, texts[3])
    assert after < error


def test_the_time_machine_needs_no_network_after_the_present_update(diary):
    whole, short = (draw.time_machine(11, pages, FEW, ETA) for pages in (diary, diary[:3]))
    assert whole.svg == short.svg and whole.text == short.text


# ---- The worked example


WORKED = {"book": BOOK, **{f"random {seed}": random_case(seed)[0] for seed in range(3)}}
TARGETS = {"man": [[1.0, 0.0]], "chicken": [[0.0, 1.0]]}
PICTURES = {"chicken": DATA.chicken, "other": np.random.default_rng(8).integers(1, 100, (1, 64)) / 100}


def forward_by_hand(w, a):
    """Return net and out of b1, b2, c1, c2 of a 2-2-2 network whose weights are w["w1"] ... w["bw4"]."""
    net_b = np.array([w["w1"] * a[0] + w["w3"] * a[1] + w["bw1"], w["w2"] * a[0] + w["w4"] * a[1] + w["bw2"]])
    b = logistic(net_b)
    net_c = np.array([w["w5"] * b[0] + w["w7"] * b[1] + w["bw3"], w["w6"] * b[0] + w["w8"] * b[1] + w["bw4"]])
    return net_b, b, net_c, logistic(net_c)


def error_by_hand(w, a, t):
    return float(((t - forward_by_hand(w, a)[3]) ** 2).sum() / 2)


def worked_by_hand(w, a, t, eta):
    """Return the numbers of each of the ten moments: those of its lines, with their decimals, and of its sentence."""
    net_b, b, net_c, c = forward_by_hand(w, a)
    squares, error = (t - c) ** 2, error_by_hand(w, a, t)
    dc = (c - t) * c * (1 - c)
    slope = b * (1 - b)
    db = np.array([dc[0] * w["w5"] + dc[1] * w["w6"], dc[0] * w["w7"] + dc[1] * w["w8"]]) * slope
    grad = {
        "w1": db[0] * a[0],
        "w2": db[1] * a[0],
        "w3": db[0] * a[1],
        "w4": db[1] * a[1],
        "w5": dc[0] * b[0],
        "w6": dc[1] * b[0],
        "w7": dc[0] * b[1],
        "w8": dc[1] * b[1],
        "bw1": db[0],
        "bw2": db[1],
        "bw3": dc[0],
        "bw4": dc[1],
    }
    new = {name: w[name] - eta * grad[name] for name in w}
    up, down = (error_by_hand({**w, "w5": w["w5"] + way * 1e-4}, a, t) for way in (1, -1))
    numerical, after = (up - down) / 2e-4, error_by_hand(new, a, t)

    def each(decimals, *values):
        return [(value, decimals) for value in values]

    moments = [
        ([(64, 0), *each(2, *a)], each(2, *a)),
        (
            [
                *each(4, a[0], w["w1"], a[1], w["w3"], w["bw1"], net_b[0]),
                *each(4, a[0], w["w2"], a[1], w["w4"], w["bw2"], net_b[1]),
            ],
            [(1, 0), *each(4, *net_b)],
        ),
        (each(4, net_b[0], b[0], net_b[1], b[1]), [*each(0, 1, 0, 1), *each(4, *b)]),  # between 0 and 1
        (
            [
                *each(4, b[0], w["w5"], b[1], w["w7"], w["bw3"], net_c[0]),
                *each(4, b[0], w["w6"], b[1], w["w8"], w["bw4"], net_c[1]),
                *each(4, net_c[0], c[0], net_c[1], c[1]),
            ],
            [(1, 0), *each(4, *c)],
        ),
        (
            each(4, t[0], c[0], squares[0], t[1], c[1], squares[1], *squares, error),
            [(2, 0), *each(4, t[0], c[0], t[1], c[1], error)],
        ),
        (each(4, c[0], t[0], c[0], 1, c[0], dc[0], c[1], t[1], c[1], 1, c[1], dc[1]), [(3, 0), *each(4, *dc)]),
        (
            [
                *each(4, dc[0], w["w5"], dc[1], w["w6"], slope[0]),
                (db[0], 5),
                *each(4, dc[0], w["w7"], dc[1], w["w8"], slope[1]),
                (db[1], 5),
            ],
            [(3, 0), *each(5, *db)],
        ),
        (
            [(dc[0], 5), (b[0], 4), (grad["w5"], 6), (db[0], 5), (a[0], 2), (grad["w1"], 6), (1, 0), (grad["bw3"], 6)],
            [(3, 0), *each(6, grad["w5"], grad["w1"])],
        ),
        (
            [*each(9, up, down), (2e-4, 12), (numerical, 6), (3, 0), (grad["w5"], 6), *each(0, 12, 12)],
            [(4, 0), (numerical, 6), *each(0, 12, 12)],
        ),
        (
            [
                *(
                    one
                    for name in ("w5", "w1", "bw3")
                    for one in [(w[name], 4), (eta, 4), (grad[name], 6), (new[name], 6)]
                ),
                *each(4, error, after),
            ],
            [(5, 0), *each(4, error, after)],
        ),
    ]
    return moments, new, grad


def assert_told(text, wanted):
    got = told(text)
    assert len(got) == len(wanted), f"{text}: {got}, wanted {[value for value, _ in wanted]}"
    for number, (value, decimals) in zip(got, wanted, strict=True):
        assert_rounded(number, value, decimals, text)


def written_lines(picture):
    """Return the lines beside the drawing, joined, and the texts of the diagram below."""
    title, *texts = numbers(picture)
    below = texts.index("input layer a")
    assert picture.text.startswith(title + ": ")
    return " ".join(texts[:below]), texts[below:]


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("targets", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("network", WORKED.values(), ids=WORKED)
def test_every_number_of_the_worked_example_is_the_one_found_by_hand(network, targets, picture):
    w, a, t = {name: network[name] for name in network.names()}, picture[0, :2], np.array(targets[0])
    moments, new, grad = worked_by_hand(w, a, t, 0.5)
    run = [np.array(a), *forward_by_hand(w, a)]
    for moment, (lines, sentence) in enumerate(moments):
        drawn = draw.worked_example(moment, network, picture, targets, 0.5)
        text, diagram = written_lines(drawn)
        assert_told(text, lines)
        assert_told(drawn.text, sentence)
        ((box, image),) = images(drawn)
        assert_colors(image, ink(square(picture)))
        assert frames(drawn, box) == [0, 1], "the two pixels that go in are framed"
        assert_diagram(diagram, new if moment == 9 else w, forward_by_hand(new, a) if moment == 9 else run[1:], moment)
        if moment == 7:
            edges = {one.split(" ")[0]: told(one)[0] for one in diagram if re.match(r"b?w\d ", one)}
            assert_rounded([edges[name] for name in grad], [*grad.values()], 4, "gradients on the edges")
        assert [one for one in diagram if one.startswith("target ")] == [f"target {value:.0f}" for value in t]


def assert_diagram(texts, w, run, moment):
    """The diagram has these weights and, as far as they are known by then, these nets and outs."""
    net_b, b, net_c, c = run
    if moment != 7:
        edges = {one.split(" = ")[0]: told(one)[0] for one in texts if " = " in one}
        assert_rounded([edges[name] for name in w], [*w.values()], 4, "weights on the edges")
    nets, outs = ([text.removeprefix(kind) for text in texts if text.startswith(kind)] for kind in ("net ", "out "))
    for shown, known in ((nets, [[], net_b, net_b, [*net_b, *net_c]]), (outs, [[], [], b, [*b, *c]])):
        known = known[min(moment, 3)]
        assert shown[len(known) :] == ["?"] * (4 - len(known)), "a number is shown before it is found"
        assert_rounded([told(text)[0] for text in shown[: len(known)]], known, 4, "nodes")


@pytest.mark.parametrize("eta", [0.1, 0.25, 0.005, 2])
def test_the_last_moment_is_the_new_network_found_with_the_old_weights_alone(eta):
    picture, targets = PICTURES["other"], TARGETS["man"]
    for network in WORKED.values():
        w, a, t = {name: network[name] for name in network.names()}, picture[0, :2], np.array(targets[0])
        moments, new, _ = worked_by_hand(w, a, t, eta)
        _, diagram = written_lines(draw.worked_example(9, network, picture, targets, eta))
        assert_diagram(diagram, new, forward_by_hand(new, a), 9)
        assert_told(written_lines(draw.worked_example(9, network, picture, targets, eta))[0], moments[9][0])
        # The gradients of layer b with the new w5 ... w8 would be others: the picture must not show those.
        mixed = {**w, **{name: new[name] for name in ("w5", "w6", "w7", "w8")}}
        assert abs(worked_by_hand(mixed, a, t, eta)[2]["w1"] - worked_by_hand(w, a, t, eta)[2]["w1"]) > 1e-6


@pytest.mark.parametrize(
    "moment, lit",
    [
        (0, {"a1", "a2"}),
        (1, {"a1", "a2", "b1", "b2", "w1", "w2", "w3", "w4", "bw1", "bw2"}),
        (2, {"b1", "b2"}),
        (3, {"b1", "b2", "c1", "c2", "w5", "w6", "w7", "w8", "bw3", "bw4"}),
        (4, {"c1", "c2"}),
        (5, {"c1", "c2"}),
        (6, {"b1", "b2", "c1", "c2", "w5", "w6", "w7", "w8"}),
        (8, {"w5", "b1", "c1", "c2"}),
    ],
)
def test_what_a_moment_speaks_of_is_drawn_dark_and_the_rest_pale(moment, lit):
    svg = ET.fromstring(draw.worked_example(moment, BOOK, DATA.chicken, TARGETS["chicken"], 0.5).svg)
    dark, pale = set(), set()
    for part in svg.iter(SVG + "g"):
        for text in part.findall(SVG + "text"):
            found = re.match(r"b?w\d|[abc][12]", text.text or "")
            if found:
                (pale if part.get("opacity") else dark).add(found[0])
    assert dark == lit and pale == {*BOOK.names(), "a1", "a2", "b1", "b2", "c1", "c2"} - lit
