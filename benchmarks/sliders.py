"""How fast does a picture follow its slider? Ours against `interact` + `plt.show()`, in a real JupyterLab.

    python benchmarks/sliders.py [--quick]

Everything runs in one notebook, in headless Chromium, in turns, so that a busy machine is busy for all. A latency
counts from the slider's event to the first animation frame after the changed picture is in the page. The floor is a
slider whose callback rewrites a short SVG text: nothing that asks Python can be faster. Budgets stand beside the
numbers; there is no verdict, for a number means little without its machine. (f) and (g) are functions as a learner
writes them, drawn by matplotlib: the same function under `explore` and under `interact`.
"""

import argparse
import json
import random
import statistics
import sys
from typing import NamedTuple

from opened import notebook, opened


class Demo(NamedTuple):
    """One picture and its first slider: ours, then the same with interact, budgets, the slider's values in a run."""

    title: str
    ours: str
    interact: str
    slider: str
    values: str
    above_floor: int | None = 20  # ms
    kernel: int | None = 20  # ms
    ratio: float = 2.5  # interact's p50 to ours; for a learner's own function, which matplotlib draws, p95, too


DEMOS = {
    "a": Demo(
        "logistic curve",
        "explore(draw.logistic_shift, bias=slider(-10, 10, 0, 0.1), weight=slider(-3, 3))",
        "interactive(plt_curve, bias=ipy(-10, 10, 0, 0.1), weight=(-3.0, 3.0))",
        "bias",
        "[k / 10 for k in range(-80, 80)]",
        kernel=12,
    ),
    "b": Demo(
        "2-2-2 diagram",
        "explore(our_diagram, **all_sliders(slider))",
        "interactive(plt_diagram, **all_sliders(ipy))",
        "a1",
        "[k / 100 for k in range(100)]",
        above_floor=5,
        kernel=3,
    ),
    "c": Demo(
        "loss and boundary",
        "explore(our_learning, number=slider(0, 300, 150, 1))",
        "interactive(plt_learning, number=IntSlider(150, min=0, max=300))",
        "number",
        "list(range(300))",
    ),
    "d": Demo(
        "twelve curves",
        "explore(our_curves, change=slider(-5, 5, 0, 0.05))",
        "interactive(plt_curves, change=ipy(-5, 5, 0, 0.05))",
        "change",
        "[k / 20 for k in range(-100, 100)]",
    ),
    "e": Demo(
        "path of a weight",
        "explore(our_path, w5=slider(-1, 1, 0.05, 0.01), route=slider(1, 2, 1, 1))",
        "interactive(plt_path, w5=ipy(-1, 1, 0.05, 0.01), route=(1, 2))",
        "w5",
        "[k / 100 for k in range(-100, 100)]",
    ),
    "f": Demo(
        "a learner's curve",
        "explore(own_curve, weight=(-6.0, 6.0), bias=(-8.0, 8.0))",
        "interactive(own_curve, weight=(-6.0, 6.0), bias=(-8.0, 8.0))",
        "weight",
        "[k / 20 for k in range(-30, 30)]",
        above_floor=None,
        kernel=None,
        ratio=2,
    ),
    "g": Demo(
        "a learner's contours",
        "explore(own_contour, weight=(-4.0, 6.0), bias=(-1.0, 1.0))",
        "interactive(own_contour, weight=(-4.0, 6.0), bias=(-1.0, 1.0))",
        "weight",
        "[k / 10 for k in range(30)]",
        above_floor=None,
        kernel=None,
        ratio=2,
    ),
}
NAMES = {"floor": "floor: short SVG text"}
CELLS = {"floor": "floor = Floor(); floor.draw(); floor"}
for letter, demo in DEMOS.items():
    NAMES |= {letter: f"({letter}) {demo.title}, ours", f"{letter}_interact": f"({letter}) interact + plt.show()"}
    CELLS |= {
        letter: f"{letter} = {demo.ours}; {letter}",
        f"{letter}_interact": f"{letter}_interact = {demo.interact}; {letter}_interact",
    }

