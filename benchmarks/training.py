"""Measure how fast train() is: ratios to the bare matrix products, scikit-learn, PyTorch, Keras and TensorFlow (CPU).

Network 784-500-500-500-10, ReLU, softmax and cross-entropy, float32, batches of 100; notebook 10's best run, and
notebook 11's convolutional network, both beside PyTorch. The candidates take turns (A B C D, A B C D, ...), so that a
busy moment of the machine meets them all; the medians are compared. PyTorch and TensorFlow take part where they are
installed.

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
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SIZES = (784, 500, 500, 500, 10)
BATCH, EXAMPLES = 100, 10_000
STEPS = EXAMPLES // BATCH
ETA = 0.01
THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def made_up_digits():
    """Return random inputs `(EXAMPLES, 784)` and class numbers: speed does not depend on what they show."""
    import numpy as np

    random = np.random.default_rng(0)
    return random.random((EXAMPLES, SIZES[0]), dtype=np.float32), random.integers(0, SIZES[-1], EXAMPLES)


def threads():
    """Return how many threads every candidate may use."""
    return int(os.environ["OMP_NUM_THREADS"])


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


def taking(steps, number):
    """Return the function that takes so many of these steps."""

    def take():
        for _ in islice(steps, number):
            pass

    return take


def ours(images, classes):
    """Return one epoch of a long train(), as a learner calls it: shuffling and updates included, checks done once."""
    import numpy as np

    from helpers import create, train

    targets = np.eye(SIZES[-1], dtype=np.float32)[classes]
    network = create(*SIZES, activations=("ReLU", "ReLU", "ReLU", "softmax"), dtype=np.float32)

    steps = train(network, images, targets, ETA, "mini-batch", BATCH, epochs=10**6, cost="cross-entropy")

    return taking(steps, STEPS)


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

    torch.set_num_threads(threads())
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


@cache
def tensorflow():
    """Return TensorFlow, held to the number of threads that everybody has."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(threads())
    tf.config.threading.set_inter_op_parallelism_threads(1)
    return tf


def keras_fit(images, classes):
    """Return one epoch of Keras: model.fit, which brings its own preparation of each epoch."""
    keras = tensorflow().keras
    layers = [keras.layers.Dense(size, "relu") for size in SIZES[1:-1]]
    model = keras.Sequential([keras.Input(SIZES[:1]), *layers, keras.layers.Dense(SIZES[-1])])
    cost = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(ETA), cost)
    return lambda: model.fit(images, classes, BATCH, verbose=0)


def tensorflow_1(images, classes):
    """Return one epoch of the book's way: a graph, built once, and a session that is fed batch by batch."""
    import numpy as np

    tf = tensorflow().compat.v1
    targets = np.eye(SIZES[-1], dtype=np.float32)[classes]
    with tf.Graph().as_default():
        inputs, wanted = (tf.placeholder(tf.float32, (None, size)) for size in (SIZES[0], SIZES[-1]))
        out = inputs
        for number, (start, end) in enumerate(pairwise(SIZES)):
            weights = tf.Variable(tf.random_normal((start, end), stddev=(2 / start) ** 0.5))
            out = tf.nn.bias_add(tf.matmul(tf.nn.relu(out) if number else out, weights), tf.Variable(tf.zeros(end)))
        cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=wanted, logits=out))
        update = tf.train.GradientDescentOptimizer(ETA).minimize(cost)
        config = tf.ConfigProto(intra_op_parallelism_threads=threads(), inter_op_parallelism_threads=1)
        session = tf.Session(config=config)
        session.run(tf.global_variables_initializer())
    random = np.random.default_rng(0)

    def epoch():
        order = random.permutation(EXAMPLES)
        for start in range(0, EXAMPLES, BATCH):
            rows = order[start : start + BATCH]
            session.run([update, cost], {inputs: images[rows], wanted: targets[rows]})

    return epoch


def best_run(images, classes):
    """Return one epoch of notebook 10's best run: Nesterov, weight decay, each picture shifted by chance."""
    import numpy as np

    from helpers import RECIPES
    from helpers.datasets.files import Part
    from helpers.datasets.mnist import MNIST

    part = Part(images, np.eye(SIZES[-1], dtype=np.float32)[classes])
    few = Part(*(array[:100] for array in part))
    steps = RECIPES["best"]._replace(epochs=10**4).film(MNIST(part, few, few, subset=False), seed=0, sample=1).steps

    return taking(steps, BEST_STEPS)


def best_run_in_pytorch(images, classes):
    """Return one epoch of the same in PyTorch on the CPU; the pictures are moved by the course's own function."""
    import numpy as np
    import torch
    from torch import nn

    from helpers import RECIPES, random_shifts

    torch.set_num_threads(threads())
    recipe, random = RECIPES["best"], np.random.default_rng(0)
    layers = [part for shape in pairwise(recipe.sizes) for part in (nn.Linear(*shape), nn.ReLU())][:-1]
    model, cost, move = nn.Sequential(*layers), nn.CrossEntropyLoss(), random_shifts(recipe.shift)
    how = {"momentum": 0.9, "nesterov": True, "weight_decay": recipe.more["weight_decay"]}
    optimizer, targets = torch.optim.SGD(model.parameters(), lr=ETA, **how), torch.from_numpy(classes)

    def epoch():
        for rows in torch.randperm(EXAMPLES).split(BEST_BATCH):
            optimizer.zero_grad()
            cost(model(torch.from_numpy(move(images[rows.numpy()], random))), targets[rows]).backward()
            optimizer.step()

    return epoch


