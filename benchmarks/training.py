"""Measure how fast train() is: ratios to the bare matrix products, scikit-learn and PyTorch (CPU).

Network 784-500-500-500-10, ReLU, softmax and cross-entropy, float32, batches of 100. The candidates take turns
(A B C D, A B C D, ...), so that a busy moment of the machine meets them all; the medians are compared.

    python benchmarks/training.py            both one and two threads
    python benchmarks/training.py --rounds 50
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import warnings
from itertools import islice, pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SIZES = (784, 500, 500, 500, 10)
BATCH, EXAMPLES = 100, 2000
STEPS = EXAMPLES // BATCH
ETA = 0.01
THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def made_up_digits():
    """Return random inputs `(EXAMPLES, 784)` and class numbers: speed does not depend on what they show."""
    import numpy as np

    random = np.random.default_rng(0)
    return random.random((EXAMPLES, SIZES[0]), dtype=np.float32), random.integers(0, SIZES[-1], EXAMPLES)


def bare_products(images, classes):
    """Return one epoch of nothing but the 4 + 3 + 4 matrix products of each update; results are kept until its end."""
    from helpers import create

    weights = create(*SIZES, activations="ReLU", dtype=images.dtype).weights

    def epoch():
        for start in range(0, EXAMPLES, BATCH):
            outs = [images[start : start + BATCH]]
            for array in weights:
                outs.append(outs[-1] @ array)
            deltas = [outs[-1]]
            for array in weights[:0:-1]:
                deltas.insert(0, deltas[0] @ array.T)
            gradients = [out.T @ delta for out, delta in zip(outs[:-1], deltas, strict=True)]
        return gradients

    return epoch


def ours(images, classes):
    """Return one epoch of a long train(), as a learner calls it: shuffling and updates included, checks done once."""
    import numpy as np

    from helpers import create, train

    targets = np.eye(SIZES[-1], dtype=np.float32)[classes]
    network = create(*SIZES, activations=("ReLU", "ReLU", "ReLU", "softmax"), dtype=np.float32)

    steps = train(network, images, targets, ETA, "mini-batch", BATCH, epochs=10**6, cost="cross-entropy")

    def epoch():
        for _ in islice(steps, STEPS):
            pass

    return epoch


def scikit_learn(images, classes):
    """Return one epoch of MLPClassifier with plain gradient descent."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        SIZES[1:-1],
        solver="sgd",
        alpha=0,
        batch_size=BATCH,
        learning_rate_init=ETA,
        momentum=0,
        nesterovs_momentum=False,
        random_state=0,
    )
    model.partial_fit(images, classes, classes=list(range(SIZES[-1])))
    return lambda: model.partial_fit(images, classes)


def pytorch(images, classes):
    """Return one epoch of the same network in PyTorch on the CPU."""
    import torch
    from torch import nn

    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    torch.manual_seed(0)
    layers = [part for shape in pairwise(SIZES) for part in (nn.Linear(*shape), nn.ReLU())][:-1]
    model, cost = nn.Sequential(*layers), nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=ETA)
    inputs, targets = torch.from_numpy(images), torch.from_numpy(classes)

    def epoch():
        for rows in torch.randperm(EXAMPLES).split(BATCH):
            optimizer.zero_grad()
            cost(model(inputs[rows]), targets[rows]).backward()
            optimizer.step()

    return epoch


CANDIDATES = {
    "bare matrix products": bare_products,
    "train()": ours,
    "scikit-learn": scikit_learn,
    "PyTorch": pytorch,
}


def prepared():
    """Return the epoch functions of all candidates that are installed, each run once to warm up."""
    epochs = {}
    for name, prepare in CANDIDATES.items():
        try:
            epochs[name] = prepare(*made_up_digits())
        except ModuleNotFoundError as missing:
            if missing.name != "torch":  # the only candidate that the course itself does not need
                raise
            print(f"  {name} not installed")
            continue
        epochs[name]()
    return epochs


def measure(rounds):
    """Print the median milliseconds per update of each candidate, and how many times train() is faster."""
    warnings.simplefilter("ignore")
    epochs = prepared()
    times = {name: [] for name in epochs}
    for _ in range(rounds):
        for name, epoch in epochs.items():
            start = time.perf_counter()
            epoch()
            times[name].append((time.perf_counter() - start) / STEPS * 1000)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        ratios = statistics.median(other / own for other, own in zip(times[name], times["train()"], strict=True))
        print(f"  {name:<22} {median:7.2f} ms per update   train() runs at {ratios:5.2f} times its speed")


def main():
    """Run the measurement in a fresh process per number of threads, as BLAS reads that number when it is loaded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="epochs of 20 updates per candidate (default 30)")
    parser.add_argument("--threads", type=int, help="measure in this process with this many threads")
    options = parser.parse_args()
    if options.threads:
        sys.path.insert(0, str(PROJECT))
        return measure(options.rounds)
    for threads in (1, 2):
        print(f"{threads} thread{'s' * (threads > 1)}:", flush=True)
        settings = {**os.environ, **dict.fromkeys(THREAD_SETTINGS, str(threads))}
        command = [sys.executable, __file__, "--threads", str(threads), "--rounds", str(options.rounds)]
        subprocess.run(command, env=settings, check=True)


if __name__ == "__main__":
    main()
