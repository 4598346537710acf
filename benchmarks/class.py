"""How does a class fare on this computer? 10, 20 or 40 learners on a real JupyterHub, with the settings of deploy/.

    python benchmarks/class.py [learners ...]

All log in at once, run notebook 03, and move sliders while half of them train a network without a pause. Printed are
the times of each step, the memory of a learner, and from a slider to its picture, alone and with half of the class
training; and every failure. There is no verdict, for a number means little without its machine: proxy, hub, servers,
kernels and those who measure share its cores. `tools/class_size.py` computes from these numbers what a class needs.
First: python3 start.py test class, which installs the hub.
"""

import argparse
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from tests.classroom import lesson  # noqa: E402
from tests.classroom.hub import Hub  # noqa: E402


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("learners", nargs="*", type=int, default=[10, 20, 40])
    for count in parser.parse_args(arguments).learners:
        with tempfile.TemporaryDirectory() as folder, Hub() as hub:
            learners, measured = lesson.teach(hub, lesson.repository(pathlib.Path(folder)), count)
            for learner in learners:
                learner.close()
        print(
            f"{measured}\nload average                      {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores\n",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
