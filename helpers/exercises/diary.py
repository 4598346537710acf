"""What a learner has answered, in a text file that only grows: a line for each answer that changes something.

A line is added in one piece, so two notebooks may write at once, and a crash spoils its own line at most.
"""

import re
from datetime import datetime

FILE = "my_progress.txt"
HEAD = "# What you have answered in the course. progress() reads it. It stays on this computer.\n"
LINE = re.compile(r"\d{4}-[01]\d-[0-3]\d \d\d:\d\d +(\S+) +(right|not yet|reset) *$")  # anything else is passed over


def noted(folder):
    """Return {number: "right" or "not yet"} of all exercises and predictions; {} where nothing can be read.

    What was right once stays right. A reset forgets what stands above it. What was noted last comes last.
    """
    found = {}
    for number, verdict in filter(None, map(read, lines(folder))):
        if verdict == "reset":
            found.clear()
        elif found.get(number) != "right":
            found.pop(number, None)
            found[number] = verdict
    return found


def lines(folder):
    """Return the lines of a folder's file; [] where there is none that can be read."""
    try:
        return (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines() if folder else []
    except OSError:
        return []


def read(line):
    """Return number and verdict of a line; None where it is no such line.

    >>> read("2026-11-27 20:31  3.11  right"), read("2026-11-27 20:3")
    (('3.11', 'right'), None)
    """
    found = LINE.match(line)
    return found.groups() if found else None


def note(folder, number, verdict):
    """Add a verdict unless it is known; return the OSError where the file cannot be written, else None."""
    if folder is None or not verdict or noted(folder).get(number) in ("right", verdict):
        return None
    try:
        add(folder / FILE, f"{datetime.now():%Y-%m-%d %H:%M}  {number}  {verdict}\n")
    except OSError as error:
        return error
    return None


def add(path, line):
    """Append a line in one piece, below the heading of a new file; a broken last line is ended first."""
    with open(path, "ab+") as file:
        size = file.seek(0, 2)
        if size:
            file.seek(size - 1)
        before = HEAD if not size else "" if file.read(1) == b"\n" else "\n"
        file.write((before + line).encode())


def reset(folder):
    """Forget all above, which stays in the file; return as `note` does."""
    return note(folder, "all", "reset") if noted(folder) else None
