"""The door of the pictures: what a learner gives to a `draw` function is checked here once, by its argument's name.

ROWS holds one row for each argument: a function (name, value) that returns the checked value or refuses it with a
sentence. Pictures that call each other do it behind the door.
"""

import functools
import inspect
from collections.abc import Mapping
from dis import opmap

import numpy as np

from helpers.lessons.history.drawings.lines import RULES as LINES
from helpers.lessons.history.pioneers import NOISES
from helpers.lessons.stage_1.drawings.stages import STAGES
from helpers.lessons.stage_2.drawings.errors import RULES as STOPPING
from helpers.lessons.stage_5.drawings.walking import AXES_OF_RACE
from helpers.lessons.stage_5.races import Runner
from helpers.lessons.stage_5.surfaces import Surface
from helpers.lessons.transfer_learning.retraining import Layer, Retrained
from helpers.lessons.transfer_learning.transfer import Result, Scores, Tasks
from helpers.lessons.what_is_a_neural_network.clouds import CLOUDS
from helpers.lessons.what_is_a_neural_network.messages import SpamFilter
from helpers.lessons.what_is_a_neural_network.methods import METHODS
from helpers.network import checks
from helpers.network.activations import ACTIVATIONS
from helpers.network.backpropagation import Gradients
from helpers.network.network import ForwardPass, Network, checked_examples, checked_inputs
from helpers.network.rules import RULES
from helpers.network.training import Step
from helpers.study.judging import Film, checked_part

# ---- Makers of rows


def number(low=-1e6, high=1e6, such=0.5):
    """Return a row for one number from low to high; whole numbers stay whole, all kinds become Python's own."""
    wanted = f"a number from {low:g} to {high:g}, such as {such:g}"

    def check(name, value):
        found = checks.real_number(name, value, wanted, at_least=low)
        if found > high:
            raise ValueError(f"{name} is {value!r}, but must be {wanted}")
        return int(value) if hasattr(value, "__index__") else found

    return check


def whole(low=0, high=1000):
    """Return a row for one whole number from low to high."""
    return lambda name, value: checks.whole_number(name, value, low, high)


def numbers(*shape, low=-1e9, high=1e9):
    """Return a row for an array from low to high; None in its shape stands for any length, no shape for any shape."""
    wanted = f"({', '.join('any' if side is None else str(side) for side in shape)}{',' * (len(shape) == 1)})"

    def check(name, values):
        array = checks.numeric_array(name, values)
        if shape and (array.ndim != len(shape) or any(
                side not in (None, given) for side, given in zip(shape, array.shape, strict=True))):  # fmt: skip
            raise ValueError(f"{name} has shape {array.shape}, but must have shape {wanted}")
        if not array.size:
            raise ValueError(f"{name} is empty. Give at least one number")
        if array.min() < low or array.max() > high:
            outside = array.min() if array.min() < low else array.max()
            raise ValueError(f"{name} holds {outside:g}, but its numbers must be from {low:g} to {high:g}")
        return array

    return check


def made(kind, how):
    """Return a row for a value of one kind; `how` says what makes one."""

    def check(name, value):
        if not isinstance(value, kind):
            raise TypeError(f"{name} is {told(value)}, but must be {how}")
        return value

    return check


def listed(row, how, empty=False):
    """Return a row for a list whose items pass another row."""

    def check(name, values):
        if not isinstance(values, (list, tuple)) or not (values or empty):
            raise TypeError(f"{name} is {told(values)}, but must be a list of {how}")
        return [row(f"{name}[{place}]", value) for place, value in enumerate(values)]

    return check


def many(kind, how):
    """Return a row for a list of one kind, quick for long ones."""

    def check(name, values):
        if not isinstance(values, (list, tuple)) or set(map(type, values)) != {kind}:
            raise TypeError(f"{name} is {told(values)}, but must be a list of {how}")
        return values

    return check


def table(row, how):
    """Return a row for a table whose values pass another row, such as {"first": film}."""

    def check(name, values):
        if not isinstance(values, Mapping):
            raise TypeError(f"{name} is {told(values)}, but must be a table of {how}, such as {{'first': ...}}")
        return {key: row(f"{name}[{key!r}]", value) for key, value in values.items()}

    return check


