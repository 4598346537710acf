"""The five stages of a neural network as small functions that change nothing they are given, and their pictures."""

from helpers import draw
from helpers.activations import ACTIVATIONS
from helpers.book import (
    BOOK_EPSILON,
    BOOK_ETA,
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    forward_rounded,
    ledger,
    slips,
)
from helpers.bugs import BUGS
from helpers.chain import chain
from helpers.costs import COSTS
from helpers.descent import update, walk
from helpers.exercises import check, hint, predict, solution
from helpers.gradient_check import check_gradients
from helpers.gradients import gradients
from helpers.landscape import landscape
from helpers.live import choice, explore, search, slider, sliders, steps, ticks, toggle
from helpers.network import Network, create, forward, total_error
from helpers.races import line_data, line_surface, run_race
from helpers.rules import RULES, SCHEDULES, update_rules
from helpers.surfaces import SURFACES, network_surface
from helpers.terms import translate
from helpers.training import train

__all__ = [
    "ACTIVATIONS",
    "BOOK_EPSILON",
    "BOOK_ETA",
    "BOOK_INPUTS",
    "BOOK_NETWORK",
    "BOOK_TARGETS",
    "BUGS",
    "COSTS",
    "RULES",
    "SCHEDULES",
    "SURFACES",
    "Network",
    "chain",
    "check",
    "check_gradients",
    "choice",
    "create",
    "draw",
    "explore",
    "forward",
    "forward_rounded",
    "gradients",
    "hint",
    "landscape",
    "line_data",
    "line_surface",
    "run_race",
    "network_surface",
    "ledger",
    "predict",
    "search",
    "slider",
    "sliders",
    "slips",
    "solution",
    "steps",
    "ticks",
    "toggle",
    "total_error",
    "train",
    "translate",
    "update",
    "update_rules",
    "walk",
]
