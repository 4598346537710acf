"""Conda and Binder: what README, environment.yml and postBuild name is there. Neither of the two is run here."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import start

ROOT = Path(__file__).parents[3]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def project():
    return tomllib.loads(read("pyproject.toml"))


def test_the_environment_has_a_python_of_the_course_and_the_lock():
    environment = yaml.safe_load(read("environment.yml"))
    *packages, from_pip = environment["dependencies"]
    (version,) = [name.removeprefix("python=") for name in packages if name.startswith("python=")]
    assert f"{version}.0" in SpecifierSet(project()["project"]["requires-python"]) and "pip" in packages
    assert from_pip == {"pip": ["-r requirements.txt"]} and (ROOT / "requirements.txt").is_file()
    assert f"conda activate {environment['name']}`" in read("README.md")


def test_what_postbuild_needs_to_build_the_helpers_comes_with_the_lock():
    """It asks no registry (--no-index) and builds in the environment itself (--no-build-isolation)."""
    assert read("postBuild").startswith("#!/bin/bash\n") and "--no-build-isolation --no-index -e ." in read("postBuild")
    locked = dict(re.findall(r"^([\w-]+)==([\w.]+)", read("requirements.txt"), re.MULTILINE))
    for wanted in map(Requirement, project()["build-system"]["requires"]):
        assert locked[wanted.name] in wanted.specifier


def test_postbuild_gives_jupyterlab_the_settings_that_start_py_gives_it(tmp_path):
    (line,) = [line for line in read("postBuild").splitlines() if line.startswith("python -c ")]
    code = line.removeprefix('python -c "').removesuffix('"').replace("sys.prefix", repr(str(tmp_path)))
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    (made,) = tmp_path.rglob("overrides.json")
    start.set_up_jupyterlab(tmp_path / "venv")
    (ours,) = (tmp_path / "venv").rglob("overrides.json")
    assert made.read_text() == ours.read_text() and made.parts[-4:-1] == ("jupyter", "lab", "settings")


def test_the_readme_tells_binder_s_address_and_the_files_that_it_reads():
    (line,) = [part for part in read("README.md").split("\n- ") if part.startswith("**Binder**")]
    assert "(https://mybinder.org)" in line
    named = re.findall(r"`([^`]+)`", line.partition("\n\n")[0].partition("\n#")[0])
    assert named == ["environment.yml", "postBuild"] and all((ROOT / name).is_file() for name in named)
