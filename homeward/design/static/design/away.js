// A call goes on being kept while the hub is away. What is typed is sealed to the hub's public key as it is typed, so that
// nobody can read it on this device; it lies in IndexedDB, which signing out does not empty, and is sent once the hub is
// back. All that can be seen of it here is how much there is, and since when. While the hub answers, the last words of a
// box are held ready, sealed, so that a page that is left before they were saved has only to lay them down.

const place = document.querySelector("[data-hw-away]");
const state = place?.querySelector("[data-hw-pending]");
const capture = document.querySelector("[data-hw-capture]");
const form = document.querySelector("[data-hw-saves]");
const labels = document.querySelector("[data-hw-labels]");
const SEALED = "The hub is away. What you typed is sealed on this device, and is sent by itself.";
const AGAIN = 5000, AT_ONCE = 10, PATIENCE = 20000, PADDED = 256;
const text = new TextEncoder();
const newest = new Map(), ready = new Map();
let queue = Promise.resolve(), queued = 0, sending = false, away = false, highest = 0, waiting, database, last = {};

// What is kept on this device: sealed pieces, and beside them its own number, the permit, the key and a count.
const opened = new Promise((done, failed) => {
  const asked = indexedDB.open("homeward-away", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("pieces", { keyPath: "piece" });
    asked.result.createObjectStore("kept");
  };
  asked.onsuccess = () => done((database = asked.result));
  asked.onerror = () => failed(asked.error);
});

async function inside(store, mode, act) {
  await opened;
  return new Promise((done, failed) => {
    const work = database.transaction(store, mode, { durability: "strict" });
    const asked = act(work.objectStore(store));
    work.oncomplete = () => done(asked?.result);
    work.onerror = work.onabort = () => failed(work.error);
  });
}

const kept = (name) => inside("kept", "readonly", (store) => store.get(name));
const keep = (name, value) => inside("kept", "readwrite", (store) => store.put(value, name));
const pieces = async () => (await inside("pieces", "readonly", (store) => store.getAll())).sort((one, other) => one.number - other.number);

async function device() {
  const found = await kept("device");
  if (found) return found;
  const made = crypto.randomUUID();
  await keep("device", made);
  return made;
}

async function key() {
  if (place.dataset.hwKey) return { key: place.dataset.hwKey, key_name: place.dataset.hwKeyName };
  return kept("key");
}

function written(bytes) {
  let letters = "";
  new Uint8Array(bytes).forEach((each) => (letters += String.fromCharCode(each)));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const raw = (letters) => Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));

// One piece, sealed under a key that is forgotten as soon as it was used. Its length tells little, since it is padded.
async function sealed({ call, piece, number, told, to }) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", raw(to.key), curve, false, []);
  const ephemeral = await crypto.subtle.exportKey("raw", own.publicKey);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = text.encode(`homeward hc1 ${to.key_name}`);
  const cipher = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: ephemeral, info }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const words = JSON.stringify(told);
  const padding = " ".repeat((PADDED - (text.encode(words).length % PADDED)) % PADDED);
  const additionalData = text.encode(`${call}|${piece}|${number}`);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, cipher, text.encode(words + padding));
  return { form: "hc1", key: to.key_name, call, piece, number, ephemeral: written(ephemeral), nonce: written(nonce), body: written(body) };
}

const named = ({ call, box }) => `${call} ${box}`;

// Seals what stands in a box, to be laid down or held ready.
async function made({ call, box, words, read }) {
  const to = await key();
  if (!to?.key) throw new Error("no key");
  const number = (highest = Math.max(highest, (await kept("number")) ?? 0) + 1);
  const piece = crypto.randomUUID();
  const told = { box, words, read, device: await device(), typed_at: Date.now() / 1000 };
  const envelope = await sealed({ call, piece, number, told, to });
  const permit = (await kept("permit")) ?? "";
  return { piece, call, number, at: Date.now(), permit, envelope };
}

// Lays a sealed piece down. The last of one box takes the place of the one before, unless that has gone already. It is
// written though the page ends with this line.
function lay(name, piece) {
  const before = last[name]?.piece;
  last[name] = piece;
  const work = database.transaction(["pieces", "kept"], "readwrite", { durability: "strict" });
  work.objectStore("kept").put(piece.number, "number");
  work.objectStore("pieces").put(piece);
  if (before && before !== piece.piece) work.objectStore("pieces").delete(before);
  return new Promise((done, failed) => {
    work.oncomplete = done;
    work.onerror = work.onabort = () => failed(work.error);
    work.commit();
  });
}

async function seal(detail) {
  ready.delete(named(detail));
  await lay(named(detail), await made(detail));
}

async function holdReady(detail) {
  ready.set(named(detail), { words: detail.words, piece: await made(detail) });
}

// What is still to be saved as the page is left: laid down if it is held ready, and otherwise sealed while there is time.
function leave(detail) {
  const held = ready.get(named(detail));
  if (held?.words === detail.words) lay(named(detail), held.piece).catch(() => {});
  else inTurn(() => seal(detail)).catch(() => {});
}

// While anything is still to be sealed, the page is marked so.
function inTurn(act) {
  queued += 1;
  place.setAttribute("data-hw-sealing", "");
  queue = queue.then(act, act).finally(() => {
    queued -= 1;
    if (!queued) place.removeAttribute("data-hw-sealing");
  });
  return queue;
}

