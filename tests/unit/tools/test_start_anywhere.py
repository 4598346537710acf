"""start.py where people are: strange folders, other users, full disks, other Pythons and Jupyters, root.

The texts of pip and venv are those of public reports or of a real run.
"""

import errno
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path

import nbformat
import pytest

import save_notebooks
import start

unix = pytest.mark.skipif(os.name == "nt", reason="users, signs and shell scripts of Unix")


def script(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def venv(tmp_path):
    return tmp_path / ".venv"


# ---- The folder and the disk, before anything is downloaded


@pytest.mark.parametrize("name", ["Übungen für Zoë", "{a}", "$kurs", "it's 100% #1", "a&b"])
def test_the_course_can_be_installed_in_a_folder_of_this_name(tmp_path, name):
    (tmp_path / name).mkdir()
    start.check_folder(tmp_path / name)
    assert os.listdir(tmp_path / name) == [], "the trial leaves nothing"


@unix
@pytest.mark.parametrize("name", ["a:b", "k\udcfcrs"], ids=["colon", "Latin-1"])
def test_a_sign_that_no_environment_bears_is_named(tmp_path, name):
    with pytest.raises(start.Problem, match="(?s)has the sign .*Rename that folder"):
        start.check_folder(tmp_path / name)


def test_the_trial_is_as_long_as_the_longest_path_that_is_installed(tmp_path, monkeypatch):
    touched = []
    monkeypatch.setattr(Path, "touch", lambda path: touched.append(len(str(path.relative_to(tmp_path)))))
    start.check_folder(tmp_path)
    assert touched == [start.LONGEST]


def test_no_path_of_the_environment_is_longer_than_the_trial():
    library = Path(nbformat.__file__).parents[1]
    names = [Path(folder, name).relative_to(library) for folder, _, files in os.walk(library) for name in files]
    longest = max(len(str(Path(".venv/Lib/site-packages", name))) for name in names)
    assert longest <= start.LONGEST


def test_a_path_too_long_for_windows_is_noticed_by_the_trial(tmp_path, monkeypatch, capsys):
    def refuse(path):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "touch", refuse)
    monkeypatch.setattr(start, "run", lambda arguments: start.check_folder(tmp_path))
    assert start.main([]) == 1
    assert "path of the course's folder is too long. Move the folder" in capsys.readouterr().err


def test_a_disk_without_room_is_noticed_before_the_download(tmp_path, venv, monkeypatch):
    monkeypatch.setattr(start.shutil, "disk_usage", lambda path: types.SimpleNamespace(free=18 * 10**6))
    monkeypatch.setattr(start.subprocess, "run", lambda *words, **more: pytest.fail("it began to install"))
    with pytest.raises(start.Problem, match="18 MB are free .* it needs 700 MB"):
        start.make_environment(venv)
    assert os.listdir(tmp_path) == []


@unix
def test_a_file_of_another_user_is_called_so(tmp_path, venv, monkeypatch, capsys):
    import pwd

    (venv / "bin").mkdir(parents=True)
    error = PermissionError(errno.EACCES, "Permission denied", str(venv / "bin" / "python"))
    assert "Close other windows" in start.sentence_for(error), "it is her own"
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    name = pwd.getpwuid(os.getuid()).pw_name
    assert start.sentence_for(error) == (
        f"{venv / 'bin'} belongs to another user ({name}). Copy the course's folder, without .venv, to your "
        "home folder and start it there."
    )


@unix
def test_an_environment_of_another_user_is_not_deleted(venv, monkeypatch):
    venv.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != venv)
    with pytest.raises(PermissionError):
        start.make_environment(venv)
    assert venv.exists()


@unix
def test_a_half_made_environment_is_made_anew_and_a_line_says_so(tmp_path, venv, monkeypatch, capsys):
    (venv / "rubbish").mkdir(parents=True)
    script(tmp_path / "python", 'test "$2" = ensurepip || { mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; }')
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    start.make_environment(venv)
    assert "made anew" in capsys.readouterr().out
    assert os.listdir(venv) == ["bin"]


