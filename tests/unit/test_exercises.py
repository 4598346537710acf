"""Promises of the exercises: right is right, each typical mistake gets its own sentence, nonsense gets a kind one."""

import numpy as np
import pytest

from helpers.exercises import EXERCISES, PREDICTIONS, check, hint, predict, solution
from helpers.exercises.engine import tidy

NONSENSE = [None, {}, object(), float("nan"), [], "", [[["x"], 1], None], 10**400, print]

# Typical wrong answers as a learner would type them, two or more for each exercise, and words of what she is told.
WRONG = [
    ("2.1", [2, 3, 4, 5], "outputs never change"),
    ("2.1", [1, 2, 3, 4, 5], "switched off"),
    ("2.1", [2, 3, 5], "out of date"),
    ("2.2", [56, 10], "product"),
    ("2.2", [768, 9], "0 is one of them"),
    ("2.2", [768, 1], "node of its own"),
    ("2.3", [2, -3], "signs"),
    ("2.3", [2, 3], "One of the signs"),
    ("2.3", [0, 0], "without a bias"),
    ("2.4", ["t-z", "E", "w2"], "order of the difference"),
    ("2.4", ["z - t", "e", "W3"], "leads TO"),
    ("2.4", ["z-t", "total error", "w2"], "one letter"),
    ("2.5", 65536, "hidden layer only"),
    ("2.5", 66048, "bias weights are missing"),
    ("2.5", 66050, "EVERY node"),
    ("2.5", 514, "These are the nodes"),
    ("2.6", 0.6, "not w"),
    ("2.6", 1.8, "uphill"),
    ("2.6", 0.8, "size of the step"),
    ("3.1", [0.5, 0.75, 0.6, 0, 0], "jumps AT 0"),
    ("3.1", [0.5, 0.75, 0.6, -3, 1], "ReLU"),
    ("3.1", [0.5, 0.25, 0.6, 0, 1], "exponent"),
    ("3.1", [0.5, 0.75, 0.8, 0, 1], "tanh"),
    ("3.2", -0.9, "forgot the bias"),
    ("3.2", 0.2, "third input"),
    ("3.2", 0.4, "sign"),
    ("3.3", [0.057, 0.0895], "bias vector"),
    ("3.3", [0.885, 0.3275], "ROW"),
    ("3.4", [7, 3, 19, 13, 15], "swapped"),
    ("3.4", [3, 7, 12, 8, 13], "multiply"),
    ("3.5", [1, 2, 3], "BOTH"),
    ("3.5", [3, 3, 3], "sums both"),
    ("3.5", [0.95, 0.95, 0.8], "linear"),
    ("3.6", [0.857, 0.3395], "before the swap"),
    ("3.6", [0.053, 0.0955], "bias weights"),
    ("3.6", [0.865, 0.3175], "w1 and w3"),
    ("4.1", [0.75, 0.375, 0.75, 0.866], "themselves"),
    ("4.1", [-0.25, -0.125, -0.25, 0.5], "themselves"),
    ("4.1", [0.0625, 0.03125, 0.0625, 0.25], "on its own"),
    ("4.1", [0.25, 0.125, 0.25, 0.5], "on its own"),
    ("4.1", [0.15625, 0.3125, 0.3125, 0.559], "wrong one"),
    ("4.1", [0.3125, 0.3125, 0.3125, 0.559], "not the same"),
    ("4.1", [0.3125, 0.15625, 0.15625, 0.3953], "number of outputs"),
    ("4.1", [0.3125, 0.15625, 0.3125, 0.0977], "squared MSE"),
    ("4.1", [0.3125, 0.15625, 0.3125, 0.3125], "R of RMS"),
    ("4.1", [0.3125, 0.15625, 0.3125, 0.3953], "root of SE"),
    ("4.2", [298, 149, 149, 12.2066], "once more"),
    ("4.2", [20, 20, 10, 3.1623], "factor 1/2"),
    ("4.2", [20, 5, 10, 3.1623], "halved AND averaged"),
    ("4.2", [20, 10, 5, 2.2361], "averaged SE"),
    ("4.2", [20, 10, 20, 4.4721], "mean"),
    ("4.2", [20, 10, 10, 4.4721], "root of the sum"),
    ("4.2", [20, 10, 10, 2.9276], "two roots"),
    ("4.2", [20, 10, 10, 10], "R of RMS"),
    ("4.3", 0.2111, "own target"),
    ("4.3", 0.7060, "1/2"),
    ("4.3", 0.5 * (0.4066**2 + -(0.7353**2)), "never negative"),
    ("4.3", 0.1177, "both nodes"),
    ("4.3", 0.5710, "sizes"),
    ("4.4", 0, "cancel"),
    ("4.4", 0.5, "1/2"),
    ("4.4", 0.125, "one output's part"),
    ("4.4", 1, "squared before"),
    ("4.5", 0.3521, "with brackets"),
    ("4.5", -1.1868, "times 2"),
    ("4.5", 1.1868, "mind the minus"),
    ("4.6", [-0.081, -0.9], "t − z"),
    ("4.6", [0.9, 0.081], "wrong places"),
    ("4.6", [0.9, 0.9], "slope z(1 − z) is missing"),
    ("4.6", [0.09, 0.9], "alone"),
    ("4.6", [0.162, 0.9], "doubled"),
    ("4.6", [0.405, 0.9], "SE itself"),
    ("4.6", [0.081, 0.081], "cancels"),
    ("4.6", [0.081, 10], "One link"),
    ("4.6", [0.081, 2.3026], "cross-entropy itself"),
    ("5.1", [6, 20, 7], "inner slope"),
    ("5.1", [9, 20, 7], "height"),
    ("5.1", [8, 20, 7], "in the middle"),
    ("5.1", [12, 7, 20], "other letter"),
    ("5.1", [12, 23, 7], "stays as it is"),
    ("5.1", [12, 35, 7], "stays as it is"),
    ("5.1", [12, 20, 4], "3y is missing"),
    ("5.1", [12, 20, 3], "first term"),
    ("5.2", [7, 6, 6, 19], "product"),
    ("5.2", [8, 12, 6, 26], "changed places"),
    ("5.2", [12, 8, 2, 22], "EVERY node"),
    ("5.2", [12, 8, 9, 29], "Input nodes"),
    ("5.2", [12, 8, 6, 20], "total as well"),
    ("5.3", [0.3, -0.09], "learning rate is missing"),
    ("5.3", [3, -0.9], "divided"),
    ("5.3", [-0.03, 0.009], "AGAINST"),
    ("5.3", [0.03, 0.009], "E would grow"),
    ("5.3", [0.03, -0.03], "change of w once more"),
    ("5.4", [0.032, 0.016, 0.032], "below its target"),
    ("5.4", [0, 0, 0], "no place"),
    ("5.4", [-0.2, -0.1, -0.2], "z − t alone"),
    ("5.4", [-0.05, -0.025, -0.05], "output node"),
    ("5.4", [-0.064, -0.032, -0.032], "doubled delta_c"),
    ("5.4", [-0.032, -0.032, -0.064], "not delta_c itself"),
    ("5.4", [-0.032, -0.008, -0.016], "output of b1"),
    ("5.4", [-0.032, -0.016, -0.016], "2 of the square stays"),
    ("5.4", [-0.032, -0.016, -0.064], "third number"),
    ("5.5", [-0.032, 0.1, -0.2], "bias value 1"),
    ("5.5", [0, 0.1, -0.2], "gradient too"),
    ("5.5", [0.032, -0.1, 0.2], "only for the first"),
    ("5.5", [0.032, -0.2, 0.1], "other way round"),
    ("5.5", [0.032, -0.1, -0.1], "two edges"),
    ("5.6", [0, -0.1, -0.2], "slope out(1 − out)"),
    ("5.6", [0, -0.025, -0.025], "delta_b1 once more"),
    ("5.6", [0, -0.025, -0.0125], "starts at a1"),
    ("5.6", [-0.025, -0.0125, -0.025], "both deltas back through w5"),
    ("5.6", [-0.0125, -0.01875, -0.0375], "both deltas back through w6"),
    ("5.6", [0.025, 0.0125, 0.025], "through c1 only"),
    ("5.6", [-0.025, -0.0375, -0.075], "through c2 only"),
    ("5.6", [0.05, 0.05, 0.1], "lost a sign"),
    ("5.6", [-0.0375, -0.00625, -0.0125], "crossed"),
    ("5.7", [0.2111, 4, 66], "total error"),
    ("5.7", [0.1218, 4, 66], "eight weights"),
    ("5.7", [0.4652, 4, 66], "keep their signs"),
    ("5.7", [0.2212, 12, 66], "not to a weight"),
    ("5.7", [0.2212, 6, 130], "Input nodes"),
    ("5.7", [0.2212, 2, 2], "hidden nodes"),
    ("5.7", [0.2212, 4, 130], "counted the input nodes"),
    ("5.7", [0.2212, 4, 132], "bias nodes"),
    ("5.7", [0.2212, 4, 4290], "These are the weights"),
    ("5.8", [0.1005, 0.1259], "which sign"),
    ("5.8", [0.0689, 0.1259], "t − z"),
    ("5.8", [-0.0981, 0.1259], "delta_c1"),
    ("5.8", [-0.0689, -0.4220], "without the slip"),
    ("5.8", [-0.0689, 0.000126], "thousandths"),
    ("5.8", [-0.0689, 0.5902], "swapped one"),
    ("5.8", [-0.0689, 0.8395], "last factor"),
]


