"""The five stages of a neural network as small functions that change nothing they are given, and their pictures."""

from helpers import draw, pioneers
from helpers.activations import ACTIVATIONS, softmax
from helpers.augmentation import Augmentation
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
from helpers.convolution import KERNELS, convolve, photograph
from helpers.costs import COSTS
from helpers.data import checked_picture, load_characters
from helpers.descent import update, walk
from helpers.draw.constructions import PARTS, SEQUENCES, SYSTEMS
from helpers.draw.digit_networks import ORDERS
from helpers.draw.digits import CELLS
from helpers.exercises import check, hint, predict, solution
from helpers.faces import compare_faces, load_faces
from helpers.features import extractors
from helpers.fitting import fitting_film, noisy_wave
from helpers.gradient_check import check_gradients
from helpers.gradients import gradients
from helpers.handwriting import RATE_CELLS, RECIPES, early_stop, map_cell, start_spread
from helpers.inception import BLOCKS, inception_layers, longest_way, multiplications
from helpers.judging import Film, accuracy, mistakes, nearest_average, nearest_example
from helpers.landscape import landscape
from helpers.live import button, choice, explore, pad, search, slider, sliders, steps, ticks, toggle, upload
from helpers.messages import learn_filter, learned_from, load_messages
from helpers.methods import FAMILIES, METHODS
from helpers.mnist import load_mnist
from helpers.network import Network, create, forward, total_error
from helpers.pictures import example_folder
from helpers.races import line_data, line_surface, run_race
from helpers.records import recorded_map, recorded_runs
from helpers.retraining import retrain
from helpers.rules import RULES, SCHEDULES, update_rules
from helpers.sources import sources
from helpers.surfaces import SURFACES, network_surface
from helpers.terms import glossary, translate
from helpers.timeline import timeline
from helpers.training import train
from helpers.transfer import (
    HOW_FEW,
    NO_DIGITS,
    WAYS,
    bottlenecks,
    compare,
    judged_scores,
    last_layer,
    learned,
    no_digit,
    on_top,
    pick,
    recorded_transfer,
    two_tasks,
)
from helpers.votes import disguise

__all__ = [
    "ACTIVATIONS",
    "BLOCKS",
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
    "HOW_FEW",
    "KERNELS",
    "METHODS",
    "NO_DIGITS",
    "ORDERS",
    "PARTS",
    "RATE_CELLS",
    "RECIPES",
    "RULES",
    "SCHEDULES",
    "SEQUENCES",
    "SURFACES",
    "SYSTEMS",
    "WAYS",
    "Augmentation",
    "Film",
    "Network",
    "accuracy",
    "bottlenecks",
    "button",
    "chain",
    "check",
    "check_gradients",
    "checked_picture",
    "choice",
    "compare",
    "compare_faces",
    "convolve",
    "create",
    "disguise",
    "draw",
    "early_stop",
    "example_folder",
    "explore",
    "extractors",
    "fitting_film",
    "forward",
    "forward_rounded",
    "glossary",
    "gradients",
    "hint",
    "inception_layers",
    "judged_scores",
    "landscape",
    "last_layer",
    "learn_filter",
    "learned",
    "learned_from",
    "ledger",
    "line_data",
    "line_surface",
    "load_characters",
    "load_faces",
    "load_messages",
    "load_mnist",
    "longest_way",
    "map_cell",
    "mistakes",
    "multiplications",
    "nearest_average",
    "nearest_example",
    "network_surface",
    "no_digit",
    "noisy_wave",
    "on_top",
    "pad",
    "photograph",
    "pick",
    "pioneers",
    "predict",
    "recorded_map",
    "recorded_runs",
    "recorded_transfer",
    "retrain",
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
    "two_tasks",
    "update",
    "update_rules",
    "upload",
    "walk",
]
