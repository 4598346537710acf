"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.stage_3.drawings.chain_rule import BENDS
from helpers.lessons.stage_3.tangents import READ
from helpers.pens.arguments import each, flag, maybe, number, one_example, one_of, text, whole


def width(name, value):
    """Return how far a second point lies to the right, or below 0 to the left: at 0 there is no second point."""
    found = number(-1000, 1000)(name, value)
    if abs(found) < 1e-6:
        raise ValueError(f"{name} is {value!r}, but the two points must lie apart. Type a number such as 0.5")
    return found


ROWS = {
    "out": number(0, 1),
    "three_factors.net": number(-1000, 1000),
    "activation": one_of("activation", BENDS),
    "layers": whole(1, 6),
    **each(number(-1000, 1000), "deep_chain.weight deep_chain.bias"),
    "cost": one_of("cost", ("SE", "MSE")),
    "point": one_of("point", READ),
    "size": whole(1, 1000),
    "width": width,
    "reach": number(1e-3, 1e3),
    "angle": number(-360, 360, 45),
    "turn": number(-1000, 1000),
    "filled": whole(0, 10**9),
    "route": whole(1, 10**6),
    **each(whole(4, 24), "teeth_x teeth_y teeth_z"),
    "node": text,
    "marked": maybe(text),
    "zoom": flag,
    **each(
        one_example,
        "gradient_table.inputs matrix_backward.inputs three_sums.inputs backward_journey.inputs delta_sum.inputs "
        "unpacking.inputs",
    ),
}
