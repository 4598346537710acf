"""What every picture promises: well-formed SVG, a text twin, legible words inside, and the arrays' own numbers."""

import functools
import inspect
import itertools
import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from helpers import (
    ACTIVATIONS,
    BUGS,
    CLOUDS,
    COSTS,
    METHODS,
    PARTS,
    SEQUENCES,
    SURFACES,
    SYSTEMS,
    Network,
    chain,
    create,
    draw,
    forward,
    gradients,
    landscape,
    learned_from,
    line_data,
    line_surface,
    load_messages,
    network_surface,
    pioneers,
    run_race,
    timeline,
    total_error,
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
from helpers.pens.numerals import plain, short, signed
from helpers.pens.picture import Picture, tag, words
from helpers.reference.terms import terms
from helpers.study.judging import Film
from tests.drawn import SVG, assert_rounded, contrast, lines_of, numbers, panels, points_of, rects, told, without_images

BOOK = Network(weights=[[[0.10, 0.20], [0.12, 0.17]], [[0.05, 0.40], [0.33, 0.07]]],
               biases=[[0.80, 0.25], [0.15, 0.70]])
DEEP = create(5, 8, 20, 3, activations="tanh", seed=3)
XOR, XOR_TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
RUN_START = create(2, 4, 1, activations="tanh", seed=1)
RUN = list(train(RUN_START, XOR, XOR_TARGETS, eta=0.5, epochs=60))
LINEAR = create(2, 2, 1, activations="linear", seed=1)
DIVERGED = list(train(LINEAR, XOR, XOR_TARGETS, eta=9.0, epochs=80))
CHICKEN = [[0.15, 0.35]], [[0, 1]]  # the book's example
DEEP_SQUARE = create(4, 4, 4, 4, seed=3)
DEEP_EXAMPLE = [[0.5, -0.3, 0.8, 0.1]], [[1, 0, 0, 1]]
# Networks with one example each that no picture may break: flat, huge, without any gradient, not a number, tiny, deep.
TROUBLE = {
    "saturated": (BOOK.with_values(w1=-40, w5=1000, bw3=-0.00001), *CHICKEN),
    "huge": (BOOK.with_values(w1=-123456.789, w5=2e7, w6=-98765.4321, w8=-3e8), *CHICKEN),
    "huge and linear": (Network(BOOK.with_values(w1=-123456.789, w6=2e7).weights, BOOK.biases, "linear"), *CHICKEN),
    "no gradients": (BOOK.with_values(bw3=-1000, bw4=1000), *CHICKEN),
    "equal targets": (BOOK, CHICKEN[0], [[0.5, 0.5]]),
    "zeros": (Network([np.zeros((2, 2))] * 2, [np.zeros(2)] * 2), [[0, 0]], [[0.5, 0.5]]),
    "diverging": (Network([[[9e99, -2e80], [3.0, 7e90]], [[1e120, 5e99], [1.0, -1e99]]], [[1.0, 2.0], [3.0, 4.0]],
                          "linear"), *CHICKEN),
    "overflowing": (BOOK.with_values(w1=1e308, w2=-1e308, w5=1e308, w6=-1e308), [[9e9, 9e9]], CHICKEN[1]),
    "not a number": (BOOK.with_arrays([BOOK.weights[0] * np.nan, BOOK.weights[1]], BOOK.biases), *CHICKEN),
}
MORE_TROUBLE = {
    **TROUBLE, "diverged": (DIVERGED[-1].network, [[0, 1]], [[1]]), "1-1": (create(1, 1), [[0.5]], [[1]]),
    "1-1-1": (create(1, 1, 1), [[0.5]], [[0]]), "4-4-4-4": (DEEP_SQUARE, *DEEP_EXAMPLE),
}
# Pictures that walk through other values of a weight refuse a network that is no longer numbers, with a sentence.
NO_NUMBERS = [MORE_TROUBLE["not a number"], MORE_TROUBLE["diverged"]]
NUMBERS = {name: case for name, case in MORE_TROUBLE.items() if name not in ("not a number", "diverged")}
NUMBERS_2_2_2 = {name: case for name, case in TROUBLE.items() if name != "not a number"}
STOP_RUN = [step.error for step in train(BOOK, *CHICKEN, eta=0.5, epochs=301)]
THRESHOLDS = (0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0.0001, 0.00001)


def shown(network, *inputs, **more):
    return draw.diagram(network, forward(network, [inputs]), **more)


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
EASY = {name: TROUBLE[name] for name in ("saturated", "no gradients", "equal targets", "zeros")}
GAUGE_STOPS = (0, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 9)
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
def test_every_public_picture_function_has_samples_here():
    public = {name for name in draw.__all__ if inspect.isfunction(getattr(draw, name))}
    no_pictures = {"journey_length", "backward_length"}
    assert public - no_pictures == set(SAMPLES), "add samples for a new picture function, remove those of an old one"


@pytest.mark.parametrize("make", [
    *(lambda case=case: draw.secant(*case, "w1", 1) for case in NO_NUMBERS),
    *(lambda case=case: draw.turned_slice(*case, 30) for case in NO_NUMBERS),
    *(lambda case=case, zoom=zoom: draw.valleys(*case, zoom) for case in NO_NUMBERS for zoom in (False, True)),
    lambda: draw.three_sums(*NO_NUMBERS[0])])
def test_a_network_that_is_no_longer_numbers_is_refused_with_a_sentence(make):
    with pytest.raises(ValueError, match="must (hold ordinary numbers|be a number)"):
        make()


def test_contrast_is_computed_as_defined():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


# ---- What every picture promises


def is_well_formed(picture):
    """The picture and its still are well-formed, and the still tells the twin."""
    ET.fromstring(picture.svg)
    told = " ".join(" ".join(ET.fromstring(picture.still).itertext()).split())
    if " ".join(picture.text.split()) not in told:
        yield "the still does not tell the twin"


def ends_as_a_sentence(picture):
    if not picture.text == repr(picture) == picture.text.strip():
        yield f"the twin has blanks around it, or is not the picture's repr: {picture.text!r}"
    if len(picture.text) < 10 or picture.text[-1] not in ".!?":
        yield f"the twin is no sentence: {picture.text!r}"


BROKEN = re.compile(r"\b(nan|inf|None|Ellipsis|array|np\.\w+)\b|object at 0x", re.IGNORECASE)
PLACE = re.compile(r'(?:\b(?:c?[xyr]|[xy][12]|width|height)="|[ML ])(-?\d+(?:\.\d+)?)')


def has_no_broken_coordinate_or_word(picture):
    svg = re.sub(r"<text[^>]*monospace.*?</text>", "", without_images(picture.svg))  # Python code may say None
    yield from (f"broken: {found[0]}" for found in BROKEN.finditer(svg.replace('"none"', "") + picture.text))
    yield from (f"browsers draw huge coordinates badly: {value}" for value in PLACE.findall(svg)
                if abs(float(value)) > 20_000)


def has_a_number_for_every_coordinate(picture):
    number = r"-?\d+(?:\.\d+)?"
    for found in re.finditer(r' (?:c?[xyr]|[xy][12]|width|height)="([^"]*)"', picture.svg):
        if not re.fullmatch(number, found[1]):
            yield f"no number: {found[0]}"
    yield from re.findall(r"\S*(?:nan|inf|None)\S*", " ".join(re.findall(r' d="([^"]*)"', picture.svg)))


def keeps_its_words_inside(picture):
    for line in lines_of(picture.svg):
        left, top, right, bottom = line.viewport
        if not (left - 1 <= line.left and line.right <= right + 1
                and top - 3 <= line.baseline - line.size and line.baseline <= bottom):
            yield f"outside of the card: {line}"


def keeps_its_words_apart(picture):
    boxes = [(line.left, line.baseline - 0.72 * line.size, line.right, line.baseline, line)
             for line in lines_of(picture.svg)]
    for (left, top, right, bottom, one), (x, y, end, below, other) in itertools.combinations(boxes, 2):
        wide = min(right - 0.07 * (right - left), end - 0.07 * (end - x)) - max(  # most letters are narrower than 0.58
            left + 0.07 * (right - left), x + 0.07 * (end - x))
        if wide > 2 and min(bottom, below) - max(top, y) > 2:
            yield f"{one} and {other} share {wide:.0f} pixels"


def has_words_of_12_pixels_or_more(picture):
    yield from (f"too small: {line}, {line.size} px" for line in lines_of(picture.svg) if line.size < 12)


def has_words_that_stand_out(picture):
    yield from (f"too pale: {line}, {line.fill} on {line.behind}" for line in lines_of(picture.svg)
                if contrast(line.fill, line.behind) < 4.5)


def has_at_most_100_kB(picture):
    size = len(picture.svg.encode()) + 2 * len(picture.text.encode())
    if size > 100_000:
        yield f"too large: {size:,} bytes"


def names_its_clickable_parts(picture):
    for part in ET.fromstring(picture.svg).iter():
        if part.get("data-set") and not (
                part.get("aria-label") and part.get("role") == "button" and part.get("tabindex") == "0"
                and re.fullmatch(r"\w+=.+", part.get("data-set")) and part.get("data-on") in ("click", "hover")):
            yield f"a part to click without a name or a control: {part.attrib}"


PROMISES = (is_well_formed, ends_as_a_sentence, has_no_broken_coordinate_or_word, has_a_number_for_every_coordinate,
            keeps_its_words_inside, keeps_its_words_apart, has_words_of_12_pixels_or_more, has_words_that_stand_out,
            has_at_most_100_kB, names_its_clickable_parts)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_picture_keeps_its_promises(name):
    broken = [f"sample {number}: {promise.__name__}: {fault}"
              for number, make in enumerate(SAMPLES[name]) for picture in [make()]
              for promise in PROMISES for fault in promise(picture)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("promise", "marks", "text"), [
    (ends_as_a_sentence, "", "No point at the end"),
    (ends_as_a_sentence, "", "Short."),
    (ends_as_a_sentence, "", "A blank at the end. "),
    (has_no_broken_coordinate_or_word, words(9, 20, "w1 = nan"), "One number is missing."),
    (has_no_broken_coordinate_or_word, "", "The twin says None here."),
    (has_no_broken_coordinate_or_word, tag("circle", cx=30_000, cy=9, r=5), "A circle far away."),
    (has_a_number_for_every_coordinate, tag("circle", cx="far", cy=9, r=5), "A circle nowhere."),
    (has_a_number_for_every_coordinate, tag("path", d="M0 0Lnan 1"), "A line to nowhere."),
    (keeps_its_words_inside, words(180, 20, "too far right"), "Words beyond the card."),
    (keeps_its_words_inside, words(9, 4, "high"), "Words above the card."),
    (keeps_its_words_apart, words(9, 20, "one") + words(12, 24, "another"), "Words on words."),
    (has_words_of_12_pixels_or_more, words(9, 20, "small", size=11.5), "Words too small to read."),
    (has_words_that_stand_out, words(9, 20, "pale", fill="#999999"), "Words too pale to read."),
    (has_at_most_100_kB, tag("path", d="M0 0" * 25_001), "A path of 100,004 letters."),
    (names_its_clickable_parts, tag("g", data_set="stage=2", role="button", tabindex=0, data_on="click"), "No name."),
    (names_its_clickable_parts, tag("g", data_set="stage", aria_label="stage", role="button", tabindex=0,
                                    data_on="click"), "No value."),
])
def test_each_promise_notices_a_picture_that_breaks_it(promise, marks, text):
    assert list(promise(Picture(200, 40, marks, text)))
    assert not list(promise(Picture(200, 40, words(9, 20, "w1 = 0.05"), "One weight, w1, is 0.05.")))


# ---- Every number in a picture is read from the arrays


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("activation", ["logistic", "tanh", "linear"])
def test_the_diagram_shows_the_nets_outs_and_weights_of_the_network(seed, activation):
    random = np.random.default_rng(seed)
    weights, biases = random.normal(0, 1, (2, 2, 2)), random.normal(0, 1, (2, 2))
    network = Network(list(weights), list(biases), activation)
    inputs, targets = random.uniform(-1, 1, (1, 2)), [0, 1]
    run = forward(network, inputs)
    got = numbers(draw.diagram(network, run, targets=targets))
    drawn = {text.split(" = ")[0]: text.split(" = ")[1].replace("−", "-") for text in got if " = " in text}
    assert set(drawn) == set(network.names())
    for name in network.names():
        assert float(drawn[name]) == round(network[name], 4), f"{name} is {network[name]}"
    wanted = [text for text in got if " = " in text]
    for layer in (1, 2):
        wanted += [f"net {plain(value)}" for value in run.net[layer][0]]
        wanted += [f"out {plain(value)}" for value in run.out[layer][0]]
    wanted += [plain(value) for value in inputs[0]] + ["target 0", "target 1"]
    assert not sorted(set(wanted) - set(got)), f"drawn: {got}"
    beyond = [text for text in got if re.search(r"\d\.\d", text) and text not in wanted]
    assert not beyond, "numbers that are in no array"


@pytest.mark.parametrize("seed", range(4))
def test_the_diagrams_twin_has_the_same_outs(seed):
    network = create(2, 3, 2, seed=seed)
    run = forward(network, [[0.3, -0.6]])
    assert re.findall(r"−?\d+\.\d+", draw.diagram(network, run).text) == [
        plain(value) for out in run.out for value in out[0]]


def test_edges_show_size_by_width_and_sign_by_colour_and_dash():
    svg = ET.fromstring(draw.diagram(BOOK.with_values(w1=1.0, w2=-1.0, w3=0.1)).svg)
    lines = {}
    for group in svg.iter("{http://www.w3.org/2000/svg}g"):
        texts = ["".join(text.itertext()) for text in group.iter("{http://www.w3.org/2000/svg}text")]
        line = group.find("{http://www.w3.org/2000/svg}line")
        if line is not None and texts:
            lines[texts[0].split()[0]] = line
    assert lines["w1"].get("stroke-width") == lines["w2"].get("stroke-width")
    assert float(lines["w1"].get("stroke-width")) > float(lines["w3"].get("stroke-width"))
    assert lines["w1"].get("stroke") != lines["w2"].get("stroke")
    assert lines["w1"].get("stroke-dasharray") is None and lines["w2"].get("stroke-dasharray")


@pytest.mark.parametrize("weight, bias", [(1, 0), (2, 3), (-0.5, 1.25), (0, 2)])
def test_the_logistic_curve_is_the_logistic_function(weight, bias):
    picture = draw.logistic_shift(weight, bias)
    if weight:
        half = f"x = {plain(-bias / weight, 2)}"
        assert half in numbers(picture) and half in picture.text
    curve = max((path for path in ET.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}path")),
                key=lambda path: float(path.get("stroke-width")))
    points = np.array([[float(part) for part in pair.split()] for pair in re.split("[ML]", curve.get("d"))[1:]])
    x, y = -10 + (points[:, 0] - 60) / 600 * 20, 1.05 - (points[:, 1] - 36) / 270 * 1.1
    assert np.abs(y - 1 / (1 + np.exp(-(weight * x + bias)))).max() < 0.005


@pytest.mark.parametrize("seed", range(4))
def test_the_summation_shows_its_products_and_their_sum(seed):
    random = np.random.default_rng(seed)
    inputs, weights, bias = random.normal(size=3), random.normal(size=3), random.normal()
    picture = draw.summation(inputs, weights, bias)
    got, net = numbers(picture), inputs @ weights + bias
    for product in [*(inputs * weights), bias]:
        assert any(text.endswith(f"= {signed(product, 2)}") for text in got), f"{product} is not in {got}"
    assert f"net input = {plain(net, 2)}" in got and f"= {plain(net, 2)}" in picture.text


@pytest.mark.parametrize("eta", [0.05, 0.4, 0.95, 1.1])
def test_the_bowl_shows_the_weights_of_gradient_descent(eta):
    w, path = 0.9, []
    for _ in range(9):
        path.append(plain(w, 4))
        w -= eta * 2 * w
    assert [text for text in numbers(draw.bowl(eta)) if text in path] == path


@pytest.mark.parametrize("net", [-2.5, 0.7, 3.0])
def test_the_gallery_shows_each_functions_value_and_slope(net):
    out, t = 1 / (1 + np.exp(-net)), np.tanh(net)
    got = numbers(draw.activation_gallery(net))
    for value, slope in ((out, out * (1 - out)), (t, 1 - t * t), (net, 1.0), (max(net, 0), float(net > 0))):
        assert f"out {plain(value)}, slope {plain(slope)}" in got


def test_a_small_move_changes_the_logistic_output_a_little_and_the_step_at_once():
    picture = draw.small_move(-0.005)
    before, after = (1 / (1 + np.exp(-w)) for w in (-0.005, 0.005))
    assert f"{plain(before)} → {plain(after)}" in numbers(picture) and f"{plain(0)} → {plain(1)}" in numbers(picture)


@pytest.mark.parametrize("number", [0, 1, 30, 59])
def test_learning_tells_the_error_and_the_right_examples_of_that_moment(number):
    network = RUN[number - 1].network if number else RUN_START
    out = forward(network, XOR).output
    right = int(((out > 0.5) == np.array(XOR_TARGETS, bool)).sum())
    error = 0.5 * ((np.array(XOR_TARGETS) - out) ** 2).sum(axis=1).mean()
    text = draw.learning(RUN_START, RUN, number, XOR, XOR_TARGETS).text
    assert f"After {number} update{'s' * (number != 1)} the mean error is {plain(error)}; {right} of 4" in text


@pytest.mark.parametrize("entry, layer", [("b1", 1), ("b2", 1), ("c1", 2), ("c2", 2)])
def test_the_matrix_product_shows_the_weights_transposed_and_the_net_input(entry, layer):
    run = forward(BOOK, [[0.15, 0.35]])
    picture = draw.matrix_product(BOOK, [[0.15, 0.35]], entry, layer)
    upper = numbers(picture)
    matrix = [plain(value, 2) for value in BOOK.weights[layer - 1].T.ravel()]
    assert [text for text in upper if text in matrix][:4] == matrix
    net = plain(run.net[layer][0, int(entry[1]) - 1])
    assert picture.text.endswith(f"= {net}.") and any(text == f"{entry}: {net}" for text in upper)


def test_the_journey_ends_on_the_forward_pass():
    run = forward(BOOK, [[0.15, 0.35]])
    first, last = (numbers(draw.journey(moment, BOOK, [[0.15, 0.35]])) for moment in (0, draw.journey_length(BOOK)))
    for layer in (1, 2):
        for value in run.out[layer][0]:
            assert f"out {plain(value)}" in last and f"out {plain(value)}" not in first
    assert first.count("out ?") == 4 and not last.count("out ?")


@pytest.mark.parametrize("sizes", [(64, 64, 2), (2, 2, 2), (3, 5, 4, 1)])
def test_the_structure_counts_nodes_edges_and_bias_edges(sizes):
    text = draw.structure(create(*sizes)).text
    edges, biases = sum(a * b for a, b in zip(sizes, sizes[1:], strict=False)), sum(sizes[1:])
    for count in (edges, biases, edges + biases, sum(sizes) + len(sizes) - 1):
        assert re.search(rf"\b{count:,}\b", text), f"{count:,} is not in: {text}"


@pytest.mark.parametrize("word, vector", [("man", "0, 0, 1, 0"), ("cow", "0, 0, 0, 0")])
def test_a_word_becomes_a_one_in_its_own_place(word, vector):
    got = [text.split("= ")[1] for text in numbers(draw.word_numbers(word)) if text.startswith("a")]
    assert ", ".join(got) == vector


def test_a_picture_becomes_its_pixels_row_after_row():
    got = [text for text in numbers(draw.image_numbers(7, 0.6)) if text.startswith("a")]
    assert len(got) == 16 and got[6] == "a7 = 0.60"


def test_a_sound_becomes_its_samples():
    samples = np.sin(2 * np.pi * 3 * np.arange(24) / 24) * 0.5
    first = ", ".join(plain(value, 2) for value in samples[:6])
    assert any(first in text for text in numbers(draw.sound_numbers(3, 0.5)))


def test_the_stage_map_tells_the_error_before_and_after_the_update():
    from helpers import gradients, total_error, update
    example = [[0.15, 0.35]], [[0, 1]]
    after = update(BOOK, gradients(BOOK, *example), 0.5)
    text = draw.stage_map(draw.STAGES[-1], BOOK, *example, eta=0.5).text
    assert plain(total_error(BOOK, *example)) in text and plain(total_error(after, *example)) in text


# ---- Errors, slopes, paths and the way back: the drawn text against the arrays, and against formulas written here


def random_case(seed):
    """Return a 2-2-2 logistic network and one example, every number random."""
    random = np.random.default_rng(seed)
    network = Network(list(random.normal(0, 1, (2, 2, 2))), list(random.normal(0, 1, (2, 2))))
    return network, random.uniform(-1, 1, (1, 2)), random.uniform(0, 1, (1, 2)).round()


NETWORKS = {"book": (BOOK, *CHICKEN), **{f"random {seed}": random_case(seed) for seed in range(4)}}
on_every_network = pytest.mark.parametrize("case", NETWORKS.values(), ids=NETWORKS)


def worked_out(text):
    """Return what a product or sum, as it is written on the picture, comes to."""
    return eval(text.replace("−", "-").replace("·", "*"))


def after(texts, label, count=1):
    """Return the texts that follow a label."""
    place = texts.index(label) + 1
    return texts[place:place + count]


def central(function, here, width=1e-6):
    return (function(here + width) - function(here - width)) / (2 * width)


def distance(dot, curve):
    """Return how many pixels a dot is away from a line of points."""
    start, way = curve[:-1], np.diff(curve, axis=0)
    share = np.clip(((dot - start) * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-12), 0, 1)
    return np.hypot(*(start + share[:, None] * way - dot).T).min()


@pytest.mark.parametrize("make", [
    lambda case: draw.secant(*case, "w5", 1.5), lambda case: draw.turned_slice(*case, 35),
    lambda case: draw.valleys(*case), lambda case: draw.valleys(*case, True), lambda case: draw.cost_gallery(0.3),
    lambda case: draw.logistic_trap(0.9, 1), lambda case: draw.logistic_slope(-1.3)],
    ids=["secant", "turned_slice", "valleys", "valleys zoomed", "cost_gallery", "logistic_trap", "logistic_slope"])
@on_every_network
def test_every_dot_lies_on_a_curve(make, case):
    found = panels(make(case))
    assert found and all(panel.dots for panel in found)
    for panel in found:
        for dot in panel.dots:
            away = min(distance(dot, curve) for curve in panel.curves if len(curve) > 1)
            assert away < 1, f"the dot at {dot} is {away:.1f} pixels from every curve"


# ---- Stage 2


@pytest.mark.parametrize("outputs, targets", [([0.59, 0.74], [0, 1]), ([0.2, 0.9], [0.85, 0.1]), ([0, 1], [0, 1])])
def test_the_error_bars_show_errors_squares_and_four_costs(outputs, targets):
    picture = draw.error_bars(outputs, targets)
    texts, errors = numbers(picture), np.subtract(targets, outputs)
    assert_rounded([told(text)[0] for text in texts if text.startswith("e ")], errors, 2, "e")
    assert_rounded([told(text)[0] for text in texts if text.startswith("square ")], errors**2, 4, "squares")
    labels = [text for text in texts if ": output " in text]
    assert_rounded([told(text) for text in labels], np.column_stack([outputs, targets]), 2, "outputs and targets")
    for name in ("SSE", "SE", "MSE", "RMS"):
        value = COSTS[name](np.array([outputs], float), np.array([targets], float))
        assert_rounded(told(*after(texts, name)), value, 4, name)
    assert_rounded(told(*after(texts, "Σ e")), errors.sum(), 4, "sum")
    assert_rounded(told(picture.text)[-1], errors.sum(), 4, "sum in the twin")


@pytest.mark.parametrize("outputs, targets", [([0.6, 0.7], [0, 1]), ([0.9, 0.15], [0.2, 0.65])])
def test_the_square_over_an_error_has_the_error_as_its_side(outputs, targets):
    picture = draw.error_bars(outputs, targets)
    squares, scale = rects(picture, fill_opacity="0.2"), 190
    for (_, top, width, height), z, t in zip(squares, outputs, targets, strict=True):
        assert width == height == pytest.approx(abs(t - z) * scale, abs=0.1)
        assert top == pytest.approx(40 + scale * (1 - max(z, t)), abs=0.1)


@pytest.mark.parametrize("seed, count", [(0, 1), (1, 4), (2, 7)])
def test_the_training_set_adds_up_local_errors_and_combines_them_as_the_costs_do(seed, count):
    random = np.random.default_rng(seed)
    z, t = random.uniform(0, 1, (count, 2)), np.eye(2)[random.integers(0, 2, count)]
    picture = draw.training_set(z, t)
    texts = numbers(picture)
    for row in range(count):
        got = after(texts[:-8], str(row + 1), 5)
        for text, wanted in zip(got[:4], (z[row], t[row], t[row] - z[row], (t[row] - z[row]) ** 2), strict=True):
            assert_rounded(told(text), wanted, 2, f"example {row + 1}")
        assert_rounded(told(got[4]), ((t[row] - z[row]) ** 2).sum(), 4, f"local error {row + 1}")
    local = ((t - z) ** 2).sum(axis=1)
    widths = [width for *_, width, height in rects(picture) if height == 20]
    assert np.allclose(widths, 54 * local / local.max(), atol=0.06)
    for name in ("SSE", "SE", "MSE", "RMS"):
        shown = next(text for text in texts if text.startswith(f"{name} = "))
        assert_rounded(told(shown), COSTS[name](z, t), 4, name)
        assert f"{name} {shown.split(' = ')[1]}" in picture.text


@on_every_network
def test_the_network_error_shows_errors_and_the_total_error(case):
    network, inputs, targets = case
    picture = draw.network_error(*case)
    errors = np.asarray(targets)[0] - forward(network, inputs).output[0]
    assert_rounded([told(text)[0] for text in numbers(picture) if text.startswith("e ")], errors, 4, "errors")
    assert_rounded(told(picture.text)[-1], total_error(*case), 4, "E")
    assert_rounded(told(picture.text)[-3:-1], errors**2, 4, "squares")


def cost_of_one_output(name, z, target):
    """Return a cost of one output node; costs that compare shares read it as z for yes and 1 - z for no."""
    two = name in ("cross-entropy", "Hellinger", "Kullback-Leibler")
    return COSTS[name](np.array([[z, 1 - z] if two else [z]]),
                       np.array([[target, 1 - target] if two else [target]], float))


@pytest.mark.parametrize("z", [0.07, 0.42, 0.8])
def test_the_cost_gallery_shows_each_cost_and_its_slope(z):
    picture = draw.cost_gallery(z)
    texts, found = numbers(picture), panels(picture)
    assert len(found) == 8
    for panel, name in zip(found, ("SE", "SSE", "MSE", "RMS", "cross-entropy", "exponential", "Hellinger",
                                   "Kullback-Leibler"), strict=True):
        rows = [text for text in texts[texts.index(name):] if text.startswith("t = ")][:2]
        errors = [cost_of_one_output(name, z, target) for target in (0, 1)]
        slopes = [central(lambda z, t=target, name=name: cost_of_one_output(name, z, t), z) for target in (0, 1)]
        for target in (0, 1):
            assert_rounded(told(rows[target]), [target, errors[target], slopes[target]], 2, f"{name}, {target}")
        assert f"{name} {plain(errors[0], 2)} ({plain(errors[1], 2)})" in picture.text
        shown = [error for error in errors if error <= panel.y_range[1]]
        (x, y) = panel.data(panel.dots)
        assert x == pytest.approx([z] * len(shown), abs=0.01) and y == pytest.approx(shown, abs=0.02), name
        for tangent, slope in zip(panel.curves[1::2], slopes, strict=True):
            (x1, x2), (y1, y2) = panel.data(tangent)
            if abs(slope) < 2:  # a steep tangent is cut off far outside
                assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=0.06), f"{name}: the tangent's slope"


