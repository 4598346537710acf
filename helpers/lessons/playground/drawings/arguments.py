"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.playground.data import Data
from helpers.lessons.playground.drawings.playground import MODES
from helpers.lessons.playground.run import LONGEST, Run
from helpers.pens.arguments import each, made, one_of, text, texts, whole

RUN = made(Run, "a Run, such as Run(create(2, 4, 1), plane_data('circle'))")

ROWS = {
    "data": made(Data, 'examples, such as plane_data("circle")'),
    "repeats": whole(1, 100),
    **each(RUN, "run other"),
    **each(whole(0, LONGEST), "number"),
    **each(text, "chosen at note problem"),
    "mode": one_of("mode", MODES),
    "asked": texts,
    "row": whole(1, 10**9),
}
