// What the course adds to JupyterLab in the browser: it says that Python is starting, lets no key press be lost meanwhile,
// makes the first picture live by itself, loads what a notebook needs beside, and looks after her work.
// `jupyterapp` is there because of exposeAppInBrowser (tools/build_site.py); tests/site holds what this relies on.

import {refusal, shortage} from "./work.js";

const NEEDED = {"01": "sklearn.cluster", "11": "sklearn.datasets", "12": "scipy.optimize", "14": "sklearn.inspection"}; // imported late in the helpers
const NARROW = 700; // pixels: a phone
const START = new URL("index.html", import.meta.url);
const RUNS = '[data-command^="notebook:run"], [data-command^="runmenu:"]';

// ---- A line in the corner

const box = document.createElement("div");
box.className = "nn-told";
box.setAttribute("role", "status");
document.head.append(Object.assign(document.createElement("style"), {textContent: `
  .nn-told { position: fixed; left: 16px; bottom: 40px; z-index: 10000; max-width: min(26em, calc(100vw - 64px));
    padding: .7em 1em; border: 2px solid #0072b2; border-radius: 8px; background: #fff; color: #1a1a1a;
    font: 15px/1.4 system-ui, sans-serif; }
  .nn-told:empty { display: none; }
  .nn-told button { display: block; margin-top: .6em; padding: .4em .8em; font: inherit; }
  body a.nn-home { position: fixed; right: 8px; top: 2px; z-index: 9999; padding: 0 .6em; background: #fff; color: #00517f;
    border: 1px solid #0072b2; border-radius: 6px; font: 13px/22px system-ui, sans-serif; }
  @media (max-width: ${NARROW}px) {
    .jp-Notebook :is(.jp-InputPrompt, .jp-OutputPrompt, .jp-Collapser) { display: none; }
    .nn-home span { display: none; }
    .jp-RenderedSVG img { max-width: 100%; height: auto; }
  }
`}));

function tell(words, buttons = {}) {
  box.replaceChildren(words, ...Object.entries(buttons).map(([name, action]) => {
    const button = Object.assign(document.createElement("button"), {textContent: name});
    button.addEventListener("click", action);
    return button;
  }));
  document.body.append(box);
}

const silence = words => { if (box.firstChild?.data === words) box.replaceChildren(); };
const sleep = time => new Promise(done => setTimeout(done, time));

async function until(found) {
  for (;;) {
    const value = found();
    if (value) return value;
    await sleep(50);
  }
}

function state(word) {
  document.body.dataset.course = word;
}

// ---- One notebook

const STARTING = "Python is starting in your browser; nothing is installed. The first time this takes about half a minute. " +
  "Read on meanwhile: the first picture comes alive by itself.";
const WAIT = "Python is still starting. One moment, then press Shift + Enter again.";
const LOADING = "Python is ready. The course is being loaded …";
const READY = "Ready. Move a slider; " +
  (innerWidth < NARROW ? "to go on: menu Run, Run All Cells." : "go on with Shift + Enter.");

const ELSEWHERE = "This notebook is open in another tab, too. Go on in one of them only: both save to the same place.";

async function begin(app, panel) {
  const context = panel.context.sessionContext;
  await panel.context.ready;
  if (!await isOurs(panel)) {
    tell(ELSEWHERE);
    state("elsewhere");
    return;
  }
  state("starting");
  tell(STARTING);
  const free = hold(panel);
  try {
    await bringUpToDate(app, panel);
    await until(() => context.kernelDisplayStatus === "idle" || panel.isDisposed);
  } finally {
    free();
  }
  if (panel.isDisposed) return;
  tell(LOADING);
  await runToFirstPicture(app, panel);
  const needed = NEEDED[panel.context.path.split("/").pop().slice(0, 2)];
  if (needed) context.session?.kernel?.requestExecute({code: `import ${needed}`, silent: true, store_history: false});
  tell(READY);
  state("ready");
  await sleep(8000);
  silence(READY);
}

/** Returns whether no other tab has this notebook; then it is ours until it is closed. */
function isOurs(panel) {
  return new Promise(answer => {
    if (!navigator.locks) answer(true);
    navigator.locks?.request(`nn-course:${panel.context.path}`, {ifAvailable: true}, lock => {
      answer(Boolean(lock));
      return lock && new Promise(leave => panel.disposed.connect(leave));
    });
  });
}

/** Until the returned function is called, what would run a cell says that Python is not there yet: Jupyter would drop it. */
function hold(panel) {
  const key = event => {
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey)) stop(event);
  };
  const click = event => { if (event.target.closest?.(RUNS)) stop(event); };
  const stop = event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(WAIT);
  };
  panel.node.ownerDocument.addEventListener("keydown", key, true);
  panel.node.ownerDocument.addEventListener("click", click, true);
  return () => {
    panel.node.ownerDocument.removeEventListener("keydown", key, true);
    panel.node.ownerDocument.removeEventListener("click", click, true);
  };
}

