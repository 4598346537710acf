"""The challenges of notebook 14."""

import numpy as np

from helpers.exercises.engine import Exercise
from helpers.lessons.playground import challenges as rules
from helpers.lessons.playground.challenges import Challenge, in_plane, in_table
from helpers.lessons.playground.predictions import PREDICTIONS as PREDICTIONS
from helpers.lessons.playground.tasks import plane_data

BEAKS = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")

# fmt: off
CIRCLE = '''
data = challenge_data("14.1")
my_circle = create(2, 3, 1, activations=["tanh", "logistic"], seed=1)
for step in train(my_circle, *data.training, eta=0.3, method="mini-batch", batch_size=10, epochs=200,
                  cost="binary cross-entropy"):
    my_circle = step.network
'''
XOR = '''
data = challenge_data("14.2")
two, three = (create(2, nodes, 1, activations=["tanh", "logistic"], seed=seed) for nodes, seed in ((2, 1), (3, 2)))
how = dict(eta=0.03, method="mini-batch", batch_size=10, epochs=150, cost="binary cross-entropy", rule="Adam")
two, three = ([*train(network, *data.training, **how)][-1].network for network in (two, three))
'''
SPIRAL = '''
data = challenge_data("14.3")
my_spiral = create(2, 9, 1, activations=["tanh", "logistic"], seed=1)
for step in train(my_spiral, *data.training, eta=0.03, method="mini-batch", batch_size=10, epochs=300,
                  cost="binary cross-entropy", rule="Adam"):
    my_spiral = step.network
'''
MOONS = '''
data = challenge_data("14.4")
my_moons = create(2, 2, 1, activations=["tanh", "logistic"], seed=2)
for step in train(my_moons, *data.training, eta=0.1, method="mini-batch", batch_size=10, epochs=150,
                  cost="binary cross-entropy", rule="Adam"):
    my_moons = step.network
'''
OVERFIT = '''
data = challenge_data("14.5")
start = create(2, 8, 8, 1, activations=["tanh", "tanh", "logistic"], seed=1)
how = dict(eta=0.03, epochs=400, cost="binary cross-entropy", rule="Adam")
sick, cured = ([*train(start, *data.training, weight_decay=decay, **how)][-1].network for decay in (0, 0.02))
'''
WINE = '''
data = challenge_data("14.7")
my_wine = create(2, 6, 3, activations=["tanh", "softmax"], seed=1)
for step in train(my_wine, *data.training, eta=0.02, method="mini-batch", batch_size=20, epochs=60,
                  cost="cross-entropy", rule="Adam"):
    my_wine = step.network
'''
PENGUINS = '''
data = challenge_data("14.8")
my_penguins = create(3, 6, 1, activations=["tanh", "linear"], seed=1)
for step in train(my_penguins, *data.training, eta=0.01, method="mini-batch", batch_size=20, epochs=60,
                  cost="MSE", rule="Adam"):
    my_penguins = step.network
'''


NEAR = 0.006  # how far a learning rate may be from the border: two decimals are found by trying


def line_to_learn():
    """Return the examples of 14.6: points with a number that lies on a slope, a straight one."""
    return plane_data("line")


def border():
    """Return the learning rate from which gradient descent runs away: 2 / the largest curvature of the error.

    The mean squared error of a linear node is a bowl; its curvatures are the eigenvalues of 2/n · Xᵀ X, where X holds
    the inputs and a 1 for the bias.

    >>> round(border(), 2)
    0.32
    """
    inputs = line_to_learn().training.inputs
    with_bias = np.column_stack([inputs, np.ones(len(inputs))])
    return float(2 / np.linalg.eigvalsh(2 * with_bias.T @ with_bias / len(inputs)).max())


