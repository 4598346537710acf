"""Votes against central differences, and disguises against a plain search."""

import itertools
from collections import deque

import numpy as np
import pytest

from helpers import ACTIVATIONS, Network, create, forward, train
from helpers.datasets.characters import load_characters
from helpers.lessons.man_vs_chicken.votes import disguise, ink_slopes, one_pixel_changed, promises, votes

DATA = load_characters()
DEPTHS = {"none": (6, 3), "one": (6, 5, 3), "two": (6, 5, 4, 3), "three": (6, 4, 5, 4, 3)}


def judge(sizes, activation="logistic", seed=0):
    """Return a network with random weights and bias weights."""
    random = np.random.default_rng(seed)
    start = create(*sizes, activations=activation, seed=seed)
    return Network(start.weights, [random.normal(size=array.shape) for array in start.biases], activation)


def example(seed=0, n=6):
    return np.random.default_rng(seed + 100).uniform(size=(1, n))


def margin(network, inputs, one, other):
    net = forward(network, inputs).net[-1][0]
    return net[one] - net[other]


# ---- Votes


@pytest.mark.parametrize("one, other", [(1, 0), (0, 1), (2, 0), (1, 2)])
@pytest.mark.parametrize("sizes", DEPTHS.values(), ids=DEPTHS)
@pytest.mark.parametrize("activation", ["logistic", "tanh", "ReLU", "linear"])
def test_a_vote_is_the_input_times_the_central_difference(activation, sizes, one, other):
    assert activation in ACTIVATIONS
    network, inputs, width = judge(sizes, activation), example(), 1e-5
    wanted = []
    for place in range(6):
        step = width * np.eye(6)[place]
        rise = margin(network, inputs + step, one, other) - margin(network, inputs - step, one, other)
        wanted.append(inputs[0, place] * rise / (2 * width))
    assert abs(np.array(wanted)).max() > 1e-3, "this case proves nothing"
    assert votes(network, inputs, one, other) == pytest.approx(wanted, abs=1e-8)


@pytest.mark.parametrize("sizes", DEPTHS.values(), ids=DEPTHS)
def test_ink_has_a_slope_in_white_pixels_too_and_promises_what_is_left_to_change(sizes):
    network, inputs, width = judge(sizes), example().round(), 1e-5
    assert {0.0, 1.0} == set(inputs[0]), "white and black pixels are wanted here"
    rises = [
        margin(network, inputs + width * row, 1, 0) - margin(network, inputs - width * row, 1, 0) for row in np.eye(6)
    ]
    slopes = np.array(rises) / (2 * width)
    assert ink_slopes(network, inputs) == pytest.approx(slopes, abs=1e-8) and abs(slopes).min() > 1e-4
    gains, inks = promises(network, inputs)
    for place, slope in enumerate(slopes):
        best = 1.0 if slope > 0 else 0.0
        assert inks[place] == best and gains[place] == pytest.approx((best - inputs[0, place]) * slope, abs=1e-8)
    assert (gains >= 0).all()


def test_without_hidden_layer_a_promise_is_kept_to_the_last_digit():
    network, inputs = judge((6, 2)), example()
    gains, inks = promises(network, inputs)
    for place in range(6):
        changed = inputs.copy()
        changed[0, place] = inks[place]
        assert gains[place] == pytest.approx(margin(network, changed, 1, 0) - margin(network, inputs, 1, 0), abs=1e-12)


def test_without_more_words_the_votes_are_for_node_1_against_node_0():
    network, inputs = judge(DEPTHS["one"]), example()
    assert votes(network, inputs).tolist() == votes(network, inputs, for_class=1, against=0).tolist()
    assert votes(network, inputs).tolist() == (-votes(network, inputs, 0, 1)).tolist()


@pytest.mark.parametrize("seed", range(4))
def test_without_hidden_layer_votes_and_bias_weights_add_up_to_the_difference(seed):
    network, inputs = judge((6, 2), seed=seed), example(seed)
    total = votes(network, inputs).sum() + network.biases[0][1] - network.biases[0][0]
    assert total == pytest.approx(margin(network, inputs, 1, 0), abs=1e-14)
    weights = network.weights[0]
    assert votes(network, inputs) == pytest.approx(inputs[0] * (weights[:, 1] - weights[:, 0]), abs=1e-15)


def test_an_input_of_zero_has_no_vote_and_an_empty_drawing_none_at_all():
    network, inputs = judge(DEPTHS["two"]), example()
    inputs[0, 2] = 0
    assert (votes(network, inputs) == 0).tolist() == [place == 2 for place in range(6)]
    assert not votes(network, np.zeros((1, 6))).any()


