"""Write lite/pyodide-VERSION.json: of Pyodide's own lock what the course uses, and the SHA-256 of Pyodide itself.

    npm pack pyodide@314.0.7
    .venv/bin/python tools/lock_pyodide.py pyodide-314.0.7.tgz

The package on npm is made by Pyodide's authors; its lock names every file of that release with its SHA-256.
"""

import hashlib
import json
import sys
import tarfile
from pathlib import Path

LITE = Path(__file__).resolve().parents[1] / "lite"
LOCK = "pyodide-lock.json"
NO_RUNTIME = {LOCK, "package.json"}
ENDINGS = (".js", ".mjs", ".wasm", ".json", ".zip")
# What a notebook or Jupyter's kernel imports; scipy and others come with them.
WANTED = ["contourpy", "ipython", "jedi", "matplotlib", "micropip", "numpy", "packaging", "pillow", "scikit-learn"]
UNUSED = {"matplotlib-pyodide"}  # draws on a canvas; the course's figures are SVG
KEPT = ("name", "version", "file_name", "install_dir", "sha256", "package_type", "imports", "depends")


def spelt(name):
    """Return a package's name as a lock's keys spell it.

    >>> spelt("prompt_toolkit")
    'prompt-toolkit'
    """
    return name.lower().replace("_", "-")


def needed(packages, wanted):
    """Return the rows of the packages that are wanted and of what they depend on.

    >>> rows = {name: {"name": name, "depends": more} for name, more in {"a": ["b_c"], "b-c": [], "d": []}.items()}
    >>> needed(rows, ["a"])
    {'a': {'name': 'a', 'depends': ['b-c']}, 'b-c': {'name': 'b-c', 'depends': []}}
    """
    found, open_ends = {}, list(wanted)
    while open_ends:
        name = open_ends.pop()
        if name not in found:
            row = packages[name]
            depends = [other for other in map(spelt, row["depends"]) if other not in UNUSED]
            found[name] = {key: row[key] for key in KEPT if key in row} | {"depends": depends}
            open_ends += depends
    return dict(sorted(found.items()))


def content(archive):
    """Return what lite/pyodide-VERSION.json holds, from the package on npm."""
    with tarfile.open(archive) as package:
        files = {Path(one.name).name: package.extractfile(one).read() for one in package if one.isfile()}
    lock = json.loads(files[LOCK])
    runtime = sorted(name for name in files if name.endswith(ENDINGS) and name not in NO_RUNTIME)
    return {
        "version": json.loads(files["package.json"])["version"],
        "runtime": {name: hashlib.sha256(files[name]).hexdigest() for name in runtime},
        "info": lock["info"],
        "packages": needed({spelt(name): row for name, row in lock["packages"].items()}, WANTED),
    }


if __name__ == "__main__":
    found = content(sys.argv[1])
    path = LITE / f"pyodide-{found['version']}.json"
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(path)
