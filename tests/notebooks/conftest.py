"""Live pictures of one notebook are tested by one worker, which runs that notebook once.

xdist's own groups (--dist loadgroup) come to nothing with pytest 9.2, whose test names cannot be written to.
"""

import re

from xdist.scheduler import LoadScopeScheduling


class ByNotebook(LoadScopeScheduling):
    """A worker gets one notebook's live pictures, one module that solves its cases in advance, or one test."""

    def _split_scope(self, nodeid):
        return group(nodeid)


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # the notebooks stand first, so that the workers end together
    return ByNotebook(config, log)


def group(nodeid):
    """Return what is tested in one process.

    >>> group("tests/notebooks/test_live_pictures.py::test_a[12_history]"), group("tests/unit/test_a.py::test_b[1]")
    ('12_history', 'tests/unit/test_a.py::test_b[1]')
    """
    notebook = re.search(r"test_live_pictures.*\[(\d\d_\w+)", nodeid)
    return notebook[1] if notebook else nodeid.split("::")[0] if "test_routes" in nodeid else nodeid
