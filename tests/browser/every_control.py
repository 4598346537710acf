"""A notebook with every kind of control, so that the page's half is tested whatever the course's notebooks use."""

import json

NAME = "every_control.ipynb"
CELLS = [
    """
from helpers.pens.picture import card, group, tag, words
from helpers.live import choice, explore, pad, search, slider, steps, ticks, toggle

def tell(**values):
    told = [f"{name} is {value}" for name, value in values.items()]
    marks = [words(10, 30 + 25 * row, line) for row, line in enumerate(told)]
    return card(500, 40 + 25 * len(told), marks, f"Now {'; '.join(told)}.")

explore(tell, weight=slider(-1, 1, 0.05, 0.05), count=slider(0, 10, 3, 1), rate=ticks([0.001, 0.01, 0.1, 1], 0.01),
        animal=choice(["man", "chicken", "duck & drake"]), rounded=toggle("round the numbers"),
        term=search("find a term", hint="for example bias"), moment=steps(4, pause=100))
""",
    """
def parts(stage, number, entry):
    def box(x, name, value, on):
        square = tag("rect", x=x, y=10, width=90, height=40, fill="#ffffff", stroke="#1a1a1a")
        return group(square, words(x + 8, 36, value, size=14), sets=f"{name}={value}", on=on, label=f"{name} {value}")
    boxes = [box(10, "stage", "create", "click"), box(110, "stage", "forward", "click"), box(210, "number", 7, "click"),
             box(310, "entry", "b1", "hover"), box(410, "entry", "b2", "hover")]
    text = f"Stage {stage}, number {number}, entry {entry}."
    return card(520, 100, [*boxes, words(10, 80, text)], text)

explore(parts, stage=choice(["create", "forward"]), number=slider(0, 9, 2, 1), entry=choice(["b1", "b2"]))
""",
    """
def fragile(word):
    if word == "trouble":
        raise ValueError("no such word")
    return tell(word=word)

explore(fragile, word=search())
""",
    """
def weigh(drawing, times):
    cells = [(number // 8 + 1, number % 8 + 1, ink) for number, ink in enumerate(drawing) if ink]
    told = [f"row {row} column {column} has {ink:g}" for row, column, ink in cells]
    ink = f"{times} × {sum(drawing):.2f} ink is {times * sum(drawing):.2f}"
    return card(500, 60, [words(10, 30, ink)], f"{ink}: {', '.join(told) or 'nothing'}.")

corner, diagonal = [0.35] + [0] * 63, [int(number % 9 == 0) for number in range(64)]
explore(weigh, drawing=pad(start=corner, label="your drawing",
                           presets={"empty corner": [0] * 63 + [0.15], "diagonal": diagonal}),
        times=slider(1, 3, 1, 1))
""",
    """
from helpers.live import button, upload
from helpers.lessons.transfer_learning.photographs import from_upload

def receive(mine, again, frame):
    image = from_upload(mine)
    told = "nothing yet" if image is None else f"{image.size} {image.getpixel((2, 2))} {image.getpixel((-2, -2))}"
    told = f"{told}; {len(mine)} letters; pressed {again} times; frame {frame}"
    return card(700, 60, [words(10, 30, told)], told)

explore(receive, mine=upload("my picture"), again=button("once more"), frame=steps(3, pause=0))
""",
    """
def add(kernel):
    told = f"Weights {', '.join(f'{weight:g}' for weight in kernel)}."
    return card(500, 60, [words(10, 30, told)], told)

explore(add, kernel=pad(1, 3, [-1, 0, 2], weights=True))
""",
    """
from helpers import read_table

def look(table):
    told = repr(read_table(table)) if table else "no table yet"
    return card(700, 60, [words(10, 30, told.splitlines()[0])], told)

explore(look, table=upload("my table", "table"))
""",
    """
def noted(points, last):
    paper = tag("rect", x=20, y=20, width=200, height=100, fill="#dcebf5")
    plane = group(paper, sets="points=… at @;", label="the plane", data_reach=2, data_drag="points=… from @ to @;")
    paper = tag("rect", x=260, y=20, width=100, height=100, fill="#fdf3cd")
    other = group(paper, sets="last=@", label="one place", data_reach=1)
    return card(400, 140, [plane, other], f"Noted:{points} Last: {last}.")

explore(noted, points=search(most=5000), last=search())
""",
]


def notebook(title="Every control"):
    """Return the notebook as it is saved: executed, with the stills and the twins, without widgets."""
    scope = {}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
        "cells": [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {title}\n\n`code`, $E = w^2$"},
            *(code_cell(number, source.strip(), scope) for number, source in enumerate(CELLS, 1)),
        ],
    }


def code_cell(number, source, scope):
    lines, last = source.rsplit("\nexplore(", 1)
    exec(lines, scope)
    picture = eval(f"explore({last}", scope)
    output = {
        "output_type": "execute_result",
        "execution_count": number,
        "metadata": {},
        "data": picture.shown.still,
    }
    return {
        "cell_type": "code",
        "id": f"cell{number}",
        "metadata": {},
        "execution_count": number,
        "source": source,
        "outputs": [json.loads(json.dumps(output))],
    }
