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
STEM_END, LAST = "max_pooling2d_1", "predictions"
MERGED = ("BatchNormalization", "Activation")  # they belong to the convolution before them
KINDS = {"Conv2D": "convolution", "MaxPooling2D": "largest", "AveragePooling2D": "average",
         "GlobalAveragePooling2D": "average", "Dense": "last layer"}  # fmt: skip


def parents(layer):
    """Return the names of the layers whose output this layer takes."""
    inputs = layer.input if isinstance(layer.input, list) else [layer.input]
    return [tensor._keras_history[0].name for tensor in inputs]


def blocks(model):
    """Return the block of every layer by its name: blocks end at a concatenation called mixed0 ... mixed10.

    Two more such joins, within a block, are called mixed9_0 and mixed9_1.
    """
    ends = [STEM_END, *(f"mixed{number}" for number in range(11)), "avg_pool", LAST]
    names = ["stem", *ends[1:-2], "average", "last layer"]
    found, waiting = {}, [layer.name for layer in model.layers]
    for name, end in zip(names, ends, strict=True):
        seen, to_see = set(), [end]
        while to_see:
            one = to_see.pop()
            if one not in found and one not in seen:
                seen.add(one)
                to_see += parents(model.get_layer(one)) if one != "input_layer" else []
        found |= dict.fromkeys(seen, name)
    return {name: found[name] for name in waiting}


def rows(model):
    """Yield the rows of the table, block after block, each block's layers in an order in which they can be computed."""
    block_of, row_of, numbers = blocks(model), {}, {}
    for layer in sorted(model.layers[1:], key=lambda layer: list(dict.fromkeys(block_of.values())).index(
            block_of[layer.name])):  # fmt: skip
        block, kind = block_of[layer.name], type(layer).__name__
        before = parents(layer)
        if kind == "Concatenate":
            continue
        if kind in MERGED:
            row_of[layer.name] = row_of[before[0]]
            row_of[layer.name]["parameters"] += layer.count_params()
            continue
        numbers[block] = numbers.get(block, 0) + 1
        inside = block_of.get(before[0]) == block and before[0] in row_of
        size = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None) or ()
        shape = layer.output.shape[1:]
        row_of[layer.name] = {
            "block": block, "number": numbers[block], "after": row_of[before[0]]["number"] if inside else "",
            "kind": KINDS[kind], "kernel": "x".join(map(str, size)),
            "stride": layer.strides[0] if size else "", "padding": layer.padding if size else "",
            "side": shape[0] if len(shape) == 3 else 1, "channels": shape[-1], "parameters": layer.count_params(),
        }  # fmt: skip
    seen = []
    for row in row_of.values():
        if not any(row is other for other in seen):
            seen.append(row)
    return seen


def main():
    """Build the model and write the table."""
    import keras

    model = keras.applications.InceptionV3(weights=None)
    table = rows(model)
    assert sum(row["parameters"] for row in table) == model.count_params()
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"{FILE.name}: {len(table)} rows, {model.count_params():,} parameters, Keras {keras.__version__}, "
          f"{len(model.layers)} Keras layers")  # fmt: skip


if __name__ == "__main__":
    main()
