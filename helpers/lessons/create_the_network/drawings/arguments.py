"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.pens.arguments import each, listed, number, numbers, text, whole

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
}
