"""Draw the men and chickens of notebook 08: 8 x 8 pictures in grey, made from 50 men and 50 chickens drawn by hand.

    python tools/make_characters.py            write data/characters.npz
    python tools/make_characters.py --check    say whether the file holds these pictures; write nothing

Ink is counted in whole hundredths, 0 (white) to 100 (black), so that 0.15 is stored exactly. All chance comes from
`random()` of Python's own generator, the only one that is promised to stay the same in later versions.
"""

import argparse
import random
import sys
from pathlib import Path

import numpy as np

from arrays_file import save_or_check, shuffled

FILE = Path(__file__).resolve().parent.parent / "data" / "characters.npz"
SEED = 8
OF_EACH = 20  # pictures made from each drawing

INK = {".": 0, ":": 15, "-": 35, "+": 55, "#": 75, "@": 100}
# The first of each class is its clear picture; its first four pixels are those of the book (ch. 25).
MEN = {
    "in a cap": ":-####.. ..--#... ..--.... .#@@@#.. #.@@@.#. ..@@@... ..#.#... .##.##..",
    "standing": "...##... ...##... ..@@@@.. .@.@@.@. .@.@@.@. ...@@... ..@..@.. ..@..@..",
    "arms up": ".@....@. .@.##.@. .@.##.@. ..@@@@.. ...@@... ...@@... ..@..@.. ..@..@..",
    "arms out": "...##... ...##... @@@@@@@@ ...@@... ...@@... ..@..@.. ..@..@.. .@....@.",
    "walking": "..##.... ..##.... ..@@@... .@@@.@.. @.@@..@. ..@@@... .@...@.. @@...@@.",
    "in a hat": "..@@@@.. .@@@@@@. ...--... ..@@@@.. .@.@@.@. ...@@... ..@..@.. .@@..@@.",
    "waving": "@..##... @..##... .@@@@@.. ...@@.@. ...@@.@. ...@@... ..@..@.. ..@..@..",
    "thin": "..@@@... ..@-@... ..@@@... ...@.... .@@@@@.. ...@.... ..@.@... .@...@..",
    "with a stick": "..##.... ..##.... .@@@@.+. @.@@.@+. ..@@..+. ..@@..+. .@..@.+. .@..@.+.",
    "cheering": "@......@ .@.##.@. ..@##@.. ...@@... ...@@... ...@@... ..@..@.. .@....@.",
    "broad": "...##... ...##... .@@@@@@. @@@@@@@@ @.@@@@.@ ..@@@@.. ..@..@.. ..@..@..",
    "round": "...##... ..@@@@.. .@@@@@@. @.@@@@.@ ..@@@@.. ..@@@@.. ..@..@.. .@@..@@.",
    "a child": "........ ........ ...##... ...##... ..@@@@.. .@.@@.@. ...@@... ..@..@..",
    "with long legs": "...@@... ..@@@@.. .@.@@.@. ...@@... ..@..@.. ..@..@.. ..@..@.. .@@..@@.",
    "with a big head": "..@@@@.. ..@--@.. ..@--@.. ..@@@@.. ...@@... .@@@@@@. ...@@... ..@..@..",
    "legs apart": "...##... ...##... ..@@@@.. .@.@@.@. ...@@... ..@..@.. .@....@. @......@",
    "jumping": "@..##..@ .@.##.@. ..@@@@.. ...@@... ...@@... ..@..@.. .@....@. @......@",
    "hands on hips": "...##... ...##... .@@@@@@. @..@@..@ .@@@@@@. ...@@... ..@..@.. ..@..@..",
    "running": "....##.. ....##.. ..@@@... .@.@@@@. ...@@... ..@@.@.. @@....@. ......@@",
    "kicking": "..##.... ..##.... .@@@@@.. @.@@..@. ..@@.... ..@.@@.. ..@...@@ .@@.....",
    "pointing": "..##.... ..##.... .@@@@@@@ @.@@.... @.@@.... ..@@.... .@..@... .@..@...",
    "in a coat": "...##... ...##... ..@@@@.. .@@@@@@. .@@@@@@. @@@@@@@@ ..@..@.. ..@..@..",
    "in a top hat": "..@@@@.. ..@@@@.. .@@@@@@. ...--... .@@@@@@. @..@@..@ ...@@... ..@..@..",
    "holding a ball high": "..####.. @.####.@ .@....@. .@.##.@. ..@@@@.. ...@@... ..@..@.. ..@..@..",
    "with a bag": ".##..... .##..... @@@@.... @.@@@... @.@@.@.. ..@@.##. .@..@##. .@..@...",
    "leaning": ".##..... .##..... ..@@@... .@.@@@.. @...@@.@ ....@@.. ...@..@. ..@....@",
    "from the side": "...##... ...###.. ...@@... ...@@@.. ...@@.@. ...@@... ...@@... ...@@@..",
    "strolling": "...##... ...##... ...@@... ..@@@@.. .@.@@.@. ...@@... ..@..@.. .@...@@.",
    "carrying a box": "..##.... ..##.... ..@@@@.. ..@@.@## ..@@..## ..@@.... ..@.@... ..@.@@..",
    "arms crossed": "...##... ...##... .@@@@@@. .@####@. .@@@@@@. ...@@... ..@..@.. .@@..@@.",
    "on a chair": "..##.... ..##.... .@@@@... .@@.@@.. .@@@@@@. .+...@@. .+....@. .+....@@",
    "kneeling": "........ ..##.... ..##.... .@@@@@.. @.@@..@. ..@@@@.. ..@..@.. @@@..@@.",
    "dancing": "@..##... @..##..@ .@@@@@@. ...@@... ...@@... ..@..@@. ..@....@ .@@.....",
    "shrugging": "...##... @..##..@ @@@@@@@@ ...@@... ...@@... ...@@... ..@..@.. .@@..@@.",
    "under an umbrella": ".++++++. ++++++++ ...+##.. ...+##.. ..@@@@@. ....@@.@ ....@@.. ...@..@.",
    "a stick figure": "..@@.... ..@@.... ...@.... .@@@@@.. ...@.... ...@.... ..@.@... .@...@..",
    "hands high": "@..@@..@ @..@@..@ .@@@@@@. ...@@... ...@@... ..@..@.. ..@..@.. ..@..@..",
    "in a scarf": "...##... ...##... ..++++.. .@@@@@+. @.@@@@+@ ..@@@@.. ..@..@.. .@@..@@.",
    "in a helmet": "..@@@@.. .@@@@@@. .@#--#@. ..####.. .@@@@@@. @..@@..@ ..@..@.. ..@..@..",
    "strong": ".@.##.@. @@.##.@@ @@@@@@@@ ..@@@@.. ...@@... ...@@... ..@..@.. .@@..@@.",
    "on one leg": "...##... ...##... @@@@@@@@ ...@@... ...@@... ...@@@@. ...@..@. ..@@....",
    "climbing a step": "...##... ...##... ..@@@@.. .@.@@..@ ...@@... ...@@@@. ..@...@. .@@...@@",
    "with two sticks": "...##... ...##... .@@@@@@. +..@@..+ +..@@..+ +.@..@.+ +.@..@.+ .@@..@@.",
    "in wide trousers": "...##... ...##... .@@@@@@. @..@@..@ ..@@@@.. ..@@@@.. .@@..@@. .@@..@@.",
    "saluting": "..@##... .@.##... .@@@@@@. ..@@@@.@ ..@@@@.@ ...@@... ..@..@.. .@@..@@.",
    "throwing": "@...##.. .@..##.. ..@@@@@. ....@@.@ ....@@.. ...@@@.. ..@...@. .@....@@",
    "skipping": "...##... ...##... @.@@@@.@ .@.@@.@. ...@@... ..@@@@.. .@@..@.. ....@@..",
    "with a flag": "##+..... ##+.##.. ..+.##.. ..@@@@@. ....@@.@ ....@@.. ...@..@. ...@..@.",
    "square": "..@@@@.. ..@@@@.. .@@@@@@. .@@@@@@. .@@@@@@. ..@@@@.. ..@..@.. ..@..@..",
    "reaching up": ".....@@. .##..@.. .##.@... ..@@@... @@.@@... ...@@... ..@..@.. ..@..@..",
}
CHICKENS = {
    "looking ahead": ":-##.... .#@@.... +@@@...# ..@@..## ..@@@@@@ ..@@#@@. ...@@@.. ...+.+..",
    "looking back": ".....+.. .....@@. @....@@+ @@..@@.. @@@@@@.. .@@#@@.. ...@@... ...+.+..",
    "pecking": "......@@ .....@@@ ...@@@@. ..@@#@@. .@@@@@.. @@@..+.. +@@..+.. +...++..",
    "sitting": "..+..... .@@..... +@@....@ .@@@..@@ .@@@@@@. .@@##@@. ..@@@@.. .++++++.",
    "hen": "...+.... ..@@.... .+@@...@ ...@@@@@ ...@#@@. ....@@.. ....+.+. ...++++.",
    "rooster": ".+...... .@@..@@. +@@.@@#@ ..@@@@.# ..@@@@.. ...@@... ...+.+.. ..++.++.",
    "wing up": ".....@.. .+..@@.. .@@.@@.. +@@@@@.@ ..@@@@@@ ...@@@.. ...+.+.. ..++.++.",
    "chick": "........ ...@@... .+@@@... ...@@@.@ ...@#@@@ ...@@@@. ....+.+. ...++++.",
    "running": "........ .@@..... +@@...@@ ..@@@@@. ..@#@@@. ...@@@.. ..+..+.. .+....+.",
    "tall": "..++.... ..@@.... .+@@.... ..@@...@ ..@@@@@@ ...@@@@. ....+.+. ....+.+.",
    "fat": "..@@.... .+@@...@ ..@@@.@@ .@@@@@@@ .@@@@@@@ ..@@@@@. ...+.+.. ..++.++.",
    "comb up": "..##.... ..@@@... .+@@.... ..@@..@@ ..@@@@@@ ...@@@@. ....++.. ...++++.",
    "with a long neck": ".@@..... +@@..... .@@..... .@@...@. .@@@@@@@ ..@@@@@. ...+.+.. ..++.++.",
    "with a big tail": "......@@ .@@..@@@ +@@..@@@ .@@@@@@@ .@@@@@@. ..@@@@.. ...+.+.. ...+.+..",
    "pecking low": "........ .....@@. ...@@@@@ ..@@@@@. .@@@@@.. @@@+.+.. @@.+.+.. +.++.++.",
    "neck out": "........ ......@. ......@@ @@@@@@@@ +@@@@@@. ...@@@.. ...+.+.. ..++.++.",
    "crowing": "+....... .@@..... .@@....@ ..@@..@@ ..@@@@@@ ...@@@@. ....+.+. ....+.+.",
    "crowing rooster": ".+...... ..@@..@. .@@@.@@@ ..@@@@@@ ..@@@@.. ...@@... ...+.+.. ..++.++.",
    "brooding": "........ .@@..... +@@..... .@@@@@@@ .@@@@@@. ++@@@@++ ++++++++ .++++++.",
    "on an egg": ".@@..... +@@....@ .@@@@@@@ .@@@@@@@ ..@@@@@. ..::::.. ..:--:.. ..::::..",
    "small chick": "........ ........ ........ ..@@.... .+@@@... ..@@@@.. ...@@... ...++...",
    "round chick": "........ ...@@@.. ..+@@@.. ...@@@@. ..@@@@@. ..@@@@@. ...@@@.. ...+.+..",
    "striding": ".@@..... +@@..... .@@...@@ ..@@@@@@ ..@@@@@. ...@@@.. ..+...+. .++...++",
    "sprinting": "........ ........ .@@...@@ +@@@@@@@ ..@@@@@. ...@@@.. .++...+. +......+",
    "flapping": "....@@.. .@@.@@@. +@@.@@@@ .@@@@@@@ ..@@@@.@ ...@@... ...+.+.. ..+...+.",
    "flying": "....@@@. ...@@@.. .@@@@..@ +@@@@@@@ ..@@@@.. ....@@@. ...+.+.. ........",
    "landing": "@@...@@. .@@.@@.. ..@@@... .@@@@..@ +@@@@@@@ ...@@@.. ..+.+... .+.+....",
    "looking down": "........ ...@@..@ ..@@@@@@ .@@@@@@. .@@@@@.. +..+.+.. ...+.+.. ..++.++.",
    "tail spread": "....@@@. .@@@@@@@ +@@@@@@@ .@@@@@@@ ..@@@@@. ...@@@.. ...+.+.. ..++.++.",
    "lean": ".@...... +@...... .@.....@ .@@@@@@@ ..@@@@@. ...@@@.. ...+.+.. ...+.+..",
    "with strong legs": ".@@..... +@@...@. .@@@@@@@ ..@@@@@@ ..@@@@@. ...#..#. ...#..#. ..##.##.",
    "with long legs": ".@@..... +@@...@@ ..@@@@@@ ...@@@@. ....+.+. ....+.+. ....+.+. ...++++.",
    "on one leg": ".@@..... +@@...@. .@@@.@@@ ..@@@@@. ..@@@@@. ...@@@.. ....+... ...++...",
    "crouching": "........ ....@@@@ .@@@@@@@ +@@@@@@. .@@@@@@. ...@@@.. ...+.+.. ..++.++.",
    "preening": "...@@... ...@@+.@ ...@@.@@ ..@@@@@@ .@@@@@@. ..@@@@.. ...+.+.. ..++.++.",
    "with a worm": "........ .@@...@. @@@..@@@ +@@@@@@@ +.@@@@@. +..@@@.. ...+.+.. ..++.++.",
    "with a crest": ".#.#.... .@@@.... +@@....@ .@@@..@@ .@@@@@@@ ..@@@@@. ...+.+.. ..++.++.",
    "with a wattle": "..@@.... .+@@.... .##@..@. ..@@@@@@ ..@@@@@@ ...@@@@. ....+.+. ...++.++",
    "tail down": ".@@..... +@@@.... .@@@@@.. ..@@@@@. ..@@@@@@ ...@@..@ ...+.+.. ..++.++.",
    "sleeping": "........ ........ ..@@@... .+@@@@@@ .@@@@@@@ .@@@@@@. ..@@@@.. ...++...",
    "stretching": "@@...... +@@..... ..@@..@@ ...@@@@@ ...@@@@. ....@@.. ...+..+. ..++.++.",
    "in the dust": "........ ........ ........ .@@...@@ +@@@@@@@ .@@@@@@. ++@@@@++ .++++++.",
    "speckled": ".@@..... +@@...@@ .@@@.@#@ .@#@#@@. .@@#@#@. ..@@@@.. ...+.+.. ..++.++.",
    "pale": "..##.... .+##.... ..##..## .#--###. .#----#. ..####.. ...+.+.. ..++.++.",
    "with a dark tail": ".##....@ +##...@@ .##..@@@ .######. .######. ..####.. ...+.+.. ...+.+..",
    "like a ball": "........ ..@@@... .@@@@... +@@@@@@. .@@@@@@@ ..@@@@@. ..@@@@.. ...+.+..",
    "on a perch": ".@@..... +@@...@. .@@@@@@@ ..@@@@@. ...@@@.. ...+.+.. ######## ........",
    "hopping": ".@@..... +@@..@@. .@@@@@@@ ..@@@@@. ...@@... ..+..+.. ........ ........",
    "turning": "....@@.. ....@@+. @...@@.. @@.@@@.. @@@@@@.. .@@@@... ..+.+... .++.++..",
    "with a curved tail": "......@. .#...@.@ .@@..@.@ +@@.@@.. .@@@@@.. ..@@@@.. ...+.+.. ..++.++.",
}
CLASSES = (MEN, CHICKENS)  # labels 0 and 1
SIDE = 8
DIRECTIONS = ((0, 1), (1, 0), (1, 1), (1, -1))  # of a stroke: along a row, down a column, along a diagonal


