"""The way back that a learner writes: right in any style, and each mistake gets the sentence about it."""

import numpy as np
import pytest
from scipy.special import expit

from helpers.lessons import check, every
from tests.cases import CHICKEN, central, written

HEADS = {
    "5.13": "my_output_gradients(hidden, outputs, targets)",
    "5.14": "my_hidden_deltas(hidden, weights, deltas)",
    "5.15": "my_gradients(weights, biases, inputs, targets)",
}
TWO = """
    delta = (outputs - targets) * outputs * (1 - outputs)
    dW, dB = hidden.T @ delta, delta.sum(axis=0)
    return dW, dB"""
BACK = """
    return (deltas @ weights.T) * hidden * (1 - hidden)"""
ALL = """
    outs = [inputs]
    for W, B in zip(weights, biases):
        outs.append(logistic(outs[-1] @ W + B))
    delta = (outs[-1] - targets) * outs[-1] * (1 - outs[-1])
    dweights, dbiases = [], []
    for l in reversed(range(len(weights))):
        dweights.insert(0, outs[l].T @ delta)
        dbiases.insert(0, delta.sum(axis=0))
        delta = (delta @ weights[l].T) * outs[l] * (1 - outs[l])
    return dweights, dbiases"""

RIGHT = [
    ("5.13", TWO),
    ("5.13", """
    delta = -(targets - outputs) * (outputs - outputs**2)
    return [np.einsum("nf,nt->ft", hidden, delta), np.ones(len(delta)) @ delta]"""),
    ("5.13", """
    dW, dB = 0, 0
    for b, z, t in zip(hidden, outputs, targets):
        delta = (z - t) * z * (1 - z)
        dW, dB = dW + np.outer(b, delta), dB + delta
    return dW, dB"""),
    ("5.14", BACK),
    ("5.14", """
    return (weights @ deltas.T).T * (hidden - hidden * hidden)"""),
    ("5.14", """
    rows = []
    for b, d in zip(hidden, deltas):
        rows.append([sum(d * edges) * out * (1 - out) for out, edges in zip(b, weights)])
    return np.array(rows)"""),
    ("5.15", ALL),
    ("5.15", """
    outs = [inputs]
    for W, B in zip(weights, biases):
        outs.append(1 / (1 + np.exp(-outs[-1] @ W - B)))
    back, found = outs[-1] - targets, []
    while len(outs) > 1:
        out, W = outs.pop(), weights[len(outs) - 1]
        delta = back * out * (1 - out)
        found.append((outs[-1].T @ delta, delta.sum(0)))
        back = delta @ W.T
    return tuple(dW for dW, dB in found[::-1]), tuple(dB for dW, dB in found[::-1])"""),
]  # fmt: skip


def but(body, *changes):
    """Return these lines with some of their words changed."""
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in body, old
        body = body.replace(old, new)
    return body


