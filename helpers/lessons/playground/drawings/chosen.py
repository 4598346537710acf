"""Below the network: a chosen node's formula with numbers, or a chosen weight's gradient, route by route."""

import re
import textwrap

import numpy as np

from helpers.lessons.playground.drawings.columns import start_name
from helpers.lessons.playground.hand import nearest
from helpers.lessons.stage_3.routes import chain
from helpers.network.backpropagation import gradients
from helpers.network.network import Address, forward, node_name
from helpers.pens.numerals import bracketed, capital, counted, plain, signed

SHOWN = 3  # routes
WIDE = 94  # letters in a line
NEXT = "    "  # before what goes on with the line above
PLACE = re.compile(r"\s*([-−+]?[0-9]*\.?[0-9]+)[\s,]+([-−+]?[0-9]*\.?[0-9]+)\s*")
ASK = "Click a node for its formula, or an edge for its gradient."


def example_at(data, at):
    """Return the example nearest to a place such as "1.2 0.5": its part (0 or 1) and its row; the first without one.

    >>> from helpers.lessons.playground.tasks import plane_data
    >>> data = plane_data("XOR")
    >>> x1, x2 = data.points[1][3].round(2).tolist()
    >>> example_at(data, ""), example_at(data, f"{x1}, {x2}"), x1, x2
    ((0, 0), (1, 3), 1.89, 0.53)
    """
    match = PLACE.fullmatch(at)
    return nearest(data.points, *(float(one.replace("−", "-")) for one in match.groups()))[:2] if match else (0, 0)


def explained(run, network, chosen, at):
    """Return a title and lines about the chosen node or weight at one example, with this network of a run.

    >>> from helpers import create
    >>> from helpers.lessons.playground.run import Run
    >>> from helpers.lessons.playground.tasks import plane_data
    >>> run = Run(create(2, 1, 1, activations=["tanh", "logistic"]), plane_data("XOR", points=20))
    >>> explained(run, run.moments[0].network, "xyz", "")[0]
    'There is no xyz here. Click a node for its formula, or an edge for its gradient.'
    """
    data = run.data
    part, row = example_at(data, at)
    point, examples = data.points[part][row], (data.training, data.validation)[part]
    example = [array[row : row + 1] for array in examples]
    wanted = data.classes[int(example[1][0, 0])] if data.classes else plain(example[1][0, 0], 2)
    where = f"x1 = {plain(point[0], 2)}, x2 = {plain(point[1], 2)}, wanted {wanted}"
    names = {node_name(layer, node): (layer, node)
             for layer, nodes in enumerate(network.sizes[1:], 1) for node in range(nodes)}  # fmt: skip
    inputs = {name: place for place, one in enumerate(data.names) for name in (one, node_name(0, place))}
    if chosen in inputs:
        return input_lines(data, example, inputs[chosen], where)
    if chosen in names:
        return node_lines(network, data, example, names[chosen], where)
    if re.fullmatch(r"b?w[1-9][0-9]{0,3}", chosen) and chosen in network.names():
        return weight_lines(run, network, example, chosen, where)
    count = counted(network.parameter_count, "parameter")
    return (f"There is no {chosen.strip()[:12]} here. " * bool(chosen.strip()) + ASK,
            [f"The network has {count}: its weights and bias weights", f"The chosen example: {where}"])  # fmt: skip


def input_lines(data, example, place, where):
    """Return what an input is at one example."""
    value = plain(example[0][0, place], 2)
    return (f"Input {data.names[place]} at the example {where}:",
            [f"{data.names[place]} = {value}: it comes with the example, and no weight changes it", ASK])  # fmt: skip


def node_lines(network, data, example, place, where):
    """Return a node's formula with the numbers of one example."""
    layer, node = place
    run, name, activation = forward(network, example[0]), node_name(layer, node), network.activations[layer - 1]
    before = [start_name(data.names, layer - 1, one) for one in range(network.sizes[layer - 1])]
    weights = network.weights[layer - 1][:, node]
    named = [network.name(Address("w", layer - 1, start, node)) for start in range(len(before))]
    products = [f"{bracketed(weight, 2)} · {bracketed(out, 2)}"
                for weight, out in zip(weights, run.out[layer - 1][0], strict=True)]  # fmt: skip
    b = network.name(Address("bw", layer - 1, None, node))
    formula = f"net = {' + '.join(f'{one} · {source}' for one, source in zip(named, before, strict=True))} + {b}"
    net, out = run.net[layer][0, node], run.out[layer][0, node]
    numbers = f"net = {' + '.join(products)} + {bracketed(network.biases[layer - 1][node], 2)} = {plain(net, 2)}"
    last = f"{name} = {activation}({plain(net, 2)}) = {plain(out, 2)}"
    return f"Node {name} at the example {where}:", [*wrapped(formula), *wrapped(numbers), last]


def weight_lines(run, network, example, name, where):
    """Return a weight's gradient: the routes of one example, their sum, and the mean over all examples."""
    data, address = run.data, network.address(name)
    routes = chain(network, *example, name, run.cost)
    total, slope = sum(route.product for route in routes), gradients(network, *data.training, run.cost)[name]
    slope /= len(data.training.inputs) if run.cost in ("SE", "SSE") else 1
    start = "bias" if address.start is None else start_name(data.names, address.layer, address.start)
    many = f"; the {SHOWN} with the largest products" * (len(routes) > SHOWN)
    sums = f"{f'the sum of all {len(routes)}, ' * (len(routes) > 1)}dE/d{name} = {signed(total, 5)}"
    lines = [f"{name} = {plain(network[name], 3)}; E answers to it on {counted(len(routes), 'route')}{many}:",
             *route_lines(name, routes),
             f"{sums}; mean of all to learn from {signed(slope, 5)}: {advice(name, slope)}"]  # fmt: skip
    title = f"Weight {name}, {start}→{node_name(address.layer + 1, address.end)}, at the example {where}:"
    return title, [piece for line in lines for piece in wrapped(line)]


def advice(name, slope):
    """Return what a weight's mean gradient says of the error.

    >>> advice("w1", -0.2), advice("w1", 0)
    ('a larger w1 lowers their error', 'w1 hardly matters there now')
    """
    if not np.isfinite(slope):
        return "too large"
    if abs(slope) < 5e-6:
        return f"{name} hardly matters there now"
    return f"a {'smaller' if slope > 0 else 'larger'} {name} lowers their error"


def route_lines(name, routes):
    """Return a line for each route, of many for the largest: with its factors where they fit, and for the first one."""
    chosen = sorted(routes, key=lambda route: -abs(route.product))[:SHOWN] if len(routes) > SHOWN else routes
    for place, route in enumerate(chosen):
        way = f"{name} → {' → '.join(route.nodes)} → E"
        product = " · ".join(bracketed(factor.value, 3) for factor in route.factors)
        line = f"{way}: {product} = {plain(route.product, 5)}"
        yield line if not place or len(line) <= WIDE else f"{way}: {plain(route.product, 5)}"


def wrapped(line):
    """Return a line as several that fit."""
    return textwrap.wrap(line, WIDE, break_long_words=False, subsequent_indent=NEXT)


def sentence(title, lines):
    """Return title and lines as one text.

    >>> sentence("Node b1:", ["net = 1", "b1 = 2"])
    'Node b1: net = 1; b1 = 2.'
    """
    told = "; ".join(lines).replace(f"; {NEXT}", " ").replace(":;", ":")
    return f"{capital(title)} {told.rstrip('.')}."
