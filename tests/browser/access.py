"""What the accessibility checker and our own eyes for contrast find in a page, in both themes."""

from axe_playwright_python.sync_playwright import Axe

COLOURS = ("color-contrast", "link-in-text-block")  # the checker's only rules that a theme can change
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}

FAINT = """() => {
    const parse = color => (color.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const over = (top, below) => { const a = top[3] ?? 1; return [0, 1, 2].map(k => a * top[k] + (1 - a) * below[k]); };
    const behind = node => {
        const layers = [];
        for (let one = node; one; one = one.parentElement) layers.unshift(parse(getComputedStyle(one).backgroundColor));
        return layers.reduce((below, top) => over(top, below), [255, 255, 255]);
    };
    const light = color => [0.2126, 0.7152, 0.0722].reduce((sum, share, k) => {
        const c = color[k] / 255;
        return sum + share * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    }, 0);
    const found = [], cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
    const check = (node, color, words) => {
        const paper = behind(node), [a, b] = [light(over(parse(color), paper)), light(paper)];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const cell = cells.indexOf(node.closest('.jp-Cell')) + 1;
        if (contrast < 4.5) found.push(`cell ${cell}: "${words.slice(0, 40)}" has contrast ${contrast.toFixed(2)}`);
    };
    for (const area of document.querySelectorAll('.jp-Notebook .jp-OutputArea-output')) {
        const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
        for (let text; (text = walker.nextNode());) {
            const node = text.parentElement, words = text.data.trim();
            if (!words || !node.checkVisibility() || node.closest('svg, style, script, option')) continue;
            check(node, getComputedStyle(node).color, words);
        }
        for (const input of area.querySelectorAll('input[placeholder]'))
            check(input, getComputedStyle(input, '::placeholder').color, input.placeholder);
    }
    return found;
}"""


def themes(page):
    """Yield the name of each theme while JupyterLab wears it; the first one again afterwards."""
    try:
        for name in THEMES:
            change_theme(page, name)
            yield name
    finally:
        change_theme(page, next(iter(THEMES)))


def change_theme(page, name):
    if page.evaluate("() => document.body.dataset.jpThemeName") == THEMES[name]:
        return
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", THEMES[name])
    page.wait_for_function("light => document.body.dataset.jpThemeLight === light", arg=str(name == "light").lower())
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def checker_finds(page, *parts, rules=()):
    """Return what the accessibility checker (some of its rules, or all) finds in these parts: (impact, where, what)."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": [*rules]}} if rules else {})
    # The sliders of ipywidgets have no names, nor have the images that `interact` shows.
    foreign = [[".nn-controls .jupyter-widgets"], [".widget-interact"], [".widget-interact .jp-OutputArea-output > *"]]
    context = {"include": [[part] for part in parts], "exclude": foreign}
    results = Axe().run(page, context, options)
    return [
        (rule["impact"], node["target"][0], f"{rule['id']} ({rule['help']}): {node['html'][:160]}")
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]
