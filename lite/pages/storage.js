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

// A link to a notebook opens this one alone: each one that was open before would start a Python of its own, side by side. So
// JupyterLite's memory of open tabs is emptied. A reload, whose address names no notebook, brings back what was open.
if (new URLSearchParams(location.search).has("path")) {
  try {
    const request = indexedDB.open(`JupyterLite Storage - ${new URL("..", location).pathname}`);
    request.onupgradeneeded = () => request.transaction.abort(); // a first visit: nothing is there
    request.onsuccess = () => {
      const base = request.result;
      if (base.objectStoreNames.contains("statedb")) base.transaction("statedb", "readwrite").objectStore("statedb").clear();
      base.close();
    };
  } catch {} // this browser keeps nothing
}