def drawn(template):
    """Return a template as ink from 0 to 1, `(8, 8)`.

    >>> drawn(MEN["in a cap"])[0, :4]
    array([0.15, 0.35, 0.75, 0.75])
    """
    return np.array([[INK[sign] for sign in row] for row in template.split()]) / 100


def between(lot, low, high):
    return low + (high - low) * lot.random()


def below(lot, n):
    return int(n * lot.random())


def thickened(ink, amount):
    """Let ink run into the pixels beside it (amount above 0), or let the edges fade (below 0).

    >>> thickened(np.eye(3), 0.2)[0]
    array([1. , 0.2, 0. ])
    >>> thickened(np.eye(3), -0.2)[0]
    array([0.8, 0. , 0. ])
    """
    wide = np.pad(ink, 1)
    beside = np.stack([wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]])
    if amount > 0:
        return np.maximum(ink, amount * beside.max(axis=0))
    return ink * (1 + amount * (1 - beside.min(axis=0)))


def shifted(ink, down, right):
    """Return the picture moved by -1, 0 or 1 pixels each way; what leaves it is lost.

    >>> shifted(np.eye(2), 0, 1)
    array([[0., 1.],
           [0., 0.]])
    """
    rows, columns = ink.shape
    return np.pad(ink, 1)[1 - down : 1 - down + rows, 1 - right : 1 - right + columns].copy()


