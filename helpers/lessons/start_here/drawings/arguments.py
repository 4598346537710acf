"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.start_here.drawings.stage_map import STAGES
from helpers.pens.arguments import one_example, one_of

ROWS = {"stage": one_of("stage", STAGES), "inputs": one_example}
