"""Your own pictures: `python3 start.py retrain FOLDER`, then `python3 start.py classify PICTURE` (book ch. 36).

A frozen network turns every picture into features; only a new last layer is trained. Some pictures of each class are
held out: the layer never learns from them, so that its report is honest.
"""

import argparse
import hashlib
import io
import sys
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import DATA, in_browser, one_hot, save_whole
from helpers.lessons.transfer_learning.augmentation import Augmentation, checked, more
from helpers.lessons.transfer_learning.clothes import clothes_folder
from helpers.lessons.transfer_learning.features import EXTRACTORS, features, of_examples, started
from helpers.lessons.transfer_learning.photographs import (
    Collection,
    composed,
    file_content,
    in_words,
    on_disk,
    read_folder,
    read_picture,
)
from helpers.lessons.transfer_learning.transfer import last_layer
from helpers.network import checks
from helpers.network.network import Network, forward
from helpers.network.tables import Table

USUAL = "efficientnet_lite0"
PLACE = (Path.cwd() if in_browser() else DATA.parent / "my-notebooks") / "last_layer.npz"
COPIES = 4  # of each training picture, when pictures are changed by chance
MOST_LAYER = 50_000_000  # bytes of a saved layer


class Layer(NamedTuple):
    """A trained last layer and what belongs to it; `learned` are the SHA-256 of the pictures that it learned from."""

    network: Network
    classes: tuple
    extractor: str
    learned: tuple

    def __repr__(self):
        return f"a last layer on {self.extractor}, classes {', '.join(self.classes)}"


class Answer(NamedTuple):
    """One held-out picture: its folder and file, its class, the class with the highest score, all scores (sum 1)."""

    place: tuple
    label: str
    said: str
    scores: tuple

    @property
    def file(self):
        """The picture's folder and name."""
        return "/".join(self.place)

    @property
    def score(self):
        """The score of the class that was said."""
        return max(self.scores)


class Retrained(NamedTuple):
    """What came out: the layer, the pictures, the answers on held-out ones, the share of right ones on the others."""

    layer: Layer
    collection: Collection
    answers: tuple
    training_accuracy: float

    @property
    def accuracy(self):
        """The share of right answers on held-out pictures, 0 to 1; NaN when none were held out."""
        right = [answer.label == answer.said for answer in self.answers]
        return float(np.mean(right)) if right else float("nan")

    def confusion(self):
        """Return the confusion table of the held-out pictures: a row for each class, a column for each answer."""
        classes = self.layer.classes
        rows = tuple((label, [sum((answer.label, answer.said) == (label, said) for answer in self.answers)
                              for said in classes]) for label in classes)  # fmt: skip
        columns = {"class": lambda row: row[0]}
        for place, said in enumerate(classes):
            columns[f"taken for {said}"] = lambda row, place=place: str(row[1][place])
        return Table(f"{len(self.answers)} held-out pictures", columns, rows)

    def doubtful(self, count=5):
        """Return the held-out pictures with the lowest highest score: what to look at first."""
        rows = sorted(self.answers, key=lambda answer: answer.score)[:count]
        columns = {"picture": lambda row: row.file, "class": lambda row: row.label, "taken for": lambda row: row.said,
                   "score": lambda row: f"{row.score:.2f}",
                   "": lambda row: "right" if row.label == row.said else "wrong"}  # fmt: skip
        return Table("the most doubtful held-out pictures", columns, tuple(rows))

    def notes(self):
        """Return the files that were skipped or converted, and why."""
        columns = {"file": lambda row: row.file, "what": lambda row: row.what, "why": lambda row: row.why}
        return Table(f"{len(self.collection.notes)} files need a word", columns, self.collection.notes)

    def __repr__(self):
        right = sum(answer.label == answer.said for answer in self.answers)
        honest = (f"{right} of {len(self.answers)} held-out pictures right ({self.accuracy:.1%})" if self.answers
                  else "no pictures held out, so nobody knows how good it is")  # fmt: skip
        return f"{self.layer}: {honest}; {self.training_accuracy:.1%} of those it learned from"


