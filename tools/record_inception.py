"""Build Inception v3 with Keras, without its weights, and record its layers: data/inception_v3.csv.

    pip install tensorflow-cpu        in an environment of its own; nothing is downloaded but this
    python tools/record_inception.py

A row is a convolution with its batch normalisation and activation, a pooling, or the last layer; `after` is the number
of the row whose output it takes, empty where that is the output of the block before. A block's output is what nobody in
the block takes, joined.
"""

import csv
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "inception_v3.csv"
FIELDS = ("block", "number", "after", "kind", "kernel", "stride", "padding", "side", "channels", "parameters")
MERGED = ("BatchNormalization", "Activation")  # they belong to the convolution before them
KINDS = {"Conv2D": "convolution", "MaxPooling2D": "largest", "AveragePooling2D": "average",
         "GlobalAveragePooling2D": "average", "Dense": "last layer"}  # fmt: skip


def parents(layer):
    """Return the names of the layers whose output this layer takes."""
    inputs = layer.input if isinstance(layer.input, list) else [layer.input]
    return [tensor._keras_history[0].name for tensor in inputs]


def blocks(model):
    """Return the layers of every block, by its name: blocks end at a join called mixed0, mixed1, ..., mixed10.

    Two more joins, called mixed9_0 and mixed9_1, stand within a block.
    """
    ends = {"stem": "max_pooling2d_1", **{f"mixed{number}": f"mixed{number}" for number in range(11)},
            "average": "avg_pool", "last layer": "predictions"}  # fmt: skip
    found, seen = {}, {"input_layer"}
    for block, end in ends.items():
        own, waiting = set(), [end]
        while waiting:
            name = waiting.pop()
            if name not in seen | own:
                own.add(name)
                waiting += parents(model.get_layer(name))
        found[block] = [layer for layer in model.layers if layer.name in own]  # in an order that can be computed
        seen |= own
    return found


def rows(model):
    """Return the rows of the table, block after block."""
    table = []
    for block, layers in blocks(model).items():
        row_of = {}  # by layer; a batch normalisation and an activation share the row of their convolution
        for layer in layers:
            before, kind = row_of.get(parents(layer)[0]), type(layer).__name__
            if kind in MERGED:
                before["parameters"] += layer.count_params()
                row_of[layer.name] = before
            elif kind in KINDS:
                row_of[layer.name] = row(block, layer, len({id(one) for one in row_of.values()}) + 1, before)
                table.append(row_of[layer.name])
    return table


def row(block, layer, number, before):
    """Return the row of one layer that takes the output of the row `before` it, or of the block before (None)."""
    size = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None)
    *sides, channels = layer.output.shape[1:]
    values = (block, number, before["number"] if before else "", KINDS[type(layer).__name__],
              "x".join(map(str, size or ())), layer.strides[0] if size else "", layer.padding if size else "",
              sides[0] if sides else 1, channels, layer.count_params())  # fmt: skip
    return dict(zip(FIELDS, values, strict=True))


def main():
    """Build the model and write the table."""
    import keras

    model = keras.applications.InceptionV3(weights=None)
    table = rows(model)
    if sum(row["parameters"] for row in table) != model.count_params():
        raise ValueError("the rows miss some parameters of the model: does Keras build it in another way now?")
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"{FILE.name}: {len(table)} rows, {model.count_params():,} parameters, Keras {keras.__version__}, "
          f"{len(model.layers)} Keras layers")  # fmt: skip


if __name__ == "__main__":
    main()
