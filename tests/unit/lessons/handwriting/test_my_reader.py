"""The reader of digits that a learner writes: right in any style, and each mistake gets the sentence about it."""

import numpy as np
import pytest
from scipy.special import log_softmax
from scipy.special import softmax as scipys
from sklearn.metrics import log_loss

from helpers.lessons import check, every
from tests.cases import central, my_layers, written

HEADS = {
    "10.10": "my_softmax(net)",
    "10.11": "my_cross_entropy(outputs, targets)",
    "10.12": "my_layers(weights, biases, inputs)",
    "10.13": "my_slopes(weights, biases, inputs, targets)",
}
SHARE = """
    powers = np.exp(net - net.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)"""
COST = """
    wanted = (targets * outputs).sum(axis=1)
    return -np.log(wanted).sum()"""
LAYERS = """
    outs = [inputs]
    for W, B in zip(weights[:-1], biases[:-1]):
        outs.append(np.maximum(outs[-1] @ W + B, 0))
    outs.append(my_softmax(outs[-1] @ weights[-1] + biases[-1]))
    return outs"""
SLOPES = """
    outs = my_layers(weights, biases, inputs)
    delta = outs[-1] - targets
    dweights, dbiases = [], []
    for l in reversed(range(len(weights))):
        dweights.insert(0, outs[l].T @ delta)
        dbiases.insert(0, delta.sum(axis=0))
        delta = (delta @ weights[l].T) * (outs[l] > 0)
    return dweights, dbiases"""

RIGHT = [
    ("10.10", SHARE),
    ("10.10", """
    rows = []
    for row in net:
        powers = [np.e ** (one - max(row)) for one in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)"""),
    ("10.10", """
    largest = np.sort(net)[:, -1:]
    return np.exp(net - largest - np.log(np.exp(net - largest).sum(axis=1)[:, None]))"""),
    ("10.11", COST),
    ("10.11", """
    return np.log(1 / outputs[targets == 1]).sum()"""),
    ("10.11", """
    E = 0
    for shares, target in zip(outputs, targets):
        E = E - np.log(shares[target.argmax()])
    return E"""),
    ("10.12", LAYERS),
    ("10.12", """
    outs = (inputs,)
    for number in range(len(weights)):
        net = np.dot(outs[number], weights[number]) + biases[number]
        if number < len(weights) - 1:
            out = net * (net > 0)
        else:
            powers = np.exp(net)
            out = powers / powers.sum(1).reshape(-1, 1)
        outs = outs + (out,)
    return outs"""),
    ("10.13", SLOPES),
    ("10.13", """
    *before, z = my_layers(weights, biases, inputs)
    back, found = z - targets, []
    while before:
        out = before.pop()
        found.append((np.einsum("nf,nt->ft", out, back), np.ones(len(back)) @ back))
        back = np.where(out == 0, 0, back @ weights[len(before)].T)
    return [dW for dW, dB in found[::-1]], [dB for dW, dB in found[::-1]]"""),
]  # fmt: skip


def but(body, *changes):
    """Return these lines with some of their words changed."""
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in body, old
        body = body.replace(old, new)
    return body


LARGEST = " - net.max(axis=1, keepdims=True)"
SUMS = " / powers.sum(axis=1, keepdims=True)"
PRODUCTS = """
    return -(targets * np.log(outputs)).sum()"""