SETUP = '''
import anywidget, traitlets
import numpy as np
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, IntSlider, interactive
from helpers import Network, chain, create, draw, forward, gradients, landscape, total_error, train
from helpers.live import explore, slider

BOOK = Network(weights=[[[0.10, 0.20], [0.12, 0.17]], [[0.05, 0.40], [0.33, 0.07]]],
               biases=[[0.80, 0.25], [0.15, 0.70]])
EXAMPLE = [[0.15, 0.35]], [[0, 1]]
XOR, XOR_TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
START = create(2, 4, 1, activations="tanh", seed=1)
RUN = list(train(START, XOR, XOR_TARGETS, eta=0.3, epochs=301))

class Floor(anywidget.AnyWidget):
    _esm = """export default {render({model, el}) {
        el.innerHTML = '<input type=range min=0 max=300 value=100><div class=nn-picture></div>';
        const [input, picture] = el.children;
        input.addEventListener("input", () => { model.set("value", +input.value); model.save_changes(); });
        const show = () => { picture.innerHTML = model.get("svg"); };
        model.on("change:svg", show);
        show();
    }}"""
    value, svg = traitlets.Int(100).tag(sync=True), traitlets.Unicode().tag(sync=True)

    @traitlets.observe("value")
    def draw(self, change=None):
        self.svg = f'<svg width="200" height="40"><text x="10" y="25">{self.value}</text></svg>'

def our_diagram(a1, a2, **weights):
    network = BOOK.with_values(**weights)
    return draw.diagram(network, forward(network, [[a1, a2]]))

def our_learning(number):
    return draw.learning(START, RUN, number, XOR, XOR_TARGETS)

def our_curves(change):
    return draw.weight_curves(BOOK.with_values(w5=BOOK["w5"] + change), *EXAMPLE)

def our_path(w5, route):
    return draw.weight_path(BOOK.with_values(w5=w5), *EXAMPLE, "w1", route)

def plt_curve(bias, weight):
    x = np.linspace(-10, 10, 161)
    fig, ax = plt.subplots(figsize=(6.9, 3.6))
    for other in (3, 0, -3):
        ax.plot(x, 1 / (1 + np.exp(-(x + other))), "--", color="grey")
    ax.plot(x, 1 / (1 + np.exp(-(weight * x + bias))))
    ax.set(xlabel="x", ylabel="output", title=f"weight {weight:.1f}, bias weight {bias:.1f}")
    ax.grid()
    plt.show()

def own_curve(weight=1.0, bias=0.0):
    x = np.linspace(-10, 10, 200)
    for more in (-3, 0, 3):
        plt.plot(x, 1 / (1 + np.exp(-(weight * x + bias + more))), label=f"bias {bias + more:.1f}")
    plt.xlabel("x"); plt.ylabel("output"); plt.title(f"weight {weight:.1f}"); plt.legend()
    plt.show()

def own_contour(weight=1.0, bias=0.0):
    x, y = np.meshgrid(np.linspace(-2, 2, 100), np.linspace(-2, 2, 100))
    plt.contourf(x, y, np.tanh(weight * x + y * y + bias))
    plt.colorbar(); plt.xlabel("a1"); plt.ylabel("a2"); plt.title(f"weight {weight:.1f}")
    plt.show()

def plt_diagram(a1, a2, **weights):
    fig, ax = plt.subplots(figsize=(7, 4))
    plt_network(ax, BOOK.with_values(**weights), [[a1, a2]])
    plt.show()

def plt_network(ax, network, inputs):
    run = forward(network, inputs)
    for layer, (matrix, biases) in enumerate(zip(network.weights, network.biases)):
        for (i, j), w in np.ndenumerate(matrix):
            ax.plot([layer, layer + 1], [-i, -j], color="C0" if w > 0 else "C1", lw=1 + 4 * abs(w))
            ax.text(layer + 0.25, -i + 0.25 * (i - j), f"{w:.2f}")
        for j, w in enumerate(biases):
            ax.plot([layer + 0.5, layer + 1], [-2, -j], color="C2", lw=1 + 4 * abs(w))
            ax.text(layer + 0.75, -1.2 - 0.3 * j, f"{w:.2f}")
    for layer, out in enumerate(run.out):
        for i, value in enumerate(out[0]):
            ax.scatter([layer], [-i], s=3000, color="lightblue", edgecolor="black", zorder=2)
            net = f"net {run.net[layer][0, i]:.4f}\\n" if layer else ""
            ax.text(layer, -i, f"{net}out {value:.4f}", ha="center", va="center", fontsize=8)
    ax.set(xlim=(-0.4, 2.4), ylim=(-2.4, 0.5))
    ax.axis("off")

def plt_learning(number):
    network = RUN[number - 1].network if number else START
    grid = np.linspace(-0.5, 1.5, 100)
    a1, a2 = np.meshgrid(grid, grid)
    out = forward(network, np.column_stack([a1.ravel(), a2.ravel()])).output[:, 0].reshape(100, 100)
    fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.6))
    left.plot([step.error for step in RUN[:number + 1]])
    left.set(xlim=(0, len(RUN)), xlabel="updates", title="mean error")
    right.contourf(a1, a2, out, levels=[-1, 0.25, 0.5, 0.75, 2])
    right.scatter(*np.array(XOR).T, c=np.ravel(XOR_TARGETS), cmap="gray", edgecolor="black")
    right.set(xlabel="a1", title=f"after {number} updates")
    plt.show()

def plt_curves(change):
    network = BOOK.with_values(w5=BOOK["w5"] + change)
    now, slopes, shifts = total_error(network, *EXAMPLE), gradients(network, *EXAMPLE), np.linspace(-3, 3, 41)
    fig, axes = plt.subplots(3, 4, figsize=(7, 4.6), sharey=True)
    for ax, name in zip(axes.flat, network.names()):
        ax.plot(shifts, landscape(network, *EXAMPLE, **{name: network[name] + shifts}), color="grey")
        ax.plot([-1.5, 1.5], [now - 1.5 * slopes[name], now + 1.5 * slopes[name]], color="C1")
        ax.plot([0], [now], "o", color="C1")
        ax.set(title=f"{name} = {network[name]:.2f}", xlabel=f"slope {slopes[name]:+.4f}", xticks=[], yticks=[])
    plt.show()

def plt_path(w5, route):
    network = BOOK.with_values(w5=w5)
    routes = chain(network, *EXAMPLE, "w1")
    fig, (ax, table) = plt.subplots(2, 1, figsize=(7.4, 6.5))
    plt_network(ax, network, EXAMPLE[0])
    for row, factor in enumerate(routes[route - 1].factors):
        table.text(0, 5 - row, f"{factor.symbol}    {factor.formula}    {factor.value:.6f}    {factor.code}")
    for row, one in enumerate(routes):
        table.text(0, -0.2 - row, f"route {row + 1}: {' → '.join(one.nodes)}    {one.product:.9f}")
    table.text(0, -2.4, f"sum of all routes: {sum(one.product for one in routes):.9f}", weight="bold")
    table.set(ylim=(-3, 6))
    table.axis("off")
    plt.show()

def all_sliders(make):
    values = {name: BOOK[name] for name in BOOK.names()}
    return {"a1": make(0, 1, 0.15, 0.01), "a2": make(0, 1, 0.35, 0.01),
            **{name: make(-1, 1, value, 0.01) for name, value in values.items()}}

def ipy(low, high, start, step):
    return FloatSlider(start, min=low, max=high, step=step)
'''

