"""What a whole notebook shares, such as the rows of tables, cannot be changed by a slip in one cell."""

import dataclasses
import sys

import pytest

from helpers import ACTIVATIONS, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, COSTS, SURFACES, draw, forward, plane_data
from helpers import gradients as gradients_of
from helpers.exercises.engine import Listing, Message, at
from helpers.lessons import every
from helpers.lessons.tensorflow.graph import build
from helpers.lessons.transfer_learning.convnet import create_convnet
from helpers.network.costs import PAIRS
from helpers.network.parameters import Parameters
from helpers.network.rules import update_rules

EXERCISES, PREDICTIONS = every("EXERCISES"), every("PREDICTIONS")

SHARED = [
    ACTIVATIONS["logistic"], COSTS["RMS"], COSTS["RMS"].over_examples, PAIRS["softmax", "cross-entropy"],
    SURFACES["bowl"], EXERCISES["1.1"], next(iter(PREDICTIONS.values())), Message("Well done."), at(0, 1),
    EXERCISES["3.11"], EXERCISES["14.1"], plane_data("circle"), Listing("So:", "x = 1"),
    BOOK_NETWORK, forward(BOOK_NETWORK, BOOK_INPUTS), gradients_of(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS),
    update_rules(), draw.diagram(BOOK_NETWORK), build("(a*b)+c"), Parameters(BOOK_NETWORK.weights, BOOK_NETWORK.biases),
    create_convnet(),
]  # fmt: skip


@pytest.mark.parametrize("row", SHARED, ids=lambda row: type(row).__name__)
def test_no_field_can_be_set_anew(row):
    for field in dataclasses.fields(row):
        kept = getattr(row, field.name)
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(row, field.name, "changed")
        assert getattr(row, field.name) is kept


def test_forward_passes_and_gradients_are_compared_and_hashed_as_things_and_not_number_by_number():
    for make in (lambda: forward(BOOK_NETWORK, BOOK_INPUTS),
                 lambda: gradients_of(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)):  # fmt: skip
        one, other = make(), make()
        assert one == one and one != other, "arrays of many numbers have no one answer"
        assert len({one, other}) == 2


def test_there_is_no_dataclass_that_is_not_proved_above():
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "helpers"]
    kinds = {kind for module in modules for kind in vars(module).values()
             if isinstance(kind, type) and dataclasses.is_dataclass(kind)}  # fmt: skip
    assert {kind.__name__ for kind in kinds} == {type(row).__name__ for row in SHARED}
