"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.what_is_a_neural_network.clouds import CLOUDS
from helpers.lessons.what_is_a_neural_network.messages import SpamFilter
from helpers.lessons.what_is_a_neural_network.methods import METHODS
from helpers.pens.arguments import as_it_is, each, flag, made, number, one_of, text, whole

ROWS = {
    "learned": made(SpamFilter, "a filter, such as learned_from(60)"),
    **each(number(0, 1), "exploring discount"),
    **each(number(0, 100, 60), "training validation"),
    **each(number(-100, 100), "change loop_weight"),
    "examples": whole(1, 10**6),
    "dial": whole(1, 5),
    "labelled": whole(0, 100),
    "polynomial.training": whole(30, 80),
    "digit": whole(0, 9),
    "one_task.number": whole(1, 20),
    **each(text, "message listed"),
    "cloud": one_of("cloud", CLOUDS),
    **each(one_of("method", METHODS), "name left right"),
    "open_test": flag,
    **each(as_it_is, "system sequence part degree"),
}