def step(lot):
    """Return -1, 0 or 1, most often 0."""
    return 0 if lot.random() < 0.45 else 2 * below(lot, 2) - 1


def stroke(lot):
    """Return the rows and the columns of two or three pixels in a line."""
    row, column = below(lot, SIDE), below(lot, SIDE)
    down, right = DIRECTIONS[below(lot, 4)]
    places = [(row + down * k, column + right * k) for k in range(2 + below(lot, 2))]
    return tuple(np.array([place for place in places if max(place) < SIDE and min(place) >= 0]).T)


def variant(ink, lot):
    """Return one more picture of what a template shows, in hundredths: as another hand would draw it."""
    if lot.random() < 0.5:
        ink = ink[:, ::-1]
    ink = shifted(thickened(ink, between(lot, -0.2, 0.2)), step(lot), step(lot)) * between(lot, 0.6, 1)
    if lot.random() < 0.1:
        ink[stroke(lot)] = 0
    if lot.random() < 0.1:
        ink[stroke(lot)] = between(lot, 0.6, 1)
    # Three numbers by lot, added, are almost normally distributed; unlike a logarithm they are the same everywhere.
    noise = np.array([lot.random() + lot.random() + lot.random() - 1.5 for _ in range(ink.size)]).reshape(ink.shape)
    return np.rint(100 * np.clip(ink + 0.2 * lot.random() * noise, 0, 1)).astype(np.uint8)


