"""Pictures: every function returns a Picture (SVG text with its text twin) and shows nothing by itself."""

import inspect

from helpers.draw.augmenting import augmented
from helpers.draw.backward import gradient_map, gradient_table, matrix_backward, three_sums
from helpers.draw.chain_rule import gears, logistic_slope, three_factors
from helpers.draw.characters import character, disguised, gallery, judged
from helpers.draw.checking import check_walk, epsilon_v, gauge, two_points
from helpers.draw.clouds import compare, learning_styles, method
from helpers.draw.constructions import adaptive, fields, loop, parts
from helpers.draw.convolution import kernel_map, weights_compared, window_sizes, window_sum
from helpers.draw.corridor import corridor
from helpers.draw.costs import cost_gallery, logistic_trap, race
from helpers.draw.deltas import backward_journey, backward_length, delta_sum
from helpers.draw.diagram import diagram, structure
from helpers.draw.digit_networks import first_weights, softmax_bars, spreads, through_layers, training_curves
from helpers.draw.digits import confusion_ten, digit_gallery, digit_numbers, most_certain_mistakes, prepared
from helpers.draw.door import guarded
from helpers.draw.encodings import image_numbers, sound_numbers, word_numbers
from helpers.draw.errors import error_bars, network_error, stopping, training_set
from helpers.draw.fetching import mnist_download
from helpers.draw.fitting import wave_fit
from helpers.draw.glossary import glossary
from helpers.draw.graphs import flow, layer_flow, two_ways
from helpers.draw.hunting import bug_hunt, detective
from helpers.draw.inception import inception
from helpers.draw.lines import one_line, two_lines
from helpers.draw.matrices import matrix_product
from helpers.draw.memory import filled_up, recalled
from helpers.draw.neurons import conditioned, threshold_neuron, xor_of_three
from helpers.draw.noise import cancelled
from helpers.draw.paths import unpacking, weight_path
from helpers.draw.picture import Picture
from helpers.draw.plots import activation_gallery, logistic_shift, small_move, summation
from helpers.draw.rate_map import rate_map
from helpers.draw.rates import linear_dial, logistic_dial, loop_moment
from helpers.draw.retraining import doubtful, faces, folder, scores
from helpers.draw.slopes import secant, turned_slice, valleys
from helpers.draw.spam import telltale_words, two_filters
from helpers.draw.splitting import polynomial, split
from helpers.draw.stages import STAGES, journey, journey_length, stage_map
from helpers.draw.timeline import timeline
from helpers.draw.toolbox import five_steps, toolbox
from helpers.draw.training import bowl, learning
from helpers.draw.transfer import (
    asked,
    few_pictures,
    four_ways,
    reliability,
    transfer_curves,
    two_scores,
)
from helpers.draw.walking import data_race, hiker, one_step, rule_race
from helpers.draw.watching import confused, film_frame, overfitting, time_machine
from helpers.draw.worked import worked_example

__all__ = [
    "activation_gallery",
    "adaptive",
    "asked",
    "augmented",
    "backward_journey",
    "backward_length",
    "bowl",
    "bug_hunt",
    "cancelled",
    "character",
    "check_walk",
    "compare",
    "conditioned",
    "confused",
    "confusion_ten",
    "corridor",
    "cost_gallery",
    "data_race",
    "delta_sum",
    "detective",
    "diagram",
    "digit_gallery",
    "digit_numbers",
    "disguised",
    "epsilon_v",
    "doubtful",
    "error_bars",
    "fields",
    "filled_up",
    "few_pictures",
    "faces",
    "film_frame",
    "first_weights",
    "five_steps",
    "flow",
    "four_ways",
    "folder",
    "gallery",
    "gauge",
    "gears",
    "glossary",
    "gradient_map",
    "gradient_table",
    "hiker",
    "image_numbers",
    "inception",
    "journey",
    "journey_length",
    "judged",
    "layer_flow",
    "kernel_map",
    "learning",
    "learning_styles",
    "linear_dial",
    "logistic_dial",
    "logistic_shift",
    "logistic_slope",
    "logistic_trap",
    "loop",
    "loop_moment",
    "matrix_backward",
    "matrix_product",
    "mnist_download",
    "method",
    "most_certain_mistakes",
    "network_error",
    "one_line",
    "one_step",
    "overfitting",
    "parts",
    "Picture",
    "polynomial",
    "prepared",
    "race",
    "rate_map",
    "recalled",
    "reliability",
    "rule_race",
    "scores",
    "secant",
    "small_move",
    "softmax_bars",
    "sound_numbers",
    "split",
    "spreads",
    "stage_map",
    "STAGES",
    "stopping",
    "structure",
    "summation",
    "telltale_words",
    "three_factors",
    "three_sums",
    "threshold_neuron",
    "through_layers",
    "time_machine",
    "timeline",
    "training_curves",
    "toolbox",
    "training_set",
    "transfer_curves",
    "turned_slice",
    "two_filters",
    "two_lines",
    "two_points",
    "two_scores",
    "two_ways",
    "unpacking",
    "valleys",
    "wave_fit",
    "weight_path",
    "weights_compared",
    "window_sizes",
    "window_sum",
    "word_numbers",
    "worked_example",
    "xor_of_three",
]

# What is called from here goes through the door; the modules themselves call each other behind it.
for _name in __all__:
    if inspect.isfunction(globals()[_name]):
        globals()[_name] = guarded(globals()[_name])