LOGISTIC_SLOPE = " * outputs * (1 - outputs)"
LAST = "delta = (outs[-1] - targets) * outs[-1] * (1 - outs[-1])"
STEP = "delta = (delta @ weights[l].T) * outs[l] * (1 - outs[l])"
WRONG = [
    ("5.13", but(TWO, LOGISTIC_SLOPE, ""), "slope of the output nodes is missing"),
    ("5.13", but(TWO, "outputs - targets", "targets - outputs"), "The sign is turned"),
    ("5.13", but(TWO, "(outputs - t", "2 * (outputs - t"), "twice too large"),
    ("5.13", but(TWO, "(outputs - t", "0.5 * (outputs - t"), "half of what it should be"),
    ("5.13", but(TWO, " * (1 - outputs)", ""), "a product of two, and one of them is missing"),
    ("5.13", but(TWO, "(outputs - targets) * ", ""), "The slope of the cost is missing"),
    ("5.13", but(TWO, LOGISTIC_SLOPE, " * logistic(outputs) * (1 - logistic(outputs))"), "activated once more"),
    *(("5.13", but(TWO, LOGISTIC_SLOPE, f" * ({slope})"), "All gradients are 0. Is something taken from itself?")
      for slope in ("outputs * 1 - outputs", "outputs - outputs", "targets * (1 - targets)")),
    ("5.13", but(TWO, "outputs - targets", "outputs - outputs"), "All gradients are 0"),
    ("5.13", but(TWO, "(1 - outputs)", "(outputs - 1)"), "that of the node both hold a minus"),
    ("5.13", but(TWO, "(outputs - targets)", "(outputs - targets) ** 2"), "The difference is squared"),
    ("5.13", but(TWO, LOGISTIC_SLOPE, " * (1 - outputs ** 2)"), "This is the slope of tanh. The output nodes"),
    ("5.13", but(TWO, LOGISTIC_SLOPE, " * outputs ** 2"), "A square stands where the slope"),
    ("5.13", but(TWO, LOGISTIC_SLOPE, " * (1 - outputs) ** 2"), "A square stands where the slope"),
    ("5.13", """
    for b, z, t in zip(hidden, outputs, targets):
        delta = (z - t) * z * (1 - z)
        dW = np.outer(b, delta)
        dB = delta
    return dW, dB""", "Only the last example counts, the others are lost on the way"),
    ("5.14", but(BACK, "hidden * (1 - hidden)", "(hidden * 1 - hidden)"), "The deltas of the hidden nodes are all 0"),
    ("5.14", but(BACK, "(1 - hidden)", "(hidden - 1)"), "the slope of a logistic node is never below 0"),
    ("5.14", but(BACK, "hidden * (1 - hidden)", "(1 - hidden ** 2)"), "This is the slope of tanh. The hidden nodes"),
    ("5.14", but(BACK, "hidden * (1 - hidden)", "hidden ** 2"), "A square stands where the slope"),
    ("5.15", but(ALL, LAST, LAST.replace("outs[-1] * (1 - outs[-1])", "(outs[-1] * 1 - outs[-1])")), "All gradients"),
    ("5.15", but(ALL, STEP, STEP.replace("outs[l] * (1 - outs[l])", "(outs[l] * 1 - outs[l])")), "nodes are all 0"),
    ("5.15", but(ALL, LAST, LAST.replace("(1 - outs[-1])", "(outs[-1] - 1)")), "both hold a minus"),
    ("5.15", but(ALL, "(1 - outs[-1])", "(outs[-1] - 1)", "(1 - outs[l])", "(outs[l] - 1)"),
     "The sign of every slope of a node is turned"),
    ("5.15", but(ALL, "outs[-1] * (1 - outs[-1])", "(1 - outs[-1] ** 2)", "outs[l] * (1 - outs[l])",
                 "(1 - outs[l] ** 2)"),
     "These are the slopes of tanh, in every layer"),
    ("5.15", but(ALL, LAST, LAST.replace("- targets)", "- targets) ** 2")), "The difference is squared"),
    ("5.15", but(ALL, "        dweights.insert", "        dweights, dbiases = [], []\n        dweights.insert"),
     "Only the first layer has gradients. Are the empty lists made inside the loop?"),
    ("5.15", """
    hidden = logistic(inputs @ weights[0] + biases[0])
    outputs = logistic(hidden @ weights[1] + biases[1])
    delta = (outputs - targets) * outputs * (1 - outputs)
    back = (delta @ weights[1].T) * hidden * (1 - hidden)
    return [inputs.T @ back, hidden.T @ delta], [back.sum(0), delta.sum(0)]""", "It goes through two matrices"),
    ("5.15", """
    outs = [inputs]
    for W, B in zip(weights, biases):
        outs.append(logistic(outs[-1] @ W + B))
    delta = (outs[-1] - targets) * outs[-1] * (1 - outs[-1])
    dweights, dbiases = [], []
    for W, out in zip(reversed(weights), reversed(outs)):
        dweights.insert(0, out.T @ delta)
        dbiases.insert(0, delta.sum(axis=0))
        delta = (delta @ W.T) * out * (1 - out)
    return dweights, dbiases""", "Each matrix meets the outputs of the layer where it ends"),
    ("5.13", but(TWO, "(outputs - targets)", "(outputs - targets) ** 2 / 2"), "error itself stands where its slope"),
    ("5.13", but(TWO, "(1 - outputs)\n", "(1 - outputs) / len(targets)\n"), "averages over the examples"),
    ("5.13", but(TWO, "delta.sum(axis=0)", "delta"), "not added up: there is one row for each example"),
    ("5.13", but(TWO, "delta.sum(axis=0)", "delta[0]"), "bias weights are those of the first example"),
    ("5.13", but(TWO, "delta.sum(axis=0)", "delta.mean(axis=0)"), "bias weights are averages"),
    ("5.13", but(TWO, "axis=0", "axis=1"), "added up along the rows"),
    ("5.13", but(TWO, "axis=0", ""), "One number stands for all bias weights"),
    ("5.13", but(TWO, "axis=0", "axis=0, keepdims=True"), "dB (entry [1] of your result), wanted is (2,). (2,)"),
    ("5.13", but(TWO, "hidden.T @ delta", "delta.T @ hidden"), "rows and columns are swapped"),
    ("5.13", but(TWO, "hidden.T @ delta", "hidden @ delta"), "The shapes are (1, 2) @ (1, 2): the inner numbers"),
    ("5.13", but(TWO, "hidden.T @ delta", "hidden[:1].T @ delta[:1]"), "weights are those of the first example"),
    ("5.13", but(TWO, "hidden.T @ delta", "outputs.T @ delta"), "the node where it starts"),
    ("5.13", but(TWO, "hidden.T @ delta", "hidden.T @ delta / len(hidden)"), "weights are averages over the examples"),
    ("5.13", but(TWO, "hidden.T @ delta", "delta"), "A gradient is a delta times what comes along"),
    ("5.13", but(TWO, "(1 - outputs)\n", "(1 - outputs) / outputs.shape[1]\n"), "by the number of output nodes"),
    ("5.13", but(TWO, "(1 - outputs)\n", "(1 - outputs); hidden, delta = hidden[:1], delta[:1]\n"), "Only the first"),
    ("5.13", but(TWO, "(outputs - targets) * outputs *", "(outputs - targets) *"), "one of them is missing"),
    ("5.13", but(TWO, "delta.sum(axis=0)", "delta[-1]"), "bias weights are those of the last example"),
    ("5.13", but(TWO, "delta.sum(axis=0)", "np.zeros(delta.shape[1])"), "get no gradient"),
    ("5.13", but(TWO, "return dW, dB", "return dB, dW"), "swapped: the matrix comes first"),
    ("5.13", but(TWO, "return dW, dB", "return dW"), "Only the gradients of the matrix"),
    ("5.13", but(TWO, "return dW, dB", "return delta"), "These are the deltas of the output nodes"),
    ("5.13", but(TWO, "return dW, dB", "return dW, dB, delta"), "brackets) with 3 entries. Wanted are 2 entries: dW"),
    ("5.13", but(TWO, "return dW, dB", "dW, dB"), "returns None"),
    ("5.13", but(TWO, "return dW, dB", "dB = dB,\n    return dW, dB"),
     "A comma behind dB (entry [1] of your result) makes a tuple"),
    ("5.13", but(TWO, "return dW, dB", "return dW.tolist(), dB"), "But in dW (entry [0] of your result) they come in"),
    ("5.13", but(TWO, "return dW, dB", "return dW, dB.tolist()"), "But in dB (entry [1] of your result) they come in"),
    ("5.14", "\n    return deltas,", "A comma behind the result makes a tuple"),
    ("5.14", but(BACK, "return (deltas @ weights.T) * hidden * (1 - hidden)",
                 "return ((deltas @ weights.T) * hidden * (1 - hidden)).tolist()"), "they come in a list"),
    ("5.15", but(ALL, "delta.sum(axis=0)", "delta.sum(axis=0).tolist()"), "But in dbiases[0] (entry [1][0] of your"),
    ("5.15", but(ALL, "outs[l].T @ delta", "(outs[l].T @ delta).tolist()"), "But in dweights[0] (entry [0][0] of your"),
    ("5.13", but(TWO, "delta = (outputs - targets)", "outputs -= targets; delta = outputs"), "outputs is not what it"),
    ("5.13", but(TWO, "(outputs - targets)", "outputs - targets"), "the difference between output and target needs"),
    ("5.13", but(TWO, "(1 - outputs)", "1 - outputs"), "in the slope of a node, 1 − … needs brackets"),
    ("5.13", but(TWO, LOGISTIC_SLOPE, " / (1 + np.exp(-outputs))"), "σ itself stands where its slope belongs"),
    *(("5.13", f"""
    dW, dB = {start}
    for b, z, t in zip(hidden, outputs, targets):
        d = (z - t) * z * (1 - z)
        {step}
    return dW, dB""", "there are as many products as weights") for start, step in (
        ("0, 0", "dW, dB = dW + b.T @ d, dB + d"), ("0, 0", "dW, dB = dW + b * d, dB + d"),
        ("[], []", "dW.append(b.T @ d), dB.append(d)"), ("[], []", "dW.append(b * d), dB.append(d)"))),
    ("5.14", but(BACK, "(1 - hidden)", "1 - hidden"), "in the slope of a node, 1 − … needs brackets"),
    ("5.14", but(BACK, "(deltas @ weights.T)", "sum(deltas @ weights.T)"), "Every example keeps its own deltas"),
    ("5.14", but(BACK, "return (deltas @ weights.T)", "return sum(deltas @ weights.T", "1 - hidden)", "1 - hidden))"),
     "Every example keeps its own deltas"),
    ("5.14", but(BACK, "weights.T", "weights[1].T"), "one matrix here, not a list of them"),
    ("5.14", but(BACK, "weights.T", "weights[-1].T"), "one matrix here, not a list of them"),
    ("5.14", but(BACK, "weights.T", "weights[0].T"), "one matrix here, not a list of them"),
    ("5.15", but(ALL, STEP, "delta = (delta @ weights[l].T) * outs[l] * 1 - outs[l]"), "1 − … needs brackets"),
    ("5.15", but(ALL, "        " + STEP, "", "        dweights.insert", f"        {STEP}\n        dweights.insert"),
     "The step back comes too early"),
    ("5.15", but(ALL, "dweights, dbiases = [], []", "dweights = dbiases = []"), "one and the same list"),
    ("5.14", but(BACK, " * hidden * (1 - hidden)", ""), "slope of the hidden nodes is missing"),
    ("5.14", but(BACK, "weights.T", "weights"), "The matrix is not turned"),
    ("5.14", but(BACK, "weights.T) * hidden * (1 - hidden)", "weights)"), "The matrix is not turned"),
    ("5.14", but(BACK, "(deltas", "-(deltas"), "The sign is turned"),
    ("5.14", but(BACK, " * hidden *", " *"), "a product of two, and one of them is missing"),
    ("5.14", but(BACK, " * (1 - hidden)", ""), "a product of two, and one of them is missing"),
    ("5.14", but(BACK, "deltas @ weights.T", "deltas[:, :1] @ weights.T[:1]"), "Only the first node of the next layer"),
    ("5.14", but(BACK, "deltas @ weights.T", "deltas.sum(axis=1)[:, None] * weights[:, 0]"), "over the same edge"),
    ("5.14", but(BACK, "deltas @ weights.T", "deltas.sum(axis=1, keepdims=True)"), "not multiplied by the weights"),
    ("5.14", but(BACK, "* hidden * (1 - hidden)", "* logistic(hidden) * (1 - logistic(hidden))"), "activated on"),
    ("5.14", but(BACK, "(deltas @ weights.T) * hidden", "(weights @ deltas.T) * hidden"), "do not fit entry by entry"),
    ("5.14", but(BACK, "(1 - hidden)", "(1 - hidden) / len(hidden)"), "Every example keeps its own"),
    ("5.14", but(BACK, "return (d", "return hidden.T @ ((d", "(1 - hidden)", "(1 - hidden))"),
     "the shape of your result is (2, 2), wanted is (1, 2)"),
    ("5.15", but(ALL, LAST, "delta = outs[-1] - targets"), "slope of the output nodes is missing"),
    ("5.15", but(ALL, "outs[-1] - targets", "targets - outs[-1]"), "The sign is turned: all weights"),
    ("5.15", but(ALL, LAST, "delta = 2 " + LAST[7:].replace("(", "* (", 1)), "twice too large"),
    ("5.15", but(ALL, STEP, "delta = delta @ weights[l].T"), "slope of the hidden nodes is missing"),
    ("5.15", but(ALL, STEP, "delta = delta @ weights[l].T", LAST, "delta = outs[-1] - targets"), "No node has a slope"),
    ("5.15", but(ALL, "weights[l].T", "weights[l]"), "The matrix is not turned"),
    ("5.15", but(ALL, "weights[l].T", "(weights[l] - 0.5 * dweights[0]).T"), "already been changed"),
    ("5.15", but(ALL, "        " + STEP, ""), "deltas of the output layer are used for all"),
    ("5.15", but(ALL, "delta.sum(axis=0)", "delta[0]"), "bias weights are those of the first example"),
    ("5.15", but(ALL, "delta.sum(axis=0)", "delta"), "not added up"),
    ("5.15", but(ALL, "delta.sum(axis=0)", "0 * delta[0]"), "get no gradient"),
    ("5.15", but(ALL, "outs[l].T @ delta", "outs[l].T @ delta / len(inputs)"), "weights are averages"),
    ("5.15", but(ALL, "outs[l].T @ delta", "delta.T @ outs[l]"), "(4, 3) in dweights[0] (entry [0][0] of your"),
    ("5.15", but(ALL, "outs[l].T @ delta", "outs[l] @ delta"), "The shapes are (1, 2) @ (1, 2)"),
    ("5.15", but(ALL, "outs[l].T @ delta", "outs[l + 1].T @ delta"), "the node where it starts"),
    ("5.15", but(ALL, "outs[l].T @ delta", "delta"), "These are deltas"),
    ("5.15", but(ALL, "outs = [inputs]", "outs, out = [], inputs", "outs.append(logistic(outs[-1] @ W + B))",
                 "out = logistic(out @ W + B); outs.append(out)"), "for the first matrix these are the inputs"),
    ("5.15", but(ALL, "insert(0, outs[l].T @ delta)", "insert(outs[l].T @ delta, 0)"), "insert takes two things"),
    ("5.15", but(ALL, STEP, "delta = None"), "and delta is None. That is nothing: a function that lacks its"),
    ("5.15", but(ALL, "@ W + B", "@ W"), "The forward pass has no bias weights"),
    ("5.15", but(ALL, "insert(0, ", "append("), "Each list begins with the last layer"),
    ("5.15", but(ALL, "return dweights, dbiases", "return dbiases, dweights"), "The two lists are swapped"),
    ("5.15", but(ALL, "return dweights, dbiases", "return dweights"), "Only the gradients of the weights come back"),
    ("5.15", but(ALL, "return dweights, dbiases", "return list(zip(dweights, dbiases))"), "a pair for each layer."),
    ("5.15", but(ALL, "return dweights, dbiases", "return [*zip(dweights, dbiases)][::-1]"), "the last layer first"),
    ("5.15", but(ALL, "return dweights, dbiases", "return dweights[-1], dbiases[-1]"), "Collect them in two lists"),
    ("5.15", but(ALL, "delta.sum(axis=0)", "delta.mean(axis=0)"), "bias weights are averages"),
    ("5.15", but(ALL, "outs[l].T @ delta", "outs[l][:1].T @ delta[:1]"), "weights are those of the first example"),
    ("5.15", but(ALL, LAST, LAST + " / len(inputs)"), "These are averages over the examples"),
    ("5.15", but(ALL, STEP, "delta = (delta.sum(axis=1)[:, None] * weights[l][:, 0]) * outs[l] * (1 - outs[l])"),
     "over the same edge"),
    ("5.15", but(ALL, "\n    return", "\n        return"), "Only the last layer has gradients. Does return stand"),
    ("5.15", but(ALL, "reversed(range(len(weights)))", "(1, 0)"), "It goes through two matrices"),
    ("5.15", but(ALL, "reversed(range(len(weights)))", "range(len(weights))"), "from the first matrix to the last"),
    ("5.15", but(ALL, "reversed(range(len(weights)))", "range(len(weights))", "insert(0, ", "append("),
     "from the first matrix to the last"),
    ("5.15", but(ALL, "outs[-1] @ W", "inputs @ W"), "The shapes are (1, 3) @ (4, 2)"),
    ("5.15", but(ALL, "    return", "    inputs[:] = 0\n    return"), "inputs is not what it was"),
    ("5.15", but(ALL, STEP, STEP + "; weights[l] = 0"), "weights is not what it was"),
]  # fmt: skip


