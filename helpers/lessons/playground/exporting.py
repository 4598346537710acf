"""A network as code that runs without this course: a few lines of NumPy, or of Keras."""

import numpy as np

from helpers.lessons.playground.saving import checked_network, fitting
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

    The lines make a function `answer(inputs)`; inputs are `(n, inputs)`. With `data` it takes the inputs as they stand
    in the table and scales them as the network is used to. The numbers are full; `decimals` rounds them for reading.
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
    weights, biases, scales, about = parts(network, data, decimals)
    layers = [*enumerate(network.activations, start=1)]
    numbers = [line for layer, _ in layers for line in (f"W{layer} = np.array({weights[layer - 1]})",
                                                       f"B{layer} = np.array({biases[layer - 1]})")]  # fmt: skip
    steps = ["out = np.array(inputs, float)"]
    if scales:
        numbers[:0] = [f"mean = np.array({scales[0]})", f"spread = np.array({scales[1]})"]
        steps.append("out = (out - mean) / spread")
    steps += [line.format(net=f"out @ W{layer} + B{layer}") for layer, name in layers for line in IN_NUMPY[name]]
    body = [f"    {step}" for step in (*steps, "return out")]
    return "\n".join(["import numpy as np", "", *about, *numbers, "", "", "def answer(inputs):", *body])


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
    weights, biases, scales, about = parts(network, data, decimals)
    layers = [f"keras.Input(({network.sizes[0]},)),"]
    if scales:
        squares = np.square(scales[1]).tolist()
        layers.append(f"keras.layers.Normalization(mean={scales[0]}, variance={squares}),")
    layers += [f"keras.layers.Dense({nodes}, activation={IN_KERAS[name]})," for nodes, name in
               zip(network.sizes[1:], network.activations, strict=True)]  # fmt: skip
    numbers = [f"np.array({array})," for pair in zip(weights, biases, strict=True) for array in pair]
    layers, numbers = ([f"    {line}" for line in lines] for lines in (layers, numbers))
    return "\n".join(["import keras", "import numpy as np", "", *about,
                      'keras.config.set_floatx("float64")  # as many digits as here',
                      "model = keras.Sequential([", *layers, "])", "model.set_weights([", *numbers, "])"])  # fmt: skip


def parts(network, data, decimals):
    """Return weights and bias weights as lists, the scales of the inputs, and comments that say what is what."""
    checked_network(network)
    if decimals is not None:
        checks.whole_number("decimals", decimals, at_least=0, at_most=17)
    weights, biases = ([listed(array, decimals) for array in arrays] for arrays in (network.weights, network.biases))
    if data is None:
        return weights, biases, (), []
    fitting(network, data)
    about = [f"# inputs: {named(data.names)}", f"# answer: {data.target!r}{', one of ' * bool(data.classes)}"
             f"{named(data.classes)}"]  # fmt: skip
    return weights, biases, (), about


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
