"""The activation functions: values of the book, slopes, and calm at net inputs of any size."""

import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from helpers.network.activations import ACTIVATIONS, glorot, he, softmax
from tests.cases import ORACLES

VALUES = [  # book ch. 5, exercises 1 and 2
    ("logistic", 0, 1 / 2),
    ("logistic", np.log(3), 3 / 4),
    ("tanh", np.log(2), 3 / 5),
    ("ReLU", -3, 0),
    ("ReLU", 3, 3),
    ("step", 0, 1),
    ("step", -1e-9, 0),
    ("sign", -2, -1),
    ("sign", 0, 0),
    ("linear", -0.4, -0.4),
]


@pytest.mark.parametrize("name, net, out", VALUES)
def test_the_values_of_the_book(name, net, out):
    assert float(ACTIVATIONS[name](np.float64(net))) == pytest.approx(out, abs=1e-15)


def test_tanh_is_a_stretched_logistic_curve():
    net = np.linspace(-5, 5, 101)
    assert ACTIVATIONS["tanh"](net) == pytest.approx(2 * ACTIVATIONS["logistic"](2 * net) - 1, abs=1e-15)


def test_logistic_keeps_its_digits_far_out():
    assert float(ACTIVATIONS["logistic"](-500.0)) == pytest.approx(np.exp(-500), rel=1e-12)


@pytest.mark.parametrize("name", ["linear", "logistic", "tanh", "softmax"])
def test_the_slope_is_the_rise_of_each_output_with_its_own_net_input(name):
    row, net, h = ACTIVATIONS[name], np.linspace(-4, 4, 42).reshape(14, 3), 1e-5
    own = [(row(net + h * unit) - row(net - h * unit)) / (2 * h) @ unit for unit in np.eye(3)]
    assert row.slope(net) == pytest.approx(np.transpose(own), abs=1e-9)


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if not row.joint])
def test_the_way_back_needs_no_further_memory(name):
    net, d_out = np.array([[0.5, -1.0]]), np.array([[2.0, 3.0]])
    row = ACTIVATIONS[name]
    slope = row.slope(net)
    assert row.backward(net, row(net), d_out) is d_out and d_out == pytest.approx([2, 3] * slope)


def test_softmax_passes_the_whole_jacobian_back():
    net, d_out, h = np.array([[0.3, -1.2, 2.0]]), np.array([[0.7, -0.4, 0.1]]), 1e-5
    row = ACTIVATIONS["softmax"]
    numerical = [((row(net + h * unit) - row(net - h * unit)) * d_out).sum() / (2 * h) for unit in np.eye(3)]
    assert row.backward(net, row(net), d_out)[0] == pytest.approx(numerical, abs=1e-10)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_net_inputs_of_1000_are_calm_and_keep_their_type(name, dtype):
    net = np.array([[-1000, -1, 0, 1, 1000]], dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        row = ACTIVATIONS[name]
        results = row(net), row.slope(net), row.backward(net, row(net), np.ones_like(net))
    for result in results:
        assert np.isfinite(result).all() and result.dtype == dtype, result


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_outputs_stay_in_the_promised_range(name):
    out = ACTIVATIONS[name](np.linspace(-50, 50, 400).reshape(100, 4))
    low, high = {"linear": (-50, 50), "sign": (-1, 1), "tanh": (-1, 1), "ReLU": (0, 50)}.get(name, (0, 1))
    assert low <= out.min() and out.max() <= high, (out.min(), out.max())
    assert ACTIVATIONS[name].in_0_1 == (name in ("logistic", "softmax"))


def test_step_and_sign_say_why_they_cannot_be_trained():
    untrainable = [name for name, row in ACTIVATIONS.items() if row.untrainable]
    assert untrainable == ["step", "sign"]
    assert "flat" in ACTIVATIONS["step"].untrainable


def test_first_weights_are_wider_for_relu():
    assert [row.start_limit for row in ACTIVATIONS.values()].count(he) == 1
    assert ACTIVATIONS["ReLU"].start_limit is he and he(500, 500) > glorot(500, 500)


SMALL = [np.uint8, np.uint16, np.uint32, np.uint64, np.int8, np.int64, np.float16, ">f8", ">i2", bool, object]


@pytest.mark.parametrize("dtype", SMALL, ids=str)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_kind_of_number_is_computed_in_float64(name, dtype):
    net = np.array([[1, 0, 1], [0, 1, 0]]).astype(dtype)
    wanted, slope = (oracle(net.astype(float)) for oracle in ORACLES[name])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        results = ACTIVATIONS[name](net), ACTIVATIONS[name].slope(net)
        assert ACTIVATIONS[name](net.tolist()).tolist() == results[0].tolist()
    for found, oracle in zip(results, (wanted, slope), strict=True):
        assert found.dtype == np.float64 and found == pytest.approx(oracle, abs=1e-15)


@pytest.mark.parametrize("net", [3, -2, True, np.uint8(3), np.float16(0.5), Fraction(1, 2), Decimal("0.5"), 10**30])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_single_number_gives_a_single_number(name, net):
    for found, oracle in zip((ACTIVATIONS[name](net), ACTIVATIONS[name].slope(net)), ORACLES[name], strict=True):
        with np.errstate(over="ignore"):
            assert float(found) == pytest.approx(float(oracle(np.array([float(net)]))[0]), rel=1e-14)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_what_an_activation_returns_is_never_the_array_that_was_given(name):
    net = np.array([[0.5, -0.5]])
    ACTIVATIONS[name](net)[:] = 9
    assert net.tolist() == [[0.5, -0.5]]


@pytest.mark.parametrize(
    "net, kind, sentence",
    [
        ("0.5", TypeError, "net must hold numbers only, but holds text"),
        (None, TypeError, "net must hold numbers only"),
        ([1, [2]], ValueError, "net is ragged"),
        (1j, TypeError, "complex"),
        (np.ma.array([1, 2], mask=[0, 1]), ValueError, "net has masked values"),
    ],
)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_what_is_no_number_gets_a_sentence(name, net, kind, sentence):
    for call in (ACTIVATIONS[name], ACTIVATIONS[name].slope):
        with pytest.raises(kind, match=sentence):
            call(net)


def test_softmax_of_nothing_gets_a_sentence():
    with pytest.raises(ValueError, match="net is empty, but softmax shares 1 among at least one node"):
        softmax([])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_infinite_and_missing_net_inputs_of_a_diverged_network_print_no_warning(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for net in (np.inf, -np.inf, np.nan):
            ACTIVATIONS[name](np.array([[net, net]])), ACTIVATIONS[name].slope(np.array([[net, net]]))
