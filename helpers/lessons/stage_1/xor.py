"""The XOR puzzle: four examples that no straight line can part, and a small network that learns them."""

from functools import lru_cache

from helpers.lessons.create_the_network.starts import XOR
from helpers.network import checks
from helpers.network.activations import ACTIVATIONS
from helpers.network.network import Network, create
from helpers.network.training import train


def learn_xor(hidden, seed=7):
    """Return a 2-4-1 network before training and the list of its 1001 Steps on XOR (gradient descent, eta 2).

    hidden is the activation of the hidden layer; the output node is logistic. With the same seed the first weights are
    the same for every activation. Raises TypeError or ValueError with a sentence. Book ch. 5.

    >>> start, run = learn_xor("tanh")
    >>> start, len(run)
    (2-4-1 network, tanh, logistic, 17 parameters, 1001)
    """
    checks.known("activation function", hidden, ACTIVATIONS)
    return _learned(hidden, checks.whole_number("seed", seed, at_least=0))


@lru_cache(maxsize=8)  # A slider through the updates asks for the same training again and again.
def _learned(hidden, seed):
    first = create(2, 4, 1, seed=seed)
    start = Network(first.weights, first.biases, [hidden, "logistic"])
    return start, list(train(start, *XOR, eta=2, epochs=1001))
