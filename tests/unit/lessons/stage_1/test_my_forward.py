"""my_forward: right in any style, and each mistake that a learner may type gets the sentence about it."""

import numpy as np
import pytest
from scipy.special import expit

from helpers.lessons import check, every
from tests.cases import CHICKEN, written

RIGHT = {
    "a loop over the layers": """
    out = inputs
    for W, B in zip(weights, biases):
        out = 1 / (1 + np.exp(-(out @ W + B)))
    return out""",
    "from the end, calling itself": """
    if not weights:
        return inputs
    return logistic(my_forward(weights[:-1], biases[:-1], inputs) @ weights[-1] + biases[-1])""",
    "by index, with dot": """
    outs = [inputs]
    for layer in range(len(weights)):
        outs.append(logistic(np.dot(outs[layer], weights[layer]) + biases[layer]))
    return outs[-1]""",
    "as the book draws it": """
    x = inputs.T
    for W, B in zip(weights, biases):
        x = logistic(W.T @ x + B[:, None])
    return x.T""",
    "in integers' clothes, with a bias node": """
    out = inputs
    for W, B in zip(weights, biases):
        out = logistic(np.column_stack([out, np.ones(len(out))]) @ np.vstack([W, B]))
    return out""",
    "example by example": """
    rows = []
    for x in inputs:
        for W, B in zip(weights, biases):
            x = logistic(x @ W + B)
        rows.append(x)
    return np.array(rows)""",
}

LOOP = """
    out = inputs
    for W, B in zip(weights, biases):
        {}
    return out"""

GOOD = LOOP.format("out = logistic(out @ W + B)")
BOTH = LOOP.format("net = out @ W + B; out = logistic(net)")
LINEAR = LOOP.format("out = out @ W + B")


def ending(body, result):
    """Return these lines with another last one."""
    return body.replace("return out", result)