LAST = "my_softmax(outs[-1] @ weights[-1] + biases[-1])"
HIDDEN = "np.maximum(outs[-1] @ W + B, 0)"
STEP = "(delta @ weights[l].T) * (outs[l] > 0)"
WRONG = [
    ("10.10", but(SHARE, LARGEST, ""), "e to the power of 1,000 is more than a computer can hold"),
    ("10.10", but(SHARE, LARGEST, " - net.max()"), "One number is taken away from all rows"),
    ("10.10", but(SHARE, LARGEST, " - net.max(axis=0)"), "is off by"),
    ("10.10", but(SHARE, "axis=1", "axis=0"), "Each column adds up to 1"),
    ("10.10", but(SHARE, SUMS, " / powers.sum(axis=0)"), "Each column adds up to 1"),
    ("10.10", but(SHARE, LARGEST, "", SUMS, " / powers.sum(axis=0)"), "Each column adds up to 1"),
    ("10.10", but(SHARE, SUMS, " / powers.sum()"), "All examples share one 1"),
    ("10.10", but(SHARE, LARGEST, "", SUMS, " / powers.sum()"), "All examples share one 1"),
    ("10.10", but(SHARE, SUMS, " / sum(powers)"), "Each column adds up to 1"),
    ("10.10", but(SHARE, SUMS, " / powers.sum(axis=1)"), "each column is divided by the sum of another row"),
    ("10.10", but(SHARE, LARGEST, "", SUMS, " / powers.sum(axis=1)"), "each column is divided by the sum of another"),
    ("10.10", but(SHARE, SUMS, ""), "They are not shared out yet"),
    ("10.10", but(SHARE, LARGEST, "", SUMS, ""), "They are not shared out yet"),
    ("10.10", "\n    return net / net.sum(axis=1, keepdims=True)", "The net inputs themselves are shared out"),
    ("10.10", "\n    return 1 / (1 + np.exp(-net))", "every node answers for itself"),
    ("10.10", "\n    return logistic(net)", "every node answers for itself"),
    ("10.10", but(SHARE, "np.exp(net", "np.exp(-net", LARGEST, ""), "The sign in the exponent is wrong"),
    ("10.10", but(SHARE, "np.exp(", "2 ** ("), "It is another base"),
    ("10.10", but(SHARE, "return ", "return 100 * "), "in per cent"),
    ("10.10", but(SHARE, "return ", "return np.log(", SUMS, SUMS + ")"), "logarithms"),
    ("10.10", but(SHARE, ".sum", ".mean"), "divided by the average of their row"),
    ("10.10", "\n    return (net == net.max(axis=1, keepdims=True)) * 1.0", "The largest gets all"),
    ("10.10", but(SHARE, "return ", "return 1 * ", SUMS, SUMS + "[:1]"), "is off by"),
    ("10.10", but(SHARE, "return", "shares ="), "returns None"),
    ("10.10", "\n    net -= net.max(axis=1, keepdims=True)" + SHARE, "net is not what it was"),
    ("10.10", but(SHARE, "np.exp", "np.expp"), "stops"),
    ("10.11", PRODUCTS, "Where a share is 0, nothing comes out"),
    ("10.11", but(PRODUCTS, "-(", "("), "The sign is wrong"),
    ("10.11", but(COST, "-np", "np"), "The sign is wrong"),
    ("10.11", but(COST, "wanted).sum()", "wanted).mean()"), "It is averaged over the examples"),
    ("10.11", but(PRODUCTS, ".sum()", ".sum() / len(outputs)"), "It is averaged over the examples"),
    ("10.11", but(PRODUCTS, ".sum()", ".mean()"), "mean() divides by the number of all entries"),
    ("10.11", but(PRODUCTS, ".sum()", ".sum(axis=1)"), "one number for each example"),
    ("10.11", but(PRODUCTS, ".sum()", ""), "nothing is added up"),
    ("10.11", but(COST, "wanted).sum()", "wanted)"), "one number for each example"),
    ("10.11", but(COST, "np.log(wanted).sum()", "np.log(wanted.sum())"), "The shares are added up first"),
    ("10.11", but(COST, "log(", "log2("), "This logarithm has another base"),
    ("10.11", but(COST, "log(", "log10("), "This logarithm has another base"),
    ("10.11", but(PRODUCTS, "log(", "log10("), "This logarithm has another base"),
    ("10.11", but(PRODUCTS, "np.log(outputs)", "np.log(outputs + 1e-8)"), "A little is added to every share"),
    ("10.11", but(PRODUCTS, "np.log(outputs)", "np.log(outputs) + (1 - targets) * np.log(1 - outputs)"), "1 − t"),
    ("10.11", but(PRODUCTS, "targets * np.log(outputs)", "outputs * np.log(targets)"), "The two are swapped"),
    ("10.11", but(PRODUCTS, "targets * np.log(outputs)", "outputs * np.log(outputs)"), "The targets do not occur"),
    ("10.11", but(PRODUCTS, "targets * np.log(outputs)", "np.log(outputs)"), "The targets do not occur"),
    ("10.11", "\n    return 0.5 * ((targets - outputs) ** 2).sum()", "squared errors"),
    ("10.11", but(COST, "-np.log(wanted)", "(1 - wanted)"), "The logarithm is missing"),
    ("10.11", but(COST, "-np.log(wanted).sum()", "-np.log(wanted[0])"), "Only the first example counts"),
    ("10.11", but(COST, "axis=1", "axis=0"), "is off by"),
    ("10.11", but(COST, "return", "E ="), "returns None"),
    ("10.12", but(LAYERS, LAST, LAST.replace("my_softmax(", "np.maximum(0, ")), "The last layer is ReLU, too"),
    ("10.12", but(LAYERS, "my_softmax(outs[-1] @ weights[-1] + biases[-1])",
                  "my_softmax(np.maximum(0, outs[-1] @ weights[-1] + biases[-1]))"), "go through ReLU before"),
    ("10.12", but(LAYERS, HIDDEN, "my_softmax(outs[-1] @ W + B)"), "Every layer shares out 1"),
    ("10.12", but(LAYERS, HIDDEN, "outs[-1] @ W + B"), "The hidden layers are not activated"),
    ("10.12", but(LAYERS, LAST, "outs[-1] @ weights[-1] + biases[-1]"), "The last layer gives its net inputs"),
    ("10.12", but(LAYERS, LAST, "outs[-1] @ weights[-1] + biases[-1]", HIDDEN, "outs[-1] @ W + B"),
     "nothing is activated"),
    ("10.12", but(LAYERS, HIDDEN, "logistic(outs[-1] @ W + B)"), "The hidden nodes are logistic"),
    ("10.12", but(LAYERS, "my_softmax(", "logistic("), "The last layer is logistic"),
    ("10.12", but(LAYERS, "my_softmax(", "logistic(", HIDDEN, "logistic(outs[-1] @ W + B)"), "my_forward of notebook"),
    ("10.12", but(LAYERS, "np.maximum", "np.minimum"), "ReLU is turned round"),
    ("10.12", but(LAYERS, "@ W + B", "@ W", " + biases[-1]", ""), "The bias weights are missing"),
    ("10.12", but(LAYERS, "return outs", "return outs[1:]"), "The inputs are missing"),
    ("10.12", but(LAYERS, "return outs", "return outs[-1]"), "Only the last layer comes back"),
    ("10.12", but(LAYERS, f"    outs.append({LAST})\n", ""), "The last layer is missing"),
    ("10.12", but(LAYERS, "return outs", "return outs[::-1]"), "The list begins with the last layer"),
    ("10.12", but(LAYERS, "[:-1]", ""), "stops"),
    ("10.12", but(LAYERS, "my_softmax(outs[-1] @ weights[-1] + biases[-1])",
                  "np.exp(outs[-1] @ weights[-1] + biases[-1]) / np.exp(outs[-1] @ weights[-1] + biases[-1]).sum()"),
     "all examples share one 1"),
    ("10.12", but(LAYERS, "outs = [inputs]", "outs = [np.maximum(inputs, 0)]"), "The inputs are activated"),
    ("10.12", but(LAYERS, "return outs", "outs"), "returns None"),
    ("10.12", but(LAYERS, f"outs.append({LAST})", f"outs.append({LAST}.tolist())"), "they come in a list"),
    ("10.12", but(LAYERS, "return outs", "inputs *= 2; return outs"), "inputs is not what it was"),
    ("10.13", but(SLOPES, "- targets", "- targets; delta = delta * outs[-1] * (1 - outs[-1])"), "left in the deltas"),
    ("10.13", but(SLOPES, "outs[-1] - targets", "targets - outs[-1]"), "The sign is turned: all weights"),
    ("10.13", but(SLOPES, "outs[-1] - targets", "2 * (outs[-1] - targets)"), "twice too large"),
    ("10.13", but(SLOPES, "outs[-1] - targets", "-targets / outs[-1]"), "the slope of the cost alone"),
    ("10.13", but(SLOPES, "outs[-1] - targets", "outs[-1]"), "nothing asks which node is wanted"),
    ("10.13", but(SLOPES, "outs[-1] - targets", "(outs[-1] - targets) / len(targets)"), "averages over the examples"),
    ("10.13", but(SLOPES, STEP, "delta @ weights[l].T"), "What is it where ReLU is flat?"),
    ("10.13", but(SLOPES, "(outs[l] > 0)", "(outs[l] >= 0)"), "What is it where ReLU is flat?"),
    ("10.13", but(SLOPES, "(outs[l] > 0)", "outs[l] * (1 - outs[l])"), "logistic node is left in the hidden layers"),
    ("10.13", but(SLOPES, "(outs[l] > 0)", "outs[l]"), "output of a hidden node stands where its slope belongs"),
    ("10.13", but(SLOPES, STEP, "np.maximum(0, delta @ weights[l].T)"), "ReLU is applied to the deltas"),
    ("10.13", but(SLOPES, "(outs[l] > 0)", "(outs[l] < 1e-300)"), "through the silent nodes"),
    ("10.13", but(SLOPES, "weights[l].T", "weights[l]"), "The matrix is not turned"),
    ("10.13", but(SLOPES, "weights[l].T", "(weights[l] - 0.5 * dweights[0]).T"), "have already been changed"),
    ("10.13", but(SLOPES, "outs = my_layers(weights, biases, inputs)",
                  "outs = my_layers(weights, [0 * B for B in biases], inputs)"), "The way forward has no bias weights"),
    ("10.13", but(SLOPES, "my_layers(weights, biases, inputs)", "my_layers(weights, biases, inputs)[1:]"),
     "for the first matrix these are the inputs"),
    ("10.13", but(SLOPES, "(outs[l] > 0)", "(outs[l] < 0)"), "below 0? ReLU gives none"),
    ("10.13", but(SLOPES, "delta @ weights[l].T", "delta.sum(axis=1, keepdims=True)"), "Those of an example add up"),
    ("10.13", but(SLOPES, "delta.sum(axis=0)", "delta.mean(axis=0)"), "bias weights are averages"),
    ("10.13", but(SLOPES, "delta.sum(axis=0)", "delta"), "not added up"),
    ("10.13", but(SLOPES, "axis=0", "axis=1"), "added up along the rows"),
    ("10.13", but(SLOPES, "outs[l].T @ delta", "outs[l].T @ delta / len(inputs)"), "weights are averages"),
    ("10.13", but(SLOPES, "outs[l].T @ delta", "outs[l + 1].T @ delta"), "the node where it starts"),
    ("10.13", but(SLOPES, "insert(0, ", "append("), "Each list begins with the last layer"),
    ("10.13", but(SLOPES, "reversed(range(len(weights)))", "range(len(weights))"), "from the first matrix to the last"),
    ("10.13", but(SLOPES, "return dweights, dbiases", "return dbiases, dweights"), "The two lists are swapped"),
    ("10.13", but(SLOPES, "\n    return", "\n        return"), "Does return stand inside the loop?"),
    ("10.13", but(SLOPES, "return dweights, dbiases", "return dweights"), "Only the slopes of the weights"),
    ("10.13", but(SLOPES, "return dweights, dbiases", "return list(zip(dweights, dbiases))"), "a pair for each layer"),
    ("10.13", but(SLOPES, STEP, STEP + "; weights[l] = 0"), "weights is not what it was"),
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


@pytest.mark.parametrize("number, body, called, wrong", [
    ("10.12", LAYERS, "10.10", but(SHARE, LARGEST, "", SUMS, " / powers.sum()")),
    ("10.13", SLOPES, "10.12", but(LAYERS, "return outs", "return outs[::-1]")),
])  # fmt: skip
def test_an_earlier_function_that_is_called_and_is_wrong_itself_is_named_with_its_check(number, body, called, wrong):
    said = repr(check(number, written(f"def {HEADS[called]}:{wrong}\n\ndef {HEADS[number]}:{body}")))
    own, name = HEADS[number].partition("(")[0], HEADS[called].partition("(")[0]
    assert f'not yet. {own} calls {name}, which is not right: run check("{called}", {name}).' in said


def ours(number, case):
    return every("EXERCISES")[number].right(*case.arguments)


def cases(number):
    row = every("EXERCISES")[number]
    return (*row.cases(), row.many(40))


def test_the_shares_wanted_are_those_of_scipy():
    for case in cases("10.10"):
        np.testing.assert_allclose(ours("10.10", case), scipys(*case.arguments, axis=1), rtol=1e-12)
        assert np.isfinite(ours("10.10", case)).all()


def test_the_cross_entropy_wanted_is_that_of_scikit_learn_added_up():
    for case in cases("10.11"):
        outputs, targets = case.arguments
        np.testing.assert_allclose(outputs.sum(axis=1), 1)
        wanted = log_loss(targets.argmax(axis=1), outputs, labels=range(outputs.shape[1]), normalize=False)
        assert ours("10.11", case) == pytest.approx(wanted, rel=1e-9), case.words


def test_the_layers_wanted_are_those_of_a_loop_of_our_own():
    for case in cases("10.12"):
        found, wanted = ours("10.12", case), my_layers(*case.arguments)
        assert len(found) == len(wanted) == len(case.arguments[0]) + 1
        for one, other in zip(found, wanted, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-12)


def error(weights, biases, inputs, targets):
    """Return the cross-entropy, added up, from the net inputs of the last layer."""
    *_, hidden = my_layers(weights, biases, inputs)[:-1]
    return -(targets * log_softmax(hidden @ weights[-1] + biases[-1], axis=1)).sum()


def test_the_slopes_wanted_are_what_the_error_answers_when_a_weight_is_moved():
    random = np.random.default_rng(3)
    for case in cases("10.13"):
        found = ours("10.13", case)
        for arrays, slopes in zip(case.arguments[:2], found, strict=True):
            for array, slope in zip(arrays, slopes, strict=True):
                assert slope.shape == array.shape
                for _ in range(4):
                    place = tuple(random.integers(array.shape))
                    here = array[place]

                    def at(value):
                        array[place] = value  # noqa: B023
                        return error(*case.arguments)  # noqa: B023

                    assert slope[place] == pytest.approx(central(at, here), abs=1e-6), case.words
                    array[place] = here


def test_the_cases_are_what_the_exercises_promise():
    softmax, cost, layers, slopes = (every("EXERCISES")[number].cases() for number in HEADS)
    assert softmax[-1].arguments[0].max() == 1000 and softmax[-1].arguments[0].min() < -1000
    assert any((case.arguments[0] == 0).any() for case in cost)
    for outputs, targets in (case.arguments for case in cost):
        assert ((targets == 0) | (targets == 1)).all() and (targets.sum(axis=1) == 1).all()
        assert (outputs[targets == 1] > 0).all()
    for found in (layers, slopes):
        assert {len(case.arguments[0]) for case in found} == {1, 2, 3}
        assert {len(case.arguments[2]) for case in found} == {1, 7}
    silent = [(out == 0).mean() for case in layers for out in my_layers(*case.arguments)[1:-1]]
    assert max(silent) > 0.3 and min(silent) < 0.7
    for case in slopes:
        assert (case.arguments[3].sum(axis=1) == 1).all()
