"""All of MNIST for the tests of this folder: in MNIST_DIR, in the course's cache, or beside the project."""

import os
from functools import cache
from pathlib import Path

import pytest

from helpers.datasets.mnist import load_mnist
from helpers.lessons.handwriting.recipes import RECIPES

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "mnist"


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def film(digits):
    """Return a function from a recipe's name to the film of its training; each is run once for all tests."""
    return cache(lambda name: RECIPES[name].film(digits, seed=1, sample=1))
