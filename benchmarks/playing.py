"""How many pictures a second does Play show? Both races of notebook 07 and the training of notebook 08.

    python benchmarks/playing.py [--quick]

The floor is a live picture with the same steps control that draws one line of SVG: no race can play faster. Play asks
for a picture every 40 ms, 25 a second. Counted are the different pictures that were in the page at an animation frame
(by their twins, which tell the step), from the first to the last. They play in turns, so that a busy machine is busy
for all. Required: at least 20 a second, less what the floor loses. There is no verdict, for a number means little
without its machine. All of it happens in a real JupyterLab.

The training plays as fast as it learns, 20 pictures of five epochs each; required are 10 a second. The same training
without pictures is timed in turns with it: with them it may take at most twice as long.
"""

import argparse
import random
import statistics
import sys

from opened import notebook, opened

PAUSE, WANTED = 40, 20  # ms, pictures a second
SETUP = """
from helpers import *
from helpers.pens.picture import card, words
inputs, targets = line_data()
RUNNERS, GROUND = run_race(inputs, targets, eta=0.1), line_surface(inputs, targets)

def floor(step):
    return card(200, 40, [words(10, 25, step)], f"Step {step}.")

def rules(step):
    return draw.rule_race(SURFACES["ravine"], step)

def data(step):
    return draw.data_race(RUNNERS, GROUND, 2.5 * step, "examples seen")

import time
characters, films = load_characters(), {}

def fresh():
    start = create(64, 64, 2, seed=1)
    return Film(start, characters.training, characters.validation, 0.5, 10, epochs=100, seed=1, every=5)

def training(step):
    if step == 0:
        films[0] = fresh()
    return draw.film_frame(films[0], step)

def bare(step):
    began = time.perf_counter()
    if step:
        for _ in fresh().steps:
            pass
    return card(400, 40, [words(10, 25, "bare")], f"{step} {time.perf_counter() - began}")
"""
CELLS = {
    "floor: one line of SVG": "explore(floor, step=steps(100, pause=40))",
    "race of rules (section 6)": "explore(rules, step=steps(100, pause=40))",
    "race on data (section 5)": "explore(data, step=steps(40, pause=40))",
    "training (notebook 08)": "explore(training, step=steps(20, pause=0))",
}
BARE = "explore(bare, step=steps(1))"
TIME = """async () => {
    const all = document.querySelectorAll('.jp-Notebook .nn-live'), live = all[all.length - 1];
    const slider = live.querySelector('input[type=range]'), twin = live.querySelector('figcaption');
    for (const value of [0, 1]) {
        slider.value = value;
        slider.dispatchEvent(new Event('input'));
        while (!twin.textContent.startsWith(value)) await new Promise(done => setTimeout(done, 20));
    }
    return +twin.textContent.split(' ')[1];
}"""
PLAY = """async number => {
    const live = document.querySelectorAll('.jp-Notebook .nn-live')[number];
    const frame = () => new Promise(requestAnimationFrame), button = live.querySelector('.nn-buttons :nth-child(2)');
    const slider = live.querySelector('input[type=range]'), twin = live.querySelector('figcaption');
    live.scrollIntoView({block: 'center'});
    slider.value = 0;
    slider.dispatchEvent(new Event('input'));
    await new Promise(done => setTimeout(done, 500));
    let old = twin.textContent, shown = -1, began = 0, last = 0;  // the first change starts the clock
    button.click();
    while (button.textContent.includes('Pause') || performance.now() < last + 300) {
        await frame();
        if (twin.textContent !== old) {
            old = twin.textContent;
            last = performance.now();
            began ||= last;
            shown += 1;
        }
    }
    return 1000 * shown / (last - began);
}"""


def measure(page, rounds):
    """Return the pictures a second of every round for each of CELLS, and the seconds of the training without them."""
    found, bare, turns = {name: [] for name in CELLS}, [], random.Random(1)
    for number in range(rounds + 1):
        for name in turns.sample(list(CELLS), len(CELLS)):
            rate = page.evaluate(PLAY, list(CELLS).index(name))
            if number:
                found[name].append(rate)
        bare.append(page.evaluate(TIME))
        print(f"\rround {number + 1} of {rounds + 1}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found, bare[1:]


def report(found, bare):
    """Print the numbers with the budget beside them."""
    floor = statistics.median(next(iter(found.values())))
    print(
        f"\nDifferent pictures a second while Play runs with a pause of {PAUSE} ms, {len(found[next(iter(found))])} "
        f"rounds, in turns\n{'':28}{'median':>8}{'least':>8}{'most':>8}   of the floor"
    )
    for name, rates in found.items():
        half = statistics.median(rates)
        print(f"{name:28}{half:8.1f}{min(rates):8.1f}{max(rates):8.1f}{half / floor:14.2f}")
    print(f"Required of the races: {min(WANTED, floor):.1f} ({WANTED}, less what the floor loses), of the training 10.")
    times = [20 / rate / seconds for rate, seconds in zip(found["training (notebook 08)"], bare, strict=True)]
    print(
        f"The training alone takes {statistics.median(bare):.2f} s; with its pictures {statistics.median(times):.2f} "
        f"times as long ({min(times):.2f} to {max(times):.2f})."
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="fewer rounds: a first look in half a minute")
    rounds = 2 if options.parse_args().quick else 8
    with opened("playing.ipynb", notebook([SETUP, *CELLS.values(), BARE])) as page:
        found, bare = measure(page, rounds)
    report(found, bare)


if __name__ == "__main__":
    main()
