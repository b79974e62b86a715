// What a page gains where scripts run. Everything here is done without one too, a little more slowly.

const root = document.documentElement;

async function govuk() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const { initAll } = await import(root.dataset.govuk);
  initAll();
}

// Fetches the page again and swaps in the part that shows progress. Once the work has ended, or the part is gone, the
// whole page is new.
function poll(part) {
  const wait = Number(part.dataset.hwPoll);
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(part.id);
      if (!answer.ok) return;
      if (!fresh?.dataset.hwPoll) return location.reload();
      part.replaceWith(fresh);
      poll(fresh);
    } catch {
      // The line is down: the link "Check again" is still there.
    }
  }, wait);
}

// On a phone a filter nobody has used starts closed, so that the list is seen first.
function fold(filter) {
  if (matchMedia("(max-width: 40em)").matches && !("hwApplied" in filter.dataset)) filter.open = false;
}

// The account menu and the groups of the header close on Escape, on a press elsewhere, and when the focus goes on: what
// has the focus is never beneath one.
function menu(folds) {
  const left = (next) => {
    if (!folds.contains(next)) folds.open = false;
  };
  document.addEventListener("click", (press) => left(press.target));
  folds.addEventListener("focusout", (leaving) => leaving.relatedTarget && left(leaving.relatedTarget));
  folds.addEventListener("keydown", (key) => {
    if (key.key !== "Escape" || !folds.open) return;
    folds.open = false;
    folds.querySelector("summary").focus();
  });
}

// A search runs again after a pause in typing, and only its results are new. What was typed is posted, as the button
// does it. Where the answer is not the results (a mistake in a box, a session that has ended) nothing changes until the
// button sends the whole page. A box that is a part of a larger form is sent alone, to an address of its
// own, and the Tab key stops once at what was found, since more is typed below it: the arrows go on from there.
function seek(part) {
  const form = part.closest("form");
  const results = document.getElementById(part.dataset.hwSeek);
  const told = document.querySelector("[data-hw-told]");
  const box = part.querySelector("input[type=text]");
  const alone = () => ({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, words: box.value });
  const sent = () => new URLSearchParams(part === form ? new FormData(form) : alone()).toString();
  let waiting, asking, last = sent();

  async function ask() {
    const body = sent();
    if (body === last) return;
    last = body;
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(part.dataset.hwSeekAt ?? form.action, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { "X-Homeward-Part": "results" },
        credentials: "same-origin",
        redirect: "error",
        signal: asking.signal,
      });
      if (!answer.ok) return;
      results.innerHTML = await answer.text();
      told.textContent = results.querySelector("[data-hw-count]")?.textContent ?? "";
      if (part !== form) places().forEach((each, at) => (each.tabIndex = at ? -1 : 0));
    } catch {
      // Another search has begun, or the line is down: the button is still there.
    }
  }

  const places = () => [...results.querySelectorAll(".hw-find__open")];
  function move(step) {
    const all = places();
    const here = all.indexOf(document.activeElement) + step;
    if (here < 0) return box.focus();
    all[Math.min(here, all.length - 1)]?.focus();
  }

  part.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });
  box.addEventListener("keydown", (key) => {
    if (!(key.key === "ArrowDown" || (key.key === "Enter" && part !== form)) || !places().length) return;
    key.preventDefault();
    places()[0].focus();
  });
  results.addEventListener("keydown", (key) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (key.key === "Escape") box.focus();
    if (!step || !document.activeElement.classList.contains("hw-find__open")) return;
    key.preventDefault();
    move(step);
  });
}

// A page that is come to in the middle of a task begins in its first box, unless something in it has to be mended.
const begins = document.querySelector("[data-hw-begins]");
if (begins && !document.querySelector(".govuk-error-summary")) {
  begins.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

document.querySelectorAll("[data-hw-seek]").forEach(seek);
document.querySelectorAll("[data-hw-poll]").forEach(poll);
document.querySelectorAll("[data-hw-filter]").forEach(fold);
document.querySelectorAll(".hw-account, .hw-places__group").forEach(menu);
document.querySelectorAll("[data-hw-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
govuk();
