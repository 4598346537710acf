"""Why did the network say so? The votes of the pixels, and how few pixels change its mind (book ch. 24)."""

import numpy as np

from helpers.network import checks
from helpers.network.network import checked_inputs, forward


def votes(network, inputs, for_class=1, against=0):
    """Return how each input speaks for one output node and against another, `(inputs,)`: input times slope.

    vote = input * d(net of for_class - net of against) / d(input)

    `inputs` is one example `(1, inputs)`. Above 0 it speaks for, below 0 against; an input of 0 has no vote. For a
    network without hidden layer this is pixel times weight, and the votes with the biases add up to the difference.
    To take the ink of a pixel away takes its vote away, as far as slopes can tell.

    >>> from helpers import Network
    >>> votes(Network([[[1.0, 2.0], [3.0, 0.0]]], [[0.0, 0.0]], "logistic"), [[0.5, 1.0]])
    array([ 0.5, -3. ])
    """
    slopes = ink_slopes(network, inputs, for_class, against, "votes")
    return np.asarray(inputs, float)[0] * slopes


@checks.quiet
def ink_slopes(network, inputs, for_class=1, against=0, who="ink_slopes"):
    """Return what a little more of each input does, `(inputs,)`: the slope of one net input minus another.

    d(net of for_class - net of against) / d(input), at this one example `(1, inputs)`. White pixels have one, too.

    >>> from helpers import Network
    >>> ink_slopes(Network([[[1.0, 2.0], [3.0, 0.0]]], [[0.0, 0.0]], "logistic"), [[0.5, 0.0]])
    array([ 1., -3.])
    """
    inputs = one_example(network, inputs, who)
    for_class, against = output_node(network, "for_class", for_class), output_node(network, "against", against)
    run = forward(network, inputs)
    slopes = network.weights[-1][:, for_class] - network.weights[-1][:, against]
    for layer in range(len(network.weights) - 1, 0, -1):
        slopes = network.weights[layer - 1] @ (slopes * network.layer_activations[layer - 1].slope(run.net[layer])[0])
    return slopes


def promises(network, inputs, for_class=1, against=0):
    """Return what each input can win for one output node by the slopes, `(inputs,)`, and what to make of it: 0 or 1.

    A slope above 0 promises (1 - input) * slope if the pixel is made black (1), one below 0 input * |slope| if it is
    made white (0). A forecast only: slopes change on the way.

    >>> from helpers import Network
    >>> promises(Network([[[1.0, 2.0], [3.0, 0.0]]], [[0.0, 0.0]], "logistic"), [[0.5, 1.0]])
    (array([0.5, 3. ]), array([1., 0.]))
    """
    slopes = ink_slopes(network, inputs, for_class, against, "promises")
    black = (slopes > 0).astype(float)
    return (black - np.asarray(inputs, float)[0]) * slopes, black


def disguise(network, inputs, wanted, most=20):
    """Return the way to another answer, pixel by pixel, `(steps + 1, inputs)`: the example, then each change.

    Every step makes that one pixel white (0) or black (1) which helps the wanted output node most against the
    loudest other one. It ends when that node is the loudest, when no pixel helps any more, or after `most` steps.
    Each step is the best one; the whole way need not be the shortest.

    >>> from helpers import Network
    >>> disguise(Network([[[1.0, 2.0], [3.0, 0.0]]], [[0.0, 0.0]], "logistic"), [[0.5, 1.0]], wanted=1)
    array([[0.5, 1. ],
           [0.5, 0. ]])
    """
    inputs, wanted = one_example(network, inputs, "disguise"), output_node(network, "wanted", wanted)
    if network.sizes[-1] == 1:
        raise ValueError("disguise looks for another answer, but a network with one output has no other output node")
    most, way = checks.whole_number("most", most, at_least=0), [inputs[0].copy()]
    while len(way) <= most and forward(network, way[-1:]).output[0].argmax() != wanted:
        changed = one_pixel_changed(way[-1])
        leads = lead(network, changed, wanted)
        if not leads.max() > lead(network, way[-1:], wanted)[0]:
            break
        way.append(changed[leads.argmax()])
    return np.array(way)


@checks.quiet
def lead(network, inputs, wanted):
    """Return how far the net input of one output node is above the largest other one, for each example.

    >>> from helpers import Network
    >>> lead(Network([[[1.0, 2.0]]], [[0.0, 0.0]]), np.array([[1.0], [-3.0]]), wanted=1)
    array([ 1., -3.])
    """
    nets = forward(network, inputs).net[-1]
    return nets[:, wanted] - np.delete(nets, wanted, axis=1).max(axis=1)


def one_pixel_changed(picture):
    """Return every other picture in which a single pixel has been made white or black, at most `(2 n, n)`.

    >>> one_pixel_changed(np.array([0.5, 1.0]))
    array([[0. , 1. ],
           [0.5, 0. ],
           [1. , 1. ]])
    """
    n = len(picture)
    changed = np.tile(picture, (2 * n, 1))
    rows = np.arange(n)
    changed[rows, rows], changed[n + rows, rows] = 0.0, 1.0
    return changed[(changed != picture).any(axis=1)]


def one_example(network, inputs, who):
    """Return inputs as one checked example `(1, inputs)`, or say that there are several."""
    inputs = checked_inputs(network, inputs)
    if len(inputs) != 1:
        raise ValueError(f"{who} wants one example, but inputs has {len(inputs)} rows. Write inputs[:1]")
    return inputs


def output_node(network, name, node):
    """Return the number of an output node, counted from 0, or say which ones there are."""
    return checks.whole_number(name, node, at_least=0, at_most=network.sizes[-1] - 1)
