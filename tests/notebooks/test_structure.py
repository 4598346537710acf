"""What every notebook of the course promises, read from its file; no kernel is started."""

import ast
import json
import re
from pathlib import Path

import pytest

from helpers.exercises.building import Building
from helpers.lessons import every
from tests.stills import NOISE
from tests.saved import NOTEBOOKS, PATHS, cells, read, source, text_outputs

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
DOWNLOAD = re.compile(r"[!%]\s*(pip|conda|wget|curl)\b|urlretrieve|urlopen|requests\.get")
MACHINE_PATH = re.compile(r"(?<![\w./])/(home|Users|root|tmp|usr|opt|var|mnt)/|\b[A-Z]:\\\\?(Users|Program)")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|(?:href|src)\s*=\s*[\"']([^\"']+)")


@pytest.fixture(params=PATHS, ids=[path.stem for path in PATHS])
def path(request):
    return request.param


def ends_in_expression(code):
    """Whether the last statement is an expression, whose value the notebook shows."""
    lines = [line for line in code.splitlines() if not line.lstrip().startswith(("%", "!"))]
    body = ast.parse("\n".join(lines)).body
    return bool(body) and isinstance(body[-1], ast.Expr)


def test_every_code_cell_was_run_once_and_in_order(path):
    counts = [cell["execution_count"] for _, cell in cells(path, "code")]
    assert counts and counts == list(range(1, len(counts) + 1)), counts


def test_no_cell_raised_or_wrote_to_stderr(path):
    for number, cell in cells(path, "code"):
        for output in cell["outputs"]:
            assert output["output_type"] != "error", f"cell {number} raised {output.get('evalue')}"
            assert output.get("name") != "stderr", f"cell {number} wrote to stderr: {output.get('text')}"


def test_every_cell_that_shows_something_has_its_output_saved(path):
    empty = [number for number, cell in cells(path, "code") if ends_in_expression(source(cell)) and not cell["outputs"]]
    assert not empty, f"cells {empty} end in an expression and have no output"


def test_every_saved_picture_has_a_text_twin_or_what_its_cell_prints(path):
    for number, cell in cells(path, "code"):
        printed = "".join("".join(output.get("text", [])) for output in cell["outputs"])
        for output in cell["outputs"]:
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                own = "".join(output["data"].get("text/plain", []))
                twin = printed if own.startswith("<Figure") else own
                assert len(twin.split()) > 3 and not twin.startswith("<"), f"cell {number}: {twin!r}"


def test_no_widget_view_or_state_is_saved(path):
    assert "widgets" not in read(path)["metadata"]
    for number, cell in cells(path, "code"):
        assert all(WIDGET_VIEW not in output.get("data", {}) for output in cell["outputs"]), f"cell {number}"


def test_the_file_is_smaller_than_one_megabyte(path):
    assert path.stat().st_size < 1_000_000


def test_the_kernel_is_python3(path):
    assert read(path)["metadata"]["kernelspec"]["name"] == "python3"


def test_the_first_cell_has_title_chapters_and_minutes(path):
    first = read(path)["cells"][0]
    assert first["cell_type"] == "markdown" and source(first).startswith("# "), source(first)[:80]
    for wanted in (r"\bchapters?\b", r"\d\s*(minutes|min\b)"):
        assert re.search(wanted, source(first), re.IGNORECASE), f"no {wanted} in: {source(first)}"


def test_the_lists_of_notebooks_tell_the_minutes_that_each_tells_itself():
    told = {path.stem[:2]: re.search(r"(\d+) minutes", source(read(path)["cells"][0]))[1] for path in PATHS}
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    for text in (source(read(PATHS[0])["cells"][-1]), readme):
        assert dict(re.findall(r"\| \[?(\d\d) .*\| (\d+) \|$", text, re.MULTILINE)) == told


def test_no_code_cell_is_longer_than_ten_lines(path):
    long = [number for number, cell in cells(path, "code") if len(source(cell).splitlines()) > 10]
    assert not long, f"cells {long} are longer"


