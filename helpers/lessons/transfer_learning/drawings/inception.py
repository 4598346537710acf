"""Inception v3 as a picture that opens block by block (book ch. 36)."""

from helpers.lessons.transfer_learning.inception import BLOCKS, block_layers, ends, inception_layers, way_to
from helpers.pens.numerals import counted
from helpers.pens.palette import BLACK, GREY, LIT, WHITE
from helpers.pens.parts import lit_style
from helpers.pens.picture import card, group, rect, segment, words

KINDS = {"convolution": "convolution", "largest": "largest of", "average": "average of", "last layer": "dense layer"}
BOX, GAP, ROW = (92, 52), 6, 60  # pixels of a layer's box, between two of them, and from one row to the next
END, SPLIT = 78, 22  # of the boxes before and after all branches, and the room in which lines split and join
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
             *chain(block), words(20, 204, f"{block}: {share}", bold=True), *inside(block)]  # fmt: skip
    text = f"Block {block}, {BLOCKS.index(block) + 1} of {len(BLOCKS)}: {share}. Output: {output(layers)}."
    return card(714, TOP + 6 * ROW + 28, marks, text)


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


def inside(block):
    """Yield the layers of a block as boxes with lines, from the left to the right; branches split and join."""
    layers = block_layers(block)
    branched = len(ends(layers)) > 1
    left = 16 + (END + SPLIT) * branched
    corners = [(left + (BOX[0] + GAP) * column, TOP + ROW * row) for column, row in places(layers)]
    if branched:
        yield from splitting(block, layers, corners)
    for layer, (x, y) in zip(layers, corners, strict=True):
        if layer.after:
            before, above = corners[layer.after - 1]
            yield segment(before + BOX[0], above + BOX[1] / 2, x, y + BOX[1] / 2, BLACK)
    for layer, (x, y) in zip(layers, corners, strict=True):
        how = f"{layer.kernel or 'all'}{', step 2' * (layer.stride == 2)}"
        fill = LIT if layer.kind in ("convolution", "last layer") else WHITE
        lines = [KINDS[layer.kind], how if layer.kind != "last layer" else f"{layer.parameters:,}",
                 sized(layer.channels, layer.side)]  # fmt: skip
        yield from lines_in_box(lines, x, y, BOX[0], fill)
    told = "The ends of the branches, side by side, are" if branched else "The end is"
    yield words(20, TOP + 6 * ROW + 12, f"{told} the block's output: {output(layers)}.", size=14)


def splitting(block, layers, corners):
    """Yield what comes in and what goes out as boxes, and the lines in between that split into branches and join."""
    before = block_layers(BLOCKS[BLOCKS.index(block) - 1])
    starts = [corner for layer, corner in zip(layers, corners, strict=True) if not layer.after]
    stops = [corners[layer.number - 1] for layer in ends(layers)]
    left, right = 16, max(x for x, _ in corners) + BOX[0] + SPLIT
    for x, name, block_of, branches, inner in (
        (left, "comes in", before, [(x, y) for x, y in starts], left + END + SPLIT / 2),
        (right, "goes out", layers, [(x + BOX[0], y) for x, y in stops], right - SPLIT / 2),
    ):
        heights = [y + BOX[1] / 2 for _, y in branches]
        middle = (min(heights) + max(heights)) / 2
        yield segment(inner, min(heights), inner, max(heights), BLACK)
        yield segment(inner, middle, x + END * (x == left), middle, BLACK)
        for (edge, _), height in zip(branches, heights, strict=True):
            yield segment(inner, height, edge, height, BLACK)
        lines = [name, sized(sum(layer.channels for layer in ends(block_of)), block_of[-1].side)]
        yield from lines_in_box(lines, x, middle - 20, END, WHITE)


def sized(maps, side):
    """Return how many maps of which size, or how many numbers."""
    return f"{maps:,} × {side}²" if side > 1 else f"{maps:,} numbers"


def lines_in_box(lines, x, y, width, fill):
    """Yield a box with lines of small words."""
    yield rect(x, y, width, 4 + 16 * len(lines), rx=4, fill=fill, stroke=GREY)
    for line, text in enumerate(lines):
        yield words(x + width / 2, y + 15 + 16 * line, text, anchor="middle", size=12)
