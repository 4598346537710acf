"""Folders of pictures, one sub-folder for each class, read with patience: what cannot be used is named, not lost.

Book ch. 36, steps 3 and 4: a folder `snakes` and a folder `lizards`; a folder's name is the label of its pictures.
"""

import base64
import hashlib
import io
import logging
import os
import tempfile
import threading
import unicodedata
import warnings
import zlib
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import ExifTags, Image, ImageOps
from platformdirs import user_cache_dir

from helpers.datasets.characters import load_characters
from helpers.datasets.files import save_whole

CACHE = Path(user_cache_dir("neural-network-course"))
RECOMMENDED = 20  # pictures a class; book ch. 36
MOST_PIXELS = 50_000_000  # of one picture: a telephone makes 12 to 50 million
MOST_BYTES = 100_000_000  # of one file
LARGE = 1024  # pixels: the shorter side that is kept; no network here looks at more than 299
IGNORED = {  # put there by systems, in small letters; so are all names that begin with a dot
    "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "__pycache__", "@eadir", "#recycle", "@recycle",
    "$recycle.bin", "recycler", "system volume information", "lost+found",
}  # fmt: skip
FULL = (1, 255, 1023, 4095, 16_383, 65_535)  # white, as numbers: shares of 1, then 8, 10, 12, 14 and 16 bits
TURNS = {  # what a camera's note of its position asks for (EXIF, tag 274)
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
NO_PICTURES = ("BUFR", "EPS", "GRIB", "HDF5", "MPEG", "WMF")  # Pillow knows these names, but draws none without help
SIGNS = {  # what stands in the first bytes of files that other programs show as pictures
    "HEIC, as many telephones make it": (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1"),
    "JPEG XL": (b"JXL \r\n\x87\n",),
    "PDF": (b"%PDF-",),
    "SVG": (b"<svg",),
}

KEYS = {"L;2": 85, "L;4": 17, "RGB;16B": 1 / 256}  # kinds of PNG whose pixels Pillow scales, but not their key colour
WHITE_IS_ZERO = (ExifTags.Base.PhotometricInterpretation, 0)  # what a TIFF says of itself
PNG_START, JPEG_START, JPEG_END = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"\xff\xd9"
SILENCE = threading.Lock()  # one thread at a time

logging.getLogger("PIL").addHandler(logging.NullHandler())  # What it would print of a file, our notes say in words.


class Useless(ValueError):
    """A picture that is not used however it can be read; the sentence says why."""


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
    places = classes_in(folder)
    lying = {False: "it lies beside the classes' folders, not in one of them", True: "a link back to the folder itself"}
    notes = [Note(composed(entry.name), "skipped", lying[entry.is_dir()])
             for entry in listed(folder) if not entry.is_dir() or leads_back(entry)]  # fmt: skip
    if len(places) < 2:
        raise ValueError(f"the folder {folder} has {len(places)} folder{'s' * (len(places) != 1)} inside, but two or "
                         "more are needed: one for each class, with its pictures in it, such as snakes "
                         "and lizards")  # fmt: skip
    classes = tuple(places)
    files = [
        (path, label) for label, inside in enumerate(places.values()) for place in inside for path in listed(place)
    ]
    examples, seen = [], {}
    for done, (path, label) in enumerate(files, start=1):
        name = f"{classes[label]}/{composed(path.name)}"
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
    return {
        name: [path for place in places for path in entries(place)] for name, places in classes_in(Path(folder)).items()
    }


def entries(folder):
    """Return what lies in a folder; nothing where it may not be read."""
    try:
        return listed(folder)
    except OSError:
        return []


def classes_in(folder):
    """Return the folders of each class, `{class: [folder, ...]}`, in the order of the alphabet.

    Two folders are one class when their names look the same: "ü" is one letter, or "u" and two dots, from a Mac.
    """
    found = {}
    for place in listed(folder):
        if place.is_dir() and not leads_back(place):
            found.setdefault(composed(place.name), []).append(place)
    return dict(sorted(found.items()))


def listed(folder):
    """Return what lies in a folder, in the order of the names, without the system's own; OSError in words."""
    try:
        return sorted((path for path in folder.iterdir() if not ignored(path)), key=lambda path: path.name)
    except OSError as error:
        raise OSError(f"the folder {folder} cannot be read: {reason(error)}") from None


def leads_back(place):
    """Whether a folder is a link to the one that it lies in, or to one above."""
    return place.parent.resolve().is_relative_to(place.resolve())


def composed(name):
    """Return a name with its letters in one piece: the same for "ü" and for "u" with two dots.

    >>> len("A\u0308pfel"), len(composed("A\u0308pfel"))
    (6, 5)
    """
    return unicodedata.normalize("NFC", name)


def on_disk(path):
    """Return a path as it lies on the disk: ~ is the home folder, and letters may be composed in another way there."""
    path = Path(path)
    if "\0" in str(path):
        raise FileNotFoundError(f"there is nothing at {str(path)!r}: no path has a NUL in it")
    try:
        path = path.expanduser()
    except RuntimeError:  # ~name of an unknown user
        return path
    if path.exists():
        return path
    found = Path(path.anchor)
    for part in path.parts[bool(path.anchor) :]:
        same = (
            [] if (found / part).exists() else [one for one in entries(found) if composed(one.name) == composed(part)]
        )
        found = same[0] if same else found / part
    return found if found.exists() else path


def checked_folder(folder):
    """Return the folder's path, or say what is wrong with it."""
    folder = on_disk(folder)
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder {folder}. Type its path as your file manager shows it")
    if not folder.is_dir():
        raise NotADirectoryError(
            f"the file {folder} is no folder. Give the folder that holds one folder for each class"
        )
    return folder


def ignored(path):
    """Whether a name is one of the system's own, such as .DS_Store, or what Windows notes of a download."""
    name = path.name.lower()
    return name.startswith(".") or name in IGNORED or name.endswith(":zone.identifier")


def reason(error):
    """Return an error in words; the operating system's without its number."""
    return getattr(error, "strerror", None) or str(error)


def in_words(error):
    """Return an error as a sentence; the operating system's with the file that it is about."""
    about = getattr(error, "strerror", None) and error.filename
    return f"the file or folder {about} cannot be used: {error.strerror}" if about else str(error)


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
    with warnings.catch_warnings(action="ignore"):  # What Pillow would warn of is judged or said here.
        try:
            return decoded(content)
        except Useless:
            raise
        except ValueError as problem:
            for smaller in without_extras(content):
                try:
                    return decoded(smaller)
                except ValueError:
                    pass
            raise problem from None


def decoded(content):
    """Return what opened() returns, from bytes that Pillow can read as they are."""
    try:
        image = Image.open(io.BytesIO(content))
    except Image.DecompressionBombError:
        raise Useless(f"too large: more than {MOST_PIXELS:,} pixels") from None
    except Exception:  # Pillow's many readers raise nearly anything for damaged files.
        image = None
    if image is None or image.format in NO_PICTURES:
        raise ValueError(f"no picture that Pillow can read{known_elsewhere(content)}")
    if image.width * image.height > MOST_PIXELS:
        raise Useless(f"too large: {image.width:,} × {image.height:,} pixels; at most {MOST_PIXELS:,} are read")
    try:
        image.draft("RGB", (LARGE, LARGE))  # Large photographs are unpacked smaller, several times as fast.
        stored = stored_as(image)
        with silent() if image.format == "TIFF" else nullcontext():
            image.load()
        turn, changes = turn_of(image), several(content)
        image = in_colour(image, stored, changes)
        return (image if turn is None else image.transpose(turn)), changes
    except Useless:
        raise
    except Exception:
        raise ValueError(
            "damaged or of a rare kind: the file begins like a picture but cannot be read to its end"
        ) from None


def several(content):
    """Return the sentence for a file of several pictures, in a list; Photoshop's layers are one picture."""
    try:
        image = Image.open(io.BytesIO(content))  # once more: a count that fails would leave it at a later picture
        count = 1 if image.format == "PSD" else getattr(image, "n_frames", 1)
    except Exception:  # damaged behind the first picture
        count = 1
    return [f"{count} pictures in one file: the first is used"] * (count > 1)


@contextmanager
def silent():
    """Let nothing be printed to the terminal meanwhile: libtiff complains there, past Python."""
    with SILENCE, open(os.devnull, "w") as nowhere:
        try:
            kept = os.dup(2)
        except OSError:  # a program without a terminal
            yield
            return
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def known_elsewhere(content):
    """Return what to do with a file that other programs show as a picture; nothing for other files."""
    kinds = [kind for kind, signs in SIGNS.items() if any(sign in content[:300] for sign in signs)]
    return f": it is {kinds[0]}. Open it in a program that shows it and save it as JPEG or PNG" if kinds else ""


def stored_as(image):
    """Return Pillow's name for how pixels lie in the file, such as "I;16B", or "" where it has none."""
    found = image.tile[0][3] if image.tile else ""  # its arguments, which had no name before Pillow 11
    found = found[0] if isinstance(found, tuple) and found else found
    return found if isinstance(found, str) else ""


def turn_of(image):
    """Return how a picture must be turned to stand upright, or None; a broken EXIF block says nothing."""
    try:
        return TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # Pillow raises nearly anything for it.
        return None


def in_colour(image, stored, changes):
    """Return the image in red, green and blue, 8 bits each; a sentence for what is unusual goes into `changes`."""
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits or more: Pillow would cut off, not scale down
        return scaled_down(image, stored, changes).convert("RGB")
    if image.mode in ("CMYK", "YCCK", "LAB"):
        changes.append(f"printer's colours ({image.mode}): turned into red, green, blue")
    if image.has_transparency_data:
        changes.append("transparent: laid on white")
        if stored in KEYS and "transparency" in image.info:
            image.info["transparency"] = in_8_bits(image.info["transparency"], KEYS[stored])
        above = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", above.size, "white"), above)
    image = image.convert("RGB")
    if ";16" in stored and (brightest := max(high for _, high in image.getextrema())) < 64:
        changes.append(f"very dark: it has 16 bits for a colour, but in 8 its brightest pixel is {brightest} of 255")
    return image


def in_8_bits(key, factor):
    """Return the colour that means "transparent", a number or three, as Pillow has scaled the pixels."""
    scaled = (np.asarray(key) * factor).astype(int)
    return tuple(scaled.tolist()) if scaled.ndim else int(scaled)


def scaled_down(image, stored, changes):
    """Return a grey picture of more than 8 bits in 8; white is the least number of FULL that no pixel is above."""
    values = np.asarray(image)
    values = (values.view(np.uint32) if stored.startswith("I;32N") else values).astype(np.float32)
    ordinary = np.isfinite(values)
    if not ordinary.any():
        raise Useless("nothing to see: none of its pixels is an ordinary number")
    most = values[ordinary].max()
    white = next((full for full in FULL if full >= most), most)
    changes.append(f"more than 8 bits for a pixel: scaled down to 8, with {white:,.0f} for white")
    if not ordinary.all() or values[ordinary].min() < 0:
        changes.append("pixels below 0, infinite or NaN: taken for 0")
    grey = np.rint(np.clip(np.where(ordinary, values, 0), 0, None) * (255 / white))
    if WHITE_IS_ZERO in getattr(image, "tag_v2", {}).items():
        grey = 255 - grey
    if "transparency" in image.info:
        changes.append("transparent: laid on white")
        grey[values == image.info["transparency"]] = 255
    return Image.fromarray(grey.astype(np.uint8))


def without_extras(content):
    """Yield a PNG or JPEG that cannot be read once more, without what no picture needs: text, profiles, camera data.

    Browsers pass over such parts where they are broken or very large; Pillow refuses the whole file.
    """
    if content.startswith(PNG_START):
        yield PNG_START + b"".join(chunk for kind, chunk in png_chunks(content) if kind[:1].isupper() or needed(chunk))
    elif content.startswith(JPEG_START):
        jpeg = jpeg_without_extras(content)
        yield jpeg
        jpeg = jpeg.rstrip(b"\xff")  # half a mark
        if all_but_its_end(jpeg):
            yield jpeg + JPEG_END


def png_chunks(content):
    """Yield the chunks of a PNG, each its kind and all its bytes: length, kind, data, checksum."""
    place = len(PNG_START)
    while place + 12 <= len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4])
        yield content[place + 4 : place + 8], content[place:end]
        place = end