def reply(number, body):
    return repr(check(number, written(f"def {HEADS[number]}:{body}")))


@pytest.mark.parametrize("number, body", RIGHT)
def test_any_style_is_right(number, body):
    assert reply(number, body).startswith(f"✓ Exercise {number}: right. {every('EXERCISES')[number].praise}")


@pytest.mark.parametrize("number, body, about", WRONG)
def test_a_mistake_gets_the_sentence_about_it(number, body, about):
    said = reply(number, body)
    assert said.startswith(f"✗ Exercise {number}: not yet. ") and about in said, said


PARTS = """
    outs = [inputs]
    for W, B in zip(weights, biases):
        outs.append(logistic(outs[-1] @ W + B))
    dW, dB = my_output_gradients(outs[-2], outs[-1], targets)
    delta = (outs[-1] - targets) * outs[-1] * (1 - outs[-1])
    dweights, dbiases = [dW], [dB]
    for l in reversed(range(1, len(weights))):
        delta = my_hidden_deltas(outs[l], weights[l], delta)
        dweights.insert(0, outs[l - 1].T @ delta)
        dbiases.insert(0, delta.sum(axis=0))
    return dweights, dbiases"""


@pytest.mark.parametrize("number, slip", [("5.13", ("sum(axis=0)", "mean(axis=0)")), ("5.14", (".T", ""))])
def test_an_earlier_step_that_is_called_and_is_wrong_itself_is_named_with_its_check(number, slip):
    steps = {"5.13": TWO, "5.14": BACK}
    wrong = {other: but(body, *slip) if other == number else body for other, body in steps.items()}

    def cell(steps):
        return "".join(f"def {HEADS[other]}:{body}\n\n" for other, body in {**steps, "5.15": PARTS}.items())

    assert repr(check("5.15", written(cell(steps)))).startswith("✓ Exercise 5.15: right.")
    name = HEADS[number].partition("(")[0]
    told = f'not yet. my_gradients calls {name}, which is not right: run check("{number}", {name}).'
    assert told in repr(check("5.15", written(cell(wrong))))


