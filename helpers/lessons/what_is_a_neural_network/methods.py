"""Nine methods that learn from examples, all on the same points, and three learning styles (book ch. 1).

The algorithms are scikit-learn's. It is imported when the first method is asked for: it takes a second or two, and most
notebooks never need it. What was fitted is remembered, so that a slider's second visit is quick.
"""

import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import closed
from helpers.lessons.what_is_a_neural_network.clouds import REACH, SIZE, load_cloud
from helpers.network.checks import known, remembered, whole_number
from helpers.network.tables import Table

GRID = 61  # points in each direction at which a method is asked, to draw its regions
DIALS = 5


class Method(NamedTuple):
    """One method: its family, whether it learns from labels, what it answers, how it decides, and its dial.

    make(value) returns the scikit-learn estimator; `dial` names what can be set, `values` its five settings.
    """

    family: str
    style: str
    answers: str
    idea: str
    make: Callable
    dial: str = ""
    values: tuple = (None,) * DIALS


def estimator(name, *given, **settings):
    """Return an estimator of scikit-learn, which is imported only now.

    >>> estimator("tree.DecisionTreeClassifier", max_depth=2)
    DecisionTreeClassifier(max_depth=2)
    """
    module, kind = name.split(".")
    return getattr(import_module(f"sklearn.{module}"), kind)(*given, **settings)


A_CLASS, A_NUMBER, A_GROUP = "a class (classification)", "a number (regression)", "a group (clustering)"
METHODS = {
    "linear regression": Method(
        "regression", "supervised", A_NUMBER,
        "a flat, tilted plane comes as near as it can to the targets 0 and 1; we cut it at 1/2",
        lambda _: estimator("linear_model.LinearRegression"),
    ),
    "logistic regression": Method(
        "regression", "supervised", A_CLASS,
        "the same plane, bent by the logistic function into a share from 0 to 1: a network without a hidden layer",
        lambda _: estimator("linear_model.LogisticRegression"),
    ),
    "decision tree (CART)": Method(
        "decision tree", "supervised", A_CLASS,
        "questions with yes or no, such as “x1 > 0.4?”, one after the other",
        lambda levels: estimator("tree.DecisionTreeClassifier", max_depth=levels, random_state=0),
        "levels of questions", (1, 2, 3, 5, 8),
    ),
    "naive Bayes": Method(
        "probability", "supervised", A_CLASS,
        "each class is a cloud with a middle and a width in x1 and in x2; which cloud makes this point more likely?",
        lambda _: estimator("naive_bayes.GaussianNB"),
    ),
    "k-means": Method(
        "clustering", "unsupervised", A_GROUP,
        "it never sees a class: each point goes to the nearest centre, each centre to the middle of its points",
        lambda groups: estimator("cluster.KMeans", groups, n_init=5, random_state=0), "groups", (2, 3, 4, 6, 8),
    ),
    "nearest neighbours": Method(
        "similar examples", "supervised", A_CLASS,
        "nothing is computed before: the nearest known points vote",
        lambda count: estimator("neighbors.KNeighborsClassifier", count), "neighbours that vote", (1, 3, 9, 25, 75),
    ),
    "SVM": Method(
        "widest margin", "supervised", A_CLASS,
        "a boundary as far from both classes as it can be (support vector machine); it may bend",
        lambda gamma: estimator("svm.SVC", **({"kernel": "linear"} if gamma == "straight" else {"gamma": gamma})),
        "bending (gamma)", ("straight", 0.1, 0.5, 2, 10),
    ),
    "random forest": Method(
        "many trees", "supervised", A_CLASS,
        "many decision trees, each one grown on a random part of the examples; they vote",
        lambda trees: estimator("ensemble.RandomForestClassifier", trees, random_state=0), "trees", (1, 2, 5, 10, 20),
    ),
    "neural network": Method(
        "neural network", "supervised", A_CLASS,
        "sums and activation functions in layers; the weights are learned (the rest of this course)",
        lambda nodes: estimator("neural_network.MLPClassifier", (nodes,), "tanh", solver="lbfgs", alpha=0.01,
                                max_iter=200, random_state=1),
        "hidden nodes", (1, 2, 4, 8, 16),
    ),
}  # fmt: skip


class Fitted(NamedTuple):
    """What a method made of a cloud.

    values `(61, 61)`, rows from the bottom up: from 0 to 1 for the two classes, 1/2 is the boundary; for k-means the
    number of the group, and centres `(groups, 2)`. right and right_new count right answers among the 100 points learned
    from and the 100 new ones.
    """

    values: np.ndarray
    right: int
    right_new: int
    centres: np.ndarray | None = None


def grid(count=GRID):
    """Return the points `(count * count, 2)` at which regions are asked for, row by row from the bottom up.

    >>> grid(2).tolist()
    [[-3.0, -3.0], [3.0, -3.0], [-3.0, 3.0], [3.0, 3.0]]
    """
    line = np.linspace(-REACH, REACH, count)
    return np.column_stack([axis.ravel() for axis in np.meshgrid(line, line)])


