"""How many computers does a class need? One division, with what `benchmarks/class.py` measured.

    python tools/class_size.py 500 --cores 8 --memory 32

Measured on two cores: a learner's server takes 111 MB and a kernel with notebook 03 87 MB. With 20 learners, half of
them training without a pause, half of all pictures came within 0.09 s and none of the sliders was lost; so ten learners
share a core. `deploy/values.yaml` guarantees each learner exactly this, and a computer takes no more than it can keep.
"""

import argparse
import math

SERVER, KERNEL = 111, 87  # MB
MEMORY = 300  # MB guaranteed: her server and two open notebooks
CORES = 0.1  # guaranteed: ten learners on a core
KEPT = 1500, 0.5  # MB and cores that a computer needs for itself: Kubernetes, or hub and proxy


def learners_on(cores, memory):
    """Return how many learners a computer takes that has so many cores and so many GB; whichever ends first.

    >>> learners_on(8, 32)
    75
    >>> learners_on(8, 16)
    48
    """
    by_memory = (1000 * memory - KEPT[0]) / MEMORY
    by_cores = (cores - KEPT[1]) / CORES
    return max(0, math.floor(round(min(by_memory, by_cores), 6)))


def computers(learners, cores, memory):
    """Return how many such computers hold so many learners; ValueError where one holds nobody.

    >>> computers(500, 8, 32)
    7
    """
    each = learners_on(cores, memory)
    if not each:
        raise ValueError(f"a computer with {cores:g} cores and {memory:g} GB is too small for one learner")
    return math.ceil(learners / each)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("learners", type=int, nargs="?", default=500)
    parser.add_argument("--cores", type=float, default=8)
    parser.add_argument("--memory", type=float, default=32, help="GB")
    options = parser.parse_args()
    print(f"{options.learners} learners at once, on computers with {options.cores:g} cores and {options.memory:g} GB:")
    print(f"{learners_on(options.cores, options.memory)} on each, so", end=" ")
    print(f"{computers(options.learners, options.cores, options.memory)} of them.")
