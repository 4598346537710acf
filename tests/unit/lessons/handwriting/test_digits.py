"""Preparing a drawn digit as MNIST was prepared: true digits of MNIST are the oracle, and brute force."""

import functools
import itertools

import numpy as np
import pytest
from PIL import Image

from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting import digits
from helpers.lessons.handwriting.digits import STEPS, centre_of_mass, ink_box, prepare, probabilities, scale
from helpers.network.activations import softmax
from helpers.network.network import Network, create, forward
from helpers.network.training import train

pytestmark = pytest.mark.slow

DATA = load_mnist()
PICTURES = np.concatenate([part.inputs for part in DATA[:3]]).reshape(-1, 28, 28)[::5].astype(float)
TEST = DATA.test.inputs[:500].reshape(-1, 28, 28).astype(float)
KINDS = DATA.test.targets[:500].argmax(axis=1)


@functools.cache
def trained():
    """Return a network that has seen 4,000 digits of MNIST six times."""
    start = create(784, 100, 10, activations=["ReLU", "softmax"], seed=1, dtype=np.float32)
    inputs, targets = (array[:4000] for array in DATA.training)
    *_, last = train(start, inputs, targets, 0.1, "mini-batch", 100, epochs=6, cost="cross-entropy")
    return last.network


def right(pictures):
    """Return the share of pictures of the test digits that the network reads right."""
    rows = np.array(pictures, np.float32).reshape(-1, 784)
    return (forward(trained(), rows).output.argmax(axis=1) == KINDS).mean()


def shifted(picture, random):
    """Return a picture with its ink moved to any place where all of it fits."""
    top, bottom, left, right = ink_box(picture)
    down, across = random.integers(-top, 29 - bottom), random.integers(-left, 29 - right)
    return np.roll(picture, (down, across), axis=(0, 1))


def smaller(picture, side, random):
    """Return a picture made smaller by Pillow, at any place of the paper."""
    small = np.asarray(Image.fromarray(picture.astype(np.float32)).resize((side, side), Image.BILINEAR)).clip(0, 1)
    paper, (top, left) = np.zeros((28, 28)), random.integers(0, 29 - side, 2)
    paper[top : top + side, left : left + side] = small
    return paper


# ---- True digits of MNIST


def test_digits_of_mnist_are_prepared_already_and_stay_exactly_as_they_are():
    away = [np.abs(prepare(picture).centre - picture).max() for picture in PICTURES]
    assert len(away) >= 1000 and max(away) < 1e-12, f"picture {np.argmax(away)} changes by {max(away):.2g}"


def test_a_digit_that_is_moved_comes_back_exactly():
    random = np.random.default_rng(1)
    for picture in TEST:
        assert np.abs(prepare(shifted(picture, random)).centre - picture).max() < 1e-12


@pytest.mark.parametrize("times", [2, 3])
def test_a_digit_drawn_several_times_as_large_comes_back_exactly(times):
    for picture in TEST[:100]:
        large = np.kron(picture, np.ones((times, times)))
        assert np.abs(prepare(large).centre - picture).max() < 1e-12


@pytest.mark.parametrize("side, most", [(22, 0.06), (18, 0.07), (14, 0.09)])
def test_a_digit_made_smaller_and_moved_comes_nearly_back(side, most):
    random = np.random.default_rng(side)
    made = [smaller(picture, side, random) for picture in TEST]
    before, after = (
        np.mean([np.abs(one - picture).mean() for one, picture in zip(pictures, TEST, strict=True)])
        for pictures in (made, [prepare(picture).centre for picture in made])
    )
    assert after < most and after < before / 1.5, f"mean change of a pixel {before:.3f} before, {after:.3f} after"


def test_a_network_reads_moved_digits_as_well_as_before_only_when_they_are_prepared():
    random = np.random.default_rng(0)
    moved = [shifted(picture, random) for picture in TEST]
    ready = [prepare(picture).centre for picture in moved]
    assert right(TEST) > 0.88
    assert right(ready) == right(TEST)
    assert right(moved) < 0.4
    assert right([prepare(picture, centre=False).centre for picture in moved]) < 0.4, "centre is what helps"


def test_a_network_reads_small_digits_much_better_when_they_are_prepared():
    random = np.random.default_rng(0)
    small = [smaller(picture, 18, random) for picture in TEST]
    assert right(small) < 0.3
    assert right([prepare(picture).centre for picture in small]) > 0.8
    assert right([prepare(picture, crop=False).centre for picture in small]) < 0.6, "without crop the digit stays small"


# ---- The steps


