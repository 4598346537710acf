"""The five stages of a neural network as small functions that change nothing they are given, and their pictures."""

from helpers import draw, pioneers
from helpers.activations import ACTIVATIONS, softmax
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
from helpers.clouds import CLOUDS
from helpers.costs import COSTS
from helpers.data import checked_picture, load_characters
from helpers.descent import update, walk
from helpers.draw.constructions import PARTS, SEQUENCES, SYSTEMS
from helpers.draw.digit_networks import ORDERS
from helpers.draw.digits import CELLS
from helpers.exercises import check, hint, predict, solution
from helpers.fitting import fitting_film, noisy_wave
from helpers.gradient_check import check_gradients
from helpers.gradients import gradients
from helpers.handwriting import RATE_CELLS, RECIPES, early_stop, map_cell, start_spread
from helpers.judging import Film, accuracy, mistakes, nearest_average, nearest_example
from helpers.landscape import landscape
from helpers.live import button, choice, explore, pad, search, slider, sliders, steps, ticks, toggle
from helpers.messages import learn_filter, learned_from, load_messages
from helpers.methods import FAMILIES, METHODS
from helpers.mnist import load_mnist
from helpers.network import Network, create, forward, total_error
from helpers.races import line_data, line_surface, run_race
from helpers.records import recorded_map, recorded_runs
from helpers.rules import RULES, SCHEDULES, update_rules
from helpers.sources import sources
from helpers.surfaces import SURFACES, network_surface
from helpers.terms import glossary, translate
from helpers.timeline import timeline
from helpers.training import train
from helpers.votes import disguise

__all__ = [
    "ACTIVATIONS",
    "BOOK_EPSILON",
    "BOOK_ETA",
    "BOOK_INPUTS",
    "BOOK_NETWORK",
    "BOOK_TARGETS",
    "BUGS",
    "CELLS",
    "CLOUDS",
    "COSTS",
    "FAMILIES",
    "METHODS",
    "ORDERS",
    "PARTS",
    "RATE_CELLS",
    "RECIPES",
    "RULES",
    "SCHEDULES",
    "SEQUENCES",
    "SURFACES",
    "SYSTEMS",
    "Film",
    "Network",
    "accuracy",
    "button",
    "chain",
    "check",
    "check_gradients",
    "checked_picture",
    "choice",
    "create",
    "disguise",
    "draw",
    "early_stop",
    "explore",
    "fitting_film",
    "forward",
    "forward_rounded",
    "glossary",
    "gradients",
    "hint",
    "landscape",
    "learn_filter",
    "learned_from",
    "ledger",
    "line_data",
    "line_surface",
    "load_characters",
    "load_messages",
    "load_mnist",
    "map_cell",
    "mistakes",
    "nearest_average",
    "nearest_example",
    "network_surface",
    "noisy_wave",
    "pad",
    "pioneers",
    "predict",
    "recorded_map",
    "recorded_runs",
    "run_race",
    "search",
    "slider",
    "sliders",
    "slips",
    "softmax",
    "solution",
    "sources",
    "start_spread",
    "steps",
    "ticks",
    "timeline",
    "toggle",
    "total_error",
    "train",
    "translate",
    "update",
    "update_rules",
    "walk",
]
