"""Where to go after the course: a project for each liking, with what to start, and what to read beside it."""

from typing import NamedTuple

from helpers.network import checks
from helpers.network.tables import Table


class NextStep(NamedTuple):
    """One way on: what you like, a project, which notebook to start from, with which tool, and a companion."""

    liking: str
    project: str
    start: str
    tool: str
    companion: str


NEXT_STEPS = (
    NextStep("pictures", "photograph two things that you mix up, 100 of each, and teach a network to tell them",
             "11, retraining", "Keras or PyTorch", "fast.ai, Practical Deep Learning: lesson 1 does just this"),
    NextStep("pictures", "let 10's network read digits that your friends have written; count its mistakes, mend them",
             "10", "this course", "Nielsen, Neural Networks and Deep Learning, ch. 1"),
    NextStep("numbers and tables", "forecast something that you measure each day, and beat “as yesterday”",
             "01 and 08", "scikit-learn", "Géron, Hands-On Machine Learning, part 1"),
    NextStep("texts", "a network that learns to write names, letter by letter", "03 to 07", "NumPy, then PyTorch",
             "Karpathy, Neural Networks: Zero to Hero"),
    NextStep("sound", "clean a recording of your own with the filter of notebook 12", "12, section 5", "this course",
             "Widrow and Lehr, 30 years of adaptive neural networks"),
    NextStep("games", "let the agent of notebook 01 learn a maze of your own", "01, section 3", "Python",
             "Sutton and Barto, Reinforcement Learning: An Introduction"),
    NextStep("how it works", "write stages 1 to 5 anew, from an empty file, and check them with stage 4", "02 to 07",
             "NumPy", "Prince, Understanding Deep Learning; Goodfellow, Bengio and Courville, Deep Learning"),
    NextStep("how it works", "take away one step (the bend, the bias, the random start), predict, and look",
             "03 and 07", "this course", "Zhang and others, Dive into Deep Learning"),
    NextStep("what it does to people", "find out for whom a program is wrong more often, and say how sure you are",
             "08 and 11", "confusion tables", "Barocas, Hardt and Narayanan, Fairness and Machine Learning"),
)  # fmt: skip
COLUMNS = {
    "a project": lambda row: row.project,
    "start from notebook": lambda row: row.start,
    "with": lambda row: row.tool,
    "beside it": lambda row: row.companion,
}


def likings():
    """Return what one may like, in the order of the table.

    >>> likings()[0]
    'pictures'
    """
    return list(dict.fromkeys(row.liking for row in NEXT_STEPS))


def next_steps(liking):
    """Return the projects for somebody who likes this, as a table.

    >>> next_steps("sound")[0].start
    '12, section 5'
    """
    checks.known("liking", liking, dict.fromkeys(likings()))
    return Table(f"For who likes {liking}", COLUMNS, tuple(row for row in NEXT_STEPS if row.liking == liking))
