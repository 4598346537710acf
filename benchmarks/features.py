"""How long does EfficientNet-Lite0 look at 200 pictures of 224 × 224 pixels? And how long does a last layer learn?

    .venv-transfer/bin/python benchmarks/features.py

It wants the packages of requirements-transfer.txt. Where other work is on the cores, look at the seconds of computing.
"""

import os
import time

import numpy as np
from PIL import Image

from helpers.lessons.transfer_learning.features import EXTRACTORS, features, is_ready, started
from helpers.lessons.transfer_learning.transfer import last_layer

PICTURES = 200


def measured(work):
    """Return how many seconds some work takes, by the clock and of computing, and what it gives."""
    began, computed = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - began, time.process_time() - computed, result


def main():
    """Print seconds, and the ratio to the time of the last layer."""
    random = np.random.default_rng(0)
    images = [Image.fromarray(random.integers(0, 256, (224, 224, 3), dtype=np.uint8)) for _ in range(PICTURES)]
    targets = np.eye(2)[np.arange(PICTURES) % 2]
    print(f"{PICTURES} pictures of 224 × 224 pixels, {os.cpu_count()} cores")
    for name in EXTRACTORS:
        if name == "inception_v3" or not is_ready(name):  # Inception would fetch 88 MB.
            print(f"{name:20} left out")
            continue
        begin, *_ = measured(lambda name=name: started(name))
        look, looking, values = measured(lambda name=name: features(name, images))
        learn, learning, _ = measured(lambda values=values: last_layer(values, targets))
        print(f"{name:20} load {begin:5.1f} s, features {look:5.1f} s (computing {looking:5.1f} s), last layer "
              f"{learn:4.1f} s (computing {learning:4.1f} s): {looking / learning:.1f} times as much")  # fmt: skip


if __name__ == "__main__":
    main()
