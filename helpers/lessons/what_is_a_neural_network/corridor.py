"""Reinforcement learning in five cells: nobody shows the right move, only a reward comes at the end."""

from typing import NamedTuple

import numpy as np

from helpers.network.checks import real_number, whole_number

CELLS, START = 5, 3  # a trap in cell 1, a cheese in cell 5
REWARDS = {1: -1.0, 5: 1.0}
ACTIONS = ("left", "right")
RATE = 0.5


class Move(NamedTuple):
    """One move: from where, which way, where to, what came of it, and the value of that action before and after.

    values maps each of the cells 2, 3, 4 to the values of (left, right) after the move; best_next is the better one in
    the new cell before it, 0 where the walk ends; tried says that chance chose the action.
    """

    walk: int
    cell: int
    action: str
    to: int
    reward: float
    before: float
    best_next: float
    after: float
    tried: bool
    values: dict

    @property
    def ends(self):
        """Whether the walk ends with this move."""
        return self.to in REWARDS


def learn_corridor(moves, exploring=0.3, discount=0.9, rate=RATE, seed=9):
    """Return the first moves of an agent that learns by Q-learning, one Move each.

    value(cell, action) += rate · (reward + discount · best value in the new cell - value(cell, action))

    exploring, from 0 to 1, is how often chance chooses the action instead of the larger value (equal values: chance).
    discount, from 0 to 1, is how much a reward is worth one move earlier. A walk starts in cell 3, and ends in the trap
    (cell 1, reward -1) or at the cheese (cell 5, reward +1). Raises ValueError for numbers outside these ranges.
    Source: C. Watkins, "Learning from Delayed Rewards" (1989).

    >>> [(move.cell, move.action, move.reward, move.after) for move in learn_corridor(6)][3:]
    [(2, 'left', -1.0, -0.5), (3, 'right', 0.0, 0.0), (4, 'right', 1.0, 0.5)]
    """
    whole_number("moves", moves, at_least=0)
    for name, value in (("exploring", exploring), ("discount", discount), ("rate", rate)):
        if real_number(name, value, "a number from 0 to 1", at_least=0) > 1:
            raise ValueError(f"{name} is {value!r}, but must be a number from 0 to 1")
    random, values = np.random.default_rng(seed), {cell: (0.0, 0.0) for cell in range(2, CELLS)}
    made, walk, cell = [], 1, START
    for chance, coin in random.random((moves, 2)).tolist():
        left, right = values[cell]
        tried = chance < exploring
        way = int(coin < 0.5) if tried or left == right else int(right > left)
        to = cell + (-1, 1)[way]
        reward, best_next = REWARDS.get(to, 0.0), max(values.get(to, (0.0,)))
        before = values[cell][way]
        after = before + rate * (reward + discount * best_next - before)
        values = {**values, cell: (after, right) if way == 0 else (left, after)}
        made.append(Move(walk, cell, ACTIONS[way], to, reward, before, best_next, after, tried, values))
        walk, cell = (walk + 1, START) if to in REWARDS else (walk, to)
    return made
