"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.lessons.history.drawings.lines import RULES as LINES
from helpers.lessons.history.pioneers import NOISES
from helpers.pens.arguments import as_it_is, each, flag, number, numbers, one_of, table, whole

ROWS = {
    "recalled.start": numbers(None),
    "memories": table(numbers(None), "pictures"),
    **each(whole(), "trial update two_lines.start"),
    **each(whole(1, 80), "canceller.sample filled_up.patterns"),
    "canceller.taps": whole(1, 4),
    "which": whole(1, 10),
    "correction": whole(0, 80),
    "second": number(0, 1.15, 0.9),
    **each(whole(1), "trials taps"),
    "look": whole(0, 80),
    "threshold": whole(0, 100),
    "noise": one_of("noise", NOISES),
    "points": one_of("points", ("AND", "OR", "XOR", "cloud")),
    "convergence.points": one_of("points", ("AND", "OR", "cloud")),
    "rule": one_of("rule", LINES),
    **each(flag, "book_only x1 x2"),
    **each(as_it_is, "lesson joint_1 joint_2"),
}
