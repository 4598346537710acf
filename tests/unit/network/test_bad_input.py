"""Bad input is answered with a sentence: what came, what was wanted, what to type. Nothing given is ever changed."""

import contextlib
import copy
import datetime
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import scipy.sparse

from helpers import (
    BOOK_INPUTS,
    BOOK_NETWORK,
    BOOK_TARGETS,
    COSTS,
    Network,
    accuracy,
    chain,
    check_gradients,
    create,
    forward,
    forward_rounded,
    gradients,
    landscape,
    mistakes,
    total_error,
    train,
    update,
)
from helpers.study.judging import confusion

NETWORK, X, T = BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS
WEIGHTS, BIASES = list(NETWORK.weights), list(NETWORK.biases)
FOUND = gradients(NETWORK, X, T)
LINEAR = Network(WEIGHTS, BIASES, "linear")


@contextlib.contextmanager
def told(error, sentence):
    """Want this error with this sentence, and no other one before it: the learner should see one error, not two."""
    with pytest.raises(error, match=sentence) as caught:
        yield
    assert caught.value.__suppress_context__ or not caught.value.__context__


BAD_INPUTS = [
    (
        np.array([0.15, 0.35]),
        ValueError,
        r"inputs have shape \(2,\); this 2-2-2 network wants \(examples, 2\). One example\? Write inputs\[None, :\]",
    ),
    ([0.15, 0.35], ValueError, r"for a list: \[inputs\]"),
    ([[0.15]], ValueError, r"shape \(1, 1\); this 2-2-2 network wants \(examples, 2\)$"),
    ([[1, 2, 3], [4, 5, 6]], ValueError, r"Are the examples in columns\? Write inputs.T"),
    ([[[0.15, 0.35]]], ValueError, r"shape \(1, 1, 2\)"),
    (0.15, ValueError, r"shape \(\)"),
    ([], ValueError, "Give at least one example"),
    (np.empty((0, 2)), ValueError, "Give at least one example"),
    ([[1, 2], [3]], ValueError, "inputs is ragged: its rows differ in length"),
    ([["0.15", "0.35"]], TypeError, "inputs must hold numbers only, but holds text"),
    ([[0.15, "a"]], TypeError, "holds text"),
    ([[0.15, None]], TypeError, r"holds missing values \(None\). Replace or drop those"),
    ([[1j, 1]], TypeError, "complex"),
    (None, TypeError, "numbers only, but is None. Write a list of numbers"),
    ([[0.15, np.nan]], ValueError, "holds NaN or infinity"),
    ([[0.15, np.inf]], ValueError, "holds NaN or infinity"),
]
STAGES = {
    "forward": lambda inputs: forward(NETWORK, inputs),
    "forward_rounded": lambda inputs: forward_rounded(NETWORK, inputs),
    "total_error": lambda inputs: total_error(NETWORK, inputs, T),
    "gradients": lambda inputs: gradients(NETWORK, inputs, T),
    "check_gradients": lambda inputs: check_gradients(NETWORK, inputs, T),
    "train": lambda inputs: train(NETWORK, inputs, T, 0.5),
    "chain": lambda inputs: chain(NETWORK, inputs, T, "w1"),
    "landscape": lambda inputs: landscape(NETWORK, inputs, T, w5=[0, 0.1]),
    "accuracy": lambda inputs: accuracy(NETWORK, inputs, T),
    "mistakes": lambda inputs: mistakes(NETWORK, inputs, T),
    "confusion": lambda inputs: confusion(NETWORK, inputs, T),
}


@pytest.mark.parametrize("inputs, error, sentence", BAD_INPUTS)
@pytest.mark.parametrize("stage", STAGES)
def test_bad_inputs(stage, inputs, error, sentence):
    with pytest.raises(error, match=sentence):
        STAGES[stage](inputs)


class Column:
    """As much of a pandas Series as a helper meets: an array inside, to_numpy, and no columns for [:, None]."""

    def __init__(self, values):
        self.values = np.asarray(values)

    def __array__(self, dtype=None, copy=None):
        return self.values

    def to_numpy(self):
        return self.values

    def __getitem__(self, key):
        raise ValueError("Multi-dimensional indexing (e.g. `obj[:, None]`) is no longer supported")


