"""A node that hears only the larger of two inputs, until both are scaled."""

from helpers.lessons.create_the_network import scaling
from helpers.network.activations import ACTIVATIONS
from helpers.pens.axes import Axes
from helpers.pens.numerals import plain
from helpers.pens.palette import GREY
from helpers.pens.parts import boxed, lit_style, signed_bar
from helpers.pens.picture import card, group, words

logistic = ACTIVATIONS["logistic"]
COLUMNS = (("income", 110), ("share saved", 100), ("net input", 100), ("output", 80))


def scaled_inputs(person, scaled):
    """Return five people's incomes and shares, raw or scaled, and what a node with two weights of 0.5 makes of them.

    >>> scaled_inputs(3, False)
    Person 3, raw: 0.5 · 3000 + 0.5 · 0.50 = 1500.25. The share changes almost nothing; the output is 1.0000.
    >>> scaled_inputs(2, True)  # doctest: +NORMALIZE_WHITESPACE
    Person 2, scaled: income (2000 − 3000) / 1414.2 = −0.71, share (0.10 − 0.30) / 0.1414 = −1.41.
    0.5 · (−0.71) + 0.5 · (−1.41) = −1.06. Both inputs count; the output is 0.2572.
    """
    people = scaling.PEOPLE
    inputs = scaling.scaled(people) if scaled else people
    nets = scaling.WEIGHT * inputs.sum(axis=1)
    rows = [[*told(pair, scaled), plain(net, 2), plain(logistic(net))] for pair, net in zip(inputs, nets, strict=True)]
    marks = [words(20, 28, "person", size=14), *line(12, [name for name, _ in COLUMNS], False, boxes=False)]
    for number, row in enumerate(rows, 1):
        y, chosen = 40 + 36 * (number - 1), number == person
        marks.append(group(words(40, y + 21, number, bold=chosen), *line(y, row, chosen), sets=f"person={number}",
                           label=f"choose person {number}"))  # fmt: skip
    for y, name, found in ((244, "mean", people.mean(axis=0)), (266, "spread", people.std(axis=0))):
        marks += [words(20, y, name, size=14, fill=GREY),
                  words(145, y, plain(found[0], 1), anchor="middle", size=14, fill=GREY),
                  words(255, y, plain(found[1], 4), anchor="middle", size=14, fill=GREY)]  # fmt: skip
    marks += bars(scaling.WEIGHT * inputs[person - 1], (-1, 1) if scaled else (0, 2600))
    return card(700, 286, marks, sentence(person, people, rows, scaled))


def sentence(person, people, rows, scaled):
    """Return the text twin: how the chosen person's inputs are scaled, and what the node makes of them."""
    (income, share), (mean, middle), (spread, wide) = people[person - 1], people.mean(axis=0), people.std(axis=0)
    way = (f"scaled: income ({plain(income, 0)} − {plain(mean, 0)}) / {plain(spread, 1)} = {rows[person - 1][0]}, "
           f"share ({plain(share, 2)} − {plain(middle, 2)}) / {plain(wide, 4)} = {rows[person - 1][1]}.")  # fmt: skip
    one, other = (f"({part})" if part[0] == "−" else part for part in rows[person - 1][:2])
    said = who_counts(rows[person - 1]) if scaled else "The share changes almost nothing"
    return (
        f"Person {person}, {way if scaled else 'raw:'} 0.5 · {one} + 0.5 · {other} = {rows[person - 1][2]}. "
        f"{said}; the output is {rows[person - 1][3]}."
    )


def who_counts(row):
    """Say whether both scaled inputs count, or which one is the mean itself."""
    silent = [name for name, value in zip(("income", "share"), row, strict=False) if value == "0.00"]
    return f"This {silent[0]} is just the mean, so it adds nothing" if silent else "Both inputs count"


def told(pair, scaled):
    """Return income and share as they are written."""
    return plain(pair[0], 2 if scaled else 0), plain(pair[1], 2)


def line(y, values, chosen, boxes=True):
    """Return one line of the table."""
    marks, left = [], 90
    for value, (_, wide) in zip(values, COLUMNS, strict=True):
        style = lit_style(chosen) if boxes else {"fill": "none"}
        marks.append(boxed(left, y, wide - 6, 30, value, size=14, bold=chosen, rx=4, **style))
        left += wide
    return marks


def bars(parts, reach):
    """Return what each input adds to the net input, as bars on one scale."""
    axes = Axes(reach, (0, 1), (500, 70, 180, 120), title="weight · input", numbered="x", ticks=3)
    zero, _ = axes.at(0, 0)
    marks = [axes.frame()]
    for y, name, part in ((84, "income", parts[0]), (140, "share", parts[1])):
        end, _ = axes.at(part, 0)
        marks += [signed_bar(zero, y + 16, end - zero, 22, part), words(506, y + 10, name, size=13)]
    return marks
