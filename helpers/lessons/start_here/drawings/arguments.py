"""What the arguments of this lesson's pictures take: rows for the door, see pens/door.py."""

from helpers.lessons.start_here.drawings.stage_map import STAGES
from helpers.pens.door import one_example, one_of

ROWS = {"stage": one_of("stage", STAGES), "inputs": one_example}
