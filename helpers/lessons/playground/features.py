"""What the network gets of a point of the plane: x1 and x2 themselves, or more numbers made of them."""

import numpy as np

from helpers.network import checks

FEATURES = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1²": lambda x1, x2: x1**2,
    "x2²": lambda x1, x2: x2**2,
    "x1·x2": lambda x1, x2: x1 * x2,
    "sin x1": lambda x1, x2: np.sin(x1),
    "sin x2": lambda x1, x2: np.sin(x2),
}
TYPED = str.maketrans({"*": "·", "(": " ", ")": None})  # what a keyboard has instead


def feature_columns(points, features=("x1", "x2")):
    """Return a column for each feature of points `(n, 2)`: an array `(n, len(features))`.

    Features have the names in FEATURES; typed as "x1^2", "x1*x2" and "sin(x1)" they are known, too. Raises ValueError
    for an unknown feature, for one that comes twice, for none at all and for points of another shape.

    >>> feature_columns([[1, 2], [-3, 0.5]], ("x1", "x1²", "x1·x2"))
    array([[ 1. ,  1. ,  2. ],
           [-3. ,  9. , -1.5]])
    """
    names = checked_features(features)
    x1, x2 = checks.example_rows("points", points, 2, "plane").T
    return np.column_stack([FEATURES[name](x1, x2) for name in names])


def checked_features(features):
    """Return the names of features as a tuple, spelled as in FEATURES; a single name will do.

    >>> checked_features(["x2", "sin(x1)", "x1^2"])
    ('x2', 'sin x1', 'x1²')
    """
    if isinstance(features, str):
        features = (features,)
    try:
        names = tuple(map(_spelled, features))
    except TypeError:
        raise TypeError(f"features are {features!r}, but must be names, such as ('x1', 'x2')") from None
    for name in names:
        checks.known("feature", name, FEATURES)
        if names.count(name) > 1:
            raise ValueError(f"the feature {name!r} comes twice. Name it once")
    if not names:
        raise ValueError("there is no feature, so the network would see nothing. Choose at least one, such as 'x1'")
    return names


def _spelled(name):
    """Return a name as FEATURES has it: "x1**2" and "x1^2" are x1², "sin(x1)" is sin x1."""
    if not isinstance(name, str) or name in FEATURES:
        return name
    return " ".join(name.replace("**2", "²").replace("^2", "²").translate(TYPED).split())
