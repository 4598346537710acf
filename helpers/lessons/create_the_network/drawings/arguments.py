"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.create_the_network.drawings.answers import TARGETS
from helpers.lessons.create_the_network.drawings.encodings import USES
from helpers.lessons.create_the_network.starts import LONGEST, STARTS
from helpers.pens.arguments import each, flag, listed, maybe, number, numbers, one_of, text, whole

ROWS = {
    **each(number(), "weight bias"),
    "compare": numbers(None),
    "start": number(-8, 8),
    **each(number(0, 1), "ink loudness"),
    "pitch": whole(),
    "samples": whole(1),
    "pixel": whole(1, 10**4),
    "word": text,
    **each(listed(text, "names"), "known rows"),
    "use": one_of("use", USES),
    **each(number(0, 1), "z1 z2"),
    "right": one_of("right", TARGETS),
    "person": whole(1, 5),
    "scaled": flag,
    "first_values.start": one_of("start", STARTS),
    "first_values.updates": whole(0, LONGEST),
    "leaving": maybe(text),
}
