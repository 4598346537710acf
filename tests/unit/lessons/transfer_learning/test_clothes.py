"""Pullover or shirt: what the picture says is what independent training finds on the same recorded features."""

import base64
import re

import numpy as np
import pytest
from PIL import Image
from sklearn.linear_model import LogisticRegression

from helpers import draw
from helpers.datasets.files import one_hot
from helpers.lessons.transfer_learning import features as table
from helpers.lessons.transfer_learning import photographs as pictures
from helpers.lessons.transfer_learning.clothes import (
    FEW,
    KINDS,
    NAMES,
    clothes_folder,
    compare_clothes,
    coordinates,
    load_clothes,
    mean_right,
    rows_of,
    trial,
    values_of,
)
from helpers.lessons.transfer_learning.photographs import example_folder, png, read_picture
from helpers.lessons.transfer_learning.retraining import classify, retrain
from helpers.lessons.transfer_learning.transfer import last_layer
from helpers.network.network import forward
from tests.chance import beyond_chance, by_chance
from tests.drawn import images, texts


def test_the_file_holds_200_different_pictures_of_two_kinds_that_look_alike():
    clothes = load_clothes()
    assert (clothes.labels == 0).sum() == (clothes.labels == 1).sum() == 100
    assert len(np.unique(clothes.pictures.reshape(200, -1), axis=0)) == 200
    assert clothes.trained.shape == clothes.untrained.shape == (200, 1280)
    with pytest.raises(ValueError, match="read-only"):
        clothes.trained[0, 0] = 1


@pytest.mark.parametrize("kind", KINDS)
def test_fewer_coordinates_keep_every_distance(kind):
    whole, short = values_of(kind), coordinates(kind)
    for one, other in np.random.default_rng(0).integers(0, 200, (50, 2)):
        assert np.linalg.norm(short[one] - short[other]) == pytest.approx(np.linalg.norm(whole[one] - whole[other]))


def test_a_last_layer_learns_the_same_from_all_features_as_from_their_coordinates():
    learned, held = rows_of(10, 0)
    values, labels = load_clothes().trained, load_clothes().labels
    network = last_layer(values[learned], one_hot(labels[learned], 2), epochs=100)
    said = forward(network, values[held]).output.argmax(axis=1)
    assert np.array_equal(said == labels[held], trial("trained", 10).is_right)


@pytest.mark.parametrize("lot", [0, 3])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [10, 40])
def test_the_counts_are_near_those_of_logistic_regression(kind, count, lot):
    learned, held = rows_of(count, lot)
    assert not set(learned) & set(held)
    values, labels = values_of(kind), load_clothes().labels
    values = (values - values[learned].mean(axis=0)) / values[learned].std()
    oracle = LogisticRegression(max_iter=5000).fit(values[learned], labels[learned]).score(values[held], labels[held])
    assert abs(trial(kind, count, lot).right / 60 - oracle) < by_chance(oracle, 60)


def test_what_was_learned_makes_the_difference_and_the_build_alone_is_no_help():
    for count in FEW:
        trained, pixels = ([trial(kind, count, lot).right for lot in range(5)] for kind in ("trained", "pixels"))
        assert beyond_chance(trained, pixels), (count, trained, pixels)
        assert abs(mean_right("untrained", count) - 1 / 2) < 0.1, "hardly better than a coin"
        assert mean_right("untrained", count) < mean_right("pixels", count)
    assert mean_right("trained", 10) > mean_right("pixels", 70), "ten of each are worth more than seventy"


def test_the_table_shows_the_means_in_per_cent():
    lines = repr(compare_clothes()).splitlines()
    for kind, name in KINDS.items():
        line = next(line for line in lines if line.startswith(name))
        shown = [int(number) for number in re.findall(r"(\d+) %", line)]
        assert shown == [round(100 * mean_right(kind, count)) for count in FEW]


@pytest.mark.parametrize("wrong", [0, 71, 1.5, "ten"])
def test_a_wrong_number_of_pictures_is_a_sentence(wrong):
    with pytest.raises((ValueError, TypeError), match="pictures is .*from 1 to 70"):
        trial("pixels", wrong)
    with pytest.raises(ValueError, match="there is no kind of features 'pixel'"):
        trial("pixel", 10)


# ---- Without a download


def test_the_courses_clothes_are_learned_from_recorded_features(own_cache):
    made = retrain()
    assert made.collection.counts() == [100, 100] and made.collection.classes == NAMES
    learned = [int(example.path.stem.split()[1]) - 1 + 100 * example.label for example in made.collection.examples
               if example.digest in made.layer.learned]  # fmt: skip
    network = last_layer(load_clothes().trained[learned], one_hot(load_clothes().labels[learned], 2), 200)
    assert made.layer.network.weights[0] == pytest.approx(network.weights[0], abs=1e-4)
    assert made.accuracy > retrain(extractor="pixels").accuracy


def test_another_picture_than_the_courses_is_answered_with_what_to_type(own_cache, monkeypatch):
    made = retrain()
    first = next(clothes_folder().rglob("*.png"))
    assert set(classify(read_picture(first), made.layer).scores) == set(NAMES)
    monkeypatch.setattr(table.importlib.util, "find_spec", lambda package: None)
    with pytest.raises(ValueError, match="none of the course's pullovers and shirts.*start.py transfer"):
        classify(Image.new("RGB", (28, 28), "gray"), made.layer)


