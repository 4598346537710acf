"""How tables are read: every dialect and every kind of letters, written here by hand or by Python's csv module.

What is no table is answered with a sentence; of a long one each row is as likely to be kept as every other.
"""

import base64
import csv
import io
import os
import sqlite3
import sys
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from helpers import read_table
from helpers.lessons.playground import reading
from helpers.lessons.playground.reading import SEPARATORS, read_rows

WANTED = ("name", "length", "mass"), [("Ada", "39.1", "3750"), ("Bo", "40.5", "3800"), ("Cy", "38", "3250")]
DIALECTS = {
    "commas": "name,length,mass\nAda,39.1,3750\nBo,40.5,3800\nCy,38,3250\n",
    "semicolons": "name;length;mass\nAda;39.1;3750\nBo;40.5;3800\nCy;38;3250\n",
    "tabs": "name\tlength\tmass\nAda\t39.1\t3750\nBo\t40.5\t3800\nCy\t38\t3250\n",
    "strokes": "name|length|mass\nAda|39.1|3750\nBo|40.5|3800\nCy|38|3250\n",
    "spaces around": " name ,  length, mass\nAda , 39.1, 3750\nBo,40.5,3800  \n\tCy,38,3250\n",
    "Windows": "name,length,mass\r\nAda,39.1,3750\r\nBo,40.5,3800\r\nCy,38,3250\r\n",
    "old Macs": "name,length,mass\rAda,39.1,3750\rBo,40.5,3800\rCy,38,3250\r",
    "no last line end": "name,length,mass\nAda,39.1,3750\nBo,40.5,3800\nCy,38,3250",
    "blank lines": "\n\nname,length,mass\n\nAda,39.1,3750\n,,\nBo,40.5,3800\n   \nCy,38,3250\n\n\n",
    "quotes": '"name","length","mass"\n"Ada","39.1","3750"\n"Bo","40.5","3800"\n"Cy","38","3250"\n',
    "Excel's first line": "sep=;\nname;length;mass\nAda;39.1;3750\nBo;40.5;3800\nCy;38;3250\n",
    "a separator too many": "name,length,mass,\nAda,39.1,3750,\nBo,40.5,3800,\nCy,38,3250,\n",
}  # fmt: skip
LETTERS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]


def cells_of(rows):
    return rows.names, [row.cells for row in rows.rows]


def told(source, **how):
    return " ".join(read_rows(source, **how).story)


# ---- Dialects and letters


@pytest.mark.parametrize("text", DIALECTS.values(), ids=DIALECTS)
def test_every_dialect_gives_the_same_table(text):
    assert cells_of(read_rows(text)) == WANTED


@pytest.mark.parametrize("letters", LETTERS)
def test_every_kind_of_letters_gives_the_same_words_and_strange_ones_are_told(letters, tmp_path):
    path = tmp_path / "größe.csv"
    path.write_bytes("Name;Größe\nZoë;1\nJosé;2\nÅsa;3\n".encode(letters))
    rows = read_rows(path)
    assert cells_of(rows) == (("Name", "Größe"), [("Zoë", "1"), ("José", "2"), ("Åsa", "3")])
    assert ("UTF-16" in told(path)) == letters.startswith("utf-16")
    assert ("Western European" in told(path)) == (letters in ("latin-1", "cp1252"))


def test_a_euro_of_windows_is_read_and_bytes_that_windows_does_not_know_do_no_harm():
    assert read_rows("price;place\n5 €;Köln\n".encode("cp1252"), header=True).rows[0].cells == ("5 €", "Köln")
    assert read_rows(b"a;b\nx\x81;K\xf6ln\n", header=True).rows[0].cells == ("x\x81", "Köln")


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6),
                      min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(LETTERS[:4]),
)  # fmt: skip
def test_what_python_s_csv_module_writes_is_read_again(rows, separator, quoting, letters):
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=quoting).writerows([["eins", "zwei", "drei"], *rows])
    names, cells = cells_of(read_rows(file.getvalue().encode(letters), separator=separator, header=True))
    assert (names, cells) == (("eins", "zwei", "drei"), list(map(tuple, rows)))


