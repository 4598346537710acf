"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.network.activations import ACTIVATIONS
from helpers.pens.arguments import each, listed, number, numbers, one_example, one_of

CURVES = [name for name in ACTIVATIONS if name != "softmax"]  # those of a single node
ROWS = {
    **each(numbers(None, low=-1e150, high=1e150), "summation.inputs weights"),
    "bias_weight": number(),
    "small_move.weight": number(-4.5, 4.5),
    "move": number(-0.04, 0.04, 0.01),
    "softmax_shares.net": numbers(None, low=-300, high=300),
    "added": number(-100, 100),
    **each(number(-2, 2), "first second"),
    "hidden": one_of("activation function", CURVES),
    **each(numbers(None, None, low=-1e150, high=1e150), "hidden_planes.inputs hidden_planes.targets"),
    "names": listed(one_of("activation function", ACTIVATIONS), "names of activation functions"),
    "journey.inputs": one_example,
}
