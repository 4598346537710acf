"""Pictures: every function returns a Picture (SVG text with its text twin) and shows nothing by itself."""

import inspect

from helpers.lessons.create_the_network.drawings.encodings import image_numbers, sound_numbers, word_numbers
from helpers.lessons.glossary.drawings.fitting import wave_fit
from helpers.lessons.glossary.drawings.glossary import glossary
from helpers.lessons.handwriting.drawings.digit_networks import (
    first_weights,
    softmax_bars,
    spreads,
    through_layers,
    training_curves,
)
from helpers.lessons.handwriting.drawings.digits import (
    confusion_ten,
    digit_gallery,
    digit_numbers,
    most_certain_mistakes,
    prepared,
)
from helpers.lessons.handwriting.drawings.fetching import mnist_download
from helpers.lessons.handwriting.drawings.rate_map import rate_map
from helpers.lessons.history.drawings.lines import one_line, two_lines
from helpers.lessons.history.drawings.memory import filled_up, recalled
from helpers.lessons.history.drawings.neurons import conditioned, threshold_neuron, xor_of_three
from helpers.lessons.history.drawings.noise import cancelled
from helpers.lessons.history.drawings.timeline import timeline
from helpers.lessons.man_vs_chicken.drawings.characters import character, disguised, gallery, judged
from helpers.lessons.man_vs_chicken.drawings.watching import confused, film_frame, overfitting, time_machine
from helpers.lessons.man_vs_chicken.drawings.worked import worked_example
from helpers.lessons.stage_1.drawings.plots import activation_gallery, logistic_shift, small_move, summation
from helpers.lessons.stage_1.drawings.stages import STAGES, journey, journey_length, stage_map
from helpers.lessons.stage_2.drawings.costs import cost_gallery, logistic_trap, race
from helpers.lessons.stage_2.drawings.errors import error_bars, network_error, stopping, training_set
from helpers.lessons.stage_3.drawings.backward import gradient_map, gradient_table, matrix_backward, three_sums
from helpers.lessons.stage_3.drawings.chain_rule import gears, logistic_slope, three_factors
from helpers.lessons.stage_3.drawings.deltas import backward_journey, backward_length, delta_sum
from helpers.lessons.stage_3.drawings.paths import unpacking, weight_path
from helpers.lessons.stage_3.drawings.slopes import secant, turned_slice, valleys
from helpers.lessons.stage_4.drawings.checking import check_walk, epsilon_v, gauge, two_points
from helpers.lessons.stage_4.drawings.hunting import bug_hunt, detective
from helpers.lessons.stage_5.drawings.rates import linear_dial, logistic_dial, loop_moment
from helpers.lessons.stage_5.drawings.walking import data_race, hiker, one_step, rule_race
from helpers.lessons.tensorflow.drawings.graphs import flow, layer_flow, two_ways
from helpers.lessons.tensorflow.drawings.toolbox import five_steps, toolbox
from helpers.lessons.transfer_learning.drawings.augmenting import augmented
from helpers.lessons.transfer_learning.drawings.convolution import (
    kernel_map,
    weights_compared,
    window_sizes,
    window_sum,
)
from helpers.lessons.transfer_learning.drawings.inception import inception
from helpers.lessons.transfer_learning.drawings.retraining import doubtful, faces, folder, scores
from helpers.lessons.transfer_learning.drawings.transfer import (
    asked,
    few_pictures,
    four_ways,
    reliability,
    transfer_curves,
    two_scores,
)
from helpers.lessons.what_is_a_neural_network.drawings.clouds import compare, learning_styles, method
from helpers.lessons.what_is_a_neural_network.drawings.constructions import adaptive, fields, loop, parts
from helpers.lessons.what_is_a_neural_network.drawings.corridor import corridor
from helpers.lessons.what_is_a_neural_network.drawings.spam import telltale_words, two_filters
from helpers.lessons.what_is_a_neural_network.drawings.splitting import polynomial, split
from helpers.pens.curves import bowl, learning
from helpers.pens.diagram import diagram, structure
from helpers.pens.door import guarded
from helpers.pens.matrices import matrix_product
from helpers.pens.picture import Picture

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
