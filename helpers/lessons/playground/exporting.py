"""A network as code that runs without this course: a few lines of NumPy, or of Keras."""

from typing import NamedTuple

import numpy as np

from helpers.lessons.playground.saving import checked_network, fitting, scales, target_scale
from helpers.network import checks

# What each activation is in NumPy, line by line: {net} is a layer's net input, `out` what it puts out.
IN_NUMPY = {
    "linear": ("out = {net}",),
    "step": ("out = np.heaviside({net}, 1)",),
    "sign": ("out = np.sign({net})",),
    "logistic": ("out = 0.5 + 0.5 * np.tanh(({net}) / 2)  # = 1 / (1 + e^-net)",),
    "tanh": ("out = np.tanh({net})",),
    "ReLU": ("out = np.maximum({net}, 0)",),
    "softmax": (
        "net = {net}",
        "out = np.exp(net - net.max(axis=1, keepdims=True))",
        "out = out / out.sum(axis=1, keepdims=True)",
    ),
}
IN_KERAS = {
    "linear": '"linear"',
    "step": "lambda net: keras.ops.where(net >= 0, 1.0, 0.0)",
    "sign": "keras.ops.sign",
    "logistic": '"sigmoid"',
    "tanh": '"tanh"',
    "ReLU": '"relu"',
    "softmax": '"softmax"',
}


def as_numpy(network, data=None, decimals=None):
    """Return a network as about ten lines of Python that need NumPy alone and give the same answers.

    The lines make a function `answer(inputs)`; inputs are `(n, inputs)`. With the `data` of a table it takes numbers as
    they stand there, scales them as the network is used to, and gives a number in the target's unit; a word is still 1
    in its own column and 0 in the others. The numbers are full; `decimals` rounds them for reading.
    Raises TypeError or ValueError with a sentence.

    >>> from helpers import Network
    >>> print(as_numpy(Network([[[0.5], [-2.0]]], [[0.1]], "tanh")))
    import numpy as np
    <BLANKLINE>
    W1 = np.array([[0.5], [-2.0]])
    B1 = np.array([0.1])
    <BLANKLINE>
    <BLANKLINE>
    def answer(inputs):
        out = np.array(inputs, float)
        out = np.tanh(out @ W1 + B1)
        return out
    """
    given = parts(network, data, decimals)
    layers = [*enumerate(network.activations, start=1)]
    numbers = [line for layer, _ in layers for line in (f"W{layer} = np.array({given.weights[layer - 1]})",
                                                       f"B{layer} = np.array({given.biases[layer - 1]})")]  # fmt: skip
    steps = ["out = np.array(inputs, float)"]
    if given.means:
        numbers[:0] = [f"mean = np.array({given.means})", f"spread = np.array({given.spreads})"]
        steps.append("out = (out - mean) / spread")
    steps += [line.format(net=f"out @ W{layer} + B{layer}") for layer, name in layers for line in IN_NUMPY[name]]
    steps.append(f"return out * {given.unit[1]} + {given.unit[0]}" if given.unit else "return out")
    body = [f"    {step}" for step in steps]
    return "\n".join(["import numpy as np", "", *given.about, *numbers, "", "", "def answer(inputs):", *body])


def as_keras(network, data=None, decimals=None):
    """Return a network as Python code for Keras 3, with its layers, its activations and its numbers.

    The lines make a `model`; `model.predict(inputs)` gives the same answers. `data` and `decimals` are as in as_numpy.

    >>> from helpers import Network
    >>> print(as_keras(Network([[[0.5], [-2.0]]], [[0.1]], "tanh")))
    import keras
    import numpy as np
    <BLANKLINE>
    keras.config.set_floatx("float64")  # as many digits as here
    model = keras.Sequential([
        keras.Input((2,)),
        keras.layers.Dense(1, activation="tanh"),
    ])
    model.set_weights([
        np.array([[0.5], [-2.0]]),
        np.array([0.1]),
    ])
    """
    given = parts(network, data, decimals)
    layers = [f"keras.Input(({network.sizes[0]},)),"]
    if given.means:
        factors = [1 / spread for spread in given.spreads]
        offsets = [-mean / spread for mean, spread in zip(given.means, given.spreads, strict=True)]
        layers.append(rescaling(factors, offsets))
    layers += [f"keras.layers.Dense({nodes}, activation={IN_KERAS[name]})," for nodes, name in
               zip(network.sizes[1:], network.activations, strict=True)]  # fmt: skip
    if given.unit:
        layers.append(rescaling(given.unit[1], given.unit[0]))
    numbers = [f"np.array({array})," for pair in zip(given.weights, given.biases, strict=True) for array in pair]
    layers, numbers = ([f"    {line}" for line in lines] for lines in (layers, numbers))
    return "\n".join(["import keras", "import numpy as np", "", *given.about,
                      'keras.config.set_floatx("float64")  # as many digits as here',
                      "model = keras.Sequential([", *layers, "])", "model.set_weights([", *numbers, "])"])  # fmt: skip


def rescaling(factor, offset):
    """Return Keras' line for factor · x + offset; of plain numbers it would keep 32 bits only.

    >>> rescaling(2.0, [0.5])
    'keras.layers.Rescaling(np.array(2.0), np.array([0.5])),'
    """
    return f"keras.layers.Rescaling(np.array({factor}), np.array({offset})),"


class Parts(NamedTuple):
    """What the lines are made of, as Python's own numbers: `about` are comments, `unit` the target's mean and spread.

    Without scales `means`, `spreads` and `unit` are empty.
    """

    weights: list
    biases: list
    means: list = []
    spreads: list = []
    unit: tuple = ()
    about: tuple = ()


def parts(network, data, decimals):
    """Return the Parts of a network, with those of its data where they are given."""
    checked_network(network)
    if decimals is not None:
        checks.whole_number("decimals", decimals, at_least=0, at_most=17)
    numbers = [[listed(array, decimals) for array in arrays] for arrays in (network.weights, network.biases)]
    if data is None:
        return Parts(*numbers)
    fitting(network, data)
    about = [f"# inputs: {named(data.names)}",
             f"# answer: {data.target!r}{', one of ' * bool(data.classes)}{named(data.classes)}"]  # fmt: skip
    if data.recipe is None:
        return Parts(*numbers, about=about)
    means, spreads = listed(np.transpose(scales(data)), decimals)
    unit = listed(target_scale(data), decimals) if data.recipe.target else ()
    return Parts(*numbers, means, spreads, unit, about)


def listed(array, decimals):
    """Return an array as lists of Python's own numbers, rounded where decimals are given; no zero has a sign.

    >>> listed(np.array([0.126, -0.001]), 2), listed(np.array([0.126]), None)
    ([0.13, 0.0], [0.126])
    """
    array = np.asarray(array, float)
    return (array if decimals is None else array.round(decimals) + 0.0).tolist()


def named(names):
    """Return names in quotes, each on one line whatever it holds."""
    return ", ".join(map(repr, names))
