"""Samples of every public picture: ordinary values, both ends of what its controls offer, and trouble."""

import functools
import inspect
import itertools

import numpy as np

from helpers import (
    BUGS,
    CLOUDS,
    METHODS,
    PARTS,
    RULES,
    SEQUENCES,
    SURFACES,
    SYSTEMS,
    Network,
    batch_costs,
    create,
    draw,
    forward,
    gradients,
    learn_xor,
    learned_from,
    learning_curve,
    line_data,
    line_surface,
    load_messages,
    network_surface,
    pioneers,
    plane_data,
    prepare,
    read_table,
    run_race,
    timeline,
    train,
    wave_data,
)
from helpers.datasets.characters import load_characters
from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons import every
from helpers.lessons.create_the_network import starts as learned_starts
from helpers.lessons.glossary.attention import SENTENCES
from helpers.lessons.handwriting.drawings.digit_networks import ORDERS
from helpers.lessons.handwriting.drawings.digits import CELLS
from helpers.lessons.handwriting.recipes import RATE_CELLS
from helpers.lessons.man_vs_chicken.drawings.characters import MAPS
from helpers.lessons.man_vs_chicken.records import recorded_deals, recorded_seeds
from helpers.lessons.man_vs_chicken.votes import disguise
from helpers.lessons.playground.building import activations_of, built, layers_of
from helpers.lessons.playground.data import Data, class_targets, parted
from helpers.lessons.playground.features import FEATURES
from helpers.lessons.playground.hand import by_hand
from helpers.lessons.playground.run import Run
from helpers.lessons.progress import standings
from helpers.lessons.stage_4.bugs import ANSWERS
from helpers.lessons.stage_4.drawings.reading import THROWS
from helpers.lessons.tensorflow.toolbox import tools
from helpers.lessons.transfer_learning.convnet import KernelFilm
from helpers.lessons.transfer_learning.convolution import KERNELS, photograph
from helpers.lessons.transfer_learning.found_kernels import learned_kernels
from helpers.lessons.transfer_learning.inception import BLOCKS
from helpers.lessons.transfer_learning.photographs import example_folder
from helpers.lessons.transfer_learning.retraining import retrain
from helpers.lessons.transfer_learning.transfer import (
    HOW_FEW,
    NO_DIGITS,
    WAYS,
    Scores,
    no_digit,
    pick,
    recorded_transfer,
    two_tasks,
    untrained,
)
from helpers.reference.terms import terms
from helpers.study.judging import Film
from tests.cases import (
    BOOK,
    CHICKEN,
    DEEP_EXAMPLE,
    DEEP_SQUARE,
    DIVERGED,
    GAUGE_STOPS,
    LINEAR,
    RUN,
    RUN_START,
    STOP_RUN,
    THRESHOLDS,
    XOR,
    XOR_TARGETS,
    random_case,
)

TO_SOLVE = [*every("EXERCISES"), *every("PREDICTIONS")]
DEEP = create(5, 8, 20, 3, activations="tanh", seed=3)
# Networks with one example each that no picture may break: flat, huge, without any gradient, not a number, tiny, deep.
TROUBLE = {
    "saturated": (BOOK.with_values(w1=-40, w5=1000, bw3=-0.00001), *CHICKEN),
    "huge": (BOOK.with_values(w1=-123456.789, w5=2e7, w6=-98765.4321, w8=-3e8), *CHICKEN),
    "huge and linear": (Network(BOOK.with_values(w1=-123456.789, w6=2e7).weights, BOOK.biases, "linear"), *CHICKEN),
    "no gradients": (BOOK.with_values(bw3=-1000, bw4=1000), *CHICKEN),
    "equal targets": (BOOK, CHICKEN[0], [[0.5, 0.5]]),
    "zeros": (Network([np.zeros((2, 2))] * 2, [np.zeros(2)] * 2), [[0, 0]], [[0.5, 0.5]]),
    "diverging": (
        Network([[[9e99, -2e80], [3.0, 7e90]], [[1e120, 5e99], [1.0, -1e99]]], [[1.0, 2.0], [3.0, 4.0]], "linear"),
        *CHICKEN,
    ),
    "overflowing": (BOOK.with_values(w1=1e308, w2=-1e308, w5=1e308, w6=-1e308), [[9e9, 9e9]], CHICKEN[1]),
    "not a number": (BOOK.with_arrays([BOOK.weights[0] * np.nan, BOOK.weights[1]], BOOK.biases), *CHICKEN),
}
MORE_TROUBLE = {
    **TROUBLE,
    "diverged": (DIVERGED[-1].network, [[0, 1]], [[1]]),
    "1-1": (create(1, 1), [[0.5]], [[1]]),
    "1-1-1": (create(1, 1, 1), [[0.5]], [[0]]),
    "4-4-4-4": (DEEP_SQUARE, *DEEP_EXAMPLE),
}
FOUR, FOUR_TARGETS = [[0.15, 0.35], [0.8, 0.1], [0.3, 0.9], [0.6, 0.5]], [[0, 1], [1, 0], [1, 0], [0, 1]]
# Pictures that walk through other values of a weight refuse a network that is no longer numbers, with a sentence.
NO_NUMBERS = [MORE_TROUBLE["not a number"], MORE_TROUBLE["diverged"]]
NUMBERS = {name: case for name, case in MORE_TROUBLE.items() if name not in ("not a number", "diverged")}
NUMBERS_2_2_2 = {name: case for name, case in TROUBLE.items() if name != "not a number"}
EASY = {name: TROUBLE[name] for name in ("saturated", "no gradients", "equal targets", "zeros")}


def characters_network(change=lambda weights: weights, activation="logistic", sizes=(64, 64, 2)):
    start = create(*sizes, activations=activation, seed=1)
    return start.with_arrays([change(array) for array in start.weights], start.biases)


