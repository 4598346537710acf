// The page's half of helpers/live: controls on one side, the picture they change on the other.
// Values go to Python, a picture comes back; nothing is computed here.

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// JupyterLab's shortcuts go first (arrow keys would move the selected cell), except on what carries this mark.
function keepKeys(root) {
  for (const node of root.querySelectorAll("input, select, button, audio, a, [role=gridcell], [data-set]")) {
    node.setAttribute("data-lm-suppress-shortcuts", "");
  }
}

const INKS = [["white 0", 0], ["light 0.15", 0.15], ["grey 0.35", 0.35], ["dark 0.75", 0.75], ["black 1", 1]];
const WEIGHTS = [-2, -1, 0, 1, 2].map(weight => [signed(weight), weight]);
const paper = ink => `rgb(${Array(3).fill(255 * (1 - ink))})`;
const tint = weight => `rgb(${(weight < 0 ? [213, 94, 0] : [0, 114, 178]).map(full => 255 + Math.abs(weight) / 4 * (full - 255))})`;

// A number with a real minus sign.
function signed(number) {
  return String(number).replace("-", "−");
}

// A pressed pointer begins, then draws the points on its way, counted in cells. Fast pointers skip cells, so we walk in half cells.
function followPointer(grid, rows, columns, begin, draw) {
  let last;
  const stroke = event => {
    const box = grid.getBoundingClientRect(), points = [];
    for (const {clientX, clientY} of [...event.getCoalescedEvents(), event]) {
      const [x, y] = [(clientX - box.left) / box.width * columns, (clientY - box.top) / box.height * rows];
      const [dx, dy] = last ? [x - last[0], y - last[1]] : [0, 0], count = Math.ceil(2 * Math.max(Math.abs(dx), Math.abs(dy))) || 1;
      for (let left = count - 1; left >= 0; left--) points.push([x - dx * left / count, y - dy * left / count]);
      last = [x, y];
    }
    draw(points);
  };
  grid.addEventListener("pointerdown", event => {
    if (!event.isPrimary || event.button) return;
    event.preventDefault();                                       // marked words would be dragged away instead
    grid.setPointerCapture(event.pointerId);
    last = null;
    begin();
    stroke(event);
  });
  grid.addEventListener("pointermove", event => { if (grid.hasPointerCapture(event.pointerId)) stroke(event); });
}

// What a brush of this radius covers around a point: [cell, share]. Its edge is soft, one cell wide; without a radius it is one cell.
function covered([x, y], rows, columns, radius) {
  const found = [], reach = radius ? radius + 0.5 : 0;
  for (let row = Math.max(0, Math.floor(y - reach)); row <= Math.min(rows - 1, Math.floor(y + reach)); row++) {
    for (let column = Math.max(0, Math.floor(x - reach)); column <= Math.min(columns - 1, Math.floor(x + reach)); column++) {
      const share = radius ? Math.min(1, reach - Math.hypot(column + 0.5 - x, row + 0.5 - y)) : 1;
      if (share > 0) found.push([row * columns + column, share]);
    }
  }
  return found;
}

// Ink never adds up, so a place looks the same however often one brush goes over it. White rubs out all that it touches.
const mixed = (old, ink, share) => ink > old ? Math.max(old, ink * share) : ink && Math.min(old, 1 - (1 - ink) * share);

// How a number is written: as Python's and d3's formats say it (".2f", ".0%", "d"), or with so many decimals.
function written(value, decimals, format) {
  const [, comma, digits, kind] = /^(,?)(?:\.(\d+))?([defg%]?)$/.exec(format ?? "") ?? [];
  const places = digits === undefined ? decimals : +digits;
  const text = kind === "%" ? `${(100 * value).toFixed(digits === undefined ? 0 : places)}%`
    : kind === "e" ? value.toExponential(places) : kind === "g" ? String(+value.toPrecision(Math.max(1, digits ?? 6)))
    : kind === "d" ? value.toFixed(0) : value.toFixed(kind === "f" ? places : decimals);
  return signed(comma ? text.replace(/\B(?=(\d{3})+(?!\d))/, ",") : text);
}

