"""What a class is promised: all come in, all run, all hear their sliders, and nothing of anybody's is lost."""

import csv
import json
import os
import re
import subprocess
import sys

import pytest

import start
from tests.classroom import lesson
from tests.classroom.hub import Learner, wait_for

COUNT = 10
SECOND = "course/notebooks/04_stage_2_total_error.ipynb"
RUBBISH = '{"cells": ['


def cell(notebook, kind, number=0):
    """Return a cell of this kind."""
    return [one for one in notebook["cells"] if one["cell_type"] == kind][number]


def goes_on(learner):
    """Return whether a learner's own slider still answers."""
    return len(learner.drag(2, pause=0)) == 2


# ---- The lesson


def test_all_come_in_run_the_notebook_and_hear_their_sliders_while_half_of_them_train(taught, capsys):
    learners, measured = taught
    with capsys.disabled():
        print(f"\n{measured}")
    assert measured.failures == []
    saved = json.loads((start.ROOT / "notebooks" / lesson.NOTEBOOK.split("/")[-1]).read_text("utf-8"))
    sources = ["".join(one["source"]) for one in saved["cells"] if one["cell_type"] == "code"]
    shown = sum(len(re.findall(r"^(?:explore|predict)\(", source, re.MULTILINE)) for source in sources)
    assert measured.pictures == [shown] * COUNT
    assert len(measured.alone) == lesson.MOVES and len(measured.loaded) == lesson.MOVES * (COUNT - COUNT // 2)


def test_the_kernels_share_no_ports(taught, hub):
    said = [json.loads(path.read_text()) for path in (hub.folder / "run").glob("*/kernel-*.json")]
    assert len(said) >= COUNT and {connection["transport"] for connection in said} == {"ipc"}
    assert len({connection["ip"] for connection in said}) == len(said)


def test_each_learner_has_her_own_files_and_cannot_use_anothers_server(taught, hub):
    (first, second, *_), _ = taught
    first.run("open('mine.txt', 'w').write('hers')")
    assert (hub.home(first.name) / "course/notebooks/mine.txt").read_text() == "hers"
    assert not (hub.home(second.name) / "course/notebooks/mine.txt").exists()
    other = second.pages.get(f"{first.url}/api/contents/course/notebooks/mine.txt", timeout=60)
    assert not other.ok and "hers" not in other.text


def test_nobody_logs_in_without_the_password_of_the_tests(taught, hub):
    """A learner's server runs as the one who tests: on a computer with several users nobody else may come in."""
    for password in ("", "guess"):
        stranger = Learner(hub, "stranger")
        assert stranger.knock(password).status_code == 403
        assert "login" in stranger.pages.get(f"{hub.url}/hub/home", timeout=60).url


def test_the_teachers_table_names_each_learner_with_what_she_has_solved(taught, hub):
    (first, second, *_), _ = taught
    first.run('check("3.2", -0.4)')
    second.run('check("3.2", 0)')
    homes = hub.folder / "homes"
    command = [sys.executable, "-m", "helpers", "progress", str(homes)]
    told = subprocess.run(command, cwd=hub.folder, env=os.environ | {"PYTHONPATH": str(start.ROOT)}, check=True)
    with open(hub.folder / "progress.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    solved = {name: [text for head, text in row.items() if head.startswith("03 ")] for name, row in rows.items()}
    assert solved == {first.name: ["1"], second.name: ["0"]}, told


# ---- The teacher changes something


def test_the_teachers_update_and_the_learners_edits_both_survive(taught, source):
    """Hers stays where both changed a cell; all else of the teacher's arrives, also in the notebook that she edited."""
    (hers, other, *_), _ = taught
    notebook = hers.get(lesson.NOTEBOOK)
    cell(notebook, "code", 1)["source"] = "mine = 42"
    cell(notebook, "markdown")["source"] += "\n\nMy own remark."
    for count, one in enumerate(one for one in notebook["cells"] if one["cell_type"] == "code"):  # She has run it all.
        one |= {
            "execution_count": 100 + count,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "hers"}],
        }
    assert hers.save(lesson.NOTEBOOK, notebook).ok
    hers.run("open('my_network.py', 'w').write('# my own')")

    paths = [source / path.removeprefix("course/") for path in (lesson.NOTEBOOK, SECOND)]
    first, second = (json.loads(path.read_text("utf-8")) for path in paths)
    cell(first, "code", 1)["source"] = "the_teachers = 1"
    cell(first, "markdown", -1)["source"] = ["Homework: page 7."]
    cell(second, "markdown")["source"] = ["# Read this first."]
    for path, changed in zip(paths, (first, second), strict=True):
        path.write_text(json.dumps(changed, indent=1, ensure_ascii=False) + "\n", "utf-8")
    lesson.git(source, "commit", "--all", "--quiet", "--message=Homework")
    for learner in (hers, other):
        learner.pull(source)

    merged = hers.get(lesson.NOTEBOOK)
    assert cell(merged, "code", 1)["source"] == "mine = 42" and cell(merged, "code", 1)["outputs"][0]["text"] == "hers"
    assert "My own remark." in cell(merged, "markdown")["source"]
    assert cell(merged, "markdown", -1)["source"] == "Homework: page 7."
    assert hers.run("print(open('my_network.py').read())")
    plain = other.get(lesson.NOTEBOOK)
    assert cell(plain, "code", 1)["source"] == "the_teachers = 1"
    assert all(cell(one.get(SECOND), "markdown")["source"] == "# Read this first." for one in (hers, other))