def new_variant(ink, lot, seen):
    """Return a picture of a drawing that is not yet in `seen`, and put it there."""
    while (picture := variant(ink, lot)).tobytes() in seen:
        pass
    seen.add(picture.tobytes())
    return picture


def dealt(drawings, lot):
    """Return the drawings of a class as ink, `(50, 8, 8)`: the clear one first, the others in an order by lot."""
    first, *others = drawings.values()
    return np.array([drawn(template) for template in (first, *shuffled(others, lot))])


def make(seed=SEED):
    """Return the arrays of data/characters.npz by their names.

    The pictures come in pairs, a man and a chicken in either order, made from the man and the chicken of one number: so
    both are equally many in every part, however the set is split, and in the first 8, 40 or 400 of the training part.
    """
    lot = random.Random(seed)
    men, chickens = (dealt(drawings, lot) for drawings in CLASSES)
    seen, pairs = set(), []
    for number, both in enumerate(zip(men, chickens, strict=True)):
        for _ in range(OF_EACH):
            pair = [(new_variant(ink, lot, seen), label, number) for label, ink in enumerate(both)]
            pairs.append(shuffled(pair, lot))
    pictures, labels, numbers = zip(*(one for pair in shuffled(pairs, lot) for one in pair), strict=True)
    return {
        "pictures": np.array(pictures),
        "labels": np.array(labels, dtype=np.uint8),
        "numbers": np.array(numbers, dtype=np.uint8),
        "men": np.rint(100 * men).astype(np.uint8),
        "chickens": np.rint(100 * chickens).astype(np.uint8),
    }


def main(arguments=None):
    """Write the file; with --check compare it, and return 1 when it differs."""
    parser = argparse.ArgumentParser(description="Draw the men and chickens of notebook 08.")
    parser.add_argument("--check", action="store_true", help="say whether the file would differ; write nothing")
    return save_or_check(make(), FILE, parser.parse_args(arguments).check)


if __name__ == "__main__":
    sys.exit(main())
