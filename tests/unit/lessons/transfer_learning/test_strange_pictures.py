"""Whatever lies in a learner's folder: a picture as the eye sees it, or a sentence; never an error, never a warning."""

import io
import logging
import os
import struct
import subprocess
import sys
import unicodedata
import warnings
import zlib
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from helpers import draw
from helpers.lessons.transfer_learning import photographs as pictures
from helpers.lessons.transfer_learning.photographs import example_folder, opened, png, read_folder, read_picture
from helpers.lessons.transfer_learning.retraining import classify, load, main, retrain, save

pytestmark = pytest.mark.slow

ORIENTATION = 0x0112
OURS = ("no picture that Pillow can read", "damaged or of a rare kind: ", "too large: ", "nothing to see: ")


def content(image, form, **more):
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def exif(orientation):
    found = Image.Exif()
    found[ORIENTATION] = orientation
    return found


def pixels(image):
    return np.asarray(image).astype(int)


def seen(data):
    """Return the pixels of the picture in a file's bytes."""
    return pixels(opened(data)[0])


@pytest.fixture(autouse=True)
def quiet_terminal(capfd):
    """Nothing may be printed or warned of, not even past Python, unless a test looks at it itself."""
    with warnings.catch_warnings(record=True, action="always") as heard:
        yield
    # An earlier test's socket may be cleared away meanwhile; what reads pictures opens none.
    said = [str(warning.message) for warning in heard if not str(warning.message).startswith("unclosed <socket")]
    assert said == [] and capfd.readouterr().err == ""


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_file(array, bits, kind, *extras):
    """Write a PNG as the format is described; `kind` is 0 for grey, 2 for red, green, blue; `array` holds its bytes."""
    height, width = array.shape[:2]
    width = width * 8 // bits if bits < 8 else width
    lines = b"".join(b"\0" + line.tobytes() for line in array)
    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, bits, kind, 0, 0, 0))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *extras, chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b"")])


def tiff_file(array, white_is_zero=False):
    """Write a grey TIFF as the format is described, little-endian and in one strip."""
    kinds = {"u": 1, "i": 2, "f": 3}
    height, width = array.shape
    tags = {256: width, 257: height, 258: 8 * array.itemsize, 259: 1, 262: int(not white_is_zero), 273: 200, 277: 1,
            278: height, 279: array.nbytes, 339: kinds[array.dtype.kind]}  # fmt: skip
    table = b"".join(struct.pack("<2H2I", tag, 4, 1, value) for tag, value in tags.items())
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + table + bytes(4)
    return head.ljust(200, b"\0") + array.astype(array.dtype.newbyteorder("<")).tobytes()


# ---- The camera's position

ROWS, COLUMNS = np.mgrid[0:16, 0:24]
SMOOTH = Image.fromarray(np.stack([10 * COLUMNS, 15 * ROWS, 250 - 5 * (ROWS + COLUMNS)], axis=2).astype(np.uint8))
GREY = SMOOTH.convert("L")
CLEAR = SMOOTH.convert("RGBA")
CLEAR.putalpha(Image.fromarray((255 * (ROWS < 8)).astype(np.uint8)))
ON_WHITE = Image.composite(SMOOTH, Image.new("RGB", SMOOTH.size, "white"), CLEAR.getchannel("A"))
GREY_CLEAR, GREY_ON_WHITE = CLEAR.convert("LA"), ON_WHITE.convert("L").convert("RGB")
SPOT = SMOOTH.getpixel((3, 2))
FEW = SMOOTH.quantize(16)
KEYED, FEW_CLEAR = (  # what has the clear colour is white
    Image.fromarray(np.where(clear[..., None], 255, pixels(image)).astype(np.uint8))
    for image, clear in ((SMOOTH, (pixels(SMOOTH) == SPOT).all(axis=2)), (FEW.convert("RGB"), pixels(FEW) == 3))
)
DEEP = Image.fromarray((pixels(GREY) * 257).astype(np.uint16))
SHARES = Image.fromarray((pixels(GREY) / 255).astype(np.float32))
LOSSLESS = {"lossless": True, "exact": True}
SIDEWAYS = {  # the picture as it is saved, how, what the eye should see, and how far a pixel may be away from that
    "PNG RGB": (SMOOTH, "PNG", {}, SMOOTH, 0),
    "PNG L": (GREY, "PNG", {}, GREY, 0),
    "PNG 1": (GREY.convert("1"), "PNG", {}, GREY.convert("1"), 0),
    "PNG P": (FEW, "PNG", {}, FEW, 0),
    "PNG LA": (GREY_CLEAR, "PNG", {}, GREY_ON_WHITE, 0),
    "PNG RGBA": (CLEAR, "PNG", {}, ON_WHITE, 0),
    "PNG P and a clear colour": (FEW, "PNG", {"transparency": 3}, FEW_CLEAR, 0),
    "PNG RGB and a clear colour": (SMOOTH, "PNG", {"transparency": SPOT}, KEYED, 0),
    "PNG 16 bits": (DEEP, "PNG", {}, GREY, 0),
    "TIFF RGB": (SMOOTH, "TIFF", {}, SMOOTH, 0),
    "TIFF LZW RGBA": (CLEAR, "TIFF", {"compression": "tiff_lzw"}, ON_WHITE, 0),
    "TIFF 16 bits": (DEEP, "TIFF", {}, GREY, 0),
    "TIFF shares": (SHARES, "TIFF", {}, GREY, 0),
    "WebP RGB": (SMOOTH, "WEBP", LOSSLESS, SMOOTH, 0),
    "WebP RGBA": (CLEAR, "WEBP", LOSSLESS, ON_WHITE, 0),
    "AVIF RGB": (SMOOTH, "AVIF", {"quality": 100, "subsampling": "4:4:4"}, SMOOTH, 12),
    "AVIF RGBA": (CLEAR, "AVIF", {"quality": 100, "subsampling": "4:4:4"}, ON_WHITE, 12),
    "JPEG RGB": (SMOOTH, "JPEG", {"quality": 95, "subsampling": 0}, SMOOTH, 12),
    "JPEG L": (GREY, "JPEG", {"quality": 95}, GREY, 12),
    "JPEG CMYK": (SMOOTH.convert("CMYK"), "JPEG", {"quality": 95, "subsampling": 0}, SMOOTH, 12),
}