WRONG += [
    ("5.1", [12, 10, 7], "2x times"),
    ("5.1", [12, 20, 19], "height of f"),
    ("5.2", [12, 8, 8, 28], "nodes they feed"),
    ("5.4", [-0.032, -0.016, -0.008], "halved"),
    ("5.6", [0, 0.025, 0.05], "which sign wins"),
    ("5.7", [0.2212, 4, 68], "Bias nodes"),
    ("5.8", [-0.0689, 0.1438], "other slip"),
    ("5.9", [-0.0033, -0.49], "leave b1"),
    ("5.9", [0.0130, 1.96], "END at c2"),
    ("5.9", [0.0106, 3.71], "along w2"),
    ("5.9", [0.0436, 6.55], "slope b2"),
    ("5.9", [0.0106, 0.0016], "thousandths"),
]

WRONG += [
    ("6.1", [12.61, 12.01], "each other's place"),
    ("6.1", [24.02, 12.61], "longer than one epsilon"),
    ("6.1", [2.402, 1.261], "rise. Divide"),
    ("6.1", [0.4804, 12.61], "multiplied by the run"),
    ("6.1", [12, 12.61], "misses it by a little"),
    ("6.1", [-12.01, -12.61], "right minus left"),
    ("6.1", [11.41, 12.61], "one side only"),
    ("6.1", [12.61, 12.61], "one side only"),
    ("6.1", [3, 3], "w · w · w"),
    ("6.1", [12.01, 11.41], "stepped to the left"),
    ("6.1", [12.01, 12.01], "start at w itself"),
    ("6.1", [12.01, 6.305], "just one epsilon"),
    ("6.1", [12.01, 1.261], "rise. Divide"),
    ("6.1", [12.01, 12], "not by little"),
    ("6.1", [12, 12.6], "give two decimals"),
    ("6.1", [12.01, 12.6], "one more decimal in the second"),
    ("6.1", [12.01, 13], "two more decimals in the second"),
    ("6.1", [12.6, 12.6], "one side only"),
    ("6.2", [8, 0.2], "each other's place"),
    ("6.2", [0.4, 8], "divided by epsilon"),
    ("6.2", [0.0004, 8], "so is the run"),
    ("6.2", [0.0002, 8], "so is the run"),
    ("6.2", [-0.2, 8], "wrong order"),
    ("6.2", [5, 8], "run by rise"),
    ("6.2", [0.5002, 8], "average of the two heights"),
    ("6.2", [0.2, 6], "slope of 2w"),
    ("6.2", [0.2, 5], "height of the curve"),
    ("6.2", [0.2, 2], "slope of 3w²"),
    ("6.2", [0.2, 16], "whole way"),
    ("6.2", [0.2, 8.3], "right only"),
    ("6.2", [0.2, 7.7], "left only"),
    ("6.3", [-0.25, 0.2], "each other's place"),
    ("6.3", [0.25, -0.25], "smaller of the two"),
    ("6.3", [0.1, -0.25], "difference only"),
    ("6.3", [-0.2, -0.25], "nothing can come out below 0"),
    ("6.3", [20, -25], "percent"),
    ("6.3", [1.8, 2.25], "Minus minus"),
    ("6.3", [0.1111, -0.25], "sum of the two sizes"),
    ("6.3", [0.2222, -0.25], "average of the two sizes"),
    ("6.3", [0.2, -0.2], "thermometer"),
    ("6.3", [0.2, 0.25], "plus divided by minus"),
    ("6.3", [0.2, 0.2], "max sees them"),
    ("6.3", [0.2, 0.1], "max(A, N)"),
    ("6.3", [0.2, 2.25], "Minus minus"),
    ("6.4", ["wrong", "double red flag", "right"], "upside down"),
    ("6.4", ["right", "red flag", "wrong"], "three words"),
    ("6.4", ["✓ right", "!! double red flag", "✗ wrong"], "without their signs"),
    ("6.4", ["good", "bad", "very bad"], "words of the table"),
    ("6.4", ["caution", "double red flag", "wrong"], "0.000000003"),
    ("6.4", ["wrong", "double red flag", "wrong"], "tiny"),
    ("6.4", ["Right", "Caution", "Wrong"], "ends at 0.0001 already"),
    ("6.4", ["right", "wrong", "wrong"], "begins above"),
    ("6.4", ["right", "right", "wrong"], "ends at 0.0000001"),
    ("6.4", ["right", "double red flag", "Double red flag"], "0.05"),
    ("6.4", ["right", "double red flag", "right"], "5 percent"),
    ("6.5", [4290, 8580], "each other's place"),
    ("6.5", [4290, 4290], "both sides"),
    ("6.5", [4291, 4290], "from one side"),
    ("6.5", [8448, 4224], "checked as well"),
    ("6.5", [4224, 4224], "checked as well"),
    ("6.5", [2, 4290], "one after the other"),
    ("6.5", [8580, 4224], "parameters, too"),
    ("6.5", [8580, 8580], "number of passes"),
    ("6.5", [8580, 66], "bias weights only"),
    ("6.5", [8580, 130], "These are the nodes"),
    ("6.5", [8580, 4354], "Input nodes"),
    ("6.6", [6, 5], "from 0"),
    ("6.6", [6, 7], "each other's place"),
    ("6.6", [1, 6], "way forward"),
    ("6.6", [2, 6], "hangs on it"),
    ("6.6", [5, 6], "w1 to w4 as well"),
    ("6.6", [3, 6], "belong to bias weights"),
    ("6.6", [7, 2], "so early"),
    ("6.6", [7, 3], "dW2"),
    ("6.6", [7, 4], "W2 is used"),
    ("6.6", [7, 5], "bw1 and bw2"),
    ("6.6", [7, 7], "in the second check"),
    ("7.1", 0.2, "uphill"),
    ("7.1", 0.5, "whole slope"),
    ("7.1", 0.1, "length of the step"),
    ("7.1", -0.1, "alone"),
    ("7.1", 0.7, "divided"),
    ("7.1", 0.25, "not to the weight"),
    ("7.1", -0.2, "This is the slope"),
    ("7.2", [1, 0.5, 0.25, 1], "began with the start"),
    ("7.2", [0.75, 0.5625, 0.421875, 1], "slope of w² is 2w"),
    ("7.2", [1.5, 2.25, 3.375, 1], "uphill"),
    ("7.2", [-1, 1, -1, 1], "whole slope"),
    ("7.2", [0, 0, 0, 1], "first step again"),
    ("7.2", [0.5, 0, -0.5, 1], "same step again"),
    ("7.2", [0.5, 0.25, 0, 1], "same step again"),
    ("7.2", [0.5, 0.25, 0.125, 0.25], "larger ones do so too"),
    ("7.2", [0.5, 0.25, 0.125, 0.5], "zigzag"),
    ("7.2", [0.5, 0.25, 0.125, 2], "if the slope were w"),
    ("7.2", [0.5, 0.25, 0.125, 0.99], "limit itself"),
    ("7.2", [0.5, 0.25, 0.125, 1.5], "larger with each step"),
    ("7.3", [10000, 1, 313, 80], "each other's place"),
    ("7.3", [10000, 10000, 313, 80], "reads all examples before"),
    ("7.3", [0, 10000, 313, 80], "does learn"),
    ("7.3", [1, 1, 313, 80], "single example"),
    ("7.3", [1, 10000, 312, 80], "left over"),
    ("7.3", [1, 10000, 312.5, 80], "half update"),
    ("7.3", [1, 10000, 32, 80], "size of a mini-batch"),
    ("7.3", [1, 10000, 313, 16], "one epoch. There are 5"),
    ("7.3", [1, 10000, 313, 15.625], "left over, too"),
    ("7.3", [1, 10000, 313, 75], "In each epoch"),
    ("7.3", [1, 10000, 313, 79], "round up in each epoch"),
    ("7.3", [1, 10000, 313, 78.125], "round up in each epoch"),
    ("7.3", [1, 10000, 313, 320], "size of a batch"),
    ("7.3", [1, 10000, 313, 5], "for batch"),
    ("7.3", [1, 10000, 313, 5000], "for SGD"),
    ("7.4", [-0.2, 0.6], "each other's place"),
    ("7.4", [1.4, 2.2], "uphill"),
    ("7.4", [0.4, 1.2], "length of the step"),
    ("7.4", [0.8, -0.2], "first example only"),
    ("7.4", [-3, -11], "whole slope"),
    ("7.4", [-0.2, -0.2], "average them"),
    ("7.4", [4, 12], "average gradient"),
    ("7.4", [0.6, 2.2], "uphill"),
    ("7.4", [0.6, 1.2], "length of the step"),
    ("7.4", [0.6, 0.2], "lost a sign"),
    ("7.4", [0.6, 0.6], "averaged again"),
    ("7.4", [0.6, -11], "whole slope"),
    ("7.4", [0.6, 12], "sum of the gradients"),
    ("7.5", [0.1, 0.19, 0.271, 1], "points downhill"),
    ("7.5", [0.1, -0.01, -0.109, -1], "in front of eta"),
    ("7.5", [-1, -1.9, -2.71, -10], "shortens the push"),
    ("7.5", [0, -0.1, -0.19, -1], "on top"),
    ("7.5", [-0.1, -0.2, -0.3, -1], "forgot the 0.9"),
    ("7.5", [-0.1, -0.09, -0.081, 0], "new push"),
    ("7.5", [-0.1, -0.11, -0.111, -0.111], "mixed up"),
    ("7.5", [-0.1, 0.01, -0.1, -1], "same direction"),
    ("7.5", [-0.1, -0.1, -0.1, -0.1], "v grows"),
    ("7.5", [-0.1, -0.29, -0.561, -1], "places of the weight"),
    ("7.5", [-0.1, -0.19, -0.29, -1], "third update"),
    ("7.5", [-0.1, -0.19, -0.28, -1], "adds less"),
    ("7.5", [-0.1, -0.19, -0.271, 1], "direction is not"),
    ("7.5", [-0.1, -0.19, -0.271, -10], "eta = 1"),
    ("7.5", [-0.1, -0.19, -0.271, -0.9], "larger still"),
    ("7.5", [-0.1, -0.19, -0.271, 0], "die out"),
    ("7.5", [-0.1, -0.19, -0.271, float("-inf")], "for ever"),
    ("7.6", [0.7515, -0.0505], "each other's place"),
    ("7.6", [-0.0003, 0.7258], "0.5. Here eta is 1"),
    ("7.6", [0.1505, 0.6485], "added the gradient"),
    ("7.6", [0.1005, -0.0515], "gradient of w5"),
    ("7.6", [0.05, 0.7], "w5 is still the old one"),
    ("7.6", [0.0505, 0.7515], "what is the sign"),
    ("7.6", [-0.0505, 0.7258], "0.5. Here eta is 1"),
    ("7.6", [-0.0505, 0.6485], "uphill"),
    ("7.6", [-0.0505, -0.0515], "gradient of bw4"),
    ("7.6", [-0.0505, 0.7], "Bias weights learn"),
    ("7.6", [-0.0505, 0.0068], "leads to c2"),
    ("7.7", [0.1709, 0.1701], "each other's place"),
    ("7.7", [0.2111, 0.1709], "BEFORE"),
    ("7.7", [0.3403, 0.1709], "squares"),
    ("7.7", [0.1902, 0.1709], "eta = 0.5"),
    ("7.7", [0.2548, 0.1709], "has risen"),
    ("7.7", [0.1921, 0.1709], "updated the weights only"),
    ("7.7", [0.1701, 0.1701], "same gradients twice"),
    ("7.7", [0.1701, 0.1902], "ONE update"),
    ("7.7", [0.1701, 0.3417], "factor 1/2"),
]

