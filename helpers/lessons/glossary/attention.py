"""Attention in small: each word of a sentence becomes a weighted mean of all words of the sentence."""

from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.activations import softmax

SENTENCES = ("the bank by the river", "the bank lent me money", "we swam to the bank")
VECTORS = {  # set by hand: how much a word has to do with money, and with water
    "bank": (1.0, 1.0), "river": (0.1, 2.0), "swam": (0.2, 1.7), "money": (2.0, 0.1), "lent": (1.7, 0.2),
    "the": (0.1, 0.1), "by": (0.1, 0.4), "me": (0.6, 0.3), "we": (0.2, 0.6), "to": (0.5, 0.3),
}  # fmt: skip


class Attention(NamedTuple):
    """What a word gives to each word of its sentence: scores and shares `(words,)`, its own vector and the new one."""

    words: tuple
    scores: np.ndarray
    shares: np.ndarray
    old: np.ndarray
    new: np.ndarray


def attend(sentence, word, sharpness=1.0):
    """Return how a word of one of SENTENCES pays attention.

    score_j = sharpness * (v . v_j),  shares = softmax(scores),  v_new = sum over j of share_j * v_j

    A Transformer does so with vectors of hundreds or thousands of numbers that are learned, and with three learned
    tables in between.

    >>> attend("the bank by the river", "bank").new.round(2).tolist()
    [0.44, 1.25]
    """
    words = tuple(sentence.split())
    checks.known("word", word, dict.fromkeys(words))
    vectors = np.array([VECTORS[one] for one in words])
    old = np.array(VECTORS[word])
    scores = sharpness * vectors @ old
    shares = softmax(scores[None])[0]
    return Attention(words, scores, shares, old, shares @ vectors)
