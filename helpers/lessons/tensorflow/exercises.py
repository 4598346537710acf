"""Exercises of notebook 09 (book ch. 32-34)."""

import numpy as np

from helpers.exercises.engine import Exercise, Prediction, at, tidy
from helpers.lessons.tensorflow.graph import build, run, shapes
from helpers.lessons.tensorflow.toolbox import kinds, tools
from helpers.network.network import create

SORTED = ("NumPy", "Spyder", "Google Docs", "Kaggle", "R")
GRAPH = build("(a - b) * c + relu(a)")
TENSOR = np.array([[1, 2, 3], [4, 5, 6]])
LAYER = {"x": (32, 100), "w": (100, 20)}


def no_kind(place):
    """Return a mistake: the word at this place, counted from 0, is no kind of tool at all.

    >>> no_kind(1)(["language", "ide"]), no_kind(1)(["language", "snake"])
    (False, True)
    """
    return lambda answer: answer[place] not in [tidy(kind)[0] for kind in kinds()]


def in_another_order(answer):
    """Say whether these are the right words for the tools in SORTED, each at a wrong or a right place."""
    return sorted(answer) == sorted(tidy([tools()[name].kind for name in SORTED]))


# fmt: off
EXERCISES = {
    "9.1": Exercise(
        lambda: [tools()[name].kind for name in SORTED],
        "One of each. The data are found, not written; the rest is typed, and a word processor is no place for code.",
        "Click through the kinds of section 1, and look where each name stands.",
        '["mathematics", "IDE", "word processor", "data source", "language"].',
        (
            (at(0, "math", "maths", "mathematic"), "You mean the right thing. Its button says mathematics."),
            (at(0, "library", "libraries"), "A library, yes: for what? Its button says that."),
            (at(3, "data", "dataset", "datasets"), "You mean the right thing. Its button says data source."),
            *((no_kind(place), f"Your word for {name} is no kind of section 1. Type it as it stands on its button.",
               ["mathematics", "IDE", "word processor", "data source"][:place] + ["snake"] * (5 - place))
              for place, name in enumerate(SORTED)),
            (in_another_order, "The right words in another order. The first is for NumPy, the last for R.",
             ["IDE", "mathematics", "word processor", "data source", "language"]),
            (at(0, "machinelearning"), "NumPy knows arrays and matrices, but nothing of learning."),
            (at(0, "packagesandtests"), "NumPy is a package; that kind is about packages. What is NumPy for?"),
            (at(1, "texteditor"), "Spyder can do more than edit: it runs and debugs as well."),
            (at(1, "notebook"), "In Spyder, text, code and output do not stand on one page."),
            (at(2, "webandlanguage"), "It runs in the browser. But what do people write there?"),
            (at(2, "texteditor"), "Google Docs sets bold words and pages. Python wants plain characters only."),
            (at(3, "machinelearning"), "People learn at Kaggle, but what it has to offer is mostly data."),
            (at(3, "webandlanguage"), "Kaggle is a website. That kind READS websites. What does Kaggle offer?"),
            (at(4, "machinelearning"), "Much machine learning is written in R. What, then, is R itself?"),
            (at(4, "ide"), "An IDE is where you type and run it. What do you type there?"),
            (at(4, "mathematics"), "R is good at mathematics, but whole programs are written in it."),
        ),
    ),
    "9.2": Exercise(
        lambda: [len(GRAPH.operations), run(GRAPH, a=-2, b=1, c=4)[-1]],
        "The minus and the relu do not need each other; the plus waits for both ways.",
        "Type (a - b) * c + relu(a) into the picture of section 3, count the circles, and set the three sliders.",
        "[4, -12]: −, ·, relu and +; (−2 − 1) · 4 + 0.",
        (
            ([-12, 4], "You have them in each other's place: the number of operations comes first."),
            (at(0, 2, 3), "Every circle counts: relu is an operation, and so is the sign that joins the two parts."),
            (at(0, 5), "Brackets are no operations: they only say what comes first."),
            (at(0, 7, 8), "You counted the inputs as well. Only the circles are operations."),
            (at(1, -2), "This is the result for the sliders as they stand at first. Set them to a = −2, b = 1, c = 4."),
            (at(1, -14), "You added a itself. What does relu make of a number below 0?"),
            (at(1, -10), "relu does not take the sign away: what does it make of a number below 0?"),
            (at(1, 0), "relu works on a alone, not on the whole sum."),
            (at(1, -6), "Without the brackets it would be so. Compute the brackets first."),
            (at(1, -4), "You added b. It is a − b."),
            (at(1, 12), "Look at the sign: a number below 0 times one above 0."),
        ),
    ),
    "9.3": Exercise(
        lambda: [TENSOR.ndim, *TENSOR.shape],
        "The shape has as many numbers as the rank says.",
        "The rank is how many directions there are: one for a list, two for a table. Then rows before columns.",
        "[2, 2, 3]: a table has two directions; this one has 2 rows and 3 columns.",
        (
            ([2, 3, 2], "Rows come before columns. How many rows are there?"),
            ([6, 2, 3], "6 is how many numbers it holds: its size. The rank is how many directions it has."),
            ([3, 2, 3], "The rank is how many directions it has: a list has one, a table two."),
            ([1, 2, 3], "Each row is a list, but it is a list of lists. How many directions are there?"),
        ),
    ),
    "9.4": Exercise(
        lambda: [*shapes(build("x @ w", ("x", "w")), **LAYER)[-1], create(100, 20).parameter_count],
        "Each of the 32 examples gets 20 net inputs. The number of examples has no part in the parameters.",
        "The outer two numbers stay. Then count the edges, and one bias weight for each node.",
        "[32, 20, 2020]: 100 · 20 weights and 20 bias weights.",
        (
            ([100, 100, 2020], "The two inner numbers must be equal, and disappear. The outer ones stay."),
            (at(0, 100), "This is the shape of the weights. The net input has one row for each example."),
            (at(1, 100), "This is the shape of what comes in. What goes out has one column for each node."),
            (at(0, 20), "Examples are rows, also in the result.", [20, 32, 2020]),
            (at(2, 2000), "These are the weights on edges. Each node has a bias weight, too."),
            (at(2, 2100, 2120), "You counted a bias weight for each input. Only the nodes of the layer have one."),
            (at(2, 2032, 2640), "You counted bias weights for each example. But all examples use the same."),
            (at(2, 2001), "There is one bias node, but it has an edge to every node of the layer."),
            (at(2, 640, 64000, 64020), "The number of examples has no part in it: all use the same weights."),
        ),
    ),
    "9.5": Exercise(
        lambda: [5, 3, 2, 4],
        "Four names, four steps; step 1 is the import.",
        "Look for each name in the upper part of the picture of section 5.",
        "[5, 3, 2, 4].",
        (
            ([2, 3, 4, 5], "You counted up. The names are not in the order of the steps: look for each of them."),
            (at(0, 1), "Step 1 fetches the library. Nothing runs there yet."),
            (at(0, 2, 3), "There the graph is still being built. When does it run?"),
            (at(0, 4), "In step 4 nothing is computed yet. Where does the session begin?"),
            (at(1, 2), "Step 2 makes only the empty places. Where is something multiplied with them?"),
            (at(1, 5), "In step 5 it flows. But where is the matrix product put into the graph?"),
            (at(1, 4), "The matrix product belongs to the forward pass, not to the training."),
            (at(2, 1), "Step 1 fetches the library. The empty place is made with it."),
            (at(2, 3, 4), "A placeholder is an empty place for the data. It is made before the network."),
            (at(2, 5), "In step 5 it is filled. But where is the empty place made?"),
            (at(3, 1, 2, 3), "An optimiser changes weights so that an error falls. Both must be there first."),
            (at(3, 5), "In step 5 it is run. But where is the optimiser made?"),
        ),
    ),
    "9.6": Exercise(
        lambda: [run(build("a*b"), a=2, b=3)[-1], run(build("a*b"), a=5, b=3)[-1]],
        "At once: the product was computed with the old a. The graph is computed with what it is fed.",
        "The last line of the picture of section 4 shows the same with a sum.",
        "[6, 15]: 2 · 3 was computed before a changed, and stays; the graph computes 5 · 3.",
        (
            ([15, 6], "The other way round: which of the two remembers a number, which a recipe?"),
            ([15, 15], "Run at once, product is a number. Does it know that a has changed?"),
            ([6, 6], "A graph holds no number. It computes with what it is fed."),
            ([5, 5], "That is a. The question is the product."),
            ([10, 15], "At once: the picture of section 4 has a sum with c. Here there is only the product."),
            ([6, 19], "The graph: the picture of section 4 has a sum with c. Here there is only the product."),
            ([10, 19], "These are the sums of the picture of section 4. The question is the product, without c."),
            (["nothing", 15], "Run at once, no line waits. What did product = a * b find, before a changed?"),
        ),
    ),
}
# fmt: on

