"""The men and chickens: what the file holds, what its pictures are like, how hard they are, and wrong drawings."""

import os
import random
from collections import Counter, deque

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.tree import DecisionTreeClassifier

import make_characters as tool
from arrays_file import same
from helpers.datasets import files
from helpers.datasets.characters import CLASSES, checked_picture, load_characters
from helpers.network.network import create, forward, total_error
from helpers.network.training import train

pytestmark = pytest.mark.slow

SET = load_characters()
PARTS = SET[:3]
(X, T), (X_VALIDATION, T_VALIDATION), (X_TEST, T_TEST) = PARTS
LABELS, TEST_LABELS = T.argmax(axis=1), T_TEST.argmax(axis=1)
DRAWN = tool.make()
TEMPLATES = np.array([tool.drawn(text) for drawings in tool.CLASSES for text in drawings.values()])
TEMPLATE_LABELS = np.repeat([0, 1], [len(tool.MEN), len(tool.CHICKENS)])


# ---- The file and its tool


def test_the_tool_draws_exactly_the_pictures_of_the_file():
    assert same(DRAWN, tool.FILE) and same(tool.make(), tool.FILE)


def test_another_seed_draws_other_pictures():
    assert (tool.make(seed=9)["pictures"] != DRAWN["pictures"]).any(axis=(1, 2)).all()


CHANGES = {"pictures": (1999, 7, 7), "labels": 0, "man": (0, 0), "chicken": (7, 7)}


@pytest.mark.parametrize("name", CHANGES)
def test_check_sees_a_single_changed_number_and_writes_nothing(tmp_path, monkeypatch, capsys, name):
    monkeypatch.setattr(tool, "FILE", tmp_path / "characters.npz")
    monkeypatch.setattr(tool, "make", lambda: DRAWN)
    assert tool.main(["--check"]) == 1 and not tool.FILE.exists()
    assert tool.main([]) == 0 and tool.main(["--check"]) == 0
    changed = DRAWN[name].copy()
    changed[CHANGES[name]] ^= 1
    np.savez_compressed(tool.FILE, **(DRAWN | {name: changed}))
    before = tool.FILE.read_bytes()
    assert tool.main(["--check"]) == 1 and tool.FILE.read_bytes() == before
    said = "would differ", "saved", "unchanged", "would differ"
    assert capsys.readouterr().out.splitlines() == [f"characters.npz: {words}" for words in said]


def test_the_parts_are_the_file_in_its_order():
    with np.load(tool.FILE, allow_pickle=False) as file:
        pictures, labels = file["pictures"], file["labels"]
    assert pictures.dtype == labels.dtype == np.uint8 and pictures.max() == 100
    inputs = np.concatenate([part.inputs for part in PARTS])
    assert inputs.tolist() == [[int(ink) / 100 for ink in picture.flat] for picture in pictures]
    one_hot = {0: [1, 0], 1: [0, 1]}  # man, chicken (book ch. 25)
    assert np.concatenate([part.targets for part in PARTS]).tolist() == [one_hot[label] for label in labels]
    assert CLASSES == ("man", "chicken")


def test_sixty_twenty_twenty_and_every_part_is_balanced():
    assert [part.inputs.shape for part in PARTS] == [(1200, 64), (400, 64), (400, 64)]
    assert [part.targets.sum(axis=0).tolist() for part in PARTS] == [[600, 600], [200, 200], [200, 200]]
    assert [T[:n].sum(axis=0).tolist() for n in (8, 40, 400)] == [[4, 4], [20, 20], [200, 200]]


def test_men_and_chickens_come_in_no_regular_order():
    first = LABELS[::2].sum()  # how often the chicken is the first of its pair
    assert 250 < first < 350


def test_every_template_is_drawn_equally_often(monkeypatch):
    drawn, variant = Counter(), tool.variant
    monkeypatch.setattr(tool, "variant", lambda ink, lot: drawn.update([ink.tobytes()]) or variant(ink, lot))
    tool.make()
    assert drawn == {template.tobytes(): 100 for template in TEMPLATES}


