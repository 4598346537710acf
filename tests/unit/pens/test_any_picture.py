"""Whatever a picture's function is given: a picture or a sentence of ours, and what was given stays as it was."""

import functools
import inspect
import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import create, draw, forward
from helpers.datasets.characters import load_characters
from helpers.lessons.transfer_learning.transfer import Scores
from helpers.pens.arguments import guarded, raised_by_us
from helpers.pens.picture import Picture
from tests.anything import VALUES, answered
from tests.cases import BOOK, CHICKEN, DIVERGED
from tests.samples import SAMPLES, By

WITH_ARGUMENTS = [name for name in SAMPLES if inspect.signature(getattr(draw, name)).parameters]


@functools.cache
def example_of(name):
    """Return a valid call of a picture's function as its arguments by name: the sample that gives most of them."""
    bind = inspect.signature(getattr(draw, name)).bind
    rows = [(row[:-1], row[-1]) if isinstance(row[-1], By) else (row, {}) for row in SAMPLES[name]()]
    found = max((bind(*given, **named).arguments for given, named in rows), key=len)
    more = found.pop("values", {})  # those of flow(), which takes any names
    return {**found, **more}


def ask(name, argument, value):
    """Return the picture with one argument replaced, or None when it is refused with a sentence."""
    found = answered(lambda value: getattr(draw, name)(**{**example_of(name), argument: value}), value)
    if isinstance(found, Picture):
        assert not re.search(r'="[^"]*\b(nan|inf)\b', found.svg), "a place that is no number"
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_the_example_is_a_picture_so_what_is_refused_is_the_replaced_argument(name):
    found = getattr(draw, name)(**example_of(name))
    assert isinstance(found, Picture) or name == "mnist_download"


# What can be no argument of any picture.
NEVER = [
    np.nan, np.inf, -np.inf, 1j, Decimal("NaN"), b"1", object, len, {0.5}, slice(2), np.datetime64("2020-01-01"), ...,
    -1e300, 10**400, np.ma.masked, np.ma.array([0.5, 0.5], mask=[True, False]), [np.inf], [[np.nan, 1.0]],
    [[0.5, np.inf]], [1j, 2j], [[1, 2], [3]], [None], [[None]], [object], np.array([[None, 1]]), np.zeros((0, 2)),
    np.zeros((2, 0)), np.zeros((2, 3, 4)),
]  # fmt: skip
# A training that diverges has infinite errors.
MAY = {("stopping", "errors"), ("own_curve", "training"), ("own_curve", "validation")}


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
def test_what_no_argument_can_mean_is_refused_with_a_sentence(name):
    for argument in example_of(name):
        for value in NEVER:
            found = ask(name, argument, value)
            assert found is None or (name, argument) in MAY, f"{argument} = {value!r}: {found!r}"


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
@settings(max_examples=20)
@given(st.data())
def test_a_picture_answers_anything_with_a_picture_or_a_sentence(name, data):
    argument = data.draw(st.sampled_from([*example_of(name)]))
    found = ask(name, argument, data.draw(VALUES))
    assert found is None or isinstance(found, Picture) or name == "mnist_download"


NETWORKS = [create(*sizes, activations=name, seed=1) for sizes in (
    (1, 1), (2, 1), (2, 2), (3, 2, 2), (2, 3, 1), (2, 2, 2, 2), (64, 3)) for name in ("logistic", "ReLU")]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SAMPLES if "network" in example_of(name)])
def test_a_picture_of_a_network_answers_any_network(name):
    for network in NETWORKS:
        fitting = {"inputs": np.full((1, network.sizes[0]), 0.5), "targets": np.ones((1, network.sizes[-1]))}
        more = {one: array for one, array in fitting.items() if one in example_of(name)}
        answered(
            lambda more=more, network=network: getattr(draw, name)(**{**example_of(name), **more, "network": network})
        )


ONE_EXAMPLE = (
    "backward_journey", "delta_sum", "gradient_table", "journey", "logistic_dial", "loop_moment", "matrix_backward",
    "matrix_product", "network_error", "stage_map", "three_sums", "unpacking",
)  # fmt: skip


@pytest.mark.parametrize("name", ONE_EXAMPLE)
def test_a_picture_of_one_example_refuses_two(name):
    two = {one: np.tile(example_of(name)[one], (2, 1)) for one in ("inputs", "targets") if one in example_of(name)}
    with pytest.raises(ValueError, match=r"inputs holds 2 examples, but this picture shows one. Write \[:1\]"):
        getattr(draw, name)(**{**example_of(name), **two})


MAN = load_characters().man


