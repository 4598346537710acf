"""Folders of pictures, one sub-folder for each class, read with patience: what cannot be used is named, not lost.

Book ch. 36, steps 3 and 4: a folder `snakes` and a folder `lizards`; a folder's name is the label of its pictures.
"""

import base64
import hashlib
import io
import os
import unicodedata
import warnings
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pooch
from PIL import Image, ImageOps

from helpers.data import load_characters

CACHE = Path(pooch.os_cache("neural-network-course"))
RECOMMENDED = 20  # pictures a class; book ch. 36
MOST_PIXELS = 50_000_000  # of one picture: a telephone makes 12 to 50 million
MOST_BYTES = 100_000_000  # of one file
LARGE = 1024  # pixels: the shorter side that is kept; no network here looks at more than 299
IGNORED = ("Thumbs.db", "desktop.ini")  # put there by the system; so are all names that begin with a dot


class Example(NamedTuple):
    """One file with its class, counted from 0, and the SHA-256 of its content."""

    path: Path
    label: int
    digest: str


class Note(NamedTuple):
    """What had to be done with a file: `what` is "skipped" or "converted", `why` says it in words."""

    file: str
    what: str
    why: str


class Collection(NamedTuple):
    """The pictures of a folder: its classes in the order of the alphabet, its examples, and the notes about files."""

    folder: Path
    classes: tuple
    examples: tuple
    notes: tuple

    def counts(self):
        """Return how many pictures each class has."""
        return [sum(example.label == label for example in self.examples) for label in range(len(self.classes))]

    def warnings(self):
        """Return a sentence for each class that has fewer pictures than are recommended."""
        return [f"{name} has only {count} picture{'s' * (count != 1)}; at least {RECOMMENDED} are recommended"
                for name, count in zip(self.classes, self.counts(), strict=True) if count < RECOMMENDED]  # fmt: skip

    def __repr__(self):
        counted = ", ".join(f"{name} {count}" for name, count in zip(self.classes, self.counts(), strict=True))
        skipped = sum(note.what == "skipped" for note in self.notes)
        return f"{len(self.examples)} pictures: {counted}" + (f"; {skipped} skipped" if skipped else "")


def read_folder(folder, watch=None):
    """Return the Collection of a folder with one sub-folder for each class.

    Every file is opened once. What cannot be used is skipped with a note: no picture, damaged, too large, a second copy
    of a file. What Pillow can turn into red, green and blue is used: transparent pictures on white, CMYK, 16 bits, the
    first picture of an animation. `watch(done, total)` is called after each file. Raises FileNotFoundError or
    NotADirectoryError without such a folder, ValueError for fewer than two classes or a class without any picture.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_folder(example_folder(folder, each=3))
    6 pictures: chicken 3, man 3
    """
    folder = checked_folder(folder)
    entries = sorted((entry for entry in folder.iterdir() if not ignored(entry)), key=lambda entry: entry.name)
    places = [entry for entry in entries if entry.is_dir()]
    notes = [Note(entry.name, "skipped", "it lies beside the classes' folders, not in one of them")
             for entry in entries if not entry.is_dir()]  # fmt: skip
    if len(places) < 2:
        raise ValueError(f"{folder} has {len(places)} folder{'s' * (len(places) != 1)} inside, but two or more are "
                         "needed: one for each class, with its pictures in it, such as snakes and lizards")  # fmt: skip
    classes = tuple(unicodedata.normalize("NFC", place.name) for place in places)
    files = [(path, label) for label, place in enumerate(places)
             for path in sorted(place.iterdir(), key=lambda path: path.name) if not ignored(path)]  # fmt: skip
    examples, seen = [], {}
    for done, (path, label) in enumerate(files, start=1):
        name = f"{classes[label]}/{unicodedata.normalize('NFC', path.name)}"
        try:
            content = file_content(path)
            _, changes = opened(content)
            digest = hashlib.sha256(content).hexdigest()
            if digest in seen:
                raise ValueError(f"the same picture as {seen[digest]}")
        except (OSError, ValueError) as error:
            notes.append(Note(name, "skipped", reason(error)))
        else:
            seen[digest] = name
            examples.append(Example(path, label, digest))
            notes += [Note(name, "converted", change) for change in changes]
        if watch:
            watch(done, len(files))
    collection = Collection(folder, classes, tuple(examples), tuple(notes))
    for name, count in zip(classes, collection.counts(), strict=True):
        if not count:
            lost = [f"{note.file}: {note.why}" for note in notes if note.file.startswith(f"{name}/")]
            raise ValueError(f"no picture is left in the class {name}. "
                             + (f"Skipped: {'; '.join(lost[:3])}" if lost else "Its folder is empty"))  # fmt: skip
    return collection


def glance(folder):
    """Return the files of each class in a folder, `{class: [path, ...]}`, without opening one; a quick first look."""
    places = sorted((place for place in Path(folder).iterdir() if place.is_dir() and not ignored(place)),
                    key=lambda place: place.name)  # fmt: skip
    return {unicodedata.normalize("NFC", place.name): entries(place) for place in places}