def one_of(kind, options):
    """Return a row for one of the names in `options`."""
    options = dict.fromkeys(options)

    def check(name, value):
        checks.known(kind, value, options)
        return value

    return check


def maybe(row):
    """Return a row that also takes None."""
    return lambda name, value: None if value is None else row(name, value)


# ---- Rows that need more than a maker


def told(value):
    """Return in a few words what came.

    >>> told(None), told(3), told(np.zeros((2, 3))), told("x" * 99)
    ('None', '3', 'an array of shape (2, 3)', 'a str')
    """
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    written = repr(value)
    kind = type(value).__name__
    return written if len(written) <= 60 else f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def text(name, value):
    """Return a text."""
    return made(str, "a text in quotation marks, such as 'b1'")(name, value)


def flag(name, value):
    """Return True or False; 1 and 0 are as good."""
    if not isinstance(value, (bool, np.bool_, int, np.integer)) or value not in (0, 1):
        raise TypeError(f"{name} is {told(value)}, but must be True or False")
    return bool(value)


def curve(name, value):
    """Return examples of a curve: one input and one target each."""
    part = checked_part(name, value)
    if part.inputs.shape[1] != 1 or part.targets.shape[1] != 1:
        raise ValueError(f"{name} is {part!r}, but must have one input and one target each, such as noisy_wave(14)")
    return part


def judged_scores(name, value):
    """Return the Scores of a network: numbers from 0 to 1, and as many times right or wrong."""
    made(Scores, "the Scores of a network, such as judged_scores(network, part)")(name, value)
    scores, right = numbers(None, low=0, high=1)(f"{name}.scores", value.scores), np.asarray(value.right)
    if right.dtype != bool or right.shape != scores.shape:
        raise ValueError(f"{name}.right must hold True or False for each of the {len(scores)} scores")
    return Scores(scores, right)


def errors(name, values):
    """Return errors in order; those of a training that diverges are infinite or not a number."""
    array = checks.floats(name, values)
    if array.ndim != 1 or not array.size:
        raise ValueError(f"{name} has shape {array.shape}, but must be a list of errors, one after each update")
    return array


def sixty_four(name, values):
    """Return the 64 numbers of a man or chicken, in one row or in eight."""
    array = numbers()(name, values)
    if array.size != 64:
        raise ValueError(f"{name} has shape {array.shape}, but must hold 64 numbers, such as load_characters().man")
    return array


def spreads(name, values):
    """Return rows of a layer's name and two standard deviations, predicted and measured."""
    if not isinstance(values, (list, tuple)) or not values or not all(
            isinstance(row, tuple) and len(row) == 3 for row in values):  # fmt: skip
        raise TypeError(f"{name} is {told(values)}, but must be what start_spread(network, inputs) returns")
    return [(text(name, layer), *numbers(2, low=0, high=np.inf)(f"{name} of layer {layer}", pair))
            for layer, *pair in values]  # fmt: skip


def error_curve(name, values):
    """Return pairs (updates, E) in the order of the updates."""
    array = numbers(None, 2, low=0)(name, values)
    if len(array) < 2 or not (np.diff(array[:, 0]) > 0).all() or not array[:, 1].all():
        raise ValueError(f"{name} must hold two or more pairs (updates, E), the updates growing and E above 0")
    return array


def width(name, value):
    """Return how far a second point lies to the right, or below 0 to the left: at 0 there is no second point."""
    found = number(-1000, 1000)(name, value)
    if abs(found) < 1e-6:
        raise ValueError(f"{name} is {value!r}, but the two points must lie apart. Type a number such as 0.5")
    return found


def texts(name, values):
    """Return a collection of names, such as {"w5", "b1"}."""
    if not isinstance(values, (set, frozenset, list, tuple)) or not all(isinstance(one, str) for one in values):
        raise TypeError(f"{name} is {told(values)}, but must be a collection of names, such as {{'w5', 'b1'}}")
    return values


def as_it_is(name, value):
    """Return what the function itself checks."""
    return value


NETWORK = made(Network, "a network, such as create(2, 2, 2)")
FILM = made(Film, "a Film, a training that is watched")


# ---- The rows, by "argument" or, where an argument means something else there, "function.argument"