def retrain(folder=None, extractor=USUAL, steps=200, eta=2, holdout=0.2, seed=0, augmentation=None, progress=None):
    """Return the Retrained of a folder with one sub-folder for each class; without one, of the course's clothes.

    Their features by the usual extractor are recorded, so that it need not be installed for them.
    `extractor` is a name in EXTRACTORS; `steps` updates with all training pictures each; `eta` the learning rate;
    `holdout` the share of each class's pictures that is held out, from 0 to 0.9, chosen by `seed`. With an
    `augmentation` the layer learns from four changed copies of each training picture as well. `progress(title)` returns
    a function of (done, total); without it slow extractors show a bar. Raises ValueError, FileNotFoundError or
    ModuleNotFoundError with a sentence.

    >>> import tempfile
    >>> from helpers import example_folder
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     retrain(example_folder(folder, each=20), "pixels").layer
    a last layer on pixels, classes chicken, man
    """
    if folder is None:
        folder, extractor = clothes_folder(), "recorded" if extractor == USUAL else extractor
    started(extractor)  # What is not installed should be said before a thousand pictures are read.
    steps, eta = checks.whole_number("steps", steps), checks.learning_rate(eta)
    seed = checks.whole_number("seed", seed, at_least=0)
    augmentation = checked(augmentation or Augmentation())
    watch = progress or (Bar if EXTRACTORS[extractor].kept else lambda title: None)
    collection = read_folder(folder, watch("reading"))
    held = held_out(collection, holdout, seed)
    examples, labels = collection.examples, np.array([example.label for example in collection.examples])
    values = of_examples(extractor, examples, watch("features"))
    learned, targets = values[~held], one_hot(labels, len(collection.classes))
    wanted = targets[~held]
    kept = [example for example, out in zip(examples, held, strict=True) if not out]
    if augmentation:
        images = more([read_picture(example.path) for example in kept], augmentation, COPIES, seed)
        learned = np.concatenate([learned, features(extractor, images, watch("changed copies"))])
        wanted = np.concatenate([wanted, np.repeat(wanted, COPIES, axis=0)])
    network = last_layer(learned, wanted, epochs=steps, eta=eta)
    if network.has_diverged:
        raise ValueError(f"the training ran away: eta {eta:g} is too large. Take a smaller one, such as 2")
    scores = forward(network, values).output
    right = scores.argmax(axis=1) == labels
    layer = Layer(network, collection.classes, extractor, tuple(example.digest for example in kept))
    answers = tuple(answer(collection, examples[place], scores[place]) for place in np.flatnonzero(held))
    return Retrained(layer, collection, answers, float(right[~held].mean()))


def answer(collection, example, scores):
    """Return the Answer for one example of a collection."""
    place = (example.path.parent.name, example.path.name)
    return Answer(place, collection.classes[example.label], collection.classes[scores.argmax()], tuple(scores.tolist()))


def held_out(collection, holdout, seed):
    """Return for each example whether it is held out: the same share of each class, never a class's last picture."""
    holdout = checks.real_number("holdout", holdout, "a share from 0 to 0.9, such as 0.2", at_least=0)
    if holdout > 0.9:
        raise ValueError(f"holdout is {holdout:g}, but must be a share from 0 to 0.9, such as 0.2")
    lot, held = np.random.default_rng(seed), np.zeros(len(collection.examples), dtype=bool)
    for label, count in enumerate(collection.counts()):
        places = [place for place, example in enumerate(collection.examples) if example.label == label]
        share = min(count - 1, max(round(holdout * count), 1)) if holdout else 0
        held[lot.permutation(places)[:share]] = True
    return held


class Classified(NamedTuple):
    """A score for each class, from the highest down; they add up to 1. `known`: the layer learned from this picture."""

    scores: dict
    known: bool

    def lines(self):
        """Return a line for each class; the printed scores add up to exactly 1, too."""
        shown = rounded(list(self.scores.values()))
        wide = max(map(len, self.scores))
        return [f"{name:{wide}}  {score:.4f}" for name, score in zip(self.scores, shown, strict=True)]

    def __repr__(self):
        warned = ["It learned from this very picture, so a high score proves nothing."] if self.known else []
        return "\n".join([*self.lines(), *warned])


def classify(picture, layer):
    """Return the Classified of a picture: a path, or what upload() gives; `layer` is a Layer.

    z = softmax(features @ weights + bias_weights). A score is no probability that the answer is right.
    """
    if isinstance(picture, (str, Path)):
        image, content = read_picture(picture), file_content(on_disk(picture))
        known = hashlib.sha256(content).hexdigest() in layer.learned
    else:
        image, known = picture, False
    scores = forward(layer.network, features(layer.extractor, [image])).output[0]
    order = np.argsort(-scores, kind="stable")
    return Classified({layer.classes[place]: float(scores[place]) for place in order}, known)


def rounded(shares, decimals=4):
    """Return shares rounded so that they still add up to 1: what is left goes to the largest remainders.

    >>> rounded([1 / 3, 1 / 3, 1 / 3])
    [0.3334, 0.3333, 0.3333]
    """
    units = np.asarray(shares, dtype=float) * 10**decimals
    whole = np.floor(units + 1e-9)
    missing = round(10**decimals - whole.sum())
    whole[np.argsort(whole - units, kind="stable")[:missing]] += 1
    return (whole / 10**decimals).tolist()


# ---- A layer in a file


def save(layer, place=PLACE):
    """Write a layer into an .npz file, without pickles, and return its path."""
    file, place = io.BytesIO(), on_disk(place)
    np.savez_compressed(file, weights=layer.network.weights[0], biases=layer.network.biases[0],
                        classes=np.array(layer.classes), extractor=np.array(layer.extractor),
                        learned=np.array(layer.learned))  # fmt: skip
    place.parent.mkdir(parents=True, exist_ok=True)
    save_whole(place, file.getvalue())
    return place