@unix
@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("echo 'pip 25.0 from x (python {}.{})'".format(*sys.version_info), True),
        ("echo 'pip 25.0 from x (python 3.2)'", False),
        ("echo 'pip 25.0 from x (python {}.{})'; exit 1".format(*sys.version_info), False),
        ("echo 'No module named pip' >&2; exit 1", False),
        (None, False),
    ],
    ids=["good", "another Python", "broken pip", "no pip", "no Python"],
)
def test_a_half_made_environment_is_noticed(venv, text, usable):
    if text:
        script(start.environment_python(venv), text)
    assert start.is_usable(venv) is usable


@unix
def test_why_an_environment_gets_no_pip_is_not_hidden(tmp_path, venv, monkeypatch):
    no_space = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    script(tmp_path / "bad", f"echo '{no_space}'; exit 2")
    script(tmp_path / "python", f'mkdir -p "$4/bin"; cp "{tmp_path}/bad" "$4/bin/python"')
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(start.Problem, match="The disk is full"):
        start.make_environment(venv)


@pytest.mark.parametrize("full", ["my-notebooks", "home"])
def test_a_disk_that_is_full_at_a_later_start_is_one_sentence(tmp_path, monkeypatch, capsys, full):
    class File(io.BytesIO):
        def write(self, content):
            raise OSError(errno.ENOSPC, "No space left on device")

    usual = tempfile.TemporaryFile
    choose = lambda dir, buffering: File() if Path(dir).name == full else usual(dir=dir)  # noqa: E731
    for name in ("notebooks", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(start, "install_course", lambda root: None)
    monkeypatch.setattr(start, "hand_over", lambda *words: pytest.fail("JupyterLab began"))
    monkeypatch.setattr(start.tempfile, "TemporaryFile", choose)
    monkeypatch.setattr(start, "run", lambda arguments, run=start.run: run(arguments, tmp_path))
    assert start.main([]) == 1
    assert capsys.readouterr().err.startswith("The disk is full. Make some room and start again.\n")


def test_fresh_on_a_full_disk_leaves_hers_where_it_was(tmp_path, monkeypatch):
    originals, folder = tmp_path / "notebooks", tmp_path / "my-notebooks"
    originals.mkdir(), folder.mkdir()
    (originals / "03_x.ipynb").write_bytes(b"new")
    (folder / "03_x.ipynb").write_bytes(b"hers")

    def full(path, content):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        start.start_fresh(originals, folder, "03")
    assert os.listdir(folder) == ["03_x.ipynb"] and (folder / "03_x.ipynb").read_bytes() == b"hers"


# ---- What an installer says


REPORTS = [
    # pypa/pip issues 5816; cpython 89830; a Windows in German
    ("Could not install packages due to an EnvironmentError: [Errno 28] No space left on device", "The disk is full"),
    ("OSError: [WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung", "disk is full"),
    # pypa/pipenv 2634
    ("OSError: [Errno 122] Disk quota exceeded: '/soe/h/.local/share/virtualenvs'", "your share of this disk"),
    ("OSError: [Errno 30] Read-only file system: '/mnt/course/.venv/lib'", "a disk that can only be read"),
    # microsoft/vscode-jupyter 12703; jupyterlab/jupyterlab_server 151
    ("ERROR: Could not install packages due to an OSError: [Errno 2] No such file or directory: 'C:\\\\Users\\\\d'\n"
     "HINT: This error might have occurred since this system does not have Windows Long Path support enabled.",
     "path of the course's folder is too long"),
    ("EnvironmentError: [WinError 206] The filename or extension is too long: 'C:\\\\Users'", "folder is too long"),
    # pypa/pip 9152 (Korean), invoke-ai 3123, TradingAgents 151 (Chinese)
    ("EnvironmentError: [WinError 5] 액세스가 거부되었습니다: 'c:\\\\python38\\\\lib'", "not be written. Close"),
    ("OSError: [WinError 5] Zugriff verweigert: 'e:\\\\kurs\\\\.venv\\\\scripts\\\\pip.exe'", "not be written. Close"),
    ("OSError: [WinError 32] 另一个程序正在使用此文件，进程无法访问。: 'C:\\\\Users'", "not be written. Close"),
    ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'", "not be written"),
    ("ERROR: Could not install packages due to an OSError: Missing dependencies for SOCKS support.", "SOCKS proxy"),
    # intel/gprofiler 945: the lines before it speak of a connection, the last one of a missing package
    ("WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: "
     "CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)'))'\n"
     "ERROR: No matching distribution found for numpy", "PIP_CERT"),
    ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid", "date is wrong"),
    ("WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3>: Failed "
     "to establish a new connection: [Errno -3] Temporary failure in name resolution')'\n"
     "ERROR: No matching distribution found for numpy", "internet could not be reached"),
    ("urllib3.exceptions.ProtocolError: ('Connection broken: IncompleteRead(12 bytes read)')", "internet could not be"),
    ("ERROR: Could not find a version that satisfies the requirement scipy==1.17.1 (from versions: none)\n"
     "ERROR: No matching distribution found for scipy==1.17.1", "not ready-made for this computer with this Python"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "A download was damaged"),
    ("The virtual environment was not created successfully because ensurepip is not available.", "sudo apt install"),
    ("error: uninstall-no-record-file\n× Cannot uninstall numpy None\n╰─> no RECORD file was found", "Delete it"),
    ("ERROR: something new", "for the reason below"),
]  # fmt: skip


@pytest.mark.parametrize(("output", "words"), REPORTS, ids=[words for _, words in REPORTS])
def test_what_an_installer_says_becomes_a_sentence_and_its_last_line_stays(output, words):
    said = start.explain("Collecting numpy\n" + output)
    assert words in said and output.splitlines()[-1] in said


def test_to_delete_the_environment_is_advised_only_where_that_helps():
    assert [output for output, _ in REPORTS if "Delete it" in start.explain(output)] == [REPORTS[-2][0]]


@unix
def test_a_failing_pip_leaves_a_log(tmp_path, venv):
    script(start.environment_python(venv), "echo Collecting; echo 'ERROR: [Errno 30] Read-only file system'; exit 1")
    with pytest.raises(start.Problem, match="(?s)can only be read.*Read-only.*whole story is in .venv/install.log"):
        start.run_pip(venv, ["-r", "requirements.txt"])
    assert "Collecting" in (venv / "install.log").read_text(encoding="utf-8")


@unix
def test_settings_that_lead_pip_elsewhere_are_noticed_before_the_download(venv, monkeypatch):
    script(start.environment_python(venv), "printf \"global.index-url='https://x'\\nglobal.target='/t'\\n\"")
    with pytest.raises(start.Problem, match="into another folder .*python3 -m pip config unset global.target"):
        start.check_pip(venv)
    script(start.environment_python(venv), "echo \"global.index-url='https://prefix.root/target'\"")
    start.check_pip(venv)


def test_of_two_first_starts_the_second_waits_and_installs_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / start.OWN).mkdir()
    monkeypatch.setattr(start, "install", lambda *arguments: pytest.fail("it installed as well"))
    with start.our_turn(tmp_path):
        done = [False, True]
        monkeypatch.setattr(start, "is_installed", lambda *arguments: done.pop(0))
        taken = [False, True]
        monkeypatch.setattr(start, "is_locked", lambda file: taken.pop(0))
        monkeypatch.setattr(time, "sleep", lambda seconds: None)
        start.install_once(tmp_path, "requirements.txt")
    assert "This one waits for it" in capsys.readouterr().out


