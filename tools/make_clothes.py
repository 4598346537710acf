"""Choose 100 pullovers and 100 shirts, show them to EfficientNet-Lite0 and record all in data/clothes.npz.

    apt-get install dataset-fashion-mnist        Fashion-MNIST (MIT), as Debian and Ubuntu carry it
    python tools/make_clothes.py [--check] [FOLDER]

FOLDER is where its four files are. It wants the packages of requirements-transfer.txt and takes half a minute. With
--check nothing is written; it says whether the file holds these pictures and labels, and how far the features of both
networks are from those in it: other processors find other last digits.
"""

import gzip
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from helpers.datasets.files import DATA
from helpers.lessons.transfer_learning.clothes import EACH, NAMES, STEPS
from helpers.lessons.transfer_learning.features import lite0, start_lite0
from helpers.lessons.transfer_learning.photographs import square

PLACE = DATA / "clothes.npz"
USUAL = Path("/usr/share/datasets/fashion-mnist")
NUMBERS = {"pullover": 2, "shirt": 6}  # as Fashion-MNIST counts its classes


def chosen(folder):
    """Return the first pullovers and shirts of the test images, `(200, 28, 28)`, 0 white to 255 black."""
    images, kinds = (gzip.decompress((folder / f"t10k-{name}-ubyte.gz").read_bytes())
                     for name in ("images-idx3", "labels-idx1"))  # fmt: skip
    pictures, labels = np.frombuffer(images[16:], np.uint8).reshape(-1, 28, 28), np.frombuffer(kinds[8:], np.uint8)
    return np.concatenate([pictures[labels == NUMBERS[name]][:EACH] for name in NAMES])


def untrained(images, seed=0):
    """Return EfficientNet-Lite0 as it stands before any training, as its authors start it.

    Weights are normal with variance 2 / (size of the kernel · channels out); normalization by the pictures it sees.
    """
    import torch

    torch.manual_seed(seed)
    network = lite0(trained=False)
    for part in network.modules():
        if isinstance(part, torch.nn.Conv2d):
            high, wide = part.kernel_size
            torch.nn.init.normal_(part.weight, 0, (2 / (high * wide * part.out_channels)) ** 0.5)
        if isinstance(part, torch.nn.BatchNorm2d):
            part.momentum = None  # mean and spread of all pictures that are shown
            part.reset_running_stats()
            part.train()
    extract, order = start_lite0(network), torch.randperm(len(images)).tolist()
    for start in range(0, len(images), 50):
        extract([images[place] for place in order[start : start + 50]])
    return network.eval()


def in_steps(values):
    """Return features as whole numbers of steps, 42 of them to 1; they go from 0 to 6."""
    return np.clip(np.rint(STEPS * values), 0, 255).astype(np.uint8)


def recorded(folder):
    """Return the arrays of the file."""
    pictures = chosen(folder)
    images = [square(Image.fromarray(255 - ink).convert("RGB"), 224) for ink in pictures]
    arrays = {"pictures": pictures, "labels": np.repeat(np.arange(len(NAMES)), EACH).astype(np.uint8)}
    for name, network in {"trained": lite0(), "untrained": untrained(images)}.items():
        extract = start_lite0(network)
        arrays[name] = in_steps(np.concatenate([extract(images[start : start + 25]) for start in range(0, 200, 25)]))
    return arrays


def main(check, folder):
    """Record, or compare: the same pictures and labels, and at most one step apart in each number of both networks."""
    if not folder.is_dir():
        print(f"Nothing was done: there is no folder {folder}; the top of this tool says where its files come from")
        return 1
    arrays = recorded(folder)
    if not check:
        np.savez_compressed(PLACE, **arrays)
        print(f"{PLACE.name}: saved, {PLACE.stat().st_size:,} bytes")
        return 0
    with np.load(PLACE, allow_pickle=False) as file:
        far = max(int(np.abs(file[name].astype(int) - arrays[name]).max()) for name in ("trained", "untrained"))
        same = all(np.array_equal(file[name], arrays[name]) for name in ("pictures", "labels"))
    said = "the same" if same else "not the same"
    print(f"{PLACE.name}: {said} pictures and labels; features of both networks at most {far} steps apart (1 may be)")
    return int(far > 1 or not same)


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--check"]
    sys.exit(main("--check" in sys.argv[1:], Path(given[0]) if given else USUAL))
