// Her files: what JupyterLite keeps in this browser's own storage, as one zip archive and back. No other program reads or
// gets them. JupyterLite writes through localForage: a database with the name of the course, a table "files", and in it a
// model of each file (name, path, type, format, content) under its path.

const STORE = "nn-course", TABLE = "files";
const ENOUGH = 20e6; // bytes that should be free

const answer = request => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = request.onblocked = () => failed(request.error ?? new Error("the storage is in use by another page"));
});

async function opened() {
  const request = indexedDB.open(STORE);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  let base = await answer(request);
  if (!base.objectStoreNames.contains(TABLE)) {
    const next = indexedDB.open(STORE, base.version + 1);
    base.close();
    next.onupgradeneeded = () => next.result.createObjectStore(TABLE);
    base = await answer(next);
  }
  return base;
}

async function inTable(mode, ask) {
  const base = await opened();
  try {
    return await ask(base.transaction(TABLE, mode).objectStore(TABLE));
  } finally {
    base.close();
  }
}

// ---- What the storage says of itself

/** Returns a sentence when this browser keeps nothing after the page is closed, else null. */
export async function refusal() {
  try {
    await inTable("readonly", table => answer(table.count()));
    return null;
  } catch {
    return "This browser keeps nothing of your work when you close the page (is it a private window?). " +
      "You can go on; before you leave, take each notebook with you: menu File, Download.";
  }
}

/** Returns a sentence when the storage is nearly full, else null. */
export async function shortage(storage = navigator.storage) {
  const {usage = 0, quota = Infinity} = await storage?.estimate?.() ?? {};
  return quota - usage < ENOUGH
    ? `Your browser has ${Math.max(0, Math.round((quota - usage) / 1e6))} MB left for this page. ` +
      "Soon it can save no more: take your work with you on the start page, or make room on the disk."
    : null;
}

/** Returns all her files that were saved, in the order of their names. */
export async function saved() {
  const files = await inTable("readonly", table => answer(table.getAll()));
  return files.filter(one => one.type !== "directory" && one.content != null)
    .sort((one, other) => one.path < other.path ? -1 : 1);
}

/** Returns the bytes of a file as a disk would hold it. */
export function bytes({content, format}) {
  if (format === "base64") return Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  return new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content, null, 1) + "\n");
}

/** Returns the model of a file for the storage. */
export function model(path, content) {
  const name = path.split("/").pop(), now = new Date().toISOString();
  const common = {name, path, created: now, last_modified: now, size: content.length, writable: true};
  if (name.endsWith(".ipynb")) {
    const notebook = JSON.parse(new TextDecoder().decode(content));
    if (!Array.isArray(notebook.cells)) throw new SyntaxError("no cells");
    return {...common, type: "notebook", format: "json", mimetype: null, content: notebook};
  }
  try {
    const text = new TextDecoder("utf-8", {fatal: true}).decode(content);
    return {...common, type: "file", format: "text", mimetype: "text/plain", content: text};
  } catch {
    let letters = "";
    for (const one of content) letters += String.fromCharCode(one);
    return {...common, type: "file", format: "base64", mimetype: "application/octet-stream", content: btoa(letters)};
  }
}

const folder = path => ({name: path.split("/").pop(), path, type: "directory", format: "json", mimetype: "", content: null,
  size: 0, writable: true, created: new Date().toISOString(), last_modified: new Date().toISOString()});

/** Puts files ({name, content}) into the storage. One that is there with another content stays; the new one gets a name of
 *  its own beside it. Returns a line for each file. */
export async function takeBack(files) {
  const lines = [];
  for (const {name, content} of files) {
    const there = await inTable("readonly", table => answer(table.get(name)));
    if (there && same(there, content)) {
      lines.push(`${name}: is here already`);
      continue;
    }
    try {
      const path = there ? await unused(name) : name;
      const parents = path.split("/").slice(0, -1).map((_, place, all) => all.slice(0, place + 1).join("/"));
      const one = model(path, content);
      await inTable("readwrite", async table => {
        for (const parent of parents) table.put(folder(parent), parent);
        await answer(table.put(one, path));
      });
      lines.push(there ? `${name}: yours stays; the one from the archive is ${path}` : `${name}: taken back`);
    } catch (error) {
      const why = error instanceof SyntaxError ? "it is no notebook, or damaged" : error.message;
      lines.push(`${name}: not taken, for ${why}`);
    }
  }
  return lines;
}