def test_a_turn_is_ours_alone_until_it_ends(tmp_path):
    (tmp_path / start.OWN).mkdir()
    with start.our_turn(tmp_path):
        with open(tmp_path / start.OWN / "turn", "a", encoding="utf-8") as other:
            assert not start.is_locked(other)
    with open(tmp_path / start.OWN / "turn", "a", encoding="utf-8") as other:
        assert start.is_locked(other)


# ---- Another Python, another Jupyter, another home


@pytest.mark.parametrize("name", start.FOREIGN)
def test_another_python_or_jupyter_cannot_mix_in(monkeypatch, name):
    monkeypatch.setenv(name, "/elsewhere")
    environ = start.clean_environ(CHROMIUM="/c")
    assert name not in environ and environ["JUPYTER_PREFER_ENV_PATH"] == "1" and environ["CHROMIUM"] == "/c"


def test_the_ways_to_a_package_index_stay(monkeypatch):
    kept = ("PIP_INDEX_URL", "PIP_CERT", "PIP_PROXY", "HTTPS_PROXY", "PIP_CONFIG_FILE")
    for name in kept:
        monkeypatch.setenv(name, "/x")
    assert [start.clean_environ()[name] for name in kept] == ["/x"] * len(kept)


def test_jupyters_settings_are_the_courses_own(monkeypatch):
    """In the home folder may be those of another Jupyter: without a token, or with programs that are not here."""
    for name in ("JUPYTER_CONFIG_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, "/elsewhere")
    environ = start.clean_environ()
    assert Path(environ["JUPYTER_CONFIG_DIR"]) == start.ROOT / ".jupyter"
    assert Path(environ["IPYTHONDIR"]) == start.ROOT / ".jupyter" / "ipython"


def test_no_settings_of_the_computer_open_the_server_to_others(tmp_path, monkeypatch):
    """The images of docker-stacks have such a file in /etc/jupyter."""
    for name in ("jupyter_server_config.py", "jupyter_lab_config.py"):
        (tmp_path / name).write_text("c.ServerApp.ip = '0.0.0.0'", encoding="utf-8")
    options = [word for word in start.jupyter_command(start.ROOT)[1:] if "root_dir" not in word]
    command = [sys.executable, *options, f"--ServerApp.root_dir={tmp_path}", "--show-config-json"]
    environ = {**start.clean_environ(), "JUPYTER_CONFIG_PATH": str(tmp_path)}
    shown = subprocess.run(command, env=environ, capture_output=True, check=True).stdout.decode()
    assert json.loads(shown[shown.index("{") :])["ServerApp"]["ip"] == "127.0.0.1"


@unix
@pytest.mark.parametrize("barred", ["", ".local/share/jupyter", ".config"])
def test_without_a_home_that_may_be_written_the_course_has_its_own(tmp_path, monkeypatch, barred):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / barred).mkdir(parents=True, exist_ok=True)
    assert start.clean_environ()["HOME"] == str(tmp_path)
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path / barred and access(path, mode))
    assert start.clean_environ()["HOME"] == str(start.ROOT / ".jupyter")


