"""Pictures: every function returns a Picture (SVG text with its text twin) and shows nothing by itself."""

from helpers.draw.backward import gradient_map, gradient_table, matrix_backward, three_sums
from helpers.draw.checking import bug_hunt, check_walk, detective, epsilon_v, gauge, two_points
from helpers.draw.diagram import diagram, structure
from helpers.draw.encodings import image_numbers, sound_numbers, word_numbers
from helpers.draw.errors import (
    cost_gallery,
    error_bars,
    logistic_trap,
    network_error,
    race,
    stopping,
    training_set,
)
from helpers.draw.matrices import matrix_product
from helpers.draw.paths import backward_journey, backward_length, delta_sum, unpacking, weight_path
from helpers.draw.picture import Picture
from helpers.draw.plots import activation_gallery, logistic_shift, small_move, summation
from helpers.draw.rates import linear_dial, logistic_dial, loop_moment
from helpers.draw.slopes import gears, logistic_slope, secant, three_factors, turned_slice, valleys
from helpers.draw.stages import STAGES, journey, journey_length, stage_map
from helpers.draw.training import bowl, learning
from helpers.draw.walking import data_race, hiker, one_step, rule_race

__all__ = [
    "loop_moment",
    "logistic_dial",
    "linear_dial",
    "rule_race",
    "one_step",
    "hiker",
    "data_race",
    "two_points",
    "gauge",
    "epsilon_v",
    "detective",
    "check_walk",
    "bug_hunt",
    "valleys",
    "turned_slice",
    "three_factors",
    "secant",
    "logistic_slope",
    "gears",
    "weight_path",
    "unpacking",
    "delta_sum",
    "backward_length",
    "backward_journey",
    "three_sums",
    "matrix_backward",
    "gradient_table",
    "gradient_map",
    "training_set",
    "stopping",
    "race",
    "network_error",
    "logistic_trap",
    "error_bars",
    "cost_gallery",
    "STAGES",
    "Picture",
    "activation_gallery",
    "bowl",
    "diagram",
    "image_numbers",
    "journey",
    "journey_length",
    "learning",
    "logistic_shift",
    "matrix_product",
    "small_move",
    "sound_numbers",
    "stage_map",
    "structure",
    "summation",
    "word_numbers",
]