WRONG = [
    (LOOP.format("out = logistic(out @ W.T + B)"), "transposed"),
    (LOOP.format("out = logistic(out @ W)"), "bias weights are missing"),
    (LOOP.format("out = logistic(out @ W) + B"), "bias comes too late"),
    (LOOP.format("out = logistic(out @ (W + B))"), "added to the weights"),
    (LOOP.format("out = 1 / (1 + np.exp(-out @ W + B))"), "bias has the wrong sign"),
    (LOOP.format("net = out @ W + B; return net"), "net inputs of layer b"),
    (GOOD.replace("zip(weights, biases)", "zip(weights[:-1], biases)"), "The last layer is missing"),
    ("""
    out = inputs
    for W in weights:
        out = logistic(out @ weights[W] + biases[W])
    return out""", "An index is a whole number"),
    (LINEAR, "No layer is activated"),
    (ending(LINEAR, "return logistic(out)"), "Only the output layer is activated"),
    (ending(BOTH, "return net"), "gives its net inputs"),
    (LOOP.format("out = logistic(out * W + B)"), "entry by entry"),
    (LOOP.format("out = logistic(inputs @ W + B)"), "gets the inputs again"),
    (GOOD.replace("zip(weights, biases)", "zip(weights[1:], biases[1:])"), "The first matrix is skipped"),
    ("""
    out = inputs
    for layer in range(1, len(weights)):
        out = logistic(out @ weights[layer] + biases[layer])
    return out""", "The first matrix is skipped"),
    ("\n    return logistic(inputs @ weights[0] + biases[0])", "Is there a loop, and does return stand behind it"),
    (LOOP.format("out = 1 / np.exp(-(out @ W + B))"), "nothing keeps the outputs below 1"),
    (LOOP.format("out = logistic(logistic(out @ W + B))"), "Every layer is activated twice"),
    (ending(GOOD, "return logistic(out)"), "The output layer is activated twice"),
    (LOOP.format("out = np.tanh(out @ W + B)"), "tanh here"),
    (LOOP.format("out = np.maximum(0, out @ W + B)"), "ReLU here"),
    (LOOP.format("out = np.where(out @ W + B >= 0, 1, 0)"), "step function here"),
    (LOOP.format("p = np.exp(out @ W + B); out = p / p.sum(axis=1, keepdims=True)"), "that is softmax"),
    (LOOP.format("out = 1 / (1 + np.exp(out @ W + B))"), "sign in the exponent"),
    (LOOP.format("out = 1 / 1 + np.exp(-(out @ W + B))"), "Brackets keep the denominator"),
    (LOOP.format("out = 1 / (1 - np.exp(-(out @ W + B)))"), "are added"),
    (LOOP.format("out = logistic(out @ W + B); return out"), "does return stand behind it, not indented?"),
    (ending(BOTH, "return net, out"), "Net inputs and outputs"),
    (GOOD.replace("= inputs", "= logistic(inputs)"), "inputs are activated"),
    (GOOD.replace("= inputs", "= inputs[0]"), "Only the first example"),
    (ending(GOOD, "return out[0]"), "Only the first example"),
    (ending(GOOD, "return out.T"), "rows and columns are swapped"),
    (ending(GOOD, "return out.ravel()"), "their shape is not"),
    (ending(GOOD, "return out.tolist()"), "come in a list"),
    (ending(GOOD, "return tuple(out)"), "come in a list"),
    (ending(GOOD, "return out,"), "A comma behind the result makes a tuple (a list in round brackets) of it: take it"),
    ("\n    return inputs,", "A comma behind the result makes a tuple"),
    (ending(GOOD, "return out.round(4)"), "do you round somewhere?"),
    (ending(GOOD, "out"), "returns None"),
    (GOOD.replace("zip(weights, biases)", "weights, biases"), "makes pairs"),
    (LOOP.format("out *= 1; out = logistic(out @ W + B)").replace("*= 1", "*= 2"), "inputs is not what it was"),
    (LOOP.format("W += 1; out = logistic(out @ (W - 1) + B)"), "weights is not what it was"),
    (LOOP.format("out = logistic(out @ weights.pop(0) + B)"), "weights is not what it was"),
    (LOOP.format("biases.append(B); out = logistic(out @ W + B); break"), "biases is not what it was"),
    (LOOP.format("out = logistic(W @ out + B)"), "(2, 2) @ (1, 2): the inner numbers, 2 and 1, must be equal"),
    (LOOP.format("out = logistic(input @ W + B)"), "what comes in is called inputs. For the book's network"),
    (LOOP.format("out = logistic(input @ W + B)"), "and input is a function. It gives something when it is called"),
    (LOOP.format("out = sigmoid(out @ W + B)"), "does not know the name sigmoid"),
    ("\n    return logistic(inputs @ weights + biases)", "weights is a list, with one matrix for each layer"),
    ("""
    b = logistic(inputs @ weights[0] + biases[0])
    return logistic(b @ weights[1] + biases[1])""", "It goes through two matrices"),
    ("""
    outs = [inputs]
    for W, B in zip(weights, biases):
        outs.append(logistic(outs[-1] @ W + B))
    return outs""", "All layers are returned"),
    ("""
    outs, out = [], inputs
    for W, B in zip(weights, biases):
        out = logistic(out @ W + B)
        outs.append(out)
    return outs""", "All layers are returned"),
    ("""
    for x in inputs:
        for W, B in zip(weights, biases):
            x = logistic(x @ W + B)
    return x""", "Only the last example"),
    (ending(GOOD, "return out + 1"), "off by 1 in row"),
]  # fmt: skip


def reply(body):
    return repr(check("3.11", written(f"def my_forward(weights, biases, inputs):{body}")))


@pytest.mark.parametrize("style", RIGHT)
def test_any_style_is_right(style):
    assert reply(RIGHT[style]).startswith("✓ Exercise 3.11: right. These lines are a network")


@pytest.mark.parametrize("body, about", WRONG)
def test_a_mistake_gets_the_sentence_about_it(body, about):
    assert reply(body).startswith("✗ Exercise 3.11: not yet. ") and about in reply(body), reply(body)


def test_what_is_wanted_is_what_scipy_computes_and_first_the_books_numbers():
    row = every("EXERCISES")["3.11"]
    for case in row.cases():
        weights, biases, out = case.arguments
        for W, B in zip(weights, biases, strict=True):
            out = expit(out @ W + B)
        np.testing.assert_allclose(row.right(*case.arguments), out, atol=1e-12, err_msg=case.words)
    first = row.cases()[0].arguments
    np.testing.assert_array_equal(first[2], CHICKEN[0])
    np.testing.assert_allclose(row.right(*first), [[0.5934, 0.7353]], atol=5e-5)


def test_the_cases_are_what_the_exercise_promises():
    shapes = [[W.shape for W in case.arguments[0]] for case in every("EXERCISES")["3.11"].cases()]
    counts = {len(case.arguments[2]) for case in every("EXERCISES")["3.11"].cases()}
    assert [(2, 2), (2, 2)] in shapes and [(3, 4), (4, 2)] in shapes and [(64, 64), (64, 2)] in shapes
    assert max(map(len, shapes)) == 3 and counts == {1, 7}
