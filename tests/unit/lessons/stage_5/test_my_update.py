"""my_update: right in any style, and each mistake that a learner may type gets the sentence about it."""

import numpy as np
import pytest

from helpers import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS
from helpers.lessons import check, every
from tests.cases import error_at, written

LOOPS = """
    dweights, dbiases = slopes
    new_weights, new_biases = [], []
    for W, S in zip(weights, dweights):
        new_weights.append({step})
    for B, T in zip(biases, dbiases):
        new_biases.append({bias_step})
    return new_weights, new_biases"""


def loops(step="W - eta * S", result="new_weights, new_biases", **more):
    """Return the loops with one step for weights and biases alike, or another one for biases, and this result."""
    bias_step = more.get("bias_step", step.replace("W", "B").replace("S", "T"))
    return LOOPS.format(step=step, bias_step=bias_step).replace("return new_weights, new_biases", f"return {result}")


RIGHT = {
    "two loops": loops(),
    "comprehensions": """
    return ([W - eta * S for W, S in zip(weights, slopes[0])], [B - eta * S for B, S in zip(biases, slopes[1])])""",
    "by index, a list of two tuples": """
    new = [[], []]
    for i in range(len(weights)):
        new[0].append(weights[i] - slopes[0][i] * eta)
        new[1].append(biases[i] + -eta * slopes[1][i])
    return [tuple(new[0]), tuple(new[1])]""",
    "copies that are changed": """
    W, B = [w.copy() for w in weights], [b.copy() for b in biases]
    for old, slope in zip(W + B, slopes[0] + slopes[1]):
        old -= eta * slope
    return W, B""",
    "weight by weight": """
    new = []
    for W, S in zip(weights, slopes[0]):
        rows = []
        for row, slope in zip(W, S):
            rows.append([w - eta * s for w, s in zip(row, slope)])
        new.append(np.array(rows))
    return new, [B - eta * S for B, S in zip(biases, slopes[1])]""",
}

WRONG = [
    (loops("W + eta * S"), "goes uphill"),
    (loops("W - eta * -S"), "goes uphill"),
    (loops("W - S"), "The learning rate does not occur"),
    (loops("W - eta"), "The slopes do not occur"),
    (loops("W - eta * W"), "Each weight stands where its slope should"),
    (loops("W - S / eta"), "divided by η: the smaller"),
    (loops("eta * (W - S)"), "brackets take in too much"),
    (loops("eta * S"), "These are the steps alone"),
    (loops("-eta * S"), "These are the steps alone"),
    (loops(bias_step="B"), "The biases come back as they were"),
    (loops(result="new_weights, biases"), "The biases come back as they were"),
    (loops("W", bias_step="B - eta * T"), "The weights come back as they were"),
    ("""
    for W, S in zip(weights, slopes[0]):
        W = W - eta * S
    for B, S in zip(biases, slopes[1]):
        B = B - eta * S
    return weights, biases""", "The old weights and biases come back"),
    ("""
    return [weights[0] - eta * slopes[0][0], *weights[1:]], [biases[0] - eta * slopes[1][0], *biases[1:]]""",
     "Only the first layer has moved"),
    ("""
    new_weights, new_biases = [], []
    for W, B, S, T in zip(weights, biases, slopes[0], slopes[1]):
        new_weights.append(W - eta * S)
        new_biases.append(B - eta * T)
        return new_weights, new_biases""", "Does return stand inside the loop?"),
    ("""
    for W, B, S, T in zip(weights, biases, slopes[0], slopes[1]):
        new_weights, new_biases = [], []
        new_weights.append(W - eta * S)
        new_biases.append(B - eta * T)
    return new_weights, new_biases""", "Is the empty list made inside the loop?"),
    ("""
    for W, B, S, T in zip(weights, biases, slopes[0], slopes[1]):
        W = W - eta * S
        B = B - eta * T
    return W, B""", "Two arrays come back"),
    (loops().replace("append(", "insert(0, "), "wrong order: the last one is first"),
    (loops(result="new_biases, new_weights"), "The two lists are swapped"),
    (loops(result="new_weights + new_biases"), "Everything comes in one list"),
    (loops(result="new_weights"), "Only the new weights come back"),
    (loops().replace("dweights, dbiases =", "dbiases, dweights ="), "The lists of slopes are swapped"),
    (loops().replace("zip(biases, dbiases)", "zip(biases, dweights)"), "by the slopes of the weights"),
    (loops("W - eta / len(weights) * S"), "divided by the number of layers"),
    (loops("W - eta / len(slopes) * S", bias_step="B - eta / len(slopes) * T"), "divided by 2. Here nothing"),
    (loops("W - eta * S / 2"), "(len(slopes) would be 2: it counts the two lists"),
    ("""
    new_weights, new_biases = [], []
    for W, B, S, T in zip(weights, biases, slopes[0], slopes[1]):
        W, B = W - eta * S, B - eta * T
    new_weights.append(W)
    new_biases.append(B)
    return new_weights, new_biases""", "Or does append stand behind it?"),
    (loops("W - eta * S / len(S)"), "len(…) of an array"),
    (loops("(W - eta * S).round(4)"), "new_weights[0] (entry [0][0] of your result) is off by"),
    (loops("(W - eta * S).round(4)"), "do you round somewhere?"),
    (loops("(W - eta * S).T", bias_step="B - eta * T"), "rows and columns are swapped"),
    (loops("W - 0.5 * S", bias_step="B - eta * T"),
     "Right for the book's network and its gradients (η = 0.5). For the 3-4-2 network (η = 0.1) new_weights[0]"),
    (loops("W - 0.5 * S", bias_step="B - 0.5 * T"), "taken with η = 0.5, whatever η comes in"),
    (loops("(W - eta) * S", bias_step="(B - eta) * T"), "needs no brackets here"),
    (loops().replace("new_weights, new_biases = [], []", "new_weights = new_biases = []"), "one and the same list"),
    ("""
    new_weights = new_biases = []
    for i in range(len(weights)):
        new_weights.append(weights[i] - eta * slopes[0][i])
        new_biases.append(biases[i] - eta * slopes[1][i])
    return new_weights, new_biases""", "one and the same list"),
    ("""
    new_weights, new_biases = [], []
    for i in range(2):
        new_weights.append(weights[i] - eta * slopes[0][i])
        new_biases.append(biases[i] - eta * slopes[1][i])
    return new_weights, new_biases""", "It goes through two layers, however many"),
    ("""
    new_weights, new_biases = [], []
    for i in range(len(weights)):
        new_weights.append(weights[i] - eta * slopes[i][0])
        new_biases.append(biases[i] - eta * slopes[i][1])
    return new_weights, new_biases""", "the number of the layer comes second"),
    (loops().replace("dweights, dbiases = slopes", "dweights, dbiases = slopes.weights, slopes.biases"),
     "has no .weights. Its entries have no names, but numbers"),
    ("""
    for W, B, S, T in zip(weights, biases, slopes):
        W, B = W - eta * S, B - eta * T
    return weights, biases""", "zip gives one thing at a time of each list in its brackets"),
    ("""
    for W, S in zip(weights, slopes[0]):
        W -= eta * S
    for B, S in zip(biases, slopes[1]):
        B -= eta * S
    return weights, biases""", "weights is not what it was"),
    ("""
    for i in range(len(biases)):
        biases[i] = biases[i] - eta * slopes[1][i]
    return weights, biases""", "biases is not what it was"),
    (loops().replace("for W, S in", "slopes[0][0] *= 1.5\n    for W, S in"), "slopes is not what it was"),
    (loops(result="zip(new_weights, new_biases)"), "your result is a row for a loop to go through. Wanted are 2"),
    (loops("(W - eta * S).tolist()", bias_step="B - eta * T"), "they come in a list"),
    (loops(result="(new_weights, new_biases),"), "A comma behind the result makes a tuple"),
    (loops(result="new_weights, new_biases, eta"), "your result is a tuple (a list in round brackets) with 3"),
    (loops().replace("    return new_weights, new_biases", ""), "returns None"),
    ("\n    return weights - eta * slopes[0], biases - eta * slopes[1]", "from a list of arrays take one after the"),
    (loops().replace("dweights, dbiases = slopes", "dweights, dbiases, more = slopes"), "are not equally many"),
    (loops().replace("zip(weights, dweights)", "zip(weights, slopes)"), "from a list of arrays take one after the"),
    (loops("W - eta @ S", bias_step="B"), "@ multiplies matrices, and eta is a number."),
    (loops("W - lr * S"), "does not know the name lr"),
]  # fmt: skip


