"""How good the answers are: accuracy and confusion against scikit-learn, and the film against a plain training."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

from helpers import Network, create, forward, load_characters, total_error, train
from helpers.datasets.files import Part
from helpers.network.costs import COSTS
from helpers.study.judging import Film, Frame, accuracy, answers, confusion, mistakes, nearest_average, nearest_example
from tests.cases import outputs_by_hand


def judging_case(seed, classes, n=60):
    """Return a network that is often wrong, and random examples with one-hot targets."""
    random = np.random.default_rng(seed)
    inputs, labels = random.normal(size=(n, 3)), random.integers(classes, size=n)
    return create(3, 5, classes, seed=seed), inputs, np.eye(classes)[labels]


# ---- Accuracy and confusion


@pytest.mark.parametrize("classes", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(3))
def test_accuracy_and_confusion_are_those_of_scikit_learn(seed, classes):
    network, inputs, targets = judging_case(seed, classes)
    wanted, given = targets.argmax(axis=1), outputs_by_hand(network, inputs).argmax(axis=1)
    assert [found.tolist() for found in answers(network, inputs, targets)] == [given.tolist(), wanted.tolist()]
    assert 0 < accuracy(network, inputs, targets) < 1, "this case proves nothing"
    assert accuracy(network, inputs, targets) == pytest.approx(accuracy_score(wanted, given), abs=1e-15)
    assert mistakes(network, inputs, targets).tolist() == [
        row for row in range(len(inputs)) if wanted[row] != given[row]
    ]
    table = confusion(network, inputs, targets)
    assert table.tolist() == confusion_matrix(wanted, given, labels=range(classes)).tolist()
    assert table.dtype.kind == "i" and np.trace(table) == round(accuracy(network, inputs, targets) * len(inputs))


def test_a_class_without_examples_keeps_its_row_and_its_column():
    network = Network([np.eye(3)], [np.zeros(3)], "linear")
    assert confusion(network, [[1, 0, 0], [0, 0, 1]], [[1, 0, 0], [1, 0, 0]]).tolist() == [[1, 0, 1], [0] * 3, [0] * 3]


# Output activation, targets of class 0 and class 1, and the outputs that lie between the two answers.
ONE_OUTPUT = [
    ("logistic", 0, 1, 0.5),
    ("step", 0, 1, 0.5),
    ("ReLU", 0, 1, 0.5),
    ("linear", 0, 1, 0.5),
    ("tanh", 0, 1, 0.5),
    ("tanh", -1, 1, 0),
    ("sign", -1, 1, 0),
    ("linear", -1, 1, 0),
    ("ReLU", -1, 1, 0),
]


@pytest.mark.parametrize("activation, low, high, middle", ONE_OUTPUT)
@pytest.mark.parametrize("seed", range(3))
def test_one_output_is_judged_by_the_middle_of_its_two_targets(seed, activation, low, high, middle):
    random = np.random.default_rng(seed)
    network = create(3, 4, 1, activations=["tanh", activation], seed=seed)
    inputs, labels = random.normal(size=(80, 3)), random.integers(2, size=80)
    targets = np.where(labels, high, low)[:, None].astype(float)
    given = (forward(network, inputs).output[:, 0] > middle).astype(int)
    assert accuracy(network, inputs, targets) == pytest.approx(accuracy_score(labels, given), abs=1e-15)
    assert confusion(network, inputs, targets).tolist() == confusion_matrix(labels, given, labels=[0, 1]).tolist()
    assert mistakes(network, inputs, targets).tolist() == np.flatnonzero(labels != given).tolist()
    frame = (
        Film(network, Part(inputs, targets), Part(inputs[:40], targets[:40]), 0.1, 80, 1)[0]
        if activation not in ("step", "sign")
        else None
    )
    assert not frame or frame[4:6] == (accuracy_score(labels, given), accuracy_score(labels[:40], given[:40]))


@pytest.mark.parametrize(
    "activation, outputs, right",
    [("logistic", [0.4, 0.6], 0.5), ("tanh", [-0.1, 0.1], 0.5), ("ReLU", [0.4, 0.6], 0.5), ("tanh", [0.1, 0.9], 1)],
)
def test_when_all_targets_are_1_the_output_activation_says_what_the_other_class_is(activation, outputs, right):
    undo = {"logistic": lambda z: np.log(z / (1 - z)), "tanh": np.arctanh, "ReLU": lambda z: z}[activation]
    network = Network([[[1.0]]], [[0.0]], activation)
    assert accuracy(network, undo(np.array(outputs))[:, None], [[1], [1]]) == right


@pytest.mark.parametrize(
    "network, targets, sentence",
    [
        (create(2, 1), [[0.3], [0.7]], "are 0 and 1, or -1 and 1, but they hold 0.3, 0.7"),
        (create(2, 1), [[0], [2]], "but they hold 0, 2"),
        (create(2, 1), [[-1], [0]], "but they hold -1, 0"),
        (create(2, 1, activations="linear"), [[1], [1]], "the other class could be 0 or -1. Give examples of both"),
        (create(2, 1, activations="softmax"), [[0], [1]], "a softmax layer with one node always says 1"),
        (create(2, 3), [[1, 0, 0], [0, 0, 0]], r"targets\[1\] names no class: of 0, 0, 0 no single one is the largest"),
        (create(2, 2), [[0.5, 0.5], [0, 1]], r"targets\[0\] names no class: of 0.5, 0.5"),
    ],
)
def test_targets_that_name_no_class_are_refused_by_all_and_a_film_knows_no_accuracy(network, targets, sentence):
    inputs = [[0.1, 0.2], [0.3, 0.4]]
    for judge in (accuracy, mistakes, confusion):
        with pytest.raises(ValueError, match=sentence):
            judge(network, inputs, targets)
    frame = Film(network, (inputs, targets), (inputs, targets), 0.1, 2, 1)[1]
    assert np.isnan(frame[4:6]).all() and np.isfinite(frame[2:4]).all()


def test_judging_changes_nothing_that_it_is_given():
    network, inputs, targets = judging_case(0, 3)
    kept = inputs.copy(), targets.copy()
    confusion(network, inputs, targets), accuracy(network, inputs, targets)
    assert np.array_equal(inputs, kept[0]) and np.array_equal(targets, kept[1])


def test_a_network_without_mistakes_and_one_without_a_right_answer():
    right, wrong = (Network([way * np.eye(2)], [np.zeros(2)], "linear") for way in (1, -1))
    examples = [[1, 0], [0, 1], [1, 0]], [[1, 0], [0, 1], [1, 0]]
    assert accuracy(right, *examples) == 1 and mistakes(right, *examples).tolist() == []
    assert accuracy(wrong, *examples) == 0 and mistakes(wrong, *examples).tolist() == [0, 1, 2]


# ---- Baselines


@pytest.mark.parametrize("classes", [2, 3, 5])
@pytest.mark.parametrize("seed", range(4))
def test_the_baselines_are_those_of_scikit_learn(seed, classes):
    random = np.random.default_rng(seed)
    labels = np.arange(60) % classes
    part = Part(random.normal(size=(60, 4)) + labels[:, None] / 3, np.eye(classes)[labels])
    new = random.normal(size=(50, 4))
    assert nearest_average(part, new).tolist() == NearestCentroid().fit(part.inputs, labels).predict(new).tolist()
    twins = KNeighborsClassifier(1, algorithm="brute").fit(part.inputs, labels)
    assert nearest_example(part, new).tolist() == twins.predict(new).tolist()
    assert 0 < (nearest_average(part, new) != nearest_example(part, new)).mean() < 1, "this case proves nothing"


PART = Part(np.array([[0.0, 0.0], [1.0, 0.0], [3.0, 3.0]]), np.array([[1, 0, 0], [0, 0, 1], [0, 0, 1]]))
BASELINES = pytest.mark.parametrize("baseline", [nearest_average, nearest_example])


@BASELINES
def test_a_class_without_examples_is_never_the_nearest(baseline):
    men = load_characters().training
    men = Part(men.inputs[men.targets[:, 0] == 1], men.targets[men.targets[:, 0] == 1])
    assert np.bincount(baseline(men, men.inputs)).tolist() == [len(men.inputs)]
    assert baseline(PART, [[0, 0], [3, 3], [9, 9]]).tolist() == [0, 2, 2]


@BASELINES
def test_a_single_column_of_targets_names_two_classes(baseline):
    for low in (0, -1):
        assert baseline(Part(PART.inputs, np.array([[low], [1], [1]])), [[0.1, 0], [3, 3]]).tolist() == [0, 1]


@BASELINES
@pytest.mark.parametrize(
    "part, inputs, kind, sentence",
    [
        (
            PART,
            [0.0, 0.0],
            ValueError,
            r"part of the data wants \(examples, 2\). One example\? Write inputs\[None, :\]",
        ),
        (PART, [[0.1]], ValueError, r"inputs have shape \(1, 1\)"),
        (PART, [[0.1] * 3], ValueError, r"shape \(1, 3\)"),
        (PART, [[np.nan, 0]], ValueError, "holds NaN or infinity"),
        (PART, [["a", "b"]], TypeError, "holds text"),
        (PART, [[1e200, 0]], ValueError, "inputs hold 1e.200, which is too large to be squared"),
        (Part(PART.inputs, PART.targets[:2]), [[0, 0]], ValueError, "3 examples of inputs but 2 of targets"),
        (Part(PART.inputs, np.array([0, 1, 1])), [[0, 0]], ValueError, r"the part's targets have shape \(3,\)"),
        (Part(PART.inputs, 0 * PART.targets), [[0, 0]], ValueError, r"targets\[0\] names no class"),
        (Part(PART.inputs * np.nan, PART.targets), [[0, 0]], ValueError, "inputs must hold ordinary numbers"),
        (PART.inputs, [[0, 0]], TypeError, "must be a pair, inputs and targets, such as data.training"),
        (5, [[0, 0]], TypeError, "must be a pair"),
    ],
)
def test_what_has_no_nearest_is_answered_with_a_sentence(baseline, part, inputs, kind, sentence):
    with pytest.raises(kind, match=sentence):
        baseline(part, inputs)


# ---- The film


def parts(seed=0, training=23, validation=11):
    random = np.random.default_rng(seed)
    return [Part(random.uniform(size=(n, 4)), np.eye(2)[random.integers(2, size=n)]) for n in (training, validation)]


START = create(4, 3, 2, seed=5)


def networks_by_train(training, batch_size, epochs, eta=0.8, seed=3, **more):
    """Return the network before the first update and after every epoch of a plain train() loop."""
    networks = [START]
    for step in train(START, *training, eta, "mini-batch", batch_size, epochs=epochs, seed=seed, **more):
        networks[step.epoch :] = [step.network]
    return networks


def film(batch_size=5, epochs=6, eta=0.8, seed=3, **more):
    return Film(START, *parts(), eta, batch_size, epochs, seed, **more)


@pytest.mark.parametrize("batch_size", [1, 5, 22, 23])
@pytest.mark.parametrize(
    "more",
    [{}, {"rule": "momentum", "momentum": 0.5}, {"shuffle": False}, {"cost": "MSE"}],
    ids=["plain", "momentum", "in order", "MSE"],
)
def test_every_frame_holds_the_very_network_of_a_plain_training(batch_size, more):
    watched, wanted = film(batch_size, **more), networks_by_train(parts()[0], batch_size, 6, **more)
    assert watched.last == 6 and len(wanted) == 7
    for number, network in enumerate(wanted):
        assert watched[number].epoch == number
        assert watched[number].network == network, f"frame {number} is not the network after epoch {number}"
    assert watched[1].network != watched[2].network


def test_another_seed_is_another_film_and_the_same_seed_the_same():
    assert film(seed=4)[3].network != film(seed=3)[3].network == film(seed=3)[3].network


@pytest.mark.parametrize("every, epochs, last", [(1, 6, 6), (3, 9, 3), (3, 11, 3), (4, 3, 0), (2, 0, 0), (7, 7, 1)])
def test_there_is_a_frame_after_every_third_epoch_and_none_after_the_last(every, epochs, last):
    watched, wanted = film(epochs=epochs, every=every), networks_by_train(parts()[0], 5, epochs)
    assert (watched.last, watched.epochs, watched.updates) == (last, epochs, every * 5), "23 examples by 5: 5 updates"
    for number in range(last + 1):
        assert watched[number].epoch == every * number and watched[number].network == wanted[every * number]
    with pytest.raises(ValueError, match=f"frame's number is {last + 1}, but must be a whole number, from 0 to {last}"):
        watched[last + 1]


def test_there_may_be_frames_within_an_epoch():
    watched, steps = film(every=0.2), [*train(START, *parts()[0], 0.8, "mini-batch", 5, epochs=6, seed=3)]
    assert (watched.last, watched.updates, len(steps)) == (30, 1, 30)
    for number in (1, 4, 30):
        frame = watched[number]
        assert frame.epoch == pytest.approx(number / 5) and frame.network == steps[number - 1].network


@pytest.mark.parametrize("every", [0.4, 1, 3])
@pytest.mark.parametrize("cost", ["SE", "MSE", "cross-entropy"])
def test_a_frame_tells_the_mean_error_of_the_batches_since_the_one_before(cost, every):
    watched = film(every=every, cost=cost)
    steps = [step.error for step in train(START, *parts()[0], 0.8, "mini-batch", 5, epochs=6, seed=3, cost=cost)]
    size = round(5 * every)
    assert np.isnan(watched[0].learned_error)
    for number in (1, 2):
        wanted = np.mean(steps[(number - 1) * size : number * size])
        assert watched[number].learned_error == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("cost", [name for name, row in COSTS.items() if name not in ("SSE", "SE")])
def test_a_frame_measures_with_the_cost_that_is_trained(cost):
    for frame in (film(cost=cost)[0], film(cost=cost)[4]):
        errors = [total_error(frame.network, *part, cost) for part in parts()]
        assert frame[2:4] == pytest.approx(errors, rel=1e-12)


def test_a_sample_measures_the_first_training_examples_only_and_trains_with_all():
    training, validation = parts()
    short, full = film(sample=7), film()
    frame, first = short[3], Part(training.inputs[:7], training.targets[:7])
    assert frame.network == full[3].network and frame.validation_error == full[3].validation_error
    assert frame.training_error == pytest.approx(total_error(frame.network, *first) / 7, rel=1e-12)
    assert frame.training_accuracy == accuracy(frame.network, *first)


def test_going_back_shows_the_very_same_frames_and_the_order_of_watching_changes_nothing():
    forth, back = film(), film()
    behind = [back[number] for number in range(6, -1, -1)][::-1]
    for number, (one, other) in enumerate(zip(forth, behind, strict=True)):
        assert one.network == other.network and one[2:6] == other[2:6], number
        assert forth[number] is one and back[number] is other, number


@pytest.mark.parametrize("number", [0, 1, 4])
def test_a_frame_measures_mean_error_and_accuracy_on_both_parts(number):
    watched = film()
    network = networks_by_train(parts()[0], 5, number)[number]
    frame = watched[number]
    for part, error, share in zip(parts(), frame[2:4], frame[4:6], strict=True):
        out = outputs_by_hand(network, part.inputs)
        assert error == pytest.approx((0.5 * ((part.targets - out) ** 2).sum(axis=1)).mean(), rel=1e-12)
        assert share == (out.argmax(axis=1) == part.targets.argmax(axis=1)).mean()
    assert frame.training_error == frame[2] != frame[3] == frame.validation_error
    assert Frame._fields[4:6] == ("training_accuracy", "validation_accuracy")


def test_training_goes_no_further_than_it_is_watched(monkeypatch):
    done = []

    def counting(*given, **more):
        for step in train(*given, **more):
            done.append(step.number)
            yield step

    monkeypatch.setattr("helpers.study.judging.train", counting)
    watched = film(epochs=1000)
    assert done == []
    watched[0]
    assert done == [] and len(watched.frames) == 1
    watched[2]
    assert done == [*range(1, 11)] and len(watched.frames) == 3, "two epochs of five updates"
    watched[1], watched[2]
    assert len(done) == 10
    watched[3]
    assert len(done) == 15


def test_a_batch_larger_than_the_training_part_is_the_whole_part():
    assert film(batch_size=400)[2].network == networks_by_train(parts()[0], 23, 2)[2]
    assert film(batch_size=400).updates == 1


@pytest.mark.parametrize(
    "number, kind",
    [
        (-1, ValueError),
        (7, ValueError),
        (1.5, TypeError),
        ("1", TypeError),
        (True, TypeError),
        (slice(0, 2), TypeError),
        (None, TypeError),
    ],
)
def test_a_wrong_frame_number_is_answered_with_a_sentence(number, kind):
    with pytest.raises(kind, match="the frame's number is .*, but must be a whole number, from 0 to 6"):
        film()[number]


@pytest.mark.parametrize(
    "wrong, kind, sentence",
    [
        ({"batch_size": 0}, ValueError, "batch_size is 0, but must be a whole number, 1 or more"),
        ({"batch_size": "ten"}, TypeError, "batch_size is 'ten'"),
        ({"batch_size": 2.5}, TypeError, "batch_size is 2.5"),
        ({"every": 0}, ValueError, "every is 0, but must be a number above 0, such as 1 or 0.2"),
        (
            {"every": 1.5},
            ValueError,
            "every is 1.5 epochs of 5 updates, but a frame comes after a whole number of them",
        ),
        ({"every": 0.05}, ValueError, "every is 0.05 epochs of 5 updates, but a frame comes"),
        ({"every": 0.199}, ValueError, "every is 0.199 epochs of 5 updates, but a frame comes"),
        ({"every": "one"}, TypeError, "every is 'one'"),
        ({"sample": 0}, ValueError, "sample is 0"),
        ({"epochs": -1}, ValueError, "epochs is -1"),
        ({"epochs": "six"}, TypeError, "epochs is 'six'"),
        ({"eta": -1}, ValueError, "eta is -1"),
        ({"eta": "fast"}, TypeError, "eta is 'fast'"),
        ({"seed": -3}, ValueError, "seed is -3"),
        ({"rule": "Adan"}, ValueError, "Did you mean 'Adam'"),
        ({"schedule": "never"}, ValueError, "there is no schedule"),
    ],
)
def test_a_film_that_cannot_be_made_is_refused_before_it_starts(wrong, kind, sentence):
    with pytest.raises(kind, match=sentence):
        film(**wrong)


def test_parts_that_do_not_fit_the_network_are_refused():
    training, validation = parts()
    for pair in (
        (training, Part(validation.inputs[:, :3], validation.targets)),
        (Part(training.inputs[:, :3], training.targets), validation),
        (Part(training.inputs, training.targets[:-1]), validation),
    ):
        with pytest.raises(ValueError, match="inputs have shape|examples of inputs but"):
            Film(START, *pair, 0.5, 5, 3)
    with pytest.raises(TypeError, match="must be a pair, inputs and targets, such as data.training"):
        Film(START, training.inputs, validation, 0.5, 5, 3)
