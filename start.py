"""Open the course (`python3 start.py`) or prove that it works (`python3 start.py test`).

Standard library only. An old Python must be able to read this file, so that it can say in a
sentence that it is too old: no syntax newer than Python 3.6.
"""

import sys

if __name__ == "__main__":
    del sys.path[0]  # A file beside this one, such as json.py, must not hide Python's own.

import argparse
import collections
import contextlib
import errno
import hashlib
import json
import os
import platform
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 14)
START_PAGE = "00_start_here.ipynb"
MANIFEST = ".course.json"
VENV = ".venv"
WHEELS = "wheels"  # What a bundle brings along, in place of a network.
OWN = ".jupyter"  # Jupyter's settings for this course, and its home where the learner's may not be written.
ROOM = 700  # Megabytes: what the course installs, with a margin.
LONGEST = 161  # Characters of the longest path that is installed, seen from the course's folder on Windows.

USAGE = """\
python3 start.py              open the course in your browser
python3 start.py fresh 05     start notebook 05 again; yours is kept beside it
python3 start.py test         check that everything works
python3 start.py test unit    check one part: unit, notebooks, browser, site, numbers, tensorflow, transfer, full, book,
                              class
python3 start.py test quick   check in under a minute what to check before each commit
python3 start.py tensorflow   install TensorFlow, which notebook 09 can use (a large download)
python3 start.py transfer     install a network that knows a million pictures, for notebook 11 (a large download)
python3 start.py site         build the version that runs in a browser, where nothing is installed, in the folder _site
python3 start.py retrain FOLDER     teach it your own pictures: one folder for each class in FOLDER
python3 start.py classify PICTURE   ask what it sees in a picture
python3 start.py progress FOLDER    for a teacher: one table of the learners whose folders are in FOLDER
python3 start.py bundle FOLDER      for a teacher: one folder that installs the course without a network
python3 start.py book         make a book of the notebooks, to read in any browser and on paper
python3 start.py help         show these lines

With `python3 start.py` you may also write:
  --no-browser   print the address instead of opening a browser
  --port 9000    use this port (default: 8888 or another that is free)

With `bundle` you may also write, for other computers than this one:
  --system windows   or linux, macos-arm, macos-intel
  --python 3.13      the Python that is installed there"""

ENVIRONMENT_TASKS = {
    "requirements.txt": "Installing what the course needs. This happens once and takes a few minutes.",
    "requirements-test.txt": "Installing what the tests need. This happens once.",
    "requirements-site.txt": "Installing what builds the browser version. This happens once.",
    "requirements-tensorflow.txt": "Installing TensorFlow. This happens once and takes a few minutes.",
    "requirements-book.txt": "Installing what makes the book. This happens once.",
    "requirements-class.txt": "Installing JupyterHub. This happens once.",
    "requirements-transfer.txt": "Installing PyTorch and a trained network. This happens once and takes a few minutes.",
}

# Variables that would lead to another Python, another Jupyter or another place.
FOREIGN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "JUPYTER_PATH",
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_NO_CONFIG",
    "JUPYTERLAB_DIR",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PIP_DRY_RUN",
    "PIP_NO_DEPS",
    "PIP_REQUIRE_HASHES",
)
# For Pythons that work for us: their words in one encoding, and no module from the folder in which she types.
AT_WORK = {"PYTHONIOENCODING": "utf-8", "PYTHONSAFEPATH": "1"}

KEPT_AT_HOME = (".local/share/jupyter/runtime", ".cache", ".config", "Library/Jupyter/runtime", "Library/Caches")

