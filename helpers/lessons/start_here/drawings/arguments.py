"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.progress import Standing
from helpers.lessons.start_here.drawings.stage_map import STAGES
from helpers.pens.arguments import listed, made, maybe, one_example, one_of, whole

ROWS = {
    "stage": one_of("stage", STAGES),
    "inputs": one_example,
    "standings": maybe(listed(made(Standing, "one of standings()"), "standings()")),
    "looked": whole(0, 10**4),
}