@remembered()
def fitted(method, cloud, dial=3):
    """Return what a method of METHODS makes of a cloud of CLOUDS, with its dial from 1 to 5 (Fitted).

    k-means never sees the classes; to count, each of its groups gets the name of the class that most of its points
    have. Raises ValueError for an unknown name or dial.

    >>> fitted("decision tree (CART)", "ring").right
    95
    """
    row, points = known("method", method, METHODS), load_cloud(cloud)
    value = row.values[whole_number("dial", dial, at_most=DIALS) - 1]
    if value is None and dial > 1:
        return fitted(method, cloud, 1)  # nothing to set
    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a network that is stopped after 200 steps says so
        model = row.make(value).fit(points.points, points.classes)
        if row.style == "unsupervised":
            names = majority(model.labels_, points.classes)
            found = [names[model.predict(some)] for some in (points.points, points.new_points)]
            values, centres = model.predict(grid()), closed(model.cluster_centers_)
        else:
            found = [score(model, some) > 0.5 for some in (points.points, points.new_points)]
            values, centres = score(model, grid()), None
    right, right_new = (int((a == b).sum()) for a, b in zip(found, (points.classes, points.new_classes), strict=True))
    return Fitted(closed(values.reshape(GRID, GRID)), right, right_new, centres)


def score(model, points):
    """Return a fitted model's answer as numbers around 1/2, above for class 1."""
    if hasattr(model, "predict_proba"):
        return model.predict_proba(points)[:, 1]
    if hasattr(model, "decision_function"):  # an SVM's margin reaches from -1 to 1
        return 0.5 + model.decision_function(points) / 2
    return model.predict(points)


def majority(groups, classes):
    """Return the class that most points of each group have, in the order of the groups' numbers.

    >>> majority(np.array([0, 0, 1, 1, 1]), np.array([1, 1, 0, 1, 0])).tolist()
    [1, 0]
    """
    return np.array([round(classes[groups == group].mean() + 1e-9) for group in range(groups.max() + 1)])


@cache
def _controller():
    """Import all that the methods need, in one go: the controller knows only the libraries that are loaded."""
    import sklearn.cluster
    import sklearn.ensemble
    import sklearn.neural_network
    import sklearn.semi_supervised
    import sklearn.svm  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread():
    """Return a context in which scikit-learn uses one thread, OpenMP included: for so few points others only wait."""
    return _controller().limit(limits=1)


STYLES = ("unsupervised", "semi-supervised", "supervised")


def labelled_first(cloud, seed):
    """Return the order in which the points of a cloud get their labels; the first two are one of each class."""
    classes = load_cloud(cloud).classes
    order = np.random.default_rng(whole_number("seed", seed, at_least=0)).permutation(SIZE)
    other = next(place for place, number in enumerate(order) if classes[number] != classes[order[0]])
    order[[1, other]] = order[[other, 1]]
    return order


@remembered()
def styled(style, cloud, labelled, seed=1):
    """Return what one of STYLES makes of a cloud of which so many points, 0 to 100, have a label: Fitted, or None.

    The seed says which points these are.

    unsupervised: k-means, two groups, no labels · supervised: every point gets the label of the nearest labelled point;
    the others are left out · semi-supervised: the labels spread from point to point through the others, too
    (scikit-learn's LabelSpreading). Without any label the last two have nothing to learn from: None. Book ch. 1.

    >>> styled("supervised", "two moons", 0), styled("supervised", "two moons", 100).right
    (None, 100)
    """
    known("style", style, dict.fromkeys(STYLES))
    labelled = whole_number("labelled", labelled, at_least=0, at_most=SIZE)
    if style == "unsupervised":
        return fitted("k-means", cloud, 1)
    if not labelled:
        return None
    points = load_cloud(cloud)
    chosen = labelled_first(cloud, seed)[:labelled]
    with one_thread(), np.errstate(divide="ignore", invalid="ignore"):  # far from all points no label arrives
        if style == "supervised":
            model = METHODS["nearest neighbours"].make(1).fit(points.points[chosen], points.classes[chosen])
        else:
            labels = np.full(SIZE, -1)
            labels[chosen] = points.classes[chosen]
            spreading = estimator("semi_supervised.LabelSpreading", gamma=10, alpha=0.2, max_iter=1000)
            model = spreading.fit(points.points, labels)
        values, old, new = (model.predict(some) for some in (grid(), points.points, points.new_points))
    right, right_new = int((old == points.classes).sum()), int((new == points.new_classes).sum())
    return Fitted(closed(values.reshape(GRID, GRID)), right, right_new)


class FamilyRow(NamedTuple):
    """One line of the corrected table of ch. 1."""

    family: str
    examples: str
    style: str
    answers: str
    book: str


FAMILIES = Table(
    "Methods by similarity, corrected",
    {
        "family": lambda row: row.family,
        "examples": lambda row: row.examples,
        "learns from": lambda row: row.style,
        "answers": lambda row: row.answers,
        "in the book": lambda row: row.book,
    },
    (
        FamilyRow("regression", "linear regression, logistic regression", "labels",
                  "a number; logistic: a class and how sure", "the same"),
        FamilyRow("decision tree", "CART, ID3", "labels", "a class (CART also a number)", "the same"),
        FamilyRow("probability", "naive Bayes, Gaussian naive Bayes", "labels", "a class",
                  "✗ listed as clustering"),
        FamilyRow("clustering", "k-means, hierarchical clustering, DBSCAN", "no labels", "a group", "✗ none of them"),
        FamilyRow("similar examples", "nearest neighbours", "labels", "a class or a number", "not listed"),
        FamilyRow("widest margin", "support vector machine (SVM)", "labels", "a class or a number", "not listed"),
        FamilyRow("many trees", "random forest", "labels", "a class or a number", "not listed"),
        FamilyRow("neural network", "feedforward network, CNN, recurrent network", "mostly labels",
                  "a class, a number, a text, …", "✗ backpropagation beside them: it is how they learn"),
    ),
)  # fmt: skip
