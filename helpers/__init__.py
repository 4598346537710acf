"""The five stages of a neural network as small functions that change nothing they are given, and their pictures."""

from helpers import draw
from helpers.datasets.characters import checked_picture, load_characters
from helpers.datasets.mnist import load_mnist
from helpers.exercises import check, hint, predict, solution
from helpers.lessons.glossary.fitting import fitting_film, noisy_wave
from helpers.lessons.handwriting.drawings.digit_networks import ORDERS
from helpers.lessons.handwriting.drawings.digits import CELLS
from helpers.lessons.handwriting.recipes import RATE_CELLS, RECIPES, early_stop, map_cell, start_spread
from helpers.lessons.handwriting.records import recorded_map, recorded_runs
from helpers.lessons.history import pioneers
from helpers.lessons.history.timeline import timeline
from helpers.lessons.man_vs_chicken.votes import disguise
from helpers.lessons.stage_3.routes import chain
from helpers.lessons.stage_4.bugs import BUGS
from helpers.lessons.stage_5.races import line_data, line_surface, run_race
from helpers.lessons.stage_5.surfaces import SURFACES, network_surface
from helpers.lessons.transfer_learning.augmentation import Augmentation
from helpers.lessons.transfer_learning.convolution import KERNELS, convolve, photograph
from helpers.lessons.transfer_learning.faces import compare_faces, load_faces
from helpers.lessons.transfer_learning.features import extractors
from helpers.lessons.transfer_learning.inception import BLOCKS, inception_layers, longest_way, multiplications
from helpers.lessons.transfer_learning.photographs import example_folder
from helpers.lessons.transfer_learning.retraining import retrain
from helpers.lessons.transfer_learning.transfer import (
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
from helpers.lessons.what_is_a_neural_network.clouds import CLOUDS
from helpers.lessons.what_is_a_neural_network.drawings.constructions import PARTS, SEQUENCES, SYSTEMS
from helpers.lessons.what_is_a_neural_network.messages import learn_filter, learned_from, load_messages
from helpers.lessons.what_is_a_neural_network.methods import FAMILIES, METHODS
from helpers.live import button, choice, explore, pad, search, slider, sliders, steps, ticks, toggle, upload
from helpers.network.activations import ACTIVATIONS, softmax
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.descent import update, walk
from helpers.network.gradient_check import check_gradients
from helpers.network.network import Network, create, forward, total_error
from helpers.network.rules import RULES, SCHEDULES, update_rules
from helpers.network.training import train
from helpers.reference.book import (
    BOOK_EPSILON,
    BOOK_ETA,
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    forward_rounded,
    ledger,
    slips,
)
from helpers.reference.sources import sources
from helpers.reference.terms import glossary, translate
from helpers.study.judging import Film, accuracy, mistakes, nearest_average, nearest_example
from helpers.study.landscape import landscape

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