CHARACTERS = load_characters()
MEMORIES = {name: pioneers.as_states(getattr(CHARACTERS, name)) for name in ("man", "chicken")}
MAN, FEW = CHARACTERS.man, Part(*(array[:40] for array in CHARACTERS.training))
PAPER, INK = np.zeros((1, 64)), np.ones((1, 64))
JUDGES = {
    "start": characters_network(),
    "small": characters_network(sizes=(64, 3, 2)),
    "no hidden layer": characters_network(sizes=(64, 2)),
    "deep": characters_network(sizes=(64, 64, 64, 2)),
    "zeros": characters_network(lambda weights: 0 * weights),
    "saturated": characters_network(lambda weights: 1e5 * weights),
    "overflowing": characters_network(lambda weights: 1e308 * weights, "linear"),
    "not a number": characters_network(lambda weights: np.nan * weights),
    "not a number and linear": characters_network(lambda weights: np.nan * weights, "linear"),
    "linear": characters_network(lambda weights: -50 * weights, "linear"),
}
SIXTY_FOUR = {name: judge for name, judge in JUDGES.items() if judge.sizes[1:2] == (64,)}
DISGUISES = [
    (judge, disguise(judge, MAN, 1 - int(forward(judge, MAN).output.argmax()), most=6)) for judge in JUDGES.values()
]


@functools.cache
def film_of(judge, eta=0.5, epochs=3, count=40):
    few = Part(*(array[:count] for array in CHARACTERS.training))
    return Film(JUDGES[judge], few, FEW, eta, batch_size=10, epochs=epochs)


def diary_of(network, eta=0.5, updates=2):
    steps = train(network, *FEW, eta, "sgd", shuffle=False)
    return [network, *(step.network for step in itertools.islice(steps, updates))]


DIGITS = load_mnist()
ONE_DIGIT = Part(DIGITS.test.inputs[:1], np.eye(10)[:1])


def digit_reader(*hidden, factor=1, activation="ReLU"):
    names = [activation] * len(hidden) + ["softmax"]
    start = create(784, *hidden, 10, activations=names, seed=1, dtype=np.float32)
    return start.with_arrays([np.float32(factor) * array for array in start.weights], start.biases)


READERS = {
    "start": digit_reader(100),
    "no hidden layer": digit_reader(),
    "deep": digit_reader(30, 20, 20, 20),
    "tanh": digit_reader(30, activation="tanh"),
    "two layers": digit_reader(300, 50),
    "zeros": digit_reader(9, factor=0),
    "saturated": digit_reader(30, factor=1e5),
    "overflowing": digit_reader(30, factor=1e38),
    "not a number": digit_reader(30, factor=np.nan),
}
DRAWINGS = [
    np.zeros((28, 28)),
    np.ones(784),
    np.pad([[1.0]], ((27, 0), (0, 27))),
    np.eye(16)[:5],
    np.eye(32),
    np.ones((8, 20)),
]


@functools.cache
def digit_film(eta):
    few = Part(*(array[:200] for array in DIGITS.training))
    return Film(READERS["start"], few, DIGITS.test, eta, 50, epochs=3, cost="cross-entropy")


@functools.cache
def digit_tasks(reach):
    return two_tasks(DIGITS, reach)


@functools.cache
def own_layer():
    return retrain(example_folder(), "pixels")


RACES = {shuffle: run_race(*line_data(), eta=0.1, budget=240, shuffle=shuffle) for shuffle in (True, False)}


@functools.cache
def kernel_frames():
    """A short training of kernels, two frames of it."""
    film = KernelFilm(DIGITS, epochs=1)
    film[1]
    return film


@functools.cache
def found_kernels():
    """Kernels that are looked for: on noise, on a photograph, one of zeros."""
    noise = np.random.default_rng(0).random((28, 28))
    return [learned_kernels(picture, kernel, 60) for picture, kernel in (
        (noise, np.eye(3)), (photograph(), KERNELS["dot"].array), (noise, np.zeros((3, 3))))]  # fmt: skip


LEARNED = {
    f"η = {eta}": learning_curve(wave_data(), wave_data(60, seed=2), eta, updates=200)
    for eta in (0.003, 0.1, 0.3, 1, 3)
}
GROUNDS = [*SURFACES.values(), network_surface(BOOK, *CHICKEN)]


class By(dict):
    """Arguments by name, the last in a row of arguments."""


def grid(*choices):
    """Return all combinations as rows of arguments; a tuple among the choices stands for several arguments."""
    return [
        tuple(itertools.chain.from_iterable(one if type(one) is tuple else (one,) for one in row))
        for row in itertools.product(*choices)
    ]


def with_run(network, *inputs, **more):
    return network, forward(network, [inputs]), By(more)


def pictures_of(name):
    """Yield the pictures of all rows of a function, the first one of several."""
    for *given, last in SAMPLES[name]():
        picture = getattr(draw, name)(*given, **last) if isinstance(last, By) else getattr(draw, name)(*given, last)
        yield next(picture) if inspect.isgenerator(picture) else picture


CASE, ALL, EVERY, YES_NO = (BOOK, *CHICKEN), TROUBLE.values(), MORE_TROUBLE.values(), (False, True)
KINDS, ENDS = ["gradient descent", "momentum", "Nesterov"], [(0, 1), (1, 0)]
CURVE = np.array([step.error for step in RUN])
CORNERS, EITHER = [*itertools.product((0, 1), repeat=3)], [[0.0, 1.0], [1.0, 0.0]]


def to_judge():
    """Return networks with data of every kind: two classes to eight, a number, words, long names, one example."""
    random = np.random.default_rng(6)
    iris, penguins = (read_table(name) for name in ("iris", "penguins"))
    made = [plane_data("circle"), plane_data("clusters", noise=0), plane_data("wave"), iris.data("species"),
            penguins.data("body_mass_g"), penguins.data("species", share=0.99)]  # fmt: skip
    for count, wide in ((4, 2), (6, 20), (8, 1), (2, 3)):
        names = tuple(f"a very long name of column <{place}> & more" for place in range(wide))
        kinds = tuple(f"class {place} with a name" for place in range(count))
        inputs, targets = random.normal(size=(60, wide)), class_targets(random.integers(0, count, 60), count)
        made.append(Data(*parted(inputs, targets, 0.5), names, kinds, "<what is asked>"))
    far = 1e9 * random.normal(size=(9, 1))
    made += [Data(*parted(far, far, 0.5), ("x",)), Data(*parted(far, 0 * far, 0.5), ("x",)),
             Data(*parted(far[:2], np.eye(2, 1), 0.5), ("x",), ("no", "yes"))]  # fmt: skip
    networks = [create(len(data.names), 3, data.outputs, activations=["tanh", data.ending[0]], seed=2) for data in made]
    return [*zip(networks, made, strict=True), (create(4, 3, activations="linear", seed=1), made[3]),
            (create(2, 1, activations="tanh", seed=1), made[0])]  # fmt: skip


