"""One network in three languages: TensorFlow 1 style, our NumPy, Keras 3, each in the five steps of book ch. 34.

The listings are files in data/five_steps/: what the notebook shows is what runs. Each runs in a process of its own, so
that the course works without TensorFlow, and so that TensorFlow 1 style and Keras do not disturb each other.
"""

import datetime
import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import DATA, csv_rows, in_browser
from helpers.datasets.mnist import load_mnist
from helpers.network import checks
from helpers.network.tables import Table

FILES = {"TensorFlow 1 style": "tensorflow_1.py", "our NumPy": "our_numpy.py", "Keras 3": "keras_3.py"}
STEPS = (
    "import what you need",
    "settings, data and placeholders",
    "the network",
    "what training and judging need",
    "run it",
)
OURS = "our NumPy"
RECORDED = "nothing"
MISSING = (
    "TensorFlow is not installed here, so this listing cannot run. To have it (a large download), close the course, "
    "type “python3 start.py tensorflow” in its folder, and open the course again."
)
NO_PROGRAM = (
    "A browser's page cannot start a second program, so this listing cannot run here. Who installs the course (its "
    "README says how) can run it."
)
COLUMNS = {
    "listing": lambda run: run.name,
    "run": lambda run: run.when,
    "error, epoch 1, added up": lambda run: f"{run.totals[0]:,.0f}",
    "by our NumPy from the same start": lambda run: f"{run.twin[0]:,.0f}" if run.twin else "–",
    "error, epoch 2": lambda run: f"{run.totals[1]:,.0f}",
    "by our NumPy, too": lambda run: f"{run.twin[1]:,.0f}" if run.twin else "–",
    "test digits right": lambda run: f"{run.right:.1%}",
}


class Run(NamedTuple):
    """What a listing found: for each epoch the sum of its batches' mean errors, and its share of right test digits.

    `twin` are the sums that our NumPy finds from the same start with the same batches; it needs none for itself.
    """

    name: str
    when: str
    totals: tuple
    right: float
    versions: str
    twin: tuple = ()


def listing(name):
    """Return the lines of code of each of the five steps of a listing, as they run; empty lines are left out.

    >>> listing("Keras 3")[0]
    ('import keras', 'from helpers import load_mnist')
    """
    text = (DATA / "five_steps" / checks.known("listing", name, FILES)).read_text(encoding="utf8")
    parts = re.split(r"^# \d .*\n", text, flags=re.MULTILINE)[1:]
    return tuple(tuple(line for line in part.splitlines() if line.strip()) for part in parts)


def run_listing(name):
    """Run a listing on MNIST in a process of its own; return its Run, its versions and the arrays it started from.

    The arrays are the weights, then the bias weights, layer by layer. Raises ModuleNotFoundError with a sentence when
    the listing needs TensorFlow and it is not installed, RuntimeError when the listing stops with a mistake,
    and in a browser.
    """
    file = DATA / "five_steps" / checks.known("listing", name, FILES)
    if in_browser():
        raise RuntimeError(NO_PROGRAM)
    if name != OURS and not (find_spec("tensorflow") and find_spec("keras")):
        raise ModuleNotFoundError(MISSING)
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "KERAS_BACKEND": "tensorflow"}
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.npz"
        command = [sys.executable, "-m", "helpers.lessons.tensorflow.five_steps", str(file), str(result)]
        environ = {**os.environ, **quiet}
        done = subprocess.run(command, cwd=DATA.parent, env=environ, capture_output=True, text=True, errors="replace")
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
            raise RuntimeError(f"The listing {name!r} stopped: {last}")
        with np.load(result) as stored:
            found = json.loads(str(stored["found"]))
            start = [stored[f"start{number}"] for number in range(found["arrays"])]
    return Run(name, f"now, {load_mnist().name}", tuple(found["totals"]), found["right"], found["versions"]), start


def recorded():
    """Return the runs that tools/record_tensorflow.py has recorded, on all of MNIST."""
    found = []
    for row in csv_rows("tensorflow_runs.csv"):
        name, twin = row["listing"], pair(row, "twin") if row["listing"] != OURS else ()
        found.append(Run(name, day(row["date"]), pair(row, "total"), float(row["right"]), row["versions"], twin))
    return tuple(found)


def day(date):
    """Return a date as it is read.

    >>> day("2017-03-09")
    '9 Mar 2017'
    """
    found = datetime.date.fromisoformat(date)
    return f"{found.day} {found:%b %Y}"


def pair(row, name):
    """Return the numbers of both epochs."""
    return float(row[f"{name}_1"]), float(row[f"{name}_2"])


def runs(now=RECORDED):
    """Return the recorded runs as a table, and below them the listing `now`, run here and now when it can be.

    >>> [run.name for run in runs()]
    ['TensorFlow 1 style', 'our NumPy', 'Keras 3']
    """
    known = recorded()
    caption = "Recorded on the 55,000 training images of MNIST. The last digits differ from computer to computer."
    if now == RECORDED:
        return Table(caption, COLUMNS, known)
    try:
        return Table(f"{caption} The last row was run here.", COLUMNS, (*known, _run_once(now)))
    except (ModuleNotFoundError, RuntimeError) as problem:
        return Table(f"{caption} {problem}", COLUMNS, known)


@cache
def _run_once(name):
    return run_listing(name)[0]


def _main(file, result):
    """Run a listing in this process and store what it found."""
    names = runpy.run_path(file)
    start = [np.asarray(array) for arrays in names["start"] for array in arrays]
    modules = {"TensorFlow": "tensorflow", "Keras": "keras", "NumPy": "numpy"}
    versions = [f"{label} {sys.modules[name].__version__}" for label, name in modules.items() if name in sys.modules]
    found = {"totals": names["totals"], "right": float(names["right"])}
    found = json.dumps({**found, "versions": ", ".join(versions), "arrays": len(start)})
    np.savez(result, found=found, **{f"start{number}": array for number, array in enumerate(start)})


if __name__ == "__main__":
    _main(*sys.argv[1:])
