"""What a file is by its first bytes, whatever its name says; and in which letters a text is written."""

import codecs
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

SAVE = "Open it in the program that made it and save it as CSV (in Excel: File, Save as, CSV UTF-8)"
PICTURE = "A table is wanted here. Your own pictures are taught in notebook 11"
UNPACK = "Unpack it, and give the table that is in it"


class Format(NamedTuple):
    """How a kind of file begins, what it is called, and what to do."""

    begins: bytes
    called: str
    advice: str


FORMATS = (
    Format(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel file of the old kind (.xls)", SAVE),
    Format(b"\x89PNG", "a picture (PNG)", PICTURE),
    Format(b"\xff\xd8\xff", "a picture (JPEG)", PICTURE),
    Format(b"GIF8", "a picture (GIF)", PICTURE),
    Format(b"%PDF", "a PDF file", "Copy its table into a spreadsheet, and save that as CSV"),
    Format(b"\x1f\x8b", "a packed file (gzip)", UNPACK),
    Format(b"BZh", "a packed file (bzip2)", UNPACK),
    Format(b"7z\xbc\xaf", "a packed file (7z)", UNPACK),
    Format(b"\xfd7zXZ", "a packed file (xz)", UNPACK),
    Format(b"SQLite format 3\0", "a database (SQLite)", SAVE),
    Format(b"PAR1", "a Parquet file", "With pandas: pd.read_parquet(path).to_csv('my_table.csv', index=False)"),
    Format(b"\x93NUMPY", "a file of NumPy", "Write np.savetxt('my_table.csv', np.load(path), delimiter=',')"),
)
WITHIN = (  # what a zip archive is by the names of the files in it
    ("xl/", "an Excel file (.xlsx)", SAVE),
    ("content.xml", "a LibreOffice file", "Open it there and save it as CSV (File, Save as, Text CSV)"),
    ("word/", "a Word file", "Copy its table into a spreadsheet, and save that as CSV"),
    ("", "a zip archive", UNPACK),
)
TEXTS = (  # texts that are no tables, by how they begin
    (r"<(!doctype|html|\?xml|table|head)", "a web page (HTML)",
     "Perhaps the page was saved and not the file to which it leads. Download that"),
    (r"\{|\[\s*[\[{]", "a JSON file", "A table has a row on each line: save it as CSV"),
)  # fmt: skip
CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
MARKS = {  # byte order marks; UTF-32's begins as UTF-16's does, so it goes first
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
HEAD = 4096  # bytes that are looked at


class Source(NamedTuple):
    """A title, and a function that opens the bytes as a new file."""

    title: str
    opened: Callable


def refuse_other_formats(source):
    """Raise ValueError for a file that is no text, or another kind of text: a sentence says what it is.

    >>> import io
    >>> refuse_other_formats(Source("'a.csv'", lambda: io.BytesIO(b"%PDF-1.7")))
    Traceback (most recent call last):
    ...
    ValueError: 'a.csv' is a PDF file, whatever its name says. Copy its table into a spreadsheet, and save that as CSV
    """
    with source.opened() as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        _refuse(source, *_within(source))
    for form in FORMATS:
        if head.startswith(form.begins):
            _refuse(source, form.called, form.advice)
    start = head.decode("utf-8-sig", "replace").lstrip().lower()
    for pattern, called, advice in TEXTS:
        if re.match(pattern, start):
            _refuse(source, called, advice)


def _refuse(source, called, advice):
    raise ValueError(f"{source.title} is {called}, whatever its name says. {advice}")


def _within(source):
    try:
        with source.opened() as file:
            names = zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged zip archive or Excel file", "Fetch or save it once more"
    return next(row[1:] for row in WITHIN if any(name.startswith(row[0]) for name in [*names, ""]))


def letters_of(source):
    """Return the encoding of a text: by its mark, by its zeros, else UTF-8 or, where that cannot be, Latin letters.

    >>> import io
    >>> letters_of(Source("'a.csv'", lambda: io.BytesIO("größe;5".encode("latin-1"))))
    'cp1252'
    """
    with source.opened() as file:
        head = file.read(HEAD)
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), None) or _by_zeros(head)
    for name in [marked] if marked else ["utf-8", "cp1252", "latin-1"]:
        if _decodes(source, name):
            return name
    raise ValueError(
        f"{source.title} is cut off or damaged: its letters cannot be read. Save it once more, as CSV UTF-8"
    )


def _by_zeros(head):
    """Return UTF-16 where nearly every other byte is 0, as in plain words without a mark."""
    pairs = max(len(head) // 2, 1)
    zeros = head[::2].count(0) / pairs, head[1::2].count(0) / pairs
    if max(zeros) > 0.4 and min(zeros) < 0.1:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return None


def _decodes(source, name):
    """Whether a whole text can be read in an encoding; ValueError where it holds a program's bytes and no letters."""
    decoder = codecs.getincrementaldecoder(name)()
    with source.opened() as file:
        while True:
            chunk = file.read(1 << 20)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError:
                return False
            if len(CONTROL.findall(text)) > 1 + len(text) / 100:
                raise ValueError(f"{source.title} is no text but bytes for a program. A table is text: save it as CSV")
            if not chunk:
                return True