@pytest.mark.parametrize("z, target", [(0.99, 0), (0.3, 0), (0.3, 1), (0.02, 1)])
def test_the_logistic_trap_shows_both_errors_and_both_pushes(z, target):
    picture = draw.logistic_trap(z, target)
    rows = [told(text) for text in numbers(picture) if re.match(r"(SE|cross-entropy): ", text)]
    errors = (z - target) ** 2 / 2, -math.log(z if target else 1 - z)
    pushes = (z - target) * z * (1 - z), z - target
    assert_rounded(np.ravel(rows), [*errors, *np.abs(pushes)], 4, "SE, cross-entropy; then the pushes")
    assert_rounded(told(picture.text)[2:4], pushes, 4, "pushes in the twin")
    peak = 1 / 3 if target else 2 / 3
    panel = panels(picture)[1]
    x, y = panel.data(panel.curves[0])
    assert x[y.argmax()] == pytest.approx(peak, abs=0.02) and y.max() == pytest.approx(4 / 27, abs=0.002)
    errors_drawn = panels(picture)[0]
    x, y = errors_drawn.data(errors_drawn.curves[0])
    assert np.abs(y - (x - target) ** 2 / 2).max() < 0.02


@pytest.mark.parametrize("start, eta, updates", [(0.98, 0.5, 80), (0.5, 2, 80), (0.99, 0.1, 30), (0.7, 0.25, 5)])
def test_the_race_is_run_as_ten_lines_of_python_run_it(start, eta, updates):
    picture = draw.race(start, eta, updates)
    ends = {}
    for cost in ("SE", "cross-entropy"):
        weight, bias, below = 0.0, math.log(start / (1 - start)), "not yet"
        for update in range(1, updates + 1):
            z = 1 / (1 + math.exp(-(weight + bias)))
            delta = z * (z * (1 - z) if cost == "SE" else 1)
            weight, bias = weight - eta * delta, bias - eta * delta
            z = 1 / (1 + math.exp(-(weight + bias)))
            if z < 0.5 and below == "not yet":
                below = f"after {update}"
        ends[cost] = z
        assert_rounded(told(after(numbers(picture), cost)[0]), z, 4, cost)
        halves = picture.text.split("Below 1/2: ")[1]
        assert f"{cost} {below}" in halves or start <= 0.5, f"{cost} {below}, but: {halves}"
    assert_rounded(told(picture.text)[2:4], [*ends.values()], 4, "the ends in the twin")