# Words in the output of an installer or in an error, and what they mean for the learner. The first match counts.
# Words in brackets are the same in every language of Windows.
CAUSES = (
    (
        ("No space left on device", "not enough space on the disk", "[Errno 28]", "[WinError 112]"),
        "The disk is full. Make some room and start again.",
    ),
    (
        ("Disk quota exceeded",),
        "You have used up your share of this disk (its quota). Delete what you no longer need and start again.",
    ),
    (
        ("Read-only file system", "[WinError 19]"),
        "The course's folder lies on a disk that can only be read. Copy it to your home folder and start it there.",
    ),
    (
        ("[WinError 206]", "Windows Long Path", "File name too long"),
        "The path of the course's folder is too long. Move the folder to a shorter one, such as C:\\course, "
        "and start again.",
    ),
    (
        ("[Errno 13]", "[WinError 5]", "[WinError 32]", "Permission denied", "Access is denied"),
        "A file could not be written. Close other windows of the course, or move its folder to your home folder, "
        "and start again.",
    ),
    (
        ("ensurepip is not available", "ensurepip is disabled", "No module named venv", "No module named ensurepip"),
        "Your Python lacks its part 'venv'. On Ubuntu or Debian type: sudo apt install python3-venv   "
        "Then start again.",
    ),
    (("DO NOT MATCH THE HASHES",), "A download was damaged or is not the file that the course expects. Start again."),
    (
        ("SOCKS support",),
        "Your internet goes through a SOCKS proxy, which the first installation cannot use. Choose another way to the "
        "internet for it: clear the variables ALL_PROXY and HTTPS_PROXY (on macOS and Linux: unset ALL_PROXY all_proxy "
        "HTTPS_PROXY https_proxy), and start again.",
    ),
    (
        ("certificate has expired", "certificate is not yet valid"),
        "The computer's date is wrong, or the certificate of the network is out of date. Set the date and start again.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED",),
        "Something between you and the internet, as in companies and schools, uses a certificate of its own. Ask for "
        "its file, set the variable PIP_CERT to the path of that file, and start again.",
    ),
    (
        (
            "NewConnectionError",
            "Failed to establish a new connection",
            "ConnectTimeout",
            "Read timed out",
            "SSLError",
            "ProxyError",
            "Temporary failure in name resolution",
            "getaddrinfo failed",
            "Connection aborted",
            "IncompleteRead",
            "ConnectionResetError",
            "Connection broken",
        ),
        "The internet could not be reached. The first start needs it once. Check the connection and start again.",
    ),
    (
        ("No matching distribution found", "Failed building wheel", "metadata-generation-failed"),
        "A package is not ready-made for this computer with this Python. Install Python {newest} (64 bit) from "
        "https://www.python.org/downloads/ and start again; if pip is set to a package index of your company or "
        "school, that index may lack it.".format(newest="{}.{}".format(*NEWEST)),
    ),
    (
        ("no RECORD file was found", "Cannot uninstall", "invalid distribution"),
        "The folder .venv is damaged. Delete it and start again.",
    ),
)
UNKNOWN = (
    "The installation did not work, for the reason below. Start again; if it comes again, "
    "show these lines to somebody who knows Python."
)

NO_TENSORFLOW = "There is no ready-made TensorFlow for this computer with this Python (3.11 to 3.13 have one)."
NO_PYTORCH = "There is no ready-made PyTorch for this computer with this Python."
NO_HUB = "JupyterHub runs on Linux and macOS, and the proxy in front of it needs Node.js with npm (Debian: npm)."

