"""The book's worked example, its printed numbers beside the exact ones, and its slips.

The book: M. Taylor, "Neural Networks: A Visual Introduction for Beginners" (2017). The printed numbers and the slips
are facts in our own words, read from data/. The exact numbers of ch. 4-6, 8 and 26-31 are computed here, each time.
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.datasets.files import csv_rows
from helpers.network import checks
from helpers.network.activations import ACTIVATIONS
from helpers.network.backpropagation import gradients
from helpers.network.costs import COSTS
from helpers.network.descent import update
from helpers.network.gradient_check import check_gradients
from helpers.network.network import ForwardPass, Network, checked_inputs, forward, total_error
from helpers.network.tables import Table
from helpers.pens.numerals import counted

LAST_CHAPTER = 39


def _fixed(values):
    array = np.array(values, dtype=float)
    array.flags.writeable = False
    return array


# Man vs chicken, made small (ch. 24-31): inputs a1, a2; targets c1 (man), c2 (chicken).
BOOK_NETWORK = Network(
    weights=[[[0.10, 0.20], [0.12, 0.17]], [[0.05, 0.40], [0.33, 0.07]]],
    biases=[[0.80, 0.25], [0.15, 0.70]],
    activations="logistic",
)
BOOK_INPUTS = _fixed([[0.15, 0.35]])
BOOK_TARGETS = _fixed([[0, 1]])
BOOK_ETA = 0.5
BOOK_EPSILON = 1e-4
BOOK_E = 2.71828

# The two matrices of ch. 6.
BOOK_SHEET = _fixed([[90, 85, 92, 97], [100, 77, 67, 81]])
BOOK_MATRIX = _fixed([[5, 7], [3, 5], [11, 2]])


@checks.quiet
def forward_rounded(network, inputs, decimals=4, e=BOOK_E):
    """Do stage 1 as the book does by hand: every net input and output is rounded before it is used.

    net = round(out before @ weights + bias_weights, decimals);  out = round(1 / (1 + e^-net), decimals), e = 2.71828

    `inputs` is `(n, inputs)`; returns a `ForwardPass`, as `forward` does. Logistic networks only. Book ch. 26.

    >>> forward_rounded(BOOK_NETWORK, BOOK_INPUTS).net[2]
    array([[0.3779, 1.0217]])
    """
    if set(network.activations) != {"logistic"}:
        raise ValueError(f"the book rounds a logistic network only, but this is a {network!r}")
    decimals = checks.whole_number("decimals", decimals, at_least=0, at_most=15)
    nets, outs = [None], [checked_inputs(network, inputs)]
    for weights, bias_weights in zip(network.weights, network.biases, strict=True):
        nets.append((outs[-1] @ weights + bias_weights).round(decimals))
        outs.append((1 / (1 + e ** -nets[-1])).round(decimals))
    return ForwardPass(tuple(nets), tuple(outs))


def error_by_hand(w5, short_e=False, rounded_outputs=False, rounded_square=False):
    """Return the worked example's E for a value of w5, with the shortcuts of somebody who calculates by hand.

    short_e: e = 2.71828; rounded_outputs: b1 and b2 have four decimals; rounded_square: the squared error of c2 stays
    at the 0.070 of ch. 27. All three together give the numbers that ch. 29 prints.

    >>> round(error_by_hand(0.0501), 9), round(error_by_hand(0.0501, True, True, True), 9)
    (0.211076188, 0.211045192)
    """
    network, e = BOOK_NETWORK.with_values(w5=w5), BOOK_E if short_e else math.e
    out_b = 1 / (1 + e ** -forward(network, BOOK_INPUTS).net[1][0])
    out_b = out_b.round(4) if rounded_outputs else out_b
    c1, c2 = 1 / (1 + e ** -(out_b @ network.weights[1] + network.biases[1]))
    square = float(_lines_by_id("book_numbers.csv")["ch27.sq_c2"]["printed_value"]) if rounded_square else (1 - c2) ** 2
    return float((c1**2 + square) / 2)


class LedgerRow(NamedTuple):
    """A number of the book: as printed, exactly, and whether they agree."""

    id: str
    quantity: str
    symbol: str
    printed: str
    exact: float | None
    verdict: str
    why: str


class SlipRow(NamedTuple):
    """A slip of the book: what it says, what is right, what it does to a learner, and how sure we are."""

    id: str
    printed: str
    correct: str
    consequence: str
    how_sure: str


VERDICTS = {"yes": "✓ agrees", "rounding": "≈ rounding", "NO": "✗ slip", "": "– nothing to compare"}
# Differences of nearly equal numbers: only the first digits are the same on every computer.
FEW_DIGITS = ("ch29.difference", "ch29.difference_sci", "ch29.rel", "ch29.rel_sci", "ch29.rel_order")


PLAIN = {
    "\\epsilon": "ε",
    "\\sigma": "σ",
    "\\delta": "δ",
    "\\theta": "θ",
    "\\eta": "η",
    "\\sum": "Σ",
    "\\times": "×",
    "\\to": "→",
    "\\infty": "∞",
    "\\lim": "lim",
    "\\tanh": " tanh",
    "{": "",
    "}": "",
}


def plain(formula):
    """Return a formula of the data files without LaTeX's backslashes and braces.

    >>> plain(r"\\delta_{c1}*w5")
    'δ_c1*w5'
    """
    for latex, sign in PLAIN.items():
        formula = formula.replace(latex, sign)
    return formula


def _exact_text(row):
    if row.exact is None:
        return "–"
    if row.printed.startswith("["):  # a vector that the book gives: one number cannot stand beside it
        return row.printed
    return f"{row.exact:.2g}" if row.id in FEW_DIGITS else f"{row.exact:.9g}"


LEDGER_COLUMNS = {
    "quantity": lambda row: row.quantity,
    "symbol": lambda row: plain(row.symbol),
    "printed": lambda row: plain(row.printed),
    "exact": _exact_text,
    "verdict": lambda row: row.verdict,
    "why": lambda row: plain(row.why),
}
SLIP_COLUMNS = {
    "no.": lambda row: row.id,
    "the book": lambda row: row.printed,
    "correct": lambda row: row.correct,
    "why it matters": lambda row: row.consequence,
    "how sure": lambda row: row.how_sure,
}


def ledger(chapter):
    """Return the printed numbers of a chapter beside the exact ones, as a table.

    ✓ agrees in every printed decimal · ≈ rounding: the book's own rounded steps explain it · ✗ slip: see why.
    The page unfolds the table by a click; `ledger(26)["ch26.netc1"].exact` is one number. Chapters are 1 to 39.

    >>> ledger(26)["ch26.netc1"].verdict
    '≈ rounding'
    """
    chapter = checks.whole_number("chapter", chapter, at_most=LAST_CHAPTER)
    computed = exact_values(chapter)
    rows = [_ledger_row(line, computed) for line in _lines("book_numbers.csv", chapter)]
    slips = sum(row.verdict == VERDICTS["NO"] for row in rows)
    caption = f"Ledger of ch. {chapter}: {counted(len(rows), 'number')}, {slips} wrong"
    return Table(caption, LEDGER_COLUMNS, tuple(rows), folded=True)


def _ledger_row(line, computed):
    exact = computed.get(line["id"], float(line["exact_value"]) if line["exact_value"] else None)
    why = line["note"]
    if line["agrees"] == "rounding" and not why:
        why = f"the book goes on with rounded numbers; they give {float(line['chained_value']):.10g}"
    symbol, printed = line["symbol or formula"], line["printed_value"]
    return LedgerRow(line["id"], line["quantity"], symbol, printed, exact, VERDICTS[line["agrees"]], why)


def slips(*chapters, folded=True):
    """Return the slips of chapters as a table: what the book says, what is right, why it matters, how sure we are.

    Chapters are 1 to 39; "front" is the list of contents. The page unfolds the table by a click, or shows it at once
    with folded=False.

    >>> slips(27)["e27.2"].correct
    '(-0.5934)^2 = 0.3521; without brackets -0.5934^2 = -0.3521 (Python too)'
    """
    for chapter in chapters:
        if chapter != "front":
            checks.whole_number("chapter", chapter, at_most=LAST_CHAPTER)
    rows = [
        SlipRow(*(line[field] for field in SlipRow._fields))
        for chapter in chapters
        for line in _lines("errata.csv", chapter)
    ]
    caption = f"Slips of ch. {', '.join(map(str, chapters))}: {len(rows) or 'none known'}"
    return Table(caption, SLIP_COLUMNS, tuple(rows), folded=folded)


_read = cache(csv_rows)


def _lines(name, chapter):
    return [line for line in _read(name) if line["chapter"] == str(chapter)]


@cache
def _lines_by_id(name):
    return {line["id"]: line for line in _read(name)}


def exact_values(chapter):
    """Return the exact numbers of a chapter that the course computes itself: id → value, {} for the other chapters.

    >>> round(exact_values(27)["ch27.SE"], 9)
    0.211066138
    """
    numbers = COMPUTED[chapter]() if chapter in COMPUTED else {}
    return {f"ch{chapter:02d}.{name}": float(value) for name, value in numbers.items()}


def _ch4():
    side = 16
    return {
        "gray_black": 0,
        "gray_white": 1,
        "code_male": 1,
        "code_female": 0,
        "sound_silent": 0,
        "sound_loud": 1,
        "image_side": side,
        "input_nodes": side * side,
        "output_nodes": len(range(10)),
        "weight_lo": -1,
        "weight_hi": 1,
        "bias_value": 1,
        "lr_typical": 0.1,
    }


def _ch5():
    limits = {name: ACTIVATIONS[name](np.array([-1000.0, 1000.0])) for name in ("tanh", "logistic")}
    numbers = {"e": math.e, "bias_value": 1}
    for name, (low, high) in limits.items():
        numbers |= {f"{name}_lo": low, f"{name}_hi": high}
    return numbers


def _ch6():
    def entries(name, matrix):
        return {f"{name}_{row + 1}{column + 1}": value for (row, column), value in np.ndenumerate(matrix)}

    def index_of(value):
        row, column = np.argwhere(BOOK_MATRIX == value)[0]  # the first one, from the top
        return 10 * (row + 1) + column + 1

    rows, columns = BOOK_SHEET.shape
    return {
        "sheet_rows": rows,
        "sheet_cols": columns,
        **entries("sheet", BOOK_SHEET),
        **entries("m", BOOK_MATRIX),
        "index_of_5": index_of(5),
        "index_of_2": index_of(2),
    }


def _ch8():
    z, t = np.array([[1.0, 2.0]]), np.array([[5.0, 3.0]])
    (c1, c2), single = (t - z)[0] ** 2, COSTS["SSE"](z[:, :1], t[:, :1])
    return {"local_single": single, "local_c1": c1, "local_c2": c2, "one_over_n": 1 / len(z)}


def _ch26():
    a1, a2 = BOOK_INPUTS[0]
    passed = forward(BOOK_NETWORK, BOOK_INPUTS)
    numbers = {"a1": a1, "a2": a2, "bias": 1, "e": math.e} | {name: BOOK_NETWORK[name] for name in BOOK_NETWORK.names()}
    for layer, letter in ((1, "b"), (2, "c")):
        for node in (0, 1):
            net, out = passed.net[layer][0, node], passed.out[layer][0, node]
            name = f"{letter}{node + 1}"
            numbers |= {f"net{name}": net, f"den_{name}": 1 + math.exp(-net), f"out{name}": out}
    return numbers | {"final_c1": passed.output[0, 0], "final_c2": passed.output[0, 1]}


def _ch27():
    (t1, t2), (z1, z2) = BOOK_TARGETS[0], forward(BOOK_NETWORK, BOOK_INPUTS).output[0]
    return {
        "t1": t1,
        "t2": t2,
        "diff_c1": t1 - z1,
        "sq_c1": (t1 - z1) ** 2,
        "diff_c2": t2 - z2,
        "sq_c2": (t2 - z2) ** 2,
        "sum": total_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "SSE"),
        "SE": total_error(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, "SE"),
    }


def _ch28():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    numbers = {f"{prefix}{name}": found[name] for name in found.names() for prefix in ("g", "table_g")}
    (t1, t2), (z1, z2) = BOOK_TARGETS[0], forward(BOOK_NETWORK, BOOK_INPUTS).output[0]
    numbers |= {"err_c1": z1 - t1, "err_c2": z2 - t2, "one_minus_c1": 1 - z1, "one_minus_c2": 1 - z2}
    out_b = forward(BOOK_NETWORK, BOOK_INPUTS).out[1][0]
    delta_c = found.deltas[2][0]
    parts = delta_c * BOOK_NETWORK.weights[1]  # delta_c * w, one row per hidden node
    slope_b = ACTIVATIONS["logistic"].derivative(None, out_b)
    return numbers | {
        "d1w5": parts[0, 0],
        "d2w6": parts[0, 1],
        "sum1": parts[0].sum(),
        "db1_factor": slope_b[0],
        "d1w7": parts[1, 0],
        "d2w8": parts[1, 1],
        "sum2": parts[1].sum(),
        "db2_factor": slope_b[1],
    }


def _ch29():
    w5 = BOOK_NETWORK["w5"]
    above, below = (
        total_error(BOOK_NETWORK.with_values(w5=value), BOOK_INPUTS, BOOK_TARGETS)
        for value in (w5 + BOOK_EPSILON, w5 - BOOK_EPSILON)
    )
    row = check_gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS, BOOK_EPSILON)["w5"]
    return {
        "eps": BOOK_EPSILON,
        "w5_plus": w5 + BOOK_EPSILON,
        "w5_minus": w5 - BOOK_EPSILON,
        "E_plus": above,
        "E_minus": below,
        "rise": above - below,
        "run": 2 * BOOK_EPSILON,
        "numeric": row.numerical,
        "analytic": row.analytical,
        "difference": row.difference,
        "difference_sci": abs(row.difference),
        **dict.fromkeys(("rel", "rel_sci", "rel_order"), row.relative_error),
        **{f"rule_m{power}": 10.0**-power for power in (2, 4, 5, 6, 7)},
    }


def _ch30():
    found = gradients(BOOK_NETWORK, BOOK_INPUTS, BOOK_TARGETS)
    new = update(BOOK_NETWORK, found, BOOK_ETA)
    numbers = {"eta": BOOK_ETA, "w8_increase_text": new["w8"] - BOOK_NETWORK["w8"], "w8_new_text": new["w8"]}
    for name in new.names():
        numbers |= {
            f"{name}_old": BOOK_NETWORK[name],
            f"{name}_grad": found[name],
            f"{name}_step": BOOK_ETA * found[name],
            f"{name}_new": new[name],
        }
    return numbers


def _ch31():
    return {"target": BOOK_TARGETS[0, 0]}


COMPUTED = {4: _ch4, 5: _ch5, 6: _ch6, 8: _ch8, 26: _ch26, 27: _ch27, 28: _ch28, 29: _ch29, 30: _ch30, 31: _ch31}