def entries(folder):
    """Return what lies in a folder; nothing where it may not be read."""
    try:
        return sorted(path for path in folder.iterdir() if not ignored(path))
    except PermissionError:
        return []


def checked_folder(folder):
    """Return the folder's path, or say what is wrong with it."""
    folder = Path(folder).expanduser()
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder {folder}. Type its path as your file manager shows it")
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder. Give the folder that holds one folder for each class")
    return folder


def ignored(path):
    """Whether a name is one of the system's own, such as .DS_Store."""
    return path.name.startswith(".") or path.name in IGNORED


def reason(error):
    """Return an error in words; the operating system's without its number."""
    return getattr(error, "strerror", None) or str(error)


# ---- One picture


def file_content(path):
    """Return a file's bytes, or raise ValueError for a folder, an empty file or one that is too large."""
    if path.is_dir():
        raise ValueError("a folder inside a class's folder; its pictures are not looked at")
    if not path.is_file():
        raise ValueError("no ordinary file")
    size = path.stat().st_size
    if not size:
        raise ValueError("the file is empty")
    if size > MOST_BYTES:
        raise ValueError(f"the file has {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:.0f} are read")
    return path.read_bytes()


def opened(content):
    """Return the picture in these bytes, red, green, blue, and a list of sentences: what was done to get it.

    It stands upright as the camera meant it. ValueError when it is no picture, damaged or too large.

    >>> image, changes = opened(png(Image.new("LA", (4, 2))))
    >>> image.mode, image.size, changes
    ('RGB', (4, 2), ['transparent: laid on white'])
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # Pillow would warn of the size, which is judged below.
            image = Image.open(io.BytesIO(content))
    except Image.DecompressionBombError:
        raise ValueError(f"too large: more than {MOST_PIXELS:,} pixels") from None
    except Exception:  # Pillow's many readers raise nearly anything for damaged files.
        raise ValueError("no picture that Pillow can read") from None
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"too large: {image.width:,} × {image.height:,} pixels; at most {MOST_PIXELS:,} are read")
    changes = []
    try:
        if getattr(image, "n_frames", 1) > 1:
            changes.append(f"{image.n_frames} pictures in one file: the first is used")
            image.seek(0)
        image.draft("RGB", (LARGE, LARGE))  # Large photographs are unpacked smaller, several times as fast.
        image.load()
        return ImageOps.exif_transpose(in_colour(image, changes)), changes
    except Exception:
        raise ValueError("damaged: the file begins like a picture but cannot be read to its end") from None


def in_colour(image, changes):
    """Return the image in red, green and blue, 8 bits each; a sentence for what is unusual goes into `changes`."""
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits or more: Pillow would cut off, not scale down
        changes.append("more than 8 bits for a pixel: scaled down to 8")
        values = np.asarray(image, dtype=float)
        most = values.max() if image.mode == "F" or values.max() > 65_535 else 65_535
        scaled = np.clip(values, 0, None) * (255 / (most or 1))
        return Image.fromarray(np.rint(scaled).astype(np.uint8)).convert("RGB")
    if image.mode in ("CMYK", "YCCK", "LAB"):
        changes.append(f"printer's colours ({image.mode}): turned into red, green, blue")
    if image.has_transparency_data:
        changes.append("transparent: laid on white")
        above = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", above.size, "white"), above).convert("RGB")
    return image.convert("RGB")


def read_picture(path):
    """Return the picture in a file, red, green, blue; ValueError or OSError says why there is none."""
    path = Path(path).expanduser()
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}. Type its path as your file manager shows it")
    try:
        return opened(file_content(path))[0]
    except ValueError as error:
        raise ValueError(f"{path.name} cannot be used: {error}") from None


def from_upload(text):
    """Return the picture in what upload() gives, or None when nothing has been uploaded yet.

    >>> from_upload("") is None
    True
    """
    if not text:
        return None
    try:
        return opened(base64.b64decode(text.partition("base64,")[2], validate=True))[0]
    except ValueError as error:
        raise ValueError(f"what was uploaded cannot be used: {error}") from None


def square(image, side):
    """Return the middle square of a picture, side × side pixels.

    >>> square(Image.new("RGB", (40, 20)), 8).size
    (8, 8)
    """
    return ImageOps.fit(image, (side, side), Image.Resampling.BICUBIC)


def png(image):
    """Return a picture as the bytes of a PNG file."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


# ---- Pictures to begin with


def example_folder(folder=None, each=60):
    """Write the first men and chickens (book ch. 24) as picture files, one folder a class, and return the folder.

    Without a folder it is made in the course's cache.
    """
    folder = Path(folder or CACHE / "men-and-chickens")
    part = load_characters().training.first(2 * each)
    for name, kind in (("man", 0), ("chicken", 1)):
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        for number, inks in enumerate(part.inputs[part.targets[:, kind] == 1], start=1):
            path = place / f"{name} {number:02}.png"
            if path.exists():
                continue
            grey = np.rint(255 * (1 - inks.reshape(8, 8))).astype(np.uint8)
            save_whole(path, png(Image.fromarray(grey)))
    return folder


def save_whole(path, content):
    """Write bytes so that an interruption leaves no half file."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    os.replace(temporary, path)