WRONG += [
    ("8.1", [66306, 66048], "each other's place"),
    ("8.1", [288, 306], "number of rows"),
    ("8.1", [16512, 16578], "hidden layer of the small pictures"),
    ("8.1", [4224, 4290], "8 × 8"),
    ("8.1", [8448, 8580], "grow faster"),
    ("8.1", [16896, 17160], "grow faster"),
    ("8.1", [65536, 65794], "into the hidden layer"),
    ("8.1", [131072, 131330], "multiplied all three"),
    ("8.1", [514, 772], "These are the nodes"),
    ("8.1", [66306, 66306], "counted the bias weights already"),
    ("8.1", [66048, 66048], "bias weights are missing"),
    ("8.1", [66048, 66050], "EVERY node"),
    ("8.1", [66048, 66304], "of the output nodes are missing"),
    ("8.1", [66048, 66562], "Input nodes"),
    ("8.1", [66048, 258], "bias weights alone"),
    ("8.2", [0, 0, 0, 1, 0], "count at 0"),
    ("8.2", [1, 1, 0, 1, 1], "upside down"),
    ("8.2", 3, "number of the class"),
    ("8.2", [0, 0, 3, 0, 0], "The place alone"),
    ("8.2", [0, 0, 1], "classes after the third"),
    ("8.2", [0, 0, 0, 0, 0], "No node is hot"),
    ("8.2", [0.1, 0.1, 0.6, 0.1, 0.1], "Outputs may look so"),
    ("8.2", [0, 1, 0, 0, 0], "another class"),
    ("8.2", [1, 1, 1, 0, 0], "More than one node"),
    ("8.3", [11, 5, 8], "swapped row and column"),
    ("8.3", [26, 5, 8], "rows ABOVE"),
    ("8.3", [17, 5, 8], "count at 0"),
    ("8.3", [10, 5, 8], "one row higher"),
    ("8.3", [6, 5, 8], "multiplied"),
    ("8.3", [18, 8, 5], "each other's place"),
    ("8.3", [18, 5, 0], "no column 0"),
    ("8.3", [18, 4, 7], "counted from 0"),
    ("8.3", [18, 6, 8], "begins later"),
    ("8.3", [18, 4, 8], "ends earlier"),
    ("8.3", [18, 5, 7], "row is right"),
    ("8.4", [85, 88.9], "from 0 to 1"),
    ("8.4", [0.889, 0.85], "each other's place"),
    ("8.4", [0.9, 0.889], "counted the men only"),
    ("8.4", [0.8, 0.889], "counted the chickens only"),
    ("8.4", [0.15, 0.889], "wrong answers"),
    ("8.4", [0.85, 0.8], "CHICKEN is recognised"),
    ("8.4", [0.85, 0.9], "MAN is recognised"),
    ("8.4", [0.85, 0.818], "says MAN"),
    ("8.4", [0.85, 0.111], "WRONG"),
    ("8.4", [0.85, 0.4], "divided by all pictures"),
    ("8.4", [0.85, 0.85], "accuracy again"),
    ("8.4", [0.85, 0.1], "men are taken for chickens"),
    ("8.4", [0.85, 0.89], "rounded too much"),
    ("8.5", [2400, 120, 20], "one epoch comes first"),
    ("8.5", [10, 200, 20], "size of a mini-batch"),
    ("8.5", [1200, 24000, 20], "for SGD"),
    ("8.5", [1, 20, 20], "for full batch"),
    ("8.5", [12000, 240000, 20], "You multiplied. How often"),
    ("8.5", [120, 120, 20], "This is one epoch"),
    ("8.5", [120, 24000, 20], "examples are read"),
    ("8.5", [120, 200, 20], "multiplied the epochs"),
    ("8.5", [120, 140, 20], "added the epochs"),
    ("8.5", [120, 2400, 1], "ONE epoch"),
    ("8.5", [120, 2400, 0], "does learn"),
    ("8.5", [120, 2400, 2400], "with mini-batches"),
    ("8.5", [120, 2400, 24000], "the opposite"),
    ("8.5", [120, 2400, 1200], "uses all of them"),
    ("8.6", [0.3250, 0.3532], "each other's place"),
    ("8.6", [0.2120, 0.1905], "for a chicken. Here"),
    ("8.6", [0.3530, 0.3254], "first two pixels"),
    ("8.6", [0.7063, 0.6499], "sum of the squares"),
    ("8.6", [0.3532, 0.3532], "once more"),
    ("8.6", [0.3532, 0.3815], "has risen: you added"),
    ("8.6", [0.3532, 0.3739], "gradients for a chicken"),
    ("8.6", [0.3532, 0.2328], "target of a chicken"),
    ("8.6", [0.3532, 0.1905], "target of a chicken"),
    ("8.6", [0.3532, 0.2971], "eta = 1"),
    ("8.6", [0.3532, 0.3399], "updated the weights only"),
    ("8.6", [0.3532, 0.6499], "second number"),
    ("8.6", [0.35, 0.33], "more decimals"),
]