// What was typed counts when the focus leaves its box, and on Enter, which a notebook does not pass on as a change.
function whenTyped(input, take) {
  input.addEventListener("change", take);
  input.addEventListener("keydown", event => { if (event.key === "Enter") take(); });
}

const MOST_BYTES = 5_000_000;                                             // what Jupyter's line to Python takes at once

// What upload() takes: [the endings, how a file becomes text, the sentence where it does not].
const uploads = {picture: ["image/*", smaller, file => `${file.name} is no picture that this browser can read.`],
  table: [".csv,.tsv,.txt,text/csv", asTable, file => file.size > MOST_BYTES
    ? `${file.name} has ${(file.size / 1e6).toFixed(1)} MB, and this button takes at most 5. Put the file beside the notebook: read_table("${file.name}") reads it there.`
    : `${file.name} cannot be read. Is it a file, and may this browser open it?`]};

// A picture, made smaller: what travels is a JPEG of some dozen kB, upright, on white where it was transparent.
async function smaller(file) {
  const image = await createImageBitmap(file), {width, height} = image;
  const share = Math.min(1, 320 / Math.min(width, height), 1280 / Math.max(width, height));
  const canvas = element("canvas", {width: Math.ceil(width * share), height: Math.ceil(height * share)});
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.92);
}

