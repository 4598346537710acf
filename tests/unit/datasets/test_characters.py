"""The men and chickens: what the file holds, what its pictures are like, how hard they are, and wrong drawings."""

import csv
import os
import random
from collections import Counter, deque

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.tree import DecisionTreeClassifier

import make_characters as tool
import record_characters
from arrays_file import same
from helpers.datasets import files
from helpers.datasets.characters import CLASSES, checked_picture, load_characters
from helpers.network.network import create, forward, total_error
from helpers.network.training import train

pytestmark = pytest.mark.slow

SET = load_characters()
PARTS, EASY = SET[:3], load_characters("picture")[:3]
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


CHANGES = {"pictures": (1999, 7, 7), "labels": 0, "numbers": 9, "men": (0, 0, 0), "chickens": (49, 7, 7)}


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


with np.load(tool.FILE, allow_pickle=False) as file:
    STORED = {name: file[name] for name in file.files}
ROWS = [tuple(int(ink) for ink in picture.flat) for picture in STORED["pictures"]]


def rows_of(part):
    return [tuple(np.rint(100 * row).astype(int).tolist()) for row in part.inputs]


def test_split_by_picture_the_parts_are_the_file_in_its_order():
    assert STORED["pictures"].dtype == STORED["labels"].dtype == np.uint8 and STORED["pictures"].max() == 100
    assert [row for part in EASY for row in rows_of(part)] == ROWS
    one_hot = {0: [1, 0], 1: [0, 1]}  # man, chicken (book ch. 25)
    assert np.concatenate([part.targets for part in EASY]).tolist() == [one_hot[label] for label in STORED["labels"]]
    assert CLASSES == ("man", "chicken")


def test_split_by_drawing_no_drawing_has_pictures_in_two_parts():
    made_from, label = (dict(zip(ROWS, STORED[name].tolist(), strict=True)) for name in ("numbers", "labels"))
    found = [{made_from[row] for row in rows_of(part)} for part in PARTS]
    assert found == [set(range(30)), set(range(30, 40)), set(range(40, 50))]
    for part, numbers in zip(PARTS, SET.numbers, strict=True):
        assert [made_from[row] for row in rows_of(part)] == numbers.tolist()
        assert [label[row] for row in rows_of(part)] == part.targets.argmax(axis=1).tolist()


def test_split_by_picture_most_drawings_have_pictures_in_all_parts():
    assert len(set.intersection(*(set(numbers.tolist()) for numbers in load_characters("picture").numbers))) >= 45


def test_another_way_to_split_is_answered_with_the_ways():
    with pytest.raises(ValueError, match="there is no way to split 'hand'.*Known: drawing, picture"):
        load_characters("hand")


@pytest.mark.parametrize("way", ["drawing", "picture"])
def test_a_family_is_all_pictures_of_one_pair_of_drawings(way):
    for number in (1, 31, 50):
        found = [row for part in load_characters(way).family(number).values() for row in rows_of(part)]
        wanted = [row for row, made_from in zip(ROWS, STORED["numbers"], strict=True) if made_from == number - 1]
        assert sorted(found) == sorted(wanted) and len(found) == 40
    with pytest.raises(ValueError, match="number is 51, but must be a whole number, from 1 to 50"):
        load_characters(way).family(51)


@pytest.mark.parametrize("parts", [PARTS, EASY], ids=["by drawing", "by picture"])
def test_sixty_twenty_twenty_and_every_part_is_balanced(parts):
    assert [part.inputs.shape for part in parts] == [(1200, 64), (400, 64), (400, 64)]
    assert [part.targets.sum(axis=0).tolist() for part in parts] == [[600, 600], [200, 200], [200, 200]]
    assert [parts[0].targets[:n].sum(axis=0).tolist() for n in (8, 40, 400)] == [[4, 4], [20, 20], [200, 200]]


def test_fifty_men_and_fifty_chickens_are_drawn_and_no_two_are_alike():
    assert len(tool.MEN) == len(tool.CHICKENS) == 50
    both_ways = np.concatenate([TEMPLATES, TEMPLATES[:, :, ::-1]]).reshape(200, 64)
    ink_between = abs(both_ways[:100, None] - both_ways[None]).sum(axis=2)
    same = np.tile(np.eye(100, dtype=bool), 2)
    assert ink_between[~same].min() > 4


def test_the_drawings_stand_in_pairs_and_the_clear_ones_come_first():
    shown = (100 * SET.drawings.inputs).round().reshape(50, 2, 64)
    for kind, name in enumerate(("men", "chickens")):
        assert shown[:, kind].tolist() == STORED[name].reshape(50, 64).tolist()
        drawn = {tool.drawn(text).tobytes() for text in tool.CLASSES[kind].values()}
        assert {(picture / 100).tobytes() for picture in STORED[name]} == drawn
    assert SET.drawings.targets.tolist() == [[1, 0], [0, 1]] * 50
    assert (SET.drawings.inputs[:2] == np.concatenate([SET.man, SET.chicken])).all()


def test_men_and_chickens_come_in_no_regular_order():
    first = LABELS[::2].sum()  # how often the chicken is the first of its pair
    assert 250 < first < 350


def test_every_template_is_drawn_equally_often(monkeypatch):
    drawn, variant = Counter(), tool.variant
    monkeypatch.setattr(tool, "variant", lambda ink, lot: drawn.update([ink.tobytes()]) or variant(ink, lot))
    tool.make()
    assert drawn == {template.tobytes(): 20 for template in TEMPLATES}


