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
    "activation_gallery",
    "backward_journey",
    "backward_length",
    "bowl",
    "bug_hunt",
    "check_walk",
    "cost_gallery",
    "data_race",
    "delta_sum",
    "detective",
    "diagram",
    "epsilon_v",
    "error_bars",
    "gauge",
    "gears",
    "gradient_map",
    "gradient_table",
    "hiker",
    "image_numbers",
    "journey",
    "journey_length",
    "learning",
    "linear_dial",
    "logistic_dial",
    "logistic_shift",
    "logistic_slope",
    "logistic_trap",
    "loop_moment",
    "matrix_backward",
    "matrix_product",
    "network_error",
    "one_step",
    "Picture",
    "race",
    "rule_race",
    "secant",
    "small_move",
    "sound_numbers",
    "stage_map",
    "STAGES",
    "stopping",
    "structure",
    "summation",
    "three_factors",
    "three_sums",
    "training_set",
    "turned_slice",
    "two_points",
    "unpacking",
    "valleys",
    "weight_path",
    "word_numbers",
]
