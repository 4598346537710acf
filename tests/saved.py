"""What tests read from the saved notebooks; no kernel is started."""

import json
import re
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell):
    return "".join(cell["source"])


def cells(path, kind):
    """The cells of one type, each with its place in the notebook, counted from 1."""
    return [(number, cell) for number, cell in enumerate(read(path)["cells"], start=1) if cell["cell_type"] == kind]


def text_outputs(cell):
    """All text of a cell's outputs, without the letters that only encode pictures."""
    for output in cell["outputs"]:
        yield "".join(output.get("text", []))
        for kind, content in output.get("data", {}).items():
            if not kind.startswith("image/") or kind == "image/svg+xml":
                text = json.dumps(content) if isinstance(content, dict) else "".join(content)
                yield re.sub(r"base64,[\w+/=\s]+", "", text)
