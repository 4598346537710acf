"""As many threads for large products as the computer has free cores: all of them when it is quiet, one beside others.

The threads of BLAS, which multiplies NumPy's matrices, wait for each other actively. On a quiet computer that is quick;
as soon as another program uses a core, a training takes many times as long as with one thread.
"""

import math
from contextlib import ContextDecorator, nullcontext
from functools import cache
from threading import Lock
from time import perf_counter, process_time

LARGE = 200_000  # multiply-adds: for less BLAS hardly wakes another thread
PERIOD = 0.2  # seconds between two looks at what other programs do
QUIET = 0.25  # cores: so much the others may use, as an open JupyterLab does, and the computer is quiet


@cache
def libraries():
    """Return the BLAS libraries whose threads can be limited: none on a Mac (Accelerate) or in a browser's kernel."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return []
    found = ThreadpoolController().lib_controllers
    return [library for library in found if library.user_api == "blas" and library.get_num_threads()]


def cores():
    """Return how many cores this process may use; in a container that may be fewer than the computer has."""
    from joblib import cpu_count  # comes with scikit-learn

    return cpu_count()


def busy_seconds():
    """Return how long all cores together have worked since the computer started, for whatever program."""
    import psutil  # comes with Jupyter's kernel

    times = psutil.cpu_times()._asdict()
    return sum(times.values()) - sum(times.get(name, 0) for name in ("idle", "iowait", "guest", "guest_nice"))


class FreeCores:
    """How many cores other programs leave free, never less than 1; before the first look it is 1."""

    def __init__(self):
        self.number, self.seen = 1, None

    def look(self):
        """Return the number, after a new look at what the others have done since the last one."""
        now = perf_counter()
        if self.seen and now - self.seen[0] < PERIOD:
            return self.number
        try:
            seen = now, busy_seconds(), process_time()
            if self.seen:
                time, all_programs, this_one = (new - old for new, old in zip(seen, self.seen, strict=True))
                others = max(0.0, (all_programs - this_one) / time - QUIET)
                self.number = max(1, cores() - math.ceil(others))
            self.seen = seen
        except (ImportError, OSError, RuntimeError):  # a system that does not tell
            self.seen = now, 0, 0
        return self.number


free_cores = FreeCores()


class Limit(ContextDecorator):
    """Inside, BLAS has at most so many threads as `most()` says. Who leaves last gives back the number from before."""

    def __init__(self, most):
        self.most, self.lock, self.inside, self.before = most, Lock(), 0, []

    def __enter__(self):
        with self.lock:
            if not self.inside:
                most, numbers = self.most(), [(library, library.get_num_threads()) for library in libraries()]
                self.before = [(library, number) for library, number in numbers if number > most]
                for library, _ in self.before:
                    library.set_num_threads(most)
            self.inside += 1
        return self

    def __exit__(self, *_):
        with self.lock:
            self.inside -= 1
            if not self.inside:
                for library, number in self.before:
                    library.set_num_threads(number)


one_thread = Limit(lambda: 1)  # for many small products in a row: several threads would only wait for each other
fair_threads = Limit(free_cores.look)


def fair(work):
    """Return a context for so many multiply-adds: a large piece of work gets as many threads as there are free cores.

    >>> with fair(784 * 500 * 100):
    ...     pass
    """
    return fair_threads if work >= LARGE else nullcontext()
