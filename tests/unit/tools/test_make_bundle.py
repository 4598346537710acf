"""A bundle holds what one system needs to install the course without a network, and nothing of anybody's."""

import re

import pytest

import make_bundle
import start

LOCK = (start.ROOT / "requirements.txt").read_text("utf-8")


def names(system, python):
    """Return the packages of the lock that this system needs."""
    return {line.split("==")[0] for line in make_bundle.for_system(LOCK, system, python).splitlines()}


@pytest.mark.parametrize(
    ("package", "systems"),
    [
        ("numpy", {"linux", "windows", "macos-arm", "macos-intel"}),
        ("pywinpty", {"windows"}),
        ("colorama", {"windows"}),
        ("appnope", {"macos-arm", "macos-intel"}),
        ("pexpect", {"linux", "macos-arm", "macos-intel"}),
    ],
)
def test_each_system_gets_its_own_packages_whatever_computer_makes_the_bundle(package, systems):
    assert {system for system in make_bundle.SYSTEMS if package in names(system, "3.13")} == systems


def test_the_python_of_the_other_computer_counts():
    assert names("linux", "3.11") - names("linux", "3.12") == {"overrides"}


def test_every_line_keeps_all_its_hashes_and_loses_its_condition():
    lines = make_bundle.for_system(LOCK, "linux", "3.13").splitlines()
    numpy = next(line for line in lines if line.startswith("numpy=="))
    entry = re.search(r"^numpy==.*?(?=^\S|\Z)", LOCK, re.MULTILINE | re.DOTALL)[0].replace("numpy==", "", 1)
    assert re.findall(r"--hash=(\S+)", numpy) == re.findall(r"--hash=(\S+?)(?:\s|$)", entry)
    assert all(" --hash=sha256:" in line and ";" not in line for line in lines)


def test_start_py_knows_the_same_systems():
    for system in make_bundle.SYSTEMS:
        assert start.read_options(["bundle", "x", "--system", system]).system == system
    with pytest.raises(start.Problem):
        start.read_options(["bundle", "x", "--system", "amiga"])
    assert start.this_system().split("-")[0] in ("linux", "windows", "macos")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A small course with what a learner and an installation leave in its folder; no file is fetched."""
    root = tmp_path / "course"
    for name in (
        "start.py",
        "notebooks/05.ipynb",
        "notebooks/my_network.py",
        "helpers/reserve/my_network.py",
        "helpers/_hidden.py",
        "helpers/__pycache__/x.pyc",
        "my-notebooks/05.ipynb",
        ".venv/bin/python",
        ".git/config",
        "_book/index.html",
        "wheels/old.whl",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    monkeypatch.setattr(make_bundle, "ROOT", root)
    monkeypatch.setattr(make_bundle, "download", lambda folder, system, python: folder.mkdir() or 0)
    return root


def test_the_course_is_copied_without_what_is_the_learners_or_installed(course, tmp_path, capsys):
    assert make_bundle.make(tmp_path / "stick", "windows", "3.13") == 0
    copied = {
        path.relative_to(tmp_path / "stick").as_posix() for path in (tmp_path / "stick").rglob("*") if path.is_file()
    }
    helpers = {"helpers/reserve/my_network.py", "helpers/_hidden.py"}
    assert copied == {"start.py", "notebooks/05.ipynb", "wheels/FOR", *helpers}
    assert (tmp_path / "stick/wheels/FOR").read_text() == "windows 3.13"
    assert "windows with Python 3.13" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["full", "file", "course/inside"])
def test_nothing_is_overwritten_and_the_course_is_not_copied_into_itself(course, tmp_path, place, capsys):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "hers.txt").write_text("hers")
    (tmp_path / "file").write_text("hers")
    before = sorted(tmp_path.rglob("*"))
    assert make_bundle.make(tmp_path / place, "linux", "3.13") == 1
    assert sorted(tmp_path.rglob("*")) == before and "another" in capsys.readouterr().err


def test_a_download_that_fails_says_so_and_the_folder_passes_for_no_bundle(course, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(make_bundle, "download", lambda *_: 1)
    assert make_bundle.make(tmp_path / "stick", "linux", "3.13") == 1
    assert "delete it" in capsys.readouterr().err and not (tmp_path / "stick/wheels/FOR").exists()


# ---- What start.py does with it


def bundle(folder, text):
    """Make a folder that was made for this system and Python."""
    (folder / start.WHEELS).mkdir()
    (folder / start.WHEELS / "FOR").write_text(text)


@pytest.fixture
def asked(monkeypatch):
    """What pip would be asked for, by the lock's name."""
    asked = {}
    monkeypatch.setattr(start, "install_once", lambda root, name, *words, folder: asked.update({name: words}))
    return asked


def test_the_course_is_installed_from_a_bundles_files_only_and_still_by_its_hashes(tmp_path, asked):
    bundle(tmp_path, "{} {}.{}".format(start.this_system(), *start.sys.version_info))
    start.install_lock(tmp_path, "requirements.txt")
    start.install_lock(tmp_path, "requirements-test.txt")
    assert asked["requirements.txt"][:3] == ("--no-index", "--find-links", start.WHEELS)
    assert "--require-hashes" in asked["requirements.txt"]
    assert "--no-index" not in asked["requirements-test.txt"], "only the course is in a bundle"


@pytest.mark.parametrize(
    "text", ["amiga {}.{}".format(*start.sys.version_info), f"{start.this_system()} 3.99"], ids=["system", "Python"]
)
def test_a_bundle_for_another_computer_is_a_sentence(tmp_path, asked, text):
    bundle(tmp_path, text)
    with pytest.raises(start.Problem, match="was made for " + text.replace(" ", " with Python ")):
        start.install_lock(tmp_path, "requirements.txt")
    assert not asked


def test_the_teacher_is_asked_for_the_folder_and_gets_this_system_unless_she_says_another(monkeypatch):
    with pytest.raises(start.Problem, match="Into which folder"):
        start.run(["bundle"])
    calls = []
    monkeypatch.setattr(start, "install_course", lambda root: None)
    monkeypatch.setattr(start.subprocess, "call", lambda command, env: calls.append(command[2:]) or 0)
    assert start.run(["bundle", "stick"]) == 0
    assert start.run(["bundle", "stick", "--system", "windows", "--python", "3.13"]) == 0
    here = "{}.{}".format(*start.sys.version_info)
    assert calls == [["stick", "--system", system, "--python", python] for system, python in
                     [(start.this_system(), here), ("windows", "3.13")]]  # fmt: skip
