"""What the arguments of this lesson's pictures take: rows of checks, see pens/arguments.py."""

import numpy as np

from helpers.lessons.transfer_learning.convnet import ConvNet, KernelFrame
from helpers.lessons.transfer_learning.found_kernels import Learned
from helpers.lessons.transfer_learning.leaks import HELD
from helpers.lessons.transfer_learning.retraining import Layer, Retrained
from helpers.lessons.transfer_learning.transfer import Result, Scores, Tasks
from helpers.pens.arguments import as_it_is, each, flag, made, many, maybe, number, numbers, table, text, whole
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
    "results": table(many(Result, "Results, such as compare() returns"), "Results"),
    "judged": judged_scores,
    "layer": made(Layer, "the layer of retrain(...)"),
    "retrained": made(Retrained, "what retrain(...) returns"),
    "learned": made(Learned, "what learned_kernels(...) returns"),
    "frame": made(KernelFrame, "a frame of kernel_film(...)"),
    "through_layers_of_kernels.network": made(ConvNet, "a network of kernels, such as create_convnet()"),
    "through_layers_of_kernels.inputs": numbers(low=0, high=1),
    "wanted": maybe(whole(0, 9)),
    **each(number(0, 100, 60), "crop scale brightness"),
    **each(number(-700, 700), "first second"),
    **each(whole(0, 10**9), "lot draw"),
    "copies": whole(0, HELD),
    **each(whole(1), "pictures side kernels stride pooled seen"),
    **each(text, "what photo folder scores.picture"),
    **each(as_it_is, "asked.names amount sort way block how k kernel place padding update"),
    **each(flag, "flip certain only_positive show_hidden"),
}
