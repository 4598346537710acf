"""The pictures and where they are drawn: what `draw` loads when it is asked, and what an editor reads."""

from .lessons.create_the_network.drawings.answers import four_letters as four_letters
from .lessons.create_the_network.drawings.bowl import bowl as bowl
from .lessons.create_the_network.drawings.encodings import (
    image_numbers as image_numbers, sound_numbers as sound_numbers, word_numbers as word_numbers,
)
from .lessons.create_the_network.drawings.naming import named_edges as named_edges
from .lessons.create_the_network.drawings.runs import five_runs as five_runs
from .lessons.create_the_network.drawings.scaling import scaled_inputs as scaled_inputs
from .lessons.create_the_network.drawings.shift import logistic_shift as logistic_shift
from .lessons.create_the_network.drawings.starts import first_values as first_values
from .lessons.glossary.drawings.attention import attention as attention
from .lessons.glossary.drawings.glossary import glossary as glossary
from .lessons.handwriting.drawings.chance import chance_of_right as chance_of_right, how_sure as how_sure
from .lessons.handwriting.drawings.digit_networks import (
    first_weights as first_weights, softmax_bars as softmax_bars, spreads as spreads, through_layers as through_layers,
    training_curves as training_curves,
)
from .lessons.handwriting.drawings.digits import (
    confusion_ten as confusion_ten, digit_gallery as digit_gallery, digit_numbers as digit_numbers,
    most_certain_mistakes as most_certain_mistakes, prepared as prepared,
)
from .lessons.handwriting.drawings.fetching import mnist_download as mnist_download
from .lessons.handwriting.drawings.own_reader import (
    own_curve as own_curve, reading as reading, whose_boxes as whose_boxes,
)
from .lessons.handwriting.drawings.rate_map import rate_map as rate_map
from .lessons.handwriting.drawings.shifting import shifted_digits as shifted_digits
from .lessons.handwriting.drawings.silence import silent_nodes as silent_nodes
from .lessons.history.drawings.lines import convergence as convergence, one_line as one_line, two_lines as two_lines
from .lessons.history.drawings.memory import filled_up as filled_up, recalled as recalled
from .lessons.history.drawings.neurons import (
    conditioned as conditioned, threshold_neuron as threshold_neuron, xor_of_three as xor_of_three,
)
from .lessons.history.drawings.noise import cancelled as cancelled, canceller as canceller
from .lessons.history.drawings.timeline import timeline as timeline
from .lessons.man_vs_chicken.drawings.built import built_training as built_training
from .lessons.man_vs_chicken.drawings.characters import (
    character as character, disguised as disguised, gallery as gallery, judged as judged,
)
from .lessons.man_vs_chicken.drawings.honest import family as family, lopsided as lopsided, strips as strips
from .lessons.man_vs_chicken.drawings.watching import (
    confused as confused, film_frame as film_frame, overfitting as overfitting, time_machine as time_machine,
)
from .lessons.man_vs_chicken.drawings.worked import worked_example as worked_example
from .lessons.stage_1.drawings.bends import hidden_planes as hidden_planes, two_layers as two_layers
from .lessons.stage_1.drawings.journey import journey as journey, journey_length as journey_length
from .lessons.stage_1.drawings.layers import rows_product as rows_product
from .lessons.stage_1.drawings.plots import (
    activation_gallery as activation_gallery, small_move as small_move, softmax_shares as softmax_shares,
    summation as summation,
)
from .lessons.stage_2.drawings.costs import cost_gallery as cost_gallery, logistic_trap as logistic_trap, race as race
from .lessons.stage_2.drawings.errors import (
    error_bars as error_bars, network_error as network_error, stopping as stopping, training_set as training_set,
)
from .lessons.stage_2.drawings.reasons import likelihood as likelihood, sizes_and_squares as sizes_and_squares
from .lessons.stage_3.drawings.backward import (
    gradient_map as gradient_map, gradient_table as gradient_table, matrix_backward as matrix_backward,
    three_sums as three_sums,
)
from .lessons.stage_3.drawings.chain_rule import (
    gears as gears, logistic_slope as logistic_slope, three_factors as three_factors,
)
from .lessons.stage_3.drawings.deltas import (
    backward_journey as backward_journey, backward_length as backward_length, delta_sum as delta_sum,
)
from .lessons.stage_3.drawings.depth import (
    deep_chain as deep_chain, example_slopes as example_slopes, gradient_work as gradient_work,
)
from .lessons.stage_3.drawings.paths import unpacking as unpacking, weight_path as weight_path
from .lessons.stage_3.drawings.slopes import (
    secant as secant, tangent_to_read as tangent_to_read, turned_slice as turned_slice,
    weight_curves as weight_curves,
)
from .lessons.stage_4.drawings.checking import (
    check_walk as check_walk, epsilon_v as epsilon_v, gauge as gauge, two_points as two_points,
)
from .lessons.stage_4.drawings.hunting import bug_hunt as bug_hunt, detective as detective
from .lessons.stage_4.drawings.reading import dropout_check as dropout_check, wrong_factor as wrong_factor
from .lessons.stage_5.drawings.batches import batch_cost as batch_cost, epoch_in_batches as epoch_in_batches
from .lessons.stage_5.drawings.curves import learned_curve as learned_curve, learning_panels as learning_panels
from .lessons.stage_5.drawings.rates import (
    linear_dial as linear_dial, logistic_dial as logistic_dial, loop_moment as loop_moment,
)
from .lessons.stage_5.drawings.walking import (
    cross_sections as cross_sections, data_race as data_race, even_slope as even_slope, hiker as hiker,
    one_step as one_step, rule_race as rule_race,
)
from .lessons.start_here.drawings.course_map import course_map as course_map
from .lessons.start_here.drawings.stage_map import STAGES as STAGES, stage_map as stage_map
from .lessons.tensorflow.drawings.graphs import flow as flow, layer_flow as layer_flow, two_ways as two_ways
from .lessons.tensorflow.drawings.toolbox import five_steps as five_steps, toolbox as toolbox
from .lessons.transfer_learning.drawings.augmenting import augmented as augmented
from .lessons.transfer_learning.drawings.convolution import (
    kernel_map as kernel_map, weights_compared as weights_compared, window_sizes as window_sizes,
    window_sum as window_sum,
)
from .lessons.transfer_learning.drawings.inception import inception as inception
from .lessons.transfer_learning.drawings.kernels import (
    kernel_found as kernel_found, kernels_learning as kernels_learning, real_kernels as real_kernels,
    through_layers_of_kernels as through_layers_of_kernels,
)
from .lessons.transfer_learning.drawings.measuring import (
    freeze_or_tune as freeze_or_tune, leak as leak, reliability as reliability,
)
from .lessons.transfer_learning.drawings.retraining import (
    clothes as clothes, doubtful as doubtful, folder as folder, scores as scores,
)
from .lessons.transfer_learning.drawings.transfer import (
    asked as asked, few_pictures as few_pictures, four_ways as four_ways, transfer_curves as transfer_curves, two_scores as two_scores,
)
from .lessons.what_is_a_neural_network.drawings.clouds import (
    compare as compare, learning_styles as learning_styles, method as method,
)
from .lessons.what_is_a_neural_network.drawings.constructions import (
    adaptive as adaptive, fields as fields, loop as loop, one_task as one_task, parts as parts,
)
from .lessons.what_is_a_neural_network.drawings.corridor import corridor as corridor
from .lessons.what_is_a_neural_network.drawings.spam import telltale_words as telltale_words, two_filters as two_filters
from .lessons.what_is_a_neural_network.drawings.splitting import polynomial as polynomial, split as split
from .pens.curves import learning as learning
from .pens.diagram import diagram as diagram, structure as structure
from .pens.matrices import matrix_product as matrix_product
from .pens.picture import Picture as Picture
from .lessons.playground.drawings.playground import playground as playground
from .lessons.playground.drawings.side_by_side import side_by_side as side_by_side
from .lessons.playground.drawings.table_run import table_run as table_run
from .lessons.playground.drawings.judging import (
    input_shares as input_shares, judged_network as judged_network, surest_errors as surest_errors,
)
