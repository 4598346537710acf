"""The planted bugs: the right lines are right, each bug is caught, points to its line, and still lets E fall."""

import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from helpers import (
    BOOK_ETA,
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    BUGS,
    Network,
    check_gradients,
    create,
    draw,
    forward,
    gradients,
    total_error,
)
from helpers.lessons.stage_4.bugs import ANSWERS, LINES, errors_with, run_lines
from helpers.lessons.stage_4.exercises import PREDICTIONS

BOOK = (BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
TWO = (BOOK_NETWORK, [[0.15, 0.35], [0.9, 0.1]], [[0, 1], [0, 0]])  # notebook 06, section 6
# Which gradients each bug spoils, by hand: what its line makes, and what is made from that.
EVERY = {f"w{k}" for k in range(1, 9)} | {f"bw{k}" for k in range(1, 5)}
FROM_DELTA_B = {"w1", "w2", "w3", "w4", "bw1", "bw2"}
SPOILED = {
    "bug A": EVERY,
    "bug B": FROM_DELTA_B,
    "bug C": FROM_DELTA_B,
    "bug D": {"w1", "w2", "w3", "w4"},
    "bug E": {"bw1", "bw2", "bw3", "bw4"},
    "bug F": FROM_DELTA_B,
    "bug G": EVERY,
    "bug H": {"bw1", "bw2", "bw3", "bw4"},
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
        row.name for row in check_gradients(*TWO, gradients=BUGS[name]) if row.verdict in ("wrong", "double red flag")
    }
    assert refused == SPOILED[name]
    for case in (BOOK, TWO):
        errors = errors_with(BUGS[name], *case, BOOK_ETA, 20)
        assert all(after < before for before, after in pairwise(errors)), errors


def test_only_a_second_example_shows_that_the_bias_gradients_come_from_the_first():
    found, first = BUGS["bug H"](*TWO), gradients(*BOOK)
    assert [found[f"bw{k}"] for k in range(1, 5)] == pytest.approx([first[f"bw{k}"] for k in range(1, 5)])
    alone = check_gradients(*BOOK, gradients=BUGS["bug H"])
    assert {row.verdict for row in alone} == {"right"}, alone
    others = {name: check_gradients(*BOOK, gradients=BUGS[name]) for name in BUGS if name != "bug H"}
    assert all({row.name for row in rows if row.verdict == "wrong"} == SPOILED[name] for name, rows in others.items())


@pytest.mark.parametrize("name, wrong", [("bug D", 2), ("bug E", 1), ("bug G", 0.5)])
def test_a_turned_sign_is_2_a_zero_is_1_and_a_factor_2_is_a_half(name, wrong):
    refused = [row for row in check_gradients(*TWO, gradients=BUGS[name]) if row.name in SPOILED[name]]
    assert [row.relative_error for row in refused] == pytest.approx([wrong] * len(refused), abs=1e-6)


@pytest.mark.parametrize("name", ["bug A", "bug G"])
def test_some_bugs_even_beat_the_right_gradients(name):
    for case in (BOOK, TWO):
        wrong, right = (errors_with(one, *case, BOOK_ETA, 20)[-1] for one in (BUGS[name], gradients))
        assert wrong < right


def by_node(rows):
    """Return the relative errors of the refused rows of each node: w1, w3, bw1 belong to b1, and so on."""
    nodes = {"b1": ("w1", "w3", "bw1"), "b2": ("w2", "w4", "bw2"), "c1": ("w5", "w7", "bw3"), "c2": ("w6", "w8", "bw4")}
    return {node: [rows[name].relative_error for name in names] for node, names in nodes.items()}


@pytest.mark.parametrize("name", ["bug A", "bug B", "bug C", "bug F"])
def test_with_one_example_a_wrong_delta_leaves_one_number_for_each_node(name):
    one, two = (by_node(check_gradients(*case, gradients=BUGS[name])) for case in (BOOK, TWO))
    assert all(np.ptp(errors) < 1e-4 for errors in one.values()), one
    assert np.ptp([errors[0] for errors in one.values()]) > 0.01, "and not the same number for all nodes"
    assert max(np.ptp(errors) for errors in two.values()) > 0.01, "with two examples the numbers of a node differ"


def test_bug_h_leaves_no_number_that_reads_like_a_factor_in_all_rows():
    refused = [row.relative_error for row in check_gradients(*TWO, gradients=BUGS["bug H"]) if row.verdict != "right"]
    assert len(refused) == 4 and np.ptp(refused) > 0.5, refused


@pytest.mark.parametrize("names, falls", [(("w1", "w2", "w3", "w4"), True), (("bw1", "bw2", "bw3", "bw4"), False)])
def test_turned_signs_let_the_error_fall_or_rise_as_prediction_6b_says(names, falls):
    network, errors = BOOK_NETWORK, [total_error(*BOOK)]
    for _ in range(100):
        found = gradients(network, *BOOK[1:])
        steps = {name: (-found[name] if name in names else found[name]) for name in found.names()}
        network = network.with_values(**{name: network[name] - 0.5 * step for name, step in steps.items()})
        errors.append(total_error(network, *BOOK[1:]))
    assert (errors[-1] < errors[0]) == falls
    assert f"{errors[-1]:.4f}" in PREDICTIONS["6b"].because or f"{errors[-1]:.2f}" in PREDICTIONS["6b"].because


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_differs_from_the_right_listing_in_its_line_only(name):
    bug = BUGS[name]
    assert [k for k, (right, shown) in enumerate(zip(LINES, bug.lines, strict=True), 1) if right != shown] == [bug.line]


@pytest.mark.parametrize("name", BUGS)
def test_the_hunt_shows_the_lines_judges_each_answer_and_gives_nothing_away_before(name):
    bug = BUGS[name]
    assert [*ANSWERS] == ["no line yet", *(f"line {k}" for k in range(1, len(LINES) + 1))]
    for line, answer in enumerate(ANSWERS):
        picture = draw.bug_hunt(name, answer, *TWO)
        assert all(f"{k}: {text}".replace("'", "&#x27;") in picture.svg for k, text in enumerate(bug.lines, 1)), line
        assert (bug.why in picture.text) == (bug.story in picture.text) == (line == bug.line)
        assert ("Which line is wrong?" in picture.text) == (line == 0)
        assert (f"Line {line} is as it should be" in picture.text) == (line not in (0, bug.line))
        assert f"refuses {len(SPOILED[name])} of 12" in picture.text


def test_each_line_of_the_listing_can_be_clicked_as_an_answer():
    clicks = re.findall(r'data-set="line=([^"]+)"', draw.bug_hunt("bug A", "no line yet", *BOOK).svg)
    assert ["no line yet", *clicks] == [*ANSWERS]


@pytest.mark.parametrize(
    "bug, line, word", [("bug Z", "line 1", "bug"), ("bug A", "line 8", "line"), ("bug A", 3, "line")]
)
def test_an_unknown_bug_or_line_is_refused_with_the_known_ones(bug, line, word):
    with pytest.raises(ValueError, match=f"there is no {word} .*Known: "):
        draw.bug_hunt(bug, line, *BOOK)


# The learner's own lines in notebook 06, section 7, for tanh nodes: delta_c and delta_b, and the rows then refused.
OUT, HIDDEN = "(c - targets) * (1 - c**2)", "(delta_c @ W2.T) * (1 - b**2)"
TANH = Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, "tanh")