@pytest.mark.parametrize(
    "inputs, kind, sentence",
    [
        (np.ones((2, 6)), ValueError, r"votes wants one example, but inputs has 2 rows. Write inputs\[:1\]"),
        (np.ones(6), ValueError, r"One example\? Write inputs\[None, :\]"),
        (np.ones((1, 5)), ValueError, r"inputs have shape \(1, 5\)"),
        (np.ones((6, 1)), ValueError, r"Write inputs.T"),
        (np.empty((0, 6)), ValueError, "Give at least one example"),
        ([[np.nan] * 6], ValueError, "inputs must hold ordinary numbers"),
        ([["x"] * 6], TypeError, "but holds text"),
    ],
)
def test_inputs_that_are_not_one_example_are_refused(inputs, kind, sentence):
    with pytest.raises(kind, match=sentence):
        votes(judge(DEPTHS["one"]), inputs)
    with pytest.raises(kind, match=sentence.replace("votes", "disguise")):
        disguise(judge(DEPTHS["one"]), inputs, 1)


@pytest.mark.parametrize("wrong, kind", [(3, ValueError), (-1, ValueError), (1.0, TypeError), ("man", TypeError)])
def test_an_output_node_that_is_not_there_is_named_in_a_sentence(wrong, kind):
    network, inputs = judge(DEPTHS["one"]), example()
    for name, ask in (
        ("for_class", lambda: votes(network, inputs, wrong, 0)),
        ("against", lambda: votes(network, inputs, 1, wrong)),
        ("wanted", lambda: disguise(network, inputs, wrong)),
    ):
        with pytest.raises(kind, match=f"{name} is {wrong!r}, but must be a whole number, from 0 to 2"):
            ask()


# ---- What notebook 08 says of its trained networks


@pytest.fixture(scope="module", params=[1, 2, 3])
def trained(request):
    """Return a seed and the network of notebook 08 that it gives."""
    steps = train(create(64, 64, 2, seed=request.param), *DATA.training, 5, "mini-batch", 10, 40, seed=request.param)
    return request.param, deque(steps, maxlen=1).pop().network


@pytest.mark.slow
def test_slope_and_ink_promise_most_or_nearly_most_where_the_disguise_goes(trained):
    seed, network = trained
    way = disguise(network, DATA.man, wanted=1)
    assert 3 <= len(way) <= 4 and says(network, way[-1]) == 1
    for before, after in itertools.pairwise(way):
        gains, inks = promises(network, before[None])
        (place,) = np.flatnonzero(before != after)
        rank = int((gains > gains[place]).sum())
        assert rank <= (0 if seed == 1 else 2) and inks[place] == after[place]
        assert seed != 1 or (before[place] == 0 and votes(network, before[None])[place] == 0)


@pytest.mark.slow
def test_no_single_pixel_changes_the_clear_man_or_chicken_but_his_feet_do(trained):
    seed, network = trained
    for picture, kind in ((DATA.man, 0), (DATA.chicken, 1)):
        assert {says(network, changed) for changed in one_pixel_changed(picture[0])} == {kind}
    without_feet = [np.where(np.arange(64) < 56, picture[0], 0) for picture in (DATA.man, DATA.chicken)]
    assert says(network, without_feet[1]) == 1
    assert seed == 3 or says(network, without_feet[0]) == 1  # of three networks two see a chicken


# ---- Disguises


def best_change(network, picture, wanted):
    """Return how far the best of all one-pixel changes comes, and all changes that come so far, by a plain search."""
    found = []
    for place, ink in itertools.product(range(len(picture)), (0.0, 1.0)):
        if picture[place] == ink:
            continue
        changed = picture.copy()
        changed[place] = ink
        found.append((lead(network, changed, wanted), place, ink))
    best = max(found)[0]
    return best, {(place, ink) for lead, place, ink in found if lead > best - 1e-12}


def lead(network, picture, wanted):
    net = forward(network, [picture]).net[-1][0]
    return net[wanted] - max(np.delete(net, wanted))


def says(network, picture):
    return forward(network, [picture]).output[0].argmax()


@pytest.mark.parametrize("sizes", [(12, 2), (12, 5, 2), (12, 5, 4), (12, 6, 5, 3)], ids=str)
@pytest.mark.parametrize("activation", ["logistic", "tanh"])
@pytest.mark.parametrize("seed", range(3))
def test_every_step_changes_one_pixel_and_is_the_best_of_all(seed, activation, sizes):
    network, inputs = judge(sizes, activation, seed), example(seed, 12)
    for wanted in set(range(sizes[-1])) - {says(network, inputs[0])}:
        way = disguise(network, inputs, wanted)
        assert way[0].tolist() == inputs[0].tolist()
        for before, after in itertools.pairwise(way):
            (place,) = np.flatnonzero(before != after)
            assert after[place] in (0.0, 1.0)
            assert says(network, before) != wanted, "it goes on after it has arrived"
            assert (place, after[place]) in best_change(network, before, wanted)[1], f"pixel {place} is not the best"
            assert lead(network, after, wanted) > lead(network, before, wanted)
        if says(network, way[-1]) != wanted:
            best = best_change(network, way[-1], wanted)[0]
            assert len(way) == 21 or best <= lead(network, way[-1], wanted) + 1e-12, "it gave up too early"