@unix
@pytest.mark.parametrize("home", ["~", "relative"])
def test_a_home_that_is_no_place_is_none(monkeypatch, home):
    monkeypatch.setattr(os.path, "expanduser", lambda path: home)
    assert not start.has_home()


def test_her_own_modules_can_be_imported_and_never_hide_the_courses(tmp_path):
    of_python = [name for name in sys.stdlib_module_names if importlib.util.find_spec(name)]
    for name in ("helpers", "numpy", "PIL", *of_python):
        (tmp_path / f"{name}.py").write_text("raise ImportError('hers')", encoding="utf-8")
    (tmp_path / "hers.py").write_text("SIDE = 3", encoding="utf-8")
    code = "import helpers, numpy, PIL.Image, hers\nprint(helpers.create(2, 2, 2).weights[0].shape, hers.SIDE)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    save_notebooks.execute(notebook, tmp_path)
    assert notebook.cells[0].outputs[0].text == "(2, 2) 3\n"


def test_a_file_where_she_types_does_not_hide_pip(tmp_path, monkeypatch):
    for name in ("pip", "json", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('hers')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert start.is_usable(Path(sys.prefix))


@pytest.mark.parametrize("name", ["json", "socket", "argparse", "numpy"])
def test_a_file_beside_start_py_hides_nothing(tmp_path, name):
    (tmp_path / "start.py").write_bytes(Path(start.__file__).read_bytes())
    (tmp_path / f"{name}.py").write_text("raise ImportError('beside')", encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "start.py"), "help"], capture_output=True, cwd=tmp_path)
    assert done.returncode == 0 and b"start.py fresh 05" in done.stdout, done.stderr


# ---- Root


@pytest.mark.parametrize("root", [True, False])
def test_root_may_start_and_one_line_says_what_that_means(tmp_path, monkeypatch, capsys, root):
    handed = []
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(start, "install_course", lambda root: None)
    monkeypatch.setattr(start, "hand_over", lambda command, environ: handed.extend(command) or 0)
    assert start.run(["--no-browser"], tmp_path) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "root" in line]
    assert len(lines) == root == ("--allow-root" in handed)
    assert "--ServerApp.ip=127.0.0.1" in handed and not [word for word in handed if "token" in word]