# Every public picture function has a row: the arguments of its samples, found when they are asked for.
SAMPLES = {
    "activation_gallery": lambda: grid((-6, -0.4, 0, 1.3, 6, 1000.0)),
    "bowl": lambda: [(0,), (0.1,), (1.0,), (1.2, By(steps=10)), (0.3, By(start=-1.2, steps=0))],
    "diagram": lambda: [
        (BOOK,),
        with_run(BOOK, 0.15, 0.35),
        with_run(BOOK, -1, 1, targets=[0, 1]),
        (DEEP,),
        with_run(DEEP, 1, 0, -1, 0.5, 0.25),
        with_run(BOOK, 0.15, 0.35, highlight={"w5", "b1", "c1"}, decimals=2),
        (create(64, 64, 2),),
        (create(1, 1),),
        with_run(BOOK.with_values(w1=-40, w5=1000, bw3=-0.00001), 1, 1, targets=[0, 1]),
        with_run(create(2, 6, 1), 0.5, -0.5),
        with_run(BOOK, 0.15, 0.35, pick="weight"),
        (DEEP, By(pick="weight")),
        (BOOK, By(slopes=gradients(*CASE))),
        (BOOK, By(slopes=gradients(*TROUBLE["no gradients"]))),
        (BOOK, By(slopes=gradients(*TROUBLE["not a number"]), pick="weight")),
    ],
    "backward_journey": lambda: (
        grid(range(7), [CASE])
        + [
            (moment, *case)
            for case in EVERY
            if draw.backward_length(case[0]) >= 3
            for moment in (3, draw.backward_length(case[0]))
        ]
        + [(1, *MORE_TROUBLE["1-1"])]
    ),
    "course_map": lambda: [
        (By(),),
        *(
            (standings({number: verdicts[place % len(verdicts)] for place, number in enumerate(TO_SOLVE)}), looked)
            for verdicts, looked in ((["right"], 1), (["not yet"], 0), (["right", "not yet", ""], 12), ([""], 0))
        ),
        (standings(dict.fromkeys(TO_SOLVE[:40], "right")), 1000),
    ],
    "cost_gallery": lambda: grid((0.01, 0.5, 0.8, 0.99), (0, 1), ("SE", "cross-entropy", "exponential")),
    "delta_sum": lambda: (
        [(BOOK.with_values(w5=w5, w6=w6), *CHICKEN, "b1") for w5, w6 in ((0.05, 0.4), (0, 0), *grid((-1, 1), (-1, 1)))]
        + [(*case, "b1") for name, case in MORE_TROUBLE.items() if name != "1-1"]
        + [(*MORE_TROUBLE["4-4-4-4"], "c4")]
    ),
    "error_bars": lambda: [
        ([0.3], [1]),
        *(
            (row[:2], row[2:])
            for row in ((0.59, 0.74, 0, 1), (0.5, 0.5, 0.5, 0.45), *itertools.product((0, 1), repeat=4))
        ),
    ],
    "gears": lambda: grid((-2, 0, 0.3, 2), [(24, 12, 18)]) + grid([2], itertools.product((4, 24), repeat=3)),
    "gradient_map": lambda: (
        [(BOOK, [a], [t]) for a in ((0.15, 0.35), (-1, -1), (1, 1), (0, 0)) for t in ENDS] + grid(EVERY)
    ),
    "gradient_table": lambda: grid([*range(13), 99], [CASE]) + grid([12], ALL) + [(4, *MORE_TROUBLE["1-1-1"])],
    "first_values": lambda: grid(learned_starts.STARTS, (0, 1, 2000), (1, 4)),
    "five_runs": lambda: [(By(),)],
    "four_letters": lambda: grid((0, 0.6, 1), (0.25, 1), ("c1", "c2")),
    "hidden_planes": lambda: (
        [(learn_xor(hidden)[1][-1].network, XOR, XOR_TARGETS) for hidden in ("linear", "logistic", "tanh", "ReLU")]
        + [(learn_xor("ReLU", seed)[1][-1].network, XOR, XOR_TARGETS) for seed in (3, 6)]
        + [(create(2, 1, 1), XOR, XOR_TARGETS)]
        + [(Network([np.zeros((2, 2)), np.zeros((2, 1))], [np.zeros(2), np.zeros(1)]), XOR, XOR_TARGETS)]
        + [(DIVERGED[-1].network, XOR, XOR_TARGETS), (create(2, 4, 1, start="standard normal"), XOR, XOR_TARGETS)]
    ),
    "image_numbers": lambda: [(1, 0), (16, 1), (6, 0.5)],
    "journey": lambda: [(moment, BOOK, [[0.15, 0.35]]) for moment in range(draw.journey_length(BOOK) + 1)],
    "learning": lambda: [
        (RUN_START, RUN, 0, XOR, XOR_TARGETS),
        (RUN_START, RUN, 59, XOR, XOR_TARGETS),
        (LINEAR, DIVERGED, 79, XOR, XOR_TARGETS),
    ],
    "logistic_shift": lambda: [(1, 0), (0, 3), (-3, 8), (0.1, -8)],
    "logistic_slope": lambda: grid((-6, -0.1, 0, 1.2, 6, 1000.0, -1000.0)),
    "likelihood": lambda: [
        ([0.8, 0.3, 0.6], [1, 0, 1]),
        ([0.01] * 3, [1] * 3),
        ([0.99, 0.01], [1, 0]),
        ([0.5] * 4, [0] * 4),
    ],
    "logistic_trap": lambda: grid((-6, -0.3, 0, 2, 6), (0, 1)),
    "matrix_backward": lambda: (
        grid([*(f"w{k}" for k in range(1, 9)), "δb1", "δb2"], [CASE]) + grid(("w1", "w6", "δb1"), ALL)
    ),
    "matrix_product": lambda: [(BOOK, [[0.15, 0.35]], "b1"), (BOOK, [[0.15, 0.35]], "c2", By(layer=2))],
    "named_edges": lambda: [
        (BOOK,),
        (BOOK, "a1"),
        (BOOK, "b2"),
        (BOOK, "c1"),
        (create(64, 64, 2),),
        (create(2, 6, 1), "b6"),
        (create(1, 1),),
    ],
    "network_error": lambda: [(BOOK, [a], [t]) for a in ((0.15, 0.35), (0, 0), (1, 1)) for t in ENDS] + grid(EVERY),
    "race": lambda: [
        (0.98, 0.5),
        (0.5, 0.1),
        (0.5, 2),
        (0.99, 0.1),
        (0.99, 2),
        (0.98, 0.5, By(fair=True)),
        (0.99, 2, 80, True),
    ],
    "rows_product": lambda: [
        (BOOK, [[0.15, 0.35], [0.35, 0.15], [1, 0]], "2 b1"),
        (BOOK.with_values(w1=-123456.789, w2=-0.5), [[-1, 1]], "1 b2"),
        (create(1, 1), [[0.5]] * 6, "6 b1"),
    ],
    "scaled_inputs": lambda: grid(range(1, 6), YES_NO),
    "secant": lambda: (
        [
            (BOOK.with_values(**{name: w}), *CHICKEN, name, width)
            for name in ("w5", "w6")
            for w in (-4, -2.5, 4)
            for width in (4, 1, 0.001)
        ]
        + grid(NUMBERS.values(), [("w1", 3)])
        + [(*CASE, "bw2", 0.5)]
    ),
    "sizes_and_squares": lambda: grid(([3], [1, 2, 3, 4, 5], [1, 2, 3, 4, 10], [0, 10]), (0, 3, 4.4, 10)),
    "small_move": lambda: grid((0.005, -0.005, -4, 0, 4)),
    "softmax_shares": lambda: [([2, 1, 0],), ([0, 0], 5), ([-5, 5, 0], -5), ([300, -300, 0, 0],)],
    "sound_numbers": lambda: [(1, 0), (3, 1), (12, 0.5), (8, 0.8, 12), (8, 1, 8), (5, 1, 1)],
    "stage_map": lambda: grid(draw.STAGES, [(BOOK, [[0.15, 0.35]], [[0, 1]])]),
    "stopping": lambda: (
        grid([STOP_RUN], ("error below", "change below"), THRESHOLDS)
        + grid([[0.5, 0.01], [0.2] * 3, [0.0, 0.0], [0.3], [step.error for step in DIVERGED]], ["error below"], [0.1])
    ),
    "structure": lambda: grid([BOOK, create(64, 64, 2), DEEP, create(16, 16, 16, 16)]),
    "summation": lambda: [([1, 0.5], [0.3, -0.8], 0.2), ([0, 0], [0, 0], 0), ([-9, 9, 9], [9, 9, 9], -9)],
    "three_factors": lambda: grid((-6, 0, 0.38, 6), (0, 1), (0, 0.7, 1), ("logistic", "tanh", "ReLU")),
    "deep_chain": lambda: (
        grid((1, 3, 6), (-2, 0.5, 1, 6), (-3, 0, 1), ("logistic", "tanh", "ReLU")) + [(3, 1000, 1000, "ReLU")]
    ),
    "example_slopes": lambda: (
        grid([BOOK], [FOUR], [FOUR_TARGETS], BOOK.names(), ("SE", "MSE"))
        + [(BOOK, FOUR[:1], FOUR_TARGETS[:1], "w5", "MSE")]
    ),
    "gradient_work": lambda: [(1,), (2,), (10,), (100,), (1000,)],
    "tangent_to_read": lambda: [("A",), ("B",), ("C",)],
    "three_sums": lambda: (
        [
            (BOOK.with_values(w1=w[0], w5=w[1], w6=w[2]), *CHICKEN)
            for w in ((0.1, 0.05, 0.4), (0, 0, 0), *itertools.product((-1, 1), repeat=3))
        ]
        + grid(NUMBERS_2_2_2.values())
    ),
    "training_set": lambda: [
        ([[1, 2], [0, 1]], [[5, 3], [0, 1]]),
        ([[0.6, 0.7], [0.1, 0.9], [0.8, 0.3]], [[0, 1]] * 2 + [[1, 0]]),
        ([[0, 0]] * 4, [[1, 0]] * 4),
        ([[1, 1]] * 4, [[0, 1]] * 4),
        ([[0, 1]], [[0, 1]]),
        ([[0.5, 0.5]] * 8, [[0, 1]] * 8),
        ([[0.6, 0.7], [0.1, 0.9]], [[0, 1]] * 2, 3),
    ],
    "two_layers": lambda: grid((-2, 0, 0.1, 1.5), (-2, 2), ("linear", "logistic", "tanh", "ReLU", "step")),
    "turned_slice": lambda: (
        grid([CASE], (0, 5, 45, 90, 135, 175, 180))
        + [(*case, 30, ("w1", "w5")) for case in NUMBERS_2_2_2.values()]
        + [(*MORE_TROUBLE["1-1"], 30, ("w1", "bw1")), (*MORE_TROUBLE["4-4-4-4"], 30, ("w1", "bw12"))]
    ),
    "unpacking": lambda: (
        grid((0, 5, 7), [CASE], BOOK.names())
        + grid((1, 2, 3, 4, 6, 99), [CASE], ["w1"])
        + grid([9], ALL, ("w1", "w6", "bw2", "bw4"))
        + [(9, *MORE_TROUBLE[name], "w1") for name in ("1-1", "1-1-1")]
    ),
    "weight_curves": lambda: (
        [
            (BOOK.with_values(**{name: BOOK[name] + change}), *CHICKEN, zoom)
            for name, change, zoom in (
                ("w5", 0, False),
                ("w5", 0, True),
                ("w5", 5, True),
                ("w1", -5, True),
                ("bw3", 5, False),
                ("w8", -5, False),
            )
        ]
        + grid([case for name, case in NUMBERS.items() if name != "4-4-4-4"], YES_NO)
    ),
    "weight_path": lambda: (
        grid([CASE], BOOK.names(), (1, 2))
        + grid(ALL, ("w1", "w6", "bw2", "bw4"), [2])
        + grid([(create(2, 2, 1, seed=5), CHICKEN[0], [[0]])], ("w1", "w5", "bw3"), [2])
        + grid(
            [(DEEP_SQUARE, *DEEP_EXAMPLE)],
            [("w1", 1), ("w16", 16), ("w16", 99), ("w17", 4), ("bw1", 7), ("w48", 1), ("bw12", 1)],
        )
        + [(*MORE_TROUBLE[name], "w1", 5) for name in ("1-1", "1-1-1")]
        + [(create(2, 3, 2, activations=name, seed=1), *CHICKEN, "w1") for name in ("tanh", "ReLU", "linear")]
    ),
    "word_numbers": lambda: (
        grid(("man", "", "<b>&\"'", "x" * 200, " Chicken "))
        + [("duck", By(use="target")), ("cow", By(use="target")), ("a", By(known=["a"]))]
    ),
    "wrong_factor": lambda: (
        grid((-3, -1, 0, 0.5, 1, 2, 5, 1e6), [CASE], ["w1", "w5"]) + grid([2], EASY.values(), ["w5"])
    ),
    "bug_hunt": lambda: grid(BUGS, ANSWERS, [CASE]),
    "dropout_check": lambda: grid(THROWS, [(create(2, 8, 2, seed=1), *CHICKEN), CASE]),
    "check_walk": lambda: grid(range(8), [CASE], ["w5"]) + grid([7], EASY.values(), [("bw4", 1e-6)]),
    "data_race": lambda: [
        (RACES[percent > 10], line_surface(*line_data()), percent, axis)
        for percent in (0, 2.5, 50, 100)
        for axis in ("updates", "examples seen")
    ],
    "detective": lambda: grid(YES_NO, YES_NO, YES_NO),
    "epsilon_v": lambda: grid([CASE], ["w5"], (0.1, 1e-4, 1e-13)) + grid(EASY.values(), [("w1", 1e-4)]),
    "gauge": lambda: grid([CASE], ["w1"], GAUGE_STOPS) + grid(EASY.values(), [("w5", 1e-3)]),
    "hiker": lambda: (
        grid(GROUNDS, ("gradient descent", "momentum", "Adam"), (0.01, 0.5, 20), [(0.9, 25)])
        + [(GROUNDS[0], "Nesterov", 0.1, 0, 0, (2, -2))]
        + [(surface, rule, 20, 0.95, 60, (2, 2)) for surface in GROUNDS for rule in KINDS]
    ),
    "linear_dial": lambda: grid((0.01, 0.3, 1.0, 1.23, 1.5, 50), [tuple(line_data())]),
    "logistic_dial": lambda: grid((0.1, 0.5, 10, 1000), [CASE]),
    "loop_moment": lambda: [(number, BOOK, [(0, 0.2), (10, 0.1), (10**4, 1e-7)], *CHICKEN) for number in (0, 1, 10**4)],
    "one_step": lambda: (
        grid([CASE], ("w1", "w5", "w6", "bw4"), (0.1, 10, 1000)) + grid(EASY.values(), [("w5", 0.5), ("w5", 0.5, True)])
    ),
    "rate_map": lambda: grid(
        [{}, {"fitting, 0.1": 0.874, "standard normal, 1": 0.0}, dict.fromkeys(RATE_CELLS, 1.0)],
        ("none", "fitting, 0.1", "standard normal, 0.000001", "fitting, 1"),
        [DIGITS.name],
    ),
    "rule_race": lambda: (
        grid(SURFACES.values(), (0, 1, 60, 100)) + [(GROUNDS[1], 50, By(etas={"Nesterov": 0.3, "Adam": 50.0}))]
    ),
    "even_slope": lambda: grid(RULES, (0.01, 1, 100), (0, 0.9)),
    "cross_sections": lambda: grid(GROUNDS, (-1, 0), (0, 1.5)) + [(SURFACES["bowl"], 2, 2)],
    "learning_panels": lambda: (
        grid([LEARNED], (0, 100, 200), YES_NO, [None, "η = 0.1"])
        + [(dict(zip("AB", LEARNED.values(), strict=False)), 0)]
    ),
    "learned_curve": lambda: [
        (run, updates, wave_data(), wave_data(60, seed=2)) for run in LEARNED.values() for updates in (0, 100, 200)
    ],
    "epoch_in_batches": lambda: grid((1, 2, 5, 7, 12), YES_NO),
    "batch_cost": lambda: grid([batch_costs(create(64, 64, 2), n=200)], ("multiplications", "time on this computer")),
    "two_points": lambda: grid([CASE], ["w5"], (1, 1e-4, 1e-15)) + grid(EASY.values(), [("w5", 1e-4)]),
    "built_training": lambda: (
        grid([CURVE], [CURVE, CURVE + 1e-12, 0.5 * CURVE], [[[0.4, 0.6]]], [EITHER[:1]], (0, 1, 59))
        + [([0.0], [0.0], EITHER, EITHER, 0), ([9e8, 0.0], [0.0, 9e8], EITHER, EITHER[::-1], 1)]
    ),
    "character": lambda: [
        (MAN,),
        (CHARACTERS.chicken[0], By(lit=(0, 1, 2, 3))),
        (PAPER, By(lit=())),
        (INK.reshape(8, 8), By(lit=(7, 56, 63))),
    ],
    "confused": lambda: (
        grid(JUDGES.values(), [FEW])
        + [
            (JUDGES["start"], CHARACTERS.test, 4),
            *((JUDGES["start"], Part(MAN, np.array([wanted]))) for wanted in EITHER),
        ]
    ),
    "disguised": lambda: grid(DISGUISES, (1, 6)) + [(JUDGES["start"], np.vstack([PAPER, INK]), 1)],
    "family": lambda: grid([CHARACTERS, load_characters("picture")], (1, 35, 50)),
    "film_frame": lambda: (
        [(film_of(judge), number) for judge in JUDGES for number in (0, 3)]
        + [(film_of("start", eta, 12), 12) for eta in (0.0, 3.0, 100.0)]
        + [(film_of("start", epochs=0), 0)]
    ),
    "gallery": lambda: [
        (CHARACTERS.training,),
        (CHARACTERS.test, 64),
        (FEW, 5),
        (CHARACTERS.drawings, 16),
        (Part(MAN, np.array([[1.0, 0.0]])),),
        (Part(MAN, np.array([[0.0, 1.0]])), 1),
    ],
    "judged": lambda: (
        grid(JUDGES.values(), (MAN, PAPER, INK), MAPS)
        + [(JUDGES["start"], np.eye(64)[place : place + 1]) for place in (0, 63)]
    ),
    "lopsided": lambda: grid(JUDGES.values(), [FEW], (0, 10, 1000)),
    "overfitting": lambda: (
        [({40: film_of(judge)}, 40) for judge in JUDGES]
        + [({8: film_of("small", eta, 12, 8)}, 8) for eta in (0.0, 30.0)]
        + [
            ({40: film_of("start", 0.5, 80)}, 40),
            ({8: film_of("start", epochs=0, count=8)}, 8),
            ({1: film_of("start", epochs=1, count=1)}, 1),
        ]
    ),
    "strips": lambda: [
        (recorded_deals(),),
        (recorded_seeds(), 19),
        (recorded_seeds(), 2, 3),
        ({"one": [1.0]}, 0),
        ({"all wrong": [0.0, 0.0], "all right": [1.0, 1.0]},),
        ({"the same": [0.9, 0.9, 0.9]},),
    ],
    "time_machine": lambda: (
        [(moment, diary_of(network), FEW, 0.5, 64) for network in SIXTY_FOUR.values() for moment in (0, 1, 3, 6)]
        + [
            (3, diary_of(JUDGES["start"], 1000.0), FEW, 1000.0),
            (2, [JUDGES["start"]], Part(PAPER, np.array([[1.0, 0.0]])), 0.5),
        ]
    ),
    "worked_example": lambda: (
        grid(
            range(10),
            [(BOOK, CHARACTERS.chicken, np.array(CHICKEN[1]), 0.5), (random_case(1)[0], MAN, np.array([[1, 0]]), 0.25)],
        )
        + [
            (moment, NUMBERS_2_2_2[name][0], np.eye(64)[1:2], np.array([[0.0, 1.0]]), 10)
            for name in ("huge", "no gradients", "zeros", "overflowing")
            for moment in range(1, 10)
        ]
        + grid((1, 3, 4, 6, 7, 9), [(TROUBLE["not a number"][0], MAN, np.array([[1, 0]]), 0.5)])
    ),
    "chance_of_right": lambda: grid((0, 0.5, 0.8, 0.94, 0.999, 1), (1, 100, 500, 10_000)),
    "how_sure": lambda: grid(READERS.values(), [DIGITS.test, ONE_DIGIT]),
    "shifted_digits": lambda: (
        [({"as they are": READERS["start"], "moved": network}, DIGITS.test, 3, -6) for network in READERS.values()]
        + [({"one": READERS["no hidden layer"]}, ONE_DIGIT, By(down=14))]
    ),
    "silent_nodes": lambda: grid((0, 0.25, 0.9), (1, 10, 100)),
    "confusion_ten": lambda: (
        grid(READERS.values(), [DIGITS.test])
        + grid([READERS["deep"]], [DIGITS.test], [*CELLS][::11])
        + [(READERS["start"], ONE_DIGIT, "0 as 0", By(most=1))]
    ),
    "digit_gallery": lambda: [(DIGITS.training, By(name=DIGITS.name)), (DIGITS.test, 30), (ONE_DIGIT, 1)],
    "digit_numbers": lambda: grid([DIGITS.test.inputs[0]], (1, 28, 29, 407, 757, 784)) + [(np.ones((28, 28)),)],
    "first_weights": lambda: (
        grid(READERS.values(), [3], [By(together=both) for both in YES_NO]) + grid([READERS["start"]], [24], ORDERS)
    ),
    "mnist_download": lambda: [(0,)],
    "whose_boxes": lambda: [(0,), (1,)],
    "most_certain_mistakes": lambda: (
        grid(READERS.values(), [DIGITS.test])
        + grid([READERS["start"]], [DIGITS.test], (1, 24))
        + [(READERS["zeros"], ONE_DIGIT)]
    ),
    "prepared": lambda: (
        grid(READERS.values(), [DIGITS.test.inputs[0]]) + grid([READERS["start"]], DRAWINGS, YES_NO, YES_NO, YES_NO)
    ),
    "own_curve": lambda: [([2.31], [2.3]), ([2.4, 0.5, 0.2], [2.3, 0.6, 0.4]), ([2.3, np.nan], [90, np.inf])],
    "reading": lambda: grid([prepare(drawing) for drawing in DRAWINGS], (np.eye(10)[3], [[0.1] * 10], [np.nan] * 10)),
    "softmax_bars": lambda: grid([[2, 1, 0], [-5, 5, -5], [0, 0], [1e-3, 70, -70, 100, -100, 3], [-99, -99]], (1, 2)),
    "spreads": lambda: grid(
        [
            [("b", 9.4, 9.3), ("c", 149, 150), ("d", 2361, 2488), ("e", 37325, 41806)],
            [("b", 1, 1)],
            [("b", 0, 0), ("c", 0, 0.5)],
            [("b", 1e-12, 3e-9), ("c", 1e30, 1e99)],
            [(name, 0.8, 0.7) for name in "bcdefghi"],
        ]
    ),
    "through_layers": lambda: grid(READERS.values(), (DIGITS.test.inputs[0], np.zeros(784))),
    "training_curves": lambda: (
        [({f"eta {eta}": digit_film(eta).frames}, DIGITS.name) for eta in (0.0, 0.1, 3.0, 1e30)]
        + [
            ({"start": digit_film(0.1).frames[:1]}, DIGITS.name),
            ({f"run {eta}": digit_film(eta).frames for eta in (0.01, 0.1, 1.0, 3.0)}, DIGITS.name),
            ({f"run {eta}": digit_film(eta).frames for eta in (0.1, 1e30)}, DIGITS.name, 1),
        ]
    ),
    "clothes": lambda: grid((2, 10, 70), (0, 4)),
    "folder": lambda: grid(("", "no such place", "<b> bold")),
    "doubtful": lambda: grid([own_layer()], YES_NO) + [(own_layer()._replace(answers=()),)],
    "scores": lambda: [(own_layer().layer,)],
    "augmented": lambda: [(By(),), ("pavilion", True, 60, 100, 80, 20), ("flower", False, 0, 0, 5)],
    "kernel_map": lambda: (
        [
            (picture, KERNELS[name].array)
            for name in KERNELS
            for picture in (photograph(), DIGITS.test.inputs[0].reshape(28, 28))
        ]
        + grid([np.eye(28)], [[0] * 9, [-2] * 9, [2] * 9, [1e9] * 9, [-0.001] * 9], YES_NO)
    ),
    "kernel_found": lambda: grid(found_kernels(), (0, 1, 60), YES_NO),
    "kernels_learning": lambda: grid(kernel_frames().frames, [DIGITS.test]),
    "real_kernels": lambda: grid((1, 2, 12, 32), ("flower", "pavilion")),
    "through_layers_of_kernels": lambda: grid(
        [frame.network for frame in kernel_frames().frames], (DIGITS.test.inputs[0], np.zeros(784)), (1, 8), (None, 3)
    ),
    "window_sum": lambda: (
        [(MAN.reshape(8, 8), KERNELS[name].array, place) for name in KERNELS for place in (0, 1, 14, 36)]
        + [(np.ones((3, 3)), [-2] * 9, 1), (np.full((10, 10), 0.35), [-0.55] * 9, 64)]
    ),
    "window_sizes": lambda: (
        grid(
            [DIGITS.test.inputs[1].reshape(28, 28)],
            [np.eye(3)],
            [(1, 0, 1), (1, 3, 1), (4, 0, 4), (4, 3, 2, "average"), (1, 0, 4)],
        )
        + [(np.zeros((28, 28)), np.zeros(9), 1, 1, 2)]
    ),
    "weights_compared": lambda: grid((8, 28, 84, 299), (1, 8, 32, 64)),
    "inception": lambda: grid(BLOCKS),
    "four_ways": lambda: grid(WAYS),
    "few_pictures": lambda: [(two, pick(two.new, k)) for two in map(digit_tasks, (0, 4)) for k in HOW_FEW],
    "transfer_curves": lambda: [
        *grid([{"as they are": recorded_transfer(), "moved": recorded_transfer(4)}], HOW_FEW, ["all, recorded"]),
        ({"as they are": recorded_transfer()}, 5, "5,000-image subset"),
    ],
    "two_scores": lambda: [(0, 0), (5, -5), (-5, 5), (2, -0.8), (3, 3)],
    "asked": lambda: [(untrained(), no_digit(kind, 7), kind) for kind in NO_DIGITS],
    "freeze_or_tune": lambda: grid(("few", "many"), ("alike", "unlike")),
    "leak": lambda: grid((0, 37, 100)),
    "reliability": lambda: (
        [
            (Scores(np.linspace(0.2, 1, 250), np.arange(250) % 3 < right), limit, "20 of each: random")
            for right in (0, 2, 3)
            for limit in (0.5, 0.9, 1.0)
        ]
        + [(Scores(np.array([1.0]), np.array([True])), 0.9, "one picture")]
    ),
    "flow": lambda: grid(
        (
            "(a*b)+c",
            "a",
            "-a/c - b/c",
            "1+2+3+4+5+6+7",
            "relu(a*b - c) / (a + 2) * b",
            "c/c",
            "(a*b",
            "import os",
            "1e5*a*1e5*b",
            "<b>",
        ),
        (0, 1, 3, 7),
        [By(a=2, b=-3.5, c=0)],
    ),
    "layer_flow": lambda: grid([(1, 1), (64, 500), (55000, 784)], YES_NO),
    "two_ways": lambda: grid(range(8)),
    "adaptive": lambda: [(0.3, 2), (0, 0), (1, 3), (1, -3), (0.05, -0.5)],
    "compare": lambda: [
        ("logistic regression", "neural network", "chessboard", 3),
        ("k-means", "SVM", "ring", 1),
        ("SVM", "k-means", "two heaps", 5),
        ("nearest neighbours", "random forest", "two moons", 5),
        ("decision tree (CART)", "decision tree (CART)", "two moons", 2),
    ],
    "corridor": lambda: [
        (0, 0.3),
        (1, 0.3),
        (6, 0.3),
        (60, 0.3),
        (60, 0),
        (60, 1),
        (17, 0.5),
        (60, 1.0, 0.0),
        (200, 0.0, 1.0),
    ],
    "fields": lambda: grid(SYSTEMS),
    "learning_styles": lambda: grid(CLOUDS, (0, 1, 2, 8, 100)) + [("chessboard", 50, 1)],
    "loop": lambda: [
        (moment, weight, sequence)
        for sequence in SEQUENCES
        for moment, weight in ((0, 0.9), (1, 0), (7, -2), (12, 2), (12, 0.9))
    ],
    "method": lambda: grid(METHODS, [("two moons", 1), ("ring", 3), ("chessboard", 5)]),
    "one_task": lambda: grid((0, 1, 7, 9), (1, 20)),
    "parts": lambda: grid([create(3, 4, 2, seed=1)], PARTS),
    "polynomial": lambda: grid((0, 1, 3, 8, 12), [(60, False), (30, True), (40, True), (80, True)]),
    "split": lambda: [(1250, 60, 20), (70_000, 0, 0), (40, 100, 100), (40, 5, 90), (1, 60, 20), (1000, 0, 100)],
    "telltale_words": lambda: grid(
        (2, 30, 42, 60),
        ("", "free", "free, winner, click, now, cash, offer", "can i at my we on please see lunch", "x" * 5000),
    ),
    "two_filters": lambda: grid(
        (
            "",
            "   ",
            "Are you free?",
            "x" * 5000,
            '<b>bold</b> & "',
            "W" * 60 + " now free " * 40,
            "naïve ∂ 漢字",
            " ".join(message.text for message in load_messages().new),
        ),
        ("", "free, winner", "click " * 99, "<b>, &, " + " ".join(map(str, range(999)))),
        [learned_from(60)],
    ),
    "toolbox": lambda: grid(tools()),
    "five_steps": lambda: grid(range(1, 6)),
    "timeline": lambda: grid(timeline(), YES_NO),
    "threshold_neuron": lambda: grid([(0, 1), (True, True)], itertools.product(pioneers.JOINTS, repeat=2), (0, 1, 3)),
    "xor_of_three": lambda: grid(YES_NO, YES_NO),
    "conditioned": lambda: grid(pioneers.LESSONS, (0, 1, 7, 20), (0.05, 0.3)),
    "one_line": lambda: grid(("AND", "OR", "XOR", "cloud"), ("perceptron", "ADALINE"), (0, 1, 13, 80)),
    "two_lines": lambda: grid((0, 1, 5, 80), (1, 2, 7, 20)),
    "convergence": lambda: grid(("AND", "OR", "cloud"), (0, 1, 2, 9, 18, 80)),
    "canceller": lambda: grid((1, 2, 9, 40), (1, 2, 4), (0.1, 0.5, 1.0)),
    "cancelled": lambda: grid(pioneers.NOISES, (1, 32), (0.001, 0.1, 1, 1e6), (0, 1.15)),
    "recalled": lambda: (
        [
            (MEMORIES, pioneers.as_states(ink), update)
            for ink in (MAN, PAPER, INK, CHARACTERS.chicken)
            for update in (0, 1, 128)
        ]
        + [({"man": MEMORIES["man"]}, -MEMORIES["man"], 64, 2)]
    ),
    "filled_up": lambda: grid((1, 14, 25, 40), (1, 10)),
    "glossary": lambda: grid(
        ["", "error", "net > logit", "sigmiod", "xyzzy", "<b>", "y" * 5000, *(row.name for row in terms())]
    ),
    "attention": lambda: grid(SENTENCES, (0, 1, 3)),
    "playground": lambda: list(playgrounds()),
    "table_run": lambda: [
        (run, number, row, ("layers", "activation"), "A note." * row)
        for run in table_runs()
        for number, row in ((0, 1), (30, 100))
    ],
    "side_by_side": lambda: [
        (*(runs(task, layers, eta)[0] for eta in (0.1, 1e9)), number, ("η = 0.1", "a name that is much too long " * 9))
        for task, layers in (("circle", ""), ("wave", "8, 8"), ("spiral", "1"))
        for number in (0, 1, 30)
    ],
    "judged_network": lambda: to_judge(),
    "input_shares": lambda: [(*pair, 2) for pair in to_judge()],
    "surest_errors": lambda: to_judge(),
}