def test_gradients_of_the_bias_weights_taken_for_deltas_are_seen():
    added = but(PARTS, "dW, dB = my", "dW, delta = my", "[dB]", "[delta]",
                "    delta = (outs[-1] - targets) * outs[-1] * (1 - outs[-1])\n", "")  # fmt: skip
    cell = "".join(f"def {HEADS[number]}:{body}\n\n" for number, body in zip(HEADS, (TWO, BACK, added), strict=True))
    told = "not yet. The deltas of the output layer are added up over the examples before they go back."
    assert told in repr(check("5.15", written(cell)))


def outputs_of(weights, biases, out):
    for W, B in zip(weights, biases, strict=True):
        out = expit(out @ W + B)
    return out


def slope_of(function, array, place):
    """Return how fast function() answers to one number of an array, which is moved a little to both sides."""
    before = array[place]

    def at(value):
        array[place] = value
        return function()

    found = central(at, before)
    array[place] = before
    return found


def test_what_is_wanted_is_what_the_error_itself_answers_when_a_weight_is_moved():
    last, back, whole = (every("EXERCISES")[number] for number in HEADS)
    random = np.random.default_rng(3)
    for of_whole, of_last, of_back in zip(whole.cases(), last.cases(), back.cases(), strict=True):
        weights, biases, inputs, targets = of_whole.arguments
        found = whole.right(*of_whole.arguments)

        def error():
            return ((targets - outputs_of(weights, biases, inputs)) ** 2).sum() / 2  # noqa: B023

        for arrays, slopes in zip((weights, biases), found, strict=True):
            for array, slope in zip(arrays, slopes, strict=True):
                assert slope.shape == array.shape
                place = tuple(random.integers(array.shape))
                assert slope[place] == pytest.approx(slope_of(error, array, place), abs=2e-8), of_whole.words
        for slope, wanted in zip(last.right(*of_last.arguments), (found[0][-1], found[1][-1]), strict=True):
            np.testing.assert_allclose(slope, wanted, atol=1e-12)
        np.testing.assert_allclose(back.right(*of_back.arguments).sum(axis=0), found[1][-2], atol=1e-12)


def test_the_first_case_is_the_books_and_so_are_its_gradients():
    row = every("EXERCISES")["5.15"]
    weights, biases, inputs, targets = row.cases()[0].arguments
    assert (inputs.tolist(), targets.tolist()) == ([CHICKEN[0][0]], [CHICKEN[1][0]])
    (dW1, dW2), (dB1, dB2) = row.right(weights, biases, inputs, targets)
    np.testing.assert_allclose(dW2, [[0.1005, -0.0362], [0.0836, -0.0301]], atol=6e-5)
    np.testing.assert_allclose(dB2, [0.1432, -0.0515], atol=6e-5)


def test_the_cases_are_what_the_exercise_promises():
    cases = every("EXERCISES")["5.15"].cases()
    assert {len(case.arguments[0]) for case in cases} == {2, 3} and {len(case.arguments[2]) for case in cases} == {1, 7}
    assert all(set(case.arguments[3].ravel()) <= {0, 1} for case in cases)
