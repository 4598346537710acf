"""What the arguments of this lesson's pictures take: rows for the door, see pens/door.py."""

from helpers.pens.door import as_it_is, each, flag, number, table, text, whole

ROWS = {
    "values": table(number(), "numbers"),
    **each(whole(1, 10**6), "examples nodes"),
    "expression": text,
    "turned": flag,
    "tool": as_it_is,
}
