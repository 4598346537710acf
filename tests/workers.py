"""Which tests go to one worker, because they share what is dear: a page, a notebook that is run.

xdist's own groups (--dist loadgroup) come to nothing with pytest 9.2, whose test names cannot be written to.
"""

from xdist.scheduler import LoadScopeScheduling


class InGroups(LoadScopeScheduling):
    """All tests for which group(nodeid) is the same go to one worker; the groups begin in the order of the tests."""

    def __init__(self, config, log, group):
        config.option.loadscopereorder = False  # not the groups with most tests first
        super().__init__(config, log)
        self._split_scope = group
