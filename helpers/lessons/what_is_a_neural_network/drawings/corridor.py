"""An agent in five cells that learns from reward alone."""

from collections import Counter

from helpers.lessons.what_is_a_neural_network.corridor import CELLS, RATE, START, learn_corridor
from helpers.network import checks
from helpers.pens.numerals import bracketed, plain, signed
from helpers.pens.palette import BLACK, BLUE, BLUSH, GREY, LIT, PALE, VERMILLION, WHITE
from helpers.pens.parts import boxed, encircled, lit_style
from helpers.pens.picture import card, rect, words

LAST_WALKS = 10
ENDS = {1: ("trap", "−1"), 5: ("cheese", "+1")}


def corridor(moment, exploring=0.3, discount=0.9):
    """Return the corridor after so many moves: where the agent is, what it holds of each action, what it just learned.

    >>> corridor(6)  # doctest: +NORMALIZE_WHITESPACE
    Move 6, walk 2: from cell 4 right into cell 5, reward +1. The value of “right” in cell 4 goes from 0.00 to 0.50
    (discount 0.9, chance chooses in 30 % of the moves).
    >>> corridor(0)  # doctest: +NORMALIZE_WHITESPACE
    The agent stands in cell 3 and knows nothing: all its values are 0 (discount 0.9, chance chooses in 30 % of the
    moves).
    """
    moment = checks.whole_number("moment", moment, at_least=0)
    made = learn_corridor(moment, exploring, discount)
    last = made[-1] if made else None
    values = last.values if made else {cell: (0.0, 0.0) for cell in range(2, CELLS)}
    here = last.to if made else START
    marks = []
    for cell in range(1, CELLS + 1):
        x = 20 + 136 * (cell - 1)
        marks += [rect(x, 38, 130, 134, rx=6, fill=WHITE, stroke=BLACK, stroke_width=1.5),
                  words(x + 65, 28, f"cell {cell}", anchor="middle", size=14, fill=GREY),
                  *(end(cell, x) if cell in ENDS else arrows(values[cell], x))]  # fmt: skip
        if cell == here:
            marks.append(encircled(x + 65, 67, 25, "agent", down=4, size=12.5, bold=True, ink=WHITE, fill=BLUE,
                                   stroke=BLACK, stroke_width=1.5))  # fmt: skip
    lines = told(last, discount)
    marks += [words(20, 200 + 22 * place, line, size=14, bold=not place) for place, line in enumerate(lines)]
    marks += walks(made)
    settings = f" (discount {discount:g}, chance chooses in {100 * exploring:.0f} % of the moves)"
    return card(714, 346, marks, f"{sentence(moment, last)}{settings}.")


def end(cell, x):
    """Return what waits in the first and in the last cell."""
    name, reward = ENDS[cell]
    color, dash = (BLUE, None) if cell == CELLS else (VERMILLION, "6 3")
    return [rect(x + 4, 96, 122, 72, rx=4, fill=PALE, stroke=color, stroke_width=2, stroke_dasharray=dash),
            words(x + 65, 126, name, anchor="middle", bold=True),
            words(x + 65, 150, f"reward {reward}", anchor="middle", size=14)]  # fmt: skip


def arrows(pair, x):
    """Return the values of both actions of a cell; the larger one is framed."""
    marks = []
    for place, (value, sign) in enumerate(zip(pair, ("← left", "right →"), strict=True)):
        best = value > min(pair)
        left = x + 4 + 63 * place
        marks += [rect(left, 96, 59, 72, rx=4, **lit_style(best, BLACK, thick=2.5)),
                  words(left + 29.5, 122, sign, anchor="middle", size=13.5, bold=best),
                  words(left + 29.5, 150, signed(value, 2), anchor="middle", size=14, bold=best)]  # fmt: skip
    return marks


def told(move, discount):
    """Return the last move and its calculation in four lines."""
    formula = f"new value = old value + {RATE} · (reward + {discount:g} · best next value − old value)"
    if not move:
        return "Nothing has happened yet. Press Step.", "After each move:", formula
    why = "chance chose" if move.tried else "its larger value, or chance between equal ones"
    following = f"the larger value in cell {move.to} was {plain(move.best_next, 2)}"
    nothing = "the walk ends there" if move.ends else following
    before = bracketed(move.before, 2)
    worked = f"({signed(move.reward, 0)} + {discount:g} · {bracketed(move.best_next, 2)} − {before})"
    return (f"From cell {move.cell} {move.action} into cell {move.to} ({why}).",
            f"Reward {signed(move.reward, 0)}; {nothing}.", formula,
            f"“{move.action}” in cell {move.cell}: {before} + {RATE} · {worked} = {plain(move.after, 2)}")  # fmt: skip


def walks(made):
    """Return how the last walks ended and how long they were."""
    ended, lengths = [move for move in made if move.ends], Counter(move.walk for move in made)
    title = "walks that have ended, with their moves:" if ended else "no walk has ended yet"
    marks = [words(20, 296, title, size=13.5, fill=GREY)]
    for place, move in enumerate(ended[-LAST_WALKS:]):
        sign, fill = ("✓", LIT) if move.reward > 0 else ("✗", BLUSH)
        told = f"{sign} {lengths[move.walk]}"
        marks.append(boxed(20 + 68 * place, 304, 64, 30, told, size=14, rx=4, fill=fill, stroke=GREY))
    return marks


def sentence(moment, move):
    """Return the text twin."""
    if not move:
        return f"The agent stands in cell {START} and knows nothing: all its values are 0"
    return (
        f"Move {moment}, walk {move.walk}: from cell {move.cell} {move.action} into cell {move.to}, "
        f"reward {signed(move.reward, 0)}. The value of “{move.action}” in cell {move.cell} goes from "
        f"{plain(move.before, 2)} to {plain(move.after, 2)}"
    )