@pytest.mark.parametrize("out, hidden, refused", [
    ("0 * c", "0 * b", EVERY),
    (OUT, HIDDEN, set()),
    (OUT, "0 * b", FROM_DELTA_B),
    ("c - targets", HIDDEN, EVERY),
    ("targets - c", HIDDEN, EVERY),
    ("(c - targets) * c * (1 - c)", HIDDEN, EVERY),
    ("OUT / len(inputs)".replace("OUT", OUT), HIDDEN, EVERY),
    (OUT, "delta_c @ W2.T", FROM_DELTA_B),
    (OUT, "(delta_c @ W2.T) * b * (1 - b)", FROM_DELTA_B),
    (OUT, "(delta_c @ W2) * (1 - b**2)", FROM_DELTA_B),
])  # fmt: skip
def test_the_skeleton_of_notebook_06_says_which_rows_are_wrong(out, hidden, refused):
    (path,) = (Path(__file__).resolve().parents[4] / "notebooks").glob("06_*.ipynb")
    sources = ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    (skeleton,) = [source for source in sources if source.startswith("def tanh_gradients")]
    code = skeleton.split("\n\n")[0].replace("0 * c", out).replace("0 * b", hidden)
    scope = {"forward": forward}
    exec(code, scope)
    rows = check_gradients(TANH, *TWO[1:], gradients=scope["tanh_gradients"])
    assert {row.name for row in rows if row.verdict != "right"} == refused


def test_the_reports_of_exercise_6_8_are_what_their_words_say():
    big, random = create(64, 64, 2, seed=1), np.random.default_rng(1)
    inputs, targets = random.random((2, 64)), [[0, 1], [1, 0]]
    found = gradients(big, inputs, targets)
    hidden_only = big.with_arrays([found.weights[0], 0 * found.weights[1]], [0 * one for one in found.biases])
    for name in ("w17", "w1999", "w4002"):  # (b): these are right, whatever the output layer and the biases do
        assert hidden_only[name] == found[name]
    assert big.name_at(4095) == "w4096" and hidden_only["w4097"] != found["w4097"]
    eight = create(2, 8, 2, seed=1)
    first, again = (dropout_runs(eight, seed, seed + 1, seed + 2) for seed in (0, 10))
    assert np.mean(first > 1e-2) > 0.75 and not np.allclose(first, again), "(a): wrong, and other numbers anew"
    assert dropout_runs(eight, 5, 5, 5).max() < 1e-7, "(c): the same dice in every pass"
    one = check_gradients(*BOOK, gradients=BUGS["bug H"])
    assert all(row.verdict == "right" for row in one), "(d): bug H passes a check on one example"


def dropout_runs(network, *throws):
    """Return the relative errors of all right gradients under dropout, with a throw of the dice for each pass."""
    masks = [2.0 * (np.random.default_rng(seed).random(8) >= 0.5) for seed in throws]

    def thinned(one, mask):
        return one.with_arrays([one.weights[0], mask[:, None] * one.weights[1]], one.biases)

    def error(one, mask):
        return total_error(thinned(one, mask), *BOOK[1:])

    right, found = gradients(thinned(network, masks[0]), *BOOK[1:]), []
    for name in network.names():
        if name in {f"w{k}" for k in range(17, 33)}:
            continue  # the mask stands in these weights themselves
        above, below = (network.with_values(**{name: network[name] + step}) for step in (1e-4, -1e-4))
        slope = (error(above, masks[1]) - error(below, masks[2])) / 2e-4
        larger = max(abs(slope), abs(right[name]))
        found.append(abs(slope - right[name]) / larger if larger else 0.0)
    return np.array(found)