def test_quoted_cells_may_hold_separators_line_ends_and_quotes():
    rows = read_rows('name,said\nAda,"one, two"\nBo,"first\nsecond"\nCy,"a ""word"" more"\n')
    assert [row.cells[1] for row in rows.rows] == ["one, two", "first\nsecond", 'a "word" more']
    assert [row.line for row in rows.rows] == [2, 4, 5]


def test_decimal_commas_do_not_part_the_cells_of_a_table_with_semicolons():
    rows = read_rows("x;y;name\n1,5;2,25;a\n2,5;3,25;b\n")
    assert rows.separator == ";" and rows.rows[1].cells == ("2,5", "3,25", "b")


def test_where_commas_would_do_as_well_semicolons_part_the_cells():
    assert read_rows("5,1;red\n4,9;blue\n").rows[0].cells == ("5,1", "red")
    assert read_rows("5,1\t4,2|a\n4,9\t4,3|b\n").rows[0].cells == ("5,1", "4,2|a")


def test_semicolons_in_words_do_not_part_the_cells_of_a_table_with_commas():
    rows = read_rows("name,said\na,one; two\nb,three; four\nc,five; six\n")
    assert rows.separator == "," and rows.rows[0].cells == ("a", "one; two")


def test_another_separator_can_be_named():
    assert cells_of(read_rows("a b\n1 2\n3 4", separator=" ")) == (("a", "b"), [("1", "2"), ("3", "4")])
    for wrong in ("", ", ", 5, '"', "\n"):
        with pytest.raises(ValueError, match="separator is .* but must be one sign, such as ';'"):
            read_rows("a b\n1 2", separator=wrong)


# ---- Names


@pytest.mark.parametrize("text, names, count", [
    ("5.1,3.5,setosa\n4.9,3.0,setosa\n", ("column 1", "column 2", "column 3"), 2),
    ("red,yes\nblue,no\nred,no\nblue,yes\n", ("column 1", "column 2"), 4),
    ("colour,sold\nblue,no\nred,no\n", ("colour", "sold"), 2),
    ("5,1;red\n4,9;blue\n", ("column 1", "column 2"), 2),
])  # fmt: skip
def test_a_first_line_without_names_is_a_row(text, names, count):
    rows = read_rows(text)
    assert (rows.names, len(rows.rows)) == (names, count)
    assert ("holds no names" in told(text)) == (names[0] == "column 1")


@pytest.mark.parametrize("sign", SEPARATORS)
@pytest.mark.parametrize(
    "title", ["Weather of May 2024\n", "Weather of May 2024{0}{0}\n", "\nWeather of May 2024\nall\n\n"]
)
def test_a_title_above_the_names_is_answered_with_what_to_delete(sign, title):
    table = "day,wind,sky\n1,7,sun\n2,14,rain\n3,0,sun\n".replace(",", sign)
    text, line = title.format(sign) + table, title.count("\n") + 1
    said = (
        f"the text begins with 'Weather of May 2024', but its names seem to stand in line {line}: day, wind and sky. "
    )
    with pytest.raises(ValueError, match=f"^{said}Delete what stands above them, so that the names come first"):
        read_rows(text)
    assert read_rows(text, header=True).names[0] == "Weather of May 2024"
    assert read_rows(table).names == ("day", "wind", "sky")


def test_words_of_one_column_and_names_of_rows_are_taken_for_no_title():
    assert read_rows("note\nred; blue\nred\ngreen; 2\n").names == ("note",)
    assert read_rows("sky\nMonday,sun\nTuesday,rain\n").names == ("column 1", "sky")


def test_whether_the_first_line_holds_names_can_be_said():
    years = "2007,2008\n1,2\n3,4\n"
    assert read_rows(years).names == ("column 1", "column 2")
    assert read_rows(years, header=True).names == ("2007", "2008")
    assert len(read_rows("a,b\n1,2\n", header=False).rows) == 2
    with pytest.raises(TypeError, match="header is 'no', but must be True"):
        read_rows(years, header="no")