# ---- The pictures


@pytest.mark.parametrize("lot", [0, 4])
@pytest.mark.parametrize("count", [2, 70])
def test_the_picture_shows_what_is_learned_from_and_what_is_wrong(count, lot):
    picture = draw.clothes(count, lot)
    results = [trial(kind, count, lot) for kind in KINDS]
    wrong = [len(result.held) - result.right for result in results]
    assert len(images(picture)) == 2 * min(count, 14) + sum(min(number, 11) for number in wrong)
    for result, number in zip(results, wrong, strict=True):
        assert f"{KINDS[result.kind]} {number}" in picture.text and f">{number} of 60 wrong<" in picture.svg


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setattr(pictures, "CACHE", tmp_path)


def test_the_folder_is_shown_with_its_classes_and_numbers(own_cache, tmp_path):
    example = draw.folder()
    assert "2 classes: pullover 100 files; shirt 100 files" in example.text and example.svg.count("<image") == 28
    mine = example_folder(tmp_path / "own", each=3)
    (mine / "man" / "notes.txt").write_text("text")
    shown = draw.folder(f"  {mine} ")
    assert "man 4 files" in shown.text and shown.svg.count("<image") == 6 and "fewer than 20" in shown.svg
    assert ">no<" in shown.svg, "the text file has a place of its own"
    for number in range(5):
        (mine / f"class {number} <b>").mkdir()
    assert "and 3 more classes" in draw.folder(str(mine)).svg and "&lt;b&gt;" in draw.folder(str(mine)).svg


def test_a_click_leads_home_up_and_into_the_folders_that_are_there(own_cache, tmp_path):
    def ways(typed):
        return re.findall(r'data-set="folder=([^"]*)"', draw.folder(typed).svg)

    mine = example_folder(tmp_path / "own = mine", each=2)
    assert ways("") == ways("no such place") == ["~"]
    assert ways(str(mine)) == ["~", str(mine.parent), str(mine / "chicken"), str(mine / "man")]
    assert ways(str(mine / "man")) == ["~", str(mine)]
    for number in range(30):
        (mine / f"a folder with a long name {number}").mkdir()
    assert 3 <= len(ways(str(mine))) < 8 and draw.folder(str(mine)).width == 714


@pytest.mark.parametrize("typed, said", [
    ("no such place", "There is no folder no such place"), ("~nobody/x", ""), ("x" * 5000, ""), ("\0", ""),
    ("<b>", "There is no folder &lt;b&gt;"),
])  # fmt: skip
def test_whatever_is_typed_as_a_folder_a_sentence_answers(typed, said):
    shown = draw.folder(typed)
    assert said in shown.svg and shown.text.endswith(".") and "<image" not in shown.svg


def test_a_folder_without_classes_is_told_what_to_do(own_cache, tmp_path):
    mine = example_folder(tmp_path / "own", each=2)
    assert "This folder has 0 folders inside; put one folder for each class" in draw.folder(str(mine / "man")).text
    assert "is no folder" in draw.folder(str(mine / "man" / "man 01.png")).text


def test_the_most_doubtful_answers_are_those_with_the_lowest_score(own_cache):
    made = retrain(example_folder(), "pixels")
    answers = sorted(made.answers, key=lambda answer: answer.score)
    for certain, wanted in ((False, answers[:6]), (True, answers[:-7:-1])):
        svg = draw.doubtful(made, certain).svg
        scores = [float(score) for score in re.findall(r"score ([\d.]+)", svg)]
        assert scores == pytest.approx([answer.score for answer in wanted], abs=0.005)
        wrong = sum(answer.label != answer.said for answer in wanted)
        assert svg.count("✗ wrong") == wrong == svg.count("stroke-dasharray")
    assert "no pictures were held out" in draw.doubtful(made._replace(answers=())).text.lower()


def test_an_uploaded_picture_gets_scores_that_add_up_to_one(own_cache):
    layer = retrain(example_folder(), "pixels").layer
    sent = "data:image/png;base64," + base64.b64encode(png(Image.new("RGB", (30, 20), "gray"))).decode()
    shown = draw.scores(layer, sent)
    assert round(sum(map(float, re.findall(r">(\d\.\d{4})<", shown.svg))), 9) == 1
    empty = draw.scores(layer)
    assert "Upload a picture" in empty.text and texts(empty) == ["no", "picture", "chicken", "?", "man", "?"]


@pytest.mark.parametrize("options, kinds", [({}, 1), ({"crop": 30}, 7), ({"flip": True}, 2)])
def test_seven_pictures_are_shown_and_differ_as_the_options_say(options, kinds):
    images = re.findall(r'href="([^"]+)"', draw.augmented(**options).svg)
    assert len(images) == 7 and len(set(images)) == kinds


def test_another_draw_gives_other_copies():
    assert draw.augmented(crop=30, draw=1).svg != draw.augmented(crop=30, draw=2).svg
    assert "cut to 80 % of its side" in draw.augmented(crop=25).text
