"""The network and the way forward: names and addresses, values that nobody can change, agreement with scikit-learn."""

import warnings
from itertools import pairwise
from unittest import mock

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from helpers import BOOK_INPUTS, BOOK_NETWORK, Network, create, forward
from helpers.network.parameters import Address

BOOK_VALUES = dict(
    w1=0.10, w2=0.20, w3=0.12, w4=0.17, w5=0.05, w6=0.40, w7=0.33, w8=0.07, bw1=0.80, bw2=0.25, bw3=0.15, bw4=0.70
)
EDGES = "a1→b1 a1→b2 a2→b1 a2→b2 b1→c1 b1→c2 b2→c1 b2→c2 bias→b1 bias→b2 bias→c1 bias→c2"  # of w1 to w8, bw1 to bw4


def test_every_weight_of_the_book_is_read_by_its_name():
    assert {name: BOOK_NETWORK[name] for name in BOOK_NETWORK.names()} == BOOK_VALUES


def test_every_name_leads_along_the_book_s_edge():
    assert " ".join(str(BOOK_NETWORK.address(name)) for name in BOOK_VALUES) == EDGES


@pytest.mark.parametrize("sizes", [(2, 2, 2), (3, 5, 4, 2), (1, 1), (7, 3, 3, 3, 10)])
def test_name_and_address_are_each_other_s_reverse(sizes):
    network = create(*sizes)
    names = list(network.names())
    assert [network.name(network.address(name)) for name in names] == names
    assert len(set(map(network.address, names))) == network.parameter_count == len(names)


def test_names_count_the_arrays_row_by_row():
    network = create(3, 4, 2)
    flat = np.concatenate([array.ravel() for array in network.weights + network.biases])
    assert [network[name] for name in network.names()] == list(flat)


def test_a_name_of_a_large_network_needs_no_dictionary():
    network = create(784, 500, 500, 500, 10, dtype=np.float32)
    assert repr(network) == "784-500-500-500-10 network, logistic, 898,510 parameters"
    assert network.address("w392001") == Address("w", 1, 0, 0) and str(network.address("bw1510")) == "bias→e10"


def test_repr_equality_and_counts():
    assert repr(BOOK_NETWORK) == "2-2-2 network, logistic, 12 parameters"
    assert repr(create(2, 3, 1, activations=("ReLU", "logistic"))) == "2-3-1 network, ReLU, logistic, 13 parameters"
    assert (BOOK_NETWORK.sizes, BOOK_NETWORK.parameter_count) == ((2, 2, 2), 12)
    assert BOOK_NETWORK == Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, ["logistic", "logistic"])
    assert BOOK_NETWORK != BOOK_NETWORK.with_values(w5=0.06) and BOOK_NETWORK != "2-2-2 network"
    assert BOOK_NETWORK != Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases, "tanh")


def test_a_network_leaves_it_to_others_whether_they_equal_it():
    assert (BOOK_NETWORK == "2-2-2 network") is False
    assert BOOK_NETWORK == mock.ANY and mock.ANY == BOOK_NETWORK  # a double that equals everything


def test_with_values_leaves_the_first_network_alone():
    before = Network(BOOK_NETWORK.weights, BOOK_NETWORK.biases)
    changed = BOOK_NETWORK.with_values(w5=0.4, bw3=0.6)
    assert (changed["w5"], changed["bw3"], changed["w6"]) == (0.4, 0.6, 0.4)
    assert BOOK_NETWORK == before and BOOK_NETWORK["w5"] == 0.05


def test_nothing_of_a_network_can_be_changed():
    for network in (BOOK_NETWORK, BOOK_NETWORK.with_values(w1=1), create(2, 2)):
        for array in network.weights + network.biases:
            with pytest.raises(ValueError, match="read-only"):
                array += 1
        for arrays in (network.weights, network.biases):
            with pytest.raises(TypeError, match="does not support item assignment"):
                arrays[0] = arrays[0]
    with pytest.raises(AttributeError):
        BOOK_NETWORK.weights = ()