def needed(chunk):
    """Whether an optional chunk of a PNG changes what is seen, and is whole."""
    return chunk[4:8] in (b"tRNS", b"eXIf") and zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:])


def jpeg_without_extras(content):
    """Return a JPEG without comments and the segments of programs, but for the position and the kind of colours."""
    kept, place = JPEG_START, 2
    while content[place : place + 1] == b"\xff" and content[place + 1 : place + 2] not in (b"\xff", b"\xda", b""):
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        extra, data = content[place + 1] in (*range(0xE0, 0xF0), 0xFE), content[place + 4 : end]
        if not extra or data.startswith(b"Exif\0\0") or data.startswith(b"Adobe") and len(data) >= 12:
            kept += content[place:end]
        place = end
    return kept + content[place:]


def all_but_its_end(jpeg):
    """Whether a JPEG lacks no pixel: then nothing that comes before the mark of its end makes a difference."""
    restarts = b"".join(bytes([0xFF, 0xD0 + number % 8]) + 99 * b"\x55" for number in range(16))
    try:
        found = (Image.open(io.BytesIO(jpeg + more + JPEG_END)).tobytes()
                 for more in (b"", 999 * b"\x55", 999 * b"\xaa", restarts))  # fmt: skip
        first = next(found)
        return all(other == first for other in found)
    except Exception:
        return False


