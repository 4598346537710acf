"""How often networks of notebook 08 were right: recorded, because twenty trainings take a while."""

from helpers.datasets.characters import WAYS
from helpers.datasets.files import csv_rows

EXAMPLES, FRESH = 400, 2000  # pictures of a test; fresh ones, made anew from its drawings


def recorded_deals():
    """Return the shares of right test answers for ten deals of all drawings, split by picture and by drawing.

    Each deal draws all pictures anew and puts other drawings into the test. tools/record_characters.py has made them.

    >>> {way: len(shares) for way, shares in recorded_deals().items()}
    {'by picture': 10, 'by drawing': 10}
    """
    return {f"by {way}": shares(f"deal by {way}", "test", EXAMPLES) for way in reversed(WAYS)}


def recorded_seeds():
    """Return the shares of right answers for twenty seeds: on the 400 test pictures, and on 2,000 fresh ones.

    The fresh pictures are made anew from the drawings of the test.

    >>> {part: len(shares) for part, shares in recorded_seeds().items()}
    {'400 test pictures': 20, '2,000 fresh ones': 20}
    """
    columns = {"400 test pictures": ("test", EXAMPLES), "2,000 fresh ones": ("fresh", FRESH)}
    return {name: shares("seed", *column) for name, column in columns.items()}


def shares(what, column, of):
    """Return one column of the recorded runs as shares from 0 to 1."""
    return [int(row[column]) / of for row in csv_rows("character_runs.csv") if row["what"] == what]
