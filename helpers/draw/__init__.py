"""Pictures: every function returns a Picture (SVG text with its text twin) and shows nothing by itself."""

from helpers.draw.diagram import diagram, structure
from helpers.draw.encodings import image_numbers, sound_numbers, word_numbers
from helpers.draw.matrices import matrix_product
from helpers.draw.picture import Picture
from helpers.draw.plots import activation_gallery, logistic_shift, small_move, summation
from helpers.draw.stages import STAGES, journey, journey_length, stage_map
from helpers.draw.training import bowl, learning

__all__ = [
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
