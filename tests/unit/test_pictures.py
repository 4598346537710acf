"""What every picture promises: well-formed SVG, a text twin, legible words inside, and the arrays' own numbers."""

import inspect
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import numpy as np
import pytest

from helpers import Network, create, draw, forward, train
from helpers.draw.picture import plain, signed

BOOK = Network(weights=[[[0.10, 0.20], [0.12, 0.17]], [[0.05, 0.40], [0.33, 0.07]]],
               biases=[[0.80, 0.25], [0.15, 0.70]])
DEEP = create(5, 8, 20, 3, activations="tanh", seed=3)
XOR, XOR_TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
RUN_START = create(2, 4, 1, activations="tanh", seed=1)
RUN = list(train(RUN_START, XOR, XOR_TARGETS, eta=0.5, epochs=60))
LINEAR = create(2, 2, 1, activations="linear", seed=1)
DIVERGED = list(train(LINEAR, XOR, XOR_TARGETS, eta=9.0, epochs=80))


def shown(network, *inputs, **more):
    return draw.diagram(network, forward(network, [inputs]), **more)


# Every public picture function has a row: ordinary values, both ends of what its controls offer, and trouble.
SAMPLES = {
    "activation_gallery": [lambda net=net: draw.activation_gallery(net) for net in (-6, -0.4, 0, 1.3, 6, 1000.0)],
    "bowl": [lambda: draw.bowl(0), lambda: draw.bowl(0.1), lambda: draw.bowl(1.0), lambda: draw.bowl(1.2, steps=10),
             lambda: draw.bowl(0.3, start=-1.2, steps=0)],
    "diagram": [lambda: draw.diagram(BOOK), lambda: shown(BOOK, 0.15, 0.35), lambda: shown(BOOK, -1, 1, targets=[0, 1]),
                lambda: shown(BOOK, 0.15, 0.35, highlight={"w5", "b1", "c1"}, decimals=2),
                lambda: draw.diagram(DEEP), lambda: shown(DEEP, 1, 0, -1, 0.5, 0.25),
                lambda: draw.diagram(create(64, 64, 2)), lambda: draw.diagram(create(1, 1)),
                lambda: shown(BOOK.with_values(w1=-40, w5=1000, bw3=-0.00001), 1, 1, targets=[0, 1]),
                lambda: shown(create(2, 6, 1), 0.5, -0.5)],
    "image_numbers": [lambda: draw.image_numbers(1, 0), lambda: draw.image_numbers(16, 1),
                      lambda: draw.image_numbers(6, 0.5)],
    "journey": [lambda moment=moment: draw.journey(moment, BOOK, [[0.15, 0.35]])
                for moment in range(draw.journey_length(BOOK) + 1)],
    "learning": [lambda: draw.learning(RUN_START, RUN, 0, XOR, XOR_TARGETS),
                 lambda: draw.learning(RUN_START, RUN, 59, XOR, XOR_TARGETS),
                 lambda: draw.learning(LINEAR, DIVERGED, 79, XOR, XOR_TARGETS)],
    "logistic_shift": [lambda: draw.logistic_shift(1, 0), lambda: draw.logistic_shift(0, 3),
                       lambda: draw.logistic_shift(-3, 8), lambda: draw.logistic_shift(0.1, -8)],
    "matrix_product": [lambda: draw.matrix_product(BOOK, [[0.15, 0.35]], "b1"),
                       lambda: draw.matrix_product(BOOK, [[0.15, 0.35]], "c2", layer=2)],
    "small_move": [lambda: draw.small_move(0.005), lambda: draw.small_move(-0.1), lambda: draw.small_move(-0.005)],
    "sound_numbers": [lambda: draw.sound_numbers(1, 0), lambda: draw.sound_numbers(3, 1),
                      lambda: draw.sound_numbers(12, 0.5)],
    "stage_map": [lambda stage=stage: draw.stage_map(stage, BOOK, [[0.15, 0.35]], [[0, 1]]) for stage in draw.STAGES],
    "structure": [lambda: draw.structure(BOOK), lambda: draw.structure(create(64, 64, 2)), lambda: draw.structure(DEEP),
                  lambda: draw.structure(create(16, 16, 16, 16))],
    "summation": [lambda: draw.summation([1, 0.5], [0.3, -0.8], 0.2), lambda: draw.summation([0, 0], [0, 0], 0),
                  lambda: draw.summation([-9, 9, 9], [9, 9, 9], -9)],
    "word_numbers": [lambda word=word: draw.word_numbers(word)
                     for word in ("man", "", "<b>&\"'", "x" * 200, " Chicken ")],
}
CASES = [pytest.param(make, id=f"{name}-{number}")
         for name, makes in SAMPLES.items() for number, make in enumerate(makes)]