EXERCISES = {
    "14.1": Challenge(
        ("my_circle",), lambda: in_plane("circle"), ((rules.hidden_nodes(3), rules.right(0.95)),), rules.told_right,
        "Each hidden node draws one line; three of them close a triangle, and tanh rounds its corners.",
        ("Train 2-3-1 with tanh and one logistic output until the validation curve is flat.",
         "Does it stay below 90 %? Then one of its lines is of no use. Begin with another seed."),
        CIRCLE, "three lines close a figure around the middle, two cannot."),
    "14.2": Challenge(
        ("two", "three"), lambda: in_plane("XOR"),
        ((rules.exactly(2), rules.right(0.80)), (rules.exactly(3), rules.right(0.90))),
        rules.told_right,
        "Two nodes draw two lines, and the best they find is a strip: one colour inside, the other on both sides. The "
        "four squares of XOR are no strip. With a third node it can be wide at its ends and narrow in the middle.",
        ("Many starts stick: with two nodes at about two thirds. Train several seeds and keep the best one.",
         "Which of them is best, the validation part says. The fresh points are for the end."),
        XOR, "most starts stick in a worse place, so several seeds were tried, and the validation part chose."),
    "14.3": Challenge(
        ("my_spiral",), lambda: in_plane("spiral"), ((rules.parameters(40), rules.right(0.95)),), rules.told_size,
        "So few numbers hold two arms that turn round each other.",
        ("How many parameters has a 2-n-1 network? Each hidden node brings 4, and the output one bias weight more.",
         "Small batches and the rule Adam get there in a few hundred epochs; nine tanh nodes have room enough."),
        SPIRAL, "nine hidden nodes have 37 parameters, and Adam finds its way through the narrow valley."),
    "14.4": Challenge(
        ("my_moons",), lambda: in_plane("two moons"), ((rules.right(0.95), rules.small(9)),), rules.told_size,
        "What a network could say is one thing, what its training finds another: with so few nodes many starts stick, "
        "with six or more hardly any. So people train larger networks than they need.",
        ("Begin with a network that does it easily. Then take one hidden node away, and train again.",
         "Is one with two nodes below 95 % on its training points after a hundred epochs? It seldom gets better: try "
         "the next seed."),
        MOONS, "two hidden nodes are enough, from a lucky start; from many others they stick. One draws a straight "
        "line."),
    "14.5": Challenge(
        ("sick", "cured"), lambda: in_plane("two moons", 100, 0.5),
        ((rules.logistic_output, rules.by_heart(0.05, 0.8)), (rules.logistic_output, rules.cured(0.45))),
        rules.told_errors,
        "What the first knew by heart was noise, and noise tells nothing about the next point.",
        ("By heart: many nodes, many epochs, no weight decay. Look at the training curve only.",
         "Three cures: weight decay such as 0.02, fewer nodes, or to stop where the validation curve is lowest."),
        OVERFIT, "the same start without and with weight decay, which pulls the large weights back that follow each "
        "single point."),
    "14.6": Exercise(
        border,
        "Beyond it each step lands higher on the other side of the valley than it came from. The border is 2 divided "
        "by the largest curvature of the error.",
        "Try a rate and look at the error after a few hundred updates. Does it fall, go halfway to the last rate that "
        "ran away; does it run away, halfway to the last one that did not.",
        f"{border():.2f}: the largest curvature of this valley is {2 / border():.2f}, and 2 / {2 / border():.2f} = "
        f"{border():.4f}.",
        (
            (lambda a: abs(a[0] - border() / 2) < 0.01,
             "There the error falls fastest in its steepest direction. It still falls with larger rates.", 0.16, 0.155),
            (lambda a: a[0] <= 0, "A rate of 0 does nothing, one below 0 climbs. Give one above 0.", 0, -0.3),
            (lambda a: a[0] > border() + NEAR, "It runs away here, but it does so with smaller rates already.", 1, 0.5,
             0.34),
            (lambda a: a[0] < border() - NEAR, "Here the error still falls. Go on with larger rates.", 0.1, 0.03, 0.29),
        ),
        tolerance=NEAR,
    ),
    "14.7": Challenge(
        ("my_wine",), lambda: in_table("wine", "cultivar", ("color_intensity", "flavanoids")),
        ((rules.bends, rules.beats_straight_lines),), rules.told_counts,
        "But so few rows more may be chance: another split can turn it round. With all thirteen inputs straight lines "
        "are hard to beat.",
        ("Logistic regression has straight borders. How many hidden nodes does it take to bend one?",
         "The classes are three: three outputs, softmax, cross-entropy. Then a few tanh nodes and some sixty epochs."),
        WINE, "a few tanh nodes bend the borders between the three kinds; those of logistic regression are straight."),
    "14.8": Challenge(
        ("my_penguins",), lambda: in_table("penguins", "body_mass_g", BEAKS),
        ((rules.linear_output, rules.smaller_error(0.9)),), rules.told_measures,
        "Linear regression gets about as far when it is told the species as well: the network has found in the three "
        "lengths what tells them apart.",
        ("A number is asked: one linear output, MSE. And straight lines are beaten by what is not straight.",
         "A few tanh nodes, Adam, about sixty epochs; the validation curve says when it is enough."),
        PENGUINS, "a few tanh nodes let it treat a short beak otherwise than a long one."),
}
# fmt: on


def challenge_data(number):
    """Return the examples to learn from for one of the challenges, such as challenge_data("14.1").

    Both parts are yours. What is judged in the end is made by `check` alone: new points, or rows that were held back.

    >>> challenge_data("14.1")
    140 examples to learn from and 60 to judge: class (orange or blue) from x1, x2
    """
    row = EXERCISES.get(str(number))
    if row is None:
        raise KeyError(f"there is no challenge {number!r}; there are {', '.join(EXERCISES)}")
    return row.given().data if isinstance(row, Challenge) else line_to_learn()