@pytest.mark.parametrize("rule", ["error below", "change below"])
@pytest.mark.parametrize("limit", THRESHOLDS)
def test_stopping_stops_where_a_loop_over_the_errors_stops(rule, limit):
    stop = None
    for number in range(1, len(STOP_RUN)):
        value = STOP_RUN[number] if rule == "error below" else abs(STOP_RUN[number] - STOP_RUN[number - 1])
        if value < limit:
            stop = number
            break
    picture = draw.stopping(STOP_RUN, rule, limit)
    if stop is None:
        assert "never stops" in picture.text and told(picture.text)[1] == len(STOP_RUN) - 1
        assert_rounded(told(picture.text)[-1], STOP_RUN[-1], 4, "E at the end")
        return
    got = told(picture.text)
    assert (got[1], got[3:4]) == (stop, [len(STOP_RUN) - 1 - stop][:len(got) > 3]), picture.text
    assert_rounded(got[2], STOP_RUN[stop], 4, "E at the stop")
    assert f"stop: {stop} update{'s' * (stop > 1)}" in numbers(picture)
    (dot,) = [one for one in ET.fromstring(picture.svg).iter(SVG + "circle")]
    x, y = panels(picture)[0].data([float(dot.get("cx")), float(dot.get("cy"))])
    assert x == pytest.approx(stop, abs=0.2) and y == pytest.approx(STOP_RUN[stop], abs=1e-3)


