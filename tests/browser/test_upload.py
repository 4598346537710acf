"""A picture that is uploaded reaches Python small, upright and on white, a table as it is, in a real JupyterLab."""

import io

import pytest
from PIL import Image

from tests.browser import every_control
from tests.browser.lesson import PATIENCE
from tests.browser.test_access import checker_finds

pytestmark = pytest.mark.parametrize("lesson", [every_control.NAME], indirect=True, scope="session")


def taking(lesson, name):
    """Return the live picture with this upload button."""
    (live,) = [live for live in lesson.lives() if live.names("input[type=file]") == [name]]
    return live.reset() and live


@pytest.fixture
def live(lesson):
    yield taking(lesson, "my picture")
    taking(lesson, "my picture")


@pytest.fixture
def sheet(lesson):
    yield taking(lesson, "my table")
    taking(lesson, "my table")


def choose(live, image, form="PNG", name="mine.png", **more):
    """Upload a picture as somebody does who chooses a file, and return what the page then says."""
    file = io.BytesIO()
    image.save(file, form, **more)
    before = live.state()
    button = live.page.get_by_label("my picture")
    button.set_input_files([{"name": name, "mimeType": "image/png", "buffer": file.getvalue()}])
    return live.changed_since(before)["twin"]


def pixels(twin):
    """Return size and two corners from the twin."""
    size, first, last = (part.strip("()").split(", ") for part in twin.split(";")[0].split(") ("))
    return [tuple(map(int, numbers)) for numbers in (size, first, last)]


def near(color, other):
    return all(abs(a - b) < 12 for a, b in zip(color, other, strict=True))


def test_a_small_picture_arrives_as_it_is(live):
    size, first, last = pixels(choose(live, Image.new("RGB", (40, 30), (200, 30, 20))))
    assert size == (40, 30) and near(first, (200, 30, 20)) and near(last, first)


def test_a_large_photograph_is_made_smaller_in_the_page(live):
    twin = choose(live, Image.effect_noise((4000, 3000), 60).convert("RGB"), "JPEG", "photo ü 🐍.jpg")
    assert pixels(twin)[0] == (427, 320) and int(twin.split("; ")[1].split()[0]) < 300_000
    assert pixels(choose(live, Image.new("RGB", (4000, 200))))[0] == (1280, 64)


def test_it_stands_upright_and_transparency_is_white(live):
    exif = Image.Exif()
    exif[0x0112] = 6
    two = Image.new("RGB", (60, 30), "blue")
    two.paste("red", (0, 0, 30, 30))
    size, first, last = pixels(choose(live, two, "JPEG", exif=exif))
    assert size == (30, 60) and near(first, (254, 0, 0)) and near(last, (0, 0, 254))
    assert near(pixels(choose(live, Image.new("RGBA", (20, 20), (255, 0, 0, 0))))[1], (255, 255, 255))


def test_what_is_no_picture_is_named_in_the_page_and_reset_starts_again(live):
    choose(live, Image.new("RGB", (40, 30), "red"))
    button = live.page.get_by_label("my picture")
    button.set_input_files([{"name": "notes.txt", "mimeType": "text/plain", "buffer": b"a shopping list"}])
    live.page.get_by_text("notes.txt is no picture that this browser can read.").wait_for(timeout=PATIENCE)
    assert "(40, 30)" in live.state()["twin"], "the picture before stays"
    choose(live, Image.new("RGB", (40, 30), "blue"))
    assert live.page.get_by_text("notes.txt").count() == 0, "an old complaint is gone"
    assert "nothing yet" in live.reset()["twin"] and button.input_value() == ""


def test_the_button_has_a_name_and_is_reached_by_keyboard(live):
    button = live.page.get_by_label("my picture")
    button.focus()
    assert button.evaluate("one => document.activeElement === one")
    assert not checker_finds(live.page, ".nn-live:has(input[type=file])")
    assert not live.lesson.complaints


# ---- A table

TABLE = "Länge;Farbe\n1,5;weiß\n2,5;blau\n"


def give(sheet, content, name="mine.csv", kind="text/csv"):
    """Upload a table as somebody does who chooses a file."""
    sheet.page.get_by_label("my table").set_input_files([{"name": name, "mimeType": kind, "buffer": content}])


@pytest.mark.parametrize("letters", ["utf-8", "utf-16", "latin-1"])
@pytest.mark.parametrize("kind", ["text/csv", "application/vnd.ms-excel", ""])  # on Windows a .csv may belong to Excel
def test_a_table_arrives_byte_for_byte(sheet, letters, kind):
    before = sheet.state()
    give(sheet, TABLE.encode(letters), kind=kind)
    twin = sheet.changed_since(before)["twin"]
    assert "the upload: 2 rows, 2 columns" in twin and "Länge" in twin and "blau 1, weiß 1" in twin


def test_a_table_that_is_too_large_is_named_in_the_page_and_the_next_one_is_taken(sheet):
    give(sheet, b"a,b\n" + b"1,2\n" * 1_250_000, "big.csv")
    sheet.page.get_by_text("big.csv has 5.0 MB, and this button takes at most 5. Put the file").wait_for(
        timeout=PATIENCE
    )
    assert "no table yet" in sheet.state()["twin"]
    before = sheet.state()
    give(sheet, b"a,b\n" + b"1,2\n" * 1_249_000)
    assert "the upload: 10,000 rows" in sheet.changed_since(before)["twin"]
    assert sheet.page.get_by_text("big.csv").count() == 0, "an old complaint is gone"
    give(sheet, b"a,b\n" + b"1,2\n" * 1_250_000, "big.csv")
    sheet.page.get_by_text("Nothing has changed.").wait_for(timeout=PATIENCE)
    assert "the upload: 10,000 rows" in sheet.state()["twin"], "the table before stays"


def test_an_empty_or_a_foreign_file_becomes_a_sentence(sheet):
    for content, said in ((b"", "the upload is empty"), (b"PK\x03\x04 a workbook", "Excel")):
        give(sheet, content)
        sheet.page.locator(".nn-error", has_text=said).wait_for(timeout=PATIENCE)
    give(sheet, TABLE.encode())
    sheet.page.get_by_text("the upload: 2 rows, 2 columns", exact=True).wait_for(timeout=PATIENCE)
    assert not sheet.state()["problem"] and not sheet.lesson.complaints
