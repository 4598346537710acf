"""Make one folder with which the course is installed without a network: `python3 start.py bundle FOLDER`.

It holds the course and the ready-made files (wheels) of its lock for one system and one Python; start.py installs from
them where they lie beside it, each checked by its hash as ever.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = ("my-notebooks", "build", "dist", "wheels", "progress.csv")  # beside what begins with . or _


class System(NamedTuple):
    """What pip calls a system's files, oldest last, and what the conditions in the lock call the system."""

    platforms: tuple
    markers: dict


def _markers(sys_platform, system, machine):
    return {
        "sys_platform": sys_platform,
        "os_name": "nt" if sys_platform == "win32" else "posix",
        "platform_system": system,
        "platform_machine": machine,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


LINUX = (*(f"manylinux_2_{number}_x86_64" for number in range(28, 4, -1)), "manylinux2014_x86_64", "linux_x86_64")
SYSTEMS = {
    "linux": System(LINUX, _markers("linux", "Linux", "x86_64")),
    "windows": System(("win_amd64",), _markers("win32", "Windows", "AMD64")),
    "macos-arm": System(("macosx_14_0_arm64",), _markers("darwin", "Darwin", "arm64")),
    "macos-intel": System(("macosx_14_0_x86_64",), _markers("darwin", "Darwin", "x86_64")),
}


def for_system(lock, system, python):
    """Return the lines of a lock that this system needs, without their conditions: pip would ask them of this one.

    >>> print(for_system("a==1 \\\\\\n    --hash=sha256:0\\nb==2 ; os_name == 'nt'\\n", "linux", "3.11"))
    a==1 --hash=sha256:0
    """
    asked = {**SYSTEMS[system].markers, "python_version": python, "python_full_version": f"{python}.0"}
    lines = []
    for entry in lock.replace("\\\n", " ").splitlines():
        name, *hashes = entry.split("--hash=")
        if name.strip() and not name.startswith("#"):
            wanted = Requirement(name)
            if wanted.marker is None or wanted.marker.evaluate(asked):
                lines.append(
                    " ".join([f"{wanted.name}{wanted.specifier}", *(f"--hash={text.strip()}" for text in hashes)])
                )
    return "\n".join(lines)


def download(folder, system, python):
    """Fetch the ready-made files of the lock for this system and Python into the folder; return pip's exit code."""
    with tempfile.TemporaryDirectory() as place:
        lock = Path(place, "lock.txt")
        lock.write_text(for_system((ROOT / "requirements.txt").read_text("utf-8"), system, python), "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
        exact = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--implementation", "cp"]
        platforms = [word for name in SYSTEMS[system].platforms for word in ("--platform", name)]
        target = ["--python-version", python, "--dest", str(folder), "--requirement", str(lock)]
        return subprocess.call(pip + exact + platforms + target)


def not_ours(folder, names):
    """Return what is not copied: environments, settings and what a learner has made."""
    hers = {name for name in names if Path(folder) == ROOT / "notebooks" and name.startswith("my_")}
    made = {name for name in names if name == "__pycache__" or name.endswith(".egg-info")}
    top = {name for name in names if Path(folder) == ROOT and (name[0] in "._" or name in NOT_OURS)}
    return hers | made | top


def trouble(folder):
    """Return why nothing can be put into this folder, as a sentence; None where it can."""
    if folder.is_relative_to(ROOT):
        return f"{folder} lies in the course's own folder. Choose another place, such as a USB stick."
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        return f"{folder} is there already and not empty. Choose another name, so that nothing of yours is overwritten."
    return None


def make(folder, system, python):
    """Make the folder; return the exit code."""
    wrong = trouble(folder)
    if wrong:
        print(wrong, file=sys.stderr)
        return 1
    print(f"Fetching the files for {system} with Python {python}. This takes a few minutes.", flush=True)
    shutil.copytree(ROOT, folder, ignore=not_ours, dirs_exist_ok=True)
    code = download(folder / "wheels", system, python)
    if code:
        print(
            "Not all files could be fetched, so the folder is of no use yet: delete it and try again.", file=sys.stderr
        )
        return code
    (folder / "wheels" / "FOR").write_text(f"{system} {python}", "utf-8")
    size = sum(path.stat().st_size for path in folder.rglob("*")) // 10**6
    print(f"{folder} is ready: {size} MB for {system} with Python {python}. Put Python's installer beside it.")
    print("A learner copies the folder to her computer and types there: python3 start.py")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=lambda text: Path(text).expanduser().resolve())
    parser.add_argument("--system", choices=SYSTEMS, required=True)
    parser.add_argument("--python", required=True)
    options = parser.parse_args()
    sys.exit(make(options.folder, options.system, options.python))