# What the page does: one step of one slider, a drag, and the bytes of it all.
DRIVER = """() => {
    const sleep = ms => new Promise(done => setTimeout(done, ms));
    const frame = () => new Promise(requestAnimationFrame);
    const demos = {};
    const cells = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].slice(1);
    NAMES.forEach((name, k) => {
        const root = cells[k].querySelector('.jp-OutputArea-output'), handle = root.querySelector('.noUi-handle');
        const range = root.querySelector('input[type=range]');
        demos[name] = handle ? {
            root,
            step(up) { handle.dispatchEvent(new KeyboardEvent('keydown', {key: up ? 'ArrowRight' : 'ArrowLeft'})); },
            picture: () => root.querySelector('img')?.src,
            blank() { const image = root.querySelector('img');
                return !(image && image.complete && image.naturalWidth && image.getBoundingClientRect().height > 10); },
        } : {
            root,
            step(up) { if (up) range.stepUp(); else range.stepDown(); range.dispatchEvent(new Event('input')); },
            picture: () => root.querySelector('.nn-picture').firstElementChild,
            blank() { const svg = root.querySelector('.nn-picture svg');
                return !(svg && svg.childNodes.length && svg.getBoundingClientRect().height > 10); },
            text: () => root.querySelector('.nn-picture').innerHTML,
        };
        demos[name].text ??= demos[name].picture;
    });
    const show = async demo => { demo.root.scrollIntoView({block: 'center'}); await frame(); await frame(); };
    window.bench = {
        async once(name, up) {
            const demo = demos[name];
            await show(demo);
            await sleep(60 + 17 * Math.random());
            const before = demo.picture();
            return new Promise(done => {
                const late = setTimeout(() => done(null), 5000);
                const observer = new MutationObserver(() => {
                    if (demo.picture() === before || demo.picture() === undefined) return;
                    observer.disconnect();
                    clearTimeout(late);
                    requestAnimationFrame(() => done(performance.now() - began));
                });
                observer.observe(demo.root, {subtree: true, childList: true, attributes: true});
                const began = performance.now();
                demo.step(up);
            });
        },
        async bytes(name) {
            let total = 0;
            for (const up of [true, false, true, false, true, false, true, false]) {
                const before = window.carried;
                await bench.once(name, up);
                await sleep(200);
                total += window.carried - before;
            }
            return total / 8;
        },
        async drag(name, seconds) {
            const demo = demos[name], changes = 2 * Math.round(15 * seconds), pause = 1000 / 30;
            await show(demo);
            await sleep(500);
            const right = demo.text();
            let frames = 0, blank = 0, done = false;
            (async () => { while (!done) { await frame(); frames += 1; blank += demo.blank(); } })();
            const began = performance.now();
            for (let k = 0; k < changes; k += 1) {
                await sleep(Math.max(0, began + k * pause - performance.now()));
                demo.step(k < changes / 2);
            }
            const last = performance.now();
            let wrong = last, rightAtEnd = false;
            while (performance.now() < last + 2500) {
                await frame();
                rightAtEnd = demo.text() === right;
                if (!rightAtEnd) wrong = performance.now();
            }
            done = true;
            return {frames, blank, right: rightAtEnd, lag: wrong - last, took: last - began};
        },
    };
}"""
CARRIED = """
    window.carried = 0;
    const size = data => data.byteLength ?? data.size ?? data.length ?? 0;
    window.WebSocket = class extends WebSocket {
        constructor(...given) {
            super(...given);
            this.addEventListener('message', event => { carried += size(event.data); });
        }
        send(data) { carried += size(data); super.send(data); }
    };
"""
KERNEL = """
import gc, json, psutil, statistics, time
def kernel_side(count):
    def timed(move, values):
        times = []
        for value in values:
            began = time.perf_counter(); move(value); times.append(1000 * (time.perf_counter() - began))
        return statistics.median(times[5:])
    moves = {"floor": (lambda value: setattr(floor, "value", value), list(range(300)))}
    for name, (slider, values) in DEMOS.items():
        ours, theirs = globals()[name], globals()[name + "_interact"].children[0]
        moves[name] = (lambda value, live=ours, slider=slider: live.set(**{slider: value}), values)
        moves[name + "_interact"] = (lambda value, widget=theirs: setattr(widget, "value", value), values)
    return {name: timed(move, [values[k % len(values)] for k in range(count if len(name) < 6 else count // 4)])
            for name, (move, values) in moves.items()}
def growth(name, count):
    live, (slider, values) = globals()[name], DEMOS[name]
    memory, before = psutil.Process().memory_info, None
    for k in range(count + 100):
        if k == 100:
            gc.collect(); before = memory().rss
        live.set(**{slider: values[k % len(values)]})
    gc.collect()
    return memory().rss - before
"""


