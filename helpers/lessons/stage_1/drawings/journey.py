"""One example's journey through Stage 1, node after node."""

from helpers.network.network import forward, node_name
from helpers.pens.diagram import diagram
from helpers.pens.matrices import lit_names
from helpers.pens.numerals import added, plain, short


def journey_length(network):
    """Return the number of the last moment of a journey: three for every node after the input layer.

    >>> from helpers import BOOK_NETWORK
    >>> journey_length(BOOK_NETWORK)
    12
    """
    return 3 * sum(network.sizes[1:])


def journey(moment, network, inputs):
    """Return one moment of Stage 1: multiply, sum with the bias, activate, node after node (book ch. 7).

    moment counts from 0 (the inputs enter) to journey_length(network); inputs is one example, shape (1, inputs).

    >>> from helpers import BOOK_INPUTS, BOOK_NETWORK
    >>> journey(2, BOOK_NETWORK, BOOK_INPUTS)
    Node b1, sum with the bias: 0.0150 + 0.0420 + 0.8000 = net input 0.8570.
    """
    run = forward(network, inputs)
    nodes = [(layer, row) for layer in range(1, len(network.sizes)) for row in range(network.sizes[layer])]
    known = {f"out {node_name(0, row)}" for row in range(network.sizes[0])}
    if moment == 0:
        entered = ", ".join(f"{node_name(0, row)} = {plain(value, 2)}" for row, value in enumerate(run.out[0][0]))
        return diagram(
            network, run, known=known, text=f"The example enters the network: {entered}. Nothing else is known yet."
        )
    done, part = divmod(moment - 1, 3)
    for layer, row in nodes[:done]:
        known |= {f"net {node_name(layer, row)}", f"out {node_name(layer, row)}"}
    layer, row = nodes[done]
    known |= {f"{kind} {node_name(layer, row)}" for kind in ("net", "out")[:part]}
    text = moment_text(part, layer, row, network, run)
    return diagram(network, run, known=known, highlight=lit_names(network, layer, row), text=text)


def moment_text(part, layer, row, network, run):
    """Return the sentence of one of the three moments of a node."""
    name, net = node_name(layer, row), run.net[layer][0, row]
    inputs, weights = run.out[layer - 1][0], network.weights[layer - 1][:, row]
    products = inputs * weights
    if part == 0:
        terms = ", ".join(
            f"{short(x, 5)} · {short(w)} = {plain(p)}" for x, w, p in zip(inputs, weights, products, strict=True)
        )
        return f"Node {name}, multiply: along each edge comes the output before it times the weight: {terms}."
    if part == 1:
        terms = added([*products, network.biases[layer - 1][row]], 4)
        return f"Node {name}, sum with the bias: {terms} = net input {plain(net)}."
    activation, out = network.activations[layer - 1], plain(run.out[layer][0, row])
    return f"Node {name}, activate and send on: {activation}({plain(net)}) = output {out}."