def random_drawing(seed, shape=(28, 28)):
    """Return some strokes: a few lines of ink at random places."""
    random = np.random.default_rng(seed)
    drawing = np.zeros(shape)
    for _ in range(4):
        row, column = (random.integers(0, side) for side in shape)
        drawing[row, column : column + random.integers(1, 12)] = random.uniform(0.1, 1)
        drawing[row : row + random.integers(1, 12), column] = random.uniform(0.1, 1)
    return drawing


RANDOM = [random_drawing(seed) for seed in range(60)] + [random_drawing(seed, (40, 20)) for seed in range(20)]


@pytest.mark.parametrize("height, width", [(28, 28), (7, 3), (1, 1), (9, 28), (28, 2), (20, 20), (1, 13), (45, 33)])
def test_a_scaled_pixel_is_the_mean_of_the_area_that_it_covers(height, width):
    picture = np.random.default_rng(height).uniform(0, 1, (height, width))
    made = scale(picture)
    rows, columns = made.shape
    fine = np.kron(picture, np.ones((rows, columns)))  # squares of which both kinds of pixels are made
    wanted = fine.reshape(rows, height, columns, width).mean(axis=(1, 3))
    assert np.abs(made - wanted).max() < 1e-12


def test_the_longer_side_becomes_20_and_the_shorter_one_keeps_its_share():
    for drawing in RANDOM:
        done = prepare(drawing)
        (height, width), (rows, columns) = done.crop.shape, done.scale.shape
        assert max(rows, columns) == 20
        assert abs(rows - 20 * height / max(height, width)) <= 0.5 or rows == 1
        assert abs(columns - 20 * width / max(height, width)) <= 0.5 or columns == 1


def test_cropping_leaves_no_white_edge_and_loses_no_ink():
    for drawing in RANDOM:
        box = prepare(drawing).crop
        assert all(edge.any() for edge in (box[0], box[-1], box[:, 0], box[:, -1]))
        assert box.sum() == pytest.approx(drawing.sum())


def by_hand(picture):
    """Return the centre of mass, pixel by pixel."""
    ink = sum(picture[place] for place in np.ndindex(picture.shape))
    return [sum(place[axis] * picture[place] for place in np.ndindex(picture.shape)) / ink for axis in (0, 1)]


def test_the_centre_of_mass_is_that_of_every_pixel_with_its_ink_as_weight():
    for drawing in RANDOM[:20]:
        assert centre_of_mass(drawing) == pytest.approx(by_hand(drawing))


def test_the_centre_of_mass_ends_within_half_a_pixel_of_the_middle_unless_the_paper_ends():
    free = 0
    for drawing in RANDOM:
        picture = prepare(drawing).centre
        top, bottom, left, right = ink_box(picture)
        for mass, low, high in zip(by_hand(picture), (top, left), (bottom, right), strict=True):
            if low > 0 and high < 28:
                assert abs(mass - 14) <= 0.5 + 1e-9
                free += 1
    assert free > 1.6 * len(RANDOM), "hardly a drawing has shown it"


def test_no_ink_is_lost_on_the_way_to_28_by_28():
    for drawing, centre in itertools.product(RANDOM, (False, True)):
        done = prepare(drawing, centre=centre)
        assert done.centre.shape == (28, 28)
        assert done.centre.sum() == pytest.approx(done.scale.sum())
        assert 0 <= done.centre.min() and done.centre.max() <= 1


# ---- Switches


def test_with_every_step_switched_off_a_drawing_of_28_by_28_stays_as_it_is():
    for drawing in RANDOM[:60]:
        assert all((picture == drawing).all() for picture in prepare(drawing, False, False, False))
        assert (prepare(drawing, True, False, False).centre == drawing).all(), "a crop alone puts the ink back"


@pytest.mark.parametrize("off", STEPS)
def test_a_step_that_is_switched_off_leaves_its_picture_alone(off):
    names = ["drawing", *STEPS]
    before = names[names.index(off) - 1]
    on = 0
    for drawing in RANDOM:
        done, full = prepare(drawing, **{off: False})._asdict(), prepare(drawing)._asdict()
        if off != "centre":
            assert (done[off] == done[before]).all()
        on += not np.array_equal(done["centre"], full["centre"])
    assert on > 0.8 * len(RANDOM), f"{off} changes hardly any drawing"


def test_without_centre_a_digit_stays_where_it_was_drawn():
    seven = np.zeros((28, 28))
    seven[1:11, 2:8] = 1
    rows, columns = centre_of_mass(prepare(seven, scale=False, centre=False).centre)
    assert (rows, columns) == centre_of_mass(seven)
    assert max(centre_of_mass(prepare(seven, centre=False).centre)) < 11


# ---- Nothing, and nonsense


