// Keeps what is typed in a form's boxes as it is typed, one box at a time. The form's own button does it without this.

const form = document.querySelector("[data-hw-saves]");
const told = form?.querySelector("[data-hw-saved]");
const waiting = new Map();

async function keep(box, leaving = false) {
  const read = form.elements[`read_${box.name}`];
  const body = new URLSearchParams({ box: box.name, words: box.value, read: read.value });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const at = Date.now();
  try {
    const answer = await fetch(form.dataset.hwSaves, { method: "POST", body, credentials: "same-origin", redirect: "error", keepalive: leaving, signal: AbortSignal.timeout(10000) });
    const said = await answer.json();
    if (answer.status === 410) tell("hw-unsaved", box);
    else tell("hw-saved", box, at);
    if (said.number) read.value = said.number;
    told.textContent = said.say;
    if ("read" in said) hear(said);
    return true;
  } catch {
    told.textContent = "Not saved: the line is down. Press Save when it is back.";
    tell("hw-unsaved", box);
    return false;
  }
}

// What seals words while the hub is away hears of those that are typed, that could not be saved and that were, and of
// those that are not saved yet as the page is left.
function tell(what, box, at = Date.now()) {
  const call = form.dataset.hwSaves.split("/").at(-3);
  const detail = { call, box: box.name, words: box.value, read: Number(form.elements[`read_${box.name}`].value), at };
  form.dispatchEvent(new CustomEvent(what, { detail }));
}

// What is read of when a child was last seen stands under its box; which of two it was is asked only where there are two.
function hear({ read, asks }) {
  form.querySelector("[data-hw-read]").textContent = read;
  form.querySelector("[data-hw-asked]").hidden = !asks;
}

// Each box waits for a pause and is then saved; `waiting` holds what is not kept yet, in a pause or under way.
function save(box, leaving = false) {
  clearTimeout(waiting.get(box.name)?.timer);
  const saving = keep(box, leaving).then((kept) => {
    if (waiting.get(box.name)?.saving === saving) waiting.delete(box.name);
    return kept;
  });
  waiting.set(box.name, { box, saving });
  return saving;
}

form?.addEventListener("input", ({ target }) => {
  if (!target.dataset.hwBox) return;
  clearTimeout(waiting.get(target.name)?.timer);
  waiting.set(target.name, { box: target, timer: setTimeout(save, 800, target) });
  tell("hw-typed", target);
});

// Whoever chooses a child from the console leaves it once what was typed last is kept, and stays where it cannot be.
form?.addEventListener("click", async (press) => {
  const link = press.target.closest("[data-hw-leaves] a");
  if (!link || !waiting.size || press.ctrlKey || press.metaKey) return;
  press.preventDefault();
  const kept = await Promise.all([...waiting.values()].map((each) => each.saving ?? save(each.box)));
  if (kept.every(Boolean)) location.assign(link.href);
});

// What was typed in the last moment before the page is left is saved all the same, or lies sealed on this device.
function leave() {
  for (const { box, timer } of [...waiting.values()]) {
    tell("hw-left", box);
    if (timer) save(box, true);
  }
}

addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