@pytest.fixture(params=CASES)
def picture(request):
    return request.param()


def test_every_public_picture_function_has_samples_here():
    public = {name for name in draw.__all__ if inspect.isfunction(getattr(draw, name))}
    no_pictures = {"journey_length"}
    assert public - no_pictures == set(SAMPLES), "add samples for a new picture function, remove those of an old one"


# ---- Walking through a picture


@dataclass
class Words:
    """One line of text of a picture, where it stands on the card, and what lies behind it."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    fill: str
    behind: str
    viewport: tuple  # left, top, right, bottom of the (nested) svg that would cut it off

    def __str__(self):
        return f"{self.text!r} at {self.left:.0f}..{self.right:.0f}, {self.baseline:.0f}"


def lines_of(svg):
    """Yield every text of the picture as Words; a letter is taken to be 0.58 of its size wide."""
    shapes = [((0, 0, 1e9, 1e9), "#ffffff")]
    yield from _walk(ET.fromstring(svg), {"fill": "#000000", "font-size": "15"}, (0, 0), None, shapes)


def _walk(node, inherited, origin, viewport, shapes):
    kind = node.tag.removeprefix("{http://www.w3.org/2000/svg}")
    style = {**inherited, **{key: node.get(key) for key in ("fill", "font-size", "text-anchor") if node.get(key)}}
    number = {key: float(node.get(key)) for key in ("x", "y", "width", "height", "cx", "cy", "r") if node.get(key)}
    dx, dy = origin
    if kind == "svg":
        left, top, width, height = map(float, node.get("viewBox").split())
        if viewport:
            dx, dy = dx + number.get("x", 0) - left, dy + number.get("y", 0) - top
        viewport = (left + dx, top + dy, left + width + dx, top + height + dy)
    elif kind == "rect":
        x, y = number.get("x", 0) + dx, number.get("y", 0) + dy
        _remember(shapes, (x, y, x + number["width"], y + number["height"]), node, style)
    elif kind == "circle":
        x, y, r = number["cx"] + dx, number["cy"] + dy, number["r"]
        _remember(shapes, (x - r, y - r, x + r, y + r), node, style)
    elif kind == "text":
        text, size = " ".join("".join(node.itertext()).split()), float(style["font-size"])  # SVG joins spaces, too
        wide = 0.58 * size * len(text)
        left = number["x"] + dx - wide * {"middle": 0.5, "end": 1}.get(style.get("text-anchor"), 0)
        x, y = left + wide / 2, number["y"] + dy - 0.35 * size
        behind = next(fill for (x0, y0, x1, y1), fill in reversed(shapes) if x0 <= x <= x1 and y0 <= y <= y1)
        yield Words(text, left, left + wide, number["y"] + dy, size, style["fill"], behind, viewport)
    for child in node:
        yield from _walk(child, style, (dx, dy), viewport, shapes)


def _remember(shapes, box, node, style):
    if style["fill"] != "none" and float(node.get("fill-opacity", 1)) > 0.9:
        shapes.append((box, style["fill"]))


def contrast(one, other):
    """Return the contrast of two #rrggbb colours as WCAG defines it, 1 to 21."""
    def light(color):
        parts = np.array([int(color[place:place + 2], 16) for place in (1, 3, 5)]) / 255
        return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_defined():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


# ---- What every picture promises


def test_the_picture_and_its_still_are_well_formed(picture):
    ET.fromstring(picture.svg)
    still = ET.fromstring(picture.still)
    assert " ".join(picture.text.split()) in " ".join(" ".join(still.itertext()).split())


def test_the_twin_ends_as_a_sentence(picture):
    assert picture.text == repr(picture) == picture.text.strip()
    assert len(picture.text) >= 10 and picture.text[-1] in ".!?", picture.text


def test_no_coordinate_and_no_word_is_broken(picture):
    broken = re.compile(r"\b(nan|inf|None|Ellipsis|array|np\.\w+)\b|object at 0x", re.IGNORECASE)
    found = broken.findall(picture.svg.replace('"none"', "")) + broken.findall(picture.text)
    assert not found
    coordinates = re.findall(r'(?:\b(?:c?[xyr]|[xy][12]|width|height)="|[ML ])(-?\d+(?:\.\d+)?)', picture.svg)
    far = [value for value in coordinates if abs(float(value)) > 20_000]
    assert not far, f"browsers draw huge coordinates badly: {far[:5]}"


