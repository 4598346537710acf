"""Which columns of a table a network is to find, and from which; and why others are of no use."""

import numpy as np

from helpers.lessons.playground.reading import SEPARATORS, few
from helpers.network import checks
from helpers.pens.numerals import counted, shortened

FEW = 10  # so many different whole numbers may be classes
OFTEN = 5  # if each comes so many times, on average
MANY = 20  # different words that an input may have
MOST_CLASSES = 50


def target_column(table, name):
    """Return the column to be found, or say why there is nothing to be learned."""
    column = table[name]
    if len(table.columns) == 1:
        raise ValueError(
            f"{name!r} is the only column, but a table needs two or more: the target and its inputs. Found by "
            f"themselves between two cells are {checks.listed(SEPARATORS.values())}; name another sign as here: "
            "read_table('my_table.csv', separator=' ')"
        )
    if column.kind == "empty":
        raise ValueError(f"{name!r} is empty, so nothing can be learned. Choose another target")
    if column.kind == "dates":
        raise ValueError(
            f"{name!r} holds dates, which are no target. Make a column of numbers, such as the year, of it"
        )
    values = column.different
    if len(values) == 1:
        raise ValueError(f"every row says {_word(values[0])} under {name!r}, so there is nothing to learn. "
                         "Choose a target with two or more different values")  # fmt: skip
    return column


def is_class(column, as_numbers=None):
    """Return whether a column to be found holds classes, and a sentence that says how this was decided.

    >>> from helpers.lessons.playground.table import read_table
    >>> is_class(read_table("wine")["cultivar"])[1]
    'The target cultivar has 3 different whole numbers: they are taken as classes (as_numbers=True makes it a number).'
    """
    if not isinstance(as_numbers, bool | None):
        raise TypeError(f"as_numbers is {as_numbers!r}, but must be True (a number), False (classes) or left out")
    values, name = column.different, column.name
    if column.kind == "words":
        if as_numbers:
            raise ValueError(f"{name!r} holds words, such as {_word(values[0])}, so it can be no number. "
                             "Leave as_numbers out")  # fmt: skip
        _refuse_many(column)
        return True, f"The target {name} is a word: a class, {len(values)} different ones."
    if as_numbers:
        return False, f"The target {name} is a number, as you wish."
    if as_numbers is False:
        _refuse_many(column)
        return True, f"The target {name} has {counted(len(values), 'different number')}: classes, as you wish."
    if len(values) == 2 or _whole(values) and len(values) <= min(FEW, (~column.missing).sum() / OFTEN):
        kind = "whole numbers" if _whole(values) else "numbers"
        return True, (f"The target {name} has {len(values)} different {kind}: they are taken as classes "
                      "(as_numbers=True makes it a number).")  # fmt: skip
    return False, f"The target {name} is a number, from {values[0]:g} to {values[-1]:g}."


def _refuse_many(column):
    count, rows = len(column.different), int((~column.missing).sum())
    if count > MOST_CLASSES or count > 2 and count > rows / 2:
        raise ValueError(
            f"{column.name!r} has {count:,} different values in {rows:,} rows: too many to be classes, as with names. "
            "Choose a target whose values come again and again"
        )


def input_columns(table, target, names=None):
    """Return the columns for a network to look at, and sentences about those that were left out, and why.

    Chosen `names` are taken or refused; without them all columns are taken that are of use.
    """
    if names is None:
        return _of_use(table, target)
    if isinstance(names, str):
        names = [names]
    try:
        names = list(names)
    except TypeError:
        raise TypeError(
            f"inputs are {names!r}, but must be names of columns, such as {list(table.names[:2])}"
        ) from None
    if not names:
        raise ValueError("there is no input, so the network would see nothing. Name at least one column")
    for name in names:
        column = table[name]
        if name == target.name:
            raise ValueError(
                f"{name!r} is the target, so it cannot be an input: the network would only have to copy it"
            )
        if names.count(name) > 1:
            raise ValueError(f"{name!r} comes twice among the inputs. Name it once")
        for reason, is_so in NEVER.items():
            if is_so(column):
                raise ValueError(f"{name!r} cannot be an input, since it {reason}. Leave it out")
    return [table[name] for name in names], []


def _of_use(table, target):
    others = [column for column in table.columns.values() if column.name != target.name]
    possible, refused = _sorted_out(others, NEVER)
    chosen, doubtful = _sorted_out(possible, UNASKED)
    if not possible:
        why = "; ".join(f"{names[0]!r} {reason}" for reason, names in refused.items())
        raise ValueError(f"there is nothing to find {target.name!r} from: {why}")
    left_out = refused | doubtful if chosen else refused
    return chosen or possible, [_told(names, reason) for reason, names in left_out.items()]


def _sorted_out(columns, reasons):
    """Return the columns against which nothing speaks, and the names of the others by the first reason."""
    kept, out = [], {}
    for column in columns:
        reason = next((reason for reason, is_so in reasons.items() if is_so(column)), None)
        kept.append(column) if reason is None else out.setdefault(reason, []).append(column.name)
    return kept, out


def _told(names, reason):
    if len(names) == 1:
        return f"Column {names[0]} was left out: it {reason}."
    return f"{len(names)} columns were left out, since each {reason}: {checks.listed(few(names))}."


# ---- Reasons against an input


def _names_or_ids(column):
    count = len(column.different)
    return column.kind == "words" and (count > MANY or count > 5 and count > (~column.missing).sum() / 2)


NEVER = {
    "is empty": lambda column: column.kind == "empty",
    "holds one value only": lambda column: len(column.different) == 1,
    "holds dates, which are neither numbers nor words": lambda column: column.kind == "dates",
    "has too many different words, as names have": _names_or_ids,
}
UNASKED = {
    "only counts the rows": lambda column: column.counting,
    "is missing in more than half of the rows": lambda column: column.missing.mean() > 0.5,
}


def _whole(values):
    return bool(np.all(values == np.floor(values)))


def _word(value):
    return repr(shortened(value, 30)) if isinstance(value, str) else f"{value:g}"