// A table travels as it is, byte for byte: Python finds out its letters. Some systems take a .csv for a sheet of Excel: its type is set here.
function asTable(file) {
  return new Promise((done, failed) => {
    if (file.size > MOST_BYTES) return failed();
    const reader = new FileReader();
    reader.onload = () => done(`data:text/csv;base64,${reader.result.split("base64,")[1] ?? ""}`);
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}

// One entry a kind of control: build(control, change, drawn) returns [node, show(value)]; drawn() is the value that the
// picture shows by now.
const kinds = {
  slider(control, change) {
    const {ticks, base, decimals, format} = control;                        // with a base it moves the exponent
    const input = element("input", {type: "range", "aria-label": control.label,
      min: ticks ? 0 : control.min, max: ticks ? ticks.length - 1 : control.max, step: ticks ? 1 : control.step});
    const number = element("output", {"aria-hidden": "true"});
    const stop = () => +(+input.value).toFixed(decimals ?? 0);              // of ticks it is the place
    const read = () => base ? base ** stop() : stop();
    const say = value => ticks ? String(ticks[value]) : written(value, decimals, format);
    const show = value => {
      input.value = base ? Math.log(value) / Math.log(base) : value;
      number.value = say(value);
      input.setAttribute("aria-valuetext", number.value.replace("−", "minus "));
    };
    input.addEventListener("input", () => { show(read()); if (control.continuous !== false) change(read()); });
    if (control.continuous === false) input.addEventListener("change", () => change(read()));
    return [element("label", {class: "nn-slider"}, element("span", {}, control.label), input, number), show];
  },

  choice(control, change) {
    const select = element("select", {"aria-label": control.label},
      ...control.options.map(option => element("option", {}, option)));
    select.addEventListener("change", () => change(select.selectedIndex));   // Python knows which option stands there
    const longest = Math.max(...control.options.map(option => String(option).length));       // no option is cut: a long
    const room = longest > 24 ? " nn-wide" : longest + control.label.length > 19 ? " nn-long" : "";   // one has its own line
    return [element("label", {class: "nn-choice" + room}, element("span", {}, control.label), select),
            place => { select.selectedIndex = place; }];
  },

  radio(control, change) {
    const name = `nn-${Math.random()}`;
    const inputs = control.options.map((option, place) => {
      const input = element("input", {type: "radio", name, "aria-label": option});
      input.addEventListener("change", () => change(place));
      return input;
    });
    const rows = inputs.map((input, place) => element("label", {}, input, control.options[place]));
    return [element("div", {class: "nn-radio", role: "radiogroup", "aria-label": control.label},
      element("span", {}, control.label), ...rows), place => inputs.forEach((input, at) => { input.checked = at === place; })];
  },

  number(control, change) {
    const {min, max, step} = control, input = element("input", {type: "number", "aria-label": control.label, step});
    if (min !== undefined) Object.assign(input, {min, max});
    let now;
    const show = value => { input.value = now = value; };
    whenTyped(input, () => input.value === "" ? show(now) : change(+input.value));
    return [element("label", {class: "nn-search"}, element("span", {}, control.label), input), show];
  },

  toggle(control, change) {
    const box = element("input", {type: "checkbox", "aria-label": control.label});
    box.addEventListener("change", () => change(box.checked));
    return [element("label", {class: "nn-toggle"}, box, element("span", {}, control.label)),
            value => { box.checked = value; }];
  },

  button(control, change) {
    const node = element("button", {type: "button", class: "nn-press", "aria-label": control.label}, control.label);
    let presses = 0;
    node.addEventListener("click", () => change(presses + 1));
    return [node, value => { presses = value; }];
  },

  search(control, change) {
    const input = element("input", {type: "text", "aria-label": control.label, placeholder: control.hint, maxlength: control.most ?? 200});
    whenTyped(input, () => change(input.value));
    if (control.continuous !== false) input.addEventListener("input", () => change(input.value));
    return [element("label", {class: control.wide ? "nn-search nn-wide" : "nn-search"}, element("span", {}, control.label), input),
            value => { if (input.value !== value) input.value = value; }];
  },

  upload(control, change) {
    const [accept, read, refused] = uploads[control.what];
    const input = element("input", {type: "file", accept, "aria-label": control.label});
    const said = element("span", {role: "status"});
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      try {
        const text = await read(file);
        said.textContent = "";
        change(text);
      } catch {
        said.textContent = `${refused(file)} Nothing has changed.`;
        input.value = "";
      }
    });
    return [element("label", {class: "nn-file"}, element("span", {}, control.label), input, said),
            value => { if (!value && !said.textContent) input.value = ""; }];
  },

  steps(control, change, drawn) {
    const [row, showRow] = kinds.slider({...control, min: 0, max: control.count, step: 1, decimals: 0}, value => { stop(); go(value); });
    let now = 0, timer = null, due = 0;
    const name = (node, text, label) => {
      node.textContent = text;
      node.setAttribute("aria-label", `${label} (${control.label})`);
    };
    const button = (text, label, act) => {
      const node = element("button", {type: "button"});
      name(node, text, label);
      node.addEventListener("click", act);
      return node;
    };
    const play = button("▶ Play", "play", () => timer ? stop() : start());
    const go = value => { now = Math.max(0, Math.min(control.count, value)); showRow(now); change(now); };
    const stop = () => { cancelAnimationFrame(timer); timer = null; name(play, "▶ Play", "play"); };
    const start = () => {
      if (now >= control.count) go(0);
      name(play, "⏸ Pause", "pause");
      due = performance.now() + control.pause;
      const tick = () => {
        if (!play.isConnected || now >= control.count) return stop();
        timer = requestAnimationFrame(tick);                                // so the slider moves in the frame that shows the picture
        if (performance.now() < due || (!control.pause && drawn() < now - 1)) return;   // without a pause: Python makes the next while the page draws this one
        due = Math.max(due + control.pause, performance.now());
        go(now + 1);
      };
      timer = requestAnimationFrame(tick);
    };
    const buttons = element("div", {class: "nn-buttons"}, button("◀ Back", "step back", () => { stop(); go(now - 1); }),
      play, button("Step ▶", "step", () => { stop(); go(now + 1); }));
    return [element("div", {class: "nn-steps"}, buttons, row), value => { now = value; showRow(value); }];
  },

  pad(control, change) {
    const {rows, columns, label, brush, weights} = control, id = `nn-${Math.random()}`, earlier = [];
    // A drawing with a brush travels as one letter for each cell: its ink in twentieths, 0 to k.
    const [pack, unpack] = brush ? [inks => inks.map(ink => Math.round(20 * ink).toString(36)).join(""),
      text => Array.from(text, letter => parseInt(letter, 36) / 20)] : [inks => inks, inks => inks];
    const [paints, color, what] = weights ? [WEIGHTS, tint, "weight"] : [INKS, paper, "ink"];
    const rounded = ink => brush ? Math.round(20 * ink) / 20 : ink;
    let now = null, ink = 1, at = 0;
    const cells = Array.from({length: rows * columns}, (_, cell) => element("div", {role: "gridcell", tabindex: cell ? -1 : 0}));
    const side = brush ? Math.min(30, Math.floor(312 / Math.max(rows, columns))) : weights ? 44 : 30;
    const grid = element("div", {class: brush ? "nn-grid nn-fine" : weights ? "nn-grid nn-weights" : "nn-grid", style: `--side: ${side}px`, role: "grid",
      "aria-label": label, "aria-describedby": id},
      ...Array.from({length: rows}, (_, row) => element("div", {role: "row"}, ...cells.slice(row * columns, (row + 1) * columns))));
    const show = value => {
      cells.forEach((node, cell) => {
        if (now?.[cell] === value[cell]) return;
        node.style.background = color(value[cell]);
        if (weights) node.textContent = signed(value[cell]);
        node.setAttribute("aria-label", `row ${Math.floor(cell / columns) + 1}, column ${cell % columns + 1}, ${what} ${value[cell]}`);
      });
      now = value;
    };
    const isNew = value => !now || value.some((ink, cell) => ink !== now[cell]);
    const draw = value => { if (isNew(value)) { show(value); change(pack(value)); } };
    const paint = (points, ink) => {
      const next = [...now];
      for (const point of points) {
        for (const [cell, share] of covered(point, rows, columns, brush)) next[cell] = rounded(mixed(next[cell], ink, share));
      }
      draw(next);
    };
    const begin = () => earlier.push(now);                        // Undo goes back to where a stroke began
    const undo = () => {
      while (earlier.length && !isNew(earlier.at(-1))) earlier.pop();
      if (earlier.length) draw(earlier.pop());
    };

    const move = to => cells[to]?.focus({preventScroll: true});
    grid.addEventListener("focusin", event => {                   // a screen reader goes where it likes
      cells[at].tabIndex = -1;
      at = cells.indexOf(event.target);
      cells[at].tabIndex = 0;
    });
    followPointer(grid, rows, columns, begin, points => {
      paint(points, ink);
      move(points.flatMap(point => covered(point, rows, columns).map(([cell]) => cell)).at(-1));
    });
    const dab = ink => { begin(); paint([[at % columns + 0.5, Math.floor(at / columns) + 0.5]], ink); };
    const [draws, erases] = [() => dab(ink), () => dab(0)];
    const keys = {" ": draws, Enter: draws, Delete: erases, Backspace: erases,
      ArrowUp: () => move(at - columns), ArrowDown: () => move(at + columns),
      ArrowLeft: () => at % columns && move(at - 1), ArrowRight: () => (at + 1) % columns && move(at + 1),
      Home: () => move(at - at % columns), End: () => move(at - at % columns + columns - 1)};
    if (weights) Object.assign(keys, {"+": () => dab(Math.min(2, now[at] + 1)), "-": () => dab(Math.max(-2, now[at] - 1))});
    grid.addEventListener("keydown", event => {
      if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys[event.key]();
      if (brush && event.shiftKey && event.key.startsWith("Arrow")) draws();
    });

    const inks = paints.map(([word, value], number) => {
      const input = element("input", {type: "radio", name: id, "aria-label": word});
      input.checked = value === ink;
      input.addEventListener("change", () => { ink = value; });
      if (!weights) keys[number + 1] = () => input.click();
      return element("label", {}, input, element("i", {style: `background: ${color(value)}`}), word);
    });
    const button = (text, drawing) => {
      const node = element("button", {type: "button", "aria-label": `${text} (${label})`}, text);
      node.addEventListener("click", drawing ? () => { begin(); draw(drawing); } : undo);
      return node;
    };
    const buttons = Object.entries({...control.presets, Clear: cells.map(() => 0), Undo: null});
    const tools = element("div", {class: "nn-tools"},
      element("div", {class: "nn-inks", role: "radiogroup", "aria-label": `${what} (${label})`}, ...inks),
      element("div", {class: "nn-buttons"}, ...buttons.map(([text, drawing]) => button(text, drawing))),
      element("p", {id}, brush
        ? "Keys: arrows move, Space draws, Shift with arrows draws a line, Delete erases, 1 to 5 choose the ink."
        : weights ? "A click sets the chosen weight. Keys: arrows move, + and − change, Space sets, Delete makes 0."
        : "Keys: arrows move, Space draws, Delete makes white, 1 to 5 choose the ink."));
    return [element("div", {class: "nn-pad"}, element("div", {}, label, grid), tools), packed => {
      const value = unpack(packed);
      if (now && isNew(value)) begin();                           // Reset or Python: Undo takes that back, too
      show(value);
    }];
  },
};