def test_all_words_stand_inside_the_card(picture):
    outside = [str(line) for line in lines_of(picture.svg)
               if line.left < line.viewport[0] - 1 or line.right > line.viewport[2] + 1
               or line.baseline - line.size < line.viewport[1] - 3 or line.baseline > line.viewport[3]]
    assert not outside


def test_words_are_at_least_12_pixels_high(picture):
    assert not [f"{line}: {line.size} px" for line in lines_of(picture.svg) if line.size < 12]


def test_words_stand_out_from_what_is_behind_them(picture):
    weak = [f"{line}: {line.fill} on {line.behind}" for line in lines_of(picture.svg)
            if contrast(line.fill, line.behind) < 4.5]
    assert not weak


def test_a_change_is_at_most_100_kB(picture):
    size = len(picture.svg.encode()) + 2 * len(picture.text.encode())
    assert size <= 100_000, f"{size:,} bytes"


def test_every_clickable_part_has_a_name_and_a_control(picture):
    for part in ET.fromstring(picture.svg).iter():
        if part.get("data-set"):
            assert part.get("aria-label") and part.get("role") == "button" and part.get("tabindex") == "0"
            assert re.fullmatch(r"\w+=.+", part.get("data-set")) and part.get("data-on") in ("click", "hover")


# ---- Every number in a picture is read from the arrays


def numbers(picture):
    return [line.text for line in lines_of(picture.svg)]


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
        plain(value) for out in run.out for value in out[0]]


def test_edges_show_size_by_width_and_sign_by_colour_and_dash():
    svg = ET.fromstring(draw.diagram(BOOK.with_values(w1=1.0, w2=-1.0, w3=0.1)).svg)
    lines = {}
    for group in svg.iter("{http://www.w3.org/2000/svg}g"):
        texts = ["".join(text.itertext()) for text in group.iter("{http://www.w3.org/2000/svg}text")]
        line = group.find("{http://www.w3.org/2000/svg}line")
        if line is not None and texts:
            lines[texts[0].split()[0]] = line
    assert lines["w1"].get("stroke-width") == lines["w2"].get("stroke-width")
    assert float(lines["w1"].get("stroke-width")) > float(lines["w3"].get("stroke-width"))
    assert lines["w1"].get("stroke") != lines["w2"].get("stroke")
    assert lines["w1"].get("stroke-dasharray") is None and lines["w2"].get("stroke-dasharray")


@pytest.mark.parametrize("weight, bias", [(1, 0), (2, 3), (-0.5, 1.25), (0, 2)])
def test_the_logistic_curve_is_the_logistic_function(weight, bias):
    picture = draw.logistic_shift(weight, bias)
    if weight:
        half = f"x = {plain(-bias / weight, 2)}"
        assert half in numbers(picture) and half in picture.text
    curve = max((path for path in ET.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}path")),
                key=lambda path: float(path.get("stroke-width")))
    points = np.array([[float(part) for part in pair.split()] for pair in re.split("[ML]", curve.get("d"))[1:]])
    x, y = -10 + (points[:, 0] - 60) / 600 * 20, 1.05 - (points[:, 1] - 36) / 270 * 1.1
    assert np.abs(y - 1 / (1 + np.exp(-(weight * x + bias)))).max() < 0.005


@pytest.mark.parametrize("seed", range(4))
def test_the_summation_shows_its_products_and_their_sum(seed):
    random = np.random.default_rng(seed)
    inputs, weights, bias = random.normal(size=3), random.normal(size=3), random.normal()
    picture = draw.summation(inputs, weights, bias)
    got, net = numbers(picture), inputs @ weights + bias
    for product in [*(inputs * weights), bias]:
        assert any(text.endswith(f"= {signed(product, 2)}") for text in got), f"{product} is not in {got}"
    assert f"net input = {plain(net, 2)}" in got and f"= {plain(net, 2)}" in picture.text


@pytest.mark.parametrize("eta", [0.05, 0.4, 0.95, 1.1])
def test_the_bowl_shows_the_weights_of_gradient_descent(eta):
    w, path = 0.9, []
    for _ in range(9):
        path.append(plain(w, 4))
        w -= eta * 2 * w
    assert [text for text in numbers(draw.bowl(eta)) if text in path] == path


