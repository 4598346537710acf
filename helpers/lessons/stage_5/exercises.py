"""Exercises of notebook 07 (book ch. 20-23 and 30)."""

import numpy as np

from helpers.exercises.arithmetic import count_updates
from helpers.exercises.engine import At, Exercise, Prediction, at, close, tidy
from helpers.lessons.stage_5.my_train import MY_TRAIN
from helpers.lessons.stage_5.my_update import MY_UPDATE
from helpers.network.backpropagation import gradients
from helpers.network.descent import update, walk
from helpers.network.network import total_error
from helpers.reference.book import BOOK_INPUTS, BOOK_NETWORK, BOOK_TARGETS

BOOK_GRADIENTS = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
NAMES = tuple(BOOK_NETWORK.names())
HALF, WHOLE = (update(BOOK_NETWORK, BOOK_GRADIENTS, eta) for eta in (0.5, 1))
TWICE = update(HALF, gradients(HALF, BOOK_INPUTS, BOOK_TARGETS), 0.5)
# Typical mistakes in a step with eta = 1: it goes uphill, or only the weights on edges move.
UPHILL = BOOK_NETWORK.with_values(**{name: 2 * BOOK_NETWORK[name] - WHOLE[name] for name in NAMES})
NO_BIASES = BOOK_NETWORK.with_arrays(WHOLE.weights, BOOK_NETWORK.biases)


def error_of(network=BOOK_NETWORK, cost="SE"):
    """Return the error of a 2-2-2 network on the book's example.

    >>> round(error_of(), 4)
    0.2111
    """
    return total_error(network, BOOK_INPUTS, BOOK_TARGETS, cost)


def velocities(count):
    """Return the velocity after each of `count` updates with g = 1, eta = 0.1 and momentum 0.9.

    >>> [round(v, 4) for v in velocities(2)]
    [-0.1, -0.19]
    """
    return np.diff(walk(lambda w: 1.0, start=0.0, eta=0.1, steps=count, rule="momentum", momentum=0.9)).tolist()


def three_errors_in_one(join):
    """Return the new weight of exercise 7.4 when its three gradients are joined by this function.

    >>> round(three_errors_in_one(max), 4)
    0.4
    """
    return float(walk(lambda w: join([2.0, 4.0, 6.0]), start=1.0, eta=0.1, steps=1)[-1])


def on_the_parabola(eta, steps, start=1.0):
    """Return the weight after this many steps on E = w².

    >>> on_the_parabola(0.25, 3)
    0.125
    """
    return float(walk(lambda w: 2 * w, start=start, eta=eta, steps=steps)[-1])


def milliseconds(size, examples=1000, update=0.3, example=0.002):
    """Return how long one epoch of exercise 7.11 takes: a price for each update and one for each example.

    >>> milliseconds(500)
    2.6
    """
    return update * count_updates(examples, "mini-batch", size=size) + example * examples


def largest_slope_after(eta):
    """Return the largest gradient of the book's network after one update, by size.

    >>> largest_slope_after(1000) < 1e-200
    True
    """
    found = gradients(update(BOOK_NETWORK, BOOK_GRADIENTS, eta), BOOK_INPUTS, BOOK_TARGETS)
    return max(abs(found[name]) for name in NAMES)


# Two guesses at the error after one update with eta = 1: from the slopes alone, and twice the fall of eta = 0.5.
ESTIMATE = error_of() - sum(BOOK_GRADIENTS[name] ** 2 for name in NAMES)
TWICE_THE_FALL = 2 * error_of(HALF) - error_of()

# The words to choose from in 7.8 and in 7.10.
DIAGNOSES = ("good", "by heart", "too small", "too large")
CAUSES = ("sum", "shuffle", "saddle", "saturated", "too small")

