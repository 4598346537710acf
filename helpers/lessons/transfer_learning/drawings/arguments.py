"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.lessons.transfer_learning.retraining import Layer, Retrained
from helpers.lessons.transfer_learning.transfer import Result, Scores, Tasks
from helpers.pens.arguments import as_it_is, each, flag, made, many, number, numbers, text, whole
from helpers.study.judging import checked_part


def judged_scores(name, value):
    """Return the Scores of a network: numbers from 0 to 1, and as many times right or wrong."""
    made(Scores, "the Scores of a network, such as judged_scores(network, part)")(name, value)
    scores, right = numbers(None, low=0, high=1)(f"{name}.scores", value.scores), np.asarray(value.right)
    if right.dtype != bool or right.shape != scores.shape:
        raise ValueError(f"{name}.right must hold True or False for each of the {len(scores)} scores")
    return Scores(scores, right)


ROWS = {
    "few": checked_part,
    "tasks": made(Tasks, "two tasks, such as two_tasks(load_mnist())"),
    "results": many(Result, "Results, such as compare() returns"),
    "judged": judged_scores,
    "layer": made(Layer, "the layer of retrain(...)"),
    "retrained": made(Retrained, "what retrain(...) returns"),
    **each(number(0, 100, 60), "crop scale brightness"),
    **each(number(-700, 700), "first second"),
    **each(whole(0, 10**9), "lot draw"),
    **each(whole(1), "pictures side kernels stride pooled"),
    **each(text, "what photo folder scores.picture"),
    **each(as_it_is, "asked.names way block how k kernel place padding"),
    **each(flag, "flip certain only_positive"),
}