def each(row, names):
    """Return the same row for several arguments."""
    return dict.fromkeys(names.split(), row)


ROWS = {
    # networks and their examples; whether they fit together is checked after the single arguments
    "network": NETWORK, "learning.start": NETWORK,
    **each(numbers(low=-1e150, high=1e150), "inputs targets outputs"),
    "diagram.targets": maybe(numbers(low=-1e150, high=1e150)),
    **each(numbers(None, low=-1e150, high=1e150), "summation.inputs summation.weights"),
    **each(numbers(None, low=-1e9), "error_bars.outputs error_bars.targets"),
    **each(numbers(None, 2, low=-1e9), "training_set.outputs training_set.targets"),
    **each(numbers(None, 1), "linear_dial.inputs linear_dial.targets"),
    **each(checked_part, "part few"), "wave_fit.training": curve,
    **each(FILM, "film"), "plain_film": maybe(FILM), "films": table(FILM, "films"),
    "diary": many(Network, "networks"),
    "diagram.run": maybe(made(ForwardPass, "forward(network, inputs)")),
    "learning.run": many(Step, "the steps of train()"),
    "slopes": maybe(made(Gradients, "gradients(network, inputs, targets)")),
    "surface": made(Surface, "a surface, such as SURFACES['bowl']"),
    "runners": many(Runner, "the runners of run_race()"),
    "tasks": made(Tasks, "two tasks, such as two_tasks(load_mnist())"),
    "results": many(Result, "Results, such as compare() returns"),
    "judged": judged_scores, "scores.layer": made(Layer, "the layer of retrain(...)"),
    "retrained": made(Retrained, "what retrain(...) returns"),
    "learned": made(SpamFilter, "a filter, such as learned_from(60)"),
    # one number
    "eta": number(0, 1e6),
    **each(number(), "net bias bias_weight logistic_shift.weight linear_dial.start"),
    **each(number(0, 1), "z target out limit ink loudness exploring discount momentum"),
    **each(number(0.001, 0.999), "cost_gallery.z logistic_trap.z race.start"),
    **each(number(-0.1, 0.1, 0.01), "small_move.weight move"), "spoiled": number(0, 1e6),
    **each(number(0, 100, 60), "percent training validation crop scale brightness"), "bowl.start": number(-8, 8),
    **each(number(-100, 100), "change loop_weight"), **each(number(-700, 700), "first second"),
    "width": width, "diagram.width": number(300, 2000, 700), "reach": number(1e-3, 1e3),
    "angle": number(-360, 360, 45), "turn": number(-1000, 1000), "epsilon": number(1e-300, 1e6, 1e-4),
    # several numbers
    "compare": numbers(None), "lit": listed(whole(0, 63), "places from 0 to 63, such as [0, 1]", empty=True),
    **each(numbers(2), "x_range y_range"), "hiker.start": maybe(numbers(2)), "errors": errors,
    **each(numbers(), "picture drawing kernel"), "softmax_bars.target": as_it_is, "disguised.way": numbers(None, 64),
    **each(sixty_four, "character.picture worked_example.picture"), "spreads.rows": spreads, "logits": numbers(None),
    "lost": numbers(None, None, low=0, high=1), "error_curve": error_curve,
    "recalled.start": numbers(None), "memories": table(numbers(None), "pictures"),
    "etas": maybe(table(number(0, 1e6), "learning rates")), "found": table(number(0, 1), "shares"),
    "values": table(number(), "numbers"),
    # one whole number
    **each(whole(), "steps trial update two_lines.start pitch"),
    **each(whole(0, 10**9), "moment step number filled lot presses seed draw"),
    **each(whole(1), "size pictures count most updates matrix_product.layer total trials samples side kernels stride pooled taps nodes"),
    **each(whole(1, 10**6), "route layer_flow.examples layer_flow.nodes split.examples"), "grid": whole(2, 500), "look": whole(0, 80),
    **each(whole(4, 200), "teeth_x teeth_y teeth_z"), "dial": whole(1, 5), "labelled": whole(0, 100), "threshold": whole(0, 100),
    "polynomial.training": whole(40, 80), "decimals": whole(0, 12), "image_numbers.pixel": whole(1, 10**4),
    # names and texts
    **each(text, "name entry node weight word data what message listed query expression photo folder layer cell delta_sum.node"),
    **each(maybe(text), "text pick marked"), "scores.picture": text,
    "cloud": one_of("cloud", CLOUDS), "noise": one_of("noise", NOISES), "points": one_of("points", ("AND", "OR", "XOR", "cloud")),
    "one_line.rule": one_of("rule", LINES), **each(one_of("method", METHODS), "method.name left right"),
    "hiker.rule": one_of("rule", RULES), "rules": listed(one_of("rule", RULES), "names of rules"),
    "stage": one_of("stage", STAGES), "axis": one_of("axis", AXES_OF_RACE), "stopping.rule": one_of("rule", STOPPING),
    "activation_gallery.names": listed(one_of("activation function", ACTIVATIONS), "names of activation functions"),
    **each(listed(text, "names"), "names word_numbers.known image_numbers.rows"), "asked.names": as_it_is,
    **each(maybe(texts), "highlight known"),
    # switches
    **each(flag, "zoom flip together certain turned only_positive open_test book_only centre x1 x2"),
    **each(flag, "short_e rounded_outputs rounded_square prepared.crop prepared.scale"),
    # what the function itself looks up or checks
    **each(as_it_is, "way system block lesson bug line order sequence tool how k joint_1 joint_2"),
    **each(as_it_is, "parts.part place pixel node padding degree runs"),
}