async function runToFirstPicture(app, panel) {
  const notebook = panel.content, code = notebook.widgets.filter(cell => cell.model.type === "code");
  const live = code.findIndex(cell => cell.model.sharedModel.getSource().includes("explore("));
  const top = notebook.node.querySelector(".jp-WindowedPanel-outer") ?? notebook.node;
  const height = top.scrollTop;
  for (const cell of code.slice(0, live + 1)) {
    if (app.shell.currentWidget !== panel) return; // she has gone on to another notebook
    notebook.activeCellIndex = notebook.widgets.indexOf(cell);
    await app.commands.execute("notebook:run-cell");
  }
  if (live >= 0) notebook.activeCellIndex = Math.min(notebook.activeCellIndex + 1, notebook.widgets.length - 1);
  top.scrollTop = height;
}

// ---- An update of the course: a notebook in which she has changed nothing is new, hers stays hers

const KNOWN = "nn-course:original:";

/** Returns the fingerprint of a notebook's cells; outputs and counts are left out, since they come by running. */
async function fingerprint({cells}) {
  const text = JSON.stringify(cells.map(cell => [cell.cell_type, [cell.source].flat().join("")]));
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(sum), byte => byte.toString(16).padStart(2, "0")).join("");
}

async function original(path) {
  const found = await fetch(`../files/${path.split("/").map(encodeURIComponent).join("/")}`, {cache: "no-cache"});
  return found.ok ? found.json() : null;
}

async function bringUpToDate(app, panel) {
  const {context} = panel, {path} = context, {contents} = app.serviceManager;
  try {
    const newest = await original(path);
    if (!newest) return; // her own notebook
    for (const cell of panel.content.widgets) cell.model.trusted = true; // JupyterLite keeps no signatures: show the stills
    const [wanted, hers] = await Promise.all([fingerprint(newest), fingerprint(context.model.toJSON())]);
    const known = localStorage.getItem(KNOWN + path);
    if (hers === wanted || hers === known) localStorage.setItem(KNOWN + path, wanted);
    if (hers === wanted || known === wanted) return;
    if (hers === known) {
      await contents.delete(path); // her copy, in which only the outputs differ; below it is the course's
      await context.revert();
    } else {
      tell(`${path}: you changed it, so yours is kept. The course has a newer one.`,
        {"Open the newer one; mine stays beside it": () => exchange(app, panel, wanted)});
      await sleep(6000);
    }
  } catch (error) {
    console.warn("The notebook could not be compared with the course's:", error);
  }
}

async function exchange(app, panel, wanted) {
  const {path} = panel.context, {contents} = app.serviceManager;
  const mine = path.replace(/(\.ipynb)?$/, `-mine-${new Date().toISOString().slice(0, 10)}.ipynb`);
  await panel.context.save();
  await contents.save(mine, await contents.get(path, {content: true}));
  await contents.delete(path);
  await panel.context.revert();
  localStorage.setItem(KNOWN + path, wanted);
  tell(`Yours is ${mine} now.`);
}

// ---- Her work is kept

/** Asks the browser, once something of hers is saved, not to clear it; says so when it cannot be saved. */
function watchSaving(panel) {
  panel.context.saveState.connect(async (_, how) => {
    if (how === "failed") {
      tell("Your browser could not save this notebook. Take it with you now: menu File, Download. Then make room: " +
        "the start page says how much is left.");
    }
    if (how === "completed") {
      await navigator.storage?.persist?.();
      const words = await shortage();
      if (words) tell(words);
    }
  });
}

/** Gives the whole width of a phone to the notebook. */
async function fitPhone(app) {
  await app.restored;
  app.shell.mode = "single-document";
  app.shell.collapseRight();
  for (const side of ["left", "right"]) {
    if (app.commands.isToggled("application:toggle-side-tabbar", {side})) {
      await app.commands.execute("application:toggle-side-tabbar", {side});
    }
  }
  for (let times = 0; times < 60; times++) { // the list of files opens once more while the page is put together
    if (!app.shell.leftCollapsed) app.shell.collapseLeft();
    await sleep(100);
  }
}

function addWayHome() {
  const link = Object.assign(document.createElement("a"), {className: "nn-home", href: START});
  link.innerHTML = "Course<span>: start, my work</span>";
  document.body.append(link);
}

// ---- The page

async function main() {
  if (typeof WebAssembly !== "object") {
    tell("This browser cannot run Python (it lacks WebAssembly, or has switched it off). You can read the notebooks here. " +
      "For live pictures take another browser, or install the course: its README says how.");
    state("no-python");
    return;
  }
  const refused = await refusal();
  const app = await until(() => window.jupyterapp);
  await app.started;
  addWayHome();
  if (innerWidth < NARROW) fitPhone(app);
  const watched = new WeakSet();
  const look = async () => {
    const panel = app.shell.currentWidget;
    if (!panel?.context?.sessionContext || !panel.content?.widgets || watched.has(panel)) return;
    watched.add(panel);
    watchSaving(panel);
    await begin(app, panel);
    if (refused) tell(refused);
  };
  app.shell.currentChanged.connect(look);
  await until(() => app.shell.currentWidget?.context);
  look();
}

main();
