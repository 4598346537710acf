"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.network.activations import ACTIVATIONS
from helpers.pens.arguments import each, listed, number, numbers, one_example, one_of

ROWS = {
    **each(numbers(None, low=-1e150, high=1e150), "summation.inputs weights"),
    "bias_weight": number(),
    **each(number(-0.1, 0.1, 0.01), "small_move.weight move"),
    "names": listed(one_of("activation function", ACTIVATIONS), "names of activation functions"),
    "journey.inputs": one_example,
}
