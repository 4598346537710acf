"""my_train: right in any style, and each mistake that a learner may type gets the sentence about it."""

import numpy as np
import pytest
from scipy.special import expit

from helpers.exercises import building
from helpers.lessons import check, every
from tests.cases import written

LOOP = """
    errors = []
    for epoch in range(epochs):
        outputs = my_forward(weights, biases, inputs)
        errors.append(my_total_error(outputs, targets) / len(inputs))
        slopes = my_gradients(weights, biases, inputs, targets)
        weights, biases = my_update(weights, biases, slopes, eta / len(inputs))
    return weights, biases, errors"""


def loop(*changes):
    """Return the loop with these (old, new) changes, each of which must be possible."""
    lines = LOOP
    for old, new in changes:
        assert old in lines
        lines = lines.replace(old, new)
    return lines


NEW_NAMES = ("weights, biases = my", "new_weights, new_biases = my")
MEAN_STEP, MEAN_ERROR = ("eta / len(inputs)", "eta"), (") / len(inputs))", "))")

RIGHT = {
    "one loop": LOOP,
    "while, the mean slopes made by hand, the errors an array": """
    errors, n = np.zeros(epochs), len(inputs)
    epoch = 0
    while epoch < epochs:
        errors[epoch] = my_total_error(my_forward(weights, biases, inputs), targets) / n
        dW, dB = my_gradients(weights, biases, inputs, targets)
        weights = [W - eta * S / n for W, S in zip(weights, dW)]
        biases = [B - eta * S / n for B, S in zip(biases, dB)]
        epoch = epoch + 1
    return [weights, biases, errors]""",
    "copies changed in place": """
    weights, biases, errors = [W.copy() for W in weights], [B.copy() for B in biases], []
    for _ in range(epochs):
        errors += [my_total_error(my_forward(weights, biases, inputs), targets) / len(targets)]
        for olds, news in zip((weights, biases), my_gradients(weights, biases, inputs, targets)):
            for old, slope in zip(olds, news):
                old -= eta * slope / len(targets)
    return weights, biases, errors""",
    "calling itself": """
    if epochs == 0:
        return weights, biases, []
    error = my_total_error(my_forward(weights, biases, inputs), targets) / len(inputs)
    new = my_update(weights, biases, my_gradients(weights, biases, inputs, targets), eta / len(inputs))
    weights, biases, errors = my_train(*new, inputs, targets, eta, epochs - 1)
    return weights, biases, [error] + errors""",
}

