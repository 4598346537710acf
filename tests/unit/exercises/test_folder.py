"""The learner's folder: found from any folder of hers, and nowhere outside of a notebook."""

import sys
from types import SimpleNamespace

import pytest

from helpers.exercises import folder as module
from helpers.exercises.folder import OWN, folder, write_whole


@pytest.fixture
def notebook(monkeypatch, tmp_path):
    """Let this process look like a notebook's kernel in tmp_path/a/b; return tmp_path."""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=object))
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    return tmp_path


def test_it_is_the_current_folder_where_she_has_written_nothing_yet(notebook):
    assert folder() == notebook / "a" / "b"


@pytest.mark.parametrize("name", OWN)
def test_it_is_the_nearest_above_that_holds_a_file_of_hers(name, notebook):
    (notebook / name).touch()
    assert folder() == notebook
    (notebook / "a" / name).touch()
    assert folder() == notebook / "a"


def test_a_variable_names_another_and_an_empty_one_none(notebook, monkeypatch):
    monkeypatch.setenv("COURSE_FOLDER", str(notebook))
    assert folder() == notebook
    monkeypatch.setenv("COURSE_FOLDER", "")
    assert folder() is None


def test_there_is_none_outside_of_a_notebook_and_in_a_folder_that_is_gone(notebook, monkeypatch):
    (notebook / "a" / "b").rmdir()
    assert folder() is None
    monkeypatch.chdir(notebook)
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert folder() is None


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "my_network.py"
    write_whole(path, "old")

    def fails(*paths):
        raise OSError("full")

    monkeypatch.setattr(module.os, "replace", fails)
    with pytest.raises(OSError):
        write_whole(path, "new")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]
