"""Inception v3 as a picture that opens block by block (book ch. 36)."""

from helpers.lessons.transfer_learning.inception import BLOCKS, block_layers, ends, inception_layers, way_to
from helpers.pens.numerals import counted
from helpers.pens.palette import BLACK, GREY, LIT, WHITE
from helpers.pens.parts import lit_style
from helpers.pens.picture import card, group, rect, segment, words

KINDS = {"convolution": "convolution", "largest": "largest of", "average": "average of", "last layer": "dense layer"}
BOX, ROW = (92, 52), 60  # pixels of a layer's box, and from one row of boxes to the next
TOP = 224


def inception(block="mixed0"):
    """Return the blocks of Inception v3 in a row and the layers of one of them; a click on a block opens it.

    >>> inception("last layer")
    Block last layer, 14 of 14: 1 layer, 2,049,000 of 23,851,784 parameters. Output: 1,000 numbers.
    """
    layers = block_layers(block)
    total = sum(layer.parameters for layer in inception_layers())
    own = sum(layer.parameters for layer in layers)
    share = f"{counted(len(layers), 'layer')}, {own:,} of {total:,} parameters"
    marks = [words(20, 28, "picture, 299 × 299 × 3  →", size=14),
             words(694, 28, "→  1,000 classes", size=14, anchor="end"),
             *chain(block), words(20, 204, f"{block}: {share}", bold=True), *inside(layers)]  # fmt: skip
    text = f"Block {block}, {BLOCKS.index(block) + 1} of {len(BLOCKS)}: {share}. Output: {output(layers)}."
    return card(714, TOP + 6 * ROW + 50, marks, text)


def output(layers):
    """Return what a block hands on, in words."""
    maps, side = sum(layer.channels for layer in ends(layers)), layers[-1].side
    return f"{maps:,} maps of {side} × {side}" if side > 1 else f"{maps:,} numbers"


def chain(chosen):
    """Yield the blocks in a row, each as high as its maps are wide; the chosen one is lit."""
    step = 48
    for place, block in enumerate(BLOCKS):
        layers = block_layers(block)
        high, lit, x = 24 + 2 * layers[-1].side, block == chosen, 22 + step * place
        top = 94 - high / 2
        name = {"last layer": "last"}.get(block, block.replace("mixed", "mix "))
        marks = [rect(x, 40, 44, 138, fill=WHITE),
                 rect(x, top, 42, high, rx=4, **lit_style(lit, thin=1.5)),
                 words(x + 21, 158, name if block != "average" else "avg", anchor="middle", size=12, bold=lit),
                 words(x + 21, 175, f"{layers[-1].side}²" if layers[-1].side > 1 else "1", anchor="middle", size=12,
                       fill=GREY)]  # fmt: skip
        yield group(*marks, sets=f"block={block}", label=f"open {block}")


def places(layers):
    """Return (column, row) of every layer: columns by depth, rows so that each branch has its own.

    >>> places(block_layers("stem"))[6]
    (6, 0)
    """
    rows, free = {}, iter(range(len(layers)))

    def place(number):
        following = [layer.number for layer in layers if layer.after == number]
        own = [place(one) for one in following]
        row = sum(own) / len(own) if own else next(free)
        rows[number] = row
        return row

    for layer in layers:
        if not layer.after:
            place(layer.number)
    return [(len(way_to(layers, layer)) - 1, rows[layer.number]) for layer in layers]


def inside(layers):
    """Yield the layers of a block as boxes with arrows, from the left to the right."""
    found = places(layers)
    step, left = 98, 16
    for layer, (column, row) in zip(layers, found, strict=True):
        if layer.after:
            before = found[layer.after - 1]
            x, y = left + step * before[0] + BOX[0], TOP + ROW * before[1] + BOX[1] / 2
            yield segment(x, y, left + step * column, TOP + ROW * row + BOX[1] / 2, BLACK)
    for layer, (column, row) in zip(layers, found, strict=True):
        x, y = left + step * column, TOP + ROW * row
        middle = x + BOX[0] / 2
        how = f"{layer.kernel or 'all'}{', step 2' * (layer.stride == 2)}"
        fill = LIT if layer.kind in ("convolution", "last layer") else WHITE
        size = f"{layer.channels:,} × {layer.side}²" if layer.side > 1 else f"{layer.channels:,} numbers"
        lines = [KINDS[layer.kind], how if layer.kind != "last layer" else f"{layer.parameters:,}", size]
        yield rect(x, y, BOX[0], BOX[1], rx=4, fill=fill, stroke=GREY)
        for line, text in enumerate(lines):
            yield words(middle, y + 15 + 16 * line, text, anchor="middle", size=12)
    many = len(ends(layers)) > 1
    last = "The ends of all branches, side by side, are" if many else "The end is"
    yield words(20, TOP + 6 * ROW + 12, "The boxes on the left take all that the block before puts out.", size=14)
    yield words(20, TOP + 6 * ROW + 34, f"{last} the block's output: {output(layers)}.", size=14)