# ---- Stage 3: slopes


@pytest.mark.parametrize("name, width", [("w5", 1.0), ("w1", 3), ("bw2", 0.01), ("w8", -0.5)])
@on_every_network
def test_the_secant_shows_rise_run_and_the_gradient(case, name, width):
    network, *example = case
    moved = network.with_values(**{name: network[name] + width})
    rise, slope = total_error(moved, *example) - total_error(*case), gradients(*case)[name]
    picture = draw.secant(*case, name, width)
    texts = numbers(picture)
    wanted = {"run (width)": width, "rise": rise, "secant: rise / run": rise / width, f"tangent: dE/d{name}": slope}
    for label, value in wanted.items():
        assert_rounded(told(*after(texts, label)), value, 5, label)
    assert_rounded(told(picture.text)[2:], [rise, rise / width, slope, abs(rise / width - slope)], 5, "twin")
    (panel,) = panels(picture)
    weights, errors = panel.data(panel.curves[0])
    assert np.abs(landscape(network, *example, **{name: weights}) - errors).max() < 0.004
    for line, steep in zip(panel.curves[1:], (slope, rise / width), strict=True):
        (x1, x2), (y1, y2) = panel.data(line)
        assert (y2 - y1) / (x2 - x1) == pytest.approx(steep, abs=5e-4)
    x, y = panel.data(panel.dots)
    assert x == pytest.approx([network[name] + width, network[name]], abs=0.02)
    assert y == pytest.approx([total_error(moved, *example), total_error(*case)], abs=0.002)