@pytest.mark.parametrize("call, sentence", [
    (lambda: draw.bowl(), r"missing a required argument: 'eta'. Write draw.bowl\(eta, start=0.9, steps=8\)"),
    (lambda: draw.bowl("0.1"), "eta is '0.1', but must be a number from 0 to 1e"),
    (lambda: draw.bowl(0.1, steps=2.5), "steps is 2.5, but must be a whole number, from 0 to 1000"),
    (lambda: draw.error_bars([0.5, 0.7], [1]), r"targets has shape \(1,\), but must have shape \(2,\)"),
    (lambda: draw.error_bars([[0.5, 0.7]], [[0, 1]]), r"outputs has shape \(1, 2\), but must have shape \(any,\)"),
    (lambda: draw.error_bars([0.5, np.nan], [0, 1]), "outputs must hold ordinary numbers, but holds NaN"),
    (lambda: draw.training_set([[1, 2], [0, 1]], [[5, 3]]), r"targets has shape \(1, 2\), but must have shape \(2, 2"),
    (lambda: draw.training_set([1, 2], [5, 3]), r"outputs has shape \(2,\), but must have shape \(any, 2\)"),
    (lambda: draw.summation([1, 2], [1, 2, 3], 0), r"weights has shape \(3,\), but must have shape \(2,\)"),
    (lambda: draw.summation(["1"], [1], 0), r"inputs must hold numbers only, but holds text.*np.array\(inputs, float"),
    (lambda: draw.character(MAN[:, :63]), r"picture has shape \(1, 63\), but must hold 64 numbers"),
    (lambda: draw.character(np.ma.masked_less(MAN, 0.1)), "picture has masked values. Replace or drop those"),
    (lambda: draw.character(MAN, lit=[64]), r"lit\[0\] is 64, but must be a whole number, from 0 to 63"),
    (lambda: draw.disguised(create(64, 2), MAN[0], 1), r"way has shape \(64,\), but must have shape \(any, 64\)"),
    (lambda: draw.stopping([], "error below", 0.1), r"errors has shape \(0,\), but must be a list of errors"),
    (lambda: draw.stopping([0.5, 0.1], "error under", 0.1), "no rule 'error under'. Did you mean 'error below'"),
    (lambda: draw.reliability(Scores(np.array([0.5]), np.array([1])), 0.9, "x"), "judged.right must hold True"),
    (lambda: draw.reliability(Scores(np.array([0.5, 9]), np.array([True] * 2)), 0.9, "x"), "judged.scores holds 9"),
    (lambda: draw.logistic_shift(1 + 0j, 0), "weight is .1.0j., but must be a number from"),
    (lambda: draw.weight_curves(BOOK, *CHICKEN, zoom="no"), "zoom is 'no', but must be True or False"),
    (lambda: draw.diagram(BOOK, forward(BOOK, 2 * CHICKEN[0])), r"run must be one example's way.*inputs\[:1\]"),
    (lambda: draw.delta_sum(BOOK, *CHICKEN, "c1"), "there is no hidden node 'c1'. Known: b1, b2"),
    (lambda: draw.film_frame(BOOK, 1), "film is 2-2-2 network.*, but must be a Film"),
    (lambda: draw.learning(create(3, 1), DIVERGED, 1, [[1, 2, 3]], [[1]]), "3-1 network has 3 inputs. Take one with 2"),
])  # fmt: skip
def test_a_wrong_argument_is_named_with_what_to_give(call, sentence):
    with pytest.raises((ValueError, TypeError), match=sentence):
        call()


def test_what_no_check_foresaw_becomes_a_sentence_and_a_sentence_stays_itself():
    with pytest.raises(ValueError, match=r"^draw.parts cannot draw this: network = 3-2 net.*help\(draw.parts\)$"):
        draw.parts(create(3, 2), "hidden layer")
    with pytest.raises(ValueError, match="there is no part 'x'") as problem:
        draw.parts(create(3, 4, 2), "x")
    assert raised_by_us(problem.value)


def test_a_small_kind_of_number_is_not_added_up_in_its_own_few_bits():
    assert draw.weights_compared(np.uint8(28), np.int8(64)).text == draw.weights_compared(28, 64).text
    assert draw.sound_numbers(np.uint8(200), np.float16(1), np.uint8(24)).text == draw.sound_numbers(200, 1, 24).text
    assert draw.gears(1, np.uint8(24), np.uint8(12)).text == draw.gears(1, 24, 12).text


def test_who_adds_a_picture_without_saying_what_it_may_be_given_is_told_where():
    def new_picture(network, speed):
        """Return a picture."""

    with pytest.raises(KeyError, match=r"what may draw.new_picture be given as speed\? Add a row to ROWS in drawings"):
        guarded(new_picture)
