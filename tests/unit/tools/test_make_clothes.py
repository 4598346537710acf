"""tools/make_clothes.py --check, with the file's own arrays in place of the network's: what it compares and says."""

import numpy as np
import pytest

import make_clothes as tool


@pytest.fixture
def again(monkeypatch):
    """The arrays of the file, as if they had just been computed."""
    with np.load(tool.PLACE, allow_pickle=False) as file:
        arrays = {name: file[name].copy() for name in file.files}
    monkeypatch.setattr(tool, "recorded", lambda folder: arrays)
    return arrays


@pytest.mark.parametrize("name, by, code", [
    ("pictures", 0, 0), ("pictures", 1, 1), ("labels", 1, 1),
    ("trained", 1, 0), ("trained", 2, 1), ("untrained", 1, 0), ("untrained", 2, 1),
])  # fmt: skip
def test_the_check_sees_each_array_and_forgives_one_step(again, name, by, code, tmp_path, capsys):
    again[name].flat[0] += by if again[name].flat[0] < 128 else -by
    assert tool.main(True, tmp_path) == code
    said = capsys.readouterr().out
    assert ("not the same" in said) == (name in ("pictures", "labels") and by > 0), said
    assert f"at most {by if name.endswith('trained') else 0} steps apart" in said


def test_without_the_pictures_it_says_so(again, tmp_path, capsys):
    assert tool.main(True, tmp_path / "nowhere") == 1
    assert "nowhere" in capsys.readouterr().out
