"""Points set by hand, told in a text: "blue 1.2 0.5; move 1 1 to 2 0; delete 0 0"."""

import re
from dataclasses import replace

import numpy as np

from helpers.datasets.files import Part, closed
from helpers.lessons.playground.features import feature_columns
from helpers.lessons.what_is_a_neural_network.clouds import REACH

MOST = 300  # things done by hand
NEAR = 0.5  # so far from where a point is deleted or moved it may lie
HOW = "type blue 1 2, orange 1 2, or, where a point is, delete 1 2 or move 1 2 to 0.5 0; places go from −3 to 3"
NUMBER = r"([-−+]?[0-9]*\.?[0-9]+)"
AT = rf"\s+{NUMBER}[\s,]+{NUMBER}"
DONE = re.compile(rf"(blue|orange|delete){AT}|(move){AT}\s+to{AT}")


def deeds(text):
    """Return what a text tells to do, and the pieces that it does not tell clearly.

    A deed is a word, blue, orange, delete or move, and the places it is done at.

    >>> deeds("blue 1 .5; move 1 1 to 2 0; hello")
    ([('blue', (1.0, 0.5)), ('move', (1.0, 1.0, 2.0, 0.0))], ['hello'])
    """
    found, unclear = [], []
    for piece in filter(None, map(str.strip, re.split("[;\n]", text))):
        match = DONE.fullmatch(piece.lower())
        words = [one for one in match.groups() if one] if match else []
        places = tuple(float(one.replace("−", "-")) for one in words[1:])
        if not match or max(map(abs, places)) > REACH or len(found) == MOST:
            unclear.append(piece)
        else:
            found.append((words[0], places))
    return found, unclear


def by_hand(data, text):
    """Return Data of a task in the plane after all that a text tells to do, and the pieces that could not be done.

    A new point goes to the training part: blue is class 1 or the number 1, orange is class 0 or the number -1. What is
    deleted or moved is the nearest point, of either part, if one lies near. The last point of a part stays.

    >>> from helpers.lessons.playground.tasks import plane_data
    >>> data, undone = by_hand(plane_data("circle", points=20), "blue 0 0; blue 9 9; delete 2.9 2.9")
    >>> data.training, undone
    (15 examples: inputs (15, 2), targets (15, 1), ['blue 9 9', 'delete 2.9 2.9'])
    """
    found, undone = deeds(text)
    if not found:
        return data, undone
    points, targets = [array.copy() for array in data.points], [data.training.targets, data.validation.targets]
    for word, (x1, x2, *there) in found:
        if word in ("blue", "orange"):
            target = float(word == "blue") if data.classes else 1.0 - 2 * (word == "orange")
            points[0], targets[0] = np.vstack([points[0], [[x1, x2]]]), np.vstack([targets[0], [[target]]])
            continue
        part, row, far = nearest(points, x1, x2)
        if far > NEAR or (word == "delete" and len(points[part]) == 1):
            undone.append(f"{word} {x1:g} {x2:g}")
        elif word == "move":
            points[part][row] = there
        else:
            points[part], targets[part] = (np.delete(array, row, axis=0) for array in (points[part], targets[part]))
    parts = [Part(closed(feature_columns(here, data.names)), closed(wanted))
             for here, wanted in zip(points, targets, strict=True)]  # fmt: skip
    return replace(data, training=parts[0], validation=parts[1], points=tuple(map(closed, points))), undone


def nearest(points, x1, x2):
    """Return the point nearest to a place: its part (0 or 1), its row there, and how far away it is.

    >>> nearest([np.array([[0.0, 0], [2, 2]]), np.array([[1.0, 0]])], 1, 1)
    (1, 0, 1.0)
    """
    far = [np.hypot(*(part - [x1, x2]).T) for part in points]
    part = int(far[1].min() < far[0].min())
    row = int(far[part].argmin())
    return part, row, float(far[part][row])
