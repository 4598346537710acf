"""Samples of every public picture: ordinary values, both ends of what its controls offer, and trouble."""

import functools
import itertools

import numpy as np

from helpers import (
    BUGS,
    CLOUDS,
    METHODS,
    PARTS,
    SEQUENCES,
    SURFACES,
    SYSTEMS,
    create,
    draw,
    forward,
    gradients,
    learned_from,
    line_data,
    line_surface,
    load_messages,
    network_surface,
    pioneers,
    run_race,
    timeline,
    train,
)
from helpers.datasets.characters import load_characters
from helpers.datasets.files import Part
from helpers.datasets.mnist import load_mnist
from helpers.lessons.glossary.fitting import fitting_film, noisy_wave
from helpers.lessons.handwriting.drawings.digit_networks import ORDERS
from helpers.lessons.handwriting.drawings.digits import CELLS
from helpers.lessons.handwriting.recipes import RATE_CELLS
from helpers.lessons.man_vs_chicken.votes import disguise
from helpers.lessons.stage_4.bugs import ANSWERS
from helpers.lessons.tensorflow.toolbox import tools
from helpers.lessons.transfer_learning.convolution import KERNELS, photograph
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
    DEEP,
    DEEP_EXAMPLE,
    DEEP_SQUARE,
    DIVERGED,
    EASY,
    GAUGE_STOPS,
    LINEAR,
    MORE_TROUBLE,
    NUMBERS,
    NUMBERS_2_2_2,
    RUN,
    RUN_START,
    STOP_RUN,
    THRESHOLDS,
    TROUBLE,
    XOR,
    XOR_TARGETS,
    random_case,
    shown,
)


def characters_network(change=lambda weights: weights, activation="logistic", sizes=(64, 64, 2)):
    start = create(*sizes, activations=activation, seed=1)
    return start.with_arrays([change(array) for array in start.weights], start.biases)


CHARACTERS = load_characters()
MEMORIES = {name: pioneers.as_states(getattr(CHARACTERS, name)) for name in ("man", "chicken")}
MAN, FEW = CHARACTERS.man, Part(*(array[:40] for array in CHARACTERS.training))
PAPER, INK = np.zeros((1, 64)), np.ones((1, 64))
JUDGES = {
    "start": characters_network(), "small": characters_network(sizes=(64, 3, 2)),
    "no hidden layer": characters_network(sizes=(64, 2)), "deep": characters_network(sizes=(64, 64, 64, 2)),
    "zeros": characters_network(lambda weights: 0 * weights),
    "saturated": characters_network(lambda weights: 1e5 * weights),
    "overflowing": characters_network(lambda weights: 1e308 * weights, "linear"),
    "not a number": characters_network(lambda weights: np.nan * weights),
    "not a number and linear": characters_network(lambda weights: np.nan * weights, "linear"),
    "linear": characters_network(lambda weights: -50 * weights, "linear"),
}
SIXTY_FOUR = {name: judge for name, judge in JUDGES.items() if judge.sizes[1:2] == (64,)}
DISGUISES = [(judge, disguise(judge, MAN, 1 - int(forward(judge, MAN).output.argmax()), most=6))
             for judge in JUDGES.values()]


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
    "start": digit_reader(100), "no hidden layer": digit_reader(), "deep": digit_reader(30, 20, 20, 20),
    "tanh": digit_reader(30, activation="tanh"), "two layers": digit_reader(300, 50),
    "zeros": digit_reader(9, factor=0),
    "saturated": digit_reader(30, factor=1e5), "overflowing": digit_reader(30, factor=1e38),
    "not a number": digit_reader(30, factor=np.nan),
}
DRAWINGS = [np.zeros((28, 28)), np.ones(784), np.pad([[1.0]], ((27, 0), (0, 27))), np.eye(16)[:5], np.eye(32),
            np.ones((8, 20))]


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

# Every public picture function has a row: ordinary values, both ends of what its controls offer, and trouble.
RACES = {shuffle: run_race(*line_data(), eta=0.1, budget=240, shuffle=shuffle) for shuffle in (True, False)}
GROUNDS = [*SURFACES.values(), network_surface(BOOK, *CHICKEN)]
WAVE = noisy_wave(14)


@functools.cache
def wave_film(hidden, wild=False):
    """Return the training of a network on a few noisy examples, or one on numbers that are far too large."""
    examples = Part(WAVE.inputs, WAVE.targets * (1e200 if wild else 1))
    return fitting_film(examples, noisy_wave(60, seed=2), hidden)