/** Returns whether a file that is there has this content; notebooks may be laid out in another way. */
function same(there, content) {
  if (there.type !== "notebook") return equal(bytes(there), content);
  try {
    return equal(bytes(there), bytes(model(there.path, content)));
  } catch {
    return false;
  }
}

const equal = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

async function unused(name) {
  const [, stem, ending] = name.match(/^(.*?)(\.[^./]*)?$/);
  for (let number = 1; ; number++) {
    const candidate = `${stem}-from-zip${number > 1 ? `-${number}` : ""}${ending ?? ""}`;
    if (!await inTable("readonly", table => answer(table.get(candidate)))) return candidate;
  }
}

// ---- A zip archive: files as they are, or deflated; names in UTF-8

const CRC = Uint32Array.from({length: 256}, (_, number) => {
  for (let bit = 0; bit < 8; bit++) number = number & 1 ? number >>> 1 ^ 0xedb88320 : number >>> 1;
  return number;
});
const checksum = content => {
  let sum = 0xffffffff;
  for (const byte of content) sum = CRC[(sum ^ byte) & 255] ^ sum >>> 8;
  return (sum ^ 0xffffffff) >>> 0;
};
const ENTRY = 0x02014b50, LOCAL = 0x04034b50, END = 0x06054b50;

/** Returns files ({name, content}) as a zip archive, a Blob. */
export function zip(files, date = new Date()) {
  const parts = [], entries = [];
  const day = date.getFullYear() - 1980 << 9 | date.getMonth() + 1 << 5 | date.getDate();
  const time = date.getHours() << 11 | date.getMinutes() << 5 | date.getSeconds() >> 1;
  let offset = 0;
  for (const {name, content} of files) {
    const title = new TextEncoder().encode(name), size = content.length;
    const shared = [20, 0x0800, 0, time, day, [checksum(content)], [size], [size], title.length, 0];
    const head = numbers([LOCAL], ...shared);
    parts.push(head, title, content);
    entries.push(numbers([ENTRY], 20, ...shared, 0, 0, 0, [0], [offset]), title);
    offset += head.length + title.length + size;
  }
  const size = entries.reduce((sum, one) => sum + one.length, 0);
  return new Blob([...parts, ...entries, numbers([END], 0, 0, files.length, files.length, [size], [offset], 0)],
    {type: "application/zip"});
}

/** Returns numbers as bytes, the lowest first: two for a number, four for one in brackets. */
function numbers(...values) {
  const out = [];
  for (const value of values) {
    const number = Array.isArray(value) ? value[0] : value;
    for (let place = 0; place < (Array.isArray(value) ? 4 : 2); place++) out.push(number >>> 8 * place & 255);
  }
  return Uint8Array.from(out);
}

/** Returns the files of a zip archive; an Error's message says in words why it cannot be read. */
export async function unzip(archive) {
  const view = new DataView(archive);
  let end = archive.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new Error("this is no zip archive, or only a part of one");
  const files = [];
  let place = view.getUint32(end + 16, true);
  try {
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(place, true) !== ENTRY) throw new RangeError();
      const [flags, method] = [view.getUint16(place + 8, true), view.getUint16(place + 10, true)];
      const [sum, packed] = [view.getUint32(place + 16, true), view.getUint32(place + 20, true)];
      const [title, more, note] = [28, 30, 32].map(at => view.getUint16(place + at, true));
      const start = view.getUint32(place + 42, true);
      const name = clean(new TextDecoder().decode(new Uint8Array(archive, place + 46, title)));
      const begins = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      if (flags & 1) throw new Error("this archive has a password; unpack it first");
      if (name) {
        const content = await unpacked(new Uint8Array(archive, begins, packed), method);
        if (checksum(content) !== sum) throw new RangeError();
        files.push({name, content});
      }
      place += 46 + title + more + note;
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new Error("this zip archive is damaged");
    throw error;
  }
  return files;
}

/** Returns the name under which a file is kept: none for folders and for what systems add, and never a place above. */
function clean(name) {
  const parts = name.split(/[\\/]/).filter(part => part && part !== "." && part !== "..");
  return /[\\/]$/.test(name) || parts[0] === "__MACOSX" || parts.at(-1)?.startsWith("._") ? "" : parts.join("/");
}

async function unpacked(content, method) {
  if (method === 0) return content;
  if (method !== 8) throw new Error("this archive is packed in a way that a browser does not know; unpack and zip it anew");
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
