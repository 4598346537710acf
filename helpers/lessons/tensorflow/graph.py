"""The computational graph: an expression is first built from operations, then run with values (book ch. 33).

Nodes are inputs, numbers and operations. An edge carries a tensor: an array with a shape, `()` for a single number.
"""

import ast
import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers.network import checks
from helpers.network.activations import ACTIVATIONS

SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "·", ast.Div: "/", ast.MatMult: "@"}
FUNCTIONS = {name.lower(): ACTIVATIONS[name] for name in ("logistic", "ReLU", "tanh")}
BETWEEN = {"+": np.add, "−": np.subtract, "·": np.multiply, "/": np.divide, "@": np.matmul}
OPERATIONS = {**BETWEEN, "minus": np.negative, **FUNCTIONS}
TYPED = str.maketrans("·×−÷", "**-/")  # signs as they are written by hand: signs as Python reads them
MOST, LONGEST = 6, 60  # operations and letters: more would not fit into a picture
ALLOWED = f"allowed are + - * /, brackets, numbers and {', '.join(f'{name}()' for name in FUNCTIONS)}"


class Node(NamedTuple):
    """A place of the graph: an input or a number (no operation), or an operation on the nodes in `sources`."""

    name: str
    operation: str = ""
    sources: tuple = ()


@dataclass(frozen=True, repr=False)
class Graph:
    """What `build` returns: the nodes in an order in which they can be computed; the last is the result.

    An input that stands twice in the expression has two places, which get the same value.
    """

    expression: str
    nodes: tuple

    @property
    def inputs(self):
        """The names of the inputs that want a value, each once."""
        names = (node.name for node in self.nodes if not node.operation and not is_number(node.name))
        return tuple(dict.fromkeys(names))

    @property
    def operations(self):
        """The places of the operations among the nodes, in the order in which they are computed."""
        return tuple(place for place, node in enumerate(self.nodes) if node.operation)

    def __repr__(self):
        count, wanted = len(self.operations), ", ".join(self.inputs) or "nothing"
        operations = f"{count} operation{'s' * (count != 1)}"
        return f"graph of {self.expression}: {operations}, waits for {wanted}, nothing computed"


def is_number(name):
    """Say whether a node's name is a number: is_number("2.5") is True, is_number("a") False."""
    return name[0].isdigit() or name[0] == "."


