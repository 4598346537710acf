"""What the arguments of this lesson's pictures take: rows for the door, see pens/door.py."""

from helpers.pens.door import as_it_is, each, flag, number

ROWS = {
    "spoiled": number(0, 1e6),
    "epsilon": number(1e-300, 1e6, 1e-4),
    **each(flag, "short_e rounded_outputs rounded_square"),
    "bug": as_it_is,
}
