"""Kernels that are learned: against SciPy's correlation, finite differences, and what scikit-learn reaches."""

import re

import numpy as np
import pytest
from scipy.signal import correlate2d
from scipy.stats import beta, binom

from helpers import draw
from helpers.datasets.mnist import load_mnist
from helpers.lessons.transfer_learning.convnet import (
    KernelFilm,
    backward,
    check_kernels,
    create_convnet,
    kernel_gradients,
    map_side,
    mean_error,
    quarters,
    recorded_kernels,
    right_share,
    through_kernels,
    train_kernels,
    unpooled,
    windows,
)
from helpers.lessons.transfer_learning.convolution import KERNELS, photograph
from helpers.lessons.transfer_learning.found_kernels import learned_kernels
from helpers.lessons.transfer_learning.real_kernels import load_real_kernels, real_maps
from helpers.lessons.transfer_learning.real_kernels import photograph as real_photograph
from tests.chance import by_chance
from tests.drawn import images

RANDOM = np.random.default_rng(11)
NOISE = RANDOM.random((3, 784))
TARGETS = np.eye(10)[[3, 7, 0]]
DIGITS = load_mnist()


def small(seed=1):
    """A network of 2 and 3 kernels in float64, with bias weights that are not 0."""
    made = create_convnet((2, 3), seed, float)
    return made.with_arrays([array.copy() for array in made.weights], [array + 0.1 for array in made.biases])


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("shape, size", [((1, 6, 7, 1), 3), ((2, 12, 12, 4), 5), ((3, 5, 5, 2), 5)])
def test_windows_are_the_rows_that_loops_collect(shape, size, stride):
    maps = RANDOM.random(shape)
    n, rows, columns, _ = shape
    wanted = [maps[one, i : i + size, j : j + size].ravel() for one in range(n)
              for i in range(0, rows - size + 1, stride) for j in range(0, columns - size + 1, stride)]  # fmt: skip
    assert np.array_equal(windows(maps, size, stride), wanted)
    assert np.array_equal(windows(maps[0, :, :, 0], size), windows(maps[:1, :, :, :1], size))


def test_both_layers_say_what_scipy_says():
    network, passed = small(), through_kernels(small(), NOISE)
    before = NOISE.reshape(-1, 28, 28, 1)
    for layer, count in enumerate((2, 3)):
        kernels = network.weights[layer].reshape(5, 5, before.shape[3], count)
        for one in range(3):
            for kernel in range(count):
                net = sum(correlate2d(before[one, :, :, m], kernels[:, :, m, kernel], "valid")
                          for m in range(before.shape[3])) + network.biases[layer][kernel]  # fmt: skip
                assert passed.nets[layer][one, :, :, kernel] == pytest.approx(net)
                side = len(net) // 2
                wanted = np.maximum(net, 0).reshape(side, 2, side, 2).max(axis=(1, 3))
                assert passed.pooled[layer][one, :, :, kernel] == pytest.approx(wanted)
        before = passed.pooled[layer]
    logits = before.reshape(3, -1) @ network.weights[2] + network.biases[2]
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    assert passed.output == pytest.approx(shares)
    assert mean_error(network, NOISE, TARGETS) == pytest.approx(-np.log(shares[range(3), [3, 7, 0]]).mean())


@pytest.mark.parametrize("seed", [1, 2])
def test_every_slope_is_the_difference_quotient_of_the_error(seed):
    network = small(seed)
    found = kernel_gradients(network, NOISE, TARGETS)
    for name in [*network.names()][::7]:
        up, down = (mean_error(network.with_values(**{name: network[name] + shift}), NOISE, TARGETS)
                    for shift in (1e-6, -1e-6))  # fmt: skip
        assert found[name] == pytest.approx((up - down) / 2e-6, abs=1e-8), name


def test_stage_4_finds_the_slopes_right_and_a_wrong_one_wrong(monkeypatch):
    table = check_kernels(small(), NOISE, TARGETS)
    assert len(table) == 21 and {row.verdict for row in table} == {"right"}  # 4 of each group, of bias weights 2 and 3
    from helpers.lessons.transfer_learning import convnet

    monkeypatch.setattr(convnet, "unpooled", lambda d_pooled, *maps: unpooled(2 * d_pooled, *maps))
    assert "wrong" in {row.verdict for row in check_kernels(small(), NOISE, TARGETS)}


@pytest.mark.parametrize("net, answers", [(0.5, 1), (0.0, 0), (-0.5, 0)])
def test_where_a_square_has_equal_numbers_one_of_them_answers_for_all_and_none_where_relu_is_0(net, answers):
    nets = np.full((1, 4, 4, 2), net)
    slopes = unpooled(np.ones((1, 2, 2, 2)), nets, np.maximum(nets[:, ::2, ::2], 0)).reshape(nets.shape)
    assert (np.add.reduce(quarters(slopes)) == answers).all()


