"""An exercise and predictions of notebook 00 (book ch. 2)."""

from helpers.exercises.engine import Exercise, Prediction
from helpers.network.network import forward
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK


def turned():
    """Return the run of the first network with w5 = 3 and w6 = 0."""
    return forward(BOOK_NETWORK.with_values(w5=3, w6=0), BOOK_INPUTS)


EXERCISES = {
    "0.1": Exercise(
        lambda: turned().output[0].tolist(),
        "You found two numbers in a picture full of them. w5 leads to c1, w6 to c2, and neither changes b1 or b2.",
        "Move only the sliders w5 and w6; press Reset first. The answer of a node stands in its circle behind “out”.",
        "[0.9205, 0.6772]: the outputs of c1 and c2 for w5 = 3, w6 = 0.",
        (
            (
                lambda a: abs(a[0] - turned().net[2][0, 0]) < 1e-3,
                "These are the numbers behind “net”, the sums that arrive. The answer stands behind “out”.",
                [2.4488, 0.7409],
            ),
            (
                lambda a: a[0] < 0.7 and a[1] > 0.9,
                "The two are the wrong way round: first c1, then c2.",
                [0.6772, 0.9205],
            ),
            ([3, 0], "These are the weights that you set. What do c1 and c2 answer?"),
            ([0.5934, 0.7353], "These are the first values. Move both sliders, w5 and w6."),
            ([0.9205, 0.7353], "w5 is set. Set w6, too.", [0.9205, 0.7353]),
            ([0.5934, 0.6772], "w6 is set. Set w5, too."),
            ([0.702, 0.5841], "These are b1 and b2, in the middle. The outputs are the circles on the right."),
        ),
    ),
}

PREDICTIONS = {
    "0a": Prediction(
        "You make w5 larger. Which output changes?",
        ("c1", "c2", "both"),
        "c1",
        "w5 leads from b1 to c1 only. Try it above, then compare with w6.",
        {
            "c2": "Follow the edge w5 from b1 to its end.",
            "both": "Two edges leave b1, w5 and w6. Only w5 is changed. Where does it end?",
        },
    ),
    "0b": Prediction(
        "The check has passed. Which stages does the network go through in every round from now on?",
        ("1, 2, 3, 4, 5", "2, 3, 4, 5", "1, 2, 3, 5"),
        "1, 2, 3, 5",
        "After an update the old outputs are out of date. The check is slow, and only confirms what Stage 3 has found.",
        {
            "1, 2, 3, 4, 5": "Follow the line above the boxes. What do the words beside it say?",
            "2, 3, 4, 5": "After an update the weights are new and the outputs old. Which stage makes new ones?",
        },
    ),
}
