// Loaded before JupyterLite, which cannot start where a browser lets pages keep nothing (all cookies and site data are
// blocked): then it gets a memory that lasts until the page is closed. start.js says so to her.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].length;
  } catch {
    const kept = new Map();
    Object.defineProperty(window, name, {value: {
      get length() { return kept.size; },
      key: place => [...kept.keys()][place] ?? null,
      getItem: key => kept.get(String(key)) ?? null,
      setItem: (key, value) => { kept.set(String(key), String(value)); },
      removeItem: key => { kept.delete(String(key)); },
      clear: () => kept.clear(),
    }});
  }
}