def test_no_picture_comes_twice_and_none_is_a_template():
    pictures = [picture.tobytes() for part in PARTS for picture in part.inputs]
    templates = [picture.tobytes() for picture in (*TEMPLATES, *TEMPLATES[:, :, ::-1])]
    assert len(set(pictures)) == 2000 and not set(pictures) & set(templates)


def test_a_picture_drawn_twice_by_chance_is_drawn_once_more(monkeypatch):
    number = iter(range(100))
    monkeypatch.setattr(tool, "variant", lambda ink, lot: np.full((8, 8), next(number) // 3, np.uint8))
    seen = {np.zeros((8, 8), np.uint8).tobytes()}
    pictures = [tool.new_variant(TEMPLATES[0], random.Random(1), seen) for _ in range(10)]
    assert [int(picture[0, 0]) for picture in pictures] == list(range(1, 11)) and len(seen) == 11


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
    assert repr(SET) == "men and chickens, split by drawing: training 1,200, validation 400, test 400"
    assert repr(load_characters("picture")).startswith("men and chickens, split by picture: training 1,200")
    assert repr(SET.training) == "1,200 examples: inputs (1200, 64), targets (1200, 2)"


# ---- How hard they are


def trained(network, n, epochs, eta=5, batch_size=10, cost="SE", part=SET.training):
    inputs, targets = part.first(n)
    steps = train(network, inputs, targets, eta, "mini-batch", min(batch_size, n), epochs, cost=cost, seed=1)
    return deque(steps, maxlen=1).pop().network


@pytest.fixture(scope="module")
def network():
    return trained(create(64, 64, 2, seed=1), 1200, epochs=40)


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


def test_new_drawings_are_neither_trivial_nor_impossible_for_the_network(network):
    assert 0.85 <= right(network, X_VALIDATION, T_VALIDATION) <= 0.97
    assert 0.85 <= right(network, X_TEST, T_TEST) <= 0.95


def runs(what, column):
    with (files.DATA / "character_runs.csv").open(encoding="utf-8", newline="") as file:
        return [int(row[column]) for row in csv.DictReader(file) if row["what"] == what]


def test_the_recorded_runs_are_those_of_this_network(network):
    found = [round(len(part.inputs) * right(network, *part)) for part in (SET.validation, SET.test)]
    assert found == pytest.approx([runs("seed", name)[0] for name in ("validation", "test")], abs=3)
    easy = trained(create(64, 64, 2, seed=1), 1200, epochs=40, part=EASY[0])
    found = [round(400 * right(easy, *part)) for part in EASY[1:]]
    assert found == pytest.approx([runs("deal by picture", name)[7] for name in ("validation", "test")], abs=3)


def test_the_recorded_fresh_pictures_are_made_from_the_drawings_of_the_test(network):
    pictures = record_characters.fresh(SET, random.Random(0))
    assert len(pictures.inputs) == 2000 and pictures.targets.sum(axis=0).tolist() == [1000, 1000]
    assert not set(rows_of(pictures)) & set(ROWS)
    assert round(2000 * right(network, *pictures)) == pytest.approx(runs("seed", "fresh")[0], abs=10)


def test_split_by_picture_the_network_makes_half_as_many_mistakes_or_fewer():
    by = {way: 400 - np.mean(runs(f"deal by {way}", "test")) for way in ("drawing", "picture")}
    assert by["picture"] < 0.55 * by["drawing"]


def test_the_courses_own_network_without_hidden_layer_is_no_better_than_the_other_baselines(network):
    small = trained(create(64, 2, activations="softmax", seed=1), 1200, 200, 0.5, 50, cost="cross-entropy")
    assert 0.7 < right(small, X_TEST, T_TEST) < right(network, X_TEST, T_TEST) - 0.04


def test_the_network_knows_the_drawings_of_its_training_and_the_clear_pictures(network):
    known = SET.drawings.first(60)
    assert right(network, *known) > 0.96
    assert forward(network, SET.man).output[0, 0] > 0.9 and forward(network, SET.chicken).output[0, 1] > 0.9


def test_neither_the_total_ink_nor_a_single_pixel_gives_the_class_away():
    clues = [X.sum(axis=1, keepdims=True), *(X[:, [pixel]] for pixel in range(64))]
    on_test = [X_TEST.sum(axis=1, keepdims=True), *(X_TEST[:, [pixel]] for pixel in range(64))]
    for clue, same_clue in zip(clues, on_test, strict=True):
        threshold = DecisionTreeClassifier(max_depth=1).fit(clue, LABELS)
        assert threshold.score(same_clue, TEST_LABELS) < 0.75


def test_a_memory_of_all_training_pictures_finds_twins_when_the_split_is_by_picture():
    found = [
        KNeighborsClassifier(1)
        .fit(parts[0].inputs, parts[0].targets[:, 1])
        .score(parts[2].inputs, parts[2].targets[:, 1])
        for parts in (EASY, PARTS)
    ]
    assert found[0] > 0.94 and 0.85 < found[1] < 0.98


def test_few_examples_are_learnt_by_heart_and_more_are_understood():
    found = []
    for n, epochs in ((8, 1000), (40, 500), (400, 100)):
        network = trained(create(64, 64, 2, seed=1), n, epochs)
        assert total_error(network, X[:n], T[:n]) / n < 0.02 and right(network, X[:n], T[:n]) > 0.98
        found.append(right(network, X_VALIDATION, T_VALIDATION))
    assert 0.5 < found[0] < 0.75 and 0.55 < found[1] < 0.8 and max(found[:2]) + 0.05 < found[2] < 0.95


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
