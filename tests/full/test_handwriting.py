"""The runs of notebook 10 on all of MNIST: the accuracies that it promises, and the memory that a training takes.

Needs all of MNIST: in the folder MNIST_DIR, in the course's cache, or in ../shared/data/mnist beside the project. About
three minutes on two idle cores.
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting.recipes import RECIPES
from helpers.study.judging import accuracy

PROJECT = Path(__file__).resolve().parent.parent.parent
BESIDE = PROJECT.parent / "shared" / "data" / "mnist"


@pytest.fixture(scope="module")
def digits():
    """Return all of MNIST. Where it is not, nothing is run; CI says so as an error, since it may leave nothing out."""
    with pytest.MonkeyPatch.context() as patch:
        if "MNIST_DIR" not in os.environ and BESIDE.is_dir():
            patch.setenv("MNIST_DIR", str(BESIDE))
        found = load_mnist()
        if found.subset:
            give_up = pytest.fail if os.environ.get("CI") else pytest.skip
            give_up("all of MNIST is not here: type load_mnist(download=True) once, or set MNIST_DIR to its folder")
        yield found


@pytest.fixture(scope="module")
def film(digits):
    """Return a function from a recipe's name to the film of its training; each is run once for all tests."""
    return cache(lambda name: RECIPES[name].film(digits, seed=1, sample=1))


@pytest.mark.parametrize(
    "name, least", [("the book", 0.92), ("He start", 0.978), ("softmax alone", 0.915), ("best", 0.988)]
)
def test_a_recipe_reaches_its_accuracy_on_the_test_images(digits, film, name, least):
    reached = accuracy(film(name)[film(name).last].network, *digits.test)
    assert reached >= least, f"{name}: {reached:.2%} of the test images are right, wanted {least:.1%}"


def test_the_book_s_total_loss_falls_as_the_book_s_does(film):
    first, last = (film("the book")[epoch].learned_error * 550 for epoch in (1, 10))  # 550 batches an epoch
    assert 1.3e6 < first < 1.7e6 and 6e4 < last < 9e4, (first, last)


def test_the_book_s_rate_is_too_small_for_the_he_start(film):
    slow, book = (film(name)[1].validation_accuracy for name in ("the book's rate with He start", "the book"))
    assert slow < 0.5 < 0.85 < book, (slow, book)


MEMORY = """
import resource, sys
from helpers.lessons.handwriting.recipes import RECIPES
from helpers.datasets.mnist import load_mnist

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)

film = RECIPES["best"].film(load_mnist(), seed=1)
film[1]
first = peak()
film[2]
print(first, peak())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell a process its peak memory this way")
def test_a_training_needs_less_than_800_mb_and_no_copy_of_the_data_each_epoch(digits):
    done = subprocess.run([sys.executable, "-c", MEMORY], cwd=PROJECT, capture_output=True, text=True, check=True)
    after_one_epoch, after_two = map(float, done.stdout.split())
    assert after_two < 800, f"{after_two:.0f} MB"
    copy = digits.training.inputs.nbytes / 2**20
    assert after_two - after_one_epoch < copy / 3, f"{after_two - after_one_epoch:.0f} MB more in the second epoch"
