"""Where a learner's own files are kept: my_network.py and my_progress.txt."""

import os
import sys
from pathlib import Path

OWN = ("my_network.py", "my_progress.txt", ".course.json")  # the last one start.py puts beside her notebooks


def folder():
    """Return the learner's folder; None outside of a notebook, where nothing is kept.

    It is the nearest of the current folder and those above it that holds a file of hers, else the current one. The
    variable COURSE_FOLDER names another; where it is set and empty nothing is kept.
    """
    named = os.environ.get("COURSE_FOLDER")
    if named is not None:
        return Path(named) if named else None
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return None
    try:
        here = Path.cwd()
    except OSError:  # a folder that has been deleted meanwhile
        return None
    return next((place for place in (here, *here.parents) if is_hers(place)), here)


def is_hers(place):
    """Say whether a folder holds a file of the learner's; False where nobody may look."""
    return any(os.path.exists(place / name) for name in OWN)


def write_whole(path, text):
    """Write a text so that a failure leaves the old file as it was."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def trouble(error):
    """Return in words why a file could not be written.

    >>> trouble(OSError(28, "No space left on device"))
    'no space left on device'
    """
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]
