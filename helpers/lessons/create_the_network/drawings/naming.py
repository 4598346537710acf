"""A network as a drawing of names alone: no number draws the eye."""

from helpers.network.network import node_name
from helpers.pens.diagram import Paper, draw_edge, draw_node, edges, structure
from helpers.pens.picture import card

WIDE = 700


def named_edges(network, leaving=None):
    """Return a network with the names of its nodes and edges; leaving="a1" shows only the edges that leave a1.

    >>> from helpers import create
    >>> named_edges(create(2, 2, 2), leaving="b1")
    From b1 lead w5 to c1, w6 to c2. Weights are counted node by node: all that leave a1, then a2, …, then layer b.
    """
    paper = Paper(network.sizes, WIDE)
    marks = [paper.headings()]
    names = leaving_names(network, leaving)
    for edge in edges(network, paper):
        bare = edge | {"text": edge["name"], "value": 1, "share": 0.4}
        marks.append(draw_edge(bare, paper, leaving is not None and edge["name"] not in names))
    for layer, rows in enumerate(paper.rows):
        for row, place in rows.items():
            pale = leaving is not None and node_name(layer, row) not in (leaving, *names.values())
            marks.append(draw_node(layer, row, place, paper, None, pale, None, 4))
        marks += [paper.left_out(layer), paper.bias_node(layer, leaving is not None)]
    return card(WIDE, paper.height - 26, marks, sentence(network, leaving, names))


def leaving_names(network, leaving):
    """Return the names of all weights on edges that leave a node, and where each leads."""
    found = {}
    for number in range(1, network.weight_count + 1 if leaving else 1):
        start, end = str(network.address(f"w{number}")).split("→")
        if start == leaving:
            found[f"w{number}"] = end
    return found


def sentence(network, leaving, names):
    """Return the text twin: which edges leave the node, or the counts of the whole network."""
    if leaving is None:
        return structure(network).text
    listed = ", ".join(f"{name} to {end}" for name, end in names.items())
    if not listed:
        return f"No edge leaves {leaving}."
    return (
        f"From {leaving} lead {listed}. Weights are counted node by node: all that leave a1, then a2, …, then layer b."
    )