// Why no picture comes, or "". A kernel at work, or late, answers later; one with nothing left to do for seconds never will, nor one that
// has lost the line to this picture in a restart. It is null in a notebook without a kernel, undefined in a page that tells nothing of it.
function silence(kernel, cutOff, seconds) {
  if (cutOff && kernel === undefined) return "This page has no Python, so this is a still picture. In the course its controls move it.";
  const asleep = cutOff || kernel === null || seconds >= (kernel ? 3 : 30);
  return asleep ? "This picture is asleep: Python no longer answers it. The menu entry Run > Run All Cells wakes it." : "";
}

// anywidget gives up on a model when a busy page takes more than two seconds to load this file: the model never hears Python again.
// So it gets back the ears that every other widget has, wherever it can be found.
async function initialize({model}) {
  const whole = await model.widget_manager.get_model(model.get("own_id")).catch(() => null);
  whole?.comm?.on_msg(Object.getPrototypeOf(Object.getPrototypeOf(whole))._handle_comm_msg.bind(whole));
}

// Only what differs is drawn again: what a picture shares with the one before stays in the page, with the focus on it.
function take(old, made) {
  const olds = [...old.childNodes], news = [...made.childNodes];
  news.forEach((node, place) => place < olds.length ? become(olds[place], node) : old.append(node));
  olds.slice(news.length).forEach(node => node.remove());
}