def test_no_picture_comes_twice_and_none_is_a_template():
    pictures = [picture.tobytes() for part in PARTS for picture in part.inputs]
    templates = [picture.tobytes() for picture in (*TEMPLATES, *TEMPLATES[:, :, ::-1])]
    assert len(set(pictures)) == 2000 and not set(pictures) & set(templates)


def test_a_picture_drawn_twice_by_chance_is_drawn_once_more(monkeypatch):
    number = iter(range(100))
    monkeypatch.setattr(tool, "variant", lambda ink, lot: np.full((8, 8), next(number) // 3, np.uint8))
    monkeypatch.setattr(tool, "A_CLASS", 10)
    pictures = tool.different_variants(TEMPLATES[:1], random.Random(1), seen={np.zeros((8, 8), np.uint8).tobytes()})
    assert sorted(int(picture[0, 0]) for picture in pictures) == list(range(1, 11))


@pytest.mark.parametrize("picture, template", [(SET.man, 0), (SET.chicken, len(tool.MEN))])
def test_the_clear_pictures_begin_with_the_pixels_of_the_book(picture, template):
    assert picture[0, :4].tolist() == [0.15, 0.35, 0.75, 0.75]
    assert picture.shape == (1, 64) and (picture.reshape(8, 8) == TEMPLATES[template]).all()


def test_the_arrays_are_closed_and_the_file_is_read_once():
    arrays = [array for part in PARTS for array in part] + [SET.man, SET.chicken]
    assert not any(array.flags.writeable for array in arrays)
    assert all(array.dtype == np.float64 for array in arrays)
    assert load_characters() is SET


def test_they_show_in_one_line():
    assert repr(SET) == "men and chickens: training 1,200, validation 400, test 400"
    assert repr(SET.training) == "1,200 examples: inputs (1200, 64), targets (1200, 2)"


# ---- How hard they are


def trained(network, n, epochs, eta=0.5, batch_size=10, cost="SE"):
    steps = train(network, X[:n], T[:n], eta, "mini-batch", min(batch_size, n), epochs, cost=cost)
    return deque(steps, maxlen=1).pop().network


@pytest.fixture(scope="module")
def network():
    return trained(create(64, 64, 2, seed=1), 1200, epochs=100)


def right(network, inputs, targets):
    return (forward(network, inputs).output.argmax(axis=1) == targets.argmax(axis=1)).mean()


NEAREST = {
    "mean of each class": (NearestCentroid(), X, LABELS),
    "template": (KNeighborsClassifier(1), TEMPLATES.reshape(-1, 64), TEMPLATE_LABELS),
    "template or its mirror image": (
        KNeighborsClassifier(1),
        np.concatenate([TEMPLATES, TEMPLATES[:, :, ::-1]]).reshape(-1, 64),
        np.tile(TEMPLATE_LABELS, 2),
    ),
    "of the two clear pictures": (KNeighborsClassifier(1), np.concatenate([SET.man, SET.chicken]), [0, 1]),
}
LINEAR = {
    f"logistic regression, C = {c}": (LogisticRegression(C=c, max_iter=5000), X, LABELS) for c in (0.1, 1, 10, 1000)
}
BASELINES = NEAREST | LINEAR


@pytest.mark.parametrize("name", BASELINES)
def test_the_network_is_at_least_four_points_better_than_the_baseline(network, name):
    model, inputs, labels = BASELINES[name]
    baseline = model.fit(inputs, labels).score(X_TEST, TEST_LABELS)
    assert 0.6 < baseline < 0.92
    assert right(network, X_TEST, T_TEST) > baseline + 0.04


def test_the_network_is_right_in_95_to_99_percent(network):
    assert 0.95 <= right(network, X_VALIDATION, T_VALIDATION) <= 0.99
    assert 0.95 <= right(network, X_TEST, T_TEST) <= 0.99


def test_the_courses_own_network_without_hidden_layer_is_no_better_than_the_other_baselines(network):
    small = trained(create(64, 2, activations="softmax", seed=1), 1200, 200, batch_size=50, cost="cross-entropy")
    assert 0.8 < right(small, X_TEST, T_TEST) < right(network, X_TEST, T_TEST) - 0.04


def test_the_network_knows_the_templates_and_the_clear_pictures(network):
    outputs = forward(network, TEMPLATES.reshape(-1, 64)).output
    assert (outputs.argmax(axis=1) == TEMPLATE_LABELS).all()
    assert forward(network, SET.man).output[0, 0] > 0.9 and forward(network, SET.chicken).output[0, 1] > 0.9


def test_neither_the_total_ink_nor_a_single_pixel_gives_the_class_away():
    clues = [X.sum(axis=1, keepdims=True), *(X[:, [pixel]] for pixel in range(64))]
    on_test = [X_TEST.sum(axis=1, keepdims=True), *(X_TEST[:, [pixel]] for pixel in range(64))]
    for clue, same_clue in zip(clues, on_test, strict=True):
        threshold = DecisionTreeClassifier(max_depth=1).fit(clue, LABELS)
        assert threshold.score(same_clue, TEST_LABELS) < 0.75


def test_a_memory_of_all_training_pictures_knows_every_test_picture():
    assert KNeighborsClassifier(1).fit(X, LABELS).score(X_TEST, TEST_LABELS) == 1


def test_few_examples_are_learnt_by_heart_and_more_are_understood():
    found = []
    for n, epochs in ((8, 1000), (40, 1000), (400, 300)):
        network = trained(create(64, 64, 2, seed=1), n, epochs)
        assert total_error(network, X[:n], T[:n]) / n < 0.02 and right(network, X[:n], T[:n]) > 0.98
        found.append(right(network, X_VALIDATION, T_VALIDATION))
    assert 0.55 < found[0] < 0.65 < found[1] < 0.8 and 0.9 < found[2] < 0.97


# ---- Drawings of a learner


@pytest.mark.parametrize("shape", [(8, 8), (64,), (1, 64)])
def test_a_drawing_may_be_rows_or_one_row(shape):
    values = np.arange(64) / 63
    for given in (values.reshape(shape), values.reshape(shape).tolist()):
        assert checked_picture(given).shape == (1, 64) and (checked_picture(given) == values).all()


@pytest.mark.parametrize("given", [[[0] * 8] * 8, [0.0] * 64, np.zeros((8, 8), bool), np.ones(64, np.float32), SET.man])
def test_empty_full_and_black_or_white_drawings_are_pictures(given):
    assert checked_picture(given).dtype == np.float64
    assert (checked_picture(given).ravel() == np.ravel(given)).all()


def test_the_checked_picture_is_a_copy():
    given = np.zeros((8, 8))
    checked_picture(given)[0, 0] = 1
    assert given[0, 0] == 0


def with_pixel(value, others=0.0):
    picture = np.full((8, 8), others)
    picture[2, 4] = value
    return picture


RANGE = r"the pixel in row 3, column 5 is {}, but every pixel must be from 0 \(white\) to 1 \(black\)\. {}$"
COUNT, DIVIDE = "Rows and columns count from 1", "Do yours go from 0 to 255\\? Divide by 255"
BAD_PICTURES = [
    (with_pixel(1.5), ValueError, RANGE.format("1.5", COUNT)),
    (with_pixel(-0.25), ValueError, RANGE.format("-0.25", COUNT)),
    (with_pixel(1 + 1e-9), ValueError, RANGE.format("1.000000001", COUNT)),
    (with_pixel(255), ValueError, RANGE.format("255", DIVIDE)),
    (with_pixel(256), ValueError, RANGE.format("256", COUNT)),
    (with_pixel(200) - np.diag(np.eye(8)[7]), ValueError, RANGE.format("200", COUNT)),
    (with_pixel(np.nan), ValueError, "picture must hold ordinary numbers, but holds NaN or infinity"),
    (with_pixel(-np.inf), ValueError, "picture must hold ordinary numbers, but holds NaN or infinity"),
    ([["0"] * 8] * 8, TypeError, "picture must hold numbers only, but holds text"),
    ("a drawing", TypeError, "picture must hold numbers only, but holds text"),
    (None, TypeError, "picture must hold numbers only"),
    ([[0] * 8] * 7 + [[0] * 7], ValueError, "picture is ragged: its rows differ in length"),
    ([[0] * 8] * 7, ValueError, r"picture has shape \(7, 8\), but must have 8 rows of 8 numbers, or 64 numbers"),
    (np.zeros((28, 28)), ValueError, r"picture has shape \(28, 28\)"),
    (np.zeros((4, 16)), ValueError, r"picture has shape \(4, 16\)"),
    (np.zeros((64, 1)), ValueError, r"picture has shape \(64, 1\)"),
    (X[:2], ValueError, r"picture has shape \(2, 64\)"),
    ([], ValueError, r"picture has shape \(0,\)"),
    (0.5, ValueError, r"picture has shape \(\)"),
]


@pytest.mark.parametrize("picture, kind, words", BAD_PICTURES)
def test_a_wrong_drawing_is_answered_with_a_sentence(picture, kind, words):
    with pytest.raises(kind, match=words):
        checked_picture(picture)


# ---- Damage

WHOLE = tool.FILE.read_bytes()


def load_from(folder, monkeypatch):
    monkeypatch.setattr(files, "DATA", folder)
    return load_characters.__wrapped__()


def test_a_missing_file_is_answered_with_a_sentence(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError, match=r"^data/characters.npz is missing. Download the course again, or copy"):
        load_from(tmp_path, monkeypatch)


def savez(path, **arrays):
    np.savez(path, **(DRAWN | arrays))


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("version https://git-lfs.github.com/spec/v1\n"),
    "cut short": lambda path: path.write_bytes(WHOLE[: len(WHOLE) // 2]),
    "its beginning lost": lambda path: path.write_bytes(WHOLE[1000:]),
    "zeros in the middle": lambda path: path.write_bytes(WHOLE[:40000] + bytes(999) + WHOLE[40999:]),
    "a folder": lambda path: path.mkdir(),
    "one array only": lambda path: np.savez(path, pictures=np.zeros((2000, 8, 8), np.uint8)),
    "pictures of another size": lambda path: savez(path, pictures=np.zeros((2000, 28, 28), np.uint8)),
    "other numbers": lambda path: savez(path, pictures=np.zeros((2000, 8, 8))),
    "pickled objects": lambda path: savez(path, labels=np.array([None, "man"])),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_answered_with_a_sentence(tmp_path, monkeypatch, damage):
    DAMAGES[damage](tmp_path / "characters.npz")
    with pytest.raises(ValueError, match=r"^data/characters.npz is damaged. Download the course again, or copy"):
        load_from(tmp_path, monkeypatch)


class Mischief:
    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.mkdir, (str(self.folder),)


def test_code_hidden_in_the_file_is_not_run(tmp_path, monkeypatch):
    savez(tmp_path / "characters.npz", labels=np.array([Mischief(tmp_path / "made")]))
    with pytest.raises(ValueError, match="is damaged"):
        load_from(tmp_path, monkeypatch)
    assert not (tmp_path / "made").exists()


def test_bytes_changed_anywhere_are_noticed_or_do_no_harm(tmp_path, monkeypatch):
    for place in range(0, len(WHOLE), len(WHOLE) // 200):
        (tmp_path / "characters.npz").write_bytes(WHOLE[:place] + bytes([WHOLE[place] ^ 255]) + WHOLE[place + 1 :])
        try:
            found = load_from(tmp_path, monkeypatch)
        except ValueError as error:
            assert "is damaged" in str(error)
        else:
            assert all((mine.inputs == part.inputs).all() for mine, part in zip(found[:3], PARTS, strict=True))
