"""A lesson: all log in, run notebook 03, and move sliders while half of them train; what it took and what failed."""

import concurrent.futures
import dataclasses
import shutil
import statistics
import subprocess
import traceback

import start
from tests.classroom.hub import Learner

NOTEBOOK = "course/notebooks/03_stage_1_forward_propagation.ipynb"
MOVES = 40


@dataclasses.dataclass
class Lesson:
    """What each learner's steps took: seconds, megabytes, milliseconds; and what failed, in words."""

    servers: list = dataclasses.field(default_factory=list)
    kernels: list = dataclasses.field(default_factory=list)
    notebooks: list = dataclasses.field(default_factory=list)
    pictures: list = dataclasses.field(default_factory=list)
    memory: list = dataclasses.field(default_factory=list)
    alone: list = dataclasses.field(default_factory=list)
    loaded: list = dataclasses.field(default_factory=list)
    failures: list = dataclasses.field(default_factory=list)

    def __str__(self):
        """Return what was measured, a line for each; a number means little without its machine."""
        both = [sum(parts.values()) for parts in self.memory]
        server, kernel = (
            sum(parts[name] for parts in self.memory) / max(1, len(both)) for name in ("server", "kernels")
        )
        return "\n".join(
            [
                f"learners                          {len(self.servers)}",
                f"log in until the server answers   {spread(self.servers)} s",
                f"open until the kernel answers     {spread(self.kernels)} s",
                f"run notebook 03                   {spread(self.notebooks)} s",
                f"memory of a learner               {spread(both)} MB (server {server:.0f}, kernel {kernel:.0f})",
                f"slider to picture, alone          {percentiles(self.alone)} ms",
                f"slider to picture, half train     {percentiles(self.loaded)} ms",
                f"failures                          {len(self.failures)}",
                *self.failures,
            ]
        )


def spread(numbers):
    """Return the median and the ends; where all have failed there are none."""
    if not numbers:
        return "-"
    return f"median {statistics.median(numbers):.0f}, {min(numbers):.0f} to {max(numbers):.0f}"


def percentiles(numbers):
    """Return what half and what 95 % of the numbers do not exceed; where all have failed there are none."""
    if len(numbers) < 2:
        return "-"
    cuts = statistics.quantiles(numbers, n=20, method="inclusive")
    return f"p50 {cuts[9]:.0f}, p95 {cuts[18]:.0f}"


def git(folder, *arguments):
    """Run git in this folder as the teacher."""
    teacher = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *teacher, *arguments], check=True, capture_output=True)


def repository(folder):
    """Make the teacher's repository, with the notebooks of the course; return its folder."""
    shutil.copytree(
        start.ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns("my_*", ".ipynb_checkpoints")
    )
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=The course")
    return folder


def together(learners, step, failures):
    """Let all of them do this at once; return what each got, without those that failed, which is noted."""

    def one(learner):
        try:
            return step(learner)
        except Exception:
            failures.append(f"{learner.name}: {traceback.format_exc(limit=-3)}")

    with concurrent.futures.ThreadPoolExecutor(len(learners)) as all_of_them:
        return [got for got in all_of_them.map(one, learners) if got is not None]


def begin(learner, source):
    """Log in, follow the teacher's link, open notebook 03 and run it; return what each step took."""
    server = learner.log_in()
    learner.pull(source)
    kernel = learner.open(NOTEBOOK)
    seconds, pictures = learner.run_all(NOTEBOOK)
    return server, kernel, seconds, pictures


def teach(hub, source, count, moves=MOVES):
    """Hold a lesson for so many learners; return them and the Lesson."""
    lesson, learners = Lesson(), [Learner(hub, f"learner{number}") for number in range(1, count + 1)]
    begun = together(learners, lambda learner: begin(learner, source), lesson.failures)
    for column, numbers in zip(
        (lesson.servers, lesson.kernels, lesson.notebooks, lesson.pictures), zip(*begun, strict=True), strict=False
    ):
        column.extend(numbers)
    lesson.memory = together(learners, Learner.memory, lesson.failures)
    lesson.alone = [
        time for times in together(learners[:1], lambda one: one.drag(moves), lesson.failures) for time in times
    ]
    half = len(learners) // 2
    together(learners[:half], Learner.train, lesson.failures)
    dragged = together(learners[half:], lambda learner: learner.drag(moves), lesson.failures)
    lesson.loaded = [time for times in dragged for time in times]
    together(learners[:half], Learner.interrupt, lesson.failures)
    return learners, lesson
