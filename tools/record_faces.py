"""Show 100 faces and 100 other pictures to EfficientNet-Lite0 and record its features in data/faces.npz.

    python tools/record_faces.py [--check]

It wants the packages of requirements-transfer.txt and takes half a minute. With --check nothing is written; it says
how far the features are from those in the file: other processors find other last digits.
"""

import sys

import numpy as np
from PIL import Image

from helpers.datasets.files import DATA
from helpers.lessons.transfer_learning.faces import turned
from helpers.lessons.transfer_learning.features import lite0, start_lite0
from helpers.lessons.transfer_learning.photographs import square

PLACE = DATA / "faces.npz"
FACES = 100  # of the 200 pictures, the first ones


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


def in_bytes(values):
    """Return numbers as whole ones from 0 (the smallest) to 255 (the largest)."""
    return np.rint(255 * (values - values.min()) / (values.max() - values.min())).astype(np.uint8)


def recorded():
    """Return the arrays of the file."""
    from skimage.data import lfw_subset

    small = lfw_subset()
    images = [square(Image.fromarray(np.rint(255 * grey).astype(np.uint8)).convert("RGB"), 224) for grey in small]
    by = {"trained": lite0(), "untrained": untrained(images)}
    arrays = {"pixels": in_bytes(turned(small.reshape(len(small), -1)))}
    for name, network in by.items():
        extract = start_lite0(network)
        arrays[name] = in_bytes(np.concatenate([extract(images[start : start + 25]) for start in range(0, 200, 25)]))
    return {**arrays, "labels": (np.arange(len(small)) >= FACES).astype(np.uint8)}


def main(check):
    """Record, or compare: at most one step of 255 apart in each number of the trained network."""
    arrays = recorded()
    if not check:
        np.savez_compressed(PLACE, **arrays)
        print(f"{PLACE.name}: saved, {PLACE.stat().st_size:,} bytes")
        return 0
    with np.load(PLACE, allow_pickle=False) as file:
        far = int(np.abs(file["trained"].astype(int) - arrays["trained"]).max())
    print(f"{PLACE.name}: the features of the trained network are at most {far} of 255 apart")
    return int(far > 1)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
