"""Names that are loaded when they are first used: the stub (`.pyi`) beside a module lists them, here and for editors.

It does for `helpers` and for `draw` what the package lazy_loader (SPEC 1) does. That one takes names only from inside a
package; `draw` collects pictures from the rooms beside it.
"""

import ast
import sys
from importlib import import_module
from pathlib import Path


def attach(module, file, prepared=lambda found: found):
    """Return `__getattr__`, `__dir__` and `__all__` for a module whose stub says `from .room import name`.

    `prepared` makes of what is found what is handed out.

    >>> find, _, names = attach("helpers", __file__.replace("lazily", "__init__"))
    >>> find("softmax").__module__, "softmax" in names
    ('helpers.network.activations', True)
    """
    stub = ast.parse(Path(file).with_suffix(".pyi").read_text(encoding="utf-8"))
    rows = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
    homes = {alias.name: row.module for row in rows for alias in row.names}
    names = sorted(homes)

    def find(name):
        if name not in homes:
            raise AttributeError(f"module {module!r} has no attribute {name!r}", name=name, obj=sys.modules[module])
        if homes[name]:
            found = getattr(__import__(f"helpers.{homes[name]}", fromlist=[name]), name)
        else:
            found = import_module(f"helpers.{name}")
        found = prepared(found)
        setattr(sys.modules[module], name, found)
        return found

    return find, lambda: names, names
