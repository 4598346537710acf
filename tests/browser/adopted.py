"""A notebook with what Jupyter users bring along: widgets of ipywidgets, results of every kind, containers."""

from tests.browser import every_control

NAME = "adopted.ipynb"
CELLS = {
    "kinds": """
import ipywidgets as ipy
import matplotlib.pyplot as plt
import numpy as np
from helpers import draw, explore, slider

def tell(**values):
    return "\\n".join(f"{name} = {value!r}" for name, value in values.items())

kinds = {
    "float": ipy.FloatSlider(0.5, min=0, max=1, step=0.05),
    "int": ipy.IntSlider(1200, max=5000, readout_format=",d", description="whole number"),
    "log": ipy.FloatLogSlider(0.1, min=-4, max=1, step=1),
    "stop": ipy.SelectionSlider(options=[("small", 1), ("large", 10)]),
    "bounded": ipy.BoundedFloatText(1, min=0, max=2, step=0.5),
    "number": ipy.IntText(5),
    "list": ipy.Dropdown(options={"one": 1, "two": 2}),
    "radio": ipy.RadioButtons(options=["x", "y"]),
    "buttons": ipy.ToggleButtons(options=["p", "q"]),
    "box": ipy.Checkbox(False),
    "switch": ipy.ToggleButton(False),
    "text": ipy.Text("hello"),
    "line": ipy.Text("hello", continuous_update=False),
    "time": ipy.Play(min=2, max=20),
    "press": ipy.Button(description="press me"),
}
clicks = []
kinds["press"].on_click(clicks.append)
explore(tell, **kinds)""",
    "late": """
late = ipy.IntSlider(3, max=9, disabled=True)
several = ipy.Dropdown(options=["red", "green"])
explore(tell, late=late, several=several)""",
    "unknown": """
colour = ipy.ColorPicker(value="red", description="colour")
span = ipy.IntRangeSlider(value=(2, 5), max=10, description="span")
explore(tell, colour=colour, span=span)""",
    "shared": """
shared, plain = ipy.IntSlider(3, max=9), ipy.IntSlider(3, max=9, description="plain")
twice = explore(lambda v: f"twice {2 * v}", v=shared)
link = ipy.jslink((plain, "value"), (shared, "value"))
ipy.VBox([explore(tell, w=shared), twice, plain])""",
    "containers": """
from IPython.display import display
homes = ["HBox", "VBox", "Tab", "Accordion", "AppLayout", "Output"]
at = {"weight": slider(-4, 4, 1, 0.5), "bias": slider(-8, 8)}
live = {home: explore(draw.logistic_shift, **at) for home in homes}
boxes = [getattr(ipy, home)([live[home]]) for home in homes[:4]]
boxes[3].selected_index = 0
out = ipy.Output()
with out:
    display(live["Output"])
ipy.VBox([*boxes, ipy.AppLayout(center=live["AppLayout"]), out])""",
    "results": """
import io, pandas, sympy
from IPython.display import Image, Markdown
from PIL import Image as Pixels

def curve(w=1.0):
    x = np.linspace(-10, 10, 200)
    plt.plot(x, 1 / (1 + np.exp(-w * x)), label="out")
    plt.title("A curve of mine"); plt.xlabel("x"); plt.legend()

def printed():
    print("printed <b>words</b>"); np.log(np.zeros(1))
    return 3.5

dots = io.BytesIO()
Pixels.new("RGB", (300, 200), "white").save(dots, "PNG")
results = {
    "figure": curve, "picture": lambda: draw.logistic_shift(1, 0), "number": lambda: 3.5, "words": lambda: "a <b> c",
    "array": lambda: np.eye(2), "list": lambda: [1, 2], "table": lambda: pandas.DataFrame({"height": [1.5, 2.5]}),
    "formula": lambda: sympy.sqrt(1 / sympy.Symbol("alpha")), "printed": printed,
    "image": lambda: (Image(dots.getvalue()), "A white sheet."), "markdown": lambda: Markdown("**bold** and $x^2$"),
    "pair": lambda: (curve(), "A sentence of mine."), "number and sentence": lambda: (42, "The answer."),
}
explore(lambda kind: results[kind](), kind=list(results))""",
    "curve": "explore(curve, w=(-4.0, 4.0))",
    "picture": "explore(draw.logistic_shift, weight=slider(-4, 4, 1, 0.1), bias=slider(-8, 8))",
    "faults": """
def careful(n):
    if n == 4:
        raise ValueError("four is too many")
    while n == 5:
        pass
    return draw.logistic_shift(n, 0)

explore(careful, n=ipy.IntSlider(3, max=9))""",
    "manual": """
calls = []

def slow(n):
    calls.append(n)
    return draw.logistic_shift(n, 0)

explore(slow, n=(0, 5), manual=True)""",
    "views": "views = explore(tell, there=slider(0, 9, 3, 1)); views",
    "again": "views",
}


def notebook(cells=CELLS):
    """Return a notebook of these cells (name: code), not yet executed."""
    empty = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    made = [{**empty, "id": name, "source": source.strip()} for name, source in cells.items()]
    return {**every_control.notebook(), "cells": made}
