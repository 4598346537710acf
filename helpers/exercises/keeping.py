"""A function that passes its check is kept, as readable source, in my_network.py in the learner's folder.

Her file is hers: a function takes the place of its own earlier version only, and the file as it was is kept beside it.
"""

import ast
import inspect
import re
import sys
from contextlib import redirect_stdout
from importlib.machinery import PathFinder
from io import StringIO
from itertools import count
from pathlib import Path
from textwrap import dedent
from types import FunctionType, ModuleType

from helpers.exercises.building import is_ours as is_from_helpers
from helpers.exercises.building import taken
from helpers.exercises.folder import folder, trouble, write_whole
from helpers.network.checks import listed

FILE = "my_network.py"
HEAD = '''"""My network, as I wrote it in the course.

A function comes in here when it has passed its check. A later version takes the place of the earlier one; the file
as it was before is then kept beside this one, as my_network.1.py and so on. What you write here by hand stays.
"""

import numpy as np
'''
OURS = "helpers.lessons.ours"
HEADING = re.compile(r"# [\d.]+, kept on ")
NOT_YET = f"# What is not written below is the course's own.\nfrom {OURS} import *"


class Unkept(Exception):
    """A sentence that says why a function cannot be kept."""


def keep(function, name, buildings, today):
    """Put a function that passed into the file; return a sentence about it, and whether the function can be kept.

    `buildings` is {name: (number, Building)} of all functions that the course asks for, in their order.
    """
    path = folder() / FILE
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else HEAD
        after = composed(before, function, name, buildings, today)
        confirm(after, before, name, buildings, path)
        if after != before:
            save(path, before, after)
    except Unkept as why:
        return f"It is not kept in {FILE}: {why}", False
    except SyntaxError as error:
        why = f"line {error.lineno} of {FILE} is no Python. Mend it there, then run this cell again."
        return f"It is not kept: {why}", True
    except (OSError, UnicodeError) as error:
        why = trouble(error) if isinstance(error, OSError) else "it is no text in UTF-8"
        return f"It could not be kept in {path}: {why}.", True
    return f"It is kept in {FILE if folder() == Path.cwd() else path}.", True


def hers(reserve):
    """Return the code of the learner's file: the one in her folder; outside of a notebook the one that Python finds."""
    path = folder() and folder() / FILE
    if path is None:
        found = PathFinder.find_spec(Path(FILE).stem, [place for place in sys.path if place != reserve])
        path = found and Path(found.origin)
    text = path.read_text(encoding="utf-8-sig") if path and path.exists() else ""
    return compile(text, str(path or FILE), "exec")


def save(path, before, after):
    """Write the file; where a line of it goes, the file as it was is kept under the next free number."""
    rows, old = iter(after.splitlines()), before.replace(f"\n{NOT_YET}\n", "").splitlines()
    if path.exists() and not all(row in rows for row in old):  # the old rows, with others between them
        number = next(n for n in count(1) if not path.with_stem(f"{path.stem}.{n}").exists())
        with open(path.with_stem(f"{path.stem}.{number}"), "xb") as copy:
            copy.write(path.read_bytes())
    write_whole(path, after)


def composed(text, function, name, buildings, today):
    """Return the file's text with the function, and with all that it takes from its notebook."""
    needed = statements(function, name, buildings)
    for other, lines in needed.items():
        text = put(text, other, lines, before=name, buildings=buildings)
    heading = f"# {buildings[name][0]}, kept on {today:%Y-%m-%d}\n"
    text = put(text, name, source(function, name), heading=heading, before=name, buildings=buildings)
    return with_ours(text, buildings)


def confirm(after, before, name, buildings, path):
    """Raise Unkept unless the function is right in the file as it will stand, and all others that were right before."""
    bad = wrong(after, buildings, path)
    if name in bad:
        raise Unkept("it takes something from your notebook that is not in the file. Make all it needs inside of it.")
    for other in bad and [other for other in bad if other not in wrong(before, buildings, path)]:
        new, old = definitions(after), definitions(before)
        twice = [one for one in new if one != name and one in old and ast.dump(new[one]) != ast.dump(old[one])]
        clash = f"{other} ({buildings[other][0]}) there needs another {listed(twice)} than it does"
        raise Unkept(f"{clash}. Give yours a new name, such as {twice[0]}_2, and run this cell again.")


def wrong(text, buildings, path):
    """Return the names of the functions in the file that do not pass their checks, as it stands."""
    space = {"__name__": path.stem, "__file__": str(path)}
    made = {name: buildings[name] for name in buildings if name in definitions(text)}
    with redirect_stdout(StringIO()):  # what they print has been seen
        try:
            exec(compile(text, str(path), "exec"), space)
        except Exception as error:
            raise Unkept(f"as a file of its own it stops with {type(error).__name__}: {error}.") from None
        return [name for name, (number, row) in made.items() if row.check(number, space[name]).verdict != "right"]


# ---- What a function needs


def statements(function, name, buildings):
    """Return {name: source lines} of what a function takes from its notebook, and of what that takes in turn.

    Functions that the course asks for are left out: each of them has its own place in the file.
    """
    if not isinstance(function, FunctionType):
        raise Unkept(f"write it with def {name}(...):, for only then its lines can be read.")
    found, notebook = {}, function.__globals__
    for other, value in taken(function).items():
        if other != name and other not in buildings:
            if isinstance(value, FunctionType) and value.__globals__ is notebook:
                found |= within(other, statements, value, other, {**buildings, other: None})
            found[other] = statement(other, value, notebook)
    return found