@pytest.mark.parametrize("kind", SIDEWAYS)
def test_a_picture_stands_upright_as_pillow_turns_the_plain_one(kind):
    for orientation in range(1, 9):
        image, form, how, seen, away = SIDEWAYS[kind]
        plain = Image.open(io.BytesIO(content(seen.convert("RGB"), "PNG", exif=exif(orientation))))
        found, _ = opened(content(image, form, exif=exif(orientation), **how))
        wanted = pixels(ImageOps.exif_transpose(plain))
        assert found.mode == "RGB" and pixels(found).shape == wanted.shape, orientation
        assert np.abs(pixels(found) - wanted).max() <= away, orientation


def test_a_transparent_photograph_gets_the_answer_of_the_same_photograph_in_plain_colours(tmp_path):
    for name, upper, lower in (("above", "red", "blue"), ("below", "blue", "red")):
        (tmp_path / "mine" / name).mkdir(parents=True)
        for number in range(4):
            image = Image.new("RGB", (20, 20 + number), lower)
            image.paste(upper, (0, 0, 20, 10))
            (tmp_path / "mine" / name / f"{number}.png").write_bytes(png(image))
    layer = retrain(tmp_path / "mine", "pixels").layer
    side = Image.new("RGB", (20, 20), "blue")
    side.paste("red", (0, 0, 10, 20))  # red is at the left, and comes up when it is turned to the right
    for mode in ("RGB", "RGBA"):
        (tmp_path / f"{mode}.png").write_bytes(content(side.convert(mode), "PNG", exif=exif(6)))
    plain, clear = (classify(tmp_path / f"{mode}.png", layer) for mode in ("RGB", "RGBA"))
    assert next(iter(plain.scores)) == "above" and clear.scores == plain.scores


# ---- Broken notes of a camera


def segment(number, data):
    return struct.pack(">2BH", 0xFF, number, len(data) + 2) + data


def jpeg_with(*segments, image=SMOOTH):
    plain = content(image, "JPEG")
    return plain[:2] + b"".join(segments) + plain[2:]


def ifd(*tags, following=0):
    """Write camera data, big-endian: tags are (number, type, count, four bytes)."""
    rows = b"".join(struct.pack(">2HI", *tag[:3]) + tag[3] for tag in tags)
    return b"MM\0*" + struct.pack(">IH", 8, len(tags)) + rows + struct.pack(">I", following)


