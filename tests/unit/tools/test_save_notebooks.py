"""What tools/save_notebooks.py promises about the files that are committed."""

import json

import pytest
from nbformat import from_dict, v4

import save_notebooks as tool

STATE = {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2}}


def code(source, *outputs, **more):
    return from_dict(
        {
            "cell_type": "code",
            "source": source,
            "outputs": list(outputs),
            "execution_count": None,
            "metadata": {},
            **more,
        }
    )


def shown(**data):
    return {"output_type": "display_data", "metadata": {tool.WIDGET_VIEW: {"x": 1}}, "data": data}


def book(*cells):
    return from_dict({"cells": list(cells), "metadata": {"widgets": STATE}, "nbformat": 4, "nbformat_minor": 4})


def test_widgets_go_and_stills_and_twins_stay():
    output = shown(**{tool.WIDGET_VIEW: {"model_id": "1f"}, "image/png": "AAAA", "text/plain": "w5 = 0.05"})
    notebook = book(code("x", output))
    tool.clean(notebook, "05_x")
    assert notebook.cells[0].outputs[0]["data"] == {"image/png": "AAAA", "text/plain": "w5 = 0.05"}
    assert notebook.cells[0].outputs[0]["metadata"] == {}
    assert "widgets" not in notebook.metadata


def test_only_tags_stay_of_a_cells_metadata():
    cell = code("x", metadata={"tags": ["nbval-skip"], "execution": {"iopub.execute_input": "now"}, "collapsed": True})
    notebook = book(cell, code("y", metadata={"tags": [], "scrolled": True}))
    tool.clean(notebook, "05_x")
    assert [cell.metadata for cell in notebook.cells] == [{"tags": ["nbval-skip"]}, {}]


def test_the_kernel_is_python3_and_nothing_names_a_version():
    notebook = book()
    notebook.metadata = {"kernelspec": {"name": "conda-env-me"}, "language_info": {"name": "python", "version": "3.99"}}
    tool.clean(notebook, "05_x")
    assert notebook.metadata == tool.METADATA


def test_an_export_as_a_script_is_a_python_file():
    from nbconvert.exporters import ScriptExporter

    notebook = book(code("x = 1"))
    tool.clean(notebook, "05_x")
    script, resources = ScriptExporter().from_notebook_node(notebook)
    assert resources["output_extension"] == ".py"
    assert compile(script, "05_x.py", "exec")


def test_ids_are_kept_and_missing_ones_are_the_same_each_time():
    texts = []
    for _ in range(2):
        notebook = book(code("x", id="mine"), code("y"))
        tool.clean(notebook, "05_stage_3_gradients")
        assert [cell["id"] for cell in notebook.cells] == ["mine", "05-stage-3-gradients-1"]
        texts.append(tool.as_text(notebook))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ({"output_type": "error", "ename": "NameError", "evalue": "x", "traceback": []}, "cell 1 raised NameError"),
        ({"output_type": "stream", "name": "stderr", "text": "Warning: old"}, "cell 1 wrote to stderr: Warning: old"),
        (shown(**{"image/png": "A" * 1_000_001}), "1,000,000 are allowed"),
    ],
)
def test_errors_warnings_and_large_files_are_refused(output, words):
    assert words in tool.complaint(book(code("x", output)))


def test_a_good_notebook_has_no_complaint():
    assert tool.complaint(book(code("x", {"output_type": "stream", "name": "stdout", "text": "ready"}))) is None


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "05_x.ipynb"
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# ä", id="a"), v4.new_code_cell("print(1)\n1 + 1", id="b")])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_a_saved_notebook_is_executed_and_saving_it_again_changes_nothing(path):
    before = path.read_text(encoding="utf-8")
    assert tool.save(path, check=True) == "would differ" and path.read_text(encoding="utf-8") == before
    assert tool.save(path) == "saved"
    text = path.read_text(encoding="utf-8")
    cell = json.loads(text)["cells"][1]
    assert cell["execution_count"] == 1 and cell["outputs"][0]["text"] == ["1\n"]
    assert text.endswith("}\n") and text.startswith('{\n "cells"') and "# ä" in text
    written = path.stat().st_mtime_ns
    assert tool.save(path) == tool.save(path, check=True) == "unchanged"
    assert path.stat().st_mtime_ns == written


def test_a_notebook_that_raises_is_refused_and_left_as_it_is(path, monkeypatch, capsys):
    path.write_text(path.read_text(encoding="utf-8").replace("1 + 1", "1 / 0"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    monkeypatch.setattr(tool, "choose", lambda wanted: [path])
    assert tool.main([]) == 1
    assert "05_x.ipynb: refused: cell 2 raised ZeroDivisionError" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("word", ["5", "05", "05_x", "05_x.ipynb", "notebooks/05_x.ipynb"])
def test_a_notebook_is_chosen_by_number_name_or_path(path, word):
    (path.parent / "15_y.ipynb").touch()
    assert tool.choose([word], path.parent) == [path]


def test_what_is_saved_was_run_in_a_learners_folder_that_is_empty(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    path = tmp_path / "x.ipynb"
    cell = v4.new_code_cell("import os; print('files:', os.listdir(os.environ['COURSE_FOLDER']))", id="x")
    path.write_text(tool.as_text(v4.new_notebook(cells=[cell])), encoding="utf-8")
    assert "files: []" in tool.saved_text(path)
