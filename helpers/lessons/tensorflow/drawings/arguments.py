"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.pens.arguments import as_it_is, each, flag, number, table, text, whole

ROWS = {
    "values": table(number(), "numbers"),
    **each(whole(1, 10**6), "examples nodes"),
    "expression": text,
    "turned": flag,
    "tool": as_it_is,
}
