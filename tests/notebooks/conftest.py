"""Live pictures of one notebook are tested by one worker, which runs that notebook once."""

import re

from tests.workers import InGroups


def pytest_xdist_make_scheduler(config, log):
    return InGroups(config, log, group)


def group(nodeid):
    """Return what is tested in one process: a notebook's live pictures, a module that solves its cases once, or a test.

    >>> group("tests/notebooks/test_live_pictures.py::test_a[12_history]"), group("tests/unit/test_a.py::test_b[1]")
    ('12_history', 'tests/unit/test_a.py::test_b[1]')
    """
    notebook = re.search(r"test_live_pictures.*\[(\d\d_\w+)", nodeid)
    return notebook[1] if notebook else nodeid.split("::")[0] if "test_routes" in nodeid else nodeid