function become(old, made) {
  if (old.isEqualNode(made)) return;
  const kind = node => [node.nodeName, node.getAttributeNames?.()].join();
  if (!made.attributes || kind(old) !== kind(made)) return old.replaceWith(made);
  for (const {name, value} of made.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  take(old, made);
}

// What is wider than its place, such as a table on a small window, is scrolled by the arrow keys, too: the focus can go there.
function letScroll(canvas) {
  const wide = canvas.scrollWidth > canvas.clientWidth;
  if (wide === canvas.hasAttribute("tabindex")) return;
  const marks = {tabindex: 0, role: "group", "aria-label": "scrolls sideways", "data-lm-suppress-shortcuts": ""};
  for (const [name, value] of Object.entries(marks)) wide ? canvas.setAttribute(name, value) : canvas.removeAttribute(name);
}

// Two small buttons that keep the picture as a file: the SVG as it is, or an image with two dots for each pixel.
function saver(title, canvas) {
  const name = title.replace(/\W+/g, "") || "picture";
  const keep = (blob, ending) => {
    const link = element("a", {href: URL.createObjectURL(blob), download: `${name}.${ending}`});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const asSvg = svg => new Blob([new XMLSerializer().serializeToString(svg)], {type: "image/svg+xml"});
  const asPng = async svg => {
    const image = new Image(), {width, height} = svg.getBoundingClientRect(), address = URL.createObjectURL(asSvg(svg));
    image.src = address;
    await image.decode();
    const [wide, high] = [svg.width.baseVal.value || width, svg.height.baseVal.value || height];
    const paper = element("canvas", {width: Math.round(2 * wide), height: Math.round(2 * high)});
    paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
    URL.revokeObjectURL(address);
    return new Promise(done => paper.toBlob(done));
  };
  const button = (ending, made) => {
    const node = element("button", {type: "button", "aria-label": `save the picture as ${ending.toUpperCase()}`}, `⤓ ${ending.toUpperCase()}`);
    node.addEventListener("click", async () => keep(await made(canvas.querySelector(":scope > svg")), ending));
    return node;
  };
  const node = element("div", {class: "nn-save"}, button("svg", asSvg), button("png", asPng));
  keepKeys(node);
  return node;
}

function render({model, el}) {
  const controls = element("div", {class: "nn-controls"});
  const canvas = element("div", {class: "nn-picture", "aria-atomic": true});
  const caption = element("figcaption", {"aria-live": "polite"});
  const error = element("p", {class: "nn-error", role: "alert"});
  const players = element("div", {class: "nn-sounds"});
  const printed = element("pre", {class: "nn-said"});
  const figure = element("figure", {}, canvas, players, caption, printed, error, saver(model.get("title"), canvas));
  const shows = {}, shown = {}, words = {}, fields = {}, others = [];

  const kernel = () => model.widget_manager.kernel;
  const cutOff = () => kernel()?.hasComm?.(model.get("own_id")) === false || el.classList.contains("jupyter-widgets-disconnected");
  const send = values => {
    model.set("values", values);
    if (kernel() !== null) model.save_changes();
  };
  const change = (name, value) => send({...model.get("values"), [name]: value});
  const caughtUp = () => JSON.stringify(model.get("picture").values) === JSON.stringify(model.get("values"));
  const build = () => {
    controls.replaceChildren();
    for (const control of model.get("controls")) {
      const [node, show] = kinds[control.kind](control, value => change(control.name, value), () => model.get("picture").values[control.name]);
      if (control.disabled) for (const part of node.querySelectorAll("input, select, button")) part.disabled = true;
      controls.append(node);
      shows[control.name] = show;
      fields[control.name] = node.querySelector("input, select");
      delete shown[control.name];
      words[control.name] = control.options ?? control.ticks?.map(String);
    }
    controls.append(...others);
    if (model.get("controls").length) {
      const reset = element("button", {type: "button", class: "nn-reset", "aria-label": "Reset"}, "↺ Reset");
      reset.addEventListener("click", () => send({...model.get("start")}));
      controls.append(reset);
    }
    keepKeys(controls);
  };
  const showValues = () => {
    for (const [name, value] of Object.entries(model.get("values"))) {
      if (shown[name] !== value) shows[name]?.(shown[name] = value);
    }
  };
  build();
  // Widgets of a kind that is none of ours show themselves.
  for (const id of model.get("others")) {
    model.widget_manager.get_model(id.replace("IPY_MODEL_", "")).then(other => model.widget_manager.create_view(other)).then(view => {
      others.push(view.el);
      controls.insertBefore(view.el, controls.querySelector(".nn-reset"));
      view.trigger("displayed");
    });
  }

  // In a plane (data-reach="3": it goes from -3 to 3) @ stands for the place that was clicked; in a drag data-drag counts, with two
  // places, and the picture follows the pointer. The keyboard has the text field of the control.
  let pressed = null;
  const dragOf = target => target.closest?.("[data-drag]")?.dataset.drag;
  canvas.addEventListener("pointerdown", ({target, clientX, clientY}) => {
    pressed = {clientX, clientY, drag: dragOf(target), values: model.get("values")};
  });
  canvas.addEventListener("pointermove", event => { if (event.buttons === 1 && isDragged(event)) pick(event, "click"); });
  const isDragged = ({target, clientX, clientY}) => {
    if (!pressed?.drag || dragOf(target) !== pressed.drag) return false;
    return pressed.moved ||= Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) > 6;
  };
  const placed = (part, event) => {
    const {reach, set, drag} = part.dataset, box = part.getBoundingClientRect(), moved = isDragged(event);
    const places = [moved ? pressed : event, event].map(({clientX, clientY}) =>
      [(clientX - box.left) / box.width, (box.bottom - clientY) / box.height].map(share => (Math.round(100 * reach * (2 * share - 1)) / 100 || 0).toFixed(2)).join(" "));
    return (moved ? drag : set).replace(/@/g, () => places.shift());
  };

  // A part of the picture that carries data-set="name=value" sets that control by click, hover or keyboard; … in it is the value before.
  const pick = (event, ...kindsOfEvent) => {
    const part = event.target.closest?.("[data-set]");
    if (!part || !kindsOfEvent.includes(part.dataset.on)) return false;
    const plane = part.dataset.reach, typed = plane && event.type === "keydown";
    const [, name, told] = (plane && !typed ? placed(part, event) : part.dataset.set).match(/^(.*?)=(.*)$/s);   // a value may hold an =
    if (typed) return Boolean(fields[name]?.focus() ?? true);
    const now = model.get("values")[name], word = told.replace("…", plane && isDragged(event) ? pressed.values[name] : now);
    const value = words[name] ? words[name].indexOf(word) : typeof now === "number" ? +word : word;
    if (value !== now && !(words[name] && value < 0)) change(name, value);
    return true;
  };
  canvas.addEventListener("click", event => { pressed?.moved || pick(event, "click", "hover"); pressed = null; });
  canvas.addEventListener("mousemove", event => pick(event, "hover"));   // a redraw under a resting mouse fires mouseover
  canvas.addEventListener("focusin", event => pick(event, "hover"));
  canvas.addEventListener("keydown", event => {
    if ((event.key === "Enter" || event.key === " ") && pick(event, "click", "hover")) event.preventDefault();
  });

  // A player for each sound of the picture; it stays, and goes on playing, while its sound stays the same.
  const showSounds = sounds => {
    sounds.forEach(([name, src], place) => {
      const player = players.children[place]?.querySelector("audio");
      if (!player) players.append(element("div", {}, name, element("audio", {controls: "", src, "aria-label": `sound: ${name}`})));
      else if (player.getAttribute("src") !== src) player.setAttribute("src", src);
    });
    while (players.children.length > sounds.length) players.lastChild.remove();
    keepKeys(players);
  };

  // Python is at work, or late, until it has said of each message that it is done: the widget library counts these, too.
  let whole = null;
  model.widget_manager.get_model?.(model.get("own_id")).then(found => { whole = found; }, () => {});
  const owes = () => kernel()?.connectionStatus === "connected" && whole?._pending_msgs !== 0;

  // Busy until the picture belongs to the controls' values: screen readers then read the last sentence only.
  let quiet = 0, watch = null;                                    // seconds in which nobody was at work on the picture
  const showBusy = () => {
    const due = !caughtUp(), asleep = due && silence(kernel(), cutOff(), quiet);
    const said = asleep || model.get("picture").problem;
    figure.setAttribute("aria-busy", due && !asleep);
    if (error.textContent !== said) error.textContent = said;
    if (due) return watch ??= setInterval(() => {
      quiet = owes() ? 0 : quiet + 1;
      showBusy();
    }, 1000);
    clearInterval(watch);
    watch = null;
    quiet = 0;
  };
  const showPicture = () => {
    const {markup, text, problem, captioned, sounds = [], said = []} = model.get("picture");
    showBusy();
    if (problem) return;
    printed.textContent = said.join("\n");
    showSounds(sounds);
    const before = canvas.contains(document.activeElement) ? document.activeElement : null, {set} = before?.dataset ?? {}, name = before?.ariaLabel;
    const made = element("div");
    made.innerHTML = markup;
    keepKeys(made);
    const svg = made.querySelector(":scope > svg"), still = svg ?? made.querySelector(":scope > img");
    svg?.setAttribute("role", svg.querySelector("[data-set], a") ? "group" : "img");
    still?.setAttribute(svg ? "aria-label" : "alt", text);
    take(canvas, made);
    if (set) {                                                    // the same part; or of the same name, as + sets more each time
      const sets = `[data-set="${CSS.escape(set)}"]`, named = `[aria-label="${CSS.escape(name)}"]`;
      const part = [sets + named, `[data-set]${named}`, sets].map(one => canvas.querySelector(one)).find(one => one);
      part?.focus({preventScroll: true});
    }
    caption.textContent = text;
    caption.hidden = !still && !captioned;                       // a table or a message speaks for itself
    canvas.setAttribute("aria-live", still ? "off" : "polite");
    letScroll(canvas);
  };
  model.on("change:picture", showPicture);
  model.on("change:values", () => { showValues(); showBusy(); });
  model.on("change:controls", () => { build(); showValues(); });
  showValues();
  showPicture();
  const size = new ResizeObserver(() => letScroll(canvas));
  size.observe(canvas);

  el.classList.add("nn-live");
  el.append(controls, figure);
  return () => {
    clearInterval(watch);
    size.disconnect();
  };
}

export default {initialize, render};
