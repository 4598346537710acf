"""Run the notebooks and save them as they are committed: executed, small, the same on every machine.

    python tools/save_notebooks.py                   all notebooks
    python tools/save_notebooks.py 05 12_history      those with these numbers, names or paths
    python tools/save_notebooks.py --check           say which would differ; write nothing

What is saved are the still pictures and the texts. Widget views and widget state are left out: they
hold random ids, and without a kernel they show an error.
"""

import argparse
import os
import re
import sys
import tempfile
import uuid
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
LARGEST = 1_000_000  # bytes
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python"},  # without it an export as a script is called .txt
}


def own_sockets():
    """Return how a kernel listens: where it can, on files of its own, for two may be given the same TCP port."""
    place = os.path.join(tempfile.gettempdir(), uuid.uuid4().hex)
    return {"transport": "ipc", "ip": place} if sys.platform == "linux" else {}


def execute(notebook, folder, **variables):
    """Run all cells of the notebook, in place, in a fresh kernel whose current folder is `folder`."""
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        config=Config(KernelManager=own_sockets()),
        coalesce_streams=True,  # Or two prints would be one output or two, as chance has it.
    )
    client.comm_open_handlers = {}  # what `interact` shows is an output of its cell, as nbval sees it
    # The kernel of this environment and the data that come with the course, no others.
    fixed = {"JUPYTER_PREFER_ENV_PATH": "1", "MNIST_DIR": "subset"}
    client.execute(env={**os.environ, **fixed, **variables})


def cell_id(name, index):
    """A short id for a cell that has none.

    >>> cell_id("05_stage_3_gradients", 7)
    '05-stage-3-gradients-7'
    """
    return re.sub("[^a-z0-9]+", "-", name.lower())[:50].strip("-") + f"-{index}"


def clean_output(output):
    """The output without its widget view; all its other forms stay.

    >>> clean_output({"data": {WIDGET_VIEW: {"model_id": "1f"}, "text/plain": "w5 = 0.05"}, "metadata": {}})
    {'data': {'text/plain': 'w5 = 0.05'}, 'metadata': {}}
    """
    kept = type(output)(output)
    if "data" in kept:
        kept["data"] = {kind: content for kind, content in kept["data"].items() if kind != WIDGET_VIEW}
        kept["metadata"] = {kind: content for kind, content in kept["metadata"].items() if kind != WIDGET_VIEW}
    return kept


def is_widget_alone(output):
    """Whether an output is a widget whose only other form is its name in Python: without a page it shows nothing.

    >>> is_widget_alone({"data": {WIDGET_VIEW: {"model_id": "1f"}, "text/plain": "interactive(children=())"}})
    True
    """
    return output.get("data", {}).keys() == {WIDGET_VIEW, "text/plain"}


def clean(notebook, name):
    """Change the notebook, in place, to what is committed: no widgets, no timings, no metadata but tags."""
    # Ids came with nbformat 4.5; nbformat would otherwise drop them or make random ones.
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    for index, cell in enumerate(notebook.cells):
        cell.metadata = nbformat.from_dict({"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {})
        if not cell.get("id"):
            cell["id"] = cell_id(name, index)
        if cell.cell_type == "code":
            cell.outputs = [clean_output(output) for output in cell.outputs if not is_widget_alone(output)]


def complaint(notebook):
    """What forbids to save the notebook, as a sentence; None when nothing does."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return f"cell {number} raised {output.ename}: {output.evalue}"
            if output.get("name") == "stderr":
                return f"cell {number} wrote to stderr: {''.join(output.text).strip()[:300]}"
    size = len(as_text(notebook).encode())
    if size > LARGEST:
        return f"it has {size:,} bytes, and {LARGEST:,} are allowed; make its pictures smaller"
    return None


def as_text(notebook):
    """The notebook as the text of its file."""
    return nbformat.writes(notebook, indent=1, sort_keys=True, ensure_ascii=False).rstrip("\n") + "\n"


def read(path):
    """Read a notebook without giving random ids to cells that have none."""
    return nbformat.reader.reads(path.read_text(encoding="utf-8"))


def saved_text(path):
    """Run the notebook at `path` and return the text that is to be committed; ValueError when it may not be."""
    notebook = read(path)
    clean(notebook, path.stem)
    try:
        with tempfile.TemporaryDirectory() as nobodys:  # What you have solved yourself is not saved.
            execute(notebook, path.parent, COURSE_FOLDER=nobodys)
    except CellTimeoutError:
        raise ValueError("a cell took longer than 120 seconds") from None
    except DeadKernelError:
        raise ValueError("its kernel died") from None
    except CellExecutionError:
        pass  # The error is in the cell's output, where complaint() finds it.
    clean(notebook, path.stem)
    if said := complaint(notebook):
        raise ValueError(said)
    nbformat.validate(notebook)
    return as_text(notebook)


def save(path, check=False):
    """Save one notebook; return "saved", "unchanged" or, with `check`, "would differ"."""
    text = saved_text(path)
    if text == path.read_text(encoding="utf-8"):
        return "unchanged"
    if check:
        return "would differ"
    path.write_text(text, encoding="utf-8", newline="\n")
    return "saved"


def choose(wanted, folder=NOTEBOOKS):
    """The paths of all notebooks, or of those with these numbers, names or paths; ValueError for an unknown one.

    >>> choose(["no such notebook"])
    Traceback (most recent call last):
        ...
    ValueError: there is no notebook 'no such notebook' in notebooks/
    """
    everything = sorted(folder.glob("*.ipynb"))
    if not wanted:
        return everything
    chosen = []
    for word in wanted:
        number, name = word.zfill(2) + "_", Path(word).with_suffix(".ipynb").name
        found = [path for path in everything if path.name == name or path.name.startswith(number)]
        if not found:
            raise ValueError(f"there is no notebook {word!r} in {folder.name}/")
        chosen += found
    return chosen


def main(arguments=None):
    """Save what the command line names; return 1 when a notebook was refused or, with --check, would differ."""
    parser = argparse.ArgumentParser(description="Run the notebooks and save them as they are committed.")
    parser.add_argument("notebooks", nargs="*", help="numbers, names or paths; without any: all")
    parser.add_argument("--check", action="store_true", help="say which notebooks would differ; write nothing")
    options = parser.parse_args(arguments)
    try:
        paths = choose(options.notebooks)
    except ValueError as error:
        sys.exit(str(error))
    failed = False
    for path in paths:
        try:
            result = save(path, options.check)
        except ValueError as error:
            result = f"refused: {error}"
        failed |= result not in ("saved", "unchanged")
        print(f"{path.name}: {result}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
