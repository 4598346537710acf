"""The layers of Inception v3, the network that the book retrains, as Keras builds them (book ch. 36).

C. Szegedy and others, Rethinking the Inception Architecture for Computer Vision, 2016: less than 25 million parameters.
data/inception_v3.csv has been recorded by tools/record_inception.py.
"""

from functools import cache
from typing import NamedTuple

from helpers.datasets.files import csv_rows
from helpers.network import checks


class Layer(NamedTuple):
    """One layer: what it does, from which layer of its block it takes its input (0: from the block before), its size.

    `kind` is "convolution" (with its batch normalisation), "largest" or "average" (pooling), or "last layer". The
    output has `channels` maps of side × side numbers.
    """

    block: str
    number: int
    after: int
    kind: str
    kernel: str
    stride: int
    side: int
    channels: int
    parameters: int


@cache
def inception_layers():
    """Return all layers of Inception v3, from the picture to the 1,000 classes.

    >>> sum(layer.parameters for layer in inception_layers())
    23851784
    """
    return tuple(
        Layer(line["block"], int(line["number"]), int(line["after"] or 0), line["kind"],
              line["kernel"].replace("x", " × "), int(line["stride"] or 1), int(line["side"]),
              int(line["channels"]), int(line["parameters"]))
        for line in csv_rows("inception_v3.csv")
    )  # fmt: skip


BLOCKS = ("stem", *(f"mixed{number}" for number in range(11)), "average", "last layer")


def block_layers(block):
    """Return the layers of a block, a name in BLOCKS.

    >>> [layer.side for layer in block_layers("stem")]
    [149, 147, 147, 73, 73, 71, 35]
    """
    checks.known("block", block, dict.fromkeys(BLOCKS))
    return [layer for layer in inception_layers() if layer.block == block]


def ends(layers):
    """Return the layers of a block whose outputs leave it: side by side they are the block's output.

    >>> sum(layer.channels for layer in ends(block_layers("mixed0")))
    256
    """
    used = {layer.after for layer in layers}
    return [layer for layer in layers if layer.number not in used]


def way_to(layers, layer):
    """Return the layers of a block one after the other, from its input to this one.

    >>> [layer.channels for layer in way_to(block_layers("mixed0"), block_layers("mixed0")[2])]
    [64, 96]
    """
    return [*(way_to(layers, layers[layer.after - 1]) if layer.after else ()), layer]


def multiplications(layer):
    """Return how many products a layer computes for one picture: every weight is used once at every place of a map.

    A convolution's own weights are its parameters without the three per map of its batch normalisation.

    >>> multiplications(block_layers("stem")[0]), 149 * 149 * 32 * (3 * 3 * 3)
    (19181664, 19181664)
    """
    if not isinstance(layer, Layer):
        raise TypeError(f"layer is {layer!r}, but must be one of block_layers('stem'), such as block_layers('stem')[0]")
    extra = {"convolution": 3, "last layer": 1}.get(layer.kind, 0)
    return layer.side**2 * (layer.parameters - extra * layer.channels)


def longest_way():
    """Return how many convolutions and dense layers there are one after the other, on the longest way through.

    >>> longest_way()
    48
    """
    blocks = [block_layers(block) for block in BLOCKS]
    return sum(max(sum(one.parameters > 0 for one in way_to(layers, layer)) for layer in layers) for layers in blocks)