class Watched:
    """A tensor of PyTorch that takes part in a gradient."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")

    def detach(self):
        return self


class NAType:
    def __repr__(self):
        return "<NA>"


STRANGE = {
    "masked": (np.ma.masked_equal([[0.15, -9.0]], -9.0), ValueError, "has masked values. Replace or drop those"),
    "masked rows": ([np.ma.masked_equal([0.15, -999.0], -999.0)], ValueError, "inputs has masked values"),
    "masked value": ([[0.15, np.ma.masked]], ValueError, "inputs has masked values"),
    "sparse": (scipy.sparse.csr_array([[0.15, 0.35]]), TypeError, r"is a sparse matrix. Write inputs.toarray\(\)$"),
    "generator": ((row for row in X), TypeError, r"is a generator. Write list\(inputs\)$"),
    "zip": (zip([0.15], [0.35], strict=True), TypeError, r"is a zip. Write list\(inputs\)$"),
    "set": ({0.15, 0.35}, TypeError, r"is a set. Write list\(inputs\)$"),
    "dict": ({"a1": 0.15}, TypeError, r"is a dict. Write list\(inputs.values\(\)\)$"),
    "function": (len, TypeError, "is a builtin_function_or_method. Write a list of numbers$"),
    "tensor": (Watched(), TypeError, r"is a Watched that NumPy cannot .* Write inputs.detach\(\).cpu\(\).numpy\(\)$"),
    "text that is a number": ([["0.15", "0.35"]], TypeError, r"holds text. .*: write np.array\(inputs, float\)$"),
    "text of another kind": (np.array([["a", "b"]], np.dtypes.StringDType()), TypeError, r"text. .* \(ch. 4\)$"),
    "bytes": ([[b"a", b"b"]], TypeError, "holds text"),
    "dates": (np.array([["2026-01-01", "2026-01-02"]], "M8[D]"), TypeError, "holds dates"),
    "records": (np.zeros((1, 2), [("ink", float)]), TypeError, "holds records"),
    "NA": (Column(np.array([[0.15, NAType()]], object)), TypeError, r"holds missing values \(<NA>\). Replace or drop"),
    "object numbers as text": (np.array([["0.15", "0.35"]], object), TypeError, r"write np.array\(inputs, float\)$"),
    "object text and more": (np.array([["0.15", 10**400]], object), TypeError, r"holds text. .* \(ch. 4\)$"),
    "object text": (np.array([[0.15, "a"]], object), TypeError, "holds text. Turn it into numbers"),
    "object dates": ([[datetime.date(2026, 1, 1), 0.1]], TypeError, "holds a date. Turn it into numbers"),
    "object complex": (np.array([[0.15, 1j]], object), TypeError, "holds a complex"),
    "too large": ([[0.15, 10**400]], ValueError, "inputs holds a number that is too large for a float"),
    "Decimal NaN": ([[0.15, Decimal("NaN")]], ValueError, "holds NaN or infinity"),
}


@pytest.mark.parametrize("inputs, error, sentence", STRANGE.values(), ids=STRANGE)
def test_what_holds_no_plain_numbers_is_answered_with_what_to_type(inputs, error, sentence):
    with told(error, sentence):
        forward(NETWORK, inputs)


NUMBERS = {
    "Fraction": [[Fraction(3, 20), Fraction(7, 20)]], "Decimal": [[Decimal("0.15"), Decimal("0.35")]],
    "objects": np.array([[0.15, 0.35]], object), "column": Column([[0.15, 0.35]]), "nothing masked": np.ma.array(X),
    "column of objects": Column(np.array([[np.float64(0.15), 0.35]], object)), "matrix of rows": [X[0]],
    "long double": X.astype(np.longdouble), "other byte order": X.astype(">f8"), "tuple": ((0.15, 0.35),),
}  # fmt: skip


@pytest.mark.parametrize("inputs", NUMBERS.values(), ids=NUMBERS)
def test_numbers_of_every_kind_are_taken_as_they_are(inputs):
    assert forward(NETWORK, inputs).output.tolist() == forward(NETWORK, X).output.tolist()


def test_numbers_of_mixed_kinds_are_taken_too():
    mixed = [[True, Fraction(1, 2)], [np.uint8(255), 2**70]]
    assert total_error(NETWORK, mixed, T.repeat(2, axis=0)) == total_error(
        NETWORK, np.array([[1, 0.5], [255, 2.0**70]]), T.repeat(2, axis=0)
    )


GIVEN = {"list": list, "array": np.array, "column": Column, "tuple": tuple}
ADVICE = [  # network, what is wrong with the targets, and the right ones
    (create(2, 1), [0, 1, 1], [[0], [1], [1]]),
    (create(2, 1), [0.5, 1.0], [[0.5], [1.0]]),
    (create(2, 3), [0, 0.5, 1], [[0, 0.5, 1]]),
    (create(2, 3), [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
    (create(2, 4), [2, 0, 1], np.eye(4)[[2, 0, 1]]),
    (create(2, 4), [2.0, 0.0], np.eye(4)[[2, 0]]),
    (create(2, 4), [[3], [0], [1]], np.eye(4)[[3, 0, 1]]),
]


@pytest.mark.parametrize("network, values, right", ADVICE)
@pytest.mark.parametrize("kind", GIVEN)
def test_what_the_sentence_says_to_type_works_for_what_was_given(kind, network, values, right):
    if kind == "column" and np.ndim(values) == 2 and np.shape(values) != (3, 1):
        kind = "array"  # a table of pandas knows .T
    targets = GIVEN[kind](values)
    with pytest.raises(ValueError, match=r"\? Write ") as caught:
        total_error(network, np.zeros((len(right), 2)), targets)
    first, _, for_a_list = str(caught.value).partition("? Write ")[2].partition(" (for a list: ")
    typed = for_a_list[:-1] if for_a_list and kind in ("list", "tuple") else first
    assert np.array_equal(eval(typed, {"targets": targets, "np": np}), right), typed


@pytest.mark.parametrize("targets", [[0, 1, 4], [-1, 0, 1], [0.5, 1, 2]])
def test_numbers_that_are_no_classes_get_no_advice_about_classes(targets):
    with pytest.raises(ValueError, match=r"this 2-4 network wants \(examples, 4\)$"):
        total_error(create(2, 4), np.zeros((3, 2)), targets)


BAD_TARGETS = [
    ([[0, 1], [1, 0]], ValueError, "there are 1 examples of inputs but 2 of targets"),
    ([[1]], ValueError, r"targets have shape \(1, 1\); this 2-2-2 network wants \(examples, 2\)"),
    ([0, 1], ValueError, r"Write targets\[None, :\]"),
    ([["man", "chicken"]], TypeError, "targets must hold numbers only, but holds text"),
    ([[0, np.nan]], ValueError, "targets must hold ordinary numbers"),
]


@pytest.mark.parametrize("targets, error, sentence", BAD_TARGETS)
@pytest.mark.parametrize(
    "stage",
    [
        total_error,
        gradients,
        check_gradients,
        accuracy,
        mistakes,
        confusion,
        lambda *given: train(*given, 0.5),
        lambda *given: chain(*given, "w1"),
        lambda *given: landscape(*given, w5=[0, 0.1]),
    ],
)
def test_bad_targets(stage, targets, error, sentence):
    with pytest.raises(error, match=sentence):
        stage(NETWORK, X, targets)


COST_STAGES = {
    "total_error": total_error, "gradients": gradients, "train": lambda *given: train(*given[:3], 0.5, cost=given[3]),
    "check_gradients": lambda *given: check_gradients(*given[:3], cost=given[3]),
    "chain": lambda *given: chain(*given[:3], "w1", given[3]),
    "landscape": lambda *given: landscape(*given, w5=[0, 0.1]),
}  # fmt: skip
BAD_COSTS = [
    (NETWORK, T, "SEE", "Did you mean 'SE'"),
    (NETWORK, T, None, "there is no cost None"),
    (NETWORK, T, "crossentropy", r"Did you mean 'cross-entropy'\? Known: SE, SSE"),
    (LINEAR, T, "cross-entropy", "wants outputs between 0 and 1, but the output layer is linear"),
    (NETWORK, [[0, 2]], "cross-entropy", "targets between 0 and 1, but they go from 0 to 2"),
    (NETWORK, [[0.5, -0.25]], "Hellinger", "Hellinger wants targets between 0 and 1, but they go from -0.25 to 0.5"),
    (Network(WEIGHTS, BIASES, ["step", "logistic"]), T, "SE", "step cannot be trained by gradients"),
    (Network(WEIGHTS, BIASES, ["logistic", "sign"]), T, "SE", "sign cannot be trained by gradients"),
]


@pytest.mark.parametrize("network, targets, cost, sentence", BAD_COSTS)
def test_a_cost_that_does_not_fit_gets_the_same_sentence_from_every_stage(network, targets, cost, sentence):
    for name, stage in COST_STAGES.items():
        if "trained" in sentence and name in ("total_error", "landscape"):  # no gradients there
            continue
        with told(ValueError, sentence):
            stage(network, X, targets, cost)


CASES = {
    # unknown names
    "unknown weight": (lambda: NETWORK["w13"], KeyError,
        "there is no weight 'w13': this 2-2-2 network has w1 to w8 and bw1 to bw4"),
    "weight 0": (lambda: NETWORK["w0"], KeyError, "no weight 'w0'"),
    "unknown bias": (lambda: NETWORK["bw5"], KeyError, "no weight 'bw5'"),
    "not a name": (lambda: NETWORK[5], KeyError, "no weight 5"),
    "a node": (lambda: NETWORK["b1"], KeyError, "no weight 'b1'"),
    "unknown value": (lambda: NETWORK.with_values(w9=1), KeyError, "no weight 'w9'"),
    "text as value": (lambda: NETWORK.with_values(w5="0.4"), TypeError, "w5 is '0.4', but must be a number"),
    "NaN as value": (lambda: NETWORK.with_values(w5=np.nan), ValueError, "w5 is nan"),
    "value of 400 digits": (lambda: NETWORK.with_values(w5=10**400), ValueError, "w5 is 10+, but must be a number"),
    "value beyond float32": (lambda: create(2, 2, dtype=np.float32).with_values(w1=1e300), ValueError,
        "w1 must hold ordinary numbers, but holds NaN or infinity"),
    "too many nodes": (lambda: create(2, 10**12), ValueError,
        "these are 3,000,000,000,000 parameters, but at most 100,000,000 fit here. Take fewer nodes"),
    "unknown gradient": (lambda: FOUND["w9"], KeyError, "no weight 'w9'"),
    "unknown activation": (lambda: create(2, 2, activations="relu"), ValueError,
        "Did you mean 'ReLU'\\? Known: linear, step, sign"),
    "activation number": (lambda: create(2, 2, activations=3), TypeError, "activations is 3"),
    "activation list": (lambda: create(2, 2, activations=[3]), ValueError, "there is no activation 3"),
    "unknown method": (lambda: train(NETWORK, X, T, 0.5, "SGD"), ValueError,
        "Did you mean 'sgd'\\? Known: batch, sgd, mini-batch"),
    # the network
    "no weights": (lambda: Network([], []), TypeError, "weights must be a list"),
    "array for list": (lambda: Network(WEIGHTS[0], BIASES), TypeError, "one array per layer"),
    "bias too short": (lambda: Network(WEIGHTS, [[0.8], [0.1, 0.2]]), ValueError,
        r"biases\[0\] has 1 values, but weights\[0\] leads to 2 nodes"),
    "bias missing": (lambda: Network(WEIGHTS, BIASES[:1]), ValueError, "2 weight arrays but 1 bias arrays"),
    "bias is a table": (lambda: Network(WEIGHTS, [[[0.8, 0.2]], BIASES[1]]), ValueError,
        r"biases\[0\] has shape \(1, 2\)"),
    "layers do not fit": (lambda: Network([np.ones((2, 3)), WEIGHTS[1]], [np.ones(3), BIASES[1]]), ValueError,
        r"weights\[1\] starts from 2 nodes, but weights\[0\] leads to 3"),
    "layers do not fit further on": (
        lambda: Network([np.ones((2, 3)), np.ones((3, 4)), np.ones((5, 2))], [np.ones(3), np.ones(4), np.ones(2)]),
        ValueError,
        r"weights\[2\] starts from 5 nodes, but weights\[1\] leads to 4\. Rows are the nodes an edge comes from",
    ),
    "bias does not fit further on": (lambda: Network([np.ones((2, 3)), np.ones((3, 4))], [np.ones(3), np.ones(5)]),
        ValueError, r"biases\[1\] has 5 values, but weights\[1\] leads to 4 nodes\. Give one bias weight per node"),
    "no rows of weights": (lambda: Network([np.empty((0, 2))], [[1, 2]]), ValueError,
        r"weights\[0\] has shape \(0, 2\), but must have shape \(nodes from, nodes to\)"),
    "no bias weights": (lambda: Network([np.empty((2, 0))], [[]]), ValueError, r"weights\[0\] has shape \(2, 0\)"),
    "flat weights": (lambda: Network([[0.1, 0.2]], [[0.1]]), ValueError,
        r"weights\[0\] has shape \(2,\), but must have shape"),
    "ragged weights": (lambda: Network([[[1, 2], [3]]], [[1, 2]]), ValueError, r"weights\[0\] is ragged"),
    "text weights": (lambda: Network([[["a"]]], [[1]]), TypeError, r"weights\[0\] must hold numbers only"),
    "NaN weights": (lambda: Network([[[np.nan]]], [[1]]), ValueError, r"weights\[0\] must hold ordinary numbers"),
    "activations too many": (lambda: Network(WEIGHTS, BIASES, ["tanh"] * 3), ValueError,
        "activations has 3 names, but there are 2 layers"),
    "one layer": (lambda: create(2), ValueError, "write create\\(2, 2, 2\\)"),
    "sizes in a list": (lambda: create([2, 2, 2]), ValueError, "write create\\(2, 2, 2\\)"),
    "no nodes": (lambda: create(2, 0, 2), ValueError, "number of nodes is 0, but must be a whole number, 1 or more"),
    "half a node": (lambda: create(2, 1.5), TypeError, "number of nodes is 1.5"),
    "dtype text": (lambda: create(2, 2, dtype="decimal"), ValueError, "dtype is 'decimal', but must be float"),
    "dtype int": (lambda: create(2, 2, dtype=int), ValueError, "must be float .64 bits, the default. or np.float32"),
    "dtype None": (lambda: create(2, 2, dtype=None), ValueError, "dtype is None"),
    "seed text": (lambda: create(2, 2, seed="lucky"), TypeError,
        "seed is 'lucky', but must be a whole number, 0 or more"),
    "seed negative": (lambda: create(2, 2, seed=-1), ValueError, "seed is -1"),
    # rates and counts
    "eta negative": (lambda: update(NETWORK, FOUND, -0.5), ValueError,
        "eta is -0.5, but must be a number of 0 or more, such as 0.5"),
    "eta NaN": (lambda: update(NETWORK, FOUND, float("nan")), ValueError, "eta is nan"),
    "eta infinite": (lambda: train(NETWORK, X, T, float("inf")), ValueError, "eta is inf"),
    "eta text": (lambda: train(NETWORK, X, T, "fast"), TypeError, "eta is 'fast'"),
    "eta True": (lambda: update(NETWORK, FOUND, True), TypeError, "eta is True"),
    "eta array": (lambda: train(NETWORK, X, T, np.array([0.5])), TypeError, "eta is array"),
    "epsilon 0": (lambda: check_gradients(NETWORK, X, T, epsilon=0), ValueError,
        "epsilon is 0, but must be a small number above 0"),
    "epsilon negative": (lambda: check_gradients(NETWORK, X, T, epsilon=-1e-4), ValueError, "epsilon is -0.0001"),
    "sample too many": (lambda: check_gradients(NETWORK, X, T, sample=13), ValueError,
        "sample is 13, but must be a whole number, from 4 to 12"),
    "sample of 0": (lambda: check_gradients(NETWORK, X, T, sample=0), ValueError, "sample is 0"),
    "check seed": (lambda: check_gradients(NETWORK, X, T, sample=4, seed="a"), TypeError, "seed is 'a'"),
    "batch_size missing": (lambda: train(NETWORK, X, T, 0.5, "mini-batch"), TypeError,
        "batch_size is None, but must be a whole number, from 1 to 1"),
    "batch_size 0": (lambda: train(NETWORK, X, T, 0.5, "mini-batch", 0), ValueError, "batch_size is 0"),
    "batch_size large": (lambda: train(NETWORK, X, T, 0.5, "mini-batch", 2), ValueError,
        "batch_size is 2, but must be a whole number, from 1 to 1"),
    "batch_size unused": (lambda: train(NETWORK, X, T, 0.5, "sgd", 10), ValueError,
        "batch_size goes with method='mini-batch' only"),
    "epochs half": (lambda: train(NETWORK, X, T, 0.5, epochs=1.5), TypeError, "epochs is 1.5"),
    "epochs negative": (lambda: train(NETWORK, X, T, 0.5, epochs=-1), ValueError, "epochs is -1"),
    "train seed": (lambda: train(NETWORK, X, T, 0.5, seed=-3), ValueError, "seed is -3"),
    # things that do not go together
    "not gradients": (lambda: update(NETWORK, NETWORK, 0.5), TypeError, "update wants what gradients\\(\\) returns"),
    "other gradients": (lambda: update(create(2, 3, 2), FOUND, 0.5), ValueError,
        "belong to a 2-2-2 network, but this one is 2-3-2"),
    # the chain
    "chain of two examples": (lambda: chain(NETWORK, np.ones((2, 2)), np.ones((2, 2)), "w1"), ValueError,
        r"chain follows one example, but there are 2. Write inputs\[:1\] and targets\[:1\]"),
    "chain from no weight": (lambda: chain(NETWORK, X, T, "w9"), KeyError,
        "there is no weight 'w9': this 2-2-2 network has w1 to w8 and bw1 to bw4"),
    # the landscape
    "landscape of nothing": (lambda: landscape(NETWORK, X, T), ValueError,
        r"give each weight a list of numbers, all of the same length, such as w5=\[0, 0.1, 0.2\]"),
    "landscape lengths": (lambda: landscape(NETWORK, X, T, w5=[1, 2], bw1=[1, 2, 3]), ValueError,
        "give each weight a list of numbers, all of the same length"),
    "landscape length 1": (lambda: landscape(NETWORK, X, T, w5=[1, 2], w6=[1]), ValueError, "all of the same length"),
    "landscape one number": (lambda: landscape(NETWORK, X, T, w5=0.4), ValueError, "give each weight a list of"),
    "landscape numbers": (lambda: landscape(NETWORK, X, T, w5=1, w6=2), ValueError, "give each weight a list of"),
    "landscape table": (lambda: landscape(NETWORK, X, T, w5=[[1, 2]]), ValueError, "give each weight a list of"),
    "landscape ragged": (lambda: landscape(NETWORK, X, T, w5=[[1], [1, 2]]), ValueError, "w5 is ragged"),
    "landscape NaN": (lambda: landscape(NETWORK, X, T, w5=[0, np.nan]), ValueError,
        "w5 must hold ordinary numbers, but holds NaN or infinity"),
    "landscape infinity": (lambda: landscape(NETWORK, X, T, bw1=[np.inf]), ValueError, "bw1 must hold ordinary"),
    "landscape of float32": (lambda: landscape(create(2, 2, dtype=np.float32), X, T, w1=[0, 1e300]), ValueError,
        "w1 must hold ordinary numbers, but holds NaN or infinity"),
    "landscape text": (lambda: landscape(NETWORK, X, T, w5=["0.1"]), TypeError,
        "w5 must hold numbers only, but holds text"),
    "landscape no weight": (lambda: landscape(NETWORK, X, T, w9=[1]), KeyError,
        "there is no weight 'w9': this 2-2-2 network has w1 to w8 and bw1 to bw4"),
}  # fmt: skip


@pytest.mark.parametrize("call, error, sentence", CASES.values(), ids=CASES)
def test_a_mistake_gets_a_sentence(call, error, sentence):
    with told(error, sentence):
        call()


@pytest.mark.parametrize("cost", COSTS)
def test_nothing_the_caller_gave_is_ever_changed(cost):
    inputs, targets = np.array([[0.15, 0.35], [0.9, 0.1]]), np.array([[0.0, 1.0], [0.25, 0.75]])
    weights, biases, values = [array.copy() for array in WEIGHTS], [array.copy() for array in BIASES], np.ones(3)
    network = Network(weights, biases, ["ReLU", "softmax"])
    found = gradients(network, inputs, targets, cost)
    given = [inputs, targets, *weights, *biases, *network.weights, *network.biases, *found.weights, *found.biases]
    given.append(values)
    before = copy.deepcopy(given)
    forward(network, inputs)
    total_error(network, inputs, targets, cost)
    check_gradients(network, inputs, targets, cost=cost)
    update(network, found, 0.5)
    network.with_values(w5=9)
    chain(Network(weights, biases), inputs[:1], targets[:1], "w1", cost)
    landscape(network, inputs, targets, cost, w1=values, w5=values, bw3=values)
    for method, size in (("batch", None), ("sgd", None), ("mini-batch", 1)):
        list(train(network, inputs, targets, 0.5, method, size, epochs=2, cost=cost))
    assert all(np.array_equal(now, then) for now, then in zip(given, before, strict=True))
    assert all(array.flags.writeable for array in (inputs, targets, values, weights[0]))


def test_read_only_lists_whole_numbers_and_truth_values_are_welcome():
    locked = X.copy()
    locked.flags.writeable = False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert forward(NETWORK, locked).output.shape == (1, 2)
        assert forward(NETWORK, [[1, 0], [True, False]]).output.shape == (2, 2)
        assert total_error(NETWORK, ((0, 1),), np.eye(2, dtype=np.uint8)[:1]) > 0
        assert update(NETWORK, FOUND, 0) == update(NETWORK, FOUND, np.float32(0)) == NETWORK
