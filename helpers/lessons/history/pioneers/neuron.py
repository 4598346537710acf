"""The neuron of McCulloch and Pitts: it counts what excites it and obeys every veto; it cannot learn.

W. S. McCulloch and W. Pitts, A logical calculus of the ideas immanent in nervous activity, 1943.
"""

import itertools

from helpers.network import checks

JOINTS = ("excites", "inhibits", "not joined")  # how an input may end on a neuron
INPUTS = tuple(itertools.product((0, 1), repeat=2))
FUNCTIONS = {  # outputs for the inputs (0, 0), (0, 1), (1, 0), (1, 1), and their name
    (0, 0, 0, 0): "never", (0, 0, 0, 1): "AND", (0, 0, 1, 0): "x1 AND NOT x2", (0, 0, 1, 1): "x1",
    (0, 1, 0, 0): "x2 AND NOT x1", (0, 1, 0, 1): "x2", (0, 1, 1, 0): "XOR", (0, 1, 1, 1): "OR",
    (1, 0, 0, 0): "NOR (neither)", (1, 0, 1, 0): "NOT x2", (1, 1, 0, 0): "NOT x1", (1, 1, 1, 1): "always",
}  # fmt: skip


def fires(inputs, joints, threshold):
    """Return 1 when the neuron fires, else 0: enough inputs that excite are on, and none that inhibits.

    fires = 1 if (number of exciting inputs that are 1) >= threshold and no inhibiting input is 1

    Inputs are 0 or 1; each joint is a word of JOINTS; threshold is a whole number of 0 or more. A single inhibiting
    input is a veto, however many others excite. Raises ValueError. Source: the paper of 1943, its assumptions 1 to 5.
    (A threshold of 0, which makes NOT, is a custom of later textbooks: without a veto the neuron then always fires.)

    >>> fires([1, 1], ["excites", "excites"], 2), fires([1, 1], ["excites", "inhibits"], 1)
    (1, 0)
    """
    inputs = checks.real_array("inputs", inputs).tolist()
    if not isinstance(inputs, list) or not isinstance(joints, (list, tuple)):
        raise TypeError("inputs and joints must be lists, such as [1, 0] and ['excites', 'inhibits']")
    if len(inputs) != len(joints):
        raise ValueError(f"there are {len(inputs)} inputs but {len(joints)} joints; give one joint for each input")
    for value, joint in zip(inputs, joints, strict=True):
        checks.known("joint", joint, dict.fromkeys(JOINTS))
        if value not in (0, 1):
            raise ValueError(f"an input is {value!r}, but a neuron of 1943 knows 0 (silent) and 1 (fires) only")
    checks.whole_number("threshold", threshold, at_least=0)
    ends = list(zip(inputs, joints, strict=True))
    vetoed = any(value for value, joint in ends if joint == "inhibits")
    return int(sum(value for value, joint in ends if joint == "excites") >= threshold and not vetoed)


def truth_table(joints, threshold):
    """Return the outputs for the inputs (0, 0), (0, 1), (1, 0), (1, 1).

    >>> truth_table(["excites", "excites"], 1), truth_table(["excites", "excites"], 2)
    ((0, 1, 1, 1), (0, 0, 0, 1))
    """
    return tuple(fires(pair, joints, threshold) for pair in INPUTS)


def three_neurons(x1, x2):
    """Return what the three neurons of an XOR say: x1 AND NOT x2, x2 AND NOT x1, and the OR of these two.

    >>> [three_neurons(*pair)[2] for pair in INPUTS]
    [0, 1, 1, 0]
    """
    only_x1 = fires([x1, x2], ["excites", "inhibits"], 1)
    only_x2 = fires([x1, x2], ["inhibits", "excites"], 1)
    return only_x1, only_x2, fires([only_x1, only_x2], ["excites", "excites"], 1)
