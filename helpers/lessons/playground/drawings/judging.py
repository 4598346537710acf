"""Pictures of a network that is judged: its answers beside two baselines, its inputs, its surest mistakes."""

import numpy as np

from helpers.lessons.playground.judging import (
    REPEATS,
    answers_of,
    beyond_chance,
    columns_of,
    has_probabilities,
    importances,
    loss_text,
    measure,
    rivals,
    surest_mistakes,
    unit_of,
    wanted,
)
from helpers.lessons.playground.saving import scales
from helpers.network.checks import listed
from helpers.pens.axes import Axes
from helpers.pens.numerals import capital, counted, percent, plain, shortened
from helpers.pens.palette import BLACK, BLUE, GREEN, GREY, MINT, PEACH
from helpers.pens.parts import boxed, signed_bar
from helpers.pens.picture import card, rect, segment, words
from helpers.study.judging import confusion

MOST_CLASSES = 6  # of which a table of confusion has room here
LETTER = 8.2  # pixels of a letter of 14 pixels, at most


# ---- Its answers, beside two methods without a network


def judged_network(network, data):
    """Return what a network answers to the validation examples, and its score beside two baselines.

    Classes are shown as a confusion table, numbers as dots: what is right to the right, what is said upwards. The
    baselines are scikit-learn's: one looks at no input, the other is logistic or linear regression.

    >>> from helpers import create
    >>> from helpers.lessons.playground.tasks import plane_data
    >>> judged_network(create(2, 3, 1), plane_data("clusters")).text[:95]
    'Of 60 validation examples this network has 98.3 % right (always blue 45.0 %, logistic regressio'
    """
    rows = rivals(network, data)
    left = table_of(network, data) if data.classes else dots_of(network, data)
    marks = [*left, *bars_of(rows, data)]
    height = 90 + 54 * len(data.classes) if 3 < len(data.classes) <= MOST_CLASSES else 300 if data.classes else 330
    return card(714, height, marks, f"{told(rows, data)} {told_answers(network, data)}")


