"""The names of the course and their rooms: what `helpers` loads when it is asked, and what an editor reads."""

from . import draw as draw
from .datasets.characters import checked_picture as checked_picture, load_characters as load_characters
from .datasets.mnist import load_mnist as load_mnist
from .lessons import check as check, hint as hint, predict as predict, solution as solution
from .lessons.ours import whose as whose
from .lessons.glossary.attention import SENTENCES as SENTENCES
from .lessons.glossary.next_steps import likings as likings, next_steps as next_steps
from .lessons.handwriting.digits import prepare as prepare
from .lessons.handwriting.drawings.digit_networks import ORDERS as ORDERS
from .lessons.handwriting.drawings.digits import CELLS as CELLS
from .lessons.handwriting.recipes import (
    RATE_CELLS as RATE_CELLS, RECIPES as RECIPES, early_stop as early_stop, few_digits_film as few_digits_film,
    map_cell as map_cell, start_spread as start_spread,
)
from .lessons.handwriting.records import recorded_map as recorded_map, recorded_runs as recorded_runs
from .lessons.handwriting.shifts import random_shifts as random_shifts, shifted as shifted
from .lessons.history import pioneers as pioneers
from .lessons.history.timeline import timeline as timeline
from .lessons.man_vs_chicken.records import recorded_deals as recorded_deals, recorded_seeds as recorded_seeds
from .lessons.man_vs_chicken.votes import disguise as disguise
from .lessons.progress import progress as progress
from .lessons.stage_1.xor import learn_xor as learn_xor
from .lessons.stage_3.routes import chain as chain
from .lessons.stage_4.bugs import BUGS as BUGS
from .lessons.stage_5.curves import learning_curve as learning_curve, wave_data as wave_data
from .lessons.stage_5.races import (
    batch_costs as batch_costs, line_data as line_data, line_surface as line_surface, run_race as run_race,
)
from .lessons.stage_5.surfaces import SURFACES as SURFACES, network_surface as network_surface
from .lessons.tensorflow import five_steps as five_steps, graph as graph, toolbox as toolbox
from .lessons.transfer_learning.augmentation import Augmentation as Augmentation
from .lessons.transfer_learning.clothes import (
    clothes_folder as clothes_folder, compare_clothes as compare_clothes, load_clothes as load_clothes,
)
from .lessons.transfer_learning.convnet import (
    check_kernels as check_kernels, create_convnet as create_convnet, kernel_film as kernel_film,
    recorded_kernels as recorded_kernels, right_share as right_share, windows as windows,
)
from .lessons.transfer_learning.convolution import KERNELS as KERNELS, convolve as convolve, photograph as photograph
from .lessons.transfer_learning.features import extractors as extractors
from .lessons.transfer_learning.found_kernels import learned_kernels as learned_kernels
from .lessons.transfer_learning.inception import (
    BLOCKS as BLOCKS, inception_layers as inception_layers, longest_way as longest_way,
    multiplications as multiplications,
)
from .lessons.transfer_learning.photographs import example_folder as example_folder
from .lessons.transfer_learning.retraining import retrain as retrain
from .lessons.transfer_learning.transfer import (
    HOW_FEW as HOW_FEW, NO_DIGITS as NO_DIGITS, WAYS as WAYS, bottlenecks as bottlenecks, compare as compare,
    judged_scores as judged_scores, last_layer as last_layer, learned as learned, no_digit as no_digit,
    on_top as on_top, pick as pick, recorded_transfer as recorded_transfer, two_tasks as two_tasks,
)
from .lessons.what_is_a_neural_network.clouds import CLOUDS as CLOUDS
from .lessons.what_is_a_neural_network.drawings.constructions import (
    PARTS as PARTS, SEQUENCES as SEQUENCES, SYSTEMS as SYSTEMS,
)
from .lessons.what_is_a_neural_network.messages import (
    learn_filter as learn_filter, learned_from as learned_from, load_messages as load_messages,
)
from .lessons.what_is_a_neural_network.methods import FAMILIES as FAMILIES, METHODS as METHODS
from .live import (
    button as button, choice as choice, explore as explore, pad as pad, search as search, slider as slider,
    sliders as sliders, steps as steps, ticks as ticks, toggle as toggle, upload as upload,
)
from .network.activations import ACTIVATIONS as ACTIVATIONS, softmax as softmax
from .network.backpropagation import gradients as gradients
from .network.costs import COSTS as COSTS
from .network.descent import update as update, walk as walk
from .network.gradient_check import check_gradients as check_gradients
from .network.network import Network as Network, create as create, forward as forward, total_error as total_error
from .network.rules import RULES as RULES, SCHEDULES as SCHEDULES, update_rules as update_rules
from .network.training import train as train
from .reference.book import (
    BOOK_EPSILON as BOOK_EPSILON, BOOK_ETA as BOOK_ETA, BOOK_INPUTS as BOOK_INPUTS, BOOK_NETWORK as BOOK_NETWORK,
    BOOK_TARGETS as BOOK_TARGETS, forward_rounded as forward_rounded, ledger as ledger, slips as slips,
)
from .reference.sources import sources as sources
from .reference.terms import glossary as glossary, topics as topics, translate as translate, words_of_today as words_of_today
from .study.judging import (
    Film as Film, accuracy as accuracy, mistakes as mistakes, nearest_average as nearest_average,
    nearest_example as nearest_example,
)
from .study.landscape import landscape as landscape
from .lessons.playground.features import FEATURES as FEATURES, feature_columns as feature_columns
from .lessons.playground.table import read_table as read_table
from .lessons.playground.tasks import TASKS as TASKS, plane_data as plane_data
from .lessons.playground.play import (
    Playground as Playground, SideBySide as SideBySide, TablePlayground as TablePlayground,
)
from .lessons.playground.run import Run as Run
from .lessons.playground.exporting import as_keras as as_keras, as_numpy as as_numpy
from .lessons.playground.saving import load_network as load_network, save_network as save_network
from .lessons.playground.judging import compared as compared, importances as importances
from .lessons.playground.exercises import challenge_data as challenge_data
