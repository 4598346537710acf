"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.pens.arguments import as_it_is, each, flag, number

ROWS = {
    "spoiled": number(0, 1e6),
    "epsilon": number(1e-300, 1e6, 1e-4),
    **each(flag, "short_e rounded_outputs rounded_square"),
    "bug": as_it_is,
    "dropout": as_it_is,
    "factor": number(-1e6, 1e6, 2),
}
