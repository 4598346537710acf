"""Doctests stand in helpers and tools: no test's file is searched for some, which costs seconds in every process."""

import pytest
from _pytest.doctest import DoctestModule

pytest.register_assert_rewrite("tests.drawn", "tests.anything")  # so that a failing assert there shows its numbers


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path):
    return [found for found in (yield) if file_path.name == "stills.py" or not isinstance(found, DoctestModule)]