UPRIGHT = (ORIENTATION, 3, 1, b"\0\1\0\0")
BROKEN = {
    "nothing": b"",
    "zeros": bytes(40),
    "a header alone": b"MM\0*",
    "half a header": b"II",
    "a header that leads nowhere": b"MM\0*" + b"\xff" * 4,
    "garbage": b"garbage",
    "garbage behind a header": b"MM\0*\0\0\0\x08" + b"\xff" * 30,
    "a short of the wrong length": b"\0\x08\0\2\1\x12\0\3",
    "the text of bytes": b"b'Exif\\x00\\x00MM'",
    "doubled": b"Exif\0\0Exif\0\0" + ifd(UPRIGHT),
    "a lying count": b"MM\0*\0\0\0\x08\xff\xff" + ifd(UPRIGHT)[10:],
    "a value beyond the end": ifd((0x010F, 2, 4_000_000, b"\0\0\1\0"), UPRIGHT),
    "an unknown type": ifd((0x010F, 99, 1, b"\0\0\0\0"), UPRIGHT),
    "a number that is none": ifd((0x011A, 11, 1, struct.pack(">f", float("nan"))), UPRIGHT),
    "divided by zero": ifd((0x011A, 5, 1, struct.pack(">I", 38))) + bytes(8),
    "a text as position": ifd((ORIENTATION, 2, 4, b"left")),
    "no such position": ifd((ORIENTATION, 3, 1, b"\0\x63\0\0")),
    "a negative position": ifd((ORIENTATION, 8, 1, b"\xff\xff\0\0")),
    "a circle": ifd((0x8769, 4, 1, struct.pack(">I", 8)), UPRIGHT, following=8),
}


def in_jpeg(block):
    return jpeg_with(segment(0xE1, b"Exif\0\0" + block))


def png_with(extra, image=SMOOTH, **how):
    plain = content(image, "PNG", **how)
    return plain[:33] + extra + plain[33:]


def in_png(block):
    return png_with(chunk(b"eXIf", block))


def in_webp(block):
    return content(SMOOTH, "WEBP", exif=b"Exif\0\0" + block, **LOSSLESS)


def in_tiff(block):
    """The block lies behind the picture, and the tag for a camera's data leads to it."""
    whole = bytearray(content(SMOOTH, "TIFF", tiffinfo={0x8769: 1}))
    at = whole.index(struct.pack("<H", 0x8769)) + 8
    whole[at : at + 4] = struct.pack("<I", len(whole))
    return bytes(whole) + block


@pytest.mark.parametrize("block", BROKEN)
def test_a_picture_with_broken_camera_data_is_used_as_it_lies(block):
    for put in (in_jpeg, in_png, in_webp, in_tiff):
        found, changes = opened(put(BROKEN[block]))
        kinds = {in_jpeg: "JPEG", in_png: "PNG", in_webp: "PNG", in_tiff: "TIFF"}
        assert np.array_equal(pixels(found), seen(content(SMOOTH, kinds[put]))) and not changes, put


@pytest.mark.parametrize("put", [in_jpeg, in_png, in_webp])
def test_a_position_beside_broken_notes_still_counts(put):
    block = ifd((0x011A, 11, 1, struct.pack(">f", float("nan"))), (ORIENTATION, 3, 1, b"\0\6\0\0"))
    assert opened(put(block))[0].size == (16, 24)


@pytest.mark.parametrize("number, data", [
    (0xE0, b"JFIF\0"), (0xE0, b"JFIF\0\1"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"), (0xEE, b"Adobe\0d"),
    (0xE2, b"MPF\0MM\0*\0\0\0\x08\xff\xff"), (0xED, b"Photoshop 3.0\x008BIM"), (0xFE, b"\xff\xd9\xff\xd8"),
    (0xE1, b"http://ns.adobe.com/xap/1.0/\0<tiff:Orientation>x"),
])  # fmt: skip
def test_a_jpeg_with_broken_segments_of_programs_is_what_it_is_without_them(number, data):
    assert np.array_equal(seen(jpeg_with(segment(number, data))), seen(jpeg_with()))


def test_the_colours_of_a_printers_jpeg_survive_a_broken_segment():
    image = SMOOTH.convert("CMYK")
    found, (change,) = opened(jpeg_with(segment(0xE2, b"ICC_PROFILE\0"), image=image))
    assert np.array_equal(pixels(found), seen(content(image, "JPEG"))) and "CMYK" in change


# ---- Much text, profiles, checksums, a lost end

LONG = zlib.compress(bytes(3_000_000))
SPOILT = chunk(b"tEXt", b"Title\0spoilt")[:-4] + b"abcd"
EXTRAS = {
    "zTXt of 3 MB": chunk(b"zTXt", b"Comment\0\0" + LONG),
    "iTXt of 3 MB": chunk(b"iTXt", b"Comment\0\1\0\0\0" + LONG),
    "a profile of 3 MB": chunk(b"iCCP", b"colours\0\0" + LONG),
    "70 MB of text": 80 * chunk(b"tEXt", b"Comment\0" + b"x" * 900_000),
    "a wrong checksum of a text": SPOILT,
    "a wrong checksum of a profile": chunk(b"iCCP", b"colours\0\0" + zlib.compress(b"x"))[:-4] + bytes(4),
    "a wrong checksum of the camera's data": chunk(b"eXIf", ifd((ORIENTATION, 3, 1, b"\0\6\0\0")))[:-4] + bytes(4),
    "a profile that is none": chunk(b"iCCP", b"colours\0\7" + b"x"),
    "a gamma of no length": chunk(b"gAMA", b""),
    "a background of a wrong length, an unknown chunk": chunk(b"bKGD", b"\0") + chunk(b"abCd", b"x"),
}


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_png_is_read_whatever_text_and_profile_it_carries(extra):
    found, changes = opened(png_with(EXTRAS[extra]))
    assert np.array_equal(pixels(found), pixels(SMOOTH)) and not changes


def test_transparency_and_position_count_beside_a_broken_text():
    found, changes = opened(png_with(SPOILT, FEW, transparency=3, exif=exif(6)))
    assert np.array_equal(pixels(found), pixels(FEW_CLEAR.transpose(Image.Transpose.ROTATE_270)))
    assert changes == ["transparent: laid on white"]


def test_a_png_without_its_end_is_read_and_without_its_last_pixels_it_is_not():
    plain = content(SMOOTH, "PNG")
    for lost in range(1, 13):
        assert np.array_equal(seen(plain[:-lost]), pixels(SMOOTH))
    with pytest.raises(ValueError, match="^damaged"):
        opened(plain[:-30])


NOISE = Image.effect_noise((64, 48), 60).convert("RGB")


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 2}])
def test_a_jpeg_without_the_mark_of_its_end_is_read_as_browsers_do(how):
    whole = content(NOISE, "JPEG", **how)
    for lost in (1, 2):
        assert np.array_equal(seen(whole[:-lost]), seen(whole))