CANDIDATES = {
    "bare matrix products": bare_products,
    "train()": ours,
    "scikit-learn": scikit_learn,
    "PyTorch": pytorch,
    "Keras fit": keras_fit,
    "TensorFlow 1 session": tensorflow_1,
}
BEST_BATCH = 128
BEST_STEPS = -(-EXAMPLES // BEST_BATCH)
BEST = {"best run": best_run, "PyTorch, best run": best_run_in_pytorch}
KERNEL_STEPS, KERNEL_BATCH = 10, 50


def our_kernels(images, classes):
    """Return some updates of notebook 11's convolutional network."""
    import numpy as np

    from helpers.lessons.transfer_learning.convnet import create_convnet, train_kernels

    targets = np.eye(SIZES[-1], dtype=np.float32)[classes]
    steps = train_kernels(create_convnet(), images, targets, ETA, KERNEL_BATCH, epochs=10**4)

    return taking(steps, KERNEL_STEPS)


def pytorch_kernels(images, classes):
    """Return as many updates of the same network in PyTorch on the CPU: kernels of 5 × 5, pooling, ReLU, Nesterov."""
    import torch
    from torch import nn

    torch.set_num_threads(threads())
    torch.manual_seed(0)
    kernels = [part for shape in ((1, 8), (8, 16)) for part in (nn.Conv2d(*shape, 5), nn.MaxPool2d(2), nn.ReLU())]
    model = nn.Sequential(*kernels, nn.Flatten(), nn.Linear(256, 10))
    cost, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=ETA, momentum=0.9, nesterov=True)
    inputs, targets = torch.from_numpy(images).reshape(-1, 1, 28, 28), torch.from_numpy(classes)

    def epoch():
        for rows in torch.randperm(EXAMPLES).split(KERNEL_BATCH)[:KERNEL_STEPS]:
            optimizer.zero_grad()
            cost(model(inputs[rows]), targets[rows]).backward()
            optimizer.step()

    return epoch


KERNELS = {"train_kernels()": our_kernels, "PyTorch, convolutions": pytorch_kernels}
# Who takes turns, who is ours among them, how many updates each does at a time, and how many examples each of them has.
RACES = (
    (CANDIDATES, "train()", STEPS, BATCH),
    (BEST, "best run", BEST_STEPS, BEST_BATCH),
    (KERNELS, "train_kernels()", KERNEL_STEPS, KERNEL_BATCH),
)
OPTIONAL = ("torch", "tensorflow")  # what the course itself does not need


def prepared(candidates):
    """Return the epoch functions of all candidates that are installed, each run once to warm up."""
    epochs = {}
    for name, prepare in candidates.items():
        try:
            epochs[name] = prepare(*made_up_digits())
        except ModuleNotFoundError as missing:
            if missing.name not in OPTIONAL:
                raise
            print(f"  {name} not installed")
            continue
        epochs[name]()
    return epochs


def measure(rounds):
    """Print for each race the median milliseconds per update of each candidate, and how many times ours is faster."""
    warnings.simplefilter("ignore")
    for race in RACES:
        measure_race(rounds, *race)


def measure_race(rounds, candidates, ours, updates, batch):
    """Print one race: the candidates take turns, each with so many updates at a time."""
    epochs = prepared(candidates)
    times = {name: [] for name in epochs}
    for _ in range(rounds):
        for name, epoch in epochs.items():
            start = time.perf_counter()
            epoch()
            times[name].append((time.perf_counter() - start) / updates * 1000)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        ratios = statistics.median(other / own for other, own in zip(times[name], times[ours], strict=True))
        speed = f"{median:7.2f} ms per update, {1000 * batch / median:8,.0f} examples a second"
        print(f"  {name:<22} {speed}   {ours} runs at {ratios:5.2f} times its speed")


def main():
    """Run the measurement in a fresh process per number of threads, as BLAS reads that number when it is loaded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="epochs of 100 updates per candidate (default 15)")
    parser.add_argument("--threads", type=int, help="measure in this process with this many threads")
    options = parser.parse_args()
    if options.threads:
        sys.path.insert(0, str(PROJECT))
        return measure(options.rounds)
    for number in (1, 2):
        print(f"{number} thread{'s' * (number > 1)}:", flush=True)
        settings = {**os.environ, **dict.fromkeys(THREAD_SETTINGS, str(number))}
        command = [sys.executable, __file__, "--threads", str(number), "--rounds", str(options.rounds)]
        subprocess.run(command, env=settings, check=True)


if __name__ == "__main__":
    main()