def build(expression, letters=("a", "b", "c")):
    """Return the graph of an expression, such as (a*b)+c; nothing is computed. Book ch. 33.

    Only the inputs in `letters`, numbers, brackets, + - * / (also − · × ÷), @ for matrices and a few functions are
    allowed: at most 6 operations in 60 letters. Raises ValueError with a sentence for everything else.

    >>> build("(a*b)+c")
    graph of (a*b)+c: 2 operations, waits for a, b, c, nothing computed
    """
    if not isinstance(expression, str):
        raise TypeError(f"expression is {expression!r}, but must be a text in quotation marks, such as '(a*b)+c'")
    named = isinstance(letters, (list, tuple)) and all(isinstance(one, str) and one.isidentifier() for one in letters)
    if not named:
        raise TypeError(f"letters is {letters!r}, but must be a list of names, such as ['a', 'b', 'c']")
    text = expression.strip()
    if not text:
        raise ValueError("There is no expression yet. Type one, such as (a*b)+c")
    if len(text) > LONGEST:
        raise ValueError(f"This expression has {len(text):,} letters. Type one with at most {LONGEST}, such as (a*b)+c")
    try:
        tree = ast.parse(text.translate(TYPED), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if re.search(rf"\)\s*\w|(?<![\w.])[\d.]+\s*({'|'.join([*letters, *FUNCTIONS])})\b", text):
            raise ValueError(times_missing(text)) from None
        why = "is a bracket not closed, or a sign missing? Type for example (a*b)+c"
        raise ValueError(f"“{text}” cannot be read: {why}") from None
    nodes = []
    _add(tree, nodes, letters)
    count = sum(bool(node.operation) for node in nodes)
    if count > MOST:
        raise ValueError(f"This graph has {count} operations, more than the picture can hold. Take at most {MOST}")
    return Graph(text, tuple(nodes))


def _add(tree, nodes, letters):
    """Append the nodes of one part of the expression, sources first, and return the place of its result."""
    if isinstance(tree, ast.Name):
        if len(tree.id) > 1 and set(tree.id) <= set(letters):
            raise ValueError(times_missing(tree.id))
        if tree.id not in letters:
            raise ValueError(f"There is no input {tree.id!r} here. The inputs are {', '.join(letters)}; {ALLOWED}")
        return _append(nodes, Node(tree.id))
    if isinstance(tree, ast.Constant) and type(tree.value) in (int, float):
        if not abs(tree.value) < 1e6:
            raise ValueError("A number in this expression is too large. Take one below 1000000")
        if 0 < abs(tree.value) < 1e-6:
            raise ValueError("A number in this expression is too small. Take 0, or one above 0.000001")
        return _append(nodes, Node(f"{tree.value:g}"))
    operation, parts = _operation(tree, letters)
    sources = tuple(_add(part, nodes, letters) for part in parts)
    return _append(nodes, Node(f"op {1 + sum(bool(node.operation) for node in nodes)}", operation, sources))


def _append(nodes, node):
    nodes.append(node)
    return len(nodes) - 1


def times_missing(text):
    """Return the sentence for an expression in which a * is left out, as one does on paper."""
    return f"In “{text}” a sign is missing. On paper it may be left out, here write the *: 2*a or (a+b)*(a-c)"


def _operation(tree, letters):
    """Return the operation at the top of a part of the expression, and the parts that it works on."""
    if isinstance(tree, ast.BinOp) and type(tree.op) in SIGNS:
        return SIGNS[type(tree.op)], (tree.left, tree.right)
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        return "minus", (tree.operand,)
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id.lower() in FUNCTIONS:
        name = tree.func.id.lower()
        if len(tree.args) != 1 or tree.keywords or isinstance(tree.args[0], ast.Starred):
            raise ValueError(f"{name}() takes one thing in its brackets, such as {name}(a*b)")
        return name, (tree.args[0],)
    if isinstance(tree, ast.Call) and (not isinstance(tree.func, ast.Name) or tree.func.id in letters):
        raise ValueError(times_missing(ast.unparse(tree)))
    raise ValueError(f"“{ast.unparse(tree)}” holds an operation that this graph does not know: {ALLOWED}")


@checks.quiet
def run(graph, **values):
    """Return the value of every node as an array, in the order of `graph.nodes`; the last is the result.

    `values` are one number or array for each input. Dividing by 0 gives infinity or NaN, as in TensorFlow. Raises
    ValueError with a sentence when an input has no value or two shapes do not fit.

    >>> [float(value) for value in run(build("(a*b)+c"), a=2, b=3, c=4)]
    [2.0, 3.0, 6.0, 4.0, 10.0]
    """
    fed = _fed(graph, values, checks.numeric_array)
    shapes(graph, **{name: array.shape for name, array in fed.items()})
    found = []
    for node in graph.nodes:
        if node.operation:
            found.append(np.asarray(OPERATIONS[node.operation](*(found[source] for source in node.sources))))
        else:
            found.append(fed[node.name] if node.name in fed else np.asarray(float(node.name)))
    return tuple(found)


def shapes(graph, **given):
    """Return the shape of every node's tensor; nothing is computed. `given` are the shapes of the inputs.

    >>> shapes(build("relu(x @ w + b)", ("x", "w", "b")), x=(64, 784), w=(784, 500), b=(500,))
    ((64, 784), (784, 500), (64, 500), (500,), (64, 500), (64, 500))
    """
    fed, found = _fed(graph, given, lambda name, shape: tuple(shape)), []
    for node in graph.nodes:
        sources = [found[source] for source in node.sources]
        found.append(_shape(node.operation, *sources) if sources else fed.get(node.name, ()))
    return tuple(found)


def _fed(graph, values, checked):
    """Return one checked value for each input, or say which one has none."""
    for name in graph.inputs:
        if name not in values:
            raise ValueError(f"The input {name} has no value, so the graph cannot run. Feed it one: {name}=2")
    return {name: checked(name, values[name]) for name in graph.inputs}


def _shape(operation, first, second=None):
    """Return the shape that an operation makes of one or two shapes."""
    if second is None:
        return first
    if operation == "@":
        return _product_shape(first, second)
    try:
        return np.broadcast_shapes(first, second)
    except ValueError:
        raise ValueError(f"{first} {operation} {second} does not fit: the numbers have no partners") from None


def _product_shape(first, second):
    if len(first) != 2 or len(second) != 2:
        raise ValueError(f"{first} @ {second} does not fit: @ multiplies two matrices, and each has rows and columns")
    if first[1] != second[0]:
        wanted = f"the first has {first[1]} columns, so the second must have {first[1]} rows, but it has {second[0]}"
        raise ValueError(f"{first} @ {second} does not fit: {wanted}")
    return (first[0], second[1])
