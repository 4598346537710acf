"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

from helpers.pens.arguments import FILM, maybe, text
from helpers.study.judging import checked_part


def curve(name, value):
    """Return examples of a curve: one input and one target each."""
    part = checked_part(name, value)
    if part.inputs.shape[1] != 1 or part.targets.shape[1] != 1:
        raise ValueError(f"{name} is {part!r}, but must have one input and one target each, such as noisy_wave(14)")
    return part


ROWS = {
    "training": curve,
    "plain_film": maybe(FILM),
    "query": text,
}