@pytest.mark.parametrize("head, names", [
    ("x,x,,x 2,y", ("x", "x 2", "column 3", "x 2 2", "y")),
    (",,,,", ("column 1", "column 2", "column 3", "column 4", "column 5")),
    ("a  b,c,d,e,column 1", ("a b", "c", "d", "e", "column 1")),
])  # fmt: skip
def test_names_that_are_empty_or_come_twice_get_a_number_and_it_is_told(head, names):
    text = head + "\n1,2,3,4,5\n6,7,8,9,0\n"
    if head == ",,,,":  # a blank line is no row of names
        text = "u" + text
        names = ("u", *names[1:])
    assert read_rows(text).names == names
    assert ("were changed" in told(text)) == (names[0] != "a b")


def test_names_of_rows_without_a_name_above_them_as_r_writes_them():
    assert read_rows("mass,sex\n1,10,m\n2,20,f\n3,30,f\n").names == ("column 1", "mass", "sex")


def test_decimal_commas_between_commas_are_suspected():
    assert "3 cells more than there are names" in told("x,y,z\n1,5,2,5,3,5\n1,6,2,6,3,6\n")


# ---- Rows


def test_rows_that_are_too_long_are_left_out_and_short_ones_filled_up_and_both_are_told():
    text = "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10\n1,2,3,4,5\n7,8,9\n7,8,9,,\n7,,\n"
    rows = read_rows(text)
    assert [row.cells for row in rows.rows] == [
        ("1", "2", "3"), ("4", "5", ""), ("10", "", ""), ("7", "8", "9"), ("7", "8", "9"), ("7", "", "")]  # fmt: skip
    assert "2 rows too short were filled up with missing values (line 3 has 2 cells instead of 3)." in rows.story
    assert "2 rows too long were left out (line 4 has 4 cells instead of 3)." in rows.story


def big(rows):
    return "number,word\n" + "".join(f"{k},w{k % 7}\n" for k in range(rows))


def test_of_a_long_table_so_many_rows_are_kept_the_same_each_time_and_in_their_order():
    text = big(5000)
    first, again, other = (read_rows(text, most=300, seed=seed) for seed in (1, 1, 2))
    numbers = [int(row.cells[0]) for row in first.rows]
    assert len(set(numbers)) == 300 and numbers == sorted(numbers) and first == again and first.rows != other.rows
    assert "Of 5,000 rows 300 were chosen by chance, the same each time" in told(text, most=300)
    assert "chosen by chance" not in told(text, most=5000) and len(read_rows(text, most=5000).rows) == 5000


def test_each_row_is_as_likely_to_be_kept_as_every_other():
    kept = np.zeros(40)
    for seed in range(1500):
        rows = iter([reading.Row(k, (str(k),), 1) for k in range(40)])
        kept[[row.line for row in reading.sampled(rows, 1, 10, seed)[0]]] += 1
    wanted = 1500 * 10 / 40
    chi_square = ((kept - wanted) ** 2 / (wanted * 0.75)).sum()
    assert 20 < chi_square < 66  # 39 degrees of freedom: outside in one of a hundred cases


