"""One photograph, and what chance makes of it: mirrored, cut, enlarged, brighter or darker (book ch. 36)."""

from helpers.lessons.transfer_learning.augmentation import Augmentation, more
from helpers.lessons.transfer_learning.drawings.retraining import encoded, framed
from helpers.lessons.transfer_learning.real_kernels import photograph
from helpers.pens.picture import card, words

SIDE, COPIES = 152, 6


def augmented(photo="flower", flip=False, crop=0, scale=0, brightness=0, draw=1):
    """Return a photograph and six copies that chance has changed; `draw` is the seed of chance.

    >>> augmented().text
    'No change is switched on: six copies are the same picture six times.'
    >>> augmented(flip=True, brightness=30).text
    'Six copies of one photograph, draw 1: mirrored or not, brightness ± 30 %.'
    """
    image, how = photograph(photo), Augmentation(flip, crop, scale, brightness)
    marks = [words(20, 26, "the photograph", size=14, bold=True), framed(encoded(image, SIDE), 20, 36, SIDE),
             words(202, 26, "six copies", size=14, bold=True)]  # fmt: skip
    for place, copy in enumerate(more([image], how, COPIES, seed=draw)):
        row, column = divmod(place, 3)
        marks.append(framed(encoded(copy, SIDE), 202 + (SIDE + 10) * column, 36 + (SIDE + 10) * row, SIDE))
    names = [("mirrored or not", flip), (f"cut to {100 / (1 + crop / 100):.0f} % of its side", crop),
             (f"enlarged by up to {scale:.0f} %", scale),
             (f"brightness ± {brightness:.0f} %", brightness)]  # fmt: skip
    on = [name for name, value in names if value]
    marks += [words(20, 36 + SIDE + 34 + 22 * row, name, size=14) for row, name in enumerate(on or ["no change"])]
    text = (f"Six copies of one photograph, draw {draw}: {', '.join(on)}." if on
            else "No change is switched on: six copies are the same picture six times.")  # fmt: skip
    return card(714, 366, marks, text)
