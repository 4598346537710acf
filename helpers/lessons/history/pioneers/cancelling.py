"""ADALINE's rule as a filter that learns to take a known disturbance out of a sound.

B. Widrow and others, Adaptive noise cancelling: principles and applications, Proceedings of the IEEE 63 (1975). The
book speaks of the telephone's echo: that is the same filter (e37.10).
"""

from typing import NamedTuple

import numpy as np

from helpers.lessons.history.pioneers.sounds import SAMPLES, decibels, recording
from helpers.network import checks


class Filtered(NamedTuple):
    """What the filter leaves over `(n,)`, and its weights at the end `(taps,)`."""

    left: np.ndarray
    weights: np.ndarray


def last_samples(source, taps):
    """Return for every moment the last `taps` samples of the source, the newest first, `(n, taps)`; before it silence.

    >>> last_samples([1, 2, 3], 2).tolist()
    [[1.0, 0.0], [2.0, 1.0], [3.0, 2.0]]
    """
    source = checks.numeric_array("source", source)
    if source.ndim != 1 or not source.size:
        raise ValueError(f"source has shape {source.shape}, but must be samples one after the other, such as [0, 1, 0]")
    taps = checks.whole_number("taps", taps, at_most=1_000_000)
    padded = np.concatenate([np.zeros(taps - 1), source])
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(padded, taps)[:, ::-1])


@checks.quiet
def lms_filter(source, heard, taps, eta):
    """Return what is left of `heard` when an ADALINE guesses the disturbance from the last samples of its source.

    guess = w . x,  left = heard - guess,  w_new = w + eta * left * x,  where x are the last `taps` samples of the
    source. What is left is both the error from which it learns and the cleaned sound. With a large eta the weights
    grow without end; that is no mistake but shown.

    >>> source = np.sin(np.arange(400.0))
    >>> float(abs(lms_filter(source, 0.5 * source, taps=1, eta=0.1).left[-50:]).max().round(3))
    0.0
    """
    rows = last_samples(source, taps)
    heard, eta = checks.numeric_array("heard", heard), checks.learning_rate(eta)
    if heard.shape != (len(rows),):
        raise ValueError(f"source has {len(rows)} samples, heard has shape {heard.shape}; both must be equally long")
    weights, left = np.zeros(rows.shape[1]), np.empty(len(rows))
    for place, (row, sample) in enumerate(zip(rows, heard.tolist(), strict=True)):
        error = sample - weights.dot(row)
        weights = weights + (eta * error) * row
        left[place] = error
    return Filtered(left, weights)


def wiener(source, heard, taps):
    """Return the best weights that stay the same all the time, `(taps,)`: those with the least mean square left.

    They solve R w = p, where R are the mean products of the samples and p those with what is heard (N. Wiener, 1949).

    >>> wiener([1.0, 0.0, 2.0, 1.0], [0.5, 0.3, 1.0, 1.1], 2).round(3).tolist()
    [0.5, 0.3]
    """
    rows = last_samples(source, taps)
    return np.linalg.lstsq(rows, checks.shaped("heard", heard, (len(rows),)), rcond=None)[0]


class Cleaned(NamedTuple):
    """The sounds of one experiment, each `(9600,)`, the weights at the end, and what is left of the disturbance in dB.

    `best` are the weights of `wiener`, which knows the whole sound. `decibels` belongs to the second half, when the
    filter has had time to learn; 0 is as much as before.
    """

    tune: np.ndarray
    disturbance: np.ndarray
    heard: np.ndarray
    left: np.ndarray
    weights: np.ndarray
    best: np.ndarray
    decibels: float


@checks.remembered(64)
def cleaned(noise, taps, eta):
    """Return the recording with a noise of NOISES after the filter has worked on it.

    >>> cleaned("hum", 8, 0.01).decibels < -30 < cleaned("hum", 8, 0.5).decibels
    True
    """
    music, source, disturbance = recording(noise)
    found = lms_filter(source, music + disturbance, taps, eta)
    late = slice(SAMPLES // 2, None)
    still = decibels((found.left - music)[late], disturbance[late])
    heard = music + disturbance
    return Cleaned(music, disturbance, heard, *found, wiener(source, heard, taps), still)


class Sample(NamedTuple):
    """One sample in the filter: what its taps see, the weights before and after, what is guessed, heard and left."""

    seen: np.ndarray
    before: np.ndarray
    guess: float
    heard: float
    left: float
    after: np.ndarray


def one_sample(number, taps=2, eta=0.5):
    """Return the Sample `number`, from 1, of the recording with the hum.

    >>> one = one_sample(9, 2, 0.5)
    >>> one.left == one.heard - one.guess and np.allclose(one.after, one.before + 0.5 * one.left * one.seen)
    True
    """
    music, source, disturbance = recording("hum")
    number, heard = checks.whole_number("number", number, at_most=SAMPLES), music + disturbance
    seen = last_samples(source[:number], taps)[-1]
    so_far = slice(number - 1)
    before = lms_filter(source[so_far], heard[so_far], taps, eta).weights if number > 1 else np.zeros(taps)
    guess, now = float(before @ seen), float(heard[number - 1])
    return Sample(seen, before, guess, now, now - guess, before + eta * (now - guess) * seen)
