"""The reasons behind bounds of what is measured: how far chance alone moves a share, and what is more than chance."""

import statistics


def by_chance(share, count):
    """Return two standard errors of a share of so many answers: 19 times of 20 chance moves it by less.

    >>> round(by_chance(0.5, 100), 3)
    0.1
    """
    return 2 * (share * (1 - share) / count) ** 0.5


def beyond_chance(ones, others):
    """Whether the first of paired runs are better on average by more than two standard errors of the difference.

    >>> beyond_chance([3, 4, 5], [1, 2, 4]), beyond_chance([3, 0, 5], [1, 2, 4])
    (True, False)
    """
    gains = [one - other for one, other in zip(ones, others, strict=True)]
    return statistics.mean(gains) > 2 * statistics.stdev(gains) / len(gains) ** 0.5
