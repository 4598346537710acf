"""How the cells of a table become numbers for a network: scaled, one-hot, filled; learned from the training part."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from helpers.lessons.playground.columns import missing, number
from helpers.network import checks


class Numbers(NamedTuple):
    """A column of numbers: its mean and spread (standard deviation), and the median, which fills gaps."""

    name: str
    mean: float
    spread: float
    median: float

    @property
    def names(self):
        """The name of its one column."""
        return (self.name,)

    def columns(self, values):
        """Return values as a column with mean 0 and spread 1, `(n, 1)`; the median stands where one is missing.

        >>> Numbers("mass", 4000.0, 800.0, 3900.0).columns(np.array([4800.0, np.nan])).tolist()
        [[1.0], [-0.125]]
        """
        return ((np.where(np.isnan(values), self.median, values) - self.mean) / self.spread)[:, None]

    def value(self, given):
        """Return what was given for one example as a number."""
        if isinstance(given, str) and number(given.strip()) is not None:
            given = number(given.strip())
        return checks.real_number(self.name, given, f"a number, such as {self.median:g}")


class Words(NamedTuple):
    """A column of words: all that the training part has, and the most frequent one, which fills gaps."""

    name: str
    words: tuple
    usual: str

    @property
    def names(self):
        """The names of its columns, one for each word."""
        return tuple(f"{self.name}={word}" for word in self.words)

    def columns(self, values):
        """Return values one-hot, `(n, words)`: 1 under its word, 0 elsewhere; a word that is new has zeros only.

        >>> Words("sex", ("female", "male"), "male").columns(np.array(["female", "", "?!"], object)).tolist()
        [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
        """
        filled = np.where(values == "", self.usual, values)
        return (filled[:, None] == np.array(self.words, dtype=object)).astype(float)

    def value(self, given):
        """Return what was given for one example as one of the words."""
        word = given.strip() if isinstance(given, str) else f"{given:g}" if isinstance(given, (int, float)) else given
        return checks.known(f"word of {self.name}", word, dict.fromkeys(self.words, word))


class Recipe(NamedTuple):
    """What each input column needs, the scaling of a target that is a number, and whether gaps are filled."""

    inputs: tuple
    target: Numbers | None = None
    fills: bool = False

    @property
    def names(self):
        """The names of the network's inputs."""
        return tuple(name for column in self.inputs for name in column.names)

    def columns(self, values):
        """Return the network's inputs `(n, inputs)` for the values of each column."""
        return np.hstack([column.columns(some) for column, some in zip(self.inputs, values, strict=True)])

    def row(self, example):
        """Return one example, a dict by the columns' names, as inputs `(1, inputs)`; ValueError says what is wrong."""
        if not isinstance(example, Mapping):
            such = ", ".join(f"{column.name!r}: {_such(column)!r}" for column in self.inputs[:2])
            raise TypeError(f"an example is a dict by the names of columns, such as {{{such}}}, not {example!r}")
        wanted = {column.name: column for column in self.inputs}
        for name in example:
            checks.known("input", name, wanted)
        return self.columns([np.array([self._value(column, example)], _kind(column)) for column in self.inputs])

    def _value(self, column, example):
        given = example.get(column.name)
        if not (given is None or given != given or isinstance(given, str) and missing(given.strip())):
            return column.value(given)
        if self.fills:
            return "" if isinstance(column, Words) else np.nan
        raise ValueError(f"the example has no value for {column.name!r}. Give one, such as {_such(column)!r}")

    def scaled(self, values):
        """Return values of the target as the network is to learn them, `(n, 1)`."""
        return self.target.columns(values)

    def unscaled(self, values):
        """Return scaled values of the target as the table has them.

        >>> Recipe((), Numbers("mass", 4000.0, 800.0, 3900.0)).unscaled(np.array([0.0, 1.0]))
        array([4000., 4800.])
        """
        return values * self.target.spread + self.target.mean


def fitted(column, rows):
    """Return the Numbers or Words of a Column, from these rows of it only: those to learn from.

    The rows to judge with stay out of mean, spread, median and words, for they stand for examples that nobody has seen:
    a network that knew their mean would know something about them.
    """
    values, gaps = column.values[rows], column.missing[rows]
    if gaps.all():
        raise ValueError(f"{column.name!r} has no value in the rows to learn from. Leave it out, or try another seed")
    if column.kind == "words":
        words, counts = np.unique(values[~gaps], return_counts=True)
        return Words(column.name, tuple(words.tolist()), words[counts.argmax()])
    median = float(np.median(values[~gaps]))
    filled = np.where(gaps, median, values)
    spread = float(filled.std())
    return Numbers(column.name, float(filled.mean()), spread if spread > 0 else 1.0, median)


def _such(column):
    return column.usual if isinstance(column, Words) else column.median


def _kind(column):
    return object if isinstance(column, Words) else float
