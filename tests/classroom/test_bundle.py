"""What `start.py bundle` makes installs where there is no network at all, and its helpers draw."""

import os
import shutil
import subprocess
import sys

import pytest

import start

INSTALL = "import start; start.install_course(start.ROOT)"
DRAW = """
from helpers import BOOK_INPUTS, BOOK_NETWORK, draw, explore, forward, slider
live = explore(lambda a1: draw.diagram(BOOK_NETWORK, forward(BOOK_NETWORK, [[a1, 0.35]])), a1=slider(0, 1, 0.15, 0.01))
before = live.shown.text
assert live.set(a1=0.9).shown.text != before
"""


def cut_off():
    """Return the words before a command that take the network away; none where this system cannot."""
    words = ["unshare", "--net", *(["--map-root-user"] if os.name == "posix" and os.geteuid() else [])]
    possible = shutil.which("unshare") and not subprocess.call([*words, "true"], stderr=subprocess.DEVNULL)
    return words if possible else []


def test_the_course_is_installed_from_a_stick_with_no_network(tmp_path):
    stick, home = tmp_path / "stick", tmp_path / "home"
    assert start.run(["bundle", str(stick)]) == 0
    shutil.copytree(stick, home)
    stick.rename(tmp_path / "gone")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
    environ = {name: text for name, text in os.environ.items() if not name.startswith("PIP_")} | nowhere
    done = subprocess.run(
        [*cut_off(), sys.executable, "-c", INSTALL], cwd=home, env=environ, capture_output=True, text=True
    )
    assert not done.returncode, done.stdout + done.stderr
    python = start.environment_python(home / start.VENV)
    drawn = subprocess.run([*cut_off(), str(python), "-c", DRAW], cwd=tmp_path, capture_output=True, text=True)
    assert not drawn.returncode, drawn.stderr


@pytest.mark.skipif(not cut_off(), reason="only Linux can take the network away from one program")
def test_where_the_network_is_taken_away_pip_fetches_nothing(tmp_path):
    """Else the test above would prove nothing."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--isolated",
        "--no-cache-dir",
        "download",
        "--retries",
        "0",
        "--no-deps",
        "six",
    ]
    assert subprocess.run([*cut_off(), *pip], cwd=tmp_path, capture_output=True).returncode
    assert list(tmp_path.iterdir()) == []
