"""Predictions of notebook 00 (book ch. 2)."""

from helpers.exercises.engine import Prediction

EXERCISES = {}

PREDICTIONS = {
    "0a": Prediction(
        "You make w5 larger. Which output changes?",
        ("c1", "c2", "both"),
        "c1",
        "w5 leads from b1 to c1 only. Try it above, then compare with w6.",
    ),
    "0b": Prediction(
        "Which stage is switched off once it has shown that all is well?",
        ("1 forward propagation", "3 gradients", "4 gradient check"),
        "4 gradient check",
        "It is slow and only confirms what Stage 3 has found.",
    ),
}