def test_a_jpeg_that_is_read_without_its_broken_parts_still_stands_upright():
    whole = content(NOISE, "JPEG", exif=exif(6))
    upright = seen(whole)
    for broken in (whole[:-2], whole[:2] + segment(0xE2, b"ICC_PROFILE\0") + whole[2:]):
        assert np.array_equal(seen(broken), upright) and upright.shape == (64, 48, 3)


@pytest.mark.parametrize("how", [{}, {"subsampling": 0}, {"restart_marker_blocks": 2}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_that_lacks_pixels_is_damaged(mode, how):
    whole = content(NOISE.convert(mode), "JPEG", **how)
    for lost in (20, 30, 50, 100, 200, 400, len(whole) // 2):
        with pytest.raises(ValueError, match="^damaged"):
            opened(whole[:-lost])


# ---- More than 8 bits, and what is transparent there

STEPS = np.arange(256, dtype=float).reshape(8, 32)


@pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "TIFF, white is zero", "int32"])
def test_few_bits_in_a_file_for_many_are_seen_from_black_to_white(bits, kind):
    values = np.rint(STEPS * (2**bits - 1) / 255)
    shown = 255 - STEPS if "zero" in kind else STEPS
    made = {"PNG": lambda: png_file(values.astype(">u2"), 16, 0), "int32": lambda: tiff_file(values.astype(np.int32))}
    file = made.get(kind, lambda: tiff_file(values.astype(np.uint16), "zero" in kind))()
    found, (change,) = opened(file)
    assert np.array_equal(pixels(found)[..., 0], shown)
    assert change == f"more than 8 bits for a pixel: scaled down to 8, with {2**bits - 1:,} for white"


def test_whole_numbers_of_32_bits_without_a_sign_go_up_to_the_largest():
    assert np.abs(seen(tiff_file((STEPS * 16_843_009).astype(np.uint32)))[..., 0] - STEPS).max() <= 1


FLOATS = {  # pixels of the file, grey in the picture, and words of the sentence about them
    "shares": ([0, 0.5, 1], [0, 128, 255], "1 for white"),
    "dim shares": ([0, 0.25, 0.5], [0, 64, 128], "1 for white"),
    "0 to 255": ([0, 100, 255], [0, 100, 255], "255 for white"),
    "a NaN": ([0, np.nan, 1], [0, 0, 255], "NaN: taken for 0"),
    "an infinity": ([np.inf, 0.2, 1], [0, 51, 255], "infinite"),
    "less than no infinity": ([-np.inf, 0.2, 1], [0, 51, 255], "infinite"),
    "below 0": ([-1, 0.2, 1], [0, 51, 255], "below 0"),
    "all the same": ([0.2, 0.2, 0.2], [51, 51, 51], "1 for white"),
    "all 0": ([0, 0, 0], [0, 0, 0], "1 for white"),
    "all below 0": ([-3, -2, -1], [0, 0, 0], "below 0"),
    "vast": ([0, 5e8, 1e9], [0, 128, 255], "1,000,000,000 for white"),
    "beyond all bounds": ([0, 3e38, 3e38], [0, 255, 255], "for white"),
    "hardly anything": ([0, 1e-45, 0], [0, 0, 0], "1 for white"),
}


@pytest.mark.parametrize("kind", FLOATS)
def test_a_picture_of_broken_numbers_keeps_its_good_ones(kind):
    numbers, grey, word = FLOATS[kind]
    found, changes = opened(tiff_file(np.array([numbers], np.float32)))
    assert pixels(found)[0, :, 0].tolist() == grey and word in "; ".join(changes)


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_a_picture_without_any_number_is_skipped_in_words(number):
    with pytest.raises(ValueError, match="^nothing to see: none of its pixels is an ordinary number$"):
        opened(tiff_file(np.full((4, 4), number, np.float32)))


KEYED_FILES = {  # a key colour of each depth; the first pixel has it
    "16 bits": png_file(np.array([[1000, 30_000, 65_535]], ">u2"), 16, 0, chunk(b"tRNS", struct.pack(">H", 1000))),
    "16 bits each": png_file(np.array([[[1000, 2000, 3000], [6, 7, 8], [65_535, 0, 0]]], ">u2"), 16, 2,
                             chunk(b"tRNS", struct.pack(">3H", 1000, 2000, 3000))),
    "8 bits": png_file(np.array([[100, 0, 255]], np.uint8), 8, 0, chunk(b"tRNS", struct.pack(">H", 100))),
    "4 bits": png_file(np.array([[0x60]], np.uint8), 4, 0, chunk(b"tRNS", struct.pack(">H", 6))),
    "2 bits": png_file(np.array([[0b01_00_10_11]], np.uint8), 2, 0, chunk(b"tRNS", struct.pack(">H", 1))),
    "1 bit": png_file(np.array([[0b01010101]], np.uint8), 1, 0, chunk(b"tRNS", struct.pack(">H", 0))),
}  # fmt: skip


@pytest.mark.parametrize("bits", KEYED_FILES)
def test_a_colour_that_means_transparent_becomes_white_at_every_depth(bits):
    found, changes = opened(KEYED_FILES[bits])
    first, second = found.getpixel((0, 0)), found.getpixel((1, 0))
    assert first == (255, 255, 255) and (bits == "1 bit") == (second == first) and "laid on white" in changes[-1]


def test_colours_of_16_bits_that_come_out_nearly_black_are_named():
    dark, bright = (png_file((np.ones((2, 2, 3)) * value).astype(">u2"), 16, 2) for value in (4095, 65_535))
    assert opened(dark)[1] == ["very dark: it has 16 bits for a colour, but in 8 its brightest pixel is 15 of 255"]
    assert opened(bright)[1] == []


# ---- What is no picture, or too large

ELSEWHERE = {
    "film.mpg": (b"\0\0\1\xb3" + b"\x16\0\xf0\x14" + bytes(200), ""),
    "data.h5": (b"\x89HDF\r\n\x1a\n" + bytes(500), ""),
    "weather.grib": (b"GRIB\0\0\0\1" + bytes(100), ""),
    "weather.bufr": (b"BUFR\0\0\0\4" + bytes(100), ""),
    "page.eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n", ""),
    "photo.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "HEIC"),
    "photo.heif": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(100), "HEIC"),
    "photo.jxl": (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(100), "JPEG XL"),
    "sheet.svg": (b'<?xml version="1.0"?>\n<svg xmlns="x"/>', "SVG"),
    "letter.pdf": (b"%PDF-1.7\n" + bytes(100), "PDF"),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_pillow_cannot_draw_is_never_said_to_be_damaged(name):
    data, kind = ELSEWHERE[name]
    advice = rf": it is {kind}.*\. Open it in a program that shows it and save it as JPEG or PNG" if kind else ""
    with pytest.raises(ValueError, match=f"^no picture that Pillow can read{advice}$"):
        opened(data)


