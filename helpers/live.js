// The page's half of helpers/live.py: controls on one side, the picture they change on the other.
// Values go to Python, a picture comes back; nothing is computed here.

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// JupyterLab's shortcuts go first (arrow keys would move the selected cell), except on what carries this mark.
function keepKeys(root) {
  for (const node of root.querySelectorAll("input, select, button, [data-set]")) {
    node.setAttribute("data-lm-suppress-shortcuts", "");
  }
}

// One entry a kind of control: build(control, change) returns [node, show(value)].
const kinds = {
  slider(control, change) {
    const input = element("input", {type: "range", "aria-label": control.label,
      min: control.ticks ? 0 : control.min, max: control.ticks ? control.ticks.length - 1 : control.max,
      step: control.ticks ? 1 : control.step});
    const number = element("output", {"aria-hidden": "true"});
    const read = () => control.ticks ? control.ticks[+input.value] : +(+input.value).toFixed(control.decimals);
    const say = value => control.ticks ? String(value) : value.toFixed(control.decimals).replace("-", "−");
    const show = value => {
      input.value = control.ticks ? control.ticks.indexOf(value) : value;
      number.value = say(read());
      input.setAttribute("aria-valuetext", number.value.replace("−", "minus "));
    };
    input.addEventListener("input", () => { show(read()); change(read()); });
    return [element("label", {class: "nn-slider"}, element("span", {}, control.label), input, number), show];
  },

  choice(control, change) {
    const select = element("select", {"aria-label": control.label},
      ...control.options.map(option => element("option", {value: option}, option)));
    select.addEventListener("change", () => change(select.value));
    return [element("label", {class: "nn-choice"}, element("span", {}, control.label), select),
            value => { select.value = value; }];
  },

  toggle(control, change) {
    const box = element("input", {type: "checkbox", "aria-label": control.label});
    box.addEventListener("change", () => change(box.checked));
    return [element("label", {class: "nn-toggle"}, box, element("span", {}, control.label)),
            value => { box.checked = value; }];
  },

  words(control, change) {
    const input = element("input", {type: "text", "aria-label": control.label, placeholder: control.hint, maxlength: 200});
    input.addEventListener("input", () => change(input.value));
    return [element("label", {class: "nn-words"}, element("span", {}, control.label), input),
            value => { if (input.value !== value) input.value = value; }];
  },

  steps(control, change) {
    const [row, showRow] = kinds.slider({...control, min: 0, max: control.count, step: 1, decimals: 0}, value => { stop(); go(value); });
    let now = 0, timer = null;
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
    const stop = () => { clearInterval(timer); timer = null; name(play, "▶ Play", "play"); };
    const start = () => {
      if (now >= control.count) go(0);
      name(play, "⏸ Pause", "pause");
      timer = setInterval(() => {
        if (!play.isConnected || now >= control.count) return stop();
        go(now + 1);
      }, control.pause);
    };
    const buttons = element("div", {class: "nn-buttons"}, button("◀ Back", "step back", () => { stop(); go(now - 1); }),
      play, button("Step ▶", "step", () => { stop(); go(now + 1); }));
    return [element("div", {class: "nn-steps"}, buttons, row), value => { now = value; showRow(value); }];
  },
};

function render({model, el}) {
  const controls = element("div", {class: "nn-controls"});
  const canvas = element("div", {class: "nn-picture"});
  const caption = element("figcaption", {"aria-live": "polite"});
  const error = element("p", {class: "nn-error", role: "alert"});
  const figure = element("figure", {}, canvas, caption, error);
  const shows = {}, shown = {};

  const change = (name, value) => {
    model.set("values", {...model.get("values"), [name]: value});
    model.save_changes();
  };
  for (const control of model.get("controls")) {
    const [node, show] = kinds[control.kind](control, value => change(control.name, value));
    controls.append(node);
    shows[control.name] = show;
  }
  const showValues = () => {
    for (const [name, value] of Object.entries(model.get("values"))) {
      if (shown[name] !== value) shows[name]?.(shown[name] = value);
    }
  };
  if (model.get("controls").length) {
    const reset = element("button", {type: "button", class: "nn-reset", "aria-label": "Reset"}, "↺ Reset");
    reset.addEventListener("click", () => { model.set("values", {...model.get("start")}); model.save_changes(); });
    controls.append(reset);
  }
  keepKeys(controls);

  // A part of the picture that carries data-set="name=value" sets that control by click, hover or keyboard.
  const pick = (event, ...kindsOfEvent) => {
    const part = event.target.closest?.("[data-set]");
    if (!part || !kindsOfEvent.includes(part.dataset.on)) return false;
    const [name, value] = part.dataset.set.split("=");
    if (String(model.get("values")[name]) === value) return true;
    change(name, typeof model.get("values")[name] === "number" ? +value : value);
    return true;
  };
  canvas.addEventListener("click", event => pick(event, "click", "hover"));
  canvas.addEventListener("mousemove", event => pick(event, "hover"));   // a redraw under a resting mouse fires mouseover
  canvas.addEventListener("focusin", event => pick(event, "hover"));
  canvas.addEventListener("keydown", event => {
    if ((event.key === "Enter" || event.key === " ") && pick(event, "click", "hover")) event.preventDefault();
  });

  // Busy until the picture belongs to the controls' values: screen readers then read the last sentence only.
  const showBusy = () => {
    figure.setAttribute("aria-busy", JSON.stringify(model.get("picture").values) !== JSON.stringify(model.get("values")));
  };
  const showPicture = () => {
    const {markup, text, problem} = model.get("picture");
    error.textContent = problem;
    showBusy();
    if (problem) return;
    const focused = canvas.contains(document.activeElement) ? document.activeElement.dataset.set : null;
    canvas.innerHTML = markup;
    keepKeys(canvas);
    if (focused) canvas.querySelector(`[data-set="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
    const svg = canvas.querySelector("svg");
    svg?.setAttribute("role", svg.querySelector("[data-set]") ? "group" : "img");
    svg?.setAttribute("aria-label", text);
    caption.textContent = text;
    caption.hidden = !svg;                                      // a table or a message speaks for itself
    canvas.setAttribute("aria-live", svg ? "off" : "polite");
  };
  model.on("change:picture", showPicture);
  model.on("change:values", () => { showValues(); showBusy(); });
  showValues();
  showPicture();

  el.classList.add("nn-live");
  el.append(controls, figure);
}

export default {render};