@pytest.mark.parametrize("switches", [*itertools.product((False, True), repeat=3)])
@pytest.mark.parametrize("paper", [np.zeros((28, 28)), np.zeros(784), np.zeros((5, 9)), [0] * 16], ids=len)
def test_paper_without_ink_stays_white_and_says_so(paper, switches):
    done = prepare(paper, *switches)
    assert done.empty and not any(picture.any() for picture in done)
    assert done.inputs.shape == (1, 784) and repr(done).startswith("an empty drawing")
    assert not prepare(np.eye(28), *switches).empty


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (1, 4), (28, 28)])
def test_paper_without_ink_is_its_own_box_with_its_middle_as_centre(shape):
    rows, columns = shape
    paper = np.zeros(shape)
    assert ink_box(paper) == (0, rows, 0, columns) and digits.crop(paper).shape == shape
    assert centre_of_mass(paper) == centre_of_mass(np.ones(shape)) == ((rows - 1) / 2, (columns - 1) / 2)


@pytest.mark.parametrize("shape", [(28, 14), (14, 28), (20, 40)])
def test_a_drawing_that_is_no_square_stays_in_the_middle_when_it_is_drawn_there(shape):
    drawing = np.zeros(shape)
    rows, columns = (slice(side // 2 - 3, side // 2 + 3) for side in shape)
    drawing[rows, columns] = 1
    for crop in (False, True):
        assert centre_of_mass(prepare(drawing, crop, False, False).centre) == pytest.approx((13.5, 13.5))


def test_784_numbers_and_28_rows_of_28_are_the_same_drawing():
    drawing = random_drawing(3)
    same = [prepare(one).inputs for one in (drawing, drawing.ravel(), drawing.ravel()[None, :], drawing.tolist())]
    assert all((one == same[0]).all() for one in same)
    assert same[0].dtype == np.float32 and same[0].shape == (1, 784)


def test_the_drawing_that_is_given_is_not_changed():
    drawing = random_drawing(5)
    kept = drawing.copy()
    for switches in itertools.product((False, True), repeat=3):
        prepare(drawing, *switches)
    assert (drawing == kept).all()


BAD = [
    (np.zeros(783), ValueError, r"drawing has shape \(783,\), but must be rows of pixels such as \(28, 28\)"),
    (np.zeros((2, 28, 28)), ValueError, r"drawing has shape \(2, 28, 28\)"),
    ([], ValueError, r"drawing has shape \(0,\)"),
    (7, ValueError, r"drawing has shape \(\)"),
    (255 * np.eye(28), ValueError, "drawing has the ink 255, but ink.*if black is 255 there, divide by 255"),
    (-np.eye(28), ValueError, "drawing has the ink -1,"),
    (np.nan * np.eye(28), ValueError, "drawing must hold ordinary numbers"),
    ([[0, 1], [1]], ValueError, "drawing is ragged"),
    ("seven", TypeError, "drawing must hold numbers only"),
    (None, TypeError, "drawing must hold numbers only"),
]


@pytest.mark.parametrize("drawing, kind, sentence", BAD)
def test_what_is_no_drawing_is_refused_with_a_sentence(drawing, kind, sentence):
    with pytest.raises(kind, match=sentence):
        prepare(drawing)


# ---- What a network reads


@pytest.mark.parametrize("last", ["softmax", "linear", "logistic"])
def test_probabilities_are_the_softmax_of_the_last_net_inputs_also_for_more_than_one_chunk(last):
    network = create(784, 7, 10, activations=["ReLU", last], seed=2)
    inputs = np.random.default_rng(0).uniform(0, 1, (2 * digits.CHUNK + 5, 784))
    nets = np.maximum(inputs @ network.weights[0] + network.biases[0], 0) @ network.weights[1] + network.biases[1]
    assert np.abs(probabilities(network, inputs) - softmax(nets)).max() < 1e-12


def test_pictures_that_can_change_are_read_again_and_closed_ones_only_once(monkeypatch):
    network, inputs = create(784, 10, activations="softmax", seed=2), np.full((1, 784), 0.5)
    first = probabilities(network, inputs)
    inputs[0, :400] = 0
    assert not np.array_equal(probabilities(network, inputs), first)
    inputs.flags.writeable = False
    once = probabilities(network, inputs)
    monkeypatch.setattr(digits, "propagate", None)
    assert probabilities(network, inputs) is once
    with pytest.raises(TypeError):
        probabilities(create(784, 10, activations="softmax", seed=3), inputs)


@pytest.mark.parametrize("network", [create(64, 10), create(784, 2), Network([np.zeros((10, 784))], [np.zeros(784)])])
def test_a_network_that_reads_no_digits_is_refused_with_a_sentence(network):
    with pytest.raises(ValueError, match=rf"a {network.shape_name} network, but to read digits it must have 784"):
        probabilities(network, np.zeros((1, 784)))