def runs(task, layers, eta=0.1, points=200, names=("x1", "x2"), activation="tanh"):
    """Runs of the playground, as they begin and after 30 epochs."""
    data = plane_data(task, points, 0.3, features=names)
    hidden = layers_of(layers)
    run = Run(built(data, hidden, activations_of(activation, len(hidden))), data)
    run.at(30, eta=eta)
    return run, Run(run.at(30, eta=eta).network, by_hand(data, "blue 3 3; orange -3 -3; delete 0 0")[0], first=2000)


def table_runs():
    """Runs on tables: one that learns classes, one that learns two, one a number, and one that has gone astray."""
    for name, target, hidden, eta in (
        ("penguins", "species", (8, 8, 8, 8), 0.1),
        ("penguins", "sex", (), 0.1),
        ("penguins", "body_mass_g", (6,), 0.05),
        ("wine", "cultivar", (1,), 1e200),
        ("wine", "proline", (2,), 1e200),
    ):
        data = read_table(name).data(target)
        run = Run(built(data, hidden, ["tanh"] * len(hidden)), data)
        run.at(30, eta=eta)
        yield run


def playgrounds():
    asked = ("layers", "activation", "features", "chosen", "at", "hand")
    every = tuple(FEATURES)
    for task, layers, eta, names, activation in (
        ("circle", "4, 2", 0.1, ("x1", "x2"), "tanh"),
        ("wave", "8, 8, 8, 8", 0.1, every, "ReLU, linear, logistic, tanh"),
        ("spiral", "8, 8, 8, 8", 1e9, every, "tanh"),
        ("XOR", "", 0.1, ("x1·x2",), "tanh"),
        ("line", "1", 1e200, ("sin x2",), "linear"),
    ):
        for place, run in enumerate(runs(task, layers, eta, 500, names, activation)):
            for number, chosen, at, mode in (
                (0, "", "", "look"),
                (30, "b1", "1 0.5", "add blue"),
                (1, "w1", "-3, 3", "delete"),
                (30, "bw1", "nowhere", "look"),
                (30, "f1", "", "add orange"),
                (2000, "<b> & nonsense" * 99, "3 3", "look"),
            )[3 * place :]:
                yield run, number, chosen, at, mode, asked, "A note." * (number == 1)
        yield run, 3