def read_picture(path):
    """Return the picture in a file, red, green, blue; ValueError or OSError says why there is none."""
    path = on_disk(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}. Type its path as your file manager shows it")
    try:
        return opened(file_content(path))[0]
    except ValueError as error:
        raise ValueError(f"the file {path.name} cannot be used: {error}") from None


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

    Without a folder it is made in the course's cache; where nothing may be written there, in a temporary folder.
    """
    part = load_characters().training.first(2 * each)
    pictures = {name: np.rint(255 * (1 - part.inputs[part.targets[:, kind] == 1].reshape(-1, 8, 8))).astype(np.uint8)
                for kind, name in enumerate(("man", "chicken"))}  # fmt: skip
    return in_files("men-and-chickens-2", pictures, folder)  # the first of this name may still hold older drawings


def in_files(name, pictures, folder=None):
    """Write pictures, `{class: [array, ...]}`, into a folder, or into one of this name in the cache, and return it."""
    if folder:
        return written(Path(folder), pictures)
    try:
        return written(CACHE / name, pictures)
    except OSError:
        return written(Path(temporary().name) / name, pictures)


@cache
def temporary():
    """Return a folder that goes away when Python ends."""
    return tempfile.TemporaryDirectory(prefix="neural-network-course-", ignore_cleanup_errors=True)


def written(folder, pictures):
    """Write the pictures of each class into a folder, unless the same are there, and return it; OSError in words."""
    try:
        for name, arrays in pictures.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            for number, array in enumerate(arrays, start=1):
                path = folder / name / f"{name} {number:02}.png"
                content = png(Image.fromarray(array))
                if not path.exists() or path.read_bytes() != content:  # an older course's, or damaged
                    save_whole(path, content)
    except OSError as error:
        raise OSError(f"the pictures cannot be saved in {folder}: {reason(error)}") from None
    return folder