PREDICTIONS = {
    "9a": Prediction(
        "A layer of 500 nodes, 784 inputs: which is faster, a loop in plain Python or one matrix product in NumPy?",
        ("plain Python", "about the same", "NumPy, by far"),
        "NumPy, by far",
        "NumPy hands the whole product to code that was compiled (translated for your processor) beforehand. Run the "
        "next two cells and see.",
        {
            "plain Python": "The loop reads its line again for every single product. What does NumPy do?",
            "about the same": "They compute the same products. But who tells the processor what to do, and how often?",
        },
    ),
    "9b": Prediction(
        "TensorFlow 1: product = a * b stands in line 3. What does print(product) show in line 4?",
        ("6", "a tensor without a number", "an error"),
        "a tensor without a number",
        "The graph has one node more, but nothing flows before session.run. Go to line 4 below.",
        {
            "6": "For that the product would have to be computed in line 3. What does a graph do first?",
            "an error": "Nothing is wrong with the line: the graph has got a node. What can be shown of it?",
        },
    ),
    "9c": Prediction(
        "The same network, start and batches: TensorFlow 1 and our NumPy add up an epoch's errors. The two sums …",
        ("are equal to the last digit", "are less than 1 % apart", "have nothing in common"),
        "are less than 1 % apart",
        "The mathematics is the same, the rounding is not: sums are added in another order. After many updates the "
        "tiny differences have grown.",
        {
            "are equal to the last digit": "The formulas are the same. Is each sum also added in the same order?",
            "have nothing in common": "Start, batches and formulas are the same. What is left that can differ?",
        },
    ),
}
