"""A JupyterLab of its own, as start.py opens it, and a Chromium without a window."""

import contextlib
import json
import os
import pathlib
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import nbformat.sign

import start

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # cells outside the window are in the page, too
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/kernels-settings": {"commsOverSubshells": "disabled"},  # as start.py says
}


def free_port():
    """A port of this computer that no program uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(folder, home, remembers=False):
    """Serve a folder of notebooks to this computer only; yield (address, token). Everything else is kept in home.

    The app can be reached from the page, so that tests need not click through menus. What is answered in one test is
    not remembered in the next, unless it `remembers`, as it does for a learner.
    """
    settings = home / "settings" / "@jupyterlab"
    for name, content in SETTINGS.items():
        (settings / name).parent.mkdir(parents=True, exist_ok=True)
        (settings / f"{name}.jupyterlab-settings").write_text(json.dumps(content), encoding="utf8")
    command = [
        str(pathlib.Path(start.__file__).parent / "tools" / "open_jupyterlab.py"),
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
        f"--LabApp.user_settings_dir={settings.parent}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]
    port, token = free_port(), secrets.token_hex(16)
    answers = f"http://127.0.0.1:{port}/api?token={token}"
    with running([*command, *address(port, token)], home, answers, remembers):
        yield f"http://127.0.0.1:{port}", token


def address(port, token):
    """The options with which a Jupyter server answers this computer only, at this port, with this token."""
    options = [
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
    ]
    # A kernel's sockets are files: with TCP two servers may give the same port, and one of the kernels says nothing.
    options += ["--KernelManager.transport=ipc"] * (sys.platform == "linux")
    return options + ["--allow-root"] * start.is_root()


@contextlib.contextmanager
def running(command, home, answers, remembers=False):
    """Run a Python program that serves pages; it keeps everything in home, and `answers` is one of its pages."""
    environ = {
        **os.environ,
        "COURSE_FOLDER": "",
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        **{f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA")},
        "JUPYTER_RUNTIME_DIR": tempfile.mkdtemp(),  # short, for Linux bears 107 characters in the name of a socket
    }
    if remembers:
        del environ["COURSE_FOLDER"]
    with open(home / "log", "w", encoding="utf8") as log:
        process = subprocess.Popen([sys.executable, *command], env=environ, stdout=log, stderr=log)
    try:
        wait_for_server(answers, process, home / "log")
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(environ["JUPYTER_RUNTIME_DIR"], ignore_errors=True)


def wait_for_server(address, process, log):
    """Return when the server answers; raise with its last words when it does not."""
    for _ in range(240):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=1).close()
            return
        if process.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"The server did not start:\n{log.read_text(encoding='utf8')[-2000:]}")


def trust(paths, home):
    """Sign notebooks: JupyterLab shows the still of a picture only where it trusts the notebook."""
    (home / "data").mkdir(exist_ok=True)
    notary = nbformat.sign.NotebookNotary(data_dir=str(home / "data"))
    for path in paths:
        notary.sign(nbformat.read(path, as_version=4))


def launch(playwright):
    """Return a browser, or None where there is none."""
    program = start.find_chromium()
    return playwright.chromium.launch(executable_path=program, args=FLAGS) if program else None
