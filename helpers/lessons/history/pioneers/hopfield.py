"""Hopfield's network: pictures stored in symmetric weights, and recalled by rolling downhill in energy.

J. J. Hopfield, Neural networks and physical systems with emergent collective computational abilities, PNAS 79 (1982).
States are -1 and +1, as usual today; Hopfield wrote 0 and 1.
"""

from typing import NamedTuple

import numpy as np

from helpers.network import checks


def pattern(name, values):
    """Return values as an array of -1 and +1, or say what is wrong."""
    array = checks.numeric_array(name, values)
    if not array.size or not np.isin(array, (-1, 1)).all():
        raise ValueError(f"{name} must hold -1 and +1 only; pioneers.as_states(ink) makes that of a drawing")
    return array


def as_states(ink, least=0.25):
    """Return a drawing's 64 inks as pixels of -1 (white) and +1 (ink from `least` on).

    >>> as_states([0, 0.2, 0.35, 1]).tolist()
    [-1, -1, 1, 1]
    """
    least = checks.real_number("least", least, "a number, such as 0.25")
    return np.where(checks.numeric_array("ink", ink).ravel() >= least, 1, -1)


def store(patterns):
    """Return the weights `(n, n)` that store patterns `(patterns, n)` of -1 and +1.

    w_ij = sum over the patterns of x_i * x_j, and w_ii = 0: Hebb's rule, once for each pattern, in one go.

    >>> store([[1, -1, 1]]).astype(int).tolist()
    [[0, -1, 1], [-1, 0, -1], [1, -1, 0]]
    """
    patterns = pattern("patterns", patterns)
    if patterns.ndim != 2:
        raise ValueError(f"patterns have shape {patterns.shape}; give one row for each pattern, also for a single one")
    weights = patterns.T @ patterns
    np.fill_diagonal(weights, 0)
    return weights


def energy(weights, state):
    """Return the energy of a state: E = -1/2 * sum over i and j of w_ij * x_i * x_j. Recalling never makes it larger.

    >>> energy(store([[1, -1, 1]]), [1, 1, 1]), energy(store([[1, -1, 1]]), [1, -1, 1])
    (1.0, -3.0)
    """
    state = pattern("state", state).ravel()
    weights = checks.shaped("weights", weights, (state.size, state.size))
    return float(-0.5 * state @ weights @ state)


class Recall(NamedTuple):
    """A recall: the states `(updates + 1, n)`, the first of them the start, and the node of each update (from 0)."""

    states: np.ndarray
    nodes: tuple


def recall(weights, start, updates, seed=1):
    """Return how a state changes when one node after the other is asked: its new state is the sign of its sum.

    x_i = +1 if sum over j of w_ij * x_j > 0, -1 if it is below 0, and as it was at 0. The order is random, by seed;
    every node is asked once before one is asked again.

    >>> recall(store([[1, -1, 1]]), [1, 1, 1], 3).states[-1].astype(int).tolist()
    [1, -1, 1]
    """
    state = pattern("start", start).ravel()
    updates = checks.whole_number("updates", updates, at_least=0)
    weights = checks.numeric_array("weights", weights)
    if weights.shape != (state.size, state.size):
        raise ValueError(f"weights have shape {weights.shape}; a start of {state.size} wants {2 * (state.size,)}")
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    rounds = -(-updates // state.size)
    nodes = [int(node) for _ in range(rounds) for node in random.permutation(state.size)][:updates]
    states = [state]
    for node in nodes:
        total = weights[node] @ states[-1]
        new = states[-1].copy()
        new[node] = np.sign(total) or new[node]
        states.append(new)
    return Recall(np.array(states), tuple(nodes))


def damaged(values, count, seed=1):
    """Return a pattern with `count` of its nodes turned over, chosen by seed.

    >>> damaged([1, 1, 1, 1], 4).astype(int).tolist()
    [-1, -1, -1, -1]
    """
    values = pattern("values", values).ravel().copy()
    count = checks.whole_number("count", count, at_least=0, at_most=values.size)
    seed = checks.whole_number("seed", seed, at_least=0)
    random = np.random.default_rng([1982, seed])  # recall() with the same seed must not ask just these nodes first
    values[random.permutation(values.size)[:count]] *= -1
    return values


def settled(weights, states, rounds=20):
    """Return states `(k, n)` after all nodes were asked in turn, until nothing changes any more or after `rounds`.

    Several networks may settle side by side: weights `(t, n, n)`, states `(t, k, n)`.
    """
    states = np.array(states, float)
    for _ in range(rounds):
        before = states.copy()
        for node in range(states.shape[-1]):
            total = (states @ weights[..., node, :, None])[..., 0]
            states[..., node] = np.where(total, np.sign(total), states[..., node])
        if (states == before).all():
            break
    return states


@checks.remembered(8)
def wrong_shares(nodes=100, most=40, trials=10, seed=1):
    """Return how the stored patterns come back: for each trial, for 1 … `most` of them, their shares of wrong nodes.

    Each recall starts at the stored pattern itself. A share of 0 means that it stays as it was stored. Found once, then
    remembered.

    >>> [shares.tolist() for shares in wrong_shares(nodes=100, most=3, trials=1)[0]]
    [[0.0], [0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    sets = random.choice([-1.0, 1.0], (trials, most, nodes))
    by_count = [come_back(sets[:, :count]) for count in range(1, most + 1)]
    return tuple(tuple(shares[trial] for shares in by_count) for trial in range(trials))


def come_back(sets):
    """Return each pattern's share of wrong nodes `(t, k)` when its whole set, of sets `(t, k, n)`, is stored."""
    weights = np.array([store(patterns) for patterns in sets])
    return (settled(weights, sets) != sets).mean(axis=-1)


def capacity(nodes=100, seed=1, wrong=0.05):
    """Return how many random patterns can be stored one after the other until one of them is lost.

    Lost is a pattern that comes back with more than the share `wrong` of its nodes wrong: 0 allows none. For networks
    without end theory says 0.138 * nodes, with a few nodes wrong (D. J. Amit, H. Gutfreund, H. Sompolinsky, 1985).

    >>> capacity(nodes=100, seed=1) > 5
    True
    """
    random = np.random.default_rng(checks.whole_number("seed", seed, at_least=0))
    patterns = random.choice([-1.0, 1.0], (nodes, nodes))
    for count in range(1, nodes):
        if (come_back(patterns[None, :count]) > wrong).any():
            return count - 1
    return nodes