@pytest.mark.parametrize("width, height", [(20_000, 20_000), (2**31 - 1, 2**31 - 1), (50_000_001, 1)])
def test_a_picture_that_unpacks_to_too_much_is_refused_before_it_does(width, height):
    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    with pytest.raises(ValueError, match="^too large: "):
        opened(bomb)


@pytest.mark.parametrize("how", ["tiff_lzw", "tiff_adobe_deflate", "jpeg"])
def test_what_libtiff_says_past_python_stays_off_the_terminal_and_other_words_do_not(how, capfd):
    whole = content(NOISE, "TIFF", compression=how)
    for place in range(8, len(whole) - 300, 500):
        with suppress(ValueError):
            opened(whole[:place] + 300 * b"\xff" + whole[place + 300 :])
    assert capfd.readouterr().err == ""
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_what_pillow_logs_stays_off_the_terminal():
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("PIL").handlers)


# ---- Folders: the system's own, links, two ways to write a letter


@pytest.fixture
def folder(tmp_path):
    """Two classes, three pictures each."""
    for number, name in enumerate(("lizards", "snakes")):
        fill(tmp_path / "mine" / name, 3, 100 * number)
    return tmp_path / "mine"


def fill(place, count, first=0):
    place.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (place / f"{number}.png").write_bytes(png(Image.new("RGB", (9, 9), (first + number, 7, 70))))