WRONG = [
    ("""
    errors = []
    for epoch in range(epochs):
        slopes = my_gradients(weights, biases, inputs, targets)
        weights, biases = my_update(weights, biases, slopes, eta / len(inputs))
        outputs = my_forward(weights, biases, inputs)
        errors.append(my_total_error(outputs, targets) / len(inputs))
    return weights, biases, errors""", "those after the updates"),
    (loop(("    return", "    errors.append(my_total_error(outputs, targets) / len(inputs))\n    return"),
          ("outputs, t", "my_forward(weights, biases, inputs), t")), "one error too many"),
    (loop(("    return", "        return")), "does return stand behind it, not indented?"),
    (loop(("range(epochs)", "range(1, epochs)")), "One epoch is missing"),
    (loop(("range(epochs)", "range(epochs - 1)")), "One epoch is missing"),
    (loop(("range(epochs)", "range(epochs + 1)")), "one epoch too many"),
    ("""
    errors = []
    slopes = my_gradients(weights, biases, inputs, targets)
    for epoch in range(epochs):
        errors.append(my_total_error(my_forward(weights, biases, inputs), targets) / len(inputs))
        weights, biases = my_update(weights, biases, slopes, eta / len(inputs))
    return weights, biases, errors""", "The slopes of the start are used in every epoch"),
    (loop(NEW_NAMES, ("return weights, biases", "return new_weights, new_biases")), "go on with the new weights?"),
    (loop(("        slopes =", "    slopes ="), ("        weights, biases = my", "    weights, biases = my")),
     "Does the update stand inside the loop"),
    (loop(("        errors.append", "    errors.append"), ("        slopes", "    slopes"),
          ("        weights", "    weights")), "Is there a loop over all of them"),
    ("""
    errors = []
    for epoch in range(epochs):
        error = my_total_error(my_forward(weights, biases, inputs), targets) / len(inputs)
        slopes = my_gradients(weights, biases, inputs, targets)
        weights, biases = my_update(weights, biases, slopes, eta / len(inputs))
    errors.append(error)
    return weights, biases, errors""", "Or does append stand behind it?"),
    ("""
    errors = []
    for epoch in range(epochs):
        slopes = my_gradients(weights, biases, inputs, targets)
        weights, biases = my_update(weights, biases, slopes, eta / len(inputs))
    errors.append(my_total_error(my_forward(weights, biases, inputs), targets) / len(inputs))
    return weights, biases, errors""", "one error only, that after the last update"),
    (loop(("    return", "        break\n    return")), "Is there a loop over all of them, without break"),
    (loop(("len(inputs)", "len(inputs[0])")), "how many numbers one example has"),
    (loop(("eta / len(inputs)", "eta / len(inputs[0])")), "how many numbers one example has"),
    (loop((") / len(inputs))", ") / len(inputs[0]))")), "how many numbers one example has"),
    (loop(("len(inputs)", "len(targets[0])")), "divided by the number of output nodes"),
    (loop(("eta / len", "eta * len")), "η is multiplied by the number of examples"),
    (loop(NEW_NAMES), "Is what my_update returns kept"),
    (loop(("weights, biases = my", "my")), "Is what my_update returns kept"),
    (loop(("weights, biases = my", "weights, new_biases = my")), "The biases never move"),
    (loop(("eta / len(inputs))", "eta / len(inputs))[0]"), ("weights, biases = my", "weights = my")), "biases never"),
    (loop(("weights, biases = my", "new_weights, biases = my")), "The weights never move"),
    (loop(("eta / len", "-eta / len")), "The walk goes uphill: a sign is turned."),
    (loop(MEAN_STEP, MEAN_ERROR), "The steps and the errors are added up"),
    (loop(MEAN_STEP), "not yet. The steps are added up"),
    (loop(MEAN_ERROR), "But the errors are added up"),
    ("""
    errors = []
    for epoch in range(epochs):
        errors.append(my_total_error(my_forward(weights, biases, inputs), targets) / len(inputs))
        for i in range(len(inputs)):
            slopes = my_gradients(weights, biases, inputs[i:i+1], targets[i:i+1])
            weights, biases = my_update(weights, biases, slopes, eta)
    return weights, biases, errors""", "That is SGD"),
    (loop(("inputs, targets)\n", "inputs, outputs)\n")), "Does my_gradients get the targets?"),
    (loop(("    for epoch in range(epochs):\n        outputs = my_forward(weights, biases, inputs)",
           "    outputs = my_forward(weights, biases, inputs)\n    for epoch in range(epochs):")),
     "call my_forward anew in each epoch"),
    (loop(("my_total_error(outputs,", "my_total_error(inputs,")), "The inputs themselves are compared"),
    (loop(("my_total_error(outputs,", "my_total_error(weights, biases, inputs,")), "line 5 of my_train stops"),
    (loop(("my_total_error(outputs,", "my_total_error(weights, biases, inputs,")), " takes 2 "),
    (loop(MEAN_STEP, ("        weights, biases =", "        eta = eta / len(inputs)\n        weights, biases =")),
     "η becomes smaller from epoch to epoch"),
    *((f"""
    errors = []
    for epoch in range(epochs):
        for x, t in zip(inputs, targets):
            x, t = x[None], t[None]
            errors.append(my_total_error(my_forward(weights, biases, x), t){error})
            weights, biases = my_update(weights, biases, my_gradients(weights, biases, x, t), eta{step})
    return weights, biases, errors""", "That is SGD, with one update and one error after each example")
      for error in ("", " / len(inputs)") for step in ("", " / len(inputs)")),
    (loop(("len(inputs)", "epochs")), "A mean is taken over the examples: the number of epochs"),
    (loop(("eta / len(inputs)", "eta / epochs")), "A mean is taken over the examples: the number of epochs"),
    (loop((") / len(inputs))", ") / epochs)")), "A mean is taken over the examples: the number of epochs"),
    (loop(("errors.append(my", "errors += np.float64(my")), "The list of errors comes back empty"),
    (loop(("inputs, targets)\n        weights", "inputs, targets) / len(inputs)\n        weights"), MEAN_STEP),
     "Or can the same be done to a single number?"),
    (loop(("\n    errors = []", ""), ("        errors.append", "        errors = []\n        errors.append")),
     "Is the empty list made inside the loop? Or"),
    (loop(("errors.append(my", "errors = (my")), "Only one error comes back"),
    (loop(("errors.append(my", "errors.insert(0, my")), "wrong order: the last one is first"),
    (loop((", biases, errors", ", biases")), "The errors do not come back"),
    (loop(("return weights, biases, errors", "return errors")), "Only the errors come back"),
    (loop(("weights, biases, errors", "errors, weights, biases")), "the errors are the last"),
    (loop(("weights, biases, errors", "biases, weights, errors")), "first two results are swapped"),
    (loop(("weights, biases, errors", "(weights, biases), errors")), "come as a pair of their own"),
    (loop(("eta / len", "0.5 / len")), "Right for the book's network and example (2 epochs). What comes in as eta is"),
    (loop((") / len(inputs))", ") / len(inputs) ** 2)")), "errors (entry [2] of your result) is off by"),
    (loop(("    for epoch", "    weights[0] = weights[0] + 1\n    for epoch")), "weights is not what it was"),
    (loop(("    for epoch", "    targets += 1\n    for epoch")), "targets is not what it was"),
    (loop(("    return weights, biases, errors", "")), "returns None"),
    (loop(("range(epochs)", "epochs")), "for goes through range(n)"),
    (loop(("errors = []", "errors = 0")), "A number has no .append."),
    (loop(("\n    errors = []", "")), "does not know the name errors"),
    (loop(("my_update(", "(lambda *given: None)(")), "There is None, that is nothing, where several things are wanted"),
    (loop(("weights, biases, slopes, eta / len(inputs)", "weights, biases, slopes")), "wants more in its brackets"),
]  # fmt: skip