def test_the_arrays_given_are_copied():
    weights, biases = [np.ones((2, 1))], [np.zeros(1)]
    network = Network(weights, biases)
    weights[0] += 1
    biases[0] += 1
    assert (network["w1"], network["bw1"]) == (1, 0)


def test_the_inputs_cannot_be_changed_through_the_forward_pass():
    inputs = np.array([[0.15, 0.35]])
    with pytest.raises(ValueError, match="read-only"):
        forward(BOOK_NETWORK, inputs).out[0][0, 0] = 9
    inputs += 1  # and the caller's own array stays open


def test_create_repeats_itself_by_seed_and_keeps_to_its_limits():
    assert create(5, 4, 3, seed=7) == create(5, 4, 3) != create(5, 4, 3, seed=8)
    wide = create(300, 200, 10, activations=("ReLU", "softmax"))
    assert abs(wide.weights[0]).max() == pytest.approx((6 / 300) ** 0.5, rel=1e-3)
    assert abs(wide.weights[1]).max() == pytest.approx((6 / 210) ** 0.5, rel=1e-2)
    assert not any(bias.any() or np.signbit(bias).any() for bias in wide.biases), "0, which would read -0 otherwise"


def test_without_a_start_the_first_weights_are_the_saved_ones():
    network = create(2, 3, 1, activations=("ReLU", "logistic"))  # The notebooks were saved with numbers like these.
    random = np.random.default_rng(7)
    wide, narrow = random.uniform(-(3**0.5), 3**0.5, (2, 3)), random.uniform(-(1.5**0.5), 1.5**0.5, (3, 1))
    wanted = Network([wide, narrow], [np.zeros(3), np.zeros(1)], ["ReLU", "logistic"])
    assert network == create(2, 3, 1, activations=("ReLU", "logistic"), start="fitting") == wanted
    random = np.random.default_rng(7)
    drawn = [random.standard_normal(shape) for shape in ((2, 3), 3, (3, 1), 1)]  # layer by layer, bias weights last
    assert create(2, 3, 1, start="standard normal") == Network(drawn[::2], drawn[1::2])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("activation", ["ReLU", "logistic"])
def test_the_standard_normal_start_draws_weights_and_biases_of_mean_0_and_standard_deviation_1(activation, dtype):
    network = create(300, 2000, 5, activations=activation, start="standard normal", dtype=dtype)
    for array in (*network.weights, network.biases[0]):
        drawn, slack = np.sort(array.ravel().astype(float)), 4 / array.size**0.5
        assert abs(drawn.mean()) < slack and abs(drawn.std() - 1) < slack
        share_below_1 = np.searchsorted(drawn, 1) / drawn.size
        assert share_below_1 == pytest.approx(0.8413, abs=slack)  # of a normal distribution; of a uniform one 0.789
    assert network.dtype == dtype and network.biases[1].all()
    again = (create(300, 2000, 5, activations=activation, start="standard normal", dtype=dtype, seed=s) for s in (7, 8))
    assert [network == other for other in again] == [True, False]


@pytest.mark.parametrize("start, message", [
    ("standard norm", "there is no start 'standard norm'. Did you mean 'standard normal'"),
    ("He", "there is no start 'He'. Known: fitting, standard normal"),
    (None, "there is no start None"), (1, "there is no start 1")])  # fmt: skip
def test_an_unknown_start_gets_a_sentence(start, message):
    with pytest.raises(ValueError, match=message):
        create(2, 2, start=start)


def test_a_network_may_have_as_many_parameters_as_there_may_be_and_not_one_more(monkeypatch):
    monkeypatch.setattr("helpers.network.network.LARGEST", 12)
    assert create(2, 2, 2).parameter_count == 12
    with pytest.raises(ValueError, match="these are 13 parameters, but at most 12 fit here. Take fewer nodes"):
        create(2, 3, 1)


@pytest.mark.parametrize("activation", ["ReLU", "tanh"])
def test_a_deep_network_starts_awake(activation):
    inputs = np.random.default_rng(0).normal(size=(200, 100))
    out = forward(create(*[100] * 11, activations=activation), inputs).out
    assert 0.1 < out[-1].std() / out[1].std() < 10, [layer.std().round(3) for layer in out]


