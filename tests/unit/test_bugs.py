"""The six planted bugs: the right lines are right, each bug is caught, points to its line, and still lets E fall."""

from itertools import pairwise

import numpy as np
import pytest

from helpers import BOOK_ETA, BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS, BUGS, check_gradients, create, draw, gradients
from helpers.bugs import LINES, run_lines
from helpers.draw.checking import errors_with

BOOK = (BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
# Which gradients each bug spoils, by hand: what its line makes, and what is made from that.
SPOILED = {
    "bug A": {f"w{k}" for k in range(1, 9)} | {"bw1", "bw2", "bw3", "bw4"},
    "bug B": {"w1", "w2", "w3", "w4", "bw1", "bw2"},
    "bug C": {"w1", "w2", "w3", "w4", "bw1", "bw2"},
    "bug D": {"w1", "w2", "w3", "w4"},
    "bug E": {"bw1", "bw2", "bw3", "bw4"},
    "bug F": {"w1", "w2", "w3", "w4", "bw1", "bw2"},
}


@pytest.mark.parametrize("sizes", [(2, 2, 2), (3, 5, 4)])
def test_the_listing_without_a_bug_is_backpropagation(sizes):
    random = np.random.default_rng(0)
    network, inputs, targets = create(*sizes, seed=1), random.normal(size=(4, sizes[0])), random.random((4, sizes[-1]))
    found, right = run_lines(LINES, network, inputs, targets), gradients(network, inputs, targets)
    for got, wanted in zip(found.weights + found.biases, right.weights + right.biases, strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-12)


@pytest.mark.parametrize("name", BUGS)
def test_every_planted_bug_is_caught_although_the_error_still_falls(name):
    refused = {
        row.name for row in check_gradients(*BOOK, gradients=BUGS[name]) if row.verdict in ("wrong", "double red flag")
    }
    assert refused == SPOILED[name]
    errors = errors_with(BUGS[name], *BOOK, BOOK_ETA, 20)
    assert all(after < before for before, after in pairwise(errors)), errors


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_differs_from_the_right_listing_in_its_line_only(name):
    bug = BUGS[name]
    assert [k for k, (right, shown) in enumerate(zip(LINES, bug.lines, strict=True), 1) if right != shown] == [bug.line]


@pytest.mark.parametrize("name", BUGS)
def test_the_hunt_shows_the_lines_judges_each_answer_and_gives_nothing_away_before(name):
    bug = BUGS[name]
    for line in range(len(LINES) + 1):
        picture = draw.bug_hunt(name, line, *BOOK)
        assert all(f"{k}: {text}".replace("'", "&#x27;") in picture.svg for k, text in enumerate(bug.lines, 1)), line
        assert (bug.why in picture.text) == (bug.story in picture.text) == (line == bug.line)
        assert ("Which line is wrong?" in picture.text) == (line == 0)
        assert f"refuses {len(SPOILED[name])} of 12" in picture.text