def within(called, function, *given):
    """Return what a function gives; an Unkept from it says in which function that is called the trouble lies."""
    try:
        return function(*given)
    except Unkept as why:
        raise Unkept(f"it calls {called}, and there {why}") from None


def statement(name, value, notebook):
    """Return the line that makes a name, or the source where it is her own function; raise Unkept where there is none.

    >>> import math
    >>> statement("m", math, {}), statement("root", math.sqrt, {})
    ('import math as m', 'from math import sqrt as root')
    """
    if isinstance(value, ModuleType):
        return f"import {value.__name__}" + (f" as {name}" if name != value.__name__ else "")
    if getattr(value, "__globals__", None) is notebook:
        return source(value, name)
    called = getattr(value, "__name__", "")
    for home in (getattr(value, "__module__", None), "numpy"):
        if home and not home.startswith("helpers") and getattr(sys.modules.get(home), called, None) is value:
            return f"from {home} import {called}" + (f" as {name}" if name != called else "")
    if is_from_helpers(value):
        raise Unkept(f"it takes {name} from our helpers. Write out what {name} does.")
    raise Unkept(f"it takes {name} from another cell. Make it inside of your function.")


def source(function, name):
    """Return the source of a function under this name."""
    try:
        lines = dedent(inspect.getsource(function)).rstrip("\n")
        made = definitions(lines)
    except (OSError, TypeError, SyntaxError):
        raise Unkept(f"write it with def {name}(...): in a cell, for only then its lines can be read.") from None
    if name in made:
        return lines
    if function.__name__ in made:
        return f"{lines}\n\n\n{name} = {function.__name__}"
    raise Unkept(f"write it with def {name}(...):, so that it has its name.")


# ---- The file's text


def definitions(text):
    """Return {name: statement} of all names that a text makes outside of functions.

    >>> list(definitions("import numpy as np\\na = b = 1\\ndef f(x):\\n    y = x"))
    ['np', 'a', 'b', 'f']
    """
    body = ast.parse(text).body
    return {name: node for node in body if not is_ours(node) for name in made_by(node)}


def is_ours(node):
    """Say whether a statement fetches what she has not written yet."""
    return isinstance(node, ast.ImportFrom) and node.module == OURS


def made_by(node):
    """Return the names that a statement makes."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.Assign):
        return [part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    return [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []


def put(text, name, lines, before, buildings, heading=""):
    """Return the text with these lines for a name: in the place of the earlier ones, or where they belong."""
    rows, known = text.splitlines(), definitions(text)
    if lines.startswith(("import ", "from ")):
        return text if has_import(text, lines) else beside(text, lines)
    if name in known:
        first, last = span(rows, known[name])
        same = "\n".join(rows[first:last]).removeprefix(rows[first] if heading else "").strip("\n") == lines
        return text if same else joined(rows[:first], heading + lines, rows[last:])
    order = list(buildings)
    later = [span(rows, known[other])[0] for other in order[order.index(before) :] if other in known]
    place = min(later, default=len(rows))
    return joined(rows[:place], heading + lines, rows[place:])


def has_import(text, line):
    """Say whether a text has this import, perhaps among others in one line.

    >>> has_import("import math, numpy as np", "import numpy as np"), has_import("import math", "import numpy as np")
    (True, False)
    """
    wanted = ast.parse(line).body[0]
    return any(
        type(node) is type(wanted)
        and getattr(node, "module", None) == getattr(wanted, "module", None)
        and ast.dump(wanted.names[0]) in map(ast.dump, node.names)
        for node in ast.parse(text).body
    )


def span(rows, node):
    """Return the first row of a statement, with its decorators and our heading above it, and the row behind it."""
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))]) - 1
    return first - (first > 0 and bool(HEADING.match(rows[first - 1]))), node.end_lineno


def joined(above, lines, below, gap="\n\n\n"):
    """Return rows, lines and rows as a text, with this gap between them."""
    parts = ("\n".join(above).rstrip("\n"), lines, "\n".join(below).strip("\n"))
    return gap.join(part for part in parts if part) + "\n"


def after_imports(text):
    """Return how many rows the docstring and the imports at the top of a text take."""
    rows = 0
    for node in ast.parse(text).body:
        if not (isinstance(node, ast.Import | ast.ImportFrom) or isinstance(getattr(node, "value", 0), ast.Constant)):
            break
        rows = node.end_lineno
    return rows


def beside(text, lines):
    """Return the text with these lines below its last import at the top."""
    rows, place = text.splitlines(), after_imports(text)
    return "\n".join([*rows[:place], lines, *rows[place:]]) + "\n"


def with_ours(text, buildings):
    """Return the text with a line that fetches what she has not written yet; without it where she has written all."""
    if buildings.keys() <= definitions(text).keys():
        return text.replace(f"\n{NOT_YET}\n", "")
    if any(map(is_ours, ast.parse(text).body)):
        return text
    return beside(text.replace(f"\n{NOT_YET.splitlines()[0]}\n", "\n"), f"\n{NOT_YET}")