@pytest.mark.parametrize("net", [-2.5, 0.7, 3.0])
def test_the_gallery_shows_each_functions_value_and_slope(net):
    out, t = 1 / (1 + np.exp(-net)), np.tanh(net)
    got = numbers(draw.activation_gallery(net))
    for value, slope in ((out, out * (1 - out)), (t, 1 - t * t), (net, 1.0), (max(net, 0), float(net > 0))):
        assert f"out {plain(value)}, slope {plain(slope)}" in got


def test_a_small_move_changes_the_logistic_output_a_little_and_the_step_at_once():
    picture = draw.small_move(-0.005)
    before, after = (1 / (1 + np.exp(-w)) for w in (-0.005, 0.005))
    assert f"{plain(before)} → {plain(after)}" in numbers(picture) and f"{plain(0)} → {plain(1)}" in numbers(picture)


@pytest.mark.parametrize("number", [0, 1, 30, 59])
def test_learning_tells_the_error_and_the_right_examples_of_that_moment(number):
    network = RUN[number - 1].network if number else RUN_START
    out = forward(network, XOR).output
    right = int(((out > 0.5) == np.array(XOR_TARGETS, bool)).sum())
    error = 0.5 * ((np.array(XOR_TARGETS) - out) ** 2).sum(axis=1).mean()
    text = draw.learning(RUN_START, RUN, number, XOR, XOR_TARGETS).text
    assert f"After {number} update{'s' * (number != 1)} the mean error is {plain(error)}; {right} of 4" in text


@pytest.mark.parametrize("entry, layer", [("b1", 1), ("b2", 1), ("c1", 2), ("c2", 2)])
def test_the_matrix_product_shows_the_weights_transposed_and_the_net_input(entry, layer):
    run = forward(BOOK, [[0.15, 0.35]])
    picture = draw.matrix_product(BOOK, [[0.15, 0.35]], entry, layer)
    upper = numbers(picture)
    matrix = [plain(value, 2) for value in BOOK.weights[layer - 1].T.ravel()]
    assert [text for text in upper if text in matrix][:4] == matrix
    net = plain(run.net[layer][0, int(entry[1]) - 1])
    assert picture.text.endswith(f"= {net}.") and any(text == f"{entry}: {net}" for text in upper)


def test_the_journey_ends_on_the_forward_pass():
    run = forward(BOOK, [[0.15, 0.35]])
    first, last = (numbers(draw.journey(moment, BOOK, [[0.15, 0.35]])) for moment in (0, draw.journey_length(BOOK)))
    for layer in (1, 2):
        for value in run.out[layer][0]:
            assert f"out {plain(value)}" in last and f"out {plain(value)}" not in first
    assert first.count("out ?") == 4 and not last.count("out ?")


@pytest.mark.parametrize("sizes", [(64, 64, 2), (2, 2, 2), (3, 5, 4, 1)])
def test_the_structure_counts_nodes_edges_and_bias_edges(sizes):
    text = draw.structure(create(*sizes)).text
    edges, biases = sum(a * b for a, b in zip(sizes, sizes[1:], strict=False)), sum(sizes[1:])
    for count in (edges, biases, edges + biases, sum(sizes) + len(sizes) - 1):
        assert re.search(rf"\b{count:,}\b", text), f"{count:,} is not in: {text}"


@pytest.mark.parametrize("word, vector", [("man", "0, 0, 1, 0"), ("cow", "0, 0, 0, 0")])
def test_a_word_becomes_a_one_in_its_own_place(word, vector):
    got = [text.split("= ")[1] for text in numbers(draw.word_numbers(word)) if text.startswith("a")]
    assert ", ".join(got) == vector


def test_a_picture_becomes_its_pixels_row_after_row():
    got = [text for text in numbers(draw.image_numbers(7, 0.6)) if text.startswith("a")]
    assert len(got) == 16 and got[6] == "a7 = 0.60"


def test_a_sound_becomes_its_samples():
    samples = np.sin(2 * np.pi * 3 * np.arange(24) / 24) * 0.5
    first = ", ".join(plain(value, 2) for value in samples[:6])
    assert any(first in text for text in numbers(draw.sound_numbers(3, 0.5)))


def test_the_stage_map_tells_the_error_before_and_after_the_update():
    from helpers import gradients, total_error, update
    example = [[0.15, 0.35]], [[0, 1]]
    after = update(BOOK, gradients(BOOK, *example), 0.5)
    text = draw.stage_map(draw.STAGES[-1], BOOK, *example, eta=0.5).text
    assert plain(total_error(BOOK, *example)) in text and plain(total_error(after, *example)) in text