def table_of(network, data):
    """Yield the confusion table: a row for what an example is, a column for what the network says."""
    yield words(20, 28, "is ↓, says →", size=14, bold=True)
    names, table = data.classes, confusion(network, *data.validation)
    if len(names) > MOST_CLASSES:
        yield words(20, 60, f"{len(names)} classes: too many for a table. Most frequent:", size=14)
        for place, (count, said) in enumerate(most_confused(table, names)[:8]):
            yield words(20, 88 + 26 * place, shortened(f"{count} times {said}", 46), size=14)
        return
    side = min(88, 282 // len(names))
    for place, name in enumerate(names):
        head = shortened(name, int(side / LETTER))
        yield words(112 + side * (place + 0.5), 62, head, anchor="middle", size=14)
        yield words(104, 102 + 54 * place, shortened(name, 10), anchor="end", size=14)
    for (row, column), count in np.ndenumerate(table):
        fill = MINT if row == column else PEACH if count else "none"
        yield boxed(112 + side * column, 74 + 54 * row, side - 3, 50, count, down=6, bold=True, fill=fill, stroke=GREY)


def most_confused(table, names):
    """Return (count, "a as b") of the mistakes in a confusion table, the most frequent first."""
    wrong = table * (1 - np.eye(len(table), dtype=int))
    order = np.argsort(-wrong.ravel(), kind="stable")
    places = [divmod(int(place), len(table)) for place in order]
    return [(int(wrong[row, column]), f"{names[row]} as {names[column]}") for row, column in places
            if wrong[row, column]]  # fmt: skip


def dots_of(network, data):
    """Yield a dot for each validation example: what is right to the right, what the network says upwards."""
    right, said = wanted(data), answers_of(network, data)
    low, high = (float(edge) for edge in (min(right.min(), said.min()), max(right.max(), said.max())))
    room = 0.05 * (high - low) or 1.0
    ends = low - room, high + room
    axes = Axes(ends, ends, (74, 44, 290, 230), ticks=4, xlabel=shortened(f"right: {data.target}", 36),
                title="what the network says")  # fmt: skip
    yield axes.frame()
    yield axes.line((ends[0], ends[0]), (ends[1], ends[1]), color=GREY, dash="5 4")
    yield axes.inside(axes.spots(right, said, color=BLUE))


STYLES = (("none", BLACK, "2 3"), ("none", GREEN, "6 3"), (BLUE, BLUE, None))  # guess, straight lines, network


def bars_of(rows, data):
    """Yield a bar for each score, with its name."""
    many, left, wide = len(data.validation.inputs), 410, 284
    title = f"right of {many:,}" if data.classes else f"typical error{unit_of(data)}"
    yield words(left, 28, shortened(title, 34), size=14, bold=True)
    if not data.classes:
        yield words(left, 46, "shorter is better", size=13, fill=GREY)
    most = 1.0 if data.classes else max(row.score for row in rows) or 1.0
    for place, (row, (fill, stroke, dash)) in enumerate(zip(rows, STYLES, strict=True)):
        y = 52 + 84 * place
        yield words(left, y + 12, shortened(row.name, 34), size=14, bold=place == 2)
        yield rect(left, y + 20, max(wide * row.score / most, 2), 22, fill=fill, stroke=stroke, stroke_width=2,
                   stroke_dasharray=dash)  # fmt: skip
        yield words(left, y + 60, percent(row.score) if data.classes else measure(row.score), size=14)


def told(rows, data):
    """Return the three scores in words, and which of the network and the better baseline is better."""
    blind, straight, network = rows
    many = counted(len(data.validation.inputs), "validation example")
    best = max((blind, straight), key=lambda row: row.score if data.classes else -row.score)
    if data.classes:
        scores = [f"{row.name} {percent(row.score)}" for row in (blind, straight)]
        head = f"Of {many} this network has {percent(network.score)} right ({', '.join(scores)})"
        ahead = round((network.score - best.score) * len(network.answers))
        apart = f"{counted(abs(ahead), 'answer')} {'more' if ahead > 0 else 'fewer'} than {best.name}"
    else:
        scores = [f"{row.name} {measure(row.score)}" for row in (blind, straight)]
        head = f"On {many} the typical error{unit_of(data)} of this network is {measure(network.score)} "
        head += f"({', '.join(scores)})"
        ahead = best.score - network.score
        share = percent(abs(ahead) / best.score) if best.score else measure(abs(ahead))
        ahead = 0 if share == percent(0) else ahead
        apart = f"{share} {'smaller' if ahead > 0 else 'larger'} than that of {best.name}"
    if not ahead:
        return f"{head}: as good as {best.name}."
    sure = "more than chance would explain" if beyond_chance(data, network, best) else "so little may be chance"
    return f"{head}: {apart}; {sure}."


def told_answers(network, data):
    """Return in words what the table or the dots show."""
    if not data.classes:
        right, said = wanted(data), answers_of(network, data)
        high = int((said > right).sum())
        return f"{high} answers are too high, {len(right) - high} are not."
    confused = most_confused(confusion(network, *data.validation), data.classes)
    if not confused:
        return "There is no mistake."
    return f"The most frequent mistake: {confused[0][1]}, {counted(confused[0][0], 'time')}."


# ---- What it looks at

MOST_INPUTS = 14


def input_shares(network, data, repeats=REPEATS):
    """Return how much worse a network gets when one input after the other is shuffled among the validation examples.

    A bar is the mean over the shuffles, the black line across its end one standard deviation to each side.

    >>> from helpers import create
    >>> from helpers.lessons.playground.tasks import plane_data
    >>> input_shares(create(2, 3, 1), plane_data("clusters")).text[:70]
    'Shuffled 10 times among 60 validation examples: the share of right ans'
    """
    rows = importances(network, data, repeats)
    shown, others = rows[:MOST_INPUTS], rows[MOST_INPUTS:]
    show = loss_text(data, rows)
    low = min(0.0, *(row.mean - row.spread for row in rows))
    unit = 250 / (max(row.mean + row.spread for row in rows) - low or 1)
    zero, bottom = 236 - unit * low, 52 + 30 * len(shown)
    title = "it costs so many points of right answers" if data.classes else f"the typical error{unit_of(data)} grows by"
    marks = [words(20, 28, f"shuffled, {title}", size=14, bold=True), segment(zero, 44, zero, bottom, GREY)]
    for place, row in enumerate(shown):
        y, end = 52 + 30 * place, zero + unit * row.mean
        told = show(row.mean) + spread(show(row.spread), repeats)
        marks += [words(20, y + 15, shortened(row.name, 25), size=14), signed_bar(zero, y, end - zero, 20, row.mean),
                  segment(end - unit * row.spread, y + 10, end + unit * row.spread, y + 10, BLACK, 2),
                  words(694, y + 15, told, anchor="end", size=14)]  # fmt: skip
    if others:
        marks.append(words(20, bottom + 18, f"and {len(others)} more, each with less", size=14))
    return card(714, bottom + 20 + 20 * bool(others), marks, told_inputs(rows, data, repeats))


def spread(value, repeats, form=" {}"):
    """Return the spread of the shuffles in words; a single one has none.

    >>> spread("3", 10), spread("0", 1)
    (' ± 3', '')
    """
    return form.format(f"± {value}") if repeats > 1 else ""


def told_inputs(rows, data, repeats):
    """Return in words which inputs count most, and which do not count beyond the spread of the shuffles."""
    show, many = loss_text(data, rows), counted(len(data.validation.inputs), "validation example")
    what = "share of right answers falls" if data.classes else f"typical error{unit_of(data)} grows"
    unit = " points" if data.classes else ""
    each = listed(
        f"{show(row.mean)}{unit} for {row.name}{spread(show(row.spread), repeats, ' ({})')}" for row in rows[:3]
    )
    idle = [row.name for row in rows if row.mean <= row.spread]
    more = f" and {len(idle) - 6} more" * (len(idle) > 6)
    tail = f" Not clearly above 0: {', '.join(idle[:6]) if more else listed(idle)}{more}." if idle else ""
    return f"Shuffled {counted(repeats, 'time')} among {many}: the {what} by {each}.{tail}"


# ---- Where it is wrong

MOST_MISTAKES, MOST_COLUMNS = 8, 3


def surest_errors(network, data):
    """Return the wrong answers to validation examples that a network was surest of, with the inputs as they were.

    Where a number is asked, the largest errors.

    >>> from helpers import create
    >>> from helpers.lessons.playground.tasks import plane_data
    >>> surest_errors(create(2, 3, 1), plane_data("clusters")).text[:70]
    '1 of 60 answers is wrong. The surest: example 2 is orange, and it says'
    """
    found = surest_mistakes(network, data)
    many = len(data.validation.inputs)
    head = f"{len(found)} of {counted(many, 'answer')} {'is' if len(found) == 1 else 'are'} wrong"
    if not data.classes:
        head = f"{counted(many, 'answer')}, the largest errors{unit_of(data)} first"
    marks = [words(20, 28, head + ", the surest first" * bool(data.classes and found), size=14, bold=True)]
    if not found:
        return card(714, 60, marks, f"{head}: there is nothing to show.")
    shown = found[:MOST_MISTAKES]
    inputs = as_it_was(data, shown)
    wide = 312 // len(inputs)
    columns = [(20, 110, "is", [text_of(one.wanted) for one in shown]),
               (140, 110, "it says", [text_of(one.said) for one in shown]),
               (260, 110, *how_sure(network, data, shown)),
               *((390 + wide * place, wide, name, cells)
                 for place, (name, cells) in enumerate(inputs.items()))]  # fmt: skip
    for x, width, heading, cells in columns:
        most = int(width / LETTER) - 1
        marks.append(words(x, 60, shortened(heading, most), size=14, bold=True))
        marks += [words(x, 88 + 26 * row, shortened(cell, most), size=14) for row, cell in enumerate(cells)]
    marks.append(segment(20, 68, 694, 68, GREY))
    return card(714, 84 + 26 * len(shown), marks, told_mistakes(network, data, found, head))


def how_sure(network, data, shown):
    """Return a heading, and for each mistake how sure it was or how far it is off."""
    if not data.classes:
        return "off by", [measure(one.said - one.wanted) for one in shown]
    if has_probabilities(network):
        return "with", [percent(one.sure) for one in shown]
    return "by a margin", [plain(one.sure, 2) for one in shown]


def as_it_was(data, shown):
    """Return the first columns of some validation examples, {name: texts}: numbers unscaled, words as words."""
    numbers, undone = [one.number for one in shown], np.array(scales(data))
    values = data.validation.inputs[numbers] * undone[:, 1] + undone[:, 0]
    found = {}
    for place, (name, places) in enumerate(columns_of(data)[:MOST_COLUMNS]):
        words_of = getattr(data.recipe and data.recipe.inputs[place], "words", None)
        if words_of:
            found[name] = [words_of[int(row.argmax())] if row.any() else "?" for row in values[:, places]]
        else:
            found[name] = [measure(value) for value in values[:, places[0]]]
    return found


def text_of(value):
    """Return a class or a number as it is written."""
    return value if isinstance(value, str) else measure(value)


def told_mistakes(network, data, found, head):
    """Return the first mistakes in words."""
    first = found[0]
    _, (sure,) = how_sure(network, data, [first])
    values = [f"{name} {text}" for name, (text,) in as_it_was(data, [first]).items()]
    how = f"off by {sure}" if not data.classes else f"with {sure}" if has_probabilities(network) else f"by {sure}"
    which = "surest" if data.classes else "largest"
    return (
        f"{capital(head)}. The {which}: example {first.number + 1} is {text_of(first.wanted)}, and it says "
        f"{text_of(first.said)}, {how} ({', '.join(values)})."
    )