def test_a_function_to_build_is_made_in_its_own_exercise_and_nowhere_else(path):
    to_build = {row.name: number for number, row in every("EXERCISES").items() if isinstance(row, Building)}
    for place, cell in cells(path, "code"):
        nodes = [*ast.walk(ast.parse(re.sub(r"(?m)^\s*[%!].*$", "", source(cell))))]
        made = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        made |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        for name in made & to_build.keys():
            assert f'check("{to_build[name]}", {name})' in source(cell), f"cell {place} hides the learner's own {name}"


def test_only_the_first_code_cell_imports_helpers_and_in_one_statement(path):
    places = [
        (number, node.module)
        for number, cell in cells(path, "code")
        for node in ast.walk(ast.parse(re.sub(r"(?m)^\s*[%!].*$", "", source(cell))))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "helpers"
    ]
    assert places == [(cells(path, "code")[0][0], "helpers")], places


def test_every_relative_link_leads_to_a_notebook_that_exists(path):
    for number, cell in cells(path, "markdown"):
        for found in LINK.findall(source(cell)):
            target = (found[0] or found[1]).split("#")[0]
            if target and not re.match(r"https?:|mailto:|attachment:|data:", target):
                # The learner's copy has the notebooks and nothing else beside it.
                assert target in [known.name for known in PATHS], f"cell {number} links to {target}"


def test_nothing_is_downloaded(path):
    for number, cell in cells(path, "code"):
        assert not DOWNLOAD.search(source(cell)), f"cell {number}: {source(cell)}"


def test_no_path_of_one_machine_is_saved(path):
    for number, cell in enumerate(read(path)["cells"], start=1):
        texts = [source(cell), *(text_outputs(cell) if cell["cell_type"] == "code" else [])]
        found = [match.group() for text in texts for match in MACHINE_PATH.finditer(text)]
        assert not found, f"cell {number}: {found}"


def test_every_cell_has_an_id_of_its_own(path):
    ids = [cell.get("id") for cell in read(path)["cells"]]
    assert all(ids) and len(set(ids)) == len(ids), sorted(name for name in ids if ids.count(name) > 1 or not name)


def test_no_cell_of_the_course_is_excepted_from_nbval():
    for path in PATHS:
        for number, cell in cells(path, "code"):
            tags = [tag for tag in cell["metadata"].get("tags", []) if tag != NOISE]
            assert not tags, f"{path.name}, cell {number}: {tags}"
            assert not re.search("# *(NBVAL|PYTEST_VALIDATE)", source(cell)), f"{path.name}, cell {number}"


def test_four_cells_show_rounding_and_only_their_small_numbers_may_differ():
    tags = [(path.stem, cell["metadata"].get("tags", [])) for path in PATHS for _, cell in cells(path, "code")]
    noisy = [stem for stem, tagged in tags if NOISE in tagged]
    assert noisy == ["06_stage_4_gradient_check"] * 4


@pytest.mark.parametrize("path", PATHS[1:], ids=[path.stem for path in PATHS[1:]])
def test_the_recap_says_how_far_the_learner_is_and_is_saved_with_nothing_solved(path):
    number, (*_, recap, line, way_on) = path.stem[:2], read(path)["cells"]
    assert source(recap).startswith("## Recap") and source(line) == f'progress("{number}")' and "](00_" in source(way_on)
    assert any(said.startswith(f"Notebook {number}: 0 of ") for said in text_outputs(line))


@pytest.mark.parametrize(
    ("text", "bad"),
    [("see /home/ann/x", True), ("C:\\Users\\ann", True), ("'/tmp/a.png'", True), ("a/home/b", False), ("1 /2", False)],
)
def test_the_rule_for_machine_paths_knows_them(text, bad):
    assert bool(MACHINE_PATH.search(text)) == bad


@pytest.mark.parametrize(
    ("code", "bad"), [("!pip install x", True), ("%pip install x", True), ("requests.get(u)", True), ("pip = 1", False)]
)
def test_the_rule_for_downloads_knows_them(code, bad):
    assert bool(DOWNLOAD.search(code)) == bad