# The right answers of notebook 08, worked out by hand and not by the course.
BY_HAND = [
    ("8.1", [66048, 66306]),
    ("8.2", [0, 0, 1, 0, 0]),
    ("8.3", [18, 5, 8]),
    ("8.4", [0.85, 0.889]),
    ("8.5", [120, 2400, 20]),
    ("8.6", [0.3532, 0.3250]),
]


@pytest.mark.parametrize("number", EXERCISES)
def test_the_right_answer_is_accepted_as_list_tuple_or_array(number):
    right = EXERCISES[number].right()
    assert repr(check(number, right)).startswith("✓")
    if len(tidy(right)) > 1:
        assert repr(check(number, tuple(tidy(right)))).startswith("✓")
    if not isinstance(tidy(right)[0], str):
        assert repr(check(number, np.asarray(right))).startswith("✓")


@pytest.mark.parametrize("number", EXERCISES)
def test_a_right_answer_rounded_to_four_decimals_is_accepted(number):
    rounded = [part if isinstance(part, str) else round(part, 4) for part in tidy(EXERCISES[number].right())]
    assert repr(check(number, rounded)).startswith("✓")


@pytest.mark.parametrize("number, answer", BY_HAND)
def test_an_answer_worked_out_by_hand_is_accepted(number, answer):
    assert repr(check(number, answer)).startswith("✓")