SYSTEM = ["__MACOSX", "@eaDir", "$RECYCLE.BIN", "$Recycle.Bin", "System Volume Information", "lost+found", "RECYCLER",
          ".ipynb_checkpoints", ".Trash-1000", "#recycle", "@Recycle", "__pycache__"]  # fmt: skip
FILES = ["thumbs.db", "Thumbs.db", "THUMBS.DB", "ehthumbs.db", "Desktop.ini", "desktop.ini", "Icon\r", "._0.png",
         ".DS_Store", "0.png:Zone.Identifier"]  # fmt: skip


@pytest.mark.parametrize("place", [".", "snakes"])
def test_what_the_system_put_into_a_folder_is_neither_class_nor_note(folder, place):
    wanted = repr(read_folder(folder))
    for name in SYSTEM:
        fill(folder / place / name / "snakes", 1, 50)
    for name in FILES:
        (folder / place / name).write_bytes(b"x")
    found = read_folder(folder)
    assert repr(found) == wanted == "6 pictures: lizards 3, snakes 3" and not found.notes
    assert draw.folder(str(folder)).text == "2 classes: lizards 3 files; snakes 3 files."


@pytest.mark.parametrize("target", [".", ".."])
def test_a_link_back_to_the_folder_is_no_class(folder, target):
    (folder / "again").symlink_to(folder / target, target_is_directory=True)
    found = read_folder(folder)
    assert found.classes == ("lizards", "snakes") == tuple(pictures.glance(folder))
    assert [tuple(note) for note in found.notes] == [("again", "skipped", "a link back to the folder itself")]


def test_a_link_to_a_class_elsewhere_is_a_class(folder, tmp_path):
    fill(tmp_path / "elsewhere", 4, 200)
    (folder / "birds").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert repr(read_folder(folder)) == "10 pictures: birds 4, lizards 3, snakes 3"


NFC, NFD = (unicodedata.normalize(form, "Äpfel") for form in ("NFC", "NFD"))


@pytest.fixture
def two_forms(tmp_path):
    """Two folders with names that look the same, one from Linux and one from a Mac, and one other."""
    fill(tmp_path / "mine" / NFC, 5, 0)
    fill(tmp_path / "mine" / NFD, 5, 50)
    fill(tmp_path / "mine" / "Birnen", 5, 100)
    return tmp_path / "mine"


def test_two_folders_whose_names_look_the_same_are_one_class(two_forms):
    made = retrain(two_forms, "pixels", holdout=0.4)
    assert made.layer.classes == ("Birnen", NFC) and made.collection.counts() == [5, 10]
    assert sum(sum(row[1]) for row in made.confusion()) == len(made.answers) == 6
    picture = classify(two_forms / NFD / "1.png", made.layer)
    assert set(picture.scores) == {"Birnen", NFC} and sum(picture.scores.values()) == pytest.approx(1)
    assert draw.folder(str(two_forms)).text == f"2 classes: Birnen 5 files; {NFC} 10 files."
    assert draw.doubtful(made).svg.count("<image") == 6, "every held-out picture is found again"


@pytest.mark.parametrize("typed, lies", [(NFC, NFD), (NFD, NFC)])
def test_a_path_is_found_however_its_letters_are_composed(tmp_path, typed, lies):
    fill(tmp_path / "mine" / "Birnen", 3)
    fill(tmp_path / "mine" / lies, 3, 50)
    (tmp_path / "mine" / lies / f"{lies}.png").write_bytes(png(Image.new("RGB", (9, 9), "green")))
    made = retrain(tmp_path / "mine", "pixels").layer
    assert read_picture(str(tmp_path / "mine" / typed / f"{typed}.png")).getpixel((0, 0)) == (0, 128, 0)
    save(made, tmp_path / f"{lies}.npz")
    assert load(tmp_path / f"{typed}.npz").classes == ("Birnen", NFC)
    assert classify(tmp_path / "mine" / typed / "1.png", load(tmp_path / f"{typed}.npz")).scores
    (tmp_path / "mine" / lies).rename(tmp_path / lies)
    assert pictures.glance(pictures.checked_folder(tmp_path / typed)) == {}