def test_a_long_file_is_never_held_as_a_whole(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(big(60_000))
    tracemalloc.start()
    read_rows(path, most=100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4e6, peak  # bytes; all rows held would take some 14 million


def test_with_many_columns_fewer_rows_are_kept(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CELLS", 200)
    text = ",".join(f"x{k}" for k in range(20)) + "\n" + 50 * (",".join("1" * 20) + "\n")
    assert len(read_rows(text).rows) == 10


def test_more_columns_than_a_table_may_have_are_answered_with_a_sentence():
    with pytest.raises(ValueError, match="1,001 columns, but here 1,000 are the most"):
        read_rows(",".join("a" * 1001) + "\n" + ",".join("1" * 1001))
    assert len(read_rows(",".join("a" * 1000) + "\n" + ",".join("1" * 1000)).names) == 1000


# ---- Sources


@pytest.mark.parametrize("source", [
    DIALECTS["semicolons"], DIALECTS["semicolons"].encode(), bytearray(DIALECTS["semicolons"], "utf-8"),
    memoryview(DIALECTS["semicolons"].encode()),
    "data:text/csv;base64," + base64.b64encode(DIALECTS["semicolons"].encode()).decode(),
    "data:text/csv;charset=utf-8,name;length;mass%0AAda;39.1;3750%0ABo;40.5;3800%0ACy;38;3250",
])  # fmt: skip
def test_a_text_bytes_and_an_upload_give_the_same_table(source):
    assert cells_of(read_rows(source)) == WANTED


def test_a_path_may_be_a_text_or_a_path_and_begin_with_the_home_folder(tmp_path, monkeypatch):
    (tmp_path / "my table.txt").write_text(DIALECTS["tabs"])
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for path in (tmp_path / "my table.txt", str(tmp_path / "my table.txt"), "~/my table.txt"):
        assert cells_of(read_rows(path)) == WANTED and "'my table.txt': 3 rows, 3 columns" in told(path)


def excel():
    openpyxl_like = io.BytesIO()
    with zipfile.ZipFile(openpyxl_like, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
    return openpyxl_like.getvalue()


def zipped(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "a,b\n1,2\n")
    return content.getvalue()


def picture(form):
    content = io.BytesIO()
    Image.new("RGB", (9, 9)).save(content, form)
    return content.getvalue()


def array():
    content = io.BytesIO()
    np.save(content, np.zeros(3))
    return content.getvalue()


WRONG = {  # what is called my.csv and is none
    "an Excel file": (excel(), "an Excel file (.xlsx), whatever its name says. Open it in the program that made it"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Excel file of the old kind (.xls)"),
    "a LibreOffice file": (zipped("mimetype", "content.xml"), "is a LibreOffice file"),
    "a Word file": (zipped("word/document.xml"), "is a Word file"),
    "a zip": (zipped("a.csv"), "is a zip archive, whatever its name says. Unpack it"),
    "half a zip": (zipped("a.csv")[:40], "is a damaged zip archive or Excel file"),
    "a PNG": (picture("PNG"), "is a picture (PNG), whatever its name says. A table is wanted here"),
    "a JPEG": (picture("JPEG"), "is a picture (JPEG)"),
    "a GIF": (picture("GIF"), "is a picture (GIF)"),
    "a BMP": (picture("BMP"), "is no text but bytes for a program"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF file"),
    "an array": (array(), "is a file of NumPy"),
    "a page": (b"\n<!DOCTYPE html><html>", "is a web page (HTML), whatever its name says. Perhaps the page was saved"),
    "JSON": (b'[{"a": 1}]', "is a JSON file"),
    "a program": (open(sys.executable, "rb").read(5000), "is no text but bytes for a program"),
    "chance": (np.random.default_rng(1).bytes(9999), "is no text but bytes for a program"),
    "nothing": (b"", "is empty. A table has a line of names, and a line for each example"),
    "blanks": (b"\n \n,,\n", "is empty. A table has"),
    "only a mark": (b"\xef\xbb\xbf", "is empty. A table has"),
    "half of UTF-16": ("a;b\n1;2".encode("utf-16") + b"\x00", "is cut off or damaged: its letters cannot be read"),
    "names only": (b"name,length\n", "has no row with values"),
    "an open quote": (b'a,b\n1,"2\n3,4\n', "line 3: a \" opens a cell and none closes it"),
    "a long cell": (b'a,b\n1,"' + b"x\n" * 99_999, "a cell has more than 131,072 letters. Perhaps a \" opens it"),
    "a quote too many": (b'a,b\n1,"two "words""\n', "line 2: behind a closing \" the same cell goes on"),
    "no line ends": (b"1," * 600_000, "a line of more than 1,000,000 letters"),
}  # fmt: skip


@pytest.mark.parametrize("content, said", WRONG.values(), ids=WRONG)
def test_what_is_no_table_is_answered_with_a_sentence(content, said, tmp_path):
    path = tmp_path / "my.csv"
    path.write_bytes(content)
    with pytest.raises(ValueError) as caught:
        read_table(path)
    assert said in str(caught.value) and str(caught.value).startswith("'my.csv' ")
    with pytest.raises(ValueError, match="^the upload "):
        read_table(content)


def test_a_database_is_answered_with_a_sentence(tmp_path):
    base = sqlite3.connect(tmp_path / "my.csv")
    base.execute("create table a (b)")
    base.close()
    with pytest.raises(ValueError, match="'my.csv' is a database"):
        read_table(tmp_path / "my.csv")


def test_an_excel_ending_does_no_harm_to_a_table(tmp_path):
    (tmp_path / "my.xlsx").write_text(DIALECTS["commas"])
    assert cells_of(read_rows(tmp_path / "my.xlsx")) == WANTED


def test_a_wrong_path_is_answered_with_what_may_be_meant(tmp_path):
    (tmp_path / "flowers.csv").write_text(DIALECTS["commas"])
    (tmp_path / "empty").mkdir()
    for source, error, said in [
        (tmp_path / "flower.csv", FileNotFoundError, f"Did you mean {str(tmp_path / 'flowers.csv')!r}?"),
        (tmp_path / "penguin.csv", FileNotFoundError, "Did you mean 'penguins'?"),
        (tmp_path / "win.xlsx", FileNotFoundError, "Did you mean 'wine'?"),
        (tmp_path / "zzz", FileNotFoundError, f"zzz' in {str(tmp_path)!r}. Ours are"),
        (tmp_path / "no" / "a.csv", FileNotFoundError, f"and no folder {str(tmp_path / 'no')!r}"),
        ("pengiuns", FileNotFoundError, "Did you mean 'penguins'? Ours are penguins, iris and wine"),
        (tmp_path, IsADirectoryError, f"is a folder. Name the file in it, such as {str(tmp_path / 'flowers.csv')!r}"),
        (tmp_path / "empty", IsADirectoryError, "is a folder. Name the file in it; there is none that ends in .csv"),
        ("", ValueError, "no table was named. Type a path"),
        ("   ", ValueError, "no table was named"),
        ("https://example.org/a.csv", ValueError, "is an address. The course fetches nothing"),
        ("data:text/csv;base64,???", ValueError, "the upload is damaged"),
        ("a\0b.csv", FileNotFoundError, "there is nothing at"),
        (5, TypeError, "a table is read from a path, such as 'my_table.csv', not from a int"),
        (None, TypeError, "not from a NoneType"),
        ([[1, 2]], TypeError, "not from a list"),
    ]:  # fmt: skip
        with pytest.raises(error) as caught:
            read_table(source)
        assert said in str(caught.value), source


def test_a_table_of_pandas_is_told_what_to_write():
    frame = type("DataFrame", (), {"to_csv": lambda self, index: "a,b\n1,2\n"})()
    with pytest.raises(TypeError, match=r"not from a DataFrame. Write read_table\(it.to_csv\(index=False\)\)"):
        read_table(frame)
    assert len(read_table(frame.to_csv(index=False))) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ValueError, match="is no ordinary file"):
        read_table(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_read_is_answered_with_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "my.csv"
    path.write_text("a,b\n1,2\n")

    def refuse(self, *given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(
        PermissionError, match=r"my.csv' cannot be read \(Permission denied\). Copy it into this folder"
    ):
        read_table(path)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200), st.text('a1,;"\n\t| .', max_size=120)))
def test_whatever_is_given_becomes_a_table_or_a_sentence(content):
    try:
        table = read_table(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    except ValueError as error:
        assert str(error).startswith("the upload ")
    else:
        assert len(table) >= 1 and "columns" in repr(table) or "column" in repr(table)