@pytest.mark.parametrize("angle", [0, 35, 90, 120, 180])
@on_every_network
def test_the_turned_slice_shows_the_slope_along_its_direction(case, angle):
    network, *example = case
    along = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def height(step):
        return landscape(network, *example, w1=network["w1"] + along[0] * np.atleast_1d(step),
                         w5=network["w5"] + along[1] * np.atleast_1d(step))

    picture = draw.turned_slice(*case, angle)
    slope = float(central(height, 0.0, 1e-5)[0])
    shown = next(text for text in numbers(picture) if text.startswith("slope here"))
    assert_rounded(told(shown), slope, 4, "slope")
    assert any(abs(number - slope) <= 0.501e-4 for number in told(picture.text)), f"{slope} is not in {picture.text}"
    ground, profile = panels(picture)
    steps, errors = profile.data(profile.curves[0])
    assert np.abs(height(steps) - errors).max() < 0.004
    (x1, x2), (y1, y2) = profile.data(profile.curves[1])
    assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=1e-3)
    x, y = ground.data(ground.curves[-1])
    assert np.allclose([x[1] - x[0], y[1] - y[0]], np.multiply(16, along), atol=0.05)
    (x,), (y,) = ground.data(ground.dots[0])
    assert (x, y) == pytest.approx((network["w1"], network["w5"]), abs=0.05)


def test_between_the_axes_the_slope_is_written_as_a_sum_that_comes_to_it():
    network, *example = random_case(7)
    found = gradients(network, *example)
    text = draw.turned_slice(network, *example, 50).text
    terms, result = text.split("is ")[1].removesuffix(".").split(" = ")
    for partial in (found["w1"], found["w5"]):
        assert any(abs(number - partial) <= 0.501e-4 for number in told(terms)), f"{partial} is not in {terms}"
    assert worked_out(terms) == pytest.approx(told(result)[0], abs=0.002)


@pytest.mark.parametrize("zoom", [False, True])
@on_every_network
def test_every_valley_has_the_weights_value_its_gradient_and_its_tangent(case, zoom):
    network, *example = case
    picture, found, now = draw.valleys(*case, zoom), gradients(*case), total_error(*case)
    names, texts = [*network.names()], numbers(picture)
    titles = [text.split(" = ") for text in texts if re.match(r"b?w\d+ = ", text)]
    assert [name for name, _ in titles] == names
    assert_rounded([told(value)[0] for _, value in titles], [network[name] for name in names], 4, "weights")
    slopes = [told(text)[0] for text in texts if text.startswith("slope ")]
    assert_rounded(slopes, [found[name] for name in names], 4, "slopes")
    shifts = np.linspace(-3, 3, 41)
    curves = [landscape(network, *example, **{name: network[name] + shifts}) for name in names]
    most = 1.05 * max(curve.max() for curve in curves)
    for panel, name, curve in zip(panels(picture), names, curves, strict=True):
        room = (curve.max() - curve.min()) * 0.1
        ranges = (-3, 3), (curve.min() - room, curve.max() + room) if zoom else (0, most)
        pixel = (ranges[1][1] - ranges[1][0]) / 84
        assert np.abs(panel.data(panel.curves[0], *ranges)[1] - curve).max() < 0.1 * pixel, name
        (x1, x2), (y1, y2) = panel.data(panel.curves[1], *ranges)
        assert (y2 - y1) / (x2 - x1) == pytest.approx(found[name], abs=0.1 * pixel), f"tangent of {name}"
        (x,), (y,) = panel.data(panel.dots[0], *ranges)
        assert (x, y) == (pytest.approx(0, abs=0.01), pytest.approx(now, abs=0.1 * pixel)), f"dot of {name}"


@on_every_network
def test_the_valleys_twin_names_the_steepest_the_flattest_and_which_way_is_down(case):
    found, text = gradients(*case), draw.valleys(*case).text
    sizes = sorted(found.names(), key=lambda name: abs(found[name]))
    assert f"Steepest: {sizes[-1]} with slope" in text and f"flattest: {sizes[0]} with" in text
    assert_rounded(told(text.split(". ", 1)[1])[:2], [found[sizes[-1]], found[sizes[0]]], 4, "slopes")
    lower, _, higher = re.search(r"(?i)(?:lower (.*?))?( and )?(?:raise (.*?))? to lower E", text).groups()
    assert re.findall(r"b?w\d+", lower or "") == [name for name in found.names() if found[name] > 0]
    assert re.findall(r"b?w\d+", higher or "") == [name for name in found.names() if found[name] < 0]


@pytest.mark.parametrize("turn, x, y, z", [(0.3, 24, 12, 18), (-2, 8, 30, 11), (1, 30, 8, 30)])
def test_the_gears_turn_by_the_ratio_of_their_teeth_and_every_second_one_backwards(turn, x, y, z):
    picture = draw.gears(turn, x, y, z)
    turns = [told(text)[0] for text in numbers(picture) if text.endswith(" turns")]
    assert_rounded(turns, [turn, -turn * x / y, turn * x / z], 2, "turns")
    rates = [told(text.split(" = ")[-1])[0] for text in numbers(picture) if re.match(r"d[yz]/d[xy] = ", text)]
    assert_rounded(rates, [-x / y, -y / z, x / z], 2, "rates")
    assert f"= {signed(x / z)}." in picture.text and rates[0] * rates[1] == pytest.approx(rates[2], abs=0.05)
    pointers = [[float(line.get(key)) for key in ("x1", "y1", "x2", "y2")]
                for line in ET.fromstring(picture.svg).iter(SVG + "line")]
    angles = [math.atan2(y2 - y1, x2 - x1) / (2 * math.pi) for x1, y1, x2, y2 in pointers]
    for angle, wanted in zip(angles, (turn, -turn * x / y, turn * x / z), strict=True):
        assert abs((angle - wanted + 0.5) % 1 - 0.5) < 0.005, f"the pointers stand at {angles}"


