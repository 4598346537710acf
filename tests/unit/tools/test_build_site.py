"""How the browser version is put together: only known files, the helpers whole, notebooks whose pictures show."""

import hashlib
import io
import json
import tarfile
import zipfile

import pytest

import build_site
import lock_pyodide
from tests import saved

KNOWN = {name: build_site.pyodide(source) for name, source in build_site.SOURCES.items()}


def test_the_wheel_of_the_helpers_holds_all_that_a_notebook_needs_and_is_the_same_each_time():
    name, content = build_site.helpers_wheel()
    assert (name, content) == build_site.helpers_wheel() and name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        files = set(wheel.namelist())
        record = wheel.read(next(one for one in files if one.endswith("RECORD"))).decode()
        lines = [line.split(",") for line in record.splitlines()]
        assert {line[0] for line in lines} == files
        for path, digest, size in lines[:-1]:
            assert digest == f"sha256={build_site.short(wheel.read(path))}" and int(size) == len(wheel.read(path))
    needed = {"helpers/__init__.pyi", "helpers/live/live.js", "helpers/reserve/my_network.py", "data/mnist_5k.npz"}
    assert needed <= files and not [one for one in files if "__pycache__" in one]


def test_another_content_is_another_name(tmp_path):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "a-b"\nversion = "2.0"\n')
    (tmp_path / "helpers" / "one.py").write_text("1")
    before = build_site.helpers_wheel(tmp_path)[0]
    (tmp_path / "helpers" / "one.py").write_text("2")
    assert before.startswith("a_b-2.0-0") and build_site.helpers_wheel(tmp_path)[0] != before


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
def test_each_package_of_a_lock_has_its_sha256_and_all_that_it_depends_on(known):
    ours = {"comm", "ipywidgets", "anywidget"}
    for name, row in known["packages"].items():
        assert len(row["sha256"]) == 64 and set(row["depends"]) <= known["packages"].keys() | ours, name
    assert set(lock_pyodide.WANTED) <= known["packages"].keys()
    assert {"pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip"} <= known["runtime"].keys()


def test_a_file_with_another_sha256_is_refused_with_its_name():
    wanted = hashlib.sha256(b"the file").hexdigest()
    assert build_site.checked(lambda name: b"the file", "a.whl", wanted) == b"the file"
    with pytest.raises(ValueError, match="a.whl is not the file that lite/ names"):
        build_site.checked(lambda name: b"another", "a.whl", wanted)


def test_every_output_of_a_copy_is_trusted_and_nothing_else_is_changed():
    for path in saved.PATHS:
        original, copy = saved.read(path), build_site.trusted(saved.read(path))
        for cell in copy["cells"]:
            assert cell["cell_type"] != "code" or cell["metadata"].pop("trusted") is True
        assert copy == original


def test_the_start_page_has_a_line_for_each_notebook():
    for path in saved.PATHS:
        line = build_site.entry(path)
        assert (
            f"lab/index.html?path={path.name}" in line
            and f">{path.name[:2]} " in line
            and line.endswith("</small></li>")
        )
        assert "*" not in line and "[" not in line


def test_a_page_without_the_place_for_our_part_is_an_error_and_not_a_silence(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p><!-- here --></p>")
    build_site.put_into(page, {"<!-- here -->": "words"})
    assert page.read_text() == "<p>words</p>"
    with pytest.raises(ValueError, match="has no </head>"):
        build_site.put_into(page, {"</head>": ""})


def test_a_lock_is_made_of_the_package_that_pyodides_authors_publish(tmp_path):
    plain = {"version": "1", "file_name": "a.whl", "sha256": "0", "depends": [], "imports": [], "unvendored_tests": 0}
    rows = {name: {"name": name, **plain} for name in (*lock_pyodide.WANTED, "other", "six")}
    rows["numpy"]["depends"] = ["six", "matplotlib-pyodide"]
    files = {
        "package/pyodide.mjs": b"run",
        "package/pyodide.d.ts": b"types",
        "package/package.json": b'{"version": "9.9"}',
        "package/pyodide-lock.json": json.dumps({"info": {"python": "3.99"}, "packages": rows}).encode(),
    }
    with tarfile.open(tmp_path / "pyodide.tgz", "w:gz") as archive:
        for name, content in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    found = lock_pyodide.content(tmp_path / "pyodide.tgz")
    assert found["version"] == "9.9" and found["runtime"] == {"pyodide.mjs": hashlib.sha256(b"run").hexdigest()}
    assert set(found["packages"]) == {*lock_pyodide.WANTED, "six"} and found["packages"]["numpy"]["depends"] == ["six"]
