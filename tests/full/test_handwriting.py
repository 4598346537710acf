"""The runs of notebook 10 on all of MNIST reach the accuracies that it promises."""

import pytest

from helpers.study.judging import accuracy


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