// Each box has one place in the queue, and takes there the newest words that were typed in it.
function inTurnOnce(detail, act) {
  const name = named(detail), waits = newest.has(name);
  newest.set(name, detail);
  if (waits) return queue;
  return inTurn(() => {
    const words = newest.get(name);
    newest.delete(name);
    return act(words);
  });
}

async function put(detail, told, say = SEALED) {
  away = true;
  try {
    await inTurnOnce(detail, seal);
    told.textContent = say;
  } catch {
    told.textContent = "Not kept: this device cannot seal it. Write on the paper duty pack.";
  }
  await show();
  later();
}

async function show() {
  const all = await pieces();
  const calls = new Set(all.map((each) => each.call)).size;
  const since = new Date(Math.min(...all.map((each) => each.at))).toLocaleString("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });
  const words = all.length ? `${calls} ${calls === 1 ? "call waits" : "calls wait"} on this device to be sent, sealed, since ${since}.` : "";
  if (state.textContent !== words) state.textContent = words;
  place.classList.toggle("hw-away--waits", all.length > 0);
  return all.length;
}

async function post(body) {
  return fetch(place.dataset.hwSend, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

// A few pieces of one permit. One that is not known any more is sent under this device's present one, and waits there for
// a person.
async function sendSome(all) {
  const present = (await kept("permit")) ?? "";
  const permit = all[0].permit || present;
  const some = all.filter((each) => (each.permit || present) === permit).slice(0, AT_ONCE);
  const body = { permit, pieces: some.map((each) => each.envelope) };
  let answer = await post(body);
  if (answer.status === 403 && permit !== present) answer = await post({ ...body, permit: present, instead: true });
  if (!answer.ok) throw new Error("not taken");
  await answer.json();
  await inside("pieces", "readwrite", (store) => some.forEach((each) => store.delete(each.piece)));
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    let all = await pieces();
    const any = all.length > 0;
    while (all.length) {
      await sendSome(all);
      all = await pieces();
    }
    if (any) document.querySelector("[data-hw-saved]")?.replaceChildren("The hub is back. What was typed has been sent.");
  } catch {
    // The hub is still away, or takes nothing from this device until somebody signs in on it.
  } finally {
    sending = false;
  }
  if (await show()) later();
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(send, AGAIN);
}

// The console, opened: this device gets leave to add calls for a while, and the newest key.
async function ask() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!token) return;
  const body = new URLSearchParams({ device: await device(), csrfmiddlewaretoken: token });
  try {
    const answer = await fetch(place.dataset.hwPermit, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const { permit, key, key_name } = await answer.json();
    await keep("key", { key, key_name });
    await keep("permit", permit);
    await navigator.storage?.persist?.();
  } catch {
    // The permit given last time is still here.
  }
}

// The capture page: the call whose page was asked for goes on, and any other is a new one.
function console_() {
  const told = capture.querySelector("[data-hw-saved]");
  let call = location.pathname.match(/^\/calls\/([0-9a-f-]{36})\//)?.[1] ?? crypto.randomUUID();
  const now = (box) => put({ call, box: box.name, words: box.value, read: 0 }, told);
  capture.addEventListener("input", ({ target }) => {
    if (target.dataset.hwBox) now(target);
  });
  const fresh = takeLabels(() => call);
  fresh();
  capture.addEventListener("submit", async (press) => {
    press.preventDefault();
    call = crypto.randomUUID(); // what is typed or pressed from here on is of the next call, though the last is still being sealed
    capture.reset();
    fresh();
    capture.querySelector("[data-hw-box]").focus();
    await queue;
    told.textContent = "A new call. What was typed in the last one is kept.";
  });
}

// One press labels the call, and the same press again takes the label back. On the console it is sealed only while the
// hub is away. What is returned makes the labels ready for the next call.
function takeLabels(call) {
  const told = labels.querySelector("[data-hw-labelled]"), first = told.textContent;
  const mark = (chosen) => labels.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", each === chosen));
  labels.addEventListener("submit", (press) => {
    if (!capture && !away && navigator.onLine) return;
    press.preventDefault();
    const chosen = press.submitter, back = chosen.getAttribute("aria-pressed") === "true";
    const say = `Labelled ${chosen.textContent.trim().toLowerCase()}, and sealed on this device. Press it again to take that back.`;
    mark(back ? null : chosen);
    told.hidden = false;
    put({ call: call(), box: "label", words: back ? "" : chosen.value, read: 0 }, told, back ? "The label is taken back." : say);
  });
  return () => { mark(null); told.textContent = first; };
}

async function begin() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(place.dataset.hwWorker).catch(() => {});
  if (capture) console_();
  else if (labels) takeLabels(() => labels.dataset.hwLabels);
  form?.addEventListener("hw-unsaved", ({ detail }) => put(detail, form.querySelector("[data-hw-saved]")));
  form?.addEventListener("hw-typed", ({ detail }) => {
    if (away) put(detail, form.querySelector("[data-hw-saved]"));
    else inTurnOnce(detail, holdReady).catch(() => {});
  });
  form?.addEventListener("hw-left", ({ detail }) => leave(detail));
  form?.addEventListener("hw-saved", ({ detail }) => inTurn(async () => {
    away = false;
    const before = last[named(detail)];
    if (!before || before.at > detail.at) return; // what is sealed was typed after what was saved
    delete last[named(detail)];
    await inside("pieces", "readwrite", (store) => store.delete(before.piece)).then(show);
  }));
  addEventListener("online", send);
  if (!capture) await ask();
  await send();
}

if (place && crypto.subtle) begin();
