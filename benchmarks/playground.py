"""How fast is the playground of notebook 14? Pictures a second while it plays, and slider to picture.

    python benchmarks/playground.py [--quick]

A 2-8-8-1 network learns from 350 of 500 points in a real JupyterLab, one epoch a picture: 35 updates, the plane of each
of 16 hidden nodes, the boundary, 500 points, two curves. Play asks for the next picture when the last has come. Wanted
are 20 pictures a second. A latency counts from the slider's event to the first animation frame after the changed
picture is in the page; the budget of its slowest 5 % is 50 ms. The slider of the epochs goes through moments that are
trained already, that of the noise makes new points each time, that of η changes a setting only. The floor is a slider
whose picture is one line of SVG. All take turns, so that a busy machine is busy for all; there is no verdict.
"""

import argparse
import random
import statistics
import sys
import time

from opened import notebook, opened

SETUP = """
from helpers import *
from helpers.pens.picture import card, words

def floor(step):
    return card(200, 40, [words(10, 25, step)], f"Step {step}.")
"""
SLIDERS = "moment=steps(100, pause=0), noise=slider(0, 1, 0.1, 0.01), eta=slider(0.01, 1, 0.1, 0.01)"
CELLS = {
    "floor: one line of SVG": "explore(floor, step=steps(100, pause=0))",
    "2-8-8-1 on 500 points": f'explore(Playground(task="spiral", points=500, layers="8, 8"), {SLIDERS})',
    "7-8-8-8-8-1 on 500 points": "explore(Playground(task='spiral', points=500, layers='8, 8, 8, 8', "
    f"features='x1, x2, x1², x2², x1·x2, sin x1, sin x2'), {SLIDERS})",
}
MOVES = {
    "epoch": [[0, step] for step in range(60)],
    "noise": [[1, step / 100] for step in range(40)],
    "eta": [[2, 0.1 + step / 100] for step in range(40)],
}
PLAY = """async number => {
    const live = document.querySelectorAll('.jp-Notebook .nn-live')[number];
    const frame = () => new Promise(requestAnimationFrame), button = live.querySelector('.nn-buttons :nth-child(2)');
    const slider = live.querySelector('input[type=range]'), twin = live.querySelector('figcaption');
    live.scrollIntoView({block: 'center'});
    live.querySelector('.nn-reset').click();
    await new Promise(done => setTimeout(done, 800));
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
MOVE = """async ([number, moves]) => {
    const live = document.querySelectorAll('.jp-Notebook .nn-live')[number], figure = live.querySelector('figure');
    const frame = () => new Promise(requestAnimationFrame), found = [];
    const sliders = live.querySelectorAll('input[type=range]');
    live.scrollIntoView({block: 'center'});
    for (const [place, value] of moves) {
        const slider = sliders[Math.min(place, sliders.length - 1)];
        slider.value = place < sliders.length ? value : found.length;
        const began = performance.now();
        slider.dispatchEvent(new Event('input'));
        do await frame(); while (figure.getAttribute('aria-busy') === 'true');
        found.push(performance.now() - began);
        await new Promise(done => setTimeout(done, 30));
    }
    return found.slice(5);
}"""


def measure(page, rounds):
    """Return the pictures a second of every round, and the latencies of every slider, for each of CELLS."""
    rates, latencies, turns = {name: [] for name in CELLS}, {}, random.Random(1)
    for number in range(rounds + 1):
        for name in turns.sample(list(CELLS), len(CELLS)):
            place = list(CELLS).index(name)
            rate = page.evaluate(PLAY, place)
            if number:
                rates[name].append(rate)
            for moved, moves in MOVES.items():
                found = page.evaluate(MOVE, [place, moves])
                if number:
                    latencies.setdefault((name, moved), []).extend(found)
        print(f"\rround {number + 1} of {rounds + 1}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return rates, latencies


def report(rates, latencies):
    """Print the numbers with what is wanted beside them."""
    print(f"\nPictures a second while it plays (wanted: 20)\n{'':28}{'median':>8}{'least':>8}{'most':>8}")
    for name, found in rates.items():
        print(f"{name:28}{statistics.median(found):8.1f}{min(found):8.1f}{max(found):8.1f}")
    print(f"\nSlider to picture, ms (wanted: p95 at most 50)\n{'':36}{'p50':>8}{'p95':>8}")
    for (name, moved), found in latencies.items():
        p50, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        print(f"{name:28}{moved:8}{p50:8.0f}{p95:8.0f}")


def in_python():
    """Print what one picture costs in Python alone: training, drawing, both."""
    from helpers import Playground

    play = Playground(task="spiral", points=500, layers="8, 8")
    play(moment=0)
    began = time.perf_counter()
    for moment in range(1, 101):
        play(moment=moment)
    both = time.perf_counter() - began
    began = time.perf_counter()
    for moment in range(1, 101):
        play(moment=moment)
    drawn = time.perf_counter() - began
    print(
        f"In Python alone, 2-8-8-1 on 500 points: {10 * both:.1f} ms a new moment, {10 * drawn:.1f} ms of it drawing."
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="one round: a first look in half a minute")
    rounds = 1 if options.parse_args().quick else 5
    with opened("playground.ipynb", notebook([SETUP, *CELLS.values()])) as page:
        found = measure(page, rounds)
    report(*found)
    in_python()


if __name__ == "__main__":
    main()