def reply(body):
    return repr(check("7.13", written(f"def my_train(weights, biases, inputs, targets, eta, epochs):{body}")))


@pytest.mark.parametrize("style", RIGHT)
def test_any_style_is_right(style):
    assert reply(RIGHT[style]).startswith("✓ Exercise 7.13: right. Error, slopes, update, and again")


@pytest.mark.parametrize("body, about", WRONG)
def test_a_mistake_gets_the_sentence_about_it(body, about):
    assert reply(body).startswith("✗ Exercise 7.13: not yet. ") and about in reply(body), reply(body)


def test_slopes_asked_for_one_example_after_the_other_are_right_too():
    by_hand = """
    errors, n = [], len(inputs)
    for epoch in range(epochs):
        errors.append(my_total_error(my_forward(weights, biases, inputs), targets) / n)
        now = weights, biases
        for i in range(n):
            slopes = my_gradients(*now, inputs[i:i+1], targets[i:i+1])
            weights, biases = my_update(weights, biases, slopes, eta / n)
    return weights, biases, errors"""
    assert reply(by_hand).startswith("✓ Exercise 7.13: right.")


def test_slow_gradients_of_hers_are_told_as_slow_wherever_they_are(monkeypatch):
    monkeypatch.setattr(building, "SLOW", 0)  # whatever else this computer does: only the loop over the examples counts
    for_one = """def my_gradients(weights, biases, inputs, targets):
    sums = None
    for i in range(len(inputs)):
        outs = [inputs[i:i+1]]
        for W, B in zip(weights, biases):
            outs.append(1 / (1 + np.exp(-(outs[-1] @ W + B))))
        delta, dW, dB = (outs[-1] - targets[i:i+1]) * outs[-1] * (1 - outs[-1]), [], []
        for l in reversed(range(len(weights))):
            dW.insert(0, outs[l].T @ delta)
            dB.insert(0, delta.sum(axis=0))
            delta = (delta @ weights[l].T) * outs[l] * (1 - outs[l])
        sums = [dW, dB] if sums is None else [[a + b for a, b in zip(*pair)] for pair in zip(sums, [dW, dB])]
    return sums

"""
    told = repr(check("7.13", written(f"{for_one}def my_train(weights, biases, inputs, targets, eta, epochs):{LOOP}")))
    assert told.startswith("✓ Exercise 7.13: right.") and "further: my_gradients goes through the examples" in told
    assert "One step further" not in reply(LOOP) + reply(loop(("errors = []", "errors = []; print(inputs, weights)")))
    own = "total = sum(((t - z) ** 2).sum() / 2 for z, t in zip(outputs, targets))"
    told = reply(loop(("errors.append(my_total_error(outputs, targets)", f"{own}; errors.append(total")))
    assert "One step further: yours goes through the examples" in told


