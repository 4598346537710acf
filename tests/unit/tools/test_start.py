"""What start.py promises to a learner. Nothing is installed and no server is started here."""

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import start

NAME = "05_stage_3_gradients.ipynb"
OTHER = "06_stage_4_gradient_check.ipynb"


def notebook(*sources, outputs=(), count=None, attachments=None):
    """A notebook as the bytes of its file: one markdown cell, then code cells."""
    title = {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "text"]}
    if attachments:
        title["attachments"] = attachments
    code = [
        {"cell_type": "code", "metadata": {}, "source": text, "outputs": list(outputs), "execution_count": count}
        for text in sources
    ]
    return json.dumps({"cells": [title, *code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


ORIGINAL = notebook("forward(net)")
UPDATED = notebook("forward(net)", "gradients(net)")
HERS = notebook("forward(my_net)")
ONLY_RUN = notebook("forward(net)", outputs=[{"output_type": "stream", "name": "stdout", "text": "0.5"}], count=7)


@pytest.fixture
def course(tmp_path):
    """A course of two notebooks after the first start."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / NAME).write_bytes(ORIGINAL)
    (tmp_path / "notebooks" / OTHER).write_bytes(ORIGINAL)
    refresh(tmp_path)
    return tmp_path


def refresh(course):
    return start.refresh_working_copy(course / "notebooks", course / "my-notebooks")[1]


def mine(course, name=NAME):
    return course / "my-notebooks" / name


# ---- The working copy


def test_the_first_start_copies_every_notebook(course):
    assert mine(course).read_bytes() == ORIGINAL and mine(course, OTHER).read_bytes() == ORIGINAL


def test_an_edited_notebook_survives_a_second_start_without_a_word(course):
    mine(course).write_bytes(HERS)
    assert refresh(course) == []
    assert mine(course).read_bytes() == HERS


def test_an_edited_notebook_survives_updates_and_one_line_says_how_to_get_the_new_one(course):
    mine(course).write_bytes(HERS)
    for newer in (UPDATED, notebook("third")):
        (course / "notebooks" / NAME).write_bytes(newer)
        for _ in range(2):
            lines = refresh(course)
            assert len(lines) == 1 and NAME in lines[0] and "python3 start.py fresh 05" in lines[0]
            assert mine(course).read_bytes() == HERS


def test_a_notebook_that_was_only_run_is_refreshed(course):
    mine(course).write_bytes(ONLY_RUN)
    assert refresh(course) == [] and mine(course).read_bytes() == ONLY_RUN, "no update, so her outputs stay"
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    assert refresh(course) == [] and mine(course).read_bytes() == UPDATED


@pytest.mark.parametrize(
    "change",
    [
        notebook("forward(net) "),
        notebook("forward(net)", ""),
        notebook(),
        notebook("forward(net)", attachments={"me.png": {"image/png": "AAAA"}}),
        ORIGINAL.replace(b'"markdown"', b'"raw"'),
    ],
    ids=["source", "new cell", "deleted cell", "attachment", "type of a cell"],
)
def test_each_kind_of_edit_is_hers(course, change):
    mine(course).write_bytes(change)
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    assert len(refresh(course)) == 1
    assert mine(course).read_bytes() == change


def test_how_a_source_is_split_into_lines_is_no_edit():
    split = json.loads(ORIGINAL)
    split["cells"][1]["source"] = ["forward", "(net)"]
    split["cells"][1]["metadata"] = {"collapsed": True}
    assert start.fingerprint(json.dumps(split).encode()) == start.fingerprint(ORIGINAL)


def test_a_deleted_notebook_comes_back(course):
    mine(course).unlink()
    refresh(course)
    assert mine(course).read_bytes() == ORIGINAL


def test_her_own_files_are_not_touched(course):
    mine(course, "ideas.ipynb").write_bytes(b"mine")
    mine(course, "notes.txt").write_bytes(b"mine")
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    refresh(course)
    assert mine(course, "ideas.ipynb").read_bytes() == mine(course, "notes.txt").read_bytes() == b"mine"


def test_a_notebook_whose_original_is_gone_stays(course):
    (course / "notebooks" / NAME).unlink()
    refresh(course)
    assert mine(course).read_bytes() == ORIGINAL


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b'{"cells": [1]}', b'{"cells": [{"source": null}]}'])
@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_notebook_that_cannot_be_read_is_hers(course, broken, with_manifest):
    mine(course).write_bytes(broken)
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    if not with_manifest:
        mine(course, start.MANIFEST).unlink()
    assert len(refresh(course)) == 1
    assert mine(course).read_bytes() == broken


@pytest.mark.parametrize("broken", [b"", b"{", b"[1]", b"7", b"\xff\xfe", None])
def test_without_a_readable_manifest_everything_different_is_hers(course, broken):
    mine(course).write_bytes(ONLY_RUN)
    mine(course, OTHER).write_bytes(HERS)
    manifest = mine(course, start.MANIFEST)
    manifest.unlink() if broken is None else manifest.write_bytes(broken)
    for name in (NAME, OTHER):
        (course / "notebooks" / name).write_bytes(UPDATED)
    assert len(refresh(course)) == 2
    assert mine(course).read_bytes() == ONLY_RUN and mine(course, OTHER).read_bytes() == HERS


def test_a_lost_manifest_is_restored_for_unchanged_notebooks(course):
    mine(course, start.MANIFEST).unlink()
    refresh(course)
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    assert refresh(course) == [] and mine(course).read_bytes() == UPDATED


def half_written(path, content):
    with open(path, "wb") as file:
        file.write(content[:10])
    raise KeyboardInterrupt


def not_replaced(temporary, path):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("where", "what", "interrupted"), [(Path, "write_bytes", half_written), (start.os, "replace", not_replaced)]
)
def test_an_interrupted_write_leaves_the_old_file_whole(course, monkeypatch, where, what, interrupted):
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    monkeypatch.setattr(where, what, interrupted)
    with pytest.raises(KeyboardInterrupt):
        refresh(course)
    monkeypatch.undo()
    assert mine(course).read_bytes() == ORIGINAL
    refresh(course)
    assert mine(course).read_bytes() == UPDATED
    assert sorted(os.listdir(course / "my-notebooks")) == [start.MANIFEST, NAME, OTHER], "no temporary file is left"


def test_a_second_refresh_writes_nothing(course, monkeypatch):
    monkeypatch.setattr(start, "write_atomically", lambda *_: pytest.fail("something was written"))
    assert refresh(course) == []


@pytest.mark.parametrize("wanted", ["05", "5", NAME, NAME[:-6]])
def test_fresh_gives_the_original_and_keeps_hers_beside_it(course, wanted):
    for number, hers in enumerate([HERS, notebook("second try")], start=1):
        mine(course).write_bytes(hers)
        (course / "notebooks" / NAME).write_bytes(UPDATED)
        line = start.start_fresh(course / "notebooks", course / "my-notebooks", wanted)
        kept = mine(course, NAME[:-6] + ("-mine.ipynb" if number == 1 else "-mine-2.ipynb"))
        assert kept.name in line and kept.read_bytes() == hers and mine(course).read_bytes() == UPDATED
    assert mine(course, NAME[:-6] + "-mine.ipynb").read_bytes() == HERS
    assert refresh(course) == []


def test_a_fresh_notebook_is_refreshed_again_by_the_next_update(course):
    mine(course).write_bytes(HERS)
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    start.start_fresh(course / "notebooks", course / "my-notebooks", "5")
    (course / "notebooks" / NAME).write_bytes(notebook("third"))
    assert refresh(course) == [] and mine(course).read_bytes() == notebook("third")


@pytest.mark.parametrize("wanted", ["", "7", "50", "gradients", "../x", "-1"])
def test_fresh_lists_what_there_is_when_it_knows_no_such_notebook(course, wanted):
    with pytest.raises(start.Problem) as problem:
        start.start_fresh(course / "notebooks", course / "my-notebooks", wanted)
    assert NAME in str(problem.value) and OTHER in str(problem.value)


def test_only_fresh_copies_are_marked_as_trusted_and_hers_never(course, monkeypatch):
    calls = []
    monkeypatch.setattr(start.subprocess, "call", lambda command, **more: calls.append(command))
    python = start.environment_python(course / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    mine(course).write_bytes(HERS)
    (course / "notebooks" / NAME).write_bytes(UPDATED)
    (course / "notebooks" / OTHER).write_bytes(UPDATED)
    copied, _ = start.refresh_working_copy(course / "notebooks", course / "my-notebooks")
    start.trust(course / ".venv", copied)
    assert [command[2:] for command in calls] == [["jupyter", "trust", str(mine(course, OTHER))]]
    start.trust(course / ".venv", [])
    assert len(calls) == 1


# ---- Sentences instead of tracebacks


def test_an_old_python_can_read_the_file():
    ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 6, 9))
    assert start.main([]) == 1
    sentence = capsys.readouterr().err
    assert "This is Python 3.6" in sentence and "3.11 or newer" in sentence and "Traceback" not in sentence


def test_a_python_of_32_bits_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    with pytest.raises(start.Problem, match="32 bit.* 64 bit"):
        start.check_python((3, 12))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (4, 0, 0)])
def test_a_new_python_is_welcome(version):
    start.check_python(version)


@pytest.fixture
def taken():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_that_was_asked_for_gives_one_sentence(taken):
    with pytest.raises(start.Problem, match=f"Port {taken} is taken. Type: python3 start.py"):
        start.check_port(taken)


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_an_impossible_port_gives_one_sentence(port):
    with pytest.raises(start.Problem, match="There is no port .* --port 9000"):
        start.check_port(port)


def test_a_port_that_the_computer_keeps_for_itself_gives_one_sentence(monkeypatch):
    class Refusing(socket.socket):
        def bind(self, address):
            raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(start.socket, "socket", Refusing)
    with pytest.raises(start.Problem, match="Port 80 is kept by this computer .* --port 9000"):
        start.check_port(80)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "denied", None), "A file could not be written. Close other windows"),
        (OSError(28, "No space left on device"), "The disk is full"),
        (OSError(122, "Disk quota exceeded", "/course/.venv"), "used up your share of this disk"),
        (OSError(30, "Read-only file system", "/course/my-notebooks"), "disk that can only be read. Copy it"),
        (OSError(36, "File name too long", "/course/.try"), "path of the course's folder is too long"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_an_error_of_the_computer_is_a_sentence(monkeypatch, capsys, error, words):
    def refuse(arguments):
        raise error

    monkeypatch.setattr(start, "run", refuse)
    assert start.main([]) == 1
    assert words in capsys.readouterr().err


def test_ctrl_c_ends_quietly(monkeypatch, capsys):
    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "run", interrupted)
    assert start.main([]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", [["tset"], ["--prot", "1"], ["--port", "x"]])
def test_a_slip_of_the_pen_shows_what_can_be_typed(arguments, capsys):
    assert start.main(arguments) == 1
    assert "python3 start.py test" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["help"], ["-h"], ["--help"], ["test", "--help"]])
def test_help_shows_what_can_be_typed(arguments, capsys):
    assert start.main(arguments) == 0
    assert "python3 start.py fresh 05" in capsys.readouterr().out


# ---- The environment


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A course whose environment and pip are fakes that write down what they were asked to do."""
    for name in start.ENVIRONMENT_TASKS:
        (tmp_path / name).write_text("numpy==2.4.6\n")
    calls = []

    def make_environment(venv):
        calls.append("venv")
        start.environment_python(venv).parent.mkdir(parents=True, exist_ok=True)
        start.environment_python(venv).touch()

    monkeypatch.setattr(start, "make_environment", make_environment)
    monkeypatch.setattr(start, "check_pip", lambda venv: None)
    monkeypatch.setattr(start, "run_pip", lambda venv, arguments: calls.append("pip " + " ".join(arguments)))
    monkeypatch.setattr(start, "is_usable", lambda venv: start.environment_python(venv).exists())
    return tmp_path, calls


LOCK = "pip --require-hashes -r requirements.txt"


def test_the_first_start_installs_the_lock_and_the_helpers_without_pip(machine):
    root, calls = machine
    start.install_course(root)
    assert calls == ["venv", LOCK]
    (place,) = (root / ".venv").rglob("course.pth")
    assert place.parent.name == "site-packages" and ascii(str(root)) in place.read_text(encoding="ascii")


def test_the_second_start_installs_nothing(machine, monkeypatch):
    root, calls = machine
    start.install_course(root)
    calls.clear()
    monkeypatch.setattr(start, "is_usable", lambda venv: pytest.fail("it need not look"))
    start.install_course(root)
    assert calls == []


def test_a_changed_lock_is_installed_again(machine):
    root, calls = machine
    start.install_course(root)
    calls.clear()
    (root / "requirements.txt").write_text("numpy==2.5.0\n")
    start.install_course(root)
    assert calls == [LOCK]


def test_another_python_or_another_place_means_a_new_installation(machine, monkeypatch):
    root, _ = machine
    first = start.stamp_text(root, "requirements.txt")
    (root / "moved").mkdir()
    (root / "moved" / "requirements.txt").write_bytes((root / "requirements.txt").read_bytes())
    assert start.stamp_text(root / "moved", "requirements.txt") != first
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert start.stamp_text(root, "requirements.txt") != first


@pytest.mark.parametrize("then", ["numpy==2.5.0\n", "numpy==2.4.6\n"], ids=["same lock", "former lock"])
def test_an_installation_that_broke_off_is_done_again(machine, monkeypatch, then):
    root, calls = machine
    start.install_course(root)
    (root / "requirements.txt").write_text("numpy==2.5.0\n")

    def fail(venv, arguments):
        raise start.Problem("no network")

    with monkeypatch.context() as patch:
        patch.setattr(start, "run_pip", fail)
        with pytest.raises(start.Problem):
            start.install_course(root)
    (root / "requirements.txt").write_text(then)
    calls.clear()
    start.install_course(root)
    assert calls == [LOCK], "no stamp may be left, since the environment may be half new"


def test_an_environment_without_python_is_repaired_although_its_stamps_are_there(machine):
    root, calls = machine
    start.install_course(root)
    start.environment_python(root / ".venv").unlink()
    calls.clear()
    start.install_course(root)
    assert calls[:2] == ["venv", LOCK]


# ---- JupyterLab


def test_the_server_is_for_this_computer_with_its_token_on_the_start_page(tmp_path):
    command = start.jupyter_command(tmp_path)
    text = " ".join(command)
    assert command[1] == str(tmp_path / "tools" / "open_jupyterlab.py")
    assert "--ServerApp.ip=127.0.0.1" in command and f"--ServerApp.root_dir={tmp_path / 'my-notebooks'}" in command
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in command
    for weak in ("token", "password", "xsrf", "allow_origin", "allow_remote", "no-browser"):
        assert weak not in text
    assert "--no-browser" in start.jupyter_command(tmp_path, no_browser=True)


def test_a_port_is_kept_or_the_server_finds_a_free_one_when_it_begins(tmp_path):
    assert {"--ServerApp.port=9000", "--ServerApp.port_retries=0"} < set(start.jupyter_command(tmp_path, 9000))
    assert {"--ServerApp.port=8888", "--ServerApp.port_retries=99"} < set(start.jupyter_command(tmp_path))


def test_jupyterlab_is_told_to_show_no_news_and_to_draw_where_the_interrupt_button_reaches(tmp_path):
    for _ in range(2):
        start.set_up_jupyterlab(tmp_path)
    settings = json.loads((tmp_path / "share/jupyter/lab/settings/overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}
    assert settings["@jupyterlab/apputils-extension:kernels-settings"] == {"commsOverSubshells": "disabled"}


# ---- Tests

installed = []


@pytest.fixture
def stages(tmp_path, monkeypatch):
    """Stages that do not run pytest; `results` says how each ends, `ran` which ran and in which environment."""
    results, ran = {}, []
    installed.clear()

    def call(command, cwd, env):
        everything = (*start.STAGES, *start.ON_REQUEST)
        name = next(stage.name for stage in everything if command[-len(stage.arguments) :] == stage.arguments)
        ran.append((name, env))
        return results.get(name, 0)

    monkeypatch.setattr(start.subprocess, "call", call)
    monkeypatch.setattr(start, "find_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(start, "install_once", lambda *arguments, folder: installed.append((folder, arguments[1])))
    monkeypatch.setattr(start, "add_helpers", lambda root, folder: None)
    monkeypatch.setattr(start, "has_package", lambda venv, name: True)
    return tmp_path, results, ran


def given(variable, ran):
    """Return what each stage that ran was given as this variable."""
    return [(name, environ.get(variable)) for name, environ in ran]


def test_all_stages_run_in_order_and_know_the_browser(stages, capsys):
    root, _, ran = stages
    assert start.run_tests(root) == 0
    assert given("CHROMIUM", ran) == [(name, "/usr/bin/chromium") for name in ("unit", "notebooks", "browser")]
    assert "[3/3] Browser tests: passed" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["unit", "notebooks", "browser", "quick"])
def test_one_stage_can_be_chosen(stages, name):
    root, _, ran = stages
    assert start.run_tests(root, name) == 0
    assert [which for which, _ in ran] == [name]


def test_tensorflow_is_tested_only_when_asked_for_and_in_an_environment_of_its_own(stages, monkeypatch):
    root, _, ran = stages
    start.run_tests(root)
    assert {folder for folder, _ in installed} == {".venv"}
    assert "requirements-tensorflow.txt" not in [name for _, name in installed]
    ran.clear(), installed.clear()
    assert start.run_tests(root, "tensorflow") == 0
    assert [name for name, _ in ran] == ["tensorflow"] and start.TENSORFLOW.venv != ".venv"
    locks = ["requirements.txt", "requirements-test.txt", "requirements-tensorflow.txt"]
    assert installed == [(start.TENSORFLOW.venv, name) for name in locks]
    command = []
    monkeypatch.setattr(start.subprocess, "call", lambda words, **more: command.extend(words))
    start.run_stage(root, start.TENSORFLOW, {})
    assert command[0] == str(start.environment_python(root / start.TENSORFLOW.venv))


@pytest.mark.parametrize("source", [None, "cdn"])
def test_the_browser_version_is_built_before_it_is_tested_and_only_then(stages, monkeypatch, source):
    root, _, ran = stages
    built = []
    monkeypatch.setattr(start, "build_site", lambda root, source: built.append((source, len(ran))))
    start.run_tests(root)
    assert not built
    ran.clear()
    assert start.run_tests(root, "site", source) == 0
    assert built == [(source, 0)] and [name for name, _ in ran] == ["site"]
    monkeypatch.setattr(start, "find_chromium", lambda: None)
    assert start.run_tests(root, "site") == 0
    assert len(built) == 1 and len(ran) == 1, "without a browser it is neither built nor tested"


def test_the_browser_version_is_built_in_an_environment_of_its_own_or_a_sentence_comes(machine, monkeypatch):
    course, calls = machine
    ran, codes = [], [0, 1]
    monkeypatch.setattr(start.subprocess, "call", lambda words, **more: ran.append(words) or codes.pop(0))
    start.build_site(course, "cdn")
    assert calls == ["venv", "pip --require-hashes -r requirements-site.txt"]
    assert ran[0][0] == str(start.environment_python(course / ".venv-site")) and ran[0][-1] == "--source=cdn"
    with pytest.raises(start.Problem, match="was not built"):
        start.build_site(course)


def test_only_the_full_stage_sees_what_has_been_downloaded(stages, monkeypatch):
    root, _, ran = stages
    monkeypatch.setenv("MNIST_DIR", "/mine")
    for name in (None, "tensorflow", "full"):
        start.run_tests(root, name)
    subset = [(name, "subset") for name in ("unit", "notebooks", "browser", "tensorflow")]
    assert given("MNIST_DIR", ran) == [*subset, ("full", "/mine")]


def test_notebooks_are_run_in_a_learners_folder_that_is_empty_and_no_stage_sees_yours(stages, monkeypatch):
    root, seen = stages[0], {}

    def run_stage(root, stage, environ):
        folder = environ.get("COURSE_FOLDER")
        seen[stage.name] = folder and os.listdir(folder)
        return "passed"

    monkeypatch.setenv("COURSE_FOLDER", str(root))
    monkeypatch.setattr(start, "run_stage", run_stage)
    (root / "my_network.py").touch()
    start.run_tests(root), start.run_tests(root, "tensorflow")
    assert seen == {"unit": None, "notebooks": [], "browser": None, "tensorflow": []}


def test_where_several_workers_run_each_has_one_thread_unless_told_otherwise(stages, monkeypatch):
    root, _, ran = stages
    for variable in start.THREADS:
        monkeypatch.delenv(variable, raising=False)
    start.run_tests(root), start.run_tests(root, "transfer")
    alone = [("unit", "1"), ("notebooks", "1"), ("browser", "1"), ("transfer", None)]
    assert given("OPENBLAS_NUM_THREADS", ran) == alone
    ran.clear()
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    start.run_tests(root, "numbers")
    assert given("OPENBLAS_NUM_THREADS", ran) == [("numbers", "2")]


def test_where_there_is_no_tensorflow_its_stage_is_skipped_with_one_line(stages, monkeypatch, capsys):
    root, _, ran = stages
    monkeypatch.setattr(start, "has_package", lambda venv, name: False)
    assert start.run_tests(root, "tensorflow") == 0
    assert not ran and "skipped. There is no ready-made TensorFlow" in capsys.readouterr().out


def test_the_book_is_made_in_an_environment_of_its_own_with_a_browser_to_print_it(stages, monkeypatch, capsys):
    root, _, ran = stages
    calls = []
    monkeypatch.setattr(start.subprocess, "call", lambda command, env: calls.append((command, env)) or 0)
    assert start.run(["book"], root) == 0 and "_book" in capsys.readouterr().out
    assert start.run(["book", "live"], root) == 0
    assert installed == [(start.BOOK_VENV, "requirements-book.txt")] * 2 and start.BOOK_VENV != ".venv"
    (command, environ), (other, _) = calls
    assert command[0] == str(start.environment_python(root / start.BOOK_VENV)) and command[-1] == str(root / "_book")
    assert other == [*command, "--live", "live"] and environ["CHROMIUM"] == "/usr/bin/chromium"


def test_a_book_that_fails_or_cannot_be_printed_says_so(stages, monkeypatch, capsys):
    root, _, _ = stages
    monkeypatch.setattr(start, "find_chromium", lambda: None)
    monkeypatch.setattr(start.subprocess, "call", lambda command, env: 1)
    assert start.run(["book"], root) == 1
    said = capsys.readouterr().out
    assert "no PDF" in said and "index.html" not in said


def test_the_books_tests_run_when_asked_for_and_what_makes_it_is_installed(stages):
    root, _, ran = stages
    assert start.run_tests(root, "book") == 0
    assert [name for name, _ in ran] == ["book"]
    locks = [(".venv", "requirements.txt"), (".venv", "requirements-test.txt")]
    assert installed == [*locks, (start.BOOK_VENV, "requirements-book.txt")]


def test_a_classs_hub_has_an_environment_of_its_own_and_the_proxy_that_its_lock_names(stages, monkeypatch):
    root, _, ran = stages
    shutil.copytree(start.ROOT / "tests" / "classroom" / "proxy", root / "tests" / "classroom" / "proxy")
    commands, answer, left_out = [], subprocess.CompletedProcess([], 1, b"npm error network"), []
    monkeypatch.setattr(start, "leave_out", lambda *given: left_out.append(given))
    monkeypatch.setattr(start, "can_have_hub", lambda: True)
    monkeypatch.setattr(start.subprocess, "run", lambda command, **more: commands.append((command, more)) or answer)
    with pytest.raises(start.Problem, match="npm error network"):
        start.run_tests(root, "class")
    assert ran == []
    answer = subprocess.CompletedProcess([], 0, b"")
    for _ in range(2):
        assert start.run_tests(root, "class") == 0
    assert [name for name, _ in ran] == ["class"] * 2 and len(commands) == 2, "what is installed is installed once"
    assert set(left_out) == {(root / start.CLASS_VENV, start.NOT_FOR_A_CLASS)}
    command, more = commands[-1]
    assert command[:2] == ["npm", "ci"] and (Path(more["cwd"]) / "package-lock.json").exists()
    locks = [name for folder, name in installed if folder == start.CLASS_VENV]
    assert locks[:2] == ["requirements.txt", "requirements-class.txt"] and start.CLASS_VENV != start.VENV


def test_where_there_can_be_no_hub_its_stage_is_skipped_with_one_line(stages, monkeypatch, capsys):
    root, _, ran = stages
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    assert start.run_tests(root, "class") == 0 and ran == []
    assert start.NO_HUB in capsys.readouterr().out
    assert not [folder for folder, _ in installed if folder == start.CLASS_VENV]


def test_every_package_of_the_proxy_is_locked_by_its_content():
    lock = json.loads((start.ROOT / "tests" / "classroom" / "proxy" / "package-lock.json").read_text())
    packages = {name: row for name, row in lock["packages"].items() if name}
    assert len(packages) > 10 and all(row["integrity"].startswith("sha512-") for row in packages.values())
    assert not any("resolved" in row for row in packages.values()), "any registry will do"


def test_a_learner_gets_tensorflow_with_one_command_or_a_sentence(stages, monkeypatch, capsys):
    root, _, _ = stages
    assert start.run(["tensorflow"], root) == 0
    assert (".venv", "requirements-tensorflow.txt") in installed
    assert "notebook 09 can run it" in capsys.readouterr().out
    monkeypatch.setattr(start, "has_package", lambda venv, name: False)
    with pytest.raises(start.Problem, match="Notebook 09 shows what was recorded"):
        start.run(["tensorflow"], root)


@pytest.mark.parametrize(("python", "system", "machine", "wanted"), [
    ("3.11", "linux", "x86_64", "tensorflow-cpu"),
    ("3.13", "linux", "aarch64", "tensorflow"),
    ("3.12", "darwin", "arm64", "tensorflow"),
    ("3.12", "win32", "AMD64", "tensorflow-cpu"),
    ("3.14", "linux", "x86_64", None),
    ("3.12", "darwin", "x86_64", None),
    ("3.12", "win32", "ARM64", None),
])  # fmt: skip
def test_the_lock_has_tensorflow_for_the_machines_that_have_its_files(python, system, machine, wanted):
    from packaging.requirements import Requirement

    where = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": system,
             "platform_machine": machine}  # fmt: skip
    lines = (Path(start.ROOT) / "requirements-tensorflow.txt").read_text(encoding="utf-8").splitlines()
    entries = [Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()]
    chosen = {entry.name for entry in entries if entry.marker is None or entry.marker.evaluate(where)}
    assert {name for name in chosen if name.startswith("tensorflow")} == ({wanted} if wanted else set())
    assert ("keras" in chosen) is (wanted is not None)


def test_an_unknown_stage_gives_a_sentence_with_those_there_are():
    with pytest.raises(
        start.Problem, match="unit, notebooks, browser, quick, numbers, site, tensorflow, transfer, full"
    ):
        start.choose_stages("units")


@pytest.mark.parametrize("name", ["unit", "notebooks", "browser"])
@pytest.mark.parametrize("code", [1, 2, 4, 5, -9])
def test_a_failing_or_empty_stage_fails_the_whole_and_the_others_still_run(stages, name, code, capsys):
    root, results, ran = stages
    results[name] = code
    assert start.run_tests(root) == 1
    assert len(ran) == 3
    assert f"{name} FAILED" in capsys.readouterr().out.splitlines()[-1]


def test_without_a_browser_its_tests_are_skipped_with_one_line(stages, monkeypatch, capsys):
    root, _, ran = stages
    monkeypatch.setattr(start, "find_chromium", lambda: None)
    assert start.run_tests(root) == 0
    assert [which for which, _ in ran] == ["unit", "notebooks"]
    lines = [line for line in capsys.readouterr().out.splitlines() if "CHROMIUM" in line]
    assert len(lines) == 1 and "skipped" in lines[0] and "apt install chromium" in lines[0]


def test_the_browser_is_found_on_the_path_or_at_its_usual_place(tmp_path, monkeypatch):
    chrome = tmp_path / "Google/Chrome/Application/chrome.exe"
    chrome.parent.mkdir(parents=True)
    chrome.touch()
    monkeypatch.setattr(start, "BROWSER_FILES", [place for place in start.BROWSER_FILES if place[0]])
    assert start.find_chromium({}, {}.get) is None
    assert start.find_chromium({"LOCALAPPDATA": str(tmp_path)}, {}.get) == str(chrome)
    assert start.find_chromium({}, {"google-chrome": "/bin/g"}.get) == "/bin/g"
    assert start.find_chromium({"CHROMIUM": str(chrome)}, {"chromium": "/bin/c"}.get) == str(chrome)


def test_a_wrong_CHROMIUM_is_an_error_and_not_a_skip():
    with pytest.raises(start.Problem, match="CHROMIUM is set to /nowhere"):
        start.find_chromium({"CHROMIUM": "/nowhere"}, {"chromium": "/bin/c"}.get)
