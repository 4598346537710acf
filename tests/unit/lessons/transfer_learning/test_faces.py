"""Faces or not: what the picture says is what independent training finds on the same recorded features."""

import base64
import re

import numpy as np
import pytest
from PIL import Image
from sklearn.linear_model import LogisticRegression

from helpers import draw
from helpers.datasets.files import one_hot
from helpers.lessons.transfer_learning import photographs as pictures
from helpers.lessons.transfer_learning.faces import (
    EACH,
    FEW,
    HELD,
    KINDS,
    compare_faces,
    coordinates,
    load_faces,
    lot_of,
    mean_right,
    trial,
)
from helpers.lessons.transfer_learning.photographs import example_folder, png
from helpers.lessons.transfer_learning.retraining import retrain
from helpers.lessons.transfer_learning.transfer import last_layer
from helpers.network.network import forward


def parts(pictures, lot):
    """Return the places of what is learned from and of what is held out."""
    order = lot_of(lot)
    return [np.concatenate([order[cut], EACH + order[cut]]) for cut in (slice(HELD, HELD + pictures), slice(HELD))]


def test_the_file_holds_200_pictures_and_no_picture_can_be_drawn_from_it():
    faces = load_faces()
    assert (faces.labels == 0).sum() == (faces.labels == 1).sum() == 100
    assert faces.pixels.shape == (200, 200), "coordinates of 200 pictures among each other, not 25 × 25 pixels"
    assert faces.trained.shape == faces.untrained.shape == (200, 1280)
    with pytest.raises(ValueError, match="read-only"):
        faces.trained[0, 0] = 1


@pytest.mark.parametrize("kind", KINDS)
def test_fewer_coordinates_keep_every_distance(kind):
    whole, short = getattr(load_faces(), kind).astype(float), coordinates(kind)
    rows = np.random.default_rng(0).integers(0, 200, (50, 2))
    for one, other in rows:
        assert np.linalg.norm(short[one] - short[other]) == pytest.approx(np.linalg.norm(whole[one] - whole[other]))


def test_a_last_layer_learns_the_same_from_all_features_as_from_their_coordinates():
    learned, held = parts(10, 0)
    values, labels = load_faces().trained.astype(float), load_faces().labels
    network = last_layer(values[learned], one_hot(labels[learned], 2), epochs=100)
    assert np.allclose(forward(network, values[held]).output[:, 0], trial("trained", 10).scores, atol=1e-6)


@pytest.mark.parametrize("lot", [0, 3])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pictures", [10, 40])
def test_the_counts_are_near_those_of_logistic_regression(kind, pictures, lot):
    learned, held = parts(pictures, lot)
    assert not set(learned) & set(held)
    values, labels = getattr(load_faces(), kind).astype(float), load_faces().labels
    values = (values - values[learned].mean(axis=0)) / values[learned].std()
    oracle = LogisticRegression(max_iter=5000).fit(values[learned], labels[learned]).score(values[held], labels[held])
    assert abs(trial(kind, pictures, lot).right / 60 - oracle) <= 4 / 60


def test_what_was_learned_makes_the_difference_and_the_build_alone_does_not():
    for count in (2, 5, 10, 20):
        trained, pixels, untrained = (mean_right(kind, count) for kind in ("trained", "pixels", "untrained"))
        assert trained >= 0.97 and trained > pixels + 0.02
        assert untrained < pixels + 0.02 and untrained < trained - 0.05


def test_the_table_shows_the_means_in_per_cent():
    lines = repr(compare_faces()).splitlines()
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


# ---- The pictures


@pytest.mark.parametrize("lot", [0, 4])
@pytest.mark.parametrize("pictures", [2, 70])
def test_every_held_out_picture_is_drawn_at_its_score_and_wrong_ones_are_ringed(pictures, lot):
    picture = draw.faces(pictures, lot)
    results = [trial(kind, pictures, lot) for kind in KINDS]
    marks = picture.svg
    assert marks.count('fill="#0072b2"') == 3 * 30 + 1, "a dot for each face, and one in the legend"
    assert marks.count('stroke="#d55e00"') == 3 * 30 + 1
    assert marks.count('r="9"') == sum(60 - result.right for result in results)
    places = [float(x) for x in re.findall(r'<circle cx="([\d.]+)" cy="[\d.]+" r="5"', marks)][1:]
    wanted = [240 + 450 * score for result in results for score in result.scores[result.is_face].tolist()]
    assert places == pytest.approx(wanted, abs=0.06)
    for result in results:
        assert f"{KINDS[result.kind]} {result.right}" in picture.text and f"{result.right} of 60 right" in marks


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setattr(pictures, "CACHE", tmp_path)


def test_the_folder_is_shown_with_its_classes_and_numbers(own_cache, tmp_path):
    example = draw.folder()
    assert "2 classes: chicken 60 files; man 60 files" in example.text and example.svg.count("<image") == 28
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
    assert "Upload a picture" in draw.scores(layer).text


@pytest.mark.parametrize("options, kinds", [({}, 1), ({"crop": 30}, 7), ({"flip": True}, 2)])
def test_seven_pictures_are_shown_and_differ_as_the_options_say(options, kinds):
    images = re.findall(r'href="([^"]+)"', draw.augmented(**options).svg)
    assert len(images) == 7 and len(set(images)) == kinds


def test_another_draw_gives_other_copies():
    assert draw.augmented(crop=30, draw=1).svg != draw.augmented(crop=30, draw=2).svg
    assert "cut to 80 % of its side" in draw.augmented(crop=25).text