def load(place=PLACE):
    """Return the Layer in a file; FileNotFoundError or ValueError says what is wrong with it."""
    place = on_disk(place)
    if not place.exists():
        raise FileNotFoundError(f"there is no trained layer {place}. Type first: python3 start.py retrain FOLDER")
    try:
        if place.stat().st_size > MOST_LAYER:
            raise ValueError("too large")
        with np.load(place, allow_pickle=False) as file:
            classes, extractor = tuple(map(composed, file["classes"].tolist())), str(file["extractor"])
            network = Network([file["weights"]], [file["biases"]], "softmax")
            layer = Layer(network, classes, extractor, tuple(file["learned"].tolist()))
        fits = network.sizes == (EXTRACTORS[extractor].width, len(classes))
    except Exception:  # A damaged archive raises nearly anything.
        fits = False
    if not fits:
        raise ValueError(
            f"the file {place} is no trained layer, or damaged. Make a new one: python3 start.py retrain FOLDER"
        )
    return layer


# ---- The command line


class Bar:
    """A progress bar on one line; where the output is neither a terminal nor a notebook, only its last state."""

    def __init__(self, title, out=None):
        self.title, self.out, self.began = title, out or sys.stderr, time.monotonic()
        self.moves = self.out.isatty() or "ipykernel" in sys.modules

    def __call__(self, done, total):
        line = f"{self.title:16} [{'#' * (24 * done // total):24}] {done:,} of {total:,}"
        if done == total:
            print(f"\r{line}, {time.monotonic() - self.began:.1f} s", file=self.out, flush=True)
        elif self.moves:
            print(f"\r{line}", end="", file=self.out, flush=True)


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(f"This was not understood ({message}).\n\n{self.format_usage().strip()}")


def parser():
    """Return the reader of the command line."""
    top = Parser(prog="python3 start.py", description="Transfer learning on your own pictures.")
    commands = top.add_subparsers(dest="command", required=True, parser_class=Parser)
    new = commands.add_parser("retrain", help="train a new last layer", prog="python3 start.py retrain")
    new.add_argument("folder", metavar="FOLDER", help="holds one folder of pictures for each class")
    new.add_argument("--extractor", default=USUAL, metavar="NAME", help=f"one of {', '.join(EXTRACTORS)} ({USUAL})")
    new.add_argument("--steps", type=int, default=200, help="updates of the last layer (200)")
    new.add_argument("--eta", type=float, default=2.0, help="learning rate (2)")
    new.add_argument("--holdout", type=float, default=0.2, help="share of pictures held out for the report (0.2)")
    new.add_argument("--seed", type=int, default=0, help="chooses them (0)")
    new.add_argument("--flip", action="store_true", help="learn from mirrored copies, too")
    for name, what in (("crop", "cut"), ("scale", "enlarged"), ("brightness", "brighter and darker")):
        new.add_argument(f"--{name}", type=float, default=0, metavar="PERCENT", help=f"learn from {what} copies, too")
    new.add_argument("--layer", default=str(PLACE), metavar="FILE", help="where the layer is saved")
    ask = commands.add_parser("classify", help="ask what is in a picture", prog="python3 start.py classify")
    ask.add_argument("picture", metavar="PICTURE")
    ask.add_argument("--layer", default=str(PLACE), metavar="FILE", help="the saved layer (that of the last retrain)")
    return top


def run_retrain(options):
    """Train, report and save."""
    augmentation = Augmentation(options.flip, options.crop, options.scale, options.brightness)
    made = retrain(
        options.folder, options.extractor, options.steps, options.eta, options.holdout, options.seed, augmentation, Bar
    )
    print(made.collection)
    for note in made.collection.notes:
        print(f"  {note.what}: {note.file}: {note.why}")
    for warning in made.collection.warnings():
        print(f"  warning: {warning}")
    print(f"\n{made}")
    if made.answers:
        print(f"\n{made.confusion()}\n\n{made.doubtful()}")
    print(f"\nSaved in {save(made.layer, options.layer)}. Now: python3 start.py classify PICTURE")


def run_classify(options):
    """Print the scores of one picture."""
    print(classify(options.picture, load(options.layer)))


def main(arguments=None):
    """Run one command; what goes wrong becomes a sentence, and the exit code 1."""
    sys.stdout.reconfigure(errors="replace")  # Labels may have letters that an old terminal lacks.
    try:
        options = parser().parse_args(arguments)
        {"retrain": run_retrain, "classify": run_classify}[options.command](options)
    except (ValueError, TypeError, OSError, ImportError) as problem:
        text = in_words(problem)
        print(text[:1].upper() + text[1:], file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