# The tests of TensorFlow and PyTorch have environments of their own, so that all others are known to pass without it.
Stage = collections.namedtuple("Stage", "name title arguments venv")
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"]
UNIT = ["-n", "auto", "tests/notebooks", "tests/unit", "tests/stills.py", "helpers", "tools"]
STAGES = (
    Stage("unit", "Unit tests", UNIT, VENV),
    Stage(
        "notebooks",
        "Every notebook runs and shows what it showed",
        ["-n", "auto", "--dist", "loadscope"] + NBVAL + ["notebooks"],
        VENV,
    ),
    Stage("browser", "Browser tests", ["-n", "2", "tests/browser"], VENV),
)
TENSORFLOW = Stage(  # Only when it is asked for: its download is large.
    "tensorflow",
    "Notebook 09 with TensorFlow, which finds what our NumPy finds",
    NBVAL + ["notebooks/09_from_numpy_to_tensorflow.ipynb", "tests/extra"],
    ".venv-tensorflow",
)
TRANSFER = Stage(
    "transfer", "Transfer learning with the real weights of EfficientNet-Lite0", ["tests/transfer"], ".venv-transfer"
)
SITE = Stage(
    "site",
    "The browser version runs every notebook and shows what was saved",
    ["-n", "2", "tests/site"],
    VENV,
)
SITE_VENV = ".venv-site"  # It builds; the tests are in the course's own.
FULL = Stage(  # Minutes on all of MNIST, which a learner may not have.
    "full",
    "Handwriting on all of MNIST reaches what the course promises",
    ["-rs", "-n", "2", "--dist", "loadfile", "tests/full"],
    VENV,
)
BOOK = Stage("book", "The book: every page, link, picture and formula, and its paper", ["tests/book"], VENV)
BOOK_VENV = ".venv-book"  # What makes it, and binds other versions than the course.
CLASS = Stage("class", "A class: ten learners on a real JupyterHub", ["-rs", "tests/classroom"], VENV)
CLASS_VENV = ".venv-class"  # The hub and the course: what an image for a class has.
# What an image for a class leaves out again: each server does without a check of web addresses (16 MB and a second of
# work at its start), and each kernel without JupyterLab's debugger (7 MB).
NOT_FOR_A_CLASS = ("rfc3987-syntax", "lark", "debugpy")
NOT_COMPUTED = ("picture", "start", "mnist", "live", "stills", "term", "tools", "any_input")
NUMBERS = Stage(  # What rounding could change: CI runs it, and every notebook, as two other processors, too.
    "numbers",
    "Unit tests of what is computed",
    ["-n", "auto", "tests/unit", "helpers"] + ["--ignore-glob=*" + word + "*" for word in NOT_COMPUTED],
    VENV,
)
QUICK = Stage("quick", "Unit tests that are fast", UNIT + ["-m", "not slow"], VENV)
ON_REQUEST = (QUICK, NUMBERS, SITE, TENSORFLOW, TRANSFER, FULL, BOOK, CLASS)
EXTRAS = {TENSORFLOW.name: ("tensorflow", NO_TENSORFLOW), TRANSFER.name: ("torch", NO_PYTORCH)}
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
BROWSER_PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
BROWSER_FILES = (  # On macOS and Windows: a variable that names a folder, and the file in it.
    ("", "Applications/Chromium.app/Contents/MacOS/Chromium"),
    ("", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("", "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
)


class Problem(Exception):
    """Something that the learner can put right; its text is a sentence for her."""


def say(text):
    print(text, flush=True)


# ---- Python and its environment


def check_python(version):
    """Raise a Problem when this Python is too old."""
    if tuple(version[:2]) < OLDEST:
        raise Problem(
            f"This is Python {version[0]}.{version[1]}, and the course needs {OLDEST[0]}.{OLDEST[1]} or newer. "
            "Install a newer one from https://www.python.org/downloads/ and start again."
        )
    if sys.maxsize < 2**32:
        raise Problem(
            "This is a Python of 32 bit, for which the course's packages are not made. "
            "Install one of 64 bit from https://www.python.org/downloads/ and start again."
        )


def environment_python(venv):
    """The Python inside the environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def nearest(path):
    """This file or folder, or the nearest folder above it that exists."""
    return next(str(there) for there in [path] + list(path.parents) if os.path.exists(str(there)))


def can_be_written(path):
    """Whether this folder may be written, or made."""
    return os.access(nearest(path), os.W_OK | os.X_OK)


def has_home():
    """Whether Jupyter and Matplotlib can keep what they must in the learner's home folder."""
    home = Path(os.path.expanduser("~"))
    return home.is_absolute() and all(can_be_written(home / name) for name in KEPT_AT_HOME)


def clean_environ(**more):
    """The environment variables without those that would mix in another Python, another kernel or other settings."""
    environ = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    own = str(ROOT / OWN)
    environ.update(
        {
            "JUPYTER_PREFER_ENV_PATH": "1",
            "JUPYTER_CONFIG_DIR": own,
            "PIP_USER": "0",
            "IPYTHONDIR": os.path.join(own, "ipython"),
        },
        **more,
    )
    return environ if has_home() else dict(environ, HOME=own)


def is_usable(venv):
    """Whether the environment has a Python of this version and a working pip."""
    python = environment_python(venv)
    try:
        done = subprocess.run(
            [str(python), "-m", "pip", "--version"],
            env=clean_environ(**AT_WORK),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.returncode == 0 and b"(python %d.%d)" % sys.version_info[:2] in done.stdout


def cause(text):
    """The sentence for what went wrong; None when these words are not known."""
    return next((sentence for words, sentence in CAUSES if any(word in text for word in words)), None)


def explain(output):
    """What an installer's output means: a sentence, then its last lines."""
    sentence = cause(output) or UNKNOWN
    if sys.version_info[:2] > NEWEST:
        sentence += f" (The course is tested with Python up to {NEWEST[0]}.{NEWEST[1]}; this one is newer.)"
    last_lines = [line for line in output.splitlines() if line.strip()][-3:]
    return sentence + "".join("\n  | " + line[:300] for line in last_lines)


def check_folder(root):
    """Raise a Problem or an OSError when the course cannot be installed in this folder."""
    place = str(root)
    unfit = next((sign for sign in place if sign == os.pathsep or "\ud800" <= sign <= "\udfff"), None)
    if unfit:
        raise Problem(
            f"The path of the course's folder has the sign {unfit!r}, which Python's environments cannot "
            f"bear: {place}\nRename that folder, or move the course to another, and start again."
        )
    with tempfile.TemporaryDirectory(prefix=".try-", dir=place) as folder:
        deep = Path(folder, "x" * 60)
        try:
            deep.mkdir()
            (deep / ("x" * (LONGEST - len(str(deep.relative_to(root))) - 1))).touch()
        except FileNotFoundError as error:  # So Windows says it.
            raise OSError(errno.ENAMETOOLONG, "File name too long", place) from error


def check_room(root):
    """Raise a Problem when the course does not fit on the disk."""
    free = shutil.disk_usage(str(root)).free // 10**6
    if free < ROOM:
        raise Problem(
            f"The disk is full, or nearly: {free} MB are free where the course lies, and it needs {ROOM} MB. "
            "Make some room and start again."
        )


def make_environment(venv):
    """Make the environment, or make it anew when it is incomplete; what can be checked is checked before."""
    check_folder(venv.parent)
    if venv.exists():
        if not can_be_written(venv):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(venv))
        say(f"The folder {venv.name} is incomplete or belongs to another Python. It is made anew.")
        shutil.rmtree(str(venv))
    check_room(venv.parent)
    # In two steps: venv would hide why its pip could not be installed.
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", str(venv)],
        [str(environment_python(venv)), "-m", "ensurepip", "--upgrade", "--default-pip"],
    ):
        done = subprocess.run(command, env=clean_environ(**AT_WORK), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise Problem(explain(done.stdout.decode(errors="replace")))


def show_progress(line):
    """Show the line in place of the last one; only a terminal can do that."""
    if sys.stdout.isatty():
        print("  " + line.strip()[:70].ljust(70), end="\r", flush=True)


def check_pip(venv):
    """Raise a Problem when a file with pip's settings, which may name a company's index, leads to another folder."""
    command = [str(environment_python(venv)), "-m", "pip", "config", "list"]
    listed = subprocess.run(command, env=clean_environ(**AT_WORK), stdout=subprocess.PIPE).stdout
    for line in listed.decode(errors="replace").splitlines():
        name = line.split("=")[0]
        if name.split(".")[-1] in ("target", "prefix", "root"):
            raise Problem(
                f"pip is set to install into another folder ({line}). "
                f"Type: python3 -m pip config unset {name}   Then start again."
            )


def run_pip(venv, arguments):
    """Run pip in the environment, from the folder of the course; its output goes to .venv/install.log."""
    command = [
        str(environment_python(venv)),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    ] + list(arguments)
    output = []
    with open(str(venv / "install.log"), "a", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=str(venv.parent),
            env=clean_environ(**AT_WORK),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for raw in process.stdout:
            line = raw.decode(errors="replace").rstrip()
            log.write(line + "\n")
            output.append(line)
            show_progress(line)
    show_progress("")
    if process.wait():
        raise Problem(explain("\n".join(output)) + f"\nThe whole story is in {venv.name}/install.log")


def stamp_text(root, name):
    """What an installation depends on: the file, the version of Python and the place of the folder."""
    content = hashlib.sha256((root / name).read_bytes()).hexdigest()
    return "{} python {}.{} {}".format(content, sys.version_info[0], sys.version_info[1], root)


def is_installed(root, name, venv):
    """Whether this very file has been installed to the end."""
    try:
        stamp = (venv / (name + ".stamp")).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return stamp == stamp_text(root, name) and environment_python(venv).exists()


def is_locked(file):
    """Whether the open file is ours alone now, until it is closed; where a disk knows no locks it counts as ours."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass
    return True


@contextlib.contextmanager
def our_turn(root):
    """Wait while another start of the course installs: two at once would spoil each other's environment."""
    with open(str(root / OWN / "turn"), "a", encoding="utf-8") as file:
        if not is_locked(file):
            say("Another start of the course is installing. This one waits for it.")
            while not is_locked(file):
                time.sleep(1)
        yield


def install_once(root, name, *arguments, folder=VENV):
    """Install what the file `name` says, unless that is done already."""
    venv = root / folder
    if is_installed(root, name, venv):
        return
    with our_turn(root):
        if not is_installed(root, name, venv):
            install(root, name, venv, arguments)


def install(root, name, venv, arguments):
    """Install what the file `name` says, and write down that it is done."""
    if not is_usable(venv):
        make_environment(venv)
    check_pip(venv)
    say(ENVIRONMENT_TASKS[name])
    stamp = venv / (name + ".stamp")
    if stamp.exists():
        stamp.unlink()
    run_pip(venv, arguments)
    write_atomically(stamp, stamp_text(root, name).encode("utf-8"))


def this_system():
    """What `bundle` calls this computer's system."""
    machine = platform.machine().lower()
    if sys.platform == "darwin":
        return "macos-arm" if machine == "arm64" else "macos-intel"
    name = "windows" if os.name == "nt" else "linux"
    return name if machine in ("x86_64", "amd64") else name + "-" + machine


def from_wheels(root):
    """How pip is told to use the files of a bundle, which lie in the folder wheels; nothing where there are none.

    A Problem when they are for another system or another Python.
    """
    made_for = root / WHEELS / "FOR"
    if not made_for.exists():
        return []
    system, python = made_for.read_text(encoding="utf-8").split()
    here = "{}.{}".format(*sys.version_info)
    if (system, python) != (this_system(), here):
        raise Problem(
            f"This folder was made for {system} with Python {python}; here is {this_system()} with Python {here}. "
            f"Ask for Python {python}, or for a folder for this computer. With a network you may also delete the "
            f"folder {WHEELS} and start again."
        )
    return ["--no-index", "--find-links", WHEELS]


def install_lock(root, name, folder=VENV):
    """Install a lock's packages, each with its hash."""
    if is_installed(root, name, root / folder):
        return
    found = from_wheels(root) if name == "requirements.txt" else []
    install_once(root, name, *found, "--require-hashes", "-r", name, folder=folder)


def add_helpers(root, folder=VENV):
    """Let the environment find the helpers and, after all others, a learner's own modules beside her notebook.

    IPython would look beside the notebook first: her numpy.py would hide the real one. The modules that a kernel needs
    before IPython takes over are imported here, lest her types.py hides Python's.
    """
    place = Path(sysconfig.get_path("purelib", "venv", {"base": str(root / folder)})) / "course.pth"
    line = "import sys, pathlib, runpy; sys.path += [{0}, ''] * ({0} not in sys.path)\n".format(ascii(str(root)))
    content = line.encode("ascii")
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists() or place.read_bytes() != content:
        write_atomically(place, content)


def install_course(root, folder=VENV):
    """Install the locked packages and the helpers; a second call does nothing."""
    (root / OWN).mkdir(exist_ok=True)
    install_lock(root, "requirements.txt", folder)
    add_helpers(root, folder)


def has_package(venv, name):
    """Whether the environment has this package: a lock installs nothing where there is no ready-made file."""
    look = "import importlib.util, sys; sys.exit(importlib.util.find_spec({!r}) is None)".format(name)
    return subprocess.call([str(environment_python(venv)), "-c", look], env=clean_environ(**AT_WORK)) == 0


def install_tensorflow(root):
    """Install the course and TensorFlow, and say whether notebook 09 can run it now."""
    install_course(root)
    install_lock(root, "requirements-tensorflow.txt")
    if not has_package(root / VENV, "tensorflow"):
        raise Problem(NO_TENSORFLOW + " Notebook 09 shows what was recorded.")
    say("TensorFlow is installed: notebook 09 can run it. Close the course if it is open, and start it again.")


def install_transfer(root, folder=VENV):
    """Install the course, PyTorch and EfficientNet-Lite0; a second call does nothing."""
    install_course(root, folder)
    install_once(root, "requirements-transfer.txt", "-r", "requirements-transfer.txt", folder=folder)


def prepare_transfer(root):
    """Install what `retrain` and notebook 11 need for real pictures, and say whether they can use it now."""
    install_transfer(root)
    if not has_package(root / VENV, "torch"):
        raise Problem(NO_PYTORCH + " What works without: python3 start.py retrain FOLDER --extractor pixels")
    say("The trained network is installed. Close the course if it is open; then: python3 start.py retrain FOLDER")


def can_have_hub():
    """Whether this computer can run JupyterHub and its proxy."""
    return os.name != "nt" and shutil.which("npm") is not None


def leave_out(venv, names):
    """Take packages out of the environment again; those that are not there are no error."""
    pip = [str(environment_python(venv)), "-m", "pip", "uninstall", "--yes", "-qq"]
    subprocess.check_call(pip + list(names), env=clean_environ(**AT_WORK))


def install_hub(root):
    """Install what a class's server has: the course, JupyterHub, and the proxy in front of it as its lock says."""
    install_course(root, CLASS_VENV)
    install_lock(root, "requirements-class.txt", CLASS_VENV)
    leave_out(root / CLASS_VENV, NOT_FOR_A_CLASS)
    set_up_jupyterlab(root / CLASS_VENV)
    proxy, stamp = root / CLASS_VENV / "proxy", root / CLASS_VENV / "proxy.stamp"
    lock = (root / "tests" / "classroom" / "proxy" / "package-lock.json").read_bytes()
    if stamp.exists() and stamp.read_bytes() == lock:
        return
    shutil.rmtree(str(proxy), ignore_errors=True)
    shutil.copytree(str(root / "tests" / "classroom" / "proxy"), str(proxy))
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=str(proxy), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise Problem(explain(done.stdout.decode(errors="replace")))
    write_atomically(stamp, lock)


def ask_helpers(root, arguments):
    """Hand one of HELPERS' commands, with all that stands behind it, to the course's helpers."""
    install_course(root)
    return hand_over([str(environment_python(root / VENV)), "-P", "-m", "helpers"] + arguments, clean_environ())


def make_book(root, live=None):
    """Make the book in _book, with a PDF where there is a browser to print it; return the exit code.

    `live` is the folder of the course in the browser, seen from the book's first page: its button leads there.
    """
    (root / OWN).mkdir(exist_ok=True)
    install_lock(root, "requirements-book.txt", BOOK_VENV)
    chromium = find_chromium()
    if not chromium:
        say("There is no Chromium, Chrome or Edge to print it: the book has no PDF.")
    command = [str(environment_python(root / BOOK_VENV)), str(root / "tools" / "build_book.py"), str(root / "_book")]
    environ = clean_environ(**AT_WORK, **({"CHROMIUM": chromium} if chromium else {}))
    code = subprocess.call(command + (["--live", live] if live else []), env=environ)
    if code == 0:
        say("The book is in the folder _book. Open its file index.html with your browser.")
    return code


def build_site(root, source=None):
    """Build the browser version in _site; `source` says where Pyodide comes from (see tools/build_site.py)."""
    (root / OWN).mkdir(exist_ok=True)
    install_lock(root, "requirements-site.txt", SITE_VENV)
    command = [str(environment_python(root / SITE_VENV)), str(root / "tools" / "build_site.py")]
    say("Building the browser version. This takes half a minute; the first time some files are fetched (80 MB).")
    if subprocess.call(command + ["--source={}".format(source)] * bool(source), cwd=str(root), env=clean_environ()):
        raise Problem("The browser version was not built, for the reason above.")


def make_bundle(root, options):
    """Make a folder that installs the course without a network; return the exit code."""
    if not options.what:
        raise Problem("Into which folder? For example: python3 start.py bundle /media/stick/course --system windows")
    install_course(root)
    command = [str(environment_python(root / VENV)), str(root / "tools" / "make_bundle.py"), options.what]
    system, python = options.system or this_system(), options.python or "{}.{}".format(*sys.version_info)
    return subprocess.call(command + ["--system", system, "--python", python], env=clean_environ(**AT_WORK))


# ---- The working copy


def write_atomically(path, content, kept=None):
    """Write the bytes so that a failure leaves the old file whole, under its name; else `kept` is its new name."""
    temporary = path.with_name("." + path.name + ".tmp")
    try:
        temporary.write_bytes(content)
        if kept:
            os.rename(str(path), str(kept))
        os.replace(str(temporary), str(path))
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def fingerprint(content):
    """A notebook's fingerprint: types, sources and attachments of its cells. None when it cannot be read.

    Outputs and counts are left out, since JupyterLab saves them when a cell is only run.
    """
    try:
        cells = [
            [cell["cell_type"], "".join(cell["source"]), cell.get("attachments") or {}]
            for cell in json.loads(content.decode("utf-8"))["cells"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode("utf-8")).hexdigest()


def read_manifest(folder):
    """The fingerprint of each original when it was copied; nothing when the file cannot be read."""
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write_manifest(folder, known):
    write_atomically(folder / MANIFEST, json.dumps(known, indent=1, sort_keys=True).encode("utf-8"))


def decide(original, mine, known):
    """What to do with one notebook, from three fingerprints: "copy", "adopt", "keep" or "tell".

    `mine` is None when the learner's notebook cannot be read, `known` when the manifest does not list it.
    """
    if mine is not None and mine in (original, known):
        return "adopt" if mine == original else "copy"
    return "keep" if original == known else "tell"


def refresh_working_copy(originals, folder):
    """Bring the working copy up to date; return the fresh copies, and a line for each notebook that stays hers."""
    folder.mkdir(exist_ok=True)
    before = read_manifest(folder)
    known, copied, lines = dict(before), [], []
    for path in sorted(originals.glob("*.ipynb")):
        name, target, content = path.name, folder / path.name, path.read_bytes()
        original, action = fingerprint(content), "copy"
        if target.exists():
            action = decide(original, fingerprint(target.read_bytes()), known.get(name))
        if action == "copy":
            write_atomically(target, content)
            copied.append(target)
        if action in ("copy", "adopt"):
            known[name] = original
        if action == "tell":
            lines.append(
                f"{name}: you changed it, so yours is kept. The course has a newer one; "
                "to get it: python3 start.py fresh " + name.split("_")[0]
            )
    if known != before:
        write_manifest(folder, known)
    return copied, lines


def trust(venv, notebooks):
    """Tell JupyterLab that these fresh copies are the course's own: only then it shows their pictures before a run."""
    if notebooks and environment_python(venv).exists():
        command = [str(environment_python(venv)), "-m", "jupyter", "trust"] + [str(path) for path in notebooks]
        subprocess.call(command, env=clean_environ(**AT_WORK), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def find_notebook(originals, wanted):
    """The original with this number (05 or 5) or name."""
    names = sorted(path.name for path in originals.glob("*.ipynb"))
    for name in names:
        number, stem = name.split("_")[0], name[: -len(".ipynb")]
        if wanted in (name, stem) or (wanted.isdecimal() and number.isdecimal() and int(wanted) == int(number)):
            return name
    opening = f"There is no notebook {wanted!r}." if wanted else "Which notebook?"
    raise Problem(opening + " Choose one of these numbers or names:\n  " + "\n  ".join(names))


def unused_name(path):
    """A name beside this file that no file has: 05_x-mine.ipynb, 05_x-mine-2.ipynb, ..."""
    number, candidate = 1, path.with_name(path.stem + "-mine" + path.suffix)
    while candidate.exists():
        number += 1
        candidate = path.with_name("{}-mine-{}{}".format(path.stem, number, path.suffix))
    return candidate


def start_fresh(originals, folder, wanted):
    """Copy the original again and keep the learner's notebook beside it; return a line that says so."""
    name = find_notebook(originals, wanted)
    folder.mkdir(exist_ok=True)
    content, target = (originals / name).read_bytes(), folder / name
    kept = unused_name(target) if target.exists() else None
    write_atomically(target, content, kept)
    line = f"{name} is new again." + (f" Yours is now {kept.name}." if kept else "")
    write_manifest(folder, dict(read_manifest(folder), **{name: fingerprint(content)}))
    return line


# ---- JupyterLab


def check_port(port):
    """Raise a Problem when no server of this user can listen on this port of this computer."""
    advice = "Choose one from 1024 to 65535: python3 start.py --port 9000"
    if not 1 <= port <= 65535:
        raise Problem(f"There is no port {port}. {advice}")
    with socket.socket() as probe:
        if os.name != "nt":  # There the option would share a port that is in use.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Problem(f"Port {port} is kept by this computer for itself. {advice}") from None
        except OSError:
            raise Problem(f"Port {port} is taken. Type: python3 start.py   It finds a free one by itself.") from None


def set_up_jupyterlab(venv):
    """Tell JupyterLab to ask the internet for nothing, and to let the interrupt button end a picture, too."""
    path = venv / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings = {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        # A picture is drawn in the thread of the cells, for only there can the interrupt button end it.
        "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    }
    content = json.dumps(settings, indent=2).encode("utf-8")
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)


def is_root():
    """Whether this is the administrator of a Unix system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def jupyter_command(root, port=None, no_browser=False):
    """The command that opens JupyterLab on the start page, for this computer only, with its token.

    Without a port it is 8888 or another that is free when the server begins.
    """
    command = [
        str(environment_python(root / ".venv")),
        str(root / "tools" / "open_jupyterlab.py"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port or 8888}",
        f"--ServerApp.port_retries={0 if port else 99}",
        "--ServerApp.root_dir={}".format(root / "my-notebooks"),
        f"--LabApp.default_url=/lab/tree/{START_PAGE}",
        "--ServerApp.answer_yes=True",  # Ctrl-C ends at once, without a question.
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
    ]
    return command + ["--no-browser"] * no_browser + ["--allow-root"] * is_root()


def hand_over(command, environ):
    """Become this command; Windows cannot, so there wait for it."""
    if os.name != "nt":
        os.execve(command[0], command, environ)
    process = subprocess.Popen(command, env=environ)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass  # JupyterLab got it too and is closing.


def check_writing(*folders):
    """Raise an OSError when nothing can be saved in one of these folders, before JupyterLab does it in 100 lines."""
    for folder in folders:
        with tempfile.TemporaryFile(dir=nearest(folder), buffering=0) as file:
            file.write(bytes(10**5))


def open_course(root, options):
    """Install what is missing, refresh the working copy and open JupyterLab."""
    if options.port is not None:
        check_port(options.port)
    install_course(root)
    set_up_jupyterlab(root / VENV)
    copied, lines = refresh_working_copy(root / "notebooks", root / "my-notebooks")
    trust(root / VENV, copied)
    for line in lines:
        say(line)
    environ = clean_environ()
    check_writing(root / "my-notebooks", Path(environ.get("HOME", str(root))))
    if is_root():
        say("You are root, the administrator: in JupyterLab every cell may change anything on this computer.")
    say("JupyterLab opens. Your notebooks are in the folder my-notebooks. To stop, press Ctrl-C here.")
    return hand_over(jupyter_command(root, options.port, options.no_browser), environ)


# ---- Tests


def find_chromium(environ=None, which=shutil.which):
    """The path of Chromium, Chrome or Edge, or None. The variable CHROMIUM goes before all others."""
    environ = os.environ if environ is None else environ
    chosen = environ.get("CHROMIUM")
    if chosen:
        if not (which(chosen) or Path(chosen).is_file()):
            raise Problem(f"CHROMIUM is set to {chosen}, but there is no such program.")
        return which(chosen) or chosen
    programs = [which(name) for name in BROWSER_PROGRAMS]
    files = [Path(environ.get(folder, "/")) / name for folder, name in BROWSER_FILES]
    return next(filter(None, programs + [str(file) for file in files if file.is_file()]), None)


def choose_stages(wanted):
    """All stages but those on request, or the one with this name."""
    stages = [stage for stage in STAGES + ON_REQUEST if stage.name == wanted] if wanted else list(STAGES)
    if not stages:
        names = ", ".join(stage.name for stage in STAGES + ON_REQUEST)
        raise Problem(f"There is no test stage {wanted!r}. Choose one of: {names}")
    return stages


def run_stage(root, stage, environ):
    """Run one stage with pytest and return its result as a word."""
    command = [str(environment_python(root / stage.venv)), "-m", "pytest"] + stage.arguments
    code = subprocess.call(command, cwd=str(root), env=environ)
    return {0: "passed", 5: "FAILED (no tests found)"}.get(code, "FAILED")


@contextlib.contextmanager
def nobodys_folder(stage):
    """What a stage that runs notebooks is told: a learner's folder that is empty, lest your own answers are shown."""
    if "--nbval" not in stage.arguments:
        yield {}
        return
    with tempfile.TemporaryDirectory() as folder:
        yield {"COURSE_FOLDER": folder}


def run_stages(root, stages):
    """Run the stages one after the other; return 0 when none failed."""
    chromium, summary = find_chromium(), []
    environ = clean_environ(**({"CHROMIUM": chromium} if chromium else {}))
    environ.pop("COURSE_FOLDER", None)  # Tests make learners' folders of their own.
    for number, stage in enumerate(stages, start=1):
        label, began = f"[{number}/{len(stages)}] {stage.title}", time.time()
        if stage.name in ("browser", "site") and not chromium:
            say(
                f"{label}: skipped, for there is no Chromium, Chrome or Edge. Install one "
                "(Debian: sudo apt install chromium), or set the variable CHROMIUM to its path."
            )
            summary.append(f"{stage.name} skipped")
            continue
        package, sentence = EXTRAS.get(stage.name, (None, None))
        if package and not has_package(root / stage.venv, package):
            say(f"{label}: skipped. {sentence}")
            summary.append(f"{stage.name} skipped")
            continue
        if stage is CLASS and not can_have_hub():
            say(f"{label}: skipped. {NO_HUB}")
            summary.append(f"{stage.name} skipped")
            continue
        say(label)
        # What was saved must not depend on a download; and several workers have one thread each, unless told otherwise.
        more = {} if stage is FULL else {"MNIST_DIR": "subset"}
        more |= {name: environ.get(name, "1") for name in THREADS if "-n" in stage.arguments}
        with nobodys_folder(stage) as folder:
            result = f"{run_stage(root, stage, {**environ, **more, **folder})} after {time.time() - began:.1f} s"
        say(f"{label}: {result}\n")
        summary.append(f"{stage.name} {result}")
    say("Summary: " + ", ".join(summary))
    return int(any("FAILED" in line for line in summary))


def run_tests(root, wanted=None, source=None):
    """Install what the tests need and run them; `source` is that of build_site."""
    stages = choose_stages(wanted)
    for folder in sorted({stage.venv for stage in stages}):
        install_course(root, folder)
        install_lock(root, "requirements-test.txt", folder)
        if folder == TENSORFLOW.venv:
            install_lock(root, "requirements-tensorflow.txt", folder)
        if folder == TRANSFER.venv:
            install_transfer(root, folder)
    if BOOK in stages:
        install_lock(root, "requirements-book.txt", BOOK_VENV)
    if SITE in stages and find_chromium():
        build_site(root, source)
    if CLASS in stages and can_have_hub():
        install_hub(root)
    return run_stages(root, stages)


# ---- The command line


HELPERS = ["retrain", "classify", "progress"]  # What else may stand behind these the helpers know.
COMMANDS = ["open", "fresh", "test", "site", "tensorflow", "transfer", *HELPERS, "book", "bundle", "help"]


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Problem(f"This was not understood ({message}). You can type:\n\n{USAGE}")


def read_options(arguments):
    """The command line as an object."""
    parser = Parser(add_help=False)
    parser.add_argument("command", nargs="?", default="open", choices=COMMANDS)
    parser.add_argument("what", nargs="?")
    parser.add_argument("source", nargs="?")
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--port", type=int)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--system", choices=["linux", "windows", "macos-arm", "macos-intel"])
    parser.add_argument("--python", choices=["3.%d" % minor for minor in range(OLDEST[1], NEWEST[1] + 1)])
    return parser.parse_args(arguments)


def run(arguments, root=ROOT):
    """Do what the command line says and return the exit code."""
    if arguments and arguments[0] in HELPERS:
        return ask_helpers(root, arguments)
    options = read_options(arguments)
    if options.help or options.command == "help":
        say(USAGE)
        return 0
    if options.command == "test":
        return run_tests(root, options.what, options.source)
    if options.command == "site":
        build_site(root, options.what)
        say("To look at it: python3 -m http.server --bind 127.0.0.1 --directory _site")
        say("Then open http://127.0.0.1:8000 in a browser.")
        return 0
    if options.command == "tensorflow":
        install_tensorflow(root)
        return 0
    if options.command == "transfer":
        prepare_transfer(root)
        return 0
    if options.command == "book":
        return make_book(root, options.what)
    if options.command == "bundle":
        return make_bundle(root, options)
    if options.command == "fresh":
        name = find_notebook(root / "notebooks", options.what or "")
        say(start_fresh(root / "notebooks", root / "my-notebooks", name))
        trust(root / ".venv", [root / "my-notebooks" / name])
        return 0
    return open_course(root, options)


def stranger(path):
    """The name of the other user to whom the file belongs; None when it is this user's or nobody can tell."""
    try:
        import pwd
    except ImportError:  # Windows
        return None
    number = os.stat(path).st_uid
    try:
        return None if number == os.geteuid() else pwd.getpwuid(number).pw_name
    except KeyError:
        return f"number {number}"


def sentence_for(error):
    """An error of the operating system as a sentence."""
    if isinstance(error, PermissionError) and error.filename:
        there = nearest(Path(error.filename))
        name = stranger(there)
        if name:
            return (
                f"{there} belongs to another user ({name}). Copy the course's folder, without .venv, "
                "to your home folder and start it there."
            )
    sentence = cause(str(error))
    return f"{sentence}\n  | {error}" if sentence else f"The computer refused something: {error}"


def main(arguments):
    try:
        check_python(sys.version_info)
        sys.stdout.reconfigure(errors="replace")  # A folder's name may have letters that an old terminal lacks.
        return run(arguments)
    except Problem as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(sentence_for(error), file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