def test_the_sides_of_the_maps_are_those_of_the_arrays():
    passed = through_kernels(create_convnet(), NOISE)
    assert [map_side(1), map_side(2)] == [maps.shape[1] for maps in passed.pooled]
    assert create_convnet().parameter_count == (25 + 1) * 8 + (200 + 1) * 16 + (256 + 1) * 10


@pytest.mark.slow
def test_a_short_training_reads_more_digits_than_logistic_regression():
    from sklearn.linear_model import LogisticRegression

    film = KernelFilm(DIGITS, epochs=3)
    theirs = LogisticRegression(max_iter=200).fit(DIGITS.training.inputs, DIGITS.training.targets.argmax(axis=1))
    flat = theirs.score(DIGITS.test.inputs, DIGITS.test.targets.argmax(axis=1))
    reached = right_share(film[film.last].network, DIGITS.test)
    assert reached > flat + by_chance(flat, len(DIGITS.test.inputs)), (reached, flat)
    again = KernelFilm(DIGITS, epochs=3)
    assert all(map(np.array_equal, film[1].network.weights, again[1].network.weights)), "the same seed, the same"


def test_all_of_mnist_was_read_as_promised():
    assert len(recorded_kernels()) == 5 and min(recorded_kernels()) >= 0.985  # what the lesson was to reach at least


@pytest.mark.slow
def test_edges_come_by_themselves():
    film = KernelFilm(DIGITS, epochs=6)
    slants = np.indices((5, 5)).reshape(2, 25).T - 2.0
    slants /= np.linalg.norm(slants, axis=0)

    def slanted(network):
        kernels = network.weights[0] - network.weights[0].mean(axis=0)
        return np.linalg.norm(slants.T @ (kernels / np.linalg.norm(kernels, axis=0)), axis=0)

    def probable(network):  # how probable so many slants above 0.5 are, by chance: of 24 directions 2 are slants
        return binom.sf((slanted(network) > 0.5).sum() - 1, 8, beta(1, 11).sf(0.5**2))

    last = film[film.last].network
    assert probable(last) < 1e-4 < 0.05 < probable(film[0].network)
    assert 2 <= (slanted(last) > 0.65).sum() <= 5, "some of eight"


def test_nothing_given_is_changed():
    inputs, targets, network = NOISE.copy(), TARGETS.copy(), small()
    before = [array.copy() for array in network.weights]
    [*train_kernels(network, inputs, targets, batch_size=2, epochs=2)]
    [*backward(network, through_kernels(network, inputs), targets)]
    assert np.array_equal(inputs, NOISE) and np.array_equal(targets, TARGETS)
    assert all(map(np.array_equal, before, network.weights))


# ---- One kernel

SHOWN = 0.05  # the notebook prints one decimal: a kernel is found that is off by less


@pytest.mark.parametrize("name", KERNELS)
def test_noise_gives_the_hidden_kernel_away_and_a_photograph_hardly(name):
    hidden = KERNELS[name].array
    noise = learned_kernels(np.random.default_rng(0).random((28, 28)), hidden)
    photo = learned_kernels(photograph(), hidden)
    digit = learned_kernels(DIGITS.test.inputs[0].reshape(28, 28), hidden)
    off = [abs(one.kernels[-1] - hidden).max() for one in (noise, digit, photo)]
    assert off[0] < SHOWN < off[1] < off[2], off


@pytest.mark.parametrize("name", KERNELS)
def test_the_photograph_shows_the_kernel_too_but_needs_many_more_updates(name):
    hidden = KERNELS[name].array
    rows = windows(photograph())
    best, *_ = np.linalg.lstsq(rows, rows @ hidden.ravel(), rcond=None)
    assert best == pytest.approx(hidden.ravel(), abs=1e-9)
    slow = learned_kernels(photograph(), hidden, updates=800)
    off = abs(slow.kernels[[200, 800]] - hidden).max(axis=(1, 2))
    assert SHOWN < off[1] < off[0] and slow.errors[800] < slow.errors[200]


def test_200_updates_reach_far_in_every_direction_of_noise_and_hardly_begin_in_one_of_a_photograph():
    photo, noise = (np.linalg.eigvalsh(np.cov(windows(p).T))[0] for p in (photograph(), NOISE[0].reshape(28, 28)))
    way = 200 * 0.05 / (1 - 0.9)  # updates · eta / (1 − momentum): what is left of an error is e^(−way · eigenvalue)
    assert np.exp(-way * noise) < SHOWN and np.exp(-way * photo) > 0.9


def test_the_first_update_is_the_least_squares_slope():
    learned = learned_kernels(NOISE[0].reshape(28, 28), KERNELS["dot"].array, updates=1, eta=0.1)
    rows = windows(learned.picture, 3)
    start = learned.kernels[0].ravel()
    slope = rows.T @ (rows @ start - learned.wanted.ravel()) / len(rows)
    assert learned.kernels[1].ravel() == pytest.approx(start - 0.1 * slope)