@pytest.mark.parametrize("number, answer, words", WRONG)
def test_a_typical_mistake_gets_the_sentence_about_that_mistake(number, answer, words):
    said = repr(check(number, answer))
    assert said.startswith("✗") and words in said


def test_every_exercise_has_at_least_two_tested_mistakes():
    for number, exercise in EXERCISES.items():
        assert sum(case[0] == number for case in WRONG) >= max(2, len(exercise.mistakes)), number


def test_a_list_without_its_brackets_and_a_comma_for_the_point_are_understood():
    assert repr(check("2.1", 1, 2, 3, 5)).startswith("✓")
    assert "not a comma" in repr(check("3.2", -0, 4))


def test_an_answer_with_too_few_decimals_is_told_so():
    assert "more decimals" in repr(check("3.3", [0.86, 0.34]))


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize("answer", NONSENSE, ids=lambda answer: repr(answer)[:12])
def test_nonsense_gets_a_sentence_and_never_an_exception(number, answer):
    said = repr(check(number, answer))
    assert said.startswith("?") and "answer is" in said


@pytest.mark.parametrize("number", EXERCISES)
def test_a_wrong_answer_is_never_answered_with_the_right_one(number):
    exercise = EXERCISES[number]
    right = tidy(exercise.right())
    unlikely = [part + "x" if isinstance(part, str) else part + 17.17 for part in right]
    said = repr(check(number, unlikely))
    assert said.startswith("✗")
    for wrong in [unlikely, *(mistake for mistake, _ in exercise.mistakes if not callable(mistake))]:
        said = repr(check(number, wrong))
        assert not any(
            f"{part:g}" in said.split("not yet.")[1].replace(".", " ").split()
            for part in right
            if not isinstance(part, str) and abs(part) > 10
        ), said


@pytest.mark.parametrize("number", EXERCISES)
def test_three_dots_wait_and_hint_and_solution_speak(number):
    assert "waits" in repr(check(number, ...))
    assert repr(hint(number)).startswith("Hint") and repr(solution(number)).startswith("Solution")


def test_an_unknown_number_names_the_exercises_there_are():
    with pytest.raises(KeyError, match="3.2"):
        check("9.9", 1)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_a_prediction_gives_nothing_away_before_a_choice_and_judges_each_choice(name):
    row, question = PREDICTIONS[name], predict(name)
    assert row.right in row.options and len(row.options) >= 2
    assert "Choose first" in repr(question) and row.because not in repr(question)
    for option in row.options:
        said = repr(question.set(prediction=option))
        assert row.because in said and ("is right" in said) == (option == row.right)
    assert "Choose first" in repr(question.reset())


def test_an_unknown_prediction_names_those_there_are():
    with pytest.raises(KeyError, match="3a"):
        predict("9z")