# fmt: off
EXERCISES = {
    "7.1": Exercise(
        lambda: float(walk(lambda w: -0.2, start=0.3, eta=0.5, steps=1)[-1]),
        "A negative slope makes the weight grow: downhill is to the right.",
        "w_new = w − eta · dE/dw. Put −0.2 in brackets, and mind what minus and minus make.",
        "0.4, that is 0.3 − 0.5 · (−0.2) = 0.3 + 0.1.",
        (
            (0.2, "You walked uphill: minus and minus make plus."),
            (0.5, "You took the whole slope. The learning rate shortens the step."),
            (0.1, "This is the length of the step. Where does it end when it starts at w?"),
            (-0.1, "This is eta · dE/dw alone. Take it away from w."),
            (0.7, "You divided by the learning rate. Multiply by it."),
            (0.25, "eta belongs to the slope only, not to the weight."),
            (-0.2, "This is the slope. How far does it move w?"),
        ),
    ),
    "7.2": Exercise(
        lambda: [*walk(lambda w: 2 * w, start=1.0, eta=0.25, steps=3)[1:].tolist(), 1.0],
        "Each step multiplies w by 1 − 2 eta. It converges as long as that number lies between −1 and 1.",
        "The slope is 2w, and it changes with every step. For the last number write the step as w · (1 − 2 eta): when "
        "does w jump from 1 to −1 and back for ever?",
        "[0.5, 0.25, 0.125, 1]: each step halves w, as 1 − 2 · 0.25 = 0.5. With eta = 1 w jumps from 1 to −1 and back.",
        (
            ([1, 0.5, 0.25, 1], "You began with the start. The NEXT three weights are wanted."),
            (at(0, 0.25), "One update leads less far: take eta times the slope, 2w, away from w = 1.",
             [0.25, 0.125, 0.0625, 1]),
            (at(0, 0.75), "You took w for the slope. The slope of w² is 2w.", [0.75, 0.5625, 0.421875, 1]),
            (at(0, 1.5), "You walked uphill: the step is taken away from w.", [1.5, 2.25, 3.375, 1]),
            (at(0, -1), "You took the whole slope. The learning rate shortens the step.", [-1, 1, -1, 1]),
            (at(0, 0), "Look at the first step again: eta times the slope at w = 1 is less than 1.", [0, 0, 0, 1]),
            (at(1, 0), "You took the same step again. The slope is smaller now: it is 2w at the new w.",
             [0.5, 0, -0.5, 1]),
            (at(2, 0), "You took the same step again. The slope is smaller now: it is 2w at the new w."),
            (at(3, 0), "With the rate 0 w never moves. The limit is the largest rate, not the smallest."),
            ([0.5, -0.5, 0.5, 1], "The size is right, the sign is not: with a step of 0.5 w does not pass 0."),
            (at(3, 0.25), "With this rate it converges, but larger ones do so too."),
            (at(3, 0.5),
             "With this rate it jumps to the lowest point at once. Larger ones can still come nearer in zigzag."),
            (at(3, 0.75, 0.8, 0.9, 0.95, 0.99),
             "This one still converges, and slightly larger ones too. Give the limit itself."),
            (at(3, 1.1, 1.01, 1.5, 2), "Try it: with this rate w gets larger with each step."),
        ),
    ),
    "7.3": Exercise(
        lambda: [
            count_updates(10_000, "batch"),
            count_updates(10_000, "sgd"),
            count_updates(10_000, "mini-batch", size=32),
            count_updates(1000, "mini-batch", epochs=5, size=64),
        ],
        "The last batch of an epoch may be smaller, but it makes an update like any other.",
        "Divide the examples by the size of a batch. What is left over makes one more, smaller batch, in every epoch.",
        "[1, 10000, 313, 80]: all at once; one by one; 312 full batches and one of 16; and 5 epochs of 15 full batches "
        "and one of 40.",
        (
            (lambda a: a[:2] == [10_000, 1],
             "You have batch and SGD in each other's place: batch reads everything first.", [10000, 1, 313, 80]),
            (at(0, 10_000), "Batch reads all examples before it makes an update."),
            (at(0, 0), "Batch does learn: how often does it update after having read everything?"),
            (at(1, 1), "SGD makes an update after every single example."),
            (at(2, 312), "A few examples are left over. They make one more, smaller batch."),
            (at(2, 312.5), "There is no half update. The examples that are left over make a batch of their own."),
            (at(2, 32), "This is the size of a mini-batch. How many of them does it take to read everything?"),
            (at(3, 16), "This is one epoch. There are 5."),
            (at(3, 15, 15.625), "This is one epoch, and there are 5. Mind the examples that are left over, too."),
            (at(3, 75), "In each epoch some examples are left over. They make one more, smaller batch."),
            (at(3, 78, 78.125, 79),
             "An epoch ends before the next one begins: round up in each epoch, and only then multiply."),
            (at(3, 320), "You multiplied the epochs by the size of a batch. How many batches are there in an epoch?"),
            (at(3, 5), "So few it would be for batch. Mini-batches make more of them."),
            (at(3, 5000), "So many it would be for SGD. Mini-batches make fewer."),
        ),
    ),
    "7.4": Exercise(
        lambda: [three_errors_in_one(np.mean), three_errors_in_one(sum)],
        "Same data, same eta, and the step is three times as long. With a sum eta has to shrink when the data grow.",
        "First join the three gradients to one number. Then w_new = w − eta · that number.",
        "[0.6, -0.2]: 1 − 0.1 · 4 and 1 − 0.1 · 12.",
        (
            ([-0.2, 0.6], "You have them in each other's place: the average comes first."),
            (at(0, 1.4), "You walked uphill: the step is taken away from w.", [1.4, 2.2]),
            (lambda a: abs(a[0] - 0.4) < 1e-3 and a[1] > 0.5,
             "0.4 is the length of the step. Where does it end when it starts at w?", [0.4, 1.2]),
            (at(0, 0.4), "0.4 is the length of the averaged step, and also where the last gradient alone leads. "
             "Neither is asked: where does the averaged step END?", [0.4, -0.2]),
            (at(0, -0.4), "This is the step with its sign. Where does it end when it starts at w?", [-0.4, -1.2]),
            (at(0, 0.8), "This is the step of the first example only. Let all three have their say."),
            (at(0, -3), "You took the whole slope. The learning rate shortens the step.", [-3, -11]),
            (at(0, -0.2), "You added the gradients. For the first number average them."),
            (at(0, 4), "This is the average gradient. How far does it move w?", [4, 12]),
            (at(1, 2.2), "You walked uphill: the step is taken away from w."),
            (at(1, -1.2), "This is the step with its sign. Where does it end when it starts at w?"),
            (at(1, 1.2), "1.2 is the length of the step. Where does it end when it starts at w?"),
            (at(1, 0.2), "You lost a sign: the step is longer than the way from w to 0."),
            (at(1, 0.6), "You averaged again. For the second number add the gradients up."),
            (at(1, -11), "You took the whole slope. The learning rate shortens the step."),
            (at(1, 12), "This is the sum of the gradients. How far does it move w?"),
        ),
    ),
    "7.5": Exercise(
        lambda: [*velocities(3), velocities(500)[-1]],
        "On an even slope momentum goes up to ten times as fast as plain gradient descent with the same eta.",
        "Go on from the v before: 0.9 of it, minus 0.1. It has reached its last value when v = 0.9 v − 0.1.",
        "[-0.1, -0.19, -0.271, -1]: −0.09 − 0.1 = −0.19; −0.171 − 0.1 = −0.271; and 0.1 · v = −0.1 gives v = −1.",
        (
            ([0.1, 0.19, 0.271, 1], "The sizes are right. But v points downhill, and g is positive: mind the minus."),
            (at(0, 0.1), "Mind the minus in front of eta · g.", [0.1, -0.01, -0.109, -1]),
            (at(0, -1, 1), "You took the whole slope. The learning rate shortens the push.", [-1, -1.9, -2.71, -10]),
            (at(0, -0.01), "You used eta twice: g is 1, so the push is 0.1 · 1.", [-0.01, -0.019, -0.0271, -0.1]),
            (at(0, 0, -0.9), "At first v is 0: 0.9 · 0 is nothing, and the push comes on top.", [0, -0.1, -0.19, -1]),
            (at(1, -0.01), "Mind the sign in front of 0.9 · v: the old velocity points the same way as the push.",
             [-0.1, -0.01, -0.091, -0.0526]),
            (at(1, -0.2), "You forgot the 0.9: a part of the old velocity is lost in every update.",
             [-0.1, -0.2, -0.3, -1]),
            (at(1, -0.09), "You forgot the new push: the slope pushes in every update.", [-0.1, -0.09, -0.081, 0]),
            (at(1, -0.11), "You mixed up the two numbers: 0.9 goes with v, and 0.1 with g.",
             [-0.1, -0.11, -0.111, -0.111]),
            (at(1, 0.01), "Mind the signs: the slope goes on pushing v in the same direction.", [-0.1, 0.01, -0.1, -1]),
            (at(1, -0.1), "v grows: 0.9 of the old velocity comes on top of the new push.", [-0.1, -0.1, -0.1, -0.1]),
            (at(1, -0.29), "You added up the velocities: these are the places of the weight. Give v itself.",
             [-0.1, -0.29, -0.561, -1]),
            (at(2, -0.29, -0.3), "In the third update, too, only 0.9 of the velocity is kept, and all of it: 0.9 · v."),
            (at(2, -0.28),
             "Each update adds less than the one before: take 0.9 of the second v, and then the same push."),
            (at(3, 1), "The size is right, the direction is not."),
            (at(3, -0.344), "This is v after the next update. Where does it end when it goes on and on?",
             [-0.1, -0.19, -0.271, -0.344]),
            (at(3, -0.1), "This is the plain step. Put it in for v: does it stay, when 0.9 of it is kept?"),
            (at(3, -10), "So it would be with eta = 1. How large is the push here?"),
            (at(3, -0.9),
             "Put this value in for v: one more update makes it larger still. When does it stay as it is?"),
            (at(3, 0), "v does not die out: the slope pushes on and on."),
            (lambda a: a[3] < -1e6,
             "v does not grow for ever: the larger it is, the more of it is lost in every update.",
             [-0.1, -0.19, -0.271, float("-inf")]),
        ),
    ),
    "7.6": Exercise(
        lambda: [0.03, 0.01, 0.3],
        "With inputs ten times as large the whole grid has moved, here by about ten: tanh nodes flatten out. The "
        "linear node of section 4, which does not, needs a rate 66 times as small. Scaled inputs move the grid back.",
        "Set it to 300 updates. Calm means: the curve never goes up again. Then follow the rule of section 4.",
        "[0.03, 0.01, 0.3]: at 300 updates 0.1 has jumped up; a third of 0.03 is 0.01; with 0.3 the error is “too "
        "large” from the beginning.",
        (
            ([0.01, 0.03, 0.3], "You have the first two in each other's place: the largest calm rate comes first."),
            (at(0, 0.1), "After 100 updates it is ahead. Go on to 300: does it still fall?", [0.1, 0.03, 0.3]),
            (at(0, 0.3, 1), "Look below this panel: the error has become too large.", [0.3, 0.1, 1]),
            (at(0, 0.01, 0.003, 0.001, 0.0003), "This one falls calmly. But a larger one does so, too.",
             [0.003, 0.001, 0.3]),
            (at(1, 0.1, 0.3, 1), "This is more than the largest calm rate. One takes less, to be on the safe side."),
            (at(1, 0.03), "This is the limit of what is calm. One takes less, to be on the safe side."),
            (at(1, 0.003, 0.001, 0.0003), "Safe, but slower than it need be. Which part does the rule take?"),
            (at(2, 0.1), "It jumps, but its error stays small. Diverging ones leave their panel for good."),
            (at(2, 1), "It diverges. But a smaller one does so, too."),
            (at(2, 0.03, 0.01, 0.003, 0.001, 0.0003), "The curve of this one falls, and stays in its panel."),
        ),
    ),
    "7.7": Exercise(
        lambda: [error_of(WHOLE), error_of(TWICE)],
        "Nearly the same, but not quite: the second half step uses the slopes of the place that the first one reached.",
        "total_error(update(BOOK_NETWORK, gradients(…), 1), …) gives the first. For the second update twice with 0.5: "
        "the second time with the gradients of the network that the first update has made.",
        f"[{error_of(WHOLE):.4f}, {error_of(TWICE):.4f}]: two half steps are not one whole step, as the slopes have "
        "changed in between.",
        (
            (lambda a: close(0, error_of(TWICE))(a) and close(1, error_of(WHOLE))(a),
             "You have them in each other's place: the one step with eta = 1 comes first.", [0.1709, 0.1701]),
            (close(0, ESTIMATE),
             "This is the estimate from the slopes. But they change on the way: pass the new weights forward.",
             [0.1685, 0.1685]),
            (close(0, TWICE_THE_FALL, 0.1693),
             "You doubled the fall of eta = 0.5. The surface curves: pass the new weights forward.", [0.1693, 0.1709]),
            (close(0, error_of(TWICE)), "This belongs to two half steps. First one whole step is wanted.",
             [0.1709, 0.1709]),
            (close(1, TWICE_THE_FALL, 0.1693),
             "You doubled the fall of the first half step. The second one has slopes of its own.", [0.1701, 0.1693]),
            (close(0, error_of()), "This is the error BEFORE the update. Pass the new weights forward.", 0.2111),
            (close(0, error_of(WHOLE, "SSE")), "This is the sum of the squares. The factor 1/2 of SE is missing.",
             0.3403),
            (close(0, error_of(HALF)), "This belongs to eta = 0.5. For the first number eta is 1.", 0.1902),
            (close(0, error_of(UPHILL)), "The error has risen: you added the steps. Take them away from the weights.",
             0.2548),
            (close(0, error_of(NO_BIASES)), "You updated the weights only. Bias weights learn, too.", 0.1921),
            (close(1, error_of(WHOLE)),
             "You used the same gradients twice, and that is one step with eta = 1. Ask for the gradients again, at "
             "the new place.", 0.1701),
            (close(1, error_of(HALF)), "This is E after ONE update with eta = 0.5. Do another one.", 0.1902),
            (close(1, error_of(TWICE, "SSE")), "In the second number the factor 1/2 of SE is missing.", 0.3417),
        ),
        tolerance=6e-5,
    ),
    "7.8": Exercise(
        lambda: [*DIAGNOSES],
        "Calm and low on both sets; lower and lower on one set only; hardly moving; never at rest. Which of the two "
        "curves lies lower tells little: see C.",
        "Look at both curves of a panel. Do they move at all? Do they come to rest? Do they stay together?",
        '["good", "by heart", "too small", "too large"]: A falls and rests; the validation error of B rises again; C '
        "creeps; D jumps to the end.",
        (
            (lambda a: any(word not in tidy(DIAGNOSES) for word in a),
             "Take the four words as they stand in the question, each once.",
             ["good", "overfitting", "too small", "too large"], ["good", "by heart", "too small", "noisy"]),
            (at(0, "by heart"), "In A the two curves stay together. By heart they would part."),
            (at(0, "too small"), "A arrives at a low error and rests there. A creeping one is still on its way."),
            (at(0, "too large"), "A falls without a jump."),
            (at(1, "good"), "Follow the dashed curve of B to its end: where was it lowest?"),
            (at(1, "too large"), "B never jumps: its training error falls calmly. Look at the dashed curve."),
            (at(1, "too small"), "The training error of B gets very low. Look at the dashed curve."),
            (at(2, "good"), "C is calm, but high: compare its end with those of the others."),
            (at(2, "by heart"), "By heart the training error would be very low. In C it is high."),
            (at(2, "too large"), "C never jumps."),
            (at(3, "good"), "Some errors of D are low. But does it rest there?"),
            (at(3, "by heart"), "In D both curves jump together. By heart they would part."),
            (at(3, "too small"), "With too small a rate a curve would not jump."),
        ),
    ),
    "7.9": Exercise(
        lambda: [0.1 * 0.004, 0.004, float(-walk(lambda w: 0.004, 0.0, 0.1, 1, "Adam")[-1])],
        "However small the slope: Adam's first step is as long as the learning rate.",
        "m keeps β₁ of its old value, which is 0, and adds 1 − β₁ of the slope. The hat divides by 1 − β₁. Do the same "
        "with s, then take the root.",
        "[0.0004, 0.004, 0.1]: m = 0.1 · 0.004; m̂ = m / 0.1; ŝ = 0.004², so the step is 0.1 · 0.004 / 0.004.",
        (
            (At(0, (0.0036,), 1e-5), "β₁ belongs to the old memory, which is 0. The slope gets the rest, 1 − β₁.",
             [0.0036, 0.004, 0.1]),
            (At(0, (0.004,), 1e-5), "This is the slope. How much of it does the memory take up?",
             [0.004, 0.004, 0.1]),
            (At(1, (0.0004,), 1e-5), "This is m without its hat: divide by 1 − β₁.", [0.0004, 0.0004, 0.1]),
            (At(1, (0.000444,), 1e-5), "You divided by β₁. The hat divides by 1 − β₁.",
             [0.0004, 0.000444, 0.1]),
            (At(2, (0.0004,), 1e-5), "This is the step of plain descent, η · slope. Adam divides by √ŝ, too.",
             [0.0004, 0.004, 0.0004]),
            (at(2, 0.3162), "You left out the hats: both memories are still far too small.", 0.316),
            (at(2, 0.01), "You left out the hat of m only.", 0.01),
            (at(2, 3.1623), "You left out the hat of s only.", 3.162),
            (at(2, 25), "You divided by ŝ. Take its root first.", 25),
            (at(2, -0.1), "The length is right. A length has no sign.", -0.1),
            (at(2, 1), "m̂ / √ŝ is right. Multiply by η.", 1),
        ),
        tolerance=2e-6,
    ),
    "7.10": Exercise(
        lambda: ["sum", "shuffle", "saddle", "saturated"],
        "A good diagnosis looks at slopes, outputs and the rhythm of the error before it turns a knob.",
        "gradients() adds up. An epoch is one walk through the data. A slope can be 0 in the middle of the way, or "
        "because outputs stand at 0 or 1.",
        '["sum", "shuffle", "saddle", "saturated"]: 200 gradients added up; sorted examples; a flat place that falls '
        "in one direction; z (1 − z) is 0.",
        (
            (lambda a: any(word not in tidy(CAUSES) for word in a),
             "Use words of the list, as they stand in the question.", ["too large", "shuffle", "saddle", "saturated"]),
            (at(0, "too small"), "Exploding means: the step is too long. What grows with the number of examples?"),
            (at(0, "saturated", "saddle", "shuffle"),
             "What is different when gradients() is given 200 examples instead of one?"),
            (at(1, "sum"), "SGD reads one example per update: nothing is added up. What repeats in every epoch?"),
            (at(1, "too small", "saddle", "saturated"), "What repeats in every epoch, when the data stay as they are?"),
            (at(2, "saturated"), "Outputs of 0.5 are wide awake: z (1 − z) is largest there."),
            (at(2, "too small"), "With too small a rate nothing would fall quickly later on."),
            (at(2, "sum", "shuffle"), "Where can all slopes be nearly 0, and it still goes down from there?"),
            (at(3, "saddle", "too small"), "Look at z (1 − z) of these outputs."),
            (at(3, "sum", "shuffle"), "What is z (1 − z) of these outputs?"),
        ),
    ),
    "7.11": Exercise(
        lambda: [milliseconds(size) for size in (1, 10, 100, 1000)],
        "From 1 to 100 an epoch gets 60 times as fast. From 100 to 1,000 it only halves, and makes 1 update instead of "
        "10. So batches are neither tiny nor huge.",
        "How many updates are there in an epoch? Each costs 0.3. And all 1,000 examples cost their 0.002 in any case.",
        "[302, 32, 5, 2.3]: 1,000 · 0.3 + 2; 100 · 0.3 + 2; 10 · 0.3 + 2; 1 · 0.3 + 2.",
        (
            (at(0, 300), "These are the updates alone. The examples have a price, too.", [300, 30, 3, 0.3]),
            ([0.302, 0.032, 0.005, 0.0023], "These are seconds. Milliseconds are asked."),
            ([302000, 32000, 5000, 2300], "These are millionths of a second. Milliseconds are asked."),
            (at(0, 0.302, 0.3), "This is one update. How many of them make an epoch?", [0.302, 0.32, 0.5, 2.3]),
            (at(0, 2), "These are the examples alone. The updates have a price, too.", [2, 2, 2, 2]),
            (at(0, 2.3), "You began with the largest batch. Batches of 1 come first.", [2.3, 5, 32, 302]),
            (at(1, 302), "In batches of 10 there are fewer updates in an epoch.", [302, 302, 302, 302]),
            (at(1, 30.2), "An update with 10 examples pays for all 10 of them.", [302, 30.2, 3.02, 0.302]),
            (at(1, 320), "You made 1,000 updates each time. How many are there in batches of 10?",
             [302, 320, 500, 2300]),
            (at(1, 30), "These are the updates alone. The examples have a price, too."),
            (at(2, 302, 32), "In batches of 100 there are fewer updates in an epoch."),
            (at(2, 3.02), "An update with 100 examples pays for all 100 of them."),
            (at(2, 3), "These are the updates alone. The examples have a price, too."),
            (at(3, 2), "One update is left, and it has its price."),
            (at(3, 0.302), "This update pays for all of its examples."),
            (at(3, 0.3), "This is the update alone. The examples have a price, too."),
        ),
    ),
    "7.12": MY_UPDATE,
    "7.13": MY_TRAIN,
}
# fmt: on