def test_a_layer_saved_with_letters_in_pieces_knows_the_class(folder, tmp_path):
    made = retrain(folder, "pixels").layer._replace(classes=(NFD, "Birnen"))
    assert load(save(made, tmp_path / "layer.npz")).classes == (NFC, "Birnen")


def test_a_folder_that_may_not_be_read_is_named(folder, monkeypatch):
    real = type(folder).iterdir

    def refuse(path):
        if path.name == "snakes":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(type(folder), "iterdir", refuse)
    with pytest.raises(OSError, match=r"^the folder .*snakes cannot be read: Permission denied$"):
        read_folder(folder)
    assert "snakes 0 files" in draw.folder(str(folder)).text


def test_what_lies_in_a_folder_inside_a_class_is_named(folder):
    fill(folder / "snakes" / "more", 2)
    assert [tuple(note) for note in read_folder(folder).notes] == [
        ("snakes/more", "skipped", "a folder inside a class's folder; its pictures are not looked at")
    ]


def three(form):
    """Return a file with a red, a green and a blue picture."""
    first, *others = (Image.new("RGB", (24, 16), color) for color in ("red", "lime", "blue"))
    return content(first, form, save_all=True, append_images=others)


@pytest.mark.parametrize("form", ["GIF", "TIFF", "PNG", "WEBP", "AVIF", "MPO"])
def test_of_several_pictures_in_one_file_the_first_is_used(form):
    found, changes = opened(three(form))
    assert np.abs(pixels(found) - [255, 0, 0]).max() < 5 and found.size == (24, 16)
    assert changes == ["3 pictures in one file: the first is used"]


@pytest.mark.parametrize("form, lost", [("GIF", 30), ("TIFF", 1500), ("MPO", 200)])
def test_a_file_whose_later_pictures_are_damaged_still_gives_its_first(form, lost):
    assert np.abs(seen(three(form)[:-lost]) - [255, 0, 0]).max() < 5


@pytest.mark.parametrize("layers", [0, 1, 2])
def test_a_photoshop_file_is_one_picture_however_many_layers_it_has(layers):
    sides = struct.pack(">4iH", 0, 0, 4, 5, 3) + b"".join(struct.pack(">hI", channel, 22) for channel in range(3))
    layer = sides + b"8BIMnorm\xff\0\0\0" + struct.pack(">3I", 12, 0, 0) + b"\1L\0\0"
    inside = struct.pack(">h", layers) + layers * layer + bytes(66 * layers)
    inside = struct.pack(">I", len(inside)) + inside + bytes(4)
    head = b"8BPS" + struct.pack(">H6xH2I2H", 1, 3, 4, 5, 8, 3) + bytes(8) + struct.pack(">I", len(inside)) + inside
    found, changes = opened(head + bytes(2) + bytes([200] * 20 + [10] * 40))
    assert found.getcolors() == [(20, (200, 10, 10))] and not changes


# ---- The command line leaves names alone


@pytest.mark.parametrize("words, said", [
    (["classify", "half.png"], "The file half.png cannot be used: damaged"),
    (["classify", "none.png"], "There is no file none.png."),
    (["classify", "half.png", "--layer", "half.png"], "The file half.png is no trained layer"),
    (["retrain", "half.png", "--extractor", "pixels"], "The file half.png is no folder."),
    (["retrain", "mine/snakes", "--extractor", "pixels"], "The folder mine"),
    (["retrain", "~nobody-knows/x", "--extractor", "pixels"], "There is no folder ~nobody-knows"),
    (["classify", "x\0y"], "There is nothing at 'x\\x00y'"),
    (["classify", "x" * 300], f"The file or folder {'x' * 300} cannot be used: "),
])  # fmt: skip
def test_the_command_line_says_a_files_name_as_it_is(folder, tmp_path, monkeypatch, capfd, words, said):
    monkeypatch.chdir(tmp_path)
    save(retrain(folder, "pixels").layer, "layer.npz")
    (tmp_path / "half.png").write_bytes(content(SMOOTH, "PNG")[:60])
    more = ["--layer", "layer.npz"] if words[0] == "classify" and len(words) == 2 else []
    assert main([*words, *more]) == 1
    heard = capfd.readouterr().err
    assert heard.startswith(said) and "Errno" not in heard and "Traceback" not in heard


# ---- Where nothing may be written at home


