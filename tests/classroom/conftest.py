"""One hub, one teacher's repository and one lesson of ten learners for all tests; at the end nothing may be left."""

import pytest

import start
from tests.classroom import lesson
from tests.classroom.hub import Hub


@pytest.fixture(scope="session")
def hub():
    """JupyterHub as `start.py test class` installs it."""
    if not (start.ROOT / start.CLASS_VENV / "proxy.stamp").exists():
        pytest.skip(f"the hub is not installed: python3 start.py test class. {start.NO_HUB}")
    hub = Hub()
    yield hub
    assert hub.close() == [], "the hub has left processes behind"


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """The teacher's repository."""
    return lesson.repository(tmp_path_factory.mktemp("teacher"))


@pytest.fixture(scope="session")
def taught(hub, source):
    """Ten learners after their lesson, and what it took."""
    learners, measured = lesson.teach(hub, source, 10)
    yield learners, measured
    for learner in learners:
        learner.close()