def reply(body):
    return repr(check("7.12", written(f"def my_update(weights, biases, slopes, eta):{body}")))


@pytest.mark.parametrize("style", RIGHT)
def test_any_style_is_right(style):
    assert reply(RIGHT[style]).startswith("✓ Exercise 7.12: right. Every weight of every layer takes its step")


@pytest.mark.parametrize("body, about", WRONG)
def test_a_mistake_gets_the_sentence_about_it(body, about):
    assert reply(body).startswith("✗ Exercise 7.12: not yet. ") and about in reply(body), reply(body)


def test_what_is_wanted_for_the_books_network_is_a_step_against_the_measured_slopes():
    case = every("EXERCISES")["7.12"].cases()[0]
    weights, biases = every("EXERCISES")["7.12"].right(*case.arguments)
    new = np.concatenate([*map(np.ravel, weights), *biases])
    for number, name in enumerate(BOOK_NETWORK.names()):
        here = BOOK_NETWORK[name]
        up, down = (error_at((BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS), name, here + by) for by in (1e-5, -1e-5))
        assert new[number] == pytest.approx(here - 0.5 * (up - down) / 2e-5, abs=1e-9), name


def test_what_is_wanted_elsewhere_is_the_formula():
    row = every("EXERCISES")["7.12"]
    for case in (*row.cases(), row.many(20)):
        weights, biases, slopes, eta = case.arguments
        for old, slope, new in zip(weights + biases, slopes[0] + slopes[1], sum(row.right(*case.arguments), []),
                                   strict=True):  # fmt: skip
            np.testing.assert_allclose(new, old - eta * slope, atol=1e-14, err_msg=case.words)
            assert new.shape == old.shape == slope.shape


def test_the_cases_tell_mistakes_apart():
    cases = every("EXERCISES")["7.12"].cases()
    assert {len(case.arguments[0]) for case in cases} == {2, 3}
    assert 1 not in (etas := {case.arguments[3] for case in cases}) and len(etas) == 4
