"""The best run of notebook 10 on all of MNIST: its accuracy, and the memory that a training takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.study.judging import accuracy

PROJECT = Path(__file__).resolve().parents[2]


def test_the_best_run_reads_nearly_99_of_100_test_images(digits, film):
    reached = accuracy(film("best")[film("best").last].network, *digits.test)
    assert reached >= 0.988, f"{reached:.2%} of the test images are right"


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