# ---- What goes wrong for one must not touch the others


@pytest.fixture
def full(hub):
    """The name of a learner whose home is a disk of its own, on which nothing more fits; it has one notebook."""
    home = hub.home("full")
    home.mkdir(parents=True)
    as_root = ["sudo", "-n"] * (not start.is_root())
    size = f"size=8m,uid={os.geteuid()},gid={os.getegid()}"
    mounted = subprocess.run([*as_root, "mount", "-t", "tmpfs", "-o", size, "tmpfs", str(home)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"only root may make a small disk for this test: {mounted.stderr.decode().strip()}")
    notebook = json.loads((start.ROOT / "notebooks" / lesson.NOTEBOOK.split("/")[-1]).read_text("utf-8"))
    (home / "lesson.ipynb").write_text(json.dumps(notebook, indent=1, ensure_ascii=False), "utf-8")
    with pytest.raises(OSError, match="No space left"), open(home / "filler", "wb", buffering=0) as filler:
        while filler.write(bytes(4096)):
            pass
    yield "full"
    subprocess.run([*as_root, "umount", "--lazy", str(home)], check=True)


def test_a_learner_whose_disk_is_full_works_on_is_told_and_saves_when_there_is_room(taught, hub, full):
    hers, (*_, other) = Learner(hub, full), taught[0]
    hers.log_in()
    hers.open("lesson.ipynb")
    hers.run_all("lesson.ipynb")
    assert goes_on(hers)
    before = (hub.home(full) / "lesson.ipynb").read_bytes()
    notebook = hers.get("lesson.ipynb")
    cell(notebook, "markdown")["source"] = "A remark " * 9999
    refused = hers.save("lesson.ipynb", notebook)
    assert refused.status_code == 500 and "No space left on device" in refused.json()["message"]
    assert (hub.home(full) / "lesson.ipynb").read_bytes() == before, "what was saved before is lost"
    assert goes_on(other) and other.save(lesson.NOTEBOOK, other.get(lesson.NOTEBOOK)).ok
    assert hers.ask("DELETE", "api/contents/filler").ok
    assert hers.save("lesson.ipynb", notebook).ok and hers.get("lesson.ipynb") != json.loads(before)
    hers.close()
    hub_said = hers.pages.delete(f"{hub.url}/hub/api/users/{full}/server", headers={"X-XSRFToken": hers.token("/hub/")})
    assert hub_said.ok
    wait_for(lambda: not hers.processes()["server"], "the end of the server")


def test_a_notebook_that_cannot_be_read_is_hers_to_delete_and_comes_back_with_the_link(taught, hub, source):
    *_, hers, other = taught[0]
    path = hub.home(hers.name) / SECOND
    path.write_text(RUBBISH)
    refused = hers.ask("GET", f"api/contents/{SECOND}")
    assert refused.status_code == 400 and path.name in refused.json()["message"]
    hers.pull(source)
    assert path.read_text() == RUBBISH, "hers stays, as broken as it is"
    assert goes_on(hers) and goes_on(other)
    assert hers.ask("DELETE", f"api/contents/{SECOND}").ok
    hers.pull(source)
    assert path.read_bytes() == (source / SECOND.removeprefix("course/")).read_bytes()


def test_a_cell_that_fails_is_an_error_of_that_cell_only(taught):
    *_, hers, other = taught[0]
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        hers.run("1 / 0")
    assert hers.run("1 / 1") and goes_on(hers) and goes_on(other)


def test_a_kernel_that_dies_is_started_again_and_the_others_go_on(taught):
    *_, hers, other = taught[0]
    (kernel,) = hers.processes()["kernels"]
    kernel.kill()
    assert goes_on(other)
    wait_for(lambda: [one for one in hers.processes()["kernels"] if one.pid != kernel.pid], "her new kernel")
    hers.lives.clear()
    hers.connect()  # As her page does: what the new kernel says first may be lost on the old channel.
    hers.run("")
    assert hers.run_all(lesson.NOTEBOOK)[1] and goes_on(hers)