# ---- The door itself


def guarded(function):
    """Return a picture's function behind the door: checked arguments, and no other error than one of our sentences."""
    name, signature = function.__name__, inspect.signature(function)
    rows = {one: ROWS.get(f"{name}.{one}") or ROWS[one] for one in signature.parameters}

    @functools.wraps(function)
    @checks.quiet
    def asked(*given, **named):
        try:
            found = signature.bind(*given, **named)
        except TypeError as problem:
            raise TypeError(f"{problem}. Write draw.{name}{signature}") from None
        values = found.arguments
        try:
            for one, value in values.items():
                values[one] = rows[one](one, value)
            fitting(name, values)
            return function(*found.args, **found.kwargs)
        except Exception as problem:
            if isinstance(problem, OSError) or raised_by_us(problem):
                raise
            came = ", ".join(f"{one} = {told(value)}" for one, value in values.items())
            raise ValueError(f"draw.{name} cannot draw this: {came}. What it wants: help(draw.{name})") from None

    return asked


def fitting(name, values):
    """Check that a network, its inputs and its targets fit together, and replace them by arrays."""
    network = values.get("network", values.get("start"))
    if isinstance(network, Network) and "inputs" in values:
        if "targets" in values:
            values["inputs"], values["targets"] = checked_examples(network, values["inputs"], values["targets"])
        else:
            values["inputs"] = checked_inputs(network, values["inputs"])
        if name in ONE_EXAMPLE and len(values["inputs"]) > 1:
            raise ValueError(f"draw.{name} shows one example, but there are {len(values['inputs'])}. Write inputs[:1]"
                             + " and targets[:1]" * ("targets" in values))  # fmt: skip
    for one, other in SAME_SHAPE:
        if name in ("summation", "error_bars", "training_set") and {one, other} <= values.keys():
            values[other] = checks.shaped(other, values[other], values[one].shape)
    if values.get("run") is not None and name == "diagram":
        shapes = [out.shape for out in values["run"].out]
        if shapes != [(1, size) for size in network.sizes]:
            raise ValueError(f"run must be one example's way through this {network.shape_name} network. "
                             "Write run = forward(network, inputs[:1])")  # fmt: skip


SAME_SHAPE = (("outputs", "targets"), ("inputs", "weights"))
ONE_EXAMPLE = {
    "backward_journey", "delta_sum", "gradient_table", "journey", "logistic_dial", "loop_moment", "matrix_backward",
    "matrix_product", "network_error", "stage_map", "three_sums", "unpacking",
}  # fmt: skip
RAISE = opmap["RAISE_VARARGS"]


def raised_by_us(problem):
    """Say whether a `raise` in this package made the error, so that it is a sentence of ours."""
    trace = problem.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    frame = trace.tb_frame
    return frame.f_globals.get("__name__", "").startswith("helpers") and frame.f_code.co_code[trace.tb_lasti] == RAISE