@pytest.mark.parametrize("given, expected", [(np.float32, np.float32), (np.float64, np.float64), (int, np.float64)])
def test_a_network_keeps_its_number_type(given, expected):
    network = Network([np.ones((2, 2), given)], [np.ones(2, given)])
    passed = forward(network, np.ones((3, 2)))
    for one in (network, network.with_values(w1=2), passed.output, passed.out[0]):
        assert one.dtype == expected
    mixed = Network([np.ones((2, 2), np.float32)], [np.ones(2)])
    assert mixed.dtype == np.float64 and mixed != Network([np.ones((2, 2), np.float32)], [np.ones(2, np.float32)])


def test_the_forward_pass_shares_one_index_for_net_and_out():
    passed = forward(BOOK_NETWORK, BOOK_INPUTS)
    assert passed.net[0] is None and passed.out[0].tolist() == [[0.15, 0.35]]
    assert passed.net[1][0] == pytest.approx([0.857, 0.3395], rel=1e-12)
    assert passed.output is passed.out[2]
    assert repr(passed) == "forward pass of 1 example through 2-2-2, first output [0.5934, 0.7353]"
    assert isinstance(passed.net, tuple) and isinstance(passed.out, tuple), "no layer can be exchanged"


def test_a_forward_pass_tells_the_first_example_s_first_ten_outputs():
    network = Network([np.arange(12.0)[None, :]], [np.zeros(12)], "linear")
    first = ", ".join(f"{k}.0000" for k in range(10))
    assert repr(forward(network, [[1], [2]])) == f"forward pass of 2 examples through 1-12, first output [{first}]"


def test_examples_are_rows_and_do_not_meet():
    inputs = np.random.default_rng(1).normal(size=(5, 2))
    single = np.vstack([forward(BOOK_NETWORK, row[None, :]).output for row in inputs])
    assert forward(BOOK_NETWORK, inputs).output == pytest.approx(single, rel=1e-15)


SCIKIT_NAMES = {"linear": "identity", "logistic": "logistic", "tanh": "tanh", "ReLU": "relu"}


@pytest.mark.parametrize("hidden_layers", [1, 2, 3])
@pytest.mark.parametrize("output", ["softmax", "logistic"])
@pytest.mark.parametrize("hidden", SCIKIT_NAMES)
def test_scikit_learn_with_the_same_weights_gives_the_same_outputs(hidden, output, hidden_layers):
    random = np.random.default_rng(hidden_layers)
    sizes = (4, *[5, 6, 7][:hidden_layers], 3)
    weights = [random.normal(size=shape) for shape in pairwise(sizes)]
    biases = [random.normal(size=size) for size in sizes[1:]]
    labels = [0, 1, 2] if output == "softmax" else np.eye(3, dtype=int)  # several labels at once make it logistic
    oracle = MLPClassifier(sizes[1:-1], activation=SCIKIT_NAMES[hidden], max_iter=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle.fit(np.zeros((3, 4)), labels)
    oracle.coefs_, oracle.intercepts_ = weights, biases
    inputs = random.normal(size=(20, 4))
    network = Network(weights, biases, [hidden] * hidden_layers + [output])
    assert forward(network, inputs).output == pytest.approx(oracle.predict_proba(inputs), rel=1e-12)


def test_outputs_that_are_too_large_are_infinite_without_a_warning():
    network = Network([[[1e200]], [[1e200]]], [[0], [0]], "linear")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert forward(network, [[1], [-1]]).output.ravel().tolist() == [np.inf, -np.inf]


def test_xor_by_step_units():
    network = Network([[[1, 1], [1, 1]], [[1], [-1]]], [[-0.5, -1.5], [-0.5]], "step")  # book ch. 37
    assert forward(network, [[0, 0], [0, 1], [1, 0], [1, 1]]).output.ravel().tolist() == [0, 1, 1, 0]
