"""Threads: as many as there are free cores, and every limit is afterwards as it was before."""

import sys
import threading

import numpy as np
import pytest

from helpers import create, forward, gradients, train
from helpers.network import threads
from helpers.network.threads import FreeCores, Limit, fair

RANDOM = np.random.default_rng(0)
INPUTS, TARGETS = RANDOM.normal(size=(60, 30)), RANDOM.dirichlet(np.ones(5), size=60)


class Library:
    """Stands for a BLAS library: it has a number of threads, and remembers all that it was set to."""

    user_api = "blas"

    def __init__(self, number):
        self.number, self.heard = number, []

    def get_num_threads(self):
        return self.number

    def set_num_threads(self, number):
        self.number = number
        self.heard.append(number)


@pytest.fixture
def blas(monkeypatch):
    """Return a function that puts a BLAS with so many threads in the place of the real one, on a busy computer."""

    def with_threads(number, free=1):
        library = Library(number)
        monkeypatch.setattr(threads, "libraries", lambda: [library])
        monkeypatch.setattr(threads.fair_threads, "most", lambda: free)
        monkeypatch.setattr(threads, "LARGE", 1)
        return library

    return with_threads


@pytest.mark.parametrize(
    ("cores", "others", "free"),
    [(2, 0.0, 2), (2, 0.2, 2), (2, 0.3, 1), (2, 1.0, 1), (2, 2.0, 1), (8, 0.1, 8), (8, 1.0, 7), (8, 3.2, 5), (1, 0, 1)],
)
def test_there_are_as_many_threads_as_other_programs_leave_cores(cores, others, free, monkeypatch):
    clock, own, everybody = [0.0], [0.0], [0.0]
    monkeypatch.setattr(threads, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(threads, "process_time", lambda: own[0])
    monkeypatch.setattr(threads, "busy_seconds", lambda: everybody[0])
    monkeypatch.setattr(threads, "cores", lambda: cores)
    watch = FreeCores()
    assert watch.look() == 1, "nothing is known yet"
    for _ in range(3):
        before = watch.number
        clock[0] += 0.1
        assert watch.look() == before, "it looks again only after a while"
        clock[0] += 0.2
        own[0] += 0.3 * 1.5  # what this program does itself is nobody else's
        everybody[0] += 0.3 * (1.5 + others)
        assert watch.look() == free


@pytest.mark.parametrize("error", [ImportError, OSError])
def test_where_the_system_does_not_tell_there_is_one_thread(error, monkeypatch):
    def refuse():
        raise error

    monkeypatch.setattr(threads, "busy_seconds", refuse)
    monkeypatch.setattr(threads, "PERIOD", 0)
    watch = FreeCores()
    assert [watch.look() for _ in range(3)] == [1, 1, 1]


def test_this_computer_tells_how_long_it_has_been_busy():
    before = threads.busy_seconds()
    assert before > 0 and threads.busy_seconds() >= before
    assert threads.cores() >= 1


@pytest.mark.parametrize(("number", "free", "inside"), [(4, 1, 1), (4, 3, 3), (4, 9, 4), (1, 3, 1)])
def test_a_learner_s_own_limit_is_never_exceeded(number, free, inside, blas):
    library = blas(number, free)
    with fair(10):
        assert library.number == inside
    assert library.number == number


def test_little_work_sets_no_limit(blas, monkeypatch):
    library = blas(4)
    monkeypatch.setattr(threads, "LARGE", 10)
    with fair(9):
        assert library.number == 4
    assert not library.heard
    with fair(10):
        assert library.number == 1


@pytest.mark.parametrize(
    "work",
    [lambda net: forward(net, INPUTS), lambda net: gradients(net, INPUTS, TARGETS)],
    ids=["forward", "gradients"],
)
def test_a_stage_works_under_the_limit_and_gives_it_back(work, blas):
    library = blas(3)
    work(create(30, 40, 5))
    assert library.number == 3 and set(library.heard) == {1, 3}


def test_the_limit_holds_in_an_update_and_never_in_the_learner_s_own_lines(blas):
    library = blas(3)
    seen = [library.number for _ in train(create(30, 40, 5), INPUTS, TARGETS, 0.1, epochs=4)]
    assert seen == [3, 3, 3, 3] and library.heard == [1, 3] * 4


def test_the_limit_is_back_after_an_error(blas):
    library = blas(3)
    with pytest.raises(ZeroDivisionError), fair(10):
        1 / 0  # noqa: B018
    assert library.number == 3


def test_the_last_one_who_leaves_gives_the_number_back(blas):
    library, left, go_on = blas(3), threading.Event(), threading.Event()
    limit = Limit(lambda: 1)

    def other():
        with limit:
            left.set()
            go_on.wait(10)

    limit.__enter__()
    thread = threading.Thread(target=other)
    thread.start()
    left.wait(10)
    limit.__exit__()
    assert library.number == 1, "the other one is still inside"
    go_on.set()
    thread.join()
    assert library.number == 3


def test_where_threadpoolctl_is_missing_there_is_nothing_to_limit(monkeypatch):
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    assert threads.libraries.__wrapped__() == []


def test_numpy_s_own_blas_is_found_or_there_is_none_to_limit():
    with threads.one_thread:
        assert [library.get_num_threads() for library in threads.libraries()] == [1] * len(threads.libraries())
