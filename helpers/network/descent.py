"""Stage 5: update the weights; and walk downhill on any surface, by any rule (book ch. 20-22)."""

import numpy as np

from helpers.network import checks
from helpers.network.backpropagation import Gradients
from helpers.network.rules import SCHEDULES, known_rule


@checks.quiet
def update(network, gradients, eta):
    """Stage 5: return a new network, one step of gradient descent away.

    w_new = w - eta * dE/dw, for weights and bias weights alike, all with the old network's gradients.

    `eta` is the learning rate, a number of 0 or more. Raises TypeError or ValueError with a sentence. Book ch. 22.

    >>> from helpers import gradients, Network
    >>> network = Network(weights=[[[2.0]]], biases=[[0.0]], activations="linear")
    >>> update(network, gradients(network, [[3.0]], [[5.0]]), eta=0.5)["w1"]
    0.5
    """
    eta = checks.learning_rate(eta)
    if not isinstance(gradients, Gradients):
        raise TypeError(
            "update wants what gradients() returns: update(network, gradients(network, inputs, targets), eta)"
        )
    if gradients.sizes != network.sizes:
        theirs, ours = gradients.shape_name, network.shape_name
        raise ValueError(f"these gradients belong to a {theirs} network, but this one is {ours}")
    layers = zip(reversed(gradients.weights), reversed(gradients.biases), strict=True)
    return descend(network, ((eta * slopes, eta * bias_slopes) for slopes, bias_slopes in layers))


def descend(network, steps):
    """Return the network with its steps subtracted: for weights and bias weights, layer by layer from the output back.

    The steps' arrays become the new weights, so that no further memory is moved.
    """
    weights, biases = [], []
    for old, old_bias, (step, bias_step) in zip(
        reversed(network.weights), reversed(network.biases), steps, strict=True
    ):
        weights.insert(0, np.subtract(old, step, out=step))
        biases.insert(0, np.subtract(old_bias, bias_step, out=bias_step))
    return network.with_arrays(weights, biases)


@checks.quiet
def walk(slope, start, eta, steps, rule="gradient descent", schedule="constant", **settings):
    """Return the places of a walk downhill, `(steps + 1, ...)`: the start, then the place after each step.

    `slope` is a function of a place, `start` a place of any shape, `rule` a name in RULES, `schedule` in SCHEDULES;
    `settings` belong to the rule, such as momentum=0.5. Raises TypeError or ValueError with a sentence. Book ch. 20.

    >>> walk(lambda w: 2 * w, start=1.0, eta=0.25, steps=3)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    rule = known_rule(rule, settings)
    eta, rate = checks.learning_rate(eta), checks.known("schedule", schedule, SCHEDULES)
    place = checks.numeric_array("start", start)
    places, state = [place], rule.start(place)
    for number in range(checks.whole_number("steps", steps, at_least=0)):
        step, state = rule.step(_slope_at(place, slope), state, rate(eta, number), **settings)
        place = place - step
        places.append(place)
    return np.array(places)


def _slope_at(place, slope):
    """Return the slope at a place, one number for each of its numbers, or say what the function returned instead."""
    found = checks.floats("what slope returns", slope(place))
    if found.shape != place.shape:
        raise ValueError(f"slope returns shape {found.shape} for a place of shape {place.shape}, but must return one "
                         "number for each of its numbers")  # fmt: skip
    return found
