"""What deploy/ tells a machine is there, and says what was measured. Docker, Kubernetes and a hub are not run here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import class_size
import start

DEPLOY = start.ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text("utf-8"))
PAGES = [DEPLOY / "README.md", DEPLOY / "littlest.md", start.ROOT / "docs" / "teachers.md"]


def megabytes(text):
    return float(text[:-1]) * {"M": 1, "G": 1000}[text[-1]]


def test_the_image_copies_what_there_is_and_installs_both_locks_by_their_hashes():
    copied = [name for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]]
    assert len(copied) > 5 and all((start.ROOT / name).exists() for name in copied)
    (install,) = re.findall(r"pip install .*", DOCKERFILE)
    assert "--require-hashes" in install and {"requirements.txt", "requirements-class.txt"} <= set(copied)


@pytest.mark.parametrize("page", [DEPLOY / "Dockerfile", DEPLOY / "littlest.md"], ids=lambda path: path.name)
def test_what_the_tests_do_without_the_class_does_without(page):
    (left_out,) = re.findall(r"pip uninstall -y ([\w -]+)", page.read_text("utf-8"))
    assert left_out.split() == list(start.NOT_FOR_A_CLASS)


@pytest.mark.parametrize("page", [DEPLOY / "Dockerfile", DEPLOY / "littlest.md"], ids=lambda path: path.name)
def test_the_line_that_lets_a_shared_environment_find_the_helpers_does_so(page, tmp_path):
    (code,) = re.findall(r'python -c "(import pathlib, start; .*?)"', page.read_text("utf-8"))
    code = re.sub(r"'(/usr/local|/opt/tljh/user)'", repr(str(tmp_path)), code)
    subprocess.run([sys.executable, "-c", code], cwd=start.ROOT, check=True)
    (found,) = tmp_path.rglob("course.pth")
    assert found.parent.name == "site-packages" and str(start.ROOT) in found.read_text()
    assert list(tmp_path.rglob("overrides.json"))


def test_servers_of_the_tests_are_told_what_the_image_tells_them():
    (block,) = re.findall(r"^ENV ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
    told = (start.ROOT / "tests" / "classroom" / "jupyterhub_config.py").read_text("utf-8")
    names = re.findall(r"(\w+)=", block)
    assert len(names) == 4 and all(f'"{name}":' in told for name in names)
    assert all(value.startswith("/tmp/") or value == "1" for value in re.findall(r"=(\S+)", block)), "none in her home"


def test_each_learner_is_guaranteed_what_was_measured_and_by_which_the_computers_are_counted():
    server = VALUES["singleuser"]
    assert megabytes(server["memory"]["guarantee"]) == class_size.MEMORY >= class_size.SERVER + 2 * class_size.KERNEL
    assert server["cpu"]["guarantee"] == class_size.CORES
    text = (DEPLOY / "values.yaml").read_text("utf-8")
    most = sum(map(int, re.search(r"notebook 10 (\d+) MB, notebook 11 (\d+) MB", text).groups()))
    assert megabytes(server["memory"]["limit"]) > most + class_size.SERVER
    assert server["extraEnv"] == {"OPENBLAS_NUM_THREADS": "1"}


def test_each_value_has_its_reason_beside_it():
    lines = [line for line in (DEPLOY / "values.yaml").read_text("utf-8").splitlines() if re.search(r": [\d\"]", line)]
    assert len(lines) > 8
    assert [line for line in lines if " # " not in line and "every" not in line] == []


def test_the_table_of_computers_is_computed():
    rows = re.findall(r"^\| (\d+) cores \|(.*)\|$", PAGES[0].read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 4
    for cores, cells in rows:
        assert [int(cell) for cell in cells.split("|")] == [
            class_size.learners_on(int(cores), memory) for memory in (8, 16, 32, 64)
        ]
    for page in (PAGES[0], PAGES[2]):
        assert re.search(r"\b(?:7 of these for 500|Seven computers with 8 cores and 32 GB)", page.read_text("utf-8"))
    assert class_size.computers(500, 8, 32) == 7


@pytest.mark.parametrize(("cores", "memory"), [(0.5, 32), (8, 1)])
def test_a_computer_that_holds_nobody_is_no_answer(cores, memory):
    with pytest.raises(ValueError, match="too small"):
        class_size.computers(1, cores, memory)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_file_and_command_that_a_page_names_is_there(page):
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith(("http", "#"))]
    assert links and all((page.parent / Path(link.partition("#")[0])).exists() for link in links)
    for command in re.findall(r"start\.py (\w+)", text):
        assert command in start.COMMANDS
    for tool in re.findall(r"(?:tools|benchmarks)/\w+\.py", text):
        assert (start.ROOT / tool).exists()