PREDICTIONS = {
    "7a": Prediction(
        "The gradient of a weight is −0.3. In which direction does the update move it?",
        ("up", "down", "not at all"),
        "up",
        "The update takes eta times the gradient away, and taking away something negative adds. With eta = 0.1 a "
        f"weight of 1 becomes {walk(lambda w: -0.3, start=1.0, eta=0.1, steps=1)[-1]:.2f}.",
        {
            "down": "Something negative is taken away. Does that make a number smaller?",
            "not at all": "Only a slope of 0 leaves a weight where it is.",
        },
    ),
    "7b": Prediction(
        "You double the learning rate. Does the network learn twice as fast?",
        ("always", "about, while the steps are small", "never"),
        "about, while the steps are small",
        f"On E = w², from w = 1: 20 steps with eta = 0.01 lead to {on_the_parabola(0.01, 20):.2f}, and 10 steps with "
        f"0.02 to {on_the_parabola(0.02, 10):.2f}. With larger steps doubling does more: 3 steps lead to "
        f"{on_the_parabola(0.2, 3):.2f} with 0.2 and to {on_the_parabola(0.4, 3):.3f} with 0.4. In the end it spoils "
        f"everything: 10 steps lead to {on_the_parabola(0.6, 10):.4f} with 0.6, and to "
        f"{on_the_parabola(1.2, 10):.1f} with 1.2.",
        {
            "always": "Double it again and again: some day a step lands beyond the bottom, further away than before.",
            "never": "Think of very short steps: one of double length leads nearly to where two of them lead.",
        },
    ),
    "7c": Prediction(
        "A logistic network learns with eta = 1000. What happens?",
        (
            "it diverges: the error grows and grows",
            "it saturates: the error stays below a limit, but the slopes can vanish",
            "nothing special",
        ),
        "it saturates: the error stays below a limit, but the slopes can vanish",
        "Its outputs stay between 0 and 1, so SE of two outputs can never exceed "
        f"{0.5 * (1 + 1):g}. In the book's network, after one such update, the largest gradient begins with more than "
        f"{100 * int(-np.log10(largest_slope_after(1000)) / 100)} zeros. Here it is lucky: its answers are right. Had "
        "they been wrong, it could hardly move any more.",
        {
            "it diverges: the error grows and grows": "Then its outputs would have to "
            "go further and further away. But they stay between 0 and 1.",
            "nothing special": "The first step is a thousand times as long as the slope. Where do net inputs end?",
        },
    ),
    "7d": Prediction(
        "Batch reads all examples for one update, SGD one example. Both may read 600 examples (60 in the data set). "
        "Who makes more updates?",
        ("batch", "SGD", "the same"),
        "SGD",
        f"SGD makes {count_updates(60, 'sgd', epochs=10)} updates, batch only {count_updates(60, 'batch', epochs=10)}. "
        "Each step of SGD is less exact, but there are many more of them.",
        {
            "batch": "Each of its updates uses up 60 of the 600 examples.",
            "the same": "They read equally many examples, but not equally many for one update.",
        },
    ),
    "7e": Prediction(
        "The 60 points are sorted by their answers, small ones first, and SGD does not shuffle. What happens to its "
        "path?",
        ("nothing", "it swings to and fro, once in every epoch", "it comes to rest at the lowest point"),
        "it swings to and fro, once in every epoch",
        "First all examples pull one way, then all the other way.",
        {
            "nothing": "Each step follows one example only. What do neighbours in a sorted list have in common?",
            "it comes to rest at the lowest point": "No line goes through all points. So at the lowest place, too, "
            "each single example pulls.",
        },
    ),
}