SAMPLES = {
    "activation_gallery": [lambda net=net: draw.activation_gallery(net) for net in (-6, -0.4, 0, 1.3, 6, 1000.0)],
    "bowl": [lambda: draw.bowl(0), lambda: draw.bowl(0.1), lambda: draw.bowl(1.0), lambda: draw.bowl(1.2, steps=10),
             lambda: draw.bowl(0.3, start=-1.2, steps=0)],
    "diagram": [lambda: draw.diagram(BOOK), lambda: shown(BOOK, 0.15, 0.35), lambda: shown(BOOK, -1, 1, targets=[0, 1]),
                lambda: shown(BOOK, 0.15, 0.35, highlight={"w5", "b1", "c1"}, decimals=2),
                lambda: draw.diagram(DEEP), lambda: shown(DEEP, 1, 0, -1, 0.5, 0.25),
                lambda: draw.diagram(create(64, 64, 2)), lambda: draw.diagram(create(1, 1)),
                lambda: shown(BOOK.with_values(w1=-40, w5=1000, bw3=-0.00001), 1, 1, targets=[0, 1]),
                lambda: shown(create(2, 6, 1), 0.5, -0.5),
                lambda: shown(BOOK, 0.15, 0.35, pick="weight"), lambda: draw.diagram(DEEP, pick="weight"),
                lambda: draw.diagram(BOOK, slopes=gradients(BOOK, *CHICKEN)),
                lambda: draw.diagram(BOOK, slopes=gradients(*TROUBLE["not a number"]), pick="weight"),
                lambda: draw.diagram(BOOK, slopes=gradients(*TROUBLE["no gradients"]))],
    "backward_journey": [lambda moment=moment: draw.backward_journey(moment, BOOK, *CHICKEN) for moment in range(7)]
                        + [lambda case=case, end=end: draw.backward_journey(
                            draw.backward_length(case[0]) if end else 3, *case)
                           for case in MORE_TROUBLE.values() for end in (False, True)
                           if draw.backward_length(case[0]) >= 3]
                        + [lambda: draw.backward_journey(1, *MORE_TROUBLE["1-1"])],
    "cost_gallery": [lambda z=z: draw.cost_gallery(z) for z in (0.01, 0.37, 0.5, 0.8, 0.99)],
    "delta_sum": [lambda w5=w5, w6=w6: draw.delta_sum(BOOK.with_values(w5=w5, w6=w6), *CHICKEN, "b1")
                  for w5, w6 in ((0.05, 0.4), (-1, -1), (-1, 1), (1, -1), (1, 1), (0, 0))]
                 + [lambda case=case: draw.delta_sum(*case, "b1")
                    for name, case in MORE_TROUBLE.items() if name != "1-1"]
                 + [lambda: draw.delta_sum(*MORE_TROUBLE["4-4-4-4"], "c4")],
    "error_bars": [lambda zt=zt: draw.error_bars(zt[:2], zt[2:])
                   for zt in ((0.59, 0.74, 0, 1), *itertools.product((0, 1), repeat=4), (0.5, 0.5, 0.5, 0.45))]
                  + [lambda: draw.error_bars([0.3], [1])],
    "gears": [lambda turn=turn, teeth=teeth: draw.gears(turn, *teeth)
              for turn, teeth in [*((turn, (24, 12, 18)) for turn in (-2, 0, 0.3, 2)),
                                  *((2, teeth) for teeth in itertools.product((8, 30), repeat=3))]],
    "gradient_map": [lambda a=a, t=t: draw.gradient_map(BOOK, [a], [t])
                     for a in ((0.15, 0.35), (-1, -1), (1, 1), (0, 0)) for t in ((0, 1), (1, 0))]
                    + [lambda case=case: draw.gradient_map(*case) for case in MORE_TROUBLE.values()],
    "gradient_table": [lambda filled=filled: draw.gradient_table(filled, BOOK, *CHICKEN) for filled in range(13)]
                      + [lambda case=case: draw.gradient_table(12, *case) for case in TROUBLE.values()]
                      + [lambda: draw.gradient_table(4, *MORE_TROUBLE["1-1-1"]),
                         lambda: draw.gradient_table(99, BOOK, *CHICKEN)],
    "image_numbers": [lambda: draw.image_numbers(1, 0), lambda: draw.image_numbers(16, 1),
                      lambda: draw.image_numbers(6, 0.5)],
    "journey": [lambda moment=moment: draw.journey(moment, BOOK, [[0.15, 0.35]])
                for moment in range(draw.journey_length(BOOK) + 1)],
    "learning": [lambda: draw.learning(RUN_START, RUN, 0, XOR, XOR_TARGETS),
                 lambda: draw.learning(RUN_START, RUN, 59, XOR, XOR_TARGETS),
                 lambda: draw.learning(LINEAR, DIVERGED, 79, XOR, XOR_TARGETS)],
    "logistic_shift": [lambda: draw.logistic_shift(1, 0), lambda: draw.logistic_shift(0, 3),
                       lambda: draw.logistic_shift(-3, 8), lambda: draw.logistic_shift(0.1, -8)],
    "logistic_slope": [lambda net=net: draw.logistic_slope(net) for net in (-6, -0.1, 0, 1.2, 6, 1000.0, -1000.0)],
    "logistic_trap": [lambda z=z, t=t: draw.logistic_trap(z, t) for z in (0.01, 0.5, 0.67, 0.99) for t in (0, 1)],
    "matrix_backward": [lambda entry=entry: draw.matrix_backward(entry, BOOK, *CHICKEN)
                        for entry in (*(f"w{k}" for k in range(1, 9)), "δb1", "δb2")]
                       + [lambda case=case, entry=entry: draw.matrix_backward(entry, *case)
                          for case in TROUBLE.values() for entry in ("w1", "w6", "δb1")],
    "matrix_product": [lambda: draw.matrix_product(BOOK, [[0.15, 0.35]], "b1"),
                       lambda: draw.matrix_product(BOOK, [[0.15, 0.35]], "c2", layer=2)],
    "network_error": [lambda a=a, t=t: draw.network_error(BOOK, [a], [t])
                      for a in ((0.15, 0.35), (0, 0), (1, 1)) for t in ((0, 1), (1, 0))]
                     + [lambda case=case: draw.network_error(*case) for case in MORE_TROUBLE.values()],
    "race": [lambda start=start, eta=eta: draw.race(start, eta)
             for start, eta in ((0.98, 0.5), (0.5, 0.1), (0.5, 2), (0.99, 0.1), (0.99, 2))],
    "secant": [lambda name=name, w=w, width=width: draw.secant(BOOK.with_values(**{name: w}), *CHICKEN, name, width)
               for name in ("w5", "w6") for w in (-4, -2.5, 4) for width in (4, 1, 0.001)]
              + [lambda case=case: draw.secant(*case, "w1", 3) for case in NUMBERS.values()]
              + [lambda: draw.secant(BOOK, *CHICKEN, "bw2", 0.5)],
    "small_move": [lambda: draw.small_move(0.005), lambda: draw.small_move(-0.1), lambda: draw.small_move(-0.005)],
    "sound_numbers": [lambda: draw.sound_numbers(1, 0), lambda: draw.sound_numbers(3, 1),
                      lambda: draw.sound_numbers(12, 0.5)],
    "stage_map": [lambda stage=stage: draw.stage_map(stage, BOOK, [[0.15, 0.35]], [[0, 1]]) for stage in draw.STAGES],
    "stopping": [lambda rule=rule, limit=limit: draw.stopping(STOP_RUN, rule, limit)
                 for rule in ("error below", "change below") for limit in THRESHOLDS]
                + [lambda errors=errors: draw.stopping(errors, "error below", 0.1)
                   for errors in ([0.5, 0.01], [0.2, 0.2, 0.2], [0.0, 0.0], [0.3], [step.error for step in DIVERGED])],
    "structure": [lambda: draw.structure(BOOK), lambda: draw.structure(create(64, 64, 2)), lambda: draw.structure(DEEP),
                  lambda: draw.structure(create(16, 16, 16, 16))],
    "summation": [lambda: draw.summation([1, 0.5], [0.3, -0.8], 0.2), lambda: draw.summation([0, 0], [0, 0], 0),
                  lambda: draw.summation([-9, 9, 9], [9, 9, 9], -9)],
    "three_factors": [lambda ztout=ztout: draw.three_factors(*ztout)
                      for ztout in ((0.59, 0, 0.7), *itertools.product((0, 1), repeat=3), (0.5, 1, 1))],
    "three_sums": [lambda w=w: draw.three_sums(BOOK.with_values(w1=w[0], w5=w[1], w6=w[2]), *CHICKEN)
                   for w in ((0.1, 0.05, 0.4), *itertools.product((-1, 1), repeat=3), (0, 0, 0))]
                  + [lambda case=case: draw.three_sums(*case) for case in NUMBERS_2_2_2.values()],
    "training_set": [lambda z=z, t=t: draw.training_set(z, t) for z, t in (
        ([[1, 2], [0, 1]], [[5, 3], [0, 1]]), ([[0.6, 0.7], [0.1, 0.9], [0.8, 0.3]], [[0, 1]] * 2 + [[1, 0]]),
        ([[0, 0]] * 4, [[1, 0]] * 4), ([[1, 1]] * 4, [[0, 1]] * 4), ([[0, 1]], [[0, 1]]),
        ([[0.5, 0.5]] * 8, [[0, 1]] * 8))],
    "turned_slice": [lambda angle=angle: draw.turned_slice(BOOK, *CHICKEN, angle)
                     for angle in (0, 5, 45, 90, 135, 175, 180)]
                    + [lambda case=case: draw.turned_slice(*case, 30, ("w1", "w5")) for case in NUMBERS_2_2_2.values()]
                    + [lambda: draw.turned_slice(*MORE_TROUBLE["1-1"], 30, ("w1", "bw1")),
                       lambda: draw.turned_slice(*MORE_TROUBLE["4-4-4-4"], 30, ("w1", "bw12"))],
    "unpacking": [lambda step=step, weight=weight: draw.unpacking(step, BOOK, *CHICKEN, weight)
                  for weight in BOOK.names() for step in (0, 5, 7)]
                 + [lambda step=step: draw.unpacking(step, BOOK, *CHICKEN, "w1") for step in (1, 2, 3, 4, 6, 99)]
                 + [lambda case=case, weight=weight: draw.unpacking(9, *case, weight) for case in TROUBLE.values()
                    for weight in ("w1", "w6", "bw2", "bw4")]
                 + [lambda name=name: draw.unpacking(9, *MORE_TROUBLE[name], "w1") for name in ("1-1", "1-1-1")],
    "valleys": [lambda weight=weight, change=change, zoom=zoom: draw.valleys(
                    BOOK.with_values(**{weight: BOOK[weight] + change}), *CHICKEN, zoom)
                for weight, change, zoom in (("w5", 0, False), ("w5", 0, True), ("w5", 5, True), ("w1", -5, True),
                                             ("bw3", 5, False), ("w8", -5, False))]
               + [lambda case=case, zoom=zoom: draw.valleys(*case, zoom) for name, case in NUMBERS.items()
                  for zoom in (False, True) if name != "4-4-4-4"],
    "weight_path": [lambda weight=weight, route=route: draw.weight_path(BOOK, *CHICKEN, weight, route)
                    for weight in BOOK.names() for route in (1, 2)]
                   + [lambda weight=weight: draw.weight_path(create(2, 2, 1, seed=5), CHICKEN[0], [[0]], weight, 2)
                      for weight in ("w1", "w5", "bw3")]
                   + [lambda weight=weight, route=route: draw.weight_path(DEEP_SQUARE, *DEEP_EXAMPLE, weight, route)
                      for weight, route in (("w1", 1), ("w16", 16), ("w16", 99), ("w17", 4), ("bw1", 7), ("w48", 1),
                                            ("bw12", 1))]
                   + [lambda case=case, weight=weight: draw.weight_path(*case, weight, 2) for case in TROUBLE.values()
                      for weight in ("w1", "w6", "bw2", "bw4")]
                   + [lambda name=name: draw.weight_path(*MORE_TROUBLE[name], "w1", 5) for name in ("1-1", "1-1-1")]
                   + [lambda name=name: draw.weight_path(create(2, 3, 2, activations=name, seed=1), *CHICKEN, "w1")
                      for name in ("tanh", "ReLU", "linear")],
    "word_numbers": [lambda word=word: draw.word_numbers(word)
                     for word in ("man", "", "<b>&\"'", "x" * 200, " Chicken ")],
    "bug_hunt": [lambda bug=bug, line=line: draw.bug_hunt(bug, line, BOOK, *CHICKEN)
                 for bug in BUGS for line in ANSWERS],
    "check_walk": [lambda step=step: draw.check_walk(step, BOOK, *CHICKEN, "w5") for step in range(8)]
                  + [lambda case=case: draw.check_walk(7, *case, "bw4", 1e-6) for case in EASY.values()],
    "data_race": [lambda percent=percent, axis=axis: draw.data_race(
                      RACES[percent > 10], line_surface(*line_data()), percent, axis)
                  for percent in (0, 2.5, 50, 100) for axis in ("updates", "examples seen", "milliseconds")],
    "detective": [lambda ticked=ticked: draw.detective(*ticked)
                  for ticked in itertools.product((False, True), repeat=3)],
    "epsilon_v": [lambda epsilon=epsilon: draw.epsilon_v(BOOK, *CHICKEN, "w5", epsilon)
                  for epsilon in (0.1, 1e-4, 1e-13)]
                 + [lambda case=case: draw.epsilon_v(*case, "w1", 1e-4) for case in EASY.values()],
    "gauge": [lambda part=part: draw.gauge(BOOK, *CHICKEN, "w1", part) for part in GAUGE_STOPS]
             + [lambda case=case: draw.gauge(*case, "w5", 1e-3) for case in EASY.values()],
    "hiker": [lambda surface=surface, rule=rule, eta=eta: draw.hiker(surface, rule, eta, 0.9, 25)
              for surface in GROUNDS for rule in ("gradient descent", "momentum", "Adam") for eta in (0.01, 0.5, 20)]
             + [lambda: draw.hiker(GROUNDS[0], "Nesterov", 0.1, 0, 0, (2, -2))]
             + [lambda surface=surface, rule=rule: draw.hiker(surface, rule, 20, 0.95, 60, (2, 2))
                for surface in GROUNDS for rule in ("gradient descent", "momentum", "Nesterov")],
    "linear_dial": [lambda eta=eta: draw.linear_dial(eta, *line_data()) for eta in (0.01, 0.3, 1.0, 1.23, 1.5, 50)],
    "logistic_dial": [lambda eta=eta: draw.logistic_dial(eta, BOOK, *CHICKEN) for eta in (0.1, 0.5, 10, 1000)],
    "loop_moment": [lambda number=number: draw.loop_moment(number, BOOK, [(0, 0.2), (10, 0.1), (10**4, 1e-7)], *CHICKEN)
                    for number in (0, 1, 10**4)],
    "one_step": [lambda weight=weight, eta=eta: draw.one_step(BOOK, *CHICKEN, weight, eta)
                 for weight in ("w1", "w5", "w6", "bw4") for eta in (0.1, 10, 1000)]
                + [lambda case=case: draw.one_step(*case, "w5", 0.5) for case in EASY.values()],
    "rate_map": [lambda found=found, cell=cell: draw.rate_map(found, cell, DIGITS.name)
                 for found in ({}, {"fitting, 0.1": 0.874, "standard normal, 1": 0.0}, dict.fromkeys(RATE_CELLS, 1.0))
                 for cell in ("none", "fitting, 0.1", "standard normal, 0.000001", "fitting, 1")],
    "rule_race": [lambda surface=surface, number=number: draw.rule_race(surface, number)
                  for surface in GROUNDS[:4] for number in (0, 1, 100)]
                 + [lambda: draw.rule_race(GROUNDS[1], 50, etas={"Nesterov": 0.3, "Adam": 50.0})],
    "two_points": [lambda epsilon=epsilon: draw.two_points(BOOK, *CHICKEN, "w5", epsilon)
                   for epsilon in (1, 1e-4, 1e-15)]
                  + [lambda case=case: draw.two_points(*case, "w5", 1e-4) for case in EASY.values()],
    "character": [lambda: draw.character(MAN), lambda: draw.character(CHARACTERS.chicken[0], lit=(0, 1, 2, 3)),
                  lambda: draw.character(PAPER, lit=()), lambda: draw.character(INK.reshape(8, 8), lit=(7, 56, 63))],
    "confused": [lambda judge=judge: draw.confused(judge, FEW) for judge in JUDGES.values()]
                + [lambda: draw.confused(JUDGES["start"], CHARACTERS.test, most=4),
                   lambda: draw.confused(JUDGES["start"], Part(MAN, np.array([[0.0, 1.0]]))),
                   lambda: draw.confused(JUDGES["start"], Part(MAN, np.array([[1.0, 0.0]])))],
    "disguised": [lambda judge=judge, way=way, step=step: draw.disguised(judge, way, step)
                  for judge, way in DISGUISES for step in (1, 6)]
                 + [lambda: draw.disguised(JUDGES["start"], np.vstack([PAPER, INK]), 1)],
    "film_frame": [lambda judge=judge, number=number: draw.film_frame(film_of(judge), number)
                   for judge in JUDGES for number in (0, 3)]
                  + [lambda eta=eta: draw.film_frame(film_of("start", eta, 12), 12) for eta in (0.0, 3.0, 100.0)]
                  + [lambda: draw.film_frame(film_of("start", epochs=0), 0)],
    "gallery": [lambda: draw.gallery(CHARACTERS.training), lambda: draw.gallery(CHARACTERS.test, 64),
                lambda: draw.gallery(FEW, 5), lambda: draw.gallery(Part(MAN, np.array([[1.0, 0.0]]))),
                lambda: draw.gallery(Part(MAN, np.array([[0.0, 1.0]])), 1)],
    "judged": [lambda judge=judge, picture=picture: draw.judged(judge, picture)
               for judge in JUDGES.values() for picture in (MAN, PAPER, INK)]
              + [lambda place=place: draw.judged(JUDGES["start"], np.eye(64)[place:place + 1]) for place in (0, 63)],
    "overfitting": [lambda judge=judge: draw.overfitting({40: film_of(judge)}, 40) for judge in JUDGES]
                   + [lambda eta=eta: draw.overfitting({8: film_of("small", eta, 12, 8)}, 8) for eta in (0.0, 30.0)]
                   + [lambda: draw.overfitting({40: film_of("start", 0.5, 80)}, 40),
                      lambda: draw.overfitting({8: film_of("start", epochs=0, count=8)}, 8),
                      lambda: draw.overfitting({1: film_of("start", epochs=1, count=1)}, 1)],
    "time_machine": [lambda network=network, moment=moment: draw.time_machine(
                         moment, diary_of(network), FEW, 0.5, node=64)
                     for network in SIXTY_FOUR.values() for moment in (0, 1, 3, 6)]
                    + [lambda: draw.time_machine(3, diary_of(JUDGES["start"], 1000.0), FEW, 1000.0),
                       lambda: draw.time_machine(2, [JUDGES["start"]], Part(PAPER, np.array([[1.0, 0.0]])), 0.5)],
    "worked_example": [lambda moment=moment: draw.worked_example(
                           moment, BOOK, CHARACTERS.chicken, np.array(CHICKEN[1]), 0.5) for moment in range(10)]
                      + [lambda case=case, moment=moment: draw.worked_example(
                             moment, case[0], np.eye(64)[1:2], np.array([[0.0, 1.0]]), 10)
                         for name, case in NUMBERS_2_2_2.items() for moment in range(1, 10)
                         if name in ("huge", "no gradients", "zeros", "diverging", "overflowing")
                         and case[0].activations == ("logistic", "logistic")]
                      + [lambda moment=moment: draw.worked_example(
                             moment, random_case(1)[0], MAN, np.array([[1, 0]]), 0.25) for moment in range(10)]
                      + [lambda moment=moment: draw.worked_example(
                             moment, TROUBLE["not a number"][0], MAN, np.array([[1, 0]]), 0.5)
                         for moment in (1, 3, 4, 6, 7, 9)],
    "confusion_ten": [lambda reader=reader: draw.confusion_ten(reader, DIGITS.test) for reader in READERS.values()]
                     + [lambda cell=cell: draw.confusion_ten(READERS["deep"], DIGITS.test, cell)
                        for cell in [*CELLS][::11]]
                     + [lambda: draw.confusion_ten(READERS["start"], ONE_DIGIT, "0 as 0", most=1)],
    "digit_gallery": [lambda: draw.digit_gallery(DIGITS.training, name=DIGITS.name),
                      lambda: draw.digit_gallery(DIGITS.test, 30), lambda: draw.digit_gallery(ONE_DIGIT, 1)],
    "digit_numbers": [lambda pixel=pixel: draw.digit_numbers(DIGITS.test.inputs[0], pixel)
                      for pixel in (1, 28, 29, 407, 757, 784)] + [lambda: draw.digit_numbers(np.ones((28, 28)))],
    "first_weights": [lambda reader=reader, together=together: draw.first_weights(reader, 3, together=together)
                      for reader in READERS.values() for together in (False, True)]
                     + [lambda order=order: draw.first_weights(READERS["start"], 24, order) for order in ORDERS],
    "mnist_download": [lambda: next(draw.mnist_download(0))],
    "most_certain_mistakes": [lambda reader=reader: draw.most_certain_mistakes(reader, DIGITS.test)
                              for reader in READERS.values()]
                             + [lambda count=count: draw.most_certain_mistakes(READERS["start"], DIGITS.test, count)
                                for count in (1, 24)]
                             + [lambda: draw.most_certain_mistakes(READERS["zeros"], ONE_DIGIT)],
    "prepared": [lambda reader=reader: draw.prepared(reader, DIGITS.test.inputs[0]) for reader in READERS.values()]
                + [lambda drawing=drawing, switches=switches: draw.prepared(READERS["start"], drawing, *switches)
                   for drawing in DRAWINGS for switches in itertools.product((False, True), repeat=3)],
    "softmax_bars": [lambda logits=logits, target=target: draw.softmax_bars(logits, target)
                     for logits in ([2, 1, 0], [-5, 5, -5], [0, 0], [1e-3, 70, -70, 100, -100, 3], [-99, -99])
                     for target in (1, 2)],
    "spreads": [lambda rows=rows: draw.spreads(rows) for rows in (
                    [("b", 9.4, 9.3), ("c", 149, 150), ("d", 2361, 2488), ("e", 37325, 41806)], [("b", 1, 1)],
                    [("b", 0, 0), ("c", 0, 0.5)], [("b", 1e-12, 3e-9), ("c", 1e30, 1e99)],
                    [(name, 0.8, 0.7) for name in "bcdefghi"])],
    "through_layers": [lambda reader=reader, drawing=drawing: draw.through_layers(reader, drawing)
                       for reader in READERS.values() for drawing in (DIGITS.test.inputs[0], np.zeros(784))],
    "training_curves": [lambda eta=eta: draw.training_curves({f"eta {eta}": digit_film(eta).frames}, DIGITS.name)
                        for eta in (0.0, 0.1, 3.0, 1e30)]
                       + [lambda: draw.training_curves({"start": digit_film(0.1).frames[:1]}, DIGITS.name),
                          lambda: draw.training_curves({f"run {eta}": digit_film(eta).frames
                                                        for eta in (0.01, 0.1, 1.0, 3.0)}, DIGITS.name)],
    "faces": [lambda count=count, lot=lot: draw.faces(count, lot) for count in (2, 10, 70) for lot in (0, 4)],
    "folder": [lambda typed=typed: draw.folder(typed) for typed in ("", "no such place", "<b> bold")],
    "doubtful": [lambda certain=certain: draw.doubtful(own_layer(), certain) for certain in (False, True)]
                + [lambda: draw.doubtful(own_layer()._replace(answers=()))],
    "scores": [lambda: draw.scores(own_layer().layer)],
    "augmented": [lambda more=more: draw.augmented(*more)
                  for more in ((), ("pavilion", True, 60, 100, 80, 20), ("flower", False, 0, 0, 5))],
    "kernel_map": [lambda name=name, picture=picture: draw.kernel_map(picture, KERNELS[name].array)
                   for name in KERNELS for picture in (photograph(), DIGITS.test.inputs[0].reshape(28, 28))]
                  + [lambda kernel=kernel, positive=positive: draw.kernel_map(np.eye(28), kernel, positive)
                     for kernel in ([0] * 9, [-2] * 9, [2] * 9, [1e9] * 9, [-0.001] * 9) for positive in (False, True)],
    "window_sum": [lambda name=name, place=place: draw.window_sum(MAN.reshape(8, 8), KERNELS[name].array, place)
                   for name in KERNELS for place in (0, 1, 14, 36)]
                  + [lambda: draw.window_sum(np.ones((3, 3)), [-2] * 9, 1),
                     lambda: draw.window_sum(np.full((10, 10), 0.35), [-0.55] * 9, 64)],
    "window_sizes": [lambda more=more: draw.window_sizes(DIGITS.test.inputs[1].reshape(28, 28), np.eye(3), *more)
                     for more in ((1, 0, 1), (1, 3, 1), (4, 0, 4), (4, 3, 2, "average"), (1, 0, 4))]
                    + [lambda: draw.window_sizes(np.zeros((28, 28)), np.zeros(9), 1, 1, 2)],
    "weights_compared": [lambda side=side, kernels=kernels: draw.weights_compared(side, kernels)
                         for side in (8, 28, 84, 299) for kernels in (1, 8, 32, 64)],
    "inception": [lambda block=block: draw.inception(block) for block in BLOCKS],
    "four_ways": [lambda way=way: draw.four_ways(way) for way in WAYS],
    "few_pictures": [lambda reach=reach, k=k: draw.few_pictures(digit_tasks(reach), pick(digit_tasks(reach).new, k))
                     for reach in (0, 4) for k in HOW_FEW],
    "transfer_curves": [lambda reach=reach, k=k: draw.transfer_curves(recorded_transfer(reach), k, "all, recorded")
                        for reach in (0, 4) for k in HOW_FEW],
    "two_scores": [lambda pair=pair: draw.two_scores(*pair) for pair in ((0, 0), (5, -5), (-5, 5), (2, -0.8), (3, 3))],
    "asked": [lambda kind=kind: draw.asked(untrained(), no_digit(kind, 7), kind) for kind in NO_DIGITS],
    "reliability": [lambda right=right, limit=limit: draw.reliability(
                        Scores(np.linspace(0.2, 1, 250), np.arange(250) % 3 < right), limit, "20 of each: random")
                    for right in (0, 2, 3) for limit in (0.5, 0.9, 1.0)]
                   + [lambda: draw.reliability(Scores(np.array([1.0]), np.array([True])), 0.9, "one picture")],
    "flow": [lambda text=text, step=step: draw.flow(text, step, a=2, b=-3.5, c=0)
             for text in ("(a*b)+c", "a", "-a/c - b/c", "1+2+3+4+5+6+7", "relu(a*b - c) / (a + 2) * b", "c/c", "(a*b",
                          "import os", "1e5*a*1e5*b", "<b>") for step in (0, 1, 3, 7)],
    "layer_flow": [lambda n=n, k=k, turned=turned: draw.layer_flow(n, k, turned)
                   for n, k in ((1, 1), (64, 500), (55000, 784)) for turned in (False, True)],
    "two_ways": [lambda line=line: draw.two_ways(line) for line in range(8)],
    "adaptive": [lambda eta=eta, change=change: draw.adaptive(eta, change)
                 for eta, change in ((0.3, 2), (0, 0), (1, 3), (1, -3), (0.05, -0.5))],
    "compare": [lambda cloud=cloud, pair=pair, dial=dial: draw.compare(*pair, cloud, dial)
                for cloud, dial, pair in (("chessboard", 3, ("logistic regression", "neural network")),
                                          ("ring", 1, ("k-means", "SVM")), ("two heaps", 5, ("SVM", "k-means")),
                                          ("two moons", 5, ("nearest neighbours", "random forest")),
                                          ("two moons", 2, ("decision tree (CART)", "decision tree (CART)")))],
    "corridor": [lambda moment=moment, chance=chance: draw.corridor(moment, chance)
                 for moment, chance in ((0, 0.3), (1, 0.3), (6, 0.3), (60, 0.3), (60, 0), (60, 1), (17, 0.5))]
                + [lambda: draw.corridor(60, 1.0, 0.0), lambda: draw.corridor(200, 0.0, 1.0)],
    "fields": [lambda system=system: draw.fields(system) for system in SYSTEMS],
    "learning_styles": [lambda cloud=cloud, labelled=labelled: draw.learning_styles(cloud, labelled)
                        for cloud in CLOUDS for labelled in (0, 1, 2, 8, 100)]
                       + [lambda: draw.learning_styles("chessboard", 50, 1)],
    "loop": [lambda moment=moment, weight=weight, sequence=sequence: draw.loop(moment, weight, sequence)
             for sequence in SEQUENCES for moment, weight in ((0, 0.9), (1, 0), (7, -2), (12, 2), (12, 0.9))],
    "method": [lambda name=name, cloud=cloud, dial=dial: draw.method(name, cloud, dial)
               for name in METHODS for cloud, dial in (("two moons", 1), ("ring", 3), ("chessboard", 5))],
    "parts": [lambda part=part: draw.parts(create(3, 4, 2, seed=1), part) for part in PARTS],
    "polynomial": [lambda degree=degree, share=share, test=test: draw.polynomial(degree, share, test)
                   for degree in (0, 1, 3, 8, 12) for share, test in ((60, False), (40, True), (80, True))],
    "split": [lambda shares=shares: draw.split(*shares)
              for shares in ((1250, 60, 20), (70_000, 0, 0), (40, 100, 100), (40, 5, 90), (1, 60, 20), (1000, 0, 100))],
    "telltale_words": [lambda count=count, listed=listed: draw.telltale_words(count, listed)
                       for count in (2, 30, 42, 60) for listed in ("", "free", "free, winner, click, now, cash, offer",
                                                                   "can i at my we on please see lunch", "x" * 5000)],
    "two_filters": [lambda message=message, listed=listed: draw.two_filters(message, listed, learned_from(60))
                    for listed in ("", "free, winner", "click " * 99, "<b>, &, " + " ".join(map(str, range(999))))
                    for message in ("", "   ", "Are you free?", "x" * 5000, "<b>bold</b> & \"",
                                    "W" * 60 + " now free " * 40, "naïve ∂ 漢字",
                                    " ".join(message.text for message in load_messages().new))],
    "toolbox": [lambda name=name: draw.toolbox(name) for name in tools()],
    "five_steps": [lambda step=step: draw.five_steps(step) for step in range(1, 6)],
    "timeline": [lambda entry=entry, only=only: draw.timeline(entry, only)
                 for entry in timeline() for only in (False, True)],
    "threshold_neuron": [lambda joints=joints, x=x, threshold=threshold: draw.threshold_neuron(*x, *joints, threshold)
                         for joints in itertools.product(pioneers.JOINTS, repeat=2) for x in ((0, 1), (True, True))
                         for threshold in (0, 1, 3)],
    "xor_of_three": [lambda pair=pair: draw.xor_of_three(*pair) for pair in itertools.product((False, True), repeat=2)],
    "conditioned": [lambda lesson=lesson, trial=trial, eta=eta: draw.conditioned(lesson, trial, eta)
                    for lesson in pioneers.LESSONS for trial in (0, 1, 7, 20) for eta in (0.05, 0.3)],
    "one_line": [lambda name=name, rule=rule, look=look: draw.one_line(name, rule, look)
                 for name in ("AND", "OR", "XOR", "cloud") for rule in ("perceptron", "ADALINE")
                 for look in (0, 1, 13, 80)],
    "two_lines": [lambda look=look, start=start: draw.two_lines(look, start)
                  for look in (0, 1, 5, 80) for start in (1, 2, 7, 20)],
    "cancelled": [lambda noise=noise, taps=taps, eta=eta: draw.cancelled(noise, taps, eta)
                  for noise in pioneers.NOISES for taps in (1, 32) for eta in (0.001, 0.1, 1, 1e6)],
    "recalled": [lambda ink=ink, update=update: draw.recalled(MEMORIES, pioneers.as_states(ink), update)
                 for ink in (MAN, PAPER, INK, CHARACTERS.chicken) for update in (0, 1, 128)]
                + [lambda: draw.recalled({"man": MEMORIES["man"]}, -MEMORIES["man"], 64, 2)],
    "filled_up": [lambda count=count: draw.filled_up(np.linspace(0, 0.4, 30)[None] * [[0.5], [1.0]], count)
                  for count in (1, 14, 30)] + [lambda: draw.filled_up(np.zeros((1, 5)), 5)],
    "glossary": [lambda query=query: draw.glossary(query)
                 for query in ("", "error", "net > logit", "sigmiod", "xyzzy", "<b>", "y" * 5000,
                               *(row.name for row in terms()))],
    "wave_fit": [lambda hidden=hidden, moment=moment, wild=wild: draw.wave_fit(
                     wave_film(hidden, wild), WAVE, moment, wave_film(2))
                 for hidden in (1, 2, 32) for moment in (0, 1, 25) for wild in (False, True)],
}