@pytest.mark.parametrize("update", [0, 7, 200])
def test_the_picture_of_the_search_tells_what_the_arrays_say(update):
    learned = learned_kernels(NOISE[0].reshape(28, 28), KERNELS["level edge"].array)
    shown = draw.kernel_found(learned, update)
    found = correlate2d(learned.picture, learned.kernels[update], "valid")
    off, worst = map(float, re.findall(r"by (\S+) at", shown.text))
    assert off == pytest.approx(np.sqrt(np.square(found - learned.wanted).mean()), abs=0.0051)
    assert worst == pytest.approx(abs(learned.kernels[update] - learned.hidden).max(), abs=0.0051)
    assert ">?<" in shown.svg and ">?<" not in draw.kernel_found(learned, update, True).svg


# ---- The network's pictures


def test_the_digits_that_are_read_wrongly_are_marked():
    film = KernelFilm(DIGITS, epochs=1)
    for number in (0, 1):
        frame = film[number]
        shown = draw.kernels_learning(frame, DIGITS.test)
        passed = through_kernels(frame.network, DIGITS.test.inputs[:8])
        right = (passed.output.argmax(axis=1) == DIGITS.test.targets[:8].argmax(axis=1)).sum()
        assert shown.svg.count("✓<") == right and shown.svg.count("✗<") == 8 - right
        assert f"{100 * right_share(frame.network, DIGITS.validation.first(500)):.0f} % of 500" in shown.text


@pytest.mark.parametrize("wanted, said", [(None, "."), ("right", ", rightly."), ("wrong", ", but it is a ")])
def test_the_way_of_a_digit_ends_with_the_answer(wanted, said):
    network, digit = create_convnet(), DIGITS.test.inputs[4]
    answer = int(through_kernels(network, digit[None]).output.argmax())
    given = {"right": answer, "wrong": (answer + 1) % 10}.get(wanted)
    shown = draw.through_layers_of_kernels(network, digit, 5, given)
    assert f"The network says {answer}{said}" in shown.text
    assert len(images(shown)) == 5 + 8 + 16
    parts = re.findall(r'data-set="kernel=(\d)"', shown.svg)
    assert parts == list("12345678")


# ---- The first kernels of a real network


def test_the_maps_of_the_real_kernels_are_scipys():
    layer, image = load_real_kernels(), real_photograph("flower")
    light = (np.asarray(image.resize((224, 224), 3), float) - 127) / 128
    padded = np.pad(light, ((0, 1), (0, 1), (0, 0)))
    kernels = layer.weights.reshape(3, 3, 3, 32)
    for number in (0, 6, 15, 31):
        net = sum(correlate2d(padded[..., color], kernels[..., color, number], "valid") for color in range(3))
        wanted = np.clip(net[::2, ::2] + layer.biases[number], 0, 6)
        assert real_maps("flower")[..., number] == pytest.approx(wanted, abs=1e-6)


def test_four_real_kernels_have_lost_their_weights_most_answer_on_plain_grey():
    layer = load_real_kernels()
    silent = abs(layer.weights).sum(axis=0) + layer.biases < 0  # light goes from -1 to 1
    largest = abs(layer.weights).max(axis=0)
    assert silent.sum() == 4 and largest[silent].max() < largest[~silent].min() / 1000
    assert (layer.biases > 0).sum() > 16, "on grey, which is 0, a kernel answers with its bias weight"
    assert not real_maps("flower")[..., silent].any() and not real_maps("pavilion")[..., silent].any()


def test_real_kernels_look_for_edges_and_for_colours():
    weights = load_real_kernels().weights
    kernels = weights[:, abs(weights).max(axis=0) > 0.1].reshape(9, 3, -1)
    strength = np.square(kernels).sum(axis=(0, 1))
    grey = 3 * np.square(kernels.mean(axis=1)).sum(axis=0) / strength > 1 / 2  # mostly alike in red, green and blue
    flat = 9 * np.square(kernels.mean(axis=0)).sum(axis=0) / strength > 1 / 2  # mostly the same at all nine places
    counts = {"grey stripes": (grey & ~flat).sum(), "coloured stripes": (~grey & ~flat).sum(),
              "colours": (~grey & flat).sum()}  # fmt: skip
    assert min(counts.values()) >= 2, counts


@pytest.mark.parametrize("kernel", [1, 12, 32])
def test_the_picture_of_a_real_kernel_counts_where_it_answers(kernel):
    shown, places = draw.real_kernels(kernel, "pavilion"), int((real_maps("pavilion")[..., kernel - 1] > 0).sum())
    assert (f"answers at {places:,} of 12,544" if places else "it never answers") in shown.text
    assert re.findall(r'data-set="kernel=(\d+)"', shown.svg) == [str(number) for number in range(1, 33)]