def test_the_example_goes_into_a_temporary_folder_where_home_may_not_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"not a folder")
    monkeypatch.setattr(pictures, "CACHE", tmp_path / "file" / "cache")
    found = example_folder(each=2)
    assert found == example_folder(each=2) and repr(read_folder(found)) == "4 pictures: chicken 2, man 2"
    assert "2 classes: " in draw.folder().text
    with pytest.raises(OSError, match="^the pictures cannot be saved in .*file.*mine: "):
        example_folder(tmp_path / "file" / "mine", each=2)


def test_matplotlib_says_nothing_of_a_home_that_may_not_be_written(tmp_path):
    (tmp_path / "file").write_bytes(b"not a folder")
    code = "import logging, helpers; print(logging.getLogger('matplotlib').level)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          env={**os.environ, "MPLCONFIGDIR": str(tmp_path / "file" / "matplotlib")})  # fmt: skip
    assert (done.stdout, done.stderr) == ("0\n", ""), "and later it may say again what it likes"


# ---- Anything at all

DRAWN = {
    f"{form} {image.mode} {number}": content(image, form, **more)
    for number, (form, image, more) in enumerate([
        *((form, image, {"exif": exif(6)}) for form, images in {
            "PNG": (SMOOTH, GREY, CLEAR, GREY_CLEAR, FEW, GREY.convert("1"), DEEP),
            "TIFF": (SMOOTH, GREY, CLEAR, GREY_CLEAR, FEW, GREY.convert("1"), DEEP, SHARES, SMOOTH.convert("CMYK")),
            "JPEG": (SMOOTH, GREY, SMOOTH.convert("CMYK")), "WEBP": (SMOOTH, CLEAR), "AVIF": (SMOOTH, CLEAR),
        }.items() for image in images),
        *(("TIFF", SMOOTH, {"compression": how}) for how in ("tiff_lzw", "jpeg", "tiff_adobe_deflate", "packbits")),
        *((form, image, {}) for form in ("GIF", "BMP", "PPM", "TGA", "ICO") for image in (SMOOTH, GREY)),
        ("JPEG2000", CLEAR, {}), ("ICNS", CLEAR, {}), ("JPEG", SMOOTH, {"progressive": True}),
        ("PNG", FEW, {"transparency": 3}), ("MPO", SMOOTH, {"save_all": True, "append_images": [NOISE]}),
        *((form, SMOOTH, {"save_all": True, "append_images": [NOISE.resize((24, 16))]}) for form in ("GIF", "PNG")),
    ])
}  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 3, 60]), st.binary(max_size=8)), max_size=5)


@st.composite
def spoilt(draw_one):
    """Bytes of a good picture with some replaced, lost or added, most of them near the beginning, perhaps cut short."""
    data = DRAWN[draw_one(st.sampled_from(sorted(DRAWN)))]
    for share, lost, added in draw_one(EDITS):
        at = int(len(data) * share**3)
        data = data[:at] + added + data[at + lost :]
    return data[: int(len(data) * draw_one(st.sampled_from([1, 1, 1, 1, 0.99, 0.5])))]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoilt())
def test_any_bytes_are_a_picture_or_a_sentence_and_nothing_is_printed(capfd, data):
    with warnings.catch_warnings(action="error"):
        try:
            found, changes = opened(data)
            assert found.mode == "RGB" and min(found.size) > 0 and all(isinstance(change, str) for change in changes)
        except ValueError as problem:
            assert str(problem).startswith(OURS), problem
    assert capfd.readouterr() == ("", "")


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='/\\:*?"<>|\0'), min_size=1, max_size=20)
PLACES = NAMES.filter(lambda name: name.strip(" .") == name and name.isprintable())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(PLACES, st.dictionaries(PLACES, spoilt(), max_size=3), max_size=3))
def test_any_names_are_classes_or_a_sentence_and_no_file_is_lost_or_changed(tmp_path_factory, classes):
    place, files = tmp_path_factory.mktemp("any"), {}
    for name, inside in classes.items():
        fill(place / name, 1, len(files))
        for file, data in inside.items():
            (place / name / file).write_bytes(data)
    files = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    try:
        found = read_folder(place)
    except ValueError as problem:
        assert str(problem).startswith(("the folder ", "no picture is left in the class ")), problem
    else:
        skipped = [note for note in found.notes if note.what == "skipped"]
        system = [path for path in files if any(map(pictures.ignored, (path, path.parent)))]
        assert len(found.examples) + len(skipped) + len(system) == len(files)
        assert list(found.classes) == sorted(
            {pictures.composed(path.parent.name) for path in files if not pictures.ignored(path.parent)}
        )
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == files