def test_these_disguises_do_reach_the_wanted_class():
    reached = []
    for seed, activation in itertools.product(range(10), ("logistic", "tanh")):
        network, inputs = judge((12, 5, 2), activation, seed), example(seed, 12)
        wanted = 1 - says(network, inputs[0])
        way = disguise(network, inputs, wanted)
        reached.append(len(way) > 1 and says(network, way[-1]) == wanted)
    assert sum(reached) >= 6


@pytest.mark.parametrize("most", [0, 1, 3])
def test_a_disguise_ends_after_so_many_changes(most):
    network = Network([np.full((9, 2), [1.0, -1.0])], [[0.0, 0.0]])  # every ink speaks for node 0
    way = disguise(network, np.full((1, 9), 0.5), wanted=1, most=most)
    assert len(way) == most + 1 and says(network, way[-1]) == 0
    assert [(row != 0.5).sum() for row in way] == [*range(most + 1)]


def test_a_disguise_ends_when_no_pixel_helps_any_more():
    network = Network([np.full((4, 2), [1.0, -1.0])], [[1.0, 0.0]])
    way = disguise(network, np.full((1, 4), 0.5), wanted=1, most=20)
    assert way.tolist() == [[0.5] * 4, [0, 0.5, 0.5, 0.5], [0, 0, 0.5, 0.5], [0, 0, 0, 0.5], [0.0] * 4]


@pytest.mark.parametrize("inputs", [[[0.5] * 4], [[0.0, 0.0, 1.0, 1.0]]])
def test_a_change_that_only_hurts_is_not_made(inputs):
    network = Network([np.zeros((4, 2))], [[1.0, 0.0]])
    assert disguise(network, inputs, wanted=1).tolist() == inputs
    bump = Network(
        [np.column_stack([np.eye(4), -np.eye(4)]), np.tile([1.0, -1.0], (8, 1))],
        [np.tile([-0.5], 8) + np.repeat([0, 1], 4), [1.0, 0.0]],
        ["ReLU", "linear"],
    )
    assert disguise(bump, [[0.5] * 4], wanted=1).tolist() == [[0.5] * 4]


def test_a_network_that_is_no_longer_numbers_gives_the_picture_alone():
    network = judge((6, 4, 2))
    network = network.with_arrays([array * np.nan for array in network.weights], network.biases)
    assert disguise(network, example(), wanted=1).tolist() == example().tolist()


@pytest.mark.parametrize("seed", range(3))
def test_a_picture_that_has_the_class_already_is_left_alone(seed):
    network, inputs = judge((6, 4, 3), seed=seed), example(seed)
    assert disguise(network, inputs, says(network, inputs[0])).tolist() == inputs.tolist()


def test_the_given_picture_stays_as_it_was_even_when_the_way_is_written_on():
    network, inputs = judge((12, 5, 2)), example(0, 12)
    kept, wanted = inputs.copy(), 1 - says(network, inputs[0])
    way = disguise(network, inputs, wanted)
    way[0] = 9
    assert len(way) > 1 and np.array_equal(inputs, kept)
    closed = kept.copy()
    closed.flags.writeable = False
    assert np.array_equal(disguise(network, closed, wanted)[0], kept[0])
    picture = kept[0].copy()
    one_pixel_changed(picture)[:] = 7
    assert np.array_equal(picture, kept[0])


@pytest.mark.parametrize("most, kind", [(-1, ValueError), (2.0, TypeError), ("all", TypeError), (None, TypeError)])
def test_a_wrong_number_of_changes_is_answered_with_a_sentence(most, kind):
    with pytest.raises(kind, match="most is .*, but must be a whole number, 0 or more"):
        disguise(judge((6, 2)), example(), 1, most)


def test_one_pixel_changed_lists_every_single_change_once():
    picture = np.array([0.5, 0.0, 1.0, 0.1])
    wanted = {tuple(np.where(np.arange(4) == place, ink, picture)) for place in range(4) for ink in (0.0, 1.0)}
    changed = one_pixel_changed(picture)
    assert changed.shape == (6, 4), "one pixel is white already, and one black"
    assert {tuple(row) for row in changed} == wanted - {tuple(picture)}