@pytest.mark.parametrize("z, target, out", [(0.59, 0, 0.7), (0.2, 1, 0.4), (0.9, 1, 1), (0.5, 0, 0)])
def test_the_three_factors_make_the_gradient_of_a_real_node(z, target, out):
    node = Network([[[0.3]]], [[math.log(z / (1 - z)) - 0.3 * out]])
    wanted = [z - target, z * (1 - z), out, gradients(node, [[out]], [[target]])["w1"]]
    picture = draw.three_factors(z, target, out)
    shown = [told(text)[0] for text in numbers(picture) if re.fullmatch(r"[+−]?\d\.\d{4}", text)]
    assert_rounded(shown, wanted, 4, "three factors and their product")
    assert_rounded(told(picture.text)[-2:], [wanted[0] * wanted[1], wanted[3]], 4, "delta and gradient")
    bars = [width for *_, width, height in rects(picture) if height == 26]
    assert np.allclose(bars, np.maximum(165 * np.abs(wanted), 1.5), atol=0.06), f"bars {bars} for {wanted}"


@pytest.mark.parametrize("net", [-2.5, 0, 1.2, 6])
def test_the_logistic_slope_is_a_product_of_two_lengths_and_the_tangents_slope(net):
    out = 1 / (1 + math.exp(-net))
    slope = central(lambda x: 1 / (1 + math.exp(-x)), net, 1e-5)
    picture = draw.logistic_slope(net)
    texts = [text for text in numbers(picture) if " = " in text]
    assert_rounded([told(text)[-1] for text in texts], [out, 1 - out, slope], 4, "σ, 1 − σ, σ'")
    assert_rounded(told(picture.text)[-2:], [slope, slope], 4, "the product and rise over run")
    curve, rate = panels(picture)
    (x1, x2), (y1, y2) = curve.data(curve.curves[1])
    assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=0.002)
    (x,), (y,) = rate.data(rate.dots[0])
    assert (x, y) == (pytest.approx(net, abs=0.01), pytest.approx(slope, abs=0.001))
    lengths = [abs(float(line.get("y1")) - float(line.get("y2"))) / 220
               for nested in [*ET.fromstring(picture.svg).iter(SVG + "svg")][1:2]
               for line in nested.iter(SVG + "line")]
    assert lengths == pytest.approx([out, 1 - out], abs=0.002), "the two lengths are σ and 1 − σ"


# ---- Stage 3: paths


def routes_by_hand(case, weight):
    """Return each route of a 2-2-2 logistic network as its factors from E back, from formulas written here."""
    network, inputs, targets = case
    run = forward(network, inputs)
    (a, b, c), t, w_c = (layer[0] for layer in run.out), np.asarray(targets)[0], network.weights[1]
    places = {f"w{1 + 2 * i + j}": ("b", i, j) for i in range(2) for j in range(2)}
    places |= {f"w{5 + 2 * i + j}": ("c", i, j) for i in range(2) for j in range(2)}
    places |= {f"bw{1 + j}": ("b", None, j) for j in range(2)} | {f"bw{3 + j}": ("c", None, j) for j in range(2)}
    layer, start, end = places[weight]
    came = 1 if start is None else (a if layer == "b" else b)[start]
    if layer == "c":
        return [[c[end] - t[end], c[end] * (1 - c[end]), came]]
    return [[c[k] - t[k], c[k] * (1 - c[k]), w_c[end, k], b[end] * (1 - b[end]), came] for k in range(2)]


@pytest.mark.parametrize("weight", [*BOOK.names()])
@on_every_network
def test_the_weight_path_shows_the_factors_of_a_route_the_products_and_their_sum(case, weight):
    network, inputs, targets = case
    wanted = routes_by_hand(case, weight)
    scope = {"run": forward(network, inputs), "network": network, "targets": np.asarray(targets), "COSTS": COSTS,
             "ACTIVATIONS": ACTIVATIONS}
    for number, factors in enumerate(wanted, 1):
        picture = draw.weight_path(*case, weight, number)
        texts = numbers(picture)
        title = next(text for text in texts if text.startswith("Route "))
        assert title.startswith(f"Route {number} of {len(wanted)}: {weight} → ")
        table = texts[texts.index(title) + 1:texts.index("the product along this route")]
        lines, product = [table[k:k + 4] for k in range(0, len(table) - 1, 4)], table[-1]
        assert_rounded([told(value)[0] for *_, value, _ in lines], factors, 6, f"{weight}, route {number}")
        for symbol, _, value, code in lines:
            assert_rounded(told(value), eval(code, scope), 6, f"{symbol}: {code}")
        assert_rounded(told(product), math.prod(factors), 9, "product")
        assert_rounded(told(picture.text.split("Route ")[-1].split(": ")[-1])[:len(factors)], factors, 6, "twin")
        assert_rounded(told(picture.text)[-1], math.prod(factors), 9, "twin")
    total = sum(math.prod(factors) for factors in wanted)
    assert total == pytest.approx(gradients(*case)[weight], rel=1e-9, abs=1e-15)
    if len(wanted) == 2:
        rows = [text for text in texts if re.match(r"route \d: ", text)]
        products = [told(*after(texts, row))[0] for row in rows]
        assert_rounded(products, [math.prod(factors) for factors in wanted], 9, "products of the routes")
        shown = next(text for text in texts if text.startswith("sum of all routes"))
        assert shown.startswith(f"sum of all routes: dE/d{weight} = ")
        assert_rounded(told(shown), total, 9, "sum")
        assert any(abs(number - total) < 0.501e-9 for number in told(picture.text.split("Route ")[0])), picture.text


@pytest.mark.parametrize("network, weight, route", [
    (BOOK, "w1", 1), (BOOK, "w1", 2), (BOOK, "w4", 1), (BOOK, "w6", 1), (BOOK, "bw3", 1), (DEEP_SQUARE, "w7", 5),
    (DEEP_SQUARE, "w16", 16), (DEEP_SQUARE, "bw6", 3)])
def test_the_yellow_line_follows_the_chosen_route_and_its_row_is_lit(network, weight, route):
    example = CHICKEN if network is BOOK else DEEP_EXAMPLE
    picture, chosen = draw.weight_path(network, *example, weight, route), chain(network, *example, weight)[route - 1]
    svg = ET.fromstring(picture.svg)
    paths = [path for path in svg.iter(SVG + "path") if path.get("stroke-width") == "16"]
    (yellow,) = [path for path in paths if path.get("stroke") == "#ffd966"]
    assert len(paths) == len(chain(network, *example, weight))
    places = {line.text: line for line in reversed([*lines_of(picture.svg)])
              if re.fullmatch(r"[a-d]\d|E", line.text)}  # the first of each, on its node
    points = points_of(yellow).tolist()
    start = network.address(weight).start
    letter = "abcd"[network.address(weight).layer]
    passed = [*chosen.nodes, "E"] if start is None else [f"{letter}{start + 1}", *chosen.nodes, "E"]
    for (x, y), name in zip(points[start is None:], passed, strict=True):
        line = places[name]
        assert abs((line.left + line.right) / 2 - x) < 1, f"{name} stands elsewhere"
        assert -60 < line.baseline - y < 10, f"{name} stands elsewhere"
    lit = [part.get("data-set") for part in svg.iter() if (part.get("data-set") or "").startswith("route=")
           and part[0].get("stroke") != "none"]
    assert lit == ([f"route={route}"] if len(paths) > 1 else [])


@pytest.mark.parametrize("route", [17, 99])
def test_a_route_beyond_the_last_one_is_the_last_one(route):
    beyond, last = (draw.weight_path(DEEP_SQUARE, *DEEP_EXAMPLE, "w1", number) for number in (route, 16))
    assert beyond.svg == last.svg and f"There is no route {route} here; this is route 16." in beyond.text