def in_kernel(page, code):
    """Return what an expression is in the notebook's kernel."""
    return json.loads(
        page.evaluate(
            """async code => {
        const kernel = jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
        const future = kernel.requestExecute({code, store_history: false});
        let said = '';
        future.onIOPub = message => { said += message.content.text ?? ''; if (message.content.evalue) {
            said = JSON.stringify(message.content.evalue); } };
        await future.done;
        return said;
    }""",
            code,
        )
    )


def p(times, share):
    """Return a percentile of the times."""
    return statistics.quantiles(times, n=100, method="inclusive")[round(100 * share) - 1]


def measure(page, rounds, seconds, kernel_changes, growth_changes):
    """Return latencies, bytes, drags and the kernel's part, as a dictionary."""
    page.evaluate(DRIVER.replace("NAMES", json.dumps(list(CELLS))))
    latencies, turns = {name: [] for name in CELLS}, random.Random(1)
    for number in range(rounds + 3):
        for name in turns.sample(list(CELLS), len(CELLS)):  # a fixed order falls into step with the network's pauses
            took = page.evaluate("([name, up]) => bench.once(name, up)", [name, number // 20 % 2 == 0])
            if number >= 3:
                latencies[name].append(5000 if took is None else took)
        print(f"\rround {number + 1} of {rounds + 3}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    found = {"latency": latencies}
    found["bytes"] = {name: page.evaluate("name => bench.bytes(name)", name) for name in CELLS}
    found["drag"] = {name: page.evaluate("([name, s]) => bench.drag(name, s)", [name, seconds]) for name in CELLS}
    runs = ", ".join(f"{name!r}: ({demo.slider!r}, {demo.values})" for name, demo in DEMOS.items())
    code = f"{KERNEL}\nDEMOS = {{{runs}}}\nprint(json.dumps(kernel_side({kernel_changes})))"
    found["kernel"] = in_kernel(page, code)
    found["growth"] = {name: in_kernel(page, f"print(growth({name!r}, {growth_changes}))") for name in DEMOS}
    return found


def within(budget):
    """Return a budget in words, nothing where there is none."""
    return f" (≤ {budget})" if budget else ""


def report(found, growth_changes):
    """Print the numbers with the budget beside them."""
    latency, floor = found["latency"], found["latency"]["floor"]
    half, most = p(floor, 0.5), p(floor, 0.95)
    print(f"\nSlider to picture in ms, {len(floor)} changes each, in turns")
    print(f"{'':30}{'p50':>7}{'p95':>7}   p50 above floor   p95 / floor's p95   interact's / ours: p50, p95")
    for name, times in latency.items():
        line = f"{NAMES[name]:30}{p(times, 0.5):7.1f}{p(times, 0.95):7.1f}"
        if name in DEMOS:
            demo, theirs = DEMOS[name], latency[name + "_interact"]
            ratios = [p(theirs, share) / p(times, share) for share in (0.5, 0.95)]
            line += (
                f"   {p(times, 0.5) - half:+5.1f}{within(demo.above_floor):9}   {p(times, 0.95) / most:5.2f}"
                f"{within(demo.above_floor and 2):8}           {ratios[0]:5.2f} {ratios[1]:5.2f} (≥ {demo.ratio})"
            )
        print(line)
    print("On an otherwise idle machine p95 ≤ 100 ms.\n")
    print(
        f"{'':30}{'kB a change':>18}{'blank frames':>18}{'drag: right picture, ms after the last':>42}"
        f"{'kernel p50 ms':>22}"
    )
    for name in CELLS:
        drag, ours = found["drag"][name], name in DEMOS
        lag = f"{'yes' if drag['right'] else 'NO'}, {drag['lag']:.0f}" + f" (≤ {2 * most:.0f})" * ours
        print(
            f"{NAMES[name]:30}{found['bytes'][name] / 1000:10.1f}{' (≤ 100)' if ours else '':8}"
            f"{drag['blank']:6} of {drag['frames']:4}{' (0)' if ours else '':4}{lag:>42}"
            f"{found['kernel'][name]:12.2f}{within(ours and DEMOS[name].kernel):8}"
        )
    grown = ", ".join(f"({name}) {size / 1e6:.1f}" for name, size in found["growth"].items())
    print(f"\nThe kernel grew over {growth_changes:,} changes by {grown} MB (≤ 10 MB over 2,000).")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="fewer changes: a first look in a minute")
    quick = options.parse_args().quick
    counts = (20, 2, 60, 500) if quick else (150, 5, 300, 2000)
    stills = f"() => document.querySelectorAll('.widget-output img').length === {len(DEMOS)}"
    with opened("sliders.ipynb", notebook([SETUP, *CELLS.values()]), stills, script=CARRIED) as page:
        found = measure(page, *counts)
    report(found, counts[-1])


if __name__ == "__main__":
    main()