def test_a_function_that_is_called_and_not_written_yet_is_named():
    stub = 'def my_update(weights, biases, slopes, eta):\n    """Return the new weights and biases."""\n    ...\n\n'
    told = repr(check("7.13", written(f"{stub}def my_train(weights, biases, inputs, targets, eta, epochs):{LOOP}")))
    assert told.startswith("? Exercise 7.13: it calls my_update, which still has its three dots")
    assert "from my_network import my_update" in told


WRONG_STAGES = {
    "my_forward": ("3.11", "weights, biases, inputs", "return inputs @ weights[0]"),
    "my_total_error": ("4.7", "outputs, targets", "return ((targets - outputs) ** 2).mean()"),
    "my_gradients": ("5.15", "weights, biases, inputs, targets", "return weights, biases"),
    "my_update": ("7.12", "weights, biases, slopes, eta", "weights[0] -= 1\n    return weights, biases"),
}


@pytest.mark.parametrize("name", WRONG_STAGES)
def test_a_stage_that_is_wrong_itself_is_named_with_its_check(name):
    number, arguments, lines = WRONG_STAGES[name]
    stage = f"def {name}({arguments}):\n    {lines}\n\n"
    told = repr(check("7.13", written(f"{stage}def my_train(weights, biases, inputs, targets, eta, epochs):{LOOP}")))
    assert told.startswith(f"✗ Exercise 7.13: not yet. my_train calls {name}, which is not right: run check(")
    assert f'check("{number}", {name}).' in told


def mean_error(numbers, shapes, inputs, targets):
    """Return half the mean squared error of a logistic network whose weights and biases are one long row of numbers."""
    ends = np.cumsum([np.prod(shape) for shape in shapes])
    arrays = [part.reshape(shape) for part, shape in zip(np.split(numbers, ends[:-1]), shapes, strict=True)]
    out = inputs
    for W, B in zip(arrays[: len(arrays) // 2], arrays[len(arrays) // 2 :], strict=True):
        out = expit(out @ W + B)
    return ((out - targets) ** 2).sum() / 2 / len(inputs)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_is_wanted_is_a_walk_down_the_measured_slopes_of_the_mean_error(place):
    row = every("EXERCISES")["7.13"]
    weights, biases, inputs, targets, eta, epochs = row.cases()[place].arguments
    numbers, shapes = np.concatenate([array.ravel() for array in weights + biases]), [a.shape for a in weights + biases]
    errors = []
    for _ in range(epochs):
        errors.append(mean_error(numbers, shapes, inputs, targets))
        moves = 1e-5 * np.eye(len(numbers))
        numbers = numbers - eta * np.array([
            mean_error(numbers + by, shapes, inputs, targets) - mean_error(numbers - by, shapes, inputs, targets)
            for by in moves]) / 2e-5  # fmt: skip
    *lists, told = row.right(*row.cases()[place].arguments)
    np.testing.assert_allclose(np.concatenate([array.ravel() for array in sum(lists, [])]), numbers, atol=1e-8)
    np.testing.assert_allclose(told, errors, atol=1e-10)
    assert told[0] > told[-1]


def test_the_cases_tell_mistakes_apart():
    cases = [case.arguments for case in every("EXERCISES")["7.13"].cases()]
    assert {len(given[0]) for given in cases} == {2, 3} and {len(given[2]) for given in cases} == {1, 7}
    assert {given[5] for given in cases} == {2, 3, 5} and 1 not in {given[4] for given in cases}