def test_a_weight_that_the_network_lacks_gives_way_to_w1_and_says_so():
    lacking, first = (draw.weight_path(BOOK, *CHICKEN, weight) for weight in ("w40", "w1"))
    assert lacking.svg == first.svg
    assert lacking.text.replace("There is no w40 here; this is w1. ", "") == first.text != lacking.text


@pytest.mark.parametrize("weight", ["w1", "w23", "w40", "bw3", "bw7"])
def test_sixteen_and_four_routes_of_a_4_4_4_4_network_add_up_to_the_gradient(weight):
    texts = numbers(draw.weight_path(DEEP_SQUARE, *DEEP_EXAMPLE, weight))
    products = [told(*after(texts, text))[0] for text in texts if re.match(r"route \d+: ", text)]
    layer = DEEP_SQUARE.address(weight).layer
    assert len(products) == {0: 16, 1: 4, 2: 0}[layer]
    if products:
        found = gradients(DEEP_SQUARE, *DEEP_EXAMPLE)[weight]
        assert sum(products) == pytest.approx(found, abs=1e-8)
        assert_rounded(told(next(text for text in texts if text.startswith("sum of all"))), found, 9, "sum")


@pytest.mark.parametrize("weight", [*BOOK.names()])
@on_every_network
def test_the_unpacking_ends_on_the_gradient_and_its_numbers_come_to_it(case, weight):
    gradient = gradients(*case)[weight]
    picture = draw.unpacking(9, *case, weight)
    texts = numbers(picture)
    assert_rounded(told(texts[-1])[-1], gradient, 6, "last line")
    assert_rounded(told(picture.text)[-1], gradient, 6, "twin")
    (line,) = after(texts, "numbers")
    assert line.startswith(f"∂E/∂{weight} = ")
    factors = [value for route in routes_by_hand(case, weight) for value in route[:3]]
    assert worked_out(line.split(" = ")[1]) == pytest.approx(gradient, abs=4e-4), line
    if weight in ("w5", "w6", "w7", "w8", "bw3", "bw4"):
        assert_rounded(told(line), factors, 4, "numbers")
    else:
        (sum_line,) = after(texts, "the sum")
        one, two = routes_by_hand(case, weight)
        assert_rounded(told(sum_line), [math.prod(one[:3]) + math.prod(two[:3]), *one[3:]], 4, "the sum")
    early = numbers(draw.unpacking(2, *case, weight))
    assert early[:6] == texts[:6], "a step adds one line and changes none"
    assert not {*early} & {*texts[7::2]}, "a later line is told too early"


@pytest.mark.parametrize("node", ["b1", "b2"])
@on_every_network
def test_the_delta_sum_adds_each_delta_times_its_own_edge(case, node):
    row = int(node[1]) - 1
    one, two = routes_by_hand(case, f"w{row + 1}")
    products = [math.prod(one[:3]), math.prod(two[:3])]
    picture = draw.delta_sum(*case, node)
    texts = numbers(picture)
    for end, (label, route) in enumerate(zip((f"δc1·w{5 + 2 * row}", f"δc2·w{6 + 2 * row}"), (one, two), strict=True)):
        (written,) = after(texts, label)
        assert_rounded(told(written), [route[0] * route[1], route[2], products[end]], 4, label)
    assert_rounded(told(next(text for text in texts if text.startswith("sum = "))), sum(products), 4, "sum")
    found = gradients(*case)
    assert_rounded(told(picture.text)[:3], [products[0], math.copysign(1, told(picture.text)[1]) * abs(products[1]),
                                            sum(products)], 4, "twin")
    assert_rounded(told(picture.text)[4], found[f"bw{row + 1}"], 4, "delta")
    assert_rounded(told(picture.text)[5], found[f"w{row + 1}"], 6, "gradient")
    (x1, _, width1, _), (x2, _, width2, _) = [box for box in rects(picture) if box[3] == 26][:2]
    if min(width1, width2) > 3:
        assert width1 / width2 == pytest.approx(abs(products[0] / products[1]), rel=0.1)
        end = x1 + width1 if products[0] > 0 else x1
        assert end == pytest.approx(x2 if products[1] > 0 else x2 + width2, abs=0.2), "a bar starts where one ended"


@on_every_network
def test_the_way_back_shows_every_delta_in_its_turn(case):
    found = gradients(*case)
    (c1, c2), (b1, b2) = found.deltas[2][0], found.deltas[1][0]
    sums = [sum(math.prod(route[:3]) for route in routes_by_hand(case, name)) for name in ("w1", "w2")]
    turns = [(c1, [c1]), (c2, [c1, c2]), (sums[0], [c1, c2]), (b1, [c1, c2, b1]), (sums[1], [c1, c2, b1]),
             (b2, [c1, c2, b1, b2])]
    assert draw.backward_length(case[0]) == len(turns)
    assert_rounded(told(draw.backward_journey(0, *case).text), total_error(*case), 4, "E")
    for moment, (result, shown) in enumerate(turns, 1):
        picture = draw.backward_journey(moment, *case)
        drawn = [told(text)[0] for text in numbers(picture) if text.startswith("δ ")]
        assert_rounded(drawn, shown, 4, f"deltas at moment {moment}")
        sums_drawn = [told(text)[0] for text in numbers(picture) if text.startswith("sum ")]
        assert_rounded(sums_drawn, [result] if moment in (3, 5) else [], 4, f"sums at moment {moment}")
        assert_rounded(told(picture.text)[-1], result, 4, f"moment {moment}")
        calculation = picture.text.removesuffix(".").split(" = ")[-2].split(": ")[-1]
        assert worked_out(calculation) == pytest.approx(result, abs=3e-4), picture.text


# ---- Stage 3: all gradients


@on_every_network
def test_a_diagram_with_slopes_shows_gradients_and_thickness_by_their_size(case):
    network, inputs, _ = case
    found = gradients(*case)
    svg = ET.fromstring(draw.diagram(network, forward(network, inputs), slopes=found).svg)
    edges = {}
    for part in svg.iter(SVG + "g"):
        line, text = (part.find(SVG + kind) for kind in ("line", "text"))
        if line is not None and text is not None and re.match(r"b?w\d", text.text):
            edges[re.match(r"b?w\d+", text.text)[0]] = told(text.text)[0], float(line.get("stroke-width")), line
    largest = max(abs(found[name]) for name in found.names())
    for name in found.names():
        value, width, line = edges[name]
        assert_rounded(value, found[name], 4, name)
        assert width == pytest.approx(0.8 + 4 * abs(found[name]) / largest, abs=0.06), name
        assert (line.get("stroke-dasharray") is None) == (found[name] >= 0), name
    assert "gradient above 0" in ET.tostring(svg, encoding="unicode")


@on_every_network
def test_the_gradient_map_shows_every_gradient_and_their_sum_beside_the_error(case):
    picture, found = draw.gradient_map(*case), gradients(*case)
    drawn = {text.split()[0].strip(":"): told(text)[0] for text in numbers(picture) if re.match(r"b?w\d+\b", text)}
    assert_rounded([drawn[name] for name in found.names()], [found[name] for name in found.names()], 4)
    values = [found[name] for name in found.names()]
    sizes = sorted(found.names(), key=lambda name: -abs(found[name]))[:3]
    assert_rounded(told(picture.text), [sum(values), total_error(*case), *(found[name] for name in sizes)], 4, "twin")
    assert re.findall(r"b?w\d+", picture.text) == sizes


@pytest.mark.parametrize("network", [BOOK, create(2, 3, 1), create(1, 2, 2, 1)], ids=["2-2-2", "2-3-1", "1-2-2-1"])
def test_every_edge_leads_from_the_node_where_its_weight_starts_to_the_node_where_it_ends(network):
    svg = ET.fromstring(draw.diagram(network).svg)
    circles = [[float(one.get(key)) for key in ("cx", "cy", "r")] for one in svg.iter(SVG + "circle")]
    nodes = sorted({(x, y) for x, y, r in circles if r > 16})
    biases = sorted({(x, y) for x, y, r in circles if r == 16})
    first = np.cumsum([0, *network.sizes])  # the place of each layer's first node
    drawn = {}
    for part in svg.iter(SVG + "g"):
        line, text = part.find(SVG + "line"), part.find(SVG + "text")
        if line is not None and text is not None:
            drawn[text.text.split(" = ")[0]] = [float(line.get(key)) for key in ("x1", "y1", "x2", "y2")]
    assert set(drawn) == set(network.names())
    for name in network.names():
        _, layer, start, end = network.address(name)
        begin = biases[layer] if start is None else nodes[first[layer] + start]
        assert drawn[name] == [*begin, *nodes[first[layer + 1] + end]], f"{name} is drawn at another edge"


