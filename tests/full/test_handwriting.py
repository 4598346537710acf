"""The runs of notebook 10 on all of MNIST reach the accuracies that it promises."""

import nbformat
import numpy as np
import pytest

from helpers import create
from helpers.lessons.ours import solutions
from helpers.study.judging import accuracy
from tests.saved import PATHS


@pytest.mark.parametrize("name, least", [("the book", 0.92), ("He start", 0.978), ("softmax alone", 0.915)])
def test_a_recipe_reaches_its_accuracy_on_the_test_images(digits, film, name, least):
    reached = accuracy(film(name)[film(name).last].network, *digits.test)
    assert reached >= least, f"{name}: {reached:.2%} of the test images are right, wanted {least:.1%}"


def test_the_book_s_total_loss_falls_as_the_book_s_does(film):
    first, last = (film("the book")[epoch].learned_error * 550 for epoch in (1, 10))  # 550 batches an epoch
    assert 1.3e6 < first < 1.7e6 and 6e4 < last < 9e4, (first, last)


def test_the_book_s_rate_is_too_small_for_the_he_start(film):
    slow, book = (film(name)[1].validation_accuracy for name in ("the book's rate with He start", "the book"))
    assert slow < 0.5 < 0.85 < book, (slow, book)


def test_the_loop_of_functions_that_the_learner_builds_reads_what_its_notebook_says(digits):
    (path,) = (path for path in PATHS if path.stem == "10_handwriting")
    cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
    assert "more than 96 % are read right" in cells["10-build-pad-text"]
    scope = {"np": np, "create": create, "digits": digits, **solutions()}
    for name in ("10-build-train", "10-build-test"):
        exec(cells[name], scope)
    assert scope["right"].mean() > 0.96, scope["right"].mean()
