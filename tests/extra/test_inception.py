"""Inception v3, the book's network, with TensorFlow: its mechanics, with random weights; no test fetches 88 MB.

`python3 start.py test tensorflow` makes the environment that these tests want.
"""

import numpy as np
import pytest
from PIL import Image

from helpers.lessons.transfer_learning import features
from helpers.lessons.transfer_learning.features import EXTRACTORS, INCEPTION_MB, start_inception
from helpers.lessons.transfer_learning.photographs import square


@pytest.fixture(scope="module")
def extract():
    return start_inception(weights=None)


def test_inception_turns_a_picture_of_299_pixels_into_2048_features(extract):
    row = EXTRACTORS["inception_v3"]
    found = extract([square(Image.new("RGB", (500, 400), color), row.side) for color in ("white", "red")])
    assert found.shape == (2, row.width) == (2, 2048)
    assert np.isfinite(found).all() and not np.array_equal(*found)


def test_white_and_black_reach_inception_as_plus_and_minus_one(monkeypatch):
    seen = []

    def network(batch, training):
        assert training is False, "else batch normalization would look at the other pictures of the batch"
        seen.append(np.asarray(batch))
        return np.zeros((len(batch), 2048))

    from keras import applications

    monkeypatch.setattr(applications, "InceptionV3", lambda **how: network)
    start_inception(weights=None)([Image.new("RGB", (299, 299), color) for color in ("white", "black")])
    assert np.allclose(seen[0][0], 1) and np.allclose(seen[0][1], -1)


def test_without_a_network_one_sentence_says_what_could_not_be_fetched(monkeypatch, capsys):
    from keras import applications

    def offline(**how):
        assert how["weights"] == "imagenet" and how["include_top"] is False and how["pooling"] == "avg"
        raise Exception("URL fetch failure: Name or service not known")

    monkeypatch.setattr(applications, "InceptionV3", offline)
    features.started.cache_clear()
    with pytest.raises(ConnectionError, match=rf"{INCEPTION_MB} MB\) could not be fetched.*Are you online"):
        features.features("inception_v3", [Image.new("RGB", (8, 8))])
    assert f"{INCEPTION_MB} MB" in capsys.readouterr().out, "the size is said before the download"