def test_every_edge_can_be_picked_and_carries_its_own_name():
    parts = {part.get("data-set"): part.get("aria-label")
             for part in ET.fromstring(draw.diagram(DEEP_SQUARE, pick="weight").svg).iter() if part.get("data-set")}
    assert parts == {f"weight={name}": f"{name} = {short(DEEP_SQUARE[name])}" for name in DEEP_SQUARE.names()}
    assert "data-set" not in draw.diagram(DEEP_SQUARE).svg


@on_every_network
def test_the_gradient_table_has_each_gradient_where_its_output_and_its_delta_meet(case):
    network, inputs, _ = case
    found, run = gradients(*case), forward(network, inputs)
    lines = [*lines_of(draw.gradient_table(12, *case).svg)]
    cells = {line.text: (line, told(value.text)[0]) for line, value in zip(lines, lines[1:], strict=False)
             if re.fullmatch(r"δ?[abc]\d|b?w\d", line.text)}
    for name in found.names():
        layer, start, end = network.address(name)[1:]
        letters = "abc"
        line, value = cells[name]
        head, delta = cells[f"δ{letters[layer + 1]}{end + 1}"]
        assert_rounded(value, found[name], 6, name)
        assert_rounded(delta, found.deltas[layer + 1][0, end], 4, head.text)
        assert line.left == head.left, f"{name} is not below {head.text}"
        if start is not None:
            source, came = cells[f"{letters[layer]}{start + 1}"]
            assert_rounded(came, run.out[layer][0, start], 4, source.text)
            assert line.baseline == source.baseline, f"{name} is not beside {source.text}"


@on_every_network
def test_the_gradient_table_fills_one_cell_after_the_other(case):
    found, names = gradients(*case), [*BOOK.names()]
    for filled in range(13):
        picture = draw.gradient_table(filled, *case)
        assert numbers(picture).count("?") == 12 - filled
        if filled:
            name = names[filled - 1]
            assert f"{filled} of 12 gradients. {name} leads from" in picture.text
            came, delta, result = told(picture.text.split(" = ", 1)[1])
            assert_rounded(result, found[name], 6, name)
            assert came * delta == pytest.approx(result, abs=2e-4), picture.text
    clicks = {part.find(SVG + "text").text: part.get("data-set") for part in ET.fromstring(picture.svg).iter(SVG + "g")
              if part.get("data-set")}
    assert clicks == {name: f"filled={number}" for number, name in enumerate(names, 1)}


@on_every_network
def test_the_three_matrix_equations_hold_the_arrays_transposed_as_the_book_draws_them(case):
    network, inputs, _ = case
    found, run = gradients(*case), forward(network, inputs)
    texts = numbers(draw.matrix_backward("w6", *case))
    (b, a), sums = (run.out[1][0], run.out[0][0]), network.weights[1] @ found.deltas[2][0]
    first, second, third = (next(k for k, text in enumerate(texts) if text.startswith(f"{k0} · ")) for k0 in (1, 2, 3))
    blocks = {
        (first, "δc"): found.deltas[2][0], (first, "bᵀ"): b, (first, "gradients of W₂"): found.weights[1].T,
        (second, "W₂ᵀ"): network.weights[1], (second, "δc"): found.deltas[2][0], (second, "sums"): sums,
        (second, "b (1 − b)"): b * (1 - b), (second, "δb"): found.deltas[1][0],
        (third, "δb"): found.deltas[1][0], (third, "aᵀ"): a, (third, "gradients of W₁"): found.weights[0].T,
    }
    for (place, title), array in blocks.items():
        got = after(texts[place:], title, array.size)
        assert_rounded([told(text)[0] for text in got], array.ravel(), 4, title)


@pytest.mark.parametrize("entry", [*(f"w{k}" for k in range(1, 9)), "δb1", "δb2"])
@on_every_network
def test_a_matrix_entry_is_lit_and_told_with_its_factors(case, entry):
    network, inputs, _ = case
    picture, found, run = draw.matrix_backward(entry, *case), gradients(*case), forward(network, inputs)
    result = found[entry.replace("δb", "bw")]
    chosen = {}
    for part in ET.fromstring(picture.svg).iter():
        if part.get("data-set"):
            box, words = part
            name = part.get("data-set").removeprefix("entry=")
            chosen[name] = box.get("stroke") != "none", told(words.text)[0]
    assert [name for name, (lit, _) in chosen.items() if lit] == [entry]
    for name, (_, value) in chosen.items():
        assert_rounded(value, found[name.replace("δb", "bw")], 4, f"the cell that chooses {name}")
    parts = picture.text.removesuffix(".").split(" = ")
    if entry.startswith("w"):
        layer, start, end = network.address(entry)[1:]
        assert parts[0].endswith(f"δ{'bc'[layer]}{end + 1} · {'ab'[layer]}{start + 1}"), picture.text
        assert_rounded(told(parts[1]), [found.deltas[layer + 1][0, end], run.out[layer][0, start]], 4, parts[1])
        assert_rounded(told(parts[2]), result, 6, "result")
    else:
        row = int(entry[-1])
        slope = run.out[1][0, row - 1] * (1 - run.out[1][0, row - 1])
        assert_rounded(told(parts[1]), [result / slope, slope], 4, parts[1])
        assert_rounded(told(parts[2])[0], result, 6, "result")
        assert picture.text.endswith(f"gradient of bw{row}.")


@pytest.mark.parametrize("case, wanted", [
    *((case, None) for case in NETWORKS.values()),
    ((BOOK, *CHICKEN), (-0.000421996, 0.000143784, 0.000125918))], ids=[*NETWORKS, "the book's printed numbers"])
def test_three_sums_sets_the_right_gradient_beside_the_two_wrong_ones(case, wanted):
    network = case[0]
    (e1, s1, w5, slope, a1), (e2, s2, w6, *_) = routes_by_hand(case, "w1")
    d1, d2 = e1 * s1, e2 * s2
    values = [sum_ * slope * a1 for sum_ in (d1 * w5 + d2 * w6, d1 * w5 + d2 * w5,
                                             d1 * network["w1"] + d2 * network["w2"])]
    assert values[0] == pytest.approx(gradients(*case)["w1"], rel=1e-12)
    if wanted:
        assert values == pytest.approx(wanted, abs=1.01e-9)
    picture = draw.three_sums(*case)
    shown = [told(text)[0] for text in numbers(picture) if re.fullmatch(r"[+−]?\d\.\d{9}", text)]
    assert_rounded(shown[:3], values, 9, "right, w5 for both, w1 and w2")
    assert shown[3] == pytest.approx(values[0], abs=3e-8), "the numerical estimate"
    sums = [text for text in numbers(picture) if text.startswith("(") and "δ" not in text]
    for text, value in zip(sums, values, strict=True):
        assert worked_out(text) == pytest.approx(value, abs=1e-4)
    assert [told(part)[-1] for part in re.findall(r"[+−]?\d\.\d{9}", picture.text)] == shown
    bars = [box for box in rects(picture) if box[3] == 24]
    for (x, _, width, _), value in zip(bars, [*values, values[0]], strict=True):
        length = 80 * value / max(abs(one) for one in values)
        assert width == pytest.approx(max(abs(length), 1.5), abs=0.06)
        assert x == pytest.approx(600 + min(length, 0), abs=0.06), "a negative bar goes to the left"
